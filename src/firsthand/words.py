"""Small questions about words that several rooms ask."""

from __future__ import annotations

import re

WORD = re.compile(r"\w+")

# From Monday and from January on, in English whatever the machine's locale is.
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September",
          "October", "November", "December")  # fmt: skip
SHORT_WEEKDAYS = tuple(day[:3] for day in WEEKDAYS)
SHORT_MONTHS = tuple(month[:3] for month in MONTHS)
CALENDAR = frozenset((*WEEKDAYS, *SHORT_WEEKDAYS, *MONTHS, *SHORT_MONTHS))

# "your [Norda] crews": the editor's word, not the speaker's; a second "[" for "]" is a
# common slip.
EDITORS_WORD = re.compile(r"\[[^\[\]\n]{1,80}[\[\]]")

# For re.IGNORECASE these are "s" and "i"; for str.lower, and so for every table, they are not.
_LIKE_ASCII = str.maketrans({"ſ": "s", "İ": "I", "ı": "i"})

_SAME = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "„": '"', "\xa0": " ", "…": "."})


def normal(words: str) -> str:
    """The words with one kind of quotation mark, apostrophe and space; as long as before."""
    return words.translate(_SAME)


def plain_letters(text: str) -> str:
    """The text with "s" and "i" for the letters that only ``re.IGNORECASE`` takes for them.

    As long as before. What a pattern finds in it can be looked up in small letters.

    >>> plain_letters("fİve mınuteſ").lower()
    'five minutes'
    """
    return text.translate(_LIKE_ASCII)


def words_of(text: str) -> list[str]:
    """The words of a text for comparing: lower case, without punctuation."""
    return WORD.findall(normal(text).lower())


def name_key(name: str) -> str:
    """A name for looking it up: lower case, single blanks, without "the" before it.

    >>> name_key("The  Kesk Valley Post")
    'kesk valley post'
    """
    return " ".join(name.lower().split()).removeprefix("the ")
