"""What there is to learn from: labelled stories, and texts that nobody has labelled.

``claim_groups.jsonl`` says of 152 pairs of pages (Partisan-Event-Dataset, ``stories/pac.jsonl``)
which of their statements and sentences say the same: offsets only, labelled by reading;
``invented_claims.jsonl`` says the same of 202 stories that were written for this.
"""

from __future__ import annotations

import collections
import math
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch
from benchmarks.attribution import read_split
from benchmarks.events import LABELS as EVENTS
from benchmarks.harness import read_json_lines
from torch import Tensor
from training.tagger.teachers import read_unlabelled

from firsthand import annotate, read
from firsthand.errors import FirsthandError
from firsthand.linking import meaning
from firsthand.linking.gists import gist_of
from firsthand.linking.statements import Told, told_in
from firsthand.types import Article, Span

HERE = Path(__file__).resolve().parents[1]
LABELS = HERE / "claim_groups.jsonl"
INVENTED = HERE / "invented_claims.jsonl"
AT_ONCE = 64  # units that are compared with one another in one step
HARD = 3.0  # pairs that a careless reader would take for the same weigh more


@dataclass(frozen=True)
class Story:
    """The units of a story as they are read, which say the same [n, n], and what each pair weighs
    (0: not compared); both hold what lies below the diagonal.
    """

    units: tuple[str, ...]
    same: Tensor
    weight: Tensor

    def part(self, units: Sequence[int]) -> Story:
        """Some of its units alone."""
        chosen = list(units)
        of = tuple(self.units[n] for n in chosen)
        return Story(of, self.same[chosen][:, chosen], self.weight[chosen][:, chosen])


@dataclass(frozen=True)
class _Unit:
    page: str
    words: str
    wording: str
    free: bool  # a sentence of the outlet


def labelled(data: Path) -> list[Story]:
    """The labelled pages and the invented stories."""
    return [*_of_pages(data), *_invented()]


def in_parts(known: Sequence[Story], lot: random.Random) -> list[Story]:
    """The stories, by lot in parts that are small enough; in an order by lot."""
    found = []
    for story in known:
        units = list(range(len(story.units)))
        number = math.ceil(len(units) / AT_ONCE)
        if number > 1:
            lot.shuffle(units)
        found += [story.part(sorted(units[n::number])) for n in range(number)]
    lot.shuffle(found)
    return found


def unlabelled(data: Path) -> Iterator[tuple[str, ...]]:
    """What stands on pages that no benchmark of claims measures, page by page.

    PolNeAR's train without what is held out, the news that the tagger's teachers read, and the
    articles of zyte; the 152 pairs of pages are among the labelled ones.
    """
    measured = {one for row in read_json_lines(EVENTS) for one in row["pages"].values()}
    known = {page["id"] for page in read_json_lines(data / "stories" / "pac.jsonl")}
    zyte = (
        {"id": page["id"], "text": page["article_body"] or ""}
        for page in read_json_lines(data / "extraction" / "zyte" / "gold.jsonl")
    )
    for page in (*read_unlabelled(data), *zyte, *read_split(data, "train")):
        if page["id"] in measured or page["id"] in known:
            continue
        try:
            article = annotate(read(text=page["text"], id=page["id"]))
        except FirsthandError:
            continue  # nothing but furniture, or another language
        yield tuple(told.said.wording for told in _told(article))


def _told(*articles: Article) -> list[Told]:
    gists = {(a.id, s): gist_of(a, s) for a in articles for s in a.sentences}
    return told_in(articles, gists)


def _of_pages(data: Path) -> list[Story]:
    """The labelled pages; they are read and annotated anew, for who says what."""
    pages = collections.defaultdict(list)
    for page in read_json_lines(data / "stories" / "pac.jsonl"):
        pages[page["story"]].append(page)
    return [_story(label, pages[label["story"]]) for label in read_json_lines(LABELS)]


def _invented() -> list[Story]:
    return [_as_written(story) for story in read_json_lines(INVENTED)]


def _as_written(story: dict[str, Any]) -> Story:
    units = [
        _Unit(
            unit["page"],
            unit["words"],
            meaning.wording(unit["who"], unit["cue"], unit["words"]),
            not unit["who"],
        )
        for unit in story["units"]
    ]
    return Story(tuple(unit.wording for unit in units), *_labels(story, units))


def _story(label: dict[str, Any], pages: list[dict[str, Any]]) -> Story:
    articles = {letter: _annotated(page) for letter, page in zip("AB", sorted(
        pages, key=lambda page: page["id"]), strict=True)}  # fmt: skip
    found = {(t.article.id, t.attribution.content): t for t in _told(*articles.values())}
    units = []
    for letter, *ends in label["units"]:
        spans = tuple(Span(a, b) for a, b in zip(ends[::2], ends[1::2], strict=True))
        article = articles[letter]
        words = " ".join(span.of(article.text) for span in spans)
        one = found.get((article.id, spans))
        free = one is None or one.free
        units.append(_Unit(letter, words, one.said.wording if one else words, free))
    return Story(tuple(unit.wording for unit in units), *_labels(label, units))


def _annotated(page: dict[str, Any]) -> Article:
    text = "\n\n".join((page["title"], *page["sentences"]))
    told = {"title": page["title"], "published": page["date"], "outlet": page["source"]}
    return annotate(read(text=text, id=page["id"], **told))


def _labels(label: dict[str, Any], units: list[_Unit]) -> tuple[Tensor, Tensor]:
    size = len(units)
    same, weight = torch.zeros(size, size), torch.tril(torch.ones(size, size), -1)
    for group in label["groups"]:
        for a in group:
            for b in group:
                same[a, b] = 1
    denied = [pair for *pair, kind in label["conflicts"] if kind == "negation"]
    for a, b in (*denied, *label["near"]):  # other figures and details may be of one claim
        same[max(a, b), min(a, b)] = 0
        weight[max(a, b), min(a, b)] = HARD
    for a in range(size):
        for b in range(a):
            if units[a].page == units[b].page and not _are_compared(units[a], units[b]):
                weight[a, b] = same[a, b] * (1 - _holds(units[a], units[b]))
    return same, weight


def _are_compared(a: _Unit, b: _Unit) -> bool:
    """Whether linking compares two of one page: no sentence of the outlet, and not a statement
    with what stands in it.
    """
    return not (a.free or b.free or _holds(a, b))


def _holds(a: _Unit, b: _Unit) -> bool:
    return a.words in b.words or b.words in a.words
