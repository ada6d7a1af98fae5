"""Statements that may say the same, where nothing settles it, are kept as undecided."""

from __future__ import annotations

import functools
import io
from pathlib import Path

import pytest
from rich.console import Console

from firsthand import Decision, Spot, annotate, read
from firsthand.linking import Linked, link
from firsthand.publish.account import print_account
from firsthand.publish.json import claim_lines
from firsthand.types import Article, Statement, Tracing

MORNING = "2031-05-05T09:00:00Z"

EXAMPLES = Path(__file__).parents[2] / "examples"
PAGES = ("01-courier.txt", "02-lantern.txt", "03-valley-post.txt", "08-valley-post.txt")


@functools.cache
def pages() -> tuple[Article, ...]:
    """Invented pages of several outlets on one event, which say many things half alike."""
    texts = [(EXAMPLES / name).read_text(encoding="utf-8") for name in PAGES]
    return tuple(
        annotate(read(text=text, id=name)) for name, text in zip(PAGES, texts, strict=True)
    )


@functools.cache
def found_in_all() -> Linked:
    return link(pages())


def claim_of(found: Linked, one: Statement) -> str:
    (claim,) = (claim.id for claim in found.claims if one in claim.statements)
    return claim


def spot(found: Linked, one: Statement) -> Spot:
    article = next(a for a in found.articles if a.id == one.article)
    said = next(a for a in article.attributions if a.id == one.attribution)
    span = said.content[0]
    return Spot(article.id, span.start, span.end, span.of(article.text))


def test_statements_that_are_half_alike_are_undecided_and_counted_apart():
    found = found_in_all()

    assert found.undecided
    for pair in found.undecided:
        assert claim_of(found, pair.a) != claim_of(found, pair.b)
        assert 0.2 <= pair.chance <= 1


def test_two_claims_are_undecided_once():
    found = found_in_all()
    claims = [frozenset(claim_of(found, one) for one in (p.a, p.b)) for p in found.undecided]

    assert len(set(claims)) == len(claims)


@pytest.mark.parametrize("number", range(3))
def test_a_person_decides_and_the_pair_is_undecided_no_longer(number):
    found = found_in_all()
    pair = sorted(found.undecided, key=lambda one: -one.chance)[number]
    where = spot(found, pair.a), spot(found, pair.b)

    joined = link(pages(), [Decision("same-claim", *where, "Ilva", MORNING)])
    assert claim_of(joined, pair.a) == claim_of(joined, pair.b)
    parted = link(pages(), [Decision("not-same-claim", *where, "Ilva", MORNING)])
    assert pair not in parted.undecided


def test_what_one_says_and_the_other_denies_is_decided():
    told = (
        "Ana Reis said the harbour board knew of the crack in the Orn dam.",
        "Tom Katz said the harbour board did not know of the crack in the Orn dam.",
    )
    found = link([annotate(read(text=text, id=text[:8])) for text in told])

    assert len(found.claims) == 2
    assert not found.undecided


def test_the_order_of_the_pages_changes_nothing():
    def pairs(found: Linked) -> set[tuple[frozenset[Statement], float]]:
        return {(frozenset((p.a, p.b)), round(p.chance, 9)) for p in found.undecided}

    assert pairs(link(pages()[::-1])) == pairs(found_in_all())


def test_the_account_and_the_explanation_name_what_may_say_the_same():
    found = found_in_all()
    pair = max(found.undecided, key=lambda one: one.chance)
    tracing = Tracing(articles=found.articles, claims=found.claims, undecided=found.undecided)
    shown = io.StringIO()
    print_account(tracing, Console(file=shown, width=200), explain=claim_of(found, pair.a))

    assert "what may say the same: undecided, and counted apart" in shown.getvalue()
    assert f"(chance {pair.chance:.2f})" in shown.getvalue()
    assert pair.b.attribution in shown.getvalue()


def test_a_claim_on_a_line_holds_its_undecided_pairs():
    found = found_in_all()
    pair = found.undecided[0]
    tracing = Tracing(articles=found.articles, claims=found.claims, undecided=found.undecided)
    lines = {told["id"]: told for told in claim_lines(tracing)}

    for one in (pair.a, pair.b):
        kept = lines[claim_of(found, one)]["undecided"]
        assert (pair.a.attribution, pair.b.attribution) in [
            (told["a"]["attribution"], told["b"]["attribution"]) for told in kept
        ]
