"""The account in the terminal: what stands in a tracing, and the line it becomes."""

import io
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.console import Console

from firsthand.publish.account import print_account
from firsthand.publish.terminal import visible
from firsthand.types import (
    Article,
    Attribution,
    Block,
    Change,
    Claim,
    Conflict,
    ConflictGroup,
    ConflictMember,
    Copy,
    Death,
    Failure,
    Finding,
    Harm,
    Hop,
    LevelCount,
    Merge,
    Note,
    Origins,
    Outlet,
    Party,
    Passage,
    Republication,
    Rivals,
    Span,
    Speaker,
    Statement,
    Story,
    Tracing,
)

TEXT = """Mill "was never inspected"

"The belt had slipped twice, a stoker claims in footage that the Fire Office released.

Get our evening letter: sign up today

"He told me 'go home'. I stayed."

The mill was never inspected."""


def span(words: str) -> Span:
    start = TEXT.index(words)
    return Span(start, start + len(words))


def at(*words: str) -> str:
    return "[" + ", ".join(f"{span(w).start}–{span(w).end}" for w in words) + "]"


STOKER = Speaker("s1", None, "stoker", False, "person", (span("a stoker"),))
LETTER = span("Get our evening letter: sign up today\n\n")
SAID = at('"The belt had slipped twice,', "\"He told me 'go home'. I stayed.\"")
CLAIMED = Attribution(
    "a1",
    "direct",
    (span("a stoker"),),
    (span("claims"),),
    (span('"The belt had slipped twice,'), span("\"He told me 'go home'. I stayed.\"")),
    speaker="s1",
    stance="distancing",
    flags=("translated",),
    chain=(
        Hop(1, "stoker", "say"),
        Hop(2, "Fire Office", "release", named=True, evidence="footage"),
        Hop(3, None, "report", basis="lost"),
    ),
    claim="c1",
)
OWN = Attribution(
    "a2", "indirect", (), (), (span("The mill was never inspected."),), own_voice=True, claim="c1"
)
PAGE = Article(
    "mill",
    ("pages/mill.txt",),
    TEXT,
    (
        Block(0, LETTER.start, "body"),
        Block(LETTER.start, LETTER.end, "furniture", "newsletter", 0.9, "aside", "asks"),
        Block(LETTER.end, len(TEXT), "body"),
    ),
    attributions=(CLAIMED,),
    speakers=(STOKER,),
)
NOBODY = replace(CLAIMED, source=(), speaker=None, chain=())


def account(tracing: Tracing, explain: str | None = None, **console: object) -> str:
    out = io.StringIO()
    print_account(tracing, Console(file=out, **console), explain=explain)
    return out.getvalue()


def of_page(**changes: object) -> Tracing:
    return Tracing((replace(PAGE, **changes),))


def of_statement(**changes: object) -> Tracing:
    return of_page(attributions=(replace(CLAIMED, **changes),))


def of_claim(**changes: object) -> Tracing:
    claim = Claim("c1", "The mill was never inspected", (Statement("mill", "a1"),))
    both = (*claim.statements, Statement("mill", "a2"))
    claim = replace(claim, **{"statements": both, **changes})
    return replace(of_page(attributions=(CLAIMED, OWN)), claims=(claim,))


COUNT = LevelCount(1, 2, 0)
COUNTED = Origins(1, 2, 1, COUNT, LevelCount(1, 1, 2), COUNT, COUNT)
REASON = Merge(
    "m1",
    Statement("mill", "a1"),
    Statement("mill", "a2"),
    "same-words",
    "possible",
    "firsthand",
    (("mill", span("never inspected")),),
    "five words shared",
)
DIFFER = Conflict(
    "c1",
    "figure",
    (
        ConflictGroup("two", 2, 2, None, (ConflictMember("mill", "a1", span("twice")),)),
        ConflictGroup("none", 0, 0, None, (ConflictMember("mill", "a2", span("never")),)),
    ),
    "partly",
    "belt or mill",
)
UPDATED = replace(DIFFER, update=True, update_why="a day later")
OWN_WORDS = Conflict(
    None,
    "figure",
    (ConflictGroup("two", 2, 2, None, (ConflictMember("mill", None, span("twice")),)),),
    "yes",
    "both count slips",
)

