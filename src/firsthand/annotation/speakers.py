"""Who stands behind each source, within one article: names, descriptions, pronouns.

By plain rules. A described speaker ("the soldier") is joined to an earlier
one only where a definite phrase or a pronoun points back; an indefinite phrase ("a
soldier", "another official") always opens a new one, so nobody is merged by description
alone. A pronoun that points at nobody stays unresolved.
"""

from __future__ import annotations

import bisect
import dataclasses
import itertools
import re
from collections.abc import Collection, Iterable, Sequence
from typing import TYPE_CHECKING

from firsthand import data
from firsthand.annotation.attributions import Found
from firsthand.annotation.drafts import DATELINE
from firsthand.annotation.mentions import (
    GENERIC,
    HE,
    RELATIVE,
    SHE,
    THEY,
    Mention,
    full_names,
    has_trade_ending,
    is_body,
    is_first_person,
    is_he_or_she,
    is_office,
    is_perhaps_he_or_she,
    is_person,
    joint_mention,
    may_be_who,
    mention,
    row_of_names,
)
from firsthand.annotation.parsing import Paragraph
from firsthand.annotation.quotations import Quotation
from firsthand.annotation.roles import (
    Described,
    Role,
    contradicts,
    described,
    find_roles,
    fits,
    places_beside,
)
from firsthand.annotation.sources import first_clause, source_phrase
from firsthand.annotation.spans import Stretches, joined
from firsthand.annotation.together import together
from firsthand.types import BodyView, Span, Spans, Speaker, SpeakerKind

if TYPE_CHECKING:
    from spacy.tokens import Token

