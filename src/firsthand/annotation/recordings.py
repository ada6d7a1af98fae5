"""The recordings and documents that an article speaks of, and the hands they went through."""

from __future__ import annotations

import bisect
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING

from firsthand import data
from firsthand.annotation.attributions import Found
from firsthand.annotation.clauses import behind_the_verb, says_when_or_why, up_to_its_clause
from firsthand.annotation.cues import recording_nouns
from firsthand.annotation.drafts import Draft, Neighbours
from firsthand.annotation.elsewhere import is_elsewhere
from firsthand.annotation.handing_on import givers, leaked, leaked_to, part_of_them, verbs_on
from firsthand.annotation.hands import Hand, handed_on, is_no_party, names_a_medium, party_of
from firsthand.annotation.mentions import INDEFINITE, RELATIVE
from firsthand.annotation.parsing import Paragraph
from firsthand.annotation.sources import source_phrase
from firsthand.annotation.turns import Turns, turns_up
from firsthand.annotation.writings import maker_of
from firsthand.types import Span, Speaker

if TYPE_CHECKING:
    from spacy.tokens import Token

HEARD_THROUGH = frozenset(
    ["in", "within", "on", "during", "through", "via", "over", "from", "into"]
)
DEFINITE = frozenset(("the", "this", "that", "these", "those"))
LET_OUT = frozenset(("footage", "recording", "intercept"))  # who hears it had it from somebody
OBTAINING = frozenset(("acquire", "obtain"))  # what a medium has got it tells
NEXT = 1  # paragraphs on, for who is heard elsewhere too
SEPARATE = frozenset(("separate", "another", "second", "third", "other", "different", "new"))


@dataclass
class _Recording:
    """A recording or document that the article speaks of, with the hands it went through."""

    noun: str
    evidence: str
    span: Span
    hands: list[Hand] = field(default_factory=list)
    mentions: list[tuple[Span, Token]] = field(default_factory=list)


@dataclass(frozen=True)
class _Heard:
    """The recording that somebody was heard on last, the paragraph, and where his words start."""

    recording: _Recording
    paragraph: int
    start: int


def hands_of_recordings(
    found: Sequence[Found],
    speakers: dict[str, Speaker],
    paragraphs: Sequence[Paragraph],
    quoted: list[Span],
    turns: Turns,
) -> dict[str, tuple[list[Hand], bool]]:
    """For each attribution the hands of the recording it is on, and whether that is inferred.

    Stated where the sentence of the cue names the recording; inferred where the speaker
    was heard on it before and neither the article nor he has turned to anything else since.
    Whoever posts himself speaking is no hand besides himself.
    """
    starts = [p.start for p in paragraphs]
    recordings = _recordings(paragraphs, quoted, _Pronouns(found, speakers))
    around = Neighbours(f.draft for f in found)
    named = sorted(
        ((span, noun, recording) for recording in recordings for span, noun in recording.mentions),
        key=lambda mention: mention[0],
    )
    heard_on: dict[str, _Heard] = {}
    elsewhere: set[str] = set()
    result: dict[str, tuple[list[Hand], bool]] = {}
    for f in found:
        speaker = speakers.get(f.attribution.id)
        at = bisect.bisect_right(starts, f.draft.start) - 1
        here, noun = _named_here(f.draft, named, around)
        if here is not None and _is_of_himself(here, f.draft):
            result[f.attribution.id] = ([], False)
            continue
        if here is not None and speaker is not None:
            heard_on[speaker.id] = _Heard(here, at, f.draft.start)
        elif speaker is not None and _has_left(f.draft, speaker, at, heard_on, elsewhere, turns):
            heard_on.pop(speaker.id, None)
            if speaker.named or is_elsewhere(f.draft):
                elsewhere.add(speaker.id)
        still = heard_on.get(speaker.id if speaker is not None else "")
        recording = here or (still.recording if still is not None else None)
        if recording is not None:
            leaked_here = list(_leaked(f.draft.paragraph, noun, recording)) if noun else []
            hands = [*leaked_here, *_hands_of(recording)]
            if here is not None and _speaks_itself(here, f.draft):
                hands = [hand for hand in hands if hand.basis != "lost"]
            result[f.attribution.id] = (hands, here is None)
    return result


