"""Whose side the words of a quotation mean: "ours", "my forces", "your crews".

Inside a quotation "our" is the side of whoever is quoted and "your" that of whom he speaks to.
Nobody is guessed: which nation a side is of is told only by what the page calls the speaker, or
by an editor's word in brackets.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from firsthand import data
from firsthand.annotation.gazetteer import demonyms
from firsthand.annotation.nouns import kind_of_noun
from firsthand.annotation.parsing import Paragraph
from firsthand.annotation.quotations import Quotation
from firsthand.annotation.spans import Stretches, innermost
from firsthand.types import Attribution, BodyView, BySide, Side, Span, Speaker
from firsthand.words import EDITORS_WORD, WORD

if TYPE_CHECKING:
    from spacy.tokens import Token

OWN: dict[str, BySide] = {"my": "speaker", "our": "speaker", "your": "listener"}
ALONE: dict[str, BySide] = {"ours": "speaker", "yours": "listener"}
GLOSSED = 3  # words at most between "your" and its noun, the brackets of an editor's word besides


def find_sides(
    view: BodyView,
    paragraphs: Sequence[Paragraph],
    quotations: Sequence[Quotation],
    attributions: Sequence[Attribution],
    speakers: Sequence[Speaker],
) -> Iterator[Side]:
    """The words inside quotations that mean a side by who speaks or listens, in reading order.

    Only those for people who stand together ("our crews", "ours"), not "my mother"; where
    nobody is known to be quoted, ``attribution`` is None.
    """
    quoted = Stretches(piece for q in quotations if q.depth == 0 for piece in q.pieces)
    by_id = {said.id: said for said in attributions}
    who = {speaker.id: speaker for speaker in speakers}
    for paragraph in paragraphs:
        for token in paragraph.doc:
            words = _side(token)
            if not words or quoted.around(at := paragraph.token_span(words)) is None:
                continue
            whose = (OWN | ALONE)[token.lower_]
            for span in view.spans(at.start, at.end)[:1]:
                said = by_id.get(innermost(span, attributions) or "")
                speaker = who.get(said.speaker or "") if said is not None else None
                gloss = _gloss(at, view)
                yield Side(
                    span=span,
                    whose=whose,
                    attribution=said.id if said is not None else None,
                    nation=_nation(gloss, speaker if whose == "speaker" else None, view),
                    gloss=next(iter(view.spans(gloss.start, gloss.end)), None) if gloss else None,
                )


def _side(token: Token) -> list[Token]:
    """The words of a phrase that names a side: "ours", "my own forces", "your [Norda] crews"."""
    if token.lower_ in ALONE:
        return [token]
    if token.lower_ not in OWN:
        return []
    words = [token]
    for word in token.doc[token.i + 1 : token.sent.end]:
        words.append(word)
        if _is_people(word):
            return words
        bracketed = word.is_bracket or word.text in "[]"
        plain = word.pos_ in ("ADJ", "NOUN", "PROPN")
        if not (bracketed or plain) or sum(w.is_alpha for w in words) > GLOSSED + 1:
            return []
    return []


def _is_people(noun: Token) -> bool:
    """Whether a noun means people who stand together: "forces", "crew", "soldiers"."""
    plural = "group" if noun.lower_ in data.speaker_nouns("group") else None
    kind = kind_of_noun(noun) or plural
    if noun.pos_ not in ("NOUN", "PROPN"):
        return False  # "our MOST precious boats"
    several = noun.tag_ in ("NNS", "NNPS")
    return kind in ("group", "organisation") or (kind == "person" and several)


def _gloss(at: Span, view: BodyView) -> Span | None:
    """The editor's word in brackets inside a phrase or right behind it, without the brackets."""
    found = EDITORS_WORD.search(view.text, at.start, min(at.end + 40, len(view.text)))
    if found is None or found.start() > at.end + 1:
        return None
    return Span(found.start() + 1, found.end() - 1)


def _nation(gloss: Span | None, speaker: Speaker | None, view: BodyView) -> str | None:
    """The one word for people of a country that the gloss, or what the speaker is called, has."""
    told = gloss.of(view.text) if gloss is not None else ""
    called = (speaker.description or "") if speaker is not None else ""
    for words in (told, called):
        nations = {str(word) for word in WORD.findall(words) if word in demonyms()}
        if len(nations) == 1:
            return nations.pop()
    return None
