"""The file of all shingles, kept for pages that come later: each is compared with what it meets."""

from __future__ import annotations

import bisect
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from firsthand.linking.copies.candidates import (
    Chosen,
    Filed,
    Integers,
    Rows,
    meet,
    most_of_rare,
    propose,
)
from firsthand.linking.copies.pages import Numbers, Places

FEW_NEW = 20  # pages that are filed one by one; with more, all pairs are proposed anew

Credits = Mapping[str, frozenset[str]]
Pairs = Set[tuple[str, str]]


class Proposed:
    """The pairs of pages to compare, by their ids, and what a page more needs to know of them."""

    def __init__(self) -> None:
        self.pairs: Pairs = frozenset()
        self._chosen: Mapping[str, Chosen] = {}
        self._credits: Credits = {}
        self._files: _Files | None = None  # made when a page comes

    def changed(self, chosen: Mapping[str, Chosen], credits: Credits) -> Proposed:
        """The pairs of these pages and no others, as ``propose`` gives them.

        Whether two pages are a pair hangs on the shingles that both have, and on who stands
        near them in the file. So only pages that share a shingle with a new one may be other
        pairs than before; where the shingle is common, only the two beside it.
        """
        before = self._chosen
        other = {
            one
            for one, own in chosen.items()
            if before.get(one) is not own or self._credits[one] != credits[one]
        }
        gone = [one for one in before if one not in chosen or one in other]
        if not (other or gone):
            return self
        found = Proposed()
        found._chosen, found._credits = chosen, credits
        many = len(other) + len(gone) > FEW_NEW
        if not many:
            found._files = (self._files or _Files.of(before)).changed(gone, other, chosen)
        rare = most_of_rare(len(chosen))
        if found._files is None or rare != most_of_rare(len(before)):
            found.pairs = propose(chosen, credits)
        else:
            changing = [*((one, before[one]) for one in gone), *((o, chosen[o]) for o in other)]
            near = _Near(found._files, chosen, credits, rare=rare)
            found.pairs = near.pairs(changing, self.pairs)
        return found


@dataclass(frozen=True, slots=True, eq=False)
class _File:
    """All shingles in ascending order, each with the number of its page and its place there."""

    shingles: Numbers
    pages: Places
    places: Places

    @classmethod
    def of(cls, rows: Iterable[tuple[int, Rows]]) -> _File:
        listed = list(rows)
        none = Rows(np.zeros(0, np.uint64), np.zeros(0, np.int32))
        shingles = np.concatenate([none.shingles, *(own.shingles for _, own in listed)])
        places = np.concatenate([none.places, *(own.places for _, own in listed)])
        numbers = np.repeat(
            np.array([number for number, _ in listed], np.int32), [len(own) for _, own in listed]
        )
        order = np.argsort(shingles, kind="stable")
        return cls(shingles[order], numbers[order], places[order])

    def changed(self, gone: Sequence[int], new: _File) -> _File:
        columns = (self.shingles, self.pages, self.places)
        if gone:
            kept = ~np.isin(self.pages, gone)
            columns = (columns[0][kept], columns[1][kept], columns[2][kept])
        at = np.searchsorted(columns[0], new.shingles)
        return _File(
            np.insert(columns[0], at, new.shingles),
            np.insert(columns[1], at, new.pages),
            np.insert(columns[2], at, new.places),
        )

    def where(self, shingles: Numbers) -> tuple[Integers, Integers]:
        """From which row to which each shingle stands."""
        first = np.searchsorted(self.shingles, shingles, side="left")
        return first, np.searchsorted(self.shingles, shingles, side="right")

    def of_shingles(self, shingles: Numbers, place: Integers) -> Filed:
        """What is filed of some shingles; ``place`` gives a page's number in order."""
        rows = _rows(*self.where(shingles))
        found, pages = self.shingles[rows], place[self.pages[rows]]
        order = np.lexsort((pages, found))
        return Filed(found[order], pages[order], self.places[rows][order].astype(np.int64))


def _rows(first: Integers, after: Integers) -> Integers:
    """All numbers from each first one up to the one after."""
    sizes = after - first
    starts = np.repeat(first - np.concatenate(([0], np.cumsum(sizes)[:-1])), sizes)
    rows: Integers = starts + np.arange(int(sizes.sum()))
    return rows


