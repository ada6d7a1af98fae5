"""The signs of modality at a predicate: who may, who wants, what hangs on what."""

from __future__ import annotations

from typing import TYPE_CHECKING

from firsthand.annotation.clauses import (
    SUBJECTS,
    TURNED,
    VERBS,
    complement,
    helpers,
    is_finite,
    is_infinitive,
    is_past,
    is_perfect,
    modal,
    negators,
    stated,
    subject,
    turned_round,
    words,
)
from firsthand.annotation.cues import lemma

if TYPE_CHECKING:
    from spacy.tokens import Token

ASKING = frozenset(("ask", "check", "decide", "determine", "know", "see", "tell", "wonder"))
DUTY = frozenset(("have", "need"))
LIKING = frozenset(("like", "love", "prefer"))
PERCEIVING = frozenset(("feel", "hear", "imagine", "see", "smell", "tell"))
PRONOUNS = frozenset(("i", "we", "he", "she", "they", "it", "you"))
SPEAKING = frozenset(("add", "admit", "argue", "confess", "note", "point", "say", "stress"))


def is_opinion(verb: Token) -> bool:
    """Whether the predicate only says how sure somebody is whom a pronoun names: "we hope",
    "it is clear"; or that there is no doubt.
    """
    if is_no_doubt(verb):
        return True
    who = subject(verb)
    if who is None or who.lower_ not in PRONOUNS:
        return False
    if is_speaking(verb):  # "I must say it leaks"
        return who.lower_ in ("i", "we") and modal(verb) is not None
    return not words("opinion").isdisjoint(stated(verb))


def is_no_doubt(verb: Token) -> bool:
    """ "There is no DOUBT that", "it is no SECRET that"."""
    nouns = (c for c in verb.children if c.dep_ in ("attr", "nsubj"))
    return any(
        lemma(noun) in words("no-doubt") and any(c.lower_ == "no" for c in noun.children)
        for noun in nouns
    )


def is_speaking(verb: Token) -> bool:
    """Whether the verb is the "say" of "I must SAY"."""
    return lemma(verb) in SPEAKING


def likes(verb: Token) -> bool:
    """Whether "would" with the verb is a wish: "would LIKE to see"."""
    return lemma(verb) in LIKING


def says_may(helper: Token, verb: Token) -> bool:
    """ "May", "might"; "could" unless it is a power that somebody had or lacked ("couldn't
    sleep", "could see"); "must have" is a guess.
    """
    word = helper.lower_
    if word == "must":
        return is_perfect(verb)
    if word not in words("possible-modal"):
        return False
    power = bool(negators(verb)) or lemma(verb) in PERCEIVING
    return word != "could" or is_perfect(verb) or not power


def is_imagined(verb: Token) -> bool:
    """Whether what "would" happen hangs on something that is only thought of: "such a ban
    would", "it would be wrong to", "closing it would".
    """
    who = subject(verb)
    if who is None:
        return False
    below = {child.lower_ for child in who.children}
    if who.dep_ == "csubj" or who.tag_ == "VBG" or _is_otherwise(verb):
        return True
    if is_dated(verb):
        return False  # "a vote would be held ON FRIDAY"
    if _is_of_a_plan(who):
        return True
    if (words("imagined") | {"a", "an"}) & below:
        return True
    able = (words("future") | words("possible") | {"able", "unable"}) & set(stated(verb))
    return who.lower_ == "it" and complement(verb) is not None and not able and lemma(verb) == "be"


def _is_otherwise(verb: Token) -> bool:
    """Whether the predicate is said of another course of things: "IN THAT CASE", "otherwise"."""
    cases = (b for c in verb.children if c.lower_ == "in" for b in c.children if b.lower_ == "case")
    other = any(c.lower_ == "otherwise" for c in verb.children)
    return other or any(c.lower_ in ("that", "such") for case in cases for c in case.children)


def _is_of_a_plan(who: Token) -> bool:
    """Whether the subject is a thing that is only planned: not the "health PLANS" on sale."""
    sold = who.tag_ == "NNS" and any(child.dep_ == "compound" for child in who.children)
    return lemma(who) in words("imagined") and not sold


def is_dated(verb: Token) -> bool:
    """Whether a day or an hour stands beside the predicate: "would vote ON FRIDAY"."""
    beside = [child for child in verb.children if child.dep_ in ("npadvmod", "prep")]
    times = [*beside, *(below for child in beside for below in child.children)]
    return any(t.ent_type_ in ("DATE", "TIME") for t in times)


def wanted(verb: Token) -> Token | None:
    """The verb or adjective that looks ahead: "WANTS to leave", "is DUE to sail"."""
    below = complement(verb)
    if is_past(verb) and lemma(verb) in DUTY:
        return None  # "had to leave": it was so
    ahead = below is not None and not is_finite(below) and is_infinitive(below)
    if lemma(verb) in words("future") and (ahead or lemma(verb) in words("opinion")):
        return verb
    beside = (c for c in verb.children if c.dep_ in ("acomp", "oprd", "attr"))
    return next((c for c in beside if ahead and c.lower_ in words("future")), None)


