"""Every count, amount, measure, share, duration and age of the body, with its bounds.

Numbers are found as they are written (``numerals.py``), then the words beside each say its
unit and bounds (``measures.py``); the parse says whether it belongs to a name, and what is
counted. What is not settled stays None: "hundreds" has no bounds.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from firsthand.annotation import cues
from firsthand.annotation.measures import QUOTES, TIME_UNITS, Bound, Measures, english
from firsthand.annotation.numerals import (
    MAGNITUDES,
    PARTS,
    SHORT_MAGNITUDES,
    Numeral,
    find_numerals,
)
from firsthand.annotation.parsing import Paragraph
from firsthand.types import BodyView, Quantity, Span
from firsthand.words import plain_letters

if TYPE_CHECKING:
    from spacy.tokens import Token

YEARS = range(1000, 2101)
OLDEST = 115
FURTHEST = 8  # how many words from a number the noun it counts may stand

# Dependencies by which a number or measure hangs on the noun after it.
TO_THE_NOUN = frozenset(("nummod", "quantmod", "compound", "nmod", "amod", "npadvmod", "poss"))
NAMES = frozenset(("ORG", "FAC", "PRODUCT", "WORK_OF_ART", "LAW", "EVENT"))

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
# "half" after these is one of two parts: "the second half".
NOT_HALF_AFTER = frozenset("first second other latter better top bottom back final last".split())
# "one" is no count in these: "at one point", "on one hand".
NO_COUNT_OF_ONE = frozenset(
    "point stage time hand side way another day night morning evening afternoon end extent".split()
)

_SINGLE = re.compile(
    r"\b(?P<one>an?)[ \xa0](?P<unit>minute|hour|day|week|fortnight|month|year|decade|century)\b"
    r"(?!-|['’]s)"
)
_SINGLE_AFTER = re.compile(
    r"\s(?:ago|later|earlier|before|afterwards?|and\sa\s(?:half|quarter)|or\s(?:so|more|less))\b"
)
_SINGLE_BEFORE = re.compile(
    r"\b(?:for|about|around|roughly|nearly|almost|than|within|after|over|under|least|most|lasted"
    r"|lasts|last|takes?|took|spent|spend|up\sto|every\shalf)\s$",
    re.IGNORECASE,
)
_DECADE_OF_LIFE = re.compile(
    r"\b(?:his|her|their|my|our|your)\s(?:(?:early|mid|late)[- ])?[’']?(?P<tens>[2-9]0)[’']?s\b"
)
MULTIPLES = {"twice": 2.0, "double": 2.0, "triple": 3.0, "quadruple": 4.0}
_MULTIPLE = re.compile(
    rf"\b(?P<word>{'|'.join(MULTIPLES)})(?=\s(?:as|the|that|what|its|his|her|their|our)\b)",
    re.IGNORECASE,
)

_PER = re.compile(r"\b(?:the|per|a)\s$")
_NOUN_OR = re.compile(r"[ \xa0][^\W\d_]+(?=\sor\s)")
_CLOSES = re.compile(r"\.?[)\]]")
_COUNTER = re.compile(r"[.)]\s")
_NUMBER_SIGN = re.compile(
    r"(?:\bNos?\.?|\bnos?\.|\bN[º°]|№|#)[ \xa0]?$|(?:\bNos?\.|\bnos\.)[^.]{1,12}\sand\s$"
)
_ADDRESS = re.compile(
    r"[ \xa0](?:[A-Z][\w.’'-]*[ \xa0]){1,4}(?:Street|St|Road|Rd|Avenue|Ave|Lane|Drive|Boulevard"
    r"|Blvd|Square|Way|Court|Place|Crescent|Terrace|Row|Close|Gardens)\b"
)
_HE_IS = re.compile(
    r"\b(?:(?:he|she|who)(?:['’]s|\s(?:is|was))|I(?:['’]m|\s(?:am|was))|you(?:['’]re|\sare|\swere))"
    r"(?:\s(?:only|just|now|then))?\s$",
    re.IGNORECASE,
)
_CLAUSE_ENDS = re.compile(r"\s*(?:[.,;!?)]|$|\s(?:when|and|at|but)\b)")
_AFTER_A_NAME = re.compile(r"[^\W\d_][\w.’'-]*,[ \xa0]$")
_AGE_ENDS = re.compile(r"[,.;)]|\s*[—–]|\s(?:of|and|from)\b")
_PART_OF_UNIT = re.compile(r"[\s-](?:of[\s-])?(?:an?[\s-])?")
_SHARE_AFTER = re.compile(
    r"\s(?:of|the|his|her|its|their|our|my|your|that|this|those|these|all|as|off|and)\b|\s*(?:[.,;:!?)]|$)"
)
_OF = re.compile(r"\sof(?=\s)")
_AND_A_HALF = re.compile(r"[\s-]and[\s-](?:an?|one)[\s-](?P<part>half|quarter|third)\b")
_DIMENSION = re.compile(r"[ \xa0]?[x×][ \xa0]?\d[\d.,]*(?:[ \xa0]?[x×][ \xa0]?\d[\d.,]*)?")
_DASH = re.compile(r"[ \xa0]?[-–—−‐‑][ \xa0]?")
_TO = re.compile(r"(?:[\s-]to[\s-]|\sthrough\s)(?:about\s|around\s|nearly\s|almost\s)?")
_OR = re.compile(r"[\s-]or[\s-](?:even\s|perhaps\s|maybe\s)?")
_AND = re.compile(r"\sand\s(?:about\s|around\s|nearly\s|almost\s)?")
_BETWEEN = re.compile(r"\b[Bb]etween\s(?:about\s|around\s|roughly\s|an\sestimated\s)?$")
_FROM = re.compile(r"\b[Ff]rom\s$")
_SPREAD = re.compile(
    r"\b(?:rang(?:e[sd]?|ing)|var(?:y|ies|ied|ying)|aged?|ages|anywhere|anything|somewhere)\s[Ff]rom\s$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class _Figure:
    """A quantity that is being read; places count code points of its paragraph.

    ``number`` is where the numeral alone stands. ``low`` and ``high`` are in ``unit``, None
    where the words give no such bound; ``figures`` are the digits or words before any
    ``magnitude`` (1 where none stands).
    """

    start: int
    end: int
    number: tuple[int, int]
    low: float | None
    high: float | None
    unit: str | None = None
    of: str | None = None
    about: bool = False
    vague: bool = False
    kind: str = "digits"
    figures: str = ""
    magnitude: float = 1.0
    before: bool = False  # its unit stands before it: "$5"
    bound: bool = False
    is_range: bool = False
    age: bool = False

    @property
    def value(self) -> float:
        return next((end for end in (self.low, self.high) if end is not None), 0.0)


@dataclass(frozen=True)
class _Reader:
    """A paragraph with its parse and the tables."""

    text: str
    paragraph: Paragraph
    tables: Measures

    def tokens(self, start: int, end: int) -> list[Token]:
        offset = self.paragraph.start
        return self.paragraph.tokens_under(Span(offset + start, offset + end))


def find_quantities(view: BodyView, paragraphs: Sequence[Paragraph]) -> tuple[Quantity, ...]:
    """The quantities of the body in reading order; none overlap.

    ``low`` and ``high`` are in ``unit``, None where the words give no such bound; both are for
    an exact figure the same. Left out: dates, years, clock times, ordinals, numbers in names,
    and what stands across set-aside furniture.
    """
    return tuple(
        quantity for paragraph in paragraphs for quantity in _of_paragraph(view, paragraph)
    )


def _of_paragraph(view: BodyView, paragraph: Paragraph) -> Iterator[Quantity]:
    reader = _Reader(view.text[paragraph.start : paragraph.end], paragraph, english())
    end = 0
    for figure in _bounded(reader, _ranges(reader, _figures(reader))):
        spans = view.spans(paragraph.start + figure.start, paragraph.start + figure.end)
        if len(spans) != 1 or figure.start < end:
            continue
        end = figure.end
        yield Quantity(
            span=spans[0],
            low=figure.low,
            high=figure.high,
            unit=figure.unit,
            of="age" if figure.age else figure.of or _counted(reader, figure),
            approximate=figure.about,
            vague=figure.vague,
        )


# ------------------------------------------------------------- the numbers and their units


def _figures(reader: _Reader) -> list[_Figure]:
    """Numbers with their units, vague words and the rest, in order; of overlapping ones the first.

    Vague words go first: "several hundred" is not 100.
    """
    vague = list(_vague(reader))
    others = [*_singles(reader), *_decades_of_life(reader), *_multiples(reader)]
    numbers = (_figure(reader, numeral) for numeral in find_numerals(reader.text))
    found = sorted(
        (f for f in (*vague, *others, *numbers) if f is not None),
        key=lambda f: (f.start, not f.vague, -f.end),
    )
    kept: list[_Figure] = []
    for figure in found:
        if not kept or figure.start >= kept[-1].end:
            kept.append(figure)
    return kept


def _figure(reader: _Reader, numeral: Numeral) -> _Figure | None:
    """A number with the unit beside it; None where what is glued to it makes it a name."""
    if numeral.kind == "part":
        return _part(reader, numeral)
    text, start, end = reader.text, numeral.start, numeral.end
    value, magnitude, glued = numeral.value, numeral.magnitude, numeral.glued
    currency = reader.tables.currency_before(text, start)
    if glued in SHORT_MAGNITUDES and _is_magnitude(reader, numeral, money=currency is not None):
        magnitude = SHORT_MAGNITUDES[glued]
        value, end, glued = value * magnitude, end + len(glued), ""
    closed = _quoted(text, start, end)
    sides = _DIMENSION.match(text, end)
    measured = sides.end() if sides else closed
    unit = reader.tables.unit_after(text, measured, glued)
    if (glued or sides) and unit is None:
        return None
    figure = _Figure(
        start, closed, (start, end), value, value,
        kind=numeral.kind, figures=numeral.figures, magnitude=magnitude,
    )  # fmt: skip
    if currency is not None:
        figure = replace(figure, start=currency[1], unit=currency[0], before=True)
        return _negative(text, figure)
    if unit is not None:
        if unit.capital and _is_title(reader, numeral, unit.end):
            return None
        return _negative(text, _with_unit(text, figure, unit.name, end if sides else unit.end))
    return _unit_further_on(reader, figure)


def _with_unit(text: str, figure: _Figure, unit: str, end: int) -> _Figure:
    """The figure in its unit, with a half that follows: "a year and a half"."""
    half = _AND_A_HALF.match(text, end)
    if half is None or figure.low is None:
        return replace(figure, unit=unit, end=end)
    value = figure.low + 1 / PARTS[half["part"]]
    return replace(figure, unit=unit, end=half.end(), low=value, high=value)


def _quoted(text: str, start: int, end: int) -> int:
    """The end with the mark that closes a number in scare quotes: '120'."""
    both = text[start - 1 : start] in tuple(QUOTES) and text[end : end + 1] in tuple(QUOTES)
    return end + 1 if start and both else end


def _is_magnitude(reader: _Reader, numeral: Numeral, *, money: bool) -> bool:
    """Whether a letter glued to a number is a magnitude: $5m, 40k; 5m people, and not 5m deep."""
    if len(numeral.glued) > 1 or money:
        return True
    if numeral.glued == "k":
        return True
    if numeral.glued == "K":
        return numeral.value >= 10
    return _plural_follows(reader, numeral.end + 1)


def _plural_follows(reader: _Reader, end: int) -> bool:
    """Whether a noun in the plural follows within a few words that may describe it."""
    after = reader.text[end : end + 60]
    if not after[:1].isspace() and after[:1] not in "-":
        return False
    for token in reader.tokens(end, end + 60)[:5]:
        if token.tag_ in ("NNS", "NNPS") or token.lower_ in ("people", "police"):
            return True
        if token.pos_ not in ("ADJ", "NOUN", "PROPN", "ADV") and token.tag_ not in (
            "VBN",
            "VBG",
            "HYPH",
        ):
            return False
    return False


def _is_title(reader: _Reader, numeral: Numeral, end: int) -> bool:
    """Whether a capital unit makes a name of it: "on 60 Minutes"; money may have its capital."""
    unit = reader.text[numeral.end : end].strip()
    money = reader.tables.units["after"].get(unit.lower(), "").isupper()
    return not money and not reader.text[max(0, numeral.start - 40) : end].isupper()


def _negative(text: str, figure: _Figure) -> _Figure:
    """Below nothing: "-5 degrees"; a dash at the start of a line is a bullet."""
    before = text[max(0, figure.start - 2) : figure.start]
    if len(before) < 2 or before[1] not in "-−" or before[0] not in " (\xa0":
        return figure
    value = -figure.value
    return replace(figure, start=figure.start - 1, low=value, high=value)


def _unit_further_on(reader: _Reader, figure: _Figure) -> _Figure:
    """A unit that words part from its number, as the parse has it: "three full days"."""
    tokens = reader.tokens(*figure.number)
    if not tokens:
        return figure
    head = tokens[-1].head
    near = tokens[-1].dep_ == "nummod" and 0 < head.i - tokens[-1].i <= 4
    if near and any(token.like_num for token in head.doc[tokens[-1].i + 1 : head.i]):
        return figure  # "5-7 hours": the unit is the second number's, and shared where they are one
    unit = reader.tables.units["after"].get(head.lower_) if near else None
    if unit is None or head.text != head.lower_ or unit in ("times", "second"):
        return figure
    return _with_unit(reader.text, figure, unit, head.idx + len(head))


def _part(reader: _Reader, numeral: Numeral) -> _Figure | None:
    """Half of the crew, a third, one in five; half an hour; None: an ordinal, one of two halves."""
    text, end = reader.text, numeral.end
    words = numeral.figures.lower()
    figure = _Figure(
        numeral.start, end, (numeral.start, end), numeral.value, numeral.value, "share", kind="part"
    )
    gap = _PART_OF_UNIT.match(text, end)
    if gap and " in " not in words and " out " not in words:
        whole = gap[0].strip() in ("of a", "of an", "a", "an") or "half" in words or gap[0] == "-"
        unit = reader.tables.unit_after(text, gap.end() - 1) if whole else None
        if unit and unit.name != "times":
            return _with_unit(text, figure, unit.name, unit.end)
    return figure if _is_share(reader, numeral, words) else None


def _is_share(reader: _Reader, numeral: Numeral, words: str) -> bool:
    text, end = reader.text, numeral.end
    of = _OF.match(text, end) is not None
    if "/" in words:
        return of
    if re.search(r"\s(?:in|of)\s", words) or words.endswith("s"):
        return True
    before = text[max(0, numeral.start - 24) : numeral.start].split()
    if "half" in words:
        last = before[-1].lower() if before else ""
        return last not in NOT_HALF_AFTER and (
            _SHARE_AFTER.match(text, end) is not None or _verb_follows(reader, end)
        )
    if of or words.startswith("one"):
        return True
    bound = bool(reader.tables.bounds_before(text, numeral.start)) or (before or [""])[-1] in (
        "by",
        "than",
    )
    return bound and _SHARE_AFTER.match(text, end) is not None


def _verb_follows(reader: _Reader, end: int) -> bool:
    tokens = reader.tokens(end, end + 20)[:1]
    return reader.text[end : end + 1].isspace() and any(
        t.pos_ in ("VERB", "AUX", "ADP") for t in tokens
    )


def _singles(reader: _Reader) -> Iterator[_Figure]:
    """One of a unit of time, where it is a duration: "a year ago", "for an hour"."""
    for match in _SINGLE.finditer(reader.text):
        before = reader.text[max(0, match.start() - 12) : match.start()]
        if _SINGLE_AFTER.match(reader.text, match.end()) or _SINGLE_BEFORE.search(before):
            yield _with_unit(
                reader.text,
                _Figure(match.start(), match.end(), match.span("one"), 1, 1, kind="words"),
                match["unit"],
                match.end(),
            )


def _decades_of_life(reader: _Reader) -> Iterator[_Figure]:
    """In his 40s: from 40 to 49 years of age."""
    for match in _DECADE_OF_LIFE.finditer(reader.text):
        low = float(match["tens"])
        start, end = match.start("tens"), match.end()
        yield _Figure(start, end, (start, end), low, low + 9, "year", age=True, is_range=True)


def _multiples(reader: _Reader) -> Iterator[_Figure]:
    """Twice as many, double the number."""
    for match in _MULTIPLE.finditer(plain_letters(reader.text)):
        value = MULTIPLES[match["word"].lower()]
        yield _Figure(*match.span(), match.span(), value, value, "times", kind="words")


def _vague(reader: _Reader) -> Iterator[_Figure]:
    """Quantities in words without a number: dozens, a few days, most of the crew."""
    tables = reader.tables
    for match in tables.vague.finditer(_lower(reader.text)):
        unit = tables.vague_units[(match.lastindex or 1) - 1]
        figure = _Figure(*match.span(), match.span(), None, None, unit, vague=True, kind="vague")
        words = match[0]
        if words == "most" and not _is_most(reader, figure):
            continue
        if words == "others" and not _is_subject(reader, figure):
            continue
        gap = _OF.match(reader.text, match.end())
        measure = tables.unit_after(reader.text, gap.end() if gap else match.end())
        if measure and not measure.capital and unit is None:
            figure = replace(figure, end=measure.end, unit=measure.name)
        yield figure if figure.unit else _unit_further_on(reader, figure)


def _lower(text: str) -> str:
    """The text in small letters and of the same length: faster than a pattern for both."""
    lower = text.lower()
    return lower if len(lower) == len(text) else "".join(c.lower()[0] for c in text)


def _is_most(reader: _Reader, figure: _Figure) -> bool:
    """Whether "most" counts: "most crews", "most of them"; not "most careful", "at most"."""
    if _OF.match(reader.text, figure.end):
        return True
    tokens = reader.tokens(figure.start, figure.end)
    token = tokens[-1] if tokens else None
    return (
        token is not None
        and token.tag_ == "JJS"
        and token.head.pos_ in ("NOUN", "PROPN")
        and token.head.i > token.i
    )


def _is_subject(reader: _Reader, figure: _Figure) -> bool:
    return any(t.dep_ in ("nsubj", "nsubjpass") for t in reader.tokens(figure.start, figure.end))


# --------------------------------------------------------------------------------- ranges


def _ranges(reader: _Reader, figures: list[_Figure]) -> list[_Figure]:
    """Two numbers that are the ends of one range as one; the unit of the second for both."""
    found: list[_Figure] = []
    at = 0
    while at < len(figures):
        figure = figures[at]
        after = figures[at + 1] if at + 1 < len(figures) else None
        joint = _joint(reader.text, figure, after) if after else None
        if after is not None and joint is not None:
            figure = _sharing(figure, after)
            if _is_range(reader, figure, after, joint):
                found.append(_range(reader.text, figure, after))
                at += 2
                continue
        found.append(figure)
        at += 1
    return found


def _joint(text: str, first: _Figure, second: _Figure) -> str | None:
    """What ties two numbers: dash, to, or, and; None: anything else."""
    if first.vague or second.vague or second.start - first.end > 12:
        return None
    between = text[first.end : second.start]
    kinds = {"dash": _DASH, "to": _TO, "or": _OR, "and": _AND}
    return next((name for name, kind in kinds.items() if kind.fullmatch(between)), None)


def _sharing(first: _Figure, second: _Figure) -> _Figure:
    """The first with the magnitude and unit that are written at the second only."""
    value = first.value
    if first.magnitude == 1 < second.magnitude and 0 < value < second.value / second.magnitude:
        value *= second.magnitude
    unit = first.unit or (None if first.kind == "part" else second.unit)
    if second.before and not first.before and first.unit is None:
        unit = None  # "12 and $5"
    return replace(first, low=value, high=value, unit=unit)


def _is_range(reader: _Reader, first: _Figure, second: _Figure, joint: str) -> bool:
    """Whether two numbers are one range, and not a score ("3-1") or a change ("from 5 to 7")."""
    before = reader.text[max(0, first.start - 40) : first.start]
    same = first.unit == second.unit or (first.before and second.unit is None)
    if not same or not first.value < second.value or first.is_range or second.is_range:
        return False
    if _BETWEEN.search(before):
        return joint in ("and", "to", "dash")
    years = all(_may_be_year(f) for f in (first, second))
    if years and not _plural_follows(reader, second.end):
        return False
    if joint == "and" or (joint == "to" and _FROM.search(before) and not _SPREAD.search(before)):
        return False
    if joint == "or" or first.unit is not None or _SPREAD.search(before):
        return True
    aged = any(
        bound.effect == "age" for bound, _ in reader.tables.bounds_before(reader.text, first.start)
    )
    return aged or _plural_follows(reader, second.end)


def _range(text: str, first: _Figure, second: _Figure) -> _Figure:
    between = _BETWEEN.search(text[max(0, first.start - 40) : first.start])
    start = first.start - (len(between[0]) if between else 0)
    about = bool(between and re.search(r"about|around|roughly|estimated", between[0]))
    return replace(
        second, start=start, low=first.low, high=second.high, unit=second.unit or first.unit,
        is_range=True, about=about, figures="", number=(first.number[0], second.number[1]),
    )  # fmt: skip


# ------------------------------------------------------------------- bounds, ages and names


def _bounded(reader: _Reader, figures: list[_Figure]) -> Iterator[_Figure]:
    """The figures with their bounds, without those that are names, years or counters."""
    for number, figure in enumerate(figures):
        pair = (*figures[max(0, number - 1) : number], *figures[number + 1 : number + 2])
        if figure.vague or figure.age:
            yield figure
            continue
        bounded = _with_bounds(reader, figure)
        bounded = _as_age(reader, bounded)
        if not _is_none(
            reader, bounded, scored=any(_is_score(reader.text, figure, f) for f in pair)
        ):
            yield bounded


def _is_score(text: str, one: _Figure, other: _Figure) -> bool:
    """Whether two numbers stand as in 3-1."""
    first, second = sorted((one, other), key=lambda f: f.start)
    plain = all(f.unit is None and f.kind == "digits" for f in (one, other))
    return plain and _DASH.fullmatch(text[first.end : second.start]) is not None


def _with_bounds(reader: _Reader, figure: _Figure) -> _Figure:
    tables, text = reader.tables, reader.text
    for _ in range(2):  # "40-odd years or so"
        after = tables.bound_after(text, figure.end) or _bound_after_noun(reader, figure)
        if after is None or not _holds_after(text, figure, *after):
            break
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


def _is_of_people(reader: _Reader, figure: _Figure, start: int) -> bool:
    """Children under five, men over 65: an age, unless a noun follows that is counted."""
    if figure.unit is not None or not 0 < figure.value <= OLDEST or figure.kind == "part":
        return False
    words = reader.text[max(0, start - 20) : figure.number[0]].lower().split()
    beside = len(words) > 1 and words[-1] in ("over", "under") and words[-2] in OF_AN_AGE
    return beside and not _plural_follows(reader, figure.end)


def _bound_after_noun(reader: _Reader, figure: _Figure) -> tuple[Bound, int] | None:
    """What follows the counted noun: "40 boats or more"."""
    noun = _NOUN_OR.match(reader.text, figure.end) if figure.unit is None else None
    return reader.tables.bound_after(reader.text, noun.end()) if noun else None


def _with_bound(
    figure: _Figure, bound: Bound, *, start: int | None = None, end: int | None = None
) -> _Figure:
    low = None if bound.effect == "high" else figure.low
    high = None if bound.effect == "low" else figure.high
    if bound.effect == "age":
        figure = replace(figure, age=True, unit=figure.unit or "year")
        start = None  # "turned 50": the figure is 50; "under the age of 50" begins with "under"
    return replace(
        figure, low=low, high=high, bound=True, about=figure.about or bound.effect == "about",
        start=figure.start if start is None else start, end=figure.end if end is None else end,
    )  # fmt: skip


def _holds_after(text: str, figure: _Figure, bound: Bound, end: int) -> bool:
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


def _holds_before(reader: _Reader, figure: _Figure, bound: Bound, start: int) -> bool:
    """Whether the words are a bound here, and not a preposition, nor "some" before a calibre."""
    word = reader.text[start : figure.start].strip(QUOTES + " \xa0\n").lower()
    token = next(iter(reader.tokens(start, start + len(word))), None)
    if token is not None and _is_capital(token):
        return False  # "at Under 70 Motor Sales"
    if bound.effect == "age":
        return figure.unit in (None, "year") and figure.kind != "part"
    if word == "some":  # "some 7.62 rounds" are a few of that calibre
        return figure.value == int(figure.value) or figure.unit is not None
    if word not in MAY_BE_PREPOSITIONS:
        return True
    if token is None or token.dep_ not in ("prep", "pcomp"):
        return True
    ahead = token.nbor(-1).lower_ if token.i else ""
    if ahead in OF_AN_AGE:
        return True
    if figure.unit in TIME_UNITS and word == "over":
        return ahead in HAS_BOUND_AFTER
    return figure.unit is not None or figure.kind == "digits" or figure.value >= 100


def _as_age(reader: _Reader, figure: _Figure) -> _Figure:
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


def _follows_a_name(reader: _Reader, figure: _Figure) -> bool:
    tokens = reader.tokens(*figure.number)
    if not tokens or tokens[0].i < 2:
        return False
    name = tokens[0].nbor(-2)
    return (
        name.pos_ == "PROPN" and name.text[:1].isupper() and name.ent_type_ not in ("DATE", "GPE")
    )


def _is_none(reader: _Reader, figure: _Figure, *, scored: bool) -> bool:
    """Whether the number counts nothing: it is a name's, a year, a list counter, "one of"."""
    if figure.unit is not None:
        return _is_one(figure) and not figure.bound and _is_once(reader.text, figure)
    text, (start, end) = reader.text, figure.number
    if _NUMBER_SIGN.search(text[max(0, start - 24) : start]) or _stands_alone(text, figure):
        return True
    tokens = reader.tokens(start, end)
    if not tokens:
        return False
    if _is_one(figure):
        return not _counts_one(tokens[-1])
    if _is_of_a_title(tokens[-1]) and not figure.bound:
        return True
    if figure.kind == "words":
        return _is_capital(tokens[0]) or (
            not figure.bound and _is_labelled(reader, figure, tokens[0])
        )
    if _ADDRESS.match(text, end) or _is_year(reader, figure, tokens[-1]):
        return True
    if tokens[0].ent_type_ == "TIME" and not figure.bound:
        return True
    return (
        not scored
        and not figure.bound
        and (_is_labelled(reader, figure, tokens[0]) or _is_in_a_name(reader, figure, tokens))
    )


