"""Whether words were said at another time or place than the words of the same speaker before.

Who is heard in an interview or on a recording is heard there still in the next sentence, until
the text names a day, another listener or another place to speak.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from firsthand.annotation.drafts import Draft
from firsthand.annotation.hands import carrier_nouns
from firsthand.annotation.spans import holds
from firsthand.types import Spans
from firsthand.words import CALENDAR

if TYPE_CHECKING:
    from spacy.tokens import Token

AGAIN = frozenset(("the", "this", "that", "same"))
# Besides what carries words, where somebody may speak or write.
PLACES_TO_SPEAK = frozenset(
    """
    address briefing conference debate filing forum gathering hearing lawsuit lecture meeting post
    rally session speech summit testimony tweet
    """.split()
)


def days_in(words: Iterable[Token]) -> frozenset[str]:
    """The days and months that words name."""
    return frozenset(word.text for word in words if word.text in CALENDAR)


def is_elsewhere(draft: Draft, *, besides: Spans = (), days: frozenset[str] = frozenset()) -> bool:
    """Whether the words around the content name a day, another listener or another place to
    speak: "said ON FRIDAY", "told THE BOARD", "wrote IN A LETTER"; "in THE interview" is the same.
    ``besides`` are words of another, which tell nothing of where it was said, and ``days`` those
    on which the occasion itself was.
    """
    cue = draft.cue_token
    if cue is None:
        return False
    told = (c for c in cue.children if cue.lemma_ == "tell" and c.dep_ in ("dobj", "dative"))
    if any(listener.pos_ in ("NOUN", "PROPN") for listener in told):
        return True
    inside = (*draft.content, *besides)
    outside = [t for t in cue.sent if not holds(inside, (draft.paragraph.span(t, t),))]
    return any(
        (t.text in CALENDAR and not (t.text in days and _is_when_it_was_said(t, cue)))
        or _is_another_place(t)
        for t in outside
    )


def _is_when_it_was_said(day: Token, cue: Token) -> bool:
    """Whether a day is when it was said: "ON MONDAY she said"; "resigned ON MONDAY, saying"."""
    verb = next((above for above in day.ancestors if above.pos_ in ("AUX", "VERB")), None)
    return verb == cue and cue.tag_ != "VBG"


def _is_another_place(word: Token) -> bool:
    noun = str(word.lemma_).lower()
    if word.dep_ not in ("pobj", "dobj") or noun not in PLACES_TO_SPEAK | carrier_nouns().keys():
        return False
    return not any(child.lower_ in AGAIN for child in word.children)
