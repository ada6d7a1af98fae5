"""Make ``src/firsthand/linking/meaning/encoder.onnx``: what statements mean, as vectors.

    python -m training.meaning ../shared/data

``claim_groups.jsonl`` says of 152 pairs of pages (Partisan-Event-Dataset, ``stories/pac.jsonl``)
which of their statements and sentences say the same: offsets only, labelled by reading;
``invented_claims.jsonl`` says the same of 202 stories that were written for this. A
statement's vector is the mean over what MiniLM makes of its pieces; it learns that the cosine
of two tells whether they say the same, on all pairs of a story at once. Word embeddings and the
lower layers stay as all-MiniLM-L6-v2 has them. Needs ``pip install -e '.[train]'``.
"""

from __future__ import annotations

import argparse
import collections
import json
import math
import random
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn
from torch.nn import functional
from training.tagger.__main__ import encoder as minilm
from training.tagger.network import Shape, from_minilm
from training.tagger.train import cache

from firsthand import annotate, read
from firsthand.linking import meaning
from firsthand.linking.gists import gist_of
from firsthand.linking.statements import told_in
from firsthand.networks import pieces_of
from firsthand.types import Span

LABELS = Path(__file__).with_name("claim_groups.jsonl")
INVENTED = Path(__file__).with_name("invented_claims.jsonl")
MODEL = Path(meaning.__file__).with_name("encoder.onnx")
AT_ONCE = 64  # units of a story that are compared with one another in one step
BALANCE = 4.0  # pairs that say other things weigh at most so many times those that say the same
HARD = 3.0  # pairs that a careless reader would take for the same weigh more
WARM_UP = 20  # steps
SCALE, SHIFT = 14.0, -8.0  # to begin with: from a cosine to the logit of a chance


@dataclass(frozen=True)
class Plan:
    """How to train; ``frozen`` are the lowest of ``layers``, which stay as they are."""

    layers: int = 6
    frozen: int = 3
    epochs: int = 3
    rate: float = 1.5e-4
    seed: int = 1


@dataclass(frozen=True)
class Story:
    """The units of a story as they are read, which say the same [n, n], and what each pair weighs
    (0: not compared); both hold what lies below the diagonal.
    """

    units: tuple[str, ...]
    same: Tensor
    weight: Tensor


@dataclass(frozen=True)
class _Unit:
    page: str
    words: str
    wording: str
    free: bool  # a sentence of the outlet