# A pronoun or a bare description points back over so much at most. Scraped pages are often
# one paragraph, so sentences count as well; a speaker's own words do not.
NEAR, NEAR_SENTENCES = 3, 8
HERE, SPEAKING = 2, 4  # so many sentences back one is still the subject, or still speaking
REMEMBERED = 60  # of so many who were met last we ask whether they are near
SUBJECTS = frozenset(("nsubj", "nsubjpass", "ROOT"))
SEEMING = frozenset(("seem", "appear", "look"))
DOUBLE_MARK = re.compile('["“”]')
IN_CUSTODY = frozenset(
    "captured capture captive detained detainee jailed imprisoned prisoner arrested".split()
)
# What a named body is called when it is spoken of again, and says nothing of which it is.
COMPANIES = frozenset(
    """airline bank broadcaster carrier company corporation firm maker manufacturer
    retailer""".split()
)
PUBLIC = frozenset(
    """agency army assembly authority board bureau commission committee commissioner congress
    council court department embassy government ministry nations observatory office parliament
    party police senate service union university""".split()
)
BODIES = COMPANIES | frozenset(
    """agency association authority body bureau charity club department foundation group institute
    institution ministry office organisation organization regulator society union university
    watchdog""".split()
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
        self.called: tuple[str, ...] = ()
        self.nouns: frozenset[str] = frozenset()
        self.words: frozenset[str] = frozenset()
        self.last_paragraph = 0
        self.last_sentence = 0
        self.last_spoke = -1
        self.personal = False
        self.joint = first.text if first.parts else ""
        self.perhaps_personal = is_perhaps_he_or_she(first)
        self.only_quoted = True

    def add(self, seen: Mention) -> None:
        """Take in one more mention; a pronoun tells of gender only."""
        self.gender = self.gender or seen.gender
        self.mentions.append(seen)
        if seen.form == "pronoun" or seen.parts:
            return
        self.personal = self.personal or is_he_or_she(seen)
        if len(seen.name) > len(self.name):
            self.name, self.called = seen.name, seen.called
        self.nouns |= {seen.noun, *seen.beside}
        self.words |= seen.words


class _Reader:
    """Reads an article's mentions in order and keeps who is who."""

    def __init__(self, paragraphs: Sequence[Paragraph]) -> None:
        self.starts = [paragraph.start for paragraph in paragraphs]
        self.sentences = [p.start + s.start_char for p in paragraphs for s in p.doc.sents]
        self.roles = find_roles(paragraphs)
        self.entities: list[_Entity] = []
        self.of_noun: dict[tuple[Token, bool, bool], _Entity] = {}
        self._by_key: dict[str, list[_Entity]] = {}
        self._latest_last: dict[int, _Entity] = {}

    def meet(
        self,
        seen: Mention,
        *,
        until: int | None,
        quoted: bool,
        content: Spans,
        around: Mention | None = None,
        names: frozenset[str] = frozenset(),
    ) -> _Entity | None:
        """The entity behind a mention; None for a pronoun that points at nobody, and for a
        surname that two people of the article have.

        ``until`` is where the words end that a speaker speaks, None for a bystander and for
        somebody who is only quoted by another: the news goes on with the outer one. Who
        speaks over five paragraphs is still near in the sixth. ``quoted`` says that the
        mention stands inside a quotation; a pronoun outside does not mean somebody whom
        only a quotation names. ``content`` is what the mention says, if it speaks: nobody who is
        named there alone is meant by a pronoun or a description outside. ``around`` is whose
        words it stands in: who is quoted calls himself "I", and never "he". ``names`` are those
        behind the pronoun in what it says: "he thinks that Katz lied" is not Katz.
        """
        if seen.parts:
            together = self._told_together(seen, quoted=quoted, content=content)
            if together is None:
                return None
            seen = together
        entity = self._known(seen, quoted=quoted, content=content, around=around)
        if entity is not None and seen.form == "pronoun" and not names.isdisjoint(entity.name[-1:]):
            return None
        if entity is None and (seen.form == "pronoun" or self._may_be_two(seen)):
            return None
        if entity is None:
            entity = self._new(seen)
        phrase = seen.head, seen.plural, bool(seen.parts)
        if phrase not in self.of_noun:
            self.of_noun[phrase] = entity
            entity.add(seen)
            self._file(seen, entity)
        entity.only_quoted = entity.only_quoted and quoted
        last = max(seen.span.start, until or 0)
        entity.last_paragraph, entity.last_sentence = self._paragraph(last), self._sentence(last)
        if until is not None:
            entity.last_spoke = seen.span.start
        if content and seen.head.dep_ == "nsubj" and has_trade_ending(seen):
            entity.personal = True
        return entity

    def _new(self, seen: Mention) -> _Entity:
        entity = _Entity(seen)
        self.entities.append(entity)
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

    def _near(self, seen: Mention, content: Spans) -> list[_Entity]:
        """Who was met shortly before, outside the words that ``seen`` speaks."""
        start = _starts_at(seen, content)
        paragraph, sentence = self._paragraph(start), self._sentence(start)
        return [
            e
            for e in itertools.islice(reversed(self._latest_last.values()), REMEMBERED)
            if paragraph - e.last_paragraph <= NEAR
            and sentence - e.last_sentence <= NEAR_SENTENCES
            and _latest_mention(e, seen, content) is not None
        ]

    def _paragraph(self, at: int) -> int:
        return bisect.bisect_right(self.starts, at)

    def _sentence(self, at: int) -> int:
        return bisect.bisect_right(self.sentences, at)

    def _known(
        self, seen: Mention, *, quoted: bool, content: Spans, around: Mention | None = None
    ) -> _Entity | None:
        phrase = seen.head, seen.plural, bool(seen.parts)
        if phrase in self.of_noun:  # one phrase, perhaps cut in two ways
            return self.of_noun[phrase]
        if seen.parts:
            return next((e for e in self._filed(seen) if e.joint == seen.text), None)
        if seen.form == "indefinite":
            return self._namesake(seen)
        if seen.form == "name":
            same = self._people_named(seen)
            if same:
                return None if _are_two_people(same) else same[0]
            return self._now_named(seen)
        near = self._near(seen, content)
        if seen.form == "pronoun":
            fits = [e for e in near if _pronoun_fits(e, seen) and (quoted or not e.only_quoted)]
            if quoted and around is not None:
                fits = [e for e in fits if not (self._is_of(around, e) or _same_name(e, around))]
            return self._pointed_at(fits, seen, content)
        return self._described(seen, near, content)

    def _told_together(self, seen: Mention, *, quoted: bool, content: Spans) -> Mention | None:
        """Several who speak together, each called as the article calls him: "he and the cook"
        is "Tom Katz and the cook". None where a pronoun among them points at nobody.
        """
        called = []
        for part in seen.parts:
            by_name = part.form in ("pronoun", "name") and not is_first_person(part.head)
            known = self._known(part, quoted=quoted, content=content) if by_name else None
            if known is None and part.form == "pronoun" and by_name:
                return None
            called.append(_called_in_a_row(part, known))
        return dataclasses.replace(seen, text=row_of_names(called))

    def _is_of(self, seen: Mention, entity: _Entity) -> bool:
        return self.of_noun.get((seen.head, seen.plural, bool(seen.parts))) is entity

    def _may_be_two(self, seen: Mention) -> bool:
        return seen.form == "name" and _are_two_people(self._people_named(seen))

    def _people_named(self, seen: Mention) -> list[_Entity]:
        """Whom a name may mean, latest first; an office decides between two of one surname."""
        filed = self._filed(seen)
        same = [e for e in filed if _same_name(e, seen)]
        if not same:
            by_first_name = [e for e in filed if _is_first_name_of(seen, e)]
            return by_first_name if len(by_first_name) == 1 else []
        if not _are_two_people(same):
            return same
        titled = [e for e in same if any(map(is_office, seen.words & e.words))]
        # news goes on calling one of them by the surname alone
        called_so = [e for e in same if any(m.name == seen.name for m in e.mentions)]
        again = same[0] if _is_come_back_to(same) else None
        by_surname = called_so or ([again] if again else [])
        return titled or (by_surname if len(seen.name) == 1 else []) or same

    def _now_named(self, seen: Mention) -> _Entity | None:
        """Who was described before and is named now: "a teacher", then "the teacher, Ana Reis".

        Only if nobody else was described so, and nobody else is named with the noun.
        """
        definite = seen.head.pos_ == "NOUN" and seen.text.lower().startswith("the ")
        named = {r.bearer.name[-1] for r in self.roles if r.noun == seen.noun}
        if not definite or seen.plural or seen.kind != "person" or named - {seen.name[-1]}:
            return None
        alike = [e for e in self._filed(seen) if seen.noun in e.nouns and e.kind == "person"]
        return alike[0] if len(alike) == 1 and _may_be_named(alike[0], seen) else None

    def _namesake(self, seen: Mention) -> _Entity | None:
        """Whose name a word is that the tagger took for a noun ("Tarrow told us")."""
        word = seen.head.text
        several = seen.head.tag_ == "NNPS"  # "some Democrats" are not the Democrats
        if not word[:1].isupper() or len(seen.words) > 1 or several:
            return None
        return next((e for e in self._filed(seen) if e.name[-1:] == (word,)), None)

    def _pointed_at(self, entities: list[_Entity], seen: Mention, content: Spans) -> _Entity | None:
        """Whom a pronoun means: a subject of this paragraph, else who spoke last, else the
        one last mentioned. News goes on with its speaker; a new subject takes over. Of two
        in one sentence the one of its main clause; between two who are equally likely
        only a known gender decides, else nobody is meant.
        """
        entities = self._without_rivals(entities, seen, content)
        scored = sorted(
            ((self._likely(e, seen, content), e) for e in entities), key=lambda one: one[0]
        )
        if not scored or (len(scored) > 1 and scored[-1][0] == scored[-2][0]):
            return None
        meant = scored[-1][1]
        he_or_she = seen.head.lower_ in HE | SHE
        return None if he_or_she and not meant.personal else meant

    def _without_rivals(
        self, entities: list[_Entity], seen: Mention, content: Spans
    ) -> list[_Entity]:
        """Without whom the words name, where another is still speaking: "“…,” Reis said. Katz
        may leave, HE noted" is not Katz; who speaks of himself says "he may leave".
        """
        others = [e for e in entities if not _is_named_in(e, content)]
        speaking = any(self._is_speaking(e, seen, content) for e in others)
        return others if speaking else entities

    def _is_speaking(self, entity: _Entity, seen: Mention, content: Spans) -> bool:
        """Whether who spoke last is near enough for the news to go on with him."""
        start = _starts_at(seen, content)
        near = self._paragraph(start) - entity.last_paragraph <= 1
        return (
            entity.last_spoke >= 0
            and near
            and self._sentence(start) - entity.last_sentence <= SPEAKING
        )

    def _likely(self, entity: _Entity, seen: Mention, content: Spans) -> tuple[int, ...]:
        latest = _latest_mention(entity, seen, content)
        if latest is None:
            return ()
        start = _starts_at(seen, content)
        since = self._sentence(start) - entity.last_sentence
        paragraphs_since = self._paragraph(start) - entity.last_paragraph
        utterer = entity.last_spoke == latest.span.start
        subject = utterer or _first_of_its_row(latest.head).dep_ in SUBJECTS
        here = subject and paragraphs_since <= 0 and since <= HERE
        speaking = self._is_speaking(entity, seen, content)
        at = latest.span.start if here or not speaking else entity.last_spoke
        main = utterer or _is_main_subject(latest.head)
        known = entity.gender is not None and entity.gender == seen.gender
        return (2 if here else int(speaking)), self._sentence(at), int(main), int(known)

    def _described(self, seen: Mention, near: list[_Entity], content: Spans) -> _Entity | None:
        alike = [
            e
            for e in self._filed(seen)
            if _same_noun(e, seen) and _latest_mention(e, seen, content) is not None
        ]
        asked = described(seen)
        bearers = [role for role in self.roles if fits(role, asked)] if asked else []
        unnamed = [e for e in alike if not e.name]
        if asked and bearers and not any(_is_a_rival(e) for e in unnamed):
            bearer = self._bearer(bearers, asked, seen, content) or _latest(unnamed, seen)
            if bearer is not None or any(
                role.bearer.span.start < _starts_at(seen, content) for role in bearers
            ):
                return bearer  # who is named only later is not yet "the soldier"
        if asked:
            others = {r.bearer.name[-1] for r in self.roles if contradicts(r, asked)}
            alike = [e for e in alike if others.isdisjoint(e.name[-1:])]
        generic = [e for e in near if _generic_fits(e, seen)]
        bodies = [e for e in near if _is_the_body(e, seen)]
        return (
            _latest(alike, seen)
            or _latest(generic, seen)
            or (bodies[0] if len(bodies) == 1 else None)
        )

    def _bearer(
        self, roles: Sequence[Role], asked: Described, seen: Mention, content: Spans
    ) -> _Entity | None:
        """The one person who has the role that "the mayor" asks for, if named before.

        Whose role is said to be of a place, and who is not near, is not meant where the
        description leaves the place out: "the president" is then as often the reader's own.
        """
        before = [r.bearer for r in roles if r.bearer.span.start < _starts_at(seen, content)]
        if not before or not _are_one_name([role.bearer.name for role in roles]):
            return None
        fullest = max(before, key=lambda bearer: len(bearer.name))
        same = self._people_named(fullest)
        if _are_two_people(same):
            return None
        if same and _latest_mention(same[0], seen, content) is None:
            return None
        far = not same or not any(e is same[0] for e in self._near(seen, content))
        if far and not asked.words and all(role.placed for role in roles):
            return None
        return same[0] if same else self._introduced(fullest)

    def _introduced(self, bearer: Mention) -> _Entity:
        """Somebody whom the article names where we take in nobody: "Mayor Reis's plan"."""
        entity = self._new(bearer)
        entity.add(bearer)
        self._file(bearer, entity)
        return entity


def _is_a_rival(entity: _Entity) -> bool:
    """Whether somebody described has a role as well as whoever is named with it: "a mayor",
    "the mayor of Norda". A bare "the mayor" before the name may be the same.
    """
    described_so = [m for m in entity.mentions if m.form != "pronoun" and m.head.dep_ != "attr"]
    return any(m.form == "indefinite" or len(m.words) > 1 for m in described_so)


def _may_be_named(entity: _Entity, seen: Mention) -> bool:
    """Whether somebody described may be who a name is given to: not of another place."""
    here = places_beside(seen.head)
    there = frozenset(w for m in entity.mentions for w in places_beside(m.head))
    apart = bool(here) and bool(there) and here.isdisjoint(there)
    differ = entity.gender and seen.gender and entity.gender != seen.gender
    return not entity.name and not entity.plural and not apart and not differ


def _are_one_name(names: Sequence[tuple[str, ...]]) -> bool:
    """Whether all may be names of one person: "Ana Reis", "Reis"; not "Ana", "Clara Reis"."""
    return len({name[-1] for name in names}) == 1 and (
        len({name[-2:] for name in names if len(name) > 1}) <= 1
    )


def _called_in_a_row(part: Mention, known: _Entity | None) -> str:
    """What to call one of several who speak together; ``known`` is who he is, if we know.

    The article stays before a description inside the row: "Norda and the divers".
    """
    if known is not None:
        described = max(
            (m.text for m in known.mentions if m.form != "pronoun"), default="", key=len
        )
        return known.joint or " ".join(known.name) or described or part.text
    return " ".join(part.name) or part.text


def _are_two_people(entities: list[_Entity]) -> bool:
    """Whether they differ in first name or surname; offices before the names do not count."""
    return len({e.name[-2:] for e in entities if e.kind == "person"}) > 1


def _starts_at(seen: Mention, content: Spans) -> int:
    """Where a mention begins with the words it speaks: "“…,” she said" is as far as "“"."""
    return min(seen.span.start, *(piece.start for piece in content), seen.span.end)


def _latest_mention(entity: _Entity, seen: Mention, content: Spans) -> Mention | None:
    """The last mention before ``seen`` that does not stand in the words ``seen`` speaks.

    "“Clara lied to us,” she said": she is not Clara.
    """
    before = (m for m in reversed(entity.mentions) if m.span.start < seen.span.start)
    return next((m for m in before if not any(c.covers(m.span) for c in content)), None)


def _is_named_in(entity: _Entity, content: Spans) -> bool:
    named = (m.span for m in entity.mentions if m.form != "pronoun")
    return any(piece.covers(span) for span in named for piece in content)


def _first_of_its_row(head: Token) -> Token:
    """The keeper of "the keeper, a man of sixty, and the cook": they have one place."""
    while head.dep_ in ("appos", "conj") and head.pos_ in ("NOUN", "PROPN"):
        head = head.head
    return head


def _is_main_subject(head: Token) -> bool:
    head = _first_of_its_row(head)
    return head.dep_ in ("nsubj", "nsubjpass") and head.head.dep_ == "ROOT"


def _keys(seen: Mention) -> set[str]:
    """Under what a mention is filed: words of its name, its initials, stems of its words."""
    if seen.form == "pronoun":
        return set()
    if seen.parts:
        return {seen.text}
    name = [word.lower() for word in seen.name]
    own = (*seen.words, *seen.beside, seen.noun, seen.head.lower_)
    stems = {word[:SHORTEST_STEM] for word in own}
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
    if len(theirs) == 2 and theirs[0] in entity.words and is_office(theirs[0]):
        theirs = theirs[1:]  # "Mayor Smith" after "Mayor Ann Smith"
    if entity.kind == "person":
        return _is_part(theirs, ours) or _is_part(ours, theirs)
    if _is_called_so(entity, seen):
        return True
    return _initials(ours) == "".join(theirs) or _initials(theirs) == "".join(ours)


def _is_called_so(entity: _Entity, seen: Mention) -> bool:
    """Whether a body is spoken of again by less than its name: "the Bureau" after the National
    Lock Bureau, "the Foreign Ministry" after the Russian one, and the other way round.

    Two of which each has a nation or a tail of its own are two.
    """
    ours, theirs = ([word.lower() for word in one.called] for one in (entity, seen))
    short = entity.name == entity.called or seen.name == seen.called
    if ours == theirs:
        return short
    return len(seen.name) == 1 and theirs == ours[-1:]


def _is_come_back_to(same: Sequence[_Entity]) -> bool:
    """Whether the article has come back to the latest of them, and to none of the others."""
    latest, *others = same
    return len(latest.mentions) > 1 and all(len(e.mentions) == 1 for e in others)


def _is_first_name_of(seen: Mention, entity: _Entity) -> bool:
    """ "Ana" after "Ana Reis"."""
    return entity.kind == "person" and len(entity.name) > 1 and seen.name == entity.name[:1]


def _is_part(short: list[str], long: list[str]) -> bool:
    """A surname, or first name and surname without what stands between."""
    return len(short) < len(long) and short[-1] == long[-1] and set(short) <= set(long)


def _initials(words: list[str]) -> str:
    parts = (part for word in words for part in word.split("-") if part)
    return "".join(part[0] for part in parts if part not in ("of", "and", "for", "the"))


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
            or (seen.form == "definite" and seen.noun in {w.lower() for w in entity.name})
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


def _is_the_body(entity: _Entity, seen: Mention) -> bool:
    """ "The company", "the agency" after a body that was named."""
    bare = seen.words <= {seen.noun} and seen.noun in BODIES
    public = not PUBLIC.isdisjoint(word.lower() for word in entity.name)
    if (seen.noun in COMPANIES and public) or not _is_a_body(entity):
        return False
    body = bool(entity.name)
    outlet = data.sounds_like_an_outlet(" ".join(entity.name))
    place = entity.mentions[0].head.ent_type_ == "GPE"
    return bare and body and not outlet and not place and not seen.plural


def _is_a_body(entity: _Entity) -> bool:
    """An organisation, or one whose name ends in what else is a group: "Norda Pump Group"."""
    called = len(entity.name) > 1 and is_body(entity.mentions[0].head)
    return entity.kind == "organisation" or (entity.kind == "group" and called)


def _pronoun_fits(entity: _Entity, seen: Mention) -> bool:
    word = seen.head.lower_
    if word in HE or word in SHE:
        wrong = "female" if word in HE else "male"
        personal = entity.personal or entity.perhaps_personal
        return personal and not entity.plural and entity.gender != wrong
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
    by_id = {f.attribution.id: sources[id(f.draft)] for f in found}
    spoken: dict[str, _Entity] = {}
    for seen, behind in _in_order(found, sources, paragraphs):
        outermost = behind is not None and behind.attribution.nested_in is None
        until = behind.draft.content[-1].end - 1 if behind is not None and outermost else None
        inside = quoted.around(seen.span) is not None
        content = behind.draft.content if behind is not None else ()
        parent = behind.attribution.nested_in if behind is not None else None
        around = by_id[parent] if parent is not None else None
        names = _names_behind(seen, behind) if behind is not None else frozenset()
        entity = reader.meet(
            seen, until=until, quoted=inside, content=content, around=around, names=names
        )
        if behind is not None and entity is not None:
            spoken[behind.attribution.id] = entity
    _first_person(found, spoken, quotations, view.text)
    met = {entity.name for entity in reader.entities if len(entity.name) > 1}
    _name_in_full(spoken.values(), full_names(paragraphs) | met)
    return _values(spoken, view)


def _names_behind(seen: Mention, found: Found) -> frozenset[str]:
    """The words of names in what a source says, behind the source."""
    words = found.draft.tokens(found.draft.content)
    return frozenset(t.text for t in words if t.pos_ == "PROPN" and t.i > seen.head.i)


def _source_mention(found: Found) -> Mention | None:
    draft = found.draft
    head, cue = draft.source_token, draft.cue_token
    if head is None or cue is None:
        return None
    clause = first_clause(cue)
    if head.lower_ in RELATIVE and clause.dep_ in ("relcl", "conj"):
        antecedent = _antecedent(head, clause)
        phrase = [t for t in source_phrase(antecedent, clause) if t.i < clause.left_edge.i]
        return mention(draft.paragraph, phrase or [antecedent], antecedent)
    phrase = [t for span in draft.source for t in draft.paragraph.tokens_under(span)]
    if _describes_the_cue(phrase, cue):
        return mention(draft.paragraph, [*phrase, cue], cue)
    phrase = phrase if head in phrase else source_phrase(head, cue)
    partners = together(phrase, head, cue)
    if partners:
        return joint_mention(draft.paragraph, partners)
    return mention(draft.paragraph, phrase, head)


def _describes_the_cue(phrase: Sequence[Token], cue: Token) -> bool:
    """Whether a source is no more than what a noun is like: "LOW DANISH estimates that …".

    A country takes no such word without an article: it is estimates of a body not named.
    """
    if len(phrase) < 2 or phrase[-1].i + 1 != cue.i or cue.lower_ != "estimates":
        return False
    first, last = phrase[0], phrase[-1]
    country = last.ent_type_ in ("NORP", "GPE") or last.pos_ == "ADJ"
    return first.tag_ in ("JJ", "JJR") and country


def _antecedent(relative: Token, cue: Token) -> Token:
    """Whom a relative clause is about; "who" is a person, not the body he works for.

    "An official at the Inspectorate who said …": the official; with a name beside it
    ("Pell, an official at …") the name; of "Pell was among those who said …" Pell.
    """
    nearest = above = cue.head
    counted = _counted_among(nearest) if relative.lower_ == "who" else None
    if counted is not None:
        return counted
    while (
        relative.lower_ in ("who", "whom")
        and not may_be_who(above)
        and above.dep_ == "pobj"
        and above.head.dep_ == "prep"
    ):
        above = above.head.head
    if not may_be_who(above):
        return nearest
    named = _named_as(above) if relative.lower_ == "who" else None
    if named is not None:
        return named
    called = above.dep_ == "appos" and (above.pos_ == "NOUN" or _has_article(above))
    return above.head if called and above.head.pos_ == "PROPN" else above


def _has_article(name: Token) -> bool:
    """Whether a word in capitals is what somebody is called: "Katz, A REPUBLICAN who said"."""
    return any(child.dep_ == "det" and child.lower_ in ("a", "an") for child in name.children)


def _counted_among(those: Token) -> Token | None:
    """Who is among those that a clause is about: "the BOARD was among those who objected", "REIS
    is one of the few who said so". None where somebody is, or was, only perhaps.
    """
    prep = those.head
    if those.dep_ != "pobj" or prep.lower_ not in ("among", "of"):
        return None
    one = prep.head
    if prep.lower_ == "of" and not (one.lower_ == "one" and one.dep_ == "attr"):
        return None
    return _subject_of_being(one.head if prep.lower_ == "of" else one)


def _named_as(noun: Token) -> Token | None:
    """The name of which a noun is said: "KATZ is a keeper and a liar who has said that …"."""
    noun = _first_of_its_row(noun)
    subject = _subject_of_being(noun.head) if noun.dep_ == "attr" else None
    return subject if subject is not None and subject.pos_ == "PROPN" else None


def _subject_of_being(verb: Token) -> Token | None:
    if verb.lemma_ != "be" or any(c.dep_ in ("neg", "aux") for c in verb.children):
        return None
    return next((child for child in verb.children if child.dep_ == "nsubj"), None)


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
        if seen is not None and not is_first_person(seen.head):
            events.append((seen, f))
            if not seen.parts:  # each of several who speak together may be meant later
                taken.add(seen.span)
    sources_taken = Stretches(joined(taken))
    for seen in _people(paragraphs):
        if not sources_taken.overlapping(seen.span):
            events.append((seen, None))
    return sorted(events, key=lambda event: (event[0].span.start, event[1] is None))


def _people(paragraphs: Sequence[Paragraph]) -> list[Mention]:
    """People who are mentioned without speaking, and bodies that act: a pronoun may mean them."""
    people = []
    for paragraph in paragraphs:
        dateline = DATELINE.match(paragraph.doc.text)
        begins = dateline.end() if dateline else 0
        for chunk in paragraph.doc.noun_chunks:
            head = chunk.root
            if head.idx < begins:  # "ODRA, Norda — The pumps …": where it was written
                continue
            subject = head.dep_ in ("nsubj", "nsubjpass", "pobj", "dobj", "conj", "attr", "ROOT")
            body = is_body(head) and head.dep_ in ("nsubj", "nsubjpass")
            if (subject and is_person(head)) or body:
                people.append(mention(paragraph, list(chunk), head))
    return people


def _first_person(
    found: Sequence[Found],
    spoken: dict[str, _Entity],
    quotations: Sequence[Quotation],
    text: str,
) -> None:
    """ "I" and "we" mean who is quoted: around them, or by a tag at another place of the
    quotation that they stand in.
    """
    own = [(f, me) for f in found if (me := _oneself(f)) is not None]
    outer = [q for q in quotations if q.depth == 0]
    for f, me in own:
        at = f.draft.paragraph.token_span([me])
        around = _running_at(at, outer, text) if f.attribution.nested_in is None else None
        voices = _voices(around, found, spoken) if around is not None else []
        if voices and all(voice is voices[0] for voice in voices):
            spoken[f.attribution.id] = voices[0]
    for f, _ in own:
        parent = f.attribution.nested_in
        if parent in spoken:
            spoken[f.attribution.id] = spoken[parent]


def _oneself(found: Found) -> Token | None:
    """The word by which whoever speaks is his own source: "I know", "it seems to ME"."""
    source, cue = found.draft.source_token, found.draft.cue_token
    if source is not None or cue is None:
        return source if source is not None and is_first_person(source) else None
    if cue.lemma_ not in SEEMING:
        return None
    to = (child for child in cue.children if child.lower_ == "to" and child.dep_ != "aux")
    whom = (below for prep in to for below in prep.children if below.dep_ == "pobj")
    return next((token for token in whom if is_first_person(token)), None)


def _running_at(at: Span, outer: Sequence[Quotation], text: str) -> Quotation | None:
    """The quotation that is running at a word: around it, or opened in a paragraph before it
    and closed after it, where the paragraphs between do not repeat the mark.
    """
    before = [q for q in outer if q.start <= at.start]
    if not before:
        return None
    last = before[-1]
    if any(piece.covers(at) for piece in last.pieces):
        return last
    if last.closed or text.count("\n\n", last.end, at.start) > NEAR:
        return None
    between, after = DOUBLE_MARK.search(text, last.end, at.start), DOUBLE_MARK.search(text, at.end)
    if between is not None or after is None:
        return None
    closes = (
        not text[after.start() - 1].isspace() and not text[after.end() : after.end() + 1].isalnum()
    )
    return last if closes else None


def _voices(
    quotation: Quotation, found: Sequence[Found], spoken: dict[str, _Entity]
) -> list[_Entity]:
    """Whose words a quotation is, by the tags outside it."""
    return [
        spoken[f.attribution.id]
        for f in found
        if f.attribution.nested_in is None
        and f.attribution.id in spoken
        and not _share(f.draft.cue, quotation.pieces)
        and _share(f.draft.content, quotation.pieces)
    ]


def _share(one: Spans, other: Spans) -> bool:
    return any(a.overlaps(b) for a in one for b in other)


def _name_in_full(entities: Iterable[_Entity], full: Collection[tuple[str, ...]]) -> None:
    """Give a speaker who is called by one word the full name that the article has for it, if
    it has one only: "Silverman", where she is named in full as another's wife.
    """
    for entity in entities:
        if len(entity.name) != 1:
            continue
        (short,) = entity.name
        person = entity.kind == "person"
        fitting = {
            name
            for name in full
            if (person and short in (name[0], name[-1]))
            or (not person and short.isupper() and _initials(list(name)) == short)
        }
        if len(fitting) == 1:
            entity.name = next(iter(fitting))


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
    """In custody: only where a description of the speaker says so. Joint: several speak."""
    if entity.joint:
        return ("joint",)
    return ("in-custody",) if entity.words & IN_CUSTODY else ()
