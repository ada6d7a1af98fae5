"""The account in the terminal: what was read, who said what, through which hands.

Everything a page says is shown verbatim and can do nothing: page text is never read as
markup, and characters that could drive a terminal or reverse its letters stand as visible
escapes. Away from a terminal the account is plain: no colours, and one line a line however
long, so that ``grep`` finds what stands there.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from rich.console import Console

from firsthand.publish.blocks import about, notes, set_aside
from firsthand.publish.phrases import count, first_words, flat, offsets, outlet_and_basis
from firsthand.publish.pictures import PAST
from firsthand.publish.terminal import HEAD, QUIET, Line, line, quiet, show
from firsthand.types import (
    Article,
    Attribution,
    Claim,
    Conflict,
    Hop,
    LevelCount,
    Origins,
    Span,
    Spans,
    Statement,
    Tracing,
)

_WHO = "bold"
_WARN = "yellow"
_LISTED = 8  # how many parties are listed

# action: (of the utterer, of a later hand)
# How a hand's action is told: of the first hand in the present, of later ones in the past.
_VERBS = {
    action: (action + ("es" if action.endswith("sh") else "s"), past)
    for action, past in PAST.items()
}


def print_account(tracing: Tracing, console: Console, *, explain: str | None = None) -> None:
    """Print what a run found, to ``console``: the head, each article, then the failures.

    ``[804–1016]`` counts code points of the article's text, end excluded. ``explain`` is
    the id of a claim or of a statement: then only that is printed, with every span, level
    and merge it rests on; an id that is nowhere is said so, with those there are.
    """
    view = _View(tracing)
    for found in _account(view) if explain is None else _explanation(view, explain):
        show(found, console)


# -------------------------------------------------------------------- looking up


@dataclass(frozen=True)
class _View:
    """A tracing with its look-ups."""

    tracing: Tracing

    @cached_property
    def numbers(self) -> Mapping[str, int]:
        return {article.id: n for n, article in enumerate(self.tracing.articles, 1)}

    @cached_property
    def articles(self) -> Mapping[str, Article]:
        return {article.id: article for article in self.tracing.articles}

    @cached_property
    def claims(self) -> Mapping[str, Claim]:
        return {claim.id: claim for claim in self.tracing.claims}

    @cached_property
    def attributions(self) -> Mapping[Statement, Attribution]:
        return {
            Statement(article.id, attribution.id): attribution
            for article in self.tracing.articles
            for attribution in article.attributions
        }

    def where(self, article: str, spans: Iterable[Span]) -> str:
        return f"article {self.numbers[article]} {offsets(spans)}"


def _interval(low: int, high: int) -> str:
    return str(low) if low == high else f"{low}–{high}"


# ------------------------------------------------------------------- the account


def _account(view: _View) -> Iterator[Line]:
    yield from _head(view)
    yield from _shared_claims(view)
    yield from _conflicts(view)
    yield from _findings(view)
    yield from _stories(view)
    for article in view.tracing.articles:
        yield from _article(article, view)


def _head(view: _View) -> Iterator[Line]:
    tracing = view.tracing
    chains = [a.chain for a in view.attributions.values() if a.chain]
    several = sum(len(chain) > 1 for chain in chains)
    lost = sum(any(hop.basis == "lost" for hop in chain) for chain in chains)
    parties = _named_parties(tracing)
    pages = count(len(tracing.articles), "page") + " read"
    # Which and why stands on standard error, where it is not lost in a pipe.
    failures = count(len(tracing.failures), "input")
    failed = f" ({failures} failed, named on standard error)" if tracing.failures else ""
    yield line(
        (pages + failed, _WHO),
        f" · {count(len(view.attributions), 'statement')}",
        f" · {count(len(chains), 'chain')} of hands"
        f" ({several} of several hands, {lost} with a lost hand)",
        f" · {count(len(parties), 'party', 'parties')} named",
    )
    if parties:
        yield line(f"parties named: {_listed_parties(parties)}")
    if not tracing.articles:
        return
    # No input of ours is a recording or a document yet; a page about one is not one.
    yield line("0 recordings or documents in hand")
    if not any(claim.origins for claim in tracing.claims):
        yield line("origins: not counted yet")


def _named_parties(tracing: Tracing) -> Counter[str]:
    """How many statements each named party had in hand."""
    names = {party.id: party.name for party in tracing.parties}
    found: Counter[str] = Counter()
    for article in tracing.articles:
        for attribution in article.attributions:
            found.update({_name(hop, names) for hop in attribution.chain if hop.named})
    return found


def _name(hop: Hop, names: Mapping[str, str]) -> str:
    return flat(names.get(hop.party_id or "", hop.party or ""))


def _listed_parties(parties: Counter[str]) -> str:
    shown = [f"{name} ({count(n, 'statement')})" for name, n in parties.most_common(_LISTED)]
    more = len(parties) - len(shown)
    return " · ".join(shown) + (f" · and {more} more, below" if more else "")


def _shared_claims(view: _View) -> Iterator[Line]:
    """What several articles tell, fewest origins first: the main question, on one screen."""
    claims = [c for c in view.tracing.claims if len({s.article for s in c.statements}) > 1]
    if claims:
        yield from _section(f"{count(len(claims), 'claim')} told by several articles")
    for claim in sorted(claims, key=_most_origins_last):
        pages = len({statement.article for statement in claim.statements})
        yield line((flat(claim.text), _WHO), (f"  {claim.id}", QUIET), depth=1)
        yield line(f"{count(pages, 'article')} · {_origins_line(claim)}", depth=2)


def _most_origins_last(claim: Claim) -> tuple[bool, int]:
    return (False, claim.origins.max) if claim.origins else (True, 0)


def _conflicts(view: _View) -> Iterator[Line]:
    if view.tracing.conflicts:
        yield from _section("figures and details that differ")
    for conflict in view.tracing.conflicts:
        yield from _conflict(conflict, view)


def _conflict(conflict: Conflict, view: _View) -> Iterator[Line]:
    values = " or ".join(flat(group.value) for group in conflict.groups)
    claim = view.claims.get(conflict.claim)
    of_claim = f" · {flat(claim.text)}" if claim else ""
    yield line((values, _WHO), f" ({conflict.kind}){of_claim}", depth=1)
    for group in conflict.groups:
        places = "; ".join(view.where(m.article, (m.span,)) for m in group.members)
        yield line(f"{flat(group.value)}: {places}", depth=2)
    if conflict.why or conflict.comparable == "partly":
        yield line(f"comparable: {conflict.comparable}; {flat(conflict.why)}", depth=2)


def _findings(view: _View) -> Iterator[Line]:
    if view.tracing.findings:
        yield from _section("things to look at")
    for finding in view.tracing.findings:
        where = view.where(finding.article, finding.spans)
        reference = f" (see {flat(finding.reference)})" if finding.reference else ""
        yield line(f"{finding.rule}: {flat(finding.message)}{reference}", quiet(where), depth=1)
        yield line(_words(view.articles[finding.article], finding.spans), depth=2)


def _stories(view: _View) -> Iterator[Line]:
    if view.tracing.stories:
        yield from _section("stories")
    for story in view.tracing.stories:
        members = ", ".join(str(view.numbers[article]) for article in story.articles)
        why = f" ({flat(story.why)})" if story.why else ""
        yield line(f"{flat(story.title)}: articles: {members}{why}", depth=1)


def _section(title: str) -> Iterator[Line]:
    yield line()
    yield line((title, HEAD))


# ------------------------------------------------------------------- one article


def _article(article: Article, view: _View) -> Iterator[Line]:
    number, total = view.numbers[article.id], len(view.numbers)
    yield from _section(f"article {number} of {total}: {flat(article.title or '(no title)')}")
    yield from about(article)
    if not article.attributions:
        yield line("no statements found", depth=1)
    yield from _statements(article, view)
    yield from set_aside(article)
    yield from notes(article)


# ------------------------------------------------------------------- statements


@dataclass(frozen=True, slots=True)
class _Page:
    """An article being printed: what is nested in what, and what stands there already."""

    article: Article
    view: _View
    inner: Mapping[str, Sequence[Attribution]]
    done: set[str]


def _statements(article: Article, view: _View) -> Iterator[Line]:
    """Every statement once: in reading order, restatements and nested ones beneath."""
    page = _Page(article, view, _inner(article), set())
    for attribution in _outer_first(page):
        if attribution.id not in page.done:
            yield line()
            yield from _statement(attribution, page, depth=1)
            yield from _of_claim(attribution, page)


def _inner(article: Article) -> dict[str, list[Attribution]]:
    """The nested attributions of each attribution, in reading order."""
    known = {attribution.id for attribution in article.attributions}
    inner: dict[str, list[Attribution]] = {}
    for attribution in _in_reading_order(article.attributions):
        if attribution.nested_in in known and attribution.nested_in != attribution.id:
            inner.setdefault(attribution.nested_in or "", []).append(attribution)
    return inner


def _outer_first(page: _Page) -> Iterator[Attribution]:
    nested = {attribution.id for group in page.inner.values() for attribution in group}
    ordered = _in_reading_order(page.article.attributions)
    yield from (attribution for attribution in ordered if attribution.id not in nested)
    yield from ordered  # a ring of nested ones has no outermost; nothing may be lost


def _in_reading_order(attributions: Iterable[Attribution]) -> list[Attribution]:
    return sorted(attributions, key=lambda attribution: attribution.content)


def _statement(
    attribution: Attribution, page: _Page, *, depth: int, label: str = ""
) -> Iterator[Line]:
    page.done.add(attribution.id)
    who, how = flat(page.article.who_said(attribution)), _how(attribution, page.article)
    where = f"{offsets(attribution.content)} {attribution.id}"
    yield line(label, (who, _WHO), f" {how}", quiet(where), depth=depth)
    for paragraph in _content(attribution.content, page.article).split("\n"):
        if paragraph.strip():
            yield line(paragraph.strip(), depth=depth + 1)
    if _tells_more(attribution):
        yield line(f"hands: {_chain(attribution.chain)}", depth=depth + 1)
    for nested in page.inner.get(attribution.id, ()):
        if nested.id not in page.done:
            yield from _statement(nested, page, depth=depth + 1, label="within it: ")


def _tells_more(attribution: Attribution) -> bool:
    """Whether the chain says more than that the speaker, who stands above, said it."""
    first = attribution.chain[:1]
    plain = all((h.action, h.evidence, h.basis) == ("say", None, "stated") for h in first)
    return len(attribution.chain) > 1 or not plain or (bool(first) and not attribution.speaker)


def _how(attribution: Attribution, article: Article) -> str:
    """The cue and everything that is not the plain case, in words."""
    if attribution.own_voice:
        return "· the outlet's own voice: asserted without attribution"
    cue = f"“{_words(article, attribution.cue)}”" if attribution.cue else "(no cue)"
    stance = "" if attribution.stance == "neutral" else f" ({attribution.stance})"
    heard_by = attribution.addressee
    marks = [
        *([f"to {flat(heard_by.of(article.text))}"] if heard_by else []),
        attribution.kind,
        *(["hedged"] if attribution.hedged else []),
        *(["negated"] if attribution.polarity == "negated" else []),
        *([attribution.modality] if attribution.modality not in (None, "fact") else []),
        *attribution.flags,
    ]
    return " · ".join(("", cue + stance, *marks)).strip()


def _words(article: Article, spans: Spans) -> str:
    return " … ".join(flat(span.of(article.text)) for span in spans)


def _content(spans: Spans, article: Article) -> str:
    """The words said, whole; between two spans stands an honest mark of what is left out."""
    pieces = [spans[0].of(article.text)]
    for left, right in pairwise(spans):
        pieces += [_between(left.end, right.start, article), right.of(article.text)]
    return "".join(pieces).replace("\r\n", "\n")


def _between(start: int, end: int, article: Article) -> str:
    if not article.text[start:end].strip():
        return article.text[start:end] or " "
    gap = Span(start, max(start, end))
    kinds = [
        block.kind or block.role
        for block in article.blocks
        if block.span.overlaps(gap) and (block.role != "body" or block.shown != "body")
    ]
    return f" … [{', '.join(dict.fromkeys(kinds))} set aside] … " if kinds else " … "


def _chain(chain: Sequence[Hop]) -> str:
    """``captured sailor (unnamed) → says → Harbour Police, released footage → (lost)``"""
    return " → ".join(_hand(hop, first=not n) for n, hop in enumerate(chain)) or "none stated"


def _hand(hop: Hop, *, first: bool) -> str:
    if hop.basis == "lost" and hop.party is None:
        return f"(lost: who {' '.join((_VERBS.get(hop.action, ('', hop.action))[1], *_kind(hop)))})"
    party = "(not stated)" if hop.party is None else flat(hop.party)
    described = hop.party is not None and not hop.named and "(unnamed)" not in party
    verb = _VERBS.get(hop.action, (hop.action, hop.action))[0 if first else 1]
    kind = "".join(f" ({word})" if first else f" {word}" for word in _kind(hop))
    basis = "" if hop.basis == "stated" else f" ({hop.basis})"
    who = party + (" (unnamed)" if described else "")
    if first:
        return f"{who} → {verb}{kind}{basis}"
    return f"{who}, {verb}{kind}{basis}"


def _kind(hop: Hop) -> tuple[str, ...]:
    """The kind of evidence; "reported report" says nothing more than "reported"."""
    adds = hop.evidence is not None and hop.evidence[:5] != hop.action[:5]
    return (flat(hop.evidence or ""),) if adds else ()


# ------------------------------------------------------------- claims and origins


def _of_claim(attribution: Attribution, page: _Page) -> Iterator[Line]:
    """Who else says the same, here and elsewhere, and how many origins stand behind it."""
    claim = page.view.claims.get(attribution.claim or "")
    if claim is None:
        return
    here = Statement(page.article.id, attribution.id)
    within = {inner.id for inner in page.inner.get(attribution.id, ())}  # stands above already
    for other in claim.statements:
        if other != here and not (other.article == here.article and other.attribution in within):
            yield from _restated(other, page)
    if claim.origins is not None or len(claim.statements) > 1:
        yield line(_origins_line(claim), quiet(claim.id), depth=2)


def _restated(statement: Statement, page: _Page) -> Iterator[Line]:
    said = page.view.attributions.get(statement)
    if said is None:
        return
    new = statement.article == page.article.id and said.id not in page.done
    if new and said.nested_in is None:
        yield from _statement(said, page, depth=2, label="restated: ")
    else:
        yield _elsewhere(statement, said, page.view)


def _elsewhere(statement: Statement, said: Attribution, view: _View) -> Line:
    article = view.articles[statement.article]
    words = first_words(_words(article, said.content))
    where = view.where(statement.article, said.content)
    return line(f"also: {flat(article.who_said(said))}: {words}", quiet(where), depth=2)


def _origins_line(claim: Claim) -> str:
    if claim.origins is None:
        return "origins: not counted yet" + _rivals(claim)
    origins = claim.origins
    levels = ", ".join(f"{name} {_level(count)}" for name, count in _levels(origins))
    nobody = f"; {origins.not_stated} of nobody" if origins.not_stated else ""
    count = _interval(origins.min, origins.max)
    return f"independent origins {count} ({levels}{nobody}){_rivals(claim)}"


def _levels(origins: Origins) -> list[tuple[str, LevelCount]]:
    return [
        ("utterer", origins.utterer),
        ("releaser", origins.releaser),
        ("outlet", origins.outlet),
        ("owner", origins.owner),
    ]


def _level(count: LevelCount) -> str:
    return _interval(count.min, count.max) + (
        f" + {count.unknown} unknown" if count.unknown else ""
    )


def _rivals(claim: Claim) -> str:
    counts = {"outlets": claim.rivals.outlets, "headlines": claim.rivals.headlines}
    said = [f"of {what} says {n}" for what, n in counts.items() if n is not None]
    return f" · a counter {', '.join(said)}" if said else ""


# --------------------------------------------------------------------- explaining


def _explanation(view: _View, wanted: str) -> Iterator[Line]:
    claim = view.claims.get(wanted)
    statements = [s for s in view.attributions if s.attribution == wanted]
    if claim is not None:
        yield from _explained_claim(claim, view)
        statements = list(claim.statements)
    for statement in statements:
        yield line()
        yield from _explained_statement(statement, view)
    if claim is None and not statements:
        there = ", ".join(view.claims) or "none"
        yield line((f"no claim or statement has the id {wanted}; claims: {there}", _WARN))


def _explained_claim(claim: Claim, view: _View) -> Iterator[Line]:
    yield line((flat(claim.text), _WHO), quiet(claim.id))
    yield line(_origins_line(claim))
    for n, group in enumerate(claim.origins.groups if claim.origins else (), 1):
        members = "; ".join(view.where(s.article, view.attributions[s].content) for s in group)
        yield line(f"origin {n}: {members}", depth=1)
    for merge in claim.merges:
        yield line(
            f"{merge.certainty} merge by {merge.rule} ({merge.decided_by}): {flat(merge.reason)}",
            quiet(merge.id),
            depth=1,
        )
        for where, span in merge.spans:
            words = flat(span.of(view.articles[where].text))
            yield line(f"“{words}”", quiet(view.where(where, (span,))), depth=2)


def _explained_statement(statement: Statement, view: _View) -> Iterator[Line]:
    article = view.articles[statement.article]
    attribution = view.attributions[statement]
    yield line(
        f"article {view.numbers[article.id]}: {flat(article.title or '(no title)')}"
        f" · outlet: {outlet_and_basis(article.outlet)}"
    )
    page = _Page(article, view, _inner(article), set())
    yield from _statement(attribution, page, depth=1)
    for name in ("source", "cue"):
        spans: Spans = getattr(attribution, name)
        words = _words(article, spans) or "none stated"
        yield line(f"{name}: {words}", quiet(offsets(spans)), depth=2)
    for hop in attribution.chain:
        yield _explained_hop(hop, article)


def _explained_hop(hop: Hop, article: Article) -> Line:
    words = f": “{flat(hop.span.of(article.text))}”" if hop.span else ""
    where = offsets((hop.span,) if hop.span else ())
    return line(f"hand {_hand(hop, first=False)}, {hop.basis}{words}", quiet(where), depth=2)
