"""Tests of score_claims.py, copied."""

from __future__ import annotations

import contextlib
import copy
import io
import json
import random
import sys
import tempfile
import unittest
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[3] / "benchmarks" / "scorers"))

import score_claims
from score_claims import Article, Hop, Statement, parties_agree, score, score_group

Json = dict[str, Any]

EVENT = "ferry"
TEXTS = {
    "A": (
        "north.example",
        "Ferry sinks off Orla\n"
        "The ferry Marisol sank off Orla on Monday. \u201cWe pulled twelve people out of the water,\u201d said "
        "Coast Guard Captain Lena Voss. Police spokesman Tom Hale told Reuters that 14 passengers were "
        "missing. Residents said the boat was overloaded.\n"
        "Read more: ferry safety\nSign up for our newsletter\n",
    ),
    "B": (
        "south.example",
        "Captain Lena Voss said ten people were pulled from the water. Police said 14 passengers were "
        "missing, according to Reuters. The boat was overloaded, witnesses told Radio Orla.\nShare this\n",
    ),
    "C": (
        "North.example",  # the outlet of A
        "The ferry Marisol sank on Monday. The owner, Dan Pryce, denied that the boat was overloaded. "
        "14 passengers were missing, Hale said.\nSign up for our newsletter\nSign up for our newsletter\n",
    ),
}
ARTICLES = {key: Article(key, outlet, text) for key, (outlet, text) in TEXTS.items()}
VOSS, HALE = "Lena Voss, Coast Guard captain", "Tom Hale, police spokesman"


def statement(
    statement_id: str, article: str, content: Any, speaker: str | None = None, *chain: tuple[str, str]
) -> Json:
    hops = [{"party": party, "action": action} for party, action in chain]
    return {"id": statement_id, "article": article, "content": content, "speaker": speaker, "chain": hops}


# 10 statements, 11 hops (8 chains not empty), 4 claims making 1 + 3 + 1 + 1 = 6 pairs.
GOLD: Json = {
    "event": EVENT,
    "statements": [
        statement("s1", "A", "We pulled twelve people out of the water", VOSS, (VOSS, "say")),
        statement("s2", "A", "14 passengers were missing", HALE, (HALE, "say"), ("Reuters", "report")),
        statement("s3", "A", "the boat was overloaded", "residents", ("residents", "say")),
        statement("s4", "B", "ten people were pulled from the water", VOSS, (VOSS, "say")),
        statement(
            "s5", "B", "14 passengers were missing", "police", ("police", "say"), ("Reuters", "report")
        ),
        statement(
            "s6",
            "B",
            "The boat was overloaded",
            "witnesses",
            ("witnesses", "say"),
            ("Radio Orla", "broadcast"),
        ),
        statement("s7", "C", "The ferry Marisol sank on Monday", "the outlet's own voice"),
        statement("s8", "C", "the boat was overloaded", "Dan Pryce, the owner", ("Dan Pryce", "say")),
        statement("s9", "C", "14 passengers were missing", HALE, (HALE, "say")),
        statement("s10", "A", "The ferry Marisol sank off Orla on Monday"),
    ],
    "claims": [
        {"id": "c1", "statements": ["s1", "s4"], "origins": {"min": 1, "max": 1, "not_stated": 0}},
        {"id": "c2", "statements": ["s2", "s5", "s9"], "origins": {"min": 1, "max": 2, "not_stated": 0}},
        {"id": "c3", "statements": ["s3", "s6"], "origins": {"min": 1, "max": 2, "not_stated": 0}},
        {"id": "c4", "statements": ["s7", "s10"], "origins": {"min": 0, "max": 0, "not_stated": 2}},
    ],
    "conflicts": [
        {"a": {"article": "A", "exact": "twelve people"}, "b": {"article": "B", "exact": "ten people"}},
        {
            "a": {"article": "A", "exact": "the boat was overloaded"},
            "b": {"article": "C", "exact": "denied that the boat was overloaded"},
        },
    ],
    "furniture": [
        {"article": "A", "exact": "Read more: ferry safety"},
        {"article": "A", "exact": "Sign up for our newsletter"},
        {"article": "B", "exact": "Share this"},
        {"article": "C", "exact": "Sign up for our newsletter"},
        {"article": "C", "exact": "Sign up for our newsletter"},
    ],
}

