"""Whose side "ours" and "your crews" mean inside a quotation."""

import pytest
from annotation_cases import speaker_of

from firsthand import annotate, read


def sides_of(text):
    """The words, whose side, who is quoted, the nation, and the editor's word."""
    article = annotate(read(text=text, as_body=True))
    by_id = {said.id: said for said in article.attributions}
    return [
        (
            side.span.of(text),
            side.whose,
            speaker_of(article, by_id[side.attribution]) if side.attribution else None,
            side.nation,
            side.gloss and side.gloss.of(text),
        )
        for side in article.sides
    ]


@pytest.mark.parametrize(
    ("text", "sides"),
    [
        (
            "A captured Danish gunner said: “Then your [Norwegian[ boats came. Your [Norwegian[ "
            "crews fired at ours. My own men ran.”",
            [
                ("Your [Norwegian[ crews", "listener", "gunner", "Norwegian", "Norwegian"),
                ("ours", "speaker", "gunner", "Danish", None),
                ("My own men", "speaker", "gunner", "Danish", None),
            ],
        ),
        (
            "“Our divers were told nothing, and your guards shut the gate on us,” said Ana Reis.",
            [
                ("Our divers", "speaker", "Ana Reis", None, None),
                ("your guards", "listener", "Ana Reis", None, None),
            ],
        ),
        (
            'A Danish cook told the court: "Our forces left the weir at dawn. Yours [the Kesk '
            'militia] came at noon."',
            [
                ("Our forces", "speaker", "Danish cook", "Danish", None),
                ("Yours", "listener", "Danish cook", None, "the Kesk militia"),
            ],
        ),
    ],
)
def test_our_side_is_the_speakers_and_yours_the_listeners(text, sides):
    found = sides_of(text)
    assert [(w, whose, nation, gloss) for w, whose, _, nation, gloss in found] == [
        (w, whose, nation, gloss) for w, whose, _, nation, gloss in sides
    ]
    assert [(who or "").split()[-1:] for _, _, who, _, _ in found] == [
        who.split()[-1:] for _, _, who, _, _ in sides
    ]


@pytest.mark.parametrize(
    "text",
    [
        # -- one person, a thing, and the page's own "our"
        "“My mother wept, and your boat leaks,” said the keeper.",
        "“Our most careful keeper wept,” said Ana Reis.",
        "The keeper said that our crews were late.",
        "Our crews were late, the keeper said.",
    ],
)
def test_one_person_a_thing_and_the_pages_own_words_are_no_side(text):
    assert sides_of(text) == []


def test_the_side_within_another_quotation_is_that_of_who_is_quoted_there():
    text = "A Danish diver said: “The foreman yelled ‘our men are down there’ and we ran.”"
    assert sides_of(text) == [("our men", "speaker", "foreman", None, None)]
