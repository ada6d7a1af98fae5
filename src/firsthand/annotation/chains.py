"""Through which hands each statement reached the page.

First form: the utterer; the hands of a recording that the statement is on (released,
intercepted, shared, broadcast …); and the carrier phrases of its sentence ("as reported
by", "in an interview with", "told" an outlet). A hand whose name the page has lost
("…, reports.") is kept as a lost hop. Nothing is added that no word of the text states.
"""

from __future__ import annotations

import bisect
import calendar
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING

from firsthand import data
from firsthand.annotation.attributions import Found
from firsthand.annotation.cues import recording_nouns
from firsthand.annotation.drafts import LOST_CARRIER, Draft, Neighbours
from firsthand.annotation.mentions import INDEFINITE, RELATIVE, is_only_an_office, runs_through
from firsthand.annotation.parsing import Paragraph
from firsthand.annotation.quotations import Quotation
from firsthand.annotation.sources import source_phrase
from firsthand.types import BodyView, Hop, Span, Speaker

if TYPE_CHECKING:
    from spacy.tokens import Token

# From the utterer outwards: who records stands nearer than who shares.
NOT_A_PARTY = frozenset(("DATE", "TIME", "CARDINAL", "ORDINAL", "MONEY", "PERCENT", "QUANTITY"))
CALENDAR = frozenset(
    (*calendar.day_name, *calendar.day_abbr, *calendar.month_name, *calendar.month_abbr)
) - {""}
ORDER = ("record", "intercept", "interview", "translate", "release", "broadcast", "share", "post",
         "publish", "report")  # fmt: skip
HEARD_THROUGH = frozenset(
    ["in", "within", "on", "during", "through", "via", "over", "from", "into"]
)
DEFINITE = frozenset(("the", "this", "that", "these", "those"))
SEPARATE = frozenset(("separate", "another", "second", "third", "other", "different", "new"))
POSTING = frozenset(("tweet", "post"))


@dataclass(frozen=True)
class _Hand:
    """A hand before it has a place in a chain; ``span`` in code points of the view."""

    party: str | None
    named: bool
    action: str
    evidence: str | None
    span: Span
    basis: str = "stated"

    def hop(self, seq: int, view: BodyView, *, inferred: bool) -> Hop:
        spans = view.spans(self.span.start, self.span.end)
        basis = "lost" if self.basis == "lost" else "inferred" if inferred else "stated"
        return Hop(
            seq=seq,
            party=self.party,
            action=self.action,
            named=self.named,
            evidence=self.evidence,
            span=spans[0] if spans else None,
            basis=basis,  # type: ignore[arg-type]
        )


@dataclass
class _Recording:
    """A recording or document that the article speaks of, with the hands it went through."""

    noun: str
    evidence: str
    span: Span
    hands: list[_Hand] = field(default_factory=list)
    mentions: list[tuple[Span, Token]] = field(default_factory=list)


@dataclass(frozen=True)
class _Carrier:
    """A phrase with a party in it: what stands before the party, and what must follow."""

    before: re.Pattern[str]
    after: re.Pattern[str]
    action: str
    evidence: str | None
    must_be_outlet: bool


@cache
def _carriers() -> tuple[_Carrier, ...]:
    rows = data.table("carriers", columns=("pattern", "action", "evidence", "outlets_only"))
    return tuple(_carrier(row) for row in rows)


def _carrier(row: dict[str, str]) -> _Carrier:
    before, after = row["pattern"].split("{party}")
    return _Carrier(
        before=re.compile(before, re.IGNORECASE),
        after=re.compile(after, re.IGNORECASE),
        action=row["action"],
        evidence=row["evidence"] or None,
        must_be_outlet=row["outlets_only"] == "yes",
    )


@cache
def _hop_verbs() -> dict[str, str]:
    rows = data.table("hop_verbs", columns=("lemma", "action", "example"))
    return {row["lemma"]: row["action"] for row in rows}


# ------------------------------------------------------------------ public


