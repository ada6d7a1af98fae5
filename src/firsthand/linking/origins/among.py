"""Who may be one of several: Ana Reis, a lawyer, of "lawyers"; Katz, of "Reis and Katz".

Pages tell first what several say ("experts warn") and then what one of them does, or one page
has the several and another the one. No word tells that he is among them, so such a merge is
possible and never sure.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Set
from functools import cache, lru_cache

from firsthand.linking.gists import stem
from firsthand.linking.origins.bodies import COUNTING, body_of, one_body
from firsthand.linking.statements import Told
from firsthand.linking.utterers import (
    RELATIVE,
    Utterer,
    body_words,
    offices,
    same,
    words_of_name,
)
from firsthand.words import WORD

AND = re.compile(r"\s*(?:,|&|\band\b)\s*")
BEHIND = RELATIVE | frozenset("of for from in at on by to with including".split())
NOT_THESE = frozenset(("other", "another"))  # than those who were told of before
TITLES = frozenset(("dr", "prof"))  # of the learned
KEPT = 4096  # names whose nouns are remembered


def may_be_among(a: Told, b: Told, places: Set[str] = frozenset()) -> bool:
    """Whether one may be among the several that the other is; ``places`` are words of places, in
    lower case.
    """
    return _is_among(a, b, places) or _is_among(b, a, places)


def _is_among(told: Told, several: Told, places: Set[str]) -> bool:
    one, others = told.utterer, several.utterer
    if one is None or others is None or others.named or others.person:
        return False
    if any(_is_called(one, part, places) for part in _parts(others)):
        return True
    if not _share_a_noun(one, others) or _are_of_two_places(one, others, places):
        return False
    if told.article.id == several.article.id:
        return not _was_told_before(told, several)
    return _which(others) <= set(one.about)


# ------------------------------------------------------------ who speak together


def _parts(several: Utterer) -> list[str]:
    """Who speak together, each as he is called: "Ana Reis", "the board", of "Ana Reis and the
    board"; nobody where one speaks alone.
    """
    parts = AND.split(several.name)
    return [part for part in parts if part] if len(parts) > 1 else []


def _is_called(one: Utterer, part: str, places: Set[str]) -> bool:
    """Whether a part is the name of one, or of the body that he may speak for; "Officials" with
    the capital of a sentence is no name.
    """
    words = words_of_name(part)
    if any(word[0].islower() for word in WORD.findall(part) if word.lower() in words):
        return False
    if offices().union(COUNTING).issuperset(words):
        return False
    body = Utterer(one.page, None, part, words, named=True, person=False, about=words)
    person = dataclasses.replace(body, person=one.person)
    return (one.named and same(one, person)) or one_body(one, body, places)


# ------------------------------------------------------------ what they are called


def _share_a_noun(one: Utterer, several: Utterer) -> bool:
    """Whether one is told of by the noun that several are called by ("a lawyer", "lawyers"), or
    both are learned: Professor Reis, "researchers", "the study".

    Those who speak for a body are left to the body, be they called alike or not.
    """
    nouns = _nouns(several.name) - offices()
    if not nouns.isdisjoint(_learned()):
        return _is_learned(one)
    return one.person and not {stem(noun) for noun in nouns}.isdisjoint(map(stem, one.described))


def _is_learned(one: Utterer) -> bool:
    """Whether it is a person told of as learned, or what is so called and has no name."""
    if one.person:
        return not (_learned() | TITLES).isdisjoint(one.about)
    return not one.named and not _nouns(one.name).isdisjoint(_learned())


@lru_cache(KEPT)
def _nouns(name: str) -> frozenset[str]:
    """The nouns of a description: "lawyers", of "two lawyers from the board"."""
    nouns: list[str] = []
    for part in AND.split(name):
        words = [word.lower() for word in WORD.findall(part)]
        end = next((n for n, word in enumerate(words) if word in BEHIND), len(words))
        nouns += words[:end][-1:]
    return frozenset(nouns) - COUNTING


@cache
def _learned() -> frozenset[str]:
    """Words for those who study a matter, and for what they write."""
    return frozenset(word for word, sorts in body_words().items() if "learned" in sorts)


def _which(several: Utterer) -> set[str]:
    """The words that tell which of all who are called so are meant: "harbour lawyers"."""
    return set(several.about) - _nouns(several.name) - COUNTING - _learned()


def _was_told_before(told: Told, several: Told) -> bool:
    """Whether one spoke before several, who are said to be others: "other experts disagree"."""
    if several.utterer is None or NOT_THESE.isdisjoint(several.utterer.about):
        return False
    return told.attribution.content[0].start < several.attribution.content[0].start


def _are_of_two_places(one: Utterer, several: Utterer, places: Set[str]) -> bool:
    """Whether both are of places or states, and share none."""
    here, there = body_of(one, places), body_of(several, places)
    ones, others = here.places | here.states, there.places | there.states
    return bool(ones and others) and ones.isdisjoint(others)
