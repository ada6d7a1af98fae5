"""Somebody an article speaks of, and which of its mentions may mean him.

A described person is never joined to another by the description alone: these rules say who
*may* be meant; ``speakers`` decides, by who stands near.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from firsthand import data
from firsthand.annotation.class_names import class_nouns, country_of, is_owned, land_of
from firsthand.annotation.gazetteer import called
from firsthand.annotation.mentions import (
    GENERIC,
    HE,
    SHE,
    THEY,
    Mention,
    is_body,
    is_he_or_she,
    is_perhaps_he_or_she,
    is_person,
)
from firsthand.annotation.name_parts import given_first, name_parts
from firsthand.annotation.nouns import is_office, kind_of_noun
from firsthand.annotation.roles import places_beside, ranks_beside
from firsthand.annotation.writings import called_alike, stands_for_its_writer
from firsthand.types import Spans, SpeakerKind

if TYPE_CHECKING:
    from spacy.tokens import Token

# What a named body is called when it is spoken of again, and says nothing of which it is.
COMPANIES = frozenset(
    """airline automaker bank broadcaster carmaker carrier chipmaker company corporation firm
    giant insurer lender maker manufacturer retailer startup""".split()
)
OF_NO_TRADE = frozenset(("company", "corporation", "firm"))
# What makes another company of a company: "the parent company" is not the one just named.
OTHERS = frozenset(
    """acquired bigger competing larger latter merged new other parent rival same second sister
    smaller target third""".split()
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
JUNIORS = frozenset(("jr", "jr.", "sr", "sr."))
GENERATIONS = JUNIORS | frozenset(("ii", "iii", "iv"))
SHORTEST_STEM = 4  # "the captive" for "a captured soldier": the words share a stem


class Entity:
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
        if seen.form == "pronoun" or seen.parts or is_paper_of(self, seen):
            return
        self.personal = self.personal or is_he_or_she(seen)
        if _says_more(seen.name, self.name):
            self.name, self.called = seen.name, seen.called
        self.nouns |= {seen.noun, called_alike(seen.noun), *seen.beside}
        self.words |= seen.words


def is_paper_of(entity: Entity, seen: Mention) -> bool:
    """Whether a mention is of what somebody wrote, and so tells nothing of him: "THE STATEMENT"."""
    return entity.kind != "document" and stands_for_its_writer(seen.head)


def same_name(entity: Entity, seen: Mention) -> bool:
    """Whether two names are one: "Tom Katz", "Mr. Katz" and "Katz"; "TBA", never "Tom"."""
    ours = [word.lower() for word in entity.name]
    theirs = [word.lower() for word in seen.name]
    if not ours or not theirs or (entity.gender and seen.gender and entity.gender != seen.gender):
        return False
    if ours == theirs:
        return True
    if len(theirs) == 2 and theirs[0] in entity.words and is_office(theirs[0]):
        theirs = theirs[1:]  # "Mayor Smith" after "Mayor Ann Smith"
    if entity.kind == "person":
        if _are_generations(ours, theirs):
            return False
        ours, theirs = without_generation(ours), without_generation(theirs)
        part = ours == theirs or _is_part(theirs, ours) or _is_part(ours, theirs)
        part = part or _is_polite(seen.name, entity.name) or _is_polite(entity.name, seen.name)
        return part or _is_initialled(theirs, ours) or _is_initialled(ours, theirs)
    if _is_called_so(entity, seen):
        return True
    return initials(ours) == "".join(theirs) or initials(theirs) == "".join(ours)


def without_generation(name: Sequence[str]) -> list[str]:
    """A name without what tells father and son apart: "Tom Katz" of "Tom Katz III"; the family
    name at its end, also of "Reis Anna Petrovna".
    """
    tells = len(name) > 2 and name[-1].lower() in GENERATIONS
    return given_first(name[:-1] if tells else name)


def surname(name: Sequence[str]) -> list[str]:
    """The last word of a name, "Katz" of "Tom Katz III"; nothing of no name."""
    return without_generation(name)[-1:]


def _are_generations(ours: list[str], theirs: list[str]) -> bool:
    """Whether two names in full are those of father and son: "Tom Katz", "Tom Katz Jr."."""
    both = len(without_generation(ours)) > 1 and len(without_generation(theirs)) > 1
    return both and {ours[-1], theirs[-1]} & JUNIORS != set() and ours[-1] != theirs[-1]


def _is_called_so(entity: Entity, seen: Mention) -> bool:
    """Whether a body is spoken of again by less than its name: "the Bureau" after the National
    Lock Bureau, "the Foreign Ministry" after the Russian one, and the other way round.

    Two of which each has a nation or a tail of its own are two.
    """
    ours, theirs = ([word.lower() for word in one.called] for one in (entity, seen))
    short = entity.name == entity.called or seen.name == seen.called
    land = land_of(seen.name)
    if land is not None and land == land_of(entity.name) and ours[-1:] == theirs[-1:]:
        return True  # "Norway's government", "the Norwegian government"
    if ours == theirs:
        return short
    if len(seen.name) == 1 and theirs == ours[-1:]:
        return True
    return _is_without_its_town(entity.name, seen.name) or _is_without_its_town(
        seen.name, entity.name
    )


def _is_without_its_town(whole: tuple[str, ...], rest: tuple[str, ...]) -> bool:
    """Whether an outlet is called by all of its name but the place: "the Daily Argus" after
    the Odra Daily Argus.
    """
    left = len(whole) - len(rest)
    ends = left > 0 and len(rest) > 1 and whole[left:] == rest
    place = ends and bool(called(" ".join(whole[:left])))
    return place and data.sounds_like_an_outlet(" ".join(rest))


def is_first_name_of(seen: Mention, entity: Entity) -> bool:
    """ "Ana" after "Ana Reis"."""
    given = given_first(entity.name)[:1]
    return entity.kind == "person" and len(entity.name) > 1 and list(seen.name) == given


def _is_part(short: list[str], long: list[str]) -> bool:
    """A surname, or first name and surname without what stands between."""
    return len(short) < len(long) and short[-1] == long[-1] and set(short) <= set(long)


def _is_polite(short: Sequence[str], name: Sequence[str]) -> bool:
    """A name without the family name, as one is spoken to: "Anna Petrovna"."""
    parts = name_parts(name)
    return parts is not None and tuple(short) == (parts.given, parts.patronymic)


def _is_initialled(short: list[str], long: list[str]) -> bool:
    """A surname behind the first letter of the first name: "A. Reis" of "Ana Reis"."""
    if len(short) != 2 or len(long) < 2 or short[-1] != long[-1]:
        return False
    return _is_initial(short[0]) and long[0].startswith(short[0][:1]) and not _is_initial(long[0])


def _is_initial(word: str) -> bool:
    """Whether a word is a letter with a stop: "A."."""
    return len(word) == 2 and word[0].isalpha() and word[1] == "."


def _says_more(name: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether a name is fuller than another: it has more words, or "Ana" for "A."."""
    whole = sum(not _is_initial(word) for word in name) > sum(not _is_initial(w) for w in other)
    return len(name) > len(other) or (len(name) == len(other) and whole)


