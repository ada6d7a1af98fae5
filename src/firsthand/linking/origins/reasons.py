"""Why two statements may share an origin: the rules of merging, the surest first.

The rules are the design's: sure are one recording, one speaker of a page, one named speaker
whose words are shared, copied words and a shared quotation; possible are one named speaker
otherwise, one body, one of several, one releaser, one owner, and a medium that may be relaying
another. Never more independence than the words give.
"""

from __future__ import annotations

import dataclasses
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence, Set
from dataclasses import dataclass
from itertools import combinations

from firsthand.linking.claims import are_copied
from firsthand.linking.copies import CopiedWords
from firsthand.linking.origins.among import may_be_among
from firsthand.linking.origins.bodies import is_called, one_body, speaks_for
from firsthand.linking.origins.occasions import are_two_occasions
from firsthand.linking.parties import owner_of
from firsthand.linking.statements import Told
from firsthand.linking.utterers import are_apart, identity_of, is_medium, joined_by, same
from firsthand.linking.wordings import are_alike, share_a_quotation, share_most_words, share_words
from firsthand.types import Certainty, Decision, Hop, Span
from firsthand.words import name_key

LETTING_OUT = frozenset("release publish post broadcast share intercept".split())
RECORDED = frozenset("footage recording call intercept document".split())
ALSO = re.compile(r"\balso\b")
ANY_KIND = frozenset(("recording", "intercept"))  # evidence that may be of any sort
AROUND = 20  # code points before the words of a hop in which "also" may stand
RELAYED = 0.75  # of the content words of the shorter
DECIDED_BY = "firsthand"
# Barred for those whom people told apart.
SPEAKER_RULES = (
    "one-speaker", "one-saying", "one-name", "copied-words", "spokesman", "one-of-them",
)  # fmt: skip


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


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule of merging: what it asks of two statements, and of which two it is asked: those of
    one page (``near``), those that ``may`` have what it looks for.
    """

    ask: Callable[[Told, Told], Reason | None]
    near: bool = False
    may: Callable[[Told], bool] | None = None

    def pairs(self, told: Sequence[Told], numbers: Iterable[int]) -> Iterable[tuple[int, int]]:
        """The pairs of these statements that it is asked of, in order."""
        asked = [n for n in numbers if self.may is None or self.may(told[n])]
        if not self.near:
            return combinations(asked, 2)
        pages: dict[str, list[int]] = defaultdict(list)
        for number in asked:
            pages[told[number].article.id].append(number)
        return sorted(pair for page in pages.values() for pair in combinations(page, 2))


def told_why(decision: Decision) -> str:
    """Why a person decided so, in words for people."""
    return decision.reason or f"decided by {decision.by}"


def rules_for(copied: CopiedWords, places: Set[str]) -> tuple[Rule, ...]:
    """Why two statements may share an origin, the surest first; ``places`` are words of places, in
    lower case.
    """
    return (
        Rule(_one_speaker, near=True),
        Rule(_called, near=True),
        Rule(_one_recording, near=True, may=_has_recording),
        Rule(_one_saying, may=_has_identity),
        Rule(lambda a, b: _copied(a, b, copied)),
        Rule(lambda a, b: _spokesman(a, b, places), near=True),
        Rule(lambda a, b: _body_quoted(a, b, places), may=_is_no_person_by_name),
        Rule(_one_name, near=True),
        Rule(_one_name, may=_has_identity),
        Rule(lambda a, b: _body(a, b, places)),
        Rule(lambda a, b: _among(a, b, places)),
        Rule(_one_hand),
        Rule(_one_owner, may=lambda one: any(_owned(one))),
        Rule(_also, near=True, may=_has_recording),
        Rule(_relayed),
    )


def _has_identity(told: Told) -> bool:
    """Whether he can be known on another page."""
    one = told.utterer
    return one is not None and (one.named or one.party is not None or one.ruled is not None)


def _has_recording(told: Told) -> bool:
    return any(_recordings(told))


def _has_hands(told: Told) -> bool:
    return len(told.attribution.chain) > 1


def _is_no_person_by_name(told: Told) -> bool:
    return told.utterer is not None and not (told.utterer.named and told.utterer.person)


def _one_speaker(a: Told, b: Told) -> Reason | None:
    if not _same_utterer(a, b) or are_two_occasions(a, b):
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


def _called(a: Told, b: Told) -> Reason | None:
    """One page, and one is called there what the other's words say: "the monitor", of the only
    named body that the page calls a monitor.
    """
    for one, other in ((a, b), (b, a)):
        if one.utterer and other.utterer and is_called(other.utterer, one.utterer, one.article):
            reason = f"one page, which calls {_name(other)} so: {_name(one)}"
            return _because("one-speaker", "sure", a, b, reason)
    return None


def _spokesman(a: Told, b: Told, places: Set[str]) -> Reason | None:
    """One page, a body and who speaks for it."""
    one, other = a.utterer, b.utterer
    if one is None or other is None:
        return None
    if not (speaks_for(one, other, places) or speaks_for(other, one, places)):
        return None
    reason = f"one page, a body and who speaks for it: {_name(a)} and {_name(b)}"
    return _because("spokesman", "sure", a, b, reason)


def _one_saying(a: Told, b: Told) -> Reason | None:
    """One name on two pages, and the words are shared."""
    if not _same_utterer(a, b) or not share_words(a, b) or are_two_occasions(a, b):
        return None
    reason = f"{_name(a)} on both pages, in words that are shared"
    return _of_one(a, b, _because("one-saying", "sure", a, b, reason))


def _one_recording(a: Told, b: Told) -> Reason | None:
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
    if share_a_quotation(a, b):
        return _because("copied-words", "sure", a, b, "the same words in quotation marks")
    if not are_alike(a, b) and not are_copied(a, b, copied):
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
    if are_two_occasions(a, b):
        reason = f"{_name(a)} each time; the text tells of two occasions"
    return _of_one(a, b, _because("one-name", "possible", a, b, reason))


def _body(a: Told, b: Told, places: Set[str]) -> Reason | None:
    if a.utterer is None or b.utterer is None or not one_body(a.utterer, b.utterer, places):
        return None
    reason = f"{_name(a)} and {_name(b)} may speak for one body"
    return _because("one-body", "possible", a, b, reason)


def _among(a: Told, b: Told, places: Set[str]) -> Reason | None:
    if not may_be_among(a, b, places):
        return None
    reason = f"{_name(a)} and {_name(b)}: the one may be among the others"
    return _because("one-of-them", "possible", a, b, reason)


def _body_quoted(a: Told, b: Told, places: Set[str]) -> Reason | None:
    """Two who may speak for one body, in the same words: it has said it once."""
    why = _body(a, b, places) if share_most_words(a, b) else None
    if why is None or are_two_occasions(a, b):
        return None
    reason = f"{why.reason}, and say it in the same words"
    return dataclasses.replace(why, rule="copied-words", certainty="sure", reason=reason)


def _one_hand(a: Told, b: Told) -> Reason | None:
    """A hand behind the utterer that both went through, or that one of the statements begins
    with: "the Echo reports", "Reis told the Echo".

    A medium that reports is no sign that two who have names are one; a releaser is.
    """
    if not (_has_hands(a) or _has_hands(b)):
        return None
    apart = _named_apart(a, b) and _of_one_sort(a, b)
    ones, others = (_hands(one, apart) for one in (a, b))
    for identity, hop in others.items():
        if identity in ones:
            return _because("one-releaser", "possible", a, b, f"both went through {hop.party}")
    for first, other in ((a, b), (b, a)):
        hand = _hands(other, apart=False).get(_own_identity(first))
        if hand is not None:
            reason = f"{hand.party} says it, and the other statement went through {hand.party}"
            return _because("one-releaser", "possible", a, b, reason)
    return None


def _hands(told: Told, apart: bool) -> dict[str, Hop]:
    behind = (hop for hop in told.attribution.chain[1:] if hop.party and _counts(hop, apart))
    return {_identity(hop): hop for hop in behind}


def _own_identity(told: Told) -> str:
    """Who utters it, as a hand of another statement is known."""
    return (told.utterer.party or name_key(told.utterer.name)) if told.utterer else ""


def _of_one_sort(a: Told, b: Told) -> bool:
    """Whether both are persons, or both bodies: then two names are two."""
    return bool(a.utterer and b.utterer and a.utterer.person == b.utterer.person)


def _counts(hop: Hop, apart: bool) -> bool:
    return hop.action in LETTING_OUT or not apart


def _one_owner(a: Told, b: Told) -> Reason | None:
    """Two media of one owner that say it or let it out; a row that nobody checked is enough."""
    owners = {owner: name for name, owner in _owned(a)}
    for name, owner in _owned(b):
        if owner in owners:
            reason = f"{owners[owner]} and {name} have one owner: {owner}"
            return _because("one-owner", "possible", a, b, reason)
    return None


def _owned(told: Told) -> Iterator[tuple[str, str]]:
    """Those who say it or let it out whose owner a table knows, each with the owner."""
    first = told.utterer
    letting_out = (hop for hop in told.attribution.chain[1:] if hop.action in LETTING_OUT)
    hands = ((hop.party or "", hop.party_id) for hop in letting_out)
    for name, party in (*([(first.name, first.party)] if first else []), *hands):
        if (owner := owner_of(party)) is not None:
            yield name, owner


def _also(a: Told, b: Told) -> Reason | None:
    """One page, two recordings, and of one it says "also": it may be one released twice."""
    if not (_is_said_also(a) or _is_said_also(b)):
        return None
    kinds = [{hop.evidence for hop in _recordings(one)} for one in (a, b)]
    if not all(kinds) or (kinds[0].isdisjoint(kinds[1]) and not (kinds[0] | kinds[1]) & ANY_KIND):
        return None
    return _because("also", "possible", a, b, "the text says “also”: it may be one recording")


def _is_said_also(told: Told) -> bool:
    text = told.article.text
    return any(
        ALSO.search(text[max(hop.span.start - AROUND, 0) : hop.span.end]) is not None
        for hop in _recordings(told)
        if hop.span is not None
    )


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
    return Reason(rule, certainty, (*opening(a), *opening(b)), reason)


def opening(told: Told) -> Iterator[tuple[str, Span]]:
    """The words it rests on: who says it and what."""
    for span in (*told.attribution.source[:1], *told.attribution.content[:1]):
        yield told.article.id, span
