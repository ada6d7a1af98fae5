"""Copies: pairs of pages that share passages or quotations."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from firsthand import data
from firsthand.linking.copies.aligning import Run, Stretch, align
from firsthand.linking.copies.candidates import Chosen
from firsthand.linking.copies.changes import find_changes
from firsthand.linking.copies.directions import (
    Credits,
    find_credits,
    is_named,
    names_behind_credits,
    tell_direction,
)
from firsthand.linking.copies.filing import Proposed
from firsthand.linking.copies.pages import Page, Reader
from firsthand.linking.copies.telling import reason
from firsthand.linking.memory import NO_MEMORY, Memory
from firsthand.types import Article, Copy, Passage

LEAST_WORDS = 12  # of a passage; shorter ones are shared by chance
LEAST_CREDITED = 9  # the same, where the pages credit one outlet or agency
LEAST_OWN = 24  # the same, on two pages of one outlet, which repeats its own lines
LEAST_RARITY = 2.2  # of a word in a passage, on average: "the end of the day in the" is nobody's
LEAST_QUOTED = 5  # words of a shared quotation
LEAST_QUOTED_RARITY = 22.0  # of its words together: "peace on the whole peninsula" is nobody's
LEAST_WHOLE_RARITY = 16.0  # the same, where it is all that one page quotes there
PAGES_KEPT = 1_000  # whose words are held to be compared
NONE: frozenset[str] = frozenset()
QUOTED = 0.9  # of a passage's words, on both pages: then it is a quotation


@dataclass(frozen=True, slots=True)
class _Known:
    """An article with its words and its credits."""

    article: Article
    page: Page
    credits: Credits


def find_copies(articles: Sequence[Article], memory: Memory = NO_MEMORY) -> tuple[Copy, ...]:
    """The pairs of articles that share passages or quotations, by their ids.

    Set-aside furniture is not read. A passage has 12 words or more in one order, single words
    changed between; a shared quotation 5 or more that tell. Of words that more than nine pages
    share, each page is compared with some of the others only, so that time stays near-linear:
    the pairs are then linked in a chain. The order of the articles changes nothing. Two
    articles of one id are not compared. Words are runs of letters: languages without blanks
    between words are compared by the sentence.

    Source: winnowing (Schleimer, Wilkerson and Aiken 2003) for the pairs; seed and extend for
    the alignment.
    """
    by_id = dict(sorted((article.id, article) for article in articles))
    reader = Reader()
    read = lru_cache(PAGES_KEPT)(lambda one: reader.read(by_id[one]))
    credits = _credits(by_id, memory)
    chosen = memory.recall_each("shingles", by_id, lambda one: Chosen.of(read(one)))
    named = {one: own.all for one, own in credits.items()}
    proposed = memory.extend(("pairs",), Proposed(), lambda before: before.changed(chosen, named))
    made_from = {
        (a, b): (by_id[a], credits[a], by_id[b], credits[b]) for a, b in sorted(proposed.pairs)
    }
    found = memory.recall_each(
        "copies",
        made_from,
        lambda pair: _copy(*(_Known(by_id[one], read(one), credits[one]) for one in pair)),
    )
    return tuple(copy for copy in found.values() if copy is not None)


def _credits(articles: Mapping[str, Article], memory: Memory) -> dict[str, Credits]:
    """Whom each page credits; a new outlet is looked for only where some name stands."""
    listed = {name for article in articles.values() if (name := article.outlet.name)}
    keys = frozenset(map(data.outlet_key, listed))
    outlets = memory.recall(("outlets",), keys, lambda: keys)  # one object for equal ones
    names = memory.recall_each("named", articles, lambda one: names_behind_credits(articles[one]))
    made_from: dict[str, tuple[Article, frozenset[str]]] = {
        one: (article, outlets if is_named(names[one], outlets) else NONE)
        for one, article in articles.items()
    }
    return memory.recall_each("credits", made_from, lambda one: find_credits(*made_from[one]))


def _copy(a: _Known, b: _Known) -> Copy | None:
    stretches = align(a.page.words, b.page.words)
    least = _least_words(a.credits, b.credits)
    kept = [part for s in stretches for part in _kept(s, a.page, b.page, least=least)]
    if not kept:
        return None
    shared = tuple(_passage(stretch, a, b) for stretch in kept)
    told = tell_direction(
        a.article,
        b.article,
        (a.credits, b.credits),
        quoted=all(passage.sort == "quotation" for passage in shared),
    )
    copy = Copy(
        id="k" + hashlib.sha256(f"{a.page.id}\n{b.page.id}".encode()).hexdigest()[:12],
        a=a.page.id,
        b=b.page.id,
        shared=shared,
        share_a=_share(a.page, [(r.a, r.length) for s in kept for r in s.runs]),
        share_b=_share(b.page, [(r.b, r.length) for s in kept for r in s.runs]),
        direction=told.direction,
        basis=told.basis,
        spans=told.spans,
    )
    return reason(copy, a.article, b.article)


def _least_words(a: Credits, b: Credits) -> int:
    if a.outlet and a.outlet == b.outlet:
        return LEAST_OWN
    return LEAST_WORDS if a.all.isdisjoint(b.all) else LEAST_CREDITED


def _kept(stretch: Stretch, a: Page, b: Page, *, least: int) -> Iterator[Stretch]:
    """The stretch, if it is long and rare enough; else what is quoted of it, if that is."""
    rarity = sum(float(a.rarity[run.a : run.a + run.length].sum()) for run in stretch.runs)
    if stretch.words >= least and rarity >= LEAST_RARITY * stretch.words:
        yield stretch
        return
    quoted = tuple(part for run in stretch.runs for part in _quoted(run, a, b))
    words = sum(run.length for run in quoted)
    rarity = sum(float(a.rarity[run.a : run.a + run.length].sum()) for run in quoted)
    whole = quoted and (
        _is_whole(a, quoted[0].a, quoted[-1].a + quoted[-1].length)
        or _is_whole(b, quoted[0].b, quoted[-1].b + quoted[-1].length)
    )
    if words >= LEAST_QUOTED and rarity >= (LEAST_WHOLE_RARITY if whole else LEAST_QUOTED_RARITY):
        yield Stretch(quoted)


def _is_whole(page: Page, first: int, after: int) -> bool:
    """Whether a quotation begins and ends with these words."""
    return not (first and page.quoted[first - 1]) and not page.quoted[after : after + 1].any()


def _quoted(run: Run, a: Page, b: Page) -> Iterator[Run]:
    """The parts of a run that are quoted on both pages."""
    both = a.quoted[run.a : run.a + run.length] & b.quoted[run.b : run.b + run.length]
    edges = np.flatnonzero(np.diff(np.concatenate(([0], both.astype(np.int8), [0]))))
    for first, after in zip(edges[::2].tolist(), edges[1::2].tolist(), strict=True):
        yield Run(run.a + first, run.b + first, after - first)


def _passage(stretch: Stretch, a: _Known, b: _Known) -> Passage:
    quoted = min(
        float(np.mean(np.concatenate([a.page.quoted[r.a : r.a + r.length] for r in stretch.runs]))),
        float(np.mean(np.concatenate([b.page.quoted[r.b : r.b + r.length] for r in stretch.runs]))),
    )
    texts = (a.article.text, b.article.text)
    return Passage(
        sort="quotation" if quoted >= QUOTED else "passage",
        a=a.page.spans(*stretch.a),
        b=b.page.spans(*stretch.b),
        words=stretch.words,
        changes=tuple(find_changes(a.page, b.page, stretch.runs, texts=texts)),
    )


def _share(page: Page, runs: Sequence[tuple[int, int]]) -> float:
    """How much of the page's words stand in the runs; a word counts once."""
    inside = np.zeros(len(page), dtype=np.bool_)
    for first, length in runs:
        inside[first : first + length] = True
    return round(float(inside.mean()), 3)
