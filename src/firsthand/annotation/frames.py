"""What a cue governs: the grammatical frames in which a content stands beside its cue.

A frame is a name that the cue table (``data/cues.csv``) uses too:

    clause        she said (that) the gate held; the gate held, she said
    infinitive    he promised to resign
    object        they criticised the plan
    subject       the plan was criticised by them
    to-…, of-…    he pointed to the plan; her criticism of the plan (a preposition and ``-``)

The readings of spaCy's parse that stand behind each name are here and nowhere else.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from firsthand.annotation.clauses import has_that

if TYPE_CHECKING:
    from spacy.tokens import Token

PREPOSITIONS = frozenset(
    [
        "about",
        "against",
        "as",
        "at",
        "for",
        "from",
        "in",
        "into",
        "of",
        "on",
        "over",
        "that",
        "to",
        "toward",
        "with",
    ]
)


def frames(cue: Token) -> Iterator[tuple[str, Token]]:
    """The frames of a verb or noun, each with the head of what would be the content."""
    if cue.dep_ == "parataxis":
        yield "clause", cue.head  # "it held, she said, as they left": the parser looks up
    for child in cue.children:
        if child.dep_ == "ccomp" or (child.dep_ == "acl" and _is_that_clause(cue, child)):
            yield "clause", child
        elif child.dep_ == "xcomp" or (child.dep_ == "acl" and _is_infinitive(cue, child)):
            yield ("infinitive" if _has_to(child) else "clause"), child
        elif child.dep_ in ("dobj", "attr") and cue.pos_ != "NOUN":
            yield "object", child
        elif child.dep_ == "nsubjpass":
            yield "subject", child
        elif child.dep_ == "prep" and child.lower_ in PREPOSITIONS:
            for below in child.children:
                if below.dep_ in ("pobj", "pcomp"):
                    yield f"{child.lower_}-", below


def _has_to(verb: Token) -> bool:
    return any(child.dep_ == "aux" and child.lower_ == "to" for child in verb.children)


def _is_infinitive(cue: Token, child: Token) -> bool:
    return cue.pos_ == "NOUN" and _has_to(child)


def _is_that_clause(cue: Token, child: Token) -> bool:
    return cue.pos_ == "NOUN" and has_that(child)
