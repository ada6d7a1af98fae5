"""An interview goes on: what its speaker says next was said there too.

"In an interview with Radio Norda, Reis blamed the pump. “It was old,” she said." The second
sentence names nobody, and its words went through the same hands. It goes on until somebody
else is quoted, or the text names another day or another place to speak; who answers speaks on it.
"""

from __future__ import annotations

import bisect
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from firsthand.annotation.attributions import Found
from firsthand.annotation.carriers import asked_or_on_air
from firsthand.annotation.drafts import Draft
from firsthand.annotation.elsewhere import AGAIN, is_elsewhere
from firsthand.annotation.hands import Hand, what_carries
from firsthand.annotation.parsing import Paragraph
from firsthand.annotation.sources import SUBJECTS
from firsthand.annotation.writings import OWN
from firsthand.types import Span, Speaker

if TYPE_CHECKING:
    from spacy.tokens import Token

OCCASIONS = frozenset(("interview", "broadcast"))
PIECES = frozenset("column commentary editorial essay op-ed".split())  # that somebody writes
CONTINUING = frozenset(("continue", "go"))  # "she WENT on"
ANSWERING = frozenset(("answer", "reply", "respond"))
WHOSE = frozenset((*SUBJECTS, "nsubjpass"))
FARTHEST = 3  # paragraphs on


@dataclass
class _Occasion:
    """Who was asked or on air, through whose hands, and the paragraph it was last heard in."""

    speaker: str
    hands: list[Hand]
    paragraph: int


def held(
    found: Sequence[Found],
    speakers: Mapping[str, Speaker],
    hands: Mapping[str, list[Hand]],
    elsewhere: frozenset[str],
    paragraphs: Sequence[Paragraph],
    quoted: Sequence[Span],
    text: str,
) -> dict[str, list[Hand]]:
    """The hands of the interview that is still going on, by the id of the attribution.

    ``hands`` are those that each sentence names itself; ``elsewhere`` the ids of what was posted
    or heard on a recording.
    """
    starts = [p.start for p in paragraphs]
    going: _Occasion | None = None
    papers: dict[tuple[str, str], list[Hand]] = {}
    told: tuple[str, list[Hand], int] | None = None
    result: dict[str, list[Hand]] = {}
    for f in found:
        identity, speaker = f.attribution.id, speakers.get(f.attribution.id)
        if f.attribution.nested_in is not None or speaker is None:
            continue
        at = bisect.bisect_right(starts, f.draft.start) - 1
        own = [hand for hand in hands[identity] if _asks(hand, f.draft)]
        if hands[identity]:
            papers[speaker.id, _paper(f.draft, again=False)] = hands[identity]
        if hands[identity] or identity in elsewhere:
            going = _Occasion(speaker.id, own, at) if own else None
            told = (speaker.id, hands[identity], at)
            continue
        again = papers.get((speaker.id, _paper(f.draft, again=True)))
        if again:
            result[identity] = again
            continue
        if told and told[0] == speaker.id and _continues(f, at - told[2]):
            result[identity] = told[1]
            told = (speaker.id, told[1], at)
            continue
        told = None
        opened = _opened_before(f.draft, speaker, paragraphs[max(at - 1, 0) : at + 1], quoted, text)
        if opened:
            going = _Occasion(speaker.id, opened, at)
        if going is None or not _goes_on(going, f.draft, speaker, at):
            same = going is not None and going.speaker == speaker.id
            if same or f.attribution.kind != "indirect":
                going = None  # what is told of others in between ends nothing
            continue
        going = _Occasion(speaker.id, going.hands, at)
        result[identity] = going.hands
    return result


def _paper(draft: Draft, *, again: bool) -> str:
    """In what piece for a paper somebody says it ("in an OP-ED for the Courier"); ``again``: in
    one that was told of before ("in THE op-ed"). Nothing where it is in none.
    """
    for word in draft.cue_token.sent if draft.cue_token is not None else ():
        noun = what_carries(word)
        known = any(child.lower_ in (*AGAIN, *OWN) for child in word.children)
        if noun in PIECES and word.dep_ == "pobj" and word.head.lower_ == "in" and known >= again:
            return noun
    return "" if again else "-"


def _continues(found: Found, paragraphs_on: int) -> bool:
    """Whether a quotation right behind what somebody was told goes on with it: "“It leaks,” Reis
    told the Courier. “Nobody cares,” she CONTINUED."
    """
    cue = found.draft.cue_token
    if cue is None or found.attribution.kind != "direct" or is_elsewhere(found.draft):
        return False
    return (cue.lemma_ in CONTINUING and paragraphs_on <= 1) or (
        cue.lemma_ == "add" and paragraphs_on == 0
    )


def _asks(hand: Hand, draft: Draft) -> bool:
    """Whether somebody was asked or on air: "said on Radio Norda", "told the Courier IN AN
    INTERVIEW". Whom he told a thing may have had that alone from him.
    """
    cue = draft.cue_token
    if hand.action in OCCASIONS or cue is None:
        return hand.action in OCCASIONS
    return hand.evidence == "interview" and any(t.lower_ == "interview" for t in cue.sent)


def _goes_on(going: _Occasion, draft: Draft, speaker: Speaker, at: int) -> bool:
    cue = draft.cue_token
    answers = cue is not None and cue.lemma_ in ANSWERING
    heard = speaker.id == going.speaker or answers
    return heard and at - going.paragraph <= FARTHEST and not is_elsewhere(draft)


def _opened_before(
    draft: Draft,
    speaker: Speaker,
    paragraphs: Sequence[Paragraph],
    quoted: Sequence[Span],
    text: str,
) -> list[Hand]:
    """The hands of an interview that the sentence before the words tells of, where it is the
    speaker's: "REIS was asked about it IN AN INTERVIEW WITH RADIO NORDA. “It leaks,” she said."
    """
    for paragraph in reversed(paragraphs):
        before = [s for s in paragraph.doc.sents if paragraph.start + s.end_char <= draft.start]
        if before:
            sentence = before[-1]
            doer = next((c for c in sentence.root.children if c.dep_ in WHOSE), None)
            captions = sentence.root.tag_ == "VBZ"  # "Reis gestures during an interview with …"
            if doer is None or captions or not _is(doer, speaker, draft):
                return []
            whole = paragraph.span(sentence[0], sentence[-1])
            return asked_or_on_air(paragraph, whole, quoted, text)
    return []


def _is(doer: Token, speaker: Speaker, draft: Draft) -> bool:
    """Whether a subject means the speaker: by a word of his name, or by the same pronoun."""
    if doer.pos_ == "PROPN":
        return doer.text in (speaker.name or "").split()
    source = draft.source_token
    return doer.lower_ in ("he", "she") and source is not None and source.lower_ == doer.lower_
