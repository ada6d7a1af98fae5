"""How many independent origins stand behind a claim: merges by the counting rule, and what
is left.

The rule is the design's: sure merges are one recording, one speaker of a page, copied words
and a shared quotation, one named utterer whose words are shared; possible ones are one named
utterer otherwise, one body, one releaser, and a medium that may be relaying another. Never
more independence than the words give.
"""

from __future__ import annotations

import dataclasses
import hashlib
from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from firsthand.linking.claims import are_copied
from firsthand.linking.copies import CopiedWords
from firsthand.linking.decisions import NOTHING_DECIDED, Obeyed
from firsthand.linking.statements import Told
from firsthand.linking.utterers import (
    Utterer,
    are_apart,
    identity_of,
    is_medium,
    joined_by,
    one_body,
    same,
)
from firsthand.types import (
    Certainty,
    Decision,
    Hop,
    LevelCount,
    Merge,
    Origins,
    Rivals,
    Span,
    Split,
    SplitRule,
    Statement,
)
from firsthand.words import name_key

LETTING_OUT = frozenset("release publish post broadcast share intercept".split())
RECORDED = frozenset("footage recording call intercept document".split())
ALIKE = 0.75  # of the content words of both, from which words are near-duplicates
FEWEST_ALIKE = 4
RELAYED = 0.5  # of the content words of the shorter
DECIDED_BY = "firsthand"


@dataclass(frozen=True, slots=True)
class Reason:
    """Why two statements may share an origin: a rule, how sure, the words for it, and who says
    so: we, or a person.
    """

    rule: str
    certainty: Certainty
    spans: tuple[tuple[str, Span], ...]
    reason: str
    decided_by: str = DECIDED_BY


def merges_of(
    claim: str, told: Sequence[Told], copied: CopiedWords, obeyed: Obeyed = NOTHING_DECIDED
) -> tuple[Merge, ...]:
    """The merges that leave the claim's origins: as many as connect, people's and sure ones first.

    No rule of ours merges statements of nobody; a person may. What would bring together what
    people split is left out. The order of the statements changes nothing.
    """
    ours = sorted(told, key=lambda one: one.key)
    reasons = [*_decided(ours, obeyed), *_reasons(ours, copied)]
    groups = _Groups(len(ours))
    for a, b, _ in _ties(ours, obeyed, joins=False):
        groups.part(a, b)
    for n, one in enumerate(ours):
        groups.name(n, one.utterer)
    kept = [
        (a, b, why)
        for a, b, why in reasons
        if groups.join(a, b, one_speaker=why.rule in SPEAKER_RULES)
    ]
    return tuple(_merge(claim, ours[a], ours[b], why) for a, b, why in kept)


def _reasons(told: Sequence[Told], copied: CopiedWords) -> list[tuple[int, int, Reason]]:
    """What our rules say of the statements of somebody, the surest first."""
    stated = [n for n, one in enumerate(told) if one.utterer is not None]
    found = [
        (a, b, why)
        for a, b in combinations(stated, 2)
        if (why := why_one(told[a], told[b], copied)) is not None
    ]
    return sorted(found, key=lambda f: (f[2].certainty != "sure", RULES.index(f[2].rule)))


def _decided(told: Sequence[Told], obeyed: Obeyed) -> Iterator[tuple[int, int, Reason]]:
    for a, b, decision in _ties(told, obeyed, joins=True):
        spans = (*_opening(told[a]), *_opening(told[b]))
        reason = Reason("merge", "sure", spans, told_why(decision), decision.by)
        yield a, b, reason


def _ties(
    told: Sequence[Told], obeyed: Obeyed, *, joins: bool
) -> Iterator[tuple[int, int, Decision]]:
    number = {one.key: n for n, one in enumerate(told)}
    for tie in obeyed.origins:
        if tie.joins == joins and tie.a in number and tie.b in number:
            yield number[tie.a], number[tie.b], tie.decision


def told_why(decision: Decision) -> str:
    """Why a person decided so, in words for people."""
    return decision.reason or f"decided by {decision.by}"


