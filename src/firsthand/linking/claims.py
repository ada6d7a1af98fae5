"""Restatements: one speaker saying the same thing again on one page is one claim."""

from __future__ import annotations

import collections
import dataclasses
import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

from firsthand.linking.parties import identify_parties
from firsthand.types import Article, Attribution, Claim, Party, Statement
from firsthand.words import EDITORS_WORD, WORD

FEWEST_SHARED = 3  # two short sentences share a word or two by chance
ENOUGH_EXAMPLES = 5  # of one claim, to compare a new statement with
LEAST_SHARE = 0.6  # of the content words of the shorter statement

NEGATIONS = frozenset("no not never nobody none nothing neither without denied denies t".split())
NUMBERS = frozenset(
    """two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen
    seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred
    thousand million billion dozen half""".split()
)

# Words that carry no content of their own; two statements may share any number of them.
STOP_WORDS = frozenset(
    """a about after all also an and any are as at be because been before but by can could did do
    does down for from had has have he her here him his how i if in into is it its just me more
    most my now of off on one or our out over said say says she so some than that the their
    them then there these they this those to told too under until up us very was we were what when
    where which while who whom why will with would you your""".split()
)


@dataclass(frozen=True, slots=True)
class Linked:
    """The articles with their attributions' claims, the claims, and the known parties."""

    articles: tuple[Article, ...]
    claims: tuple[Claim, ...]
    parties: tuple[Party, ...]


def link(articles: Sequence[Article]) -> Linked:
    """Put statements that say the same thing into one claim, and hops to known parties.

    Every attribution is a statement of exactly one claim. Statements of nobody, and
    statements on different pages, are never joined here.
    """
    linked: list[Article] = []
    claims: list[Claim] = []
    for article in articles:
        own = _claims(article)
        claim_of = {s.attribution: claim.id for claim in own for s in claim.statements}
        attributions = tuple(
            dataclasses.replace(a, claim=claim_of[a.id]) for a in article.attributions
        )
        linked.append(dataclasses.replace(article, attributions=attributions))
        claims += own
    named, parties = identify_parties(linked)
    return Linked(named, tuple(claims), parties)


# ------------------------------------------------------------------ claims


@dataclass(frozen=True, slots=True)
class _Gist:
    """What a statement says, for comparing: its content words, its figures, whether it denies."""

    words: frozenset[str]
    figures: frozenset[str]
    denies: bool

    def restates(self, other: _Gist) -> bool:
        """Whether most words are the same, and no figure or negation stands between them."""
        shared = len(self.words & other.words)
        fewest = max(FEWEST_SHARED, LEAST_SHARE * min(len(self.words), len(other.words)))
        differ = self.figures and other.figures and self.figures != other.figures
        return shared >= fewest and not differ and self.denies == other.denies


def _claims(article: Article) -> list[Claim]:
    groups: list[list[Attribution]] = []
    said: dict[str, _Said] = {}
    for attribution in article.attributions:
        gist = _gist(article, attribution)
        before = said.setdefault(attribution.speaker, _Said()) if attribution.speaker else None
        group = before.restated(gist, attribution) if before else None
        if group is None:
            group = []
            groups.append(group)
        group.append(attribution)
        if before:
            before.add(gist, group)
    return [_claim(article, group) for group in groups]


class _Said:
    """What one speaker has said so far, filed by word: a talkative one fills long pages."""

    def __init__(self) -> None:
        self._gists: list[_Gist] = []
        self._groups: list[list[Attribution]] = []
        self._by_word: dict[str, list[int]] = {}

    def add(self, gist: _Gist, group: list[Attribution]) -> None:
        if len(group) > ENOUGH_EXAMPLES:  # said again and again; the next time is found too
            return
        for word in gist.words:
            self._by_word.setdefault(word, []).append(len(self._gists))
        self._gists.append(gist)
        self._groups.append(group)

    def restated(self, gist: _Gist, attribution: Attribution) -> list[Attribution] | None:
        """The group of the first statement that says the same; never the one it stands in:
        "she said she believed it" is said once.
        """
        near = collections.Counter(n for word in gist.words for n in self._by_word.get(word, ()))
        alike = (n for n in sorted(near) if gist.restates(self._gists[n]))
        groups = (self._groups[n] for n in alike)
        return next((g for g in groups if not _stands_in(attribution, g)), None)


def _stands_in(attribution: Attribution, group: list[Attribution]) -> bool:
    return any(
        attribution.nested_in == other.id or other.nested_in == attribution.id for other in group
    )


def _gist(article: Article, attribution: Attribution) -> _Gist:
    words = WORD.findall(EDITORS_WORD.sub(" ", words_of(article, attribution).lower()))
    return _Gist(
        words=frozenset(words) - STOP_WORDS - NEGATIONS,
        figures=frozenset(word for word in words if word in NUMBERS or word[:1].isdigit()),
        denies=not NEGATIONS.isdisjoint(words),
    )


def words_of(article: Article, attribution: Attribution) -> str:
    """The content as one string; what was set aside between its spans is left out."""
    return " ".join(span.of(article.text).strip() for span in attribution.content)


def _claim(article: Article, group: list[Attribution]) -> Claim:
    identity = hashlib.sha256(f"{article.id}\n{group[0].id}".encode()).hexdigest()[:12]
    text = " ".join(words_of(article, group[0]).split())
    statements = tuple(Statement(article.id, attribution.id) for attribution in group)
    return Claim(id=f"c{identity}", text=text, statements=statements)