def _is_one(figure: _Figure) -> bool:
    return figure.kind == "words" and figure.figures.lower() == "one" and figure.magnitude == 1


def _is_once(text: str, figure: _Figure) -> bool:
    """Whether "one day" is no duration but "once"; "for one day" and "one day later" are."""
    if figure.unit not in ("day", "times"):
        return False
    lasts = _SINGLE_BEFORE.search(text[max(0, figure.start - 12) : figure.start])
    hyphen = text[figure.number[1]] in "-‐‑"
    return not (hyphen or lasts or _SINGLE_AFTER.match(text, figure.end))


def _stands_alone(text: str, figure: _Figure) -> bool:
    """A list counter, a number alone in brackets, a part of an address or of n/m."""
    start, end = figure.number
    before, after = text[max(0, start - 1) : start], text[end : end + 1]
    if figure.figures.lower() in MAGNITUDES and _PER.search(text[max(0, start - 5) : start]):
        return True  # "by the dozen", "per thousand"
    if (
        before in ("/", "@", "#", "_")
        or after in ("@", "_")
        or (after == "/" and text[end + 1 : end + 2].isdigit())
    ):
        return True
    if before in ("(", "[") and _CLOSES.match(text, end) and not figure.bound:
        return True
    starts_line = not before or before == "\n"
    return starts_line and _COUNTER.match(text, end) is not None


