"""What an article is about, for comparing: its telling words with their weights, and its day.

A profile hangs on the article alone. How telling a word is says a shipped table of how many
news pages it stands on, never the pages that are read in the same run: two articles are then
as near to each other in every run, whatever else is read.
"""

from __future__ import annotations

import collections
import datetime
import itertools
import math
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from firsthand import data
from firsthand.errors import TableError
from firsthand.words import WORD

FIRST_WORDS = 300  # of the body: what is new stands on top, background and asides below
TITLE_TIMES = 3  # a word of the title counts as if it stood there so often
HEAVIEST = 100  # words of a profile; the lighter ones tie nothing and cost time
LEAST_TELLING = 0.3  # "the", "said", "year": three of four pages have them
TO_TELL_APART = 4  # words
LONGEST_WORD = 40  # characters; longer ones are no words, but addresses or noise
LONGEST_RUN = 1_000  # characters without a blank, in scripts that have none

# Scripts without blanks between words: pairs of characters stand for words.
_UNSPACED = re.compile(r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]")
_DATE = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?")

Days = tuple[int, int]  # the first and the last day it may be, as ordinals


@dataclass(frozen=True, slots=True)
class Page:
    """What is needed of an article. ``published`` is EDTF; None: nobody knows."""

    id: str
    title: str | None
    body: str
    published: str | None = None


@dataclass(frozen=True, slots=True)
class Profile:
    """The heaviest words of a page, heaviest first, and their weights (squares add up to 1).

    Both are empty where there is no telling word. ``days`` is None without a date. ``known``:
    most words stand in the table, so that the weights mean what they do in English.
    """

    words: tuple[str, ...]
    weights: tuple[float, ...]
    days: Days | None
    known: bool

    def __hash__(self) -> int:
        """Of the heaviest words: a hundred take their time, and few pages share these."""
        return hash((self.words[:TO_TELL_APART], self.weights[:TO_TELL_APART], self.days))


def profile_of(page: Page) -> Profile:
    """The profile of a page: logarithm of how often a word stands there, times how telling it is.

    Source: TF-IDF with sublinear term frequency (Salton and Buckley 1988), the inverse
    document frequency from our table.
    """
    body = itertools.islice(words_in(page.body), FIRST_WORDS)
    title = list(itertools.islice(words_in(page.title or ""), FIRST_WORDS))
    counts = collections.Counter(itertools.chain(title * TITLE_TIMES, body))
    table = _table()
    weights = {
        word: (1 + math.log(count)) * telling
        for word, count in counts.items()
        if len(word) > 1 and (telling := table.telling.get(word, table.unseen)) > LEAST_TELLING
    }
    heaviest = sorted(weights.items(), key=lambda item: (-item[1], item[0]))[:HEAVIEST]
    length = math.sqrt(sum(weight * weight for _, weight in heaviest))
    return Profile(
        words=tuple(sys.intern(word) for word, _ in heaviest),  # on many pages the same
        weights=tuple(weight / length for _, weight in heaviest),
        days=days_of(page.published),
        known=2 * sum(n for word, n in counts.items() if table.telling.get(word)) > counts.total(),
    )


def words_in(text: str) -> Iterator[str]:
    """The words of a text in small letters, one by one; of unspaced scripts, pairs of characters.

    >>> list(words_in("The gate’s keeper"))
    ['the', 'gate', 's', 'keeper']
    """
    for found in WORD.finditer(text):
        word = found[0]
        if not word.isascii() and _UNSPACED.search(word[:LONGEST_RUN]):
            yield from (a + b for a, b in itertools.pairwise(word[:LONGEST_RUN]))
        elif len(word) <= LONGEST_WORD:
            yield word.lower()


def beginning_of(body: str) -> str:
    """So much of a body as is read of it."""
    after = next(itertools.islice(WORD.finditer(body), FIRST_WORDS, None), None)
    return body[: after.start()] if after else body


def telling_words() -> dict[str, float]:
    """Every word that the table has counted in English, and how telling it is."""
    return {word: telling for word, telling in _table().telling.items() if telling}


def days_of(published: str | None) -> Days | None:
    """The first and last day that an EDTF date may mean; None where it is no plain date.

    >>> first, last = days_of("2026-02")
    >>> last - first
    27
    >>> days_of("yesterday"), days_of("2026-02-30")
    (None, None)
    """
    found = _DATE.match(published or "")
    if not found or (published or "")[found.end() :].strip("?~%T:.+-Z0123456789"):
        return None
    year, month, day = (int(part) if part else None for part in found.groups())
    try:
        first = datetime.date(year or 0, month or 1, day or 1)
        if day:
            return first.toordinal(), first.toordinal()
        after = (year or 0, month + 1, 1) if month and month < 12 else ((year or 0) + 1, 1, 1)
        return first.toordinal(), datetime.date(*after).toordinal() - 1
    except ValueError:
        return None


@dataclass(frozen=True, slots=True)
class _Table:
    """How telling each word of the table is, and one that the table does not have."""

    telling: dict[str, float]
    unseen: float


@cache
def _table() -> _Table:
    """The shipped table; ``training/story_words.py`` says what stands in it.

    Raises:
        TableError: a line is none of the table.
    """
    first, *lines = data.unpacked("story_words.tsv.gz").decode("utf-8").splitlines()
    try:
        pages = int(first)
        counted = [(word, int(count)) for word, count in (line.split("\t") for line in lines)]
        telling = {word: math.log(pages / (n + 1)) if n else 0.0 for word, n in counted}
    except ValueError as error:
        raise TableError(f"story_words.tsv.gz: {error}", next="make it anew") from error
    return _Table(telling, math.log(pages))
