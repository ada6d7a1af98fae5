"""Findings: how many of those on pages drawn by lot are right, as we judged them one by one.

``labels/findings_pages.jsonl`` holds the drawn pages, ``labels/findings.jsonl`` the judged
findings: rule, offsets, right or wrong, and the reason in our words. A finding that nobody
has judged yet is counted as new and printed, so that it can be.
"""

from __future__ import annotations

import collections
import json
import sys
from argparse import Namespace
from collections.abc import Iterator
from pathlib import Path

from benchmarks.harness import (
    HERE,
    Json,
    Section,
    SkippedError,
    Table,
    json_lines,
    read_json_lines,
    run,
)

LABELS = HERE / "labels"
FINDER = (sys.executable, str(HERE / "odd_pages.py"))
VERDICTS = ("right", "wrong", "new")
FILES = {
    "war": "war/ukraine_2014.jsonl",
    "pac": "stories/pac.jsonl",
    "giveme5w1h": "stories/giveme5w1h.jsonl",
    "polnear": "polnear/train.jsonl",
}


def benchmark(options: Namespace) -> Section:
    """Find the oddities of the drawn pages, set by set, and count them by what we judged."""
    drawn = read_json_lines(LABELS / "findings_pages.jsonl")
    judged = read_json_lines(LABELS / "findings.jsonl")
    known = dict(_pages(options.data, {row["corpus"] for row in drawn}))
    rows: list[tuple[str, ...]] = []
    for name in dict.fromkeys(row["set"] for row in drawn):
        wanted = [(row["corpus"], row["id"]) for row in drawn if row["set"] == name]
        if missing := set(wanted) - known.keys():
            raise SkippedError(f"{len(missing)} drawn pages are not in {options.data}")
        found = [
            (page["id"], finding)
            for page in run(FINDER, stdin=json_lines(known[key] for key in wanted)).records()
            for finding in page["findings"]
        ]
        counts = collections.Counter(_verdict(page, one, judged) for page, one in found)
        rows.append((name, str(len(wanted)), *(str(counts[verdict]) for verdict in VERDICTS)))
    note = "New: found now, and judged by nobody yet; printed on standard error."
    return Section(
        "findings", f"{len(drawn)} pages", (Table(("", "pages", *VERDICTS), tuple(rows)), note)
    )


def _pages(data: Path, corpora: set[str]) -> Iterator[tuple[tuple[str, str], Json]]:
    """The pages by corpus and id, as ``firsthand trace -`` takes them."""
    for corpus in sorted(corpora):
        for page in read_json_lines(data / FILES[corpus]):
            text = page["text"] if "text" in page else "\n".join(page["sentences"])
            told = {
                "id": f"{corpus}/{page['id']}",
                "text": text,
                "title": page.get("title"),
                "published": page.get("date"),
                "outlet": page.get("source") or page.get("publisher"),
            }
            yield (corpus, page["id"]), {key: value for key, value in told.items() if value}


def _verdict(page: str, finding: Json, judged: list[Json]) -> str:
    """What we said of a finding: of one with the same rule whose words overlap, or has none."""
    for row in judged:
        same = f"{row['corpus']}/{row['id']}" == page and row["rule"] == finding["rule"]
        if same and (row["spans"] == finding["spans"] or _overlap(row["spans"], finding["spans"])):
            return "right" if row["right"] else "wrong"
    print(f"new: {page}: {json.dumps(finding, ensure_ascii=False)}", file=sys.stderr)
    return "new"


def _overlap(some: list[list[int]], others: list[list[int]]) -> bool:
    return any(a[0] < b[1] and b[0] < a[1] for a in some for b in others)
