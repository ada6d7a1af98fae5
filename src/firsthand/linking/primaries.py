"""Recordings, documents, interviews and reports that pages rest on and nobody here has seen."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Sequence

from firsthand import data
from firsthand.types import Article, Hop, Note, Span
from firsthand.words import name_key

PRIMARY = frozenset("footage recording call intercept document interview report".split())


def note_missing_primaries(articles: Sequence[Article]) -> tuple[Article, ...]:
    """The articles, each with a note for every primary that its words rest on, once for each hand.

    No page of text is a recording: none is ever in hand. A report of an outlet whose page is
    among those read may be in hand, and is left out. A hand that is lost has a note too. A
    recording that two hands passed on has two.
    """
    read = frozenset(_key(a.outlet.name) for a in articles if a.outlet.name)
    return tuple(_noted(article, read) for article in articles)


def _noted(article: Article, read: frozenset[str]) -> Article:
    notes = (*article.notes, *_missing(article, read))
    in_order = sorted(notes, key=lambda note: (note.span, note.kind, note.message))
    return dataclasses.replace(article, notes=tuple(in_order))


def _missing(article: Article, read: frozenset[str]) -> Iterator[Note]:
    noted: set[tuple[str | None, str]] = set()
    for hop, span in _hands(article):
        own = (_key(hop.party) if hop.party else None, hop.evidence or "")
        if own not in noted and not (hop.evidence == "report" and own[0] in read):
            noted.add(own)
            yield Note("missing-primary", span, _message(hop))


def _hands(article: Article) -> Iterator[tuple[Hop, Span]]:
    """The hands that passed a primary on, and the words that say so."""
    for attribution in article.attributions:
        for hop in attribution.chain:
            if hop.evidence in PRIMARY:
                yield hop, hop.span or attribution.content[0]


def _message(hop: Hop) -> str:
    whose = hop.party or "from whom is not stated"
    return f"the {hop.evidence} ({whose}) is not in hand: obtain it; here it is told, not seen"


def _key(name: str | None) -> str:
    row = data.outlet_named(name or "")
    return name_key(row.name if row else name or "")
