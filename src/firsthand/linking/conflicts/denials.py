"""What one affirms and another denies: in like words, by the set phrases of blame, in answer to
what stands before, or because a denial says what it denies.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import product

from firsthand.linking.claims import Compared
from firsthand.linking.conflicts.answers import Answer, answers_in
from firsthand.linking.conflicts.blame import Blame, answered
from firsthand.linking.conflicts.contents import Denied, content_denials
from firsthand.linking.conflicts.matters import MOST_DAYS, SAME_MATTER, Nearness
from firsthand.linking.conflicts.sides import ClaimOf, fullest, side
from firsthand.linking.conflicts.updates import of_pages
from firsthand.linking.conflicts.when import day_of
from firsthand.linking.gists import Gist, read_gist
from firsthand.linking.statements import Told, one_denies
from firsthand.types import Article, Conflict, ConflictGroup, ConflictMember, Span

DENIED = 0.75  # chance from which a negation denies the very thing
FEWEST_SHARED = 3  # stems of two sentences, one of which denies the other
MOST_SHARED = 0.6  # of the stems of the shorter
MOST_COMPARED = 60  # claims of responsibility among pages that may hold the same claims
NONE_OF = re.compile(r"\bno\s(?:(?:other|more|further|new)\s)?(\w+)", re.IGNORECASE)
SENTENCE_ENDS = re.compile(r"[.!?][\"'”’]*\s+")


def denial_conflicts(
    articles: Sequence[Article],
    compared: Compared,
    blames: Sequence[Blame],
    near: Nearness,
    claim_of: ClaimOf,
) -> Iterator[Conflict]:
    """The denials among statements, then those of blame and of claims of responsibility, then
    those that answer what stands before them, and those that say what they deny.

    What one way has found is not shown again by the next.
    """
    shown, told = _Shown(), compared.told
    for a, b in sorted(pair for pair, chance in compared.chances.items() if chance >= DENIED):
        if _contradict(told[a], told[b]):
            yield shown.noted(_of_statements(told[a], told[b], claim_of))
    places = _Places(told, claim_of)
    for accusation, denial in _answered(blames):
        why = "set phrases alone tell that one answers the other"
        yield shown.noted(places.conflict(_side_of(accusation), _side_of(denial), why))
    for claims, unclaimed in _unclaimed(blames, near):
        why = "the claim may have come after the other page"
        yield shown.noted(places.conflict(_side_of(claims), _side_of(unclaimed), why))
    for article in sorted(articles, key=lambda one: one.id):
        for answer in answers_in(article, places.of_page(article.id)):
            yield from shown.new(places.answer(answer))
    for affirmed, denied in content_denials(articles, told, compared.free):
        yield from shown.new(_of_content(affirmed, denied, claim_of))


class _Shown:
    """Which stretches of pages stand against each other already."""

    def __init__(self) -> None:
        self._pairs: list[tuple[ConflictMember, ...]] = []

    def noted(self, conflict: Conflict) -> Conflict:
        """The conflict, which is shown from now on."""
        self._pairs.append(tuple(group.members[0] for group in conflict.groups))
        return conflict

    def new(self, conflict: Conflict) -> Iterator[Conflict]:
        """The conflict, unless the like of it is shown."""
        a, b = (group.members[0] for group in conflict.groups)
        if not any(
            (_overlap(a, c) and _overlap(b, d)) or (_overlap(a, d) and _overlap(b, c))
            for c, d in self._pairs
        ):
            yield self.noted(conflict)


def _overlap(a: ConflictMember, b: ConflictMember) -> bool:
    return a.article == b.article and a.span.overlaps(b.span)


# --------------------------------------------------------------- of statements


def _contradict(a: Told, b: Told) -> bool:
    """Whether one denies the other, by both readings of each: that of its main clause and that
    of the words, of several sentences those of the one that is most like the other.

    Facts alone can, and in words most of which are shared. On one page only what two different
    speakers say: one speaker hardly denies himself, and what stands inside another's words
    belongs to them.
    """
    if not one_denies(a, b) or {a.attribution.modality, b.attribution.modality} != {"fact"}:
        return False
    if a.article.id == b.article.id and not _two_speak(a, b):
        return False
    one, other = _nearest(a, b), _nearest(b, a)
    if {_sign(a, one), _sign(b, other)} != {"affirmed", "negated"}:
        return False
    if not (_has_what_is_none(a, other) and _has_what_is_none(b, one)):
        return False
    shared = len(one.stems.keys() & other.stems.keys())
    return shared >= max(FEWEST_SHARED, MOST_SHARED * min(len(one.stems), len(other.stems)))


def _has_what_is_none(told: Told, other: Gist) -> bool:
    """Whether the other tells of that of which there is none: "no PILOT died" is not denied by
    "12 nurses died".
    """
    nouns = (read_gist(found[1]).stems for found in NONE_OF.finditer(told.words))
    return all(stems.keys() <= other.stems.keys() for stems in nouns)


def _two_speak(a: Told, b: Told) -> bool:
    if a.utterer is None or b.utterer is None or a.said.speaker == b.said.speaker:
        return False
    spans = a.attribution.content
    apart = not any(one.overlaps(other) for one in spans for other in b.attribution.content)
    return apart and a.utterer.words != b.utterer.words


def _nearest(told: Told, other: Told) -> Gist:
    """What the sentence of a statement says that is most like another statement."""
    wanted = other.said.gist.stems.keys()
    sentences = map(read_gist, SENTENCE_ENDS.split(told.words))
    return max(sentences, key=lambda gist: len(wanted & gist.stems.keys()))


def _sign(told: Told, nearest: Gist) -> str | None:
    """Affirmed or negated; None where the two readings differ."""
    sign = "negated" if nearest.denies else "affirmed"
    return sign if sign == told.attribution.polarity else None


def _of_statements(a: Told, b: Told, claim_of: ClaimOf) -> Conflict:
    update, why = of_pages(a.article, b.article, (a.words, b.words))
    return Conflict(
        claim=claim_of[a.key],
        kind="negation",
        groups=(_whole(a), _whole(b)),
        comparable="yes",
        why="one denies the other in like words, and no word tells two matters apart",
        update=update,
        update_why=why,
    )


def _whole(told: Told) -> ConflictGroup:
    polarity = told.attribution.polarity or ""
    return side(polarity, told.article, told, told.attribution.content[0])


def _of_content(affirmed: Told, denied: Denied, claim_of: ClaimOf) -> Conflict:
    stated = None if affirmed.key not in claim_of else affirmed
    said = affirmed.words, denied.shown.of(denied.article.text)
    update, why = of_pages(affirmed.article, denied.article, said)
    return Conflict(
        claim=next((claim_of[one.key] for one in (stated, denied.told) if one), None),
        kind="negation",
        groups=(
            side("affirmed", affirmed.article, stated, fullest(affirmed)),
            side("negated", denied.article, denied.told, denied.shown),
        ),
        comparable="partly",
        why="what is denied is told in like words, and may be wider or narrower",
        update=update,
        update_why=why,
    )


# ------------------------------------------------------------------- of blame

_Place = tuple[Article, Span]


def _side_of(blame: Blame) -> _Place:
    return blame.article, blame.span


def _answered(blames: Sequence[Blame]) -> Iterator[tuple[Blame, Blame]]:
    """Accusations with the denials that answer them, page by page."""
    pages: dict[str, list[Blame]] = defaultdict(list)
    for one in blames:
        pages[one.article.id].append(one)
    for page in pages.values():
        for denial in page:
            if denial.kind == "denies" and (accusation := answered(denial, page)) is not None:
                yield accusation, denial


def _unclaimed(blames: Sequence[Blame], near: Nearness) -> Iterator[tuple[Blame, Blame]]:
    """Claims of responsibility with what says, in like words, that there is none."""
    claims = [one for one in blames if one.kind == "claims"][:MOST_COMPARED]
    denials = [one for one in blames if one.kind == "unclaimed"][:MOST_COMPARED]
    for claim, denial in product(claims, denials):
        one, other = day_of(claim.article), day_of(denial.article)
        apart = 0 if one is None or other is None else abs(one - other)
        if apart <= MOST_DAYS and near.of_sentences(claim, denial) >= SAME_MATTER:
            yield claim, denial


class _Places:
    """Which statement gives the words of a stretch, and its claim."""

    def __init__(self, told: Sequence[Told], claim_of: ClaimOf) -> None:
        self._told: dict[str, list[Told]] = defaultdict(list)
        for one in told:
            self._told[one.article.id].append(one)
        self._claim_of = claim_of

    def of_page(self, article: str) -> Sequence[Told]:
        return self._told[article]

    def _giving(self, place: _Place) -> Told | None:
        """The statement that shares most with a stretch; None: the outlet's own words."""
        article, span = place
        told = self._told[article.id]
        best = max(told, key=lambda one: _shared(one, span), default=None)
        return best if best is not None and _shared(best, span) else None

    def answer(self, answer: Answer) -> Conflict:
        denied, denial = (answer.article, answer.denied), (answer.article, answer.denial)
        return self._conflict((denied, denial), (answer.told, self._giving(denial)), answer.why)

    def conflict(self, affirmed: _Place, negated: _Place, why: str) -> Conflict:
        told = self._giving(affirmed), self._giving(negated)
        return self._conflict((affirmed, negated), told, why)

    def _conflict(
        self, places: tuple[_Place, _Place], told: tuple[Told | None, Told | None], why: str
    ) -> Conflict:
        (one, affirmed), (other, negated) = places
        claims = [self._claim_of[t.key] for t in told if t]
        said = affirmed.of(one.text), negated.of(other.text)
        update, update_why = of_pages(one, other, said)
        return Conflict(
            claim=claims[0] if claims else None,
            kind="negation",
            groups=(
                side("affirmed", one, told[0], affirmed),
                side("negated", other, told[1], negated),
            ),
            comparable="partly",
            why=why,
            update=update,
            update_why=update_why,
        )


def _shared(told: Told, span: Span) -> int:
    ends = [(max(s.start, span.start), min(s.end, span.end)) for s in told.attribution.content]
    return sum(max(end - start, 0) for start, end in ends)
