"""Which stories are related, and by what: a claim, a speaker, a releaser or a place that both have.

Only what tells two stories from the others relates them. One who is met in many stories of a
run speaks or lets out on everything, and by that relates nothing; so does one whose office is
to speak on everything (``heads.csv``). A speaker must be known: a table has him, or his full
name stands on both pages; namesakes are then still one to us. A place must be a town or smaller,
no seat of government, and be what the page is about: in its title, or named again.
"""

from __future__ import annotations

import dataclasses
from collections import defaultdict
from collections.abc import (
    Callable,
    Collection,
    Hashable,
    Iterable,
    Iterator,
    Mapping,
    Sequence,
)
from dataclasses import dataclass
from functools import cache, partial
from itertools import combinations

from firsthand import data
from firsthand.linking.gists import Gist, gist_of
from firsthand.linking.memory import NO_MEMORY, Memory
from firsthand.linking.releasers import all_released
from firsthand.linking.statements import FEWEST_WORDS
from firsthand.types import (
    Article,
    Claim,
    Related,
    RelatedBy,
    Shared,
    Spans,
    Speaker,
    Statement,
    Story,
)
from firsthand.words import name_key, words_of

# Two stories may always share something; more only up to half of all stories of the run, and
# never more than so many: what is in more is common to them and tells none from the others.
# It also keeps the pairs in line with the stories, whatever is shared.
MOST_STORIES = 5
MOST_NAMED = 3  # in the sentence; ``shared`` has all
WORDS_OF_A_CLAIM = 12  # in the sentence

# Claims hold near misses, too: two stories are related by one only where a statement of each is
# like the other's. So many of a story are looked at.
FEWEST_ALIKE = 4  # content words
ALIKE = 0.5  # of those of the shorter
MOST_COMPARED = 8

QUOTATION_MARKS = "\"'“”‘’„«» "

ORDER: tuple[RelatedBy, ...] = ("claim", "speaker", "releaser", "place")

SMALL = frozenset(("city", "site"))  # precisions of places that may tell stories apart
NAMED_AGAIN = 2  # so often is a place named that a page is about


@dataclass(frozen=True, slots=True)
class _Tie:
    """One thing that two stories share, by their ids."""

    by: RelatedBy
    shared: Shared
    one: str
    other: str


def relate_stories(
    stories: Sequence[Story],
    articles: Sequence[Article],
    claims: Iterable[Sequence[Claim]],
    memory: Memory = NO_MEMORY,
) -> tuple[Story, ...]:
    """The stories with those that each is related to, by claims first, then in their order.

    ``claims`` stand in groups, those of articles that are compared with one another. The order
    of the articles changes nothing. Which of two related stories rests on the other is not told.
    """
    places = _Places(stories)
    found: dict[str, dict[tuple[RelatedBy, str], list[Shared]]] = defaultdict(dict)
    by_id = {article.id: article for article in articles}
    for tie in (*_by_claim(by_id, claims, places, memory), *_by_name(by_id, places, memory)):
        for one, other in ((tie.one, tie.other), (tie.other, tie.one)):
            found[one].setdefault((tie.by, other), []).append(tie.shared)
    return tuple(
        dataclasses.replace(story, related=tuple(_related(found[story.id], places)))
        if story.id in found
        else story
        for story in stories
    )


