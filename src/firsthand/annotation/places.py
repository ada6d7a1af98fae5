"""Names of places: where something is, happens, comes from or goes to, and where that lies.

A candidate is a run of capitalised words. The gazetteer, the entity recogniser and the words
around it say whether it names a place at all; the grammar says whether it is used as one, or
stands for those who act there ("Norda said", "sanctions against Norda"). What a place is called
like others is settled by the part written after it, by the countries and states that the
article names, or by size where one is clearly the largest; else it has no pin.

Source: toponym disambiguation by containment, context and population (Leidner 2007); place
names used for those who act are the "metonymic" ones of Markert and Nissim (2002). The rules and
thresholds are ours.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING

from firsthand import data
from firsthand.annotation.cues import english
from firsthand.annotation.gazetteer import (
    Entry,
    abbreviated,
    called,
    demonyms,
    in_our_table,
)
from firsthand.annotation.parsing import FIGURES_AND_DATES, Paragraph, text_of
from firsthand.types import BodyView, Place, Span, Speaker

if TYPE_CHECKING:
    from spacy.tokens import Token

LABELS = frozenset(("GPE", "LOC", "FAC"))
LARGE = 100_000  # … where nothing but the name says that it is one
FEWEST = 5_000  # inhabitants of a town that the entity recogniser does not take for a place
KNOWN = 15_000  # … of the only town of its name, in an article that names no country
CLEARLY = 3  # times as many inhabitants as the next of that name
CLEARLY_NEAR = 2  # … among those in the countries that the article names
WORLD_CITY, WORLD_TIMES = 500_000, 20  # "Paris" in an article that names the United States
OBJECTS = frozenset(("dobj", "nsubjpass"))
ACCREDITED = frozenset("ambassador envoy emissary consul delegate representative".split())
INHABITANTS = frozenset(("people", "population"))  # they live there, whoever governs them
THAT = frozenset(("that", "which", "who"))
SEVERAL = 3  # divisions that an article on a whole country names
SAME_PLACE_KM = 50.0
LONGEST_NAME = 60  # code points
CLEARLY_OUTSIDE = 5  # times as many as the one in a division that the article names
LONGEST_LETTERS = 5  # … of an acronym
LONGEST_CHAIN = 50  # "Aalen, Bern, Cork …": links that are followed up to the first

JOINING = frozenset("of de del della des di da do dos du la le el".split())
# "US schools" is what "Norwegian schools" is: said of things, no name of a place.
FOR_ADJECTIVES = frozenset(("US", "U.S.", "UK", "U.K.", "UAE", "DPRK"))
HYPHENS = frozenset(("-", "–"))
NO_START = frozenset(("ADP", "DET", "PRON", "CCONJ", "SCONJ", "AUX", "ADV", "PART", "INTJ"))
DIRECTIONS = frozenset(
    """north south east west northern southern eastern western central northeastern northwestern
    southeastern southwestern northeast northwest southeast southwest upstate downtown mainland
    mid inner outer occupied""".split()
)
INSIDE = frozenset(
    """in at near inside outside within throughout across around into through along off via beside
    from to onto amid beyond past up down aboard opposite""".split()
)
NOT_TO = frozenset(("according", "due", "thanks", "regard", "relation", "response"))
TITLES = frozenset("mr mr. mrs mrs. ms ms. miss dr dr. sir lady lord sen. rep. gov.".split())
WHERE_NOBODY_IS = frozenset("in near inside outside within throughout across".split())
BEFORE_A_NOUN = frozenset(("compound", "nmod", "amod"))
AT_A_SITE = frozenset("at in near inside outside".split())
TIED_TO_IN = frozenset("interested interest believe end result succeed role".split())
EITHER = frozenset(("between", "toward", "towards", "over", "on", "under", "above", "behind"))
BOUND_FOR = frozenset(
    """leave head depart bind set make sail fly destine bound start flight train bus plane ferry
    ship""".split()
)
MOVING = frozenset(
    """commute cross distance journey land line move row run sandwich shuttle travel trip walk way
    wedge zone""".split()
)
THESE = frozenset("this that these those".split())
BETWEEN_TWO = frozenset(("border", "frontier"))
VOTES = frozenset("caucus caucuses primary primaries".split())
NEAR = frozenset("close near nearer nearest closer closest next adjacent native bound".split())
TOLD_ON = frozenset(
    "report story book article paper data information detail news piece film series".split()
)
DASHES = frozenset(("-", "–", "—", "―", "--"))
CLOSING = frozenset((",", ".", ";", ":", ")")) | DASHES
# "Sen. Ana Reis, R - Norda", "Reis ( D - Astra )": an American lawmaker with party and state
PARTY_BEFORE = re.compile(r"[,(]\s?[RDI]\s?[-–]\s?$")
PARTY_AFTER = re.compile(r"\s*\(\s?[RDI]\s?[-–]")
TOWNS = frozenset("town city village hamlet capital suburb settlement".split())
KINDS_OF_PLACE = frozenset("country nation place area city town village state region".split())
THOSE_WHO_ACT = frozenset(("country", "admin"))
MAY_ACT = frozenset("country nation state republic city town".split())  # areas and regions do not
NAMES_ITS_MEMBERS = frozenset("include comprise group".split())


@dataclass(frozen=True, slots=True)
class _Name:
    """A run of capitalised words in a paragraph, and what it may be called in the gazetteer."""

    paragraph: Paragraph
    tokens: tuple[Token, ...]
    text: str
    label: str
    entries: tuple[Entry, ...]
    ours: bool
    division: bool = False  # "the Norda region"

    @property
    def root(self) -> Token:
        """The word that the others hang on."""
        inside = {token.i for token in self.tokens}
        return next((t for t in self.tokens if t.head.i not in inside), self.tokens[-1])

    @property
    def span(self) -> Span:
        return self.paragraph.span(self.tokens[0], self.tokens[-1])

    @property
    def may_act(self) -> bool:
        """Whether the name often stands for those who govern or work there: a country, a state,
        a capital, and a site so well known that our table has it ("the White House").
        """
        known_site = self.ours and self.entries[0].precision == "site"
        state = self.ours and bool(abbreviated(self.text))  # "New York", the city and the state
        acting = any(e.precision in THOSE_WHO_ACT or e.capital for e in self.entries)
        return known_site or state or acting


@dataclass(frozen=True, slots=True)
class _Found:
    """A name used as a place, with the part written after it ("Columbus, Ohio")."""

    name: _Name
    precision: str
    span: Span
    within: Entry | None = None


@dataclass(frozen=True, slots=True)
class _Context:
    """The countries and divisions that an article names without doubt."""

    countries: frozenset[str]
    divisions: frozenset[tuple[str | None, str | None]]

    def country(self, entry: Entry) -> bool:
        return entry.country in self.countries

    def division(self, entry: Entry) -> bool:
        return (entry.country, entry.division) in self.divisions


@dataclass(frozen=True, slots=True)
class _Known:
    """What the whole article says of names: the words of speakers' and of people's, those that
    are places, and those that the recogniser mostly takes for something else.
    """

    speakers: frozenset[str]
    people: frozenset[str]
    places: frozenset[str]
    doubtful: frozenset[str]
    context: _Context


@cache
def _words(sort: str) -> frozenset[str]:
    rows = data.table("place_words", columns=("word", "sort"))
    return frozenset(row["word"] for row in rows if row["sort"] == sort)


def is_a_site(word: str) -> bool:
    """Whether the name of a single site may end in a word: "Field", "Bridge"."""
    return word.lower() in _words("site")


def find_places(
    view: BodyView, paragraphs: Sequence[Paragraph], speakers: Sequence[Speaker] = ()
) -> tuple[Place, ...]:
    """The names of places that the body uses as places, in reading order.

    ``precision`` is site, city, admin, country, region or water. A pin (degrees, WGS 84) only
    for cities and for sites that a table knows; None too where a name has several places and
    neither the text nor their sizes settle which. A name over set-aside furniture is left out.
    """
    names = [name for paragraph in paragraphs for name in _names(paragraph)]
    context = _context(names, paragraphs)
    known = _Known(
        speakers=_words_of_full_names(_surely_people(names, speakers)),
        people=_people(paragraphs),
        places=_known_as_places(names),
        doubtful=_mostly_no_places(names),
        context=context,
    )
    spoken = frozenset(span for speaker in speakers for span in speaker.mentions)
    found = [
        one
        for one in _used_as_places(names, known)
        if one.span not in spoken or _is_in(one.name, INSIDE)
    ]
    told = _told_where(found)
    found = _states_in_lists(found)
    places = (_place(one, told, context, view) for one in found)
    return tuple(place for place in places if place is not None)


def _people(paragraphs: Sequence[Paragraph]) -> frozenset[str]:
    """The words of people's full names: "Paris" where a Paris Norr is spoken of."""
    people = (e for p in paragraphs for e in p.doc.ents if e.label_ == "PERSON")
    words = _words_of_full_names(entity.text for entity in people)
    return frozenset(word for word in words if not _is_known(word))


