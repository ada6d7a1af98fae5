"""Which body one speaks for: a ministry and its spokesman, a state and its government.

Roles and groups alone never make two statements one; they leave it open. The place that a body
is of does not make it one with another of that place ("Norda police", "Norda Zoo"), but for
the state itself: "Kesk", "the Keskian government" and a minister of Kesk may speak for one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Set
from dataclasses import dataclass
from functools import cache, lru_cache

from firsthand import data
from firsthand.linking.gists import NUMBERS, stem
from firsthand.linking.utterers import (
    Utterer,
    body_words,
    is_acronym,
    is_medium,
    offices,
    speaking,
    words_of_name,
)
from firsthand.types import Article

Words = tuple[str, ...]
COUNTING = NUMBERS | frozenset("one several some many other another unnamed local".split())
RANKS = frozenset("senior top ranking leading anonymous unidentified".split())
MOUTHS = frozenset("spokesman spokeswoman spokesperson spokesmen spokespeople".split())
KEPT = 4096  # bodies that are remembered
LONGEST_NAME = 4  # words of a place's name
ACTING = frozenset(("country", "admin", "city", "region"))  # precisions of what a body is of


@dataclass(frozen=True, slots=True)
class Body:
    """The body that one speaks for, as far as the words tell.

    ``words`` are the stems that tell which: without roles, places, the person's own name and
    words that any body is called by ("the firm"); ``states`` are countries, by their codes, and
    ``places`` the stems of their names and of other places. ``of_state``: the state itself is
    meant, no body of its own. ``public``: an official may speak for it. ``generic``: it is
    called by a noun that any body may be called by: "the firm", "a monitoring group".
    """

    words: frozenset[str]
    states: frozenset[str]
    places: frozenset[str]
    of_state: bool
    public: bool
    generic: bool


def one_body(a: Utterer, b: Utterer, places: Set[str] = frozenset()) -> bool:
    """Whether two may speak for one body: "police", "a police spokesman", "Norda police"; a
    state and its ministers; an official of no stated body and anybody in office; "the firm" and
    any body. ``places`` are words of places, in lower case.

    Two named persons are two, and so are two named bodies of which neither has all words of
    the other.
    """
    if a.named and b.named and a.person and b.person:
        return False
    if not (_holds_office(a) and _holds_office(b)):
        return False
    one, other = body_of(a, places), body_of(b, places)
    if one.of_state and other.of_state:
        return bool(one.states & other.states)
    if one.words and other.words:
        return _share_words(a, one, b, other) or _is_acronym_in(a, b) or _is_acronym_in(b, a)
    return not (is_medium(a) or is_medium(b)) and _left_open(one, other)


def speaks_for(a: Utterer, b: Utterer, places: Set[str] = frozenset()) -> bool:
    """Whether one is the spokesman of the body that the other is.

    Many speak for a state: "the Kremlin" and its spokesman are one, "Russia" and he are not known
    to be.
    """
    if b.person or MOUTHS.isdisjoint(a.about) or not MOUTHS.isdisjoint(b.about):
        return False
    one, other = body_of(a, places), body_of(b, places)
    of_state = one.of_state and other.of_state and not set(a.about).isdisjoint(b.words)
    known = (one.words and other.words) or of_state
    return bool(known) and one_body(a, b, places)


def is_called(named: Utterer, described: Utterer, article: Article) -> bool:
    """Whether a description of a page is what the page calls a body, and no other that it names."""
    if named.page != article.id or described.page != article.id or described.named:
        return False
    words = set(described.words) - set(named.words)
    if not words or not _is_told_of(words, named):
        return False
    return not any(
        _is_told_of(words, other) and other.speaker != named.speaker
        for other in (speaking(article, one) for one in article.speakers)
    )


def _is_told_of(words: Set[str], named: Utterer) -> bool:
    return named.named and not named.person and words <= set(named.about) - set(named.words)


def _share_words(a: Utterer, one: Body, b: Utterer, other: Body) -> bool:
    shared = one.words & other.words
    if a.named != b.named and not (a.person or b.person):
        named, described = (one, other) if a.named else (other, one)
        if described.generic and not (named.public or named.of_state):
            return True  # "a monitoring group" may be any that has a name
    if a.named and b.named and not (a.person or b.person):
        return shared in (one.words, other.words)
    return bool(shared)


def _left_open(one: Body, other: Body) -> bool:
    """Of one at least no word tells which body: whether it may be the other's."""
    if one.places and other.places and not (one.places & other.places or one.states & other.states):
        return False
    short, long = (other, one) if one.words else (one, other)
    if not long.words or not (short.places or short.generic):
        return True
    if short.generic and not short.public:  # "the firm" is no police
        return not (long.public or long.of_state)
    return bool(short.places) <= bool(long.places) and long.public


