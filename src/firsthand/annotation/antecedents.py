"""Which mention a source is: the phrase beside the cue, or whom its relative pronoun is about."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from firsthand.annotation.attributions import Found
from firsthand.annotation.mentions import RELATIVE, Mention, joint_mention, may_be_who, mention
from firsthand.annotation.sources import first_clause, source_phrase
from firsthand.annotation.together import first_of_its_row, together

if TYPE_CHECKING:
    from spacy.tokens import Token


def source_mention(found: Found) -> Mention | None:
    draft = found.draft
    head, cue = draft.source_token, draft.cue_token
    if head is None or cue is None:
        return None
    clause = first_clause(cue)
    if head.lower_ in RELATIVE and clause.dep_ in ("relcl", "conj"):
        antecedent = _antecedent(head, clause)
        phrase = [t for t in source_phrase(antecedent, clause) if t.i < clause.left_edge.i]
        return mention(draft.paragraph, phrase or [antecedent], antecedent)
    phrase = [t for span in draft.source for t in draft.paragraph.tokens_under(span)]
    if _describes_the_cue(phrase, cue):
        return mention(draft.paragraph, [*phrase, cue], cue)
    phrase = phrase if head in phrase else source_phrase(head, cue)
    partners = together(phrase, head, cue)
    if partners:
        return joint_mention(draft.paragraph, partners)
    return mention(draft.paragraph, phrase, head)


def _describes_the_cue(phrase: Sequence[Token], cue: Token) -> bool:
    """Whether a source is no more than what a noun is like: "LOW DANISH estimates that …".

    A country takes no such word without an article: it is estimates of a body not named.
    """
    if len(phrase) < 2 or phrase[-1].i + 1 != cue.i or cue.lower_ != "estimates":
        return False
    first, last = phrase[0], phrase[-1]
    country = last.ent_type_ in ("NORP", "GPE") or last.pos_ == "ADJ"
    return first.tag_ in ("JJ", "JJR") and country


def _antecedent(relative: Token, cue: Token) -> Token:
    """Whom a relative clause is about; "who" is a person, not the body he works for.

    "An official at the Inspectorate who said …": the official; with a name beside it
    ("Pell, an official at …") the name; of "Pell was among those who said …" Pell.
    """
    nearest = above = cue.head
    counted = _counted_among(nearest) if relative.lower_ == "who" else None
    if counted is not None:
        return counted
    while (
        relative.lower_ in ("who", "whom")
        and not may_be_who(above)
        and above.dep_ == "pobj"
        and above.head.dep_ == "prep"
    ):
        above = above.head.head
    if not may_be_who(above):
        return nearest
    named = _named_as(above) if relative.lower_ == "who" else None
    if named is not None:
        return named
    called = above.dep_ == "appos" and (above.pos_ == "NOUN" or _has_article(above))
    return above.head if called and above.head.pos_ == "PROPN" else above


def _has_article(name: Token) -> bool:
    """Whether a word in capitals is what somebody is called: "Katz, A REPUBLICAN who said"."""
    return any(child.dep_ == "det" and child.lower_ in ("a", "an") for child in name.children)


def _counted_among(those: Token) -> Token | None:
    """Who is among those that a clause is about: "the BOARD was among those who objected", "REIS
    is one of the few who said so". None where somebody is, or was, only perhaps.
    """
    prep = those.head
    if those.dep_ != "pobj" or prep.lower_ not in ("among", "of"):
        return None
    one = prep.head
    if prep.lower_ == "of" and not (one.lower_ == "one" and one.dep_ == "attr"):
        return None
    return _subject_of_being(one.head if prep.lower_ == "of" else one)


def _named_as(noun: Token) -> Token | None:
    """The name of which a noun is said: "KATZ is a keeper and a liar who has said that …"."""
    noun = first_of_its_row(noun)
    subject = _subject_of_being(noun.head) if noun.dep_ == "attr" else None
    return subject if subject is not None and subject.pos_ == "PROPN" else None


def _subject_of_being(verb: Token) -> Token | None:
    if verb.lemma_ != "be" or any(c.dep_ in ("neg", "aux") for c in verb.children):
        return None
    return next((child for child in verb.children if child.dep_ == "nsubj"), None)
