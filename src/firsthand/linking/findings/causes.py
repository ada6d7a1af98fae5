"""A cause that a page gives only in its own words for what somebody said, where his quoted words
give another for the same: "shot for refusing orders", and quoted, "they noticed that we were
hiding the boys, and shot him".

A paraphrase without a quotation behind it is nothing odd. What is odd is another cause.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from firsthand.linking.findings.pages import Page, stem, stems, words_for
from firsthand.linking.meaning import meaning_of
from firsthand.types import Attribution, Finding, Span

MOST_ALIKE = 0.44  # likeness in meaning from which a quoted stretch may stand for the cause
MOST_SHARED = 0.5  # of the content words of the shorter of two causes
FEWEST = 2  # content words of a cause
SORTS = (
    ("kill", "shot", "shoot", "beat", "attack", "execut", "murder", "stab", "tortur"),
    ("arrest", "jail", "imprison", "detain"),
    ("dismiss", "sack", "fire", "firing", "suspend", "demot", "expel", "ban"),
    ("punish", "fine", "evict"),
)

# "was shot AFTER REFUSING orders", "was jailed FOR stealing", "… BECAUSE he stole".
FEW = r"(?:\s[\w’'-]+){0,4}?"
WHY = rf"{FEW}\s(?P<sign>after|for|because)\s"
MARKS = re.compile('["“”‘’„«»]')


@dataclass(frozen=True, slots=True)
class _Cause:
    """Why somebody was harmed or punished, in whose words, and where that stands."""

    span: Span
    words: str
    sort: int | None


@cache
def _told() -> re.Pattern[str]:
    befell = "|".join(sorted(words_for("befell"), key=len, reverse=True))
    return re.compile(rf"\b(?P<deed>{befell}){WHY}(?P<cause>[^.!?;,“”\"]+)")


@cache
def _quoted() -> tuple[re.Pattern[str], ...]:
    deed = "|".join(sorted(words_for("befalls"), key=len, reverse=True))
    noticing = "|".join(sorted(words_for("noticing"), key=len, reverse=True))
    return (
        re.compile(
            rf"\b(?:{noticing})\s(?P<cause>(?:[\w’'-]+\s){{2,}}?[\w’'-]+)(?:,|\sand|\sso)"
            rf"\s[^.!?;]*?\b(?P<deed>{deed})\b"
        ),
        re.compile(rf"\b(?P<deed>{deed})\b{FEW}\s(?:because|since)\s(?P<cause>[^.!?;,“”\"]+)"),
        re.compile(rf"\b[Bb]ecause\s(?P<cause>[^.!?;,]+),\s[^.!?;]*?\b(?P<deed>{deed})\b"),
        re.compile(rf"\b(?P<deed>{deed})\b{FEW}\sfor\s(?P<cause>[a-z]+ing\s[^.!?;,]+)"),
    )


def of_a_paraphrase(page: Page) -> Iterator[Finding]:
    """Each cause in reported speech that no quoted words of the page support, where those of the
    same speaker give another for the same deed.
    """
    quoted = [q for a in page.article.attributions for q in _quotations(a, page)]
    for attribution in page.article.attributions:
        if attribution.own_voice or attribution.speaker is None:
            continue
        spoken = (a for a in page.article.attributions if a.speaker == attribution.speaker)
        own = [q for a in spoken for q in _quotations(a, page)]
        for cause in _paraphrased(attribution, page):
            other = _another(cause, own, page)
            if other is not None and not _is_supported(cause, quoted, page):
                yield Finding(
                    "cause-only-in-paraphrase",
                    page.article.id,
                    (cause.span, other.span),
                    f"“{cause.words}” is the page's paraphrase, which no quoted words here "
                    f"support; the quoted words give another cause",
                )


def _quotations(attribution: Attribution, page: Page) -> list[Span]:
    """The content of an attribution that is quoted."""
    return [s for s in attribution.content if MARKS.match(page.text[s.start : s.start + 1])]


def _paraphrased(attribution: Attribution, page: Page) -> Iterator[_Cause]:
    for span in attribution.content:
        if span in _quotations(attribution, page):
            continue
        for match in _told().finditer(span.of(page.text)):
            gerund = match["cause"].split()[0].endswith("ing")
            if match["sign"] != "because" and not gerund:
                continue  # "was shot after dark", "was jailed for a year"
            at = Span(span.start + match.start("cause"), span.start + match.end("cause"))
            if not page.is_quoted(at.start) and len(stems(match["cause"])) >= FEWEST:
                yield _Cause(at, " ".join(match["cause"].split()), _sort(match["deed"]))


def _another(cause: _Cause, quotations: list[Span], page: Page) -> _Cause | None:
    """The first cause that quoted words give for a like deed."""
    for span in quotations:
        for pattern in _quoted():
            for match in pattern.finditer(span.of(page.text)):
                words = match["cause"]
                if _sort(match["deed"]) != cause.sort or len(stems(words)) < FEWEST:
                    continue
                if not _may_be_one(cause.words, words):
                    at = Span(span.start + match.start("cause"), span.start + match.end("cause"))
                    return _Cause(at, " ".join(words.split()), cause.sort)
    return None


def _may_be_one(one: str, other: str) -> bool:
    """Whether two causes mean the same, or share half the content words of the shorter."""
    shared = len(stems(one) & stems(other)) / min(len(stems(one)), len(stems(other)))
    return shared >= MOST_SHARED or float(meaning_of(one) @ meaning_of(other)) >= MOST_ALIKE


def _sort(deed: str) -> int | None:
    """Of which sort a deed is: violence, arrest, dismissal, another punishment."""
    found = (n for n, begins in enumerate(SORTS) if deed.lower().startswith(begins))
    return next(found, None)


def _is_supported(cause: _Cause, quoted: list[Span], page: Page) -> bool:
    """Whether any quoted words have what the cause says first, or mean the same."""
    first = stem(cause.words.split()[0]) if " " in cause.words else cause.words
    for span in quoted:
        words = span.of(page.text)
        if first in stems(words):
            return True
        sentences = re.split(r"(?<=[.!?])\s", words)
        if any(
            float(meaning_of(s) @ meaning_of(cause.words)) >= MOST_ALIKE for s in sentences if s
        ):
            return True
    return False
