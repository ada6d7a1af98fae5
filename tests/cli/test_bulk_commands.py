"""``firsthand attribute``, ``clean``, ``stories`` and ``claims``: pages in bulk, for pipes."""

from __future__ import annotations

import io
import json
import os
import pty
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from cli_running import GATE, RIVER, Ended, lines, run, run_process, usual_environment
from jsonschema import Draft202012Validator

from firsthand import bulk, data
from firsthand.types import Article

HELD = "The gate held, engineer Ana Reis said."
RELAYED = "The mayor said that the board had denied that the gate was open."


def words(ended: Ended, field: str, *, texts: list[str]) -> list[list[str]]:
    """For each record, the words of one span set of its attributions."""
    return [
        [text[start:end] for a in record["attributions"] for start, end in a[field]]
        for record, text in zip(ended.records, texts, strict=True)
    ]


def cleaned(text: str) -> Any:
    """What ``firsthand clean`` gives for a text."""
    (record,) = run("clean", given=lines({"id": "1", "text": text})).records
    return record


def failures(ended: Ended) -> list[str]:
    """The lines on standard error, without the name that stands before each."""
    told = ended.trouble.splitlines()
    assert all(line.startswith("firsthand: ") for line in told)
    return [line.removeprefix("firsthand: ") for line in told]


# --------------------------------------------------------------- attribute


def test_attribute_gives_the_spans_of_each_text_in_order():
    texts = [HELD, "It rained.", "“We ran,” said Bo Lund."]
    ended = run("attribute", given=lines(*({"id": n, "text": t} for n, t in enumerate(texts))))
    assert (ended.status, ended.trouble) == (0, "")
    assert [record["id"] for record in ended.records] == ["0", "1", "2"]
    assert words(ended, "source", texts=texts) == [["engineer Ana Reis"], [], ["Bo Lund"]]
    assert words(ended, "cue", texts=texts) == [["said"], [], ["said"]]
    assert words(ended, "content", texts=texts) == [["The gate held"], [], ["“We ran,”"]]


def test_spans_count_code_points_and_not_bytes_or_utf_16():
    text = "🌊 “Ó não,” disse? No: “It rained,” she said."
    ended = run("attribute", given=lines({"id": "1", "text": text}))
    assert "“It rained,”" in words(ended, "content", texts=[text])[0]


def test_flat_gives_the_outermost_layer_only():
    given = lines({"id": "1", "text": RELAYED})
    (whole,), (flat,) = (
        run("attribute", given=given).records,
        run("attribute", "--flat", given=given).records,
    )
    assert {a["nested_in"] is None for a in whole["attributions"]} == {True, False}
    assert flat["attributions"] == [a for a in whole["attributions"] if a["nested_in"] is None]


def test_two_processes_give_the_same_in_the_same_order():
    given = lines(*({"id": n, "text": f"The gate {n} held, Ana Reis said."} for n in range(40)))
    given += "no JSON\n"
    alone = run("attribute", given=given)
    shared = run_process("attribute", "--jobs", "2", given=given.encode())
    assert (alone.status, alone.out, alone.trouble) == (shared.status, shared.out, shared.trouble)
    assert [record["id"] for record in alone.records] == [str(n) for n in range(40)]


@pytest.mark.parametrize("command", ["attribute", "clean"])
def test_a_bad_line_is_named_by_its_number_and_the_rest_is_done(command, tmp_path):
    path = tmp_path / "pages.jsonl"
    path.write_text(
        lines(
            {"id": "1", "text": HELD},
            "",
            "no JSON",
            {"id": "4", "text": 4},
            '{"id": "5", "text": "half \\ud800"}',
            {"id": "6", "text": HELD},
        ),
        encoding="utf-8",
    )
    ended = run(command, str(path))
    assert ended.status == 1
    assert [record["id"] for record in ended.records] == ["1", "6"]
    assert [line.split(": ")[:2] for line in failures(ended)] == [
        [f"{path}:3", "not JSON at character 1"],
        [f"{path}:4", '"text" is a number, not a string; write it as a string'],
        [f"{path}:5", '"text" holds half a character (a lone surrogate); write the file again'],
    ]


