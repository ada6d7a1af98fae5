"""What a noun phrase says of whom it means: its words, number, kind and gender."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Literal

from firsthand import data
from firsthand.annotation.behind_trades import name_behind_a_trade
from firsthand.annotation.class_names import name_beside_its_class
from firsthand.annotation.gazetteer import demonyms
from firsthand.annotation.name_parts import first_names, name_parts, patronymic_gender
from firsthand.annotation.nouns import (
    TAIL_BEGINS,
    TITLES,
    TITLES_OF_MEN,
    TITLES_OF_WOMEN,
    TRADE_ENDINGS,
    is_first_name,
    is_office,
    is_party_word,
    kind_of_noun,
    nouns,
    runs_through,
)
from firsthand.annotation.parsing import Paragraph, words_as_written
from firsthand.types import Span, SpeakerKind

if TYPE_CHECKING:
    from spacy.tokens import Token

Form = Literal["pronoun", "name", "definite", "indefinite"]

HE, SHE = frozenset(("he", "him", "his", "himself")), frozenset(("she", "her", "hers", "herself"))
THEY = frozenset(("they", "them", "their", "themselves", "both"))
FIRST_PERSON = frozenset(("i", "me", "my", "we", "us", "our", "ours", "mine", "myself"))
RELATIVE = frozenset(("who", "whom", "that", "which", "whose"))
SOMEBODY = frozenset(("someone", "somebody", "those"))
INDEFINITE = frozenset(
    [
        "a",
        "an",
        "another",
        "one",
        "some",
        "two",
        "three",
        "four",
        "five",
        "six",
        "several",
        "many",
        "few",
        "most",
        "other",
        "others",
        "any",
        "no",
    ]
)
GENERIC = frozenset(("man", "woman", "person", "male", "female", "individual"))
GLUED_INITIAL = re.compile(r"([A-Z]\.)([A-Z]\w{2,})")  # "A.Reis"
CLOCK = re.compile(r"\d{1,2}[:.]\d\d")  # what a line of a live report begins with
# A capital within a word: "NordaPay", a body's name; but "McNorr", "DiVelk" are people's.
INNER_CAPITAL = re.compile(
    r"(?!(?:Mc|Mac|De|Del|Della|Des|Di|Da|Do|Du|La|Le|Lo|Van|Von|Fitz|El|Al|Ben|Abu|St|San|O|D)[A-Z])"
    r"[A-Za-z]*[a-z][A-Z]\w*"
)
# What a body is called as often as a person: "market leader Dredgix".
ALSO_OF_BODIES = frozenset(
    """ally backer builder buyer carrier competitor critic developer donor employer investor
    leader lender maker member neighbor neighbour operator opponent owner partner producer
    provider publisher rival sponsor supplier supporter user""".split()
)
NICKNAME = 4  # so many words at most from its first quotation mark to the last
JOINING = frozenset(("of", "and", "for", "the", "de", "&"))
ENTITY_KINDS: dict[str, SpeakerKind] = {
    "PERSON": "person",
    "ORG": "organisation",
    "GPE": "organisation",  # "Washington said": a place that speaks is its government
    "NORP": "group",
    "WORK_OF_ART": "document",
}


@dataclass(frozen=True)
class Mention:
    """A noun phrase as a possible speaker; ``span`` in code points of the body view.

    ``name`` holds the words of a name without titles, ``called`` those of them that a body is
    called by when it is spoken of again: without its tail and its nation ("Foreign Ministry" of
    "Russian Foreign Ministry"). ``words`` are the lower-case lemmas of a description,
    ``beside`` what an apposition calls it. ``gender`` is "male", "female" or None: not stated.
    ``parts`` are those who speak together: the whole has no name or words of its own.
    ``instead`` is what speaks where a pronoun points at nobody: "ITS report".
    """

    span: Span
    text: str
    head: Token
    form: Form
    name: tuple[str, ...]
    words: frozenset[str]
    kind: SpeakerKind
    plural: bool
    gender: str | None
    beside: frozenset[str] = frozenset()
    called: tuple[str, ...] = ()
    parts: tuple[Mention, ...] = ()
    instead: Mention | None = None

    @property
    def noun(self) -> str:
        """The lower-case lemma of the head."""
        return str(self.head.lemma_).lower()

    @property
    def says_the(self) -> bool:
        """Whether "the" points at it: "the keeper"; not "this keeper", nor "his keeper"."""
        return self.form == "definite" and self.text.lower().startswith("the ")


def mention(paragraph: Paragraph, phrase: list[Token], head: Token) -> Mention:
    """Read a noun phrase. The head decides; titles and appositions help."""
    phrase = _without_that(_without_a_lead([t for t in phrase if not t.is_space], head))
    phrase = [t for t in phrase if t.lower_ != "following" or t.head != head] or [head]
    core = [t for t in phrase if t.i <= head.i] or [head]
    called = name_behind_a_trade(phrase, head) or _name(core, head)
    name = _whole_name(called, core, head)
    plural = head.lower_ in (*THEY, "those") or _means_several(head, name)
    return Mention(
        span=paragraph.token_span(phrase),
        text=words_as_written(_without_day(_short(phrase, head))),
        head=head,
        form=_form(core, head, name),
        name=name,
        words=frozenset(str(t.lemma_).lower() for t in core if t.is_alpha and not t.is_stop),
        kind=_kind(head, name, plural=plural, phrase=phrase),
        plural=plural,
        gender=_gender(core, head, phrase, name),
        beside=_called_beside(core, head),
        called=_without_nation(called, head),
    )


def _called_beside(core: list[Token], head: Token) -> frozenset[str]:
    """What an apposition calls it, or the noun for a body before its name: "the law FIRM Kesk"."""
    beside = [t for t in head.children if t.dep_ == "appos" and t.pos_ == "NOUN"]
    return frozenset(str(t.lemma_).lower() for t in (*beside, *bodies_before(core, head)))


def bodies_before(core: Sequence[Token], head: Token) -> list[Token]:
    """The noun for a body that stands before a body's name: "the law FIRM Kesk & Velk"."""
    if not is_body(head):
        return []
    before = [head.head] if head.dep_ == "appos" and head.head.i < head.i else []
    nouns = (t for t in (*core, *before) if t.tag_ == "NN")
    return [t for t in nouns if kind_of_noun(t) == "organisation"]


