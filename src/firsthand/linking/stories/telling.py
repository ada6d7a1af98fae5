"""A story in words: its title, its articles in order, and what tied them."""

from __future__ import annotations

import collections
import datetime
import hashlib
import itertools
from collections.abc import Sequence

from firsthand.linking.stories.profiles import FIRST_WORDS, Days, Page, Profile
from firsthand.types import Story
from firsthand.words import WORD

TITLE_WORDS = 10  # of a story whose pages have no title
MOST_WORDS = 5  # that are named as what ties a story
ENOUGH_PAGES = 8  # to see how a word is written
LATEST: Days = (10**7, 10**7)  # after every day there is
ALONE = "No other article here shares enough of its words and its time."


def told(pages: Sequence[Page], profiles: Sequence[Profile]) -> Story:
    """The story of pages that belong together, earliest first."""
    order = sorted(range(len(pages)), key=lambda n: (profiles[n].days or LATEST, pages[n].id))
    pages, profiles = [pages[n] for n in order], [profiles[n] for n in order]
    ids = tuple(dict.fromkeys(page.id for page in pages))
    shared = _shared(profiles) if len(pages) > 1 else {}
    return Story(
        id="s" + hashlib.sha256(ids[0].encode("utf-8", "surrogatepass")).hexdigest()[:12],
        title=_title(pages, profiles, shared),
        articles=ids,
        why=_why(ids, pages, profiles, shared) if len(ids) > 1 else ALONE,
    )


def _shared(profiles: Sequence[Profile]) -> dict[str, float]:
    """What the story's articles have in common: each word's weights together, if two have it."""
    stands: collections.Counter[str] = collections.Counter()
    weight: dict[str, float] = collections.defaultdict(float)
    for profile in profiles:
        stands.update(profile.words)
        for word, its in zip(profile.words, profile.weights, strict=True):
            weight[word] += its
    return {word: its * stands[word] for word, its in weight.items() if stands[word] > 1}


def _title(pages: Sequence[Page], profiles: Sequence[Profile], shared: dict[str, float]) -> str:
    """The title of the article that holds most of what all share; without any, its first words."""
    holds = [
        sum(shared.get(w, 0.0) * its for w, its in zip(p.words, p.weights, strict=True))
        for p in profiles
    ]
    titled = [n for n, page in enumerate(pages) if (page.title or "").strip()]
    best = max(titled or range(len(pages)), key=lambda n: (holds[n], -n))
    title = (pages[best].title or "").strip() or _first_words(pages[best].body) or pages[best].id
    return " ".join(title.split())


def _first_words(body: str) -> str:
    """The first words as they stand there, with the marks between them."""
    found = list(itertools.islice(WORD.finditer(body), TITLE_WORDS))
    return body[found[0].start() : found[-1].end()] if found else ""


def _why(
    ids: Sequence[str],
    pages: Sequence[Page],
    profiles: Sequence[Profile],
    shared: dict[str, float],
) -> str:
    words = sorted(shared, key=lambda word: (-shared[word], word))[:MOST_WORDS]
    written = _as_written(words, pages)
    named = _listed([f"“{written[word]}”" for word in words]) or "the same words"
    return f"These {len(ids)} articles share {named}, and {_when(profiles)}."


def _as_written(words: Sequence[str], pages: Sequence[Page]) -> dict[str, str]:
    """Each word with the capitals that it mostly has in the bodies of the first articles."""
    forms: dict[str, collections.Counter[str]] = {word: collections.Counter() for word in words}
    for page in pages[:ENOUGH_PAGES]:
        for found in itertools.islice(WORD.finditer(page.body), FIRST_WORDS):
            if (word := found[0].lower()) in forms:
                forms[word][found[0]] += 1
    return {
        word: min(seen, key=lambda form: (-seen[form], form), default=word)
        for word, seen in forms.items()
    }


def _when(profiles: Sequence[Profile]) -> str:
    days = [profile.days for profile in profiles if profile.days]
    undated = len(profiles) - len(days)
    if not days:
        return "none of them has a date"
    first, last = min(first for first, _ in days), max(last for _, last in days)
    when = f"are of {_day(first)}" if first == last else f"are of {_day(first)} to {_day(last)}"
    return when + (f" ({undated} without a date)" if undated else "")


def _day(ordinal: int) -> str:
    return datetime.date.fromordinal(ordinal).isoformat()


def _listed(items: Sequence[str]) -> str:
    return " and ".join(filter(None, (", ".join(items[:-1]), items[-1]))) if items else ""
