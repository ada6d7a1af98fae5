"""Intake: from a place to captures. The only room that opens files and sockets.

``captures`` is the front door; ``read_decisions`` reads what people decided. What
each ending and content type is read as stands in ``readers.py``; which addresses on the network
may be read, in ``addresses.py``.
"""

from __future__ import annotations

import io
import re
import sys
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import BinaryIO

from firsthand.intake.addresses import is_any, is_public
from firsthand.intake.decisions import read_decisions
from firsthand.intake.files import read_path
from firsthand.intake.readers import CONTENT_TYPES, read_sniffed
from firsthand.intake.trouble import set_down
from firsthand.types import Capture, Failure

__all__ = ["captures", "read_decisions"]

_SCHEME = re.compile(r"([a-z][a-z0-9+.-]*)://", re.I)


def captures(
    sources: Iterable[str],
    *,
    allow_private: bool = False,
    stdin: BinaryIO | None = None,
    max_bytes: int = 20_000_000,
    timeout_s: float = 20.0,
) -> Iterator[Capture | Failure]:
    """What the places hold, one after the other, in order; each is opened when its turn comes.

    A source is a file, a folder (with all in it), an ``http(s)`` address, or ``-`` for
    ``stdin`` (the process's own where None); one string is one source.
    ``max_bytes`` bounds a page (of JSON lines: a line), counted unpacked.
    ``timeout_s`` bounds one address with all its redirects. ``allow_private`` also reads
    addresses that are not on the public internet.

    A capture's ``id`` is the one it brings (JSON lines), else ``sha256:`` and the digest of
    its bytes, unpacked. Bytes are not decoded here. ``headers`` and ``captured_at`` (UTC)
    are known only of what came from a server; a file does not say when it was captured.

    Nothing is raised for bad input: what cannot be read is one ``Failure`` in its place.

    >>> list(captures(["-"], stdin=io.BytesIO(b"He fled, police said.")))[0].form
    'text'
    >>> print(*captures(["nowhere.txt"]))
    nowhere.txt: no such file or folder; check the path; an address begins with https://
    """
    for source in [sources] if isinstance(sources, str) else sources:
        if source == "-":
            stream = stdin or sys.stdin.buffer
            found = read_sniffed(stream, place=source, max_bytes=max_bytes)
        elif _SCHEME.match(source):
            found = _read_url(
                source, allow_private=allow_private, max_bytes=max_bytes, timeout_s=timeout_s
            )
        else:
            found = read_path(source, max_bytes=max_bytes)
        yield from set_down(source, found)


def _read_url(
    url: str, *, allow_private: bool, max_bytes: int, timeout_s: float
) -> Iterator[Capture | Failure]:
    from firsthand.intake.urls import fetch  # httpx is slow to import, and files do not need it

    answer = fetch(
        url,
        accepts=CONTENT_TYPES,
        permits=is_any if allow_private else is_public,
        max_bytes=max_bytes,
        timeout_s=timeout_s,
    )
    read = CONTENT_TYPES[answer.content_type]
    stream = io.BytesIO(answer.content)
    for found in read(stream, place=url, max_bytes=max_bytes, charset=answer.charset):
        if isinstance(found, Failure):
            yield found
        else:
            yield replace(
                found,
                url=found.url or answer.url,
                headers=answer.headers,
                captured_at=answer.captured_at,
            )
