"""Who stands beside a cue: the words that name or describe the source."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from firsthand.annotation.clauses import is_infinitive
from firsthand.annotation.cues import is_of_kind, lemma, recording_nouns
from firsthand.annotation.mentions import can_speak, is_person
from firsthand.words import CALENDAR

if TYPE_CHECKING:
    from spacy.tokens import Token

SUBJECTS = frozenset(("nsubj", "csubj"))
# Verbs with which the noun does the saying: "made a claim", "issued a warning".
LIGHT = frozenset(
    """add deliver express file give have hold issue keep lodge make offer post publish put raise
    reiterate release renew repeat send share sign take voice write""".split()
)
# Verbs whose passive subject belongs to what is said; that of "told", "urged" is told it.
RAISING = frozenset("allege believe claim report rumor say suppose think understand".split())
QUOTING = frozenset(("quote", "cite"))
LONGEST_ASIDE = 15  # tokens between a pair of commas
FINITE = frozenset(("VBD", "VBZ", "VBP"))
# What is never done to somebody: "he was taken home and ADMITTED that" is in the past.
DONE_TO_NOBODY = frozenset(
    """add admit announce argue boast complain concede confess explain insist joke lament
    post predict reply respond reveal say tweet vow write""".split()
)
MEASURES = frozenset(("percent", "cent", "%"))
PHRASE_ENDS = frozenset((",", ";", ":", "--", "—", "–", "-"))


def source_head(cue: Token) -> Token | None:
    """The head word of the source of ``cue``, or None where the sentence states nobody.

    A passive cue has the one it names after "by", or nobody: in "he was told" and "it
    was claimed" nobody is stated. A participle or a second verb has its clause's source.
    """
    head = _source_head(cue)
    if head is None and cue.dep_ == "ROOT" and cue.tag_ in FINITE:
        head = _subject_missed(cue)
    if head is not None and _is_loose_participle(cue) and not can_speak(head):
        head = _speaker_above(head)
    return None if head is None or is_measure(head) else head


def _is_loose_participle(cue: Token) -> bool:
    """Whether the cue is an "adding", "declaring" that hangs on a noun or a clause."""
    own = any(child.dep_ in SUBJECTS for child in cue.children)
    return cue.tag_ == "VBG" and cue.dep_ in ("acl", "advcl", "conj") and not own


def _speaker_above(head: Token) -> Token | None:
    """Whose words go on after a noun that cannot speak: "Reis said the attack was a crime,
    adding that …" has the participle hang on "attack", or on "crime".
    """
    for verb in head.ancestors:
        subject = next((child for child in verb.children if child.dep_ in SUBJECTS), None)
        if verb.pos_ == "VERB" and subject is not None and can_speak(subject):
            return subject
    return None


def quoted_as(cue: Token) -> Token | None:
    """The verb that quotes: "Norda QUOTED a source as saying that …"; else None."""
    prep = cue.head
    if cue.dep_ != "pcomp" or prep.lower_ != "as" or lemma(prep.head) not in QUOTING:
        return None
    return prep.head if prep.head.pos_ == "VERB" else None


def _quoted(quoting: Token) -> Token | None:
    """Who is quoted by a verb of quoting: its object, or what is its subject in the passive."""
    quoted = (child for child in quoting.children if child.dep_ in ("dobj", "nsubjpass"))
    return next(quoted, quoting.head if quoting.dep_ == "acl" else None)


def _quoted_saying(cue: Token) -> Token | None:
    """Who is quoted where another noun stands between: "Norda quoted A SPOKESMAN for the millers
    SAYING that it leaked".
    """
    quoted = (t for t in cue.ancestors if t.dep_ == "dobj" and lemma(t.head) in QUOTING)
    return next((t for t in quoted if cue.tag_ == "VBG" and can_speak(t)), None)


def _subject_missed(cue: Token) -> Token | None:
    """The noun phrase that ends where a finite verb begins, which the parser hung elsewhere.

    An age or an apposition between commas stands between: "The keeper, 63, tweeted".
    """
    if is_passive(cue) or any(child.dep_ in (*SUBJECTS, "expl") for child in cue.children):
        return None
    at = _before_aside(cue, _back_over(cue, cue.i - 1))
    if at < cue.sent.start or cue.doc[at].pos_ not in ("NOUN", "PROPN", "PRON"):
        return None
    return _phrase_head(cue.doc[at], cue)


def _phrase_head(word: Token, cue: Token) -> Token | None:
    """The head of the noun phrase that a word before the cue ends, or None.

    "As a part of the deal, Tom Katz, 44, said": the parser may take the name for another
    word for the deal, which is in a phrase of its own.
    """
    head, named = word, None
    while head.dep_ in ("pobj", "prep", "appos", "compound") and head.head.i < cue.i:
        if head.dep_ == "appos" and named is None:
            named = head
        head = head.head
    return head if head.pos_ in ("NOUN", "PROPN", "PRON") else named


def _back_over(cue: Token, at: int) -> int:
    while at >= cue.sent.start and _is_no_part(cue.doc[at]):
        at -= 1
    return at


def _is_no_part(word: Token) -> bool:
    """Whether a word between a subject and its verb is no part of it: a day, a mark, a little
    word ("Reis ALSO said", "Reis FRIDAY said").
    """
    day = word.text in CALENDAR or word.lower_ in ("today", "tonight", "tomorrow", "yesterday")
    return day or word.pos_ in ("PUNCT", "AUX", "ADV", "NUM")


def _before_aside(cue: Token, at: int) -> int:
    """Where the words before a pair of commas end, if a pair ends before the cue."""
    passed = [token.text for token in cue.doc[at + 1 : cue.i]]
    if passed.count(",") != 1 or at < cue.sent.start:
        return at  # no aside, or one that is a mere number, which is behind us
    for comma in range(at, max(at - LONGEST_ASIDE, cue.sent.start), -1):
        token = cue.doc[comma]
        if token.tag_ in FINITE:
            break
        if token.text == ",":
            return _back_over(cue, comma)
    return at


def is_measure(head: Token) -> bool:
    """Whether the word is a share or a figure and nobody: "was 100 percent ordered to stay".

    A share that is a subject is people: "51 percent of voters said".
    """
    if head.dep_ in (*SUBJECTS, "nsubjpass", "pobj"):
        return False
    return (head.pos_ == "NUM" and head.ent_type_ == "PERCENT") or head.lower_ in MEASURES


def _source_head(cue: Token) -> Token | None:
    if cue.pos_ == "NOUN":
        return _of_noun(cue)
    quoting = quoted_as(cue)
    if quoting is not None:
        return _quoted(quoting)
    if is_passive(cue):
        return agent_of(cue)
    subject = next((child for child in cue.children if child.dep_ in SUBJECTS), None)
    if subject is not None:
        return None if subject.lower_ in ("it", "there") and _is_impersonal(cue) else subject
    if cue.dep_ == "acl":
        return _heard_on(cue) or _quoted_saying(cue) or cue.head
    if _is_loose_participle(cue) and (heard := _heard_on_the_object(cue)) is not None:
        return heard
    if (other := doer_of(cue)) is not None:
        return other
    if cue.dep_ in ("conj", "xcomp", "advcl", "pcomp", "ccomp", "relcl", "dep") and (
        cue.head.i != cue.i
    ):
        above = cue.head if cue.dep_ != "pcomp" else cue.head.head
        return None if above.pos_ not in ("VERB", "AUX") else source_head_or_subject(above)
    return None


def doer_of(cue: Token) -> Token | None:
    """Who does what a verb tells that hangs on another's object, as the verb above it says:
    "forced THE OWNER to admit", "accused THE OWNER of saying"; else None.
    """
    verb = first_clause(cue)
    above = verb.head.head if verb.dep_ == "pcomp" else verb.head
    if above.pos_ != "VERB" or above.i == verb.i or not _has_a_doer(verb, above):
        return None
    roles = ("dobj", "dative", "nsubjpass", "nsubj") if is_passive(above) else ("dobj", "dative")
    inside = [child for child in above.children if child.dep_ in roles]
    on = (p for p in above.children if p.lower_ == "on" and p.i == above.i + 1)
    inside += [t for prep in on for t in prep.children]  # "called ON them", not "ON Monday"
    return next((t for t in inside if t.i < verb.i and can_speak(t)), None)


def _has_a_doer(verb: Token, above: Token) -> bool:
    """Whether it is the object of the verb above that does what the lower verb tells."""
    if verb.dep_ == "pcomp":
        return verb.head.lower_ in ("of", "for") and is_of_kind(above, "blames")
    return verb.dep_ in ("xcomp", "ccomp", "advcl") and is_infinitive(verb) and is_to_be_done(above)


def is_to_be_done(verb: Token) -> bool:
    """Whether a verb has its object do something: "URGED them to", "FORCED them to"."""
    return is_of_kind(verb, "directs") or is_of_kind(verb, "brings")


def first_clause(verb: Token) -> Token:
    """The first of clauses in a row: "who ROWED off and who says"; a later one that the parser
    hangs on the noun, as it hangs there.
    """
    while verb.dep_ == "conj" and verb.head.pos_ in ("VERB", "AUX"):
        verb = verb.head
    return verb


def _heard_on(cue: Token) -> Token | None:
    """The person of a recording: "a video of A DECKHAND claiming that …"; not the video."""
    people = (p for p in _people_of(cue.head) if p.i < cue.i and is_person(p))
    return next(people, None)


def _heard_on_the_object(cue: Token) -> Token | None:
    """The one of a recording right before the participle, which the parser hangs on the verb:
    "released a video of A DECKHAND claiming that …".
    """
    objects = (child for child in cue.head.children if child.dep_ == "dobj")
    people = (person for thing in objects for person in _people_of(thing))
    return next((person for person in people if person.i == cue.i - 1), None)


def _people_of(recording: Token) -> Iterator[Token]:
    """Whose recording it is: "a video OF A DECKHAND"; nobody, if it is no recording."""
    if str(recording.lemma_).lower() in recording_nouns():
        of = (c for c in recording.children if c.dep_ == "prep" and c.lower_ == "of")
        yield from (below for prep in of for below in prep.children if below.dep_ == "pobj")


def source_head_or_subject(verb: Token) -> Token | None:
    """The source of a verb that governs the cue; its passive subject counts too."""
    for child in verb.children:
        if child.dep_ in SUBJECTS or child.dep_ == "nsubjpass":
            return None if child.lower_ in ("it", "there") else child
    return source_head(verb) if verb.head.i != verb.i else None


def source_phrase(head: Token, cue: Token) -> list[Token]:
    """The words of the source: the head's phrase, cut where the cue stands in it."""
    phrase = [token for token in head.subtree if token.i != cue.i]
    if head.i < cue.i:
        phrase = [token for token in phrase if token.i < cue.i]
    else:
        phrase = [token for token in phrase if token.i > cue.i]
    if cue.dep_ == "relcl" and cue.head.i == head.i:  # "engineers who say": only the engineers
        phrase = [token for token in phrase if token.i < cue.left_edge.i]
    if cue.dep_ == "acl" and cue.head.i == head.i:  # "a video showing": only what precedes
        phrase = [token for token in phrase if token.i <= head.i] or [head]
    quoting = quoted_as(cue)
    if quoting is not None and quoting.head.i == head.i:  # "a source quoted by Norda as saying"
        phrase = [token for token in phrase if token.i < quoting.left_edge.i]
    if cue.pos_ == "NOUN":
        phrase = [token for token in phrase if token.dep_ != "case"]
    phrase = _contiguous(phrase, head)
    while phrase and (phrase[-1].text in PHRASE_ENDS or phrase[-1].is_space):
        phrase.pop()
    return phrase


