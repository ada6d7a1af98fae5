"""Who let out the recordings of several articles, be they of one story or of more."""

from __future__ import annotations

import dataclasses
import itertools
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass

from firsthand import data
from firsthand.linking.memory import NO_MEMORY, Memory
from firsthand.linking.origins.reasons import LETTING_OUT, RECORDED
from firsthand.types import Article, Hop, Story
from firsthand.words import name_key

MOST_TITLES = 3  # of other stories that are named


@dataclass(frozen=True, slots=True)
class Released:
    """One statement that was heard on a recording, and who let that out.

    ``releaser`` is one key for all his names; ``party`` his identity where a table knows him.
    """

    releaser: str
    name: str
    party: str | None
    article: str
    attribution: str


def tell_releasers(
    stories: Sequence[Story], articles: Sequence[Article], memory: Memory = NO_MEMORY
) -> tuple[Story, ...]:
    """The stories; ``why`` says whose recordings one of their articles shares with any other.

    Only named hands that released, intercepted or published a recording or document count,
    and no media, which hand on what they are given. Whether the statements rest on one
    recording or on several is not told.
    """
    found: dict[str, list[Released]] = defaultdict(list)
    for released in all_released(articles, memory):
        found[released.releaser].append(released)
    several = {key: one for key, one in found.items() if len({r.article for r in one}) > 1}
    met: dict[str, set[str]] = defaultdict(set)  # whose recordings an article has
    for key, own in several.items():
        for released in own:
            met[released.article].add(key)
    if not met:
        return tuple(stories)
    story_of = {article: story for story in stories for article in story.articles}
    return tuple(_told(story, several, met, story_of) for story in stories)


def all_released(articles: Sequence[Article], memory: Memory = NO_MEMORY) -> Iterator[Released]:
    """Who let out what each statement was heard on, each hand once for a statement."""
    by_id = {article.id: article for article in articles}
    found = memory.recall_each("released", by_id, lambda one: tuple(_released(by_id[one])))
    return itertools.chain.from_iterable(found.values())


def _released(article: Article) -> Iterator[Released]:
    for attribution in article.attributions:
        for key, hop in {_key(h): h for h in attribution.chain if _lets(h)}.items():
            yield Released(key, hop.party or "", hop.party_id, article.id, attribution.id)


def _lets(hop: Hop) -> bool:
    let_out = hop.action in LETTING_OUT and hop.evidence in RECORDED
    return let_out and hop.named and not data.sounds_like_an_outlet(hop.party or "")


def _key(hop: Hop) -> str:
    return hop.party_id or name_key(hop.party or "")


def _told(
    story: Story,
    several: Mapping[str, Sequence[Released]],
    met: Mapping[str, Set[str]],
    story_of: Mapping[str, Story],
) -> Story:
    own = sorted({key for article in story.articles for key in met.get(article, ())})
    if not own:
        return story
    sentences = [_sentence(story, several[key], story_of) for key in own]
    return dataclasses.replace(story, why=" ".join((story.why, *sentences)))


def _sentence(story: Story, released: Sequence[Released], story_of: Mapping[str, Story]) -> str:
    """What one releaser let out, here and in other stories."""
    pages = len({one.article for one in released})
    what = f"{released[0].name} let out {len(released)} statements on {pages} articles"
    others = {story_of[one.article].id: story_of[one.article].title for one in released}
    titles = [f"“{title}”" for key, title in others.items() if key != story.id]
    return f"{what}, also of {', '.join(titles[:MOST_TITLES])}." if titles else f"{what}."
