"""Figures of one matter that cannot both hold, on one page and across pages, in groups by value."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from firsthand.linking.conflicts.figures import Figure, figures_of
from firsthand.linking.conflicts.matters import (
    MOST_TOGETHER,
    SAME_MATTER,
    Nearness,
    candidates,
    of_one_matter,
    of_other_events,
    replaced_by,
    why_not_comparable,
)
from firsthand.linking.conflicts.sides import ClaimOf
from firsthand.linking.conflicts.updates import Verdict, is_replaced, replaces, updates
from firsthand.linking.conflicts.values import disagree, far_apart
from firsthand.linking.statements import Told
from firsthand.types import Article, Conflict, ConflictGroup, Span

TELLING_DIGITS = 3  # of a value that hardly two matters have


@dataclass(frozen=True, slots=True)
class Differing:
    """Two figures that cannot both hold, why they may not be comparable, and whether the later
    updates the earlier.
    """

    a: Figure
    b: Figure
    reasons: tuple[str, ...]
    verdict: Verdict


def figure_conflicts(
    figures: Sequence[Sequence[Figure]], near: Nearness, claim_of: ClaimOf
) -> Iterator[Conflict]:
    """The conflicts among figures, which are given page by page.

    A figure in the outlet's own words that no other page says is compared too, without a
    statement. ``claim_of`` gives a statement's claim.
    """
    yield from _of_figures(_differing(figures, near), claim_of)


def figures_by_page(articles: Sequence[Article], told: Sequence[Told]) -> list[list[Figure]]:
    """The figures of each page, in the order of the articles' ids."""
    by_article: dict[str, list[Told]] = defaultdict(list)
    for one in told:
        by_article[one.article.id].append(one)
    return [figures_of(a, by_article[a.id]) for a in sorted(articles, key=lambda a: a.id)]


def _differing(figures: Sequence[Sequence[Figure]], near: Nearness) -> list[Differing]:
    """The pairs of figures that cannot both hold; what a page takes back it no longer says."""
    replaced = [pair for own in figures for pair in replaced_by(own)]
    corrected = {figure for pair in replaced for figure in pair}
    kept = [f for own in figures for f in own if f not in corrected and not is_replaced(f)]
    given = _given(kept)
    found = [Differing(old, new, (), updates(old, new)) for old, new in replaced]
    found += [
        _compared(a, b)
        for a, b in candidates(kept, near)
        if differ(a, b)
        and of_one_matter(a, b, near)
        and not (_knows(a, b, given) or _knows(b, a, given))
    ]
    return _once_told([*found, *_said_elsewhere(found, kept, near)])


def _compared(a: Figure, b: Figure) -> Differing:
    return Differing(a, b, why_not_comparable(a, b), updates(a, b))


Given = Mapping[tuple[object, ...], Mapping[float, set[str | None]]]


def _given(figures: Sequence[Figure]) -> Given:
    """The values that each page gives of each sort, and who gives them."""
    found: dict[tuple[object, ...], dict[float, set[str | None]]] = defaultdict(dict)
    for figure in figures:
        found[_sort(figure)].setdefault(figure.value, set()).add(figure.speaker)
    return found


def _knows(a: Figure, b: Figure, given: Given) -> bool:
    """Whether who gives one value on a page gives there the other too, which stands elsewhere.

    One who says 6 beside 10 knows both: another page's 6 is no other count.
    """
    if a.article.id == b.article.id:
        return False
    tellers = given[_sort(a)].get(b.value, set())
    return bool(tellers) and (a.speaker is None or not tellers.isdisjoint((a.speaker, None)))


def _sort(figure: Figure) -> tuple[object, ...]:
    return figure.article.id, *_identity(figure)[:-1]


def _once_told(differing: Sequence[Differing]) -> list[Differing]:
    """Of a value that one speaker, or the outlet, gives twice on a page the best words.

    They are those that say it is the newest count, else those that are quoted, else those that
    somebody says, else the first.
    """
    best: dict[frozenset[tuple[object, ...]], Differing] = {}
    for one in sorted(differing, key=lambda d: (_standing(d.a), _standing(d.b))):
        best.setdefault(frozenset((_teller(one.a), _teller(one.b))), one)
    return sorted(best.values(), key=lambda d: (_place(d.a), _place(d.b)))


def _teller(figure: Figure) -> tuple[object, ...]:
    return figure.article.id, figure.speaker, figure.value, figure.quantity.unit, figure.things


def _standing(figure: Figure) -> tuple[int, str, Span]:
    quoted = figure.told is not None and figure.told.attribution.kind == "direct"
    rank = 0 if replaces(figure) else 1 if quoted else 2 if figure.told else 3
    return rank, *_place(figure)


def _place(figure: Figure) -> tuple[str, Span]:
    return figure.article.id, figure.span


def differ(a: Figure, b: Figure) -> bool:
    """Whether two values cannot both hold, and are not so far apart that they count two things."""
    return disagree(a.quantity, b.quantity) is not None and not far_apart(a.quantity, b.quantity)


