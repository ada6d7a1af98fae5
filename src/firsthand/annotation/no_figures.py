"""Which numbers count nothing: those of names and addresses, years, counters, "one of".

Each question looks at the words beside the number, at what the parse hangs it on, and at what
the entity recogniser takes for a name.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from firsthand.annotation import cues
from firsthand.annotation.clauses import words
from firsthand.annotation.figures import (
    DASH,
    SINGLE_AFTER,
    SINGLE_BEFORE,
    Figure,
    Reader,
    is_capital,
    may_be_year,
    plural_follows,
)
from firsthand.annotation.numerals import MAGNITUDES

if TYPE_CHECKING:
    from spacy.tokens import Token

NAMES = frozenset(("ORG", "FAC", "PRODUCT", "WORK_OF_ART", "LAW", "EVENT"))
# "one" is no count in these: "at one point", "on one hand".
NO_COUNT_OF_ONE = frozenset(
    "point stage time hand side way another day night morning evening afternoon end extent".split()
)
_PER = re.compile(r"\b(?:the|per|a)\s$")
_CLOSES = re.compile(r"\.?[)\]]")
_COUNTER = re.compile(r"[.)]\s")
_FRACTION = re.compile(r"\d[/⁄]$")  # "41/2 years" has lost a blank: what it was is not known
_CLOCK = re.compile(r"(?:[01]?\d|2[0-3])\.[0-5]\d")
_AT = re.compile(r"\bat\s(?:about\s|around\s|approximately\s|roughly\s)?$")
_CALLED = re.compile(r"\b(?:call|calls|called|calling|dial\w*|phone|phoned|rang)\s$", re.IGNORECASE)
_EMERGENCY_AFTER = re.compile(r"\s(?:calls?|callers?|dispatch\w*|operators?|recordings?)\b")
_LOOSE_NAME = re.compile(r"\b(?:[A-Z]{2,}|Covid)[ \xa0][-‐‑][ \xa0]$")  # "COVID - 19"
_NUMBER_SIGN = re.compile(
    r"(?:\bNos?\.?|\bnos?\.|\bN[º°]|№|#)[ \xa0]?$|(?:\bNos?\.|\bnos\.)[^.]{1,12}\sand\s$"
)
_ADDRESS = re.compile(
    r"[ \xa0](?:[A-Z][\w.’'-]*[ \xa0]){1,4}(?:Street|St|Road|Rd|Avenue|Ave|Lane|Drive|Boulevard"
    r"|Blvd|Square|Way|Court|Place|Crescent|Terrace|Row|Close|Gardens)\b"
)


def is_none(reader: Reader, figure: Figure) -> bool:
    """Whether the number counts nothing: it is a name's, a year, a list counter, "one of"."""
    if figure.unit is not None:
        once = _is_one(figure) and not figure.bound and _is_once(reader.text, figure)
        before = reader.text[max(0, figure.number[0] - 2) : figure.number[0]]
        return once or _FRACTION.search(before) is not None
    text, (start, end) = reader.text, figure.number
    if _NUMBER_SIGN.search(text[max(0, start - 24) : start]) or _stands_alone(text, figure):
        return True
    tokens = reader.tokens(start, end)
    if not tokens:
        return False
    if _is_one(figure):
        return not _counts_one(tokens[-1])
    if _is_of_a_title(tokens[-1]) and not figure.bound:
        return True
    if figure.kind == "words":
        return is_capital(tokens[0]) or (
            not figure.bound and _is_labelled(reader, figure, tokens[0])
        )
    if _ADDRESS.match(text, end) or _is_year(reader, figure, tokens[-1]):
        return True
    if _is_in_short(reader, figure):
        return True
    if tokens[0].ent_type_ == "TIME" and not figure.bound:
        return True
    return (
        not figure.scored
        and not figure.bound
        and (_is_labelled(reader, figure, tokens[0]) or _is_in_a_name(reader, figure, tokens))
    )


