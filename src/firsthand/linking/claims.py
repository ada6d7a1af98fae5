"""Claims: statements that say the same thing, on one page and across pages.

Candidates share words that tell something among the pages at hand; a weighed chance decides
each pair (``sameness``); pairs become claims by average link, so that a claim is no chain of
near misses. What a statement stands in is never the same claim as it; what denies and what would
have been are never the same as what is affirmed.
"""

from __future__ import annotations

import hashlib
import heapq
from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass

from firsthand.linking.copies import CopiedWords
from firsthand.linking.decisions import NOTHING_DECIDED, Obeyed
from firsthand.linking.gists import Commonness, gist_of
from firsthand.linking.groups import Groups
from firsthand.linking.sameness import chance, weigh
from firsthand.linking.statements import Told, one_denies, statement_of, told_in
from firsthand.types import Article, Claim, Undecided

SAME = 0.3  # average chance over the pairs of two groups that become one claim
REPEATED = 0.6  # chance from which a statement only repeats what it stands in
OWN_VOICE = 0.3  # chance from which a sentence of the outlet counts as said by another page too
COPIED = 0.99  # chance of words that one page has from the other
MAYBE = 0.2  # chance from which two of two claims may say the same; a fifth and more of them do
DECIDED = 1.0  # chance of what people hold for the same
MOST_WITH_A_STEM = 60  # statements; a stem of more proposes nothing
CROWD = 30  # statements of the very same words; of more one is compared with others

Pair = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Compared:
    """Statements in reading order, the chance that two of them say the same (by their places,
    the smaller first; a pair that is not there shares nothing), the claims they make, and the
    likeliest pair of any two claims that may be one. ``free`` are the outlets' own sentences
    that no other page says.
    """

    told: list[Told]
    free: list[Told]
    chances: dict[Pair, float]
    claims: list[list[Told]]
    undecided: list[Undecided]


def compare(
    articles: Sequence[Article], copied: CopiedWords, obeyed: Obeyed = NOTHING_DECIDED
) -> Compared:
    """The statements of pages that may belong together, and the claims they make.

    Every statement is in exactly one claim. A sentence of an outlet is a statement in its own
    voice where another page says the same, else it is left out. The order of the articles
    changes nothing but the order of claims. What people decided wins: what they hold for the
    same is one claim, with all that goes with either; what they keep apart never is.
    """
    gists = {(a.id, spans): gist_of(a, spans) for a in articles for spans in a.sentences}
    told = told_in(sorted(articles, key=lambda article: article.id), gists, obeyed.speakers)
    decided = _decided(told, obeyed)
    pairs = _Pairs(told, Commonness(list(gists.values())), copied, decided)
    joined = [pair for pair, p in decided.items() if p == DECIDED]
    echoed = _echoed(pairs).union(*pairs.twins.items(), *joined)
    kept = [n for n, one in enumerate(told) if not one.free or n in echoed]
    place = {number: n for n, number in enumerate(kept)}
    found = {(place[a], place[b]): pairs.chance(a, b) for a, b in pairs.among(set(kept))}
    own = [told[number] for number in kept]
    free = [one for number, one in enumerate(told) if number not in place]
    together = [(place[a], place[b]) for a, b in joined]
    apart = [
        (place[a], place[b])
        for (a, b), p in decided.items()
        if p != DECIDED and a in place and b in place
    ]
    twins = {place[n]: place[first] for n, first in pairs.twins.items()}
    barred = [pair for pair in found if _barred(own[pair[0]], own[pair[1]])]
    foes = [*barred, *apart]
    alone = _repeated(own, found) - {n for pair in (*together, *twins.items()) for n in pair}
    numbers = [n for n in place.values() if n not in twins and n not in alone]
    among = {pair: p for pair, p in found.items() if alone.isdisjoint(pair)}
    fought = [pair for pair in foes if alone.isdisjoint(pair)]
    grouped = _grouped(numbers, among, together=together, apart=fought)
    groups = _with_twins([*grouped, *([n] for n in alone)], twins)
    claims = [[own[n] for n in sorted(group)] for group in groups]
    undecided = [
        Undecided(statement_of(own[a]), statement_of(own[b]), found[a, b])
        for a, b in _undecided(groups, found, foes)
    ]
    return Compared(own, free, found | dict.fromkeys(together, DECIDED), claims, undecided)


# -------------------------------------------------------------------- pairs


def _decided(told: Sequence[Told], obeyed: Obeyed) -> dict[Pair, float]:
    """The pairs that people decided about: ``DECIDED`` for the same, 0 for what is apart."""
    number = {one.key: n for n, one in enumerate(told)}
    found: dict[Pair, float] = {}
    for tie in obeyed.claims:
        if tie.a in number and tie.b in number:
            a, b = sorted((number[tie.a], number[tie.b]))
            found[a, b] = DECIDED if tie.joins else 0.0
    return found


