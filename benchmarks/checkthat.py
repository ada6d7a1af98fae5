"""Which checked claim a post repeats: CheckThat! 2020 task 2, ours beside plain TF-IDF."""

from __future__ import annotations

import time
from argparse import Namespace
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from benchmarks.harness import Json, Section, SkippedError, Table, needed, read_json_lines
from firsthand.linking.likeness import ClaimRanker, embed, spelled_out

DEPTH = 5
HALF = 2  # of train, every second post was looked at while the weights were chosen

Rank = Callable[[str], Sequence[int]]  # the places of the likeliest claims, likeliest first


def benchmark(options: Namespace) -> Section:
    """MAP@5 of TF-IDF over claims, of TF-IDF over claims and titles, and ours; milliseconds.

    ``--part train`` scores the half of train that was held out while the weights were chosen.
    """
    folder = needed(options.data / "claims" / "checkthat2020")
    claims = read_json_lines(folder / "verified_claims.jsonl")
    posts = read_json_lines(folder / f"{options.part}.jsonl")
    posts = posts[::HALF] if options.part == "train" else posts
    titled = [(claim["vclaim"], claim["title"]) for claim in claims]
    began = time.perf_counter()
    ranker = ClaimRanker(titled)
    filing_ms = (time.perf_counter() - began) * 1000
    ways: dict[str, Rank] = {
        "TF-IDF of the claim": tf_idf([claim for claim, _ in titled]),
        "TF-IDF of claim and title": tf_idf([" ".join(pair) for pair in titled]),
        "the same, 1 + log of counts": tf_idf([" ".join(p) for p in titled], sublinear_tf=True),
        "firsthand, words alone": lambda text: in_words(ranker, text),
        "firsthand": lambda text: [c.claim for c in ranker.rank(text, most=DEPTH)],
    }
    ids = [claim[""] for claim in claims]
    rows = []
    for name, rank in ways.items():
        began = time.process_time()
        ranked = [[ids[n] for n in rank(post["tweet"])] for post in posts]
        ms = (time.process_time() - began) * 1000 / len(posts)
        right = [post["verified_claim_ids"] for post in posts]
        found = list(map(average_precision, ranked, right))
        first = [r[:1] == known[:1] for r, known in zip(ranked, right, strict=True)]
        rows.append((name, f"{np.mean(found):.3f}", f"{np.mean(first):.3f}", f"{ms:.1f}"))
    again_ms = cpu_ms(lambda post: ranker.rank(post["tweet"]), posts)
    embed_ms = cpu_ms(lambda post: embed([spelled_out(post["tweet"])]), posts)
    note = (
        f"Milliseconds are of CPU a post, on one thread, over {len(claims):,} claims. Filing"
        f" the claims takes {filing_ms:.0f} ms. The first time a claim is on a shortlist its"
        f" meaning is read; once they are known a post takes {again_ms:.1f} ms, of which its"
        f" own embedding is {embed_ms:.1f}."
    )
    table = Table(("ranking", f"MAP@{DEPTH}", "first is right", "ms"), tuple(rows))
    part = "held-out half of train" if options.part == "train" else options.part
    name = "checkthat" if options.part == "dev" else "checkthat, train"
    return Section(name, f"{len(posts)} posts of {part}", (table, note))


def tf_idf(texts: Sequence[str], **how: Any) -> Rank:
    """Rank texts by the cosine of TF-IDF, scikit-learn's as it comes, with ``how`` changed."""
    try:
        from sklearn.feature_extraction.text import TfidfVectorizer
    except ModuleNotFoundError:
        raise SkippedError("scikit-learn is not installed: pip install '.[bench]'") from None
    counter = TfidfVectorizer(**how)
    filed = counter.fit_transform(texts)

    def rank(text: str) -> Sequence[int]:
        alike = (filed @ counter.transform([text]).T).toarray().ravel()
        return [int(n) for n in np.argsort(-alike, kind="stable")[:DEPTH]]

    return rank


def in_words(ranker: ClaimRanker, text: str) -> list[int]:
    """The ranking without meaning."""
    return [int(n) for n in np.argsort(-ranker.alike_in_words(text), kind="stable")[:DEPTH]]


def average_precision(ranked: Sequence[str], gold: Sequence[str]) -> float:
    """Average precision over the first ``DEPTH``, as the task's scorer counts it."""
    hits, total = 0, 0.0
    for place, claim in enumerate(ranked[:DEPTH], 1):
        if claim in gold:
            hits += 1
            total += hits / place
    return total / len(gold)


def cpu_ms(work: Callable[[Json], object], posts: Sequence[Json]) -> float:
    """CPU milliseconds a post."""
    began = time.process_time()
    for post in posts:
        work(post)
    return (time.process_time() - began) * 1000 / len(posts)
