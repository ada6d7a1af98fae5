"""An interview goes on: what its speaker says next was said there too.

"In an interview with Radio Norda, Reis blamed the pump. “It was old,” she said." The second
sentence names nobody, and its words went through the same hands. It goes on until somebody
else is quoted, the text names another day or another place to speak, or it turns to another
recording; who answers speaks on it.
Where it names who passes the words on ("she said, as noted in a report from the Courier"), that
is a hand after those of the interview.
"""

from __future__ import annotations

import bisect
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from firsthand.annotation.attributions import Found
from firsthand.annotation.carriers import asked_or_on_air
from firsthand.annotation.drafts import Draft
from firsthand.annotation.elsewhere import AGAIN, days_in, is_elsewhere
from firsthand.annotation.hands import Hand, what_carries
from firsthand.annotation.parsing import Paragraph
from firsthand.annotation.sources import SUBJECTS
from firsthand.annotation.turns import Turns
from firsthand.annotation.writings import OWN
from firsthand.types import Span, Speaker

if TYPE_CHECKING:
    from spacy.tokens import Token

OCCASIONS = frozenset(("interview", "broadcast"))
PIECES = frozenset("column commentary editorial essay op-ed".split())  # that somebody writes
CONTINUING = frozenset(("continue", "go"))  # "she WENT on"
WRITING = frozenset(("publish", "write"))
HE_OR_SHE = frozenset(("he", "she"))
ANSWERING = frozenset(("answer", "reply", "respond"))
WHOSE = frozenset((*SUBJECTS, "nsubjpass"))
FARTHEST = 3  # paragraphs on
NEXT = 1  # paragraph on, for what another medium passes on


@dataclass
class _Occasion:
    """Who was asked or on air, through whose hands, the paragraph it was last heard in, and the
    days on which the sentence that opened it says that it was.
    """

    speaker: str
    hands: list[Hand]
    paragraph: int
    days: frozenset[str] = frozenset()


def held(
    found: Sequence[Found],
    speakers: Mapping[str, Speaker],
    hands: Mapping[str, list[Hand]],
    elsewhere: frozenset[str],
    paragraphs: Sequence[Paragraph],
    quoted: Sequence[Span],
    turns: Turns,
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
    last = 0
    for f in found:
        identity, speaker = f.attribution.id, speakers.get(f.attribution.id)
        if f.attribution.nested_in is not None or speaker is None:
            continue
        if turns.is_between(last, f.draft.start):
            going, told = None, None
        last = f.draft.start
        at = bisect.bisect_right(starts, f.draft.start) - 1
        own = [hand for hand in hands[identity] if _asks(hand, f.draft)]
        near = paragraphs[max(at - 1, 0) : at + 1]
        if identity not in elsewhere and _is_passed_on(f, hands[identity]):
            opened, days = _opened_before(f.draft, speaker, near, quoted, text)
            before = _Occasion(speaker.id, opened, at, days) if opened else going
            going = _passed_on(before, f.draft, speaker, at, hands[identity])
            if going is not None:
                result[identity] = going.hands
            told = (speaker.id, [*result.get(identity, ()), *hands[identity]], at)
            continue
        if hands[identity]:
            papers[speaker.id, _paper(f.draft, again=False)] = hands[identity]
        if hands[identity] or identity in elsewhere:
            cue = f.draft.cue_token
            days = days_in(cue.sent if cue is not None else ())
            going = _Occasion(speaker.id, own, at, days) if own else None
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
        opened, days = _opened_before(f.draft, speaker, near, quoted, text)
        if opened:
            going = _Occasion(speaker.id, opened, at, days)
        if going is None or not _goes_on(going, f.draft, speaker, at):
            same = going is not None and going.speaker == speaker.id
            if same or f.attribution.kind != "indirect":
                going = None  # what is told of others in between ends nothing
            continue
        going = _Occasion(speaker.id, going.hands, at, going.days)
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
    return heard and at - going.paragraph <= FARTHEST and not is_elsewhere(draft, days=going.days)


def _is_passed_on(found: Found, hands: Sequence[Hand]) -> bool:
    """Whether a sentence says of a quotation no more than who tells of it, behind a pronoun: "“It
    leaks,” SHE said, as noted in a report from the Courier". Where she said it may stand before.
    """
    source, cue = found.draft.source_token, found.draft.cue_token
    if source is None or cue is None or source.lower_ not in HE_OR_SHE or cue.lemma_ in WRITING:
        return False
    after = found.draft.cue[-1].start
    tells = [hand.action == hand.evidence == "report" and hand.span.start > after for hand in hands]
    return found.attribution.kind == "direct" and bool(tells) and all(tells)


def _passed_on(
    going: _Occasion | None, draft: Draft, speaker: Speaker, at: int, hands: Sequence[Hand]
) -> _Occasion | None:
    """The interview that goes on in words which another medium passes on, if it has been heard in
    this paragraph or the one before, and nothing but that medium stands between.
    """
    if going is None or going.speaker != speaker.id or at - going.paragraph > NEXT:
        return None
    if is_elsewhere(draft, besides=tuple(hand.span for hand in hands)):
        return None
    return _Occasion(speaker.id, going.hands, at)


def _opened_before(
    draft: Draft,
    speaker: Speaker,
    paragraphs: Sequence[Paragraph],
    quoted: Sequence[Span],
    text: str,
) -> tuple[list[Hand], frozenset[str]]:
    """The hands of an interview that the sentence before the words tells of, and the days that it
    names, where it is the speaker's: "REIS was asked about it IN AN INTERVIEW WITH RADIO NORDA.
    “It leaks,” she said."
    """
    for paragraph in reversed(paragraphs):
        before = [s for s in paragraph.doc.sents if paragraph.start + s.end_char <= draft.start]
        if before:
            sentence = before[-1]
            doer = next((c for c in sentence.root.children if c.dep_ in WHOSE), None)
            captions = sentence.root.tag_ == "VBZ"  # "Reis gestures during an interview with …"
            if doer is None or captions or not _is(doer, speaker, draft):
                break
            whole = paragraph.span(sentence[0], sentence[-1])
            return asked_or_on_air(paragraph, whole, quoted, text), days_in(sentence)
    return [], frozenset()


def _is(doer: Token, speaker: Speaker, draft: Draft) -> bool:
    """Whether a subject means the speaker: by a word of his name, or by the same pronoun."""
    if doer.pos_ == "PROPN":
        return doer.text in (speaker.name or "").split()
    source = draft.source_token
    return doer.lower_ in HE_OR_SHE and source is not None and source.lower_ == doer.lower_
