"""Whose a statement is where its cue has no subject of its own, or is a passive.

The nearest noun is what the tagger often takes: "he wrote after talks with THE GUILD saying".
The grammar knows better whose a participle is, and that who is asked or told does not speak.
"""

from __future__ import annotations

import dataclasses
import itertools
from typing import TYPE_CHECKING

from firsthand.annotation.by_rules import tells_something
from firsthand.annotation.cues import english, is_of_kind, lemma
from firsthand.annotation.drafts import Draft
from firsthand.annotation.hands import PARTS_OF_DAY, is_no_party
from firsthand.annotation.mentions import can_speak
from firsthand.annotation.reported import cue_phrase
from firsthand.annotation.sources import (
    RAISING,
    SUBJECTS,
    agent_of,
    doer_of,
    first_clause,
    is_passive,
    is_said_of_it,
    source_head_or_subject,
    source_phrase,
)
from firsthand.annotation.spans import joined
from firsthand.annotation.unsaid import is_asked
from firsthand.types import Span

if TYPE_CHECKING:
    from spacy.tokens import Token

NAMING = frozenset(("ADJ", "DET", "NOUN", "PROPN"))
HEARD = frozenset("catch film hear record see show".split())  # "can be HEARD saying"
# Behind these stands who is spoken to, or of, or against.
TOWARDS = frozenset("about against at over to toward towards".split())


def rightly_sourced(draft: Draft) -> Draft:
    """The draft with the source that the grammar of its cue gives; as it is where none does."""
    draft = _of_who_is_heard_of(_behind_a_clause(_before_a_copy_of_it(draft)))
    return _of_its_clause(_of_who_did_it(_of_who_asks(_of_its_subject(draft))))


def _before_a_copy_of_it(draft: Draft) -> Draft:
    """The paper that speaks, without the words on a copy: "THE COMPLAINT, a copy of which was
    obtained by the Courier, alleges that …".
    """
    words = draft.tokens(draft.source)
    which = next((n for n, t in enumerate(words) if n and t.lower_ == "which"), 0)
    if not which or words[which - 1].pos_ != "ADP":
        return draft
    comma = next((n for n, t in enumerate(words[:which]) if t.text == ","), 0)
    nouns = [t for t in words[:comma] if t.pos_ in ("NOUN", "PROPN")]
    if not nouns or nouns[-1].i + 1 != words[comma].i:
        return draft
    span = draft.paragraph.token_span(words[:comma])
    return dataclasses.replace(draft, source=(span,), source_token=nouns[-1])


def _behind_a_clause(draft: Draft) -> Draft:
    """Who speaks, where the parser takes the clause before the name for the speaker: "Looking back
    in an interview with the Courier, ANA REIS, then the envoy, recalled that …".
    """
    words = draft.tokens(draft.source)
    if draft.cue_token is None or not words or words[0].tag_ not in ("VBD", "VBG", "VBN"):
        return draft
    if all(word.pos_ in ("VERB", "ADV") or word.lower_ in PARTS_OF_DAY for word in words):
        return _with_source(draft, None)  # "the log, RELEASED YESTERDAY, showed"
    for at in (n for n, word in enumerate(words, 1) if word.text == ","):
        rest = words[at:]
        name = list(itertools.takewhile(lambda t: t.pos_ in NAMING, rest))
        if name and name[-1].pos_ == "PROPN" and name[-1].ent_type_ in ("", "PERSON"):
            span = draft.paragraph.token_span(rest)
            return dataclasses.replace(draft, source=(span,), source_token=name[-1])
    return draft


