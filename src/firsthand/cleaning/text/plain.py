"""Plain text, as scraped or typed: lines to blocks, and blocks to roles.

A block is a paragraph: one line, or several where a text is hard-wrapped. Roles come
from the furniture table and from what stands around a block. When torn, a block is body.
"""

from __future__ import annotations

import bisect
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from firsthand.cleaning import furniture
from firsthand.cleaning.agencies import agency_of
from firsthand.cleaning.draft import EVEN, LITTLE_DOUBT, Draft
from firsthand.cleaning.furniture import Label
from firsthand.cleaning.language import reads_english
from firsthand.cleaning.text.odd_lines import ONE_OF_MANY, odd_lines
from firsthand.data import sounds_like_an_outlet
from firsthand.types import Block, Note, Span
from firsthand.words import normal, words_of

if TYPE_CHECKING:
    from firsthand.cleaning.text.labeller import Guess, Model

NARROWEST_WRAP, WIDEST_WRAP = 50, 120  # characters of a hard-wrapped line
FEWEST_WRAPPED = 0.3  # share of line ends inside sentences, in a hard-wrapped text
LONGEST_HEADLINE, MOST_HEADLINE_WORDS = 200, 22  # characters, words
TOP = 20  # blocks; a headline stands among the first
TITLE_CERTAINTY = 0.8
STRAY_CAPTION = Label(
    "caption", 0.6, "stands where the headline would be, but the article names nobody it names"
)
MASTHEAD = Label("section", 0.85, "stands above the headline and reads like the outlet's name")
FEWEST_PICTURES = 4
LONGEST_MASTHEAD = 5  # words
KEPT_DOUBT = LITTLE_DOUBT  # the most doubt about a line in which somebody says something
SURE = 0.8
LIKE_HEADLINES = ("related", "section", "tags", "caption")
NEVER_BELOW = 0.9  # a sentence that names an outlet is not set aside below this
UNTOLD = "reads like the site's own lines"
NO_DOUBT, SOME_DOUBT = "nothing speaks against it", "more like the article than like the site"
PARAGRAPH_WORDS = 20  # a page without a line so long that ends in a stop is none we know
FOREIGN_BELOW = 0.1  # share of little English words in a paragraph
_FINAL_STOP = re.compile(r"[.!?…。！？।؟:;,][\"'”’»)\]]*$")
_DATELINE = re.compile(r"[A-ZÀ-Þ][\w.,'/ -]{1,60}\(([^()]{2,40})\)\s*[-–—]")  # "ODRA (Reuters) -"
_COPYRIGHT = re.compile(r"^(?:copyright|©|\(c\)|[\s\d,-])+", re.IGNORECASE)
_SENTENCE = re.compile(r"[.…。।][\"'”’»)\]]*$")
_BULLET = re.compile(r"(?:[•‣▪▫◦●○■□▸►➤·∙*]|-(?!.*-$))\s+")  # "- Heading -" is none
_HEADS_LIST = re.compile(r"^(?:heads |the site's own stories)")


@dataclass(frozen=True, slots=True)
class Piece:
    """A block on its way: where it is, its words, whether a blank line stands above it."""

    span: Span
    words: str
    apart: bool

    @property
    def bulleted(self) -> bool:
        return _BULLET.match(self.words) is not None

    @property
    def item(self) -> str:
        """The words without their bullet."""
        return _BULLET.sub("", self.words, count=1)

    @property
    def ends_a_sentence(self) -> bool:
        return _SENTENCE.search(self.words) is not None

    @property
    def like_a_headline(self) -> bool:
        """Short and without a final stop; a question or an exclamation may be a headline."""
        stop = _FINAL_STOP.search(self.words)
        open_end = stop is None or stop.group()[0] in "?!"
        fits = len(self.words) <= LONGEST_HEADLINE
        return open_end and fits and 2 <= len(self.words.split()) <= MOST_HEADLINE_WORDS


