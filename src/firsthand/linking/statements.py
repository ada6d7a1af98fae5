"""What is compared: the statements of the articles, and the sentences that nobody is behind."""

from __future__ import annotations

import dataclasses
import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain

from firsthand.linking.gists import Gist, gist_of
from firsthand.linking.meaning import wording
from firsthand.linking.sameness import Said
from firsthand.linking.utterers import Met, Ruled, Utterer, identity_of, utterer_of
from firsthand.linking.wordings import quoted_in
from firsthand.types import Article, Attribution, Spans, Statement

FEWEST_WORDS = 5  # of a sentence that is to state a fact
MOST_DESCRIPTIONS = 8  # of one who is named; more tell nothing new
MOST_SHARED = 0.3  # of a free sentence may stand in what somebody says
STATEMENTS_KEPT = 8_192  # more than a group of kin has


@dataclass(frozen=True, slots=True)
class Told:
    """A statement with all that is compared: where it stands, its words and its utterer.

    ``free``: a sentence of the outlet that is no statement yet; it becomes one in the
    outlet's own voice when another page says it too. ``quoted`` is what of the words stands in
    quotation marks (``wordings.quoted_in``).
    """

    article: Article
    attribution: Attribution
    said: Said
    utterer: Utterer | None
    free: bool = False
    quoted: str = ""

    @property
    def key(self) -> tuple[str, str]:
        """Article and attribution."""
        return self.article.id, self.attribution.id

    @property
    def words(self) -> str:
        """The content as one string; what was set aside between its spans is left out."""
        return words_of(self.article, self.attribution)


def one_denies(a: Told, b: Told) -> bool:
    """Whether one denies what the other affirms: by its cue ("DENIED that it leaked"), or in what
    it says, where both readings say so, that of the first main clause and that of the words.
    """
    signs = {a.attribution.polarity, b.attribution.polarity}
    worded = a.said.gist.denies, b.said.gist.denies
    if signs == {None, "negated"}:
        return not any(worded)  # "REJECTED the plan", "backed the plan"
    return signs == {"affirmed", "negated"} and not all(worded)


Gists = Mapping[tuple[str, Spans], Gist]


def told_in(
    articles: Sequence[Article], gists: Gists, ruled: Mapping[tuple[str, str], Ruled] | None = None
) -> list[Told]:
    """The statements of the articles and their free sentences, page by page, in reading order.

    ``gists`` are those of the sentences, by article and spans. ``ruled`` is what people decided
    about speakers, by ``identity_of``.
    """
    found: list[Told] = []
    for article in articles:
        own = list(_statements(article, ruled or {}))
        found += sorted((*own, *_free(article, own, gists)), key=_place)
    return _with_speakers(found)


def _place(told: Told) -> tuple[int, int, str]:
    first = told.attribution.content[0]
    return first.start, first.end, told.attribution.id


def _statements(article: Article, ruled: Mapping[tuple[str, str], Ruled]) -> Iterator[Told]:
    for attribution in article.attributions:
        gist = gist_of(article, attribution.content)
        utterer = utterer_of(article, attribution)
        if utterer is not None and (found := ruled.get(identity_of(utterer))) is not None:
            utterer = dataclasses.replace(utterer, ruled=found)
        yield _told(article, attribution, gist, utterer)


def _free(article: Article, told: Sequence[Told], gists: Gists) -> Iterator[Told]:
    """The sentences that state something on the outlet's own word."""
    taken = _Taken(article, told)
    for spans in article.sentences:
        words = "".join(span.of(article.text) for span in spans)
        if len(words.split()) < FEWEST_WORDS or words.rstrip("\"'”’ ").endswith("?"):
            continue
        if spans and taken.share(spans) <= MOST_SHARED:
            identity = own_voice_id(article, spans)
            attribution = Attribution(
                id=identity, kind="indirect", source=(), cue=(), content=spans, own_voice=True
            )
            yield _told(article, attribution, gists[article.id, spans], None, free=True)


class _Taken:
    """Which code points of a page somebody says, or says so with."""

    def __init__(self, article: Article, told: Sequence[Told]) -> None:
        self._taken = bytearray(len(article.text))
        for one in told:
            for span in (*one.attribution.content, *one.attribution.source, *one.attribution.cue):
                self._taken[span.start : span.end] = b"\1" * (span.end - span.start)

    def share(self, spans: Spans) -> float:
        """The share of a stretch that is taken, from 0 to 1."""
        taken = sum(sum(self._taken[s.start : s.end]) for s in spans)
        return taken / max(sum(s.end - s.start for s in spans), 1)


def own_voice_id(article: Article, content: Spans) -> str:
    """The id of a statement in the outlet's own voice; it survives re-runs."""
    places = "".join(f"\n{span.start}-{span.end}" for span in content)
    return "v" + hashlib.sha256(f"{article.id}{places}".encode()).hexdigest()[:12]


def _told(
    article: Article,
    attribution: Attribution,
    gist: Gist,
    utterer: Utterer | None,
    *,
    free: bool = False,
) -> Told:
    words = words_of(article, attribution)
    cue = " ".join(span.of(article.text) for span in attribution.cue)
    said = Said(
        gist=gist,
        article=article.id,
        speaker=None,
        place=attribution.content[0].start / max(len(article.text), 1),
        wording=wording(utterer.name if utterer else "", cue, words),
    )
    quoted = quoted_in(words, all_quoted=attribution.kind == "direct")
    return Told(article, attribution, said, utterer, free, quoted)


def _with_speakers(found: Sequence[Told]) -> list[Told]:
    """The statements with who said them, told apart from all others met; what one page tells of
    somebody who is named is known of him on all.
    """
    met = Met()
    numbers = [None if one.utterer is None else met.number_of(one.utterer) for one in found]
    about: dict[int, dict[tuple[str, ...], None]] = defaultdict(dict)
    for one, number in zip(found, numbers, strict=True):
        utterer = one.utterer
        if utterer is None or number is None or not utterer.named:
            continue
        if len(about[number]) < MOST_DESCRIPTIONS:
            about[number][utterer.described] = None
    return [
        one if number is None else _with_speaker(one, number, about.get(number, ()))
        for one, number in zip(found, numbers, strict=True)
    ]


def _with_speaker(told: Told, number: int, about: Iterable[tuple[str, ...]]) -> Told:
    """The statement with the number of who said it, and all descriptions of one who is named."""
    said = dataclasses.replace(told.said, speaker=str(number))
    utterer = told.utterer
    if utterer is not None and utterer.named:
        others = chain(*(words for words in about if words != utterer.described))
        utterer = dataclasses.replace(utterer, about=(*utterer.about, *others))
    return dataclasses.replace(told, said=said, utterer=utterer)


def statement_of(told: Told) -> Statement:
    """Which statement it is: one value wherever it is named, since a claim, its groups and its
    merges name it many times.
    """
    return _statement(*told.key)


@lru_cache(STATEMENTS_KEPT)
def _statement(article: str, attribution: str) -> Statement:
    return Statement(article, attribution)


def words_of(article: Article, attribution: Attribution) -> str:
    """The content as one string; what was set aside between its spans is left out."""
    return " ".join(span.of(article.text).strip() for span in attribution.content)
