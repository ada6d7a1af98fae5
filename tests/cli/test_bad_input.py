"""Bad input: one clear line for each, the good page beside it is traced, never a traceback.

What a server may do wrong, and that a redirect into a private network is refused, stands
in ``tests/intake``: only there can a public server be played without a network.
"""

from __future__ import annotations

import gzip
import http.server
import json
import os
import socket
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from cli_running import GATE, RIVER, Ended, lines, run
from jsonschema import Draft202012Validator

from firsthand import data

SCHEMA = Draft202012Validator(json.loads(data.text("trace.schema.json")))
SAID = "The gate gave way, engineer Ana Reis said."
PRETTY = json.dumps({"id": "a", "text": GATE}, indent=2)
BARRAGEM = (
    "A comporta cedeu ao amanhecer, disse a engenheira Ana Reis ao Correio. Ninguém ficou "
    "ferido, mas a escola da cidade velha recebeu quarenta famílias durante a noite.\n"
)

BAD_FILES: list[tuple[str, str | bytes, str]] = [
    ("empty.txt", "", "empty"),
    ("blank.html", " \n\t\n", "nothing but blanks"),
    ("binary.txt", bytes(range(256)) * 40, "a binary file"),
    ("paper.pdf", b"%PDF-1.7\n%\xe2\xe3", "a PDF"),
    ("picture.html", b"\x89PNG\r\n\x1a\n\0\0", "a PNG picture"),
    ("cut.txt.gz", gzip.compress(GATE.encode(), mtime=0)[:-9], "a broken gzip"),
    ("signs.txt", "-- *** --\n\n...\n", "no article text among 15 characters"),
    ("site.txt", "Sign up to our newsletter\n\nShare this article\n", "no article text among"),
    ("nothing.html", "<html><body><script>var a</script></body></html>", "no article text"),
    ("nul.html", f"<p>{SAID}\0</p>", "a binary file"),
    ("deep.html", "<table><tr><td>" * 9_000 + f"<p>{SAID}</p>", "elements nested too deep"),
    ("run.txt", "a" * 1_000_000, "a run of 1,000,000 characters without a space"),
    ("long.txt", f"{SAID} " * 46_512, "2,000,016 characters of body, more than 1,000,000"),
    ("several.json", PRETTY, "JSON over several lines, not JSON lines"),
    ("several.jsonl", PRETTY, "JSON over several lines, not JSON lines"),
    ("begun.jsonl", '{"id": "a",\n"text": "It rained."}', "JSON over several lines"),
    ("array.json", json.dumps([{"text": GATE}]), "a JSON array, not JSON lines"),
    ("pretty.json", json.dumps([{"text": GATE}], indent=2), "a JSON array, not JSON lines"),
    ("pretty.jsonl", json.dumps([{"text": GATE}], indent=2), "JSON over several lines"),
]


@pytest.fixture
def good(tmp_path: Path) -> str:
    path = tmp_path / "good.txt"
    path.write_text(RIVER, encoding="utf-8")
    return str(path)


def trace_beside(good: str, *sources: str, options: tuple[str, ...] = ()) -> Ended:
    """Trace the sources and then a good page, which must not suffer from them."""
    ended = run("trace", "--json", *options, *sources, good)
    found = ended.json
    SCHEMA.validate(found)
    last = found["articles"][-1]
    assert (last["inputs"], last["text"]) == ([good], RIVER)
    assert last["attributions"]
    assert ended.status == (1 if found["failures"] else 0)
    assert ended.trouble == "".join(f"firsthand: {said(f)}\n" for f in found["failures"])
    return ended


def said(failure: Any) -> str:
    """What is said of a failure: one line, which no page can use to drive the terminal."""
    line = f"{failure['input']}: {failure['error']}; {failure['next']}"
    assert line.isprintable()
    return line


def failed(ended: Ended) -> tuple[str, str]:
    """The input and the error of the only failure."""
    (failure,) = ended.json["failures"]
    return failure["input"], failure["error"]


def write(path: Path, content: str | bytes) -> str:
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return str(path)


