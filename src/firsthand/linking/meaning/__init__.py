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

from firsthand import data

if TYPE_CHECKING:
    from onnxruntime import InferenceSession

Vector = NDArray[np.float32]

HERE = Path(__file__).parent
FIRST, LAST = 101, 102  # [CLS], [SEP]
MOST_PIECES = 58  # of a text, with the first and the last; what is beyond is not read
KEPT = 30_000  # vectors that are remembered, 45 MB: one page more must not cost all before it


@lru_cache(KEPT)
def meaning_of(text: str) -> Vector:
    """The meaning of a text, a vector of length 1; English. Do not write to it.

    The dot product of two is their likeness, from -1 to 1. A text has the same vector in any
    company: each is read by itself. Some 2 ms of CPU for a sentence of 20 words, on one thread;
    the network is loaded at the first call.

    Source: ``training/meaning.py``: all-MiniLM-L6-v2 (Reimers and Gurevych 2019), taught which
    statements of two pages say the same; int8.
    """
    ids = np.array([pieces_of(text)], dtype=np.int64)
    (vector,) = _network().run(None, {"ids": ids})
    found: Vector = vector
    found.flags.writeable = False
    return found


def pieces_of(text: str) -> list[int]:
    """The numbers of the word pieces that are read of a text."""
    readable = text.encode("utf-8", "replace").decode("utf-8")  # no half of a surrogate pair
    ids = data.word_pieces().encode(readable, add_special_tokens=False).ids
    return [FIRST, *ids[: MOST_PIECES - 2], LAST]


@cache
def _network() -> InferenceSession:
    """Loaded once a process; one thread, like the tagger's: for both cores, two processes."""
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.enable_cpu_mem_arena = False  # an arena keeps the largest it ever needed
    return onnxruntime.InferenceSession(
        str(HERE / "encoder.onnx"), options, providers=["CPUExecutionProvider"]
    )
