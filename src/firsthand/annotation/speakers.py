"""Who stands behind each source, within one article: names, descriptions, pronouns.

First form, by plain rules. A described speaker ("the soldier") is joined to an earlier
one only where a definite phrase or a pronoun points back; an indefinite phrase ("a
soldier", "another official") always opens a new one, so nobody is merged by description
alone. A pronoun that points at nobody stays unresolved.
"""

from __future__ import annotations

import bisect
import itertools
from collections.abc import Sequence

from firsthand.annotation.attributions import Found
from firsthand.annotation.drafts import Stretches, joined
from firsthand.annotation.mentions import (
    FIRST_PERSON,
    GENERIC,
    HE,
    RELATIVE,
    SHE,
    THEY,
    Mention,
    is_person,
    mention,
)
from firsthand.annotation.parsing import Paragraph
from firsthand.annotation.quotations import Quotation
from firsthand.annotation.sources import source_phrase
from firsthand.types import BodyView, Span, Speaker, SpeakerKind

NEAR = 3  # a pronoun or a bare description points back over so many paragraphs at most
SUBJECTS = frozenset(("nsubj", "nsubjpass", "appos", "ROOT"))
IN_CUSTODY = frozenset(
    "captured capture captive detained detainee jailed imprisoned prisoner arrested".split()
)
SHORTEST_STEM = 4  # "the captive" for "a captured soldier": the words share a stem


class _Entity:
    """Somebody the article speaks of; grows while the article is read."""

    def __init__(self, first: Mention) -> None:
        self.mentions: list[Mention] = []
        self.kind: SpeakerKind = first.kind
        self.plural = first.plural
        self.gender: str | None = None
        self.name: tuple[str, ...] = ()
        self.nouns: frozenset[str] = frozenset()
        self.words: frozenset[str] = frozenset()
        self.last_paragraph = 0
        self.last_spoke = -1
        self.only_quoted = True

    def add(self, seen: Mention) -> None:
        """Take in one more mention; a pronoun tells of gender only."""
        self.gender = self.gender or seen.gender
        self.mentions.append(seen)
        if seen.form == "pronoun":
            return
        self.name = max(self.name, seen.name, key=len)
        self.nouns |= {seen.noun}
        self.words |= seen.words


class _Reader:
    """Reads an article's mentions in order and keeps who is who."""

    def __init__(self, paragraphs: Sequence[Paragraph]) -> None:
        self.starts = [paragraph.start for paragraph in paragraphs]
        self.entities: list[_Entity] = []
        self.at: dict[Span, _Entity] = {}
        self._by_key: dict[str, list[_Entity]] = {}
        self._latest_last: dict[int, _Entity] = {}

    def meet(self, seen: Mention, *, until: int | None, quoted: bool) -> _Entity | None:
        """The entity behind a mention; None for a pronoun that points at nobody.

        ``until`` is where the words end that a speaker speaks, None for a bystander and for
        somebody who is only quoted by another: the news goes on with the outer one. Who
        speaks over five paragraphs is still near in the sixth. ``quoted`` says that the
        mention stands inside a quotation; a pronoun outside does not mean somebody whom
        only a quotation names.
        """
        paragraph = self._paragraph(seen.span.start)
        entity = self._known(seen, paragraph, quoted=quoted)
        if entity is None and seen.form == "pronoun":
            return None
        if entity is None:
            entity = _Entity(seen)
            self.entities.append(entity)
        if seen.span not in self.at:
            self.at[seen.span] = entity
            entity.add(seen)
            self._file(seen, entity)
        entity.only_quoted = entity.only_quoted and quoted
        entity.last_paragraph = max(paragraph, self._paragraph(until or 0))
        if until is not None:
            entity.last_spoke = seen.span.start
        return entity

    # Long pages name thousands: nobody is compared with all of them.

    def _file(self, seen: Mention, entity: _Entity) -> None:
        for key in _keys(seen):
            filed = self._by_key.setdefault(key, [])
            if not any(entity is known for known in filed[-1:]):
                filed.append(entity)
        self._latest_last.pop(id(entity), None)
        self._latest_last[id(entity)] = entity

    def _filed(self, seen: Mention) -> list[_Entity]:
        """Who shares a word of name or description with the mention, latest first."""
        found = {id(e): e for key in _keys(seen) for e in self._by_key.get(key, ())}
        return sorted(found.values(), key=lambda e: e.mentions[-1].span, reverse=True)

    def _near(self, paragraph: int) -> list[_Entity]:
        return list(
            itertools.takewhile(
                lambda e: paragraph - e.last_paragraph <= NEAR,
                reversed(self._latest_last.values()),
            )
        )

    def _paragraph(self, at: int) -> int:
        return bisect.bisect_right(self.starts, at)

    def _known(self, seen: Mention, paragraph: int, *, quoted: bool) -> _Entity | None:
        if seen.span in self.at:
            return self.at[seen.span]
        if seen.form == "indefinite":
            return self._namesake(seen)
        if seen.form == "name":
            return next((e for e in self._filed(seen) if _same_name(e, seen)), None)
        near = self._near(paragraph)
        if seen.form == "pronoun":
            fits = [e for e in near if _pronoun_fits(e, seen) and (quoted or not e.only_quoted)]
            return self._pointed_at(fits, seen, paragraph)
        return self._described(seen, near)

    def _namesake(self, seen: Mention) -> _Entity | None:
        """Whose name a word is that the tagger took for a noun ("Tarrow told us")."""
        word = seen.head.text
        if not word[:1].isupper() or len(seen.words) > 1:
            return None
        return next((e for e in self._filed(seen) if e.name[-1:] == (word,)), None)

    def _pointed_at(self, entities: list[_Entity], seen: Mention, paragraph: int) -> _Entity | None:
        """Whom a pronoun means: a subject of this paragraph, else who spoke last, else the
        one last mentioned. News goes on with its speaker; a new subject takes over.
        """
        before = [e for e in entities if e.mentions[-1].span.start < seen.span.start]

        def likely(entity: _Entity) -> tuple[int, int, int]:
            latest = entity.mentions[-1]
            here = entity.last_paragraph == paragraph
            utterer = entity.last_spoke == latest.span.start
            subject = here and (utterer or latest.head.dep_ in SUBJECTS)
            speaking = entity.last_spoke >= 0 and entity.last_paragraph >= paragraph - 1
            rank = 2 if subject else 1 if speaking else 0
            rank += entity.gender is not None and entity.gender == seen.gender
            spoke = entity.last_spoke if speaking else -1
            return rank, max(spoke, latest.span.start if subject else -1), latest.span.start

        return max(before, key=likely, default=None)

    def _described(self, seen: Mention, near: list[_Entity]) -> _Entity | None:
        alike = [e for e in self._filed(seen) if _same_noun(e, seen)]
        generic = [e for e in near if _generic_fits(e, seen)]
        return _latest(alike, seen) or _latest(generic, seen)


