"""What the commands share: options, the progress bar, the one line for trouble."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from typing import Any

import click

from firsthand.pipeline import ASIDE_ABOVE, GREY_ABOVE
from firsthand.types import Failure

SHARE = click.FloatRange(0.0, 1.0)

Command = Callable[..., Any]


def cleaning_options(command: Command) -> Command:
    """``--keep-furniture``, ``--aside-above`` and ``--grey-above``."""
    for option in (
        click.option(
            "--grey-above", type=SHARE, default=GREY_ABOVE, show_default=True, metavar="P",
            help="Dim furniture that is surer than P.",
        ),
        click.option(
            "--aside-above", type=SHARE, default=ASIDE_ABOVE, show_default=True, metavar="P",
            help="Set furniture aside that is surer than P.",
        ),
        click.option("--keep-furniture", is_flag=True, help="Read furniture as body."),
    ):  # fmt: skip
        command = option(command)
    return command


jobs_option = click.option(
    "--jobs", type=click.IntRange(1, 256), default=1, show_default=True, metavar="N",
    help="Share the work among N processes, each with a model of its own.",
)  # fmt: skip


@contextmanager
def progress_bar(what: str) -> Iterator[Callable[[str], None]]:
    """A count of what is done, on standard error; nothing where that is no terminal."""
    if not sys.stderr.isatty():
        yield lambda place: None
        return
    from rich.console import Console
    from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    columns = (
        SpinnerColumn(),
        TextColumn("{task.completed} {task.description}"),
        TimeElapsedColumn(),
        TextColumn("{task.fields[place]}", markup=False),
    )
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(what, total=None, place="")
        yield lambda place: bar.update(task, advance=1, place=printable(place)[-60:])


def tell(failure: Failure) -> None:
    """One line on standard error for one input that failed."""
    click.echo(f"firsthand: {printable(str(failure))}", err=True)


def printable(text: str) -> str:
    """On one line, with control characters spelled out: a page must not drive the terminal."""
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in text)


@contextmanager
def killed_workers_told() -> Iterator[None]:
    """Say in one line that a process was killed; the usual reason is memory."""
    try:
        yield
    except BrokenProcessPool:
        raise click.ClickException(
            "a process was killed, perhaps for want of memory; try fewer --jobs"
        ) from None


def write_file(path: str, content: str) -> None:
    """Write a file whole, or say in one line why not (exit 2: the path is the user's)."""
    try:
        with open(path, "w", encoding="utf-8", newline="") as file:
            file.write(content)
    except OSError as error:
        raise click.UsageError(f"cannot write {path}: {error.strerror}") from None
