"""Is this block site furniture? The patterns are in ``data/furniture.csv``.

A pattern is tried at the start of every sentence of a block, case aside. Rows of kind
``body`` are the other way round: they may match anywhere and keep the block in the body.
Journalism is the class never to lose, so a block stays body when in doubt.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from firsthand.cleaning.outlets import names_an_outlet
from firsthand.data import reading_row, table
from firsthand.types import Block
from firsthand.words import normal

COLUMNS = ("kind", "pattern", "certainty", "reason", "example")
LONGEST = 1500  # code points; longer blocks are articles, not furniture
LONGEST_CAPTION = 900
WHOLE = 0.97  # a row so certain speaks for its whole block, and wins over "said"
CERTAIN = 0.9  # rows as certain as this may name an outlet
SHORTEST_SENTENCE = 2  # words: "It's free." tells nothing, "The mayor resigned." does
FILLER_WORDS, CALL_WORDS = 4, 9  # a short sentence, a short call, beside a prompt of the site
_QUOTED = re.compile(r'"[^"]*(?:"|$)')
_SENTENCE_END = re.compile(r"(?<=[.!?])(?<!\b\w\.)[\")\]']{0,2}\s+")  # not after "U.S."
_SENTENCE = re.compile(r"[\w_%)][.!?…,:][\"')\]_]*$|_$")  # or a quotation, blotted out
_BULLET = re.compile(r"^\s*[•‣▪▫◦●○■□▸►➤·∙*-]\s+")


@dataclass(frozen=True, slots=True)
class Rule:
    """One row of the table; ``kind`` None is furniture without a name (advertisements)."""

    kind: str | None
    pattern: re.Pattern[str]
    certainty: float
    reason: str
    example: str


@dataclass(frozen=True, slots=True)
class Label:
    """What a block is, how sure we are (0 to 1), and why in words for people."""

    kind: str | None
    certainty: float
    reason: str


@cache
def rules() -> tuple[Rule, ...]:
    """The rows of ``furniture.csv``, the surest first: where two match, the surer speaks.

    Raises:
        TableError: a pattern is no regular expression, a certainty no number.
    """
    rows = [_rule(row) for row in table("furniture", columns=COLUMNS)]
    return tuple(sorted(rows, key=lambda rule: -rule.certainty))


def label(paragraph: str) -> Label | None:
    """What furniture the block is, or None: as far as we can tell it is not."""
    if len(paragraph) > LONGEST:
        return None
    words = unquoted(paragraph)
    parts = _sentences(words)
    hits = [_hit(sentence) for sentence in parts]
    if len(parts) > 1 and (whole := _hit(words)) and whole.certainty >= WHOLE:
        return whole
    best = _best(parts, hits, length=len(paragraph))
    return best if best and not _kept(words, best) else None


def somebody_speaks(words: str) -> bool:
    """Whether a line holds a sentence in which somebody says something."""
    return any(
        _is_sentence(part) and any(rule.pattern.search(part) for rule in _body_rules())
        for part in sentences(words)
    )


def tells_of_an_outlet(words: str) -> bool:
    """Whether a line is a sentence that names an outlet or agency."""
    plain = unquoted(words)
    return _is_sentence(plain) and names_an_outlet(plain)


def _is_sentence(plain: str) -> bool:
    return _SENTENCE.search(plain) is not None


@cache
def _body_rules() -> tuple[Rule, ...]:
    return tuple(rule for rule in rules() if rule.kind == "body")


def block(start: int, end: int, found: Label) -> Block:
    """The block that a label makes of a stretch of text: a caption, or furniture."""
    return Block(
        start,
        end,
        "caption" if found.kind == "caption" else "furniture",
        kind=found.kind,
        certainty=found.certainty,
        reason=found.reason,
    )


def sentences(paragraph: str) -> list[str]:
    """The sentences of a paragraph as the patterns meet them."""
    return _sentences(unquoted(paragraph))


def _sentences(unquoted_words: str) -> list[str]:
    return [s for s in _SENTENCE_END.split(unquoted_words) if s.strip()]


def unquoted(words: str) -> str:
    """The words, normal and without bullet, with what stands in double quotes blotted out.

    "They made us sign up for our own gate" is somebody speaking, not the site.
    """
    plain = _BULLET.sub("", normal(words)).strip()
    return _QUOTED.sub(lambda quoted: "_" * len(quoted.group()), plain)


@cache
def _any_rule() -> re.Pattern[str]:
    """All patterns at once, to be done quickly with sentences that are none of them."""
    each = (f"(?:{rule.pattern.pattern})" for rule in rules() if rule.kind != "body")
    return re.compile("|".join(each), re.IGNORECASE)


def _hit(sentence: str) -> Label | None:
    if not _any_rule().match(sentence):
        return None
    for rule in rules():
        if rule.kind != "body" and (found := rule.pattern.match(sentence)):
            return Label(rule.kind, rule.certainty, f'{rule.reason}: "{_short(found.group())}"')
    return None


def _best(sentences: list[str], hits: list[Label | None], *, length: int) -> Label | None:
    """The surest hit, if the hits outweigh the sentences that are none."""
    found = [hit for hit in hits if hit]
    if not found:
        return None
    if hits[0] and hits[0].certainty >= WHOLE:
        return hits[0]
    if length <= LONGEST_CAPTION:  # a credit closes a caption, whatever the caption tells
        for hit in (hits[0], hits[-1]):
            if hit and hit.kind == "caption":
                return hit
    against = sum(
        not hit and not _is_filler(sentence) for sentence, hit in zip(sentences, hits, strict=True)
    )
    tie = len(found) == against and hits[0] is not None
    return max(found, key=lambda hit: hit.certainty) if len(found) > against or tie else None


def _is_filler(sentence: str) -> bool:
    """Whether a sentence weighs neither way: "Enjoying this story?", "Don't be left behind!" """
    if "_" in sentence:  # a quotation, blotted out
        return False
    if sentence.endswith("."):
        return len(sentence.split()) <= SHORTEST_SENTENCE
    most = CALL_WORDS if sentence.rstrip("\"')]")[-1:] in "!?" else FILLER_WORDS
    return len(sentence.split()) <= most


def _kept(words: str, found: Label) -> bool:
    if found.certainty >= WHOLE:
        return False
    if any(rule.pattern.search(words) for rule in _body_rules()):
        return True
    return found.certainty < CERTAIN and names_an_outlet(words)


def _short(words: str, *, most: int = 60) -> str:
    words = " ".join(words.split())
    return words if len(words) <= most else words[: most - 1].rsplit(" ", 1)[0] + " …"


def _rule(row: dict[str, str]) -> Rule:
    with reading_row("furniture", row["pattern"]):
        pattern = re.compile(row["pattern"], re.IGNORECASE)
        certainty = float(row["certainty"])
    return Rule(row["kind"] or None, pattern, certainty, row["reason"], row["example"])