PERCENTAGES = frozenset(
    "precision recall f1 agree agree_stated exact exact_parties exact_stated contains_max pair_precision "
    "pair_recall pair_f1 bcubed_precision bcubed_recall bcubed_f1".split()
)


def rates(value: Json, path: str = "") -> Iterator[tuple[str, Any]]:
    """All percentages and mean errors of a report's group, but the baseline's."""
    for key, inner in value.items():
        if isinstance(inner, dict) and "baseline" not in key:
            yield from rates(inner, f"{path}{key}.")
        elif key in PERCENTAGES or key.startswith("mae_"):
            yield path + key, inner


def measure(predicted: Json, gold: Json = GOLD, articles: dict[str, Article] = ARTICLES) -> Json:
    return score_group(gold, predicted, articles).as_json()


def damaged(change: Callable[[Json], Any], group: Json = GOLD) -> Json:
    group = copy.deepcopy(group)
    change(group)
    return group


def by_id(group: Json, item_id: str) -> Json:
    found: Json = next(item for item in group["statements"] + group["claims"] if item["id"] == item_id)
    return found


def with_offsets(group: Json) -> Json:
    """The same annotation with offsets in place of strings."""

    def change(copied: Json) -> None:
        taken: dict[tuple[str, str], int] = {}
        for item in copied["statements"] + copied["furniture"]:
            string = item.pop("content", None) or item.pop("exact")
            start = ARTICLES[item["article"]].text.index(string, taken.get((item["article"], string), 0))
            taken[item["article"], string] = start + len(string)
            span = {"start": start, "end": start + len(string)}
            item.update({"content": span} if "speaker" in item else span)
        for conflict in copied["conflicts"]:
            for end in (conflict["a"], conflict["b"]):
                string = end.pop("exact")
                end["start"] = ARTICLES[end["article"]].text.index(string)
                end["end"] = end["start"] + len(string)

    return damaged(change, group)


class Case(unittest.TestCase):
    def assert_perfect(self, result: Json) -> None:
        seen = 0
        for name, value in rates(result):
            seen += 1
            self.assertEqual(0 if ".mae_" in name else 100, value, name)
        self.assertEqual(seen, 31)

    def assert_rates(self, result: Json, **expected: float | None) -> None:
        for key, value in expected.items():
            if value is None:
                self.assertIsNone(result[key], key)
            else:
                self.assertAlmostEqual(result[key], value, places=6, msg=key)


class GoldAgainstGold(Case):
    def test_is_100_everywhere(self) -> None:
        result = score_group(GOLD, GOLD, ARTICLES)
        self.assertEqual(result.problems, [])
        self.assert_perfect(result.as_json())
        self.assertEqual(result.as_json()["origins"]["without_counterpart"], [])

    def test_offsets_ids_and_order_do_not_matter(self) -> None:
        for seed in range(20):
            rng = random.Random(seed)

            def change(group: Json, rng: random.Random = rng) -> None:
                for item in group["statements"]:
                    item["id"] = "p" + item["id"]
                for claim in group["claims"]:
                    claim["id"] = "p" + claim["id"]
                    claim["statements"] = ["p" + member for member in claim["statements"]]
                for key in ("statements", "claims", "conflicts", "furniture"):
                    rng.shuffle(group[key])

            self.assert_perfect(measure(damaged(change, with_offsets(GOLD))))

    def test_typography_and_case_are_forgiven_and_reported(self) -> None:
        def change(group: Json) -> None:
            group["statements"][0]["content"] = '"we pulled\n twelve  people out of the water," said'

        result = score_group(GOLD, damaged(change), ARTICLES)
        self.assert_rates(result.as_json()["statements"], precision=100, recall=100)
        self.assertIn("forgiving typography", result.problems[0])

    def test_empty_annotation_measures_nothing(self) -> None:
        empty = {"event": EVENT, "statements": [], "claims": [], "conflicts": [], "furniture": []}
        for name, value in rates(measure(empty, gold=empty)):
            self.assertIsNone(value, name)