def _surely_people(names: Sequence[_Name], speakers: Sequence[Speaker]) -> Iterator[str]:
    """Speakers' names, and names with a title before them: "Mrs Ana Paris", "Mayor London"."""
    yield from (s.name for s in speakers if s.name and s.kind == "person")
    titles = TITLES | _words("office")
    yield from (name.text for name in names if name.tokens[0].lower_ in titles)


def _words_of_full_names(names: Iterable[str]) -> frozenset[str]:
    divided = (name.split() for name in names)
    return frozenset(word for words in divided if len(words) > 1 for word in words)


def _known_as_places(names: Sequence[_Name]) -> frozenset[str]:
    """Names that some sentence of the article shows to be places: those of the gazetteer, and
    others that the recogniser takes for one.
    """
    doubtful = _mostly_no_places(names)
    return frozenset(
        n.text
        for n in names
        if (n.entries or (n.label in LABELS and n.text not in doubtful))
        and _is_in(n, WHERE_NOBODY_IS)
    )


def _mostly_no_places(names: Sequence[_Name]) -> frozenset[str]:
    """Names that no table has, which the recogniser takes for places less than once in four."""
    labels: dict[str, list[bool]] = {}
    for name in names:
        if not name.entries:
            labels.setdefault(name.text, []).append(name.label in LABELS)
    return frozenset(text for text, seen in labels.items() if 4 * sum(seen) < len(seen))


# ------------------------------------------------------------------- names


def _names(paragraph: Paragraph) -> Iterator[_Name]:
    """The runs of capitalised words that may name places."""
    for run in _runs(paragraph.doc):
        tokens = _with_its_noun(_without_directions(run))
        if tokens and not _hangs_on_a_hyphen(tokens) and not _is_of_a_party(tokens):
            yield _name(paragraph, tokens)


def _runs(words: Iterable[Token]) -> Iterator[list[Token]]:
    run: list[Token] = []
    joining: list[Token] = []
    for token in words:
        if _is_capitalised(token) and (run or token.pos_ not in NO_START or token.ent_type_):
            run += [*joining, token]
            joining = []
        elif run and (token.lower_ in JOINING or _joins(token) or _is_within_a_name(token)):
            joining.append(token)
        else:
            if run:
                yield from _divided(run)
            run, joining = [], []
    if run:
        yield from _divided(run)


def _divided(run: list[Token]) -> Iterator[list[Token]]:
    """A run cut at what cannot be inside a place's name.

    "Ana Reis of Kesk", "the Mayor of Kesk": two names; "In Kesk Norwegian guards …" too. "The
    Norda Caucus" is held in Norda.
    """
    if len(run) > 1 and run[-1].lower_ in VOTES:
        run = run[:-1]
    if two := _two_that_border(run):
        yield from two
        return
    of = next((n for n, token in enumerate(run) if n and token.lower_ == "of"), 0)
    if of and (run[of - 1].ent_type_ == "PERSON" or run[of - 1].lower_ in _words("office")):
        yield from (run[:of], run[of + 1 :])
        return
    owner = next((n for n, token in enumerate(run) if token.tag_ == "POS"), 0)
    if owner and (in_our_table(_text(run[:owner])) or _is_large(_text(run[:owner]))):
        yield from (run[:owner], run[owner + 1 :])
        return
    words = demonyms()
    known = len(run) > 1 and called(_text(run))
    if known or not any(token.text in words for token in run):
        yield run
        return
    part: list[Token] = []
    for token in run:
        if token.text not in words:
            if part or token.lower_ not in JOINING:  # "Norwegians of Kesk"
                part.append(token)
        elif part:
            yield part
            part = []
    if part and in_our_table(_text(part)):  # "American University" is not "University"
        yield part


