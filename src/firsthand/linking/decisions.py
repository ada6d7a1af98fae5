"""What people decided about speakers, claims and origins: which statements their words are, and
which of two decisions that contradict each other is obeyed.

Decisions say that two things are one (joins) or that they are two (parts). What is joined with
the same is joined, too, so a contradiction may run over several decisions. The later wins; of
those of one moment that cannot all hold, none is obeyed. The order of decisions changes nothing.
"""

from __future__ import annotations

import dataclasses
import itertools
from collections import defaultdict
from collections.abc import Callable, Collection, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from firsthand.linking.gists import gist_of
from firsthand.linking.groups import Groups
from firsthand.linking.statements import Told, told_in
from firsthand.linking.utterers import Ruled, Utterer, identity_of, speaking, utterer_of
from firsthand.types import (
    CONTESTED,
    Article,
    Decision,
    DecisionKind,
    Span,
    Spans,
    Spot,
    Statement,
)

Key = tuple[str, str]  # of a statement: article and attribution
Node = TypeVar("Node", bound=Hashable)
MET = 0.5  # of the shorter of a spot and a content, from which the spot means that content

JOINS: dict[DecisionKind, str] = {
    "merge": "origin", "same-speaker": "speaker", "same-claim": "claim",
}  # fmt: skip
PARTS: dict[DecisionKind, str] = {
    "split": "origin", "not-same-speaker": "speaker", "not-same-claim": "claim",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Tie(Generic[Node]):
    """A decision with the two things it is about, and whether it joins them."""

    decision: Decision
    a: Node
    b: Node
    joins: bool


@dataclass(frozen=True, slots=True)
class Obeyed:
    """What is to be obeyed, and what became of every decision (``settled``, by its place).

    ``claims`` and ``origins`` tie statements by their keys. ``speakers`` says of whoever a
    decision names with whom he is one, and from whom he is told apart.
    """

    claims: tuple[Tie[Key], ...] = ()
    origins: tuple[Tie[Key], ...] = ()
    speakers: Mapping[Key, Ruled] = field(default_factory=dict)
    settled: tuple[Decision, ...] = ()


NOTHING_DECIDED = Obeyed()


def weigh_decisions(articles: Sequence[Article], decisions: Sequence[Decision]) -> Obeyed:
    """What decisions about these articles come to; those about blocks are passed over.

    A spot is the statement whose content meets it best, or for speakers whoever is mentioned
    there, else who says what stands there.
    """
    ours = [one for one in decisions if one.kind in JOINS or one.kind in PARTS]
    standing = _Standing(articles, ours)
    settled: dict[int, Decision] = {}
    ties: dict[str, list[tuple[int, Tie[Key]]]] = defaultdict(list)
    for number, decision in enumerate(ours):
        found = standing.tie(decision)
        if isinstance(found, Decision):
            settled[number] = found
        else:
            ties[JOINS.get(decision.kind) or PARTS[decision.kind]].append((number, found))
    kept: dict[str, tuple[Tie[Key], ...]] = {}
    for matter, numbered in ties.items():
        outcomes = obey([tie for _, tie in numbered])
        settled |= {n: out for (n, _), out in zip(numbered, outcomes, strict=True)}
        kept[matter] = tuple(
            sorted(
                (t for (_, t), o in zip(numbered, outcomes, strict=True) if o.became == "obeyed"),
                key=_rank,
            )
        )
    return Obeyed(
        claims=kept.get("claim", ()),
        origins=kept.get("origin", ()),
        speakers=_ruled(kept.get("speaker", ()), standing),
        settled=tuple(settled[number] for number in sorted(settled)),
    )


def within(obeyed: Obeyed, articles: Collection[str]) -> Obeyed:
    """What of it is about statements and speakers of these articles, for comparing two runs."""
    return Obeyed(
        claims=tuple(tie for tie in obeyed.claims if _is_of(tie, articles)),
        origins=tuple(tie for tie in obeyed.origins if _is_of(tie, articles)),
        speakers={key: ruled for key, ruled in obeyed.speakers.items() if key[0] in articles},
    )


def _is_of(tie: Tie[Key], articles: Collection[str]) -> bool:
    return tie.a[0] in articles or tie.b[0] in articles


def _rank(tie: Tie[Key]) -> tuple[float, str, str, Key, Key]:
    """The latest first; those of one moment in an order that the file has no say in."""
    decision = tie.decision
    return -decision.moment.timestamp(), decision.by, decision.reason or "", tie.a, tie.b


# ------------------------------------------------------------ contradictions


def obey(ties: Sequence[Tie[Node]]) -> list[Decision]:
    """What became of each decision, in the order given; those obeyed can all hold together."""
    held = _Held[Node]()
    outcomes: dict[int, Decision] = {}
    for batch in _latest_first(ties):
        rest = []
        for number in batch:
            if why := held.against(ties[number]):
                outcomes[number] = ties[number].decision.settled("overruled", why)
            else:
                rest.append(number)
        clashing = held.clashing([ties[number] for number in rest])
        for number, clashes in zip(rest, clashing, strict=True):
            tie = ties[number]
            if clashes:
                outcomes[number] = tie.decision.settled("contested", CONTESTED)
                held.contested.add(frozenset((tie.a, tie.b)))
            else:
                outcomes[number] = tie.decision.settled("obeyed")
                held.hold(tie)
    return [outcomes[number] for number in range(len(ties))]


def _latest_first(ties: Sequence[Tie[Node]]) -> Iterator[list[int]]:
    moments = [tie.decision.moment for tie in ties]
    order = sorted(range(len(ties)), key=lambda n: moments[n], reverse=True)
    for _, batch in itertools.groupby(order, key=lambda n: moments[n]):
        yield list(batch)


class _Held(Generic[Node]):
    """The decisions that are obeyed so far, from the latest on."""

    def __init__(self) -> None:
        self._joined = Groups[Node]()
        self._apart: dict[Node, dict[Node, Decision]] = defaultdict(dict)
        self._made_one: dict[frozenset[Node], Decision] = {}
        self.contested: set[frozenset[Node]] = set()

    def against(self, tie: Tie[Node]) -> str:
        """Why a decision cannot hold beside later ones; "" where it can."""
        pair = frozenset((tie.a, tie.b))
        if pair in self.contested:
            return "later decisions about the same contradict each other"
        one, other = self._joined.of(tie.a), self._joined.of(tie.b)
        later = self._apart[one].get(other) if tie.joins else self._made_one.get(pair)
        if later is not None:
            return f"{later.by} decided otherwise later ({later.input})"
        return "" if tie.joins or one != other else "later decisions make them one"

    def clashing(self, batch: Sequence[Tie[Node]]) -> list[bool]:
        """Which of the decisions of one moment cannot hold beside the others.

        Where two that are kept apart come together, none of the joins that may have brought
        them there is obeyed: which one is wrong, we cannot tell.
        """
        trial = Groups[Node]()
        touched = {self._joined.of(node) for tie in batch for node in (tie.a, tie.b)}
        for tie in batch:
            if tie.joins:
                trial.join(self._joined.of(tie.a), self._joined.of(tie.b))
        wrong = {
            trial.of(root)
            for root in touched
            for foe in self._apart[root]
            if trial.of(root) == trial.of(foe)
        }
        ends = [(trial.of(self._joined.of(t.a)), trial.of(self._joined.of(t.b))) for t in batch]
        parted = [ends[n] for n, tie in enumerate(batch) if not tie.joins]
        wrong |= {one for one, other in parted if one == other}
        return [one == other and one in wrong for one, other in ends]

    def hold(self, tie: Tie[Node]) -> None:
        """Obey one more, which clashes with none."""
        one, other = self._joined.of(tie.a), self._joined.of(tie.b)
        if not tie.joins:
            self._apart[one].setdefault(other, tie.decision)
            self._apart[other].setdefault(one, tie.decision)
            return
        self._made_one.setdefault(frozenset((tie.a, tie.b)), tie.decision)
        if one != other:
            if len(self._apart[one]) > len(self._apart[other]):
                one, other = other, one
            self._joined.join(other, one)
            for foe, decision in self._apart.pop(one, {}).items():
                del self._apart[foe][one]
                self._apart[foe].setdefault(other, decision)
                self._apart[other].setdefault(foe, decision)


# -------------------------------------------------------------------- spots


class _Standing:
    """The statements and speakers of the articles that decisions are about."""

    def __init__(self, articles: Sequence[Article], decisions: Iterable[Decision]) -> None:
        wanted = {spot.article for one in decisions for spot in one.spots}
        self.articles = {a.id: a for a in articles if a.id in wanted}
        self._told = {
            identity: told_in([a], {(a.id, spans): gist_of(a, spans) for spans in a.sentences})
            for identity, a in self.articles.items()
        }

    def tie(self, decision: Decision) -> Tie[Key] | Decision:
        """The two things that a decision is about; where they are not there, why."""
        for spot in decision.spots:
            if spot.article not in self.articles:
                return decision.settled("elsewhere", spot.elsewhere)
        for spot in decision.spots:
            if not spot.stands_in(self.articles[spot.article].text):
                return decision.settled("not-found", spot.gone)
        find, thing = self._finder(decision)
        found = [find(spot) for spot in decision.spots]
        for spot, key in zip(decision.spots, found, strict=True):
            if key is None:
                where = f"{spot.start}–{spot.end} of {spot.article}"
                return decision.settled("not-found", f"no {thing} stands at {where}")
        a, b = found
        if a is None or b is None or a == b:
            return decision.settled("not-found", f"both spots are one {thing}")
        if thing == "statement":
            statements = (Statement(*a), Statement(*b))
            decision = dataclasses.replace(decision, statements=statements)
        a, b = sorted((a, b))
        return Tie(decision, a, b, decision.kind in JOINS)

    def _finder(self, decision: Decision) -> tuple[Callable[[Spot], Key | None], str]:
        if "speaker" in decision.kind:
            return self._speaker, "speaker"
        return self._statement, "statement"

    def _statement(self, spot: Spot) -> Key | None:
        told = self._best(spot)
        return None if told is None else told.key

    def _best(self, spot: Spot) -> Told | None:
        """The statement whose content meets the words best; a free sentence only before none."""
        fits = [(fit(spot.span, t.attribution.content), t) for t in self._told[spot.article]]
        good = [(much, not t.free, t.key, t) for much, t in fits if much > 0]
        return max(good, key=lambda g: (g[0], g[1], g[2]))[3] if good else None

    def _speaker(self, spot: Spot) -> Key | None:
        """Who is mentioned in the words, else whose words they are."""
        article = self.articles[spot.article]
        named = [
            (fit(spot.span, (mention,)), speaker.id)
            for speaker in article.speakers
            for mention in speaker.mentions
        ]
        sources = [
            (fit(spot.span, a.source), identity_of(u)[1])
            for a in article.attributions
            if a.source and (u := utterer_of(article, a)) is not None
        ]
        if best := max((m for m in (*named, *sources) if m[0] > 0), default=None):
            return article.id, best[1]
        told = self._best(spot)
        return None if told is None or told.utterer is None else identity_of(told.utterer)

    def utterer(self, key: Key) -> Utterer | None:
        """Who that is: a speaker of the page, who may be silent, or a hand that says something."""
        article = self.articles[key[0]]
        for speaker in article.speakers:
            if speaker.id == key[1]:
                return speaking(article, speaker)
        met = (told.utterer for told in self._told[key[0]] if told.utterer is not None)
        return next((one for one in met if identity_of(one) == key), None)


def fit(spot: Span, content: Spans) -> float:
    """How well words meet a content, from 0 (less than half of the shorter) to 1 (the same)."""
    shared = sum(max(min(spot.end, s.end) - max(spot.start, s.start), 0) for s in content)
    length = sum(s.end - s.start for s in content)
    if shared < MET * min(spot.end - spot.start, length):
        return 0.0
    return 2 * shared / max(spot.end - spot.start + length, 1)


# ----------------------------------------------------------------- speakers


def _ruled(ties: Sequence[Tie[Key]], standing: _Standing) -> dict[Key, Ruled]:
    """Of every speaker that is decided about: with whom he is one, and from whom apart."""
    joined = Groups[Key]()
    for tie in ties:
        if tie.joins:
            joined.join(tie.a, tie.b)
    members: dict[Key, set[Key]] = defaultdict(set)
    apart: dict[Key, dict[Key, Decision]] = defaultdict(dict)
    by: dict[Key, Decision] = {}
    for tie in ties:
        one, other = joined.of(tie.a), joined.of(tie.b)
        members[one].add(tie.a)
        members[other].add(tie.b)
        if tie.joins:
            by.setdefault(one, tie.decision)
        else:
            apart[one].setdefault(other, tie.decision)
            apart[other].setdefault(one, tie.decision)
    first = {root: min(keys) for root, keys in members.items()}
    also = {
        root: tuple(who for key in sorted(keys) if (who := standing.utterer(key)) is not None)
        for root, keys in members.items()
    }
    return {
        key: Ruled(
            first[root],
            also[root],
            {first[other]: decision for other, decision in apart[root].items()},
            by.get(root),
        )
        for root, keys in members.items()
        for key in keys
    }
