"""``firsthand attribute`` and ``firsthand clean``: JSON lines in, JSON lines out."""

from __future__ import annotations

from collections.abc import Iterator
from typing import IO

import click

from firsthand import bulk, pipeline
from firsthand.cli.common import (
    cleaning_options,
    jobs_option,
    killed_workers_told,
    progress_bar,
    tell,
    write_line,
    writing_results,
)
from firsthand.publish.json import as_line
from firsthand.types import Failure

FILE = click.argument("file", type=click.File("rb"), default="-")


@click.command()
@FILE
@click.option("--flat", is_flag=True, help="Only the outermost layer, no own voice.")
@jobs_option
@click.pass_context
def attribute(context: click.Context, file: IO[bytes], *, flat: bool, jobs: int) -> None:
    """Find who is said to have said what, in bulk.

    FILE (or standard input) holds one {"id", "text"} a line, or what `firsthand clean`
    gave. Prints one {"id", "attributions"} a line, in the same order. A line that fails is
    named on standard error, and the rest is done.
    """
    found = bulk.attribute(bulk.lines_of(file), place=_place(file), flat=flat, jobs=jobs)
    _print(context, found)


@click.command()
@FILE
@cleaning_options
@jobs_option
@click.pass_context
def clean(
    context: click.Context,
    file: IO[bytes],
    *,
    keep_furniture: bool,
    aside_above: float,
    grey_above: float,
    jobs: int,
) -> None:
    """Say what on a page is journalism and what is the site, in bulk.

    FILE (or standard input) holds one {"id", "text"|"html"} a line. Prints one {"id",
    "text", "body", "blocks", "title", ...} a line, in the same order.
    """
    cleaning = pipeline.Cleaning(aside_above, grey_above, keep_furniture)
    lines = bulk.lines_of(file)
    _print(context, bulk.clean(lines, place=_place(file), cleaning=cleaning, jobs=jobs))


def _place(file: IO[bytes]) -> str:
    name = getattr(file, "name", "-")
    return name if isinstance(name, str) and name != "<stdin>" else "-"


def _print(context: click.Context, found: Iterator[bulk.Record | Failure]) -> None:
    failed = False
    with progress_bar("lines read") as progress, killed_workers_told():
        for record in found:
            if isinstance(record, Failure):
                failed = True
                tell(record)
            else:
                with writing_results():
                    write_line(as_line(record))
            progress("")
    context.exit(1 if failed else 0)
