"""Pages whose lines are labelled, from ``../shared/data``: what the labeller learns from.

zyte lines      lines that extractors keep of 181 pages, called furniture or content by their
                overlap with the gold body: many, free, noisy, without kinds
giveme5w1h      raw pages that we read, ``furniture_lines.jsonl``: offsets and labels only
PolNeAR train   articles of a corpus without furniture; in some we put furniture of the others,
                so that a page with little of it is met, too
"""

from __future__ import annotations

import ast
import dataclasses
import gzip
import json
import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from lxml import html

from firsthand.cleaning.text import plain
from firsthand.words import words_of

HERE = Path(__file__).parent
HOLD = HERE.parent / "benchmarks" / "hold_ids.txt"
LABELS = HERE / "furniture_lines.jsonl"

CLEAN_PAGES, STREWN_PAGES = 40, 80  # PolNeAR articles as they are, and with furniture put in
LONGEST_STREWN = 400  # code points of a line that is put in
TITLE_PROPERTIES = {"og:title", "twitter:title", "title", "dc.title", "headline"}
SUMMARY_PROPERTIES = {"og:description", "description", "twitter:description"}
IN_JSON_LD = re.compile(r'"(?:headline|alternativeHeadline|description)"\s*:\s*"((?:[^"\\]|\\.)*)"')


@dataclass(frozen=True, slots=True)
class LabelledPage:
    """A page in lines; of each, whether it is furniture (None: not to be counted), its kind.

    ``group`` is what must not be torn apart between folds: the page.
    """

    source: str
    group: str
    lines: tuple[str, ...]
    furniture: tuple[bool | None, ...]
    kinds: tuple[str | None, ...] = ()


def zyte_pages(data: Path, *, in_reading_order: bool = False) -> Iterator[LabelledPage]:
    """The zyte lines, page by page; headlines and standfirsts are content, mixed lines None.

    As the file has them: what most extractors keep comes first. ``in_reading_order`` puts
    each line where its words stand on the page.
    """
    found: dict[str, list[Json]] = {}
    for row in json_lines(data / "furniture" / "zyte_lines.jsonl"):
        found.setdefault(row["page"], []).append(row)
    for page, rows in found.items():
        path = data / "extraction" / "zyte" / "html" / f"{page}.html.gz"
        tree = html.fromstring(gzip.decompress(path.read_bytes()))
        heads = list(_headlines(tree))
        ordered = _in_reading_order(rows, tree) if in_reading_order else rows
        yield LabelledPage(
            "zyte-read" if in_reading_order else "zyte",
            page,
            tuple(row["line"] for row in ordered),
            tuple(_is_furniture(row, heads) for row in ordered),
        )


def read_pages(data: Path, labels: Path = LABELS) -> Iterator[LabelledPage]:
    """The pages that we read and labelled; a line without a label is body.

    Lines marked with "?" (we were torn), mixed lines and titles are None.
    """
    texts = {r["id"]: r["text"] for r in json_lines(data / "stories" / "giveme5w1h.jsonl")}
    texts |= {r["id"]: war_text(r) for r in json_lines(data / "war" / "ukraine_2014.jsonl")}
    for record in json_lines(labels):
        text = texts[record["id"]]
        spans = [(p.span.start, p.words) for p in plain.split(text)]
        named = {start: label for start, _, label in record["lines"]}
        kinds = tuple(named.get(start, "body") for start, _ in spans)
        yield LabelledPage(
            record["set"],
            record["id"],
            tuple(words for _, words in spans),
            tuple(is_furniture(kind) for kind in kinds),
            kinds,
        )


def is_furniture(kind: str) -> bool | None:
    """Whether a label of ours says furniture; None where it says neither."""
    if kind == "body":
        return False
    return None if kind == "title" or kind.startswith("mixed") or kind.endswith("?") else True


def corpus_pages(
    data: Path, others: Sequence[LabelledPage], *, seed: int
) -> Iterator[LabelledPage]:
    """PolNeAR articles out of train, some with furniture of the other pages put in."""
    hold = set(HOLD.read_text().split())
    rows = [r for r in json_lines(data / "polnear" / "train.jsonl") if r["id"] not in hold]
    dice = random.Random(seed)
    for number, row in enumerate(dice.sample(rows, CLEAN_PAGES + STREWN_PAGES)):
        lines = tuple(p.words for p in plain.split(row["text"]))
        page = LabelledPage("polnear", row["id"], lines, (False,) * len(lines))
        yield page if number < CLEAN_PAGES else _strewn(page, others, dice)


def war_text(record: Json) -> str:
    """The text of an article of the war pages: its sentences, one a line."""
    sentences = record["sentences"]
    listed = ast.literal_eval(sentences) if isinstance(sentences, str) else sentences
    return "\n".join(listed)


Json = dict[str, Any]


def json_lines(path: Path) -> Iterator[Json]:
    with path.open(encoding="utf-8") as file:
        for line in file:
            yield json.loads(line)


# ------------------------------------------------------------------- zyte


def _is_furniture(row: Json, heads: Sequence[list[str]]) -> bool | None:
    if row["label"] == "mixed":
        return None
    words = words_of(row["line"])
    return row["label"] == "furniture" and not any(_says(words, head) for head in heads)


def _says(words: list[str], head: list[str]) -> bool:
    """Whether a line is a headline, or its beginning: pages add their own name to a title."""
    begins = len(words) >= 4 and len(words) * 2 >= len(head) and head[: len(words)] == words
    return bool(words) and (words == head or begins)


def _headlines(tree: Any) -> Iterator[list[str]]:
    for element in tree.iter("meta"):
        named = (element.get("property") or element.get("name") or "").lower()
        if named in TITLE_PROPERTIES | SUMMARY_PROPERTIES:
            yield words_of(element.get("content") or "")
    for element in tree.iter("title", "h1"):
        yield words_of(element.text_content())
    for element in tree.iter("script"):
        if "ld+json" in (element.get("type") or ""):
            yield from map(words_of, IN_JSON_LD.findall(element.text or ""))


def _in_reading_order(rows: Sequence[Json], tree: Any) -> list[Json]:
    for element in [*tree.iter("script", "style", "noscript")]:
        element.drop_tree()
    page = " ".join(words_of(" ".join(tree.itertext())))
    at, placed = 0, []
    for number, row in enumerate(rows):
        words = words_of(row["line"])
        found = page.find(" ".join(words))
        found = found if found >= 0 else page.find(" ".join(words[:5]))
        at = found if found >= 0 else at  # what is not found stays where the file has it
        placed.append((at, number, row))
    return [row for _, _, row in sorted(placed, key=lambda entry: entry[:2])]


# ---------------------------------------------------------------- strewing


def _strewn(
    page: LabelledPage, others: Sequence[LabelledPage], dice: random.Random
) -> LabelledPage:
    lines, furniture = list(page.lines), list(page.furniture)
    for _ in range(dice.choice((1, 1, 2, 3, 4, 6))):
        run = _some_furniture(dice.choice(others), most=dice.choice((1, 1, 1, 2, 4)), dice=dice)
        at = dice.choice((dice.randint(0, len(lines)), len(lines)))
        lines[at:at] = run
        furniture[at:at] = [True] * len(run)
    return dataclasses.replace(page, lines=tuple(lines), furniture=tuple(furniture))


def _some_furniture(page: LabelledPage, *, most: int, dice: random.Random) -> list[str]:
    known = zip(page.lines, page.furniture, strict=True)
    fit = [line for line, is_one in known if is_one and len(line) <= LONGEST_STREWN]
    start = dice.randrange(max(len(fit), 1))
    return fit[start : start + most]
