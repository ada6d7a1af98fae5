"""Who is blamed and who denies it, as far as set phrases tell: "blamed the board for the fire",
"the board denied responsibility", "no claim of responsibility".

Only the words of ``blame_words.csv`` are read, sentence by sentence. Whom they blame is the
stretch behind the verb or before it; nothing is resolved.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal

from firsthand import data
from firsthand.linking.gists import STOP_WORDS
from firsthand.types import Article, Span, Spans
from firsthand.words import WORD

FEWEST_LETTERS = 5  # of a name that another begins with: "Norda", "Nordan"
MOST_WORDS = 8  # of whom a phrase is about
TO_THE_THING = 4  # words between a verb of denial and what is denied: "denied ANY SUCH role"
AHEAD = 120  # code points before a verb, in which those stand whom it is about
WITHIN = 30  # sentences between an accusation and the denial of one in like words
NEXT_TO = 1  # sentences; a denial so near answers the accusation before it

BlameKind = Literal["blames", "denies", "claims", "unclaimed"]
BEFORE = re.compile(r"[;:!?,]|\b(?:that|said|says|say|and|while|but|although|though|as|after)\b")
WHICH = re.compile(r",?\s(?:which|who)\s(?:has\s|have\s|had\s)?(?:\w+ly\s)?$")
BEHIND = re.compile(r"[.;:!?,]|\b(?:for|of|over|while|but|and|which|who|after)\b")
NO_DENIAL = re.compile(
    r"(?:\b(?:not|never|neither|nor|or|cannot|without|refus\w+|declin\w+|if|whether)|n['’]t)"
    r"(?:\s\w+){0,2}\s$",
    re.IGNORECASE,
)
ON = re.compile(r"^(?:\W+\w+){0,5}?\W+on\b")


@dataclass(frozen=True, slots=True, eq=False)
class Blame:
    """A stretch that blames, denies or claims; ``about`` are the words for whom, in small
    letters: those blamed, or those who deny or claim.
    """

    kind: BlameKind
    article: Article
    sentence: int
    span: Span
    about: frozenset[str]

    @property
    def words(self) -> str:
        return self.span.of(self.article.text)

    @property
    def spans(self) -> Spans:
        """Its sentence."""
        return self.article.sentences[self.sentence]


def blames_in(article: Article) -> Iterator[Blame]:
    """What set phrases say of blame on a page, in reading order."""
    for number, spans in enumerate(article.sentences):
        for span in spans:
            yield from sorted(_in_span(article, number, span), key=lambda b: b.span)


def _in_span(article: Article, number: int, span: Span) -> Iterator[Blame]:
    text = span.of(article.text)
    end = len(text.rstrip())

    def found(kind: BlameKind, start: int, about: str) -> Blame:
        whole = Span(span.start + start, span.start + end)
        return Blame(kind, article, number, whole, words_of_party(about))

    unclaimed = _pattern("unclaimed").search(text)
    if unclaimed:
        yield found("unclaimed", unclaimed.start(), "")
    elif claims := _pattern("claims").search(text):
        who = who_before(text, claims.start())
        yield found("claims", claims.start() - len(who), who)
    for match in _pattern("blames").finditer(text):
        yield found("blames", match.start(), _behind(text[match.end() :]))
    for match in _pattern("to-blame").finditer(text):
        who = who_before(text, match.start())
        yield found("blames", match.start() - len(who), who)
    for match in _denials().finditer(text):
        if denies_nothing(text, match.start()):
            continue
        who = who_before(text, match.start())
        yield found("denies", match.start() - len(who), who)


def denies_nothing(text: str, place: int) -> bool:
    """Whether a verb of denial is itself negated, or only asked for: "did not deny", "neither
    confirmed nor denied", "refused to deny".
    """
    return NO_DENIAL.search(text, max(place - AHEAD, 0), place) is not None


def who_before(text: str, place: int) -> str:
    """The words of the clause before a verb; of "which", those before it."""
    ahead = text[max(place - AHEAD, 0) : place]
    which = WHICH.search(ahead)
    last = which.start() if which else len(ahead)
    first = max((m.end() for m in BEFORE.finditer(ahead, 0, last)), default=0)
    words = list(WORD.finditer(ahead, first))
    return ahead[words[-MOST_WORDS:][0].start() :] if words else ""


def _behind(after: str) -> str:
    """Whom a verb of blame is about: "blamed THE BOARD for it", "blamed it on THE BOARD"."""
    on = ON.match(after)
    rest = after[on.end() :] if on else after
    ends = BEHIND.search(rest)
    return " ".join(WORD.findall(rest[: ends.start()] if ends else rest)[:MOST_WORDS])


def words_of_party(about: str) -> frozenset[str]:
    """The words for somebody that tell him from others, in small letters."""
    words = (word.lower() for word in WORD.findall(about))
    return frozenset(word for word in words if len(word) > 1 and word not in STOP_WORDS)


@cache
def _denials() -> re.Pattern[str]:
    """A verb of denial, and within a few words what is denied."""
    verbs, things = phrases("denies"), phrases("denied")
    return re.compile(rf"\b(?:{verbs})\b(?=(?:\s\w+){{0,{TO_THE_THING}}}?\s(?:{things})\b)")


@cache
def _pattern(kind: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{phrases(kind)})\b", re.IGNORECASE)


def phrases(*kinds: str) -> str:
    """The words of ``blame_words.csv`` of these kinds, as alternatives of a pattern."""
    rows = data.table("blame_words", columns=("words", "kind", "example"))
    return "|".join(re.escape(row["words"]) for row in rows if row["kind"] in kinds)


# ------------------------------------------------------------- what denies what


def answered(denial: Blame, page: Sequence[Blame]) -> Blame | None:
    """The accusation of its page that a denial answers: the one right before it, else the
    nearest of one in like words. ``page`` is in reading order.
    """
    first = bisect_left(page, denial.sentence - WITHIN, key=lambda one: one.sentence)
    last = bisect_right(page, denial.sentence + WITHIN, key=lambda one: one.sentence)
    accusations = [
        one
        for one in page[first:last]
        if one.kind == "blames" and one.about and not denial.span.covers(one.span)
    ]
    before = [
        one
        for one in accusations
        if 0 <= denial.sentence - one.sentence <= NEXT_TO and one.span.start < denial.span.start
    ]
    if before:
        return before[-1]
    named = [one for one in accusations if alike(one.about, denial.about)]
    return min(named, key=lambda one: abs(one.span.start - denial.span.start), default=None)


def alike(a: frozenset[str], b: frozenset[str]) -> bool:
    """Whether two descriptions share a word, or one word begins as the other: "Norda", "Nordan"."""
    return any(
        one == other or (min(len(one), len(other)) >= FEWEST_LETTERS and _begins(one, other))
        for one in a
        for other in b
    )


def _begins(one: str, other: str) -> bool:
    return one.startswith(other) or other.startswith(one)