class Meaner(nn.Module):
    """Texts to vectors; ``states`` of the frozen layers are worked out once a text."""

    def __init__(self, plan: Plan) -> None:
        super().__init__()
        self.encoder = from_minilm(minilm(), Shape()).encoder
        self.encoder.layers = self.encoder.layers[: plan.layers]
        self.frozen = plan.frozen
        self.chance = nn.Parameter(torch.tensor([SCALE, SHIFT]))
        below = (self.encoder.word, self.encoder.place, self.encoder.look, self.encoder.norm)
        for module in (*below, *self.encoder.layers[: plan.frozen]):
            module.requires_grad_(False)
        self._states: dict[str, Tensor] = {}

    def forward(self, texts: Sequence[str]) -> Tensor:
        """The vectors of texts, one a row, of length 1; like lengths go together."""
        states = [self._below(text) for text in texts]
        order = sorted(range(len(texts)), key=lambda n: len(states[n]))
        quarter = -(-len(order) // 4)
        found = [self._means([states[n] for n in order[at : at + quarter]])
                 for at in range(0, len(order), quarter)]  # fmt: skip
        place = torch.empty(len(order), dtype=torch.long)
        place[torch.tensor(order)] = torch.arange(len(order))
        return torch.cat(found)[place]

    def _means(self, states: list[Tensor]) -> Tensor:
        x = nn.utils.rnn.pad_sequence(states, batch_first=True).float()
        there = nn.utils.rnn.pad_sequence([torch.ones(len(s)) for s in states], batch_first=True)
        hidden = (there[:, None, None, :] - 1.0) * 1e4
        for layer in self.encoder.layers[self.frozen :]:
            x = layer(x, hidden)
        mean = (x * there[..., None]).sum(1) / there.sum(1, keepdim=True)
        return functional.normalize(mean, dim=-1)

    @torch.no_grad()
    def _below(self, text: str) -> Tensor:
        if text not in self._states:
            training, _ = self.training, self.eval()
            ids = torch.tensor([pieces_of(text, most=meaning.MOST_PIECES)])
            x = self.embedded(ids)
            for layer in self.encoder.layers[: self.frozen]:
                x = layer(x, torch.zeros(1, 1, 1, ids.shape[1]))
            self._states[text] = x[0].half()
            self.train(training)
        return self._states[text]

    def embedded(self, ids: Tensor) -> Tensor:
        """What the first layer reads."""
        own = self.encoder
        places = own.place.weight[: ids.shape[1]].unsqueeze(0)
        x: Tensor = own.norm(own.word(ids) + places + own.look.weight[0])
        return x


# --------------------------------------------------------------------- data


def stories(data: Path) -> list[Story]:
    """The labelled stories; the pages are read and annotated anew, for who says what."""
    pages = collections.defaultdict(list)
    for line in (data / "stories" / "pac.jsonl").read_text(encoding="utf-8").splitlines():
        page = json.loads(line)
        pages[page["story"]].append(page)
    labels = map(json.loads, LABELS.read_text(encoding="utf-8").splitlines())
    return [_story(label, pages[label["story"]]) for label in labels]


def invented() -> list[Story]:
    """The stories that were written for this, with their groups."""
    return [_invented(json.loads(line)) for line in INVENTED.read_text("utf-8").splitlines()]


def _invented(story: dict[str, Any]) -> Story:
    units = [
        _Unit(
            unit["page"],
            unit["words"],
            meaning.wording(unit["who"], unit["cue"], unit["words"]),
            not unit["who"],
        )
        for unit in story["units"]
    ]
    return Story(tuple(unit.wording for unit in units), *_labels(story, units))


def _story(label: dict[str, Any], pages: list[dict[str, Any]]) -> Story:
    articles = {letter: _annotated(page) for letter, page in zip("AB", sorted(
        pages, key=lambda page: page["id"]), strict=True)}  # fmt: skip
    told = told_in(
        list(articles.values()),
        {(a.id, s): gist_of(a, s) for a in articles.values() for s in a.sentences},
    )
    found = {(t.article.id, t.attribution.content): t for t in told}
    units = []
    for letter, *ends in label["units"]:
        spans = tuple(Span(a, b) for a, b in zip(ends[::2], ends[1::2], strict=True))
        article = articles[letter]
        words = " ".join(span.of(article.text) for span in spans)
        one = found.get((article.id, spans))
        free = one is None or one.free
        units.append(_Unit(letter, words, one.said.wording if one else words, free))
    return Story(tuple(unit.wording for unit in units), *_labels(label, units))


def _annotated(page: dict[str, Any]) -> Any:
    text = "\n\n".join((page["title"], *page["sentences"]))
    told = {"title": page["title"], "published": page["date"], "outlet": page["source"]}
    return annotate(read(text=text, id=page["id"], **told))


def _labels(label: dict[str, Any], units: list[_Unit]) -> tuple[Tensor, Tensor]:
    size = len(units)
    same, weight = torch.zeros(size, size), torch.tril(torch.ones(size, size), -1)
    for group in label["groups"]:
        for a in group:
            for b in group:
                same[a, b] = 1
    denied = [pair for *pair, kind in label["conflicts"] if kind == "negation"]
    for a, b in (*denied, *label["near"]):  # other figures and details may be of one claim
        same[max(a, b), min(a, b)] = 0
        weight[max(a, b), min(a, b)] = HARD
    for a in range(size):
        for b in range(a):
            if units[a].page == units[b].page and not _are_compared(units[a], units[b]):
                weight[a, b] = same[a, b] * (1 - _holds(units[a], units[b]))
    return same, weight


def _are_compared(a: _Unit, b: _Unit) -> bool:
    """Whether linking compares two of one page: no sentence of the outlet, and not a statement
    with what stands in it.
    """
    return not (a.free or b.free or _holds(a, b))


def _holds(a: _Unit, b: _Unit) -> bool:
    return a.words in b.words or b.words in a.words


# ----------------------------------------------------------------- training


def train(known: Sequence[Story], plan: Plan) -> Meaner:
    """Learn from stories, ``AT_ONCE`` units at a time; what it costs is printed by epoch."""
    torch.manual_seed(plan.seed)
    torch.set_num_threads(1)
    lot = random.Random(plan.seed)
    model = Meaner(plan).train()
    large = [p for p in model.encoder.parameters() if p.requires_grad]
    rates = (plan.rate, 1e-2)
    optimiser = torch.optim.AdamW(
        [{"params": large}, {"params": [model.chance]}], weight_decay=0.01
    )
    steps = plan.epochs * len(_parts(known, lot))
    step, began = 0, time.monotonic()
    for epoch in range(plan.epochs):
        total, parts = 0.0, _parts(known, lot)
        for story, units in parts:
            share = max(0.0, 1 - step / steps) * min(1.0, step / WARM_UP + 0.05)
            for group, rate in zip(optimiser.param_groups, rates, strict=True):
                group["lr"] = rate * share
            loss = _loss(model, story, units)
            optimiser.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_([*large, model.chance], 1.0)
            optimiser.step()
            total, step = total + loss.item(), step + 1
        seconds = time.monotonic() - began
        print(json.dumps({"epoch": epoch, "loss": total / len(parts), "seconds": seconds}))
    return model.eval()


def _parts(known: Sequence[Story], lot: random.Random) -> list[tuple[Story, list[int]]]:
    """The units of each story, by lot in parts that are small enough; in an order by lot."""
    found = []
    for story in known:
        units = list(range(len(story.units)))
        number = math.ceil(len(units) / AT_ONCE)
        if number > 1:
            lot.shuffle(units)
        found += [(story, sorted(units[n::number])) for n in range(number)]
    lot.shuffle(found)
    return found


def _loss(model: Meaner, story: Story, units: list[int]) -> Tensor:
    """Cross entropy over all pairs, with those that say other things held in check."""
    same, weight = (t[units][:, units] for t in (story.same, story.weight))
    vectors = model([story.units[n] for n in units])
    logits = model.chance[0] * (vectors @ vectors.T) + model.chance[1]
    alike, other = float((same * weight).sum()), float(((1 - same) * weight).sum())
    check = min(1.0, BALANCE * max(alike, 3.0) / max(other, 1.0))
    weights = weight * torch.where(same > 0, 1.0, check)
    each = functional.binary_cross_entropy_with_logits(logits, same, reduction="none")
    return (each * weights).sum() / 20


# ------------------------------------------------------------------- export


class _Shipped(nn.Module):
    """Pieces of one text to its vector."""

    def __init__(self, model: Meaner) -> None:
        super().__init__()
        self.model = model

    def forward(self, ids: Tensor) -> Tensor:
        x = self.model.embedded(ids)
        for layer in self.model.encoder.layers:
            x = layer(x, torch.zeros(1, 1, 1, 1))
        return functional.normalize(x.mean(1), dim=-1)[0]


def export(model: Meaner, to: Path) -> None:
    """Write the network in int8, one scale a column; in float32 beside the checkpoints."""
    whole = cache() / "meaning.float32.onnx"
    whole.parent.mkdir(parents=True, exist_ok=True)
    torch.onnx.export(
        _Shipped(model),
        (torch.randint(1000, 2000, (1, 20)),),
        str(whole),
        dynamo=False,
        opset_version=17,
        input_names=["ids"],
        output_names=["vector"],
        dynamic_axes={"ids": {1: "pieces"}},
    )
    to.parent.mkdir(parents=True, exist_ok=True)
    quantize_dynamic(
        str(whole),
        str(to),
        weight_type=QuantType.QInt8,
        per_channel=True,
        op_types_to_quantize=["MatMul", "Gather"],
        extra_options={"MatMulConstBOnly": True},
    )


def main() -> None:
    parser = argparse.ArgumentParser(prog="training.meaning", description=__doc__)
    parser.add_argument("data", type=Path)
    parser.add_argument("--to", type=Path, default=MODEL, help="default: the package's file")
    plan = Plan()
    for name, value in vars(plan).items():
        parser.add_argument(f"--{name}", type=type(value), default=value)
    options = vars(parser.parse_args())
    data, to = options.pop("data"), options.pop("to")
    export(train([*stories(data), *invented()], Plan(**options)), to)


if __name__ == "__main__":
    main()
