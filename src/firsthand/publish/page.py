"""The evidence page: one HTML file in which every line opens the words it rests on.

The page makes no request and runs no script but its own: its content-security policy
names the one style sheet and the one script by hash, so a hostile title or text stays
text. It stands without scripts too: every statement and every text is in the HTML.
``page.html`` is the template, ``page.css`` and ``page.js`` are what it carries.
"""

from __future__ import annotations

import base64
import hashlib
import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from jinja2 import Environment, StrictUndefined, Template
from markupsafe import Markup

from firsthand.publish.claim_pictures import Told, draw_claim
from firsthand.publish.json import to_json
from firsthand.publish.marks import escape, mark_text
from firsthand.publish.phrases import (
    basis_in_words,
    cautions,
    kinds_counted,
    percent,
    share_of_text,
    words_around,
    words_at,
)
from firsthand.publish.pictures import Copied, Picture, draw_chain
from firsthand.publish.standing import (
    OWN_WORDS,
    alone_by_why,
    conflicts_by_claim,
    fullest_first,
    interval,
    kind_in_words,
    level_in_words,
    levels_of,
    most_shared_first,
    name_in_words,
    origins_in_words,
    range_in_words,
    rivals_in_words,
    standing_of,
    told_in_words,
    undecided_by_claim,
    update_in_words,
)
from firsthand.publish.timeline import Names, draw_timeline, timeline_of
from firsthand.publish.world_map import draw_map, spots_of
from firsthand.types import (
    Article,
    Attribution,
    Claim,
    Hop,
    Merge,
    Party,
    Shown,
    Span,
    Spans,
    Speaker,
    Statement,
    Tracing,
    Undecided,
)

FIRST_WORDS_CHARACTERS = 180
FIGURE_CHARACTERS = 24  # words so short are shown with those around them
MOST_OTHERS = 6  # origins that are named as perhaps one with another
_MAX_DEPTH = 3  # deeper statements are indented no further
ClaimNumbers = Mapping[Statement, tuple[int, ...]]


def to_page(tracing: Tracing) -> str:
    """Write a tracing as one self-contained HTML page, to be saved as UTF-8.

    What is unknown stays unknown on the page ("not counted yet", "nobody stated"). The
    hooks are those of the design: ``[data-article="ID"] .text`` has the article's text as
    ``textContent``; a ``button[data-attribution="ID"]`` lights its marks. With scripts off,
    NUL and lone surrogates, which HTML cannot spell, read as U+FFFD.
    """
    data = to_json(tracing)
    claims = fullest_first(tracing.claims)
    numbers = _claim_numbers(claims)
    parties = {party.id: party for party in tracing.parties}
    panes = tuple(_pane(article, n, numbers, parties) for n, article in enumerate(tracing.articles))
    lines = {Statement(p.article.id, line.attribution.id): line for p in panes for line in p.lines}
    timeline, spots = timeline_of(tracing.articles), spots_of(tracing.articles)
    style, script = _asset("page.css"), _asset("page.js")
    return _template().render(
        tracing=tracing,
        version=data["firsthand"],
        counts=_counts(tracing),
        claims=claims,
        claim_places={claim.id: number for number, claim in enumerate(claims)},
        cards=_sort_cards(_cards(claims, lines, tracing)),
        copies=most_shared_first(tracing.copies),
        events=[event for story in tracing.stories for event in story.events],
        stories={story.id: story for story in tracing.stories},
        story_keys={story.id: f"story-{n}" for n, story in enumerate(tracing.stories)},
        alone=alone_by_why(tracing.stories),
        timeline=timeline,
        timeline_picture=draw_timeline(timeline, _names(panes, lines), key="timeline-picture"),
        spots=spots,
        map_picture=draw_map(spots, key="map-picture"),
        panes=panes,
        lines=lines,
        said={(s.article, s.attribution): s for s in lines},
        articles={pane.article.id: pane for pane in panes},
        policy=_policy(style, script),
        style=Markup(style),
        script=Markup(script),
        data=_embed(data),
    )


