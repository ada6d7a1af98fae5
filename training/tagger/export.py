"""From a trained network to what the package ships: two ONNX graphs, the encoder in int8.

The weights of encoder and roles become int8 with one scale a column (dynamic quantisation,
onnxruntime); convolutions and heads stay float32, and so do the first and the last layer of
the encoder: in int8 they cost 0.3 of attribution F1 on the held-out articles (the others
next to nothing), in float32 10 MB and a third of the encoder's time.
"""

from __future__ import annotations

import copy
import json
from collections.abc import Sequence
from pathlib import Path

import onnx
import torch
from benchmarks.attribution import read_split
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn
from torch.nn import functional
from training.tagger.network import Encoder, Layer, Tagger
from training.tagger.train import CONTEXT, MOST, REACH, cache, measured

from firsthand import data
from firsthand.annotation.tagger import model

PACKAGE = Path(model.__file__).parent
WHOLE = cache() / "encoder.float32.onnx"


class MergedLayer(nn.Module):
    """A layer with query, key and value in one product, and the scale inside the weights."""

    def __init__(self, layer: Layer) -> None:
        super().__init__()
        self.heads = layer.heads
        width = layer.query.in_features
        scale = (width // layer.heads) ** -0.5
        self.ask = nn.Linear(width, 3 * width)
        with torch.no_grad():
            self.ask.weight.copy_(
                torch.cat([layer.query.weight * scale, layer.key.weight, layer.value.weight])
            )
            self.ask.bias.copy_(
                torch.cat([layer.query.bias * scale, layer.key.bias, layer.value.bias])
            )
        self.mix, self.mix_norm = layer.mix, layer.mix_norm
        self.up, self.down, self.norm = layer.up, layer.down, layer.norm

    def forward(self, x: Tensor, hidden: Tensor) -> Tensor:
        batch, length, width = x.shape
        asked = self.ask(x).view(batch, length, 3, self.heads, width // self.heads)
        q, k, v = asked.permute(2, 0, 3, 1, 4).unbind(0)
        scores = q @ k.transpose(-1, -2) + hidden
        mixed = (scores.softmax(-1) @ v).transpose(1, 2).reshape(batch, length, width)
        x = self.mix_norm(x + self.mix(mixed))
        return self.norm(x + self.down(functional.gelu(self.up(x))))


class _Encoder(nn.Module):
    def __init__(self, encoder: Encoder) -> None:
        super().__init__()
        self.word, self.place, self.look = encoder.word, encoder.place, encoder.look
        self.embed_norm = encoder.norm
        self.layers = nn.ModuleList(MergedLayer(layer) for layer in encoder.layers)
        self.tag, self.anchor, self.piece = encoder.tag, encoder.anchor, encoder.piece

    def forward(self, ids: Tensor, looks: Tensor, there: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        x = self.embed_norm(self.word(ids) + self.place.weight[: ids.shape[1]] + self.look(looks))
        hidden = (there[:, None, None, :] - 1.0) * 1e4
        for layer in self.layers:
            x = layer(x, hidden)
        tags = self.tag(x).softmax(-1)
        return tags, self.anchor(x), self.piece(torch.cat([x, tags], -1))


class _Roles(nn.Module):
    def __init__(self, tagger: Tagger) -> None:
        super().__init__()
        self.roles = copy.deepcopy(tagger.roles)
        self.roles.attend = nn.ModuleList(MergedLayer(layer) for layer in tagger.roles.attend)

    def forward(self, anchors: Tensor, pieces: Tensor, places: Tensor) -> Tensor:
        return self.roles.of_window(anchors, pieces, places).softmax(-1)


def export(tagger: Tagger, encoder: Path, folder: Path) -> None:
    """Write ``encoder.onnx``, ``roles.onnx`` and ``tagger.json``.

    The encoder in float32 goes beside the checkpoints, for comparing.

    Raises:
        ValueError: the encoder reads other word pieces than those that ship.
    """
    words = json.loads((encoder / "tokenizer.json").read_text(encoding="utf-8"))
    if words["model"]["vocab"] != data.word_pieces().get_vocab(with_added_tokens=False):
        raise ValueError(f"{encoder} has other word pieces than data/word_pieces.json")
    folder.mkdir(parents=True, exist_ok=True)
    WHOLE.parent.mkdir(parents=True, exist_ok=True)
    ids = torch.randint(1000, 2000, (2, 40))
    names = ("ids", "looks", "there", "tags", "anchors", "pieces")
    torch.onnx.export(
        _Encoder(tagger.encoder),
        (ids, torch.zeros_like(ids), torch.ones(2, 40)),
        str(WHOLE),
        dynamo=False,
        opset_version=17,
        input_names=names[:3],
        output_names=names[3:],
        dynamic_axes={name: {0: "windows", 1: "pieces"} for name in names},
    )
    # The heads read what the roles rest on; they are small and stay as they are.
    last = len(tagger.encoder.layers) - 1
    small = tuple(f"/layers.{n}/" for n in range(1, last))
    left = [
        node.name
        for node in onnx.load(str(WHOLE)).graph.node
        if node.op_type == "MatMul" and not node.name.startswith(small)
    ]
    quantise(WHOLE, folder / "encoder.onnx", ["MatMul", "Gather"], leave=left)
    pair = tagger.shape.pair
    whole_roles = WHOLE.with_name("roles.float32.onnx")
    torch.onnx.export(
        _Roles(tagger),
        (torch.zeros(3, pair), torch.zeros(40, pair), torch.tensor([1, 2, 3])),
        str(whole_roles),
        dynamo=False,
        opset_version=17,
        input_names=["anchors", "pieces", "places"],
        output_names=["roles"],
        dynamic_axes={
            "anchors": {0: "cues"},
            "places": {0: "cues"},
            "pieces": {0: "pieces"},
            "roles": {0: "cues", 1: "pieces"},
        },
    )
    quantise(whole_roles, folder / "roles.onnx", ["MatMul"])
    sizes = {"most": MOST, "context": CONTEXT, "reach": REACH}
    (folder / "tagger.json").write_text(json.dumps(sizes) + "\n")


def quantise(whole: Path, to: Path, kinds: list[str], *, leave: Sequence[str] = ()) -> None:
    """Write a float32 graph with the weights of these kinds of nodes in int8, a scale a column."""
    quantize_dynamic(
        str(whole),
        str(to),
        weight_type=QuantType.QInt8,
        per_channel=True,
        op_types_to_quantize=kinds,
        nodes_to_exclude=list(leave),
        extra_options={"MatMulConstBOnly": True},
    )


def measure(data: Path, folder: Path, *, whole: bool = False) -> dict[str, float]:
    """The figures on the held-out articles of what was exported; ``whole``: in float32."""
    return measured(model.load(folder, encoder=WHOLE if whole else None), read_split(data, "hold"))
