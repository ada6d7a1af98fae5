"""Orders, promises and threats that somebody's words tell of, and whose they are: "the crews
were ordered to row", "they are promising us a new pump".

Within another's words only: there readers of a page ask who gave the order. Mostly nobody is
stated, and then nobody is (R35, R36); the tagger reads there only what is plainly said.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from firsthand.annotation.clauses import is_finite, is_infinitive, modal, negators
from firsthand.annotation.cues import is_of_kind
from firsthand.annotation.drafts import Draft, runs
from firsthand.annotation.mentions import can_speak
from firsthand.annotation.parsing import Paragraph
from firsthand.annotation.reported import cue_spans, is_nobody, is_supposed
from firsthand.annotation.sources import (
    SUBJECTS,
    agent_of,
    first_clause,
    is_measure,
    is_passive,
    source_phrase,
)

if TYPE_CHECKING:
    from spacy.tokens import Token

ONESELF = frozenset(("i", "we", "you"))
THINGS = frozenset("it that there these this those what which".split())
CONDITIONS = frozenset(("if", "unless"))
OF_THE_THING = frozenset(("at", "for", "in", "of", "without"))
GIVEN = ("dobj", "npadvmod")  # "promised A PUMP", "promised us TWO MONTHS"


def orders_told(paragraphs: Sequence[Paragraph], text: str) -> list[Draft]:
    """Drafts of the orders, promises and threats in all paragraphs, whoever tells of them.

    A draft without a source is of nobody stated. Left out are those that are the teller's own
    ("we promise"), those not given ("nobody told us to") and those to come ("if they order us").
    """
    drafts = (_of(paragraph, cue, text) for paragraph in paragraphs for cue in paragraph.doc)
    return [draft for draft in drafts if draft is not None]


def _of(paragraph: Paragraph, cue: Token, text: str) -> Draft | None:
    if not (_tells_of_one(cue) and _was_given(cue)):
        return None
    giver = _giver(cue)
    if giver is None and not _may_be_of_nobody(cue):
        return None
    phrase = source_phrase(giver, cue) if giver is not None else []
    if is_nobody(phrase) or (giver is not None and not _may_give(giver)):
        return None
    heads = [*_given(cue), *_on_condition(cue)]
    content = runs(paragraph, (t for head in heads for t in head.subtree), text)
    if not content:
        return None
    return Draft(
        source=runs(paragraph, phrase, text),
        cue=cue_spans(paragraph, cue),
        content=content,
        paragraph=paragraph,
        cue_token=cue,
        source_token=giver,
    )


def _tells_of_one(cue: Token) -> bool:
    return cue.pos_ == "VERB" and (is_of_kind(cue, "orders") or is_of_kind(cue, "promises"))


def _was_given(cue: Token) -> bool:
    """Whether it is told as given: not "to threaten us", "they may order us", "never told us"."""
    told = (
        is_finite(cue) or (cue.dep_ == "conj" and cue.tag_ in ("VBD", "VBN")) or _is_undergone(cue)
    )
    undone = is_infinitive(cue) or modal(cue) is not None or negators(cue)
    return told and not (undone or is_supposed(cue) or is_supposed(first_clause(cue)))


def _is_undergone(cue: Token) -> bool:
    """Whether somebody is told it: "was told", "was 100 percent told" (told hangs on "percent")."""
    return is_passive(cue) or (cue.dep_ == "acl" and is_measure(cue.head))


def _giver(cue: Token) -> Token | None:
    """Who gave it: behind "by", or the subject of the verb or of the one before it."""
    if _is_undergone(cue):
        return agent_of(cue)
    clauses = (cue, first_clause(cue))
    return next((t for verb in clauses for t in verb.children if t.dep_ in SUBJECTS), None)


def _may_give(giver: Token) -> bool:
    return giver.lower_ not in ONESELF | THINGS and can_speak(giver)


def _may_be_of_nobody(cue: Token) -> bool:
    """Whether somebody is told it though nobody is said to tell: he undergoes it, or the subject
    was dropped ("took our boats, TOLD US TO walk").
    """
    if _is_undergone(cue):
        told = (child for child in cue.children if child.dep_ == "nsubjpass")
        return all(child.lower_ not in THINGS for child in told)
    told_to = any(child.dep_ in ("dobj", "dative") for child in cue.children)
    return told_to and any(is_infinitive(verb) for verb in _given(cue))


def _given(cue: Token) -> list[Token]:
    """The heads of what is ordered or promised, behind the verb."""
    behind = [child for child in cue.children if child.i > cue.i]
    clauses = [child for child in behind if child.dep_ in ("xcomp", "ccomp")]
    if clauses or not is_of_kind(cue, "promises"):
        return clauses
    return _things(behind) or _threatened_with(behind)


def _on_condition(cue: Token) -> list[Token]:
    """The clause on which it hangs: "threatened us with prison IF WE STAYED"."""
    clauses = (child for child in cue.children if child.dep_ == "advcl" and child.i > cue.i)
    return [c for c in clauses if c.left_edge.lower_ in CONDITIONS and _given(cue)]


def _things(behind: Sequence[Token]) -> list[Token]:
    """What is promised and cannot speak, with where and for what: "TEN WEEKS in the cells"; not
    whom it is promised to.
    """
    things = [t for t in behind if t.dep_ in GIVEN and t.pos_ == "NOUN" and not can_speak(t)]
    ends = {thing.right_edge.i for thing in things}
    more = (t for t in behind if t.dep_ == "prep" and t.left_edge.i - 1 in ends)
    return [*things, *(prep for prep in more if prep.lower_ in OF_THE_THING)]


def _threatened_with(behind: Sequence[Token]) -> list[Token]:
    """What somebody is threatened with: "threatened us with PRISON"."""
    preps = (child for child in behind if child.dep_ == "prep" and child.lower_ == "with")
    return [below for prep in preps for below in prep.children if below.dep_ == "pobj"]
