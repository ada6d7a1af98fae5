"""Tables of words and of facts about the world: every row has its source and date.

A table is a CSV file beside this module. A user edits one by putting a file of the same
name into the folder that the environment variable ``FIRSTHAND_DATA`` names: it then
stands instead of the shipped one. ``docs/how-to/edit-tables.md`` shows how.
"""

from __future__ import annotations

import csv
import gzip
import io
import math
import os
import re
import zlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import TYPE_CHECKING

from firsthand.errors import TableError
from firsthand.words import name_key

if TYPE_CHECKING:
    from tokenizers import Tokenizer

LONGEST_ABBREVIATION = 2  # letters of a unit: "km", "kg"


def table(name: str, *, columns: tuple[str, ...]) -> tuple[dict[str, str], ...]:
    """The rows of ``NAME.csv``, each with ``columns`` and its ``source`` and ``date``.

    Raises:
        TableError: a column is missing, or a row has no source or no date.
    """
    where, content = _find(f"{name}.csv")
    reader = csv.DictReader(io.StringIO(content, newline=""))
    missing = {*columns, "source", "date"} - set(reader.fieldnames or ())
    if missing:
        raise TableError(f"{where}: no column {', '.join(sorted(missing))}", next="add it")
    rows = []
    for row in reader:
        if not (row["source"] and row["date"]):
            raise TableError(
                f"{where}, line {reader.line_num}: a row without source or date",
                next="say where it is from and when you looked",
            )
        rows.append({key: (value or "").strip() for key, value in row.items() if key})
    return tuple(rows)


@contextmanager
def reading_row(name: str, cell: str) -> Iterator[None]:
    """Around what makes a value of a row of ``NAME.csv``; ``cell`` shows which row it is.

    Raises:
        TableError: a pattern is no regular expression, a number no number.
    """
    try:
        yield
    except (re.error, ValueError) as error:  # an encoding error is a ValueError
        raise TableError(f"{name}.csv, {cell!r}: {error}", next="correct the row") from error


def text(name: str) -> str:
    """A shipped file that is no table (the JSON Schema, the page's style)."""
    return _find(name)[1]


def unpacked(name: str) -> bytes:
    """A shipped gzip file, unpacked.

    Raises:
        TableError: it is no gzip file.
    """
    where, file = _where(name)
    try:
        return gzip.decompress(file.read_bytes())
    except (OSError, EOFError, zlib.error) as error:
        raise TableError(f"{where}: {error}", next="pack it with gzip") from error


def _find(name: str) -> tuple[str, str]:
    where, file = _where(name)
    return where, file.read_text(encoding="utf-8")


def _where(name: str) -> tuple[str, Traversable]:
    """What to call a file of the tables, and the user's own of that name, else the shipped one."""
    folder = os.environ.get("FIRSTHAND_DATA")
    if folder and (path := Path(folder, name)).is_file():
        return str(path), path
    return f"firsthand/data/{name}", files(__name__).joinpath(name)


@cache
def speaker_nouns(*kinds: str) -> frozenset[str]:
    """The nouns of ``speaker_nouns.csv`` of these kinds of speaker ("person", "group")."""
    rows = table("speaker_nouns", columns=("noun", "kind", "gender"))
    return frozenset(row["noun"] for row in rows if row["kind"] in kinds)


@cache
def loaded_words() -> frozenset[str]:
    """The words of ``loaded_words.csv``, which judge what they stand with."""
    return frozenset(row["word"] for row in table("loaded_words", columns=("word", "example")))


def words(cell: str) -> tuple[str, ...]:
    """The items of a cell that holds several, divided by ``|``."""
    return tuple(item.strip() for item in cell.split("|") if item.strip())


@dataclass(frozen=True, slots=True)
class Signature:
    """Bytes by which a format that is no page is known: the pattern stands at byte ``at``."""

    at: int
    mark: re.Pattern[bytes]
    what: str
    next: str
    example: str


@cache
def signatures() -> tuple[Signature, ...]:
    """The rows of ``signatures.csv``.

    Raises:
        TableError: a mark is no pattern, or ``at`` no number.
    """
    rows = table("signatures", columns=("at", "mark", "what", "next", "example"))
    return tuple(_signature(row) for row in rows)


def _signature(row: dict[str, str]) -> Signature:
    with reading_row("signatures", row["mark"]):
        at, mark = int(row["at"]), re.compile(row["mark"].encode("ascii"), re.DOTALL)
    return Signature(at, mark, row["what"], row["next"], row["example"])


def no_page(content: bytes) -> Signature | None:
    """The format that bytes begin with where it is none of pages; None: it may be a page."""
    return next((row for row in signatures() if row.mark.match(content, row.at)), None)


