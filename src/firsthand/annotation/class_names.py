"""A body called by its name and the noun for what it is: "the TNP news agency", "the Red Sky
group"; and one that is called by whose it is alone: "the Norwegian government".

The parser takes the noun for the head, and the name for something beside it.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING

from firsthand import data
from firsthand.annotation.gazetteer import called, demonyms
from firsthand.annotation.name_parts import first_names
from firsthand.annotation.nouns import runs_through
from firsthand.annotation.parsing import words_as_written
from firsthand.words import CALENDAR, normal

if TYPE_CHECKING:
    from spacy.tokens import Token

OF_NEWS = frozenset(("information", "news", "press", "wire"))  # what kind of agency
# What is no body's name: "the South Side group", "the World War charity".
NO_BODIES = frozenset(
    ("CARDINAL", "DATE", "EVENT", "FAC", "GPE", "LAW", "LOC", "NORP", "ORDINAL", "WORK_OF_ART")
)
PLACES = frozenset(("GPE", "NORP"))
# Beside these a name stands alone only where the recogniser sees a body in it.
RECOGNISED = frozenset(("airline", "charity", "company", "firm", "organisation", "organization"))


@cache
def media_nouns() -> dict[str, str]:
    """Nouns for media ("newspaper": medium) and who works there ("reporter": person)."""
    rows = data.table("media_nouns", columns=("noun", "sort", "example"))
    return {row["noun"]: row["sort"] for row in rows}


@cache
def class_nouns() -> dict[str, str]:
    """Nouns beside the name of a body ("group": named) and of what somebody has ("government":
    owned).
    """
    rows = data.table("class_nouns", columns=("noun", "sort", "example"))
    return {row["noun"]: row["sort"] for row in rows}


def names_an_owner(noun: Token) -> bool:
    """Whether a noun is what somebody has, and stands beside whose it is: "the Norwegian
    GOVERNMENT", "the Reis ADMINISTRATION".
    """
    owned = noun.tag_ == "NN" and class_nouns().get(noun.lower_) == "owned"
    return owned and bool(_by_its_owner([t for t in noun.subtree if t.i < noun.i], noun))


def name_beside_its_class(core: Sequence[Token], head: Token) -> tuple[str, ...]:
    """The name in a phrase whose head is a common noun; nothing where it only describes.

    ``core`` are the words of the phrase up to the head. A name of one word that no table of outlets
    has may be a place's ("the Brill newspaper") or a person's, and keeps the noun.
    """
    if head.tag_ != "NN":
        return ()
    before = [token for token in core if token.i < head.i]
    sort = class_nouns().get(head.lower_)
    if sort == "owned":
        return _by_its_owner(before, head)
    first = next((n for n, token in enumerate(core) if token.pos_ == "PROPN"), len(core))
    medium = name_of_a_medium(core[first:], head) if _is_pointed_at(before) else []
    if medium:
        name = words_as_written(medium)
        plain = len(medium) > 1 or name.isupper() or data.outlet_named(name)
        whole = name if plain else words_as_written(core[core.index(medium[0]) :])
        return tuple(whole.split())
    return _of_a_body(before, head) if sort == "named" and _is_pointed_at(before) else ()


def name_of_a_medium(core: Sequence[Token], head: Token) -> list[Token]:
    """The name of a medium before what it is: "PKR television", "the PAP news agency"."""
    what = {"news", str(head.lemma_).lower()}
    if not names_a_sort_of_medium(head):
        return []
    if len(core) > 2 and core[-2].text == "-" and core[-3].pos_ == "PROPN":
        return list(core)  # "KBM-TV" is a name to its end
    named = [t for t in core if t.i < head.i and (t.lower_ not in what or t.text == "News")]
    while named and named[-1].is_lower and _says_which_sort(named[-1]):
        named.pop()  # "the Delta TELEVISION station"
    named = _behind_an_owner(named)  # "Norda's Weirline news agency"
    in_a_name = bool(named) and named[0].pos_ == "PROPN" and all(map(_may_stand_in_a_name, named))
    return named if in_a_name and not _is_a_place_or_day(named) else []


def names_a_sort_of_medium(noun: Token) -> bool:
    """Whether a noun is for a medium: "newspaper", "news AGENCY"."""
    agency = noun.lower_ == "agency" and any(t.lower_ in OF_NEWS for t in noun.lefts)
    return agency or media_nouns().get(str(noun.lemma_).lower()) == "medium"


def _says_which_sort(word: Token) -> bool:
    return word.lower_ in OF_NEWS or media_nouns().get(word.lower_) == "medium"


def _of_a_body(before: Sequence[Token], head: Token) -> tuple[str, ...]:
    """ "The RED SKY militant group", "the VELK GROUP": not the group of a place or of a medium."""
    named = _behind_an_owner(before)
    while named and named[-1].is_lower and named[-1].pos_ in ("ADJ", "NOUN"):
        named = named[:-1]
    while named and (named[0].pos_ != "PROPN" or named[0].lower_ == "the"):
        named = named[1:]
    if not named or not all(map(_may_stand_in_a_name, named)) or _is_a_place_or_day(named):
        return ()
    name = words_as_written(named)
    if called(name) or data.outlet_named(name) or data.sounds_like_an_outlet(name):
        return ()
    if any(token.ent_type_ in NO_BODIES for token in named):
        return ()
    recognised = all(token.ent_type_ == "ORG" for token in named)
    person = any(t.ent_type_ == "PERSON" for t in named) or named[0].text in first_names()
    alone = len(named) > 1 and not person and (recognised or head.lower_ not in RECOGNISED)
    whole = named if alone else [*before[before.index(named[0]) :], head]
    return tuple(words_as_written(whole).split())


def _by_its_owner(before: Sequence[Token], head: Token) -> tuple[str, ...]:
    """ "The NORWEGIAN GOVERNMENT", "NORWAY'S GOVERNMENT", "the Odra REGIONAL GOVERNMENT"; of a
    person the surname alone: "President Ana Reis's administration" is the REIS ADMINISTRATION.
    """
    if not _is_pointed_at(before):
        return ()
    end = len(before)
    while end and before[end - 1].is_lower and before[end - 1].pos_ == "ADJ":
        end -= 1
    owned = end > 0 and before[end - 1].tag_ == "POS"
    last = end - 1 if owned else end
    start = last
    while start and _is_capital(before[start - 1]):
        start -= 1
    owner = before[start:last]
    if not owner:
        return ()
    if _is_a_land(owner):
        return tuple(words_as_written([*before[start:], head]).split())
    person = owner[-1].ent_type_ == "PERSON" or owner[0].text in first_names()
    return (owner[-1].text, head.text) if person and owner[-1].pos_ == "PROPN" else ()


def is_owned(name: Sequence[str]) -> bool:
    """Whether a name is whose government or campaign it is: "Norwegian government"."""
    return len(name) > 1 and class_nouns().get(name[-1].lower()) == "owned"


def land_of(name: Sequence[str]) -> str | None:
    """The country of a name of that sort, by its ISO code: NO of "Norway's government" and of
    "Norwegian government"; None where no table has it, or where something else stands between.
    """
    words = normal(" ".join(name[:-1])).removesuffix("'s").removesuffix("'")
    return country_of(words) if is_owned(name) else None


def country_of(words: str) -> str | None:
    """The country that words name, or whose people's: "Norway", "Norwegian", "the U.S."."""
    countries = (one.country for one in called(words) if one.precision == "country")
    return demonyms().get(words) or next(countries, None)


