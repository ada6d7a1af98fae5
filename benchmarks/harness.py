"""What every benchmark needs: programs measured as users run them, and tables that are kept.

Nothing here imports spaCy or a peer. On Linux a child inherits the peak memory of the
process that started it, so this one has to stay small.
"""

from __future__ import annotations

import json
import os
import platform
import re
import shlex
import subprocess
import sys
import time
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib import metadata
from pathlib import Path
from tempfile import TemporaryFile
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
HERE = ROOT / "benchmarks"
RESULTS = HERE / "RESULTS.md"
READINGS = HERE / "DEV_READINGS.md"
ONE_THREAD = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1")
TINY = {"id": "tiny", "text": "It rained, the mayor said.\n"}  # for the cost of starting up
FIRSTHAND = (sys.executable, "-m", "firsthand")
PEERS = (sys.executable, str(HERE / "peers.py"))

Json = dict[str, Any]


class SkippedError(Exception):
    """A benchmark cannot be run here: its data or its peer is missing. Says which."""


class BrokenRunError(Exception):
    """A program under measurement failed. Says which, and the end of what it said."""


# --------------------------------------------------------------------- programs


@dataclass(frozen=True)
class Run:
    """What a program printed and what it cost, its children included.

    ``peak_rss_mib`` is that of the largest process, not a sum over several.
    """

    output: str
    wall_s: float
    cpu_s: float
    peak_rss_mib: float

    def records(self) -> list[Json]:
        return [json.loads(line) for line in self.output.splitlines() if line.strip()]


def run(command: Sequence[str], *, stdin: str = "", env: Mapping[str, str] | None = None) -> Run:
    """Run a program to its end.

    Exit status 1 with output passes: one input failed and the rest is done.

    Raises:
        BrokenRunError: any other status, a traceback, or nothing printed.
    """
    with TemporaryFile() as given, TemporaryFile() as printed, TemporaryFile() as said:
        given.write(stdin.encode())
        given.seek(0)
        started = time.perf_counter()
        process = subprocess.Popen(
            command, stdin=given, stdout=printed, stderr=said, env=environment(env or {})
        )
        # Not `process.wait`: only wait4 says what this one child has used.
        _, status, usage = os.wait4(process.pid, 0)
        wall_s = time.perf_counter() - started
        process.returncode = os.waitstatus_to_exitcode(status)
        output, trouble = _content(printed), _content(said)
    if process.returncode not in (0, 1) or not output or "Traceback" in trouble:
        raise BrokenRunError(
            f"{shlex.join(command)} gave exit status {process.returncode}"
            f" and {len(output)} characters\n{trouble[-2000:]}"
        )
    cpu_s = usage.ru_utime + usage.ru_stime
    return Run(output, wall_s, cpu_s, usage.ru_maxrss / 1024)


def json_lines(records: Iterable[Json]) -> str:
    return "".join(json.dumps(record, ensure_ascii=False) + "\n" for record in records)


def environment(more: Mapping[str, str]) -> dict[str, str]:
    """This environment, with this checkout of Firsthand before any installed one."""
    path = os.pathsep.join(filter(None, (str(ROOT / "src"), os.environ.get("PYTHONPATH"))))
    return {**os.environ, "PYTHONPATH": path, **more}


def _content(file: Any) -> str:
    file.seek(0)
    return str(file.read().decode(errors="replace"))


# ------------------------------------------------------------------------- data


def read_json_lines(path: Path) -> list[Json]:
    """The records of a file.

    Raises:
        SkippedError: there is no such file.
    """
    lines = needed(path).read_text(encoding="utf-8").split("\n")
    return [json.loads(line) for line in lines if line.strip()]


def needed(path: Path) -> Path:
    """The path, if there is something.

    Raises:
        SkippedError: there is nothing.
    """
    if not path.exists():
        raise SkippedError(f"no {path}; --data says where the data are")
    return path


def needs_package(name: str) -> str:
    """The version of an installed package.

    Raises:
        SkippedError: it is not installed.
    """
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        raise SkippedError(f"{name} is not installed: pip install '.[bench]'") from None


# ----------------------------------------------------------------------- tables


