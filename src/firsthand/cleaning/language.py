"""The language of a body, or None where there is too little to tell."""

from __future__ import annotations

import logging
import re
from functools import cache
from typing import Any

FEWEST_WORDS = 20
FEWEST_LETTERS = 60  # for scripts that do not divide words
ENOUGH_CHARACTERS = 2000
SURE_ABOVE = 0.9  # probability; below it short English is taken for Latin or Scots
LIKELY_ABOVE = 0.5  # for a text of many words that has none of the English little ones
SHORT = 60  # words
ENGLISH_SHARE = 0.2  # of words; English prose has 0.3 to 0.5, its neighbours under 0.1
ENGLISH = frozenset(
    """the of and to that was for with his her is it on by at as from be were had has have not
    but are this which who they their you he she we my our would will been what when where
    there""".split()
)


def language_of(text: str) -> str | None:
    """The ISO 639-1 code of the language of ``text``, or None: too short, or unsure.

    Source: py3langid (Barbaresi; after Lui and Baldwin 2012).
    """
    sample = text[:ENOUGH_CHARACTERS]
    words = re.findall(r"[^\W\d_]+", sample)
    undivided = sum(len(word) for word in words if word[0] > "\u2e7f")
    if len(words) < FEWEST_WORDS and undivided < FEWEST_LETTERS:
        return None
    code, probability = _identifier().classify(sample)
    if _share_of_english(words) >= ENGLISH_SHARE:
        return "en"  # full of names, or short: the identifier hesitates, the little words do not
    enough = SURE_ABOVE if len(words) < SHORT or code == "en" else LIKELY_ABOVE
    return str(code) if probability >= enough and len(code) == 2 else None


def _share_of_english(words: list[str]) -> float:
    return sum(word.lower() in ENGLISH for word in words) / max(len(words), 1)


@cache
def _identifier() -> Any:
    logging.getLogger("py3langid").setLevel(logging.ERROR)
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    load: Any = LanguageIdentifier.from_model_file  # py3langid has no types
    return load(MODEL_FILE, norm_probs=True)
