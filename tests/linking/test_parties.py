"""Who takes part in a conflict, and what an owner is good for: facts from outside the pages."""

import io

import pytest
from linking_cases import fullest, linked
from rich.console import Console

from firsthand import data
from firsthand.publish.account import print_account
from firsthand.publish.json import to_json
from firsthand.publish.page import to_page
from firsthand.types import Tracing

SINKING = "the ferry Alma sank off Norda after its engine failed on Sunday night"


def traced(*texts: str) -> Tracing:
    found = linked(*texts)
    return Tracing(articles=found.articles, claims=found.claims, parties=found.parties)


def account(tracing: Tracing) -> str:
    told = io.StringIO()
    print_account(tracing, Console(file=told, width=400))
    return told.getvalue()


@pytest.mark.parametrize("name", ["the Ukrainian Security Service", "the SBU"])
def test_r55_a_releaser_who_is_a_party_to_the_conflict_is_told_so(name):
    tracing = traced(f"In a call released by {name}, a pilot says {SINKING}.")
    (party,) = to_json(tracing)["parties"]
    assert party["name"] == "Security Service of Ukraine"
    assert "Russia and Ukraine" in party["party_to_conflict"]
    assert party["source"].startswith("conflict_parties.csv: https://")
    caution = "Security Service of Ukraine is a party to the war between Russia and Ukraine"
    told = account(tracing)
    assert told.count(f"caution: {caution}") == 2  # above, with where it is from, and at the chain
    assert told.count("conflict_parties.csv: https://") == 1
    assert f"Caution: <bdi>{caution}" in to_page(tracing)


def test_r55_the_account_warns_once_of_what_is_told_again():
    told = f"In a call released by the SBU, a pilot says {SINKING}. The pilot repeats {SINKING}."
    warned = account(traced(told))
    assert "restated: " in warned
    assert warned.count("        caution: ") == 1


def test_r55_who_is_no_party_to_a_conflict_is_told_nothing_of():
    tracing = traced(f"In a call released by Norda Coastguard, a pilot says {SINKING}.")
    assert to_json(tracing)["parties"] == []
    assert "caution" not in account(tracing)


def test_two_names_of_one_party_are_one_releaser():
    claim = fullest(
        linked(
            f"In a call released by the Ukrainian Security Service, a pilot says {SINKING}.",
            f"In a call released by the SBU, a pilot says {SINKING}.",
        )
    )
    assert claim.origins.releaser.max == 1


def test_every_party_to_a_conflict_has_names_that_are_no_other_party_s():
    seen: dict[str, str] = {}
    for row in data.table("conflict_parties", columns=("name", "aliases", "conflict")):
        assert row["conflict"]
        assert row["source"] == "unchecked" or row["source"].startswith("https://")
        for name in (row["name"], *data.words(row["aliases"])):
            assert name[:1].isupper()
            assert seen.setdefault(name, row["name"]) == row["name"]
            assert data.outlet_named(name) is None
