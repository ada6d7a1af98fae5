"""One war, taking of land or upheaval under several names, and whose word each name is."""

import pytest
from linking_cases import linked

from firsthand import data
from firsthand.publish.json import to_json
from firsthand.types import Tracing


def names_in(*texts: str) -> list[dict[str, list[str]]]:
    """Of each event, its names with whose word each is."""
    return [
        {name.name: [use.whose for use in name.uses] for name in event.names}
        for story in linked(*texts).stories
        for event in story.events
    ]


# ------------------------------------------------------------------------- R93


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (
            "The war in Norda has emptied the valley, and bread is short. “They told us that this "
            "special operation would last a week,” a gunner said. “I never wanted this war.”",
            {"war": ["outlet", "speaker"], "special operation": ["speaker"]},
        ),
        (
            "Ana Reis said that Kesk's invasion of Tarrow had closed every mill. What Kesk calls "
            "a peacekeeping operation began in May. “The conflict is not ours,” said a ferryman.",
            {
                "invasion": ["paraphrase"],
                "peacekeeping operation": ["caller"],
                "conflict": ["speaker"],
            },
        ),
        (
            "Ravna's annexation of the Odra islands was marked with a parade. “Nobody asked us "
            "about this reunification,” a fishmonger said.",
            {"annexation": ["outlet"], "reunification": ["speaker"]},
        ),
    ],
)
def test_r93_one_event_stands_with_all_its_names_and_whose_word_each_is(text, names):
    assert names_in(text) == [names]


def test_r93_pages_of_one_story_share_the_event():
    matter = "Gunners shelled the Velm dairy at Ostrava weir on Monday and nine cows died. "
    one = matter + "The war in Norda began in May, and the war in Norda goes on."
    other = matter + "“This conflict will end soon,” said the dairyman Tom Katz."
    assert names_in(one, other) == [{"war": ["outlet", "outlet"], "conflict": ["speaker"]}]


@pytest.mark.parametrize(
    "text",
    [
        "The war in Norda goes on. The war in Norda is long.",  # one name
        "The war in Norda goes on. Kesk's invasion of Tarrow is over.",  # two events
        "The war in Norda goes on. A trade conflict looms.",
        "The war on drugs goes on. The conflict over the ferry fares does, too.",
        "The war in Norda goes on. Many fear the threat of an invasion.",
        "The war in Norda goes on. Last winter's invasion is forgotten.",
        "The war in Norda goes on. They screened “Captain Velm: The Last Invasion”.",
        "Katz's ouster came in May, and Holm's overthrow in June.",
    ],
)
def test_names_that_may_mean_two_events_are_not_joined(text):
    assert names_in(text) == []


def test_a_bare_name_between_two_wars_is_of_neither():
    text = (
        "The war in Norda goes on, and the special operation in Norda, too. Kesk's invasion of "
        "Tarrow has stalled. The conflict has cost a lot."
    )
    assert names_in(text) == [{"war": ["outlet"], "special operation": ["outlet"]}]


def test_what_is_called_a_name_by_a_verb_has_the_countries_of_what_is_called_so():
    text = "The governor called the war in Norda a police action."
    (event,) = names_in(text)
    assert event["police action"] == ["caller"]


def test_a_name_for_another_war_told_in_passing_is_left_out():
    text = "The war in Norda goes on. Kesk fought five days, which was called a special operation."
    assert names_in(text) == []


def test_the_json_has_the_words_of_each_use():
    found = linked(
        "The war in Norda has emptied the valley. “This special operation is over,” a cook said."
    )
    whole = to_json(Tracing(articles=found.articles, stories=found.stories))
    (event,) = whole["stories"][0]["events"]
    assert event["title"] == "war in Norda"
    uses = [use for name in event["names"] for use in name["uses"]]
    assert [use["span"]["exact"] for use in uses] == ["war in Norda", "special operation"]
    assert [use["whose"] for use in uses] == ["outlet", "speaker"]


NAMED = [
    row
    for row in data.table("event_words", columns=("words", "name", "kind", "sort", "example"))
    if row["kind"]
]


@pytest.mark.parametrize("row", NAMED, ids=lambda row: row["words"])
def test_each_name_of_the_table_is_found_in_its_example(row):
    (article,) = linked(f"Of {row['example']} they spoke, and it rained.").articles
    assert [naming.name for naming in article.namings] == [row["name"]]
