"""Copies between generated pages: which are found, in what time and memory."""

from __future__ import annotations

import json
import resource
import sys
import time
from argparse import Namespace
from pathlib import Path

if __package__ in (None, ""):  # run as a file: its folder's parent holds the package
    sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks.generated import DUPLICATES, WHOLE, Generated, generate
from benchmarks.harness import HERE, ONE_THREAD, Json, Section, Table, run
from firsthand.linking.copies import find_copies
from firsthand.types import Copy

SIZES = (100, 1_000, 10_000)
COLUMNS = (
    "pages",
    "CPU s",
    "wall s",
    "ms a page",
    "peak RSS, MiB",
    "of it pages",
    "copies",
    "whole found",
    "parts found",
    "of other matters",
)


def benchmark(options: Namespace) -> Section:
    """Each size in a process of its own."""
    rows = []
    for size in options.pages or SIZES:
        command = (sys.executable, str(HERE / "copies.py"), str(size))
        found = json.loads(run(command, env=ONE_THREAD).output)
        rows.append(
            (
                f"{size:,}",
                f"{found['cpu_s']:.1f}",
                f"{found['wall_s']:.1f}",
                f"{1000 * found['cpu_s'] / size:.2f}",
                f"{found['peak_rss_mib']:.0f}",
                f"{found['pages_mib']:.0f}",
                f"{found['copies']:,}",
                found["whole"],
                found["part"],
                f"{found['other_matters']:,}",
            )
        )
    note = (
        f"Generated pages of about 375 invented words (`benchmarks/generated.py`, seed 6);"
        f" {DUPLICATES:.0%} copy an earlier page, {WHOLE:.0%} of those whole, the others a fifth"
        " to a half. One process, one thread; making the pages is not counted, loading the tables"
        " is. Copies are more than those made: pages of one matter share its quotation and what"
        " both have from a third. Of other matters: pages that share only phrases of the trade."
    )
    return Section("copies", "generated", (Table(COLUMNS, tuple(rows)), note))


def measure(size: int) -> Json:
    """Find the copies among so many pages, in this process."""
    made = list(generate(size))
    articles = [page.article for page in made]
    before = _peak_mib()
    wall, cpu = time.perf_counter(), time.process_time()
    found = find_copies(articles)
    return {
        "wall_s": time.perf_counter() - wall,
        "cpu_s": time.process_time() - cpu,
        "peak_rss_mib": _peak_mib(),
        "pages_mib": before,
        "copies": len(found),
        **{how: _recall(made, found, how) for how in ("whole", "part")},
        "other_matters": _of_other_matters(made, found),
    }


def _recall(made: list[Generated], found: tuple[Copy, ...], how: str) -> str:
    pairs = {(copy.a, copy.b) for copy in found}
    wanted = [(p.copied_from, p.article.id) for p in made if p.how == how]
    return f"{sum(pair in pairs for pair in wanted)}/{len(wanted)}"


def _of_other_matters(made: list[Generated], found: tuple[Copy, ...]) -> int:
    matter = {page.article.id: page.matter for page in made}
    return sum(matter[copy.a] != matter[copy.b] for copy in found)


def _peak_mib() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    print(json.dumps(measure(int(sys.argv[1]))))
