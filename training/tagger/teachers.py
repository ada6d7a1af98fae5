"""What several trained taggers say together, for one to learn (Hinton et al. 2015).

Articles with gold are taught as half gold, half the teachers' mean; news that nobody has
annotated is taught as the teachers read it.
"""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Iterable, Iterator, Sequence, Set
from pathlib import Path
from typing import Any

import numpy as np
from benchmarks.harness import read_json_lines
from training.tagger.dataset import Anchor, Json, Lesson, Numbers

import firsthand
from firsthand.annotation.quotations import find_quotations
from firsthand.annotation.tagger.decoding import BEGINS_CUE, TAGS, Chances
from firsthand.annotation.tagger.model import Model
from firsthand.annotation.tagger.pieces import FIRST, Pieces, owners, read_pieces, windows
from firsthand.errors import FirsthandError

GOLD_SHARE = 0.5
CUE_ABOVE = 0.3  # a likely cue of a text without gold; a doubtful one teaches doubt
SENTENCES = 3  # in a paragraph of a text that has come as sentences


def read_unlabelled(data: Path) -> Iterator[Json]:
    """News without gold, ``{id, text}``; none of the pages that ``claims/gold`` measures."""
    events = json.loads((data / "claims" / "articles.json").read_text(encoding="utf-8"))
    measured = {article["id"] for event in events for article in event}
    for name in ("stories/giveme5w1h", "stories/pac", "war/ukraine_2014"):
        for article in read_json_lines(data / f"{name}.jsonl"):
            if article["id"] not in measured:
                yield {"id": article["id"], "text": text_of(article)}


def text_of(article: Json) -> str:
    """The text, or its sentences with a paragraph after every few: the corpora tell of none."""
    if "text" in article:
        return str(article["text"])
    said = article["sentences"]
    starts = range(0, len(said), SENTENCES)
    return "\n\n".join(" ".join(said[n : n + SENTENCES]) for n in starts)


def taught(
    lessons: Sequence[Lesson], more: Iterable[Json], models: Sequence[Model]
) -> list[Lesson]:
    """The lessons with the models' mean mixed in, and lessons of texts without gold."""
    found = []
    for one in lessons:
        tags, said = _said(one.pieces, models, about={anchor.at for anchor in one.anchors})
        anchors = [_mixed(anchor, said[anchor.at]) for anchor in one.anchors]
        found.append(
            dataclasses.replace(one, anchors=tuple(anchors), tags=_between(one.tags, tags))
        )
    for article in more:
        try:
            view = firsthand.read(text=article["text"], id=article["id"]).body
        except FirsthandError:
            continue  # nothing but furniture, or another language
        pieces = read_pieces(view, find_quotations(view), models[0].tokenizer)
        if len(pieces):
            tags, said = _said(pieces, models)
            found.append(Lesson(pieces, tuple(said.values()), tags))
    return found


def _mixed(gold: Anchor, said: Anchor) -> Anchor:
    """Gold and what is said of it, where the teachers' window reaches."""
    low, high = max(gold.low, said.low), min(gold.high, said.high)
    ours, theirs = (a.roles[low - a.low : high - a.low] for a in (gold, said))
    return Anchor(gold.at, low, _between(ours, theirs))


def _between(gold: Chances, said: Chances) -> Chances:
    return np.asarray(GOLD_SHARE * gold + (1 - GOLD_SHARE) * said, dtype=np.float32)


def _said(
    pieces: Pieces, models: Sequence[Model], *, about: Set[int] | None = None
) -> tuple[Chances, dict[int, Anchor]]:
    """The models' mean of all tags; of the roles for the cues at these places, or the likely."""
    cut = windows(pieces.breaks, len(pieces), most=models[0].most, context=models[0].context)
    owner = owners(cut, len(pieces))
    tags = np.zeros((len(pieces), len(TAGS)), dtype=np.float32)
    anchors: dict[int, Anchor] = {}
    for number, (start, end) in enumerate(cut):
        ids = np.concatenate([[FIRST], pieces.ids[start:end]])[None]
        looks = np.concatenate([[0], pieces.looks[start:end]])[None]
        window = {"ids": ids, "looks": looks, "there": np.ones(ids.shape, dtype=np.float32)}
        seen = [model.encoder.run(None, window) for model in models]
        mine = owner[start:end] == number
        said = np.mean([one[0][0, 1:] for one in seen], axis=0)
        tags[start:end][mine] = said[mine]
        likely = said[:, BEGINS_CUE] > CUE_ABOVE
        if about is not None:
            likely = np.isin(np.arange(start, end), list(about))
        places = np.flatnonzero(likely & mine)
        if len(places):
            roles = np.mean(
                [_roles(*both, places) for both in zip(models, seen, strict=True)], axis=0
            )
            anchors |= {
                start + int(n): Anchor(start + int(n), start, r)
                for n, r in zip(places, roles, strict=True)
            }
    return tags, anchors


def _roles(model: Model, seen: Sequence[Any], places: Numbers) -> Chances:
    about = {"anchors": seen[1][0, places + 1], "pieces": seen[2][0, 1:], "places": places}
    roles: Chances = model.roles.run(None, about)[0]
    return roles
