"""The evidence page, in a real browser, with pages and people that do not exist."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from firsthand.publish.marks import find_passages, mark_text
from firsthand.publish.page import to_page
from firsthand.publish.pictures import draw_chain
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
    Event,
    EventName,
    EventUse,
    Failure,
    Finding,
    Harm,
    Hop,
    LevelCount,
    Merge,
    Note,
    Origins,
    Outlet,
    Passage,
    Place,
    Related,
    Rivals,
    Shared,
    Span,
    Speaker,
    Statement,
    Story,
    Time,
    Tracing,
)

# ------------------------------------------------------- two invented pages

WEIR = """Weir keeper ‘begged them to close the gate’

The night keeper of Tolm weir has described the hour before the water came over.

"I rang the control room at ten past two and nobody picked up.

Do not miss a morning! Sign up to the Tolm Gazette newsletter

"I rang again and a man told me, ‘Leave the gate, we are watching it’. So I left it," Mira Oskal
said in a recording released by the River Board.

The gate was left open for forty minutes.

Three barns are gone, reports.
"""

FERRY = """Barns lost at Tolm

Picture: the weir on Tuesday

The gate stood open for forty minutes, according to the River Board.
"""

PROMPT = "Do not miss a morning! Sign up to the Tolm Gazette newsletter\n\n"


def span(text: str, words: str) -> Span:
    start = text.index(words)
    return Span(start, start + len(words))


def blocks(text: str, **roles: tuple[str, Any]) -> tuple[Block, ...]:
    """A block a paragraph; ``roles`` maps a role to the words its block begins with."""
    found, at = [], 0
    for paragraph in re.findall(r".+\n*", text):
        role, kind = "body", None
        for name, (begin, of_kind) in roles.items():
            if paragraph.startswith(begin):
                role, kind = name, of_kind
        shown = "aside" if role == "furniture" else "body"
        found.append(Block(at, at + len(paragraph), role, kind, 0.93, shown, "invented"))  # type: ignore[arg-type]
        at += len(paragraph)
    return tuple(found)


KEEPER_CHAIN = (
    Hop(0, "Mira Oskal", "say", named=True),
    Hop(1, None, "record", evidence="recording", basis="inferred"),
    Hop(2, "River Board", "release", "board", True, "recording", span(WEIR, "released")),
)

WEIR_ARTICLE = Article(
    id="weir 1",
    inputs=("examples/weir.txt",),
    text=WEIR,
    blocks=blocks(WEIR, title=("Weir keeper", None), furniture=("Do not miss", "newsletter")),
    url="https://gazette.example/tolm?a=1&b=2",
    title="Weir keeper ‘begged them to close the gate’",
    language="en",
    outlet=Outlet("Tolm Gazette", None, "furniture", span(WEIR, "Tolm Gazette")),
    notes=(Note("lost-link", span(WEIR, ", reports"), "a link stood here"),),
    harms=(
        Harm(span(WEIR, "told me"), "attack", "shoot", span(WEIR, "a man"), None, "keeper", True),
    ),
    attributions=(
        Attribution(
            "keeper",
            "direct",
            (span(WEIR, "Mira Oskal"),),
            (span(WEIR, "said"),),
            (
                span(WEIR, '"I rang the control room at ten past two and nobody picked up.\n\n'),
                span(
                    WEIR,
                    '"I rang again and a man told me, ‘Leave the gate, we are watching it’. '
                    'So I left it,"',
                ),
            ),
            "oskal",
            stance="distancing",
            hedged=True,
            flags=("intercepted",),
            chain=KEEPER_CHAIN,
            claim="c2",
        ),
        Attribution(
            "controller",
            "direct",
            (span(WEIR, "a man"),),
            (span(WEIR, "told"),),
            (span(WEIR, "‘Leave the gate, we are watching it’"),),
            "man",
            nested_in="keeper",
            chain=(Hop(0, "a man", "say"), *KEEPER_CHAIN),
        ),
        Attribution(
            "own",
            "indirect",
            (),
            (),
            (span(WEIR, "The gate was left open for forty minutes."),),
            own_voice=True,
            claim="c1",
        ),
        Attribution(
            "barns",
            "indirect",
            (),
            (span(WEIR, "reports"),),
            (span(WEIR, "Three barns are gone"),),
            chain=(Hop(0, None, "report", basis="lost"),),
        ),
    ),
    speakers=(
        Speaker("oskal", "Mira Oskal", None, True, "person", (span(WEIR, "Mira Oskal"),)),
        Speaker("man", None, "man in the control room", False, "person", (span(WEIR, "a man"),)),
    ),
)

FERRY_ARTICLE = Article(
    id="ferry",
    inputs=("-:2",),
    text=FERRY,
    blocks=blocks(FERRY, title=("Barns", None), caption=("Picture", None)),
    attributions=(
        Attribution(
            "board",
            "indirect",
            (span(FERRY, "the River Board"),),
            (span(FERRY, "according to"),),
            (span(FERRY, "The gate stood open for forty minutes"),),
            "board",
            chain=(Hop(0, "River Board", "say", "board", True),),
            claim="c1",
        ),
    ),
    speakers=(
        Speaker("board", "River Board", None, True, "organisation", (span(FERRY, "River Board"),)),
    ),
)

OWN, BOARD = Statement("weir 1", "own"), Statement("ferry", "board")
KEEPER = Statement("weir 1", "keeper")
ONE = LevelCount(1, 2, 0)

TRACING = Tracing(
    articles=(WEIR_ARTICLE, FERRY_ARTICLE),
    failures=(Failure("gone.html", "no article text among 12 characters", "try --keep-furniture"),),
    claims=(
        Claim(
            "c1",
            "The gate was open for forty minutes.",
            (OWN, BOARD),
            Origins(1, 2, 1, ONE, ONE, ONE, LevelCount(0, 0, 2), ((BOARD,),)),
            Rivals(2, None),
            (Merge("m", OWN, BOARD, "shared words", "possible", "machine", (), "same words"),),
        ),
        Claim("c2", "The keeper rang twice.", (KEEPER,)),
    ),
    conflicts=(
        Conflict(
            "c1",
            "figure",
            (
                ConflictGroup(
                    "40", 40, 40, "minute", (ConflictMember("ferry", "board", Span(50, 60)),)
                ),
            ),
            "partly",
            "one may be rounded",
        ),
    ),
    findings=(Finding("headline", "weir 1", (Span(0, 11),), "The headline names nobody"),),
    stories=(
        Story(
            "s",
            "The Tolm weir",
            ("weir 1", "ferry"),
            "same place and night",
            events=(
                Event(
                    "v1",
                    "war",
                    "the war of the weirs",
                    (
                        EventName("war", (EventUse("weir 1", Span(0, 11), "outlet"),)),
                        EventName("clean-up", (EventUse("ferry", Span(50, 60), "nobody"),)),
                    ),
                ),
            ),
        ),
    ),
)

# ------------------------------------------------------------- the browser

WATCH = """
window.violations = [];
document.addEventListener("securitypolicyviolation", (event) => {
  window.violations.push(event.violatedDirective);
});
"""


@dataclass
class Screen:
    """An open page, with what it asked for and what it complained of."""

    page: Any
    requests: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    def button(self, attribution: str) -> Any:
        return self.page.locator(f'button[data-attribution="{attribution}"]')

    def lit(self) -> list[str]:
        return self.page.locator("mark[aria-current=true]").all_text_contents()

    def texts(self) -> list[str]:
        return self.page.evaluate(
            "[...document.querySelectorAll('[data-article]')]"
            ".map((a) => a.querySelector('.text').textContent)"
        )


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    chromium = shutil.which("chromium")
    if chromium is None:
        pytest.skip("no chromium on this machine: the page was not looked at")
    from playwright.sync_api import sync_playwright

    quiet = (
        "--no-sandbox --disable-gpu --disable-quic --no-first-run "
        "--disable-background-networking --disable-component-update --disable-sync"
    )
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=quiet.split())
        yield browser
        browser.close()


@pytest.fixture
def show(browser: Any, tmp_path: Path) -> Iterator[Any]:
    """Save a tracing's page as a user would and open the file."""
    contexts = []

    def _show(tracing: Tracing, *, hash: str = "", **options: Any) -> Screen:
        path = tmp_path / "report.html"
        path.write_text(to_page(tracing), encoding="utf-8")
        context = browser.new_context(**{"viewport": {"width": 1280, "height": 800}, **options})
        contexts.append(context)
        context.add_init_script(WATCH)
        screen = Screen(context.new_page())
        screen.page.on("request", lambda request: screen.requests.append(request.url))
        screen.page.on("console", lambda message: screen.complaints.append(message.text))
        screen.page.on("pageerror", lambda error: screen.complaints.append(str(error)))
        screen.page.on("dialog", lambda dialog: screen.complaints.append(dialog.message))
        screen.page.goto(f"{path.as_uri()}{hash}")
        return screen

    yield _show
    for context in contexts:
        context.close()


