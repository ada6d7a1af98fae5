"""Many pages, pages told twice, and pages that are odd: counted right, in any order, in time."""

import dataclasses
import itertools
import sys
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from benchmarks.generated import generate

from firsthand import annotate, read
from firsthand.linking import Linked, link
from firsthand.linking.utterers import Met, Utterer, same
from firsthand.types import (
    Article,
    Attribution,
    Block,
    Hop,
    Outlet,
    Span,
    Speaker,
)

MADE = [page.article for page in generate(40, like_news=True)]
WORDS = """dam gate hinge valley ferry harbour engine bridge keeper flood siren roof tower cable
    winter inspector pump boat crew cargo lamp signal tunnel rail wagon mast anchor""".split()


def all_but_articles(linked: Linked) -> dict[str, object]:
    found = {f.name: getattr(linked, f.name) for f in dataclasses.fields(linked)}
    del found["articles"]
    return found


def page(name: str, said: list[tuple[str, str]], **more: object) -> Article:
    """A page of "X said Y." sentences, traced by hand: annotating thousands takes minutes."""
    text, statements, sentences = "", [], []
    speakers = {who: f"s{number}" for number, who in enumerate(dict.fromkeys(w for w, _ in said))}
    for who, what in said:
        start = len(text)
        text += f"{who} said {what}. "
        source, cue = Span(start, start + len(who)), start + len(who) + 1
        statements.append(
            Attribution(
                id=f"{name}:{start}",
                kind="indirect",
                source=(source,),
                cue=(Span(cue, cue + 4),),
                content=(Span(cue + 5, len(text) - 2),),
                speaker=speakers[who],
                polarity="affirmed",
                modality="fact",
                chain=(Hop(1, who, "say", named=True, span=source),),
            )
        )
        sentences.append((Span(start, len(text) - 1),))
    return Article(
        id=name,
        inputs=(name,),
        text=text,
        blocks=(Block(0, len(text), "body"),),
        language="en",
        attributions=tuple(statements),
        sentences=tuple(sentences),
        speakers=tuple(Speaker(id, who, None, True, "person", ()) for who, id in speakers.items()),
        **more,
    )  # type: ignore[arg-type]


# ----------------------------------------------------------------------- order


@settings(max_examples=15)
@given(st.data())
def test_the_order_of_pages_changes_nothing(data):
    chosen = data.draw(st.lists(st.sampled_from(MADE), min_size=2, max_size=8, unique_by=id))
    shuffled = data.draw(st.permutations(chosen))
    one, other = link(chosen), link(shuffled)
    assert all_but_articles(one) == all_but_articles(other)
    assert {a.id: a for a in one.articles} == {a.id: a for a in other.articles}


def test_every_statement_is_in_one_claim_that_lists_it():
    linked = link(MADE)
    listed = [(s.article, s.attribution) for claim in linked.claims for s in claim.statements]
    stated = [(a.id, said.id) for a in linked.articles for said in a.attributions]
    assert sorted(listed) == sorted(stated)
    assert {said.claim for a in linked.articles for said in a.attributions} == {
        claim.id for claim in linked.claims
    }


# ----------------------------------------------------------- pages told again

TOLD = """The Kesk ferry hit the pier, harbour master Ana Reis said on Tuesday.

A deckhand, who was not named, said two ropes had snapped an hour before."""


def told(**more: object) -> Article:
    article = annotate(read(text=TOLD, id="first", title="Kesk ferry hits pier", as_body=True))
    return dataclasses.replace(article, **more)  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def ferry() -> Article:
    return told(outlet=Outlet("The Kesk Post", basis="given"))


@pytest.mark.parametrize("times", [2, 10, 70])
def test_one_page_under_many_addresses_has_the_origins_of_one(ferry, times):
    pages = [
        dataclasses.replace(ferry, id=f"page {n:02}", url=f"https://kesk.example/{n}")
        for n in range(times)
    ]
    linked = link(pages)
    alone = link([ferry])
    assert len(alone.claims) == 2
    spoken = [claim for claim in linked.claims if claim.origins and claim.origins.not_stated == 0]
    assert sorted(len(claim.statements) for claim in spoken) == [times, times]
    assert {(claim.origins.min, claim.origins.max) for claim in spoken} == {(1, 1)}
    assert {claim.rivals.outlets for claim in spoken} == {1}
    assert len(linked.stories) == 1


def test_the_same_page_twice_is_one_page(ferry):
    assert all_but_articles(link([ferry, ferry])) == all_but_articles(link([ferry]))
    assert link([ferry, ferry]).articles == link([ferry]).articles


@pytest.mark.parametrize("published", [None, "2999-12-31", "9999", "0000-00-00", "tomorrow"])
def test_a_date_that_is_missing_ahead_or_no_date_leaves_the_count(ferry, published):
    other = dataclasses.replace(ferry, id="other", published=published)
    linked = link([dataclasses.replace(ferry, published="2025-11-04"), other])
    counts = [(c.origins.min, c.origins.max) for c in linked.claims if c.origins]
    assert counts == [(1, 1), (1, 1)]
    assert sorted(id for story in linked.stories for id in story.articles) == ["first", "other"]


# ------------------------------------------------------------------ thousands


def _various(count: int) -> list[str]:
    """So many contents, no two of the same words."""
    chosen = itertools.islice(itertools.combinations(WORDS, 5), 0, None, 7)
    return [f"the {a} of the {b} {c} near the {d} {e}" for a, b, c, d, e, *_ in
            itertools.islice(chosen, count)]  # fmt: skip


def _people(count: int) -> list[str]:
    return [f"{a.title()}a {b.title()}" for a, b in itertools.islice(
        itertools.product(WORDS, WORDS), count)]  # fmt: skip


@pytest.mark.parametrize(
    "said",
    [
        [("Ana Reis", what) for what in _various(1000)],
        [(who, "the north gate of the Kesk dam broke at midnight") for who in _people(700)],
        list(zip(_people(700), _various(700), strict=True)),
        [("Ana Reis", "the north gate of the Kesk dam broke at midnight")] * 1000,
    ],
    ids=["one speaker", "one sentence", "all differ", "all the same"],
)
def test_a_thousand_statements_of_one_page_take_seconds(said):
    article = page("long", said)
    link([page("short", said[:2])])  # loads the tables
    began = time.process_time()
    linked = link([article])
    assert time.process_time() - began < 30
    assert sum(len(claim.statements) for claim in linked.claims) == len(said)


# ------------------------------------------------------------------------- names

NAMES = [
    "Ana Reis", "Reis", "Tom Reis", "Ministry of Dams", "Dams Ministry", "MD", "KWA",
    "The MD",
    "Kesk Water Authority", "Kesk Water", "Water", "", "a guard", "Ana", "MOD", "Kesk",
]  # fmt: skip
utterers = st.builds(
    lambda page, speaker, name, named, person, party: Utterer(
        page=page,
        speaker=speaker,
        name=name,
        words=tuple(w.lower() for w in name.split() if w not in ("of", "a", "The")),
        named=named,
        person=person,
        party=party,
    ),
    st.sampled_from("pq"),
    st.sampled_from([None, "s1", "s2"]),
    st.sampled_from(NAMES),
    st.booleans(),
    st.booleans(),
    st.sampled_from([None, None, "party:kwa", "party:md"]),
)


@given(st.lists(utterers, max_size=12))
def test_one_who_is_looked_up_is_the_first_met_that_is_the_same(speaking):
    met, known = Met(), []
    for one in speaking:
        number = next((n for n, other in enumerate(known) if same(other, one)), len(known))
        if number == len(known):
            known.append(one)
        assert met.number_of(one) == number
