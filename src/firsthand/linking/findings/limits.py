"""Values that cannot be, whatever happened: a table of patterns, each with its limit.

``limits.csv`` has a regular expression whose group ``n`` is the value, and the largest value
that can be. A sentence that denies, imagines or doubts the value is left alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from firsthand import data
from firsthand.linking.findings.pages import Page, figure, number
from firsthand.types import Finding

_DIGIT = re.compile(r"\d")


@dataclass(frozen=True, slots=True)
class Limit:
    """A row of ``limits.csv``: what is measured, its words, and the largest it can be."""

    what: str
    pattern: re.Pattern[str]
    most: float
    says: str
    reference: str


@cache
def limits() -> tuple[Limit, ...]:
    """The rows of ``limits.csv``.

    Raises:
        TableError: a pattern is none or has no group ``n``, or a limit is no number.
    """
    rows = data.table("limits", columns=("what", "pattern", "most", "says", "example"))
    return tuple(_limit(row) for row in rows)


def _limit(row: dict[str, str]) -> Limit:
    with data.reading_row("limits", row["what"]):
        pattern, most = re.compile(row["pattern"], re.IGNORECASE), float(row["most"])
        if "n" not in pattern.groupindex:
            raise ValueError("the pattern has no group n")
    reference = f"limits.csv: {row['what']} (source: {row['source']}, {row['date']})"
    return Limit(row["what"], pattern, most, row["says"], reference)


def beyond(page: Page) -> Iterator[Finding]:
    """Values above what can be."""
    for sentence in page.sentences:
        if not _DIGIT.search(sentence.text):
            continue
        for limit in limits():
            for found in limit.pattern.finditer(sentence.text):
                value = number(found["n"])
                if value <= limit.most or sentence.is_doubted:
                    continue
                at = sentence.part(found.start(), found.end())
                message = (
                    f"{figure(value)} cannot be: {limit.says}; possible transmission error; "
                    f"{page.whose(sentence.part(*found.span('n')).start)}"
                )
                yield Finding("impossible-value", page.article.id, (at,), message, limit.reference)
