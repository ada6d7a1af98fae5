"""Train the tagger on PolNeAR's train part and measure it on what was held out of it.

Checkpoints go under the user's cache folder (``~/.cache/firsthand/training/NAME``), one an
epoch; a run that was broken off goes on from the last. Every figure is printed and written
to ``log.jsonl`` there. Seeds are fixed.

What is kept is a running mean of the weights (Polyak and Juditsky 1992): steadier than the
last step's, at no cost when it is used.
"""

from __future__ import annotations

import dataclasses
import json
import os
import pickle
import random
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
from benchmarks.attribution import Scored, read_split
from tokenizers import Tokenizer
from torch import Tensor
from torch.nn import functional
from training.tagger.dataset import Batch, Json, Lesson, batch, batches, lesson
from training.tagger.network import Encoder, Roles, Shape, Tagger, from_minilm
from training.tagger.teachers import read_unlabelled, taught

from benchmarks.scorers import attributions as scorer
from firsthand import read
from firsthand.annotation.quotations import find_quotations
from firsthand.annotation.tagger.decoding import Chances
from firsthand.annotation.tagger.model import Model
from firsthand.annotation.tagger.pieces import BREAK
from firsthand.annotation.tagger.tagged import Tagged

SEED = 2027
MASK = 103  # the piece that stands for a hidden one
MOST = 254  # pieces of a window; one more is the first
CONTEXT = 16  # more cost time, and on hold gave nothing (the model card)
PIECES = 2500  # in a batch
ENCODER_RATE, HEADS, DECAY = 2.5e-4, 4, 0.01  # heads learn so many times as fast
WARM_UP = 0.06  # of all steps
ROLE_WEIGHT = 2.0
AVERAGE = 0.997  # of the running mean of weights
REACH = 72  # pieces on each side of a cue; more gave nothing on hold beside the quotation rules
SHOWN = (
    *((metric, "all") for metric in ("attribution", "content_words", "cue_overlap")),
    *(("attribution", row) for row in scorer.QUOTE_TYPES),
    *((metric, "all") for metric in ("source_pieces", "cue_pieces", "content_pieces")),
)


@dataclass(frozen=True)
class Plan:
    """What a run does. The two shares of noise keep the network from learning names by heart."""

    name: str = "tagger"
    epochs: int = 5
    seed: int = SEED
    rate: float = ENCODER_RATE
    layers: int = 6
    attend: int = 1
    dropout: float = 0.15
    hide: float = 0.07  # of the pieces, replaced by the mask
    begin: str = ""  # the run whose weights to begin with, for MiniLM's own
    teachers: str = ""  # runs, with commas between, whose mean is taught beside gold


def cache() -> Path:
    """Where checkpoints are kept: never in the work tree."""
    base = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    return Path(base) / "firsthand" / "training"


def read_tokenizer(folder: Path) -> Tokenizer:
    tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
    tokenizer.no_padding()
    tokenizer.no_truncation()
    return tokenizer


def kept(name: str) -> Tagger:
    """The tagger that a run has kept so far.

    Raises:
        FileNotFoundError: there is no such run.
    """
    state = torch.load(cache() / name / "last.pt", weights_only=True)
    tagger = Tagger(Shape(**state["shape"]))
    tagger.load_state_dict(state["mean"])
    return tagger.eval()


# ---------------------------------------------------------------- learning


def train(data: Path, encoder: Path, plan: Plan) -> None:
    """Train, or go on training, and write a checkpoint and a line of the log every epoch."""
    torch.manual_seed(plan.seed)
    folder = cache() / plan.name
    folder.mkdir(parents=True, exist_ok=True)
    tokenizer = read_tokenizer(encoder)
    lessons = _lessons(data, plan, tokenizer)
    held = read_split(data, "hold")
    run = _Run(encoder, plan, lessons)
    if (folder / "last.pt").exists():
        run.load(torch.load(folder / "last.pt", weights_only=True))
    for epoch in range(run.done, plan.epochs):
        began = time.time()
        losses = run.epoch(epoch)
        torch.save(run.state(), folder / "last.pt")
        told = {
            "epoch": epoch,
            "losses": np.round(losses, 4).tolist(),
            "seconds": round(time.time() - began),
            **measured(as_shipped(run.averaged(), tokenizer), held),
        }
        print(json.dumps(told), flush=True)
        with (folder / "log.jsonl").open("a", encoding="utf-8") as log:
            log.write(json.dumps({**dataclasses.asdict(plan), **told}) + "\n")


