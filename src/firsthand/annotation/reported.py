"""Attributions by grammar: a cue word and the content in one of its frames."""

from __future__ import annotations

import dataclasses
from collections.abc import Collection, Iterator
from typing import TYPE_CHECKING

from firsthand.annotation.cues import HEARSAY_ADVERBS, Cues, lemma
from firsthand.annotation.drafts import Draft, runs
from firsthand.annotation.frames import frames
from firsthand.annotation.parsing import Paragraph
from firsthand.annotation.sources import (
    RAISING,
    is_said_of_it,
    quoted_as,
    source_head,
    source_phrase,
)
from firsthand.annotation.unsaid import (
    SEEMING,
    is_asked,
    is_asked_whether,
    is_to_be_said,
    is_wished_of,
)
from firsthand.types import Spans

if TYPE_CHECKING:
    from spacy.tokens import Token

SUPPOSING = frozenset(("if", "whether", "unless"))
MODALS = frozenset(("would", "could", "might", "may"))
CUE_PARTS = frozenset(("aux", "auxpass", "neg", "prt"))


def reported(paragraph: Paragraph, text: str, cues: Cues, *, taken: Collection[int]) -> list[Draft]:
    """Find attributions whose content the grammar of a cue word delimits.

    ``taken`` holds the offsets of cues that already introduce a quotation.
    """
    return list(_reported(paragraph, text, cues, taken))


def _reported(
    paragraph: Paragraph, text: str, cues: Cues, taken: Collection[int]
) -> Iterator[Draft]:
    for token in paragraph.doc:
        if paragraph.start + token.idx in taken:
            continue
        if token.lower_ == "according" and token.i + 1 < len(paragraph.doc):
            draft = _according_to(paragraph, text, token)
        elif token.lower_ in HEARSAY_ADVERBS:
            draft = _hearsay(paragraph, text, token)
        else:
            draft = _framed(paragraph, text, cues, token)
        if draft:
            yield draft


def _framed(paragraph: Paragraph, text: str, cues: Cues, cue: Token) -> Draft | None:
    known = {frame: head for frame, head in frames(cue) if cues.has(cue, frame)}
    if not known or _quotes_somebody(cue) or is_supposed(cue):
        return None
    source = None if _seems(cue, known) else source_head(cue)
    if source is None and not known.keys() & {"clause", "infinitive"}:
        return None  # "a man known as Doom", "the hinge was reported": nobody, and no words
    heads = [head for frame, head in known.items() if not _stands_beside(frame, head, known)]
    words = source_phrase(source, cue) if source is not None else []
    if is_nobody(words):
        return None
    cue_words = [*cue_phrase(cue), *_quoting_words(cue)]
    others = {token.i for token in (*words, *cue_words)}
    if source is None and "infinitive" in known:
        heads += _raised(cue)
    if cue.head in heads:
        others |= {token.i for token in cue.subtree}
    content = {token for head in heads for token in head.subtree if token.i not in others}
    content |= _fronted(cue, heads, others)
    draft = _draft(paragraph, text, content, cue_words, words, cue, source)
    return dataclasses.replace(draft, cue=cue_spans(paragraph, cue)) if draft else None


def _raised(cue: Token) -> list[Token]:
    """Of whom it is said: "THE WALL is said to leak" says that the wall leaks, to nobody."""
    word = lemma(cue)
    role = "nsubjpass" if word in RAISING else "nsubj" if word in SEEMING else None
    if is_said_of_it(cue):
        return [cue.nbor(-1)]  # its phrase is read from the noun before: "A BARN said to be"
    return [child for child in cue.children if child.dep_ == role]


def _seems(cue: Token, known: Collection[str]) -> bool:
    """Whether the subject is what is spoken of, and no speaker: "the gate seemed to leak"."""
    return lemma(cue) in SEEMING and "infinitive" in known


def _quotes_somebody(cue: Token) -> bool:
    """Whether the verb is a part of another cue: "Norda QUOTED a source as saying"."""
    preps = (child for child in cue.children if child.dep_ == "prep")
    return any(quoted_as(below) is not None for prep in preps for below in prep.children)


def is_supposed(cue: Token) -> bool:
    """Whether nobody has said it: "if he says", "she may say". "Would not say" tells us."""
    if any(child.dep_ == "mark" and child.lower_ in SUPPOSING for child in cue.children):
        return True
    if is_asked(cue) or is_to_be_said(cue) or is_wished_of(cue) or is_asked_whether(cue):
        return True
    helpers = {child.lower_ for child in cue.children if child.dep_ in ("aux", "neg")}
    bare = cue.tag_ == "VB" and lemma(cue) == "say" and helpers <= MODALS
    return bare and bool(helpers)


