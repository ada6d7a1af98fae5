"""The roof: one file a command, each a thin skin on a public function of the same name.

Results go to standard output, progress and trouble to standard error. Exit codes: 0 fine,
1 something in the input failed and the rest is done, 2 wrong use.
"""

from __future__ import annotations

import os
import signal
import sys

import click

from firsthand import __version__
from firsthand.cli.bulk import attribute, clean
from firsthand.cli.trace import trace


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="firsthand")
def cli() -> None:
    """Who said what, on whose word, and through which hands it reached the page."""


for command in (trace, attribute, clean):
    cli.add_command(command)


def main() -> None:
    """Run the command line; a closed pipe (``| head``) and Ctrl-C end it quietly."""
    try:
        cli(standalone_mode=True, prog_name="firsthand")
    except BrokenPipeError:
        # The reader has seen enough; keep Python from complaining while it closes stdout.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(128 + signal.SIGPIPE)
