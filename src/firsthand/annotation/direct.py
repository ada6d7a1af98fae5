"""Attributions of quotations: each quoted stretch finds the cue beside it, or continues."""

from __future__ import annotations

import bisect
import dataclasses
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from firsthand.annotation.cues import Cues
from firsthand.annotation.drafts import Draft, runs
from firsthand.annotation.parsing import Paragraph, paragraph_at
from firsthand.annotation.quotations import MARK, Quotation
from firsthand.annotation.reported import cue_spans
from firsthand.annotation.sources import source_head, source_phrase
from firsthand.annotation.spans import joined
from firsthand.types import Span, Spans

if TYPE_CHECKING:
    from spacy.tokens import Token

STOPS = frozenset((".", "!", "?", "…", "..."))
ENDS = frozenset((".", "!", "?", "…"))  # the last code point of a quoted sentence
RUNS_ON = frozenset(",?!-—–…")  # a quotation that ends so may have its cue behind it
NEAR = 200  # code points before a quotation in which its sentence's begin is looked for
LONGEST_ZONE = 60  # tokens; further away, a verb belongs to something else


@dataclass(frozen=True, slots=True)
class _Found:
    """The cue beside a quotation: its word, and what of the sentence is content too."""

    paragraph: Paragraph
    cue: Token
    lead: Spans = ()


def direct(
    quotations: Sequence[Quotation], paragraphs: Sequence[Paragraph], text: str, cues: Cues
) -> list[Draft]:
    """Find the attributions of outermost quotations, in reading order.

    A quotation is a content of its own if its sentence introduces it ("…," she said;
    she said: "…"); one that begins a sentence and has no cue goes on with the speaker of
    the quotation just before it. A fragment inside a sentence is left to the grammar of
    that sentence (``reported``), which makes a mixed content of it.
    """
    drafts: list[Draft] = []
    outer = [quotation for quotation in quotations if quotation.depth == 0]
    starts = [paragraph.start for paragraph in paragraphs]
    for before, quotation, after in zip([None, *outer], outer, [*outer[1:], None], strict=False):
        beside = _Beside(text, paragraphs, starts, quotation, before, after)
        found = beside.find(cues)
        if found is not None:
            _add(drafts, found, quotation, text)
        elif drafts and (
            beside.resumes(drafts[-1]) or (beside.is_sentence() and beside.follows(drafts[-1]))
        ):
            drafts[-1] = _longer(drafts[-1], quotation.pieces)
    return drafts


def quoted_inside(
    quotations: Sequence[Quotation], paragraphs: Sequence[Paragraph], text: str, cues: Cues
) -> list[Draft]:
    """Find the attributions of quotations within quotations: "he shouted 'cut it loose'".

    Only a verb of saying just before the inner quotation counts; a single quoted word is
    as often a name for something.
    """
    outer = [piece for q in quotations if q.depth == 0 for piece in q.pieces]
    drafts: list[Draft] = []
    before: Quotation | None = None
    starts = [paragraph.start for paragraph in paragraphs]
    for inner in (q for q in quotations if q.depth > 0):
        number = bisect.bisect_right(outer, inner.start, key=lambda piece: piece.start) - 1
        if number < 0 or not outer[number].covers(inner.pieces[0]):
            continue
        beside = _Beside(text, paragraphs, starts, inner, before, None)
        beside.low = max(beside.low, outer[number].start)
        found = beside.find_inside(cues)
        before = inner
        if found is not None:
            _add(drafts, found, inner, text)
    return [dataclasses.replace(draft, inside_quotation=True) for draft in drafts]


def _add(drafts: list[Draft], found: _Found, quotation: Quotation, text: str) -> None:
    """One cue is one attribution: "One," he said, "two" are two pieces of one content."""
    content = (*found.lead, *quotation.pieces)
    if drafts and drafts[-1].cue_token == found.cue:  # quotations come in order
        drafts[-1] = _longer(drafts[-1], content)
        return
    source = source_head(found.cue) or _beside_cue(found.cue)
    words = source_phrase(source, found.cue) if source is not None else []
    at = found.paragraph.start
    words = [w for w in words if not any(p.start <= at + w.idx < p.end for p in content)]
    drafts.append(
        Draft(
            source=runs(found.paragraph, words, text),
            cue=cue_spans(found.paragraph, found.cue),
            content=joined(content),
            paragraph=found.paragraph,
            cue_token=found.cue,
            source_token=source if words else None,
        )
    )


