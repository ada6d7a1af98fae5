"""Files and folders: what is a page, what is refused, and with which words."""

from __future__ import annotations

import gzip
import hashlib
import inspect
import os
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from firsthand.intake import captures
from firsthand.types import Capture, Failure

TEXT = b"The gate gave way at noon, engineer Ana Reis told the Courier.\n"
HTML = b"<!doctype html><title>Dam</title><p>The gate gave way, Reis said."


def read(path: Path, **options: int) -> list[Capture | Failure]:
    return list(captures([str(path)], **options))


def write(folder: Path, name: str, content: bytes) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    return path


def the_failure(found: list[Capture | Failure]) -> str:
    (failure,) = found
    assert isinstance(failure, Failure)
    assert len(str(failure).splitlines()) == 1
    return str(failure)


@pytest.mark.parametrize(
    ("name", "content", "form"),
    [
        ("page.txt", TEXT, "text"),
        ("page.TXT", TEXT, "text"),
        ("page.md", b"# Dam\n", "text"),
        ("page.md", HTML, "text"),  # Markdown may begin with raw HTML
        ("page.html", HTML, "html"),
        ("page.htm", b"no tag at all", "html"),
        # A text about mark-up stays text; a document under the wrong ending does not.
        ("page.txt", b"He wrote <html> and <!doctype html>, she said.", "text"),
        ("page.txt", b"<p>one</p><p>two</p>" * 50, "html"),  # a part of one
        ("page.txt", b"<p> opens, and </p>\n</p> closes, a paragraph.", "text"),
        ("page.txt", HTML, "html"),
        ("page.txt", b"\xef\xbb\xbf\n<!-- saved --><HTML lang=en><p>x", "html"),
        ("page.txt", b"<?xml version='1.0'?>\n<html><p>x", "html"),
        ("page.txt", HTML.decode().encode("utf-16"), "html"),
        # An unknown ending is judged by the bytes.
        ("page", TEXT, "text"),
        ("page.asp", b"<div class=a>x</div>", "html"),
        ("page.xhtml", b"<?xml version='1.0'?><!DOCTYPE html><html>", "html"),
    ],
)
def test_a_file_given_by_name_is_read_as_its_ending_or_its_bytes_say(tmp_path, name, content, form):
    path = write(tmp_path, name, content)
    (capture,) = read(path)
    assert isinstance(capture, Capture)
    assert (capture.form, capture.content, capture.place) == (form, content, str(path))
    assert capture.id == "sha256:" + hashlib.sha256(content).hexdigest()
    assert (capture.url, capture.charset, capture.captured_at) == (None, None, None)


@pytest.mark.parametrize("name", ["page.txt", "page.html", "page.md", "page"])
def test_a_packed_page_is_the_same_page(tmp_path, name):
    (plain,) = read(write(tmp_path, name, HTML))
    (packed,) = read(write(tmp_path, f"{name}.gz", gzip.compress(HTML)))
    assert isinstance(plain, Capture)
    assert isinstance(packed, Capture)
    assert (packed.id, packed.content, packed.form) == (plain.id, plain.content, plain.form)


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        # mtime=0: the time would stand in the names of the tests, and two workers disagree
        ("page.txt", b"", "empty"),
        ("page.html.gz", gzip.compress(b"", mtime=0), "empty"),
        ("page.txt", b" \r\n\t\n", "nothing but blanks"),
        ("page.txt", "\ufeff\u00a0\u2003\n".encode(), "nothing but blanks"),
        ("page.txt", "\n \n".encode("utf-16"), "nothing but blanks"),
        ("page.txt", b"%PDF-1.7\n...", "a PDF, not a page; extract its text"),
        ("page.html", b"\x89PNG\r\n\x1a\n...", "a PNG picture, not a page"),
        ("page.docx", b"PK\x03\x04...", "a ZIP archive (or a Word or EPUB file), not a page"),
        ("page.rtf", b"{\\rtf1 He fled}", "an RTF document, not a page"),
        ("page", gzip.compress(TEXT, mtime=0), "gzip, not a page; give it the ending .gz"),
        ("page.gz", gzip.compress(gzip.compress(TEXT, mtime=0), mtime=0), "gzip, not a page"),
        ("tape.warc", b"WARC/1.0\r\nWARC-Type: response", "a WARC archive, not a page"),
        ("news.rss", b"<?xml version='1.0'?><!-- a --><!-- b --><rss version='2.0'>", "news feed"),
        ("map.xml", b"<?xml version='1.0'?><urlset>", "XML, not a page"),
        (
            "saved.mht",
            b"From: <Saved>\nMIME-Version: 1.0\nContent-Type: multipart/related",
            "MHTML",
        ),
        ("page.txt", b"He fled\0\0", "a binary file, not a page (it holds NUL bytes)"),
        ("page.txt", "He fled".encode("utf-16-le"), "UTF-16 without a byte-order mark"),
        ("page.txt", "a\0b".encode("utf-16"), "binary"),
        ("page.txt.gz", TEXT, "a broken gzip"),
        ("page.txt.gz", gzip.compress(TEXT, mtime=0)[:-9], "a broken gzip"),
        ("page.txt.gz", gzip.compress(TEXT, mtime=0)[:12] + b"\xff" * 30, "a broken gzip"),
    ],
)
def test_what_is_no_page_is_one_failure_that_says_what_it_is(tmp_path, name, content, words):
    path = write(tmp_path, name, content)
    said = the_failure(read(path))
    assert words in said
    assert said.startswith(f"{path}: ")


