"""How many independent origins stand behind a claim: merges by the rules (``reasons``), and
what is left.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable, Hashable, Iterator, Sequence
from functools import lru_cache

from firsthand import data
from firsthand.linking.copies import CopiedWords
from firsthand.linking.decisions import NOTHING_DECIDED, Obeyed
from firsthand.linking.groups import Groups
from firsthand.linking.origins.bodies import place_words
from firsthand.linking.origins.kept_apart import KeptApart, ties
from firsthand.linking.origins.reasons import (
    LETTING_OUT,
    RECORDED,
    Reason,
    opening,
    rules_for,
    told_why,
)
from firsthand.linking.statements import Told, statement_of
from firsthand.types import (
    Decision,
    LevelCount,
    Merge,
    Origins,
    Outlet,
    Rivals,
    Split,
    SplitRule,
)
from firsthand.words import name_key

COUNTS_KEPT = 1_024


def merges_of(
    claim: str, told: Sequence[Told], copied: CopiedWords, obeyed: Obeyed = NOTHING_DECIDED
) -> tuple[Merge, ...]:
    """The merges that leave the claim's origins: as many as connect, people's and sure ones first.

    No rule of ours merges statements of nobody; a person may. What would bring together what
    people split is left out. The order of the statements changes nothing.
    """
    if len(told) < 2:
        return ()
    ours = sorted(told, key=lambda one: one.key)
    places = place_words(one.article for one in ours)
    groups = KeptApart(ours, obeyed, places)
    found = [
        _merge(claim, ours[a], ours[b], why)
        for a, b, why in _decided(ours, obeyed)
        if groups.join(a, b)
    ]
    stated = [n for n, one in enumerate(ours) if one.utterer is not None]
    left = len({groups.of(n) for n in stated})
    # Rule by rule, the surest first: what a rule has joined no later one is asked about.
    for rule in rules_for(copied, places):
        for a, b in rule.pairs(ours, stated):
            if left <= 1:  # all are one
                return tuple(found)
            if not groups.may_join(a, b) or (why := rule.ask(ours[a], ours[b])) is None:
                continue
            if groups.may_join(a, b, rule=why.rule):
                groups.join(a, b)
                left -= 1
                found.append(_merge(claim, ours[a], ours[b], why))
    return tuple(found)


def _decided(told: Sequence[Told], obeyed: Obeyed) -> Iterator[tuple[int, int, Reason]]:
    for a, b, decision in ties(told, obeyed, joins=True):
        spans = (*opening(told[a]), *opening(told[b]))
        yield a, b, Reason("merge", "sure", spans, told_why(decision), decision.by)


def splits_of(claim: str, told: Sequence[Told], obeyed: Obeyed) -> tuple[Split, ...]:
    """The records of what people keep apart within a claim, one for each decision."""
    ours = sorted(told, key=lambda one: one.key)
    splits = ties(ours, obeyed, joins=False)
    return (
        *(_split(claim, ours[a], ours[b], "split", decision) for a, b, decision in splits),
        *(
            _split(claim, a, b, "not-same-speaker", decision)
            for a, b, decision in _told_apart(ours)
        ),
    )


def _told_apart(told: Sequence[Told]) -> Iterator[tuple[Told, Told, Decision]]:
    """The first statements of each two speakers whom people told apart."""
    first: dict[tuple[str, str], Told] = {}
    for one in told:
        if one.utterer is not None and one.utterer.ruled is not None:
            first.setdefault(one.utterer.ruled.one, one)
    for one in first.values():
        ruled = one.utterer.ruled if one.utterer else None
        for identity, decision in (ruled.apart if ruled else {}).items():
            other = first.get(identity)
            if other is not None and one.key < other.key:
                yield one, other, decision


def _split(claim: str, a: Told, b: Told, rule: SplitRule, decision: Decision) -> Split:
    seed = "\n".join((claim, *a.key, *b.key, rule))
    return Split(
        id="p" + hashlib.sha256(seed.encode()).hexdigest()[:12],
        a=statement_of(a),
        b=statement_of(b),
        rule=rule,
        decided_by=decision.by,
        spans=(*opening(a), *opening(b)),
        reason=told_why(decision),
    )


def _merge(claim: str, a: Told, b: Told, why: Reason) -> Merge:
    seed = "\n".join((claim, *a.key, *b.key, why.rule))
    return Merge(
        id="m" + hashlib.sha256(seed.encode()).hexdigest()[:12],
        a=statement_of(a),
        b=statement_of(b),
        rule=why.rule,
        certainty=why.certainty,
        decided_by=why.decided_by,
        spans=why.spans,
        reason=why.reason,
    )


# ------------------------------------------------------------------- counts


def origins_of(told: Sequence[Told], merges: Sequence[Merge]) -> Origins:
    """The interval: groups after sure and possible merges, and after sure ones alone.

    A statement of nobody counts with those that people merged it with, if one of them is
    somebody's.
    """
    stated = _stated(told, merges)
    sure = [m for m in merges if m.certainty == "sure"]
    groups = _groups(stated, sure)
    utterer = _count(len(_groups(stated, merges)), len(groups), len(told) - len(stated))
    return Origins(
        min=utterer.min,
        max=utterer.max,
        not_stated=utterer.unknown,
        utterer=utterer,
        releaser=_released(told, merges),
        outlet=_level(told, lambda one: name_key(one.article.outlet.name or "") or None),
        owner=_owners(told),
        groups=tuple(tuple(statement_of(one) for one in group) for group in groups),
    )


@lru_cache(COUNTS_KEPT)
def _count(least: int, most: int, unknown: int) -> LevelCount:
    """One value for equal counts: most claims have the same few."""
    return LevelCount(least, most, unknown)


def _stated(told: Sequence[Told], merges: Sequence[Merge]) -> list[Told]:
    """The statements of somebody, and those that people merged with them."""
    decided = [merge for merge in merges if merge.rule == "merge"]
    if not decided:
        return [one for one in told if one.utterer is not None]
    known = (g for g in _groups(told, decided) if any(one.utterer is not None for one in g))
    keys = {one.key for group in known for one in group}
    return [one for one in told if one.key in keys]


def _groups(stated: Sequence[Told], merges: Sequence[Merge]) -> list[list[Told]]:
    number = {one.key: n for n, one in enumerate(stated)}
    groups = Groups[int]()
    for merge in merges:
        a = number.get((merge.a.article, merge.a.attribution))
        b = number.get((merge.b.article, merge.b.attribution))
        if a is not None and b is not None:
            groups.join(a, b)
    found: dict[int, list[Told]] = {}
    for n, one in enumerate(stated):
        found.setdefault(groups.of(n), []).append(one)
    return list(found.values())


def _level(told: Sequence[Told], name: Callable[[Told], Hashable | None]) -> LevelCount:
    """The different names, and how many statements have none; what is unknown adds nothing."""
    counts = Counter(name(one) for one in told)
    nobody = counts.pop(None, 0)
    return _count(len(counts), len(counts), nobody)


def _owners(told: Sequence[Told]) -> LevelCount:
    """The owners of the outlets. What nobody checked may widen the interval and never narrows it:
    an outlet with such an owner may be another's of those counted, or its own.
    """
    outlets = [one.article.outlet for one in told if one.article.outlet.owner]
    checked = {o.owner for o in outlets if _is_checked(o)}
    others = {name_key(o.name or "") for o in outlets if not _is_checked(o)}
    lowest = max(len(checked), min(len(others), 1))
    return _count(lowest, len(checked) + len(others), len(told) - len(outlets))


def _is_checked(outlet: Outlet) -> bool:
    """Whether the row that an outlet's owner is from was looked up."""
    row = data.outlet_named(outlet.name or "")
    return row is not None and row.checked