@dataclass(frozen=True, slots=True)
class Line:
    """One statement as the list shows it. ``key`` is its element's id on the page."""

    key: str
    attribution: Attribution
    speaker: str
    cue: str
    words: str
    remarks: tuple[str, ...]
    picture: Picture
    cautions: tuple[str, ...]
    depth: int
    claims: tuple[int, ...]
    where: str

    @property
    def who(self) -> str:
        """Whom a link to the statement names, and where it stands."""
        return f"{self.told.who}, {self.where}"

    @property
    def told(self) -> Told:
        """What the picture of a claim says of it."""
        own = self.attribution.own_voice
        who = "asserted without attribution" if own else self.speaker
        return Told(who, self.where, self.attribution.chain)


@dataclass(frozen=True, slots=True)
class Pane:
    """One article: its facts, its list of statements, and its text beside them."""

    key: str
    article: Article
    title: str
    outlet: str
    facts: tuple[tuple[str, str], ...]
    lines: tuple[Line, ...]
    text: Markup


# ------------------------------------------------------------ what is said


def _counts(tracing: Tracing) -> tuple[tuple[int, str], ...]:
    """The head's figures. Speakers are counted article by article, as they are resolved."""
    articles = tracing.articles
    statements = [a for article in articles for a in article.attributions]
    hops = [hop for statement in statements for hop in statement.chain]
    speakers = [s for article in articles for s in article.speakers]
    return (
        _count(len(articles), "page read", "pages read"),
        _count(len(statements), "statement", "statements"),
        _count(len(speakers), "speaker", "speakers"),
        _count(len(_named_parties(tracing, hops)), "party named", "parties named"),
        _count(sum(hop.basis == "lost" for hop in hops), "hand lost", "hands lost"),
        _count(len(tracing.failures), "failure", "failures"),
    )


def _named_parties(tracing: Tracing, hops: Iterable[Hop]) -> set[str]:
    """The names in the chains; the names of one known identity are one (as in the account)."""
    names = {party.id: party.name for party in tracing.parties}
    return {names.get(hop.party_id or "", hop.party or "") for hop in hops if hop.named}


def _count(number: int, one: str, many: str) -> tuple[int, str]:
    return number, one if number == 1 else many


def _pane(
    article: Article, number: int, claims: ClaimNumbers, parties: Mapping[str, Party]
) -> Pane:
    outlet = article.outlet.name or "outlet unknown"
    return Pane(
        key=f"article-{number}",
        article=article,
        title=article.title or "(no title)",
        outlet=outlet,
        facts=_facts(article),
        lines=_lines(article, number, claims, parties),
        text=mark_text(article),
    )


def _facts(article: Article) -> tuple[tuple[str, str], ...]:
    """What is known of the page itself, as (term, value); the unknown says so."""
    outlet = article.outlet
    known = outlet.name and f"{outlet.name} ({basis_in_words(outlet.basis)})"
    copied = article.republication
    copies = copied and f"says it copies another page: {basis_in_words(copied.basis)}"
    facts = [
        ("Outlet", known or "unknown"),
        ("Owner", outlet.owner),
        ("Published", article.published or "unknown"),
        ("Modified", article.modified),
        ("Byline", article.byline),
        ("Agency", article.agency),
        ("Section", article.section),
        ("Language", article.language),
        ("Tags", ", ".join(article.publisher_tags)),
        ("Republication", copies),
        ("Set aside", _not_read(article, "aside")),
        ("Grey", _not_read(article, "grey")),
        ("Read from", ", ".join(article.inputs)),
    ]
    return tuple((term, value) for term, value in facts if value)


def _copied(article: Article) -> Copied | None:
    """On which side of the outlet a page that copies another has lost a hand: an outlet that the
    words of the page alone tell ("sign up to the Courier's newsletter") wrote what is copied.
    """
    if article.republication is None:
        return None
    return "by" if article.outlet.basis == "furniture" else "from"


def _not_read(article: Article, shown: Shown) -> str:
    """How much of the text is shown so, and what; empty where nothing is."""
    blocks = [block for block in article.blocks if block.shown == shown]
    if not blocks:
        return ""
    return f"{percent(share_of_text(blocks, article))} of the text: {kinds_counted(blocks)}"


