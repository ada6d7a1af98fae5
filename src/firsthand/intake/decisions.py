"""Decisions of people: JSON lines, one decision a line (``data/decision.schema.json``).

A line that is no decision is a failure with its number; the other lines are read.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from typing import Any, get_args

from firsthand.errors import IntakeError
from firsthand.intake.json_lines import Pairs, Readable, bounded_lines, fields_of, object_of
from firsthand.intake.trouble import failure, too_large, trouble_of
from firsthand.types import OF_ONE_SPOT, Decision, DecisionKind, Failure, Spot

LONGEST_LINE = 1_000_000  # bytes
MACHINE = "firsthand"  # who decides in records of ours; no person may be called so
HOW = "docs/how-to/decide.md shows a line"
_MOMENT = re.compile(
    r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,6})?)?(Z|[+-]\d{2}:\d{2})", re.ASCII
)
KEYS = ("kind", "a", "b", "by", "at", "reason", "article", "start", "end", "exact")


def read_decisions(path: str) -> Iterator[Decision | Failure]:
    """The decisions of a file in its order, and a failure for each line that is none.

    Blank lines are passed over, and so are keys that a decision has not; an empty file
    holds no decision.

    Raises:
        IntakeError: the file cannot be read.
    """
    try:
        with open(path, "rb") as file:
            yield from _decisions(file, path)
    except OSError as error:
        raise trouble_of(error) from None


def _decisions(file: Readable, path: str) -> Iterator[Decision | Failure]:
    for number, line in enumerate(bounded_lines(file, longest=LONGEST_LINE), 1):
        place = f"{path}:{number}"
        if len(line) > LONGEST_LINE:
            yield failure(place, too_large(LONGEST_LINE, what="a line"))
        elif content := line.removeprefix(codecs.BOM_UTF8).strip():
            yield _read(content, place)


def _read(line: bytes, place: str) -> Decision | Failure:
    try:
        return decision_of(line, place=place)
    except IntakeError as error:
        return failure(place, error)


def decision_of(line: bytes, *, place: str) -> Decision:
    """The decision that one line holds.

    Raises:
        IntakeError: it is none: no JSON object, a key twice, missing or of the wrong type.
    """
    fields = fields_of(object_of(line, how=HOW), KEYS)
    kind: Any = fields.get("kind")
    if kind not in get_args(DecisionKind):
        raise IntakeError(f'"kind" is none of {", ".join(get_args(DecisionKind))}', next=HOW)
    reason = fields.get("reason")
    return Decision(
        kind=kind,
        a=_spot(fields, "a"),
        b=_second(fields, kind),
        by=_person(fields),
        at=_moment(fields),
        reason=None if reason is None else _words(fields, "reason", blank=True),
        input=place,
    )


def _second(fields: dict[str, Any], kind: str) -> Spot | None:
    if kind not in OF_ONE_SPOT:
        return _spot(fields, "b")
    if fields.get("b") is not None:
        raise IntakeError(f'"{kind}" is about "a" alone', next='leave "b" out')
    return None


def _spot(fields: dict[str, Any], key: str) -> Spot:
    """The words that ``key`` points at.

    Raises:
        IntakeError: no article, start, end or exact, or ``exact`` is not as long as they say.
    """
    value = fields.get(key)
    if not isinstance(value, Pairs):
        raise IntakeError(f'"{key}" is not an object', next=HOW)
    inner = fields_of(value, KEYS)
    start, end = inner.get("start"), inner.get("end")
    if type(start) is not int or type(end) is not int or not 0 <= start < end:
        raise IntakeError(f'"{key}" runs from no "start" to an "end" after it', next=HOW)
    spot = Spot(_words(inner, "article"), start, end, _words(inner, "exact", blank=True))
    if len(spot.exact) != end - start:
        raise IntakeError(
            f'"{key}" runs over {end - start} code points, and "exact" has {len(spot.exact)}',
            next="count code points, the end not included",
        )
    return spot


def _person(fields: dict[str, Any]) -> str:
    name = _words(fields, "by")
    if name == MACHINE:
        raise IntakeError(f'"by" is {MACHINE}, the machine\'s own name', next="name a person")
    return name


def _moment(fields: dict[str, Any]) -> str:
    at = _words(fields, "at")
    try:
        if not _MOMENT.fullmatch(at):
            raise ValueError(at)
        Decision("body", Spot("", 0, 0, ""), None, "", at).moment.timestamp()
    except (ValueError, OverflowError):
        raise IntakeError(
            '"at" is no moment with its zone', next="write it as 2026-11-21T09:30:00Z"
        ) from None
    return at


def _words(fields: dict[str, Any], key: str, *, blank: bool = False) -> str:
    value = fields.get(key)
    if not isinstance(value, str) or not (blank or value.strip()):
        raise IntakeError(f'"{key}" is no words', next=HOW)
    try:
        value.encode()
    except UnicodeEncodeError:
        raise IntakeError(f'"{key}" holds half a character (a lone surrogate)', next=HOW) from None
    return value
