"""Who may speak for one body, who surely does, and who are two."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from linking_cases import fullest, interval, linked

from firsthand import data
from firsthand.linking.origins.bodies import one_body, speaks_for
from firsthand.linking.utterers import Utterer, same, words_of_name

SINKING = "the ferry Alma sank off Norda after its engine failed on Sunday night"
OTHERWISE = "the Alma went down off Norda on Sunday when its engine failed"


def counted(one: str, other: str) -> tuple[int, int]:
    """The interval of a claim that two pages state in other words."""
    fewest, most, _ = interval(
        fullest(linked(f"{one} said {SINKING}.", f"{other} said {OTHERWISE}."))
    )
    return fewest, most


@pytest.mark.parametrize(
    ("one", "other"),
    [
        # -- a body, its spokesman, its head
        ("The harbour board", "A spokesman for the harbour board"),
        ("The Kesk Lock Authority", "Ana Reis, director of the Kesk Lock Authority,"),
        ("Tom Katz, chief of the harbour police,", "The police"),
        # -- a name in full and in short, with "the" and without
        ("The Lock Safety Agency", "The LSA"),
        ("The International Committee of the Lamp", "The International Committee"),
        # -- a state: its government, its seat, its people's name, its ministers
        ("Portugal", "The Portuguese government"),
        ("Lisbon", "The Portuguese foreign ministry"),
        ("US officials", "American President Ana Reis"),
        ("The White House", "The U.S. State Department"),
        # -- an official of no stated body, or of a place, and a public body of it
        ("Officials", "The harbour board"),
        ("Portuguese officials", "The Portuguese space agency"),
        # -- a body that is described by what any may be called
        ("The company", "Kelda Shipping"),
        ("A monitoring group", "The Harbour Trust"),
        ("The militant group", "The Norda Front"),
        # -- a rank tells no body
        ("Senior officials", "The police"),
        ("A top official", "The harbour board"),
        ("Senior Portuguese officials", "The Portuguese space agency"),
        # -- who heads or founded a firm, and officials in the plural
        ("Kelda Shipping", "Tom Katz, CEO of Kelda Shipping,"),
        ("Kelda Shipping", "Ana Reis, the founder of Kelda Shipping,"),
        ("Portuguese ministers", "The Portuguese government"),
        # -- who sends an ambassador
        ("Norway", "Ana Reis, the Norwegian ambassador to Portugal,"),
        # -- two documents that are called alike
        ("A CT scan", "The scan"),
        ("A brain scan", "The brain scan"),
        ("Research", "New research"),
        # -- a person whose name was not told from what he is
        ("Bao Lin Katz head of the harbour board", "The harbour board"),
    ],
)
def test_two_may_speak_for_one_body(one, other):
    assert counted(one, other) == (1, 2)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        # -- two names
        ("Ana Reis", "Tom Katz"),
        ("Ana Reis, a spokeswoman for the harbour board,", "Tom Katz, a harbour board spokesman,"),
        ("The Harbour Pilots Union", "The Harbour Owners Union"),
        # -- the place is one, the bodies are two
        ("Lisbon Zoo", "Lisbon police"),
        ("The Portuguese Lamp Observatory", "The Portuguese government"),
        ("Portugal", "The Portuguese Lamp Observatory"),
        ("Portuguese officials", "The Portuguese Lamp Observatory"),
        # -- two states
        ("Portugal", "The Spanish government"),
        ("Portuguese officials", "Spanish officials"),
        # -- where an ambassador is sent to
        ("Portugal", "Ana Reis, the Norwegian ambassador to Portugal,"),
        ("Lisbon", "Tom Katz, the U.S. ambassador in Lisbon,"),
        ("Norway", "Portuguese consul in Norway Oda Renn"),
        # -- a described body of another kind
        ("The company", "The Portuguese government"),
        ("A widow", "The harbour board"),
    ],
)
def test_two_bodies_are_two(one, other):
    assert counted(one, other) == (2, 2)


@pytest.mark.parametrize(
    ("state", "spokesman"),
    [
        ("Portugal", "a Portuguese government spokesman"),
        ("Portugal", "Portuguese foreign ministry spokesman Tom Katz"),
        ("Norway", "Tom Katz, a spokesman for the Norwegian prime minister,"),
    ],
)
def test_a_state_has_many_spokesmen(state, spokesman):
    page = f"{state} said {SINKING}. In the morning {spokesman} said {OTHERWISE}."
    assert interval(fullest(linked(page)))[:2] == (1, 2)


def test_a_seat_and_its_spokesman_are_one():
    page = f"The White House said {SINKING}. White House spokesman Tom Katz said {OTHERWISE}."
    assert interval(fullest(linked(page)))[:2] == (1, 1)


def test_officials_of_either_do_not_make_two_bodies_one():
    claim = fullest(
        linked(
            f"Lisbon Zoo said {SINKING}.",
            f"Officials said {OTHERWISE}.",
            "Kelda Shipping said an engine that failed sank the ferry Alma off Norda on Sunday.",
        )
    )
    assert interval(claim)[:2] == (2, 3)


def test_a_number_of_people_is_nobody():
    claim = fullest(linked(f"Many said {SINKING}.", f"Lisbon police said {OTHERWISE}."))
    assert interval(claim) == (1, 1, 1)


@pytest.mark.parametrize("table", ["body_words", "offices"])
def test_every_word_for_bodies_is_one_lower_case_word(table):
    for row in data.table(table, columns=("word", "example")):
        assert row["word"] == row["word"].lower().strip()
        assert row["word"] in row["example"]


def test_every_seat_is_of_a_country_that_the_places_know():
    places = data.table("place_names", columns=("name", "country"))
    countries = {row["country"] for row in places}
    for row in data.table("seats", columns=("seat", "country", "example")):
        assert row["country"] in countries, row["seat"]


WORDS = "lisbon portuguese us zoo police officials spokesman board agency company group many two"


@st.composite
def utterers(draw: st.DrawFn) -> Utterer:
    words = st.lists(st.sampled_from(WORDS.split()), max_size=3).map(" ".join)
    name, description = draw(words), draw(words)
    return Utterer(
        page=draw(st.sampled_from("ab")),
        speaker=None,
        name=name,
        words=words_of_name(name),
        named=draw(st.booleans()),
        person=draw(st.booleans()),
        about=words_of_name(f"{name} {description}"),
    )


@given(utterers(), utterers(), st.frozensets(st.sampled_from(WORDS.split()), max_size=2))
def test_it_does_not_matter_which_of_two_is_asked_about_first(one, other, places):
    assert same(one, other) == same(other, one)
    assert one_body(one, other, places) == one_body(other, one, places)
    if speaks_for(one, other, places):
        assert one_body(one, other, places)
        assert not speaks_for(other, one, places)
