"""The words a reader of a page sees, piece by piece, with their links and their mark-up.

A piece is the text of one block-level element that no other such element divides. Blanks
are collapsed as a browser does, and the places of links move with them, so that a link's
span still opens its very words.
"""

from __future__ import annotations

import bisect
import re
import string
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, NamedTuple

from lxml import etree, html

from firsthand.cleaning.page import markup
from firsthand.cleaning.page.markup import Mark
from firsthand.errors import CleaningError
from firsthand.words import words_of

UNSEEN = {
    *("script", "style", "noscript", "template", "head", "iframe", "object", "svg", "math"),
    *("canvas", "select", "textarea", "audio", "video", "input", "datalist"),
}
BLOCKS = {
    *("address", "article", "aside", "blockquote", "body", "center", "dd", "details", "dialog"),
    *("dir", "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1"),
    *("h2", "h3", "h4", "h5", "h6", "header", "hgroup", "hr", "html", "legend", "li", "main"),
    *("menu", "nav", "ol", "p", "pre", "section", "summary", "table", "tbody", "tfoot"),
    *("thead", "tr", "ul", "caption", "button"),
}
_WRAPPERS = re.compile(r"</?(?:div|span|section|font|center|b|i|u|em|strong)\b[^>]*>", re.I)
_NO_SHOW = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_BLANK = string.whitespace + "\xa0\u200b\u200c\u200d\u2060\ufeff"
_BLANKS = re.compile(r"[ \t\r\n\f]+")
_EDGES = re.compile(r" *([\n\t]) *| {2,}")  # blanks beside a line break or a cell; doubled ones


class Anchor(NamedTuple):
    """Where a link stands in the words of a piece, and where it leads, as the page has it."""

    start: int
    end: int
    href: str


@dataclass(frozen=True)
class Piece:
    """One block's words, the element it is in, the marks around it and its links."""

    words: str
    tag: str
    mark: Mark | None = None
    anchors: tuple[Anchor, ...] = ()

    @cached_property
    def key(self) -> tuple[str, ...]:
        """The words without marks and capitals, to compare pieces by."""
        return tuple(words_of(self.words))


def parse(page: str) -> Any:
    """The tree of a page without comments, or None where there is none.

    Raises:
        CleaningError: elements are nested deeper than the parser follows, also without
            the boxes and styles; what stands below would be lost.
    """
    tree, too_deep = _tree(page)
    if too_deep:
        tree, too_deep = _tree(_WRAPPERS.sub("\n", page))
    if too_deep:
        raise CleaningError("elements nested too deep to read", next="save its words as text")
    return tree


def visible(tree: Any, *, hidden: bool = False) -> Iterator[Piece]:
    """The text a reader sees, one piece per block-level element, in reading order.

    ``hidden`` takes what styles hide as well.
    """
    if tree is None:
        return
    line = _Line()
    tags: list[str] = ["html"]
    marks: list[Mark | None] = [None]
    walk = etree.iterwalk(tree, events=("start", "end"))
    for event, element in walk:
        tag = element.tag
        breaks = tag in BLOCKS
        if breaks:
            yield from line.pieces(tags[-1])
        if event == "start":
            if breaks:
                tags.append(tag)
            if tag in UNSEEN or (not hidden and _is_hidden(element)):
                marks.append(marks[-1])
                walk.skip_subtree()
                continue
            marks.append(markup.mark(tag, dict(element.items()), marks[-1]))
            if tag == "a":
                line.open(element.get("href"))
            is_break = tag == "br"
            text = "\n" if is_break else element.text
            line.add(text, marks[-1], keep=is_break or "pre" in tags)
        else:
            marks.pop()
            if breaks:
                tags.pop()
            elif tag in ("td", "th"):
                line.add("\t", None, keep=True)
            elif tag == "a":
                line.close()
            line.add(element.tail, marks[-1], keep="pre" in tags)
    yield from line.pieces(tags[-1])


