"""When: the times that an article tells, as EDTF, and what each is counted from."""

from __future__ import annotations

import bisect
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from firsthand.annotation import calendar_dates as dates
from firsthand.annotation.calendar_dates import Anchor
from firsthand.annotation.parsing import Paragraph, paragraph_at
from firsthand.annotation.quotations import Quotation
from firsthand.annotation.real_times import BACK, Place, is_a_time
from firsthand.annotation.spans import Stretches
from firsthand.annotation.tenses import is_loosely_told, is_of_the_verb, tense_at
from firsthand.annotation.time_values import UNKNOWN, Setting, Value, offset, value_of
from firsthand.annotation.time_words import Told, english
from firsthand.types import Article, BodyView, Span, Time

if TYPE_CHECKING:
    from spacy.tokens import Token

SOON = 150  # code points on to a full date that may tell the year of one before it
ENDS = re.compile(r"[.!?]\s|\n")
NEAR = 400  # code points back to the time that "that night" can mean
OF_A_DAY = frozenset(("date", "iso", "numeric", "weekday", "day", "holiday"))
IN_A_RANGE = OF_A_DAY | {"month", "year"}
WITHOUT_A_YEAR = frozenset(("date", "month", "season", "holiday"))
# "In 2008, …", "But back in May 2008 …": what a sentence opens with
OPENS = re.compile(
    r"[“\"'’‘(\s]*(?:(?:but|and|then|so|yet|later|back|also),?\s){0,3}"
    r"(?:in|during|by|throughout)\s(?:the\s)?",
    re.IGNORECASE,
)
YEAR = re.compile(r"[0-9]{4}")
OF = re.compile(r"\s?,?\s(?:of\s)?", re.IGNORECASE)
TO = re.compile(r"\s?[-–—]\s?|\s(?:to|through|until|till)\s(?:the\s)?", re.IGNORECASE)
AND = re.compile(r"\sand\s", re.IGNORECASE)
BETWEEN = re.compile(r"\bbetween\s$", re.IGNORECASE)
BESIDE = re.compile(r"\s?,?\s(?:on\s)?", re.IGNORECASE)
HOUR = re.compile(r"([0-9]{1,2})(?:[:.]([0-9]{2}))?\s?([ap])?", re.IGNORECASE)
# "ODRA, April 28 (Agency) —": what stands at the head of the first paragraphs
DATELINE = re.compile(r"\s*(?:\(|—|―|–|--|-\s)")
WHERE = 60  # code points before the date of a dateline
MARK = 2  # code points of an opening mark at most
HEADS = 4  # paragraphs that can have one
MONTHS_AROUND = 6  # how far from a dateline without a year a date that tells the year may be

FullDates = Sequence[tuple[Told, date]]


def find_times(
    article: Article, paragraphs: Sequence[Paragraph], quotations: Sequence[Quotation] = ()
) -> tuple[Time, ...]:
    """Find what says when, in reading order; the spans never overlap.

    ``edtf`` is EDTF level 1 (``2016-05-17``, ``2016-05-03~``, ``199X``, ``2015-22``), or None
    where the words do not settle it. ``basis`` is ``absolute`` (the words alone),
    ``published`` (counted from ``article.published``), ``text`` (from another time in the
    article), ``account`` (from what the same speaker told just before, which has no date), or
    None. A weekday is the nearest that fits the tense: on or before the day of
    publication in the past, on or after it in what is to come. "Today" inside a quotation
    counts from the day on which, by the same sentence, it was said, else from nothing.

    Durations, ages, frequencies and names are none. ``paragraphs`` is the parse of the body.
    Source: EDTF (Library of Congress, 2019; ISO 8601-2); the reading is ours.
    """
    view = article.body
    found = _joined(view.text, _days_in_quotations(list(_read(article, paragraphs, quotations))))
    placed = ((view.spans(one.start, one.end), one.value) for one in found)
    return tuple(Time(spans[0], *value) for spans, value in placed if len(spans) == 1)


@dataclass(frozen=True, slots=True)
class _Found:
    """A time of the view with its value; ``sentence`` is where its sentence starts."""

    start: int
    end: int
    value: Value
    setting: Setting
    sentence: int
    quoted: bool
    joined: bool = False

    @property
    def form(self) -> str:
        return self.setting.told.form


