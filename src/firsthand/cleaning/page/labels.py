"""What each piece of a page is: by its words, by the mark-up around it, by its links."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from urllib.parse import urlsplit

from firsthand.cleaning import furniture
from firsthand.cleaning.furniture import Label
from firsthand.cleaning.page import markup
from firsthand.cleaning.page.markup import Mark, upwards
from firsthand.cleaning.page.visible import Piece

NOT_BODY = Label(None, 0.85, "the extractor finds it outside the article")
MUCH = 0.25  # of the body's words: what holds so many is no furniture
MOST = 0.5  # of the body's words: nor is what bears a name that so many bear
NO_NAMES = {"caption", "body"}  # a gallery is all captions; teasers, too, have a "body"
SURE = 0.85  # so sure must a mark be to take a piece out of the body
SURE_IN_BODY = {"byline": 0.9}  # an "author" in the body may be the one of a quotation
MERE_LINK = Label("related", 0.85, "nothing but a link to another page of the site")
HEADLINE_WORDS, ALL_LINK = 6, 0.95  # a headline has so many; so much of it is the link
HEADED = {"related", "newsletter", "comments", "tags"}  # kinds that a heading gives to its box
ABSOLUTE = re.compile(r"[a-z][a-z0-9+.-]*:|//", re.IGNORECASE)
_FINAL_STOP = re.compile(r"[.!?…。！？।؟][\"'”’»)\]]*$")
_HEADING = re.compile(r"h[1-6]|legend|summary")


def label_all(
    pieces: Sequence[Piece], body: set[int], *, url: str | None = None
) -> list[Label | None]:
    """What each piece is by its words and by the mark-up around it; None is body.

    ``url`` is the page's own address, if it is known.
    """
    host = _host(url)
    around = around_body(pieces, body)
    labels: list[Label | None] = []
    headings: dict[Mark | None, Label] = {}
    for i, piece in enumerate(pieces):
        by_mark = markup.kind_of(piece.mark, body=around)
        found = label(piece.words, by_mark, in_body=i in body)
        if found is None and _is_mere_link(piece, host):
            found = MERE_LINK
        if _HEADING.fullmatch(piece.tag):
            headings.pop(piece.mark, None)
            if found and found.kind in HEADED:
                headings[piece.mark] = Label(found.kind, 0.8, f'stands under "{piece.words}"')
        elif found and found.kind is None and i not in body:
            under = (headings[m] for m in upwards(piece.mark) if m in headings and m not in around)
            found = next(under, found)
        labels.append(found)
    return labels


def label(words: str, by_mark: Label | None, *, in_body: bool) -> Label | None:
    """What a piece is by its words and by the marks around it; None is body.

    The surer of the two wins. In the body a mark must be very sure to be believed, and a
    line of the article may be named like a section of the site.
    """
    by_words = furniture.label(words)
    if in_body:
        if by_words and by_words.kind == "section":
            by_words = None
        if by_mark and by_mark.certainty < SURE_IN_BODY.get(by_mark.kind or "", SURE):
            by_mark = None
        if by_mark and by_mark.kind != "caption" and furniture.somebody_speaks(words):
            by_mark = None  # "share-quote" around what somebody said: it is the article's
        return _surer(by_words, by_mark)
    found = _surer(by_words, by_mark) or NOT_BODY
    certainty = max(found.certainty, NOT_BODY.certainty)
    return Label(found.kind, certainty, found.reason)


def _is_mere_link(piece: Piece, host: str | None) -> bool:
    """Whether a line is nothing but a link to another page of the site, and no sentence.

    A line that is a link to somewhere else may be a document that the article rests on.
    """
    linked = sum(anchor.end - anchor.start for anchor in piece.anchors)
    return (
        len(piece.key) >= HEADLINE_WORDS
        and linked >= ALL_LINK * len(piece.words)
        and not stops(piece)
        and all(_stays(anchor.href, host) for anchor in piece.anchors)
    )


def _stays(href: str, host: str | None) -> bool:
    """Whether a link leads to another page of the same site."""
    if ABSOLUTE.match(href):
        return host is not None and _host(href) == host
    return not href.startswith("#")


def _host(url: str | None) -> str | None:
    try:
        host = urlsplit(url or "").hostname
    except ValueError:  # "http://[": not an address
        return None
    return host.removeprefix("www.") if host else None


def _surer(by_words: Label | None, by_mark: Label | None) -> Label | None:
    if by_words and by_mark:
        return by_mark if by_mark.certainty > by_words.certainty else by_words
    return by_words or by_mark


def around_body(pieces: Sequence[Piece], body: set[int]) -> frozenset[Mark]:
    """The marks that hold much of the article: what they call themselves says nothing.

    Nor does a name that most of the article's paragraphs bear, each for itself.
    """
    held: Counter[Mark] = Counter()
    named: Counter[str] = Counter()
    for i in body:
        words = len(pieces[i].key)
        for mark in upwards(pieces[i].mark):
            held[mark] += words
        for name in {mark.label.reason for mark in upwards(pieces[i].mark)}:
            named[name] += words
    total = sum(len(pieces[i].key) for i in body)
    return frozenset(
        mark
        for mark, words in held.items()
        if words >= MUCH * total
        or (named[mark.label.reason] >= MOST * total and mark.label.kind not in NO_NAMES)
    )


def stops(piece: Piece) -> bool:
    """Whether a piece ends as a sentence does."""
    return _FINAL_STOP.search(piece.words) is not None
