"""JSON lines: a page a line, and a bad line stops nothing."""

from __future__ import annotations

import gzip
import hashlib
import io
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from firsthand.intake import captures
from firsthand.types import Capture, Failure


def read_line(line: bytes | dict[str, Any]) -> Capture | Failure:
    """What the second line of a file gives; the first one is good."""
    content = line if isinstance(line, bytes) else json.dumps(line).encode()
    _, found = captures(["-"], stdin=io.BytesIO(b'{"text": "He fled."}\n' + content))
    return found


def test_a_line_brings_its_own_particulars():
    capture = read_line(
        {
            "id": "d1",
            "text": "“Нет”, she said.\r\n",
            "url": "https://courier.example/a",
            "title": "Dam",
            "published": "2024-05",
            "outlet": "The Courier",
            "score": [1, {"text": 2}],
        }
    )
    assert capture == Capture(
        place="-:2",
        id="d1",
        content="“Нет”, she said.\r\n".encode(),
        form="text",
        charset="utf-8",
        url="https://courier.example/a",
        title="Dam",
        published="2024-05",
        outlet="The Courier",
    )


def test_html_of_a_line_is_utf_8_whatever_it_says_of_itself():
    capture = read_line({"html": '<meta charset="latin1"><p>Não', "text": None, "title": " "})
    assert isinstance(capture, Capture)
    assert (capture.form, capture.charset, capture.title) == ("html", "utf-8", None)
    assert capture.content.decode() == '<meta charset="latin1"><p>Não'


@pytest.mark.parametrize(
    ("id_in_json", "id_of_capture"),
    [("7", "7"), ("1.50", "1.50"), ('"a b"', "a b"), ("123456789012345678901234567890",) * 2],
)
def test_a_number_as_id_keeps_its_digits(id_in_json, id_of_capture):
    capture = read_line(b'{"text": "He fled.", "id": %s}' % id_in_json.encode())
    assert isinstance(capture, Capture)
    assert capture.id == id_of_capture


@pytest.mark.parametrize("brought", [b"", b'"id": null, ', b'"id": "", '])
def test_without_an_id_it_is_the_digest_of_the_line(brought):
    line = b"{" + brought + b'"text": "He fled."}'
    capture = read_line(b"  " + line + b" \r\n")
    assert isinstance(capture, Capture)
    assert capture.id == "sha256:" + hashlib.sha256(line).hexdigest()


@pytest.mark.parametrize(
    ("line", "words"),
    [
        (b"{", "not JSON at character 2"),
        (b"He fled, police said.", "not JSON at character 1"),
        (b'["text", "He fled."]', "not a JSON object"),
        (b'"text"', "not a JSON object"),
        (b'{"text": "a"} {"text": "b"}', "not JSON at character 15: Extra data"),
        (b'{"text": "a\tb"}', "Invalid control character"),
        (b'{"text": "\xff"}', "not UTF-8 at byte 10"),
        (b'{"text": "a", "id": NaN}', "NaN is not a number"),
        (b'{"text": "a", "id": ' + b"9" * 5000 + b"}", "not JSON: Exceeds the limit"),
        (b'{"text": "a", "x": ' + b"[" * 100_000, "JSON nested too deep"),
        (b'{"text": "a", "text": "b"}', 'the key "text" stands there twice'),
        (b'{"id": 1, "id": 2, "text": "b"}', 'the key "id" stands there twice'),
        ({"text": "a", "html": "<p>a"}, 'both "text" and "html"'),
        ({"id": "d1"}, 'neither "text" nor "html"'),
        ({"text": None}, 'neither "text" nor "html"'),
        ({"text": " \n"}, '"text" is empty'),
        ({"html": ""}, '"html" is empty'),
        ({"text": 7}, '"text" is a number, not a string'),
        ({"text": True}, '"text" is true or false, not a string'),
        ({"text": ["a"]}, '"text" is an array, not a string'),
        ({"text": "a", "outlet": {"name": "b"}}, '"outlet" is an object, not a string'),
        ({"text": "a", "id": True}, '"id" is true or false, not a string'),
        ({"text": "a", "published": 2024}, '"published" is a number, not a string'),
        (b'{"text": "half \\ud83d"}', '"text" holds half a character'),
        (b'{"text": "a", "title": "\\udc00"}', '"title" holds half a character'),
        (b'{"text": "a\\u0000b"}', '"text" holds NUL characters'),
    ],
)
def test_a_bad_line_is_a_failure_of_that_line(line, words):
    found = read_line(line)
    assert isinstance(found, Failure)
    assert found.input == "-:2"
    assert words in found.error
    assert found.next


def test_a_whole_character_written_in_two_halves_is_fine():
    capture = read_line(b'{"text": "\\ud83d\\ude00"}')
    assert isinstance(capture, Capture)
    assert capture.content == "\U0001f600".encode()


