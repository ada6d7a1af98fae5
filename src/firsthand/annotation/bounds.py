"""Two numbers into one range, the bounds put on a figure, and which figures are ages."""

from __future__ import annotations

import re
from dataclasses import replace

from firsthand.annotation.figures import (
    DASH,
    NOUN_OR,
    Figure,
    Reader,
    is_capital,
    may_be_year,
    plural_follows,
)
from firsthand.annotation.measures import HYPHENS, QUOTES, TIME_UNITS, Bound
from firsthand.annotation.numerals import scaled

OLDEST = 115
# "over" and "under" are bounds before a number, and may be mere prepositions: "over three
# days", "fought over two islands", "under two kings".
MAY_BE_PREPOSITIONS = frozenset(("over", "under", "above", "below"))
HAS_BOUND_AFTER = frozenset(
    """for after of in within lasted lasts last took takes take spent spend is was are were be been
    just well with by to than only slightly little""".split()
)
# After these, "under five" and "over 65" are ages.
OF_AN_AGE = frozenset(
    """children kids babies infants toddlers girls boys teenagers men women people those adults
    anyone everyone anybody everybody somebody someone patients voters""".split()
)
_HE_IS = re.compile(
    r"\b(?:(?:he|she|who)(?:['’]s|(?:['’]ll|\swill|\swould)\sbe|\s(?:is|was))|I(?:['’]m|\s(?:am|was))"
    r"|you(?:['’]re|(?:['’]ll|['’]d|\swill|\swould)\sbe|\sare|\swere))"
    r"(?:\s(?:only|just|now|then))?\s$",
    re.IGNORECASE,
)
_CLAUSE_ENDS = re.compile(r"\s*(?:[.,;!?)]|$|\s(?:when|and|at|but)\b)")
_AFTER_A_NAME = re.compile(r"[^\W\d_][\w.’'-]*[ \xa0]?,[ \xa0]$")
_AGE_ENDS = re.compile(r"[ \xa0]?[,.;)]|\s*[—–]|\s(?:of|and|from)\b")
_TO = re.compile(r"(?:[\s-]to[\s-]|\sthrough\s)(?:about\s|around\s|nearly\s|almost\s)?")
_OR = re.compile(r"[\s-]or[\s-](?:even\s|perhaps\s|maybe\s)?")
_AND = re.compile(r"\sand\s(?:about\s|around\s|nearly\s|almost\s)?")
_BETWEEN = re.compile(
    r"\b[Bb]etween\s(?:about\s|around\s|roughly\s|an\sestimated\s|(?:the\s)?ages?\s(?:of\s)?)?$"
)
_CONTEST = re.compile(
    r"\b(?:los[et]|losing|trail|trails|trailed|trailing|beat|beats|beating|defeated|won|wins|leads"
    r"|leading|led|edged)\b[^.;,]*$",
    re.IGNORECASE,
)
_FROM = re.compile(r"\b[Ff]rom\s$")
_SPREAD = re.compile(
    r"\b(?:rang(?:e[sd]?|ing)|var(?:y|ies|ied|ying)|aged?|ages|anywhere|anything|somewhere)\s[Ff]rom\s$",
    re.IGNORECASE,
)


def with_ranges(reader: Reader, figures: list[Figure]) -> list[Figure]:
    """Two numbers that are the ends of one range as one; the unit of the second for both."""
    found: list[Figure] = []
    at = 0
    while at < len(figures):
        figure = figures[at]
        after = figures[at + 1] if at + 1 < len(figures) else None
        joint = _joint(reader.text, figure, after) if after else None
        if after is not None and joint is not None:
            figure = _sharing(figure, after)
            if _is_range(reader, figure, after, joint):
                joined = _range(reader.text, figure, after)
                if _are_ages(reader, figure, after):
                    joined = replace(joined, unit="year", age=True)
                found.append(joined)
                at += 2
                continue
        found.append(figure)
        at += 1
    return found


def _joint(text: str, first: Figure, second: Figure) -> str | None:
    """What ties two numbers: dash, to, or, and; None: anything else."""
    if first.vague or second.vague or second.start - first.end > 12:
        return None
    between = text[first.end : second.start]
    kinds = {"dash": DASH, "to": _TO, "or": _OR, "and": _AND}
    return next((name for name, kind in kinds.items() if kind.fullmatch(between)), None)