def _said_elsewhere(
    differing: Sequence[Differing], figures: Sequence[Figure], near: Nearness
) -> Iterator[Differing]:
    """The same values on other pages: what gives one value in like words differs as it does.

    Of a value of three digits or more, that it is the same is enough.
    """
    alike: dict[tuple[object, ...], list[Figure]] = defaultdict(list)
    for figure in figures:
        alike[_identity(figure)].append(figure)
    known = {frozenset((one.a, one.b)) for one in differing}
    for one in differing:
        for here, there in ((one.a, one.b), (one.b, one.a)):
            few = alike[_identity(here)]
            for other in few if len(few) <= MOST_TOGETHER else ():
                pair = frozenset((other, there))
                pages = {other.article.id, here.article.id, there.article.id}
                if len(pages) < 3 or pair in known or other.part:
                    continue
                if of_other_events(other, here) or of_other_events(other, there):
                    continue
                if _digits(here.value) >= TELLING_DIGITS or near.of(here, other) >= SAME_MATTER:
                    known.add(pair)
                    yield _compared(other, there)


def _identity(figure: Figure) -> tuple[object, ...]:
    return figure.quantity.unit, figure.fate, figure.things, figure.people, figure.value


def _digits(value: float) -> int:
    """How many digits of a value tell: 3 of 273 million, 1 of 200."""
    return len(f"{value:.10g}".replace(".", "").replace("-", "").strip("0"))


def _of_figures(differing: Sequence[Differing], claim_of: ClaimOf) -> Iterator[Conflict]:
    """One conflict for each two claims' figures of one sort, in groups by value.

    Where not every figure of one group was found to differ from every one of the others,
    each two values that do are a conflict of their own: nothing is compared by way of a third.
    """
    matters: dict[tuple[object, ...], list[Differing]] = defaultdict(list)
    for found in differing:
        a, b = found.a, found.b
        sort = (a.quantity.unit or "", a.fate or b.fate or "", str(found.verdict[0]))
        matters[(_claims(a, b, claim_of), *sort)].append(found)
    for _, here in sorted(matters.items(), key=lambda item: repr(item[0])):
        for together in [here] if _all_differ(here) else _by_two_values(here):
            yield _conflict(together, claim_of)


def _claims(a: Figure, b: Figure, claim_of: ClaimOf) -> tuple[str, ...]:
    """The claims of two figures; of what is no statement, its place instead."""
    return tuple(
        sorted(claim_of[f.told.key] if f.told else f"{f.article.id}\n{f.sentence}" for f in (a, b))
    )


def _all_differ(differing: Sequence[Differing]) -> bool:
    """Whether each figure differs from each of another value."""
    figures = {f for one in differing for f in (one.a, one.b)}
    pairs = {frozenset((one.a, one.b)) for one in differing}
    return all(
        frozenset((a, b)) in pairs for a, b in combinations(figures, 2) if a.value != b.value
    )


def _by_two_values(differing: Sequence[Differing]) -> Iterator[list[Differing]]:
    found: dict[tuple[float, ...], list[Differing]] = defaultdict(list)
    for one in differing:
        found[tuple(sorted((one.a.value, one.b.value)))].append(one)
    for values in sorted(found):
        whole = found[values]
        yield from [whole] if _all_differ(whole) else ([one] for one in whole)


def _conflict(differing: Sequence[Differing], claim_of: ClaimOf) -> Conflict:
    reasons = sorted({reason for one in differing for reason in one.reasons})
    verdicts = sorted({one.verdict[1] for one in differing})
    figures = [f for one in differing for f in (one.a, one.b)]
    claims = [claim_of[f.told.key] for f in figures if f.told]
    return Conflict(
        claim=claims[0] if claims else None,
        kind="figure",
        groups=_by_value(figures),
        comparable="partly" if reasons else "yes",
        why="; ".join(reasons) or f"both count {_counted(figures)}, and no word tells them apart",
        update=differing[0].verdict[0],
        update_why="; ".join(verdicts),
    )


def _counted(figures: Sequence[Figure]) -> str:
    named = sorted({f.quantity.of.lower() for f in figures if f.quantity.of})
    units = sorted({f.quantity.unit for f in figures if f.quantity.unit})
    return " or ".join(named[:2] or units) or "the same"


def _by_value(figures: Sequence[Figure]) -> tuple[ConflictGroup, ...]:
    """The figures in groups of one value, lowest first: "25" and "at least 25" are one."""
    groups: dict[float, list[Figure]] = defaultdict(list)
    for figure in figures:
        groups[figure.value].append(figure)
    return tuple(
        _group(sorted(set(found), key=lambda f: (f.article.id, f.span)))
        for _, found in sorted(groups.items())
    )


def _group(figures: Sequence[Figure]) -> ConflictGroup:
    first = figures[0]
    return ConflictGroup(
        value=first.words,
        low=None if first.quantity.vague else first.quantity.low,
        high=None if first.quantity.vague else first.quantity.high,
        unit=first.quantity.unit,
        members=tuple(figure.member for figure in figures),
    )
