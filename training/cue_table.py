"""Make ``src/firsthand/data/cues.csv`` from the corpus: which words, in which frame, are cues.

    python training/cue_table.py ../shared/data/polnear/train.jsonl > src/firsthand/data/cues.csv

For every verb and noun outside quotation marks, and every frame it stands in, we count how
often annotators marked it as the cue of a content in that frame. A row is kept if that was
so at least ``LEAST_MARKED`` times and in at least ``LEAST_SHARE`` of its occurrences, with
``DOUBT`` unmarked ones added: a verb that three annotators of an election campaign marked
("fired at", "hammered") is no cue in a war. A verb that is no verb of speech
(``speech.csv``) is mostly a deed where no clause follows ("backed the boat", "showed the
way"): there it needs ``LEAST_SHARE_OF_DEEDS``, and ``DEEDS``, words of fights and errands
outside politics, are never speech with an object. The thresholds were chosen on the articles of
``benchmarks/hold_ids.txt``, which are left out. Only counts leave the corpus, no text.
"""

from __future__ import annotations

import collections
import csv
import datetime
import json
import sys
from collections.abc import Collection, Iterator
from pathlib import Path
from typing import Any

from firsthand import data
from firsthand.annotation.frames import frames
from firsthand.annotation.parsing import parse
from firsthand.annotation.quotations import find_quotations
from firsthand.pipeline import read

LEAST_MARKED, LEAST_SHARE, DOUBT = 5, 0.35, 3
LEAST_SHARE_OF_DEEDS = 0.5
# An election campaign attacks, charges and answers in words; most other news does not.
DEEDS = frozenset(
    """answer attack blast charge defend fire hammer hit knock post question rip see""".split()
)
OF_DEEDS = frozenset(("object", "subject", "for-"))  # "attacked the town", "… for an hour"
OF_SPEECH = frozenset(("clause", "infinitive"))  # what follows is words already
HOLD = Path(__file__).parent.parent / "benchmarks" / "hold_ids.txt"
SOURCE = "counted in PolNeAR train (Newell, Margolin, Ruths, LREC 2018)"

Key = tuple[str, str, str]


def occurrences(record: dict[str, Any]) -> Iterator[tuple[Key, bool]]:
    """Each (lemma, part of speech, frame) outside quotations, and whether it was marked."""
    view = read(text=record["text"], as_body=True).body
    quoted = {i for q in find_quotations(view) for p in q.pieces for i in range(p.start, p.end)}
    cues, contents = (_who_covers(record["attributions"], role) for role in ("cue", "content"))
    for paragraph in parse(view, entities=False):
        for token in paragraph.doc:
            at = paragraph.start + token.idx
            if token.pos_ not in ("VERB", "NOUN") or at in quoted:
                continue
            for frame, head in frames(token):
                marked = cues[at] & contents[paragraph.start + head.idx]
                yield (token.lemma_.lower(), token.pos_.lower(), frame), bool(marked)


def _who_covers(attributions: list[dict[str, Any]], role: str) -> dict[int, set[int]]:
    covered: dict[int, set[int]] = collections.defaultdict(set)
    for number, attribution in enumerate(attributions):
        for start, end in attribution[role]:
            for at in range(start, end):
                covered[at].add(number)
    return covered


def is_cue(key: Key, *, share: float, marked: int, speech: Collection[str]) -> bool:
    """Whether a row is kept; ``speech`` holds the lemmas of ``speech.csv``."""
    lemma, pos, frame = key
    if pos == "verb" and lemma in DEEDS and frame in OF_DEEDS:
        return False
    may_be_deed = pos == "verb" and frame not in OF_SPEECH and lemma not in speech
    least = LEAST_SHARE_OF_DEEDS if may_be_deed else LEAST_SHARE
    return marked >= LEAST_MARKED and share >= least


def main(path: str) -> None:
    held = set(HOLD.read_text(encoding="utf-8").split("\n"))
    seen: collections.Counter[Key] = collections.Counter()
    marked: collections.Counter[Key] = collections.Counter()
    with open(path, encoding="utf-8") as lines:
        for record in map(json.loads, lines):
            if record["id"] in held:
                continue
            for key, is_marked in occurrences(record):
                seen[key] += 1
                marked[key] += is_marked
    speech = {row["lemma"] for row in data.table("speech", columns=("lemma", "example"))}
    out = csv.writer(sys.stdout, lineterminator="\n")
    out.writerow(["lemma", "pos", "frame", "share", "marked", "source", "date"])
    today = datetime.date.today().isoformat()
    for key in sorted(marked):
        share = marked[key] / (seen[key] + DOUBT)
        if is_cue(key, share=share, marked=marked[key], speech=speech):
            out.writerow([*key, f"{share:.2f}", marked[key], SOURCE, today])


if __name__ == "__main__":
    main(sys.argv[1])
