"""The order of the work, what is passed on, and what becomes a failure."""

from __future__ import annotations

import io
import json
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import firsthand
from firsthand.annotation import annotate
from firsthand.errors import CleaningError
from firsthand.pipeline import read, trace
from firsthand.publish.page import to_page
from firsthand.types import Article, Attribution, Failure, Span, Tracing

SAID = "The lower gate held, engineer Ana Reis said.\n"
BOARD = "Nobody was hurt, the river board said.\n"
PROMPT = "Sign up to our newsletter\n"
BARRAGEM = (
    "A comporta cedeu ao amanhecer, disse a engenheira Ana Reis ao Correio. Ninguém ficou "
    "ferido, mas a escola da cidade velha recebeu quarenta famílias durante a noite.\n"
)


def trace_lines(*records: object, **options: object) -> Tracing:
    """Trace JSON lines on standard input."""
    content = "".join(json.dumps(record) + "\n" for record in records)
    return trace("-", stdin=io.BytesIO(content.encode()), **options)  # type: ignore[arg-type]


# ------------------------------------------------------------------- tracing


def test_a_page_goes_the_whole_way():
    tracing = trace_lines({"id": "1", "text": SAID})
    (article,) = tracing.articles
    (attribution,) = article.attributions
    assert article.who_said(attribution) == "Ana Reis"
    assert [hop.party for hop in attribution.chain] == ["Ana Reis"]
    (claim,) = tracing.claims
    assert (claim.text, claim.id) == ("The lower gate held", attribution.claim)
    assert claim.origins is not None
    assert (claim.origins.min, claim.origins.max, claim.origins.not_stated) == (1, 1, 0)


def test_one_string_is_one_source(tmp_path):
    page = tmp_path / "page.txt"
    page.write_text(SAID)
    assert trace(str(page)) == trace([str(page)])
    assert trace([]) == Tracing(articles=())


def test_failures_stand_beside_what_was_read_and_nothing_is_raised():
    tracing = trace_lines({"id": "1", "text": SAID}, {"id": "2"}, {"id": "3", "text": "..."})
    assert [article.id for article in tracing.articles] == ["1"]
    assert [(failure.input, failure.error) for failure in tracing.failures] == [
        ("-:2", 'neither "text" nor "html"'),
        ("-:3", "no article text among 3 characters"),
    ]
    assert all(failure.next for failure in tracing.failures)


def test_a_language_that_we_cannot_read_is_an_article_and_a_failure():
    tracing = trace_lines({"id": "pt", "text": BARRAGEM}, {"id": "en", "text": SAID})
    assert [(a.id, bool(a.attributions)) for a in tracing.articles] == [("pt", False), ("en", True)]
    assert [failure.input for failure in tracing.failures] == ["-:1"]


def test_the_same_bytes_are_read_once_and_known_by_all_their_places(tmp_path):
    for name, text in (("a", SAID), ("b", BOARD), ("c", SAID), ("d", "..."), ("e", "...")):
        (tmp_path / f"{name}.txt").write_text(text)
    told: list[str] = []
    tracing = trace(str(tmp_path), progress=told.append)
    inputs = [[Path(place).stem for place in article.inputs] for article in tracing.articles]
    assert inputs == [["a", "c"], ["b"]]
    assert [Path(failure.input).stem for failure in tracing.failures] == ["d", "e"]
    assert [Path(place).stem for place in told] == ["a", "b", "d"]


def test_one_id_with_two_texts_is_a_failure_and_the_first_stays():
    first, second = {"id": "1", "text": SAID}, {"id": "1", "text": BOARD}
    tracing = trace_lines(first, second, first)
    assert [(a.text, a.inputs) for a in tracing.articles] == [(SAID, ("-:1", "-:3"))]
    assert tracing.failures == (
        Failure(
            "-:2",
            "the id '1' already stands for another text (-:1)",
            "give it an id of its own",
        ),
    )


def test_what_is_set_aside_is_not_read_unless_it_is_kept():
    page = {"id": "1", "text": SAID + "\n" + PROMPT + "\n" + BOARD}

    def is_read(**options: object) -> bool:
        return PROMPT in trace_lines(page, **options).articles[0].body.text

    assert not is_read()
    assert not is_read(aside_above=1.0)  # still dimmed
    assert is_read(aside_above=1.0, grey_above=1.0)
    assert is_read(keep_furniture=True)


def test_the_order_of_the_pages_does_not_change_what_is_found_on_them():
    pages = [{"id": str(n), "text": text} for n, text in enumerate((SAID, BOARD, SAID + BOARD))]
    there, back = trace_lines(*pages), trace_lines(*reversed(pages))
    assert set(there.claims) == set(back.claims)
    assert [a.attributions for a in there.articles] == [
        a.attributions for a in reversed(back.articles)
    ]


# ------------------------------------------------------------------- reading


@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1))
def test_a_text_in_hand_is_never_changed(text):
    article = read(text=text, as_body=True)
    assert article.text == text
    ends = [0, *(block.end for block in article.blocks)]
    assert ends == [*(block.start for block in article.blocks), len(text)]
    assert article.body.spans(0, len(article.body.text)) == (Span(0, len(text)),)


