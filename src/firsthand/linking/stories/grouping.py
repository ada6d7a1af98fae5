"""From ties to stories: average link inside what hangs together.

A story is made by joining, again and again, the two groups whose articles are tied most
strongly on average, down to ``LEAST``. No two groups that not one tie of ``LEAST`` connects can
ever be joined so: each connected part is done by itself, and a new article changes only the
parts that it is tied to.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from firsthand.linking.memory import NO_MEMORY, Memory
from firsthand.linking.stories.profiles import Profile
from firsthand.linking.stories.ties import Floats, Numbers, Tied, Ties, are_few, joined

LEAST = 0.32  # chosen on giveme5w1h and PAC: benchmarks/stories.py
LARGEST = 2_000  # articles of one part that are all compared with one another
STRICTER = 0.05  # a part that is larger falls apart by ties that are so much stronger
FEW_NEW = 20  # articles that are compared one by one with all; more, all with all
MILLION = 1_000_000  # strengths are rounded to six digits
STRONGEST = 1.25  # the same words on the same day


def groups_of(profiles: Sequence[Profile], *, least: float = LEAST) -> Iterator[Numbers]:
    """The numbers of the articles of each story; every article is in exactly one.

    See ``Grouping``, which answers for several strengths.
    """
    numbered = {f"{number:012}": profile for number, profile in enumerate(profiles)}
    yield from Grouping(numbered, least=least).groups(least=least)


class Grouping:
    """Articles with their ties of ``least`` or more, which are found once.

    Copies that have the same words and day are compared once. Where averages are equal the
    first in order is joined first: profiles are given by their articles' ids, in order.
    """

    def __init__(
        self, profiles: Mapping[str, Profile], *, least: float, memory: Memory = NO_MEMORY
    ) -> None:
        ids, listed = list(profiles), list(profiles.values())
        first, self._copies = _without_copies(listed)
        self._ids = [ids[number] for number in first]
        self._profiles = [listed[number] for number in first]
        self._memory = memory
        own = dict(zip(self._ids, self._profiles, strict=True))
        self._filed = memory.extend(("ties",), Filed(), lambda f: f.changed(own, least=least))
        self._rows = np.array([self._filed.row_of[one] for one in self._ids], np.int64)
        self._tied = _numbered(self._filed.tied, self._rows)

    def groups(self, *, least: float) -> Iterator[Numbers]:
        """The numbers of the articles of each group that ties of ``least`` make; no weaker ones
        than were found.
        """
        copies = self._copies
        if not copies:
            return
        tied = self._tied[self._tied.strength >= least]
        parts = list(_parts(np.arange(len(copies)), tied, least=least))
        joining = {
            tuple(self._ids[number] for number in part.tolist()): part
            for part in parts
            if 2 < len(part) <= LARGEST  # two are tied; too many are all but the same
        }
        made_from = {ids: self._made_from(part) for ids, part in joining.items()}
        labels = self._memory.recall_each(
            f"parts {least}", made_from, lambda ids: self._label(ids, joining[ids], least=least)
        )
        label_of = {id(joining[ids]): label for ids, (label, _) in labels.items()}
        for part in parts:
            label = label_of.get(id(part))
            groups = [part] if label is None else [part[label == n] for n in np.unique(label)]
            for group in groups:
                yield np.concatenate([copies[number] for number in group.tolist()])

    def _made_from(self, part: Numbers) -> tuple[object, ...]:
        numbers = part.tolist()
        sizes = tuple(len(self._copies[number]) for number in numbers)
        return (sizes, *(self._profiles[number] for number in numbers))

    def _label(
        self, ids: Sequence[str], part: Numbers, *, least: float
    ) -> tuple[Numbers, Compared | None]:
        """The group of each article of one connected part, and how all were compared."""
        profiles = [self._profiles[number] for number in part.tolist()]
        nearest: Compared | None = None
        own = set(ids)
        older = self._memory.before(f"parts {least}")
        if older:
            nearest = older[max(older, key=lambda other: len(own.intersection(other)))][1]
        compared = Compared.of(ids, profiles, self._rows[part], self._filed.ties, nearest)
        sizes = np.array([len(self._copies[number]) for number in part.tolist()], np.int64)
        label = average_link(compared.strengths(), sizes, least=least)
        return label, compared if self._memory.keeps else None


@dataclass(frozen=True, slots=True, eq=False)
class Compared:
    """How strongly any two articles of a part are tied, in millionths."""

    ids: Sequence[str]
    profiles: Sequence[Profile]
    millionths: npt.NDArray[np.int32]

    @classmethod
    def of(
        cls,
        ids: Sequence[str],
        profiles: Sequence[Profile],
        rows: Numbers,
        ties: Ties,
        before: Compared | None,
    ) -> Compared:
        """Those of ``rows``; what ``before`` has compared is taken over."""
        found = np.zeros((len(rows), len(rows)), np.int32)
        new = np.ones(len(rows), np.bool_)
        if before is not None:
            place = {one: n for n, one in enumerate(before.ids)}
            kept = [
                (n, place[one])
                for n, one in enumerate(ids)
                if one in place and before.profiles[place[one]] is profiles[n]
            ]
            if kept:
                here, there = np.array(kept).T
                found[np.ix_(here, here)] = before.millionths[np.ix_(there, there)]
                new[here] = False
        for n, row in enumerate(rows[:-1].tolist()):
            later = np.arange(n + 1, len(rows))
            later = later if new[n] else later[new[n + 1 :]]
            if len(later):
                strengths = np.rint(ties.strengths(row, rows[later]) * MILLION).astype(np.int32)
                found[n, later] = found[later, n] = strengths
        return cls(ids, profiles, found)

    def strengths(self) -> Floats:
        return self.millionths / MILLION


class Filed:
    """The articles that are compared, with their ties: what comes or goes changes only its own.

    The rows of ``ties`` stand as the articles came; ``tied`` are pairs of rows.
    """

    def __init__(self) -> None:
        self.row_of: dict[str, int] = {}
        self.ties = Ties(())
        self.tied = joined(())
        self._profiles: Mapping[str, Profile] = {}

    def changed(self, profiles: Mapping[str, Profile], *, least: float) -> Filed:
        """These articles and no others; itself is left as it is."""
        before = self._profiles
        new = [one for one, profile in profiles.items() if before.get(one) is not profile]
        if not (new or len(before) > len(profiles)):
            return self
        found = Filed()
        found._profiles = profiles
        if len(new) > FEW_NEW or are_few(len(before)) != are_few(len(profiles)):
            found.row_of = {one: row for row, one in enumerate(profiles)}
            found.ties = Ties(list(profiles.values()))
            found.tied = found.ties.tied(least=least)
            return found
        kept = np.array([profiles.get(one) is before[one] for one in self.row_of], np.bool_)
        staying = [one for one, stays in zip(self.row_of, kept.tolist(), strict=True) if stays]
        found.row_of = {one: row for row, one in enumerate((*staying, *new))}
        found.ties = self.ties.changed(kept=kept, new=[profiles[one] for one in new])
        found.tied = joined((_renumbered(self.tied, kept), *found._ties_of(new, least=least)))
        return found

    def _ties_of(self, new: Sequence[str], *, least: float) -> Iterator[Tied]:
        """The pairs of new articles with all others, each once."""
        ids = np.array(list(self.row_of), object)
        first = len(ids) - len(new)
        for row in range(first, len(ids)):
            tied = self.ties.tied_to(row, ids > ids[row], least=least)
            other = np.where(tied.a == row, tied.b, tied.a)
            yield tied[(other < first) | (other > row)]


def _renumbered(tied: Tied, kept: npt.NDArray[np.bool_]) -> Tied:
    """The pairs of rows that are kept, by their new numbers."""
    if kept.all():
        return tied
    staying = tied[kept[tied.a] & kept[tied.b]]
    number = np.cumsum(kept) - 1
    return Tied(number[staying.a], number[staying.b], staying.strength)


def _numbered(tied: Tied, rows: Numbers) -> Tied:
    """The pairs by the places of their rows in ``rows``."""
    place = np.zeros(len(rows), np.int64)
    place[rows] = np.arange(len(rows))
    return Tied(place[tied.a], place[tied.b], tied.strength)


def _without_copies(profiles: Sequence[Profile]) -> tuple[list[int], list[Numbers]]:
    """The first article of each profile, and all that have it; nothing to compare is no copy."""
    same: dict[object, list[int]] = {}
    for number, profile in enumerate(profiles):
        same.setdefault(profile if profile.words else number, []).append(number)
    return [numbers[0] for numbers in same.values()], [np.array(n) for n in same.values()]


def _parts(numbers: Numbers, tied: Tied, *, least: float) -> Iterator[Numbers]:
    """What hangs together by ties of ``least``; a part that is too large, by stronger ones."""
    label = _connected(numbers, tied)
    order = np.argsort(label, kind="stable")
    bounds = np.flatnonzero(np.diff(label[order], prepend=-1, append=-1))[:-1]
    for place, part in enumerate(np.split(numbers[order], bounds[1:])):
        if len(part) <= LARGEST or least > STRONGEST:
            yield part
            continue
        stricter = least + STRICTER
        inside = label[np.searchsorted(numbers, tied.a)] == label[order][bounds[place]]
        yield from _parts(part, tied[inside & (tied.strength >= stricter)], least=stricter)


def _connected(numbers: Numbers, tied: Tied) -> Numbers:
    """For each article the place of the first one that it hangs together with."""
    a, b = np.searchsorted(numbers, tied.a), np.searchsorted(numbers, tied.b)
    label = np.arange(len(numbers))
    while True:
        lower = np.minimum(label[a], label[b])
        before = label.copy()
        np.minimum.at(label, label[a], lower)
        np.minimum.at(label, label[b], lower)
        while not np.array_equal(label, label[label]):
            label = label[label]
        if np.array_equal(label, before):
            return label


def average_link(strength: Floats, sizes: Numbers, *, least: float) -> Numbers:
    """The group of each article: the two groups tied most on average are joined, down to ``least``.

    ``strength`` is symmetric; ``sizes`` says how many copies stand behind each row. Of equal
    averages the first in order is taken. Time grows with the square of the rows.

    Source: average linkage, UPGMA (Sokal and Michener 1958).
    """
    rows = np.arange(len(strength))
    label, sizes = rows.copy(), sizes.copy()
    total = strength * np.outer(sizes, sizes)
    average = strength.copy()
    np.fill_diagonal(average, -np.inf)
    nearest = average.argmax(axis=1)
    best = average[rows, nearest]
    while best.max(initial=-np.inf) >= least:
        kept, gone = sorted((int(best.argmax()), int(nearest[best.argmax()])))
        label[label == gone] = kept
        total[kept] += total[gone]
        total[:, kept] += total[:, gone]
        sizes[kept] += sizes[gone]
        there = np.isfinite(average[kept])
        there[gone] = False
        average[kept, there] = average[there, kept] = total[kept, there] / (
            sizes[kept] * sizes[there]
        )
        average[gone], average[:, gone] = -np.inf, -np.inf
        # Joined groups are tied to others no more than their nearer one was: only those
        # that had one of the two for their nearest need another.
        anew: npt.NDArray[np.intp] = np.flatnonzero((nearest == kept) | (nearest == gone))
        anew = np.union1d(anew, [kept, gone])
        nearest[anew] = average[anew].argmax(axis=1)
        best[anew] = average[anew, nearest[anew]]
    return label
