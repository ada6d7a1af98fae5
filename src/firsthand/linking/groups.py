"""Numbers in groups that only grow."""

from __future__ import annotations


class Groups:
    """Numbers in groups (union-find); one that was never joined is a group of its own."""

    def __init__(self) -> None:
        self._parent: dict[int, int] = {}

    def of(self, number: int) -> int:
        """The least number of the group."""
        parent = self._parent
        while (above := parent.get(number, number)) != number:
            parent[number] = parent.get(above, above)
            number = parent[number]
        return number

    def join(self, a: int, b: int) -> bool:
        """Put two together; whether they were apart."""
        one, other = self.of(a), self.of(b)
        if one == other:
            return False
        self._parent[max(one, other)] = min(one, other)
        return True
