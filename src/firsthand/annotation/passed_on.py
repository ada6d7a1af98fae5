"""Who speaks, where the tagger takes for the speaker whoever passes the words on.

"“It leaks,” Reis said, the Courier reported", "said Reis, according to the Courier", "Reis
was quoted by Norda as saying that it leaks": Reis speaks, and the other is a hand.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from typing import TYPE_CHECKING

from firsthand.annotation.by_rules import tells_something
from firsthand.annotation.cues import english, lemma
from firsthand.annotation.drafts import Draft, runs
from firsthand.annotation.hands import names_a_medium
from firsthand.annotation.mentions import can_speak, speaks_for_itself
from firsthand.annotation.nouns import kind_of_noun
from firsthand.annotation.parsing import words_as_written
from firsthand.annotation.sources import QUOTING, SUBJECTS, source_phrase
from firsthand.types import Span

if TYPE_CHECKING:
    from spacy.tokens import Token

BRIEFED = frozenset(("acl", "amod"))  # "two people BRIEFED on the plan"
PASSING_ON = frozenset(("report", "write", *QUOTING))
QUOTED = frozenset(("dobj", "nsubjpass"))
LONGEST_TAG = 25  # tokens of "said Ana Reis, head of the clinic,"


def as_spoken(draft: Draft, text: str) -> Draft:
    """The draft with whoever speaks as its source, if that is not who passes it on."""
    return _of_the_tag(draft) or _of_the_cited(draft, text) or _of_the_quoted(draft, text) or draft


def _of_the_tag(draft: Draft) -> Draft | None:
    """Who says it in a tag between the words and who passes them on: "“…,” REIS SAID, the
    Courier reported".
    """
    cue = draft.cue_token
    if cue is None or not (cue.lower_ == "according" or lemma(cue) in PASSING_ON):
        return None
    behind = min(span.start for span in (*draft.source, *draft.cue))
    if draft.content[0].start > behind:
        return _of_the_sentence(draft, cue)
    ends = [span.end for span in draft.content if span.end <= behind]
    if not ends or max(ends) < draft.paragraph.start:
        return None
    tag = draft.paragraph.tokens_under(Span(max(ends), behind))
    verbs = [t for t in tag if t.pos_ == "VERB" and english().is_saying(t)]
    if len(verbs) != 1 or len(tag) > LONGEST_TAG:
        return None
    subject = next((c for c in verbs[0].children if c.dep_ in SUBJECTS and c in tag), None)
    if subject is None:
        return None
    return _said_by(draft, subject, source_phrase(subject, verbs[0]), verbs[0])


def _of_the_sentence(draft: Draft, cue: Token) -> Draft | None:
    """Who says what goes on behind the sentence: "“…,” Reis SAID, according to Norda. “…”"."""
    verb = cue.head
    if cue.lower_ != "according" or not english().is_saying(verb) or verb.i > cue.i:
        return None
    end = draft.paragraph.span(cue.sent[-1], cue.sent[-1]).end
    subject = next((c for c in verb.children if c.dep_ in SUBJECTS), None)
    if subject is None or draft.content[0].start < end:
        return None
    return _said_by(draft, subject, source_phrase(subject, verb), verb)


def _said_by(draft: Draft, speaker: Token, words: list[Token], cue: Token) -> Draft:
    return dataclasses.replace(
        draft,
        source=(draft.paragraph.token_span(words),),
        cue=(draft.paragraph.span(cue, cue),),
        cue_token=cue,
        source_token=speaker,
    )


def _of_the_quoted(draft: Draft, text: str) -> Draft | None:
    """Whom a medium quotes: "A WELDER was quoted by Norda as saying", "Norda quoted A WELDER as
    giving a toll of five". The content is what is said, without who says it.
    """
    cue = draft.cue_token
    if cue is None or lemma(cue) not in QUOTING or cue.pos_ != "VERB":
        return None
    as_saying = _as_saying(cue)
    quoted = [t for c in cue.children if c.dep_ in QUOTED for t in (c, *source_phrase(c, cue))]
    quoted = quoted or _name_before(cue)
    if not quoted or quoted[0] == draft.source_token or not as_saying:
        return None
    names = {*quoted, *as_saying, cue}
    said = [t for t in draft.tokens(draft.content) if t not in names] or _before(cue)
    content = runs(draft.paragraph, said, text)
    speaking = _said_by(draft, quoted[0], quoted[1:], cue)
    return dataclasses.replace(speaking, content=content) if content else None


def _of_the_cited(draft: Draft, text: str) -> Draft | None:
    """Whom a medium cites for what it reports: "It leaks, Norda reported, CITING THE HARBOUR
    BOARD", "citing INTERNAL DOCUMENTS". Of a medium that cites a law the words stay its own.
    """
    cue, medium = draft.cue_token, draft.source_token
    tells = cue is not None and (cue.lower_ == "according" or lemma(cue) in (*PASSING_ON, "say"))
    if cue is None or medium is None or not tells or not _has_a_medium_as_source(draft):
        return None
    for citing in _citing_of(cue, medium):
        cited = next((c for c in citing.children if c.dep_ == "dobj"), None)
        paper = cited is not None and kind_of_noun(cited) == "document"
        if cited is None or not (paper or speaks_for_itself(cited)):
            continue
        apart = {*citing.subtree}
        said = [t for t in draft.tokens(draft.content) if t not in apart]
        while said and said[0].is_punct and not said[0].is_quote:
            said = said[1:]
        content = runs(draft.paragraph, said, text)
        speaking = _said_by(draft, cited, source_phrase(cited, citing), citing)
        return dataclasses.replace(speaking, content=content) if content else None
    return None


def _has_a_medium_as_source(draft: Draft) -> bool:
    """Whether a medium, by its name, tells it: "NORDA NEWS reported", "NORDA NEWS, which cited"."""
    words = [t for t in draft.tokens(draft.source) if t.lower_ != "the"]
    cue = draft.cue_token
    if cue is not None and cue.dep_ == "relcl" and [t.lower_ for t in words] == ["which"]:
        words = [t for t in source_phrase(cue.head, cue) if t.lower_ != "the"]
    return bool(words) and names_a_medium(words_as_written(words))


def _citing_of(cue: Token, medium: Token) -> Iterator[Token]:
    """The "citing" and "quoting" that a medium's verb or name has below it, or the "which cited"
    of its name.

    The parser hangs it also on the verb of what is told: there it is the medium's unless
    somebody acts who could cite himself ("Norda said that the mayor left, citing her doctor").
    """
    clauses = [c for c in cue.children if c.dep_ == "ccomp" and c.i > cue.i]
    acting = [c for clause in clauses for c in clause.children if c.dep_ in SUBJECTS]
    below = [] if any(map(can_speak, acting)) else [c for one in clauses for c in one.children]
    for child in (*cue.children, *cue.head.children, *medium.children, *below):
        which = child.dep_ == "relcl" and child.head == medium  # "the Gazette, WHICH CITED a cook"
        if (child.tag_ == "VBG" or which) and lemma(child) in QUOTING:
            yield child


def _name_before(cue: Token) -> list[Token]:
    """Who stands before a passive that the parser has no subject for, with the words that
    name him: "a senior official, ANA REIS, was quoted".
    """
    first = next((c.i for c in cue.children if c.dep_ == "auxpass"), cue.sent.start)
    before = [t for t in cue.doc[max(cue.sent.start, first - 2) : first] if not t.is_punct]
    if not before or before[-1].pos_ not in ("NOUN", "PROPN"):
        return []
    last = before[-1]
    head = last.head if last.dep_ == "appos" else last
    return [head, *cue.doc[head.left_edge.i : last.i + 1]]


def _before(cue: Token) -> list[Token]:
    """The clause in front of the verb that is what somebody is quoted as saying."""
    clause = next((c for c in cue.children if c.dep_ == "ccomp" and c.i < cue.i), None)
    return [] if clause is None else list(clause.subtree)


def _as_saying(cue: Token) -> list[Token]:
    """The words "as saying" of a verb of quoting; nothing where it has none."""
    for prep in cue.children:
        if prep.lower_ == "as":
            below = [c for c in prep.children if c.dep_ == "pcomp"]
            return [prep, *(c for c in below if english().is_saying(c))] if below else []
    return []


def names_only_who(draft: Draft) -> bool:
    """Whether nothing is said, and the tagger took names around a verb of passing on for it:
    "the names of others, among them a man CITED BY NORDA", "“…,” he said, REPORTS THE COURIER".
    """
    cue = draft.cue_token
    words = draft.tokens(draft.content)
    if cue is None or not words or lemma(cue) not in PASSING_ON:
        return False
    if lemma(cue) in QUOTING:
        named = cue.dep_ == "acl" and cue.head == words[-1] and not _as_saying(cue)
        return named or (_is_citing(cue, words) and _has_a_medium_as_source(draft))
    return not tells_something(draft) and _is_named_medium(words)


def _is_citing(cue: Token, words: list[Token]) -> bool:
    """Whether no more is said than who is cited: "Norda reported, CITING THE BOARD"."""
    cited = next((c for c in cue.children if c.dep_ == "dobj"), None)
    if cited is None or cited not in words or not speaks_for_itself(cited):
        return False
    return not any(t.pos_ in ("VERB", "AUX") for t in words if t.dep_ not in BRIEFED)


def _is_named_medium(words: list[Token]) -> bool:
    return words[-1].pos_ == "PROPN" and names_a_medium(words_as_written(words))
