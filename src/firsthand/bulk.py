"""Pages in bulk, for pipes: order kept, memory level, what failed named, the rest done.

``clean`` and ``attribute`` fit together: the record that ``record_of`` makes of what
``clean`` gives is a line that ``attribute`` takes, and of which it then reads only the
blocks that are body. Without ``blocks``, all of ``text`` is read. ``stories`` and ``claims`` take
such lines too; they must have them all before they can tell what belongs together, and their
memory grows.
"""

from __future__ import annotations

import codecs
import dataclasses
import functools
import hashlib
import json
import sys
from collections.abc import Iterable, Iterator
from typing import IO, TYPE_CHECKING, Any, BinaryIO, cast, get_args

from firsthand import pipeline
from firsthand.annotation import find_attributions
from firsthand.cleaning import edtf_date, find_outlet
from firsthand.errors import FirsthandError, IntakeError
from firsthand.intake import captures
from firsthand.intake.json_lines import bounded_lines, capture_of_line
from firsthand.parallel import in_order
from firsthand.types import (
    Article,
    Attribution,
    Block,
    Capture,
    Decision,
    Failure,
    Link,
    Role,
    Shown,
    Span,
    Spans,
    Tracing,
)

if TYPE_CHECKING:
    from firsthand.linking import Page

Record = dict[str, Any]
Line = tuple[str, bytes]  # the line's place ("input.jsonl:3") and its bytes

LONGEST_LINE = 20_000_000  # bytes


def attribute(
    lines: Iterable[bytes], *, place: str = "-", flat: bool = False, jobs: int = 1
) -> Iterator[Record | Failure]:
    """The attributions of each line's text, or what is wrong with the line, in order.

    A line is ``{"id", "text"}``, with ``"blocks"`` as ``clean`` gives them if it has been
    cleaned. A record is ``{"id", "attributions": [{"source", "cue", "content",
    "nested_in", "own_voice"}]}`` with spans ``[start, end]`` in code points of ``text``.
    ``flat`` gives the outermost layer only. A text without blocks is taken to be English.
    """
    work = functools.partial(_attribute_line, flat=flat)
    yield from in_order(work, _numbered(lines, place), jobs=jobs)


def clean(
    sources: Iterable[str],
    *,
    cleaning: pipeline.Cleaning | None = None,
    allow_private: bool = False,
    stdin: BinaryIO | None = None,
    jobs: int = 1,
) -> Iterator[Article | Failure]:
    """The cleaned article of each page, or what is wrong with the page, in order.

    ``sources`` are those of ``trace``: files, folders, addresses, or ``-`` for ``stdin``;
    each is opened when its turn comes. Pages are not compared with one another: the same
    page twice is cleaned twice. Nothing on standard input is nothing to do, not a failure:
    a pipe may have nothing left in it.
    """
    stream = _Watched(stdin)
    found = captures(sources, allow_private=allow_private, stdin=cast(BinaryIO, stream))
    pages = (
        f for f in found if not (isinstance(f, Failure) and f.input == "-" and stream.was_empty)
    )
    work = functools.partial(pipeline.clean_one, cleaning=cleaning or pipeline.Cleaning())
    yield from in_order(work, pages, jobs=jobs)


def stories(
    lines: Iterable[bytes], *, place: str = "-", jobs: int = 1
) -> Iterator[Record | Failure]:
    """Which story each line's article belongs to, or what is wrong with the line, in order.

    A line is ``{"id", "text"|"html", "title", "published"}``, or what ``clean`` gave. A record
    is ``{"id", "story"}``: articles about one event or matter have the same story. A page
    without ``blocks`` is cleaned first; of one that is all furniture, all is read. Whether two
    pages belong together hangs on their words and dates, never on the order of the lines.
    """
    from firsthand.linking import Page, stories_of  # brings numpy: only who asks pays

    once = _OneTextAnId()
    read = [
        once.check(page) for page in in_order(_page_of_line, _numbered(lines, place), jobs=jobs)
    ]
    pages = [page for page in read if isinstance(page, Page)]
    story_of = {article: story.id for story in stories_of(pages) for article in story.articles}
    for page in read:
        if isinstance(page, Page):
            yield {"id": page.id, "story": story_of[page.id]}
        else:
            yield page


