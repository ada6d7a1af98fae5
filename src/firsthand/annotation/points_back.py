"""What a bare noun points back to that is no person: "the newspaper", "the statement".

The newspaper is the one medium that was named near by, wherever its name stood ("told THE
COURIER"); the statement is whose it was said to be ("said IN A STATEMENT").
"""

from __future__ import annotations

import bisect
import dataclasses
from collections.abc import Iterator, Sequence

from firsthand import data
from firsthand.annotation.attributions import Found
from firsthand.annotation.class_names import media_nouns, names_a_sort_of_medium
from firsthand.annotation.hands import IT, Hand, names_a_medium
from firsthand.annotation.mentions import Mention, mention
from firsthand.annotation.parsing import Paragraph
from firsthand.annotation.writings import is_writing, kind_of_writing

# On the air, and where there is none to see it: these say too little of which is meant.
ON_AIR = frozenset("broadcaster channel network podcast radio station television tv".split())
AIRED = frozenset("broadcasting channel radio television tv".split())  # words of their names
PRINTED = frozenset("daily newspaper paper tabloid weekly".split())
PAPERS = frozenset(("newspaper", "magazine"))  # kinds of ``outlets.csv``
FIRST = frozenset("first second third last latest".split())
AGENCIES = frozenset(("agency",))  # of government as often as of news
FARTHEST = 3  # paragraphs back


def named_media(paragraphs: Sequence[Paragraph]) -> tuple[Mention, ...]:
    """The media that an article names, in reading order, whatever they do in their sentence."""
    return tuple(_media(paragraphs))


def _media(paragraphs: Sequence[Paragraph]) -> Iterator[Mention]:
    for paragraph in paragraphs:
        for chunk in paragraph.noun_chunks:
            head = chunk.root
            sort = names_a_sort_of_medium(head)  # "the INTERFAX news agency"
            if not sort and (head.pos_ != "PROPN" or head.ent_type_ not in ("", "ORG")):
                continue
            seen = mention(paragraph, list(chunk), head)
            named = seen.name and names_a_medium(" ".join(seen.name))
            if named and seen.name[-1].lower() not in AGENCIES:
                yield seen


def is_bare(seen: Mention) -> bool:
    """Whether a phrase is a noun with "the" and nothing else: "the newspaper"; a paper may be told
    by its sort or its number ("the opinion poll", "the first tweet").
    """
    if seen.form != "definite" or seen.plural:
        return False
    sort = {t.lower_ for t in seen.head.lefts if t.lower_ in FIRST or t.tag_ == "NN"}
    words = seen.text.lower().split()
    told = [word for word in words if not (is_writing(seen.head) and word in sort)]
    return told == ["the", seen.noun]


def may_be_called(medium: Mention, noun: str) -> bool:
    """Whether a medium may be spoken of with a noun: what the table knows to be a broadcaster
    is no newspaper.
    """
    if media_nouns().get(noun) != "medium" or noun in ON_AIR:
        return False
    row = data.outlet_named(" ".join(medium.name))
    if noun not in PRINTED:
        return True
    if row is not None:
        return row.kind in PAPERS
    return len(medium.name) > 1 and AIRED.isdisjoint(word.lower() for word in medium.name)


def by_its_name(
    hand: Hand, media: Sequence[Mention], paragraphs: Sequence[Paragraph], text: str
) -> Hand:
    """The hand under the name of the one medium near by that it points back to: "told THE
    PAPER"; as it is where none was named, or several.
    """
    if hand.named:
        return _in_full(hand, media)
    if hand.party == IT:
        return _that_it_is(hand, media, paragraphs)
    words = hand.span.of(text).lower().split()
    # the parser may hang on it what somebody tells it: "told the paper that it leaked"
    bare = words[:1] == ["the"] and len(words) > 1 and words[2:3] in ([], ["that"])
    if not bare:
        return hand
    here = bisect.bisect_right(paragraphs, hand.span.start, key=lambda p: p.start) - 1
    first = paragraphs[max(here - FARTHEST, 0)].start
    before = (m for m in media if first <= m.span.start and m.span.end <= hand.span.start)
    near = [m for m in before if may_be_called(m, words[1])]
    if len({m.name[-1] for m in near}) != 1:
        return hand
    fullest = max(near, key=lambda m: len(m.name))
    return dataclasses.replace(hand, party=" ".join(fullest.name), named=True)


def _that_it_is(hand: Hand, media: Sequence[Mention], paragraphs: Sequence[Paragraph]) -> Hand:
    """The medium that "it" means: the subject of the sentence right before. "Norda News has another
    story. IT quoted a cook as saying"; as it is where that is no medium.
    """
    here = bisect.bisect_right(paragraphs, hand.span.start, key=lambda p: p.start) - 1
    near = paragraphs[max(here - 1, 0) : here + 1]
    sentences = [(p, s) for p in near for s in p.doc.sents if not s.text.isspace()]
    before = [(p, s) for p, s in sentences if p.start + s.end_char <= hand.span.start][-1:]
    for paragraph, sentence in before:
        for medium in media:
            alone = not any(child.dep_ == "conj" for child in medium.head.children)
            subject = alone and medium.head.dep_ == "nsubj" and medium.head.head == sentence.root
            at = paragraph.start + sentence.start_char
            if subject and at <= medium.span.start < paragraph.start + sentence.end_char:
                return dataclasses.replace(hand, party=" ".join(medium.name), named=True)
    return hand


def _in_full(hand: Hand, media: Sequence[Mention]) -> Hand:
    """A hand by the whole name of the one medium named before that its one word ends: "told THE
    POST" after "the Kesk Post".
    """
    before = {" ".join(m.name) for m in media if m.span.end <= hand.span.start}
    fuller = [name for name in before if name.split()[-1] == hand.party and name != hand.party]
    return dataclasses.replace(hand, party=fuller[0]) if len(fuller) == 1 else hand


def documents_of(found: Found) -> Iterator[str]:
    """In what its speaker says a thing, by the kind of paper: "said IN A STATEMENT", "wrote IN
    HER LETTER".
    """
    cue = found.draft.cue_token
    for prep in cue.children if cue is not None else ():
        if prep.dep_ == "prep" and prep.lower_ == "in":
            yield from (kind_of_writing(t) for t in prep.children if is_writing(t))


def quoted_paper(found: Found) -> Iterator[str]:
    """The kind of paper that speaks for its writer: "A STUDY by Ana Reis found"."""
    source = found.draft.source_token
    if source is not None and is_writing(source):
        yield kind_of_writing(source)
