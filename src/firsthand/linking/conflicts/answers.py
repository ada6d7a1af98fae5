"""Who denies what stands right before: "the board denied the claim", "“That is a lie,” he said",
"…, a claim the board disputes", "the board rejected Reis's claim that the pump was old".

Only the words of ``blame_words.csv`` are read, sentence by sentence. Such a denial has no words
of its own for what it denies, so it never reaches another page.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from firsthand.linking.conflicts.blame import (
    alike,
    denies_nothing,
    phrases,
    who_before,
    words_of_party,
)
from firsthand.linking.conflicts.sides import fullest
from firsthand.linking.statements import Told
from firsthand.types import Article, Span

FEWEST_WORDS = 3  # of what is denied; "talk" says nothing
POINTS = "the denial points at what stands before it, and says it in no words of its own"
HANDED_ON = "what is denied is told in the sentence that denies it alone"


@dataclass(frozen=True, slots=True)
class Answer:
    """A denial, and what it denies; ``told`` is the statement that tells that, None: the
    sentence of the outlet. ``why`` says why the two are partly comparable.
    """

    article: Article
    denial: Span
    denied: Span
    told: Told | None
    why: str


def answers_in(article: Article, told: Sequence[Told]) -> Iterator[Answer]:
    """The denials of a page that answer what stands before them, in reading order.

    ``told`` are the statements of the page. Nobody answers himself.
    """
    page = _Page(article, told)
    for number, spans in enumerate(article.sentences):
        for span in spans:
            yield from _in_span(page, number, span)


def _in_span(page: _Page, number: int, span: Span) -> Iterator[Answer]:
    """The first denial of a sentence that answers something."""
    words = span.of(page.article.text)
    end = span.start + len(words.rstrip())
    if (behind := _which_is_denied().search(words)) is not None:
        yield from page.beside(span, Span(span.start + behind.start("denial"), end))
        return
    if (handed := _claim_of_another(words)) is not None:
        yield page.handed_on(span, words, handed)
        return
    for match in (*_pointing().finditer(words), *_calling_untrue().finditer(words)):
        if not denies_nothing(words, match.start()):
            start = match.start() - len(who_before(words, match.start()))
            yield from page.above(number, Span(span.start + start, end))
            return


class _Page:
    """A page with its statements, but for those inside others, by where they begin."""

    def __init__(self, article: Article, told: Sequence[Told]) -> None:
        self.article = article
        outer = (one for one in told if not one.free and one.attribution.nested_in is None)
        self._told = sorted(outer, key=lambda one: one.attribution.content[0])
        self._starts = [one.attribution.content[0].start for one in self._told]

    def beside(self, span: Span, denial: Span) -> Iterator[Answer]:
        """What the end of a sentence denies: the statement before it, else all before it."""
        told = self._last(span.start, denial.start)
        start = told.attribution.content[0].start if told else span.start
        words = self.article.text[start : denial.start].rstrip(" ,;–—-")
        if len(words.split()) >= FEWEST_WORDS:
            yield Answer(self.article, denial, Span(start, start + len(words)), told, POINTS)

    def above(self, number: int, denial: Span) -> Iterator[Answer]:
        """The statement right before a denial, in its sentence or in the one before."""
        own = self.article.sentences[number][0].start
        above = self.article.sentences[number - 1][0].start if number else own
        told = self._last(own, denial.start) or self._last(above, own)
        if told is None or told.attribution.content[-1].end > denial.start or _denies(told):
            return
        if len(told.words.split()) >= FEWEST_WORDS and not self._is_speaking(told, denial):
            yield Answer(self.article, denial, fullest(told), told, POINTS)

    def handed_on(self, span: Span, words: str, found: re.Match[str]) -> Answer:
        """What a denial says that another claims, and the words before."""
        denial, denied = _both_sides(span, words, found)
        return Answer(self.article, denial, denied, None, HANDED_ON)

    def _last(self, start: int, end: int) -> Told | None:
        """The last statement that begins between two places."""
        place = bisect_right(self._starts, end - 1) - 1
        return self._told[place] if place >= 0 and self._starts[place] >= start else None

    def _is_speaking(self, told: Told, denial: Span) -> bool:
        """Whether he who denies said what stands before, as far as the words tell."""
        if told.utterer is None:
            return False
        for one in self._told:
            parts = (*one.attribution.content, *one.attribution.cue)
            if one is not told and any(map(denial.overlaps, parts)):
                return one.said.speaker == told.said.speaker
        return alike(words_of_party(denial.of(self.article.text)), frozenset(told.utterer.words))


def claims_denied(article: Article) -> Iterator[tuple[Span, Span]]:
    """The denials of what another claims, each with what is claimed, in reading order."""
    for spans in article.sentences:
        for span in spans:
            words = span.of(article.text)
            if (found := _claim_of_another(words)) is not None:
                yield _both_sides(span, words, found)


def _both_sides(span: Span, words: str, found: re.Match[str]) -> tuple[Span, Span]:
    """Who denies a claim, and what is claimed, in a sentence."""
    start = found.start() - len(who_before(words, found.start()))
    told = found["told"].rstrip(' .,;”"')
    first = span.start + found.start("told")
    return Span(span.start + start, span.start + found.end("claim")), Span(first, first + len(told))


def _denies(told: Told) -> bool:
    """Whether a statement is given by a verb of denial: what follows goes on with denying it."""
    cue = " ".join(span.of(told.article.text) for span in told.attribution.cue)
    return told.attribution.polarity == "negated" and _denying().search(cue) is not None


# ------------------------------------------------------------------- phrases


@cache
def _denying() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{phrases('disputes', 'turns-down')})\b", re.IGNORECASE)


THE = r"(?:(?:all|both|each|every)\s(?:of\s)?)?(?:the|this|that|these|those|such|any\ssuch)\s"
VERY = r"(?:(?!not\b|no\b)\w+\s){0,2}?"  # "simply", "an outright"
CLAIMED = r"\b(?!\s(?:that|of|by|from|about|in|for)\b)"  # "the claim that …" points at nothing
ENDS = r"(?=\s?[.,;:!?”\"’–—-]|\s(?:and|or|but)\b|$)"  # "false" and no "false teeth"
OVER = r"\s*(?=[.,;”\"]|$)"


@cache
def _pointing() -> re.Pattern[str]:
    """A verb of denial and what it points at: "denied the claim", "disputes it."."""
    told, more = phrases("told"), phrases("told", "told-or-else")
    return re.compile(
        rf"\b(?:{phrases('disputes')})\s(?:{THE}(?:\w+\s){{0,2}}?(?:{more}){CLAIMED}"
        rf"|(?:it|this|that){OVER})"
        rf"|\b(?:{phrases('turns-down')})\s{THE}(?:\w+\s){{0,2}}?(?:{told}){CLAIMED}",
        re.IGNORECASE,
    )


@cache
def _calling_untrue() -> re.Pattern[str]:
    """What calls the words before it untrue: "That is a lie", "called the claim baseless"."""
    told, untrue = phrases("told", "told-or-else"), phrases("untrue")
    this = rf"(?:that|this|it|these|those|they|(?:the|this|that|these|those|such)\s(?:{told}))"
    return re.compile(
        rf"(?:^|[“\"]|\b(?:said|says|suggests)\s(?:that\s)?)(?:(?:but|and|no),?\s)?{this}"
        rf"(?:['’](?:s|re)|\s(?:is|was|are|were))\s{VERY}(?:{untrue})\b{ENDS}"
        rf"|^[“\"]?not\s(?:so|true)(?=[.,;!]| ,)"
        rf"|\b(?:call|brand|label|describ|denounc)(?:s|e|es|ed|led|ing)?\s{this}\s(?:as\s)?"
        rf"[“\"]?\s?{VERY}(?:{untrue})\b",
        re.IGNORECASE,
    )


@cache
def _which_is_denied() -> re.Pattern[str]:
    """The end of a sentence that denies what is before: "…, a claim the board denies"."""
    told, verbs = phrases("told", "told-or-else"), phrases("disputes")
    who = r"(?:(?!not\b|never\b)[\w.'’-]+\s){1,6}?"
    still = r"(?:den(?:y|ies)|disputes?|(?:has|have)\s(?:\w+ly\s)?(?:denied|disputed))"
    return re.compile(
        rf"(?:,|--?|–|—)\s*"
        rf"(?P<denial>which\s{who}{still}"  # "which the judge denied": what was asked for
        rf"|(?:an?\s|all\s)?(?:{told}|something)\s(?:(?:that|which)\s)?"
        rf"(?:{who}(?:{verbs})|(?:{verbs}|{phrases('turns-down')})\sby\s(?:{who})?[\w’']+)){OVER}",
        re.IGNORECASE,
    )


def _claim_of_another(words: str) -> re.Match[str] | None:
    """A verb of denial, and what another claims: "rejected Reis's claim THAT THE PUMP WAS OLD"."""
    found = _whose_claim().search(words)
    return None if found is None or denies_nothing(words, found.start()) else found


@cache
def _whose_claim() -> re.Pattern[str]:
    whose = (
        r"(?:the\s|an?\s)?(?:[A-Z][\w.-]*\s){0,3}?"
        r"(?:[\w.-]+\s?['’]s?|(?:his|her|its|their)|[A-Z][\w-]+)"
    )
    claim = rf"(?P<claim>(?:\w+\s)?(?:{phrases('told')}))"
    verbs = phrases("disputes", "turns-down")
    called = r"call(?:s|ed|ing)|brand(?:s|ed|ing)"
    untrue = rf"(?=\s[“\"]?\s?(?:\w+ly\s)?(?:{phrases('untrue')})\b)"
    return re.compile(
        rf"\b(?:(?:{verbs})|(?P<called>{called}))\s{whose}\s{claim}\sthat\s"
        rf"(?P<told>.{{12,}}?(?(called){untrue}|(?=,\s(?:but|while|and|saying|calling)\b|;|$)))"
    )