def _two_that_border(run: list[Token]) -> tuple[list[Token], list[Token]] | None:
    """ "The Norda-Astra border" names two places."""
    doc, after = run[0].doc, run[-1].i + 1
    hyphen = next((n for n, token in enumerate(run) if n and token.text in HYPHENS), 0)
    if not hyphen or after >= len(doc) or doc[after].lower_ not in BETWEEN_TWO:
        return None
    one, other = run[:hyphen], run[hyphen + 1 :]
    known = one and other and in_our_table(_text(one)) and in_our_table(_text(other))
    return (one, other) if known else None


def _is_large(name: str) -> bool:
    return any(entry.population >= LARGE for entry in called(name))


def _is_capitalised(token: Token) -> bool:
    return token.text[0].isupper() and token.ent_type_ not in FIGURES_AND_DATES


def _joins(token: Token) -> bool:
    """A hyphen inside a name: "Ivano-Frankivsk", "Rostov-on-Don"."""
    if token.text in HYPHENS or token.lower_ in ("on", "upon", "sur", "am"):
        before = token.doc[token.i - 1] if token.i else token
        return not before.whitespace_ and not token.whitespace_
    return False


def _is_within_a_name(token: Token) -> bool:
    """The 's of "St. Mark's Church": the recogniser takes it and what follows for one name."""
    after = token.doc[token.i + 1] if token.i + 1 < len(token.doc) else None
    if after is None or token.tag_ != "POS":
        return False
    known = token.i > 0 and in_our_table(_text([token.doc[token.i - 1], token, after]))
    return known or (after.ent_iob_ == "I" and token.ent_iob_ == "I")


def _without_directions(run: list[Token]) -> list[Token]:
    """ "Northern Norda" is Norda, unless the two are one name ("North Norda" in the table, "the
    East Gate").
    """
    while len(run) > 1 and run[0].lower_ in DIRECTIONS and not called(_text(run)):
        if len(run) == 2 and run[1].lower_ in _words("site"):
            return run
        run = run[1:]
    return run


def _with_its_noun(run: list[Token]) -> list[Token]:
    """ "The Baltic states": the noun behind belongs to the name, where our table has the two."""
    after = run[-1].i + 1 if run else 0
    if not run or after >= len(run[0].doc) or run[0].doc[after].pos_ != "NOUN":
        return run
    both = [*run, run[0].doc[after]]
    return both if in_our_table(_text(both)) and not in_our_table(_text(run)) else run


def _is_of_a_party(run: Sequence[Token]) -> bool:
    """Whether a lawmaker's party stands beside the name: it is his state's, or his own."""
    doc, last = run[0].doc, run[-1]
    text = text_of(doc)
    before = text[max(run[0].idx - 8, 0) : run[0].idx]
    after = text[last.idx + len(last) : last.idx + len(last) + 8]
    return bool(PARTY_BEFORE.search(before) or PARTY_AFTER.match(after))


def _hangs_on_a_hyphen(run: list[Token]) -> bool:
    """ "pro-Norda", "R-N.H.", "Norda-controlled", "Agency/Norda"; but "Norda-based" is at a
    place.
    """
    doc = run[0].doc
    first, last = run[0].i, run[-1].i
    if last + 1 < len(doc) and doc[last + 1].lower_ in BETWEEN_TWO:
        return False  # "the Norda-Astra border"
    if first and doc[first - 1].text in (*HYPHENS, "/") and not doc[first - 1].whitespace_:
        return True
    if last + 3 < len(doc) and doc[last + 3].lower_ in BETWEEN_TWO:
        return False
    if last + 2 < len(doc) and doc[last + 1].text in HYPHENS and not run[-1].whitespace_:
        return doc[last + 2].lower_ not in ("based", "born", "area", "bound", "trained", "wide")
    return False


def _text(tokens: Sequence[Token]) -> str:
    return str(tokens[0].doc[tokens[0].i : tokens[-1].i + 1].text)


def _name(paragraph: Paragraph, tokens: list[Token]) -> _Name:
    text = _text(tokens)
    labels = {token.ent_type_ for token in tokens} - {""}
    label = labels.pop() if len(labels) == 1 else "mixed" if labels else ""
    return _Name(
        paragraph,
        tuple(tokens),
        text,
        label,
        _state_by_its_noun(tokens, text) or _called_here(tokens, text),
        in_our_table(text),
        division=_is_division(tokens),
    )


def _state_by_its_noun(tokens: Sequence[Token], text: str) -> tuple[Entry, ...]:
    """ "The New York primary", "the Georgia caucus": states vote so, no cities or countries.

    "Borno state" is the state too; not "the Borno state senator".
    """
    doc, after = tokens[0].doc, tokens[-1].i + 1
    noun = _singular(doc[after]) if after < len(doc) else ""
    if noun == "state" and doc[after].lower_ == noun and doc[after].dep_ not in BEFORE_A_NOUN:
        both = (*abbreviated(text), *called(text))
    elif noun in ("primary", "caucus"):
        both = (*abbreviated(text), *(called(text) if in_our_table(text) else ()))
    else:
        return ()
    return tuple(entry for entry in both if entry.precision == "admin")[:1]


def _called_here(tokens: Sequence[Token], text: str) -> tuple[Entry, ...]:
    """The places called so; none for letters ("a satellite in LEO") amid words in small ones."""
    letters = text.isupper() and len(text) <= LONGEST_LETTERS and tokens[0].i > 0
    if letters and not in_our_table(text) and not tokens[0].sent.text.isupper():
        return ()
    return _called(text)


def _called(text: str) -> tuple[Entry, ...]:
    if in_our_table(text):
        return called(text)
    wordlike = 2 < len(text) < LONGEST_NAME and not any(c.isdigit() for c in text)
    return called(text) if wordlike and text.lower() not in _words("never") else ()


