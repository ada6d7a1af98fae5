"""What runs the trained networks: onnxruntime on one thread, over BERT's word pieces."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from firsthand import data

if TYPE_CHECKING:
    from onnxruntime import InferenceSession

FIRST, LAST = 101, 102  # [CLS], [SEP]


def session(path: Path) -> InferenceSession:
    """A network, read from its file; who asks often keeps it.

    One thread: those who want both cores start two processes (``--jobs 2``).
    """
    import onnxruntime  # slow to import, and not every command reads

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    # An arena without a plan for each length of text: both together hold no more memory than
    # neither, and save a twentieth of the time, which goes into asking for memory again.
    options.enable_cpu_mem_arena = True
    options.enable_mem_pattern = False
    return onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])


def pieces_of(text: str, *, most: int) -> list[int]:
    """The numbers of a text's word pieces, with ``FIRST`` and ``LAST`` at most ``most``; what is
    beyond is not read. Half a surrogate pair reads as "?".
    """
    readable = text.encode("utf-8", "replace").decode("utf-8")
    ids = data.word_pieces().encode(readable, add_special_tokens=False).ids
    return [FIRST, *ids[: most - 2], LAST]