ROWS = [
    # the head
    (Tracing(), "0 pages read · 0 statements · 0 chains of hands"),
    (of_page(), "1 page read · 1 statement · 1 chain of hands (1 of several hands, 1 with a lost"),
    (of_page(), "1 party named"),
    (of_page(), "parties named: Fire Office (1 statement)"),
    (of_page(), "0 recordings or documents in hand"),
    (of_page(), "origins: not counted yet"),
    (
        Tracing(failures=(Failure("a", "b", "c"),)),
        "0 pages read (1 input failed, named on standard error)",
    ),
    # the page
    (of_page(), "article 1 of 1: (no title)"),
    (of_page(title="Mill\nburns"), "article 1 of 1: Mill burns"),
    (of_page(), "outlet: unknown · published: unknown · language: unknown"),
    (of_page(outlet=Outlet("The Sluice", None, "url")), "outlet: The Sluice (from the URL)"),
    (
        of_page(outlet=Outlet("The Sluice", "Weir plc", "furniture", span("evening letter"))),
        f"outlet: The Sluice (from the site's furniture {at('evening letter')}, owned by Weir plc)",
    ),
    (of_page(published="2031-05", language="en"), "published: 2031-05 · language: en"),
    (of_page(modified="2031-06"), "modified: 2031-06"),
    (of_page(), "read from: pages/mill.txt"),
    (of_page(agency="Tarn Press", byline="A. B."), "byline: A. B. · agency: Tarn Press"),
    (
        of_page(republication=Republication("source footer", Span(0, 4))),
        "copies another page: source footer [0–4]",
    ),
    (of_page(attributions=()), "no statements found"),
    # the statement
    (of_page(), f"stoker (unnamed) · “claims” (distancing) · direct · translated  {SAID} a1"),
    (of_statement(stance="neutral"), "stoker (unnamed) · “claims” · direct"),
    (of_statement(hedged=True), "· direct · hedged · translated"),
    (of_statement(polarity="negated"), "· direct · negated"),
    (of_statement(modality="counterfactual"), "· direct · counterfactual"),
    (of_statement(modality=None, polarity=None), "· direct · translated"),
    (of_statement(addressee=span("me")), "“claims” (distancing) · to me · direct"),
    (of_statement(cue=()), "stoker (unnamed) · (no cue) (distancing)"),
    (of_page(attributions=(NOBODY,)), "nobody stated · “claims” (distancing)"),
    (
        of_page(attributions=(OWN,)),
        "nobody stated · the outlet's own voice: asserted without attribution",
    ),
    # the words
    (
        of_page(),
        'twice, … [newsletter set aside] … "He told me',
    ),
    (
        of_statement(content=(span('"The belt'), span("slipped"))),
        '"The belt … slipped',
    ),
    # the hands
    (
        of_page(),
        "hands: stoker (unnamed) → says → Fire Office, released footage → (lost: who reported)",
    ),
    (
        of_statement(chain=(Hop(1, "A", "estimate", named=True, evidence="estimate"),)),
        "hands: A → estimates",
    ),
    (
        of_statement(chain=(Hop(1, "A", "say", named=True, evidence="interview"),)),
        "hands: A → says (interview)",
    ),
    (
        of_statement(chain=(Hop(1, None, "say"), Hop(2, "B", "share", basis="inferred"))),
        "hands: (not stated) → says → B (unnamed), shared (inferred)",
    ),
    # the claim
    (of_claim(), "restated: nobody stated · the outlet's own voice"),
    (of_claim(), "origins: not counted yet  c1"),
    (
        of_claim(origins=COUNTED),
        "independent origins 1–2 (utterer 1–2, releaser 1 + 2 unknown, outlet 1–2, owner 1–2; "
        "1 of nobody)",
    ),
    (of_claim(rivals=Rivals(5, 3)), "· a counter of outlets says 5, of headlines says 3"),
    # what differs, what to look at, stories
    (
        replace(of_claim(), conflicts=(DIFFER,)),
        "two or none (figure, 0 to 2) · The mill was never inspect",
    ),
    (
        replace(of_claim(), conflicts=(DIFFER,)),
        'two: stoker (unnamed) · outlet unknown: "The belt had slipped twice, a stoker claims',
    ),
    (replace(of_claim(), conflicts=(DIFFER,)), f"article 1 {at('twice')}\n"),
    (replace(of_claim(), conflicts=(DIFFER,)), "none: the outlet's own voice · outlet unknown: "),
    (replace(of_claim(), conflicts=(DIFFER,)), "perhaps not comparable: belt or mill"),
    (replace(of_claim(), conflicts=(UPDATED,)), "two or none (figure, updated, 0 to 2) · "),
    (replace(of_claim(), conflicts=(UPDATED,)), "an update, no contradiction: a day later\n"),
    (
        replace(of_claim(), conflicts=(replace(DIFFER, update=False, update_why="it fell"),)),
        "no update: it fell\n",
    ),
    (
        replace(of_claim(), conflicts=(replace(DIFFER, update_why="no day stands there"),)),
        "update or contradiction: not known: no day stands there\n",
    ),
    (
        replace(of_claim(), conflicts=(OWN_WORDS,)),
        "two: the outlet's own words · outlet unknown: ",
    ),
    (replace(of_claim(), conflicts=(OWN_WORDS,)), "two (figure)  in no claim"),
    (
        replace(
            of_page(), findings=(Finding("impossible", "mill", (Span(0, 4),), "cannot be", "row"),)
        ),
        "impossible: cannot be (see row)  article 1 [0–4]",
    ),
    (
        replace(
            of_page(),
            articles=(*of_page().articles, replace(of_page().articles[0], id="belt")),
            stories=(Story("t", "The mill", ("mill",), "same place"),),
        ),
        "tied to no other: article 1\n        same place\n",
    ),
    # what was set aside, notes
    (of_page(), "set aside: 1 newsletter"),
    (
        of_page(),
        f"newsletter: Get our evening letter: sign up today  [{LETTER.start}–{LETTER.end}]",
    ),
    (
        of_page(notes=(Note("lost-link", span("sign up"), "the link is lost"),)),
        f"note, lost link: the link is lost “sign up”  {at('sign up')}",
    ),
    (
        of_page(notes=(Note("copy-quality", Span(0, 0), "in two languages"),)),
        "note, copy quality: in two languages\n",
    ),
]