def splits_of(claim: str, told: Sequence[Told], obeyed: Obeyed) -> tuple[Split, ...]:
    """The records of what people keep apart within a claim, one for each decision."""
    ours = sorted(told, key=lambda one: one.key)
    found = [
        _split(claim, ours[a], ours[b], "split", decision)
        for a, b, decision in _ties(ours, obeyed, joins=False)
    ]
    first: dict[tuple[str, str], Told] = {}
    for one in ours:
        if one.utterer is not None and one.utterer.ruled is not None:
            first.setdefault(one.utterer.ruled.one, one)
    for one in first.values():
        ruled = one.utterer.ruled if one.utterer else None
        for identity, decision in (ruled.apart if ruled else {}).items():
            other = first.get(identity)
            if other is not None and one.key < other.key:
                found.append(_split(claim, one, other, "not-same-speaker", decision))
    return tuple(found)


def _split(claim: str, a: Told, b: Told, rule: SplitRule, decision: Decision) -> Split:
    seed = "\n".join((claim, *a.key, *b.key, rule))
    return Split(
        id="p" + hashlib.sha256(seed.encode()).hexdigest()[:12],
        a=_statement(a),
        b=_statement(b),
        rule=rule,
        decided_by=decision.by,
        spans=(*_opening(a), *_opening(b)),
        reason=told_why(decision),
    )


def _merge(claim: str, a: Told, b: Told, why: Reason) -> Merge:
    seed = "\n".join((claim, *a.key, *b.key, why.rule))
    return Merge(
        id="m" + hashlib.sha256(seed.encode()).hexdigest()[:12],
        a=_statement(a),
        b=_statement(b),
        rule=why.rule,
        certainty=why.certainty,
        decided_by=why.decided_by,
        spans=why.spans,
        reason=why.reason,
    )


def _statement(told: Told) -> Statement:
    return Statement(*told.key)


class _Groups:
    """Numbers in groups (union-find), with what people keep apart."""

    def __init__(self, size: int) -> None:
        self._parent = list(range(size))
        self._apart: dict[int, set[int]] = defaultdict(set)
        self._named: dict[int, set[tuple[str, str]]] = defaultdict(set)
        self._not_named: dict[int, set[tuple[str, str]]] = defaultdict(set)

    def part(self, a: int, b: int) -> None:
        """Keep two apart, whatever is joined with them."""
        self._apart[a].add(b)
        self._apart[b].add(a)

    def name(self, number: int, utterer: Utterer | None) -> None:
        """Say who is behind a number, and whom people told him apart from."""
        if utterer is not None and utterer.ruled is not None:
            self._named[number].add(utterer.ruled.one)
            self._not_named[number].update(utterer.ruled.apart)

    def of(self, number: int) -> int:
        while self._parent[number] != number:
            self._parent[number] = self._parent[self._parent[number]]
            number = self._parent[number]
        return number

    def join(self, a: int, b: int, *, one_speaker: bool = False) -> bool:
        """Put two together; whether they were apart and may be one.

        ``one_speaker``: for the speaker's sake; then those whom people told apart bar it, too.
        """
        one, other = sorted((self.of(a), self.of(b)))
        if one == other or other in self._apart[one]:
            return False
        if one_speaker and not self._named[one].isdisjoint(self._not_named[other]):
            return False
        self._parent[other] = one
        self._named[one] |= self._named.pop(other, set())
        self._not_named[one] |= self._not_named.pop(other, set())
        for foe in self._apart.pop(other, set()):
            self._apart[foe].discard(other)
            self._apart[foe].add(one)
            self._apart[one].add(foe)
        return True


# ------------------------------------------------------------------- counts


def origins_of(told: Sequence[Told], merges: Sequence[Merge]) -> Origins:
    """The interval: groups after sure and possible merges, and after sure ones alone.

    A statement of nobody counts with those that people merged it with, if one of them is
    somebody's.
    """
    stated = _stated(told, merges)
    sure = [m for m in merges if m.certainty == "sure"]
    groups = _groups(stated, sure)
    utterer = LevelCount(len(_groups(stated, merges)), len(groups), len(told) - len(stated))
    return Origins(
        min=utterer.min,
        max=utterer.max,
        not_stated=utterer.unknown,
        utterer=utterer,
        releaser=_level(stated, _releaser, len(told) - len(stated)),
        outlet=_level(told, lambda one: name_key(one.article.outlet.name or "") or None),
        owner=_level(told, lambda one: one.article.outlet.owner),
        groups=tuple(tuple(_statement(one) for one in group) for group in groups),
    )


