"""Who is told to have shot at, hurt or killed whom, in the order in which it is told.

Only what is told as done is read: no order, threat, fear, wish or denial. Who did it and to
whom are the words of the page ("my forces", "him"); a passive without "by" has nobody, and
nobody is filled in.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING

from firsthand import data
from firsthand.annotation.clauses import is_past, modal, negators
from firsthand.annotation.mentions import is_body, is_person
from firsthand.annotation.nouns import kind_of_noun
from firsthand.annotation.quotations import Quotation
from firsthand.annotation.spans import Stretches, innermost
from firsthand.types import Attribution, BodyView, Death, Harm, HarmKind, Span

if TYPE_CHECKING:
    from spacy.tokens import Token

    from firsthand.annotation.parsing import Paragraph

KINDS: dict[str, HarmKind] = {"attack": "attack", "hurt": "hurt", "death": "death"}
WHO_ACTS = "who"
BRINGS_IN = frozenset(("a", "an", "another", "one"))
POINTING = frozenset("the this that his her their my our your".split())
PRONOUNS = frozenset("he she they i we you it him her them me us those some many who".split())
AT = frozenset(("at", "on", "upon", "toward", "towards"))
BEGINS = frozenset("begin start continue keep resume proceed manage".split())
CLAIMS = frozenset(("claim", "say", "report", "believe", "know"))  # "is SAID to have shot"
WHO = frozenset(("who", "whom", "that", "which"))
IT = frozenset("it this that which what there itself".split())
IF = frozenset("if unless whether until lest before".split())
ALMOST = frozenset(("almost", "nearly", "narrowly"))
DEAD = frozenset(("dead",))
TO_DEATH = "death"
PEOPLE = frozenset("PERSON NORP".split())


@cache
def _rows() -> tuple[dict[str, str], ...]:
    return data.table("harms", columns=("verb", "harm", "frame", "example"))


@cache
def _verbs() -> dict[str, dict[str, HarmKind]]:
    """For each verb what it does in which frame, from ``harms.csv``."""
    found: dict[str, dict[str, HarmKind]] = defaultdict(dict)
    for row in (row for row in _rows() if row["frame"] != WHO_ACTS):
        found[row["verb"]][row["frame"]] = KINDS[row["harm"]]
    return dict(found)


@cache
def _counted() -> frozenset[str]:
    """Nouns for people who are counted: "civilians", "villagers"."""
    rows = data.table("counted_words", columns=("word", "kind", "means", "example"))
    return frozenset(row["word"] for row in rows if row["kind"] == "people")


@cache
def _forces() -> frozenset[str]:
    """Nouns for those who bear arms or act together: "forces", "comrades"."""
    return frozenset(row["verb"] for row in _rows() if row["frame"] == WHO_ACTS)


@dataclass(frozen=True, slots=True)
class _Read:
    """A verb of harm, what it does, who did it and to whom."""

    verb: Token
    kind: HarmKind
    by: Token | None
    to: Token | None
    so_did: Token | None = None  # the verb that says the same of another

    @property
    def words(self) -> list[Token]:
        return [*_phrase(self.by), self.so_did or self.verb, *_phrase(self.to)]


def find_harms(
    view: BodyView,
    paragraphs: Sequence[Paragraph],
    quotations: Sequence[Quotation],
    attributions: Sequence[Attribution],
) -> Iterator[Harm]:
    """Each harm to people that is told as done, in reading order."""
    quoted = Stretches(piece for q in quotations if q.depth == 0 for piece in q.pieces)
    for paragraph in paragraphs:
        for token in paragraph.doc:
            read = _read(token) or _so_did(token)
            if read is None:
                continue
            at = paragraph.span(token, token)
            whole = paragraph.token_span(read.words)
            for span in view.spans(whole.start, whole.end)[:1]:
                yield Harm(
                    span=span,
                    kind=read.kind,
                    verb=read.verb.lemma_.lower(),
                    by=_place(read.by, paragraph, view),
                    to=_place(read.to, paragraph, view),
                    attribution=innermost(span, attributions),
                    quoted=quoted.around(at) is not None,
                )


def _place(head: Token | None, paragraph: Paragraph, view: BodyView) -> Span | None:
    if head is None:
        return None
    at = paragraph.token_span(_phrase(head))
    return next(iter(view.spans(at.start, at.end)), None)


def _phrase(head: Token | None) -> list[Token]:
    """The words for somebody, without the clauses that hang on him and without those beside."""
    if head is None:
        return []
    out: list[Token] = []
    for child in head.children:
        near = child.dep_ in ("det", "amod", "compound", "nummod", "poss", "nmod", "quantmod")
        of = child.dep_ == "prep" and child.lower_ == "of"
        if near or of or child.dep_ in ("cc", "conj"):
            out += list(child.subtree) if child.dep_ != "conj" else _phrase(child)
    return sorted([*out, head], key=lambda word: word.i)


# ------------------------------------------------------------------------- one verb


def _read(verb: Token) -> _Read | None:
    if verb.pos_ != "VERB" or not _is_told_as_done(verb):
        return None
    frames = _verbs().get(verb.lemma_.lower(), {})
    for frame, kind in frames.items():
        read = _in_frame(verb, frame, kind)
        if read is not None and read.to is not None and _is_somebody(read.to):
            by = read.by if read.by is not None and _may_act(read.by) else None
            return None if _is_said_again(read) else replace(read, by=by)
    return None


def _in_frame(verb: Token, frame: str, kind: HarmKind) -> _Read | None:
    """Who did it to whom in one frame of the table; None: it is not that frame."""
    doer, done_to = _doer(verb), _done_to(verb)
    if frame == "subject":  # "a cook DIED"
        return _Read(verb, kind, None, doer)
    if frame == "object":
        harder: HarmKind = "death" if _to_death(verb) else kind
        return _Read(verb, harder, doer, done_to) if done_to else None
    if frame in AT:  # "fired AT them", "were fired AT"
        whom = _behind(verb, frame)
        if whom is None and any(c.lower_ == frame and not list(c.children) for c in verb.children):
            whom = done_to
        return _Read(verb, kind, doer, whom) if whom else None
    things = [c for c in verb.children if c.dep_ in ("dobj", "dative")]
    if frame == "fire":  # "opened FIRE on them"; a page that lost a word: "opened fire them"
        named = (word.lower_ for thing in things for word in (thing, *thing.children))
        if "fire" not in named:
            return None
        at = (_behind(up, on) for up in (verb, *things) for on in AT)
        bare = (thing for thing in things if thing.lower_ != "fire")
        return _Read(verb, kind, doer, next(filter(None, (*at, *bare)), None))
    suffered = any(thing.lemma_.lower() == frame for thing in things)
    return _Read(verb, kind, None, doer) if suffered else None


def _behind(verb: Token, preposition: str) -> Token | None:
    for child in verb.children:
        if child.dep_ in ("prep", "dative") and child.lower_ == preposition:
            return next((below for below in child.children if below.dep_ == "pobj"), None)
    return None


def _is_passive(verb: Token) -> bool:
    passive = any(c.dep_ in ("nsubjpass", "auxpass", "agent") for c in verb.children)
    return passive or (verb.dep_ == "acl" and verb.tag_ == "VBN")


def _doer(verb: Token) -> Token | None:
    """Who does it; of a passive, whom "by" names."""
    if _is_passive(verb):
        agents = (c for by in verb.children if by.dep_ == "agent" for c in by.children)
        return next((c for c in agents if c.dep_ == "pobj"), None)
    return _subject(verb)


def _done_to(verb: Token) -> Token | None:
    if _is_passive(verb):
        return verb.head if verb.dep_ == "acl" else _subject(verb)
    return next((c for c in verb.children if c.dep_ == "dobj"), None)


def _subject(verb: Token) -> Token | None:
    """The subject of a verb, also where it stands with "began to", with the verb before "and",
    or is who a relative clause is about.
    """
    # the last before it: "KIEV - Two MEN were shot"
    before = [c for c in verb.children if c.dep_ in ("nsubj", "nsubjpass") and c.i < verb.i]
    if before:
        own = before[-1]
        about = verb.head if verb.dep_ == "relcl" else None
        return about if own.lower_ in WHO else own
    if verb.dep_ == "xcomp" and (verb.head.lemma_ in BEGINS | CLAIMS):
        return _subject(verb.head)
    if verb.dep_ == "conj" and verb.head.pos_ in ("VERB", "AUX"):
        return _subject(verb.head)  # "was stopped AND shot"
    return None


def _to_death(verb: Token) -> bool:
    """Whether it says that he is dead of it: "shot DEAD", "stabbed to DEATH"."""
    things = (c for thing in verb.children if thing.dep_ == "dobj" for c in thing.children)
    beside = [c for c in (*verb.children, *things) if c.i > verb.i]
    return any(
        c.lower_ in DEAD or (c.lower_ == "to" and any(b.lower_ == TO_DEATH for b in c.children))
        for c in beside
    )


def _so_did(did: Token) -> _Read | None:
    """The same of another: "the cook died, but the miller DID TOO"."""
    verb = did.head
    too = any(child.lower_ in ("too", "so", "also", "as") for child in did.children)
    if did.lemma_ != "do" or did.dep_ != "conj" or not too or negators(did):
        return None
    first, whom = _read(verb), _subject(did)
    if first is None or first.by is not None or whom is None or not _is_somebody(whom):
        return None
    return replace(first, to=whom, so_did=did) if first.to == _subject(verb) else None


def _is_said_again(read: _Read) -> bool:
    """Whether the next verb says the worse of the same people: "was SHOT and killed"."""
    worse = (c for c in read.verb.children if c.dep_ == "conj" and c.lemma_.lower() in _verbs())
    alone = (all(w.dep_ not in ("nsubj", "nsubjpass") for w in c.children) for c in worse)
    return _is_passive(read.verb) and any(alone)


# ------------------------------------------------------------------ told as done, to people


def _is_told_as_done(verb: Token) -> bool:
    """Whether the verb is in the past and stands under nothing that takes it back: no "if", no
    "would", no "not", no order, no wish.
    """
    if negators(verb) or modal(verb) is not None or _hangs_on_an_if(verb):
        return False
    if any(c.dep_ == "advmod" and c.lower_ in ALMOST for c in verb.children):
        return False
    if verb.dep_ == "xcomp":  # "BEGAN to shoot", "is SAID to have shot"
        above = verb.head
        claimed = above.lemma_ in CLAIMS and any(c.lower_ == "have" for c in verb.children)
        if above.lemma_ in BEGINS:
            return _is_told_as_done(above) and not negators(above)
        return claimed
    if verb.dep_ == "conj" and not any(c.dep_ in ("aux", "auxpass") for c in verb.children):
        first = verb.head
        if first.pos_ in ("VERB", "AUX") and (verb.tag_ in ("VB", "VBN", "VBG")):
            return _is_told_as_done(first)
    if verb.dep_ == "acl" and verb.tag_ == "VBN":
        return any(c.dep_ == "agent" for c in verb.children)
    if verb.tag_ == "VBG":
        return any(c.lower_ in ("was", "were", "been") for c in verb.children if c.dep_ == "aux")
    helped = [c.lower_ for c in verb.children if c.dep_ in ("aux", "auxpass")]
    if verb.tag_ == "VBN":
        return bool({"was", "were", "been", "had", "has", "have", "got", "'ve", "’ve"} & {*helped})
    if verb.tag_ == "VB":
        return "did" in helped
    return verb.tag_ == "VBD" and is_past(verb)


def _hangs_on_an_if(verb: Token) -> bool:
    """Whether the clause, or one around it, is a condition, a question or what is wanted."""
    for above in (verb, *verb.ancestors):
        marks = (c for c in above.children if c.dep_ in ("mark", "advmod"))
        if any(c.lower_ in IF for c in marks) and above.dep_ in ("advcl", "ccomp", "pcomp"):
            return True
        if above.dep_ not in ("advcl", "conj", "xcomp", "ccomp", "relcl"):
            return False
    return False


def _may_act(head: Token) -> bool:
    """Whether words mean somebody who can do harm: people, a body, a country, no fire."""
    if head.pos_ == "PROPN":
        return head.ent_type_ not in ("EVENT", "WORK_OF_ART", "DATE", "TIME", "LOC", "FAC")
    return _is_somebody(head) or is_body(head) or kind_of_noun(head) == "organisation"


def _is_somebody(head: Token) -> bool:
    """Whether words mean people: a person, a group, a number of dead, "ours"."""
    if any(word.lower_ == "how" for word in head.subtree):  # "not known HOW many died"
        return False
    if head.pos_ == "PRON":
        return head.lower_ not in IT
    if head.lemma_.lower() in _forces():
        return True
    if head.ent_type_ in PEOPLE or is_person(head) or head.lower_ in _counted():
        return True
    if head.pos_ == "NUM":
        return True
    return not is_body(head) and kind_of_noun(head) in ("person", "group")


# ----------------------------------------------------------------------------- deaths


def find_deaths(harms: Sequence[Harm], text: str) -> tuple[Death, ...]:
    """Who is told to be dead, each once as far as the words tell that two are one.

    One person is met again by "the" and his noun, or by his surname. Two who are both brought
    in by "a" or "another" are two, and a pronoun is nobody's.
    """
    told: list[tuple[str, Span, list[int]]] = []
    for number, harm in enumerate(harms):
        if harm.kind != "death" or harm.to is None:
            continue
        words = harm.to.of(text).split()
        key = _key(words)
        known = [one for one in told if one[0] == key] if key else []
        if len(known) == 1 and words[0].lower() not in BRINGS_IN:
            known[0][2].append(number)
        else:
            told.append((key, harm.to, [number]))
    return tuple(Death(who, tuple(numbers)) for _, who, numbers in told)


def _key(words: Sequence[str]) -> str:
    """What one of the dead is known by further on; empty for a pronoun, and for several, who
    may be others each time.
    """
    small = [word.lower() for word in words]
    if "and" in small or (len(small) == 1 and small[0] in PRONOUNS):
        return ""
    if small[0] in BRINGS_IN | POINTING and len(small) > 1 and small[1] != "of":
        stop = small.index("of") if "of" in small else len(small)
        return small[stop - 1]
    return small[-1] if words[-1][:1].isupper() else ""
