"""Copies between generated pages: which are found, in what time and memory.

Beside it the pairs that are proposed for comparing, against MinHash with bands as daft has it
natively: the usual way to find near-duplicates among millions of pages.
"""

from __future__ import annotations

import importlib.util
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
from firsthand import data
from firsthand.linking.copies import find_copies
from firsthand.linking.copies.candidates import Chosen, propose
from firsthand.linking.copies.directions import find_credits
from firsthand.linking.copies.pages import Reader
from firsthand.types import Article
from firsthand.words import words_of

UNTOLD = {"DAFT_ANALYTICS_ENABLED": "0", "DO_NOT_TRACK": "true"}  # daft tells its makers else
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
PROPOSED = (
    "pages",
    "pairs proposed by",
    "CPU s",
    "wall s",
    "peak RSS, MiB",
    "pairs",
    "whole found",
    "parts found",
    "of other matters",
)
HASHES = 128
NGRAM = 5  # words, as our shingles
BANDS = {"daft, 32 bands of 4": 4, "daft, 64 bands of 2": 2}  # the rows of each band
OURS = "Firsthand"

Pairs = set[tuple[str, str]]


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
    parts: list[Table | str] = [Table(COLUMNS, tuple(rows)), note]
    if importlib.util.find_spec("daft") is None:
        options.say("copies: daft skipped: it is not installed; try pip install -e .[bench]")
        parts.append("Pairs proposed beside daft: skipped, daft is not installed.")
        return Section("copies", "generated", tuple(parts))
    proposed = [_proposed(size, who) for size in options.pages or SIZES for who in (OURS, *BANDS)]
    parts += [
        Table(PROPOSED, tuple(proposed)),
        f"Which pairs of pages are to be compared word by word. daft {_daft_version()}: MinHash of"
        f" {HASHES} hashes over runs of {NGRAM} words, and a join by bands, on all cores."
        " Each row is a process of its own; reading words is counted for both.",
    ]
    return Section("copies", "generated", tuple(parts))


def _daft_version() -> str:
    import daft

    return str(daft.__version__)


def _proposed(size: int, who: str) -> tuple[str, ...]:
    command = (sys.executable, str(HERE / "copies.py"), str(size), who)
    found = json.loads(run(command, env=ONE_THREAD | UNTOLD).output)
    return (
        f"{size:,}",
        who,
        f"{found['cpu_s']:.1f}",
        f"{found['wall_s']:.1f}",
        f"{found['peak_rss_mib']:.0f}",
        f"{found['pairs']:,}",
        found["whole"],
        found["part"],
        f"{found['other_matters']:,}",
    )


def measure_proposed(size: int, who: str) -> Json:
    """Propose pairs among so many pages, in this process, by our way or by daft's."""
    made = list(generate(size))
    articles = [page.article for page in made]
    wall, cpu = time.perf_counter(), time.process_time()
    pairs = _by_us(articles) if who == OURS else _by_daft(articles, rows=BANDS[who])
    return {
        "wall_s": time.perf_counter() - wall,
        "cpu_s": time.process_time() - cpu,
        "peak_rss_mib": _peak_mib(),
        "pairs": len(pairs),
        **{how: _recall(made, pairs, how) for how in ("whole", "part")},
        "other_matters": _of_other_matters(made, pairs),
    }


def _by_us(articles: list[Article]) -> Pairs:
    reader = Reader()
    outlets = frozenset(data.outlet_key(a.outlet.name) for a in articles if a.outlet.name)
    in_order = sorted(articles, key=lambda article: article.id)
    chosen = {article.id: Chosen.of(reader.read(article)) for article in in_order}
    return propose(chosen, {a.id: find_credits(a, outlets).all for a in in_order})


def _by_daft(articles: list[Article], *, rows: int) -> Pairs:
    import daft
    from daft import col, lit

    texts = [" ".join(words_of(article.text)) for article in articles]
    pages = daft.from_pydict({"page": [a.id for a in articles], "words": texts})
    hashed = pages.select(
        "page", col("words").minhash(num_hashes=HASHES, ngram_size=NGRAM, seed=1).alias("hashes")
    )
    as_list = col("hashes").cast(daft.DataType.list(daft.DataType.uint32()))
    banded = (
        hashed.select("page", as_list.chunk(rows).alias("key"))
        .with_column("band", lit(list(range(HASHES // rows))))
        .explode("key", "band")
        .select("page", "band", col("key").hash().alias("key"))
        .collect()
    )
    others = banded.select(col("page").alias("other"), "band", "key")
    met = banded.join(others, on=["band", "key"]).where(col("page") < col("other"))
    found = met.select("page", "other").distinct().to_pydict()
    return set(zip(found["page"], found["other"], strict=True))


def measure(size: int) -> Json:
    """Find the copies among so many pages, in this process."""
    made = list(generate(size))
    articles = [page.article for page in made]
    before = _peak_mib()
    wall, cpu = time.perf_counter(), time.process_time()
    found = find_copies(articles)
    pairs = {(copy.a, copy.b) for copy in found}
    return {
        "wall_s": time.perf_counter() - wall,
        "cpu_s": time.process_time() - cpu,
        "peak_rss_mib": _peak_mib(),
        "pages_mib": before,
        "copies": len(found),
        **{how: _recall(made, pairs, how) for how in ("whole", "part")},
        "other_matters": _of_other_matters(made, pairs),
    }


def _recall(made: list[Generated], pairs: Pairs, how: str) -> str:
    wanted = [(p.copied_from, p.article.id) for p in made if p.how == how]
    return f"{sum(pair in pairs for pair in wanted)}/{len(wanted)}"


def _of_other_matters(made: list[Generated], pairs: Pairs) -> int:
    matter = {page.article.id: page.matter for page in made}
    return sum(matter[a] != matter[b] for a, b in pairs)


def _peak_mib() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    size, *who = sys.argv[1:]
    print(json.dumps(measure_proposed(int(size), *who) if who else measure(int(size))))