def _read(
    article: Article, paragraphs: Sequence[Paragraph], quotations: Sequence[Quotation]
) -> Iterator[_Found]:
    """Each time with its value, in reading order: what was told before bears on what follows."""
    text = article.body.text
    told = list(english().told_in(text))
    background = _Background.of(article, told)
    opened = {p: q.start for q in quotations if q.depth == 0 for p in q.pieces}
    quoted = Stretches(opened)
    last: _Found | None = None
    behind: _Found | None = None  # the last that is known and not to come
    opening: _Opening | None = None
    for one in told:
        paragraph = paragraph_at(paragraphs, one.start)
        tokens = paragraph.tokens_under(Span(one.start, one.end)) if paragraph else []
        if paragraph is None or not tokens:
            continue
        sentence = paragraph.start + tokens[0].sent.start_char
        tense = tense_at(tokens[0], tokens[-1])
        piece = quoted.around(Span(one.start, one.end))
        goes_on = piece is not None and sentence > opened[piece] + MARK
        place = Place(
            told=one,
            before=text[max(one.start - BACK, paragraph.start) : one.start],
            after=text[one.end : one.end + BACK],
            tokens=tokens,
            tense=tense,
            near=last is not None and last.sentence == sentence,
            joined=last is not None and one.start - last.end <= len(", and "),
            goes_on=goes_on,
        )
        if not is_a_time(place):
            continue
        near = behind.value[0] if behind and one.start - behind.end < NEAR else None
        opening = _opening(text, sentence, one) or _still(opening, sentence, one)
        setting = replace(
            background.setting(one, tense, near),
            sure=is_of_the_verb(tokens[-1]),
            loose=is_loosely_told(tokens[-1]),
            event=place.before_a_noun,
            opening=(opening.year, opening.month) if opening and opening.told != one else None,
            pointed=_is_pointed(tokens[0]),
        )
        value = _in_the_account(value_of(setting), place)
        last = _Found(one.start, one.end, value, setting, sentence, piece is not None)
        behind = last if last.value[0] and tense != "future" else behind
        yield last


def _in_the_account(value: Value, place: Place) -> Value:
    """ "We rowed. Ten minutes later they saw us": counted from what the speaker told before, of
    which nobody knows when it was.
    """
    told_on = place.goes_on and place.tense == "past"
    if told_on and (place.told.form == "in" or (place.told.form == "later" and value == UNKNOWN)):
        return None, "account"
    return value


def _is_pointed(first: Token) -> bool:
    """Whether "that" points to the time: "that November", not "said that November is cold"."""
    before = first.doc[first.i - 1] if first.i else None
    return before is not None and before.lower_ == "that" and before.tag_ == "DT"


@dataclass(frozen=True, slots=True)
class _Opening:
    """The time with a year that a sentence opens with: "In May 2008, …"."""

    told: Told
    sentence: int
    year: int
    month: int | None


def _opening(text: str, sentence: int, told: Told) -> _Opening | None:
    """A time with a year as the opening of its sentence; None for all else."""
    if told.form not in ("year", "month", "date") or "year" not in told.parts:
        return None
    if not OPENS.fullmatch(text, sentence, told.start):
        return None
    month = told.parts.get("month") or told.parts.get("month2")
    return _Opening(
        told, sentence, int(told.parts["year"]), english().month(month) if month else None
    )


def _still(opening: _Opening | None, sentence: int, told: Told) -> _Opening | None:
    """The opening, as long as its sentence goes on and tells no other year."""
    if opening is None or opening.sentence != sentence or "year" in told.parts:
        return None
    return opening


