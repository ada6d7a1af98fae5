"""A claim as one picture, and the same in words."""

import re
from dataclasses import replace

import pytest

from firsthand.publish.claim_pictures import MOST_OF_ONE, MOST_ORIGINS, MOST_ROWS, Told, draw_claim
from firsthand.types import Claim, Hop, LevelCount, Merge, Origins, Statement

SAY = (Hop(1, "Ilva Mar", "say", named=True),)
VIA = (*SAY, Hop(2, "Coast Guard", "release", named=True, evidence="call"))


def said(number: int) -> Statement:
    return Statement(f"p{number}", f"a{number}")


def told(statement: Statement) -> Told:
    chains = {"p1": VIA, "p4": ()}
    who = "asserted without attribution" if statement.article == "p4" else "Ilva Mar"
    return Told(who, f"page {statement.article[1:]}", chains.get(statement.article, SAY))


def counted(low: int, high: int, *groups: tuple[Statement, ...]) -> Origins:
    level = LevelCount(low, high, 0)
    return Origins(low, high, 0, level, level, level, level, groups)


def merged(a: int, b: int) -> Merge:
    return Merge("m", said(a), said(b), "one-name", "possible", "firsthand", (), "one name")


CLAIM = Claim(
    "c1",
    "The dyke broke",
    tuple(map(said, (1, 2, 3, 4))),
    counted(1, 2, (said(1), said(2)), (said(3),)),
    merges=(merged(2, 3),),
)


def draw(claim: Claim):
    return draw_claim(claim, told, key="k")


def test_the_picture_is_told_in_words():
    assert draw(CLAIM).words == (
        "Origin 1, perhaps one with 2: Ilva Mar through Coast Guard released (call), in page 1; "
        "Ilva Mar, in page 2. Origin 2, perhaps one with 1: Ilva Mar, in page 3. "
        "Origin not stated: asserted without attribution, in page 4. "
        "Left: 1 to 2 independent origins."
    )


@pytest.mark.parametrize(
    ("what", "times"),
    [
        ('class="origin somebody"', 2),  # what is left after sure merges
        ('class="origin nobody"', 1),
        ('class="fan"', 3),  # no line leads to nobody
        ('class="maybe"', 1),
        ('class="ring outlet"', 4),
        ('class="ring named"', 4),
    ],
)
def test_statements_hands_and_merges_are_each_drawn(what, times):
    assert draw(CLAIM).svg.count(what) == times


def test_what_is_left_stands_below():
    assert "left: 1 to 2 independent origins</text>" in draw(CLAIM).svg


def test_an_uncounted_claim_shows_its_statements_and_no_origin():
    picture = draw(replace(CLAIM, origins=None))
    assert 'class="origin somebody"' not in picture.svg
    assert "origins not counted yet" in picture.svg


def test_a_claim_without_statements_is_drawn():
    assert "<svg" in draw(Claim("c", "", ())).svg


def test_of_a_thousand_statements_the_first_of_each_origin_are_drawn_and_the_others_counted():
    every = [said(n) for n in range(10, 1010)]
    groups = (tuple(every[:900]), *((one,) for one in every[900:]))
    claim = Claim("c", "", tuple(every), counted(101, 101, *groups))
    picture = draw(claim)
    assert picture.svg.count('class="origin somebody"') == MOST_ORIGINS
    assert f"and {900 - MOST_OF_ONE} statements more" in picture.svg
    assert f"({101 - MOST_ORIGINS} origins more not drawn)" in picture.svg
    assert len(picture.svg) < 40_000


def test_as_many_rows_as_fit_are_all_drawn():
    every = tuple(said(n) for n in range(10, 10 + MOST_ROWS))
    assert (
        draw(Claim("c", "", every, counted(1, 1, every))).svg.count("tspan class") == 2 * MOST_ROWS
    )


def test_no_name_can_leave_the_picture():
    long = Told("Ilva " * 40, "page 1, " + "Mail " * 40, VIA)
    svg = draw_claim(CLAIM, lambda _: long, key="k").svg
    rows = re.findall(r"<tspan[^>]*>([^<]*)</tspan>", svg)
    assert max(map(len, rows)) < 50
    assert all(row.endswith("…") for row in rows)
