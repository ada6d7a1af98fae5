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
from firsthand.annotation.media import TELLING, is_medium, medium_behind
from firsthand.annotation.nouns import TITLES, is_office
from firsthand.annotation.parsing import Paragraph
from firsthand.words import normal

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
    named: dict[str, dict[str, str]] = {}  # by surname and the last two words: who asks, or ""
    jobs: dict[str, set[str]] = {}
    for name, known in known_interviewers().items():
        if known.alone:
            named.setdefault(name.split()[-1], {})[_end(name)] = name
    for paragraph in paragraphs:
        for name, job in _people(paragraph):
            so_far = named.setdefault(name.split()[-1], {})
            who = name if job == "asks" else _known_by_end().get(_end(name), "")
            so_far[_end(name)] = so_far.get(_end(name)) or who
            jobs.setdefault(_end(name), set()).add(job)
    one = {surname: people for surname, people in named.items() if len(people) == 1}
    told = ((surname, *people.values()) for surname, people in one.items())
    return {
        surname: name
        for surname, name in told
        if name and ("asks" in (own := jobs.get(_end(name), set())) or "other" not in own)
    }


def _end(name: str) -> str:
    return " ".join(name.split()[-2:])


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


@cache
def _known_by_end() -> dict[str, str]:
    return {_end(name): name for name in known_interviewers()}


def _people(paragraph: Paragraph) -> Iterator[tuple[str, str]]:
    """Each person named in two words or more, and his job by the phrase: he "asks", has an "other"
    one, or "" where it tells none.
    """
    for chunk in paragraph.noun_chunks:
        head = chunk.root
        if head.pos_ != "PROPN":
            continue
        first = head.i
        while first > chunk.start and head.doc[first - 1].pos_ == "PROPN":
            first -= 1
        name = [token.text for token in head.doc[first : head.i + 1]]
        known = " ".join(name) in known_interviewers()  # "Savannah" is a town to the recogniser
        if len(name) > 1 and (known or head.ent_type_ in PEOPLE):
            before = list(head.doc[chunk.start : first])
            while len(name) > 2 and is_office(name[0]):  # "Officer Tom Hill"
                before.append(head.doc[first])
                first, name = first + 1, name[1:]
            yield normal(" ".join(name)), _job(head, before)


def _job(head: Token, before: Sequence[Token]) -> str:
    jobs = [*before, *(child for child in head.children if child.dep_ == "appos")]
    jobs += [head.head] if head.dep_ == "appos" else []  # "the driver, Chris Hill"
    if any(media_nouns().get(str(word.lemma_).lower()) == "person" for word in jobs):
        return "asks"
    owners = (word for word in before if word.pos_ == "PROPN")
    if any(is_medium([word], word) for word in owners) or medium_behind(head) is not None:
        return "asks"
    trades = (word for word in jobs if word.lower_ not in TITLES)
    return "other" if any(is_office(word.lemma_) for word in trades) else ""