@pytest.mark.parametrize("command", ["attribute", "clean"])
@pytest.mark.parametrize("given", [b"", b"\n \n", b"\xef\xbb\xbf", b"\xef\xbb\xbf\n\n"])
def test_nothing_in_is_nothing_out(command, given):
    assert run(command, given=given) == Ended(0, "", "")


@pytest.mark.parametrize("command", ["attribute", "clean"])
def test_blank_lines_and_a_byte_order_mark_are_passed_over(command):
    ended = run(command, given="\ufeff" + lines({"id": "1", "text": HELD}, "", "  ") + "\r\n")
    assert [record["id"] for record in ended.records] == ["1"]
    assert ended.status == 0


@pytest.mark.parametrize(
    "text", ["a" * 1_000_000, "(" * 1_000, "“" * 1_000, "said " * 1_000], ids=lambda t: t[:5]
)
def test_a_text_that_is_no_language_gives_a_record_in_time(text):
    ended = run("attribute", given=lines({"id": "1", "text": text}))
    assert [record["id"] for record in ended.records] == ["1"]


def test_html_is_not_attributed_before_it_is_cleaned():
    ended = run("attribute", given=lines({"id": "1", "html": f"<p>{HELD}"}))
    assert (ended.status, ended.out) == (1, "")
    assert failures(ended) == [
        '-:1: "html", where "text" is read; run `firsthand clean` on it first'
    ]


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["attribute", "nowhere.jsonl"], "No such file or directory"),
        (["attribute", "."], "Is a directory"),
        (["clean", "--flat"], "No such option"),
        (["clean", "--aside-above", "half"], "'half' is not a valid float"),
        (["attribute", "--keep-furniture"], "No such option"),
        (["clean", "--jobs", "many"], "'many' is not a valid integer"),
    ],
)
def test_wrong_use_ends_with_2(arguments, words):
    ended = run(*arguments)
    assert (ended.status, ended.out) == (2, "")
    assert words in ended.trouble


# ------------------------------------------------------------------- clean


def test_clean_says_of_every_code_point_what_it_is():
    record = cleaned(GATE)
    assert record["text"] == GATE
    assert record["title"] == "Lower gate gives way at Tolm"
    assert "newsletter" not in record["body"]
    at = 0
    for block in record["blocks"]:
        assert block["start"] == at
        at = block["end"]
    assert at == len(GATE)
    assert [b["kind"] for b in record["blocks"] if b["role"] == "furniture"] == ["newsletter"]


def test_clean_reads_html_and_what_the_line_says_of_the_page():
    page = {
        "id": 7,
        "html": f"<nav>Home</nav><article><p>{HELD}</p></article>",
        "url": "https://courier.example/7",
        "title": "A gate holds",
        "published": "2025-11-04T06:00:00Z",
        "outlet": "The Averil Courier",
    }
    (record,) = run("clean", given=lines(page)).records
    assert HELD in record["body"]
    told = {key: record[key] for key in ("id", "url", "title", "published", "outlet")}
    assert told == {
        "id": "7",
        "url": "https://courier.example/7",
        "title": "A gate holds",
        "published": "2025-11-04",
        "outlet": "The Averil Courier",
    }


def test_a_page_cannot_drive_the_terminal_through_a_record():
    ended = run("clean", given=lines({"id": "1", "text": f"{HELD}\n\x9b2J\u202e\u2028{HELD}"}))
    assert all(c.isprintable() for c in ended.out.removesuffix("\n"))
    assert "\u202e" in ended.records[0]["text"]


# ------------------------------------------------------- what clean is given


def test_clean_takes_files_folders_and_lines_like_trace_and_keeps_their_order(tmp_path):
    (tmp_path / "folder").mkdir()
    (tmp_path / "folder" / "a.txt").write_text(GATE, encoding="utf-8")
    (tmp_path / "folder" / "b.html").write_text(f"<p>{HELD}</p>", encoding="utf-8")
    (tmp_path / "c.jsonl").write_text(
        lines({"id": "1", "text": RIVER}, "no JSON", {"id": "2", "text": HELD}), encoding="utf-8"
    )
    places = [str(tmp_path / name) for name in ("c.jsonl", "nowhere.txt", "folder")]
    ended = run("clean", *places)
    assert ended.status == 1
    texts = [record["text"] for record in ended.records]
    assert texts == [RIVER, HELD, GATE, HELD]
    assert [line.split(": ")[0] for line in failures(ended)] == [f"{places[0]}:2", places[1]]
    shared = run_process("clean", "--jobs", "2", *places)
    assert (shared.status, shared.out, shared.trouble) == (1, ended.out, ended.trouble)


