"""The contracts of the house: who may know whom, and what stands at the front door."""

from __future__ import annotations

import ast
import inspect
import os
import pkgutil
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import firsthand

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = Path(firsthand.__file__).parent
FILES = sorted(PACKAGE.rglob("*.py"))
MODULES = ["firsthand"] + [
    found.name
    for found in pkgutil.walk_packages([str(PACKAGE)], prefix="firsthand.")
    if not found.name.endswith("__main__")  # it runs
]
# The core must do without these; whoever needs one imports it in store, desk or the tests.
NOT_NEEDED = ("django", "torch", "pytest", "jsonschema", "playwright", "hypothesis")
# What nobody can read at a glance could hold a publisher's pages; each of these we made.
NO_TEXT = {
    "docs/pictures/claim.png",
    "docs/pictures/evidence-page.png",
    "src/firsthand/annotation/tagger/encoder.onnx",
    "src/firsthand/annotation/tagger/roles.onnx",
    "src/firsthand/cleaning/text/labeller.npz",
    "src/firsthand/data/gazetteer.tsv.gz",
    "src/firsthand/data/story_words.tsv.gz",
    "src/firsthand/linking/meaning/encoder.onnx",
}


def python(code: str) -> str:
    """What a fresh Python prints."""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


def lint_imports(folder: Path) -> subprocess.CompletedProcess[str]:
    """Judge the package under ``folder`` by the contracts in our ``pyproject.toml``."""
    ask = "from importlinter.cli import lint_imports_command; lint_imports_command()"
    return subprocess.run(
        [sys.executable, "-c", ask, "--config", str(ROOT / "pyproject.toml"), "--no-cache"],
        capture_output=True,
        text=True,
        env=os.environ | {"PYTHONPATH": str(folder)},
        cwd=folder,
        check=False,
    )


def test_every_module_stands_in_the_page_about_the_house():
    page = ROOT / "docs" / "design" / "house.md"
    if not page.is_file():
        pytest.skip("no docs beside the package")
    rooms = [ROOT / "src" / "firsthand" / room for room in ("annotation", "cleaning", "linking")]
    modules = {file.stem for room in rooms for file in room.glob("*.py")} - {"__init__"}
    told = page.read_text(encoding="utf-8")
    assert {module for module in modules if f"`{module}`" not in told} == set()


def test_no_file_but_those_we_know_is_other_than_text():
    if shutil.which("git") is None or not (ROOT / ".git").exists():
        pytest.skip("no git beside the package: which files are the project's is not known")
    asked = ["git", "ls-files", "-z"]
    listed = subprocess.run(asked, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    files = [name for name in listed.split("\0") if (ROOT / name).is_file()]
    assert {name for name in files if not is_text((ROOT / name).read_bytes())} == NO_TEXT


def is_text(content: bytes) -> bool:
    try:
        content.decode()
    except UnicodeDecodeError:
        return False
    return b"\0" not in content


def test_imports_point_down():
    pytest.importorskip("importlinter")
    done = lint_imports(PACKAGE.parent)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize(
    ("room", "unwanted"),
    [
        ("annotation", "firsthand.linking"),
        ("publish", "firsthand.pipeline"),
        ("errors.py", "firsthand.data"),
        ("linking", "pytest"),
    ],
)
def test_an_import_that_points_elsewhere_breaks_a_contract(tmp_path, room, unwanted):
    pytest.importorskip("importlinter")
    shutil.copytree(PACKAGE, tmp_path / "firsthand")
    path = tmp_path / "firsthand" / room
    with open(path if path.is_file() else path / "__init__.py", "a") as file:
        file.write(f"\nimport {unwanted}\n")
    done = lint_imports(tmp_path)
    assert done.returncode == 1, done.stdout + done.stderr
    assert "BROKEN" in done.stdout


def test_every_module_imports_without_django_pytorch_or_the_test_tools():
    blocked = f"import sys; sys.modules.update(dict.fromkeys({NOT_NEEDED}))"
    assert python(f"{blocked}; import {', '.join(MODULES)}; print('done')") == "done\n"


def test_the_front_door_opens_without_the_model_and_without_the_network():
    slow = ("spacy", "trafilatura", "httpx", "py3langid")
    asked = f"import sys, firsthand, firsthand.cli; print({{*{slow}}} & sys.modules.keys())"
    assert python(asked) == "set()\n"


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_every_module_says_what_it_is_for(path):
    assert ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")))


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_the_library_never_prints(path):
    calls = [n for n in ast.walk(ast.parse(path.read_text("utf-8"))) if isinstance(n, ast.Call)]
    assert not [c.lineno for c in calls if getattr(c.func, "id", None) == "print"]


@pytest.mark.parametrize("name", firsthand.__all__)
def test_every_public_name_is_there_and_documented(name):
    found = getattr(firsthand, name)
    if name != "__version__":
        # A dataclass without a docstring is given its signature as one, which says nothing.
        documented = inspect.getdoc(found) or ""
        assert len(documented) > 20
        assert not documented.startswith(f"{name}(")
    reference = ROOT / "docs" / "reference" / "python.md"
    assert not reference.exists() or name in reference.read_text(encoding="utf-8")


def test_all_names_all_that_the_front_door_imports():
    imported = {
        alias.name
        for node in ast.parse(Path(firsthand.__file__).read_text("utf-8")).body
        if isinstance(node, ast.ImportFrom)
        for alias in node.names
    }
    assert sorted({*imported, "__version__"}) == sorted(firsthand.__all__)
