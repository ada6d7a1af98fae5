"""JSON lines: one page a line, ``{"id", "text"|"html", "url", "title", "published", "outlet"}``.

``text`` or ``html`` must be there, and only one of them; the rest may be missing, null or
blank, which all mean unknown. Other keys are not ours and are passed over. Lines are
streamed: the memory in use does not grow with the file.
"""

from __future__ import annotations

import codecs
import hashlib
import json
from collections.abc import Collection, Iterator
from decimal import Decimal
from itertools import count
from typing import Any, Protocol

from firsthand.errors import IntakeError
from firsthand.intake.sniffing import check_is_lines
from firsthand.intake.trouble import failure, too_large, without_password
from firsthand.types import Capture, Failure

PAGE_KEYS = ("text", "html")
KEYS = ("id", *PAGE_KEYS, "url", "title", "published", "outlet")
HOW = 'each line must be one JSON object with "text" or "html"'


class Readable(Protocol):
    """An open stream of bytes, as far as readers need one."""

    def read(self, size: int, /) -> bytes: ...

    def readline(self, size: int, /) -> bytes: ...


def read_lines(
    stream: Readable, *, place: str, max_bytes: int, charset: str | None = None
) -> Iterator[Capture | Failure]:
    """One capture or failure for every line that is not blank; ``place:N`` is line N.

    ``max_bytes`` bounds a line, not the file. ``charset`` does not matter: JSON is UTF-8.

    Raises:
        IntakeError: the whole is no JSON lines (binary, UTF-16, without a line), or a line
            is so long that looking for its end was given up.
    """
    empty = True
    for number in count(1):
        line = stream.readline(max_bytes + 1)
        if not line:
            break
        if number == 1:
            check_is_lines(line)
        page: bytes | None = line.removeprefix(codecs.BOM_UTF8).strip()
        if len(line) > max_bytes:
            page = None  # even where it is blank so far: words may follow
        if page is None or page:
            empty = False
            yield _read_line(page, at=f"{place}:{number}", max_bytes=max_bytes)
        if len(line) > max_bytes and not line.endswith(b"\n"):
            _skip_to_next_line(stream, number=number, max_bytes=max_bytes)
    if empty:
        raise IntakeError("no line in it", next="leave it out or fetch it again")


def bounded_lines(stream: Readable, *, longest: int) -> Iterator[bytes]:
    """The lines of an open file; of one of more bytes only as much as shows that it is."""
    while line := stream.readline(longest + 1):
        yield line
        while len(line) > longest and not line.endswith(b"\n"):
            line = stream.readline(longest + 1)


def _read_line(line: bytes | None, *, at: str, max_bytes: int) -> Capture | Failure:
    try:
        if line is None:
            raise too_large(max_bytes, what="a line")
        return capture_of_line(line, place=at)
    except IntakeError as error:
        return failure(at, error)


def _skip_to_next_line(stream: Readable, *, number: int, max_bytes: int) -> None:
    # Bounded, because one line of a gzip bomb goes on for a long time.
    for _ in range(10):
        part = stream.readline(max_bytes + 1)
        if not part or part.endswith(b"\n"):
            return
    raise IntakeError(f"line {number} does not end; what follows it is not read", next="split it")


def capture_of_line(line: bytes, *, place: str) -> Capture:
    """The page that one line holds.

    ``id`` is the line's own (a number becomes its digits), else the digest of the line's
    bytes (given without the blanks around it). ``charset`` is UTF-8 whatever the html says of
    itself, since we encode it. A password in ``url`` is left out.

    Raises:
        IntakeError: no JSON object, a key twice, a value of the wrong type, neither or
            both of text and html, nothing in it, NULs, or lone surrogates.
    """
    fields = fields_of(object_of(line), KEYS)
    key = _page_key(fields)
    brought, page, url = _id_of(fields.get("id")), _string(fields, key), _string(fields, "url")
    if page is None:
        raise IntakeError(f'"{key}" is empty', next="leave the line out or fetch the page again")
    if "\0" in page:
        raise IntakeError(f'"{key}" holds NUL characters', next="take them out")
    return Capture(
        place=place,
        id=brought or f"sha256:{hashlib.sha256(line).hexdigest()}",
        content=page.encode(),
        form="html" if key == "html" else "text",
        charset="utf-8",
        url=url and without_password(url),
        title=_string(fields, "title"),
        published=_string(fields, "published"),
        outlet=_string(fields, "outlet"),
    )


class Pairs(list[tuple[str, Any]]):
    """A JSON object with every pair it has, also those with the same key."""


def object_of(line: bytes, *, how: str = HOW) -> Pairs:
    """The JSON object that a line holds; ``how`` says what a line must be.

    Raises:
        IntakeError: it is not UTF-8, no JSON, or no object.
    """
    try:
        value = json.loads(
            line.decode(),
            object_pairs_hook=Pairs,
            parse_float=Decimal,  # keeps the digits of an id as they stand
            parse_constant=_no_number,
        )
    except UnicodeDecodeError as error:
        raise IntakeError(f"not UTF-8 at byte {error.start}", next="save it as UTF-8") from None
    except json.JSONDecodeError as error:
        raise IntakeError(f"not JSON at character {error.colno}: {error.msg}", next=how) from None
    except ValueError as error:  # a number of thousands of digits, NaN
        raise IntakeError(f"not JSON: {error}", next=how) from None
    except RecursionError:
        raise IntakeError("JSON nested too deep", next=how) from None
    if not isinstance(value, Pairs):
        raise IntakeError("not a JSON object", next=how)
    return value


def _no_number(name: str) -> None:
    raise ValueError(f"{name} is not a number")


def fields_of(pairs: Pairs, keys: Collection[str]) -> dict[str, Any]:
    """The object's fields; of a key that is none of ``keys`` the last.

    Raises:
        IntakeError: one of ``keys`` stands there twice.
    """
    fields: dict[str, Any] = {}
    for key, value in pairs:
        if key in keys and key in fields:
            raise IntakeError(f'the key "{key}" stands there twice', next="keep one of them")
        fields[key] = value
    return fields


def _page_key(fields: dict[str, Any]) -> str:
    found = [key for key in PAGE_KEYS if fields.get(key) is not None]
    if not found:
        raise IntakeError('neither "text" nor "html"', next=HOW)
    if len(found) > 1:
        raise IntakeError('both "text" and "html"', next="keep one of them")
    return found[0]


def _id_of(value: Any) -> str | None:
    if isinstance(value, int | Decimal) and not isinstance(value, bool):
        return str(value)
    return _string({"id": value}, "id")


def _string(fields: dict[str, Any], key: str) -> str | None:
    """The string there; None where it is missing, null or blank."""
    value = fields.get(key)
    if value is None:
        return None
    if not isinstance(value, str):
        raise IntakeError(f'"{key}" is {_kind(value)}, not a string', next="write it as a string")
    try:
        value.encode()
    except UnicodeEncodeError:
        raise IntakeError(
            f'"{key}" holds half a character (a lone surrogate)', next="write the file again"
        ) from None
    return value if value.strip() else None


def _kind(value: Any) -> str:
    match value:
        case bool():
            return "true or false"
        case int() | Decimal():
            return "a number"
        case Pairs():
            return "an object"
        case _:
            return "an array"
