"""Which lines of a plain text are the site and not the journalism, of what kind, and why.

A trained model (``training/labeller.py``) over ``lines``: a logistic regression on hashed
words gives each line a score; boosted trees weigh that score, the scores of its neighbours
and the looks of the line. It gives a certainty from 0 to 1 and never deletes. It was
trained on news pages in English, mostly; in other languages it has the looks alone.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from firsthand.cleaning.draft import EVEN
from firsthand.cleaning.furniture import Label
from firsthand.cleaning.text.lines import (
    AROUND,
    LOOKS,
    Line,
    hints,
    is_common,
    line_of,
    looks,
    place_of,
    surroundings,
)
from firsthand.cleaning.text.reasons import in_words

SHIPPED = Path(__file__).with_name("labeller.npz")
KINDS = (
    *("newsletter", "related", "tags", "vote", "campaign", "account", "comments"),
    *("source-footer", "section", "caption", "share", "credit", "dateline", "byline", "notice"),
)
KIND_BUCKETS = 1 << 13
LEAST_FOR_A_KIND = 0.4  # a kind that is less likely is not told
SCORES = ("hint", "hint-2", "hint-1", "hint+1", "hint+2", "hints_around")
COLUMNS = (*LOOKS, *SCORES)
TELLING = 0.5  # weight of a word that is shown as a reason
NO_LINE = -9.0  # the score of a line beyond the top or the foot of the page

Array = NDArray[Any]


@dataclass(frozen=True, slots=True)
class Trees:
    """Boosted trees, all nodes in a row; a leaf is its own child."""

    look: Array  # the column that a node asks
    most: Array  # up to this, inclusive, it goes left
    left: Array
    right: Array
    value: Array  # of a leaf: its vote; of another node: the mean of the votes below
    roots: Array
    bias: float


@dataclass(frozen=True, slots=True)
class Model:
    """What is learnt. ``kind_weights`` has a row for each of ``KINDS``."""

    hint_weights: Array
    hint_bias: float
    trees: Trees
    kind_weights: Array
    kind_bias: Array


@dataclass(frozen=True, slots=True)
class Guess:
    """What the model says of a line: how sure it is furniture (0 to 1), its kind, why."""

    certainty: float
    kind: str | None
    reasons: tuple[str, ...]


def guess(
    texts: Sequence[str], rules: Sequence[Label | None], *, model: Model | None = None
) -> list[Guess]:
    """What each line of a page is; ``rules`` is what the table of phrasings says of each.

    ``model`` is another than the shipped one.
    """
    if not texts:
        return []
    model = model or shipped()
    lines = [line_of(text, rule) for text, rule in zip(texts, rules, strict=True)]
    hinted = [hints(line) for line in lines]
    rows = with_scores(np.array(looks(lines)), np.array([_score(model, h) for h in hinted]))
    return [
        _guess(model, line, hint, row, certainty)
        for line, hint, row, certainty in zip(
            lines, hinted, rows, _likely(vote(model.trees, rows)), strict=True
        )
    ]


def _guess(
    model: Model, line: Line, hinted: Mapping[int, str], row: Array, certainty: float
) -> Guess:
    """The guess; kind and reasons only where a line is more likely furniture than not."""
    if certainty <= EVEN:
        return Guess(certainty, None, ())
    kind = _kind(model, hinted, row.tolist())
    return Guess(certainty, kind, _reasons(model, line, row))


def with_scores(rows: Array, scores: Array) -> Array:
    """The looks of a page's lines with their own scores and those around, as ``COLUMNS``."""
    edge = np.full(2, NO_LINE)
    padded = np.concatenate([edge, scores, edge])
    count = len(scores)
    beside = [padded[2 + step : 2 + step + count] for step in (-2, -1, 1, 2)]
    around = [_mean_around(scores, i) for i in range(count)]
    return np.column_stack([rows, scores, *beside, around])


