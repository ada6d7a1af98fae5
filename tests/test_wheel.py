"""A wheel built from the tree holds all that is needed, and works outside the tree."""

from __future__ import annotations

import importlib.util
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = ROOT / "src" / "firsthand"

pytestmark = pytest.mark.skipif(
    importlib.util.find_spec("hatchling") is None,
    reason="hatchling is not installed, and tests fetch nothing: pip install hatchling==1.33.0",
)


def pip(*arguments: str) -> None:
    """pip, without the network."""
    command = [sys.executable, "-m", "pip", *arguments, "--no-deps", "--no-index", "--quiet"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def outside(installed: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run the installed package from another folder, where there is no source tree."""
    return subprocess.run(
        [sys.executable, *arguments],
        capture_output=True,
        text=True,
        cwd=installed.parent,
        env=os.environ | {"PYTHONPATH": str(installed)},
        check=False,
    )


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    pip("wheel", str(ROOT), "--no-build-isolation", "--wheel-dir", str(folder))
    (found,) = folder.glob("firsthand-*.whl")
    return found


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("elsewhere") / "site"
    pip("install", str(wheel), "--target", str(folder))
    return folder


def test_the_wheel_holds_the_package_whole(wheel):
    wanted = {
        str(path.relative_to(PACKAGE.parent))
        for path in PACKAGE.rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    assert {
        "firsthand/py.typed",
        "firsthand/data/cues.csv",
        "firsthand/data/trace.schema.json",
        "firsthand/publish/page.html",
        "firsthand/publish/page.css",
        "firsthand/publish/page.js",
    } <= wanted
    packed = set(zipfile.ZipFile(wheel).namelist())
    assert {name for name in packed if ".dist-info/" not in name} == wanted


def test_the_wheel_brings_its_licence_and_the_command(wheel):
    files = zipfile.ZipFile(wheel)
    names = {name.partition(".dist-info/")[2]: name for name in files.namelist()}
    assert "licenses/LICENSE" in names
    assert b"firsthand = firsthand.cli:main" in files.read(names["entry_points.txt"])


def test_the_installed_package_traces_a_text_outside_the_tree(installed):
    page = installed.parent / "page.txt"
    page.write_text("The lower gate held, engineer Ana Reis said.\n")
    done = outside(
        installed,
        "-c",
        "import firsthand, sys\n"
        "tracing = firsthand.trace(sys.argv[1])\n"
        "article = firsthand.to_json(tracing)['articles'][0]\n"
        "assert 'Ana Reis' in firsthand.to_page(tracing)\n"
        "print(firsthand.__file__, article['attributions'][0]['source'][0]['exact'], sep='\\n')",
        str(page),
    )
    assert done.stderr == ""
    where, source = done.stdout.splitlines()
    assert Path(where).is_relative_to(installed)
    assert source == "engineer Ana Reis"


def test_outside_the_tree_there_are_no_benchmarks(installed):
    done = outside(installed, "-m", "firsthand", "bench")
    assert (done.returncode, done.stdout) == (2, "")
    assert "they come with the source tree" in done.stderr
