"""Where the news turns to another recording: "this comes after another tape".

A new recording is a new event, with other people and other hands: whoever spoke before is not
carried over to what comes behind it.
"""

from __future__ import annotations

import bisect
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from firsthand.annotation.attributions import Found
from firsthand.annotation.cues import recording_nouns
from firsthand.annotation.mentions import INDEFINITE
from firsthand.annotation.nouns import kind_of_noun
from firsthand.annotation.parsing import Paragraph
from firsthand.annotation.spans import Stretches, joined
from firsthand.types import Span

if TYPE_CHECKING:
    from spacy.tokens import Span as Sentence
    from spacy.tokens import Token

APART = frozenset(("another", "different", "second", "separate", "third"))
TURNING_UP = frozenset(("appear", "circulate", "emerge", "surface"))
KNOWN = frozenset(("the", "this", "that", "these", "those", "same"))
NEAR = 3  # words at most between "a" and its noun: "a young Norda gunner"


@dataclass(frozen=True)
class Turn:
    """A sentence that turns to another recording, in code points of the view; ``peopled``: it
    says of somebody that he is on it.
    """

    span: Span
    peopled: bool


class Turns:
    """The turns of an article, in order."""

    def __init__(self, turns: Sequence[Turn]) -> None:
        self._turns = turns

    def last_before(self, at: int) -> Turn | None:
        """The last turn that is over at a place of the view."""
        count = bisect.bisect_right(self._turns, at, key=lambda turn: turn.span.end)
        return self._turns[count - 1] if count else None

    def is_between(self, first: int, then: int) -> bool:
        """Whether the news turned to another recording between two places."""
        turn = self.last_before(then)
        return turn is not None and turn.span.start > first


def find_turns(found: Sequence[Found], paragraphs: Sequence[Paragraph]) -> Turns:
    """The sentences that turn to another recording: "A SEPARATE video showed", "It COMES days
    AFTER footage SURFACED". What somebody says of another recording is no turn.
    """
    told = Stretches(joined(piece for f in found for piece in f.draft.content))
    return Turns(list(_turns(told, paragraphs)))


def turns_up(recording: Token) -> bool:
    """Whether a recording is told to have come up, and not as one known: "footage SURFACED"."""
    if any(child.lower_ in KNOWN for child in recording.children):
        return False
    own = [recording.head] if recording.dep_ in ("nsubj", "nsubjpass") else []
    own += [child for child in recording.rights if child.dep_ in ("acl", "relcl")]
    return any(verb.lemma_ in TURNING_UP for verb in own)


def _turns(told: Stretches, paragraphs: Sequence[Paragraph]) -> Iterator[Turn]:
    for paragraph in paragraphs:
        for sentence in paragraph.doc.sents:
            recordings = [t for t in sentence if t.pos_ == "NOUN" and t.lemma_ in recording_nouns()]
            spans = ((t, paragraph.span(t, t)) for t in recordings)
            if any(_is_another(t) for t, span in spans if told.around(span) is None):
                span = paragraph.span(sentence[0], sentence[-1])
                yield Turn(span, any(map(_is_somebody, sentence)))


def _is_another(recording: Token) -> bool:
    before = {child.lower_ for child in recording.lefts}
    if before & APART:
        return True
    new = turns_up(recording) or bool(before & INDEFINITE)
    return new and _comes_after(recording.sent, recording)


def _comes_after(sentence: Sentence, recording: Token) -> bool:
    """Whether a sentence says that it all "comes after" what holds a word, or "follows" it."""
    verb = sentence.root
    if verb.lemma_ == "follow":
        return any(c.dep_ == "dobj" and c.i <= recording.i for c in verb.children)
    after = (t for t in sentence if t.lower_ == "after" and verb.i < t.i < recording.i)
    return verb.lemma_ == "come" and any(verb in t.ancestors for t in after)


def _is_somebody(word: Token) -> bool:
    """Whether a word is somebody who is new to the page, or named: "a young Norda GUNNER"."""
    if word.ent_type_ == "PERSON":
        return True
    if word.tag_ != "NN" or kind_of_noun(word) != "person":
        return False
    return any(t.lower_ in INDEFINITE for t in word.doc[max(word.i - NEAR, 0) : word.i])
