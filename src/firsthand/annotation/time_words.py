"""How English tells times: the forms, over the words of ``time_words.csv`` and ``holidays.csv``.

Nothing is dated here; ``times.py`` does that.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, cached_property

from firsthand import data
from firsthand.annotation.calendar_dates import holiday
from firsthand.words import plain_letters

GAP = r"(?:[^\S\n]{1,2}|[^\S\n]?\n[^\S\n]?)"  # between two words; not over an empty line
DAYNUM = r"(?:3[01]|[12][0-9]|0?[1-9])(?:st|nd|rd|th)?(?![0-9]|[.,:/][0-9]|\s?(?:%|percent\b))"
YEAR = r"(?:1[0-9]{3}|20[0-9]{2})(?![0-9]|[.,:/][0-9]|\s?(?:%|percent\b))"
PREFIX = r"(?<![\w$£€#@])(?<![0-9][.,:/])(?<![A-Za-z]-)"
CLOCK = (
    r"(?:1[0-2]|0?[1-9])(?:[:.][0-5][0-9])?\s?[ap](?:\.m\b\.?|m\b)"
    r"|(?:[01]?[0-9]|2[0-3]):[0-5][0-9](?![:.]?[0-9])|noon\b|midnight\b"
)

WORD = re.compile(r"[^\W\d_]+|[0-9]+|[’'](?=[0-9])")
LETTERS = re.compile(r"[^\W\d_]+")
FARTHEST = 9  # words from the first of a time to one that is of time
CORES = ("weekday", "short weekday", "month", "short month", "season", "unit", "part", "day",
         "decade", "vague")  # fmt: skip
MORE_CORES = frozenset(("weekend", "noon", "midnight", "quarter", "half", "centuries"))
NO_CORES = frozenset(
    "the a before after last this that right at in near other these of turn s while some"
    " long".split()
)

# Each form is one way of telling a time; of those that fit where a time begins, the first wins.
# A blank is a gap between words; {weekday} … are filled from the tables and from PARTS; a group
# of one name in several forms means the same.
FORMS = {
    "name": r"(?:{name})\b",
    "holiday": r"(?:(?P<step>{step}) )?(?P<holiday>{holiday})\b"
    r"(?: (?P<weekend>weekend)\b)?(?:{comma} (?:of )?{in_year})?",
    "iso": (
        r"(?P<year>[0-9]{{4}})-(?P<num>[0-9]{{2}})-(?P<day>[0-9]{{2}})"
        r"(?:T[0-9][0-9:.+Z-]{{0,20}}|(?![\w-]))"
    ),
    "numeric": (
        r"(?P<first>[0-9]{{1,2}})(?P<mark>[/.])(?P<second>[0-9]{{1,2}})(?P=mark)"
        r"(?P<year>[12][0-9]{{3}})(?![\w/])"
    ),
    "date": (
        r"{late}?(?:(?P<weekday>{weekday}|{short_weekday}\b\.?){comma} "
        r"(?:{part}\b{comma} )?(?:the )?)?"
        r"(?:(?P<month>{month})(?:\.? |\.)(?:the )?(?P<day>{daynum})"
        r"(?:{dash}(?P<to>{daynum})| (?:to|through) (?P<to2>{daynum}))?\b"
        r"|(?P<day2>{daynum})(?:(?:{dash}| to | (?P<and>and) )(?P<to3>{daynum}))? (?:of )?"
        r"(?P<month2>{month})\b)"
        r"(?:{comma} {in_year})?"
    ),
    "month": (
        r"{late}?(?:(?P<step>{step}) )?(?P<month>{month})\b(?:(?<=\w\w\w\w)|(?<=\bmay)|\.?)"
        r"(?:{comma} (?:of )?{in_year})?"
    ),
    "weekday": (
        r"{late}?(?:(?:this )?(?P<step>{step}) )?(?:{part} (?:on |of )?)?"
        r"(?P<weekday>{weekday})\b(?: {part}\b)?"
    ),
    "season": (
        r"{late}?(?:(?P<the>the) |(?P<step>{step}) )?(?P<season>{season})\b"
        r"(?:{comma} (?:of )?{in_year})?"
    ),
    "some units ago": r"(?:{some} )?{units} (?:ago\b|(?:later|earlier)\b(?! than\b))",
    "ago": r"(?P<about>{about})?{so_many} (?:ago\b|(?P<later>from now)\b)",
    "later": r"{about}?{so_many} (?P<way>later|earlier|afterwards?|previously)\b(?! than\b)",
    "offset": (
        r"{about}?{so_many} (?P<way>before|after|since) "
        r"(?=(?:{weekday}|{month}|{holiday}|{part}|{day}|[0-9]))"
    ),
    "window": r"(?P<the>the )?(?P<step>{step}) {about}?{so_many}\b(?=(?P<of> of\b)?)",
    "since": (
        r"(?:in|over|during|for) the {about}?{so_many} since\b"
        r"(?! (?:{weekday}|{month}|{holiday}|[0-9]))"
    ),
    "some units": r"(?:the )?(?:{step}|recent|future) (?:{some} )?{units}\b",
    "day": r"{late}?(?P<word>{day})\b(?: {part}\b)?",
    "weekend": r"{late}?(?:the )?(?:this )?(?:(?P<step>{step}) )?(?:holiday )?weekend\b",
    "step": (
        r"(?P<late>{late})?(?P<the>the |that (?=same\b)|this (?=last\b))?(?:this )?"
        r"(?P<step>{step}|same) (?P<unit>{unit}|{part})\b(?! of (?!{year}))"
    ),
    "that": r"(?:on |by )?that (?P<unit>{unit}|{part})\b",
    "the unit": (
        r"(?:{late}|(?:by|at|before) (?:the )?(?:end|start|beginning) of )"
        r"the (?P<unit>week|month|year|decade|century|day)\b(?! of\b)"
    ),
    "part": r"(?:in|during) the (?P<unit>{part})\b",
    "in": (
        r"(?:with)?in (?P<about>{about})?{so_many}(?:['’]? time)?\b"
        r"(?! (?:ago|since|of|that|when|where|in which)\b)"
    ),
    "share": (
        r"(?:the )?(?:(?P<nth>first|second|third|fourth|last|final) (?P<share>quarter|half|months?)"
        r"|Q(?P<q>[1-4]))(?: of)? (?:{in_year}|(?:the|(?P<step>last|this|next)) year\b(?! of\b))"
    ),
    "decade": (
        r"(?:the )?(?:(?:early|late|mid|middle)[-\s])?"
        r"(?:(?P<years>[12][0-9]{{2}}0)['’]?s|['’](?P<tens>[2-9]0)s|(?P<decade>{decade}))\b"
    ),
    "century": (
        r"(?:the )?(?:(?:early|late|mid|middle)[-\s])?"
        r"(?:(?P<nth>[12]?[0-9])(?:st|nd|rd|th)|(?P<ordinal>{ordinal}))(?:-| )centur(?:y|ies)\b"
    ),
    "vague": r"{vague}\b(?!-)",
    "clock": (
        r"(?:(?P<at>about|around|by|at|since|from|until|before|after) )?(?P<clock>{clock})"
        r"(?:\s?\(?(?P<zone>GMT|UTC|BST|CET|[ECMP][SD]?T|local time)\b\)?)?"
    ),
    "years": r"{late}?(?P<from>{year}){dash}(?P<till>{year}|[0-9]{{2}})\b(?![-–—/.]?[0-9])",
    "year": (
        r"{late}?{in_year}(?!\s?(?:GMT|UTC|hours|hrs|BC\b|B\.C))(?!['’]?s\b(?<=0s|['’]s))(?!-\w)"
    ),
}
# What stands in several forms, from the smallest up; RAW ones have nothing to be filled in.
PARTS = {
    "dash": r"\s?[-–—]\s?",
    "comma": r"(?: ?,)?",  # some pages have a blank before the comma too
    "daynum": DAYNUM,
    "year": YEAR,
    "in_year": rf"(?P<year>{YEAR})\b",
    "clock": CLOCK,
    "about": (
        r"(?:(?:about|around|roughly|some|nearly|almost|over|just|only|more than|less than"
        r"|at least|up to) )"
    ),
    "so_many": r"(?P<count>{count}) (?P<unit>{unit}s?|centuries)",
    "late": (
        r"(?:(?:very )?(?:early|earlier|late|later|mid|middle)(?:-| )"
        r"(?:(?:in|on|of|that|one|{part}) ){{0,3}})"
    ),
}


RAW = frozenset(("dash", "comma", "daynum", "year", "in_year", "clock"))


@dataclass(frozen=True, slots=True)
class Told:
    """A time as the words have it: its stretch of the text, its form and the form's parts."""

    start: int
    end: int
    form: str
    parts: dict[str, str]


