"""Links: a link in a sentence is a hop's address, so its span must open its very words."""

import pytest
from cleaning_cases import STORY, read
from hypothesis import example, given, settings
from hypothesis import strategies as st

from firsthand.cleaning.page.html import read_html

PAGE = "https://courier.example/news/flood?page=1"
WORDS = st.text(st.sampled_from("ab é\u00a0\n\t.,“”\u200b"), max_size=12)
PIECES = st.lists(
    st.tuples(
        st.sampled_from(
            ["<br>", "<p>", "</p>", "<div>", "<li>", "<pre>", "</pre>", "<td>", "", ""]
        ),
        WORDS,
        st.booleans(),  # whether the words are a link
        st.sampled_from(["", "<b>", "<br>", "<p>", "<!-- x -->"]),  # within the link
    ),
    max_size=8,
)


def links(html, **told):
    article = read(html, form="html", **told)
    return [(link.span.of(article.text), link.url) for link in article.links]


def seen(words):
    """What of some words a reader sees, without blanks."""
    return "".join(words.replace("\u200b", "").split())


def story(html):
    return f"<p>{STORY[0]}</p><p>{html}</p><p>{STORY[2]}</p>"


@pytest.mark.parametrize(
    ("href", "page", "leads_to"),
    [
        ("https://mill.example/a?b=1#c", None, "https://mill.example/a?b=1#c"),
        ("https://mill.example/a", PAGE, "https://mill.example/a"),
        ("/dam", PAGE, "https://courier.example/dam"),
        ("dam.html", PAGE, "https://courier.example/news/dam.html"),
        ("../dam", PAGE, "https://courier.example/dam"),
        ("//mill.example/a", PAGE, "https://mill.example/a"),
        (" /dam\n", PAGE, "https://courier.example/dam"),
        ("/dam", None, "/dam"),  # where the page stood is unknown
        ("dam.html", None, "dam.html"),
        ("?page=2", PAGE, "https://courier.example/news/flood?page=2"),
    ],
)
def test_a_link_leads_where_a_browser_would_go(href, page, leads_to):
    html = story(f'The gate failed, the <a href="{href}">river office</a> says.')
    assert links(html, url=page) == [("river office", leads_to)]


@pytest.mark.parametrize(
    "href", ["#top", "", "mailto:ana@mill.example", "javascript:void(0)", "tel:112", "http://["]
)
@pytest.mark.parametrize("page", [None, PAGE])
def test_what_leads_to_no_other_page_is_no_link(href, page):
    html = story(f'The gate failed, the <a href="{href}">river office</a> says.')
    assert links(html, url=page) == []


def test_a_base_element_is_where_relative_links_start_from():
    html = f'<html><head><base href="/old/"></head><body>{story("<a href=dam>dam</a>")}</body>'
    assert links(html, url=PAGE) == [("dam", "https://courier.example/old/dam")]


def test_a_canonical_address_is_where_links_start_from_if_the_page_was_a_file():
    head = f'<html><head><link rel="canonical" href="{PAGE}"></head>'
    assert links(head + story('<a href="/dam">dam</a>')) == [("dam", "https://courier.example/dam")]


def test_links_keep_their_words_where_blanks_and_lines_fall_together():
    html = story(
        'The  gate <a href="https://a.example"> failed\n  twice </a>  in <b><a href="https://b.example">'
        "May</a></b>.<br><br>Then<a href='https://c.example'>, she\xa0said</a>, it<br> held."
    )
    assert links(html) == [
        ("failed twice", "https://a.example"),
        ("May", "https://b.example"),
        (", she\xa0said", "https://c.example"),
    ]


def test_a_link_around_several_paragraphs_is_a_link_in_each():
    html = f'<p>{STORY[0]}</p><a href="https://a.example"><h3>The dam</h3><p>Both gates.</p></a>'
    assert links(html) == [("The dam", "https://a.example"), ("Both gates.", "https://a.example")]


def test_links_of_menus_are_links_too_and_plain_text_has_none():
    menu = '<nav><a href="https://a.example">Home</a></nav>'
    assert links(menu + story("It held.")) == [("Home", "https://a.example")]
    assert read("See https://a.example for it, she said.").links == ()


@settings(deadline=None, max_examples=150)
@given(PIECES)
@example([("", "a ", False, ""), ("", " a", True, ""), ("", " b ", True, "<b>")])
@example([("<pre>", " a\n\n\n b ", True, ""), ("</pre>", "a", False, "")])
@example([("<pre>", "a\n\n\u200b", True, "")])  # a part in which nothing can be seen is no block
def test_the_words_of_a_link_are_those_of_its_element(pieces):
    html, wanted = "", {}
    for i, (tag, words, is_link, within) in enumerate(pieces):
        html += tag
        if is_link:
            html += f'<a href="https://{i}.example">{words}{within}{words}</a>'
            wanted[f"https://{i}.example"] = seen(words) * 2
        else:
            html += words
    draft = read_html(html)
    found = {}
    for link in draft.links:
        words = link.span.of(draft.text)
        assert words == words.strip() != ""
        found[link.url] = found.get(link.url, "") + seen(words)
    shown = {url: words for url, words in wanted.items() if words}
    assert {url: words for url, words in found.items() if words} == shown
    starts = [link.span.start for link in draft.links]
    assert starts == sorted(starts)
