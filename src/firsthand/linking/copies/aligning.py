"""Which words two pages share, one by one: seeds of a few words, grown and joined.

Time is linear in the words of the two pages: a seed that a page repeats is tried at a few places
only, and what has been matched is not looked at again.
"""

from __future__ import annotations

import difflib
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

SEED = 4  # words in a row
PLACES = 8  # of one seed on the other page that are tried
OPEN = 3  # passages that may go on: a chance match may stand between two runs of one
_ODD = np.uint64(0x9E3779B97F4A7C15)
MOST_CHANGED = 8  # words between two runs of one passage, on either page


@dataclass(frozen=True, slots=True)
class Run:
    """Words that are the same on both pages, one by one: where they begin, how many."""

    a: int
    b: int
    length: int


@dataclass(frozen=True, slots=True)
class Stretch:
    """Runs that follow one another on both pages, with few other words between."""

    runs: tuple[Run, ...]

    @property
    def words(self) -> int:
        return sum(run.length for run in self.runs)

    @property
    def a(self) -> tuple[int, int]:
        return self.runs[0].a, self.runs[-1].a + self.runs[-1].length

    @property
    def b(self) -> tuple[int, int]:
        return self.runs[0].b, self.runs[-1].b + self.runs[-1].length


def align(a: ArrayLike, b: ArrayLike) -> list[Stretch]:
    """What two sequences of words share, in the order of ``a``; passages may change places.

    Words are numbers, the same number for the same word.

    >>> [s.runs for s in align([1, 2, 3, 4, 9, 5, 6, 7, 8], [1, 2, 3, 4, 5, 6, 7, 8])]
    [(Run(a=0, b=0, length=4), Run(a=5, b=4, length=4))]
    """
    one, other = np.asarray(a, dtype=np.uint64), np.asarray(b, dtype=np.uint64)
    if min(len(one), len(other)) < SEED:
        return []
    words = (one.tolist(), other.tolist())
    joined: list[list[Run]] = []
    for run in _runs(_seeds(one), _seeds(other), *words):
        for runs in reversed(joined[-OPEN:]):
            if (between := _between(runs[-1], run, *words)) is not None:
                runs += [*between, run]
                break
        else:
            joined.append([run])
    return [Stretch(tuple(runs)) for runs in joined]


def _seeds(words: NDArray[np.uint64]) -> list[int]:
    """A number for every ``SEED`` words in a row."""
    count = len(words) - SEED + 1
    found = np.zeros(count, dtype=np.uint64)
    for step in range(SEED):
        found = found * _ODD + words[step : step + count]
    numbers: list[int] = found.tolist()
    return numbers


def _runs(
    seeds_a: Sequence[int], seeds_b: Sequence[int], a: Sequence[int], b: Sequence[int]
) -> list[Run]:
    places: dict[int, list[int]] = {seed: [] for seed in set(seeds_a).intersection(seeds_b)}
    for place, seed in enumerate(seeds_b):
        if seed in places and len(places[seed]) < PLACES:
            places[seed].append(place)
    found: list[Run] = []
    done = 0
    for at, seed in enumerate(seeds_a):
        if at < done or seed not in places:
            continue
        follows = found[-1].b + found[-1].length if found else 0
        # The longest; of those the one that goes on where the last run ended.
        tried = ((_length(a, at, b, p), -abs(p - follows), p) for p in places[seed])
        length, _, place = max(tried)
        if length < SEED:  # another seed of the same number
            continue
        found.append(_grown_back(Run(at, place, length), found, a, b))
        done = at + length
    return found


def _length(a: Sequence[int], i: int, b: Sequence[int], j: int) -> int:
    length, most = 0, min(len(a) - i, len(b) - j)
    while length < most and a[i + length] == b[j + length]:
        length += 1
    return length


def _grown_back(run: Run, before: list[Run], a: Sequence[int], b: Sequence[int]) -> Run:
    """With the words before that are the same, up to the run before on page a."""
    least = before[-1].a + before[-1].length if before else 0
    i, j = run.a, run.b
    while i > least and j > 0 and a[i - 1] == b[j - 1]:
        i, j = i - 1, j - 1
    return Run(i, j, run.length + run.a - i)


def _between(last: Run, run: Run, a: Sequence[int], b: Sequence[int]) -> list[Run] | None:
    """The shorter runs between two of one passage; None: they are of two passages."""
    i, j = last.a + last.length, last.b + last.length
    if not (0 <= run.a - i <= MOST_CHANGED and 0 <= run.b - j <= MOST_CHANGED):
        return None
    matcher = difflib.SequenceMatcher(None, a[i : run.a], b[j : run.b], autojunk=False)
    return [Run(i + m.a, j + m.b, m.size) for m in matcher.get_matching_blocks() if m.size]