def _keys(seen: Mention) -> set[str]:
    """Under what a mention is filed: words of its name, its initials, stems of its words."""
    if seen.form == "pronoun":
        return set()
    name = [word.lower() for word in seen.name]
    stems = {word[:SHORTEST_STEM] for word in (*seen.words, seen.noun, seen.head.lower_)}
    return {*name, _initials(name), *stems}


def _latest(entities: list[_Entity], seen: Mention) -> _Entity | None:
    """The one last mentioned before ``seen``; whoever is speaking wins inside a paragraph."""
    before = [e for e in entities if e.mentions[-1].span.start < seen.span.start]
    return max(
        before, key=lambda e: (e.last_paragraph, e.last_spoke, e.mentions[-1].span), default=None
    )


def _same_name(entity: _Entity, seen: Mention) -> bool:
    """Whether two names are one: "Tom Fitton", "Mr. Fitton" and "Fitton"; "TBA", never "Tom"."""
    ours = [word.lower() for word in entity.name]
    theirs = [word.lower() for word in seen.name]
    if not ours or not theirs or (entity.gender and seen.gender and entity.gender != seen.gender):
        return False
    if ours == theirs:
        return True
    if entity.kind == "person":
        return _is_part(theirs, ours) or _is_part(ours, theirs)
    if len(theirs) == 1 and theirs[0] == ours[-1]:  # "the Bureau" after its full name
        return True
    return _initials(ours) == "".join(theirs) or _initials(theirs) == "".join(ours)


def _is_part(short: list[str], long: list[str]) -> bool:
    """A surname, or first name and surname without what stands between."""
    return len(short) < len(long) and short[-1] == long[-1] and set(short) <= set(long)


def _initials(words: list[str]) -> str:
    return "".join(word[0] for word in words if word not in ("of", "and", "for", "the"))


def _same_noun(entity: _Entity, seen: Mention) -> bool:
    if entity.plural != seen.plural or (
        entity.gender and seen.gender and entity.gender != seen.gender
    ):
        return False
    if seen.noun in entity.nouns:
        extra = seen.words - {seen.noun}
        return (
            not extra
            or not entity.words - entity.nouns
            or bool(extra & entity.words)
            or (entity.kind == "person")
        )
    return any(_same_stem(seen.noun, word) for word in entity.words)


def _same_stem(a: str, b: str) -> bool:
    return min(len(a), len(b)) > SHORTEST_STEM and a[:SHORTEST_STEM] == b[:SHORTEST_STEM] and a != b


def _generic_fits(entity: _Entity, seen: Mention) -> bool:
    """ "The man" after "a soldier", or "the soldier" after "a man": one of them says little."""
    if entity.kind != "person" or not is_person(seen.head) or entity.plural or seen.plural:
        return False
    if entity.gender and seen.gender and entity.gender != seen.gender:
        return False
    bare = seen.words <= {seen.noun} | entity.words  # "the Ukrainian woman" says too much
    return not entity.name and bare and (seen.noun in GENERIC or entity.nouns <= GENERIC)


