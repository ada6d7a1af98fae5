"""Which figures of one matter cannot both hold, and which only look so."""

import pytest
from linking_cases import conflicts, linked

FERRY = "when the ferry Alma sank off Norda on Sunday"


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        # -- they differ
        (
            [f"Police said 12 people were killed {FERRY}.",
             f"The coastguard said 15 people were killed {FERRY}."],
            [("figure", "yes", ["12", "15"])],
        ),
        (
            [f"Police said twelve people died {FERRY}.",
             f"The harbour board said the death toll was 14 {FERRY}."],
            [("figure", "yes", ["twelve", "14"])],
        ),
        (
            [f"The board said 300 crates were lost {FERRY}.",
             f"The owner said 450 crates were lost {FERRY}."],
            [("figure", "yes", ["300", "450"])],
        ),
        (
            ["A clerk said those who sell false grain marks get two years in prison.",
             "Traders who sell false grain marks get around three years in prison, a cook said."],
            [("figure", "partly", ["two years", "around three years"])],
        ),
        (
            ["The keeper said a 34-year-old welder swam through the lock at Norda.",
             "A 36-year-old welder swam through the Norda lock, police said."],
            [("figure", "yes", ["34-year-old", "36-year-old"])],
        ),
        # -- a bound far below the other: both may hold, and the counts differ
        (
            [f"Police said at least 12 people were killed {FERRY}.",
             f"The coastguard said 20 people were killed {FERRY}."],
            [("figure", "partly", ["at least 12", "20"])],
        ),
        # -- they agree
        (
            [f"Police said at least 12 people were killed {FERRY}.",
             f"The coastguard said 12 people were killed {FERRY}."],
            [],
        ),
        (
            [f"Police said about 100 people were aboard {FERRY}.",
             f"The coastguard said 104 people were aboard {FERRY}."],
            [],
        ),
        # -- they count something else
        (
            [f"Police said 12 people were killed {FERRY}.",
             f"The coastguard said 15 people were injured {FERRY}."],
            [],
        ),
        (
            [f"Police said 12 people were killed {FERRY}.",
             "The coastguard said 15 people were killed in a mine at Tarrow in 1998."],
            [],
        ),
        (
            ["The keeper said a 34-year-old welder swam through the lock at Norda.",
             "The keeper said a 50-year-old pilot saw the welder swim through the lock at Norda."],
            [],
        ),
        (
            [f"Police said 30 people were wounded {FERRY}.",
             f"The doctor said nine of the wounded slept in a barn {FERRY}."],
            [],
        ),
        # -- one denies the other
        (
            ["The board said the lock was closed before the storm.",
             "The keeper said the lock was not closed before the storm."],
            [("negation", "yes", ["affirmed", "negated"])],
        ),
    ],
)  # fmt: skip
def test_what_cannot_both_hold_is_a_conflict(texts, expected):
    assert conflicts(linked(*texts)) == expected
