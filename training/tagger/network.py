"""The network: MiniLM's encoder, tags for every piece, and for every cue its own roles.

The encoder is BERT as all-MiniLM-L6-v2 has it (Wang et al. 2020), with a table of looks in
place of BERT's segments. PolNeAR gives every attribution a cue of its own, so a cue is the
handle of an attribution, as a predicate is in semantic role labelling (He et al. 2017): the
state of the cue's first piece is added to that of every piece of the window, and two
convolutions with a layer of attention between them say, over the sum, whether the piece is
that cue's source, cue or content.
"""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from pathlib import Path

import torch
from torch import Tensor, nn
from torch.nn import functional

from firsthand.annotation.tagger.decoding import ROLES, TAGS
from firsthand.annotation.tagger.pieces import LOOKS


@dataclass(frozen=True)
class Shape:
    """Sizes of the network; ``reach`` is the greatest distance in pieces that it tells apart."""

    words: int = 30522
    places: int = 512
    width: int = 384
    inner: int = 1536
    heads: int = 12
    layers: int = 6
    pair: int = 192
    reach: int = 64
    dropout: float = 0.1
    attend: int = 0  # layers in which the pieces of an anchor's window attend to one another


class Layer(nn.Module):
    def __init__(self, shape: Shape) -> None:
        super().__init__()
        self.heads = shape.heads
        self.dropout = shape.dropout
        self.query = nn.Linear(shape.width, shape.width)
        self.key = nn.Linear(shape.width, shape.width)
        self.value = nn.Linear(shape.width, shape.width)
        self.mix = nn.Linear(shape.width, shape.width)
        self.mix_norm = nn.LayerNorm(shape.width, eps=1e-12)
        self.up = nn.Linear(shape.width, shape.inner)
        self.down = nn.Linear(shape.inner, shape.width)
        self.norm = nn.LayerNorm(shape.width, eps=1e-12)

    def forward(self, x: Tensor, hidden: Tensor) -> Tensor:
        batch, length, width = x.shape

        def split(y: Tensor) -> Tensor:
            return y.view(batch, length, self.heads, width // self.heads).transpose(1, 2)

        q, k, v = split(self.query(x)), split(self.key(x)), split(self.value(x))
        mixed = functional.scaled_dot_product_attention(q, k, v, attn_mask=hidden.to(q.dtype))
        mixed = mixed.transpose(1, 2).reshape(batch, length, width)
        x = self.mix_norm(x + functional.dropout(self.mix(mixed), self.dropout, self.training))
        y = self.down(functional.gelu(self.up(x)))
        return self.norm(x + functional.dropout(y, self.dropout, self.training))


class Encoder(nn.Module):
    """Pieces in; out come logits of tags, and what the roles are told from."""

    def __init__(self, shape: Shape) -> None:
        super().__init__()
        self.shape = shape
        self.word = nn.Embedding(shape.words, shape.width)
        self.place = nn.Embedding(shape.places, shape.width)
        self.look = nn.Embedding(LOOKS, shape.width)
        self.norm = nn.LayerNorm(shape.width, eps=1e-12)
        self.layers = nn.ModuleList(Layer(shape) for _ in range(shape.layers))
        self.tag = nn.Linear(shape.width, len(TAGS))
        self.anchor = nn.Linear(shape.width, shape.pair)
        self.piece = nn.Linear(shape.width + len(TAGS), shape.pair)

    def forward(self, ids: Tensor, looks: Tensor, there: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        """Logits of tags, states as anchors, states as pieces; ``there`` is 0 where padded."""
        places = torch.arange(ids.shape[1]).unsqueeze(0)
        x = self.norm(self.word(ids) + self.place(places) + self.look(looks))
        x = functional.dropout(x, self.shape.dropout, self.training)
        hidden = (there[:, None, None, :] - 1.0) * 1e4
        for layer in self.layers:
            x = layer(x, hidden)
        tags = self.tag(x)
        return tags, self.anchor(x), self.piece(torch.cat([x, tags.softmax(-1)], -1))


class Roles(nn.Module):
    """For each anchor the logits of ``ROLES`` of every piece of its window."""

    def __init__(self, shape: Shape) -> None:
        super().__init__()
        self.shape = shape
        self.distance = nn.Embedding(2 * shape.reach + 1, shape.pair)
        self.first = nn.Conv1d(shape.pair, shape.pair, 5, padding=2)
        self.second = nn.Conv1d(shape.pair, shape.pair, 5, padding=2)
        inside = dataclasses.replace(
            shape, width=shape.pair, inner=3 * shape.pair, heads=shape.pair // 32
        )
        self.attend = nn.ModuleList(Layer(inside) for _ in range(shape.attend))
        self.role = nn.Linear(shape.pair, len(ROLES))

    def forward(self, anchors: Tensor, pieces: Tensor, distances: Tensor, there: Tensor) -> Tensor:
        """``anchors`` [n, pair], ``pieces`` [n, t, pair], ``distances`` and ``there`` [n, t]."""
        near = distances.clamp(-self.shape.reach, self.shape.reach) + self.shape.reach
        x = functional.relu(anchors.unsqueeze(1) + pieces + self.distance(near))
        x = functional.dropout(x, self.shape.dropout, self.training)
        x = x + self._beside(self.first, x, there)
        hidden = (there[:, None, None, :] - 1.0) * 1e4
        for layer in self.attend:
            x = layer(x, hidden)
        return self.role(x + self._beside(self.second, x, there))

    def of_window(self, anchors: Tensor, pieces: Tensor, places: Tensor) -> Tensor:
        """The same for the anchors [n, pair] at ``places`` [n] of one window, [t, pair]."""
        length = pieces.shape[0]
        distances = torch.arange(length)[None, :] - places[:, None]
        return self(anchors, pieces.unsqueeze(0), distances, torch.ones(1, length))

    def _beside(self, convolution: nn.Conv1d, x: Tensor, there: Tensor) -> Tensor:
        return functional.relu(convolution((x * there.unsqueeze(-1)).transpose(1, 2))).transpose(
            1, 2
        )


class Tagger(nn.Module):
    def __init__(self, shape: Shape) -> None:
        super().__init__()
        self.shape = shape
        self.encoder = Encoder(shape)
        self.roles = Roles(shape)


def from_minilm(folder: Path, shape: Shape) -> Tagger:
    """A tagger with the encoder's weights of all-MiniLM-L6-v2, the rest drawn by lot."""
    tagger = Tagger(shape)
    known = read_safetensors(folder / "model.safetensors")
    encoder = tagger.encoder
    with torch.no_grad():
        encoder.word.weight.copy_(known["embeddings.word_embeddings.weight"])
        encoder.place.weight.copy_(known["embeddings.position_embeddings.weight"])
        encoder.look.weight.copy_(
            known["embeddings.token_type_embeddings.weight"][:1].expand(LOOKS, -1)
        )
        _copy(encoder.norm, known, "embeddings.LayerNorm")
        for n, layer in enumerate(encoder.layers):
            at = f"encoder.layer.{n}."
            _copy(layer.query, known, at + "attention.self.query")
            _copy(layer.key, known, at + "attention.self.key")
            _copy(layer.value, known, at + "attention.self.value")
            _copy(layer.mix, known, at + "attention.output.dense")
            _copy(layer.mix_norm, known, at + "attention.output.LayerNorm")
            _copy(layer.up, known, at + "intermediate.dense")
            _copy(layer.down, known, at + "output.dense")
            _copy(layer.norm, known, at + "output.LayerNorm")
    return tagger


def _copy(module: nn.Module, known: dict[str, Tensor], name: str) -> None:
    module.weight.copy_(known[name + ".weight"])
    module.bias.copy_(known[name + ".bias"])


def read_safetensors(path: Path) -> dict[str, Tensor]:
    """The float32 arrays of a file (https://github.com/huggingface/safetensors, the format)."""
    import json

    import numpy as np

    content = path.read_bytes()
    size = int.from_bytes(content[:8], "little")
    found = {}
    for name, told in json.loads(content[8 : 8 + size]).items():
        if name == "__metadata__" or told["dtype"] != "F32":
            continue
        low, high = (8 + size + n for n in told["data_offsets"])
        array = np.frombuffer(content[low:high], dtype="<f4").reshape(told["shape"])
        found[name] = torch.from_numpy(array.copy())
    return found
