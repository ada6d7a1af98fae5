"""What was worked out before, so that one page more works out only what it touches."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, TypeVar

Value = TypeVar("Value")
Key = tuple[str, ...]  # what sort of thing it is, and the ids of whom it is about
Known = Mapping[Key, tuple[object, Any]]  # what it was made from, and what was made


class Memory:
    """Values that were made before, each with what it was made from.

    ``now`` holds those that were asked for in this run, made before or anew; what nobody asks
    for any more is forgotten. What a value is made from is compared by ``==``: give all that
    it hangs on, and the very objects where there are such, so that this takes no time.
    """

    def __init__(self, before: Known) -> None:
        self._before = before
        self.now: dict[Key, tuple[object, Any]] = {}

    def recall(self, key: Key, made_from: object, make: Callable[[], Value]) -> Value:
        """The value that was made from the same, else one made now."""
        known = self._before.get(key)
        if known is None or known[0] != made_from:
            known = made_from, make()
        self.now[key] = known
        value: Value = known[1]
        return value


class NoMemory(Memory):
    """Makes everything anew and holds on to nothing: for pages that are linked once."""

    def recall(self, key: Key, made_from: object, make: Callable[[], Value]) -> Value:
        return make()


NO_MEMORY = NoMemory({})
