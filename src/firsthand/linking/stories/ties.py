"""Which articles are tied, and how strongly: by the telling words they share, and their dates.

How strongly two articles are tied hangs on these two alone. Up to ``FEW`` articles all are
compared. In more, pairs that may be tied are found without comparing all with all: articles of
the same days that share ``NEAR_SHARED`` of their ``NEAR_WORDS`` heaviest words, and articles of
any days that share ``FAR_SHARED`` of their ``FAR_WORDS`` heaviest ones. All others are not tied
there, though they may be where fewer are read.
"""

from __future__ import annotations

import hashlib
import itertools
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
import numpy.typing as npt

from firsthand.linking.stories.profiles import HEAVIEST, Profile

DATE_WEIGHT = 0.25  # added for the same day; the words add 0 (none shared) to 1 (all)
DATE_DAYS = 10.0  # after so many days e times less of it is added
DATE_SHARE = 2.0  # but never more than so many times what the words add: a day alone ties nothing
UNDATED_DAYS = 12  # as far apart we take articles to be where a day is not known

FEW = 200  # articles; their 20,000 pairs take a second at most
NEAR_WORDS, NEAR_SHARED = 32, 2
FAR_WORDS, FAR_SHARED = 16, 3
NEAR_DAYS = 14  # stretches of days; a second row of them begins half a stretch later
MOST_AT_ONCE = 5_000_000  # pairs, for the memory they take
ROWS_AT_ONCE = 4_000  # articles, for the memory that their keys take

Numbers = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]
Keys = npt.NDArray[np.uint64]

_MIXERS = np.array(
    [0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F, 0x165667B19E3779F9, 0x27D4EB2F165667C5], np.uint64
)


@dataclass(frozen=True, slots=True)
class Tied:
    """Pairs of articles by their numbers, the smaller first, and how strong each tie is."""

    a: Numbers
    b: Numbers
    strength: Floats

    def __getitem__(self, chosen: npt.NDArray[np.bool_]) -> Tied:
        return Tied(self.a[chosen], self.b[chosen], self.strength[chosen])


