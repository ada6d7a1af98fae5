"""The steps of this room in order: parties, kin, claims, origins, conflicts, findings, stories."""

from __future__ import annotations

import dataclasses
import functools
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from firsthand.linking.claims import claim_of, compare
from firsthand.linking.conflicts import find_conflicts
from firsthand.linking.copies import CopiedWords, find_copies
from firsthand.linking.decisions import Obeyed, weigh_decisions, within
from firsthand.linking.events import tell_events
from firsthand.linking.findings import find_findings
from firsthand.linking.groups import Groups
from firsthand.linking.memory import NO_MEMORY, Memory
from firsthand.linking.origins import merges_of, origins_of, rivals_of, splits_of
from firsthand.linking.parties import identify_parties
from firsthand.linking.primaries import note_missing_primaries
from firsthand.linking.related import relate_stories
from firsthand.linking.releasers import tell_releasers
from firsthand.linking.statements import Told
from firsthand.linking.stories import kin_and_stories
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
    Undecided,
)


@dataclass(frozen=True, slots=True)
class Linked:
    """The articles with their attributions' claims, and all that was found among them."""

    articles: tuple[Article, ...]
    claims: tuple[Claim, ...]
    parties: tuple[Party, ...]
    undecided: tuple[Undecided, ...]
    conflicts: tuple[Conflict, ...]
    findings: tuple[Finding, ...]
    stories: tuple[Story, ...]
    copies: tuple[Copy, ...]
    decisions: tuple[Decision, ...] = ()


def link(articles: Sequence[Article], decisions: Sequence[Decision] = ()) -> Linked:
    """Put statements that say the same thing into claims, count their origins, and name the
    parties that tables know.

    Every attribution is a statement of exactly one claim. A sentence that an outlet states
    itself and another page says too comes back as an attribution in its own voice. An article
    that is given again is linked once; ids tell articles apart.

    ``decisions`` of people win over the rules; what became of each comes back, in their order.
    Those about blocks are cleaning's and are passed over.
    """
    return link_recalling(articles, decisions, NO_MEMORY)


def link_recalling(
    articles: Sequence[Article], decisions: Sequence[Decision], memory: Memory
) -> Linked:
    """``link``, with what ``memory`` knows of the pages that it has met: see ``ongoing``."""
    unique = list({article.id: article for article in articles}.values())
    known, parties = _identified(unique, memory)
    copies = find_copies(known, memory)
    copied = CopiedWords(known, copies)
    kin, stories = kin_and_stories(known, memory)
    # Group by group, so that what was compared is held for one group only.
    obeyed = weigh_decisions(known, decisions)
    groups = _groups(known, copies, _kin(kin, obeyed))
    found = [
        memory.recall(
            ("kin", *group.ids),
            (group, within(obeyed, group.ids)),
            functools.partial(_of_kin, group.articles, copied, obeyed),
        )
        for group in groups
    ]
    linked = _with_statements(known, found, memory)
    claims = tuple(claim for one in found for claim in one.claims)
    return Linked(
        articles=note_missing_primaries(linked, memory),
        claims=claims,
        parties=parties,
        undecided=tuple(pair for one in found for pair in one.undecided),
        conflicts=tuple(conflict for one in found for conflict in one.conflicts),
        findings=find_findings(linked, claims, memory=memory),
        stories=tell_events(
            relate_stories(
                tell_releasers(stories, linked, memory), linked, [o.claims for o in found], memory
            ),
            linked,
            memory,
        ),
        copies=copies,
        decisions=_in_one_claim(obeyed.settled, linked),
    )


def _identified(
    articles: Sequence[Article], memory: Memory
) -> tuple[tuple[Article, ...], tuple[Party, ...]]:
    """``identify_parties``, page by page."""
    by_id = {article.id: article for article in articles}
    found = memory.recall_each("parties", by_id, lambda page: identify_parties((by_id[page],)))
    parties = {party.id: party for _, own in found.values() for party in own}
    known = tuple(article for own, _ in found.values() for article in own)
    return known, tuple(parties[identity] for identity in sorted(parties))


@dataclass(frozen=True, slots=True)
class _Group:
    """Articles that may hold the same claims, and the copies among them."""

    ids: tuple[str, ...]
    articles: tuple[Article, ...]
    copies: tuple[Copy, ...]


