"""Numbers in English words and digits, as they are written: where each stands, and its value.

What is written in digits and is no number to count with (a date, a clock time, a year with its
month, an address on the net, a phone number, a version) is passed over here. Whether a number
belongs to a name ("Pier 9") only the words around it tell: ``quantities.py`` asks those.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass

from firsthand.words import MONTHS, SHORT_MONTHS, plain_letters

SMALL = {
    word: value
    for value, word in enumerate(
        """zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen
        fifteen sixteen seventeen eighteen nineteen""".split()
    )
    if value
}
TENS = {
    word: 10 * value
    for value, word in enumerate(
        "twenty thirty forty fifty sixty seventy eighty ninety".split(), start=2
    )
}
MAGNITUDES = {
    "dozen": 12.0,
    "hundred": 1e2,
    "thousand": 1e3,
    "lakh": 1e5,
    "million": 1e6,
    "crore": 1e7,
    "billion": 1e9,
    "trillion": 1e12,
}
SHORT_MAGNITUDES = {
    "k": 1e3,
    "K": 1e3,
    "m": 1e6,
    "M": 1e6,
    "mn": 1e6,
    "mln": 1e6,
    "bn": 1e9,
    "B": 1e9,
    "b": 1e9,
    "tn": 1e12,
    "trn": 1e12,
}
PARTS = {
    "half": 2,
    "third": 3,
    "quarter": 4,
    "fourth": 4,
    "fifth": 5,
    "sixth": 6,
    "seventh": 7,
    "eighth": 8,
    "ninth": 9,
    "tenth": 10,
    "hundredth": 100,
    "thousandth": 1000,
}
VULGAR = {"½": 1 / 2, "¼": 1 / 4, "¾": 3 / 4, "⅓": 1 / 3, "⅔": 2 / 3, "⅛": 1 / 8, "⅕": 1 / 5}

_BLANK = r"[ \t\xa0\u2009\u202f\n\r]"
_GAP = rf"(?:{_BLANK}{{1,2}}|[-‐‑])"
_LOOSE = rf"{_BLANK}[-‐‑]{_BLANK}"  # as texts have it that were cut into words: "two - thirds"
_ORDINAL = r"(?:first|third|fourth|fifth|sixth|seventh|eighth|ninth|something)\b"
_ONES = "|".join(word for word, value in SMALL.items() if value < 10)
_BELOW_100 = (
    rf"(?:(?:{'|'.join(TENS)})(?:(?:{_LOOSE}|{_GAP})(?:{_ONES})\b|(?![-‐‑]{_ORDINAL}))"
    rf"|{'|'.join(SMALL)})\b"
)
_LARGE = "|".join(MAGNITUDES)
_LARGER = "|".join(word for word in MAGNITUDES if word != "hundred")
_PART = "|".join(PARTS)
_PLURAL_PART = "(?:" + "|".join(f"{part}s" for part in PARTS if part != "half") + ")"
_VULGAR = "".join(VULGAR)
# "4 1/2 years", "4-1/2 years"
_MIXED = r"(?:[ \xa0]|[-‐‑])(?:1/[2-9]|2/[35]|3/[458]|4/5|5/[68]|7/8)(?![\d/])"
_BELOW_1000 = (
    rf"(?:(?:an?{_BLANK}|{_BELOW_100}{_GAP})?hundred\b"
    rf"(?:(?:{_BLANK}and)?{_GAP}{_BELOW_100}(?!{_GAP}hundred\b))?|{_BELOW_100})"
)
# "two hundred and five thousand", "a million", "three thousand four hundred"
_WORDS = (
    rf"(?:(?:(?:{_BELOW_1000}|an?){_GAP})?(?:{_LARGER})\b(?:{_GAP}(?:{_LARGE})\b)*"
    rf"(?:{_BLANK}(?:and{_BLANK}{_BELOW_1000}(?!{_GAP}(?:{_LARGER})\b)"
    rf"|{_BELOW_1000}(?:{_GAP}(?:{_LARGER})\b)?))*|{_BELOW_1000})"
)
_MONTH_NAMES = (*SHORT_MONTHS, "Sept", *MONTHS, *(month.upper() for month in MONTHS))
_MONTH = rf"(?-i:{'|'.join(_MONTH_NAMES)})\b\.?"
_DAY = r"\d{1,2}(?:st|nd|rd|th)?"
_DAYS = (
    rf"{_DAY}(?:{_BLANK}?(?:[-–—/]|(?:to|and|or|through){_BLANK}){_BLANK}?"
    rf"{_DAY}(?![\d,%]|{_BLANK}\w+s\b))?"
)

# What has digits and is no number to count with, each with its like.
_NO_NUMBER = "|".join(
    (
        r"(?:https?://|www\.)\S{1,2000}|[\w.+-]{1,64}@[\w.-]{1,200}|#\w{1,100}",  # addresses
        rf"{_MONTH}{_BLANK}{_DAYS}(?!\d|,\d{{3}}|\.\d)(?:,?{_BLANK}\d{{4}}\b)?",  # May 3, 2019
        rf"{_DAYS}{_BLANK}(?:of{_BLANK})?{_MONTH}(?:,?{_BLANK}\d{{4}}\b)?",  # 27 September
        rf"{_MONTH},?{_BLANK}\d{{4}}\b",  # April 2014
        r"\d{4}[-/.]\d{1,2}[-/.]\d{1,2}(?!\d)|\d{1,2}[-/.]\d{1,2}[-/.](?:\d{4}|\d\d)(?!\d)",
        r"(?:1[5-9]|20)\d\d[-–—/](?:(?:1[5-9]|20)\d\d|\d\d)(?![\d,.%]\d|\d)",  # 2014-15
        r"\d{1,3}:\d{1,3}(?::\d\d|[-–]\d{1,3})?(?:[.,]\d+)?(?!\d)",  # 5:30; chapter and verse
        r"\d+ ?(?:st|nd|rd|th)\b",  # the 21st; "21 st"
        r"\d{16,}",  # a machine's id: no float holds it
        rf"\d{{1,2}}(?:[.:]\d\d)?{_BLANK}?(?:[ap]\.{_BLANK}?m\b\.?|[AaPp][Mm]\b)",  # 5 p.m.
        rf"\d{{3,4}}{_BLANK}?(?:GMT|UTC|BST|EST|EDT|CET|CEST|hrs|hours{_BLANK}local)\b",
        rf"(?:\d{{1,2}}|{_BELOW_100}){_BLANK}o[’']clock\b",
        r"\d+(?:\.\d+){2,}(?!\d)",  # 3.11.2
        rf"\(\d{{3,5}}\){_BLANK}?\d{{3,4}}[- ]?\d{{3,4}}|\+\d{{1,3}}(?:[- ]\d{{2,5}}){{2,5}}(?!\d)",
        r"0\d{2,4}[- ]\d{3,4}[- ]\d{3,4}(?!\d)|\d{3}[-.]\d{3}[-.]\d{4}(?!\d)|\d{3}-\d{4}(?!\d)",
        r"(?:24/7|9/11|7/7|50[-/]50|401\(?k\b\)?|403\(?b\b\)?)(?!\d)",
    )
)
_DIGITS = (
    r"(?:\d{1,3}(?:,\d{3})+(?!\d)|[1-9]\d{0,2}(?:[\xa0\u2009\u202f]\d{3})+(?!\d)"
    r"|[1-9]\d{0,2} \d{3}(?: \d{3})?(?! ?\d)(?!-)|\d+)(?:\.\d+)?|\.\d+"
)
_RATIO = (
    rf"(?:\d{{1,7}}|{_BELOW_100}){_BLANK}(?:in|out{_BLANK}of){_BLANK}(?:every{_BLANK})?"
    rf"(?:\d{{1,3}}(?:,\d{{3}})+|\d{{1,7}}|{_BELOW_100}|an?{_BLANK}(?:{_LARGE}))\b(?![.,]\d|%)"
)
# "A42", "3.4.5", "F-16" are names; "5-to-4" are two numbers.
_NOT_INSIDE = r"(?<![\w])(?<!\d[.,×])(?:(?<![^\W\d_][-‐‑/&])|(?<=\d[-‐‑]to[-‐‑]))"
NUMERAL = re.compile(
    _NOT_INSIDE
    + "(?:"
    + "|".join(
        (
            rf"(?P<none>{_NO_NUMBER})",
            rf"(?P<ratio>{_RATIO})",
            r"(?P<slash>[1-9]/(?:[2-9]|10)(?![\d/]))",
            rf"(?P<part>(?:{_BELOW_100}{_LOOSE}(?={_PLURAL_PART}\b)|(?:an?|{_BELOW_100}){_GAP})?"
            rf"(?:{_PART})s?\b)",
            rf"(?P<words>{_WORDS})",
            rf"(?P<digits>{_DIGITS})(?P<vulgar>{_BLANK}?[{_VULGAR}]|{_MIXED})?(?P<glued>[^\W\d_]+(?![\d_]))?",
            rf"(?P<lone>[{_VULGAR}])",
        )
    )
    + ")",
    re.IGNORECASE,
)
_LARGE_AFTER = re.compile(rf"(?:{_GAP}(?:{_LARGE}|bn|mn|mln|tn|trn)\b){{1,3}}", re.IGNORECASE)
_PART_OF_LARGE = re.compile(
    rf"{_GAP}(?:of{_GAP})?(?:an?{_GAP})?(?P<large>{_LARGE})\b", re.IGNORECASE
)
_AND_A_HALF = re.compile(
    rf"{_GAP}and{_GAP}(?:an?|one){_GAP}(?P<part>half|third|quarter)\b(?:{_GAP}(?P<large>{_LARGE})\b)?",
    re.IGNORECASE,
)
_WORD = re.compile(r"\w+")
_FIRST_WORDS = frozenset(
    (*SMALL, *TENS, *MAGNITUDES, *PARTS, "a", "an", "http", "https", "www", "quarters", "thirds")
)
_MONTHS = frozenset(month.lower() for month in SHORT_MONTHS)
_PIECE = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class Numeral:
    """A number as it stands: from ``start`` to ``end`` (code points of what was searched).

    ``kind``: digits, words, part (a half, two thirds, one in five: ``value`` is the fraction).
    ``figures`` are the digits or words before any magnitude, ``magnitude`` is 1 where none
    stands. ``glued`` is what is written to the digits and is no magnitude ("mm"), not within
    ``end``.
    """

    start: int
    end: int
    value: float
    kind: str
    figures: str
    magnitude: float = 1.0
    glued: str = ""


def find_numerals(text: str) -> Iterator[Numeral]:
    """The numbers of a text in order; none overlap. Enormous ones (no float) are left out."""
    text = plain_letters(text)
    at = 0
    for word in _WORD.finditer(text):
        start = word.start()
        if start < at or not _may_begin(word[0]):
            continue
        start -= text[start - 1 : start] in ("#", "(", "+", ".") and start > at
        match = NUMERAL.match(text, start)
        if match is None and start < word.start():
            match = NUMERAL.match(text, word.start())
        if match is None:
            continue
        numeral = None if match["none"] else _read(text, match)
        at = numeral.end if numeral else match.end()
        if numeral is not None and math.isfinite(numeral.value):
            yield numeral


def _may_begin(word: str) -> bool:
    """Whether a number may begin with the word: asked of each, so that few are looked at."""
    return not word[0].isalpha() or word.lower() in _FIRST_WORDS or word[:3].lower() in _MONTHS


def _read(text: str, match: re.Match[str]) -> Numeral | None:
    if match["ratio"]:
        return _ratio(match)
    if match["slash"]:
        over, under = match["slash"].split("/")
        value = int(over) / int(under)
        whole = 0 < value < 1
        return Numeral(match.start(), match.end(), value, "part", match[0]) if whole else None
    if match["part"]:
        return _part(text, match)
    if match["words"]:
        return _words(text, match)
    return _digits(text, match)


def _ratio(match: re.Match[str]) -> Numeral | None:
    """One in five, 3 out of 10: a share, unless it is more than all."""
    over, under = re.split(r"\s(?:in|out\sof)\s(?:every\s)?", match[0].lower(), maxsplit=1)
    first, second = (_value_of(over), _value_of(under))
    if not 0 < first < second or (1900 <= second <= 2100 and "," not in under):
        return _plain(match, over, first)  # "one in 2014": no share
    return Numeral(match.start(), match.end(), first / second, "part", match[0])


def _plain(match: re.Match[str], words: str, value: float) -> Numeral:
    kind = "digits" if words[0].isdigit() else "words"
    return Numeral(match.start(), match.start() + len(words), value, kind, words)


def _value_of(words: str) -> float:
    if words[0].isdigit():
        return float(words.replace(",", ""))
    return _in_words(words)


def _part(text: str, match: re.Match[str]) -> Numeral | None:
    """Half, a third, two thirds, half a million; None where it may be an ordinal.

    "The third" and "a fifth time" are ordinals; so is "fifth" alone. What settles it are the
    plural ("two fifths"), the hyphen or number before it, or the words after: "a third of".
    """
    *before, name = re.split(r"[\s‐‑-]+", match["part"].lower())
    count = " ".join(before)
    under = PARTS.get(name.removesuffix("s")) or PARTS["half"]
    over = 1.0 if count in ("", "a", "an") else _in_words(count)
    if (over > 1) != name.endswith("s") or (under > 4 and not count):
        return None  # "the twenty-third", "fifth", "halves"
    if large := _PART_OF_LARGE.match(text, match.end()):
        magnitude = MAGNITUDES[large["large"].lower()]
        value = over / under * magnitude
        return Numeral(match.start(), large.end(), value, "words", match[0], magnitude)
    if under != PARTS["half"] and not count:
        return None
    return Numeral(match.start(), match.end(), over / under, "part", match[0])


def _words(text: str, match: re.Match[str]) -> Numeral:
    end = match.end()
    if text[max(0, match.start() - 8) : match.start()].lower() == "between ":
        end = match.start() + len(re.split(r"\sand\s", match[0], maxsplit=1)[0])
    value = _in_words(text[match.start() : end])
    magnitude = next(
        (
            MAGNITUDES[w]
            for w in reversed(_PIECE.findall(text[match.start() : end].lower()))
            if w in MAGNITUDES
        ),
        1.0,
    )
    if half := _AND_A_HALF.match(text, end):
        large = MAGNITUDES.get((half["large"] or "").lower(), 1.0)
        value = (value + 1 / PARTS[half["part"].lower()] * magnitude) * large
        magnitude, end = magnitude * large, half.end()
    return Numeral(match.start(), end, value, "words", match[0], magnitude)


def _in_words(words: str) -> float:
    """The value of a number in words: "two hundred and five thousand" is 205,000."""
    total = current = 0.0
    for word in _PIECE.findall(words.lower()):
        if word in SMALL or word in TENS:
            current += SMALL.get(word) or TENS[word]
        elif word in ("hundred", "dozen"):
            current = (current or 1) * MAGNITUDES[word]
        elif word in MAGNITUDES:
            if current or not total:
                total += (current or 1) * MAGNITUDES[word]
            elif total > MAGNITUDES[word]:
                total *= MAGNITUDES[word]
            current = 0.0
    return total + current


def scaled(value: float, magnitude: float) -> float:
    """The value in ones, of the twelve digits that news can mean: floats make 8.2 billion
    8,199,999,999.999999.
    """
    return float(f"{value * magnitude:.12g}") if magnitude > 1 else value


def _vulgar(words: str) -> float:
    """The value of "½" and of "1/2" behind a whole number."""
    over, _, under = words[1:].partition("/")
    return int(over) / int(under) if under else VULGAR[words[-1]]


def _digits(text: str, match: re.Match[str]) -> Numeral | None:
    if match["lone"]:
        return Numeral(match.start(), match.end(), VULGAR[match["lone"]], "part", match[0])
    figures, glued, end = match["digits"], match["glued"] or "", match.end("digits")
    value = float(re.sub(r"[,\s]", "", figures))
    if match["vulgar"]:
        value, end = value + _vulgar(match["vulgar"]), match.end("vulgar")
    magnitude = 1.0
    if glued.lower() in MAGNITUDES:
        magnitude, end, glued = MAGNITUDES[glued.lower()], match.end("glued"), ""
    if not glued:
        if large := _LARGE_AFTER.match(text, end):
            for word in _PIECE.findall(large[0].lower()):
                magnitude *= MAGNITUDES.get(word) or SHORT_MAGNITUDES[word]
            end = large.end()
        if half := _AND_A_HALF.match(text, end):
            large_after = MAGNITUDES.get((half["large"] or "").lower(), 1.0)
            value += 1 / PARTS[half["part"].lower()]
            magnitude, end = magnitude * large_after, half.end()
        value = scaled(value, magnitude)
        return Numeral(match.start(), end, value, "digits", figures, magnitude)
    return Numeral(match.start(), end, value, "digits", figures, 1.0, glued)