class Ties:
    """Profiles in a form in which many pairs are compared at once.

    Articles are numbered as the profiles stand. Each row holds the heaviest words of one, in
    its own order, so that a sum over it comes out the same whatever else is read.
    """

    def __init__(self, profiles: Sequence[Profile], numbers: dict[str, int] | None = None) -> None:
        self._numbers = {} if numbers is None else numbers
        shape = len(profiles), HEAVIEST
        self._words = np.zeros(shape, np.int32)  # 0: no word
        self._weights = np.zeros(shape)
        for row, profile in enumerate(profiles):
            listed = [self._number(word) for word in profile.words]
            self._words[row, : len(listed)] = listed
            self._weights[row, : len(listed)] = profile.weights
        self._days = np.array([p.days or (0, -1) for p in profiles], np.int64).reshape(-1, 2)
        self._known = np.array([p.known for p in profiles], np.bool_)
        self._room = np.zeros(len(self._numbers) + 1)  # one's weights by word, then 0 again

    def __len__(self) -> int:
        return len(self._words)

    def _number(self, word: str) -> int:
        return self._numbers.setdefault(word, len(self._numbers) + 1)

    def changed(self, *, kept: npt.NDArray[np.bool_], new: Sequence[Profile]) -> Ties:
        """These without some, and new ones behind; both go on with one numbering of words."""
        added = Ties(new, self._numbers)
        for name in ("_words", "_weights", "_days", "_known"):
            own = getattr(self, name)
            rows = own if kept.all() else own[kept]
            setattr(added, name, np.concatenate([rows, getattr(added, name)]))
        return added

    def strengths(self, a: int, others: Numbers) -> Floats:
        """How strongly one article is tied to each of others: 0 to 1 for the words, and the date.

        The date adds nothing where a page is not in English as far as we can tell: there
        words that are common look rare, and a few of them must not tie.
        """
        self._room[self._words[a]] = self._weights[a]
        shared = (self._room[self._words[others]] * self._weights[others]).sum(axis=1)
        self._room[self._words[a]] = 0.0
        near = DATE_WEIGHT * np.exp(-self._days_apart(a, others) / DATE_DAYS)
        both_known = self._known[others] & self._known[a]
        date = np.where(both_known, np.minimum(near, DATE_SHARE * shared), 0.0)
        return np.asarray(np.round(shared + date, 6), np.float64)

    def _days_apart(self, a: int, others: Numbers) -> Numbers:
        """The fewest days between; at least ``UNDATED_DAYS`` where a day is not known."""
        first, last = self._days[a]
        firsts, lasts = self._days[others].T
        gap = np.maximum(np.maximum(firsts - last, first - lasts), 0)
        undated = (lasts < firsts) | (last < first)
        exact = (firsts == lasts) & (first == last)
        gap = np.where(undated, UNDATED_DAYS, gap)
        return np.where(exact, gap, np.maximum(gap, UNDATED_DAYS))

    def tied(self, *, least: float) -> Tied:
        """Every pair that is tied by ``least`` or more, in the order of their numbers."""
        return joined(self._tied(a, others, least=least) for a, others in self._candidates())

    def _tied(self, a: int, others: Numbers, *, least: float) -> Tied:
        strength = self.strengths(a, others)
        pair = Tied(np.full(len(others), a, np.int64), others, strength)
        return pair[strength >= least]

    def tied_to(self, number: int, later: npt.NDArray[np.bool_], *, least: float) -> Tied:
        """The pairs of one article that are tied so; ``later`` says which are to be numbered
        after it: as a sum goes over the words of the second, it may tell in the last digit.
        """
        near = self._near(number)
        earlier = (
            self._tied(other, np.array([number]), least=least)
            for other in near[~later[near]].tolist()
        )
        return joined([*earlier, self._tied(number, near[later[near]], least=least)])

    def _near(self, number: int) -> Numbers:
        """Those that are worth comparing with one, as ``_candidates`` says of all."""
        others = np.arange(len(self)) != number
        if not are_few(len(self)):
            own, days = self._words[number], self._days
            far = self._sharing(own[:FAR_WORDS]) >= FAR_SHARED
            dated = (days[:, 0] == days[:, 1]) & (days[number, 0] == days[number, 1])
            together = np.zeros(len(self), np.bool_)
            for later in (0, NEAR_DAYS // 2):
                stretch = (days[:, 0] + later) // NEAR_DAYS
                together |= stretch == stretch[number]
            near = self._sharing(own[:NEAR_WORDS]) >= NEAR_SHARED
            others &= far | (near & dated & together)
        return np.flatnonzero(others)

    def _sharing(self, words: npt.NDArray[np.int32]) -> Numbers:
        """How many of so many heaviest words each article has among its own."""
        asked = np.zeros(len(self._numbers) + 1, np.bool_)
        asked[words] = True
        asked[0] = False
        found: Numbers = asked[self._words[:, : len(words)]].sum(axis=1)
        return found

    def _candidates(self) -> Iterator[tuple[int, Numbers]]:
        """For each article the later ones that are worth comparing with it: of a few all."""
        if are_few(len(self)):
            for number in range(len(self) - 1):
                yield number, np.arange(number + 1, len(self))
            return
        codes = _pairs_of_equal(self._all_keys(), len(self))
        firsts, seconds = np.divmod(codes, max(len(self), 1))
        starts = np.flatnonzero(np.diff(firsts, prepend=-1))
        for start, end in itertools.pairwise([*starts.tolist(), len(codes)]):
            yield int(firsts[start]), seconds[start:end]

    def _all_keys(self) -> Iterator[tuple[Keys, Numbers]]:
        """Keys, and the number of the article that each is of; those who share one are compared.

        Near: a stretch of days and each two of the heaviest words. Far: each three of them.
        Part by part, as there are a thousand keys for an article: all keys of a part have the
        same first words.
        """
        hashes = np.array([0, *map(_hash, self._numbers)], np.uint64)
        parts = 1 + len(self) // ROWS_AT_ONCE
        rows = np.flatnonzero(self._days[:, 0] == self._days[:, 1])
        heaviest = _shared(hashes[self._words[rows, :NEAR_WORDS]])
        for later, part in itertools.product((0, NEAR_DAYS // 2), range(parts)):
            keys, whose = _keys(heaviest, NEAR_SHARED, part=part, parts=parts)
            stretch = (self._days[rows, 0] + later) // NEAR_DAYS
            yield keys ^ (stretch[whose].astype(np.uint64) * _MIXERS[3]), rows[whose]
        heaviest = _shared(hashes[self._words[:, :FAR_WORDS]])
        for part in range(parts):
            yield _keys(heaviest, FAR_SHARED, part=part, parts=parts)


def are_few(articles: int) -> bool:
    """Whether so many are all compared with one another."""
    return articles <= FEW


def joined(some: Iterable[Tied]) -> Tied:
    """All pairs of several, in their order."""
    none = np.zeros(0, np.int64)
    found = [Tied(none, none, np.zeros(0)), *some]
    return Tied(
        np.concatenate([t.a for t in found]),
        np.concatenate([t.b for t in found]),
        np.concatenate([t.strength for t in found]),
    )


def _shared(hashes: Keys) -> Keys:
    """The hashes of each row in ascending order; 0 where there is none.

    A word that no other row has can be shared with nobody: leaving it out saves time and
    changes nothing.
    """
    _, inverse, counts = np.unique(hashes, return_inverse=True, return_counts=True)
    hashes[counts[inverse].reshape(hashes.shape) < 2] = 0
    hashes.sort(axis=1)
    return hashes


def _hash(word: str) -> int:
    return int.from_bytes(hashlib.blake2b(word.encode(), digest_size=8).digest(), "big") or 1


def _keys(hashes: Keys, shared: int, *, part: int, parts: int) -> tuple[Keys, Numbers]:
    """A key for each so many words of a row, and the row's number; rows are sorted.

    Only of those whose first word falls into this part of all words.
    """
    chosen = _choices(hashes.shape[1], shared)
    found: list[tuple[Keys, Numbers]] = []
    for start in range(0, len(hashes), ROWS_AT_ONCE):
        rows = hashes[start : start + ROWS_AT_ONCE]
        keys = np.zeros((len(rows), len(chosen)), np.uint64)
        first = rows % np.uint64(parts) == part
        whole = first[:, chosen[:, 0]]
        for place, mixer in zip(chosen.T, _MIXERS[:shared], strict=True):
            keys = (keys ^ rows[:, place]) * mixer
            whole &= rows[:, place] != 0
        whose = np.broadcast_to(np.arange(start, start + len(rows))[:, None], keys.shape)
        found.append((keys[whole], whose[whole]))
    if not found:
        return np.zeros(0, np.uint64), np.zeros(0, np.int64)
    return np.concatenate([k for k, _ in found]), np.concatenate([w for _, w in found])


@cache
def _choices(among: int, shared: int) -> Numbers:
    return np.array(list(itertools.combinations(range(among), shared)))


def _pairs_of_equal(kinds: Iterable[tuple[Keys, Numbers]], size: int) -> Numbers:
    """Each two articles that have a key in common, once, as ``smaller * size + larger``."""
    found: list[Numbers] = [np.zeros(0, np.int64)]
    for keys, whose in kinds:
        order = np.argsort(keys)
        keys, whose = keys[order], whose[order]
        at = np.flatnonzero(keys[1:] == keys[:-1])
        further = 1
        while len(at):
            one, other = whose[at], whose[at + further]
            found.append(np.minimum(one, other) * size + np.maximum(one, other))
            if sum(map(len, found)) > MOST_AT_ONCE + 2 * len(found[0]):
                found = [np.unique(np.concatenate(found))]
            further += 1
            at = at[at + further < len(keys)]
            at = at[keys[at] == keys[at + further]]
    return np.unique(np.concatenate(found))
