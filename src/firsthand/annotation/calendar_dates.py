"""Dates as EDTF, and steps on the calendar: the day after, the week of, the nearest Friday.

EDTF is the Library of Congress's Extended Date/Time Format, ISO 8601-2, here up to level 1:
``2016``, ``2016-05``, ``2016-05-17``, ``2016-22`` (summer), ``199X``, ``2016-05-16/2016-05-22``,
``2016~`` (about).
"""

from __future__ import annotations

import calendar
import math
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from firsthand.words import WEEKDAYS

Tense = Literal["past", "future"]

PUBLISHED = re.compile(r"\s*([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?(?![0-9])")
DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
STARTS_OF_SEASONS = {21: 3, 22: 6, 23: 9, 24: 12}  # the month; winter is named by its December
MONTHS_OF_A_SEASON = 3
FAR, CLOSE = 270, 75  # days away
OTHER_YEAR, SAME_YEAR = 200, 130  # and where the near one is of the year of publication
_WEEKDAYS = [day.lower() for day in WEEKDAYS]


@dataclass(frozen=True, slots=True)
class Anchor:
    """The date that relative words count from, as far as it is known, and what tells it."""

    year: int
    month: int | None
    day: date | None
    basis: Literal["published", "text"]


def anchor(written: str | None, basis: Literal["published", "text"]) -> Anchor | None:
    """A publication date as an anchor; of EDTF or ISO text with more behind it, the date."""
    found = PUBLISHED.match(written or "")
    if not found or int(found[1]) == 0:
        return None
    year, month, day = int(found[1]), int(found[2] or 0), int(found[3] or 0)
    if not 1 <= month <= 12:  # EDTF has seasons (21 to 24) in this place
        return Anchor(year, None, None, basis)
    return Anchor(year, month, day_of(year, month, day), basis)


