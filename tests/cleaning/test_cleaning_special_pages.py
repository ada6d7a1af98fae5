"""Pages that are something special give what they hold and say what they are."""

import json

import pytest
from cleaning_cases import STORY, block_of, check_blocks_hold_every_character_once, read

POSTS = (
    "The water at the upper gate has fallen by ten centimetres since noon, the office says.",
    "Two boats have reached the mill island, where a dozen people wait on the roof.",
    "“We opened both gates as soon as we could,” engineer Ana Reis told reporters.",
    "The lower bridge has been carried away. Nobody was on it, police said.",
    "Rain is expected to go on until the evening, and the army is sending forty men.",
    "School is closed, the mayor says.",
)
BODY = "".join(f"<p>{words}</p>" for words in STORY)


def item(kind, **said):
    said = {"@context": "https://schema.org", "@type": kind, "headline": "Flood", **said}
    return f'<script type="application/ld+json">{json.dumps(said)}</script>'


def page(body, *, head="", attributes=""):
    title = '<title>Flood</title><meta property="og:title" content="Flood">'
    return f"<html {attributes}><head>{title}{head}</head><body><h1>Flood</h1>{body}</body></html>"


def notes_of(article):
    special = {"paywall", "live-blog", "gallery", "amp"}
    return [(n.kind, n.span.of(article.text)) for n in article.notes if n.kind in special]


# ------------------------------------------------------------------ live blogs


@pytest.mark.parametrize(
    ("post", "head"),
    [
        ("<article class='live-blog-post'><time>10:00</time><p>{}</p></article>", ""),
        ("<section data-testid='liveblog-post'><div><p>{}</p></div></section>", ""),
        ("<div class='timeline__entry'><p>{}</p></div>", ""),
        ("<li itemprop='liveBlogUpdate'><div itemprop='articleBody'><p>{}</p></div></li>", ""),
        ("<article><div><p>{}</p></div></article>", item("LiveBlogPosting")),
    ],
)
@pytest.mark.parametrize("longest", [1, 12])
def test_all_posts_of_a_live_blog_are_body_in_their_order(post, head, longest):
    long = " ".join([POSTS[0]] * longest)
    posts = (long, *POSTS[1:], *(f"{words[:-1]}, number {n}." for n in range(6) for words in POSTS))
    article = read(page("".join(map(post.format, posts)), head=head), form="html")
    places = [article.body.text.find(words) for words in posts]
    assert -1 not in places
    assert places == sorted(places)
    assert [kind for kind, _ in notes_of(article)] == ["live-blog"]
    check_blocks_hold_every_character_once(article)


def test_posts_that_the_metadata_repeat_are_body():
    updates = [{"@type": "BlogPosting", "articleBody": words} for words in POSTS]
    posts = "".join(f"<div class='x{i}'><p>{words}</p></div>" for i, words in enumerate(POSTS))
    html = page(posts, head=item("LiveBlogPosting", liveBlogUpdate=updates))
    assert all(words in read(html, form="html").body.text for words in POSTS)


def test_the_buttons_of_a_post_are_furniture_and_its_first_words_tell_the_note():
    post = (
        "<div class='liveblog-post'><time>10:00</time><p>{}</p><div class='share'>Send</div></div>"
    )
    article = read(page("".join(map(post.format, POSTS))), form="html")
    assert notes_of(article) == [("live-blog", POSTS[0])]
    assert "Send" not in article.body.text
    assert "10:00" not in article.body.text


def test_other_articles_beside_an_article_do_not_make_it_a_live_blog():
    cards = "".join(f"<article class='card'><p>{words}</p></article>" for words in POSTS)
    html = page(f"<article><div>{BODY * 3}</div></article><aside>{cards}</aside>")
    article = read(html, form="html")
    assert notes_of(article) == []
    assert POSTS[0] not in article.body.text


# ------------------------------------------------------------------- galleries


def gallery(*captions):
    return "".join(f"<figure><figcaption>{words}</figcaption></figure>" for words in captions)


def test_the_captions_of_a_gallery_are_kept_as_captions():
    article = read(
        page("<p>What the river left behind in Odra.</p>" + gallery(*POSTS)), form="html"
    )
    assert [block_of(article, words).role for words in POSTS] == ["caption"] * len(POSTS)
    assert article.body.text.strip() == "What the river left behind in Odra."
    assert notes_of(article) == [("gallery", POSTS[0])]


def test_a_gallery_without_a_body_is_an_article_that_says_what_it_is():
    article = read(page(gallery(*POSTS)), form="html")
    assert (article.title, article.body.text) == ("Flood", "")
    assert [kind for kind, _ in notes_of(article)] == ["gallery"]


def test_a_page_can_say_that_it_is_a_gallery_and_a_few_pictures_make_none():
    few = BODY * 2 + gallery(*POSTS[:2])
    assert notes_of(read(page(few), form="html")) == []
    assert notes_of(read(page(few, head=item("ImageGallery")), form="html")) == [
        ("gallery", POSTS[0])
    ]


# -------------------------------------------------------------------- paywalls

WALL = "Already a subscriber? Log in to read on."


@pytest.mark.parametrize("value", [False, "False", "http://schema.org/False"])
def test_a_page_that_is_not_free_says_so(value):
    html = page(f"{BODY}<p>{WALL}</p>", head=item("NewsArticle", isAccessibleForFree=value))
    article = read(html, form="html")
    assert notes_of(article) == [("paywall", WALL)]
    assert "not free to read" in article.notes[0].message
    assert STORY[2] in article.body.text


def test_a_short_text_above_a_demand_for_an_account_may_be_a_beginning():
    assert notes_of(read(page(f"{BODY}<p>{WALL}</p>"), form="html")) == [("paywall", WALL)]


@pytest.mark.parametrize(
    "html",
    [
        page(BODY),
        page(f"<nav><p>{WALL}</p></nav>{BODY}"),  # above the article
        page(f"{BODY}<p>You must be logged in to post a comment.</p>"),
        page(f"{BODY * 8}<p>{WALL}</p>"),  # long enough
        page(BODY, head=item("NewsArticle", isAccessibleForFree=True)),
    ],
)
def test_a_page_that_hides_nothing_has_no_such_note(html):
    assert notes_of(read(html, form="html")) == []


# ------------------------------------------------------------------------- AMP


@pytest.mark.parametrize("attribute", ["amp", "⚡", "amp=''"])
def test_an_amp_page_keeps_its_text_and_names_the_page_it_copies(attribute):
    html = page(
        f"<amp-sidebar><p>Weather</p></amp-sidebar><amp-fit-text><p>{STORY[0]}</p></amp-fit-text>"
        f"<amp-accordion><section><h2>The dam</h2><div><p>{STORY[1]}</p></div></section>"
        f"</amp-accordion><p>{STORY[2]}</p><amp-ad>Boats for sale</amp-ad>",
        head='<link rel="canonical" href="https://courier.example/flood">',
        attributes=attribute,
    )
    article = read(html, form="html")
    assert all(words in article.body.text for words in STORY)
    assert block_of(article, "Weather").kind == "section"
    assert "Boats for sale" not in article.body.text
    (note,) = [n for n in article.notes if n.kind == "amp"]
    assert "https://courier.example/flood" in note.message
