"""Small questions about words that several rooms ask."""

from __future__ import annotations

import re

WORD = re.compile(r"\w+")

# "your [Norda] crews": the editor's word, not the speaker's; a second "[" for "]" is a
# common slip.
EDITORS_WORD = re.compile(r"\[[^\[\]\n]{1,80}[\[\]]")


def name_key(name: str) -> str:
    """A name for looking it up: lower case, single blanks, without "the" before it.

    >>> name_key("The  Kesk Valley Post")
    'kesk valley post'
    """
    return " ".join(name.lower().split()).removeprefix("the ")