def _speaks_itself(recording: _Recording, draft: Draft) -> bool:
    """Whether nobody speaks but the recording: "an intercepted call REVEALED that …"; "a leaked
    letter FROM REIS" is his.
    """
    source = draft.source_token
    if source is None or str(source.lemma_).lower() != recording.noun:
        return False
    return maker_of(source) is None


def _has_left(
    draft: Draft,
    speaker: Speaker,
    at: int,
    heard_on: dict[str, _Heard],
    elsewhere: set[str],
    turns: Turns,
) -> bool:
    """Whether somebody no longer speaks on the recording that he was heard on, or never did.

    Who is known by the recording alone is on it wherever he speaks next; somebody named who
    spoke before it, or who speaks in a debate, only in the same paragraph and the next, and
    nobody named where the news has turned to another recording.
    """
    last = heard_on.get(speaker.id)
    if last is None or is_elsewhere(draft):
        return True
    if speaker.named and turns.is_between(last.start, draft.start):
        return True
    return speaker.id in elsewhere and at - last.paragraph > NEXT


def _is_of_himself(recording: _Recording, draft: Draft) -> bool:
    """Whether the speaker himself handed on the recording that he is heard on: "said in a video
    HE posted".
    """
    firsts = [draft.paragraph.tokens_under(hand.span)[:1] for hand in recording.hands]
    return bool(firsts) and all(
        hand.party is None and len(first) == 1 and _hands_on_himself(first[0], draft)
        for hand, first in zip(recording.hands, firsts, strict=True)
    )


def _hands_on_himself(word: Token, draft: Draft) -> bool:
    """Whether a pronoun is who says it in what he handed on: "said in a video HE posted"."""
    cue = draft.cue_token
    if word.lower_ not in ("he", "she") or cue is None or word.i == 0:
        return False
    # The parse may hang "a clip she posted on X" on the verb of saying.
    thing = word.head.head if word.head.dep_ == "relcl" else word.nbor(-1)
    heard = thing.dep_ == "pobj" and thing.head.lower_ in HEARD_THROUGH
    return heard and behind_the_verb(thing.head.head, cue) == cue


# -------------------------------------------------------------- recordings


class _Pronouns:
    """Whom "it" and "they" mean that hand a recording on within somebody's words.

    "The army said it had intercepted a call": the army, unless the words speak of
    somebody else before the pronoun. He and she may be anybody, and stay unresolved.
    """

    def __init__(self, found: Sequence[Found], speakers: dict[str, Speaker]) -> None:
        self._drafts: dict[int, list[Draft]] = {}
        for f in found:
            self._drafts.setdefault(f.draft.paragraph.start, []).append(f.draft)
        self._speakers = {id(f.draft): speakers.get(f.attribution.id) for f in found}

    def meant_by(self, paragraph: Paragraph, pronoun: Token) -> tuple[str | None, bool]:
        """The party a pronoun means and whether that is a name; (None, False): unknown."""
        at = paragraph.span(pronoun, pronoun)
        if pronoun.lower_ not in ("it", "they", "them"):
            return None, False
        for draft in reversed(self._drafts.get(paragraph.start, [])):
            piece = next((p for p in draft.content if p.covers(at)), None)
            speaker = self._speakers.get(id(draft))
            if piece is None:
                continue
            if speaker is None or speaker.kind not in ("organisation", "group"):
                return None, False
            before = Span(piece.start, at.start)
            if any(before.covers(paragraph.span(c[0], c[-1])) for c in paragraph.noun_chunks):
                return None, False
            return speaker.name or speaker.description, speaker.named
        return None, False


