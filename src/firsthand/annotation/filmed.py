"""Who is recorded speaking, and who records him: "a neighbour filmed THE OWNER admitting it".

Whoever films, tapes or captures somebody says nothing: he is a hand of what is said.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from firsthand.annotation.cues import ONESELF, lemma, recording_nouns
from firsthand.annotation.drafts import Draft
from firsthand.annotation.hands import Hand, handed_on, is_no_party, party_of
from firsthand.annotation.mentions import can_speak
from firsthand.annotation.sources import SUBJECTS, agent_of, source_phrase

if TYPE_CHECKING:
    from spacy.tokens import Token

# "filmed" says on what; "captured" and "caught" record only where they say it.
FILMING = frozenset(("film",))
SEIZING = frozenset(("capture", "catch"))
SHOWING = frozenset(("camera", "film"))  # "caught on CAMERA"


@dataclass(frozen=True, slots=True)
class Filmed:
    """A verb of recording, who is recorded speaking, and what kind of evidence that is."""

    verb: Token
    person: Token
    evidence: str


def filmed(draft: Draft) -> Filmed | None:
    """The recording in which the cue's "saying" is heard, by the verb above it; else None."""
    cue = _saying(draft)
    if cue is None:
        return None
    above = next(filter(_may_record, _above(cue)), None)
    person = None if above is None else _recorded(above, cue)
    evidence = None if above is None else _evidence(above)
    if above is None or person is None or evidence is None:
        return None
    return Filmed(above, person, evidence)


def of_who_is_filmed(draft: Draft) -> Draft:
    """The draft with who is recorded as its source, where the tagger took who records."""
    found, source = filmed(draft), draft.source_token
    if found is None or source is None or source != _who_records(found.verb):
        return draft
    span = draft.paragraph.span(found.person.left_edge, found.person)
    return dataclasses.replace(draft, source=(span,), source_token=found.person)


def filming_hand(draft: Draft) -> Iterator[Hand]:
    """Who recorded it; a lost hand where the sentence does not say: "was filmed saying"."""
    found = filmed(draft)
    if found is None:
        return
    verb, who = found.verb, _who_records(found.verb)
    span = draft.paragraph.span(verb, verb)
    if who is None or is_no_party(who) or who.pos_ == "PRON":
        basis = "stated" if who is not None else "lost"
        yield Hand(None, False, "record", found.evidence, span, basis)
        return
    name, named = party_of(source_phrase(who, verb), who)
    words = [*source_phrase(who, verb), verb]
    span = draft.paragraph.span(min(words, key=_at), max(words, key=_at))
    yield Hand(name, named, "record", found.evidence, span)


def _saying(draft: Draft) -> Token | None:
    """The participle that says it: "admitting", and of the cue "was filmed ADMITTING" the last."""
    cue = draft.cue_token
    below = (t for t in draft.tokens(draft.cue) if t.tag_ == "VBG" and t.head == cue)
    return cue if cue is not None and cue.tag_ == "VBG" else next(below, None)


def _above(cue: Token) -> list[Token]:
    """The words that the cue may hang on below a verb: "filmed by A NEIGHBOUR admitting"."""
    above = [cue.head, cue.head.head]
    return [*above, above[-1].head] if above[-1].lower_ == "by" else above


def _who_records(verb: Token) -> Token | None:
    if any(child.dep_ in ("auxpass", "nsubjpass") for child in verb.children):
        return agent_of(verb)
    return next((child for child in verb.children if child.dep_ in SUBJECTS), None)


def _at(token: Token) -> int:
    return int(token.i)


def _may_record(verb: Token) -> bool:
    return verb.pos_ == "VERB" and (handed_on(verb) == "record" or lemma(verb) in SEIZING)


def _recorded(verb: Token, cue: Token) -> Token | None:
    """Who is heard: what is recorded right before the "saying", or can speak."""
    roles = ("dobj", "nsubjpass")
    things = (c for c in verb.children if c.dep_ in roles and c.i < cue.i)
    heard = [c for c in things if can_speak(c) or c.i + 1 == cue.i]
    heard += [c for c in cue.children if c.dep_ == "nsubj" and can_speak(c)]
    # "filmed HIMSELF saying": nobody else's hand
    return heard[-1] if heard and not heard[-1].lower_.endswith(ONESELF) else None


def _evidence(verb: Token) -> str | None:
    """What it is recorded as: "on VIDEO", else what the verb itself says."""
    on = (c for c in verb.subtree if c.dep_ == "pobj" and c.head.lower_ in ("on", "in"))
    for noun in on:
        if noun.lower_ in SHOWING:
            return "footage"
        if str(noun.lemma_).lower() in recording_nouns():
            return recording_nouns()[str(noun.lemma_).lower()]
    if lemma(verb) in SEIZING:
        return None
    return "footage" if lemma(verb) in FILMING else "recording"