@dataclass(frozen=True)
class TimeWords:
    """The two tables, and the pattern of all forms made of them."""

    values: dict[tuple[str, str], str]  # by kind and lower-case word
    holidays: dict[str, str]
    counted: frozenset[str]
    pattern: re.Pattern[str]

    def number(self, kind: str, word: str) -> int:
        """The number of a word of some kind."""
        return int(self.values[kind, plain(word)])

    def has(self, kind: str, word: str) -> bool:
        return (kind, plain(word)) in self.values

    def month(self, word: str) -> int:
        short = self.has("short month", word)
        return self.number("short month" if short else "month", word)

    def weekday(self, word: str) -> int:
        short = self.has("short weekday", word)
        return self.number("short weekday" if short else "weekday", word)

    def count(self, words: str) -> int:
        """How many: "3", "1,200", "twenty-five", "a couple of"."""
        told = plain(words)
        digits = told.replace(",", "")
        if digits.isdecimal():
            return int(digits)
        if self.has("number", told):
            return self.number("number", told)
        tens, _, ones = told.replace("-", " ").partition(" ")
        return self.number("number", tens) + self.number("number", ones)

    def unit(self, word: str) -> tuple[str, int]:
        """The unit of the calendar that a unit is a multiple of, and how many it has."""
        told = plain(word)
        one = "century" if told == "centuries" else told
        name = self.values.get(("unit", one)) or self.values["unit", one.removesuffix("s")]
        unit, _, size = name.partition(":")
        return unit, int(size)

    def holiday(self, words: str) -> str:
        """The rule of a holiday."""
        return self.holidays[plain(words).replace(" '", "'")]

    def told_in(self, text: str) -> Iterator[Told]:
        """What is told in a text, in order, without overlaps; names that look so are left out."""
        text = plain_letters(text)
        at = 0
        for start in self._starts(text):
            found = self.pattern.match(text, start) if start >= at else None
            told = self._told(found) if found else None
            if told is not None:
                at = told.end
                if told.form != "name":
                    yield told

    def _starts(self, text: str) -> Iterator[int]:
        """Where a time can begin: at a word of the forms, shortly before a word of time.

        The pattern alone would be right too; it is ten times slower.
        """
        words = [(found.start(), found.group().lower()) for found in WORD.finditer(text)]
        left = 0  # how many words on a word of time may still come after
        starts = []
        for start, word in reversed(words):
            left = FARTHEST if word in self._cores or word[0].isdecimal() else left - 1
            if left > 0 and (word in self._firsts or not word[0].isalpha()):
                starts.append(start)
        return reversed(starts)

    @cached_property
    def _cores(self) -> frozenset[str]:
        """The words of which each time has one."""
        cores = [word for kind, word in self.values if kind in CORES]
        cores += [f"{word}s" for kind, word in self.values if kind == "unit"]
        words = {part for word in (*cores, *self.holidays) for part in LETTERS.findall(word)}
        return frozenset((words | MORE_CORES) - NO_CORES)

    @cached_property
    def _firsts(self) -> frozenset[str]:
        """All words in the forms: more than can begin one, and none too few."""
        return frozenset(LETTERS.findall(self.pattern.pattern.lower()))

    @cached_property
    def _groups(self) -> dict[str, list[tuple[str, str]]]:
        groups: dict[str, list[tuple[str, str]]] = {form: [] for form in FORMS}
        forms = list(FORMS)
        for name in self.pattern.groupindex:
            word, _, number = name.rpartition("_")
            if word:
                groups[forms[int(number)]].append((word, name))
        return groups

    def _told(self, found: re.Match[str]) -> Told | None:
        """The match as its form tells it; None where small letters make it another word."""
        form = list(FORMS)[int((found.lastgroup or "f0")[1:])]
        parts = {word: told for word, name in self._groups[form] if (told := found[name])}
        named = [parts[key] for key in ("weekday", "month", "month2", "holiday") if key in parts]
        if any(word[0].islower() for word in named if not word.startswith(("the ", "the\n"))):
            return None
        return Told(found.start(), found.end(), form, parts)


