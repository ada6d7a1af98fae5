"""``firsthand trace --decisions FILE``: what people decided is obeyed, and trouble is said."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from cli_running import GATE, RIVER, Ended, lines, run
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

import firsthand
from firsthand import data
from firsthand.errors import IntakeError
from firsthand.intake import read_decisions
from firsthand.intake.decisions import decision_of

SCHEMA = Draft202012Validator(json.loads(data.text("trace.schema.json")))
LINE = Draft202012Validator(json.loads(data.text("decision.schema.json")))
TEXTS = {"gate": GATE, "river": RIVER}
PAGES = lines(*({"id": name, "text": text} for name, text in TEXTS.items()))
AT = "2031-05-05T09:00:00Z"


def spot(article: str, words: str, *, moved: int = 0) -> dict[str, Any]:
    start = TEXTS[article].index(words) + moved
    return {"article": article, "start": start, "end": start + len(words), "exact": words}


def decision(kind: str, a: Any, b: Any = None, **more: Any) -> dict[str, Any]:
    return {"kind": kind, "a": a, "b": b, "by": "Ilva", "at": AT, "reason": None} | more


OPENED, HURT = "We opened both doors as soon as we could", "Nobody was hurt"
PROMPT, GAVE = "Sign up to our newsletter", "The lower gate gave way at dawn"
MERGE = decision("merge", spot("gate", OPENED), spot("river", HURT))
SAME = decision("same-claim", spot("gate", OPENED), spot("river", HURT))


@pytest.fixture
def trace(tmp_path: Path) -> Any:
    """Run ``trace`` on the two pages with such lines of decisions."""

    def running(*records: Any, options: tuple[str, ...] = ("--json",)) -> Ended:
        path = tmp_path / "decisions.jsonl"
        path.write_text(lines(*records), encoding="utf-8")
        return run("trace", *options, "--decisions", str(path), given=PAGES)

    return running


def block(found: dict[str, Any], article: int, words: str) -> dict[str, Any]:
    page = found["articles"][article]
    at = page["text"].index(words)
    return next(b for b in page["blocks"] if b["start"] <= at < b["end"])


# ------------------------------------------------------------------- obeyed


def test_what_people_decided_is_counted_and_says_who(trace):
    ended = trace(SAME, MERGE)
    assert (ended.status, ended.trouble) == (0, "")
    SCHEMA.validate(ended.json)
    (claim,) = [c for c in ended.json["claims"] if len(c["statements"]) > 1]
    assert (claim["origins"]["min"], claim["origins"]["max"]) == (1, 1)
    assert [m["decided_by"] for m in claim["merges"]] == ["Ilva"]
    assert [d["became"] for d in ended.json["decisions"]] == ["obeyed", "obeyed"]


def test_a_split_stands_in_the_json(trace):
    found = trace(SAME, decision("split", spot("gate", OPENED), spot("river", HURT))).json
    SCHEMA.validate(found)
    (split,) = [s for claim in found["claims"] for s in claim["splits"]]
    assert split["decided_by"] == "Ilva"
    assert {s["span"]["exact"] for s in split["spans"]} >= {HURT}


SPLIT = decision("split", spot("gate", OPENED), spot("river", HURT), reason="two rooms")


@pytest.mark.parametrize(
    ("record", "said"),
    [
        (MERGE, "sure merge by merge (Ilva): decided by Ilva"),
        (SPLIT, "kept apart by Ilva (split): two rooms"),
    ],
)
def test_explain_shows_who_decided(trace, record, said):
    (claim,) = [c for c in trace(SAME, record).json["claims"] if len(c["statements"]) > 1]
    assert said in trace(SAME, record, options=("--explain", claim["id"])).out


def test_without_decisions_nothing_is_there():
    found = run("trace", "--json", given=PAGES).json
    assert found["decisions"] == []
    assert all(claim["splits"] == [] for claim in found["claims"])


def test_what_came_out_may_go_in_again(trace):
    first = trace(SAME, MERGE, decision("body", spot("gate", PROMPT))).json
    for record in first["decisions"]:
        LINE.validate(record)
    again = trace(*first["decisions"]).json
    assert again["claims"] == first["claims"]
    assert [d["became"] for d in again["decisions"]] == ["obeyed"] * 3


# ------------------------------------------------------------------- blocks


def test_journalism_that_a_person_calls_furniture_is_set_aside_and_not_read(trace):
    found = trace(decision("furniture", spot("gate", f"“{OPENED},” Reis said."), reason="a plug"))
    made = block(found.json, 0, OPENED)
    assert (made["role"], made["shown"], made["certainty"]) == ("furniture", "aside", 1.0)
    assert made["reason"] == "decided by Ilva: a plug"
    assert len(found.json["articles"][0]["attributions"]) == 1


def test_furniture_that_a_person_calls_body_is_read(trace):
    assert block(run("trace", "--json", given=PAGES).json, 0, PROMPT)["shown"] == "aside"
    made = block(trace(decision("body", spot("gate", PROMPT))).json, 0, PROMPT)
    assert (made["role"], made["kind"], made["shown"]) == ("body", None, "body")
    assert made["reason"] == "decided by Ilva"


def test_no_threshold_moves_what_a_person_decided(trace):
    aside = decision("furniture", spot("gate", GAVE))
    found = trace(aside, options=("--json", "--aside-above", "1", "--grey-above", "1")).json
    assert block(found, 0, GAVE)["shown"] == "aside"


def test_keep_furniture_reads_it_all_the_same(trace):
    aside = decision("furniture", spot("gate", GAVE))
    made = block(trace(aside, options=("--json", "--keep-furniture")).json, 0, GAVE)
    assert (made["role"], made["shown"]) == ("furniture", "body")


def test_a_block_is_divided_where_the_words_end(trace):
    found = trace(decision("furniture", spot("gate", GAVE))).json
    page = found["articles"][0]
    ends = [(b["start"], b["end"]) for b in page["blocks"]]
    assert [end for _, end in ends[:-1]] == [start for start, _ in ends[1:]]
    assert (ends[0][0], ends[-1][1]) == (0, len(page["text"]))
    assert block(found, 0, "engineer Ana Reis")["role"] == "body"
    made = block(found, 0, GAVE)
    assert page["text"][made["start"] : made["end"]] == GAVE


def test_a_page_that_was_all_furniture_is_rescued(tmp_path):
    path = tmp_path / "d.jsonl"
    path.write_text(lines(decision("body", spot("gate", PROMPT))), encoding="utf-8")
    start = spot("gate", PROMPT)["start"]
    text = " " * start + PROMPT
    ended = run(
        "trace", "--json", "--decisions", str(path), given=lines({"id": "gate", "text": text})
    )
    assert (ended.status, ended.trouble) == (0, "")
    assert len(ended.json["articles"]) == 1


@pytest.mark.parametrize(
    ("hours", "role", "expected"),
    [
        ((9, 10), "body", ["overruled", "obeyed"]),
        ((10, 9), "furniture", ["obeyed", "overruled"]),
        ((9, 9), "body", ["contested", "contested"]),
    ],
)
def test_of_two_about_a_block_the_later_wins(trace, hours, role, expected):
    at = [f"2031-05-05T{hour:02}:00:00Z" for hour in hours]
    spots = spot("gate", GAVE)
    ended = trace(decision("furniture", spots, at=at[0]), decision("body", spots, at=at[1]))
    assert [d["became"] for d in ended.json["decisions"]] == expected
    assert block(ended.json, 0, GAVE)["role"] == role
    assert ended.status == (1 if "contested" in expected else 0)


def test_a_later_line_takes_its_own_words_only_out_of_a_longer_stretch(trace):
    whole = spot("gate", f"{GAVE}, engineer Ana Reis told the Courier.")
    ended = trace(
        decision("furniture", whole),
        decision("body", spot("gate", "engineer Ana Reis"), at="2031-05-06T09:00:00Z"),
    )
    assert [d["became"] for d in ended.json["decisions"]] == ["obeyed", "obeyed"]
    assert block(ended.json, 0, GAVE)["role"] == "furniture"
    assert block(ended.json, 0, "engineer Ana Reis")["role"] == "body"
    assert block(ended.json, 0, "told the Courier")["role"] == "furniture"


# ------------------------------------------------------------------ trouble


@pytest.mark.parametrize("kind", ["merge", "same-speaker", "same-claim"])
def test_words_that_no_longer_stand_there_are_a_failure_and_the_rest_is_done(trace, kind):
    gone = decision(kind, spot("gate", OPENED, moved=1), spot("river", HURT))
    ended = trace(gone, SAME)
    assert ended.status == 1
    assert "decisions.jsonl:1: Ilva's " in ended.trouble
    assert "no longer stands at" in ended.trouble
    assert [d["became"] for d in ended.json["decisions"]] == ["not-found", "obeyed"]


def test_a_moved_stretch_of_furniture_is_a_failure(trace):
    ended = trace(decision("furniture", spot("gate", GAVE, moved=2)))
    assert ended.status == 1
    assert "no longer stands at" in ended.trouble
    assert block(ended.json, 0, GAVE)["role"] == "body"


def test_an_overruled_decision_is_said_in_a_line_and_is_no_failure(trace):
    split = decision("split", spot("gate", OPENED), spot("river", HURT))
    ended = trace(SAME, split, MERGE | {"at": "2031-05-06T09:00:00Z", "by": "Pell"})
    assert ended.status == 0
    (said,) = ended.trouble.splitlines()
    assert "decisions.jsonl:2: Ilva's split is overruled: Pell decided otherwise later" in said


def test_contested_decisions_are_failures(trace):
    ended = trace(SAME, MERGE, MERGE | {"kind": "split", "by": "Pell"})
    assert ended.status == 1
    assert len(ended.trouble.splitlines()) == 2
    assert all("of the same moment" in line for line in ended.trouble.splitlines())


def test_decisions_about_other_pages_are_counted_in_a_line(trace):
    other = spot("gate", OPENED) | {"article": "another"}
    ended = trace(decision("furniture", other), decision("merge", other, spot("river", HURT)))
    assert ended.status == 0
    assert "2 decisions are about articles that are not among these pages" in ended.trouble


@pytest.mark.parametrize(
    ("line", "what"),
    [
        ("no JSON", "not JSON"),
        ("[]", "not a JSON object"),
        (MERGE | {"kind": "join"}, '"kind" is none of'),
        (MERGE | {"b": None}, '"b" is not an object'),
        (decision("body", spot("gate", PROMPT), spot("gate", PROMPT)), 'is about "a" alone'),
        (MERGE | {"by": " "}, '"by" is no words'),
        (MERGE | {"by": "firsthand"}, "the machine's own name"),
        (MERGE | {"at": "2031-05-05"}, '"at" is no moment'),
        (MERGE | {"at": "2031-05-05T09:00:00"}, '"at" is no moment'),
        (MERGE | {"at": "2031-02-30T09:00:00Z"}, '"at" is no moment'),
        (MERGE | {"reason": 5}, '"reason" is no words'),
        (MERGE | {"a": spot("gate", OPENED) | {"end": 9999}}, "code points, and"),
        (MERGE | {"a": spot("gate", OPENED) | {"start": True}}, 'no "start"'),
        (MERGE | {"a": spot("gate", OPENED) | {"article": 5}}, '"article" is no words'),
        ('{"kind": "body", "kind": "furniture"}', "stands there twice"),
    ],
)
def test_a_bad_line_is_a_failure_with_its_number_and_the_others_are_read(trace, line, what):
    ended = trace(SAME, "", line)
    assert ended.status == 1
    (said,) = ended.trouble.splitlines()
    assert "decisions.jsonl:3: " in said
    assert what in said
    assert [d["became"] for d in ended.json["decisions"]] == ["obeyed"]


def test_an_endless_line_is_a_failure_and_the_next_is_read(trace):
    ended = trace(MERGE | {"reason": "x" * 1_100_000}, SAME)
    assert "decisions.jsonl:1: more than the 1 MB" in ended.trouble
    assert [d["became"] for d in ended.json["decisions"]] == ["obeyed"]


def test_a_file_that_cannot_be_read_is_wrong_use():
    ended = run("trace", "--decisions", "nowhere.jsonl", given=PAGES)
    assert (ended.status, ended.out) == (2, "")
    assert "cannot read nowhere.jsonl: no such file" in ended.trouble


def test_the_page_is_never_written_over_the_decisions(tmp_path):
    path = tmp_path / "d.jsonl"
    path.write_text("")
    ended = run("trace", "--decisions", str(path), "--html", str(path), given=PAGES)
    assert ended.status == 2
    assert path.read_text() == ""


# ------------------------------------------------------------------- Python


def test_python_takes_a_path_or_decisions_in_hand(tmp_path):
    path, pages = tmp_path / "d.jsonl", tmp_path / "pages.jsonl"
    path.write_text(lines(SAME), encoding="utf-8")
    pages.write_text(PAGES, encoding="utf-8")
    in_hand = list(read_decisions(str(path)))
    by_path = firsthand.trace(str(pages), decisions=str(path))
    assert by_path == firsthand.trace(str(pages), decisions=in_hand)
    assert by_path.decisions[0].became == "obeyed"
    with pytest.raises(IntakeError):
        firsthand.trace(str(pages), decisions="nowhere.jsonl")


@pytest.mark.parametrize(
    ("kind", "b", "at"), [("merge", False, AT), ("body", True, AT), ("body", False, "2031-05-05")]
)
def test_a_decision_in_hand_that_is_none_is_refused(kind, b, at):
    here = firsthand.Spot("gate", 0, 5, "Lower")
    with pytest.raises(ValueError, match=r"about|zone"):
        firsthand.Decision(kind, here, here if b else None, "Ilva", at)


# ------------------------------------------------------------------- schema

SOME = st.sampled_from([MERGE, SAME, decision("body", spot("gate", PROMPT))])
ODD = st.sampled_from(
    [None, "", " ", 5, True, [], {}, "body", "merge", AT, "2031", spot("gate", GAVE)]
)


@given(SOME, st.dictionaries(st.sampled_from(["kind", "a", "b", "by", "at", "reason", "x"]), ODD))
def test_the_schema_takes_what_the_reader_takes(record, odd):
    record = record | odd
    try:
        decision_of(json.dumps(record).encode(), place="d.jsonl:1")
        read = True
    except IntakeError:
        read = False
    assert LINE.is_valid(record) == read


def test_the_schema_is_itself_valid():
    Draft202012Validator.check_schema(LINE.schema)
