"""Whose words a paper is: "a study by ANA REIS", "figures compiled by THE GUILD", "HIS statement".

A reader takes what somebody wrote for that body's or that person's own word. A recording, an
order of a court and whatever else only shows something stays a document.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING

from firsthand import data
from firsthand.annotation.class_names import media_nouns
from firsthand.annotation.hands import (
    behind_by,
    is_no_party,
    is_titled,
    names_a_medium,
    party_of,
)
from firsthand.annotation.mentions import can_speak
from firsthand.annotation.sources import source_phrase

if TYPE_CHECKING:
    from spacy.tokens import Token

MAKING = frozenset(
    """carry collect compile conduct create draft gather issue maintain make prepare produce publish
    release write""".split()
)
GIVING_OUT = frozenset("file issue post publish release".split())
PARTS = frozenset("copy draft excerpt extract page passage portion text".split())  # of a paper
WRITTEN_TO_SOMEBODY = frozenset("email letter memo message".split())
FROM = frozenset(("by", "from"))
CARRIED = frozenset(("in", "on"))  # "a report IN the Courier"
MATTERS = frozenset(("about", "into", "of", "on"))  # "a study OF eels by Ana Reis"
OWN = frozenset("his her its their".split())
PLACES = frozenset(("GPE", "LOC", "FAC"))


@cache
def _writings() -> dict[str, tuple[str, str]]:
    rows = data.table("writings", columns=("noun", "whose", "like", "example"))
    return {row["noun"]: (row["whose"], row["like"] or row["noun"]) for row in rows}


def is_writing(noun: Token) -> bool:
    """Whether a noun is for what somebody says by writing it: "study", "statement"."""
    return noun.pos_ == "NOUN" and _row(noun)[0] == "maker"


def stands_for_its_writer(noun: Token) -> bool:
    """Whether a noun is for a writing and for no medium: "the paper" may be the newspaper."""
    return is_writing(noun) and str(noun.lemma_).lower() not in media_nouns()


def called_alike(noun: str) -> str:
    """The noun by which a paper's or a picture's other nouns are known: "poll" for "survey"."""
    return _writings().get(noun, ("", noun))[1]


def kind_of_writing(noun: Token) -> str:
    """What a writing is known by: "poll" for "surveys"."""
    return _row(noun)[1]


def _row(noun: Token) -> tuple[str, str]:
    lemma = str(noun.lemma_).lower()
    return _writings().get(lemma) or _writings().get(noun.lower_) or ("", lemma)


def writer_of(noun: Token) -> Token | None:
    """Whose word a writing is, by who made it or, in a pronoun, by whose it is; else None."""
    if not is_writing(noun):
        return None
    own = next((c for c in noun.children if c.lower_ in OWN and c.dep_ == "poss"), None)
    maker = own if own is not None else maker_of(noun)
    # "reports from Norda": there they were written
    there = maker is not None and maker.head.lower_ == "from" and maker.ent_type_ in PLACES
    return None if there else maker


def maker_of(document: Token) -> Token | None:
    """Who made a document, as the words behind it say: "a letter FROM THE MINISTRY", "a study of
    eels BY ANA REIS", "a poll conducted BY THE BOARD", "a story IN THE POST".

    Only a medium's stands in it or on it.
    """
    return next((one for one in _makers(document) if not is_no_party(one)), None)


def _makers(document: Token) -> Iterator[Token]:
    inside = [t for p in document.children if p.lower_ in MATTERS for t in p.children]
    if document.lemma_ in PARTS:  # "excerpts OF REIS'S MEMOIR", "a copy OF A LETTER by Reis"
        for whole in (t for t in inside if t.dep_ == "pobj" and t.pos_ == "NOUN"):
            whose = (c for c in whole.children if c.dep_ == "poss" and c.pos_ != "PRON")
            yield from (c for c in whose if can_speak(c))
            yield from _makers(whole)
    for noun in (document, *(t for t in inside if t.dep_ == "pobj")):
        for child in noun.children:
            if child.dep_ == "prep" and child.lower_ in (*FROM, *CARRIED) and child.i > document.i:
                below = (t for t in child.children if t.dep_ == "pobj")
                of_it = noun == document or child.lower_ == "by"
                yield from (t for t in below if of_it and can_speak(t) and _may_hold(t, child))
            elif child.dep_ == "acl" and child.lemma_ in MAKING and not _is_let_out(noun, child):
                made = (maker for by in child.children for maker in behind_by(by))
                yield from (maker for maker in made if maker.pos_ != "PRON")


def _is_let_out(noun: Token, verb: Token) -> bool:
    """Whether a verb gives out what another wrote: "emails RELEASED by the court"; of a report, a
    statement or a clip it is the maker who does.
    """
    return verb.lemma_ in GIVING_OUT and kind_of_writing(noun) in WRITTEN_TO_SOMEBODY


def _may_hold(maker: Token, prep: Token) -> bool:
    """Whether a story may be of whom it is by, or from; and a medium's that it is in, or on."""
    if prep.lower_ not in CARRIED or is_titled(list(maker.subtree), maker):
        return True
    name = party_of(source_phrase(maker, prep), maker)[0]
    return maker.pos_ == "PROPN" and maker.ent_type_ != "PERSON" and names_a_medium(name)


def given_out_by(subject: Token) -> Iterator[str]:
    """What somebody gives out, by the kind of writing: "the guild PUBLISHED A STUDY"; and of
    each of several: "sent out A PILE OF LETTERS".
    """
    verb = subject.head
    if subject.dep_ != "nsubj" or verb.lemma_ not in GIVING_OUT:
        return
    for thing in (child for child in verb.children if child.dep_ == "dobj"):
        of = (t for p in thing.children if p.lower_ == "of" for t in p.children)
        yield from (kind_of_writing(t) for t in (thing, *of) if is_writing(t))
