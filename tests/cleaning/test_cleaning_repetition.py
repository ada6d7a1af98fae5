"""What pages of a run repeat: prompts of a site are weighed, copied journalism is not."""

import random

from cleaning_cases import block_of, read
from hypothesis import given
from hypothesis import strategies as st

import firsthand
from firsthand.cleaning import ASIDE_ABOVE, GREY_ABOVE, weigh_repetition

STORIES = (
    (
        "The river rose two metres in one night and carried away the lower bridge, and with it "
        "the only road to the mill and the school.",
        "Engineer Ana Reis said the gates had been opened at three, an hour before the water.",
        "Forty families slept in the school, and the mill will stand still until the spring.",
    ),
    (
        "A court in Norda sent the former head of the harbour to prison for five years on Monday, "
        "and ordered him to pay back every crown.",
        "Prosecutors said he had sold the same crane three times, twice to men he never met.",
        "His lawyer said he would appeal, and that the crane had been worth far less.",
    ),
    (
        "Wolves have come back to the hills above Tarn after an absence of more than a century, "
        "and the shepherds are not glad of it.",
        "They counted nineteen dead lambs in March, and the council has ordered taller fences.",
        "A farmer, Tom Katz, said he had seen a pair with young near the quarry.",
    ),
    (
        "The choir of Lower Kesk has won the northern prize for the fourth year out of five, to "
        "the surprise of nobody but its tenors.",
        "Its leader, Ilse Brandt, said they had never before held the last note for so long.",
        "The judges praised the sound, the hats, and the patience of the coach driver.",
    ),
    (
        "Bakers in Averil raised the price of a loaf by a tenth on Friday, the third rise of this "
        "year and the steepest in living memory.",
        "The guild said flour had gone up by half since the mill at Odra was flooded.",
        "Shoppers queued before dawn for what was left, and most of them went home empty.",
    ),
)
PROMPT = "Lamps, letters and weather"  # in words that tell little


def pages(*lines: str, count: int = len(STORIES)):
    return [read("\n\n".join((*story[:2], *lines, story[2]))) for story in STORIES[:count]]


def weighed(articles):
    return weigh_repetition(articles, aside_above=ASIDE_ABOVE, grey_above=GREY_ABOVE)


def doubt(article, words: str) -> float:
    block = block_of(article, words)
    return 1 - block.certainty if block.role == "body" else block.certainty


def test_a_line_that_many_unlike_pages_repeat_is_held_more_surely_for_furniture():
    before = pages(PROMPT)
    doubts = [doubt(weighed(before[:count])[0], PROMPT) for count in (1, 2, 3, 5)]
    assert doubts == sorted(doubts)
    assert doubts[-1] > doubts[0]
    last = block_of(weighed(before)[0], PROMPT)
    assert last.role == "furniture"
    assert "4 other pages of this run" in last.reason


def test_copies_of_one_report_are_left_as_they_are():
    report = "\n\n".join((*STORIES[0], "The lamps stay lit"))
    copies = [read(report), read(f"{report}\n\nMore as we have it."), read(report + "\n")]
    assert weighed(copies) == tuple(copies)


def test_sentences_in_which_somebody_speaks_are_left_as_they_are():
    background = "The dam is safe, the minister said in May."
    before = pages(background)
    assert all(background in article.body.text for article in weighed(before))


def test_a_single_page_is_left_as_it_is():
    assert weighed(pages(PROMPT, count=1)) == tuple(pages(PROMPT, count=1))


@given(st.integers(0, 10_000))
def test_the_order_of_the_pages_does_not_matter(seed):
    shuffled = pages(PROMPT)
    random.Random(seed).shuffle(shuffled)
    by_text = {article.text: article for article in weighed(pages(PROMPT))}
    assert all(article == by_text[article.text] for article in weighed(shuffled))


def test_the_pages_of_a_trace_are_weighed_together(tmp_path):
    paths = []
    for number, story in enumerate(STORIES):
        path = tmp_path / f"{number}.txt"
        path.write_text("\n\n".join((*story[:2], PROMPT, story[2])), encoding="utf-8")
        paths.append(str(path))
    together = firsthand.trace(paths).articles
    assert all(PROMPT not in article.body.text for article in together)
    kept = firsthand.trace(paths, keep_furniture=True).articles
    assert all(PROMPT in article.body.text for article in kept)