def find_chains(
    found: Sequence[Found],
    speakers: dict[str, Speaker],
    paragraphs: Sequence[Paragraph],
    quotations: Sequence[Quotation],
    view: BodyView,
    *,
    outlet: str | None = None,
) -> dict[str, tuple[Hop, ...]]:
    """The chain of each attribution, by its id; ``speakers`` are by attribution id too.

    ``outlet`` is the page's own, if it is known: it is never a hop.

    An attribution of nobody has an empty chain, unless a hand after it is stated or lost.
    A nested attribution's chain is its own utterer and then the chain of the outer one.
    """
    quoted = [piece for q in quotations if q.depth == 0 for piece in q.pieces]
    recordings = _recordings(paragraphs, quoted, _Pronouns(found, speakers))
    on = _recording_of(found, speakers, recordings)
    chains: dict[str, tuple[Hop, ...]] = {}
    for f in sorted(found, key=lambda f: f.attribution.nested_in is not None):
        identity = f.attribution.id
        hops = _utterer(f, speakers.get(identity))
        outer = chains.get(f.attribution.nested_in or "", ())
        if outer:
            later = [*outer]
            if hops and hops[0].party is not None and hops[0].party == outer[0].party:
                hops = []  # "“I told the board that …,” she said": one hand, not two
        else:
            hands, inferred = on.get(identity, ([], False))
            own = [*_carried(f, quoted, view.text), *_lost(f, view.text)]
            ordered = sorted([*hands, *own], key=_distance)
            ordered = [hand for hand in ordered if not _is_own(hand, outlet)]
            ordered = _once(ordered, speakers.get(identity))
            later = [hand.hop(0, view, inferred=inferred and hand in hands) for hand in ordered]
        chains[identity] = tuple(_numbered([*hops, *later]))
    return chains


def _distance(hand: _Hand) -> int:
    """How far out a hand stands; whom the utterer told stands nearer than who reports it."""
    return ORDER.index("interview" if hand.evidence == "interview" else hand.action)


def _is_own(hand: _Hand, outlet: str | None) -> bool:
    """Whether a hand is the page's own outlet, also by the short name it gives itself."""
    if hand.party is None or outlet is None:
        return False
    words, own = (re.findall(r"\w+", name.lower()) for name in (hand.party, outlet))
    return bool(words) and words == own[-len(words) :]


def _numbered(hops: list[Hop]) -> Iterator[Hop]:
    for seq, hop in enumerate(hops, 1):
        yield Hop(
            seq, hop.party, hop.action, hop.party_id, hop.named, hop.evidence, hop.span, hop.basis
        )


def _utterer(found: Found, speaker: Speaker | None) -> list[Hop]:
    if speaker is None:
        # Somebody whom we do not know stands before the speaker who tells of it.
        nested = found.attribution.nested_in is not None
        spans = found.attribution.source
        return [Hop(1, None, "say", span=spans[0] if spans else None)] if nested else []
    cue = found.draft.cue_token
    action = "post" if cue is not None and cue.lemma_ in POSTING else "say"
    if cue is not None and cue.lemma_ in ("estimate", "project"):
        action = "estimate"
    if speaker.kind == "document":
        action = "publish"
    spans = found.attribution.source
    party = speaker.name or speaker.description
    return [Hop(1, party, action, named=speaker.named, span=spans[0] if spans else None)]


def _once(hands: list[_Hand], speaker: Speaker | None) -> list[_Hand]:
    """Each hand once, and never the utterer again as his own carrier."""
    kept: list[_Hand] = []
    own = ((speaker.name or speaker.description or "") if speaker else "").lower()
    for hand in hands:
        again = any((k.party, k.action) == (hand.party, hand.action) for k in kept)
        if not again and (hand.party is None or hand.party.lower() != own):
            kept.append(hand)
    if any(hand.party for hand in kept if hand.evidence):
        kept = [h for h in kept if h.party or h.action == "report" or h.basis == "stated"]
    return kept


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
            if any(before.covers(paragraph.span(c[0], c[-1])) for c in paragraph.doc.noun_chunks):
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
            recording.hands += _hands_on(paragraph, token, recording, pronouns)
            if _is_intercepted(token):
                recording.evidence = "intercept"
    return [recording for recording in known if _matters(recording)]


def _same_recording(token: Token, known: list[_Recording]) -> _Recording | None:
    """A definite mention is the last recording of that noun; "a", "separate": a new one.

    A bare "the footage" is also the only recording of its group: the video before.
    """
    lemma = token.lemma_.lower()
    below = {child.lower_ for child in token.children}
    if below & (INDEFINITE | SEPARATE):
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
    return bool(recording.hands) or recording.evidence in ("footage", "recording", "intercept")


def _hands_on(
    paragraph: Paragraph, noun: Token, recording: _Recording, pronouns: _Pronouns
) -> list[_Hand]:
    """Who handed the recording on, from the verbs that govern it."""
    hands = []
    for verb, action in _verbs_on(noun):
        for party, giver in _givers(verb, noun):
            words = source_phrase(party, giver)
            name, named = _party_or_nobody(paragraph, words, party, pronouns)
            span = paragraph.span(min(words[0], giver, key=_at), max(words[-1], giver, key=_at))
            hands.append(_Hand(name, named, action, recording.evidence, span))
            hands += _relative_hands(paragraph, party, recording)
    return hands


