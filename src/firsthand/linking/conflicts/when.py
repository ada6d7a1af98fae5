"""Of which days a page and a stretch of it speak, as far as they are stated."""

from __future__ import annotations

import bisect
import re
from collections.abc import Iterator
from dataclasses import dataclass

from firsthand.linking.stories.profiles import days_of
from firsthand.types import Article, Spans, Time
from firsthand.words import WEEKDAYS

HEAD = 120  # code points of the body in which a full date is the page's own
LONG_AGO = 31  # days before the page, from which a time is of another matter

Days = tuple[int, int]  # the first and the last, as ordinals
SINCE = re.compile(r"\b(?:since|until|till)\s(?:\w+\s)?$", re.IGNORECASE)
FROM = 20  # code points before a time in which such a word stands
DAY_NAME = re.compile(rf"\b(?:{'|'.join(WEEKDAYS)})\b")


@dataclass(frozen=True, slots=True)
class When:
    """The days of a stretch. ``page`` is that of its page, None where it is not known.

    ``days`` are the single days that the stretch names; ``long_ago`` the times in it that lie
    long before the page, so that it is of another matter; ``names`` the days of the week in it,
    which may be of any week.
    """

    page: int | None
    days: frozenset[Days]
    long_ago: frozenset[Days]
    names: frozenset[str]


def when_of(article: Article, spans: Spans) -> When:
    """What a stretch of a page says of its days.

    Where the page's day is not known, a month or a year is long ago.
    """
    page = day_of(article)
    named = list(_days_in(article, spans))
    return When(
        page=page,
        days=frozenset(d for d in named if d[0] == d[1]),
        long_ago=frozenset(
            d for d in named if (d[0] != d[1] if page is None else d[1] < page - LONG_AGO)
        ),
        names=frozenset(n for span in spans for n in DAY_NAME.findall(span.of(article.text))),
    )


def day_of(article: Article) -> int | None:
    """The day of a page as an ordinal: of its publication, else the full date it begins with."""
    if (published := days_of(article.published)) is not None:
        return published[0] if published[0] == published[1] else None
    first = article.sentences[0][0].start if article.sentences else 0
    for time in article.times:
        if time.span.start >= first + HEAD:
            return None
        days = days_of(time.edtf) if time.basis == "absolute" else None
        if days and days[0] == days[1]:
            return days[0]
    return None


def _days_in(article: Article, spans: Spans) -> Iterator[Days]:
    """The days that are told; "the lowest SINCE March" is not of March."""
    times = article.times
    for span in spans:
        first = bisect.bisect_left(times, span.start, key=lambda time: time.span.start)
        last = bisect.bisect_left(times, span.end, key=lambda time: time.span.start)
        for time in times[first:last]:
            if not is_since(article, time) and (days := days_of(time.edtf)):
                yield days


def is_since(article: Article, time: Time) -> bool:
    """Whether a time only bounds what is told: "the lowest SINCE March"."""
    return SINCE.search(article.text[max(0, time.span.start - FROM) : time.span.start]) is not None