def initials(words: list[str]) -> str:
    parts = (part for word in words for part in word.split("-") if part)
    return "".join(part[0] for part in parts if part not in ("of", "and", "for", "the"))


def are_two_people(entities: list[Entity]) -> bool:
    """Whether they differ in first name or surname; offices before the names do not count."""
    people = {tuple(without_generation(e.name)[-2:]) for e in entities if e.kind == "person"}
    return len(people) > 1


def are_one_name(names: Sequence[tuple[str, ...]]) -> bool:
    """Whether all may be names of one person: "Ana Reis", "Reis"; not "Ana", "Clara Reis"."""
    plain = [tuple(without_generation(name)) for name in names]
    return len({name[-1] for name in plain}) == 1 and (
        len({name[-2:] for name in plain if len(name) > 1}) <= 1
    )


def is_come_back_to(same: Sequence[Entity]) -> bool:
    """Whether the article has come back to the latest of them, and to none of the others."""
    latest, *others = same
    return len(latest.mentions) > 1 and all(len(e.mentions) == 1 for e in others)


def same_noun(entity: Entity, seen: Mention) -> bool:
    if entity.plural != seen.plural or (
        entity.gender and seen.gender and entity.gender != seen.gender
    ):
        return False
    if _is_of_another_land(entity, seen):
        return False
    if seen.noun in entity.nouns or called_alike(seen.noun) in entity.nouns:
        extra = seen.words - {seen.noun}
        return (
            not extra
            or not entity.words - entity.nouns
            or bool(extra & entity.words)
            or (entity.kind == "person")
            or (seen.form == "definite" and seen.noun in {w.lower() for w in entity.name})
        )
    alike = entity.kind == seen.kind  # "the leadership" is no "leader"
    return alike and any(_same_stem(seen.noun, word) for word in entity.words)


