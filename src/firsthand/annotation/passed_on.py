"""Who speaks, where the tagger takes for the speaker whoever passes the words on.

"“It leaks,” Reis said, the Courier reported", "said Reis, according to the Courier", "Reis
was quoted by Norda as saying that it leaks": Reis speaks, and the other is a hand.
"""

from __future__ import annotations

import dataclasses
import itertools
from typing import TYPE_CHECKING

from firsthand.annotation.by_rules import tells_something
from firsthand.annotation.citing import CITING, cited_in, citing_of, is_somebody_cited
from firsthand.annotation.class_names import names_a_sort_of_medium
from firsthand.annotation.cues import english, lemma
from firsthand.annotation.drafts import Draft, runs
from firsthand.annotation.hands import names_a_medium
from firsthand.annotation.nouns import kind_of_noun
from firsthand.annotation.parsing import words_as_written
from firsthand.annotation.sources import QUOTING, SUBJECTS, is_passive, source_phrase
from firsthand.types import Span
from firsthand.words import CALENDAR

if TYPE_CHECKING:
    from spacy.tokens import Token

BRIEFED = frozenset(("acl", "amod"))  # "two people BRIEFED on the plan"
PASSING_ON = frozenset(("report", "write", *CITING))
QUOTED = frozenset(("dobj", "nsubjpass"))
TELLS = frozenset(("say", *PASSING_ON))
LONGEST_TAG = 25  # tokens of "said Ana Reis, head of the clinic,"
LONGEST_QUOTED = 20  # tokens of "Ana Reis, head of the clinic," before "as saying"


def as_spoken(draft: Draft, text: str) -> Draft:
    """The draft with whoever speaks as its source, if that is not who passes it on."""
    return (
        _of_the_tag(draft)
        or _of_who_goes_on(draft)
        or _of_the_cited(draft, text)
        or _of_the_quoted(draft, text)
        or draft
    )


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


def _of_who_goes_on(draft: Draft) -> Draft | None:
    """Who goes on behind a medium that passes him on: "it leaks, REIS said, the Courier reported,
    ADDING that it was old".
    """
    cue = draft.cue_token
    if cue is None or cue.dep_ != "advcl" or cue.tag_ != "VBG" or lemma(cue) != "add":
        return None  # "noting" may be the medium's own
    if lemma(cue.head) not in PASSING_ON or not _has_a_medium_as_source(draft):
        return None
    before = cue.doc[cue.sent.start : cue.head.i]
    said = [t for t in before if t.pos_ == "VERB" and english().is_saying(t)]
    who = next((c for c in said[-1].children if c.dep_ in SUBJECTS), None) if said else None
    medium = next((c for c in cue.head.children if c.dep_ in SUBJECTS), None)
    if who is None or who == draft.source_token or medium is None:
        return None
    between = cue.doc[said[-1].i + 1 : medium.left_edge.i]
    if not all(t.is_punct or t.text in CALENDAR or t.lower_ == "on" for t in between):
        return None  # "After Reis said it leaks, the Courier reported that …, adding"
    return _said_by(draft, who, source_phrase(who, said[-1]), cue)


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
    if not as_saying:
        quoted, as_saying = _up_to_as_saying(cue)
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
    tells = any(t.lower_ == "according" or lemma(t) in TELLS for t in draft.tokens(draft.cue))
    if cue is None or medium is None or not tells or not _has_a_medium_as_source(draft):
        return None
    for citing in citing_of(cue, medium):
        cited = cited_in(citing)
        paper = cited is not None and kind_of_noun(cited) == "document"
        if cited is None or not (paper or is_somebody_cited(cited)):
            continue
        apart = {*citing.subtree}
        said = [t for t in draft.tokens(draft.content) if t not in apart]
        while said and said[0].is_punct and not said[0].is_quote:
            said = said[1:]
        if said and english().is_saying(said[-1]):
            return None  # "“…,” REIS SAID, the Courier reported, citing her": Reis says it
        content = runs(draft.paragraph, said, text)
        by = citing if citing.pos_ == "VERB" else cue
        speaking = _said_by(draft, cited, source_phrase(cited, citing), by)
        return dataclasses.replace(speaking, content=content) if content else None
    return None


def _has_a_medium_as_source(draft: Draft) -> bool:
    """Whether a medium, by its name, tells it: "NORDA NEWS reported", "NORDA NEWS, which cited"."""
    words = [t for t in draft.tokens(draft.source) if t.lower_ != "the"]
    cue, head = draft.cue_token, draft.source_token
    if cue is not None and cue.dep_ == "relcl" and [t.lower_ for t in words] == ["which"]:
        words, head = [t for t in source_phrase(cue.head, cue) if t.lower_ != "the"], cue.head
    if words and names_a_medium(words_as_written(words)):
        return True
    if head is not None and names_a_sort_of_medium(head):
        return any(t.pos_ == "PROPN" for t in words)  # "the DELTA news agency"
    name = _whole_name(head) if head is not None and head.pos_ == "PROPN" else []
    return bool(name) and names_a_medium(words_as_written(name))


def _whole_name(head: Token) -> list[Token]:
    """The unbroken run of a name around one word of it: "the KESK GAZETTE, quoting two cooks,"."""
    before = itertools.takewhile(lambda t: t.pos_ == "PROPN", reversed(head.doc[: head.i]))
    after = itertools.takewhile(lambda t: t.pos_ == "PROPN", head.doc[head.i + 1 :])
    return [*reversed(list(before)), head, *after]


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


def _up_to_as_saying(cue: Token) -> tuple[list[Token], list[Token]]:
    """Whom an active verb quotes, head first, and the "as saying" behind him, by the words alone:
    the parser may take "Norda QUOTED BOARD SPOKESMAN TOM KATZ AS SAYING" for one long name.
    """
    if is_passive(cue) or cue.tag_ not in ("VBD", "VBZ", "VBP", "VBN"):
        return [], []
    behind = cue.doc[cue.i + 1 : min(cue.sent.end, cue.i + 1 + LONGEST_QUOTED)]
    for word in behind[1:-1]:
        if word.lower_ == "as" and word.nbor().tag_ == "VBG" and english().is_saying(word.nbor()):
            words = [t for t in behind if t.i < word.i]
            head = next((t for t in reversed(words) if t.pos_ == "PROPN"), None)
            name = head is not None and not any(t.pos_ == "VERB" for t in words)
            return ([head, *words], [word, word.nbor()]) if head is not None and name else ([], [])
    return [], []


def names_only_who(draft: Draft) -> bool:
    """Whether nothing is said, and the tagger took names around a verb of passing on for it:
    "the names of others, among them a man CITED BY NORDA", "“…,” he said, REPORTS THE COURIER".
    """
    cue = draft.cue_token
    words = draft.tokens(draft.content)
    if cue is None or not words or lemma(cue) not in PASSING_ON:
        return False
    if lemma(cue) in CITING:
        named = cue.dep_ == "acl" and cue.head == words[-1] and not _as_saying(cue)
        return named or (_is_citing(cue, words) and _has_a_medium_as_source(draft))
    return not tells_something(draft) and _is_named_medium(words)


def _is_citing(cue: Token, words: list[Token]) -> bool:
    """Whether no more is said than who is cited: "Norda reported, CITING THE BOARD"."""
    cited = cited_in(cue)
    if cited is None or cited not in words or not is_somebody_cited(cited):
        return False
    return not any(t.pos_ in ("VERB", "AUX") for t in words if t.dep_ not in BRIEFED)


def _is_named_medium(words: list[Token]) -> bool:
    return words[-1].pos_ == "PROPN" and names_a_medium(words_as_written(words))
