"""Places on an outline of the world, and those that have no place on it."""

import json
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firsthand import data
from firsthand.publish.world_map import draw_map, spots_of
from firsthand.types import Article, Place, Span


def page(*places: Place) -> Article:
    return Article("p", ("x",), "Orn and Tolm and Vesk", (), places=places)


ORN = Place(Span(0, 3), "Orn", 60.2, 24.9, "city")
TOLM = Place(Span(8, 12), "Tolm", None, None, "city")
VESK = Place(Span(17, 21), "Vesk", 61.0, 25.0, "region")


def test_a_place_without_degrees_has_no_pin_and_is_not_lost():
    spots = spots_of([page(TOLM, ORN)])
    assert [spot.name for spot in spots] == ["Orn", "Tolm"]
    picture = draw_map(spots, key="k")
    assert picture.svg.count("<circle") == 1
    assert "Tolm" not in picture.svg


def test_without_any_degrees_there_is_no_map():
    assert draw_map(spots_of([page(TOLM)]), key="k") is None


def test_a_region_is_drawn_as_a_stretch_and_a_town_as_a_point():
    svg = draw_map(spots_of([page(ORN, VESK)]), key="k").svg
    assert svg.count('class="pin point"') == svg.count('class="pin stretch"') == 1


def test_one_place_named_twice_is_one_spot():
    again = Place(Span(17, 21), "Orn", 60.2, 24.9, "city")
    (spot,) = spots_of([page(ORN, again)])
    assert len(spot.named) == 2


def test_the_map_is_told_in_words():
    words = draw_map(spots_of([page(ORN)]), key="k").words
    assert words == "Orn (city, 60.2° N 24.9° E), named 1 time"


@pytest.mark.parametrize("lat", [91.0, -90.5, float("nan"), float("inf")])
def test_degrees_that_are_on_no_globe_are_no_pin(lat):
    assert draw_map(spots_of([page(Place(Span(0, 3), "Orn", lat, 0.0, "city"))]), key="k") is None


@given(st.lists(st.tuples(st.floats(-90, 90), st.floats(-180, 180)), min_size=1, max_size=6))
def test_every_pin_stands_in_the_picture(degrees):
    places = [Place(Span(0, 3), f"P{n}", *pin, "city") for n, pin in enumerate(degrees)]
    svg = draw_map(spots_of([page(*places)]), key="k").svg
    width, height = map(int, re.search(r'viewBox="0 0 (\d+) (\d+)"', svg).groups())
    pins = re.findall(r'class="pin point" cx="([-\d.]+)" cy="([-\d.]+)"', svg)
    assert len(pins) == len(degrees)
    for x, y in pins:
        assert -1 <= float(x) <= width + 1
        assert -1 <= float(y) <= height + 1


def test_the_outline_is_small_says_where_it_is_from_and_is_nothing_but_a_path():
    text = data.text("world_outline.json")
    outline = json.loads(text)
    assert len(text) < 150_000
    assert "Natural Earth" in outline["source"]
    assert "public domain" in outline["source"]
    assert re.fullmatch(r"[Mlz0-9 -]+", outline["land"])
