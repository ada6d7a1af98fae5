"""The words that attribute: which word in which frame is a cue, and how it stands to it."""

from __future__ import annotations

from collections.abc import Sequence
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


# Verbs after which nothing has been shown yet: "tried to prove".
UNDONE = frozenset(("attempt", "decline", "fail", "refuse", "seek", "struggle", "try"))
UNABLE = frozenset(("hesitant", "reluctant", "unable", "unwilling"))
UNREAL = frozenset(("could", "may", "might", "will"))
ONESELF = ("self", "selves")


@dataclass(frozen=True, slots=True)
class StanceRow:
    """A cue of one or more words, what its first word is (empty: any), and how it stands."""

    words: tuple[str, ...]
    pos: str
    stance: Stance


@dataclass(frozen=True)
class Cues:
    """The cue table and the stance table of one language."""

    frames: frozenset[tuple[str, str, str]]
    speech: frozenset[str]
    saying: frozenset[str]
    verbs: frozenset[str]
    stances: dict[str, list[StanceRow]]

    def has(self, token: Token, frame: str) -> bool:
        """Whether ``token`` is a cue for a content that stands in ``frame`` to it."""
        part = token.pos_.lower()
        known = any((word, part, frame) in self.frames for word in (lemma(token), phrasal(token)))
        return known and not _ends_a_compound(token)

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

    def stance(self, cue: Sequence[Token]) -> Stance:
        """What the cue does; neutral unless the table says otherwise.

        Who does not confirm vouches for nothing: a negated cue is neutral, and so is "refused
        to recognize" and "found himself".
        """
        found = {
            row.stance
            for token in cue
            for row in self.stances.get(lemma(token), ())
            if _is_a(row.pos, token) and phrase_in(row.words, token, cue)
        }
        if "distancing" in found:
            return "distancing"
        vouched = found and not (_is_negated(cue) or _is_only_tried(cue) or _is_of_oneself(cue))
        return "endorsing" if vouched else "neutral"


def phrasal(verb: Token) -> str:
    """The verb with the particle behind it: "lash out"."""
    particles = (child.lower_ for child in verb.children if child.dep_ == "prt")
    return " ".join((lemma(verb), *particles))


def phrase_in(row: Sequence[str], first: Token, cue: Sequence[Token]) -> bool:
    """Whether a row of one or more words stands in the cue: its first word is ``first``, the
    others are words of the cue or hang on the first ("MADE it CLEAR").
    """
    near = {lemma(token) for token in (*cue, *first.children)} if row[1:] else set()
    return all(word in near for word in row[1:])


def _is_a(part: str, token: Token) -> bool:
    """Whether a word is what the table's row is for: a verb, a noun; empty is any."""
    kind = "VERB" if token.pos_ == "AUX" else token.pos_
    return not part or kind.lower() == {"adverb": "adv"}.get(part, part)


def _is_negated(cue: Sequence[Token]) -> bool:
    return any(child.dep_ == "neg" for token in cue for child in (token, *token.children))


def _is_only_tried(cue: Sequence[Token]) -> bool:
    """Whether another word of the cue says that it has not come to it: "REFUSED to admit",
    "was UNABLE to confirm", "MIGHT reveal".
    """
    verbs = [lemma(token) for token in cue if token.pos_ == "VERB"]
    undone = len(verbs) > 1 and not UNDONE.isdisjoint(verbs)
    return (
        undone
        or is_unable(cue)
        or any(token.tag_ == "MD" and token.lower_ in UNREAL for token in cue)
    )


def is_unable(cue: Sequence[Token]) -> bool:
    """Whether somebody is UNABLE or UNWILLING to do what the verb of the cue says."""
    unable = [token.i for token in cue if token.lower_ in UNABLE]
    return bool(unable) and any(t.pos_ == "VERB" and t.i > unable[0] for t in cue)


def _is_of_oneself(cue: Sequence[Token]) -> bool:
    """Whether somebody only FOUND HERSELF somewhere."""
    found = (t for t in cue if lemma(t) == "find" and t.i + 1 < len(t.doc))
    return any(token.nbor().lower_.endswith(ONESELF) for token in found)


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
    """The English tables: ``cues.csv`` (counted); ours are the others."""
    rows = data.table("cues", columns=("lemma", "pos", "frame"))
    frames = frozenset((row["lemma"], row["pos"], row["frame"]) for row in rows)
    acts = data.table("speech_acts", columns=("lemma", "frame", "example"))
    ours = {row["lemma"] for row in data.table("speech", columns=("lemma", "example"))}
    clause = {word for word, pos, frame in frames if (pos, frame) == ("verb", "clause")}
    stances: dict[str, list[StanceRow]] = {}
    for row in data.table("stances", columns=("lemma", "pos", "stance", "example")):
        words = tuple(row["lemma"].split())
        stances.setdefault(words[0], []).append(
            StanceRow(words, row["pos"], _stance(row["stance"]))
        )
    return Cues(
        frames=frames | {(row["lemma"], "verb", row["frame"]) for row in acts},
        speech=frozenset(clause | ours),
        saying=frozenset(ours),
        verbs=frozenset(word for word, pos, _ in frames if pos == "verb"),
        stances=stances,
    )


def is_of_kind(verb: Token, kind: str) -> bool:
    """Whether ``verb_kinds.csv`` has the verb as of a kind: "urge" directs, "force" brings."""
    return lemma(verb) in verbs_of_kind(kind)


def verbs_of_kind(kind: str) -> frozenset[str]:
    """The verbs that ``verb_kinds.csv`` has as of a kind."""
    return _verb_kinds().get(kind, frozenset())


@cache
def _verb_kinds() -> dict[str, frozenset[str]]:
    rows = data.table("verb_kinds", columns=("verb", "kind", "example"))
    kinds = {row["kind"] for row in rows}
    return {k: frozenset(row["verb"] for row in rows if row["kind"] == k) for k in kinds}


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
