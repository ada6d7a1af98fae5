"""The tagger's parts: how a text is cut and windowed, and what bad texts do to it."""

import itertools

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from firsthand import find_attributions, read
from firsthand.annotation.quotations import find_quotations
from firsthand.annotation.tagger import tag
from firsthand.annotation.tagger.decoding import (
    CONTENT,
    CUE,
    ROLES,
    SOURCE,
    Anchored,
    by_word,
    decode,
)
from firsthand.annotation.tagger.model import shipped
from firsthand.annotation.tagger.pieces import owners, read_pieces, windows

TEXT = "Ana Reis said the gate had failed.\n\nKatz, 44, denied it."


def pieces_of(text):
    view = read(text=text, as_body=True).body
    return view, read_pieces(view, find_quotations(view), shipped().tokenizer)


# ------------------------------------------------------------------ pieces


def test_every_word_is_cut_into_pieces_that_slice_back_to_it():
    view, pieces = pieces_of(TEXT)
    words = {}
    for start, end, word in zip(pieces.starts, pieces.ends, pieces.words, strict=True):
        words[word] = words.get(word, "") + view.text[start:end]
    assert [w for w in words.values() if w] == [
        "Ana", "Reis", "said", "the", "gate", "had", "failed", ".",
        "Katz", ",", "44", ",", "denied", "it", ".",
    ]  # fmt: skip


def test_a_paragraph_ends_in_a_break():
    _, pieces = pieces_of(TEXT)
    assert len(pieces.breaks) == 2
    assert pieces.breaks[-1] == len(pieces) - 1


def test_looks_tell_capitals_and_quotation_marks():
    view, pieces = pieces_of('Ana said NATO "may help" us.')
    looks = {
        view.text[s:e]: int(look)
        for s, e, look in zip(pieces.starts, pieces.ends, pieces.looks, strict=True)
    }
    assert (looks["said"], looks["Ana"], looks["NATO"], looks["."]) == (0, 1, 2, 3)
    assert (looks["may"], looks["us"]) == (4, 0)


# ----------------------------------------------------------------- windows


@given(
    lengths=st.lists(st.integers(1, 400), min_size=1, max_size=30),
    most=st.integers(20, 260),
    share=st.floats(0, 0.5),
)
def test_windows_hold_every_piece_and_are_never_too_long(lengths, most, share):
    ends = np.cumsum(lengths)
    length = int(ends[-1])
    cut = windows([int(e) - 1 for e in ends], length, most=most, context=int(most * share))
    assert all(0 <= start < end <= length and end - start <= most for start, end in cut)
    assert set(range(length)) == {n for start, end in cut for n in range(start, end)}
    owner = owners(cut, length)
    assert all(cut[owner[n]][0] <= n < cut[owner[n]][1] for n in range(length))


def test_a_short_text_is_one_window():
    assert windows([9, 19], 20, most=50, context=10) == [(0, 20)]


def test_a_window_ends_with_a_paragraph_if_it_can():
    assert windows([29, 59, 89], 90, most=64, context=0) == [(0, 60), (60, 90)]


def test_a_window_begins_with_what_the_one_before_ended_with():
    assert windows([29, 59, 89], 90, most=64, context=30) == [(0, 60), (30, 90)]


# ---------------------------------------------------------------- decoding


def chances(*roles):
    """Chances that are sure of the roles."""
    table = np.full((len(roles), len(ROLES)), 0.02, dtype=np.float32)
    table[np.arange(len(roles)), roles] = 0.94
    return table


def test_roles_become_spans_of_the_text():
    view, pieces = pieces_of("Anna said it broke.")
    roles = chances(SOURCE, CUE, CONTENT, CONTENT, 0, 0)[: len(pieces)]
    (found,) = decode([Anchored(1, 0.9, 0, roles)], pieces)
    spoken = [[s.of(view.text) for s in of] for of in (found.source, found.cue, found.content)]
    assert spoken == [["Anna"], ["said"], ["it broke"]]


def test_of_two_cues_for_the_same_content_the_surer_stands():
    _, pieces = pieces_of("Anna said it broke.")
    roles = chances(SOURCE, CUE, CONTENT, CONTENT, 0, 0)[: len(pieces)]
    less = np.full_like(roles, 0.1)
    less[2:4, CONTENT] = 0.7
    found = decode([Anchored(1, 0.9, 0, roles), Anchored(0, 0.5, 0, less)], pieces)
    assert [one.certainty for one in found] == [0.9]


def test_a_stretch_that_two_cues_claim_goes_to_one_of_them_as_a_whole():
    view, pieces = pieces_of("Anna said Bo told us it broke.")
    outer = chances(SOURCE, CUE, CONTENT, CONTENT, CONTENT, CONTENT, CONTENT, 0, 0)
    inner = chances(0, 0, SOURCE, CUE, CONTENT, CONTENT, CONTENT, 0, 0)
    inner[4:7, CONTENT] = (0.99, 0.6, 0.6)
    inner[4:7, 0] = (0.01, 0.4, 0.4)
    found = decode([Anchored(1, 0.9, 0, outer), Anchored(3, 0.9, 0, inner)], pieces)
    assert [[s.of(view.text) for s in one.content] for one in found] == [["Bo told us it broke"]]


