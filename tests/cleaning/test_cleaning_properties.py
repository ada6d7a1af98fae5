"""Whatever comes in: every character in one block, the text untouched, one kind of error."""

import subprocess
import sys

from cleaning_cases import check_blocks_hold_every_character_once
from hypothesis import example, given, settings
from hypothesis import strategies as st

from firsthand.cleaning import clean
from firsthand.errors import CleaningError
from firsthand.types import Capture

LINES = st.sampled_from(
    [
        "He fled, police said.",
        "Lower bridge carried away by flood",
        "World News",
        "Sign up to our newsletter",
        "• Flood",
        "• Minister screams as protesters storm the gate",
        "Most read",
        "The Conversation (0)",
        "  ",
        "\t- a - ",
        '"We ran.',
        "Photograph: Ana Reis",
        "By Ana Reis",
    ]
)
BREAKS = st.sampled_from(["\n", "\r\n", "\n\n", "\r", "\u2028", "\x0b", " \n "])
PAGES = st.lists(st.tuples(LINES, BREAKS)).map(lambda rows: "".join(a + b for a, b in rows))
TEXTS = st.one_of(st.text(st.characters(exclude_categories=["Cs"])), PAGES)
TAGS = st.sampled_from(["p", "div", "li", "h1", "br", "script", "td", "b", "figcaption", "pre"])
MARKUP = st.lists(st.one_of(TAGS.map("<{}>".format), TAGS.map("</{}>".format), TEXTS)).map("".join)


def cleaned(content: bytes, *, form, **told):
    """The article, or None where cleaning refuses; any other error fails the test."""
    try:
        return clean(Capture(place="p", id="p", content=content, form=form, **told))
    except CleaningError:
        return None


@given(TEXTS)
@example("Title\n\n\ufeffOne.")
@example("\x1cOne.\x1d")
def test_any_text_stays_as_it_is_and_is_divided_into_blocks(text):
    article = cleaned(text.encode(), form="text", charset="utf-8")
    if article:
        assert article.text == text.removeprefix("\ufeff")
        check_blocks_hold_every_character_once(article)


@given(st.binary(max_size=400))
def test_any_bytes_are_cleaned_or_refused(content):
    article = cleaned(content, form="text")
    if article:
        check_blocks_hold_every_character_once(article)


@settings(deadline=None, max_examples=60)
@given(st.one_of(st.binary(max_size=400), MARKUP.map(str.encode)))
@example(b"<div>" * 5000 + b"<p>He fled, police said.</p>")
@example(b"<p>nul \x00 byte</p>")
@example(b"! 0 .<p>\x85")
@example(b"<?xml version='1.0' encoding='utf-16'?><p>He fled, police said.</p>")
def test_any_bytes_as_a_page_are_cleaned_or_refused(content):
    article = cleaned(content, form="html")
    if article:
        check_blocks_hold_every_character_once(article)


@given(TEXTS, st.floats(0, 1), st.floats(0, 1))
def test_thresholds_change_what_is_shown_and_nothing_else(text, aside, grey):
    capture = Capture(place="p", id="p", content=text.encode(), form="text", charset="utf-8")
    try:
        kept = clean(capture, keep_furniture=True)
        article = clean(capture, aside_above=aside, grey_above=grey)
    except CleaningError:
        return
    for ours, theirs in zip(article.blocks, kept.blocks, strict=True):
        assert (ours.start, ours.role, ours.kind) == (theirs.start, theirs.role, theirs.kind)
        assert ours.shown == "body" or ours.certainty > min(aside, grey)


def test_plain_text_does_not_pay_for_the_page_reader():
    code = (
        "import sys; from firsthand.cleaning import clean; from firsthand.types import Capture;"
        "clean(Capture(place='p', id='p', content=b'He fled, police said.', form='text'));"
        "sys.exit(any(m in sys.modules for m in ('trafilatura', 'lxml', 'py3langid')))"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_starting_does_not_pay_for_the_labeller():
    code = "import sys, firsthand.cli; print('numpy' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "False\n"
