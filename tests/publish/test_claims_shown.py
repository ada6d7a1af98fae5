"""Claims above the articles, and one claim explained."""

import io
from dataclasses import replace

import pytest
from rich.console import Console

from firsthand.publish import claims
from firsthand.publish.account import print_account
from firsthand.types import (
    Article,
    Attribution,
    Block,
    Change,
    Claim,
    Copy,
    Event,
    EventName,
    EventUse,
    Hop,
    LevelCount,
    Merge,
    Origins,
    Outlet,
    Passage,
    Related,
    Rivals,
    Shared,
    Span,
    Speaker,
    Statement,
    Story,
    Tracing,
)

TEXT = "The dyke at Orn broke, Ilva Mar said in a call that the Coast Guard released."
CONTENT, SOURCE = Span(0, 21), Span(23, 31)


def page(number: int, **changes: object) -> Article:
    """A page on which Ilva Mar says it in a call that the Coast Guard released."""
    chain = (
        Hop(1, "Ilva Mar", "say", named=True),
        Hop(2, "Coast Guard", "release", named=True, evidence="call"),
    )
    attribution = Attribution(
        f"a{number}",
        "indirect",
        (SOURCE,),
        (),
        (CONTENT,),
        "s1",
        chain=chain,
        claim="c1",
    )
    return Article(
        f"p{number}",
        (f"p{number}.txt",),
        TEXT,
        (Block(0, len(TEXT), "body"),),
        outlet=Outlet(f"Orn Mail {number}"),
        attributions=(replace(attribution, **changes),),
        speakers=(Speaker("s1", "Ilva Mar", None, True, "person", (SOURCE,)),),
    )


def said(number: int) -> Statement:
    return Statement(f"p{number}", f"a{number}")


OWN = {"own_voice": True, "source": (), "speaker": None, "chain": ()}
SURE = Merge(
    "m1", said(1), said(2), "copied-words", "sure", "firsthand", (("p1", CONTENT),), "like words"
)
MAYBE = Merge("m2", said(2), said(3), "one-name", "possible", "firsthand", (), "one name")
LEVEL = LevelCount(1, 2, 1)
CLAIM = Claim(
    "c1",
    "The dyke at Orn broke",
    tuple(map(said, (1, 2, 3, 4))),
    Origins(1, 2, 1, LEVEL, LEVEL, LEVEL, LEVEL, ((said(1), said(2)), (said(3),))),
    Rivals(4, 4),
    (SURE, MAYBE),
)
TRACING = Tracing((page(1), page(2), page(3), page(4, **OWN)), claims=(CLAIM,))


def account(tracing: Tracing, explain: str | None = None) -> str:
    out = io.StringIO()
    print_account(tracing, Console(file=out), explain=explain)
    return out.getvalue()


def above(tracing: Tracing) -> str:
    return account(tracing).partition("article 1 of")[0]


@pytest.mark.parametrize(
    "printed",
    [
        "1 claim with more than one page or more than one origin behind it, fullest first\n",
        "    The dyke at Orn broke  c1\n",
        "1 to 2 independent origins; 4 statements on 4 pages; 1 without a stated origin\n",
        "other counters would have said: outlets 4, headlines 4\n",
        "by level: utterers 1–2 + 1 unknown, releasers",
        "origin 1 (perhaps one with 2): Ilva Mar · Orn Mail 1 · through Coast Guard, released "
        "call: The dyke at Orn broke  article 1 [0–21] a1\n",
        "origin 2 (perhaps one with 1): Ilva Mar · Orn Mail 3",
        "origin not stated: the outlet's own voice, asserted without attribution · Orn Mail 4: ",
        "sure merge by copied-words (firsthand): like words  "
        "article 1 [0–21] a1 with article 2 [0–21] a2 m1\n",
        "possible merge by one-name (firsthand): one name  article 2 [0–21] a2 with article 3",
    ],
)
def test_a_claim_on_several_pages_is_told_above_them(printed):
    assert printed in above(TRACING)


def test_a_claim_of_one_page_and_one_origin_stands_under_its_page_alone():
    own = Origins(1, 1, 0, *[LevelCount(1, 1, 0)] * 4, groups=((said(1),),))
    once = replace(CLAIM, statements=(said(1),), origins=own, merges=())
    tracing = Tracing((page(1),), claims=(once,))
    assert "origin 1" not in above(tracing)
    assert "independent origins 1 (utterer 1" in account(tracing)


def test_of_many_claims_it_is_said_how_many_more_there_are():
    many = tuple(replace(CLAIM, id=f"c{n}", merges=()) for n in range(claims.MOST_CLAIMS + 3))
    shown = above(replace(TRACING, claims=many))
    assert f"{len(many)} claims with more" in shown
    assert shown.count("independent origins;") == claims.MOST_CLAIMS
    assert "and 3 more claims: each stands under its articles;" in shown


def test_of_many_statements_and_merges_it_is_said_how_many_more_there_are():
    pages = tuple(page(n) for n in range(1, 31))
    every = tuple(said(n) for n in range(1, 31))
    merges = tuple(replace(SURE, id=f"m{n}", b=said(n)) for n in range(2, 31))
    whole = replace(CLAIM, statements=every, merges=merges)
    tracing = Tracing(
        pages, claims=(replace(whole, origins=replace(CLAIM.origins, groups=(every,))),)
    )
    shown = above(tracing)
    assert f"and {30 - claims.MOST_STATEMENTS} more statements: --explain c1 prints all" in shown
    assert f"and {29 - claims.MOST_MERGES} more merges: --explain c1 prints all" in shown
    assert len(account(tracing).splitlines()) < 30 * 14  # each page points to a few, not to all
    explained = account(tracing, "c1")
    assert all(f" a{n}\n" in explained for n in range(1, 31))


