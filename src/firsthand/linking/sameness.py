"""Whether two stretches of text say the same thing: a chance, weighed from what they share.

The weights stand in ``data/sameness.csv``; ``training/sameness.py`` learns them from events
annotated by reading. A chance proposes: figures, negations and nesting still decide.
"""

from __future__ import annotations

import dataclasses
import math
from collections.abc import Mapping
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


def chance(a: Said, b: Said, common: Commonness) -> float:
    """How likely two stretches say the same thing, from 0 to 1; the order does not matter.

    Source: logistic regression over ``features`` (``data/sameness.csv``).
    """
    found = features(a, b, common)
    weighed = (row.weight * (found[row.feature] - row.mean) / row.scale for row in _weights())
    return 1 / (1 + math.exp(-min(max(_bias() + sum(weighed), -50.0), 50.0)))


def features(a: Said, b: Said, common: Commonness) -> Features:
    """What tells whether two stretches say the same thing, by the names of the table."""
    one, other = a.gist, b.gist
    shared = one.stems.keys() & other.stems.keys()
    names = one.names & other.names
    rare = sum(one.stems[s] for s in shared)
    in_one, in_other = sum(one.stems.values()), sum(other.stems.values())
    telling = {s: common.weight(s, r) for s, r in {**one.stems, **other.stems}.items()}
    told = sum(telling[s] for s in shared)
    told_one = sum(telling[s] for s in one.stems)
    told_other = sum(telling[s] for s in other.stems)
    shorter, longer = sorted((one.length, other.length))
    first, last = sorted((a.place, b.place))
    return {
        "rare_shared": rare,
        "rare_share_of_shorter": rare / max(min(in_one, in_other), 1.0),
        "rare_share_of_both": rare / max(in_one + in_other - rare, 1.0),
        "rarest_shared": max((one.stems[s] for s in shared), default=0.0),
        "telling_shared": told,
        "telling_share_of_shorter": told / max(min(told_one, told_other), 1.0),
        "telling_share_of_longer": told / max(told_one, told_other, 1.0),
        "plain_shared": sum(telling[s] for s in shared - names),
        "plain_share_of_shorter": sum(telling[s] for s in shared - names)
        / max(min(_plain(one, telling), _plain(other, telling)), 1.0),
        "telling_apart": told_one + told_other - 2 * told,
        "most_telling_shared": max((telling[s] for s in shared), default=0.0),
        "words_shared": len(shared),
        "pairs_shared": len(one.pairs & other.pairs),
        "names_shared": len(names),
        "telling_names_shared": sum(telling.get(s, 0.0) for s in names),
        "names_apart": len(one.names ^ other.names),
        "figures_shared": len(one.figures & other.figures),
        "figures_differ": bool(one.figures and other.figures and not one.figures & other.figures),
        "figures_in_one": bool(one.figures) != bool(other.figures),
        "counted_shared": len((one.counted & other.counted) - {"none"}),
        "one_denies": one.denies != other.denies,
        "shorter": shorter,
        "longer": longer,
        "same_page": a.article == b.article,
        "same_speaker": a.speaker is not None and a.speaker == b.speaker,
        "neither_has_a_speaker": a.speaker is None and b.speaker is None,
        "one_has_no_speaker": (a.speaker is None) != (b.speaker is None),
        "first_place": first,
        "last_place": last,
    }


def _plain(gist: Gist, telling: Mapping[str, float]) -> float:
    """What the words tell that are no names."""
    return sum(telling[s] for s in gist.stems if s not in gist.names)


@dataclass(frozen=True, slots=True)
class _Weight:
    feature: str
    mean: float
    scale: float
    weight: float


@cache
def _weights() -> tuple[_Weight, ...]:
    rows = data.table("sameness", columns=tuple(f.name for f in dataclasses.fields(_Weight)))
    return tuple(
        _Weight(row["feature"], float(row["mean"]), float(row["scale"]), float(row["weight"]))
        for row in rows
        if row["feature"] != "bias"
    )


@cache
def _bias() -> float:
    rows = data.table("sameness", columns=("feature", "weight"))
    return next(float(row["weight"]) for row in rows if row["feature"] == "bias")
