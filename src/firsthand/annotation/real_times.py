"""Whether words that could tell a time tell one here, or are a name, a count, a frequency."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from firsthand.annotation.calendar_dates import Tense
from firsthand.annotation.tenses import verb_over
from firsthand.annotation.time_words import Told, english, plain

if TYPE_CHECKING:
    from spacy.tokens import Token

# Looked for in the last code points before the words.
BACK = 24
# "For decades now": how long, and no time; "twice in one day": how often
LASTED_NOW = re.compile(r"\b(?:days?|weeks?|months?|years?|decades?|centuries|while)\s$", re.I)
SO_OFTEN = re.compile(r"\b(?:once|twice|times?)\s$", re.IGNORECASE)
EVERY = re.compile(r"\b(?:every|each|any|most|per|every other|many)\s$", re.IGNORECASE)
ONE_OF = re.compile(r"\b(?:an?|one|another|some|no|single|random)\s$", re.IGNORECASE)
IN = re.compile(
    r"\b(?:in|since|until|till|during|through|late|early|mid|last|this|next|by"
    r"|as (?:early|late|soon) as|no later than)[\s-]$",
    re.I,
)
OTHER_PREPOSITION = re.compile(
    r"\b(?:from|between|to|of|before|after|for|on|around|than|compared with)\s$", re.I
)
AND = re.compile(r"(?:\b(?:and|or)|,)\s$", re.IGNORECASE)
IN_THE = re.compile(
    r"\b(?:in|over|during|by|since|until|of|for|through|before|after|from)\s$", re.I
)
SENTENCE_END = re.compile(r"(?:^|[.!?:;“”\"‘’'()\[\]\n–—―•*]|-\s)\s*$")
THEN = re.compile(r"\b(?:And|But|So|Then),?\s$")
NUMBER_BEFORE = re.compile(
    r"\b(?:about|around|roughly|nearly|almost|than|least|some|over|under|No\.)\s$"
)
YEAR_BEFORE = re.compile(
    r"(?:\b(?:in|since|from|until|till|of|by|before|after|between|and|to|circa|around|year|during"
    r"|early|late)|\()\s?$",
    re.IGNORECASE,
)
# "The Wreck Act of 1964", "the Kesk Treaty of 1921": the year is of the name
LAW_OF = re.compile(
    r"\b(?:Act|Law|Treaty|Accords?|Agreement|Convention|Constitution|Code|Bill|Pact|Protocol)"
    r"\sof\s$"
)
HALF_OF_DAY = re.compile(r"[ap]\.?m|noon|midnight", re.IGNORECASE)
FIRST_NAMES = frozenset((4, 5, 6, 8))  # April, May, June, August
OLDEST_BARE_YEAR = 1700
ROUND = 50
# "the host of ''Today,'' said"
NAMED_BEFORE, NAMED_AFTER = re.compile(r"\w\s[“\"‘'’]{1,2}$"), re.compile(r",?[”\"’'][\s,.”\"’']")
RANKS = frozenset(("first", "second", "third", "only", "last"))
BOUND = re.compile(r"\s(?:that|when|as)\b")


@dataclass(frozen=True, slots=True)
class Place:
    """Words that may tell a time, and what stands around them."""

    told: Told
    before: str
    after: str
    tokens: Sequence[Token]
    tense: Tense | None
    near: bool  # whether another time is told shortly before, in the same sentence
    joined: bool  # whether the other time ends right before: "June and July"
    goes_on: bool = False  # whether its sentence goes on with somebody's quoted account

    @property
    def next(self) -> Token | None:
        last = self.tokens[-1]
        return last.doc[last.i + 1] if last.i + 1 < len(last.doc) else None

    @property
    def before_a_noun(self) -> bool:
        return self.next is not None and self.next.pos_ in ("NOUN", "ADJ")

    @property
    def bound(self) -> bool:
        """Whether a clause tells which time is meant: "the same day that he left"."""
        last = self.tokens[-1]
        clauses = (child for child in last.children if child.dep_ in ("relcl", "acl"))
        return bool(BOUND.match(self.after)) or any(
            clause.left_edge.i == last.i + 1 for clause in clauses
        )

    @property
    def before_a_name(self) -> bool:
        found = re.match(r"\s([A-Z][a-z]+)", self.after)
        return found is not None and not english().has("month", found[1])

    @property
    def bare(self) -> bool:
        """Whether the form's main word stands alone, without "last", "early" or a year."""
        parts = self.told.parts
        main = parts.get("month") or parts.get("weekday") or parts.get("season") or ""
        return self.told.end - self.told.start <= len(main) + 1