@pytest.mark.parametrize(
    ("name", "content", "error"), BAD_FILES, ids=[name for name, _, _ in BAD_FILES]
)
def test_a_bad_file_is_one_line_and_the_page_beside_it_is_traced(
    good, tmp_path, name, content, error
):
    path = write(tmp_path / name, content)
    ended = trace_beside(good, path)
    place, told = failed(ended)
    assert place == path
    assert told.startswith(error)
    assert len(ended.json["articles"]) == 1


@pytest.mark.parametrize(
    ("line", "error"),
    [
        ('{"id": "a", "text": "He fled \\ud800, she said."}', '"text" holds half a character'),
        ('{"id": "\\udc80", "text": "He fled."}', '"id" holds half a character'),
        ('[{"id": "a", "text": "He fled."}]', "not a JSON object"),
        ('{"id": "a", "text": "cut', "not JSON at character"),
        ('{"id": "a", "text": 7}', '"text" is a number, not a string'),
        ('{"id": "a"}', 'neither "text" nor "html"'),
        ('{"text": "a\\u0000b"}', '"text" holds NUL characters'),
        ("[" * 100_000, "JSON nested too deep"),
    ],
)
def test_a_bad_line_is_named_by_its_number_and_the_rest_is_done(good, tmp_path, line, error):
    content = lines({"id": "1", "text": GATE}, "", line, {"id": "4", "text": SAID})
    path = write(tmp_path / "pages.jsonl", content)
    ended = trace_beside(good, path)
    place, told = failed(ended)
    assert place == f"{path}:3"
    assert told.startswith(error)
    assert [article["id"] for article in ended.json["articles"]][:2] == ["1", "4"]


def test_a_page_of_50_megabytes_is_refused_unread(good, tmp_path):
    vast = tmp_path / "vast.html"
    with open(vast, "wb") as file:
        file.truncate(50_000_000)
    assert failed(trace_beside(good, str(vast))) == (
        str(vast),
        "50 MB is more than the 20 MB that a page may have",
    )


def test_a_language_without_cue_tables_is_shown_and_nothing_is_claimed_of_it(good, tmp_path):
    path = write(tmp_path / "barragem.txt", BARRAGEM)
    ended = trace_beside(good, path)
    assert failed(ended)[1] == "the article is in 'pt'; there are cue tables for English only"
    article = ended.json["articles"][0]
    assert (article["text"], article["language"]) == (BARRAGEM, "pt")
    assert (article["attributions"], article["speakers"]) == ([], [])


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("broken.html", f"<html><body><div><p>{SAID[:18]}<b><i>{SAID[18:]}</b><p>It rained.</td>"),
        ("charset.html", f'<meta charset="utf-8"><p>{SAID}<p>The Café was shut.'.encode("cp1252")),
        ("nested.html", "<div>" * 1_000 + f"<p>{SAID}</p>" + "</div>" * 1_000),
        ("deeper.html", "<div>" * 100_000 + f"<p>{SAID}</p>" + "</div>" * 100_000),
        ("lines.txt", "The weir held.\n\n\n\n\n\n\n\n\n\n" * 1_000 + SAID + "\n"),
        ("open.txt", f"“It rained.\n\n{SAID}\n"),
        ("brackets.txt", "(" * 100_000 + f"\n\n{SAID}\n"),
    ],
    ids=[
        "broken html",
        "wrong charset",
        "1,000 elements deep",
        "100,000 elements deep",
        "10,000 lines",
        "open quotation",
        "100,000 brackets",
    ],
)
def test_what_can_be_read_is_read(good, tmp_path, name, content):
    ended = trace_beside(good, write(tmp_path / name, content))
    article = ended.json["articles"][0]
    assert ended.status == 0
    assert SAID in article["text"]
    sources = [span["exact"] for a in article["attributions"] for span in a["source"]]
    assert "engineer Ana Reis" in sources


# ------------------------------------------------------------------ places


