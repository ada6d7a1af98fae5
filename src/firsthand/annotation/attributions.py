"""Who is said to have said what: the public function of this room."""

from __future__ import annotations

import bisect
import dataclasses
import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from firsthand.annotation.by_rules import (
    drafts_by_rules,
    fitted,
    is_deed,
    is_handing_on,
    is_heard_in_a_recording,
    is_hearsay,
    is_no_statement,
    is_only_an_aside,
    is_plainly_said,
    is_quoted_by_another,
    is_topic,
    is_wrapper,
    of_nobody,
    shown_speaking,
    tells_something,
    whole_of_a_wrapper,
)
from firsthand.annotation.drafts import Draft, Neighbours, reading_order
from firsthand.annotation.embedded_posts import embedded_posts, is_post, with_posts
from firsthand.annotation.filmed import of_who_is_filmed
from firsthand.annotation.implied import rightly_sourced
from firsthand.annotation.inner import beside, is_told_within, read_again, within
from firsthand.annotation.orders import orders_told
from firsthand.annotation.outermost import outermost
from firsthand.annotation.parsing import Paragraph, one_article, parse
from firsthand.annotation.passed_on import as_spoken, names_only_who
from firsthand.annotation.quotations import Quotation, find_quotations
from firsthand.annotation.quoted_apart import each_apart
from firsthand.annotation.spans import Stretches, holds, joined, length
from firsthand.annotation.spoken_of import without_who_is_spoken_of
from firsthand.annotation.tagger import Tagged, tag
from firsthand.annotation.unsaid import is_unsaid
from firsthand.annotation.whole_quotations import with_whole_quotations
from firsthand.errors import LanguageError
from firsthand.types import Article, Attribution, AttributionKind, BodyView, Span, Spans
from firsthand.words import WORD

if TYPE_CHECKING:
    from spacy.tokens import Token

LEAST_OF_A_CLAUSE = 0.65
JOINING = frozenset(("and", "but", "or"))
TORN = 10  # code points: "that it" is no content


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
    quotations = find_quotations(view)
    if flat:
        return tuple(_flat(article, view, quotations))
    with one_article(article.text):
        paragraphs = parse(view, entities=False)
        return tuple(f.attribution for f in found_in(article, view, paragraphs, quotations))


def refuse_other_languages(article: Article) -> None:
    """Do nothing where the tagger reads the article's language, or it is unknown.

    Raises:
        LanguageError: it reads another.
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
    rules = [d for d in drafts_by_rules(view, paragraphs, quotations) if not names_only_who(d)]
    by_cue = {draft.cue_token: draft for draft in rules if draft.cue_token is not None}
    read = outermost(_tagged(view, quotations), paragraphs)
    tagged = _as_rules_know_better(read, rules, by_cue, view.text)
    inner = _inner(view, tagged, rules, by_cue, paragraphs, quotations)
    around = Neighbours((*tagged, *inner))
    by_rules = Neighbours(rules)
    wrappers = [d for d in tagged if is_wrapper(d, around) or is_only_an_aside(d, by_rules)]
    outer = [d for d in tagged if not (d in wrappers or is_topic(d, around))]
    inner = _not_again(outer, inner)[len(outer) :]  # a hand's content may end with his cue
    unwrapped = [whole_of_a_wrapper(d, wrappers, around) for d in (*outer, *inner)]
    whole = [*unwrapped, *beside(unwrapped, rules)]
    whole = _with_quotations_beside(whole, rules, quotations, paragraphs)
    apart = [draft for one in whole for draft in each_apart(one, view.text)]
    drafts = with_posts(apart, embedded_posts(paragraphs, view.text))
    drafts.sort(key=lambda draft: reading_order(draft.content))
    parents = _parents(drafts)
    values = _Values(article, view, quotations)
    ids = [values.id(draft.content) for draft in drafts]
    found: dict[str, Found] = {}
    for draft, parent in zip(drafts, parents, strict=True):
        attribution = values.of(
            draft,
            inside_quotation=draft.inside_quotation,
            nested_in=None if parent is None else ids[parent],
            posted=is_post(draft),
        )
        found.setdefault(attribution.id, Found(attribution, draft))
    return list(found.values())


def _flat(
    article: Article, view: BodyView, quotations: Sequence[Quotation]
) -> Iterator[Attribution]:
    """The tagger's attributions in reading order; no parse is needed."""
    values = _Values(article, view, quotations)
    spoken = [without_who_is_spoken_of(one, view.text) for one in _tagged(view, quotations)]
    layer = _one_layer(spoken)
    yield from map(values.of, sorted(layer, key=lambda one: reading_order(one.content)))


