"""What a claim's count stands on: its statements in origins, and which of those may be one.

The account, ``--explain`` and the evidence page tell the same of a claim, in these words.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from firsthand.data import unit_in_plural
from firsthand.publish.phrases import count, flat
from firsthand.types import (
    Claim,
    Conflict,
    Copy,
    LevelCount,
    Origins,
    Statement,
    Story,
    Undecided,
    Whose,
)

OWN_WORDS = "the outlet's own words"  # which no other page says, and so no statement

NOBODYS_WORD = "in quotation marks, nobody stated"


@dataclass(frozen=True)
class Standing:
    """The statements of a claim by what stands behind them.

    ``origins``: groups that sure merges leave, each one origin. ``perhaps_one``: the places
    of these groups, together where possible merges make them one, lowest first. ``nobody``:
    statements whose origin is not stated; before anything is counted, all of them.
    """

    origins: tuple[tuple[Statement, ...], ...]
    perhaps_one: tuple[tuple[int, ...], ...]
    nobody: tuple[Statement, ...]

    def others(self, origin: int) -> tuple[int, ...]:
        """The places of the origins that may be one with this one."""
        together = self._together[origin]
        at = bisect_left(together, origin)
        return together[:at] + together[at + 1 :]

    @cached_property
    def _together(self) -> Mapping[int, tuple[int, ...]]:
        return {number: group for group in self.perhaps_one for number in group}


def standing_of(claim: Claim) -> Standing:
    """Sort a claim's statements by origin. A statement of no group is one of nobody."""
    groups = claim.origins.groups if claim.origins else ()
    place = {statement: n for n, group in enumerate(groups) for statement in group}
    nobody = tuple(one for one in claim.statements if one not in place)
    ties = [
        (place[merge.a], place[merge.b])
        for merge in claim.merges
        if merge.certainty == "possible" and merge.a in place and merge.b in place
    ]
    return Standing(groups, _tied(len(groups), ties), nobody)


def _tied(size: int, ties: Iterable[tuple[int, int]]) -> tuple[tuple[int, ...], ...]:
    """The numbers below ``size`` in groups, two tied ones in one group; lowest first."""
    group_of = {number: [number] for number in range(size)}
    for a, b in ties:
        small, large = sorted((group_of[a], group_of[b]), key=len)
        if small is not large:
            large += small
            group_of.update(dict.fromkeys(small, large))
    groups = {id(group): group for group in group_of.values()}
    return tuple(sorted(tuple(sorted(group)) for group in groups.values()))


# ------------------------------------------------------------------------ which


def pages_of(claim: Claim) -> int:
    """On how many pages the claim is told."""
    return len({statement.article for statement in claim.statements})


def is_shared(claim: Claim) -> bool:
    """Whether more than one page, or more than one origin, stands behind a claim."""
    return pages_of(claim) > 1 or (claim.origins is not None and claim.origins.max > 1)


def fullest_first(claims: Iterable[Claim]) -> list[Claim]:
    """The claims told on most pages first, then by statements; else in their own order."""
    return sorted(claims, key=lambda claim: (-pages_of(claim), -len(claim.statements)))


def most_shared_first(copies: Iterable[Copy]) -> tuple[Copy, ...]:
    """The copies by how many words the two pages share, most first; else in their own order."""
    return tuple(sorted(copies, key=lambda copy: -sum(one.words for one in copy.shared)))


def conflicts_by_claim(
    claims: Iterable[Claim], conflicts: Sequence[Conflict]
) -> dict[str, tuple[int, ...]]:
    """For each claim the places of the conflicts about it, or with a statement of it."""
    claim_of = {one: claim.id for claim in claims for one in claim.statements}
    found: dict[str, dict[int, None]] = {}
    for number, conflict in enumerate(conflicts):
        given = (member.statement for group in conflict.groups for member in group.members)
        for claim in (conflict.claim, *(claim_of[one] for one in given if one in claim_of)):
            if claim is not None:
                found.setdefault(claim, {})[number] = None
    return {claim: tuple(numbers) for claim, numbers in found.items()}


