"""One person who is called by two ranks: "Captain Reis", "Major Reis"; a soldier beside whom
"another lieutenant" is killed.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from firsthand import data
from firsthand.linking.findings.pages import Page, Sentence
from firsthand.types import Attribution, Finding, Span

# The rank was another before, or is of another body: then two ranks are no slip.
CHANGES = re.compile(
    r"\b(?:promot\w+|demot\w+|then-|now|later|once|former\w*|retired|became|rank\w*|rose|since)\b",
    re.IGNORECASE,
)
# "Attorney General Reis", "Inspector General Holm" hold no rank.
OFFICES = re.compile(
    r"\b(?:attorney|consul|director|governor|inspector|postmaster|secretary|solicitor|surgeon"
    r"|auditor|comptroller|advocate)[\s-]$",
    re.IGNORECASE,
)
NAME = r"(?P<name>(?:[A-Z][\w’'-]+\s){0,2}[A-Z][\w’'-]+)"
ANOTHER = r"\b(?i:another|a fellow|a second)\s(?:[a-z]+\s)?"
MINE = r"\b(?i:my|our)\s"


@dataclass(frozen=True, slots=True)
class _Called:
    """A rank that somebody is called by, in whatever form, and where."""

    rank: str
    span: Span
    names: tuple[str, ...] = ()


@cache
def _ranks() -> dict[str, str]:
    """Every form of a rank in small letters, without full stops, with the rank it is."""
    rows = data.table("ranks", columns=("rank", "forms", "sort", "example"))
    return {
        form.lower(): row["rank"]
        for row in rows
        for form in (row["rank"], *data.words(row["forms"]))
    }


@cache
def _below() -> frozenset[str]:
    """What news calls those who hold no officer's rank: "soldier"."""
    rows = data.table("ranks", columns=("rank", "forms", "sort", "example"))
    return frozenset(row["rank"] for row in rows if row["sort"] == "below")


@cache
def _form() -> str:
    """A pattern for any rank, the longest first; a short form may have a full stop."""
    forms = sorted(_ranks(), key=lambda form: (-len(form), form))
    dotted = (re.escape(form).replace(r"\ ", r"\.?[\s-]") for form in forms)
    return rf"(?P<rank>(?i:{'|'.join(dotted)}))\b\.?"


@cache
def _pattern(before: str, after: str) -> re.Pattern[str]:
    return re.compile(rf"{before}\b{_form()}{after}")


def two_for_one(page: Page) -> Iterator[Finding]:
    """Somebody who is called by two ranks, by name or by "another"."""
    yield from _by_name(page)
    yield from _by_another(page)


# -------------------------------------------------------------------------- by name


def _by_name(page: Page) -> Iterator[Finding]:
    """Two ranks before one surname, of which neither is short for the other, where nothing says
    that one came after the other.
    """
    found: dict[str, list[tuple[_Called, Sentence]]] = defaultdict(list)
    for sentence in page.sentences:
        for match in _pattern("", rf"\s{NAME}").finditer(sentence.text):
            if match["rank"][0].islower() or OFFICES.search(sentence.text[: match.start()]):
                continue
            names = tuple(match["name"].split())
            called = _Called(_rank(match["rank"]), sentence.part(*match.span()), names)
            if called.rank not in _below():
                found[names[-1]].append((called, sentence))
    for surname, several in found.items():
        first = several[0][0]
        for other, _ in several[1:]:
            if not _is_short(first.rank, other.rank) and _may_be_one(first, other):
                if not any(CHANGES.search(sentence.text) for _, sentence in several):
                    message = (
                        f"{surname} is called {first.rank} here and {other.rank} there; "
                        f"{page.whose(other.span.start)}"
                    )
                    yield Finding("two-ranks", page.article.id, (first.span, other.span), message)
                break


def _rank(words: str) -> str:
    plain = " ".join(words.lower().replace(".", " ").replace("-", " ").split())
    return _ranks().get(plain, plain)


def _is_short(one: str, other: str) -> bool:
    """Whether one may stand for the other: "colonel" for a lieutenant colonel."""
    return set(one.split()) <= set(other.split()) or set(other.split()) <= set(one.split())


def _may_be_one(one: _Called, other: _Called) -> bool:
    """Whether nothing in the first names tells two people apart."""
    return not one.names[:-1] or not other.names[:-1] or one.names[0] == other.names[0]


# ----------------------------------------------------------------------- by another


def _by_another(page: Page) -> Iterator[Finding]:
    """ "Another lieutenant" where no lieutenant was named before makes one of whoever stands
    before it; if he is called otherwise, or says "my lieutenant", the two do not fit.
    """
    met: set[str] = set()
    for number, sentence in enumerate(page.sentences):
        for match in _pattern(ANOTHER, "").finditer(sentence.text):
            rank = _rank(match["rank"])
            if rank in met or rank in _below():
                continue
            told = [a for a in page.attributions.get(number, ()) if not a.own_voice]
            other = _called_otherwise(rank, sentence.text[: match.start()], sentence, told, page)
            if other is not None:
                message = (
                    f"“{match.group()}” makes a {rank} of whoever stands beside, "
                    f"who is {_as_called(other)}"
                )
                spans = (sentence.part(*match.span()), other.span)
                yield Finding("two-ranks", page.article.id, spans, message)
        met |= {_rank(match["rank"]) for match in _pattern("", "").finditer(sentence.text)}


def _as_called(other: _Called) -> str:
    if other.names:
        return f"called “{other.rank}” on this page, and speaks of “{other.names[0]}”"
    return f"called “{other.rank}” on this page"


def _called_otherwise(
    rank: str, before: str, sentence: Sentence, told: Iterable[Attribution], page: Page
) -> _Called | None:
    """By which other rank he goes who stands before "another": in the sentence, or as its
    speaker, where "he" or "I" was spoken of.
    """
    for match in reversed(list(_pattern("", "").finditer(before))):
        found = _rank(match["rank"])
        if not _is_short(found, rank):
            return _with_own(_Called(found, sentence.part(*match.span())), rank, told, page)
        return None
    if re.search(r"\b(?:he|she|him|her|I|me|we|us|they|them)\b", before) is None:
        return None
    for attribution in told:
        speaker = page.article.speaker_of(attribution)
        for mention in speaker.mentions if speaker else ():
            words = mention.of(page.text)
            for match in _pattern("", "").finditer(words):
                if not _is_short(_rank(match["rank"]), rank):
                    span = Span(mention.start + match.start(), mention.start + match.end())
                    return _with_own(_Called(_rank(match["rank"]), span), rank, told, page)
    return None


def _with_own(called: _Called, rank: str, told: Iterable[Attribution], page: Page) -> _Called:
    """The same with the words in which he speaks of "my lieutenant", if he does."""
    speakers = {a.speaker for a in told if a.speaker}
    for attribution in page.article.attributions:
        if attribution.speaker in speakers:
            for span in attribution.content:
                for match in _pattern(MINE, "").finditer(span.of(page.text)):
                    if _rank(match["rank"]) == rank:
                        return _Called(called.rank, called.span, (match.group(),))
    return called