def plain(words: str) -> str:
    """The words as the tables have them: lower case, one blank, straight marks."""
    return " ".join(words.lower().replace("’", "'").split()).rstrip(".")


@cache
def english() -> TimeWords:
    """The tables ``time_words.csv`` and ``holidays.csv``, read once.

    Raises:
        TableError: a pattern is no regular expression, a value or rule is not readable.
    """
    words = data.table("time_words", columns=("word", "kind", "value", "example"))
    values = {(row["kind"], plain(row["word"])): row["value"] for row in words}
    holidays = _holidays()
    pattern = re.compile(_pattern(words, holidays), re.IGNORECASE)
    counted = frozenset(row["word"] for row in words if row["kind"] == "counted")
    found = TimeWords(
        values, {plain(name): rule for name, rule in holidays.items()}, counted, pattern
    )
    for row in words:
        with data.reading_row("time_words", row["word"]):
            _check(found, row["kind"], row["word"])
    return found


def _holidays() -> dict[str, str]:
    rules = {}
    for row in data.table("holidays", columns=("names", "rule", "example")):
        with data.reading_row("holidays", row["rule"]):
            holiday(row["rule"], 2016)
        rules.update(dict.fromkeys(data.words(row["names"]), row["rule"]))
    return rules


def _check(words: TimeWords, kind: str, word: str) -> None:
    if kind == "unit":
        words.unit(word)
    elif kind not in ("name", "part", "vague", "some", "counted"):
        words.number(kind, word)


