"""Who "I" and "we" are: whoever is quoted around them."""

from __future__ import annotations

import bisect
import collections
import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from firsthand.annotation.attributions import Found
from firsthand.annotation.mentions import is_first_person
from firsthand.annotation.quotations import Quotation
from firsthand.annotation.spans import Stretches
from firsthand.types import Span

if TYPE_CHECKING:
    from spacy.tokens import Token

NEAR = 3  # a quotation that is not closed runs on over so many paragraphs at most
SEEMING = frozenset(("seem", "appear", "look"))
DOUBLE_MARK = re.compile('["“”]')


def own_words(
    found: Sequence[Found], quotations: Sequence[Quotation], text: str
) -> Iterator[tuple[str, list[str]]]:
    """The ids of the attributions to "I" or "we", outer ones first, each with those of the
    attributions whose speaker that is.

    That is whoever is quoted around them, or by a tag at another place of the quotation that
    they stand in. Where those are several people, nobody is told.
    """
    own = [(f.attribution, f.draft.paragraph.token_span([me])) for f in found if (me := oneself(f))]
    outer = sorted((q for q in quotations if q.depth == 0), key=lambda q: q.start)
    tags = _tags(found, outer) if own else {}
    for attribution, at in own:
        around = _running_at(at, outer, text) if attribution.nested_in is None else None
        if around is not None:
            yield attribution.id, tags.get(around.start, [])
    for attribution, _ in own:
        if attribution.nested_in is not None:
            yield attribution.id, [attribution.nested_in]


def oneself(found: Found) -> Token | None:
    """The word by which whoever speaks is his own source: "I know", "it seems to ME"."""
    source, cue = found.draft.source_token, found.draft.cue_token
    if source is not None or cue is None:
        return source if source is not None and is_first_person(source) else None
    if cue.lemma_ not in SEEMING:
        return None
    to = (child for child in cue.children if child.lower_ == "to" and child.dep_ != "aux")
    whom = (below for prep in to for below in prep.children if below.dep_ == "pobj")
    return next((token for token in whom if is_first_person(token)), None)


def _tags(found: Sequence[Found], outer: Sequence[Quotation]) -> dict[int, list[str]]:
    """By where a quotation starts: the attributions whose words it is, by a tag outside it."""
    start_of = {piece: q.start for q in outer for piece in q.pieces}
    pieces = Stretches(start_of)
    tags: dict[int, list[str]] = collections.defaultdict(list)
    for f in found:
        if f.attribution.nested_in is None:
            said = {start_of[p] for span in f.draft.content for p in pieces.overlapping(span)}
            inside = {start_of[p] for span in f.draft.cue for p in pieces.overlapping(span)}
            for start in said - inside:
                tags[start].append(f.attribution.id)
    return tags


def _running_at(at: Span, outer: Sequence[Quotation], text: str) -> Quotation | None:
    """The quotation that is running at a word: around it, or opened in a paragraph before it
    and closed after it, where the paragraphs between do not repeat the mark.
    """
    before = bisect.bisect_right(outer, at.start, key=lambda q: q.start)
    if not before:
        return None
    last = outer[before - 1]
    if any(piece.covers(at) for piece in last.pieces):
        return last
    if last.closed or text.count("\n\n", last.end, at.start) > NEAR:
        return None
    between, after = DOUBLE_MARK.search(text, last.end, at.start), DOUBLE_MARK.search(text, at.end)
    if between is not None or after is None:
        return None
    closes = (
        not text[after.start() - 1].isspace() and not text[after.end() : after.end() + 1].isalnum()
    )
    return last if closes else None