def claims(
    lines: Iterable[bytes],
    *,
    place: str = "-",
    cleaning: pipeline.Cleaning | None = None,
    decisions: str | Iterable[Decision] = (),
    jobs: int = 1,
    progress: pipeline.Progress | None = None,
) -> Tracing:
    """What ``trace`` finds on the pages that lines hold, for its claims and what failed.

    A line is what it is for ``stories``; what ``clean`` said of a page beside its blocks (date,
    outlet, agency, links) is taken as it stands. A page without ``blocks`` is cleaned first, and
    compared with the others that are, as in ``trace``. ``publish.json.claim_lines`` makes one
    record of each claim. The same id and text again is the same page, as the first line has it;
    another text is a failure.

    Raises:
        IntakeError: the file of decisions cannot be read; nothing has been done.
    """
    return pipeline.trace_pages(
        map(_captured_or_cleaned, _numbered(lines, place)),
        cleaning=cleaning,
        decisions=decisions,
        jobs=jobs,
        progress=progress,
    )


def lines_of(file: IO[bytes]) -> Iterator[bytes]:
    """The lines of an open file; of one that is too long only as much as shows that it is."""
    return bounded_lines(file, longest=LONGEST_LINE)


def _numbered(lines: Iterable[bytes], place: str) -> Iterator[Line]:
    for number, line in enumerate(lines, 1):
        content = line.removeprefix(codecs.BOM_UTF8).strip()
        if content:
            yield f"{place}:{number}", content


def _read(place: str, content: bytes) -> tuple[Capture, Record]:
    """The page that a line holds, and all that the line says."""
    if len(content) > LONGEST_LINE:
        raise IntakeError(f"a line of more than {LONGEST_LINE:,} bytes", next="split it")
    return capture_of_line(content, place=place), json.loads(content)


# --------------------------------------------------------------- attribute


def _attribute_line(line: Line, *, flat: bool) -> Record | Failure:
    place, content = line
    try:
        article = _article_of(*_read(place, content))
        found = find_attributions(article, flat=flat)
    except FirsthandError as error:
        return pipeline.failure_of(place, error)
    return {"id": article.id, "attributions": [_attribution(a) for a in found]}


def _article_of(capture: Capture, told: Record) -> Article:
    if capture.form != "text":
        raise IntakeError('"html", where "text" is read', next="run `firsthand clean` on it first")
    text = capture.content.decode()
    if told.get("blocks") is None:
        return pipeline.read(text=text, id=capture.id, as_body=True)
    return Article(
        id=capture.id,
        inputs=(capture.place,),
        text=text,
        blocks=_blocks(told["blocks"], text),
        language=told.get("language"),
    )


def _blocks(records: Any, text: str) -> tuple[Block, ...]:
    """The blocks of a line that has been cleaned.

    Raises:
        IntakeError: they are no blocks of this text: each code point stands in one.
    """
    try:
        blocks = tuple(
            Block(b["start"], b["end"], b["role"], b.get("kind"), shown=b.get("shown", "body"))
            for b in records
        )
        starts, ends = [b.start for b in blocks], [b.end for b in blocks]
        fits = [0, *ends] == [*starts, len(text)] and all(map(_is_block, blocks))
    except (TypeError, KeyError, AttributeError):
        fits = False
    if not fits:
        raise IntakeError('"blocks" are not blocks of this text', next="run `firsthand clean`")
    return blocks


def _is_block(block: Block) -> bool:
    whole = type(block.start) is type(block.end) is int and block.start <= block.end
    return whole and block.role in get_args(Role) and block.shown in get_args(Shown)


def _attribution(attribution: Attribution) -> Record:
    return {
        "source": _pairs(attribution.source),
        "cue": _pairs(attribution.cue),
        "content": _pairs(attribution.content),
        "nested_in": attribution.nested_in,
        "own_voice": attribution.own_voice,
    }


def _pairs(spans: Spans) -> list[list[int]]:
    return [[span.start, span.end] for span in spans]


# ----------------------------------------------------------------- stories


def _page_of_line(line: Line) -> tuple[str, Page | Failure]:
    from firsthand.linking import Page

    place, content = line
    try:
        capture, told = _read(place, content)
        if told.get("blocks") is not None:
            body = _article_of(capture, told).body.text
            return place, Page(capture.id, capture.title, body, capture.published)
    except FirsthandError as error:
        return place, pipeline.failure_of(place, error)
    article = pipeline.clean_one(capture, cleaning=pipeline.Cleaning())
    if isinstance(article, Failure):  # nothing but furniture: then that must tell
        article = pipeline.clean_one(capture, cleaning=pipeline.Cleaning(keep_furniture=True))
    if isinstance(article, Failure):
        return place, article
    return place, Page(article.id, article.title, article.body.text, article.published)


