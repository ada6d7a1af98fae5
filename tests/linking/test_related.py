"""Which stories are related to which, by what, and what relates nothing."""

from __future__ import annotations

import dataclasses
import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from linking_cases import linked

from firsthand import data
from firsthand.linking import Linked, link
from firsthand.linking.related import MOST_STORIES, relate_stories
from firsthand.types import Article, Attribution, Claim, Hop, Place, Span, Speaker, Statement, Story

KITES = (
    "School kites filled the meadow in Alma, and the brass band played until supper. Aunts sold "
    "lemon cakes beneath striped awnings while a dentist judged the tails by their colours. "
)
GRAIN = "The crane of the old granary leans, and its keeper counts rust on every bolt. "
WOOL = "Shepherds burned fleeces in the square when the price of wool fell by half. "


def related(found: Linked) -> list[tuple[str, list[str], str]]:
    """Of each story what relates it to others: by what, the names, and why."""
    return [
        (one.by, [shared.name for shared in one.shared], one.why)
        for story in found.stories
        for one in story.related
    ]


# ---------------------------------------------------------------- what relates


def test_one_who_speaks_in_two_stories_relates_them_both_ways():
    found = linked(
        KITES + "Ana Reis said the string had been too thin.",
        GRAIN + "“It leaned last year,” Ana Reis said.",
        WOOL + "Shearer Bo Lund said he would keep the rams.",
    )
    told = ("speaker", ["Ana Reis"], "Ana Reis speaks in both.")
    assert related(found) == [told, told]
    first, second = (story for story in found.stories if story.related)
    assert (first.related[0].story, second.related[0].story) == (second.id, first.id)
    assert first.related[0].shared[0].id is None


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("A guard said the string was thin.", "A guard said it had leaned before."),
        ("Reis said the string was thin.", "Reis said it had leaned before."),
        ("The Interior Ministry said it rained.", "The Interior Ministry said it had leaned."),
        ("Reuters reported that it rained.", "Reuters reported that it had leaned before."),
        ("Ana Reis said the string was thin.", "Bo Reis said it had leaned before."),
        (
            "President Maris Velk said it rained.",
            "Maris Velk said it had leaned since spring.",
        ),
        ("Ana Reis said the string was thin.", "Ana Reis was not there. A guard said it leans."),
        (
            "Norda's prime minister, Oda Renn, said it rained.",
            "Oda Renn, the prime minister, said it had leaned.",
        ),
    ],
    ids=["described", "surname", "body", "agency", "another", "head", "silent", "head too"],
)
def test_one_who_may_be_two_or_speaks_on_everything_relates_nothing(one, other):
    found = linked(KITES + one, GRAIN + other)
    assert len(found.stories) == 2
    assert not [by for by, _, _ in related(found) if by == "speaker"]


def test_a_releaser_relates_stories_that_share_nothing_else():
    found = linked(
        KITES + "Kesk Harbour Police released a video in which a florist says a pane was cracked.",
        GRAIN + "In a recording published by Kesk Harbour Police, a deckhand says it had no brake.",
    )
    why = "Both rest on recordings or documents that Kesk Harbour Police let out."
    assert related(found) == [("releaser", ["Kesk Harbour Police"], why)] * 2


@pytest.mark.parametrize(
    ("one", "other", "town"),
    [
        # -- named again on both
        ("It was held in Galway. Galway has a meadow.", "It stands in Galway. Galway has a quay.",
         "Galway"),
        # -- in other words, and beside other towns
        ("Near Coimbra it rained. Coimbra and Porto cheered.",
         "It came from Coimbra. The road to Coimbra is long.", "Coimbra"),
        ("It came from Bergen. Bergen paid for the band.",
         "It came from Oslo to Bergen. In Bergen it rusts.", "Bergen"),
    ],
)  # fmt: skip
def test_a_town_that_two_stories_are_about_relates_them(one, other, town):
    found = linked(KITES + one, GRAIN + other, WOOL)
    told = ("place", [town], f"Both tell of {town}.")
    assert [row for row in related(found) if row[0] == "place"] == [told, told]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("It was held in Galway. Galway has a meadow.", "A lorry came from Galway."),
        ("It was held in Paris. Paris has a meadow.", "It stands in Paris. Paris has a quay."),
        ("It was held in Norway. Norway has kites.", "It stands in Norway. Norway has quays."),
        ("It was held in Galway. Galway has a meadow.", "It stands in Cork. Cork has a quay."),
    ],
    ids=["named once", "seat of government", "country", "another town"],
)
def test_a_place_that_tells_little_relates_nothing(one, other):
    found = linked(KITES + one, GRAIN + other, WOOL)
    assert not [by for by, _, _ in related(found) if by == "place"]


