"""What furniture tells of the page: its outlet, a lost original, lost links, tags, slips."""

import re

import pytest
from cleaning_cases import STORY, block_of, read, story_with
from hypothesis import given, settings
from hypothesis import strategies as st

from firsthand import data
from firsthand.cleaning import copy_quality, notes, outlets
from firsthand.errors import TableError
from firsthand.types import Block

PAGE = "".join(f"<p>{words}</p>" for words in STORY)


def told_by(*prompts: tuple[str | None, str]):
    """The outlet that furniture tells where its blocks are of these kinds and words."""
    text, blocks = "", []
    for kind, words in prompts:
        role = "caption" if kind == "caption" else "furniture"
        blocks.append(Block(len(text), len(text) + len(words) + 1, role, kind))
        text += f"{words}\n"
    outlet = outlets.find_outlet(
        given=None, sitename=None, url=None, text=text, blocks=tuple(blocks)
    )
    assert outlet.span is None or outlet.span.of(text) in text
    return outlet


def noted(article, kind):
    """The words and the message of each note of a kind."""
    return [(n.span.of(article.text), n.message) for n in article.notes if n.kind == kind]


def words_noted(article, kind):
    return [words for words, _ in noted(article, kind)]


# --------------------------------------------------------------- the outlet


@pytest.mark.parametrize("frame", outlets.frames(), ids=lambda frame: frame.example)
def test_every_frame_finds_the_name_in_its_own_example(frame):
    kind = next((kind for kind in frame.kinds if kind != "*"), "newsletter")
    block = Block(0, len(frame.example), "furniture", kind)
    (found,) = outlets._told(frame, frame.example, block)
    assert found.span.of(frame.example) == frame.name
    assert frame.tells in {"self", "holder", "masthead", "other", "original"}
    assert frame.takes in {"any", "outlet", "paper", "known", "source"}
    assert 0 <= frame.weight <= 1


@pytest.mark.parametrize(
    ("kind", "words", "name"),
    [
        ("newsletter", "Sign up to the Odra Courier's newsletter", "Odra Courier"),
        ("newsletter", "SIGN UP NOW FOR THE ODRA COURIER NEWSLETTER", "ODRA COURIER"),
        (
            "newsletter",
            "Don’t miss a thing! Join the Kesk Valley Post’s mailing list",
            "Kesk Valley Post",
        ),
        ("newsletter", "Subscribe to our free weekly Indy100 newsletter", "indy100"),
        ("newsletter", "Enjoy the best of Vosk in your inbox every morning", "Vosk"),
        ("newsletter", "For more tales from the Odra Mirror, sign up here", "Odra Mirror"),
        ("share", "Follow the Norda Telegraph on Facebook", "Norda Telegraph"),
        ("share", "Like CNN World on Facebook", "CNN"),
        ("credit", "© 2021 Odra Courier. All rights reserved.", "Odra Courier"),
        ("credit", "Copyright 2019-2021 Lower Delta News | Terms | Privacy", "Lower Delta News"),
        ("credit", "© 2020 odra.example", None),
        ("credit", "© 2020 Odra.info. All rights reserved", "Odra.info"),
        ("related", "More from the Odra Echo", "Odra Echo"),
        ("vote", "Help this story up the Odra Bites rankings", "Odra Bites"),
        ("campaign", "Download the Odra Bites app", "Odra Bites"),
        ("campaign", "Support Vosk's independent journalism", "Vosk"),
        ("campaign", "Support the Kesk Valley Post from one crown a month", "Kesk Valley Post"),
        ("account", "Sign in to your Odra Herald account", "Odra Herald"),
        ("section", "The Lower Delta Observer", "Lower Delta Observer"),
    ],
)
def test_a_prompt_in_which_the_site_names_itself_tells_the_outlet(kind, words, name):
    outlet = told_by((kind, words))
    assert outlet.name == name
    assert outlet.basis == ("furniture" if name else "unknown")


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        ("comments", "The Conversation (0)"),
        ("related", "Read more: Reuters opens an office in Odra"),
        ("related", "More from Ana Reis"),
        ("related", "More from Europe"),
        ("source-footer", "This article was originally published by the Odra Courier."),
        ("source-footer", "Read the full story on the Odra Courier app"),
        ("caption", "Photograph: Ana Reis/Odra Courier"),
        ("tags", "Odra Courier, Floods"),
        ("newsletter", "Sign up to our free morning newsletter"),
        ("newsletter", "Get the Breakfast Bulletin newsletter"),
        ("newsletter", "Sign up for Ana Reis's newsletter"),
        ("newsletter", "Sign up for Wilma Brandt's newsletter"),
        ("newsletter", "Subscribe to our sister title, the Odra Farmer, and its newsletter"),
        ("newsletter", "Sign up to the newsletter of our friends at the Norda Gazette"),
        ("share", "Follow Ana Reis on Twitter"),
        ("share", "Follow us on Facebook and Apple News"),
        ("campaign", "Download the WhatsApp app"),
        ("campaign", "Support Odra"),
        ("account", "Log in with Facebook"),
        ("credit", "Copyright 2021 The Associated Press. All rights reserved."),
        ("credit", "© 2021 Odra Publishing Ltd. All rights reserved."),
        ("credit", "© 2021 ODRA News Network, LLC. All rights reserved."),
        ("credit", "© 2021 Wilma Brandt"),
        ("section", "World News"),
        ("section", "Norda News Agency"),
        (None, "Odra opens the Lower Bank app to farmers"),
    ],
)
def test_furniture_that_names_somebody_else_or_a_part_of_the_site_tells_no_outlet(kind, words):
    assert told_by((kind, words)).name is None


