"""Attributions by rules over quotation marks and grammar, outer and inner ones.

The tagger decides the outermost layer; its training marks one layer only. What stands
inside another's words is read here: "the keeper said the mayor had told her that …".
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from firsthand.annotation.cues import (
    HEARSAY_ADVERBS,
    english,
    is_of_kind,
    lemma,
    recording_nouns,
)
from firsthand.annotation.direct import direct, quoted_inside
from firsthand.annotation.drafts import Draft, Neighbours, reading_order, without_carriers
from firsthand.annotation.hands import handed_on
from firsthand.annotation.mentions import is_person
from firsthand.annotation.nouns import kind_of_noun
from firsthand.annotation.parsing import Paragraph
from firsthand.annotation.quotations import MARK, Quotation, is_marked
from firsthand.annotation.reported import is_nobody, is_supposed, reported
from firsthand.annotation.sources import QUOTING, SUBJECTS, quoted_as
from firsthand.annotation.spans import Stretches, holds, joined, length, shared
from firsthand.annotation.unsaid import CLAUSES, SEEMING, is_unsaid
from firsthand.types import BodyView, Span, Spans
from firsthand.words import WORD

if TYPE_CHECKING:
    from spacy.tokens import Token

POINTERS = frozenset(
    ["it", "this", "that", "these", "those", "them", "him", "her", "so", "what", "which"]
)
REPORTING = frozenset(("report", "write"))
FILLED = 0.6  # of the outer content; "as", "that", a day and blanks are the rest
SPEAKING_OF_ONESELF = frozenset(("i", "we", "me", "us", "you", "who"))
# Adjectives that tell what somebody says of a thing: "was CRITICAL of the plan".
TELLING = frozenset(
    """adamant certain clear confident contemptuous critical dismissive doubtful dubious hopeful
    optimistic pessimistic sceptical scathing skeptical sure unconvinced""".split()
)
WHO_OR_HOW = frozenset(("WDT", "WP", "WRB"))
HANDED_ON = frozenset(("it", "them"))


def drafts_by_rules(
    view: BodyView, paragraphs: Sequence[Paragraph], quotations: Sequence[Quotation]
) -> list[Draft]:
    """All that quotation marks and grammar tell, in reading order, an outer before an inner.

    Quotations first: the grammar of a sentence must not cut one in two.
    """
    cues = english()
    spoken = direct(quotations, paragraphs, view.text, cues)
    spoken += quoted_inside(quotations, paragraphs, view.text, cues)
    taken = {d.paragraph.start + d.cue_token.idx for d in spoken if d.cue_token is not None}
    marks = _marks(quotations, (piece for draft in spoken for piece in draft.content), view.text)
    told: list[Draft] = []
    for paragraph in paragraphs:
        for draft in reported(paragraph, view.text, cues, taken=taken):
            fitted = _fit(draft, marks)
            if fitted is None or is_handing_on(fitted):
                continue
            if not fitted.inside_quotation or _tells_of_another(fitted):
                told.append(fitted)
    told = [without_carriers(draft, view.text) for draft in told]
    drafts = [d for d in (*spoken, *told) if _says_something(d, view.text)]
    around = Neighbours(drafts)
    kept = [
        d
        for d in drafts
        if not (is_wrapper(d, around) or is_topic(d, around) or _is_second_verb(d, around))
        if not (_is_hedge(d, around, view.text) or is_unsaid(d, view.text))
    ]
    return sorted(kept, key=lambda d: reading_order(d.content))


def _says_something(draft: Draft, text: str) -> bool:
    """Whether the content is more than a pronoun that points elsewhere ("broadcast it")."""
    words = [word for span in draft.content for word in WORD.findall(span.of(text).lower())]
    return any(word not in POINTERS for word in words)


def is_no_statement(draft: Draft) -> bool:
    """Whether nobody said it: "nobody said that …", "if he says …", "she may say …"; nor does the
    reader ("you can see how it leaks").
    """
    cue, source = draft.cue_token, draft.source_token
    if cue is not None and is_supposed(cue):
        return True
    if source is not None:
        return source.lower_ == "you" or is_nobody([t for t in source.subtree if not t.is_punct])
    return not draft.source and not tells_something(draft)


def of_nobody(draft: Draft) -> Draft:
    """The draft, of nobody where something only seems so or is hearsay: its subject is spoken
    of and does not speak ("the crew seemed to sleep", "the mate allegedly slept").
    """
    if not draft.source or not (is_hearsay(draft) or _seems(draft)):
        return draft
    content = joined((*draft.source, *draft.content))
    return dataclasses.replace(draft, source=(), source_token=None, content=content)


def is_plainly_said(draft: Draft) -> bool:
    """Whether the cue's head is a verb of saying: "reportedly SAID"."""
    return draft.cue_token is not None and english().is_saying(draft.cue_token)


