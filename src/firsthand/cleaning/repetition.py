"""What pages of one run repeat that otherwise share little is the site, not the journalism.

A prompt, a footer or a list of links comes back on many pages of a site. So does a wire
report, but then the pages share most of their lines, and those are left alone: copied
journalism is what Firsthand is there to see.
"""

from __future__ import annotations

import dataclasses
import math
import re
from collections import defaultdict
from collections.abc import Sequence

from firsthand.cleaning.draft import show
from firsthand.cleaning.text.plain import is_kept
from firsthand.types import Article, Block
from firsthand.words import words_of

PARAGRAPH_WORDS = 12  # lines so long tell whether two pages are copies of each other
MOST_SHARED = 0.25  # of the paragraphs of the shorter page; pages that share more are copies
# What a line's repetition on one, two, three or more unlike pages adds to its log-odds.
# Counted on 211 pages of giveme5w1h that we labelled line by line: of 688 lines of furniture
# 20, 15 and 57 were repeated so, of 3,135 lines of body 18, 6 and none.
LOG_ODDS = (0.0, 1.6, 2.4, 4.0)
LEAST_DOUBT, MOST_CERTAIN = 0.01, 0.99
LINE_OF = ("body", "furniture", "caption")

Words = tuple[str, ...]
_SENTENCE = re.compile(r"\s\S+\s\S+.*[.!?…][\"”’')\]]*$", re.DOTALL)  # three words and a stop


def weigh_repetition(
    articles: Sequence[Article], *, aside_above: float, grey_above: float
) -> tuple[Article, ...]:
    """The articles, with blocks that unlike pages repeat held more surely for furniture.

    Sentences of the body are left as they are: an outlet repeats its background, too. So is
    a page without a paragraph. The order of the articles does not matter.
    """
    lines = [_lines(article) for article in articles]
    where: dict[Words, set[int]] = defaultdict(set)
    for number, own in enumerate(lines):
        for words in own:
            where[words].add(number)
    unlike = _Unlike([_paragraphs(own) for own in lines])
    weighed = []
    for number, article in enumerate(articles):
        times = {w: sum(unlike(number, n) for n in where[w] - {number}) for w in lines[number]}
        blocks = tuple(
            _weighed(b, article.text, times, aside_above=aside_above, grey_above=grey_above)
            for b in article.blocks
        )
        changed = blocks != article.blocks
        weighed.append(dataclasses.replace(article, blocks=blocks) if changed else article)
    return tuple(weighed)


def _lines(article: Article) -> set[Words]:
    spans = (b.span.of(article.text) for b in article.blocks if b.role in LINE_OF)
    return {words for words in map(_key, spans) if words}


def _key(text: str) -> Words:
    return tuple(words_of(text))


class _Unlike:
    """Whether two pages share little; each pair is looked at once."""

    def __init__(self, paragraphs: Sequence[set[Words]]) -> None:
        self._paragraphs = paragraphs
        self._known: dict[tuple[int, int], bool] = {}

    def __call__(self, a: int, b: int) -> bool:
        pair = (min(a, b), max(a, b))
        if pair not in self._known:
            self._known[pair] = _are_unlike(self._paragraphs[a], self._paragraphs[b])
        return self._known[pair]


def _paragraphs(lines: set[Words]) -> set[Words]:
    return {words for words in lines if len(words) >= PARAGRAPH_WORDS}


def _are_unlike(a: set[Words], b: set[Words]) -> bool:
    least = min(len(a), len(b))
    return least > 0 and len(a & b) <= max(1, MOST_SHARED * least)


def _is_spoken(block: Block, words: str) -> bool:
    """Whether a block is a sentence of the article, or the words of somebody."""
    speaks = _SENTENCE.search(words) is not None or is_kept(words, 1 - block.certainty)
    return block.role == "body" and speaks


def _weighed(
    block: Block, text: str, times: dict[Words, int], *, aside_above: float, grey_above: float
) -> Block:
    words = block.span.of(text).strip()
    pages = times.get(_key(words), 0)
    if pages == 0 or block.role not in LINE_OF or _is_spoken(block, words):
        return block
    sure = block.certainty if block.role != "body" else 1 - block.certainty
    sure = min(max(sure, LEAST_DOUBT), MOST_CERTAIN)
    odds = math.log(sure / (1 - sure)) + LOG_ODDS[min(pages, len(LOG_ODDS) - 1)]
    sure = 1 / (1 + math.exp(-odds))
    if block.role == "body" and sure <= 0.5:
        return dataclasses.replace(block, certainty=1 - sure)
    again = f"stands on {pages} other page{'s' * (pages > 1)} of this run that share little else"
    reason = again if block.role == "body" else f"{block.reason}; {again}"
    role = "furniture" if block.role == "body" else block.role
    weighed = dataclasses.replace(block, role=role, certainty=sure, reason=reason)
    return show(weighed, aside_above=aside_above, grey_above=grey_above, keep=False)
