"""Whom a medium cites for what it tells: "Norda News, CITING THREE AIDES, said", "according to the
Gazette, WHICH ATTRIBUTED the report TO A COOK".
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from firsthand.annotation.cues import lemma
from firsthand.annotation.drafts import Draft
from firsthand.annotation.hands import Hand, party_of
from firsthand.annotation.mentions import can_speak, speaks_for_itself
from firsthand.annotation.sources import QUOTING, SUBJECTS, source_phrase

if TYPE_CHECKING:
    from spacy.tokens import Token

CITING = frozenset((*QUOTING, "attribute"))
INFORMATION = frozenset(
    """account claim comment detail figure information news quotation quote remark report statement
    story""".split()
)
RELATIVE = frozenset(("which", "who"))
SOME_OF_THEM = frozenset(("member",))


def citing_of(cue: Token, medium: Token) -> Iterator[Token]:
    """The "citing" and "quoting" that a medium's verb or name has below it, or the "which cited"
    of its name.

    The parser hangs it also on the verb of what is told: there it is the medium's unless
    somebody acts who could cite himself ("Norda said that the mayor left, citing her doctor").
    """
    clauses = [c for c in cue.children if c.dep_ == "ccomp" and c.i > cue.i]
    acting = [c for clause in clauses for c in clause.children if c.dep_ in SUBJECTS]
    below = [] if any(map(can_speak, acting)) else [c for one in clauses for c in one.children]
    for child in (*cue.children, *cue.head.children, *medium.children, *below):
        which = child.dep_ == "relcl" and child.head == medium  # "the Gazette, WHICH CITED a cook"
        if (child.tag_ == "VBG" or which) and lemma(child) in CITING:
            yield child
        elif _is_with_reference(child):
            yield child  # "reported WITH REFERENCE to a cook"


def _is_with_reference(prep: Token) -> bool:
    return prep.lower_ == "with" and any(t.lower_ == "reference" for t in prep.children)


def is_with_reference_to(cue: Token, source: Token) -> bool:
    """Whether the source is whom a medium refers to: "reported WITH REFERENCE TO THE BOARD"."""
    return any(_is_with_reference(c) and source in c.subtree for c in cue.children)


def is_somebody_cited(cited: Token) -> bool:
    """Whether a word is somebody who tells a medium a thing, and no law: "two MEMBERS of it"."""
    return speaks_for_itself(cited) or cited.lemma_ in SOME_OF_THEM


def cited_in(citing: Token) -> Token | None:
    """Who is cited: "citing A COOK", "attributing the report TO A COOK"."""
    if lemma(citing) in QUOTING:
        return next((c for c in citing.children if c.dep_ == "dobj"), None)
    words = [c for c in citing.children if c.dep_ == "dobj"]
    if citing.pos_ == "VERB" and not any(c.lemma_ in INFORMATION for c in words):
        return None  # "attributing the FALL to the mayor" tells who did it, and not who said it
    to = (c for c in citing.subtree if c.lower_ == "to" and c.dep_ in ("prep", "dative"))
    return next((below for prep in to for below in prep.children if below.dep_ == "pobj"), None)


def cited_by(hands: Iterable[Hand], draft: Draft) -> Iterator[Hand]:
    """Who stands between the speaker and a medium that passes it on: "according to the Gazette,
    which cited THREE AIDES, Reis has warned …".
    """
    for hand in hands:
        names = [t for t in draft.paragraph.tokens_under(hand.span) if t.pos_ == "PROPN"]
        if hand.action != "report" or not names:
            continue
        medium = names[-1]
        if draft.paragraph.tokens_under(hand.span)[0].lower_ != "according":
            continue  # "told Norda News, which had quoted the mayor as well"
        for verb in medium.children:
            opens = verb.left_edge.lower_ in RELATIVE or verb.tag_ == "VBG"
            if verb.dep_ not in ("relcl", "acl") or lemma(verb) not in CITING or not opens:
                continue
            if any(child.dep_ in ("advmod", "npadvmod") for child in verb.children):
                continue  # "which quoted the general LAST YEAR"
            cited = cited_in(verb)
            if cited is not None and is_somebody_cited(cited) and cited != draft.source_token:
                words = source_phrase(cited, verb)
                party, named = party_of(words, cited)
                yield Hand(party, named, "say", None, draft.paragraph.token_span(words))