def _party_or_nobody(
    paragraph: Paragraph, words: list[Token], head: Token, pronouns: _Pronouns
) -> tuple[str | None, bool]:
    """What to call a party; nobody for a pronoun that means nobody we know, and for a date."""
    if head.pos_ == "PRON":
        return pronouns.meant_by(paragraph, head)
    return (None, False) if _is_no_party(head) else _party(words, head)


def _at(token: Token) -> int:
    return int(token.i)


def _verbs_on(noun: Token) -> Iterator[tuple[Token, str]]:
    verbs = [noun.head] if noun.dep_ in ("dobj", "nsubjpass") else []
    verbs += [c for c in noun.children if c.dep_ in ("acl", "relcl") and c.tag_ != "VBG"]
    for verb in verbs:
        # "intercepted by one and shared by another": the second verb is on the noun too
        for one in (verb, *(v for v in verb.conjuncts if v.i > verb.i and v.tag_ == verb.tag_)):
            if one.lemma_ in _hop_verbs():
                yield one, _hop_verbs()[one.lemma_]


def _givers(verb: Token, noun: Token) -> Iterator[tuple[Token, Token]]:
    """Who did the handing on: after "by", or the subject of an active verb."""
    for child in verb.children:
        if child.dep_ == "agent" or (child.dep_ == "prep" and child.lower_ == "by"):
            yield from ((below, verb) for below in child.children if below.dep_ == "pobj")
        elif child.dep_ == "nsubj" and child.i != noun.i and child.lower_ not in RELATIVE:
            yield child, verb


def _relative_hands(paragraph: Paragraph, party: Token, recording: _Recording) -> Iterator[_Hand]:
    """ "by the border service, who broadcast it": the same party's second act."""
    for child in party.children:
        if child.dep_ == "relcl" and child.lemma_ in _hop_verbs():
            words = [t for t in party.subtree if t.i < child.left_edge.i and not t.is_punct]
            if party.pos_ == "PRON":
                continue
            name, named = _party(words or [party], party)
            action = _hop_verbs()[child.lemma_]
            yield _Hand(name, named, action, recording.evidence, paragraph.span(party, child))


def _recording_of(
    found: Sequence[Found], speakers: dict[str, Speaker], recordings: list[_Recording]
) -> dict[str, tuple[list[_Hand], bool]]:
    """For each attribution the hands of the recording it is on, and whether that is inferred.

    Stated where the sentence of the cue names the recording; inferred where the speaker
    was heard on it before and the article has turned to no other since.
    """
    around = Neighbours(f.draft for f in found)
    named = sorted(
        ((span, noun, recording) for recording in recordings for span, noun in recording.mentions),
        key=lambda mention: mention[0],
    )
    heard_on: dict[str, _Recording] = {}
    result: dict[str, tuple[list[_Hand], bool]] = {}
    for f in found:
        speaker = speakers.get(f.attribution.id)
        here = _named_here(f.draft, named, around)
        if here is not None and speaker is not None:
            heard_on[speaker.id] = here
        recording = here or (heard_on.get(speaker.id) if speaker else None)
        if recording is not None:
            result[f.attribution.id] = (_hands_of(recording), here is None)
    return result


def _hands_of(recording: _Recording) -> list[_Hand]:
    if recording.hands:
        return recording.hands
    # The recording exists, so somebody let it out; the text does not say who.
    lost = _Hand(None, False, "release", recording.evidence, recording.span, "lost")
    return [lost]


def _named_here(
    draft: Draft, named: list[tuple[Span, Token, _Recording]], around: Neighbours
) -> _Recording | None:
    """The recording that the sentence says the words are on, outside anybody's words.

    "In the call he told", "footage of a man saying", "a video showed a man saying": yes.
    "He said the video was old", "Commenting on the video, she said": no. ``named`` are
    the mentions of recordings, in order.
    """
    cue = draft.cue_token
    if cue is None:
        return None
    sentence = draft.paragraph.span(cue.sent[0], cue.sent[-1])
    first = bisect.bisect_left(named, sentence.start, key=lambda mention: mention[0].start)
    last = bisect.bisect_left(named, sentence.end, key=lambda mention: mention[0].start)
    for span, noun, recording in reversed(named[first:last]):
        said = any(
            any(piece.covers(span) for piece in other.content)
            and not any(piece.covers(draft.cue[0]) for piece in other.content)
            for other in around.of(draft)
        )
        if _carries(noun, cue) and not said:
            return recording
    return None


def _carries(noun: Token, cue: Token) -> bool:
    """Whether the grammar puts the cue on the recording that ``noun`` names."""
    above = {token.i for token in (cue, *cue.ancestors)}
    if noun.i in above:
        return True
    if noun.dep_ == "pobj" and noun.head.lower_ in HEARD_THROUGH:
        return noun.head.head.i in above or cue.i in {t.i for t in noun.head.head.subtree}
    return noun.dep_ in ("nsubj", "nsubjpass", "dobj") and noun.head.i in above - {cue.i}