@dataclass(frozen=True)
class Table:
    """Rows under a heading row; figures come as text, already rounded."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]

    def __str__(self) -> str:
        """Markdown whose columns also line up on a screen: words left, figures right."""
        grid = [self.columns, *self.rows]
        widths = [max(3, *(len(row[i]) for row in grid)) for i in range(len(self.columns))]
        rule = ["-" * widths[0], *("-" * (width - 1) + ":" for width in widths[1:])]
        return "\n".join(
            f"| {row[0]:<{widths[0]}} | "
            + " | ".join(
                f"{cell:>{width}}" for cell, width in zip(row[1:], widths[1:], strict=True)
            )
            + " |"
            for row in (self.columns, rule, *self.rows)
        )


@dataclass(frozen=True)
class Section:
    """What one benchmark found: its figures, what they were taken on, what to know of them."""

    name: str
    split: str
    parts: tuple[Table | str, ...]


@dataclass(frozen=True)
class Provenance:
    """When, on what code, by which command and on which machine."""

    date: str
    commit: str
    command: str
    machine: str

    @classmethod
    def of(cls, arguments: Sequence[str]) -> Provenance:
        command = shlex.join(("python", "benchmarks/run.py", *arguments))
        return cls(f"{datetime.now(UTC):%Y-%m-%d %H:%M} UTC", commit(), command, machine())


def commit() -> str:
    """The short hash of HEAD, with ``+changes`` where the code is not what was committed."""
    # No lock is taken: a reading of the state must not disturb whoever is committing.
    git = ("git", "--no-optional-locks", "-C", str(ROOT))
    kept = [f":!{path.relative_to(ROOT)}" for path in (RESULTS, READINGS)]
    try:
        head = subprocess.check_output((*git, "rev-parse", "--short", "HEAD"), text=True).strip()
        changes = subprocess.check_output((*git, "status", "--porcelain", "--", ".", *kept))
    except (OSError, subprocess.CalledProcessError):
        return "unknown"
    return f"{head}+changes" if changes.strip() else head


def machine() -> str:
    """Processor, cores and Python."""
    info = Path("/proc/cpuinfo")
    named = re.search(r"model name\s*: (.+)", info.read_text()) if info.exists() else None
    model = named[1] if named else platform.processor() or "unknown processor"
    return f"{model}, {os.cpu_count()} cores, Python {platform.python_version()}"


def as_markdown(section: Section, provenance: Provenance) -> str:
    facts = (
        ("date", provenance.date),
        ("commit", provenance.commit),
        ("split", section.split),
        ("command", f"`{provenance.command}`"),
        ("machine", provenance.machine),
    )
    head = [f"## {section.name}", "\n".join(f"- {key}: {value}" for key, value in facts)]
    return "\n\n".join([*head, *map(str, section.parts)]) + "\n"


def with_section(document: str, name: str, markdown: str) -> str:
    """The document with this one section new, in its old place or at the end."""
    head, *sections = re.split(r"^(?=## )", document, flags=re.MULTILINE)
    parts = {part.split("\n", 1)[0].removeprefix("## "): part.strip() for part in sections}
    parts[name] = markdown.strip()
    return "\n\n".join([head.strip(), *parts.values()]).strip() + "\n"


RESULTS_HEAD = """# Results

Written by `python benchmarks/run.py --write`, a section a benchmark; do not edit.
Figures, ids and offsets only: the texts belong to their publishers.
"""
READINGS_HEAD = """# Readings of the data that are kept for checking

Every look at them makes the figure a little less honest; this file counts the looks.

| date | commit | what | F1 | 95 % |
|---|---|---|--:|---|
"""


def write_section(section: Section, provenance: Provenance, *, path: Path = RESULTS) -> None:
    """Put the section into the file of results; the other sections stay as they are."""
    document = path.read_text(encoding="utf-8") if path.exists() else RESULTS_HEAD
    markdown = as_markdown(section, provenance)
    path.write_text(with_section(document, section.name, markdown), encoding="utf-8")


def note_reading(what: str, f1: str, interval: str, *, path: Path = READINGS) -> None:
    """Set down that the data kept for checking were looked at."""
    line = f"| {datetime.now(UTC):%Y-%m-%d} | {commit()} | {what} | {f1} | {interval} |\n"
    document = path.read_text(encoding="utf-8") if path.exists() else READINGS_HEAD
    path.write_text(document + line, encoding="utf-8")
