"""Standard input: what it is, its bytes tell."""

from __future__ import annotations

import io
import os

import pytest

from firsthand.intake import captures
from firsthand.types import Capture, Failure


@pytest.mark.parametrize(
    ("content", "form", "place"),
    [
        (b"He fled, police said.", "text", "-"),
        (b"He wrote { and then fled.", "text", "-"),
        (b"\n\n  <!DOCTYPE html>\n<p>He fled.", "html", "-"),
        (b"<p>He fled.</p>", "html", "-"),
        (b"<5 people fled, police said.", "text", "-"),
        (b"<pale> he looked", "text", "-"),
        (b'{"text": "He fled."}', "text", "-:1"),
        (b'\n{"html": "<p>He fled."}', "html", "-:2"),
    ],
)
def test_its_first_bytes_tell_what_it_is(content, form, place):
    (capture,) = captures(["-"], stdin=io.BytesIO(content))
    assert isinstance(capture, Capture)
    assert (capture.form, capture.place) == (form, place)
    if place == "-":
        assert capture.content == content


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "-: empty"),
        (b"\n\n", "-: nothing but blanks"),
        (b"{\\rtf1 He fled}", "-: an RTF document"),
        (b"%PDF-1.7", "-: a PDF"),
        (b"<rss><channel>", "-: a news feed"),
        (b"\n" * 101, "-: more than the 100 bytes"),
        (b"a" * 101, "-: more than the 100 bytes"),
        (b"a\n" * 51, "-: more than the 100 bytes"),
    ],
)
def test_what_is_no_page_is_a_failure(content, words):
    (failure,) = captures(["-"], stdin=io.BytesIO(content), max_bytes=100)
    assert isinstance(failure, Failure)
    assert str(failure).startswith(words)


def test_it_is_empty_the_second_time():
    first, second = captures(["-", "-"], stdin=io.BytesIO(b"He fled."))
    assert isinstance(first, Capture)
    assert isinstance(second, Failure)


def test_a_line_of_a_pipe_is_read_before_the_next_is_written():
    read_end, write_end = os.pipe()
    with open(read_end, "rb") as stdin, open(write_end, "wb", buffering=0) as sender:
        sender.write(b'{"id": 1, "text": "He fled."}\n')
        running = captures(["-"], stdin=stdin)
        first = next(running)
        sender.write(b'{"id": 2, "text": "She fled."}\n')
        second = next(running)
    assert isinstance(first, Capture)
    assert isinstance(second, Capture)
    assert (first.id, second.id) == ("1", "2")