# ---------------------------------------------------------------- carriers


def _carried(found: Found, quoted: list[Span], text: str) -> Iterator[_Hand]:
    """The carrier phrases in the sentence of the cue, outside the content's quotations."""
    cue = found.draft.cue_token
    if cue is None:
        return
    paragraph = found.draft.paragraph
    sentence = paragraph.span(cue.sent[0], cue.sent[-1])
    low, high = _widened(sentence, found, text)
    for carrier in _carriers():
        for match in carrier.before.finditer(text, low, high):
            hand = _hand(paragraph, carrier, match, text)
            if hand is not None and not any(q.covers(hand.span) for q in quoted):
                yield hand


def _widened(sentence: Span, found: Found, text: str) -> tuple[int, int]:
    """The sentence, and what follows a quotation on to the next full stop."""
    paragraph = found.draft.paragraph
    low = min(sentence.start, *(span.start for span in found.draft.cue))
    stop = re.compile(r"[.!?](?:\s|$)").search(text, sentence.end - 1, paragraph.end)
    return max(low, paragraph.start), stop.end() if stop else paragraph.end


def _hand(paragraph: Paragraph, carrier: _Carrier, match: re.Match[str], text: str) -> _Hand | None:
    chunk = _chunk_at(paragraph, match.end())
    if chunk is None:
        return None
    name, named = _party(chunk, chunk[-1])
    is_outlet = data.sounds_like_an_outlet(name)
    if not named or (not is_outlet and (carrier.must_be_outlet or _is_no_party(chunk[-1]))):
        return None
    end = paragraph.start + chunk[-1].idx + len(chunk[-1])
    follows = carrier.after.match(text, end)
    if follows is None:
        return None
    return _Hand(name, named, carrier.action, carrier.evidence, Span(match.start(), follows.end()))


def _chunk_at(paragraph: Paragraph, at: int) -> list[Token] | None:
    for chunk in paragraph.doc.noun_chunks:
        if paragraph.start + chunk.start_char == at:
            return list(chunk)
    return None


def _is_no_party(head: Token) -> bool:
    """A date, a sum or a figure: "in an interview on Friday" is with nobody we know."""
    return head.ent_type_ in NOT_A_PARTY or head.text in CALENDAR


def _party(words: list[Token], head: Token) -> tuple[str, bool]:
    """What to call a party, and whether that is a name: "the news service Nexta" is Nexta."""
    core = [t for t in words if t.i <= head.i] or [head]
    if core[0].lower_ in ("the", "a", "an") and len(core) > 1:
        core = core[1:]
    core = _one_side_of_the_possessive(core)
    text = "".join(t.text_with_ws for t in core).strip()
    if is_only_an_office(core, head):
        return text, False
    if head.pos_ != "PROPN":
        behind = _name_behind(head)
        return (behind, True) if behind else (text, False)
    lowered = [n for n, token in enumerate(core) if token.pos_ == "NOUN"]
    if lowered:
        core = core[lowered[-1] + 1 :] or core
    return "".join(t.text_with_ws for t in core).strip(), True


def _one_side_of_the_possessive(core: list[Token]) -> list[Token]:
    """ "The Courier's Ana Reis" is the Courier; "Norda's Lock Bureau" is the Lock Bureau.

    A description ("the union's lawyer") and a name with 's in it stay whole.
    """
    if core[-1].pos_ != "PROPN":
        return core
    for n in range(len(core) - 2, 0, -1):
        if core[n].tag_ == "POS" and not runs_through(core[n]):
            owner = "".join(t.text_with_ws for t in core[:n]).strip()
            return core[:n] if data.sounds_like_an_outlet(owner) else core[n + 1 :]
    return core


def _name_behind(head: Token) -> str:
    """The name that stands behind a description: "the news service Nexta"."""
    words = []
    for token in head.doc[head.i + 1 :]:
        if token.pos_ != "PROPN":
            break
        words.append(token.text_with_ws)
    return "".join(words).strip()


def _lost(found: Found, text: str) -> Iterator[_Hand]:
    """ "…, reports.": the carrier's name was a link, and the link is gone."""
    cue = found.draft.cue_token
    if cue is None:
        return
    sentence = found.draft.paragraph.span(cue.sent[0], cue.sent[-1])
    match = LOST_CARRIER.search(sentence.of(text).rstrip())
    if match is None or found.draft.cue[0].overlaps(
        Span(sentence.start + match.start(), sentence.start + match.end())
    ):
        return
    start = sentence.start + match.start(1)
    yield _Hand(None, False, "report", "report", Span(start, start + len(match.group(1))), "lost")
