"""What people decided about speakers, claims and origins wins, for ever and whatever the order."""

from __future__ import annotations

import functools
import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from linking_cases import fullest, interval

from firsthand import Decision, Spot, annotate, read
from firsthand.linking import Linked, link
from firsthand.linking.decisions import Tie, obey
from firsthand.types import Article, DecisionKind

SINKING = "the ferry Alma sank off Norda after its engine failed on Sunday night"
ELSEWHERE = "the school in Kesk will stay shut until the spring"
REIS, REIS_TOO = f"Ana Reis said {SINKING}.", f"Reis said {SINKING}."
KATZ, POLICE, OFFICIALS = (
    f"{who} said {SINKING}." for who in ("Tom Katz", "Police", "Officials")
)  # fmt: skip
SCHOOL = f"Tom Katz said {ELSEWHERE}."


@functools.cache
def page(text: str, number: int = 0) -> Article:
    return annotate(read(text=text, id=f"page {number}"))


def pages(*texts: str) -> list[Article]:
    return [page(text, number) for number, text in enumerate(texts)]


def spot(article: Article, words: str) -> Spot:
    start = article.text.index(words)
    return Spot(article.id, start, start + len(words), words)


def decided(
    kind: DecisionKind, a: Spot, b: Spot, *, hour: int = 9, by: str = "Ilva", reason: str = ""
) -> Decision:
    at = f"2031-05-05T{hour:02}:00:00Z"
    return Decision(kind, a, b, by, at, reason or None, input=f"d.jsonl:{hour}")


def said(articles: list[Article], kind: DecisionKind, a: int = 0, b: int = 1, **more) -> Decision:
    """A decision about the words that page ``a`` and page ``b`` report."""
    one, other = (
        spot(articles[n], SINKING if SINKING in articles[n].text else ELSEWHERE) for n in (a, b)
    )
    return decided(kind, one, other, **more)


def outcomes(found: Linked) -> list[str | None]:
    return [decision.became for decision in found.decisions]


# ---------------------------------------------------------------------- origins


def test_a_merge_by_a_person_is_sure_and_says_who_decided():
    told = pages(REIS, KATZ)
    assert interval(fullest(link(told))) == (2, 2, 0)
    found = link(told, [said(told, "merge", reason="one press room")])
    claim = fullest(found)
    assert interval(claim) == (1, 1, 0)
    (merge,) = claim.merges
    assert (merge.rule, merge.certainty) == ("merge", "sure")
    assert (merge.decided_by, merge.reason) == ("Ilva", "one press room")
    assert outcomes(found) == ["obeyed"]


def test_a_split_by_a_person_wins_over_every_rule_and_leaves_a_record():
    told = pages(POLICE, OFFICIALS)
    assert interval(fullest(link(told))) == (1, 1, 0)
    claim = fullest(link(told, [said(told, "split", reason="two rooms")]))
    assert interval(claim) == (2, 2, 0)
    assert claim.merges == ()
    (split,) = claim.splits
    assert (split.rule, split.decided_by, split.reason) == ("split", "Ilva", "two rooms")
    assert {split.a.article, split.b.article} == {"page 0", "page 1"}
    assert {where for where, _ in split.spans} == {"page 0", "page 1"}


def test_no_third_statement_brings_together_what_a_person_split():
    told = pages(POLICE, OFFICIALS, f"Soldiers said {SINKING}.")
    assert interval(fullest(link(told)))[1] == 1
    for a, b in itertools.combinations(range(3), 2):
        claim = fullest(link(told, [said(told, "split", a, b)]))
        assert interval(claim)[1] == 2
        together = [{s.article for s in group} for group in claim.origins.groups]
        assert not any({told[a].id, told[b].id} <= group for group in together)


def test_a_merge_with_somebodys_statement_tells_whose_words_nobodys_are():
    told = pages(REIS, f"It is claimed that {SINKING}.")
    assert interval(fullest(link(told))) == (1, 1, 1)
    assert interval(fullest(link(told, [said(told, "merge")]))) == (1, 1, 0)


