"""Whose a document is: "a POLICE statement", "a report BY THE BOARD", "a NORDA NEWS/Kesk Post
poll".
"""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

from firsthand.annotation.cues import recording_nouns
from firsthand.annotation.hands import is_an_outlet, is_no_party, party_of
from firsthand.annotation.mentions import can_speak, platforms
from firsthand.annotation.nouns import kind_of_noun
from firsthand.annotation.parsing import words_as_written
from firsthand.annotation.sources import source_phrase
from firsthand.annotation.writings import maker_of

if TYPE_CHECKING:
    from spacy.tokens import Token


def author_of(document: Token | None) -> tuple[str, bool] | None:
    """Whose a document is, and whether that is a name: "a POLICE statement", "the
    keeper's log", "a letter FROM THE MINISTRY", "a report BY THE BOARD", "a story IN THE POST",
    "a poll conducted BY THE BOARD". None: nobody who can speak stands so beside it; "of" tells
    as often what a document is about, and the words of one name ("the Odra Post") are no two
    parties.
    """
    if document is None:
        return None
    for child in document.children:
        if child.dep_ in ("poss", "compound") and child.pos_ in ("PROPN", "NOUN"):
            one_name = _is_part_of(child, document) or document.pos_ == child.pos_ == "PROPN"
            if _may_own(child) and (child.dep_ == "poss" or not one_name):
                words = [t for t in child.subtree if t.dep_ != "case"]
                return party_of([*_beside_the_stroke(words[0]), *words], child)
    maker = maker_of(document)
    return party_of(source_phrase(maker, maker.head), maker) if maker is not None else None


def _beside_the_stroke(word: Token) -> list[Token]:
    """What stands before a stroke in the name of two: "a NORDA NEWS/Kesk Post poll"."""
    if word.i < 2 or word.nbor(-1).text != "/":
        return []
    before = itertools.takewhile(lambda t: t.pos_ == "PROPN", reversed(word.doc[: word.i - 1]))
    return [*reversed(list(before)), word.nbor(-1)]


def _may_own(word: Token) -> bool:
    """Whether who stands before a paper may have made it: no day ("Tuesday's report"), no site
    ("Facebook posts") and no other paper ("the research paper").
    """
    if is_an_outlet(words_as_written([t for t in word.subtree if t.dep_ != "case"])):
        return True  # "a Kesk POST poll"
    place = word.dep_ == "compound" and word.ent_type_ == "GPE" and word.head.lemma_ == "report"
    nobody = is_no_party(word) or word.lower_ in platforms() or kind_of_noun(word) == "document"
    return can_speak(word) and not nobody and not place


def _is_part_of(word: Token, document: Token) -> bool:
    """Whether a word before a document is a part of its name or says what it is: "video clip"."""
    return document.pos_ == "PROPN" or str(word.lemma_).lower() in recording_nouns()
