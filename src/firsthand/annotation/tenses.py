"""Whether what a word goes with lies behind or ahead, as far as the grammar says."""

from __future__ import annotations

from typing import TYPE_CHECKING

from firsthand.annotation.calendar_dates import Tense
from firsthand.annotation.clauses import helpers

if TYPE_CHECKING:
    from spacy.tokens import Token

WILL = frozenset(("will", "'ll", "’ll", "wo", "shall"))
OTHER_MODALS = frozenset(("may", "might", "can", "could", "should", "must", "would", "'d", "’d"))
HAVE = frozenset(("have", "'ve", "’ve", "has"))
BE = frozenset(("is", "are", "am", "'s", "’s", "'re", "’re", "'m", "’m"))
WAS = frozenset(("had", "was", "were", "did"))
# What is done to these lies ahead, also when the deciding is over: "was scheduled for Friday".
SET = frozenset(
    "schedule plan expect set slate due intend forecast predict anticipate suppose".split()
)
# "hopes to meet on Friday"; "hoped to meet on Friday" leaves it open.
AHEAD = SET | frozenset(
    "hope want aim prepare promise vow pledge propose need ready likely poised threaten".split()
)
# "says in an interview on Friday": the telling, in the present, is over.
TELLING = frozenset("say tell write report show note argue explain add claim state find".split())
WOULD = frozenset(("would", "'d", "’d", "could", "might"))
CONDITIONS = frozenset(("if", "unless", "once"))
BEHIND_WORDS = frozenset(("since",))
AHEAD_WORDS = frozenset(("ahead", "upcoming", "coming"))
BOUNDS = frozenset(("until", "till", "starting", "beginning"))
INTO = frozenset(("heading", "headed"))  # "headed into Friday's exam"
US = frozenset(("'s", "’s", "us"))
NOMINAL = frozenset(("NOUN", "PRON", "NUM"))  # also in "holds a fair, including one in May"
WORDS_BEFORE = 3
HIGHEST = 40  # steps up the tree; a parse has no circles, a long list is deep


def tense_at(first: Token, last: Token) -> Tense | None:
    """Whether what stands at some words is past or to come; None where no verb tells it.

    The present tells it only where the words go with the verb itself: "votes on Friday", not
    "fears the vote on Friday".
    Source: English grammar (Quirk et al. 1985, sections 4.21 to 4.48), over spaCy's tags.
    """
    near = first.doc[max(first.i - WORDS_BEFORE, 0) : first.i]
    before = {token.lower_ for token in near}
    verb = verb_over(last)
    tense = None if verb is None else _tense(verb, beside=_is_beside(last, verb))
    if before & BEHIND_WORDS or _is_since(last):
        return "past"
    if before & AHEAD_WORDS or ("into" in before and before & INTO):
        return "future"
    if before & BOUNDS and tense is None:  # "was open until Friday" bounds what was
        return "future"
    return tense


def is_of_the_verb(last: Token) -> bool:
    """Whether a time goes with a verb that itself tells its tense.

    "The vote in May" may lie on the other side of what is told of it, and what somebody said
    that he would do lies ahead only of his saying so.
    """
    if _is_since(last):
        return True
    verb = verb_over(last)
    if verb is None or not _is_beside(last, verb) or last.head.i == last.i:
        return False
    aux = {helper.lower_ for helper in helpers(verb)}
    return not aux & WOULD and ("to" not in aux or _tense(verb, beside=True) == "future")


def is_loosely_told(last: Token) -> bool:
    """Whether the tense of a time is a guess, although the time goes with the verb itself.

    A participle has the tense of the verb above, and what "is" may be over: "seeking a win in
    the vote on May 9, the mayor spoke", "there is more rain in May".
    """
    verb = verb_over(last)
    if verb is None or {helper.lower_ for helper in helpers(verb)}:
        return False
    return verb.tag_ == "VBG" or (verb.lemma_ == "be" and verb.tag_ in ("VBZ", "VBP"))


