"""Cleaning: a capture becomes an article whose every code point is in a labelled block.

decoding    bytes → text
plain       text → blocks with roles
html        page → text, blocks with roles, what the page says of itself
furniture   one block → what site furniture it is, and why
language    the language of the body
outlets     who publishes the page
draft       what ``plain`` and ``html`` hand to ``clean``
"""

from __future__ import annotations

import dataclasses
import datetime
import re

from firsthand.cleaning.decoding import Decoded, decode
from firsthand.cleaning.draft import Draft, show
from firsthand.cleaning.language import language_of
from firsthand.cleaning.outlets import find_outlet
from firsthand.cleaning.plain import read_plain
from firsthand.errors import CleaningError
from firsthand.types import Article, BodyView, Capture, Note, Republication, Span

__all__ = ["clean"]

LONGEST_BODY = 1_000_000  # code points; spaCy refuses more
LONGEST_RUN = 1_000_000  # code points without a space: no language is written so
MOST_CONTROLS = 0.02  # of all code points; text of any script has next to none
MAGIC = {
    b"%PDF": "a PDF file",
    b"PK\x03\x04": "a ZIP or office file",
    b"\x89PNG": "a PNG picture",
    b"\xff\xd8\xff": "a JPEG picture",
    b"GIF8": "a GIF picture",
    b"\x1f\x8b": "a gzip file",
}
_CONTROL = re.compile("[\x00-\x08\x0e-\x1f\x7f]")
_LOST_LINK = re.compile(
    r"\b(?:click|tap)\s+here\b|\bread\s+(?:the\s+)?(?:full|original)\s+(?:article|story)\b"
    r"|\b(?:\w+\s+)?here(?=[.!]?\s*$)",
    re.IGNORECASE,
)
_CLICK_HERE = re.compile(r"\b(?:click|tap)\s+here\b", re.IGNORECASE)


def clean(
    capture: Capture,
    *,
    aside_above: float = 0.5,
    grey_above: float = 0.3,
    keep_furniture: bool = False,
) -> Article:
    """Turn what a place gave into an article with labelled blocks.

    Goes in: one capture, and two certainties (0 to 1): furniture we are surer of than
    ``aside_above`` is set aside, than ``grey_above`` shown grey, else it stays body.
    ``keep_furniture`` shows every block as body.
    Comes out: an article whose blocks partition its text. Title, byline, date, language,
    section and outlet stay None or unknown where the page does not say them.

    Raises:
        CleaningError: no article text, binary data, or more text than can be read.
    """
    decoded = decode(capture.content, charset=capture.charset, html=capture.form == "html")
    _refuse_binary(capture.content, decoded.text)
    draft = _read(capture, decoded.text)
    shown = tuple(
        show(b, aside_above=aside_above, grey_above=grey_above, keep=keep_furniture)
        for b in draft.blocks
    )
    draft = dataclasses.replace(draft, blocks=shown)
    article = _article(capture, draft, _notes(decoded, draft, form=capture.form))
    _refuse_unreadable(article.body, draft.text, kept=keep_furniture)
    return dataclasses.replace(article, language=language_of(article.body.text))


def edtf_date(value: str | None) -> str | None:
    """The day (or month, or year) of an ISO 8601 date or time, as EDTF; else None."""
    value = (value or "").strip()
    if re.fullmatch(r"\d{4}(?:-(?:0[1-9]|1[0-2]))?", value):
        return value
    try:
        return datetime.datetime.fromisoformat(value).date().isoformat()
    except ValueError:
        return None


def _read(capture: Capture, text: str) -> Draft:
    if capture.form == "text":
        return read_plain(text, title=capture.title)
    from firsthand.cleaning.html import read_html  # plain text must not pay for trafilatura

    return read_html(text, url=capture.url, title=capture.title)


def _article(capture: Capture, draft: Draft, notes: tuple[Note, ...]) -> Article:
    url = capture.url or draft.url
    return Article(
        id=capture.id,
        inputs=(capture.place,),
        url=url,
        title=draft.title,
        byline=draft.byline,
        published=edtf_date(capture.published) or edtf_date(draft.published),
        section=draft.section,
        publisher_tags=draft.publisher_tags,
        outlet=find_outlet(
            given=capture.outlet,
            sitename=draft.sitename,
            url=url,
            text=draft.text,
            blocks=draft.blocks,
        ),
        republication=_republication(draft),
        text=draft.text,
        blocks=draft.blocks,
        notes=notes,
    )


# ------------------------------------------------------------------ refusals


def _refuse_binary(content: bytes, text: str) -> None:
    what = next((name for magic, name in MAGIC.items() if content.startswith(magic)), None)
    if what is None and len(_CONTROL.findall(text)) > MOST_CONTROLS * len(text):
        what = "binary data"
    if what:
        raise CleaningError(
            f"{what}, {len(content):,} bytes, and no text", next="extract its text first"
        )


def _refuse_unreadable(body: BodyView, text: str, *, kept: bool) -> None:
    longest = max(map(len, text.split()), default=0)
    if longest >= LONGEST_RUN:
        raise CleaningError(
            f"a run of {longest:,} characters without a space", next="check what was read"
        )
    if len(body.text) > LONGEST_BODY:
        raise CleaningError(
            f"{len(body.text):,} characters of body, more than {LONGEST_BODY:,}",
            next="split it into articles",
        )
    if not any(c.isalnum() for c in body.text):
        helps = not kept and any(c.isalnum() for c in text)
        raise CleaningError(
            f"no article text among {len(text):,} characters",
            next="try --keep-furniture" if helps else "check what was read",
        )


# ------------------------------------------------------- republication, notes


def _republication(draft: Draft) -> Republication | None:
    for block in draft.blocks:
        if block.kind == "source-footer":
            return Republication(basis=block.reason, span=_trimmed(draft.text, block.span))
    return None


def _notes(decoded: Decoded, draft: Draft, *, form: str) -> tuple[Note, ...]:
    notes = _copy_notes(decoded, draft.text)
    if form == "text":  # a page's links are in its HTML, not lost
        notes += _lost_links(draft)
    return tuple(sorted(notes, key=lambda note: (note.span, note.kind)))


def _copy_notes(decoded: Decoded, text: str) -> list[Note]:
    notes = []
    if decoded.overruled:
        odd = re.search(r"[^\x00-\x7f]", text)
        at = Span(*odd.span()) if odd else Span(0, 0)
        notes.append(Note("copy-quality", at, decoded.overruled))
    if (lost := text.find("\ufffd")) >= 0:
        count = text.count("\ufffd")
        message = f"{count:,} unreadable characters" if count > 1 else "an unreadable character"
        notes.append(Note("copy-quality", Span(lost, lost + 1), f"{message} (first here)"))
    return notes


def _lost_links(draft: Draft) -> list[Note]:
    notes = []
    for block in draft.blocks:
        words = _LOST_LINK if block.role == "furniture" else _CLICK_HERE
        for found in words.finditer(block.span.of(draft.text)):
            at = Span(block.start + found.start(), block.start + found.end())
            notes.append(Note("lost-link", at, "these words were a link; where it led is lost"))
    return notes


def _trimmed(text: str, span: Span) -> Span:
    words = span.of(text)
    start = span.start + len(words) - len(words.lstrip())
    return Span(start, max(start, span.start + len(words.rstrip())))
