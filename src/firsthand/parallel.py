"""The same work on many items, in order, in one process or several."""

from __future__ import annotations

import collections
import itertools
import multiprocessing
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from typing import TypeVar

Item = TypeVar("Item")
Result = TypeVar("Result")

# So many items a process are under way at once: enough to keep it busy, few enough that
# memory stays level however long the input is.
UNDER_WAY = 8


def in_order(
    work: Callable[[Item], Result], items: Iterable[Item], *, jobs: int = 1
) -> Iterator[Result]:
    """The results of ``work`` on the items, one by one and in the items' order.

    With ``jobs`` above 1 the work is done in so many processes, each with a model of its
    own; ``work`` and the items must then be picklable. Items are drawn as they are needed.
    A single item is done in this process, whatever ``jobs`` says.

    Raises:
        concurrent.futures.process.BrokenProcessPool: a process was killed.
    """
    items = iter(items)
    first = list(itertools.islice(items, 2))
    if jobs <= 1 or len(first) < 2:
        yield from map(work, itertools.chain(first, items))
        return
    # Spawned, not forked: a fork of a process with threads and open sockets may hang.
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(jobs, mp_context=context) as pool:
        waiting: collections.deque[Future[Result]] = collections.deque()
        for item in itertools.chain(first, items):
            waiting.append(pool.submit(work, item))
            if len(waiting) >= UNDER_WAY * jobs:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()