def _pattern(rows: Iterable[dict[str, str]], holidays: Iterable[str]) -> str:
    by_kind: dict[str, list[str]] = {}
    for row in rows:
        by_kind.setdefault(row["kind"], []).append(row["word"])
    for word in by_kind["name"]:
        with data.reading_row("time_words", word):
            re.compile(word)
    fill = {kind.replace(" ", "_"): _any(words) for kind, words in by_kind.items()}
    fill["name"] = "|".join(by_kind["name"])
    fill["holiday"] = re.sub("([’'])", r" ?\1", _any(holidays))  # "New Year 's Eve"
    fill["month"] = _any([*by_kind["month"], *by_kind["short month"]])
    numbers = _any(word for word in by_kind["number"] if not word.startswith(("a ", "an ")))
    fill["count"] = rf"(?:[0-9]{{1,3}}(?:,[0-9]{{3}}|[0-9])?|{fill['number']}(?:(?:-| ){numbers})?)"
    plurals = [f"{unit}s" for unit in by_kind["unit"] if unit not in ("century", "night")]
    fill["units"] = _any([*plurals, "centuries"])
    for part, pattern in PARTS.items():
        fill[part] = pattern if part in RAW else pattern.format(**fill)
    forms = (_numbered(form.format(**fill), number) for number, form in enumerate(FORMS.values()))
    joined = "|".join(f"(?P<f{number}>{form})" for number, form in enumerate(forms))
    return f"{PREFIX}(?:{joined})".replace(" ", GAP)


def _numbered(form: str, number: int) -> str:
    """The form with its groups' names made its own: no pattern may have one name twice."""
    form = re.sub(r"\(\?P<(\w+)>", rf"(?P<\1_{number}>", form)
    return re.sub(r"\(\?P=(\w+)\)", rf"(?P=\1_{number})", form)


def _any(words: Iterable[str]) -> str:
    """A pattern for one of the words, the longest first."""
    ordered = sorted(words, key=len, reverse=True)
    return "(?:" + "|".join(re.escape(word).replace(r"\ ", " ") for word in ordered) + ")"
