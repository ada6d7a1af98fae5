"""Where places are: a table of GeoNames and our own of names, asked by name.

The GeoNames table is one sorted text; a name is found in it by bisection, so that loading is
unpacking (some 30 ms, once a process) and nothing is built. Our own table
(``place_names.csv``) stands before it.
"""

from __future__ import annotations

import dataclasses
import re
import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache

from firsthand import data
from firsthand.errors import TableError

PRECISIONS = ("site", "city", "admin", "country", "region", "water")
KINDS = {"country": "country", "admin": "admin", "county": "admin"}  # all others are cities
_NO_LETTERS = re.compile(r"[^a-z0-9]+")
_APOSTROPHES = re.compile(r"\s(?=['’]s\b)|['’‘ʼ`.]")  # pages cut into words: "Ana 's Bay"


@dataclass(frozen=True, slots=True)
class Entry:
    """One place of a gazetteer. ``country`` is ISO 3166 alpha-2, ``division`` GeoNames' code.

    ``population`` is 0 where the table does not say. Only cities and sites have degrees.
    """

    name: str
    precision: str
    country: str | None
    division: str | None = None
    lat: float | None = None
    lon: float | None = None
    population: int = 0
    capital: bool = False


def folded(name: str) -> str:
    """A name as the table has it: small Latin letters without marks, one blank between words.

    >>> folded("São  Paulo"), folded("St. Petersburg"), folded("Ivano-Frankivsk")
    ('sao paulo', 'saint petersburg', 'ivano frankivsk')
    """
    plain = unicodedata.normalize("NFKD", name.lower().replace("ł", "l").replace("ø", "o"))
    ascii_only = "".join(c for c in plain if not unicodedata.combining(c))
    words = _NO_LETTERS.sub(" ", _APOSTROPHES.sub("", ascii_only)).split()
    return " ".join("saint" if word == "st" else word for word in words)


@lru_cache(maxsize=4096)
def called(name: str) -> tuple[Entry, ...]:
    """Every place of that name, ours alone where our table has the name; else of GeoNames."""
    key = folded(name)
    return ours().get(key) or _of_geonames(key)


@cache
def ours() -> dict[str, tuple[Entry, ...]]:
    """The names of ``place_names.csv``; a spelling of a city leads to that city.

    Raises:
        TableError: a precision that is none, a degree that is no number, a city that GeoNames
            does not have.
    """
    found: dict[str, tuple[Entry, ...]] = {}
    for row in _rows():
        entries = _entries(row)
        for name in (row["name"], *data.words(row["aliases"])):
            key = folded(name)
            found[key] = tuple(dict.fromkeys((*found.get(key, ()), *entries)))
    return found


def in_our_table(name: str) -> bool:
    """Whether ``place_names.csv`` has the name."""
    return folded(name) in ours()


@cache
def _abbreviations() -> dict[str, Entry]:
    return {
        short: _entries(row)[0] for row in _rows() for short in data.words(row["abbreviations"])
    }


def abbreviated(name: str) -> tuple[Entry, ...]:
    """The place that a short form after a comma stands for: "OH" in "Columbus, OH", "Ga." in
    "Dublin, Ga."; nothing where ``place_names.csv`` has no such form.
    """
    entry = _abbreviations().get(name)
    return (entry,) if entry else ()


@cache
def demonyms() -> dict[str, str]:
    """Words for people and things of a country, with its code: "Norwegian"."""
    return {word: row["country"] for row in _rows() for word in data.words(row["demonyms"])}


@cache
def _rows() -> tuple[dict[str, str], ...]:
    columns = (
        "name",
        "aliases",
        "abbreviations",
        "precision",
        "country",
        "division",
        "demonyms",
        "lat",
        "lon",
    )
    return data.table("place_names", columns=columns)


def _entries(row: dict[str, str]) -> tuple[Entry, ...]:
    """What a row means: itself; a city without degrees is looked up in GeoNames."""
    if row["precision"] not in PRECISIONS:
        raise TableError(
            f"place_names.csv: {row['name']}: no precision {row['precision']!r}",
            next=f"use one of {', '.join(PRECISIONS)}",
        )
    if row["precision"] == "city" and not row["lat"]:
        same = [e for e in _of_geonames(folded(row["name"])) if e.precision == "city"]
        same = [e for e in same if e.country == row["country"]]
        if not same:
            raise TableError(
                f"place_names.csv: {row['name']}: no such city in the gazetteer",
                next="give its degrees",
            )
        largest = max(same, key=lambda e: e.population)
        return (dataclasses.replace(largest, name=row["name"]),)
    with data.reading_row("place_names", row["name"]):
        lat, lon = (float(row[key]) if row[key] else None for key in ("lat", "lon"))
    country, division = row["country"] or None, row["division"] or None
    return (Entry(row["name"], row["precision"], country, division, lat, lon),)


# ---------------------------------------------------------------- GeoNames


@cache
def _sorted_lines() -> bytes:
    return data.unpacked("gazetteer.tsv.gz")


def _of_geonames(key: str) -> tuple[Entry, ...]:
    if not key:
        return ()
    line = _line(_sorted_lines(), key.encode("ascii"))
    return tuple(_entry(cell, key) for cell in line.decode("utf-8").split(";")) if line else ()


def _line(lines: bytes, key: bytes) -> bytes:
    """What stands after the key, or nothing: bisection over the bytes of sorted lines."""
    low, high = 0, len(lines)
    while low < high:
        start = lines.rfind(b"\n", 0, (low + high) // 2) + 1
        end = lines.find(b"\n", start)
        here, _, rest = lines[start:end].partition(b"\t")
        if here == key:
            return rest
        if here < key:
            low = end + 1
        else:
            high = start
    return b""


def _entry(cell: str, key: str) -> Entry:
    name, kind, country, division, lat, lon, hundreds = cell.split("|")
    return Entry(
        name=name or key.title(),
        precision=KINDS.get(kind, "city"),
        country=country,
        division=division or None,
        lat=float(lat) if lat else None,
        lon=float(lon) if lon else None,
        population=100 * int(hundreds) if hundreds else 0,
        capital=kind == "capital",
    )