def is_hearsay(draft: Draft) -> bool:
    """Whether the cue is a "reportedly" or "allegedly"."""
    return draft.cue_token is not None and draft.cue_token.lower_ in HEARSAY_ADVERBS


def _seems(draft: Draft) -> bool:
    """Whether it seems so to somebody; who "seemed to SUGGEST" it has suggested it."""
    cue = draft.cue_token
    if cue is None or lemma(cue) not in SEEMING or any(map(_speaks, draft.tokens(draft.cue))):
        return False
    return any(child.dep_ in ("xcomp", "ccomp") for child in cue.children)


def _speaks(word: Token) -> bool:
    return lemma(word) not in SEEMING and english().is_speech(word)


def is_deed(draft: Draft, text: str) -> bool:
    """Whether something is done and nothing told: "soldiers defended the bridge", "the house
    passed a law that bans boats".

    The content is a thing or what is done to it, neither a clause nor words in quotation marks,
    and the cue a verb that tells nothing of a thing, one of looking ("saw the river"), or what
    somebody is ("was supportive of the plan").
    """
    cue = draft.cue_token
    if cue is None or cue.pos_ not in ("VERB", "AUX") or not draft.source:
        return False
    if is_marked(draft.content, text) or _is_a_clause(draft):
        return False
    if handed_on(cue) and _is_done_to(draft, cue):
        return True  # "stories about it have been published by several papers"
    if tells_something(draft) and (handed_on(cue) or _is_a_paper(draft)):
        return False
    if any(english().is_saying(word) or word.lower_ in TELLING for word in draft.tokens(draft.cue)):
        return False
    # "banned boats" and "saw a boat" are done; "barred the crew from rowing" and "found a boat
    # that leaked" tell of it
    if is_of_kind(cue, "forbids") or is_of_kind(cue, "looks"):
        return not tells_something(draft)
    return is_of_kind(cue, "things") or not _tells_of_a_thing(cue)


def _is_done_to(draft: Draft, cue: Token) -> bool:
    """Whether the content is only to what a passive verb is done."""
    words = draft.tokens(draft.content)
    return any(child.dep_ == "nsubjpass" and child in words for child in cue.children)


def _is_a_paper(draft: Draft) -> bool:
    """Whether a paper or a recording is the source, which tells by what it does: "a diary SHEDS
    LIGHT ON captains who slept".
    """
    source = draft.source_token
    return source is not None and (_is_recording(source) or kind_of_noun(source) == "document")


def _tells_of_a_thing(verb: Token) -> bool:
    kinds = ("blames", "directs", "judges", "names", "relates", "resolves", "treats")
    return english().is_speech(verb) or any(is_of_kind(verb, kind) for kind in kinds)


def _is_a_clause(draft: Draft) -> bool:
    """Whether the content is or holds what is told, or what to do: its verb hangs on nothing in
    it ("THAT IT LEAKS"), or on a noun or a preposition ("no evidence THAT IT LEAKS").
    """
    if draft.content[-1].end > draft.paragraph.end:
        return True
    words = draft.tokens(draft.content)
    inside = {word.i for word in words}
    tops = [word for word in words if word.head.i not in inside or word.head.i == word.i]
    told = any(word.pos_ in ("VERB", "AUX") and not _is_done(word) for word in tops)
    return told or any(_is_told_of(word) for word in words)


def _is_done(verb: Token) -> bool:
    """Whether a verb behind a preposition is only what is done: "aimed at TAKING the mill"."""
    told = any(child.dep_ in SUBJECTS or child.tag_ in WHO_OR_HOW for child in verb.children)
    return verb.dep_ == "pcomp" and verb.tag_ == "VBG" and not told


def _is_told_of(verb: Token) -> bool:
    """Whether a verb says what a noun or a preposition is about; not which is meant."""
    if verb.pos_ not in ("VERB", "AUX"):
        return False
    if verb.dep_ in CLAUSES:
        return not _is_done(verb)
    return verb.dep_ == "acl" and any(child.dep_ == "mark" for child in verb.children)


def is_handing_on(draft: Draft) -> bool:
    """Whether something is handed on, and why, and nothing is told: "who AIRED IT to show how
    the guards behaved". What the purpose says is nobody's statement.
    """
    cue = draft.cue_token
    verbs = [*draft.tokens(draft.cue), *([] if cue is None else [cue.head])]
    return any(
        child.dep_ == "dobj" and child.lower_ in HANDED_ON
        for verb in verbs
        if verb.pos_ == "VERB" and handed_on(verb)
        for child in verb.children
    )


