"""Statements that say what they deny ("denied that it knew", "denies any link to the firm"), and
those that tell just that in like words.
"""

from __future__ import annotations

import itertools
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from firsthand.linking.conflicts.answers import claims_denied
from firsthand.linking.conflicts.blame import phrases
from firsthand.linking.conflicts.sides import fullest
from firsthand.linking.gists import Commonness, Gist, gist_of
from firsthand.linking.meaning import meaning_of
from firsthand.linking.statements import Told
from firsthand.types import Article, Span, Spans

LEAST_COVERED = 0.25  # of what a denial tells, in words that are in the other too
LEAST_NEAR = 0.2  # in meaning
LEAST_LIKE = 0.6  # both together
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
PRONOUN = re.compile(r"\W*(?:that\s)?(?:he|she|they|it)\b", re.IGNORECASE)
DENYING = re.compile(
    r"\b(?:no|not|cannot|never|nobody|unaware|den(?:y|ies|ied|ying))\b|n['’]t\b", re.IGNORECASE
)
# "tried to find proof that …", "asked whether …": nobody says that it is so
SOUGHT = re.compile(
    r"\b(?:find|finding|seek|seeks|sought|seeking|search\w*|look\w* for|ask|asks|asked|whether)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Denied:
    """What is denied on a page: its words as they are compared, and who denies it.

    ``told`` is the statement that denies; None: a sentence that tells what another claims, and
    denies it. ``shown`` is the stretch that stands for the denial, ``spans`` what it says.
    """

    article: Article
    told: Told | None
    shown: Span
    spans: Spans
    gist: Gist
    wording: str
    to_come: bool = False


def content_denials(
    articles: Sequence[Article], told: Sequence[Told], free: Sequence[Told]
) -> Iterator[tuple[Told, Denied]]:
    """What is affirmed, with the denial of it; of each denial what is most like it first.

    The ``free`` sentences, which nobody is stated behind, affirm too.
    """
    denials = list(itertools.islice(_denials(articles, told), MOST_DENIALS))
    if not denials:
        return
    affirmed = [one for one in (*told, *free) if _affirms(one)]
    common = Commonness([one.said.gist for one in told])
    with_stem: dict[str, list[int]] = defaultdict(list)
    for number, one in enumerate(affirmed):
        for stem in one.said.gist.stems:
            with_stem[stem].append(number)
    for denial in denials:
        found = sorted(_like(denial, affirmed, with_stem, common), reverse=True)
        for _, number in found[:MOST_DENIED]:
            yield affirmed[number], denial


def _denials(articles: Sequence[Article], told: Sequence[Told]) -> Iterator[Denied]:
    """The statements that say what they deny, then "called her claim that … baseless"."""
    for one in told:
        if _says_what_it_denies(one):
            first = one.attribution.content[:1]  # what he goes on to say he does not deny
            whole = len(one.attribution.content) == 1
            yield Denied(
                article=one.article,
                told=one,
                shown=fullest(one) if whole else first[0],
                spans=one.attribution.content,
                gist=one.said.gist if whole else gist_of(one.article, first),
                wording=one.said.wording if whole else first[0].of(one.article.text),
                to_come=_is_to_come(one),
            )
    for article in articles:
        for denial, denied in claims_denied(article):
            words = " ".join(denied.of(article.text).split())
            gist = gist_of(article, (denied,))
            both = Span(denial.start, denied.end)
            yield Denied(article, None, both, (both,), gist, words)


def _like(
    denial: Denied,
    affirmed: Sequence[Told],
    with_stem: Mapping[str, Sequence[int]],
    common: Commonness,
) -> Iterator[tuple[float, int]]:
    """How much like a denial what others affirm is, where it is enough."""
    weights = {s: common.weight(s, rarity) for s, rarity in denial.gist.stems.items()}
    shared: dict[int, float] = defaultdict(float)
    for stem, weight in weights.items():
        for number in with_stem.get(stem, ()):
            shared[number] += weight
    told = sum(weights.values())
    named = sum(weight for stem, weight in weights.items() if stem in denial.gist.names)
    for number, weight in shared.items():
        other = affirmed[number]
        # "HE was beaten" names nobody, and says as much of whom the denial names
        pronoun = PRONOUN.match(other.words) and other.said.gist.names.isdisjoint(weights)
        covered = weight / max(told - named if pronoun else told, 1)
        if covered < LEAST_COVERED or not _are_two(denial, other):
            continue
        near = float(meaning_of(denial.wording) @ meaning_of(other.said.wording))
        if near >= LEAST_NEAR and near + covered >= LEAST_LIKE:
            yield near + covered, number


def _are_two(denial: Denied, other: Told) -> bool:
    """Whether two speak, and neither inside the other's words."""
    speaker = denial.told.said.speaker if denial.told else None
    if speaker is not None and speaker == other.said.speaker:
        return False
    if denial.to_come != _is_to_come(other):
        return False
    if denial.article.id != other.article.id:
        return True
    return not any(one.overlaps(two) for one in denial.spans for two in other.attribution.content)


def _is_to_come(told: Told) -> bool:
    return told.attribution.modality in ("future", "conditional")


def _affirms(told: Told) -> bool:
    """Whether it tells something as it is, or may be, and neither denies nor only asks it."""
    own = told.attribution
    if own.polarity == "negated" or own.modality == "counterfactual":
        return False
    if SOUGHT.search(" ".join(span.of(told.article.text) for span in own.cue)):
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