def test_a_merge_of_two_statements_of_nobody_states_nobody():
    told = pages(f"Reportedly, {SINKING}.", f"It is claimed that {SINKING}.")
    assert interval(fullest(link(told, [said(told, "merge")]))) == (0, 0, 2)


def test_a_merge_over_two_claims_has_nothing_to_count_and_says_so():
    told = pages(REIS, SCHOOL)
    merge = said(told, "merge")
    found = link(told, [merge])
    assert outcomes(found) == ["idle"]
    assert "in no claim together" in found.decisions[0].why
    assert interval(fullest(link(told, [merge, said(told, "same-claim")]))) == (1, 1, 0)


# ----------------------------------------------------------------------- claims


def test_what_a_person_holds_for_the_same_is_one_claim():
    told = pages(REIS, SCHOOL)
    assert len(link(told).claims) == 2
    found = link(told, [said(told, "same-claim")])
    assert len(found.claims) == 1
    assert interval(found.claims[0]) == (2, 2, 0)


def test_what_a_person_keeps_apart_is_never_one_claim():
    told = pages(REIS, KATZ, POLICE)
    assert len(fullest(link(told)).statements) == 3
    found = link(told, [said(told, "not-same-claim", 0, 2)])
    groups = [{s.article for s in claim.statements} for claim in found.claims]
    assert sum(map(len, groups)) == 3
    assert not any({"page 0", "page 2"} <= group for group in groups)


def test_a_sentence_in_the_outlets_own_voice_joins_where_a_person_says_so():
    own = "The lighthouse at Ostrel has had no keeper since the winter."
    told = pages(REIS, own)
    found = link(told, [decided("same-claim", spot(told[0], SINKING), spot(told[1], own))])
    assert len(found.claims) == 1
    assert interval(found.claims[0]) == (1, 1, 1)


# --------------------------------------------------------------------- speakers


def test_two_whom_a_person_holds_for_one_speaker_of_a_page_are_one_origin():
    text = f"Ana Reis said {SINKING}. The engineer said the Alma sank after its engine failed."
    told = [page(text, 7)]
    before = fullest(link(told))
    who = decided("same-speaker", spot(told[0], "Ana Reis"), spot(told[0], "The engineer"))
    found = link(told, [who])
    claim = fullest(found)
    assert len(claim.statements) == 2
    assert outcomes(found) == ["obeyed"]
    assert interval(before)[1] == 2
    assert interval(claim) == (1, 1, 0)
    (merge,) = claim.merges
    assert (merge.rule, merge.certainty, merge.decided_by) == ("one-speaker", "sure", "Ilva")


def test_one_speaker_of_two_pages_is_possibly_one_occasion():
    told = pages(
        REIS, "The Alma went down off Norda on Sunday when its engine failed, Tom Katz told us."
    )
    assert interval(fullest(link(told))) == (2, 2, 0)
    who = decided("same-speaker", spot(told[0], "Ana Reis"), spot(told[1], "Tom Katz"))
    claim = fullest(link(told, [who]))
    assert interval(claim) == (1, 2, 0)
    assert [(m.rule, m.certainty, m.decided_by) for m in claim.merges] == [
        ("one-name", "possible", "Ilva")
    ]


def test_two_of_one_name_whom_a_person_tells_apart_are_two_origins():
    told = pages(REIS, REIS_TOO)
    assert interval(fullest(link(told)))[1] == 1
    who = decided("not-same-speaker", spot(told[0], "Ana Reis"), spot(told[1], "Reis"))
    claim = fullest(link(told, [who]))
    assert interval(claim) == (2, 2, 0)
    assert [(s.rule, s.decided_by) for s in claim.splits] == [("not-same-speaker", "Ilva")]


