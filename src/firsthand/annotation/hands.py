"""A hand before it has a place in a chain, and what to call the party whose hand it is."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from firsthand import data
from firsthand.annotation.class_names import media_nouns, name_of_a_medium
from firsthand.annotation.cues import lemma, phrasal
from firsthand.annotation.mentions import is_only_an_office, tail_of
from firsthand.annotation.nouns import kind_of_noun, runs_through
from firsthand.annotation.parsing import FIGURES_AND_DATES, words_as_written
from firsthand.types import BodyView, Hop, Span
from firsthand.words import CALENDAR

if TYPE_CHECKING:
    from spacy.tokens import Token

# The call sign of a station in America, or a name like one.
SHOUTED = re.compile(r"[WK][A-Z]{2,3}(?:-(?:TV|FM|AM))?|(?!CCTV)[A-Z]{1,4}TV")
LOCAL = re.compile(r"(?:ABC|CBS|CW|FOX|Fox|NBC|Channel) ?\d{1,2}")  # a network's local station
ADDRESS = re.compile(r"[\w-]+\.(?:com|org|net|co\.uk|tv|news|ru|ua)", re.IGNORECASE)
KEPT = frozenset(("backed", "controlled", "funded", "owned", "run"))  # "state-run"
STATE_OR_NEWS = frozenset(("agency", "register", "review", "standard", "wire"))
IT = "it"  # a hand that only a pronoun names yet: "IT quoted a cook as saying"
PARTS_OF_DAY = frozenset("morning afternoon evening night today yesterday".split())


@dataclass(frozen=True)
class Hand:
    """A hand before it has a place in a chain; ``span`` in code points of the view."""

    party: str | None
    named: bool
    action: str
    evidence: str | None
    span: Span
    basis: str = "stated"

    def hop(
        self, seq: int, view: BodyView, *, inferred: bool, description: str | None = None
    ) -> Hop:
        spans = view.spans(self.span.start, self.span.end)
        basis = "lost" if self.basis == "lost" else "inferred" if inferred else "stated"
        return Hop(
            seq=seq,
            party=self.party,
            action=self.action,
            named=self.named,
            evidence=self.evidence,
            span=spans[0] if spans else None,
            basis=basis,  # type: ignore[arg-type]
            description=description,
        )


@cache
def carrier_nouns() -> dict[str, tuple[str, str]]:
    """Nouns for what carries words, with what whoever made it does, and the evidence it is."""
    rows = data.table("carrier_nouns", columns=("noun", "action", "evidence", "example"))
    return {row["noun"]: (row["action"], row["evidence"]) for row in rows}


def what_carries(word: Token) -> str:
    """The noun by which a word may be what carries words: "report", and "op-ed", which is three
    words to the parser; nothing for what is no noun.
    """
    if word.lower_ == "ed" and word.i > 1 and word.nbor(-2).lower_ == "op":
        return "op-ed"
    return str(word.lemma_).lower() if word.pos_ == "NOUN" else ""


def handed_on(verb: Token) -> str | None:
    """What a verb of the table does with words or a recording: "aired", "put out"; else None.

    By its form too: the parser takes "taped" for "tap" and "reposted" for "reposte".
    """
    behind = verb.nbor().lower_ if verb.i + 1 < len(verb.doc) else ""
    words = (phrasal(verb), f"{lemma(verb)} {behind}", lemma(verb), verb.lower_)
    return next((_hop_verbs()[word] for word in words if word in _hop_verbs()), None)


@cache
def _hop_verbs() -> dict[str, str]:
    rows = data.table("hop_verbs", columns=("lemma", "action", "example"))
    actions = {row["lemma"]: row["action"] for row in rows}
    past = {verb + ("d" if verb.endswith("e") else "ed"): act for verb, act in actions.items()}
    doubled = {f"{verb}{verb[-1]}ed": act for verb, act in actions.items()}  # "wiretapped"
    return doubled | past | actions


def names_a_medium(name: str) -> bool:
    """Whether a name is an outlet's by the tables, a call sign, an address, or the short name
    of a broadcaster: "NBC" is NBC News.

    >>> [names_a_medium(name) for name in ("NBC", "WKRD", "Fox 35", "t-online.com", "Ana Reis")]
    [True, True, True, True, False]
    """
    if data.sounds_like_an_outlet(name) or is_local_station(name) or ADDRESS.fullmatch(name):
        return True
    return name.isupper() and is_short_for_news(name)


def is_local_station(name: str) -> bool:
    """Whether a name is a station's by its form: a call sign, or a network and a channel.

    >>> [is_local_station(name) for name in ("WKRD", "Fox 35", "Fox")]
    [True, True, False]
    """
    return SHOUTED.fullmatch(name) is not None or LOCAL.fullmatch(name) is not None


def is_short_for_news(name: str) -> bool:
    """Whether a name is a known outlet's without its "News": "Sky"; people are called so too."""
    return data.outlet_named(f"{name} News") is not None


def is_an_outlet(name: str) -> bool:
    """Whether a name is surely an outlet's: in the table, or by the word at its end.

    A word for papers anywhere else may be a part of any name, and agencies are as often the
    state's: "the Independent Commission", "the Space Agency".

    >>> [is_an_outlet(name) for name in ("CNN", "the Kesk Post", "Kesk Space Agency", "Kesk News")]
    [True, True, False, True]
    """
    last = name.split()[-1:]
    ends_so = bool(last) and last[0].lower() not in STATE_OR_NEWS
    return data.outlet_named(name) is not None or (
        ends_so and data.sounds_like_an_outlet(last[0]) and len(name.split()) > 1
    )