def undecided_by_claim(
    claims: Iterable[Claim], undecided: Iterable[Undecided]
) -> dict[str, tuple[tuple[Undecided, Statement], ...]]:
    """For each claim the undecided pairs with a statement of it, each with the statement of the
    other claim, the likeliest first.
    """
    claim_of = {one: claim.id for claim in claims for one in claim.statements}
    found: dict[str, list[tuple[Undecided, Statement]]] = {}
    for pair in undecided:
        for own, other in ((pair.a, pair.b), (pair.b, pair.a)):
            if own in claim_of:
                found.setdefault(claim_of[own], []).append((pair, other))
    for pairs in found.values():
        pairs.sort(key=lambda one: -one[0].chance)
    return {claim: tuple(pairs) for claim, pairs in found.items()}


def alone_by_why(stories: Iterable[Story]) -> list[tuple[str, list[str]]]:
    """The articles that no other is tied or related to, together where they have one reason."""
    found: dict[str, list[str]] = {}
    for story in stories:
        if len(story.articles) < 2 and not story.related:
            found.setdefault(story.why, []).extend(story.articles)
    return list(found.items())


def range_in_words(conflict: Conflict) -> str:
    """From the lowest to the highest figure, with the unit; empty where there are no figures."""
    ends = [end for g in conflict.groups for end in (g.low, g.high) if end is not None]
    units = {group.unit for group in conflict.groups if group.unit}
    unit = f" {flat(unit_in_plural(units.pop()))}" if len(units) == 1 else ""
    return f"{min(ends):,.10g} to {max(ends):,.10g}{unit}" if len(set(ends)) > 1 else ""


def kind_in_words(conflict: Conflict) -> str:
    """What differs, and whether it is an update: ``figure, updated``."""
    return f"{conflict.kind}, updated" if conflict.update else conflict.kind


def update_in_words(conflict: Conflict) -> str:
    """Whether the later updates the earlier, and what tells; empty where that was not asked."""
    if not conflict.update_why:
        return ""
    if conflict.update is None:
        return f"update or contradiction: not known: {flat(conflict.update_why)}"
    said = "an update, no contradiction" if conflict.update else "no update"
    return f"{said}: {flat(conflict.update_why)}"


# --------------------------------------------------------------------- in words


def interval(low: int, high: int) -> str:
    """``1``, or ``1–2``."""
    return str(low) if low == high else f"{low}–{high}"


def origins_in_words(origins: Origins | None) -> str:
    """How many independent origins, as a person says it.

    >>> one = LevelCount(1, 2, 0)
    >>> origins_in_words(Origins(1, 2, 0, one, one, one, one))
    '1 to 2 independent origins'
    """
    if origins is None:
        return "origins not counted yet"
    if origins.min != origins.max:
        return f"{origins.min} to {origins.max} independent origins"
    return count(origins.max, "independent origin")


def told_in_words(claim: Claim) -> str:
    """``3 statements on 3 pages; 1 without a stated origin``"""
    told = f"{count(len(claim.statements), 'statement')} on {count(pages_of(claim), 'page')}"
    nobody = claim.origins.not_stated if claim.origins else 0
    return told + (f"; {nobody} without a stated origin" if nobody else "")


def rivals_in_words(claim: Claim) -> str:
    """What other counters would have said of the claim; empty where neither was measured."""
    counts = {"outlets": claim.rivals.outlets, "headlines": claim.rivals.headlines}
    if all(n is None for n in counts.values()):
        return ""
    said = [f"{what} {'not measured' if n is None else n}" for what, n in counts.items()]
    return f"other counters would have said: {', '.join(said)}"


def name_in_words(whose: Whose, who: str) -> str:
    """Whose word a name of an event is; ``who`` speaks in the statement that holds it.

    >>> name_in_words("speaker", "Ana Reis"), name_in_words("paraphrase", "Ana Reis")
    ('Ana Reis', "the outlet's words for what Ana Reis said")
    """
    if whose == "paraphrase":
        return f"the outlet's words for what {who} said"
    return {"outlet": OWN_WORDS, "nobody": NOBODYS_WORD}.get(whose, who)


def levels_of(origins: Origins) -> list[tuple[str, LevelCount]]:
    """The four levels in their order, with what each counts."""
    return [
        ("utterers", origins.utterer),
        ("releasers", origins.releaser),
        ("outlets", origins.outlet),
        ("owners", origins.owner),
    ]


def level_in_words(level: LevelCount) -> str:
    """``1–2``, or ``1–2 + 3 unknown``."""
    unknown = f" + {level.unknown} unknown" if level.unknown else ""
    return interval(level.min, level.max) + unknown
