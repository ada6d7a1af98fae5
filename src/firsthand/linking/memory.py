"""What was worked out before, so that one page more works out only what it touches."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping
from typing import Any, TypeVar

Value = TypeVar("Value")
One = TypeVar("One", bound=Hashable)  # a page by its id, or a pair of pages
Key = tuple[str, ...]  # what sort of thing it is, and the ids of whom it is about
Made = tuple[object, Any]  # what it was made from, and what was made
Known = Mapping[Key, Any]  # a ``Made``; of what every page has, one for each page by its id


class Memory:
    """Values that were made before, each with what it was made from.

    ``now`` holds those that were asked for in this run, made before or anew; what nobody asks
    for any more is forgotten. What a value is made from is compared by ``==``: give all that
    it hangs on, and the very objects where there are such, so that this takes no time.
    """

    keeps = True  # whether what is made now may be asked for again

    def __init__(self, before: Known) -> None:
        self._before = before
        self.now: dict[Key, Any] = {}

    def recall(self, key: Key, made_from: object, make: Callable[[], Value]) -> Value:
        """The value that was made from the same, else one made now."""
        known = self._before.get(key)
        if known is None or known[0] != made_from:
            known = made_from, make()
        self.now[key] = known
        value: Value = known[1]
        return value

    def recall_each(
        self, sort: str, made_from: Mapping[One, object], make: Callable[[One], Value]
    ) -> dict[One, Value]:
        """The same for each page, by its id: quicker than one by one, as nearly all are known.

        Or for each pair of pages.
        """
        before: Mapping[One, Made] = self._before.get((sort,), {})
        now: dict[One, Made] = {}
        for one, source in made_from.items():
            known = before.get(one)
            if known is None or (known[0] is not source and known[0] != source):
                known = source, make(one)
            now[one] = known
        self.now[sort,] = now
        return {one: made[1] for one, made in now.items()}

    def before(self, sort: str) -> Mapping[Any, Any]:
        """All that was made of one sort before, by what it is about."""
        return {one: made for one, (_, made) in self._before.get((sort,), {}).items()}

    def extend(self, key: Key, begin: Value, extended: Callable[[Value], Value]) -> Value:
        """What stood there before, extended to this run; ``begin`` where nothing did.

        For an index of all pages, which knows itself what it was made from. The old one is the
        older run's: extend a copy.
        """
        known = self._before.get(key)
        value = extended(begin if known is None else known)
        self.now[key] = value
        return value


class NoMemory(Memory):
    """Makes everything anew and holds on to nothing: for pages that are linked once."""

    keeps = False

    def recall(self, key: Key, made_from: object, make: Callable[[], Value]) -> Value:
        return make()

    def recall_each(
        self, sort: str, made_from: Mapping[One, object], make: Callable[[One], Value]
    ) -> dict[One, Value]:
        return {one: make(one) for one in made_from}

    def extend(self, key: Key, begin: Value, extended: Callable[[Value], Value]) -> Value:
        return extended(begin)


NO_MEMORY = NoMemory({})