def test_one_page_is_not_said_to_be_tied_to_no_other():
    story = Story("t", "The mill", ("mill",), "same place")
    assert "tied to" not in account(replace(of_page(), stories=(story,)))


@pytest.mark.parametrize(("tracing", "printed"), ROWS, ids=[row[1][:48] for row in ROWS])
def test_what_stands_in_a_tracing_is_printed(tracing, printed):
    assert printed in account(tracing)


def test_the_account_goes_from_head_to_articles():
    tracing = replace(
        of_claim(),
        conflicts=(DIFFER,),
        findings=(Finding("impossible", "mill", (Span(0, 4),), "cannot be"),),
        failures=(Failure("x.txt", "is empty", ""),),
    )
    tracing = replace(
        tracing,
        articles=(replace(tracing.articles[0], notes=(Note("lost-link", LETTER, "gone"),)),),
    )
    shown = account(tracing)
    order = (
        "1 page read",
        "that differ",
        "things to look at",
        "article 1 of 1",
        "stoker (unnamed) · “claims”",
        "hands:",
        "restated:",
        "origins: not counted yet  c1",
        "set aside:",
        "note, lost link",
    )
    places = [shown.index(words) for words in order]
    assert places == sorted(places)


def test_a_nested_statement_stands_once_and_deeper_than_the_one_around_it():
    inner = Attribution("a9", "direct", (), (span("told"),), (span("'go home'"),), nested_in="a1")
    lines = account(of_page(attributions=(inner, CLAIMED))).splitlines()
    [outer_line] = [line for line in lines if " a1" in line]
    [inner_line] = [line for line in lines if " a9" in line]
    assert inner_line.startswith(" " * 8 + "within it: nobody stated · “told”")
    assert outer_line.startswith("    stoker")


