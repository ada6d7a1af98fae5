"""Which body "the department", "the agency" or "the group" means, of all that an article names.

A body may have been named where it does nothing itself ("NASA's plans", "a State Department
spokesman"). It is called again by a noun of its own name ("the department"), or by what it is
("the agency"): then it must be the only one near by that could be called so, or named far more
often than any other.
"""

from __future__ import annotations

import bisect
import collections
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING

from firsthand import data
from firsthand.annotation.class_names import is_owned
from firsthand.annotation.entities import COMPANIES, OTHERS, PUBLIC, initials, is_a_kind_of_company
from firsthand.annotation.mentions import Mention, mention
from firsthand.annotation.nouns import kind_of_noun
from firsthand.annotation.parsing import Paragraph

if TYPE_CHECKING:
    from spacy.tokens import Token

# What any body may be called; a court or a ministry has the noun in its name.
GENERIC = COMPANIES | frozenset(
    """agency body brokerage charity coalition developer foundation group ngo non-profit
    nonprofit organisation organization outfit society startup think-tank utility
    watchdog""".split()
)
# Of these there is one, and nobody calls it by another noun.
UNIQUE = PUBLIC | frozenset("democrats gop house kremlin pentagon republicans".split())
# Whose say a body's is that has no name but theirs: "the Reis ADMINISTRATION".
OF_SOMEBODY = frozenset(("administration", "campaign"))
# What a name ends in, of bodies that a noun means before any other.
ENDINGS = (
    (
        frozenset(
            """charity coalition foundation group ngo non-profit nonprofit organisation
            organization society think-tank watchdog""".split()
        ),
        frozenset(
            """alliance association coalition committee council federation foundation fund
            institute international league network project society union watch""".split()
        ),
    ),
    (frozenset(("agency",)), frozenset("administration agency bureau service".split())),
    (
        COMPANIES | frozenset(("brokerage", "developer", "startup", "utility")),
        frozenset(
            """airlines capital co co. corp corp. energy entertainment equities foods holdings inc
            inc. industries labs llc ltd ltd. motors pharmaceuticals plc productions records
            securities stores studios systems technologies ventures""".split()
        ),
    ),
)
ACTING = frozenset(("nsubj", "nsubjpass", "poss"))
JUST_BEFORE = 1  # sentences
FAR_MORE = 2  # times as often as the next
FEWEST = 2  # times, before it is what the page is about
NONE = ((0, ""), (0, ""))  # two that were never named

Back = Callable[[int], int | None]


class Bodies:
    """The bodies that an article names, wherever they stand in their sentence."""

    def __init__(self, paragraphs: Sequence[Paragraph]) -> None:
        of_people = {word for paragraph in paragraphs for word in _words_of_people(paragraph)}
        named = (m for paragraph in paragraphs for m in _named_in(paragraph))
        found = [m for m in named if len(m.name) != 1 or m.name[0] not in of_people]
        self._named = sorted(found, key=lambda m: m.span.start)
        self._starts = [m.span.start for m in self._named]
        self._plain = {_key(m) for m in found if not _has_the(m.head)}

    def meant(self, seen: Mention, start: int, back: Back) -> Mention | None:
        """The body that a definite noun means, as it was named last before ``start``; None where
        none was, or several that it could mean as well. ``back`` says how many sentences back a
        place in the text is, None where that is too far to be pointed at.
        """
        if seen.plural or not _points_at_a_body(seen):
            return None
        before = self._named[: bisect.bisect_left(self._starts, start)]
        own = [m for m in before if _has_the_noun(m, seen)]
        if own:
            return _only_one(own) or _most_named(own, own)
        company = seen.noun in COMPANIES
        if seen.noun not in GENERIC or not (_is_any_company if company else _is_any_body)(seen):
            return None
        fit = [m for m in before if _may_be_called(m) and not (company and self._is_a_make(m))]
        close = [m for m in fit if back(m.span.start) is not None]
        alike = [m for m in close if _ends_as(m, seen.noun)]
        return (
            _only_one(alike)
            or _only_one([m for m in close if _is_just_before(back(m.span.start)) and _acts(m)])
            or _most_named(close, fit)
        )

    def _is_a_make(self, named: Mention) -> bool:
        """Whether what has the name is rather a thing than a company: "THE Norda Swift", always."""
        return _key(named) not in self._plain and kind_of_noun(named.head) is None


