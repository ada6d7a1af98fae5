"""Linking that goes on: pages come one by one, and each changes only what it touches."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from firsthand.linking.linking import Linked, link_recalling
from firsthand.linking.memory import Known, Memory
from firsthand.types import Article, Decision


@dataclass(frozen=True, slots=True)
class Ongoing:
    """What is linked so far, and what of the work a page more can take over.

    ``linked`` is what ``link`` gives of ``articles``. ``known`` is for ``link_more`` alone; it
    holds the words of every page as they are compared, besides what ``linked`` holds.
    """

    linked: Linked
    articles: tuple[Article, ...]
    decisions: tuple[Decision, ...]
    known: Known


def begin(articles: Iterable[Article] = (), decisions: Sequence[Decision] = ()) -> Ongoing:
    """Link these as ``link`` does, to go on with more."""
    return _linked(tuple(articles), tuple(decisions), {})


def link_more(ongoing: Ongoing, article: Article) -> Ongoing:
    """What ``link`` gives of all articles so far and this one, in that order.

    The same, whatever was linked when: claims, origins and conflicts are worked out anew only
    for the articles that may hold the same claims as the new one, copies only for the pages it
    shares words with. What all pages have a say in is worked out for all: which pairs to look
    at for copies, ties between pages, and which stories are related. ``ongoing`` itself stays
    as it is. An article whose id is known stands in the place of the older one.
    """
    return _linked((*ongoing.articles, article), ongoing.decisions, ongoing.known)


def _linked(
    articles: tuple[Article, ...], decisions: tuple[Decision, ...], known: Known
) -> Ongoing:
    memory = Memory(known)
    once = tuple({article.id: article for article in articles}.values())
    linked = link_recalling(once, decisions, memory)
    return Ongoing(linked, once, decisions, memory.now)
