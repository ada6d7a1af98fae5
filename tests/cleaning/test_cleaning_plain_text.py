import pytest
from cleaning_cases import STORY, block_of, check_blocks_hold_every_character_once, read, story_with

from firsthand.cleaning.text.plain import split
from firsthand.errors import CleaningError


def roles(article):
    return [block.role for block in article.blocks]


# ------------------------------------------------------------------- blocks


def test_a_block_is_a_line_with_the_blanks_below_it():
    text = "\n  One.\r\n\r\n  Two.\nThree.  \n\n"
    pieces = split(text)
    assert [p.span.of(text) for p in pieces] == ["\n  One.\r\n\r\n  ", "Two.\n", "Three.  \n\n"]


def test_the_lines_of_a_hard_wrapped_mail_are_one_paragraph():
    text = (
        "The river rose two metres in one night and carried away the lower\n"
        "bridge, which had stood since the great flood and was to be mended in\n"
        "the spring.\n"
        "Nobody was hurt, and the school took in forty families from the old\n"
        "town, engineer Ana Reis said.\n"
        "\n"
        "The gates are open.\n"
    )
    assert [p.words.split()[0] for p in split(text)] == ["The", "Nobody", "The"]


def test_a_poem_keeps_its_lines():
    poem = "The river came by night\nand took the bridge away,\nand nobody had light\nor breath"
    assert len(split(poem)) == 4
    assert set(roles(read(poem))) == {"body"}


# ------------------------------------------------------------------- titles


def test_the_first_headline_is_the_title_and_is_not_read_as_body():
    article = read("Lower bridge carried away by flood\n\n" + story_with())
    assert article.title == "Lower bridge carried away by flood"
    assert roles(article) == ["title", "body", "body", "body"]
    assert "carried away by flood" not in article.body.text


@pytest.mark.parametrize(
    "text",
    [
        "He fled, police said.",
        "He fled",
        "The gates are open. The river falls.",
        "Bread\nSoup\nBlankets",
        "Name\tAge\nAna\t40\nTom\t30",
        "The bridge fell on Monday.\n\nNobody was hurt, police said.",
        "word " * 10_000,
    ],
)
def test_a_text_in_hand_is_all_body(text):
    article = read(text)
    assert set(roles(article)) == {"body"}
    assert article.title is None
    assert article.body.text == text


@pytest.mark.parametrize(
    ("masthead", "headline"),
    [
        ("The Odra Herald", "Ferry timetable lost to the flood, owners say"),
        ("Norda News Agency", "Two bridges shut after the ice breaks early"),
        ("Lower Delta Observer", "Why the keepers of lock four walked out"),
    ],
)
def test_the_outlets_name_above_the_headline_is_not_the_title(masthead, headline):
    article = read(f"{masthead}\n\n{headline}\n\n{story_with()}")
    assert article.title == headline
    assert block_of(article, masthead).kind == "section"


@pytest.mark.parametrize(
    "headline", ["Daily swim across the Odra", "Council on watch", "Post office to shut"]
)
def test_a_short_headline_with_a_word_of_outlets_names_stays_the_title(headline):
    assert read(f"{headline}\n\n{story_with()}").title == headline


def test_the_title_that_the_input_brings_wins():
    text = "Lower bridge carried away by flood\n\nA town in the dark\n\n" + story_with()
    article = read(text, title="A Town in the Dark")
    assert article.title == "A Town in the Dark"
    assert block_of(article, "A town").role == "title"
    assert block_of(article, "Lower bridge").role == "body"


def test_a_caption_in_the_place_of_the_headline_leaves_the_title_unknown():
    caption = "Vosk mayor Brandt calls Lidian flood a 'war on farmers'"
    more = (
        "Boats went from house to house until the morning and brought people to dry ground.",
        "The army sent forty men with pumps, and farmers drove their cattle up to the ridge.",
        "Two of the gates had been under repair since the winter, according to the builder.",
        "Schools stay closed this week while engineers look for cracks in the upper wall.",
    )
    article = read("\n\n".join((caption, *STORY, *more)))
    block = block_of(article, caption)
    assert (block.role, article.title) == ("caption", None)
    assert block.certainty < 0.8
    assert "headline" in block.reason
    named = read("\n\n".join((caption, *STORY, *more, "Brandt left Vosk at noon.")))
    assert named.title == caption