class _Pairs:
    """The pairs of statements that share a stem, which are never all held at once.

    A free sentence is compared with other pages only. ``twins``: of a crowd that has the very
    same words, only the first is compared with others; each of the rest has its number.
    ``decided`` are the chances of the pairs that people decided about.
    """

    def __init__(
        self,
        told: Sequence[Told],
        common: Commonness,
        copied: CopiedWords,
        decided: Mapping[Pair, float],
    ) -> None:
        self.told = told
        self._decided = decided
        self._weighed = [weigh(one.said, common) for one in told]
        self._copied = copied
        self.twins = self._twins()
        by_stem: dict[str, list[int]] = defaultdict(list)
        for number, one in enumerate(told):
            for stem in one.said.gist.stems if number not in self.twins else ():
                by_stem[stem].append(number)
        self._by_stem = {s: found for s, found in by_stem.items() if len(found) <= MOST_WITH_A_STEM}

    def chance(self, a: int, b: int) -> float:
        """The chance that two say the same; ``a`` stands before ``b``."""
        if (a, b) in self._decided:
            return self._decided[a, b]
        if are_copied(self.told[a], self.told[b], self._copied):
            return COPIED
        return chance(self._weighed[a], self._weighed[b])

    def _twins(self) -> dict[int, int]:
        crowds: dict[Hashable, list[int]] = defaultdict(list)
        ruled = {number for pair in self._decided for number in pair}
        for number, one in enumerate(self.told):
            if number in ruled:  # what people decided of one is not decided of all its like
                continue
            crowds[tuple(one.said.gist.stems), one.said.gist.figures].append(number)
        found: dict[int, int] = {}
        for first, *others in (crowd for crowd in crowds.values() if len(crowd) > CROWD):
            last = first
            for number in others:
                if self._are_twins(first, number) or self._are_twins(last, number):
                    found[number] = first
                    last = number
        return found

    def _are_twins(self, a: int, b: int) -> bool:
        one, other = self.told[a], self.told[b]
        least = OWN_VOICE if one.free or other.free else SAME
        return _are_two(one, other) and not _barred(one, other) and self.chance(a, b) >= least

    def among(self, numbers: Set[int]) -> Iterator[Pair]:
        """The pairs of these, the smaller number first, in order."""
        for a in sorted(numbers):
            for b in self.after(a):
                if b in numbers:
                    yield a, b

    def after(self, a: int) -> list[int]:
        """The later ones that share a stem with one, in order."""
        one = self.told[a]
        near: set[int] = set()
        for stem in one.said.gist.stems:
            near.update(self._by_stem.get(stem, ()))
        return sorted(b for b in near if b > a and _are_two(one, self.told[b]))


def _are_two(a: Told, b: Told) -> bool:
    return a.article.id != b.article.id or not (a.free or b.free)


def _echoed(pairs: _Pairs) -> set[int]:
    """The free sentences that another page says too."""
    told = pairs.told
    found: set[int] = set()
    for a in range(len(told)):
        for b in pairs.after(a):
            free = [n for n in (a, b) if told[n].free]
            if found.issuperset(free):  # or there is none
                continue
            if pairs.chance(a, b) >= OWN_VOICE:
                found.update(free)
    return found


def are_copied(a: Told, b: Told, copied: CopiedWords) -> bool:
    """Whether the words of two statements are those of one passage that two pages share."""
    one, other = a.attribution.content, b.attribution.content
    return copied.between(a.article.id, one, b.article.id, other) is not None


def _barred(a: Told, b: Told) -> bool:
    """Whether two can never be one claim: one stands in the other, denies, or never was.

    What is to come may be told as a plan by one and as a fact by another ("to close", "will
    close", "the closure"): that tells nothing.
    """
    if _stands_in(a, b) or _stands_in(b, a) or one_denies(a, b):
        return True
    unlike = {a.attribution.modality, b.attribution.modality}
    return "counterfactual" in unlike and len(unlike) > 1


def _stands_in(inner: Told, outer: Told) -> bool:
    return inner.article.id == outer.article.id and inner.attribution.nested_in == outer.key[1]


def _repeated(told: Sequence[Told], chances: Mapping[Pair, float]) -> set[int]:
    """The statements that stand in one of the same speaker which says no less: both would draw
    what other pages say of it, half to the one and half to the other.
    """
    return {
        inner
        for pair, p in chances.items()
        if p >= REPEATED
        for inner, outer in (pair, pair[::-1])
        if _stands_in(told[inner], told[outer])
        and told[inner].said.speaker == told[outer].said.speaker
    }


# ------------------------------------------------------------------- groups


