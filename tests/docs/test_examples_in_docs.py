"""Every example in the docs runs, and the docs name every command, option, table and key.

The rule for a ```console block, at the root of the source tree:

* every line that begins with ``$ `` is a command; it must end with 0, or with N where a
  comment ``# exit N`` stands behind it;
* every other line must be a line of what the command prints (blanks at its ends aside);
  a shown line that ends in ``…`` only has to begin one, and ``…`` alone stands for any.

A ```sh block holds what would install things or run for minutes: it is checked and not run.
"""

from __future__ import annotations

import csv
import doctest
import functools
import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click
import pytest

import firsthand
from firsthand import data
from firsthand.cli import cli

ROOT = Path(__file__).resolve().parents[2]
PAGES = [ROOT / "README.md", ROOT / "CHANGELOG.md", *sorted((ROOT / "docs").rglob("*.md"))]
REFERENCE = ROOT / "docs" / "reference"
TABLES = sorted((ROOT / "src" / "firsthand" / "data").glob("*.csv"))
SHOWN_AS = [str(page.relative_to(ROOT)) for page in PAGES]
BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.M | re.S)
LINK = re.compile(r"\]\(([^)\s]+)\)")
HOLDS = re.compile(r"\[holds\]\[([\w-]+)\]")
PASSAGES = ROOT / "tests" / "annotation" / "test_annotation_tables.py"  # three for each row
EXIT = re.compile(r"\s+# exit (\d+)$")
every_page = pytest.mark.parametrize("page", PAGES, ids=SHOWN_AS)


@dataclass(frozen=True)
class Example:
    """A command of a console block, what it must end with, and what it must print."""

    command: str
    status: int
    shown: tuple[str, ...]


def blocks(page: Path, language: str) -> list[str]:
    found = BLOCK.findall(page.read_text(encoding="utf-8"))
    return [block for name, block in found if name == language]


def examples(page: Path) -> Iterator[Example]:
    for block in blocks(page, "console"):
        for part in re.split(r"^\$ ", block, flags=re.M)[1:]:
            first, *shown = part.splitlines()
            status = EXIT.search(first)
            yield Example(
                EXIT.sub("", first), int(status[1]) if status else 0, tuple(filter(None, shown))
            )


@pytest.fixture
def tree(tmp_path, monkeypatch):
    """The root of the source tree, in which nothing that an example writes is left behind."""
    for name in ("examples", "benchmarks", "docs", "src"):
        (tmp_path / name).symlink_to(ROOT / name)
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture(scope="session")
def programs(tmp_path_factory) -> Path:
    """A folder with ``firsthand`` and ``python`` in it: this checkout, this interpreter."""
    folder = tmp_path_factory.mktemp("bin")
    for name, words in (("firsthand", "-m firsthand"), ("python", "")):
        program = folder / name
        program.write_text(f'#!/bin/sh\nexec "{sys.executable}" {words} "$@"\n')
        program.chmod(0o755)
    return folder


def run(command: str, *, programs: Path) -> tuple[int, str]:
    environment = {
        **os.environ,
        "PATH": f"{programs}{os.pathsep}{os.environ['PATH']}",
        "PYTHONPATH": str(ROOT / "src"),
    }
    done = subprocess.run(
        ["bash", "-c", command],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        env=environment,
        timeout=60,
        check=False,
    )
    return done.returncode, done.stdout.decode()


def is_printed(shown: str, lines: list[str]) -> bool:
    wanted = shown.strip()
    if wanted.endswith("…"):
        return any(line.startswith(wanted[:-1].rstrip()) for line in lines)
    return wanted in lines


# ------------------------------------------------------------------ examples run


@every_page
def test_shell_examples_print_what_the_page_shows(page, tree, programs):
    once = functools.lru_cache(run)  # one command may stand in a page several times
    for example in examples(page):
        if "jq " in example.command and shutil.which("jq") is None:
            continue
        status, output = once(example.command, programs=programs)
        assert status == example.status, f"{example.command}\nended with {status}:\n{output}"
        lines = [line.strip() for line in output.splitlines()]
        missing = [shown for shown in example.shown if not is_printed(shown, lines)]
        assert not missing, f"{example.command}\ndoes not print {missing}\nbut:\n{output}"