def _groups(
    articles: Sequence[Article], copies: Sequence[Copy], kin: Sequence[Sequence[str]]
) -> Iterator[_Group]:
    by_id = {article.id: article for article in articles}
    group_of = {one: number for number, group in enumerate(kin) for one in group}
    inside: dict[int, list[Copy]] = defaultdict(list)
    for copy in copies:
        if group_of[copy.a] == group_of[copy.b]:
            inside[group_of[copy.a]].append(copy)
    for number, group in enumerate(kin):
        yield _Group(tuple(group), tuple(by_id[one] for one in group), tuple(inside[number]))


def _kin(kin: Sequence[Sequence[str]], obeyed: Obeyed) -> Sequence[Sequence[str]]:
    """The groups of articles that may hold the same claims, by their words or by decisions."""
    joined = Groups[str]()
    for tie in obeyed.claims:
        if tie.joins:
            joined.join(tie.a[0], tie.b[0])
    for first, *others in kin:
        for other in others:
            joined.join(first, other)
    groups: dict[str, list[str]] = defaultdict(list)
    for group in kin:
        groups[joined.of(group[0])] += group
    return list(groups.values())


def _in_one_claim(
    decisions: Sequence[Decision], articles: Sequence[Article]
) -> tuple[Decision, ...]:
    """The decisions; a merge of statements of two claims has nothing to count."""
    claims = {(a.id, one.id): one.claim for a in articles for one in a.attributions}
    return tuple(
        one.settled("idle", "the two statements are in no claim together")
        if one.kind == "merge"
        and one.became == "obeyed"
        and len({claims.get((s.article, s.attribution), s) for s in one.statements}) > 1
        else one
        for one in decisions
    )


@dataclass(frozen=True, slots=True)
class _OfKin:
    """What is found among articles that may hold the same claims: the claims, what may be one,
    the conflicts, and each article's statements with their claims, in reading order.
    """

    claims: tuple[Claim, ...]
    undecided: tuple[Undecided, ...]
    conflicts: tuple[Conflict, ...]
    statements: Mapping[str, tuple[Attribution, ...]]


def _of_kin(articles: Sequence[Article], copied: CopiedWords, obeyed: Obeyed) -> _OfKin:
    compared = compare(articles, copied, obeyed)
    claims = [(claim_of(group), group) for group in compared.claims]
    claim_by_key = {told.key: claim.id for claim, group in claims for told in group}
    return _OfKin(
        claims=tuple(_counted(claim, group, copied, obeyed) for claim, group in claims),
        undecided=tuple(compared.undecided),
        conflicts=find_conflicts(articles, compared, claim_by_key),
        statements=_by_article(claims),
    )


def _by_article(
    claims: Sequence[tuple[Claim, Sequence[Told]]],
) -> dict[str, tuple[Attribution, ...]]:
    found: dict[str, list[Attribution]] = defaultdict(list)
    for claim, group in claims:
        for told in group:
            found[told.article.id].append(dataclasses.replace(told.attribution, claim=claim.id))
    return {article: tuple(sorted(own, key=_place)) for article, own in found.items()}


def _counted(claim: Claim, told: Sequence[Told], copied: CopiedWords, obeyed: Obeyed) -> Claim:
    merges = merges_of(claim.id, told, copied, obeyed)
    return dataclasses.replace(
        claim,
        origins=origins_of(told, merges),
        rivals=rivals_of(told),
        merges=merges,
        splits=splits_of(claim.id, told, obeyed),
    )


def _with_statements(
    articles: Sequence[Article], found: Sequence[_OfKin], memory: Memory
) -> tuple[Article, ...]:
    """The articles with their statements, those in the outlet's own voice among them."""
    own = {article: said for one in found for article, said in one.statements.items()}
    by_id = {article.id: article for article in articles}
    linked = memory.recall_each(
        "statements",
        {page: (article, own.get(page, ())) for page, article in by_id.items()},
        lambda page: dataclasses.replace(by_id[page], attributions=own.get(page, ())),
    )
    return tuple(linked.values())


def _place(attribution: Attribution) -> tuple[int, int, str]:
    first = attribution.content[0]
    return first.start, first.end, attribution.id