# ------------------------------------------------------------------ claims


def _captured_or_cleaned(line: Line) -> pipeline.Page:
    place, content = line
    try:
        capture, told = _read(place, content)
        return capture if told.get("blocks") is None else _cleaned(capture, told)
    except FirsthandError as error:
        return pipeline.failure_of(place, error)


def _cleaned(capture: Capture, told: Record) -> Article:
    """The article of a line that ``clean`` gave, with all that it says of the page."""
    article = _article_of(capture, told)
    return dataclasses.replace(
        article,
        url=capture.url,
        title=capture.title,
        published=edtf_date(capture.published),
        outlet=find_outlet(
            given=capture.outlet, sitename=None, url=capture.url, text="", blocks=()
        ),
        byline=_string(told, "byline"),
        modified=_string(told, "modified"),
        language=_string(told, "language"),
        section=_string(told, "section"),
        agency=_string(told, "agency"),
        links=_links(told.get("links"), article.text),
    )


def _string(told: Record, key: str) -> str | None:
    value = told.get(key)
    if value is not None and not isinstance(value, str):
        raise IntakeError(f'"{key}" is no string', next="write it as a string")
    return value


def _links(records: Any, text: str) -> tuple[Link, ...]:
    """The links of a line that has been cleaned.

    Raises:
        IntakeError: they are no links of this text.
    """
    try:
        links = tuple(Link(Span(r["start"], r["end"]), r["url"]) for r in records or ())
        fits = all(_is_link(link, text) for link in links)
    except (TypeError, KeyError, AttributeError, ValueError):
        fits = False
    if not fits:
        raise IntakeError('"links" are not links of this text', next="run `firsthand clean`")
    return links


def _is_link(link: Link, text: str) -> bool:
    whole = type(link.span.start) is type(link.span.end) is int and isinstance(link.url, str)
    return whole and link.span.end <= len(text)


class _OneTextAnId:
    """Refuses a page whose id stands for another text: their stories could not be told apart."""

    def __init__(self) -> None:
        self._first: dict[str, tuple[bytes, str]] = {}

    def check(self, read: tuple[str, Page | Failure]) -> Page | Failure:
        place, page = read
        if isinstance(page, Failure):
            return page
        digest = hashlib.sha256(repr(page).encode()).digest()
        known, where = self._first.setdefault(page.id, (digest, place))
        if known == digest:
            return page
        return pipeline.id_taken(place, page.id, first=where)


# ------------------------------------------------------------------- clean


class _Watched:
    """A stream that knows whether it was read to its end and held nothing but blanks."""

    def __init__(self, stream: BinaryIO | None) -> None:
        self._given = stream
        self._blank = True
        self.was_empty = False

    @property
    def _stream(self) -> BinaryIO:
        return self._given or sys.stdin.buffer  # only where it is read: there may be none

    def read(self, size: int, /) -> bytes:
        return self._seen(self._stream.read(size))

    def readline(self, size: int, /) -> bytes:
        return self._seen(self._stream.readline(size))

    def _seen(self, part: bytes) -> bytes:
        self._blank = self._blank and not part.removeprefix(codecs.BOM_UTF8).strip()
        self.was_empty = self._blank and not part  # a stream that breaks off has no end
        return part


def record_of(article: Article) -> Record:
    """A cleaned article as one JSON line says it; ``url``, ``outlet`` and the like as lines
    have them, so that every command takes what ``firsthand clean`` gives.
    """
    return {
        "id": article.id,
        "text": article.text,
        "body": article.body.text,
        "blocks": [_block(block) for block in article.blocks],
        "links": [
            {"start": link.span.start, "end": link.span.end, "url": link.url}
            for link in article.links
        ],
        "title": article.title,
        "byline": article.byline,
        "published": article.published,
        "modified": article.modified,
        "language": article.language,
        "section": article.section,
        "publisher_tags": list(article.publisher_tags),
        "agency": article.agency,
        "url": article.url,
        "outlet": article.outlet.name,
    }


def _block(block: Block) -> Record:
    return {
        "start": block.start,
        "end": block.end,
        "role": block.role,
        "kind": block.kind,
        "certainty": block.certainty,
        "shown": block.shown,
        "reason": block.reason,
    }
