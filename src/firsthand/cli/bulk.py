"""``firsthand attribute``, ``clean``, ``stories`` and ``claims``: pages in bulk, JSON lines out."""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterator
from typing import IO, TypeVar

import click

from firsthand import bulk, pipeline
from firsthand.cli.common import (
    allow_private_option,
    check_there_is_input,
    cleaning_options,
    decisions_option,
    decisions_read,
    explain_blocks_option,
    jobs_option,
    killed_workers_told,
    progress_bar,
    results_console,
    tell,
    tell_trouble,
    write_line,
    writing_results,
)
from firsthand.publish.json import as_line, claim_lines
from firsthand.types import Article, Failure

Found = TypeVar("Found")


@click.command()
@click.argument("file", type=click.File("rb"), default="-")
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
    _write_each(context, found, _write_record, what="lines read")


@click.command()
@click.argument("sources", nargs=-1, metavar="[SOURCE]...")
@cleaning_options
@explain_blocks_option
@allow_private_option
@jobs_option
@click.pass_context
def clean(
    context: click.Context,
    sources: tuple[str, ...],
    *,
    keep_furniture: bool,
    aside_above: float,
    grey_above: float,
    explain_blocks: bool,
    allow_private: bool,
    jobs: int,
) -> None:
    """Say what on a page is journalism and what is the site, in bulk.

    SOURCE is a file, a folder, an http(s) address, or - for standard input (plain text,
    HTML, or JSON lines where the first byte is {: one {"id", "text"|"html"} a line).
    Without any, standard input is read. Prints one {"id", "text", "body", "blocks",
    "title", ...} a page, in the same order.
    """
    check_there_is_input(sources)
    found = bulk.clean(
        sources or ("-",),
        cleaning=pipeline.Cleaning(aside_above, grey_above, keep_furniture),
        allow_private=allow_private,
        jobs=jobs,
    )
    write = _explainer() if explain_blocks else _write_cleaned
    _write_each(context, found, write, what="pages read")


@click.command()
@click.argument("file", type=click.File("rb"), default="-")
@jobs_option
@click.pass_context
def stories(context: click.Context, file: IO[bytes], *, jobs: int) -> None:
    """Say which pages are about one event or matter, in bulk.

    FILE (or standard input) holds one {"id", "text"|"html", "title", "published"} a line, or
    what `firsthand clean` gave. Prints one {"id", "story"} a line, in the same order, once all
    are read. A line that fails is named on standard error, and the rest is done.
    """
    found = bulk.stories(bulk.lines_of(file), place=_place(file), jobs=jobs)
    _write_each(context, found, _write_record, what="lines read")


@click.command()
@click.argument("file", type=click.File("rb"), default="-")
@cleaning_options
@decisions_option
@jobs_option
@click.pass_context
def claims(
    context: click.Context,
    file: IO[bytes],
    *,
    keep_furniture: bool,
    aside_above: float,
    grey_above: float,
    decisions: str | None,
    jobs: int,
) -> None:
    """Say what pages claim, and how many independent origins stand behind it, in bulk.

    FILE (or standard input) holds one {"id", "text"|"html", "title", "published", "outlet"} a
    line, or what `firsthand clean` gave. Prints one claim a line, with its statements, origins,
    merges and conflicts, once all are read. A line that fails is named on standard error, and
    the rest is done.
    """
    with progress_bar("lines read") as progress, killed_workers_told(), decisions_read(decisions):
        tracing = bulk.claims(
            bulk.lines_of(file),
            place=_place(file),
            cleaning=pipeline.Cleaning(aside_above, grey_above, keep_furniture),
            decisions=decisions or (),
            jobs=jobs,
            progress=progress,
        )
    tell_trouble(tracing)
    for record in claim_lines(tracing):
        with writing_results():
            _write_record(record)
    context.exit(1 if tracing.failures else 0)


def _place(file: IO[bytes]) -> str:
    name = getattr(file, "name", "-")
    return name if isinstance(name, str) and name != "<stdin>" else "-"


def _explainer() -> Callable[[Article], None]:
    from firsthand.publish.blocks import print_blocks  # rich is slow, and pipes do not need it

    return functools.partial(print_blocks, console=results_console())


def _write_cleaned(article: Article) -> None:
    _write_record(bulk.record_of(article))


def _write_record(record: bulk.Record) -> None:
    write_line(as_line(record))


def _write_each(
    context: click.Context,
    found: Iterator[Found | Failure],
    write: Callable[[Found], None],
    *,
    what: str,
) -> None:
    """Write what was found, one by one as it comes; name what failed; end the command."""
    failed = False
    with progress_bar(what, beside_results=True) as progress, killed_workers_told():
        for item in found:
            if isinstance(item, Failure):
                failed = True
                tell(item)
            else:
                with writing_results():
                    write(item)
            progress("")
    context.exit(1 if failed else 0)
