"""How many independent origins stand behind a claim, and the merges that say why."""

import pytest
from linking_cases import fullest, interval, linked

from firsthand.types import Claim


def rules(claim: Claim) -> list[tuple[str, str]]:
    return [(merge.rule, merge.certainty) for merge in claim.merges]


SINKING = "the ferry Alma sank off Norda after its engine failed on Sunday night"


@pytest.mark.parametrize(
    ("texts", "expected", "merged"),
    [
        # -- sure: one speaker of a page
        (
            [f"Ana Reis said {SINKING}. Reis later said the Alma sank after its engine failed."],
            (1, 1, 0),
            [("one-speaker", "sure")],
        ),
        # -- sure: the same words, from whomever
        (
            [f"Police said {SINKING}.", f"Officials said {SINKING}."],
            (1, 1, 0),
            [("copied-words", "sure")],
        ),
        # -- possible: one name on two pages, in other words
        (
            [f"Ana Reis said {SINKING}.",
             "The Alma went down off Norda on Sunday when its engine failed, Ana Reis told us."],
            (1, 2, 0),
            [("one-name", "possible")],
        ),
        # -- possible: one body
        (
            [f"A spokesman for the harbour board said {SINKING}.",
             "The Alma went down off Norda on Sunday when its engine failed, the harbour board "
             "said."],
            (1, 2, 0),
            [("one-body", "possible")],
        ),
        # -- possible: an official of no stated body may be another's
        (
            [f"A military source said {SINKING}.",
             "The Alma went down off Norda on Sunday when its engine failed, sources said."],
            (1, 2, 0),
            [("one-body", "possible")],
        ),
        # -- two whom the text names apart
        (
            [f"Ana Reis said {SINKING}.", f"Tom Katz said {SINKING}."],
            (2, 2, 0),
            [],
        ),
        # -- nobody is behind it
        (
            [f"Reportedly, {SINKING}.", f"It is claimed that {SINKING}."],
            (0, 0, 2),
            [],
        ),
    ],
)  # fmt: skip
def test_origins_are_what_merges_leave(texts, expected, merged):
    claim = fullest(linked(*texts))
    assert interval(claim) == expected
    assert rules(claim) == merged


def test_five_outlets_with_one_released_call_are_one_origin():
    pages = [
        f"In a call released by the coastguard, a pilot says {SINKING}. {extra}"
        for extra in (
            "It was dark.",
            "Nobody slept.",
            "The lamp was out.",
            "It rained.",
            "So it is.",
        )
    ]
    claim = fullest(linked(*pages, outlets=("Post", "Mail", "Blick", "Echo", "Star")))
    assert interval(claim)[1] == 1
    assert len(claim.statements) == 5
    assert claim.rivals.outlets == 5
    assert claim.rivals.headlines == 5
    assert (claim.origins.outlet.min, claim.origins.outlet.max) == (5, 5)
    assert claim.origins.releaser.max == 1


def test_every_merge_opens_the_words_it_rests_on():
    found = linked(f"Police said {SINKING}.", f"Officials said {SINKING}.")
    (merge,) = fullest(found).merges
    texts = {article.id: article.text for article in found.articles}
    opened = [span.of(texts[where]) for where, span in merge.spans]
    assert opened == ["Police", SINKING, "Officials", SINKING]
    assert merge.decided_by == "firsthand"
    assert merge.reason


def test_a_recording_of_which_no_word_says_who_released_it_has_no_releaser():
    found = linked(
        f"In a video, a pilot says {SINKING}.", f"A video shows a pilot saying {SINKING}."
    )
    origins = fullest(found).origins
    assert (origins.releaser.max, origins.releaser.unknown) == (0, 2)


def test_an_outlet_without_a_name_is_not_counted_and_said_so():
    claim = fullest(linked(f"Police said {SINKING}.", f"The board said {SINKING}."))
    assert claim.origins.outlet.unknown == 2
    assert claim.rivals.outlets is None
    assert claim.rivals.headlines == 2


