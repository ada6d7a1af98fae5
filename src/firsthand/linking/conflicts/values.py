"""Whether two values can both hold: exact ones, approximate ones, bounds, and vague words."""

from __future__ import annotations

import dataclasses
import math
from decimal import Decimal
from functools import cache, lru_cache

from firsthand import data
from firsthand.types import Quantity

ROUNDED = 0.1  # of an approximate figure, either way
BOTH_ROUNDED = 0.025  # the same where both are: "nearly 16 million" and "about 15 million" differ
RISEN = 1.2  # times a bound, from which a count says more than it
FAR_RISEN = 1.4  # the same where both are lower bounds
APART = 3  # times; figures of one matter that differ more are rare, parts of it are common
VAGUE_APART = 100  # the same of a vague word: "dozens" and 359
VALUES_KEPT = 4_096  # the same few figures are compared again and again
ROUND = 100  # a measure from here on may stand for all that it is the rounding of


def bounds(quantity: Quantity, rounded: float = ROUNDED) -> tuple[float, float]:
    """The lowest and highest value that the words allow; ``rounded``: of an approximate one."""
    low = 0.0 if quantity.low is None else float(quantity.low)
    high = math.inf if quantity.high is None else float(quantity.high)
    if quantity.approximate:
        return low * (1 - rounded), high * (1 + rounded)
    return low, high


def disagree(a: Quantity, b: Quantity) -> str | None:
    """Why two values cannot both hold: "yes", or "partly" where a bound is far from the other,
    which may still hold; None: they can.
    """
    rounded = BOTH_ROUNDED if a.approximate and b.approximate else ROUNDED
    (low, high), (other_low, other_high) = bounds(a, rounded), bounds(b, rounded)
    if low > other_high or other_low > high:
        return None if is_rounded(a, b) or is_rounded(b, a) else "yes"
    return "partly" if _has_risen(a, b) or _has_risen(b, a) else None


def _has_risen(bound: Quantity, value: Quantity) -> bool:
    """Whether a count is far above a lower bound ("at least 12", 20), or far below an upper one
    ("up to 100", "some 80").
    """
    if bound.unit is not None:
        return False  # "incomes over $5 million" and "over $10 million" are two brackets
    if bound.low is None and bound.high is not None:
        return value.high is not None and bool(value.low) and bound.high >= RISEN * value.high
    if bound.high is not None or bound.low is None or value.low is None:
        return False
    return value.low >= (FAR_RISEN if value.high is None else RISEN) * bound.low


def is_rounded(coarse: Quantity, fine: Quantity) -> bool:
    """Whether a value may be the other in fewer digits: "$1 billion" and "$1.07 billion".

    What is counted one by one is not, nor small numbers: 10 and 11 days are two.
    """
    one, other = coarse.low, fine.low
    if one is None or other is None or _last_digit(one) <= _last_digit(other):
        return False
    least = ROUND if coarse.unit else ROUND * ROUND
    whole = one < least and _last_digit(other) >= 0
    if whole or abs(one - other) > ROUNDED * one:
        return False
    step = Decimal(1).scaleb(_last_digit(one))
    return (Decimal(repr(other)) / step).quantize(Decimal(1), "ROUND_HALF_UP") * step == Decimal(
        repr(one)
    )


@lru_cache(VALUES_KEPT)
def _last_digit(value: float) -> int:
    """The power of ten of the last digit that tells: 1 of 180, -2 of 4.04."""
    exponent = Decimal(repr(value)).normalize().as_tuple().exponent
    return exponent if isinstance(exponent, int) else 0


def far_apart(a: Quantity, b: Quantity) -> bool:
    """Whether one is so much more than the other that they hardly count the same."""
    one, other = (q.low if q.low is not None else q.high for q in (a, b))
    if one == 0 or other == 0:
        return False  # that there are none is said of the very thing that others count
    if one is None or other is None:
        return True
    most = VAGUE_APART if a.vague or b.vague else APART
    return max(one, other) > most * min(one, other)


def of_vague_words(quantity: Quantity, words: str) -> Quantity | None:
    """A vague quantity with the range that its words are used for; None: they have none.

    >>> from firsthand.types import Span
    >>> found = of_vague_words(Quantity(Span(0, 6), None, None, vague=True), "Dozens")
    >>> found and (found.low, found.high)
    (24.0, 120.0)
    """
    found = _ranges().get(" ".join(words.lower().split()))
    return dataclasses.replace(quantity, low=found[0], high=found[1]) if found else None


@cache
def _ranges() -> dict[str, tuple[float, float]]:
    rows = data.table("vague_ranges", columns=("words", "low", "high", "example"))
    found = {}
    for row in rows:
        with data.reading_row("vague_ranges", row["words"]):
            found[row["words"]] = float(row["low"]), float(row["high"])
    return found
