"""Restatements: one speaker saying the same thing again on one page is one claim."""

from __future__ import annotations

import collections
import dataclasses
import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass

from firsthand import data
from firsthand.types import Article, Attribution, Claim, Party, Statement

WORD = re.compile(r"\w+")
# "your [Norda] crews": the editor's word, not the speaker's; "[" for "]" is a common slip
EDITORS_WORD = re.compile(r"\[[^\[\]\n]{1,80}[\[\]]")
FEWEST_SHARED = 3  # two short sentences share a word or two by chance
ENOUGH_EXAMPLES = 5  # of one claim, to compare a new statement with
LEAST_SHARE = 0.6  # of the content words of the shorter statement

# Words that carry no content of their own; two statements may share any number of them.
STOP_WORDS = frozenset(
    """a about after all also an and any are as at be because been before but by can could did do
    does down for from had has have he her here him his how i if in into is it its just me more
    most my no not now of off on one or our out over said say says she so some than that the their
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
    named, parties = _parties(linked)
    return Linked(tuple(named), tuple(claims), parties)


# ------------------------------------------------------------------ claims


def _claims(article: Article) -> list[Claim]:
    groups: list[list[Attribution]] = []
    said: dict[str, _Said] = {}
    for attribution in article.attributions:
        words = _content_words(article, attribution)
        before = said.setdefault(attribution.speaker, _Said()) if attribution.speaker else None
        group = before.restated(words) if before else None
        if group is None:
            group = []
            groups.append(group)
        group.append(attribution)
        if before:
            before.add(words, group)
    return [_claim(article, group) for group in groups]


class _Said:
    """What one speaker has said so far, filed by word: a talkative one fills long pages."""

    def __init__(self) -> None:
        self._words: list[frozenset[str]] = []
        self._groups: list[list[Attribution]] = []
        self._by_word: dict[str, list[int]] = {}

    def add(self, words: frozenset[str], group: list[Attribution]) -> None:
        if len(group) > ENOUGH_EXAMPLES:  # said again and again; the next time is found too
            return
        for word in words:
            self._by_word.setdefault(word, []).append(len(self._words))
        self._words.append(words)
        self._groups.append(group)

    def restated(self, words: frozenset[str]) -> list[Attribution] | None:
        """The group of the first statement that says the same: most content words are shared."""
        shared = collections.Counter(n for word in words for n in self._by_word.get(word, ()))
        alike = [n for n, count in shared.items() if _alike(count, words, self._words[n])]
        return self._groups[min(alike)] if alike else None


def _alike(shared: int, a: frozenset[str], b: frozenset[str]) -> bool:
    return shared >= FEWEST_SHARED and shared >= LEAST_SHARE * min(len(a), len(b))


def _content_words(article: Article, attribution: Attribution) -> frozenset[str]:
    words = WORD.findall(EDITORS_WORD.sub(" ", words_of(article, attribution).lower()))
    return frozenset(word for word in words if word not in STOP_WORDS)


def words_of(article: Article, attribution: Attribution) -> str:
    """The content as one string; what was set aside between its spans is left out."""
    return " ".join(span.of(article.text).strip() for span in attribution.content)


def _claim(article: Article, group: list[Attribution]) -> Claim:
    identity = hashlib.sha256(f"{article.id}\n{group[0].id}".encode()).hexdigest()[:12]
    text = " ".join(words_of(article, group[0]).split())
    statements = tuple(Statement(article.id, attribution.id) for attribution in group)
    return Claim(id=f"c{identity}", text=text, statements=statements)


# ----------------------------------------------------------------- parties


def _parties(articles: Sequence[Article]) -> tuple[list[Article], tuple[Party, ...]]:
    """Give hops and speakers whose name the outlet table knows that table's identity."""
    known = {
        _plain(name): row
        for row in reversed(data.outlets())
        for name in (row.name, *row.aliases)
        if name[:1].isupper()
    }
    used: dict[str, Party] = {}

    def identity(name: str | None) -> str | None:
        row = known.get(_plain(name)) if name else None
        if row is None:
            return None
        party = Party(
            id="party:" + _plain(row.name).replace(" ", "-"),
            name=row.name,
            aliases=row.aliases,
            kind=row.kind,
            owner=row.owner,
            source=f"outlets.csv: {row.source} ({row.date})",
        )
        used.setdefault(party.id, party)
        return party.id

    named = []
    for article in articles:
        identity(article.outlet.name)
        speakers = tuple(
            dataclasses.replace(s, party_id=identity(s.name)) for s in article.speakers
        )
        attributions = tuple(
            dataclasses.replace(
                a,
                chain=tuple(
                    dataclasses.replace(h, party_id=identity(h.party) if h.named else None)
                    for h in a.chain
                ),
            )
            for a in article.attributions
        )
        named.append(dataclasses.replace(article, speakers=speakers, attributions=attributions))
    return named, tuple(sorted(used.values(), key=lambda party: party.id))


def _plain(name: str) -> str:
    """A name for comparing: lower case, without "the" before it."""
    return re.sub(r"^the\s+", "", " ".join(name.lower().split()))