def _stands_beside(frame: str, head: Token, known: Collection[str]) -> bool:
    """Whether the words of a frame only stand beside a clause that holds the content:
    "IT was claimed that …", "she warned RESIDENTS that …".
    """
    return "clause" in known and (frame == "object" or (frame == "subject" and head.lower_ == "it"))


def is_nobody(words: list[Token]) -> bool:
    """Whether the source is "nobody", "no one": then nothing was said."""
    return bool(words) and words[0].lower_ in ("no", "nobody", "none", "neither")


def _fronted(cue: Token, heads: list[Token], others: set[int]) -> set[Token]:
    """What opens the sentence before an inverted content ("After dark, it broke, he said")."""
    first = min(head.left_edge.i for head in heads)
    # "the lamps went out and the line was cut, they allege": they allege both
    last = cue.dep_ == "conj" and cue.head.dep_ == "ROOT" and cue.head.i < first
    inverted = (cue.dep_ == "ROOT" or last) and all(
        head.dep_ == "ccomp" and head.i < cue.i for head in heads
    )
    if not inverted or any(i < first for i in others):
        return set()
    return {token for token in cue.sent if token.i < first}


def cue_phrase(cue: Token) -> list[Token]:
    """The cue with the auxiliaries, negation and particle that touch it."""
    phrase = [cue]
    for child in sorted(cue.lefts, key=lambda token: -token.i):
        if child.i == phrase[0].i - 1 and (child.dep_ in CUE_PARTS or child.dep_ == "advmod"):
            phrase.insert(0, child)
    for child in cue.rights:
        if child.i == phrase[-1].i + 1 and child.dep_ in CUE_PARTS:
            phrase.append(child)
    return phrase


def _quoting_words(cue: Token) -> list[Token]:
    """What belongs to the cue elsewhere: "Norda QUOTED a source AS saying"."""
    quoting = quoted_as(cue)
    return [] if quoting is None else [*cue_phrase(quoting), cue.head]


def cue_spans(paragraph: Paragraph, cue: Token) -> Spans:
    """The stretches of a cue's words: one, or two for "quoted … as saying"."""
    words = sorted({*cue_phrase(cue), *_quoting_words(cue)}, key=lambda token: token.i)
    cuts = [n for n in range(1, len(words)) if words[n].i != words[n - 1].i + 1]
    pieces = zip([0, *cuts], [*cuts, len(words)], strict=True)
    return tuple(paragraph.token_span(words[low:high]) for low, high in pieces)


def _according_to(paragraph: Paragraph, text: str, token: Token) -> Draft | None:
    to = token.nbor()
    source = next((child for child in to.children if child.dep_ == "pobj"), None)
    if to.lower_ != "to" or source is None:
        return None
    words = source_phrase(source, to)
    governor = token.head if token.head.i != token.i else token.sent.root
    if governor.dep_ in ("nsubj", "nsubjpass") and governor.nbor().is_punct:
        governor = governor.head  # "The wall, according to her, was old": all of it
    whole = governor.sent if governor.dep_ in ("ROOT", "ccomp", "conj") else governor.subtree
    others = {token.i, to.i, *(word.i for word in source.subtree)}
    content = {word for word in whole if word.i not in others}
    return _draft(paragraph, text, content, [token, to], words, token, source)


def _hearsay(paragraph: Paragraph, text: str, adverb: Token) -> Draft | None:
    head = adverb.head
    if head.dep_ in ("acomp", "attr", "oprd"):
        head = head.head  # "the guard was seemingly asleep": all of it
    content = {word for word in head.subtree if word.i != adverb.i}
    return _draft(paragraph, text, content, [adverb], [], adverb, None)


def _draft(
    paragraph: Paragraph,
    text: str,
    content: set[Token],
    cue_words: list[Token],
    words: list[Token],
    cue: Token,
    source: Token | None,
) -> Draft | None:
    spans = runs(paragraph, (t for t in content if not _is_final_stop(t)), text)
    if not spans:
        return None
    return Draft(
        source=runs(paragraph, words, text),
        cue=(paragraph.token_span(cue_words),),
        content=spans,
        paragraph=paragraph,
        cue_token=cue,
        source_token=source if words else None,
    )


def _is_final_stop(token: Token) -> bool:
    return token.text in (".", "!", "?") and token.i == token.sent[-1].i
