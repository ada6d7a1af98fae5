"""Statements in groups of origins, and what keeps two groups apart: people, and the names of
those who speak.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence, Set

from firsthand.linking.decisions import Obeyed
from firsthand.linking.groups import Groups
from firsthand.linking.origins.bodies import one_body
from firsthand.linking.origins.reasons import SPEAKER_RULES
from firsthand.linking.statements import Told
from firsthand.linking.utterers import identity_of, same
from firsthand.types import Decision

# They bring no two together that names tell apart.
OF_NAMES = ("one-name", "one-body", "one-of-them", "may-relay")


class KeptApart(Groups[int]):
    """Statements in groups, by their numbers, with what people keep apart; ``places`` are words of
    places, in lower case.
    """

    def __init__(self, told: Sequence[Told], obeyed: Obeyed, places: Set[str]) -> None:
        super().__init__()
        self._apart: dict[int, set[int]] = defaultdict(set)
        self._named: dict[int, set[tuple[str, str]]] = defaultdict(set)
        self._not_named: dict[int, set[tuple[str, str]]] = defaultdict(set)
        for a, b, _ in ties(told, obeyed, joins=False):
            self._apart[a].add(b)
            self._apart[b].add(a)
        for number, one in enumerate(told):
            if one.utterer is not None and one.utterer.ruled is not None:
                self._named[number].add(one.utterer.ruled.one)
                self._not_named[number].update(one.utterer.ruled.apart)
        self._told = told
        self._places = places
        self._utterers: dict[int, list[int]] = {
            n: [n] for n, one in enumerate(told) if one.utterer is not None and one.utterer.named
        }

    def may_join(self, a: int, b: int, *, rule: str = "") -> bool:
        """Whether two groups are two and people let them be one.

        Where ``rule`` takes them for one speaker's, those whom people told apart bar it, too.
        """
        one, other = self.of(a), self.of(b)
        if one == other or other in self._apart.get(one, ()):
            return False
        if rule in OF_NAMES and self._names_apart(a, b):
            return False
        if rule not in SPEAKER_RULES:
            return True
        return self._named.get(one, set()).isdisjoint(self._not_named.get(other, set()))

    def _names_apart(self, a: int, b: int) -> bool:
        """Whether others of the two groups are two by their names: "officials" may be of the
        one board or of the other, and that makes the boards no one.
        """
        ones = self._utterers.get(self.of(a), ())
        others = self._utterers.get(self.of(b), ())
        return any(
            (one, other) != (a, b) and self._are_two(one, other) for one in ones for other in others
        )

    def _are_two(self, a: int, b: int) -> bool:
        one, other = self._told[a].utterer, self._told[b].utterer
        if one is None or other is None:
            return False
        return not (same(one, other) or one_body(one, other, self._places))

    def join(self, a: int, b: int) -> bool:
        """Put two groups together, where people let them be one; whether it was done."""
        if not self.may_join(a, b):
            return False
        one, other = sorted((self.of(a), self.of(b)))
        super().join(one, other)
        for sets in (self._named, self._not_named):
            if other in sets:
                sets[one] |= sets.pop(other)
        speaking = (n for group in (one, other) for n in self._utterers.pop(group, ()))
        self._utterers[one] = self._different(list(speaking))
        for foe in self._apart.pop(other, set()):
            self._apart[foe].discard(other)
            self._apart[foe].add(one)
            self._apart[one].add(foe)
        return True

    def _different(self, numbers: Sequence[int]) -> list[int]:
        """One statement of each who is named."""
        first = {identity_of(u): n for n in reversed(numbers) if (u := self._told[n].utterer)}
        return sorted(first.values())


def ties(
    told: Sequence[Told], obeyed: Obeyed, *, joins: bool
) -> Iterator[tuple[int, int, Decision]]:
    """What people decided about the origins of these statements, by their numbers."""
    if not obeyed.origins:
        return
    number = {one.key: n for n, one in enumerate(told)}
    for tie in obeyed.origins:
        if tie.joins == joins and tie.a in number and tie.b in number:
            yield number[tie.a], number[tie.b], tie.decision
