"""Who stands behind each source, within one article: names, descriptions, pronouns.

By plain rules. A described speaker ("the soldier") is joined to an earlier
one only where a definite phrase or a pronoun points back; an indefinite phrase ("a
soldier", "another official") always opens a new one, so nobody is merged by description
alone. A pronoun that points at nobody stays unresolved.
"""

from __future__ import annotations

import bisect
import collections
import dataclasses
import itertools
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from firsthand.annotation.antecedents import source_mention
from firsthand.annotation.attributions import Found
from firsthand.annotation.bodies_again import Bodies
from firsthand.annotation.class_names import is_owned, names_an_owner
from firsthand.annotation.clients import LAWYERS, is_a_client, represented
from firsthand.annotation.drafts import DATELINE
from firsthand.annotation.entities import (
    COMPANIES,
    Entity,
    are_one_name,
    are_two_people,
    generic_fits,
    initials,
    is_a_rival,
    is_come_back_to,
    is_first_name_of,
    is_named_in,
    is_of_another_rank,
    is_paper_of,
    is_the_body,
    keys,
    latest,
    latest_mention,
    may_be_named,
    phrase_of,
    pronoun_fits,
    same_name,
    same_noun,
    starts_at,
    surname,
    without_generation,
)
from firsthand.annotation.in_question import newly_described, pointed_at
from firsthand.annotation.mentions import (
    HE,
    SHE,
    Mention,
    bodies_before,
    full_names,
    has_trade_ending,
    is_body,
    is_first_person,
    is_person,
    joint_mention,
    mention,
    row_of_names,
)
from firsthand.annotation.name_parts import name_parts
from firsthand.annotation.nouns import is_first_name, is_office, kind_of_noun
from firsthand.annotation.oneself import own_words
from firsthand.annotation.parsing import Paragraph, text_of
from firsthand.annotation.places import is_a_site
from firsthand.annotation.points_back import (
    documents_of,
    is_bare,
    may_be_called,
    named_media,
    quoted_paper,
)
from firsthand.annotation.quotations import Quotation
from firsthand.annotation.roles import (
    Described,
    Role,
    contradicts,
    described,
    find_aliases,
    find_roles,
    fits,
    stands_for,
    varies,
)
from firsthand.annotation.sources import source_phrase
from firsthand.annotation.spans import Stretches, joined
from firsthand.annotation.together import first_of_its_row, named_together, together
from firsthand.annotation.turns import Turns, find_turns
from firsthand.annotation.writings import called_alike, given_out_by
from firsthand.types import BodyView, Span, Spans, Speaker

if TYPE_CHECKING:
    from spacy.tokens import Span as Chunk
    from spacy.tokens import Token

# A pronoun or a bare description points back over so much at most. Scraped pages are often
# one paragraph, so sentences count as well; a speaker's own words do not.
NEAR, NEAR_SENTENCES = 3, 8
HERE, SPEAKING = 2, 4  # so many sentences back one is still the subject, or still speaking
WHERE = frozenset("at across in inside into near outside throughout".split())
COMPASS = frozenset("east north south west northeast northwest southeast southwest".split())
REMEMBERED = 60  # of so many who were met last we ask whether they are near
SUBJECTS = frozenset(("nsubj", "nsubjpass", "ROOT"))
AGAINST = frozenset(("v", "v.", "vs", "vs."))
MEANS = frozenset(("dative", "dobj", "nsubj", "nsubjpass", "pobj", "ROOT"))
AUDIENCE = frozenset("journalists newsmen reporters".split())
IN_CUSTODY = frozenset(
    "captured capture captive detained detainee jailed imprisoned prisoner arrested".split()
)


@dataclass(frozen=True)
class _Setting:
    """How a mention stands in the news.

    ``until`` is where the words end that a speaker speaks, None for a bystander and for
    somebody who is only quoted by another: the news goes on with the outer one. Who
    speaks over five paragraphs is still near in the sixth. ``quoted`` says that the
    mention stands inside a quotation; a pronoun outside does not mean somebody whom
    only a quotation names. ``content`` is what the mention says, if it speaks: nobody who is
    named there alone is meant by a pronoun or a description outside. ``around`` is whose
    words it stands in: who is quoted calls himself "I", and never "he". ``names`` are those
    behind the pronoun in what it says: "he thinks that Katz lied" is not Katz.
    """

    quoted: bool
    until: int | None = None
    content: Spans = ()
    around: Mention | None = None
    names: frozenset[str] = frozenset()

    def tells_of(self, entity: Entity) -> bool:
        """Whether the mention speaks of somebody by name: then it hardly is him."""
        return not self.names.isdisjoint(surname(entity.name))


