"""Which pieces of a page are the text that the extractor took for the article."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from firsthand.cleaning.page.visible import Piece
from firsthand.words import words_of

SHINGLE = 4  # words
FEWEST_SHARED = 0.6  # share of a block's shingles that the extractor must have


def match(pieces: Sequence[Piece], extracted: str) -> tuple[set[int], float]:
    """Which pieces are the extracted text, and the share of its words that they hold.

    A long piece matches by shingles of four words, a short one by being a whole line of
    the extracted text between long ones. The share is 0.0 where nothing was extracted.
    """
    lines = [tuple(words_of(line)) for line in extracted.splitlines()]
    lines = [line for line in lines if line]
    # Across line ends, since a block with line breaks in it comes back as several lines.
    shingles = set(_shingles(tuple(word for line in lines for word in line)))
    keys = [piece.key for piece in pieces]
    body = {i for i, key in enumerate(keys) if _shares(key, shingles)}
    body = _without_repeats(keys, body, Counter(lines))
    body |= _short_ones(keys, body, Counter(lines))
    return body, _share_found(keys, body, lines)


def _shingles(words: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    return (words[i : i + SHINGLE] for i in range(len(words) - SHINGLE + 1))


def _shares(key: tuple[str, ...], shingles: set[tuple[str, ...]]) -> bool:
    if len(key) < SHINGLE:
        return False
    known = sum(shingle in shingles for shingle in _shingles(key))
    return known >= FEWEST_SHARED * (len(key) - SHINGLE + 1)


def _without_repeats(
    keys: Sequence[tuple[str, ...]], body: set[int], lines: Counter[tuple[str, ...]]
) -> set[int]:
    """Of pieces with the same words, as many as extracted, the nearest to the middle."""
    times = Counter(keys[i] for i in body)
    single = sorted(i for i in body if times[keys[i]] == 1) or sorted(body)
    if not single:
        return body
    middle = single[len(single) // 2]
    left = {key: max(lines[key], 1) for key in times}
    kept = set()
    for i in sorted(body, key=lambda i: abs(i - middle)):
        if left[keys[i]] > 0:
            left[keys[i]] -= 1
            kept.add(i)
    return kept


def _short_ones(
    keys: Sequence[tuple[str, ...]], body: set[int], lines: Counter[tuple[str, ...]]
) -> set[int]:
    if not body:
        return {i for i, key in enumerate(keys) if key and len(key) < SHINGLE and lines[key]}
    between = range(min(body), max(body) + 2)
    return {i for i in between if i < len(keys) and len(keys[i]) < SHINGLE and lines[keys[i]]}


def _share_found(
    keys: Sequence[tuple[str, ...]], body: set[int], lines: Sequence[tuple[str, ...]]
) -> float:
    wanted = Counter(word for line in lines for word in line)
    have = Counter(word for i in body for word in keys[i])
    total = wanted.total()
    return (wanted & have).total() / total if total else 0.0
