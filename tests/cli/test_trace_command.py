"""``firsthand trace``: what it prints where, and how it ends."""

from __future__ import annotations

import errno
import functools
import json
import os
import pty
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from cli_running import GATE, RIVER, Ended, lines, run, run_process, usual_environment
from jsonschema import Draft202012Validator

from firsthand import data

SCHEMA = Draft202012Validator(json.loads(data.text("trace.schema.json")))


@pytest.fixture
def gate(tmp_path: Path) -> str:
    path = tmp_path / "gate.txt"
    path.write_text(GATE, encoding="utf-8")
    return str(path)


@pytest.fixture
def river(tmp_path: Path) -> str:
    path = tmp_path / "river.txt"
    path.write_text(RIVER, encoding="utf-8")
    return str(path)


def wrong_use(ended: Ended) -> str:
    """The one line that says what was wrong with the use."""
    assert (ended.status, ended.out) == (2, "")
    (said,) = [line for line in ended.trouble.splitlines() if line.startswith("Error: ")]
    return said.removeprefix("Error: ")


# ----------------------------------------------------------- what comes out


def test_the_account_goes_to_standard_output_and_nothing_to_standard_error(gate, river):
    ended = run("trace", gate, river)
    assert (ended.status, ended.trouble) == (0, "")
    assert ended.out.startswith("2 pages read")
    assert "We opened both doors" in ended.out


def test_the_json_is_one_object_that_fits_the_schema(gate, river):
    found = run("trace", "--json", gate, "nowhere.txt", river).json
    SCHEMA.validate(found)
    assert [article["inputs"] for article in found["articles"]] == [[gate], [river]]
    assert [failure["input"] for failure in found["failures"]] == ["nowhere.txt"]


def test_every_span_of_the_json_opens_its_words(gate):
    (article,) = run("trace", "--json", gate).json["articles"]
    spans = [s for a in article["attributions"] for s in (*a["source"], *a["cue"], *a["content"])]
    assert spans
    for span in spans:
        assert article["text"][span["start"] : span["end"]] == span["exact"]


def test_nothing_found_is_still_one_whole_object():
    ended = run("trace", "--json", "nowhere.txt")
    SCHEMA.validate(ended.json)
    assert (ended.status, ended.json["articles"]) == (1, [])


def test_the_page_of_evidence_is_written_besides(gate, tmp_path):
    page = tmp_path / "report.html"
    ended = run("trace", gate, "--html", str(page))
    assert ended.status == 0
    assert "Lower gate gives way" in ended.out
    assert "Lower gate gives way" in page.read_text(encoding="utf-8")


def test_furniture_is_set_aside_unless_it_is_kept(gate):
    def bodies(*options: str) -> list[str]:
        blocks = run("trace", "--json", *options, gate).json["articles"][0]["blocks"]
        return [block["kind"] for block in blocks if block["shown"] == "body" and block["kind"]]

    assert bodies() == []
    assert bodies("--keep-furniture") == ["newsletter"]
    assert bodies("--aside-above", "1", "--grey-above", "1") == ["newsletter"]


def test_a_claim_is_explained_by_its_id(gate):
    claim = run("trace", "--json", gate).json["claims"][0]
    ended = run("trace", "--explain", claim["id"], gate)
    assert ended.status == 0
    assert ended.out.startswith(claim["text"])
    assert "pages read" not in ended.out


@pytest.fixture
def copied(tmp_path: Path) -> tuple[str, str]:
    """Two pages with the same words of one engineer."""
    paths = (tmp_path / "one.txt", tmp_path / "two.txt")
    said = "“We opened both doors as soon as we could,” engineer Ana Reis said on Monday.\n"
    for path, begins in zip(paths, ("Water in Tolm", "Tolm under water"), strict=True):
        path.write_text(f"{begins}\n\n{said}", encoding="utf-8")
    return str(paths[0]), str(paths[1])


def test_what_two_pages_tell_is_counted_above_them_and_explained_step_by_step(copied):
    account = run("trace", *copied).out
    above, _, _ = account.partition("article 1 of 2")
    assert "1 independent origin; 2 statements on 2 pages" in above
    assert "sure merge by " in above
    (claim,) = [
        claim["id"]
        for claim in run("trace", "--json", *copied).json["claims"]
        if len(claim["statements"]) == 2
    ]
    assert f"“We opened both doors as soon as we could,”  {claim}\n" in above
    ended = run("trace", "--explain", claim, *copied)
    assert ended.status == 0
    steps = [
        "1. 2 statements, and who utters each",
        "2. 1 sure merge",
        "leaves 1 origin: the max of the interval",
        "3. 0 possible merges",
        "leaves 1 origin: the min of the interval",
        "4. 0 statements without a stated origin: 0 added",
        "5. the four levels",
    ]
    places = [ended.out.index(step) for step in steps]
    assert places == sorted(places)


