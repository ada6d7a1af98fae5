"""Recordings, documents, interviews and reports that pages rest on and nobody here has seen."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Sequence

from firsthand import data
from firsthand.linking.memory import NO_MEMORY, Memory
from firsthand.types import Article, Hop, Note, Span
from firsthand.words import name_key

PRIMARY = frozenset("footage recording call intercept document interview report".split())


def note_missing_primaries(
    articles: Sequence[Article], memory: Memory = NO_MEMORY
) -> tuple[Article, ...]:
    """The articles, each with a note for every primary that its words rest on, once for each hand.

    No page of text is a recording: none is ever in hand. A report of an outlet whose page is
    among those read may be in hand, and is left out. A hand that is lost has a note too. A
    recording that two hands passed on has two.
    """
    by_id = {article.id: article for article in articles}
    read = frozenset(map(_key, {a.outlet.name for a in articles if a.outlet.name}))
    reports = memory.recall_each("reports", by_id, lambda page: _reporting(by_id[page]))
    made_from = {page: (by_id[page], own & read) for page, own in reports.items()}
    noted = memory.recall_each("noted", made_from, lambda page: _noted(by_id[page], read))
    return tuple(noted.values())


def _reporting(article: Article) -> frozenset[str]:
    """The hands that passed on a report, which may be one of the pages that are read."""
    hands = (hop for hop, _ in _hands(article) if hop.evidence == "report" and hop.party)
    return frozenset(_key(hop.party) for hop in hands)


def _noted(article: Article, read: frozenset[str]) -> Article:
    notes = (*article.notes, *_missing(article, read))
    in_order = tuple(sorted(notes, key=lambda note: (note.span, note.kind, note.message)))
    return article if in_order == article.notes else dataclasses.replace(article, notes=in_order)


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