def _lines(
    article: Article, number: int, claims: ClaimNumbers, parties: Mapping[str, Party]
) -> tuple[Line, ...]:
    by_id = {attribution.id: attribution for attribution in article.attributions}
    return tuple(
        Line(
            key=f"s-{number}-{n}",
            attribution=attribution,
            speaker=article.who_said(attribution),
            cue=words_at(article, attribution.cue),
            words=_shortened(words_at(article, attribution.content)),
            remarks=_remarks(attribution, article.speaker_of(attribution)),
            picture=draw_chain(
                attribution.chain,
                outlet=article.outlet.name,
                key=f"c-{number}-{n}",
                own_voice=attribution.own_voice,
                copied=_copied(article),
            ),
            cautions=tuple(cautions(attribution.chain, parties)),
            depth=_depth(attribution, by_id),
            claims=claims.get(Statement(article.id, attribution.id), ()),
            where=_where(article, number),
        )
        for n, attribution in enumerate(article.attributions)
    )


def _where(article: Article, number: int) -> str:
    name = article.outlet.name or article.title or "outlet unknown"
    return f"page {number + 1}, {name}"


def _shortened(words: str) -> str:
    """The beginning of words on one line; " … " stands for what is left out."""
    if len(words) <= FIRST_WORDS_CHARACTERS:
        return words
    return words[:FIRST_WORDS_CHARACTERS].rsplit(" ", 1)[0] + " …"


def _remarks(attribution: Attribution, speaker: Speaker | None) -> tuple[str, ...]:
    """Kind, stance, hedge, polarity, modality and flags as words; the plain case is silent."""
    remarks = [
        "asserted without attribution" if attribution.own_voice else attribution.kind,
        attribution.stance if attribution.stance != "neutral" else "",
        "hedged" if attribution.hedged else "",
        "negated" if attribution.polarity == "negated" else "",
        attribution.modality if attribution.modality not in (None, "fact") else "",
        "inside another statement" if attribution.nested_in else "",
        *attribution.flags,
        *(speaker.flags if speaker else ()),
    ]
    return tuple(dict.fromkeys(remark.replace("-", " ") for remark in remarks if remark))


def _depth(attribution: Attribution, by_id: dict[str, Attribution]) -> int:
    depth, outer = 0, by_id.get(attribution.nested_in or "")
    while outer is not None and depth < _MAX_DEPTH:  # the limit also ends a ring of nestings
        depth, outer = depth + 1, by_id.get(outer.nested_in or "")
    return depth


# ------------------------------------------------------------------- claims


@dataclass(frozen=True, slots=True)
class Card:
    """A claim as the page shows it; ``groups`` are its statements by what is behind them."""

    number: int
    claim: Claim
    picture: Picture
    groups: tuple[tuple[str, tuple[Statement, ...]], ...]
    undecided: tuple[tuple[Undecided, Statement], ...]
    conflicts: tuple[int, ...]


def _cards(
    claims: Sequence[Claim], lines: Mapping[Statement, Line], tracing: Tracing
) -> Iterator[Card]:
    conflicts = conflicts_by_claim(claims, tracing.conflicts)
    undecided = undecided_by_claim(claims, tracing.undecided)
    for number, claim in enumerate(claims):
        yield Card(
            number=number,
            claim=claim,
            picture=draw_claim(claim, lambda one: _told(one, lines), key=f"o-{number}"),
            groups=tuple(_groups(claim)),
            undecided=undecided.get(claim.id, ()),
            conflicts=conflicts.get(claim.id, ()),
        )


def _told(statement: Statement, lines: Mapping[Statement, Line]) -> Told:
    if statement in lines:
        return lines[statement].told
    return Told(statement.attribution, statement.article, ())


def _groups(claim: Claim) -> Iterator[tuple[str, tuple[Statement, ...]]]:
    """The statements of each origin, and those of nobody."""
    standing = standing_of(claim)
    for number, statements in enumerate(standing.origins):
        others = ", ".join(str(other + 1) for other in standing.others(number)[:MOST_OTHERS])
        maybe = f", perhaps one with {others}" if others else ""
        yield f"Origin {number + 1}{maybe}", statements
    if standing.nobody:
        yield ("Origin not stated" if claim.origins else "Not counted yet"), standing.nobody


