"""Who asks for a medium, by the article: "told TV host Tom Hill" makes a later "told Hill" a hand.

A name of two words or more counts where its own phrase says so: a job at a medium before or
behind it ("radio host Tom Hill", "Tom Hill, a reporter"), or whose he is ("Norda TV's Tom Hill",
"Tom Hill of Norda News"), or where ``interviewers.csv`` has it. A surname that two people of the
article have is nobody's.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from firsthand import data
from firsthand.annotation.class_names import media_nouns
from firsthand.annotation.hands import with_plain_marks
from firsthand.annotation.media import TELLING, is_medium, medium_behind
from firsthand.annotation.parsing import Paragraph

if TYPE_CHECKING:
    from spacy.tokens import Token

PEOPLE = frozenset(("PERSON", "ORG", ""))  # some people's names are a body's to the recogniser
TOLD = frozenset(("dobj", "dative"))


def somebody_is_told(cue: Token | None) -> bool:
    """Whether a cue tells somebody by a name: only then it matters who asks for a medium."""
    if cue is None or cue.lemma_ not in TELLING:
        return False
    return any(child.dep_ in TOLD and child.pos_ == "PROPN" for child in cue.children)


def interviewers(paragraphs: Sequence[Paragraph]) -> dict[str, str]:
    """The full names by surname of those who ask for a medium, as the article or the table says;
    of some few the surname alone tells who it is, unless the article has another of that surname.
    """
    named: dict[str, dict[str, bool]] = {}
    for name, known in known_interviewers().items():
        if known.alone:
            named.setdefault(name.split()[-1], {})[name] = True
    for paragraph in paragraphs:
        for words, asks in _people(paragraph):
            name = with_plain_marks(" ".join(words[-2:]))
            so_far = named.setdefault(with_plain_marks(words[-1]), {})
            so_far[name] = so_far.get(name, False) or asks or name in known_interviewers()
    one = {surname: people for surname, people in named.items() if len(people) == 1}
    return {
        surname: name for surname, people in one.items() for name, asks in people.items() if asks
    }


class Known(NamedTuple):
    """The medium that somebody asks for, "" for his own, and whether the surname alone tells who
    he is.
    """

    medium: str
    alone: bool


@cache
def known_interviewers() -> dict[str, Known]:
    """Who is known to ask for a medium, by the full name."""
    rows = data.table("interviewers", columns=("name", "medium", "alone"))
    return {row["name"]: Known(row["medium"], row["alone"] == "yes") for row in rows}


def _people(paragraph: Paragraph) -> Iterator[tuple[list[str], bool]]:
    """Each person named in two words or more, and whether the phrase says that he asks."""
    for chunk in paragraph.noun_chunks:
        head = chunk.root
        if head.pos_ != "PROPN" or head.ent_type_ not in PEOPLE:
            continue
        first = head.i
        while first > chunk.start and head.doc[first - 1].pos_ == "PROPN":
            first -= 1
        name = [token.text for token in head.doc[first : head.i + 1]]
        if len(name) > 1:
            before = list(head.doc[chunk.start : first])
            yield name, _asks(head, before)


def _asks(head: Token, before: Sequence[Token]) -> bool:
    jobs = [*before, *(child for child in head.children if child.dep_ == "appos")]
    if any(media_nouns().get(str(word.lemma_).lower()) == "person" for word in jobs):
        return True
    owners = (word for word in before if word.pos_ == "PROPN")
    return any(is_medium([word], word) for word in owners) or medium_behind(head) is not None
