"""A figure on the word of an outlet whose own page of the run has another, or has none.

Only where that page is surely the one that is cited: the only page of that outlet that tells
most of what the statement says; and where it has another figure for the same.
"""

from __future__ import annotations

import collections
from collections.abc import Iterable, Iterator, Sequence

from firsthand import data
from firsthand.linking.findings.pages import Page, stems
from firsthand.linking.statements import words_of
from firsthand.types import Attribution, Finding, Quantity

MOST_SHARED = 0.6  # of the statement's content words, in one sentence of the cited page
FEWEST_SHARED = 4
RARE = 200  # pages of an outlet; a word in more of them does not tell which is meant
NEAREST = 5
SMALLEST = 3.0  # "one" and "two" are seldom the figure of a report


def without_the_figure(pages: Sequence[Page]) -> Iterator[Finding]:
    """Figures of statements that the page of the outlet they are taken from does not hold."""
    shelves: dict[str, _Shelf] = {}
    cited = {
        data.outlet_key(hop.party)
        for page in pages
        for attribution in page.article.attributions
        for hop in attribution.chain
        if hop.party
    }
    for page in pages:
        if page.article.outlet.name and data.outlet_key(page.article.outlet.name) in cited:
            shelves.setdefault(data.outlet_key(page.article.outlet.name), _Shelf()).add(page)
    for page in pages:
        for attribution in page.article.attributions:
            for source in _cited(page, attribution, shelves):
                yield from _missing(page, attribution, source)


class _Shelf:
    """The pages of one outlet by their words; a big outlet has thousands."""

    def __init__(self) -> None:
        self._pages: list[Page] = []
        self._by_word: dict[str, list[int]] = {}

    def add(self, page: Page) -> None:
        for word in {word for sentence in page.sentences for word in _gist(sentence.text)}:
            self._by_word.setdefault(word, []).append(len(self._pages))
        self._pages.append(page)

    def nearest(self, gist: frozenset[str]) -> list[Page]:
        """The few pages that have most words of a statement; words of all pages tell nothing."""
        rare = [found for word in gist if 0 < len(found := self._by_word.get(word, [])) <= RARE]
        counted = collections.Counter(n for found in rare for n in found)
        enough = [n for n, shared in counted.items() if shared >= FEWEST_SHARED]
        return [self._pages[n] for n in sorted(enough, key=lambda n: (-counted[n], n))[:NEAREST]]


def _cited(page: Page, attribution: Attribution, shelves: dict[str, _Shelf]) -> Iterator[Page]:
    own = data.outlet_key(page.article.outlet.name or "")
    parties = {data.outlet_key(hop.party) for hop in attribution.chain if hop.party} - {own}
    shelved = sorted(parties & shelves.keys())
    if not shelved or not any(_figures(page, attribution)):
        return
    gist = _gist(words_of(page.article, attribution))
    for party in shelved:
        near = [p for p in shelves[party].nearest(gist) if p is not page]
        told = [p for p in near if _told(p, page, attribution) and not _is_later(p, page)]
        if len(told) == 1:
            yield told[0]


def _is_later(cited: Page, page: Page) -> bool:
    there, here = cited.article.published, page.article.published
    return bool(there and here and there[:10] > here[:10])


def _told(cited: Page, page: Page, attribution: Attribution) -> list[int]:
    """The sentences of a page that tell most of what a statement says, figures aside."""
    gist = _gist(words_of(page.article, attribution))
    enough = max(FEWEST_SHARED, MOST_SHARED * len(gist))
    return [n for n, s in enumerate(cited.sentences) if len(_gist(s.text) & gist) >= enough]


def _gist(text: str) -> frozenset[str]:
    return frozenset(word for word in stems(text) if not word[:1].isdigit())


def _missing(page: Page, attribution: Attribution, cited: Page) -> Iterator[Finding]:
    held = [q for q in cited.article.quantities if q.low is not None or q.high is not None]
    beside = [q for n in _told(cited, page, attribution) for q in cited.quantities.get(n, ())]
    for quantity in _figures(page, attribution):
        like = [q for q in beside if _alike(q, quantity)]
        if not like or any(_agree(quantity, q) for q in held):
            continue
        words = quantity.span.of(page.text)
        there = like[0].span.of(cited.text)
        who = cited.article.outlet.name
        message = f"cited from {who}, whose page here has no “{words}”; it has “{there}”"
        yield Finding(
            "cited-source-lacks-figure", page.article.id, (quantity.span,), message,
            f"page {cited.article.id}",
        )  # fmt: skip


def _figures(page: Page, attribution: Attribution) -> Iterable[Quantity]:
    return (
        q
        for q in page.article.quantities
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
