"""Which words of a name are the given name, the patronymic and the family name.

"Anna Petrovna Reis" and, as papers of Eastern Europe have it, "Reis Anna Petrovna" are one: the
patronymic stands right behind the given name, and tells the order. Without one nothing is told.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from firsthand import data
from firsthand.types import NameParts

SHORTEST = 2  # letters before the ending, but for a whole one: "Ivanovich", "Ilyich"


@cache
def first_names() -> dict[str, str]:
    """Given names, each with the gender of those who bear it."""
    rows = data.table("first_names", columns=("name", "gender"))
    return {row["name"]: row["gender"] for row in rows}


def name_parts(name: Sequence[str]) -> NameParts | None:
    """The parts of a name of three words with a patronymic; None for any other name.

    The word before the patronymic must be a given name of the same gender that the table knows,
    or stand first; capitals do not count. "Joan Marie Blagovich" has the order of English.

    >>> name_parts(("Reis", "Anna", "Petrovna"))
    NameParts(family='Reis', given='Anna', patronymic='Petrovna')
    >>> name_parts(("Anna", "Petrovna", "Reis")) == name_parts(("Reis", "Anna", "Petrovna"))
    True
    """
    if len(name) != 3:
        return None
    first, middle, last = name
    if patronymic_gender(last) is None and _are_of_one_person(first, middle):
        return NameParts(family=last, given=first, patronymic=middle)
    known = _gender_of(middle) is not None and _gender_of(first) is None
    if known and _are_of_one_person(middle, last):
        return NameParts(family=first, given=middle, patronymic=last)
    return None


def given_first(name: Sequence[str]) -> list[str]:
    """A name with the family name at its end, as English has it."""
    parts = name_parts(name)
    if parts is None:
        return list(name)
    return [parts.given, parts.patronymic, parts.family]


@cache
def patronymic_gender(word: str) -> str | None:
    """Whose patronymic a word may be, by its ending: "Petrovna" is a woman's; None: no
    patronymic. Family names end so too.
    """
    rows = data.table("patronymics", columns=("ending", "gender", "example"))
    low = word.lower()
    endings = ((row["ending"], row["gender"]) for row in rows if low.endswith(row["ending"]))
    long = (g for end, g in endings if low == end or len(low) - len(end) >= SHORTEST)
    return next(long, None)


def _gender_of(given: str) -> str | None:
    return first_names().get(given.capitalize())


def _are_of_one_person(given: str, patronymic: str) -> bool:
    gender = patronymic_gender(patronymic)
    known = _gender_of(given)
    return gender is not None and known in (None, gender) and len(given.rstrip(".")) > 1