@pytest.mark.parametrize("source", [(), ("-",)], ids=["nothing named", "-"])
@pytest.mark.parametrize(
    ("given", "texts"),
    [
        (GATE, [GATE]),
        (f"<!doctype html><p>{HELD}</p>", [HELD]),
        (lines({"text": HELD}, {"text": RIVER}), [HELD, RIVER]),
    ],
    ids=["text", "html", "JSON lines"],
)
def test_clean_reads_standard_input_as_what_it_is(source, given, texts):
    ended = run("clean", *source, given=given)
    assert (ended.status, ended.trouble) == (0, "")
    assert [record["text"] for record in ended.records] == texts


def test_an_empty_file_is_a_failure_and_an_empty_pipe_is_not(tmp_path):
    empty = tmp_path / "empty.txt"
    empty.touch()
    assert failures(run("clean", str(empty))) == [f"{empty}: empty; leave it out or fetch it again"]
    assert run("clean", given=b" " * 10_000 + b"\n" * 10_000) == Ended(0, "", "")


def test_a_pipe_that_cannot_be_read_is_a_failure_and_not_an_empty_one(tmp_path):
    with open(tmp_path / "only to be written", "wb") as unreadable:
        ended = subprocess.run(
            [sys.executable, "-m", "firsthand", "clean"],
            stdin=unreadable,
            capture_output=True,
            text=True,
            check=False,
        )
    assert (ended.returncode, ended.stdout) == (1, "")
    assert ended.stderr.startswith("firsthand: -: ")


def test_the_same_page_twice_is_cleaned_twice():
    given = lines({"id": "1", "text": HELD}, {"id": "1", "text": HELD})
    assert [record["id"] for record in run("clean", given=given).records] == ["1", "1"]


def test_clean_refuses_private_addresses_unless_they_are_allowed():
    refused = run("clean", "http://127.0.0.1:9/")
    assert "which is not a public address" in failures(refused)[0]
    allowed = run("clean", "--allow-private", "http://127.0.0.1:9/")
    assert "no connection" in failures(allowed)[0]


# ------------------------------------------------------ clean --explain-blocks


def explained(ended: Ended) -> list[list[str]]:
    """The cells of each block, without the lines that tell of the page."""
    return [line.split("\t") for line in ended.out.splitlines() if not line.startswith("#")]


def test_every_block_is_explained_for_every_page_in_order(tmp_path):
    path = tmp_path / "gate.txt"
    path.write_text(GATE, encoding="utf-8")
    ended = run("clean", "--explain-blocks", str(path), "-", given=lines({"text": RIVER}))
    assert (ended.status, ended.trouble) == (0, "")
    for place, text, source in ((str(path), GATE, str(path)), ("-:1", RIVER, "")):
        given = lines({"text": text}) if not source else ""
        (record,) = run("clean", *filter(None, [source]), given=given).records
        cells = [row for row in explained(ended) if row[0] == place]
        assert [row[1:5] for row in cells] == [
            [str(b["start"]), str(b["end"]), b["role"], b["kind"] or "-"] for b in record["blocks"]
        ]
        assert [row[6:8] for row in cells] == [[b["shown"], b["reason"]] for b in record["blocks"]]


def test_the_thresholds_change_what_is_shown_and_not_what_a_block_is():
    def told(*options: str) -> list[list[str]]:
        return explained(run("clean", "--explain-blocks", *options, given=GATE))

    usual, kept = told(), told("--keep-furniture")
    grey = told("--aside-above", "1", "--grey-above", "0")
    assert [row[:6] for row in usual] == [row[:6] for row in kept] == [row[:6] for row in grey]
    shown = [{row[6] for row in rows if row[4] == "newsletter"} for rows in (usual, kept, grey)]
    assert shown == [{"aside"}, {"body"}, {"grey"}]