def test_the_outlet_that_furniture_names_most_is_told():
    courier = ("share", "Follow the Odra Courier on Twitter")
    herald = ("newsletter", "Sign up for the Norda Herald newsletter")
    again = ("account", "Sign in to your Odra Courier account")
    assert told_by(courier, herald).name is None  # torn
    assert told_by(courier, herald, again).name == "Odra Courier"
    assert told_by(courier, ("newsletter", "Sign up to the Courier's newsletter")).name == (
        "Odra Courier"
    )


def test_an_outlet_of_the_table_wins_over_a_name_it_does_not_know():
    guardian = ("share", "Follow the Guardian on Facebook")
    assert told_by(("credit", "© 2021 Odra Courier"), guardian).name == "The Guardian"
    assert told_by(("share", "Follow CNN on Twitter"), guardian).name is None  # torn


def test_a_name_that_may_be_a_persons_needs_two_tellings():
    letter = ("newsletter", "Sign up to Odra Insight's newsletter")
    assert told_by(letter).name is None
    assert told_by(letter, ("credit", "© 2021 Odra Insight")).name == "Odra Insight"


def test_a_campaign_that_names_its_owner_does_not_hide_the_site():
    outlet = told_by(
        ("campaign", "The Independent has long fought for safer dams. Sign the petition."),
        ("vote", "Click the arrow to lift this story through the indy100 rankings."),
    )
    assert (outlet.name, outlet.owner) == ("indy100", "Independent Digital News and Media")


def test_a_masthead_counts_on_top_of_the_page_and_not_among_its_menus():
    menu = [("section", "Odra Sport"), ("section", "Lower Delta Observer")]
    assert told_by(*menu).name is None
    assert told_by(menu[1], menu[0]).name == "Lower Delta Observer"


def test_the_outlet_that_a_whole_page_tells_opens_its_words():
    article = read(story_with("Don’t miss a thing! Sign up to the Odra Courier’s newsletter"))
    assert (article.outlet.name, article.outlet.basis) == ("Odra Courier", "furniture")
    assert article.outlet.span.of(article.text) == "Odra Courier"
    assert article.outlet.owner is None


def test_a_site_name_that_is_an_address_is_no_name():
    page = f"<html><head><meta property='og:site_name' content='https://odra.example'></head>{PAGE}"
    assert read(page, form="html").outlet.name is None


def test_a_frame_that_is_no_pattern_is_reported(tmp_path, monkeypatch):
    columns = "tells,pattern,takes,weight,kinds,example,name,source,date\n"
    (tmp_path / "outlet_frames.csv").write_text(f"{columns}self,(,any,1,,x,x,me,2026-11-22\n")
    monkeypatch.setenv("FIRSTHAND_DATA", str(tmp_path))
    outlets.frames.cache_clear()
    try:
        with pytest.raises(TableError, match=r"outlet_frames\.csv"):
            outlets.frames()
    finally:
        outlets.frames.cache_clear()


# ---------------------------------------------------------- a lost original


@pytest.mark.parametrize(
    ("footer", "question"),
    [
        ("Source: Read Full Article", "the original page: where the link led is lost"),
        (
            "Originally published by the Odra Courier",
            "the original page, published by Odra Courier: where the link led is lost",
        ),
        (
            "This story first appeared in Odra Insight.",
            "the original page, published by Odra Insight: where the link led is lost",
        ),
        (
            "The post Dam breaks appeared first on World Science.",
            "the original page, published by World Science: where the link led is lost",
        ),
        (
            "Republished with permission of the Guardian.",
            "the original page, published by The Guardian: where the link led is lost",
        ),
        (
            "This article was first published on https://odra.example/dam.",
            "the original page: it was at https://odra.example/dam",
        ),
    ],
)
def test_a_source_footer_makes_a_republication_and_asks_for_the_original(footer, question):
    article = read("\n\n".join((*STORY, footer)))
    assert article.republication.basis == "furniture"
    assert article.republication.span.of(article.text) == footer
    assert noted(article, "open-question") == [(footer, f"find {question}")]
    assert article.outlet.name is None  # who publishes the copy is not known