def _counts_one(token: Token) -> bool:
    """Whether "one" counts: "one thing"; not "one of", "no one", "one Ana Reis", "one day"."""
    head = token.head
    if token.dep_ != "nummod" or head.i <= token.i or head.pos_ != "NOUN":
        return False
    after = token.nbor(1)
    if head.dep_ == "nsubj" and (head.head.lemma_ == "be" or cues.english().knows(head.head)):
        return False  # "one foreman said", "one reason is": a certain one
    if token.i and token.nbor(-1).pos_ == "ADJ":
        return False  # "the second one blue"
    capital = token.text != token.lower_ and not token.is_sent_start
    if capital or after.ent_type_ == "PERSON" or after.tag_ == "HYPH":
        return False
    return NO_COUNT_OF_ONE.isdisjoint((head.lower_, after.lower_))


def _is_of_a_title(token: Token) -> bool:
    """Whether the recogniser has the number in one name with the capital after it."""
    after = token.nbor(1) if token.i + 1 < len(token.doc) else None
    if after is None or token.ent_type_ not in NAMES or after.ent_iob_ != "I":
        return False
    return after.text[:1].isupper()


def _is_capital(token: Token) -> bool:
    """Whether a number in words has a capital inside a sentence: a name's."""
    if not token.text[:1].isupper() or token.is_sent_start or token.sent.text.isupper():
        return False
    return not (token.i and token.nbor(-1).is_punct)


