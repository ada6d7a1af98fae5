"""Which stories are related, and by what: a claim, a speaker or a releaser that both have.

Only what tells two stories from the others relates them. One who is met in many stories of a
run speaks or lets out on everything, and by that relates nothing; so does one whose office is
to speak on everything (``heads.csv``). A speaker must be known: a table has him, or his full
name stands on both pages; namesakes are then still one to us.
"""

from __future__ import annotations

import dataclasses
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import permutations

from firsthand import data
from firsthand.linking.releasers import all_released
from firsthand.linking.statements import FEWEST_WORDS
from firsthand.types import Article, Claim, Related, RelatedBy, Shared, Speaker, Story
from firsthand.words import name_key, words_of

# Two stories may always share something; more only up to half of all stories of the run, and
# never more than so many: what is in more is common to them and tells none from the others.
# It also keeps the pairs in line with the stories, whatever is shared.
MOST_STORIES = 5
MOST_NAMED = 3  # in the sentence; ``shared`` has all
WORDS_OF_A_CLAIM = 12  # in the sentence

QUOTATION_MARKS = "\"'“”‘’„«» "

ORDER: tuple[RelatedBy, ...] = ("claim", "speaker", "releaser")


@dataclass(frozen=True, slots=True)
class _Met:
    """One thing that may relate, met in one article."""

    key: Hashable
    by: RelatedBy
    shared: Shared
    article: str


def relate_stories(
    stories: Sequence[Story], articles: Sequence[Article], claims: Sequence[Claim]
) -> tuple[Story, ...]:
    """The stories with those that each is related to, by claims first, then in their order.

    The order of the articles changes nothing. Which of two related stories rests on the other
    is not told.
    """
    story_of = {article: story.id for story in stories for article in story.articles}
    place = {story.id: number for number, story in enumerate(stories)}
    found: dict[str, dict[tuple[RelatedBy, str], list[Shared]]] = defaultdict(dict)
    for by, what, where in _shared([*_all_met(articles, claims)], story_of, most=_most(stories)):
        for one, other in permutations(sorted(where), 2):
            found[one].setdefault((by, other), []).append(what)
    return tuple(
        dataclasses.replace(
            story,
            related=tuple(
                Related(other, by, tuple(shared), _why(by, shared))
                for (by, other), shared in sorted(
                    found.get(story.id, {}).items(),
                    key=lambda item: (ORDER.index(item[0][0]), place[item[0][1]]),
                )
            ),
        )
        for story in stories
    )


def _most(stories: Sequence[Story]) -> int:
    """In how many stories a thing may be and still relate them."""
    return max(2, min(MOST_STORIES, len(stories) // 2))


def _shared(
    met: Sequence[_Met], story_of: Mapping[str, str], *, most: int
) -> Iterator[tuple[RelatedBy, Shared, set[str]]]:
    """What stands in two stories or a few, and in which; claims in their order, then by name."""
    where: dict[Hashable, set[str]] = defaultdict(set)
    shown: dict[Hashable, _Met] = {}
    for one in met:
        where[one.by, one.key].add(story_of[one.article])
        first = shown.setdefault((one.by, one.key), one)
        if one.shared.name < first.shared.name:  # of spellings one, whatever the order
            shown[one.by, one.key] = one
    named = [key for key, one in shown.items() if one.by != "claim"]
    named.sort(key=lambda key: (shown[key].shared.name, shown[key].shared.id or ""))
    for key in (*(key for key, one in shown.items() if one.by == "claim"), *named):
        if 2 <= len(where[key]) <= most:
            yield shown[key].by, shown[key].shared, where[key]


# --------------------------------------------------------------- what may relate


def _all_met(articles: Sequence[Article], claims: Sequence[Claim]) -> Iterator[_Met]:
    for claim in claims:
        if len(claim.text.split()) >= FEWEST_WORDS:  # "an inquiry" is many claims put together
            for statement in claim.statements:
                yield _Met(claim.id, "claim", Shared(claim.id, claim.text), statement.article)
    yield from _all_speaking(articles)
    for released in all_released(articles):
        shared = Shared(released.party, released.name)
        yield _Met(released.releaser, "releaser", shared, released.article)


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