def check_file(tmp_path: Path, name: str, content: bytes, *expected: str, bound: int = 1000):
    """Each expected is ``place-after-the-name: id-or-words``."""
    path = tmp_path / name
    path.write_bytes(content)
    found = list(captures([str(path)], max_bytes=bound))
    assert len(found) == len(expected)
    for result, row in zip(found, expected, strict=True):
        where, words = row.split(": ", 1)
        if isinstance(result, Capture):
            assert (result.place, result.id) == (str(path) + where, words)
        else:
            assert result.input == str(path) + where
            assert words in result.error


GOOD = b'{"id": "%d", "text": "He fled."}\n'


def test_the_rest_of_the_file_goes_on(tmp_path):
    lines = GOOD % 1 + b"\r\n\nnot json\n" + GOOD % 5 + b"{}\n" + (GOOD % 7).strip()
    expected = [":1: 1", ":4: not JSON", ":5: 5", ":6: neither", ":7: 7"]
    check_file(tmp_path, "a.jsonl", lines, *expected)
    check_file(tmp_path, "a.JSONL.gz", gzip.compress(lines), *expected)
    check_file(tmp_path, "a.json", lines, *expected)  # by its first byte


def test_a_byte_order_mark_does_not_count(tmp_path):
    check_file(tmp_path, "a.jsonl", b"\xef\xbb\xbf" + GOOD % 1, ":1: 1")
    check_file(tmp_path, "a", b"\xef\xbb\xbf\n \n" + GOOD % 3, ":3: 3")


def test_a_line_that_is_too_long_is_passed_over(tmp_path):
    long = b'{"text": "' + b"a" * 5000 + b'"}\n'
    check_file(
        tmp_path, "a.jsonl", long + GOOD % 2, ":1: more than the 1 kB that a line may", ":2: 2"
    )
    # Blanks before it must not make a cut line look whole.
    check_file(tmp_path, "a.jsonl", b" " * 2000 + long + GOOD % 2, ":1: more than", ":2: 2")


def test_a_line_without_end_is_given_up(tmp_path):
    bomb = gzip.compress(GOOD % 1 + b'{"text": "' + b"a" * 20_000_000, compresslevel=1)
    check_file(tmp_path, "a.jsonl.gz", bomb, ":1: 1", ":2: more than", ": line 2 does not end")


def test_a_file_that_holds_no_json_lines_is_one_failure(tmp_path):
    check_file(tmp_path, "a.jsonl", b"", ": no line in it")
    check_file(tmp_path, "a.jsonl", b"\n \n", ": no line in it")
    check_file(tmp_path, "a.jsonl", b"%PDF-1.7\nxref\n", ": a PDF, not a page")
    check_file(tmp_path, "a.jsonl", '{"text": "a"}\n'.encode("utf-16"), ": JSON lines in UTF-16")


def test_a_broken_gzip_gives_the_lines_before_the_break(tmp_path):
    lines = b"".join(GOOD % number for number in range(2000))
    content = gzip.compress(lines)[:-2000]
    path = tmp_path / "a.jsonl.gz"
    path.write_bytes(content)
    *before, last = captures([str(path)])
    assert before
    assert all(isinstance(found, Capture) for found in before)
    assert isinstance(last, Failure)
    assert (last.input, "a broken gzip" in last.error) == (str(path), True)


def test_lines_are_streamed():
    class Tape(io.BytesIO):
        """Counts what was taken from it."""

        taken = 0

        def readline(self, size: int | None = -1, /) -> bytes:
            line = super().readline(size)
            self.taken += len(line)
            return line

    tape = Tape(GOOD % 1 * 100_000)
    first = next(captures(["-"], stdin=tape))
    assert isinstance(first, Capture)
    assert tape.taken <= 2 * len(GOOD)


one_line = st.binary(max_size=80).map(lambda b: b.replace(b"\n", b" ")).filter(bytes.strip)
json_like = st.dictionaries(
    st.sampled_from(["id", "text", "html", "title", "url", "other"]),
    st.none() | st.booleans() | st.integers() | st.floats() | st.text() | st.lists(st.text()),
).map(lambda value: json.dumps(value).encode())


@given(st.lists(one_line | json_like, max_size=5))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_line_gives_one_capture_or_one_failure(tmp_path, lines):
    path = tmp_path / "a.jsonl"
    path.write_bytes(b"\n".join([(GOOD % 0).strip(), *lines]))
    found = list(captures([str(path)]))
    places = [c.place if isinstance(c, Capture) else c.input for c in found]
    numbered = [n for n, line in enumerate(lines, 2) if line.removeprefix(b"\xef\xbb\xbf").strip()]
    assert places == [f"{path}:{number}" for number in [1, *numbered]]
