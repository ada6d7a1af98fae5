"""How the benchmark of descriptions reads an article and judges a name."""

from __future__ import annotations

import pytest

from benchmarks import descriptions

ARTICLE = {
    "speakers": [
        {
            "name": "Ana Reis",
            "named": True,
            "mentions": [{"start": 0, "end": 8}, {"start": 30, "end": 42}],
        },
        {"name": None, "named": False, "mentions": [{"start": 60, "end": 70}]},
    ]
}


@pytest.mark.parametrize(
    ("description", "name"),
    [
        ((30, 42), "Ana Reis"),
        ((26, 42), "Ana Reis"),  # with its article
        ((60, 70), None),  # a speaker without a name
        ((90, 99), None),  # no speaker at all
    ],
)
def test_a_description_has_the_name_of_the_speaker_it_is_a_mention_of(description, name):
    assert descriptions._name(ARTICLE, description) == name


@pytest.mark.parametrize(
    ("name", "ours", "answer"),
    [
        ("Ana Reis", "Reis", "right"),
        ("Ana Reis", "Tom Katz", "wrong"),
        ("Ana Reis", None, "nobody"),
        (None, None, "right"),
        (None, "Tom Katz", "wrong"),
    ],
)
def test_a_name_is_right_where_it_agrees_or_there_is_none(name, ours, answer):
    assert descriptions._answer(name, ours) == answer
