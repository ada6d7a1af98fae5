"""The body of a page, on the pages of the public article-extraction benchmark (Zyte)."""

from __future__ import annotations

import gzip
from argparse import Namespace
from collections.abc import Sequence
from pathlib import Path

from benchmarks.harness import (
    FIRSTHAND,
    ONE_THREAD,
    PEERS,
    Json,
    Section,
    Table,
    json_lines,
    needed,
    needs_package,
    run,
)
from benchmarks.scorers import extraction

TINY_PAGE = {"id": "tiny", "html": "<html><body><p>It rained, the mayor said.</p></body></html>"}


def benchmark(options: Namespace) -> Section:
    """Score the bodies that Firsthand and trafilatura find, and time both."""
    folder = needed(options.data / "extraction" / "zyte")
    gold = extraction.read(folder / "gold.jsonl")
    pages = read_pages(folder / "html")
    rows = tuple(
        (name, *measure(command, gold, pages))
        for name, command in (
            ("firsthand clean", (*FIRSTHAND, "clean")),
            ("trafilatura", (*PEERS, "trafilatura", "default")),
            ("trafilatura, favor_precision", (*PEERS, "trafilatura", "precise")),
        )
    )
    note = (
        f"trafilatura {needs_package('trafilatura')} alone, without readers' comments."
        " Four-word shingles, means over pages. CPU milliseconds a page, less those of a run"
        " over one sentence."
    )
    table = Table(("body of a page", "P", "R", "F1", "CPU ms/page"), rows)
    return Section("cleaning", f"Zyte, {len(pages)} pages", (table, note))


def read_pages(folder: Path) -> list[Json]:
    return [
        {
            "id": path.name.removesuffix(".html.gz"),
            "html": gzip.decompress(path.read_bytes()).decode(),
        }
        for path in sorted(folder.glob("*.html.gz"))
    ]


def measure(command: Sequence[str], gold: dict[str, str], pages: list[Json]) -> tuple[str, ...]:
    """Precision, recall and F1 (0 to 1) and CPU milliseconds a page."""
    start_s = run(command, stdin=json_lines([TINY_PAGE]), env=ONE_THREAD).cpu_s
    done = run(command, stdin=json_lines(pages), env=ONE_THREAD)
    bodies = {record["id"]: record.get("body") or "" for record in done.records()}
    figures = [f"{figure:.3f}" for figure in extraction.score(gold, bodies)]
    return (*figures, f"{1000 * (done.cpu_s - start_s) / len(pages):.1f}")
