"""What a statement means, as a vector: the nearer two are, the likelier they say the same.

Words in common tell more; this tells what they leave out: "shot dead" and "killed", "it fell to
Earth" and "its descent". A denial is as near as what it denies, so it proposes and never decides.
"""

from __future__ import annotations

from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from firsthand.networks import pieces_of, session

if TYPE_CHECKING:
    from onnxruntime import InferenceSession

Vector = NDArray[np.float32]

HERE = Path(__file__).parent
MOST_PIECES = 58  # of a text; what is beyond is not read, as in the network's training
KEPT = 30_000  # vectors that are remembered, 45 MB: one page more must not cost all before it


@lru_cache(KEPT)
def meaning_of(text: str) -> Vector:
    """The meaning of a text, a vector of length 1; English. Do not write to it.

    The dot product of two is their likeness, from -1 to 1. A text has the same vector in any
    company: each is read by itself. Some 2 ms of CPU for a sentence of 20 words, on one thread;
    the network is loaded at the first call.

    Source: ``training/meaning``: all-MiniLM-L6-v2 (Reimers and Gurevych 2019), taught which
    statements of two pages say the same; int8.
    """
    ids = np.array([pieces_of(text, most=MOST_PIECES)], dtype=np.int64)
    (vector,) = _network().run(None, {"ids": ids})
    found: Vector = vector
    found.flags.writeable = False
    return found


def wording(who: str, cue: str, words: str) -> str:
    """A statement as it is read: "Ana Reis declined: to leave the boat"; each may be empty."""
    head = " ".join(filter(None, (who, cue)))
    plain = " ".join(words.split())
    return f"{head}: {plain}" if head else plain


@cache
def _network() -> InferenceSession:
    """Loaded once a process."""
    return session(HERE / "encoder.onnx")