def _is_labelled(reader: _Reader, figure: _Figure, token: Token) -> bool:
    """Whether the noun before makes the number a label: "page 9", "reactor 4"."""
    before = token.nbor(-1) if token.i else None
    if before is None or not reader.text[figure.start - 1].isspace():
        return False
    if _plural_follows(reader, figure.end):
        return False
    noun = before.lower_.rstrip(".")
    if noun in reader.tables.labels:
        return True
    return before.tag_ == "NN" and token.head == before and token.dep_ == "nummod"


def _is_year(reader: _Reader, figure: _Figure, token: Token) -> bool:
    """Whether four digits are a year and not a count: "in 2014", "the 2014 elections"."""
    if figure.is_range or not _may_be_year(figure):
        return False
    if figure.bound and _plural_follows(reader, figure.end):
        return False
    counts = token.dep_ == "nummod" and token.head.i > token.i and token.head.tag_ == "NNS"
    return not (counts and token.ent_type_ != "DATE" and not 1900 <= figure.value <= 2050)


def _may_be_year(figure: _Figure) -> bool:
    plain = re.fullmatch(r"[0-9]{4}", figure.figures) is not None and figure.magnitude == 1
    return plain and figure.unit is None and int(figure.figures) in YEARS


def _is_in_a_name(reader: _Reader, figure: _Figure, tokens: list[Token]) -> bool:
    """Whether the number belongs to a name: "Pier 9", "Under 70 Motor Sales"."""
    first, last = tokens[0], tokens[-1]
    before = first.nbor(-1) if first.i else None
    after = last.nbor(1) if last.i + 1 < len(last.doc) else None
    capital_after = after is not None and after.text[:1].isupper()
    if before is None or not _is_name_word(before):
        return False
    if capital_after and not before.is_sent_start:
        return True
    if first.ent_type_ in NAMES and before.ent_type_ == first.ent_type_:
        return True
    if _plural_follows(reader, figure.end):
        if before.ent_type_ in ("PERSON", "GPE", "DATE"):
            return False  # "puts Reis 16 points ahead"
        return before.head == first or (
            before.head == first.head and before.dep_ in ("compound", "nmod")
        )
    return True


