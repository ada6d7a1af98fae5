"""Which mention a source is: the phrase beside the cue, or whom its relative pronoun is about."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from typing import TYPE_CHECKING

from firsthand.annotation.attributions import Found
from firsthand.annotation.drafts import DATELINE
from firsthand.annotation.mentions import (
    RELATIVE,
    Mention,
    is_person,
    joint_mention,
    may_be_who,
    mention,
)
from firsthand.annotation.nouns import is_first_name
from firsthand.annotation.parsing import Paragraph, text_of, words_as_written
from firsthand.annotation.sources import SUBJECTS, first_clause, source_phrase
from firsthand.annotation.together import first_of_its_row, named_together, together
from firsthand.annotation.writings import writer_of

if TYPE_CHECKING:
    from spacy.tokens import Token

CLAUSAL = frozenset(("VERB", "AUX"))
MEANT = frozenset(("ADJ", "DET", "NOUN", "NUM", "PRON", "PROPN"))  # "the dead", "those", "two"
BEFORE_A_NOUN = frozenset(("det", "amod", "compound", "nmod", "nummod", "poss", "quantmod"))


def source_mention(found: Found) -> Mention | None:
    draft = found.draft
    head, cue = draft.source_token, draft.cue_token
    if head is None:
        return None
    head = _behind_the_dateline(head, draft.paragraph)
    if cue is None:
        return _before_a_colon(found, head)
    # "who said …, ADDING that": the clause is that of the pronoun
    own = head.head if head.lower_ in RELATIVE and head.dep_ in SUBJECTS else cue
    clause = first_clause(own if own.pos_ in CLAUSAL else cue)
    if head.lower_ in RELATIVE and clause.dep_ in ("relcl", "conj"):
        antecedent = _antecedent(head, clause)
        if antecedent.pos_ in CLAUSAL:  # the parser hangs the clause on a verb
            antecedent = head.nbor(-1) if head.i else antecedent
        if antecedent.pos_ not in MEANT:
            return None
        return mention(draft.paragraph, _phrase_before(antecedent, clause), antecedent)
    phrase = [t for span in draft.source for t in draft.paragraph.tokens_under(span)]
    if head is not draft.source_token:
        phrase = [t for t in phrase if t.i >= head.left_edge.i]
    if _is_some_of_whom(phrase):
        return _some_of_them(draft.paragraph, phrase, head, clause)
    if _describes_the_cue(phrase, cue):
        return mention(draft.paragraph, [*phrase, cue], cue)
    phrase = phrase if head in phrase else source_phrase(head, cue)
    head = _before_the_bracket(phrase, head)
    partners = together(phrase, head, cue) or named_together(phrase, head)
    if partners:
        return joint_mention(draft.paragraph, partners)
    paper = mention(draft.paragraph, phrase, head)
    writer = writer_of(head)
    if writer == cue and writer is not None:  # the parser takes the verb for a noun
        writer = phrase[-1] if phrase[-1].pos_ == "PROPN" else None
    return paper if writer is None else _as_writer(draft.paragraph, writer, paper)


def _before_the_bracket(phrase: Sequence[Token], head: Token) -> Token:
    """The name before a bracket of which the parser takes a word for the head: "REIS ( D - Ill"."""
    bracket = next((n for n, token in enumerate(phrase) if token.is_left_punct), 0)
    if not bracket or not phrase[bracket].is_bracket or head.i < phrase[bracket].i:
        return head
    before = phrase[bracket - 1]
    return before if before.pos_ == "PROPN" else head


def _as_writer(paragraph: Paragraph, writer: Token, paper: Mention) -> Mention:
    """Who says what a paper says; the paper itself where "its" report is nobody's we know."""
    if writer.pos_ == "PRON":
        return dataclasses.replace(mention(paragraph, [writer], writer), instead=paper)
    phrase = source_phrase(writer, writer.head)
    partners = together(phrase, writer, None)
    return joint_mention(paragraph, partners) if partners else mention(paragraph, phrase, writer)


