"""Files and folders, packed or not."""

from __future__ import annotations

import gzip
import os
import stat
from collections.abc import Iterator
from contextlib import ExitStack
from functools import partial
from typing import BinaryIO

from firsthand.errors import IntakeError
from firsthand.intake.json_lines import Readable, read_lines
from firsthand.intake.readers import ENDINGS, Reader, read_sniffed
from firsthand.intake.trouble import failure, on_one_line, set_down, too_large
from firsthand.types import Capture, Failure

PACKED = ".gz"


def read_path(path: str, *, max_bytes: int) -> Iterator[Capture | Failure]:
    """The pages of a file, or of a folder and all folders in it, in the order of names.

    In a folder only files with a known ending are pages, and what is hidden (``.name``)
    is passed over. A file given by name is read whatever its ending.

    Raises:
        IntakeError, OSError, EOFError, zlib.error: the file cannot be read.
    """
    if stat.S_ISDIR(_stat(path).st_mode):
        yield from _read_folder(path, max_bytes=max_bytes)
    else:
        yield from _read_file(path, max_bytes=max_bytes)


def reader_for(path: str) -> Reader | None:
    """Who reads files with this ending; None where the ending is unknown."""
    name = os.path.basename(path).lower().removesuffix(PACKED)
    return ENDINGS.get(os.path.splitext(name)[1])


def _read_folder(folder: str, *, max_bytes: int) -> Iterator[Capture | Failure]:
    empty = True
    for found in _pages_in(folder):
        empty = False
        if isinstance(found, Failure):
            yield found
        else:
            yield from set_down(found, _read_regular_file(found, max_bytes=max_bytes))
    if empty:
        raise IntakeError(
            f"no page in this folder (looked for {', '.join(ENDINGS)}, also with {PACKED})",
            next="give a file by name if it has another ending",
        )


def _pages_in(folder: str) -> Iterator[str | Failure]:
    """The paths with a known ending under ``folder``, and the folders that cannot be read.

    A stack and not recursion: folders may be nested deeper than Python's calls.
    """
    waiting = [(folder, frozenset[tuple[int, int]]())]
    while waiting:
        path, above = waiting.pop()
        if not os.path.isdir(path):
            yield path
            continue
        try:
            here = _identity(path)
            if here in above:
                raise IntakeError("a folder that contains itself", next="take the link away")
            names = sorted(os.listdir(path), reverse=True)  # the last one in is the first out
        except IntakeError as error:
            yield failure(path, error)
        except OSError as error:
            said = error.strerror or str(error)
            yield failure(path, IntakeError(f"cannot be opened ({said})", next="ask for the right"))
        else:
            inside, path_to = above | {here}, partial(os.path.join, path)
            waiting += [(item, inside) for item in map(path_to, names) if _is_wanted(item)]


def _is_wanted(path: str) -> bool:
    if os.path.basename(path).startswith("."):
        return False
    return os.path.isdir(path) or reader_for(path) is not None


def _read_regular_file(path: str, *, max_bytes: int) -> Iterator[Capture | Failure]:
    # A pipe that lies in a folder would make us wait for ever; one given by name is meant.
    if not stat.S_ISREG(_stat(path).st_mode):
        raise IntakeError("not a file but a pipe or a device", next="take it out of the folder")
    yield from _read_file(path, max_bytes=max_bytes)


def _read_file(path: str, *, max_bytes: int) -> Iterator[Capture | Failure]:
    read = reader_for(path) or read_sniffed
    with ExitStack() as stack:
        file = stack.enter_context(open(path, "rb"))
        if path.lower().endswith(PACKED):
            # Readers count the unpacked bytes, so that a small file which unpacks to a huge
            # one is refused before it fills the memory.
            stream: Readable = stack.enter_context(gzip.GzipFile(fileobj=file))
        else:
            stream = file
            if read not in (read_lines, read_sniffed):
                _check_size(file, max_bytes=max_bytes)
        yield from read(stream, place=on_one_line(path), max_bytes=max_bytes)


def _check_size(file: BinaryIO, *, max_bytes: int) -> None:
    found = os.fstat(file.fileno()).st_size  # 0 for a pipe, which is bounded while reading
    if found > max_bytes:
        raise too_large(max_bytes, found=found)


def _stat(path: str) -> os.stat_result:
    try:
        return os.stat(path)
    except ValueError:  # a NUL or half a character: no file system has such a name
        raise IntakeError("no path can look like this", next="check the path") from None


def _identity(folder: str) -> tuple[int, int]:
    status = os.stat(folder)
    return status.st_dev, status.st_ino
