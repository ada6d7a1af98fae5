"""Garbled copy: said with its words, never repaired.

Few notes and right ones: a doubled word must be one that nobody doubles, odd letters must
turn into sensible ones when they are read as the bytes they were.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterator
from functools import cache

from firsthand.data import table
from firsthand.types import Article, Block, Note, Span

MOST = 5  # notes of one sort on a page; the last one says how many more there are
_DOUBLED = re.compile(r"(?<![\w'’-])([^\W\d_]+)[ \xa0]+\1(?![\w'’-])", re.IGNORECASE)
_LOST_APOSTROPHE = re.compile(
    r"(?<![\w/=&?.-])[a-z]{2,}\?(?:s|t|re|ve|ll)\b(?![=&/])", re.IGNORECASE
)
_GLYPHS = re.compile("[\ufffd\x80-\x9f\ufff9-\ufffc]+")
# What the second and third bytes of UTF-8 look like when they are taken for Windows-1252.
_LATER = "\x80-\xbf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ"
# Only what no language writes: CAFÉ” and amanhã”… would decode, too.
_MISREAD = re.compile(
    rf"(?:â(?:€[{_LATER}]?|‚¬|„¢)|(?<![A-ZÀ-Ý])Â[\xa0-\xbf]|(?<![A-ZÀ-Ý])Ã[\x80-\xbfŸ‰„œŠ–]"
    rf"|(?:[ÐÑØÙ][{_LATER}]){{3,}}|ðŸ[{_LATER}]{{2}}|ï»¿|ï¿½)+"
)
_RUN_ON = re.compile(  # not "St.Brandt", "vs.Norda", "Odra.Com"
    r"(?<![\w.@/])(?!(?:vs|no|nos|pp|ca|al|ed|eds|vol)\.)(?:[a-z]{2,}|[A-Z][a-z]{4,})"
    r"[.!?][\"”’']?(?!(?:Com|Org|Net|Io|Js|Co)\b)[A-Z][a-z]+(?=[\s,’'-])"
)
_BRACKETS = re.compile(r"(?<![:;=8-])[(\[]|[)\]]")
_CLOSES = {")": "(", "]": "["}
_COMPLETE = re.compile(r"[.!?…][\"”’')\]]*\s*$")
_EDITORS_SLIP = re.compile(r"\[[^\[\]()\n]{1,60}\[(?=[\s.,;:!?\"'”’]|$)")
_ENTITY = re.compile(r"&(?:#\d{2,6}|#x[0-9a-f]{2,5}|[a-z]{2,8}\d{0,2});", re.IGNORECASE)
_TAG = re.compile(
    r"</?(?:p|br|div|span|a|b|i|u|em|strong|h[1-6]|ul|ol|li|img|table|t[rdh]|blockquote|font|script"
    r"|style|section|article|figure|figcaption|iframe|center|small|sup|sub|hr)"
    r"(?:\s[^<>\n]{0,500})?\s*/?>",
    re.IGNORECASE,
)

Finder = Callable[[str], Iterator[tuple[Span, str]]]


def slips(article: Article) -> Iterator[Note]:
    """What is garbled in the title, the body and the captions, as notes, sort by sort.

    Unreadable characters are noted wherever they stand.
    """
    yield from _told(article, list(article.blocks), _unreadable)
    read = [block for block in article.blocks if block.role != "furniture"]
    for find in FINDERS:
        yield from _told(article, read, find)


def _told(article: Article, blocks: list[Block], find: Finder) -> Iterator[Note]:
    found = [
        Note("copy-quality", Span(block.start + at.start, block.start + at.end), message)
        for block in blocks
        for at, message in find(block.span.of(article.text))
    ]
    more = len(found) - MOST
    for number, note in enumerate(found[:MOST], 1):
        left = f" ({more:,} more of this sort follow)" if more > 0 and number == MOST else ""
        yield Note(note.kind, note.span, note.message + left)


def _unreadable(words: str) -> Iterator[tuple[Span, str]]:
    for found in _GLYPHS.finditer(words):
        many = "unreadable characters" if len(found.group()) > 1 else "an unreadable character"
        yield Span(*found.span()), many


def _doubled_words(words: str) -> Iterator[tuple[Span, str]]:
    for found in _DOUBLED.finditer(words):
        first, second = re.split(r"[ \xa0]+", found.group())
        if second.islower() and (first.islower() or first.istitle()) and second in _never_doubled():
            yield Span(*found.span()), "a doubled word"


def _lost_apostrophes(words: str) -> Iterator[tuple[Span, str]]:
    for found in _LOST_APOSTROPHE.finditer(words):
        yield Span(*found.span()), "a question mark where an apostrophe was"


def _misread_letters(words: str) -> Iterator[tuple[Span, str]]:
    for found in _MISREAD.finditer(words):
        meant = _reread(found.group())
        perhaps = f"; perhaps {meant}" if meant else ""
        yield Span(*found.span()), f"letters read in the wrong encoding{perhaps}"


def _reread(letters: str) -> str | None:
    """What the letters are as UTF-8 that was taken for Windows-1252, or None."""
    try:
        content = b"".join(
            bytes([ord(c)]) if ord(c) < 0x100 else c.encode("cp1252") for c in letters
        )
        meant = content.decode("utf-8")
    except UnicodeError:
        return None
    again = _reread(meant) if _MISREAD.fullmatch(meant) else None  # twice misread
    return again or (meant if meant.isprintable() else None)


def _open_brackets(words: str) -> Iterator[tuple[Span, str]]:
    slips = [Span(*found.span()) for found in _EDITORS_SLIP.finditer(words)]
    for slip in slips:
        yield slip, "a bracket opens where one should close"
    if slips or not _COMPLETE.search(words):  # a paragraph in pieces may close it in the next
        return
    for at in _unclosed(words):
        yield Span(at, at + 1), "a bracket that nothing closes"


def _unclosed(words: str) -> list[int]:
    """Where brackets open that nothing in the paragraph closes; "a)" closes none."""
    waiting: list[int] = []
    for found in _BRACKETS.finditer(words):
        opener = _CLOSES.get(found.group())
        if opener is None:
            waiting.append(found.start())
        elif waiting and words[waiting[-1]] == opener:
            waiting.pop()
    return waiting


def _run_on_sentences(words: str) -> Iterator[tuple[Span, str]]:
    for found in _RUN_ON.finditer(words):
        yield Span(*found.span()), "no space between two sentences"


def _markup(words: str) -> Iterator[tuple[Span, str]]:
    for found in _TAG.finditer(words):
        yield Span(*found.span()), "mark-up left in the text"
    for found in _ENTITY.finditer(words):
        if html.unescape(found.group()) != found.group():
            yield Span(*found.span()), "mark-up left in the text"


FINDERS: tuple[Finder, ...] = (
    *(_doubled_words, _lost_apostrophes, _misread_letters, _open_brackets, _run_on_sentences),
    _markup,
)


@cache
def _never_doubled() -> frozenset[str]:
    return frozenset(row["word"] for row in table("never_doubled", columns=("word", "example")))