def test_a_statement_is_explained_by_the_id_that_the_account_prints(gate):
    [line] = [line for line in run("trace", gate).out.splitlines() if "· “said”" in line][:1]
    identity = line.split()[-1]
    ended = run("trace", "--explain", identity, gate)
    assert ended.status == 0
    assert "cue: said" in ended.out
    assert identity in ended.out


def test_every_block_is_explained_instead_of_the_account(gate, river):
    ended = run("trace", "--explain-blocks", gate, river)
    assert (ended.status, ended.trouble) == (0, "")
    assert "pages read" not in ended.out
    rows = [line.split("\t") for line in ended.out.splitlines() if not line.startswith("#")]
    blocks = {
        article["inputs"][0]: article["blocks"]
        for article in run("trace", "--json", gate, river).json["articles"]
    }
    assert [[row[0], int(row[1]), int(row[2]), row[3]] for row in rows] == [
        [place, b["start"], b["end"], b["role"]] for place in (gate, river) for b in blocks[place]
    ]


def test_the_page_of_evidence_is_written_beside_the_blocks_too(gate, tmp_path):
    page = tmp_path / "report.html"
    ended = run("trace", gate, "--html", str(page), "--explain-blocks")
    assert "newsletter" in ended.out
    assert "data-label" in page.read_text(encoding="utf-8")


# ------------------------------------------------------------ what goes in


@pytest.mark.parametrize(
    ("given", "ids"),
    [
        (GATE, [None]),
        ("<!doctype html><p>The gate gave way, engineer Ana Reis said.", [None]),
        (lines({"id": "b", "text": RIVER}, {"id": "a", "text": GATE}), ["b", "a"]),
        ("\ufeff\n" + lines({"id": "a", "text": GATE}), ["a"]),
    ],
    ids=["text", "html", "JSON lines", "JSON lines after a byte-order mark"],
)
@pytest.mark.parametrize("source", [(), ("-",)], ids=["nothing named", "-"])
def test_standard_input_is_read_as_what_it_is(given, ids, source):
    ended = run("trace", "--json", *source, given=given.encode())
    articles = ended.json["articles"]
    assert ended.status == 0
    assert [a["id"] if i else None for i, a in zip(ids, articles, strict=True)] == ids
    assert all(a["inputs"][0].startswith("-") and a["attributions"] for a in articles)


def test_the_same_bytes_twice_are_one_article_with_two_inputs(gate, river, tmp_path):
    again = tmp_path / "again.txt"
    again.write_text(GATE, encoding="utf-8")
    found = run("trace", "--json", gate, river, str(again)).json
    assert [article["inputs"] for article in found["articles"]] == [[gate, str(again)], [river]]


def test_the_same_id_with_other_bytes_is_a_failure():
    ended = run("trace", "--json", given=lines({"id": 1, "text": GATE}, {"id": 1, "text": RIVER}))
    assert ended.status == 1
    (failure,) = ended.json["failures"]
    assert failure["input"] == "-:2"
    assert failure["error"] == "the id '1' already stands for another text (-:1)"
    assert [article["text"] for article in ended.json["articles"]] == [GATE]


def test_the_order_of_the_input_is_kept_and_two_processes_find_the_same(gate, river):
    pages = lines(*({"id": n, "text": f"The gate {n} held, Ana Reis said."} for n in range(20)))
    (Path(gate).parent / "many.jsonl").write_text(pages, encoding="utf-8")
    asked = ("trace", "--json", river, str(Path(gate).parent / "many.jsonl"), "nowhere", gate)
    alone, shared = run(*asked), run_process(*asked, "--jobs", "2")
    assert (alone.status, alone.out, alone.trouble) == (shared.status, shared.out, shared.trouble)
    ids = [article["id"] for article in alone.json["articles"]]
    assert ids[1:-1] == [str(n) for n in range(20)]


# ---------------------------------------------------------------- wrong use


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (["--nope"], "No such option '--nope'."),
        (["--jobs", "0"], "0 is not in the range 1<=x<=256"),
        (["--aside-above", "2"], "2.0 is not in the range 0.0<=x<=1.0"),
        (["--html"], "Option '--html' requires an argument."),
        (["--explain", "c1", "--json"], "--explain is for people"),
        (["--explain-blocks", "--json"], "--explain-blocks is for people"),
        (["--explain-blocks", "--explain", "c1"], "ask for one at a time"),
        (["--html", "{folder}/none/report.html"], "there is no folder {folder}/none"),
        (["--html", "{folder}"], "it is a folder"),
        (["--html", "{folder}/gate.txt"], "it is a SOURCE, which would be lost"),
    ],
)
def test_wrong_use_ends_with_2_before_anything_is_done(gate, options, words):
    folder = str(Path(gate).parent)
    ended = run("trace", gate, "nowhere.txt", *(o.format(folder=folder) for o in options))
    assert words.format(folder=folder) in wrong_use(ended)
    assert "nowhere.txt: no such file" not in ended.trouble
    assert Path(gate).read_text(encoding="utf-8") == GATE


