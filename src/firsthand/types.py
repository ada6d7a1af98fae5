"""The values that rooms hand to one another, in the words of the design.

Every value is frozen. A span counts code points of ``article.text``, end excluded, so
``article.text[span.start:span.end]`` gives back the very words. ``None`` is unknown, an
empty tuple is "looked for and not found", and neither is ever a guess.

The shapes are those of the JSON (``docs/reference/json.md``): a field here and a key
there have the same name, so that a reader of one can read the other.
"""

from __future__ import annotations

import bisect
import dataclasses
import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from typing import Literal

Role = Literal["title", "body", "caption", "furniture"]
Shown = Literal["body", "grey", "aside"]
AttributionKind = Literal["direct", "indirect", "mixed"]
Stance = Literal["neutral", "distancing", "endorsing"]
Polarity = Literal["affirmed", "negated"]
Modality = Literal["fact", "counterfactual", "future", "conditional", "generic", "possible"]
SpeakerKind = Literal["person", "group", "organisation", "document"]
HopBasis = Literal["stated", "inferred", "lost"]
OutletBasis = Literal["given", "metadata", "url", "furniture", "unknown"]
Certainty = Literal["sure", "possible"]
PassageSort = Literal["passage", "quotation"]
ChangeKind = Literal["figure", "negation", "hedge", "words"]
Direction = Literal["a-to-b", "b-to-a"]
DirectionBasis = Literal["credit", "republication", "agency", "dates"]
DecisionKind = Literal[
    "merge",
    "split",
    "same-speaker",
    "not-same-speaker",
    "same-claim",
    "not-same-claim",
    "furniture",
    "body",
]
EventKind = Literal["war", "taking", "overthrow"]
HarmKind = Literal["attack", "hurt", "death"]
BySide = Literal["speaker", "listener"]
Whose = Literal["outlet", "speaker", "paraphrase", "caller", "nobody"]
RelatedBy = Literal["claim", "speaker", "releaser", "place"]
SplitRule = Literal["split", "not-same-speaker"]
Became = Literal["obeyed", "overruled", "contested", "idle", "elsewhere", "not-found"]
NoteKind = Literal[
    "lost-link",
    "copy-quality",
    "open-question",
    "missing-primary",
    "loaded-word",
    "other-language",
    "paywall",
    "live-blog",
    "gallery",
    "amp",
]


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A stretch of an article's text: code points, ``end`` excluded.

    >>> Span(3, 7).of("He fled, police said.")
    'fled'
    """

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start <= self.end:
            raise ValueError(f"no span runs from {self.start} to {self.end}")

    def of(self, text: str) -> str:
        """The words the span opens."""
        return text[self.start : self.end]

    def overlaps(self, other: Span) -> bool:
        """Whether the two share at least one code point."""
        return self.start < other.end and other.start < self.end

    def covers(self, other: Span) -> bool:
        """Whether ``other`` lies wholly inside this span."""
        return self.start <= other.start and other.end <= self.end


Spans = tuple[Span, ...]
BODY_ROLES: tuple[Role, ...] = ("body", "furniture")


# ------------------------------------------------------------------ intake


@dataclass(frozen=True, slots=True)
class Capture:
    """What one place gave, exactly as it came; never changed afterwards.

    ``place`` is the place as the user gave it, with ``:N`` for line N of a JSON-lines
    file. ``content`` holds the bytes (of the page; for JSON lines, of its text or html
    as UTF-8). ``id`` is the id that the input brings, else ``sha256:`` and the digest of
    the bytes read. ``charset`` is what the sender declared outside the bytes, if anything.
    ``url`` is where the bytes came from in the end, after redirects. ``title``,
    ``published`` and ``outlet`` are what the input says of itself, not what we found.
    """

    place: str
    id: str
    content: bytes
    form: Literal["text", "html"]
    charset: str | None = None
    url: str | None = None
    title: str | None = None
    published: str | None = None
    outlet: str | None = None
    captured_at: str | None = None
    headers: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Failure:
    """One input that could not be done: which, what is wrong, what to do next."""

    input: str
    error: str
    next: str

    def __str__(self) -> str:
        return f"{self.input}: {self.error}" + (f"; {self.next}" if self.next else "")


# ---------------------------------------------------------------- cleaning


@dataclass(frozen=True, slots=True)
class Block:
    """A part of the text with its role.

    ``kind`` names the furniture (newsletter, related, tags, vote, campaign, account,
    comments, source-footer, section, caption, share, credit, dateline, byline), or is
    None. ``certainty`` runs from 0 to 1 and belongs to the role. ``shown`` says how a
    reader sees it; only blocks shown as ``body`` are read for attributions. ``reason``
    is for people.
    """

    start: int
    end: int
    role: Role
    kind: str | None = None
    certainty: float = 1.0
    shown: Shown = "body"
    reason: str = ""

    @property
    def span(self) -> Span:
        return Span(self.start, self.end)


@dataclass(frozen=True, slots=True)
class Outlet:
    """Who publishes the page, and on what basis we say so."""

    name: str | None = None
    owner: str | None = None
    basis: OutletBasis = "unknown"
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class Republication:
    """The page says that it copies another page: a footer does, or its metadata."""

    basis: Literal["furniture", "metadata"]
    span: Span


@dataclass(frozen=True, slots=True)
class Link:
    """Words that are a link, and the address they lead to.

    ``url`` is absolute where the page's own address is known; else a relative one stays as
    the page has it.
    """

    span: Span
    url: str


@dataclass(frozen=True, slots=True)
class Note:
    """Something a reader of this page should know."""

    kind: NoteKind
    span: Span
    message: str


class BodyView:
    """The body blocks joined, with a map back to the article's text.

    Annotators read ``text``; ``spans(start, end)`` says which stretches of the article
    those code points are. A stretch over set-aside furniture comes back as several
    spans, so a quotation that a newsletter prompt interrupts stays one content.

    ``paragraphs`` are the blocks in code points of the view. Two blocks that would run
    into one word are joined by a line break that exists only in the view; it maps to no
    code point of the article.

    >>> view = BodyView("One.\\nSign up!\\nTwo.", [Span(0, 5), Span(14, 18)])
    >>> view.text
    'One.\\nTwo.'
    >>> view.spans(0, 9)
    (Span(start=0, end=5), Span(start=14, end=18))
    """

    def __init__(self, text: str, pieces: Iterable[Span]) -> None:
        parts: list[str] = []
        self._view_starts: list[int] = []
        self._pieces: list[Span] = []
        length = 0
        for piece in pieces:
            if not piece.start < piece.end:
                continue
            if parts and not parts[-1][-1].isspace() and not text[piece.start].isspace():
                parts.append("\n")
                length += 1
            self._view_starts.append(length)
            self._pieces.append(piece)
            parts.append(piece.of(text))
            length += piece.end - piece.start
        self.text = "".join(parts)
        self.paragraphs: Spans = tuple(
            Span(start, start + piece.end - piece.start)
            for start, piece in zip(self._view_starts, self._pieces, strict=True)
        )

    def spans(self, start: int, end: int) -> Spans:
        """The stretches of the article under view code points ``start`` to ``end``."""
        found: list[Span] = []
        first = max(bisect.bisect_right(self._view_starts, start) - 1, 0)
        for number in range(first, len(self._pieces)):
            begin, piece = self._view_starts[number], self._pieces[number]
            if begin >= end:
                break
            low = piece.start + max(start - begin, 0)
            high = piece.start + min(end - begin, piece.end - piece.start)
            if low >= high:
                continue
            if found and found[-1].end == low:
                found[-1] = Span(found[-1].start, high)
            else:
                found.append(Span(low, high))
        return tuple(found)


# -------------------------------------------------------------- annotation


@dataclass(frozen=True, slots=True)
class Hop:
    """One hand in a chain. ``party`` is None where the text names and describes nobody.

    ``action`` is one of say, post, record, intercept, release, share, broadcast,
    translate, estimate, interview, report, publish. ``evidence`` is the kind of thing
    handed on (footage, recording, call, intercept, translation, interview, report,
    estimate, document, post), or None. ``basis``: the text states the hop, we infer it, or
    the text shows that it was there and is lost. ``description`` is what the page says a named
    party is, beside its name, or None.
    """

    seq: int
    party: str | None
    action: str
    party_id: str | None = None
    named: bool = False
    evidence: str | None = None
    span: Span | None = None
    basis: HopBasis = "stated"
    description: str | None = None


@dataclass(frozen=True, slots=True)
class Attribution:
    """One "who said what": three sets of spans and what we read from them.

    ``content`` is never empty, holds its quotation marks, and may be several spans;
    ``source`` and ``cue`` may be empty. ``speaker`` is the id of a ``Speaker`` of the
    same article, or None: nobody is stated, or we do not know who is meant. ``chain`` runs
    from the utterer up to, not including, the page's own outlet. ``polarity`` and
    ``modality`` are None where the words do not settle them.

    Source: the source-cue-content scheme of PARC 3.0 (Pareti 2016); the rest is ours.
    """

    id: str
    kind: AttributionKind
    source: Spans
    cue: Spans
    content: Spans
    speaker: str | None = None
    addressee: Span | None = None
    own_voice: bool = False
    stance: Stance = "neutral"
    hedged: bool = False
    polarity: Polarity | None = None
    modality: Modality | None = None
    nested_in: str | None = None
    flags: tuple[str, ...] = ()
    chain: tuple[Hop, ...] = ()
    claim: str | None = None


@dataclass(frozen=True, slots=True)
class Side:
    """Words in a quotation that mean people by who speaks or listens: "ours", "your forces".

    ``whose`` says whether they are on the side of whoever is quoted or of whom he speaks to;
    ``attribution`` is the id of the innermost statement that holds them. ``gloss`` is the editor's
    word in brackets beside them. ``nation`` is the word for people of a country that the gloss
    has, else, of the speaker's side, what the page calls the speaker; None: it calls him by none.
    """

    span: Span
    whose: BySide
    attribution: str | None
    nation: str | None
    gloss: Span | None


@dataclass(frozen=True, slots=True)
class Captioned:
    """What a caption says somebody said; no statement of the article, and in no claim or count.

    ``speaker`` is whom the captions name, or describe, for it; None: nobody.
    """

    kind: AttributionKind
    source: Spans
    cue: Spans
    content: Spans
    speaker: str | None


@dataclass(frozen=True, slots=True)
class NameParts:
    """The words of a name by what they are, told by the patronymic among them."""

    family: str
    given: str
    patronymic: str


@dataclass(frozen=True, slots=True)
class Speaker:
    """The resolved person, group, organisation or document behind sources of one article.

    ``name`` is None for a speaker who is only described; ``description`` is then the
    fullest description the text gives. ``mentions`` are in reading order. ``name`` stands as
    the page writes it; ``name_parts`` is None where nothing in it tells which part is which.
    """

    id: str
    name: str | None
    description: str | None
    named: bool
    kind: SpeakerKind
    mentions: Spans
    party_id: str | None = None
    flags: tuple[str, ...] = ()
    name_parts: NameParts | None = None

    @property
    def shown_as(self) -> str:
        """What a reader calls the speaker: the name, else the description and "(unnamed)".

        Of several who speak together each is called by his name, if he has one.
        """
        unnamed = "" if "joint" in self.flags else " (unnamed)"
        return self.name or f"{self.description or ''}{unnamed}".strip()


@dataclass(frozen=True, slots=True)
class Quantity:
    """A figure with its bounds; None where the text gives none."""

    span: Span
    low: float | None
    high: float | None
    unit: str | None = None
    of: str | None = None
    approximate: bool = False
    vague: bool = False


@dataclass(frozen=True, slots=True)
class Time:
    """A time as EDTF, with the anchor it rests on, or None."""

    span: Span
    edtf: str | None
    basis: str | None = None


@dataclass(frozen=True, slots=True)
class Place:
    """A place with the precision of its pin; without a pin, both degrees are None."""

    span: Span
    name: str
    lat: float | None = None
    lon: float | None = None
    precision: str | None = None


@dataclass(frozen=True, slots=True)
class Harm:
    """Somebody is told to have been attacked, hurt or killed.

    ``verb`` is the dictionary form of the word that says so. ``by`` are the words for who did
    it, and ``to`` those for whom it befell; None: the words name nobody there. ``attribution``
    is the id of the innermost statement that holds it; ``quoted``: it stands between quotation
    marks, so that "me" and "my forces" are the speaker's.
    """

    span: Span
    kind: HarmKind
    verb: str
    by: Span | None
    to: Span | None
    attribution: str | None
    quoted: bool


@dataclass(frozen=True, slots=True)
class Death:
    """Who is told to be dead: the words for him that come first, and which harms tell it.

    ``harms`` count from 0 in the article's ``harms``. "Another lieutenant" and, further on, "the
    lieutenant" are one; "she" is joined to nobody.
    """

    who: Span
    harms: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Naming:
    """Words that name a war, a taking of land or an upheaval: "Norda's war against Kesk".

    ``name`` is what the table lists it under ("war"). ``lands`` and ``sides`` are keys of the
    countries that the words give: where it is, who takes part. ``attribution`` is the id of the
    innermost statement that holds it; ``quoted``: it stands between quotation marks, so that the
    name is the speaker's and not the outlet's; ``caller`` are the words for whom the sentence
    says that he calls it so.
    """

    span: Span
    name: str
    kind: EventKind
    lands: tuple[str, ...]
    sides: tuple[str, ...]
    attribution: str | None
    quoted: bool
    caller: Span | None = None


@dataclass(frozen=True)
class Article:
    """A page's journalism: all that was read, its labelled blocks, and what it says.

    ``text`` never changes. Every code point of it is in exactly one block, trailing
    blanks in the block before. Rooms fill the later fields by ``dataclasses.replace``.
    ``agency_span`` is where the text itself credits the agency, if it does. ``sentences``
    are those of the body, in reading order; one that furniture interrupts is several spans.
    """

    id: str
    inputs: tuple[str, ...]
    text: str
    blocks: tuple[Block, ...]
    url: str | None = None
    title: str | None = None
    byline: str | None = None
    published: str | None = None
    modified: str | None = None
    language: str | None = None
    section: str | None = None
    publisher_tags: tuple[str, ...] = ()
    agency: str | None = None
    agency_span: Span | None = None
    outlet: Outlet = field(default_factory=Outlet)
    republication: Republication | None = None
    links: tuple[Link, ...] = ()
    notes: tuple[Note, ...] = ()
    attributions: tuple[Attribution, ...] = ()
    speakers: tuple[Speaker, ...] = ()
    quantities: tuple[Quantity, ...] = ()
    times: tuple[Time, ...] = ()
    places: tuple[Place, ...] = ()
    harms: tuple[Harm, ...] = ()
    deaths: tuple[Death, ...] = ()
    captions: tuple[Captioned, ...] = ()
    sides: tuple[Side, ...] = ()
    sentences: tuple[Spans, ...] = ()
    namings: tuple[Naming, ...] = ()

    def speaker_of(self, attribution: Attribution) -> Speaker | None:
        """Who speaks in an attribution of this article; None: nobody whom we could resolve."""
        return self._speakers.get(attribution.speaker or "")

    @cached_property
    def _speakers(self) -> dict[str, Speaker]:
        return {speaker.id: speaker for speaker in self.speakers}

    def who_said(self, attribution: Attribution) -> str:
        """What a reader calls the one behind an attribution of this article.

        A source that we could not resolve ("he", with nobody to point at) is shown by its
        own words: the text states somebody, and we do not know whom.
        """
        speaker = self.speaker_of(attribution)
        if speaker is not None:
            return speaker.shown_as
        words = " … ".join(span.of(self.text) for span in attribution.source)
        return f"“{words}” (not resolved)" if words else "nobody stated"

    @cached_property
    def body(self) -> BodyView:
        """What annotators read: the blocks shown as body, joined.

        Furniture is among them only where the user keeps it (``--keep-furniture``);
        titles and captions stand on their own and are not part of the body.
        """
        return self.read_body()

    def read_body(self) -> BodyView:
        """The same, for who reads it once and wants nothing kept."""
        read = [b.span for b in self.blocks if b.shown == "body" and b.role in BODY_ROLES]
        return BodyView(self.text, read)


# --------------------------------------------------------------- decisions


OF_ONE_SPOT: tuple[DecisionKind, ...] = ("furniture", "body")
CONTESTED = "others of the same moment say otherwise, and none of them is obeyed"


@dataclass(frozen=True, slots=True, order=True)
class Spot:
    """Words of an article that a person points at: code points of its text, ``end`` excluded."""

    article: str
    start: int
    end: int
    exact: str

    @property
    def span(self) -> Span:
        return Span(self.start, self.end)

    def stands_in(self, text: str) -> bool:
        """Whether the words still stand there."""
        return text[self.start : self.end] == self.exact

    @property
    def gone(self) -> str:
        """Why nothing can be done where the words no longer stand."""
        return f"“{self.exact}” no longer stands at {self.start}–{self.end} of {self.article}"

    @property
    def elsewhere(self) -> str:
        """Why nothing can be done where the article was not read."""
        return f"{self.article} is not among the pages of this run"


@dataclass(frozen=True, slots=True)
class Decision:
    """What a person decided, which wins over the machine for ever.

    ``b`` is None for ``furniture`` and ``body``, else the second spot. ``at`` is a moment
    with its zone (RFC 3339). ``input`` is where it was read ("decisions.jsonl:3").

    ``became``, ``why`` and ``statements`` say what a run made of it, and are None and empty
    before. ``obeyed``; ``overruled`` by a later one; ``contested``: another of the same
    moment says otherwise, and neither is obeyed; ``idle``: nothing for it to act on;
    ``elsewhere``: about an article that this run has not read; ``not-found``: its words no
    longer stand there, or nothing that it could be about does. ``statements`` are the two
    that it joins or keeps apart.

    Raises:
        ValueError: ``b`` is there or missing against the kind, or ``at`` is no moment with a
            zone.
    """

    kind: DecisionKind
    a: Spot
    b: Spot | None
    by: str
    at: str
    reason: str | None = None
    input: str = "decision in hand"
    became: Became | None = None
    why: str = ""
    statements: tuple[Statement, ...] = ()

    def __post_init__(self) -> None:
        if (self.b is None) != (self.kind in OF_ONE_SPOT):
            raise ValueError(f"{self.kind} is about {'one' if self.b else 'two'}")
        _ = self.moment

    @property
    def spots(self) -> tuple[Spot, ...]:
        return (self.a,) if self.b is None else (self.a, self.b)

    @property
    def moment(self) -> datetime:
        """When it was decided; later ones win."""
        moment = datetime.fromisoformat(self.at)
        if moment.tzinfo is None:
            raise ValueError(f"no zone in {self.at!r}")
        return moment

    def settled(self, became: Became, why: str = "") -> Decision:
        """The decision with what became of it."""
        return dataclasses.replace(self, became=became, why=why)


# ----------------------------------------------------------------- linking


@dataclass(frozen=True, slots=True)
class Party:
    """An identity across articles, from a table, with where the table has it from."""

    id: str
    name: str
    aliases: tuple[str, ...] = ()
    kind: str | None = None
    owner: str | None = None
    party_to_conflict: str | None = None
    source: str | None = None


@dataclass(frozen=True, slots=True)
class Statement:
    """Which attribution of which article."""

    article: str
    attribution: str


@dataclass(frozen=True, slots=True)
class LevelCount:
    """Independent origins at one level, and how many statements name nobody there."""

    min: int
    max: int
    unknown: int


@dataclass(frozen=True, slots=True)
class Origins:
    """How many independent origins stand behind a claim, as an interval."""

    min: int
    max: int
    not_stated: int
    utterer: LevelCount
    releaser: LevelCount
    outlet: LevelCount
    owner: LevelCount
    groups: tuple[tuple[Statement, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Merge:
    """A reversible record that two statements share an origin."""

    id: str
    a: Statement
    b: Statement
    rule: str
    certainty: Certainty
    decided_by: str
    spans: tuple[tuple[str, Span], ...]
    reason: str


@dataclass(frozen=True, slots=True)
class Split:
    """A record that people keep two statements of a claim in different groups of origins.

    ``split``: whatever the rules say; ``not-same-speaker``: no rule that takes them for one
    speaker's joins them, others may.
    """

    id: str
    a: Statement
    b: Statement
    rule: SplitRule
    decided_by: str
    spans: tuple[tuple[str, Span], ...]
    reason: str


@dataclass(frozen=True, slots=True)
class Rivals:
    """What other counters would have said; None is not measured."""

    outlets: int | None = None
    headlines: int | None = None


@dataclass(frozen=True, slots=True)
class Claim:
    """Statements that say the same thing. ``origins`` is None until they are counted."""

    id: str
    text: str
    statements: tuple[Statement, ...]
    origins: Origins | None = None
    rivals: Rivals = field(default_factory=Rivals)
    merges: tuple[Merge, ...] = ()
    splits: tuple[Split, ...] = ()


@dataclass(frozen=True, slots=True)
class Undecided:
    """Two statements that may say the same, where nothing settles it; they stand in two claims.

    ``chance``, from 0 to 1, is that they do. Of all pairs between two claims, the likeliest.
    """

    a: Statement
    b: Statement
    chance: float


@dataclass(frozen=True, slots=True)
class ConflictMember:
    """Where one value of a conflict stands.

    ``attribution`` is None where the outlet says it in its own words and no other page does.
    """

    article: str
    attribution: str | None
    span: Span

    @property
    def statement(self) -> Statement | None:
        """The statement that gives the value."""
        return None if self.attribution is None else Statement(self.article, self.attribution)


@dataclass(frozen=True, slots=True)
class ConflictGroup:
    """Statements that agree on one value."""

    value: str
    low: float | None
    high: float | None
    unit: str | None
    members: tuple[ConflictMember, ...]


@dataclass(frozen=True, slots=True)
class Conflict:
    """Comparable statements whose values cannot both hold.

    ``claim`` is one of the claims they stand in; None: no statement gives any of the values.
    ``why`` says what may tell them apart, else why they are comparable. ``update``: a later one
    updates an earlier one, and nothing contradicts; False: days tell that it does not; None:
    neither words nor days tell. ``update_why`` is the reason, for people.
    """

    claim: str | None
    kind: Literal["figure", "negation", "detail"]
    groups: tuple[ConflictGroup, ...]
    comparable: Literal["yes", "partly"]
    why: str
    update: bool | None = None
    update_why: str = ""

    @property
    def id(self) -> str:
        """Made from its kind and its members, so it survives re-runs."""
        members = (m for group in self.groups for m in group.members)
        places = sorted((m.article, m.attribution or "", m.span.start, m.span.end) for m in members)
        seed = "\n".join((self.kind, *(str(part) for place in places for part in place)))
        return "x" + hashlib.sha256(seed.encode("utf-8", "surrogatepass")).hexdigest()[:12]


@dataclass(frozen=True, slots=True)
class Finding:
    """A checkable oddity, with its rule and its spans."""

    rule: str
    article: str
    spans: Spans
    message: str
    reference: str | None = None


@dataclass(frozen=True, slots=True)
class Shared:
    """What two stories share: a claim with its id, or a speaker or releaser with his party's.

    ``id`` is None for one whom no table knows: then his name stands on both.
    """

    id: str | None
    name: str


@dataclass(frozen=True, slots=True)
class Related:
    """Another story, by what it is related to this one, and why in one sentence."""

    story: str
    by: RelatedBy
    shared: tuple[Shared, ...]
    why: str


@dataclass(frozen=True, slots=True)
class EventUse:
    """Where an event has a name, and whose word that is.

    ``outlet``: the outlet's own; ``speaker``: quoted, of the speaker of ``attribution``;
    ``paraphrase``: the outlet's words for what that speaker said; ``caller``: of him whom the
    words at ``caller`` say to call it so; ``nobody``: in quotation marks, and nobody is stated.
    """

    article: str
    span: Span
    whose: Whose
    attribution: str | None = None
    caller: Span | None = None


@dataclass(frozen=True, slots=True)
class EventName:
    """One name of an event, and where it stands."""

    name: str
    uses: tuple[EventUse, ...]


@dataclass(frozen=True, slots=True)
class Event:
    """A war, a taking of land or an upheaval that the pages of a story call by several names.

    ``title`` are the words of the page that say most of where it is and who takes part.
    """

    id: str
    kind: EventKind
    title: str
    names: tuple[EventName, ...]


@dataclass(frozen=True, slots=True)
class Story:
    """Articles about one event or matter, and which other stories share something with them."""

    id: str
    title: str
    articles: tuple[str, ...]
    why: str
    related: tuple[Related, ...] = ()
    events: tuple[Event, ...] = ()


@dataclass(frozen=True, slots=True)
class Change:
    """What a shared passage says otherwise on two pages: the words of each.

    One span may be empty: the words stand on the other page alone. ``figure``: a number is
    another, or only on one side; ``negation``, ``hedge``: so is a word that denies, or that
    weakens ("reportedly", "may"); ``words``: anything else.
    """

    kind: ChangeKind
    a: Span
    b: Span


@dataclass(frozen=True, slots=True)
class Passage:
    """Words that two pages share in one order, and what differs within them.

    ``words`` counts those that are the same. Outside ``changes``, which are in reading order,
    the two have the same words one by one. ``quotation``: the words are quoted on both pages,
    so both may have them from who spoke. Several spans where set-aside furniture comes between.
    """

    sort: PassageSort
    a: Spans
    b: Spans
    words: int
    changes: tuple[Change, ...] = ()


@dataclass(frozen=True, slots=True)
class Copy:
    """Two articles that share words, one of which was copied from the other or both from a third.

    ``a`` and ``b`` are ids of articles, ``a`` before ``b`` in their order. ``share_a`` is the
    share of the words of a's body that stand in ``shared``, from 0 to 1. ``direction`` is None
    where nothing tells; ``basis`` says what it rests on: one page names the other's outlet as
    its source, it says that it is a republication, both credit one agency (then neither copied
    the other as far as we know), or the dates differ. ``spans`` are the words of that credit.
    """

    id: str
    a: str
    b: str
    shared: tuple[Passage, ...]
    share_a: float
    share_b: float
    direction: Direction | None = None
    basis: DirectionBasis | None = None
    spans: tuple[tuple[str, Span], ...] = ()
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Tracing:
    """What one run of ``trace`` found, and what it could not do."""

    articles: tuple[Article, ...] = ()
    failures: tuple[Failure, ...] = ()
    parties: tuple[Party, ...] = ()
    claims: tuple[Claim, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    findings: tuple[Finding, ...] = ()
    stories: tuple[Story, ...] = ()
    copies: tuple[Copy, ...] = ()
    decisions: tuple[Decision, ...] = ()
    undecided: tuple[Undecided, ...] = ()
