"""Which stories are related, and by what: a claim, a speaker or a releaser that both have.

Only what tells two stories from the others relates them. One who is met in many stories of a
run speaks or lets out on everything, and by that relates nothing; so does one whose office is
to speak on everything (``heads.csv``). A speaker must be known: a table has him, or his full
name stands on both pages; namesakes are then still one to us.
"""

from __future__ import annotations

import dataclasses
from collections import defaultdict
from collections.abc import Callable, Collection, Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import combinations

from firsthand import data
from firsthand.linking.gists import Gist, gist_of
from firsthand.linking.releasers import all_released
from firsthand.linking.statements import FEWEST_WORDS
from firsthand.types import Article, Claim, Related, RelatedBy, Shared, Speaker, Statement, Story
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

ORDER: tuple[RelatedBy, ...] = ("claim", "speaker", "releaser")


@dataclass(frozen=True, slots=True)
class _Tie:
    """One thing that two stories share, by their ids."""

    by: RelatedBy
    shared: Shared
    one: str
    other: str


def relate_stories(
    stories: Sequence[Story], articles: Sequence[Article], claims: Sequence[Claim]
) -> tuple[Story, ...]:
    """The stories with those that each is related to, by claims first, then in their order.

    The order of the articles changes nothing. Which of two related stories rests on the other
    is not told.
    """
    places = _Places(stories)
    found: dict[str, dict[tuple[RelatedBy, str], list[Shared]]] = defaultdict(dict)
    for tie in (*_by_claim(articles, claims, places), *_by_name(articles, places)):
        for one, other in ((tie.one, tie.other), (tie.other, tie.one)):
            found[one].setdefault((tie.by, other), []).append(tie.shared)
    return tuple(
        dataclasses.replace(story, related=tuple(_related(found.get(story.id, {}), places)))
        for story in stories
    )


class _Places:
    """Which story an article is in, where that stands, and how many may share a thing."""

    def __init__(self, stories: Sequence[Story]) -> None:
        self.story_of = {article: story.id for story in stories for article in story.articles}
        self.order = {story.id: number for number, story in enumerate(stories)}
        self._most = max(2, min(MOST_STORIES, len(stories) // 2))

    def tells(self, where: Collection[str]) -> bool:
        """Whether a thing that is in these stories tells them from the others."""
        return 2 <= len(where) <= self._most


def _related(
    found: Mapping[tuple[RelatedBy, str], Sequence[Shared]], places: _Places
) -> Iterator[Related]:
    for by, other in sorted(found, key=lambda key: (ORDER.index(key[0]), places.order[key[1]])):
        shared = found[by, other]
        yield Related(other, by, tuple(shared), _why(by, shared))


# ------------------------------------------------------------------------ claims


def _by_claim(
    articles: Sequence[Article], claims: Sequence[Claim], places: _Places
) -> Iterator[_Tie]:
    """The claims that two stories tell in like words, in their order."""
    texts = {(a.id, said.id): (a, said.content) for a in articles for said in a.attributions}
    for claim in claims:
        where: dict[str, list[Statement]] = defaultdict(list)
        for statement in claim.statements:
            where[places.story_of[statement.article]].append(statement)
        if not places.tells(where) or len(claim.text.split()) < FEWEST_WORDS:
            continue
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


# --------------------------------------------------------- speakers and releasers


@dataclass(frozen=True, slots=True)
class _Met:
    """One who may relate, met in one article; ``key`` stands for all his names."""

    key: Hashable
    by: RelatedBy
    shared: Shared
    article: str


def _by_name(articles: Sequence[Article], places: _Places) -> Iterator[_Tie]:
    """Who is met in two stories or a few, by name; of spellings the first in the alphabet."""
    where: dict[Hashable, set[str]] = defaultdict(set)
    shown: dict[Hashable, _Met] = {}
    for met in (*_all_speaking(articles), *_all_letting_out(articles)):
        where[met.by, met.key].add(places.story_of[met.article])
        shown[met.by, met.key] = min(
            met, shown.get((met.by, met.key), met), key=lambda one: one.shared.name
        )
    for key in sorted(shown, key=lambda key: (shown[key].shared.name, shown[key].shared.id or "")):
        if places.tells(where[key]):
            for one, other in combinations(sorted(where[key]), 2):
                yield _Tie(shown[key].by, shown[key].shared, one, other)


def _all_letting_out(articles: Sequence[Article]) -> Iterator[_Met]:
    for one in all_released(articles):
        yield _Met(one.releaser, "releaser", Shared(one.party, one.name), one.article)


def _all_speaking(articles: Sequence[Article]) -> Iterator[_Met]:
    """Those who say something on two pages and whom we know, but for heads of all."""
    on: dict[Hashable, list[tuple[_Met, Speaker, Article]]] = defaultdict(list)
    for article in articles:
        for speaker in _speaking(article):
            if _is_known(speaker):
                met = _met_speaker(speaker, article)
                on[met.key].append((met, speaker, article))
    for several in (found for found in on.values() if len(found) > 1):
        # A page that leaves the office out does not make him another.
        if not any(_speaks_on_everything(speaker, article) for _, speaker, article in several):
            yield from (met for met, _, _ in several)


def _speaking(article: Article) -> Iterator[Speaker]:
    heard = {said.speaker for said in article.attributions}
    return (speaker for speaker in article.speakers if speaker.id in heard)


def _met_speaker(speaker: Speaker, article: Article) -> _Met:
    name = speaker.name or ""
    key = speaker.party_id or name_key(name)
    return _Met(key, "speaker", Shared(speaker.party_id, name), article.id)


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
    "releaser": lambda names, _: f"Both rest on recordings or documents that {names} let out.",
}
