"""Whether words of two articles are the same words, copied."""

from __future__ import annotations

import bisect
from collections.abc import Sequence
from dataclasses import dataclass

from firsthand.types import Article, Copy, Passage, Span, Spans
from firsthand.words import WORD

ENOUGH = 0.5  # of the words of the shorter of two statements


@dataclass(frozen=True, slots=True)
class SameWords:
    """A passage in which both stand, and the share of the shorter one's words that are one."""

    copy: Copy
    passage: Passage
    share: float


class CopiedWords:
    """The copies among articles, for asking about spans.

    A question costs the passages that the two articles share and the words of the two
    statements, whatever the number of articles.
    """

    def __init__(self, articles: Sequence[Article], copies: Sequence[Copy]) -> None:
        self._texts = {article.id: article.text for article in articles}
        self._copies = {(copy.a, copy.b): copy for copy in copies}
        self._pairs: dict[tuple[str, str, int], _Pairs] = {}

    def between(self, a: str, of_a: Spans, b: str, of_b: Spans) -> SameWords | None:
        """The passage in which spans of article ``a`` and of ``b`` are the same words.

        None: they are not, or too few of them: half the words of the shorter one must stand
        in one passage and answer to words of the other one by one. Which article is named
        first does not matter.
        """
        if a > b:
            return self.between(b, of_b, a, of_a)
        copy = self._copies.get((a, b))
        if copy is None:
            return None
        found = [SameWords(copy, p, self._share(copy, n, of_a, of_b)) for n, p in _numbered(copy)]
        best = max(found, key=lambda same: same.share)
        return best if best.share >= ENOUGH else None

    def _share(self, copy: Copy, number: int, of_a: Spans, of_b: Spans) -> float:
        passage = copy.shared[number]
        if not (_meet(passage.a, of_a) and _meet(passage.b, of_b)):
            return 0.0
        text_a, text_b = self._texts[copy.a], self._texts[copy.b]
        key = (copy.a, copy.b, number)
        if key not in self._pairs:
            self._pairs[key] = _Pairs.of(passage, text_a, text_b)
        fewest = min(len(_starts(text_a, of_a)), len(_starts(text_b, of_b)))
        return self._pairs[key].count(of_a, of_b) / fewest if fewest else 0.0


@dataclass(frozen=True, slots=True)
class _Pairs:
    """Where the words of a passage that are the same begin, on the one page and the other."""

    a: list[int]
    b: list[int]

    @classmethod
    def of(cls, passage: Passage, text_a: str, text_b: str) -> _Pairs:
        a = _without(_starts(text_a, passage.a), [change.a for change in passage.changes])
        b = _without(_starts(text_b, passage.b), [change.b for change in passage.changes])
        return cls(a, b)

    def count(self, of_a: Spans, of_b: Spans) -> int:
        """How many of them both sets of spans open."""
        inside = (
            place
            for span in of_a
            for place in range(
                bisect.bisect_left(self.a, span.start), bisect.bisect_left(self.a, span.end)
            )
        )
        return sum(any(s.start <= self.b[place] < s.end for s in of_b) for place in inside)


def _numbered(copy: Copy) -> Sequence[tuple[int, Passage]]:
    return list(enumerate(copy.shared))


def _starts(text: str, spans: Spans) -> list[int]:
    return [span.start + word.start() for span in spans for word in WORD.finditer(span.of(text))]


def _without(starts: list[int], changed: Sequence[Span]) -> list[int]:
    """Both are in reading order; so is what is left."""
    kept: list[int] = []
    number = 0
    for start in starts:
        while number < len(changed) and changed[number].end <= start:
            number += 1
        if number == len(changed) or start < changed[number].start:
            kept.append(start)
    return kept


def _meet(one: Spans, other: Spans) -> bool:
    return any(a.overlaps(b) for a in one for b in other)