def is_a_time(place: Place) -> bool:
    """Whether the words say when something is."""
    judge = JUDGES.get(place.told.form)
    return judge is None or judge(place)


def _month(place: Place) -> bool:
    if EVERY.search(place.before):
        return False
    if "year" in place.told.parts or not place.bare:
        return True
    number = english().month(place.told.parts["month"])
    if english().has("short month", place.told.parts["month"]):
        return bool(IN.search(place.before))
    if IN.search(place.before):
        return number not in FIRST_NAMES or not place.before_a_name
    if place.joined and AND.search(place.before):
        return True
    is_date = any(token.ent_type_ == "DATE" for token in place.tokens)
    if OTHER_PREPOSITION.search(place.before):
        return number not in FIRST_NAMES or (is_date and not place.before_a_name)
    if place.after[:2] in ("'s", "’s"):
        return is_date or number not in FIRST_NAMES
    return is_date and (place.before_a_noun or number not in FIRST_NAMES | {3})


def _weekday(place: Place) -> bool:
    if EVERY.search(place.before):
        return False
    if ONE_OF.search(place.before) and not place.before_a_noun:
        return False
    if re.match(r"\s(?:morning|afternoon|evening|night)s\b", place.after):
        return False
    # "the Sunday Chronicle", "a Friday Accord"
    named = re.search(r"\b(?:the|an?|his|her|their|its)\s$", place.before, re.IGNORECASE)
    return not (named and place.bare and place.before_a_name)


def _season(place: Place) -> bool:
    parts = place.told.parts
    if "year" in parts or "step" in parts:
        return not place.before_a_name
    if "the" not in parts or not IN_THE.search(place.before) or place.before_a_noun:
        return False
    return not re.match(r"\s(?:of|and\s|[A-Z])", place.after)


def _year(place: Place) -> bool:
    year, noun = int(place.told.parts["year"]), place.next
    if re.search(r"[0-9]\s?[-–—/]\s?$|[-–]$", place.before) or re.match(
        r"[’']?[A-Za-z]", place.after[:1]
    ):
        return False
    if noun is not None and (
        noun.lower_ in english().counted or noun.lower_ in ("million", "billion")
    ):
        return False
    if year < OLDEST_BARE_YEAR:
        return bool(YEAR_BEFORE.search(place.before)) and not place.before_a_noun
    if NUMBER_BEFORE.search(place.before) and (place.before_a_noun or year % ROUND == 0):
        return False
    if year % ROUND == 0 and noun is not None and noun.tag_ == "NNS":
        return False
    return not _is_in_a_name(place)


def _years(place: Place) -> bool:
    """ "1984-55" is a number of something else."""
    start, till = place.told.parts["from"], place.told.parts["till"]
    return int(till) > int(start[-len(till) :]) and not place.before.endswith(("-", "/"))


def _is_in_a_name(place: Place) -> bool:
    """ "Election 2016", "Expo 2020": a capital before it that no sentence asks for."""
    if LAW_OF.search(place.before):
        return True
    word = re.search(r"(\b[A-Z][\w’'.]*)\s$", place.before)
    if word is None or place.told.start == 0 or YEAR_BEFORE.search(place.before):
        return False
    if re.search(r"[’']s?$", word[1]):  # "the Guild's 2012 fair"
        return False
    return plain(word[1]) not in ("the", "a", "his", "her", "their", "its", "our", "and", "winter",
                                  "spring", "summer", "fall", "autumn", "fiscal")  # fmt: skip


