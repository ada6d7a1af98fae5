"""From ties to stories: average link inside what hangs together.

A story is made by joining, again and again, the two groups whose articles are tied most
strongly on average, down to ``LEAST``. No two groups that not one tie of ``LEAST`` connects can
ever be joined so: each connected part is done by itself, and a new article changes only the
parts that it is tied to.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
import numpy.typing as npt

from firsthand.linking.stories.profiles import Profile
from firsthand.linking.stories.ties import Floats, Numbers, Tied, Ties

LEAST = 0.32  # chosen on giveme5w1h and PAC: benchmarks/stories.py
LARGEST = 2_000  # articles of one part that are all compared with one another
STRICTER = 0.05  # a part that is larger falls apart by ties that are so much stronger
STRONGEST = 1.25  # the same words on the same day


def groups_of(profiles: Sequence[Profile], *, least: float = LEAST) -> Iterator[Numbers]:
    """The numbers of the articles of each story; every article is in exactly one.

    See ``Grouping``, which answers for several strengths.
    """
    yield from Grouping(profiles, least=least).groups(least=least)


class Grouping:
    """Articles with their ties of ``least`` or more, which are found once.

    Copies that have the same words and day are compared once. Where averages are equal the
    first in order is joined first: give the profiles in an order that does not hang on how
    they were read.
    """

    def __init__(self, profiles: Sequence[Profile], *, least: float) -> None:
        first, self._copies = _without_copies(profiles)
        self._ties = Ties([profiles[number] for number in first])
        self._tied = self._ties.tied(least=least)

    def groups(self, *, least: float) -> Iterator[Numbers]:
        """The numbers of the articles of each group that ties of ``least`` make; no weaker ones
        than were found.
        """
        copies = self._copies
        if not copies:
            return
        tied = self._tied[self._tied.strength >= least]
        for part in _parts(np.arange(len(copies)), tied, least=least):
            sizes = np.array([len(copies[number]) for number in part.tolist()], np.int64)
            for group in _joined(part, sizes, self._ties, least=least):
                yield np.concatenate([copies[number] for number in group.tolist()])


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


def _joined(part: Numbers, sizes: Numbers, ties: Ties, *, least: float) -> Iterator[Numbers]:
    """The stories of one connected part."""
    if len(part) <= 2 or len(part) > LARGEST:  # two are tied; too many are all but the same
        yield part
        return
    strength = np.zeros((len(part), len(part)))
    for place, number in enumerate(part[:-1].tolist()):
        later = ties.strengths(number, part[place + 1 :])
        strength[place, place + 1 :] = strength[place + 1 :, place] = later
    label = average_link(strength, sizes, least=least)
    for one in np.unique(label):
        yield part[label == one]


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