def test_a_page_of_furniture_only_is_refused_and_explained_once_it_is_kept():
    given = "Sign up to our newsletter\n\nShare this article\n"
    refused = run("clean", "--explain-blocks", given=given)
    assert (refused.status, refused.out) == (1, "")
    assert failures(refused)[0].endswith("try --keep-furniture")
    kept = run("clean", "--explain-blocks", "--keep-furniture", given=given)
    assert [row[3] for row in explained(kept)] == ["furniture", "furniture"]


def test_in_a_terminal_blocks_are_explained_in_colour_and_no_bar_is_drawn_over_them(tmp_path):
    path = tmp_path / "gate.txt"
    path.write_text(GATE, encoding="utf-8")
    shown = in_a_terminal("clean", "--explain-blocks", str(path))
    assert "\x1b[35mnewsletter" in shown
    assert "\t" not in shown
    assert "pages read" not in shown


def in_a_terminal(*arguments: str) -> str:
    """What a command writes to a terminal of its own, results and trouble alike."""
    master, terminal = pty.openpty()
    environment = usual_environment() | {"TERM": "xterm", "COLUMNS": "100"}
    command = [sys.executable, "-m", "firsthand", *arguments]
    with subprocess.Popen(
        command, stdin=terminal, stdout=terminal, stderr=terminal, env=environment
    ) as process:
        os.close(terminal)
        shown = b""
        try:
            while part := os.read(master, 65_536):
                shown += part
        except OSError:  # Linux says so when the other end is closed
            pass
        os.close(master)
    assert process.returncode == 0
    return shown.decode()


# --------------------------------------------------------- clean | attribute


def test_what_clean_sets_aside_attribute_does_not_read():
    text = GATE.replace("Sign up to our newsletter", "Read more: The editor says it is over")
    record = cleaned(text)
    assert [b["kind"] for b in record["blocks"] if b["shown"] == "aside"] == ["related"]
    after, before = (
        words(run("attribute", given=lines(given)), "source", texts=[text])[0]
        for given in (record, {"id": "1", "text": text})
    )
    assert "The editor" in before
    assert after == [source for source in before if source != "The editor"]


def test_what_clean_gives_can_be_cleaned_and_traced_again():
    record = cleaned(GATE)
    again = cleaned(record["text"])
    assert run("clean", given=lines(record)).records == [again | {"title": record["title"]}]
    (article,) = run("trace", "--json", given=lines(record)).json["articles"]
    assert (article["text"], article["title"]) == (GATE, record["title"])


def test_attribute_honours_the_blocks_of_a_line():
    second = RIVER.index("Nobody")
    blocks = [
        {"start": 0, "end": second, "role": "furniture", "shown": "aside"},
        {"start": second, "end": len(RIVER), "role": "body"},
    ]
    shown = run("attribute", given=lines({"id": "1", "text": RIVER, "blocks": blocks}))
    blocks[1]["shown"] = "grey"
    hidden = run("attribute", given=lines({"id": "1", "text": RIVER, "blocks": blocks}))
    assert words(shown, "source", texts=[RIVER]) == [["the river board"]]
    assert hidden.records == [{"id": "1", "attributions": []}]


@pytest.mark.parametrize(
    "blocks",
    [
        "body",
        7,
        [],
        [{"start": 0, "end": 3, "role": "body"}],
        [{"start": 0, "end": 99, "role": "body"}],
        [{"start": 0.0, "end": 38.0, "role": "body"}],
        [{"start": 0, "end": 38}],
        [{"start": 0, "end": 38, "role": "advertisement"}],
        [{"start": 0, "end": 38, "role": "body", "shown": "no"}],
        [{"start": 0, "end": 20, "role": "body"}, {"start": 10, "end": 38, "role": "body"}],
        [{"start": 0, "end": 50, "role": "body"}, {"start": 50, "end": 38, "role": "body"}],
    ],
    ids=json.dumps,
)
def test_blocks_that_are_no_blocks_of_the_text_are_a_failure(blocks):
    assert len(HELD) == 38
    ended = run("attribute", given=lines({"id": "1", "text": HELD, "blocks": blocks}))
    assert (ended.status, ended.out) == (1, "")
    assert failures(ended) == ['-:1: "blocks" are not blocks of this text; run `firsthand clean`']