def joint_mention(paragraph: Paragraph, partners: Sequence[tuple[list[Token], Token]]) -> Mention:
    """Several who speak together as one source, each read as a mention of his own.

    The whole has neither name nor words by which one of them could be taken for all.
    """
    parts = tuple(mention(paragraph, words, head) for words, head in partners)
    return Mention(
        span=Span(parts[0].span.start, max(part.span.end for part in parts)),
        text=row_of_names([part.text for part in parts]),
        head=parts[0].head,
        form="indefinite",
        name=(),
        words=frozenset(),
        kind="group",
        plural=True,
        gender=None,
        parts=parts,
    )


def row_of_names(names: Sequence[str]) -> str:
    """Names in a row: "Ana Reis, Tom Katz and the keeper"."""
    *first, last = names
    return f"{', '.join(first)} and {last}"


def full_names(paragraphs: Sequence[Paragraph]) -> frozenset[tuple[str, ...]]:
    """The names of several words, or with a hyphen, that the recogniser sees of people and
    bodies anywhere in the article: without the article, and without the 's of "Ana Reis's".
    """
    found: set[tuple[str, ...]] = set()
    for paragraph in paragraphs:
        for entity in paragraph.doc.ents:
            if entity.label_ not in ("PERSON", "ORG"):
                continue
            named = list(entity)[entity[0].lower_ == "the" :]
            named = named[:-1] if entity[-1].tag_ == "POS" else named
            words = tuple(_behind_a_title(words_as_written(named).split()))
            plain = all(word[:1].isupper() or word.lower() in JOINING for word in words)
            if plain and words and (len(words) > 1 or "-" in words[0]):
                found.add(words)
    return frozenset(found)


