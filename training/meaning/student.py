"""The student, which ships: all-MiniLM-L6-v2, taught by the labels and by what the teacher says.

It learns four things at once: which units of a story say the same; how likely the teacher holds
that; how near any two texts are to the teacher; and, by way of a projection that does not
ship, the teacher's vectors themselves (Hinton et al. 2015; Reimers and Gurevych 2020).
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from pathlib import Path

import torch
from torch import Tensor, nn
from torch.nn import functional
from training.meaning.lessons import Chance, Plan, learn, surprise
from training.meaning.readers import MiniLM
from training.meaning.stories import AT_ONCE, Story, in_parts
from training.meaning.teacher import Opinions
from training.tagger.export import MergedLayer, quantise
from training.tagger.train import cache

NEARNESS = 40.0  # what the square of a cosine's distance from the teacher's weighs
LABELS = 0.5  # what the labels weigh, and as much what the teacher says in their place
TEACHER_WIDTH, WIDTH = 768, 384
PLAN = Plan(frozen=0, epochs=5, rate=3e-4)  # of 6 layers


def taught(
    known: Sequence[Story], pages: Sequence[Sequence[str]], teacher: Opinions, plan: Plan
) -> MiniLM:
    """Learn from the stories, and from the texts of pages that nobody has labelled."""
    torch.manual_seed(plan.seed)
    lot = random.Random(plan.seed)
    model, chance = MiniLM(plan.frozen), Chance()
    as_teacher = nn.Linear(WIDTH, TEACHER_WIDTH, bias=False)

    def parts() -> list[Story | Sequence[str]]:
        found = [*in_parts(known, lot), *_mixed(pages, lot)]
        lot.shuffle(found)
        return found

    def loss_of(part: Story | Sequence[str]) -> Tensor:
        texts = part.units if isinstance(part, Story) else part
        vectors, told = model(texts), teacher.of(texts)
        cosines = vectors @ vectors.T
        pairs = torch.tril(torch.ones_like(cosines), -1)
        near = ((cosines - told @ told.T) ** 2 * pairs).sum() / pairs.sum().clamp(min=1)
        alike = functional.cosine_similarity(as_teacher(vectors), told).mean()
        loss: Tensor = NEARNESS * near + 1 - alike
        if isinstance(part, Story):
            logits = chance(cosines)
            for chances in (part.same, teacher.chances(told)):
                loss = loss + LABELS * surprise(logits, chances, part)
        return loss

    learn(
        model,
        (chance, as_teacher),
        parts=parts,
        loss_of=loss_of,
        plan=plan,
        kept=cache() / "meaning-student.pt",
    )
    return model


def _mixed(pages: Sequence[Sequence[str]], lot: random.Random) -> list[Sequence[str]]:
    """The texts of the pages in parts of one size, each of one page or a few."""
    order = list(pages)
    lot.shuffle(order)
    texts = [text for page in order for text in page]
    return [texts[n : n + AT_ONCE] for n in range(0, len(texts) - AT_ONCE + 1, AT_ONCE)]


# ------------------------------------------------------------------- export


class _Layer(MergedLayer):
    """A layer that reads one text, [pieces, width]: shapes known beforehand cost nothing."""

    def forward(self, x: Tensor, hidden: Tensor | None = None) -> Tensor:
        width = x.shape[-1]
        asked = self.ask(x).view(-1, 3, self.heads, width // self.heads)
        q, k, v = asked.permute(1, 2, 0, 3).unbind(0)
        mixed = (q @ k.transpose(-1, -2)).softmax(-1) @ v
        x = self.mix_norm(x + self.mix(mixed.transpose(0, 1).reshape(-1, width)))
        read: Tensor = self.norm(x + self.down(functional.gelu(self.up(x))))
        return read


class _Shipped(nn.Module):
    """Pieces of one text, [1, pieces], to its vector."""

    def __init__(self, model: MiniLM) -> None:
        super().__init__()
        self.model = model
        self.layers = nn.ModuleList(_Layer(layer) for layer in model.layers)

    def forward(self, ids: Tensor) -> Tensor:
        x = self.model.embedded(ids)[0]
        for layer in self.layers:
            x = layer(x)
        return functional.normalize(x.mean(0), dim=-1)


def export(model: MiniLM, to: Path) -> None:
    """Write the network in int8, one scale a column; in float32 beside the checkpoints."""
    whole = cache() / "meaning.float32.onnx"
    whole.parent.mkdir(parents=True, exist_ok=True)
    torch.onnx.export(
        _Shipped(model.eval()),
        (torch.randint(1000, 2000, (1, 20)),),
        str(whole),
        dynamo=False,
        opset_version=17,
        input_names=["ids"],
        output_names=["vector"],
        dynamic_axes={"ids": {1: "pieces"}},
    )
    to.parent.mkdir(parents=True, exist_ok=True)
    quantise(whole, to, ["MatMul", "Gather"])