@pytest.mark.parametrize(
    ("several", "one", "names"),
    [
        ("Lawyers", "Ana Reis, a lawyer,", ("Lawyers", "Ana Reis")),
        ("Two divers", "A diver", ("Two divers", "A diver")),
        ("Researchers", "Professor Ana Reis", ("Researchers", "Ana Reis")),
    ],
)
def test_one_whom_a_person_tells_apart_from_several_is_not_among_them(several, one, names):
    told = pages(
        f"{several} said {SINKING}.",
        f"{one} said the Alma went down off Norda on Sunday when its engine failed.",
    )
    assert interval(fullest(link(told)))[:2] == (1, 2)
    who = decided("not-same-speaker", *map(spot, told, names))
    assert interval(fullest(link(told, [who])))[:2] == (2, 2)


def test_a_third_of_that_name_is_one_of_the_two_and_no_bridge_between_them():
    told = pages(REIS, REIS_TOO, f"Reis said on Monday {SINKING}.")
    who = decided("not-same-speaker", spot(told[0], "Ana Reis"), spot(told[1], "Reis"))
    assert interval(fullest(link(told, [who]))) == (2, 2, 0)


# ------------------------------------------------------- what cannot be obeyed


def test_words_that_no_longer_stand_there_are_said_and_never_moved():
    told = pages(REIS, KATZ)
    here = spot(told[0], SINKING)
    moved = Spot(here.article, here.start - 1, here.end - 1, here.exact)
    found = link(told, [decided("merge", moved, spot(told[1], SINKING))])
    assert outcomes(found) == ["not-found"]
    assert "no longer stands at" in found.decisions[0].why
    assert interval(fullest(found)) == (2, 2, 0)


@pytest.mark.parametrize(
    ("words", "kind", "why"),
    [
        ("said", "merge", "no statement stands at"),
        ("said", "same-claim", "no statement stands at"),
        (SINKING, "merge", "both spots are one statement"),
        ("Tom Katz", "same-speaker", "both spots are one speaker"),
    ],
)
def test_a_spot_without_its_thing_is_said(words, kind, why):
    told = pages(KATZ)
    other = words if words != "said" else SINKING
    found = link(told, [decided(kind, spot(told[0], words), spot(told[0], other))])
    assert outcomes(found) == ["not-found"]
    assert why in found.decisions[0].why


def test_a_decision_about_another_page_waits_for_it():
    told = pages(REIS, KATZ)
    merge = said(told, "merge")
    found = link(told[:1], [merge])
    assert outcomes(found) == ["elsewhere"]
    assert outcomes(link(told, found.decisions)) == ["obeyed"]


# --------------------------------------------------------------- contradictions


@pytest.mark.parametrize(
    ("first", "then", "expected"),
    [("split", "merge", (1, 1, 0)), ("merge", "split", (2, 2, 0))],
)
def test_of_two_that_contradict_each_other_the_later_wins(first, then, expected):
    told = pages(REIS, KATZ)
    both = [said(told, first, hour=9), said(told, then, hour=10, by="Pell")]
    for order in (both, both[::-1]):
        found = link(told, order)
        assert interval(fullest(found)) == expected
        became = {d.kind: d.became for d in found.decisions}
        assert became == {first: "overruled", then: "obeyed"}
        assert [d.kind for d in found.decisions] == [d.kind for d in order]


def test_of_two_of_one_moment_neither_is_obeyed():
    told = pages(POLICE, OFFICIALS)
    found = link(told, [said(told, "split"), said(told, "merge", by="Pell")])
    assert outcomes(found) == ["contested", "contested"]
    assert fullest(found) == fullest(link(told))


def test_moments_are_compared_over_zones():
    told = pages(REIS, KATZ)
    a, b = spot(told[0], SINKING), spot(told[1], SINKING)
    merge = Decision("merge", a, b, "Ilva", "2031-05-05T10:00:00+02:00")
    split = Decision("split", a, b, "Pell", "2031-05-05T09:00:00Z")
    assert outcomes(link(told, [merge, split])) == ["overruled", "obeyed"]


