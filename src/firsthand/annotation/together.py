"""Several who speak together: "Norda and Kesk say", "Ana Reis, along with Tom Katz, said"."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from firsthand.annotation.mentions import ENTITY_KINDS
from firsthand.annotation.nouns import is_office

if TYPE_CHECKING:
    from spacy.tokens import Token

AND = frozenset(("and", "&", "plus"))
ALONG = frozenset(("along", "together"))  # with "with": who speaks beside the subject
ONE_ONLY = frozenset(("has", "is", "was", "does"))  # auxiliaries of one, never of two
EDGES = frozenset((",", ";", "–", "—", "-", "both"))

Partner = tuple[list["Token"], "Token"]


def together(phrase: Sequence[Token], head: Token, cue: Token | None) -> list[Partner]:
    """Those who speak together as one source, each with his words and their head.

    Empty where one speaks: a single phrase; words that the recogniser takes for one name
    ("Reis and Sons"); one person with two offices ("the founder and chairman"); a verb in the
    singular; "or", which leaves it open who of them.
    """
    inside = {token.i for token in phrase}
    in_row = _in_row(head, inside)
    beside = [] if len(in_row) > 1 else _beside(phrase, head)
    heads = in_row + beside
    if len(heads) < 2 or not all(map(_stands_alone, heads)):
        return []
    if _is_one_name(heads) or _may_be_one_person(*heads[:2]):
        return []
    if not beside and cue is not None and _is_of_one(cue, head):
        return []
    heads.sort(key=lambda one: one.i)
    partners = [(words, one) for one, words in zip(heads, _words_of(heads, phrase), strict=True)]
    return [] if _share_a_tail(partners) else partners


def named_together(phrase: Sequence[Token], head: Token) -> list[Partner]:
    """Those whom an apposition names who are described as several: "two keepers, ANA AND TOM
    KATZ".
    """
    if head.tag_ != "NNS":
        return []
    first = next((t for t in head.children if t.dep_ == "appos" and t.pos_ == "PROPN"), None)
    if first is None:
        return []
    own = set(first.subtree)
    return together([t for t in phrase if t in own], first, None)


def first_of_its_row(head: Token) -> Token:
    """The keeper of "the keeper, a man of sixty, and the cook": they have one place."""
    while head.dep_ in ("appos", "conj") and head.pos_ in ("NOUN", "PROPN"):
        head = head.head
    return head


def _in_row(head: Token, inside: set[int]) -> list[Token]:
    """The head and those whom "and" sets in one row with it; the head alone with any other
    word than "and".
    """
    heads = [head]
    joining: list[str] = []
    for one in heads:  # grows: the second hangs on the first, the third on the second
        joining += [t.lower_ for t in one.children if t.dep_ == "cc" and t.i in inside]
        row = (t for t in one.children if t.dep_ == "conj" and t.i in inside)
        heads += [t for t in row if t.pos_ in ("NOUN", "PROPN", "PRON")]
        heads += [t for t in _appositions(one) if t.i in inside]
    return heads if joining and AND.issuperset(joining) else [head]


def _appositions(head: Token) -> Iterator[Token]:
    """Names in a row that the parser takes for other names of the first: "Ana Reis, Tom Katz
    and the keeper".
    """
    for child in head.children:
        row = any(below.dep_ == "conj" for below in child.children)
        if child.dep_ == "appos" and row and child.ent_type_ == head.ent_type_ == "PERSON":
            yield child


def _beside(phrase: Sequence[Token], head: Token) -> list[Token]:
    """Who is said to do it along with the head."""
    inside = {token.i for token in phrase}
    return [
        below
        for with_ in phrase
        if head.i < with_.i and _is_along_with(with_) and not _is_in_a_clause(with_, head)
        for below in with_.children
        if below.dep_ == "pobj" and below.i in inside
    ]


def _is_in_a_clause(word: Token, head: Token) -> bool:
    """Whether a word is in a clause about the head: "Reis, WHO BUILT it together with Katz"."""
    between = itertools.takewhile(lambda above: above != head, word.ancestors)
    return any(above.dep_ in ("relcl", "acl") for above in between)


def _is_along_with(word: Token) -> bool:
    return word.lower_ == "with" and word.i > 0 and word.nbor(-1).lower_ in ALONG


def _stands_alone(head: Token) -> bool:
    """Whether the words are somebody's, and not one more office of the same person."""
    if head.pos_ == "PRON" or "Plur" in head.morph.get("Number", []):
        return True
    if head.ent_type_ in ENTITY_KINDS and not is_office(head.lemma_):
        return True
    article = any(t.dep_ in ("det", "poss", "nummod") for t in head.children)
    return article or (head.pos_ == "PROPN" and not is_office(head.lemma_))


def _is_one_name(heads: Sequence[Token]) -> bool:
    """Whether the recogniser sees the first two in one name: "Marks and Spencer"."""
    first, second = heads[0].i, heads[1].i
    return any(entity.start <= first and second < entity.end for entity in heads[0].doc.ents)


def _may_be_one_person(first: Token, second: Token) -> bool:
    """Whether both may be offices of him who is named last: "the founder and chairman Tom Katz"."""
    office = first.pos_ == "NOUN" and is_office(first.lemma_) and first.tag_ == "NN"
    titles = (t for t in second.children if t.pos_ == "NOUN" and is_office(t.lemma_))
    return office and second.pos_ == "PROPN" and any(titles)


def _is_of_one(cue: Token, head: Token) -> bool:
    """Whether the verb of which the head is the subject is in the singular."""
    if head.head != cue:
        return False
    finite = [t for t in cue.children if t.dep_ in ("aux", "auxpass")] or [cue]
    return any(t.tag_ == "VBZ" or t.lower_ in ONE_ONLY for t in finite)


def _share_a_tail(partners: Sequence[Partner]) -> bool:
    """Whether words behind the last are about the first too: "bakers and millers OF NORDA"."""
    last = partners[-1][1]
    return any(words[-1].i > last.i for words, head in partners[:-1] if head.pos_ == "NOUN")


def _words_of(heads: Sequence[Token], phrase: Sequence[Token]) -> Iterator[list[Token]]:
    """The words of each, without what joins him to the next."""
    others = {head.i for head in heads}
    for head in heads:
        apart = {t.i for one in head.subtree if one.i in others - {head.i} for t in one.subtree}
        apart |= {t.i for t in _joining(head)}
        after = min((n for n in others if n > head.i), default=len(head.doc))
        own = {t.i for t in head.subtree if t.i < after or head.pos_ == "NOUN"} - apart
        words = [t for t in phrase if t.i in own]
        while len(words) > 1 and words[-1].text in EDGES:
            words.pop()
        while len(words) > 1 and words[0].lower_ in EDGES:
            words.pop(0)
        yield words or [head]


def _joining(head: Token) -> Iterator[Token]:
    """What joins others to a head: "and", "both", "along with driver Tom Katz"."""
    for child in head.children:
        if child.dep_ in ("cc", "preconj"):
            yield child
        elif child.lower_ in ALONG or _is_along_with(child):
            yield from child.subtree
