"""The verbs that say of a recording or a paper who handed it on: "a letter RELEASED by the union",
"the tape that the Courier AIRED", "In the clip, FILMED in May and first PUBLISHED by Norda News".
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from firsthand.annotation.cues import lemma
from firsthand.annotation.hands import (
    PARTS_OF_DAY,
    behind_by,
    handed_on,
    names_a_medium,
    party_of,
)
from firsthand.annotation.mentions import RELATIVE

if TYPE_CHECKING:
    from spacy.tokens import Token

BETWEEN = frozenset(("ADP", "ADJ", "ADV", "DET", "NOUN", "PROPN", "NUM", "PRON", "PART"))
OF_PAPERS = frozenset(
    """aired broadcast declassified filmed intercepted leaked posted published recorded released
    taped unsealed uploaded wiretapped""".split()
) | {"made public", "put online"}
LEAKED = frozenset(("leaked",))


def verbs_on(noun: Token) -> Iterator[tuple[Token, str]]:
    """The verbs that hand on what a noun names, with what they do."""
    verbs = [noun.head] if noun.dep_ in ("dobj", "nsubjpass") else []
    part = part_of_them(noun)
    below = (*noun.children, *(part.children if part != noun else ()))
    verbs += [c for c in below if c.dep_ in ("acl", "relcl") and c.tag_ != "VBG"]
    verbs += [v for v in (*_that_tells(noun), *_behind_a_comma(noun)) if v not in verbs]
    for verb in verbs:
        # "intercepted by one and shared by another": the second verb is on the noun too
        for one in (verb, *(v for v in verb.conjuncts if v.i > verb.i and v.tag_ == verb.tag_)):
            if action := handed_on(one):
                yield one, action


def part_of_them(noun: Token) -> Token:
    """What counts a noun, where that stands for it: "ONE of two tapes aired by Norda"; else it."""
    above = noun.head.head
    return above if noun.head.lower_ == "of" and above.pos_ in ("NUM", "PRON", "DET") else noun


def _that_tells(noun: Token) -> Iterator[Token]:
    """The verb of the "that" right behind a noun, wherever the parser hangs it: "in a diary that
    the archive has PUT online".
    """
    that = noun.nbor() if noun.i + 1 < len(noun.doc) else noun
    if that.tag_ == "WDT" and that.dep_ == "dobj" and that.head.i > that.i:
        yield that.head


def _behind_a_comma(noun: Token) -> Iterator[Token]:
    """The participle behind the noun's phrase and a comma, wherever the parser hangs it: "In a
    letter to the mayor, MADE public by the board, Reis complained".
    """
    at = noun.i + 1
    while at < noun.sent.end and noun.doc[at].pos_ in BETWEEN:
        at += 1
    if at >= noun.sent.end or noun.doc[at].text != ",":
        return
    at += 1
    while at < noun.sent.end and noun.doc[at].pos_ == "ADV":
        at += 1
    verb = noun.doc[at] if at < noun.sent.end else noun
    own = any(child.dep_ in ("nsubj", "nsubjpass", "auxpass") for child in verb.children)
    alone = noun.i + 1 == at - 1 or _of_papers_alone(verb)
    if verb.tag_ in ("VBN", "VBD") and not own and alone:
        yield verb


def _of_papers_alone(verb: Token) -> bool:
    """Whether a verb is used of papers and recordings alone, and so of no school or bakery that
    stands nearer: "a letter to the school, PUBLISHED by", and not "RUN by".
    """
    behind = verb.nbor().lower_ if verb.i + 1 < len(verb.doc) else ""
    return verb.lower_ in OF_PAPERS or f"{verb.lower_} {behind}" in OF_PAPERS


def givers(verb: Token, noun: Token) -> Iterator[tuple[Token, Token]]:
    """Who did the handing on, with the verb: after "by", the subject of an active verb, or where
    it was printed or aired ("a letter printed IN THE COURIER").
    """
    for child in verb.children:
        yield from ((party, verb) for party in behind_by(child))
        doer = child.dep_ == "nsubj" and child.i != noun.i and child.lower_ not in RELATIVE
        if doer and child.lower_ not in PARTS_OF_DAY:  # "logs, released YESTERDAY"
            yield child, verb
    yield from ((medium, verb) for medium in _printed_in(verb))


def _printed_in(verb: Token) -> Iterator[Token]:
    for where in where_printed(verb):
        if where.dep_ == "pobj" and where.pos_ == "PROPN":
            name, named = party_of([t for t in where.subtree if t.i <= where.i], where)
            if named and names_a_medium(name):
                yield where


def where_printed(verb: Token) -> Iterator[Token]:
    """In or on what a thing was printed or aired: "aired ON NORDA TELEVISION"; not the stuff,
    "printed on yellow paper".
    """
    if handed_on(verb) not in ("broadcast", "publish"):
        return
    for prep in verb.children:
        on_stuff = prep.lower_ == "on" and lemma(verb) == "print"
        if prep.lower_ in ("on", "in") and prep.dep_ == "prep" and not on_stuff:
            yield from prep.children


def leaked_to(verb: Token) -> Iterator[Token]:
    """To whom a thing was leaked: "a report leaked TO THE COURIER"."""
    for prep in (c for c in verb.children if verb.lower_ in LEAKED and c.lower_ == "to"):
        yield from (t for t in prep.children if t.dep_ == "pobj")


def leaked(noun: Token) -> Iterator[Token]:
    """The word that says a thing was leaked where nobody is said to have leaked it: "a LEAKED
    memo", "a memo LEAKED to the Courier".
    """
    verbs = (v for v, _ in verbs_on(noun) if not any(givers(v, noun)))
    for word in (*(c for c in noun.children if c.dep_ == "amod"), *verbs):
        if word.lower_ in LEAKED:
            yield word
