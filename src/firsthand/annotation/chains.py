"""Through which hands each statement reached the page.

The utterer; the hands of a recording that the statement is on (released, intercepted,
shared, broadcast …); the carrier phrases of its sentence ("as reported by"); the media that
its grammar puts the words through (told, interviewed, quoted by); those of an interview that
goes on; the agency that the page credits beside its text. A hand whose name the page has
lost ("…, reports.") is kept as a lost hop. Nothing is added that no word of the text states.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from firsthand.annotation.attributions import Found
from firsthand.annotation.authors import author_of
from firsthand.annotation.carriers import carried, lost, retold
from firsthand.annotation.citing import cited_by
from firsthand.annotation.class_names import media_nouns, names_a_sort_of_medium
from firsthand.annotation.credited import credited
from firsthand.annotation.cue_tenor import denies
from firsthand.annotation.cues import is_of_kind, recording_nouns
from firsthand.annotation.entities import initials
from firsthand.annotation.filmed import filming_hand
from firsthand.annotation.hands import (
    IT,
    Hand,
    carrier_nouns,
    is_an_outlet,
    names_a_medium,
    party_of,
)
from firsthand.annotation.interviewers import interviewers, somebody_is_told
from firsthand.annotation.introduced import said_to_be
from firsthand.annotation.media import through_media
from firsthand.annotation.nouns import TITLES
from firsthand.annotation.occasions import held
from firsthand.annotation.own_outlet import is_own, is_same
from firsthand.annotation.parsing import Paragraph
from firsthand.annotation.points_back import by_its_name, named_media
from firsthand.annotation.polled import polled
from firsthand.annotation.posted import POSTS, posted
from firsthand.annotation.quotations import Quotation
from firsthand.annotation.recordings import hands_of_recordings
from firsthand.annotation.sources import source_phrase
from firsthand.annotation.turns import find_turns
from firsthand.annotation.writings import stands_for_its_writer, writer_of
from firsthand.types import Article, Hop, Span, Speaker

if TYPE_CHECKING:
    from spacy.tokens import Token

ON_AIR = frozenset(("broadcast", "interview"))
POSSESSIVES = frozenset(("her", "his", "its", "my", "our", "their", "your"))
# From the utterer outwards: who records stands nearer than who shares.
ORDER = ("record", "intercept", "say", "interview", "translate", "release", "broadcast", "share",
         "post", "publish", "report")  # fmt: skip
DATELINE_END = re.compile(r"\)[ \t]*[-–—]")
CLOSING = ("”", '"', "’", "'")
NEWS_AGENCY = "news agency"
TOLD_BY_ITSELF = frozenset(("report", "translation"))  # other carriers are whose words they carry


def find_chains(
    found: Sequence[Found],
    speakers: dict[str, Speaker],
    paragraphs: Sequence[Paragraph],
    quotations: Sequence[Quotation],
    article: Article,
) -> dict[str, tuple[Hop, ...]]:
    """The chain of each attribution, by its id; ``speakers`` are by attribution id too.

    The page's own outlet is never a hop; an agency that the page credits is the last one of
    whatever somebody says on it. An attribution of nobody has an empty chain, unless a hand
    after it is stated or lost. A nested attribution's chain is its own utterer and then the
    chain of the outer one.
    """
    view, outlet = article.body, article.outlet.name
    quoted = [piece for q in quotations if q.depth == 0 for piece in q.pieces]
    turns = find_turns(found, paragraphs)
    on = hands_of_recordings(found, speakers, paragraphs, quoted, turns)
    were_posted = posted(found, speakers, paragraphs)
    chains: dict[str, tuple[Hop, ...]] = {}
    disputing = {f.attribution.id for f in found if _disputes(f)}
    stated = _stated(found, quoted, paragraphs, view.text)
    makers = _makers(found, speakers)
    told_us: set[str] = set()  # who spoke to the page's own outlet
    elsewhere = were_posted.union(on)
    going_on = held(found, speakers, stated, elsewhere, paragraphs, quoted, turns, view.text)
    going_on = polled(found, paragraphs) | going_on
    for f in sorted(found, key=lambda f: f.attribution.nested_in is not None):
        identity = f.attribution.id
        hops = _utterer(f, speakers.get(identity), is_posted=identity in were_posted, makers=makers)
        if hops and hops[0].action == "report" and is_same(hops[0].party, outlet):
            hops = []  # "the Courier has reported" on its own page is its own voice
        around = f.attribution.nested_in or ""
        outer = () if around in disputing else chains.get(around, ())
        if outer:
            later = [hop for hop in outer if not is_same(hop.party, outlet)]
            if hops and hops[0].party is not None and hops[0].party == outer[0].party:
                hops = []  # "“I told the board that …,” she said": one hand, not two
        else:
            hands, inferred = on.get(identity) or (going_on.get(identity, []), True)
            if identity in were_posted:  # "in an Instagram video": nobody else let it out
                hands = [hand for hand in hands if hand.basis != "lost"]
            ordered = sorted([*hands, *stated[identity], *lost(f, view.text)], key=_distance)
            heard = [hand for hand in ordered if not is_own(hand, outlet, view.text)]
            who = speakers.get(identity)
            if who is not None and len(heard) < len(ordered):
                told_us.add(who.id)
            if who is not None and who.id in told_us:
                heard = [hand for hand in heard if not _is_a_title(hand, view.text)]
            heard = [hand for hand in heard if not (hops and hand.party == hops[0].party)]
            ordered = _once(_without_own_programmes(heard), speakers.get(identity))
            later = [
                hand.hop(
                    0,
                    view,
                    inferred=inferred and hand in hands,
                    description=said_to_be(hand, paragraphs, view.text),
                )
                for hand in ordered
            ]
        chains[identity] = tuple(_numbered([*hops, *later]))
    credit = _credit(article)
    return {
        identity: tuple(_numbered([*chain, credit])) if credit and _lacks(chain, credit) else chain
        for identity, chain in chains.items()
    }


def _stated(
    found: Sequence[Found], quoted: list[Span], paragraphs: Sequence[Paragraph], text: str
) -> dict[str, list[Hand]]:
    """The hands that each sentence names itself, "the paper" by the name of the paper."""
    asked = any(somebody_is_told(f.draft.cue_token) for f in found)
    asking = interviewers(paragraphs) if asked else {}
    stated = {f.attribution.id: _named_by(f, asking, quoted, text) or [*retold(f)] for f in found}
    if not any(_is_short(hand) for hands in stated.values() for hand in hands):
        return stated
    media = named_media(paragraphs)
    named = {
        identity: [by_its_name(hand, media, paragraphs, text) for hand in hands]
        for identity, hands in stated.items()
    }
    return {one: [h for h in hands if h.party != IT] for one, hands in named.items()}


def _named_by(found: Found, asking: Mapping[str, str], quoted: list[Span], text: str) -> list[Hand]:
    media = [*through_media(found, asking), *carried(found, quoted, text)]
    return [
        *filming_hand(found.draft),
        *cited_by(media, found.draft),
        *media,
        *credited(found, text),
    ]


def _is_short(hand: Hand) -> bool:
    """Whether a hand may be named in full elsewhere: "the paper", "the Post"."""
    return not hand.named or (hand.party is not None and " " not in hand.party)


def _is_a_title(hand: Hand, text: str) -> bool:
    """Whether a hand is a programme without its station: "on “Low Water”". Whoever told the page's
    own outlet before is on a programme of that.
    """
    return hand.span.of(text).rstrip()[-1:] in CLOSING


def _credit(article: Article) -> Hop | None:
    """The agency that the page credits as a hand: it wrote what the page carries.

    Only a credit beside the text says so ("… - REUTERS"). A dateline ("ODRA (Reuters) -") and
    a byline name who wrote the page, as a staff writer's do: on the agency's own page too.
    """
    span = article.agency_span
    if article.agency is None or is_same(article.agency, article.outlet.name):
        return None
    if span is None or DATELINE_END.match(article.text, span.end):
        return None
    return Hop(0, article.agency, "report", named=True, evidence="report", span=span)


def _lacks(chain: tuple[Hop, ...], credit: Hop) -> bool:
    """Whether somebody speaks and the agency is no hand yet."""
    parties = [hop.party for hop in chain]
    return any(parties) and not any(
        is_same(p, credit.party) or _is_within(p, credit.party) for p in parties
    )


def _disputes(found: Found) -> bool:
    """Whether a cue keeps away from what others say: who disputes a report hands nothing on, nor
    does who "denounced A RULING that says so".
    """
    cue = found.draft.cue_token
    if cue is None:
        return False
    of_a_thing = any(t.dep_ == "dobj" and t.pos_ == "NOUN" for t in cue.children)
    judges = is_of_kind(cue, "judges") or is_of_kind(cue, "blames")
    return denies(cue) or (of_a_thing and judges)


def _distance(hand: Hand) -> int:
    """How far out a hand stands; whom the utterer told stands nearer than who reports it."""
    return ORDER.index("interview" if hand.evidence == "interview" else hand.action)


def _numbered(hops: list[Hop]) -> Iterator[Hop]:
    for seq, hop in enumerate(hops, 1):
        yield dataclasses.replace(hop, seq=seq)


def _makers(found: Sequence[Found], speakers: dict[str, Speaker]) -> dict[str, tuple[str, bool]]:
    """Whose a document is, by the speaker that it is: "the survey" is by whom "a KESTREL poll"
    was.
    """
    makers: dict[str, tuple[str, bool]] = {}
    for f in found:
        speaker = speakers.get(f.attribution.id)
        if speaker is None or speaker.kind != "document":
            continue
        maker = author_of(f.draft.source_token)
        if maker is not None:
            makers.setdefault(speaker.id, maker)
    return makers


def _utterer(
    found: Found,
    speaker: Speaker | None,
    *,
    is_posted: bool,
    makers: dict[str, tuple[str, bool]],
) -> list[Hop]:
    if speaker is None:
        # Somebody whom we do not know stands before the speaker who tells of it.
        nested = found.attribution.nested_in is not None
        spans = found.attribution.source
        return [Hop(1, None, "say", span=spans[0] if spans else None)] if nested else []
    cue = found.draft.cue_token
    action = "post" if is_posted else "say"
    if (cue is not None and cue.lemma_ in ("estimate", "project")) or _is_an_estimate(found):
        action = "estimate"
    spans = found.attribution.source
    span = spans[0] if spans else None
    if speaker.kind == "document" and not (is_posted and _is_a_name(found)):
        itself = (speaker.name or speaker.description, speaker.named)
        party, named = author_of(found.draft.source_token) or makers.get(speaker.id) or itself
        if _is_a_post(found):
            action = "post"
        elif action != "estimate":
            site = named and (party, named) == itself and _is_a_report(found, party)
            action = "report" if site or _is_printed(found, party) else "publish"
        evidence = _evidence(found) or ("estimate" if action == "estimate" else None)
        action = "translate" if evidence == "translation" else action
        return [Hop(1, party, action, named=named, evidence=evidence, span=span)]
    party = speaker.name or speaker.description
    if action == "say":
        action = "report" if _is_a_report(found, party) else _written(found, party)
    paper = found.draft.source_token
    written = paper is not None and stands_for_its_writer(paper)
    evidence = _evidence(found) if written else None
    evidence = evidence or ("estimate" if action == "estimate" else None)
    return [Hop(1, party, action, named=speaker.named, evidence=evidence, span=span)]


def _is_a_name(found: Found) -> bool:
    """Whether a name speaks that sounds like a paper's: "Weir RESEARCH tweeted"."""
    head = found.draft.source_token
    return head is not None and head.pos_ == "PROPN"


