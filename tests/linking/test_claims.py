"""Which statements are one claim, and which hands are parties that the tables know."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from linking_cases import linked

from firsthand import annotate, read
from firsthand.linking import Linked, link


def sizes(found: Linked) -> list[int]:
    return [len(claim.statements) for claim in found.claims]


@pytest.mark.parametrize(
    ("texts", "claims"),
    [
        # -- the same speaker says it again
        (
            ["Ana Reis said the north gate broke at midnight. “The north gate simply broke at "
             "midnight,” Reis said."],
            [2],
        ),
        (
            ["A rescued cook said the pump had failed before the storm.\n\nThe cook claimed that "
             "the old pump failed hours before the storm."],
            [2],
        ),
        # -- another says it, or nobody stated does
        (
            ["Ana Reis said the north gate broke at midnight. Tom Katz said the north gate broke "
             "at midnight."],
            [2],
        ),
        (
            ["The north gate reportedly broke at midnight. The north gate allegedly broke at "
             "midnight."],
            [2],
        ),
        # -- another page says it in other words, or with another figure
        (
            ["The coastguard said twelve people were killed when the ferry sank off Norda.",
             "Fourteen people died when the Norda ferry went down, the harbour master said."],
            [2],
        ),
        (
            ["The clerk said the mayor was arrested on Monday over missing harbour funds.",
             "Mayor Ana Reis has been detained over money missing from the harbour, police said."],
            [2],
        ),
        # -- something else
        (["Ana Reis said the north gate broke at midnight. She added that nobody slept."], [1, 1]),
        (
            ["The clerk said the mayor was arrested on Monday over missing harbour funds.",
             "The clerk said the harbour fair would open on Monday."],
            [1, 1],
        ),
        # -- what the other denies
        (
            ["Ana Reis said the north gate was closed at midnight. Later Reis said the north gate "
             "was not closed at midnight."],
            [1, 1],
        ),
        (
            ["The pilot said he had seen the warning light.",
             "The pilot said he had never seen the warning light."],
            [1, 1],
        ),
        # -- what would have been is not what was
        (
            ["The cook said the wall fell on the crew.",
             "The cook said that without the rope the wall would have fallen on the crew."],
            [1, 1],
        ),
        # -- an editor's word is not the speaker's
        (
            ["Ana Reis said: “Your [harbour master's] crew saw it.” She said: “The [harbour "
             "master's] dog ran off.”"],
            [1, 1],
        ),
    ],
)  # fmt: skip
def test_statements_that_say_the_same_are_one_claim(texts, claims):
    assert sizes(linked(*texts)) == claims


def test_two_things_about_one_ferry_are_two_claims():
    found = linked(
        "The coastguard said twelve people were killed when the ferry sank off Norda.",
        "The coastguard said a new ferry would be built for Norda next year.",
    )
    assert sizes(found) == [1, 1]


def test_what_a_statement_stands_in_is_another_claim():
    found = linked("Tom Katz said that Ana Reis said the north gate broke at midnight.")
    assert all(size == 1 for size in sizes(found))


@pytest.mark.parametrize(
    "texts",
    [
        [
            "Tom Katz said he thinks the harbour crane cracked in the frost.",
            "Katz said he thinks the harbour crane cracked in the frost, the Courier reports.",
            "The harbour crane cracked in the frost, Katz said.",
        ],
        [
            "Ana Reis said she believes the old tannery will flood in spring.",
            "Reis said she believes the old tannery will flood in spring.",
            "The old tannery will flood in spring, Reis said.",
        ],
        [
            "The warden said he feared the stone bridge would collapse under the lorries.",
            "The warden feared the stone bridge would collapse under the lorries.",
            "The warden said he feared that the stone bridge would collapse under heavy lorries.",
        ],
    ],
)
def test_what_a_speaker_is_said_to_think_takes_no_page_from_what_he_said(texts):
    assert sorted(sizes(linked(*texts))) == [1, 1, 3]


@pytest.mark.parametrize(
    "texts",
    [
        [
            "The bakery plans to close its stall at Norda market in March.",
            "The Norda market stall of the bakery closed in March, the clerk said.",
        ],
        [
            "The clerk said the ferry line would cut its night crossing to Ostrel in May.",
            "The ferry line cut the night crossing to Ostrel in May, the harbour master said.",
        ],
        [
            "The mayor said the council will sell the old mill to a brewer.",
            "The council is selling the old mill to a brewer, the clerk said.",
        ],
    ],
)
def test_a_plan_that_another_page_tells_as_a_fact_may_be_one_claim(texts):
    assert sizes(linked(*texts)) == [2]


@pytest.mark.parametrize(
    "texts",
    [
        # the cue alone denies
        ["Ana Reis denied that the harbour crew slept during the storm at Kesk.",
         "Tom Katz said that the harbour crew slept during the storm at Kesk."],
        ["The guild disputed that the bell tower at Odra leans to the west.",
         "Eva Holm claimed that the bell tower at Odra leans to the west."],
        ["The keeper rejected the plan to flood the meadow behind the weir.",
         "The mayor backed the plan to flood the meadow behind the weir."],
    ],
)  # fmt: skip
def test_what_denies_by_its_cue_is_never_one_claim_with_what_it_denies(texts):
    assert sizes(linked(*texts)) == [1, 1]


def test_a_claim_is_shown_by_its_first_statement_without_line_breaks():
    found = linked("Ana Reis said: “The gate broke.\n\n“Nobody slept.”")
    assert [claim.text for claim in found.claims] == ["“The gate broke. “Nobody slept.”"]


def test_ids_of_claims_survive_a_second_run():
    text = "Ana Reis said the north gate broke at midnight. She added that nobody slept."
    assert linked(text) == linked(text)


def test_an_outlet_that_the_table_knows_is_a_party_under_every_name():
    found = linked(
        "“It broke,” Ana Reis said, as told in an article by the Daily Mirror.",
        "“It leaks,” Tom Katz said, as told in an article by The Mirror.",
    )
    (party,) = found.parties
    hops = [a.chain[-1] for article in found.articles for a in article.attributions]
    assert [hop.party_id for hop in hops] == [party.id] * 2
    assert party.owner == "Reach plc"
    assert party.source.startswith("outlets.csv")


def test_an_unknown_hand_and_an_unknown_speaker_have_no_party():
    found = linked("“It broke,” Ana Reis said, as told in an article by the Harbour Gazette.")
    assert found.parties == ()
    assert [hop.party_id for hop in found.articles[0].attributions[0].chain] == [None, None]
    assert [speaker.party_id for speaker in found.articles[0].speakers] == [None]


def test_a_speaker_that_the_table_knows_is_that_party():
    found = linked("Reuters reported that the gate broke.")
    assert [speaker.party_id for speaker in found.articles[0].speakers] == ["party:reuters"]


SENTENCES = st.sampled_from(
    [
        "Ana Reis said the north gate broke at midnight.",
        "“The north gate broke at midnight,” Reis said.",
        "Tom Katz said that nobody slept.",
        "He added that the north gate broke at midnight.",
        "The gate reportedly broke.",
        "It was dark.",
    ]
)


@settings(max_examples=25, deadline=None)
@given(st.lists(st.lists(SENTENCES, min_size=1, max_size=5).map(" ".join), max_size=3))
def test_every_attribution_is_a_statement_of_exactly_one_claim(texts):
    found = linked(*texts)
    stated = [(s.article, s.attribution) for claim in found.claims for s in claim.statements]
    assert sorted(stated) == sorted(
        (article.id, a.id) for article in found.articles for a in article.attributions
    )
    claim_of = {
        (s.article, s.attribution): claim.id for claim in found.claims for s in claim.statements
    }
    assert all(
        a.claim == claim_of[article.id, a.id]
        for article in found.articles
        for a in article.attributions
    )


PAGES = [
    "Ana Reis said the north gate broke at midnight. The lamp was out, police said.",
    "The north gate broke at midnight. Nobody was hurt, a keeper said.",
    "Tom Katz said the north gate had broken by midnight. Two boats were lost.",
]


@settings(max_examples=6, deadline=None)
@given(st.permutations(range(len(PAGES))))
def test_the_order_of_the_articles_changes_nothing_but_the_order_of_claims(order):
    articles = [annotate(read(text=text, as_body=True)) for text in PAGES]
    first, second = link(articles), link([articles[n] for n in order])
    assert {claim.id: claim for claim in first.claims} == {c.id: c for c in second.claims}
    assert set(first.conflicts) == set(second.conflicts)


def own_voice(found: Linked) -> list[str]:
    return [
        " ".join(span.of(article.text) for span in a.content)
        for article in found.articles
        for a in article.attributions
        if a.own_voice
    ]


def test_a_sentence_of_the_outlet_that_another_page_says_too_is_a_statement_in_its_own_voice():
    found = linked(
        "The north gate of Norda lock broke at midnight. It had rained for days.",
        "The north gate of Norda lock broke at midnight, the keeper said.",
    )
    assert own_voice(found) == ["The north gate of Norda lock broke at midnight."]
    (claim,) = found.claims
    assert (claim.origins.min, claim.origins.max, claim.origins.not_stated) == (1, 1, 1)


def test_two_outlets_that_state_no_origin_are_no_origin():
    found = linked(*["The north gate of Norda lock broke at midnight."] * 2)
    (claim,) = found.claims
    assert (claim.origins.min, claim.origins.max, claim.origins.not_stated) == (0, 0, 2)


def test_a_sentence_of_the_outlet_that_no_other_page_says_is_no_statement():
    assert own_voice(linked("The north gate broke at midnight.", "It rained in Norda.")) == []
    assert own_voice(linked("The gate broke. The keeper said the gate broke.")) == []
