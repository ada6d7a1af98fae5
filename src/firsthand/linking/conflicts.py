"""Comparable statements whose values cannot both hold: figures that differ, and denials."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Literal

from firsthand.linking.claims import Pair
from firsthand.linking.figures import AGE, Figure, disagree, far_apart, figures_in
from firsthand.linking.statements import Told, one_denies
from firsthand.types import Conflict, ConflictGroup, ConflictMember, Span

SAME_CLAIM = 0.5  # the same, where not all is said of both
SAME_MATTER = 0.3  # chance from which figures of one sort are of one matter
NEAR_MATTER = 0.05  # the same, where what befell the counted is said
DENIED = 0.6  # chance from which a negation denies the very thing

Comparable = Literal["yes", "partly"]


@dataclass(frozen=True, slots=True)
class Differing:
    """Two figures that cannot both hold, how comparable they are, and why not wholly."""

    a: Figure
    b: Figure
    comparable: Comparable
    why: str


def find_conflicts(
    told: Sequence[Told], chances: Mapping[Pair, float], claim_of: Mapping[tuple[str, str], str]
) -> tuple[Conflict, ...]:
    """The conflicts among statements, figures first; ``claim_of`` gives a statement's claim.

    ``chances`` are of pairs of places in ``told``. A figure never conflicts with one of its own
    statement.
    """
    figures = _told_once([list(figures_in(one)) for one in told])
    pairs = sorted(chances.items())
    differing = [
        found
        for (a, b), chance in pairs
        for one in figures[a]
        for other in figures[b]
        if (found := differ(one, other, chance)) is not None
    ]
    return (*_of_figures(differing, claim_of), *_denials(told, pairs, claim_of))


# ----------------------------------------------------------------- figures


def _told_once(figures: Sequence[list[Figure]]) -> list[list[Figure]]:
    """Each figure in the innermost statement that gives it: "she said they promise seven"."""
    innermost: dict[tuple[str, Span], int] = {}
    for own in figures:
        for figure in own:
            key = figure.told.article.id, figure.quantity.span
            innermost[key] = min(innermost.get(key, _length(figure.told)), _length(figure.told))
    return [
        [f for f in own if _length(f.told) == innermost[f.told.article.id, f.quantity.span]]
        for own in figures
    ]


def _length(told: Told) -> int:
    return sum(span.end - span.start for span in told.attribution.content)


def differ(a: Figure, b: Figure, chance: float) -> Differing | None:
    """Whether two figures count the same of one matter and cannot both hold."""
    if not comparable(a, b, chance):
        return None
    how = disagree(a.quantity, b.quantity)
    if how is None:
        return None
    if how == "partly":
        return Differing(a, b, "partly", "one is a lower bound, far below the other")
    if a.quantity.approximate or b.quantity.approximate:
        return Differing(a, b, "partly", "one is approximate")
    return Differing(a, b, "yes", "")


def comparable(a: Figure, b: Figure, chance: float) -> bool:
    """Whether two figures count the same thing: one unit, one fate, one sort of things.

    What is not said of one (a fate, whose age it is) is the same only where the statements say
    the same.
    """
    if a.quantity.unit != b.quantity.unit or far_apart(a.quantity, b.quantity):
        return False
    if chance < SAME_MATTER and _about_others(a, b):
        return False
    said_of_one = (a.fate is None) != (b.fate is None) or not (a.things and b.things)
    if a.fate != b.fate and a.fate is not None and b.fate is not None:
        return False
    if AGE in a.things | b.things:
        return _one_age(a, b, chance)
    measured = a.quantity.unit is not None or (a.people and b.people)
    if measured and a.fate is not None and a.fate == b.fate:
        one_sort = a.things == b.things or bool(a.things & b.things)
        return one_sort and chance >= NEAR_MATTER
    if a.things & b.things or (a.people and b.people and a.things == b.things):
        return chance >= (SAME_CLAIM if said_of_one else SAME_MATTER)
    return False


def _one_age(a: Figure, b: Figure, chance: float) -> bool:
    whose = a.things & b.things - {AGE}
    if AGE not in a.things & b.things or (not whose and len(a.things | b.things) > 2):
        return False
    return chance >= (NEAR_MATTER if whose else SAME_CLAIM)


def _about_others(a: Figure, b: Figure) -> bool:
    """Whether both name something and nothing that both name."""
    one, other = a.told.said.gist.names, b.told.said.gist.names
    return bool(one and other) and one.isdisjoint(other)


def _of_figures(
    differing: Sequence[Differing], claim_of: Mapping[tuple[str, str], str]
) -> Iterator[Conflict]:
    """One conflict for each two claims' figures of one sort, in groups by value.

    Where not every figure of one group was found to differ from every one of the others,
    each two values that do are a conflict of their own: nothing is compared by way of a third.
    """
    matters: dict[tuple[str, ...], list[Differing]] = defaultdict(list)
    for found in differing:
        claims = sorted({claim_of[found.a.told.key], claim_of[found.b.told.key]})
        sort = (found.a.quantity.unit or "", found.a.fate or found.b.fate or "")
        matters[(*claims, *sort)].append(found)
    for (claim, *_), here in sorted(matters.items()):
        for together in [here] if _all_differ(here) else _by_two_values(here):
            yield _conflict(claim, together)


def _all_differ(differing: Sequence[Differing]) -> bool:
    """Whether each figure differs from each of another value."""
    figures = {f for one in differing for f in (one.a, one.b)}
    pairs = {frozenset((one.a, one.b)) for one in differing}
    return all(
        frozenset((a, b)) in pairs for a, b in combinations(figures, 2) if _value(a) != _value(b)
    )


def _by_two_values(differing: Sequence[Differing]) -> Iterator[list[Differing]]:
    found: dict[tuple[float, ...], list[Differing]] = defaultdict(list)
    for one in differing:
        found[tuple(sorted((_value(one.a), _value(one.b))))].append(one)
    for values in sorted(found):
        whole = found[values]
        yield from [whole] if _all_differ(whole) else ([one] for one in whole)


def _conflict(claim: str, differing: Sequence[Differing]) -> Conflict:
    whole = all(one.comparable == "yes" for one in differing)
    why = "; ".join(sorted({one.why for one in differing if one.why}))
    groups = _by_value([f for one in differing for f in (one.a, one.b)])
    return Conflict(claim, "figure", groups, "yes" if whole else "partly", why)


def _value(figure: Figure) -> float:
    quantity = figure.quantity
    value = quantity.low if quantity.low is not None else quantity.high
    return float(value or 0.0)


def _by_value(figures: Sequence[Figure]) -> tuple[ConflictGroup, ...]:
    """The figures in groups of one value, lowest first: "25" and "at least 25" are one."""
    groups: dict[float, dict[ConflictMember, Figure]] = defaultdict(dict)
    for figure in figures:
        told = figure.told
        member = ConflictMember(told.article.id, told.attribution.id, figure.quantity.span)
        groups[_value(figure)][member] = figure
    return tuple(_group(members) for _, members in sorted(groups.items()))


def _group(members: Mapping[ConflictMember, Figure]) -> ConflictGroup:
    first = next(iter(members.values()))
    quantity = first.quantity
    return ConflictGroup(
        value=quantity.span.of(first.told.article.text),
        low=quantity.low,
        high=quantity.high,
        unit=quantity.unit,
        members=tuple(members),
    )


# ---------------------------------------------------------------- negation


def _denials(
    told: Sequence[Told],
    pairs: Sequence[tuple[Pair, float]],
    claim_of: Mapping[tuple[str, str], str],
) -> Iterator[Conflict]:
    """What one affirms and another, in like words, denies."""
    for (a, b), chance in pairs:
        one, other = told[a], told[b]
        if chance >= DENIED and one_denies(one, other):
            groups = (_whole(one), _whole(other))
            yield Conflict(claim_of[one.key], "negation", groups, "yes", "one denies the other")


def _whole(told: Told) -> ConflictGroup:
    span = told.attribution.content[0]
    member = ConflictMember(told.article.id, told.attribution.id, span)
    sign = told.attribution.polarity or ""
    return ConflictGroup(sign, None, None, None, (member,))
