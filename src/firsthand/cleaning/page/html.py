"""A page: all its visible text in blocks, and which of them are the article.

The text is ours and whole; trafilatura says which parts are the body (Barbaresi 2021),
and its paragraphs are matched back onto our blocks by their words. What the other parts
are, their words and the mark-up around them say.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import trafilatura

from firsthand.cleaning import furniture
from firsthand.cleaning.agencies import agency_of
from firsthand.cleaning.draft import Draft
from firsthand.cleaning.page import markup
from firsthand.cleaning.page.labels import ABSOLUTE, around_body, label_all, stops
from firsthand.cleaning.page.markup import Mark, upwards
from firsthand.cleaning.page.matching import match
from firsthand.cleaning.page.metadata import (
    Metadata,
    is_nobody,
    join_tags,
    read_metadata,
    web_address,
)
from firsthand.cleaning.page.special import Labels, Read, find_special, left_out_posts
from firsthand.cleaning.page.visible import Piece, parse, visible
from firsthand.types import Block, Link, Span
from firsthand.words import words_of

logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
logging.getLogger("htmldate").setLevel(logging.CRITICAL)

FEWEST_FOUND = 0.9  # share of the extractor's words that must be in our blocks
MENU_WORDS = 8  # an entry of a menu has fewer
INSIDE = "the extractor finds it inside the article"
POST, NAMED = "it stands in a post of the live blog", "the page marks it as the article's words"
PARAGRAPH_WORDS = 12  # without the extractor: a paragraph has so many, and a final stop
NO_BYLINES = {"related", "caption", "comments"}  # other writers, photographers, readers
ABOVE_BODY, BELOW_BODY = 15, 3  # pieces around the body in which its byline stands
_NOT_XML = re.compile("[\x00-\x08\x0b\x0e-\x1f]")


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
    tags: tuple[str, ...] = ()


def read_html(text: str, *, url: str | None = None, title: str | None = None) -> Draft:
    """The visible text of a page in reading order, its blocks, links and metadata.

    Text is one block per block-level element, joined by blank lines. Scripts, hidden
    elements and comments are left out, unless the article itself stands in them.
    """
    tree = parse(_NOT_XML.sub("\ufffd", text))
    stated = read_metadata(tree, url=url)
    found = extract(tree, url=url)
    pieces, body, reasons = _read_pieces(tree, found.text, stated)
    headline = _headline(pieces, title or found.title)
    base = _base(tree, url or stated.url or found.url)
    labels = label_all(pieces, body, url=base)
    near = _near(body, labels)
    byline = _byline(found, pieces, near)
    whole, spans = _joined(pieces)
    return Draft(
        text=whole,
        blocks=_blocks(whole, spans, labels, reasons=reasons, headline=headline),
        title=title or _title(pieces, headline) or found.title,
        byline="; ".join(stated.authors) or byline,
        published=stated.published or found.published,
        modified=stated.modified,
        url=stated.url or found.url,
        sitename=stated.sitename or found.sitename,
        section=stated.section or found.section,
        publisher_tags=stated.tags or found.tags,
        agency=agency_of(byline=byline, credits=(*stated.credits, *_shown(pieces, near, labels))),
        links=tuple(_links(pieces, spans, base=base)),
        notes=tuple(find_special(Read(stated, pieces, body, labels, spans))),
    )


# ---------------------------------------------------------------- extraction


def extract(tree: Any, *, url: str | None = None) -> Found:
    """What trafilatura takes for the article and reads from the page's metadata.

    ``tree`` is a page as ``parse`` gives it; it is not changed.
    """
    if tree is None:
        return Found()
    document: Any = trafilatura.bare_extraction(
        tree,
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
        byline=None if is_nobody(document.author or "") else document.author or None,
        published=document.date or None,
        url=document.url or None,
        sitename=document.sitename or None,
        section=next(iter(join_tags(document.categories or ())), None),
        tags=join_tags(document.tags or ()),
    )


# ------------------------------------------------------------- inside, outside


def _read_pieces(
    tree: Any, extracted: str, stated: Metadata
) -> tuple[list[Piece], set[int], dict[int, str]]:
    """All pieces of the page, which are the article, and why, where it is not the extractor."""
    pieces = list(visible(tree))
    body, share = match(pieces, extracted)
    if share < FEWEST_FOUND:  # an article behind a wall, hidden until a script shows it
        pieces, body, share = _with_hidden(tree, extracted, pieces, body, share)
    reasons: dict[int, str] = {}
    if not body or share < FEWEST_FOUND:
        like = f"it reads like a paragraph (only {share:.0%} of the extract was found)"
        reasons |= {i: like for i, p in enumerate(pieces) if i not in body and _is_paragraph(p)}
    body |= reasons.keys()
    if not body:  # a scrap of a page: better all of it than nothing
        body = set(range(len(pieces)))
        reasons = dict.fromkeys(body, "the page holds little else")
    if not any(_reads_on(pieces[i]) for i in body):  # "Home", "Log in": menus and no article
        body = set()
    for more, why in ((_posts(pieces, body, stated), POST), (_named_body(pieces, body), NAMED)):
        reasons |= dict.fromkeys(more - body, why)
        body |= more
    return pieces, body, reasons


def _with_hidden(
    tree: Any, extracted: str, pieces: list[Piece], body: set[int], share: float
) -> tuple[list[Piece], set[int], float]:
    all_pieces = list(visible(tree, hidden=True))
    more_body, more_share = match(all_pieces, extracted)
    return (all_pieces, more_body, more_share) if more_share > share else (pieces, body, share)


def _posts(pieces: Sequence[Piece], body: set[int], stated: Metadata) -> set[int]:
    """What the extractor left out of a live blog's posts and nothing marks as furniture."""
    posts = left_out_posts(pieces, body, stated)
    around = around_body(pieces, body) if posts else frozenset()
    return {
        i
        for i in posts
        if _reads_on(pieces[i])
        and markup.kind_of(pieces[i].mark, body=around) is None
        and furniture.label(pieces[i].words) is None
    }


