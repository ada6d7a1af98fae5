"""When an EDTF date is, as the days it lies between, and as words.

EDTF is the Library of Congress's Extended Date/Time Format, ISO 8601-2, read here up to level
1 as far as annotation writes it: days (with or without an hour), months, seasons, years,
decades and centuries, intervals, "about" and "uncertain".
"""

from __future__ import annotations

import calendar
import re
from datetime import date, timedelta

from firsthand.words import MONTHS

_DATE = re.compile(r"(\d{4}|\d{1,3}X{1,3})(?:-(\d\d))?(?:-(\d\d))?(?:[T ].*)?", re.ASCII)
_QUALITIES = {"~": "about", "?": "perhaps", "%": "perhaps about"}
_SEASONS = {21: ("spring", 3), 22: ("summer", 6), 23: ("autumn", 9), 24: ("winter", 12)}

Days = tuple[date, date]


def days_of(edtf: str | None) -> Days | None:
    """The first and the last day; None where it is no date, or one that is not read here.

    An interval that is open at one end ends there where its other end does.

    >>> days_of("2031-02"), days_of("soon")
    ((datetime.date(2031, 2, 1), datetime.date(2031, 2, 28)), None)
    """
    parts = [part for part in (edtf or "").strip().split("/") if part not in ("", "..")]
    found = [_days(part) for part in parts]
    known = [days for days in found if days is not None]
    if not known or len(known) < len(parts) or len(parts) > 2:
        return None
    first, last = known[0][0], known[-1][1]
    return (first, last) if first <= last else None


def _days(part: str) -> Days | None:
    found = _DATE.fullmatch(part.strip().rstrip("~?%"))
    if found is None or len(found[1]) != 4:
        return None
    try:
        return _span(found[1], int(found[2] or 0), int(found[3] or 0))
    except ValueError:  # no such day, month or year
        return None


def _span(year: str, month: int, day: int) -> Days:
    first, last = int(year.replace("X", "0")), int(year.replace("X", "9"))
    if month == 0 or first != last:
        return date(max(first, 1), 1, 1), date(last, 12, 31)
    if day:
        return date(first, month, day), date(first, month, day)
    months, begins = (3, _SEASONS[month][1]) if month in _SEASONS else (1, month)
    end_year, end_month = divmod(first * 12 + begins - 1 + months - 1, 12)
    end_day = calendar.monthrange(end_year, end_month + 1)[1]
    return date(first, begins, 1), date(end_year, end_month + 1, end_day)


def in_words(edtf: str) -> str:
    """An EDTF date as people write it; what is not read here stands as it is.

    >>> in_words("2031-02-03"), in_words("2031-21"), in_words("199X"), in_words("2031~/2032")
    ('3 February 2031', 'spring 2031', '1990s', 'about 2031 to 2032')
    >>> in_words("2031-02-03/2031-02-09")
    '3 to 9 February 2031'
    """
    if days_of(edtf) is None:
        return edtf
    start, dash, end = edtf.strip().partition("/")
    if not dash:
        return _words(start)
    if start[:8] == end[:8] and len(start) == len(end) == 10 and start[7] == "-":
        return f"{int(start[8:])} to {_words(end)}"
    if start in ("", ".."):
        return f"until {_words(end)}"
    return f"from {_words(start)}" if end in ("", "..") else f"{_words(start)} to {_words(end)}"


def _words(part: str) -> str:
    plain = part.strip().rstrip("~?%")
    quality = _QUALITIES.get(part.strip()[len(plain) :], "")
    found = _DATE.fullmatch(plain)
    if found is None:
        return part
    year = found[1].replace("X", "0") + ("s" if "X" in found[1] else "")
    month, day = int(found[2] or 0), int(found[3] or 0)
    named = _SEASONS[month][0] if month in _SEASONS else ("", *MONTHS)[month]
    return " ".join(filter(None, (quality, str(day or ""), named, year)))


def gap_in_words(days: int) -> str:
    """A stretch of time, roughly.

    >>> gap_in_words(3), gap_in_words(40), gap_in_words(400), gap_in_words(4000)
    ('3 days', '6 weeks', '13 months', '11 years')
    """
    for unit, length, least in (("year", 365.25, 730), ("month", 30.44, 61), ("week", 7, 14)):
        if days >= least:
            return f"{round(days / length)} {unit}s"
    return "1 day" if days == 1 else f"{days} days"


def days_between(earlier: Days, later: Days) -> int:
    """How many days lie between the end of one and the beginning of another, 0 if none do."""
    return max((later[0] - earlier[1] - timedelta(days=1)).days, 0)
