"""When, and to whom, a statement was made, as far as its sentence tells."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from firsthand.linking.statements import Told
from firsthand.types import Spans
from firsthand.words import name_key

HEARING = frozenset("interview report broadcast".split())  # what they do to whom one speaks
DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


@dataclass(frozen=True, slots=True)
class Occasion:
    """The days (EDTF) on which one is said to have spoken, and the media to whom; empty: not
    told.
    """

    days: frozenset[str]
    hearers: frozenset[str]


def are_two_occasions(a: Told, b: Told) -> bool:
    """Whether the text puts the two on different days, or has them told to different media."""
    one, other = occasion_of(a), occasion_of(b)
    return _are_apart(one.days, other.days) or _are_apart(one.hearers, other.hearers)


def _are_apart(ones: frozenset[str], others: frozenset[str]) -> bool:
    return bool(ones and others) and ones.isdisjoint(others)


def occasion_of(told: Told) -> Occasion:
    """What the sentence says outside the content: "Reis told Radio Norda on Friday that …"."""
    hearers = (
        hop.party_id or name_key(hop.party)
        for hop in told.attribution.chain[1:]
        if hop.party and hop.action in HEARING
    )
    return Occasion(frozenset(_days(told)), frozenset(hearers))


def _days(told: Told) -> Iterator[str]:
    around = _sentence(told)
    for time in told.article.times:
        inside = any(span.covers(time.span) for span in around)
        said = any(span.overlaps(time.span) for span in told.attribution.content)
        if inside and not said and time.edtf and DAY.fullmatch(time.edtf):
            yield time.edtf


def _sentence(told: Told) -> Spans:
    """The sentence with the words that say that somebody says it."""
    anchor = next(iter((*told.attribution.cue, *told.attribution.source)), None)
    if anchor is None:
        return ()
    sentences = told.article.sentences
    behind = bisect_right(sentences, anchor.start, key=lambda spans: spans[0].start)
    # The last that begins before it, unless another stands between two parts of its sentence.
    for number in range(behind - 1, -1, -1):
        if any(span.covers(anchor) for span in sentences[number]):
            return sentences[number]
    return ()