def is_heard_in_a_recording(draft: Draft) -> bool:
    """Whether a recording stands before who speaks in it: "released audio in which a COOK says"."""
    cue, source = draft.cue_token, draft.source_token
    if cue is None or source is None or source.sent != cue.sent:
        return False
    return any(_is_recording(t) for t in source.sent if t.i < source.i < cue.i)


def shown_speaking(draft: Draft, by_cue: Mapping[Token, Draft]) -> Draft | None:
    """Who speaks on a recording, where the content begins with him: "a video showed A COOK SAYING
    nobody came". His words go as far as the tagger's, or the clause's where that goes on.
    """
    words = draft.tokens(draft.content)
    at = next((n for n, word in enumerate(words) if word.tag_ == "VBG"), 0)
    if not at or not _is_about_a_recording(draft):
        return None
    person, cue = words[at - 1], words[at]
    whole = words[0] == person.left_edge and person.i == cue.i - 1
    if not (whole and is_person(person) and english().knows(cue)):
        return None
    start = draft.paragraph.span(cue, cue).end
    rest = [Span(max(s.start, start + 1), s.end) for s in draft.content if s.end > start + 1]
    if not rest:
        return None
    rule = by_cue.get(cue)
    if rule is not None and any(span.overlaps(rule.content[0]) for span in rest):
        rest += rule.content
    return dataclasses.replace(
        draft,
        source=(draft.paragraph.token_span(words[:at]),),
        cue=(draft.paragraph.span(cue, cue),),
        content=joined(rest),
        cue_token=cue,
        source_token=person,
    )


def is_quoted_by_another(draft: Draft) -> bool:
    """Whether the cue is a verb of quoting with another below: "QUOTED a source as SAYING"."""
    return draft.cue_token is not None and quoted_as(draft.cue_token) is not None


def tells_something(draft: Draft) -> bool:
    """Whether there is a verb in the content: "the hinge was reported" tells nothing."""
    beyond = any(span.end > draft.paragraph.end for span in draft.content)
    return beyond or any(token.pos_ in ("VERB", "AUX") for token in draft.tokens(draft.content))


def is_wrapper(draft: Draft, around: Neighbours) -> bool:
    """Whether the draft is a hand and no speech: "released footage of X saying", "a video
    showed X saying". X speaks; who released or shows it is a hop of X's chain.
    """
    if is_only_an_aside(draft, around):
        return True
    if _quotes(draft) or _reports(draft):
        return any(_fills(other, draft) for other in around.of(draft) if other is not draft)
    inside = [
        other
        for other in around.of(draft)
        if other is not draft and other.source and holds(_all_of(draft), other.source)
    ]
    if inside and (_hands_a_recording_on(draft) or any(_names(other, draft) for other in inside)):
        return True
    heard = [other for other in inside if is_plainly_said(other) or _is_heard(other)]
    return _is_about_a_recording(draft) and any(
        holds(draft.content, (span,)) for other in heard for span in other.content
    )


def _is_heard(draft: Draft) -> bool:
    """Whether somebody does it before the camera: "a video shows a cook BLAMING the owner"; what
    "emails show that managers KNEW" is what the emails say.
    """
    return draft.cue_token is not None and draft.cue_token.tag_ == "VBG"


def _all_of(draft: Draft) -> Spans:
    """Cue and content: the tagger may cut in either, "published A CLIP OF A COOK | saying it"."""
    return (*draft.cue, *draft.content)


def whole_of_a_wrapper(draft: Draft, wrappers: Sequence[Draft], speaking: Neighbours) -> Draft:
    """The draft with its content up to the end of what a hand lets out: "released footage of a
    cook saying the gate held AND NOBODY CAME". Another who speaks in it ends it.
    """
    last = draft.content[-1].end
    if not draft.source or draft.content[0].start < draft.cue[-1].end:
        return draft
    said = (*draft.source, *draft.cue)
    around = next((w for w in wrappers if holds(_all_of(w), said)), None)
    if around is None:
        return draft
    others = (
        min((*other.source, *other.cue)).start
        for other in speaking.of(draft)
        if other.source and other.cue[0].start >= last and not _governs(draft, other)
    )
    end = min((around.content[-1].end, *others))
    if end <= last:
        return draft
    return dataclasses.replace(draft, content=joined((*draft.content, Span(last, end))))


def _governs(outer: Draft, inner: Draft) -> bool:
    """Whether the parse puts one cue below the other."""
    above, below = outer.cue_token, inner.cue_token
    return above is not None and below is not None and bool(above.is_ancestor(below))


