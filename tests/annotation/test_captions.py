"""What captions say somebody said, apart from the article."""

import pytest
from annotation_cases import words

from firsthand import annotate, read, trace
from firsthand.types import Article, Block

BODY = "The lower gate held, engineer Ana Reis said."


def page_of(caption: str, body: str = BODY) -> Article:
    """An article with a caption above its body."""
    text = f"{caption}\n\n{body}\n"
    start = len(caption) + 2
    blocks = (Block(0, start, "caption"), Block(start, len(text), "body"))
    return annotate(Article(id="odra", inputs=("desk/odra",), text=text, blocks=blocks))


@pytest.mark.parametrize(
    ("caption", "speaker", "content", "kind"),
    [
        (
            "Odra mayor Katz calls the flood a 'gift to the sluice men'",
            "Katz",
            "the flood a 'gift to the sluice men'",
            "mixed",
        ),
        (
            "Minister Lena Hart says Norda 'will not pay' for the weir",
            "Lena Hart",
            "Norda 'will not pay' for the weir",
            "mixed",
        ),
        (
            'Keeper Tom Pell: "The lock was shut all night"',
            "Tom Pell",
            '"The lock was shut all night"',
            "direct",
        ),
    ],
)
def test_who_speaks_only_in_a_caption_is_kept_out_of_what_the_article_says(
    caption, speaker, content, kind
):
    article = page_of(caption)
    (told,) = article.captions
    assert (told.speaker, words(article, told.content), told.kind) == (speaker, content, kind)
    assert [s.name for s in article.speakers] == ["Ana Reis"]
    assert [words(article, a.content) for a in article.attributions] == ["The lower gate held"]


def test_a_caption_where_the_headline_would_be_is_read_and_in_no_claim(tmp_path):
    page = tmp_path / "page.txt"
    page.write_text(
        "Odra mayor Katz calls the flood a 'gift to the sluice men'\n\n"
        "The lower gate of the lock at Kesk held, engineer Ana Reis said on Friday.\n\n"
        "The pumps have run since the morning and the boats lie dry in the basin of Kesk, where "
        "children now dig for eels and coins between the keels and the old men look on.\n\n"
        "Nobody knows when the mill will be opened again to those who live beside the water, or "
        "whether the bakers will have to carry their flour over the hill for another month.\n\n"
        "Divers went down twice in the night with lamps and found three planks, a chain and the "
        "wheel of a cart, but neither the hinge nor the bolt that had held the upper gate.\n",
        encoding="utf-8",
    )
    tracing = trace([str(page)])
    (article,) = tracing.articles
    assert [told.speaker for told in article.captions] == ["Katz"]
    assert not [claim for claim in tracing.claims if "gift" in claim.text]


def test_a_pronoun_in_a_caption_means_nobody_of_the_article():
    (told,) = page_of("'It was a gift,' she says").captions
    assert told.speaker is None


def test_an_article_without_captions_has_none():
    assert annotate(read(text=BODY, as_body=True)).captions == ()


def test_a_caption_that_quotes_nobody_tells_nothing():
    assert page_of("A boat on the Odra at dawn. Photo: Tom Katz").captions == ()
