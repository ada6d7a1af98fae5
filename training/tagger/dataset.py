"""Articles with gold attributions as windows of numbers that the network learns from."""

from __future__ import annotations

import itertools
import random
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

import firsthand
from firsthand.annotation.quotations import find_quotations
from firsthand.annotation.tagger.decoding import ROLES, TAGS
from firsthand.annotation.tagger.pieces import FIRST, Pieces, read_pieces

Json = dict[str, Any]
Numbers = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Gold:
    """One attribution in pieces: where its cue begins, and which pieces play which role."""

    anchor: int
    source: Numbers
    cue: Numbers
    content: Numbers

    def parts(self) -> tuple[tuple[str, Numbers], ...]:
        return (("source", self.source), ("cue", self.cue), ("content", self.content))


@dataclass(frozen=True, slots=True)
class Lesson:
    """An article cut into pieces, with its gold attributions and the tags they make."""

    id: str
    pieces: Pieces
    gold: tuple[Gold, ...]
    tags: Numbers


@dataclass(frozen=True, slots=True)
class Batch:
    """Windows padded to one length. Anchors: which window, which place, roles of its pieces."""

    ids: Numbers
    looks: Numbers
    there: NDArray[np.float32]
    tags: Numbers  # -100 where there is nothing to learn
    anchor_windows: Numbers
    anchor_places: Numbers
    roles: Numbers


def lesson(article: Json, tokenizer: Tokenizer) -> Lesson:
    """An article as PolNeAR's JSON lines have it."""
    read = firsthand.read(text=article["text"], id=article["id"], as_body=True)
    assert read.body.text == article["text"], "blocks have to hold the text as it is"
    pieces = read_pieces(read.body, find_quotations(read.body), tokenizer)
    gold = []
    tags = np.zeros(len(pieces), dtype=np.int64)
    for told in article["attributions"]:
        source, cue, content = (_under(told[role], pieces) for role in ("source", "cue", "content"))
        if not len(cue) or not len(content):
            continue
        one = Gold(int(cue[0]), source, cue, content)
        gold.append(one)
        for role, numbers in one.parts():
            for start, end in _stretches(numbers):
                tags[start] = TAGS.index(f"B-{role}")
                tags[start + 1 : end] = TAGS.index(f"I-{role}")
    return Lesson(article["id"], pieces, tuple(gold), tags)


def _under(spans: Sequence[Sequence[int]], pieces: Pieces) -> Numbers:
    """The pieces that share a code point with the spans; not the ends of paragraphs."""
    under = np.zeros(len(pieces), dtype=bool)
    for start, end in spans:
        under |= (pieces.starts < end) & (pieces.ends > start)
    return np.flatnonzero(under & (pieces.starts < pieces.ends))


def _stretches(numbers: Numbers) -> list[tuple[int, int]]:
    if not len(numbers):
        return []
    cuts = np.flatnonzero(np.diff(numbers) > 1) + 1
    return [(int(part[0]), int(part[-1]) + 1) for part in np.split(numbers, cuts)]


def cuts(pieces: Pieces, most: int, lot: random.Random) -> list[tuple[int, int]]:
    """Windows without overlap whose borders differ from epoch to epoch: the first is short."""
    ends = [0, *(b + 1 for b in pieces.breaks)]
    if ends[-1] != len(pieces):
        ends.append(len(pieces))
    found, start, room = [], 0, lot.randint(most // 4, most)
    for before, end in itertools.pairwise(ends):
        if end - start > room and before > start:
            found.append((start, before))
            start, room = before, most
        while end - start > most:
            found.append((start, start + most))
            start += most
    if start < len(pieces):
        found.append((start, len(pieces)))
    return found


def batch(windows: Sequence[tuple[Lesson, int, int]]) -> Batch:
    length = max(end - start for _, start, end in windows) + 1
    shape = (len(windows), length)
    ids = np.zeros(shape, dtype=np.int64)
    looks = np.zeros(shape, dtype=np.int64)
    there = np.zeros(shape, dtype=np.float32)
    tags = np.full(shape, -100, dtype=np.int64)
    anchors: list[tuple[int, int, Numbers]] = []
    for n, (one, start, end) in enumerate(windows):
        size = end - start + 1
        ids[n, 0], ids[n, 1:size] = FIRST, one.pieces.ids[start:end]
        looks[n, 1:size] = one.pieces.looks[start:end]
        there[n, :size] = 1.0
        tags[n, 1:size] = one.tags[start:end]
        for gold in one.gold:
            if start <= gold.anchor < end:
                roles = np.full(length, -100, dtype=np.int64)
                roles[1:size] = 0
                for role, numbers in gold.parts():
                    inside = numbers[(numbers >= start) & (numbers < end)]
                    roles[inside - start + 1] = ROLES.index(role)
                anchors.append((n, gold.anchor - start + 1, roles))
    return Batch(
        ids, looks, there, tags,
        np.array([a[0] for a in anchors], dtype=np.int64),
        np.array([a[1] for a in anchors], dtype=np.int64),
        np.array([a[2] for a in anchors], dtype=np.int64).reshape(-1, length),
    )  # fmt: skip


def batches(
    lessons: Sequence[Lesson], *, most: int, pieces: int, lot: random.Random
) -> list[list[tuple[Lesson, int, int]]]:
    """The windows of an epoch in batches of about so many pieces, like lengths together."""
    found = [(one, *cut) for one in lessons for cut in cuts(one.pieces, most, lot)]
    found.sort(key=lambda w: (w[2] - w[1]) // 24 + lot.random())
    made: list[list[tuple[Lesson, int, int]]] = []
    size = 0
    for window in found:
        length = window[2] - window[1]
        if not made or size + length > pieces:
            made.append([])
            size = 0
        made[-1].append(window)
        size += length
    lot.shuffle(made)
    return made
