"""What the commands share: options, the progress bar, the one line for trouble."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import click

from firsthand.cleaning import ASIDE_ABOVE, GREY_ABOVE
from firsthand.errors import IntakeError
from firsthand.types import Decision, Failure, Tracing

if TYPE_CHECKING:
    from rich.console import Console  # slow to import, and JSON does not need it

CLOSED_PIPE = 141  # as shells have it: 128 and the number of the signal
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


explain_blocks_option = click.option(
    "--explain-blocks", is_flag=True,
    help="Print every block of each page: what it is, how sure, how shown, and why.",
)  # fmt: skip

allow_private_option = click.option(
    "--allow-private", is_flag=True, help="Read addresses inside private networks too."
)

jobs_option = click.option(
    "--jobs", type=click.IntRange(1, 256), default=1, show_default=True, metavar="N",
    help="Share the work among N processes, each with a model of its own.",
)  # fmt: skip


decisions_option = click.option(
    "--decisions", metavar="FILE", help="Obey what people decided (JSON lines)."
)


def check_there_is_input(sources: Sequence[str]) -> None:
    """Say in one line that nothing was given, rather than wait for a person to type a page."""
    if not sources and sys.stdin.isatty():
        raise click.UsageError("no SOURCE: name a file, a folder, an address, or -")


@contextmanager
def progress_bar(what: str, *, beside_results: bool = False) -> Iterator[Callable[[str], None]]:
    """A count of what is done, on standard error; nothing where that is no terminal.

    ``beside_results``: results come out meanwhile; in a terminal they are progress enough,
    and a bar would be drawn over them.
    """
    if not sys.stderr.isatty() or (beside_results and sys.stdout.isatty()):
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


def write_line(line: str) -> None:
    """A line to standard output, as UTF-8 whatever the terminal's encoding, and whole.

    In a loop: with PYTHONUNBUFFERED=1 one write may take a part only and say nothing.
    """
    left = memoryview(line.encode("utf-8") + b"\n")
    while left:
        left = left[sys.stdout.buffer.write(left) :]


def results_console() -> Console:
    """Where people read results: standard output, as UTF-8 whatever the terminal's encoding."""
    from rich.console import Console

    class Results(Console):
        def on_broken_pipe(self) -> None:
            raise BrokenPipeError  # rich would end with 1, which here is failed input

    sys.stdout.reconfigure(encoding="utf-8", errors="backslashreplace")  # type: ignore[union-attr]
    return Results()


@contextmanager
def writing_results() -> Iterator[None]:
    """Around what goes to standard output, which is then flushed.

    Where it is closed early (``| head``), the process ends with 141 and not a word; where
    it cannot be written (a full disk), with 1 and one line.
    """
    try:
        yield
        sys.stdout.flush()
    except OSError as error:
        # Python flushes once more while it ends; that must not fail again.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        if isinstance(error, BrokenPipeError):
            sys.exit(CLOSED_PIPE)
        trouble = f"cannot write to standard output: {error.strerror}"
        raise click.ClickException(trouble) from None


def tell(failure: Failure | str) -> None:
    """One line on standard error: one input that failed, or what else is to be known."""
    click.echo(f"firsthand: {printable(str(failure))}", err=True)


def printable(text: str) -> str:
    """On one line, with control characters spelled out: a page must not drive the terminal."""
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in text)


def tell_trouble(tracing: Tracing) -> None:
    """A line on standard error for each decision that came to nothing, and each failure."""
    for line in _trouble_with_decisions(tracing.decisions):
        tell(line)
    for failure in tracing.failures:
        tell(failure)


@contextmanager
def decisions_read(path: str | None) -> Iterator[None]:
    """Say in one line that the file of decisions cannot be read (exit 2).

    The rest is not done: a count that passes over what people decided is not what was asked.
    """
    try:
        yield
    except IntakeError as error:
        raise click.UsageError(printable(f"cannot read {path}: {error}")) from None


def _trouble_with_decisions(decisions: Sequence[Decision]) -> Iterator[str]:
    """A line for each decision that others overruled or that acted on nothing, and one for all
    that are about other pages. Those that should have been obeyed and were not are failures.
    """
    for one in decisions:
        if one.became in ("overruled", "idle"):
            yield f"{one.input}: {one.by}'s {one.kind} is {one.became}: {one.why}"
    elsewhere = sum(one.became == "elsewhere" for one in decisions)
    if elsewhere:
        noun = "decision is" if elsewhere == 1 else "decisions are"
        yield f"{elsewhere} {noun} about articles that are not among these pages"


@contextmanager
def killed_workers_told() -> Iterator[None]:
    """Say in one line that a process was killed; the usual reason is memory."""
    try:
        yield
    except BrokenProcessPool:
        raise click.ClickException(
            "a process was killed, perhaps for want of memory; try fewer --jobs"
        ) from None


def check_can_write(path: str, *, sources: Sequence[str]) -> None:
    """Say in one line, before any work is done, that ``path`` cannot be written (exit 2)."""
    folder = os.path.dirname(path) or "."
    if any(_is_same_file(path, source) for source in sources):
        trouble = "it is a SOURCE, which would be lost"
    elif os.path.isdir(path):
        trouble = "it is a folder"
    elif not os.path.isdir(folder):
        trouble = f"there is no folder {folder}"
    elif not os.access(path if os.path.exists(path) else folder, os.W_OK):
        trouble = "permission denied"
    else:
        return
    raise click.UsageError(printable(f"cannot write {path}: {trouble}"))


def _is_same_file(a: str, b: str) -> bool:
    return os.path.isfile(a) and os.path.isfile(b) and os.path.samefile(a, b)


def write_file(path: str, content: str) -> None:
    """Write a file whole, or say in one line why not (exit 2: the path is the user's)."""
    try:
        with open(path, "w", encoding="utf-8", newline="") as file:
            file.write(content)
    except OSError as error:
        raise click.UsageError(printable(f"cannot write {path}: {error.strerror}")) from None
