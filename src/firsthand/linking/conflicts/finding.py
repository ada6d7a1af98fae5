"""What cannot both hold among pages that may hold the same claims: figures, denials, details."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations, product

from firsthand.linking.claims import Compared
from firsthand.linking.conflicts.blame import blames_in
from firsthand.linking.conflicts.dates import date_conflicts
from firsthand.linking.conflicts.denials import denial_conflicts
from firsthand.linking.conflicts.details import detail_conflicts
from firsthand.linking.conflicts.figure_conflicts import figure_conflicts, figures_by_page
from firsthand.linking.conflicts.matters import Nearness
from firsthand.linking.conflicts.misquoted import misquotations
from firsthand.linking.conflicts.sides import ClaimOf
from firsthand.types import Article, Conflict


def find_conflicts(
    articles: Sequence[Article], compared: Compared, claim_of: ClaimOf
) -> tuple[Conflict, ...]:
    """The conflicts among pages that may hold the same claims, figures first.

    ``claim_of`` gives a statement's claim. What the outlet says in its own words, and no other
    page says, is compared too.
    """
    told, chances = compared.told, compared.chances
    figures = figures_by_page(articles, told)
    blames = [blame for a in sorted(articles, key=lambda a: a.id) for blame in blames_in(a)]
    near = Nearness([f for own in figures for f in own], told, chances)
    differing = tuple(figure_conflicts(figures, near, claim_of))
    denied = denial_conflicts(articles, compared, blames, near, claim_of)
    shown = {pair for conflict in differing for pair in _statements(conflict)}
    return (
        *differing,
        *(one for one in denied if shown.isdisjoint(_statements(one))),
        *detail_conflicts(told, chances, claim_of),
        *date_conflicts(told, chances, claim_of),
        *misquotations(told, chances, claim_of),
    )


def _statements(conflict: Conflict) -> Iterator[frozenset[tuple[str, str | None]]]:
    """The pairs of statements that a conflict sets against each other: "nobody" denies "12"."""
    for one, other in combinations(conflict.groups, 2):
        for a, b in product(one.members, other.members):
            yield frozenset(((a.article, a.attribution), (b.article, b.attribution)))
