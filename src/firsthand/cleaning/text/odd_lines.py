"""Lines that stand out from the prose of their own page: what no line shows by itself.

A caption reads like a sentence of the article; that it alone has no full stop gives it away.
So do pictures that all begin alike, headlines in a row behind kickers in capitals, and titles
with a colon at the foot. Only lines that nothing else has labelled are looked at, and all of
it stays to be read, grey or aside, with its reason.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby, takewhile

from firsthand.cleaning.furniture import Label
from firsthand.cleaning.outlets import names_an_outlet
from firsthand.words import normal

Found = Sequence[Label | None]

ONE_OF_MANY = "one picture of a gallery"  # as in rows of furniture.csv
FEWEST_ALIKE, SHORTEST_START = 4, 3  # pictures of a gallery; words they all begin with
FEWEST_KICKERS = 3
FEWEST_PARAGRAPHS, PARAGRAPH_WORDS = 5, 12  # that end in a stop, for a page to be known by them
LEAST_STOPPED = 0.6  # of lines as long as a paragraph
CAPTION_WORDS = (8, 60)
SURE, GUESS = 0.85, 0.6  # set aside; shown grey
MOST_UNSTOPPED = 4  # in a row; more are a list of the article
FOOT_LINES, FOOT_WORDS, TITLE_WORDS = (2, 6), 30, (3, 14)
UNSTOPPED = Label(
    "caption",
    GUESS,
    "reads like a caption or a heading: no full stop, where the paragraphs around it have one",
)

_STOPPED = re.compile(r"[.!?…。！？।؟:;,|-][\"'”’»)\]]*$|[\"'”’»\])]$")
_LIST_ITEM = re.compile(r"^(?:[^\w\"'“‘(]|\d|\(?[a-z\d][.)]\s)")  # a bullet, a number, a date
_SIGNED = re.compile(r"[-–—]\s?[^.!?]{2,60}$|(?:https?:|www\.|pic\.|[@#])\S*$")
_SAYS_LAST = re.compile(
    r"(?:\b(?:said|says|told \w+|added|reports?|reported|wrote|according to [^,.]{2,60})"
    r"|\bsaid (?:on|in|at) [^,.]{2,40})$",
    re.IGNORECASE,
)
_GOES_ON = re.compile(
    r"^(?:and|but|so|yet|still|also|however|meanwhile|moreover|ultimately|in addition)\b",
    re.IGNORECASE,
)
_KICKER = re.compile(  # "GATE OF WRATH Keeper says": a headline begins after it
    r"(?:^|(?<=\s))[A-ZÀ-Þ][A-ZÀ-Þ'&-]+(?: [A-ZÀ-Þ][A-ZÀ-Þ'&-]*)+[?!]?(?=\s[A-ZÀ-Þ'][\w'-]*[a-z])"
)
_FULL_STOP = re.compile(r"\.(?:\s|$)")
_TITLED = re.compile(r"([A-ZÀ-Þ\d][^:.!?]+): [A-ZÀ-Þ][^:]*[.!?]$")


def odd_lines(lines: Sequence[str], labels: Found) -> list[Label | None]:
    """The labels of a page's lines, with those that are odd among the others labelled, too.

    ``labels`` is what each is by itself. Certainties: a gallery's pictures and kickers are
    sure enough to be set aside; a line without a stop is a guess, and so is a title at the foot.
    """
    found = list(labels)
    plain = [normal(line).strip() for line in lines]
    for look in (_galleries, _kickers, _unstopped, _foot):
        for i, label in look(plain, found):
            found[i] = label
    return found


def _galleries(lines: Sequence[str], labels: Found) -> Iterator[tuple[int, Label]]:
    """Lines in a row that begin with the same words, each going on with a title of its own."""
    words = [line.split() for line in lines]

    def start(i: int) -> tuple[str, ...] | None:
        if labels[i] is not None or _LIST_ITEM.search(lines[i]) or len(words[i]) <= SHORTEST_START:
            return None
        return tuple(words[i][:SHORTEST_START])

    for first, run in groupby(range(len(lines)), key=start):
        pictures = list(run)
        if first is None or len(pictures) < FEWEST_ALIKE:
            continue
        shared = _common([words[i] for i in pictures])
        titles = [" ".join(words[i][len(shared) :])[:1] for i in pictures]
        if shared[-1][-1].isalnum() and all(title.isupper() for title in titles):
            told = f'{ONE_OF_MANY}: {len(pictures)} lines begin "{" ".join(shared)}"'
            yield from ((i, Label("caption", SURE, told)) for i in pictures)


def _common(rows: Sequence[Sequence[str]]) -> Sequence[str]:
    """The words that all rows begin with."""
    alike = takewhile(lambda column: len(set(column)) == 1, zip(*rows, strict=False))
    return rows[0][: len(list(alike))]


def _kickers(lines: Sequence[str], labels: Found) -> Iterator[tuple[int, Label]]:
    """Headlines that run into one another, each behind a kicker in capitals."""
    for i, line in enumerate(lines):
        found = list(_KICKER.finditer(line))
        if labels[i] is not None or len(found) < FEWEST_KICKERS or found[0].start() > 0:
            continue
        small = sum(word[-1:].islower() for word in line.split())
        if 2 * small > len(line.split()) and len(_FULL_STOP.findall(line)) < len(found):
            yield i, Label("related", SURE, f"{len(found)} headlines in a row behind capitals")


def _unstopped(lines: Sequence[str], labels: Found) -> Iterator[tuple[int, Label]]:
    """Lines like a sentence, but without the stop that the paragraphs around them have."""
    own = [i for i, label in enumerate(labels) if label is None]
    long = [i for i in own if _words(lines[i]) >= PARAGRAPH_WORDS]
    prose = [i for i in long if not _is_unstopped(lines[i])]
    if len(prose) < max(FEWEST_PARAGRAPHS, LEAST_STOPPED * len(long)):
        return
    within = [i for i in own if prose[0] < i < prose[-1]]
    for unstopped, run in groupby(within, key=lambda i: _is_unstopped(lines[i])):
        row = list(run)
        if unstopped and len(row) <= MOST_UNSTOPPED:
            yield from ((i, UNSTOPPED) for i in row if _like_a_caption(lines[i]))


def _is_unstopped(line: str) -> bool:
    return bool(line) and _STOPPED.search(line) is None


def _like_a_caption(line: str) -> bool:
    """Whether a line without a stop is no item of a list, no post, and nobody's words.

    A sentence that names an outlet or an agency is never to be lost.
    """
    least, most = CAPTION_WORDS
    others = (_LIST_ITEM, _GOES_ON, _SIGNED, _SAYS_LAST)
    own = least <= _words(line) <= most and not any(other.search(line) for other in others)
    return own and not names_an_outlet(line)


def _foot(lines: Sequence[str], labels: Found) -> Iterator[tuple[int, Label]]:
    """The last lines of the article, where they alone are "A title: what it is about." """
    own = [i for i, label in enumerate(labels) if label is None and lines[i]]
    titled = [_is_titled(lines[i]) for i in own]
    number = sum(1 for _ in takewhile(bool, reversed(titled)))
    least, most = FOOT_LINES
    if least <= number <= most and sum(titled) == number <= len(own) - FEWEST_PARAGRAPHS:
        told = "reads like a title and what it is about, at the foot of the article"
        yield from ((i, Label("related", GUESS, told)) for i in own[-number:])


def _is_titled(line: str) -> bool:
    found = _TITLED.match(line)
    least, most = TITLE_WORDS
    return bool(found and least <= _words(found[1]) <= most and _words(line) <= FOOT_WORDS)


def _words(line: str) -> int:
    return len(line.split())
