"""Whom a lawyer speaks for: "a lawyer for ANA REIS", "REIS's attorney", later "his client"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from firsthand.annotation.mentions import Mention, mention
from firsthand.annotation.parsing import Paragraph

if TYPE_CHECKING:
    from spacy.tokens import Token

CLIENTS = frozenset(("client",))
WITHOUT_A_TRADE = frozenset(("name", "pronoun"))  # forms of a mention that tell no trade
THEIRS = frozenset(("her", "his", "their"))
LAWYERS = frozenset("attorney barrister counsel lawyer solicitor".split())


def is_a_client(seen: Mention, around: Mention | None) -> bool:
    """Whether a phrase means whom a lawyer speaks for: "her client"; "my client" may be anybody's,
    and so may be that of an accountant, who tells of it (``around``).
    """
    if seen.noun not in CLIENTS or seen.plural:
        return False
    if around is not None and around.form not in WITHOUT_A_TRADE and around.noun not in LAWYERS:
        return False
    return any(child.lower_ in THEIRS for child in seen.head.children)


def represented(paragraphs: Sequence[Paragraph]) -> tuple[Mention, ...]:
    """Those by name whom an article calls a lawyer's client, in reading order; nobody where it has
    a lawyer besides, whose client it does not name.
    """
    found: list[Mention] = []
    for paragraph in paragraphs:
        for token in paragraph.doc:
            if token.pos_ != "NOUN" or token.lemma_.lower() not in LAWYERS:
                continue
            clients = [who for who in _clients_of(token) if _is_a_person(who)]
            if not clients and any(child.lower_ in ("a", "an") for child in token.children):
                return ()
            for who in clients:
                words = [t for t in who.subtree if t.i <= who.i and t.dep_ != "case"]
                found.append(mention(paragraph, words, who))
    return tuple(found)


def _clients_of(lawyer: Token) -> Iterator[Token]:
    for child in lawyer.children:
        if child.dep_ == "poss":
            yield child
        elif child.lower_ == "for":
            yield from child.children
        elif child.lower_ == "representing":
            yield from (below for below in child.children if below.dep_ == "dobj")


def _is_a_person(word: Token) -> bool:
    return word.pos_ == "PROPN" and word.ent_type_ in ("", "PERSON")
