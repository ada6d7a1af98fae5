import codecs

import pytest
from cleaning_cases import read
from hypothesis import given
from hypothesis import strategies as st

from firsthand.cleaning.decoding import decode
from firsthand.errors import CleaningError

WORDS = "The mayor – “Ana Reis” – said the café was closed."


@pytest.mark.parametrize(
    ("content", "charset"),
    [
        (WORDS.encode(), None),
        (codecs.BOM_UTF8 + WORDS.encode(), None),
        (WORDS.encode("utf-16"), None),
        (codecs.BOM_UTF16_BE + WORDS.encode("utf-16-be"), "latin-1"),
        (WORDS.encode("utf-32"), None),
        (WORDS.encode("cp1252"), "windows-1252"),
        (WORDS.encode("cp1252"), "iso-8859-1"),  # what the web means by Latin-1
        (WORDS.encode("cp1252"), "no-such-charset"),
        (WORDS.encode(), "rot13"),  # a codec of Python, not a charset
        (WORDS.encode(), "unicode_escape"),
    ],
)
def test_the_same_words_come_out_of_every_charset(content, charset):
    assert decode(content, charset=charset).text == WORDS


def test_line_breaks_and_composed_letters_are_left_as_they_are():
    text = "One.\r\nTwo.\rThree.\n\n cafe\u0301 ﬁn\u00a0end "
    assert decode(text.encode()).text == text
    assert read(text).text == text


def test_a_page_declares_its_charset_in_a_meta_element():
    page = "<html><head><meta charset='windows-1251'></head><body><p>Река поднялась.</p>"
    assert "Река" in decode(page.encode("cp1251"), html=True).text
    http = page.replace(
        "charset='windows-1251'", 'http-equiv="Content-Type" content="text/html; charset=cp1251"'
    )
    assert "Река" in decode(http.encode("cp1251"), html=True).text


def test_a_page_saved_again_as_utf8_keeps_its_old_meta_and_is_utf8():
    page = "<meta charset='iso-8859-1'><p>Река поднялась.</p>"
    assert "Река" in decode(page.encode(), html=True).text


def test_a_declared_charset_that_does_not_fit_is_overruled_with_a_note():
    article = read(WORDS, charset="ascii")
    assert article.text == WORDS
    (note,) = article.notes
    assert (note.kind, note.span.of(article.text)) == ("copy-quality", "–")
    assert "ascii" in note.message


def test_broken_bytes_become_one_replacement_and_a_note_where_it_stands():
    article = read(WORDS.encode() + b" \xe2\x80 She left, he said.")
    assert article.text.startswith(WORDS)
    (note,) = article.notes
    assert (note.kind, note.span.of(article.text)) == ("copy-quality", "\ufffd")


@given(st.binary(max_size=300), st.sampled_from([None, "utf-8", "cp1251", "utf-7", "x"]))
def test_no_bytes_raise(content, charset):
    text = decode(content, charset=charset, html=True).text
    text.encode()  # and no lone surrogates come out


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=200))
def test_utf8_comes_back_character_for_character(text):
    if not text.startswith("\ufeff") and "\x00" not in text:
        assert decode(text.encode(), charset="utf-8").text == text


@pytest.mark.parametrize(
    ("content", "what"),
    [
        (b"%PDF-1.7 obj", "a PDF, not a page"),
        (b"PK\x03\x04 sheet", "a ZIP archive"),
        (b"\x89PNG\r\n\x1a\n", "a PNG picture"),
        (bytes(500), "binary data"),
        (bytes(range(32)) * 40, "binary data"),
    ],
)
def test_what_is_no_text_is_refused_by_name(content, what):
    with pytest.raises(CleaningError, match=what):
        read(content)
