"""Who is said to have said what within another's words: "the keeper said the mayor had told
her that …".

The tagger's training marks one layer only. So it reads the contents it found once more, each
as a text of its own, where a verb of saying stands in it; and the rules over inner quotation
marks and grammar add what it does not see.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache

from firsthand.annotation.by_rules import SPEAKING_OF_ONESELF
from firsthand.annotation.clauses import FINITE
from firsthand.annotation.cues import english, is_of_kind, verbs_of_kind
from firsthand.annotation.drafts import Draft, Neighbours
from firsthand.annotation.outermost import outermost
from firsthand.annotation.parsing import Paragraph
from firsthand.annotation.quotations import find_quotations, is_marked
from firsthand.annotation.spans import Stretches, holds, joined, length
from firsthand.annotation.tagger import Tagged, tag
from firsthand.types import BodyView, Span, Spans

AS_QUOTED = re.compile(r"""\b(?:as|to) (?:an? )?["“‘']\w""")  # "dismissed the list as “a joke”"
NAMING = frozenset("brand call characterise characterize consider describe dub label liken".split())
IRREGULAR = {
    "admit": "admitted", "deny": "denied", "feel": "felt", "hold": "held", "say": "said",
    "speak": "spoke spoken", "swear": "swore sworn",
    "tell": "told", "think": "thought", "write": "wrote written",
}  # fmt: skip


def read_again(
    view: BodyView, outer: Sequence[Draft], paragraphs: Sequence[Paragraph]
) -> list[Draft]:
    """What the tagger finds when it reads the contents of ``outer`` alone.

    Only what somebody is plainly said to say, and who is not the speaker himself: "I think"
    inside a quotation is the speaker's own voice.
    """
    contents = [draft.content for draft in outer if _somebody_says(draft.content, view.text)]
    pieces = sorted({piece for content in contents for piece in content})
    if not pieces:
        return []
    inside = BodyView(view.text, _apart(pieces))
    read = tag(inside, find_quotations(inside))
    found = [_mapped(one, inside, view.text) for one in read]
    told = [one for one in found if _tells_of_another(one, view.text)]
    return outermost([one for one in told if _has_a_home(one, contents)], paragraphs)


def within(outer: Sequence[Draft], by_rules: Iterable[Draft]) -> list[Draft]:
    """Those drafts of the rules that stand within another's words."""
    by_rules = list(by_rules)
    around = Neighbours((*outer, *by_rules))
    outermost_ = {id(draft) for draft in outer}
    return [
        draft
        for draft in by_rules
        if any(
            id(other) in outermost_
            and holds(other.content, draft.cue)
            and holds(other.content, draft.content)
            and length(other.content) > length(draft.content)
            for other in around.of(draft)
        )
    ]


def is_told_within(draft: Draft, text: str) -> bool:
    """Whether it is words, and no deed or thought, that another's words tell: a verb of saying,
    words in marks, or a clause that somebody holds to be so ("she claims it LEAKED").

    Of 175 found within others' words on labelled pages readers marked 41, and of 58 without any
    of these one.
    """
    cue, words = draft.cue_token, draft.tokens(draft.content)
    if cue is None or english().is_saying(cue) or is_marked(draft.content, text):
        return True
    if is_of_kind(cue, "avers") and any(word.pos_ == "VERB" for word in words):
        return True  # "admitted taking it"
    if words and words[0].tag_ == "TO":
        return english().is_speech(cue)
    return any(word.tag_ in FINITE for word in words)


def beside(found: Sequence[Draft], by_rules: Iterable[Draft]) -> list[Draft]:
    """Those drafts of the rules whose cue and content nothing of ``found`` touches."""
    touched = Stretches(joined(s for draft in found for s in (*draft.cue, *draft.content)))
    return [
        draft
        for draft in by_rules
        if not any(touched.overlapping(span) for span in (*draft.cue, *draft.content))
    ]


def _apart(pieces: Sequence[Span]) -> list[Span]:
    """The pieces in order without those that begin inside the one before."""
    kept: list[Span] = []
    for piece in pieces:
        if not kept or piece.start >= kept[-1].end:
            kept.append(piece)
    return kept


def _mapped(one: Tagged, inside: BodyView, text: str) -> Tagged:
    """An attribution of the inner view in code points of the outer one, without the "that" which
    joins it there to the words around it: "said THAT the guild felt it leaked".
    """

    def back(spans: Spans) -> Spans:
        return tuple(piece for span in spans for piece in inside.spans(span.start, span.end))

    source, content = back(one.source), back(one.content)
    opens = len(content) > 1 and source and content[0].end <= source[0].start
    if opens and content[0].of(text).strip().lower() == "that":
        content = content[1:]
    return Tagged(source, back(one.cue), content, one.certainty)


def _has_a_home(one: Tagged, contents: Sequence[Spans]) -> bool:
    """Whether all of it lies in one content."""
    whole = (*one.source, *one.cue, *one.content)
    return any(holds(content, whole) for content in contents)


def _tells_of_another(one: Tagged, text: str) -> bool:
    source = " ".join(span.of(text) for span in one.source).lower()
    if not source or source in SPEAKING_OF_ONESELF:
        return False
    if any(_saying().search(span.of(text)) for span in one.cue):
        return True
    # "DERIDED the list as “a joke”": the words in marks are his
    quoted = is_marked(one.content, text) or any(AS_QUOTED.search(s.of(text)) for s in one.content)
    return quoted and any(_judging().search(span.of(text)) for span in one.cue)


def _somebody_says(content: Spans, text: str) -> bool:
    return any(
        _saying().search(text, span.start, span.end)
        or (
            _judging().search(text, span.start, span.end)
            and AS_QUOTED.search(text, span.start, span.end)
        )
        for span in content
    )


@cache
def _saying() -> re.Pattern[str]:
    """The forms of the verbs of saying, and "according to"."""
    forms = {form for verb in english().saying | verbs_of_kind("avers") for form in _forms(verb)}
    words = "|".join(sorted(map(re.escape, forms)))
    return re.compile(rf"\b(?:{words}|according to)\b", re.IGNORECASE)


@cache
def _judging() -> re.Pattern[str]:
    """The forms of the verbs that say what somebody thinks of a thing: "called", "derided"."""
    verbs = {*verbs_of_kind("judges"), *NAMING}
    words = "|".join(sorted(re.escape(form) for verb in verbs for form in _forms(verb)))
    return re.compile(rf"\b(?:{words})\b", re.IGNORECASE)


def _forms(verb: str) -> list[str]:
    past = IRREGULAR.get(verb, "").split()
    if verb.endswith("e"):
        return [verb, verb + "s", verb[:-1] + "ing", *(past or [verb + "d"])]
    if re.search("[^aeiou]y$", verb):
        return [verb, verb[:-1] + "ies", verb + "ing", *(past or [verb[:-1] + "ied"])]
    ending = "es" if re.search("(?:s|sh|ch|x)$", verb) else "s"
    return [verb, verb + ending, verb + "ing", *(past or [verb + "ed"])]