def _contiguous(phrase: list[Token], head: Token) -> list[Token]:
    """The unbroken run of words around the head."""
    kept = [head]
    for token in sorted((t for t in phrase if t.i < head.i), key=lambda t: -t.i):
        if token.i == kept[0].i - 1:
            kept.insert(0, token)
    for token in sorted((t for t in phrase if t.i > head.i), key=lambda t: t.i):
        if token.i == kept[-1].i + 1:
            kept.append(token)
    return kept


def _of_noun(cue: Token) -> Token | None:
    for child in cue.children:
        if child.dep_ == "poss":
            return child
        if child.dep_ == "prep" and child.lower_ in ("by", "from"):
            return next((below for below in child.children if below.dep_ == "pobj"), None)
    governor = cue.head
    if cue.dep_ == "dobj" and governor.pos_ == "VERB":
        # "issued a statement that" says it; "disputed claims that": somebody else's
        return source_head(governor) if lemma(governor) in LIGHT else None
    # "US estimates that": the name before the noun says whose they are
    return next((t for t in cue.lefts if t.dep_ == "compound" and t.pos_ == "PROPN"), None)


def is_passive(cue: Token) -> bool:
    """Whether the cue is done to its subject: "was told", "Asked what came next, he said"."""
    if any(child.dep_ in ("auxpass", "nsubjpass") for child in cue.children):
        return True
    if is_said_of_it(cue):
        return True
    own = {child.dep_ for child in cue.children}
    if cue.tag_ != "VBN" or own & {"aux", *SUBJECTS} or _is_past_after_all(cue):
        return False
    if cue.dep_ == "conj":  # "he was arrested and accused of theft"
        return is_passive(cue.head)
    return cue.dep_ in ("advcl", "acl")