def _sort_cards(cards: Iterable[Card]) -> dict[str, list[Card]]:
    """The claims that several statements make, and the others."""
    sorted_: dict[str, list[Card]] = {"shared": [], "once": []}
    for card in cards:
        sorted_["shared" if len(card.claim.statements) > 1 else "once"].append(card)
    return sorted_


def _claim_numbers(claims: Iterable[Claim]) -> ClaimNumbers:
    numbers: dict[Statement, tuple[int, ...]] = {}
    for number, claim in enumerate(claims):
        for statement in claim.statements:
            numbers[statement] = (*numbers.get(statement, ()), number)
    return numbers


def _names(panes: Sequence[Pane], lines: Mapping[Statement, Line]) -> Names:
    """What the timeline calls speakers and pages."""
    return Names(
        who={statement: line.told.who for statement, line in lines.items()},
        pages={pane.article.id: _where(pane.article, n) for n, pane in enumerate(panes)},
    )


# ------------------------------------------------------------- the template


@cache
def _template() -> Template:
    environment = Environment(
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_finalize,
    )
    environment.filters.update(
        web_address=_web_address, language_tag=_language_tag, shortened=_shortened
    )
    environment.globals.update(
        words_of=_words_of,
        around=_around,
        spans_of=_spans_of,
        interval=interval,
        origins_in_words=origins_in_words,
        told_in_words=told_in_words,
        rivals_in_words=rivals_in_words,
        levels_of=levels_of,
        level_in_words=level_in_words,
        range_in_words=range_in_words,
        kind_in_words=kind_in_words,
        update_in_words=update_in_words,
        own_words=OWN_WORDS,
        name_in_words=name_in_words,
    )
    return environment.from_string(_asset("page.html"))


def _finalize(value: Any) -> Markup:
    """Everything the template prints is escaped here, and ``None`` prints nothing."""
    if hasattr(value, "__html__"):
        return Markup(value)
    return escape("" if value is None else str(value))


def _web_address(url: str | None) -> str | None:
    """The address if a click may follow it, else None: no ``javascript:``, no ``file:``."""
    return url if url and url.lower().startswith(("http://", "https://")) else None


def _language_tag(language: str | None) -> str:
    """The language as an HTML tag; empty, which HTML reads as unknown, if it is not one."""
    return language if language and re.fullmatch(r"[A-Za-z]{2,3}(-\w{1,8})*", language) else ""


def _spans_of(merge: Merge) -> tuple[tuple[str, Span], ...]:
    """Where the words of a merge stand, each place once."""
    return tuple(dict.fromkeys(merge.spans))


def _around(span: Span, article: str, articles: dict[str, Pane]) -> tuple[str, str]:
    """The words before and after a figure or a time that tells little alone."""
    if article not in articles or span.end - span.start > FIGURE_CHARACTERS:
        return "", ""
    return words_around(span, articles[article].article.text)


def _words_of(spans: Span | Spans, article: str, articles: dict[str, Pane]) -> str:
    """The words at ``spans``; empty if the article is not among those read."""
    if article not in articles:
        return ""
    several = (spans,) if isinstance(spans, Span) else spans
    return words_at(articles[article].article, several)


@cache
def _asset(name: str) -> str:
    return files("firsthand.publish").joinpath(name).read_text(encoding="utf-8")


def _policy(style: str, script: str) -> str:
    return (
        f"default-src 'none'; style-src '{_sha256(style)}'; script-src '{_sha256(script)}'; "
        "img-src data:; base-uri 'none'; form-action 'none'"
    )


def _sha256(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


def _embed(data: dict[str, Any]) -> Markup:
    """The JSON so that no part of it can end its script element or be no UTF-8."""
    plain = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    risky = re.compile("[<>&\u2028\u2029\ud800-\udfff]")
    return Markup(risky.sub(lambda m: f"\\u{ord(m.group()):04x}", plain))
