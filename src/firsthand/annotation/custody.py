"""Whether a captive speaks on a recording that those who hold him have let out.

What a prisoner says before his captors is said under their eyes. The words tell that he is a
captive; that the releaser holds him we take from what the page says of his capture, else from
what the releaser is: an army or a police force holds people, a newspaper does not.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import TYPE_CHECKING

from firsthand import data
from firsthand.annotation.attributions import Found
from firsthand.annotation.hands import behind_by, names_a_medium, party_of
from firsthand.annotation.parsing import Paragraph
from firsthand.annotation.sources import source_phrase
from firsthand.types import Article, Hop, Speaker

if TYPE_CHECKING:
    from spacy.tokens import Token

LETTING_OUT = frozenset(("broadcast", "post", "publish", "record", "release", "share"))
SEIZING = frozenset("arrest capture detain hold imprison jail seize".split())


class Custody:
    """Who is said to have seized whom on a page, asked for each statement."""

    def __init__(self, article: Article, paragraphs: Sequence[Paragraph]) -> None:
        self._article = article
        self._paragraphs = paragraphs
        self._captors: dict[str, list[str]] = {}  # by speaker: he may speak all over a long page

    def is_of_releaser(self, found: Found, speaker: Speaker, chain: Sequence[Hop]) -> bool:
        """Whether a captive's words went through the hands of who holds him. Where the page
        names his captors, that is they; else a body of ``custodians.csv``.
        """
        if found.attribution.nested_in is not None or "in-custody" not in speaker.flags:
            return False
        letting_out = [hop.party for hop in chain if hop.party and hop.action in LETTING_OUT]
        if not letting_out:
            return False
        if speaker.id not in self._captors:
            self._captors[speaker.id] = list(self._captors_of(speaker))
        captors = self._captors[speaker.id]
        if captors:
            return any(_is_one(party, captor) for party in letting_out for captor in captors)
        return any(_holds_people(party) for party in letting_out)

    def _captors_of(self, speaker: Speaker) -> Iterator[str]:
        """Those by whom the sentences that speak of somebody say that he was seized."""
        for paragraph in self._paragraphs:
            for verb in paragraph.doc:
                if verb.lemma_ in SEIZING and self._speaks_of(verb, paragraph, speaker):
                    for captor in (c for child in verb.children for c in behind_by(child)):
                        yield party_of(source_phrase(captor, verb), captor)[0]

    def _speaks_of(self, verb: Token, paragraph: Paragraph, speaker: Speaker) -> bool:
        sentence = paragraph.span(verb.sent[0], verb.sent[-1])
        here = self._article.body.spans(sentence.start, sentence.end)
        return any(span.overlaps(mention) for span in here for mention in speaker.mentions)


@cache
def _custodians() -> re.Pattern[str]:
    rows = data.table("custodians", columns=("words", "example"))
    return re.compile(rf"\b(?:{'|'.join(re.escape(row['words']) for row in rows)})\b")


def _holds_people(party: str) -> bool:
    """Whether a party is by its name one that holds people: "Army Times" is none."""
    return _custodians().search(party.lower()) is not None and not names_a_medium(party)


def _is_one(party: str, other: str) -> bool:
    """Whether all words of one name stand in the other: "militia", "Kesk militia"."""
    ours, theirs = set(party.lower().split()), set(other.lower().split())
    return ours <= theirs or theirs <= ours
