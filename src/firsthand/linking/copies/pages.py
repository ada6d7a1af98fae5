"""The words of an article's body as they are compared: numbers, places, quoted or not."""

from __future__ import annotations

import bisect
import hashlib
import re
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from firsthand import data
from firsthand.types import Article, Span, Spans
from firsthand.words import WORD

Numbers = NDArray[np.uint64]
Places = NDArray[np.int32]

_KNOWN = np.dtype([("number", np.uint64), ("rarity", np.float32)])

# A quotation within a paragraph; one that goes on in the next paragraph has no closing mark.
# A straight mark opens before a word and behind none.
QUOTED = re.compile(r"""(?:[“«„]|"(?<![^\s(\[–—-].)(?=\S))([^“”"«»„\n]{8,1500})(?:[”"»\n]|\Z)""")
# Single marks are apostrophes too: within a word they neither open nor close.
SINGLY_QUOTED = re.compile(r"[‘'](?<!\w.)((?:[^‘'’\n]|(?<=\w)['’](?=\w)){8,1500})['’](?!\w)")


@dataclass(frozen=True, slots=True, eq=False)
class Page:
    """The words of one body in reading order, as arrays of one length.

    ``words`` are numbers that stand for words in lower case, the same in every run;
    ``starts`` and ``ends`` count code points of the article's text; ``quoted`` says which words
    stand between quotation marks; ``rarity`` how much each tells (``data.WordShares``).
    ``stretches`` are those of the text that the body consists of.
    """

    id: str
    words: Numbers
    starts: Places
    ends: Places
    quoted: NDArray[np.bool_]
    rarity: NDArray[np.float32]
    stretches: Spans

    def __len__(self) -> int:
        return len(self.words)

    def spans(self, first: int, after: int) -> Spans:
        """Where words ``first`` to ``after`` stand; apart where furniture was set aside."""
        if first >= after:
            return ()
        start, end = int(self.starts[first]), int(self.ends[after - 1])
        at = bisect.bisect_right(self.stretches, start, key=lambda s: s.start) - 1
        found = []
        for stretch in self.stretches[max(at, 0) :]:
            if stretch.start >= end:
                break
            found.append(Span(max(start, stretch.start), min(end, stretch.end)))
        return tuple(found)

    def span(self, first: int, after: int) -> Span:
        """The same as one span; empty, behind the word before, where there are no words."""
        if first < after:
            return Span(int(self.starts[first]), int(self.ends[after - 1]))
        at = int(self.ends[first - 1]) if first else int(self.starts[0])
        return Span(at, at)

    def within(self, span: Span) -> range:
        """The words that a span of the article opens, even in part."""
        first = int(np.searchsorted(self.ends, span.start, side="right"))
        after = int(np.searchsorted(self.starts, span.end, side="left"))
        return range(first, max(first, after))


class _Known(dict[str, tuple[int, float]]):
    """The number and the rarity of each word that was met."""

    def __missing__(self, word: str) -> tuple[int, float]:
        plain = word.lower()
        digest = hashlib.blake2b(plain.encode("utf-8", "surrogatepass"), digest_size=8).digest()
        self[word] = (int.from_bytes(digest, "little"), data.word_shares().rarity(plain))
        return self[word]


class Reader:
    """Reads pages; it keeps each word's number and rarity, which cost more than finding it."""

    def __init__(self) -> None:
        self._known = _Known()

    def read(self, article: Article) -> Page:
        """The words of the article's body."""
        view = article.read_body()  # not kept: a large run would hold every text twice
        words: list[str] = []
        places: list[tuple[int, int]] = []
        quoted = [s for a in article.attributions if a.kind == "direct" for s in a.content]
        for piece in (s for p in view.paragraphs for s in view.spans(p.start, p.end)):
            quoted += _quoted(piece.of(article.text), piece.start)
            found = list(WORD.finditer(article.text, piece.start, piece.end))
            words += [word[0] for word in found]
            places += [word.span() for word in found]
        known = np.array([self._known[word] for word in words], dtype=_KNOWN)
        where = np.array(places, dtype=np.int32).reshape(-1, 2)
        return Page(
            id=article.id,
            words=np.ascontiguousarray(known["number"]),
            starts=np.ascontiguousarray(where[:, 0]),
            ends=np.ascontiguousarray(where[:, 1]),
            quoted=_inside(where[:, 0], quoted),
            rarity=np.ascontiguousarray(known["rarity"]),
            stretches=view.spans(0, len(view.text)),
        )


def _quoted(text: str, start: int) -> list[Span]:
    return [
        Span(start + found.start(1), start + found.end(1))
        for pattern in (QUOTED, SINGLY_QUOTED)
        for found in pattern.finditer(text)
    ]


def _inside(starts: Places, spans: list[Span]) -> NDArray[np.bool_]:
    inside = np.zeros(len(starts), dtype=np.bool_)
    for span in spans:
        first, after = np.searchsorted(starts, (span.start, span.end))
        inside[first:after] = True
    return inside
