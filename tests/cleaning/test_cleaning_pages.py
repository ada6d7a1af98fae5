import pytest
from cleaning_cases import STORY, block_of, check_blocks_hold_every_character_once, read

from firsthand.cleaning.page import html
from firsthand.cleaning.page.matching import match
from firsthand.cleaning.page.metadata import Metadata
from firsthand.cleaning.page.visible import Piece, parse, visible
from firsthand.errors import CleaningError

PROMPT = "Sign up to the Odra Courier newsletter"
MORE = (
    "Boats went from house to house until the morning and brought people to dry ground.",
    "The army sent forty men with pumps, and farmers drove their cattle up to the ridge.",
)
PAGE = f"""<!doctype html><html lang="en"><head>
<meta charset="utf-8"><title>Lower bridge carried away by flood | Odra Courier</title>
<meta property="og:site_name" content="Odra Courier">
<meta property="og:title" content="Lower bridge carried away by flood">
<meta name="author" content="Ana Reis">
<meta property="article:published_time" content="2021-05-03T10:15:00Z">
<link rel="canonical" href="https://courier.example/flood">
<script>var secret = "never shown";</script></head><body>
<nav><ul><li><a href="/">Home</a></li><li><a href="/w">Weather</a></li></ul></nav>
<main><article><h1>Lower bridge carried away by flood</h1>
<p>{STORY[0]}</p>
<figure><img src="b.jpg"><figcaption>The bridge from the north bank</figcaption></figure>
<p>Engineer <b>Ana</b>&nbsp;Reis said: "We opened both gates as soon<!-- cut --> as we could."</p>
<p>{PROMPT}</p>
<div style="display:none">Hidden offer of the day</div>
<p>{STORY[2]}<br>{MORE[0]}</p>
<p>{MORE[1]}</p></article></main>
<aside><h2>Most read</h2><ul><li><a href="/x">Ten bridges that did not last</a></li></ul></aside>
<footer><p>© 2021 Odra Courier. All rights reserved.</p></footer></body></html>"""


@pytest.fixture(scope="module")
def article():
    return read(PAGE, form="html")


def test_the_text_is_all_a_reader_sees_in_reading_order(article):
    order = ["Home", STORY[0], "north bank", PROMPT, MORE[1], "Most read", "© 2021"]
    places = [article.text.index(words) for words in order]
    assert places == sorted(places)
    assert "never shown" not in article.text
    assert "Hidden offer" not in article.text
    check_blocks_hold_every_character_once(article)


def test_the_body_is_the_article_without_what_the_site_puts_into_it(article):
    body = article.body.text
    assert [words in body for words in (STORY[0], STORY[2], MORE[0], MORE[1])] == [True] * 4
    assert 'Engineer Ana\xa0Reis said: "We opened both gates as soon as we could."' in body
    for words in ("Home", PROMPT, "north bank", "Most read", "Ten bridges", "© 2021"):
        assert words not in body


def test_blocks_carry_their_roles_and_kinds(article):
    assert block_of(article, "Lower bridge").role == "title"
    assert block_of(article, "The bridge from").role == "caption"
    assert block_of(article, PROMPT).kind == "newsletter"
    assert block_of(article, "Most read").kind == "related"
    assert block_of(article, "©").kind == "credit"
    assert (block_of(article, "Weather").role, block_of(article, "Weather").shown) == (
        "furniture",
        "aside",
    )


def test_the_page_says_who_when_and_where(article):
    assert article.title == "Lower bridge carried away by flood"
    assert (article.byline, article.published) == ("Ana Reis", "2021-05-03")
    assert (article.outlet.name, article.outlet.basis) == ("Odra Courier", "metadata")
    assert article.url == "https://courier.example/flood"
    assert article.language == "en"


def test_a_page_that_states_no_date_has_none():
    page = "".join(f"<p>{words}</p>" for words in (*STORY, *MORE))
    article = read(f"<html><body>{page}<p>© 2019 Odra</p></body></html>", form="html")
    assert (article.published, article.byline, article.url) == (None, None, None)


def test_an_article_that_a_script_would_show_is_read_all_the_same():
    page = "".join(f"<p>{words}</p>" for words in (*STORY, *MORE))
    article = read(
        f"<body><p>Menu here</p><div style='display: none'>{page}</div></body>", form="html"
    )
    assert STORY[1] in article.body.text


def test_a_scrap_of_a_page_is_body():
    assert read("<p>He fled, police said.</p>", form="html").body.text == "He fled, police said."


def test_words_that_the_extractor_has_and_we_do_not_find_are_told():
    tree = parse(f"<p>{STORY[0]}</p><p>{STORY[2]}</p>")
    pieces, body, reasons = html._read_pieces(tree, f"{STORY[0]}\n{MORE[0]}", Metadata())
    assert match(pieces, f"{STORY[0]}\n{MORE[0]}")[1] < html.FEWEST_FOUND
    assert body == {0, 1}
    assert list(reasons) == [1]
    assert "of the extract was found" in reasons[1]


def test_a_headline_repeated_in_a_list_of_links_is_body_once():
    subhead = "Why the old gates of the dam failed"
    pieces = [Piece(subhead, "li"), *(Piece(w, "p") for w in STORY)]
    pieces[2:2] = [Piece(subhead, "h2")]
    body, _ = match(pieces, "\n".join((STORY[0], subhead, *STORY[1:])))
    assert body == {1, 2, 3, 4}


def test_line_breaks_and_cells_keep_words_apart():
    page = "<p>One<br>two<br><br>three</p><table><tr><td>Ana</td><td>40</td></tr></table>"
    words = [piece.words for piece in visible(parse(page))]
    assert words == ["One\ntwo", "three", "Ana\t40"]


@pytest.mark.parametrize("page", ["", " ", "<!-- nothing -->", "<script>x = 1</script>"])
def test_a_page_without_words_is_refused(page):
    with pytest.raises(CleaningError, match="no article text"):
        read(page, form="html")


@pytest.mark.parametrize(
    "menu",
    [
        "<nav><a>Home</a></nav>",
        "<ul><li>World</li><li>Sport</li><li>Weather</li></ul>",
        "<div><a>Log in</a> <a>Subscribe</a></div><footer>Odra Echo 2025</footer>",
    ],
)
def test_a_page_of_menus_holds_no_article(menu):
    with pytest.raises(CleaningError, match="no article text"):
        read(f"<html><head><title>Odra Echo</title></head><body>{menu}</body></html>", form="html")


def test_a_scrap_of_one_sentence_is_an_article():
    assert read("<p>He fled, police said.</p>", form="html").body.text == "He fled, police said."