def _of_who_is_heard_of(draft: Draft) -> Draft:
    """Who is only known to have said it says it: "“It leaks,” THE KEEPER is reported to have
    told her crew".
    """
    if draft.cue_token is None:
        return draft
    for verb in draft.tokens(draft.cue):
        known = verb.head
        heard = is_passive(known) and lemma(known) in (*RAISING, *HEARD)
        if not (verb.dep_ == "xcomp" and english().is_saying(verb) and heard):
            continue
        if draft.source:
            return dataclasses.replace(draft, cue_token=verb)
        who = next((c for c in known.children if c.dep_ == "nsubjpass"), None)
        if who is not None and can_speak(who) and who not in draft.tokens(draft.content):
            return _with_source(dataclasses.replace(draft, cue_token=verb), who)
    return draft


def _of_its_subject(draft: Draft) -> Draft:
    """Who only did something to what speaks does not speak: "her letter, first printed BY THE
    COURIER, suggests …" is the letter's.
    """
    cue, source = draft.cue_token, draft.source_token
    if cue is None or source is None or is_passive(cue):
        return draft
    subject = next((c for c in cue.children if c.dep_ == "nsubj"), None)
    if subject is None or source == subject or is_no_party(subject):
        return draft
    if subject.lower_ in PARTS_OF_DAY or not _did_something_to(source, subject):
        return draft
    return _with_source(draft, subject)


def _did_something_to(source: Token, subject: Token) -> bool:
    """Whether a participle behind a subject names the source: "a note shown to NORDA NEWS by A
    COOK", "emails stolen and posted by WIKILEAKS", of whose name the parser makes what it likes.
    """
    for above in source.ancestors if source.dep_ == "pobj" else ():
        if above == subject:
            break
        if above.tag_ == "VBN" and above.dep_ in ("acl", "conj") and subject in above.ancestors:
            return True
    name = source.head if source.dep_ == "compound" else source  # "The New York" of the Times
    by = name.left_edge.nbor(-1) if name.left_edge.i else name
    return by.lower_ == "by" and by.dep_ == "agent" and by in subject.subtree


def _of_who_asks(draft: Draft) -> Draft:
    """What somebody is asked to say is the words of who asks: "URGED residents to declare"."""
    cue = draft.cue_token
    if cue is None or not is_asked(cue):
        return draft
    asking, asked = first_clause(cue).head, doer_of(cue)
    who = source_head_or_subject(asking) if not is_passive(asking) else agent_of(asking)
    if asked is None or who is None or asked.left_edge.i < asking.i:
        return draft  # "residents were urged to declare": the rules read the verb of asking
    phrase = [t for t in cue_phrase(asking) if t.i < asked.left_edge.i]
    if asked.head.lower_ == "on":
        phrase.append(asked.head)
    start = draft.paragraph.token_span([asked.left_edge]).start
    told = Span(start, max(draft.content[-1].end, draft.cue[-1].end))
    asks = dataclasses.replace(
        draft,
        cue=(draft.paragraph.token_span(phrase),),
        content=joined((told, *(s for s in draft.content if s.end > start))),
        cue_token=asking,
    )
    return _with_source(asks, who)


def _of_who_did_it(draft: Draft) -> Draft:
    """Who is asked, told or spoken of does not speak: who did it does, or nobody is stated.

    "She was asked whether it leaks", "Asked by the Courier if it leaks, he …", "the crew are
    said to sleep". Of "she was convinced that", the conviction is hers.
    """
    cue, source = draft.cue_token, draft.source_token
    if cue is None or source is None or not is_passive(cue):
        return draft
    raised = _is_raised(draft, cue)
    if not (raised or _is_told(cue) or _is_addressed(cue, source)):
        return draft
    agent = agent_of(cue)
    if agent is not None:
        return draft if source.i in {t.i for t in agent.subtree} else _with_source(draft, agent)
    return _of_nobody(draft, cue) if raised else _with_source(draft, None)


def _is_told(cue: Token) -> bool:
    """Whether the passive subject of a verb is who is told or blamed: "was asked", "was urged",
    "was accused of".
    """
    return english().is_saying(cue) or is_of_kind(cue, "directs") or is_of_kind(cue, "blames")


