"""What the two readers, of plain text and of HTML, hand to ``clean``."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass

from firsthand.types import Block, Link, Note, Shown

# On lines that the labeller did not learn, 3 % of the journalism is surer furniture than the
# first (benchmarks/RESULTS.md); over the second a line is more likely furniture than not.
ASIDE_ABOVE, GREY_ABOVE = 0.8, 0.5
EVEN = 0.5  # a line is furniture that is more likely so than not
LITTLE_DOUBT = 0.2  # that a body block is the article


@dataclass(frozen=True, slots=True)
class Draft:
    """A page's text, its blocks, and what the page says of itself; None is unknown."""

    text: str
    blocks: tuple[Block, ...]
    title: str | None = None
    byline: str | None = None
    published: str | None = None
    modified: str | None = None
    url: str | None = None
    sitename: str | None = None
    section: str | None = None
    publisher_tags: tuple[str, ...] = ()
    agency: str | None = None
    links: tuple[Link, ...] = ()
    notes: tuple[Note, ...] = ()


def show(block: Block, *, aside_above: float, grey_above: float, keep: bool) -> Block:
    """The block as a reader sees it, by how sure we are that it is not the article.

    A title is always shown as body. So is a body block, but where more than ``LITTLE_DOUBT``
    about it stays and ``grey_above`` is lower than that doubt.
    """
    shown: Shown = "body"
    if not keep and block.role in ("furniture", "caption"):
        if block.certainty > aside_above:
            shown = "aside"
        elif block.certainty > grey_above:
            shown = "grey"
    elif not keep and block.role == "body" and 1 - block.certainty > max(grey_above, LITTLE_DOUBT):
        shown = "grey"
    return dataclasses.replace(block, shown=shown)