class _Places:
    """Which story an article is in, where that stands, and how many may share a thing."""

    def __init__(self, stories: Sequence[Story]) -> None:
        self.story_of = {article: story.id for story in stories for article in story.articles}
        self.order = {story.id: number for number, story in enumerate(stories)}
        self.most = max(2, min(MOST_STORIES, len(stories) // 2))

    def tells(self, where: Collection[str]) -> bool:
        """Whether a thing that is in these stories tells them from the others."""
        return 2 <= len(where) <= self.most


def _related(
    found: Mapping[tuple[RelatedBy, str], Sequence[Shared]], places: _Places
) -> Iterator[Related]:
    for by, other in sorted(found, key=lambda key: (ORDER.index(key[0]), places.order[key[1]])):
        shared = found[by, other]
        yield Related(other, by, tuple(shared), _why(by, shared))


# ------------------------------------------------------------------------ claims


def _by_claim(
    articles: Mapping[str, Article],
    claims: Iterable[Sequence[Claim]],
    places: _Places,
    memory: Memory,
) -> Iterator[_Tie]:
    """The claims that two stories tell in like words, in their order."""
    for group in claims:
        if not group:
            continue
        told = dict.fromkeys(one.article for claim in group for one in claim.statements)
        where = tuple(places.story_of[article] for article in told)
        if len(set(where)) < 2:
            continue
        made_from = (group, where, places.most, *(articles[article] for article in told))
        make = partial(_of_claims, group, [articles[article] for article in told], places)
        yield from memory.recall(("related", group[0].id), made_from, make)


def _of_claims(
    claims: Sequence[Claim], articles: Sequence[Article], places: _Places
) -> tuple[_Tie, ...]:
    texts = {(a.id, said.id): (a, said.content) for a in articles for said in a.attributions}
    return tuple(tie for claim in claims for tie in _of_claim(claim, texts, places))


def _of_claim(
    claim: Claim, texts: Mapping[tuple[str, str], tuple[Article, Spans]], places: _Places
) -> Iterator[_Tie]:
    if len(claim.statements) > 1:
        where: dict[str, list[Statement]] = defaultdict(list)
        for statement in claim.statements:
            where[places.story_of[statement.article]].append(statement)
        if not places.tells(where) or len(claim.text.split()) < FEWEST_WORDS:
            return
        gists = {
            story: [gist_of(*texts[one.article, one.attribution]) for one in told[:MOST_COMPARED]]
            for story, told in where.items()
        }
        for one, other in combinations(sorted(where), 2):
            if any(_are_alike(a, b) for a in gists[one] for b in gists[other]):
                yield _Tie("claim", Shared(claim.id, claim.text), one, other)


def _are_alike(a: Gist, b: Gist) -> bool:
    """Whether two statements have so much in common themselves, not only by way of a third."""
    shared = len(a.stems.keys() & b.stems.keys())
    return shared >= FEWEST_ALIKE and shared >= ALIKE * min(len(a.stems), len(b.stems))


# ------------------------------------------------- speakers, places and releasers


@dataclass(frozen=True, slots=True)
class _Met:
    """One who or which may relate, met in one article; ``key`` stands for all names.

    ``on_everything``: the page calls him by an office whose holder speaks on everything.
    """

    key: Hashable
    by: RelatedBy
    shared: Shared
    article: str
    on_everything: bool = False


def _by_name(articles: Mapping[str, Article], places: _Places, memory: Memory) -> Iterator[_Tie]:
    """Who is met in two stories or a few, by name; of spellings the first in the alphabet."""
    telling = memory.recall_each("telling", articles, lambda one: tuple(_met_in(articles[one])))
    met = memory.extend(("met",), MetByName(), lambda before: before.changed(telling))
    released = all_released(tuple(articles.values()), memory)
    letting_out: dict[Hashable, list[_Met]] = defaultdict(list)
    for one in released:
        own = _Met(one.releaser, "releaser", Shared(one.party, one.name), one.article)
        letting_out[own.key].append(own)
    ties = [
        (first.shared, first.by, where)
        for several in (*met.several(), *letting_out.values())
        if places.tells(where := {places.story_of[one.article] for one in several})
        for first in (min(several, key=lambda one: one.shared.name),)
    ]
    for shared, by, where in sorted(ties, key=lambda tie: (tie[0].name, tie[0].id or "")):
        for story, other in combinations(sorted(where), 2):
            yield _Tie(by, shared, story, other)


class MetByName:
    """Those who say something and whom we know, and places, filed by name; a page more changes
    its own.
    """

    def __init__(self) -> None:
        self._on: dict[Hashable, tuple[_Met, ...]] = {}
        self._telling: Mapping[str, tuple[_Met, ...]] = {}

    def changed(self, telling: Mapping[str, tuple[_Met, ...]]) -> MetByName:
        """Those of these pages and no others; itself is left as it is."""
        before = self._telling
        new = [one for one, own in telling.items() if before.get(one) is not own]
        gone = {one for one, own in before.items() if telling.get(one) is not own}
        found = MetByName()
        found._telling, found._on = telling, dict(self._on)
        added: dict[Hashable, list[_Met]] = defaultdict(list)
        for key in (met.key for one in gone for met in before[one]):
            added[key] = []
        for met in (met for one in new for met in telling[one]):
            added[met.key].append(met)
        for key, several in added.items():
            kept = (met for met in self._on.get(key, ()) if met.article not in gone)
            found._on[key] = (*kept, *several)
        return found

    def several(self) -> Iterator[tuple[_Met, ...]]:
        """Where each is met, but for heads of all; one who is met once is not told."""
        for found in self._on.values():
            # A page that leaves the office out does not make him another.
            if len(found) > 1 and not any(met.on_everything for met in found):
                yield found


def _met_in(article: Article) -> Iterator[_Met]:
    yield from _speak(article)
    yield from _set_in(article)


def _set_in(article: Article) -> Iterator[_Met]:
    """The places that a page is about."""
    named: dict[tuple[str, float, float], set[str]] = defaultdict(set)
    for place in article.places:
        if place.precision in SMALL and place.lat is not None and place.lon is not None:
            named[place.name, place.lat, place.lon].add(place.span.of(article.text))
    title, body = _in_a_row(article.title or ""), _in_a_row(article.body.text) if named else ""
    for key, called in named.items():
        words = {_in_a_row(one) for one in called}
        on_top = any(one in title for one in words)
        again = sum(body.count(one) for one in words) >= NAMED_AGAIN
        if (on_top or again) and name_key(key[0]) not in _seats():
            yield _Met(key, "place", Shared(None, key[0]), article.id)


def _in_a_row(text: str) -> str:
    """The words of a text, each between blanks of its own: "Nice" is not in "nicely"."""
    return f" {'  '.join(words_of(text))} "


@cache
def _seats() -> frozenset[str]:
    """Seats of government: news of anything names them."""
    rows = data.table("seats", columns=("seat", "country", "example"))
    return frozenset(name_key(row["seat"]) for row in rows)


def _speak(article: Article) -> Iterator[_Met]:
    for speaker in _speaking(article):
        if _is_known(speaker):
            name = speaker.name or ""
            key = speaker.party_id or name_key(name)
            shared = Shared(speaker.party_id, name)
            everything = _speaks_on_everything(speaker, article)
            yield _Met(key, "speaker", shared, article.id, everything)


def _speaking(article: Article) -> Iterator[Speaker]:
    heard = {said.speaker for said in article.attributions}
    return (speaker for speaker in article.speakers if speaker.id in heard)


def _is_known(speaker: Speaker) -> bool:
    """Whether we know who it is on any page, and he is no medium.

    A body that no table knows may be one of several of its name: "the interior ministry".
    """
    name = speaker.name
    if not (speaker.named and name) or data.sounds_like_an_outlet(name):
        return False
    full = speaker.kind == "person" and len(name.split()) > 1
    return speaker.party_id is not None or full


def _speaks_on_everything(speaker: Speaker, article: Article) -> bool:
    """Whether the page calls him by an office of ``heads.csv``."""
    own = set(words_of(speaker.name or ""))
    called = (*(span.of(article.text) for span in speaker.mentions), speaker.description or "")
    for words in map(words_of, called):
        told = f" {' '.join(word for word in words if word not in own)} "
        if any(f" {office} " in told for office in _heads()):
            return True
    return False


@cache
def _heads() -> tuple[str, ...]:
    rows = data.table("heads", columns=("office", "example"))
    return tuple(" ".join(words_of(row["office"])) for row in rows)


# ------------------------------------------------------------------ in a sentence


def _why(by: RelatedBy, shared: Sequence[Shared]) -> str:
    return _SAID[by](_listed([_shortened(one.name, by) for one in shared]), len(shared) > 1)


def _shortened(name: str, by: RelatedBy) -> str:
    words = name.strip(QUOTATION_MARKS).split()
    more = " …" if len(words) > WORDS_OF_A_CLAIM else ""
    return f"“{' '.join(words[:WORDS_OF_A_CLAIM])}{more}”" if by == "claim" else name


def _listed(names: Sequence[str]) -> str:
    """``A``, ``A and B``, ``A, B, C and 2 more``"""
    more = len(names) - MOST_NAMED
    shown = [*names[:MOST_NAMED], *([f"{more} more"] if more > 0 else [])]
    return " and ".join(filter(None, (", ".join(shown[:-1]), shown[-1])))


_SAID: Mapping[RelatedBy, Callable[[str, bool], str]] = {
    "claim": lambda names, _: f"Both tell {names}.",
    "speaker": lambda names, several: f"{names} {'speak' if several else 'speaks'} in both.",
    "place": lambda names, _: f"Both tell of {names}.",
    "releaser": lambda names, _: f"Both rest on recordings or documents that {names} let out.",
}