# ------------------------------------------------------- without a browser


def test_every_code_point_is_in_one_passage_and_every_span_is_made_of_whole_passages():
    passages = find_passages(WEIR_ARTICLE)
    assert "".join(p.span.of(WEIR) for p in passages) == WEIR
    for attribution in WEIR_ARTICLE.attributions:
        for part in ("source", "cue", "content"):
            for wanted in getattr(attribution, part):
                inside = [p for p in passages if wanted.covers(p.span)]
                assert "".join(p.span.of(WEIR) for p in inside) == wanted.of(WEIR)
                assert all(attribution.id in dict(p.held) for p in inside)


def test_the_page_has_no_inline_style_and_no_handler():
    page = to_page(TRACING)
    assert not re.search(
        r"<[^>]*\s(style|on\w+)\s*=", re.sub(r"<(script|style).*?</\1>", "", page, flags=re.S)
    )


def test_an_empty_tracing_is_a_page_that_says_so():
    page = to_page(Tracing())
    assert "No page was read." in page
    for section in ("failures", "stories", "findings", "conflicts", "claims"):
        assert f'class="{section}"' not in page


def test_an_event_of_several_names_stands_with_whose_word_each_is():
    page = to_page(TRACING)
    rows = re.search(r'class="events".*?</section>', page, flags=re.S).group()
    assert "the war of the weirs" in rows
    assert "clean-up" in rows
    assert "the outlet&#39;s own words" in rows
    assert "nobody stated" in rows
    assert 'data-start="0" data-end="11"' in rows


def test_who_harmed_whom_stands_in_its_column_with_whose_words_it_is():
    rows = re.search(r'class="harms".*?</details>', to_page(TRACING), flags=re.S).group()
    cells = re.findall(r"<td>(.*?)</td>", rows, flags=re.S)
    assert "a man" in cells[0]
    assert "attack" in cells[2]
    assert "Mira Oskal" in cells[3]


def test_a_harm_in_marks_of_nobody_is_not_the_outlets_word():
    (harm, *_) = next(article.harms for article in TRACING.articles if article.harms)
    quoted = replace(harm, attribution=None, quoted=True)
    articles = tuple(replace(a, harms=(quoted,)) if a.harms else a for a in TRACING.articles)
    rows = re.search(
        r'class="harms".*?</details>', to_page(replace(TRACING, articles=articles)), flags=re.S
    ).group()
    assert "in quotation marks, nobody stated" in rows
    assert "own words" not in rows