def can_speak(head: Token) -> bool:
    """Whether a word may be who says: a name, a pronoun, a noun of the table, or what sounds
    like a trade ("gunner").
    """
    known = head.pos_ in ("PROPN", "PRON") or kind_of_noun(head) is not None
    return known or str(head.lemma_).lower().endswith(TRADE_ENDINGS)


def speaks_for_itself(head: Token) -> bool:
    """Whether a word is somebody who speaks, and no paper: "citing THE BOARD", not "a log"."""
    name = head.pos_ == "PROPN" and head.ent_type_ not in ("WORK_OF_ART", "LAW", "EVENT")
    return name or kind_of_noun(head) in ("person", "group", "organisation")


def is_person(head: Token) -> bool:
    """Whether a noun phrase means one person or several: a name, or a noun of the table."""
    if head.pos_ == "PROPN":
        return head.ent_type_ in ("", "PERSON") or kind_of_noun(head) == "person"
    return head.pos_ == "NOUN" and kind_of_noun(head) == "person"


def is_body(head: Token) -> bool:
    """Whether a noun phrase names a body, as the recogniser sees it."""
    return head.pos_ == "PROPN" and head.ent_type_ == "ORG"


def may_be_who(head: Token) -> bool:
    """Whether "who" may be about the word: people and groups, never a body or a paper."""
    if head.pos_ == "PROPN" and head.ent_type_ not in ("", "PERSON", "NORP"):
        return kind_of_noun(head) == "person"
    return kind_of_noun(head) in (
        ("person", "group") if head.pos_ == "NOUN" else ("person", "group", None)
    )


def is_he_or_she(seen: Mention) -> bool:
    """Whether "he" or "she" may mean it: a name, or a noun that the table has for a person.

    An unknown noun is shown as a person where it speaks, but a crisis is never "he".
    """
    return seen.kind == "person" and (bool(seen.name) or kind_of_noun(seen.head) == "person")


def is_perhaps_he_or_she(seen: Mention) -> bool:
    """Whether it is one bare word that the recogniser alone takes for a body.

    It takes surnames for companies: then we do not know whom "he" means.
    """
    lone = len(seen.name) == 1 and seen.words == {seen.noun} and not seen.name[0].isupper()
    unknown = seen.head.ent_type_ == "ORG" and kind_of_noun(seen.head) is None
    article = any(child.dep_ in ("det", "poss") for child in seen.head.children)
    return lone and unknown and not article and not data.sounds_like_an_outlet(seen.name[0])


def has_trade_ending(seen: Mention) -> bool:
    """Whether an unknown common noun looks like a trade: "the welder", "a lockman"."""
    return seen.kind == "person" and seen.noun.endswith(TRADE_ENDINGS)


def is_first_person(head: Token) -> bool:
    """Whether a word is "I" or "us"; "the US" is a country."""
    return head.lower_ in FIRST_PERSON and head.text not in ("US", "MINE")


@cache
def platforms() -> frozenset[str]:
    """Names of sites where anybody posts, in small letters: "facebook", "x"."""
    rows = data.table("platforms", columns=("name", "example"))
    return frozenset(row["name"] for row in rows)


def is_only_an_office(core: list[Token], head: Token) -> bool:
    """Whether a phrase in capitals describes and does not name: "the US Secretary".

    The head is an office, the recogniser sees nobody's name in it, and what stands before
    it is no first name. "Hunter Cook" and "Cook" are names to the recogniser.
    """
    if head.pos_ != "PROPN" or not is_office(head.lemma_):
        return False
    before = [token for token in core if token.i < head.i]
    names = [t for t in before if t.pos_ == "PROPN" and not is_office(t.text)]
    beside = any(t.dep_ == "appos" and t.ent_type_ == "PERSON" for t in head.children)
    if beside and not any(is_first_name(t.text) for t in before):  # "Norda's CEO, Tom Katz"
        return True
    if head.ent_type_ == "PERSON":  # "the late Hunter Cook"; but "the Prime Minister"
        return not names and any(t.dep_ == "det" for t in before)
    return not any(t.text in first_names() for t in names)