def _lessons(data: Path, plan: Plan, tokenizer: Tokenizer) -> list[Lesson]:
    """The train part; with teachers what they make of it and of news without gold.

    That takes a while, so it is kept beside the checkpoints.
    """
    lessons = [lesson(article, tokenizer) for article in read_split(data, "train")]
    if not plan.teachers:
        return lessons
    file = cache() / f"lessons-taught-by-{plan.teachers.replace(',', '-')}.pickle"
    if not file.exists():
        models = [as_shipped(kept(name), tokenizer) for name in plan.teachers.split(",")]
        file.write_bytes(pickle.dumps(taught(lessons, read_unlabelled(data), models)))
    found: list[Lesson] = pickle.loads(file.read_bytes())
    return found


class _Run:
    """A training run between two checkpoints."""

    def __init__(self, encoder: Path, plan: Plan, lessons: Sequence[Lesson]) -> None:
        self.plan = plan
        shape = Shape(layers=plan.layers, attend=plan.attend, dropout=plan.dropout)
        self.tagger = from_minilm(encoder, shape)
        if plan.begin:
            self.tagger.load_state_dict(kept(plan.begin).state_dict())
        # Frozen, they cannot drift towards the names of one election, and stay shareable.
        self.tagger.encoder.word.weight.requires_grad_(False)
        self.optimizer = torch.optim.AdamW(_groups(self.tagger, plan.rate))
        lots = (random.Random(plan.seed * 100 + epoch) for epoch in range(plan.epochs))
        self.batches = [batches(lessons, most=MOST, pieces=PIECES, lot=lot) for lot in lots]
        self.steps = sum(map(len, self.batches))
        self.schedule = torch.optim.lr_scheduler.LambdaLR(self.optimizer, self._share)
        self.mean = {name: value.clone() for name, value in self.tagger.state_dict().items()}
        self.done = 0

    def _share(self, step: int) -> float:
        """Of the full rate: rising from nothing, then falling to it."""
        warm = WARM_UP * self.steps
        return min(step / warm, max(self.steps - step, 0) / (self.steps - warm))

    def epoch(self, epoch: int) -> Any:
        """Learn from every window once; the mean losses of tags and roles."""
        self.tagger.train()
        torch.manual_seed(self.plan.seed * 100 + epoch)
        losses = []
        for windows_ in self.batches[epoch]:
            tag_loss, role_loss = loss_of(self.tagger, batch(windows_), hide=self.plan.hide)
            (tag_loss + ROLE_WEIGHT * role_loss).backward()
            torch.nn.utils.clip_grad_norm_(self.tagger.parameters(), 1.0)
            self.optimizer.step()
            self.schedule.step()
            self.optimizer.zero_grad(set_to_none=True)
            self._average()
            losses.append((tag_loss.item(), role_loss.item()))
        self.done = epoch + 1
        return np.mean(losses, axis=0)

    def _average(self) -> None:
        step = self.schedule.last_epoch
        keep = min(AVERAGE, (1 + step) / (10 + step))
        with torch.no_grad():
            for name, value in self.tagger.state_dict().items():
                self.mean[name].lerp_(value, 1 - keep)

    def averaged(self) -> Tagger:
        tagger = Tagger(self.tagger.shape)
        tagger.load_state_dict(self.mean)
        return tagger.eval()

    def state(self) -> dict[str, Any]:
        return {
            "tagger": self.tagger.state_dict(),
            "optimizer": self.optimizer.state_dict(),
            "schedule": self.schedule.state_dict(),
            "mean": self.mean,
            "done": self.done,
            "shape": dataclasses.asdict(self.tagger.shape),
        }

    def load(self, state: dict[str, Any]) -> None:
        self.tagger.load_state_dict(state["tagger"])
        self.optimizer.load_state_dict(state["optimizer"])
        self.schedule.load_state_dict(state["schedule"])
        self.mean, self.done = state["mean"], state["done"]