@pytest.mark.parametrize(
    "line",
    [
        "First published on March 4, 2026 / 7:05 AM",
        "Originally published at 10:15 on 3 May 2021",
        "Published on Monday 3 May 2021",
    ],
)
def test_a_date_of_publication_is_no_republication(line):
    article = read("\n\n".join((*STORY, line)))
    assert (article.republication, noted(article, "open-question")) == (None, [])


@pytest.mark.parametrize(
    ("url", "canonical", "copies"),
    [
        ("https://copies.example/a", "https://odra.example.net/a", True),
        ("https://odra.co.uk/a", "https://norda.co.uk/a", True),
        ("https://m.odra.example.net/a", "https://www.odra.example.net/a", False),
        ("https://www.odra.co.uk/a", "https://amp.odra.co.uk/b", False),
        ("https://www.bbc.co.uk/a", "https://www.bbc.com/a", False),  # one outlet of the table
        ("https://odra-example.cdn.ampproject.org/a", "https://odra.example.net/a", False),
        ("https://web.archive.org/web/1/https://odra.example.net/a", "https://odra.org/a", False),
        (None, "https://odra.example.net/a", False),
    ],
)
def test_a_canonical_address_of_another_site_makes_a_republication(url, canonical, copies):
    head = f"<head><title>Dam breaks</title><link rel='canonical' href='{canonical}'></head>"
    article = read(f"<html>{head}<body>{PAGE}</body></html>", form="html", url=url)
    assert (article.republication is not None) == copies
    assert len(noted(article, "open-question")) == copies
    if copies:
        assert article.republication.basis == "metadata"


def test_a_footer_whose_link_was_kept_says_where_it_led():
    footer = (
        "<footer>Originally published by the <a href='https://odra.example/1'>Courier</a></footer>"
    )
    article = read(f"<html><body><article>{PAGE}</article>{footer}</body></html>", form="html")
    ((_, question),) = noted(article, "open-question")
    assert question.endswith("it was at https://odra.example/1")


# --------------------------------------------------------------- lost links


@pytest.mark.parametrize("row", notes.link_words(), ids=lambda row: row.example)
def test_every_row_of_link_words_finds_its_own_words(row):
    assert row.where in {"any", "furniture"}
    block = Block(0, len(row.example), "furniture" if row.where == "furniture" else "body")
    assert row.words in [span.of(row.example) for span in notes._link_spans(row.example, block)]


@pytest.mark.parametrize(
    ("sentence", "words"),
    [
        ("To hear the whole call, click here.", "click here"),
        ("You can read more about the lower dam here.", "read more about the lower dam here"),
        ("The board denies it. Read its whole answer here.", "Read its whole answer here"),
        ("The letter (link) is dated Monday.", "(link)"),
        ("The town asks for gifts via this link.", "via this link"),
        ("The film is on her page [link in bio].", "[link in bio]"),
        ("All the plans are public. See here.", "See here"),
        ("Watch the whole film here: it lasts an hour.", "Watch the whole film here"),
        ("The gate was old, as we reported here.", "as we reported here"),
    ],
)
def test_words_that_were_a_link_are_noted_in_the_body(sentence, words):
    article = read(story_with(sentence))
    assert block_of(article, sentence).role == "body"
    assert words_noted(article, "lost-link") == [words]


@pytest.mark.parametrize(
    "sentence",
    [
        "He lives here and so does his mother.",
        "People here said the gate was old.",
        '"We want to stay here," the farmer said.',
        "The mayor came here to see the gate.",
        "They link the two floods to one dam.",
        "The police said the link between the men was clear.",
        "Through this link between the rivers, boats reach the sea.",
        "Mushrooms are found here in the autumn.",
        "She learned to read here in a cold school.",
        '"See here, young man," the keeper said.',
        "Nobody knows who was here.",
    ],
)
def test_a_place_called_here_is_no_lost_link(sentence):
    assert words_noted(read(story_with(sentence)), "lost-link") == []


@pytest.mark.parametrize(
    ("prompt", "words"),
    [
        ("For more tales, sign up to one of our newsletters here", ["newsletters here"]),
        ("Source: Read Full Article", ["Read Full Article"]),
        (
            "To sign the petition, click here. To find out more about our campaign, click here.",
            ["click here", "click here"],
        ),
    ],
)
def test_words_that_were_a_link_are_noted_in_furniture(prompt, words):
    article = read(story_with(prompt))
    assert block_of(article, prompt[:12]).role == "furniture"
    assert words_noted(article, "lost-link") == words