@pytest.mark.parametrize("nested_in", [("a8", "a9"), ("a9", "a8"), ("a8", "a8"), ("gone", None)])
def test_no_statement_is_lost_however_nesting_runs(nested_in):
    ring = tuple(
        replace(CLAIMED, id=name, nested_in=outer, claim=None)
        for name, outer in zip(("a9", "a8"), nested_in, strict=True)
    )
    lines = account(of_page(attributions=ring)).splitlines()
    for name in ("a8", "a9"):
        assert sum(line.endswith(f" {name}") for line in lines) == 1


def test_a_claim_told_by_two_articles_points_to_the_other_one():
    there = replace(PAGE, id="copy", attributions=(replace(OWN, id="b1"),), title="Copy")
    claim = Claim("c1", "Never inspected", (Statement("mill", "a1"), Statement("copy", "b1")))
    shown = account(Tracing((PAGE, there), claims=(claim,)))
    assert f"article 2 {at('The mill was never inspected.')}" in shown
    assert "also: the outlet's own voice: The mill was never inspected." in shown
    assert "1 claim with more than one page or more than one origin behind it" in shown


def test_a_nested_statement_of_the_same_claim_is_not_pointed_to_again():
    inner = replace(OWN, id="a9", own_voice=False, nested_in="a1")
    claim = Claim("c1", "Never inspected", (Statement("mill", "a1"), Statement("mill", "a9")))
    shown = account(replace(of_page(attributions=(CLAIMED, inner)), claims=(claim,)))
    assert shown.count("The mill was never inspected.") == 1


def test_parties_of_one_identity_are_one_party():
    hops = (Hop(1, "Fire Office", "say", "p1", True), Hop(2, "the Office", "share", "p1", True))
    tracing = replace(of_statement(chain=hops), parties=(Party("p1", "Fire Office of Tarn"),))
    assert "1 party named" in account(tracing)
    assert "parties named: Fire Office of Tarn (1 statement)" in account(tracing)


def test_where_nobody_says_anything_there_is_no_origin_to_count():
    assert "not counted" not in account(of_page(attributions=()))


def test_a_party_of_several_pages_says_on_how_many():
    there = replace(PAGE, id="copy")
    assert "Fire Office (2 statements on 2 pages)" in account(Tracing((PAGE, there)))


def test_much_furniture_is_cut_in_the_open():
    blocks = tuple(Block(n, n + 1, "furniture", None, 1.0, "aside") for n in range(20))
    shown = account(of_page(blocks=blocks))
    assert "set aside: 20 furniture" in shown
    assert "furniture: and 17 more  --explain-blocks lists every block" in shown


@pytest.mark.parametrize(
    ("block", "mark"),
    [
        (Block(0, 4, "furniture", "tags", 0.4, "grey"), "tags: Mill  [0–4] grey, 40% sure\n"),
        (
            Block(0, 4, "furniture", "tags", 0.9, "body"),
            "tags: Mill  [0–4] kept and read, 90% sure",
        ),
        (Block(0, 4, "furniture", "tags", 0.9, "aside", "a list"), "[0–4] 90% sure: a list\n"),
        (Block(0, 4, "caption"), "caption: Mill  [0–4] kept, not read, 100% sure\n"),
        (Block(0, 4, "body", None, 0.6, "grey", "odd"), "body: Mill  [0–4] grey, 60% sure: odd\n"),
    ],
)
def test_a_block_says_what_became_of_it_how_sure_and_why(block, mark):
    assert mark in account(of_page(blocks=(block,)))