def loss_of(tagger: Tagger, numbers: Batch, *, hide: float) -> tuple[Tensor, Tensor]:
    """The losses of tags and of roles; a share of the pieces is hidden."""
    there = torch.from_numpy(numbers.there)
    window = torch.from_numpy(numbers.anchor_windows)
    place = torch.from_numpy(numbers.anchor_places)
    ids = torch.from_numpy(numbers.ids)
    ids = torch.where((torch.rand(ids.shape) < hide) & (ids > BREAK), MASK, ids)
    with torch.autocast("cpu", torch.bfloat16):
        tags, anchors, pieces = tagger.encoder(ids, torch.from_numpy(numbers.looks), there)
        distances = torch.arange(ids.shape[1])[None, :] - place[:, None]
        roles = tagger.roles(anchors[window, place], pieces[window], distances, there[window])
    return _mean_loss(tags, numbers.tags), _mean_loss(roles, numbers.roles)


def _mean_loss(logits: Tensor, said: Chances) -> Tensor:
    """The mean cross-entropy over what is there to learn; 0 where a batch has no cue at all."""
    there = torch.from_numpy(said).flatten(0, 1)
    total = functional.cross_entropy(logits.float().flatten(0, 1), there, reduction="sum")
    return total / there.sum().clamp(min=1)


def _groups(tagger: Tagger, rate: float) -> list[dict[str, Any]]:
    """The weights by what they learn with: heads faster, biases and norms without decay."""
    heads = {"tag", "anchor", "piece"}
    groups: dict[tuple[bool, bool], list[Any]] = {}
    for name, weight in tagger.named_parameters():
        if not weight.requires_grad:
            continue
        is_head = name.startswith("roles.") or name.split(".")[1] in heads
        groups.setdefault((is_head, weight.dim() > 1), []).append(weight)
    return [
        {
            "params": weights,
            "lr": HEADS * rate if is_head else rate,
            "weight_decay": DECAY if decays else 0.0,
        }
        for (is_head, decays), weights in groups.items()
    ]


# --------------------------------------------------------------- measuring


def as_shipped(tagger: Tagger, tokenizer: Tokenizer) -> Model:
    """The network in training behind the face of the shipped model: one way to decode."""
    return Model(tokenizer, _Session(tagger.encoder), _Session(tagger.roles), MOST, CONTEXT, REACH)


class _Session:
    """A part of the network where the shipped model has a session of onnxruntime."""

    def __init__(self, part: Encoder | Roles) -> None:
        self._part = part

    @torch.no_grad()
    def run(self, _: None, given: dict[str, Any]) -> list[Any]:
        inputs = {name: torch.from_numpy(value) for name, value in given.items()}
        with torch.autocast("cpu", torch.bfloat16):
            if isinstance(self._part, Encoder):
                tags, anchors, pieces = self._part(**inputs)
                found = [tags.float().softmax(-1), anchors, pieces]
            else:
                found = [self._part.of_window(**inputs).float().softmax(-1)]
        return [value.float().numpy() for value in found]


def measured(model: Model, articles: Sequence[Json]) -> dict[str, float]:
    """The figures of a model on articles with gold attributions."""
    predictions = {}
    for article in articles:
        view = read(text=article["text"], as_body=True).body
        predictions[article["id"]] = _as_json(model.tag(view, find_quotations(view)))
    return figures(Scored(list(articles), predictions))


def _as_json(tagged: Sequence[Tagged]) -> list[Json]:
    """The attributions as the scorer reads them."""
    return [
        {
            role: [[span.start, span.end] for span in spans]
            for role, spans in (("source", t.source), ("cue", t.cue), ("content", t.content))
        }
        for t in tagged
    ]


def figures(scored: Scored) -> dict[str, float]:
    """F1 in per cent, by metric or, for ``attribution``, by type; P and R of all."""
    total = scorer.total(scored.tallies)
    precision, recall, _ = total.scores("attribution", "all")
    found = {"P": round(precision, 1), "R": round(recall, 1)}
    for metric, row in SHOWN:
        name = metric if row == "all" else row
        found[name] = round(total.scores(metric, row)[2], 1)
    return found
