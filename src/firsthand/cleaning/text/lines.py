"""What the labeller reads of a line: its own look, its words, and where it stands.

A line is one block of plain text. Its *looks* are a row of numbers, one for each name in
``LOOKS``; its *hints* are the words and parts of words in it, hashed into ``BUCKETS``
places (the hashing trick, Weinberger et al. 2009), so that no vocabulary is shipped.
Looks at the lines around it are what plain text has instead of mark-up (Kohlschütter,
Fankhauser and Nejdl 2010: text density and the density of the neighbours).
"""

from __future__ import annotations

import math
import re
import zlib
from collections import Counter
from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import pairwise
from typing import TypeVar

from firsthand.cleaning.furniture import Label
from firsthand.words import SHORT_MONTHS, normal

BUCKETS = 1 << 16  # places for hints
LONGEST_WORD = 18  # code points of a word that are read
FIRST_WORDS, LAST_WORDS = 24, 6  # of a long line, only these words give hints
WORDS_KEPT = 4_096  # with their places, 4 MB; most words of a page are among them
LONG_LINE = 20  # words; a line so long that ends in a stop is taken for a paragraph
NAMING_LINE = 12  # words; the names of lines so long are the names of the article
AROUND = 4  # lines on either side that are looked at on average; STEPS, singly
EDGE = 3  # words at the start or the end of a line that others may share
MOST_TIMES = 6  # more often is all the same
FARTHEST = 15  # lines; farther is all the same
NOT_THERE = -1.0  # the look of a line beyond the top or the foot of the page

Thing = TypeVar("Thing", bound=Hashable)

_WORD = re.compile(r"[^\W\d_][\w'-]*|\d+")
_STOP = re.compile(r"[.!?…。！？।؟][\"')\]»”’]*$")
_BULLET = re.compile(r"[•‣▪▫◦●○■□▸►➤·∙*»>-]")
_SAYS = re.compile(
    r"\b(?:said|says|told|added|claimed|according to|reported|announced|wrote|tweeted|explained"
    r"|argued|insisted|denied|confirmed|warned|asked|noted|stated)\b",
    re.IGNORECASE,
)
_MONTH = f"(?:{'|'.join(SHORT_MONTHS)})"
_DATE = re.compile(
    rf"\b{_MONTH}[a-z]*\.?\s+\d{{1,2}}\b|\b\d{{1,2}}\s+{_MONTH}|\d{{4}}-\d\d-\d\d"
    r"|\d{1,2}[/.]\d{1,2}[/.]\d{2,4}|\b\d+ (?:min|hour|day|week|month|year)s? ago|\d{1,2}:\d\d",
    re.IGNORECASE,
)
_ADDRESS = re.compile(r"https?:|www\.|\.com\b|@\w")
_DIVIDER = re.compile(r"[|•·»›→▸©]|\s[/>-]\s")
_MARKS = re.compile(r"[©|»›@#•/]|\(\d+\)$|\d\d?:\d\d")
_SENTENCE_END = re.compile(r"[.!?](?:\s|$)")
_QUOTE_MARK = re.compile(r"[\"“”«»]")

_FUNCTION_WORDS = frozenset(
    """of and to in a that for it as was with by on at from or had an which were their has have
    been be is are he she they his her its would but not than when who""".split()
)
_COMMON_WORDS = _FUNCTION_WORDS | frozenset(
    """the this one you all there will more no if out so said what up about into them can only
    other some could time these two may then do first any my now such like our over me even most
    made after also did many before must through over just from""".split()
)
_YOU = frozenset("you your yours you're you'll you've".split())
_WE = frozenset("we our us ours we're we've".split())
_I = frozenset("i my me".split())
_REQUESTS = frozenset(
    """sign subscribe read click follow share watch join get download register log like see view
    find check visit enter submit post leave comment buy shop listen tap try discover learn
    support donate contact email send print save skip close continue browse explore select choose
    vote tell report please don't""".split()
)
_PAST = frozenset("was were had did".split())

