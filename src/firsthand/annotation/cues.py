"""The words that attribute: which word in which frame is a cue, and how it stands to it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from firsthand import data
from firsthand.errors import TableError
from firsthand.types import Stance

if TYPE_CHECKING:
    from spacy.tokens import Token

# Adverbs that attribute to nobody: the sentence is the content, the source is not stated.
HEARSAY_ADVERBS = frozenset(
    ("reportedly", "allegedly", "supposedly", "purportedly", "apparently", "seemingly")
)


# Verbs that end so in American spelling too.
ALWAYS_ISE = frozenset(
    """advertise advise appraise apprise arise bruise chastise circumcise comprise compromise
    cruise demise despise devise disguise exercise franchise improvise incise merchandise poise
    praise premise promise raise revise rise supervise surmise surprise televise""".split()
)


@dataclass(frozen=True)
class Cues:
    """The cue table and the stance table of one language."""

    frames: frozenset[tuple[str, str, str]]
    speech: frozenset[str]
    saying: frozenset[str]
    verbs: frozenset[str]
    stances: dict[str, Stance]

    def has(self, token: Token, frame: str) -> bool:
        """Whether ``token`` is a cue for a content that stands in ``frame`` to it."""
        key = (lemma(token), token.pos_.lower(), frame)
        return key in self.frames and not _ends_a_compound(token)

    def knows(self, verb: Token) -> bool:
        """Whether the verb is a cue in some frame."""
        return lemma(verb) in self.verbs

    def is_speech(self, token: Token) -> bool:
        """Whether ``token`` can introduce a quotation that stands beside it."""
        return (
            token.pos_ in ("VERB", "AUX")
            and lemma(token) in self.speech
            and not _ends_a_compound(token)
        )

    def is_saying(self, token: Token) -> bool:
        """Whether ``token`` is plainly a verb of saying, and not of thinking or wanting."""
        return token.pos_ == "VERB" and lemma(token) in self.saying

    def stance(self, tokens: list[Token]) -> Stance:
        """What the cue does; neutral unless the table says otherwise."""
        found = {self.stances[lemma(token)] for token in tokens if lemma(token) in self.stances}
        return "distancing" if "distancing" in found else "endorsing" if found else "neutral"


def _ends_a_compound(token: Token) -> bool:
    """Whether a hyphen ties a verb to the word before it: "so-called", "self-declared"."""
    hyphen = token.doc[token.i - 1] if token.i and token.pos_ != "NOUN" else None
    return hyphen is not None and hyphen.tag_ == "HYPH" and not hyphen.whitespace_


def lemma(token: Token) -> str:
    """The lower-case lemma in American spelling, as the tables have it."""
    word = str(token.lemma_).lower()
    british = word.endswith("ise") and token.pos_ == "VERB" and word not in ALWAYS_ISE
    return word[:-3] + "ize" if british else word


@cache
def english() -> Cues:
    """The English tables: ``cues.csv`` (counted) and ``speech.csv``, ``stances.csv`` (ours)."""
    rows = data.table("cues", columns=("lemma", "pos", "frame"))
    frames = frozenset((row["lemma"], row["pos"], row["frame"]) for row in rows)
    ours = {row["lemma"] for row in data.table("speech", columns=("lemma", "example"))}
    clause = {word for word, pos, frame in frames if (pos, frame) == ("verb", "clause")}
    stances = data.table("stances", columns=("lemma", "stance", "example"))
    return Cues(
        frames=frames,
        speech=frozenset(clause | ours),
        saying=frozenset(ours),
        verbs=frozenset(word for word, pos, _ in frames if pos == "verb"),
        stances={row["lemma"]: _stance(row["stance"]) for row in stances},
    )


@cache
def recording_nouns() -> dict[str, str]:
    """Nouns for recordings and documents, each with the evidence kind it is."""
    rows = data.table("recordings", columns=("noun", "evidence", "example"))
    return {row["noun"]: row["evidence"] for row in rows}


def _stance(word: str) -> Stance:
    if word == "distancing":
        return "distancing"
    if word == "endorsing":
        return "endorsing"
    raise TableError(f"stances.csv: no stance {word!r}", next="use distancing or endorsing")
