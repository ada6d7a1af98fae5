"""What a page leaves open and whoever inquires would ask next."""

import pytest

from firsthand import annotate, data, read
from firsthand.annotation.translated import languages

ASKED = "who gave the order? the words name nobody"


def asked_of(text: str) -> list[str]:
    """The words of which the page does not say who gave the order."""
    article = annotate(read(text=text))
    return [n.span.of(article.text) for n in article.notes if n.message == ASKED]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        # R34: an order that nobody is said to have given
        (
            "“An order was given to shell the mill and everyone in it,” the gunner said.",
            "An order was given to shell the mill and everyone in it",
        ),
        (
            "Ana Reis said that they were told to burn the boats.",
            "they were told to burn the boats",
        ),
        ("“We got orders to open fire,” the cook said.", "We got orders to open fire"),
        ("The command came to kill the dogs, she said.", "The command came to kill the dogs"),
        (
            "Instructions were sent to beat the strikers.",
            "Instructions were sent to beat the strikers",
        ),
    ],
)
def test_an_order_to_do_harm_without_a_giver_is_an_open_question(text, words):
    assert asked_of(text) == [words]


@pytest.mark.parametrize(
    "text",
    [
        "Orders were given by the harbour master to shell the mill.",  # somebody gave it
        "The crew got orders from the keeper to burn the boats.",
        "The crew carried out his orders to burn the boats.",
        "They were told to leave the hall at noon.",  # no harm
        "A court ordered the ferry line to pay 300 pounds.",
        "No order was given to shell the mill, the gunner said.",  # not told as done
        "They were never told to burn the boats.",
        "If they were told to burn the boats, they would refuse.",
        "They could be ordered to burn the boats.",
    ],
)
def test_where_a_giver_is_named_or_no_harm_was_ordered_nothing_is_asked(text):
    assert asked_of(text) == []


def test_nobody_whom_the_page_names_elsewhere_is_filled_in():
    text = "Norda's president Otto Holm spoke.\n\n“We were ordered to kill them,” the gunner said."
    assert asked_of(text) == ["We were ordered to kill them"]
    assert all("Holm" not in note.message for note in annotate(read(text=text)).notes)


@pytest.mark.parametrize("row", data.table("harm_verbs", columns=("verb", "example")))
def test_each_verb_of_harm_stands_in_its_example(row):
    assert row["verb"] in row["example"].split()


# --------------------------------------------------------------------- translations


@pytest.mark.parametrize("name", [name for name in languages() if name != "English"])
def test_what_is_said_in_another_language_is_a_translation_here(name):
    (one,) = annotate(read(text=f"“The pier is lost,” Ana Reis said in {name}.")).attributions
    assert one.flags == ("translated",)


@pytest.mark.parametrize(
    "text",
    [
        "“The pier is lost,” Ana Reis said in English.",
        "Ana Reis, a translator, said that the pier was lost.",
        "Ana Reis said that the cuts translated to fewer ferries.",
        "Ana Reis said that the notice was printed in Danish.",
        "Ana Reis said that her interpreter had been arrested.",
    ],
)
def test_what_is_about_a_language_or_a_translator_is_no_translation(text):
    (one,) = annotate(read(text=text)).attributions
    assert one.flags == ()


def test_a_language_holds_for_its_own_sentence_alone():
    text = "“The pier is lost,” Ana Reis said in Danish.\n\n“Nobody came,” she told a panel."
    flags = [one.flags for one in annotate(read(text=text)).attributions]
    assert flags == [("translated",), ()]
