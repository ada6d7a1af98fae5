"""A page: all its visible text in blocks, and which of them are the article.

The text is ours and whole; trafilatura says which parts are the body (Barbaresi 2021),
and its paragraphs are matched back onto our blocks by their words.
"""

from __future__ import annotations

import logging
import re
import string
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

import trafilatura
from lxml import etree, html

from firsthand.cleaning import furniture, plain
from firsthand.cleaning.draft import Draft
from firsthand.cleaning.furniture import Label
from firsthand.errors import CleaningError
from firsthand.types import Block

logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
logging.getLogger("htmldate").setLevel(logging.CRITICAL)

SHINGLE = 4  # words
FEWEST_SHARED = 0.6  # share of a block's shingles that the extractor must have
FEWEST_FOUND = 0.9  # share of the extractor's words that must be in our blocks
NOT_BODY = Label(None, 0.8, "the extractor finds it outside the article")
MENU_WORDS = 8  # an entry of a menu has fewer
PARAGRAPH_WORDS = 12  # without the extractor: a paragraph has so many, and a final stop
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
_FINAL_STOP = re.compile(r"[.!?…。！？।؟][\"'”’»)\]]*$")
_WRAPPERS = re.compile(r"</?(?:div|span|section|font|center|b|i|u|em|strong)\b[^>]*>", re.I)
_NO_SHOW = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_BLANK = string.whitespace + "\xa0\u200b\u200c\u200d\u2060\ufeff"
_NOT_XML = re.compile("[\x00-\x08\x0b\x0e-\x1f]")


@dataclass(frozen=True, slots=True)
class Piece:
    """One block's words and the element it is in."""

    words: str
    tag: str

    @property
    def key(self) -> tuple[str, ...]:
        return tuple(plain.words_of(self.words))


@dataclass(frozen=True, slots=True)
class Found:
    """What the extractor says of a page."""

    text: str = ""
    title: str | None = None
    byline: str | None = None
    published: str | None = None
    url: str | None = None
    sitename: str | None = None
    section: str | None = None
    tags: tuple[str, ...] = field(default=())


def read_html(text: str, *, url: str | None = None, title: str | None = None) -> Draft:
    """The visible text of a page in reading order, its blocks, and its metadata.

    Text is one block per block-level element, joined by blank lines. Scripts, hidden
    elements and comments are left out, unless the article itself stands in them.
    """
    page = _NOT_XML.sub("\ufffd", text)
    found = extract(page, url=url)
    tree = parse(page)
    pieces = list(visible(tree))
    body, share = match(pieces, found.text)
    if share < FEWEST_FOUND:  # an article behind a wall, hidden until a script shows it
        pieces, body, share = _with_hidden(tree, found.text, pieces, body, share)
    if not body or share < FEWEST_FOUND:
        body |= {i for i, piece in enumerate(pieces) if _is_paragraph(piece)}
    if not body:  # a scrap of a page: better all of it than nothing
        body = set(range(len(pieces)))
    if not any(_reads_on(pieces[i]) for i in body):  # "Home", "Log in": menus and no article
        body = set()
    headline = _headline(pieces, title or found.title)
    whole, blocks = _blocks(pieces, body, share=share, headline=headline)
    return Draft(
        text=whole,
        blocks=blocks,
        title=title or _title(pieces, headline) or found.title,
        byline=found.byline,
        published=found.published,
        url=found.url,
        sitename=found.sitename,
        section=found.section,
        publisher_tags=found.tags,
    )


# ---------------------------------------------------------------- extraction


def extract(page: str, *, url: str | None = None) -> Found:
    """What trafilatura takes for the article and reads from the page's metadata."""
    document: Any = trafilatura.bare_extraction(
        page,
        url=url,
        with_metadata=True,
        include_comments=False,
        # A date that is not stated is not guessed.
        date_extraction_params={"extensive_search": False, "original_date": True},
    )
    if document is None:
        return Found()
    return Found(
        text=document.text or "",
        title=document.title or None,
        byline=document.author or None,
        published=document.date or None,
        url=document.url or None,
        sitename=document.sitename or None,
        section=next(iter(document.categories or ()), None),
        tags=tuple(document.tags or ()),
    )


# -------------------------------------------------------------- visible text