def _day(place: Place) -> bool:
    """ "Today" with a capital inside a sentence is a name, and so is a quotation of that word."""
    word = place.told.parts["word"]
    if NAMED_BEFORE.search(place.before) and NAMED_AFTER.match(place.after):
        return False
    return word.islower() or word.isupper() or bool(SENTENCE_END.search(place.before))


def _step(place: Place) -> bool:
    word, unit = plain(place.told.parts["step"]), plain(place.told.parts["unit"])
    if english().values.get(("unit", unit), "").startswith("hour"):
        return False
    if place.told.parts["unit"].istitle():  # "This Week" is a programme
        return False
    if word == "same" and place.bound:
        return False
    if word in ("following", "previous", "current", "coming", "past") and (
        "the" not in place.told.parts and not place.told.parts.get("step", "").istitle()
    ):
        return bool(re.search(r"\b(?:this|his|her|its|their|our|[’']s)\s$", place.before))
    return (word, unit) not in (
        ("this", "day"),
        ("current", "day"),
        ("last", "day"),
        ("last", "morning"),
    )


def _that(place: Place) -> bool:
    that = next((t for t in place.tokens if t.lower_ == "that"), None)
    return that is not None and that.tag_ == "DT" and not place.before_a_noun


def _clock(place: Place) -> bool:
    """ "10:30" alone may be a score or a verse."""
    parts = place.told.parts
    return "at" in parts or "zone" in parts or bool(HALF_OF_DAY.search(parts["clock"]))


def _vague(place: Place) -> bool:
    """Not a name ("Radio Right Now"), and not "at the time he left", which tells no time.

    "Now, …" at the head of a sentence goes on telling.
    """
    first = place.tokens[0]
    if LASTED_NOW.search(place.before) and first.lower_ == "now":
        return False
    if first.text.istitle() and not SENTENCE_END.search(place.before):
        return False
    if place.bound and plain(" ".join(token.text for token in place.tokens)) == "at the time":
        return False
    return not (place.tokens[0].text == "Now" and place.after.startswith(","))


def _decade(place: Place) -> bool:
    """Not "in his sixties", which is an age."""
    return "decade" not in place.told.parts or place.tokens[0].lower_ in (
        "the",
        "early",
        "late",
        "mid",
    )


def _in(place: Place) -> bool:
    """ "in two weeks" is a time where it lies ahead, else a duration.

    "It would be the first in twenty years" looks back. At the head of a sentence in somebody's
    account minutes and hours tell when what comes next was: "We rowed. IN TEN MINUTES they saw
    us"; "in ten years they built nothing" tells how long.
    """
    if SO_OFTEN.search(place.before):
        return False
    if place.goes_on and place.tense == "past":
        opens = SENTENCE_END.search(place.before) or THEN.search(place.before)
        return bool(opens) and english().unit(place.told.parts["unit"])[0] == "hour"
    return place.tense == "future" and not _is_a_rank_before(place)


def _is_a_rank_before(place: Place) -> bool:
    """Whether "the first", "the worst" stands between a verb and a time that is to be long."""
    first, verb = place.tokens[0], verb_over(place.tokens[-1])
    if verb is None or verb.i >= first.i:
        return False
    unit, _ = english().unit(place.told.parts["unit"])
    between = first.doc[verb.i + 1 : first.i]
    ranked = any(token.tag_ in ("JJS", "RBS") or token.lower_ in RANKS for token in between)
    return ranked and (unit == "year" or verb.lemma_ == "be")


def _window(place: Place) -> bool:
    return plain(place.told.parts["step"]) not in ("this", "current")


def _not_every(place: Place) -> bool:
    return not EVERY.search(place.before)


JUDGES: dict[str, Callable[[Place], bool]] = {
    "month": _month,
    "weekday": _weekday,
    "season": _season,
    "year": _year,
    "years": _years,
    "day": _day,
    "step": _step,
    "that": _that,
    "decade": _decade,
    "vague": _vague,
    "in": _in,
    "window": _window,
    "clock": _clock,
    "part": lambda place: place.near,
    "holiday": _not_every,
    "weekend": _not_every,
}
