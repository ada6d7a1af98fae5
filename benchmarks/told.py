"""Whether what we take for a statement tells anything: attributions judged one by one.

``labels/told.jsonl`` holds what was found on pages drawn by lot, and what a reader says of each:
somebody tells it (yes), nobody tells a thing (no), or it is in doubt (weak).
"""

from __future__ import annotations

import collections
from argparse import Namespace

from benchmarks.descriptions import pages_read
from benchmarks.harness import Json, Section, Table, read_json_lines
from benchmarks.statements import LABELS, labelled_pages, traced

VERDICTS = {"yes": "it tells something", "weak": "in doubt", "no": "it tells nothing"}
Content = tuple[tuple[int, int], ...]


def benchmark(options: Namespace) -> Section:
    """Trace the judged pages, and count which of the judged attributions are still found."""
    judged = read_json_lines(LABELS / "told.jsonl")
    pages = labelled_pages(judged, pages_read(options.data), options.data)
    found = {key: _contents(article) for key, article in traced(pages).items()}
    counts: collections.Counter[tuple[str, bool]] = collections.Counter()
    for row in judged:
        content = tuple((start, end) for start, end in row["content"])
        counts[row["told"], content in found.get((row["corpus"], row["id"]), ())] += 1
    rows = tuple(
        (said, str(counts[told, True] + counts[told, False]), str(counts[told, True]))
        for told, said in VERDICTS.items()
    )
    note = "All of them were found at commit 4862022; found with another content counts as gone."
    table = Table(("", "judged", "found now"), rows)
    return Section("told", f"{len(pages)} pages", (table, note))


def _contents(article: Json) -> frozenset[Content]:
    return frozenset(
        tuple((part["start"], part["end"]) for part in attribution["content"])
        for attribution in article["attributions"]
    )
