"""Statements as the account tells them: who, how, the words, the hands, and who else says so."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice, pairwise

from firsthand.publish.phrases import cautions, first_words, flat, offsets, words_at
from firsthand.publish.pictures import PAST
from firsthand.publish.standing import interval, level_in_words
from firsthand.publish.terminal import Line, line, quiet
from firsthand.publish.view import View
from firsthand.types import Article, Attribution, Claim, Hop, Span, Spans, Statement

WHO = "bold"  # the style of who speaks
MOST_ELSEWHERE = 3  # statements of other pages that are pointed to from one statement

# How a hand's action is told: of the first hand in the present, of later ones in the past.
_VERBS = {
    action: (action + ("es" if action.endswith("sh") else "s"), past)
    for action, past in PAST.items()
}


@dataclass(frozen=True, slots=True)
class Page:
    """An article being printed: what is nested in what, and what stands there already.

    ``warned`` are the cautions of the claim at hand: each is told beside one chain of it.
    """

    article: Article
    view: View
    inner: Mapping[str, Sequence[Attribution]]
    done: set[str]
    warned: set[str]


def statements_of(article: Article, view: View) -> Iterator[Line]:
    """Every statement once: in reading order, restatements and nested ones beneath."""
    page = Page(article, view, inner_of(article), set(), set())
    for attribution in _outer_first(page):
        if attribution.id not in page.done:
            page.warned.clear()
            yield line()
            yield from statement_lines(attribution, page, depth=1)
            yield from _of_claim(attribution, page)


def inner_of(article: Article) -> dict[str, list[Attribution]]:
    """The nested attributions of each attribution, in reading order."""
    known = {attribution.id for attribution in article.attributions}
    inner: dict[str, list[Attribution]] = {}
    for attribution in _in_reading_order(article.attributions):
        if attribution.nested_in in known and attribution.nested_in != attribution.id:
            inner.setdefault(attribution.nested_in or "", []).append(attribution)
    return inner


def _outer_first(page: Page) -> Iterator[Attribution]:
    nested = {attribution.id for group in page.inner.values() for attribution in group}
    ordered = _in_reading_order(page.article.attributions)
    yield from (attribution for attribution in ordered if attribution.id not in nested)
    yield from ordered  # a ring of nested ones has no outermost; nothing may be lost


def _in_reading_order(attributions: Iterable[Attribution]) -> list[Attribution]:
    return sorted(attributions, key=lambda attribution: attribution.content)


def statement_lines(
    attribution: Attribution, page: Page, *, depth: int, label: str = ""
) -> Iterator[Line]:
    """A statement: who and how, the words, the hands, and beneath it what stands within it."""
    page.done.add(attribution.id)
    who, how = flat(page.article.who_said(attribution)), _how(attribution, page.article)
    where = f"{offsets(attribution.content)} {attribution.id}"
    yield line(label, (who, WHO), f" {how}", quiet(where), depth=depth)
    for paragraph in _content(attribution.content, page.article).split("\n"):
        if paragraph.strip():
            yield line(paragraph.strip(), depth=depth + 1)
    if _tells_more(attribution):
        yield line(f"hands: {chain_in_words(attribution.chain)}", depth=depth + 1)
    for caution in cautions(attribution.chain, page.view.parties):
        if caution not in page.warned:
            yield line(f"caution: {caution}", depth=depth + 1)
            page.warned.add(caution)
    for nested in page.inner.get(attribution.id, ()):
        if nested.id not in page.done:
            yield from statement_lines(nested, page, depth=depth + 1, label="within it: ")


def _tells_more(attribution: Attribution) -> bool:
    """Whether the chain says more than that the speaker, who stands above, said it."""
    first = attribution.chain[:1]
    plain = all((h.action, h.evidence, h.basis) == ("say", None, "stated") for h in first)
    return len(attribution.chain) > 1 or not plain or (bool(first) and not attribution.speaker)


def _how(attribution: Attribution, article: Article) -> str:
    """The cue and everything that is not the plain case, in words."""
    if attribution.own_voice:
        return "· the outlet's own voice: asserted without attribution"
    cue = f"“{words_at(article, attribution.cue)}”" if attribution.cue else "(no cue)"
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


def chain_in_words(chain: Sequence[Hop]) -> str:
    """``captured sailor (unnamed) → says → Harbour Police, released footage → (lost)``"""
    hands = [hand_in_words(hop, first=not n) for n, hop in enumerate(chain)]
    return " → ".join(hands) or "none stated"


def hand_in_words(hop: Hop, *, first: bool) -> str:
    """``Harbour Police, released footage``; the ``first`` hand is the one who says it.

    What the page says a named hand is stands beside it: ``Lockview (news service), shared``.
    """
    if hop.basis == "lost" and hop.party is None:
        return f"(lost: who {' '.join((_VERBS.get(hop.action, ('', hop.action))[1], *_kind(hop)))})"
    party = "(not stated)" if hop.party is None else flat(hop.party)
    described = hop.party is not None and not hop.named and "(unnamed)" not in party
    verb = _VERBS.get(hop.action, (hop.action, hop.action))[0 if first else 1]
    kind = "".join(f" ({word})" if first else f" {word}" for word in _kind(hop))
    basis = "" if hop.basis == "stated" else f" ({hop.basis})"
    who = party + (" (unnamed)" if described else "")
    if hop.description is not None:
        who += f" ({flat(hop.description)})"
    if first:
        return f"{who} → {verb}{kind}{basis}"
    return f"{who}, {verb}{kind}{basis}"


def _kind(hop: Hop) -> tuple[str, ...]:
    """The kind of evidence; "reported report" says nothing more than "reported"."""
    adds = hop.evidence is not None and hop.evidence[:5] != hop.action[:5]
    return (flat(hop.evidence or ""),) if adds else ()


# ------------------------------------------------------------- claims and origins


def _of_claim(attribution: Attribution, page: Page) -> Iterator[Line]:
    """Who else says the same, here and elsewhere, and how many origins stand behind it."""
    claim = page.view.claims.get(attribution.claim or "")
    if claim is None:
        return
    here = page.view.on_page.get((claim.id, page.article.id), ())
    yield from _restated(here, page)
    yield from _elsewhere(claim, {one for one in here if one.attribution in page.done}, page)
    if claim.origins is not None or len(claim.statements) > 1:
        yield line(origins_line(claim), quiet(claim.id), depth=2)


def _restated(here: Iterable[Statement], page: Page) -> Iterator[Line]:
    """The statements of this page that stand nowhere yet."""
    for other in here:
        said = page.view.attributions.get(other)
        if said is not None and said.id not in page.done and said.nested_in is None:
            yield from statement_lines(said, page, depth=2, label="restated: ")


def _elsewhere(claim: Claim, printed: Collection[Statement], page: Page) -> Iterator[Line]:
    """Where else it is said; of many, the first, and where the others are."""
    view = page.view
    # No list of all others: every page of a claim of thousands would go through thousands.
    others = (other for other in claim.statements if other not in printed)
    for other in islice(others, MOST_ELSEWHERE):
        said = view.attributions.get(other)
        words = first_words(words_at(view.articles[other.article], said.content)) if said else ""
        where = view.where(other.article, said.content if said else ())
        yield line(f"also: {view.who(other)}: {words}", quiet(where), depth=2)
    more = len(claim.statements) - len(printed) - MOST_ELSEWHERE
    if more > 0:
        yield line(f"also: and {more} more", quiet(f"--explain {claim.id} prints all"), depth=2)


def origins_line(claim: Claim) -> str:
    """How many origins stand behind a claim, on one line with all levels and other counters."""
    if claim.origins is None:
        return "origins: not counted yet" + _rivals(claim)
    origins = claim.origins
    levels = (
        ("utterer", origins.utterer),
        ("releaser", origins.releaser),
        ("outlet", origins.outlet),
        ("owner", origins.owner),
    )
    shown = ", ".join(f"{name} {level_in_words(level)}" for name, level in levels)
    nobody = f"; {origins.not_stated} of nobody" if origins.not_stated else ""
    count = interval(origins.min, origins.max)
    return f"independent origins {count} ({shown}{nobody}){_rivals(claim)}"


def _rivals(claim: Claim) -> str:
    counts = {"outlets": claim.rivals.outlets, "headlines": claim.rivals.headlines}
    said = [f"of {what} says {n}" for what, n in counts.items() if n is not None]
    return f" · a counter {', '.join(said)}" if said else ""