def test_a_page_that_clean_found_to_be_in_another_language_is_not_read_as_english():
    text = (
        "A comporta cedeu ao amanhecer, disse a engenheira Ana Reis ao Correio. Ninguém ficou "
        "ferido, mas a escola da cidade velha recebeu quarenta famílias durante a noite."
    )
    ended = run("attribute", given=lines(cleaned(text), {"id": "2", "text": HELD}))
    assert [record["id"] for record in ended.records] == ["2"]
    assert failures(ended)[0].startswith("-:1: the article is in 'pt'")


# ----------------------------------------------------------------- stories

FLOOD = "In Tolm the lower gate gave way at dawn; engineer Ana Reis told reporters so."


def test_stories_gives_pages_about_one_event_the_same_story_in_the_order_of_the_lines():
    pages = [
        {"id": "b", "text": FLOOD, "published": "2025-11-04"},
        {"id": "z", "text": "A bakery in Norda sold its last poppy seed bun."},
        {"id": "a", "html": f"<p>{GATE}</p>", "published": "2025-11-05T06:00:00Z"},
    ]
    ended = run("stories", given=lines(*pages))
    assert (ended.status, ended.trouble) == (0, "")
    first, other, again = ended.records
    assert [first["id"], other["id"], again["id"]] == ["b", "z", "a"]
    assert first["story"] == again["story"] != other["story"]
    turned = run("stories", given=lines(*reversed(pages))).records
    assert sorted(map(str, turned)) == sorted(map(str, ended.records))


def test_stories_takes_what_clean_gives():
    given = lines({"id": "1", "text": GATE}, {"id": "2", "text": FLOOD})
    cleaned_first = run("stories", given=run("clean", given=given).out)
    assert cleaned_first.records == run("stories", given=given).records


def test_stories_names_a_line_that_fails_and_does_the_rest():
    given = lines(
        {"id": "1", "text": GATE},
        "no JSON",
        {"id": "1", "text": RIVER},
        {"id": "3", "text": " "},
        {"id": "1", "text": GATE},
        {"id": "5", "text": "Share this article"},
    )
    ended = run("stories", given=given)
    assert ended.status == 1
    assert [record["id"] for record in ended.records] == ["1", "1", "5"]
    assert ended.records[0] == ended.records[1]
    assert [line.split(": ")[:2] for line in failures(ended)] == [
        ["-:2", "not JSON at character 1"],
        ["-:3", "the id '1' already stands for another text (-:1); give it an id of its own"],
        ["-:4", '"text" is empty; leave the line out or fetch the page again'],
    ]


def test_nothing_to_tell_stories_of_is_no_failure():
    assert run("stories", given="") == Ended(0, "", "")


# ------------------------------------------------------------------ claims

KESK = "Twelve boats sank off Kesk on Monday, harbour master Ana Reis told the Norda Herald."
ALSO = """Boats lost off Kesk

Fifteen boats sank off Kesk on Monday, a deckhand said.

Harbour master Ana Reis said that twelve boats had sunk off Kesk on Monday.
"""
PAGES = (
    {"id": "b", "text": KESK, "published": "2025-11-04", "outlet": "Tolm Courier"},
    {"id": "a", "text": ALSO, "published": "2025-11-05T06:00:00Z", "outlet": "Kesk Post"},
    {"id": "z", "text": "A bakery in Norda sold its last bun, baker Bo Lund said."},
)
LINE = Draft202012Validator(
    {"$ref": "#/$defs/claimLine", "$defs": json.loads(data.text("trace.schema.json"))["$defs"]}
)


def in_short(claims: list[Any]) -> list[Any]:
    """The claims with their statements by ids alone, as ``trace`` has them."""
    return [
        {key: value for key, value in claim.items() if key not in ("conflicts", "undecided")}
        | {
            "statements": [
                {"article": s["article"], "attribution": s["attribution"]}
                for s in claim["statements"]
            ]
        }
        for claim in claims
    ]


def test_claims_are_those_that_trace_finds_in_the_same_form():
    ended = run("claims", given=lines(*PAGES))
    assert (ended.status, ended.trouble) == (0, "")
    assert len(ended.records) == 2
    assert in_short(ended.records) == run("trace", "--json", given=lines(*PAGES)).json["claims"]


