"""The measures of ``claims_gold`` on events that we labelled ourselves (``labels/events.jsonl``).

One reader an event, by the guide of ``claims/gold``, of pages that no rule had been built on
when they were labelled. Most have served development since; the others are kept, and read as
a whole, for their figures alone.
"""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from benchmarks.claims_gold import pooled, scorer_articles, trace
from benchmarks.harness import HERE, Json, Section, Table, needed, note_reading, read_json_lines
from benchmarks.scorers import claims as scorer
from benchmarks.scorers import tracings

LABELS = HERE / "labels" / "events.jsonl"
CORPORA = ("stories/giveme5w1h", "stories/pac", "war/ukraine_2014")
BUILT_ON, KEPT = "built on", "kept"


def benchmark(options: Namespace) -> Section:
    """Trace the articles of every event together and score what comes out.

    Raises:
        SkippedError: the corpora are not there.
    """
    part = KEPT if options.kept else BUILT_ON
    gold, groups = read_labelled(options.data, part)
    predicted = {event: tracings.convert(trace(a), event) for event, a in groups.items()}
    report = scorer.score(gold, predicted, scorer_articles(groups))
    if options.kept:
        f1 = report["pooled"]["statements"]["f1"]
        note_reading("events, kept, statements, all", f"{f1:.1f}", "–")
    pages = sum(map(len, groups.values()))
    split = f"{part}, {len(groups)} events, {pages} pages, labelled by us"
    name = "events, kept" if options.kept else "events"
    return Section(name, split, (_measured(report["pooled"]),))


def _measured(report: Json) -> Table:
    """The figures but for furniture, which has no labels here."""
    table = pooled(report, linked=True)
    return Table(table.columns, tuple(row for row in table.rows if "furniture" not in row[0]))


def read_labelled(data: Path, part: str) -> tuple[dict[str, Json], dict[str, list[Json]]]:
    """(labels as the scorer reads them, articles) by event; ``part``: BUILT_ON or KEPT."""
    rows = [row for row in read_json_lines(LABELS) if row["part"] == part]
    known = pages_of(data)
    groups = {
        row["event"]: [_article(known[one], row["event"]) for one in row["pages"].values()]
        for row in rows
    }
    return {row["event"]: _gold(row, groups[row["event"]]) for row in rows}, groups


def pages_of(data: Path) -> dict[str, Json]:
    """The pages of the corpora by their ids."""
    found = [read_json_lines(needed(data / f"{name}.jsonl")) for name in CORPORA]
    return {page["id"]: page for pages in found for page in pages}


def text_of(page: Json) -> str:
    """The text whose offsets the labels give."""
    return str(page["text"]) if "text" in page else "\n\n".join(page["sentences"])


def _article(page: Json, event: str) -> Json:
    return {
        "id": page["id"],
        "event": event,
        "text": text_of(page),
        "title": page.get("title") or "",
        "date": page.get("date") or "",
        "outlet": page.get("source") or page["id"],
    }


def _gold(row: Json, articles: Sequence[Json]) -> Json:
    """The labels with the words that their offsets stand for."""
    page = dict(zip(row["pages"], articles, strict=True))

    def words(letter: str, ends: Sequence[int] | None) -> str | None:
        return page[letter]["text"][ends[0] : ends[1]] if ends else None

    def end(value: Sequence[Any]) -> Json:
        letter, *ends = value
        return {"article": page[letter]["id"], "exact": words(letter, ends)}

    return {
        "event": row["event"],
        "statements": [
            told
            | {part: words(told["page"], told[part]) for part in ("content", "source", "cue")}
            | {"article": page[told["page"]]["id"]}
            for told in row["statements"]
        ],
        "claims": [
            claim
            | {"origins": dict(zip(("min", "max", "not_stated"), claim["origins"], strict=True))}
            for claim in row["claims"]
        ],
        "conflicts": [one | {"a": end(one["a"]), "b": end(one["b"])} for one in row["conflicts"]],
        "furniture": [],
    }
