"""One quotation on two pages that differ in one word: "what WE want", "what THEY want".

At most one of the two is what was said, unless it was said twice or is translated. An editor's
word in brackets, another spelling, and little words ("of", "had") are no such difference.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from itertools import pairwise
from typing import NamedTuple

from firsthand.linking.claims import Pair
from firsthand.linking.conflicts.sides import ClaimOf, side
from firsthand.linking.conflicts.updates import of_pages
from firsthand.linking.gists import NEGATIONS, NUMBERS, SAYS_NOTHING, stem
from firsthand.linking.statements import Told
from firsthand.types import Conflict, Span
from firsthand.words import normal

LIKE = 0.6  # chance from which two statements are of one thing
BESIDE = 7  # words in a row, before and after the one that differs, that both quote
EITHER_SIDE = 2  # of them
SPELT_ALIKE = 0.75  # of the letters, from which two words are one

PERSONS = frozenset("i we you he she they my our your his her their me us him them".split())
QUOTED = re.compile(r'"([^"]{3,2000})(?:"|\Z)|(?<!\w)\'(.{3,300}?)\'(?!\w)', re.DOTALL)
QUOTED_WORD = re.compile(r"\[?\w+(?:['-]\w+)*")
NOT_A_WORD_SAID = re.compile(r"[\[\d']")  # an editor's word, a figure, "it's" for "it is"


class _Word(NamedTuple):
    words: str
    span: Span


def misquotations(
    told: Sequence[Told], chances: Mapping[Pair, float], claim_of: ClaimOf
) -> Iterator[Conflict]:
    """The quotations that differ in one word, each two words once for each two pages."""
    shown = set()
    for a, b in sorted(pair for pair, chance in chances.items() if chance >= LIKE):
        one, other = told[a], told[b]
        if one.article.id == other.article.id or not (one.quoted and other.quoted):
            continue
        for here, there in _exchanged(list(_quoted(one)), list(_quoted(other))):
            places = one.article.id, here.span, other.article.id, there.span
            if places not in shown:
                shown.add(places)
                yield _conflict((one, here.span), (other, there.span), claim_of)


def _quoted(told: Told) -> Iterator[_Word]:
    """The words that stand in quotation marks, in small letters."""
    text = told.article.text
    for span in told.attribution.content:
        words = normal(span.of(text))
        for quotation in QUOTED.finditer(words):
            for match in QUOTED_WORD.finditer(words, *quotation.span(quotation.lastindex or 0)):
                start, end = match.span()
                yield _Word(match[0].lower(), Span(span.start + start, span.start + end))


def _exchanged(one: list[_Word], other: list[_Word]) -> Iterator[tuple[_Word, _Word]]:
    """Single words that stand in the place of each other, with many that are the same around."""
    blocks = SequenceMatcher(
        None, [w.words for w in one], [w.words for w in other], False
    ).get_matching_blocks()
    for before, after in pairwise(blocks):
        here, there = before.a + before.size, before.b + before.size
        if (after.a, after.b) != (here + 1, there + 1):
            continue
        beside = before.size, after.size
        alike = sum(beside) >= BESIDE and min(beside) >= EITHER_SIDE
        if alike and _are_rivals(one[here].words, other[there].words):
            yield one[here], other[there]


def _are_rivals(one: str, other: str) -> bool:
    """Whether the two are not one word, and tell something."""
    plain = {one.replace("-", ""), other.replace("-", "")}
    if plain & (NEGATIONS | NUMBERS) or any(NOT_A_WORD_SAID.search(w) for w in plain):
        return False
    if stem(one) == stem(other) or SequenceMatcher(None, one, other).ratio() >= SPELT_ALIKE:
        return False
    return plain <= PERSONS or plain.isdisjoint(SAYS_NOTHING)


def _conflict(a: tuple[Told, Span], b: tuple[Told, Span], claim_of: ClaimOf) -> Conflict:
    update, why = of_pages(a[0].article, b[0].article)
    return Conflict(
        claim=claim_of[a[0].key],
        kind="detail",
        groups=tuple(side(span.of(t.article.text), t.article, t, span) for t, span in (a, b)),
        comparable="partly",
        why="one quotation is given with two words; it may be translated, or said twice",
        update=update,
        update_why=why,
    )
