"""The numbers of a paragraph with the units beside them, and the quantities in words alone.

Numbers are found as they are written (``numerals.py``); a unit stands right before or after
(``measures.py``), or further on where the parse says so. Bounds are put on them in ``bounds.py``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from firsthand.annotation.measures import QUOTES, Measures
from firsthand.annotation.numerals import (
    PARTS,
    SHORT_MAGNITUDES,
    SMALL,
    Numeral,
    find_numerals,
    scaled,
)
from firsthand.annotation.parsing import Paragraph
from firsthand.types import Span
from firsthand.words import plain_letters

if TYPE_CHECKING:
    from spacy.tokens import Token

YEARS = range(1000, 2101)
# "half" after these is one of two parts: "the second half".
NOT_HALF_AFTER = frozenset("first second other latter better top bottom back final last".split())
_SINGLE = re.compile(
    r"\b(?P<one>[Aa]n?)[ \xa0](?P<unit>minute|hour|day|week|fortnight|month|year|decade|century)\b"
    r"(?!-|['’]s)"
)
_OR_TWO = re.compile(r"\sor\s(?P<high>two|three)\b(?!\s(?!later|ago|before|after)\w+s\b)")
SINGLE_AFTER = re.compile(
    r"\s(?:ago|later|earlier|before|after|afterwards?|and\sa\s(?:half|quarter)|or\s(?:so|more|less))\b"
)
SINGLE_BEFORE = re.compile(
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
NOUN_OR = re.compile(r"[ \xa0][^\W\d_]+(?=\sor\s)")
_PART_OF_UNIT = re.compile(r"[\s-](?:of[\s-])?(?:an?[\s-])?")
_SHARE_AFTER = re.compile(
    r"\s(?:of|the|his|her|its|their|our|my|your|that|this|those|these|all|as|off|and)\b|\s*(?:[.,;:!?)]|$)"
)
_LOOSE_MAGNITUDE = re.compile(r"[ \xa0](?P<short>[mk])\b(?!['’])")  # "$5 m"
_OF = re.compile(r"\sof(?=\s)")
_AND_A_HALF = re.compile(r"[\s-]and[\s-](?:an?|one)[\s-](?P<part>half|quarter|third)\b")
# "A 5-point lead": of percent, where the words around speak of shares or of a poll.
_POINTS = re.compile(r"[ \xa0\-‐‑]points?\b")
_OF_SHARES = re.compile(r"%|\b(?:per\s?cent|percentage|poll|polls|polling|survey|surveys)\b", re.I)
_SHARES_NEAR = 200  # code points on either side
_DIMENSION = re.compile(r"[ \xa0]?[x×][ \xa0]?\d[\d.,]*(?:[ \xa0]?[x×][ \xa0]?\d[\d.,]*)?")
DASH = re.compile(r"[ \xa0]?[-–—−‐‑][ \xa0]?")


@dataclass(frozen=True, slots=True)
class Figure:
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
    scored: bool = False  # one of two as in "won 3-1"

    @property
    def value(self) -> float:
        return next((end for end in (self.low, self.high) if end is not None), 0.0)


@dataclass(frozen=True)
class Reader:
    """A paragraph with its parse and the tables."""

    text: str
    paragraph: Paragraph
    tables: Measures

    def tokens(self, start: int, end: int) -> list[Token]:
        offset = self.paragraph.start
        return self.paragraph.tokens_under(Span(offset + start, offset + end))


def find_figures(reader: Reader) -> list[Figure]:
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
    kept: list[Figure] = []
    for figure in found:
        if not kept or figure.start >= kept[-1].end:
            kept.append(figure)
    return kept


def _figure(reader: Reader, numeral: Numeral) -> Figure | None:
    """A number with the unit beside it; None where what is glued to it makes it a name."""
    if numeral.kind == "part":
        return _part(reader, numeral)
    text, start, end = reader.text, numeral.start, numeral.end
    value, magnitude, glued = numeral.value, numeral.magnitude, numeral.glued
    currency = reader.tables.currency_before(text, start)
    if currency is not None and not glued and (loose := _LOOSE_MAGNITUDE.match(text, end)):
        magnitude = SHORT_MAGNITUDES[loose["short"]]
        value, end = scaled(value, magnitude), loose.end()
    if glued in SHORT_MAGNITUDES and _is_magnitude(reader, numeral, money=currency is not None):
        magnitude = SHORT_MAGNITUDES[glued]
        value, end, glued = scaled(value, magnitude), end + len(glued), ""
    closed = _quoted(text, start, end)
    sides = _DIMENSION.match(text, end)
    measured = sides.end() if sides else closed
    unit = reader.tables.unit_after(text, measured, glued)
    if (glued or sides) and unit is None:
        return None
    figure = Figure(
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
    if points := _POINTS.match(text, end):
        around = text[max(0, start - _SHARES_NEAR) : points.end() + _SHARES_NEAR]
        if _OF_SHARES.search(around):
            return replace(figure, unit="percentage point", end=points.end())
    return _unit_further_on(reader, figure)


def _with_unit(text: str, figure: Figure, unit: str, end: int) -> Figure:
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


def _is_magnitude(reader: Reader, numeral: Numeral, *, money: bool) -> bool:
    """Whether a letter glued to a number is a magnitude: $5m, 40k; 5m people, and not 5m deep."""
    if len(numeral.glued) > 1 or money:
        return True
    if numeral.glued == "k":
        return True
    if numeral.glued == "K":
        return numeral.value >= 10
    return plural_follows(reader, numeral.end + 1)


def plural_follows(reader: Reader, end: int) -> bool:
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


def may_be_year(figure: Figure) -> bool:
    plain = re.fullmatch(r"[0-9]{4}", figure.figures) is not None and figure.magnitude == 1
    return plain and figure.unit is None and int(figure.figures) in YEARS


def is_capital(token: Token) -> bool:
    """Whether a number in words has a capital inside a sentence: a name's."""
    if not token.text[:1].isupper() or token.is_sent_start or token.sent.text.isupper():
        return False
    return not (token.i and token.nbor(-1).is_punct)