def _is_a_post(found: Found) -> bool:
    """Whether a post speaks: "the keeper's TWEET reads"."""
    document = found.draft.source_token
    return document is not None and document.pos_ == "NOUN" and document.lemma_ in POSTS


def _written(found: Found, party: str | None) -> str:
    """What somebody does whose paper speaks: "a study BY ANA REIS", "HIS post"; who is only known
    to have written it ("the statement") says it.
    """
    paper = found.draft.source_token
    if paper is None or not stands_for_its_writer(paper):
        return "say"
    if paper.lemma_ in POSTS:
        return "post"
    if writer_of(paper) is None:
        return "say"
    return "report" if _is_printed(found, party) else "publish"


def _is_a_report(found: Found, party: str | None) -> bool:
    """Whether a medium tells what it found out itself: "CNN REPORTED", "according to CNN",
    "local media REPORT". What it "said" may be about itself.
    """
    cue, head = found.draft.cue_token, found.draft.source_token
    if cue is None or head is None or not (cue.lower_ == "according" or cue.lemma_ == "report"):
        return False
    name = party or ""
    is_medium = head.lower_ == "media" or names_a_sort_of_medium(head)
    if is_medium or is_an_outlet(name) or NEWS_AGENCY in name.lower():
        return True
    return head.pos_ == "PROPN" and _is_called_a_medium(head, cue, name)


