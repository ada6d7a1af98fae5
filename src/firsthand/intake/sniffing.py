"""What bytes are, judged by the bytes alone: no page, text, or an HTML document.

Nothing is decoded for good here; cleaning does that, with the charset that was declared.
"""

from __future__ import annotations

import codecs
import re
from typing import Literal

from firsthand.data import no_page
from firsthand.errors import IntakeError

Form = Literal["text", "html"]

FEWEST_PARAGRAPHS = 2  # elements that end a paragraph, in a part of a page


def check_is_page(content: bytes, *, charset: str | None = None) -> None:
    """Do nothing where ``content`` may be a page.

    ``charset`` is the one that the sender declared: UTF-16 and UTF-32 hold NUL bytes.

    Raises:
        IntakeError: empty, blank, or binary; the message says which.
    """
    if not content:
        raise IntakeError("empty", next="leave it out or fetch it again")
    _check_magic(content)
    if _is_blank(content[:4096]) and _is_blank(content):
        raise IntakeError("nothing but blanks", next="leave it out or fetch it again")
    if _holds_nul(content) and not (charset or "").lower().startswith(("utf-16", "utf-32")):
        raise IntakeError(
            "a binary file, not a page (it holds NUL bytes)",
            next="leave it out; if it is UTF-16 without a byte-order mark, save it as UTF-8",
        )


def check_is_lines(first_line: bytes) -> None:
    """Do nothing where JSON lines may begin with ``first_line``.

    Raises:
        IntakeError: binary, one object or array over several lines, or an encoding in
            which a line break is not one byte.
    """
    _check_magic(first_line)
    line = first_line.removeprefix(codecs.BOM_UTF8).strip()
    if line == b"[" or (line.startswith(b"{") and line.endswith((b"{", b"[", b",", b":"))):
        raise IntakeError("JSON over several lines, not JSON lines", next="write an object a line")
    if _wide_encoding(first_line):
        raise IntakeError("JSON lines in UTF-16 or UTF-32", next="save it as UTF-8")


def document_form(content: bytes) -> Form:
    """The form of a ``.txt`` file: html only where it is an HTML document or a part of one.

    A text *about* mark-up, or with scraps of it, stays text; one that somebody saved
    under the wrong ending does not: a doctype or ``<html`` comes first, or an element opens
    it, one closes it, and paragraphs are elements between them.
    """
    start = _start_of(content)
    if _HTML_DOCUMENT.match(start):
        return "html"
    part = _HTML_PART.match(start) and _CLOSED.search(_roughly(content[-4096:]))
    return "html" if part and len(_PARAGRAPHS.findall(start)) >= FEWEST_PARAGRAPHS else "text"


def guessed_form(content: bytes) -> Form:
    """The form where no ending and no content type helps: html where mark-up comes first.

    Raises:
        IntakeError: XML that is not HTML (a news feed, a site map), a saved web archive, or a
            JSON array.
    """
    start = _start_of(content)
    if _HTML_DOCUMENT.match(start):
        return "html"
    if _FEED.match(start):
        raise IntakeError("a news feed, not a page", next="give the addresses of its pages")
    if start.lstrip().startswith("<?xml"):
        raise IntakeError("XML, not a page", next="save its words as text")
    if _MHTML.search(start):
        raise IntakeError("a web archive (MHTML), not a page", next="save it as HTML")
    if _JSON_ARRAY.match(start):
        raise IntakeError("a JSON array, not JSON lines", next="write an object a line")
    return "html" if _HTML_PART.match(start) else "text"


def begins_json_lines(content: bytes) -> bool:
    """Whether the first byte, after a byte-order mark and blanks, is ``{`` (and not RTF)."""
    start = content.removeprefix(codecs.BOM_UTF8).lstrip()
    return start.startswith(b"{") and not start.startswith(b"{\\rtf")


def _check_magic(content: bytes) -> None:
    if found := no_page(content):
        raise IntakeError(f"{found.what}, not a page", next=found.next)


def _wide_encoding(content: bytes) -> str | None:
    # UTF-32 first: its little-endian mark begins with that of UTF-16.
    if content.startswith((codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)):
        return "utf-32"
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    return None


def _roughly(content: bytes) -> str:
    """The words as far as they matter here; bytes of other charsets become U+FFFD."""
    return content.decode(_wide_encoding(content) or "utf-8-sig", errors="replace")


def _is_blank(content: bytes) -> bool:
    return not _roughly(content).strip()


def _holds_nul(content: bytes) -> bool:
    if _wide_encoding(content):
        return "\0" in _roughly(content)
    return b"\0" in content


def _start_of(content: bytes) -> str:
    return _roughly(content[:65_536])


# The inner groups are atomic: many comments in a row must not be tried in every division.
_PROLOGUE = r"\s*(?>(?:<\?xml(?>[^>]*)>\s*)?)(?>(?:<!--(?>.*?-->)\s*)*)"
_HTML_DOCUMENT = re.compile(_PROLOGUE + r"<(?:!doctype\s+html|html)[\s>]", re.I | re.S)
# The tags of the WHATWG MIME Sniffing Standard, section 7.1, and those HTML 5 brought.
_HTML_PART = re.compile(
    r"\s*(?:<!--|<(?:head|script|iframe|h1|div|font|table|a|style|title|b|body|br|p"
    r"|article|main|section|header|meta|link)[\s>])",
    re.I,
)
_CLOSED = re.compile(r"(?:</[a-z][a-z0-9]*\s*>|<(?:br|hr|img|meta|link)\b[^<>]*>|-->)\s*\Z", re.I)
_PARAGRAPHS = re.compile(r"</(?:p|div|h[1-6]|li|td|article|section|blockquote)\s*>|<br\b", re.I)
_FEED = re.compile(_PROLOGUE + r"<(?:rss|feed|rdf:rdf)[\s>]", re.I | re.S)
_JSON_ARRAY = re.compile(r"\s*\[\s*\{\s*[\"}]")
_MHTML = re.compile(r"\A(?:[\w-]+:[^\n]*\n|[ \t][^\n]*\n)*?content-type:\s*multipart/related", re.I)