def _pronoun_fits(entity: _Entity, seen: Mention) -> bool:
    word = seen.head.lower_
    if word in HE or word in SHE:
        wrong = "female" if word in HE else "male"
        return entity.kind == "person" and not entity.plural and entity.gender != wrong
    if word in THEY:
        return entity.kind == "group" or entity.plural or entity.kind == "organisation"
    return word == "it" and entity.kind in ("organisation", "document") and not entity.plural


def find_speakers(
    found: Sequence[Found],
    paragraphs: Sequence[Paragraph],
    quotations: Sequence[Quotation],
    view: BodyView,
) -> tuple[tuple[Speaker, ...], dict[str, str]]:
    """The speakers of an article, and for each attribution's id the id of its speaker.

    An attribution without a source, or with a pronoun that points at nobody, has none.
    """
    reader = _Reader(paragraphs)
    quoted = Stretches(piece for q in quotations if q.depth == 0 for piece in q.pieces)
    sources = {id(f.draft): _source_mention(f) for f in found}
    spoken: dict[str, _Entity] = {}
    for seen, behind in _in_order(found, sources, paragraphs):
        outermost = behind is not None and behind.attribution.nested_in is None
        until = behind.draft.content[-1].end - 1 if behind is not None and outermost else None
        inside = quoted.around(seen.span) is not None
        entity = reader.meet(seen, until=until, quoted=inside)
        if behind is not None and entity is not None:
            spoken[behind.attribution.id] = entity
    _first_person(found, spoken)
    return _values(spoken, view)


def _source_mention(found: Found) -> Mention | None:
    draft = found.draft
    head, cue = draft.source_token, draft.cue_token
    if head is None or cue is None:
        return None
    if head.lower_ in RELATIVE and cue.dep_ == "relcl":
        antecedent = cue.head
        return mention(draft.paragraph, source_phrase(antecedent, cue), antecedent)
    return mention(draft.paragraph, source_phrase(head, cue), head)


def _in_order(
    found: Sequence[Found],
    sources: dict[int, Mention | None],
    paragraphs: Sequence[Paragraph],
) -> list[tuple[Mention, Found | None]]:
    """The mentions in reading order: sources, and the people named between them."""
    events: list[tuple[Mention, Found | None]] = []
    taken: set[Span] = set()
    for f in found:
        seen = sources[id(f.draft)]
        if seen is not None and seen.head.lower_ not in FIRST_PERSON:
            events.append((seen, f))
            taken.add(seen.span)
    sources_taken = Stretches(joined(taken))
    for seen in _people(paragraphs):
        if not sources_taken.overlapping(seen.span):
            events.append((seen, None))
    return sorted(events, key=lambda event: (event[0].span.start, event[1] is None))


def _people(paragraphs: Sequence[Paragraph]) -> list[Mention]:
    """People who are mentioned without speaking: a pronoun may mean them."""
    people = []
    for paragraph in paragraphs:
        for chunk in paragraph.doc.noun_chunks:
            head = chunk.root
            subject = head.dep_ in ("nsubj", "nsubjpass", "pobj", "dobj", "conj", "attr", "ROOT")
            if subject and is_person(head):
                people.append(mention(paragraph, list(chunk), head))
    return people


def _first_person(found: Sequence[Found], spoken: dict[str, _Entity]) -> None:
    """ "I" and "we" inside a quotation mean who is quoted."""
    for f in found:
        head = f.draft.source_token
        parent = f.attribution.nested_in
        if head is not None and head.lower_ in FIRST_PERSON and parent in spoken:
            spoken[f.attribution.id] = spoken[parent]


def _values(
    spoken: dict[str, _Entity], view: BodyView
) -> tuple[tuple[Speaker, ...], dict[str, str]]:
    order: list[_Entity] = []
    for entity in spoken.values():
        if not any(entity is known for known in order):
            order.append(entity)
    order.sort(key=lambda entity: entity.mentions[0].span)
    speakers = tuple(_speaker(f"s{n}", entity, view) for n, entity in enumerate(order, 1))
    number = {id(entity): speaker.id for entity, speaker in zip(order, speakers, strict=True)}
    return speakers, {attribution: number[id(entity)] for attribution, entity in spoken.items()}


def _speaker(identity: str, entity: _Entity, view: BodyView) -> Speaker:
    described = [m for m in entity.mentions if m.form != "pronoun"]
    name = " ".join(entity.name) or None
    longest = max(described, key=lambda m: len(m.words), default=entity.mentions[0])
    return Speaker(
        id=identity,
        name=name,
        description=_without_article(longest.text),
        named=name is not None,
        kind=entity.kind,
        mentions=tuple(
            piece for m in entity.mentions for piece in view.spans(m.span.start, m.span.end)
        ),
        flags=_flags(entity),
    )


def _without_article(text: str) -> str:
    first, _, rest = text.partition(" ")
    return rest if first.lower() in ("the", "a", "an") and rest else text


def _flags(entity: _Entity) -> tuple[str, ...]:
    """In custody: only where a description of the speaker says so."""
    return ("in-custody",) if entity.words & IN_CUSTODY else ()