class _Reader:
    """Reads an article's mentions in order and keeps who is who."""

    def __init__(
        self, paragraphs: Sequence[Paragraph], named: dict[str, _Named], turns: Turns
    ) -> None:
        self.paragraphs = paragraphs
        self.turns = turns
        self.starts = [paragraph.start for paragraph in paragraphs]
        self.sentences = [p.start + s.start_char for p in paragraphs for s in p.doc.sents]
        self.roles: dict[str, list[Role]] = collections.defaultdict(list)
        for role in find_roles(paragraphs):
            self.roles[role.noun].append(role)
        self.aliases = find_aliases(paragraphs)
        self.named = named
        self.media = named_media(paragraphs)
        self.authors: dict[str, tuple[int, Entity, bool]] = {}
        self.entities: list[Entity] = []
        self.of_phrase: dict[tuple[Token, bool, bool], Entity] = {}
        self._by_key: dict[str, list[Entity]] = {}
        self._latest_last: dict[int, Entity] = {}

    # Read only where a description asks for them.

    @cached_property
    def bodies(self) -> Bodies:
        return Bodies(self.paragraphs)

    @cached_property
    def nouns(self) -> dict[str, list[int]]:
        return _nouns(self.paragraphs)

    def meet(self, seen: Mention, setting: _Setting) -> Entity | None:
        """The entity behind a mention; None for a pronoun that points at nobody, and for a
        surname that two people of the article have.
        """
        if seen.parts:
            row = self._told_together(seen, setting)
            if row is None:
                return None
            seen = row
        entity = self._whose(seen, setting) if seen.instead else self._known(seen, setting)
        pronoun = seen.form == "pronoun"
        # a body names itself in what it says; "the book accuses KATZ" is not his
        paper = seen.kind == "document" and phrase_of(seen) not in self.of_phrase
        he = (pronoun and seen.head.lower_ != "it") or paper
        if entity is not None and he and setting.tells_of(entity):
            entity = None
        if entity is None and (pronoun or self._may_be_two(seen)):
            return self.meet(seen.instead, setting) if seen.instead else None
        if entity is None:
            entity = self._new(seen)
        if phrase_of(seen) not in self.of_phrase:
            # who does not speak is less surely meant: he keeps the gender he has
            shy = pronoun and setting.until is None and not setting.content
            self._take_in(dataclasses.replace(seen, gender=None) if shy else seen, entity)
        entity.only_quoted = entity.only_quoted and setting.quoted
        last = max(seen.span.start, setting.until or 0)
        entity.last_paragraph, entity.last_sentence = self._paragraph(last), self._sentence(last)
        if setting.until is not None:
            entity.last_spoke = seen.span.start
        if setting.content and seen.head.dep_ == "nsubj" and has_trade_ending(seen):
            entity.personal = True
        return entity

    def _new(self, seen: Mention) -> Entity:
        entity = Entity(seen)
        self.entities.append(entity)
        return entity

    def _take_in(self, seen: Mention, entity: Entity) -> None:
        self.of_phrase[phrase_of(seen)] = entity
        entity.add(seen)
        self._file(seen, entity)

    # Long pages name thousands: nobody is compared with all of them.

    def _file(self, seen: Mention, entity: Entity) -> None:
        for key in keys(seen):
            filed = self._by_key.setdefault(key, [])
            if not any(entity is known for known in filed[-1:]):
                filed.append(entity)
        self._latest_last.pop(id(entity), None)
        self._latest_last[id(entity)] = entity

    def _filed(self, seen: Mention) -> list[Entity]:
        """Who shares a word of name or description with the mention, latest first."""
        found = {id(e): e for key in keys(seen) for e in self._by_key.get(key, ())}
        return sorted(found.values(), key=lambda e: e.mentions[-1].span, reverse=True)

    def _near(self, seen: Mention, content: Spans) -> list[Entity]:
        """Who was met shortly before, outside the words that ``seen`` speaks, and is not left
        behind where the news has turned to another recording.
        """
        start = starts_at(seen, content)
        paragraph, sentence = self._paragraph(start), self._sentence(start)
        return [
            e
            for e in itertools.islice(reversed(self._latest_last.values()), REMEMBERED)
            if paragraph - e.last_paragraph <= NEAR
            and sentence - e.last_sentence <= NEAR_SENTENCES
            and latest_mention(e, seen, content) is not None
            and not self._is_left_behind(e, start)
        ]

    def _is_left_behind(self, entity: Entity, at: int) -> bool:
        """Whether the news has turned to another recording since it named somebody, and he may be
        taken for somebody on it: whoever has no name, or anybody where it tells of a person.
        """
        turn = self.turns.last_before(at)
        if turn is None or entity.kind != "person" or (entity.name and not turn.peopled):
            return False
        return entity.mentions[-1].span.start < turn.span.start

    def _paragraph(self, at: int) -> int:
        return bisect.bisect_right(self.starts, at)

    def _sentence(self, at: int) -> int:
        return bisect.bisect_right(self.sentences, at)

    def _known(self, seen: Mention, setting: _Setting) -> Entity | None:
        if phrase_of(seen) in self.of_phrase:  # one phrase, perhaps cut in two ways
            return self.of_phrase[phrase_of(seen)]
        if seen.parts:
            return next((e for e in self._filed(seen) if e.joint == seen.text), None)
        if seen.form == "indefinite":
            return self._namesake(seen)
        if seen.form == "name":
            same = self._people_named(seen)
            if same:
                return None if are_two_people(same) else same[0]
            return self._by_another_name(seen) or self._in_question(seen) or self._now_named(seen)
        if seen.form == "pronoun":
            return self._pointed_at(self._may_be_meant(seen, setting), seen, setting.content)
        if is_a_client(seen, setting.around) and (client := self._client(setting)) is not None:
            return client
        meant = self._described(seen, setting.content)
        if meant is not None and any(e is meant for e in self._near(seen, setting.content)):
            return meant
        varied = self._varied(seen, setting)  # "the star" is whom the news is about now
        if varied is not None or (meant is not None and meant.name):
            return varied or meant
        return self._standing_for(seen, setting) or meant

    def _whose(self, seen: Mention, setting: _Setting) -> Entity | None:
        """Whom the pronoun beside a paper means. What a body's paper says is mostly about the
        body: where the words name anybody, "its" is one of them ("the Kesk Bank grew, ITS report
        said"), or nobody.
        """
        meant = self._known(seen, dataclasses.replace(setting, content=()))
        if seen.head.lower_ != "its":
            return meant
        latest = itertools.islice(reversed(self._latest_last.values()), REMEMBERED)
        named = [e for e in latest if is_named_in(e, setting.content)]
        return None if named and not any(e is meant for e in named) else meant

    def _varied(self, seen: Mention, setting: _Setting) -> Entity | None:
        """Whom a description that opens nobody new means: "the 46-year-old", "the Dane", "the
        star" is somebody named whom "he" or "she" could mean just there.
        """
        return self._who_may_be(seen, setting) if varies(seen) else None

    def _who_may_be(self, seen: Mention, setting: _Setting) -> Entity | None:
        """The person named near by whom "he" or "she" would mean just there."""
        near = self._near(seen, setting.content)
        named = [e for e in near if e.name and e.personal and not e.plural and not e.joint]
        alike = [e for e in named if not (e.gender and seen.gender and e.gender != seen.gender)]
        shown = [e for e in alike if setting.quoted or not e.only_quoted]
        return self._pointed_at(shown, seen, setting.content)

    def _standing_for(self, seen: Mention, setting: _Setting) -> Entity | None:
        """Whom "the former governor" means where the article calls nobody so with a name: who is
        still the subject, or speaking.
        """
        if not stands_for(seen):
            return None
        meant = self._who_may_be(seen, setting)
        if meant is None or setting.tells_of(meant):  # "the governor praised KATZ"
            return None
        if not self._likely(meant, seen, setting.content)[0]:
            return None
        latest = latest_mention(meant, seen, setting.content)
        if latest is not None and _is_done_to(seen.head, latest.head):
            return None
        return meant if self._alone_has(meant, seen) else None

    def _alone_has(self, entity: Entity, seen: Mention) -> bool:
        """Whether nobody else is called by the noun of a description, or has it as a title."""
        asked = described(seen)
        roles = self.roles[seen.noun]
        hers = all(
            same_name(entity, r.bearer) and not (asked and contradicts(r, asked)) for r in roles
        )
        if roles:
            return hers
        before = (at for at in self.nouns[seen.noun] if at < seen.span.start)
        own = [m.span for m in entity.mentions]
        return all(any(span.start <= at < span.end for span in own) for at in before)

    def _may_be_meant(self, seen: Mention, setting: _Setting) -> list[Entity]:
        """Whom a pronoun may mean, by what they are and whose words it stands in."""
        around = setting.around if setting.quoted else None
        return [
            e
            for e in self._near(seen, setting.content)
            if pronoun_fits(e, seen)
            and (setting.quoted or not e.only_quoted)
            and not (around is not None and (self._is_of(around, e) or same_name(e, around)))
        ]

    def _told_together(self, seen: Mention, setting: _Setting) -> Mention | None:
        """Several who speak together, each called as the article calls him: "he and the cook"
        is "Tom Katz and the cook". None where a pronoun among them points at nobody.
        """
        apart = dataclasses.replace(setting, around=None)
        called = []
        for part in seen.parts:
            by_name = part.form in ("pronoun", "name") and not is_first_person(part.head)
            known = self._known(part, apart) if by_name else None
            if known is None and part.form == "pronoun" and by_name:
                return None
            called.append(_called_in_a_row(part, known))
        return dataclasses.replace(seen, text=row_of_names(called))

    def _is_of(self, seen: Mention, entity: Entity) -> bool:
        return self.of_phrase.get(phrase_of(seen)) is entity

    def _may_be_two(self, seen: Mention) -> bool:
        return seen.form == "name" and are_two_people(self._people_named(seen))

    def _people_named(self, seen: Mention) -> list[Entity]:
        """Whom a name may mean, latest first; an office decides between two of one surname."""
        main = self._bearer_of_the_surname(seen)
        if main is not None:
            return [main]
        filed = self._filed(seen)
        same = [e for e in filed if same_name(e, seen)]
        if not same:
            by_first_name = [e for e in filed if is_first_name_of(seen, e)]
            return by_first_name if len(by_first_name) == 1 else []
        if not are_two_people(same):
            return same
        titled = [e for e in same if any(map(is_office, seen.words & e.words))]
        # news goes on calling one of them by the surname alone
        called_so = [e for e in same if any(m.name == seen.name for m in e.mentions)]
        again = same[0] if is_come_back_to(same) else None
        by_surname = called_so or ([again] if again else [])
        return titled or (by_surname if len(seen.name) == 1 else []) or same

    def _bearer_of_the_surname(self, seen: Mention) -> Entity | None:
        """Who alone had been named in full where the article first called somebody by a surname
        that two have: it goes on calling her so, and the other by the full name. An office or
        a "Mr." that is not hers means the other.
        """
        alike = self.named.get(seen.name[0]) if len(seen.name) == len(seen.words) == 1 else None
        if alike is None or len(alike.everybody) == 1 or not alike.bare or seen.plural:
            return None
        bare = alike.bare[0].span.start
        before = [who for who in alike.everybody.values() if who.span.start < bare]
        if len(before) != 1 or seen.span.start < bare:
            return None
        (bearer,) = before
        full = without_generation(bearer.name)[-2:]
        met = [e for e in self._filed(bearer) if len(e.name) > 1 and same_name(e, seen)]
        hers = [e for e in met if without_generation(e.name)[-2:] == full]
        others = [e for e in met if without_generation(e.name)[-2:] != full]
        if any(sum(len(m.name) > 1 for m in e.mentions) > 1 for e in others):
            return None  # the news has come back to another: it may be about him now
        if any(e.mentions[0].span.start < bare for e in others):
            return None  # the recogniser does not see every name
        main = hers[0] if hers else self._introduced(bearer)
        return main if same_name(main, seen) else None

    def _by_another_name(self, seen: Mention) -> Entity | None:
        """Whose other name it is, as the article says: "Fin" of "Tom Katz, better known as Fin"."""
        bearer = self.aliases.get(seen.name)
        same = self._people_named(bearer) if bearer is not None else []
        return same[0] if same and not are_two_people(same) else None

    def _now_named(self, seen: Mention) -> Entity | None:
        """Who was described before and is named now: "a teacher", then "the teacher, Ana Reis".

        Only if nobody else was described so, and nobody else is named with the noun.
        """
        definite = seen.head.pos_ == "NOUN" and seen.text.lower().startswith("the ")
        named = {last for role in self.roles[seen.noun] for last in surname(role.bearer.name)}
        if not definite or seen.plural or seen.kind != "person" or named - {*surname(seen.name)}:
            return None
        alike = [e for e in self._filed(seen) if seen.noun in e.nouns and e.kind == "person"]
        return alike[0] if len(alike) == 1 and may_be_named(alike[0], seen) else None

    def _in_question(self, seen: Mention) -> Entity | None:
        """Who was described before, where the words behind the name say so: "Reis, the gunner in
        question"; nobody where that is not near, or was named already.
        """
        told = pointed_at(seen, self.paragraphs)
        if told is None or not self._is_near(told.start, seen, ()):
            return None
        known = [e for e in self.entities if any(m.head == told.noun for m in e.mentions)]
        if not known:
            described = newly_described(told)
            known = [self._introduced(described)] if described is not None else []
        return known[0] if known and may_be_named(known[0], seen) else None

    def _namesake(self, seen: Mention) -> Entity | None:
        """Whose name a word is that the tagger took for a noun ("Tarrow told us")."""
        word = seen.head.text
        several = seen.head.tag_ == "NNPS"  # "some Democrats" are not the Democrats
        if not word[:1].isupper() or len(seen.words) > 1 or several:
            return None
        return next((e for e in self._filed(seen) if surname(e.name) == [word]), None)

    def _pointed_at(self, entities: list[Entity], seen: Mention, content: Spans) -> Entity | None:
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
        self, entities: list[Entity], seen: Mention, content: Spans
    ) -> list[Entity]:
        """Without whom the words name, where another is still speaking: "“…,” Reis said. Katz
        may leave, HE noted" is not Katz; who speaks of himself says "he may leave". A body
        that spoke last names itself: "“We at Norda are sorry,” IT said".
        """
        last = max((e.last_spoke for e in entities), default=-1)
        itself = seen.head.lower_ == "it" and last >= 0
        others = [
            e for e in entities if not is_named_in(e, content) or (itself and e.last_spoke == last)
        ]
        speaking = any(self._is_speaking(e, seen, content) for e in others)
        return others if speaking else entities

    def _is_speaking(self, entity: Entity, seen: Mention, content: Spans) -> bool:
        """Whether who spoke last is near enough for the news to go on with him."""
        start = starts_at(seen, content)
        near = self._paragraph(start) - entity.last_paragraph <= 1
        return (
            entity.last_spoke >= 0
            and near
            and self._sentence(start) - entity.last_sentence <= SPEAKING
        )

    def _likely(self, entity: Entity, seen: Mention, content: Spans) -> tuple[int, ...]:
        latest = latest_mention(entity, seen, content)
        if latest is None:
            return ()
        start = starts_at(seen, content)
        since = self._sentence(start) - entity.last_sentence
        paragraphs_since = self._paragraph(start) - entity.last_paragraph
        utterer = entity.last_spoke == latest.span.start
        subject = utterer or first_of_its_row(latest.head).dep_ in SUBJECTS
        here = subject and paragraphs_since <= 0 and since <= HERE
        speaking = self._is_speaking(entity, seen, content)
        at = latest.span.start if here or not speaking else entity.last_spoke
        main = utterer or _is_main_subject(latest.head)
        known = entity.gender is not None and entity.gender == seen.gender
        return (2 if here else int(speaking)), self._sentence(at), int(main), int(known)

    @cached_property
    def clients(self) -> tuple[Mention, ...]:
        return represented(self.paragraphs)

    def _client(self, setting: _Setting) -> Entity | None:
        """Whom "his client" means, if the article names one alone whom a lawyer speaks for; of
        who is named and tells of him the article has to say that he is a lawyer.
        """
        if setting.around is not None and setting.around.form == "name":
            lawyers = (role.bearer.name for noun in LAWYERS for role in self.roles[noun])
            if surname(setting.around.name) not in map(surname, lawyers):
                return None
        if len({tuple(surname(seen.name)) for seen in self.clients}) != 1:
            return None
        fullest = max(self.clients, key=lambda seen: len(seen.name))
        known = self._people_named(fullest)
        return known[0] if known else self._introduced(fullest)

    def _described(self, seen: Mention, content: Spans) -> Entity | None:
        alike = [
            e
            for e in self._filed(seen)
            if same_noun(e, seen)
            and not is_of_another_rank(e, seen)
            and latest_mention(e, seen, content) is not None
        ]
        back = self._points_back(seen, alike, content) if is_bare(seen) else None
        if back is not None:
            return back
        asked = described(seen)
        roles = self.roles[asked.noun] if asked else []
        bearers = [role for role in roles if asked and fits(role, asked)]
        unnamed = [e for e in alike if not e.name]
        if asked and bearers and not any(map(is_a_rival, unnamed)):
            bearer = self._bearer(bearers, asked, seen, content) or latest(unnamed, seen)
            if bearer is not None or _named_before(bearers, seen, content):
                return bearer  # who is named only later is not yet "the soldier"
        apart = (r.bearer.name for r in roles if asked and contradicts(r, asked))
        others = {last for name in apart for last in surname(name)}
        alike = [e for e in alike if others.isdisjoint(surname(e.name))]
        near = self._near(seen, content)
        bodies = [e for e in near if is_the_body(e, seen)]
        again = latest(alike, seen)
        since = [e for e in bodies if again is not None and self._took_over(e, again, seen)]
        if again is not None and not again.name:
            again = self._body_again(seen, content, after=again.mentions[-1].span.start) or again
        return (
            (since[0] if len(since) == 1 else again)
            or latest([e for e in near if generic_fits(e, seen)], seen)
            or (bodies[0] if len(bodies) == 1 and bodies[0].last_spoke >= 0 else None)
            or self._body_again(seen, content)
            or (bodies[0] if len(bodies) == 1 else None)
        )

    def _body_again(self, seen: Mention, content: Spans, *, after: int = -1) -> Entity | None:
        """The body that was named before, anywhere in its sentence: "the department"; if it was
        named ``after`` a place in the text.
        """
        start = starts_at(seen, content)
        named = self.bodies.meant(seen, start, lambda at: self._back(at, seen, content))
        if named is None or named.span.start <= after:
            return None
        known = self._people_named(named)
        known = known or [e for e in self._filed(named) if same_noun(e, named)]
        return known[0] if known else self._introduced(named)

    def _points_back(self, seen: Mention, alike: list[Entity], content: Spans) -> Entity | None:
        """The medium that is "the newspaper", or whose "the statement" is, if that was named
        near by, and after whatever else was called so.
        """
        last = max((e.mentions[-1].span.start for e in alike), default=-1)
        said, author, quoted = self.authors.get(called_alike(seen.noun), (-1, None, False))
        if author is not None and said > last and (quoted or self._is_near(said, seen, content)):
            return author
        near = [
            medium
            for medium in self.media
            if medium.span.start > last
            and medium.span.end <= starts_at(seen, content)
            and may_be_called(medium, seen.noun)
            and self._is_near(medium.span.start, seen, content)
        ]
        if not near or len({medium.name[-1] for medium in near}) != 1:
            return None
        fullest = max(near, key=lambda medium: len(medium.name))
        known = self._people_named(fullest)
        return known[0] if known else self._introduced(fullest)

    def _back(self, at: int, seen: Mention, content: Spans) -> int | None:
        """How many sentences back a place in the text is; None further than a pronoun reaches."""
        start = starts_at(seen, content)
        paragraphs = self._paragraph(start) - self._paragraph(at)
        sentences = self._sentence(start) - self._sentence(at)
        return sentences if paragraphs <= NEAR and sentences <= NEAR_SENTENCES else None

    def _is_near(self, at: int, seen: Mention, content: Spans) -> bool:
        """Whether a place in the text is no further back than a pronoun reaches."""
        return self._back(at, seen, content) is not None

    def writes(
        self, entity: Entity, documents: Iterable[str], at: int, *, quoted: bool = False
    ) -> None:
        """Remember what somebody wrote: "said IN A STATEMENT"; a paper writes none. What is
        ``quoted`` itself ("A STUDY by Ana Reis found") is remembered to the end.
        """
        for noun in documents if entity.kind != "document" else ():
            self.authors[noun] = (at, entity, quoted)

    def _took_over(self, body: Entity, other: Entity, seen: Mention) -> bool:
        """Whether a body has spoken after the last word of another that was called so: "the
        group" is then whoever speaks now.
        """
        before = max(m.span.start for m in other.mentions if m.span.start < seen.span.start)
        own = any(seen.noun in m.beside for m in other.mentions)  # "the Bureau, a watchdog"
        company = seen.noun in COMPANIES  # news is about one, whoever else speaks
        since = body is not other and body.last_spoke > before
        return bool(other.name) and since and not own and not company

    def _bearer(
        self, roles: Sequence[Role], asked: Described, seen: Mention, content: Spans
    ) -> Entity | None:
        """The one person who has the role that "the mayor" asks for, if named before.

        Whose role is said to be of a place, and who is not near, is not meant where the
        description leaves the place out: "the president" is then as often the reader's own.
        """
        before = _named_before(roles, seen, content)
        if not before:
            return None
        if not are_one_name([role.bearer.name for role in roles]):
            return self._bearer_who_speaks(before, seen, content)
        fullest = max(before, key=lambda bearer: len(bearer.name))
        same = self._people_named(fullest)
        if are_two_people(same):
            return None
        if same and latest_mention(same[0], seen, content) is None:
            return None
        far = not same or not any(e is same[0] for e in self._near(seen, content))
        if far and not asked.words and all(role.placed for role in roles):
            return None
        return same[0] if same else self._introduced(fullest)

    def _bearer_who_speaks(
        self, bearers: Sequence[Mention], seen: Mention, content: Spans
    ) -> Entity | None:
        """Of several with a title the one who is still speaking, if none of the others has been
        named since: "“…,” Reis said. The senator added": Reis.
        """
        known = {id(e): e for bearer in bearers for e in self._people_named(bearer)[:1]}
        speaking = [e for e in known.values() if self._is_speaking(e, seen, content)]
        if not speaking:
            return None
        meant = max(speaking, key=lambda e: e.last_spoke)
        start = starts_at(seen, content)
        since = [b for b in bearers if meant.last_spoke < b.span.start < start]
        other = any(not same_name(meant, b) for b in since)
        latest_of_others = max(
            (m.span.start for e in known.values() if e is not meant for m in e.mentions), default=-1
        )
        return None if other or latest_of_others > meant.last_spoke else meant

    def _introduced(self, bearer: Mention) -> Entity:
        """Somebody whom the article names where we take in nobody: "Mayor Reis's plan"."""
        entity = self._new(bearer)
        entity.add(bearer)
        self._file(bearer, entity)
        return entity


