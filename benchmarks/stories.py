"""Articles about one event or matter, on giveme5w1h and PAC: B-cubed, beside plain TF-IDF.

A threshold is chosen on one set and scored on the other, both ways. Beside it stands what the
shipped threshold gives through ``firsthand stories``, and how time grows on generated pages.
"""

from __future__ import annotations

import collections
import datetime
import itertools
import random
import time
from argparse import Namespace
from collections.abc import Callable, Hashable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.harness import (
    FIRSTHAND,
    ONE_THREAD,
    TINY,
    Json,
    Section,
    Table,
    json_lines,
    needs_package,
    read_json_lines,
    run,
)

SETS = ("giveme5w1h", "pac")
THRESHOLDS = tuple(round(0.05 + 0.01 * step, 2) for step in range(56))
SIZES = (100, 1_000, 10_000)
KERNEL_DAYS = 10.0

Labels = Sequence[Hashable]
ByThreshold = Callable[[float], Labels]


@dataclass(frozen=True)
class Set:
    """The lines for ``firsthand stories``, the same pages cleaned, and their stories as given."""

    lines: list[Json]
    cleaned: list[Json]
    gold: list[str]


def benchmark(options: Namespace) -> Section:
    """Score our ties and plain TF-IDF on both sets, and time both."""
    needs_package("scikit-learn")
    sets = [read_set(options.data, name) for name in SETS]
    rows = [
        ("TF-IDF, idf of the run", *_crossed(_tf_idf, sets, dated=False)),
        ("TF-IDF, idf of the run, times a 10-day date kernel", *_crossed(_tf_idf, sets)),
        ("Firsthand", *_crossed(_firsthand, sets)),
    ]
    peer_s = float(rows[1][-1])
    columns = ("threshold chosen on the other set", *SETS, "thresholds", "CPU s")
    crossed = Table(
        (*columns, "times the kernel's CPU"),
        tuple((*row, f"{float(row[-1]) / peer_s:.2f}") for row in rows),
    )
    note = (
        "B-cubed F1. Average link; both read the same cleaned bodies and titles."
        " CPU seconds: profiles, ties and stories of both sets at one threshold, one thread."
    )
    split = ", ".join(f"{n} {len(s.gold)} pages" for n, s in zip(SETS, sets, strict=True))
    return Section("stories", split, (crossed, note, _shipped(sets), _growth()))


def read_set(data: Path, name: str) -> Set:
    """The pages of a set, also as ``firsthand clean`` gives them.

    A page that is all furniture stands as it is, as ``firsthand stories`` has it.
    """
    rows = read_json_lines(data / "stories" / f"{name}.jsonl")
    lines = [_line(row) for row in rows]
    bodies = {
        record["id"]: record
        for record in run((*FIRSTHAND, "clean"), stdin=json_lines(lines)).records()
    }
    as_given = [{**line, "body": line["text"]} for line in lines]
    cleaned = [bodies.get(line["id"], line) for line in as_given]
    return Set(lines, cleaned, [row.get("event") or row["story"] for row in rows])


def _line(row: Json) -> Json:
    text = row["text"] if "text" in row else "\n".join(row["sentences"])
    whole = "\n".join(filter(None, (row.get("lead"), text)))
    return {"id": row["id"], "text": whole, "title": row["title"], "published": row["date"] or None}


# -------------------------------------------------------------------- measures


def b_cubed(found: Labels, gold: Labels) -> tuple[float, float, float]:
    """Precision, recall and F1, 0 to 1, means over pages (Bagga and Baldwin 1998)."""
    both = collections.Counter(zip(found, gold, strict=True))
    of_found, of_gold = collections.Counter(found), collections.Counter(gold)
    precision = sum(n * n / of_found[f] for (f, _), n in both.items()) / len(found)
    recall = sum(n * n / of_gold[g] for (_, g), n in both.items()) / len(found)
    return precision, recall, 2 * precision * recall / (precision + recall)


