"""Names that stand beside what somebody is: "the TNP news agency", "co-host Ana Reis"."""

import pytest

from firsthand import annotate, read


def who_speaks(text: str) -> tuple[str | None, str | None]:
    """The name of the last speaker, and his description."""
    article = annotate(read(text=text, as_body=True))
    speaker = {one.id: one for one in article.speakers}[article.attributions[-1].speaker or ""]
    return speaker.name, speaker.description


@pytest.mark.parametrize(
    ("text", "name"),
    [
        # -- a medium, and what it is
        ("The mill burnt down, the TNP news agency reported.", "TNP"),
        ("The PKNX channel reported that it leaks.", "PKNX"),
        ("The Odra Post newspaper said that it leaks.", "Odra Post"),
        ("Norda's Harbour Argus magazine wrote that it leaks.", "Harbour Argus"),
        # -- of one word that no table knows we cannot tell whether it is the place's
        ("The Weirline news agency reported that it leaks.", "Weirline news agency"),
        # -- a body, and what it is
        ("The Red Sky group said that it leaks.", "Red Sky"),
        ("The Kesk Front militant group claimed that it leaks.", "Kesk Front"),
        ("The Open Lock charity said that it leaks.", "Open Lock"),
        # -- whose government it is, is its name
        ("The Norwegian government said that it leaks.", "Norwegian government"),
        ("The North Korean government said that it leaks.", "North Korean government"),
        ("Norway's government said that it leaks.", "Norway government"),
        ("The Obama administration said that it leaks.", "Obama administration"),
        ("Clinton's campaign said it was shut. The Clinton campaign said that it leaks.",
         "Clinton campaign"),
        ("The Danish government shut it. The government said that it leaks.", "Danish government"),
        # -- a person behind what he is, where the parser sees another head
        ("“It leaks,” said co-host Mika Brill on the show.", "Mika Brill"),
        ("The study co-author Anna Solomon, a fellow of the board, said that it leaks.",
         "Anna Solomon"),
        ("Early retiree and self-made millionaire Grant Sabat said that it leaks.", "Grant Sabat"),
        ("Russian Minister of Transport Maxim Brill said that it leaks.", "Maxim Brill"),
    ],
)  # fmt: skip
def test_a_name_beside_what_it_names_is_a_name(text: str, name: str) -> None:
    assert who_speaks(text)[0] == name


@pytest.mark.parametrize(
    "text",
    [
        "A Norwegian government source said that it leaks.",
        "The Republican administration said that it leaks.",
        "The new government said that it leaks.",
        "This government said that it leaks.",
        "His campaign said that it leaks.",
        "The Danish government shut it. The government in Odra said that it leaks.",
        "A Norwegian newspaper said that it leaks.",
        "The London newspaper said that it leaks.",
        "A source close to actor Tom Katz said that it leaks.",
        "A friend of Tom Katz said that it leaks.",
        "A spokesman for Senator Tom Katz said that it leaks.",
        "Spokesman for Senator Tom Katz said that it leaks.",
        "Actor Tom Katz's lawyer said that it leaks.",
        "Director of Saint Thomas Hospital said that it leaks.",
    ],
)
def test_a_name_inside_a_description_of_others_is_not_theirs(text: str) -> None:
    assert who_speaks(text)[0] is None


def test_an_agency_that_is_called_what_it_is_reports_what_it_tells() -> None:
    article = annotate(
        read(text="The mill burnt down, the TNP news agency reported.", as_body=True)
    )
    assert [(hop.party, hop.action) for hop in article.attributions[0].chain] == [("TNP", "report")]


def test_two_governments_on_one_page_are_two() -> None:
    said = "The Danish government said it was shut. The Swedish government said that it leaks."
    article = annotate(read(text=said, as_body=True))
    assert [one.name for one in article.speakers] == ["Danish government", "Swedish government"]
