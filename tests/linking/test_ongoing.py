"""Pages that come one by one: linked as if they had come at once, and only what they touch anew."""

from __future__ import annotations

import dataclasses
import functools
import itertools
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from benchmarks.generated import generate

from firsthand import annotate, read
from firsthand.linking import Ongoing, begin, link, link_more
from firsthand.linking.copies import find_copies
from firsthand.linking.memory import Known, Memory
from firsthand.linking.stories import kin_and_stories, ties
from firsthand.types import Article, Decision, DecisionKind, Outlet, Spot

MADE = [page.article for page in generate(30, like_news=True)]
TEXTS = (
    "Twelve boats sank off Kesk on Monday, harbour master Ana Reis told the Norda Herald.",
    "Fifteen boats sank off Kesk on Monday, a deckhand said. Reis said that it was twelve.",
    "Kesk Harbour Police released a video in which a florist says twelve boats sank off Kesk.",
    "In a clip released by Kesk Harbour Police, a baker says that the crane had no brakes. Ana "
    "Reis said the crane was checked in May.",
    "A bakery in Norda sold its last poppy seed bun, baker Bo Lund said.",
    "Ana Reis has opened a school for divers in Norda, the council said.",
)


@functools.cache
def told() -> tuple[Article, ...]:
    """Invented pages that share claims, figures, speakers, releasers and outlets, or nothing."""
    return tuple(
        annotate(read(text=text, id=f"page {n}", outlet=f"Paper {n % 3}", published="2025-11-04"))
        for n, text in enumerate(TEXTS)
    )


def one_by_one(articles: Sequence[Article], decisions: Sequence[Decision] = ()) -> Ongoing:
    return functools.reduce(link_more, articles, begin((), decisions))


@settings(max_examples=12, deadline=None)
@given(st.data())
def test_pages_one_by_one_are_linked_as_all_at_once_in_any_order(data):
    pages = [*told(), *MADE]
    chosen = data.draw(st.lists(st.sampled_from(pages), max_size=9, unique_by=lambda a: a.id))
    known = data.draw(st.integers(0, len(chosen)))
    ongoing = functools.reduce(link_more, chosen[known:], begin(chosen[:known]))
    assert ongoing.linked == link(chosen)


def test_thirty_pages_one_by_one_past_the_number_that_are_all_compared(monkeypatch):
    monkeypatch.setattr(ties, "FEW", 20)
    assert one_by_one(MADE).linked == link(MADE)


def coming(articles: Sequence[Article], begun: int, *, few: int) -> Iterator[tuple[Article, ...]]:
    """The first articles, then a few more at a time; the last of them come again, changed."""
    for number in range(begun, len(articles) + 1, few):
        yield tuple(articles[:number])
    again = [dataclasses.replace(page, title=None, published=None) for page in articles[-few:]]
    yield (*articles[:-few], *again)
    yield tuple(articles[few:])


# Site lines and phrases of the trade stand on more pages than are all paired; two pages are
# copied whole under ids that come before and behind all others.
INVENTED = [page.article for page in generate(150, seed=7)]
COPIED = [dataclasses.replace(INVENTED[n], id=f"{name} copy") for n, name in enumerate("az")]


@pytest.mark.parametrize("few", [1, 3])
def test_copies_are_those_of_all_pages_whatever_came_when(few):
    before: Known = {}
    for pages in coming([*INVENTED[:118], *COPIED, *INVENTED[118:122]], 117, few=few):
        memory = Memory(before)
        assert find_copies(pages, memory) == find_copies(pages)
        before = memory.now


@pytest.mark.parametrize("few", [1, 3])
def test_kin_and_stories_are_those_of_all_pages_whatever_came_when(few, monkeypatch):
    monkeypatch.setattr(ties, "FEW", 120)
    before: Known = {}
    pages = [page.article for page in generate(124, like_news=True)]
    copied = [dataclasses.replace(pages[n], id=f"{name} copy") for n, name in enumerate("az")]
    for chosen in coming([*pages[:118], *copied, *pages[118:]], 116, few=few):
        memory = Memory(before)
        assert kin_and_stories(chosen, memory) == kin_and_stories(chosen)
        before = memory.now


def test_linking_keeps_nothing_on_the_pages_that_it_is_given():
    pages = [dataclasses.replace(page) for page in MADE[:5]]
    link(pages)
    assert all("body" not in vars(page) for page in pages)


def test_a_page_leaves_the_linking_it_came_to_as_it_was():
    before = begin(told()[:3])
    kept = dataclasses.replace(before)
    first, second = link_more(before, told()[3]), link_more(before, told()[4])
    assert before == kept
    assert first.linked == link(told()[:4])
    assert second.linked == link((*told()[:3], told()[4]))


@pytest.mark.parametrize("same", [True, False], ids=["the same", "changed"])
def test_an_article_that_comes_again_stands_in_its_own_place(same):
    page = told()[0]
    again = page if same else dataclasses.replace(page, outlet=Outlet())
    before = begin(told())
    ongoing = link_more(before, again)
    assert ongoing.linked == link((again, *told()[1:]))
    assert (ongoing.linked.claims == before.linked.claims) is same
    assert ongoing.articles == (again, *told()[1:])