def _is_division(tokens: Sequence[Token]) -> bool:
    """ "the Norda region"; "the Norda, Astra (4%) and Velk regions"."""
    doc = tokens[0].doc
    for token in doc[tokens[-1].i + 1 : tokens[-1].i + 25]:
        if token.lemma_.lower() in _words("division") and token.pos_ == "NOUN":
            return token.i == tokens[-1].i + 1 or token.lower_.endswith("s")
        listed = token.is_punct or token.like_num or token.text in ("%", "percent", "and", "or")
        if not (listed or _is_capitalised(token)) or token.text in (".", ";", "!", "?"):
            return False
    return False


# ------------------------------------------------------- used as a place or not


def _used_as_places(names: Sequence[_Name], known: _Known) -> Iterator[_Found]:
    """The names that stand for places, "Columbus, Ohio" as one."""
    n = 0
    while n < len(names):
        name, after = names[n], _written_after(names, n)
        within = _containing(name, names[n + 1 : n + 1 + after])
        taken = (2 if after == 2 and _holds(names[n + 2], within) else 1) if within else 0
        precision = _precision(name, within)
        if precision and _is_place(name, precision, known, within):
            span = Span(name.span.start, names[n + taken].span.end)
            yield _Found(name, precision, span, within)
        n += 1 + taken


def _written_after(names: Sequence[_Name], n: int) -> int:
    """How many names follow with nothing but a comma between them; at most two."""
    for count in (0, 1):
        here = names[n + count]
        after = names[n + count + 1] if n + count + 1 < len(names) else None
        if after is None or after.paragraph is not here.paragraph:
            return count
        between = here.tokens[-1].i + 1
        comma = here.tokens[0].doc[between]
        if comma.text != "," or after.tokens[0].i != between + 1 or _owns(after):
            return count
    return 2


def _owns(name: _Name) -> bool:
    """ "Norda's": it does not end what stands before it."""
    doc, after = name.tokens[0].doc, name.tokens[-1].i + 1
    return after < len(doc) and doc[after].tag_ == "POS"


def _containing(name: _Name, after: Sequence[_Name]) -> Entry | None:
    """The state, country or city that the name's place is said to lie in, or None."""
    if not after or any(e.precision in ("country", "region", "water") for e in name.entries):
        return None
    part = after[0]
    outer = [*abbreviated(part.text), *part.entries]
    cities = [e for e in name.entries if e.precision == "city"]
    for one in outer:
        if one.precision in THOSE_WHO_ACT and any(_lies_in(city, one) for city in cities):
            return one
    states = [one for one in outer if one.precision in THOSE_WHO_ACT]
    if not _is_a_town(name) or (name.entries and not _can_only_hold(part)):
        return None
    if states:
        return states[0]
    towns = [e for e in outer if e.precision == "city"]
    town = _largest_of(towns)
    if town is None or not (part.ours or town.population >= WORLD_CITY):
        return None
    return town if _is_clearly(town, towns, CLEARLY) else None


def _is_a_town(name: _Name) -> bool:
    """Whether a name with a state or a city after it can be a town there: no county, no bill."""
    figures = any(c.isdigit() for c in name.text)
    heads = name.text.isupper() and _begins_with_a_dash_after(name)  # "KESK, Norda (Agency) -"
    words = [token.lower_ for token in name.tokens]
    larger = len(words) > 1 and _is_a_division(name, words)
    return (heads or name.label in LABELS) and not (figures or larger or _site_noun(name))


def _can_only_hold(part: _Name) -> bool:
    """Whether what stands after the comma says where the town lies, and is no next one of a list.

    "Aurora, Wis.": no town of that name that we know lies there, so it is one that we do not
    know. "Oslo, Norda and Kesk" is a list.
    """
    doc, after = part.tokens[0].doc, part.tokens[-1].i + 1
    short = part.text.isupper() or part.text.endswith(".")
    if abbreviated(part.text) and (short or not part.entries):  # a city's name too: "Washington"
        return True
    ends = after == len(doc) or doc[after].text in CLOSING
    admin = any(e.precision == "admin" for e in part.entries)
    return part.ours and admin and ends and not _goes_on(doc[after:])


def _goes_on(rest: Iterable[Token]) -> bool:
    """ "…, Norda, Astra and Kesk": whether a name and an "and" follow the comma."""
    for n, token in enumerate(rest):
        if token.lower_ in ("and", "or", "&"):
            return True
        if n and not (_is_capitalised(token) or token.text == ","):
            return False
    return False


def _largest_of(entries: Iterable[Entry]) -> Entry | None:
    return max(entries, key=lambda e: e.population, default=None)


def _holds(outer: _Name, inner: Entry) -> bool:
    """ "Columbus, Ohio, USA": whether the third name holds the second."""
    entries = (*abbreviated(outer.text), *outer.entries)
    return any(e.precision in THOSE_WHO_ACT and _lies_in(inner, e) for e in entries)


def _lies_in(city: Entry, outer: Entry) -> bool:
    if city.country != outer.country:
        return False
    return outer.precision == "country" or city.division == outer.division


def _site_noun(name: _Name) -> bool:
    words = [token.lower_ for token in name.tokens]
    noun = words[words.index("of") - 1] if "of" in words[1:] else words[-1]
    first = words[0] in _words("site_first")
    return len(words) > 1 and (first or noun in _words("site"))


def _precision(name: _Name, within: Entry | None) -> str | None:
    """What kind of place the name would be; None: nothing says that it is one."""
    if name.division:
        return "admin" if name.entries or name.label in LABELS else None
    if within is not None:
        return "city"
    if _is_told_to_be_a_town(name) and not name.ours:
        return "city"
    if name.entries:
        kinds = [entry.precision for entry in name.entries]
        if name.ours:
            return kinds[0]
        first = next((k for k in ("country", "city", "admin") if k in kinds), kinds[0])
        return first
    return _precision_by_words(name)


def _is_a_division(name: _Name, words: Sequence[str]) -> bool:
    """ "Kesk Province", "Province of Kesk"; no "State Department"."""
    if name.label == "ORG" or (_words("never") - _words("admin")) & set(words[:-1]):
        return False
    first = words[0] in _words("admin") and words[1] == "of"
    return words[-1] in _words("admin") or first