def best_threshold(found: ByThreshold, gold: Labels) -> float:
    """The middle one of those that give the highest F1."""
    scores = {least: b_cubed(found(least), gold)[2] for least in THRESHOLDS}
    best = [least for least, score in scores.items() if score == max(scores.values())]
    return best[len(best) // 2]


def _crossed(
    method: Callable[..., ByThreshold], sets: Sequence[Set], **settings: Any
) -> tuple[str, ...]:
    ways = [method(one, **settings) for one in sets]
    chosen = [best_threshold(way, one.gold) for way, one in zip(ways, sets, strict=True)]
    scores = [
        b_cubed(way(least), one.gold)[2]
        for way, one, least in zip(ways, sets, reversed(chosen), strict=True)
    ]
    started = time.process_time()
    for one, least in zip(sets, reversed(chosen), strict=True):
        method(one, **settings)(least)
    cpu_s = time.process_time() - started
    used = " ".join(f"{least:.2f}" for least in reversed(chosen))
    return (*(f"{score:.3f}" for score in scores), used, f"{cpu_s:.2f}")


def _shipped(sets: Sequence[Set]) -> Table:
    """What ``firsthand stories`` gives, cleaning and all."""
    start_s = run((*FIRSTHAND, "stories"), stdin=json_lines([TINY]), env=ONE_THREAD).cpu_s
    rows = []
    for name, one in zip(SETS, sets, strict=True):
        done = run((*FIRSTHAND, "stories"), stdin=json_lines(one.lines), env=ONE_THREAD)
        story = {record["id"]: record["story"] for record in done.records()}
        found = [story.get(line["id"], line["id"]) for line in one.lines]
        figures = (f"{figure:.3f}" for figure in b_cubed(found, one.gold))
        ms = 1000 * (done.cpu_s - start_s) / len(found)
        rows.append((name, *figures, str(len(set(found))), str(len(set(one.gold))), f"{ms:.1f}"))
    columns = (
        "firsthand stories, as shipped",
        "P",
        "R",
        "F1",
        "stories",
        "as given",
        "CPU ms/page",
    )
    return Table(columns, tuple(rows))


# --------------------------------------------------------------------- methods


def _firsthand(one: Set) -> ByThreshold:
    from firsthand.linking.stories.grouping import groups_of
    from firsthand.linking.stories.profiles import Page, profile_of

    profiles = [
        profile_of(Page(page["id"], page["title"], page["body"], page["published"]))
        for page in one.cleaned
    ]

    def found(least: float) -> Labels:
        label = [0] * len(profiles)
        for number, group in enumerate(groups_of(profiles, least=least)):
            for place in group.tolist():
                label[place] = number
        return label

    return found


def _tf_idf(one: Set, *, dated: bool = True) -> ByThreshold:
    """The cosine of TF-IDF vectors, times e to the minus days apart over ten; undated: as is."""
    import numpy as np
    from scipy.cluster.hierarchy import fcluster, linkage
    from scipy.spatial.distance import squareform
    from sklearn.feature_extraction.text import TfidfVectorizer

    texts = [f"{page['title']}\n{page['body']}" for page in one.cleaned]
    vectors = TfidfVectorizer(sublinear_tf=True, stop_words="english").fit_transform(texts)
    near = (vectors @ vectors.T).toarray()
    if dated:
        days = np.array([_day(line["published"]) for line in one.lines])
        apart = np.nan_to_num(np.abs(days[:, None] - days[None, :]), nan=0.0)
        near = near * np.exp(-apart / KERNEL_DAYS)
    distance = np.clip(1 - near, 0, None)
    np.fill_diagonal(distance, 0)
    tree = linkage(squareform(distance, checks=False), "average")
    return lambda least: fcluster(tree, 1 - least, "distance").tolist()


def _day(published: str | None) -> float:
    return datetime.date.fromisoformat(published[:10]).toordinal() if published else float("nan")


# ---------------------------------------------------------------------- growth


def _growth() -> Table:
    """CPU seconds for generated pages, profiles and all, without cleaning."""
    from firsthand.linking.stories import Page, stories_of

    rows = []
    for size in SIZES:
        pages = [Page(**page) for page in itertools.islice(generated_pages(), size)]
        started = time.process_time()
        found = stories_of(pages)
        cpu_s = time.process_time() - started
        rows.append((f"{size:,}", str(len(found)), f"{cpu_s:.1f}", f"{1000 * cpu_s / size:.2f}"))
    return Table(
        ("generated pages, a fifth of them copies", "stories", "CPU s", "ms/page"), tuple(rows)
    )


def generated_pages(*, pages_a_day: int = 30, seed: int = 6) -> Iterator[Json]:
    """Pages of words by lot: common ones, those of one of 200 topics, and a story's own.

    A story has one to six pages within four days; a fifth of all pages are copies.
    """
    from firsthand.linking.stories.profiles import telling_words

    lot = random.Random(seed)
    words = telling_words()
    listed, weights = list(words), [2.718**-telling for telling in words.values()]
    summed = list(itertools.accumulate(weights))
    topics = [lot.choices(listed, k=60) for _ in range(200)]
    day = datetime.date(2020, 1, 1).toordinal()
    for number in itertools.count():
        own = [*lot.choices(listed, k=12), f"name{number % 9973}", f"place{number % 9967}"]
        topic = lot.choice(topics)
        page: Json = {}
        for part in range(lot.choice((1, 1, 2, 3, 4, 6))):
            if not page or lot.random() > 0.29:
                text = lot.choices(listed, cum_weights=summed, k=210)
                text += lot.choices(topic, k=40) + lot.choices(own, k=50)
                lot.shuffle(text)
                title = " ".join(lot.choices(own, k=4) + lot.choices(topic, k=3))
                page = {"title": title, "body": " ".join(text)}
            # Some three pages a story: so many stories begin on one day.
            date = datetime.date.fromordinal(day + 3 * number // pages_a_day + lot.randrange(4))
            yield {"id": f"{number}.{part}", **page, "published": date.isoformat()}