@pytest.mark.parametrize(
    ("titles", "relates"),
    [
        (("Kites over Galway", "Galway crane leans"), True),
        (("Kites over Galway", "A crane leans"), False),
        (("Kites over the bay", "A crane leans"), False),
        (("Galwayans fly kites", "The Galwayan crane"), False),
    ],
)
def test_a_place_in_the_title_need_not_be_named_again(titles, relates):
    galway = Place(Span(0, 6), "Galway", 53.27, -9.05, "city")
    pages = [
        dataclasses.replace(page(f"p{n}"), title=title, text="Galway", places=(galway,))
        for n, title in enumerate(titles)
    ]
    stories = tuple(Story(f"s{n}", "", (f"p{n}",), "") for n in range(2))
    found = relate_stories(stories, pages, ())
    assert [[one.by for one in story.related] for story in found] == [["place"] * relates] * 2


def test_no_story_is_related_to_itself_and_alone_there_is_none():
    text = KITES + "Ana Reis said the string had been too thin."
    assert related(linked(text)) == related(linked(text, text)) == []


@pytest.mark.parametrize("row", data.table("heads", columns=("office", "example")))
def test_one_whom_a_page_calls_by_such_an_office_relates_nothing_on_any(row):
    pages = [
        page("p0", "Ana Reis", called=row["office"]),
        page("p1", "Ana Reis"),
        page("p2", "Ana Reis", called=f"the former {row['office'].title()}"),
    ]
    stories = [Story(f"s{n}", "", (f"p{n}",), "") for n in range(3)] + [
        Story(f"t{n}", "", (), "") for n in range(9)
    ]
    assert not any(story.related for story in relate_stories(stories, pages, ()))
    assert row["office"] in row["example"].lower()


def test_a_name_that_is_an_office_too_is_no_office():
    stories, articles = told_by("Bo King", own=2)
    assert all(story.related for story in relate_stories(stories, articles, ()))


# ------------------------------------------------------------------- the bound


def page(name: str, *speakers: str, called: str = "") -> Article:
    """A page on which these speak, each with what the page calls him before his name."""
    text = " ".join(f"{called} {who} spoke." for who in speakers)
    at = {who: Span(text.index(f"{called} {who}"), text.index(who) + len(who)) for who in speakers}
    return Article(
        name,
        (name,),
        text,
        (),
        attributions=tuple(
            Attribution(f"{name} {n}", "indirect", (at[who],), (), (Span(0, 1),), speaker=f"s{n}",
                        chain=(Hop(1, who, "say", named=True),))
            for n, who in enumerate(speakers)
        ),
        speakers=tuple(
            Speaker(f"s{n}", who, None, True, "person", (at[who],))
            for n, who in enumerate(speakers)
        ),
    )  # fmt: skip


def told_by(name: str, *, own: int, others: int = 0) -> tuple[tuple[Story, ...], list[Article]]:
    """So many stories of one page each in which one speaks, and others in which he does not."""
    pages = [page(f"p{n}", *([name] if n < own else [])) for n in range(own + others)]
    return tuple(Story(f"s{n}", f"T{n}", (p.id,), "") for n, p in enumerate(pages)), pages


@pytest.mark.parametrize(
    ("own", "others", "relates"),
    [
        (2, 0, True),
        (3, 0, False),
        (3, 2, False),
        (3, 3, True),
        (MOST_STORIES, MOST_STORIES, True),
        (MOST_STORIES + 1, 1000, False),
    ],
)
def test_one_who_is_in_more_than_half_of_the_stories_or_in_many_relates_none(own, others, relates):
    stories, articles = told_by("Ana Reis", own=own, others=others)
    found = relate_stories(stories, articles, ())
    assert [len(story.related) for story in found[:own]] == [own - 1 if relates else 0] * own
    assert not any(story.related for story in found[own:])