def _recordings(
    paragraphs: Sequence[Paragraph], quoted: list[Span], pronouns: _Pronouns
) -> list[_Recording]:
    """The recordings and documents of the article, in reading order."""
    known: list[_Recording] = []
    for paragraph in paragraphs:
        for token in paragraph.doc:
            evidence = recording_nouns().get(str(token.lemma_).lower())
            at = paragraph.start + token.idx
            if (
                evidence is None
                or token.pos_ != "NOUN"
                or _belongs_to_another(token)
                or any(q.start <= at < q.end for q in quoted)
            ):
                continue
            span = paragraph.span(token, token)
            recording = _same_recording(token, known) or _Recording(
                token.lemma_.lower(), evidence, span
            )
            if all(recording is not k for k in known):
                known.append(recording)
            recording.mentions.append((span, token))
            if _is_intercepted(token):  # before its hands, which tell what they handed on
                recording.evidence = "intercept"
            recording.hands += _hands_on(paragraph, token, recording, pronouns)
    return [recording for recording in known if _matters(recording)]


def _same_recording(token: Token, known: list[_Recording]) -> _Recording | None:
    """A definite mention is the last recording of that noun; "a", "separate": a new one.

    So is one that "surfaced": "footage emerged of a diver".
    A bare "the footage" is also the only recording of its group: the video before.
    """
    lemma = token.lemma_.lower()
    below = {child.lower_ for child in token.children}
    if below & (INDEFINITE | SEPARATE) or turns_up(token):
        return None
    same = next((r for r in reversed(known) if r.noun == lemma), None)
    if same is not None or not _points_back(token):
        return same
    groups = _groups()
    alike = [r for r in known if groups.get(r.noun, r.noun) == groups.get(lemma, lemma)]
    return alike[0] if len(alike) == 1 else None


def _points_back(token: Token) -> bool:
    """Whether a mention says nothing of its own: "the clip", not "the clip from the bridge"."""
    own = {child.dep_ for child in token.children}
    return bool({child.lower_ for child in token.children} & DEFINITE) and not own & {
        "poss",
        "prep",
        "acl",
        "relcl",
    }


def _belongs_to_another(token: Token) -> bool:
    """ "Video footage", "call recording": one recording, not two."""
    return token.dep_ == "compound" and token.head.lemma_.lower() in recording_nouns()


@cache
def _groups() -> dict[str, str]:
    """Recording nouns that may mean one thing: sound, pictures; a paper only itself."""
    rows = data.table("recordings", columns=("noun",))
    return {row["noun"]: row.get("group") or row["noun"] for row in rows}


def _is_intercepted(token: Token) -> bool:
    return any(
        child.lemma_.lower() == "intercept" or child.lower_ == "intercepted"
        for child in token.children
    )


def _matters(recording: _Recording) -> bool:
    """A recording proper, or a document that went through somebody's hands."""
    if recording.hands or recording.evidence in LET_OUT:
        return True
    return any(True for _, noun in recording.mentions for _ in leaked(noun))


# ------------------------------------------------------------------- hands


def _hands_on(
    paragraph: Paragraph, noun: Token, recording: _Recording, pronouns: _Pronouns
) -> list[Hand]:
    """Who handed the recording on, from the verbs that govern it."""
    hands = []
    for verb, action in verbs_on(noun):
        for party, giver in givers(verb, noun):
            words = source_phrase(party, giver)
            name, named = _party_or_nobody(paragraph, words, party, pronouns)
            paper = recording.evidence == "document" and giver.lemma_ in OBTAINING
            if paper and named and name and names_a_medium(name):
                action = "report"
            span = paragraph.span(min(words[0], giver, key=_at), max(words[-1], giver, key=_at))
            hands.append(Hand(name, named, action, recording.evidence, span))
            hands += _relative_hands(paragraph, party, recording)
    return hands


def _leaked(paragraph: Paragraph, noun: Token, recording: _Recording) -> Iterator[Hand]:
    """The hand that nobody names of "a LEAKED memo", and the medium that "a memo leaked TO THE
    COURIER" came to.
    """
    for word in leaked(noun):
        span = paragraph.span(word, word)
        yield Hand(None, False, "release", recording.evidence, span, "lost")
        for medium in leaked_to(word):
            words = source_phrase(medium, medium.head)
            name, named = party_of(words, medium)
            if named and names_a_medium(name):
                at = paragraph.token_span(words)
                yield Hand(name, True, "report", recording.evidence, at)


