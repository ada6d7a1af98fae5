"""Statements, speakers, hops, claims and origins, on the events annotated by reading."""

from __future__ import annotations

import json
from argparse import Namespace
from typing import Any

from benchmarks.harness import (
    FIRSTHAND,
    Json,
    Section,
    Table,
    json_lines,
    needed,
    note_reading,
    run,
)
from benchmarks.scorers import claims as scorer
from benchmarks.scorers import tracings

BUILD = (6, 22)
CHECK_END = 5  # the events up to here are kept for checking

# What is shown of the scorer's report: in words, measure, key.
SHOWN = (
    ("statements, precision", "statements", "precision"),
    ("statements, recall", "statements", "recall"),
    ("statements, F1", "statements", "f1"),
    ("recall of those with a chain", "statements", "recall_stated"),
    ("recall of own voice and nobody named", "statements", "recall_own_voice"),
    ("speakers of matched statements agree", "speakers", "agree"),
    ("speakers agree where gold has one", "speakers", "agree_stated"),
    ("hops, precision", "chains", "precision"),
    ("hops, recall", "chains", "recall"),
    ("hops, F1", "chains", "f1"),
    ("chains, right parties in order", "chains", "exact_parties"),
    ("hops of chains of two or more, F1", "chains", "long_f1"),
    ("chains of two or more, right parties in order", "chains", "long_exact_parties"),
    ("furniture, F1 of characters", "furniture", "f1"),
    ("claim pairs, precision", "claims", "pair_precision"),
    ("claim pairs, recall", "claims", "pair_recall"),
    ("claim pairs, F1", "claims", "pair_f1"),
    ("claims, B-cubed F1", "claims", "bcubed_f1"),
    ("origins, interval exact", "origins", "exact"),
    ("origins, exact where gold has two or more", "origins", "multi_exact"),
    ("conflicts, precision", "conflicts", "precision"),
    ("conflicts, recall", "conflicts", "recall"),
)
# What others would have said of the origins, given the gold's own claims.
BESIDE = (
    ("origins by counting outlets, exact", "origins", "baseline", "exact"),
    (
        "origins always one, given the gold's statements, exact",
        "origins",
        "rules_given_gold",
        "one",
    ),
    (
        "origins one to speakers, given the gold's statements, exact",
        "origins",
        "rules_given_gold",
        "speakers",
    ),
)
LINKED = {"claims", "origins", "conflicts"}


def benchmark(options: Namespace) -> Section:
    """Trace every event's articles together and score what comes out."""
    first, last = options.events
    folder = needed(options.data / "claims")
    gold, groups = read_events(folder, first, last)
    tracings_ = {event: trace(articles) for event, articles in groups.items()}
    predicted = {event: tracings.convert(t, event) for event, t in tracings_.items()}
    report = scorer.score(gold, predicted, scorer_articles(groups))
    # Until origins are counted, claims reach over one page only: no figure of linking means
    # anything, and zero would be a lie.
    linked = any(claim["origins"] for t in tracings_.values() for claim in t["claims"])
    failures = sum(len(t["failures"]) for t in tracings_.values())
    if first <= CHECK_END:
        f1 = report["pooled"]["statements"]["f1"]
        note_reading(f"claims {first:02}–{last:02}, statements, all", f"{f1:.1f}", "–")
    parts: list[Table | str] = [pooled(report["pooled"], linked=linked)]
    if problems := len(report["problems"]):
        parts.append(f"The scorer reports {problems} oddities of gold or predictions.")
    if failures:
        parts.append(f"{failures} articles could not be traced; their statements count as missed.")
    pages = sum(map(len, groups.values()))
    split = f"events {first:02}–{last:02}, {len(groups)} events, {pages} pages"
    other = (first, last) != BUILD
    name = f"claims_gold, events {first:02}–{last:02}" if other else "claims_gold"
    return Section(name, split, tuple(parts))


def read_events(
    folder: Any, first: int, last: int
) -> tuple[dict[str, Json], dict[str, list[Json]]]:
    """(gold, articles) by event; the files of other events are not opened."""
    problems: list[str] = []
    gold: dict[str, Json] = {}
    for number in range(first, last + 1):
        gold |= scorer.load_groups(needed(folder / "gold" / f"{number:02}.json"), problems)
    groups = json.loads(needed(folder / "articles.json").read_text(encoding="utf-8"))
    return gold, {group[0]["event"]: group for group in groups if group[0]["event"] in gold}


def trace(articles: list[Json]) -> Json:
    """One event's articles through ``firsthand trace``."""
    lines = json_lines(
        {
            "id": article["id"],
            "text": article["text"],
            "title": article["title"] or None,
            "published": article["date"] or None,
            "outlet": article["outlet"],
        }
        for article in articles
    )
    tracing: Json = json.loads(run((*FIRSTHAND, "trace", "-", "--json"), stdin=lines).output)
    for claim in tracing["claims"]:  # the converter does not know "not measured yet"
        claim["origins"] = claim["origins"] or {}
    return tracing


def scorer_articles(groups: dict[str, list[Json]]) -> dict[str, dict[str, Any]]:
    return {
        event: {a["id"]: scorer.Article(a["id"], a["outlet"], a["text"]) for a in articles}
        for event, articles in groups.items()
    }


def pooled(report: Json, *, linked: bool) -> Table:
    """The figures over all events; those of linking only where something was linked."""
    rows = []
    for words, measure, *keys in (*SHOWN, *BESIDE):
        value = report[measure]
        for key in keys:
            value = value[key]
        unmeasured = value is None or (measure in LINKED and not linked)
        rows.append((words, "not measured" if unmeasured else f"{value:.1f}"))
    return Table(("pooled over events", "%"), tuple(rows))