def _is_title(reader: Reader, numeral: Numeral, end: int) -> bool:
    """Whether a capital unit makes a name of it: "on 60 Minutes"; money may have its capital."""
    unit = reader.text[numeral.end : end].strip()
    money = reader.tables.units["after"].get(unit.lower(), "").isupper()
    return not money and not reader.text[max(0, numeral.start - 40) : end].isupper()


def _negative(text: str, figure: Figure) -> Figure:
    """Below nothing: "-5 degrees"; a dash at the start of a line is a bullet."""
    before = text[max(0, figure.start - 2) : figure.start]
    if len(before) < 2 or before[1] not in "-−" or before[0] not in " (\xa0":
        return figure
    value = -figure.value
    return replace(figure, start=figure.start - 1, low=value, high=value)


def _unit_further_on(reader: Reader, figure: Figure) -> Figure:
    """A unit that words part from its number, as the parse has it: "three full days"."""
    tokens = reader.tokens(*figure.number)
    if not tokens:
        return figure
    head = tokens[-1].head
    if any(c.isdigit() for c in reader.text[figure.number[1] : max(head.idx, figure.number[1])]):
        return figure  # "40-to-49-year-olds"
    near = tokens[-1].dep_ == "nummod" and 0 < head.i - tokens[-1].i <= 4
    if near and any(token.like_num for token in head.doc[tokens[-1].i + 1 : head.i]):
        return figure  # "5-7 hours": the unit is the second number's, and shared where they are one
    unit = reader.tables.units["after"].get(head.lower_) if near else None
    if unit is None or head.text != head.lower_ or unit in ("times", "second"):
        return figure
    return _with_unit(reader.text, figure, unit, head.idx + len(head))


def _part(reader: Reader, numeral: Numeral) -> Figure | None:
    """Half of the crew, a third, one in five; half an hour; None: an ordinal, one of two halves."""
    text, end = reader.text, numeral.end
    words = numeral.figures.lower()
    figure = Figure(
        numeral.start, end, (numeral.start, end), numeral.value, numeral.value, "share", kind="part"
    )
    gap = _PART_OF_UNIT.match(text, end)
    if gap and " in " not in words and " out " not in words:
        whole = gap[0].strip() in ("of a", "of an", "a", "an") or "half" in words or gap[0] == "-"
        unit = reader.tables.unit_after(text, gap.end() - 1) if whole else None
        if unit and unit.name != "times":
            return _with_unit(text, figure, unit.name, unit.end)
    return figure if _is_share(reader, numeral, words) else None


def _is_share(reader: Reader, numeral: Numeral, words: str) -> bool:
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
    if bound and _SHARE_AFTER.match(text, end) is not None:
        return True
    return _have_a_part(reader, end, bounded=bound)


