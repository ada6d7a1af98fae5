"""Bytes to text: a byte-order mark, what is declared, UTF-8, then a guess.

Nothing is normalised and no line break is translated. Odd bytes never raise: what no
charset reads becomes U+FFFD, and the article says so in a note.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

# UTF-32 first: its little-endian mark begins with that of UTF-16.
MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# What senders write and what they mean (WHATWG Encoding Standard), by Python's names.
MEANT = {
    **{"iso8859-1": "cp1252", "iso8859-9": "cp1254", "iso8859-11": "cp874", "tis-620": "cp874"},
    **{"gb2312": "gb18030", "gbk": "gb18030", "big5": "big5hkscs"},
    **{"euc_kr": "cp949", "shift_jis": "cp932"},
}
# Labels of the standard that Python has no name for.
LABELS = {
    **{"windows-874": "cp874", "dos-874": "cp874", "x-mac-cyrillic": "mac-cyrillic"},
    **{"x-sjis": "cp932", "x-gbk": "gb18030", "x-euc-jp": "euc-jp", "iso-8859-8-i": "iso8859-8"},
    **{"x-cp1251": "cp1251", "x-cp1252": "cp1252", "x-x-big5": "big5hkscs", "koi8": "koi8-r"},
}
# Python codecs that are no charsets of the web; a page must not choose them.
NO_CHARSETS = {"idna", "punycode", "raw-unicode-escape", "unicode-escape", "utf-7", "undefined"}
META_BYTES = 4096  # a page declares its charset early or not at all
GUESS_BYTES = 100_000  # enough to guess a charset from, and quick
_META = re.compile(rb"<meta\b[^>]{0,300}?charset\s*=\s*[\"']?\s*([\w.:-]{2,40})", re.IGNORECASE)
_SURROGATE = re.compile("[\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Decoded:
    """Text, and why a declared charset was not believed (None: nothing was wrong)."""

    text: str
    overruled: str | None = None


def decode(content: bytes, *, charset: str | None = None, html: bool = False) -> Decoded:
    """The text of ``content``, character for character, without a byte-order mark.

    ``charset`` is what the sender declared; ``html`` looks for a ``<meta>`` too. Never
    raises.
    """
    for mark, name in MARKS:
        if content.startswith(mark):
            return Decoded(content[len(mark) :].decode(name, "replace"))
    overruled = None
    for declared in filter(None, (charset, _meta_charset(content) if html else None)):
        text = _strictly(content, declared)
        if text is not None:
            return Decoded(text, overruled)
        overruled = overruled or f"declared as {declared}, which it is not"
    text = _strictly(content, "utf-8") if b"\x00" not in content else _utf16(content)
    return Decoded(text if text is not None else _guess(content), overruled)


def _meta_charset(content: bytes) -> str | None:
    found = _META.search(content[:META_BYTES])
    if not found:
        return None
    name = found.group(1).decode("ascii", "replace")
    # A meta element that was read as ASCII cannot stand in a UTF-16 page.
    if name.lower().startswith(("utf-16", "utf-32", "ucs")):
        return "utf-8"
    # Valid UTF-8 with letters beyond ASCII is UTF-8: pages are re-saved, metas stay.
    utf8 = None if content.isascii() else _strictly(content, "utf-8")
    return name if utf8 is None else "utf-8"


def _strictly(content: bytes, name: str) -> str | None:
    try:
        known = codecs.lookup(LABELS.get(name.lower(), name)).name
        if known in NO_CHARSETS:
            return None
        text = content.decode(MEANT.get(known, known))
    except (LookupError, ValueError):  # no such charset; UnicodeError is a ValueError
        return None
    return None if _SURROGATE.search(text) else text


def _utf16(content: bytes) -> str | None:
    """UTF-16 without its mark: nearly every other byte of Western text is zero."""
    odd, even = content[1::2].count(0), content[::2].count(0)
    if max(odd, even) < 0.4 * len(content) / 2:
        return _strictly(content, "utf-8")
    return _strictly(content, "utf-16-le" if odd > even else "utf-16-be")


def _guess(content: bytes) -> str:
    damaged = content.decode("utf-8", "replace")
    lost, kept = damaged.count("\ufffd"), sum(c > "\x7f" for c in damaged)
    if lost * 5 <= kept:  # UTF-8 with a few bytes broken, not another charset
        return damaged
    from charset_normalizer import from_bytes

    best = from_bytes(content[:GUESS_BYTES]).best()
    if best is None:
        return damaged
    text = content.decode(best.encoding, "replace")
    return _SURROGATE.sub("\ufffd", text)