@dataclass(frozen=True, slots=True)
class OutletRow:
    """An outlet or agency that the table knows."""

    name: str
    aliases: tuple[str, ...]
    domains: tuple[str, ...]
    owner: str | None
    kind: str
    source: str
    date: str

    @property
    def checked(self) -> bool:
        """Whether somebody has looked the row up; what is from memory says so in its source."""
        return not any(word in self.source for word in ("unchecked", "to be checked"))


@cache
def outlets() -> tuple[OutletRow, ...]:
    """The outlets and agencies of ``outlets.csv``."""
    rows = table("outlets", columns=("name", "aliases", "domains", "owner", "kind"))
    return tuple(
        OutletRow(
            name=row["name"],
            aliases=words(row["aliases"]),
            domains=words(row["domains"]),
            owner=row["owner"] or None,
            kind=row["kind"],
            source=row["source"],
            date=row["date"],
        )
        for row in rows
    )


@cache
def _outlet_names() -> dict[str, OutletRow]:
    """The table's rows by their names; names of two letters as they are written: AP, not ap."""
    return {
        name_key(name) if len(name) > 2 else name: row
        for row in outlets()
        for name in (row.name, *row.aliases)
    }


def outlet_named(name: str) -> OutletRow | None:
    """The outlet or agency of the table with this name or alias.

    >>> outlet_named("the Associated Press") == outlet_named("AP"), outlet_named("Ana Reis")
    (True, None)
    """
    return _outlet_names().get(name_key(name)) or _outlet_names().get(name)


def outlet_key(name: str) -> str:
    """One key for all names of an outlet that the table knows; else the name itself.

    >>> outlet_key("the Associated Press") == outlet_key("AP"), outlet_key("the Kesk Post")
    (True, 'kesk post')
    """
    row = outlet_named(name)
    return name_key(row.name if row else name)


@cache
def _outlet_words() -> frozenset[str]:
    return frozenset(row["word"] for row in table("outlet_words", columns=("word", "example")))


def sounds_like_an_outlet(name: str) -> bool:
    """Whether a name is an outlet's in the table, or has a word that outlets' names have.

    >>> sounds_like_an_outlet("the Kesk Valley Post"), sounds_like_an_outlet("Ana Reis")
    (True, False)
    """
    plain = name_key(name)
    return outlet_named(name) is not None or not _outlet_words().isdisjoint(plain.split())


def unit_in_plural(unit: str) -> str:
    """A unit as it stands behind a range; what is no English word stays as it is.

    >>> unit_in_plural("year"), unit_in_plural("foot"), unit_in_plural("km"), unit_in_plural("USD")
    ('years', 'feet', 'km', 'USD')
    """
    return _plurals().get(unit, unit)


@cache
def _plurals() -> dict[str, str]:
    """The plural of every unit that has one: its form with an s, where ``units.csv`` has that
    and it is no abbreviation ("km"), or what ``unit_plurals.csv`` says.
    """
    forms = {(row["unit"], row["form"]) for row in table("units", columns=("form", "unit"))}
    words = {unit for unit, _ in forms if len(unit) > LONGEST_ABBREVIATION}
    regular = {unit: f"{unit}s" for unit in words if (unit, f"{unit}s") in forms}
    rows = table("unit_plurals", columns=("unit", "plural"))
    return regular | {row["unit"]: row["plural"] for row in rows}


@dataclass(frozen=True, slots=True)
class WordShares:
    """On how many of ``documents`` pages of news each word stands, where it is on two."""

    documents: int
    counts: Mapping[str, int]

    def share(self, word: str) -> float:
        """The share of pages that have the word, never 0: one that is not listed may come."""
        return (self.counts.get(word, 0) + 0.5) / (self.documents + 1)

    def rarity(self, word: str) -> float:
        """How much a word tells: 1 where every page has it, a natural logarithm more.

        >>> word_shares().rarity("the") < word_shares().rarity("dam")
        True
        """
        return 1 - math.log(self.share(word))


@cache
def word_shares() -> WordShares:
    """The table ``story_words.tsv.gz``; words as ``words.words_of`` gives them."""
    first, *lines = unpacked("story_words.tsv.gz").decode("utf-8").splitlines()
    with reading_row("story_words", first):
        counts = {word: int(count) for word, count in (line.split("\t") for line in lines)}
        return WordShares(int(first), counts)


@cache
def word_pieces() -> Tokenizer:
    """What cuts a text into the word pieces that the tagger and the embedding both read.

    Half a surrogate pair must not be given to it. Source: the vocabulary of BERT, uncased
    (Devlin et al. 2019), in lower case, with accents folded.
    """
    from tokenizers import Tokenizer  # only who reads pays

    return Tokenizer.from_str(text("word_pieces.json"))