def _is_called_a_medium(head: Token, cue: Token, name: str) -> bool:
    """Whether a name is said to be a medium's, or of who works for one: "the local portal
    ODRABLICK", "the Courier's ANA REIS", "Norda News columnist TOM HILL".
    """
    words = source_phrase(head, cue)
    before = [t for t in words if t.i < head.i and t.is_lower]
    sort = media_nouns().get(str(before[-1].lemma_).lower()) if before else None
    works_for = party_of(words, head)[0]
    return sort == "medium" or (works_for != name and names_a_medium(works_for))


def _is_printed(found: Found, party: str | None) -> bool:
    """Whether a document is a medium's own report: "a Courier STORY", "a REPORT by CNN"."""
    document = found.draft.source_token
    kind = carrier_nouns().get(str(document.lemma_).lower()) if document is not None else None
    return kind is not None and kind[0] == "report" and is_an_outlet(party or "")


def _evidence(found: Found) -> str | None:
    """What kind of thing speaks: footage, a call, a document, a report; None where no table knows
    it.
    """
    document = found.draft.source_token
    noun = str(document.lemma_).lower() if document is not None else ""
    _, carried_as = carrier_nouns().get(noun, ("", ""))
    return recording_nouns().get(noun) or (carried_as if carried_as in TOLD_BY_ITSELF else None)


