"""Quotation marks of every style, over paragraphs and furniture, forgotten and odd ones too."""

import itertools
import time

import pytest
from annotation_cases import article_of
from hypothesis import example, given, settings
from hypothesis import strategies as st

from firsthand import read
from firsthand.annotation.quotations import find_quotations

PROMPT = "Sign up to our free harbour letter here"


def quoted_in(*paragraphs: str) -> list[str]:
    """The quotations of a text: pieces joined by " … ", inner ones with "> " before them."""
    view = article_of(*paragraphs, aside=(PROMPT,)).body
    return [
        "> " * q.depth + " … ".join(piece.of(view.text) for piece in q.pieces)
        for q in find_quotations(view)
    ]


def test_each_style_of_marks_makes_a_quotation_that_holds_its_marks():
    assert quoted_in("“The lock jammed,” said Ana Reis.") == ["“The lock jammed,”"]
    assert quoted_in('"The lock jammed," said Ana Reis.') == ['"The lock jammed,"']
    assert quoted_in("‘The lock jammed,’ said Ana Reis.") == ["‘The lock jammed,’"]
    assert quoted_in("'The lock jammed,' said Ana Reis.") == ["'The lock jammed,'"]
    assert quoted_in("''The lock jammed,'' said Ana Reis.") == ["''The lock jammed,''"]
    assert quoted_in("«The lock jammed,» said Ana Reis.") == ["«The lock jammed,»"]
    assert quoted_in("„The lock jammed,“ said Ana Reis.") == ["„The lock jammed,“"]
    assert quoted_in("``The lock jammed,'' said Ana Reis.") == ["``The lock jammed,''"]


@pytest.mark.parametrize(
    ("paragraph", "quotations"),
    [
        ("The crew didn't row, and the boats' keeper hadn't seen them.", []),
        ("The keepers' hut wasn't locked; it's the Reises' own.", []),
        ("'It isn't ours,' she said. The keeper's dog wasn't there.", ["'It isn't ours,'"]),
        ("‘The boats’ keeper wasn’t asleep,’ he said.", ["‘The boats’ keeper wasn’t asleep,’"]),
        ("In the summer of '97 the pier's planks were new.", []),
        ('The plank was 6\'2" long and the hatch 30" wide.', []),
        ('He called the pier "finished" and the crew "brave".', ['"finished"', '"brave"']),
        ('"Row," she said, "and do not stop."', ['"Row,"', '"and do not stop."']),
    ],
)
def test_apostrophes_and_measures_are_no_quotations(paragraph, quotations):
    assert quoted_in(paragraph) == quotations


@pytest.mark.parametrize(
    ("paragraph", "quotations"),
    [
        (
            "“The mate shouted ‘cut it loose’ and we cut it,” she said.",
            ["“The mate shouted ‘cut it loose’ and we cut it,”", "> ‘cut it loose’"],
        ),
        (
            "‘He wrote “shut by dusk” on the door,’ she said.",
            ["‘He wrote “shut by dusk” on the door,’", "> “shut by dusk”"],
        ),
        (
            "\"The mate shouted 'cut it loose' and we cut it,\" she said.",
            ["\"The mate shouted 'cut it loose' and we cut it,\"", "> 'cut it loose'"],
        ),
        (
            "\"The mate said 'cut it loose'\" was all she told us.",
            ["\"The mate said 'cut it loose'\"", "> 'cut it loose'"],
        ),
    ],
)
def test_a_quotation_within_a_quotation_is_found_a_level_deeper(paragraph, quotations):
    assert quoted_in(paragraph) == quotations


def test_a_quotation_over_paragraphs_that_repeat_the_mark_is_one():
    assert quoted_in(
        'Ana Reis said: "The lock jammed at noon.',
        '"Then the lamps went out.',
        '"We rowed by ear."',
        "The harbour was closed.",
    ) == ['"The lock jammed at noon. … "Then the lamps went out. … "We rowed by ear."']


def test_a_quotation_over_paragraphs_goes_on_behind_furniture():
    assert quoted_in("“The lock jammed.", PROMPT, "“Then the lamps went out,” she said.") == [
        "“The lock jammed. … “Then the lamps went out,”"
    ]


def test_a_quotation_over_paragraphs_in_single_marks_goes_on():
    assert quoted_in("‘The lock jammed.", "‘Then the lamps went out,’ she said.") == [
        "‘The lock jammed. … ‘Then the lamps went out,’"
    ]


@pytest.mark.parametrize(
    "spoilt",
    [
        "She called it “a fine boat and rowed on.",
        "“It leaks, said the mate.",
        "It leaks,” said the mate.",
        "The mate” said “little.",
        "'It leaks, said the mates' cook.",
    ],
)
def test_a_forgotten_mark_spoils_its_own_paragraph_at_most(spoilt):
    *_, last = quoted_in("“Row,” said Ana Reis.", spoilt, "The pier was shut.", "“Row,” he said.")
    assert last == "“Row,”"
    assert quoted_in("“Row,” said Ana Reis.", spoilt)[0] == "“Row,”"


def test_a_fragment_left_open_does_not_swallow_the_quotation_of_the_next_paragraph():
    assert quoted_in("She called it “a fine boat and rowed on.", "“It leaks,” said the mate.") == [
        "“a fine boat and rowed on.",
        "“It leaks,”",
    ]


