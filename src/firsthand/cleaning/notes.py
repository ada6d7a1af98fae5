"""What a reader of the page should know: a lost original, lost links, garbled copy.

Nothing is repaired and nothing is filled in: a note opens the words and says what is wrong.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import chain

from firsthand.cleaning.copy_quality import slips
from firsthand.cleaning.decoding import Decoded
from firsthand.cleaning.draft import Draft
from firsthand.cleaning.language import Languages
from firsthand.cleaning.outlets import find_row, host_of, original_outlet
from firsthand.data import reading_row, table
from firsthand.types import Article, Block, Note, Republication, Span
from firsthand.words import SHORT_MONTHS, SHORT_WEEKDAYS

# Copies of a page that nobody edited: where it was stored is not who republished it.
STORES = ("ampproject.org", "archive.org", "archive.is", "archive.ph", "googleusercontent.com")
# "First published on May 3, 2021": a date and no other page.
_DATED = re.compile(
    r"(?:this |the )?(?:article |story )?(?:was )?(?:first |originally |previously )?"
    r"(?:published|posted|appeared)(?: online)?(?: (?:on|at|in))?:? *"
    rf"(?:\d|(?:{'|'.join((*SHORT_WEEKDAYS, *SHORT_MONTHS))})[a-z]*\.?,? \d)",
    re.IGNORECASE,
)
_ADDRESS = re.compile(r"https?://[^\s<>\"'()]+[^\s<>\"'().,;:!?]")


@dataclass(frozen=True, slots=True)
class LinkWords:
    """One row of ``link_words.csv``: words that were a link; ``where`` any, or furniture."""

    where: str
    pattern: re.Pattern[str]
    example: str
    words: str


@cache
def link_words() -> tuple[LinkWords, ...]:
    """The rows of ``link_words.csv``.

    Raises:
        TableError: a pattern is no regular expression.
    """
    rows = table("link_words", columns=("where", "pattern", "example", "words"))
    return tuple(_link_words(row) for row in rows)


def find_republication(draft: Draft, *, url: str | None) -> Republication | None:
    """Whether the page says that it copies another page, and in which words.

    ``basis`` is furniture (a source footer says so: ``span``) or metadata (the canonical
    address is on the site of somebody else than ``url``, the address it was read from).
    """
    if footer := _footer(draft.text, draft.blocks):
        return Republication("furniture", _trimmed(draft.text, footer.span))
    if _is_elsewhere(draft.url, than=url):
        return Republication("metadata", Span(0, 0))
    return None


def find_notes(article: Article, decoded: Decoded, languages: Languages) -> tuple[Note, ...]:
    """All notes on a page, in reading order; those the article has already stay."""
    notes = [*article.notes, *_decoding_notes(decoded, article.text), *slips(article)]
    notes += _original_notes(article)
    notes += _language_notes(languages)
    if not article.links:  # a page that kept its links has lost none
        notes += _lost_links(article)
    return tuple(sorted(notes, key=lambda note: (note.span, note.kind, note.message)))


def _decoding_notes(decoded: Decoded, text: str) -> Iterator[Note]:
    if decoded.overruled:
        odd = re.search(r"[^\x00-\x7f]", text)
        yield Note("copy-quality", Span(*odd.span()) if odd else Span(0, 0), decoded.overruled)


def _language_notes(languages: Languages) -> Iterator[Note]:
    for span, code in languages.others:
        yield Note("other-language", span, f"in {code!r}, while most of the page is not")


# ------------------------------------------------------------- a lost original


def _original_notes(article: Article) -> Iterator[Note]:
    """The open question that a republication leaves: where is the original?"""
    copied = article.republication
    if copied is None:
        return
    if copied.basis == "metadata":
        message = "find the original page: the page gives an address of another site as its own"
        yield Note("open-question", copied.span, message)
        return
    footer = _footer(article.text, article.blocks)
    named = original_outlet(article.text, footer) if footer else None
    by = f", published by {named.name}" if named else ""
    lead = _lead(article, copied.span)
    yield Note("open-question", copied.span, f"find the original page{by}: {lead}")


def _footer(text: str, blocks: tuple[Block, ...]) -> Block | None:
    footers = (block for block in blocks if block.kind == "source-footer")
    return next((f for f in footers if not _DATED.match(f.span.of(text).strip())), None)


def _lead(article: Article, footer: Span) -> str:
    """What is left of the way to the original: a link, an address in words, or nothing."""
    linked = (link.url for link in article.links if link.span.overlaps(footer))
    written = (found.group() for found in _ADDRESS.finditer(footer.of(article.text)))
    address = next(chain(linked, written), None)
    return f"it was at {address}" if address else "where the link led is lost"


def _is_elsewhere(canonical: str | None, *, than: str | None) -> bool:
    ours, theirs = host_of(than), host_of(canonical)
    if not ours or not theirs or _is_store(ours) or _is_store(theirs):
        return False
    row = find_row(ours)
    return _site(ours) != _site(theirs) and not (row and row is find_row(theirs))


def _is_store(host: str) -> bool:
    return any(host == store or host.endswith(f".{store}") for store in STORES)


def _site(host: str) -> str:
    """The part of a host that somebody registered: "www.odra.co.uk" is of "odra.co.uk"."""
    from tld import get_fld  # the Public Suffix List; only pages with two hosts need it

    return get_fld(f"http://{host}", fail_silently=True) or host


def _trimmed(text: str, span: Span) -> Span:
    words = span.of(text)
    start = span.start + len(words) - len(words.lstrip())
    return Span(start, max(start, span.start + len(words.rstrip())))


# ------------------------------------------------------------------ lost links


def _lost_links(article: Article) -> Iterator[Note]:
    for block in article.blocks:
        at = -1
        for span in sorted(_link_spans(article.text, block), key=lambda s: (s.start, -s.end)):
            if span.start >= at:
                message = "these words were a link; where it led is lost"
                yield Note("lost-link", span, message)
                at = span.end


def _link_spans(text: str, block: Block) -> Iterator[Span]:
    words = block.span.of(text).translate({0x2019: "'", 0xA0: " "})
    for row in link_words():
        if row.where == "any" or block.role == "furniture":
            for found in row.pattern.finditer(words):
                lead = len(found.group()) - len(found.group().lstrip(" .!?;:–—-"))
                yield Span(block.start + found.start() + lead, block.start + found.end())


def _link_words(row: dict[str, str]) -> LinkWords:
    with reading_row("link_words", row["pattern"]):
        pattern = re.compile(row["pattern"], re.IGNORECASE)
    return LinkWords(row["where"], pattern, row["example"], row["words"])
