"""How many independent origins stand behind a claim: merges by the counting rule, and what
is left.

The rule is the design's: sure merges are one recording, one speaker of a page, copied words
and a shared quotation, one named utterer whose words are shared; possible ones are one named
utterer otherwise, one body, one releaser, and a medium that may be relaying another. Never
more independence than the words give.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable, Hashable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from firsthand.linking.claims import are_copied
from firsthand.linking.copies import CopiedWords
from firsthand.linking.groups import Groups
from firsthand.linking.statements import Told
from firsthand.linking.utterers import is_medium, one_body, same
from firsthand.types import Certainty, Hop, LevelCount, Merge, Origins, Rivals, Span, Statement
from firsthand.words import name_key

LETTING_OUT = frozenset("release publish post broadcast share intercept".split())
RECORDED = frozenset("footage recording call intercept document".split())
ALIKE = 0.75  # of the content words of both, from which words are near-duplicates
FEWEST_ALIKE = 4
RELAYED = 0.5  # of the content words of the shorter
DECIDED_BY = "firsthand"

Rule = Callable[[Told, Told], "Reason | None"]


@dataclass(frozen=True, slots=True)
class Reason:
    """Why two statements may share an origin: a rule of ours, how sure, the words for it."""

    rule: str
    certainty: Certainty
    spans: tuple[tuple[str, Span], ...]
    reason: str


def merges_of(claim: str, told: Sequence[Told], copied: CopiedWords) -> tuple[Merge, ...]:
    """The merges that leave the claim's origins: as many as connect, sure ones first.

    Statements of nobody are in no merge. The order of the statements changes nothing.
    """
    stated = sorted((one for one in told if one.utterer is not None), key=lambda one: one.key)
    groups = Groups()
    found: list[Merge] = []
    # Rule by rule, the surest first: what a rule has joined no later one is asked about.
    for rule in _rules(copied):
        for a, b in combinations(range(len(stated)), 2):
            if len(found) == len(stated) - 1:  # all are one
                return tuple(found)
            if groups.of(a) != groups.of(b) and (why := rule(stated[a], stated[b])) is not None:
                groups.join(a, b)
                found.append(_merge(claim, stated[a], stated[b], why))
    return tuple(found)


def _merge(claim: str, a: Told, b: Told, why: Reason) -> Merge:
    seed = "\n".join((claim, *a.key, *b.key, why.rule))
    return Merge(
        id="m" + hashlib.sha256(seed.encode()).hexdigest()[:12],
        a=_statement(a),
        b=_statement(b),
        rule=why.rule,
        certainty=why.certainty,
        decided_by=DECIDED_BY,
        spans=why.spans,
        reason=why.reason,
    )


def _statement(told: Told) -> Statement:
    return Statement(*told.key)


# ------------------------------------------------------------------- counts


def origins_of(told: Sequence[Told], merges: Sequence[Merge]) -> Origins:
    """The interval: groups after sure and possible merges, and after sure ones alone."""
    stated = [one for one in told if one.utterer is not None]
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


def _level(
    told: Sequence[Told], name: Callable[[Told], Hashable | None], unknown: int = 0
) -> LevelCount:
    """The different names, and how many statements have none; what is unknown adds nothing."""
    counts = Counter(name(one) for one in told)
    nobody = counts.pop(None, 0)
    return LevelCount(len(counts), len(counts), nobody + unknown)


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
    return _because("one-speaker", "sure", a, b, f"one page, one speaker: {_name(a)}")


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
    return _because("copied-words", "sure", a, b, "the same words, but for a few at most")


def _named_apart(a: Told, b: Told) -> bool:
    one, other = a.utterer, b.utterer
    return (
        one is not None and other is not None and one.named and other.named and not same(one, other)
    )


def _one_name(a: Told, b: Told) -> Reason | None:
    if not _same_utterer(a, b):
        return None
    reason = f"{_name(a)} on both pages; nothing says that it was one occasion"
    return _because("one-name", "possible", a, b, reason)


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
