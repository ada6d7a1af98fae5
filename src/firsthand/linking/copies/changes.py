"""What changed on the way from one page to another, inside a shared passage."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from functools import cache

from firsthand import data
from firsthand.linking.copies.aligning import Run
from firsthand.linking.copies.pages import Page
from firsthand.linking.gists import NEGATIONS, NUMBERS
from firsthand.types import Change, ChangeKind
from firsthand.words import words_of


def find_changes(a: Page, b: Page, runs: Sequence[Run], *, texts: tuple[str, str]) -> list[Change]:
    """The words between the runs of one passage, on page ``a`` and on page ``b``.

    ``texts`` are those of the two articles. Nothing is said of punctuation.
    """
    return [
        Change(_kind(_words(texts[0], a, one), _words(texts[1], b, other)), one_span, other_span)
        for one, other in _gaps(runs)
        for one_span, other_span in [(a.span(*one), b.span(*other))]
    ]


def _gaps(runs: Sequence[Run]) -> Iterator[tuple[tuple[int, int], tuple[int, int]]]:
    for last, run in itertools.pairwise(runs):
        one = (last.a + last.length, run.a)
        other = (last.b + last.length, run.b)
        if one[0] < one[1] or other[0] < other[1]:
            yield one, other


def _words(text: str, page: Page, numbers: tuple[int, int]) -> frozenset[str]:
    words = (word for span in page.spans(*numbers) for word in words_of(span.of(text)))
    return frozenset(words)


def _kind(a: frozenset[str], b: frozenset[str]) -> ChangeKind:
    """By what weighs most of what is on one page alone."""
    alone = a ^ b
    if any(word in NUMBERS or word[:1].isdigit() for word in alone):
        return "figure"
    if not NEGATIONS.isdisjoint(alone):
        return "negation"
    return "words" if hedges().isdisjoint(alone) else "hedge"


@cache
def hedges() -> frozenset[str]:
    """The words of ``hedges.csv``, which weaken what they stand beside."""
    return frozenset(row["word"] for row in data.table("hedges", columns=("word", "example")))