def _is_past_after_all(cue: Token) -> bool:
    """Whether the parser takes the past for a participle: somebody "was taken home and ADMITTED
    that it leaked", "The keeper, 63, TWEETED that it leaked".
    """
    if lemma(cue) not in DONE_TO_NOBODY:
        return False
    if cue.dep_ == "conj":
        above = cue.head.children
        return any(t.dep_ == "nsubjpass" and (t.pos_ == "PRON" or is_person(t)) for t in above)
    clause = any(child.dep_ == "ccomp" for child in cue.children)
    alone = cue.dep_ == "acl" and cue.head.dep_ == "ROOT" and cue.nbor(-1).text == ","
    return clause and alone and is_person(cue.head)


def is_said_of_it(cue: Token) -> bool:
    """Whether a thing is "SAID to be" so, by nobody: "a boat said to be lost"; the parser may
    take the participle for the past, and the boat for its subject.
    """
    if cue.tag_ not in ("VBN", "VBD") or lemma(cue) not in RAISING or cue.dep_ == "ROOT":
        return False
    if cue.i == 0 or cue.i + 2 >= len(cue.doc) or cue.nbor(1).tag_ != "TO":
        return False
    before = cue.nbor(-1)
    helped = any(child.dep_ in ("nsubjpass", "aux", "auxpass") for child in cue.children)
    subject = next((child for child in cue.children if child.dep_ in SUBJECTS), None)
    shown = cue.dep_ == "ccomp" and lemma(cue.head) not in RAISING and lemma(cue.nbor(2)) == "be"
    own = subject is not None and not (shown and subject.i == before.i)
    return before.pos_ in ("NOUN", "PROPN") and not (helped or own)


def agent_of(cue: Token) -> Token | None:
    """Who did it, where a passive says so: "was asked BY A REPORTER"; the parser may hang it
    on what the thing is called ("was declared void BY NORDA").
    """
    named = [cue, *(child for child in cue.children if child.dep_ == "oprd")]
    by = (child for word in named for child in word.children if child.lower_ == "by")
    agents = (t for prep in by if prep.i > cue.i for t in prep.children if t.dep_ == "pobj")
    return next((t for t in agents if t.head.dep_ == "agent" or can_speak(t)), None)


def _is_impersonal(cue: Token) -> bool:
    return str(cue.lemma_) in ("seem", "appear", "be", "happen", "turn")