def is_score(text: str, one: Figure, other: Figure) -> bool:
    """Whether two numbers stand as in 3-1."""
    first, second = sorted((one, other), key=lambda f: f.start)
    plain = all(f.unit is None and f.kind == "digits" for f in (one, other))
    return plain and DASH.fullmatch(text[first.end : second.start]) is not None


def _is_in_short(reader: Reader, figure: Figure) -> bool:
    """Whether digits are a clock time with a point, a number to call, or half of a name."""
    text, (start, end) = reader.text, figure.number
    before = text[max(0, start - 24) : start]
    if _CLOCK.fullmatch(figure.figures) and _AT.search(before):
        return not plural_follows(reader, end)
    if figure.figures in ("911", "999", "112") and _CALLED.search(before):
        return True
    if figure.figures == "911" and _EMERGENCY_AFTER.match(text, end):
        return True
    return _LOOSE_NAME.search(before) is not None


def _is_one(figure: Figure) -> bool:
    return figure.kind == "words" and figure.figures.lower() == "one" and figure.magnitude == 1


def _is_once(text: str, figure: Figure) -> bool:
    """Whether "one day" is no duration but "once"; "for one day" and "one day later" are."""
    if figure.unit not in ("day", "times"):
        return False
    lasts = SINGLE_BEFORE.search(text[max(0, figure.start - 12) : figure.start])
    hyphen = text[figure.number[1]] in "-‐‑"
    return not (hyphen or lasts or SINGLE_AFTER.match(text, figure.end))


def _stands_alone(text: str, figure: Figure) -> bool:
    """A list counter, a number alone in brackets, a part of an address or of n/m."""
    start, end = figure.number
    before, after = text[max(0, start - 1) : start], text[end : end + 1]
    if figure.figures.lower() in MAGNITUDES and _PER.search(text[max(0, start - 5) : start]):
        return True  # "by the dozen", "per thousand"
    if (
        before in ("/", "@", "#", "_")
        or after in ("@", "_")
        or (after == "/" and text[end + 1 : end + 2].isdigit())
    ):
        return True
    if before in ("(", "[") and _CLOSES.match(text, end) and not figure.bound:
        return True
    closes = after == ")" or text[end : end + 2] == " )"  # "1 )" in texts cut into words
    if before == " " and closes and figure.value <= 20 and _no_bracket_open(text, start):
        return True  # "1) row, 2) wait"
    starts_line = not before or before == "\n"
    return starts_line and _COUNTER.match(text, end) is not None


def _no_bracket_open(text: str, at: int) -> bool:
    return "(" not in text[text.rfind(")", 0, at) + 1 : at]


def _counts_one(token: Token) -> bool:
    """Whether "one" counts: "one thing"; not "one of", "no one", "one Ana Reis", "one day"."""
    head = token.head
    if token.dep_ != "nummod" or head.i <= token.i or head.pos_ != "NOUN" or head.tag_ == "NNS":
        return False
    after = token.nbor(1)
    if after.tag_ == "POS" or after.lower_ in ("'s", "’s") or _or_another(head):
        return False  # "to know one's limits", "one boat or another"
    if head.dep_ == "nsubj" and (head.head.lemma_ == "be" or cues.english().knows(head.head)):
        return False  # "one foreman said", "one reason is": a certain one
    if after.lower_ == "such" or _may_be(head):
        return False  # "one such plan", "one plan would close it"
    if token.i and token.nbor(-1).lower_ == "as" and after.pos_ == "CCONJ":
        return False  # "to pull as one and row"
    if _is_asked(head) or (head.lower_ == "thing" and token.i and token.nbor(-1).lower_ == "for"):
        return False  # "according to one foreman", "for one thing"
    if token.i and token.nbor(-1).pos_ == "ADJ":
        return False  # "the second one blue"
    capital = token.text != token.lower_ and not token.is_sent_start
    if capital or after.ent_type_ == "PERSON" or after.tag_ == "HYPH":
        return False
    counted = token.i and token.nbor(-1).lower_ in ("just", "only", "by", "than", "least")
    if counted and head.lower_ == "point":
        return True  # "won by just one point"
    return NO_COUNT_OF_ONE.isdisjoint((head.lower_, after.lower_))


