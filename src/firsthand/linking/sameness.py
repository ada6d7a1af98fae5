"""Whether two stretches of text say the same thing: a chance, weighed from what they share.

The weights stand in ``data/sameness.csv``; ``training/sameness.py`` learns them from events
annotated by reading. A chance proposes: figures, negations and nesting still decide.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from operator import mul

from firsthand import data
from firsthand.errors import TableError
from firsthand.linking.gists import Commonness, Gist
from firsthand.linking.meaning import Vector, meaning_of

Features = dict[str, float]

FEATURES = (
    "rare_shared",
    "rare_share_of_shorter",
    "rare_share_of_both",
    "rarest_shared",
    "telling_shared",
    "telling_share_of_shorter",
    "telling_share_of_longer",
    "plain_shared",
    "plain_share_of_shorter",
    "telling_apart",
    "most_telling_shared",
    "words_shared",
    "pairs_shared",
    "names_shared",
    "telling_names_shared",
    "names_apart",
    "figures_shared",
    "figures_differ",
    "figures_in_one",
    "counted_shared",
    "one_denies",
    "shorter",
    "longer",
    "same_page",
    "same_speaker",
    "neither_has_a_speaker",
    "one_has_no_speaker",
    "first_place",
    "last_place",
    "meaning",
)
_NO_UNIT = frozenset({"none"})


FEWEST_SHARED = 2  # words; fewer must be a good part of the shorter stretch
LEAST_SHARE = 0.15  # of what the shorter tells
LEAST_NEAR = 0.27  # in meaning
_PLAIN = FEATURES.index("plain_shared")


@dataclass(frozen=True, slots=True)
class Said:
    """A stretch to be compared: its gist, whose page and whose words it is, and where it stands.

    ``speaker`` tells speakers of one page or of several apart; None: nobody is stated.
    ``place`` runs from 0, the beginning of the body, to 1. ``wording`` is who says it, how, and
    the words, as ``meaning`` reads them.
    """

    gist: Gist
    article: str
    speaker: str | None
    place: float
    wording: str


@dataclass(frozen=True)
class Weighed:
    """A stretch with what each of its stems tells among the sentences at hand.

    ``rare``, ``told`` and ``plain`` are sums over its stems: how rare they are in news, what
    they tell here, and the same without names. ``meaning`` is read when it is first asked for.
    """

    said: Said
    telling: Mapping[str, float]
    rare: float
    told: float
    plain: float

    @cached_property
    def meaning(self) -> Vector:
        return meaning_of(self.said.wording)


def weigh(said: Said, common: Commonness) -> Weighed:
    """What a stretch tells by itself, read once for all that it is compared with."""
    telling = {stem: common.weight(stem, rarity) for stem, rarity in said.gist.stems.items()}
    plain = sum(weight for stem, weight in telling.items() if stem not in said.gist.names)
    return Weighed(said, telling, sum(said.gist.stems.values()), sum(telling.values()), plain)


def chance(a: Weighed, b: Weighed) -> float:
    """How likely two stretches say the same thing, from 0 to 1.

    Source: logistic regression over ``features`` (``data/sameness.csv``).
    """
    telling = b.telling
    shared = [stem for stem in a.said.gist.stems if stem in telling]
    if len(shared) < FEWEST_SHARED and _share(a, b, shared) < LEAST_SHARE:
        return 0.0  # a word or two in common is chance, whatever else is alike
    found = _features(a, b, shared)
    if not found[_PLAIN]:
        return 0.0  # names alone tell who or where, and not what
    near = _nearness(a, b)
    if near < LEAST_NEAR:
        return 0.0  # the same words about another thing
    bias, weights = _weights()
    total = bias + sum(map(mul, (*found, near), weights))
    return 1 / (1 + math.exp(-min(max(total, -50.0), 50.0)))


def features(a: Said, b: Said, common: Commonness) -> Features:
    """What tells whether two stretches say the same thing, by the names of the table."""
    one, other = weigh(a, common), weigh(b, common)
    shared = [stem for stem in a.gist.stems if stem in other.telling]
    return dict(zip(FEATURES, (*_features(one, other, shared), _nearness(one, other)), strict=True))


def _nearness(a: Weighed, b: Weighed) -> float:
    return float(a.meaning @ b.meaning)


def _share(a: Weighed, b: Weighed, shared: Sequence[str]) -> float:
    """How much of what the one tells that tells less is shared: of most pairs all that is asked."""
    told_one, _ = _told_beside(a, b, shared)
    return sum([b.telling[s] for s in shared]) / _at_least_one(min(told_one, b.told))


# Asked of every pair: a tuple, and comparisons in place of min and max, halve the time.
def _features(a: Weighed, b: Weighed, shared: Sequence[str]) -> tuple[float, ...]:
    """The values of ``FEATURES``, but for the last.

    ``shared`` are the stems of both in the order of the first: a sum over a set may differ from
    run to run in its last digit.
    """
    one, other = a.said.gist, b.said.gist
    telling = b.telling
    names = one.names & other.names
    rare = sum([one.stems[s] for s in shared])
    told_one, plain_one = _told_beside(a, b, shared)
    weights = [telling[s] for s in shared]
    told = sum(weights)
    plain = sum([telling[s] for s in shared if s not in names]) if names else told
    less_told, more_told = (told_one, b.told) if told_one < b.told else (b.told, told_one)
    figures = bool(one.figures), bool(other.figures)
    equal_figures = len(one.figures & other.figures) if all(figures) else 0
    speaker, other_speaker = a.said.speaker, b.said.speaker
    place, other_place = a.said.place, b.said.place
    return (
        rare,
        rare / _at_least_one(a.rare if a.rare < b.rare else b.rare),
        rare / _at_least_one(a.rare + b.rare - rare),
        max([one.stems[s] for s in shared], default=0.0),
        told,
        told / _at_least_one(less_told),
        told / _at_least_one(more_told),
        plain,
        plain / _at_least_one(plain_one if plain_one < b.plain else b.plain),
        told_one + b.told - 2 * told,
        max(weights, default=0.0),
        len(shared),
        0 if one.pairs.isdisjoint(other.pairs) else len(one.pairs & other.pairs),
        len(names),
        sum([telling.get(s, 0.0) for s in names]) if names else 0.0,
        len(one.names) + len(other.names) - 2 * len(names),
        equal_figures,
        all(figures) and not equal_figures,
        figures[0] != figures[1],
        len((one.counted & other.counted) - _NO_UNIT) if one.counted else 0,
        one.denies != other.denies,
        one.length if one.length < other.length else other.length,
        other.length if one.length < other.length else one.length,
        a.said.article == b.said.article,
        speaker is not None and speaker == other_speaker,
        speaker is None and other_speaker is None,
        (speaker is None) != (other_speaker is None),
        place if place < other_place else other_place,
        other_place if place < other_place else place,
    )


def _at_least_one(value: float) -> float:
    return value if value > 1.0 else 1.0


def _told_beside(a: Weighed, b: Weighed, shared: Sequence[str]) -> tuple[float, float]:
    """What the stems of ``a`` tell, and the plain ones of them; shared ones as in ``b``.

    One stem may stand for a rarer word here and a more common one there.
    """
    if all(a.telling[stem] == b.telling[stem] for stem in shared):
        return a.told, a.plain
    telling = {stem: b.telling.get(stem, weight) for stem, weight in a.telling.items()}
    names = a.said.gist.names
    return sum(telling.values()), sum(w for stem, w in telling.items() if stem not in names)


@cache
def _weights() -> tuple[float, tuple[float, ...]]:
    """What is added to every pair, and what each of ``FEATURES`` weighs as it stands.

    Raises:
        TableError: the table has others, or another order.
    """
    rows = data.table("sameness", columns=("feature", "mean", "scale", "weight"))
    if tuple(row["feature"] for row in rows) != ("bias", *FEATURES):
        raise TableError("sameness.csv: not the features there are", next="learn it anew")
    weights = tuple(float(row["weight"]) / float(row["scale"]) for row in rows)
    means = (weight * float(row["mean"]) for weight, row in zip(weights, rows, strict=True))
    return weights[0] - sum(means), weights[1:]