@every_page
def test_python_examples_give_what_the_page_shows(page, tree):
    source = "\n".join(blocks(page, "python"))
    assert source.count(">>>") >= len(blocks(page, "python")), "an example without >>> is not run"
    test = doctest.DocTestParser().get_doctest(source, {}, page.name, str(page), 0)
    runner = doctest.DocTestRunner(optionflags=doctest.ELLIPSIS)
    said: list[str] = []
    runner.run(test, out=said.append)
    assert runner.failures == 0, "".join(said)


@every_page
def test_commands_that_are_only_shown_are_real(page):
    targets = re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(), re.M)
    for line in "".join(blocks(page, "sh")).splitlines():
        match line.split():
            case ["make", target]:
                assert target in targets, f"no make target {target}"
            case ["python", "benchmarks/run.py", *arguments]:
                benchmark_options().parse_args(arguments)
            case _:
                pytest.fail(f"{line!r} is neither: write it into a console block")


def benchmark_options() -> Any:
    sys.path.insert(0, str(ROOT))
    try:
        from benchmarks.run import parser
    finally:
        sys.path.remove(str(ROOT))
    return parser()


def test_the_rule_for_shown_lines_can_fail():
    lines = ["Ana Reis told · to us  [1–2] a0", "hands: Ana Reis → says"]
    assert is_printed("    hands: Ana Reis → says", lines)
    assert is_printed("Ana Reis told …", lines)
    assert is_printed("…", lines)
    assert not is_printed("hands: Ana Reis", lines)
    assert not is_printed("Reis told …", lines)


# ---------------------------------------------------------------- nothing is missing


@every_page
def test_links_lead_somewhere(page):
    for link in LINK.findall(BLOCK.sub("", page.read_text(encoding="utf-8"))):
        if "://" in link:
            continue
        path, _, heading = link.partition("#")
        target = (page.parent / path).resolve() if path else page
        if target == ROOT / "benchmarks" / "RESULTS.md":
            continue  # written by the benchmarks
        assert target.exists(), f"{link} leads nowhere"
        assert not heading or heading in headings(target), f"{link}: no such heading"


def headings(page: Path) -> set[str]:
    found = re.findall(r"^#+ (.+)$", page.read_text(encoding="utf-8"), re.M)
    return {re.sub(r"[^\w\- ]", "", title).lower().replace(" ", "-") for title in found}


@every_page
def test_every_page_can_be_reached_from_the_readme(page):
    reached, waiting = set(), [ROOT / "README.md"]
    while waiting:
        here = waiting.pop()
        if here in reached or here.suffix != ".md" or not here.is_file():
            continue
        reached.add(here)
        links = LINK.findall(here.read_text(encoding="utf-8"))
        waiting += [(here.parent / link.partition("#")[0]).resolve() for link in links]
    assert page in reached


@pytest.mark.parametrize("command", sorted(cli.commands))
def test_every_option_stands_in_the_reference(command):
    text = (REFERENCE / "command-line.md").read_text(encoding="utf-8")
    sections = {part.splitlines()[0]: part for part in re.split(r"^## ", text, flags=re.M)}
    assert command in sections
    for option in cli.commands[command].params:
        if isinstance(option, click.Option):
            assert all(f"`{name}" in sections[command] for name in option.opts), option.opts


def test_every_public_name_stands_in_the_reference():
    text = (REFERENCE / "python.md").read_text(encoding="utf-8")
    assert [name for name in firsthand.__all__ if name not in text] == []


def test_every_key_of_the_schema_stands_in_the_reference():
    text = (REFERENCE / "json.md").read_text(encoding="utf-8")
    schema = json.loads(data.text("trace.schema.json"))
    for name, shape in schema["$defs"].items():
        assert [key for key in shape["properties"] if f"`{key}`" not in text] == [], name