@dataclass(frozen=True, slots=True)
class _Background:
    """What the whole article gives to count from."""

    anchor: Anchor | None
    full: FullDates
    ends: Sequence[int]  # of the full dates
    days: dict[int, date]
    years: dict[tuple[int, int], int | None]
    text: str

    @classmethod
    def of(cls, article: Article, told: Sequence[Told]) -> _Background:
        full = [(one, day) for one in told if (day := _full_date(one))]
        published = dates.anchor(article.published, "published")
        return cls(
            anchor=published or _dateline(article.body, told, full),
            full=full,
            ends=[one.end for one, _ in full],
            days={} if published else _weekdays(full),
            years=_years(told, full),
            text=article.body.text,
        )

    def setting(self, told: Told, tense: dates.Tense | None, near: str | None) -> Setting:
        number = bisect.bisect_right(self.ends, told.start) - 1
        last = self.full[number] if number >= 0 and told.start - self.ends[number] < NEAR else None
        if last is None and self.anchor is None:
            last = self._soon_told(told, number + 1)
        full = (last[1].year, last[1].month) if last else None
        return Setting(told, self.anchor, tense, near, full, self.days, self.years)

    def _soon_told(self, told: Told, number: int) -> tuple[Told, date] | None:
        """The full date that follows shortly: "on 26 April, for a vote on 11 May 2014"."""
        following = self.full[number : number + 1]
        near = (one for one in following if one[0].start - told.end < SOON)
        return next((o for o in near if not ENDS.search(self.text, told.end, o[0].start)), None)


# ------------------------------------------------------------ full dates, datelines


def _full_date(told: Told) -> date | None:
    """The day of a date with month, day and year."""
    if told.form != "date" or "year" not in told.parts:
        return None
    return dates.day_in(value_of(Setting(told))[0])


def _weekdays(full: FullDates) -> dict[int, date]:
    """The days by weekday that "Friday, May 9, 2014" tells, where only one Friday is told."""
    days = {day for one, day in full if "weekday" in one.parts}
    told = Counter(day.weekday() for day in days)
    return {day.weekday(): day for day in days if told[day.weekday()] == 1}


def _years(told: Sequence[Told], full: FullDates) -> dict[tuple[int, int], int | None]:
    """The years by month and day; None where two are told, or only by a name like "9/11"."""
    years: dict[tuple[int, int], int | None] = {}
    for day in {day for _, day in full}:
        known = (day.month, day.day) in years
        years[day.month, day.day] = None if known else day.year
    for one in told:
        rule = english().holiday(one.parts["holiday"]) if one.form == "holiday" else ""
        named = dates.day_in(rule)
        if named:
            years.setdefault((named.month, named.day), None)
    return years


def _dateline(view: BodyView, told: Sequence[Told], full: FullDates) -> Anchor | None:
    """The day of a dateline at the head, for an article without a date of publication.

    Its year, if it has none, is that of all full dates of the text, where they agree and
    one of them is of the months around.
    """
    heads = [paragraph.start for paragraph in view.paragraphs[:HEADS]]
    for one in told:
        line = view.text.rfind("\n", 0, one.start) + 1
        start = max([line, *(head for head in heads if head <= one.start)])
        if one.start > (heads[-1] if heads else 0) + WHERE:
            return None
        if one.form == "date" and one.start - start < WHERE and DATELINE.match(view.text, one.end):
            return dates.anchor(_dateline_day(one, full), "text")
    return None


def _dateline_day(told: Told, full: FullDates) -> str | None:
    if "year" in told.parts:
        day = _full_date(told)
        return day.isoformat() if day else None
    year = dates.one_of(day.year for _, day in full)
    setting = Setting(told, full=(year, 1) if year else None)
    day = dates.day_in(value_of(setting)[0])
    near = day and any(abs((day - d).days) < MONTHS_AROUND * 30 for _, d in full)
    return day.isoformat() if day and near else None


# ------------------------------------------------------------ what stands side by side


def _days_in_quotations(found: Sequence[_Found]) -> list[_Found]:
    """ "Today" in a quotation is the day that the sentence around it tells, or unknown."""
    said_on: dict[int, date] = {}
    for one in found:
        day = dates.day_in(one.value[0]) if one.form in OF_A_DAY and not one.quoted else None
        if day:
            said_on.setdefault(one.sentence, day)
    return [
        replace(one, value=_said(one, said_on)) if one.quoted and _is_of_its_day(one) else one
        for one in found
    ]


def _is_of_its_day(one: _Found) -> bool:
    """Whether the words count from the very day on which they are said: "today", "an hour ago"."""
    if one.form != "ago":
        return one.form == "day"
    unit, size = english().unit(one.setting.part("unit"))
    return unit in ("day", "hour") and size <= 1


