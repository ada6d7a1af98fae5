"""What a time that is told comes to: EDTF, from the words and from where they stand."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from functools import partial

from firsthand.annotation import calendar_dates as dates
from firsthand.annotation.calendar_dates import Anchor, Tense
from firsthand.annotation.time_words import Told, english, plain

Value = tuple[str | None, str | None]  # EDTF and basis
UNKNOWN: Value = (None, None)
OF_THE_TEXT = ("previous", "following", "same")  # they count from another time of the text
DAYS_OF_A_SEASON = 45  # around a holiday, in which no other year's is meant
LATER = ("later", "afterward", "afterwards", "after")


@dataclass(frozen=True, slots=True)
class Setting:
    """A time as told, and what it can be counted from.

    ``near`` is the value of the last time told shortly before; ``full`` the year and month
    of the last full date shortly before; ``years`` the years by month and day that
    full dates of the article give; ``days`` the days by weekday, of an article without a date.
    ``sure`` says that the tense is that of the time itself, ``loose`` that it is a guess all
    the same, ``event`` that it stands before the noun whose time it is; ``opening`` is the year,
    and the month if it is told, that the sentence opens with; ``pointed`` says that "that"
    stands before
    it ("that November").
    """

    told: Told
    anchor: Anchor | None = None
    tense: Tense | None = None
    near: str | None = None
    full: tuple[int, int] | None = None
    days: dict[int, date] = field(default_factory=dict)
    years: dict[tuple[int, int], int | None] = field(default_factory=dict)
    sure: bool = True
    loose: bool = False
    event: bool = False
    opening: tuple[int, int | None] | None = None
    pointed: bool = False

    def counted(self, edtf: str | None) -> Value:
        """A value that rests on the anchor."""
        return (edtf, self.anchor.basis) if edtf and self.anchor else UNKNOWN

    def part(self, *names: str) -> str:
        """The first of these parts that is told, or an empty string."""
        return next((self.told.parts[n] for n in names if n in self.told.parts), "")

    def number(self, *names: str) -> int | None:
        """The digits of such a part: "3rd" is 3."""
        digits = "".join(c for c in self.part(*names) if c in "0123456789")
        return int(digits) if digits else None

    @property
    def step(self) -> int | None:
        """-1 of "last", 0 of "this", 1 of "next"."""
        word = self.part("step")
        return english().number("step", word) if english().has("step", word) else None

    @property
    def of_the_text(self) -> bool:
        """Whether the words count from another time: "the following week", "the same day"."""
        return plain(self.part("step")) in OF_THE_TEXT

    @property
    def year(self) -> int | None:
        """The year that the words themselves have."""
        return self.number("year")

    @property
    def day(self) -> date | None:
        return self.anchor.day if self.anchor else None


def value_of(setting: Setting) -> Value:
    """EDTF and basis; both None where the words and their place do not settle it."""
    reader = READERS.get(setting.told.form)
    return reader(setting) if reader else UNKNOWN


def absolute(edtf: str | None) -> Value:
    """A value that rests on the words alone."""
    return (edtf, "absolute") if edtf else UNKNOWN


def from_text(edtf: str | None) -> Value:
    """A value that rests on another time of the article."""
    return (edtf, "text") if edtf else UNKNOWN


# ------------------------------------------------------------------------ dates


def month_of(setting: Setting) -> int:
    return english().month(setting.part("month", "month2"))


def _iso(setting: Setting) -> Value:
    return absolute(
        dates.month_edtf(setting.year or 0, setting.number("num") or 0, setting.number("day"))
    )


def _numeric(setting: Setting) -> Value:
    """A date in figures where only one order of day and month is a date."""
    one, two = setting.number("first") or 0, setting.number("second") or 0
    year = setting.year or 0
    orders = {dates.day_of(year, month, day) for month, day in ((one, two), (two, one))} - {None}
    return absolute(str(orders.pop())) if len(orders) == 1 else UNKNOWN


def _date(setting: Setting) -> Value:
    month, day = month_of(setting), setting.number("day", "day2")
    last = setting.number("to", "to2", "to3")
    if setting.part("and") and last != (setting.number("day2") or 0) + 1:
        return UNKNOWN  # two days apart are no stretch of time
    year, basis = _year_of(setting, lambda year: _fitting(setting, year, month, day or 1))
    if year is None:
        return UNKNOWN
    edtf = dates.month_edtf(year, month, day)
    if last is not None:
        edtf = dates.interval(edtf, dates.month_edtf(year, month, last))
    return (edtf, basis) if edtf else UNKNOWN


def _fitting(setting: Setting, year: int, month: int, day: int) -> date | None:
    """The date of a year, if the weekday that is told with it fits."""
    found = dates.day_of(year, month, day)
    weekday = setting.part("weekday")
    if found and weekday and found.weekday() != english().weekday(weekday):
        return None
    return found


def _year_of(
    setting: Setting, on: Callable[[int], date | None], *, by_month: bool = False
) -> tuple[int | None, str | None]:
    """The year of a date and what tells it: the words, a full date near by, the anchor."""
    if setting.year is not None:
        return setting.year, "absolute"
    if setting.pointed:
        near = dates.anchor(setting.near, "text")
        return (near.year, "text") if near else (None, None)
    day = (month_of(setting), setting.number("day", "day2") or 0)
    if day in setting.years:  # two years told, and it may be of either
        return setting.years[day], "text"
    opened = _year_of_the_opening(setting)
    if opened is not None:
        return opened, "text"
    if setting.full and setting.tense != "future" and _another_year(setting):
        return setting.full[0], "text"
    if setting.anchor is not None:
        tense = None if setting.part("weekday") else setting.tense  # of those, few years have it
        year = dates.nearest_year(
            setting.anchor,
            on,
            tense,
            by_month=by_month,
            sure=setting.sure,
            loose=setting.loose,
            event=setting.event,
        )
        return year, setting.anchor.basis
    return None, None


def _year_of_the_opening(setting: Setting) -> int | None:
    """The year of "In 2008, the work began in May": what is told goes on from the opening."""
    if setting.opening is None:
        return None
    year, month = setting.opening
    over = setting.anchor is not None and year < setting.anchor.year
    if (setting.anchor and year == setting.anchor.year) or (over and setting.tense == "future"):
        return None
    return year + 1 if month is not None and month_of(setting) < month else year


def _another_year(setting: Setting) -> bool:
    """Whether the full date near by is of a year that is over: the story is told in it."""
    year = setting.anchor.year if setting.anchor else None
    return setting.full is not None and (year is None or setting.full[0] < year)


def _month(setting: Setting) -> Value:
    month, step, here = month_of(setting), setting.step, setting.anchor
    if step is not None and setting.year is None:
        if here is None or here.month is None:
            return UNKNOWN
        over = month < here.month  # in the year of the anchor
        year = here.year + (
            0 if step == 0 else 0 - (not over) if step < 0 else int(month <= here.month)
        )
        return setting.counted(dates.month_edtf(year, month))
    year_told, basis = _year_of(setting, lambda y: dates.day_of(y, month, 1), by_month=True)
    edtf = dates.month_edtf(year_told, month) if year_told is not None else None
    return (edtf, basis) if edtf else UNKNOWN


def _season(setting: Setting) -> Value:
    season = english().number("season", setting.part("season"))
    if setting.year is not None:
        return absolute(dates.month_edtf(setting.year, season))
    here, step = setting.anchor, setting.step
    if here is None or setting.pointed:
        return UNKNOWN
    if step is None or setting.of_the_text:
        year = (
            dates.season_year(here, season, setting.tense) if setting.tense and not step else None
        )
    else:
        year = _stepped_season(here, season, step)
    return setting.counted(dates.month_edtf(year, season) if year is not None else None)


def _stepped_season(here: Anchor, season: int, step: int) -> int | None:
    """ "last summer" is over, "this summer" is this year's, "next summer" next year's."""
    now = dates.season_year(here, season, "future")
    begun = dates.season_year(here, season, "past")
    if now is None or begun is None:
        return None
    if step < 0:
        return begun - 1 if begun == now else begun
    if step > 0:
        return here.year + 1
    return now if season == 24 else here.year  # in January, this winter is last year's


def _share(setting: Setting) -> Value:
    """The first quarter or half of a year: from month to month."""
    word = setting.part("nth")
    year, nth = setting.year or 0, 0
    if setting.year is None:
        year = setting.anchor.year + (setting.step or 0) if setting.anchor else 0
    if english().has("ordinal", word):
        nth = english().number("ordinal", word)
    size = 6 if plain(setting.part("share")) == "half" else 3
    number = setting.number("q") or nth or 12 // size
    if plain(setting.part("share")).startswith("month") or number * size > 12:
        return UNKNOWN
    first = dates.month_edtf(year, (number - 1) * size + 1)
    edtf = dates.interval(first, dates.month_edtf(year, number * size))
    return absolute(edtf) if setting.year is not None else setting.counted(edtf)


def _decade(setting: Setting) -> Value:
    years = setting.number("years")
    if years is not None:
        decade = years % 100 or years == 2000  # "the 1800s" are a hundred years
        return absolute(f"{years // 10}X" if decade else f"{years // 100}XX")
    tens = setting.number("tens") or english().number(
        "decade", setting.part("decade") or "nineties"
    )
    return absolute(f"19{tens // 10}X" if tens >= 20 else None)


def _century(setting: Setting) -> Value:
    nth = setting.number("nth") or english().number("ordinal", setting.part("ordinal") or "first")
    return absolute(f"{nth - 1:02}XX" if 1 <= nth <= 22 else None)


def _years(setting: Setting) -> Value:
    start, till = setting.part("from"), setting.part("till")
    return absolute(dates.interval(start, till if len(till) == 4 else start[:2] + till))


def _year(setting: Setting) -> Value:
    return absolute(dates.year_edtf(setting.year or 0))


def _holiday(setting: Setting) -> Value:
    rule = english().holiday(setting.part("holiday"))
    if dates.DAY.fullmatch(rule):
        return absolute(rule)
    on = partial(dates.holiday, rule)
    here, step, year = setting.anchor, setting.step, setting.year
    if year is None and here is not None:
        if step == 0:
            year = here.year
        else:
            tense: Tense | None = None if not step else "past" if step < 0 else "future"
            near = dates.nearest_year(here, on, tense, by_month=False)
            year = (
                near
                if step or _is_soon(here, on, near)
                else dates.nearest_year(here, on, setting.tense, by_month=False)
            )
    day = on(year) if year is not None else None
    edtf = day.isoformat() if day else None
    if day and setting.part("weekend"):
        saturday = dates.moved(day, -2)  # "Labor Day weekend" ends with its Monday
        edtf = f"{saturday}/{edtf}" if saturday and day.weekday() == 0 else None
    return absolute(edtf) if setting.year is not None else setting.counted(edtf)


def _is_soon(here: Anchor, on: Callable[[int], date | None], year: int | None) -> bool:
    """Whether a holiday is so near that it is meant, whatever the tense: "before Christmas"."""
    day = on(year) if year is not None else None
    return bool(day and here.day and abs((day - here.day).days) <= DAYS_OF_A_SEASON)


# ------------------------------------------------- what counts from the anchor


def _weekday(setting: Setting) -> Value:
    if setting.pointed:
        return UNKNOWN
    weekday, step = english().weekday(setting.part("weekday")), setting.step
    if setting.anchor is None and weekday in setting.days and step is None:
        return from_text(setting.days[weekday].isoformat())
    if setting.of_the_text:
        ahead = dates.moved(dates.day_in(setting.near), 1 if (step or 0) >= 0 else -1)
        found = dates.weekday_near(ahead, weekday, "past" if step == -1 else "future")
        return from_text(found.isoformat() if found else None)
    day = setting.day and _weekday_from(setting.day, weekday, setting)
    return setting.counted(day.isoformat() if day else None)


def _weekday_from(here: date, weekday: int, setting: Setting) -> date | None:
    """ "last Friday" is before the day itself, "next Friday" in the week after it."""
    word, step = plain(setting.part("step")), setting.step
    if step == -1:
        return dates.weekday_near(dates.moved(here, -1), weekday, "past")
    if word == "next":
        return dates.moved(here, 7 - here.weekday() + weekday)
    if step == 1:
        return dates.weekday_near(dates.moved(here, 1), weekday, "future")
    return dates.weekday_near(here, weekday, setting.tense or ("future" if word else "past"))


def _day(setting: Setting) -> Value:
    """ "yesterday", "tonight"."""
    days = english().number("day", setting.part("word"))
    return setting.counted(dates.stepped(setting.anchor, "day", days) if setting.anchor else None)


def _weekend(setting: Setting) -> Value:
    step = setting.step
    if setting.day is None or setting.of_the_text:
        return UNKNOWN
    this_one = setting.day.weekday() >= 5
    if plain(setting.part("step")) in ("coming", "upcoming"):
        return setting.counted(dates.weekend(dates.moved(setting.day, 7 * this_one)))
    if step is None or step == 0:
        behind = setting.tense == "past" or (setting.tense is None and step is None)
        weeks = -1 if behind and not this_one else 0
    else:
        weeks = step
    return setting.counted(dates.weekend(dates.moved(setting.day, 7 * weeks)))


def _step(setting: Setting) -> Value:
    """ "last week", "the past year", "the same day", "the next morning"."""
    unit, size = _unit(setting)
    word, step = plain(setting.part("step")), setting.step or 0
    told_of_text = setting.of_the_text or (unit, size, word) == ("day", 1, "next")
    if told_of_text or (setting.part("the") and word == "next" and setting.tense == "past"):
        near = dates.anchor(setting.near, "text")
        return from_text(_unit_from(near, unit, size, step) if near else None)
    if setting.anchor is None:
        return UNKNOWN
    if word in ("past", "coming") or (setting.part("the") and word in ("last", "next")):
        return setting.counted(_window(setting.anchor, unit, size, step))
    if (unit, size) == ("day", 7) and dates.is_sunday(setting.day) and step < 1:
        return _week_on_a_sunday(setting, step)
    return setting.counted(_unit_from(setting.anchor, unit, size, step))


def _week_on_a_sunday(setting: Setting, step: int) -> Value:
    """On a Sunday "last week" is the one that ends, and "this week" the one that begins, unless
    it is told as over; English does not settle on which day its weeks begin.
    """
    over = step < 0 or "earlier" in plain(setting.part("late"))
    if over or (setting.sure and setting.tense == "past"):
        return setting.counted(dates.week(setting.day))
    if setting.sure and setting.tense == "future":
        return setting.counted(dates.week(setting.day, 1))
    return UNKNOWN


def _unit(setting: Setting) -> tuple[str, int]:
    """The unit of the calendar; a part of the day is its day."""
    word = setting.part("unit")
    return ("day", 1) if english().has("part", word) else english().unit(word)


def _unit_from(here: Anchor, unit: str, size: int, step: int) -> str | None:
    """The day, week, month, year, decade or century so many steps away."""
    if (unit, size) == ("day", 7):
        return dates.week(here.day, step)
    if (unit, size) in (("year", 10), ("year", 100)):
        digits = 4 - len(str(size)) + 1
        year = dates.year_edtf(here.year + step * size)
        return year[:digits] + "X" * (4 - digits) if year else None
    return dates.stepped(here, unit, step) if size == 1 else None


def _window(here: Anchor, unit: str, size: int, count: int) -> str | None:
    """The time from so many units before the anchor up to it, or from it to so many after."""
    if unit == "hour":
        size, unit, count = (
            1,
            "day",
            (-1 if count < 0 else 1) * dates.days_in_hours(abs(count) * size),
        )
    now, other = dates.stepped(here, unit, 0), dates.stepped(here, unit, count * size)
    if other is None:
        return None
    return dates.interval(f"{other}~", now) if count < 0 else dates.interval(now, f"{other}~")


def _window_of_some(setting: Setting) -> Value:
    """ "the last seven years", "the next three weeks"."""
    if setting.anchor is None or not setting.step or setting.of_the_text:
        return UNKNOWN
    if setting.part("of") and plain(setting.part("step")) == "last":
        return UNKNOWN  # "the last two weeks of the strike" may be long over
    unit, size = _unit(setting)
    count = setting.step * english().count(setting.part("count"))
    if count > 0 and setting.tense == "past":  # "it went on for the next two years"
        near = dates.anchor(setting.near, "text")
        return from_text(_window(near, unit, size, count) if near else None)
    return setting.counted(_window(setting.anchor, unit, size, count))


def _since(setting: Setting) -> Value:
    """ "in the three weeks since it began" ends on the day of publication."""
    if setting.anchor is None or setting.tense == "future":
        return UNKNOWN
    unit, size = _unit(setting)
    count = english().count(setting.part("count"))
    return setting.counted(_window(setting.anchor, unit, size, -count))


def _ago(setting: Setting) -> Value:
    """ "two weeks ago", "in two weeks", "two weeks from now"."""
    sign = 1 if setting.told.form == "in" or setting.part("later") else -1
    return setting.counted(_away(setting, setting.anchor, sign))


def _away(setting: Setting, here: Anchor | None, sign: int) -> str | None:
    """So many units from an anchor; about, except for a plain number of days."""
    unit, size = _unit(setting)
    if here is None:
        return None
    if unit == "hour":
        today = dates.stepped(here, "day", 0)
        return (
            f"{today}~"
            if today and sign < 0 and english().count(setting.part("count")) < 24
            else None
        )
    edtf = dates.stepped(here, unit, sign * size * english().count(setting.part("count")))
    exact = (unit, size) == ("day", 1) and not setting.part("about")
    return edtf if exact or edtf is None else f"{edtf}~"


# --------------------------------------------- what counts from another time


def _later(setting: Setting) -> Value:
    """ "two years later": from the time told shortly before, if it is as precise."""
    here = dates.anchor(setting.near, "text")
    sign = 1 if plain(setting.part("way")) in LATER else -1
    return from_text(_away(setting, here, sign))


def offset(setting: Setting, edtf: str | None, basis: str | None) -> Value:
    """ "three days before Christmas": from the time that follows, on whose basis it rests."""
    way = plain(setting.part("way"))
    here = dates.anchor(edtf, "text")
    if here is None or (edtf or "").endswith("X"):
        return UNKNOWN
    if way == "since":
        unit, size = _unit(setting)
        found = _window(here, unit, size, english().count(setting.part("count")))
    else:
        found = _away(setting, here, 1 if way in LATER else -1) if way != "until" else None
    return (found, basis) if found else UNKNOWN


def _that(setting: Setting) -> Value:
    """ "that night", "that year": the one just told."""
    near, unit = dates.anchor(setting.near, "text"), _unit(setting)
    if near and setting.anchor and unit == ("year", 1) and near.year == setting.anchor.year:
        return UNKNOWN  # that would be "this year"
    return from_text(_unit_from(near, *unit, 0) if near else None)


def _the_unit(setting: Setting) -> Value:
    """ "later in the week", "at the end of the year"; a day is the one just told."""
    unit, size = _unit(setting)
    if (unit, size) == ("day", 1):
        return _that(setting)
    return setting.counted(_unit_from(setting.anchor, unit, size, 0) if setting.anchor else None)


READERS: dict[str, Callable[[Setting], Value]] = {
    "holiday": _holiday,
    "iso": _iso,
    "numeric": _numeric,
    "date": _date,
    "month": _month,
    "weekday": _weekday,
    "season": _season,
    "ago": _ago,
    "later": _later,
    "window": _window_of_some,
    "since": _since,
    "day": _day,
    "weekend": _weekend,
    "step": _step,
    "that": _that,
    "part": _that,
    "the unit": _the_unit,
    "in": _ago,
    "share": _share,
    "decade": _decade,
    "century": _century,
    "years": _years,
    "year": _year,
}
