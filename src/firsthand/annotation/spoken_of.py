"""Who is asked, named, expected or only seems so is spoken of and does not speak.

The tagger learnt it but now and then takes the subject of a passive for the speaker. Here words
alone decide, for the layer that is read without a parse; `implied` asks the parse.
"""

from __future__ import annotations

import dataclasses
import re

from firsthand.annotation.tagger import Tagged
from firsthand.types import Span, Spans

BE = r"(?:was|were|is|are|been|being|be)"
HELPERS = r"(?:(?:had|has|have|can|could|will|would|may|might|must|should|to)\s+)*"
ADVERBS = (
    r"(?:(?:\w+ly|not|also|now|often|once|then|again|so|far|long|still|more|never|to be|being)\s+)*"
)
# Verbs whose object is somebody spoken to: what they are asked or told is not about them.
TOLD = r"(?:accused|advised|asked|pressed|questioned|quizzed|reminded|told|urged|warned)"
# Verbs whose object is what is said or thought: it begins what is said ("THE GATE is expected
# to hold"). Not what one is oneself: convinced, worried, determined.
SAID_OF = (
    r"(?:alleged|announced|believed|billed|blamed|called|charged|cited|condemned|confirmed"
    r"|considered|credited|criticised|criticized|declared|deemed|denounced|described|dubbed"
    r"|estimated|expected|forecast|hailed|hoped|known|labeled|labelled|mentioned|named|nominated"
    r"|perceived|portrayed|praised|predicted|projected|regarded|rejected|released|reported"
    r"|revealed|rumored|rumoured|said|seen|shown|slated|supposed|suspected|thought|understood"
    r"|viewed)"
)
WITHIN = re.compile(rf"{HELPERS}(?:not\s+)?{BE}\s+{ADVERBS}(?:{TOLD}|{SAID_OF})\b", re.IGNORECASE)
BARE = re.compile(rf"(?:\w+ly\s+)?(?:{TOLD}|{SAID_OF})\b", re.IGNORECASE)
OPENERS = r"(?:after being|if|once|when|while)"
BEFORE = re.compile(rf"\b(?:{BE}\s+{ADVERBS}|{OPENERS}\s+)$", re.IGNORECASE)
SPOKEN_TO = re.compile(rf"\b{TOLD}\b", re.IGNORECASE)
SEEMS = re.compile(r"(?:\w+\s+){0,2}(?:seem|appear)(?:s|ed|ing)?(?:\s+to(?: be| have been)?)?$")
TO_WHOM = re.compile(r"\s+to\b")
DOER = re.compile(r"\bby\s+$", re.IGNORECASE)
LOOK_BACK = 60  # code points before a cue in which its helpers stand
NEXT_TO = 30  # and between it and what it is said of


def without_who_is_spoken_of(one: Tagged, text: str) -> Tagged:
    """The attribution without a source that only undergoes its cue: nobody is stated then.

    "Reis was asked whether it leaks", "Katz, when asked about it, …", "the gate is expected to
    hold", "the keeper seemed tired". What is said of something begins with it, as PolNeAR
    marks it. Who "appeared to suggest" it suggests it, and who asks stands behind a "by".
    """
    if not one.source or one.source[0].start > one.cue[0].start:
        return one
    if _is_seeming(one, text):
        return dataclasses.replace(one, source=(), content=_beginning(one, text))
    if not _undergoes(one.source[0], one.cue[0], text):
        return one
    told = SPOKEN_TO.search(text, one.cue[0].start, one.cue[0].end)
    return dataclasses.replace(
        one, source=(), content=one.content if told else _beginning(one, text)
    )


def _is_seeming(one: Tagged, text: str) -> bool:
    """Whether the cue says no more than that it looks so, and not to whom."""
    seems = SEEMS.fullmatch(text, one.cue[0].start, one.cue[-1].end)
    return seems is not None and not TO_WHOM.match(text, one.source[-1].end, one.cue[0].start)


def _undergoes(source: Span, cue: Span, text: str) -> bool:
    """Whether the cue is a passive, and the source before it is not who does it."""
    if DOER.search(text, max(source.start - LOOK_BACK, 0), source.start):
        return False
    if WITHIN.match(text, cue.start, cue.end):
        return True
    helped = BEFORE.search(text, max(cue.start - LOOK_BACK, 0), cue.start)
    return helped is not None and BARE.match(text, cue.start, cue.end) is not None


def _beginning(one: Tagged, text: str) -> Spans:
    """The content with what it is said of, where that stands just before the cue."""
    source = one.source[0]
    if one.cue[0].start - source.end > NEXT_TO or any(s.overlaps(source) for s in one.content):
        return one.content
    return tuple(sorted((source, *one.content)))
