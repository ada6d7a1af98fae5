"""Which statements are one claim, and which hands are parties that the tables know."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from firsthand import annotate, read
from firsthand.linking import Linked, link


def linked(*texts: str) -> Linked:
    """The texts as annotated and linked articles, with ids "page 0", "page 1", …"""
    articles = [
        annotate(read(text=text, id=f"page {n}", as_body=True)) for n, text in enumerate(texts)
    ]
    return link(articles)


def sizes(found: Linked) -> list[int]:
    return [len(claim.statements) for claim in found.claims]


@pytest.mark.parametrize(
    ("text", "claims"),
    [
        # -- the same speaker says it again: one claim
        (
            "Ana Reis said the north gate broke at midnight. “The north gate simply broke at "
            "midnight,” Reis said.",
            [2],
        ),
        (
            "A rescued cook said the pump had failed before the storm.\n\nThe cook claimed that "
            "the old pump failed hours before the storm.",
            [2],
        ),
        # -- something else: two
        ("Ana Reis said the north gate broke at midnight. She added that nobody slept.", [1, 1]),
        # -- another speaker: two
        (
            "Ana Reis said the north gate broke at midnight. Tom Katz said the north gate broke at "
            "midnight.",
            [1, 1],
        ),
        # -- nobody is stated: never joined
        (
            "The north gate reportedly broke at midnight. The north gate allegedly broke at "
            "midnight.",
            [1, 1],
        ),
        ("“The north gate broke at midnight,” he said.\n\n“The north gate broke at midnight,” "
         "they said.", [1, 1]),
        # -- what the other denies, or with another figure, is no restatement
        (
            "Ana Reis said the north gate was closed at midnight. Later Reis said the north gate "
            "was not closed at midnight.",
            [1, 1],
        ),
        (
            "Ana Reis said 12 workers drowned below the north gate. Later Reis said 13 workers "
            "drowned below the north gate.",
            [1, 1],
        ),
        (
            "Ana Reis said two workers drowned below the north gate. Later Reis said workers "
            "drowned below the north gate.",
            [2],
        ),
        # -- two words in common are chance
        ("Ana Reis said the gate broke. She added that the gate broke her heart.", [1, 1]),
        # -- an editor's word is not the speaker's
        (
            "Ana Reis said: “Your [harbour master's] crew saw it.” She said: “The [harbour "
            "master's] dog ran off.”",
            [1, 1],
        ),
    ],
)  # fmt: skip
def test_a_speakers_restatements_are_one_claim(text, claims):
    assert sizes(linked(text)) == claims


def test_a_claim_is_never_joined_over_pages_in_this_form():
    found = linked("Ana Reis said the north gate broke at midnight.", "Nobody slept.")
    again = linked(*["Ana Reis said the north gate broke at midnight."] * 2)
    assert sizes(found) == [1]
    assert sizes(again) == [1, 1]
    assert len({claim.id for claim in again.claims}) == 2


def test_a_claim_is_shown_by_its_first_statement_without_line_breaks():
    found = linked("Ana Reis said: “The gate broke.\n\n“Nobody slept.”")
    assert [claim.text for claim in found.claims] == ["“The gate broke. “Nobody slept.”"]


def test_origins_are_not_measured_yet_and_that_is_not_zero():
    assert [claim.origins for claim in linked("Ana Reis said the gate broke.").claims] == [None]


def test_ids_of_claims_survive_a_second_run():
    text = "Ana Reis said the north gate broke at midnight. She added that nobody slept."
    assert linked(text) == linked(text)


def test_an_outlet_that_the_table_knows_is_a_party_under_every_name():
    found = linked(
        "“It broke,” Ana Reis said, as noted in a report from the Daily Mirror.",
        "“It leaks,” Tom Katz said, as noted in a report from The Mirror.",
    )
    (party,) = found.parties
    hops = [a.chain[-1] for article in found.articles for a in article.attributions]
    assert [hop.party_id for hop in hops] == [party.id] * 2
    assert party.owner == "Reach plc"
    assert party.source.startswith("outlets.csv")


def test_an_unknown_hand_and_an_unknown_speaker_have_no_party():
    found = linked("“It broke,” Ana Reis said, as noted in a report from the Harbour Gazette.")
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


@settings(max_examples=25, deadline=None)
@given(st.permutations(["Ana Reis said it broke.", "Tom Katz said it held on.", "It was dark."]))
def test_the_order_of_the_articles_does_not_change_the_claims(texts):
    articles = [annotate(read(text=text, as_body=True)) for text in texts]
    assert {claim.id for claim in link(articles).claims} == {
        claim.id for claim in link(articles[::-1]).claims
    }