class Statements(Case):
    def test_dropped(self) -> None:
        result = measure(damaged(lambda g: g["statements"].pop(2)))  # s3
        self.assert_rates(result["statements"], precision=100, recall=90, f1=100 * 18 / 19)
        self.assertEqual(result["missed"], ["s3"])
        self.assert_rates(result["claims"], pair_f1=100, bcubed_f1=100, gold=5)
        self.assert_rates(result["origins"], exact=100, found=4)  # c3 is still found through s6

    def test_random_drops(self) -> None:
        for seed in range(20):
            rng = random.Random(seed)
            keep = rng.sample(range(10), rng.randint(1, 9))
            predicted = with_offsets(GOLD)
            predicted["statements"] = [predicted["statements"][i] for i in keep]
            result = measure(predicted)
            self.assert_rates(result["statements"], precision=100, recall=10 * len(keep))
            self.assert_rates(result["speakers"], agree=100)
            self.assert_rates(result["claims"], bcubed_f1=100)

    def test_invented_and_unlocatable_ones_are_wrong(self) -> None:
        def change(group: Json) -> None:
            group["statements"].append(statement("x", "A", "Ferry sinks", "Voss"))
            group["statements"].append(statement("y", "A", "nowhere in the text", "Voss"))
            group["statements"].append(statement("z", "Z", "no such article", "Voss"))
            group["statements"].append(statement("w", "A", {"start": 5, "end": 99999}, "Voss"))
            group["statements"].append(statement("v", "A", None, "Voss"))

        result = score_group(GOLD, damaged(change), ARTICLES)
        self.assert_rates(result.as_json()["statements"], precision=100 * 10 / 15, recall=100)
        self.assertEqual(result.spurious, list("xyzwv"))
        self.assertEqual(len(result.problems), 4)

    def test_unlocatable_gold_is_left_out_and_reported(self) -> None:
        gold = damaged(lambda g: g["statements"].append(statement("x", "A", "nowhere in the text")))
        result = score_group(gold, GOLD, ARTICLES)
        self.assert_rates(result.as_json()["statements"], gold=10, recall=100)
        self.assertEqual(len(result.problems), 1)

    def test_other_article_does_not_match(self) -> None:
        twins = {key: Article(key, "o", "Nobody was hurt") for key in "AB"}
        gold, predicted = ({"statements": [statement("s", key, "Nobody was hurt")]} for key in "AB")
        self.assert_rates(measure(predicted, gold, twins)["statements"], right=0)

    def overlap(self, gold: Any, predicted: Any, text: str) -> int:
        articles = {"A": Article("A", "o", text)}
        groups = [{"statements": [statement("s", "A", content)]} for content in (gold, predicted)]
        right: int = measure(groups[1], groups[0], articles)["statements"]["right"]
        return right

    def test_threshold_is_half_and_included(self) -> None:
        self.assertEqual(self.overlap("aaaa bbbb", "aaaa", "aaaa bbbb cccc"), 1)
        self.assertEqual(self.overlap("aaaa bbbb", {"start": 0, "end": 3}, "aaaa bbbb cccc"), 0)
        self.assertEqual(self.overlap("aaaa bbbb", "bbbb cccc", "aaaa bbbb cccc"), 0)  # 4 of 12

    def test_only_word_characters_count(self) -> None:
        self.assertEqual(self.overlap("ab", {"start": 0, "end": 12}, "\u201c..... ab!\u201d, cd"), 1)

    def test_list_of_spans(self) -> None:
        text = "\u201cWe left at once,\u201d she said, \u201cand saw the boat.\u201d We left"
        whole = ["We left at once", {"start": text.index("and"), "end": text.index(".")}]
        self.assertEqual(self.overlap("and saw the boat", whole, text), 1)  # 13 of 25
        self.assertEqual(self.overlap("We left at once", whole, text), 0)  # 12 of 25
        self.assertEqual(self.overlap(whole, whole, text), 1)

    def test_list_part_is_looked_for_behind_the_part_before(self) -> None:
        article = Article("A", "o", "no yes no")
        locator = score_claims.Locator({"A": article}, "gold", [])
        self.assertEqual(locator.locate({"article": "A"}, ["yes", "no"], "s"), (article, [(3, 6), (7, 9)]))

    def test_second_item_with_the_same_string_gets_the_second_occurrence(self) -> None:
        articles = {"A": Article("A", "o", "He did not leave, Ann said. He did not leave, Bob said.")}
        gold = {"statements": [statement(x, "A", "He did not leave", x) for x in ("Ann", "Bob")]}
        second = statement("p", "A", {"start": 28, "end": 44}, "Bob")
        result = measure({"statements": [second]}, gold, articles)
        self.assertEqual([(m["gold"], m["speaker_agrees"]) for m in result["matches"]], [("Bob", True)])

    def test_same_string_once_serves_two_speakers(self) -> None:
        articles = {"A": Article("A", "o", "He left, Ann and Bob said.")}
        gold = {"statements": [statement(x, "A", "He left", x) for x in ("Ann", "Bob")]}
        result = measure({"statements": gold["statements"][::-1]}, gold, articles)
        self.assert_rates(result["statements"], right=2)
        self.assert_rates(result["speakers"], agree=100)

    def test_occurrences_that_cut_no_word_are_preferred(self) -> None:
        self.assertEqual(score_claims.occurrences("In 2012 12 died", "12"), ([(8, 10)], False))
        self.assertEqual(score_claims.occurrences("In 2012", "12"), ([(5, 7)], False))
        self.assertEqual(score_claims.occurrences("In 2012", "13"), ([], False))

    def test_one_to_one_best_first(self) -> None:
        def at(name: str, start: int, end: int) -> Statement:
            return Statement(name, "A", frozenset(range(start, end)), None, None, ())

        gold = [at("g1", 0, 10), at("g2", 0, 6)]
        predicted = [at("p1", 0, 6), at("p2", 0, 9)]
        matches = score_claims.match_statements(gold, predicted)
        self.assertEqual([(m.gold.id, m.predicted.id) for m in matches], [("g1", "p2"), ("g2", "p1")])
        self.assertEqual([m.overlap for m in matches], [0.9, 1])
        self.assertEqual(len(score_claims.match_statements(gold, predicted[:1])), 1)


