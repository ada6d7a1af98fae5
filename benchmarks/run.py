"""Measure Firsthand beside its peers; see benchmarks/README.md."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

if __package__ in (None, ""):  # run as a file: its folder's parent holds the package
    sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks import (
    attribution,
    checkthat,
    claims_gold,
    cleaning,
    copies,
    descriptions,
    events,
    findings,
    furniture,
    growth,
    invented,
    statements,
    stories,
    timing,
    told,
)
from benchmarks.harness import (
    ROOT,
    BrokenRunError,
    Provenance,
    Section,
    SkippedError,
    as_markdown,
    write_section,
)

BENCHMARKS: dict[str, Callable[[argparse.Namespace], Section]] = {
    # First, while this process is small: on Linux a child begins with its parent's peak RSS.
    "coldstart": timing.coldstart,
    "attribution": attribution.benchmark,
    "checkthat": checkthat.benchmark,
    "claims_gold": claims_gold.benchmark,
    "cleaning": cleaning.benchmark,
    "copies": copies.benchmark,
    "descriptions": descriptions.benchmark,
    "events": events.benchmark,
    "findings": findings.benchmark,
    "furniture": furniture.benchmark,
    "growth": growth.benchmark,
    "invented": invented.benchmark,
    "statements": statements.benchmark,
    "stories": stories.benchmark,
    "told": told.benchmark,
    "speed": timing.speed,
    "bulk": timing.bulk,
}
KINDS = ("missed", "spurious", "wrong-source", "gained", "lost")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run benchmarks and print their sections.

    Exit status 0: all done or skipped with a reason; 1: a program under measurement failed.
    """
    arguments = sys.argv[1:] if arguments is None else list(arguments)
    options = parser().parse_args(arguments)
    options.say = say
    provenance = Provenance.of(arguments)
    broken = 0
    for name in options.names or BENCHMARKS:
        try:
            section = BENCHMARKS[name](options)
        except SkippedError as reason:
            say(f"{name}: skipped: {reason}")
        except BrokenRunError as trouble:
            broken += 1
            say(f"{name}: failed: {trouble}")
        else:
            print(as_markdown(section, provenance), flush=True)
            if options.write:
                write_section(section, provenance)
    return 1 if broken else 0


def say(message: str) -> None:
    """Tell the user something that is no result."""
    print(message, file=sys.stderr)


def parser() -> argparse.ArgumentParser:
    result = argparse.ArgumentParser(prog="benchmarks/run.py", description=__doc__)
    add = result.add_argument
    add("names", nargs="*", metavar="NAME", type=_name, help=f"{', '.join(BENCHMARKS)} (all)")
    add("--data", type=Path, default=ROOT.parent / "shared" / "data", help="default: %(default)s")
    add("--write", action="store_true", help="put the sections into benchmarks/RESULTS.md")
    group = result.add_argument_group("attribution")
    add = group.add_argument
    add("--split", choices=("hold", "train", "dev"), default="hold", help="default: %(default)s")
    add("--gold", type=Path, metavar="FILE", help="score on these JSON lines instead of a split")
    add(
        "--show",
        nargs="+",
        action=_Show,
        metavar=("KIND", "N"),
        help=f"print N (20; 0: all) sentences of a kind: {', '.join(KINDS)}",
    )
    add("--predictions", type=Path, metavar="FILE", help="score these instead of running firsthand")
    add("--save", type=Path, metavar="FILE", help="keep the predictions")
    add("--gains", type=Path, metavar="OLD", help="compare with predictions kept before")
    add("--no-peer", action="store_true", help="leave textacy out, which is quicker")
    group = result.add_argument_group("copies, growth")
    group.add_argument(
        "--pages",
        nargs="+",
        type=int,
        metavar="N",
        help="numbers of generated pages; default: 100, 1,000, 10,000",
    )
    group = result.add_argument_group("checkthat")
    group.add_argument(
        "--part", choices=("dev", "train"), default="dev", help="default: %(default)s"
    )
    group = result.add_argument_group("claims_gold")
    group.add_argument(
        "--events",
        type=_events,
        default=claims_gold.BUILD,
        metavar="FIRST-LAST",
        help="default: 06-22; 00-05 are kept for checking",
    )
    group = result.add_argument_group("bulk")
    group.add_argument(
        "--articles",
        type=_count,
        default=timing.BULK_ARTICLES,
        metavar="N",
        help="so many in the long run; default: %(default)s, which take half an hour",
    )
    group = result.add_argument_group("events")
    group.add_argument("--kept", action="store_true", help="those kept for checking")
    group = result.add_argument_group("statements")
    add = group.add_argument
    halves = ("first", "second", "third", "fourth")
    add("--half", choices=halves, default="first", help="default: %(default)s")
    add(
        "--sets",
        nargs="+",
        choices=statements.SETS,
        default=statements.SETS,
        metavar="SET",
        help=f"of {', '.join(statements.SETS)}; default: all",
    )
    add("--wrong", action="store_true", help="print what is wrong in the first halves")
    return result


def _name(value: str) -> str:
    if value not in BENCHMARKS:
        raise argparse.ArgumentTypeError(
            f"there is no {value!r}; there are {', '.join(BENCHMARKS)}"
        )
    return value


def _count(value: str) -> int:
    if not value.isdecimal() or int(value) < 1:
        raise argparse.ArgumentTypeError(f"{value!r} is no number of articles")
    return int(value)


def _events(value: str) -> tuple[int, int]:
    first, _, last = value.partition("-")
    return int(first), int(last or first)


class _Show(argparse.Action):
    """``--show KIND [N]`` as (kind, number)."""

    def __call__(self, parser, namespace, values, option_string=None) -> None:  # type: ignore[no-untyped-def]
        kind, number, *more = [*values, "20"] if len(values) == 1 else values
        if kind not in KINDS or not number.isdigit() or more:
            parser.error(f"--show takes one of {', '.join(KINDS)}, and a number if you like")
        setattr(namespace, self.dest, (kind, int(number)))


if __name__ == "__main__":
    sys.exit(main())