def _stated(told: Sequence[Told], merges: Sequence[Merge]) -> list[Told]:
    """The statements of somebody, and those that people merged with them."""
    if all(merge.rule != "merge" for merge in merges):
        return [one for one in told if one.utterer is not None]
    groups = _groups(told, [merge for merge in merges if merge.rule == "merge"])
    known = (group for group in groups if any(one.utterer is not None for one in group))
    keys = {one.key for group in known for one in group}
    return [one for one in told if one.key in keys]


def _groups(stated: Sequence[Told], merges: Sequence[Merge]) -> list[list[Told]]:
    number = {one.key: n for n, one in enumerate(stated)}
    groups = _Groups(len(stated))
    for merge in merges:
        a = number.get((merge.a.article, merge.a.attribution))
        b = number.get((merge.b.article, merge.b.attribution))
        if a is not None and b is not None:
            groups.join(a, b)
    found: dict[int, list[Told]] = {}
    for n, one in enumerate(stated):
        found.setdefault(groups.of(n), []).append(one)
    return list(found.values())


def _level(
    told: Sequence[Told], name: Callable[[Told], Hashable | None], unknown: int = 0
) -> LevelCount:
    """The different names, and how many statements have none; what is unknown adds nothing."""
    counts = Counter(name(one) for one in told)
    nobody = counts.pop(None, 0)
    return LevelCount(len(counts), len(counts), nobody + unknown)


def _releaser(told: Told) -> Hashable | None:
    """Who let it out: the first hand that did; one who speaks to all lets out his own words.

    None: a recording that no word says who released.
    """
    chain = told.attribution.chain
    for hop in chain:
        if hop.action in LETTING_OUT and hop.party:
            return hop.party_id or name_key(hop.party)
    if any(hop.evidence in RECORDED or hop.action in LETTING_OUT for hop in chain):
        return None
    utterer = told.utterer
    if utterer is None:
        return None
    if utterer.ruled is not None and utterer.ruled.also:
        utterer = utterer.ruled.also[0]  # one name for all whom people made one
    if utterer.named:
        return utterer.party or name_key(utterer.name)
    return (utterer.page, utterer.speaker or name_key(utterer.name))


def rivals_of(told: Sequence[Told]) -> Rivals:
    """What a counter of outlets and a counter of headlines would have said."""
    outlets = {name_key(one.article.outlet.name) for one in told if one.article.outlet.name}
    pages = {one.article.id for one in told}
    unnamed = {one.article.id for one in told if not one.article.outlet.name}
    return Rivals(outlets=None if unnamed else len(outlets), headlines=len(pages))


# ------------------------------------------------------------------- reasons


def why_one(a: Told, b: Told, copied: CopiedWords) -> Reason | None:
    """The surest reason why two statements share an origin, or None: nothing says so."""
    for rule in _SURE.values():
        if (why := rule(a, b)) is not None:
            return why
    if (why := _copied(a, b, copied)) is not None:
        return why
    found = (rule(a, b) for rule in _POSSIBLE.values())
    return next((why for why in found if why is not None), None)


def _one_speaker(a: Told, b: Told) -> Reason | None:
    if a.article.id != b.article.id or not _same_utterer(a, b):
        return None
    reason = f"one page, one speaker: {_name(a)}"
    return _of_one(a, b, _because("one-speaker", "sure", a, b, reason))


def _of_one(a: Told, b: Told, why: Reason) -> Reason:
    """The same reason, and who decided that the two are one speaker, where a person did."""
    one, other = a.utterer, b.utterer
    if one is None or other is None or identity_of(one) == identity_of(other):
        return why
    decided = joined_by(one, other)
    if decided is None:
        return why
    reason = f"{told_why(decided)}: {_name(a)} and {_name(b)} are one speaker"
    if why.certainty == "possible":
        reason += "; nothing says that it was one occasion"
    return dataclasses.replace(why, reason=reason, decided_by=decided.by)


