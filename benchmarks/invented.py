"""Chains of two hands and more in passages that were invented to be unlike one another.

``labels/invented_chains.jsonl``: each passage with its outlet, its statements and their hands.
Far harder than pages: no build of words stands in it twice on purpose. Of the unread part the
figure was taken before anybody who writes rules read of it.
"""

from __future__ import annotations

import collections
from argparse import Namespace
from collections.abc import Iterator, Sequence

from benchmarks.harness import Json, Section, Table, read_json_lines
from benchmarks.scorers import claims as scorer
from benchmarks.statements import LABELS, traced

LIKE = 0.3  # of the code points of two contents, for them to be one
PARTS = ("read", "unread")


def benchmark(options: Namespace) -> Section:
    """Trace the passages, and count the long chains whose parties are right in order.

    Of a statement with one hand that looks like more, a second hand is wrong.
    """
    rows = read_json_lines(LABELS / "invented_chains.jsonl")
    pages = {("invented", row["id"]): {k: row[k] for k in ("id", "text", "outlet")} for row in rows}
    found = traced(pages)
    counts: collections.Counter[tuple[str, str]] = collections.Counter()
    for row in rows:
        article = found.get(("invented", row["id"]))
        for what in _told(row, article):
            counts[row["half"], what] += 1
    table = Table(
        ("", *PARTS),
        tuple(
            (said, *(str(counts[part, what]) for part in PARTS))
            for what, said in (
                ("long", "chains of two hands or more"),
                ("found", "their statements found"),
                ("right", "right parties in order"),
                ("short", "statements of one hand"),
                ("alone", "given one hand"),
            )
        ),
    )
    note = "Invented and labelled by language models on 2026-11-24, unchecked by a second."
    return Section("invented chains", f"{len(rows)} passages", (table, note))


def _told(row: Json, article: Json | None) -> Iterator[str]:
    for statement in row["statements"]:
        gold = [hand["party"] for hand in statement["chain"]]
        ours = None if article is None else _chain_of(article, statement["content"])
        if len(gold) > 1:
            yield "long"
            if ours is not None:
                yield "found"
                if _agree(gold, ours):
                    yield "right"
        else:
            yield "short"
            if ours is None or len(ours) < 2:
                yield "alone"


def _chain_of(article: Json, content: Sequence[int]) -> list[str | None] | None:
    """The parties of the statement whose content is most like the labelled one; None: none is."""
    gold = set(range(*content))
    best, like = None, LIKE
    for attribution in article["attributions"]:
        ours = {n for part in attribution["content"] for n in range(part["start"], part["end"])}
        share = len(gold & ours) / len(gold | ours)
        if share > like:
            best, like = attribution, share
    return None if best is None else [hop["party"] for hop in best["chain"]]


def _agree(gold: Sequence[str | None], ours: Sequence[str | None]) -> bool:
    return len(gold) == len(ours) and all(
        a == b if a is None or b is None else scorer.parties_agree(a, b)
        for a, b in zip(gold, ours, strict=True)
    )
