"""What the figures of a page count, whose words they stand in, and whether two can both hold."""

from __future__ import annotations

import bisect
import dataclasses
import itertools
import re
from collections import defaultdict
from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from firsthand import data
from firsthand.linking.conflicts.values import of_vague_words
from firsthand.linking.conflicts.when import When, when_of
from firsthand.linking.gists import SAYS_NOTHING, STOP_WORDS, is_one, stem
from firsthand.linking.statements import Told
from firsthand.types import Article, ConflictMember, Quantity, Span, Spans
from firsthand.words import WORD

NEAR = 60  # code points around a figure in which it is said what befell those it counts
TOLL_NEAR = 160  # the same behind the word "toll", whose clause may be long
WORDS_BEFORE = 3  # of which one that is no little word stands right before a figure
MOST_OF_A_SORT = 12  # figures of a page; of more, sums are chance
AGE = "age"
NUMBER = re.compile(r"\d")
ONE = re.compile(r"one|1", re.IGNORECASE)
# "Ana Reis, 41,", "Reis turned 41": whose age it is
NAMED = re.compile(
    r"(?:\b[A-Z][\w’'-]+ )?\b[A-Z][\w’'-]+,?\s"
    r"(?:(?:who\s)?(?:is|was|turned|turns)\s)?(?:now\s|just\s|only\s)?$"
)
PART = re.compile(r" of (?!age\b|them\b|whom\b)| in (?:ten|\d+)\b")  # "nine OF the crew"
PART_OF_THESE = re.compile(r" of (?:the|these|those|its|their|his|her|our)\b")
WHERE = re.compile(r"\b(?:in|at|near|off|outside)\s(?:the\s)?((?:[A-Z][\w’'-]+\s?){1,3}(?<!\s))")
SCORE = re.compile(r"\d[-–—]\d")  # "carried 107-85": two counts, or one range
CLAUSE = re.compile(r"[.;:!?]|\band\b|\bwhile\b|\bbut\b|,")
SENTENCE_ENDS = re.compile(r"[.;:!?]\s")
OF_THEM = re.compile(r" of (?:them|whom)(?: (?:are|were))? (\w+)")  # "six of them SAILORS"
INCLUDED = re.compile(r"\b(?:including|among them)\b")
NEXT_IN_LIST = re.compile(r"(?:\s\w+){0,3}(?:,|,?\sand)\s")
# "23 people, including two boys, WERE KILLED": the count goes on behind what it includes.
ASIDE = re.compile(
    r",?\s(?:including|among them|[\w,]{1,12} of (?:them|whom))\b[^.;!?]{0,80}?"
    r"(?=\b(?:was|were|has|have|had)\b)"
)
OF_AN_AGE = re.compile(r"[^.,;]{0,30}?\b(?:aged|ages|younger|older|under|below)\b")
LOST_LIVES = re.compile(r"[^.;:!?\d]{0,40}?\b(?:lost|paid)\b[^.;:!?\d]{0,20}?\btheir lives\b")
# "were SHOT AND killed": the clause goes on to what befell them
SHOT_AND = re.compile(r"\b(?:shot|beaten|\w+ed)\sand\s(?=(?:\w+ed|shot)\b)")
JOINED = re.compile(r",?\s(?:and|or)\s(?:\w+\s)?$")  # "were killed AND TWO nurses": of both
NONE = re.compile(
    r"\bno[ -]one\b|\bnobody\b|\b(?:no (?:other |further |new )?(?P<no>(?!longer|doubt)\w+)"
    r"|(?:not|n['’]t)(?: \w+){0,2} any (?P<any>\w+))\b",
    re.IGNORECASE,
)
TO_A_TOLL = re.compile(r"\b(?:to|at|of|is|was|were|reached|hit|than|stands|stood)\s$")


