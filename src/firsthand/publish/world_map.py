"""The places that pages name, on an outline of the world that ships with the package.

A dot is a town or a site, a dashed ring a region, of which only the middle is known. What has
no degrees is on no map: it is listed. The map shows as much of the world as the places need.
The outline is land without borders (``data/world_outline.json``, Natural Earth).
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache

from markupsafe import Markup

from firsthand import data
from firsthand.publish.marks import escape
from firsthand.publish.phrases import count, flat
from firsthand.publish.pictures import Picture
from firsthand.types import Article, Place, Span

POINTS = frozenset(("site", "city"))  # precisions that are a dot; all others are a stretch
MOST_LABELS = 60
_WIDTH, _HEIGHT = 440, 240
_LEAST_DEGREES = 40.0  # of longitude; nearer, the outline is too coarse
_MARGIN = 0.2  # of the stretch that the places need
_CHARACTER, _LETTER = 6.6, 13  # a letter's width and height
_GRID = (1, 2, 5, 10, 15, 30, 45)  # degrees between two lines
_LINES = 6  # no more of them across


@dataclass(frozen=True, slots=True)
class Named:
    """Where a page names a place."""

    article: str
    span: Span


@dataclass(frozen=True, slots=True)
class Spot:
    """A place with all that name it; ``lat`` and ``lon`` are None where it has no pin."""

    name: str
    precision: str | None
    lat: float | None
    lon: float | None
    named: tuple[Named, ...]

    @property
    def is_placed(self) -> bool:
        """Whether it has degrees that lie on the globe."""
        if self.lat is None or self.lon is None:
            return False
        return -90 <= self.lat <= 90 and -180 <= self.lon <= 180


def spots_of(articles: Sequence[Article]) -> tuple[Spot, ...]:
    """The places of all pages, each once, those named most often first."""
    found: dict[tuple[str, str | None, float | None, float | None], list[Named]] = {}
    for article in articles:
        for place in article.places:
            found.setdefault(_key(place), []).append(Named(article.id, place.span))
    spots = [Spot(*key, tuple(named)) for key, named in found.items()]
    return tuple(sorted(spots, key=lambda spot: (not spot.is_placed, -len(spot.named))))


def _key(place: Place) -> tuple[str, str | None, float | None, float | None]:
    return flat(place.name), place.precision, place.lat, place.lon


# ------------------------------------------------------------------ the picture


@dataclass(frozen=True, slots=True)
class Frame:
    """The stretch of the world that is drawn: its western and northern edge, and the scale."""

    west: float
    north: float
    scale: float  # picture units per degree

    def at(self, lat: float, lon: float) -> tuple[float, float]:
        """Where a point of the globe stands (plate carrée)."""
        return (lon - self.west) * self.scale, (self.north - lat) * self.scale


def draw_map(spots: Sequence[Spot], *, key: str) -> Picture | None:
    """Draw the places that have degrees; None where none has."""
    placed = [spot for spot in spots if spot.is_placed]
    if not placed:
        return None
    frame = _frame(placed)
    drawn = Markup().join([_land(frame), _grid(frame), _pins(placed, frame), _names(placed, frame)])
    words = "; ".join(_told(spot) for spot in placed)
    return Picture(_svg(drawn, len(placed), words, key), words)


def _told(spot: Spot) -> str:
    times = count(len(spot.named), "time")
    lat = f"{abs(spot.lat or 0):.1f}° {'N' if (spot.lat or 0) >= 0 else 'S'}"
    lon = f"{abs(spot.lon or 0):.1f}° {'E' if (spot.lon or 0) >= 0 else 'W'}"
    return f"{spot.name} ({spot.precision or 'kind unknown'}, {lat} {lon}), named {times}"


def _frame(placed: Sequence[Spot]) -> Frame:
    """As much of the world as the places need, with a margin, and never over its edges."""
    lats = [spot.lat or 0.0 for spot in placed]
    lons = [spot.lon or 0.0 for spot in placed]
    across = (max(lons) - min(lons)) * (1 + 2 * _MARGIN)
    down = (max(lats) - min(lats)) * (1 + 2 * _MARGIN)
    width = min(max(across, down * _WIDTH / _HEIGHT, _LEAST_DEGREES), 360.0)
    height = width * _HEIGHT / _WIDTH
    west = _within((max(lons) + min(lons) - width) / 2, -180, 180 - width)
    north = (max(lats) + min(lats) + height) / 2
    if height < 180:
        north = _within(north, -90 + height, 90)
    return Frame(west, north, _WIDTH / width)


def _within(value: float, low: float, high: float) -> float:
    return min(max(value, low), high)


@cache
def _outline() -> str:
    """The land as an SVG path in tenths of a degree from 180° W and 90° N."""
    path: str = json.loads(data.text("world_outline.json"))["land"]
    return path


def _land(frame: Frame) -> Markup:
    x, y = frame.at(90, -180)
    return Markup(
        '<rect class="sea" width="{}" height="{}"/>'
        '<path class="land" transform="translate({:.2f} {:.2f}) scale({:.5f})" d="{}"/>'
    ).format(_WIDTH, _HEIGHT, x, y, frame.scale / 10, escape(_outline()))


def _grid(frame: Frame) -> Markup:
    """Lines of whole degrees, with their degrees: without borders they tell where one is."""
    across = _WIDTH / frame.scale
    step = next((s for s in _GRID if across / s <= _LINES), 60)
    lines = []
    for lon in _whole(frame.west, across, step):
        x = (lon - frame.west) * frame.scale
        lines.append(
            _grid_line(x, x, 0, _HEIGHT, f"{abs(lon)}°{'EW'[lon < 0]}", x + 2, _HEIGHT - 4)
        )
    down = _HEIGHT / frame.scale
    for lat in _whole(frame.north - down, down, step):
        y = (frame.north - lat) * frame.scale
        degrees = f"{abs(lat)}°{'NS'[lat < 0]}"
        lines.append(_grid_line(0, _WIDTH, y, y, degrees, 2, y - 2))
    return Markup().join(lines)


def _whole(start: float, length: float, step: int) -> Iterable[int]:
    first = math.ceil(start / step)
    return (n * step for n in range(first, math.floor((start + length) / step) + 1))


def _grid_line(
    x1: float, x2: float, y1: float, y2: float, label: str, x: float, y: float
) -> Markup:
    if not (0 <= x <= _WIDTH - 4 * _CHARACTER and y > _LETTER):  # it would be cut
        label = ""
    return Markup(
        '<line class="grid" x1="{:.1f}" x2="{:.1f}" y1="{:.1f}" y2="{:.1f}"/>'
        '<text class="degrees" x="{:.1f}" y="{:.1f}">{}</text>'
    ).format(x1, x2, y1, y2, x, y, label)


def _pins(placed: Sequence[Spot], frame: Frame) -> Markup:
    pins = []
    for spot in placed:
        x, y = frame.at(spot.lat or 0.0, spot.lon or 0.0)
        look, r = ("point", 4) if spot.precision in POINTS else ("stretch", 14)
        pin = Markup('<circle class="pin {}" cx="{:.1f}" cy="{:.1f}" r="{}"/>')
        pins.append(pin.format(look, x, y, r))
    return Markup().join(pins)


def _names(placed: Sequence[Spot], frame: Frame) -> Markup:
    """The names that find room beside their pins; all stand in the list on the page."""
    taken: list[tuple[float, float, float, float]] = []
    names = []
    for spot in placed[:MOST_LABELS]:
        x, y = frame.at(spot.lat or 0.0, spot.lon or 0.0)
        width = len(spot.name) * _CHARACTER
        off = 7 if spot.precision in POINTS else 17
        for left, base in ((x + off, y + 4), (x - off - width, y + 4), (x - width / 2, y - off)):
            box = (left, base - _LETTER, left + width, base + 2)
            if box[0] >= 0 and box[2] <= _WIDTH and box[1] >= 0 and not _meets(box, taken):
                taken.append(box)
                text = Markup('<text class="place" x="{:.1f}" y="{:.1f}">{}</text>')
                names.append(text.format(left, base, escape(spot.name)))
                break
    return Markup().join(names)


def _meets(
    box: tuple[float, float, float, float], taken: Sequence[tuple[float, float, float, float]]
) -> bool:
    a, b, c, d = box
    return any(a < g and e < c and b < h and f < d for e, f, g, h in taken)


def _svg(drawn: Markup, number: int, words: str, key: str) -> Markup:
    return Markup(
        '<svg role="img" aria-labelledby="{key}-t" aria-describedby="{key}-d"'
        ' width="{w}" height="{h}" viewBox="0 0 {w} {h}">'
        '<title id="{key}-t">Map of {n}</title><desc id="{key}-d">{words}</desc>{drawn}</svg>'
    ).format(
        key=key, w=_WIDTH, h=_HEIGHT, n=count(number, "place"), words=escape(words), drawn=drawn
    )
