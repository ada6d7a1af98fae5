"""What the two readers, of plain text and of HTML, hand to ``clean``."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass

from firsthand.types import Block, Shown


@dataclass(frozen=True, slots=True)
class Draft:
    """A page's text, its blocks, and what the page says of itself; None is unknown."""

    text: str
    blocks: tuple[Block, ...]
    title: str | None = None
    byline: str | None = None
    published: str | None = None
    url: str | None = None
    sitename: str | None = None
    section: str | None = None
    publisher_tags: tuple[str, ...] = ()


def show(block: Block, *, aside_above: float, grey_above: float, keep: bool) -> Block:
    """The block as a reader sees it: titles and body as body, the rest by certainty."""
    shown: Shown = "body"
    if not keep and block.role in ("furniture", "caption"):
        if block.certainty > aside_above:
            shown = "aside"
        elif block.certainty > grey_above:
            shown = "grey"
    return dataclasses.replace(block, shown=shown)