def _named_before(roles: Sequence[Role], seen: Mention, content: Spans) -> list[Mention]:
    """Those with a role whom the article has named when it comes to a mention."""
    start = starts_at(seen, content)
    return [role.bearer for role in roles if role.bearer.span.start < start]


def _called_in_a_row(part: Mention, known: Entity | None) -> str:
    """What to call one of several who speak together; ``known`` is who he is, if we know.

    The article stays before a description inside the row: "Norda and the divers".
    """
    if known is not None:
        described = max(
            (m.text for m in known.mentions if m.form != "pronoun"), default="", key=len
        )
        called = part.name if len(part.name) > len(known.name) else known.name
        return known.joint or " ".join(called) or described or part.text
    return " ".join(part.name) or part.text


def _nouns(paragraphs: Sequence[Paragraph]) -> dict[str, list[int]]:
    """Where each noun in the singular means somebody, or says who one is not, by its lemma."""
    found: dict[str, list[int]] = collections.defaultdict(list)
    for paragraph in paragraphs:
        for token in paragraph.doc:
            if token.tag_ == "NN" and _is_somebody(token):
                found[str(token.lemma_).lower()].append(paragraph.start + token.idx)
    return found


def _is_somebody(noun: Token) -> bool:
    if noun.dep_ == "attr":
        return any(child.dep_ == "neg" for child in noun.head.children)
    of_any = any(child.lower_ in ("any", "each", "every", "no", "other") for child in noun.lefts)
    return noun.dep_ in MEANS and noun.head.lower_ != "as" and not of_any