def _said(one: _Found, said_on: dict[int, date]) -> Value:
    day = said_on.get(one.sentence)
    if day is None:
        return UNKNOWN
    edtf = value_of(replace(one.setting, anchor=dates.anchor(day.isoformat(), "text")))[0]
    return (edtf, "text") if edtf else UNKNOWN


def _joined(text: str, found: Sequence[_Found]) -> list[_Found]:
    """Neighbours that are one time: a day and its hour, a start and its end, an offset."""
    done: list[_Found] = []
    for one in found:
        both = _both(text, done[-1], one) if done else None
        if both is not None:
            done[-1] = both
        else:
            done.append(one)
    return [_with_its_day(one, done[n - 1] if n else None) for n, one in enumerate(done)
            if one.form != "offset" or one.joined]  # fmt: skip


def _both(text: str, one: _Found, other: _Found) -> _Found | None:
    """Two neighbours as one time, or None."""
    if other.start - one.end > len(" through the ") or one.sentence != other.sentence:
        return None
    between = text[one.end : other.start]
    if one.form == "offset":
        value = offset(one.setting, *other.value) if not between.strip() else None
    elif one.form in WITHOUT_A_YEAR and _is_a_year(other) and OF.fullmatch(between):
        value = _of_that_year(one, other)
    elif "clock" in (one.form, other.form):
        value = _day_and_hour(one, other) if BESIDE.fullmatch(between) else None
    else:
        before = text[max(one.start - BACK, 0) : one.start]
        joins = TO.fullmatch(between) or (AND.fullmatch(between) and BETWEEN.search(before))
        value = _range(one, other) if joins else None
    return replace(one, end=other.end, value=value, joined=True) if value else None


def _range(one: _Found, other: _Found) -> Value | None:
    """From one to the other, where both are dates of one precision."""
    if one.form not in IN_A_RANGE or one.form != other.form:
        return None
    start, (end, basis) = one.value[0], other.value
    year = other.setting.year
    if year is not None and one.setting.year is None and one.form in ("date", "month"):
        start = _in_year(one.setting, str(year))
    edtf = dates.interval(start, end)
    return (edtf, basis) if edtf else None


def _is_a_year(one: _Found) -> bool:
    """ "last year", "this year", "that year"."""
    return one.form in ("step", "that") and one.setting.part("unit").lower() == "year"


def _of_that_year(one: _Found, other: _Found) -> Value | None:
    """ "May of last year": the year is counted, the month is told.

    In "August of that year" it is the one told before August.
    """
    year, basis = value_of(replace(other.setting, near=one.setting.near))
    if one.setting.year is not None:
        return None
    edtf = _in_year(one.setting, year) if year and YEAR.fullmatch(year) else None
    return (edtf, basis) if edtf else UNKNOWN


def _in_year(setting: Setting, year: str) -> str | None:
    told = replace(setting.told, parts={**setting.told.parts, "year": year})
    return value_of(replace(setting, told=told))[0]


def _day_and_hour(one: _Found, other: _Found) -> Value | None:
    clock, day = (one, other) if one.form == "clock" else (other, one)
    if day.form not in OF_A_DAY or clock.form != "clock":
        return None
    return _at(clock, day.value)


def _at(clock: _Found, day: Value) -> Value:
    """A day with its hour: ``2016-05-17T15:00:00``; of two hours the one that is told last."""
    hour = _hour(clock.setting.part("clock"))
    if day[0] is None or hour is None or not dates.day_in(day[0]):
        return day
    return f"{day[0].partition('T')[0]}T{hour}", day[1]


def _hour(words: str) -> str | None:
    found = HOUR.match(words)
    if found is None:
        return "12:00:00" if words.lower() == "noon" else None  # whose midnight is not told
    hour, half = int(found[1]), (found[3] or "").lower()
    if half:
        hour = hour % 12 + (12 if half == "p" else 0)
    return f"{hour:02}:{int(found[2] or 0):02}:00"


def _with_its_day(one: _Found, before: _Found | None) -> _Found:
    """An hour alone has the day just told in its sentence."""
    if one.form != "clock" or one.value != UNKNOWN or before is None:
        return one
    if before.sentence != one.sentence or not dates.day_in(before.value[0]):
        return one
    day = (before.value[0] or "")[:10]
    return replace(one, value=(_at(one, (day, "text"))))