def read_plain(text: str, *, title: str | None = None) -> Draft:
    """Split a text into blocks and say what each is.

    ``title`` is what the input says its title is; then no other block becomes one.
    """
    pieces = split(text)
    labels = _label_masthead(pieces, label(pieces))
    guesses = guess(pieces, labels)
    headline = find_headline(pieces, _without_doubt(labels, guesses), title=title)
    labels = _label_top(pieces, labels, headline)
    if headline is not None and title is None and is_stray_caption(pieces, labels, headline):
        labels[headline], headline = STRAY_CAPTION, None
    labels, doubts = with_guesses(pieces, labels, guesses)
    labels = _with_odd_lines(pieces, labels, headline)
    byline = _byline(pieces, labels)
    blocks = tuple(
        _block(piece, labels[i], is_title=i == headline, doubt=doubts[i])
        for i, piece in enumerate(pieces)
    )
    return Draft(
        text=text,
        blocks=blocks,
        title=title or (_title_words(pieces[headline]) if headline is not None else None),
        byline=byline,
        section=_section(pieces, labels),
        publisher_tags=tuple(_tags(pieces, labels)),
        notes=tuple(_gallery_notes(pieces, labels)),
        agency=agency_of(byline=byline, credits=_credits(pieces, labels)),
    )


# ------------------------------------------------------------------ splitting


def split(text: str) -> list[Piece]:
    """The paragraphs of a text; together they hold every code point once.

    A paragraph begins at its first character that is no blank, except that the first
    takes the blanks above it. A text of blanks alone is one piece; an empty one, none.
    """
    starts, aparts = _paragraph_starts(text)
    if not starts:
        return [Piece(Span(0, len(text)), "", True)] if text else []
    bounds = [0, *starts[1:], len(text)]
    spans = [Span(a, b) for a, b in pairwise(bounds)]
    return [Piece(s, s.of(text).strip(), apart) for s, apart in zip(spans, aparts, strict=True)]


def _paragraph_starts(text: str) -> tuple[list[int], list[bool]]:
    lines = text.splitlines(keepends=True)
    width = _wrap_width(lines)
    starts, aparts = [], []
    at, above = 0, ""
    for line in lines:
        words = line.strip()
        if words and not _goes_on(above, words, width=width):
            starts.append(at + len(line) - len(line.lstrip()))
            aparts.append(not above)
        at, above = at + len(line), line.rstrip()
    return starts, aparts


def _wrap_width(lines: Sequence[str]) -> int | None:
    """The width a text is hard-wrapped to, or None: one paragraph a line.

    Wrapped lines end where the next word would not have fitted, often inside a sentence.
    """
    width = max((len(line.rstrip()) for line in lines), default=0)
    if not NARROWEST_WRAP <= width <= WIDEST_WRAP:
        return None
    pairs = [(a.rstrip(), b.strip()) for a, b in pairwise(lines)]
    pairs = [(a, b) for a, b in pairs if a.strip() and b]
    full = [(a, b) for a, b in pairs if _goes_on(a, b, width=width)]
    inside = sum(not _FINAL_STOP.search(a) and not b[0].isupper() for a, b in full)
    wrapped = len(full) * 2 >= len(pairs) and inside > FEWEST_WRAPPED * len(pairs)
    return width if wrapped else None


def _goes_on(above: str, words: str, *, width: int | None) -> bool:
    """Whether a line goes on with the paragraph of the line above it."""
    if width is None or not above or _BULLET.match(words):
        return False
    return len(above) + 1 + len(words.split(maxsplit=1)[0]) > width


# -------------------------------------------------------------------- labels


def label(pieces: Sequence[Piece]) -> list[Label | None]:
    """What furniture each piece is by the table of phrasings, and by bullets and headings.

    None is no furniture that a rule knows.
    """
    labels = [furniture.label(piece.words) for piece in pieces]
    if len(pieces) == 1 and labels[0] and labels[0].certainty < furniture.CERTAIN:
        return [None]  # a text in hand is its own article
    prose = [i for i, piece in enumerate(pieces) if labels[i] is None and not piece.bulleted]
    whole = sum(len(pieces[i].words) for i in prose)
    for run in _bullet_runs(pieces, labels):
        found = _bullets(pieces, run, prose, whole=whole)
        for i in run:
            labels[i] = found or labels[i]
    _label_lists(pieces, labels)
    return labels