def test_related_stories_lead_to_each_other_with_the_reason():
    why = "Ilva Mar speaks in both."
    shared = (Shared(None, "Ilva Mar"),)
    stories = (
        Story("s1", "The weir", ("weir 1",), "no other", (Related("s2", "speaker", shared, why),)),
        Story("s2", "The boat", ("ferry",), "no other", (Related("s1", "speaker", shared, why),)),
    )
    page = to_page(replace(TRACING, stories=stories))
    for number, other in enumerate(reversed(stories)):
        assert f'<h3 id="story-{number}">' in page
        assert f'<a href="#story-{1 - number}"><bdi>{other.title}</bdi></a>, by speaker:' in page
    assert page.count(why) == 2 + 2  # the data holds it, too
    assert "Tied to no other page" not in page


def test_why_a_page_is_tied_to_no_other_is_told():
    stories = (Story("s1", "", ("weir 1",), "no other; the Guard let out 2 statements"),)
    page = to_page(replace(TRACING, stories=stories))
    told = page[page.index("Tied to no other page") :]
    assert "<bdi>no other; the Guard let out 2 statements</bdi>" in told


@pytest.mark.parametrize(
    ("url", "is_link"),
    [
        ("https://gazette.example/a?b=1&c=<2>", True),
        ("HTTP://gazette.example/", True),
        ("javascript:alert(1)", False),
        (" javascript:alert(1)", False),
        ("data:text/html,<script>alert(1)</script>", False),
        ("file:///etc/passwd", False),
        ("//gazette.example/", False),
    ],
)
def test_only_web_addresses_become_links(url: str, is_link: bool):
    page = to_page(Tracing(articles=(Article("a", ("a",), "", (), url=url),)))
    assert ('rel="noreferrer noopener"' in page) is is_link


# -------------------------------------------------------------- the promise


@pytest.mark.browser
def test_the_text_on_the_page_is_the_articles_text(show: Any):
    screen = show(TRACING)
    assert screen.texts() == [WEIR, FERRY]
    assert screen.page.locator('[data-article="weir 1"] .text').text_content() == WEIR


NASTY = [
    "",
    "\n",
    "\n\nfirst line break",
    "\r\nWindows\r\nold Mac\rend\r",
    "nul \0 in the middle\0",
    "lone \ud800 high, \udc00 low, pair \ud83d\udca7",
    "</script><script>window.pwned=1</script>",
    "]]> <!-- --> <![CDATA[ &amp; &#13; &lt; &nbsp",
    "\u202eright to left\u202c \u2066isolate\u2069 \u200f\u200d\ufeff\u2028\u2029",
    "\x01\x0b\x0c\x1b[31m\x7f\x80\x85\x9f\ufffe\uffff\U0010ffff",
    "{{ 7 * 7 }} {% raw %} {# #}",
    "  spaces   and\ttabs \n ",
    "<img src=x onerror=window.pwned=1><svg onload=window.pwned=1>",
    "<div></article></main></body></html>",
]


def utf16(text: str) -> bytes:
    """As a browser keeps it: a high and a low surrogate side by side are one character."""
    return text.encode("utf-16-le", "surrogatepass")


def units(numbers: list[int]) -> bytes:
    return b"".join(number.to_bytes(2, "little") for number in numbers)


TEXTS = """
() => [...document.querySelectorAll("[data-article]")]
  .map((article) => article.querySelector(".text").textContent)
  .map((text) => Array.from({ length: text.length }, (_, i) => text.charCodeAt(i)))
"""

MARKED = """
() => {
  const found = {};
  for (const mark of document.querySelectorAll("mark[data-attribution]")) {
    const text = mark.textContent;
    const numbers = Array.from({ length: text.length }, (_, i) => text.charCodeAt(i));
    for (const id of mark.dataset.attribution.split(" ")) (found[id] ??= []).push(...numbers);
  }
  return found;
}
"""


@st.composite
def articles(draw: st.DrawFn, number: int) -> Article:
    """Any text, cut into any blocks, with attributions over any stretches of it."""
    characters = st.one_of(
        st.characters(exclude_categories=()), st.sampled_from("\r\n\0<&\"'\ud800")
    )
    text = draw(st.one_of(st.text(characters, max_size=60), st.sampled_from(NASTY)))
    cuts = sorted({0, len(text), *draw(st.lists(st.integers(0, len(text)), max_size=4))})
    role = st.sampled_from(["title", "body", "caption", "furniture"])
    spans = st.tuples(*[st.integers(0, len(text))] * 2).map(lambda p: Span(min(p), max(p)))
    several = st.lists(spans, max_size=2).map(tuple)
    attributions = draw(st.lists(st.tuples(several, several, several), max_size=4))
    return Article(
        f"{number} {draw(st.text(max_size=5))}",
        ("x",),
        text,
        tuple(Block(a, b, draw(role)) for a, b in pairwise(cuts)),
        attributions=tuple(
            Attribution(f"{number}-{n}", "direct", *parts) for n, parts in enumerate(attributions)
        ),
    )


def check_texts(screen: Screen, tracing: Tracing) -> None:
    wanted = [utf16(article.text) for article in tracing.articles]
    got = screen.page.evaluate(TEXTS)
    assert [units(text) for text in got] == wanted
    kept = screen.page.evaluate(
        "JSON.parse(document.getElementById('firsthand-data').textContent).articles"
        ".every((a, i) => a.text ==="
        " document.querySelectorAll('[data-article]')[i].querySelector('.text').textContent)"
    )
    assert kept, "the JSON in the page and the text on the page differ"
    assert screen.complaints == []


@pytest.mark.browser
def test_any_text_at_all_reads_back_exactly(show: Any):
    made = tuple(
        Article(f"a {n}", ("x",), text, (Block(0, len(text), "body"),) if text else ())
        for n, text in enumerate(NASTY)
    )
    check_texts(show(Tracing(articles=made)), Tracing(articles=made))


