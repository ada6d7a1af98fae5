"""Claims: statements that say the same thing, on one page and across pages.

Candidates share words that tell something among the pages at hand; a weighed chance decides
each pair (``sameness``); pairs become claims by average link, so that a claim is no chain of
near misses. What a statement stands in is never the same claim as it; what denies, what would
have been and what is yet to come are never the same as what is affirmed.
"""

from __future__ import annotations

import hashlib
import heapq
import itertools
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from firsthand.linking.copies import CopiedWords
from firsthand.linking.decisions import NOTHING_DECIDED, Obeyed
from firsthand.linking.gists import Commonness, gist_of
from firsthand.linking.sameness import chance
from firsthand.linking.statements import Told, told_in
from firsthand.types import Article, Claim, Statement

SAME = 0.3  # average chance over the pairs of two groups that become one claim
OWN_VOICE = 0.4  # chance from which a sentence of the outlet counts as said by another page too
COPIED = 0.99  # chance of words that one page has from the other
DECIDED = 1.0  # chance of what people hold for the same, and 0 of what they keep apart
MOST_WITH_A_STEM = 60  # statements; a stem of more proposes nothing

Pair = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Compared:
    """Statements in reading order, the chance that two of them say the same (by their places,
    the smaller first; a pair that is not there shares nothing), and the claims they make.
    """

    told: list[Told]
    chances: dict[Pair, float]
    claims: list[list[Told]]


def compare(
    articles: Sequence[Article], copied: CopiedWords, obeyed: Obeyed = NOTHING_DECIDED
) -> Compared:
    """The statements of pages that may belong together, and the claims they make.

    Every statement is in exactly one claim. A sentence of an outlet is a statement in its own
    voice where another page says the same, else it is left out. The order of the articles
    changes nothing but the order of claims. What people decided wins: what they hold for the
    same is one claim, with all that goes with either; what they keep apart never is.
    """
    told = told_in(sorted(articles, key=lambda article: article.id), obeyed.speakers)
    common = Commonness([gist_of(a, spans) for a in articles for spans in a.sentences])
    together, apart = _decided(told, obeyed)
    chances = _chances(told, common, copied)
    chances |= {pair: 0.0 for pair in apart if pair in chances} | dict.fromkeys(together, DECIDED)
    kept = [n for n, one in enumerate(told) if not one.free or _is_echoed(n, told, chances)]
    place = {number: n for n, number in enumerate(kept)}
    found = {(place[a], place[b]): p for (a, b), p in chances.items() if a in place and b in place}
    own = [told[number] for number in kept]
    together = [(place[a], place[b]) for a, b in together]
    apart = [(place[a], place[b]) for a, b in apart if a in place and b in place]
    groups = _grouped(range(len(own)), _allowed(own, found), together=together, apart=apart)
    claims = [[own[n] for n in sorted(group)] for group in sorted(groups, key=min)]
    return Compared(own, found, claims)


# -------------------------------------------------------------------- pairs


def _decided(told: Sequence[Told], obeyed: Obeyed) -> tuple[list[Pair], list[Pair]]:
    """The pairs that people hold for the same, and those that they keep apart."""
    number = {one.key: n for n, one in enumerate(told)}
    pairs: dict[bool, list[Pair]] = {True: [], False: []}
    for tie in obeyed.claims:
        if tie.a in number and tie.b in number:
            a, b = sorted((number[tie.a], number[tie.b]))
            pairs[tie.joins].append((a, b))
    return pairs[True], pairs[False]


def _chances(told: Sequence[Told], common: Commonness, copied: CopiedWords) -> dict[Pair, float]:
    """The chance of every candidate pair, by their numbers, the smaller first."""
    return {
        (a, b): COPIED
        if are_copied(told[a], told[b], copied)
        else chance(told[a].said, told[b].said, common)
        for a, b in _candidates(told)
    }


def are_copied(a: Told, b: Told, copied: CopiedWords) -> bool:
    """Whether the words of two statements are those of one passage that two pages share."""
    one, other = a.attribution.content, b.attribution.content
    return copied.between(a.article.id, one, b.article.id, other) is not None


def _candidates(told: Sequence[Told]) -> Iterator[Pair]:
    """Pairs that share a stem; a free sentence is compared with other pages only."""
    by_stem: dict[str, list[int]] = defaultdict(list)
    for number, one in enumerate(told):
        for stem in one.said.gist.stems:
            by_stem[stem].append(number)
    near: set[Pair] = set()
    for numbers in by_stem.values():
        if len(numbers) <= MOST_WITH_A_STEM:
            near.update(itertools.combinations(numbers, 2))
    for a, b in sorted(near):
        if told[a].article.id != told[b].article.id or not (told[a].free or told[b].free):
            yield a, b


def _is_echoed(number: int, told: Sequence[Told], chances: dict[Pair, float]) -> bool:
    return any(p >= OWN_VOICE for pair, p in chances.items() if number in pair)


def _allowed(told: Sequence[Told], chances: dict[Pair, float]) -> dict[Pair, float]:
    return {pair: p for pair, p in chances.items() if not _barred(told[pair[0]], told[pair[1]])}


def _barred(a: Told, b: Told) -> bool:
    """Whether two can never be one claim: one stands in the other, denies, or foretells."""
    one, other = a.attribution, b.attribution
    if a.article.id == b.article.id and (one.nested_in == other.id or other.nested_in == one.id):
        return True
    if {one.polarity, other.polarity} == {"affirmed", "negated"}:
        return a.said.gist.denies != b.said.gist.denies
    unlike = {one.modality, other.modality}
    return unlike == {"fact", "future"} or ("counterfactual" in unlike and len(unlike) > 1)


# ------------------------------------------------------------------- groups


def _grouped(
    numbers: Sequence[int],
    chances: dict[Pair, float],
    *,
    together: Iterable[Pair] = (),
    apart: Iterable[Pair] = (),
) -> list[list[int]]:
    """The numbers in groups by average link: of two groups the mean chance over all pairs.

    A pair that is no candidate counts as 0. Ties go to the earlier pair. Pairs ``together`` are
    put together first; groups with a pair ``apart`` between them stay two.
    """
    members = {n: [n] for n in numbers}
    sums = dict(chances)
    near: dict[int, set[int]] = defaultdict(set)
    for a, b in sums:
        near[a].add(b)
        near[b].add(a)
    group = {n: n for n in numbers}
    for pair in together:
        a, b = sorted(group[n] for n in pair)
        if a != b:
            group |= dict.fromkeys(members[b], a)
            _join(a, b, sums, members, near)
    foes: dict[int, set[int]] = defaultdict(set)
    for a, b in ((group[a], group[b]) for a, b in apart):
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
    for c in near.pop(b, set()):
        near[c].discard(b)
        total = sums.pop((min(b, c), max(b, c)))
        if c != a:
            pair = (min(a, c), max(a, c))
            sums[pair] = sums.get(pair, 0.0) + total
            near[a].add(c)
            near[c].add(a)


def claim_of(told: Sequence[Told]) -> Claim:
    """A claim of its statements; its words are those of the fullest that somebody says."""
    statements = tuple(Statement(one.article.id, one.attribution.id) for one in told)
    first = min(told, key=lambda one: one.key)
    identity = hashlib.sha256("\n".join(first.key).encode()).hexdigest()[:12]
    return Claim(id=f"c{identity}", text=_text(told), statements=statements)


def _text(told: Iterable[Told]) -> str:
    best = max(told, key=lambda one: (not one.free, len(one.said.gist.stems), one.key))
    return " ".join(best.words.split())