def guess(
    pieces: Sequence[Piece], labels: Sequence[Label | None], *, model: Model | None = None
) -> list[Guess | None]:
    """What the trained labeller says of each piece, which sees the whole page.

    None where it cannot judge: on a page without a paragraph (a verse, a table, a scrap),
    and the sentences of a language that it did not learn. ``model`` is another than the
    shipped one.
    """
    english = [reads_english(p.words, least=FOREIGN_BELOW) for p in pieces if _is_paragraph(p)]
    if not english:
        return [None] * len(pieces)
    from firsthand.cleaning.text import labeller  # not to start with: it needs numpy

    guesses = labeller.guess([piece.words for piece in pieces], labels, model=model)
    above, judged = 0, []
    for piece, guessed in zip(pieces, guesses, strict=True):
        own = _is_paragraph(piece)
        above += own
        around = english[max(above - 1, 0) : above + (not own)]  # itself, or above and below
        foreign = not any(around) and _FINAL_STOP.search(piece.words) is not None
        judged.append(None if foreign else guessed)
    return judged


def with_guesses(
    pieces: Sequence[Piece], labels: Sequence[Label | None], guesses: Sequence[Guess | None]
) -> tuple[list[Label | None], list[float]]:
    """What each piece is where the labeller is surer than the rules, and what doubt stays.

    A doubt, from 0 to 1, is about what stays body.
    """
    judged: list[Label | None] = []
    doubts = []
    for piece, found, guessed in zip(pieces, labels, guesses, strict=True):
        doubt = guessed.certainty if guessed else 0.0
        if doubt > KEPT_DOUBT and found is None and is_kept(piece.words, doubt):
            doubt = KEPT_DOUBT
        surer = guessed and doubt > max(found.certainty if found else 0.0, EVEN)
        judged.append(_guessed(guessed, doubt, found) if guessed and surer else found)
        doubts.append(doubt)
    return judged, doubts


def _with_odd_lines(
    pieces: Sequence[Piece], labels: Sequence[Label | None], headline: int | None
) -> list[Label | None]:
    """The labels with those that lines get from the others of their page, the headline aside."""
    words = [piece.words if i != headline else "" for i, piece in enumerate(pieces)]
    return odd_lines(words, labels)


def is_kept(words: str, doubt: float) -> bool:
    """Whether a line stays body whatever the doubt: the class of lines never to lose."""
    return furniture.somebody_speaks(words) or (
        doubt < NEVER_BELOW and furniture.tells_of_an_outlet(words)
    )


def _guessed(guessed: Guess, certainty: float, found: Label | None) -> Label:
    if found:  # the rule's kind and words, the labeller's certainty
        return Label(found.kind, certainty, found.reason)
    return Label(guessed.kind, certainty, "; ".join(guessed.reasons) or UNTOLD)


def _without_doubt(
    labels: Sequence[Label | None], guesses: Sequence[Guess | None]
) -> list[Label | None]:
    """The labels, and those guesses that are sure of a kind which no headline looks like."""
    return [
        _guessed(guessed, guessed.certainty, None)
        if found is None and guessed and _is_no_headline(guessed)
        else found
        for found, guessed in zip(labels, guesses, strict=True)
    ]


def _is_no_headline(guessed: Guess) -> bool:
    return guessed.certainty > SURE and guessed.kind not in (None, *LIKE_HEADLINES)


def _is_paragraph(piece: Piece) -> bool:
    return len(piece.words.split()) >= PARAGRAPH_WORDS and piece.ends_a_sentence


def _bullet_runs(pieces: Sequence[Piece], labels: Sequence[Label | None]) -> Iterator[range]:
    start = None
    for i in range(len(pieces) + 1):
        inside = i < len(pieces) and pieces[i].bulleted and labels[i] is None
        if inside and start is None:
            start = i
        elif not inside and start is not None:
            yield range(start, i)
            start = None


def _bullets(
    pieces: Sequence[Piece], run: range, prose: Sequence[int], *, whole: int
) -> Label | None:
    """Whether bulleted lines are the article's own list, the publisher's tags, or links.

    ``prose`` are the pieces that are neither furniture nor bulleted, ``whole`` their length.
    """
    items = [pieces[i].item for i in run]
    before = bisect.bisect_left(prose, run.start)
    below = before < len(prose)
    if before == 0 or not _ends_prose(pieces[prose[before - 1]]):
        return None  # a summary on top; a list under a heading or after a colon
    if _is_own_list(items, whole=whole):
        return None
    if not below and len(items) > 1 and all(_short_noun(item) for item in items):
        return Label("tags", 0.85, "short bulleted names below the article")
    if all(len(item.split()) >= 5 and len(item) <= LONGEST_HEADLINE for item in items):
        dashed = pieces[run.start].words[0] in "-*"
        # Three and more may be a summary that the article makes of itself, and so may dashes.
        sure = 0.4 if len(items) > 2 and below else 0.7 if dashed else 0.85
        return Label("related", sure, "a bulleted headline of another article")
    return None