def _tagged(view: BodyView, quotations: Sequence[Quotation]) -> list[Tagged]:
    return with_whole_quotations(tag(view, quotations), quotations, view.text)


def _with_quotations_beside(
    drafts: Sequence[Draft],
    rules: Sequence[Draft],
    quotations: Sequence[Quotation],
    paragraphs: Sequence[Paragraph],
) -> list[Draft]:
    """The drafts, and by the rules those of the quotations that the tagger gives to nobody and
    that stand before one of them, or go on with it in a paragraph of their own: "“IT IS SHUT,”
    said Reis, the Courier reported. “It leaks.”", "“It is shut,” said Reis.\n“IT LEAKS.”"
    """
    starts = {paragraph.start for paragraph in paragraphs}
    taken = Stretches(joined(span for draft in drafts for span in draft.content))
    quoted = {piece for q in quotations if q.depth == 0 for piece in q.pieces}
    own = {piece for piece in quoted if piece.start in starts}
    by_cue = {rule.cue_token: rule for rule in rules if rule.content[0] in quoted}
    found = [*drafts]
    for draft in drafts:
        rule = by_cue.get(draft.cue_token) if draft.cue_token is not None else None
        beside = rule.content if rule is not None and draft.content[0] in quoted else ()
        after = [span for span in beside if span.start >= draft.content[-1].end and span in own]
        before = [span for span in beside if span.end <= draft.content[0].start]
        more = [span for span in (*before, *after) if not taken.overlapping(span)]
        found += [dataclasses.replace(draft, content=(span,)) for span in more]
    return found


def _inner(
    view: BodyView,
    tagged: Sequence[Draft],
    rules: Sequence[Draft],
    by_cue: dict[Token, Draft],
    paragraphs: Sequence[Paragraph],
    quotations: Sequence[Quotation],
) -> list[Draft]:
    """What stands within another's words: first what inner marks delimit, then what the tagger
    reads there, then orders and promises, then what else the rules find.
    """
    by_rules = within(tagged, rules)
    pieces = {q.pieces for q in quotations if q.depth > 0}
    marked = [draft for draft in by_rules if draft.content in pieces]
    read = read_again(view, tagged, paragraphs)
    read = [rightly_sourced(d) for d in read if not (is_no_statement(d) or is_unsaid(d, view.text))]
    again = [_completed(draft, by_cue) for draft in read if not _says_where_it_stands(draft)]
    found = [d for d in _not_again(marked, again) if is_told_within(d, view.text)]
    orders = within(tagged, fitted(orders_told(paragraphs, view.text), quotations, view.text))
    found = _not_again(found, orders)
    return _not_again(found, [d for d in by_rules if is_told_within(d, view.text)])


