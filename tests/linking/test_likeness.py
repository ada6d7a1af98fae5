"""How alike two texts are, and which known claim a post repeats."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from firsthand.linking.likeness import (
    DIMENSIONS,
    ClaimRanker,
    alike_in_meaning,
    alike_in_words,
    embed,
    rank_claims,
    spelled_out,
)

CLAIMS = [
    ("The harbour bridge at Ostrel was closed after a crack was found.",),
    ("Mayor Ilva Renn sold the town's ferries to her brother.", "Ferries went to a Renn?"),
    ("Ostrel tap water turned blue because of copper pipes.",),
    ("A wolf was filmed inside the Kesk railway station.",),
]


@pytest.mark.parametrize(
    ("text", "nearer", "farther"),
    [
        (
            "The baker was taken to hospital after the oven blew up.",
            "An oven exploded and the man who bakes there needed a doctor.",
            "The bakery opens at six on market days.",
        ),
        (
            "Fishermen say the catch has halved since the dam was built.",
            "Since the dam there is only half as much fish to catch, boat owners complain.",
            "The dam was built with a loan from the province.",
        ),
        ("He resigned.", "The minister stepped down from office.", "It snowed in the hills."),
    ],
)
def test_what_means_the_same_is_nearer_in_meaning(text, nearer, farther):
    assert alike_in_meaning(text, nearer) > alike_in_meaning(text, farther) + 0.1


@pytest.mark.parametrize(
    ("text", "nearer", "farther"),
    [
        # a rare word tells more than common ones
        ("The turbine failed in the night.", "A turbine, then?", "The house in the night."),
        # another order of words, other marks, other case
        ("Ostrel's ferry sank", "SANK: the Ostrel ferry", "Ostrel's ferry floats"),
        # a hashtag is its words
        ("Ferry sinks at Ostrel", "See #FerrySinks #Ostrel", "See the pictures"),
    ],
)
def test_what_shares_rarer_words_is_nearer_in_words(text, nearer, farther):
    assert alike_in_words(text, nearer) > alike_in_words(text, farther)


@pytest.mark.parametrize(("a", "b"), [("", ""), ("One ferry.", ""), ("…", "!"), ("Yes", "No")])
def test_texts_without_a_shared_word_share_no_words(a, b):
    assert alike_in_words(a, b) == 0


@pytest.mark.parametrize(
    ("post", "words"),
    [
        ("#FloodInOstrel now", "Flood In Ostrel now"),
        ("ask @ana_reis, pic.example.org/xY", "ask ana reis,"),
        ("#NATOTalks", "NATO Talks"),
        ("nothing to cut", "nothing to cut"),
    ],
)
def test_a_post_is_spelled_out(post, words):
    assert spelled_out(post) == words


@pytest.mark.parametrize(
    ("post", "claim"),
    [
        ("Crack in the bridge over Ostrel harbour, it is shut", 0),
        ("so the mayor's own brother now owns our ferries #IlvaRenn", 1),
        ("Blue water from the tap?! they say it's copper", 2),
        ("Video shows wolf walking through a train station at Kesk", 3),
    ],
)
def test_the_claim_that_a_post_repeats_comes_first(post, claim):
    ranked = rank_claims(post, CLAIMS)
    assert ranked[0].claim == claim
    assert list(ranked) == sorted(ranked, key=lambda found: -found.likeness)


def test_every_wording_of_a_claim_counts():
    wordings = ("The pump was switched off.", "Workers stopped the pump at noon on Friday.")
    with_both = rank_claims("the pump was stopped on friday noon", [wordings])[0]
    with_one = rank_claims("the pump was stopped on friday noon", [wordings[:1]])[0]
    assert with_both.meaning > with_one.meaning
    assert with_both.words > with_one.words


@pytest.mark.parametrize("post", ["", "zzzz qqqq", "…"])
def test_a_post_that_shares_no_word_repeats_no_claim(post):
    assert rank_claims(post, CLAIMS) == ()


def test_no_claims_no_ranking_and_a_claim_needs_a_wording():
    assert rank_claims("a wolf", []) == ()
    with pytest.raises(ValueError, match="no wording"):
        ClaimRanker([("A wolf.",), ()])


@given(st.permutations(CLAIMS), st.sampled_from(["bridge crack", "mayor of Ostrel", "the wolf"]))
@settings(max_examples=15)
def test_the_order_of_the_claims_changes_nothing(order, post):
    def found(claims):
        return [(claims[c.claim], round(c.likeness, 4)) for c in rank_claims(post, claims)]

    assert found(order) == found(CLAIMS)


@given(st.lists(st.text(max_size=60), max_size=6))
@settings(max_examples=25)
def test_any_text_has_a_vector_of_length_one_that_company_does_not_change(texts):
    rows = embed(texts)
    assert rows.shape == (len(texts), DIMENSIONS)
    for text, row in zip(texts, rows, strict=True):
        assert np.linalg.norm(row) == pytest.approx(1, abs=1e-4)
        assert np.allclose(embed([text])[0], row, atol=1e-4)


def test_a_text_longer_than_the_network_reads_is_cut_and_half_a_surrogate_is_taken():
    rows = embed(["ferry " * 2000, "ferry " * 500, "half \ud83d"])
    assert np.allclose(rows[0], rows[1], atol=1e-4)
