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
from firsthand.annotation.tagger.decoding import ROLES, TAGS, Chances
from firsthand.annotation.tagger.pieces import FIRST, Pieces, read_pieces

Json = dict[str, Any]
Numbers = NDArray[np.int64]

FAR = 254  # pieces on each side of a cue that can be in one window with it


@dataclass(frozen=True, slots=True)
class Anchor:
    """Where a cue begins, and the roles of the pieces ``low`` and on: chances [t, ROLES]."""

    at: int
    low: int
    roles: Chances

    @property
    def high(self) -> int:
        return self.low + len(self.roles)


@dataclass(frozen=True, slots=True)
class Lesson:
    """An article cut into pieces with what is to be said of them.

    ``tags`` are chances [n, TAGS]; where people have said it, of one tag it is 1.
    """

    pieces: Pieces
    anchors: tuple[Anchor, ...]
    tags: Chances


@dataclass(frozen=True, slots=True)
class Batch:
    """Windows padded to one length. Anchors: which window, which place, roles of its pieces.

    Where there is nothing to learn, the chances are all 0.
    """

    ids: Numbers
    looks: Numbers
    there: Chances
    tags: Chances
    anchor_windows: Numbers
    anchor_places: Numbers
    roles: Chances


def lesson(article: Json, tokenizer: Tokenizer) -> Lesson:
    """An article as PolNeAR's JSON lines have it."""
    read = firsthand.read(text=article["text"], id=article["id"], as_body=True)
    assert read.body.text == article["text"], "blocks have to hold the text as it is"
    pieces = read_pieces(read.body, find_quotations(read.body), tokenizer)
    anchors = []
    tags = np.zeros(len(pieces), dtype=np.int64)
    for told in article["attributions"]:
        parts = {role: _under(told[role], pieces) for role in ROLES[1:]}
        if not len(parts["cue"]) or not len(parts["content"]):
            continue
        anchors.append(_anchor(parts, len(pieces)))
        for role, numbers in parts.items():
            for start, end in _stretches(numbers):
                tags[start] = TAGS.index(f"B-{role}")
                tags[start + 1 : end] = TAGS.index(f"I-{role}")
    return Lesson(pieces, tuple(anchors), _sure(tags, len(TAGS)))


def _anchor(parts: dict[str, Numbers], length: int) -> Anchor:
    at = int(parts["cue"][0])
    low, high = max(at - FAR, 0), min(at + FAR, length)
    roles = np.zeros(length, dtype=np.int64)
    for role, numbers in parts.items():
        roles[numbers] = ROLES.index(role)
    return Anchor(at, low, _sure(roles[low:high], len(ROLES)))


def _sure(chosen: Numbers, of: int) -> Chances:
    return np.asarray(np.eye(of, dtype=np.float32)[chosen])


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
    tags = np.zeros((*shape, len(TAGS)), dtype=np.float32)
    found: list[tuple[int, int]] = []
    roles: list[Chances] = []
    for n, (one, start, end) in enumerate(windows):
        size = end - start + 1
        ids[n, 0], ids[n, 1:size] = FIRST, one.pieces.ids[start:end]
        looks[n, 1:size] = one.pieces.looks[start:end]
        there[n, :size] = 1.0
        tags[n, 1:size] = one.tags[start:end]
        for anchor in one.anchors:
            if start <= anchor.at < end:
                found.append((n, anchor.at - start + 1))
                roles.append(_within(anchor, start, end, length))
    places = np.array(found, dtype=np.int64).reshape(-1, 2)
    empty = np.zeros((0, length, len(ROLES)), dtype=np.float32)
    return Batch(
        ids, looks, there, tags, places[:, 0], places[:, 1], np.stack(roles) if roles else empty
    )


def _within(anchor: Anchor, start: int, end: int, length: int) -> Chances:
    """The roles that an anchor gives to the places of a window."""
    low, high = max(anchor.low, start), min(anchor.high, end)
    roles = np.zeros((length, len(ROLES)), dtype=np.float32)
    roles[low - start + 1 : high - start + 1] = anchor.roles[low - anchor.low : high - anchor.low]
    return roles


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