def test_a_contradiction_over_three_decisions_is_found():
    told = pages(REIS, KATZ, POLICE)
    chain = [
        said(told, "same-claim", 0, 1, hour=11),
        said(told, "same-claim", 1, 2, hour=10),
        said(told, "not-same-claim", 0, 2, hour=9),
    ]
    found = link(told, chain)
    assert outcomes(found) == ["obeyed", "obeyed", "overruled"]
    assert len(fullest(found).statements) == 3


# ---------------------------------------------------------------------- the law

SPOT = Spot("page", 0, 1, "a")


def ties(joins: list[tuple[int, int, bool, int]]) -> list[Tie[int]]:
    return [
        Tie(decided("merge" if one else "split", SPOT, SPOT, hour=hour), a, b, one)
        for a, b, one, hour in joins
    ]


NODES = st.integers(0, 5)
TIES = st.lists(
    st.tuples(NODES, NODES, st.booleans(), st.integers(0, 3)).filter(lambda t: t[0] != t[1]),
    max_size=14,
)


@settings(max_examples=300, deadline=None)
@given(TIES)
def test_what_is_obeyed_can_all_hold_together(drawn):
    given_ties = ties(drawn)
    kept = [
        tie for tie, out in zip(given_ties, obey(given_ties), strict=True) if out.became == "obeyed"
    ]
    group = {n: {n} for n in range(6)}
    for tie in kept:
        if tie.joins:
            both = group[tie.a] | group[tie.b]
            group |= dict.fromkeys(both, both)
    assert all(tie.b not in group[tie.a] for tie in kept if not tie.joins)


@settings(max_examples=300, deadline=None)
@given(TIES, st.randoms())
def test_the_order_of_decisions_changes_nothing(drawn, random):
    shuffled = drawn[:]
    random.shuffle(shuffled)
    became = [
        sorted((*one, out.became) for one, out in zip(some, obey(ties(some)), strict=True))
        for some in (drawn, shuffled)
    ]
    assert became[0] == became[1]


@settings(max_examples=300, deadline=None)
@given(TIES)
def test_the_latest_decision_is_obeyed_unless_one_of_its_moment_contradicts_it(drawn):
    found = obey(ties(drawn))
    latest = max((hour for *_, hour in drawn), default=0)
    for (*_, hour), out in zip(drawn, found, strict=True):
        assert out.became in ("obeyed", "contested" if hour == latest else out.became)
        if hour == latest:
            assert out.became != "overruled"


KINDS = st.sampled_from(
    ["merge", "split", "same-speaker", "not-same-speaker", "same-claim", "not-same-claim"]
)
PAIRS = st.sampled_from(list(itertools.combinations(range(4), 2)))


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(KINDS, PAIRS, st.integers(8, 11)), max_size=6), st.randoms())
def test_no_order_of_lines_or_pages_changes_a_count_and_no_statement_is_lost(drawn, random):
    told = pages(REIS, KATZ, POLICE, OFFICIALS)
    decisions = [said(told, kind, *pair, hour=hour) for kind, pair, hour in drawn]
    one = link(told, decisions)
    random.shuffle(decisions)
    other = link(random.sample(told, len(told)), decisions)
    assert sorted(one.claims, key=lambda c: c.id) == sorted(other.claims, key=lambda c: c.id)
    statements = [s for claim in one.claims for s in claim.statements]
    assert len(statements) == len(set(statements)) == 4
    for claim in one.claims:
        assert claim.origins.min <= claim.origins.max
        groups = [{(s.article, s.attribution) for s in g} for g in claim.origins.groups]
        for split in claim.splits:
            if split.rule == "split":
                pair = {(s.article, s.attribution) for s in (split.a, split.b)}
                assert not any(pair <= group for group in groups)