# ------------------------------------------------------------------ bullets


@pytest.mark.parametrize(
    ("glyph", "shown"),
    [("•", "aside"), ("▪", "aside"), ("*", "grey"), ("-", "grey")],  # articles, too, use dashes
)
def test_a_bulleted_headline_inside_an_article_is_a_related_link(glyph, shown):
    line = f"  {glyph} Minister screams 'not my dam!' as protesters storm the gate"
    block = block_of(read(story_with(line)), line.strip())
    assert (block.kind, block.shown) == ("related", shown)


def test_short_bulleted_nouns_below_the_article_are_tags():
    article = read("\n\n".join((*STORY, "• Flood\n• Bridges\n• Odra valley\n")))
    assert article.publisher_tags == ("Flood", "Bridges", "Odra valley")
    assert [b.kind for b in article.blocks] == [None, None, None, "tags", "tags", "tags"]


@pytest.mark.parametrize(
    ("above", "items"),
    [
        ("The town asks for:", ("• Bread", "• Soup", "• Blankets")),
        ("The report finds three faults.", ("• The gate was old.", "• The wall was thin.")),
        ("The report finds three faults.", ("• the gate was old and rusty", "• a thin wall")),
        ("What to bring", ("• Bread", "• Soup")),
    ],
)
def test_a_list_of_the_article_stays_body(above, items):
    article = read("\n\n".join((*STORY, above, *items)))
    assert set(roles(article)) == {"body"}


def test_a_list_article_stays_body():
    items = "\n".join(f"• The flood of the year {1900 + i} took another bridge" for i in range(20))
    article = read(f"The river takes what it wants.\n\n{items}")
    assert set(roles(article)) == {"body"}


def test_headlines_under_a_heading_of_the_site_are_related():
    heads = "Most read\n\nTen bridges that did not last\n\nWhy dams are painted green"
    article = read("\n\n".join((*STORY, heads)))
    assert [b.kind for b in article.blocks[3:]] == ["related"] * 3


# ----------------------------------------------------------------- metadata


def test_what_the_text_does_not_say_stays_unknown():
    article = read(story_with())
    assert (article.title, article.byline, article.published, article.section) == (None,) * 4
    assert (article.url, article.republication, article.notes) == (None, None, ())
    assert (article.outlet.name, article.outlet.basis) == (None, "unknown")


def test_the_byline_is_read_from_its_line():
    article = read("Lower bridge carried away\n\nBy Ana Reis and Tom Katz\n\n" + story_with())
    assert article.byline == "Ana Reis and Tom Katz"


@pytest.mark.parametrize(
    ("given", "published"),
    [
        ("2021-05-03", "2021-05-03"),
        ("2021-05-03T10:15:00Z", "2021-05-03"),
        ("2021-05", "2021-05"),
        ("2021", "2021"),
        ("yesterday", None),
        ("2021-13-40", None),
        (None, None),
    ],
)
def test_a_date_is_taken_over_at_its_own_precision_or_not_at_all(given, published):
    assert read(story_with(), published=given).published == published


# ---------------------------------------------------------------- refusals


def test_a_page_of_furniture_says_how_to_see_it():
    with pytest.raises(CleaningError, match="no article text among 46 characters; try --keep-f"):
        read("Sign up to our newsletter\n\nShare on Facebook\n.")
    assert read("Sign up to our newsletter\n\nShare on Facebook\n.", keep=True).body.text


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("", "no article text among 0 characters"),
        (" \n\n ", "no article text among 4 characters"),
        ("...", "no article text"),
        ("x" * 1_000_000, "a run of 1,000,000 characters without a space"),
        ("one two " * 125_001, "1,000,008 characters of body, more than 1,000,000"),
    ],
)
def test_what_cannot_be_read_is_refused_in_words(text, what):
    with pytest.raises(CleaningError, match=what):
        read(text)


def test_a_line_of_a_million_characters_is_body():
    article = read("river " * 166_000)
    assert roles(article) == ["body"]
    check_blocks_hold_every_character_once(article)
