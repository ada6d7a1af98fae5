"""Who is said to have said what: the public function of this room."""

from __future__ import annotations

import dataclasses
import hashlib
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from firsthand.annotation.cues import HEARSAY_ADVERBS, Cues, english, recording_nouns
from firsthand.annotation.direct import direct, quoted_inside
from firsthand.annotation.drafts import Draft, Neighbours, Stretches, joined, without_carriers
from firsthand.annotation.parsing import Paragraph, one_article, parse
from firsthand.annotation.quotations import MARK, Quotation, find_quotations
from firsthand.annotation.reported import reported
from firsthand.errors import LanguageError
from firsthand.types import Article, Attribution, AttributionKind, BodyView, Span, Spans

WORD = re.compile(r"\w+")
POINTERS = frozenset(
    ["it", "this", "that", "these", "those", "them", "him", "her", "so", "what", "which"]
)
SPEAKING_OF_ONESELF = frozenset(("i", "we", "me", "us", "you", "who"))


@dataclass(frozen=True, slots=True)
class Found:
    """An attribution with the draft it came from, for those who read on (speakers, chains)."""

    attribution: Attribution
    draft: Draft


def find_attributions(article: Article, *, flat: bool = False) -> tuple[Attribution, ...]:
    """Find who is said to have said what, in reading order.

    Spans count code points of ``article.text``; a content that furniture interrupts has
    several. ``source`` is empty where the text names no speaker ("it was claimed"); we do
    not guess one. ``flat=True`` gives the outermost layer only: no attribution inside
    another's content. Speakers and chains stay undecided here (see ``annotate``).

    Raises:
        LanguageError: there is no cue table for ``article.language``.
    Source: the source-cue-content scheme of PARC 3.0 (Pareti 2016).
    """
    refuse_other_languages(article)
    with one_article():
        paragraphs = parse(article.body, entities=False)
        return tuple(f.attribution for f in found_in(article, article.body, paragraphs, flat=flat))


def refuse_other_languages(article: Article) -> None:
    """Do nothing where there are cue tables for the article's language, or it is unknown.

    Raises:
        LanguageError: there are none.
    """
    if article.language not in (None, "en"):
        raise LanguageError(
            f"the article is in {article.language!r}; there are cue tables for English only",
            next="leave it to a reader of that language",
        )


def found_in(
    article: Article, view: BodyView, paragraphs: Sequence[Paragraph], *, flat: bool = False
) -> list[Found]:
    """The attributions of a parsed article with their drafts, in reading order."""
    quotations = find_quotations(view)
    drafts = _drafts(view, paragraphs, quotations, english())
    parents = _parents(drafts)
    kept = [n for n in range(len(drafts)) if not flat or parents[n] is None]
    ids = [_id(article, view, draft) for draft in drafts]
    # What stands inside a quotation is direct by the inner marks alone.
    quoted = [
        Stretches(joined(p for q in quotations if q.depth >= depth for p in q.pieces))
        for depth in (0, 1)
    ]
    found: dict[str, Found] = {}
    for n in kept:
        parent = parents[n]
        attribution = Attribution(
            id=ids[n],
            kind=_kind(drafts[n], quoted[drafts[n].inside_quotation], view.text),
            source=_to_article(view, drafts[n].source),
            cue=_to_article(view, drafts[n].cue),
            content=_to_article(view, drafts[n].content),
            nested_in=None if parent is None else ids[parent],
        )
        found.setdefault(attribution.id, Found(attribution, drafts[n]))
    return list(found.values())


def _drafts(
    view: BodyView, paragraphs: Sequence[Paragraph], quotations: list[Quotation], cues: Cues
) -> list[Draft]:
    """Quotations first: the grammar of a sentence must not cut one in two."""
    spoken = direct(quotations, paragraphs, view.text, cues)
    spoken += quoted_inside(quotations, paragraphs, view.text, cues)
    taken = {d.paragraph.start + d.cue_token.idx for d in spoken if d.cue_token is not None}
    marks = _Marks(
        outer=Stretches(piece for q in quotations if q.depth == 0 for piece in q.pieces),
        inner=Stretches(piece for q in quotations if q.depth == 1 for piece in q.pieces),
        spoken=frozenset(piece for draft in spoken for piece in draft.content),
        text=view.text,
    )
    told: list[Draft] = []
    for paragraph in paragraphs:
        for draft in reported(paragraph, view.text, cues, taken=taken):
            fitted = _fit(draft, marks)
            if fitted is not None and (not fitted.inside_quotation or _is_hearsay(fitted, cues)):
                told.append(fitted)
    told = [without_carriers(draft, view.text) for draft in told]
    drafts = [d for d in (*spoken, *told) if _says_something(d, view.text)]
    around = Neighbours(drafts)
    kept = [
        d
        for d in drafts
        if not (_is_wrapper(d, around) or _is_topic(d, around) or _is_second_verb(d, around))
        if not _is_hedge(d, around, view.text)
    ]
    return sorted(kept, key=lambda d: (d.start, -d.content[-1].end))


