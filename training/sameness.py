"""Make ``src/firsthand/data/sameness.csv``: what each feature of a pair weighs.

    python training/sameness.py ../shared/data/claims

Learned from two sets of events that were annotated by reading: those that are there to build on
(06–22), and those of our own labels that are built on, not the kept ones. Readers draw the line
differently, so either set weighs the same. The table holds figures only. Printed: F1 of pairs,
each event by the weights of the others.
"""

from __future__ import annotations

import csv
import sys
from collections import defaultdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import numpy as np
from benchmarks.claims_gold import BUILD, read_events
from benchmarks.events import BUILT_ON, read_labelled
from sklearn.linear_model import LogisticRegression

from benchmarks.scorers import claims as scorer
from firsthand import annotate, read
from firsthand.linking.gists import Commonness, gist_of
from firsthand.linking.meaning import wording
from firsthand.linking.sameness import Said, features
from firsthand.types import Article, Span

TABLE = Path(__file__).resolve().parents[1] / "src" / "firsthand" / "data" / "sameness.csv"
SOURCE = "training/sameness.py, logistic regression on claims gold 06-22 and our labelled events"
STRENGTH = 0.3  # of the regression's penalty, inverse; chosen by event


def main(folder: Path) -> None:
    """Read the events, learn, print what the weights reach, write the table."""
    sets = {
        "gold": read_events(folder, *BUILD),
        "ours": read_labelled(folder.parent, BUILT_ON),
    }
    names: list[str] = []
    rows: list[list[float]] = []
    same: list[bool] = []
    event_of: list[tuple[str, str]] = []
    for name, (labels, groups) in sets.items():
        for event, annotated in labels.items():
            articles = {a["id"]: _annotated(a) for a in groups[event]}
            for row, together in pairs(annotated, groups[event], articles):
                names = list(row)
                rows.append(list(map(float, row.values())))
                same.append(together)
                event_of.append((name, event))
    x, y, events = np.array(rows), np.array(same), np.array(event_of)
    weighs = even(events[:, 0], y)
    print(_by_event(x, y, events, weighs))
    _write(names, *learned(x, y, weighs))


def _annotated(page: dict[str, Any]) -> Article:
    published = page["date"] or None
    return annotate(
        read(text=page["text"], id=page["id"], published=published, outlet=page["outlet"])
    )


def pairs(annotated: Any, pages: Any, articles: dict[str, Article]) -> Any:
    """(features, whether one claim holds both) of every two statements of an event."""
    texts = {p["id"]: scorer.Article(p["id"], p["outlet"], p["text"]) for p in pages}
    side = scorer.read_side(annotated, texts, "gold", [])
    claims = defaultdict(set)
    for claim in side.claims:
        for statement in claim.statements:
            claims[statement].add(claim.id)
    everything = [gist_of(a, spans) for a in articles.values() for spans in a.sentences]
    common = Commonness(everything)
    cues = {told["id"]: told.get("cue") or "" for told in annotated["statements"]}
    said = [(s.id, _said(s, articles, side, cues[s.id])) for s in side.statements if s.positions]
    for number, (one, a) in enumerate(said):
        for other, b in said[:number]:
            yield features(a, b, common), bool(claims[one] & claims[other])


def _said(statement: Any, articles: dict[str, Article], side: Any, cue: str) -> Said:
    article = articles[statement.article]
    start, end = min(statement.positions), max(statement.positions) + 1
    same = (s for s in side.statements if s.chain and _agree(s, statement))
    speaker = next(same).id if statement.chain and statement.speaker else None
    gist = gist_of(article, (Span(start, end),))
    who = statement.speaker if statement.chain else ""
    read_as = wording(who, cue, article.text[start:end])
    return Said(gist, article.id, speaker, start / len(article.text), read_as)


def _agree(a: Any, b: Any) -> bool:
    return bool(scorer.parties_agree(a.speaker, b.speaker, a.named, b.named))


def even(sets: Any, y: Any) -> Any:
    """What each pair weighs: those that say the same sum to as much in every set."""
    alike = {name: y[sets == name].sum() for name in set(sets)}
    return np.array([max(alike.values()) / alike[name] for name in sets])


def learned(x: Any, y: Any, weighs: Any) -> tuple[Any, Any, Any, float]:
    """Means, scales, weights and bias."""
    means, scales = x.mean(0), x.std(0)
    scales[scales == 0] = 1
    model = LogisticRegression(C=STRENGTH, max_iter=5000)
    model.fit((x - means) / scales, y, sample_weight=weighs)
    return means, scales, model.coef_[0], float(model.intercept_[0])


def _by_event(x: Any, y: Any, events: Any, weighs: Any) -> str:
    """What is reached in each set."""
    chances = np.zeros(len(y))
    for event in sorted(set(events[:, 1])):
        out = events[:, 1] == event
        means, scales, weights, bias = learned(x[~out], y[~out], weighs[~out])
        chances[out] = 1 / (1 + np.exp(-(((x[out] - means) / scales) @ weights + bias)))
    sets = {name: events[:, 0] == name for name in sorted(set(events[:, 0]))}
    return "\n".join(f"{name}: {_best(chances[k], y[k])}" for name, k in sets.items())


def _best(chances: Any, y: Any) -> str:
    scores = {t: _f1(chances >= t, y) for t in np.arange(0.1, 0.6, 0.025)}
    best = max(scores, key=lambda t: scores[t])
    return f"{len(y)} pairs, {y.sum()} the same; F1 {100 * scores[best]:.1f} at {best:.3f}"


def _f1(found: Any, y: Any) -> float:
    return float(2 * (found & y).sum() / max(found.sum() + y.sum(), 1))


def _write(names: list[str], means: Any, scales: Any, weights: Any, bias: float) -> None:
    today = datetime.now(UTC).date().isoformat()
    with TABLE.open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file, lineterminator="\n")
        rows.writerow(("feature", "mean", "scale", "weight", "source", "date"))
        rows.writerow(("bias", 0, 1, f"{bias:.4f}", SOURCE, today))
        for name, *values in zip(names, means, scales, weights, strict=True):
            rows.writerow((name, *(f"{value:.4f}" for value in values), SOURCE, today))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
