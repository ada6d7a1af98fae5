"""Which articles are about one event or matter, and what a reader is told of it."""

from __future__ import annotations

import gzip
import itertools
import random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from firsthand import data, read
from firsthand.errors import TableError
from firsthand.linking import Page, find_stories, stories_of
from firsthand.linking.stories import grouping, profiles
from firsthand.linking.stories.grouping import average_link

GATE = (
    "The lower gate of the Kesk weir gave way at dawn and the flood reached the old town of "
    "Tolm. Engineer Ana Reis said that both doors had been opened too late."
)
GATE_TOO = (
    "In Tolm, below the Kesk weir, families left the old town when a gate gave way. Reis, the "
    "engineer on duty, told reporters that the flood came within minutes."
)
DIVERS = (
    "Ana Reis has opened a school for divers in Norda, and the council pays for its boats and "
    "lamps. The first pupils are firefighters, who swim in the quarry behind Tolm."
)
BAKERY = (
    "A bakery in Norda sold its ten thousandth poppy seed bun. Baker Bo Lund handed it to a "
    "pupil who had queued since breakfast, and the brass band played."
)
BAKERY_TOO = (
    "Bo Lund, who runs the bakery in Norda, gave the ten thousandth poppy seed bun to a pupil "
    "while the brass band of the town played."
)


def page(id: str, body: str, published: str | None = "2025-11-04", title: str = "") -> Page:
    return Page(id, title or None, body, published)


def together(*pages: Page) -> set[frozenset[str]]:
    """The stories as sets of ids."""
    return {frozenset(story.articles) for story in stories_of(pages)}


# --------------------------------------------------------------- what is told


def test_articles_about_one_event_are_a_story_and_others_are_not_in_it():
    pages = page("a", GATE), page("b", BAKERY), page("c", GATE_TOO), page("d", BAKERY_TOO)
    assert together(*pages) == {frozenset("ac"), frozenset("bd")}


def test_a_story_says_what_tied_it():
    pages = page("late", GATE_TOO, "2025-11-06"), page("early", GATE, title="Gate gives way")
    (story,) = stories_of(pages)
    assert story.articles == ("early", "late")
    assert story.title == "Gate gives way"
    assert story.why.startswith("These 2 articles share “")
    assert "“Tolm”" in story.why
    assert story.why.endswith("and are of 2025-11-04 to 2025-11-06.")


@pytest.mark.parametrize(
    ("dates", "told"),
    [
        (("2025-11-04", "2025-11-04"), "and are of 2025-11-04."),
        ((None, None), "and none of them has a date."),
        (("2025-11-04", None), "and are of 2025-11-04 (1 without a date)."),
        (("2025-11", "2025-11"), "and are of 2025-11-01 to 2025-11-30."),
    ],
)
def test_what_is_known_of_the_dates_is_told(dates, told):
    first, second = dates
    (story,) = stories_of([page("a", GATE, first), page("b", GATE, second)])
    assert story.why.endswith(told)


def test_without_a_title_a_story_is_called_by_first_words_as_they_stand_with_their_marks():
    body = "• As the mayor's boat\nsank, “nobody” saw how it went down off Norda."
    (story,) = stories_of([page("a", body, title=" ")])
    assert story.title == "As the mayor's boat sank, “nobody” saw how it"


def test_an_article_that_nothing_is_tied_to_is_a_story_of_its_own():
    (story,) = stories_of([page("a", GATE)])
    assert (story.articles, story.title) == (
        ("a",),
        "The lower gate of the Kesk weir gave way at",
    )
    assert story.why == "No other article here shares enough of its words and its time."


def test_the_stories_of_articles_come_earliest_first():
    articles = [
        read(text=BAKERY, id="2", title="Bun", published="2025-11-09"),
        read(text=GATE, id="1", title="Gate", published="2025-11-04"),
        read(text=BAKERY_TOO, id="3", title="Bun", published="2025-11-09"),
    ]
    assert [story.articles for story in find_stories(articles)] == [("1",), ("2", "3")]
    assert find_stories(()) == ()


# ------------------------------------------------------------------- the date


def test_the_same_words_of_another_year_need_to_be_more_alike():
    assert len(together(page("a", GATE), page("b", DIVERS))) == 1
    assert len(together(page("a", GATE), page("b", DIVERS, "2019-02-04"))) == 2
    assert len(together(page("a", GATE), page("b", GATE, "2019-02-04"))) == 1


