"""Which rules are asked, and in what order their findings come."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from firsthand import data
from firsthand.errors import TableError
from firsthand.linking.findings import (
    calibres,
    causes,
    cited_pages,
    comparisons,
    dates,
    headlines,
    limits,
    ranks,
    recordings,
)
from firsthand.linking.findings.pages import Page
from firsthand.linking.memory import NO_MEMORY, Memory
from firsthand.types import Article, Claim, Finding

Rule = Callable[[Page], Iterable[Finding]]

OF_ONE_PAGE: dict[str, Rule] = {
    "calibre": calibres.of_other_weapons,
    "impossible-value": limits.beyond,
    "no-such-date": dates.that_never_were,
    "wrong-weekday": dates.on_another_weekday,
    "date-after-publication": dates.told_too_early,
    "part-exceeds-whole": comparisons.of_part_and_whole,
    "more-than-population": comparisons.with_population,
    "dead-exceed-those-who-fought": comparisons.of_dead_and_those_who_fought,
    "headline-drops-attribution": headlines.without_attribution,
    "headline-names-nobody-here": headlines.of_somebody_else,
    "generalised-from-one-recording": recordings.told_as_many,
    "unnamed-others": recordings.and_many_others,
    "two-ranks": ranks.two_for_one,
    "cause-only-in-paraphrase": causes.of_a_paraphrase,
    "none-is-named": recordings.of_which_none_is_named,
}
OF_A_RUN = {"cited-source-lacks-figure": cited_pages.without_the_figure}


@dataclass(frozen=True, slots=True)
class Check:
    """A row of ``checks.csv``: a rule, whether it is asked, and what its findings say."""

    rule: str
    on: bool
    says: str


@cache
def checks() -> tuple[Check, ...]:
    """The rows of ``checks.csv``.

    Raises:
        TableError: a rule that there is not, or a switch that is neither on nor off.
    """
    rows = data.table("checks", columns=("rule", "switch", "says", "example"))
    for row in rows:
        if row["rule"] not in {*OF_ONE_PAGE, *OF_A_RUN} or row["switch"] not in ("on", "off"):
            raise TableError(
                f"checks.csv, {row['rule']!r}: no such rule, or neither on nor off",
                next=f"rules are {', '.join([*OF_ONE_PAGE, *OF_A_RUN])}",
            )
    return tuple(Check(row["rule"], row["switch"] == "on", row["says"]) for row in rows)


def find_findings(
    articles: Sequence[Article],
    claims: Sequence[Claim] = (),
    *,
    rules: Collection[str] | None = None,
    memory: Memory = NO_MEMORY,
) -> tuple[Finding, ...]:
    """The checkable oddities of annotated articles, by article, place and rule.

    ``rules`` are the ids of the rules to ask; None: those that ``checks.csv`` has on.
    ``claims`` are not needed by any rule yet. The order of the articles changes nothing but
    the order of the findings.

    Few and right: a rule that is not sure gives nothing, so that no finding does not mean
    that the page is right.

    Raises:
        ValueError: a rule that there is not.
    """
    asked = set(rules) if rules is not None else {check.rule for check in checks() if check.on}
    if unknown := asked - {*OF_ONE_PAGE, *OF_A_RUN}:
        raise ValueError(f"there is no rule {', '.join(sorted(unknown))}")
    found = dict.fromkeys(_asked(articles, frozenset(asked), memory))  # each once
    place = {article.id: number for number, article in enumerate(articles)}
    return tuple(sorted(found, key=lambda f: (place[f.article], f.spans, f.rule, f.message)))


def _asked(articles: Sequence[Article], asked: frozenset[str], memory: Memory) -> Iterator[Finding]:
    by_id = {article.id: article for article in articles}
    sort = " ".join(("findings", *sorted(asked)))
    own = memory.recall_each(sort, by_id, lambda page: _of_one_page(by_id[page], asked))
    yield from itertools.chain.from_iterable(own.values())
    for name, of_run in OF_A_RUN.items():
        if name in asked:
            yield from of_run(articles, memory)


def _of_one_page(article: Article, asked: frozenset[str]) -> tuple[Finding, ...]:
    page = Page.of(article)  # one at a time: all sentences of a large run would fill memory
    return tuple(f for name, rule in OF_ONE_PAGE.items() if name in asked for f in rule(page))