def _or_another(noun: Token) -> bool:
    """ "One boat or another", "the son of one keeper and the brother of another"."""
    after = noun.doc[noun.i + 1 : noun.i + 3]
    if [token.lower_ for token in after] in (["or", "another"], ["or", "other"]):
        return True
    later = noun.doc[noun.i + 1 : noun.sent.end]
    return any(token.lower_ == "another" and token.dep_ != "det" for token in later)


def _may_be(noun: Token) -> bool:
    """Whether the noun is a plan of which is told what it would do: "one PLAN would close it"."""
    helpers = (c for c in noun.head.children if c.tag_ == "MD")
    planned = noun.dep_ == "nsubj" and noun.lemma_ in words("imagined")
    return planned and any(h.lower_ in ("would", "could", "might") for h in helpers)


def _is_asked(noun: Token) -> bool:
    """Whether the noun is who is quoted: "according to one foreman", "quoting one foreman"."""
    to = noun.head
    if noun.dep_ == "pobj" and to.lower_ == "to" and to.head.lower_ == "according":
        return True
    only = any(c.lower_ in ("only", "just") for c in noun.subtree)
    told = noun.dep_ in ("dobj", "dative") and to.lemma_ == "tell" and not only
    return told or (noun.dep_ == "dobj" and to.lemma_ in ("quote", "cite"))


def _is_of_a_title(token: Token) -> bool:
    """Whether the recogniser has the number in one name with the capital after it."""
    after = token.nbor(1) if token.i + 1 < len(token.doc) else None
    if after is None or token.ent_type_ not in NAMES or after.ent_iob_ != "I":
        return False
    return after.text[:1].isupper()


def _is_labelled(reader: Reader, figure: Figure, token: Token) -> bool:
    """Whether the noun before makes the number a label: "page 9", "reactor 4"."""
    before = token.nbor(-1) if token.i else None
    if before is None or not reader.text[figure.start - 1].isspace():
        return False
    if plural_follows(reader, figure.end):
        return False
    noun = before.lower_.rstrip(".")
    if not noun and before.i and not before.nbor(-1).whitespace_:
        noun = before.nbor(-1).lower_  # "Res. 12": the parse took the point for a sentence's
        return len(noun) <= 3 and noun in reader.tables.labels
    if noun in reader.tables.labels:
        return True
    return before.tag_ == "NN" and token.head == before and token.dep_ == "nummod"


def _is_year(reader: Reader, figure: Figure, token: Token) -> bool:
    """Whether four digits are a year and not a count: "in 2014", "the 2014 elections"."""
    if figure.is_range or not may_be_year(figure):
        return False
    if figure.bound and plural_follows(reader, figure.end):
        return False
    counts = token.dep_ == "nummod" and token.head.i > token.i and token.head.tag_ == "NNS"
    return not (counts and token.ent_type_ != "DATE" and not 1900 <= figure.value <= 2050)


def _is_in_a_name(reader: Reader, figure: Figure, tokens: list[Token]) -> bool:
    """Whether the number belongs to a name: "Pier 9", "Under 70 Motor Sales"."""
    first, last = tokens[0], tokens[-1]
    before = first.nbor(-1) if first.i else None
    after = last.nbor(1) if last.i + 1 < len(last.doc) else None
    capital_after = after is not None and after.text[:1].isupper()
    if before is None or not _is_name_word(before):
        return False
    if capital_after and not before.is_sent_start:
        return True
    if first.ent_type_ in NAMES and before.ent_type_ == first.ent_type_:
        return True
    if plural_follows(reader, figure.end):
        if before.ent_type_ in ("PERSON", "GPE", "DATE"):
            return False  # "puts Reis 16 points ahead"
        return before.head == first or (
            before.head == first.head and before.dep_ in ("compound", "nmod")
        )
    return True


def _is_name_word(token: Token) -> bool:
    """A word with a capital that a sentence's start does not explain."""
    if not token.text[:1].isupper() or not token.text.isalnum():
        return False
    return token.pos_ == "PROPN" or not token.is_sent_start