def is_party_member(core: list[Token], head: Token) -> bool:
    """Whether a phrase describes somebody by his party: "the Ohio Democrat"."""
    return is_party_word(head.text) and core[0].lower_ == "the"


@cache
def _nationals() -> frozenset[str]:
    rows = data.table("role_words", columns=("word", "sort", "means", "example"))
    return frozenset(row["word"] for row in rows if row["sort"] == "nation")


def is_of_a_nation(core: Sequence[Token], head: Token) -> bool:
    """Whether a phrase describes one person by the nation: "the Dane", "the 40-year-old South
    African". "The Danes" and "the French" are many.
    """
    if core[0].lower_ != "the" or "Plur" in head.morph.get("Number", []):
        return False
    whole = f"{head.nbor(-1).text} {head.text}" if head.i > core[0].i else head.text
    one = head.text.endswith(("an", "i")) and not demonyms().keys().isdisjoint((head.text, whole))
    return one or head.lower_ in _nationals()


def _without_that(phrase: list[Token]) -> list[Token]:
    """The phrase without a "that" that leads its clause: "a poll says THAT most divers think"."""
    return phrase[1:] if len(phrase) > 1 and phrase[0].dep_ == "mark" else phrase


def _without_a_lead(phrase: list[Token], head: Token) -> list[Token]:
    """The phrase without the time and the dash that a line of a live report, or an item of a
    list, begins with: "08:38 - Mayor Reis".
    """
    first = 0
    while first + 1 < len(phrase) and phrase[first].i < head.i and _leads(phrase[first]):
        first += 1
    return phrase[first:]


def _without_day(phrase: list[Token]) -> list[Token]:
    """The phrase without whose day it is: "TUESDAY'S lawsuit"."""
    dated = len(phrase) > 2 and phrase[0].ent_type_ == "DATE" and phrase[1].tag_ == "POS"
    return phrase[2:] if dated else phrase


def _leads(token: Token) -> bool:
    clock = CLOCK.fullmatch(token.text) is not None
    return clock or (token.is_punct and not token.is_quote and not token.is_bracket)


def _means_several(head: Token, name: tuple[str, ...]) -> bool:
    """Whether a noun is a plural; the tagger takes the s of a surname for one ("Tom Reeds")."""
    if "Plur" not in head.morph.get("Number", []):
        return False
    several = any(child.dep_ in ("det", "nummod") for child in head.children)
    one = head.ent_type_ == "PERSON" or (len(name) > 1 and is_first_name(name[0]))
    return not (head.tag_ == "NNPS" and name and one and not several)


def _short(phrase: list[Token], head: Token) -> list[Token]:
    """The phrase without what a comma or a clause adds to it."""
    kept = []
    tells = ("relcl", "acl") if head.lower_ != "those" else ()  # "those SURVEYED"
    for token in phrase:
        adds = token.text in ",;:(–—" or token.dep_ in tells
        if token.i > head.i and (adds or (tells and token.tag_ in ("WP", "WDT", "WP$"))):
            break
        kept.append(token)
    return kept


def _name(core: list[Token], head: Token) -> tuple[str, ...]:
    """The proper words that end in the head: "Mr. Tom Katz" gives Tom, Katz.

    A description takes the name that is set beside it: "its spokesman, Pell Hadrek".
    """
    described = is_party_member(core, head) or is_of_a_nation(core, head)
    if not _is_a_name(head) or _is_one_of_many(head) or described:
        return _name_beside(head) or name_beside_its_class(core, head)
    core = [token for token in core if token.i <= head.i]
    if is_only_an_office(core, head):  # "the Prime Minister of Norda, Tom Katz"
        return _name_beside(head)
    if _is_some_of_many(head):
        return ()
    core = _as_recognised(core, head)
    words = _behind_a_title(_proper_words(core)) or [head.text]
    words = [part for word in words for part in _without_glue(word)]
    if head.ent_type_ != "PERSON":
        return tuple(_behind_an_office_of(words))
    return tuple(_without_office(words, {t.text for t in core if t.ent_type_ != "PERSON"}))


