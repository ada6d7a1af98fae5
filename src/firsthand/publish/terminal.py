"""Lines for a terminal that no page can drive, and no pipe can lose a word of."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

from rich.console import Console
from rich.padding import Padding
from rich.text import Text

# Some words of a line with their style, or plain ones.
Part = str | tuple[str, str]

INDENT = 4  # columns of one step
HEAD = "bold underline"
QUIET = "dim"


def visible(text: str) -> str:
    """``text`` with every character that is no letter on the screen as a visible escape.

    Control characters (ESC, C1, line feeds), bidirectional overrides, zero-width spaces and
    lone surrogates become ``\\x1b`` and the like. The joiners that Persian and emoji need, the
    soft hyphen and the tab stay.

    >>> visible("a\\x1b[2Jb")
    'a\\\\x1b[2Jb'
    """
    if text.isprintable():
        return text
    return "".join(char if _is_harmless(char) else _escape(char) for char in text)


def _is_harmless(char: str) -> bool:
    if char in "\t\u00ad\u200c\u200d":
        return True
    return unicodedata.category(char) not in ("Cc", "Cf", "Cs", "Zl", "Zp")


def _escape(char: str) -> str:
    return char.encode("unicode_escape").decode("ascii")


@dataclass(frozen=True, slots=True)
class Line:
    """Harmless text with its style, and how many steps it stands in."""

    text: Text
    depth: int = 0


def line(*parts: Part, depth: int = 0) -> Line:
    """One line. Every part, ours or the page's, is made harmless here and nowhere else."""
    safe = [visible(p) if isinstance(p, str) else (visible(p[0]), p[1]) for p in parts]
    return Line(Text.assemble(*safe), depth)


def quiet(text: str) -> Part:
    """An aside after the words of a line; nothing where there is nothing to say."""
    return (f"  {text}", QUIET) if text else ""


def show(shown: Line, console: Console) -> None:
    """Print one line: wrapped between words in a terminal, whole and plain in a pipe.

    Letters that the console's encoding lacks become backslash escapes.
    """
    text = spelled(shown.text, console)
    if not text:
        console.print()
    elif console.is_terminal:
        console.print(Padding(text, (0, 0, 0, shown.depth * INDENT), expand=False), overflow="fold")
    elif console.color_system is None and "\t" not in text.plain:
        console.file.write(" " * (shown.depth * INDENT) + text.plain + "\n")  # 8 times as quick
    else:
        console.print(Text(" " * (shown.depth * INDENT)) + text, soft_wrap=True)


def show_row(cells: Iterable[str], console: Console) -> None:
    """Print harmless cells with a tab between two, on one line however long, for a pipe.

    A tab within a cell would begin another one: the caller's words must have none.
    """
    row = Text("\t".join(map(visible, cells)))
    console.file.write(spelled(row, console).plain + "\n")  # print would make blanks of tabs


def spelled(text: Text, console: Console) -> Text:
    """The text with backslash escapes for letters that the console's encoding lacks."""
    if console.encoding.lower().startswith("utf"):
        return text
    return Text(text.plain.encode(console.encoding, "backslashreplace").decode(console.encoding))
