"""What the docs say is so: docstrings run, and every option stands in the reference."""

from __future__ import annotations

import doctest
import importlib
import pkgutil
import re
from pathlib import Path

import click
import pytest

import firsthand
from firsthand.cli import cli

ROOT = Path(__file__).resolve().parents[1]
REFERENCE = ROOT / "docs" / "reference" / "command-line.md"
MODULES = ["firsthand"] + [
    found.name
    for found in pkgutil.walk_packages(firsthand.__path__, prefix="firsthand.")
    if not found.name.endswith("__main__")  # it runs
]
OPTIONS = [
    (name, option.opts[0])
    for name, command in cli.commands.items()
    for option in command.params
    if isinstance(option, click.Option)
]


@pytest.mark.parametrize("name", MODULES)
def test_the_examples_in_docstrings_run(name, monkeypatch, tmp_path):
    module = importlib.import_module(name)
    monkeypatch.chdir(tmp_path)  # an example must not depend on the folder it runs in
    assert doctest.testmod(module).failed == 0


def test_there_are_examples_in_docstrings():
    finder = doctest.DocTestFinder()
    tests = [test for name in MODULES for test in finder.find(importlib.import_module(name))]
    assert sum(bool(test.examples) for test in tests) >= 10


@pytest.mark.skipif(not REFERENCE.exists(), reason="docs/reference/command-line.md is not there")
@pytest.mark.parametrize(("command", "option"), OPTIONS)
def test_every_option_stands_under_its_command_in_the_reference(command, option):
    sections = re.split(r"^## ", REFERENCE.read_text(encoding="utf-8"), flags=re.M)
    (section,) = [s for s in sections if s.splitlines()[0].strip("` ") == command]
    assert re.search(rf"`{option}\b", section)


def test_every_command_and_option_says_what_it_does():
    for name, command in cli.commands.items():
        assert command.help, name
        for option in command.params:
            assert not isinstance(option, click.Option) or option.help, (name, option.name)
