"""The teacher: all-mpnet-base-v2, taught which statements say the same.

It tells more than MiniLM, and is too dear to ship: eight times the compute, 110 MB in int8.
What it makes of every text is kept beside its checkpoint, for the student to learn from.
"""

from __future__ import annotations

import random
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor
from training.meaning.lessons import Chance, Plan, learn, surprise
from training.meaning.readers import MPNet
from training.meaning.stories import Story, in_parts
from training.tagger.train import cache

READ_AT_ONCE = 64  # texts
PLAN = Plan(frozen=6, epochs=3, rate=5e-5)  # of 12 layers


@dataclass(frozen=True)
class Opinions:
    """What the teacher makes of texts: vectors of length 1, and from cosines to logits."""

    vectors: dict[str, NDArray[np.float16]]
    scale: float
    shift: float

    def of(self, texts: Sequence[str]) -> Tensor:
        """One row a text.

        Raises:
            KeyError: the teacher has not read a text.
        """
        return torch.from_numpy(np.stack([self.vectors[text] for text in texts])).float()

    def chances(self, vectors: Tensor) -> Tensor:
        """That two say the same, [n, n]."""
        return torch.sigmoid(self.scale * (vectors @ vectors.T) + self.shift)


def opinions(known: Sequence[Story], texts: Iterable[str], plan: Plan, at: Path) -> Opinions:
    """What the teacher makes of the stories' units and of more texts; kept in the file ``at``.

    Raises:
        SystemExit: the file is of other texts.
    """
    units = (unit for story in known for unit in story.units)
    every = sorted({*texts, *units}, key=lambda text: (len(text), text))
    if not at.exists():
        model, chance = _taught(known, plan)
        vectors: dict[str, NDArray[np.float16]] = {}
        with torch.no_grad():
            for n in range(0, len(every), READ_AT_ONCE):
                some = every[n : n + READ_AT_ONCE]
                vectors |= zip(some, model(some).half().numpy(), strict=True)
        at.parent.mkdir(parents=True, exist_ok=True)
        told = {"vectors": vectors, "scale": chance.scale.item(), "shift": chance.shift.item()}
        torch.save(told, at)
    kept: dict[str, Any] = torch.load(at, weights_only=False)
    if missing := sum(text not in kept["vectors"] for text in every):
        raise SystemExit(f"{at}: {missing} texts are new to the teacher; remove the file")
    return Opinions(**kept)


def _taught(known: Sequence[Story], plan: Plan) -> tuple[MPNet, Chance]:
    torch.manual_seed(plan.seed)
    lot = random.Random(plan.seed)
    model, chance = MPNet(plan.frozen), Chance()

    def loss_of(story: Story) -> Tensor:
        vectors = model(story.units)
        return surprise(chance(vectors @ vectors.T), story.same, story)

    learn(
        model,
        (chance,),
        parts=lambda: in_parts(known, lot),
        loss_of=loss_of,
        plan=plan,
        kept=cache() / "meaning-teacher-network.pt",
    )
    return model, chance
