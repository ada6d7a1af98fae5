"""What a page says of itself outside its text, and the agency it credits."""

import json

import pytest
from cleaning_cases import STORY, read

import firsthand
from firsthand import data
from firsthand.cleaning.agencies import agency_of
from firsthand.cleaning.dates import edtf_date
from firsthand.cleaning.page.metadata import split_tags

BODY = "".join(f"<p>{words}</p>" for words in STORY * 2)


def page(*, article=None, head="", items=(), body=BODY):
    """A page whose JSON-LD says that it is a NewsArticle with these properties."""
    context = {"@context": "https://schema.org"}
    if article is not None:
        items = ({**context, "@type": "NewsArticle", **article}, *items)
    scripts = "".join(
        f'<script type="application/ld+json">{json.dumps(item)}</script>' for item in items
    )
    return f"<html><head><title>Flood</title>{head}{scripts}</head><body>{body}</body></html>"


def meta(name, content, *, by="property"):
    return f'<meta {by}="{name}" content="{content}">'


def article_of(html, **told):
    return read(html, form="html", **told)


# -------------------------------------------------------------------- writers


@pytest.mark.parametrize(
    ("author", "byline"),
    [
        ({"@type": "Person", "name": "Ana Reis"}, "Ana Reis"),
        ([{"@type": "Person", "name": "Ana Reis"}, {"name": "Tom Katz"}], "Ana Reis; Tom Katz"),
        ([{"name": "Ana Reis"}, {"name": "ANA REIS"}], "Ana Reis"),
        ("Ana Reis", "Ana Reis"),
        ({"@type": "Person", "name": "By Ana Reis, Odra Press"}, "Ana Reis, Odra Press"),
        ({"@type": "Organization", "name": "Reuters"}, "Reuters"),
        ({"@type": "Person", "name": "Ana &amp; Tom Katz"}, "Ana & Tom Katz"),
        ({"@type": "Person", "name": ["Ana Reis", "Tom Katz"]}, "Ana Reis; Tom Katz"),
        ({"@id": "#ana"}, "Ana Reis"),
        ({"@type": "Person", "name": "https://courier.example/ana"}, None),
        ({"@type": "Person", "name": "admin"}, None),
        ({"@type": "Person"}, None),
        ([None, 3, []], None),
        (None, None),
    ],
)
def test_the_byline_is_the_writers_the_page_states(author, byline):
    ana = {"@type": "Person", "@id": "#ana", "name": "Ana Reis"}
    items = ({"@graph": [ana]},) if author == {"@id": "#ana"} else ()
    assert article_of(page(article={"author": author}, items=items)).byline == byline


def test_the_articles_that_a_page_points_to_do_not_write_it():
    other = {"@type": "ItemList", "itemListElement": [{"@type": "NewsArticle", "author": "Tom"}]}
    html = page(article={"author": "Ana Reis"}, items=(other,))
    assert article_of(html).byline == "Ana Reis"


# ---------------------------------------------------------------------- dates


@pytest.mark.parametrize(
    ("html", "published", "modified"),
    [
        (page(article={"datePublished": "2021-05-03T10:15:00Z"}), "2021-05-03", None),
        (page(article={"dateModified": "2021-05-04"}), None, "2021-05-04"),
        (page(article={"datePublished": "2021-05", "dateModified": "x"}), "2021-05", None),
        (page(head=meta("article:modified_time", "2021-05-04T09:00+02:00")), None, "2021-05-04"),
        (page(head=meta("og:updated_time", "2021-05-04")), None, "2021-05-04"),
        (page(head=meta("dateModified", "2021-05-04", by="itemprop")), None, "2021-05-04"),
        (page(article={"datePublished": "0001-01-01T00:00:00Z"}), None, None),
        (page(article={"datePublished": "soon"}), None, None),
        (
            page(body=f'{BODY}<time itemprop="dateModified" datetime="2021-05-04">today</time>'),
            None,
            "2021-05-04",
        ),
    ],
)
def test_the_page_states_when_it_was_published_and_last_changed(html, published, modified):
    article = article_of(html)
    assert article.modified == modified
    if published or not modified:
        assert article.published == published


@pytest.mark.parametrize("value", [None, "", "yesterday", "2021-13", "1970-01-01T00:00:00Z"])
def test_what_is_no_date_is_none(value):
    assert edtf_date(value) is None


# -------------------------------------------------- section, tags, address, site


@pytest.mark.parametrize(
    ("html", "section"),
    [
        (page(article={"articleSection": "Weather"}), "Weather"),
        (page(article={"articleSection": ["Weather", "Rivers"]}), "Weather"),
        (page(article={"articleSection": "Weather, Rivers"}), "Weather"),
        (page(head=meta("article:section", "Weather")), "Weather"),
        (page(article={"articleSection": []}), None),
    ],
)
def test_the_section_is_one_name(html, section):
    assert article_of(html).section == section


@pytest.mark.parametrize(
    ("html", "tags"),
    [
        (page(article={"keywords": "floods, Odra;dams"}), ("floods", "Odra", "dams")),
        (page(article={"keywords": ["floods", "Floods, Odra"]}), ("floods", "Odra")),
        (
            page(head=meta("article:tag", "floods") + meta("article:tag", "Odra")),
            ("floods", "Odra"),
        ),
        (page(head=meta("news_keywords", "floods|Odra", by="name")), ("floods", "Odra")),
        (
            page(article={"keywords": "floods"}, head=meta("keywords", "floods, Odra", by="name")),
            ("floods", "Odra"),
        ),
        (page(article={"keywords": ["@front-page", "1234", "", None]}), ()),
        (page(article={"keywords": "x" * 200}), ()),
        (page(), ()),
    ],
)
def test_tags_are_divided_and_stand_once(html, tags):
    assert article_of(html).publisher_tags == tags