def _is_a_land(owner: Sequence[Token]) -> bool:
    """Whether words name a land or its people; "the LABOUR government" tells a party."""
    name = words_as_written(owner)
    known = country_of(name) is not None
    person = any(token.ent_type_ == "PERSON" for token in owner)
    return known or (not person and all(token.ent_type_ == "GPE" for token in owner))


def _is_pointed_at(before: Sequence[Token]) -> bool:
    """Whether a name may stand here: "THE Norwegian government", "Norwegian government"."""
    points = (t.lower_ for t in before if t.pos_ in ("DET", "PRON", "NUM"))
    return all(word == "the" for word in points)


def _behind_an_owner(words: Sequence[Token]) -> list[Token]:
    """The words behind the last 's that is no part of a name: "Norda's PEOPLE'S DAILY"."""
    owned = [n for n, token in enumerate(words) if token.tag_ == "POS" and not runs_through(token)]
    return list(words[owned[-1] + 1 :]) if owned else list(words)


def _is_a_place_or_day(named: Sequence[Token]) -> bool:
    """ "The ODRA newspaper", "the Courier's SUNDAY paper"."""
    places = all(t.ent_type_ in PLACES for t in named)
    return places or any(t.text in CALENDAR for t in named)


def _is_capital(token: Token) -> bool:
    return token.text[:1].isupper() and token.pos_ in ("PROPN", "ADJ", "NOUN")


def _may_stand_in_a_name(token: Token) -> bool:
    # "Delta 24 television", "the People's Daily newspaper"
    return token.pos_ in ("PROPN", "NUM") or token.text == "-" or token.tag_ == "POS"
