"""A chain of hands as a small picture, and the same in words.

The picture is drawn downwards, from the utterer to the outlet, one hand a line, so that
it stands on a telephone as on a desk. A filled ring is a named hand, an empty ring one
that is only described, a dashed ring with "?" a lost one, a dotted ring one we infer, and
the square is the outlet. Colours are the style sheet's.
"""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from markupsafe import Markup

from firsthand.publish.marks import escape
from firsthand.types import Hop

Copied = Literal["from", "by"]
Look = Literal["named", "described", "inferred", "lost", "outlet"]

PAST = {
    "say": "said",
    "post": "posted",
    "record": "recorded",
    "intercept": "intercepted",
    "release": "released",
    "share": "shared",
    "broadcast": "broadcast",
    "translate": "translated",
    "estimate": "estimated",
    "interview": "interviewed",
    "report": "reported",
    "publish": "published",
}

_LINE_CHARACTERS = 36  # what fits beside the rings in wide, bold letters of 8 units
_WIDTH, _LINE, _GAP = 312, 15, 8  # in the picture's own units, CSS pixels at full size


@dataclass(frozen=True, slots=True)
class Hand:
    """One hand as the reader sees it: who, what it did, and how it is drawn."""

    who: str
    did: str
    look: Look

    @property
    def words(self) -> str:
        return " ".join(filter(None, [self.who, self.did]))


COPYING = {
    "from": Hand("somebody (lost)", "published it first", "lost"),
    "by": Hand("somebody (lost)", "republished it here", "lost"),
}


@dataclass(frozen=True, slots=True)
class Picture:
    """A chain drawn (``svg``) and told (``words``); the two say the same."""

    svg: Markup
    words: str


def draw_chain(
    chain: Sequence[Hop],
    *,
    outlet: str | None,
    key: str,
    own_voice: bool = False,
    copied: Copied | None = None,
) -> Picture:
    """Draw the hands from the utterer to ``outlet``, in the order of the chain.

    A page that says it copies another has one hand more, which is lost: the page was copied
    from somebody (``"from"``), or ``outlet`` wrote it and somebody else put it here (``"by"``).

    ``key`` makes the picture's element ids unique on its page; it is an HTML id. An empty
    chain is drawn as the outlet alone, which either states the thing itself
    (``own_voice``) or is the only hand that was found.
    """
    hands = [*map(hand_of, chain), _outlet(outlet, alone=not chain, own_voice=own_voice)]
    if copied is not None:
        hands.insert(len(hands) - (copied == "from"), COPYING[copied])
    words = " → ".join(hand.words for hand in hands)
    lines = [_fold(hand) for hand in hands]
    return Picture(_svg(hands, lines, title=_title(chain), words=words, key=key), words)


def _outlet(name: str | None, *, alone: bool, own_voice: bool) -> Hand:
    did = "states it itself" if own_voice else "no hand found before it" if alone else ""
    return Hand(name or "this page (outlet unknown)", did and f"· {did}", "outlet")


def hand_of(hop: Hop) -> Hand:
    """A hop as the reader sees it."""
    did = PAST.get(hop.action, hop.action)
    if hop.evidence and hop.evidence[:5] != hop.action[:5]:  # "reported report" says no more
        did += f" ({hop.evidence})"
    if hop.basis == "lost":
        return Hand(f"{hop.party or 'somebody'} (lost)", did, "lost")
    who = hop.party or "somebody not stated"
    if hop.party and not hop.named and "(unnamed)" not in who:
        who += " (unnamed)"
    if hop.basis == "inferred":
        return Hand(f"{who} (inferred)", did, "inferred")
    return Hand(who, did, "named" if hop.named else "described")


def _title(chain: Sequence[Hop]) -> str:
    if not chain:
        return "No hand before the outlet"
    lost = sum(hop.basis == "lost" for hop in chain)
    hands = "1 hand" if len(chain) == 1 else f"{len(chain)} hands"
    return f"Chain of {hands}" + (f", {lost} lost" if lost else "")


def _fold(hand: Hand) -> list[str]:
    return textwrap.wrap(hand.words, _LINE_CHARACTERS, max_lines=3, placeholder=" …")


def _svg(
    hands: Sequence[Hand], lines: Sequence[Sequence[str]], *, title: str, words: str, key: str
) -> Markup:
    tops = [_GAP]
    for folded in lines:
        tops.append(tops[-1] + _LINE * len(folded) + _GAP)
    middles = [top + _LINE // 2 for top in tops[:-1]]
    drawn = Markup().join(
        [_ties(hands, middles)]
        + [draw_ring(hand, y) for hand, y in zip(hands, middles, strict=True)]
        + [_writing(folded, hand, y) for folded, hand, y in zip(lines, hands, tops, strict=False)]
    )
    return Markup(
        '<svg role="img" aria-labelledby="{key}-t" aria-describedby="{key}-d"'
        ' width="{w}" height="{h}" viewBox="0 0 {w} {h}">'
        '<title id="{key}-t">{title}</title><desc id="{key}-d">{words}</desc>{drawn}</svg>'
    ).format(key=key, w=_WIDTH, h=tops[-1], title=title, words=escape(words), drawn=drawn)


def _ties(hands: Sequence[Hand], middles: Sequence[int]) -> Markup:
    """The lines between the rings; one that touches a lost hand is dashed."""
    pairs = zip(hands, hands[1:], middles, middles[1:], strict=False)
    return Markup().join(
        Markup('<line class="tie {}" x1="9" x2="9" y1="{}" y2="{}"/>').format(
            _tie_look(upper, lower), top + 7, bottom - 7
        )
        for upper, lower, top, bottom in pairs
    )


def _tie_look(upper: Hand, lower: Hand) -> str:
    looks = {upper.look, lower.look}
    return "lost" if "lost" in looks else "inferred" if "inferred" in looks else "stated"


def draw_ring(hand: Hand, y: int, x: int = 9) -> Markup:
    """The sign of one hand around a point: a ring, or the square of an outlet."""
    if hand.look == "outlet":
        square = '<rect class="ring outlet" x="{}" y="{}" width="10" height="10"/>'
        return Markup(square).format(x - 5, y - 5)
    if hand.look == "lost":
        return Markup(
            '<circle class="ring lost" cx="{x}" cy="{y}" r="7"/>'
            '<text class="query" x="{x}" y="{below}">?</text>'
        ).format(x=x, y=y, below=y + 4)
    return Markup('<circle class="ring {}" cx="{}" cy="{}" r="5"/>').format(hand.look, x, y)


def _writing(folded: Sequence[str], hand: Hand, top: int) -> Markup:
    rows = Markup().join(
        Markup('<tspan x="24" y="{}">{}</tspan>').format(top + _LINE * (n + 1) - 4, escape(row))
        for n, row in enumerate(folded)
    )
    return Markup('<text class="hand {}">{}</text>').format(hand.look, rows)