def test_a_day_alone_ties_nothing():
    assert len(together(page("a", GATE), page("b", BAKERY))) == 2


@pytest.mark.parametrize(
    ("published", "days"),
    [
        ("2024-02-29", 1),
        ("2024-02-29T23:00:00Z", 1),
        ("2024-02-29?", 1),
        ("2024-02", 29),
        ("2024-12", 31),
        ("2024", 366),
        ("2099-01-01", 1),
        ("2023-02-29", None),
        ("2024-21", None),
        ("9999", None),
        ("0000-01-01", None),
        ("199X", None),
        ("2024-02-01/2024-03-01", None),
        ("last week", None),
        ("", None),
        (None, None),
    ],
)
def test_a_date_is_the_days_that_it_may_mean(published, days):
    found = profiles.days_of(published)
    assert (found and found[1] - found[0] + 1) == days


# ------------------------------------------------------- whatever else is read

WORDS = [word for text in (GATE, GATE_TOO, BAKERY, BAKERY_TOO) for word in text.split()]
BODIES = st.lists(st.sampled_from(WORDS), max_size=14).map(" ".join) | st.sampled_from(
    [GATE, GATE_TOO, DIVERS, BAKERY, BAKERY_TOO, "", "?", "   "]
)
DATES = st.sampled_from([None, "2025-11-04", "2025-11-05", "2025-12-24", "2025", "2099-01-01"])
PAGES = st.lists(st.tuples(BODIES, DATES), max_size=8).map(
    lambda rows: [page(f"p{n}", body, date) for n, (body, date) in enumerate(rows)]
)


@settings(deadline=None)
@given(pages=PAGES, lot=st.randoms(use_true_random=False))
def test_the_order_of_the_pages_changes_nothing(pages: list[Page], lot: random.Random):
    shuffled = lot.sample(pages, len(pages))
    assert stories_of(shuffled) == stories_of(pages)


@settings(deadline=None)
@given(pages=PAGES)
def test_every_page_is_in_exactly_one_story(pages: list[Page]):
    found = [id for story in stories_of(pages) for id in story.articles]
    assert sorted(found) == sorted(p.id for p in pages)


@settings(deadline=None, max_examples=40)
@given(pages=PAGES, new=BODIES, date=DATES)
def test_a_page_more_changes_only_what_it_is_connected_with(pages, new, date):
    added = page("new", new, date)
    before, after = stories_of(pages), stories_of([*pages, added])
    parts = connected([*pages, added])
    touched = next(part for part in parts if "new" in part)
    assert {s for s in before if touched.isdisjoint(s.articles)} == {
        s for s in after if touched.isdisjoint(s.articles)
    }


def connected(pages: list[Page]) -> list[set[str]]:
    """What hangs together where two pages that alone are a story are tied."""
    parts: list[set[str]] = []
    for one in pages:
        tied = {b.id for b in pages if b.id != one.id and len(stories_of([one, b])) == 1}
        near = [part for part in parts if part & (tied | {one.id})]
        parts = [part for part in parts if part not in near] + [{one.id}.union(*near)]
    return parts


@settings(deadline=None, max_examples=40)
@given(pages=PAGES)
def test_stories_of_two_pages_are_as_when_they_are_alone(pages: list[Page]):
    apart = {p.id for part in connected(pages) if len(part) == 1 for p in pages if p.id in part}
    assert apart <= {s.articles[0] for s in stories_of(pages) if len(s.articles) == 1}


# ------------------------------------------------------------------- bad input


def test_the_same_page_twice_and_under_ten_addresses_is_one_story():
    pages = [page("a", GATE)] * 2 + [page(f"copy {n}", GATE) for n in range(10)]
    (story,) = stories_of(pages)
    assert len(story.articles) == len(set(story.articles)) == 11


def test_pages_with_nothing_in_them_are_not_alike():
    empty = page("a", ""), page("b", ""), page("c", "…", title="?"), page("d", "it the and of")
    assert len(together(*empty)) == 4


def test_a_very_long_page_is_told_by_its_beginning():
    long = page("long", GATE + " " + f"{BAKERY} " * 20_000)
    assert together(long, page("b", GATE_TOO), page("c", "x" * 5_000_000)) == {
        frozenset({"c"}),
        frozenset({"b", "long"}),
    }