def _named_in(paragraph: Paragraph) -> Iterator[Mention]:
    for entity in paragraph.doc.ents:
        if entity.label_ != "ORG":
            continue
        words = [t for t in entity if t.tag_ != "POS" and not t.is_space]
        words = words[words[0].lower_ == "the" :] if words else []
        if words and entity.root in words:
            seen = mention(paragraph, words, entity.root)
            yield from [seen] if seen.name else []
    for word in paragraph.doc:
        if word.lower_ in OF_SOMEBODY and _is_somebodys(word):
            phrase = [t for t in word.subtree if t.i <= word.i]
            yield mention(paragraph, phrase, word)


def _is_somebodys(noun: Token) -> bool:
    return any(t.dep_ in ("compound", "nmod", "poss") and t.pos_ == "PROPN" for t in noun.lefts)


def _words_of_people(paragraph: Paragraph) -> Iterator[str]:
    """The words of people's names, which the recogniser may take for a body's elsewhere."""
    people = (entity for entity in paragraph.doc.ents if entity.label_ == "PERSON")
    yield from (token.text for entity in people for token in entity)


def _points_at_a_body(seen: Mention) -> bool:
    """Whether a phrase says which body only by a noun, or by words that any name may leave out."""
    body = kind_of_noun(seen.head) in ("organisation", "group") or seen.noun in GENERIC
    apart = any(
        (child.dep_ == "prep" and child.i > seen.head.i) or child.dep_ in ("relcl", "acl", "poss")
        for child in seen.head.children
    )
    one = seen.says_the and seen.head.tag_ != "NNS"
    return one and body and not apart and OTHERS.isdisjoint(seen.words)


def _has_the_noun(named: Mention, seen: Mention) -> bool:
    """Whether a name ends in the noun, or begins with it before its tail ("Department of …"), and
    has all else that the phrase says.
    """
    if named.form != "name":  # "the Reis administration"
        return named.noun == seen.noun and seen.words <= named.words
    words = [word.lower() for word in named.name]
    head = words[-1] == seen.noun or named.head.lower_ == seen.noun
    return head and seen.words <= {*words}


def _is_any_company(seen: Mention) -> bool:
    return seen.words <= {seen.noun} or is_a_kind_of_company(seen)


def _is_any_body(seen: Mention) -> bool:
    """Whether only adjectives say which: "the Danish charity"; "the news agency" is of a sort."""
    return all(t.dep_ != "compound" for t in seen.head.lefts)


def _ends_as(named: Mention, noun: str) -> bool:
    """Whether a name ends in a word for what the noun says: "Lockers ALLIANCE" is a group."""
    return any(noun in nouns and named.name[-1].lower() in ends for nouns, ends in ENDINGS)


def _has_the(head: Token) -> bool:
    return any(child.dep_ == "det" and child.lower_ == "the" for child in head.children)


def _may_be_called(named: Mention) -> bool:
    words = {word.lower() for word in named.name}
    if named.form != "name" or not words or not UNIQUE.isdisjoint(words) or is_owned(named.name):
        return False
    outlet = data.sounds_like_an_outlet(" ".join(named.name))
    return not outlet and kind_of_noun(named.head) in (None, "organisation", "group")


def _only_one(named: Sequence[Mention]) -> Mention | None:
    """The last of those that all name one body; None where they name two."""
    return named[-1] if len({_key(m) for m in named}) == 1 else None


def _is_just_before(back: int | None) -> bool:
    return back is not None and back <= JUST_BEFORE


def _acts(named: Mention) -> bool:
    """Whether a body does something, or has something: "NORDA said", "NASA's plans"."""
    return named.head.dep_ in ACTING or named.head.head.dep_ == "agent"


def _most_named(close: Sequence[Mention], everywhere: Sequence[Mention]) -> Mention | None:
    """Of several near by the one that the page has named far more often than any other."""
    times = collections.Counter(_key(m) for m in everywhere)
    first, second, *_ = (
        *sorted((times[key], key) for key in {_key(m) for m in close})[::-1],
        *NONE,
    )
    if first[0] < max(FEWEST, FAR_MORE * second[0]):
        return None
    return next((m for m in reversed(close) if _key(m) == first[1]), None)


def _key(named: Mention) -> str:
    """What tells two bodies apart: a name of one word, else the first letters of its words."""
    words = [word for word in named.name or named.text.split() if word.lower() != "the"]
    return (words[0] if len(words) == 1 else initials(words)).lower()
