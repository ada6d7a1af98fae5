"""Who asked those who answer in a poll: "27 percent of those surveyed said", where the page has
named before whose poll it is.
"""

from __future__ import annotations

import bisect
import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from firsthand.annotation.attributions import Found
from firsthand.annotation.authors import author_of
from firsthand.annotation.hands import Hand
from firsthand.annotation.parsing import Paragraph
from firsthand.types import Span

if TYPE_CHECKING:
    from spacy.tokens import Token

POLLS = frozenset(("poll", "survey"))
ASKED = frozenset(("asked", "polled", "questioned", "surveyed"))
SHARES = frozenset("% cent half majority minority percent plurality quarter third".split())
NUMBER = "(?:one|two|three|four|five|six|seven|eight|nine|ten|[0-9]+)"
ONE_IN_FIVE = re.compile(rf"\b{NUMBER} (?:in|out of) (?:every )?{NUMBER}\b")
NEAR = 2  # paragraphs back, where the page has polls of several, or the source only a share


class _Poll(NamedTuple):
    at: int
    name: str
    span: Span


def polled(found: Sequence[Found], paragraphs: Sequence[Paragraph]) -> dict[str, list[Hand]]:
    """The hand of who polled the people that a source is a share of, by the attribution's id.

    Only a named one whose poll stands before the words: the one of the page where the source says
    that they were asked, else the only one near by. Nothing where "polled BY" says it itself.
    """
    asked = [f for f in found if f.attribution.nested_in is None and _is_a_share(f)]
    polls = _polls(paragraphs) if asked else []
    starts = [paragraph.start for paragraph in paragraphs]
    result: dict[str, list[Hand]] = {}
    for f in asked:
        before = [poll for poll in polls if poll.at < f.draft.start]
        here = bisect.bisect_right(starts, f.draft.start)
        near = [p for p in before if here - bisect.bisect_right(starts, p.at) <= NEAR]
        far = _were_asked(f) and len({poll.name for poll in before}) == 1
        meant = before if far else near
        if len({poll.name for poll in meant}) == 1:
            poll = meant[-1]
            result[f.attribution.id] = [Hand(poll.name, True, "report", "report", poll.span)]
    return result


def _is_a_share(found: Found) -> bool:
    """Whether a source is a share of people, or those who were asked: "27 percent of men", "58%",
    "a majority of voters"; "the Senate majority leader" and "the third candidate" are neither.
    """
    head = found.draft.source_token
    words = found.draft.tokens(found.draft.source)
    if head is None or any(token.dep_ == "agent" for token in words):
        return False
    of = any(child.lower_ == "of" for child in head.children)
    whose = any(token.tag_ in ("POS", "PRP$") for token in words)  # "half of HIS cabinet"
    share = head.lower_ in SHARES and (of or head.lower_ in ("%", "cent", "percent")) and not whose
    share = share or ONE_IN_FIVE.search(" ".join(t.lower_ for t in words)) is not None
    return share or _were_asked(found)


def _were_asked(found: Found) -> bool:
    """ "THOSE SURVEYED", "27 percent of THOSE POLLED", "most RESPONDENTS"."""
    words = found.draft.tokens(found.draft.source)
    those = (t for t in words if t.lower_ == "those" or t.tag_ == "NNS")
    asked = any(child.lower_ in ASKED for t in those for child in t.children)
    return asked or any(token.lower_ == "respondents" for token in words)


def _polls(paragraphs: Sequence[Paragraph]) -> list[_Poll]:
    """The polls whose maker a page names, in reading order."""
    found = []
    for paragraph in paragraphs:
        for token in paragraph.doc:
            maker = author_of(token) if _is_a_poll(token) else None
            if maker is not None and maker[1]:
                at = paragraph.start + token.idx
                found.append(_Poll(at, maker[0], Span(at, at + len(token))))
    return found


def _is_a_poll(token: Token) -> bool:
    return token.pos_ in ("NOUN", "PROPN") and token.lemma_.lower() in POLLS