def _behind_a_title(words: list[str]) -> list[str]:
    """Names without titles, and without the nation before one: "Danish PM REIS"."""
    titles = [n for n, word in enumerate(words[:-1]) if word.lower() in TITLES]
    behind = words[titles[-1] + 1 :] if titles else words
    return [word for word in behind if word.lower() not in TITLES]


def _behind_an_office_of(words: list[str]) -> list[str]:
    """Names without the office of a body before them: "Minister of Transport TOM KATZ"."""
    first = next((n for n, word in enumerate(words[:-1]) if is_first_name(word)), 0)
    return words[first:] if "of" in words[:first] and is_office(words[0]) else words


def _is_a_name(head: Token) -> bool:
    """Whether a word names: a proper noun, and what the tagger takes for a common one though it
    is a body's capitals ("the NLB") or an initial with a surname ("A.Reis").
    """
    capitals = head.text.isupper() and len(head) > 1 and head.ent_type_ == "ORG"
    opens = head.is_sent_start or head.nbor(-1).is_quote if head.i else True
    capital = head.tag_ == "NN" and head.text[:1].isupper() and not opens
    medium = capital and data.outlet_named(head.text)
    named = head.pos_ == "PROPN" or capitals or GLUED_INITIAL.fullmatch(head.text) is not None
    return named or (bool(medium) and kind_of_noun(head) is None)


def _without_glue(word: str) -> tuple[str, ...]:
    """The initial and the surname of "A.Reis", which no blank divides."""
    glued = GLUED_INITIAL.fullmatch(word)
    return (word,) if glued is None else (glued[1], glued[2])


def _is_one_of_many(head: Token) -> bool:
    """Whether it is one of those who have a name, and not a name: "a Democrat", "another Kesk"."""
    one = any(t.dep_ == "det" and t.lower_ in ("a", "an", "another") for t in head.children)
    return one and head.ent_type_ == "NORP" and head.tag_ == "NNP"


def _is_some_of_many(head: Token) -> bool:
    """Whether it is some of those who have a name: "some Democrats", "6 in 10 Canadians".

    "Two Rivers" is a place's name: a number counts only people whom the recogniser knows.
    """
    if head.tag_ != "NNPS":
        return False
    before = [t for t in head.children if t.i < head.i]
    some = any(t.lower_ in INDEFINITE and t.pos_ != "NUM" for t in before)
    return some or (head.ent_type_ == "NORP" and any(t.dep_ == "nummod" for t in before))


def _whole_name(called: tuple[str, ...], core: list[Token], head: Token) -> tuple[str, ...]:
    """A body's name with its nation before it and its tail behind: "Russian Foreign Ministry",
    "Department of the Interior".
    """
    if not called or head.pos_ != "PROPN":
        return called
    nation = _nation_before(called, core, head)
    return (*nation, *called, *(token.text for token in tail_of(head)))


def _without_nation(name: tuple[str, ...], head: Token) -> tuple[str, ...]:
    """What a nation's body is called at home: "Foreign Ministry" of "Danish Foreign Ministry"."""
    body = len(name) > 2 and kind_of_noun(head) == "organisation"
    return name[1:] if body and name[0] in demonyms() else name