def test_claims_that_the_new_page_does_not_touch_are_not_made_anew():
    ongoing = begin(MADE)
    made = {claim.id: claim for claim in ongoing.linked.claims}
    after = link_more(ongoing, told()[4]).linked
    assert len(after.claims) > len(made)
    assert all(claim is made[claim.id] for claim in after.claims if claim.id in made)


def test_what_no_page_needs_any_more_is_forgotten():
    sizes = [len(begin(told()).known), len(one_by_one(told()).known)]
    assert sizes[0] == sizes[1]


# ---------------------------------------------- what a page changes on other pages

PASSAGE = (
    "the lower gate of the Kesk weir had been welded twice since the flood took the miller's "
    "bridge and nobody had painted the hinges"
)


def test_a_page_of_an_outlet_makes_the_credit_of_an_older_page_one():
    copy = annotate(
        read(text=f"An old man said {PASSAGE}.\n\nFirst published by the Tolm Lantern.", id="copy",
             outlet="Averil Mail", as_body=False)
    )  # fmt: skip
    first = annotate(read(text=f"“Well,” he said, {PASSAGE}.", id="first", outlet="Tolm Lantern"))
    ongoing = one_by_one([copy, first])
    assert ongoing.linked == link([copy, first])
    (found,) = ongoing.linked.copies
    assert (found.direction, found.basis) == ("b-to-a", "credit")


def strange_words(seed: str, count: int) -> str:
    """Words that no other page has."""
    letters = "bdfgklmnprstvz"
    return " ".join(
        f"{seed}{a}o{b}a" for a, b in itertools.islice(itertools.product(letters, letters), count)
    )


def test_a_passage_that_comes_to_stand_on_very_many_pages_is_copied_otherwise():
    """Words of more than nine pages are compared with some of the pages only."""
    ours = strange_words("kin", 60)
    turned = " ".join(reversed(ours.split()))
    head = "The keeper said {}, and the {}."
    pages = [
        traced("a", head.format(PASSAGE, strange_words("first", 9)), ours),
        traced("z", head.format(PASSAGE, strange_words("last", 9)), turned),
        *(
            traced(f"m{n}", head.format(PASSAGE, strange_words(f"m{n}x", 9)),
                   strange_words(f"alone{n}x", 190))
            for n in range(12)
        ),
    ]  # fmt: skip
    ongoing = begin(pages[:2])
    assert [(copy.a, copy.b) for copy in ongoing.linked.copies] == [("a", "z")]
    for number in range(2, len(pages)):
        ongoing = link_more(ongoing, pages[number])
        assert ongoing.linked == link(pages[: number + 1])
    assert ("a", "z") not in [(copy.a, copy.b) for copy in ongoing.linked.copies]


def traced(name: str, said: str, more: str) -> Article:
    return annotate(read(text=f"{said}\n\n{more.capitalize()}.", id=name, as_body=True))


# ------------------------------------------------------------------- decisions


def spot(article: Article, words: str) -> Spot:
    start = article.text.index(words)
    return Spot(article.id, start, start + len(words), words)


def decided(kind: DecisionKind, a: Spot, b: Spot, day: int = 1) -> Decision:
    return Decision(kind, a, b, "Mira Tann", f"2026-01-0{day}T00:00:00Z")


def test_decisions_are_obeyed_as_soon_as_their_pages_are_there():
    pages = told()
    decisions = (
        decided("same-claim", spot(pages[0], "Twelve boats sank off Kesk on Monday"),
                spot(pages[3], "the crane had no brakes")),
        decided("merge", spot(pages[0], "Twelve boats sank off Kesk on Monday"),
                spot(pages[3], "the crane had no brakes"), 2),
        decided("not-same-claim", spot(pages[0], "Twelve boats sank off Kesk on Monday"),
                spot(pages[2], "twelve boats sank off Kesk"), 3),
        decided("same-speaker", spot(pages[1], "a deckhand"), spot(pages[4], "Bo Lund"), 4),
        decided("not-same-speaker", spot(pages[0], "Ana Reis"), spot(pages[3], "Ana Reis"), 5),
    )  # fmt: skip
    for order in (pages, pages[::-1], pages[3:] + pages[:3]):
        assert one_by_one(order, decisions).linked == link(order, decisions)
    linked = link(pages, decisions)
    assert {one.became for one in linked.decisions} == {"obeyed"}


def test_a_speaker_decided_about_on_a_page_of_another_matter_changes_older_counts():
    """The deckhand is Bo Lund of the bakery, and so the Bo Lund of the other page."""
    pages = [
        annotate(read(text=text, id=name, as_body=True))
        for name, text in (
            ("one", "Twelve boats sank off Kesk on Monday, a deckhand said."),
            ("two", "Off Kesk, where ice drifts, on Monday sank twelve old boats, Bo Lund said."),
            ("bun", "The bakery in Norda sold its last poppy seed bun, Bo Lund said."),
        )
    ]
    one = decided("same-speaker", spot(pages[0], "a deckhand"), spot(pages[2], "Bo Lund"))
    before = begin(pages[:2], [one])
    after = link_more(before, pages[2])
    assert after.linked == link(pages, [one])
    assert after.linked.claims[:1] != before.linked.claims[:1]
