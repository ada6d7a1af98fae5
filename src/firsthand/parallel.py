"""The same work on many items, in order, in one process or several."""

from __future__ import annotations

import collections
import itertools
import multiprocessing
import signal
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
    own; ``work`` and the items must then be picklable. Items are drawn as they are needed,
    at most ``UNDER_WAY`` a process ahead of the results. A single item is done in this
    process, whatever ``jobs`` says. Who stops early waits only for what is being worked on.

    Raises:
        concurrent.futures.process.BrokenProcessPool: a process was killed.
    """
    items = iter(items)
    first = list(itertools.islice(items, 2)) if jobs > 1 else []
    if len(first) < 2:
        yield from map(work, itertools.chain(first, items))
        return
    pool = ProcessPoolExecutor(
        jobs,
        # Spawned, not forked: a fork of a process with threads and open sockets may hang.
        mp_context=multiprocessing.get_context("spawn"),
        # Ctrl-C goes to all of a terminal's processes; this one answers it, and alone.
        initializer=signal.signal,
        initargs=(signal.SIGINT, signal.SIG_IGN),
    )
    try:
        yield from _under_way(pool, work, itertools.chain(first, items), most=UNDER_WAY * jobs)
    finally:
        pool.shutdown(cancel_futures=True)


def _under_way(
    pool: ProcessPoolExecutor,
    work: Callable[[Item], Result],
    items: Iterable[Item],
    *,
    most: int,
) -> Iterator[Result]:
    waiting: collections.deque[Future[Result]] = collections.deque()
    for item in items:
        waiting.append(pool.submit(work, item))
        if len(waiting) >= most:
            yield waiting.popleft().result()
    while waiting:
        yield waiting.popleft().result()
