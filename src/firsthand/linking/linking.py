"""The steps of this room in order: parties, kin, claims, origins, conflicts, findings, stories."""

from __future__ import annotations

import dataclasses
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from firsthand.linking.claims import claim_of, compare
from firsthand.linking.conflicts import find_conflicts
from firsthand.linking.copies import CopiedWords, find_copies
from firsthand.linking.decisions import Joined, Obeyed, became, weigh_decisions
from firsthand.linking.findings import find_findings
from firsthand.linking.origins import merges_of, origins_of, rivals_of, splits_of
from firsthand.linking.parties import identify_parties
from firsthand.linking.statements import Told
from firsthand.linking.stories import find_stories, kin_of
from firsthand.types import (
    Article,
    Attribution,
    Claim,
    Conflict,
    Copy,
    Decision,
    Finding,
    Party,
    Story,
)


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
    decisions: tuple[Decision, ...] = ()


def link(articles: Sequence[Article], decisions: Sequence[Decision] = ()) -> Linked:
    """Put statements that say the same thing into claims, count their origins, and name the
    parties that tables know.

    ``decisions`` of people win over the rules; what became of each comes back, in their order.
    Those about blocks are cleaning's and are passed over.

    Every attribution is a statement of exactly one claim. A sentence that an outlet states
    itself and another page says too comes back as an attribution in its own voice.
    """
    known, parties = identify_parties(articles)
    copies = find_copies(known)
    copied = CopiedWords(known, copies)
    obeyed = weigh_decisions(known, decisions)
    compared = [compare(group, copied, obeyed) for group in _kin(known, obeyed)]
    claims = [(claim_of(group), group) for one in compared for group in one.claims]
    claim_by_key = {told.key: claim.id for claim, group in claims for told in group}
    conflicts = [
        conflict
        for one in compared
        for conflict in find_conflicts(one.told, one.chances, claim_by_key)
    ]
    linked = _with_claims(known, [(claim.id, group) for claim, group in claims])
    counted = tuple(_counted(claim, group, copied, obeyed) for claim, group in claims)
    return Linked(
        articles=linked,
        claims=counted,
        parties=parties,
        conflicts=tuple(conflicts),
        findings=find_findings(linked, counted),
        stories=find_stories(linked),
        copies=copies,
        decisions=tuple(_in_one_claim(one, claim_by_key) for one in obeyed.settled),
    )


def _kin(articles: Sequence[Article], obeyed: Obeyed) -> Iterator[list[Article]]:
    """The articles that may hold the same claims, together, by their words or by decisions."""
    by_id = {article.id: article for article in articles}
    joined = Joined[str]()
    for tie in obeyed.claims:
        if tie.joins:
            joined.join(tie.a[0], tie.b[0])
    kin = kin_of(articles)
    for first, *others in kin:
        for other in others:
            joined.join(first, other)
    groups: dict[str, list[Article]] = defaultdict(list)
    for group in kin:
        groups[joined.of(group[0])] += [by_id[identity] for identity in group]
    yield from groups.values()


def _counted(claim: Claim, told: Sequence[Told], copied: CopiedWords, obeyed: Obeyed) -> Claim:
    merges = merges_of(claim.id, told, copied, obeyed)
    return dataclasses.replace(
        claim,
        origins=origins_of(told, merges),
        rivals=rivals_of(told),
        merges=merges,
        splits=splits_of(claim.id, told, obeyed),
    )


def _in_one_claim(decision: Decision, claim_by_key: Mapping[tuple[str, str], str]) -> Decision:
    """The decision; a merge of statements of two claims has nothing to count."""
    if decision.kind != "merge" or decision.became != "obeyed":
        return decision
    claims = {claim_by_key.get((s.article, s.attribution)) for s in decision.statements}
    if len(claims) == 1 and None not in claims:
        return decision
    return became(decision, "idle", "the two statements are in no claim together")


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
