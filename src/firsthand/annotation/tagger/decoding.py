"""What the network's probabilities say: which words are whose cue, source and content."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from firsthand.annotation.tagger.pieces import BREAK, Pieces
from firsthand.annotation.tagger.tagged import Tagged
from firsthand.types import Span, Spans

Chances = NDArray[np.float32]

TAGS = ("O", "B-source", "I-source", "B-cue", "I-cue", "B-content", "I-content")
BEGINS_CUE = TAGS.index("B-cue")
ROLES = ("none", "source", "cue", "content")
SOURCE, CUE, CONTENT = 1, 2, 3

CUE_ABOVE = 0.45  # a piece begins a cue if its chance is over this; chosen on hold
LEAST_KEPT = 0.5  # of a content claimed by other cues too
HOLE = 1  # words; so few that belong to nothing are no pause in a content


@dataclass(frozen=True, slots=True)
class Anchored:
    """What the network says about one cue: roles of the pieces ``low`` and on.

    ``roles`` has a row for each piece of the window, a column for each of ``ROLES``.
    """

    anchor: int
    certainty: float
    low: int
    roles: Chances


@dataclass(frozen=True, slots=True)
class _Reading:
    """The roles of one anchor's window: chances by word, and the likeliest."""

    one: Anchored
    chances: Chances
    best: NDArray[np.int64]

    @property
    def window(self) -> slice:
        return slice(self.one.low, self.one.low + len(self.best))


def decode(anchored: Sequence[Anchored], pieces: Pieces) -> list[Tagged]:
    """The attributions, in the order of their cues.

    What two cues claim for their content belongs to the one that claims it more surely; a
    cue that loses more than half of its content so is no attribution.
    """
    readings = [_reading(one, pieces) for one in anchored]
    owner = _owners(readings, len(pieces))
    found = (
        _tagged(reading, pieces, mine=owner[reading.window] == n)
        for n, reading in enumerate(readings)
    )
    return sorted((t for t in found if t is not None), key=lambda t: (t.cue[0], t.content[0]))


def _reading(one: Anchored, pieces: Pieces) -> _Reading:
    window = slice(one.low, one.low + len(one.roles))
    chances = by_word(one.roles, pieces.words[window])
    chances[pieces.ids[window] == BREAK, 1:] = 0.0
    best = chances.argmax(axis=1)
    _fill_holes(best, pieces.words[window], ends=pieces.ids[window] == BREAK)
    return _Reading(one, chances, best)


def _fill_holes(
    best: NDArray[np.int64], words: NDArray[np.int64], *, ends: NDArray[np.bool_]
) -> None:
    """Give a word between two stretches of a content to it ("many [ships] are leaving")."""
    for (_, start), (end, _) in itertools.pairwise(_runs(best == CONTENT)):
        hole = best[start:end]
        if words[end - 1] - words[start] >= HOLE or ends[start:end].any() or CUE in hole:
            continue
        if SOURCE in hole and (hole == SOURCE).sum() == (best == SOURCE).sum():
            continue
        hole[:] = CONTENT


def _owners(readings: Sequence[_Reading], length: int) -> NDArray[np.int64]:
    """For each piece the number of the reading that takes it most surely for content.

    A stretch that the same readings claim goes to one of them as a whole.
    """
    claims = [
        (reading, n, reading.one.low + start, reading.one.low + end)
        for n, reading in enumerate(readings)
        for start, end in _runs(reading.best == CONTENT)
    ]
    cuts = np.unique([0, length, *(cut for *_, start, end in claims for cut in (start, end))])
    surest = np.zeros(len(cuts) - 1, dtype=np.float32)
    owner = np.full(len(cuts) - 1, -1, dtype=np.int64)
    for reading, n, start, end in claims:
        stretches = slice(*np.searchsorted(cuts, (start, end)))
        chances = reading.chances[start - reading.one.low : end - reading.one.low, CONTENT]
        claimed = np.add.reduceat(chances, cuts[stretches] - start)
        surer = claimed > surest[stretches]
        surest[stretches][surer] = claimed[surer]
        owner[stretches][surer] = n
    return np.repeat(owner, np.diff(cuts))


def _tagged(reading: _Reading, pieces: Pieces, *, mine: NDArray[np.bool_]) -> Tagged | None:
    best, low = reading.best, reading.one.low
    claimed = best == CONTENT
    if not claimed.any() or (claimed & mine).sum() < LEAST_KEPT * claimed.sum():
        return None
    at = reading.one.anchor - low
    cue = next((run for run in _runs(best == CUE) if run[0] <= at < run[1]), (at, at + 1))
    sources = sorted(
        _runs(best == SOURCE),
        key=lambda run: -float(reading.chances[run[0] : run[1], SOURCE].sum()),
    )
    return Tagged(
        source=_spans(sources[:1], low, pieces),
        cue=_spans([cue], low, pieces),
        content=_spans(list(_runs(claimed & mine)), low, pieces),
        certainty=reading.one.certainty,
    )


def by_word(chances: Chances, words: NDArray[np.int64]) -> Chances:
    """The chances with every piece of a word given the mean of the word: borders are words'."""
    _, number, size = np.unique(words, return_inverse=True, return_counts=True)
    total = np.zeros((len(size), chances.shape[1]), dtype=np.float32)
    np.add.at(total, number, chances)
    return np.asarray((total / size[:, None])[number], dtype=np.float32)


def _runs(chosen: NDArray[np.bool_]) -> Iterator[tuple[int, int]]:
    """The unbroken runs of chosen pieces; the end of a paragraph is never chosen."""
    edges = np.flatnonzero(np.diff(np.concatenate([[0], chosen.astype(np.int8), [0]])))
    for start, end in zip(edges[::2], edges[1::2], strict=True):
        yield int(start), int(end)


def _spans(runs: Sequence[tuple[int, int]], low: int, pieces: Pieces) -> Spans:
    return tuple(
        Span(int(pieces.starts[low + start]), int(pieces.ends[low + end - 1]))
        for start, end in runs
    )
