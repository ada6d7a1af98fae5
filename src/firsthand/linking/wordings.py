"""How far two statements are in the same words: nearly the same, in part, or in one quotation.

Figures count as words: "15 of them" and "fifteen of them" are one, "15" and "50" are not.
"""

from __future__ import annotations

import re
from collections.abc import Hashable, Sequence
from difflib import SequenceMatcher
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING

from firsthand.linking.gists import SAYS_NOTHING
from firsthand.words import normal, words_of

if TYPE_CHECKING:
    from firsthand.linking.statements import Told

ALIKE = 0.75  # of the content words of both, from which words are near-duplicates
FEWEST_ALIKE = 4
IN_ORDER = 0.7  # of all words of both, in the order of both
PART = 0.6  # of the content words of the shorter, from which one who speaks says it again
FEWEST_IN_PART = 5
FEWEST_IN_MOST = 6
MOST = 0.85  # of the content words of the shorter, from which one body says it again
LONG_RUN = 5, 3  # words in a row of a shared quotation, and how many of them tell
FEWEST_IN_A_ROW = 3  # words of a quotation that was cut shorter
SHORT_RUN = 3, 2  # the same, for two who may speak for one body
KEPT = 4096  # statements whose quotations are remembered

# Marks that are not closed run to the end: a quotation that a cue interrupts is in two spans.
_QUOTED = re.compile(r'"([^"]{3,2000})(?:"|\Z)|(?<!\w)\'(.{3,300}?)\'(?!\w)', re.DOTALL)


def are_alike(a: Told, b: Told) -> bool:
    """Whether the two have nearly the same words and figures, and in nearly the same order."""
    one, other = _words(a), _words(b)
    shared = len(one & other)
    if shared < FEWEST_ALIKE or shared < ALIKE * len(one | other):
        return False
    return SequenceMatcher(None, words_of(a.words), words_of(b.words), False).ratio() >= IN_ORDER


def share_words(a: Told, b: Told) -> bool:
    """Whether a good part of the shorter is in the words of the longer, or both quote the same.

    Two words in a row are enough of a quotation: who is known to say both has said it once.
    """
    one, other = _words(a), _words(b)
    shared = len(one & other)
    if shared >= FEWEST_IN_PART and shared >= PART * min(len(one), len(other)):
        return True
    if not (a.quoted and b.quoted):
        return False
    return not _pairs(a.quoted).isdisjoint(_pairs(b.quoted)) or _is_part_of_quotation(a, b)


def _is_part_of_quotation(a: Told, b: Told) -> bool:
    """Whether all that one quotes stands in a row in what the other does: it was cut shorter."""
    one, other = (tuple(words_of(told.quoted.replace("|", " "))) for told in (a, b))
    short, long = sorted((one, other), key=len)
    if len(short) < FEWEST_IN_A_ROW or not any(map(_tells, short)):
        return False
    return short in {tuple(long[n : n + len(short)]) for n in range(len(long) - len(short) + 1)}


def share_most_words(a: Told, b: Told) -> bool:
    """Whether nearly all of the shorter is in the words of the longer, or both quote three words
    in a row.
    """
    one, other = _words(a), _words(b)
    shared = len(one & other)
    if shared >= FEWEST_IN_MOST and shared >= MOST * min(len(one), len(other)):
        return True
    return _share_a_run(a, b, SHORT_RUN)


def share_a_quotation(a: Told, b: Told) -> bool:
    """Whether both quote the same words, so many in a row that no two say them by chance."""
    return _share_a_run(a, b, LONG_RUN)


def _share_a_run(a: Told, b: Told, run: tuple[int, int]) -> bool:
    if not (a.quoted and b.quoted):
        return False
    return not _runs(a.quoted, *run).isdisjoint(_runs(b.quoted, *run))


def _words(told: Told) -> set[Hashable]:
    """The stems of the content words, and the figures."""
    return {*told.said.gist.stems, *told.said.gist.figures}


def quoted_in(words: str, *, all_quoted: bool) -> str:
    """What of the words stands in quotation marks, one quotation after the other, with ``|``
    between; ``all_quoted``: they are a direct quotation.
    """
    plain = normal(words)
    if all_quoted:
        return plain.replace("|", " ")
    return "|".join(one or other for one, other in _QUOTED.findall(plain.replace("|", " ")))


@lru_cache(KEPT)
def _pairs(quoted: str) -> frozenset[tuple[str, str]]:
    """Neighbouring words that both tell something."""
    return frozenset(p for part in quoted.split("|") for p in pairwise(words_of(part)) if _tell(p))


@lru_cache(KEPT)
def _runs(quoted: str, length: int, telling: int) -> frozenset[tuple[str, ...]]:
    found: set[tuple[str, ...]] = set()
    for part in quoted.split("|"):
        words = words_of(part)
        for start in range(len(words) - length + 1):
            run = tuple(words[start : start + length])
            if sum(map(_tells, run)) >= telling:
                found.add(run)
    return frozenset(found)


def _tell(words: Sequence[str]) -> bool:
    return all(map(_tells, words))


def _tells(word: str) -> bool:
    return len(word) > 1 and word not in SAYS_NOTHING
