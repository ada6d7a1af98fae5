"""Make ``src/firsthand/data/world_outline.json``: the land of the world as one path of an SVG.

    npm pack world-atlas@2.0.2
    python -m training.world_outline world-atlas-2.0.2.tgz

The npm package world-atlas 2.0.2 (ISC) carries Natural Earth 4.1.0 at 1:110 million, which is
in the public domain, as TopoJSON. The outline has it in tenths of a degree, x from 180° W and
y from 90° N, steps relative to the point before; points that fall together are left out. Only
land, no borders: whose land it is, is not ours to say.
"""

from __future__ import annotations

import json
import sys
import tarfile
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

OUT = Path(__file__).parent.parent / "src" / "firsthand" / "data" / "world_outline.json"
FILE = "package/countries-110m.json"
SOURCE = "Natural Earth 4.1.0, 1:110m (public domain), as npm world-atlas 2.0.2 carries it"
DATE = "2026-11-22"
PER_DEGREE = 10
ROUND = 360 * PER_DEGREE

Point = tuple[int, int]


def outline(topology: dict[str, Any]) -> dict[str, str]:
    """The file's content: where it is from, and the path."""
    lines = [_unpacked(arc, topology["transform"]) for arc in topology["arcs"]]
    land = topology["objects"]["land"]["geometries"]
    rings = (ring for shape in land for polygon in _polygons(shape) for ring in polygon)
    return {
        "source": SOURCE,
        "date": DATE,
        "land": "".join(_path(part) + "z" for ring in rings for part in _whole(ring, lines)),
    }


def _unpacked(arc: Iterable[Sequence[int]], transform: dict[str, Any]) -> list[Point]:
    """An arc's steps as points in tenths of a degree, each once."""
    (by_x, by_y), (west, south) = transform["scale"], transform["translate"]
    x = y = 0
    found: list[Point] = []
    for step in arc:
        x, y = x + step[0], y + step[1]
        lon, lat = x * by_x + west, y * by_y + south
        point = (round((lon + 180) * PER_DEGREE), round((90 - lat) * PER_DEGREE))
        if not found or found[-1] != point:
            found.append(point)
    return found


def _polygons(shape: dict[str, Any]) -> list[Any]:
    arcs: list[Any] = shape["arcs"]
    return arcs if shape["type"] == "MultiPolygon" else [arcs]


def _joined(ring: Iterable[int], lines: Sequence[list[Point]]) -> list[Point]:
    """The points of a ring; ``~n`` is arc n backwards (the TopoJSON specification)."""
    found: list[Point] = []
    for number in ring:
        line = lines[number] if number >= 0 else lines[~number][::-1]
        found += line[1:] if found and found[-1] == line[0] else line
    return found


def _whole(ring: Iterable[int], lines: Sequence[list[Point]]) -> Iterator[list[Point]]:
    """A ring that goes over 180° goes on beyond the edge, and comes in again at the other one.

    One that goes round a pole (Antarctica) is closed along the foot of the map.
    """
    points = _joined(ring, lines)
    turns, found = 0, [points[0]]
    for (before, _), (x, y) in pairwise(points):
        turns += (before - x > ROUND / 2) - (x - before > ROUND / 2)
        found.append((x + turns * ROUND, y))
    if turns:
        found += [(found[-1][0], ROUND // 2), (found[0][0], ROUND // 2)]
    yield found
    for shift in (-ROUND, ROUND):
        again = [(x + shift, y) for x, y in found]
        if any(0 < x < ROUND for x, _ in again):
            yield again


def _path(points: Sequence[Point]) -> str:
    x, y = points[0]
    steps = [f"{c - a} {d - b}" for (a, b), (c, d) in pairwise(points) if (a, b) != (c, d)]
    return f"M{x} {y}l{' '.join(steps)}".replace(" -", "-") if steps else f"M{x} {y}"


def main(package: str) -> None:
    """Write the outline from the package's tarball."""
    with tarfile.open(package) as tar:
        file = tar.extractfile(FILE)
        if file is None:
            raise SystemExit(f"{package}: no {FILE}")
        topology = json.load(file)
    OUT.write_text(json.dumps(outline(topology)) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:])
