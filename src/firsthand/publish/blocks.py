"""What cleaning decided about a page: its facts, what was set aside, and every block.

``print_blocks`` is for who doubts a label. In a terminal it is to be read; in a pipe each
block is one line of cells divided by tabs, and what is told of the page stands above them
in lines that begin with ``#``, so that ``grep``, ``cut`` and a spreadsheet take it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import get_args

from rich.console import Console
from rich.table import Table
from rich.text import Text

from firsthand.publish.phrases import (
    basis_in_words,
    count,
    first_words,
    flat,
    is_not_plain_body,
    kind_of,
    kinds_counted,
    offsets,
    outlet_and_basis,
    percent,
    share_of_text,
)
from firsthand.publish.terminal import HEAD, QUIET, Line, line, quiet, show, show_row, spelled
from firsthand.types import Article, Block, Role, Shown

COLUMNS = ("input", "start", "end", "role", "kind", "certainty", "shown", "reason", "words")
NO_KIND = "-"
BEGINNING = 70  # code points of a block's words that are shown

_SAID: dict[Shown, str] = {
    "aside": "set aside",
    "grey": "grey, not sure enough to set aside, and not read",
    "body": "kept",
}
# So many pieces of one kind the account lists: the doubtful ones are those to look at.
_LISTED: dict[Shown, int] = {"aside": 3, "grey": 8, "body": 3}
_ROLE_STYLES: dict[Role, str] = {
    "title": "bold",
    "body": "default",
    "caption": "cyan",
    "furniture": "magenta",
}
_SHOWN_STYLES: dict[Shown, str] = {"body": "green", "grey": "yellow", "aside": "red"}
_WORDS_STYLES: dict[Shown, str] = {"body": "default", "grey": "italic", "aside": QUIET}
_ROOM_FOR_REASON = 24  # columns; in a narrower terminal the reason stands on its own line


# ------------------------------------------------------------- for the account


def about(article: Article) -> Iterator[Line]:
    """What is known of the page itself; the unknown says so."""
    yield line(
        f"outlet: {outlet_and_basis(article.outlet)}"
        f" · published: {flat(article.published or 'unknown')}"
        f" · language: {flat(article.language or 'unknown')}",
        depth=1,
    )
    rest = {
        "modified": article.modified,
        "byline": article.byline,
        "agency": article.agency,
        "section": article.section,
    }
    known = [f"{name}: {flat(value)}" for name, value in rest.items() if value]
    if article.publisher_tags:
        known.append(f"tags: {flat(', '.join(article.publisher_tags))}")
    if article.republication:
        copied = article.republication
        basis = basis_in_words(copied.basis)
        known.append(f"copies another page: {basis} {offsets((copied.span,))}")
    if known:
        yield line(" · ".join(known), depth=1)
    read_from = " · ".join((*article.inputs, *((article.url,) if article.url else ())))
    yield line(f"read from: {read_from}", depth=1)


def notes(article: Article) -> Iterator[Line]:
    """What a reader of the page should know, each with the words it rests on; the outlet's own
    loaded words on one line.
    """
    loaded = [note for note in article.notes if note.kind == "loaded-word"]
    for note in article.notes:
        if note.kind == "loaded-word":
            continue
        words = first_words(note.span.of(article.text))
        note_of = f"note, {note.kind.replace('-', ' ')}: {flat(note.message)}"
        if words:
            yield line(f"{note_of} “{words}”", quiet(offsets((note.span,))), depth=1)
        else:  # of the whole page
            yield line(note_of, depth=1)
    if loaded:
        each = ", ".join(f"“{note.span.of(article.text)}”" for note in loaded)
        where = quiet(offsets([note.span for note in loaded]))
        yield line(f"the outlet's own words that judge: {each}", where, depth=1)


def set_aside(article: Article) -> Iterator[Line]:
    """What is not read as journalism: how much of which kinds, then its words and why.

    Each way of being shown has its line: set aside; grey, which is not read either; and
    furniture or captions that are kept. Of many pieces of one kind the first are listed,
    and how many more there are.
    """
    groups = {
        shown: [b for b in article.blocks if b.shown == shown and is_not_plain_body(b)]
        for shown in _SAID
    }
    for shown, blocks in groups.items():
        if blocks:
            much = percent(share_of_text(blocks, article))
            yield line(f"{_SAID[shown]}: {kinds_counted(blocks)} · {much} of the text", depth=1)
    for shown, blocks in groups.items():
        yield from _listed(blocks, article, most=_LISTED[shown])


def _listed(blocks: Iterable[Block], article: Article, *, most: int) -> Iterator[Line]:
    kinds: dict[str, list[Block]] = {}
    for block in blocks:
        kinds.setdefault(kind_of(block), []).append(block)
    for kind, pieces in kinds.items():
        for block in pieces[:most]:
            words = first_words(block.span.of(article.text))
            where = f"{offsets((block.span,))} {_fate(block)}"
            yield line(f"{kind}: {words}", quiet(where), depth=2)
        if len(pieces) > most:
            more = f"{kind}: and {len(pieces) - most} more"
            yield line(more, quiet("--explain-blocks lists every block"), depth=2)


def _fate(block: Block) -> str:
    """How sure and why, and what became of a block that was not set aside."""
    kept = "kept, not read" if block.role == "caption" else "kept and read"
    fate = {"aside": "", "grey": "grey, ", "body": f"{kept}, "}[block.shown]
    reason = f": {flat(block.reason)}" if block.reason else ""
    return f"{fate}{percent(block.certainty)} sure{reason}"


# ------------------------------------------------------------------- every block


def print_blocks(article: Article, console: Console) -> None:
    """Print a page's facts and all its blocks in reading order, to ``console``.

    Of each block: where it stands (code points of the article's text, end excluded), role,
    kind, how sure we are of the role, how it is shown, why, and the beginning of its words.
    In a pipe these are ``COLUMNS``, with the first input of the page before each block, so
    that every line can stand alone.
    """
    head = [_summary(article), *about(article), *notes(article)]
    if console.is_terminal:
        _print_for_eyes(article, head, console)
    else:
        _print_for_pipes(article, head, console)


def _summary(article: Article) -> Line:
    roles = ([block for block in article.blocks if block.role == role] for role in get_args(Role))
    aside, grey = (
        percent(share_of_text((b for b in article.blocks if b.shown == shown), article))
        for shown in ("aside", "grey")
    )
    return line(
        f"{count(len(article.blocks), 'block')}: {' · '.join(_of_role(b) for b in roles if b)}",
        f" · {aside} of {len(article.text):,} characters set aside, {grey} grey",
        depth=1,
    )


def _of_role(blocks: list[Block]) -> str:
    """``4 furniture (2 tags, 1 vote, 1 of no kind)``; a role without kinds is only counted."""
    role = blocks[0].role
    kinds = Counter(block.kind or "of no kind" for block in blocks)
    told = ", ".join(f"{number} {kind}" for kind, number in kinds.most_common())
    return f"{len(blocks)} {role}" + (f" ({told})" if kinds.keys() - {"of no kind", role} else "")


def _beginning(words: str) -> str:
    """The beginning of a block's words on one line, cut between words where it can be."""
    whole = flat(words)
    if len(whole) <= BEGINNING:
        return whole
    cut, _, _ = whole[: BEGINNING + 1].rpartition(" ")
    return f"{cut or whole[:BEGINNING]} …"


def _print_for_pipes(article: Article, head: Iterable[Line], console: Console) -> None:
    place = flat(article.inputs[0]) if article.inputs else article.id
    for told in (line(flat(article.title or "(no title)")), *head):
        show(line(f"# {place}: {told.text.plain}"), console)
    show_row((f"# {COLUMNS[0]}", *COLUMNS[1:]), console)
    for block in article.blocks:
        cells = (
            place,
            str(block.start),
            str(block.end),
            block.role,
            flat(block.kind or NO_KIND),
            percent(block.certainty),
            block.shown,
            flat(block.reason),
            _beginning(block.span.of(article.text)),
        )
        show_row(cells, console)


def _print_for_eyes(article: Article, head: Iterable[Line], console: Console) -> None:
    """Two lines a block: what it is and why, and below it the words; more where it is narrow."""
    show(line((flat(article.title or "(no title)"), HEAD)), console)
    for told in head:
        show(told, console)
    console.print()
    rows = [_cells(block, console) for block in article.blocks]
    widths = [max(cell.cell_len for cell in column) for column in zip(*rows, strict=True)]
    roomy = console.width >= sum(width + 2 for width in widths) + _ROOM_FOR_REASON
    for block, row in zip(article.blocks, rows, strict=True):
        words = _beginning(block.span.of(article.text))
        if roomy:
            console.print(_in_columns(row, widths, _cell(block.reason, QUIET, console)))
            show(line((words, _WORDS_STYLES[block.shown]), depth=1), console)
        else:
            show(Line(Text(" · ").join(row)), console)
            show(line((words, _WORDS_STYLES[block.shown]), depth=1), console)
            show(line((flat(block.reason), QUIET), depth=1), console)
    console.print()


def _cells(block: Block, console: Console) -> tuple[Text, ...]:
    return (
        _cell(f"{block.start}–{block.end}", QUIET, console),
        _cell(block.role, _ROLE_STYLES[block.role], console),
        _cell(block.kind or NO_KIND, _ROLE_STYLES[block.role], console),
        _cell(percent(block.certainty), "default", console),
        _cell(block.shown, _SHOWN_STYLES[block.shown], console),
    )


def _cell(words: str, style: str, console: Console) -> Text:
    return spelled(line((flat(words), style)).text, console)


def _in_columns(row: Iterable[Text], widths: Iterable[int], reason: Text) -> Table:
    """A row of cells of these widths; the reason takes the rest, and runs on below itself."""
    table = Table.grid(padding=(0, 2, 0, 0))
    for width in widths:
        table.add_column(width=width, no_wrap=True)
    table.add_column(overflow="fold")
    table.add_row(*row, reason)
    return table
