"""Blame and what denies it, and statements one of which denies the other."""

import pytest
from linking_cases import linked


def denials(*texts: str) -> list[list[str]]:
    """The words of both sides of each denial."""
    found = linked(*texts)
    pages = {article.id: article.text for article in found.articles}
    return [
        [m.span.of(pages[m.article]) for group in c.groups for m in group.members]
        for c in found.conflicts
        if c.kind == "negation"
    ]


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        # -- right behind the accusation
        (
            ["The miners blamed the pit board for the flood, but Norda Hydro rejects every such "
             "accusation."],
            [["blamed the pit board for the flood, but Norda Hydro rejects every such "
              "accusation.", "Norda Hydro rejects every such accusation."]],
        ),
        (
            ["Ana Reis blamed the flood on the pit board. The company firmly dismissed any "
             "blame."],
            [["blamed the flood on the pit board.",
              "The company firmly dismissed any blame."]],
        ),
        # -- further on, of one in like words
        (
            ["The Nordan crews deny any involvement in the raid. Rain fell on the harbour all "
             "night. The mills stood still, and the children were sent home. Tom Katz says he "
             "believes Norda was behind the raid."],
            [["he believes Norda was behind the raid.",
              "The Nordan crews deny any involvement in the raid."]],
        ),
        (
            ["Shopkeepers accuse the pit board which rejects all blame."],
            [],  # the accusation is inside the words before "which": nothing stands by itself
        ),
        # -- other denials and other blame
        (["Ana Reis denied the request. The board dismissed the plan for a new lock."], []),
        (["The pit board denied responsibility for the flood. Rain fell on the harbour."], []),
        (["Ana Reis blamed the pit board. Rain fell all night. The mills stood still. The mayor "
          "of Tarrow denied any involvement in the sale of the lock."], []),
        # -- a claim of responsibility, and none
        (
            ["There was no immediate claim of responsibility for the blast at Norda lock.",
             "A band called the Night Oars claimed responsibility for the blast at Norda lock."],
            [["A band called the Night Oars claimed responsibility for the blast at Norda lock.",
              "no immediate claim of responsibility for the blast at Norda lock."]],
        ),
    ],
)  # fmt: skip
def test_a_denial_stands_beside_the_blame_that_it_answers(texts, expected):
    assert denials(*texts) == expected


@pytest.mark.parametrize(
    "texts",
    [
        # one speaker, who says one thing twice
        ["Ana Reis said the lock was closed before the storm. Later Reis said the lock was not "
         "closed before the storm."],
        # what stands inside another's words
        ["Ana Reis doubts that the keeper said the lock was not closed before the storm."],
        # few words in common
        ["The board said the lock was closed before the storm.",
         "The keeper said the storm was not a strong one."],
        # what is to come
        ["The board said the lock will be closed before the storm.",
         "The keeper said the lock will not be closed before the storm."],
    ],
)  # fmt: skip
def test_what_is_no_denial_of_a_fact_by_another_is_not_shown(texts):
    assert denials(*texts) == []


def test_two_speakers_of_one_page_may_deny_each_other():
    assert denials(
        "Ana Reis said the lock was closed before the storm. Tom Katz said the lock was not closed "
        "before the storm."
    ) == [["the lock was closed before the storm", "the lock was not closed before the storm"]]


@pytest.mark.parametrize(
    ("several", "one"),
    [
        (
            "Both ropes were new that week. At no time did the ferry drift into the lower gate.",
            "the ferry did not drift into the lower gate",
        ),
        (
            "The ropes were not old. The ferry drifted into the lower gate.",
            "the ferry drifted into the lower gate",
        ),
    ],
)
def test_a_sentence_that_denies_is_read_by_itself(several, one):
    """What stands beside it neither denies it nor affirms it."""
    assert denials(f"The keeper said: “{several}”", f"The keeper said {one}.") == []