def _is_done_to(head: Token, subject: Token) -> bool:
    """Whether the clause of a noun hangs on what a subject of its sentence does: "HOLM leaked a
    tape that the bishop mocked"; nobody is called two ways there.
    """
    if subject.dep_ not in ("nsubj", "nsubjpass") or subject.doc is not head.doc:
        return False
    clause = head.head
    while clause.dep_ == "conj":  # "Katz rowed off, and THE DIVER sank"
        clause = clause.head
    beside = clause == subject.head and head.head.dep_ == "conj" and head.dep_ in SUBJECTS
    return subject.head.is_ancestor(head) and not beside


def _is_main_subject(head: Token) -> bool:
    head = first_of_its_row(head)
    return head.dep_ in ("nsubj", "nsubjpass") and head.head.dep_ == "ROOT"


def find_speakers(
    found: Sequence[Found],
    paragraphs: Sequence[Paragraph],
    quotations: Sequence[Quotation],
    view: BodyView,
) -> tuple[tuple[Speaker, ...], dict[str, str]]:
    """The speakers of an article, and for each attribution's id the id of its speaker.

    An attribution without a source, or with a pronoun that points at nobody, has none.
    """
    named = _named_in_full(paragraphs)
    reader = _Reader(paragraphs, named, find_turns(found, paragraphs))
    quoted = Stretches(piece for q in quotations if q.depth == 0 for piece in q.pieces)
    told = Stretches(joined(piece for f in found for piece in f.attribution.content))
    surnames = _surnames(paragraphs)
    sources = {f.attribution.id: _as_a_person(source_mention(f), surnames) for f in found}
    spoken: dict[str, Entity] = {}
    people = [*_people(paragraphs, surnames), *_owners(paragraphs, named)]
    people = [seen for seen in people if not _is_told_of(seen, told)]
    for seen, behind in _in_order(found, sources, people):
        setting = _Setting(quoted.around(seen.span) is not None)
        if behind is not None:
            setting = _speaking(setting, seen, behind, sources)
        entity = reader.meet(seen, setting)
        if entity is not None:
            reader.writes(entity, given_out_by(seen.head), seen.span.start)
        if behind is not None and entity is not None:
            spoken[behind.attribution.id] = entity
            if behind.attribution.nested_in is None:
                reader.writes(entity, documents_of(behind), seen.span.start)
                reader.writes(entity, quoted_paper(behind), seen.span.start, quoted=True)
    for attribution, others in own_words(found, quotations, view.text):
        voices = [spoken[other] for other in others if other in spoken]
        if voices and all(voice is voices[0] for voice in voices):
            spoken[attribution] = voices[0]
    met = {e.name for e in reader.entities if len(e.name) > 1 and not is_owned(e.name)}
    _name_in_full(spoken.values(), full_names(paragraphs) | met)
    return _values(spoken, view)