def test_a_page_that_kept_its_links_has_lost_none():
    page = f"<p>The dam is old: <a href='https://odra.example/2'>click here</a>.</p>{PAGE}"
    assert words_noted(read(page, form="html"), "lost-link") == []


# --------------------------------------------------------------------- tags


@pytest.mark.parametrize(
    "tags",
    [
        "Tags: Flood, Odra valley",
        "Topics: Flood | Odra valley",
        "Filed under: Flood, Odra valley",
        "• Flood\n• Odra valley",
        "Topics\n\nFlood\n\nOdra valley",
    ],
)
def test_a_publishers_tags_are_kept_apart_from_the_body(tags):
    article = read("\n\n".join((*STORY, tags)))
    assert article.publisher_tags == ("Flood", "Odra valley")
    assert "Odra valley" not in article.body.text


# ------------------------------------------------------------- garbled copy


@pytest.mark.parametrize(
    "row",
    data.table("never_doubled", columns=("word", "example")),
    ids=lambda row: row["word"],
)
def test_every_word_that_nobody_doubles_is_noted_where_it_is_doubled(row):
    article = read(story_with(row["example"]))
    words = f"{row['word']} {row['word']}"
    assert [w.lower() for w in words_noted(article, "copy-quality")] == [words]


@pytest.mark.parametrize(
    ("sentence", "words"),
    [
        ("The the gate was old.", "The the"),
        ("They said: your [Norda[ crews came late.", "[Norda["),
        ("The gate (built in 1890 was never mended.", "("),
        ("The mayorâ€™s car was found.", "â€™"),
        ("The cafÃ© by the bridge is gone.", "Ã©"),
        ("Judges blocked the townÃ¢â‚¬â„¢s plan.", "Ã¢â‚¬â„¢"),
        ("It costs Â£5 to cross.", "Â£"),
        ("We don?t know who opened it.", "don?t"),
        ("The gate gave way on Monday.The mayor fled.", "Monday.The"),
        ("The water was \ufffd deep.", "\ufffd"),
        ("Nobody was<br>hurt in the town.", "<br>"),
        ("The firm of Reis &amp; Katz built it.", "&amp;"),
        ("It rose&nbsp;again on Friday.", "&nbsp;"),
        ("It rose by 3&#160;metres.", "&#160;"),
    ],
)
def test_garbled_copy_is_said_with_its_words_and_never_repaired(sentence, words):
    text = story_with(sentence)
    article = read(text)
    assert article.text == text
    assert words_noted(article, "copy-quality")[0] == words


@pytest.mark.parametrize(
    "sentence",
    [
        "The men had had enough, and she knew that that was right.",
        "The state he was in in 1990 was poor.",
        "It was very very late, she said, and no no, nobody slept.",
        "The The played in Odra; so did Duran Duran.",
        "He gave her her coat.",
        "The gates (both of them) were old [and rusty].",
        "She asked for a) bread and b) soup.",
        "A smile :( was all he sent.",
        "Is it a dam? That is the question. Who knows?",
        "See https://odra.example/watch?v=re&amp=1 for the film.",
        "The firm Odra.Com of St.Brandt built it, e.g. the wall, at 3.5 m, vs.Norda.",
        "In «Ânimo» the naïve café owner paid 5 €, à Odra…",
        'The sign read "CAFÉ”; it said amanhã”… in blue.',
        "If a < b and b > c, then R&D at AT&T falls; x <y> z.",
    ],
)
def test_copy_that_is_only_unusual_is_not_noted(sentence):
    assert noted(read(story_with(sentence)), "copy-quality") == []


def test_a_page_full_of_one_slip_gets_a_few_notes_that_count_the_rest():
    article = read(story_with("Bread and and soup. " * 40))
    found = noted(article, "copy-quality")
    assert len(found) == copy_quality.MOST
    assert found[-1][1] == "a doubled word (35 more of this sort follow)"


def test_furniture_is_not_searched_for_slips():
    assert noted(read(story_with("Sign up to to our newsletter &amp; more")), "copy-quality") == []


@settings(deadline=None)  # the first one loads the model of languages
@given(
    st.lists(st.sampled_from(["the", "gate", "(", "[Odra[", "â€™", "&amp;", "don?t", "\n", "."]))
)
def test_every_note_opens_words_of_the_page(parts):
    article = read(f"{STORY[0]}\n{' '.join(parts)}")
    for note in article.notes:
        assert 0 <= note.span.start < note.span.end <= len(article.text)
        assert note.message
        assert re.sub(r"\s", "", note.span.of(article.text))