def _names(speaking: Draft, draft: Draft) -> bool:
    """Whether the content only names who speaks: "has let out a clip of A COOK SAYING",
    "surfaced in WHICH A COOK SAYS".
    """
    if length(draft.content) <= length((*speaking.source, *speaking.cue)) + 2:
        return True
    names = draft.tokens((*speaking.source, *speaking.cue))
    words = [t for t in draft.tokens(draft.content) if t.tag_ not in ("WDT", "WP", "IN")]
    return all(word in names for word in words)


def _hands_a_recording_on(draft: Draft) -> bool:
    """Whether the content is a recording and what is in it: "published A VIDEO of a cook who";
    the tagger may take the recording for a part of the cue.
    """
    if any(token.pos_ == "NOUN" and _is_recording(token) for token in _of_the_cue(draft)):
        return True
    words = draft.tokens(draft.content[:1])
    inside = {token.i for token in words}
    top = next((t for t in words if t.head.i not in inside and not t.is_punct), None)
    return top is not None and _is_recording(top)


def _is_recording(word: Token) -> bool:
    """Whether a word is a noun for a recording: "a call", and not "had CALLED it unusable"."""
    return word.pos_ in ("NOUN", "PROPN") and str(word.lemma_).lower() in recording_nouns()


def _quotes(draft: Draft) -> bool:
    """Whether the cue gives another's words: "Norda QUOTED a source as saying that …"; not where
    the source is already who is quoted.
    """
    cue, source = draft.cue_token, draft.source_token
    quoted = source is not None and source.dep_ != "nsubj"
    return cue is not None and lemma(cue) in QUOTING and not quoted


def _reports(draft: Draft) -> bool:
    """Whether the cue stands behind or within what it passes on: "it leaks, she said, the
    Gazette REPORTED", "in the call, REPORTED by the Gazette, she said it leaks".
    """
    cue = draft.cue_token
    after = draft.cue[0].start > draft.content[0].start
    if cue is not None and cue.lower_ == "according":  # "he said, according to the Gazette"
        return draft.source_token is not None and draft.source_token.pos_ == "PROPN"
    return cue is not None and after and lemma(cue) in REPORTING


def is_only_an_aside(draft: Draft, around: Neighbours) -> bool:
    """Whether the cue is "as reported by the Gazette" in a sentence where another speaks."""
    return _is_an_aside(draft) and any(_same_sentence(draft, other) for other in around.of(draft))


def _is_an_aside(draft: Draft) -> bool:
    """Whether the cue is "reported by the Gazette" between commas: the hand of a sentence."""
    cue = draft.cue_token
    if cue is None or lemma(cue) not in REPORTING or cue.tag_ != "VBN":
        return False
    below = {child.dep_ for child in cue.children}
    return "agent" in below and not below & {"nsubjpass", "auxpass"}


def _same_sentence(draft: Draft, other: Draft) -> bool:
    """Whether another draft with a source stands in the sentence of this one's cue."""
    mine, theirs = draft.cue_token, other.cue_token
    return bool(
        other is not draft and other.source and mine and theirs and mine.sent == theirs.sent
    )


def _fills(inner: Draft, outer: Draft) -> bool:
    """Whether an attribution is all that the other's content holds."""
    own = (*inner.source, *inner.cue, *inner.content, *_listener(inner))
    if not inner.source or not holds(outer.content, inner.source + inner.content[:1]):
        return False
    return length(own) >= FILLED * length(outer.content)


def _listener(draft: Draft) -> Spans:
    """Who is told: "Ana Reis told THE ODRA EVENING POST", however long the name."""
    cue = draft.cue_token
    told = () if cue is None else (c for c in cue.children if c.dep_ in ("dobj", "dative"))
    spans = (draft.paragraph.token_span(list(one.subtree)) for one in told)
    return tuple(span for span in spans if not any(map(span.overlaps, draft.content)))


def _is_about_a_recording(draft: Draft) -> bool:
    """Whether a recording shows or is shown: a word of the cue, or the head of the source."""
    source = [draft.source_token] if draft.source_token is not None else []
    return any(map(_is_recording, (*_of_the_cue(draft), *source)))


def _of_the_cue(draft: Draft) -> list[Token]:
    """The words of a cue, without where it is said: "said IN A VIDEO" hands no video on."""
    said = is_plainly_said(draft)
    return [t for t in draft.tokens(draft.cue) if not (said and t.dep_ == "pobj")]


