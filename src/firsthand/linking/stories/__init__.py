"""Stories: articles about one event or matter, and the words and dates that tied them.

``profiles`` says what an article is about, ``ties`` how strongly two are tied, ``grouping``
makes stories of the ties, ``telling`` puts them into words.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import partial

from firsthand.linking.memory import NO_MEMORY, Memory
from firsthand.linking.stories.grouping import LEAST, Grouping
from firsthand.linking.stories.profiles import Page, Profile, beginning_of, profile_of
from firsthand.linking.stories.telling import LATEST, told
from firsthand.types import Article, Story

__all__ = ["Page", "find_stories", "kin_and_stories", "stories_of"]

Kin = tuple[tuple[str, ...], ...]

KIN = 0.15  # strength from which articles may hold the same claims, though not of one story


def find_stories(articles: Iterable[Article]) -> tuple[Story, ...]:
    """The stories of articles, the earliest first; every article is in exactly one.

    Read are the title, the first words of the body, and the day of publication.
    """
    return stories_of(list(map(_page, articles)))


def stories_of(pages: Sequence[Page]) -> tuple[Story, ...]:
    """The stories of pages, the earliest first; every page is in exactly one.

    How strongly two pages are tied hangs on these two alone, and which story a page is in on
    what it is connected with by ties: the order of the pages changes nothing, and a page more
    changes only the stories that it is connected with, but for the one that makes them more
    than ``ties.FEW``: from there on only likely pairs are compared. Undated pages count as
    twelve days away from any other. A page that shares enough with no other is a story of its
    own. The same page twice stands in its story once.

    A story's id is made of that of its first article, by date and then by id. Which stories are
    related (by a claim, speaker or releaser that they share) is not told here.
    """
    once = sorted(set(pages), key=_canonical)
    numbered = {f"{n:012}": page for n, page in enumerate(once)}
    read = {number: (page, profile_of(page)) for number, page in numbered.items()}
    return _Read(read, least=LEAST).stories()


def kin_and_stories(
    articles: Iterable[Article], memory: Memory = NO_MEMORY
) -> tuple[Kin, tuple[Story, ...]]:
    """The ids of articles in groups that may hold the same claims, and the stories.

    Every article is in one of each. Kin is looser than stories: two pages on one war or one
    firm are kin. What stands on articles that are no kin is never compared.
    """
    by_id = dict(sorted((article.id, article) for article in articles))
    pages = memory.recall_each("profile", by_id, lambda one: _profiled(by_id[one]))
    read = _Read(pages, least=KIN, memory=memory)
    return read.groups(), read.stories()


class _Read:
    """Pages with their profiles and ties, which are found once for all that is asked.

    ``pages`` are given in order, by whatever tells them apart.
    """

    def __init__(
        self,
        pages: Mapping[str, tuple[Page, Profile]],
        *,
        least: float,
        memory: Memory = NO_MEMORY,
    ) -> None:
        self._memory = memory
        self._pages = [page for page, _ in pages.values()]
        self._profiles = [profile for _, profile in pages.values()]
        profiles = {one: profile for one, (_, profile) in pages.items()}
        self._grouping = Grouping(profiles, least=least, memory=memory)

    def groups(self) -> Kin:
        ids = [page.id for page in self._pages]
        groups = self._grouping.groups(least=KIN)
        return tuple(sorted(tuple(sorted(ids[n] for n in group.tolist())) for group in groups))

    def stories(self) -> tuple[Story, ...]:
        pages, profiles = self._pages, self._profiles
        stories = [
            self._told(sorted(group.tolist())) for group in self._grouping.groups(least=LEAST)
        ]
        days = {page.id: profile.days for page, profile in zip(pages, profiles, strict=True)}
        return tuple(sorted(stories, key=lambda s: (days[s.articles[0]] or LATEST, s.id)))

    def _told(self, numbers: Sequence[int]) -> Story:
        pages = tuple(self._pages[n] for n in numbers)
        profiles = [self._profiles[n] for n in numbers]
        key = ("story", *(page.id for page in pages))
        return self._memory.recall(key, pages, partial(told, pages, profiles))


def _profiled(article: Article) -> tuple[Page, Profile]:
    page = _page(article)
    return page, profile_of(page)


def _page(article: Article) -> Page:
    return Page(
        article.id, article.title, beginning_of(article.read_body().text), article.published
    )


def _canonical(page: Page) -> tuple[str, str, str, str]:
    return page.id, page.title or "", page.body, page.published or ""
