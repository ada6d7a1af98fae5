"""Quotation marks of every style into quotations, over paragraphs and furniture.

Newsrooms write ``"…"``, ``“…”``, ``‘…’``, ``'…'``, ``''…''``, ``«…»`` and ``„…“``. A
quotation of several paragraphs repeats the opening mark at each and closes only the
last. A forgotten mark spoils its own paragraph at most: a text with an odd number of
marks is read like any other.

Source: the house rules of AP and Reuters for continued quotations; the reading of
undirected marks by their neighbours follows ``quote_mask`` of the PolNeAR scorer.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from firsthand.types import BodyView, Span, Spans

MARK = re.compile(r"''(?!')|'''|``|’’|‘‘|[\"“”„‟«»＂]|['‘’‚‹›]")
OPENING = frozenset(("“", "„", "‟", "«", "``", "‘‘", "‘", "‚", "‹"))
CLOSING = frozenset(("”", "»", "’’", "›"))
SINGLE = frozenset("'‘’‚‹›")
OPENING_SINGLE = frozenset("'‘")
DOUBLE = re.compile("''|``|‘‘|[\"“”„]")
BEFORE_OPENING = frozenset("([{–—-/\"“”‘'")
AFTER_CLOSING = frozenset(".,;:!?)]}–—-\"”’'…")
STOPS = frozenset(".,!?…;:-–—")
NEAR = 200  # code points before a mark that can be blank
FAR = 4  # paragraphs that a quotation may run on over without repeating its mark
MOST_MARKS = 200  # apostrophes and marks that one quotation can hold


@dataclass(frozen=True, slots=True)
class Quotation:
    """A quotation in code points of the body view, its marks included.

    ``pieces`` has one span a paragraph. ``depth`` is 0 for an outermost quotation.
    ``closed`` is False where no mark closes it before its last paragraph ends.
    """

    pieces: Spans
    depth: int
    closed: bool

    @property
    def start(self) -> int:
        return self.pieces[0].start

    @property
    def end(self) -> int:
        return self.pieces[-1].end


@dataclass(frozen=True, slots=True)
class _Piece:
    span: Span
    depth: int
    closed: bool
    single: bool


def find_quotations(view: BodyView) -> list[Quotation]:
    """Find the quotations of the body, in reading order, outer before inner.

    >>> text = 'He said: "One.\\n"Two," and left.'
    >>> view = BodyView(text, [Span(0, 15), Span(15, 31)])
    >>> [[p.of(text) for p in q.pieces] for q in find_quotations(view)]
    [['"One.', '"Two,"']]
    """
    found: list[list[_Piece]] = []  # the pieces of each quotation
    running: list[_Piece] | None = None
    for number, paragraph in enumerate(view.paragraphs):
        following = view.paragraphs[number + 1 : number + 2]
        pieces = _pieces(view.text, paragraph, _first_mark(view.text, *following))
        left_open: list[_Piece] | None = None
        for piece in pieces:
            quotation = [piece]
            if running and piece.depth == 0 and _repeats(view.text, paragraph, piece, running):
                running.append(piece)
                quotation = running
            else:
                found.append(quotation)
            running = None if piece.depth == 0 else running
            if piece.depth == 0 and not piece.closed and _begins_sentence(view.text, quotation):
                rest = _until_closed(view, number, piece)
                found += [[paragraph] for paragraph in rest]  # each says a thing of its own
                left_open = None if rest else quotation
        running = left_open
    return sorted(map(_quotation, found), key=lambda q: (q.start, -q.end))


def _until_closed(view: BodyView, number: int, opened: _Piece) -> list[_Piece]:
    """The paragraphs behind an open “ up to its ”, where the page tears one quotation into
    several paragraphs and nothing opens another before; else nothing.
    """
    if view.text[opened.span.start] != "“":
        return []
    pieces: list[_Piece] = []
    for paragraph in view.paragraphs[number + 1 : number + 1 + FAR]:
        mark = DOUBLE.search(view.text, paragraph.start, paragraph.end)
        if mark is None:
            words = Span(paragraph.start, paragraph.start + len(paragraph.of(view.text).rstrip()))
            pieces.append(_Piece(words, 0, closed=True, single=False))
            continue
        closes = mark.group() == "”" and not view.text[mark.start() - 1].isspace()
        last = _Piece(Span(paragraph.start, mark.end()), 0, closed=True, single=False)
        return [*pieces, last] if closes else []
    return []


def is_marked(spans: Spans, text: str) -> bool:
    """Whether a quotation mark stands in the words; an apostrophe ("the board's") is none."""
    marks = (mark for span in spans for mark in MARK.finditer(text, span.start, span.end))
    return any(
        mark.group() not in SINGLE or not (text[mark.start() - 1 : mark.start()].isalnum())
        for mark in marks
    )


def _quotation(pieces: list[_Piece]) -> Quotation:
    spans = tuple(piece.span for piece in pieces)
    return Quotation(spans, pieces[0].depth, pieces[-1].closed)


def _repeats(text: str, paragraph: Span, piece: _Piece, running: list[_Piece]) -> bool:
    """Whether a paragraph begins with the very mark that an open quotation began with."""
    same = text[running[0].span.start] == text[piece.span.start]
    return same and not text[paragraph.start : piece.span.start].strip()


def _begins_sentence(text: str, quotation: list[_Piece]) -> bool:
    """Whether a quotation can go on in the next paragraph: "“a fine boat and rowed on." lacks
    its closing mark, and the next one is another's.
    """
    words = quotation[0].span.of(text).lstrip("".join(OPENING) + "\"' \t\u00a0[(…")
    return not words[:1].islower()


def _first_mark(text: str, paragraph: Span | None = None) -> str:
    """The quotation mark that a paragraph begins with, or an empty string."""
    if paragraph is None:
        return ""
    mark = MARK.match(text, paragraph.start + _indent(paragraph.of(text)), paragraph.end)
    return mark.group() if mark else ""


def _indent(words: str) -> int:
    return len(words) - len(words.lstrip())


def _pieces(text: str, paragraph: Span, next_mark: str) -> list[_Piece]:
    """The quoted stretches of one paragraph; one still open runs to its last word."""
    end = paragraph.start + len(paragraph.of(text).rstrip())
    closed: list[_Piece] = []
    opened: list[tuple[int, bool]] = []  # where, and whether by a single mark
    singles = _single_pairs(text, paragraph.start, end, next_mark)
    for mark in _marks(text, paragraph.start, end):
        single = mark.group() in SINGLE
        if single and mark.start() not in singles:
            continue  # an apostrophe
        direction = singles[mark.start()] if single else _direction(text, mark, end)
        depth = next((n for n, (_, kind) in enumerate(opened) if kind == single), None)
        if mark.group() == "“" and depth is not None and text[opened[depth][0]] == "„":
            direction = -1  # „…“ closes with the mark that opens elsewhere
        if depth is None and direction >= 0 and not _is_measure(text, mark):
            opened.append((mark.start(), single))
        elif depth is not None and direction <= 0:
            start, _ = opened[depth]
            closed.append(_Piece(Span(start, mark.end()), depth, True, single))
            del opened[depth:]
    # What is still open runs to the end of its paragraph, as continued quotations do;
    # an inner one that nothing closes is not believed.
    closed += [_Piece(Span(start, end), 0, False, single) for start, single in opened[:1]]
    return sorted(closed, key=lambda piece: (piece.span.start, piece.depth))


def _marks(text: str, start: int, end: int) -> list[re.Match[str]]:
    """The marks of a stretch; three straight ones in a row are an inner and an outer."""
    found = []
    for mark in MARK.finditer(text, start, end):
        if mark.group() != "'''":
            found.append(mark)
            continue
        closes = mark.end() == end or not text[mark.end()].isalnum()
        middle = mark.start() + (1 if closes else 2)
        for low, high in ((mark.start(), middle), (middle, mark.end())):
            part = re.compile("'+").match(text, low, high)
            assert part is not None
            found.append(part)
    return found


def _direction(text: str, mark: re.Match[str], end: int) -> int:
    """1: opens, -1: closes, 0: may do either."""
    if mark.group() in OPENING:
        return 1
    if mark.group() in CLOSING:
        return -1
    before = text[mark.start() - 1] if mark.start() else " "
    after = text[mark.end()] if mark.end() < end else " "
    return _may_open(before) - _may_close(after)


def _may_open(before: str) -> bool:
    return before.isspace() or before in BEFORE_OPENING


def _may_close(after: str) -> bool:
    return after.isspace() or after in AFTER_CLOSING


def _is_measure(text: str, mark: re.Match[str]) -> bool:
    """Whether a straight mark after a figure is an inch or a second: 5'10", 12"."""
    return mark.group() in ('"', "''") and text[mark.start() - 1 : mark.start()].isdigit()


