"""Whether one figure replaces another: by its own words, or by the days of the two pages."""

from __future__ import annotations

import re
from functools import cache

from firsthand import data
from firsthand.linking.conflicts.figures import AGE, NUMBER, Figure
from firsthand.linking.conflicts.when import day_of
from firsthand.types import Article

AHEAD = 80  # code points before a figure in which words say that it is replaced

NOT_YET = re.compile(r"\b(?:yet|immediate|immediately|so far)\b", re.IGNORECASE)
Verdict = tuple[bool | None, str]  # whether it is an update, and why


def is_replaced(figure: Figure) -> bool:
    """Whether its own words say that it no longer holds: "was INITIALLY put at 12"."""
    return _stands(figure, "earlier")


def replaces(figure: Figure) -> bool:
    """Whether its own words say that it replaces another: "HAS RISEN TO 15"."""
    return _stands(figure, "later")


def may_go_on(figure: Figure) -> bool:
    """Whether the count is not closed: "12 have died SO FAR"."""
    words = " ".join(span.of(figure.article.text) for span in figure.spans)
    return _words("open").search(words) is not None


def _stands(figure: Figure, kind: str) -> bool:
    text, span = figure.article.text, figure.span
    sentence = next((s for s in figure.spans if s.covers(span)), span)
    ahead = text[max(sentence.start, span.start - AHEAD) : span.start]
    last = max((m.end() for m in NUMBER.finditer(ahead)), default=0)
    return _words(kind).search(ahead, last) is not None


@cache
def _words(kind: str) -> re.Pattern[str]:
    rows = data.table("update_words", columns=("words", "kind", "example"))
    words = "|".join(re.escape(row["words"]) for row in rows if row["kind"] == kind)
    return re.compile(rf"\b(?:{words})\b", re.IGNORECASE)


def updates(a: Figure, b: Figure) -> Verdict:
    """Whether one of two figures updates the other, and what tells; None: nothing does.

    A count that rises from one day to the next is an update, and one that falls is none. Of
    ages and measures a later page may correct an earlier one, which days alone do not tell.
    Hours of one day are not compared.
    """
    if is_replaced(a) != is_replaced(b):
        gone = a if is_replaced(a) else b
        return True, f"its own words say that “{gone.words}” came first"
    low, high = sorted((a, b), key=lambda f: f.value)
    days, later = days_apart(a, b), _later(a, b)
    if replaces(high) and (low.speaker == high.speaker is not None or later is high):
        return True, f"its own words say that “{high.words}” replaces a lower figure"
    if a.article.id == b.article.id:
        return None, "both stand on one page, and no word says that one came later"
    if days is None:
        return None, "the day of a page is not known, so neither is which figure is the later"
    if later is None:
        return None, "both stand on pages of one day, so which is the later is not known"
    if AGE in a.things or a.quantity.unit is not None:
        return None, f"the pages are of different days, and “{later.words}” is the later"
    if later is high:
        return True, f"“{high.words}” is the later and higher by {in_days(days)}"
    return False, f"“{low.words}” is the later by {in_days(days)}, and lower"


def has_fallen(a: Figure, b: Figure) -> bool:
    """Whether the one on the later page is the lower."""
    later = _later(a, b)
    return later is not None and later.value == min(a.value, b.value)


def days_apart(a: Figure, b: Figure) -> int | None:
    """How many days lie between two figures' pages; None where one is not known."""
    one, other = a.when.page, b.when.page
    return None if one is None or other is None else abs(one - other)


def _later(a: Figure, b: Figure) -> Figure | None:
    one, other = a.when.page, b.when.page
    if one is None or other is None or one == other:
        return None
    return a if one > other else b


def of_pages(a: Article, b: Article, said: tuple[str, str] = ("", "")) -> Verdict:
    """Whether the later of two pages tells what came after the earlier.

    Days alone never do; they do where what is ``said`` on the earlier holds a "yet".
    """
    one, other = day_of(a), day_of(b)
    if a.id == b.id:
        return None, "both stand on one page, and no word says that one came later"
    if one is None or other is None:
        return None, "the day of a page is not known, so neither is which came later"
    if one == other:
        return None, "both stand on pages of one day, so which came later is not known"
    if NOT_YET.search(said[0] if one < other else said[1]):
        return True, "the earlier page says “yet” or the like"
    return None, "the pages are of different days; whether the later corrects is not said"


def in_days(days: int) -> str:
    """For people: "1 day", "2 days"."""
    return f"{days} day{'' if days == 1 else 's'}"
