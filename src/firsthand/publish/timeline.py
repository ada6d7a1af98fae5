"""What is said to have happened when, beside when it was published.

Days run down. A circle is a time that a statement gives, a square the day a page came out;
between two dates far apart stands how long. The picture shows the first of each date, the
table on the page all of them.
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from firsthand.publish.edtf import Days, days_between, days_of, gap_in_words, in_words
from firsthand.publish.marks import escape
from firsthand.publish.phrases import count, cut, words_at
from firsthand.publish.pictures import Picture
from firsthand.types import Article, Attribution, Span, Statement, Time

MOST_DATES = 30  # of the picture
MOST_OF_ONE = 3  # lines of each sort at one date
GAP_DAYS = 14  # from which it is told how long nothing is told
_WIDTH, _LINE, _GAP = 440, 17, 9
_DATE_CHARACTERS, _SPINE, _CLAIMED, _PUBLISHED, _TEXT = 16, 140, 156, 174, 190
_ROOM = 35  # letters beside the marks


@dataclass(frozen=True, slots=True)
class Claimed:
    """A time in a statement, and the words of the time."""

    statement: Statement
    span: Span
    words: str


@dataclass(frozen=True, slots=True)
class Day:
    """A date with what is said to have happened then, and the pages that came out."""

    words: str
    days: Days
    claimed: tuple[Claimed, ...]
    published: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Timeline:
    """The dates in order; how many times have no date, and how many pages none."""

    dates: tuple[Day, ...]
    undated: int
    unpublished: int


def timeline_of(articles: Sequence[Article]) -> Timeline:
    """Sort the times of all statements, and the days of publication.

    A time belongs to the innermost statement whose content holds it; one that no statement
    holds is left out. A time without a date, or with one that is not read, is counted.
    """
    claimed = [(time, one) for article in articles for time, one in _claimed(article)]
    dates: dict[tuple[Days, str], tuple[list[Claimed], list[str]]] = {}
    for time, one in claimed:
        if (days := days_of(time.edtf)) is not None:
            dates.setdefault((days, in_words(time.edtf or "")), ([], []))[0].append(one)
    for article in articles:
        if (days := days_of(article.published)) is not None:
            dates.setdefault((days, in_words(article.published or "")), ([], []))[1].append(
                article.id
            )
    return Timeline(
        dates=tuple(
            Day(words, days, tuple(told), tuple(pages))
            for (days, words), (told, pages) in sorted(dates.items(), key=lambda item: item[0])
        ),
        undated=sum(days_of(time.edtf) is None for time, _ in claimed),
        unpublished=sum(days_of(article.published) is None for article in articles),
    )


def _claimed(article: Article) -> Iterator[tuple[Time, Claimed]]:
    owner = _inmost(article) if article.times else []
    for time in article.times:
        holder = owner[time.span.start] if time.span.start < len(owner) else None
        if holder is not None and any(span.covers(time.span) for span in holder.content):
            words = words_at(article, (time.span,))
            yield time, Claimed(Statement(article.id, holder.id), time.span, words)


def _inmost(article: Article) -> list[Attribution | None]:
    """For each code point of the text the innermost statement whose content holds it."""
    owner: list[Attribution | None] = [None] * len(article.text)
    for attribution in sorted(article.attributions, key=_length, reverse=True):
        for span in attribution.content:
            owner[span.start : span.end] = [attribution] * (span.end - span.start)
    return owner


def _length(attribution: Attribution) -> int:
    return sum(span.end - span.start for span in attribution.content)


# --------------------------------------------------------------------- drawing


@dataclass(frozen=True, slots=True)
class Names:
    """What the picture calls a statement's speaker and a page."""

    who: dict[Statement, str]
    pages: dict[str, str]


@dataclass(frozen=True, slots=True)
class Mark:
    """A line of the picture: a circle, a square, or no mark, and words."""

    look: str
    words: str