def _speaking(
    setting: _Setting, seen: Mention, behind: Found, sources: dict[str, Mention | None]
) -> _Setting:
    parent, content = behind.attribution.nested_in, behind.draft.content
    return dataclasses.replace(
        setting,
        until=content[-1].end - 1 if parent is None else None,
        content=content,
        around=sources[parent] if parent is not None else None,
        names=_names_behind(seen, behind),
    )


def _names_behind(seen: Mention, found: Found) -> frozenset[str]:
    """The words of names in what a source says, behind the source."""
    words = found.draft.tokens(found.draft.content)
    return frozenset(t.text for t in words if t.pos_ == "PROPN" and t.i > seen.head.i)


def _in_order(
    found: Sequence[Found],
    sources: dict[str, Mention | None],
    people: Iterable[Mention],
) -> list[tuple[Mention, Found | None]]:
    """The mentions in reading order: sources, and the people named between them."""
    events: list[tuple[Mention, Found | None]] = []
    taken: set[Span] = set()
    for f in found:
        seen = sources[f.attribution.id]
        if seen is not None and not is_first_person(seen.head):
            events.append((seen, f))
            if not seen.parts:  # each of several who speak together may be meant later
                taken.add(seen.span)
    sources_taken = Stretches(joined(taken))
    for seen in people:
        if not sources_taken.overlapping(seen.span):
            events.append((seen, None))
    return sorted(events, key=lambda event: (event[0].span.start, event[1] is None))