class Speakers(Case):
    AGREE = (
        (None, None),
        (None, " "),
        ("the outlet's own voice", None),
        ('not stated ("reportedly")', ""),
        ("Lena Voss", "lena voss"),
        ("Muhammadu Buhari", "Buhari"),
        ("Muhammadu Buhari, President of Nigeria", "President Buhari"),
        ("Foreign Minister Lavrov", "Sergei Lavrov"),
        ("Mr Smith", "John Smith"),
        ("US Secretary of State John Kerry", "John Kerry"),
        ("spokesman for Buhari, Mallam Garba Shehu", "Garba Shehu"),
        ("International Committee of the Red Cross", "ICRC"),
        ("Islamic State (ISIS)", "ISIS"),
        ("Chosun Ilbo (South Korean newspaper)", "Chosun Ilbo"),
        ("M\u00e9decins Sans Fronti\u00e8res", "Medecins sans Frontieres"),
        ("Ministry of Defence", "Defence Ministry"),
        ("unnamed police spokesman", "police spokeswoman"),
        ("a senior US official", "U.S. officials"),
        ("police official", "a US official"),
        ("Residents", "local residents"),
        ("Stephane Dujarric, UN spokesman", "the UN spokesman"),
        ("Reuters", "a Reuters reporter"),
        ("Interior Ministry", "unnamed spokesman for the Interior Ministry"),
        ("Ann Lee and Tom Hale", "Tom Hale"),
        ("International Committee of the Red Cross", "Red Cross"),
        ("the ministry", "a spokesman for the ministry"),
        ("the president", "Donald Trump, US President"),
        (
            "unnamed spokesman of Algeria's ministry of foreign affairs",
            "Algeria's ministry of foreign affairs",
        ),
    )
    DIFFER = (
        ("Buhari", None),
        ("the outlet's own voice", "Buhari"),
        ("Lena Voss", "Tom Hale"),
        ("Mallam Garba Shehu, spokesman for President Buhari", "President Buhari"),
        ("Buhari", "a spokesman for President Buhari"),
        ("Trump", "Trump's lawyer"),
        ("Boko Haram", "two rival claimants to the leadership of Boko Haram"),
        ("John Kerry", "Secretary of State Hillary Clinton"),
        ("Israeli officials", "Palestinian officials"),
        ("Interior Ministry", "Defence Ministry"),
        ("Bank of England", "Bank of America"),
        ("Bank of England", "England"),
        ("Israel's Prime Minister's Bureau", "Israel (Israeli government)"),
        ("President's Office", "Prime Minister's Office"),
        ("the boy's father", "the boy's grandfather"),
        ("the president", "the president's spokesman"),
        ("the president", "Mallam Garba Shehu, spokesman for President Buhari"),
        ("Chinese government", "Swiss government"),
        ("police", "witnesses"),
        ("Voss", "she"),
    )

    def test_pairs_both_ways(self) -> None:
        for expected, pairs in ((True, self.AGREE), (False, self.DIFFER)):
            for a, b in pairs:
                self.assertEqual(parties_agree(a, b), expected, (a, b))
                self.assertEqual(parties_agree(b, a), expected, (b, a))

    def test_named_flag_overrules_the_guess(self) -> None:
        self.assertFalse(parties_agree("Local Media", "Social Media"))
        self.assertTrue(parties_agree("Local Media", "Social Media", False, False))
        self.assertFalse(
            parties_agree("Tunisia's foreign ministry", "Algeria's foreign ministry", True, True)
        )

    def test_share(self) -> None:
        def change(group: Json) -> None:
            by_id(group, "s1")["speaker"] = "Voss"  # still right
            by_id(group, "s2")["speaker"] = "Dan Pryce"
            by_id(group, "s3")["speaker"] = None
            by_id(group, "s10")["speaker"] = "Voss"

        self.assert_rates(
            measure(damaged(change))["speakers"], matched=10, agree=70, stated=8, agree_stated=75
        )

    def test_unmatched_statements_do_not_count(self) -> None:
        def change(group: Json) -> None:
            group["statements"] = group["statements"][:2]
            group["statements"][1]["speaker"] = "Voss"

        self.assert_rates(measure(damaged(change))["speakers"], matched=2, agree=50)


