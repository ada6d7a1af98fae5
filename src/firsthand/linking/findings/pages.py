"""An article as the rules read it: its sentences, and what in them is somebody's word."""

from __future__ import annotations

import bisect
import re
from dataclasses import dataclass, field
from functools import cache, cached_property

from firsthand import data
from firsthand.linking.gists import STOP_WORDS
from firsthand.types import BODY_ROLES, Article, Attribution, Quantity, Span
from firsthand.words import WORD, normal

# A blank after a mark that ends a sentence, before a capital, figure or quotation mark.
_SENTENCE_END = re.compile(r"[.!?][”\"’')\]]*(?P<gap>\s+)(?=[“\"‘'(\[]?[A-Z\d])")
_NO_END = re.compile(
    r"(?:\b(?:Mr|Mrs|Ms|Dr|St|Gen|Lt|Col|Sgt|Capt|Maj|Sen|Rep|Gov|Prof|Rev|Hon|No|Nos|vs|Jr|Sr|Jan"
    r"|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|Mon|Tues?|Wed|Thurs?|Fri|Sat|Sun)|\b[A-Z])\.$"
)
_TRAILS = re.compile(r"(?:ingly|edly|ing|ies|ied|ed|es|ly|s|e|y)$")
_PLURAL = re.compile(r"(?<=\w{3})(?<![siu])s$")
SHORTEST_STEM = 3


@dataclass(frozen=True)
class Sentence:
    """A sentence of the body: where it stands, and its words."""

    span: Span
    text: str

    def part(self, start: int, end: int) -> Span:
        """Where code points ``start`` to ``end`` of the sentence stand in the article."""
        return Span(self.span.start + start, self.span.start + end)

    @cached_property
    def is_doubted(self) -> bool:
        """Whether it denies, imagines or doubts something."""
        return any_of("doubt").search(self.text) is not None


@dataclass(frozen=True)
class Page:
    """An article with its sentences in reading order."""

    article: Article
    sentences: tuple[Sentence, ...]
    _starts: tuple[int, ...] = field(repr=False, default=())

    @classmethod
    def of(cls, article: Article) -> Page:
        found: list[Sentence] = []
        for block in article.blocks:
            if block.shown != "body" or block.role not in BODY_ROLES:
                continue
            for start, end in _lines(block.span.of(article.text)):
                found += _sentences(article.text, Span(block.start + start, block.start + end))
        return cls(article, tuple(found), tuple(s.span.start for s in found))

    @property
    def text(self) -> str:
        return self.article.text

    def number_at(self, place: int) -> int | None:
        """Which sentence stands at a code point of the article; None: none does."""
        number = bisect.bisect_right(self._starts, place) - 1
        if number < 0 or place >= self.sentences[number].span.end:
            return None
        return number

    @cached_property
    def quantities(self) -> dict[int, list[Quantity]]:
        """The quantities by the number of their sentence."""
        found: dict[int, list[Quantity]] = {}
        for quantity in self.article.quantities:
            number = self.number_at(quantity.span.start)
            if number is not None:
                found.setdefault(number, []).append(quantity)
        return found

    @cached_property
    def attributions(self) -> dict[int, list[Attribution]]:
        """The attributions by the number of each sentence that has content of them."""
        found: dict[int, list[Attribution]] = {}
        for attribution in self.article.attributions:
            numbers = {number for span in attribution.content for number in self._numbers(span)}
            for number in sorted(numbers):
                found.setdefault(number, []).append(attribution)
        return found

    def _numbers(self, span: Span) -> range:
        first = max(bisect.bisect_right(self._starts, span.start) - 1, 0)
        return range(first, bisect.bisect_left(self._starts, span.end))

    @cached_property
    def body_words(self) -> frozenset[str]:
        """Every word of the body in small letters."""
        return frozenset(w for s in self.sentences for w in WORD.findall(normal(s.text).lower()))

    def is_quoted(self, place: int) -> bool | None:
        """Whether a code point stands between double quotation marks; None: undecided.

        Counted from the start of its line, where a quotation that runs on opens anew.
        """
        number = self.number_at(place)
        if number is None:
            return None
        line = self.text.rfind("\n", 0, place) + 1
        opened, closed, straight = (self.text.count(mark, line, place) for mark in '“”"')
        return opened > closed or straight % 2 == 1

    def whose(self, place: int) -> str:
        """In a few words, whose slip a slip at a code point is."""
        if self.is_quoted(place):
            return "it stands inside quotation marks: the words are the speaker's"
        told = any(
            span.start <= place < span.end
            for number in [self.number_at(place)]
            if number is not None
            for attribution in self.attributions.get(number, ())
            for span in attribution.content
            if not attribution.own_voice
        )
        if told:
            return "it stands outside quotation marks: the page's words for what somebody said"
        return "it stands outside quotation marks: the page's own words"


def _lines(text: str) -> list[tuple[int, int]]:
    found, start = [], 0
    for line in text.split("\n"):
        if line.strip():
            found.append((start, start + len(line)))
        start += len(line) + 1
    return found


def _sentences(text: str, line: Span) -> list[Sentence]:
    words = line.of(text)
    found, start = [], 0
    for end in _SENTENCE_END.finditer(words):
        if _NO_END.search(words[max(start, end.start() - 8) : end.start() + 1]):
            continue
        found.append((start, end.start("gap")))
        start = end.end()
    found.append((start, len(words)))
    return [
        Sentence(Span(line.start + a, line.start + b), words[a:b])
        for a, b in found
        if words[a:b].strip()
    ]


# ------------------------------------------------------------------------ words


@cache
def words_for(kind: str) -> frozenset[str]:
    """The words of one kind of ``finding_words.csv``, in small letters."""
    rows = data.table("finding_words", columns=("word", "kind", "example"))
    return frozenset(row["word"].lower() for row in rows if row["kind"] == kind)


@cache
def any_of(kind: str) -> re.Pattern[str]:
    """Finds a whole word of one kind of ``finding_words.csv``, case aside."""
    longest_first = sorted(words_for(kind), key=lambda word: (-len(word), word))
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest_first))})(?!\w)", re.IGNORECASE)


def stem(word: str) -> str:
    """A word without its commonest endings, for comparing only.

    >>> stem("soldiers"), stem("killed"), stem("cars"), stem("bus")
    ('soldier', 'kill', 'car', 'bus')
    """
    small = _PLURAL.sub("", word.lower())
    cut = _TRAILS.sub("", small, count=1)
    return cut if len(cut) > SHORTEST_STEM else small


def stems(text: str) -> frozenset[str]:
    """The stems of the words of a text that carry content."""
    return frozenset(
        stem(word)
        for word in WORD.findall(normal(text).lower())
        if word not in STOP_WORDS and (len(word) > 1 or word.isdigit())
    )


def number(words: str) -> float:
    """A number in figures; commas divide thousands."""
    return float(words.replace(",", ""))


def figure(value: float) -> str:
    """A number for people: 7,000 or 5.45."""
    return f"{value:,.0f}" if value == int(value) else f"{value:g}"
