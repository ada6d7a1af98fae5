"""What a noun may be who speaks, by the tables: a person, a group, a body, a paper; an office."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from firsthand import data
from firsthand.annotation.name_parts import first_names
from firsthand.types import SpeakerKind

if TYPE_CHECKING:
    from spacy.tokens import Token

TITLES_OF_MEN, TITLES_OF_WOMEN = (
    frozenset(("mr", "mr.", "sir")),
    frozenset(("mrs", "mrs.", "ms", "ms.")),
)
TITLES = frozenset((*TITLES_OF_MEN, *TITLES_OF_WOMEN)).union(
    "dr dr. prof prof. professor sen sen. rep rep. gov gov. gen gen. col col. ceo pm".split()
)
# What a common noun of a trade ends in that the table does not know.
TRADE_ENDINGS = ("man", "woman", "person", "er", "or", "ist", "ian", "smith")
TAIL_BEGINS = frozenset(("of", "for"))  # what the tail of a body's name begins with


@cache
def nouns() -> dict[str, tuple[SpeakerKind, str]]:
    """What each noun of ``speaker_nouns.csv`` is, and its gender, "" where it tells none."""
    kinds: dict[str, SpeakerKind] = {
        "person": "person",
        "group": "group",
        "organisation": "organisation",
        "document": "document",
    }
    rows = data.table("speaker_nouns", columns=("noun", "kind", "gender"))
    return {row["noun"]: (kinds[row["kind"]], row["gender"]) for row in rows}


def kind_of_noun(noun: Token) -> SpeakerKind | None:
    """What the table has a noun for; None where it does not know it."""
    known = nouns().get(str(noun.lemma_).lower())
    return known[0] if known else None


def is_office(word: str) -> bool:
    """Whether a word, in whatever case, is a person's office or trade: "Secretary"."""
    return nouns().get(word.lower(), ("",))[0] == "person"


def is_first_name(word: str) -> bool:
    """Whether a word is a first name of the table: "Tom"."""
    return word in first_names()


@cache
def parties() -> dict[str, tuple[str, ...]]:
    """By the letter behind an American lawmaker's name, what a member is called: "D"."""
    rows = data.table("role_words", columns=("word", "sort", "means", "example"))
    return {
        row["word"].upper(): tuple(row["means"].split()) for row in rows if row["sort"] == "party"
    }


def is_party_word(word: str) -> bool:
    """Whether a word is what one member of a party is called: "Democrat"."""
    return word.lower() in {called[0] for called in parties().values()}


def runs_through(possessive: Token) -> bool:
    """Whether a name goes on before its 's: "the People's Militia", "the Mayor's Office".

    "Norda's Ana Reis" and "the Courier's editor" are two parties.
    """
    owner = possessive.nbor(-1) if possessive.i else possessive
    return owner.text[:1].isupper() and nouns().get(str(owner.lemma_).lower(), None) is not None