@pytest.mark.parametrize(
    ("roles", "content"),
    [
        ((SOURCE, CUE, CONTENT, 0, CONTENT, CONTENT), ["many crew left early"]),
        ((SOURCE, CUE, CONTENT, 0, 0, CONTENT), ["many", "early"]),
        ((CUE, CUE, CONTENT, SOURCE, CONTENT, CONTENT), ["many", "left early"]),
        ((SOURCE, CUE, CONTENT, SOURCE, CONTENT, CONTENT), ["many crew left early"]),
    ],
)
def test_a_word_that_is_nothing_else_is_no_hole_in_a_content(roles, content):
    view, pieces = pieces_of("Anna said many crew left early")
    (found,) = decode([Anchored(1, 0.9, 0, chances(*roles, 0))], pieces)
    assert [s.of(view.text) for s in found.content] == content


def test_a_hole_between_two_paragraphs_stays():
    view, pieces = pieces_of("Anna said it broke\n\nand sank")
    roles = chances(SOURCE, CUE, CONTENT, CONTENT, 0, CONTENT, CONTENT, 0)
    (found,) = decode([Anchored(1, 0.9, 0, roles)], pieces)
    assert [s.of(view.text) for s in found.content] == ["it broke", "and sank"]


def test_a_cue_without_content_is_no_attribution():
    _, pieces = pieces_of("Anna said it broke.")
    roles = chances(SOURCE, CUE, 0, 0, 0, 0)[: len(pieces)]
    assert decode([Anchored(1, 0.9, 0, roles)], pieces) == []


@given(st.lists(st.integers(0, 5), min_size=1, max_size=40).map(sorted))
def test_all_pieces_of_a_word_have_one_chance(numbers):
    lot = np.random.default_rng(len(numbers)).random((len(numbers), 4)).astype(np.float32)
    evened = by_word(lot, np.array(numbers))
    for number in set(numbers):
        rows = evened[np.array(numbers) == number]
        assert np.allclose(rows, rows[0])
    assert np.allclose(evened.sum(), lot.sum(), rtol=1e-4)


# --------------------------------------------------------------- bad input

BAD = {
    "one word": "Odra",
    "a cue alone": "said",
    "no sentence end": "Reis said the gate had failed and the river rose " * 200,
    "one word of 200,000 letters": "a" * 200_000,
    "all capitals": "ANA REIS SAID THE GATE HAD FAILED. NOBODY BELIEVED HER.",
    "500 marks and none closes": '"It broke ' * 500,
    "marks alone": '"' * 500,
    "NUL bytes": "Reis said\x00 the gate\x00\x00 had failed.",
    "half a surrogate pair": "Reis said \ud83d the gate had failed \udc00.",
    "control characters": "Reis\x07 said\x1b[31m it broke.\x7f",
    "no letters": "12 % – 34 % … ★ ★ ★",
    "another script": "Рейс сказала, что шлюз сломался.",
}


@pytest.mark.parametrize("text", BAD.values(), ids=BAD)
def test_a_bad_text_gives_spans_inside_it_or_nothing(text):
    for found in find_attributions(read(text=text, as_body=True), flat=True):
        for span in (*found.source, *found.cue, *found.content):
            assert 0 <= span.start < span.end <= len(text)
            assert span.of(text).strip()


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.one_of(
            st.sampled_from(["Reis", "said", "told", '"', "“", "”", "'", ".", "\n\n", ",", "that"]),
            st.text(min_size=1, max_size=8),
        ),
        max_size=60,
    ).map(" ".join)
)
def test_any_text_gives_spans_inside_it_that_do_not_overlap_in_a_role(text):
    view = read(text=text, as_body=True).body
    for found in tag(view, find_quotations(view)):
        for spans in (found.source, found.cue, found.content):
            assert all(0 <= s.start < s.end <= len(view.text) for s in spans)
            assert all(a.end <= b.start for a, b in itertools.pairwise(spans))


def test_200_000_words_are_read_to_the_end():
    line = "The river rose. Ana Reis said the gate of the lower dam had failed on Monday.\n\n"
    text = line * 1000 + "Katz said that nobody had known."
    found = find_attributions(read(text=text, as_body=True), flat=True)
    assert len(found) == 1001
    assert found[-1].source[0].of(text) == "Katz"


def test_a_long_paragraph_loses_nothing_between_its_windows():
    sentence = "Ana Reis said the gate had failed, and the river rose over its banks. "
    text = sentence * 60
    found = find_attributions(read(text=text, as_body=True), flat=True)
    assert len(found) == 60