def draw_timeline(timeline: Timeline, names: Names, *, key: str) -> Picture:
    """Draw the dates downwards; ``key`` is an HTML id for the picture."""
    shown = timeline.dates[:MOST_DATES]
    drawn, y = [], _GAP
    before: Day | None = None
    for day in shown:
        if before is not None and (gap := days_between(before.days, day.days)) >= GAP_DAYS:
            drawn.append(_pause(gap, y))
            y += _LINE + _GAP
        piece, height = _day(day, names, y)
        drawn.append(piece)
        y += height + _GAP
        before = day
    if len(timeline.dates) > MOST_DATES:
        more = f"and {count(len(timeline.dates) - MOST_DATES, 'date')} more, in the table"
        drawn.append(_text(more, _TEXT, y + 12, "muted"))
        y += _LINE + _GAP
    spine = Markup('<line class="spine" x1="{x}" x2="{x}" y1="{a}" y2="{b}"/>').format(
        x=_SPINE, a=_GAP // 2, b=y
    )
    words = _words(shown, names)
    return Picture(_svg(spine + Markup().join(drawn), y, words, key), words)


def _day(day: Day, names: Names, top: int) -> tuple[Markup, int]:
    """A date and its marks, and how high they are."""
    label = textwrap.wrap(day.words, _DATE_CHARACTERS) or [""]
    marks = [*_marks_claimed(day, names), *_marks_published(day, names)]
    rows = [_text(row, 4, top + _LINE * n + 12, "date") for n, row in enumerate(label)]
    for n, mark in enumerate(marks):
        rows.append(_mark(mark, top + _LINE * n))
    return Markup().join(rows), _LINE * max(len(label), len(marks))


def _marks_claimed(day: Day, names: Names) -> Iterator[Mark]:
    """One line for each speaker; who gives one date twice says it once."""
    told = (f"“{c.words}”, {names.who.get(c.statement, 'unknown')}" for c in day.claimed)
    yield from _first(dict.fromkeys(told), "claimed")


def _marks_published(day: Day, names: Names) -> Iterator[Mark]:
    yield from _first([names.pages.get(one, one) for one in day.published], "published")


def _first(lines: Iterable[str], look: str) -> Iterator[Mark]:
    every = list(lines)
    for words in every[:MOST_OF_ONE]:
        yield Mark(look, words)
    if len(every) > MOST_OF_ONE:
        yield Mark("", f"and {len(every) - MOST_OF_ONE} more {look}")


def _mark(mark: Mark, top: int) -> Markup:
    middle = top + 8
    signs = {
        "claimed": Markup('<circle class="when claimed" cx="{}" cy="{}" r="5"/>').format(
            _CLAIMED, middle
        ),
        "published": Markup(
            '<rect class="when published" x="{}" y="{}" width="10" height="10"/>'
        ).format(_PUBLISHED - 5, middle - 5),
    }
    words = _text(cut(mark.words, _ROOM), _TEXT, top + 12, mark.look or "muted")
    return signs.get(mark.look, Markup()) + words


def _pause(days: int, top: int) -> Markup:
    return _text(f"{gap_in_words(days)} later", _TEXT, top + 12, "muted") + Markup(
        '<line class="pause" x1="{x}" x2="{x}" y1="{a}" y2="{b}"/>'
    ).format(x=_SPINE, a=top, b=top + _LINE)


def _text(words: str, x: int, y: int, look: str) -> Markup:
    return Markup('<text class="told {}" x="{}" y="{}">{}</text>').format(look, x, y, escape(words))


def _svg(drawn: Markup, height: int, words: str, key: str) -> Markup:
    return Markup(
        '<svg role="img" aria-labelledby="{key}-t" aria-describedby="{key}-d"'
        ' width="{w}" height="{h}" viewBox="0 0 {w} {h}">'
        '<title id="{key}-t">Timeline</title><desc id="{key}-d">{words}</desc>{drawn}</svg>'
    ).format(key=key, w=_WIDTH, h=height, words=escape(words), drawn=drawn)


def _words(dates: Sequence[Day], names: Names) -> str:
    return " ".join(f"{day.words}: {'; '.join(_told(day, names))}." for day in dates)


def _told(day: Day, names: Names) -> Iterator[str]:
    for mark in (*_marks_claimed(day, names), *_marks_published(day, names)):
        yield f"published: {mark.words}" if mark.look == "published" else mark.words