def _is_of_another_land(entity: Entity, seen: Mention) -> bool:
    """Whether a noun has a place behind it that is not whose the named one is: "the government IN
    ODRA", "the government OF NORDA" after another's.
    """
    if not is_owned(entity.name) or class_nouns().get(seen.noun) != "owned":
        return False
    behind = (t for t in seen.head.children if t.dep_ == "prep" and t.i > seen.head.i)
    places = [t for p in behind if p.lower_ in ("in", "of") for t in p.children if t.dep_ == "pobj"]
    lands = {country_of(t.text) for t in places if t.pos_ == "PROPN"}
    return bool(lands) and (None in lands or land_of(entity.name) not in lands)


def is_of_another_rank(entity: Entity, seen: Mention) -> bool:
    """Whether a description makes another office of it: "the DEPUTY head" after a head."""
    ranks = {rank for m in entity.mentions for rank in ranks_beside(m.head)}
    return entity.kind == seen.kind == "person" and not ranks_beside(seen.head) <= ranks


def _same_stem(a: str, b: str) -> bool:
    return min(len(a), len(b)) > SHORTEST_STEM and a[:SHORTEST_STEM] == b[:SHORTEST_STEM] and a != b


def generic_fits(entity: Entity, seen: Mention) -> bool:
    """ "The man" after "a soldier", or "the soldier" after "a man": one of them says little."""
    if entity.kind != "person" or not is_person(seen.head) or entity.plural or seen.plural:
        return False
    if entity.gender and seen.gender and entity.gender != seen.gender:
        return False
    if any(child.dep_ == "poss" for child in seen.head.children):
        return False  # "his clerk" after "a man" is another
    bare = seen.words <= {seen.noun} | entity.words  # "the Ukrainian woman" says too much
    plain = bool(entity.nouns) and entity.nouns <= GENERIC
    return not entity.name and bare and (seen.noun in GENERIC or plain)


def is_the_body(entity: Entity, seen: Mention) -> bool:
    """ "The company", "the agency" after a body that was named; a company also by what else is
    said of it ("the Norda bank", "the banking giant").
    """
    bare = seen.noun in BODIES and (seen.words <= {seen.noun} or is_a_kind_of_company(seen))
    if any(child.dep_ == "prep" and child.i > seen.head.i for child in seen.head.children):
        return False  # "the office of Ana Reis"
    public = not PUBLIC.isdisjoint(word.lower() for word in entity.name)
    if (seen.noun in COMPANIES and public) or not _is_a_body(entity) or is_owned(entity.name):
        return False
    body = bool(entity.name) and not (seen.noun in COMPANIES and _is_a_make(entity))
    outlet = data.sounds_like_an_outlet(" ".join(entity.name))
    place = entity.mentions[0].head.ent_type_ == "GPE"
    return bare and body and not outlet and not place and not seen.plural


def is_a_kind_of_company(seen: Mention) -> bool:
    """Whether "the pump maker", "the Danish lender" says which only by its trade and place, and
    not by a name or a clause; "the Danish company", which tells no trade, may be another.
    """
    own = [t for t in seen.head.subtree if t.i < seen.head.i]
    places = ("GPE", "NORP", "LOC") if seen.noun not in OF_NO_TRADE else ()
    named = any(
        (t.pos_ == "PROPN" or t.ent_type_ in ("GPE", "NORP", "LOC")) and t.ent_type_ not in places
        for t in own
    )
    apart = any(t.dep_ in ("relcl", "acl", "appos") for t in seen.head.children)
    own_trade = seen.says_the and not named and not apart and OTHERS.isdisjoint(seen.words)
    return seen.noun in COMPANIES and own_trade


