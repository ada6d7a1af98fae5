"""What the mark-up around a piece says of its kind."""

import pytest
from cleaning_cases import STORY, block_of, read

from firsthand.cleaning.page import markup
from firsthand.cleaning.page.html import INSIDE, NAMED
from firsthand.errors import TableError

KINDS = {
    *("newsletter", "related", "tags", "vote", "campaign", "account", "comments"),
    *("section", "caption", "share", "credit", "dateline", "byline", None),
    *("body", "post", "article", "embed"),
}
MORE = "Boats went from house to house until the morning and brought people to dry ground."
BODY = "".join(f"<p>{words}</p>" for words in (*STORY, MORE))


def page(around="", before="", within=""):
    """A page with something before its article, within it and after it."""
    first, *others = (f"<p>{words}</p>" for words in (*STORY, MORE))
    article = f"<div class='article-body'>{first}{within}{''.join(others)}</div>"
    return f"<html><body>{before}{article}{around}</body></html>"


def kind_and_reason(html, words):
    found = block_of(read(html, form="html"), words)
    return found.kind, found.reason


def kind(html, words="Odra"):
    return kind_and_reason(html, words)[0]


@pytest.mark.parametrize("rule", markup.rules(), ids=lambda rule: f"{rule.where}:{rule.example}")
def test_every_row_fits_its_own_example(rule):
    assert rule.pattern.search(rule.example)
    assert rule.kind in KINDS
    assert rule.where in {"name", "tag", "role", "rel", "itemprop"}
    assert 0 < rule.certainty <= 1
    assert rule.reason


@pytest.mark.parametrize(
    ("element", "wanted"),
    [
        ("<div class='related-articles'>{}</div>", "related"),
        ("<div class='relatedArticles__list'>{}</div>", "related"),
        ("<section id='most_read'>{}</section>", "related"),
        ("<div data-testid='RecommendedStories'>{}</div>", "related"),
        ("<section aria-label='Related stories'>{}</section>", "related"),
        ("<div class='newsletter-signup related'>{}</div>", "newsletter"),
        ("<div class='post-tags'>{}</div>", "tags"),
        ("<p>In this story: <a rel='tag' href='/odra'>{}</a></p>", None),
        ("<p><a rel='tag' href='/odra'>{}</a>, <a rel='tag' href='/d'>Dams</a></p>", "tags"),
        ("<div id='disqus_thread'>{}</div>", "comments"),
        ("<div class='comment'><span class='author'>{}</span></div>", "comments"),
        ("<div class='share-this'>{}</div>", "share"),
        ("<div class='poll'>{}</div>", "vote"),
        ("<div class='donate-box'>{}</div>", "campaign"),
        ("<div class='paywall'>{}</div>", "account"),
        ("<nav>{}</nav>", "section"),
        ("<ul role='menu'><li>{}</li></ul>", "section"),
        ("<div class='breadcrumbs'>{}</div>", "section"),
        ("<footer>{}</footer>", "credit"),
        ("<div class='author-bio'>{}</div>", "credit"),
        ("<span itemprop='author'>{}</span>", "byline"),
        ("<div class='byline'>{}</div>", "byline"),
        ("<time>{}</time>", "dateline"),
        ("<figure><p class='photo-credit'>{}</p></figure>", "caption"),
        ("<div class='ad-slot'>{}</div>", None),
        ("<nav><div class='cookie-notice'>{}</div></nav>", None),
        ("<aside><div class='latest-news'><p>{}</p></div></aside>", "related"),
        ("<div class='latest-news'><div class='sidebar'>{}</div></div>", "related"),
        ("<div class='commentary shareholders'>{}</div>", None),  # words, not their beginnings
        ("<div class='has-newsletter no-comments'>{}</div>", None),  # a state, not a name
        ("<div class='status-publish category-politics tag-flood'>{}</div>", None),
        ("<div class='css-1x2y3z'>{}</div>", None),
    ],
)
def test_the_names_of_an_element_say_what_stands_in_it(element, wanted):
    html = page(around=element.format("Odra"))
    words = "In this story" if "In this story" in html else "Odra"
    assert kind(html, words) == wanted


def test_the_reason_says_how_the_page_calls_it():
    html = page(around="<div class='relatedArticles'>Ten bridges</div><nav>Weather</nav>")
    assert kind_and_reason(html, "Ten bridges") == (
        "related",
        'the page marks it as other articles: "related-articles"',
    )
    assert kind_and_reason(html, "Weather") == (
        "section",
        "the page marks it as the site's menu: <nav>",
    )