def _nation_before(called: tuple[str, ...], core: list[Token], head: Token) -> tuple[str, ...]:
    """The adjective of a nation right before the words that name one of its bodies."""
    first = next((n for n, token in enumerate(core) if token.text == called[0]), 0)
    if not first or kind_of_noun(head) != "organisation":
        return ()
    before = core[first - 1]
    same = head.ent_type_ == "ORG" and all(t.ent_iob_ == "I" for t in core[first:])
    nation = before.text in demonyms() or (same and before.ent_type_ == "ORG")
    return (before.text,) if nation and before.pos_ == "ADJ" and before.is_title else ()


def tail_of(head: Token) -> list[Token]:
    """The words with which a body's name goes on behind its head: "Department OF THE INTERIOR".

    The head is a noun for a body, or the recogniser sees the words in one name with it. "In" and
    "on" go on only where it does; "and" not to another's name. Nothing behind a person's
    office, or before what is written small.
    """
    if head.pos_ != "PROPN":
        return []
    tail: list[Token] = []
    for token in head.doc[head.i + 1 :]:
        if not token.is_space and not _goes_on(token, head, tail):
            break
        tail += [] if token.is_space else [token]
    while tail and not tail[-1].text[:1].isupper():
        tail.pop()
    return tail


def _goes_on(token: Token, head: Token, tail: list[Token]) -> bool:
    """Whether a body's name goes on with a word, after those of its tail so far."""
    within = head.ent_type_ == "ORG" and token.ent_iob_ == "I" and token.ent_type_ == "ORG"
    if not tail:
        body = within or kind_of_noun(head) == "organisation"
        return body and token.lower_ in TAIL_BEGINS and token.dep_ == "prep"
    if token.text[:1].isupper() and token.pos_ in ("PROPN", "NOUN", "ADJ"):
        return tail[-1].text not in ("and", "&") or token.ent_iob_ != "B"
    if token.lower_ == "the" or (within and token.lower_ in ("a", "an")):
        return tail[-1].lower_ not in ("and", "&")
    return token.lower_ in JOINING or (within and token.pos_ == "ADP")


def _name_beside(head: Token) -> tuple[str, ...]:
    if head.tag_ == "NNS":  # "two keepers, Ana and Tom Katz": one of them is not both
        return ()
    apposed = _apposed(head)
    return _name(list(apposed.subtree), apposed) if apposed is not None else ()


def _apposed(head: Token) -> Token | None:
    """The name beside a description; without its second comma the parser has two subjects:
    "Velk's granddaughter, Naomi Velk answered".
    """
    beside = next((t for t in head.children if t.dep_ == "appos" and t.pos_ == "PROPN"), None)
    beside = beside or _apposed_to_kin(head)
    beside = beside or _apposed_to_the_place(head) or _behind_two_offices(head)
    if beside is not None or head.dep_ != "nsubj" or head.i + 2 >= len(head.doc):
        return beside
    comma = head.nbor(1).text == ","
    other = (t for t in head.head.children if t.dep_ == "nsubj" and t.left_edge.i == head.i + 2)
    named = (t for t in other if t.pos_ == "PROPN" and t.ent_type_ == "PERSON")
    return next(named, None) if comma else None


def _apposed_to_kin(head: Token) -> Token | None:
    """The name behind who somebody is to another: "the other keeper, his cousin TOM KATZ"."""
    called = (t for t in head.children if t.dep_ == "appos" and t.tag_ == "NN")
    called = (t for t in called if kind_of_noun(t) == "person")
    named = (t for one in called for t in one.children if t.dep_ == "appos" and t.i > one.i)
    return next((t for t in named if t.pos_ == "PROPN" and t.ent_type_ == "PERSON"), None)


def _apposed_to_the_place(head: Token) -> Token | None:
    """The person's name that the parser hangs on the place or the body of an office: "the mayor
    of Norda, TOM KATZ", "a spokesman for the guild, TOM KATZ".
    """
    if kind_of_noun(head) != "person" or "Plur" in head.morph.get("Number", []):
        return None
    of = (t for t in head.children if t.dep_ == "prep" and t.i > head.i)
    for place in (t for prep in of for t in prep.children if t.dep_ == "pobj"):
        body = kind_of_noun(place) in ("organisation", "group")
        if (place.pos_ == "PROPN" and place.ent_type_ != "PERSON") or body:
            named = (t for t in place.children if t.dep_ == "appos" and t.ent_type_ == "PERSON")
            return next((t for t in named if t.left_edge.nbor(-1).text == ","), None)
    return None


