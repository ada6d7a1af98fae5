"""Who may be one of several, and who is none of them."""

import pytest
from linking_cases import fullest, interval, linked

from firsthand import data
from firsthand.types import Claim

SINKING = "the ferry Alma sank off Norda after its engine failed on Sunday night"
OTHERWISE = "the Alma went down off Norda on Sunday when its engine failed"
SALVAGED = "an engine that failed sank the ferry Alma off Norda on Sunday"


def on_two_pages(one: str, other: str) -> Claim:
    return fullest(linked(f"{one} said {SINKING}.", f"{other} said {OTHERWISE}."))


def on_one_page(one: str, other: str) -> Claim:
    return fullest(linked(f"{one} said {SINKING}. In the morning {other} said {OTHERWISE}."))


def rules(claim: Claim) -> list[tuple[str, str]]:
    return [(merge.rule, merge.certainty) for merge in claim.merges]


@pytest.mark.parametrize(
    ("several", "one"),
    [
        # -- who speak together, and one of them or of his body
        ("Ana Reis and Tom Katz", "Tom Katz"),
        ("Ana Reis and her colleagues", "Ana Reis"),
        ("Lisbon and its allies", "The Portuguese foreign ministry"),
        # -- several, and one who is called so
        ("Lawyers", "Ana Reis, a lawyer,"),
        ("Two divers", "A diver"),
        ("Harbour pilots", "Tom Katz, a harbour pilot,"),
        # -- the learned and what they write
        ("Researchers", "Professor Ana Reis"),
        ("The study", "Ana Reis, an astronomer at Kesk Observatory,"),
        ("Experts", "Scientists"),
    ],
)
def test_one_may_be_among_several(several, one):
    for claim in (on_two_pages(several, one), on_two_pages(one, several)):
        assert interval(claim)[:2] == (1, 2)
        assert rules(claim) == [("one-of-them", "possible")]


@pytest.mark.parametrize(
    ("several", "one"),
    [
        # -- neither of those who speak together
        ("Ana Reis and Tom Katz", "Oda Renn"),
        ("Leaders and officials of other ports, of towns and villages", "Portugal"),
        # -- called by another noun, or others are called so
        ("Lawyers", "Tom Katz, a diver,"),
        ("Harbour pilots", "Tom Katz, an airline pilot,"),
        ("Portuguese divers", "Tom Katz, an American diver,"),
        # -- the learned of two houses, and one who is none of them
        ("Researchers at Kesk University", "Ana Reis, a professor at Ostrel University,"),
        ("Experts", "Tom Katz, a diver,"),
    ],
)
def test_one_is_not_among_several_of_another_kind(several, one):
    assert interval(on_two_pages(several, one))[:2] == (2, 2)


@pytest.mark.parametrize(
    ("several", "one"),
    [
        ("Veteran divers", "Tom Katz, a diver,"),
        ("Maritime lawyers", "Ana Reis, a lawyer,"),
        ("Marine experts", "Ana Reis, an engineering professor,"),
    ],
)
def test_on_one_page_several_are_told_of_before_one_of_them_is_named(several, one):
    assert interval(on_one_page(several, one))[:2] == (1, 2)
    assert interval(on_two_pages(several, one))[:2] == (2, 2)


@pytest.mark.parametrize(
    ("one", "others"),
    [
        ("Ana Reis, a lawyer,", "other lawyers"),
        ("Tom Katz, a diver,", "two other divers"),
        ("Professor Ana Reis", "other experts"),
    ],
)
def test_others_than_one_who_spoke_before_are_not_he(one, others):
    assert interval(on_one_page(one, others))[:2] == (2, 2)
    assert interval(on_one_page(others.capitalize(), one))[:2] == (1, 2)


def test_several_do_not_make_two_who_are_named_one():
    claim = fullest(
        linked(
            f"Ana Reis, a lawyer, said {SINKING}.",
            f"Lawyers said {OTHERWISE}.",
            f"Tom Katz, a lawyer, said {SALVAGED}.",
        )
    )
    assert interval(claim)[:2] == (2, 3)


def test_words_for_the_learned_are_no_bodies():
    for row in data.table("body_words", columns=("word", "sorts", "example")):
        if "learned" in data.words(row["sorts"]):
            assert row["sorts"] == "learned"