def _as_a_person(seen: Mention | None, surnames: Collection[str]) -> Mention | None:
    """A mention as one of a person, where the recogniser takes a surname in "s" for a people's, or
    a surname for a body's name.
    """
    if seen is None or len(seen.name) != 1 or seen.name[0] not in surnames:
        return seen
    if seen.kind != "group" and not (seen.kind == "organisation" and is_body(seen.head)):
        return seen
    several = any(child.dep_ in ("det", "nummod") for child in seen.head.children)
    return seen if several else dataclasses.replace(seen, kind="person", plural=False)


def _people(paragraphs: Sequence[Paragraph], surnames: Collection[str]) -> list[Mention]:
    """People who are mentioned without speaking, and bodies that act: a pronoun may mean them."""
    people = []
    for paragraph in paragraphs:
        dateline = DATELINE.match(text_of(paragraph.doc))
        begins = dateline.end() if dateline else 0
        for chunk in paragraph.noun_chunks:
            head = chunk.root
            # "ODRA, Norda — The pumps …": where it was written
            if head.idx < begins or _is_of_a_case(chunk):
                continue
            subject = head.dep_ in ("nsubj", "nsubjpass", "pobj", "dobj", "conj", "attr", "ROOT")
            acts = head.dep_ in ("nsubj", "nsubjpass")
            group = head.pos_ == "NOUN" and kind_of_noun(head) == "group" and len(chunk) > 1
            beside = is_body(head) and bool(bodies_before(list(chunk), head))
            called = acts and names_an_owner(head)
            body = beside or called or (acts and (is_body(head) or group))
            known = head.pos_ == "PROPN" and head.text in surnames
            spoken_of = subject and (is_person(head) or known) and not _is_no_person(head)
            spoken_of = spoken_of and not named_together(list(head.subtree), head)
            he_or_she = head.lower_ in ("he", "she") and _is_main_subject(head)
            if (spoken_of and not _is_an_audience(head)) or body or he_or_she:
                people.append(mention(paragraph, list(chunk), head))
            people += _in_a_row(paragraph, head)
    return [person for seen in people if (person := _as_a_person(seen, surnames))]


