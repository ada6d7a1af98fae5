"""Train the furniture labeller and write ``src/firsthand/cleaning/text/labeller.npz``.

    python -m training.labeller ../shared/data

Two steps (stacking, Wolpert 1992): a logistic regression on the hashed words of a line, and
gradient-boosted trees on its looks, that score, and the scores of the lines around it. The
trees learn from scores that each page got from a regression fitted without it. A second
regression tells kinds; it learns from our labels, from the table's own hits, and from what
the mark-up of the zyte pages calls its boxes.

Only numbers leave the data: weights of hashed places, thresholds, leaves.
Needs ``pip install -e '.[train]'`` (scikit-learn). Seeds are fixed.
"""

from __future__ import annotations

import argparse
import collections
import dataclasses
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.ensemble import HistGradientBoostingClassifier
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold
from training.labelled_pages import LabelledPage, corpus_pages, read_pages, zyte_pages
from training.marked_pieces import marked_pieces

from firsthand.cleaning import furniture
from firsthand.cleaning.text import labeller
from firsthand.cleaning.text.labeller import KIND_BUCKETS, KINDS, Model, Trees
from firsthand.cleaning.text.lines import BUCKETS, hints, line_of, looks

SEED = 20_26
WEIGHTS = {"zyte": 2.0, "zyte-read": 1.0, "giveme5w1h": 2.0, "polnear": 0.6}
HINT_STRENGTH, KIND_STRENGTH = 10.0, 10.0  # C of the regressions: the inverse of the penalty
INNER_FOLDS = 3
TREES = {
    "max_iter": 400,
    "learning_rate": 0.04,
    "max_leaf_nodes": 24,
    "min_samples_leaf": 15,
    "l2_regularization": 4.0,
    "max_features": 0.3,
    "random_state": SEED,
}
# Of a kind that we read, that a rule tells, that mark-up tells. Chosen, with the strength
# and the hints of place, by cross-validation on our training pages: 86 % right.
READ_WEIGHT, RULE_WEIGHT, MARK_WEIGHT = 3.0, 0.5, 0.3
SURE_RULE = 0.85  # a phrasing so certain tells the kind of a line without a label

Array = Any


@dataclass(frozen=True, slots=True)
class Lines:
    """All lines of some pages, one after the other, as arrays."""

    pages: tuple[LabelledPage, ...]
    looks: Array  # lines × looks
    hints: Array  # lines × buckets, sparse
    furniture: Array  # 1.0, 0.0, or nan where it is not to be counted
    weights: Array
    groups: Array


def lines_of(pages: Sequence[LabelledPage]) -> Lines:
    rows, hinted = [], []
    for page in pages:
        read = [line_of(words, furniture.label(words)) for words in page.lines]
        rows += looks(read)
        hinted += [sorted(hints(line)) for line in read]
    each = [(page, value) for page in pages for value in page.furniture]
    names = {group: i for i, group in enumerate(dict.fromkeys(p.group for p in pages))}
    return Lines(
        tuple(pages),
        np.array(rows),
        sparse(hinted, BUCKETS),
        np.array([np.nan if value is None else float(value) for _, value in each]),
        np.array([WEIGHTS[page.source] for page, _ in each]),
        np.array([names[page.group] for page, _ in each]),
    )


def sparse(hinted: Sequence[Sequence[int]], buckets: int) -> Array:
    """One row a line: its hints, together as long as 1."""
    columns = np.array([place % buckets for places in hinted for place in places], dtype=np.int64)
    ends = np.cumsum([0, *map(len, hinted)])
    values = np.array([len(places) ** -0.5 for places in hinted for _ in places])
    return csr_matrix((values, columns, ends), shape=(len(hinted), buckets))


def fit(pages: Sequence[LabelledPage]) -> Model:
    """The model without kinds, fitted on all these pages."""
    lines = lines_of(pages)
    known = ~np.isnan(lines.furniture)
    alone = np.zeros(len(known))
    folds = GroupKFold(INNER_FOLDS).split(alone, groups=lines.groups)
    for others, these in folds:
        inner = _fit_hints(lines, others[known[others]])
        alone[these] = inner.decision_function(lines.hints[these])
    whole = _fit_hints(lines, np.flatnonzero(known))
    rows = np.concatenate(
        [labeller.with_scores(*page) for page in _by_page(lines.pages, lines.looks, alone)]
    )
    trees = HistGradientBoostingClassifier(**TREES)
    trees.fit(rows[known], lines.furniture[known], sample_weight=lines.weights[known])
    return Model(
        hint_weights=whole.coef_[0].astype(np.float16),
        hint_bias=float(whole.intercept_[0]),
        trees=exported(trees),
        kind_weights=np.zeros((len(KINDS), KIND_BUCKETS), dtype=np.float16),
        kind_bias=np.zeros(len(KINDS)),
    )


def _fit_hints(lines: Lines, rows: Array) -> LogisticRegression:
    model = LogisticRegression(C=HINT_STRENGTH, max_iter=300)
    return model.fit(lines.hints[rows], lines.furniture[rows], sample_weight=lines.weights[rows])