def saying(name: str, *contents: str) -> Article:
    """A page on which nobody is stated for these contents, and nothing else."""
    text, said = "", []
    for n, content in enumerate(contents):
        span = Span(len(text), len(text) + len(content))
        said.append(Attribution(f"{name} {n}", "indirect", (), (), (span,)))
        text += f"{content}. "
    return Article(name, (name,), text, (), attributions=tuple(said))


def claim_of(*pages: Article) -> Claim:
    """One claim of all that these pages say."""
    told = tuple(Statement(page.id, said.id) for page in pages for said in page.attributions)
    return Claim("c1", pages[0].text.strip(" ."), told)


GAVE_WAY = "the lower gate of the Kesk weir gave way at dawn"


@pytest.mark.parametrize(
    ("one", "other", "relates"),
    [
        (GAVE_WAY, "at dawn the lower gate at Kesk weir had given way", True),
        (GAVE_WAY, "the Kesk weir has a new keeper whom the council pays by the day", False),
        ("an inquiry", "an inquiry", False),
        ("the lower weir", "the lower weir", False),
    ],
    ids=["like words", "a near miss", "short", "few words"],
)
def test_a_claim_relates_the_stories_whose_statements_are_alike_in_words_that_tell(
    one, other, relates
):
    pages = [saying("p0", one), saying("p1", other)]
    stories = [Story("s0", "", ("p0",), ""), Story("s1", "", ("p1",), "")]
    first, second = relate_stories(stories, pages, [[claim_of(*pages)]])
    assert bool(first.related) is bool(second.related) is relates
    if relates:
        (found,) = first.related
        assert (found.story, found.by, found.shared[0].id) == ("s1", "claim", "c1")
        assert found.why == f"Both tell “{GAVE_WAY}”."


def test_two_stories_that_are_in_a_claim_by_way_of_a_third_are_not_related():
    pages = [
        saying("p0", "the lower gate of the Kesk weir gave way at dawn"),
        saying("p1", "the lower gate of the Kesk weir was painted by two brothers from Alma"),
        saying("p2", "two brothers from Alma painted a barn gate and four boats"),
    ]
    stories = [Story(f"s{n}", "", (f"p{n}",), "") for n in range(6)]
    found = relate_stories(stories, pages, [[claim_of(*pages)]])
    assert [[one.story for one in story.related] for story in found[:3]] == [
        ["s1"],
        ["s0", "s2"],
        ["s1"],
    ]


def test_of_much_that_is_shared_the_sentence_names_some_and_counts_the_rest():
    people = [f"Ana {name}" for name in ("Arn", "Brenn", "Dorr", "Ekk", "Fenn")]
    pages = [page("p0", *people), page("p1", *reversed(people))]
    stories = [Story(f"s{n}", "", (p.id,), "") for n, p in enumerate(pages)]
    (found,) = relate_stories(stories, pages, ())[0].related
    assert found.why == "Ana Arn, Ana Brenn, Ana Dorr and 2 more speak in both."
    assert [shared.name for shared in found.shared] == people


NAMES = st.lists(st.sampled_from(["Ana Reis", "Bo Lund", "Ilva Mar", "Reis"]), unique=True)


@settings(deadline=None)
@given(st.lists(NAMES, min_size=1, max_size=8), st.randoms(use_true_random=False))
def test_whatever_the_order_related_is_mutual_and_the_same(spoken, lot: random.Random):
    pages = [page(f"p{n}", *names) for n, names in enumerate(spoken)]
    stories = [Story(f"s{n}", "", (p.id,), "") for n, p in enumerate(pages)]
    found = relate_stories(stories, pages, ())
    assert relate_stories(stories, lot.sample(pages, len(pages)), ()) == found
    ties = {(s.id, r.story, r.by, r.shared) for s in found for r in s.related}
    assert {(b, a, by, shared) for a, b, by, shared in ties} == ties


def test_linking_in_another_order_relates_the_same():
    texts = [KITES + "Ana Reis said so.", GRAIN + "Ana Reis said so too.", WOOL + "Bo Lund wept."]
    there = linked(*texts).articles
    plain = [
        dataclasses.replace(
            a, attributions=tuple(dataclasses.replace(s, claim=None) for s in a.attributions)
        )
        for a in there
    ]
    assert link(plain).stories == link(plain[::-1]).stories