def _is_told_to_be_a_town(name: _Name) -> bool:
    """ "The village of Kesk", "the Nordan port of Kesk": whatever the recogniser thinks."""
    above = name.root.head
    noun = above.head
    before = name.tokens[0].i - 1
    return (
        name.root.dep_ == "pobj"
        and above.lower_ == "of"
        and above.i == before
        and noun.i == before - 1
        and noun.text in TOWNS
        and any(child.dep_ in ("det", "poss") for child in noun.children)
    )


def _precision_by_words(name: _Name) -> str | None:
    words = [token.lower_ for token in name.tokens]
    if len(words) > 1:
        if words[-1] in _words("water") or words[0] in _words("water_first"):
            return "water"
        if _is_a_division(name, words):
            return "admin"
        if _site_noun(name) and _may_be_a_site(name, words):
            return "site"
    if name.label not in LABELS or _holds_another(name) or _is_pointed_at(name):
        return None
    return {"GPE": "city", "LOC": "region", "FAC": "site"}[name.label]


def _may_be_a_site(name: _Name, words: Sequence[str]) -> bool:
    """ "At the Reis Center" is where something is; in "the Reis Center said" somebody acts."""
    known = words[-1] in _words("site") and words[-1] != "house"  # "the Lower House"
    within = known and _is_in(name, AT_A_SITE | {"from"})
    never = _words("never") - DIRECTIONS if within else _words("never")  # "in the East Room"
    return never.isdisjoint(words[:-1] if within else words)


def _is_pointed_at(name: _Name) -> bool:
    """ "In this Chamber", "our Conference": a noun that somebody writes with a capital."""
    first = name.tokens[0]
    if len(name.tokens) > 1 or not first.i:
        return False
    return first.nbor(-1).tag_ == "PRP$" or first.nbor(-1).lower_ in THESE


def _holds_another(name: _Name) -> bool:
    """ "Norda Treaty", "Norda Sen.", "Congress": no place, whatever the recogniser thinks."""
    words = [token.lower_ for token in name.tokens]
    known = len(words) > 1 and any(_is_known(token.text) for token in name.tokens)
    if name.text.isupper() and len(name.text) <= LONGEST_LETTERS:
        return True  # "CIS", "NRA"
    return known or not (_words("war") | _words("never")).isdisjoint(words)


def _is_known(word: str) -> bool:
    return in_our_table(word) or any(e.precision in THOSE_WHO_ACT for e in called(word))


def _is_place(name: _Name, precision: str, known: _Known, within: Entry | None) -> bool:
    shown = name.text in known.places
    people = known.speakers if shown else known.speakers | known.people
    somebody = not people.isdisjoint(name.text.split())
    if within is not None or name.division or (not somebody and _is_dateline(name)):
        return True
    locative = _is_in(name, INSIDE)
    nobody = WHERE_NOBODY_IS | AT_A_SITE if _site_noun(name) else WHERE_NOBODY_IS
    if somebody and not name.ours and not _is_in(name, nobody):
        return False
    if not shown and not _is_sure(name, precision, locative, known):
        return False
    if _is_called_out(name) or _is_spoken_to(name):
        return False
    return _stands_for_a_place(name, precision)


def _is_in(name: _Name, prepositions: frozenset[str]) -> bool:
    """Whether the name hangs on one of the prepositions ("according to" is none), also as what
    the noun before it is called: "in the capital Kesk".
    """
    root = name.root
    if root.dep_ == "appos" and root.head.lower_ in TOWNS and root.head.i == root.left_edge.i - 1:
        root = root.head
    above = _preposition(root)
    return (
        above is not None
        and above.i < root.i
        and above.lower_ in prepositions
        and above.head.lower_ not in NOT_TO
        and not _compares(above)
    )


def _compares(preposition: Token) -> bool:
    """ "Similar to Norda", "loyal to Norda": no way there, as "close to Norda" is."""
    above = preposition.head
    return preposition.lower_ == "to" and above.pos_ == "ADJ" and above.lower_ not in NEAR


def _is_bound_for(name: _Name) -> bool:
    """ "A flight for Kesk"."""
    above = _preposition(name.root)
    return above is not None and above.lower_ == "for" and _singular(above.head) in BOUND_FOR


def _is_told_on(name: _Name) -> bool:
    """ "Reports on Reis & Norr": what is told about, whatever the recogniser thinks."""
    above = _preposition(name.root)
    return above is not None and above.lower_ == "on" and _singular(above.head) in TOLD_ON


def _preposition(root: Token) -> Token | None:
    """The preposition that the word hangs on.

    "sold boats in Kesk targeting anglers": the parser makes Kesk the one who targets, or a
    part of "Kesk targeting". But one may be interested in Kesk joining the league.
    """
    if root.dep_ == "pobj":
        return root.head
    gerund = root.head
    if root.dep_ == "compound" and gerund.dep_ == "pobj" and gerund.lower_.endswith("ing"):
        near = gerund.head.i == root.left_edge.i - 1 and gerund.head.lower_ in WHERE_NOBODY_IS
        return gerund.head if near and gerund.i == root.i + 1 else None
    if root.dep_ != "nsubj" or gerund.dep_ != "pcomp" or gerund.head.lower_ not in WHERE_NOBODY_IS:
        return None
    adjacent = gerund.head.i == root.left_edge.i - 1
    return gerund.head if adjacent and gerund.head.head.lemma_ not in TIED_TO_IN else None


def _is_sure(name: _Name, precision: str, locative: bool, known: _Known) -> bool:
    """Whether the words are a place's name at all, by what the recogniser and the table say."""
    if _is_told_to_be_a_town(name):
        return True
    if name.ours:
        return (
            name.label != "PERSON"
            or locative
            or _is_bound_for(name)
            or (name.root.dep_ in BEFORE_A_NOUN and _names_where(name.root))
        )
    if not name.entries:
        if precision in ("city", "region") and name.text in known.doubtful:
            return False
        if _is_told_on(name):
            return False
        return _is_in(name, INSIDE if precision == "city" else INSIDE | EITHER)
    if precision == "country":
        return name.label != "PERSON" or locative
    largest = max(e.population for e in name.entries)
    small = largest < LARGE or name.label == "LOC"  # "the Delta variant"
    if name.root.dep_ in BEFORE_A_NOUN and small and precision == "city":
        return name.label in LABELS and _names_where(name.root)
    if not name.label and largest >= LARGE and name.root.dep_ in BEFORE_A_NOUN:
        return _singular(name.root.head) in _words("event")
    if name.label in LABELS:
        near = any(known.context.country(entry) for entry in name.entries)
        return locative or largest >= LARGE or (near and largest >= FEWEST) or precision != "city"
    if not name.label and largest >= LARGE and name.root.dep_ == "pobj":
        return True
    return locative and largest >= FEWEST and name.label != "PERSON"