def test_places_that_are_not_there(good, tmp_path):
    (tmp_path / "folder").mkdir()
    write(tmp_path / "folder" / "table.csv", "a,b")
    for source, error in (
        ("nowhere.txt", "no such file or folder"),
        (f"{good}/inside", "cannot be read (Not a directory)"),
        (str(tmp_path / "folder"), "no page in this folder"),
        ("", "no such file or folder"),
        ("a" * 5_000, "cannot be read (File name too long)"),
    ):
        place, told = failed(trace_beside(good, source))
        assert place == source
        assert told.startswith(error)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_that_may_not_be_read(good, tmp_path):
    path = write(tmp_path / "locked.txt", GATE)
    os.chmod(path, 0)
    assert failed(trace_beside(good, path)) == (path, "may not be read (permission denied)")


@pytest.mark.parametrize("name", ["two\nlines.txt", "\x1b[2Jcleared.txt", "half\udce9.txt"])
def test_a_path_cannot_drive_the_terminal_or_break_the_json(good, tmp_path, name):
    folder = str(tmp_path)
    path = os.path.join(folder, name)
    place, told = failed(trace_beside(good, path))
    assert (place, told) == (spelt_out(path), "no such file or folder")
    write(Path(path), GATE)
    ended = trace_beside(good, path)
    assert ended.json["articles"][0]["inputs"] == [spelt_out(path)]
    account = run("trace", path).out.replace("\n", "")
    assert account.isprintable()


def spelt_out(path: str) -> str:
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in path)


def test_the_same_bad_bytes_fail_at_every_place_that_holds_them(good, tmp_path):
    places = [write(tmp_path / name, "...\n") for name in ("a.txt", "b.txt", "c.txt")]
    ended = trace_beside(good, *places)
    assert [failure["input"] for failure in ended.json["failures"]] == places


# --------------------------------------------------------------- addresses


class Courier(http.server.BaseHTTPRequestHandler):
    """A page, and an address that leads to another one with a password in it."""

    def do_GET(self) -> None:
        moved = self.path == "/moved"
        self.send_response(302 if moved else 200)
        if moved:
            self.send_header("Location", f"http://ana:secret@{self.headers['Host']}/")
        self.send_header("Content-Type", "text/html")
        self.end_headers()
        self.wfile.write(f"<p>{SAID}".encode())

    def log_message(self, *_: Any) -> None:
        """Be silent."""


@pytest.fixture(scope="module")
def site() -> Iterator[str]:
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Courier)
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def test_a_private_address_is_read_only_if_it_is_allowed(good, site):
    place, told = failed(trace_beside(good, site))
    assert (place, told) == (site, "127.0.0.1 is at 127.0.0.1, which is not a public address")
    ended = trace_beside(good, site, options=("--allow-private",))
    assert ended.status == 0
    assert ended.json["articles"][0]["inputs"] == [site]


def test_a_dead_host_is_one_line(good):
    with socket.socket() as closed:  # bound and not listening
        closed.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{closed.getsockname()[1]}/page"
        place, told = failed(trace_beside(good, url, options=("--allow-private",)))
    assert place == url
    assert told.startswith("no connection (")


@pytest.mark.parametrize(
    "address",
    ["http://ana:secret@{host}/", "http://ana:s@cret@{host}/?a=@", "ftp://ana:secret@{host}/"],
)
def test_a_password_in_an_address_is_not_repeated(good, site, address):
    host = site.removeprefix("http://")
    ended = trace_beside(good, address.format(host=host), options=("--allow-private",))
    assert "://…@" + host in failed(ended)[0]
    assert "cret" not in ended.out + ended.trouble


def test_a_password_in_a_redirect_is_not_repeated(good, site):
    ended = trace_beside(good, f"{site}/moved", options=("--allow-private",))
    assert failed(ended)[1].startswith(f"sent on to {site.replace('://', '://…@')}/: an address")
    assert "secret" not in ended.out + ended.trouble


def test_a_password_in_the_address_of_a_line_is_not_repeated(good, tmp_path):
    page = {"id": "1", "text": GATE, "url": "https://ana:secret@courier.example/1"}
    path = write(tmp_path / "pages.jsonl", lines(page))
    assert trace_beside(good, path).json["articles"][0]["url"] == "https://…@courier.example/1"
    assert "secret" not in run("trace", path).out