@pytest.mark.parametrize(
    ("one", "other", "again"),
    [
        (
            "A padaria da vila vendeu o pão número dez mil e o padeiro entregou-o a uma aluna.",
            "O conselho da ilha decidiu que a ponte nova não abre antes do inverno que vem.",
            "A padaria vendeu o pão número dez mil, que o padeiro entregou a uma aluna da vila.",
        ),
        (
            "镇上的面包店昨天卖出了第一万个罂粟籽面包，面包师把它送给了一名学生。",
            "岛上议会决定新桥在冬天之前不会开放，渡船继续运行。",
            "面包师把第一万个罂粟籽面包送给了镇上的一名学生，面包店昨天庆祝。",
        ),
    ],
    ids=["Portuguese", "Chinese"],
)
def test_pages_in_another_language_are_tied_by_words_alone(one, other, again):
    pages = page("a", one), page("b", other), page("c", again)
    assert together(*pages) == {frozenset("ac"), frozenset("b")}


def test_ten_thousand_copies_are_compared_once():
    pages = [page(f"p{n}", GATE) for n in range(10_000)]
    (story,) = stories_of(pages)
    assert len(story.articles) == 10_000


def test_a_part_that_is_too_large_falls_apart_by_stronger_ties(monkeypatch):
    words = [f"word{letter}" for letter in "abcdefghijklmnopqrst"]
    chain = [page(f"p{n:02}", " ".join(words[n : n + 5])) for n in range(16)]
    whole = stories_of(chain)
    monkeypatch.setattr(grouping, "LARGEST", 4)
    parts = stories_of(chain)
    assert sum(len(story.articles) for story in parts) == 16
    assert len(parts) >= len(whole)
    assert stories_of(chain[::-1]) == parts


# ---------------------------------------------------------------- average link


def naive_average_link(strength: np.ndarray, least: float) -> set[frozenset[int]]:
    groups = [frozenset([n]) for n in range(len(strength))]
    while len(groups) > 1:
        averages = {
            (a, b): float(np.mean([strength[i, j] for i in a for j in b]))
            for a, b in itertools.combinations(groups, 2)
        }
        (a, b), best = max(averages.items(), key=lambda item: item[1])
        if best < least:
            break
        groups = [g for g in groups if g not in (a, b)] + [a | b]
    return set(groups)


@settings(deadline=None)
@given(size=st.integers(1, 12), seed=st.integers(0, 10**6), least=st.floats(0.2, 0.9))
def test_average_link_is_what_comparing_all_groups_anew_gives(size, seed, least):
    lot = np.random.default_rng(seed)
    strength = lot.random((size, size))
    strength = (strength + strength.T) / 2
    label = average_link(strength, np.ones(size, np.int64), least=least)
    found = {frozenset(np.flatnonzero(label == one).tolist()) for one in np.unique(label)}
    assert found == naive_average_link(strength, least)


def test_a_copy_weighs_as_much_as_an_article():
    three = np.array([[0, 0.9, 0.9], [0.9, 0, 0.1], [0.9, 0.1, 0]])
    label = average_link(three, np.array([1, 1, 1]), least=0.45)
    assert len(set(label.tolist())) == 1
    label = average_link(three, np.array([1, 9, 1]), least=0.45)
    assert len(set(label.tolist())) == 2


# ------------------------------------------------------------------- the table


def test_the_table_of_words_is_sorted_and_small():
    first, *lines = data.unpacked("story_words.tsv.gz").decode().splitlines()
    rows = [(word, count) for word, count in (line.split("\t") for line in lines)]
    listed = [word for word, _ in rows]
    assert listed == sorted(set(listed))
    assert all(count == "0" or 2 <= int(count) <= int(first) for _, count in rows)
    assert dict(rows)["não"] == "0"
    assert all(word == word.lower() for word in listed if word.isascii())


def test_a_table_that_cannot_be_read_says_so(tmp_path, monkeypatch):
    (tmp_path / "story_words.tsv.gz").write_bytes(gzip.compress(b"7\nweir\tmany\n"))
    monkeypatch.setenv("FIRSTHAND_DATA", str(tmp_path))
    profiles._table.cache_clear()
    with pytest.raises(TableError, match=r"story_words\.tsv\.gz"):
        profiles.telling_words()
    monkeypatch.undo()
    profiles._table.cache_clear()
    assert profiles.telling_words()["river"] > 0