@pytest.mark.parametrize(
    "content",
    [
        "He fled, police said.".encode("utf-16"),
        b"\xff\xfe" + "He fled.".encode("utf-16-le"),
        b"\xfe\xff" + "He fled.".encode("utf-16-be"),
        "He fled.".encode("utf-32"),
        "Sie sagte: »Nein«".encode("latin-1"),
        "彼は逃げた".encode("iso-2022-jp"),
        b"The ftyp box of the file, she said.",
        b"BZh is no word, she said.",
        b"ID3 tags are read, she said.",
        b"RIFF means rift, she said.",
        b"WARC/1 is a format, she said.",
    ],
)
def test_text_that_looks_binary_at_first_sight_is_read(tmp_path, content):
    (capture,) = read(write(tmp_path, "page.txt", content))
    assert isinstance(capture, Capture)
    assert capture.content == content


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("nowhere/page.txt", "no such file or folder"),
        ("", "no such file or folder"),
        ("a\0b.txt", "no path can look like this"),
        ("\ud800.txt", "no path can look like this"),
        ("www.example.org/page", "an address begins with https://"),
        ("/proc/self/mem", "cannot be read ("),
    ],
)
def test_a_path_that_cannot_be_opened_is_a_failure(source, words):
    said = the_failure(list(captures([source])))
    assert words in said
    said.encode()  # can be written anywhere


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_that_may_not_be_read_is_a_failure(tmp_path):
    path = write(tmp_path, "page.txt", TEXT)
    path.chmod(0)
    assert "permission denied" in the_failure(read(path))


def test_too_large_a_file_says_how_large_and_what_is_allowed(tmp_path):
    path = write(tmp_path, "page.txt", b"a" * 2_600_000)
    said = the_failure(read(path, max_bytes=1_000_000))
    assert "2.6 MB is more than the 1 MB that a page may have; split it" in said
    assert isinstance(read(path, max_bytes=2_600_000)[0], Capture)
    assert isinstance(read(path, max_bytes=2_599_999)[0], Failure)


def test_an_unknown_ending_and_a_device_have_the_same_bound(tmp_path):
    path = write(tmp_path, "page.log", b"a" * 1001)
    assert "more than the 1 kB" in the_failure(read(path, max_bytes=1000))
    assert "more than the 1 kB" in the_failure(read(Path("/dev/zero"), max_bytes=1000))


def test_a_gzip_bomb_is_refused_without_being_unpacked(tmp_path):
    bomb = gzip.compress(b"a" * 60_000_000, compresslevel=1)
    said = the_failure(read(write(tmp_path, "page.txt.gz", bomb), max_bytes=1_000_000))
    assert "more than the 1 MB" in said


def test_a_folder_is_read_through_and_in_the_order_of_names(tmp_path):
    names = ["a.txt", "b/c/deep.html.gz", "b/lines.jsonl", "b.md", "z.HTM"]
    for name in names:
        packed = gzip.compress(HTML) if name.endswith(".gz") else b'{"text": "He fled."}'
        write(tmp_path, name, packed)
    for other in ["a.pdf", "tool.py", "b/notes.gz", ".hidden.txt", ".git/page.txt", "a.txt.bak"]:
        write(tmp_path, other, TEXT)
    found = [Path(c.place).relative_to(tmp_path) for c in read(tmp_path) if isinstance(c, Capture)]
    assert [str(path) for path in found] == [
        "a.txt",
        "b/c/deep.html.gz",
        "b/lines.jsonl:1",
        "b.md",
        "z.HTM",
    ]


