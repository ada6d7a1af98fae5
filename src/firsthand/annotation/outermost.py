"""The tagger's attributions as drafts, with the words of the parse that head them."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from typing import TYPE_CHECKING

from firsthand.annotation.drafts import Draft
from firsthand.annotation.parsing import Paragraph, paragraph_at
from firsthand.annotation.tagger import Tagged
from firsthand.types import Span, Spans

if TYPE_CHECKING:
    from spacy.tokens import Token


VERBS = frozenset(("VERB",))
NAMES = frozenset(("NOUN", "PROPN", "PRON"))


def outermost(tagged: Sequence[Tagged], paragraphs: Sequence[Paragraph]) -> list[Draft]:
    """What the tagger found, in the order it found it; one whose cue no paragraph holds is out."""
    return list(_drafts(tagged, paragraphs))


def _drafts(tagged: Sequence[Tagged], paragraphs: Sequence[Paragraph]) -> Iterator[Draft]:
    for one in tagged:
        paragraph = paragraph_at(paragraphs, one.cue[0].start)
        if paragraph is None:
            continue
        cue = _head(paragraph, one.cue[0], kinds=VERBS)
        source = [_as_a_phrase(span, paragraphs, cue) for span in one.source]
        beside = paragraph_at(paragraphs, source[0].start) if source else None
        yield Draft(
            source=tuple(source),
            cue=_without_it(one.cue, paragraph),
            content=one.content,
            paragraph=paragraph,
            cue_token=cue,
            # A source in another paragraph has no place in the parse of the cue's.
            source_token=_head(paragraph, source[0], kinds=NAMES) if beside is paragraph else None,
        )


def _as_a_phrase(span: Span, paragraphs: Sequence[Paragraph], cue: Token | None) -> Span:
    """The source without the "by" before it and without words of another sentence than the
    cue's, with the article that the tagger tore off, and with the noun where it gives the
    article alone.
    """
    paragraph = paragraph_at(paragraphs, span.start)
    words = paragraph.tokens_under(span) if paragraph is not None else []
    if paragraph is None or not words:
        return span
    if cue is not None and words[0].sent != words[-1].sent:
        words = [t for t in words if t.sent == cue.sent and not t.is_punct] or words
        span = paragraph.token_span(words)
    if len(words) > 1 and words[0].pos_ == "ADP":
        words = words[1:]
    first, last = words[0], words[-1]
    if (
        len(words) == 1
        and first.pos_ == "DET"
        and first.head.pos_ in NAMES
        and first.head.i > first.i
    ):
        last = first.head
    before = paragraph.doc[first.i - 1] if first.i else None
    if before is not None and before.pos_ == "DET" and before.head in words:
        first = before
    return Span(paragraph.start + first.idx, max(span.end, paragraph.start + last.idx + len(last)))


def _without_it(cue: Spans, paragraph: Paragraph) -> Spans:
    """The cue without an "it" that means nothing, which PolNeAR marks at times: "It IS ALLEGED"."""
    words = paragraph.tokens_under(cue[0])
    if len(words) < 2 or words[0].lower_ != "it" or words[1].pos_ not in ("AUX", "VERB"):
        return cue
    return (Span(paragraph.start + words[1].idx, cue[0].end), *cue[1:])


def _head(paragraph: Paragraph, span: Span, *, kinds: Collection[str]) -> Token | None:
    """The word of a span that governs its others; of several, where the parse tears the span
    apart, the first of the word classes ``kinds``.
    """
    words = paragraph.tokens_under(span)
    inside = {token.i for token in words}
    tops = [t for t in words if (t.head.i not in inside or t.head.i == t.i) and not t.is_punct]
    return next((t for t in tops if t.pos_ in kinds), tops[0] if tops else None)