def _one_recording(a: Told, b: Told) -> Reason | None:
    for one in _recordings(a):
        for other in _recordings(b):
            if a.article.id == b.article.id and one.span is not None and one.span == other.span:
                return _because("one-recording", "sure", a, b, f"one {one.evidence}")
    return None


def _recordings(told: Told) -> Iterator[Hop]:
    return (h for h in told.attribution.chain if h.evidence in RECORDED)


def _copied(a: Told, b: Told, copied: CopiedWords) -> Reason | None:
    """Near-duplicate words: one has them from the other, or both from one text.

    Two whom the text names apart are two, however like their words are told.
    """
    if _named_apart(a, b):
        return None
    one, other = a.said.gist.stems.keys(), b.said.gist.stems.keys()
    alike = len(one & other) >= ALIKE * len(one | other) and len(one & other) >= FEWEST_ALIKE
    if not alike and not are_copied(a, b, copied):
        return None
    return _because(COPIED, "sure", a, b, "the same words, but for a few at most")


def _named_apart(a: Told, b: Told) -> bool:
    one, other = a.utterer, b.utterer
    if one is None or other is None:
        return False
    return are_apart(one, other) or (one.named and other.named and not same(one, other))


def _one_name(a: Told, b: Told) -> Reason | None:
    if not _same_utterer(a, b):
        return None
    reason = f"{_name(a)} on both pages; nothing says that it was one occasion"
    return _of_one(a, b, _because("one-name", "possible", a, b, reason))


def _body(a: Told, b: Told) -> Reason | None:
    if a.utterer is None or b.utterer is None or not one_body(a.utterer, b.utterer):
        return None
    reason = f"{_name(a)} and {_name(b)} may speak for one body"
    return _because("one-body", "possible", a, b, reason)


def _one_hand(a: Told, b: Told) -> Reason | None:
    """A hand behind the utterer that both went through."""
    hands = {_identity(hop): hop for hop in a.attribution.chain[1:] if hop.party}
    for hop in b.attribution.chain[1:]:
        if hop.party and _identity(hop) in hands:
            reason = f"both went through {hop.party}"
            return _because("one-releaser", "possible", a, b, reason)
    return None


def _relayed(a: Told, b: Told) -> Reason | None:
    """A medium that says what another says in like words may have it from there."""
    if a.utterer is None or b.utterer is None or a.article.id == b.article.id:
        return None
    one, other = a.said.gist.stems.keys(), b.said.gist.stems.keys()
    shared = len(one & other) / max(min(len(one), len(other)), 1)
    if shared < RELAYED or is_medium(a.utterer) == is_medium(b.utterer):
        return None
    reason = f"{_name(a)} and {_name(b)}: the medium may be relaying the other"
    return _because("may-relay", "possible", a, b, reason)


def _same_utterer(a: Told, b: Told) -> bool:
    return a.utterer is not None and b.utterer is not None and same(a.utterer, b.utterer)


def _identity(hop: Hop) -> str:
    return hop.party_id or name_key(hop.party or "")


def _name(told: Told) -> str:
    return told.utterer.name if told.utterer is not None else "nobody stated"


def _because(rule: str, certainty: Certainty, a: Told, b: Told, reason: str) -> Reason:
    return Reason(rule, certainty, (*_opening(a), *_opening(b)), reason)


def _opening(told: Told) -> Iterator[tuple[str, Span]]:
    """The words it rests on: who says it and what."""
    for span in (*told.attribution.source[:1], *told.attribution.content[:1]):
        yield told.article.id, span


COPIED = "copied-words"
_POSSIBLE: dict[str, Callable[[Told, Told], Reason | None]] = {
    "one-name": _one_name,
    "one-body": _body,
    "one-releaser": _one_hand,
    "may-relay": _relayed,
}
_SURE: dict[str, Callable[[Told, Told], Reason | None]] = {
    "one-speaker": _one_speaker,
    "one-recording": _one_recording,
}
RULES = (*_SURE, COPIED, *_POSSIBLE)
SPEAKER_RULES = ("one-speaker", "one-name", COPIED)  # which two whom people told apart bar
