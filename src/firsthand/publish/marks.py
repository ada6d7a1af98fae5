"""An article's whole text as HTML that reads back exactly, with its attributions marked.

The rule: ``textContent`` of what :func:`mark_text` returns is ``article.text``, code
point for code point. An HTML parser would break it in four ways, and each has an answer:

* it turns CR into LF: written as ``&#13;``;
* it drops NUL and cannot spell a lone surrogate: a U+FFFD stands there until ``page.js``
  puts the code point back, so without scripts the length still holds;
* it drops the first line break of a ``pre``: the text is in ``div`` and ``mark``;
* labels would become text: they are attributes, and the style sheet shows them.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from markupsafe import Markup
from markupsafe import escape as escape_markup

from firsthand.publish.phrases import percent
from firsthand.publish.terminal import visible
from firsthand.types import Article, Block, Span, Spans

Part = Literal["source", "cue", "content"]
PARTS: tuple[Part, ...] = ("source", "cue", "content")

# What a reader cannot see or a parser cannot keep: controls, bidirectional overrides that
# make words read as others, lone surrogates, and a CR that stands alone as a line's end.
_ODD = re.compile("[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
_ODD_OR_CR = re.compile(f"{_ODD.pattern}|\r(?!\n)")
_UNSPEAKABLE = re.compile("[\0\ud800-\udfff]")


def escape(text: str) -> Markup:
    """Any string as HTML, for text and for attributes in quotation marks.

    CR survives. NUL and lone surrogates, which no HTML can spell, become U+FFFD.
    """
    safe = str(escape_markup(_UNSPEAKABLE.sub("\ufffd", text)))
    return Markup(safe.replace("\r", "&#13;"))


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of text all of which the same attributions hold: (attribution id, part)."""

    span: Span
    held: tuple[tuple[str, Part], ...] = ()


def find_passages(article: Article) -> tuple[Passage, ...]:
    """The text cut wherever a block or a span of an attribution begins or ends.

    Every code point is in exactly one passage, in reading order. ``held`` names each
    attribution once, in the article's order; where one holds a passage in two parts,
    the narrower part (source, then cue, then content) is named.
    """
    begins, ends = _edges(article)
    edges = {e for b in article.blocks for e in (b.start, b.end)} | begins.keys() | ends.keys()
    cuts = sorted({0, len(article.text)} | {e for e in edges if e < len(article.text)})
    open_now: set[tuple[int, int]] = set()
    passages = []
    for start, end in pairwise(cuts):
        open_now = (open_now - ends[start]) | begins[start]
        passages.append(Passage(Span(start, end), _held(article, open_now)))
    return tuple(passages)


def _edges(
    article: Article,
) -> tuple[defaultdict[int, set[tuple[int, int]]], defaultdict[int, set[tuple[int, int]]]]:
    """Where each (attribution, part) opens and closes."""
    begins: defaultdict[int, set[tuple[int, int]]] = defaultdict(set)
    ends: defaultdict[int, set[tuple[int, int]]] = defaultdict(set)
    for number, attribution in enumerate(article.attributions):
        for rank, part in enumerate(PARTS):
            for span in _joined(getattr(attribution, part)):
                begins[span.start].add((number, rank))
                ends[span.end].add((number, rank))
    return begins, ends


def _joined(spans: Spans) -> list[Span]:
    """The same stretches of text in spans that neither overlap nor touch nor are empty."""
    joined: list[Span] = []
    for span in sorted(span for span in spans if span.start < span.end):
        if joined and span.start <= joined[-1].end:
            joined[-1] = Span(joined[-1].start, max(joined[-1].end, span.end))
        else:
            joined.append(span)
    return joined


def _held(article: Article, open_now: set[tuple[int, int]]) -> tuple[tuple[str, Part], ...]:
    held: dict[str, Part] = {}
    for number, rank in sorted(open_now):
        held.setdefault(article.attributions[number].id, PARTS[rank])
    return tuple(held.items())


def mark_text(article: Article) -> Markup:
    """The article's text as HTML: its blocks with their labels, its attributions as marks.

    A mark carries ``data-attribution``, the ids of all attributions that hold it, and
    ``data-part``, the part it plays in each, in the same order, both divided by spaces.
    """
    passages = find_passages(article)
    starts = [passage.span.start for passage in passages]
    html = Markup()
    for stretch, block in _blocks(article):
        inside = passages[bisect_left(starts, stretch.start) : bisect_left(starts, stretch.end)]
        words = Markup().join(_passage(passage, article.text) for passage in inside)
        html += Markup("<div {}>{}</div>").format(_block_attributes(block), words)
    return html


def _blocks(article: Article) -> Iterator[tuple[Span, Block | None]]:
    """The blocks in reading order, with a nameless one wherever none stands."""
    at, end = 0, len(article.text)
    for block in sorted(article.blocks, key=lambda block: block.start):
        if at < block.start:
            yield Span(at, min(block.start, end)), None
        if max(at, block.start) < block.end:
            yield Span(max(at, block.start), block.end), block
            at = block.end
    if at < end:
        yield Span(at, end), None


def _passage(passage: Passage, text: str) -> Markup:
    words = _spell(passage.span.of(text))
    if not passage.held:
        return words
    ids = " ".join(attribution for attribution, _ in passage.held)
    parts = " ".join(part for _, part in passage.held)
    return Markup('<mark data-attribution="{}" data-part="{}">{}</mark>').format(
        escape(ids), parts, words
    )


def _spell(words: str) -> Markup:
    """The words, with each odd code point in an element that names it and stops its tricks."""
    html, at = Markup(), 0
    for odd in _ODD_OR_CR.finditer(words):
        html += escape(words[at : odd.start()]) + _spell_odd(odd.group())
        at = odd.end()
    return html + escape(words[at:])


def _spell_odd(character: str) -> Markup:
    if character == "\r":  # a browser would show it as a space
        return Markup('<span class="cr">&#13;</span>')
    restore = Markup(' data-code="{}"').format(ord(character))
    return Markup('<span class="odd" data-name="U+{:04X}"{}>{}</span>').format(
        ord(character), restore if _UNSPEAKABLE.match(character) else "", escape(character)
    )


def _block_attributes(block: Block | None) -> Markup:
    """What the block is and why, for eyes (``page.css`` prints it), pointers and screen readers.

    A screen reader takes ``title`` as the description of what ``aria-label`` names.
    """
    attributes = Markup('class="block" dir="auto"')
    if block is None:
        return attributes
    attributes += Markup(' data-role="{}" data-shown="{}"').format(block.role, block.shown)
    label, reason = escape(visible(_label(block))), escape(visible(block.reason))
    if block.role == block.shown == "body":  # a label on every paragraph would be noise
        why = Markup(": ").join(filter(None, [label, reason]))
        return attributes + Markup(' title="{}"').format(why)
    attributes += Markup(' role="group" data-label="{0}" aria-label="{0}"').format(label)
    if reason:
        attributes += Markup(' data-reason="{0}" title="{0}"').format(reason)
    return attributes


def _label(block: Block) -> str:
    """What a reader is told about a block: what it is, how it is shown, how sure we are."""
    role = "site furniture" if block.role == "furniture" else block.role
    kind = f": {block.kind}" if block.kind and block.kind != block.role else ""
    how = {"aside": "set aside", "grey": "grey, doubtful", "body": ""}[block.shown]
    if block.role == "furniture" and block.shown == "body":
        how = "kept and read"
    return " · ".join(filter(None, [role + kind, how, f"{percent(block.certainty)} sure"]))
