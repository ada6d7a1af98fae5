"""What both learn by: whether the cosine of two tells that they say the same; and the steps."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch
from torch import Tensor, nn
from torch.nn import functional
from training.meaning.stories import Story

BALANCE = 4.0  # pairs that say other things weigh at most so many times those that say the same
FEWEST = 3.0  # a story with fewer pairs that say the same counts as if it had so many
SIZE = 20.0  # by which the sum over a story's pairs is divided
SCALE, SHIFT = 14.0, -8.0  # to begin with: from a cosine to the logit of a chance
BESIDE = 1e-2  # the rate of what is learnt beside the network
WARM_UP = 100  # steps


@dataclass(frozen=True)
class Plan:
    """How a network learns; its ``frozen`` lowest layers stay as they are."""

    frozen: int
    epochs: int
    rate: float
    seed: int = 1


class Chance(nn.Module):
    """From cosines to the logits of chances that two say the same."""

    def __init__(self) -> None:
        super().__init__()
        self.scale, self.shift = (nn.Parameter(torch.tensor(v)) for v in (SCALE, SHIFT))

    def forward(self, cosines: Tensor) -> Tensor:
        found: Tensor = self.scale * cosines + self.shift
        return found


def surprise(logits: Tensor, told: Tensor, story: Story) -> Tensor:
    """Cross entropy over all pairs of a story, with those that say other things held in check.

    ``told`` are the chances to be learnt: of ``story.same``, or of what a teacher says.
    """
    same, weight = story.same, story.weight
    alike, other = float((same * weight).sum()), float(((1 - same) * weight).sum())
    check = min(1.0, BALANCE * max(alike, FEWEST) / max(other, 1.0))
    weights = weight * torch.where(same > 0, 1.0, check)
    each = functional.binary_cross_entropy_with_logits(logits, told, reduction="none")
    return (each * weights).sum() / SIZE


def learn(
    taught: nn.Module,
    beside: Sequence[nn.Module],
    *,
    parts: Callable[[], Sequence[Any]],
    loss_of: Callable[[Any], Tensor],
    plan: Plan,
    kept: Path,
) -> None:
    """AdamW, a step a part, at rates that fall to 0; what an epoch costs is printed.

    ``parts`` are asked for anew in each epoch, and must be as many as before. What is taught is
    kept in the file ``kept`` after each.
    """
    kept.parent.mkdir(parents=True, exist_ok=True)
    rates = (plan.rate, *(BESIDE for _ in beside))
    groups = [[p for p in m.parameters() if p.requires_grad] for m in (taught, *beside)]
    optimiser = torch.optim.AdamW([{"params": group} for group in groups], weight_decay=0.01)
    learnt = [p for group in groups for p in group]
    taught.train()
    step, began = 0, time.monotonic()
    for epoch in range(plan.epochs):
        total, now = 0.0, parts()
        for part in now:
            share = (1 - step / (plan.epochs * len(now))) * min(1.0, step / WARM_UP + 0.05)
            for group, most in zip(optimiser.param_groups, rates, strict=True):
                group["lr"] = most * max(0.0, share)
            loss = loss_of(part)
            optimiser.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(learnt, 1.0)
            optimiser.step()
            total, step = total + loss.item(), step + 1
        seconds = time.monotonic() - began
        told = {"epoch": epoch, "loss": total / len(now), "seconds": seconds}
        print(json.dumps(told), flush=True)
        torch.save(taught.state_dict(), kept)
    taught.eval()