@dataclass(frozen=True, slots=True, eq=False)
class Figure:
    """A quantity of the body: what it counts, what befell them, and whose words it stands in.

    ``sentence`` is the number of its sentence on the page. ``told`` is the innermost statement
    that gives it; None: the outlet's own words, which no other page says.

    ``things`` are the stems of what is counted, without people in general; an age counts
    ``AGE`` and whose it is, ``name`` if that stands beside it. ``people``: people are counted;
    ``fate``: what happened to them ("kill", "wound"), or None. ``part``: as far as the words
    tell, only a part of a matter is counted ("under the age of five", or a sum of the page holds
    it). ``bare``: nothing is named.
    ``when`` and ``places``: the days and the places, countries aside, that its words speak of.
    """

    article: Article
    quantity: Quantity
    sentence: int
    told: Told | None
    things: frozenset[str]
    people: bool
    fate: str | None
    when: When
    places: frozenset[str]
    bare: bool = False
    part: bool = False
    name: tuple[str, ...] = ()

    @property
    def span(self) -> Span:
        return self.quantity.span

    @property
    def words(self) -> str:
        return self.span.of(self.article.text)

    @property
    def persons(self) -> bool:
        """Whether people of some kind are counted: "nine SOLDIERS", "two night WATCHMEN"."""
        *_, noun = WORD.findall(self.quantity.of or "") or [""]
        return bool(self.things) and (stem(noun) in _persons() or noun.endswith(("men", "women")))

    @property
    def head(self) -> str | None:
        """The stem of the noun that names what is counted: "undistributed foreign EARNINGS"."""
        *_, noun = WORD.findall(self.quantity.of or "") or [""]
        return stem(noun) if noun else None

    @property
    def word_before(self) -> str | None:
        """The stem of the word right before it, little words aside: "FELL about 15 feet"."""
        ahead = self.clause[: self.clause.find(self.words)]
        near = WORD.findall(ahead)[-WORDS_BEFORE:]
        return next((stem(w) for w in reversed(near) if w.lower() not in SAYS_NOTHING), None)

    @property
    def value(self) -> float:
        """The lower bound, else the upper one."""
        low, high = self.quantity.low, self.quantity.high
        return float((low if low is not None else high) or 0.0)

    @property
    def speaker(self) -> str | None:
        """Who gives it, told apart from all others; None: nobody is stated.

        Two who are described in the same words on one page may be one, so they are not two.
        """
        utterer = self.told.utterer if self.told else None
        if self.told is None or utterer is None or utterer.named:
            return self.told.said.speaker if self.told else None
        return f"{self.article.id}: {' '.join(utterer.words)}"

    @property
    def spans(self) -> Spans:
        """Its sentence."""
        return self.article.sentences[self.sentence]

    @property
    def clause(self) -> str:
        """The words of its clause in what is said, as far as marks and "and" tell its ends."""
        text, span = self.article.text, self.span
        whole = _stretch(
            self.article.text, span, self.told.attribution.content if self.told else self.spans
        )
        ahead = CLAUSE.split(text[max(whole.start, span.start - NEAR) : span.start])[-1]
        return ahead + span.of(text) + _until(CLAUSE, text[span.end : whole.end][:NEAR])

    @property
    def member(self) -> ConflictMember:
        attribution = self.told.attribution.id if self.told else None
        return ConflictMember(self.article.id, attribution, self.span)


def figures_of(article: Article, told: Sequence[Told]) -> list[Figure]:
    """The figures of a page in reading order.

    Shares of a whole are none; vague words only with a range (``vague_ranges.csv``), and "one"
    only of those whom a fate befell.

    ``told`` are the page's statements. A figure of two statements, one inside the other, is the
    inner one's.
    """
    stated = sorted([*_stated(article), *_none(article)], key=lambda one: one[0].span)
    givers = _givers([quantity.span for quantity, _ in stated], told)
    found: list[Figure] = []
    for quantity, sentence in stated:
        before = found[-1] if found and found[-1].sentence == sentence else None
        figure = _figure(article, quantity, sentence, givers.get(quantity.span), before)
        if figure.fate is not None or not is_one(quantity):
            found.append(figure)
    parts = _parts(found)
    return [dataclasses.replace(f, part=True) if f.span in parts else f for f in found]


def _stated(article: Article) -> Iterator[tuple[Quantity, int]]:
    """The figures that may be compared, each with the number of its sentence."""
    pieces = [(span.start, span.end, n) for n, s in enumerate(article.sentences) for span in s]
    pieces.sort()
    for quantity in article.quantities:
        place = bisect.bisect_right(pieces, quantity.span.start, key=lambda piece: piece[0]) - 1
        if place < 0 or quantity.span.end > pieces[place][1]:
            continue
        text, span = article.text, quantity.span
        if SCORE.search(text[max(span.start - 2, 0) : span.end + 2]):
            continue
        vague = quantity.vague
        measured = quantity.unit not in (None, "percent")  # "300 tonnes OF herring" are no part
        if (PART_OF_THESE if vague or measured else PART).match(text, span.end):
            continue
        ranged = of_vague_words(quantity, span.of(text)) if vague else quantity
        if ranged and (not is_one(ranged) or ONE.fullmatch(span.of(text))):
            yield ranged, pieces[place][2]