def parse(page: str) -> Any:
    """The tree of a page, or None where there is none.

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


def _tree(page: str) -> tuple[Any, bool]:
    lxml: Any = html  # without types
    parser = lxml.HTMLParser(encoding="utf-8", huge_tree=True)
    try:
        tree = lxml.document_fromstring(page.encode("utf-8", "replace"), parser=parser)
    except etree.ParserError:  # nothing but blanks or comments
        tree = None
    return tree, any("depth" in entry.message for entry in parser.error_log)


def visible(tree: Any, *, hidden: bool = False) -> Iterator[Piece]:
    """The text a reader sees, one piece per block-level element, in reading order.

    ``hidden`` takes what styles hide as well.
    """
    if tree is None:
        return
    line: list[str] = []
    tags: list[str] = ["html"]
    walk = etree.iterwalk(tree, events=("start", "end", "comment", "pi"))
    for event, element in walk:
        if event in ("comment", "pi"):
            line.append(_collapsed(element.tail))
            continue
        tag = element.tag
        breaks = tag in BLOCKS
        if breaks:
            yield from _pieces(line, tags[-1])
            line.clear()
        if event == "start":
            if tag in UNSEEN or (not hidden and _is_hidden(element)):
                walk.skip_subtree()
                if breaks:
                    tags.append(tag)
                continue
            if breaks:
                tags.append(tag)
            line.append(_inner(element, in_pre="pre" in tags))
        else:
            if breaks:
                tags.pop()
            elif tag in ("td", "th"):
                line.append("\t")
            line.append(_collapsed(element.tail, keep="pre" in tags))
    yield from _pieces(line, tags[-1])


def _inner(element: Any, *, in_pre: bool) -> str:
    return "\n" if element.tag == "br" else _collapsed(element.text, keep=in_pre)


def _collapsed(text: str | None, *, keep: bool = False) -> str:
    return (text or "") if keep else re.sub(r"[ \t\r\n\f]+", " ", text or "")


def _is_hidden(element: Any) -> bool:
    return element.get("hidden") is not None or bool(_NO_SHOW.search(element.get("style") or ""))


def _pieces(line: Sequence[str], tag: str) -> Iterator[Piece]:
    """Two line breaks in a row end a paragraph, as on old pages."""
    words = re.sub(r" *([\n\t]) *", r"\1", "".join(line))
    for part in re.split(r"\n{2,}", words) if "\n\n" in words else [words]:
        if part.strip(_BLANK):
            yield Piece(re.sub(r" {2,}", " ", part.strip()), tag)


# ------------------------------------------------------------------ matching


def match(pieces: Sequence[Piece], extracted: str) -> tuple[set[int], float]:
    """Which pieces are the extracted text, and the share of its words that they hold.

    A long piece matches by shingles of four words, a short one by being a whole line of
    the extracted text between long ones. The share is 0.0 where nothing was extracted.
    """
    lines = [tuple(plain.words_of(line)) for line in extracted.splitlines()]
    lines = [line for line in lines if line]
    # Across line ends, since a block with line breaks in it comes back as several lines.
    shingles = set(_shingles(tuple(word for line in lines for word in line)))
    keys = [piece.key for piece in pieces]
    body = {i for i, key in enumerate(keys) if _shares(key, shingles)}
    body = _without_repeats(keys, body, Counter(lines))
    body |= _short_ones(keys, body, Counter(lines))
    return body, _share_found(keys, body, lines)


def _shingles(words: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    return (words[i : i + SHINGLE] for i in range(len(words) - SHINGLE + 1))


def _shares(key: tuple[str, ...], shingles: set[tuple[str, ...]]) -> bool:
    if len(key) < SHINGLE:
        return False
    known = sum(shingle in shingles for shingle in _shingles(key))
    return known >= FEWEST_SHARED * (len(key) - SHINGLE + 1)


def _without_repeats(
    keys: Sequence[tuple[str, ...]], body: set[int], lines: Counter[tuple[str, ...]]
) -> set[int]:
    """Of pieces with the same words, as many as extracted, the nearest to the middle."""
    times = Counter(keys[i] for i in body)
    single = sorted(i for i in body if times[keys[i]] == 1) or sorted(body)
    if not single:
        return body
    middle = single[len(single) // 2]
    left = {key: max(lines[key], 1) for key in times}
    kept = set()
    for i in sorted(body, key=lambda i: abs(i - middle)):
        if left[keys[i]] > 0:
            left[keys[i]] -= 1
            kept.add(i)
    return kept


def _short_ones(
    keys: Sequence[tuple[str, ...]], body: set[int], lines: Counter[tuple[str, ...]]
) -> set[int]:
    if not body:
        return {i for i, key in enumerate(keys) if key and len(key) < SHINGLE and lines[key]}
    between = range(min(body), max(body) + 2)
    return {i for i in between if i < len(keys) and len(keys[i]) < SHINGLE and lines[keys[i]]}


def _share_found(
    keys: Sequence[tuple[str, ...]], body: set[int], lines: Sequence[tuple[str, ...]]
) -> float:
    wanted = Counter(word for line in lines for word in line)
    have = Counter(word for i in body for word in keys[i])
    total = wanted.total()
    return (wanted & have).total() / total if total else 0.0


def _with_hidden(
    tree: Any, extracted: str, pieces: list[Piece], body: set[int], share: float
) -> tuple[list[Piece], set[int], float]:
    all_pieces = list(visible(tree, hidden=True))
    more_body, more_share = match(all_pieces, extracted)
    return (all_pieces, more_body, more_share) if more_share > share else (pieces, body, share)


def _reads_on(piece: Piece) -> bool:
    """Whether a piece reads like a text: a sentence, or more words than a menu has."""
    words = len(piece.words.split())
    return words >= MENU_WORDS or (words > 2 and _FINAL_STOP.search(piece.words) is not None)


def _is_paragraph(piece: Piece) -> bool:
    stops = _FINAL_STOP.search(piece.words) is not None
    return stops and len(piece.words.split()) >= PARAGRAPH_WORDS


# -------------------------------------------------------------------- blocks


def _headline(pieces: Sequence[Piece], title: str | None) -> int | None:
    """The piece that says the title: a first heading before others, the same before part.

    Pages add the name of the site to their title; a heading may then be its beginning.
    """
    wanted = tuple(plain.words_of(title or ""))
    if not wanted:
        return None
    same = [i for i, piece in enumerate(pieces) if piece.key == wanted]
    part = [i for i, piece in enumerate(pieces) if piece.tag == "h1" and _begins(piece, wanted)]
    return min(same or part, key=lambda i: (pieces[i].tag != "h1", i), default=None)


def _title(pieces: Sequence[Piece], headline: int | None) -> str | None:
    return None if headline is None else " ".join(pieces[headline].words.split())


def _begins(piece: Piece, wanted: tuple[str, ...]) -> bool:
    key = piece.key
    return len(key) * 2 >= len(wanted) and wanted[: len(key)] == key


def _blocks(
    pieces: Sequence[Piece], body: set[int], *, share: float, headline: int | None
) -> tuple[str, tuple[Block, ...]]:
    blocks, parts, at = [], [], 0
    for i, piece in enumerate(pieces):
        gap = "" if i == len(pieces) - 1 else "\n" if _in_one_list(piece, pieces[i + 1]) else "\n\n"
        part = piece.words + gap
        block = Block(at, at + len(part), "title", reason="says the title of the page")
        if i != headline:
            block = _labelled(block, piece, in_body=i in body, share=share)
        blocks.append(block)
        parts.append(part)
        at += len(part)
    return "".join(parts), tuple(blocks)


def _in_one_list(piece: Piece, below: Piece) -> bool:
    return piece.tag == below.tag and piece.tag in ("li", "tr", "dd", "dt")


def _labelled(block: Block, piece: Piece, *, in_body: bool, share: float) -> Block:
    found = _label(piece, in_body=in_body)
    start, end = block.start, block.end
    if found is None:
        reason = "the extractor finds it inside the article"
        if share < FEWEST_FOUND:
            reason += f" or it reads like a paragraph (only {share:.0%} of the extract was found)"
        return Block(start, end, "body", certainty=0.9, reason=reason)
    return furniture.block(start, end, found)


def _label(piece: Piece, *, in_body: bool) -> Label | None:
    if piece.tag in ("figcaption", "caption"):
        return Label("caption", 0.95, "the page marks it as a caption")
    by_words = furniture.label(piece.words)
    if in_body:
        return by_words if by_words and by_words.kind != "section" else None
    return by_words or NOT_BODY
