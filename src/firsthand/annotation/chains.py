"""Through which hands each statement reached the page.

First form: the utterer; the hands of a recording that the statement is on (released,
intercepted, shared, broadcast …); and the carrier phrases of its sentence ("as reported
by", "in an interview with", "told" an outlet). A hand whose name the page has lost
("…, reports.") is kept as a lost hop. Nothing is added that no word of the text states.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from firsthand.annotation.attributions import Found
from firsthand.annotation.carriers import carried, lost
from firsthand.annotation.hands import Hand
from firsthand.annotation.parsing import Paragraph
from firsthand.annotation.quotations import Quotation
from firsthand.annotation.recordings import hands_of_recordings
from firsthand.types import BodyView, Hop, Speaker

# From the utterer outwards: who records stands nearer than who shares.
ORDER = ("record", "intercept", "interview", "translate", "release", "broadcast", "share", "post",
         "publish", "report")  # fmt: skip
POSTING = frozenset(("tweet", "post"))


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
    on = hands_of_recordings(found, speakers, paragraphs, quoted)
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
            own = [*carried(f, quoted, view.text), *lost(f, view.text)]
            ordered = sorted([*hands, *own], key=_distance)
            ordered = [hand for hand in ordered if not _is_own(hand, outlet)]
            ordered = _once(ordered, speakers.get(identity))
            later = [hand.hop(0, view, inferred=inferred and hand in hands) for hand in ordered]
        chains[identity] = tuple(_numbered([*hops, *later]))
    return chains


def _distance(hand: Hand) -> int:
    """How far out a hand stands; whom the utterer told stands nearer than who reports it."""
    return ORDER.index("interview" if hand.evidence == "interview" else hand.action)


def _is_own(hand: Hand, outlet: str | None) -> bool:
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


def _once(hands: list[Hand], speaker: Speaker | None) -> list[Hand]:
    """Each hand once, and never the utterer again as his own carrier."""
    kept: list[Hand] = []
    own = ((speaker.name or speaker.description or "") if speaker else "").lower()
    for hand in hands:
        again = any((k.party, k.action) == (hand.party, hand.action) for k in kept)
        if not again and (hand.party is None or hand.party.lower() != own):
            kept.append(hand)
    if any(hand.party for hand in kept if hand.evidence):
        kept = [h for h in kept if h.party or h.action == "report" or h.basis == "stated"]
    return kept