def _none(article: Article) -> Iterator[tuple[Quantity, int]]:
    """The counts of nothing: "NO CHILDREN were hurt", "did not find any bodies"."""
    for sentence, spans in enumerate(article.sentences):
        for span in spans:
            for match in NONE.finditer(span.of(article.text)):
                counted = match["no"] or match["any"] or "people"
                place = Span(span.start + match.start(), span.start + match.end())
                yield Quantity(place, 0.0, 0.0, of=counted), sentence


def _givers(places: Sequence[Span], told: Sequence[Told]) -> dict[Span, Told]:
    """The shortest statement that gives each figure: "she said they promise SEVEN"."""
    found: dict[Span, Told] = {}
    for one in sorted(told, key=_length, reverse=True):
        for span in one.attribution.content:
            first = bisect.bisect_left(places, span.start, key=lambda place: place.start)
            last = bisect.bisect_left(places, span.end, key=lambda place: place.start)
            found.update((place, one) for place in places[first:last] if span.covers(place))
    return found


def _length(told: Told) -> int:
    return sum(span.end - span.start for span in told.attribution.content)


def _figure(
    article: Article, quantity: Quantity, sentence: int, told: Told | None, before: Figure | None
) -> Figure:
    """The figure as its words read; ``before`` is the one before it in the sentence."""
    spans = told.attribution.content if told else article.sentences[sentence]
    stretch = _stretch(article.text, quantity.span, spans)
    after = article.text[quantity.span.end : stretch.end]
    counted = set(_counted(article.text, quantity, after))
    people = bool(counted & _words("people")) or (not counted and quantity.unit is None)
    things = frozenset(counted - _words("people") - _fates().keys())
    fate = None if AGE in things else _fate(article.text, stretch, quantity.span)
    fate = fate or next((_fates("counted")[s] for s in counted if s in _fates("counted")), None)
    if before is not None and fate is None and quantity.unit is None:
        between = article.text[before.span.end : quantity.span.start]
        if (
            INCLUDED.search(between)
            or OF_THEM.match(after)
            or _goes_on(article.text, before, between)
        ):
            fate = before.fate
    said = _said_with(article.sentences[sentence], told)
    return Figure(
        article=article,
        quantity=quantity,
        sentence=sentence,
        told=told,
        things=things,
        people=people,
        fate=fate,
        when=when_of(article, said),
        places=_places(article, said),
        bare=not counted and quantity.unit is None,
        part=AGE not in things and OF_AN_AGE.match(after) is not None,
        name=_name(article.text, quantity.span) if AGE in things else (),
    )


def _name(text: str, age: Span) -> tuple[str, ...]:
    """Whose age it is, if that stands beside it: "ANA REIS, 41,"."""
    found = NAMED.search(text, max(age.start - NEAR, 0), age.start)
    return tuple(word for word in WORD.findall(found[0]) if word[0].isupper()) if found else ()


def _said_with(sentence: Spans, told: Told | None) -> Spans:
    """What is said with a figure: its sentence, as far as it stands in the statement."""
    if told is None:
        return sentence
    return tuple(
        Span(max(span.start, own.start), min(span.end, own.end))
        for span in sentence
        for own in told.attribution.content
        if span.overlaps(own)
    )


def _places(article: Article, spans: Spans) -> frozenset[str]:
    """The words of names behind "in" or "at" in a stretch, as stems.

    Without countries, in which a town may lie, and without days and months.
    """
    names = [name for span in spans for name in WHERE.findall(span.of(article.text))]
    return frozenset(
        stem(word)
        for name in names
        for word in WORD.findall(name)
        if name not in _countries() and word.lower() not in SAYS_NOTHING
    )


@cache
def _countries() -> frozenset[str]:
    rows = data.table("populations", columns=("country", "forms", "people"))
    named = [name for row in rows for name in (row["country"], *row["forms"].split("|"))]
    return frozenset(name.removeprefix("the ") for name in named)


def _stretch(text: str, place: Span, spans: Spans) -> Span:
    """The span in which a figure stands, up to the last that goes on with its sentence.

    "Fourteen people (are known) to have died" is said in two.
    """
    found = next((span for span in spans if span.covers(place)), place)
    for later in sorted(span for span in spans if span.start >= found.end):
        if SENTENCE_ENDS.search(text, max(found.end - 1, 0), later.start + 1):
            break
        found = Span(found.start, later.end)
    return found


def _goes_on(text: str, before: Figure, between: str) -> bool:
    """Whether a list of what is included goes on: "including four nuns and two cooks"."""
    ahead = text[max(before.span.start - NEAR, 0) : before.span.start]
    return bool(NEXT_IN_LIST.fullmatch(between) and re.search(r"\bincluding\s$", ahead))