class Chains(Case):
    def test_turned_round(self) -> None:
        result = measure(damaged(lambda g: by_id(g, "s2")["chain"].reverse()))["chains"]
        self.assert_rates(result, right=10, precision=100 * 10 / 11, recall=100 * 10 / 11, f1=100 * 10 / 11)
        self.assert_rates(result, chains=10, exact=90, exact_parties=90, stated=8, exact_stated=87.5)

    def test_hop_dropped_and_hop_added(self) -> None:
        result = measure(damaged(lambda g: by_id(g, "s2")["chain"].pop()))["chains"]
        self.assert_rates(result, precision=100, recall=100 * 10 / 11, exact=90)
        extra = {"party": "Radio Orla", "action": "report"}
        result = measure(damaged(lambda g: by_id(g, "s7")["chain"].append(extra)))["chains"]
        self.assert_rates(result, precision=100 * 11 / 12, recall=100, exact=90, exact_stated=100)

    def test_action(self) -> None:
        result = measure(damaged(lambda g: by_id(g, "s2")["chain"][1].update(action="share")))["chains"]
        self.assert_rates(result, f1=100, exact=90, exact_parties=100, exact_stated=87.5)

    def test_longest_common_subsequence(self) -> None:
        def chain(letters: str) -> list[Hop]:
            return [Hop(letter * 3, "say") for letter in letters]

        for gold, predicted, expected in (
            ("abcd", "acbd", 3),
            ("abc", "xaybzc", 3),
            ("ab", "ba", 1),
            ("a", "aa", 1),
            ("", "a", 0),
        ):
            self.assertEqual(score_claims.common_hops(chain(gold), chain(predicted)), expected)