@pytest.mark.browser
@settings(  # no shrinking: each try opens a page
    max_examples=10,
    phases=[Phase.generate],
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(made=st.tuples(*(articles(n) for n in range(8))))
def test_texts_blocks_and_spans_of_any_shape_read_back_exactly(
    show: Any, made: tuple[Article, ...]
):
    screen = show(Tracing(articles=made))
    check_texts(screen, Tracing(articles=made))
    marked = screen.page.evaluate(MARKED)
    for article in made:
        for attribution in article.attributions:
            parts = (*attribution.source, *attribution.cue, *attribution.content)
            covered = {i for part in parts for i in range(part.start, part.end)}
            words = "".join(article.text[i] for i in sorted(covered))
            assert units(marked.get(attribution.id, [])) == utf16(words)
    screen.page.context.close()


# ------------------------------------------------------------ what it does


@pytest.mark.browser
def test_a_click_lights_the_words_and_nothing_else(show: Any):
    screen = show(TRACING)
    screen.button("keeper").click()
    lit = "".join(screen.lit())
    assert PROMPT not in lit
    assert "nobody picked up." in lit
    assert "So I left it" in lit
    assert screen.page.locator('mark[data-lit="source"]').all_text_contents() == ["Mira Oskal"]
    screen.button("board").click()
    assert screen.lit() == [
        "The gate stood open for forty minutes",
        "according to",
        "the River Board",
    ]
    screen.page.keyboard.press("Escape")
    assert screen.lit() == []


@pytest.mark.browser
def test_the_keyboard_alone_lights_and_walks_and_clears(show: Any):
    screen = show(TRACING)
    for _ in range(40):
        screen.page.keyboard.press("Tab")
        if screen.page.evaluate("document.activeElement.dataset.attribution") == "keeper":
            break
    screen.page.keyboard.press("Enter")
    assert "Mira Oskal" in screen.lit()
    for key, wanted in [("ArrowDown", "controller"), ("j", "own"), ("k", "controller")]:
        screen.page.keyboard.press(key)
        assert screen.page.evaluate("document.activeElement.dataset.attribution") == wanted
        assert screen.button(wanted).get_attribute("aria-current") == "true"
    screen.page.keyboard.press("Escape")
    assert screen.lit() == []


@pytest.mark.browser
def test_a_click_on_words_chooses_the_innermost_statement_then_the_outer_one(show: Any):
    screen = show(TRACING)
    words = screen.page.locator(".text mark", has_text="we are watching it")
    words.click()
    assert screen.button("controller").get_attribute("aria-current") == "true"
    words.click()
    assert screen.button("keeper").get_attribute("aria-current") == "true"
    assert screen.button("controller").get_attribute("aria-current") is None


IN_VIEW = """
() => {
  const mark = document.querySelector("mark[aria-current]").getBoundingClientRect();
  const pane = document.querySelector(".text").getBoundingClientRect();
  return mark.top >= Math.max(0, pane.top) && mark.bottom <= Math.min(innerHeight, pane.bottom);
}
"""


@pytest.mark.browser
@pytest.mark.parametrize("size", [(1280, 500), (360, 640)])
def test_the_words_come_into_view(show: Any, size: tuple[int, int]):
    long = "Water. " * 3000 + "It held, said Ana."
    ends = len(long)
    article = Article(
        "long",
        ("x",),
        long,
        (Block(0, ends, "body"),),
        attributions=(
            Attribution("a", "indirect", (), (), (Span(0, 6),)),
            Attribution("z", "indirect", (), (), (Span(ends - 18, ends - 11),)),
        ),
    )
    screen = show(
        Tracing(articles=(article,)),
        viewport={"width": size[0], "height": size[1]},
        reduced_motion="reduce",
    )
    for statement in ("z", "a"):
        screen.button(statement).click()
        assert screen.page.evaluate(IN_VIEW), statement


@pytest.mark.browser
@pytest.mark.parametrize("hash", ["#a=weir+1&s=own", "#a=weir%201&s=own", "#s-0-2"])
def test_an_address_opens_a_statement(show: Any, hash: str):
    screen = show(TRACING, hash=hash)
    assert screen.lit() == ["The gate was left open for forty minutes."]
    assert "s=own" in screen.page.evaluate("location.hash")


@pytest.mark.browser
def test_a_claim_leads_to_its_words(show: Any):
    screen = show(TRACING)
    screen.page.locator("[data-claim=c1] .links a", has_text="River Board").click()
    assert "the River Board" in screen.lit()


# ------------------------------------------------------------- what it says


@pytest.mark.browser
def test_claims_carry_their_interval_or_say_that_nobody_counted(show: Any):
    screen = show(TRACING)
    counted, uncounted = (screen.page.locator(f"[data-claim={c}]") for c in ("c1", "c2"))
    assert counted.get_attribute("data-min") == "1"
    assert counted.get_attribute("data-max") == "2"
    assert "1–2" in counted.inner_text()
    assert "2 statements on 2 pages; 1 without a stated origin" in counted.inner_text()
    assert uncounted.get_attribute("data-min") == uncounted.get_attribute("data-max") == ""
    assert "not counted yet" in uncounted.text_content()


@pytest.mark.browser
def test_a_claim_told_once_stands_folded_away_until_it_is_asked_for(show: Any):
    screen = show(TRACING)
    assert not screen.page.locator("[data-claim=c2]").is_visible()
    screen.page.get_by_role("link", name="claim 2").click()
    assert screen.page.locator("[data-claim=c2]").is_visible()


@pytest.mark.browser
@pytest.mark.parametrize(
    ("attribution", "says"),
    [
        ("keeper", ["Mira Oskal", "said", "direct", "distancing", "hedged", "intercepted"]),
        ("controller", ["man in the control room (unnamed)", "inside another statement"]),
        ("own", ["nobody stated", "asserted without attribution"]),
        ("barns", ["nobody stated", "reports", "Three barns are gone"]),
    ],
)
def test_a_statement_says_in_words_what_it_is(show: Any, attribution: str, says: list[str]):
    told = show(TRACING).button(attribution).inner_text()
    for words in says:
        assert words in told


@pytest.mark.browser
@pytest.mark.parametrize(
    ("attribution", "hands"),
    [
        (
            "keeper",
            "Mira Oskal said → somebody not stated (inferred) recorded"
            " → River Board released (recording) → Tolm Gazette",
        ),
        ("own", "Tolm Gazette · states it itself"),
        ("barns", "somebody (lost) reported → Tolm Gazette"),
        ("board", "River Board said → this page (outlet unknown)"),
    ],
)
def test_a_chain_is_drawn_and_told_alike(show: Any, attribution: str, hands: str):
    screen = show(TRACING)
    figure = screen.page.locator("li", has=screen.button(attribution)).locator("figure")
    assert figure.locator("figcaption").text_content() == hands
    assert figure.locator("desc").text_content() == hands
    drawn = " ".join(figure.locator("svg > text.hand tspan").all_text_contents())
    assert drawn == hands.replace(" → ", " ")


def test_an_outlet_is_not_said_to_speak_where_only_the_hands_are_missing():
    picture = draw_chain((), outlet="Tolm Gazette", key="k")
    assert picture.words == "Tolm Gazette · no hand found before it"


@pytest.mark.browser
def test_a_lost_hand_is_dashed_and_an_inferred_one_dotted(show: Any):
    screen = show(TRACING)
    dashes = {
        look: screen.page.locator(f"circle.{look}").first.evaluate(
            "(e) => getComputedStyle(e).strokeDasharray"
        )
        for look in ("named", "inferred", "lost")
    }
    assert dashes["named"] == "none"
    assert len(set(dashes.values())) == 3


@pytest.mark.browser
def test_the_head_counts_and_failures_are_a_list(show: Any):
    page = show(TRACING).page
    labels, numbers = (page.locator(f".counts {tag}").all_inner_texts() for tag in ("dt", "dd"))
    counts = dict(zip(labels, numbers, strict=True))
    assert counts == {
        "pages read": "2",
        "statements": "5",
        "speakers": "3",
        "parties named": "2",  # Mira Oskal, and the board, be it a hand or a speaker
        "hand lost": "1",
        "failure": "1",
    }
    assert "gone.html: no article text" in page.locator(".failures li").inner_text()


@pytest.mark.browser
def test_furniture_is_dimmed_and_named_but_its_label_is_no_text(show: Any):
    screen = show(TRACING)
    prompt = screen.page.locator('[data-role="furniture"]')
    assert prompt.text_content() == PROMPT
    label = prompt.evaluate("(e) => getComputedStyle(e, '::before').content")
    assert "site furniture: newsletter · set aside" in label
    assert "93% sure: " in label
    assert "invented" in label
    assert screen.page.get_by_role("group", name="caption").text_content().startswith("Picture")


LABELS: list[tuple[Block, str]] = [
    (Block(0, 4, "furniture", "tags", 0.8, "aside"), "site furniture: tags · set aside · 80% sure"),
    (Block(0, 4, "furniture", None, 0.4, "grey"), "site furniture · grey, doubtful · 40% sure"),
    (
        Block(0, 4, "furniture", "vote", 1, "body"),
        "site furniture: vote · kept and read · 100% sure",
    ),
    (Block(0, 4, "caption", "caption", 0.997, "aside"), "caption · set aside · >99% sure"),
    (Block(0, 4, "title", None, 0.8), "title · 80% sure"),
    (Block(0, 4, "body", None, 0.35, "grey"), "body · grey, doubtful · 35% sure"),
]


@pytest.mark.browser
def test_a_block_says_what_it_is_how_sure_and_why_to_eyes_pointers_and_screen_readers(show: Any):
    pages = tuple(
        Article(str(n), ("x",), "Tolm", (replace(block, reason='it "stands" there\x1b\u202e'),))
        for n, (block, _) in enumerate(LABELS)
    )
    page = show(Tracing(pages)).page
    why = 'it "stands" there\\x1b\\u202e'
    for n, (_, label) in enumerate(LABELS):
        block = page.locator(f'[data-article="{n}"] .block')
        assert block.get_attribute("aria-label") == label
        assert block.get_attribute("title") == why
        drawn = block.evaluate("(e) => getComputedStyle(e, '::before').content")
        assert drawn.replace("\\", "") == f'"{label}: {why}" / ""'.replace("\\", "")
        assert block.text_content() == "Tolm"
    tree = page.locator('[data-article="0"] .text').aria_snapshot()
    assert 'group "site furniture: tags · set aside · 80% sure"' in tree
    page.emulate_media(media="print")
    assert (
        page.locator(".block").first.evaluate("(e) => getComputedStyle(e, '::before').display")
        == "block"
    )


def test_plain_body_has_no_label_and_says_why_it_is_body_to_who_points_at_it():
    block = Block(0, 4, "body", None, 0.9, "body", "nothing speaks against it")
    html = mark_text(Article("a", ("x",), "Tolm", (block,)))
    assert 'title="body · 90% sure: nothing speaks against it"' in html
    assert "data-label" not in html
    assert "role=" not in html.replace("data-role=", "")


def test_the_facts_say_how_much_is_not_read():
    text = "Vote now. It rained all day."
    blocks_of = (
        Block(0, 10, "furniture", "vote", 0.9, "aside"),
        Block(10, 18, "furniture", None, 0.4, "grey"),
        Block(18, 28, "body"),
    )
    html = to_page(Tracing((Article("a", ("x",), text, blocks_of),)))
    assert "<dt>Set aside</dt><dd><bdi>36% of the text: 1 vote</bdi></dd>" in html
    assert "<dt>Grey</dt><dd><bdi>29% of the text: 1 furniture</bdi></dd>" in html
    without = to_page(Tracing((Article("a", ("x",), text, (Block(0, 28, "body"),)),)))
    assert "Set aside" not in without
    assert "<dt>Grey" not in without


# ------------------------------------------------- claims, times and places

ODD = "A boat \U0001f6a4 came\r\n at \0 noon to Orn. The crew, Mar said, was nine."
NOON, ORN, NINE = (span(ODD, words) for words in ("at \0 noon", "Orn", "The crew"))
SHOWN = Tracing(
    articles=(
        Article(
            "odd",
            ("x",),
            ODD,
            (Block(0, len(ODD), "body"),),
            published="2031-05-17",
            attributions=(
                Attribution("boat", "indirect", (), (), (Span(0, NOON.end),), claim="c1"),
                Attribution("crew", "indirect", (), (), (NINE,), claim="c1"),
            ),
            times=(Time(NOON, "2031-05-16"), Time(ORN, None)),
            places=(
                Place(ORN, "Orn", 60.2, 24.9, "city"),
                Place(NINE, "Vesk", 61.0, 23.0, "region"),
                Place(ORN, "Tolm"),
            ),
        ),
    ),
    claims=(
        Claim(
            "c1",
            "A boat came",
            (Statement("odd", "boat"), Statement("odd", "crew")),
            Origins(
                1,
                2,
                0,
                ONE,
                ONE,
                ONE,
                ONE,
                ((Statement("odd", "boat"),), (Statement("odd", "crew"),)),
            ),
            merges=(
                Merge(
                    "m",
                    Statement("odd", "boat"),
                    Statement("odd", "crew"),
                    "one-name",
                    "possible",
                    "firsthand",
                    (("odd", NOON), ("odd", NINE)),
                    "both may be Mar's",
                ),
            ),
        ),
    ),
    conflicts=(
        Conflict(
            "c1",
            "figure",
            (
                ConflictGroup("nine", 9, 9, None, (ConflictMember("odd", "crew", NINE),)),
                ConflictGroup("ten", 10, 10, None, (ConflictMember("odd", "boat", NOON),)),
            ),
            "partly",
            "one is approximate",
        ),
    ),
)


@pytest.mark.browser
@pytest.mark.parametrize("key", [False, True])
def test_the_words_of_a_merge_are_chosen_in_the_text_by_pointer_and_by_keyboard(
    show: Any, key: bool
):
    screen = show(SHOWN)
    screen.page.locator("[data-claim=c1] details.merges summary").click()
    for words, link in zip((NOON, NINE), screen.page.locator(".merges a.at").all(), strict=True):
        if key:
            link.focus()
            screen.page.keyboard.press("Enter")
        else:
            link.click()
        chosen = screen.page.evaluate("getSelection().getRangeAt(0).toString()")
        assert chosen == words.of(ODD)
    assert "The crew" in screen.page.get_by_role("status").text_content()
    screen.page.keyboard.press("Escape")
    assert screen.page.evaluate("getSelection().toString()") == ""
    link.focus()
    screen.page.keyboard.press("Enter")
    screen.page.get_by_role("button", name="Back to the statement").click()
    assert screen.page.evaluate("document.activeElement.textContent") == "“The crew”"
    assert screen.complaints == []


@pytest.mark.browser
def test_each_claim_has_one_picture_that_has_a_name_and_words(show: Any):
    screen = show(TRACING)
    for claim, name in (("c1", "Origins: 1–2, of 2 statements"), ("c2", "Origins: not counted")):
        picture = screen.page.locator(f"[data-claim={claim}] svg")
        assert picture.count() == 1
        assert picture.locator("title").text_content().startswith(name)
        assert "statement" in picture.locator("title").text_content()
    assert screen.page.get_by_role("img", name="Origins: 1–2, of 2 statements").is_visible()


@pytest.mark.browser
def test_what_differs_is_a_table_by_value(show: Any):
    page = show(SHOWN).page
    table = page.get_by_role("table", name="Figure: nine against ten (9 to 10)")
    assert table.get_by_role("rowheader").all_inner_texts() == ["nine", "ten"]
    assert "Perhaps not comparable: one is approximate" in page.locator(".conflict").inner_text()
    page.get_by_role("link", name="Differs: nine or ten").click()
    assert table.is_visible()


@pytest.mark.browser
def test_the_timeline_and_the_map_are_drawn_and_told_in_tables(show: Any):
    screen = show(SHOWN)
    page = screen.page
    assert page.get_by_role("img", name="Timeline").locator("circle.claimed").count() == 1
    assert page.get_by_role("img", name="Timeline").locator("rect.published").count() == 1
    assert page.get_by_role("img", name="Map of 2 places").locator(".pin.point").count() == 1
    page.locator(".timeline summary").click()
    rows = page.locator(".timeline tbody tr").all_inner_texts()
    assert [row.split("\t")[0] for row in rows] == ["16 May 2031", "17 May 2031"]
    page.locator(".map summary").click()
    told = page.locator(".map tbody").inner_text()
    assert "Tolm\tunknown\tnot on the map: no degrees known" in told
    assert len(screen.requests) == 1
    assert page.evaluate("window.violations") == []


OVER_THE_EDGE = """
() => [...document.querySelectorAll("svg")].flatMap((svg) =>
  [...svg.querySelectorAll("text")]
    .filter((text) => text.getBBox().x + text.getBBox().width > svg.viewBox.baseVal.width)
    .map((text) => text.textContent)
)
"""


@pytest.mark.browser
def test_words_beside_the_signs_end_within_their_picture(show: Any):
    name = "Harbour Museum Committee of Upper Tolm"
    chain = (Hop(0, name, "publish", named=True, evidence="document"),)
    text = "Nobody knows since the wave of spring, the board told us."
    words = (span(text, "Nobody knows"), span(text, "since the wave of spring"))
    articles = tuple(
        Article(
            f"page {outlet}",
            ("x",),
            text,
            (Block(0, len(text), "body"),),
            outlet=Outlet(outlet),
            attributions=(
                Attribution("none", "indirect", (), (), words[:1]),
                Attribution("some", "indirect", (), (), words[1:], chain=chain),
            ),
            times=(Time(words[1], "2031-04"),),
        )
        for outlet in (None, "The Western Ledger", name)
    )
    page = show(Tracing(articles)).page
    assert page.locator("svg").count() == 7
    assert page.evaluate(OVER_THE_EDGE) == []


def test_without_times_and_places_there_is_no_timeline_and_no_map():
    page = to_page(Tracing(articles=(Article("a", ("x",), "Orn", (Block(0, 3, "body"),)),)))
    assert 'class="timeline"' not in page
    assert 'class="map"' not in page


@pytest.mark.browser
def test_on_paper_claims_merges_and_tables_are_open(show: Any):
    page = show(SHOWN).page
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    page.emulate_media(media="print")
    assert page.locator(".merges li").first.is_visible()
    assert page.locator(".timeline table").is_visible()
    assert page.locator(".map table").is_visible()
    assert page.locator(".claim svg").first.is_visible()


# --------------------------------------------------------------- hostility


def hostile(words: str) -> Tracing:
    """A tracing that says ``words`` wherever a page can put words of its own."""
    where = Span(0, len(words))
    hop = Hop(0, words, words, words, True, words, where, "stated")
    attribution = Attribution(
        "h", "direct", (where,), (where,), (where,), words, flags=(words,), chain=(hop, hop)
    )
    here = Statement(words, "h")
    article = Article(
        words,
        (words,),
        words,
        (Block(0, len(words), "furniture", words, 0.5, "aside", words),),
        words,
        words,
        words,
        words,
        words,
        words,
        (words,),
        words,
        Outlet(words, words, "given"),
        notes=(Note("open-question", where, words),),
        attributions=(attribution,),
        times=(Time(where, "2031-05"), Time(where, words)),
        places=(Place(where, words, 1.0, 2.0, words), Place(where, words)),
        speakers=(Speaker(words, words, words, True, "person", (where,), flags=(words,)),),
    )
    return Tracing(
        articles=(article,),
        failures=(Failure(words, words, words),),
        claims=(
            Claim(
                words,
                words,
                (here, Statement("nowhere", words)),
                merges=(Merge(words, here, here, words, "sure", words, ((words, where),), words),),
            ),
        ),
        conflicts=(
            Conflict(
                words,
                "detail",
                (ConflictGroup(words, None, None, words, (ConflictMember(words, "h", where),)),),
                "yes",
                words,
            ),
        ),
        copies=(
            Copy(
                words,
                words,
                words,
                (Passage("passage", (where,), (where,), 3, (Change("words", where, where),)),),
                1,
                1,
                spans=((words, where),),
                reason=words,
            ),
        ),
        findings=(Finding(words, words, (where,), words, words),),
        stories=(
            Story(words, words, (words, "nowhere"), words, related(words)),
            Story("alone", words, (words,), words),
        ),
    )


def related(words: str) -> tuple[Related, ...]:
    shared = (Shared(words, words),)
    return tuple(Related(story, "claim", shared, words) for story in (words, "elsewhere"))


@pytest.mark.browser
@pytest.mark.parametrize(
    "words",
    [
        "</script><script>window.pwned=1;alert(1)</script>",
        "</style></title></textarea><img src=x onerror=window.pwned=1>",
        "\"'><img src=https://evil.example/x onerror=window.pwned=1>",
        "\" onmouseover=window.pwned=1 x='",
        "javascript:window.pwned=1",
        "]]><!--<script>window.pwned=1</script>",
        "<svg/onload=window.pwned=1><a href=javascript:window.pwned=1>x</a>",
        "<style>*{background:url(https://evil.example)}</style>",
        "<link rel=stylesheet href=https://evil.example>",
        '<meta http-equiv=refresh content="0;url=https://evil.example"><base href=//evil.example>',
        "{{ ''.__class__ }}{% for x in y %}",
        "<!-- <script>",
    ],
)
def test_hostile_words_stay_words(show: Any, words: str):
    screen = show(hostile(words))
    screen.button("h").click()
    for link in screen.page.locator('a[href^="#"]').all():
        link.evaluate("(a) => a.click()")
    assert screen.page.evaluate("window.pwned") is None
    assert screen.page.evaluate("window.violations") == []
    assert screen.complaints == []
    assert len(screen.requests) == 1
    assert screen.texts() == [words]
    assert screen.page.evaluate("document.querySelector('[data-article]').dataset.article") == words
    assert screen.page.evaluate("document.querySelector('[data-claim]').dataset.claim") == words
    assert screen.page.locator("img, iframe, object, base").count() == 0


@pytest.mark.browser
def test_the_policy_stops_a_script_that_is_not_the_pages_own(show: Any, tmp_path: Path):
    screen = show(TRACING)
    screen.page.evaluate(
        "() => { const s = document.createElement('script');"
        " s.textContent = 'window.pwned = 1'; document.body.append(s);"
        " document.body.insertAdjacentHTML('beforeend', '<i style=color:red>x</i>') }"
    )
    assert screen.page.evaluate("window.pwned") is None
    assert len(screen.page.evaluate("window.violations")) == 2


@pytest.mark.browser
def test_the_page_asks_for_nothing_and_breaks_no_rule_of_its_own(show: Any):
    screen = show(TRACING)
    for button in screen.page.locator("button[data-attribution]").all():
        button.click()
    assert len(screen.requests) == 1
    assert screen.page.evaluate("window.violations") == []
    assert screen.complaints == []


@pytest.mark.browser
def test_the_json_in_the_page_is_the_json_of_the_tracing(show: Any):
    from firsthand.publish.json import to_json

    data = show(TRACING).page.locator("script#firsthand-data").text_content()
    assert not set("<>&\u2028\u2029") & set(data)
    assert json.loads(data) == json.loads(json.dumps(to_json(TRACING)))


# ------------------------------------------------- every reader, every paper


@pytest.mark.browser
def test_without_scripts_text_and_statements_stand(show: Any):
    screen = show(TRACING, java_script_enabled=False)
    assert screen.page.locator(".text").first.text_content() == WEIR
    assert screen.page.locator("button[data-attribution]").count() == 5
    assert screen.button("keeper").is_visible()
    assert not screen.page.locator("#open-all").is_visible()


@pytest.mark.browser
def test_a_screen_reader_finds_names_roles_and_landmarks(show: Any):
    page = show(TRACING).page
    for role in ("banner", "main", "navigation", "contentinfo"):
        assert page.get_by_role(role).count() == 1, role
    assert page.get_by_role("article", name=WEIR_ARTICLE.title).count() == 1
    assert page.get_by_role("button", name=re.compile("Mira Oskal said .*I rang")).count() == 1
    assert page.get_by_role("img", name="Chain of 3 hands").count() == 1
    assert page.get_by_role("img", name="Chain of 1 hand, 1 lost").count() == 1
    assert page.locator("html").get_attribute("lang") == "en"
    levels = [int(h.evaluate("(e) => e.tagName[1]")) for h in page.locator("h1,h2,h3,h4").all()]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(below <= above + 1 for above, below in pairwise(levels))


@pytest.mark.browser
def test_what_is_lit_is_told_aloud(show: Any):
    screen = show(TRACING)
    screen.button("barns").click()
    assert "Three barns are gone" in screen.page.get_by_role("status").text_content()


@pytest.mark.browser
@pytest.mark.parametrize("width", [320, 360, 768, 1280])
def test_nothing_scrolls_sideways(show: Any, width: int):
    wide = "https://gazette.example/" + "a" * 300
    tracing = Tracing(
        articles=(
            *TRACING.articles,
            *hostile(wide).articles,
        ),
        claims=TRACING.claims,
        failures=hostile(wide).failures,
        conflicts=hostile(wide).conflicts,
        findings=hostile(wide).findings,
        copies=hostile(wide).copies,
    )
    page = show(tracing, viewport={"width": width, "height": 640}).page
    assert page.evaluate("document.documentElement.scrollWidth") <= width


CONTRAST = """
() => {
  const number = (c) => c.match(/[\\d.]+/g).map(Number);
  const lum = ([r, g, b]) => [r, g, b].map((v) => v / 255)
    .map((v) => (v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4))
    .reduce((s, v, i) => s + v * [0.2126, 0.7152, 0.0722][i], 0);
  const ground = (e) => {
    for (; e; e = e.parentElement) {
      const c = number(getComputedStyle(e).backgroundColor);
      if (c.length === 3 || c[3] === 1) return c;
    }
    return [255, 255, 255];
  };
  const poor = [];
  for (const e of document.body.querySelectorAll("*")) {
    const words = [...e.childNodes].some((n) => n.nodeType === 3 && n.data.trim());
    if (!words || !e.checkVisibility() || e.closest("script")) continue;
    const style = getComputedStyle(e);
    const ink = lum(number(e.closest("svg") ? style.fill : style.color));
    const paper = lum(ground(e));
    const ratio = (Math.max(ink, paper) + 0.05) / (Math.min(ink, paper) + 0.05);
    if (ratio < 4.5) poor.push([e.tagName, e.className?.baseVal ?? e.className, ratio]);
  }
  return poor;
}
"""


@pytest.mark.browser
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_words_stand_out_from_their_paper(show: Any, scheme: str):
    screen = show(TRACING, color_scheme=scheme, reduced_motion="reduce")
    assert screen.page.evaluate(CONTRAST) == []
    screen.button("keeper").click()
    assert screen.page.evaluate(CONTRAST) == []


@pytest.mark.browser
def test_source_cue_and_content_differ_by_more_than_colour(show: Any):
    screen = show(TRACING)
    screen.button("board").click()
    for state in ("[data-part={}]", "[data-lit={}]"):
        styles = {
            screen.page.locator(f".text mark{state.format(part)}").first.evaluate(
                "(e) => getComputedStyle(e).textDecorationStyle"
            )
            for part in ("source", "cue", "content")
        }
        assert len(styles) == 3


@pytest.mark.browser
def test_on_paper_everything_is_open_and_no_control_is_left(show: Any):
    page = show(TRACING).page
    page.locator("#close-all").click()
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    page.emulate_media(media="print")
    assert page.locator("button[data-attribution]").first.is_visible()
    assert page.locator(".chain svg").first.is_visible()
    assert not page.locator("#close-all").is_visible()
    assert not page.locator("#lit").is_visible()
    pane = page.locator(".text").first.evaluate("(e) => e.scrollHeight - e.clientHeight")
    assert pane <= 1


@pytest.mark.browser
def test_forty_articles_with_many_statements_open_quickly(show: Any):
    many = tuple(
        Article(
            f"n {n}",
            ("x",),
            FERRY * 12,
            (Block(0, len(FERRY) * 12, "body"),),
            attributions=tuple(
                Attribution(f"{n}-{m}", "indirect", (), (), (Span(m * 10, m * 10 + 40),))
                for m in range(30)
            ),
        )
        for n in range(40)
    )
    page = show(Tracing(articles=many)).page
    assert page.locator("button[data-attribution]").count() == 1200
    ready_ms = page.evaluate("performance.timing.loadEventEnd - performance.timing.navigationStart")
    assert ready_ms < 10_000
    page.locator("button[data-attribution='39-29']").click()
    assert page.locator("mark[aria-current]").count() > 0