def _counted(text: str, quantity: Quantity, after: str) -> Iterator[str]:
    """The stems of what is counted; of an age, whose it is: "a 60-year-old PILOT"."""
    words = WORD.findall(quantity.of or "")
    if words == ["age"]:
        words = WORD.findall(_until(CLAUSE, text[quantity.span.end : quantity.span.end + NEAR]))[:1]
        yield AGE
    elif of_them := OF_THEM.match(after):
        words = [of_them[1]]
    yield from (stem(word) for word in words if len(word) > 1 and word.lower() not in STOP_WORDS)


def _fate(text: str, stretch: Span, span: Span) -> str | None:
    """What befell those that a figure counts: "killed 12", "12 people were killed", "toll of 12".

    The nearest word for it, before the next figure or clause; after the figure first.
    """
    ahead = text[max(stretch.start, span.start - TOLL_NEAR) : span.start]
    if toll := _of_toll(ahead):
        return toll
    after = ASIDE.sub(" ", text[span.end : min(span.end + NEAR + TOLL_NEAR, stretch.end)], count=1)
    after = SHOT_AND.sub(" ", after, count=1)
    words = WORD.findall(_until(CLAUSE, _until(NUMBER, after)[:NEAR]))
    if "lives" in words[:2] or LOST_LIVES.match(after):
        return "kill"
    clause = CLAUSE.split(JOINED.sub(" ", ahead[-NEAR:]))[-1]
    before = WORD.findall(NUMBER.split(clause)[-1])[::-1]
    return next((_fates()[s] for w in (*words, *before) if (s := stem(w)) in _fates()), None)


def _of_toll(ahead: str) -> str | None:
    """ "The toll of the storm in Norda now stands at", "took the lives of"."""
    clause = SENTENCE_ENDS.split(ahead)[-1]
    if re.search(r"\blives of\s(?:\w+\s){0,2}$", clause):
        return "kill"
    toll = clause.rfind("toll")
    if toll < 0 or NUMBER.search(clause, toll) or not TO_A_TOLL.search(_bounds_off(clause)):
        return None
    return "wound" if re.search(r"\binjur\w+ $", clause[:toll]) else "kill"


def _bounds_off(clause: str) -> str:
    """Without the words of a bound at its end: "to at least "."""
    return re.sub(r"\b(?:at least|about|around|some|nearly|almost|more than|over)\s$", "", clause)


def _until(mark: re.Pattern[str], text: str) -> str:
    found = mark.search(text)
    return text[: found.start()] if found else text


def _rows(kind: str) -> Iterator[dict[str, str]]:
    rows = data.table("counted_words", columns=("word", "kind", "means", "example"))
    return (row for row in rows if row["kind"] == kind)


@cache
def _words(kind: str) -> frozenset[str]:
    return frozenset(stem(row["word"]) for row in _rows(kind))


@cache
def _fates(kind: str = "fate") -> dict[str, str]:
    """What befell those counted, by the stem of the word that tells it; ``counted``: by the stem
    of what they are called ("nine BODIES").
    """
    return {stem(row["word"]): stem(row["means"]) for row in _rows(kind)}


@cache
def _persons() -> frozenset[str]:
    return frozenset(map(stem, data.speaker_nouns("person")))


def _parts(figures: Sequence[Figure]) -> set[Span]:
    """Figures of a page that are added up in another of their sort: 4 and 6 beside 10.

    Not where several speakers give them: figures of several counts add up by chance alone.
    """
    sorts: dict[Hashable, list[Figure]] = defaultdict(list)
    for figure in figures:
        counts = AGE not in figure.things and not figure.quantity.vague and figure.value
        if counts and (figure.fate or figure.things):
            sorts[figure.quantity.unit, figure.fate, figure.things].append(figure)
    found: set[Span] = set()
    for alike in sorts.values():
        if 2 < len(alike) <= MOST_OF_A_SORT:
            for addends in _sums(alike):
                found.update(f.span for f in addends)
    return found


def _sums(figures: Sequence[Figure]) -> Iterator[Sequence[Figure]]:
    """Two figures that are added up in a third, or all that are smaller than one."""
    for one, other in itertools.combinations(figures, 2):
        for whole in figures:
            if whole.value == one.value + other.value and _one_tells((one, other, whole)):
                yield one, other
    for whole in figures:
        smaller = list({f.value: f for f in figures if f.value < whole.value}.values())
        adds_up = len(smaller) > 2 and sum(f.value for f in smaller) == whole.value
        if adds_up and _one_tells((*smaller, whole)):
            yield smaller


def _one_tells(figures: Sequence[Figure]) -> bool:
    return len({f.speaker for f in figures} - {None}) <= 1
