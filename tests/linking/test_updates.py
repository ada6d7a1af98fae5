"""Which figure updates another, and which contradicts it, as far as times tell."""

from dataclasses import replace

import pytest

from firsthand import annotate, read
from firsthand.linking import link
from firsthand.types import Conflict

BRIDGE = "when the rope bridge at Kesk fell"


def linked_on(*pages: tuple[str | None, str]) -> tuple[Conflict, ...]:
    """The conflicts of pages with their days of publication."""
    return link(
        [
            replace(annotate(read(text=text, id=f"page {n}", as_body=True)), published=day)
            for n, (day, text) in enumerate(pages)
        ]
    ).conflicts


FEWER = f"Police said 12 people were killed {BRIDGE}."
MORE = f"The coastguard said 15 people were killed {BRIDGE}."


@pytest.mark.parametrize(
    ("pages", "update", "why"),
    [
        ([("2031-05-02", FEWER), ("2031-05-03", MORE)], True, "later and higher by 1 day"),
        ([("2031-05-03", FEWER), ("2031-05-02", MORE)], False, "later by 1 day, and lower"),
        ([("2031-05-02", FEWER), ("2031-05-02", MORE)], None, "of one day"),
        ([("2031-05-02", FEWER), (None, MORE)], None, "day of a page is not known"),
        ([("2031-05", FEWER), ("2031-05-03", MORE)], None, "day of a page is not known"),
        # -- its own words, on a page that says the day or does not
        (
            [
                (None, f"Ana Reis said 12 people were killed {BRIDGE}."),
                (None, f"Ana Reis said the death toll has risen to 15 {BRIDGE}."),
            ],
            True,
            "its own words say that “15” replaces a lower figure",
        ),
        (
            [(None, f"The mayor said 12 people, up from 9, were wounded {BRIDGE}.")],
            None,
            None,
        ),
        # -- a price that rises is no error taken back
        (
            [(None, "The mayor said the toll for the lock at Kesk went up from $4 to $6.")],
            None,
            None,
        ),
        (
            [(None, "The welder was at first called 40 years old, but the ferry office corrects "
                    "that: she is 43.")],
            True,
            "its own words say that “40 years old” came first",
        ),
    ],
)  # fmt: skip
def test_a_later_count_is_an_update_where_times_or_words_tell(pages, update, why):
    found = linked_on(*pages)
    if why is None:
        assert found == ()
        return
    (conflict,) = found
    assert (conflict.kind, conflict.update) == ("figure", update)
    assert why in conflict.update_why


def test_what_a_page_takes_back_is_not_held_against_others():
    taken_back = (
        "The board initially said 40 sheep were drowned at Norda lock, but on Monday the board "
        "said 55 sheep were drowned."
    )
    other = "A farmer said 55 sheep were drowned at Norda lock."
    (conflict,) = linked_on((None, taken_back), (None, other))
    assert [group.value for group in conflict.groups] == ["40", "55"]
    assert {m.article for group in conflict.groups for m in group.members} == {"page 0"}
    assert conflict.update is True


def test_a_denial_of_what_is_claimed_later_is_an_update():
    early = "There was no immediate claim of responsibility for the blast at Norda lock."
    later = "A band called the Night Oars claimed responsibility for the blast at Norda lock."
    (conflict,) = linked_on(("2031-05-02", early), ("2031-05-03", later))
    assert (conflict.kind, conflict.update) == ("negation", True)
    for days in ((None, None), ("2031-05-03", "2031-05-02"), ("2031-05-02", "2031-05-02")):
        (conflict,) = linked_on((days[0], early), (days[1], later))
        assert conflict.update is None


def test_each_conflict_says_why_it_may_not_be_comparable_or_why_it_is():
    found = linked_on(("2031-05-02", FEWER), ("2031-05-03", MORE), (None, MORE))
    assert found
    assert all(conflict.why for conflict in found)
    assert all(conflict.update_why for conflict in found)