def _party_or_nobody(
    paragraph: Paragraph, words: list[Token], head: Token, pronouns: _Pronouns
) -> tuple[str | None, bool]:
    """What to call a party; nobody for a pronoun that means nobody we know, and for a date."""
    if head.pos_ == "PRON":
        return pronouns.meant_by(paragraph, head)
    return (None, False) if is_no_party(head) else party_of(words, head)


def _at(token: Token) -> int:
    return int(token.i)


def _relative_hands(paragraph: Paragraph, party: Token, recording: _Recording) -> Iterator[Hand]:
    """ "by the border service, who broadcast it": the same party's second act."""
    for child in party.children:
        action = handed_on(child)
        if child.dep_ == "relcl" and action:
            words = [t for t in party.subtree if t.i < child.left_edge.i and not t.is_punct]
            if party.pos_ == "PRON":
                continue
            name, named = party_of(words or [party], party)
            yield Hand(name, named, action, recording.evidence, paragraph.span(party, child))


def _hands_of(recording: _Recording) -> list[Hand]:
    if recording.hands or recording.evidence not in LET_OUT:
        return recording.hands
    # The recording exists, so somebody let it out; the text does not say who.
    lost = Hand(None, False, "release", recording.evidence, recording.span, "lost")
    return [lost]


# ------------------------------------------------------- heard on which one


def _named_here(
    draft: Draft, named: list[tuple[Span, Token, _Recording]], around: Neighbours
) -> tuple[_Recording | None, Token | None]:
    """The recording that the sentence says the words are on, outside anybody's words.

    "In the call he told", "footage of a man saying", "a video showed a man saying": yes.
    "He said the video was old", "Commenting on the video, she said": no. ``named`` are
    the mentions of recordings, in order.
    """
    cue = draft.cue_token
    if cue is None:
        return None, None
    sentence = draft.paragraph.span(cue.sent[0], cue.sent[-1])
    first = bisect.bisect_left(named, sentence.start, key=lambda mention: mention[0].start)
    last = bisect.bisect_left(named, sentence.end, key=lambda mention: mention[0].start)
    for span, noun, recording in reversed(named[first:last]):
        said = any(
            any(piece.covers(span) for piece in other.content)
            and not any(piece.covers(draft.cue[0]) for piece in other.content)
            for other in around.of(draft)
        )
        if _carries(noun, cue, draft.source_token) and not said:
            return recording, noun
    return None, None


def _carries(noun: Token, cue: Token, source: Token | None) -> bool:
    """Whether the grammar puts the cue on the recording that ``noun`` names."""
    above = {token.i for token in up_to_its_clause(cue)}
    if noun.i in above:
        return not _is_spoken_of(noun, cue)
    noun = part_of_them(noun)
    if noun.dep_ == "pobj" and noun.head.lower_ in HEARD_THROUGH:
        heard = behind_the_verb(noun.head.head, cue)
        if heard != cue and any(heard == verb for verb, _ in verbs_on(noun)):
            heard = heard.head  # "IN a letter, MADE public by the board, she said"
        apart = any(map(says_when_or_why, up_to_its_clause(cue)))
        return heard.i in above or (not apart and cue.i in {t.i for t in heard.subtree})
    if noun.dep_ == "pobj" and noun.head.lower_ == "to" and noun.head.head.lower_ == "according":
        return noun.head.head.head.i in above  # "“It leaks,” he said, ACCORDING TO A TRANSCRIPT"
    speaks = noun.dep_ == "nsubj" and noun.head == cue and noun == source
    return speaks or (
        noun.dep_ in ("nsubj", "nsubjpass", "dobj") and noun.head.i in above - {cue.i}
    )


def _is_spoken_of(noun: Token, cue: Token) -> bool:
    """Whether a clause says something of the recording: "a clip that the judge CALLED dull"."""
    if cue.dep_ != "relcl" or cue.head != noun:
        return False
    whose = next((c for c in cue.children if c.dep_ == "nsubj"), None)
    within = cue.left_edge.lower_ in HEARD_THROUGH or cue.left_edge.lower_ == "where"
    return whose is not None and whose.lower_ not in RELATIVE and not within
