"""What pages of one run repeat that otherwise share little is the site, not the journalism.

A prompt, a footer or a list of links comes back on many pages of a site. So does a wire
report, but then the pages share most of their lines, and those are left alone: copied
journalism is what Firsthand is there to see.
"""

from __future__ import annotations

import dataclasses
import math
from collections import defaultdict
from collections.abc import Iterable, Sequence

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


def weigh_repetition(
    articles: Sequence[Article], *, aside_above: float, grey_above: float
) -> tuple[Article, ...]:
    """The articles, with blocks that unlike pages repeat held more surely for furniture.

    Sentences in which somebody says something, or which name an outlet, are left as they
    are; so is a page without a paragraph. The order of the articles does not matter.
    """
    lines = [_lines(article) for article in articles]
    where: dict[Words, set[int]] = defaultdict(set)
    for number, own in enumerate(lines):
        for words in own:
            where[words].add(number)
    weighed = []
    for number, article in enumerate(articles):
        times = {words: _unlike(lines, number, where[words]) for words in lines[number]}
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


def _unlike(lines: Sequence[set[Words]], number: int, others: Iterable[int]) -> int:
    """How many of the other pages share little with this one."""
    own = _paragraphs(lines[number])
    return sum(_are_unlike(own, _paragraphs(lines[other])) for other in others if other != number)


def _paragraphs(lines: set[Words]) -> set[Words]:
    return {words for words in lines if len(words) >= PARAGRAPH_WORDS}


def _are_unlike(a: set[Words], b: set[Words]) -> bool:
    least = min(len(a), len(b))
    return least > 0 and len(a & b) <= max(1, MOST_SHARED * least)


def _weighed(
    block: Block, text: str, times: dict[Words, int], *, aside_above: float, grey_above: float
) -> Block:
    words = block.span.of(text).strip()
    pages = times.get(_key(words), 0)
    kept = block.role == "body" and is_kept(words, 1 - block.certainty)
    if pages == 0 or block.role not in LINE_OF or kept:
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
