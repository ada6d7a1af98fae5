"""``firsthand bench``: the benchmarks, which come with the source tree and not with the wheel."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import click

import firsthand

RUN = Path("benchmarks", "run.py")


@click.command(
    context_settings={"ignore_unknown_options": True, "allow_interspersed_args": False},
    add_help_option=False,  # --help, too, is for benchmarks/run.py
)
@click.argument("arguments", nargs=-1, type=click.UNPROCESSED)
@click.pass_context
def bench(context: click.Context, arguments: tuple[str, ...]) -> None:
    """Measure accuracy and speed beside other tools, in the project's source tree.

    ARGUMENTS go to benchmarks/run.py as they are; `firsthand bench --help` says which
    there are.
    """
    tree = find_tree(Path(firsthand.__file__).parent, Path.cwd())
    if tree is None:
        raise click.UsageError(
            "no benchmarks here: they come with the source tree; run this command inside it"
        )
    context.exit(subprocess.run([sys.executable, tree / RUN, *arguments], check=False).returncode)


def find_tree(package: Path, here: Path) -> Path | None:
    """The source tree that ``package`` lies in, else ``here`` if it is one."""
    above_src = package.resolve().parent.parent
    return next((tree for tree in (above_src, here) if (tree / RUN).is_file()), None)
