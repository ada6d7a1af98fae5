"""Parties: who a named hop, speaker or outlet is across articles, where a table knows it."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from functools import cache

from firsthand import data
from firsthand.data import OutletRow
from firsthand.types import Article, Attribution, Party
from firsthand.words import name_key


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
    _identity(article.outlet.name, met)
    speakers = tuple(
        dataclasses.replace(s, party_id=_identity(s.name, met)) for s in article.speakers
    )
    attributions = tuple(_with_parties(a, met) for a in article.attributions)
    return dataclasses.replace(article, speakers=speakers, attributions=attributions)


def _with_parties(attribution: Attribution, met: dict[str, Party]) -> Attribution:
    chain = tuple(
        dataclasses.replace(hop, party_id=_identity(hop.party, met) if hop.named else None)
        for hop in attribution.chain
    )
    return dataclasses.replace(attribution, chain=chain)


def _identity(name: str | None, met: dict[str, Party]) -> str | None:
    row = _rows().get(name_key(name)) if name else None
    if row is None:
        return None
    identity = "party:" + name_key(row.name).replace(" ", "-")
    met.setdefault(identity, _party(identity, row))
    return identity


def _party(identity: str, row: OutletRow) -> Party:
    return Party(
        id=identity,
        name=row.name,
        aliases=row.aliases,
        kind=row.kind,
        owner=row.owner,
        source=f"outlets.csv: {row.source} ({row.date})",
    )


@cache
def _rows() -> dict[str, OutletRow]:
    """The outlets by name and alias; of two with one alias, the first."""
    return {
        name_key(name): row
        for row in reversed(data.outlets())
        for name in (row.name, *row.aliases)
        if name[:1].isupper()
    }