def test_a_tag_keeps_what_belongs_to_it():
    assert split_tags("Odra &amp; sons, #floods") == ["Odra & sons", "floods"]


def test_the_canonical_address_is_absolute_and_of_the_web():
    html = page(head='<link rel="canonical" href="/flood">')
    assert article_of(html, url="https://courier.example/flood?from=front").url.endswith("front")
    assert article_of(page(head='<link rel="canonical" href="ftp://x/flood">')).url is None
    address = "https://courier.example/flood"
    assert article_of(page(head=f'<link rel="canonical" href="{address}">')).url == address


def test_the_site_is_called_as_it_calls_itself():
    html = page(head=meta("og:site_name", "iOdra"))
    assert article_of(html).outlet.name == "iOdra"


@pytest.mark.parametrize(
    "script",
    [
        "{",
        "[]",
        "null",
        "3",
        '"text"',
        '[{"@type": 3}]',
        '{"@graph": 3}',
        '{"author": {"name": {}}}',
    ],
)
def test_broken_metadata_are_none(script):
    html = f'<script type="application/ld+json">{script}</script>{BODY}'
    article = article_of(f"<html><head>{html}</head></html>")
    assert (article.byline, article.section, article.modified) == (None, None, None)


def test_metadata_in_a_comment_or_with_line_breaks_are_read():
    item = '{"@type": "NewsArticle", "headline": "The\ngate", "articleSection": "Weather"}'
    html = f'<script type="application/ld+json"><!-- {item} --></script>{BODY}'
    assert article_of(f"<html><head>{html}</head></html>").section == "Weather"


# --------------------------------------------------------------------- agency


@pytest.mark.parametrize(
    ("byline", "agency"),
    [
        ("Reuters", "Reuters"),
        ("REUTERS", "Reuters"),
        ("By Ana Reis, Associated Press", "Associated Press"),
        ("Ana Reis and Tom Katz, The Associated Press", "Associated Press"),
        ("ANA REIS, AP National Political Writer", "Associated Press"),
        ("Ana Reis (Reuters)", "Reuters"),
        ("Ana Reis | AFP", "AFP"),
        ("AFP in Odra", "AFP"),
        ("Ana Reis for Reuters", "Reuters"),
        ("Odra Courier staff with Agence France-Presse", "AFP"),
        ("Reuters Staff", "Reuters"),
        ("Interfax-Ukraine", "Interfax-Ukraine"),
        ("By Xinhua News Agency correspondent Ana Reis", None),  # a longer phrase: left undecided
        ("Ana Reis in Odra", None),
        ("Ani Reis", None),
        ("Ani", None),  # a first name, and not ANI
        ("Kyodo Tanaka", None),
        ("Michael Bloomberg", None),
        ("Staff and agencies", None),
        ("The Kyiv Independent", None),  # no agency
        ("Assocıated Press", None),  # letters that match in spite of case, and are others
        ("", None),
        (None, None),
    ],
)
def test_an_agency_is_credited_by_its_name_alone(byline, agency):
    assert agency_of(byline=byline) == agency


def test_every_agency_of_the_table_is_known_by_its_names_and_addresses():
    for row in data.outlets():
        for name in (row.name, *row.aliases, *row.domains):
            assert agency_of(credits=[name]) == (row.name if row.kind == "agency" else None)


@pytest.mark.parametrize(
    "html",
    [
        page(article={"author": {"@type": "Organization", "name": "Reuters"}}),
        page(article={"author": {"name": "Ana Reis"}, "creditText": "Reuters"}),
        page(article={"sourceOrganization": {"name": "Reuters"}}),
        page(article={"provider": "https://www.reuters.com/"}),
        page(head=meta("author", "Reuters", by="name")),
        page(head=meta("dc.source", "Reuters", by="name")),
        page(body=f'<div class="byline">By Ana Reis, Reuters</div>{BODY}'),
    ],
)
def test_the_agency_is_credited_in_metadata_or_in_the_byline_that_the_page_shows(html):
    assert article_of(html).agency == "Reuters"


def test_no_agency_is_made_of_what_is_no_credit():
    picture = "<figure><figcaption>The gate. Photograph: Reuters</figcaption></figure>"
    told = "<p>Reuters reported on Monday that both gates had been open.</p>"
    teaser = '<div class="related"><div class="byline">Reuters</div></div>'
    assert article_of(page(body=picture + BODY + told + teaser)).agency is None


# ------------------------------------------------- an agency that the text credits


@pytest.mark.parametrize(
    ("text", "agency", "words"),
    [
        ("The gate held, the keeper said. - REUTERS", "Reuters", "REUTERS"),
        ("The gate held, the keeper said.--Reuters.", "Reuters", "Reuters"),
        ("The gate held, the keeper said. (AP)", "Associated Press", "AP"),
        ("ODRA, May 3 (Reuters) - The gate held, the keeper said.", "Reuters", "Reuters"),
        ("The gate held AFP Friday 6 May 2016 It held, the keeper said.", "AFP", "AFP"),
        # who reports, who made a picture, and two at once are no credit
        ("The gate held, Reuters reported on 3 May.", None, None),
        ("The gate held, the keeper said.\n\nA keeper at dawn, by Tom Hill (AFP)", None, None),
        ("ODRA, May 3 (Reuters) - The gate held, the keeper said. - AFP", None, None),
        ("He worked for AFP. On 3 May 2016 he left the gate.", None, None),
    ],
)
def test_an_agency_is_credited_at_the_end_in_the_dateline_or_before_the_date(text, agency, words):
    article = firsthand.read(text=text)
    assert article.agency == agency
    assert (article.agency_span.of(text) if article.agency_span else None) == words
