"""The clause that a content says first: its predicate, what helps it, and what negates it.

The readings of spaCy's parse behind polarity and modality are here; what they mean is in
``tenor``.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from functools import cache
from typing import TYPE_CHECKING

from firsthand import data
from firsthand.annotation.cues import english, lemma

if TYPE_CHECKING:
    from spacy.tokens import Token

VERBS = frozenset(("VERB", "AUX"))
SUBJECTS = frozenset(("nsubj", "nsubjpass", "csubj", "csubjpass", "expl"))
# What stands beside the predicate and can carry its "no".
ARGUMENTS = SUBJECTS | {"dobj", "attr", "oprd", "dative"}
# A clause of these roles is a part of a noun, or says when and why, and not what.
SUBORDINATE = frozenset(("relcl", "advcl", "acl", "amod", "compound", "aux", "auxpass"))
BESIDE = frozenset(("acomp", "advmod"))
COMPLEMENTS = frozenset(("xcomp", "ccomp"))
MARKS = frozenset(("mark", "advmod"))
FINITE = frozenset(("VBD", "VBZ", "VBP", "MD"))
PAST = frozenset(("VBD", "VBN"))
BUT = frozenset(("but", "other"))
WHEN_OR_WHY = frozenset(
    "after although because before since though until when whereas while".split()
)
TURNED = frozenset(("had", "should", "were"))  # "HAD the pump worked", "WERE it to fail"
THINGS = frozenset(("dobj", "npadvmod", "pobj"))  # "threatened us with PRISON"
COUNTED = frozenset(("more", "fewer", "less", "later", "earlier", "sooner"))
INDIFFERENT = frozenset(("matter",))  # "no MATTER who asks" negates nothing


def says_when_or_why(verb: Token) -> bool:
    """Whether a verb leads a clause of its own that only says when or why: "she left after he
    SAID so", "she left, while he SAID so".
    """
    if verb.dep_ != "advcl" or not any(c.dep_ in SUBJECTS for c in verb.children):
        return False
    return any(c.dep_ in MARKS and c.lower_ in WHEN_OR_WHY for c in verb.children)


def up_to_its_clause(verb: Token) -> Iterator[Token]:
    """A verb and what it hangs on, as far as the clause goes that says when or why.

    "In a letter released by the guild she resigned after he SAID so": his words are not in it.
    """
    for above in (verb, *verb.ancestors):
        yield above
        if says_when_or_why(above):
            return


def behind_the_verb(token: Token, verb: Token) -> Token:
    """What a phrase hangs on; the verb, where the parser hung it on a name behind that:
    "said Ana Reis IN A LETTER".
    """
    return verb if token.dep_ == "nsubj" and token.head == verb and token.i > verb.i else token


def words(kind: str) -> frozenset[str]:
    """The words of one kind in ``tenor_words.csv``."""
    return _words().get(kind, frozenset())


@cache
def _words() -> dict[str, frozenset[str]]:
    rows = data.table("tenor_words", columns=("word", "kind", "example"))
    kinds = {row["kind"] for row in rows}
    return {k: frozenset(row["word"] for row in rows if row["kind"] == k) for k in kinds}


def predicate(content: Sequence[Token]) -> Token | None:
    """The verb of the first main clause among the words of a content; None: there is none.

    A clause that only says when, why or which is none; an infinitive, a participle ("of
    LYING") or a clause that a noun governs ("the claim that it LEAKS") is one where nothing
    better stands there.
    """
    inside = {token.i for token in content}
    tops = [t for t in content if (t.head.i not in inside or t.head == t) and not t.is_punct]
    # "denied the reports AND WENT": what a cue has beside a thing is the page's own
    tops = [t for t in tops if t.dep_ != "conj" or not any(o.dep_ == "dobj" for o in tops)]
    found = [verb for top in tops for verb in _verbs(top, inside) if not _is_contrast(verb, inside)]
    if any(top.dep_ in THINGS for top in tops):  # "threatened A STRIKE if it RAINED"
        found = [verb for verb in found if not _is_on_condition(verb)]
    better = [verb for verb in found if not _is_circumstance(verb)]
    finite = [verb for verb in better if is_finite(verb)]
    return next((_said_first(verb, inside) for verb in finite or better or found), None)


def _is_contrast(verb: Token, inside: Collection[int]) -> bool:
    """Whether "not" behind a comma sets a verb without a tense against what stands before:
    "a bread oven, NOT CAKE oven".
    """
    nots = (child for child in verb.children if child.dep_ == "neg" and child.i - 2 in inside)
    return not is_finite(verb) and any(t.nbor(-1).text == "," for t in nots)


def _said_first(verb: Token, inside: Collection[int]) -> Token:
    """The clause that a comma parts from the one which the parse puts above it: "the ROPE
    SNAPPED, that was the trouble".
    """
    if english().knows(verb):  # "the rope snapped, he said"
        return verb
    before = (c for c in verb.children if c.dep_ == "ccomp" and c.i < verb.i and c.i in inside)
    first = next((c for c in before if is_finite(c) and _is_whole(c)), None)
    who = subject(verb)
    if first is None or who is None or who.i < first.i:
        return verb
    return first


def _is_whole(verb: Token) -> bool:
    """Whether a clause stands for itself: not "while it RAINED", nor "the trouble IS, …"."""
    opener = verb.left_edge
    opens = opener.dep_ in MARKS and opener.tag_ in ("IN", "WRB")
    hangs = lemma(verb) == "be" and all(
        child.i < verb.i or child.is_punct for child in verb.children
    )
    return not (opens or hangs or _is_circumstance(verb))


def _verbs(top: Token, inside: Collection[int]) -> Iterator[Token]:
    """A top that is a verb; else the clauses that the parse hangs on it: "Sorry, but it IS"."""
    if _is_verb(top):
        yield top
        return
    if top.dep_ == "prep":  # "accused the owner OF lying"
        yield from (child for child in top.children if child.dep_ == "pcomp" and _is_verb(child))
        return
    for child in top.children:
        finite = child.dep_ == "acl" and child.tag_ == "VBD"  # "maybe the wall LEAKED"
        beside = finite or child.dep_ in ("ccomp", "conj", "parataxis", "advcl")
        if child.i in inside and beside and _is_verb(child):
            yield child


def _is_verb(token: Token) -> bool:
    return token.pos_ in VERBS and token.dep_ not in ("aux", "auxpass", "amod", "compound")


def clause_of_a_noun(content: Sequence[Token]) -> tuple[Token, Token] | None:
    """A noun that heads a content without a verb, and the clause that says what it is about:
    "no EVIDENCE that the gate was FORCED"; else None.
    """
    inside = {token.i for token in content}
    for noun in content:
        if noun.pos_ == "NOUN" and (noun.head.i not in inside or noun.head == noun):
            about = (c for c in noun.children if c.i in inside and _is_about(c))
            if (clause := next(about, None)) is not None:
                return noun, clause
    return None


def _is_about(verb: Token) -> bool:
    return has_that(verb) and verb.dep_ in ("acl", "ccomp", "relcl")


def _is_circumstance(verb: Token) -> bool:
    """Whether the clause is a part of a noun or says when, why or on what condition."""
    marked = verb.dep_ != "ccomp" and any(
        child.dep_ == "mark" and child.lower_ not in ("that", "for") for child in verb.children
    )
    return marked or verb.dep_ in SUBORDINATE or turned_round(verb) is not None


def _is_on_condition(verb: Token) -> bool:
    """Whether "if" or "unless", and no "even if", opens the clause of a verb."""
    marks = (child for child in verb.children if child.dep_ == "mark")
    opens = (m.lower_ in ("if", "unless") and m.nbor(-1).lower_ != "even" for m in marks if m.i)
    return verb.dep_ == "advcl" and any(opens)


def turned_round(verb: Token) -> Token | None:
    """The helper of a condition that stands before its subject: "HAD the pump worked"."""
    opener = next(iter(helpers(verb)), verb)
    who = [child for child in verb.children if child.dep_ in SUBJECTS]
    if opener.lower_ not in TURNED or not who or who[0].i < opener.i:
        return None
    before = opener.doc[opener.i - 1] if opener.i else None
    opens = before is None or before.is_punct or before.pos_ in VERBS or before.lower_ == "that"
    return opener if opens else None


def is_finite(verb: Token) -> bool:
    """Whether the verb, or its first helper, has a tense."""
    return verb.tag_ in FINITE or any(helper.tag_ in FINITE for helper in helpers(verb))


def is_past(verb: Token) -> bool:
    """Whether the verb, or its first helper, is in the past: "said", "had said"."""
    first = next(iter(helpers(verb)), verb)
    return first.tag_ == "VBD" or (first is verb and verb.tag_ in PAST)


def helpers(verb: Token) -> list[Token]:
    """Its auxiliaries in order: "WOULD HAVE leaked", "TO leak"."""
    return [child for child in verb.children if child.dep_ in ("aux", "auxpass")]


def subject(verb: Token) -> Token | None:
    """The head of its subject: not the "there" of "there is a leak"."""
    found = [child for child in verb.children if child.dep_ in SUBJECTS]
    return next(iter([t for t in found if t.dep_ != "expl"] or found), None)


def complement(verb: Token) -> Token | None:
    """The clause that the predicate governs: "we hope THAT IT HOLDS", "it is likely TO HOLD"."""
    tops = (verb, *(c for c in verb.children if c.dep_ in ("acomp", "attr", "nsubj")))
    return next((below for top in tops for below in top.children if _is_governed(below)), None)


def _is_governed(verb: Token) -> bool:
    """Whether a clause is the object of a predicate, or what its noun is about: "no question
    that you HAVE to" (the parser often takes that for a relative clause).
    """
    if verb.dep_ in COMPLEMENTS:
        return verb.pos_ in VERBS or is_infinitive(verb)
    about = verb.dep_ in ("acl", "relcl") and verb.pos_ in VERBS
    return about and (has_that(verb) or is_infinitive(verb))


def has_that(verb: Token) -> bool:
    """Whether "that" opens the clause of a verb."""
    return any(child.dep_ == "mark" and child.lower_ == "that" for child in verb.children)


def stated(verb: Token) -> list[str]:
    """What the predicate says, as words of the tables: the verb, and the adjective or noun
    of "is LIKELY".
    """
    beside = ("acomp", "attr", "oprd", "advmod")
    return [lemma(verb), *(lemma(c) for c in verb.children if c.dep_ in beside and c.i > verb.i)]


def asks_whether(verb: Token) -> bool:
    """Whether the clause is a question told: "WHETHER it held", "if it held" as an object."""
    marks = (child for child in verb.children if child.dep_ in MARKS)
    told = verb.dep_ in ("ccomp", "pcomp", "ROOT", "acl")
    return told and any(mark.lower_ in ("if", "whether") for mark in marks)


def negators(verb: Token) -> list[Token]:
    """The words that negate a predicate: "not", and "no" with its subject or object.

    "Not only", "no fewer than", "nothing but" and "no doubt" do not, nor does a "no" below a
    preposition ("left with no money").
    """
    own = [child for child in verb.children if _negates(child)]
    beside = [child for child in verb.children if child.dep_ in BESIDE]
    beside += [c for child in beside for c in child.children if c.dep_ == "advmod"]  # "not QUITE"
    own += [c for child in beside for c in no_of(child)]
    found: dict[bool, Token] = {}  # "no place, no place at all" is said once
    for child in verb.children:
        if child.dep_ in ARGUMENTS and child.dep_ not in ("csubj", "csubjpass"):  # "NOT to go is"
            found |= {child.dep_ in SUBJECTS: c for c in no_of(child)}
    return [*own[:1], *found.values()]


def _negates(token: Token) -> bool:
    """Whether a word directly below the predicate is a "not", a "never" or a "nobody"."""
    late = token.lower_ == "nor" and token.i > token.head.i  # "did not sleep NOR eat"
    return (
        token.lower_ in words("never")
        and token.dep_ not in ("intj", "prep", "conj")
        and not (late or _only_limits(token))
    )


def no_of(noun: Token) -> Iterator[Token]:
    """The "no" of a noun or adverb: "NO evidence", "NO longer", "NOT all of them"."""
    if lemma(noun) in words("no-doubt") or noun.lower_ in COUNTED:
        return
    for child in noun.children:
        figure = noun.like_num and noun.lower_ != "one"  # "No 9" is an address
        if child.i < noun.i and _negates(child) and not figure:
            yield child


def _only_limits(token: Token) -> bool:
    """Whether the word goes on to "only", "but" or a figure: "not ONLY", "nothing BUT"."""
    if token.i + 1 >= len(token.doc):
        return False
    after = token.doc[token.i + 1].lower_
    if token.lower_ in ("not", "n't", "n’t"):
        unable = token.doc[token.i - 1].lower_ in ("can", "ca", "could") and after != "only"
        return after in words("not-only") and not unable  # "couldn't just go home": did not
    if token.lower_ in ("nothing", "none"):
        return after in BUT
    if token.lower_ == "no" and token.dep_ in ("dobj", "attr", "oprd"):
        return True  # "they voted NO"
    return token.lower_ == "no" and after in COUNTED | INDIFFERENT


def modal(verb: Token) -> Token | None:
    """Its "will", "may" or "would": of "said he WOULD" the verb itself; also where the parser
    takes "they'd leave" for "had".
    """
    if verb.tag_ == "MD":
        return verb
    found = (h for h in helpers(verb) if h.tag_ == "MD" or (verb.tag_ == "VB" and _is_d(h)))
    return next(found, None)


def _is_d(helper: Token) -> bool:
    return helper.lower_ in ("'d", "’d")


def is_perfect(verb: Token) -> bool:
    """Whether "have" and a participle stand there: "would HAVE HELD"."""
    return any(helper.lower_ in ("have", "'ve", "’ve") for helper in helpers(verb))


def is_infinitive(verb: Token) -> bool:
    return any(helper.lower_ == "to" for helper in helpers(verb))
