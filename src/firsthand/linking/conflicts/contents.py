"""Statements that say what they deny ("denied that it knew", "denies any link to the firm"), and
those that tell just that in like words.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from firsthand.linking.conflicts.blame import phrases
from firsthand.linking.gists import Commonness
from firsthand.linking.meaning import meaning_of
from firsthand.linking.statements import Told

LEAST_COVERED = 0.25  # of what a denial tells, in words that are in the other too
LEAST_NEAR = 0.3  # in meaning
LEAST_LIKE = 0.72  # both together
MOST_DENIED = 5  # statements that are set against one denial
MOST_DENIALS = 200

CLAUSE = re.compile(
    r"that\b|having\b|being\b|any\b|there\b"
    r"|(?:[\w’'-]+\s){1,6}?(?:is|are|was|were|has|have|had|will|would|could|did|does)\b",
    re.IGNORECASE,
)
OF_BLAME = re.compile(r"(?:all\s|any\s)?(?:such\s)?(?:responsibility|blame|role)\b", re.IGNORECASE)
UNKNOWING = re.compile(
    r"\bno\s(?:\w+\s)?knowledge\sof\b|\bunaware\sof\b|(?:\bnot|n['’]t)\s(?:aware\sof|know)\b",
    re.IGNORECASE,
)
DENYING = re.compile(
    r"\b(?:no|not|never|nobody|unaware|den(?:y|ies|ied|ying))\b|n['’]t\b", re.IGNORECASE
)


def content_denials(told: Sequence[Told]) -> Iterator[tuple[Told, Told]]:
    """What is affirmed, with the denial of it; of each denial what is most like it first."""
    denials = [one for one in told if _says_what_it_denies(one)][:MOST_DENIALS]
    if not denials:
        return
    common = Commonness([one.said.gist for one in told])
    affirmed = [one for one in told if _affirms(one)]
    with_stem: dict[str, list[int]] = defaultdict(list)
    for number, one in enumerate(affirmed):
        for stem in one.said.gist.stems:
            with_stem[stem].append(number)
    for denial in denials:
        found = sorted(_like(denial, affirmed, with_stem, common), reverse=True)
        for _, number in found[:MOST_DENIED]:
            yield affirmed[number], denial


def _like(
    denial: Told,
    affirmed: Sequence[Told],
    with_stem: Mapping[str, Sequence[int]],
    common: Commonness,
) -> Iterator[tuple[float, int]]:
    """How much like a denial what others affirm is, where it is enough."""
    stems = denial.said.gist.stems
    weights = {stem: common.weight(stem, rarity) for stem, rarity in stems.items()}
    shared: dict[int, float] = defaultdict(float)
    for stem, weight in weights.items():
        for number in with_stem.get(stem, ()):
            shared[number] += weight
    for number, weight in shared.items():
        covered = weight / max(sum(weights.values()), 1)
        other = affirmed[number]
        if covered < LEAST_COVERED or not _are_two(denial, other):
            continue
        near = float(meaning_of(denial.said.wording) @ meaning_of(other.said.wording))
        if near >= LEAST_NEAR and near + covered >= LEAST_LIKE:
            yield near + covered, number


def _are_two(a: Told, b: Told) -> bool:
    """Whether two speak, and neither inside the other's words."""
    if a.said.speaker is not None and a.said.speaker == b.said.speaker:
        return False
    if _is_to_come(a) != _is_to_come(b):
        return False
    if a.article.id != b.article.id:
        return True
    spans = a.attribution.content
    return not any(one.overlaps(other) for one in spans for other in b.attribution.content)


def _is_to_come(told: Told) -> bool:
    return told.attribution.modality in ("future", "conditional")


def _affirms(told: Told) -> bool:
    """Whether it tells something as it is, or may be, and denies nothing."""
    own = told.attribution
    if own.polarity == "negated" or own.modality == "counterfactual":
        return False
    return not told.words.startswith("to ") and DENYING.search(told.words) is None


def _says_what_it_denies(told: Told) -> bool:
    own = told.attribution
    if told.free or own.polarity != "negated":
        return False
    words = told.words.lstrip("“\"‘' ")
    cue = " ".join(span.of(told.article.text) for span in own.cue)
    if _disputes().search(cue) and not OF_BLAME.match(words):
        return bool(CLAUSE.match(words) or _fact().match(words) or _claimed().match(words))
    return bool(_turns_down().search(cue) and _claimed().match(words)) or bool(
        UNKNOWING.search(words)
    )


@cache
def _disputes() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{phrases('disputes')})\b", re.IGNORECASE)


@cache
def _turns_down() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{phrases('turns-down')})\b", re.IGNORECASE)


@cache
def _fact() -> re.Pattern[str]:
    """A thing that is denied as a fact: "the existence of a list", "links to the firm"."""
    return re.compile(rf"(?:\w+\s){{0,2}}?(?:{phrases('fact')})\b", re.IGNORECASE)


@cache
def _claimed() -> re.Pattern[str]:
    """What is denied, as others claim it: "Nordan accusations that the keeper slept"."""
    return re.compile(rf"(?:[\w’'-]+\s){{0,5}}?(?:{phrases('told')})\sthat\b", re.IGNORECASE)
