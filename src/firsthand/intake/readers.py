"""What each ending and each content type is read as: the one table of what we can read.

A reader takes an open stream and gives captures and failures, in order. To teach intake
a new kind (feeds: ``.rss``, ``.atom``, ``application/rss+xml``; web archives: ``.warc``,
``application/warc``), write a reader and give it its rows in ``ENDINGS`` and
``CONTENT_TYPES`` below; nothing else in this room needs to know of it.
"""

from __future__ import annotations

import codecs
import hashlib
from collections.abc import Callable, Iterator
from functools import partial
from typing import Protocol

from firsthand.intake.json_lines import Readable, read_lines
from firsthand.intake.sniffing import (
    Form,
    begins_json_lines,
    check_is_page,
    document_form,
    guessed_form,
)
from firsthand.intake.trouble import too_large
from firsthand.types import Capture, Failure


class Reader(Protocol):
    """Reads one stream, which may hold several pages."""

    def __call__(
        self, stream: Readable, *, place: str, max_bytes: int, charset: str | None = None
    ) -> Iterator[Capture | Failure]: ...


def read_page(
    stream: Readable,
    *,
    place: str,
    max_bytes: int,
    charset: str | None = None,
    form_of: Callable[[bytes], Form],
) -> Iterator[Capture | Failure]:
    """The whole stream as one page; ``id`` is the digest of its (unpacked) bytes.

    Raises:
        IntakeError: empty, blank, binary, or more than ``max_bytes`` bytes.
    """
    content = _read_all(stream, max_bytes=max_bytes)
    check_is_page(content, charset=charset)
    digest = hashlib.sha256(content).hexdigest()
    yield Capture(place, f"sha256:{digest}", content, form_of(content), charset=charset)


def read_sniffed(
    stream: Readable, *, place: str, max_bytes: int, charset: str | None = None
) -> Iterator[Capture | Failure]:
    """A stream of which only the bytes tell what it is (standard input, an unknown ending).

    JSON lines where the first byte is ``{`` (a byte-order mark and blanks before it do not
    count), html where mark-up comes first, else plain text.

    Raises:
        IntakeError: as ``read_page`` does, and for feeds and other XML.
    """
    head = _first_words(stream, max_bytes=max_bytes)
    whole = _PutBack(head, stream)
    read: Reader = read_lines if begins_json_lines(head) else _read_guessed
    yield from read(whole, place=place, max_bytes=max_bytes, charset=charset)


def _read_all(stream: Readable, *, max_bytes: int) -> bytes:
    parts, left = [], max_bytes + 1
    while left and (part := stream.read(min(left, 1 << 20))):
        parts.append(part)
        left -= len(part)
    if not left:
        raise too_large(max_bytes)
    return b"".join(parts)


def _first_words(stream: Readable, *, max_bytes: int) -> bytes:
    """Up to and with the first line that is not blank."""
    head = b""
    while not head.removeprefix(codecs.BOM_UTF8).strip() and len(head) <= max_bytes:
        line = stream.readline(max_bytes + 1 - len(head))
        if not line:
            break
        head += line
    return head


class _PutBack:
    """A stream with ``head`` in front again, for streams that cannot seek."""

    def __init__(self, head: bytes, stream: Readable) -> None:
        self._head = head
        self._stream = stream

    def read(self, size: int, /) -> bytes:
        taken, self._head = self._head[:size], self._head[size:]
        return taken or self._stream.read(size)

    def readline(self, size: int, /) -> bytes:
        end = self._head.find(b"\n", 0, size) + 1 or size
        taken, self._head = self._head[:end], self._head[end:]
        if taken.endswith(b"\n") or len(taken) == size:
            return taken
        return taken + self._stream.readline(size - len(taken))


def _always_text(_content: bytes) -> Form:
    return "text"


def _always_html(_content: bytes) -> Form:
    return "html"


_read_text = partial(read_page, form_of=document_form)
_read_html = partial(read_page, form_of=_always_html)
_read_guessed = partial(read_page, form_of=guessed_form)

# A file with one of these endings is a page, wherever it lies; each may have .gz after it.
ENDINGS: dict[str, Reader] = {
    ".txt": _read_text,
    ".md": partial(read_page, form_of=_always_text),  # Markdown may begin with raw HTML
    ".html": _read_html,
    ".htm": _read_html,
    ".jsonl": read_lines,
}

# What a server says it sends; any other content type is no page. "" is nothing said.
CONTENT_TYPES: dict[str, Reader] = {
    "text/html": _read_html,
    "application/xhtml+xml": _read_html,
    "text/plain": _read_text,
    "text/markdown": _read_text,
    "text/xml": read_sniffed,
    "application/xml": read_sniffed,
    "application/jsonl": read_lines,
    "application/x-ndjson": read_lines,
    "application/octet-stream": read_sniffed,
    "": read_sniffed,
}
