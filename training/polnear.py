"""PolNeAR's own files as the JSON lines that training and benchmarks read.

    python -m training.polnear CORPUS SPLIT > SPLIT.jsonl

CORPUS is a checkout of networkdynamics/PolNeAR (Newell, Margolin, Ruths, LREC 2018), SPLIT a
folder of its ``data``. A text stands in ``text/ID.txt``, each annotator's reading of it in
``attributions/ID_ANNOTATOR.ann``: brat stand-off, ``T`` lines with the spans of Source, Cue and
Content, ``E`` lines that tie them into attributions. Where several read one text, the first
by name is taken and all are named.

An attribution without content, and a span outside the text, is left out and told of.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

Json = dict[str, Any]
ROLES = {"Source": "source", "Cue": "cue", "Content": "content"}


def articles(corpus: Path, split: str) -> Iterator[Json]:
    """The articles of a split in the order of their names, with their attributions.

    Raises:
        FileNotFoundError: there is no such folder.
    """
    folder = corpus / "data" / split
    texts = sorted((folder / "text").iterdir())
    readings: dict[str, list[Path]] = {}
    for path in sorted((folder / "attributions").glob("*.ann")):
        readings.setdefault(path.stem.rsplit("_", 1)[0], []).append(path)
    for path in texts:
        found = readings.get(path.stem, [])
        # Not read_text: it would turn "\r\n" into one code point, and spans count two.
        text = path.read_bytes().decode("utf-8")
        annotators = [reading.stem.rsplit("_", 1)[1] for reading in found]
        attributions = read_ann(found[0].read_text(encoding="utf-8"), text) if found else []
        yield {
            "id": path.stem,
            "split": split,
            "annotator": annotators[0] if annotators else None,
            "annotators": annotators,
            "text": text,
            "attributions": attributions,
        }


def read_ann(ann: str, text: str) -> list[Json]:
    """The attributions of a stand-off file, in the order of their contents."""
    spans: dict[str, list[list[int]]] = {}
    events: list[tuple[str, list[tuple[str, str]]]] = []
    for line in ann.splitlines():
        name, _, rest = line.partition("\t")
        if name.startswith("T"):
            told = rest.partition("\t")[0].partition(" ")[2]
            spans[name] = [[int(n) for n in part.split()] for part in told.split(";")]
        elif name.startswith("E"):
            ties = [tie.partition(":")[::2] for tie in rest.split()]
            events.append((name, [(role.rstrip("0123456789"), of) for role, of in ties]))
    found = []
    for name, ties in events:
        roles: dict[str, list[list[int]]] = {role: [] for role in ROLES.values()}
        for role, of in ties:
            if role in ROLES:
                roles[ROLES[role]] += spans.get(of, [])
        every = [span for role in roles.values() for span in role]
        if not roles["content"] or not all(0 <= s < e <= len(text) for s, e in every):
            print(f"left out: {name}, without content or outside the text", file=sys.stderr)
            continue
        found.append({"id": name, **{role: sorted(of) for role, of in roles.items()}})
    return sorted(found, key=lambda a: a["content"])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("split")
    options = parser.parse_args()
    for article in articles(options.corpus, options.split):
        print(json.dumps(article, ensure_ascii=False))


if __name__ == "__main__":
    main()
