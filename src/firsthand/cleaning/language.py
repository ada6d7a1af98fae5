"""The language of a body, or None where there is too little to tell; and what is in another."""

from __future__ import annotations

import logging
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from itertools import groupby
from typing import Any

from firsthand.types import BodyView, Span

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


@dataclass(frozen=True, slots=True)
class Languages:
    """The language of most of a body (None: not told), and the stretches in another one."""

    main: str | None = None
    others: tuple[tuple[Span, str], ...] = ()


def read_languages(body: BodyView) -> Languages:
    """The language of most of the body's words, and each run of paragraphs in another.

    Spans are of the article's text. A paragraph that is too short to tell goes with its
    neighbours; one of which we are unsure is not said to be in another language.
    """
    told = [(at, language_of(at.of(body.text), sure=True)) for at in body.paragraphs]
    lengths: Counter[str] = Counter()
    for at, code in told:
        if code:
            lengths[code] += at.end - at.start
    if len(lengths) < 2:
        return Languages(language_of(body.text) or next(iter(lengths), None))
    main = lengths.most_common(1)[0][0]
    others = tuple(
        (span, code)
        for at, code in _runs(told)
        if code != main
        for span in body.spans(at.start, at.end)
    )
    return Languages(main, others)


def _runs(told: Iterable[tuple[Span, str | None]]) -> Iterator[tuple[Span, str]]:
    """Paragraphs of one language in a row, with the short ones between them."""
    known = ((at, code) for at, code in told if code)
    for code, run in groupby(known, key=lambda item: item[1]):
        spans = [at for at, _ in run]
        yield Span(spans[0].start, spans[-1].end), code


def language_of(text: str, *, sure: bool = False) -> str | None:
    """The ISO 639-1 code of the language of ``text``, or None: too short, or unsure.

    ``sure`` asks for the higher certainty however long the text is.

    Source: py3langid (Barbaresi; after Lui and Baldwin 2012).
    """
    sample = text[:ENOUGH_CHARACTERS]
    words = re.findall(r"[^\W\d_]+", sample)
    undivided = sum(len(word) for word in words if word[0] > "\u2e7f")
    if len(words) < FEWEST_WORDS and undivided < FEWEST_LETTERS:
        return None
    if _share_of_english(words) >= ENGLISH_SHARE:
        return "en"  # full of names, or short: the identifier hesitates, the little words do not
    code, probability = _identifier().classify(sample)
    hard = sure or len(words) < SHORT or code == "en"
    enough = SURE_ABOVE if hard else LIKELY_ABOVE
    return str(code) if probability >= enough and len(code) == 2 else None


def reads_english(text: str, *, least: float = ENGLISH_SHARE) -> bool:
    """Whether at least so many of the words are the little ones of English; quick."""
    return _share_of_english(re.findall(r"[^\W\d_]+", text)) >= least


def _share_of_english(words: list[str]) -> float:
    return sum(word.lower() in ENGLISH for word in words) / max(len(words), 1)


@cache
def _identifier() -> Any:
    logging.getLogger("py3langid").setLevel(logging.ERROR)
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    load: Any = LanguageIdentifier.from_model_file  # py3langid has no types
    return load(MODEL_FILE, norm_probs=True)
