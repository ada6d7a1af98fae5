"""What a claim's count stands on, and how it is said."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firsthand import data
from firsthand.publish.standing import (
    conflicts_by_claim,
    fullest_first,
    is_shared,
    origins_in_words,
    range_in_words,
    rivals_in_words,
    standing_of,
    told_in_words,
)
from firsthand.types import (
    Claim,
    Conflict,
    ConflictGroup,
    ConflictMember,
    LevelCount,
    Merge,
    Origins,
    Rivals,
    Span,
    Statement,
)


def said(number: int, page: str = "weir") -> Statement:
    return Statement(page, f"a{number}")


def counted(low: int, high: int, *groups: tuple[Statement, ...], nobody: int = 0) -> Origins:
    level = LevelCount(low, high, nobody)
    return Origins(low, high, nobody, level, level, level, level, groups)


def merged(a: Statement, b: Statement, certainty: str = "possible") -> Merge:
    return Merge("m", a, b, "one-name", certainty, "firsthand", (), "one name")  # type: ignore[arg-type]


ONE, TWO, THREE = said(1), said(2, "ferry"), said(3, "dyke")
CLAIM = Claim(
    "c1",
    "The weir held.",
    (ONE, TWO, THREE),
    counted(1, 2, (ONE,), (TWO,), nobody=1),
    merges=(merged(ONE, TWO),),
)


def test_a_statement_of_no_origin_is_one_of_nobody():
    assert standing_of(CLAIM).nobody == (THREE,)


def test_a_possible_merge_makes_two_origins_perhaps_one():
    standing = standing_of(CLAIM)
    assert standing.perhaps_one == ((0, 1),)
    assert standing.others(0) == (1,)


def test_a_sure_merge_ties_nothing_that_is_not_one_group_already():
    standing = standing_of(replace(CLAIM, merges=(merged(ONE, TWO, "sure"),)))
    assert standing.perhaps_one == ((0,), (1,))


def test_of_an_uncounted_claim_nothing_is_known_and_nobody_is_left_out():
    standing = standing_of(replace(CLAIM, origins=None))
    assert standing.origins == ()
    assert standing.nobody == CLAIM.statements


@given(
    st.integers(0, 8),
    st.lists(st.tuples(st.integers(0, 7), st.integers(0, 7)), max_size=10),
    st.randoms(),
)
def test_every_origin_stands_in_one_group_whatever_the_order_of_merges(size, ties, random):
    groups = tuple((said(n),) for n in range(size))
    merges = [merged(said(a), said(b)) for a, b in ties]
    claim = Claim("c", "", tuple(g[0] for g in groups), counted(0, size, *groups))
    found = standing_of(replace(claim, merges=tuple(merges))).perhaps_one
    assert sorted(n for group in found for n in group) == list(range(size))
    random.shuffle(merges)
    assert standing_of(replace(claim, merges=tuple(merges))).perhaps_one == found


@pytest.mark.parametrize(
    ("origins", "words"),
    [
        (None, "origins not counted yet"),
        (counted(1, 1), "1 independent origin"),
        (counted(1, 2), "1 to 2 independent origins"),
        (counted(3, 3), "3 independent origins"),
        (counted(0, 0), "0 independent origins"),
    ],
)
def test_the_interval_reads_as_a_person_says_it(origins, words):
    assert origins_in_words(origins) == words


def test_a_claim_says_where_it_is_told_and_how_often_of_nobody():
    assert told_in_words(CLAIM) == "3 statements on 3 pages; 1 without a stated origin"
    once = Claim("c", "", (ONE,), counted(1, 1, (ONE,)))
    assert told_in_words(once) == "1 statement on 1 page"


@pytest.mark.parametrize(
    ("rivals", "words"),
    [
        (Rivals(), ""),
        (Rivals(3, 4), "other counters would have said: outlets 3, headlines 4"),
        (Rivals(None, 4), "other counters would have said: outlets not measured, headlines 4"),
    ],
)
def test_what_other_counters_would_have_said_is_told_where_it_was_measured(rivals, words):
    assert rivals_in_words(replace(CLAIM, rivals=rivals)) == words


@pytest.mark.parametrize(
    ("claim", "shared"),
    [
        (CLAIM, True),
        (Claim("c", "", (ONE, said(9))), False),
        (Claim("c", "", (ONE, said(9)), counted(2, 2, (ONE,), (said(9),))), True),
        (Claim("c", "", (ONE,), counted(1, 1, (ONE,))), False),
    ],
)
def test_several_pages_or_several_origins_make_a_claim_a_shared_one(claim, shared):
    assert is_shared(claim) is shared


def test_what_is_told_on_most_pages_comes_first_and_else_the_order_stays():
    first, second = Claim("c2", "", (ONE, said(9))), Claim("c3", "", (ONE, said(8)))
    assert fullest_first((first, second, CLAIM)) == [CLAIM, first, second]


def differing(claim: str, *figures: tuple[float | None, Statement]) -> Conflict:
    groups = tuple(
        ConflictGroup(str(n), n, n, "m", (ConflictMember(s.article, s.attribution, Span(0, 1)),))
        for n, s in figures
    )
    return Conflict(claim, "figure", groups, "yes", "")


def test_what_is_in_no_claim_belongs_to_none():
    own_words = ConflictMember("page 0", None, Span(0, 1))
    conflict = Conflict(None, "figure", (ConflictGroup("1", 1, 1, None, (own_words,)),), "yes", "")
    assert conflicts_by_claim((CLAIM,), (conflict,)) == {}


def test_a_conflict_belongs_to_its_claim_and_to_those_of_its_statements():
    other = Claim("c2", "", (said(7),))
    found = conflicts_by_claim((CLAIM, other), (differing("gone", (1, ONE), (2, said(7))),))
    assert found["c1"] == found["c2"] == (0,)


@pytest.mark.parametrize(
    ("unit", "words"),
    [
        ("year", "7 to 8 years"),
        ("square foot", "7 to 8 square feet"),
        ("century", "7 to 8 centuries"),
        ("mile per hour", "7 to 8 miles per hour"),
        ("km", "7 to 8 km"),
        ("percent", "7 to 8 percent"),
        ("times", "7 to 8 times"),
        ("share", "7 to 8 share"),
        ("USD", "7 to 8 USD"),
        ("square m", "7 to 8 square m"),
        ("no such unit", "7 to 8 no such unit"),
        (None, "7 to 8"),
    ],
)
def test_a_unit_that_is_a_word_stands_in_the_plural_behind_a_range(unit, words):
    conflict = differing("c1", (7, ONE), (8, TWO))
    groups = tuple(replace(group, unit=unit) for group in conflict.groups)
    assert range_in_words(replace(conflict, groups=groups)) == words


@pytest.mark.parametrize("row", data.table("unit_plurals", columns=("unit", "plural")))
def test_each_plural_is_a_form_of_its_unit(row):
    units = data.table("units", columns=("form", "unit"))
    assert row["plural"] in {one["form"] for one in units if one["unit"] == row["unit"]}
    assert data.unit_in_plural(row["unit"]) == row["plural"]


@pytest.mark.parametrize(
    ("figures", "words"),
    [
        (((1200.0, ONE), (43.0, TWO)), "43 to 1,200 m"),
        (((2.5, ONE), (2.5, TWO)), ""),
        (((None, ONE), (None, TWO)), ""),
    ],
)
def test_the_range_goes_from_the_lowest_to_the_highest_figure(figures, words):
    assert range_in_words(differing("c1", *figures)) == words
