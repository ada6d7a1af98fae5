"""Which news agency a page credits: its byline, and what its metadata calls its source.

Only an agency of ``outlets.csv`` counts, and only where a credit is its name: "Reuters",
"Ana Reis, Associated Press", "AFP in Odra", "AP Sports Writer". A person who is called
like an agency is not one, so a name inside a longer name says nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from firsthand import data
from firsthand.types import Span
from firsthand.words import WEEKDAYS

AGENCY = "agency"  # the kind of an agency in outlets.csv
SHORT = 4  # letters: "Ani" is a first name, "ANI" an agency
_PARTS = re.compile(
    r"[,;:|/&()\[\]\n·•–—]|\s-\s|\b(?:and|und|et|y|via|with|for|from|by|through)\b",
    re.IGNORECASE,
)
# What may follow the name: a place, or the work of somebody who works there.
_REST = re.compile(
    r"(?:\s+in\s+\w.*|(?:\s+[\w'’.]+){0,4}?\s+"
    r"(?:writers?|reporters?|correspondents?|staff|editors?|agency|bureau|photographers?"
    r"|news|service|services|newsroom|contributors?))?\.?",
    re.IGNORECASE,
)
TOP, BOTTOM = 500, 60  # code points of a text in which a credit may stand
# Where a text credits an agency: at its very end, in its dateline, before the date on top.
_PLACES = (
    # "(Agency)" behind a sentence; behind a name it is a photograph's
    r"(?:[-–—]{{1,3}}[ \t]*|\n[ \t]*|[.!?\"”’'][ \t]*\()(?P<agency>{name})\)?[.\s]*\Z",
    r"(?:^|\n)[^\n()]{{2,60}}\((?P<agency>{name})\)[ \t]*[-–—]",
    r"(?P<agency>{name}),?[ \t]+(?:(?:{weekday}),?[ \t]+)?"
    r"\d{{1,2}}[ \t]+[A-Z][a-z]{{2,8}}\.?[ \t]+\d{{4}}",
)
_THE = re.compile(r"^the\s+", re.IGNORECASE)


def agency_of(*, byline: str | None = None, credits: Iterable[str] = ()) -> str | None:
    """The name of the agency that a byline or other credits name, as in ``outlets.csv``.

    The byline goes before the credits, and the first before the second. None: no credit is
    an agency's name. Credits may be the agency's address, as metadata have it.

    >>> agency_of(byline="By Ana Reis, Associated Press")
    'Associated Press'
    >>> agency_of(byline="Ana Reis in Odra") is None
    True
    """
    for credit in (byline or "", *credits):
        for part in _PARTS.split(credit):
            if name := _agency(_THE.sub("", part.strip().rstrip("."))):
                return name
        if name := _by_domain().get(_host(credit)):
            return name
    return None


def credited_in(text: str) -> tuple[str, Span] | None:
    """The agency that a page's own text credits, and the name as it stands there.

    At its end ("… the guard said. - REUTERS"), in its dateline ("PORT AVERIL, May 3
    (Reuters) -") or before the date on top ("AFP Friday 6 May 2016"). None: there is no
    such credit, or several name different agencies.
    """
    ends = (len(text), TOP, TOP)
    starts = (max(len(text) - BOTTOM, 0), 0, 0)
    credits = [
        (name, Span(*match.span("agency")))
        for place, start, end in zip(_credit_places(), starts, ends, strict=True)
        for match in place.finditer(text, start, end)
        if (name := _agency(match.group("agency")))
    ]
    return credits[0] if len({name for name, _ in credits}) == 1 else None


def _agency(part: str) -> str | None:
    found = _names().match(part)
    if found is None or not _REST.fullmatch(part, found.end()):
        return None
    spelt = found.group()
    name = _by_name().get(spelt.casefold())  # None: "Unıted", which re.IGNORECASE lets pass
    known = spelt in _spellings()
    # "REUTERS" is Reuters, "Ani" is not ANI.
    return name if known or (len(spelt) > SHORT and spelt.isupper()) else None


def _host(credit: str) -> str:
    return re.sub(r"^(?:https?:)?(?://)?(?:www\.)?", "", credit.strip().lower()).split("/")[0]


@cache
def _rows() -> tuple[data.OutletRow, ...]:
    return tuple(row for row in data.outlets() if row.kind == AGENCY)


@cache
def _by_name() -> dict[str, str]:
    return {n.casefold(): row.name for row in _rows() for n in (row.name, *row.aliases)}


@cache
def _spellings() -> frozenset[str]:
    """The names as the table has them, with and without "the"."""
    return frozenset(name for row in _rows() for name in (row.name, *row.aliases))


@cache
def _by_domain() -> dict[str, str]:
    return {domain: row.name for row in _rows() for domain in row.domains}


@cache
def _names() -> re.Pattern[str]:
    return re.compile(rf"{_any_name()}(?![\w-])", re.IGNORECASE)


@cache
def _credit_places() -> tuple[re.Pattern[str], ...]:
    name = rf"(?<!\w)(?:{_any_name()}|{_any_name().upper()})"
    days = "|".join(WEEKDAYS)
    return tuple(re.compile(place.format(name=name, weekday=days)) for place in _PLACES)


def _any_name() -> str:
    longest_first = sorted((n for row in _rows() for n in (row.name, *row.aliases)), key=len)
    return f"(?:{'|'.join(map(re.escape, reversed(longest_first)))})"
