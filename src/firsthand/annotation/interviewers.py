"""Who asks for a medium, by the article: "told TV host Tom Hill" makes a later "told Hill" a hand.

A name of two words or more counts where its own phrase says so: a job at a medium before or
behind it ("radio host Tom Hill", "Tom Hill, a reporter"), or whose he is ("Norda TV's Tom Hill",
"Tom Hill of Norda News"). A surname that two people of the article have is nobody's.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from firsthand.annotation.class_names import media_nouns
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
    """The full names by surname of those whom the article says to ask for a medium."""
    named: dict[str, set[str]] = {}
    for paragraph in paragraphs:
        for name, asks in _people(paragraph):
            named.setdefault(name[-1], set()).add(" ".join(name) if asks else "")
    known = {surname: names - {""} for surname, names in named.items()}
    return {surname: next(iter(names)) for surname, names in known.items() if len(names) == 1}


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