def _named_body(pieces: Sequence[Piece], body: set[int]) -> set[int]:
    """Paragraphs that the extractor left out of what the page itself marks as its article.

    Some articles stand in several boxes of the same name, with advertisements between.
    """
    around = around_body(pieces, body)
    names = {mark.label.reason for mark in around if mark.label.kind == "body"}
    return {
        i
        for i, piece in enumerate(pieces)
        if i not in body
        and _stands_in(piece, names, around)
        and furniture.label(piece.words) is None
    }


def _stands_in(piece: Piece, names: set[str], around: frozenset[Mark]) -> bool:
    near = next(upwards(piece.mark), None)
    if near is None:
        return False
    if near.label.kind == "embed":
        inside = any(mark in around for mark in upwards(near))
        return inside and piece.tag in ("p", "blockquote")  # and not its buttons
    return near.label.kind == "body" and near.label.reason in names and _is_paragraph(piece)


def _reads_on(piece: Piece) -> bool:
    """Whether a piece reads like a text: a sentence, or more words than a menu has."""
    words = len(piece.words.split())
    return words >= MENU_WORDS or (words > 2 and stops(piece))


def _is_paragraph(piece: Piece) -> bool:
    return stops(piece) and len(piece.words.split()) >= PARAGRAPH_WORDS


# -------------------------------------------------------------------- blocks


def _headline(pieces: Sequence[Piece], title: str | None) -> int | None:
    """The piece that says the title: a first heading before others, the same before part.

    Pages add the name of the site to their title; a heading may then be its beginning.
    """
    wanted = tuple(words_of(title or ""))
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


def _joined(pieces: Sequence[Piece]) -> tuple[str, list[Span]]:
    """The pieces as one text, and where the words of each stand in it."""
    parts, spans, at = [], [], 0
    for i, piece in enumerate(pieces):
        gap = "" if i == len(pieces) - 1 else "\n" if _in_one_list(piece, pieces[i + 1]) else "\n\n"
        parts += [piece.words, gap]
        spans.append(Span(at, at + len(piece.words)))
        at += len(piece.words) + len(gap)
    return "".join(parts), spans


def _in_one_list(piece: Piece, below: Piece) -> bool:
    return piece.tag == below.tag and piece.tag in ("li", "tr", "dd", "dt")


def _blocks(
    whole: str,
    spans: Sequence[Span],
    labels: Labels,
    *,
    reasons: Mapping[int, str],
    headline: int | None,
) -> tuple[Block, ...]:
    """The pieces as blocks, with the blanks up to the next one."""
    ends = [*(span.start for span in spans[1:]), len(whole)]
    blocks = []
    for i, span in enumerate(spans):
        if i == headline:
            block = Block(span.start, ends[i], "title", reason="says the title of the page")
        elif (found := labels[i]) is not None:
            block = furniture.block(span.start, ends[i], found)
        else:
            why = reasons.get(i, INSIDE)
            block = Block(span.start, ends[i], "body", certainty=0.9, reason=why)
        blocks.append(block)
    return tuple(blocks)


# ------------------------------------------------------ links, writers, agency


def _base(tree: Any, url: str | None) -> str | None:
    """The address that relative links start from."""
    element = None if tree is None else tree.find(".//base[@href]")
    return url if element is None else web_address(element.get("href"), base=url) or url


def _links(pieces: Sequence[Piece], spans: Sequence[Span], *, base: str | None) -> Iterator[Link]:
    """The links in reading order, without those that lead into the page itself."""
    for piece, span in zip(pieces, spans, strict=True):
        for anchor in piece.anchors:
            if address := _address(anchor.href.strip(), base):
                yield Link(Span(span.start + anchor.start, span.start + anchor.end), address)


def _address(href: str, base: str | None) -> str | None:
    if not href or href.startswith("#"):
        return None
    if base is None and not ABSOLUTE.match(href):
        return href  # a relative one; where it starts from is unknown
    return web_address(href, base=base or "http:" if href.startswith("//") else base)


def _near(body: set[int], labels: Labels) -> list[int]:
    """The pieces around the article that may name its writer: those that are not its words."""
    read = [i for i in body if labels[i] is None]
    if not read:
        return []
    first, last = max(min(read) - ABOVE_BODY, 0), min(max(read) + BELOW_BODY, len(labels) - 1)
    return [
        i
        for i in range(first, last + 1)
        if (found := labels[i]) is not None and found.kind not in NO_BYLINES
    ]


def _byline(found: Found, pieces: Sequence[Piece], near: Sequence[int]) -> str | None:
    """The writers that the extractor finds, without those the page shows elsewhere only.

    It also looks for names on the page; the one below a teaser wrote another article.
    """
    here = " ".join(pieces[i].words for i in near).casefold()
    shown = " ".join(piece.words for piece in pieces).casefold()
    names = (found.byline or "").split("; ")
    kept = [name for name in names if name.casefold() in here or name.casefold() not in shown]
    return "; ".join(kept) or None


def _shown(pieces: Sequence[Piece], near: Sequence[int], labels: Labels) -> list[str]:
    """The bylines that the page shows around its article."""
    return [pieces[i].words for i in near if (found := labels[i]) and found.kind == "byline"]
