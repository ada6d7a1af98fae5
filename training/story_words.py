"""Make ``src/firsthand/data/story_words.tsv.gz``: how many news pages a word stands on.

    python -m training.story_words ../shared/data

What ties two pages to one story are the words that few other pages have. That must not hang
on which pages happen to be in the same run, so we count once: PolNeAR's train part, the pages
of ``war``, and those of Zyte's extraction set, each page once a word. The two sets that stories
are measured on are left out. Counts of words leave the data, no text; a word of one page alone
is left out, since it might tell whose page it was.

The first line is the number of pages; then a line a word, in the order of their bytes: the
word, a tabulator, the pages it stands on. A count of 0 is a stop word of another language
(spaCy's lists): such a word ties nothing, and English news cannot tell how common it is.
"""

from __future__ import annotations

import collections
import gzip
import importlib
import itertools
import json
import pkgutil
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import spacy.lang

from firsthand.linking.stories.profiles import words_in

OUT = Path(__file__).parent.parent / "src" / "firsthand" / "data" / "story_words.tsv.gz"
FEWEST_PAGES = 2
FEW = 0.01  # of the pages: a stop word of another language on so few stands in foreign text


def pages(data: Path) -> Iterator[str]:
    """The text of each page, with its title where it has one of its own."""
    for row in _rows(data / "polnear" / "train.jsonl"):
        yield f"{row['title'] or ''}\n{row['text']}"
    for row in _rows(data / "war" / "ukraine_2014.jsonl"):
        yield "\n".join(row["sentences"])
    lines: dict[str, list[str]] = collections.defaultdict(list)
    for row in _rows(data / "furniture" / "zyte_lines.jsonl"):
        lines[row["page"]].append(row["line"])
    yield from map("\n".join, lines.values())


def foreign_stop_words() -> Iterator[str]:
    """The stop words that spaCy has for languages other than English, as we divide words."""
    for found in pkgutil.iter_modules(spacy.lang.__path__):
        try:
            listed = importlib.import_module(f"spacy.lang.{found.name}.stop_words").STOP_WORDS
        except ImportError:
            continue
        if found.name != "en":
            yield from (word for line in sorted(listed) for word in words_in(line))


def _rows(path: Path) -> Iterator[dict[str, Any]]:
    with path.open(encoding="utf-8") as file:
        yield from map(json.loads, file)


def main() -> None:
    """Count and write; the same data give the same bytes."""
    counted = [set(words_in(page)) for page in pages(Path(sys.argv[1]))]
    counts = collections.Counter(itertools.chain.from_iterable(counted))
    kept = {word: count for word, count in counts.items() if count >= FEWEST_PAGES}
    foreign = {word for word in foreign_stop_words() if counts[word] < FEW * len(counted)}
    kept |= dict.fromkeys(foreign, 0)
    text = "".join(f"{word}\t{count}\n" for word, count in sorted(kept.items()))
    OUT.write_bytes(gzip.compress(f"{len(counted)}\n{text}".encode(), compresslevel=9, mtime=0))


if __name__ == "__main__":
    main()
