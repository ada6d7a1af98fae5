"""The values that rooms hand to one another: spans, body views, articles."""

import dataclasses
import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firsthand.types import Article, Attribution, Block, BodyView, Span, Speaker

TEXTS = st.text(st.sampled_from("ab “” \n\t\u00a0é🙂"), max_size=40)


@st.composite
def cut_texts(draw):
    """A text and some of its stretches, in order and apart from one another."""
    text = draw(TEXTS)
    cuts = sorted(draw(st.lists(st.integers(0, len(text)), max_size=10)))
    return text, [Span(a, b) for a, b in zip(cuts[::2], cuts[1::2], strict=False)]


# ----------------------------------------------------------------------- spans


def test_a_span_opens_the_very_words():
    assert Span(3, 7).of("He fled, police said.") == "fled"
    assert Span(0, 1).of("🙂 said she") == "🙂"


@pytest.mark.parametrize(("start", "end"), [(-1, 3), (4, 3), (-2, -1)])
def test_a_span_that_runs_backwards_or_before_the_text_is_refused(start, end):
    with pytest.raises(ValueError, match=f"no span runs from {start} to {end}"):
        Span(start, end)


def test_spans_that_only_touch_do_not_overlap():
    assert Span(0, 3).overlaps(Span(2, 5))
    assert not Span(0, 3).overlaps(Span(3, 5))
    assert Span(0, 5).covers(Span(0, 5))
    assert not Span(0, 5).covers(Span(4, 6))


def test_a_value_cannot_be_changed():
    with pytest.raises(dataclasses.FrozenInstanceError):
        Span(0, 1).start = 1


SPANS = st.tuples(st.integers(0, 20), st.integers(0, 20)).map(lambda ends: Span(*sorted(ends)))


@given(SPANS, SPANS)
def test_overlap_is_mutual_and_means_a_code_point_that_both_hold(a, b):
    ours, theirs = set(range(a.start, a.end)), set(range(b.start, b.end))
    assert a.overlaps(b) == b.overlaps(a)
    if ours and theirs:
        assert a.overlaps(b) == bool(ours & theirs)
        assert a.covers(b) == (theirs <= ours)


# ------------------------------------------------------------------ body views


def test_a_view_leaves_out_what_was_set_aside_and_leads_back_to_the_text():
    text = "One, and\nSign up!\ntwo."
    view = BodyView(text, [Span(0, 9), Span(18, 22)])
    assert view.text == "One, and\ntwo."
    assert [span.of(text) for span in view.spans(0, len(view.text))] == ["One, and\n", "two."]


def test_two_blocks_never_run_into_one_word():
    view = BodyView("one|two", [Span(0, 3), Span(4, 7)])
    assert view.text == "one\ntwo"
    assert view.spans(0, 7) == (Span(0, 3), Span(4, 7))
    assert view.spans(3, 4) == ()


@given(cut_texts())
def test_a_view_holds_the_words_of_its_pieces_and_nothing_else(cut):
    text, pieces = cut
    view = BodyView(text, pieces)
    assert [p.of(view.text) for p in view.paragraphs] == [p.of(text) for p in pieces if p.of(text)]
    outside = view.text
    for paragraph in reversed(view.paragraphs):
        outside = outside[: paragraph.start] + outside[paragraph.end :]
    assert set(outside) <= {"\n"}


@given(cut_texts(), st.data())
def test_any_stretch_of_a_view_leads_back_to_exactly_its_words(cut, data):
    text, pieces = cut
    view = BodyView(text, pieces)
    start = data.draw(st.integers(0, len(view.text)))
    end = data.draw(st.integers(start, len(view.text)))
    spans = view.spans(start, end)
    own = [n for n in range(start, end) if any(p.start <= n < p.end for p in view.paragraphs)]
    assert "".join(span.of(text) for span in spans) == "".join(view.text[n] for n in own)
    assert all(span.start < span.end for span in spans)
    assert all(a.end < b.start for a, b in itertools.pairwise(spans))
    assert all(any(piece.covers(span) for piece in pieces) or adjoin(span, pieces)
               for span in spans)  # fmt: skip


def adjoin(span: Span, pieces: list[Span]) -> bool:
    """Whether the span lies in pieces that touch one another."""
    return all(any(p.start <= at < p.end for p in pieces) for at in range(span.start, span.end))


# -------------------------------------------------------------------- articles


def article(*blocks: Block, text: str = "Title. Body. Sign up! Photo. Grey.") -> Article:
    return Article(id="odra", inputs=(), text=text, blocks=blocks)


def test_only_blocks_shown_as_body_are_read_and_titles_and_captions_stand_alone():
    blocks = (
        Block(0, 7, "title"),
        Block(7, 13, "body"),
        Block(13, 22, "furniture", "newsletter", shown="aside"),
        Block(22, 29, "caption"),
        Block(29, 34, "body", shown="grey"),
    )
    assert article(*blocks).body.text == "Body. "


def test_furniture_that_the_user_keeps_is_read():
    kept = (Block(7, 13, "body"), Block(13, 22, "furniture", "newsletter", shown="body"))
    assert article(*kept).body.text == "Body. Sign up! "


def test_who_said_it_is_a_name_or_a_description_or_the_words_or_nobody():
    text = "He said it held."
    named = Speaker("s1", "Ana Reis", "keeper", True, "person", (Span(0, 2),))
    described = Speaker("s2", None, "keeper", False, "person", (Span(0, 2),))
    page = dataclasses.replace(article(text=text), speakers=(named, described))

    def said(speaker, *source):
        return page.who_said(
            Attribution("a1", "indirect", source, (), (Span(8, 15),), speaker=speaker)
        )

    assert said("s1", Span(0, 2)) == "Ana Reis"
    assert said("s2", Span(0, 2)) == "keeper (unnamed)"
    assert said(None, Span(0, 2)) == "“He” (not resolved)"
    assert said(None) == "nobody stated"
