"""What the trained labeller does on invented pages, in words that no table row has."""

import dataclasses

import pytest
from cleaning_cases import block_of, check_blocks_hold_every_character_once, read
from hypothesis import given
from hypothesis import strategies as st

from firsthand.cleaning import clean, furniture
from firsthand.cleaning.text import labeller
from firsthand.cleaning.text.lines import LOOKS, line_of, looks
from firsthand.types import Capture

HEADLINE = "Lower bridge lost as the Odra floods"
STORY = (
    "The river rose two metres in one night and carried away the lower bridge, and with it the "
    "only road to the mill and the school.",
    'Engineer Ana Reis said: "We opened both gates as soon as we could, and we would do it '
    'again tomorrow if we had to."',
    "Nobody was hurt, and the school took in forty families from the old town, most of whom had "
    "lost everything but their shoes.",
    "The council of Odra will meet on Friday to decide whether the lower bridge is to be built "
    "again in stone or left to the river.",
)


def page(*lines: str, after: int = len(STORY)) -> str:
    return "\n\n".join((HEADLINE, *STORY[:after], *lines, *STORY[after:]))


def no_rule_knows(line: str) -> None:
    """The row would say nothing of the labeller if the table of phrasings knew the line."""
    assert furniture.label(line) is None, f"a row of furniture.csv knows {line!r}"


@pytest.mark.parametrize("after", [2, len(STORY)])
@pytest.mark.parametrize(
    "line",
    [
        "Fancy more of this? Our Friday letter lands in ten thousand inboxes – put your name down",
        "You have read your last free story this month",
        "Send this to a friend",
        "Swipe left for more pictures",
        "All content belongs to the Odra Courier and may not be copied",
        "The lower bridge on Sunday morning, seen from the mill (Tom Katz/Odra Courier)",
    ],
)
def test_furniture_in_words_of_no_row_is_set_aside_or_grey(line, after):
    no_rule_knows(line)
    article = read(page(line, after=after))
    block = block_of(article, line)
    assert block.role in ("furniture", "caption")
    assert block.shown != "body"
    assert block.reason
    assert line not in article.body.text


def test_a_prompt_that_could_be_a_subheading_is_furniture_below_the_article_at_least():
    line = "Already a reader with us? Enter here to carry on"  # inside it the labeller is torn
    no_rule_knows(line)
    assert line not in read(page(line)).body.text


@pytest.mark.parametrize(
    "line",
    [
        "Ten things you did not know about eels",
        "Three dead in Tarn ferry fire",
        "Minister cuts ribbon at Norda airport",
    ],
)
def test_headlines_of_other_articles_below_the_last_paragraph_are_not_body(line):
    article = read(page("More to come from our sister pages", line, "Weather for Norda on Friday"))
    assert line not in article.body.text


@pytest.mark.parametrize(
    "line",
    [
        "Reuters reported on Sunday that the mill had been sold.",
        "“Nobody told us,” said Tom Katz, who keeps the mill.",
        "The mayor, Ilse Brandt, said so.",
        "It was the worst flood in a century, according to the Odra Board.",
        "“We ran.”",
        "The AP was first with the news.",
        "Asked who gave the order, he said nothing.",
        "Then it rained.",
        "Sign here, the officer told them, and you may go home.",
    ],
)
@pytest.mark.parametrize("after", [1, 2, len(STORY)])
def test_short_sentences_of_the_article_stay_body(line, after):
    assert line in read(page(line, after=after)).body.text


@pytest.mark.parametrize(
    "text",
    [
        "The Mill\n\nThe wheel goes round\nThe water falls\n\nThe miller drowned\nNobody calls\n",
        "Gate 1\tclosed\t03:10\nGate 2\topen\t03:12\nGate 3\topen\t03:15\n",
        "eggs\nflour\nten candles\nrope",
    ],
    ids=["a verse", "a table", "a list"],
)
def test_a_page_without_a_paragraph_is_not_judged(text):
    article = read(text)
    for line in text.split("\n"):
        assert line in article.text
        assert block_of(article, line).shown == "body" if line else True


@pytest.mark.parametrize(
    ("language", "paragraphs"),
    [
        (
            "nl",
            (
                "De rivier steeg in één nacht twee meter en nam de oude brug mee, en daarmee de "
                "enige weg naar de molen en de school aan de overkant.",
                "Niemand raakte gewond, en de school nam veertig gezinnen uit de oude stad op, "
                "van wie de meeste alles kwijt waren behalve hun schoenen.",
            ),
        ),
        (
            "pl",
            (
                "Rzeka podniosła się o dwa metry w ciągu jednej nocy i zabrała dolny most, a wraz "
                "z nim jedyną drogę do młyna i do szkoły po drugiej stronie.",
                "Nikt nie ucierpiał, a szkoła przyjęła czterdzieści rodzin ze starego miasta, z "
                "których większość straciła wszystko oprócz butów na nogach.",
            ),
        ),
    ],
)
def test_sentences_of_another_language_stay_body(language, paragraphs):
    article = read("\n\n".join(paragraphs))
    assert article.language == language
    assert all(paragraph in article.body.text for paragraph in paragraphs)


