"""The words around a number: its unit after or before it, and the bounds put on it.

Everything is looked up in tables (``units.csv``, ``bounds.csv``, ``vague_quantities.csv``,
``label_nouns.csv``); each question looks at a few words beside the number and no further.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Literal, get_args

from firsthand import data
from firsthand.errors import TableError

Effect = Literal["low", "high", "about", "age"]
EFFECTS: dict[str, Effect] = {effect: effect for effect in get_args(Effect)}

TIME_UNITS = frozenset(
    "second minute hour day week fortnight month year decade century millennium".split()
)
HYPHENS = "-‐‑"
QUOTES = "‘’'“”\"«»"
# Words that may stand between a bound and its number: "at least another 40".
PASSED_OVER = frozenset(("another", "a", "an", "further", "additional", "extra"))
LONGEST_PHRASE = 5

_LEFT_WORD = re.compile(r"[^\s(\[“‘\"'«]+")
_UNIT_WORD = r"[^\s,.;:!?()\[\]\"“”‘’'«»]{1,24}"
_UNIT_WORDS = re.compile(rf"{_UNIT_WORD}(?:[ \xa0\n]{_UNIT_WORD}){{0,2}}")
_LAST_WORD = re.compile(r"[ \xa0\n][^ \xa0\n]*$")
_GAP = re.compile(r"[ \xa0\u2009\u202f\n]?[-‐‑]?")
_AFTER_WORDS = re.compile(
    r",?[\s\xa0]{0,2}(?:[-‐‑][ \xa0](?=olds?\b|odd\b)|[-‐‑]?)(\+|[^\W\d_]+(?:[\s-][^\W\d_]+){0,2})"
)
_BEFORE_CODE = re.compile(
    r"(?:^|(?<=[\s(\[“‘\"'«~>≥<≤≈—–-]))[^\s\d(\[“‘\"'«~>≥<≤≈—–-]{1,9}[ \xa0]?$"
)


@dataclass(frozen=True, slots=True)
class Bound:
    """What a phrase does to the number beside it, unless the word before
    begins with one of ``not_after``."""

    effect: Effect
    not_after: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit that was found, and the code points of the text up to where its words go."""

    name: str
    end: int
    capital: bool = False


@dataclass(frozen=True)
class Measures:
    """The tables of one language, ready to be asked."""

    units: dict[str, dict[str, str]]  # by place (after, before, glued, hyphen), then by form
    before: dict[str, Bound]
    after: dict[str, Bound]
    labels: frozenset[str]
    vague: re.Pattern[str]
    vague_units: tuple[str | None, ...]

    def unit_after(self, text: str, end: int, glued: str = "") -> Unit | None:
        """The unit that follows: "40 km", "40km", "40-year-old"; ``end`` is the number's end."""
        gap = None if glued else _GAP.match(text, end)
        start = gap.end() if gap else end
        place = "hyphen" if start > end and text[start - 1] in HYPHENS else "after"
        words = _UNIT_WORDS.match(text, start)
        for form in _shorter_and_shorter(words[0] if words else ""):
            if name := self._unit(form, place, attached=start == end):
                return Unit(name, start + len(form), form[:1].isupper() and form[1:].islower())
        return None

    def _unit(self, form: str, place: str, *, attached: bool) -> str | None:
        plain = re.sub(r"\s|(?<=percentage)-|(?<=square)-|(?<=cubic)-", " ", form)
        for where in ("after", place, "glued" if attached else place):
            table = self.units[where]
            if name := table.get(plain) or (len(plain) > 3 and table.get(plain.lower())):
                return name
        return None

    def currency_before(self, text: str, start: int) -> tuple[str, int] | None:
        """The unit right before a number ("$5", "US$5", "EUR 5"), and where it begins."""
        near = text[max(0, start - 10) : start]
        bare = near.rstrip(" \xa0")
        if len(near) - len(bare) > 1:
            return None
        code = _BEFORE_CODE.search(near)
        for form in (code[0].rstrip() if code else "", bare[-2:], bare[-1:]):
            if form and (name := self.units["before"].get(form)) and bare.endswith(form):
                symbol = not form[-1].isalnum() and form[-1] != "."
                before = text[start - len(near) + len(bare) - len(form) - 1 : start][:1]
                if symbol or not before.isalnum():
                    return name, start - (len(near) - len(bare)) - len(form)
        return None

    def bounds_before(self, text: str, start: int) -> list[tuple[Bound, int]]:
        """The bounds that stand before a number, the nearest first, each with its start."""
        window = max(0, start - 72)
        near = text[window:start]
        found: list[tuple[Bound, int]] = []
        if near[-1:] in self.before and not near[-1:].isalnum():  # "~40"
            found.append((self.before[near[-1]], start - 1))
            near = near[:-1]
        bare = near.rstrip(QUOTES)
        if bare and not bare[-1].isspace():
            return found
        words = [(m.group().lower(), m.start()) for m in _LEFT_WORD.finditer(bare)]
        while words and len(found) < 4:
            count = self._phrase_that_ends(bare, words)
            if count:
                bound = self.before[" ".join(word for word, _ in words[-count:])]
                if bound.not_after and _before(words, count).startswith(bound.not_after):
                    break
                found.append((bound, window + words[-count][1]))
            elif words[-1][0] not in PASSED_OVER:
                break
            del words[-(count or 1) :]
        return found

    def _phrase_that_ends(self, text: str, words: list[tuple[str, int]]) -> int:
        """Of how many words the longest bound is that ends here; 0: none ends here."""
        for count in range(min(LONGEST_PHRASE, len(words)), 0, -1):
            phrase = " ".join(word for word, _ in words[-count:])
            if phrase in self.before and _contiguous(text, words[-count:]):
                return count
        return 0

    def bound_after(self, text: str, end: int) -> tuple[Bound, int] | None:
        """The bound that follows a number or its unit ("or so", "-odd", "+"), and its end."""
        words = _AFTER_WORDS.match(text, end)
        if words is None:
            return None
        phrase = words[1]
        while phrase:
            bound = self.after.get(re.sub(r"\s", " ", phrase.lower()))
            if bound is not None:
                return bound, words.start(1) + len(phrase)
            phrase = (
                re.split(r"[\s-](?=[^\s-]*$)", phrase)[0] if re.search(r"[\s-]", phrase) else ""
            )
        return None