def _is_of_a_case(chunk: Chunk) -> bool:
    """Whether a name stands in the name of a case in court: "Kesk v. NORR"."""
    return any(t.lower_ in AGAINST for t in chunk.doc[max(chunk.start - 1, 0) : chunk.end + 1])


def _is_told_of(seen: Mention, told: Stretches) -> bool:
    """Whether "he" stands in what somebody says: the speaker, or another of whom he speaks."""
    return seen.form == "pronoun" and told.around(seen.span) is not None


def _is_an_audience(head: Token) -> bool:
    """Whether they are only who is told: "told REPORTERS"; the news goes on without them."""
    return head.lower_ in AUDIENCE and head.dep_ in ("dobj", "dative", "pobj")


def _owners(paragraphs: Sequence[Paragraph], named: dict[str, _Named]) -> Iterator[Mention]:
    """Whose a subject is: "REIS's past is no help, although he …"; not who shares the surname."""
    for paragraph in paragraphs:
        for head in paragraph.doc:
            of = head.head
            owns = head.dep_ == "poss" and of.dep_ in ("nsubj", "nsubjpass")
            if owns and head.pos_ == "PROPN" and head.ent_type_ == "PERSON":
                seen = mention(paragraph, [t for t in head.subtree if t.i <= head.i], head)
                alike = named.get(surname(seen.name)[0]) if seen.name else None
                if alike is None or len(alike.everybody) == 1:
                    yield seen


