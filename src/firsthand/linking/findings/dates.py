"""Dates that the calendar does not have, or not on that weekday, or that lie ahead of the page."""

from __future__ import annotations

import calendar
import datetime
import re
from collections.abc import Iterator
from functools import cache

from firsthand import data
from firsthand.linking.findings.pages import Page, Sentence, words_for
from firsthand.types import Finding, Span

CALENDAR = "the Gregorian calendar"
FIRST_SURE_YEAR = 1925  # Greece kept the Julian calendar until 1923
LAST_YEAR = 2100
BESIDE = 300  # characters: more than five words have
ONE_DAY = datetime.timedelta(days=1)  # time zones

# What follows a date; "June 31 people died" has no date before "people".
_ENDS = (
    r"(?=\s*(?:[.,;:!?)”\"’]|[-–—]\s|$)"
    r"|\s(?:at|in|on|and|to|when|but|the|after|before|as|for|by)\b)"
)
_A_MONTH_AND_DAY = re.compile(
    r"\b[A-Z][a-z]{2,8}\.?\s\d|\d(?:st|nd|rd|th)?\s(?:of\s)?[A-Z]"
)  # quick
_LIST = re.compile(r"(?:\b(?:and|or|to|through|until|from|between)|[-–—/&,])\s*$", re.IGNORECASE)
_LIST_AFTER = re.compile(r"\s*(?:(?:and|or|to|through|until)\s|[-–—/&]\s?)(?:\w+\s)?\d")


@cache
def _days() -> dict[str, int]:
    return _words("weekday", "short weekday")


@cache
def _months() -> dict[str, int]:
    return _words("month", "short month")


def _words(*kinds: str) -> dict[str, int]:
    rows = data.table("time_words", columns=("word", "kind", "value", "example"))
    return {
        row["word"].rstrip(".").lower(): int(row["value"]) for row in rows if row["kind"] in kinds
    }


@cache
def _dates() -> re.Pattern[str]:
    days = rf"(?:(?P<weekday>{'|'.join(_days())})\.?(?:,\s|\s\(|\s)(?:the\s)?)?"
    month = rf"(?P<{{}}>{'|'.join(sorted(_months(), key=len, reverse=True))})\.?"
    day = r"(?P<{}>\d{{1,2}})(?:st|nd|rd|th)?"
    year = r"(?:,?\s(?P<{}>(?:19|20)\d\d)\b)?"
    by_day = day.format("d1") + r"\s(?:of\s)?" + month.format("m1") + r"\b" + year.format("y1")
    by_month = month.format("m2") + r"\s" + day.format("d2") + r"\b" + year.format("y2")
    return re.compile(
        rf"(?<![\w-]){days}(?:{by_day}|{by_month})(?![\w/]|\.\d|[-–]\d){_ENDS}", re.IGNORECASE
    )


class _Date:
    """A date as it is written: a day and a month, perhaps a weekday and a year."""

    def __init__(self, sentence: Sentence, found: re.Match[str]) -> None:
        self.sentence = sentence
        self.start, self.end = found.span()
        self.words = found[0]
        self.day = int(found["d1"] or found["d2"])
        self.month_name = found["m1"] or found["m2"]
        self.month = _months()[self.month_name.lower()]
        year = found["y1"] or found["y2"]
        self.year = int(year) if year else None
        self.weekday_name = found["weekday"]
        self.weekday = _days()[self.weekday_name.lower()] if self.weekday_name else None

    @property
    def span(self) -> Span:
        return self.sentence.part(self.start, self.end)

    @property
    def before(self) -> str:
        """The few words before; a sentence may have thousands, and as many dates."""
        return self.sentence.text[max(self.start - BESIDE, 0) : self.start]

    @property
    def after(self) -> str:
        """The few words behind."""
        return self.sentence.text[self.end : self.end + BESIDE]

    def in_year(self, year: int) -> datetime.date | None:
        try:
            return datetime.date(year, self.month, self.day)
        except ValueError:
            return None


def _dates_of(page: Page) -> Iterator[_Date]:
    for sentence in page.sentences:
        if not _A_MONTH_AND_DAY.search(sentence.text):
            continue
        for found in _dates().finditer(sentence.text):
            # "may 3" is no month, nor "march 3" (ordinary words in small letters)
            if (found["m1"] or found["m2"])[:1].isupper():
                yield _Date(sentence, found)


def that_never_were(page: Page) -> Iterator[Finding]:
    """31 April; 29 February of a year that has none."""
    for date in _dates_of(page):
        longest = calendar.monthrange(date.year or 2000, date.month)[1]
        ahead = date.before.split()[-1:]
        if not longest < date.day <= 31 or (
            ahead and ahead[0].lower() in words_for("before a month")
        ):
            continue
        when = f" {date.year}" if date.year and date.month == 2 else ""
        month = calendar.month_name[date.month]
        message = (
            f"{month}{when} has {longest} days: there is no {date.day} {month}{when}; "
            f"{page.whose(date.span.start)}"
        )
        yield Finding("no-such-date", page.article.id, (date.span,), message, CALENDAR)


def on_another_weekday(page: Page) -> Iterator[Finding]:
    """A weekday that the date beside it does not have.

    Without a year in the text, the year of publication and those beside it are tried, and
    none may fit. Days in lists ("Saturday and Sunday, May 3 and 4") are left alone.
    """
    for date in _dates_of(page):
        if date.weekday is None or _LIST.search(date.before) or _LIST_AFTER.match(date.after):
            continue
        near = _day(page.article.published)
        if date.year is None and near is None:
            continue
        years = [date.year] if date.year else [near.year + n for n in (-1, 0, 1)] if near else []
        days = [day for year in years if (day := date.in_year(year))]
        fits = any(day.weekday() == date.weekday or day.year < FIRST_SURE_YEAR for day in days)
        if days and not fits:
            yield Finding(
                "wrong-weekday",
                page.article.id,
                (date.span,),
                _weekdays(page, date, days),
                CALENDAR,
            )


def _weekdays(page: Page, date: _Date, days: list[datetime.date]) -> str:
    said = " or ".join(f"{day.day} {day:%B %Y} is a {day:%A}" for day in days)
    said_day = calendar.day_name[date.weekday or 0]
    return f"{said}, not a {said_day}; {page.whose(date.span.start)}"


def told_too_early(page: Page) -> Iterator[Finding]:
    """A date with its year, after the page was published, on which something is told as done.

    Only straight after a verb of ``finding_words.csv`` that says that something happened.
    """
    known = [day for day in (_day(page.article.published), _day(page.article.modified)) if day]
    for date in _dates_of(page) if known else ():
        day = date.in_year(date.year) if date.year else None
        ahead = date.before.lower().rstrip(" ,").removesuffix("the").split()
        if day is None or day <= max(known) + ONE_DAY or len(ahead) < 2:
            continue
        if ahead[-1] != "on" or ahead[-2] not in words_for("happened"):
            continue
        if not {"will", "would", "be", "to"}.isdisjoint(ahead[-5:-2]):
            continue
        message = (
            f"told as past, and lies after the page's own date ({max(known).isoformat()}); "
            f"one of the two is wrong; {page.whose(date.span.start)}"
        )
        yield Finding(
            "date-after-publication", page.article.id, (date.span,), message, "the page's date"
        )


def _day(stamp: str | None) -> datetime.date | None:
    try:
        return datetime.date.fromisoformat(stamp[:10]) if stamp else None
    except ValueError:
        return None
