"""The account in the terminal: what was read, who said what, through which hands.

Everything a page says is shown verbatim and can do nothing: page text is never read as
markup, and characters that could drive a terminal or reverse its letters stand as visible
escapes. Away from a terminal the account is plain: no colours, and one line a line however
long, so that ``grep`` finds what stands there.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from rich.console import Console

from firsthand.publish.blocks import about, notes, set_aside
from firsthand.publish.claims import told_above
from firsthand.publish.explained import explanation
from firsthand.publish.harms import harms_of
from firsthand.publish.phrases import caution, count, flat
from firsthand.publish.statements import WHO, statements_of
from firsthand.publish.terminal import Line, line, quiet, show
from firsthand.publish.view import View, section
from firsthand.types import Article, Hop, Tracing

_LISTED = 8  # how many parties are listed


def print_account(tracing: Tracing, console: Console, *, explain: str | None = None) -> None:
    """Print what a run found, to ``console``: the head, what pages share, then each article.

    ``[804–1016]`` counts code points of the article's text, end excluded. ``explain`` is
    the id of a claim or of a statement: then only that is printed, with every span, level
    and merge it rests on; an id that is nowhere is said so, with those there are.
    """
    view = View(tracing)
    for found in _account(view) if explain is None else explanation(view, explain):
        show(found, console)


# ------------------------------------------------------------------- the account


def _account(view: View) -> Iterator[Line]:
    yield from _head(view)
    yield from told_above(view)
    for article in view.tracing.articles:
        yield from _article(article, view)


def _head(view: View) -> Iterator[Line]:
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
        (pages + failed, WHO),
        f" · {count(len(view.attributions), 'statement')}",
        f" · {count(len(chains), 'chain')} of hands"
        f" ({several} of several hands, {lost} with a lost hand)",
        f" · {count(len(parties), 'party', 'parties')} named",
    )
    if parties:
        yield line(f"parties named: {_listed_parties(parties)}")
    for party in tracing.parties:
        if party.party_to_conflict:
            yield line(f"caution: {caution(party)}", quiet(flat(party.source or "")))
    if not tracing.articles:
        return
    # No input of ours is a recording or a document yet; a page about one is not one.
    yield line("0 recordings or documents in hand")
    if view.attributions and not any(claim.origins for claim in tracing.claims):
        yield line("origins: not counted yet")


def _named_parties(tracing: Tracing) -> dict[str, list[str]]:
    """For each named party the article of each statement that it had in hand."""
    names = {party.id: party.name for party in tracing.parties}
    found: dict[str, list[str]] = {}
    for article in tracing.articles:
        for attribution in article.attributions:
            for name in {_name(hop, names): None for hop in attribution.chain if hop.named}:
                found.setdefault(name, []).append(article.id)
    return found


def _name(hop: Hop, names: Mapping[str, str]) -> str:
    return flat(names.get(hop.party_id or "", hop.party or ""))


def _listed_parties(parties: Mapping[str, Sequence[str]]) -> str:
    most = sorted(parties.items(), key=lambda item: -len(item[1]))
    shown = [f"{name} ({_in_hand(articles)})" for name, articles in most[:_LISTED]]
    more = len(parties) - len(shown)
    return " · ".join(shown) + (f" · and {more} more, below" if more else "")


def _in_hand(articles: Sequence[str]) -> str:
    """How many statements, and on how many pages where it is more than one."""
    pages = len(set(articles))
    on_pages = f" on {count(pages, 'page')}" if pages > 1 else ""
    return count(len(articles), "statement") + on_pages


# ------------------------------------------------------------------- one article


def _article(article: Article, view: View) -> Iterator[Line]:
    number, total = view.numbers[article.id], len(view.numbers)
    yield from section(f"article {number} of {total}: {flat(article.title or '(no title)')}")
    yield from about(article)
    if not article.attributions:
        yield line("no statements found", depth=1)
    yield from statements_of(article, view)
    yield from harms_of(article, view)
    yield from set_aside(article)
    yield from notes(article)