def _is_own_list(items: Sequence[str], *, whole: int) -> bool:
    """Whether a list is most of the article, or its items end in stops or begin small."""
    stopped = sum(bool(_FINAL_STOP.search(item)) for item in items)
    most = sum(map(len, items)) > whole
    return most or stopped * 2 >= len(items) or any(item[:1].islower() for item in items)


def _ends_prose(piece: Piece) -> bool:
    """Whether a paragraph is over: it ends in a stop or a quotation mark, not in a colon."""
    return re.search(r"[.!?…。！？।؟\"'”’»)\]]$", piece.words) is not None


def _short_noun(item: str) -> bool:
    return len(item.split()) <= 4 and not _FINAL_STOP.search(item)


def _label_lists(pieces: Sequence[Piece], labels: list[Label | None]) -> None:
    """Give the lines under "Most read" or "Topics" the kind of their heading."""
    head: Label | None = None
    for i, piece in enumerate(pieces):
        found = labels[i]
        if found is not None:
            heads = _HEADS_LIST.match(found.reason) or _points_below(piece, found)
            head = found if heads else None
        elif head and (piece.like_a_headline or _short_noun(piece.words)):
            labels[i] = Label(head.kind, 0.85, "stands in a list that the site put here")
        else:
            head = None


def _points_below(piece: Piece, found: Label) -> bool:
    """Whether a pointer to other articles ("Read more:") names none on its own line."""
    return found.kind == "related" and piece.words.endswith(":")


def _gallery_notes(pieces: Sequence[Piece], labels: Sequence[Label | None]) -> Iterator[Note]:
    pictures = [
        piece
        for piece, found in zip(pieces, labels, strict=True)
        if found and found.reason.startswith(ONE_OF_MANY)
    ]
    if len(pictures) >= FEWEST_PICTURES:
        told = f"a gallery of {len(pictures)} pictures: what it tells stands in their captions"
        yield Note("gallery", pictures[0].span, told)


# ---------------------------------------------------- the top of the article


def find_headline(
    pieces: Sequence[Piece], labels: Sequence[Label | None], *, title: str | None
) -> int | None:
    """Which piece is the headline, or None.

    With a ``title`` from the input, the first piece that says the same. Without, the
    first piece that looks like one and stands above the first sentence of the article.
    """
    if title is not None:
        wanted = words_of(title)
        return next((i for i, p in enumerate(pieces[:TOP]) if words_of(p.words) == wanted), None)
    for i, piece in enumerate(pieces[:TOP]):
        if labels[i] is not None and not _mere_section(labels[i]):
            continue
        if piece.ends_a_sentence or piece.bulleted:
            return None
        if _mere_section(labels[i]) and _more_headlines(pieces, labels, i + 1):
            continue
        if piece.like_a_headline and _heads(pieces, labels, i):
            return i
    return None


def _label_masthead(pieces: Sequence[Piece], labels: Sequence[Label | None]) -> list[Label | None]:
    """The outlet's name above the headline is the site's, and never the title."""
    labelled = list(labels)
    first = next((i for i, found in enumerate(labels[:TOP]) if found is None), None)
    if first is not None:
        words = pieces[first].words
        short = len(words.split()) <= LONGEST_MASTHEAD and not pieces[first].ends_a_sentence
        if short and sounds_like_an_outlet(words) and _more_headlines(pieces, labels, first + 1):
            labelled[first] = MASTHEAD
    return labelled


def _mere_section(found: Label | None) -> bool:
    return found is not None and found.kind == "section"


def _more_headlines(pieces: Sequence[Piece], labels: Sequence[Label | None], start: int) -> bool:
    following = (pieces[i] for i in range(start, len(pieces)) if labels[i] is None)
    return (below := next(following, None)) is not None and below.like_a_headline


def _heads(pieces: Sequence[Piece], labels: Sequence[Label | None], i: int) -> bool:
    """Whether an article stands under the piece: a verse or a table cell heads nothing."""
    below = [j for j in range(i + 1, len(pieces)) if labels[j] is None]
    if not any(pieces[j].ends_a_sentence for j in below):
        return False
    return pieces[below[0]].apart or len(pieces[below[0]].words) >= 60 or below[0] > i + 1