def _by_page(pages: Sequence[LabelledPage], *arrays: Array) -> Iterator[tuple[Array, ...]]:
    at = 0
    for page in pages:
        yield tuple(array[at : at + len(page.lines)] for array in arrays)
        at += len(page.lines)


def exported(model: HistGradientBoostingClassifier) -> Trees:
    """The trees as flat arrays; a node's value is the mean of the leaves below it."""
    parts = collections.defaultdict(list)
    roots, at = [], 0
    for (predictor,) in model._predictors:
        nodes = predictor.nodes
        value = nodes["value"].astype(float).copy()
        for i in range(len(nodes) - 1, -1, -1):  # children stand after their parent
            if not nodes["is_leaf"][i]:
                pair = [nodes["left"][i], nodes["right"][i]]
                value[i] = np.average(value[pair], weights=nodes["count"][pair])
        leaf = nodes["is_leaf"].astype(bool)
        here = np.arange(len(nodes))
        parts["look"].append(np.where(leaf, 0, nodes["feature_idx"]))
        parts["most"].append(np.where(leaf, np.inf, nodes["num_threshold"]))
        parts["left"].append(at + np.where(leaf, here, nodes["left"]))
        parts["right"].append(at + np.where(leaf, here, nodes["right"]))
        parts["value"].append(value)
        roots.append(at)
        at += len(nodes)
    joined = {name: np.concatenate(arrays) for name, arrays in parts.items()}
    return Trees(
        look=joined["look"].astype(np.int16),
        most=joined["most"].astype(np.float64),
        left=joined["left"].astype(np.int32),
        right=joined["right"].astype(np.int32),
        value=joined["value"].astype(np.float32),
        roots=np.array(roots, dtype=np.int32),
        bias=float(np.ravel(model._baseline_prediction)[0]),
    )


# ------------------------------------------------------------------- kinds


@dataclass(frozen=True, slots=True)
class KindExample:
    """A line of a known kind; ``row`` are its looks, or None where it stands alone."""

    words: str
    row: Sequence[float] | None
    kind: str
    weight: float


def with_kinds(model: Model, examples: Sequence[KindExample]) -> Model:
    """The model with what tells kinds, fitted on the examples."""
    places = [labeller.kind_places(hints(line_of(x.words, None)), x.row) for x in examples]
    fitted = LogisticRegression(C=KIND_STRENGTH, max_iter=300)
    fitted.fit(
        sparse(places, KIND_BUCKETS),
        [KINDS.index(x.kind) for x in examples],
        sample_weight=[x.weight for x in examples],
    )
    weights = np.zeros((len(KINDS), KIND_BUCKETS), dtype=np.float16)
    bias = np.full(len(KINDS), -20.0)  # a kind without an example is never told
    weights[fitted.classes_] = fitted.coef_
    bias[fitted.classes_] = fitted.intercept_
    return dataclasses.replace(model, kind_weights=weights, kind_bias=bias)


def kind_examples(pages: Sequence[LabelledPage], data: Path) -> Iterator[KindExample]:
    for page in pages:
        if page.source in ("zyte", "giveme5w1h"):
            yield from _of_page(page)
    for words, kind in marked_pieces(data):
        yield KindExample(words, None, kind, MARK_WEIGHT)
    for rule in furniture.rules():
        if rule.kind != "body":
            yield KindExample(rule.example, None, rule.kind or "notice", 1.0)


def _of_page(page: LabelledPage) -> Iterator[KindExample]:
    kinds = page.kinds or (None,) * len(page.lines)
    rules = [furniture.label(words) for words in page.lines]
    rows = looks([line_of(words, rule) for words, rule in zip(page.lines, rules, strict=True)])
    for words, row, kind, rule, is_one in zip(
        page.lines, rows, kinds, rules, page.furniture, strict=True
    ):
        if kind in KINDS:
            yield KindExample(words, row, kind, READ_WEIGHT)
        elif is_one and rule and rule.certainty >= SURE_RULE:
            yield KindExample(words, row, rule.kind or "notice", RULE_WEIGHT)


# -------------------------------------------------------------------- edge


def training_pages(
    data: Path, *, leave_out: Callable[[LabelledPage], bool] = lambda page: False
) -> list[LabelledPage]:
    """Every page to learn from, but those that ``leave_out`` says."""
    zyte = [*zyte_pages(data), *zyte_pages(data, in_reading_order=True)]
    pages = [p for p in [*zyte, *read_pages(data)] if not leave_out(p)]
    strewn = [page for page in pages if page.source != "zyte-read"]
    return [*pages, *corpus_pages(data, strewn, seed=SEED)]


def main() -> None:
    asked = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    asked.add_argument("data", type=Path, help="the folder ../shared/data")
    data = asked.parse_args().data
    pages = training_pages(data)
    model = with_kinds(fit(pages), list(kind_examples(pages, data)))
    labeller.save(model, labeller.SHIPPED)
    print(f"{len(pages):,} pages, {sum(len(p.lines) for p in pages):,} lines -> {labeller.SHIPPED}")


if __name__ == "__main__":
    main()