def day_of(year: int, month: int, day: int) -> date | None:
    """The date, or None where the calendar has no such day."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def day_in(edtf: str | None) -> date | None:
    """The day that an EDTF value is, with or without an hour; None where it is no one day."""
    found = DAY.match(edtf or "")
    if not found or edtf is None or edtf[10:11] not in ("", "T"):
        return None
    return day_of(int(edtf[:4]), int(edtf[5:7]), int(edtf[8:10]))


def year_edtf(year: int) -> str | None:
    """A year in four digits; None beyond them."""
    return f"{year:04}" if 1 <= year <= 9999 else None


def month_edtf(year: int, month: int, day: int | None = None) -> str | None:
    """A month or season, or a day of it; None where the calendar has none."""
    if day is not None:
        found = day_of(year, month, day)
        return found.isoformat() if found else None
    return f"{year:04}-{month:02}" if 1 <= year <= 9999 else None


def interval(start: str | None, end: str | None) -> str | None:
    """From one date to another; None where one is unknown or they stand in the wrong order."""
    if start is None or end is None or start.strip("~") > end.strip("~"):
        return None
    if any("/" in side or "T" in side or "X" in side for side in (start, end)):
        return None
    return f"{start}/{end}"


def moved(day: date | None, days: int) -> date | None:
    """The day so many days later."""
    if day is None:
        return None
    try:
        return day + timedelta(days=days)
    except OverflowError:
        return None


def stepped(here: Anchor, unit: str, count: int) -> str | None:
    """So many days, months or years from the anchor, in the precision of the unit."""
    if unit == "day":
        day = moved(here.day, count)
        return day.isoformat() if day else None
    if unit == "month":
        if here.month is None:
            return None
        months = here.year * 12 + here.month - 1 + count
        return month_edtf(months // 12, months % 12 + 1)
    return year_edtf(here.year + count)


def week(day: date | None, step: int = 0) -> str | None:
    """The week from Monday to Sunday that holds the day, or one some steps away."""
    monday = moved(day, 7 * step - day.weekday()) if day else None
    sunday = moved(monday, 6)
    return f"{monday.isoformat()}/{sunday.isoformat()}" if monday and sunday else None


def is_sunday(day: date | None) -> bool:
    return day is not None and day.weekday() == 6


def weekend(day: date | None) -> str | None:
    """The Saturday and Sunday of the week that holds the day."""
    saturday = moved(day, 5 - day.weekday()) if day else None
    sunday = moved(saturday, 1)
    return f"{saturday.isoformat()}/{sunday.isoformat()}" if saturday and sunday else None


def weekday_near(here: date | None, weekday: int, tense: Tense) -> date | None:
    """The nearest such day: on or before ``here`` in the past, on or after it in the future."""
    if here is None:
        return None
    if tense == "past":
        return moved(here, -((here.weekday() - weekday) % 7))
    return moved(here, (weekday - here.weekday()) % 7)


def nearest_year(
    here: Anchor,
    on: Callable[[int], date | None],
    tense: Tense | None,
    *,
    by_month: bool,
    sure: bool = True,
    loose: bool = False,
    event: bool = False,
) -> int | None:
    """The year of a date that is told without one: the nearest that fits the tense.

    ``on`` gives the date of a year. By months, the month of the anchor is both past and to
    come. Where the tense is not ``sure``, a date some weeks away on its other side is meant,
    not one most of a year away: that one would be told with its year; where it is ``loose``, which
    of the two is left open. The date of an ``event``
    ("the November vote") is of the year of publication rather than of another: dates of others
    have theirs (The Associated Press Stylebook, "months"). None where the anchor is too vague.
    """
    if here.month is None or (here.day is None and not by_month):
        return None
    zero = date(here.year, here.month, 1) if by_month else here.day or date(here.year, 1, 1)
    dates = [d for year in range(here.year - 1, here.year + 2) if (d := _safely(on, year))]
    away = [(d - zero).days for d in dates]
    if tense == "past":
        fitting = [n for n in away if n <= 0]
    elif tense == "future":
        fitting = [n for n in away if n >= 0]
    else:
        fitting = away
    if not fitting:
        return None
    found, other = min(fitting, key=abs), min(away, key=abs)
    if abs(found) > FAR and abs(other) < CLOSE:
        if sure and loose:
            return None
        found = found if sure else other
    years = {n: day.year for n, day in zip(away, dates, strict=True)}
    if event and not sure and years[found] != here.year == years[other]:
        found = other if abs(found) > OTHER_YEAR and abs(other) < SAME_YEAR else found
    return years[found]


def _safely(on: Callable[[int], date | None], year: int) -> date | None:
    return on(year) if 1 <= year <= 9999 else None


def season_year(here: Anchor, season: int, tense: Tense) -> int | None:
    """The year of the season that began last, or that begins next or is going on."""
    if here.month is None:
        return None
    begins = STARTS_OF_SEASONS[season]
    begun = here.year if here.month >= begins else here.year - 1
    if tense == "past":
        return begun
    going_on = here.year * 12 + here.month < begun * 12 + begins + MONTHS_OF_A_SEASON
    return begun if going_on else begun + 1


def holiday(rule: str, year: int) -> date | None:
    """The day of a rule of ``holidays.csv`` in a year.

    Rules: ``12-25``; ``easter``, ``easter-2``; ``11 thursday 4`` (the fourth of November);
    ``05 monday -1`` (the last of May); ``2001-09-11`` (that year and no other).

    Raises:
        ValueError: no such rule.
    """
    if rule.startswith("easter"):
        return moved(easter(year), int(rule.removeprefix("easter") or 0))
    parts = rule.split()
    if len(parts) == 3:
        return nth_weekday(year, int(parts[0]), _WEEKDAYS.index(parts[1]), int(parts[2]))
    numbers = [int(number) for number in rule.split("-")]
    if len(numbers) == 3:
        return date(*numbers) if numbers[0] == year else None
    month, day = numbers
    return day_of(year, month, day)


def nth_weekday(year: int, month: int, weekday: int, nth: int) -> date | None:
    """The first, second … or (-1) last such weekday of a month."""
    days = range(1, calendar.monthrange(year, month)[1] + 1)
    fitting = [d for d in days if date(year, month, d).weekday() == weekday]
    return date(year, month, fitting[nth - 1 if nth > 0 else nth])


def easter(year: int) -> date:
    """Easter Sunday. Source: the anonymous Gregorian algorithm (Nature, 20 April 1876)."""
    century, of_century = divmod(year, 100)
    moon = (
        19 * (year % 19) + century - century // 4 - (century - (century + 8) // 25 + 1) // 3 + 15
    ) % 30
    sunday = (32 + 2 * (century % 4) + 2 * (of_century // 4) - moon - of_century % 4) % 7
    late = (year % 19 + 11 * moon + 22 * sunday) // 451
    month, day = divmod(moon + sunday - 7 * late + 114, 31)
    return date(year, month, day + 1)


def one_of(years: Iterable[int]) -> int | None:
    """The year where all agree."""
    different = set(years)
    return different.pop() if len(different) == 1 else None


def days_in_hours(hours: int) -> int:
    """How many days so many hours reach back or ahead."""
    return math.ceil(hours / 24)