OWN = (
    "rule chars words word_length stop colon question exclamation dots commas function capitals"
    " upper digits small_start bullet quote says you we i past request requests date address"
    " dividers sentences in_brackets ends_in_brackets"
).split()
BESIDE = ("words", "stop", "rule", "function")
STEPS = (-2, -1, 1, 2)
PLACE = (
    "known known_names repeated same_start same_end copied from_paragraph below above"
    " around_words around_stop around_rule page_lines page_paragraphs"
).split()
LOOKS: tuple[str, ...] = (*OWN, *(f"{look}{step:+d}" for step in STEPS for look in BESIDE), *PLACE)


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a page: its words in order, its own looks."""

    text: str
    words: tuple[str, ...]  # as they stand
    lower: tuple[str, ...]
    own: dict[str, float] = field(repr=False)

    @property
    def is_paragraph(self) -> bool:
        return len(self.words) >= LONG_LINE and self.own["stop"] > 0

    @property
    def topics(self) -> set[str]:
        """The words that tell what it is about."""
        return {w for w in self.lower if len(w) > 3 and w not in _COMMON_WORDS}

    @property
    def names(self) -> set[str]:
        """Its capitalised words but the first, in small letters."""
        return {w.lower() for w in self.words[1:] if w[0].isupper()}


def line_of(text: str, rule: Label | None) -> Line:
    """The line of a text; ``rule`` is what the table of phrasings says of it."""
    words = tuple(_WORD.findall(normal(text)))
    lower = tuple(word.lower() for word in words)
    return Line(text, words, lower, _own(text.strip(), words, lower, rule))


def looks(lines: Sequence[Line]) -> list[list[float]]:
    """A row for each line of a page, in the order of ``LOOKS``.

    Shares run from 0 to 1; lengths are logarithms; distances count lines, at most
    ``FARTHEST``. What a line does not have (names, a line above) is ``NOT_THERE``.
    """
    page = _Page(lines)
    return [
        [*(line.own[look] for look in OWN), *_beside(lines, i), *page.place(i)]
        for i, line in enumerate(lines)
    ]


def hints(line: Line) -> dict[int, str]:
    """The places that the words of a line hash into, each with the word that hints.

    Words, pairs of neighbours, pieces of three to five letters, and marks ("©", "|");
    figures count as one.
    """
    words = [w[:LONGEST_WORD] if not w[0].isdigit() else "0" for w in line.lower]
    if len(words) > FIRST_WORDS + LAST_WORDS:
        words = [*words[:FIRST_WORDS], *words[-LAST_WORDS:]]
    found = {place_of(f"{a} {b}"): b if b != "$" else a for a, b in pairwise(["^", *words, "$"])}
    for word in words:
        found.update(dict.fromkeys(_places_of_word(word), word))
    return found | {place_of(f"_{mark}"): mark for mark in _MARKS.findall(line.text)}


def is_common(word: str) -> bool:
    """Whether a word (in small letters) tells nothing of what a line is about."""
    return word in _COMMON_WORDS


def surroundings(row: Sequence[float]) -> tuple[str, str, str]:
    """Three hints from a row of ``looks``: where the line stands, what its neighbours end in."""
    look = dict(zip(LOOKS, row, strict=False))
    place = "_below" if look["below"] > 0 else "_above" if look["above"] > 0 else "_within"
    return place, f"_{look['stop-1']:.0f}<", f"_{look['stop+1']:.0f}>"


def place_of(hint: str) -> int:
    """Where a hint hashes to."""
    return zlib.crc32(hint.encode()) % BUCKETS


@lru_cache(WORDS_KEPT)
def _places_of_word(word: str) -> tuple[int, ...]:
    """The places of a word and of its pieces: the same wherever it stands."""
    edged = f" {word} "
    pieces = (edged[i : i + size] for size in (3, 4, 5) for i in range(len(edged) - size + 1))
    return tuple(map(place_of, (word, *("~" + piece for piece in pieces))))


def _own(
    text: str, words: Sequence[str], lower: Sequence[str], rule: Label | None
) -> dict[str, float]:
    n = len(words) or 1
    return {
        "rule": rule.certainty if rule else 0.0,
        "chars": math.log1p(len(text)),
        "words": math.log1p(len(words)),
        "word_length": sum(map(len, words)) / n,
        "stop": float(_STOP.search(text) is not None),
        "colon": float(text.endswith(":")),
        "question": float(text.endswith("?")),
        "exclamation": float("!" in text),
        "dots": float(text.endswith(("…", "..."))),
        "commas": text.count(",") / n,
        "function": sum(w in _FUNCTION_WORDS for w in lower) / n,
        "capitals": sum(w[0].isupper() for w in words) / n,
        "upper": sum(w.isupper() and len(w) > 1 for w in words) / n,
        "digits": sum(w[0].isdigit() for w in words) / n,
        "small_start": float(text[:1].islower()),
        "bullet": float(_BULLET.match(text) is not None),
        "quote": float(_QUOTE_MARK.search(text) is not None),
        "says": float(_SAYS.search(text) is not None),
        "you": sum(w in _YOU for w in lower) / n,
        "we": sum(w in _WE for w in lower) / n,
        "i": sum(w in _I for w in lower) / n,
        "past": sum(w.endswith("ed") or w in _PAST for w in lower) / n,
        "request": float(bool(lower) and lower[0] in _REQUESTS),
        "requests": sum(w in _REQUESTS for w in lower) / n,
        "date": float(_DATE.search(text) is not None),
        "address": float(_ADDRESS.search(text) is not None),
        "dividers": len(_DIVIDER.findall(text)) / n,
        "sentences": math.log1p(len(_SENTENCE_END.findall(text))),
        "in_brackets": float(text.startswith(("(", "[")) and text.endswith((")", "]"))),
        "ends_in_brackets": float(text.rstrip(".").endswith((")", "]"))),
    }


def _beside(lines: Sequence[Line], i: int) -> list[float]:
    there = range(len(lines))
    return [
        lines[i + step].own[look] if i + step in there else NOT_THERE
        for step in STEPS
        for look in BESIDE
    ]


class _Page:
    """What is known of a page as a whole, to place its lines in it."""

    def __init__(self, lines: Sequence[Line]) -> None:
        self.lines = lines
        self.paragraphs = [i for i, line in enumerate(lines) if line.is_paragraph]
        self.topics = Counter(t for x in lines if len(x.words) >= LONG_LINE for t in x.topics)
        self.names = Counter(n for x in lines if len(x.words) >= NAMING_LINE for n in x.names)
        self.times = Counter(line.lower for line in lines)
        self.starts = Counter(line.lower[:EDGE] for line in lines)
        self.ends = Counter(line.lower[-EDGE:] for line in lines)
        self.runs = Counter(run for line in lines for run in set(_runs(line.lower)))

    def place(self, i: int) -> list[float]:
        """The looks of ``PLACE``."""
        line, lines = self.lines[i], self.lines
        around = [*lines[max(0, i - AROUND) : i], *lines[i + 1 : i + 1 + AROUND]]
        many = len(around) or 1
        return [
            _share(line.topics, self.topics, own=len(line.words) >= LONG_LINE),
            _share(line.names, self.names, own=len(line.words) >= NAMING_LINE),
            float(min(self.times[line.lower], MOST_TIMES)),
            float(min(self.starts[line.lower[:EDGE]], MOST_TIMES)),
            float(min(self.ends[line.lower[-EDGE:]], MOST_TIMES)),
            _share(set(_runs(line.lower)), self.runs, own=True),
            *self._distances(i),
            sum(x.own["words"] for x in around) / many,
            sum(x.own["stop"] for x in around) / many,
            sum(x.own["rule"] > 0 for x in around) / many,
            math.log1p(len(lines)),
            len(self.paragraphs) / len(lines),
        ]

    def _distances(self, i: int) -> tuple[float, float, float]:
        """Lines to the nearest paragraph, below the last one, and above the first."""
        if not self.paragraphs:
            return FARTHEST + 1.0, 0.0, 0.0
        nearest = min(abs(i - j) for j in self.paragraphs)
        below, above = max(i - self.paragraphs[-1], 0), max(self.paragraphs[0] - i, 0)
        near, low, high = (float(min(d, FARTHEST)) for d in (nearest, below, above))
        return near, low, high


def _runs(words: Sequence[str]) -> Iterator[tuple[str, ...]]:
    return (tuple(words[k : k + 4]) for k in range(len(words) - 3))


def _share(of: set[Thing], known: Counter[Thing], *, own: bool) -> float:
    """The share of things that other lines have, too; ``own``: this line was counted."""
    return sum(known[x] > own for x in of) / len(of) if of else NOT_THERE
