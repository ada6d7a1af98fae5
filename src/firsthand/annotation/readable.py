"""The words as models read them best: what would mislead one blanked, every place kept."""

from __future__ import annotations

import re

# "… at the time, reports.": a name was a link and is lost; the verb alone spoils the reading.
LOST_NAME = re.compile(r",\s+(?:reports|reported|writes|wrote)(?=\s*\.(?:\s|$))")
# "“It held,” Ana Reis, the mayor, wrote.": who stands so behind a quotation has no other verb.
APPOSED = r"(?:[A-Z]\.|[^.“”\"«»])*"
NAMED = re.compile(rf"[,?!]['’\"”»]+\s+(?=[A-Z]|the\b|an?\b){APPOSED},{APPOSED}$")
HAS_SPOKEN = re.compile(r"\b(?:said|says|told|tells|added|adds|wrote|writes)\b")
NEAR = 300  # code points before the verb in which its quotation closes

HALF_A_PAIR = re.compile("[\ud800-\udfff]")


def sayable(words: str) -> str:
    """The words without half a surrogate pair, which no tokeniser takes; of the same length."""
    return HALF_A_PAIR.sub("\ufffd", words)


def without_lost_names(words: str) -> str:
    """The words with the verb of a carrier whose name is lost blanked; of the same length."""
    return LOST_NAME.sub(_blank_unless_named, words)


def _blank_unless_named(verb: re.Match[str]) -> str:
    named = NAMED.search(verb.string, max(verb.start() - NEAR, 0), verb.start())
    if named and not HAS_SPOKEN.search(named.group()):
        return verb.group()
    return " " * len(verb.group())
