"""What is quoted anew behind the sentence of its cue is a statement of its own.

“It held,” said Ana Reis. “Nobody slept.” has one cue and two statements: another page may
quote either alone, and the two could not both be the same as its. A sentence that the cue only
interrupts (“It held,” she said, “and nobody slept.”) and a quotation over several paragraphs
stay one. The tagger's own layer keeps both as one content, as PolNeAR marks it.
"""

from __future__ import annotations

import dataclasses
import re

from firsthand.annotation.drafts import Draft
from firsthand.types import Span

ENDED = re.compile(r"[.!?…]['’\"”»]*\s*$")
OPENING = re.compile(r"['‘\"“„«`]+[\s\[(…]*(?=\w)")
CLOSED = re.compile(r"[.!?…]['’\"”»]+$")


def each_apart(draft: Draft, text: str) -> list[Draft]:
    """The draft once for each stretch of it that is quoted anew, with its source and cue.

    What begins in the middle of a sentence goes on with the stretch before.
    """
    stretches: list[list[Span]] = [[draft.content[0]]]
    for span in draft.content[1:]:
        if _is_quoted_anew(draft, stretches[-1][-1], span, text):
            stretches.append([span])
        else:
            stretches[-1].append(span)
    if len(stretches) == 1:
        return [draft]
    return [dataclasses.replace(draft, content=tuple(spans)) for spans in stretches]


def _is_quoted_anew(draft: Draft, before: Span, span: Span, text: str) -> bool:
    """Whether a quotation begins a sentence behind the cue's, or behind a quotation that closed."""
    opening = OPENING.match(text, span.start, span.end)
    if opening is None or text[opening.end()].islower():
        return False
    between = text[before.end : span.start]
    if any(before.end <= cue.start < span.start for cue in draft.cue):
        return bool(ENDED.search(between)) or "\n" in between
    return CLOSED.search(before.of(text)) is not None
