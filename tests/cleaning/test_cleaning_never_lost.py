"""Journalism that looks like a prompt: found by a reviewer who tried to lose it."""

import pytest
from cleaning_cases import read

from firsthand.cleaning.furniture import Label
from firsthand.cleaning.page import labels

BEFORE = (
    "The government of Odra faced new questions on Tuesday over the collapse of the Kesk dam, "
    "which killed eleven people and left hundreds of families without a home.",
    "Prime Minister Ana Reis told parliament that an inquiry would begin within a week.",
)
AFTER = (
    "Opposition leader Tom Katz said the inquiry came too late and asked for the minister of "
    "works to resign before the end of the month.",
)


@pytest.mark.parametrize(
    "words",
    [
        '"The gate was rotten and I told the minister so," Holm said. Read more: The story of it',
        '"We heard a crack," said Lena Orlov. Sign up to our newsletter',
        "The report was published on Tuesday by the health ministry, which said 400 had died.",
        "The post appeared on Telegram at four in the morning and was deleted by noon.",
        "The report was amended after the minister objected, two officials said.",
        "File-sharing site Oxload was shut down on Monday, police said.",
        "9/11 Commission chairman Tom Holm said the warnings had been ignored.",
        "EPA Administrator Tom Holm told Congress that the rule would stand.",
        "Already a member of NATO, Norda said on Monday it would send 4,000 troops.",
        "Published in 2015, the book sold 3 million copies.",
        "Created in 1949, the alliance now has 32 members.",
        "Subscribe to our newsletter, the two wrote on the lamp posts, and nobody did.",
        "Comments are closed, the ministry announced on Sunday.",
        "We use cookies, the firm admitted, to follow children.",
        "Copyright 2021 rules would make platforms pay, ministers said.",
        "Photos, videos and letters were handed to the prosecutor on Monday.",
        "All rights reserved for the majority must be shared, the judge ruled.",
        "Download the app, health officials urged.",
    ],
)
def test_a_sentence_of_the_article_that_looks_like_a_prompt_stays_body(words):
    assert words in read("\n\n".join((*BEFORE, words, *AFTER))).body.text


def test_a_report_that_was_published_somewhere_is_no_republication():
    words = "The report was first published in 2019 by the water board and found no fault."
    article = read("\n\n".join((*BEFORE, words, *AFTER)))
    assert article.republication is None
    assert words in article.body.text


def test_a_transcript_in_one_line_is_no_list_of_headlines():
    words = (
        "JUDGE ORLOV: Did you ever meet the banker in Norda? MINISTER KATZ: I did meet him, once "
        "or twice! JUDGE ORLOV: And what did he give you there?"
    )
    assert words in read("\n\n".join((*BEFORE, words, *AFTER))).body.text


def test_what_somebody_says_in_a_box_with_a_telling_name_stays_in_the_body():
    said = "Opposition leader Tom Katz said the gate had been rotten for years and all knew it."
    mark = Label("share", 0.92, 'the page marks it as buttons to share: "share-quote"')
    assert labels.label(said, mark, in_body=True) is None
    assert labels.label("Share this quote", mark, in_body=True) is not None