def _one_layer(tagged: Sequence[Tagged]) -> list[Tagged]:
    """The attributions without those whose content is a part of another's, the longest first."""
    kept: list[Tagged] = []
    taken: list[Span] = []
    for one in sorted(tagged, key=lambda t: -length(t.content)):
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
    tagged: Sequence[Draft], rules: Sequence[Draft], by_cue: dict[Token, Draft], text: str
) -> list[Draft]:
    """The tagger's drafts, but for what its training does not mark as this house does.

    There nobody says a thing that nobody is said to have said, and a recording or an outlet
    that passes another's words on is a hand and no speaker.
    """
    heard = {cue: draft for cue, draft in by_cue.items() if is_heard_in_a_recording(draft)}
    quoted = [draft for draft in rules if is_quoted_by_another(draft)]
    tagged = [of_who_is_filmed(rightly_sourced(draft)) for draft in tagged]
    kept = [
        shown_speaking(draft, by_cue)
        or next(
            (
                _as_told(other, draft, heard.values())
                for other in (*_at(draft, heard), *_whose_words(draft, heard.values()))
                if _is_before(draft, other)
            ),
            draft,
        )
        for draft in (as_spoken(d, text) for d in beside(quoted, tagged))
        if not (is_no_statement(draft) or is_handing_on(draft) or is_deed(draft, text))
        if not (names_only_who(draft) or is_unsaid(draft, text))
    ]
    return [*map(of_nobody, (_completed(draft, by_cue) for draft in kept)), *quoted]


def _whose_words(draft: Draft, heard: Iterable[Draft]) -> Iterator[Draft]:
    """Who is heard between a hand's cue and its content: "leaked a tape of A COOK SAYING it"."""
    for other in heard:
        between = draft.cue[-1].end <= other.cue[0].start < draft.content[0].start
        if between and holds(draft.content, other.content):
            yield other


def _as_told(one: Draft, draft: Draft, heard: Iterable[Draft]) -> Draft:
    """Who is heard, with all of the content that the tagger gives to whose recording it is,
    if nobody else is heard in it.
    """
    cues = Stretches(span for other in heard for span in other.cue)
    alone = not any(cues.overlapping(span) for span in draft.content)
    more = alone and holds(draft.content, one.content)
    return dataclasses.replace(one, content=draft.content) if more else one


def _completed(draft: Draft, by_cue: dict[Token, Draft]) -> Draft:
    """The draft with the whole of its source and clause, where the tagger lost a part of it.

    On held-out articles the clause is nearer to what people mark in 35 of 43 such cases;
    where only its end is missing, in no more than half, unless the verb stands there.
    """
    draft = _without_where_it_stands(draft)
    hearsay = next(filter(is_hearsay, _at(draft, by_cue)), None)
    if hearsay is not None and not is_plainly_said(draft):
        return hearsay
    rule = by_cue.get(draft.cue_token) if draft.cue_token is not None else None
    if rule is None:
        return draft
    part = holds(rule.source, draft.source)
    more = holds(draft.source, rule.source) and rule.source_token != draft.source_token
    clause = rule.source_token is not None and rule.source_token.dep_ == "csubj"
    if rule.source != draft.source and (part or more) and not clause:
        draft = dataclasses.replace(draft, source=rule.source, source_token=rule.source_token)
    if _goes_on_from(rule, draft):
        first = Span(rule.content[0].start, draft.content[0].end)
        return dataclasses.replace(draft, content=joined((first, *draft.content)))
    inside = holds(rule.content, draft.content)
    later = rule.content[0].start < draft.content[0].start
    much = length(draft.content) >= LEAST_OF_A_CLAUSE * length(rule.content)
    torn = length(draft.content) <= TORN or (tells_something(rule) and not tells_something(draft))
    whole = inside and ((later and much) or torn)
    return dataclasses.replace(draft, content=rule.content) if whole else draft


def _goes_on_from(rule: Draft, draft: Draft) -> bool:
    """Whether the tagger lost the first of two clauses: "saying HE HID and nobody came"."""
    first, second = rule.content[-1].end, draft.content[0].start
    if not rule.cue[-1].end <= rule.content[0].start or first >= second:
        return False
    between = draft.tokens((Span(first, second),))
    return all(word.lower_ in JOINING or word.is_punct for word in between)