def _longer(draft: Draft, pieces: Spans) -> Draft:
    after = pieces[0].start > draft.content[-1].end  # thousands of pieces: no sorting again
    content = draft.content + pieces if after else joined((*draft.content, *pieces))
    return dataclasses.replace(draft, content=content)


def _beside_cue(cue: Token) -> Token | None:
    """The noun phrase that touches a cue for which the parser found no subject."""
    chunks = list(cue.sent.noun_chunks) if cue.doc.has_annotation("DEP") else []
    for chunk in chunks:
        if chunk.end == cue.i or chunk.start == cue.i + 1:
            return chunk.root
    # "shouted one of them": a numeral is no noun chunk
    return next((t for t in cue.rights if t.dep_ == "dobj" and t.i == cue.i + 1), None)


class _Beside:
    """What stands beside one quotation: the words before and after it in its sentence."""

    def __init__(
        self,
        text: str,
        paragraphs: Sequence[Paragraph],
        starts: Sequence[int],
        quotation: Quotation,
        before: Quotation | None,
        after: Quotation | None,
    ) -> None:
        self.text = text
        self.paragraphs = paragraphs
        self.starts = starts
        self.quotation = quotation
        self.low = before.end if before else 0
        self.high = after.start if after else len(text)

    def find(self, cues: Cues) -> _Found | None:
        """The cue of the quotation, behind it or before it."""
        for piece in self.quotation.pieces:
            found = self._behind(piece, cues) or self._ahead(piece, cues)
            if found is not None:
                return found
        return self._announced(self.quotation.pieces[0], cues)

    def find_inside(self, cues: Cues) -> _Found | None:
        """The cue of a quotation within another: no other clause stands between."""
        piece = self.quotation.pieces[0]
        paragraph = self._paragraph(piece)
        if paragraph is None or len(self._words(piece).split()) < 2:
            return None
        zone = self._zone_before(paragraph, piece)
        cue = next((t for t in reversed(zone) if t.pos_ in ("VERB", "AUX")), None)
        if cue is None or not cues.is_saying(cue):
            return None
        after = [t for t in zone if t.i > cue.i]
        names = cue.lemma_ == "call" and after and after[-1].text not in (",", ":")
        other = any(t.dep_ in ("nsubj", "nsubjpass", "cc", "mark") for t in after)
        return None if names or other else _Found(paragraph, cue)

    def is_sentence(self) -> bool:
        """Whether the quotation begins a sentence of its own."""
        start = self.quotation.start
        ahead = self.text[max(start - NEAR, 0) : start].rstrip()
        words = self._words(self.quotation.pieces[0])
        starts = (
            not ahead or self._begins_paragraph(start) or MARK.sub("", ahead[-2:])[-1:] in ".!?"
        )
        return starts and words[:1].isupper() and len(words.split()) >= 2

    def follows(self, draft: Draft) -> bool:
        """Whether only the rest of a sentence or a paragraph break divides it from ``draft``.

        A whole sentence of narration between them ends the run: "“It held,” said Reis. Katz
        shook his head. “It did not.”" may go on with Katz.
        """
        start, said = self.quotation.start, max(draft.content[-1].end, draft.cue[-1].end)
        last, at = self._paragraph_number(said - 1), self._paragraph_number(start)
        if at > last and not (at == last + 1 and self._begins_paragraph(start)):
            return False
        near = self.paragraphs[last : at + 1]
        between = [t for p in near for t in p.doc if _in(p, t, said, start)]
        ended = said > draft.cue[-1].end and self._words(draft.content[-1])[-1:] in ENDS
        rest = between if ended else _after_stop(between)
        return not any(token.is_alpha or token.like_num for token in rest)

    def resumes(self, draft: Draft) -> bool:
        """Whether only the cue's clause and a comma interrupt: "One," she said, "and two"."""
        paragraph = draft.paragraph
        between = [t for t in paragraph.doc if _in(paragraph, t, self.low, self.quotation.start)]
        return (
            bool(between)
            and draft.content[-1].end == self.low
            and between[-1].text == ","
            and draft.cue_token in _back_to_stop(between)
        )

    # -- zones

    def _behind(self, piece: Span, cues: Cues) -> _Found | None:
        paragraph = self._paragraph(piece)
        words = self._words(piece)
        goes_on = self.text[piece.end : piece.end + 1] == "," or words[-1:] in RUNS_ON
        if paragraph is None or not goes_on:
            return None
        zone = _until_stop(t for t in paragraph.doc if _in(paragraph, t, piece.end, self.high))
        cue = next((t for t in zone if cues.is_speech(t)), None)
        if cue is None or (words[-1:] in ENDS and _has_its_own_clause(cue, zone)):
            return None
        return _Found(paragraph, cue, self._lead(paragraph, piece))

    def _lead(self, paragraph: Paragraph, piece: Span) -> Spans:
        """The words of the sentence that run into the quotation: 'The "winner," he said'."""
        zone = self._zone_before(paragraph, piece)
        if not zone or zone[-1].text in (",", ":", "-", "–", "—", ";"):
            return ()
        lead = runs(paragraph, zone, self.text)
        if lead and not self.text[lead[-1].end : piece.start].strip():
            lead = (*lead[:-1], Span(lead[-1].start, piece.start))
        return lead

    def _ahead(self, piece: Span, cues: Cues) -> _Found | None:
        paragraph = self._paragraph(piece)
        zone = self._zone_before(paragraph, piece) if paragraph else []
        if paragraph is None or not zone:
            return None
        cue = next((token for token in reversed(zone) if cues.is_speech(token)), None)
        introduces = zone[-1].text in (",", ":") or zone[-1] == cue
        begins = self._words(piece)[:1]
        if cue is None or not introduces or (begins.islower() and zone[-1].text != ":"):
            return None
        return _Found(paragraph, cue)

    def _announced(self, piece: Span, cues: Cues) -> _Found | None:
        """A cue in the paragraph before, where that ends in a colon."""
        number = self._paragraph_number(piece.start)
        if number == 0 or not self._begins_paragraph(piece.start):
            return None
        paragraph = self.paragraphs[number - 1]
        tokens = [token for token in paragraph.doc if not token.is_space]
        if not tokens or tokens[-1].text != ":":
            return None
        zone = _back_to_stop(tokens[:-1])
        spoken = [token for token in zone if cues.is_speech(token)]
        # "The keeper told us how it began:": the keeper told
        outer = [t for t in spoken if not any(above in spoken for above in t.ancestors)]
        return _Found(paragraph, outer[-1]) if outer else None

    def _zone_before(self, paragraph: Paragraph, piece: Span) -> list[Token]:
        low = self.low if piece == self.quotation.pieces[0] else paragraph.start
        return _back_to_stop([t for t in paragraph.doc if _in(paragraph, t, low, piece.start)])

    # -- places

    def _words(self, piece: Span) -> str:
        """The words of a piece without its marks."""
        words = piece.of(self.text).strip()
        mark = MARK.match(words)
        words = words[mark.end() :] if mark else words
        for mark in MARK.finditer(words):
            if mark.end() == len(words):
                words = words[: mark.start()]
        return words.strip()

    def _paragraph(self, piece: Span) -> Paragraph | None:
        return paragraph_at(self.paragraphs, piece.start)

    def _paragraph_number(self, at: int) -> int:
        return max(bisect.bisect_right(self.starts, at) - 1, 0)

    def _begins_paragraph(self, at: int) -> bool:
        return self.starts[self._paragraph_number(at)] == at


def _in(paragraph: Paragraph, token: Token, low: int, high: int) -> bool:
    return low <= paragraph.start + token.idx < high and not token.is_space


def _has_its_own_clause(cue: Token, zone: Sequence[Token]) -> bool:
    """Whether what is said stands behind the cue: "“Who did it?” Katz said that he did"."""
    behind = [t for t in cue.children if t.dep_ == "ccomp" and t.i > cue.i]
    return any(clause in zone for clause in behind)


def _after_stop(tokens: Sequence[Token]) -> Sequence[Token]:
    """What stands behind the first sentence's end; nothing where none ends."""
    first = next((n for n, token in enumerate(tokens) if token.text in STOPS), len(tokens))
    return tokens[first + 1 :]


def _until_stop(tokens: object) -> list[Token]:
    zone: list[Token] = []
    for token in tokens:  # type: ignore[attr-defined]
        if token.text in STOPS or len(zone) == LONGEST_ZONE:
            break
        zone.append(token)
    return zone


def _back_to_stop(tokens: list[Token]) -> list[Token]:
    zone: list[Token] = []
    for token in reversed(tokens):
        if token.text in STOPS or len(zone) == LONGEST_ZONE:
            break
        zone.insert(0, token)
    return zone