def test_what_is_aside_grey_and_kept_is_counted_by_kind_with_its_share_of_the_text():
    half = len(TEXT) // 2
    shown = account(
        of_page(
            blocks=(
                Block(0, 4, "title"),
                Block(4, 6, "furniture", "vote", 0.9, "aside"),
                Block(6, half, "furniture", "tags", 0.9, "aside"),
                Block(half, half + 1, "furniture", "tags", 0.4, "grey"),
                Block(half + 1, half + 21, "furniture", None, 0.2, "body"),
                Block(half + 21, len(TEXT), "body"),
            )
        )
    )
    assert "    set aside: 1 vote, 1 tags · 48% of the text\n" in shown
    assert (
        "    grey, not sure enough to set aside, and not read: 1 tags · <1% of the text\n" in shown
    )
    assert "    kept: 1 furniture · 9% of the text\n" in shown
    assert "title: " not in shown


# --------------------------------------------------------------------- explaining


@pytest.mark.parametrize(
    "printed",
    [
        "The mill was never inspected  c1",
        "possible merge by same-words (firsthand): five words shared  article 1 [",
        "“never inspected”  article 1 [",
        "article 1: (no title) · outlet: unknown",
        f"source: a stoker  {at('a stoker')}",
        f"cue: claims  {at('claims')}",
        "hand Fire Office, released footage, stated",
        "source: none stated\n",
        f"origin 1: article 1 {SAID}",
    ],
)
def test_explaining_a_claim_prints_everything_it_rests_on(printed):
    groups = ((Statement("mill", "a1"), Statement("mill", "a2")),)
    tracing = of_claim(origins=replace(COUNTED, groups=groups), merges=(REASON,))
    assert printed in account(tracing, explain="c1")


def test_explaining_prints_nothing_else():
    shown = account(of_claim(), explain="a2")
    assert "The mill was never inspected." in shown
    assert "stoker" not in shown
    assert "pages read" not in shown


def test_explaining_what_is_nowhere_names_what_there_is():
    assert "no claim or statement has the id c9; claims: c1" in account(of_claim(), explain="c9")


# ------------------------------------------------------------ pipes and terminals


def test_away_from_a_terminal_no_line_is_wrapped_or_coloured():
    long = "word " * 500 + "end"
    article = Article(
        "long",
        ("long.txt",),
        long,
        (Block(0, len(long), "body"),),
        attributions=(Attribution("a1", "indirect", (), (), (Span(0, len(long)),)),),
    )
    shown = account(Tracing((article,)), width=40)
    assert f"        {long}\n" in shown
    assert "\x1b" not in shown
    assert not set(shown) & set("│┃─━┌┐└┘├┤╭╮╰╯")


@pytest.mark.parametrize("width", [20, 40, 100])
def test_in_a_terminal_no_word_is_cut(width):
    shown = account(of_claim(), force_terminal=True, color_system=None, width=width)
    assert max(map(len, shown.splitlines())) <= width
    letters = "".join(shown.split())
    assert "Hetoldme'gohome'.Istayed." in letters
    assert "Themillwasneverinspected." in letters


def test_a_terminal_without_our_letters_still_gets_its_account():
    raw = io.BytesIO()
    out = io.TextIOWrapper(raw, encoding="ascii")
    print_account(of_page(title="Müll"), Console(file=out))
    out.flush()
    assert b"M\\xfcll" in raw.getvalue()


# --------------------------------------------------------------------- hostile text