def _is_a_make(entity: Entity) -> bool:
    """Whether what has the name is rather a thing than a company: "THE Norda Swift"; a company
    has the article only with a noun for a body ("the Norda Bank").
    """
    named = [m for m in entity.mentions if m.form == "name"]
    article = all(m.text.lower().startswith("the ") for m in named)
    return article and bool(named) and all(kind_of_noun(m.head) is None for m in named)


def _is_a_body(entity: Entity) -> bool:
    """An organisation, or one whose name ends in what else is a group: "Norda Pump Group"."""
    called = len(entity.name) > 1 and is_body(entity.mentions[0].head)
    return entity.kind == "organisation" or (entity.kind == "group" and called)


def pronoun_fits(entity: Entity, seen: Mention) -> bool:
    word = seen.head.lower_
    if word in HE or word in SHE:
        wrong = "female" if word in HE else "male"
        personal = entity.personal or entity.perhaps_personal
        return personal and not entity.plural and entity.gender != wrong
    if word == "both" and not entity.plural:
        return False  # one body is not two
    if word in THEY:
        return entity.kind == "group" or entity.plural or entity.kind == "organisation"
    if word not in ("it", "its") or (entity.plural and not entity.name):
        return False  # the United Nations are one body
    body = entity.kind in ("organisation", "document") or not BODIES.isdisjoint(entity.nouns)
    return body or _is_one_group(entity)


def _is_one_group(entity: Entity) -> bool:
    """Whether a group is spoken of as one: "the militia", but not "the divers"."""
    heads = [m.head for m in entity.mentions if m.form != "pronoun"]
    one = all(head.tag_ in ("NN", "NNP") for head in heads) and bool(heads)
    return entity.kind == "group" and one and not entity.plural and not entity.joint


def is_a_rival(entity: Entity) -> bool:
    """Whether somebody described has a role as well as whoever is named with it: "a mayor",
    "the mayor of Norda". A bare "the mayor" before the name may be the same.
    """
    described_so = [m for m in entity.mentions if m.form != "pronoun" and m.head.dep_ != "attr"]
    return any(m.form == "indefinite" or len(m.words) > 1 for m in described_so)


def may_be_named(entity: Entity, seen: Mention) -> bool:
    """Whether somebody described may be who a name is given to: not of another place."""
    here = places_beside(seen.head)
    there = frozenset(w for m in entity.mentions for w in places_beside(m.head))
    apart = bool(here) and bool(there) and here.isdisjoint(there)
    differ = entity.gender and seen.gender and entity.gender != seen.gender
    return not entity.name and not entity.plural and not apart and not differ


def latest(entities: list[Entity], seen: Mention) -> Entity | None:
    """The one last mentioned before ``seen``; whoever is speaking wins inside a paragraph."""
    before = [e for e in entities if e.mentions[-1].span.start < seen.span.start]
    return max(
        before, key=lambda e: (e.last_paragraph, e.last_spoke, e.mentions[-1].span), default=None
    )


def latest_mention(entity: Entity, seen: Mention, content: Spans) -> Mention | None:
    """The last mention before ``seen`` that does not stand in the words ``seen`` speaks.

    "“Clara lied to us,” she said": she is not Clara.
    """
    before = (m for m in reversed(entity.mentions) if m.span.start < seen.span.start)
    return next((m for m in before if not any(c.covers(m.span) for c in content)), None)


def starts_at(seen: Mention, content: Spans) -> int:
    """Where a mention begins with the words it speaks: "“…,” she said" is as far as "“"."""
    return min(seen.span.start, *(piece.start for piece in content), seen.span.end)


def is_named_in(entity: Entity, content: Spans) -> bool:
    named = (m.span for m in entity.mentions if m.form != "pronoun")
    return any(piece.covers(span) for span in named for piece in content)


def phrase_of(seen: Mention) -> tuple[Token, bool, bool]:
    """What is one phrase, however it is cut: its head, and whether it means several."""
    return seen.head, seen.plural, bool(seen.parts)


def keys(seen: Mention) -> set[str]:
    """Under what a mention is filed: words of its name, its initials, stems of its words."""
    if seen.form == "pronoun":
        return set()
    if seen.parts:
        return {seen.text}
    name = [word.lower() for word in seen.name]
    own = (*seen.words, *seen.beside, seen.noun, called_alike(seen.noun), seen.head.lower_)
    stems = {word[:SHORTEST_STEM] for word in own}
    return {*name, initials(name), *stems}