@pytest.mark.parametrize(
    "printed",
    [
        "The dyke at Orn broke  c1\n1 to 2 independent origins; 4 statements on 4 pages;",
        "1. 4 statements, and who utters each\n",
        "Ilva Mar, known by name: The dyke at Orn broke  article 1 [0–21] a1\n",
        "nobody; Orn Mail 4 asserts it without attribution: The dyke",
        "2. 1 sure merge\n",
        "“The dyke at Orn broke”  article 1 [0–21]\n",
        "leaves 2 origins: the max of the interval\n",
        "origin 1: article 1 [0–21] a1; article 2 [0–21] a2\n",
        "3. 1 possible merge\n",
        "leaves 1 origin: the min of the interval\n",
        "origin 1, origin 2, perhaps one\n",
        "4. 1 statement without a stated origin: 0 added\n",
        "5. the four levels, each with what is unknown there\n    utterers: 1–2 + 1 unknown\n",
        "owners: 1–2 + 1 unknown\n",
    ],
)
def test_explaining_a_claim_prints_every_step_of_its_count(printed):
    assert printed in account(TRACING, "c1")


def test_explaining_an_uncounted_claim_counts_nothing():
    shown = account(replace(TRACING, claims=(replace(CLAIM, origins=None),)), "c1")
    assert "origins not counted yet" in shown
    assert "leaves" not in shown


# ------------------------------------------------------------- copies and stories

COPY = Copy(
    "k1",
    "p1",
    "p2",
    (
        Passage(
            "passage",
            (CONTENT,),
            (CONTENT,),
            4,
            (Change("figure", Span(0, 3), Span(4, 8)), Change("hedge", Span(0, 0), Span(9, 11))),
        ),
    ),
    0.5,
    0.4,
    reason="Orn Mail 1 and 2 share a passage",
)


@pytest.mark.parametrize(
    "printed",
    [
        "words that pages share\n    Orn Mail 1 and 2 share a passage  article 1 with article 2\n",
        "passage, 4 words: The dyke at Orn broke  article 1 [0–21] with article 2 [0–21]\n",
        "differs (figure): “The” against “dyke”  article 1 [0–3] with article 2 [4–8]\n",
        "differs (hedge): nothing against “at”  article 1 [0–0]",
    ],
)
def test_what_two_pages_share_and_what_changed_is_told(printed):
    assert printed in above(replace(TRACING, copies=(COPY,)))


def test_stories_of_several_pages_are_told_with_their_reason_and_the_others_on_one_line():
    stories = (
        Story("s1", "The dyke", ("p2", "p1"), "like words"),
        Story("s2", "Else", ("p3",), "alone"),
        Story("s3", "Else", ("p4",), "alone"),
    )
    shown = above(replace(TRACING, stories=stories))
    assert "The dyke: articles 2, 1  s1\n        like words\n" in shown
    assert "tied to no other: articles 3, 4\n        alone\n" in shown


def test_a_story_of_one_article_that_is_related_to_another_says_to_which_by_what_and_why():
    why = "Both rest on recordings or documents that the Coast Guard let out."
    let_out = (Shared(None, "Coast Guard"),)
    stories = (
        Story("s1", "The dyke", ("p1",), "alone", (Related("s2", "releaser", let_out, why),)),
        Story("s2", "The\nboat", ("p2", "p3"), "like", (Related("s1", "releaser", let_out, why),)),
        Story("s3", "Else", ("p4",), "alone"),
    )
    shown = above(replace(TRACING, stories=stories))
    assert (
        "    The dyke: article 1  s1\n        alone\n"
        f"        related by releaser to “The boat” (articles 2, 3): {why}  s2\n"
    ) in shown
    assert f"        related by releaser to “The dyke” (article 1): {why}  s1\n" in shown
    assert "tied to no other: article 4\n        alone\n" in shown


def test_the_names_of_one_event_are_told_with_whose_word_each_is():
    by_a_speaker = EventUse("p1", CONTENT, "speaker", "a1")
    reported = EventUse("p2", CONTENT, "paraphrase", "a2")
    names = (EventName("breach", (by_a_speaker, reported)), EventName("flood", (by_a_speaker,)))
    event = Event("v1", "war", "the dyke", names)
    shown = above(replace(TRACING, stories=(Story("s1", "", ("p1",), "", events=(event,)),)))
    assert "“breach” or “flood” (war: the dyke)" in shown
    assert "breach: Ilva Mar · Orn Mail 1: The dyke at Orn broke" in shown
    assert "breach: the outlet's words for what Ilva Mar said · Orn Mail 2" in shown


def test_stories_that_stand_alone_for_one_reason_share_a_line_and_every_reason_is_told():
    reasons = ("alone", "alone; the Coast Guard let out 2 statements", "alone")
    stories = tuple(Story(f"s{n}", "", (f"p{n}",), why) for n, why in enumerate(reasons, 1))
    shown = above(replace(TRACING, stories=stories))
    assert "tied to no other: articles 1, 3\n        alone\n" in shown
    assert f"tied to no other: article 2\n        {reasons[1]}\n" in shown


def test_of_many_related_stories_it_is_said_how_many_more_there_are():
    many = tuple(Related(f"x{n}", "speaker", (), "why") for n in range(claims.MOST_RELATED + 2))
    shown = above(replace(TRACING, stories=(Story("s1", "The dyke", ("p1",), "", many),)))
    assert shown.count("related by speaker to a story that is not here") == claims.MOST_RELATED
    assert "and 2 more related stories: --json has all" in shown