@pytest.mark.parametrize(
    ("raw", "shown"),
    [
        ("\x1b[31mred", "\\x1b[31mred"),
        ("a\x9b2Jb", "a\\x9b2Jb"),
        ("\x1b]0;title\x07", "\\x1b]0;title\\x07"),
        ("abc\u202efed", "abc\\u202efed"),
        ("\u2066x\u2069", "\\u2066x\\u2069"),
        ("a\x00b\x7f", "a\\x00b\\x7f"),
        ("one\rtwo", "one\\rtwo"),
        ("a\u2028b", "a\\u2028b"),
        ("a\u200bb\ufeff", "a\\u200bb\\ufeff"),
        ("\ud800", "\\ud800"),
        ("“naïve” — 漢字 🦆 नमस्ते", "“naïve” — 漢字 🦆 नमस्ते"),
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("no\u00a0break", "no\u00a0break"),
    ],
)
def test_characters_that_drive_a_terminal_are_shown_not_sent(raw, shown):
    assert visible(raw) == shown


def hostile(text: str) -> Tracing:
    """``text`` wherever a page, a table or a user can put it."""
    words = Span(0, len(text))
    hop = Hop(1, text, "say", named=True, span=words, evidence=text)
    attribution = Attribution(
        "a1", "direct", (words,), (words,), (words,), "s1", words, flags=(text,), chain=(hop,)
    )
    article = Article(
        text,
        (text,),
        text,
        (Block(0, len(text), "furniture", None, 1.0, "aside", text),),
        url=text,
        title=text,
        byline=text,
        published=text,
        language=text,
        publisher_tags=(text,),
        outlet=Outlet(text, text, "furniture", words),
        notes=(Note("copy-quality", words, text),),
        attributions=(attribution,),
        speakers=(Speaker("s1", text, None, True, "person", (words,)),),
    )
    statement = Statement(text, "a1")
    merge = Merge("m", statement, statement, text, "sure", text, ((text, words),), text)
    return Tracing(
        (article,),
        (Failure(text, text, text),),
        claims=(Claim(text, text, (statement,), merges=(merge,)),),
        conflicts=(
            Conflict(
                text,
                "detail",
                (ConflictGroup(text, 1, 2, text, (ConflictMember(text, "a1", words),)),),
                "partly",
                text,
            ),
        ),
        copies=(
            Copy(
                text,
                text,
                "gone",
                (Passage("passage", (words,), (words,), 3, (Change("words", words, words),)),),
                1,
                1,
                spans=((text, words),),
                reason=text,
            ),
        ),
        findings=(Finding("rule", text, (words,), text, text),),
        stories=(Story(text, text, (text,), text),),
    )


@pytest.mark.parametrize(
    "markup", ["[red]fire[/red]", "[/]", ":smiley:", "[link=http://x]y[/link]"]
)
@pytest.mark.parametrize("terminal", [True, False])
def test_markup_in_a_page_is_printed_as_it_stands(markup, terminal):
    shown = account(hostile(markup), force_terminal=terminal, color_system=None, width=400)
    assert shown.count(markup) > 10


@settings(max_examples=60, deadline=None)
@given(st.text(st.characters(exclude_categories=()), min_size=1, max_size=20), st.booleans())
def test_no_page_can_drive_the_terminal(text, terminal):
    for explain in (None, text):
        shown = account(
            hostile(text), explain, force_terminal=terminal, color_system=None, width=100
        )
        assert visible(shown.replace("\n", "")) == shown.replace("\n", "")
        shown.encode("utf-8")


# ------------------------------------------------------------------------ harms


def test_who_harmed_whom_is_told_in_order_with_whose_words_it_is():
    harms = (
        Harm(span("claims"), "attack", "shoot", span("a stoker"), span("I"), "a1", True),
        Harm(span("stayed"), "death", "kill", None, span("The mill"), None, False),
    )
    dead = (Death(span("The mill"), (1,)),)
    shown = account(of_page(harms=harms, deaths=dead))
    assert "deaths told: The mill (the outlet's own words)" in shown
    first = shown.index("a stoker → I: attack (shoot) · stoker (unnamed)")
    then = shown.index("(nobody named) → The mill: death (kill) · the outlet's own words")
    assert shown.index("told to have been harmed, in the order told") < first < then