def _in_a_row(paragraph: Paragraph, head: Token) -> list[Mention]:
    """Several who are one subject, whom "they" and "both" mean: "Reis and the cook rowed off"."""
    if head.dep_ not in ("nsubj", "nsubjpass") or not is_person(head):
        return []
    phrase = source_phrase(head, head.head)
    partners = together(phrase, head, head.head) or named_together(phrase, head)
    return [joint_mention(paragraph, partners)] if partners else []


def _surnames(paragraphs: Sequence[Paragraph]) -> frozenset[str]:
    """The last words of the people's names of several words that the recogniser sees anywhere: it
    may take the surname alone for a body or a place.
    """
    entities = (entity for paragraph in paragraphs for entity in paragraph.doc.ents)
    people = [e for e in entities if e.label_ == "PERSON" and len(e) > 1]
    return frozenset(e[-1].text for e in people if is_first_name(e[0].text))


class _Named(NamedTuple):
    """Those named in full with one surname, by the end of their names, in reading order."""

    everybody: dict[tuple[str, ...], Mention]
    bare: list[Mention]  # where the surname first stands alone behind one of them


def _named_in_full(paragraphs: Sequence[Paragraph]) -> dict[str, _Named]:
    """By each surname, the people whom the article names in full with it."""
    named: dict[str, _Named] = {}
    for seen in _names_of_people(paragraphs):
        plain = tuple(without_generation(seen.name)[-2:])
        if len(plain) > 1:
            named.setdefault(plain[-1], _Named({}, [])).everybody.setdefault(plain, seen)
        elif plain and plain[-1] in named and not named[plain[-1]].bare:
            named[plain[-1]].bare.append(seen)
    return named


def _names_of_people(paragraphs: Sequence[Paragraph]) -> Iterator[Mention]:
    """What the recogniser takes for the name of one person, wherever it stands."""
    for paragraph in paragraphs:
        for entity in paragraph.doc.ents:
            if entity.label_ == "PERSON" and "Plur" not in entity.root.morph.get("Number", []):
                words = [t for t in entity if t.tag_ != "POS" and not t.is_space]
                yield from [mention(paragraph, words, words[-1])] if words else []


def _is_no_person(head: Token) -> bool:
    """Whether a name stands where a place does ("north of Odra", "at Velk Field"), or a noun only
    tells as what somebody does it ("as interim coach").
    """
    if head.dep_ != "pobj":
        return False
    before = head.head
    if head.pos_ != "PROPN":
        return before.lower_ == "as"
    compass = before.lower_ == "of" and before.i > 0 and before.nbor(-1).lower_ in COMPASS
    where = before.lower_ in WHERE or compass
    return where and (head.ent_type_ != "PERSON" or is_a_site(head.text))


def _name_in_full(entities: Iterable[Entity], full: Collection[tuple[str, ...]]) -> None:
    """Give a speaker who is called by one word the full name that the article has for it, if
    it has one only: "Reis", where she is named in full as another's neighbour.
    """
    for entity in entities:
        if len(entity.name) != 1:
            continue
        (short,) = entity.name
        person = entity.kind == "person"
        fitting = {
            name
            for name in full
            if (person and short in (name[0], *surname(name)))
            or (not person and short.isupper() and initials(list(name)) == short)
        }
        if len(fitting) == 1:
            entity.name = next(iter(fitting))


def _values(
    spoken: dict[str, Entity], view: BodyView
) -> tuple[tuple[Speaker, ...], dict[str, str]]:
    order = list({id(entity): entity for entity in spoken.values()}.values())
    order.sort(key=lambda entity: entity.mentions[0].span)
    speakers = tuple(_speaker(f"s{n}", entity, view) for n, entity in enumerate(order, 1))
    number = {id(entity): speaker.id for entity, speaker in zip(order, speakers, strict=True)}
    return speakers, {attribution: number[id(entity)] for attribution, entity in spoken.items()}


def _speaker(identity: str, entity: Entity, view: BodyView) -> Speaker:
    described = [m for m in entity.mentions if m.form != "pronoun" and not is_paper_of(entity, m)]
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
        name_parts=name_parts(entity.name) if entity.kind == "person" else None,
    )


def _without_article(text: str) -> str:
    """The words without "the", and without a mark that opens a quotation which ends elsewhere:
    "a “RULING that said it”".
    """
    first, _, rest = text.partition(" ")
    words = rest if first.lower() in ("the", "a", "an") and rest else text
    opened = words[:1] in '“"‘«' and words[-1:] not in '”"’»'
    return words[1:].lstrip() if opened else words


def _flags(entity: Entity) -> tuple[str, ...]:
    """In custody: only where a description of the speaker says so. Joint: several speak."""
    if entity.joint:
        return ("joint",)
    # "a detained pilot": the lemma is "detain", as of "the detaining officer"
    said = {t.lower_ for m in entity.mentions if m.form != "pronoun" for t in m.head.lefts}
    return ("in-custody",) if (entity.words | said) & IN_CUSTODY else ()
