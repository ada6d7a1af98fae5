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
from firsthand.annotation.parsing import words_as_written
from firsthand.words import MONTHS, SHORT_MONTHS, SHORT_WEEKDAYS, WEEKDAYS

if TYPE_CHECKING:
    from spacy.tokens import Token

CALENDAR = frozenset((*WEEKDAYS, *SHORT_WEEKDAYS, *MONTHS, *SHORT_MONTHS))
OF_NEWS = frozenset(("information", "news", "press", "wire"))  # what kind of agency
# Who has a government is a land or a person: "the Labour government" tells its party, "the Red
# Sky administration" may be of anything.
LANDS_AND_PEOPLE = frozenset(("GPE", "NORP", "PERSON"))


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
    person = any(token.ent_type_ == "PERSON" for token in named)
    whole = named if len(named) > 1 and not person else [*before[before.index(named[0]) :], head]
    return tuple(words_as_written(whole).split())


def _by_its_owner(before: Sequence[Token], head: Token) -> tuple[str, ...]:
    """ "The NORWEGIAN GOVERNMENT", "the REIS ADMINISTRATION"; of "Reis's campaign" as well as of
    "the Reis campaign" the REIS CAMPAIGN.
    """
    if not _is_pointed_at(before):
        return ()
    end = len(before)
    while end and before[end - 1].is_lower and before[end - 1].pos_ == "ADJ":
        end -= 1  # "the Odra REGIONAL government"
    owned = end > 0 and before[end - 1].tag_ == "POS"
    last = end - 1 if owned else end
    start = last
    while start and _is_capital(before[start - 1]):
        start -= 1
    owner = before[start:last]
    if not owner or not _has_one(owner):
        return ()
    words = (t.text for t in (*owner, *before[end:], head))
    return tuple(words)


def _has_one(owner: Sequence[Token]) -> bool:
    """Whether words name a land, its people or a person."""
    name = words_as_written(owner)
    known = name in demonyms() or bool(called(name))
    return known or any(t.ent_type_ in LANDS_AND_PEOPLE and t.pos_ == "PROPN" for t in owner)


def _is_pointed_at(before: Sequence[Token]) -> bool:
    """Whether a name may stand here: "THE Norwegian government", "Norwegian government"."""
    points = (t.lower_ for t in before if t.pos_ in ("DET", "PRON", "NUM"))
    return all(word == "the" for word in points)


def _behind_an_owner(words: Sequence[Token]) -> list[Token]:
    owned = [n for n, token in enumerate(words) if token.tag_ == "POS"]
    return list(words[owned[-1] + 1 :]) if owned else list(words)


def _is_a_place_or_day(named: Sequence[Token]) -> bool:
    """ "The ODRA newspaper", "the Courier's SUNDAY paper"."""
    places = all(t.ent_type_ in ("GPE", "NORP") for t in named)
    return places or any(t.text in CALENDAR for t in named)


def _is_capital(token: Token) -> bool:
    return token.text[:1].isupper() and token.pos_ in ("PROPN", "ADJ", "NOUN")


def _may_stand_in_a_name(token: Token) -> bool:
    return token.pos_ in ("PROPN", "NUM") or token.text == "-"  # "Delta 24 television"
