"""One war, taking of land or upheaval under several names, and who uses which.

Names mean one event where they give one land; a name with only a side joins the one event of
that side; a bare one ("the war") the one event of its page. Where two could be meant, neither
is: a name that is left out costs less than one that says of somebody what he never said.
"""

from __future__ import annotations

import dataclasses
import hashlib
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from firsthand.linking.conflicts.blame import alike
from firsthand.linking.memory import NO_MEMORY, Memory
from firsthand.types import Article, Event, EventName, EventUse, Naming, Story, Whose

FEWEST_NAMES = 2
FEWEST_USES = 2  # of an event that other names may mean, if it is not named before them


def tell_events(
    stories: Sequence[Story], articles: Sequence[Article], memory: Memory = NO_MEMORY
) -> tuple[Story, ...]:
    """The stories, each with the events that its pages call by several names."""
    by_id = {article.id: article for article in articles}
    pages = {story.id: tuple(by_id[one] for one in story.articles) for story in stories}
    told = memory.recall_each("events", pages, lambda story: tuple(_events(pages[story])))
    return tuple(dataclasses.replace(story, events=told[story.id]) for story in stories)


@dataclass(slots=True)
class _Event:
    """What is known of an event so far: its countries, and where it is named."""

    lands: set[str] = field(default_factory=set)
    sides: set[str] = field(default_factory=set)
    uses: list[tuple[Article, Naming]] = field(default_factory=list)

    def add(self, article: Article, naming: Naming) -> None:
        self.lands.update(naming.lands)
        self.sides.update(naming.sides)
        self.uses.append((article, naming))

    def is_on(self, article: Article) -> bool:
        return any(where.id == article.id for where, _ in self.uses)

    def is_told_before(self, article: Article, naming: Naming) -> bool:
        """Whether the page has named it before, or names it more than once: else "the conflict"
        may be another than "Norda's conflict", which is told in passing further on.
        """
        here = [known.span for where, known in self.uses if where.id == article.id]
        return min(here) < naming.span or len(here) >= FEWEST_USES


def _events(articles: Sequence[Article]) -> Iterator[Event]:
    told: dict[str, list[tuple[Article, Naming]]] = defaultdict(list)
    for article in articles:
        for naming in article.namings:
            told[naming.kind].append((article, naming))
    for namings in told.values():
        for event in _of_one_kind(namings):
            if len({naming.name for _, naming in event.uses}) >= FEWEST_NAMES:
                yield _as_told(event, articles)


def _of_one_kind(namings: Sequence[tuple[Article, Naming]]) -> list[_Event]:
    """The events that names of one kind mean: by their land, then by a side, then bare ones."""
    events: list[_Event] = []
    for article, naming in namings:
        if not naming.lands:
            continue
        known = [e for e in events if _meet(naming.lands, e.lands)]
        if all(_all_in(naming.lands, e.lands) for e in known):  # not "of Norda AND OF TARROW"
            _join(article, naming, known, events)
    for article, naming in namings:
        if naming.sides and not naming.lands:
            known = [e for e in events if _meet(naming.sides, {*e.lands, *e.sides})]
            whole = [e for e in known if _all_in(naming.sides, {*e.lands, *e.sides})]
            _join(article, naming, whole if len(whole) == 1 else known, events)
    anchored = list(events)
    bare: dict[str, _Event] = {}
    for article, naming in namings:
        if naming.sides or naming.lands:
            continue
        here = [event for event in anchored if event.is_on(article)]
        if not here:
            bare.setdefault(article.id, _Event()).add(article, naming)
        elif len(here) == 1 and here[0].is_told_before(article, naming):
            here[0].add(article, naming)
    if len(anchored) == 1 and len(anchored[0].uses) >= FEWEST_USES:
        for event in bare.values():  # the one that the other pages of the story are about
            anchored[0].uses += event.uses
        return anchored
    return [*anchored, *bare.values()]


def _join(article: Article, naming: Naming, known: Sequence[_Event], events: list[_Event]) -> None:
    """Add a name to the one event that it may mean; where there is none, it begins one."""
    if not known:
        events.append(_Event())
        known = events[-1:]
    if len(known) == 1:
        known[0].add(article, naming)


def _meet(keys: Iterable[str], others: Iterable[str]) -> bool:
    """Whether two sets of countries have one in common: "Nordan" is of "Norda"."""
    return alike(frozenset(keys), frozenset(others))


def _all_in(keys: Iterable[str], others: set[str]) -> bool:
    return all(_meet((key,), others) for key in keys)


# ---------------------------------------------------------------------- as values


def _as_told(event: _Event, articles: Sequence[Article]) -> Event:
    place = {article.id: number for number, article in enumerate(articles)}
    uses = sorted(event.uses, key=lambda use: (place[use[0].id], use[1].span))
    fullest = max(uses, key=lambda use: (_says(use[1]), -place[use[0].id], -use[1].span.start))
    names: dict[str, list[EventUse]] = {}
    for article, naming in uses:
        use = EventUse(
            article.id, naming.span, _whose(naming, article), naming.attribution, naming.caller
        )
        names.setdefault(naming.name, []).append(use)
    first, kind = uses[0], uses[0][1].kind
    seed = "\n".join((kind, first[0].id, str(first[1].span.start)))
    return Event(
        id="v" + hashlib.sha256(seed.encode("utf-8", "surrogatepass")).hexdigest()[:12],
        kind=kind,
        title=_flat(fullest[1].span.of(fullest[0].text)),
        names=tuple(EventName(name, tuple(found)) for name, found in names.items()),
    )


def _flat(words: str) -> str:
    """The words on one line, without a mark that has no fellow: ``punitive operation" in``."""
    return " ".join(re.sub('["“”]', "", words).split())


def _says(naming: Naming) -> tuple[int, int]:
    """How much a name tells of where and who: most of all in the outlet's own words."""
    return len({*naming.lands, *naming.sides}), -naming.quoted


def _whose(naming: Naming, article: Article) -> Whose:
    """Whose word a name is, as far as marks and grammar tell."""
    if naming.caller is not None:
        return "caller"
    by_somebody = any(a.id == naming.attribution and a.source for a in article.attributions)
    if naming.quoted:
        return "speaker" if by_somebody else "nobody"
    return "paraphrase" if by_somebody else "outlet"