@pytest.mark.parametrize(
    ("texts", "released"),
    [
        # -- two copies of one man's words: he let them out once
        ((f"A cook said {SINKING}.", f"The cook said {SINKING}."), (1, 1)),
        # -- one body perhaps: as open as its words are
        (
            (f"A spokesman for the harbour board said {SINKING}.",
             "The Alma went down off Norda on Sunday when its engine failed, the harbour board "
             "said."),
            (1, 2),
        ),
        # -- one body released a recording and speaks itself
        (
            (f"In a call released by Norda Coastguard, a pilot says {SINKING}.",
             f"Norda Coastguard said {SINKING}."),
            (1, 1),
        ),
        # -- two releasers of one man's words
        (
            (f"In a call released by Norda Coastguard, a pilot says {SINKING}.",
             f"In a call released by Kesk Harbour Police, a pilot says {SINKING}."),
            (2, 2),
        ),
    ],
)  # fmt: skip
def test_who_lets_out_his_own_words_is_as_many_releasers_as_utterers(texts, released):
    origins = fullest(linked(*texts)).origins
    assert (origins.releaser.min, origins.releaser.max) == released


GATE = "the lower gate of Tarrow lock gave way because a bolt had rusted through"


@pytest.mark.parametrize(
    ("texts", "expected", "merged"),
    [
        # -- one who is named says it on two pages, and a good part of the words is shared
        (
            [f"Ana Reis said {GATE}.",
             "The bolt had rusted through, so the lower gate at Tarrow lock swung open and gave "
             "way at dawn, Ana Reis said."],
            (1, 1, 0),
            [("one-saying", "sure")],
        ),
        # -- the same, quoting two words in a row
        (
            [f"Ana Reis said {GATE}, “rusted through” as it was.",
             "Tarrow's lower gate burst at a bolt, Ana Reis said: it was “rusted through”."],
            (1, 1, 0),
            [("one-saying", "sure")],
        ),
        # -- a quotation that one page cuts shorter
        (
            ["“It was rusted, bolt and all,” Ana Reis said of the lower gate of Tarrow lock.",
             "Of the lower gate of Tarrow lock Ana Reis said: “It was rusted.”"],
            (1, 1, 0),
            [("one-saying", "sure")],
        ),
        (
            ["“They were rusted, every one of them,” Tom Katz said of the bolts at Tarrow lock.",
             "“They were rusted,” Tom Katz said of Tarrow lock and its bolts."],
            (1, 1, 0),
            [("one-saying", "sure")],
        ),
        (
            [f"Ana Reis said {GATE}: “it was a trap, and nobody saw it”.",
             "The gate at Tarrow burst at a bolt, Ana Reis said. “It was a trap,” she said of the "
             "lower gate of Tarrow lock."],
            (1, 1, 0),
            [("one-saying", "sure")],
        ),
        # -- told to two media
        (
            [f"Ana Reis told Radio Kelda that {GATE}.",
             "Because a bolt had rusted through, the lower gate of Tarrow lock gave way, Ana Reis "
             "told the Norda Courier."],
            (1, 2, 0),
            [("one-name", "possible")],
        ),
        # -- one page, two days
        (
            ["On 3 May 2021, Ana Reis said the lower gate of Tarrow lock had given way. On 9 May "
             "2021, Ana Reis said that a rusted bolt made the lower gate of Tarrow lock give way."],
            (1, 2, 0),
            [("one-name", "possible")],
        ),
        # -- a body and its spokesman on one page
        (
            [f"The harbour board said {GATE}. A bolt of the lower gate at Tarrow lock had rusted "
             "and gave way, harbour board spokesman Tom Katz said."],
            (1, 1, 0),
            [("spokesman", "sure")],
        ),
        # -- a body and one of its officials
        (
            [f"The harbour board said {GATE}. A rusted bolt made the gate of Tarrow lock swing, "
             "harbour board officials said."],
            (1, 2, 0),
            [("one-body", "possible")],
        ),
        # -- two who may speak for one body, in the same words
        (
            [f"Lisbon police said {GATE}.",
             "Because a bolt had rusted through, the lower gate of the old Tarrow lock gave way, "
             "police said."],
            (1, 1, 0),
            [("copied-words", "sure")],
        ),
        # -- a quotation that is the same, of one who is named and one who is not
        (
            ["“The bolt of the lower gate had rusted through,” a keeper at Tarrow lock said.",
             "Of the lower gate at Tarrow, Ana Reis said that “the bolt of the lower gate had "
             "rusted through” long before."],
            (1, 1, 0),
            [("copied-words", "sure")],
        ),
        # -- the same quotation of two who are named
        (
            ["“The bolt of the lower gate had rusted through,” Tom Katz said at Tarrow lock.",
             "Of the lower gate at Tarrow, Ana Reis said that “the bolt of the lower gate had "
             "rusted through” long before."],
            (2, 2, 0),
            [],
        ),
        # -- figures are words
        (
            ["A porter said 14 sluices broke at Tarrow.",
             "A nurse said 14 sluices broke at Tarrow."],
            (1, 1, 0),
            [("copied-words", "sure")],
        ),
        # -- a medium in like words may have it from another
        (
            [f"Ana Reis said {GATE}.",
             "A bolt had rusted through, so the lower gate of Tarrow lock gave way, Radio Kelda "
             "reported."],
            (1, 2, 0),
            [("may-relay", "possible")],
        ),
        # -- a public body that is called an agency is no medium
        (
            [f"Ana Reis said {GATE}.",
             "A bolt had rusted through, so the lower gate of Tarrow lock gave way, the Portuguese "
             "space agency said."],
            (2, 2, 0),
            [],
        ),
        # -- one medium that reports two who are named does not make them one
        (
            [f"Ana Reis told Radio Kelda that {GATE}.",
             "Tom Katz told Radio Kelda that a rusted bolt had made the lower gate of Tarrow lock "
             "give way."],
            (2, 2, 0),
            [],
        ),
        # -- a medium, and one who told it to that medium
        (
            [f"Ana Reis told the Norda Courier that {GATE}.",
             "A bolt that nobody had looked at for years made Tarrow lock lose its lower gate, the "
             "Norda Courier reported: rusted, it gave way."],
            (1, 2, 0),
            [("one-releaser", "possible")],
        ),
        (
            [f"Police told Reuters that {GATE}.",
             "A rusted bolt made the lower gate of Tarrow lock give way, Reuters reported."],
            (1, 2, 0),
            [("one-releaser", "possible")],
        ),
        (
            [f"Kesk Harbour Trust told Radio Kelda that {GATE}.",
             "A rusted bolt made the lower gate of Tarrow lock give way, Radio Kelda reports."],
            (1, 2, 0),
            [("one-releaser", "possible")],
        ),
        # -- two media of one owner
        (
            [f"The Daily Mirror reports that {GATE}.",
             "A rusted bolt made the lower gate of Tarrow lock give way, the Daily Star reports."],
            (1, 2, 0),
            [("one-owner", "possible")],
        ),
        # -- "also released": it may be one recording
        (
            [f"In a recording released by Norda Coastguard, a stoker says {GATE}. In a call that "
             "Kesk Harbour Police also released, a sailor says a rusted bolt made the lower gate "
             "of Tarrow lock give way."],
            (1, 2, 0),
            [("also", "possible")],
        ),
        # -- without that word they are two
        (
            [f"In a recording released by Norda Coastguard, a stoker says {GATE}. In a call that "
             "Kesk Harbour Police released, a sailor says a rusted bolt made the lower gate "
             "of Tarrow lock give way."],
            (2, 2, 0),
            [],
        ),
    ],
)  # fmt: skip
def test_what_makes_two_statements_one_origin(texts, expected, merged):
    claim = fullest(linked(*texts))
    assert rules(claim) == merged
    assert interval(claim) == expected


def test_what_a_page_calls_a_body_is_that_body():
    text = (
        "Tarrow Observatory, a monitor of locks and weirs, said the lower gate of Tarrow lock gave "
        "way at dawn. The monitor said a bolt of the lower gate at Tarrow lock had rusted through."
    )
    claim = fullest(linked(text))
    assert interval(claim)[:2] == (1, 1)


def test_what_one_page_tells_of_somebody_is_known_on_another():
    found = linked(
        "Harbour board director Ana Reis said the tug Bora was late.",
        f"Reis said {GATE}.",
        "A rusted bolt made the lower gate of Tarrow lock give way, the harbour board said.",
    )
    assert interval(fullest(found))[:2] == (1, 2)
