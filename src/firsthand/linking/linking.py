"""The steps of this room in order: parties, claims, origins."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from dataclasses import dataclass

from firsthand.linking.claims import claim_of, compare
from firsthand.linking.conflicts import find_conflicts
from firsthand.linking.origins import merges_of, origins_of, rivals_of
from firsthand.linking.parties import identify_parties
from firsthand.linking.statements import Told
from firsthand.types import Article, Attribution, Claim, Conflict, Party


@dataclass(frozen=True, slots=True)
class Linked:
    """The articles with their attributions' claims, the claims, the known parties, and what
    conflicts.
    """

    articles: tuple[Article, ...]
    claims: tuple[Claim, ...]
    parties: tuple[Party, ...]
    conflicts: tuple[Conflict, ...]


def link(articles: Sequence[Article]) -> Linked:
    """Put statements that say the same thing into claims, count their origins, and name the
    parties that tables know.

    Every attribution is a statement of exactly one claim. A sentence that an outlet states
    itself and another page says too comes back as an attribution in its own voice.
    """
    known, parties = identify_parties(articles)
    compared = compare(known)
    claims = [(claim_of(group), group) for group in compared.claims]
    counted = tuple(_counted(claim, group) for claim, group in claims)
    members = [(claim.id, told) for claim, group in claims for told in group]
    linked = tuple(_with_claims(article, members) for article in known)
    claim_by_key = {told.key: claim for claim, told in members}
    conflicts = find_conflicts(compared.told, compared.chances, claim_by_key)
    return Linked(linked, counted, parties, conflicts)


def _counted(claim: Claim, told: Sequence[Told]) -> Claim:
    merges = merges_of(claim.id, told)
    return dataclasses.replace(
        claim, origins=origins_of(told, merges), rivals=rivals_of(told), merges=merges
    )


def _with_claims(article: Article, members: Sequence[tuple[str, Told]]) -> Article:
    own = [
        dataclasses.replace(told.attribution, claim=claim)
        for claim, told in members
        if told.article.id == article.id
    ]
    return dataclasses.replace(article, attributions=tuple(sorted(own, key=_place)))


def _place(attribution: Attribution) -> tuple[int, int, str]:
    first = attribution.content[0]
    return first.start, first.end, attribution.id
