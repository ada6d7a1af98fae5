"""Which of two pages was copied: by what they credit, else by their dates."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache

from firsthand import data
from firsthand.types import Article, Direction, DirectionBasis, Span
from firsthand.words import name_key, words_of

LONGEST_NAME = 6  # words
OUTLETS_KEPT = 4  # sets of outlets: where pages come one by one, each new outlet makes another
_NEXT_WORD = re.compile(r"[ \t\xa0]*([\w'’&.-]*[\w&])")


@dataclass(frozen=True, slots=True)
class Credits:
    """Who publishes a page, and whom it names as its source, by keys of names.

    ``named`` has the words of each credit, or None where the byline or metadata hold it.
    """

    outlet: str | None
    agency: str | None
    named: Mapping[str, Span | None]

    @property
    def all(self) -> frozenset[str]:
        """Every outlet and agency behind the page, its own among them."""
        return frozenset(self.named) | ({self.outlet} if self.outlet else frozenset())


@dataclass(frozen=True, slots=True)
class Told:
    """Which way words went, on what basis, and the words that say so; see ``types.Copy``."""

    direction: Direction | None = None
    basis: DirectionBasis | None = None
    spans: tuple[tuple[str, Span], ...] = ()


def find_credits(article: Article, outlets: frozenset[str]) -> Credits:
    """Whom a page credits, of the outlets and agencies of the table and of ``outlets`` (keys).

    A name counts only right behind words of ``credits.csv`` ("h/t", "first published by"),
    furniture included; an agency counts wherever cleaning found its credit.
    """
    own = data.outlet_key(article.outlet.name) if article.outlet.name else None
    agency = data.outlet_key(article.agency) if article.agency else None
    named: dict[str, Span | None] = {}
    if agency and agency != own:
        named[agency] = article.agency_span
    mentioned = _mentioned(article.text, outlets) - {own}
    for key, span in _named(article.text, outlets) if mentioned else ():
        if key != own and key not in _last_words(outlets):
            named.setdefault(key, span)
    return Credits(own, agency, named)


@lru_cache(OUTLETS_KEPT)
def _last_words(outlets: frozenset[str]) -> frozenset[str]:
    """What several outlets are called for short: "the Times" may be any of them."""
    names = {*outlets, *(name_key(row.name) for row in data.outlets())}
    return frozenset(name.split()[-1] for name in names if " " in name)


def _mentioned(text: str, outlets: frozenset[str]) -> set[str]:
    """The names all of whose words the text has: few, and only then is it read for credits."""
    words = set(words_of(text))
    names = _by_first_word(outlets)
    near = (name for first in words & names.keys() for name in names[first])
    return {key for key, others in near if words.issuperset(others)}


@lru_cache(OUTLETS_KEPT)
def _by_first_word(outlets: frozenset[str]) -> dict[str, list[tuple[str, tuple[str, ...]]]]:
    """Each name's key and words, filed by the first of them."""
    known = [(name_key(r.name), name) for r in data.outlets() for name in (r.name, *r.aliases)]
    filed: dict[str, list[tuple[str, tuple[str, ...]]]] = {}
    for key, name in (*known, *((key, key) for key in sorted(outlets))):
        first, *others = words_of(name_key(name)) or [""]
        filed.setdefault(first, []).append((key, tuple(others)))
    return filed


def _named(text: str, outlets: frozenset[str]) -> Iterator[tuple[str, Span]]:
    for head in _heads().finditer(text):
        for name in _names_at(text, head.end()):
            key = data.outlet_key(name.of(text))
            if key in outlets or data.outlet_named(name.of(text)):
                yield key, name
                break


@dataclass(frozen=True, slots=True)
class Names:
    """What stands right behind words that credit and may be a name: all keys, and whether the
    table knows one of them.
    """

    keys: frozenset[str]
    known: bool


def names_behind_credits(article: Article) -> Names:
    """The names that a page may credit, whatever outlets there are."""
    text = article.text
    names = [
        name.of(text) for head in _heads().finditer(text) for name in _names_at(text, head.end())
    ]
    known = any(data.outlet_named(name) for name in names)
    return Names(frozenset(map(data.outlet_key, names)), known) if names else NO_NAMES


NO_NAMES = Names(frozenset(), False)


def is_named(names: Names, outlets: frozenset[str]) -> bool:
    """Whether one of the names is an outlet's; else it hangs on no outlet whom the page credits."""
    return names.known or not names.keys.isdisjoint(outlets)


def _names_at(text: str, start: int) -> list[Span]:
    """What begins there and may be a name, the longest first; a name has capitals."""
    found: list[Span] = []
    at = start
    while len(found) < LONGEST_NAME and (word := _NEXT_WORD.match(text, at)):
        at = word.end()
        found.append(Span(start, at))
    return [span for span in reversed(found) if any(c.isupper() for c in span.of(text))]


@cache
def _heads() -> re.Pattern[str]:
    rows = data.table("credits", columns=("pattern", "example"))
    patterns = []
    for row in rows:
        with data.reading_row("credits", row["pattern"]):
            patterns.append(re.compile(row["pattern"]).pattern)
    any_of = "|".join(f"(?:{pattern})" for pattern in patterns)
    return re.compile(rf"(?:{any_of})[ \t\xa0]+", re.IGNORECASE | re.MULTILINE)


def tell_direction(
    a: Article, b: Article, credits: tuple[Credits, Credits], *, quoted: bool
) -> Told:
    """Which way words went between two articles that share some.

    None where both credit each other, or one agency, or where nothing tells. A page that was
    published earlier may itself have copied from a third. Where all that is shared is
    ``quoted``, dates tell nothing: both may have been told.
    """
    one, other = credits
    by_dates = Told() if quoted else _by_dates(a, b)
    if one.outlet and one.outlet == other.outlet:
        return by_dates
    a_copied, b_copied = other.outlet in one.named, one.outlet in other.named
    if a_copied != b_copied:
        article, told, key = (a, one, other.outlet) if a_copied else (b, other, one.outlet)
        span = told.named[key or ""]
        spans = ((article.id, span),) if span else ()
        return Told("b-to-a" if a_copied else "a-to-b", "credit", spans)
    if (a.republication is None) != (b.republication is None):
        article, named = (a, one.named) if a.republication else (b, other.named)
        spans = ((article.id, article.republication.span),) if article.republication else ()
        if named:  # of a third outlet, then
            return Told(None, "republication", spans)
        return Told("b-to-a" if article is a else "a-to-b", "republication", spans)
    if one.agency and one.agency == other.agency:
        pairs = ((a.id, a.agency_span), (b.id, b.agency_span))
        return Told(None, "agency", tuple((i, span) for i, span in pairs if span))
    return by_dates


def _by_dates(a: Article, b: Article) -> Told:
    """By the dates of publication, as far as both are precise."""
    one, other = a.published or "", b.published or ""
    length = min(len(one), len(other))
    if one[:length] == other[:length]:
        return Told()
    return Told("a-to-b" if one < other else "b-to-a", "dates")