def _is_an_estimate(found: Found) -> bool:
    """Whether an estimate speaks: "ESTIMATES from the bureau suggest"."""
    paper = found.draft.source_token
    return paper is not None and paper.pos_ == "NOUN" and paper.lemma_ == "estimate"


def _without_own_programmes(hands: list[Hand]) -> list[Hand]:
    """Without a programme that is another hand's, or the speaker's own: "with Tom Hill on HIS
    podcast", "said on HER show".
    """
    return [hand for hand in hands if hand.action not in ON_AIR or not _is_somebodys(hand.party)]


def _is_somebodys(party: str | None) -> bool:
    return (party or "").partition(" ")[0] in POSSESSIVES


def _once(hands: list[Hand], speaker: Speaker | None) -> list[Hand]:
    """Each hand once, and never the utterer again as his own carrier."""
    kept: list[Hand] = []
    own = (speaker.name or speaker.description) if speaker else None
    for hand in hands:
        # "obtained by the Courier" both shares it and is a report of it: one hand
        same = [k for k in kept if k.action == hand.action or k.span.overlaps(hand.span)]
        again = any(k.party == hand.party or _is_within(k.party, hand.party) for k in same)
        if not again and not _is_within(hand.party, own):
            kept.append(hand)
    if any(hand.party for hand in kept if hand.evidence):
        kept = [h for h in kept if h.party or h.action == "report" or h.basis == "stated"]
    return kept


def _is_within(party: str | None, other: str | None) -> bool:
    """Whether one of two names is a part of the other, or short for it: "KPNX", "the KPNX
    channel"; "Mr. Reis", "Ana Reis"; "NBP", "Norda Board of Ports".
    """
    ours, theirs = _words(party), _words(other)
    if _is_short_for(party, other) or _is_short_for(other, party):
        return True
    return bool(ours and theirs) and (ours <= theirs or theirs <= ours)


def _is_short_for(letters: str | None, name: str | None) -> bool:
    """Whether a word is the capitals that a longer name begins its words with."""
    first = initials([word for word in (name or "").split() if word[0].isupper()])
    return len(first) > 2 and letters == first


def _words(name: str | None) -> set[str]:
    words = set(re.findall(r"\w+", (name or "").lower())) - {"the", "a", "an"}
    return words - TITLES or words