def _is_since(token: Token) -> bool:
    """Whether a word is what "since" is said of: "since his fall from the roof in May"."""
    for _ in range(HIGHEST):
        if token.lower_ in BEHIND_WORDS and token.dep_ == "prep":
            return True
        if token.head.i == token.i or token.tag_ in ("VBD", "VBZ", "VBP"):
            return False
        token = token.head
    return False


def verb_over(token: Token) -> Token | None:
    """The verb that a word belongs to, or the adjective in its place ("due", "likely")."""
    for _ in range(HIGHEST):
        if token.pos_ in ("VERB", "AUX") or token.lower_ in AHEAD:
            return token
        if token.head.i == token.i:
            return None
        token = token.head
    return None


def _is_beside(token: Token, verb: Token) -> bool:
    """Whether only prepositions and other words of the time stand between a word and its verb."""
    for _ in range(HIGHEST):
        if token.i == verb.i:
            return True
        if token.dep_ in ("dobj", "nsubj", "nsubjpass", "poss", "compound", "amod", "relcl"):
            return False
        token = token.head
        if token.pos_ in NOMINAL and token.ent_type_ not in ("DATE", "TIME"):
            return False
    return False


def _tense(verb: Token, *, beside: bool, depth: int = 0) -> Tense | None:
    aux = {helper.lower_ for helper in helpers(verb)}
    lemma, tag = verb.lemma_.lower(), _tag(verb, aux)
    if "to" in aux and "be" in aux and verb.dep_ in ("acl", "relcl", "advcl"):
        return "future"  # "a talk to be given on Friday"
    if tag == "VB" and _is_asked(verb, aux):
        return "future"
    if aux & WILL or verb.lower_ in WILL:
        return "future"
    if aux & OTHER_MODALS:
        return "past" if aux & HAVE else "future"
    if lemma in SET and (tag == "VBN" or verb.lower_ == "due"):
        return "future"
    if tag == "VBD" or aux & (WAS | HAVE) or (tag == "VBN" and not aux & BE):
        return "past"
    if lemma in AHEAD:
        return "future"
    if tag == "VBN":
        return None
    if tag in ("VBZ", "VBP") and _is_a_condition(verb):
        return "future"  # "if there is a fair on Friday"
    if tag in ("VBZ", "VBP") or (tag == "VBG" and aux & BE):
        return None if not beside else "past" if lemma in TELLING else "future"
    return _tense_above(verb, beside=beside, depth=depth)


def _tag(verb: Token, aux: set[str]) -> str:
    """The form of a verb: "to be printed" is an infinitive, "the keeper predicted" the past."""
    if verb.tag_ == "VBN" and {"to", "be"} <= aux and not aux & HAVE:
        return "VB"
    if verb.tag_ == "VBN" and not aux and any(c.dep_ == "nsubj" for c in verb.children):
        return "VBD"
    return str(verb.tag_)


def _is_a_condition(verb: Token) -> bool:
    """Whether an "if" leads the clause of the verb."""
    return verb.dep_ == "advcl" and any(
        child.dep_ == "mark" and child.lower_ in CONDITIONS for child in verb.children
    )


def _is_asked(verb: Token, aux: set[str]) -> bool:
    """Whether somebody is told to do it: "Meet us on Friday", "Let's meet on Friday"."""
    if aux or any(child.dep_ == "nsubj" and child.i < verb.i and child.lower_ not in US
                  for child in verb.children):  # fmt: skip
        return False
    above = verb.head
    return verb.dep_ == "ROOT" or (above.lower_ == "let" and above.tag_ == "VB")


def _tense_above(verb: Token, *, beside: bool, depth: int) -> Tense | None:
    """Of "to meet", "meeting": what the verb above says, or that it is wanted ("plans to meet")."""
    above = None if verb.head.i == verb.i else verb_over(verb.head)
    if above is None or depth > HIGHEST:
        return None
    finite_past = above.tag_ == "VBD" and above.lemma_.lower() not in SET
    must = above.lower_ in ("going", "has", "have", "'ve", "’ve")
    if (
        _tag(verb, {h.lower_ for h in helpers(verb)}) == "VB"
        and (must or above.lemma_.lower() in AHEAD)
        and not finite_past
    ):
        return "future"
    return _tense(above, beside=beside, depth=depth + 1)