def test_an_unknown_claim_is_wrong_use_and_what_failed_is_still_said(gate):
    ended = run("trace", gate, "nowhere.txt", "--explain", "c0ffee")
    assert (
        wrong_use(ended)
        == "no claim or statement 'c0ffee' on these pages; the account has their ids"
    )
    assert ended.trouble.startswith("firsthand: nowhere.txt: no such file")


@pytest.mark.parametrize("command", ["trace", "clean"])
def test_a_terminal_without_a_source_is_not_waited_for(command):
    master, terminal = pty.openpty()
    try:
        ended = subprocess.run(
            [sys.executable, "-m", "firsthand", command],
            stdin=terminal,
            capture_output=True,
            text=True,
            timeout=20,
            check=False,
        )
    finally:
        os.close(terminal)
        os.close(master)
    assert wrong_use(Ended(ended.returncode, ended.stdout, ended.stderr)).startswith("no SOURCE")


# ------------------------------------------------------- pipes and signals


def test_a_pipe_gets_utf_8_without_colours_or_progress_and_one_line_for_what_failed(gate):
    ended = run_process("trace", gate, "nowhere.txt", LC_ALL="C", PYTHONIOENCODING="ascii")
    assert ended.status == 1
    assert "“We opened both doors as soon as we could,”" in ended.out
    assert "\x1b" not in ended.out
    assert ended.trouble == (
        "firsthand: nowhere.txt: no such file or folder; "
        "check the path; an address begins with https://\n"
    )


# A page in Portuguese is read and not annotated: much output in a short time.
BARRAGEM = 4_000 * (
    "A comporta cedeu ao amanhecer e ninguém ficou ferido, mas a escola da cidade velha recebeu "
    "quarenta famílias, segundo a direcção do rio. "
)


@pytest.mark.parametrize(
    ("command", "unbuffered"),
    [
        (["trace"], ""),
        (["trace", "--json"], ""),
        # One write then takes a part and says nothing: the object must not end there.
        (["trace", "--json"], "1"),
        (["clean"], ""),
        (["clean", "--explain-blocks"], ""),
    ],
    ids=["account", "JSON", "JSON unbuffered", "JSON lines", "blocks"],
)
def test_a_reader_who_leaves_early_ends_it_quietly(tmp_path, command, unbuffered):
    page = tmp_path / "barragem.jsonl"
    page.write_text(lines({"id": "1", "text": BARRAGEM}), encoding="utf-8")
    with subprocess.Popen(
        [sys.executable, "-m", "firsthand", *command, str(page)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=usual_environment() | {"PYTHONUNBUFFERED": unbuffered},
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        if "--json" in command:
            assert process.stdout.read(10)
        process.stdout.close()
        said = process.stderr.read().decode()
    assert process.returncode == 141
    assert "Traceback" not in said
    assert said.count("\n") == ("trace" in command)  # the language, and nothing of the pipe


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="there is no /dev/full here")
@pytest.mark.parametrize("options", [[], ["--json"]], ids=["account", "JSON"])
def test_a_full_disk_is_one_line(options):
    command = [sys.executable, "-m", "firsthand", "trace", "nowhere.txt", *options]
    with open("/dev/full", "wb") as full:
        ended = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, check=False)
    assert ended.returncode == 1
    failure, last = ended.stderr.decode().splitlines()
    assert failure.startswith("firsthand: nowhere.txt: ")
    assert last == "Error: cannot write to standard output: No space left on device"


def test_closed_streams_are_empty_streams():
    command = f"{sys.executable} -m firsthand trace - <&- >&-"
    ended = subprocess.run(command, shell=True, stderr=subprocess.PIPE, text=True, check=False)
    assert ended.returncode == 1
    assert ended.stderr == "firsthand: -: empty; leave it out or fetch it again\n"


def test_ctrl_c_ends_it_quietly(tmp_path):
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)  # nobody writes to it, so the command waits
    # A shell that puts the tests into the background has them ignore Ctrl-C, and all they start.
    heeding = functools.partial(signal.signal, signal.SIGINT, signal.SIG_DFL)
    command = [sys.executable, "-m", "firsthand", "trace", str(pipe)]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, preexec_fn=heeding
    ) as process:
        writer = opened_once_somebody_reads(pipe)  # sooner, Python is interrupted as it starts
        process.send_signal(signal.SIGINT)
        try:
            out, trouble = process.communicate(timeout=20)
        finally:
            process.kill()
            os.close(writer)
    assert (process.returncode, out, trouble.strip()) == (130, b"", b"")


def opened_once_somebody_reads(pipe, *, timeout_s=60) -> int:
    """The writing end of a named pipe, when a reader has opened the other; nothing is written."""
    ends = time.monotonic() + timeout_s
    while True:
        try:
            return os.open(pipe, os.O_WRONLY | os.O_NONBLOCK)
        except OSError as error:
            if error.errno != errno.ENXIO or time.monotonic() > ends:
                raise
            time.sleep(0.05)