@dataclass(frozen=True, slots=True, eq=False)
class _Files:
    """Both files. Pages are numbered as they came; who is gone leaves his number."""

    winnowed: _File
    told: _File
    number: Mapping[str, int]
    next: int

    @classmethod
    def of(cls, chosen: Mapping[str, Chosen]) -> _Files:
        number = {one: n for n, one in enumerate(chosen)}
        winnowed = _File.of((number[one], own.winnowed) for one, own in chosen.items())
        told = _File.of((number[one], own.told) for one, own in chosen.items())
        return cls(winnowed, told, number, len(number))

    def changed(
        self, gone: Sequence[str], new: Iterable[str], chosen: Mapping[str, Chosen]
    ) -> _Files:
        numbers = [self.number[one] for one in gone]
        added = {one: self.next + n for n, one in enumerate(sorted(new))}
        number = {**self.number, **added}
        for one in gone:
            if one not in added:
                del number[one]
        return _Files(
            self.winnowed.changed(
                numbers, _File.of((n, chosen[one].winnowed) for one, n in added.items())
            ),
            self.told.changed(numbers, _File.of((n, chosen[one].told) for one, n in added.items())),
            number,
            self.next + len(added),
        )


class _Near:
    """Pages in the order of their ids, for proposing pairs among a few of them."""

    def __init__(
        self, files: _Files, chosen: Mapping[str, Chosen], credits: Credits, *, rare: int
    ) -> None:
        self._files, self._rare = files, rare
        self._ids = list(chosen)
        self._chosen = list(chosen.values())
        self._credits = [credits[one] for one in self._ids]
        self._place = np.zeros(files.next, np.int64)
        self._place[[files.number[one] for one in self._ids]] = np.arange(len(self._ids))

    def pairs(self, changing: Sequence[tuple[str, Chosen]], before: Pairs) -> Pairs:
        """The pairs, where ``before`` was right but for the pages that changed."""
        met = [near for one, own in changing for near in self._met(one, own, len(changing))]
        met += [np.array([n]) for one, _ in changing if (n := self._at(one)) is not None]
        near = np.unique(np.concatenate(met)).tolist()
        own = [self._chosen[n] for n in near]
        found = meet(
            self._files.winnowed.of_shingles(_all(c.winnowed for c in own), self._place),
            self._files.told.of_shingles(_all(c.told for c in own), self._place),
            np.array([page.size for page in self._chosen]),
            self._credits,
            rare=self._rare,
        )
        inside = set(near)
        ids = {self._ids[n] for n in near} | {one for one, _ in changing}
        left = {pair for pair in before if pair[0] not in ids or pair[1] not in ids}
        gone = {one for one, _ in changing if self._at(one) is None}
        if gone:
            left = {pair for pair in left if gone.isdisjoint(pair)}
        return left | {
            (self._ids[a], self._ids[b]) for a, b in found if a in inside and b in inside
        }

    def _at(self, one: str) -> int | None:
        number = bisect.bisect_left(self._ids, one)
        return number if number < len(self._ids) and self._ids[number] == one else None

    def _met(self, one: str, chosen: Chosen, changing: int) -> Iterator[NDArray[np.int64]]:
        """The pages whose pairs may be others since one came or went."""
        at = bisect.bisect_left(self._ids, one)
        there = self._at(one) is not None
        for file, own in ((self._files.winnowed, chosen.winnowed), (self._files.told, chosen.told)):
            first, after = file.where(own.shingles)
            few = after - first <= self._rare + changing
            yield self._place[file.pages[_rows(first[few], after[few])]]
            for start, end in zip(first[~few].tolist(), after[~few].tolist(), strict=True):
                places = self._place[file.pages[start:end]]
                yield _last(places[places < at])
                yield _first(places[places >= at + there])


def _last(places: Integers) -> Integers:
    return places.max(keepdims=True) if len(places) else places


def _first(places: Integers) -> Integers:
    return places.min(keepdims=True) if len(places) else places


def _all(rows: Iterable[Rows]) -> Numbers:
    found: Numbers = np.unique(
        np.concatenate([np.zeros(0, np.uint64), *(own.shingles for own in rows)])
    )
    return found
