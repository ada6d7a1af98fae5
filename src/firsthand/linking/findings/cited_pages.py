"""A figure on the word of an outlet whose own page of the run has another, or has none.

Only where that page is surely the one that is cited: the only page of that outlet that tells
most of what the statement says; and where it has another figure for the same.
"""

from __future__ import annotations

import collections
import itertools
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache, partial

from firsthand import data
from firsthand.linking.findings.pages import Page, stems
from firsthand.linking.memory import NO_MEMORY, Memory
from firsthand.linking.statements import words_of
from firsthand.types import Article, Attribution, Finding, Quantity

MOST_SHARED = 0.6  # of the statement's content words, in one sentence of the cited page
FEWEST_SHARED = 4
RARE = 200  # pages of an outlet; a word in more of them does not tell which is meant
NEAREST = 5
PAGES_KEPT = 64  # of a shelf, with their sentences
SMALLEST = 3.0  # "one" and "two" are seldom the figure of a report


def without_the_figure(
    articles: Sequence[Article], memory: Memory = NO_MEMORY
) -> Iterator[Finding]:
    """Figures of statements that the page of the outlet they are taken from does not hold."""
    by_id = {article.id: article for article in articles}
    cites = memory.recall_each("cites", by_id, lambda page: _parties(by_id[page]))
    shelves = _shelves(articles, frozenset[str]().union(*cites.values()), memory)
    asked = {
        page: (by_id[page], *(shelves[party] for party in sorted(parties & shelves.keys())))
        for page, parties in cites.items()
        if not parties.isdisjoint(shelves)
    }
    found = memory.recall_each("cited", asked, lambda page: tuple(_of(by_id[page], shelves)))
    yield from itertools.chain.from_iterable(found.values())


def _of(article: Article, shelves: Mapping[str, _Shelf]) -> Iterator[Finding]:
    for attribution in article.attributions:
        for source in _cited(article, attribution, shelves):
            yield from _missing(article, attribution, source)


def _parties(article: Article) -> frozenset[str]:
    """All hands of a page, by keys of names."""
    return frozenset(
        data.outlet_key(hop.party)
        for attribution in article.attributions
        for hop in attribution.chain
        if hop.party
    )


def _shelves(
    articles: Sequence[Article], cited: frozenset[str], memory: Memory
) -> dict[str, _Shelf]:
    """The pages of each outlet that is among the hands of any page."""
    names = {name: data.outlet_key(name) for a in articles if (name := a.outlet.name)}
    pages: dict[str, list[Article]] = {}
    for article in articles:
        if (key := names.get(article.outlet.name or "")) in cited:
            pages.setdefault(key, []).append(article)
    return {
        key: memory.recall(("shelf", key), tuple(own), partial(_Shelf, own))
        for key, own in pages.items()
    }


class _Shelf:
    """The pages of one outlet by their words; a big outlet has thousands."""

    def __init__(self, articles: Sequence[Article]) -> None:
        self._articles = articles
        self._by_word: dict[str, list[int]] = {}
        self._page = lru_cache(PAGES_KEPT)(lambda number: Page.of(articles[number]))
        for number, article in enumerate(articles):
            sentences = Page.of(article).sentences
            for word in {word for sentence in sentences for word in _gist(sentence.text)}:
                self._by_word.setdefault(word, []).append(number)

    def nearest(self, gist: frozenset[str]) -> list[Page]:
        """The few pages that have most words of a statement; words of all pages tell nothing."""
        rare = [found for word in gist if 0 < len(found := self._by_word.get(word, [])) <= RARE]
        counted = collections.Counter(n for found in rare for n in found)
        enough = [n for n, shared in counted.items() if shared >= FEWEST_SHARED]
        return [self._page(n) for n in sorted(enough, key=lambda n: (-counted[n], n))[:NEAREST]]


def _cited(
    article: Article, attribution: Attribution, shelves: Mapping[str, _Shelf]
) -> Iterator[Page]:
    own = data.outlet_key(article.outlet.name or "")
    parties = {data.outlet_key(hop.party) for hop in attribution.chain if hop.party} - {own}
    shelved = sorted(parties & shelves.keys())
    if not shelved or not any(_figures(article, attribution)):
        return
    gist = _gist(words_of(article, attribution))
    for party in shelved:
        near = [p for p in shelves[party].nearest(gist) if p.article.id != article.id]
        told = [p for p in near if _told(p, article, attribution) and not _is_later(p, article)]
        if len(told) == 1:
            yield told[0]


def _is_later(cited: Page, article: Article) -> bool:
    there, here = cited.article.published, article.published
    return bool(there and here and there[:10] > here[:10])


def _told(cited: Page, article: Article, attribution: Attribution) -> list[int]:
    """The sentences of a page that tell most of what a statement says, figures aside."""
    gist = _gist(words_of(article, attribution))
    enough = max(FEWEST_SHARED, MOST_SHARED * len(gist))
    return [n for n, s in enumerate(cited.sentences) if len(_gist(s.text) & gist) >= enough]


def _gist(text: str) -> frozenset[str]:
    return frozenset(word for word in stems(text) if not word[:1].isdigit())


def _missing(article: Article, attribution: Attribution, cited: Page) -> Iterator[Finding]:
    held = [q for q in cited.article.quantities if q.low is not None or q.high is not None]
    beside = [q for n in _told(cited, article, attribution) for q in cited.quantities.get(n, ())]
    for quantity in _figures(article, attribution):
        like = [q for q in beside if _alike(q, quantity)]
        if not like or any(_agree(quantity, q) for q in held):
            continue
        words = quantity.span.of(article.text)
        there = like[0].span.of(cited.text)
        who = cited.article.outlet.name
        message = f"cited from {who}, whose page here has no “{words}”; it has “{there}”"
        yield Finding(
            "cited-source-lacks-figure", article.id, (quantity.span,), message,
            f"page {cited.article.id}",
        )  # fmt: skip


def _figures(article: Article, attribution: Attribution) -> Iterable[Quantity]:
    return (
        q
        for q in article.quantities
        if any(span.covers(q.span) for span in attribution.content)
        and not q.vague
        and max(q.low or 0, q.high or 0) >= SMALLEST
    )


def _alike(one: Quantity, other: Quantity) -> bool:
    """Whether two quantities count the same: one unit, and one noun of what is counted."""
    if one.vague or one.unit != other.unit or one.of is None or other.of is None:
        return False
    return not stems(one.of).isdisjoint(stems(other.of))


def _agree(one: Quantity, other: Quantity) -> bool:
    """Whether one number may be both, as bounds and rounding go."""
    if one.unit != other.unit:
        return False
    low, high = _bounds(one)
    other_low, other_high = _bounds(other)
    return low <= other_high and other_low <= high


def _bounds(quantity: Quantity) -> tuple[float, float]:
    low = quantity.low if quantity.low is not None else float("-inf")
    high = quantity.high if quantity.high is not None else float("inf")
    return (low * 0.9, high * 1.1) if quantity.approximate and low > 0 else (low, high)
