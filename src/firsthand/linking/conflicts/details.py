"""Two statements that say one thing and differ in one word of a sort: "the window", "the door".

Only sorts of ``rival_words.csv``, of which one excludes another, and only where hardly anything
else differs. A thief may have used both, so they are partly comparable.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from firsthand import data
from firsthand.linking.claims import Pair
from firsthand.linking.conflicts.sides import ClaimOf, side
from firsthand.linking.conflicts.updates import of_pages
from firsthand.linking.gists import stem
from firsthand.linking.statements import Told
from firsthand.types import Conflict, Span
from firsthand.words import WORD

LIKE = 0.6  # chance from which two statements are of one thing
SHARED = 0.5  # of their stems, the rivals aside


def detail_conflicts(
    told: Sequence[Told], chances: Mapping[Pair, float], claim_of: ClaimOf
) -> Iterator[Conflict]:
    """The statements that differ in one detail, in the order of their places."""
    for a, b in sorted(pair for pair, chance in chances.items() if chance >= LIKE):
        if told[a].attribution.polarity != told[b].attribution.polarity:
            continue
        for kind, words in _rivals(told[a], told[b]):
            yield _conflict(kind, (told[a], told[b]), words, claim_of)


def _rivals(a: Told, b: Told) -> Iterator[tuple[str, tuple[Span, Span]]]:
    """A sort of which each has one word, and these differ, with the two words."""
    one, other = _of_kinds(a), _of_kinds(b)
    for kind in sorted(one.keys() & other.keys()):
        if len(one[kind]) > 1 or len(other[kind]) > 1:
            continue
        here, there = one[kind][0], other[kind][0]
        rivals = {_word(a, here), _word(b, there)}
        if len(rivals) == 2 and _share(a, b, rivals) >= SHARED:
            yield kind, (here, there)


def _of_kinds(told: Told) -> dict[str, list[Span]]:
    text = told.article.text
    found: dict[str, list[Span]] = {}
    for span in told.attribution.content:
        for match in WORD.finditer(text, span.start, span.end):
            if (kind := _kinds().get(match[0].lower())) is not None:
                found.setdefault(kind, []).append(Span(*match.span()))
    return found


def _word(told: Told, span: Span) -> str:
    return stem(span.of(told.article.text))


def _share(a: Told, b: Told, rivals: set[str]) -> float:
    """The share of the stems of both that they share, without the two rivals."""
    one, other = a.said.gist.stems.keys() - rivals, b.said.gist.stems.keys() - rivals
    return len(one & other) / max(len(one | other), 1)


def _conflict(
    kind: str,
    told: tuple[Told, Told],
    words: tuple[Span, Span],
    claim_of: ClaimOf,
) -> Conflict:
    update, why = of_pages(told[0].article, told[1].article)
    return Conflict(
        claim=claim_of[told[0].key],
        kind="detail",
        groups=tuple(
            side(span.of(one.article.text), one.article, one, span)
            for one, span in zip(told, words, strict=True)
        ),
        comparable="partly",
        why=f"they differ in one {kind}, and both may be true",
        update=update,
        update_why=why,
    )


@cache
def _kinds() -> dict[str, str]:
    rows = data.table("rival_words", columns=("word", "kind", "example"))
    return {row["word"]: row["kind"] for row in rows}
