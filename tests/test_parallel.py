"""The same work on many items, in order: lazily, in one process or several."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Iterator
from concurrent.futures.process import BrokenProcessPool

import pytest

from firsthand.parallel import UNDER_WAY, in_order

# The work stands at the top of the module: another process must be able to find it.


def square(number: int) -> int:
    return number * number


def first_ones_slowly(number: int) -> int:
    time.sleep(0.2 if number < 2 else 0)
    return number


def where(_number: int) -> int:
    return os.getpid()


def refuse_seven(number: int) -> int:
    if number == 7:
        raise ArithmeticError("seven")
    return number


def fall_at_three(number: int) -> int:
    if number == 3:
        os.kill(os.getpid(), signal.SIGKILL)
    return number


class Counted:
    """Numbers that know how many of them were drawn."""

    def __init__(self, many: int) -> None:
        self.many = many
        self.drawn = 0

    def __iter__(self) -> Iterator[int]:
        for number in range(self.many):
            self.drawn += 1
            yield number


@pytest.mark.parametrize("jobs", [1, 2])
def test_results_come_in_the_order_of_the_items(jobs):
    assert list(in_order(first_ones_slowly, range(40), jobs=jobs)) == list(range(40))


def test_one_process_draws_an_item_only_when_its_result_is_asked_for():
    numbers = Counted(300)
    results = in_order(square, numbers)
    assert numbers.drawn == 0
    for done, result in enumerate(results, 1):
        assert (numbers.drawn, result) == (done, (done - 1) ** 2)


def test_two_processes_draw_a_bounded_number_ahead():
    numbers = Counted(300)
    ahead = [numbers.drawn - done for done, _ in enumerate(in_order(square, numbers, jobs=2))]
    assert numbers.drawn == 300
    assert max(ahead) <= 2 * UNDER_WAY


@pytest.mark.parametrize(("jobs", "many"), [(1, 4), (2, 1), (2, 0)])
def test_one_process_or_one_item_is_done_here(jobs, many):
    assert set(in_order(where, range(many), jobs=jobs)) <= {os.getpid()}


def test_two_processes_are_two_others():
    found = set(in_order(where, range(200), jobs=2))
    assert os.getpid() not in found
    assert len(found) <= 2


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_bug_in_the_work_is_not_hidden(jobs):
    results = in_order(refuse_seven, range(20), jobs=jobs)
    with pytest.raises(ArithmeticError, match="seven"):
        list(results)


def test_a_killed_process_is_told():
    with pytest.raises(BrokenProcessPool):
        list(in_order(fall_at_three, range(20), jobs=2))


def test_who_stops_early_does_not_wait_for_what_was_not_begun():
    numbers = Counted(300)
    results = in_order(first_ones_slowly, numbers, jobs=2)
    assert next(results) == 0
    results.close()
    assert numbers.drawn <= 2 * UNDER_WAY
