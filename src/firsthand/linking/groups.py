"""Things in groups that only grow."""

from __future__ import annotations

from collections.abc import Hashable
from typing import Generic, TypeVar

Thing = TypeVar("Thing", bound=Hashable)


class Groups(Generic[Thing]):
    """Things in groups (union-find); one that was never joined is a group of its own."""

    def __init__(self) -> None:
        self._parent: dict[Thing, Thing] = {}

    def of(self, thing: Thing) -> Thing:
        """The one that stands for the group."""
        parent = self._parent
        while (above := parent.get(thing, thing)) != thing:
            parent[thing] = parent.get(above, above)
            thing = parent[thing]
        return thing

    def join(self, a: Thing, b: Thing) -> bool:
        """Put the group of ``b`` into that of ``a``, whose stays who stands for it; whether
        they were apart.
        """
        one, other = self.of(a), self.of(b)
        if one == other:
            return False
        self._parent[other] = one
        return True