def _have_a_part(reader: Reader, end: int, *, bounded: bool) -> bool:
    """Whether the verb after a part is of several: "a third row"; not "a third rows", "a third
    said": one after a second. After a bound any verb will do: "nearly a third said"."""
    verb = next(iter(reader.tokens(end, end + 20)), None)
    if verb is None or not reader.text[end : end + 1].isspace():
        return False
    several = verb.tag_ == "VBP" or verb.lower_ == "were"
    return several or (bounded and verb.pos_ in ("VERB", "AUX"))


def _verb_follows(reader: Reader, end: int) -> bool:
    tokens = reader.tokens(end, end + 20)[:1]
    return reader.text[end : end + 1].isspace() and any(
        t.pos_ in ("VERB", "AUX", "ADP") for t in tokens
    )


def _singles(reader: Reader) -> Iterator[Figure]:
    """One of a unit of time, where it is a duration: "a year ago", "a day or two"."""
    for match in _SINGLE.finditer(reader.text):
        before = reader.text[max(0, match.start() - 12) : match.start()]
        if more := _OR_TWO.match(reader.text, match.end()):
            start, end = match.start(), more.end()
            high = SMALL[more["high"]]
            unit = match["unit"]
            yield Figure(start, end, (start, end), 1, high, unit, kind="words", is_range=True)
            continue
        follows = SINGLE_AFTER.match(reader.text, match.end())
        lasts = follows and not (follows[0].strip() == "after" and _is_a_rate(reader, match))
        if lasts or SINGLE_BEFORE.search(before):
            yield _with_unit(
                reader.text,
                Figure(match.start(), match.end(), match.span("one"), 1, 1, kind="words"),
                match["unit"],
                match.end(),
            )


def _is_a_rate(reader: Reader, match: re.Match[str]) -> bool:
    """Whether something is counted right before the unit: "40 BOATS a day after the flood"."""
    tokens = reader.tokens(*match.span())
    before = tokens[0].nbor(-1) if tokens and tokens[0].i else None
    return before is not None and (
        before.tag_ == "NNS" or before.like_num or before.lower_ in ("once", "twice", "percent")
    )


def _decades_of_life(reader: Reader) -> Iterator[Figure]:
    """In his 40s: from 40 to 49 years of age."""
    for match in _DECADE_OF_LIFE.finditer(reader.text):
        low = float(match["tens"])
        start, end = match.start("tens"), match.end()
        yield Figure(start, end, (start, end), low, low + 9, "year", age=True, is_range=True)


def _multiples(reader: Reader) -> Iterator[Figure]:
    """Twice as many, double the number."""
    for match in _MULTIPLE.finditer(plain_letters(reader.text)):
        value = MULTIPLES[match["word"].lower()]
        yield Figure(*match.span(), match.span(), value, value, "times", kind="words")


def _vague(reader: Reader) -> Iterator[Figure]:
    """Quantities in words without a number: dozens, a few days, most of the crew."""
    tables = reader.tables
    for match in tables.vague.finditer(_lower(reader.text)):
        unit = tables.vague_units[(match.lastindex or 1) - 1]
        figure = Figure(*match.span(), match.span(), None, None, unit, vague=True, kind="vague")
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


def _is_most(reader: Reader, figure: Figure) -> bool:
    """Whether "most" counts: "most crews", "most left"; not "most careful", "at most"."""
    if _OF.match(reader.text, figure.end):
        return True
    tokens = reader.tokens(figure.start, figure.end)
    token = tokens[-1] if tokens else None
    if token is not None and token.tag_ == "RBS":
        return _opens_the_most(token)
    return (
        token is not None
        and token.tag_ == "JJS"
        and token.head.i > token.i
        and (token.head.pos_ in ("NOUN", "PROPN") or token.dep_ in ("nsubj", "nsubjpass"))
    )


def _opens_the_most(token: Token) -> bool:
    """Whether "most" opens a sentence before several that are described: "MOST painted boats
    sank"; with "the" it is the adjective that is raised ("the most painted boats").
    """
    noun = token.head.head
    described = token.head.dep_ == "amod" and noun.tag_ in ("NNS", "NNPS")
    bare = not any(child.dep_ in ("det", "poss") for child in noun.children)
    return bool(token.is_sent_start) and described and bare


def _is_subject(reader: Reader, figure: Figure) -> bool:
    return any(t.dep_ in ("nsubj", "nsubjpass") for t in reader.tokens(figure.start, figure.end))