def test_a_paragraph_left_open_ends_with_its_last_word():
    assert quoted_in("Ana Reis said: “No one sleeps here.", "The pier was closed.") == [
        "“No one sleeps here."
    ]
    quotation = find_quotations(article_of("“No one sleeps here.", "The pier was shut.").body)[0]
    assert not quotation.closed


@pytest.mark.parametrize(
    ("page_of", "quotations"),
    [
        (lambda n: ["'a " * 15 * n], 0),
        (lambda n: ['"The lock jammed.'] * 10 * n, 1),
    ],
    ids=["single marks", "one quotation of many paragraphs"],
)
def test_a_page_four_times_as_long_costs_about_four_times_as_much(page_of, quotations):
    def cost_s(n: int) -> float:
        view = article_of(*page_of(n)).body
        costs = []
        for _ in range(4):  # the least of them: a busy machine only adds
            begun = time.process_time()
            assert len(find_quotations(view)) == quotations
            costs.append(time.process_time() - begun)
        return min(costs)

    # a copy at each mark made it sixteen times as much; once in a while a machine is that busy
    assert any(cost_s(8_000) < 11 * cost_s(2_000) for _ in range(3))


# -------------------------------------------------------------- properties

SCRAPS = st.sampled_from(
    "row he She said Ana Reis isn't crews' 5 , . : ? \n \n\n “ ” ‘ ’ \" ' '' « » „ [ ( – •"
    .split(" ")
)  # fmt: skip
TEXTS = st.lists(SCRAPS, min_size=1, max_size=40).map(" ".join) | st.lists(SCRAPS).map("".join)


@settings(max_examples=300, deadline=None)
@given(TEXTS.filter(str.strip))
@example("'''row'''")
@example("“‘ ’” '")
def test_pieces_lie_in_order_inside_one_paragraph_each_and_are_never_empty(text):
    view = read(text=text, as_body=True).body
    found = find_quotations(view)
    for quotation in found:
        pieces = quotation.pieces
        assert pieces
        assert all(piece.of(view.text).strip() for piece in pieces)
        assert all(a.end <= b.start for a, b in itertools.pairwise(pieces))
        for piece in pieces:
            assert sum(paragraph.covers(piece) for paragraph in view.paragraphs) == 1
        assert len({_paragraph_of(view, piece.start) for piece in pieces}) == len(pieces)
    assert found == sorted(found, key=lambda q: (q.start, -q.end))


@settings(max_examples=200, deadline=None)
@given(TEXTS.filter(str.strip))
def test_outermost_quotations_do_not_overlap_and_inner_ones_lie_in_an_outer_one(text):
    found = find_quotations(read(text=text, as_body=True).body)
    outer = [piece for q in found if q.depth == 0 for piece in q.pieces]
    assert all(a.end <= b.start for a, b in itertools.pairwise(outer))
    for quotation in found:
        if quotation.depth:
            assert all(any(o.covers(piece) for o in outer) for piece in quotation.pieces)


def _paragraph_of(view, at: int) -> int:
    return next(n for n, p in enumerate(view.paragraphs) if p.start <= at < p.end)


@pytest.mark.parametrize(
    ("paragraphs", "quotations"),
    [
        # -- the next paragraph repeats the mark in its other shape
        (
            ("‘It leaks more than we thought.", "'The pumps are old.", "‘We saw it.’"),
            ["‘It leaks more than we thought.", "'The pumps are old.", "‘We saw it.’"],
        ),
        (
            ("‘The pumps are older than any of us.", "'Nobody looks after them.’"),
            ["‘The pumps are older than any of us.", "'Nobody looks after them.’"],
        ),
        (
            ("'The planks are rotten.", "‘Nobody should walk there.’"),
            ["'The planks are rotten.", "‘Nobody should walk there.’"],
        ),
        # -- a term in the same marks inside
        (
            ("'My view is that the 'dry dock' pumps leak and that nobody looks after them.'",),
            ["'My view is that the 'dry dock' pumps leak and that nobody looks after them.'"],
        ),
        (
            ("'I think these 'quick wash' basins soak up the mud over long distances.'",),
            ["'I think these 'quick wash' basins soak up the mud over long distances.'"],
        ),
        (
            ("'What they call a 'soft shore' is nothing but mud and full of old nails.'",),
            ["'What they call a 'soft shore' is nothing but mud and full of old nails.'"],
        ),
        # -- torn into paragraphs that do not repeat the mark
        (
            ("Katz said: “It is shut.", "The pumps are old.", "We saw it.”", "It was May."),
            ["“It is shut.", "The pumps are old.", "We saw it.”"],
        ),
        (
            ("“These are old tales.", "We mend the pumps now,” Pavel Norr said."),
            ["“These are old tales.", "We mend the pumps now,”"],
        ),
        (
            ("Reis said: “I am the keeper.", "I have no troubles.", "The board may write.”"),
            ["“I am the keeper.", "I have no troubles.", "The board may write.”"],
        ),
        # -- where another opens first, the forgotten mark spoils its own paragraph alone
        (
            ("Katz said: “It is shut.", "The pumps are old.", "“We saw it,” said Reis."),
            ["“It is shut.", "“We saw it,”"],
        ),
        (("Katz said: “It is shut.", "''We saw it.”"), ["“It is shut.", "''We saw it.”"]),
    ],
)
def test_a_quotation_goes_on_over_paragraphs_that_mark_it_badly(paragraphs, quotations):
    assert quoted_in(*paragraphs) == quotations
