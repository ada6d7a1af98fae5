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
    return str(code) if probability >= SURE_ABOVE and len(code) == 2 else None


@cache
def _identifier() -> Any:
    logging.getLogger("py3langid").setLevel(logging.ERROR)
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    load: Any = LanguageIdentifier.from_model_file  # py3langid has no types
    return load(MODEL_FILE, norm_probs=True)
