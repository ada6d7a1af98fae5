"""The sides of a conflict that is about words, and no figure."""

from __future__ import annotations

from collections.abc import Mapping

from firsthand.linking.statements import Told
from firsthand.types import Article, ConflictGroup, ConflictMember, Span

ClaimOf = Mapping[tuple[str, str], str]  # a statement's claim, by ``Told.key``


def side(value: str, article: Article, told: Told | None, span: Span) -> ConflictGroup:
    """The group of one stretch; ``told`` is the statement that gives it, None: the outlet's own
    words, which no other page says.
    """
    attribution = told.attribution.id if told else None
    return ConflictGroup(value, None, None, None, (ConflictMember(article.id, attribution, span),))


def fullest(told: Told) -> Span:
    """The longest span of a statement: where a quotation is interrupted, what says most."""
    return max(told.attribution.content, key=lambda span: span.end - span.start)
