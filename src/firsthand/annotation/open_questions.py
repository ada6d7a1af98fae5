"""Questions that the words of a page leave open and that whoever inquires would ask next."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from typing import TYPE_CHECKING

from firsthand import data
from firsthand.types import BodyView, Note

if TYPE_CHECKING:
    from spacy.tokens import Token

    from firsthand.annotation.parsing import Paragraph

ORDERS = frozenset(("command", "instruction", "order"))
GIVEN = frozenset(("give", "hand", "issue", "pass", "send"))
GOT = frozenset(("get", "have", "receive"))
CAME = frozenset(("come",))
TELLING = GIVEN | GOT | CAME
ORDERED = frozenset(("command", "instruct", "order", "tell"))
CLAUSE = frozenset("nsubj nsubjpass dobj xcomp advcl aux auxpass neg prt".split())
MESSAGE = "who gave the order? the words name nobody"


@cache
def harm_verbs() -> frozenset[str]:
    """What is done to others that one asks after, from ``harm_verbs.csv``."""
    return frozenset(row["verb"] for row in data.table("harm_verbs", columns=("verb", "example")))


def find_open_questions(view: BodyView, paragraphs: Sequence[Paragraph]) -> Iterator[Note]:
    """A note for each order to harm somebody whose giver the sentence leaves out.

    "An order was given to shoot", "they were told to burn it", "we got orders to fire". Nobody
    is filled in, not even whom the page names elsewhere.
    """
    for paragraph in paragraphs:
        for token in paragraph.doc:
            if not _is_order(token):
                continue
            clause = sorted(_clause(token), key=lambda word: word.i)
            span = paragraph.token_span(clause)
            for piece in view.spans(span.start, span.end)[:1]:
                yield Note("open-question", piece, MESSAGE)


def _is_order(verb: Token) -> bool:
    """Whether an order to do harm is given or got here and nobody is said to give it."""
    kind = verb.lemma_.lower()
    if kind not in ORDERED | TELLING or _is_open(verb):
        return False
    if kind in ORDERED and verb.pos_ == "VERB":
        passive = any(child.dep_ == "nsubjpass" for child in verb.children)
        return passive and _to_harm(verb) and not _giver(verb)
    places = {"nsubjpass"} if kind in GIVEN else {"nsubj"} if kind in CAME else {"dobj"}
    if kind not in TELLING:
        return False
    order = next((c for c in verb.children if c.dep_ in places and c.lemma_ in ORDERS), None)
    if order is None or _giver(verb) or _giver(order):
        return False
    return _to_harm(order) or _to_harm(verb)


def _is_open(verb: Token) -> bool:
    """Whether it is not told as done: "was NEVER told", "NO order was given", "IF they get"."""
    below = [*verb.children, *(word for child in verb.children for word in child.children)]
    return any(
        word.dep_ == "neg"
        or (word.dep_ == "det" and word.lower_ == "no")
        or (word.head == verb and word.tag_ == "MD")
        or word.lower_ in ("if", "unless", "whether")
        for word in below
    )


def _to_harm(head: Token) -> bool:
    """Whether what is ordered is an infinitive of harm: "to OPEN FIRE" as well as "to SHOOT"."""
    for child in head.children:
        if child.dep_ not in ("xcomp", "advcl", "acl") or not _infinitive(child):
            continue
        if child.lemma_.lower() in harm_verbs() or _opens_fire(child):
            return True
    return False


def _infinitive(verb: Token) -> bool:
    return any(child.dep_ == "aux" and child.lower_ == "to" for child in verb.children)


def _opens_fire(verb: Token) -> bool:
    return verb.lemma_ == "open" and any(
        c.dep_ == "dobj" and c.lower_ == "fire" for c in verb.children
    )


def _giver(head: Token) -> bool:
    """Whether somebody is named beside it: "by the colonel", "from above", "his orders"."""
    return any(
        child.dep_ in ("agent", "poss") or (child.dep_ == "prep" and child.lower_ in ("from", "by"))
        for child in head.children
    )


def _clause(verb: Token) -> Iterator[Token]:
    """The verb with what hangs on it, without clauses beside it or around it."""
    yield verb
    for child in verb.children:
        if child.dep_ in CLAUSE:
            yield from child.subtree