def _single_pairs(text: str, start: int, end: int, next_mark: str) -> dict[int, int]:
    """Which single marks are quotation marks: {offset: 1 opens, -1 closes}.

    A single mark is an apostrophe as often as not. It opens only before a word and
    after a blank, and only if one closes it in the same paragraph; a closing one after
    a plural s ("the guards' room") gives way to a later one after a stop. At the head
    of a paragraph, or after a colon, it may stay open if the next paragraph repeats it.
    """
    pairs: dict[int, int] = {}
    marks = [m for m in _marks(text, start, end) if m.group() in SINGLE]
    taken = start - 1
    for number, mark in enumerate(marks):
        if mark.start() <= taken or not _opens_single(text, mark, start, end):
            continue
        closer = _closer(text, marks, number, start, end)
        if closer is None and not _before(text, mark, start):
            closer = _at_the_end(text, marks, number, end)
        if closer is not None:
            pairs[mark.start()], pairs[closer] = 1, -1
            taken = closer
        elif _before(text, mark, start) in ("", ":") and next_mark in OPENING_SINGLE:
            pairs[mark.start()] = 1
    return pairs


def _at_the_end(text: str, marks: list[re.Match[str]], number: int, end: int) -> int | None:
    """The mark after the last stop of a paragraph that begins with one: "'A 'fine' boat.'"."""
    last = marks[-1]
    closes = last.group() != "‘" and not text[last.end() : end].strip()
    stop = text[last.start() - 1] in STOPS and not text[last.start() - 1].isspace()
    return last.start() if closes and stop and len(marks) > number + 1 else None


