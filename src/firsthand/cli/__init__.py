"""The roof: one file a command, each a thin skin on a public function of the same name.

Results go to standard output, progress and trouble to standard error. Exit codes: 0 fine,
1 something in the input failed and the rest is done, 2 wrong use; 130 Ctrl-C, 141 a pipe
that was closed early (``| head``).
"""

from __future__ import annotations

import os
import sys

import click

from firsthand import __version__
from firsthand.cli.bench import bench
from firsthand.cli.bulk import attribute, claims, clean, stories
from firsthand.cli.trace import trace

CTRL_C = 130  # as shells have it: 128 and the number of the signal


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="firsthand")
def cli() -> None:
    """Who said what, on whose word, and through which hands it reached the page."""


for command in (trace, attribute, clean, stories, claims, bench):
    cli.add_command(command)


def main() -> None:
    """Run the command line and end the process with its exit code; Ctrl-C ends it quietly."""
    _open_closed_streams()
    try:
        sys.exit(cli.main(prog_name="firsthand", standalone_mode=False))
    except click.ClickException as error:
        error.show()
        sys.exit(error.exit_code)
    except click.Abort:
        sys.exit(CTRL_C)


def _open_closed_streams() -> None:
    """Standard streams that were closed (``<&-``) are None in Python; give them nothing."""
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            setattr(sys, name, open(os.devnull, mode))  # noqa: SIM115  (open till the end)