def vote(trees: Trees, rows: Array) -> Array:
    """The sum of the trees' votes for each row."""
    *_, (_, leaves) = _walk(trees, rows)
    votes: Array = trees.value[leaves].sum(axis=1) + trees.bias
    return votes


def parts(trees: Trees, row: Array) -> Array:
    """How much each column had a part in the vote for one row.

    Source: the change of a node's mean along the path (Saabas 2014).
    """
    shares = np.zeros(len(COLUMNS))
    for at, below in _walk(trees, row[None, :]):
        np.add.at(shares, trees.look[at[0]], (trees.value[below] - trees.value[at])[0])
    return shares


def _walk(trees: Trees, rows: Array) -> Iterator[tuple[Array, Array]]:
    """The nodes where each row stands in each tree, and those below, down to the leaves."""
    at = np.broadcast_to(trees.roots, (len(rows), len(trees.roots)))
    line = np.arange(len(rows))[:, None]
    while True:
        goes_left = rows[line, trees.look[at]] <= trees.most[at]
        below = np.where(goes_left, trees.left[at], trees.right[at])
        yield at, below
        if (below == at).all():
            return
        at = below


def save(model: Model, path: Path) -> None:
    trees = {f"trees_{name}": getattr(model.trees, name) for name in Trees.__slots__}
    rest = {name: getattr(model, name) for name in Model.__slots__ if name != "trees"}
    np.savez_compressed(path, **trees, **rest)


def load(path: Path) -> Model:
    with path.open("rb") as file:
        arrays = dict(np.load(file))
    trees = Trees(**{name: arrays[f"trees_{name}"] for name in Trees.__slots__})
    rest = {name: arrays[name] for name in Model.__slots__ if name != "trees"}
    return Model(trees=trees, **rest)


@cache
def shipped() -> Model:
    """The model that is part of the package."""
    return load(SHIPPED)


# ----------------------------------------------------------------- scoring


def _score(model: Model, hinted: Mapping[int, str]) -> float:
    if not hinted:
        return float(model.hint_bias)
    weights = model.hint_weights[list(hinted)].astype(np.float64)
    return float(weights.sum() / math.sqrt(len(hinted)) + model.hint_bias)


def _mean_around(scores: Array, i: int) -> float:
    around = np.concatenate([scores[max(0, i - AROUND) : i], scores[i + 1 : i + 1 + AROUND]])
    return float(around.mean()) if len(around) else NO_LINE


def _likely(votes: Array) -> list[float]:
    likely: list[float] = (1 / (1 + np.exp(-votes))).tolist()
    return likely


def _kind(model: Model, hinted: Mapping[int, str], row: Sequence[float]) -> str | None:
    places = kind_places(hinted, row)
    scores = model.kind_weights[:, places].astype(np.float64).sum(axis=1) / math.sqrt(len(places))
    raised = np.exp(scores + model.kind_bias - (scores + model.kind_bias).max())
    best = int(raised.argmax())
    sure = raised[best] / raised.sum() >= LEAST_FOR_A_KIND
    return KINDS[best] if sure and KINDS[best] != "notice" else None


def kind_places(hinted: Iterable[int], row: Sequence[float] | None) -> list[int]:
    """The places that tell a kind: of the line's hints, and of where it stands if known."""
    around = () if row is None else surroundings(row)
    places = {*hinted, *map(place_of, around)}
    return [place % KIND_BUCKETS for place in sorted(places)]


def _reasons(model: Model, line: Line, row: Array) -> tuple[str, ...]:
    looked = dict(zip(COLUMNS, row.tolist(), strict=True))
    spoke = dict(zip(COLUMNS, parts(model.trees, row).tolist(), strict=True))
    return in_words(looked, spoke, _weighty(model, line))


def _weighty(model: Model, line: Line) -> list[str]:
    """The words of a line that speak for furniture by themselves, the weightiest first."""
    weights = {word: float(model.hint_weights[place_of(word)]) for word in line.lower}
    telling = [w for w in weights if weights[w] > TELLING and not is_common(w)]
    return sorted(telling, key=lambda word: -weights[word])
