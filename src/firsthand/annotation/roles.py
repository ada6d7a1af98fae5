"""Whom an article gives a title or a role: "Mayor Ana Reis", "Ana Reis, the mayor of Norda".

A bare "the mayor" may then mean her. It does so only where the article gives the role to
nobody else whom the words allow: of two mayors neither is meant.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from firsthand import data
from firsthand.annotation.gazetteer import abbreviated
from firsthand.annotation.mentions import Mention, is_of_a_nation, is_person, mention
from firsthand.annotation.nouns import is_first_name, is_office, is_party_word, parties
from firsthand.annotation.parsing import Paragraph, text_of

if TYPE_CHECKING:
    from spacy.tokens import Token

COPULAS = frozenset(("be", "become"))
TITLE_POS = frozenset(("PROPN", "NOUN", "ADJ", "ADV"))
MODIFIERS = frozenset(("amod", "compound", "nmod", "poss", "nummod", "npadvmod"))
OF_A_PLACE = frozenset(("GPE", "NORP", "LOC", "ORG", "FAC"))
AGE = re.compile(r"\b\d{1,3}[- ]year[- ]old$")
# "The two-time winner"; a part-time keeper may be anybody.
TIMES = re.compile(r"\b(?:one|two|three|four|five|six|seven|eight|nine|ten|\d+)-time$")
# What stands before the name that somebody goes by.
KNOWN_AS = re.compile(
    r"\b(?:(?:also|better|widely|commonly|otherwise) known (?:as|by|under)"
    r"(?: (?:his|her|the|their)(?: [\w-]+){1,3})?"
    r"|nom de guerre(?: is| was)?|call ?sign(?: is| was)?|nicknamed|a\.?k\.?a\.?)"
)
OF_THE_DEAD = "late"  # "the late governor" is another
OF_STATE = ["secretary", "of", "state"]  # behind any other office "of" tells which is meant
# "Sen. Ana Reis (D-Maine)": the seat of an American lawmaker, after the party's letter.
SEAT = re.compile(r"\s*,?\s*\(?\s*(?P<party>[DRI])(?:-| ?\. ?,| ?, )\s*(?P<place>[A-Z][^),]{1,20})")


@dataclass(frozen=True)
class Role:
    """A role that the article gives to somebody it names.

    ``noun`` is the office, lower case; ``ranks`` what makes another office of it ("vice",
    "former"); ``words`` all that is said of it ("norda"); ``placed`` that it is said of
    which place or body.
    """

    bearer: Mention
    noun: str
    ranks: frozenset[str]
    words: frozenset[str]
    placed: bool


def find_aliases(paragraphs: Sequence[Paragraph]) -> dict[tuple[str, ...], Mention]:
    """By another name that the article says somebody has, who it is: "Katz, better known as
    Fin", "Katz, nicknamed Fin".
    """
    aliases: dict[tuple[str, ...], Mention] = {}
    for paragraph in paragraphs:
        if KNOWN_AS.search(text_of(paragraph.doc)) is None:
            continue
        for head in paragraph.doc:
            if head.pos_ == "PROPN" and head.dep_ != "compound":
                _add_alias(aliases, paragraph, head)
    return aliases


def _add_alias(aliases: dict[tuple[str, ...], Mention], paragraph: Paragraph, head: Token) -> None:
    before = text_of(paragraph.doc)[head.sent.start_char : head.left_edge.idx].rstrip("\"'“‘ ")
    known = KNOWN_AS.search(before)
    if known is None or known.end() < len(before):
        return
    behind = head.sent.start_char + known.start()
    named = (t for t in head.sent if t.idx < behind and t.pos_ == "PROPN" and _may_be_called(t))
    *_, bearer = (None, *named)  # whoever is named last before it
    also = mention(paragraph, [t for t in head.subtree if t.i <= head.i] or [head], head)
    if bearer is not None and also.name:
        phrase = [t for t in bearer.subtree if t.i <= bearer.i] or [bearer]
        aliases[also.name] = mention(paragraph, phrase, bearer)


def _may_be_called(name: Token) -> bool:
    """Whether a word ends the name of somebody, whom the recogniser may take for a body."""
    return name.dep_ != "compound" and name.ent_type_ in ("", "PERSON", "ORG")


@dataclass(frozen=True)
class Described:
    """What a bare description asks for: "the former Norda mayor"; of its words some may be
    ``places``, or bodies.
    """

    noun: str
    ranks: frozenset[str]
    words: frozenset[str]
    places: frozenset[str]


@cache
def _role_words(sort: str) -> dict[str, str]:
    rows = data.table("role_words", columns=("word", "sort", "means", "example"))
    return {row["word"]: row["means"] for row in rows if row["sort"] == sort}


def find_roles(paragraphs: Sequence[Paragraph]) -> tuple[Role, ...]:
    """The roles that an article gives to people it names, in reading order.

    A title before the name, an apposition on either side of it, "X is the mayor", "X, who
    is mayor". Not what a clause only supposes or denies.
    """
    return tuple(role for paragraph in paragraphs for role in _roles_of(paragraph))


def ranks_beside(noun: Token) -> frozenset[str]:
    """The words before a noun that make another office of it: "the DEPUTY head"."""
    words = frozenset(word for token in noun.lefts for word in _words_of(token))
    return words & _role_words("rank").keys()


def described(seen: Mention) -> Described | None:
    """What "the mayor" asks for; None where the phrase is no bare description of one person.

    "The mayor who left" and "the mayor of Norda's brother" say more than a role.
    """
    if seen.plural or not seen.says_the:
        return None
    head = seen.head
    if not _is_role(seen.noun) or any(_tells_which(c) for c in head.children):
        return None
    around = _modifiers(head)
    words = {word for token in around for word in _words_of(token)}
    ranks = frozenset(words & _role_words("rank").keys())
    told = frozenset(words - ranks - _role_words("passing").keys())
    return Described(seen.noun, ranks, told, places_beside(head) & told)


def varies(seen: Mention) -> bool:
    """Whether a phrase only calls somebody otherwise who was named before: by age ("the
    46-year-old keeper"), by what was won ("the two-time winner of the cup"), by nation ("the
    Dane"), or by fame ("the singer").
    """
    if seen.plural or not seen.says_the:
        return False
    head = seen.head
    if any(_tells_which(child) for child in head.children):
        return False
    own = [text_of(head.doc)[t.left_edge.idx : t.idx + len(t)] for t in _own(head)]
    if any(AGE.search(words) or TIMES.search(words) for words in own):
        return True
    if _behind(head):
        return False
    return is_of_a_nation([*head.lefts, head], head) or head.lower_ in _role_words("fame")


def stands_for(seen: Mention) -> bool:
    """Whether a phrase calls somebody by what he is in public life: "the former governor", "the
    diplomat". News that has named a governor says so with the name; one that says it of nobody
    means whom it is about.
    """
    if seen.plural or not seen.says_the:
        return False
    head = seen.head
    if head.lower_ not in _role_words("standing") or OF_THE_DEAD in seen.words:
        return False
    if any(_tells_which(child) or child.dep_ == "poss" for child in head.children):
        return False
    behind = _behind(head)
    return not behind or [head.lower_, *behind] == OF_STATE


def _behind(noun: Token) -> list[str]:
    """The words of prepositions behind a noun, in lower case: "of state"."""
    return [t.lower_ for c in noun.rights if c.dep_ == "prep" for t in c.subtree]


def _tells_which(child: Token) -> bool:
    """Whether a clause or a name behind a noun says which is meant; one behind a comma only
    adds to it: "the mayor, WHO LEFT EARLY, said".
    """
    if child.dep_ == "appos":
        return child.pos_ not in ("NUM", "PUNCT")  # "the singer, 46, said"
    first = child.left_edge
    return child.dep_ in ("relcl", "acl") and (first.i == 0 or first.nbor(-1).text != ",")


def _own(head: Token) -> Iterator[Token]:
    yield head
    yield from (child for child in head.children if child.dep_ in ("amod", "nummod", "compound"))


def places_beside(noun: Token) -> frozenset[str]:
    """The places and bodies that stand with a noun: "a NORDA teacher", "of the BRILL school"."""
    around = _modifiers(noun)
    return frozenset(w for t in around if t.ent_type_ in OF_A_PLACE for w in _words_of(t))


def fits(role: Role, asked: Described) -> bool:
    """Whether a role is the one that a description asks for, and none of its words is more."""
    return role.noun == asked.noun and role.ranks == asked.ranks and asked.words <= role.words


def contradicts(role: Role, asked: Described) -> bool:
    """Whether a role of the same noun is another: a deputy mayor's, another town's mayor's."""
    elsewhere = role.placed and not asked.places <= role.words
    return role.noun == asked.noun and (role.ranks != asked.ranks or elsewhere)


def _roles_of(paragraph: Paragraph) -> Iterator[Role]:
    for head in paragraph.doc:
        if head.pos_ != "PROPN" or head.dep_ == "compound" or not is_person(head):
            continue
        phrase = [t for t in head.subtree if t.i <= head.i] or [head]
        bearer = mention(paragraph, phrase, head)
        if not bearer.name or bearer.kind != "person":
            continue
        seat = _seat(head)
        roles = [_role(bearer, *one, seat) for one in (*_titles(bearer, head), *_called(head))]
        yield from roles
        yield from _as_a_member(bearer, roles, seat)


def _as_a_member(bearer: Mention, roles: Sequence[Role], seat: frozenset[str]) -> Iterator[Role]:
    """Somebody as one of a party, by the letter of his seat or a word of a title: "Sen. Ana Reis
    (D-Maine)" is "the Democrat", and so is "Democratic Mayor Ana Reis".
    """
    words = seat.union(*(role.words for role in roles))
    for member, *others in parties().values():
        if not words.isdisjoint((member, *others)) and all(r.noun != member for r in roles):
            yield Role(bearer, member, frozenset(), words, placed=True)


def _is_role(noun: str) -> bool:
    return is_office(noun) or is_party_word(noun)


def _role(bearer: Mention, noun: Token, around: list[Token], seat: frozenset[str]) -> Role:
    name, words = _office(noun), {w for t in around for w in _words_of(t)}
    long = name.split()
    ranks = frozenset((words | set(long[:-1])) & _role_words("rank").keys())
    placed = bool(seat) or any(t.ent_type_ in OF_A_PLACE for t in around)
    return Role(bearer, long[-1], ranks, frozenset(words | seat) - ranks, placed)


def _office(noun: Token) -> str:
    """The office that a word is, in lower case: "senator" for "Sen."; "" where it is none."""
    short = _role_words("short").get(noun.lower_)
    if short is not None:
        return short
    return str(noun.lemma_).lower() if _is_role(str(noun.lemma_)) else ""


def _titles(bearer: Mention, head: Token) -> Iterator[tuple[Token, list[Token]]]:
    """The title right before a name, or taken for a part of it, with the words around it."""
    first = head
    while first.i > head.sent.start and any(first.nbor(-1).text in word for word in bearer.name):
        first = first.nbor(-1)
    if first.i < head.i and _office(first) and not is_first_name(first.text):  # "Pope Leo"
        first = first.nbor(1)
    row: list[Token] = []
    while first.i - len(row) > head.sent.start and _may_be_title(first.nbor(-len(row) - 1)):
        row.insert(0, first.nbor(-len(row) - 1))
    # "Secretary of State Ana Reis": the office stands before "of"
    of = next((t for t in reversed(row[:-1]) if t.nbor(1).lower_ == "of" and _office(t)), None)
    noun = row[-1] if row and _office(row[-1]) else of
    if noun is not None:
        yield noun, [t for t in row if t.i != noun.i]


def _may_be_title(token: Token) -> bool:
    return token.pos_ in TITLE_POS or token.lower_ in ("of", "-", "'s", "’s")


def _called(head: Token) -> Iterator[tuple[Token, list[Token]]]:
    """What an apposition or "is" calls somebody: "Ana Reis, who is mayor of Norda"."""
    if head.dep_ == "appos" and head.head.pos_ == "NOUN":
        yield from _if_office(head.head)
    for child in head.children:
        if child.dep_ == "appos" and child.pos_ in ("NOUN", "PROPN"):
            yield from _if_office(child)
        elif child.dep_ == "relcl":
            yield from _said_to_be(child)
    if head.dep_ == "nsubj":
        yield from _said_to_be(head.head)


def _said_to_be(verb: Token) -> Iterator[tuple[Token, list[Token]]]:
    if verb.lemma_ not in COPULAS or verb.tag_ not in ("VBZ", "VBD", "VBP"):
        return
    if any(child.dep_ in ("neg", "aux", "mark") for child in verb.children):
        return
    for child in verb.children:
        if child.dep_ == "attr":
            yield from _if_office(child)


def _if_office(noun: Token) -> Iterator[tuple[Token, list[Token]]]:
    if _office(noun) and "Plur" not in noun.morph.get("Number", []):
        yield noun, _modifiers(noun)


def _modifiers(noun: Token) -> list[Token]:
    """What stands with a noun to tell which: before it, and after "of", "for", "at"."""
    found = []
    for child in noun.children:
        if child.dep_ in MODIFIERS or (child.dep_ == "prep" and child.i > noun.i):
            found += [t for t in child.subtree if t.pos_ in TITLE_POS]
    return found


def _words_of(token: Token) -> Iterator[str]:
    """The words of a token in lower case; "ex-mayor" may be one token of two words."""
    yield from (word for word in re.split(r"\W+", token.lower_) if word)


def _seat(head: Token) -> frozenset[str]:
    """The words of the party and the place in the bracket after a lawmaker's name: "(D-W.Va.)"."""
    found = SEAT.match(text_of(head.doc)[head.idx + len(head.text) :])
    if found is None:
        return frozenset()
    place = found["place"].strip()
    names = [entry.name for entry in abbreviated(place)] or [place]
    party = parties()[found["party"]]
    return frozenset((*party, *(word for name in names for word in name.lower().split())))
