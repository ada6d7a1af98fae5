"""Which pairs of pages to compare word by word: those that share what few pages have.

Runs of ``SHINGLE`` words are numbered, a few of them chosen so that whatever two pages share is
chosen on both (winnowing: Schleimer, Wilkerson and Aiken 2003), and filed. Pages that meet in
the file are a pair. Nothing is compared with everything, and no run makes more than a bounded
number of pairs for each of its pages.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view
from numpy.typing import NDArray

from firsthand.linking.copies.pages import Numbers, Page, Places

SHINGLE = 5  # words
WINDOW = 3  # shingles of which one is filed: whatever is shared over 7 words is met
NEIGHBOURS = 8  # pages with which a page is paired by one shingle; all others, where nine share it
MOST_PAGES = 100  # of one shingle, and no more than the square root of all pages, but always
FEW_PAGES = 9  # so many: what more have is a phrase of the trade or a line of a site
LEAST_RARITY = 16.0  # of five quoted words that alone make a pair
SPREAD = 3  # words between two shared shingles at least: any twelve shared words have two such
ASTRAY = 4  # words that may come or go between two shared shingles
MOST_OF_A_PAGE = 0.3  # of its shingles: pages that share so much are compared, however common

Integers = NDArray[np.int64]
_ODD = np.uint64(0x9E3779B97F4A7C15)


@dataclass(frozen=True, slots=True)
class Rows:
    """Shingles with the number of the first word of each; one that a page has twice, once."""

    shingles: Numbers
    places: Places

    @classmethod
    def of(cls, shingles: Numbers, chosen: Integers) -> Rows:
        found, first = np.unique(shingles[chosen], return_index=True)
        return cls(found, chosen[first].astype(np.int32))

    def __len__(self) -> int:
        return len(self.shingles)


@dataclass(frozen=True, slots=True, eq=False)
class Chosen:
    """The shingles of a page that are filed: those of all its words, and those of quotations.

    ``size``: how many were chosen of all words, one that it has twice counted twice.
    """

    winnowed: Rows
    told: Rows
    size: int

    @classmethod
    def of(cls, page: Page) -> Chosen:
        shingles = shingles_of(page)
        winnowed = _winnowed(shingles)
        told = Rows.of(shingles, _told(page))
        return cls(Rows.of(shingles, winnowed), told, max(len(winnowed), 1))


@dataclass(frozen=True, slots=True)
class Filed:
    """One shingle of one page in each row, by shingle and page."""

    shingles: Numbers
    pages: Integers
    places: Integers

    @classmethod
    def of(cls, found: Sequence[Rows]) -> Filed:
        """What is filed; what only one page has can meet nothing and is left out."""
        shingles = np.concatenate([own.shingles for own in found])
        shared = _twice(shingles)
        numbers = np.repeat(np.arange(len(found)), list(map(len, found)))[shared]
        places = np.concatenate([own.places for own in found])[shared].astype(np.int64)
        shingles = shingles[shared]
        order = np.lexsort((numbers, shingles))
        return cls(shingles[order], numbers[order], places[order])


def _twice(numbers: Numbers) -> NDArray[np.bool_]:
    """Which of the numbers are there more than once."""
    ordered = np.sort(numbers)
    again = ordered[1:][ordered[1:] == ordered[:-1]]
    if not len(again):
        return np.zeros(len(numbers), dtype=np.bool_)
    found: NDArray[np.bool_] = (
        again[np.minimum(np.searchsorted(again, numbers), len(again) - 1)] == numbers
    )
    return found


@dataclass(frozen=True, slots=True)
class _Meetings:
    """Where two pages have one shingle: ``a`` before ``b``, at which word of a, how far from
    it that of b.
    """

    a: Integers
    b: Integers
    places: Integers
    apart: Integers
    common: NDArray[np.bool_]

    def __len__(self) -> int:
        return len(self.a)


def propose(
    chosen: Mapping[str, Chosen], credits: Mapping[str, frozenset[str]]
) -> set[tuple[str, str]]:
    """The pairs of pages to compare, by their ids; the pages are given in the order of these.

    ``credits`` are, for each page, the names of agencies and outlets that it is or credits: of
    two pages that share such a name one shingle is enough.
    """
    if not chosen:
        return set()
    ids, pages = list(chosen), list(chosen.values())
    winnowed = Filed.of([page.winnowed for page in pages])
    told = Filed.of([page.told for page in pages])
    sizes = np.array([page.size for page in pages])
    rare = most_of_rare(len(pages))
    pairs = meet(winnowed, told, sizes, [credits[one] for one in ids], rare=rare)
    return {(ids[a], ids[b]) for a, b in pairs}


def most_of_rare(pages: int) -> int:
    """On how many of so many pages a shingle may stand and be rare."""
    return max(FEW_PAGES, min(MOST_PAGES, math.isqrt(pages)))


def meet(
    winnowed: Filed, told: Filed, sizes: Integers, credits: Sequence[frozenset[str]], *, rare: int
) -> set[tuple[int, int]]:
    """The pairs of pages that meet in what is filed, by their numbers."""
    met = _meetings(winnowed, rare=rare)
    quoted = _meetings(told, rare=rare)
    pairs = {*_in_one_place(met), *_mostly_shared(met, sizes)}
    pairs |= set(_pairs(*_rare(quoted)))
    pairs |= {(a, b) for a, b in _pairs(*_rare(met)) if not credits[a].isdisjoint(credits[b])}
    return pairs


def shingles_of(page: Page) -> Numbers:
    """A number for every run of ``SHINGLE`` words, the same on every page and in every run."""
    words = page.words
    count = len(words) - SHINGLE + 1
    if count < 1:
        return np.zeros(0, dtype=np.uint64)
    found = np.zeros(count, dtype=np.uint64)
    for step in range(SHINGLE):
        found = found * _ODD + words[step : step + count]
    found ^= found >> np.uint64(29)
    mixed: Numbers = found * _ODD
    return mixed


def _winnowed(shingles: Numbers) -> Integers:
    """The least shingle of each ``WINDOW`` in a row, by their places."""
    if len(shingles) <= WINDOW:
        return np.arange(len(shingles))
    least = sliding_window_view(shingles, WINDOW).argmin(axis=1)
    return np.unique(least + np.arange(len(least)))


def _told(page: Page) -> Integers:
    """The shingles within quotations that are rare enough to tell one from another."""
    if len(page) < SHINGLE:
        return np.arange(0)
    inside = sliding_window_view(page.quoted, SHINGLE).all(axis=1)
    rarity = sliding_window_view(page.rarity, SHINGLE).sum(axis=1)
    return np.flatnonzero(inside & (rarity >= LEAST_RARITY))


def _meetings(filed: Filed, *, rare: int) -> _Meetings:
    """Every two pages near one another in the file of one shingle.

    A shingle on more than ``rare`` pages is common.
    """
    shingles, pages, places = filed.shingles, filed.pages, filed.places
    first = np.searchsorted(shingles, shingles, side="left")
    size = np.searchsorted(shingles, shingles, side="right") - first
    common = size > rare
    found: list[tuple[Integers, Integers, Integers, Integers, NDArray[np.bool_]]] = []
    for step in range(1, NEIGHBOURS + 1):
        same = shingles[step:] == shingles[:-step]
        if step > 1:
            same &= ~common[step:]
        at = np.flatnonzero(same)
        a, b = pages[at], pages[at + step]
        found.append((a, b, places[at], places[at + step] - places[at], common[at]))
    a, b, place, apart, shared = (np.concatenate(column) for column in zip(*found, strict=True))
    return _Meetings(a, b, place, apart, shared)


def _rare(met: _Meetings) -> tuple[Integers, Integers]:
    return met.a[~met.common], met.b[~met.common]


def _in_one_place(met: _Meetings) -> list[tuple[int, int]]:
    """Pairs with two rare shingles that stand equally far apart, or nearly, and not on one spot."""
    kept = ~met.common
    order = np.lexsort((met.places[kept], met.apart[kept], met.b[kept], met.a[kept]))
    a, b, places, apart = (column[kept][order] for column in (met.a, met.b, met.places, met.apart))
    pairs: set[tuple[int, int]] = set()
    for step in range(1, SPREAD + 1):  # shingles in a row may lie between the two
        near = (a[step:] == a[:-step]) & (b[step:] == b[:-step])
        near &= apart[step:] - apart[:-step] <= ASTRAY
        near &= np.abs(places[step:] - places[:-step]) >= SPREAD
        pairs.update(_pairs(a[step:][near], b[step:][near]))
    return sorted(pairs)


def _mostly_shared(met: _Meetings, sizes: Integers) -> list[tuple[int, int]]:
    """Pairs that share much of the smaller page, be it in very many pages: a wire report."""
    if not met.common.any():
        return []
    codes, counts = np.unique(met.a * len(sizes) + met.b, return_counts=True)
    a, b = np.divmod(codes, len(sizes))
    much = counts >= MOST_OF_A_PAGE * np.minimum(sizes[a], sizes[b])
    return _pairs(a[much], b[much])


def _pairs(a: Integers, b: Integers) -> list[tuple[int, int]]:
    """Each pair once, in order; few are left of the many meetings before they become objects."""
    size = int(b.max(initial=0)) + 1
    first, second = np.divmod(np.unique(a * size + b), size)
    return list(zip(first.tolist(), second.tolist(), strict=True))