class Claims(Case):
    def test_split(self) -> None:
        result = measure(damaged(lambda g: by_id(g, "c2")["statements"].remove("s9")))["claims"]
        self.assert_rates(
            result, gold=6, predicted=4, right=4, pair_precision=100, pair_recall=100 * 4 / 6, pair_f1=80
        )
        recall = 10 * (7 + 2 / 3 + 2 / 3 + 1 / 3)
        self.assert_rates(result, bcubed_precision=100, bcubed_recall=recall)
        self.assert_rates(result, bcubed_f1=2 * 100 * recall / (100 + recall))

    def test_merged(self) -> None:
        def change(group: Json) -> None:
            by_id(group, "c1")["statements"] += by_id(group, "c3")["statements"]
            group["claims"].remove(by_id(group, "c3"))

        result = measure(damaged(change))["claims"]
        self.assert_rates(result, gold=6, predicted=10, right=6, pair_precision=60, pair_recall=100)
        self.assert_rates(result, bcubed_precision=80, bcubed_recall=100)

    def test_no_claims(self) -> None:
        result = measure(damaged(lambda g: g["claims"].clear()))["claims"]
        self.assert_rates(result, pair_precision=None, pair_recall=0, pair_f1=0, bcubed_precision=100)
        self.assert_rates(result, bcubed_recall=10 * (1 + 3 * 0.5 * 2 + 3 / 3))

    def test_statement_in_two_claims(self) -> None:
        def change(group: Json) -> None:
            group["statements"] = group["statements"][:3]
            group["claims"] = [
                {"id": "a", "statements": ["s1", "s2"]},
                {"id": "b", "statements": ["s1", "s3"]},
            ]

        gold = damaged(change)
        self.assert_rates(measure(gold, gold)["claims"], pair_f1=100, bcubed_f1=100)
        result = measure(damaged(lambda g: g["claims"].pop(), gold), gold)["claims"]
        self.assert_rates(
            result, pair_recall=50, bcubed_precision=100, bcubed_recall=100 * (0.5 + 1 + 0.5) / 3
        )


class Origins(Case):
    def test_baseline(self) -> None:
        result = measure(GOLD)["origins"]
        # outlets 2, 2, 2, 1 against [1, 1], [1, 2], [1, 2], [0, 0]
        self.assert_rates(result["baseline"], exact=0, mae_min=1, mae_max=0.5, contains_max=50)

    def test_wrong_interval(self) -> None:
        result = measure(damaged(lambda g: by_id(g, "c2")["origins"].update(max=4)))["origins"]
        self.assert_rates(result, exact=75, mae_min=0, mae_max=0.5, contains_max=100, found=4)
        result = measure(damaged(lambda g: by_id(g, "c2")["origins"].update(min=0, max=1)))["origins"]
        self.assert_rates(result, exact=75, mae_min=0.25, mae_max=0.25, contains_max=75)

    def test_missing_claims_are_wrong_and_listed(self) -> None:
        def change(group: Json) -> None:
            group["claims"].remove(by_id(group, "c1"))  # its statements stay
            for name in ("s3", "s6"):  # nothing left of c3
                group["statements"].remove(by_id(group, name))
            del by_id(group, "c4")["origins"]

        result = measure(damaged(change))["origins"]
        self.assert_rates(result, claims=4, found=1, exact=25, contains_max=25, mae_min=0.5, mae_max=0.75)
        self.assert_rates(result["found_only"], exact=100, contains_max=100, mae_min=0, mae_max=0)
        self.assert_rates(result["baseline_found_only"], exact=0, contains_max=100, mae_min=1, mae_max=0)
        self.assert_rates(result["baseline"], mae_min=1, mae_max=0.5)
        self.assertEqual(
            result["without_counterpart"],
            [
                {"claim": "c1", "reason": "its matched statements are in no predicted claim"},
                {"claim": "c3", "reason": "none of its statements was matched"},
                {"claim": "c4", "reason": "predicted claim c4 has no origins"},
            ],
        )

    def test_counterpart_shares_most_then_holds_fewest_others(self) -> None:
        def change(group: Json) -> None:
            group["claims"] = [
                {"id": "one", "statements": ["s2"], "origins": {"min": 9, "max": 9}},
                {"id": "two", "statements": ["s5", "s9", "s1"], "origins": {"min": 1, "max": 2}},  # c2
                {"id": "wide", "statements": ["s3", "s6", "s7"], "origins": {"min": 9, "max": 9}},
                {"id": "just", "statements": ["s3", "s6"], "origins": {"min": 1, "max": 2}},  # c3
            ]

        result = score_group(GOLD, damaged(change), ARTICLES)
        # c1 -> two [1, 2], c2 -> two, c3 -> just, c4 -> wide
        self.assert_rates(result.as_json()["origins"], found=4, exact=50, mae_max=(1 + 0 + 0 + 9) / 4)