def _shorter_and_shorter(words: str) -> Iterator[str]:
    """Three words, two, one, and what stands before a dash in it: "year-old", "year"."""
    while words:
        yield words
        shorter = _LAST_WORD.sub("", words)
        if shorter == words:
            break
        words = shorter
    for mark in "-‐–—":
        if mark in words:
            yield words.split(mark)[0]


def _before(words: list[tuple[str, int]], count: int) -> str:
    return words[-count - 1][0] if len(words) > count else ""


def _contiguous(text: str, words: list[tuple[str, int]]) -> bool:
    """Whether only blanks stand between the words."""
    return not any(mark in text[words[0][1] : words[-1][1]] for mark in '()[]“‘"«')


@cache
def english() -> Measures:
    """The English tables.

    Raises:
        TableError: a row has an effect, a place or a pattern that there is not.
    """
    bounds = _bounds()
    vague, vague_units = _vague()
    labels = data.table("label_nouns", columns=("noun", "example"))
    return Measures(
        units=_units(),
        before=bounds["before"],
        after=bounds["after"],
        labels=frozenset(row["noun"] for row in labels),
        vague=vague,
        vague_units=vague_units,
    )


def _units() -> dict[str, dict[str, str]]:
    units: dict[str, dict[str, str]] = {p: {} for p in ("after", "before", "glued", "hyphen")}
    for row in data.table("units", columns=("form", "unit", "place")):
        for place in ("after", "before") if row["place"] == "both" else (row["place"],):
            if place not in units:
                raise TableError(f"units.csv: no place {place!r}", next=f"use {', '.join(units)}")
            units[place][row["form"]] = row["unit"]
    return units


def _bounds() -> dict[str, dict[str, Bound]]:
    bounds: dict[str, dict[str, Bound]] = {"before": {}, "after": {}}
    for row in data.table("bounds", columns=("form", "bound", "place", "not_after", "example")):
        if row["bound"] not in EFFECTS or row["place"] not in bounds:
            raise TableError(
                f"bounds.csv, {row['form']!r}: no {row['bound']!r} {row['place']!r}",
                next=f"use {', '.join(EFFECTS)}, and before or after",
            )
        bound = Bound(EFFECTS[row["bound"]], data.words(row["not_after"]))
        bounds[row["place"]][row["form"]] = bound
    return bounds


def _vague() -> tuple[re.Pattern[str], tuple[str | None, ...]]:
    """One pattern with a group for each row, and the rows' units."""
    rows = data.table("vague_quantities", columns=("pattern", "unit", "example"))
    for row in rows:
        with data.reading_row("vague_quantities", row["pattern"]):
            if re.compile(row["pattern"]).groups:
                raise ValueError("write (?:…) for (…)")
    groups = "|".join(f"({row['pattern']})" for row in rows)
    large = r"(?:\s(?:of\s)?(?:hundred|thousand|million|billion|trillion|dozen)s?\b)*"
    pattern = re.compile(rf"(?<!\w)(?=[a-z])(?:{groups}){large}(?!\w)")
    return pattern, tuple(row["unit"] or None for row in rows)