def _behind_two_offices(head: Token) -> Token | None:
    """The name of whom two offices are said: "actor and singer TOM KATZ", "Vice President and
    Managing Editor TOM KATZ".
    """
    if head.tag_ not in ("NN", "NNP") or not is_office(head.lemma_):
        return None
    if any(child.dep_ in ("det", "poss") for child in head.children):
        return None
    row = (t for t in head.children if t.dep_ == "conj" and t.ent_type_ == "PERSON")
    named = next(row, None)
    before = [t for t in named.lefts if t.ent_type_ != "PERSON"] if named is not None else []
    return named if before and is_office(before[-1].text) else None


def _as_recognised(core: list[Token], head: Token) -> list[Token]:
    """Of a person's name what the recogniser takes for it, if that is more than one word:
    "High Representative of the Union Ana Reis" is Ana Reis. Of "Reis Anna Petrovna" it may leave
    out the family name.
    """
    named = [t for t in core if t.ent_type_ == "PERSON"]
    whole = head.ent_type_ == "PERSON" and len(named) > 1
    together = whole and named[-1].i - named[0].i == len(named) - 1
    if together and named[0].i > core[0].i:
        before = named[0].nbor(-1)
        if name_parts([t.text for t in (before, *named)]) and before.pos_ == "PROPN":
            return [before, *named]
    return named if together else core


def _proper_words(core: list[Token]) -> list[str]:
    """The proper words at the end of a phrase; what no blank divides is one: "Ki-moon"."""
    words: list[str] = []
    follows = None
    for token in reversed(_without_nickname(core)):
        joins = token.lower_ in JOINING or token.text == "-"
        joins = joins or (token.tag_ == "POS" and runs_through(token))
        if token.pos_ != "PROPN" and not (joins and words):
            break
        if follows is not None and not token.whitespace_ and follows.i == token.i + 1:
            words[0] = token.text + words[0]
        else:
            words.insert(0, token.text)
        follows = token
    while words and (words[0].lower() in JOINING - {"de"} or words[0][0] in "-'’"):
        words.pop(0)
    return words


def _without_nickname(core: list[Token]) -> list[Token]:
    """The words without a nickname in quotation marks between two names: "Tom “Fin” Katz"."""
    marks = [n for n, token in enumerate(core) if token.is_quote]
    if len(marks) != 2 or not 0 < marks[0] < marks[1] - 1 or marks[1] - marks[0] > NICKNAME:
        return core
    behind = core[marks[1] + 1 :]
    first = core[marks[0] - 1]
    between = first.pos_ == "PROPN" and bool(behind) and behind[0].pos_ == "PROPN"
    return [*core[: marks[0]], *behind] if between and first.head == behind[-1] else core


def _without_office(words: list[str], beside: set[str]) -> list[str]:
    """A person's name without the office before it: "Energy Minister Maris Velk".

    First name and surname must be left, "Hunter Mallard" is a name; or the surname alone
    where the recogniser sees the office ``beside`` the name: "Minister Velk".
    """
    last = len(words) - 1
    offices = [
        n for n, w in enumerate(words[:-1]) if is_office(w) and (n < last - 1 or w in beside)
    ]
    left = words[offices[-1] + 1 :] if offices else words
    # "Secretary of State Ana Reis": where the office ends nobody says; the name ends it
    return left[-2:] if left[0].lower() in JOINING - {"de"} else left


