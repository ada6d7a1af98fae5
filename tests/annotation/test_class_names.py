"""Names that stand beside what somebody is: "the TNP news agency", "co-host Ana Reis"."""

import pytest

from firsthand import annotate, data, read


def names(text: str) -> list[str | None]:
    """The names of the speakers of each attribution, None for one who is only described."""
    article = annotate(read(text=text, as_body=True))
    speakers = {one.id: one for one in article.speakers}
    return [speakers[one.speaker or ""].name for one in article.attributions]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        # -- a medium, and what it is
        ("The mill burnt down, the TNP news agency reported.", "TNP"),
        ("The PKNX channel reported that it leaks.", "PKNX"),
        ("The Odra Post newspaper said that it leaks.", "Odra Post"),
        ("Norda's Harbour Argus magazine wrote that it leaks.", "Harbour Argus"),
        ("The People's Daily newspaper said that it leaks.", "People's Daily"),
        # -- of one word that no table knows we cannot tell whether it is the place's
        ("The Weirline news agency reported that it leaks.", "Weirline news agency"),
        # -- a body, and what it is
        ("The Red Sky group said that it leaks.", "Red Sky"),
        ("The Kesk Front militant group claimed that it leaks.", "Kesk Front"),
        ("The Ana Reis charity said that it leaks.", "Ana Reis charity"),
        # -- whose government it is, is its name
        ("The Norwegian government said that it leaks.", "Norwegian government"),
        ("The North Korean government said that it leaks.", "North Korean government"),
        ("Norway's government said that it leaks.", "Norway's government"),
        ("The Obama administration said that it leaks.", "Obama administration"),
        ("Clinton's campaign said it was shut. The Clinton campaign said that it leaks.",
         "Clinton campaign"),
        ("The Danish government shut it. The government said that it leaks.", "Danish government"),
        # -- a person behind what he is, where the parser sees another head
        ("“It leaks,” said co-host Mika Brill on the show.", "Mika Brill"),
        ("The study co-author Anna Solomon, a fellow of the board, said that it leaks.",
         "Anna Solomon"),
        ("Early retiree and self-made millionaire Grant Sabat said that it leaks.", "Grant Sabat"),
        ("Norwegian Minister of Transport Maxim Brill said that it leaks.", "Maxim Brill"),
    ],
)  # fmt: skip
def test_a_name_beside_what_it_names_is_a_name(text: str, name: str) -> None:
    assert names(text)[-1] == name


@pytest.mark.parametrize(
    "text",
    [
        "A Norwegian government source said that it leaks.",
        "The Republican administration said that it leaks.",
        "The Labour government said that it leaks.",
        "The Conservative government said that it leaks.",
        "The Islamic regime said that it leaks.",
        "The South Side group said that it leaks.",
        "According to the woman Tom Katz hurt, it leaks.",
        "“It leaks,” said the lawyer Tom Katz hired last year.",
        "The order Tom Katz signed said that it leaks.",
        "Wife of Rev. Tom Katz said that it leaks.",
        "Bishop of St. David Cathedral said that it leaks.",
        "The new government said that it leaks.",
        "This government said that it leaks.",
        "His campaign said that it leaks.",
        "The Obama administration met the guild. The group said that it leaks.",
        "The Danish government shut it. The government in Odra said that it leaks.",
        "The Donetsk government shut it. The government in Odra said that it leaks.",
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
    assert names(text)[-1] is None


def test_an_agency_that_is_called_what_it_is_reports_what_it_tells() -> None:
    article = annotate(
        read(text="The mill burnt down, the TNP news agency reported.", as_body=True)
    )
    assert [(hop.party, hop.action) for hop in article.attributions[0].chain] == [("TNP", "report")]


def test_two_governments_on_one_page_are_two() -> None:
    said = "The Danish government said it was shut. The Swedish government said that it leaks."
    article = annotate(read(text=said, as_body=True))
    assert [one.name for one in article.speakers] == ["Danish government", "Swedish government"]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        # -- who governs is not his government
        ("The Obama administration shut the lock. Obama said that it leaks.", ["Obama"]),
        ("The Clinton campaign shut it. “It leaks,” Mrs. Clinton said.", ["Clinton"]),
        (
            "Hillary Clinton's campaign said it was shut. Clinton said that it leaks.",
            ["Clinton campaign", "Hillary Clinton"],
        ),
        # -- one government however it is named
        (
            "Norway's government said it was shut. The Norwegian government said that it leaks.",
            ["Norway's government"] * 2,
        ),
        (
            "The U.S. government said it was shut. The American government said that it leaks.",
            ["U.S. government"] * 2,
        ),
        (
            "President Trump's administration said no. The Trump administration said it leaks.",
            ["Trump administration"] * 2,
        ),
        (
            "The Norwegian government said no. The government of Norway said that it leaks.",
            ["Norwegian government"] * 2,
        ),
        (
            "The Norwegian government said no. The government in a statement said it leaks.",
            ["Norwegian government"] * 2,
        ),
    ],
)
def test_a_government_is_one_by_each_of_its_names_and_nobody_who_governs(text, told):
    assert names(text) == told


@pytest.mark.parametrize("row", data.table("class_nouns", columns=("noun", "sort", "example")))
def test_every_noun_names_the_body_of_its_example(row):
    (name,) = names(row["example"])
    assert name is not None
    assert row["example"].startswith(f"The {name}")