def test_the_nearest_name_wins_but_a_box_of_the_site_keeps_its_details():
    html = "<footer><div class='newsletter'><p>Odra by post</p></div><p>Odra Street</p></footer>"
    assert kind(page(around=html), "Odra by post") == "newsletter"
    assert kind(page(around=html), "Odra Street") == "credit"
    box = "<div class='related'><h3>The dam</h3><time>3 May</time></div>"
    assert kind(page(around=box), "3 May") == "related"


def test_words_and_names_are_weighed_and_the_surer_wins():
    html = page(around="<div class='subscribe'>Sign up to our morning newsletter</div>")
    assert kind(html, "Sign up") == "newsletter"


def test_a_heading_says_what_stands_under_it_in_its_box():
    box = "<aside><h2>Most read</h2><ul><li>Ten bridges</li></ul><h2>Odra</h2><p>A map</p></aside>"
    html = page(around=box)
    assert kind_and_reason(html, "Ten bridges") == ("related", 'stands under "Most read"')
    assert kind(html, "A map") is None


@pytest.mark.parametrize(
    "around",
    ["related-content", "sidebar", "comments", "share-page", "site-footer", "ad-wrapper", "modal"],
)
def test_an_element_that_holds_the_article_is_no_furniture_whatever_its_name(around):
    html = f"<html><body><div class='{around}'><h1>Flood</h1>{BODY}</div></body></html>"
    assert all(words in read(html, form="html").body.text for words in (*STORY, MORE))


def test_a_name_that_every_paragraph_of_the_article_bears_says_nothing():
    paragraphs = "".join(f"<div class='related-text'><p>{w}</p></div>" for w in (*STORY, MORE))
    article = read(f"<html><body><h1>Flood</h1>{paragraphs}</body></html>", form="html")
    assert all(words in article.body.text for words in (*STORY, MORE))


def test_a_box_of_the_site_within_the_article_is_taken_out_of_it():
    words = "The old dam was built by hand, and it held for many years."
    box = f"<div class='related-stories'><p>{words}</p></div>"
    article = read(page(within=box), form="html")
    assert "built by hand" not in article.body.text
    assert block_of(article, "The old dam").kind == "related"
    assert all(words in article.body.text for words in (*STORY, MORE))


def test_a_line_that_is_nothing_but_a_link_to_the_same_site_is_no_sentence_of_the_article():
    dam, mill = "Why the old gates of the dam failed", "The mill's own report of the night"
    within = (
        f"<p><a href='/dam'>{dam}</a></p><p><a href='https://mill.example/r'>{mill}</a></p>"
        "<p><a href='/a'>The gates were opened at four, the river office says.</a></p>"
    )
    article = read(page(within=within), form="html", url="https://courier.example/flood")
    assert block_of(article, dam).kind == "related"
    assert mill in article.body.text  # elsewhere: a document the article may rest on
    assert "opened at four" in article.body.text  # a sentence
    assert dam in article.text


def test_a_post_that_the_article_quotes_is_body():
    tweet = (
        "<div class='social'><blockquote class='twitter-tweet'><p>The gate is open.</p>"
        "— Odra Fire Brigade (@odrafire) 3 May 2021</blockquote></div>"
    )
    body = read(page(within=tweet), form="html").body.text
    assert "The gate is open." in body
    assert "— Odra Fire Brigade" in body


def test_what_the_page_marks_as_its_article_is_body_after_an_interruption():
    first, second = STORY[:2], (STORY[2], MORE)
    boxes = [
        "<div class='body__inner article__body'>" + "".join(f"<p>{w}</p>" for w in half) + "</div>"
        for half in (first, second)
    ]
    html = f"<html><body><h1>Flood</h1>{boxes[0]}<div class='ad'>Buy boats</div>{boxes[1]}</body>"
    article = read(html, form="html")
    assert all(words in article.body.text for words in (*STORY, MORE))
    assert "Buy boats" not in article.body.text
    reasons = {block.reason for block in article.blocks if block.role == "body"}
    assert reasons <= {INSIDE, NAMED}


def test_a_row_that_is_no_pattern_is_reported(tmp_path, monkeypatch):
    columns = "kind,where,pattern,certainty,reason,example,source,date\n"
    row = "related,name,(,0.9,why,ex,me,2026-11-22\n"
    (tmp_path / "markup_kinds.csv").write_text(columns + row)
    monkeypatch.setenv("FIRSTHAND_DATA", str(tmp_path))
    markup.rules.cache_clear()
    try:
        with pytest.raises(TableError, match=r"markup_kinds\.csv"):
            markup.rules()
    finally:
        markup.rules.cache_clear()
