"""Running the commands as a user does, and the invented pages they are run on."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from typing import Any

from click.testing import CliRunner

from firsthand.cli import cli

GATE = """Lower gate gives way at Tolm

The lower gate gave way at dawn, engineer Ana Reis told the Courier.

Sign up to our newsletter

“We opened both doors as soon as we could,” Reis said.
"""
RIVER = """River board denies delay

Nobody was hurt, the river board said on Monday, and the doors were opened in time.
"""


@dataclass(frozen=True)
class Ended:
    """How a command ended, and what it printed."""

    status: int
    out: str
    trouble: str

    @property
    def json(self) -> Any:
        """The one JSON object on standard output."""
        assert self.out.endswith("}\n")
        assert self.out.count("\n") == 1
        return json.loads(self.out)

    @property
    def records(self) -> list[Any]:
        """The JSON lines on standard output."""
        return [json.loads(line) for line in self.out.splitlines()]


def run(*arguments: str, given: str | bytes = b"") -> Ended:
    """A command in this process, whose model is loaded once; a bug is raised here."""
    ended = CliRunner().invoke(cli, arguments, input=given)
    if ended.exception and not isinstance(ended.exception, SystemExit):
        raise ended.exception
    return Ended(ended.exit_code, ended.stdout, ended.stderr)


def run_process(*arguments: str, given: bytes = b"", **environment: str) -> Ended:
    """A command as a process of its own, with pipes at both ends."""
    ended = subprocess.run(
        [sys.executable, "-m", "firsthand", *arguments],
        input=given,
        capture_output=True,
        env=usual_environment() | environment,
        check=False,
    )
    return Ended(ended.returncode, ended.stdout.decode(), ended.stderr.decode())


def usual_environment() -> dict[str, str]:
    """This environment without what makes programs colour their output."""
    return {k: v for k, v in os.environ.items() if k not in ("FORCE_COLOR", "TTY_COMPATIBLE")}


def lines(*records: Any) -> str:
    """JSON lines; a string stands as it is."""
    return "".join((r if isinstance(r, str) else json.dumps(r)) + "\n" for r in records)