def _says_something(draft: Draft, text: str) -> bool:
    """Whether the content is more than a pronoun that points elsewhere ("broadcast it")."""
    words = [word for span in draft.content for word in WORD.findall(span.of(text).lower())]
    return any(word not in POINTERS for word in words)


def _is_wrapper(draft: Draft, around: Neighbours) -> bool:
    """Whether the draft is a hand and no speech: "released footage of X saying", "a video
    showed X saying". X speaks; who released or shows it is a hop of X's chain.
    """
    heads = (draft.cue_token, draft.source_token)
    if not any(
        head is not None and str(head.lemma_).lower() in recording_nouns() for head in heads
    ):
        return False
    return any(
        other is not draft
        and other.source
        and _holds(draft.content, other.source)
        and any(_holds(draft.content, (span,)) for span in other.content)
        for other in around.of(draft)
    )


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
    cue = draft.cue_token
    if cue is None or cue.lower_ not in HEARSAY_ADVERBS:
        return False
    mine = _words_of((*draft.content, *draft.cue), text)
    return any(
        _words_of(other.content, text) <= mine
        and mine <= _words_of((*other.content, *other.cue, *other.source), text)
        for other in around.of(draft)
        if other.source and _holds(other.content, draft.cue)
    )


def _words_of(spans: Iterable[Span], text: str) -> set[int]:
    """Where the words in the spans begin."""
    return {word.start() for s in spans for word in WORD.finditer(text, s.start, s.end)}


def _is_topic(draft: Draft, around: Neighbours) -> bool:
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
        return dataclasses.replace(draft, content=joined(within), inside_quotation=True)
    met = [q for span in draft.content for q in marks.outer.overlapping(span)]
    if met and all(q in marks.spoken for q in met) and _mostly(draft.content, met):
        return None
    return dataclasses.replace(draft, content=joined((*draft.content, *met)))


def _without_marks(quoted: Span, text: str) -> Span:
    """The words of a quoted stretch, without its own marks and the comma before the last."""
    words = quoted.of(text)
    opening = MARK.match(words)
    closing = next((m for m in MARK.finditer(words) if m.end() == len(words) and m.start()), None)
    end = len(words[: closing.start()].rstrip(" ,")) if closing else len(words)
    start = opening.end() if opening else 0
    return Span(quoted.start + min(start, end), quoted.start + end)


def _mostly(content: Spans, quoted: list[Span]) -> bool:
    inside = sum(max(0, min(c.end, q.end) - max(c.start, q.start)) for c in content for q in quoted)
    return inside > 0.5 * sum(span.end - span.start for span in content)


def _is_hearsay(draft: Draft, cues: Cues) -> bool:
    """Whether a cue inside a quotation reports the words of somebody else, whom it names."""
    if draft.cue_token is None or not cues.is_saying(draft.cue_token):
        return False
    source = draft.source_token
    return source is not None and source.lower_ not in SPEAKING_OF_ONESELF


def _parents(drafts: list[Draft]) -> list[int | None]:
    """For each draft the number of the smallest other whose content holds its cue and content."""
    number = {id(draft): n for n, draft in enumerate(drafts)}
    around = Neighbours(drafts)

    def size(draft: Draft) -> tuple[int, int]:
        return _length(draft.content), -number[id(draft)]

    parents: list[int | None] = []
    for draft in drafts:
        outer = [
            other
            for other in around.of(draft)
            if size(other) > size(draft)  # two can hold each other's cues: no rings
            and _holds(other.content, draft.cue)
            and any(_holds(other.content, (span,)) for span in draft.content)
        ]
        smallest = min(outer, key=lambda other: _length(other.content), default=None)
        parents.append(None if smallest is None else number[id(smallest)])
    return parents


def _holds(outer: Spans, inner: Spans) -> bool:
    return bool(inner) and all(any(o.covers(i) for o in outer) for i in inner)


def _length(spans: Spans) -> int:
    return sum(span.end - span.start for span in spans)


def _kind(draft: Draft, quoted: Stretches, text: str) -> AttributionKind:
    """Direct if all words stand in quotation marks, indirect if none does, else mixed."""
    words = (w for span in draft.content for w in WORD.finditer(text, span.start, span.end))
    inside = [bool(quoted.overlapping(Span(w.start(), w.start() + 1))) for w in words]
    return "direct" if all(inside) else "mixed" if any(inside) else "indirect"


def _to_article(view: BodyView, spans: Iterable[Span]) -> Spans:
    return tuple(piece for span in spans for piece in view.spans(span.start, span.end))


def _id(article: Article, view: BodyView, draft: Draft) -> str:
    """The id that survives re-runs: from the article's id and the content's spans."""
    spans = ",".join(f"{s.start}-{s.end}" for s in _to_article(view, draft.content))
    return "a" + hashlib.sha256(f"{article.id}\n{spans}".encode()).hexdigest()[:12]
