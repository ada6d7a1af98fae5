"""A claim as one picture: its statements, their hands, the merges, and what is left.

A row is a statement: the signs of its hands from whoever spoke to the square of the outlet
(``pictures`` says which sign is which), and who and where in words. On the left stands a
numbered ring for each origin: a line leads from it to every statement that sure merges put
there, and a dashed bow to an origin that is perhaps the same. A ring with "?" has lines to
nothing: nobody is stated there, and it adds nothing. Below stands what is left.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from markupsafe import Markup

from firsthand.publish.marks import escape
from firsthand.publish.phrases import count, cut
from firsthand.publish.pictures import Hand, Picture, draw_ring, hand_of
from firsthand.publish.standing import Standing, interval, origins_in_words, standing_of
from firsthand.types import Claim, Hop, Statement

MOST_ROWS = 24  # more of them, and of each origin only the first few are drawn
MOST_OF_ONE = 3
MOST_ORIGINS = 12
MOST_HANDS = 6
_WIDTH, _ROW, _GAP = 440, 34, 10  # in the picture's own units, CSS pixels at full size
_RING, _FAN, _HANDS, _STEP = 38, 50, 76, 17  # where origins, lines and hands stand; hand to hand
_CHARACTER = 7.7  # the width of a bold letter, on average, at 12.5 pixels


@dataclass(frozen=True, slots=True)
class Told:
    """What the picture needs to know of a statement."""

    who: str
    where: str
    chain: tuple[Hop, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """A statement, or the words for those that are not drawn."""

    y: int
    told: Told | None
    more: int = 0


@dataclass(frozen=True, slots=True)
class Group:
    """The rows of one origin; ``number`` is its place, or None: nobody is stated."""

    number: int | None
    rows: tuple[Row, ...]

    @property
    def y(self) -> int:
        """Where its ring stands."""
        return (self.rows[0].y + self.rows[-1].y) // 2


def draw_claim(claim: Claim, told: Callable[[Statement], Told], *, key: str) -> Picture:
    """Draw a claim; ``told`` looks a statement up, and ``key`` is an HTML id for the picture.

    Of more than ``MOST_ROWS`` statements the first few of each origin are drawn, and how many
    more there are. The picture's words say the same as what is drawn.
    """
    standing = standing_of(claim)
    groups = tuple(_laid_out(standing, told))
    shown = {group.number for group in groups}
    hidden = len([n for n in range(len(standing.origins)) if n not in shown])
    foot = (groups[-1].rows[-1].y if groups else 0) + _ROW // 2 + _GAP
    left = _left(claim, hidden)
    drawn = Markup().join(
        [_bows(standing, groups), *map(_group, groups), _foot(left, foot)],
    )
    words = _words(groups, standing, left)
    return Picture(_svg(drawn, foot + 2 * _ROW // 3, claim=claim, words=words, key=key), words)


# ------------------------------------------------------------------ laying out


def _laid_out(standing: Standing, told: Callable[[Statement], Told]) -> Iterator[Group]:
    """The groups from top to bottom, those that are perhaps one side by side, nobody last."""
    order = [number for together in standing.perhaps_one for number in together]
    members: list[tuple[int | None, Sequence[Statement]]] = [
        (number, standing.origins[number]) for number in order[:MOST_ORIGINS]
    ]
    if standing.nobody:
        members.append((None, standing.nobody))
    all_told = sum(len(group) for group in standing.origins) + len(standing.nobody)
    most = MOST_OF_ONE if all_told > MOST_ROWS else MOST_ROWS
    y = _GAP
    for number, statements in members:
        rows = []
        for n, statement in enumerate(statements[:most]):
            rows.append(Row(y + n * _ROW + _ROW // 2, told(statement)))
        if len(statements) > most:
            below = y + most * _ROW + _ROW // 2
            rows.append(Row(below, None, len(statements) - most))
        yield Group(number, tuple(rows))
        y += len(rows) * _ROW + _GAP


def _left(claim: Claim, hidden: int) -> str:
    more = f" ({count(hidden, 'origin')} more not drawn)" if hidden else ""
    if claim.origins is None:
        return f"origins not counted yet{more}"
    return f"left: {origins_in_words(claim.origins)}{more}"


# --------------------------------------------------------------------- drawing


def _group(group: Group) -> Markup:
    """The ring of an origin, its lines, and its rows."""
    label = "?" if group.number is None else str(group.number + 1)
    look = "nobody" if group.number is None else "somebody"
    ring = Markup(
        '<circle class="origin {look}" cx="{x}" cy="{y}" r="11"/>'
        '<text class="number" x="{x}" y="{below}">{label}</text>'
    ).format(look=look, x=_RING, y=group.y, below=group.y + 4, label=label)
    lines = Markup().join(_line(group, row) for row in group.rows)
    return ring + lines + Markup().join(map(_row, group.rows))


def _line(group: Group, row: Row) -> Markup:
    """From the origin to a statement; from nobody there is none."""
    if group.number is None:
        return Markup()
    path = f"M{_FAN} {group.y}C{_FAN + 12} {group.y} {_FAN + 8} {row.y} {_HANDS - 9} {row.y}"
    return Markup('<path class="fan" d="{}"/>').format(path)


def _row(row: Row) -> Markup:
    if row.told is None:
        return Markup('<text class="hand inferred" x="{}" y="{}">and {} more</text>').format(
            _HANDS, row.y + 4, count(row.more, "statement")
        )
    hands = _hands(row.told)
    places = [_HANDS + n * _STEP for n in range(len(hands))]
    ties = Markup().join(
        Markup('<line class="tie {}" x1="{}" x2="{}" y1="{y}" y2="{y}"/>').format(
            "lost" if "lost" in (hand.look, after.look) else "stated", x + 7, x + _STEP - 7, y=row.y
        )
        for hand, after, x in zip(hands, hands[1:], places, strict=False)
    )
    rings = [draw_ring(hand, row.y, x) for hand, x in zip(hands, places, strict=True)]
    return ties + Markup().join(rings) + _writing(row, row.told, places[-1] + 15)


def _hands(told: Told) -> list[Hand]:
    """The hands as signs; of a long chain the middle is left out, and told in its own picture."""
    hands = [hand_of(hop) for hop in told.chain]
    if len(hands) > MOST_HANDS:
        hands = [*hands[:3], *hands[3 - MOST_HANDS :]]
    return [*hands, Hand(told.where, "", "outlet")]


def _writing(row: Row, told: Told, x: int) -> Markup:
    room = max(int((_WIDTH - x) / _CHARACTER), 8)
    return Markup(
        '<text class="hand"><tspan class="who" x="{x}" y="{high}">{who}</tspan>'
        '<tspan class="where" x="{x}" y="{low}">{where}</tspan></text>'
    ).format(
        x=x,
        high=row.y - 2,
        low=row.y + 12,
        who=escape(cut(told.who, room)),
        where=escape(cut(told.where, room)),
    )


def _bows(standing: Standing, groups: Sequence[Group]) -> Markup:
    """A dashed bow between each two neighbours that are perhaps one."""
    height = {group.number: group.y for group in groups if group.number is not None}
    bows = []
    for together in standing.perhaps_one:
        drawn = [number for number in together if number in height]
        for upper, lower in pairwise(drawn):
            top, foot = height[upper], height[lower]
            out = max(_RING - 14 - 18 - (foot - top) // 12, 2)
            path = f"M{_RING - 12} {top}C{out} {top} {out} {foot} {_RING - 12} {foot}"
            bows.append(Markup('<path class="maybe" d="{}"/>').format(path))
    return Markup().join(bows)


def _foot(left: str, y: int) -> Markup:
    return Markup(
        '<line class="sum" x1="{a}" x2="{b}" y1="{y}" y2="{y}"/>'
        '<text class="left" x="{a}" y="{below}">{left}</text>'
    ).format(a=_RING - 12, b=_WIDTH - 8, y=y, below=y + 17, left=left)


def _svg(drawn: Markup, height: int, *, claim: Claim, words: str, key: str) -> Markup:
    found = claim.origins
    title = f"Origins: {interval(found.min, found.max)}" if found else "Origins: not counted yet"
    return Markup(
        '<svg role="img" aria-labelledby="{key}-t" aria-describedby="{key}-d"'
        ' width="{w}" height="{h}" viewBox="0 0 {w} {h}">'
        '<title id="{key}-t">{title}, of {n}</title><desc id="{key}-d">{words}</desc>{drawn}</svg>'
    ).format(
        key=key,
        w=_WIDTH,
        h=height,
        title=title,
        n=count(len(claim.statements), "statement"),
        words=escape(words),
        drawn=drawn,
    )


# -------------------------------------------------------------------- in words


def _words(groups: Sequence[Group], standing: Standing, left: str) -> str:
    """What is drawn, as sentences."""
    told = [f"{_name(group, standing)}: {_members(group)}." for group in groups]
    return " ".join([*told, left[:1].upper() + left[1:] + "."])


def _name(group: Group, standing: Standing) -> str:
    if group.number is None:
        return "Origin not stated"
    others = standing.others(group.number)[:MOST_ORIGINS]
    maybe = f", perhaps one with {', '.join(str(n + 1) for n in others)}" if others else ""
    return f"Origin {group.number + 1}{maybe}"


def _members(group: Group) -> str:
    return "; ".join(
        f"and {count(row.more, 'statement')} more" if row.told is None else _member(row.told)
        for row in group.rows
    )


def _member(told: Told) -> str:
    hands = [hand_of(hop).words for hop in told.chain[1:]]
    through = f" through {', '.join(hands)}" if hands else ""
    return f"{told.who}{through}, in {told.where}"
