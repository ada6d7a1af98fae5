"""Blocks as people decided: to the word, whatever the order, with no code point lost."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from firsthand.cleaning import decided_blocks, weigh_block_decisions
from firsthand.types import Block, Decision, Spot

TEXT = "The weir broke.\n\n• Join us!\nIt was dark, the crew said.  \n*\n"
ENDS = (0, 17, 28, 58, len(TEXT))
BLOCKS = (
    Block(0, 17, "title"),
    Block(17, 28, "furniture", "newsletter", 0.9, "aside"),
    Block(28, 58, "body"),
    Block(58, len(TEXT), "furniture", None, 0.6, "grey"),
)


def decide(kind: str, start: int, end: int, hour: int = 9, by: str = "Ilva") -> Decision:
    spot = Spot("page", start, end, TEXT[start:end])
    return Decision(kind, spot, None, by, f"2031-05-05T{hour:02}:00:00Z")


def shown(blocks: tuple[Block, ...]) -> list[tuple[str, str]]:
    return [(block.span.of(TEXT), block.role) for block in blocks]


def test_marks_and_blanks_that_are_left_of_a_block_go_with_the_words():
    start = TEXT.index("Join")
    (made,) = decided_blocks(BLOCKS[1:2], TEXT, [decide("body", start, start + 8)])
    assert (made.start, made.end, made.role, made.kind) == (17, 28, "body", None)


def test_blanks_between_two_parts_go_with_the_first():
    start = TEXT.index("the crew")
    blocks = decided_blocks(BLOCKS[2:3], TEXT, [decide("furniture", start, start + 14)])
    assert shown(blocks) == [("It was dark, ", "body"), ("the crew said.  \n", "furniture")]


def test_a_block_without_a_letter_can_be_decided():
    blocks = decided_blocks(BLOCKS[3:], TEXT, [decide("body", 58, 59)])
    assert shown(blocks) == [("*\n", "body")]


def test_no_decision_leaves_the_very_blocks():
    assert decided_blocks(BLOCKS, TEXT, []) == BLOCKS
    moved = Decision("body", Spot("page", 3, 7, "weir"), None, "Ilva", "2031-05-05T09:00:00Z")
    assert decided_blocks(BLOCKS, TEXT, [moved]) == BLOCKS


def test_what_two_contest_stays_with_a_third_of_the_same_moment_that_nobody_contests():
    contested = [decide("furniture", 6, 8), decide("body", 2, 8)]
    blocks = decided_blocks(BLOCKS[:1], TEXT, [decide("body", 0, 4), *contested])
    assert shown(blocks) == [("The ", "body"), ("weir broke.\n\n", "title")]


STRETCH = st.tuples(st.integers(0, len(TEXT) - 1), st.integers(1, 30)).map(
    lambda t: (t[0], min(t[0] + t[1], len(TEXT)))
)
DECISIONS = st.lists(
    st.builds(
        lambda kind, stretch, hour: decide(kind, *stretch, hour),
        st.sampled_from(["furniture", "body"]),
        STRETCH,
        st.integers(8, 10),
    ),
    max_size=6,
)


@settings(max_examples=300, deadline=None)
@given(DECISIONS, st.randoms())
def test_blocks_stay_a_partition_and_neither_order_nor_repetition_changes_them(decisions, random):
    blocks = decided_blocks(BLOCKS, TEXT, decisions)
    ends = [block.end for block in blocks]
    assert [block.start for block in blocks] == [0, *ends[:-1]]
    assert ends[-1] == len(TEXT)
    assert all(block.start < block.end for block in blocks)
    shuffled = random.sample(decisions, len(decisions))
    assert decided_blocks(BLOCKS, TEXT, shuffled) == blocks
    assert decided_blocks(blocks, TEXT, decisions) == blocks


@settings(max_examples=300, deadline=None)
@given(DECISIONS)
def test_the_latest_stretch_is_as_decided_unless_contested(decisions):
    blocks = decided_blocks(BLOCKS, TEXT, decisions)
    for decision in weigh_block_decisions(TEXT, decisions):
        if decision.became != "obeyed" or decision.moment.hour < 10:
            continue
        for block in blocks:
            at = range(max(block.start, decision.a.start), min(block.end, decision.a.end))
            if any(TEXT[n].isalnum() for n in at):
                assert block.role == decision.kind
