"""Who is said to have said what: the public function of this room."""

from __future__ import annotations

import bisect
import dataclasses
import hashlib
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from firsthand.annotation.by_rules import (
    drafts_by_rules,
    is_deed,
    is_heard_in_a_recording,
    is_hearsay,
    is_no_statement,
    is_plainly_said,
    is_quoted_by_another,
    is_topic,
    is_wrapper,
    of_nobody,
    tells_something,
)
from firsthand.annotation.drafts import Draft, Neighbours, Stretches, holds, joined
from firsthand.annotation.inner import beside, read_again, within
from firsthand.annotation.outermost import outermost, tokens_under
from firsthand.annotation.parsing import Paragraph, one_article, parse
from firsthand.annotation.quotations import Quotation, find_quotations
from firsthand.annotation.tagger import Tagged, tag
from firsthand.annotation.whole_quotations import with_whole_quotations
from firsthand.errors import LanguageError
from firsthand.types import Article, Attribution, AttributionKind, BodyView, Span, Spans

if TYPE_CHECKING:
    from spacy.tokens import Token

WORD = re.compile(r"\w+")
LEAST_OF_A_CLAUSE = 0.65
CRUMBS = 10  # code points: "that it" is no content


@dataclass(frozen=True, slots=True)
class Found:
    """An attribution with the draft it came from, for those who read on (speakers, chains)."""

    attribution: Attribution
    draft: Draft


def find_attributions(article: Article, *, flat: bool = False) -> tuple[Attribution, ...]:
    """Find who is said to have said what, in reading order.

    Spans count code points of ``article.text``; a content that furniture interrupts has
    several. ``source`` is empty where the text names no speaker ("it was claimed"); we do
    not guess one. ``flat=True`` gives the outermost layer as the tagger reads it, marked as
    PolNeAR marks it, and needs no parse. Speakers and chains stay undecided here (see
    ``annotate``).

    Raises:
        LanguageError: there is no tagger for ``article.language``.
    Source: the source-cue-content scheme of PARC 3.0 (Pareti 2016) and PolNeAR (2018).
    """
    refuse_other_languages(article)
    view = article.body
    if flat:
        return tuple(_flat(article, view, find_quotations(view)))
    with one_article():
        paragraphs = parse(view, entities=False)
        quotations = find_quotations(view)
        return tuple(f.attribution for f in found_in(article, view, paragraphs, quotations))


def refuse_other_languages(article: Article) -> None:
    """Do nothing where the tagger reads the article's language, or it is unknown.

    Raises:
        LanguageError: there are none.
    """
    if article.language not in (None, "en"):
        raise LanguageError(
            f"the article is in {article.language!r}; there are cue tables for English only",
            next="leave it to a reader of that language",
        )


def found_in(
    article: Article,
    view: BodyView,
    paragraphs: Sequence[Paragraph],
    quotations: Sequence[Quotation],
) -> list[Found]:
    """The attributions of a parsed article with their drafts, in reading order."""
    rules = drafts_by_rules(view, paragraphs, quotations)
    whole = with_whole_quotations(tag(view), quotations, view.text)
    by_cue = {draft.cue_token: draft for draft in rules if draft.cue_token is not None}
    tagged = _as_rules_know_better(outermost(whole, paragraphs), rules, by_cue)
    inner = within(tagged, rules)
    marked = [draft for draft in inner if _is_quoted(draft, quotations)]
    again = [_completed(draft, by_cue) for draft in read_again(view, tagged, paragraphs)]
    inner = _not_again(_not_again(marked, again), inner)
    around = Neighbours((*tagged, *inner))
    outer = [d for d in tagged if not (is_wrapper(d, around) or is_topic(d, around))]
    inner += beside((*outer, *inner), rules)
    drafts = sorted((*outer, *inner), key=lambda d: (d.start, -d.content[-1].end))
    parents = _parents(drafts)
    ids = [_id(article, view, draft.content) for draft in drafts]
    kind = _Kinds(view, quotations)
    found: dict[str, Found] = {}
    for n, draft in enumerate(drafts):
        parent = parents[n]
        attribution = Attribution(
            id=ids[n],
            kind=kind.of(draft.content, inside_quotation=draft.inside_quotation),
            source=_to_article(view, draft.source),
            cue=_to_article(view, draft.cue),
            content=_to_article(view, draft.content),
            nested_in=None if parent is None else ids[parent],
        )
        found.setdefault(attribution.id, Found(attribution, draft))
    return list(found.values())


def _flat(
    article: Article, view: BodyView, quotations: Sequence[Quotation]
) -> Iterator[Attribution]:
    """The tagger's attributions in reading order; no parse is needed."""
    tagged = _one_layer(with_whole_quotations(tag(view), quotations, view.text))
    kind = _Kinds(view, quotations)
    for one in sorted(tagged, key=lambda t: (t.content[0].start, -t.content[-1].end)):
        yield Attribution(
            id=_id(article, view, one.content),
            kind=kind.of(one.content, inside_quotation=False),
            source=_to_article(view, one.source),
            cue=_to_article(view, one.cue),
            content=_to_article(view, one.content),
        )


