"""Whether two stretches of text say the same thing: a chance, weighed from what they share.

The weights stand in ``data/sameness.csv``; ``training/sameness.py`` learns them from events
annotated by reading. A chance proposes: figures, negations and nesting still decide.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from firsthand import data
from firsthand.linking.gists import Commonness, Gist

Features = dict[str, float]


@dataclass(frozen=True, slots=True)
class Said:
    """A stretch to be compared: its gist, whose page and whose words it is, and where it stands.

    ``speaker`` tells speakers of one page or of several apart; None: nobody is stated.
    ``place`` runs from 0, the beginning of the body, to 1.
    """

    gist: Gist
    article: str
    speaker: str | None
    place: float


@dataclass(frozen=True, slots=True)
class Weighed:
    """A stretch with what each of its stems tells among the sentences at hand.

    ``rare``, ``told`` and ``plain`` are sums over its stems: how rare they are in news, what
    they tell here, and the same without names.
    """

    said: Said
    telling: Mapping[str, float]
    rare: float
    told: float
    plain: float


def weigh(said: Said, common: Commonness) -> Weighed:
    """What a stretch tells by itself, read once for all that it is compared with."""
    telling = {stem: common.weight(stem, rarity) for stem, rarity in said.gist.stems.items()}
    plain = sum(weight for stem, weight in telling.items() if stem not in said.gist.names)
    return Weighed(said, telling, sum(said.gist.stems.values()), sum(telling.values()), plain)


def chance(a: Weighed, b: Weighed) -> float:
    """How likely two stretches say the same thing, from 0 to 1.

    Source: logistic regression over ``features`` (``data/sameness.csv``).
    """
    found = _features(a, b)
    total = 0.0
    for feature, mean, scale, weight in _weights():
        total += weight * (found[feature] - mean) / scale
    return 1 / (1 + math.exp(-min(max(_bias() + total, -50.0), 50.0)))


def features(a: Said, b: Said, common: Commonness) -> Features:
    """What tells whether two stretches say the same thing, by the names of the table."""
    return _features(weigh(a, common), weigh(b, common))


def _features(a: Weighed, b: Weighed) -> Features:
    one, other = a.said.gist, b.said.gist
    # In the order of the first: a sum over a set may differ from run to run in its last digit.
    shared = [stem for stem in one.stems if stem in other.stems]
    names = one.names & other.names
    rare = sum(one.stems[s] for s in shared)
    told_one, plain_one = _told_beside(a, b, shared)
    telling = b.telling
    told = sum(telling[s] for s in shared)
    plain = sum(telling[s] for s in shared if s not in names)
    shorter, longer = sorted((one.length, other.length))
    first, last = sorted((a.said.place, b.said.place))
    speaker, other_speaker = a.said.speaker, b.said.speaker
    return {
        "rare_shared": rare,
        "rare_share_of_shorter": rare / max(min(a.rare, b.rare), 1.0),
        "rare_share_of_both": rare / max(a.rare + b.rare - rare, 1.0),
        "rarest_shared": max((one.stems[s] for s in shared), default=0.0),
        "telling_shared": told,
        "telling_share_of_shorter": told / max(min(told_one, b.told), 1.0),
        "telling_share_of_longer": told / max(told_one, b.told, 1.0),
        "plain_shared": plain,
        "plain_share_of_shorter": plain / max(min(plain_one, b.plain), 1.0),
        "telling_apart": told_one + b.told - 2 * told,
        "most_telling_shared": max((telling[s] for s in shared), default=0.0),
        "words_shared": len(shared),
        "pairs_shared": len(one.pairs & other.pairs),
        "names_shared": len(names),
        "telling_names_shared": sum(telling.get(s, 0.0) for s in names),
        "names_apart": len(one.names) + len(other.names) - 2 * len(names),
        "figures_shared": len(one.figures & other.figures),
        "figures_differ": bool(one.figures and other.figures and not one.figures & other.figures),
        "figures_in_one": bool(one.figures) != bool(other.figures),
        "counted_shared": len((one.counted & other.counted) - {"none"}),
        "one_denies": one.denies != other.denies,
        "shorter": shorter,
        "longer": longer,
        "same_page": a.said.article == b.said.article,
        "same_speaker": speaker is not None and speaker == other_speaker,
        "neither_has_a_speaker": speaker is None and other_speaker is None,
        "one_has_no_speaker": (speaker is None) != (other_speaker is None),
        "first_place": first,
        "last_place": last,
    }


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
def _weights() -> tuple[tuple[str, float, float, float], ...]:
    """Each feature with its mean, scale and weight."""
    rows = data.table("sameness", columns=("feature", "mean", "scale", "weight"))
    return tuple(
        (row["feature"], float(row["mean"]), float(row["scale"]), float(row["weight"]))
        for row in rows
        if row["feature"] != "bias"
    )


@cache
def _bias() -> float:
    rows = data.table("sameness", columns=("feature", "weight"))
    return next(float(row["weight"]) for row in rows if row["feature"] == "bias")