def _is_name_word(token: Token) -> bool:
    """A word with a capital that a sentence's start does not explain."""
    if not token.text[:1].isupper() or not token.is_alpha:
        return False
    return token.pos_ == "PROPN" or not token.is_sent_start


# --------------------------------------------------------------------------- what is counted


def _counted(reader: _Reader, figure: _Figure) -> str | None:
    """The noun that is counted, with its closest modifiers, as it stands; None: not said."""
    low, high = figure.number[0], figure.end if figure.unit else figure.number[1]
    tokens = [t for t in reader.tokens(low, high) if t.is_alpha or t.like_num]
    if not tokens or figure.unit == "times":
        return None
    within = _NOUN_OR.match(reader.text, figure.number[1])
    if within and within.end() <= figure.end:  # "40 boats or more"
        return within[0].strip()
    last = tokens[-1]
    return _noun_after(reader, figure, last) or _noun_within(last) or _what_changed(figure, last)


def _noun_after(reader: _Reader, figure: _Figure, last: Token) -> str | None:
    node = last
    while node.dep_ in TO_THE_NOUN and node.head.i > node.i and node.head.i - last.i <= FURTHEST:
        node = node.head
    if node is last or node.pos_ not in ("NOUN", "PROPN"):
        return _noun_beside(reader, figure, last)
    words = [t for t in last.doc[last.i + 1 : node.i + 1] if t.idx >= figure.end]
    if len(words) > 1 and words[0].tag_ == "HYPH" and words[1].pos_ == "NOUN":
        words = words[1:2]  # "a five-member board": members
    numbers = [n for n, t in enumerate(words) if t.like_num]
    return _words_of(reader, words[numbers[-1] + 1 :] if numbers else words)


