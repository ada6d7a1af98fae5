"""``firsthand bench``: a thin skin on ``benchmarks/run.py``."""

from __future__ import annotations

from cli_running import run_process

from firsthand.cli.bench import find_tree


def test_arguments_go_to_the_benchmarks_as_they_are():
    ended = run_process("bench", "--help")
    assert (ended.status, ended.trouble) == (0, "")
    assert ended.out.startswith("usage: benchmarks/run.py")


def test_the_exit_code_of_the_benchmarks_is_ours():
    ended = run_process("bench", "no-such-benchmark")
    assert (ended.status, ended.out) == (2, "")
    assert "no-such-benchmark" in ended.trouble


def test_the_tree_is_the_one_around_the_package_or_else_the_current_folder(tmp_path):
    package, here = tmp_path / "tree" / "src" / "firsthand", tmp_path / "here"
    assert find_tree(package, here) is None
    for tree in (here, tmp_path / "tree"):
        (tree / "benchmarks").mkdir(parents=True)
        (tree / "benchmarks" / "run.py").touch()
        assert find_tree(package, here) == tree
