"""Whom a lawyer speaks for: "a lawyer for ANA REIS", "REIS's attorney", later "his client"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from firsthand.annotation.mentions import Mention, mention
from firsthand.annotation.parsing import Paragraph

if TYPE_CHECKING:
    from spacy.tokens import Token

CLIENTS = frozenset(("client",))
THEIRS = frozenset(("her", "his", "their"))
LAWYERS = frozenset("attorney barrister counsel lawyer solicitor".split())


def is_a_client(seen: Mention) -> bool:
    """Whether a phrase means whom somebody told of represents: "her client"; "my client" may be
    anybody's.
    """
    return seen.noun in CLIENTS and any(c.lower_ in THEIRS for c in seen.head.children)


def represented(paragraphs: Sequence[Paragraph]) -> tuple[Mention, ...]:
    """Those by name whom an article calls somebody's client or a lawyer's, in reading order."""
    return tuple(
        mention(paragraph, [t for t in who.subtree if t.i <= who.i and t.dep_ != "case"], who)
        for paragraph in paragraphs
        for who in _represented(paragraph)
    )


def _represented(paragraph: Paragraph) -> Iterator[Token]:
    for token in paragraph.doc:
        if token.lemma_ == "represent" and token.pos_ == "VERB":
            yield from (c for c in token.children if c.dep_ == "dobj" and _is_a_person(c))
        elif token.lemma_.lower() in LAWYERS and token.pos_ == "NOUN":
            below = (c for p in token.children if p.lower_ == "for" for c in p.children)
            whose = (c for c in token.children if c.dep_ == "poss")
            yield from (c for c in (*below, *whose) if _is_a_person(c))


def _is_a_person(word: Token) -> bool:
    return word.pos_ == "PROPN" and word.ent_type_ in ("", "PERSON")
