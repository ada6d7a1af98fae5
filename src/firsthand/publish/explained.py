"""One claim or statement explained: every step of its count, with the words it rests on."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from firsthand.publish.claims import conflict_lines, labelled, merge_line, undecided_line
from firsthand.publish.phrases import (
    count,
    first_words,
    flat,
    offsets,
    outlet_and_basis,
    words_at,
)
from firsthand.publish.standing import (
    Standing,
    level_in_words,
    levels_of,
    origins_in_words,
    rivals_in_words,
    standing_of,
    told_in_words,
)
from firsthand.publish.statements import (
    WHO,
    Page,
    hand_in_words,
    inner_of,
    statement_lines,
)
from firsthand.publish.terminal import HEAD, Line, line, quiet
from firsthand.publish.view import View
from firsthand.types import Article, Certainty, Claim, Hop, Merge, Spans, Statement

_WARN = "yellow"


def explanation(view: View, wanted: str) -> Iterator[Line]:
    """Everything that a claim or a statement of this id rests on; unknown ids say so."""
    claim = view.claims.get(wanted)
    statements = [s for s in view.attributions if s.attribution == wanted]
    if claim is not None:
        yield from _claim(claim, view)
        statements = [s for s in claim.statements if s in view.attributions]
    for statement in statements:
        yield line()
        yield from _statement(statement, view)
    if claim is None and not statements:
        there = ", ".join(view.claims) or "none"
        yield line((f"no claim or statement has the id {wanted}; claims: {there}", _WARN))


# --------------------------------------------------------------------- a claim


def _claim(claim: Claim, view: View) -> Iterator[Line]:
    """The count, step by step: statements, sure merges, possible ones, nobody, levels."""
    standing = standing_of(claim)
    yield line((flat(claim.text), WHO), quiet(claim.id))
    yield line(f"{origins_in_words(claim.origins)}; {told_in_words(claim)}")
    if rivals := rivals_in_words(claim):
        yield line(rivals)
    yield from _utterers(standing, view)
    if claim.origins is not None:
        yield from _after(claim, "sure", standing, view)
        yield from _after(claim, "possible", standing, view)
        yield from _kept_apart(claim, view)
        yield from _nobody(standing, view)
        yield from _levels(claim)
    yield from _may_say_the_same(claim, view)
    yield from _differs(claim, view)


def _step(title: str) -> Iterator[Line]:
    yield line()
    yield line((title, HEAD))


def _utterers(standing: Standing, view: View) -> Iterator[Line]:
    """Each statement, and who stands at the beginning of its chain."""
    told = [*chain.from_iterable(standing.origins), *standing.nobody]
    yield from _step(f"1. {count(len(told), 'statement')}, and who utters each")
    for statement in told:
        said = view.attributions.get(statement)
        words = (
            first_words(words_at(view.articles[statement.article], said.content)) if said else ""
        )
        utterer = _utterer(statement, view)
        yield line(f"{utterer}: {words}", quiet(view.where_of(statement)), depth=1)


def _utterer(statement: Statement, view: View) -> str:
    said = view.attributions.get(statement)
    if said is None:
        return "not among the pages read"
    if said.own_voice:
        return f"nobody; {view.outlet(statement.article)} asserts it without attribution"
    hop = next((hop for hop in said.chain if hop.party), None)
    if hop is None:
        return "nobody stated"
    known = "by name" if hop.named else "by description"
    return f"{flat(hop.party or '')}, known {known}"


def _after(claim: Claim, certainty: Certainty, standing: Standing, view: View) -> Iterator[Line]:
    """The merges of one certainty, and the origins they leave."""
    merges = [merge for merge in claim.merges if merge.certainty == certainty]
    number, bound = (2, "max") if certainty == "sure" else (3, "min")
    yield from _step(f"{number}. {count(len(merges), f'{certainty} merge')}")
    for merge in merges:
        yield from _merge(merge, view)
    origins = claim.origins
    left = 0 if origins is None else origins.max if certainty == "sure" else origins.min
    yield line(f"leaves {count(left, 'origin')}: the {bound} of the interval", depth=1)
    yield from _origins(standing, view) if certainty == "sure" else _perhaps_one(standing)


def _merge(merge: Merge, view: View) -> Iterator[Line]:
    yield merge_line(merge, view, depth=1)
    for where, span in merge.spans:
        if where in view.articles:
            words = flat(span.of(view.articles[where].text))
            yield line(f"“{words}”", quiet(view.where(where, (span,))), depth=2)


def _origins(standing: Standing, view: View) -> Iterator[Line]:
    for number, group in enumerate(standing.origins, 1):
        members = "; ".join(view.where_of(statement) for statement in group)
        yield line(f"origin {number}: {members}", depth=1)


def _kept_apart(claim: Claim, view: View) -> Iterator[Line]:
    """What people keep apart, and who decided so."""
    for split in claim.splits:
        yield line(
            f"kept apart by {flat(split.decided_by)} ({split.rule}): {flat(split.reason)}",
            quiet(f"{view.where_of(split.a)}; {view.where_of(split.b)}"),
            depth=1,
        )


def _perhaps_one(standing: Standing) -> Iterator[Line]:
    for group in standing.perhaps_one:
        names = ", ".join(f"origin {number + 1}" for number in group)
        yield line(names + (", perhaps one" if len(group) > 1 else ""), depth=1)


def _nobody(standing: Standing, view: View) -> Iterator[Line]:
    number = len(standing.nobody)
    yield from _step(f"4. {count(number, 'statement')} without a stated origin: 0 added")
    for label, statement in labelled(Standing((), (), standing.nobody), counted=True):
        yield line(f"{label}: {view.who(statement)}", quiet(view.where_of(statement)), depth=1)


def _levels(claim: Claim) -> Iterator[Line]:
    if claim.origins is not None:
        yield from _step("5. the four levels, each with what is unknown there")
        for name, level in levels_of(claim.origins):
            yield line(f"{name}: {level_in_words(level)}", depth=1)


def _may_say_the_same(claim: Claim, view: View) -> Iterator[Line]:
    pairs = view.undecided.get(claim.id, ())
    if pairs:
        yield from _step("what may say the same: undecided, and counted apart")
    for pair, other in pairs:
        yield undecided_line(pair, other, view, depth=1)
        own = pair.b if other == pair.a else pair.a
        yield line(f"as {view.who(own)}", quiet(view.where_of(own)), depth=2)


def _differs(claim: Claim, view: View) -> Iterator[Line]:
    numbers = view.conflicts.get(claim.id, ())
    if numbers:
        yield from _step("what differs")
    for number in numbers:
        yield from conflict_lines(view.tracing.conflicts[number], view)


# ----------------------------------------------------------------- a statement


def _statement(statement: Statement, view: View) -> Iterator[Line]:
    article = view.articles[statement.article]
    attribution = view.attributions[statement]
    yield line(
        f"article {view.numbers[article.id]}: {flat(article.title or '(no title)')}"
        f" · outlet: {outlet_and_basis(article.outlet)}"
    )
    yield from statement_lines(
        attribution, Page(article, view, inner_of(article), set(), set()), depth=1
    )
    for name in ("source", "cue"):
        spans: Spans = getattr(attribution, name)
        words = words_at(article, spans) or "none stated"
        yield line(f"{name}: {words}", quiet(offsets(spans)), depth=2)
    for hop in attribution.chain:
        yield _hop(hop, article)


def _hop(hop: Hop, article: Article) -> Line:
    words = f": “{flat(hop.span.of(article.text))}”" if hop.span else ""
    where = offsets((hop.span,) if hop.span else ())
    return line(
        f"hand {hand_in_words(hop, first=False)}, {hop.basis}{words}", quiet(where), depth=2
    )
