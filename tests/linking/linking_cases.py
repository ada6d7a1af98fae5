"""Invented pages, linked, and what the linking tests ask of them."""

from __future__ import annotations

from firsthand import annotate, read
from firsthand.linking import Linked, link
from firsthand.types import Claim


def linked(*texts: str, outlets: tuple[str, ...] = ()) -> Linked:
    """The texts as annotated and linked articles, with ids "page 0", "page 1", …"""
    names = outlets or ("",) * len(texts)
    return link(
        [
            annotate(read(text=text, id=f"page {n}", outlet=name or None, as_body=not name))
            for n, (text, name) in enumerate(zip(texts, names, strict=True))
        ]
    )


def fullest(found: Linked) -> Claim:
    return max(found.claims, key=lambda claim: len(claim.statements))


def interval(claim: Claim) -> tuple[int, int, int]:
    """The fewest and most origins, and the statements of nobody."""
    assert claim.origins is not None
    return claim.origins.min, claim.origins.max, claim.origins.not_stated


def conflicts(found: Linked) -> list[tuple[str, str, list[str]]]:
    """Kind, comparable, and the values of each."""
    return [(c.kind, c.comparable, [group.value for group in c.groups]) for c in found.conflicts]