def _is_called_out(name: _Name) -> bool:
    """ "They chanted “Norda!”": the word alone, quoted."""
    doc, first, last = name.tokens[0].doc, name.tokens[0].i, name.tokens[-1].i
    before = doc[first - 1] if first else None
    after = doc[last + 1] if last + 1 < len(doc) else None
    return before is not None and before.is_quote and (after is None or after.is_punct)


def _is_spoken_to(name: _Name) -> bool:
    """ "Thank you, Norda!", "They fool you, Astra."."""
    doc, n = name.tokens[0].doc, name.tokens[0].i - 1
    comma = n >= 0 and doc[n].text == ","
    n -= comma
    if n < 0 or doc[n].lower_ != "you":
        return False
    end = name.tokens[-1].i + 1
    thanks = n > 0 and doc[n - 1].lower_ in ("thank", "bless", "love")
    ends = end == len(doc) or doc[end].text in (".", "!", "?", "…")
    return thanks or (comma and ends)


def _is_dateline(name: _Name) -> bool:
    """ "KESK, Norda (Agency) — The gate …": the start of a paragraph, up to a dash."""
    return bool(name.entries) and _begins_with_a_dash_after(name)


def _begins_with_a_dash_after(name: _Name) -> bool:
    """Whether the paragraph begins with the name, and a dash follows before any small letter."""
    if name.tokens[0].i:
        return False
    doc = name.tokens[0].doc
    for token in doc[name.tokens[-1].i + 1 : name.tokens[-1].i + 10]:
        if token.text in DASHES:
            return bool(token.whitespace_)
        if not (token.is_punct or token.text[0].isupper() or token.like_num):
            return False
    return False


def _stands_for_a_place(name: _Name, precision: str) -> bool:
    """By the grammar: a place, and not those who act in its name."""
    root = name.root
    for _ in range(LONGEST_CHAIN):
        joined = root.dep_ in ("conj", "appos") or _is_written_after(root) or _is_one_of_two(root)
        if not joined:
            break
        root = root.head
    acting = name.may_act or precision in THOSE_WHO_ACT
    rule = _under_a_preposition if _preposition(root) else _RULES.get(root.dep_, _by_kind)
    if rule is _before_a_noun and name.text in FOR_ADJECTIVES:
        return False
    if rule is _before_a_noun and precision in ("admin", "city"):
        return rule(root, precision)  # "an Iowa farm", "a Kyiv street"
    return rule(root, "actor" if acting else precision)


def _is_written_after(root: Token) -> bool:
    """ "Kesk County, NORDA, has voted": the state stands for what the county before it does."""
    comma = root.left_edge.i - 1
    return (
        root.dep_ == "npadvmod"
        and comma > 0
        and root.doc[comma].text == ","
        and root.head.i == comma - 1
        and root.head.pos_ == "PROPN"
    )


def _is_one_of_two(root: Token) -> bool:
    """ "The NORDA-Astra border": what stands behind the hyphen tells of both."""
    after = root.doc[root.i + 1] if root.i + 1 < len(root.doc) else root
    return root.dep_ in BEFORE_A_NOUN and root.head.pos_ == "PROPN" and after.text in HYPHENS


# Each rule takes the word that the name hangs by and what it may be: "actor" for a country, a
# state or a capital, which often stand for those who govern them; else its precision.


def _by_kind(root: Token, kind: str) -> bool:
    """No frame that we know: a fragment, a heading."""
    return kind != "actor" and root.head.right_edge.i - root.head.left_edge.i >= 2


def _under_a_preposition(root: Token, kind: str) -> bool:
    preposition = _preposition(root) or root.head
    word, above = preposition.lower_, preposition.head
    noun = _singular(above)
    tied = noun in _words("relation") | _words("deal") and above.pos_ != "ADV"
    if word == "at":
        told = any(child.dep_ in OBJECTS for child in above.children)  # "told Reis at the gate"
        return told or noun not in _words("deal")  # "lashed out at Norda"
    if word in INSIDE - {"to"}:
        return True
    if word in ("on", "toward", "towards") and kind == "actor" and above.pos_ == "ADJ":
        return False  # "soft on Norda"
    if word in EITHER or word == "to":
        if kind == "actor" and (_compares(preposition) or _is_done_on(preposition)):
            return False
        if noun in ACCREDITED:
            return False  # "the ambassador to Norda"
        if word == "between" and kind == "actor" and not _is_a_way(above):
            return False  # "a new harmony between Norda and its neighbours"
        return not tied and above.lower_ not in NOT_TO
    if word == "of":
        if noun in MAY_ACT and _acts(above):
            return False  # "a lawsuit against the state of Norda"
        if noun in INHABITANTS:
            return True
        return noun not in _words("office") | _words("relation") and not _is_somebody(above, kind)
    if word == "for":
        return noun in BOUND_FOR or kind != "actor"
    if word in ("like", "as", "including"):
        return noun in KINDS_OF_PLACE and not (noun in MAY_ACT and _acts(above))
    return kind != "actor" and word in ("about", "than", "with") and not tied


def _is_a_way(above: Token) -> bool:
    """Whether what is between two countries lies or goes there: "the border", "flights", "fly"."""
    noun = _singular(above)
    ways = map(_words, ("place", "event", "site", "lie", "water", "state"))
    return any(noun in words for words in (BOUND_FOR, MOVING, *ways))


def _is_done_on(preposition: Token) -> bool:
    """ "Put sanctions on Norda", "declared war on Norda": what is done is a relation's."""
    objects = (child for child in preposition.head.children if child.dep_ in OBJECTS)
    return preposition.lower_ == "on" and any(_singular(o) in _words("relation") for o in objects)


