"""Two pages that say the same of two days, months, years or hours: "in 2006", "in 2008".

Only sentences that share nearly half of their words, with one time each: most pairs that are
less alike tell of two occasions. What is about, or lies between two days, rules nothing out.
"""

from __future__ import annotations

import bisect
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import product

from firsthand.linking.claims import Pair
from firsthand.linking.conflicts.sides import ClaimOf, side
from firsthand.linking.conflicts.updates import of_pages
from firsthand.linking.conflicts.when import LONG_AGO, Days, day_of, is_since
from firsthand.linking.gists import gist_of
from firsthand.linking.statements import Told
from firsthand.linking.stories.profiles import days_of
from firsthand.types import Article, Conflict, Span, Spans, Time
from firsthand.words import MONTHS, WEEKDAYS

NEAR = 0.3  # chance of two statements, from which their sentences are compared
SHARED = 0.4  # of the stems of both sentences
FEWEST = 5  # stems that both have
HOURS_A_DAY, MINUTES = 12, 60

# "at 5.10am", "about 11 p.m.": the hour, the minutes and the half of the day
HOUR = re.compile(r"\b(\d{1,2})(?:[:.](\d\d))?\s?([ap])\.?m\b", re.IGNORECASE)
ZONE = re.compile(r"\.?,?\s\(?(?:[A-Z]{2,4}T|UTC|GMT|local|Eastern|Central|Pacific|Moscow)\b")


@dataclass(frozen=True, slots=True)
class _Dated:
    """A sentence with the one time that it tells: its ``days``, or its ``minutes`` after
    midnight. ``named`` is the day of the week or the month in its words.
    """

    told: Told
    spans: Spans
    time: Span
    days: Days | None = None
    named: str | None = None
    minutes: int | None = None

    @property
    def words(self) -> str:
        return self.time.of(self.told.article.text)


def date_conflicts(
    told: Sequence[Told], chances: Mapping[Pair, float], claim_of: ClaimOf
) -> Iterator[Conflict]:
    """The sentences that say the same of two times, in the order of their places."""
    shown = set()
    dated = cache(lambda number: list(_dated(told[number])))  # one is asked in many pairs
    for a, b in sorted(pair for pair, chance in chances.items() if chance >= NEAR):
        if told[a].article.id == told[b].article.id or not _of_one_time(told[a], told[b]):
            continue
        for one, other in product(dated(a), dated(b)):
            places = one.told.article.id, one.time, other.told.article.id, other.time
            if places not in shown and _exclude(one, other) and _are_alike(one, other):
                shown.add(places)
                yield _conflict(one, other, claim_of)


def _of_one_time(a: Told, b: Told) -> bool:
    """Whether two pages came out in one month, as far as their days are known: what happens
    every year is told alike every year.
    """
    days = day_of(a.article), day_of(b.article)
    return days[0] is None or days[1] is None or abs(days[0] - days[1]) <= LONG_AGO


def _dated(told: Told) -> Iterator[_Dated]:
    """The time of the sentence in which a statement begins, and the hour in it."""
    article = told.article
    spans = _sentence(article, told.attribution.content[0].start)
    times = [t for span in spans for t in _times_in(article, span) if not is_since(article, t)]
    named = {time.span: _named(article, time) for time in times}
    dated = [time for time in times if time.edtf is not None or named[time.span]]
    if len(dated) == 1:
        place = dated[0].span
        yield _Dated(told, spans, place, days=_days(dated[0]), named=named[place])
    hours = [time for time in times if HOUR.search(time.span.of(article.text))]
    if len(hours) == 1 and (minutes := _minutes(article, hours[0])) is not None:
        yield _Dated(told, spans, hours[0].span, minutes=minutes)


def _sentence(article: Article, start: int) -> Spans:
    place = bisect.bisect_right(article.sentences, start, key=lambda spans: spans[0].start)
    return article.sentences[place - 1] if place else ()


def _times_in(article: Article, span: Span) -> Sequence[Time]:
    first = bisect.bisect_left(article.times, span.start, key=lambda time: time.span.start)
    last = bisect.bisect_left(article.times, span.end, key=lambda time: time.span.start)
    return article.times[first:last]


def _days(time: Time) -> Days | None:
    """The days of a time that is neither about nor a range; an hour is of its day."""
    if time.edtf is None or not re.fullmatch(r"[-\d]+(?:T[\d:]+)?", time.edtf):
        return None
    return days_of(time.edtf)


def _named(article: Article, time: Time) -> str | None:
    words = time.span.of(article.text)
    return next((name for name in (*WEEKDAYS, *MONTHS) if name in words), None)


def _minutes(article: Article, time: Time) -> int | None:
    """From midnight to the hour that is told; None where it is told of a time zone."""
    found = HOUR.search(time.span.of(article.text))
    if found is None or ZONE.match(article.text, time.span.end):
        return None
    half = HOURS_A_DAY if found[3].lower() == "p" else 0
    return (int(found[1]) % HOURS_A_DAY + half) * MINUTES + int(found[2] or 0)


def _exclude(a: _Dated, b: _Dated) -> bool:
    """Whether the two times cannot both be; one day of the week may be of two weeks, and "later
    this year" is told on, word by word, by pages of another year.
    """
    if a.words.lower() == b.words.lower():
        return False
    if a.minutes is not None and b.minutes is not None:
        return a.minutes != b.minutes
    if a.named is not None and a.named == b.named and a.named in WEEKDAYS:
        return False
    if a.days is not None and b.days is not None:
        return a.days[1] < b.days[0] or b.days[1] < a.days[0]
    if a.named is None or b.named is None or a.named == b.named:
        return False
    return (a.named in WEEKDAYS) == (b.named in WEEKDAYS)


def _are_alike(a: _Dated, b: _Dated) -> bool:
    one, other = _stems(a.told.article, a.spans), _stems(b.told.article, b.spans)
    shared = len(one & other)
    return shared >= FEWEST and shared >= SHARED * len(one | other)


def _stems(article: Article, spans: Spans) -> frozenset[str]:
    return frozenset(gist_of(article, spans).stems)


def _conflict(a: _Dated, b: _Dated, claim_of: ClaimOf) -> Conflict:
    update, why = of_pages(a.told.article, b.told.article)
    claims = [claim_of[one.told.key] for one in (a, b) if one.told.key in claim_of]
    return Conflict(
        claim=claims[0] if claims else None,
        kind="detail",
        groups=tuple(
            side(
                one.words,
                one.told.article,
                one.told if one.told.key in claim_of else None,
                one.time,
            )
            for one in (a, b)
        ),
        comparable="partly",
        why="their sentences are alike and tell two times, which may be those of two occasions",
        update=update,
        update_why=why,
    )