class Conflicts(Case):
    def test_ends_in_either_order(self) -> None:
        def change(group: Json) -> None:
            for conflict in group["conflicts"]:
                conflict["a"], conflict["b"] = conflict["b"], conflict["a"]

        self.assert_rates(measure(damaged(change))["conflicts"], precision=100, recall=100)

    def test_dropped_doubled_and_unlocatable(self) -> None:
        result = measure(damaged(lambda g: g["conflicts"].pop()))["conflicts"]
        self.assert_rates(result, precision=100, recall=50)
        result = measure(damaged(lambda g: g["conflicts"].append(g["conflicts"][0])))["conflicts"]
        self.assert_rates(result, precision=100 * 2 / 3, recall=100)
        lost = {"a": {"article": "A", "exact": "nowhere"}, "b": {"article": "B", "exact": "ten people"}}
        result = measure(damaged(lambda g: g["conflicts"].append(lost)))["conflicts"]
        self.assert_rates(result, precision=100 * 2 / 3, recall=100)

    def test_both_ends_must_overlap(self) -> None:
        def change(group: Json) -> None:
            group["conflicts"][0]["a"] = {"article": "A", "exact": "twelve"}  # part of the gold end
            group["conflicts"][1]["b"] = {"article": "C", "exact": "14 passengers"}

        self.assert_rates(measure(damaged(change))["conflicts"], right=1)

    def test_gold_string_stands_for_every_occurrence(self) -> None:
        articles = {"A": Article("A", "o", "12 dead. Later: 12 dead."), "B": Article("B", "p", "9 dead")}
        b = {"article": "B", "exact": "9"}
        gold = {"conflicts": [{"a": {"article": "A", "exact": "12"}, "b": b}]}
        later = {"conflicts": [{"a": {"article": "A", "start": 16, "end": 18}, "b": b}]}
        self.assert_rates(measure(later, gold, articles)["conflicts"], right=1)
        self.assert_rates(measure(gold, later, articles)["conflicts"], right=0)  # a predicted one: the first

    def test_same_place_in_another_article(self) -> None:
        twins = {key: Article(key, "o", "12 dead, 9 hurt") for key in "AB"}
        groups = [
            {"conflicts": [{"a": {"article": x, "exact": "12"}, "b": {"article": "A", "exact": "9"}}]}
            for x in "AB"
        ]
        self.assert_rates(measure(groups[0], groups[1], twins)["conflicts"], right=0)

    def test_largest_matching(self) -> None:
        self.assertEqual(score_claims.largest_matching([[0, 1], [0]]), 2)
        self.assertEqual(score_claims.largest_matching([[0], [0], []]), 1)


class Furniture(Case):
    SIGN_UP = len("Signupforournewsletter")
    ALL = len("Readmore:ferrysafety") + 3 * SIGN_UP + len("Sharethis")

    def test_dropped(self) -> None:
        result = measure(damaged(lambda g: g["furniture"].pop()))["furniture"]
        self.assert_rates(
            result, gold=self.ALL, precision=100, recall=100 * (self.ALL - self.SIGN_UP) / self.ALL
        )

    def test_too_much_and_unlocatable(self) -> None:
        def change(group: Json) -> None:
            group["furniture"].append({"article": "A", "exact": "Ferry sinks"})
            group["furniture"].append({"article": "A", "exact": "Not here"})

        result = measure(damaged(change))["furniture"]
        self.assert_rates(result, recall=100, precision=100 * self.ALL / (self.ALL + 10 + 7))

    def test_white_space_does_not_count(self) -> None:
        text = ARTICLES["A"].text
        start = text.index("\nRead more")
        whole = {"article": "A", "start": start, "end": len(text)}
        result = measure(damaged(lambda g: g.update(furniture=[whole, *g["furniture"][2:]])))
        self.assert_rates(result["furniture"], precision=100, recall=100)