def _acts(noun: Token) -> bool:
    """Whether "the state", "cities" stand for those who act there: "the cities that sued"."""
    for _ in range(LONGEST_CHAIN):
        if noun.dep_ not in ("conj", "appos"):
            break
        noun = noun.head
    if _is_told_what_they_do(noun) or noun.dep_ == "agent":
        return True
    if noun.dep_ == "nsubj":
        return not _as_a_subject(noun, "city")
    if noun.dep_ != "pobj" or noun.head.lower_ == "for":
        return noun.dep_ == "dobj" and not _as_an_object(noun, "city")
    return noun.head.lower_ in ("by", "against") or not _under_a_preposition(noun, "actor")


def _is_told_what_they_do(noun: Token) -> bool:
    """ "The cities that sued the owner", "states suing the owner", "… that are party to it"."""
    clauses = (child for child in noun.children if child.dep_ in ("relcl", "acl"))
    return any(_does(clause) for clause in clauses if clause.tag_ == "VBG" or _is_of_who(clause))


def _is_of_who(clause: Token) -> bool:
    """Whether those of whom it tells do it: "that sued", not "that we saw", "where bees live"."""
    return any(child.dep_ == "nsubj" and child.lower_ in THAT for child in clause.children)


def _does(verb: Token) -> bool:
    """Whether a verb tells of a deed to somebody or of a part in something."""
    if _singular(verb) in _words("state") - {"be"}:
        return False
    return any(
        child.dep_ in ("dobj", "ccomp", "xcomp") or _is_a_part(child) for child in verb.children
    )


def _is_a_part(child: Token) -> bool:
    """ "… are party to the pact", "… is a member"."""
    return child.dep_ == "attr" and _singular(child) in _words("office") | _words("relation")


def _is_somebody(word: Token, kind: str) -> bool:
    """ "Ana Reis of Norda" speaks for it; "Ana Reis of Kesk" comes from there."""
    return kind == "actor" and word.ent_type_ == "PERSON"


def _as_an_object(root: Token, kind: str) -> bool:
    verb = root.head
    if _singular(verb) in NAMES_ITS_MEMBERS:
        return not _names_those_who_act(verb, kind)
    return _singular(verb) not in _words("deal")


def _names_those_who_act(verb: Token, kind: str) -> bool:
    """ "The union grouping Norda and Astra", "the members include Norda", "the cities that sued
    include Kesk"; not "the tour includes Norda".
    """
    subject = next((child for child in verb.children if child.dep_ == "nsubj"), None)
    if subject is None:
        return kind == "actor" and verb.lemma_ == "group"
    if _is_told_what_they_do(subject):
        return True
    return kind == "actor" and _singular(subject) in _words("office") | _words("relation")


def _as_what_is_told(root: Token, kind: str) -> bool:
    """ "This is Norda", "the goal is Norda"; not "their ally is Norda"."""
    subject = next((child for child in root.head.children if child.dep_ == "nsubj"), None)
    if kind != "actor" or root.head.lemma_ != "be" or subject is None:
        return True
    return _singular(subject) not in _words("office") | _words("relation")


def _as_a_subject(root: Token, kind: str) -> bool:
    verb = root.head
    if kind in ("actor", "site"):
        return _singular(verb) in _words("lie") or _is_said_to_be_a_place(verb)
    if any(_is_a_part(child) for child in verb.children):
        return False
    if _singular(verb) in _words("state"):
        return True
    acts = any(child.dep_ in ("dobj", "ccomp", "xcomp") for child in verb.children)
    return not acts and not english().knows(verb)


def _is_said_to_be_a_place(verb: Token) -> bool:
    """ "Norda is a country of lakes"; not "Norda is ready"."""
    nouns = KINDS_OF_PLACE | _words("place")
    return verb.lemma_ == "be" and any(
        child.dep_ == "attr" and _singular(child) in nouns for child in verb.children
    )


def _as_a_passive_subject(root: Token, kind: str) -> bool:
    return _singular(root.head) not in _words("done_to")


def _as_an_owner(root: Token, kind: str) -> bool:
    noun = _singular(root.head)
    if kind == "actor":
        somewhere = _words("place") | _words("event") | _words("site")
        if noun == "side" and root.head.head.lower_ == "on":
            return False  # "they fight on Norda's side"
        return noun in somewhere - _words("office")  # "Norda's central bank" acts
    return noun not in _words("office")


def _names_where(root: Token) -> bool:
    """Whether the noun that the name stands before is somewhere: "the Kesk station"."""
    noun = _singular(root.head)
    return noun in _words("place") | _words("event") | _words("division") | _words("site")


def _before_a_noun(root: Token, kind: str) -> bool:
    noun = _singular(root.head)
    if noun in _words("place") | _words("event") | _words("division"):
        return True
    if noun in _words("office") | _words("relation") | _words("war"):
        return False
    return kind in ("admin", "city", "region", "water")


def _singular(noun: Token) -> str:
    """The lemma; the model takes "caucuses" for a form of "caucuse"."""
    word = str(noun.lemma_).lower()
    if noun.tag_ == "NNPS":  # "the Ministers of …": the model takes it for a name
        return word.removesuffix("s")
    if word.endswith("us") and noun.lower_.endswith("used"):
        return word + "e"  # "accused": the model takes it for a form of "accus"
    return word.removesuffix("e") if word.endswith("use") and noun.pos_ != "VERB" else word


def _never(root: Token, kind: str) -> bool:
    return False


_RULES = {
    "pobj": _under_a_preposition,
    "dobj": _as_an_object,
    "attr": _as_what_is_told,
    "npadvmod": lambda root, kind: True,
    "nsubj": _as_a_subject,
    "nsubjpass": _as_a_passive_subject,
    "poss": _as_an_owner,
    "compound": _before_a_noun,
    "nmod": _before_a_noun,
    "amod": _before_a_noun,
    "dative": _never,
    "agent": _never,
    "intj": _never,
    "oprd": _never,
}


# ------------------------------------------------------------------ which one


def _context(names: Sequence[_Name], paragraphs: Sequence[Paragraph]) -> _Context:
    sure = [
        entry
        for name in names
        for entry in (_only(name), *(abbreviated(name.text) if name.ours else ()))
        if entry is not None
    ]
    words = demonyms()
    spoken = {
        words[token.text]
        for paragraph in paragraphs
        for token in paragraph.doc
        if token.text in words
    }
    return _Context(
        frozenset({e.country for e in sure if e.country} | spoken),
        frozenset((e.country, e.division) for e in sure if e.division),
    )


