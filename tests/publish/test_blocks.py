"""Every block explained: one line of cells in a pipe, something to read in a terminal."""

from __future__ import annotations

import io
import re
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.console import Console

from firsthand.publish.blocks import BEGINNING, COLUMNS, print_blocks
from firsthand.publish.terminal import visible
from firsthand.types import Article, Block, Note, Outlet, Republication, Span

TEXT = """Weir holds

Vote for this story

The weir held, the keeper said.

Sign up to the Tolm Gazette letter
"""
BLOCKS = (
    Block(0, 12, "title", None, 0.8, "body", "reads like a headline"),
    Block(12, 33, "furniture", "vote", 0.75, "aside", "asks the reader to vote"),
    Block(33, 66, "body", None, 1.0, "body", "nothing speaks against it"),
    Block(66, 101, "furniture", "newsletter", 0.4, "grey", "asks to join"),
)
PAGE = Article("weir", ("pages/weir.txt",), TEXT, BLOCKS, title="Weir holds")


def explained(article: Article = PAGE, **console: Any) -> str:
    """What is printed away from a terminal, unless ``console`` asks for one."""
    out = io.StringIO()
    print_blocks(article, Console(file=out, **console))
    return out.getvalue()


def in_terminal(article: Article = PAGE, *, width: int = 100, colours: str | None = None) -> str:
    system: Any = colours
    return explained(article, force_terminal=True, color_system=system, width=width)


def of_blocks(*blocks: Block, text: str = TEXT) -> Article:
    return replace(PAGE, text=text, blocks=blocks)


def head(shown: str) -> list[str]:
    """The lines that tell of the page, without the mark and the input before each."""
    lines = [line for line in shown.splitlines() if line.startswith("# pages/weir.txt: ")]
    return [line.removeprefix("# pages/weir.txt: ") for line in lines]


def rows(shown: str) -> list[list[str]]:
    return [line.split("\t") for line in shown.splitlines() if not line.startswith("#")]


def test_the_example_has_a_block_for_every_code_point():
    assert [block.start for block in BLOCKS] == [0, *(block.end for block in BLOCKS[:-1])]
    assert BLOCKS[-1].end == len(TEXT)


# ---------------------------------------------------------------------- in a pipe


def test_in_a_pipe_every_block_is_one_line_that_can_stand_alone():
    assert {row[0] for row in rows(explained())} == {"pages/weir.txt"}
    assert [" | ".join(row[1:]) for row in rows(explained())] == [
        "0 | 12 | title | - | 80% | body | reads like a headline | Weir holds",
        "12 | 33 | furniture | vote | 75% | aside | asks the reader to vote | Vote for this story",
        "33 | 66 | body | - | 100% | body | nothing speaks against it"
        " | The weir held, the keeper said.",
        "66 | 101 | furniture | newsletter | 40% | grey | asks to join"
        " | Sign up to the Tolm Gazette letter",
    ]


def test_the_columns_are_named_above_the_blocks():
    *_, names = [line for line in explained().splitlines() if line.startswith("#")]
    assert names == "# " + "\t".join(COLUMNS)
    assert all(len(row) == len(COLUMNS) for row in rows(explained()))


HEADS: list[tuple[dict[str, Any], str]] = [
    ({}, "Weir holds"),
    ({"title": None}, "(no title)"),
    (
        {},
        "4 blocks: 1 title · 1 body · 2 furniture (1 vote, 1 newsletter)"
        " · 21% of 101 characters set aside, 35% grey",
    ),
    ({}, "outlet: unknown · published: unknown · language: unknown"),
    (
        {"outlet": Outlet("Tolm Gazette", None, "furniture", Span(81, 93)), "language": "en"},
        "outlet: Tolm Gazette (from the site's furniture [81–93])"
        " · published: unknown · language: en",
    ),
    ({"agency": "Tarn Press"}, "agency: Tarn Press"),
    (
        {"republication": Republication("furniture", Span(12, 16))},
        "copies another page: from the site's furniture [12–16]",
    ),
    ({}, "read from: pages/weir.txt"),
    (
        {"notes": (Note("lost-link", Span(66, 73), "a link stood here"),)},
        "note, lost link: a link stood here “Sign up”  [66–73]",
    ),
]


@pytest.mark.parametrize(("fields", "told"), HEADS, ids=[told[:30] for _, told in HEADS])
def test_what_is_told_of_the_page_stands_above_its_blocks(fields, told):
    article = replace(PAGE, **fields)
    assert told in head(explained(article))
    assert told in " ".join(in_terminal(article, width=300).split("\n    "))


@pytest.mark.parametrize(
    ("blocks", "counted"),
    [
        ((), "0 blocks:  · 0% of 101 characters set aside, 0% grey"),
        ((Block(0, 101, "body"),), "1 block: 1 body · 0% of"),
        ((Block(0, 101, "furniture"),), "1 block: 1 furniture · "),
        ((Block(0, 101, "caption", "caption"),), "1 block: 1 caption · "),
        (
            (Block(0, 9, "furniture"), *(Block(9, 9, "furniture", "tags"),) * 2),
            "3 blocks: 3 furniture (2 tags, 1 of no kind) · ",
        ),
    ],
)
def test_blocks_are_counted_by_role_and_kind(blocks, counted):
    assert any(told.startswith(counted) for told in head(explained(of_blocks(*blocks))))


