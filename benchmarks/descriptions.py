"""Whom "the senator" or "the agency" means: definite descriptions that speak, labelled by reading.

``labels/descriptions.jsonl`` says of each whose name the page gives to whoever is meant, or that
it gives none. The first half is for development; the second was read for its figures alone. The
third holds what we left without a name at bc5e988, so that it tells what a change finds, and
nothing of how often we are right.
"""

from __future__ import annotations

import collections
import sys
from argparse import Namespace
from collections.abc import Iterator
from pathlib import Path

from benchmarks.attribution import read_split
from benchmarks.harness import Json, Section, Table, read_json_lines
from benchmarks.scorers.score_claims import parties_agree
from benchmarks.statements import LABELS, Key, Pair, labelled_pages, traced

HALVES = ("first", "second", "third")
ANSWERS = ("right", "wrong", "nobody")


def benchmark(options: Namespace) -> Section:
    """Trace every labelled page, and compare whom each description stands for.

    Right: the name agrees, or neither the page nor we have one. A description that is no
    speaker's here is nobody's.
    """
    labels = read_json_lines(LABELS / "descriptions.jsonl")
    pages = labelled_pages(labels, pages_read(options.data), options.data)
    read = traced(pages)
    counts: dict[tuple[str, bool], collections.Counter[str]] = collections.defaultdict(
        collections.Counter
    )
    for row in labels:
        key = (row["corpus"], row["id"])
        text = pages[key]["text"]
        name = None if row["who"] is None else text[slice(*row["who"])]
        ours = _name(read.get(key), row["description"])
        answer = _answer(name, ours)
        counts[row["half"], name is not None][answer] += 1
        if options.wrong and row["half"] != "second" and answer != "right" and (name or ours):
            said = text[slice(*row["description"])]
            print(f"{key[1]} {row['description']}: {said} is {name}, not {ours}", file=sys.stderr)
    rows = tuple(
        (f"{half} half, {what}", *(str(counts[half, named][answer]) for answer in ANSWERS))
        for half in HALVES
        for named, what in ((True, "the page names who is meant"), (False, "it names nobody"))
    )
    note = "Nobody: we leave the description without a name. Where the page has none that is right."
    return Section("descriptions", f"{len(pages)} pages", (Table(("", *ANSWERS), rows), note))


def pages_read(data: Path) -> Iterator[tuple[Key, Json]]:
    """The pages by corpus and id, as ``firsthand trace -`` takes them."""
    from training.tagger.teachers import read_unlabelled  # numpy and more come with it

    zyte = read_json_lines(data / "extraction" / "zyte" / "gold.jsonl")
    for corpus, texts in (
        ("polnear", ((page["id"], page["text"]) for page in read_split(data, "train"))),
        ("news", ((page["id"], page["text"]) for page in read_unlabelled(data))),
        ("zyte", ((page["id"], page["article_body"] or "") for page in zyte)),
    ):
        for identity, text in texts:
            yield (corpus, identity), {"id": f"{corpus}/{identity}", "text": text}


def _name(article: Json | None, description: Pair) -> str | None:
    """The name of the speaker one of whose mentions begins in a description; None: no name."""
    start, end = description
    for speaker in (article or {}).get("speakers", ()):
        if any(start <= mention["start"] < end for mention in speaker["mentions"]):
            return str(speaker["name"]) if speaker["named"] else None
    return None


def _answer(name: str | None, ours: str | None) -> str:
    if name is None:
        return "right" if ours is None else "wrong"
    if ours is None:
        return "nobody"
    return "right" if parties_agree(name, ours, True, True) else "wrong"
