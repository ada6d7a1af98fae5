"""The words as models read them best: what would mislead one blanked, every place kept."""

from __future__ import annotations

import re

# "… at the time, reports.": a name was a link and is lost; the verb alone spoils the reading.
LOST_NAME = re.compile(r",\s+(?:reports|reported|writes|wrote)(?=\s*\.(?:\s|$))")


HALF_A_PAIR = re.compile("[\ud800-\udfff]")


def sayable(words: str) -> str:
    """The words without half a surrogate pair, which no tokeniser takes; of the same length."""
    return HALF_A_PAIR.sub("\ufffd", words)


def without_lost_names(words: str) -> str:
    """The words with the verb of a carrier whose name is lost blanked; of the same length."""
    return LOST_NAME.sub(lambda lost: " " * len(lost.group()), words)
