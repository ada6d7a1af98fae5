"""The network that ships with the package, run by onnxruntime on one thread."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from firsthand import data
from firsthand.annotation.quotations import Quotation
from firsthand.annotation.tagger.decoding import (
    BEGINS_CUE,
    CUE_ABOVE,
    Anchored,
    Chances,
    decode,
)
from firsthand.annotation.tagger.pieces import FIRST, Pieces, owners, read_pieces, windows
from firsthand.annotation.tagger.tagged import Tagged
from firsthand.networks import session
from firsthand.types import BodyView

if TYPE_CHECKING:
    from onnxruntime import InferenceSession
    from tokenizers import Tokenizer

HERE = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Model:
    """A tagger read from its files."""

    tokenizer: Tokenizer
    encoder: InferenceSession
    roles: InferenceSession
    most: int  # pieces of a window, as in training
    context: int  # of them shared with the window before
    reach: int  # pieces on each side of a cue in which its source and content are looked for

    def tag(self, view: BodyView, quotations: Sequence[Quotation]) -> list[Tagged]:
        """The attributions of a body view, in the order of their cues."""
        pieces = read_pieces(view, quotations, self.tokenizer)
        return decode(self.anchored(pieces), pieces) if len(pieces) else []

    def anchored(self, pieces: Pieces, *, cue_above: float = CUE_ABOVE) -> list[Anchored]:
        """What the network says about each cue, from the window that sees most around it."""
        cut = windows(pieces.breaks, len(pieces), most=self.most, context=self.context)
        owner = owners(cut, len(pieces))
        found: list[Anchored] = []
        for number, (start, end) in enumerate(cut):
            ids = np.concatenate([[FIRST], pieces.ids[start:end]])[None]
            looks = np.concatenate([[0], pieces.looks[start:end]])[None]
            there = np.ones(ids.shape, dtype=np.float32)
            seen: Any = self.encoder.run(None, {"ids": ids, "looks": looks, "there": there})
            tags, anchors, states = seen
            begins: Chances = tags[0, 1:, BEGINS_CUE]
            places = np.flatnonzero((begins > cue_above) & (owner[start:end] == number))
            for place in map(int, places):
                low, high = max(place - self.reach, 0), min(place + self.reach, end - start)
                about = {
                    "anchors": anchors[0, [place + 1]],
                    "pieces": states[0, low + 1 : high + 1],
                    "places": np.array([place - low]),
                }
                roles: Any = self.roles.run(None, about)[0]
                found.append(Anchored(start + place, float(begins[place]), start + low, roles[0]))
        return found


@cache
def shipped() -> Model:
    """The model that came with the package, loaded once a process."""
    return load(HERE)


def load(folder: Path, *, encoder: Path | None = None) -> Model:
    """The model of a folder as ``training.tagger`` writes it; another ``encoder`` if given."""
    told = json.loads((folder / "tagger.json").read_text(encoding="utf-8"))
    return Model(
        data.word_pieces(),
        session(encoder or folder / "encoder.onnx"),
        session(folder / "roles.onnx"),
        told["most"],
        told["context"],
        told["reach"],
    )