def test_a_bad_file_in_a_folder_does_not_stop_the_others(tmp_path):
    write(tmp_path, "a.txt", TEXT)
    write(tmp_path, "b.txt", b"")
    (tmp_path / "c.txt").symlink_to("gone.txt")
    os.mkfifo(tmp_path / "d.txt")  # reading it would wait for ever
    write(tmp_path, "e.txt", TEXT)
    a, b, c, d, e = read(tmp_path)
    assert isinstance(a, Capture)
    assert isinstance(e, Capture)
    assert "b.txt: empty" in str(b)
    assert "c.txt: no such file" in str(c)
    assert "d.txt: not a file but a pipe or a device" in str(d)


def test_a_folder_without_a_page_is_a_failure(tmp_path):
    write(tmp_path, "tool.py", TEXT)
    write(tmp_path, "sub/.page.txt", TEXT)
    assert "no page in this folder (looked for .txt, .md, " in the_failure(read(tmp_path))


def test_a_folder_that_contains_itself_is_read_once_and_set_down(tmp_path):
    write(tmp_path, "a.txt", TEXT)
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub" / "loop").symlink_to(tmp_path)
    (tmp_path / "self.txt").symlink_to("self.txt")
    first, link, loop = read(tmp_path)
    assert isinstance(first, Capture)
    assert "self.txt: cannot be read (Too many levels of symbolic links)" in str(link)
    assert "loop: a folder that contains itself" in str(loop)


def test_folders_may_be_nested_deeper_than_calls(tmp_path):
    path = write(tmp_path, "d/" * 300 + "page.txt", TEXT)
    usual = sys.getrecursionlimit()
    try:
        sys.setrecursionlimit(len(inspect.stack(0)) + 100)
        (capture,) = read(tmp_path)
    finally:
        sys.setrecursionlimit(usual)
    assert isinstance(capture, Capture)
    assert capture.place == str(path)


def test_files_are_read_without_loading_the_network():
    loads = "import sys, firsthand.intake as i; list(i.captures(['a.txt'])); print(*sys.modules)"
    out = subprocess.run([sys.executable, "-c", loads], check=True, capture_output=True, text=True)
    assert "firsthand.intake" in out.stdout.split()
    assert not {"httpx", "ssl", "spacy"} & set(out.stdout.split())


def test_a_name_that_is_no_text_is_spelt_out(tmp_path):
    path = os.fsdecode(os.fsencode(tmp_path) + b"/bad\xff\n\x1b[31m.txt")
    Path(path).write_bytes(TEXT)
    (capture,) = captures([path])
    assert isinstance(capture, Capture)
    assert capture.place == f"{tmp_path}/bad\\udcff\\n\\x1b[31m.txt"


def test_sources_come_in_order_and_one_at_a_time(tmp_path):
    first = write(tmp_path, "a.txt", TEXT)
    second = tmp_path / "b.txt"
    running = captures([str(first), str(second), str(first)])
    next(running)
    second.write_bytes(TEXT)  # written only now: nothing was opened ahead
    rest = list(running)
    assert [type(found) for found in rest] == [Capture, Capture]


def test_one_string_is_one_source(tmp_path):
    (capture,) = captures(str(write(tmp_path, "a.txt", TEXT)))
    assert isinstance(capture, Capture)


@given(content=st.binary(max_size=200), ending=st.sampled_from([".txt", ".html", ".txt.gz", ""]))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_bytes_give_one_capture_or_one_failure(tmp_path, content, ending):
    (found,) = read(write(tmp_path, f"page{ending or '.md'}", content))
    if isinstance(found, Capture) and ending != ".txt.gz":
        assert found.content == content


@given(content=st.binary(max_size=200).filter(lambda b: b"{" not in b))  # that is JSON lines
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_bytes_under_an_unknown_ending_give_one_result(tmp_path, content):
    assert len(read(write(tmp_path, "page", content))) == 1


@given(st.text(max_size=20))
def test_any_name_of_a_source_gives_one_line_and_no_error(name):
    assert len(the_failure(list(captures([f"/nowhere/{name}"])))) > 20