def test_a_claim_stands_alone_on_its_line():
    records = run("claims", given=lines(*PAGES)).records
    for record in records:
        LINE.validate(record)
    (claim,) = (r for r in records if len({s["article"] for s in r["statements"]}) > 1)
    told = {s["article"]: s for s in claim["statements"] if "Reis" in (s["speaker"]["name"] or "")}
    assert [span["exact"] for span in told["b"]["content"]] == [
        "Twelve boats sank off Kesk on Monday"
    ]
    assert [hop["party"] for hop in told["b"]["chain"]] == ["Ana Reis", "Norda Herald"]
    assert [told[page]["own_voice"] for page in "ab"] == [False, False]
    assert claim["origins"]["min"] <= claim["origins"]["max"]
    assert claim["merges"]


def test_a_conflict_stands_with_every_claim_it_is_about_and_opens_both_spans():
    records = run("claims", given=lines(*PAGES)).records
    found = [conflict for record in records for conflict in record["conflicts"]]
    members = [
        {(m["article"], m["span"]["exact"]) for g in conflict["groups"] for m in g["members"]}
        for conflict in found
    ]
    assert {("b", "Twelve"), ("a", "Fifteen")} in members
    traced = run("trace", "--json", given=lines(*PAGES)).json["conflicts"]
    assert {c["id"] for c in found} == {c["id"] for c in traced}
    assert all(conflict in traced for conflict in found)


def test_claims_takes_what_clean_gives_and_all_that_it_says_of_the_page():
    cleaned_first = run("claims", given=run("clean", given=lines(*PAGES)).out)
    assert (cleaned_first.status, cleaned_first.trouble) == (0, "")
    assert cleaned_first.records == run("claims", given=lines(*PAGES)).records


def test_of_a_cleaned_page_claims_reads_the_body_alone():
    kept = ALSO[: ALSO.index("Fifteen")]
    blocks = [
        {"start": 0, "end": len(kept), "role": "title"},
        {"start": len(kept), "end": len(ALSO), "role": "furniture", "shown": "aside"},
    ]
    given = lines({"id": "a", "text": ALSO, "blocks": blocks}, PAGES[0])
    statements = [s for r in run("claims", given=given).records for s in r["statements"]]
    assert {s["article"] for s in statements} == {"b"}


def test_a_page_told_twice_counts_once_and_another_text_of_its_id_is_a_failure():
    once = run("claims", given=lines(*PAGES))
    twice = run("claims", given=lines(*PAGES, cleaned_as("b", KESK), {"id": "z", "text": KESK}))
    assert (once.status, twice.status) == (0, 1)
    assert twice.records == once.records
    assert failures(twice) == [
        "-:5: the id 'z' already stands for another text (-:3); give it an id of its own"
    ]


def cleaned_as(id: str, text: str) -> Any:
    return cleaned(text) | {"id": id}


def test_claims_names_a_line_that_fails_and_does_the_rest():
    bad = [
        "no JSON",
        {"id": "1", "text": " "},
        cleaned_as("2", KESK) | {"blocks": []},
        cleaned_as("3", KESK) | {"byline": 7},
        cleaned_as("4", KESK) | {"links": [{"start": 0, "end": 999, "url": "https://a.example"}]},
        cleaned_as("5", KESK) | {"language": "pt"},
    ]
    ended = run("claims", given=lines(*bad, *PAGES))
    assert ended.status == 1
    assert ended.records == run("claims", given=lines(*PAGES)).records
    told = [
        "-:1: not JSON",
        '-:2: "text" is empty',
        '-:3: "blocks" are not blocks of this text',
        '-:4: "byline" is no string',
        '-:5: "links" are not links of this text',
        "-:6: the article is in 'pt'",
    ]
    assert [line[: len(start)] for line, start in zip(failures(ended), told, strict=True)] == told