def _opens_single(text: str, mark: re.Match[str], start: int, end: int) -> bool:
    if mark.group() in ("’", "›") or mark.end() >= end or not _opens_word(text, mark.end()):
        return False
    return mark.start() == start or _may_open(text[mark.start() - 1])


def _opens_word(text: str, at: int) -> bool:
    return text[at].isalnum() or text[at] in '[(“"$£€…'


def _before(text: str, mark: re.Match[str], start: int) -> str:
    """The last code point before a mark that is no blank; empty at a paragraph's head."""
    return text[max(start, mark.start() - NEAR) : mark.start()].rstrip()[-1:]


def _closer(text: str, marks: list[re.Match[str]], number: int, start: int, end: int) -> int | None:
    """Where the quotation of mark ``number`` closes: after a stop if it can, else at the
    first that may. Nothing further than ``MOST_MARKS`` on closes it.
    """
    first: int | None = None
    for mark in marks[number + 1 : number + 1 + MOST_MARKS]:
        if _opens_single(text, mark, start, end) and mark.group() != "’":
            break
        before = text[mark.start() - 1]
        after = text[mark.end()] if mark.end() < end else " "
        if mark.group() in ("‘", "‚", "‹") or before.isspace() or not _may_close(after):
            continue
        if before in STOPS or after in ".,;:!?)" or before != "s":
            return first if first is not None and before not in STOPS else mark.start()
        first = mark.start() if first is None else first
    return first