def _sharing(first: Figure, second: Figure) -> Figure:
    """The first with the magnitude and unit that are written at the second only."""
    value = first.value
    if first.magnitude == 1 < second.magnitude and 0 < value < second.value / second.magnitude:
        value = scaled(value, second.magnitude)
    unit = first.unit or (None if first.kind == "part" else second.unit)
    if second.before and not first.before and first.unit is None:
        unit = None  # "12 and $5"
    return replace(first, low=value, high=value, unit=unit)


def _is_range(reader: Reader, first: Figure, second: Figure, joint: str) -> bool:
    """Whether two numbers are one range, and not a score ("3-1") or a change ("from 5 to 7")."""
    before = reader.text[max(0, first.start - 40) : first.start]
    same = first.unit == second.unit or (first.before and second.unit is None)
    if not same or not first.value < second.value or first.is_range or second.is_range:
        return False
    years = all(may_be_year(f) for f in (first, second))
    if years and not plural_follows(reader, second.end):
        return False  # "between 2010 and 2014"
    if _BETWEEN.search(before):
        return joint in ("and", "to", "dash")
    if joint == "to" and first.end > first.number[1] and _CONTEST.search(before):
        return False  # "lost 43 percent to 47 percent": a result
    if joint == "and" or (joint == "to" and _FROM.search(before) and not _SPREAD.search(before)):
        return False
    if joint == "or" or first.unit is not None or _SPREAD.search(before):
        return True
    if _are_ages(reader, first, second):
        return True
    aged = any(
        bound.effect == "age" for bound, _ in reader.tables.bounds_before(reader.text, first.start)
    )
    return aged or plural_follows(reader, second.end)


def _are_ages(reader: Reader, first: Figure, second: Figure) -> bool:
    """Whether two numbers are ages by whom they stand after: "those 51 to 57"."""
    if second.unit is not None or not 0 < second.value <= OLDEST:
        return False
    before = reader.text[max(0, first.start - 20) : first.start].lower().split()
    beside = bool(before) and before[-1] in OF_AN_AGE
    return beside and not plural_follows(reader, second.end)


def _range(text: str, first: Figure, second: Figure) -> Figure:
    between = _BETWEEN.search(text[max(0, first.start - 40) : first.start])
    start = first.start - (len(between[0]) if between else 0)
    about = bool(between and re.search(r"about|around|roughly|estimated", between[0]))
    aged = second.age or bool(between and "age" in between[0])
    unit = second.unit or first.unit or ("year" if aged else None)
    return replace(
        second, start=start, low=first.low, high=second.high, unit=unit, age=aged,
        is_range=True, about=about, figures="", number=(first.number[0], second.number[1]),
    )  # fmt: skip


def with_bounds(reader: Reader, figure: Figure) -> Figure:
    tables, text = reader.tables, reader.text
    for _ in range(2):  # "40-odd years or so"
        after = tables.bound_after(text, figure.end) or _bound_after_noun(reader, figure)
        if after is None or not _holds_after(text, figure, *after):
            break
        if _is_older(reader, figure, text[figure.end : after[1]]):
            figure = replace(figure, unit="year", age=True)
        figure = _with_bound(figure, after[0], end=after[1])
        if (
            figure.unit is None
            and (unit := tables.unit_after(text, figure.end))
            and not unit.capital
        ):
            figure = replace(figure, unit=unit.name, end=unit.end)
    for bound, start in tables.bounds_before(text, figure.start):
        if not _holds_before(reader, figure, bound, start):
            break
        figure = _with_bound(figure, bound, start=start)
        if _is_of_people(reader, figure, start):
            figure = replace(figure, unit="year", age=True)
    return figure


def _is_of_people(reader: Reader, figure: Figure, start: int) -> bool:
    """Children under five, men over 65: an age, unless a noun follows that is counted."""
    if figure.unit is not None or not 0 < figure.value <= OLDEST or figure.kind == "part":
        return False
    words = reader.text[max(0, start - 20) : figure.number[0]].lower().split()
    beside = len(words) > 1 and words[-1] in ("over", "under") and words[-2] in OF_AN_AGE
    return beside and not plural_follows(reader, figure.end)


def _is_older(reader: Reader, figure: Figure, words: str) -> bool:
    """Whether what follows a number makes it an age: "18 or older", "children 5 and under"."""
    if figure.unit not in (None, "year") or figure.kind == "part" or figure.value > OLDEST:
        return False
    if words.lower().endswith(("older", "younger")):
        return True
    before = reader.text[max(0, figure.number[0] - 20) : figure.number[0]].lower().split()
    return figure.unit is None and bool(before) and before[-1] in OF_AN_AGE