def _tree(page: str) -> tuple[Any, bool]:
    lxml: Any = html  # without types
    parser = lxml.HTMLParser(
        encoding="utf-8", huge_tree=True, remove_comments=True, remove_pis=True
    )
    try:
        tree = lxml.document_fromstring(page.encode("utf-8", "replace"), parser=parser)
    except etree.ParserError:  # nothing but blanks or comments
        tree = None
    return tree, any("depth" in entry.message for entry in parser.error_log)


def _is_hidden(element: Any) -> bool:
    if element.get("hidden") is not None:
        return True
    style = element.get("style")
    return bool(style and _NO_SHOW.search(style))


# ----------------------------------------------------------------- one line


@dataclass
class _Line:
    """The text between two borders of block-level elements, as it is collected."""

    parts: list[str] = field(default_factory=list)
    length: int = 0
    mark: Mark | None = None
    marked: bool = False
    anchors: list[Anchor] = field(default_factory=list)
    href: str | None = None  # of the link that is open
    opened_at: int = 0

    def add(self, text: str | None, mark: Mark | None, *, keep: bool) -> None:
        if not text:
            return
        if not keep:
            text = _BLANKS.sub(" ", text)
        self.parts.append(text)
        self.length += len(text)
        if any(map(str.isalnum, text)):  # a comma between two tags is nobody's
            self.mark = markup.common(self.mark, mark) if self.marked else mark
            self.marked = True

    def open(self, href: str | None) -> None:
        self.close()
        self.href, self.opened_at = href, self.length

    def close(self) -> None:
        if self.href and self.opened_at < self.length:
            self.anchors.append(Anchor(self.opened_at, self.length, self.href))
        self.href = None

    def pieces(self, tag: str) -> list[Piece]:
        """What has been collected; a link that is open goes on in the next line."""
        if not self.parts:
            return []
        href = self.href
        self.close()
        found = list(_pieces("".join(self.parts), tag, self.mark, self.anchors))
        self.parts, self.anchors = [], []
        self.length, self.opened_at, self.href = 0, 0, href
        self.mark, self.marked = None, False
        return found


def _pieces(raw: str, tag: str, mark: Mark | None, anchors: Sequence[Anchor]) -> Iterator[Piece]:
    """Two line breaks in a row end a paragraph, as on old pages."""
    if not raw.strip(_BLANK):
        return
    words, moved = _settled(raw, anchors)
    at = 0
    for part in re.split(r"(\n{2,})", words) if "\n\n" in words else [words]:
        kept = part.strip()
        if kept and part.strip(_BLANK):  # U+0085 is a blank to Python and none to HTML
            start = at + len(part) - len(part.lstrip())
            yield Piece(
                kept, tag, mark, _inside(moved, Anchor(start, start + len(kept), ""), words)
            )
        at += len(part)


def _settled(raw: str, anchors: Sequence[Anchor]) -> tuple[str, list[Anchor]]:
    """The line as it is shown, and where its links are then."""
    if not anchors:
        return _EDGES.sub(lambda blank: blank.group(1) or " ", raw), []
    ends, shifts, parts, at, out = [0], [0], [], 0, 0
    for blank in _EDGES.finditer(raw):
        parts += [raw[at : blank.start()], blank.group(1) or " "]
        out += blank.start() - at + 1
        at = blank.end()
        ends.append(at)
        shifts.append(at - out)
    parts.append(raw[at:])

    def place(offset: int) -> int:
        i = bisect.bisect_right(ends, offset) - 1
        # Inside a run of blanks that became one: the end of what stands before it.
        ceiling = ends[i + 1] - shifts[i + 1] if i + 1 < len(ends) else out + len(raw) - at
        return min(offset - shifts[i], ceiling)

    return "".join(parts), [Anchor(place(a.start), place(a.end), a.href) for a in anchors]


def _inside(anchors: Sequence[Anchor], part: Anchor, words: str) -> tuple[Anchor, ...]:
    """The links of one part, counted from its start, without blanks at their edges."""
    found = []
    for anchor in anchors:
        start, end = max(anchor.start, part.start), min(anchor.end, part.end)
        text = words[start:end]
        start += len(text) - len(text.lstrip())
        end = start + len(text.strip())
        if start < end:
            found.append(Anchor(start - part.start, end - part.start, anchor.href))
    return tuple(found)
