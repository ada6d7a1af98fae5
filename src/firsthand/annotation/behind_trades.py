"""The person's name behind what somebody is, where the parser takes another word for the head:
"co-host Ana Reis", "Minister of Transport Tom Katz".
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from firsthand.annotation.nouns import (
    TAIL_BEGINS,
    TITLES,
    TRADE_ENDINGS,
    is_first_name,
    is_office,
    is_party_word,
    kind_of_noun,
)

if TYPE_CHECKING:
    from spacy.tokens import Token

# "Mother of Sgt. Tom Katz": whose he is, and no body.
KIN = frozenset(
    """aunt brother cousin dad daughter father friend grandfather grandmother husband mother mom
    mum nephew niece parent partner sister son uncle widow widower wife""".split()
)


def name_behind_a_trade(phrase: Sequence[Token], head: Token) -> tuple[str, ...]:
    """The person's name that stands behind a trade, where the parser finds it no head: "co-host
    ANA REIS"; and behind the office of a body or place: "Minister of Transport TOM KATZ".
    """
    if head.pos_ == "PROPN" and not is_office(head.lemma_):
        return ()
    words = _up_to_the_comma(phrase, head)
    for start, token in enumerate(words[:-1]):
        named = _persons_name(words[start:]) if token.i > head.i else []
        if not named or _goes_on_behind(named[-1]) or _acts(named[-1]):
            continue
        between = [t for t in words[:start] if t.i > head.i]
        ends = _ends_in_a_trade([head, *between]) or _is_of_a_place(head, between)
        return tuple(t.text for t in named) if ends else ()
    return ()


def _up_to_the_comma(phrase: Sequence[Token], head: Token) -> list[Token]:
    comma = next((n for n, t in enumerate(phrase) if t.i > head.i and t.text in ",;:("), None)
    return list(phrase[:comma])


def _persons_name(words: Sequence[Token]) -> list[Token]:
    """The name in full that words begin with: what the recogniser takes for a person's, or a first
    name of the table and a surname.
    """
    first = words[0]
    recognised = first.ent_iob_ == "B" and first.ent_type_ == "PERSON"
    length = 1
    while length < len(words) and words[length].pos_ == "PROPN":
        if recognised and words[length].ent_type_ != "PERSON":
            break
        length += 1
    capital = first.pos_ == "PROPN" and (recognised or is_first_name(first.text))
    surname = words[length - 1]
    plain = kind_of_noun(surname) is None and surname.text[:1].isupper()
    return list(words[:length]) if capital and length > 1 and plain else []


def _goes_on_behind(last: Token) -> bool:
    """Whether what seems a name is whose something is, or goes on: "actor Tom Katz's lawyer"."""
    after = last.nbor() if last.i + 1 < len(last.doc) else None
    return after is not None and (after.tag_ == "POS" or after.pos_ in ("NOUN", "PROPN"))


def _acts(last: Token) -> bool:
    """Whether the name does something within what says who is meant: "the woman TOM KATZ hurt"."""
    return last.dep_ in ("nsubj", "nsubjpass") and last.head.dep_ in ("acl", "relcl")


def _ends_in_a_trade(words: Sequence[Token]) -> bool:
    """Whether the words from the head on are one trade, or two of one person, and the last of them
    stands right before the name; "a friend of actor Tom Katz" is not Tom Katz.
    """
    last, noun = words[-1], str(words[-1].lemma_).lower()
    known = kind_of_noun(last)
    trade = known == "person" or (known is None and noun.endswith(TRADE_ENDINGS))
    apart = any(t.pos_ in ("ADP", "DET", "PRON") or t.tag_ in ("POS", "PRP$") for t in words[1:])
    return last.tag_ == "NN" and trade and not apart


def _is_of_a_place(head: Token, between: Sequence[Token]) -> bool:
    """Whether a bare office of a place or body stands before a name: "Minister OF TRANSPORT Tom
    Katz"; "spokesman for Senator Tom Katz" and "a lawyer for Tom Katz" are other people.
    """
    office = kind_of_noun(head) == "person" and "Plur" not in head.morph.get("Number", [])
    office = office and head.lower_ not in KIN
    bare = not any(t.dep_ in ("det", "poss") for t in head.lefts)
    if not office or not bare or len(between) < 2 or between[0].lower_ not in TAIL_BEGINS:
        return False
    *_, last = place = between[1:]
    office_or_party = is_office(last.lemma_) or is_party_word(last.text)
    # "Bishop of St." is cut short
    title = last.lower_ in TITLES or office_or_party or last.text.endswith(".")
    return not title and all(t.text[:1].isupper() or t.tag_ == "POS" for t in place)
