"""The steps of this room in order: parties, kin, claims, origins, conflicts, findings, stories."""

from __future__ import annotations

import dataclasses
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from firsthand.linking.claims import claim_of, compare
from firsthand.linking.conflicts import find_conflicts
from firsthand.linking.copies import CopiedWords, find_copies
from firsthand.linking.findings import find_findings
from firsthand.linking.origins import merges_of, origins_of, rivals_of
from firsthand.linking.parties import identify_parties
from firsthand.linking.primaries import note_missing_primaries
from firsthand.linking.releasers import tell_releasers
from firsthand.linking.statements import Told
from firsthand.linking.stories import find_stories, kin_of
from firsthand.types import Article, Attribution, Claim, Conflict, Copy, Finding, Party, Story


@dataclass(frozen=True, slots=True)
class Linked:
    """The articles with their attributions' claims, and all that was found among them."""

    articles: tuple[Article, ...]
    claims: tuple[Claim, ...]
    parties: tuple[Party, ...]
    conflicts: tuple[Conflict, ...]
    findings: tuple[Finding, ...]
    stories: tuple[Story, ...]
    copies: tuple[Copy, ...]


def link(articles: Sequence[Article]) -> Linked:
    """Put statements that say the same thing into claims, count their origins, and name the
    parties that tables know.

    Every attribution is a statement of exactly one claim. A sentence that an outlet states
    itself and another page says too comes back as an attribution in its own voice.
    """
    known, parties = identify_parties(articles)
    copies = find_copies(known)
    copied = CopiedWords(known, copies)
    compared = [compare(group, copied) for group in _kin(known)]
    claims = [(claim_of(group), group) for one in compared for group in one.claims]
    claim_by_key = {told.key: claim.id for claim, group in claims for told in group}
    conflicts = [
        conflict
        for one in compared
        for conflict in find_conflicts(one.told, one.chances, claim_by_key)
    ]
    linked = _with_claims(known, [(claim.id, group) for claim, group in claims])
    counted = tuple(_counted(claim, group, copied) for claim, group in claims)
    return Linked(
        articles=note_missing_primaries(linked),
        claims=counted,
        parties=parties,
        conflicts=tuple(conflicts),
        findings=find_findings(linked, counted),
        stories=tell_releasers(find_stories(linked), linked),
        copies=copies,
    )


def _kin(articles: Sequence[Article]) -> Iterator[list[Article]]:
    """The articles that may hold the same claims, together."""
    by_id = {article.id: article for article in articles}
    for group in kin_of(articles):
        yield [by_id[identity] for identity in group]


def _counted(claim: Claim, told: Sequence[Told], copied: CopiedWords) -> Claim:
    merges = merges_of(claim.id, told, copied)
    return dataclasses.replace(
        claim, origins=origins_of(told, merges), rivals=rivals_of(told), merges=merges
    )


def _with_claims(
    articles: Sequence[Article], claims: Sequence[tuple[str, Sequence[Told]]]
) -> tuple[Article, ...]:
    """The articles with each statement's claim, and with statements in the outlet's own voice."""
    own: dict[str, list[Attribution]] = defaultdict(list)
    for claim, group in claims:
        for told in group:
            own[told.article.id].append(dataclasses.replace(told.attribution, claim=claim))
    return tuple(
        dataclasses.replace(a, attributions=tuple(sorted(own[a.id], key=_place))) for a in articles
    )


def _place(attribution: Attribution) -> tuple[int, int, str]:
    first = attribution.content[0]
    return first.start, first.end, attribution.id
