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
from firsthand.linking.groups import Groups
from firsthand.linking.statements import Told
from firsthand.linking.utterers import (
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
SPEAKER_RULES = ("one-speaker", "one-name", "copied-words")  # barred for those told apart

Rule = Callable[[Told, Told], "Reason | None"]


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
    groups = _KeptApart(ours, obeyed)
    found = [
        _merge(claim, ours[a], ours[b], why)
        for a, b, why in _decided(ours, obeyed)
        if groups.join(a, b)
    ]
    stated = [n for n, one in enumerate(ours) if one.utterer is not None]
    left = len({groups.of(n) for n in stated})
    # Rule by rule, the surest first: what a rule has joined no later one is asked about.
    for rule in _rules(copied):
        for a, b in combinations(stated, 2):
            if left <= 1:  # all are one
                return tuple(found)
            if not groups.may_join(a, b) or (why := rule(ours[a], ours[b])) is None:
                continue
            if groups.may_join(a, b, rule=why.rule):
                groups.join(a, b)
                left -= 1
                found.append(_merge(claim, ours[a], ours[b], why))
    return tuple(found)


class _KeptApart(Groups):
    """Statements in groups, by their numbers, with what people keep apart."""

    def __init__(self, told: Sequence[Told], obeyed: Obeyed) -> None:
        super().__init__()
        self._apart: dict[int, set[int]] = defaultdict(set)
        self._named: dict[int, set[tuple[str, str]]] = defaultdict(set)
        self._not_named: dict[int, set[tuple[str, str]]] = defaultdict(set)
        for a, b, _ in _ties(told, obeyed, joins=False):
            self._apart[a].add(b)
            self._apart[b].add(a)
        for number, one in enumerate(told):
            if one.utterer is not None and one.utterer.ruled is not None:
                self._named[number].add(one.utterer.ruled.one)
                self._not_named[number].update(one.utterer.ruled.apart)

    def may_join(self, a: int, b: int, *, rule: str = "") -> bool:
        """Whether two groups are two and people let them be one.

        Where ``rule`` takes them for one speaker's, those whom people told apart bar it, too.
        """
        one, other = self.of(a), self.of(b)
        if one == other or other in self._apart.get(one, ()):
            return False
        if rule not in SPEAKER_RULES:
            return True
        return self._named.get(one, set()).isdisjoint(self._not_named.get(other, set()))

    def join(self, a: int, b: int) -> bool:
        """Put two groups together, where people let them be one; whether it was done."""
        if not self.may_join(a, b):
            return False
        one, other = sorted((self.of(a), self.of(b)))
        super().join(one, other)
        for sets in (self._named, self._not_named):
            if other in sets:
                sets[one] |= sets.pop(other)
        for foe in self._apart.pop(other, set()):
            self._apart[foe].discard(other)
            self._apart[foe].add(one)
            self._apart[one].add(foe)
        return True


def _decided(told: Sequence[Told], obeyed: Obeyed) -> Iterator[tuple[int, int, Reason]]:
    for a, b, decision in _ties(told, obeyed, joins=True):
        spans = (*_opening(told[a]), *_opening(told[b]))
        yield a, b, Reason("merge", "sure", spans, told_why(decision), decision.by)


def _ties(
    told: Sequence[Told], obeyed: Obeyed, *, joins: bool
) -> Iterator[tuple[int, int, Decision]]:
    """What people decided about the origins of these statements, by their numbers."""
    if not obeyed.origins:
        return
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
    splits = _ties(ours, obeyed, joins=False)
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
        releaser=_released(told, merges),
        outlet=_level(told, lambda one: name_key(one.article.outlet.name or "") or None),
        owner=_level(told, lambda one: one.article.outlet.owner),
        groups=tuple(tuple(_statement(one) for one in group) for group in groups),
    )


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
    groups = Groups()
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
    return LevelCount(len(counts), len(counts), nobody)


def _released(told: Sequence[Told], merges: Sequence[Merge]) -> LevelCount:
    """The different releasers; those of their own words are one where their words are merged."""
    stated = [one for one in told if one.utterer is not None]
    known = [one for one in stated if _releaser(one) is not None]
    sure = [m for m in merges if m.certainty == "sure"]
    lowest, highest = (_releasers(stated, chosen) for chosen in (merges, sure))
    return LevelCount(lowest, highest, len(told) - len(known))


def _releasers(stated: Sequence[Told], merges: Sequence[Merge]) -> int:
    """How many there are: of one name, or of their own words in one group of utterers."""
    released = [one for one in stated if _releaser(one) is not None]
    groups = Groups()
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
    return Rivals(outlets=None if unnamed else len(outlets), headlines=len(pages))


# ------------------------------------------------------------------- reasons


def _rules(copied: CopiedWords) -> tuple[Rule, ...]:
    """Why two statements may share an origin, the surest first."""
    return (*_SURE, lambda a, b: _copied(a, b, copied), *_POSSIBLE)


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
    if a.article.id != b.article.id:
        return None
    spans = {hop.span for hop in _recordings(b)}
    shared = next((hop for hop in _recordings(a) if hop.span in spans), None)
    if shared is None:
        return None
    return _because("one-recording", "sure", a, b, f"one {shared.evidence}")


def _recordings(told: Told) -> Iterator[Hop]:
    return (h for h in told.attribution.chain if h.evidence in RECORDED and h.span is not None)


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
    return _because("copied-words", "sure", a, b, "the same words, but for a few at most")


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


_SURE: tuple[Rule, ...] = (_one_speaker, _one_recording)
_POSSIBLE: tuple[Rule, ...] = (_one_name, _body, _one_hand, _relayed)
