"""Parties: who a named hop, speaker or outlet is across articles, where a table knows it."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping, Sequence
from functools import cache
from typing import TypeVar

from firsthand import data
from firsthand.data import OutletRow
from firsthand.types import Article, Attribution, Hop, Party, Speaker
from firsthand.words import name_key

Named = TypeVar("Named", Hop, Speaker)


def identify_parties(
    articles: Sequence[Article],
) -> tuple[tuple[Article, ...], tuple[Party, ...]]:
    """Give named hops and speakers their party, and list the parties met, by id.

    A name that no table knows has no party: two pages may mean two people by it.
    """
    met: dict[str, Party] = {}
    known = tuple(_identified(article, met) for article in articles)
    return known, tuple(sorted(met.values(), key=lambda party: party.id))


def _identified(article: Article, met: dict[str, Party]) -> Article:
    """The article with its parties; the very article where the tables know nobody on it."""
    _identity(article.outlet.name, met)
    speakers = tuple(_with_party(s, _identity(s.name, met)) for s in article.speakers)
    attributions = tuple(_with_parties(a, met) for a in article.attributions)
    if _are(speakers, article.speakers) and _are(attributions, article.attributions):
        return article
    return dataclasses.replace(article, speakers=speakers, attributions=attributions)


def _with_parties(attribution: Attribution, met: dict[str, Party]) -> Attribution:
    chain = tuple(
        _with_party(hop, _identity(hop.party, met) if hop.named else None)
        for hop in attribution.chain
    )
    if _are(chain, attribution.chain):
        return attribution
    return dataclasses.replace(attribution, chain=chain)


def _with_party(one: Named, party: str | None) -> Named:
    return one if one.party_id == party else dataclasses.replace(one, party_id=party)


def _are(some: Sequence[object], others: Sequence[object]) -> bool:
    """Whether they are the very same objects: most are, and copies of them would fill memory."""
    return all(one is other for one, other in zip(some, others, strict=True))


def _identity(name: str | None, met: dict[str, Party]) -> str | None:
    party = _known().get(name_key(name)) if name else None
    if party is None:
        return None
    met.setdefault(party.id, party)
    return party.id


def owner_of(party: str | None) -> str | None:
    """Who owns a party of the tables, by its id, be the row checked or not; None: unknown."""
    return _owners().get(party) if party else None


@cache
def _owners() -> dict[str, str]:
    return {party.id: party.owner for party in _known().values() if party.owner}


@cache
def _known() -> dict[str, Party]:
    """The parties of the tables by name and alias; of two with one alias, the first."""
    parties = (*map(_outlet, data.outlets()), *map(_body, _bodies()))
    return {
        name_key(name): party
        for party in reversed(parties)
        for name in (party.name, *party.aliases)
        if name[:1].isupper()
    }


def _outlet(row: OutletRow) -> Party:
    return Party(
        id=_id(row.name),
        name=row.name,
        aliases=row.aliases,
        kind=row.kind,
        owner=row.owner,
        source=f"outlets.csv: {row.source} ({row.date})",
    )


def _body(row: Mapping[str, str]) -> Party:
    """A body that takes part in a conflict; that is a caution, and no verdict."""
    return Party(
        id=_id(row["name"]),
        name=row["name"],
        aliases=data.words(row["aliases"]),
        party_to_conflict=row["conflict"],
        source=f"conflict_parties.csv: {row['source']} ({row['date']})",
    )


def _bodies() -> tuple[dict[str, str], ...]:
    return data.table("conflict_parties", columns=("name", "aliases", "conflict"))


def _id(name: str) -> str:
    return "party:" + name_key(name).replace(" ", "-")
