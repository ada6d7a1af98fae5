"""Quotation marks decide where they are unambiguous: who says most of a quotation says it all.

The tagger sees words one by one and may lose the thread at the border of a quotation or
within a long one. Marks say where a speaker's words begin and end, over paragraphs and over
furniture.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Callable, Iterable, Sequence

from firsthand.annotation.quotations import Quotation
from firsthand.annotation.spans import Stretches, joined, length, shared
from firsthand.annotation.tagger import Tagged
from firsthand.types import Span, Spans

MOST_OF_IT = 0.5
SOME_OF_IT = 0.25  # enough where nobody else is given any of it
WORD = re.compile(r"\w")
WORDS = re.compile(r"\w+(?:['’]\w+)?")
CRUMB = 1  # words
JOINING = re.compile(r"(?<=\w)[,;]?\s+(?:and|but|while)[\s,]*$")
COMMAS = ",; \t\r\n\u00a0"
# Not after "Mr.", "Sen.", "U.S." and initials.
SENTENCE_END = re.compile(
    r"(?<=[a-z]{3})(?<!Capt)(?<!Corp)(?<!Prof)(?<!Supt)[.!?]['’\"”]?\s+(?=[A-Z“‘\"'])"
)
TAIL = 3  # words behind a quoted sentence that the tagger may have run on into
CLOSED = re.compile(r"[.,?!…–—-]['’\"”»]+$")
LEADS = re.compile(r":\s*$")
PASSIVE = re.compile(r"(?:(?:has|had|have|is|was) )?(?:is|was|been|being)\b", re.IGNORECASE)
OPENING_MARKS = "\"'“‘„«»"
NARRATION = re.compile(r"[.!?]\s+\w[^.!?]*\s[^.!?]*\s[^.!?]*[.!?]\s*$")
SENTENCE = 3  # words; a shorter quotation may be a term that many use
EDGES = ' \t\r\n\u00a0,;:.!?"“”„«»()[]–—-'


def with_whole_quotations(
    tagged: Sequence[Tagged], quotations: Sequence[Quotation], text: str
) -> list[Tagged]:
    """The attributions with each outermost quotation given whole to who says most of it.

    What another is given of it by less than that is taken from him, and a source or cue
    outside a quotation does not reach into it.
    """
    outer = [q for q in quotations if not q.depth]
    content = [one.content for one in tagged]
    touching = _touching_contents(tagged)
    for quotation in outer:
        # A cue inside the quotation is another's story: its content stays as it is.
        told = [n for n in touching(quotation) if not _is_inside(tagged[n].cue, quotation)]
        shares = {n: shared(content[n], quotation.pieces) for n in told}
        best = max(shares, key=shares.__getitem__, default=None)
        least = SOME_OF_IT if len(shares) == 1 else MOST_OF_IT
        if best is None or shares[best] < least * length(quotation.pieces):
            continue
        content[best] = _with(content[best], quotation, text)
        if len(_words(quotation, text)) < SENTENCE:
            continue
        for n in shares:
            if n != best:
                content[n] = _without(content[n], quotation.pieces)
    pieces = Stretches(piece for quotation in outer for piece in quotation.pieces)
    found = [
        dataclasses.replace(
            one,
            source=_named(_outside(one.source, one.cue, pieces, text), one.cue, text),
            cue=tuple(_trimmed(span, text) for span in one.cue),
            content=_without_crumbs(spans, text),
        )
        for one, spans in zip(tagged, content, strict=True)
    ]
    return [_until_narration(one, text) for one in found if one.content]


def _touching_contents(tagged: Sequence[Tagged]) -> Callable[[Quotation], list[int]]:
    """For a quotation the numbers of the attributions whose content meets it, in order."""
    number = {span: n for n, one in enumerate(tagged) for span in one.content}
    spans = Stretches(number)

    def touching(quotation: Quotation) -> list[int]:
        met = (span for piece in quotation.pieces for span in spans.overlapping(piece))
        return sorted({number[span] for span in met})

    return touching


def _named(source: Spans, cue: Spans, text: str) -> Spans:
    """The source, or none: "it" in "it was claimed" is nobody."""
    impersonal = [span.of(text).lower() for span in source] in (["it"], ["there"])
    passive = any(PASSIVE.match(text, span.start, span.end) for span in cue)
    return () if impersonal and passive else source


def _without_crumbs(content: Spans, text: str) -> Spans:
    """The content without stretches of one word or none, unless it is nothing else.

    Of "“I ran,” the keeper said" the article is no part of what was said.
    """
    sizes = [len(WORDS.findall(span.of(text))) for span in content]
    least = min(CRUMB + 1, max(sizes, default=0))
    return tuple(
        _without_commas(span, text)
        for span, size in zip(content, sizes, strict=True)
        if size and (size >= least or span.of(text)[:1] in OPENING_MARKS)
    )


def _until_narration(one: Tagged, text: str) -> Tagged:
    """The attribution without what follows a whole sentence of narration.

    "“It held,” said Reis. Katz shook his head. “It did not.”" may go on with Katz.
    """
    kept = [one.content[0]]
    for span in one.content[1:]:
        own = [
            s for s in (*one.source, *one.cue) if kept[-1].end <= s.start and s.end <= span.start
        ]
        start = max((s.end for s in own), default=kept[-1].end)
        between = text[start : span.start]
        if NARRATION.search(between):
            break
        kept.append(span)
    return dataclasses.replace(one, content=tuple(kept))


def _is_inside(cue: Spans, quotation: Quotation) -> bool:
    return any(piece.covers(span) for piece in quotation.pieces for span in cue)


def _with(content: Spans, quotation: Quotation, text: str) -> Spans:
    """The content with the whole quotation, without what only leads to it or away from it.

    "The keeper told us how it began: “…”" says the quotation; a word behind "…,”" is the
    speaker's or the cue's.
    """
    around = _without(content, quotation.pieces)
    closed = CLOSED.search(text, quotation.start, quotation.end)
    whole = text[quotation.start : quotation.end].lstrip(OPENING_MARKS)[:1].isupper()
    kept = [
        span
        for span in around
        if not (span.end <= quotation.start and LEADS.search(text, span.start, quotation.start))
        and not (
            closed
            and quotation.end <= span.start <= quotation.end + 1
            and len(WORDS.findall(span.of(text))) <= (TAIL if whole else CRUMB)
        )
    ]
    return joined(_touching((*kept, *quotation.pieces), text))


def _without_commas(span: Span, text: str) -> Span:
    words = span.of(text)
    start = span.start + len(words) - len(words.lstrip(COMMAS))
    joining = JOINING.search(words)  # leads on to something else
    end = joining.start() if joining else len(words)
    return Span(start, max(span.start + len(words[:end].rstrip(COMMAS)), start))


def _touching(spans: Iterable[Span], text: str) -> list[Span]:
    """The spans in order, those with nothing but blanks between them as one."""
    found: list[Span] = []
    for span in sorted(spans):
        between = text[found[-1].end : span.start] if found else "."
        if between.isspace() and "\n" not in between:
            found[-1] = Span(found[-1].start, max(found[-1].end, span.end))
        else:
            found.append(span)
    return found


def _words(quotation: Quotation, text: str) -> list[str]:
    return [word for piece in quotation.pieces for word in piece.of(text).split()]


def _outside(source: Spans, cue: Spans, pieces: Stretches, text: str) -> Spans:
    """The source cut where a quotation begins or ends that does not hold the cue too."""
    if not source:
        return ()
    (first, *more) = source
    first = _in_one_sentence(first, cue, text)
    for piece in pieces.overlapping(first):
        if not piece.covers(first) and not any(piece.overlaps(span) for span in cue):
            first = next(iter(_cut(first, piece)), first)
    kept = _trimmed(first, text)
    return (kept, *more) if WORD.search(text, kept.start, kept.end) else tuple(more)


def _in_one_sentence(span: Span, cue: Spans, text: str) -> Span:
    """Of a source that runs over the end of a sentence, the part next to the cue."""
    ends = list(SENTENCE_END.finditer(text, span.start, span.end))
    for end in reversed(ends):
        if cue and cue[0].start >= span.end:
            return Span(end.end(), span.end)
        span = Span(span.start, end.start())
    return span


def _trimmed(span: Span, text: str) -> Span:
    """The span without blanks and punctuation at its edges, unless it is nothing else."""
    words = span.of(text)
    if not WORD.search(words):
        return span
    start = span.start + len(words) - len(words.lstrip(EDGES))
    end = start + len(words.strip(EDGES))
    # "the works (Odra)", "Inc.": what opened inside closes inside, and a stop may be a word's
    return Span(start, _with_its_end(span, end, text))


def _with_its_end(span: Span, end: int, text: str) -> int:
    rest = text[end : span.end]
    words = text[span.start : end]
    if rest[:1] == ")" and words.count("(") > words.count(")"):
        return end + 1
    if rest[:1] == "." and re.search(r"\b(?:[A-Z]|Inc|Jr|Sr|Co|Corp|Ltd|St|etc|al)$", words):
        return end + 1
    return end


def _without(spans: Spans, pieces: Iterable[Span]) -> Spans:
    kept = list(spans)
    for piece in pieces:
        cut = [_cut(span, piece) if span.overlaps(piece) else [span] for span in kept]
        kept = [span for parts in cut for span in parts]
    return tuple(kept)


def _cut(span: Span, piece: Span) -> list[Span]:
    """What of a span stands before a piece that it meets, and behind it."""
    sides = ((span.start, piece.start), (piece.end, span.end))
    return [Span(start, end) for start, end in sides if start < end]