def _form(core: list[Token], head: Token, name: tuple[str, ...]) -> Form:
    if head.lower_ in SOMEBODY and any(c.dep_ in ("prep", "relcl", "acl") for c in head.children):
        return "indefinite"  # "someone in attendance", "those surveyed"
    if head.pos_ == "PRON" and head.lower_ not in INDEFINITE:
        return "pronoun"
    if name:
        return "name"
    first = core[0].lower_
    if first in INDEFINITE or core[0].pos_ == "NUM":
        return "indefinite"
    definite = first in ("the", "this", "that", "these", "those") or core[0].tag_ in ("PRP$", "POS")
    return "definite" if definite or any(t.dep_ == "poss" for t in core) else "indefinite"


def _kind(head: Token, name: tuple[str, ...], *, plural: bool, phrase: list[Token]) -> SpeakerKind:
    # a row in the plural ("findings") is of the plural alone
    known = nouns().get(str(head.lemma_).lower()) or nouns().get(head.lower_)
    if head.pos_ == "PRON":
        return "group" if plural else "person"
    if name:
        named = (t for t in phrase if name[-1].endswith(t.text) and t.ent_type_ in ENTITY_KINDS)
        beside = head.ent_type_ == "NORP" and head.text not in name  # "a Democrat, Ana Reis"
        who = (*named, head) if beside else (head, *named)
        label = next((t.ent_type_ for t in who if t.ent_type_ in ENTITY_KINDS), "")
        # "Security Service", "its spokesman, Tom Hill": the noun tells, whatever the
        # recogniser says
        bodies = ("organisation", "document", "group" if label != "PERSON" else "organisation")
        if head.pos_ == "PROPN" and label == "ORG" and data.sounds_like_an_outlet(" ".join(name)):
            return "organisation"  # "the Odra Post" is no post
        if known and (head.pos_ != "PROPN" or known[0] in bodies):
            return known[0]
        if label == "ORG" and _is_called_a_person(phrase, name):
            return "person"
        person = label in ("", "PERSON")
        site = len(name) == 1 and name[0].lower() in platforms()
        if person and (site or (len(name) == 1 and INNER_CAPITAL.fullmatch(name[0]))):
            return "organisation"
        if _is_a_bodys_person(head, name):
            return "person"
        return ENTITY_KINDS.get(label, "organisation" if name[-1].isupper() else "person")
    if known:
        return "group" if plural and known[0] == "person" else known[0]
    # A common noun that the table does not know and that speaks is most likely a trade.
    return "group" if plural else "person"


def _is_a_bodys_person(head: Token, name: tuple[str, ...]) -> bool:
    """Whether a name is a person's for the body before it: "the Courier's Ana Reis"; the
    recogniser may take all of it for the body.
    """
    owner = any(child.dep_ == "poss" for child in head.children)
    return owner and len(name) == 2 and is_first_name(name[0])


def _is_called_a_person(phrase: list[Token], name: tuple[str, ...]) -> bool:
    """Whether what a person is stands right before a name, which the recogniser takes for a
    body's: "researcher Pell Hadrek"; not what a body is called too ("market leader Dredgix").
    """
    first = next((n for n, t in enumerate(phrase) if t.text == name[0]), 0)
    before = phrase[first - 1] if first else None
    if before is None or before.tag_ != "NN" or before.lower_ in ALSO_OF_BODIES:
        return False
    return kind_of_noun(before) == "person"


def _gender(
    core: list[Token], head: Token, phrase: list[Token], name: tuple[str, ...]
) -> str | None:
    lower = {token.lower_ for token in core}
    if head.lower_ in HE or lower & TITLES_OF_MEN:
        return "male"
    if head.lower_ in SHE or lower & TITLES_OF_WOMEN:
        return "female"
    for token in (head, *phrase):
        gender = nouns().get(str(token.lemma_).lower(), ("", ""))[1]
        if gender and (token.i == head.i or token.dep_ in ("appos", "compound")):
            return gender
    parts = name_parts(name)
    if parts is not None:
        return patronymic_gender(parts.patronymic)
    return first_names().get(name[0]) if len(name) > 1 else None