def _grouped(
    numbers: Sequence[int],
    chances: dict[Pair, float],
    *,
    together: Sequence[Pair] = (),
    apart: Iterable[Pair] = (),
) -> list[list[int]]:
    """The numbers in groups by average link: of two groups the mean chance over all pairs.

    A pair that is no candidate counts as 0. Ties go to the earlier pair. Pairs ``together`` are
    put together first; groups with a pair ``apart`` between them stay two, and it counts as 0.
    """
    members = {n: [n] for n in numbers}
    apart = list(apart)
    none = dict.fromkeys(apart, 0.0)
    sums = _that_may_join(chances | none | dict.fromkeys(together, DECIDED))
    near: dict[int, set[int]] = defaultdict(set)
    for a, b in sums:
        near[a].add(b)
        near[b].add(a)
    group = Groups[int]()
    for pair in together:
        a, b = sorted(group.of(n) for n in pair)
        if group.join(a, b):
            _join(a, b, sums, members, near)
    foes: dict[int, set[int]] = defaultdict(set)
    for a, b in ((group.of(a), group.of(b)) for a, b in apart):
        if a != b:  # people put them together all the same
            foes[a].add(b)
            foes[b].add(a)
    queue = [(-mean, pair) for pair in sums if (mean := _mean(*pair, sums, members)) >= SAME]
    heapq.heapify(queue)
    while queue:
        mean, (a, b) = heapq.heappop(queue)
        if a not in members or b not in members or -mean != _mean(a, b, sums, members):
            continue
        if b in foes[a]:
            continue
        _join(a, b, sums, members, near)
        for foe in foes.pop(b, ()):
            foes[foe].discard(b)
            foes[foe].add(a)
            foes[a].add(foe)
        for c in near[a]:
            pair = (min(a, c), max(a, c))
            if _mean(*pair, sums, members) >= SAME:
                heapq.heappush(queue, (-_mean(*pair, sums, members), pair))
    return list(members.values())


def _that_may_join(chances: dict[Pair, float]) -> dict[Pair, float]:
    """The pairs inside what hangs together by chances of ``SAME``.

    Two groups that not one such chance connects have a lower mean, so they are never joined.
    """
    together = Groups[int]()
    for (a, b), p in chances.items():
        if p >= SAME:
            together.join(a, b)
    return {(a, b): p for (a, b), p in chances.items() if together.of(a) == together.of(b)}


def _undecided(
    groups: Sequence[Sequence[int]], chances: Mapping[Pair, float], apart: Iterable[Pair]
) -> list[Pair]:
    """Of each two groups that may be one the likeliest pair, in order; ties go to the earlier.

    Groups with a pair ``apart`` between them are never one.
    """
    group_of = {number: n for n, group in enumerate(groups) for number in group}

    def between(pair: Pair) -> Pair:
        a, b = sorted(group_of[number] for number in pair)
        return a, b

    never = {between(pair) for pair in apart}
    best: dict[Pair, Pair] = {}
    for pair, p in sorted((pair, p) for pair, p in chances.items() if p >= MAYBE):
        two = between(pair)
        if two[0] == two[1] or two in never:
            continue
        if two not in best or p > chances[best[two]]:
            best[two] = pair
    return sorted(best.values())


def _with_twins(groups: Iterable[list[int]], twins: Mapping[int, int]) -> list[list[int]]:
    """The groups with their members' twins, in order."""
    group_of = {number: group for group in groups for number in group}
    for twin, first in twins.items():
        group_of[first].append(twin)
    return sorted({id(group): group for group in group_of.values()}.values(), key=min)


def _mean(a: int, b: int, sums: dict[Pair, float], members: dict[int, list[int]]) -> float:
    return sums[a, b] / (len(members[a]) * len(members[b]))


def _join(
    a: int,
    b: int,
    sums: dict[Pair, float],
    members: dict[int, list[int]],
    near: dict[int, set[int]],
) -> None:
    """Put group ``b`` into group ``a``."""
    members[a] += members.pop(b)
    for c in near.pop(b):
        near[c].discard(b)
        total = sums.pop((min(b, c), max(b, c)))
        if c != a:
            pair = (min(a, c), max(a, c))
            sums[pair] = sums.get(pair, 0.0) + total
            near[a].add(c)
            near[c].add(a)


def claim_of(told: Sequence[Told]) -> Claim:
    """A claim of its statements; its words are those of the fullest that somebody says."""
    statements = tuple(map(statement_of, told))
    first = min(told, key=lambda one: one.key)
    identity = hashlib.sha256("\n".join(first.key).encode()).hexdigest()[:12]
    return Claim(id=f"c{identity}", text=_text(told), statements=statements)


def _text(told: Iterable[Told]) -> str:
    best = max(told, key=lambda one: (not one.free, len(one.said.gist.stems), one.key))
    return " ".join(best.words.split())