def test_a_foreign_paragraph_of_an_english_page_stays_body():
    foreign = (
        "Niemand raakte gewond, en de school nam veertig gezinnen uit de oude stad op, van wie de "
        "meeste alles kwijt waren behalve hun schoenen."
    )
    assert foreign in read(page(foreign, after=2)).body.text


# --------------------------------------------------------------- certainty


def test_thresholds_decide_what_is_shown_and_never_what_is_there():
    line = "Fancy more of this? Our Friday letter lands in ten thousand inboxes"
    text = page(line)
    capture = Capture(place="p", id="p", content=text.encode(), form="text")
    certainty = block_of(clean(capture), line).certainty
    shown = [
        block_of(clean(capture, aside_above=aside, grey_above=grey), line).shown
        for aside, grey in (
            (certainty - 0.01, 0.0),
            (certainty + 0.001, certainty - 0.01),
            (1.0, 1.0),
        )
    ]
    assert shown == ["aside", "grey", "body"]
    kept = clean(capture, keep_furniture=True)
    assert kept.body.text.count(line) == 1
    assert kept.text == text


def test_doubt_about_a_body_line_can_be_seen_and_used():
    line = "Ten things you did not know about eels"
    text = page(line, after=2)
    block = block_of(read(text), line)
    assert (block.role, block.shown) == ("body", "body")
    assert 0.5 <= block.certainty < 0.95
    capture = Capture(place="p", id="p", content=text.encode(), form="text")
    strict = clean(capture, grey_above=1 - block.certainty - 0.01, aside_above=1.0)
    assert block_of(strict, line).shown == "grey"
    assert block_of(strict, STORY[1][:20]).shown == "body"


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("Our best stories in your inbox each morning before breakfast", "words that sites use"),
        ("Weather for Norda on Friday", "no full stop"),
    ],
)
def test_reasons_are_words_for_people(line, said):
    no_rule_knows(line)
    block = block_of(read(page("Swipe left for more pictures", line)), line)
    assert said in block.reason
    assert "_" not in block.reason


LINES = st.lists(
    st.one_of(
        st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=60),
        st.sampled_from([*STORY, "Read next", "Share", "By Ana Reis", "• Flood", "…", "12:30"]),
    ),
    max_size=12,
)


@given(LINES)
def test_every_line_gets_a_certainty_from_0_to_1_and_the_same_each_time(lines):
    rules = [furniture.label(line) for line in lines]
    guesses = labeller.guess(lines, rules)
    assert len(guesses) == len(lines)
    assert all(0 <= guess.certainty <= 1 for guess in guesses)
    assert all(guess.kind is None or guess.kind in labeller.KINDS for guess in guesses)
    assert guesses == labeller.guess(lines, rules)


@given(LINES)
def test_looks_have_one_number_for_each_name(lines):
    rows = looks([line_of(line, None) for line in lines])
    assert [len(row) for row in rows] == [len(LOOKS)] * len(lines)


@given(st.permutations(STORY), LINES.filter(bool))
def test_any_page_stays_whole(story, lines):
    article = read("\n\n".join((*story, *lines)))
    check_blocks_hold_every_character_once(article)


# ------------------------------------------------------------------- model


def test_the_shipped_model_fits_the_columns_it_is_asked_for():
    model = labeller.shipped()
    assert model.trees.look.max() < len(labeller.COLUMNS)
    assert model.kind_weights.shape == (len(labeller.KINDS), labeller.KIND_BUCKETS)
    assert labeller.SHIPPED.stat().st_size < 1_000_000


def test_a_saved_model_reads_back_the_same(tmp_path):
    model = labeller.shipped()
    labeller.save(model, tmp_path / "copy.npz")
    again = labeller.load(tmp_path / "copy.npz")
    for name in (f.name for f in dataclasses.fields(model) if f.name != "trees"):
        assert (getattr(again, name) == getattr(model, name)).all()


def test_exported_trees_vote_as_scikit_learn_does():
    sklearn = pytest.importorskip("sklearn.ensemble", reason="scikit-learn is for training only")
    import numpy as np
    from training.labeller import exported

    dice = np.random.default_rng(7)
    rows = dice.normal(size=(400, len(labeller.COLUMNS)))
    truth = rows[:, 3] * rows[:, 5] > dice.normal(size=400)
    fitted = sklearn.HistGradientBoostingClassifier(max_iter=12, random_state=7).fit(rows, truth)
    trees = exported(fitted)
    votes = labeller.vote(trees, rows)
    assert np.allclose(votes, fitted.decision_function(rows), atol=1e-4)
    # What the columns had a part in, and the start, add up to the vote.
    start = votes - [labeller.parts(trees, row).sum() for row in rows]
    assert np.allclose(start, start[0], atol=1e-4)
