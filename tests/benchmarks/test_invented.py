"""The benchmark of invented chains: its labels stand in its passages; what it counts as right."""

import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from benchmarks.harness import read_json_lines  # noqa: E402
from benchmarks.statements import LABELS  # noqa: E402

from benchmarks import invented  # noqa: E402

PASSAGES = read_json_lines(LABELS / "invented_chains.jsonl")
TEXT = "“It leaks,” Ana Reis told the Odra Gazette. Tom Katz said that it holds."


def article(*attributions):
    """An article of attributions, each given by its words and its hands."""
    return {
        "attributions": [
            {
                "content": [{"start": TEXT.index(words), "end": TEXT.index(words) + len(words)}],
                "chain": [{"party": party} for party in parties],
            }
            for words, parties in attributions
        ]
    }


def told(found, *parties):
    at = TEXT.index("It leaks")
    chain = [{"party": party, "action": "say"} for party in parties]
    row = {"statements": [{"content": [at, at + len("It leaks")], "chain": chain}]}
    return list(invented._told(row, found))


@pytest.mark.parametrize("row", PASSAGES, ids=lambda row: row["id"])
def test_every_labelled_content_and_party_stands_in_its_passage(row):
    for statement in row["statements"]:
        start, end = statement["content"]
        assert 0 <= start < end <= len(row["text"])
        assert statement["chain"]
        for hand in statement["chain"]:
            assert hand["party"] is None or hand["party"] in row["text"]


def test_a_chain_is_right_where_all_its_parties_are_in_order():
    gold = ("Ana Reis", "Odra Gazette")
    assert told(article(("It leaks", gold)), *gold) == ["long", "found", "right"]
    assert told(article(("It leaks", gold[::-1])), *gold) == ["long", "found"]
    assert told(article(("It leaks", gold[:1])), *gold) == ["long", "found"]
    assert told(article(("It leaks", ("Ana Reis", None))), *gold) == ["long", "found"]
    assert told(article(("it holds", gold)), *gold) == ["long"]
    assert told(None, *gold) == ["long"]


def test_of_one_hand_a_second_one_is_wrong():
    assert told(article(("It leaks", ("Ana Reis",))), "Ana Reis") == ["short", "alone"]
    assert told(article(("It leaks", ("Ana Reis", "Tom Katz"))), "Ana Reis") == ["short"]
    assert told(None, "Ana Reis") == ["short", "alone"]