def _only(name: _Name) -> Entry | None:
    """The one place of that name, where there is one; a metropolis has no rival."""
    entries = name.entries
    if len(entries) == 1 and (name.ours or name.label in LABELS):
        return entries[0]
    first = _largest_of(entries) if name.label in LABELS else None
    if first is None:
        return None
    largest = first.population > WORLD_CITY and _is_clearly(first, entries, CLEARLY)
    return first if largest else None


def _told_where(found: Iterable[_Found]) -> dict[str, Entry]:
    """The state or country that is written after a name once: it holds for the name elsewhere.

    A name with two different ones ("Aurora, Colo., and Aurora, Ill.") is left out.
    """
    told: dict[str, set[Entry]] = {}
    for one in found:
        if one.within is not None:
            told.setdefault(one.name.text, set()).add(one.within)
    return {name: outer.pop() for name, outer in told.items() if len(outer) == 1}


def _states_in_lists(found: Sequence[_Found]) -> list[_Found]:
    """ "Texas, New York and Ohio": the state is meant where two more are listed, and no city."""
    lists: list[list[_Found]] = []
    for one in found:
        if lists and _goes_on_with(lists[-1][-1], one):
            lists[-1].append(one)
        else:
            lists.append([one])
    return [one for listed in lists for one in _as_states(listed)]


def _goes_on_with(one: _Found, other: _Found) -> bool:
    """Whether nothing but a comma or an "and" stands between two names."""
    if one.name.paragraph is not other.name.paragraph or one.within or other.within:
        return False
    between = one.name.tokens[0].doc[one.name.tokens[-1].i + 1 : other.name.tokens[0].i]
    return 1 <= len(between) <= 2 and all(t.lower_ in (",", "and", "or", "&") for t in between)


def _as_states(listed: Sequence[_Found]) -> Sequence[_Found]:
    both = [one.name.ours and one.precision == "city" and bool(abbreviated(one.name.text))
            for one in listed]  # fmt: skip
    rest = [one for one, either in zip(listed, both, strict=True) if not either]
    states = (one.name.ours and any(e.precision == "admin" for e in one.name.entries)
              for one in rest)  # fmt: skip
    if len(rest) < 2 or not all(states):
        return listed
    return [_as_a_state(one) if either else one for one, either in zip(listed, both, strict=True)]


def _as_a_state(one: _Found) -> _Found:
    state = abbreviated(one.name.text)
    return replace(one, name=replace(one.name, entries=state), precision="admin")


def _place(
    found: _Found, told: dict[str, Entry], context: _Context, view: BodyView
) -> Place | None:
    spans = view.spans(found.span.start, found.span.end)
    if len(spans) != 1:
        return None
    if found.within is None and found.precision == "city":
        found = replace(found, within=told.get(found.name.text))
    which = _which(found, context)
    precision: str | None = found.precision
    if found.name.ours and len({e.precision for e in found.name.entries}) > 1:
        precision = which.precision if which else None
    pinned = which if which and which.precision == found.precision else None
    return Place(
        span=spans[0],
        name=which.name if which else found.name.text,
        lat=pinned.lat if pinned else None,
        lon=pinned.lon if pinned else None,
        precision=precision,
    )


def _which(found: _Found, context: _Context) -> Entry | None:
    """The entry that is meant, or None where it is not settled."""
    entries = found.name.entries
    if found.name.ours:
        outer = found.within
        held = [e for e in entries if outer is None or _lies_in(e, outer)]
        return _one_of_ours(held, context) if held else None
    if found.within is not None and not entries:
        return found.within if found.within.precision == "city" else None
    same = [e for e in entries if e.precision == found.precision]
    if found.within is not None:
        same = [e for e in same if _lies_in(e, found.within)]
        return _largest(same, context)
    if found.precision != "city":
        return same[0] if len(same) == 1 else None
    return _which_city(same, context)


def _one_of_ours(entries: Sequence[Entry], context: _Context) -> Entry | None:
    """ "Georgia": the state where the article names others of its country, or the country."""
    if len(entries) == 1:
        return entries[0]
    named = [e for e in entries if context.country(e)]
    return named[0] if len(named) == 1 else None


def _which_city(cities: Sequence[Entry], context: _Context) -> Entry | None:
    near = [e for e in cities if context.country(e)]
    best, local = _largest_of(cities), _largest_of(near)
    if best is None:
        return None
    if local is None:
        known = best.population >= KNOWN
        return best if known and _is_clearly(best, cities, CLEARLY) else None
    world = best.population >= max(WORLD_CITY, WORLD_TIMES * local.population)
    if world:
        return None if context.division(local) else best
    return _largest(near, context)


def _largest(cities: Sequence[Entry], context: _Context) -> Entry | None:
    """The one in a named division, or the clearly largest; None: several could be meant.

    A large city that many times outdoes the one in a named division is meant where the article
    names several divisions, as pages on a whole country do; where it names one, or the city is
    only some times as large, either may be.
    """
    inside, most = [e for e in cities if context.division(e)], _largest_of(cities)
    local = _largest_of(inside)
    if most and local and most.population >= max(LARGE, CLEARLY_OUTSIDE * local.population):
        if len(context.divisions) < SEVERAL or most.population < WORLD_TIMES * local.population:
            return None
        inside = []
    for some in (inside, cities):
        best = _largest_of(some)
        if best is not None and _is_clearly(best, some, CLEARLY_NEAR):
            return best
    return None


def _is_clearly(best: Entry, others: Iterable[Entry], times: int) -> bool:
    """Whether every other one is much smaller, or the same place told twice."""
    return all(
        other is best
        or other.population * times <= best.population
        or _km(best, other) < SAME_PLACE_KM
        for other in others
    )


def _km(one: Entry, other: Entry) -> float:
    """The distance on a ball (haversine); without end where degrees are not known."""
    if one.lat is None or one.lon is None or other.lat is None or other.lon is None:
        return math.inf
    a, b = math.radians(one.lat), math.radians(other.lat)
    half = math.sin((b - a) / 2) ** 2
    half += math.cos(a) * math.cos(b) * math.sin(math.radians(other.lon - one.lon) / 2) ** 2
    return 2 * 6371 * math.asin(math.sqrt(half))
