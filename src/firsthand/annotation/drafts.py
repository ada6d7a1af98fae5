"""A found attribution before it becomes a value: spans of the body view and tokens."""

from __future__ import annotations

import bisect
import dataclasses
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from firsthand.annotation.parsing import Paragraph
from firsthand.types import Span, Spans

if TYPE_CHECKING:
    from spacy.tokens import Token

LEADING_CARRIER = re.compile(r"as (?:\w+ )?(?:reported|noted|quoted) (?:by|in) [^,]*, ")
# "PORT AVERIL, Nov 3 (Reuters) - At least …"
DATELINE = re.compile(r"[A-Z][A-Z.' ]{2,40}(?:, [\w. ]{2,30})?(?: ?\([^)]{2,30}\))? ?[-–—]+ ")
LOST_CARRIER = re.compile(r",\s+(reports|reported|writes|wrote|according to)\s*[.]?\s*$")
LATE_CARRIER = re.compile(
    r",\s+as (?:(?:\w+ )?(?:reported|noted|quoted) (?:by|in) [^,]*"
    r"|[^,]{2,60} (?:first |originally |previously )?(?:reported|noted|wrote))\s*[.]?\s*$"
)
EDGES = " \t\r\n\u00a0,;"


@dataclass(frozen=True, slots=True)
class Draft:
    """One "who said what" in code points of the body view.

    ``paragraph`` is where the cue stands; ``cue_token`` its head, None for a bare colon;
    ``source_token`` the head of the source, None where nobody is stated.
    """

    source: Spans
    cue: Spans
    content: Spans
    paragraph: Paragraph
    cue_token: Token | None = None
    source_token: Token | None = None
    inside_quotation: bool = False

    @property
    def start(self) -> int:
        return self.content[0].start

    def tokens(self, spans: Spans) -> list[Token]:
        """The words of the cue's paragraph that share a code point with the spans."""
        return [token for span in spans for token in self.paragraph.tokens_under(span)]


def reading_order(content: Spans) -> tuple[int, int]:
    """Where a content stands: by its beginning, an outer one before what it holds."""
    return content[0].start, -content[-1].end


class Neighbours:
    """Which drafts meet in a paragraph: only those can hold or govern one another.

    Long pages have thousands of drafts; comparing each with each would take minutes.
    """

    def __init__(self, drafts: Iterable[Draft]) -> None:
        self._here: dict[int, list[Draft]] = {}
        drafts = list(drafts)
        starts = sorted({draft.paragraph.start for draft in drafts})
        for draft in drafts:
            touched = {draft.paragraph.start}
            for span in draft.content:
                first = max(bisect.bisect_right(starts, span.start) - 1, 0)
                last = bisect.bisect_left(starts, span.end)
                touched.update(starts[first:last])
            for start in touched:
                self._here.setdefault(start, []).append(draft)

    def of(self, draft: Draft) -> list[Draft]:
        """The drafts whose cue or content touches the paragraph of the draft's cue."""
        return self._here.get(draft.paragraph.start, [])


def runs(paragraph: Paragraph, tokens: Iterable[Token], text: str) -> Spans:
    """The contiguous stretches of the view that ``tokens`` fill, without blank edges.

    A run of nothing but punctuation is left out.
    """
    spans: list[Span] = []
    group: list[Token] = []
    for token in sorted(set(tokens), key=lambda token: token.i):
        if group and token.i != group[-1].i + 1:
            spans += _trimmed(paragraph, group, text)
            group = []
        group.append(token)
    return (*spans, *_trimmed(paragraph, group, text))


def _trimmed(paragraph: Paragraph, group: Sequence[Token], text: str) -> Spans:
    while group and group[-1].dep_ == "cc":  # "and" leads on to something else
        group = group[:-1]
    if not any(token.is_alpha or token.like_num for token in group):
        return ()
    span = paragraph.token_span(group)
    words = span.of(text)
    start = span.start + len(words) - len(words.lstrip(EDGES))
    return (Span(start, start + len(words.strip(EDGES))),)


def without_carriers(draft: Draft, text: str) -> Draft:
    """The draft without dateline and carrier phrases at the edges of its content.

    "…, as reported by the Courier, that the gate held": the words begin at "that". "…,
    reports.": the name of the carrier is lost, and the verb is no part of the words.
    """
    first, last = draft.content[0], draft.content[-1]
    lead = LEADING_CARRIER.match(text, first.start, first.end)
    if first.start == draft.paragraph.start:
        lead = DATELINE.match(text, first.start, first.end) or lead
    words = last.of(text)
    tail = LOST_CARRIER.search(words) or LATE_CARRIER.search(words)
    content = list(draft.content)
    if lead and lead.end() < first.end:
        content[0] = Span(lead.end(), first.end)
    if tail and content[-1].start < last.start + tail.start():
        content[-1] = Span(content[-1].start, last.start + tail.start())
    return dataclasses.replace(draft, content=tuple(content))