def test_of_a_text_that_is_all_body_what_is_told_beside_it_is_kept():
    article = annotate(
        read(
            text="“It holds,” Ana Reis told the Odra Gazette on Monday.",
            url="https://gazette.example/1",
            published="2031-05-06T07:00:00Z",
            outlet="The Odra Gazette",
            as_body=True,
        )
    )
    assert (article.outlet.name, article.outlet.basis) == ("The Odra Gazette", "given")
    assert (article.url, article.published) == ("https://gazette.example/1", "2031-05-06")
    assert [time.edtf for time in article.times] == ["2031-05-05"]
    assert [hop.party for hop in article.attributions[0].chain] == ["Ana Reis"]


def test_a_text_in_hand_is_cleaned_as_a_file_is():
    article = read(text=SAID + "\n" + PROMPT + "\n" + BOARD, id="7", outlet="The Courier")
    assert (article.id, article.outlet.name, article.outlet.basis) == ("7", "The Courier", "given")
    assert PROMPT not in article.body.text
    assert PROMPT in article.text


def test_a_page_in_hand_is_read():
    article = read(html=f"<p>{SAID}", url="https://courier.example/1")
    assert [firsthand.find_attributions(article)[0].cue[0].of(article.text)] == ["said"]
    assert article.url == "https://courier.example/1"


@pytest.mark.parametrize("given", [{}, {"text": SAID, "html": SAID}])
def test_either_text_or_html_must_be_given(given):
    with pytest.raises(ValueError, match="either text or html"):
        read(**given)


@pytest.mark.parametrize("text", ["", " \n", "...", PROMPT * 2])
def test_a_text_without_an_article_is_refused(text):
    with pytest.raises(CleaningError, match="no article text"):
        read(text=text)


# ---------------------------------------------- a chain of several hands, two of them lost (R47)

FIVE_HANDS = [
    (
        "World News\n\nGuards quarrel at the pier – ‘keeper thrown into the water’\n\n"
        "Subscribe to the Norda Courier’s weekly newsletter\n\n"
        "The coastguard released film of a rescued cook saying he was left behind when the "
        "pumps failed at the Kesk lock in May.\n\n"
        "The cook said that the crew had opened both gates during the storm, reports.\n\n"
        "The lock has been shut since the spring and its boats lie idle in the basin.\n\n"
        "Want more of the Norda Courier? Subscribe to our newsletter\n\n"
        "Source: Read Full Article\n",
        "that the crew had opened both gates during the storm",
        "rescued cook (unnamed) said → coastguard (unnamed) (inferred) released (footage)",
    ),
    (
        "Business\n\nFoundry knew of the cracks – ‘nobody looked at the bell’\n\n"
        "Get the best of the Odra Gazette: sign up to the Odra Gazette’s newsletter\n\n"
        "A tape leaked by the Founders Union has a foreman admitting that the great bell was "
        "cracked before it left the yard in Odra.\n\n"
        "The foreman said that three buyers had been told nothing, reports.\n\n"
        "The foundry closed its gates on Monday and sent its workers home with half a wage.\n\n"
        "Source: Read Full Article\n",
        "that three buyers had been told nothing",
        "foreman (unnamed) said → Founders Union (inferred) released (recording)",
    ),
    (
        "News\n\nPilot feared the fog – ‘we flew by the church tower’\n\n"
        "Subscribe to the Kesk Star’s weekly newsletter\n\n"
        "In a call intercepted by the Border Service, a pilot told his mother that the airfield "
        "had been without lamps since the winter.\n\n"
        "The pilot said that he had landed twice on the road, reports.\n\n"
        "The airfield in the north of Kesk has had no tower since a storm took it in March.\n\n"
        "Want more of the Kesk Star? Subscribe to our newsletter\n\n"
        "Source: Read Full Article\n",
        "that he had landed twice on the road",
        "pilot (unnamed) said → Border Service (inferred) intercepted",
    ),
]


def drawn_in(tracing: Tracing) -> list[str]:
    """The chains that the page of evidence draws, in words."""
    return re.findall(r'<figcaption class="unseen"><bdi>([^<]*)', to_page(tracing))


def words_of(article: Article, said: Attribution) -> str:
    return " ".join(span.of(article.text) for span in said.content)


@pytest.mark.parametrize(("text", "content", "hands"), FIVE_HANDS)
def test_a_chain_of_five_hands_of_which_two_are_lost_is_kept_and_drawn_whole(text, content, hands):
    tracing = trace_lines({"id": "odra", "text": text})
    (article,) = tracing.articles
    (said,) = [a for a in article.attributions if words_of(article, a) == content]
    assert [hop.basis for hop in said.chain][-1] == "lost"
    assert article.republication is not None
    (claim,) = [claim for claim in tracing.claims if claim.text == content]
    assert (claim.origins.min, claim.origins.max) == (1, 1)
    assert claim.origins.releaser.max + claim.origins.releaser.unknown == 1
    lost = f"somebody (lost) reported → {article.outlet.name} → somebody (lost) republished it here"
    assert f"{hands} → {lost}" in drawn_in(tracing)


def test_a_copy_on_an_outlet_of_its_own_address_has_lost_whoever_published_it_first():
    text = FIVE_HANDS[0][0]
    tracing = trace_lines({"id": "odra", "text": text, "url": "https://www.bbc.co.uk/news/1"})
    assert all(
        line.endswith("somebody (lost) published it first → BBC") for line in drawn_in(tracing)
    )