def _without_where_it_stands(draft: Draft) -> Draft:
    """The draft without the pronoun of "a video IN WHICH a cook says that …": it is no content."""
    said = tuple(span for span in draft.content if not _is_governed_pronoun(draft, span))
    return dataclasses.replace(draft, content=said) if said and said != draft.content else draft


def _says_where_it_stands(draft: Draft) -> bool:
    return all(_is_governed_pronoun(draft, span) for span in draft.content)


def _is_governed_pronoun(draft: Draft, span: Span) -> bool:
    words = draft.tokens((span,))
    return len(words) == 1 and words[0].tag_ in ("WDT", "WP") and words[0].head.pos_ == "ADP"


def _at(draft: Draft, by_cue: dict[Token, Draft]) -> list[Draft]:
    """The drafts of the rules whose cue is a word of this one's."""
    return [by_cue[word] for word in draft.tokens(draft.cue) if word in by_cue]


def _is_before(draft: Draft, other: Draft) -> bool:
    """Whether a draft names a source before that of the other."""
    return bool(draft.source and other.source) and draft.source < other.source


def _not_again(first: Sequence[Draft], second: Sequence[Draft]) -> list[Draft]:
    """Both, without those of the second whose cue is one of the first's too."""
    taken = Stretches(joined(span for draft in first for span in draft.cue))
    return [*first, *(d for d in second if not any(taken.overlapping(span) for span in d.cue))]


def _parents(drafts: list[Draft]) -> list[int | None]:
    """For each draft the number of the smallest other whose content holds its cue and content."""
    number = {id(draft): n for n, draft in enumerate(drafts)}
    around = Neighbours(drafts)

    def size(draft: Draft) -> tuple[int, int]:
        return length(draft.content), -number[id(draft)]

    parents: list[int | None] = []
    for draft in drafts:
        outer = [
            other
            for other in around.of(draft)
            if size(other) > size(draft)  # two can hold each other's cues: no rings
            and holds(other.content, draft.cue)
            and any(holds(other.content, (span,)) for span in draft.content)
        ]
        smallest = min(outer, key=lambda other: length(other.content), default=None)
        parents.append(None if smallest is None else number[id(smallest)])
    return parents


class _Values:
    """Makes values of the drafts and tagged attributions of one article."""

    def __init__(self, article: Article, view: BodyView, quotations: Sequence[Quotation]) -> None:
        self._article, self._view = article, view
        # What stands inside a quotation is direct by the inner marks alone.
        self._quoted = [
            Stretches(joined(p for q in quotations if q.depth >= depth for p in q.pieces))
            for depth in (0, 1)
        ]

    def of(
        self,
        one: Draft | Tagged,
        *,
        inside_quotation: bool = False,
        nested_in: str | None = None,
        posted: bool = False,
    ) -> Attribution:
        return Attribution(
            id=self.id(one.content),
            kind="direct" if posted else self._kind(one.content, self._quoted[inside_quotation]),
            source=self._spans(one.source),
            cue=self._spans(one.cue),
            content=self._spans(one.content),
            nested_in=nested_in,
        )

    def id(self, content: Spans) -> str:
        """The id that survives re-runs: from the article's id and the content's spans."""
        spans = ",".join(f"{s.start}-{s.end}" for s in self._spans(content))
        return "a" + hashlib.sha256(f"{self._article.id}\n{spans}".encode()).hexdigest()[:12]

    def _spans(self, spans: Spans) -> Spans:
        """The spans of the view in code points of the article."""
        return tuple(piece for s in spans for piece in self._view.spans(s.start, s.end))

    def _kind(self, content: Spans, quoted: Stretches) -> AttributionKind:
        """Direct if all words stand in quotation marks, indirect if none does, else mixed."""
        words = (w for s in content for w in WORD.finditer(self._view.text, s.start, s.end))
        inside = [bool(quoted.overlapping(Span(w.start(), w.start() + 1))) for w in words]
        return "direct" if all(inside) else "mixed" if any(inside) else "indirect"