def required(verb: Token) -> Token | None:
    """The word for what has to be: "it is IMPERATIVE that the owner MEND it"; not "it is
    important that he mends it".
    """
    needs = (t for t in verb.children if t.dep_ == "acomp" and t.lower_ in words("required"))
    need, below = next(needs, None), complement(verb)
    who = subject(below) if below is not None else None
    if need is None or below is None or who is None:
        return None
    first = next(iter(helpers(below)), below)
    alone = who.lower_ in ("he", "she", "it") or who.tag_ in ("NN", "NNP")
    alone = alone and not any(child.dep_ == "conj" for child in who.children)
    bare = first.lower_ == "be" or (alone and first.tag_ in ("VB", "VBP") and who.i < first.i)
    return need if bare else None


def ahead(verb: Token) -> Token | None:
    """The time that puts a present into the future: "is leaving TOMORROW", "NEXT week"."""
    if is_past(verb):
        return None
    times = [child for child in verb.children if child.dep_ in ("npadvmod", "advmod")]
    near = [*times, *(below for time in times for below in time.children)]
    return next((t for t in near if t.lower_ in words("ahead") and not _is_as_soon_as(t)), None)


def _is_as_soon_as(token: Token) -> bool:
    """Whether the word is the middle of "as SOON as it rains", which is at no time."""
    return token.i > 0 and token.nbor(-1).lower_ == "as"


def performed(verb: Token) -> Token | None:
    """The verb with which somebody orders, asks or promises by saying it: "we URGE everybody
    to leave".
    """
    who, below = subject(verb), complement(verb)
    said = who is not None and who.lower_ in ("i", "we") and not helpers(verb)
    if not said or below is None or is_past(verb) or lemma(verb) not in words("performed"):
        return None
    return verb if is_infinitive(below) or is_wished(below) else None


def is_wished(verb: Token) -> Token | None:
    """The bare verb of what is asked for or set: "that the lock BE closed", "that he LEAVE"."""
    who = subject(verb)
    if verb.dep_ != "ccomp" or who is None or modal(verb) is not None:
        return None
    first = next(iter(helpers(verb)), verb)
    alone = who.lower_ in ("he", "she", "it") or who.tag_ in ("NN", "NNP")
    alone = alone and not any(child.dep_ == "conj" for child in who.children)
    bare = first.tag_ == "VB" and (first.lower_ == "be" or alone)
    return first if bare and who.i < first.i else None


def is_told_to(verb: Token) -> Token | None:
    """An order in somebody's words: "ROW for the pier", "LET'S go"."""
    below = {child.dep_ for child in verb.children}
    bare = verb.tag_ == "VB" and not below & SUBJECTS
    helped = [helper for helper in helpers(verb) if helper.lower_ != "do"]
    return verb if bare and not helped and verb.dep_ in ("ROOT", "ccomp") else None


def is_rule(verb: Token) -> bool:
    """Whether the predicate can be a rule's: in the plain present, or with "can", "may",
    "must", "shall".
    """
    helper = modal(verb)
    if helper is not None:
        return helper.lower_ in ("can", "may", "must", "shall")
    begun = any(h.lower_ in ("have", "has", "is", "are") for h in helpers(verb))
    return verb.tag_ in ("VBZ", "VBP") and not begun


def is_law(token: Token) -> bool:
    """The noun of "under the LAW", "by LAW"."""
    before = token.doc[token.i - 1] if token.i else token
    below = {before.lower_, token.head.lower_} & {"under", "by"}
    return bool(below) and lemma(token) in words("law")


def is_anybody(who: Token) -> bool:
    """Whether the subject is whoever does a thing: "people who refuse", "anyone who enters"."""
    if who.lower_ == "whoever":
        return True
    if who.dep_ == "csubj":
        return any(t.lower_ == "whoever" for t in who.children)
    # "anyone CAUGHT there", "people who REFUSE"
    limited = any(c.dep_ == "acl" or (c.dep_ == "relcl" and not is_past(c)) for c in who.children)
    whole = not any(c.dep_ in ("det", "poss", "nummod") for c in who.children)
    plural = who.tag_ == "NNS" and whole
    any_one = any(c.lower_ in ("any", "every", "a", "an") for c in who.children)
    return limited and (who.lower_ in words("anybody") or plural or any_one)


def opens_a_condition(token: Token) -> bool:
    """Whether the word opens a clause that the predicate hangs on: not "even if", "as if", "if
    possible", and not what is asked.
    """
    word = token.lower_
    if word in TURNED:
        return turned_round(token.head if token.dep_ in ("aux", "auxpass") else token) == token
    if word == "long":
        return _is_as_long_as(token)
    if word not in words("condition") or token.head == token:
        return False
    before = token.doc[token.i - 1].lower_ if token.i else ""
    if before in ("as", "even", "what"):
        return False
    if word not in ("if", "unless"):
        given = any(child.dep_ == "dobj" and subject(child) is None for child in token.children)
        # "are on the pier, PROVIDING help" sets no condition
        return token.dep_ in ("prep", "mark") or (token.dep_ == "advcl" and not given)
    clause = token.head
    asked = clause.dep_ in ("ccomp", "pcomp") or lemma(clause.head) in ASKING
    return token.dep_ in ("mark", "advmod") and clause.pos_ in VERBS and not asked


def _is_as_long_as(token: Token) -> bool:
    """Whether the word is the middle of "as LONG as it rains"."""
    around = token.doc[max(token.i - 1, 0) : token.i + 2]
    return [t.lower_ for t in around][::2] in (["as", "as"], ["so", "as"])
