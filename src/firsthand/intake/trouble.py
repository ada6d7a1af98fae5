"""What cannot be read, said in one line: what, where, what next."""

from __future__ import annotations

import gzip
import re
import unicodedata
import zlib
from collections.abc import Iterator

from firsthand.errors import IntakeError
from firsthand.types import Capture, Failure


def set_down(place: str, results: Iterator[Capture | Failure]) -> Iterator[Capture | Failure]:
    """The same results; where reading breaks off, one ``Failure`` of ``place`` ends them.

    Only trouble with the input is set down. A bug is not caught.
    """
    try:
        yield from results
    except IntakeError as error:
        yield failure(place, error)
    except (gzip.BadGzipFile, EOFError, zlib.error) as error:
        yield failure(place, IntakeError(f"a broken gzip ({error})", next="pack it again"))
    except OSError as error:
        yield failure(place, trouble_of(error))


def failure(place: str, error: IntakeError) -> Failure:
    """``error`` as the one line that people read."""
    return Failure(on_one_line(without_password(place)), on_one_line(error.what), error.next)


def without_password(address: str) -> str:
    """``address`` with … for a name and password in it; any other place as it is.

    >>> without_password("https://ana:secret@courier.example/1")
    'https://…@courier.example/1'
    """
    return _USERINFO.sub(r"\1…@", address)


def on_one_line(text: str) -> str:
    r"""``text`` with control characters and lone surrogates spelt out.

    A file name, an address or a server may hold line breaks, terminal commands, or bytes
    that are no UTF-8; none of these may reach a screen or break the JSON.

    >>> on_one_line("a\nb")
    'a\\nb'
    """
    return "".join(
        c.encode("unicode_escape").decode() if unicodedata.category(c) in _UNSAFE else c
        for c in text
    )


def size(count: int) -> str:
    """A number of bytes as people say it.

    >>> size(52_400_000), size(20_000_000), size(999)
    ('52.4 MB', '20 MB', '999 bytes')
    """
    for unit, name in ((1_000_000, "MB"), (1_000, "kB")):
        if count >= unit:
            return f"{count / unit:.1f}".removesuffix(".0") + f" {name}"
    return f"{count} bytes"


def too_large(max_bytes: int, *, found: int | None = None, what: str = "a page") -> IntakeError:
    """More bytes than allowed; ``found`` is None where nobody counted to the end."""
    much = f"{size(found)} is more" if found and size(found) != size(max_bytes) else "more"
    return IntakeError(
        f"{much} than the {size(max_bytes)} that {what} may have",
        next="split it",
    )


def trouble_of(error: OSError) -> IntakeError:
    """Why the system will not give us a file, in words for people."""
    match error:
        case FileNotFoundError():
            return IntakeError(
                "no such file or folder", next="check the path; an address begins with https://"
            )
        case PermissionError():
            return IntakeError("may not be read (permission denied)", next="ask for the right")
        case _:
            said = error.strerror or str(error)
            return IntakeError(f"cannot be read ({said})", next="check it or leave it out")


_USERINFO = re.compile(r"^([a-z][a-z0-9+.-]*://)[^/?#]*@", re.IGNORECASE)
_UNSAFE = {"Cc", "Cs", "Zl", "Zp"}
