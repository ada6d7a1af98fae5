"""Who was described before and is named now: "the gunner in question".

"Footage surfaced of a gunner in tears. … Reis, the gunner in question, apologised." The words
behind the name point back at a description, and at the nearest one with that noun: whoever was
called so in an earlier recording is another.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from firsthand.annotation.cues import recording_nouns
from firsthand.annotation.mentions import INDEFINITE, Mention, mention
from firsthand.annotation.parsing import Paragraph

if TYPE_CHECKING:
    from spacy.tokens import Token

BEFORE_A_NOUN = frozenset(("ADJ", "DET", "NOUN", "NUM", "PROPN"))
PERCEIVED = frozenset("film hear picture record see show".split())
ON = frozenset(("from", "in", "on"))


class PointedAt(NamedTuple):
    """A noun that somebody was described with, and the paragraph it stands in."""

    paragraph: Paragraph
    noun: Token

    @property
    def start(self) -> int:
        """Where the noun begins, in code points of the view."""
        return self.paragraph.start + self.noun.idx


def pointed_at(seen: Mention, paragraphs: Sequence[Paragraph]) -> PointedAt | None:
    """The description that a name says it belongs to, the nearest before it with the same noun;
    None where the words behind the name do not point back.

    "The rower in the clip" is one whom a sentence with that clip describes.
    """
    called = _called_so(seen.head)
    if called is None or seen.plural or not seen.name:
        return None
    recording = _recording_of(called)
    if recording is None and not _is_in_question(called):
        return None
    for paragraph in reversed([p for p in paragraphs if p.start <= seen.span.start]):
        for noun in reversed(list(paragraph.doc)):
            here = paragraph.start + noun.idx
            if here >= seen.span.start or noun.lemma_ != called.lemma_ or noun.tag_ != "NN":
                continue
            told = recording is None or any(t.lemma_ == recording for t in noun.sent)
            return PointedAt(paragraph, noun) if told else None
    return None


def newly_described(told: PointedAt) -> Mention | None:
    """The mention that a noun with "a" or "an" makes, also where the parser does not see it ("a
    GUNNER weeping"); None for any other noun.
    """
    doc, first = told.noun.doc, told.noun.i
    while first > told.noun.sent.start and doc[first - 1].pos_ in BEFORE_A_NOUN:
        first -= 1
        if doc[first].pos_ == "DET":
            break
    words = list(doc[first : told.noun.i + 1])
    return mention(told.paragraph, words, told.noun) if words[0].lower_ in INDEFINITE else None


def _called_so(head: Token) -> Token | None:
    """The noun for one person that is set behind a name with "the"."""
    for child in head.children:
        the = any(c.lower_ in ("the", "same") for c in child.lefts)
        if child.dep_ == "appos" and child.tag_ == "NN" and child.i > head.i and the:
            return child
    return None


def _is_in_question(noun: Token) -> bool:
    same = any(child.lower_ == "same" for child in noun.lefts)
    return same or any(t.lower_ == "question" and t.head.lower_ == "in" for t in noun.subtree)


def _recording_of(noun: Token) -> str | None:
    """The recording that a noun is said to be on: "the rower IN THE CLIP", "the man heard ON THE
    TAPE".
    """
    seen_there = (c for c in noun.rights if c.dep_ == "acl" and c.lemma_ in PERCEIVED)
    for place in (noun, *seen_there):
        for prep in place.rights:
            below = [c for c in prep.children if c.dep_ == "pobj"]
            if prep.lower_ in ON and below and below[0].lemma_ in recording_nouns():
                return str(below[0].lemma_)
    return None
