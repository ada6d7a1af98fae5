"""What a figure of a statement counts, and whether two figures can both hold."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from firsthand import data
from firsthand.linking.gists import STOP_WORDS, is_one, quantities_in, stem
from firsthand.linking.statements import Told
from firsthand.types import Quantity, Span
from firsthand.words import WORD

NEAR = 60  # code points around a figure in which it is said what befell those it counts
ROUNDED = 0.1  # of an approximate figure, either way
RISEN = 1.2  # times a lower bound, from which a count says more than it
APART = 3  # times; figures of one matter that differ more are rare, parts of it are common
AGE = "age"
NUMBER = re.compile(r"\d")
PART = re.compile(r" of (?!age\b)| in (?:ten|\d+)\b")  # "fifteen OF the wounded"
CLAUSE = re.compile(r"[.;:!?]|\band\b|\bwhile\b|\bbut\b|,")


@dataclass(frozen=True, slots=True, eq=False)
class Figure:
    """A quantity of a statement: what it counts and what befell them.

    ``things`` are the stems of what is counted, without people in general; an age counts
    ``AGE`` and whose it is. ``people``: people are counted; ``fate``: what happened to them
    ("kill", "wound"), or None.
    """

    told: Told
    quantity: Quantity
    things: frozenset[str]
    people: bool
    fate: str | None


def figures_in(told: Told) -> Iterator[Figure]:
    """The figures that a statement gives, in reading order; vague words are none."""
    text = told.article.text
    for quantity in quantities_in(told.article, told.attribution.content):
        if is_one(quantity) or PART.match(text, quantity.span.end):
            continue
        counted = set(_counted(text, quantity))
        people = bool(counted & _people()) or (not counted and quantity.unit is None)
        things = frozenset(counted - _people() - _fates())
        fate = None if AGE in things else _fate(text, told, quantity.span)
        yield Figure(told, quantity, things, people, fate)


def _counted(text: str, quantity: Quantity) -> Iterator[str]:
    """The stems of what is counted; of an age, whose it is: "a 4-year-old BOY"."""
    words = WORD.findall(quantity.of or "")
    if words == ["age"]:
        words = WORD.findall(_until(CLAUSE, text[quantity.span.end : quantity.span.end + NEAR]))[:1]
        yield AGE
    yield from (stem(word) for word in words if len(word) > 1 and word.lower() not in STOP_WORDS)


def _fate(text: str, told: Told, span: Span) -> str | None:
    """What befell those that a figure counts: "killed 12", "12 people were killed", "toll of 12".

    The nearest word for it, before the next figure or clause; after the figure first.
    """
    content = next(s for s in told.attribution.content if s.covers(span))
    after = _until(NUMBER, text[span.end : min(span.end + NEAR, content.end)])
    for word in WORD.findall(_until(CLAUSE, after)):
        if stem(word) in _fates():
            return stem(word)
    before = text[max(span.start - NEAR, content.start) : span.start][::-1]
    reversed_words = WORD.findall(_until(CLAUSE, _until(NUMBER, before)))
    return next((stem(w[::-1]) for w in reversed_words if stem(w[::-1]) in _fates()), None)


def _until(mark: re.Pattern[str], text: str) -> str:
    found = mark.search(text)
    return text[: found.start()] if found else text


@cache
def _fates() -> frozenset[str]:
    return _stems("fate")


@cache
def _people() -> frozenset[str]:
    return _stems("people")


def _stems(kind: str) -> frozenset[str]:
    rows = data.table("counted_words", columns=("word", "kind", "example"))
    return frozenset(stem(row["word"]) for row in rows if row["kind"] == kind)


# ----------------------------------------------------------------- values


def bounds(quantity: Quantity) -> tuple[float, float]:
    """The lowest and highest value that the words allow; what is about is a tenth either way."""
    low = 0.0 if quantity.low is None else float(quantity.low)
    high = math.inf if quantity.high is None else float(quantity.high)
    if quantity.approximate:
        return low * (1 - ROUNDED), high * (1 + ROUNDED)
    return low, high


def disagree(a: Quantity, b: Quantity) -> str | None:
    """Why two values cannot both hold: "yes", or "partly" where a lower bound is far below the
    other, which may still hold; None: they can.
    """
    (low, high), (other_low, other_high) = bounds(a), bounds(b)
    if low > other_high or other_low > high:
        return "yes"
    return "partly" if _has_risen(a, b) or _has_risen(b, a) else None


def _has_risen(bound: Quantity, value: Quantity) -> bool:
    if bound.high is not None or bound.low is None or value.low is None:
        return False
    return value.low >= RISEN * bound.low


def far_apart(a: Quantity, b: Quantity) -> bool:
    """Whether one is so much more than the other that they hardly count the same."""
    one, other = (q.low if q.low is not None else q.high for q in (a, b))
    if not one or not other:
        return True
    return max(one, other) > APART * min(one, other)