def _label_top(
    pieces: Sequence[Piece], labels: Sequence[Label | None], headline: int | None
) -> list[Label | None]:
    """Leave "World News" a section only above the headline; below, it is a subheading."""
    first = next((i for i, p in enumerate(pieces) if labels[i] is None and p.ends_a_sentence), 0)
    top = headline if headline is not None else first
    paths = [found is not None and "path from" in found.reason for found in labels]
    return [
        found if not _mere_section(found) or i < top or paths[i] else None
        for i, found in enumerate(labels)
    ]


def is_stray_caption(
    pieces: Sequence[Piece], labels: Sequence[Label | None], headline: int
) -> bool:
    """Whether the would-be headline tells of somebody whom the article never names.

    "Mayor Reis visits Odra" above a story with neither a Reis nor an Odra is the title of
    a picture or a video. Only where capitals tell names, and two names or more are gone.
    """
    words = re.findall(r"[^\W\d_][\w'-]*", normal(pieces[headline].words))
    if sum(w[0].islower() for w in words) * 2 < len(words):
        return False  # every Word Is Capitalised
    body = [p.words for i, p in enumerate(pieces) if i != headline and labels[i] is None]
    named = {w.lower() for w in re.findall(r"[^\W\d_][\w-]*", normal(" ".join(body)))}
    missing = [_is_missing(w, named) for w in words if w[0].isupper()]
    actor = any(
        a[0].isupper() and _is_missing(a, named) and re.fullmatch(r"[a-z]+s", b)
        for a, b in pairwise(words)
    )
    return len(named) >= 60 and actor and sum(missing) >= 2 and sum(missing) * 2 > len(missing)


def _is_missing(name: str, named: set[str]) -> bool:
    stem = re.sub(r"'s?$", "", name).lower()
    return not any(stem in word or (len(word) > 3 and word in stem) for word in named)


# ------------------------------------------------------------------- results


def _block(piece: Piece, found: Label | None, *, is_title: bool, doubt: float) -> Block:
    start, end = piece.span.start, piece.span.end
    if is_title:
        reason = "the first line that reads like a headline"
        return Block(start, end, "title", certainty=TITLE_CERTAINTY, reason=reason)
    if found is None:
        reason = NO_DOUBT if doubt <= LITTLE_DOUBT else SOME_DOUBT
        return Block(start, end, "body", certainty=round(1 - doubt, 2), reason=reason)
    return furniture.block(start, end, found)


def _title_words(piece: Piece) -> str:
    return " ".join(re.sub(r"^#+\s+", "", piece.words).split())  # without a Markdown mark


def _byline(pieces: Sequence[Piece], labels: Sequence[Label | None]) -> str | None:
    for piece, found in zip(pieces, labels, strict=True):
        if found and found.kind == "byline":
            by = re.sub(
                r"^(?:(?:words|written|story)\s+)?(?:by|from)\s+", "", piece.words, flags=re.I
            )
            return by.strip() or None
    return None


def _credits(pieces: Sequence[Piece], labels: Sequence[Label | None]) -> Iterator[str]:
    """Who is credited: in the dateline of the first sentence, in credits, as owner."""
    body = (p for p, found in zip(pieces, labels, strict=True) if found is None)
    first = next((p.words for p in body if p.ends_a_sentence), "")
    if dateline := _DATELINE.match(first):
        yield dateline.group(1)
    for piece, found in zip(pieces, labels, strict=True):
        if found and found.kind == "credit":
            yield _COPYRIGHT.sub("", piece.words).split(".")[0]


def _section(pieces: Sequence[Piece], labels: Sequence[Label | None]) -> str | None:
    sections = (p.words for p, found in zip(pieces, labels, strict=True) if _mere_section(found))
    return next(sections, None)


def _tags(pieces: Sequence[Piece], labels: Sequence[Label | None]) -> Iterator[str]:
    for piece, found in zip(pieces, labels, strict=True):
        if found and found.kind == "tags" and not _HEADS_LIST.match(found.reason):
            listed = re.sub(r"^(?:[^:]{1,20}:|filed under)", "", piece.item, flags=re.I)
            yield from (tag.strip(" #") for tag in re.split(r"[,|;]", listed) if tag.strip(" #"))