def is_titled(words: list[Token], head: Token) -> bool:
    """Whether a name has a "The" of its own in midsentence, as papers and sites alone have
    ("told THE LANTERN"), and is no place and no body that some write so ("The Senate").
    """
    if len(words) < 2 or words[0].text != "The" or words[0].is_sent_start:
        return False
    whole = words[1].is_title and all(t.pos_ == "PROPN" for t in words[1:])
    other = head.ent_type_ in ("GPE", "LOC", "FAC", "NORP", "PERSON") or kind_of_noun(head)
    return whole and not other


def without_day(words: list[Token], head: Token) -> tuple[list[Token], Token]:
    """The words of a name without the day that the parser takes for a part of it, and the
    head of what is left: "told CNN MONDAY", "on Sky SUNDAY".
    """
    kept = list(words)
    while kept and (kept[-1].text in CALENDAR or kept[-1].lower_ in PARTS_OF_DAY):
        kept.pop()
    if not kept or len(kept) == len(words) or kept[-1].pos_ != "PROPN":
        return words, head
    if data.outlet_named(words_as_written([t for t in words if t.lower_ != "the"])):
        return words, head  # "USA Today" is a paper's whole name
    return kept, (head if head in kept else kept[-1])


def is_no_party(head: Token) -> bool:
    """A date, a sum or a figure: "in an interview on Friday" is with nobody we know."""
    return head.ent_type_ in FIGURES_AND_DATES or head.text in CALENDAR


def behind_by(child: Token) -> Iterator[Token]:
    """Who did what the verb above says, if ``child`` is its "by": "released BY THE UNION"."""
    if child.dep_ == "agent" or (child.dep_ == "prep" and child.lower_ == "by"):
        yield from (below for below in child.children if below.dep_ == "pobj")


def party_of(words: list[Token], head: Token) -> tuple[str, bool]:
    """What to call a party, and whether that is a name: "the news service Nexta" is Nexta."""
    core = _to_the_blank([t for t in words if t.i <= head.i] or [head])
    some = core[0].lower_ in ("a", "an")
    if core[0].lower_ in ("the", "a", "an") and len(core) > 1:
        core = core[1:]
    core = _one_side_of_the_possessive(core)
    medium = _medium_before_who_works_there(core, head)
    if medium:
        return medium, True
    if SHOUTED.fullmatch(head.text):
        return head.text, True  # "the local radio station WKRD"
    text = words_as_written(core)
    whole = words_as_written([t for t in words if t.lower_ != "the"])
    if words and words[-1].i > head.i and data.outlet_named(whole):  # "the Times of India"
        return whole, True
    if is_only_an_office(core, head):
        return text, False
    if head.pos_ != "PROPN":
        before = [] if some else name_of_a_medium(core, head)
        name = _name_behind(head) or words_as_written(before)
        return (name, True) if name else (text, False)
    lowered = [n for n, token in enumerate(core) if token.pos_ == "NOUN"]
    if lowered:
        core = core[lowered[-1] + 1 :] or core
    while len(core) > 1 and (core[0].is_punct or core[0].lower_ in KEPT or _is_said_of(core[0])):
        core = core[1:]  # "the state-run NORDA NEWS AGENCY", "the official NORDA POST"
    return words_as_written([*core, *tail_of(head)] if core[-1] == head else core), True


def _is_said_of(word: Token) -> bool:
    """Whether a word before a name is no part of it: "the OFFICIAL Norda Post"."""
    return word.pos_ == "ADJ" and word.is_lower and word.is_alpha


def _to_the_blank(core: list[Token]) -> list[Token]:
    """The words with what no blank divides from the last: "t-vk" is three words to a parser."""
    while not core[-1].whitespace_ and core[-1].i + 1 < len(core[-1].doc):
        more = core[-1].nbor()
        if more.tag_ == "POS" or (more.is_punct and more.text != "-"):
            break
        core = [*core, more]
    return core


def _medium_before_who_works_there(core: list[Token], head: Token) -> str:
    """ "Radio Norda host Tom Hill", "a Courier reporter": RADIO NORDA, the COURIER.

    As with "the Courier's Ana Reis": whoever works for a medium is told for it. Nothing where
    the words before do not name one ("veteran reporter Ana Reis").
    """
    job = next((n for n, t in enumerate(core) if media_nouns().get(t.lower_) == "person"), 0)
    before = core[:job]
    while before and before[-1].pos_ != "PROPN":
        before = before[:-1]  # "Radio Norda chief host"
    starts = (before[:n] for n in range(len(before), 0, -1))
    known = (words for words in starts if data.outlet_named(words_as_written(words)))
    before = next(known, before)  # "CNN Senior Political" is CNN
    name = words_as_written(before)
    is_job = bool(job) and (core[job] == head or head.pos_ == "PROPN")
    return name if before and is_job and names_a_medium(name) else ""


def _one_side_of_the_possessive(core: list[Token]) -> list[Token]:
    """ "The Courier's Ana Reis" is the Courier; "Norda's Lock Bureau" is the Lock Bureau.

    A description ("the union's lawyer") and a name with 's in it stay whole.
    """
    if core[-1].pos_ != "PROPN":
        return core
    for n in range(len(core) - 2, 0, -1):
        owner = words_as_written(core[:n])
        of_a_paper = n > 1 and is_an_outlet(owner)  # "the Kesk POST's Ana Reis"
        if core[n].tag_ == "POS" and (of_a_paper or not runs_through(core[n])):
            return core[:n] if names_a_medium(owner) else core[n + 1 :]
    return core


def _name_behind(head: Token) -> str:
    """The name that stands behind a description: "the news service Nexta"."""
    words: list[Token] = []
    for token in head.doc[head.i + 1 :]:
        if token.pos_ != "PROPN" and not SHOUTED.fullmatch(token.text):
            break
        words.append(token)
    return words_as_written(_to_the_blank(words)) if words else ""