class Reports(Case):
    def test_pooled_is_computed_from_summed_counts(self) -> None:
        small = {"event": "small", "statements": GOLD["statements"][:1]}
        report = score({EVENT: GOLD, "small": small}, {EVENT: GOLD}, {EVENT: ARTICLES, "small": ARTICLES})
        self.assert_rates(report["groups"]["small"]["statements"], precision=None, recall=0, f1=0)
        self.assert_rates(report["pooled"]["statements"], precision=100, recall=100 * 10 / 11)
        self.assertIn("small: not predicted; counted as empty", report["problems"])

    def test_common_leaves_out_what_was_not_predicted(self) -> None:
        groups = {EVENT: GOLD, "small": {"event": "small"}}
        report = score(groups, {EVENT: GOLD}, {EVENT: ARTICLES}, common=True)
        self.assertEqual(list(report["groups"]), [EVENT])
        self.assert_perfect(report["pooled"])

    def test_malformed_entries_are_reported_not_fatal(self) -> None:
        def change(group: Json) -> None:
            group["statements"] += ["nonsense", statement("s1", "A", "Ferry sinks")]
            group["claims"].append({"id": "c9", "statements": ["s99"], "origins": {"min": None, "max": 1}})
            group["conflicts"].append({"a": None, "b": 3})
            group["furniture"] = None
            group["statements"][0]["chain"] = 3
            group["claims"][1]["statements"] = "s1"

        result = score_group(GOLD, damaged(change), ARTICLES)
        text = "\n".join(result.problems)
        for part in ("no objects", "used twice", "unknown statement s99", "no origins", "is no object"):
            self.assertIn(part, text)
        self.assert_rates(result.as_json()["furniture"], precision=None, recall=0)


class CommandLine(Case):
    def setUp(self) -> None:
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)
        (self.folder / "gold").mkdir()
        self.write("gold/one.json", GOLD)
        self.write("gold/two.json", [GOLD, "no group"])  # a second copy of the event is skipped
        self.write("predicted.json", [GOLD, {"event": "other", "statements": []}])
        rows = [
            {"event": EVENT, "id": a.id, "outlet": a.outlet, "title": "", "date": "", "text": a.text}
            for a in ARTICLES.values()
        ]
        self.write("articles.json", [rows])

    def write(self, name: str, data: Any) -> None:
        (self.folder / name).write_text(json.dumps(data), encoding="utf-8")

    def run_main(self, *arguments: str) -> tuple[int, str, str]:
        out, err = io.StringIO(), io.StringIO()
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
            paths = [a if a.startswith("-") else str(self.folder / a) for a in arguments]
            status = score_claims.main(paths)
        return status, out.getvalue(), err.getvalue()

    def test_json(self) -> None:
        status, out, _ = self.run_main("gold", "predicted.json", "articles.json", "--json")
        report = json.loads(out)
        self.assertEqual(status, 0)
        self.assert_perfect(report["pooled"])
        self.assert_perfect(report["groups"][EVENT])
        self.assertEqual(len(report["problems"]), 3)

    def test_table(self) -> None:
        status, out, err = self.run_main("gold", "predicted.json", "articles.json", "articles.json")
        self.assertEqual(status, 0)
        pooled = [line.split() for line in out.splitlines() if line.startswith("  POOLED")]
        self.assertEqual(len(pooled), len(score_claims.SECTIONS))
        self.assertEqual(pooled[0], "POOLED 10 10 10 100.0 100.0 100.0 8 100.0 100.0".split())
        self.assertIn("gold claims without counterpart: 0", out)
        self.assertIn("was read before", err)

    def test_unusable_input(self) -> None:
        (self.folder / "bad.json").write_text("{", encoding="utf-8")
        self.write("none.json", [])
        for arguments in (
            ("missing.json", "predicted.json", "articles.json"),
            ("bad.json", "predicted.json", "articles.json"),
            ("gold", "none.json", "articles.json"),
            ("gold", "predicted.json", "none.json"),
            ("gold", "predicted.json", "gold/one.json"),
        ):
            status, out, err = self.run_main(*arguments)
            self.assertEqual((status, out), (2, ""), arguments)
            self.assertTrue(err.startswith("score_claims: "), err)


if __name__ == "__main__":
    unittest.main()
