"""The outlet's own words that judge what they tell."""

import pytest

from firsthand import annotate, data, read
from firsthand.linking import link


def loaded_in(text: str) -> list[str]:
    article = annotate(read(text=text))
    return [n.span.of(article.text) for n in article.notes if n.kind == "loaded-word"]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        # R94: loaded words of the outlet
        (
            "The harrowing clip shows the weir. Tragically, nobody came.",
            ["harrowing", "Tragically"],
        ),
        ("Ana Reis even claimed that the pump had been sold.", ["even"]),
        ("The cook said that a lifeless swan lay on the pier.", ["lifeless"]),  # not quoted words
        ("Norda's brutal winter.", []),  # not in the table: it judges nobody
    ],
)
def test_what_judges_outside_quotation_marks_is_the_outlets(text, words):
    assert loaded_in(text) == words


@pytest.mark.parametrize(
    "text",
    [
        "“It was a harrowing night,” Ana Reis said.",
        "Ana Reis called the clip “grim” and left.",
        "The ferry sailed even though it rained.",
        "The band Savage played at Port Averil.",
    ],
)
def test_quoted_words_and_names_are_not_the_outlets_judgement(text):
    assert loaded_in(text) == []


def test_statements_are_compared_without_the_loaded_words():
    pages = [
        annotate(read(text=text, outlet=outlet))
        for text, outlet in (
            ("Ana Reis said that the weir at Kesk had burst at dawn.", "Odra Post"),
            ("Ana Reis said that the weir at Kesk had tragically burst at dawn.", "Kesk Echo"),
        )
    ]
    (claim,) = link(pages).claims
    assert len(claim.statements) == 2


@pytest.mark.parametrize("row", data.table("loaded_words", columns=("word", "example")))
def test_each_loaded_word_is_found_in_its_example(row):
    assert row["word"] in [word.lower() for word in loaded_in(row["example"])]