def test_every_table_stands_in_the_reference_with_its_columns():
    said = table_rows(REFERENCE / "tables.md", columns=4)
    shipped = {path.name: path for path in TABLES}
    assert {row[0].strip("`") for row in said} == set(shipped)
    for name, _, columns, _ in said:
        listed = re.findall(r"`(\w+)`", columns)
        assert sorted([*listed, "source", "date"]) == sorted(rows_of(shipped[name.strip("`")])[0])


# Columns whose cells are one of a few words that mean something to the code.
CLOSED = ("kind", "sort", "stance", "polarity", "gender", "action", "evidence", "group", "place",
          "bound", "where", "tells", "takes", "precision", "outlets_only", "pos")  # fmt: skip


@pytest.mark.parametrize("path", TABLES, ids=lambda path: path.name)
def test_every_kind_of_row_is_told_in_the_reference(path):
    page = (REFERENCE / "tables.md").read_text(encoding="utf-8")
    parts = re.split(r"\n\n(?=\*\*`)", page)[1:]
    told = "".join(part for part in parts if f"`{path.name}`" in part.partition(".**")[0])
    for column in CLOSED:
        cells = {row[column] for row in rows_of(path) if row.get(column)}
        assert {cell for cell in cells if f"`{cell}`" not in told} == set(), column


def rows_of(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_every_row_stands_in_the_rows_and_every_path_in_the_schema():
    said = table_rows(REFERENCE / "rows.md", columns=5)
    assert [row[0] for row in said] == [f"R{number:02}" for number in range(1, 95)]
    for row, _, paths, now, missing in said:
        holds = HOLDS.fullmatch(now) is not None
        assert holds or now in ("partly", "later", "not here"), row
        assert missing or holds or now == "later", f"{row}: say what is missing"
        for path in re.findall(r"`([^`]+)`", paths):
            assert is_in_schema(path), f"{row}: {path}"


def test_a_row_holds_only_where_a_test_shows_it():
    page = REFERENCE / "rows.md"
    where = dict(re.findall(r"^\[([\w-]+)\]: (\S+)$", page.read_text(encoding="utf-8"), re.M))
    tests = {name: (page.parent / path).resolve() for name, path in where.items()}
    held = {row[0]: HOLDS.fullmatch(row[3]) for row in table_rows(page, columns=5)}
    shown = {row: tests[found[1]] for row, found in held.items() if found}
    assert all(path.is_file() for path in shown.values())
    assert {row for row, path in shown.items() if path == PASSAGES} == set(
        re.findall(r'"(R\d\d)"', PASSAGES.read_text(encoding="utf-8"))
    )


def table_rows(page: Path, *, columns: int) -> list[list[str]]:
    """The rows of the tables of a page that have so many columns, without their heads."""
    rows = []
    for line in page.read_text(encoding="utf-8").splitlines():
        cells = [cell.strip() for cell in line.strip().strip("|").split(" |")]
        cells = [cell.lstrip("| ") for cell in cells]
        if line.startswith("| ") and len(cells) == columns and cells[0] not in ("row", "table"):
            rows.append(cells)
    return rows


def is_in_schema(path: str) -> bool:
    schema = json.loads(data.text("trace.schema.json"))
    here: Any = schema
    for key in path.replace("[]", "").split("."):
        here = resolved(here, schema).get("properties", {}).get(key)
        if here is None:
            return False
    return True


def resolved(here: Any, schema: Any) -> Any:
    """Through lists, references and "or null" to the object that stands there."""
    while True:
        if "$ref" in here:
            here = schema["$defs"][here["$ref"].rsplit("/", 1)[1]]
        elif "anyOf" in here:
            here = next(branch for branch in here["anyOf"] if branch.get("type") != "null")
        elif here.get("type") == "array":
            here = here["items"]
        else:
            return here