def _bound_after_noun(reader: Reader, figure: Figure) -> tuple[Bound, int] | None:
    """What follows the counted noun: "40 boats or more"."""
    noun = NOUN_OR.match(reader.text, figure.end) if figure.unit is None else None
    return reader.tables.bound_after(reader.text, noun.end()) if noun else None


def _with_bound(
    figure: Figure, bound: Bound, *, start: int | None = None, end: int | None = None
) -> Figure:
    low = None if bound.effect == "high" else figure.low
    high = None if bound.effect == "low" else figure.high
    if bound.effect == "age":
        figure = replace(figure, age=True, unit=figure.unit or "year")
        start = None  # "turned 50": the figure is 50; "under the age of 50" begins with "under"
    return replace(
        figure, low=low, high=high, bound=True, about=figure.about or bound.effect == "about",
        start=figure.start if start is None else start, end=figure.end if end is None else end,
    )  # fmt: skip


def _holds_after(text: str, figure: Figure, bound: Bound, end: int) -> bool:
    words = text[figure.end : end].strip(" -,").lower()
    if " or " in words:  # "40 boats or more"
        return bound.effect != "age"
    if bound.effect == "age":
        return figure.unit in TIME_UNITS
    if words in (
        "at least",
        "at most",
        "at the most",
        "tops",
        "give or take",
        "at a minimum",
        "minimum",
        "maximum",
    ):
        return re.compile(r"\s*(?:[.,;)”’]|$)").match(text, end) is not None
    if words in ("odd", "something"):
        return text[figure.end] in "-‐‑" or (figure.value >= 20 and text[end : end + 1].isspace())
    if words == "plus":
        return re.compile(r"\s*\d|\s(?:an?|one|two|three|the)\b").match(text, end) is None
    return words != "+" or text[figure.end : figure.end + 1] == "+"


def _holds_before(reader: Reader, figure: Figure, bound: Bound, start: int) -> bool:
    """Whether the words are a bound here, and not a preposition, nor "some" before a calibre."""
    word = reader.text[start : figure.start].strip(QUOTES + " \xa0\n").lower()
    token = next(iter(reader.tokens(start, start + len(word))), None)
    if token is not None and is_capital(token):
        return False  # "at Under 70 Motor Sales"
    if bound.effect == "age":
        turned = word.startswith(("turn", "will turn", "would turn"))  # "will turn 40 boats away"
        away = turned and figure.unit is None and plural_follows(reader, figure.end)
        return figure.unit in (None, "year") and figure.kind != "part" and not away
    if word == "some":  # "some 7.62 rounds" are a few of that calibre
        return figure.value == int(figure.value) or figure.unit is not None
    if word.split()[0] not in MAY_BE_PREPOSITIONS:
        return True
    hyphen = reader.text[figure.number[1] : figure.number[1] + 1] in tuple(HYPHENS)
    if word.endswith((" a", " an")) and hyphen:
        return False  # "over a 12-year run"
    word = word.split()[0]
    if token is None or token.dep_ not in ("prep", "pcomp"):
        return True
    ahead = token.nbor(-1).lower_ if token.i else ""
    if ahead in OF_AN_AGE:
        return True
    if figure.unit in TIME_UNITS and word == "over":
        return ahead in HAS_BOUND_AFTER
    return figure.unit is not None or figure.kind == "digits" or figure.value >= 100


def as_age(reader: Reader, figure: Figure) -> Figure:
    """An age without a unit: "Ana Reis, 42, said", "he is 42"."""
    text = reader.text
    if figure.unit or figure.age or figure.kind == "part" or not 0 < figure.value <= OLDEST:
        return figure
    before = text[max(0, figure.start - 40) : figure.start]
    plain = figure.kind == "digits" and figure.value == int(figure.value)
    beside = _AFTER_A_NAME.search(before) and _AGE_ENDS.match(text, figure.end)
    named = plain and beside and _follows_a_name(reader, figure)
    if named or (_HE_IS.search(before) and _CLAUSE_ENDS.match(text, figure.end)):
        return replace(figure, unit="year", age=True)
    return figure


def _follows_a_name(reader: Reader, figure: Figure) -> bool:
    tokens = reader.tokens(*figure.number)
    if not tokens or tokens[0].i < 2:
        return False
    name = tokens[0].nbor(-2)
    return (
        name.pos_ == "PROPN" and name.text[:1].isupper() and name.ent_type_ not in ("DATE", "GPE")
    )
