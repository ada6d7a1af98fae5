"""A text as the tagger reads it: word pieces with their looks, and windows over them."""

from __future__ import annotations

import bisect
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

from firsthand.annotation.quotations import Quotation
from firsthand.annotation.readable import sayable, without_lost_names
from firsthand.annotation.spans import Stretches
from firsthand.types import BodyView, Span

Numbers = NDArray[np.int64]

FIRST, BREAK = 101, 102  # [CLS], [SEP]: before a window, after a paragraph
CUT = 0.25  # of a window, which two share where a paragraph is cut between them
LOOKS = 8  # lower, Title, CAPITALS, other; each outside or inside a quotation
QUOTED = 4  # what is added to the look of a piece inside a quotation


@dataclass(frozen=True, slots=True)
class Pieces:
    """The word pieces of a body view in order; after each paragraph one ``BREAK``.

    ``starts`` and ``ends`` are code points of the view, ``words`` numbers the words that
    the pieces are parts of, ``looks`` says how a piece's word is written (see ``LOOKS``).
    """

    ids: Numbers
    looks: Numbers
    starts: Numbers
    ends: Numbers
    words: Numbers

    def __len__(self) -> int:
        return len(self.ids)

    @property
    def breaks(self) -> list[int]:
        """Where the pieces are that end a paragraph."""
        return [int(n) for n in np.flatnonzero(self.ids == BREAK)]


def read_pieces(view: BodyView, quotations: Sequence[Quotation], tokenizer: Tokenizer) -> Pieces:
    """Cut the view's paragraphs into word pieces; ``quotations`` are those of the view."""
    paragraphs = [p for p in view.paragraphs if p.of(view.text).strip()]
    encodings = tokenizer.encode_batch(
        [_sayable(p.of(view.text)) for p in paragraphs], add_special_tokens=False
    )
    quoted = Stretches(piece for q in quotations if q.depth == 0 for piece in q.pieces)
    rows: list[tuple[int, int, int, int, int]] = []
    word = 0
    for paragraph, encoding in zip(paragraphs, encodings, strict=True):
        rows += _rows(view.text, paragraph, encoding, quoted, word)
        word = rows[-1][4] + 1 if rows else 0
        rows.append((BREAK, 0, paragraph.end, paragraph.end, word))
        word += 1
    table = np.array(rows, dtype=np.int64).reshape(-1, 5)
    return Pieces(*(np.ascontiguousarray(column) for column in table.T))


def _rows(
    text: str, paragraph: Span, encoding: Any, quoted: Stretches, word: int
) -> Iterator[tuple[int, int, int, int, int]]:
    base = paragraph.start
    last, look = -1, 0
    for piece, number, (start, end) in zip(
        encoding.ids, encoding.word_ids, encoding.offsets, strict=True
    ):
        if start == end:
            continue
        if number != last:
            last = number
            word += 1
            first, after = encoding.word_to_chars(number)
            look = _look(text[base + first : base + after])
            if quoted.overlapping(Span(base + start, base + end)):
                look += QUOTED
        yield piece, look, base + start, base + end, word


def _look(word: str) -> int:
    if not word[:1].isalpha():
        return 3
    if not word[0].isupper():
        return 0
    return 2 if len(word) > 1 and word.isupper() else 1


def _sayable(words: str) -> str:
    """The words without a carrier whose name is lost, and without half a surrogate pair, which
    no tokeniser takes; of equal length.
    """
    return sayable(without_lost_names(words))


def windows(
    breaks: Sequence[int], length: int, *, most: int, context: int
) -> list[tuple[int, int]]:
    """Windows over ``length`` pieces, each of at most ``most``, of whole paragraphs if it can.

    A window begins with up to ``context`` pieces of the one before: whole paragraphs too,
    where they are short enough. A paragraph that is longer than a window is cut into ones that
    share ``CUT`` of their size, or ``context`` if more. Every piece is in one window or more.
    """
    ends = sorted({*(b + 1 for b in breaks), length})
    found: list[tuple[int, int]] = []
    start = done = 0
    while done < length:
        fitting = bisect.bisect_right(ends, start + most)
        end = ends[fitting - 1] if fitting and ends[fitting - 1] > done else start + most
        end = min(end, length)
        found.append((start, end))
        done = end
        back = bisect.bisect_left(ends, done - context)
        start = ends[back] if back < len(ends) and ends[back] < done else done
        if done not in ends:  # inside a long paragraph
            start = done - max(context, int(CUT * most))
    return found


def owners(cut: Sequence[tuple[int, int]], length: int) -> Numbers:
    """For each piece the number of the window that sees most on both of its sides."""
    best = np.full(length, -1, dtype=np.int64)
    owner = np.zeros(length, dtype=np.int64)
    for number, (start, end) in enumerate(cut):
        places = np.arange(start, end)
        left = places - start if start else np.full(end - start, length)
        right = end - 1 - places if end < length else np.full(end - start, length)
        room = np.minimum(left, right)
        better = room > best[start:end]
        best[start:end][better] = room[better]
        owner[start:end][better] = number
    return owner
