"""Sets of spans: which meet, which hold others, how much they share."""

from __future__ import annotations

import bisect
from collections.abc import Iterable, Sequence

from firsthand.types import Attribution, Span, Spans


class Stretches:
    """Spans in order that do not overlap one another, asked quickly which meet another span."""

    def __init__(self, spans: Iterable[Span]) -> None:
        self._spans = sorted(spans)

    def overlapping(self, span: Span) -> list[Span]:
        """Those that share a code point with ``span``, in order."""
        end = bisect.bisect_left(self._spans, span.end, key=lambda s: s.start)
        start = end
        while start and self._spans[start - 1].end > span.start:
            start -= 1
        return self._spans[start:end]

    def around(self, span: Span) -> Span | None:
        """The one that ``span`` lies wholly inside, or None."""
        return next((s for s in self.overlapping(span) if s.covers(span)), None)


def holds(outer: Spans, inner: Spans) -> bool:
    """Whether each of the inner spans lies in one of the outer."""
    return bool(inner) and all(any(o.covers(i) for o in outer) for i in inner)


def joined(spans: Iterable[Span]) -> Spans:
    """The spans in order, overlapping ones as one."""
    found: list[Span] = []
    for span in sorted(spans):
        if found and span.start <= found[-1].end:
            found[-1] = Span(found[-1].start, max(found[-1].end, span.end))
        else:
            found.append(span)
    return tuple(found)


def length(spans: Iterable[Span]) -> int:
    """How many code points the spans have together."""
    return sum(span.end - span.start for span in spans)


def shared(ours: Iterable[Span], theirs: Sequence[Span]) -> int:
    """How many code points two sets of spans have in common; neither overlaps itself."""
    return sum(max(0, min(a.end, b.end) - max(a.start, b.start)) for a in ours for b in theirs)


def innermost(span: Span, attributions: Sequence[Attribution]) -> str | None:
    """The id of the smallest statement that holds a stretch of the article; None: none does."""
    around = [a for a in attributions if any(piece.covers(span) for piece in a.content)]
    smallest = min(around, key=lambda a: length(a.content), default=None)
    return smallest.id if smallest else None
