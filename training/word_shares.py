"""Make ``src/firsthand/data/word_shares.tsv.gz``: in how many articles of news a word stands.

    python training/word_shares.py ../shared/data/polnear/train.jsonl

Counted in PolNeAR train (articles of 2015-2016 by seven US outlets); the articles on which we
measure ourselves (``benchmarks/hold_ids.txt``) are left out. A list of words with counts holds
nothing of the texts.
"""

from __future__ import annotations

import collections
import gzip
import json
import sys
from pathlib import Path

from firsthand.words import words_of

ROOT = Path(__file__).resolve().parents[1]
FILE = ROOT / "src" / "firsthand" / "data" / "word_shares.tsv.gz"
FEWEST = 3  # articles; a word of fewer says as little as one that is not in the table


def main(path: Path) -> None:
    """Count the words and write the table: the number of articles, then a word a line."""
    held = set((ROOT / "benchmarks" / "hold_ids.txt").read_text(encoding="utf-8").split())
    lines = path.read_text(encoding="utf-8").splitlines()
    texts = [article["text"] for article in map(json.loads, lines) if article["id"] not in held]
    counts = collections.Counter(word for text in texts for word in set(words_of(text)))
    kept = sorted(item for item in counts.items() if item[1] >= FEWEST)
    table = f"\t{len(texts)}\n" + "".join(f"{word}\t{count}\n" for word, count in kept)
    FILE.write_bytes(gzip.compress(table.encode("utf-8"), mtime=0))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
