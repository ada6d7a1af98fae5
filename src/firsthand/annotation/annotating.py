"""An article with all that its body says: the steps of this room in order."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from typing import TYPE_CHECKING

from firsthand.annotation.attributions import Found, found_in, refuse_other_languages
from firsthand.annotation.captions import find_captioned
from firsthand.annotation.chains import find_chains
from firsthand.annotation.cues import HEARSAY_ADVERBS, english, is_of_kind
from firsthand.annotation.custody import Custody
from firsthand.annotation.harms import find_deaths, find_harms
from firsthand.annotation.loaded_words import find_loaded_words
from firsthand.annotation.mentions import is_person
from firsthand.annotation.namings import find_namings
from firsthand.annotation.open_questions import find_open_questions
from firsthand.annotation.parsing import Paragraph, one_article, parse
from firsthand.annotation.places import find_places
from firsthand.annotation.quantities import find_quantities
from firsthand.annotation.quotations import find_quotations
from firsthand.annotation.sides import find_sides
from firsthand.annotation.speakers import find_speakers
from firsthand.annotation.tenor import Tenor, TenorReader
from firsthand.annotation.times import find_times
from firsthand.annotation.translated import find_translated
from firsthand.types import Article, Attribution, BodyView, Hop, Span, Spans, Speaker
from firsthand.words import EDITORS_WORD

if TYPE_CHECKING:
    from spacy.tokens import Token

VERBS_WITH_ADDRESSEE = frozenset(("inform", "ask", "remind"))  # besides orders and promises


def annotate(article: Article) -> Article:
    """The article with what its body says: attributions, their speakers and chains, quantities,
    times, places.

    What the words do not settle is None; nothing is guessed.

    Raises:
        LanguageError: there is no cue table for ``article.language``.
    """
    refuse_other_languages(article)
    with one_article(article.text):
        return _annotated(article)


def _annotated(article: Article) -> Article:
    view = article.body
    paragraphs = parse(view)
    quotations = find_quotations(view)
    found = found_in(article, view, paragraphs, quotations)
    speakers, speaker_of = find_speakers(found, paragraphs, quotations, view)
    by_id = {speaker.id: speaker for speaker in speakers}
    spoken = {attribution: by_id[speaker] for attribution, speaker in speaker_of.items()}
    chains = find_chains(found, spoken, paragraphs, quotations, article)
    tenors = TenorReader(paragraphs)
    translated = find_translated(found, spoken, article, paragraphs)
    custody = Custody(article, paragraphs)
    attributions = tuple(
        _filled(
            article,
            f,
            spoken.get(f.attribution.id),
            chains[f.attribution.id],
            tenors.read(f.draft),
            custody,
            translated=f.attribution.id in translated,
        )
        for f in found
    )
    harms = tuple(find_harms(view, paragraphs, quotations, attributions))
    return dataclasses.replace(
        article,
        attributions=attributions,
        speakers=speakers,
        quantities=find_quantities(view, paragraphs),
        times=find_times(article, paragraphs, quotations),
        places=find_places(view, paragraphs, speakers),
        harms=harms,
        deaths=find_deaths(harms, article.text),
        sentences=tuple(_sentences(view, paragraphs)),
        namings=tuple(find_namings(view, paragraphs, quotations, attributions)),
        captions=find_captioned(article),
        sides=tuple(find_sides(view, paragraphs, quotations, attributions, speakers)),
        notes=(
            *article.notes,
            *find_open_questions(view, paragraphs),
            *find_loaded_words(view, paragraphs, quotations, found),
        ),
    )


def _sentences(view: BodyView, paragraphs: list[Paragraph]) -> Iterator[Spans]:
    for paragraph in paragraphs:
        for sentence in paragraph.doc.sents:
            words = [token for token in sentence if not token.is_space]
            if words:
                span = paragraph.token_span(words)
                yield view.spans(span.start, span.end)


def _filled(
    article: Article,
    found: Found,
    speaker: Speaker | None,
    chain: tuple[Hop, ...],
    tenor: Tenor,
    custody: Custody,
    *,
    translated: bool,
) -> Attribution:
    draft = found.draft
    return dataclasses.replace(
        found.attribution,
        speaker=speaker.id if speaker else None,
        addressee=_addressee(article, found),
        stance=english().stance(draft.tokens(draft.cue)),
        hedged=_is_hedged(found),
        polarity=tenor.polarity,
        modality=tenor.modality,
        flags=tuple(_flags(article, found, speaker, chain, custody, translated=translated)),
        chain=chain,
    )


def _flags(
    article: Article,
    found: Found,
    speaker: Speaker | None,
    chain: tuple[Hop, ...],
    custody: Custody,
    *,
    translated: bool,
) -> Iterator[str]:
    if any(hop.action == "intercept" or hop.evidence == "intercept" for hop in chain):
        yield "intercepted"
    if any(EDITORS_WORD.search(span.of(article.text)) for span in found.attribution.content):
        yield "editor-inserted"
    yield from speaker.flags if speaker else ()
    if speaker and custody.is_of_releaser(found, speaker, chain):
        yield "in-custody-of-releaser"
    if translated:
        yield "translated"


def _is_hedged(found: Found) -> bool:
    """Whether the cue or the sentence that holds the content says "reportedly" or the like."""
    cue = found.draft.cue_token
    if cue is None:
        return False
    paragraph = found.draft.paragraph
    spans = (*found.draft.content, *found.draft.cue)
    hedges = (t for t in cue.sent if t.lower_ in HEARSAY_ADVERBS)
    return any(span.covers(paragraph.span(t, t)) for t in hedges for span in spans)


def _addressee(article: Article, found: Found) -> Span | None:
    """Who is told, where the sentence says it: "he told his mother that …"."""
    cue = found.draft.cue_token
    told = None if cue is None else _told(cue)
    if told is None:
        return None
    words = _noun_phrase(told)
    span = found.draft.paragraph.token_span(words)
    if any(piece.overlaps(span) for piece in found.draft.content):
        return None
    spans = article.body.spans(span.start, span.end)
    return spans[0] if spans else None


def _told(cue: Token) -> Token | None:
    """The one told: "told HIS MOTHER", "explained to HIS MOTHER"."""
    if cue.lower_ == "according":  # "according to the board": that is the source
        return None
    given = is_of_kind(cue, "orders") or is_of_kind(cue, "promises")
    for child in cue.children:
        if child.dep_ == "nsubjpass" and given:
            return child  # "EVERYONE was told to go"
        if child.i < cue.i:
            continue
        if child.dep_ in ("dobj", "dative") and (given or cue.lemma_ in VERBS_WITH_ADDRESSEE):
            return child
        if child.lower_ == "to" and child.dep_ in ("prep", "dative"):
            below = (b for b in child.children if b.dep_ == "pobj" and is_person(b))
            return next(below, None)
    return None


def _noun_phrase(head: Token) -> list[Token]:
    return [token for token in head.subtree if token.i <= head.i] or [head]