def _noun_beside(reader: _Reader, figure: _Figure, last: Token) -> str | None:
    """The noun right after a plain number, where the parse hangs the number elsewhere."""
    if figure.unit is not None or not reader.text[figure.end : figure.end + 1].isspace():
        return None
    words: list[Token] = []
    for token in last.doc[last.i + 1 : last.i + FURTHEST]:
        if token.idx < figure.end:
            continue
        if token.pos_ not in ("ADJ", "NOUN", "PROPN") or (
            words and token.pos_ == "ADJ" and words[-1].pos_ != "ADJ"
        ):
            break
        words.append(token)
    return _words_of(reader, words) if words and words[-1].pos_ != "ADJ" else None


def _words_of(reader: _Reader, words: list[Token]) -> str | None:
    """The words as they stand; None where they are a unit or marks part them."""
    while words and not words[0].is_alpha:
        words = words[1:]
    if not words or words[-1].lower_ in reader.tables.units["after"]:
        return None
    if any(t.is_punct and t.tag_ != "HYPH" and t.text not in QUOTES for t in words):
        return None
    last = words[-1]
    return _as_it_stands(reader.text[words[0].idx : last.idx + len(last)])


def _noun_within(last: Token) -> str | None:
    """The noun after "of": "tons of grain"; a bare one after "in": "years in prison"."""
    for child in last.children:
        if child.i != last.i + 1 or child.lower_ not in ("of", "in"):
            continue
        for noun in child.children:
            if noun.dep_ != "pobj" or noun.i - child.i > FURTHEST or noun.like_num:
                continue
            bare = not any(c.dep_ in ("det", "poss", "nummod") for c in noun.children)
            if child.lower_ == "of" or (bare and noun.pos_ == "NOUN" and not noun.ent_type_):
                return _phrase(noun)
    return None


def _what_changed(figure: _Figure, last: Token) -> str | None:
    """What a percentage is told of by its verb: "the price fell 12 percent"."""
    if figure.unit != "percent" or last.dep_ not in ("npadvmod", "dobj", "attr"):
        return None
    if last.head.pos_ not in ("VERB", "AUX"):
        return None
    subject = next((c for c in last.head.children if c.dep_ in ("nsubj", "nsubjpass")), None)
    return _phrase(subject) if subject is not None and subject.pos_ != "PRON" else None


def _phrase(noun: Token) -> str:
    """The noun with the modifiers right before it."""
    first = noun
    for child in reversed(list(noun.lefts)):
        if child.dep_ not in ("compound", "amod", "nmod") or child.right_edge.i + 1 != first.i:
            break
        first = child.left_edge if first.i - child.left_edge.i <= 4 else child
    return _as_it_stands(str(noun.doc[first.i : noun.i + 1].text))


def _as_it_stands(words: str) -> str:
    return " ".join(words.split()).strip(QUOTES)
