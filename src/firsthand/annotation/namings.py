"""What wars, takings of land and upheavals are called, and in whose words: "Norda's war against
Kesk", "the conflict", "what Norda calls a special operation".

Only words that point at one event are read: with "the" or "this", with a country, or as what
somebody calls it. Which of them mean one event is told in linking, over the pages of a story.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from firsthand import data
from firsthand.annotation.gazetteer import called, demonyms, folded
from firsthand.annotation.quotations import Quotation
from firsthand.annotation.spans import Stretches, innermost
from firsthand.types import Attribution, BodyView, EventKind, Naming, Span

if TYPE_CHECKING:
    from spacy.tokens import Token

    from firsthand.annotation.parsing import Paragraph

POINTING = frozenset(("the", "this", "that", "these", "those"))
NOT_ONE = frozenset("any no another every each some such what which".split())
WHERE = frozenset("in against on into over across inside throughout of for".split())
WHO_WITH = frozenset("with by between to".split())
ABOUT = frozenset("on of for against over".split())  # "the war ON drugs" is none of ours
BEFORE = frozenset(("amod", "compound", "nmod", "nummod"))
TIMES = frozenset(("DATE", "TIME"))
HYPHENS = frozenset(("-", "–"))
LONGEST = 4  # words of a name
ISO = "NO"  # keys of countries that a table has are as long as this
KINDS: dict[str, EventKind] = {"war": "war", "taking": "taking", "overthrow": "overthrow"}


@dataclass(frozen=True, slots=True)
class _Term:
    """A name of the table: what it is listed under, of what it is, whether a government gave it."""

    name: str
    kind: EventKind
    official: bool
    needs_two: bool  # countries: "Kesk's ACCESSION to Norda", not "its accession to the guild"


@dataclass(slots=True)
class _Read:
    """What a noun names, with its words, the countries beside it, and who calls it so."""

    term: _Term
    words: list[Token]
    lands: list[str]
    sides: list[str]
    caller: Token | None = None


@cache
def _rows() -> tuple[dict[str, str], ...]:
    return data.table("event_words", columns=("words", "name", "kind", "sort", "example"))


@cache
def _terms() -> dict[tuple[str, ...], _Term]:
    return {
        _parts(row["words"]): _Term(
            row["name"], KINDS[row["kind"]], row["sort"] == "official", row["sort"] == "of two"
        )
        for row in _rows()
        if row["kind"] in KINDS
    }


@cache
def _heads() -> frozenset[str]:
    """The nouns that the names hang on: "WAR of aggression", "special OPERATION"."""
    split = (" ".join(term).partition(" of ")[0].split() for term in _terms())
    return frozenset(words[-1] for words in split)


@cache
def _words(sort: str) -> frozenset[str]:
    return frozenset(row["words"] for row in _rows() if row["sort"] == sort)


def _parts(words: str) -> tuple[str, ...]:
    return tuple(words.lower().replace("’", "'").replace("-", " ").split())


def find_namings(
    view: BodyView,
    paragraphs: Sequence[Paragraph],
    quotations: Sequence[Quotation],
    attributions: Sequence[Attribution],
) -> Iterator[Naming]:
    """Each stretch that names a war, a taking of land or an upheaval, in reading order.

    Left out: what is only feared or planned, what is told apart by its time ("last year's
    war") or is about no land ("the war on drugs"), and a bare "war" or "a war", which may be any.
    """
    quoted = Stretches(piece for q in quotations if q.depth == 0 for piece in q.pieces)
    for paragraph in paragraphs:
        for token in paragraph.doc:
            read = _read(token)
            if read is None:
                continue
            at = paragraph.token_span(read.words)
            noun = paragraph.span(token, token)
            caller = None if read.caller is None else paragraph.token_span(_phrase(read.caller))
            for span in view.spans(at.start, at.end)[:1]:
                yield Naming(
                    span=span,
                    name=read.term.name,
                    kind=read.term.kind,
                    lands=tuple(dict.fromkeys(read.lands)),
                    sides=tuple(dict.fromkeys(read.sides)),
                    attribution=innermost(span, attributions),
                    quoted=quoted.around(noun) is not None,
                    caller=None if caller is None else _first(view.spans(caller.start, caller.end)),
                )


def _first(spans: Sequence[Span]) -> Span | None:
    return spans[0] if spans else None


# ------------------------------------------------------------------- one noun


def _read(head: Token) -> _Read | None:
    """What a noun names; None: no event of ours, or not one in particular."""
    found = _named(head)
    if found is None or not _is_one(head, found):
        return None
    return found


def _named(head: Token) -> _Read | None:
    """The name that a noun is part of, with the countries beside it; None: there is none, or
    something beside it makes another thing of it ("the TRADE war", "the war on DRUGS").
    """
    if head.lower_ not in _heads() or head.pos_ not in ("NOUN", "PROPN", "X"):
        return None
    of = head.head.head.lower_ if head.head.lower_ == "of" else ""
    if (
        head.dep_ in (*BEFORE, "poss")
        or _is_half_a_word(head)
        or (of, "of", head.lower_) in _terms()
    ):
        return None
    own = _own_words(head)
    term = _longest(own, head)
    if term is None:
        return None
    read = _Read(_terms()[term], list(own), [], [])
    beside = (word for word in own if word.i < head.i and word.lower_ not in term)
    if not all(_is_kept(word, head, read) for word in beside) or not _reads_behind(head, read):
        return None
    return None if _is_a_title(head, read) else read


def _is_half_a_word(head: Token) -> bool:
    """Whether a hyphen makes another word of it: "war-torn", "post-war"."""
    beside = head.doc[max(head.i - 1, 0) : head.i + 2]
    return any(word.text in HYPHENS and word.i > head.i for word in beside)


def _is_a_title(head: Token, read: _Read) -> bool:
    """Whether it is the name of a book or of an event of old: "the Kesk War", "Civil War"."""
    known = any(len(key) == len(ISO) for key in (*read.lands, *read.sides))
    return head.text[:1].isupper() and not (known or read.term.official)


def _own_words(head: Token) -> list[Token]:
    """The noun with what stands before it and belongs to it, and the rest of "war of conquest"."""
    own = [t for t in head.lefts if t.dep_ in BEFORE]
    own = [below for t in own for below in t.subtree if not below.is_punct]
    after = [t for t in head.doc[head.i + 1 : head.i + 3] if not t.is_punct]
    for rest in (after[:2], after[:1]):  # "war OF CONQUEST", "coup D'ETAT"
        if rest and _parts(" ".join(t.text for t in (head, *rest))) in _terms():
            return [*own, head, *rest]
    return [*own, head]


def _longest(own: Sequence[Token], head: Token) -> tuple[str, ...] | None:
    """The longest name of the table among the words, with the noun in it."""
    words = [part for word in own for part in _parts(word.text)]
    for size in range(min(LONGEST, len(words)), 0, -1):
        for start in range(len(words) - size + 1):
            term = tuple(words[start : start + size])
            if term in _terms() and head.lower_ in term:
                return term
    return None


def _is_kept(word: Token, head: Token, read: _Read) -> bool:
    """Whether a word before the noun leaves it the event it is; a country is set down."""
    if all(part in _parts_of_terms() for part in _parts(word.text)):
        return True
    if word.text in HYPHENS or word.lower_ in _words("passing") or word.pos_ in ("DET", "ADV"):
        return True
    country = None if word.lower_ in _words("other") else _country(word)
    if country is not None:
        read.sides.append(country)
    return country is not None


@cache
def _parts_of_terms() -> frozenset[str]:
    return frozenset(part for term in _terms() for part in term)


def _reads_behind(head: Token, read: _Read) -> bool:
    """Set down the owner and the countries behind the noun; False: it is about no land."""
    for owner in (c for c in head.children if c.dep_ == "poss"):
        if owner.ent_type_ in TIMES or owner.lower_ in ("winter", "summer", "spring", "year"):
            return False  # "LAST WINTER'S revolution"
        read.words += list(owner.subtree)
        if read.term.kind == "overthrow" and owner.pos_ == "PROPN":
            read.lands.append(folded(owner.text))  # "REIS's ouster": whoever was overthrown
        else:
            read.sides += filter(None, [_country(owner)])
    for prep in (c for c in head.children if c.dep_ == "prep" and c.i > head.i):
        if prep.lower_ not in WHERE | WHO_WITH or prep in read.words:
            continue
        for thing in _things(prep):
            if thing.ent_type_ in TIMES:
                continue
            country = _country(thing)
            if country is None and thing.lower_ in _words("land"):  # "of the KESK islands"
                country = next(filter(None, map(_country, thing.lefts)), None)
            if read.term.kind == "overthrow" and prep.lower_ == "of" and thing.pos_ == "PROPN":
                country = folded(thing.text)
            if country is not None:
                (read.sides if prep.lower_ in WHO_WITH else read.lands).append(country)
                read.words += [word for word in prep.subtree if prep.i <= word.i <= thing.i]
            elif prep.lower_ in ABOUT and not _may_be_struck(thing, read):
                return False
    return True


def _things(prep: Token) -> list[Token]:
    objects = [child for child in prep.children if child.dep_ == "pobj"]
    return [*objects, *(c for o in objects for c in o.children if c.dep_ == "conj")]


def _may_be_struck(thing: Token, read: _Read) -> bool:
    """Whether what it is about, if no land by name, is one: "our invasion of these LANDS"; or
    somebody who was overthrown.
    """
    return thing.lower_ in _words("land") or read.term.kind == "overthrow"


def _country(word: Token) -> str | None:
    """One key for a country by its name, its capital's or its people's; for a place that no
    table has, its name.
    """
    if code := demonyms().get(word.text):
        return code
    if word.pos_ not in ("PROPN", "ADJ") or not word.text[:1].isupper():
        return None
    whole = " ".join(t.text for t in (*_compounds(word), word))
    entries = called(word.text) or called(whole)
    governed = [e for e in entries if e.precision in ("country", "admin") or e.capital]
    countries = {e.country for e in governed or entries}
    if len(countries) == 1:
        return countries.pop() or folded(whole)
    return None if _is_a_full_name(word) and not entries else folded(whole)


def _is_a_full_name(word: Token) -> bool:
    """Whether it is of a person or a firm by several words; of one word, who it is of is often
    misread.
    """
    beside = word.doc[max(word.i - 1, 0) : word.i]
    named = word.ent_type_ in ("PERSON", "ORG")
    return named and any(before.ent_type_ == word.ent_type_ for before in beside)


def _compounds(word: Token) -> list[Token]:
    return [child for child in word.lefts if child.dep_ == "compound"]


# ------------------------------------------------------------- one in particular


def _is_one(head: Token, read: _Read) -> bool:
    """Whether the words point at one event, which has come about."""
    determiners = [c.lower_ for c in head.children if c.dep_ == "det"]
    determiner = determiners[0] if determiners else ""
    if read.term.needs_two and len({*read.lands, *read.sides}) < 2:
        return False
    verb = _calling(head)
    if verb is not None:
        return _is_called_so(head, verb, read)
    if determiner in NOT_ONE or len(determiners) > 1:  # "THIS or THAT conflict"
        return False
    if determiner in ("a", "an"):
        return read.term.official and not _is_ahead(head)
    if determiner in POINTING or any(c.dep_ == "poss" for c in head.children):
        return True
    # "wants war with Norda" has not come about; "war in Kesk", "Nordan aggression" have
    by_a_side = any(_country(c) for c in head.children if c.dep_ in BEFORE)
    return bool(read.lands or by_a_side) and not _is_ahead(head)


def _is_ahead(head: Token) -> bool:
    """Whether it is only feared, planned or ruled out: "the threat of Nordan AGGRESSION"."""
    above = head.head.head if head.head.dep_ == "prep" else head.head
    return above.lemma_.lower() in _words("ahead")


def _calling(head: Token) -> Token | None:
    """The verb that calls something by this name: "what they CALLED a war", "known AS a war"."""
    above = head.head
    verb = above.head if above.dep_ == "prep" and above.lower_ == "as" else above
    named = head.dep_ in ("oprd", "attr", "xcomp", "ccomp") or above.lower_ == "as"
    what = any(child.lower_ == "what" for child in verb.children)  # "what they CALL a war"
    calls = verb != head and verb.lemma_.lower() in _words("calls")
    return verb if calls and (named or (what and head.dep_ == "dobj")) else None


def _is_called_so(head: Token, verb: Token, read: _Read) -> bool:
    """Set down who calls it so, and the countries of what is called so.

    False where that has no name here and is not what the page is about, either: "the five-day
    war, which they referred to as their special operation".
    """
    passive = any(child.dep_ in ("nsubjpass", "auxpass", "agent") for child in verb.children)
    things = [c for c in verb.children if c.dep_ in ("dobj", "nsubjpass") and c != head]
    if verb.dep_ in ("relcl", "acl"):
        things.append(verb.head)
    others = [other for other in map(_named, things) if other is not None]
    for other in others:
        read.lands += other.lands
        read.sides += other.sides
    agents = (c for by in verb.children if by.dep_ == "agent" for c in by.children)
    speaks = (c for c in verb.children if c.dep_ == "nsubj" and c.i < verb.i)
    read.caller = next((c for c in (*speaks, *agents) if c.lower_ != "which"), None)
    return bool(others) or not (passive or verb.dep_ in ("relcl", "acl"))


def _phrase(head: Token) -> list[Token]:
    return [word for word in head.subtree if word.i <= head.i]