def _is_second_verb(draft: Draft, around: Neighbours) -> bool:
    """Whether another cue of the same source governs this one: "declined to say when"."""
    cue = draft.cue_token
    return cue is not None and any(
        other.cue_token == cue.head and other.source == draft.source
        for other in around.of(draft)
        if cue.dep_ == "xcomp" and other.cue_token is not None
    )


def _is_hedge(draft: Draft, around: Neighbours, text: str) -> bool:
    """Whether a "reportedly" only hedges what another draft gives with its source."""
    if not is_hearsay(draft):
        return False
    mine = _words_of((*draft.content, *draft.cue), text)
    return any(
        _words_of(other.content, text) <= mine
        and mine <= _words_of((*other.content, *other.cue, *other.source), text)
        for other in around.of(draft)
        if other.source and holds(other.content, draft.cue)
    )


def _words_of(spans: Iterable[Span], text: str) -> set[int]:
    """Where the words in the spans begin."""
    return {word.start() for s in spans for word in WORD.finditer(text, s.start, s.end)}


def is_topic(draft: Draft, around: Neighbours) -> bool:
    """Whether the draft only names what another is about: "Speaking about the two, she said"."""
    cue = draft.cue_token
    if cue is None or cue.dep_ != "advcl" or cue.tag_ != "VBG":
        return False
    governs = any(child.dep_ in ("ccomp", "xcomp") for child in cue.children)
    return not governs and any(other.cue_token == cue.head for other in around.of(draft))


@dataclass(frozen=True, slots=True)
class _Marks:
    """Where the quotations of a body are, and which of them have a speaker already."""

    outer: Stretches
    inner: Stretches
    spoken: frozenset[Span]
    text: str


def fitted(drafts: Iterable[Draft], quotations: Sequence[Quotation], text: str) -> list[Draft]:
    """The drafts, each fitted to the quotation marks it meets."""
    marks = _marks(quotations, (), text)
    fit = (_fit(draft, marks) for draft in drafts)
    return [draft for draft in fit if draft is not None]


def _marks(quotations: Sequence[Quotation], spoken: Iterable[Span], text: str) -> _Marks:
    return _Marks(
        outer=Stretches(piece for q in quotations if q.depth == 0 for piece in q.pieces),
        inner=Stretches(piece for q in quotations if q.depth == 1 for piece in q.pieces),
        spoken=frozenset(spoken),
        text=text,
    )


def _fit(draft: Draft, marks: _Marks) -> Draft | None:
    """Fit a content to the quotation marks it meets; None if its words are already spoken.

    A cue inside a quotation belongs to the speaker's own words, and its content stays
    inside them. Outside, a content that meets a quotation holds the whole of it.
    """
    around = marks.outer.around(draft.cue[0])
    if around is not None:
        words = _without_marks(around, marks.text)
        within = [
            Span(max(span.start, words.start), min(span.end, words.end))
            for span in draft.content
            if around.covers(span) and words.overlaps(span)
        ]
        within += [q for span in within for q in marks.inner.overlapping(span)]
        if not within or marks.inner.around(draft.cue[0]) is not None:
            return None
        inside = dataclasses.replace(draft, content=joined(within), inside_quotation=True)
        if _tells_of_it(draft, around):
            return dataclasses.replace(inside, source=(), source_token=None)
        return inside
    met = [q for span in draft.content for q in marks.outer.overlapping(span)]
    if met and all(q in marks.spoken for q in met) and _mostly(draft.content, met):
        return None
    return dataclasses.replace(draft, content=joined((*draft.content, *met)))


def _tells_of_it(draft: Draft, quoted: Span) -> bool:
    """Whether the source is who says the quotation: “They came, told us to go,” HE said."""
    who = draft.source_token
    behind = bool(draft.source) and draft.source[0].start >= quoted.end
    return behind and who is not None and english().is_saying(who.head)


def _without_marks(quoted: Span, text: str) -> Span:
    """The words of a quoted stretch, without its own marks and the comma before the last."""
    words = quoted.of(text)
    opening = MARK.match(words)
    closing = next((m for m in MARK.finditer(words) if m.end() == len(words) and m.start()), None)
    end = len(words[: closing.start()].rstrip(" ,")) if closing else len(words)
    start = opening.end() if opening else 0
    return Span(quoted.start + min(start, end), quoted.start + end)


def _mostly(content: Spans, quoted: Sequence[Span]) -> bool:
    return shared(content, quoted) > 0.5 * length(content)


def _tells_of_another(draft: Draft) -> bool:
    """Whether a cue inside a quotation reports the words of somebody else, whom it names."""
    source = draft.source_token
    by_another = source is not None and source.lower_ not in SPEAKING_OF_ONESELF
    return by_another and is_plainly_said(draft)