def _one_layer(tagged: Sequence[Tagged]) -> list[Tagged]:
    """The attributions without those whose content is a part of another's, the longest first."""
    kept: list[Tagged] = []
    taken: list[Span] = []
    for one in sorted(tagged, key=lambda t: -_length(t.content)):
        if not any(_meets(taken, span) for span in one.content):
            kept.append(one)
            for span in one.content:
                bisect.insort(taken, span)
    return kept


def _meets(taken: list[Span], span: Span) -> bool:
    """Whether a span shares a code point with one of those in order that share none."""
    at = bisect.bisect_left(taken, span)
    return any(other.overlaps(span) for other in taken[max(at - 1, 0) : at + 1])


def _as_rules_know_better(
    tagged: Sequence[Draft], rules: Sequence[Draft], by_cue: dict[Token, Draft]
) -> list[Draft]:
    """The tagger's drafts, but for what its training does not mark as this house does.

    There nobody says a thing that nobody is said to have said, and a recording or an outlet
    that passes another's words on is a hand and no speaker.
    """
    heard = {cue: draft for cue, draft in by_cue.items() if is_heard_in_a_recording(draft)}
    quoted = [draft for draft in rules if is_quoted_by_another(draft)]
    kept = [
        next((other for other in _at(draft, heard) if _is_before(draft, other)), draft)
        for draft in tagged
        if not is_no_statement(draft) and not is_deed(draft) and beside(quoted, [draft])
    ]
    return [*map(of_nobody, (_completed(draft, by_cue) for draft in kept)), *quoted]


def _completed(draft: Draft, by_cue: dict[Token, Draft]) -> Draft:
    """The draft with the whole of its source and clause, where the tagger lost a part of it.

    On held-out articles the clause is nearer to what people mark in 35 of 43 such cases;
    where only its end is missing, in no more than half, unless the verb stands there.
    """
    hearsay = next(filter(is_hearsay, _at(draft, by_cue)), None)
    if hearsay is not None and not is_plainly_said(draft):
        return hearsay
    rule = by_cue.get(draft.cue_token) if draft.cue_token is not None else None
    if rule is None:
        return draft
    part = holds(rule.source, draft.source)
    more = holds(draft.source, rule.source) and rule.source_token != draft.source_token
    if rule.source != draft.source and (part or more):
        draft = dataclasses.replace(draft, source=rule.source, source_token=rule.source_token)
    inside = holds(rule.content, draft.content)
    later = rule.content[0].start < draft.content[0].start
    much = _length(draft.content) >= LEAST_OF_A_CLAUSE * _length(rule.content)
    torn = _length(draft.content) <= CRUMBS or (
        tells_something(rule) and not tells_something(draft)
    )
    whole = inside and ((later and much) or torn)
    return dataclasses.replace(draft, content=rule.content) if whole else draft


def _at(draft: Draft, by_cue: dict[Token, Draft]) -> list[Draft]:
    """The drafts of the rules whose cue is a word of this one's."""
    words = (t for span in draft.cue for t in tokens_under(draft.paragraph, span))
    return [by_cue[word] for word in words if word in by_cue]


def _is_before(draft: Draft, other: Draft | None) -> bool:
    """Whether a draft names a source before that of the other."""
    return bool(other and draft.source and other.source and draft.source < other.source)


def _is_quoted(draft: Draft, quotations: Sequence[Quotation]) -> bool:
    """Whether the content is a quotation within a quotation: its marks say where it ends."""
    return any(q.depth > 0 and q.pieces == draft.content for q in quotations)


def _not_again(first: Sequence[Draft], second: Sequence[Draft]) -> list[Draft]:
    """Both, without those of the second whose cue is one of the first's too."""
    taken = Stretches(joined(span for draft in first for span in draft.cue))
    return [*first, *(d for d in second if not any(taken.overlapping(span) for span in d.cue))]


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
            and holds(other.content, draft.cue)
            and any(holds(other.content, (span,)) for span in draft.content)
        ]
        smallest = min(outer, key=lambda other: _length(other.content), default=None)
        parents.append(None if smallest is None else number[id(smallest)])
    return parents


def _length(spans: Spans) -> int:
    return sum(span.end - span.start for span in spans)


class _Kinds:
    """Direct if all words stand in quotation marks, indirect if none does, else mixed."""

    def __init__(self, view: BodyView, quotations: Sequence[Quotation]) -> None:
        self._text = view.text
        # What stands inside a quotation is direct by the inner marks alone.
        self._quoted = [
            Stretches(joined(p for q in quotations if q.depth >= depth for p in q.pieces))
            for depth in (0, 1)
        ]

    def of(self, content: Spans, *, inside_quotation: bool) -> AttributionKind:
        quoted = self._quoted[inside_quotation]
        words = (w for s in content for w in WORD.finditer(self._text, s.start, s.end))
        inside = [bool(quoted.overlapping(Span(w.start(), w.start() + 1))) for w in words]
        return "direct" if all(inside) else "mixed" if any(inside) else "indirect"


def _to_article(view: BodyView, spans: Iterable[Span]) -> Spans:
    return tuple(piece for span in spans for piece in view.spans(span.start, span.end))


def _id(article: Article, view: BodyView, content: Spans) -> str:
    """The id that survives re-runs: from the article's id and the content's spans."""
    spans = ",".join(f"{s.start}-{s.end}" for s in _to_article(view, content))
    return "a" + hashlib.sha256(f"{article.id}\n{spans}".encode()).hexdigest()[:12]
