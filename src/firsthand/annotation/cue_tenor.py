"""What a cue tells of its content: "denied" that it is not so, "vowed" that it is to come."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from firsthand import data
from firsthand.annotation.clauses import VERBS, helpers, is_past, negators, words
from firsthand.annotation.cues import is_unable, lemma, phrase_in
from firsthand.annotation.drafts import Draft
from firsthand.annotation.sources import SUBJECTS
from firsthand.errors import TableError
from firsthand.types import Modality

if TYPE_CHECKING:
    from spacy.tokens import Token

# Saying that one does not say ("declined to say", "failed to confirm").
SILENT = frozenset(("decline", "fail", "refuse"))
ASKING = frozenset(("ask", "debate", "disagree", "enquire", "inquire", "wonder"))
EVIDENCE = frozenset(("evidence", "indication", "proof", "sign", "trace"))
FARTHEST = 6  # participles below participles, and below nouns and prepositions
MODALITIES = ("infinitive", "clause", "thing", "denied")  # columns of cue_tenor.csv


@dataclass(frozen=True, slots=True)
class CueTenor:
    """A row of ``cue_tenor.csv``: the content is not so; the modality of an infinitive, of a
    clause in the present and of a thing; and what holds where the cue itself is negated ("did
    not rule out that").
    """

    negates: bool = False
    infinitive: Modality | None = None
    clause: Modality | None = None
    thing: Modality | None = None
    denied: Modality | None = None


@dataclass(frozen=True, slots=True)
class CueReading:
    """What the cue of one draft tells.

    ``turns`` are the words that each turn the content into its contrary: two cancel each
    other ("did not deny"). ``is_silent``: the cue says that something was not said. ``asks``: it
    asks something. ``is_past``: a "would" behind it is the future seen from the past.
    """

    words: tuple[Token, ...]
    tenor: CueTenor
    turns: tuple[Token, ...]
    is_silent: bool
    asks: bool
    is_past: bool


def read_cue(draft: Draft) -> CueReading:
    """Read the cue of a draft with its table row and its negation."""
    cue = draft.tokens(draft.cue)
    head = [] if draft.cue_token is None else [draft.cue_token]
    word, row = _row(cue)
    nots = _negators(head, cue) or (_hardly(word) if row.negates else [])
    turns = [*nots, *(word if row.negates else [])]
    tenor = _where_denied(row) if nots and row.negates else row
    without = any(t.dep_ == "pcomp" and t.head.lower_ == "without" for t in (*head, *cue))
    silent = without or _is_hushed(cue) or (bool(nots) and not (row.negates or _raises(cue)))
    asks = any(lemma(t) in ASKING for t in (*head, *cue) if t.pos_ in VERBS)
    return CueReading(tuple(cue), tenor, tuple(turns), silent, asks, _is_past(cue))


def denies(word: Token) -> bool:
    """Whether a word alone is a cue that negates its content: "denied", "disputes"."""
    row = _rows().get(lemma(word), {}).get((lemma(word),))
    return row is not None and row.negates


def _where_denied(row: CueTenor) -> CueTenor:
    """The row of a cue that is negated itself: "did not rule out" leaves it possible."""
    return CueTenor(infinitive=row.denied, clause=row.denied, thing=row.denied)


def _negators(head: Sequence[Token], cue: Sequence[Token]) -> list[Token]:
    """The "not", "never" or "no" of the cue: "did NOT deny", "found NO evidence"."""
    own = [n for verb in head for n in negators(verb) if n in cue or n.dep_ == "neg"]
    return own or [token for token in cue if token.lower_ in words("never")][:1]


def _hardly(cue: Sequence[Token]) -> list[Token]:
    """The words that say it can hardly be done: "HARD to deny", "NO denying", "FEW dispute"."""
    return [
        word
        for verb in cue
        for word in (*verb.lefts, *verb.doc[max(verb.i - 2, 0) : verb.i - 1])
        if (word.lower_ in words("hard-to") and verb.nbor(-1).lower_ == "to")
        or (word.lower_ in words("hardly") and word.dep_ in (*SUBJECTS, "det", "neg", "advmod"))
    ][:1]


def _raises(cue: Sequence[Token]) -> bool:
    """Whether the "not" of the cue is meant of the content: "do not THINK that"."""
    meant = words("raises-not") | EVIDENCE
    return any(lemma(token) in meant for token in cue)


def _is_hushed(cue: Sequence[Token]) -> bool:
    verbs = [lemma(token) for token in cue if token.pos_ == "VERB"]
    return is_unable(cue) or (len(verbs) > 1 and not SILENT.isdisjoint(verbs))


def _is_past(cue: Sequence[Token]) -> bool:
    """Whether a verb of the cue is in the past, or nothing says that it is not ("according
    to", "his promise that").
    """
    verbs = [t for t in cue if t.pos_ in VERBS and t.dep_ not in ("aux", "auxpass")]
    told = [verb for verb in verbs if verb.lower_ != "according"]
    return not told or any(_was_said(_with_tense(verb)) for verb in told)


def _was_said(verb: Token) -> bool:
    """Whether it is past, or done by now: "HAS SAID that it would close"."""
    first = next(iter(helpers(verb)), verb)
    done = verb.tag_ == "VBN" and first.lower_ in ("has", "have", "'s", "’s", "'ve", "’ve")
    return done or is_past(verb)


def _with_tense(verb: Token) -> Token:
    """The verb that says when a participle was said: "LEFT, saying that it would rain",
    "CALMED them by saying so", "SENT a note saying so".
    """
    at = verb
    for _ in range(FARTHEST):
        if at.pos_ in VERBS and not _has_no_tense(at):
            return at
        at = at.head
    return at if at.pos_ in VERBS else verb


def _has_no_tense(verb: Token) -> bool:
    """Whether it is a participle alone or an infinitive: "saying", "to say"."""
    helped = [helper.lower_ for helper in helpers(verb)]
    return helped in ([], ["to"]) and verb.tag_ in ("VB", "VBG")


def _row(cue: Sequence[Token]) -> tuple[list[Token], CueTenor]:
    """The first word of the cue that has a row, and the row: of several the longest."""
    for token in cue:
        rows = _rows().get(lemma(token), {})
        own = [row for row in rows if phrase_in(row, token, cue)]
        if own:
            return [token], rows[max(own, key=len)]
    return [], CueTenor()


@cache
def _rows() -> dict[str, dict[tuple[str, ...], CueTenor]]:
    """The rows of ``cue_tenor.csv`` by the first word of the cue, then by all its words."""
    found: dict[str, dict[tuple[str, ...], CueTenor]] = {}
    columns = ("lemma", "polarity", *MODALITIES, "example")
    for row in data.table("cue_tenor", columns=columns):
        cue = tuple(row["lemma"].split())
        found.setdefault(cue[0], {})[cue] = _cue_tenor(row)
    return found


def _cue_tenor(row: dict[str, str]) -> CueTenor:
    if row["polarity"] not in ("", "negated"):
        raise TableError(
            f"cue_tenor.csv: no polarity {row['polarity']!r}", next="use negated or leave it empty"
        )
    return CueTenor(row["polarity"] == "negated", *(_modality(row[c]) for c in MODALITIES))


def _modality(word: str) -> Modality | None:
    match word:
        case "":
            return None
        case "fact" | "future" | "possible":
            return word
    raise TableError(f"cue_tenor.csv: no modality {word!r}", next="use fact, future or possible")