def _released(told: Sequence[Told], merges: Sequence[Merge]) -> LevelCount:
    """The different releasers; those of their own words are one where their words are merged."""
    stated = [one for one in told if one.utterer is not None]
    known = [one for one in stated if _releaser(one) is not None]
    sure = [m for m in merges if m.certainty == "sure"]
    lowest, highest = (_releasers(stated, chosen) for chosen in (merges, sure))
    return _count(lowest, highest, len(told) - len(known))


def _releasers(stated: Sequence[Told], merges: Sequence[Merge]) -> int:
    """How many there are: of one name, or of their own words in one group of utterers."""
    released = [one for one in stated if _releaser(one) is not None]
    groups = Groups[int]()
    group_of = {one.key: n for n, group in enumerate(_groups(stated, merges)) for one in group}
    first: dict[Hashable, int] = {}
    for number, one in enumerate(released):
        groups.join(number, first.setdefault(_releaser(one), number))
        if _lets_out_own_words(one):
            groups.join(number, first.setdefault(("own words", group_of[one.key]), number))
    return len({groups.of(number) for number in range(len(released))})


def _releaser(told: Told) -> Hashable | None:
    """Who let it out: the first hand that did; one who speaks to all lets out his own words.

    None: nobody is stated, or a recording that no word says who released.
    """
    utterer = told.utterer
    if _lets_out_own_words(told) and utterer is not None:
        if utterer.ruled is not None and utterer.ruled.also:
            utterer = utterer.ruled.also[0]  # one name for all whom people made one
        name = utterer.party or name_key(utterer.name)
        return name if utterer.named else (utterer.page, utterer.speaker or name)
    hops = (hop for hop in told.attribution.chain if hop.action in LETTING_OUT and hop.party)
    return next((hop.party_id or name_key(hop.party or "") for hop in hops), None)


def _lets_out_own_words(told: Told) -> bool:
    """Whether no hand and no recording stands between the utterer and all who hear."""
    chain = told.attribution.chain
    kept = any(hop.evidence in RECORDED or hop.action in LETTING_OUT for hop in chain)
    return told.utterer is not None and not kept


def rivals_of(told: Sequence[Told]) -> Rivals:
    """What a counter of outlets and a counter of headlines would have said."""
    outlets = {name_key(one.article.outlet.name) for one in told if one.article.outlet.name}
    pages = {one.article.id for one in told}
    unnamed = {one.article.id for one in told if not one.article.outlet.name}
    return _rivals(None if unnamed else len(outlets), len(pages))


@lru_cache(COUNTS_KEPT)
def _rivals(outlets: int | None, headlines: int) -> Rivals:
    return Rivals(outlets, headlines)
