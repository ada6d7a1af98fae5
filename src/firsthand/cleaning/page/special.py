"""Pages that are something special: live blogs, galleries, paywall stubs, AMP copies.

Each gives what it holds; a note says what it is and on what basis.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass

from firsthand.cleaning.furniture import Label
from firsthand.cleaning.page.markup import Mark, upwards
from firsthand.cleaning.page.matching import match
from firsthand.cleaning.page.metadata import Metadata
from firsthand.cleaning.page.visible import Piece
from firsthand.types import Note, Span

FEWEST_POSTS = 3  # so many elements called posts make a live blog without further word
FEWEST_CAPTIONS = 5  # so many pictures, with more words than the body has, make a gallery
STUB_WORDS = 150  # a body with fewer, and a demand for an account below it, is a stub
BELOW = 8  # pieces after the body within which the demand must stand
WALL_CERTAINTY = 0.85
POST, POSTS = "post", {"post", "article"}
LIVE_BLOG, GALLERIES = "LiveBlogPosting", {"ImageGallery", "MediaGallery"}
_TO_TAKE_PART = re.compile(r"\b(?:comment|reply|\w*vote|save|follow)", re.IGNORECASE)

Labels = Sequence[Label | None]


def left_out_posts(pieces: Sequence[Piece], body: set[int], stated: Metadata) -> set[int]:
    """The pieces of a live blog's posts that the extractor left out; none on other pages.

    Extractors look for one article and take the longest post for it. What a post is, the
    mark-up says; where the metadata call the page a live blog, its articles are posts, and
    so are the words of the updates that the metadata repeat.
    """
    sure = LIVE_BLOG in stated.types
    within = [_post(piece, POSTS if sure else {POST}) for piece in pieces]
    posts = {post for post in within if post is not None}
    if not sure and not (len(posts) >= FEWEST_POSTS and any(within[i] in posts for i in body)):
        return set()
    repeated = match(pieces, stated.updates)[0] if stated.updates else set()
    return {i for i, post in enumerate(within) if post is not None or i in repeated} - body


@dataclass(frozen=True, slots=True)
class Read:
    """A page as it was read: what it states, and its pieces.

    ``body``, ``labels`` and ``spans`` belong to ``pieces``: which of them are the article,
    what the others are, and where their words stand in the text.
    """

    stated: Metadata
    pieces: Sequence[Piece]
    body: set[int]
    labels: Labels
    spans: Sequence[Span]

    @property
    def length(self) -> int:
        """How many words the body has, without what stands in it and is labelled."""
        return sum(len(self.pieces[i].key) for i in self.body if self.labels[i] is None)


def find_special(page: Read) -> Iterator[Note]:
    """What kind of page this is, where it is a special one."""
    yield from _live_blog(page)
    yield from _gallery(page)
    yield from _paywall(page)
    if page.stated.amp:
        whole = f"; the page itself is {page.stated.url}" if page.stated.url else ""
        message = f"an AMP page, a copy made for phones{whole}"
        yield Note("amp", Span(0, 0), message)


def _post(piece: Piece, kinds: Container[str | None]) -> Mark | None:
    """The post of a live blog that the piece stands in; the outermost where they nest."""
    posts = [mark for mark in upwards(piece.mark) if mark.label.kind in kinds]
    return posts[-1] if posts else None


def _live_blog(page: Read) -> Iterator[Note]:
    sure = LIVE_BLOG in page.stated.types
    kinds = POSTS if sure else {POST}
    last_first = sorted(page.body, reverse=True)
    posts = {post: i for i in last_first if (post := _post(page.pieces[i], kinds))}
    if not sure and len(posts) < FEWEST_POSTS:
        return
    basis = f"{len(posts)} posts in its mark-up" if posts else "as its metadata say"
    first = min(posts.values(), default=min(page.body, default=0))
    at = page.spans[first] if page.spans else Span(0, 0)
    message = f"a live blog ({basis}): written bit by bit, often with the newest first"
    yield Note("live-blog", at, message)


def _gallery(page: Read) -> Iterator[Note]:
    captions = [i for i, label in enumerate(page.labels) if label and label.kind == "caption"]
    words = sum(len(page.pieces[i].key) for i in captions)
    many = len(captions) >= FEWEST_CAPTIONS and words > page.length
    if many or not GALLERIES.isdisjoint(page.stated.types):
        at = page.spans[captions[0]] if captions else Span(0, 0)
        message = f"a gallery: {len(captions)} captions tell of its pictures"
        yield Note("gallery", at, message)


def _paywall(page: Read) -> Iterator[Note]:
    wall = _wall(page)
    if page.stated.free is False:
        at = Span(0, 0) if wall is None else page.spans[wall]
        message = "the page says that it is not free to read: what is here may be a part of it"
        yield Note("paywall", at, message)
    elif wall is not None and page.length < STUB_WORDS:
        message = "a short text and a demand for an account: what is here may be its beginning"
        yield Note("paywall", page.spans[wall], message)


def _wall(page: Read) -> int | None:
    """The first demand for an account within the article or right below it."""
    read = [i for i in page.body if page.labels[i] is None]
    if not read:
        return None
    for i in range(min(read), min(max(read) + BELOW, len(page.labels))):
        label = page.labels[i]
        demand = label is not None and label.kind == "account" and label.certainty >= WALL_CERTAINTY
        if demand and not _TO_TAKE_PART.search(page.pieces[i].words):
            return i
    return None