def test_claims_obeys_what_people_decided_and_says_what_came_to_nothing(tmp_path):
    (claim,) = (r for r in run("claims", given=lines(*PAGES)).records if r["merges"])
    spots = [{"article": s["article"], **s["content"][0]} for s in claim["statements"][:2]]
    decided = {"kind": "not-same-claim", "a": spots[0], "b": spots[1], "by": "Mira Tann",
               "at": "2026-01-02T03:04:05Z"}  # fmt: skip
    gone = decided | {"a": {"article": "nowhere", "start": 0, "end": 3, "exact": "The"}}
    path = tmp_path / "decisions.jsonl"
    path.write_text(lines(decided, gone), encoding="utf-8")
    ended = run("claims", "--decisions", str(path), given=lines(*PAGES))
    assert (ended.status, failures(ended)) == (
        0,
        ["1 decision is about articles that are not among these pages"],
    )
    own = {(s["article"], s["attribution"]) for s in claim["statements"][:2]}
    assert not any(
        own <= {(s["article"], s["attribution"]) for s in r["statements"]} for r in ended.records
    )
    unread = run("claims", "--decisions", str(tmp_path), given=lines(*PAGES))
    assert (unread.status, unread.out) == (2, "")


@pytest.mark.parametrize("options", [(), ("--keep-furniture",)])
def test_what_people_hold_for_furniture_is_not_read_on_cleaned_pages_either(tmp_path, options):
    pages = [cleaned_as("b", KESK), PAGES[1]]
    words = {"article": "b", "start": 0, "end": len(KESK), "exact": KESK}
    decided = {"kind": "furniture", "a": words, "by": "Mira Tann", "at": "2026-01-02T03:04:05Z"}
    path = tmp_path / "decisions.jsonl"
    path.write_text(lines(decided), encoding="utf-8")
    ended = run("claims", *options, "--decisions", str(path), given=lines(*pages))
    assert (ended.status, ended.trouble) == (0, "")
    assert {s["article"] for r in ended.records for s in r["statements"]} == {"a"}


def test_what_clean_kept_claims_keeps():
    text = GATE.replace("Sign up to our newsletter", "Read more: The editor says it is over")
    kept = run("clean", "--keep-furniture", given=lines({"id": "1", "text": text})).out
    usual = run("clean", given=lines({"id": "1", "text": text})).out
    said = [
        {span["exact"] for r in run("claims", given=given).records for s in r["statements"]
         for span in s["source"]}
        for given in (kept, usual)
    ]  # fmt: skip
    assert said[0] - said[1] == {"The editor"}


def test_two_processes_find_the_same_claims():
    shared = run_process("claims", "--jobs", "2", given=lines(*PAGES, "no JSON").encode())
    alone = run("claims", given=lines(*PAGES, "no JSON"))
    assert (shared.status, shared.out, shared.trouble) == (1, alone.out, alone.trouble)


def test_nothing_to_find_claims_in_is_no_failure():
    assert run("claims", given="") == Ended(0, "", "")


# ------------------------------------------------------------------- memory


class Counted(io.BytesIO):
    """A stream that counts the lines that were drawn from it."""

    drawn = 0

    def readline(self, size: int | None = -1, /) -> bytes:
        self.drawn += 1
        return super().readline(size)


def test_pages_are_drawn_as_they_are_needed():
    stream = Counted(lines(*({"id": n, "text": HELD} for n in range(300))).encode())
    for done, found in enumerate(bulk.clean(["-"], stdin=stream), 1):
        assert isinstance(found, Article)
        assert stream.drawn - done <= 1
    assert done == 300


def test_a_line_without_end_is_not_held_in_memory(tmp_path: Path):
    path = tmp_path / "pages.jsonl"
    with open(path, "wb") as file:
        file.write(lines({"id": "1", "text": HELD}).encode() + b'{"text": "')
        file.truncate(bulk.LONGEST_LINE * 3)
        file.seek(0, 2)
        file.write(b"\n" + lines({"id": "3", "text": HELD}).encode())
    with open(path, "rb") as file:
        assert max(map(len, bulk.lines_of(file))) == bulk.LONGEST_LINE + 1
    for command, told in (
        ("attribute", "a line of more than 20,000,000 bytes; split it"),
        ("clean", "more than the 20 MB that a line may have; split it"),
    ):
        ended = run(command, str(path))
        assert [record["id"] for record in ended.records] == ["1", "3"]
        assert failures(ended) == [f"{path}:2: {told}"]