def body_of(utterer: Utterer, places: Set[str] = frozenset()) -> Body:
    """The body that one speaks for; ``places`` are words of places, in lower case."""
    named_body = utterer.named and not utterer.person
    own = utterer.words if utterer.named and utterer.person else ()
    about = tuple(word for word in utterer.about if word not in own)
    return _body(about, utterer.words if named_body else about, frozenset(places))


@lru_cache(KEPT)
def _body(about: Words, kind: Words, places: frozenset[str]) -> Body:
    """The body; ``kind`` are the words that tell whether it is public or a state: a body's name,
    where it has one.
    """
    sorts = body_words()
    states, of_states = _states_in(about)
    rest = [word for word in about if word not in of_states]
    telling = [w for w in rest if w not in places and w not in COUNTING | RANKS | offices()]
    which = {word for word in telling if "vague" not in sorts.get(word, ())}
    kinds = [sorts.get(word, ()) for word in telling if word in kind]
    return Body(
        words=frozenset(map(stem, which)),
        states=states,
        places=frozenset(map(stem, (of_states | (set(rest) & places)) - offices())),
        of_state=bool(_states_in(kind)[0]) and all("state" in sort for sort in kinds),
        public=not telling or any("public" in sort for sort in kinds),
        generic=any("vague" in sorts.get(word, ()) for word in telling),
    )


def place_words(articles: Iterable[Article]) -> frozenset[str]:
    """The words of the places that pages name, in lower case; no words of sites."""
    spans = {
        place.span.of(article.text)
        for article in {one.id: one for one in articles}.values()
        for place in article.places
        if place.precision in ACTING
    }
    return frozenset(word for name in spans for word in words_of_name(name))


def _holds_office(utterer: Utterer) -> bool:
    """Whether it is a body, or one whose words say that he speaks for one."""
    return not utterer.person or not offices().isdisjoint(utterer.about)


def _is_acronym_in(a: Utterer, b: Utterer) -> bool:
    return any(is_acronym((word,), b.words) for word in a.words)


def _states_in(words: Words) -> tuple[frozenset[str], frozenset[str]]:
    """The countries that words name, and the words that do."""
    states: set[str] = set()
    naming: set[str] = set()
    start = 0
    while start < len(words):
        name = next((n for n in _windows(words, start) if n in _states()), ())
        if name:
            states.add(_states()[name])
            naming.update(name)
        start += max(len(name), 1)
    return frozenset(states), frozenset(naming)


def _windows(words: Words, start: int) -> Iterator[Words]:
    """What begins at a place, the longest first."""
    for length in range(min(LONGEST_NAME, len(words) - start), 0, -1):
        yield words[start : start + length]


@cache
def _states() -> dict[Words, str]:
    """Countries by their names, what their people are called, and where they are governed from."""
    columns = ("name", "aliases", "precision", "country", "demonyms")
    found: dict[Words, str] = {}
    for row in data.table("seats", columns=("seat", "country", "example")):
        found[words_of_name(row["seat"])] = row["country"]
    for row in data.table("place_names", columns=columns):
        if row["precision"] == "country" and row["country"]:
            names = (row["name"], *data.words(row["aliases"]), *data.words(row["demonyms"]))
            found |= dict.fromkeys(map(words_of_name, names), row["country"])
    return found