def test_a_page_without_text_has_nothing_set_aside():
    assert any("0% of 0 characters" in told for told in head(explained(of_blocks(text=""))))


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        ("One\n two\t\tthree ", "One two three"),
        ("a" * BEGINNING, "a" * BEGINNING),
        ("a" * (BEGINNING + 1), "a" * BEGINNING + " …"),
        ("weir " * 30, "weir " * 14 + "…"),
        ("堰" * 90, "堰" * BEGINNING + " …"),
        ("\n\n", ""),
    ],
)
def test_the_beginning_of_the_words_stands_on_one_line(words, shown):
    block = Block(0, len(words), "body")
    assert rows(explained(of_blocks(block, text=words)))[0][-1] == shown


def test_an_article_without_an_input_is_called_by_its_id():
    assert rows(explained(replace(PAGE, inputs=())))[0][0] == "weir"


def test_a_pipe_gets_no_colours_and_no_line_is_wrapped():
    long = Block(0, 12, "furniture", "vote", 0.75, "aside", "why " * 200)
    shown = explained(of_blocks(long), width=40)
    assert "\x1b" not in shown
    assert rows(shown)[0][7] == ("why " * 200).strip()


def test_a_pipe_without_our_letters_still_gets_its_blocks():
    raw = io.BytesIO()
    out = io.TextIOWrapper(raw, encoding="ascii")
    print_blocks(of_blocks(Block(0, 5, "body"), text="Müll\n"), Console(file=out))
    out.flush()
    assert b"\tM\\xfcll\n" in raw.getvalue()


# ------------------------------------------------------------------ in a terminal


def test_in_a_terminal_the_cells_stand_below_one_another_and_the_words_below_the_block():
    lines = in_terminal().splitlines()
    first = next(n for n, line in enumerate(lines) if line.startswith("0–12"))
    assert [line.rstrip() for line in lines[first : first + 8]] == [
        "0–12    title      -           80%   body   reads like a headline",
        "    Weir holds",
        "12–33   furniture  vote        75%   aside  asks the reader to vote",
        "    Vote for this story",
        "33–66   body       -           100%  body   nothing speaks against it",
        "    The weir held, the keeper said.",
        "66–101  furniture  newsletter  40%   grey   asks to join",
        "    Sign up to the Tolm Gazette letter",
    ]


@pytest.mark.parametrize("width", [20, 40, 60, 80, 100])
def test_no_line_is_wider_than_the_terminal_and_no_word_is_lost(width):
    lines = in_terminal(width=width).splitlines()
    assert max(map(len, lines)) <= width
    letters = re.sub(r"\s", "", "".join(lines))
    for block in BLOCKS:
        for word in (block.role, block.shown, block.reason, block.span.of(TEXT)):
            assert re.sub(r"\s", "", word) in letters


def test_roles_and_what_is_shown_differ_in_colour():
    codes = set(re.findall(r"\x1b\[([\d;]+)m(?:title|body|furniture|aside|grey)\b",
                           in_terminal(colours="standard")))  # fmt: skip
    assert len(codes) >= 4


def test_a_terminal_without_our_letters_still_gets_its_blocks():
    raw = io.BytesIO()
    out = io.TextIOWrapper(raw, encoding="ascii")
    block = Block(0, 5, "body", reason="Müll steht da")
    page = of_blocks(block, text="Müll\n")
    print_blocks(page, Console(file=out, force_terminal=True, color_system=None, width=90))
    out.flush()
    assert b"0\\u20135" in raw.getvalue()
    assert b"M\\xfcll steht da" in raw.getvalue()


# ------------------------------------------------------------------- hostile text


def hostile(text: str) -> Article:
    """``text`` wherever a page, a table or a labeller can put it."""
    words = Span(0, len(text))
    return Article(
        text,
        (text,),
        text,
        (Block(0, len(text), "furniture", text, 0.5, "grey", text),),
        title=text,
        byline=text,
        agency=text,
        publisher_tags=(text,),
        outlet=Outlet(text, text, "furniture", words),
        republication=Republication(text, words),
        notes=(Note("copy-quality", words, text),),
    )


@settings(max_examples=100, deadline=None)
@given(
    st.text(st.characters(exclude_categories=()), min_size=1, max_size=40),
    st.sampled_from((0, 30, 90)),
)
def test_no_page_can_drive_the_terminal_or_break_a_row(text, width):
    shown = in_terminal(hostile(text), width=width) if width else explained(hostile(text))
    flat = shown.replace("\n", "")
    assert visible(flat) == flat
    shown.encode("utf-8")
    if not width and not text.lstrip().startswith("#"):
        assert [len(row) for row in rows(shown)] == [len(COLUMNS)]


@pytest.mark.parametrize(
    "markup", ["[red]fire[/red]", "[/]", ":smiley:", "[link=http://x]y[/link]"]
)
@pytest.mark.parametrize("width", [0, 30, 300])
def test_markup_in_a_page_is_printed_as_it_stands(markup, width):
    shown = in_terminal(hostile(markup), width=width) if width else explained(hostile(markup))
    assert re.sub(r"\s", "", shown).count(markup) >= 8