def _is_addressed(cue: Token, source: Token) -> bool:
    """Whether the source is to whom a passive tells it: "tales were brought TO THE KEEPERS"."""
    return source.dep_ == "pobj" and source.head.lower_ == "to" and source.head.head == cue


def _is_raised(draft: Draft, cue: Token) -> bool:
    """Whether something is said of the subject: "is said to leak"; not "is said to have TOLD"."""
    others = [t for t in draft.tokens(draft.cue) if t.i != cue.i and english().is_saying(t)]
    if lemma(cue) not in RAISING or others:
        return False
    below = (c for c in cue.children if c.dep_ in ("xcomp", "ccomp"))
    return is_said_of_it(cue) or any(t.tag_ == "TO" for c in below for t in c.children)


def _of_nobody(draft: Draft, cue: Token) -> Draft:
    """The draft of nobody, with what is spoken of as a part of what is said."""
    about = draft.source
    if is_said_of_it(cue):
        noun = cue.nbor(-1)
        about = (draft.paragraph.token_span([t for t in noun.subtree if t.i < cue.i] or [noun]),)
    content = joined((*about, *draft.content))
    return dataclasses.replace(draft, source=(), source_token=None, content=content)


def _of_its_clause(draft: Draft) -> Draft:
    """A participle without a subject is its clause's: not of whom the clause speaks to or with,
    and not of nobody. "He left after talks with the guild, saying …", "Besides saying …, he".
    """
    cue, source = draft.cue_token, draft.source_token
    verb = None if cue is None else _clause_of(cue)
    if cue is None or verb is None or (source is None and draft.source):
        return draft
    if source is None and not tells_something(draft):
        return draft  # "fearful of the river"
    who = source_head_or_subject(verb)
    if who is None or not can_speak(who) or (source is not None and not _is_beside(source, who)):
        return draft
    return _with_source(draft, who)


def _clause_of(cue: Token) -> Token | None:
    """The verb of the clause that a loose "saying", "besides saying" or "fearful of" hangs on."""
    loose, above = first_clause(cue), None
    if loose.dep_ == "advcl":
        above = loose.head
    elif loose.dep_ == "pcomp" and loose.head.dep_ == "prep":
        above = loose.head.head if loose.head.lower_ not in ("of", "for") else None
    if above is None or above.pos_ not in ("VERB", "AUX") or doer_of(cue) is not None:
        return None
    return above if _is_loose(loose) and not _has_own(cue) else None


def _is_loose(verb: Token) -> bool:
    """Whether it is a "saying", a "fearful of" or a "convinced that", without a subject."""
    kind = verb.tag_ in ("VBG", "JJ") or (verb.tag_ == "VBN" and not _is_told(verb))
    return kind and not _has_own(verb)


def _has_own(verb: Token) -> bool:
    """Whether the verb has a subject or a helper of its own: then it is a clause."""
    own = (*SUBJECTS, "nsubjpass", "expl", "aux", "auxpass")
    return any(child.dep_ in own for child in verb.children)


def _is_beside(source: Token, who: Token) -> bool:
    """Whether the source is only spoken to, with or of: "talks WITH THE GUILD", "wrote TO HER"."""
    if source.dep_ != "pobj" or source.i == who.i or source.is_ancestor(who):
        return False
    prep = source.head
    met = prep.head.pos_ == "NOUN" and prep.head.i == prep.i - 1
    return prep.lower_ in TOWARDS or (prep.lower_ == "with" and met)


def _with_source(draft: Draft, who: Token | None) -> Draft:
    """The draft with another source, or none."""
    if who is None or draft.cue_token is None:
        return dataclasses.replace(draft, source=(), source_token=None)
    phrase = [t for t in source_phrase(who, draft.cue_token) if t.i not in _inside(draft)]
    words = phrase if who in phrase else [who]
    return dataclasses.replace(draft, source=(draft.paragraph.token_span(words),), source_token=who)


def _inside(draft: Draft) -> set[int]:
    return {token.i for token in draft.tokens(draft.content)}