def _behind_the_dateline(head: Token, paragraph: Paragraph) -> Token:
    """The other subject of a verb, where the parser takes the town of the dateline for one:
    "ODRA (TBA) — The KEEPER said that it leaks".
    """
    dateline = DATELINE.match(text_of(paragraph.doc))
    if dateline is None or head.idx >= dateline.end():
        return head
    others = (t for t in (*head.children, *head.head.children) if t.idx >= dateline.end())
    return next((t for t in others if t.dep_ in ("nsubj", "appos")), head)


def _phrase_before(antecedent: Token, clause: Token) -> list[Token]:
    """The words of whom a relative clause is about, before it: those of the noun alone where
    the parser hangs a whole sentence on it.
    """
    phrase = [t for t in source_phrase(antecedent, clause) if t.i < clause.left_edge.i]
    if any(t.i < antecedent.i and t.pos_ in CLAUSAL and t.dep_ != "amod" for t in phrase):
        own = [t for t in antecedent.lefts if t.dep_ in BEFORE_A_NOUN]
        first = min((t.left_edge.i for t in own), default=antecedent.i)
        phrase = [t for t in phrase if t.i >= first]
    return phrase or [antecedent]


def _is_some_of_whom(phrase: Sequence[Token]) -> bool:
    """Whether a source is a number of those whom a relative clause is about: "two of whom"."""
    return len(phrase) > 2 and phrase[-1].lower_ == "whom" and phrase[-2].lower_ == "of"


def _some_of_them(
    paragraph: Paragraph, phrase: Sequence[Token], head: Token, clause: Token
) -> Mention | None:
    """ "Two of the keepers", where the text says "the keepers, two of WHOM said so"."""
    whom = clause.head if clause.dep_ == "relcl" else _before_the_comma(phrase[0])
    if whom is None or whom.pos_ != "NOUN":
        return None
    those = mention(paragraph, _phrase_before(whom, clause), whom)
    seen = mention(paragraph, list(phrase), head)
    some = words_as_written(phrase[:-1])
    text = those.text if those.name else those.text[:1].lower() + those.text[1:]
    return dataclasses.replace(seen, text=f"{some} {text}", form="indefinite", plural=True)


def _before_the_comma(first: Token) -> Token | None:
    """The noun that ends where a comma and then "some of whom" begins."""
    if first.i < 2 or first.nbor(-1).text != ",":
        return None
    return first_of_its_row(first.nbor(-2))


def _before_a_colon(found: Found, head: Token) -> Mention | None:
    """Who stands before a bare colon, as in the record of a talk: "ANA REIS: It leaks."

    A name, or a noun for a person; neither a letter ("Q:") nor what a line is called ("Note:").
    """
    paragraph = found.draft.paragraph
    phrase = [t for span in found.draft.source for t in paragraph.tokens_under(span)]
    while len(phrase) > 1 and phrase[0].pos_ == "VERB":  # "Added Reis: …"
        phrase = phrase[1:]
    partners = together(phrase, head, None)
    if partners:
        return joint_mention(paragraph, partners)
    seen = _in_capitals(mention(paragraph, phrase, head), phrase)
    named = bool(seen.name) or head.ent_type_ == "PERSON" or is_person(head)
    return seen if named and len(head) > 1 else None


def _in_capitals(seen: Mention, phrase: Sequence[Token]) -> Mention:
    """A first name and a surname in capitals are a name, whatever the parser takes them for:
    "TOM KATZ: …".
    """
    words = tuple(token.text for token in phrase)
    shouted = len(words) == 2 and all(word.isupper() and word.isalpha() for word in words)
    if seen.name or not shouted or not is_first_name(words[0].title()):
        return seen
    return dataclasses.replace(seen, name=words, called=words, form="name", kind="person")


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
    if relative.lower_ == "who" and _is_an_age(above):
        return above.head
    if not may_be_who(above) or above.pos_ == "ADJ":  # "wrong with KATZ, who said"
        return nearest
    named = _named_as(above) if relative.lower_ == "who" else None
    if named is not None:
        return named
    called = above.dep_ == "appos" and (above.pos_ == "NOUN" or _has_article(above))
    return above.head if called and above.head.pos_ == "PROPN" else above


def _is_an_age(word: Token) -> bool:
    """Whether a name is only called by age: "Katz, A 46-YEAR-OLD who said"."""
    return word.dep_ == "appos" and word.lower_.endswith("old") and word.head.pos_ == "PROPN"


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
