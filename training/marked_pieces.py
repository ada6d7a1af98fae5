"""Pieces of the zyte pages whose mark-up says of what kind they are: free labels for kinds."""

from __future__ import annotations

import collections
import gzip
from collections.abc import Iterator
from pathlib import Path

from firsthand.cleaning.page import html, markup
from firsthand.cleaning.page.matching import match
from firsthand.cleaning.page.visible import parse, visible

SURE = 0.8  # certainty of a mark; a side column may hold any kind
MOST_A_PAGE = 8  # pieces of one kind; menus would drown the rest
LONGEST = 500  # code points


def marked_pieces(data: Path) -> Iterator[tuple[str, str]]:
    """The words of a piece outside the body and the kind that the mark-up around it names."""
    for path in sorted((data / "extraction" / "zyte" / "html").glob("*.html.gz")):
        yield from _of_page(gzip.decompress(path.read_bytes()).decode())


def _of_page(page: str) -> Iterator[tuple[str, str]]:
    pieces = list(visible(parse(page)))
    body, _ = match(pieces, html.extract(page).text)
    around = html.around_body(pieces, body)
    times: collections.Counter[str] = collections.Counter()
    for i, piece in enumerate(pieces):
        label = markup.kind_of(piece.mark, body=around)
        if i in body or label is None or label.certainty < SURE or len(piece.words) > LONGEST:
            continue
        kind = label.kind or "notice"
        times[kind] += 1
        if times[kind] <= MOST_A_PAGE:
            yield piece.words, kind
