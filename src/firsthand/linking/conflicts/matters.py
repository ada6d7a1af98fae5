"""Which figures are of one matter: what they count, of which event, said by whom and when."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations
from typing import Protocol

from firsthand.linking.claims import Pair
from firsthand.linking.conflicts.figures import AGE, Figure
from firsthand.linking.conflicts.updates import (
    days_apart,
    has_fallen,
    in_days,
    is_replaced,
    may_go_on,
)
from firsthand.linking.conflicts.values import bounds, disagree, far_apart
from firsthand.linking.conflicts.when import LONG_AGO
from firsthand.linking.gists import NEGATIONS, Commonness, gist_of, is_one, read_gist
from firsthand.linking.meaning import Vector, meaning_of
from firsthand.linking.sameness import Said, Weighed, chance, weigh
from firsthand.linking.statements import Told
from firsthand.types import Article, Span, Spans

SAME_CLAIM = 0.3  # chance that two statements are the same, where not all is said of both figures
SAME_COUNT = 0.25  # the same of people to whom nothing befell
SAME_MATTER = 0.2  # the same of things, and of pages of different days
LIKE_MEASURES = 0.45  # nearness of clauses from which measures behind one word are of one matter
TOLD_ALIKE = 0.73  # nearness in meaning from which the outlet tells what somebody tells on its page
NEAR_MATTER = 0.12  # the same where what befell the counted is said

MOST_DAYS = 3  # between pages that count the victims of one event
SIDE_BY_SIDE = 6  # sentences between two counts that a page sets against each other
FEWEST_WORDS = 2  # that a denial and a count share besides what they count
MOST_SAID = 2 / 3  # of what a denial says
LEAD = 3  # sentences in which a page says where its matter is
MOST_TOGETHER = 60  # figures of one unit that are all compared; of more, those with a stem

AGES_APART = 10  # years; two ages that differ more are of two people

PRONOUNS = frozenset(("", "others", "them", "which", "whom"))


class Sentence(Protocol):
    """What stands in a sentence of a page."""

    @property
    def article(self) -> Article: ...

    @property
    def spans(self) -> Spans: ...


class Nearness:
    """How likely the words around two figures say the same, by the statements' chances and by
    those of their sentences.
    """

    def __init__(
        self, figures: Sequence[Figure], told: Sequence[Told], chances: Mapping[Pair, float]
    ) -> None:
        self._chances = chances
        self._place = {one.key: number for number, one in enumerate(told)}
        sentences = {(f.article.id, f.spans): f.article for f in figures}
        self._gists = {(a.id, spans): gist_of(a, spans) for (_, spans), a in sentences.items()}
        self._common = Commonness([*self._gists.values(), *(one.said.gist for one in told)])
        self._weighed: dict[tuple[str, Spans], Weighed] = {}
        self._clauses: dict[Figure, frozenset[str]] = {}
        self._leads: dict[str, frozenset[str]] = {}
        self._headlines = frozenset(_headlines(figures))

    def of(self, a: Figure, b: Figure) -> float:
        """From 0 to 1."""
        return max(self._of_statements(a, b), self.of_sentences(a, b))

    def of_sentences(self, a: Sentence, b: Sentence) -> float:
        """From 0 to 1."""
        return chance(self._read(a), self._read(b))

    def _of_statements(self, a: Figure, b: Figure) -> float:
        if a.told is None or b.told is None:
            return 0.0
        one, other = sorted((self._place[a.told.key], self._place[b.told.key]))
        return self._chances.get((one, other), 0.0)

    def _read(self, one: Sentence) -> Weighed:
        key = one.article.id, one.spans
        if key not in self._weighed:
            place = one.spans[0].start / max(len(one.article.text), 1)
            gist = self._gists.get(key) or gist_of(one.article, one.spans)
            words = " ".join(span.of(one.article.text) for span in one.spans)
            said = Said(gist, one.article.id, None, place, " ".join(words.split()))
            self._weighed[key] = weigh(said, self._common)
        return self._weighed[key]

    def are_headlines(self, a: Figure, b: Figure) -> bool:
        """Whether two counts of one fate are the main ones of pages that tell of one place."""
        if not self._headlines.issuperset(((a.article.id, a.span), (b.article.id, b.span))):
            return False
        if a.fate != b.fate or days_apart(a, b):
            return False
        return not self._lead(a.article).isdisjoint(self._lead(b.article))

    def _lead(self, article: Article) -> frozenset[str]:
        """The names in the first sentences of a page."""
        if article.id not in self._leads:
            spans = tuple(span for sentence in article.sentences[:LEAD] for span in sentence)
            self._leads[article.id] = gist_of(article, spans).names
        return self._leads[article.id]

    def holds_words_of(self, some: Figure, none: Figure) -> bool:
        """Whether most that a count of nothing says stands beside a count of the same things:
        "police have not found any boats", "police have found nine boats".
        """
        said = read_gist(none.clause).stems.keys() - none.things - NEGATIONS - {"yet"}
        shared = said & self._read(some).said.gist.stems.keys()
        return len(shared) >= max(FEWEST_WORDS, MOST_SAID * len(said))

    def stand_alike(self, a: Figure, b: Figure) -> bool:
        """Whether two figures stand beside like words, and not just their sentences are alike:
        "took 31 per cent of bakers", "34 per cent with bakers", but "Katz at 12 per cent" is not.

        Of people, of ages, and of those whom a fate befell, what is counted is enough.
        """
        if a.fate or b.fate or a.people or b.people or AGE in a.things:
            return True
        shared = self._beside(a) & self._beside(b)
        return len(shared) >= (FEWEST_WORDS if a.things and b.things else 1)

    def measure_one_thing(self, a: Figure, b: Figure) -> bool:
        """Whether two measures are of one thing, though one names more of it: "earnings" and
        "foreign earnings", "20 per cent dearer" and "8 per cent" that stands beside it.
        """
        if a.quantity.unit is None or AGE in a.things | b.things or a.people != b.people:
            return False
        return all(
            not one.things or one.head in other.things | self._beside(other)
            for one, other in ((a, b), (b, a))
        )

    def in_meaning(self, a: Figure, b: Figure) -> float:
        """How near the clauses of two figures are in what they mean, and their sentences: the
        mean of both, of the clauses without the figures.
        """
        sentences = float(self._read(a).meaning @ self._read(b).meaning)
        return (sentences + self.of_clauses(a, b)) / 2

    def of_clauses(self, a: Figure, b: Figure) -> float:
        """How near the clauses of two figures are in what they mean, without the figures."""
        return float(self._meant(a) @ self._meant(b))

    def _meant(self, figure: Figure) -> Vector:
        return meaning_of(" ".join(figure.clause.replace(figure.words, "#").split()))

    def name_others(self, a: Figure, b: Figure) -> bool:
        """Whether both sentences name somebody, and nobody whom the other names: shares of all
        sorts of things are told in like words ("Norda Mills rose", "Kesk Cement rose").
        """
        ours, theirs = self._read(a).said.gist.names, self._read(b).said.gist.names
        return bool(ours) and bool(theirs) and ours.isdisjoint(theirs)

    def _beside(self, figure: Figure) -> frozenset[str]:
        """What stands in the clause of a figure, without its own words."""
        if figure not in self._clauses:
            own = set() if figure.things else read_gist(figure.words).stems.keys()
            self._clauses[figure] = frozenset(read_gist(figure.clause).stems.keys() - own)
        return self._clauses[figure]

    def stems(self, figure: Figure) -> set[str]:
        """What the figure's sentence and statement speak of."""
        told = figure.told.said.gist.stems if figure.told else {}
        return {*self._read(figure).said.gist.stems, *told}


def _headlines(figures: Sequence[Figure]) -> Iterator[tuple[str, Span]]:
    """The first count of people of each fate on a page, wherever the page gives it."""
    main: dict[tuple[str, str], float] = {}
    for figure in figures:
        if figure.fate is None or figure.things or figure.part or figure.when.long_ago:
            continue
        if figure.quantity.vague or is_one(figure.quantity):
            continue
        if main.setdefault((figure.article.id, figure.fate), figure.value) == figure.value:
            yield figure.article.id, figure.span


def candidates(figures: Sequence[Figure], near: Nearness) -> Iterator[tuple[Figure, Figure]]:
    """Pairs of figures in one unit, the earlier first; of many, those whose words share a stem
    that few have.
    """
    units: dict[str | None, list[int]] = defaultdict(list)
    for number, figure in enumerate(figures):
        units[figure.quantity.unit].append(number)
    for together in units.values():
        groups = [together]
        if len(together) > MOST_TOGETHER:
            by_stem: dict[str, list[int]] = defaultdict(list)
            for number in together:
                for stem in near.stems(figures[number]):
                    by_stem[stem].append(number)
            groups = [few for few in by_stem.values() if len(few) <= MOST_TOGETHER]
        for a, b in sorted({pair for group in groups for pair in combinations(group, 2)}):
            yield figures[a], figures[b]


def of_one_matter(a: Figure, b: Figure, near: Nearness) -> bool:
    """Whether two figures count the same things of one event.

    What is not said of one (a fate, whose age it is) is the same only where the statements say
    the same.
    """
    if a.part or b.part or of_other_events(a, b):
        return False
    if not (_of_one_sort(a, b) or near.measure_one_thing(a, b)):
        return False
    if not near.stand_alike(a, b) or (a.quantity.unit == "percent" and near.name_others(a, b)):
        return False
    if a.article.id == b.article.id:
        return _on_one_page(a, b, near)
    if _of_one_name(a, b):
        return (days_apart(a, b) or 0) <= LONG_AGO
    if a.value and b.value:
        likely = near.are_headlines(a, b) or near.of(a, b) >= _least(a, b)
        return likely or (_behind_one_word(a, b) and near.of_clauses(a, b) >= LIKE_MEASURES)
    none, some = (b, a) if a.value else (a, b)
    return near.holds_words_of(some, none) or near.of(a, b) >= _least(a, b)


def _of_one_sort(a: Figure, b: Figure) -> bool:
    if a.fate is not None and b.fate is not None and a.fate != b.fate:
        return False
    if AGE in a.things | b.things:
        whose = a.things - {AGE}, b.things - {AGE}
        one = AGE in a.things & b.things and (whose[0] == whose[1] or not all(whose))
        if a.name and b.name and not _of_one_name(a, b):
            return False
        return one and abs(a.value - b.value) <= AGES_APART
    if (a.bare and a.fate is None) or (b.bare and b.fate is None):
        return False  # what is counted is not named
    if not (a.value and b.value) and not (a.things or a.fate == b.fate is not None):
        return False  # "none" is said of something
    same = a.people == b.people and a.things == b.things
    return same or _exceeds_the_whole(a, b) or _exceeds_the_whole(b, a)


def _behind_one_word(a: Figure, b: Figure) -> bool:
    """Whether one word stands right before two measures that are no shares and no money: "fell
    10 feet", "fell about 15 feet". Shares and prices of all sorts of things rise and fall.
    """
    unit = a.quantity.unit
    if unit is None or unit == "percent" or unit.isupper() or AGE in a.things | b.things:
        return False
    return a.word_before is not None and a.word_before == b.word_before


def _of_one_name(a: Figure, b: Figure) -> bool:
    """Whether two ages stand beside one name: "Reis, 41," and "Ana Reis, 42,"."""
    if not (a.name and b.name) or a.name[-1] != b.name[-1]:
        return False
    return a.name[0] == b.name[0] or 1 in (len(a.name), len(b.name))


def _exceeds_the_whole(part: Figure, whole: Figure) -> bool:
    """Whether more people of one kind are counted than people: "28 dead", "37 soldiers killed".

    Fewer of a kind than of all are no other count.
    """
    if part.fate is None or part.fate != whole.fate or whole.things or not whole.people:
        return False
    return part.persons and bounds(part.quantity)[0] > bounds(whole.quantity)[1]


def _least(a: Figure, b: Figure) -> float:
    """The chance from which two figures of different pages are of one matter."""
    if a.quantity.vague or b.quantity.vague or is_one(a.quantity) or is_one(b.quantity):
        return SAME_CLAIM
    if not (a.value and b.value):
        return SAME_MATTER if a.fate == b.fate is not None else SAME_CLAIM
    if AGE in a.things:
        return NEAR_MATTER if a.things == b.things != {AGE} else SAME_MATTER
    if a.fate != b.fate or a.bare or b.bare:
        return SAME_CLAIM if a.fate is None or b.fate is None else NEAR_MATTER
    if a.fate is not None:
        return SAME_MATTER if days_apart(a, b) else NEAR_MATTER
    if a.quantity.unit is not None:
        return SAME_MATTER if a.things and b.things else SAME_CLAIM
    return SAME_MATTER if a.things else SAME_COUNT


def of_other_events(a: Figure, b: Figure) -> bool:
    """Whether the days or the places tell that two figures are of two events.

    Victims do not come back to life: where one speaker counts fewer on a later day, he counts
    those of another event.
    """
    if a.when.long_ago != b.when.long_ago:
        return True
    here, there = a.places, b.places
    if here and there and here.isdisjoint(there):
        return True
    days, other = a.when.days, b.when.days
    if days and other and days.isdisjoint(other):
        return True
    if a.fate is None or b.fate is None:
        return False
    falls = a.speaker == b.speaker is not None and has_fallen(a, b)
    return falls or (days_apart(a, b) or 0) > MOST_DAYS


def _on_one_page(a: Figure, b: Figure, near: Nearness) -> bool:
    """Whether a page sets two figures of different speakers against each other.

    What one speaker, or the outlet itself, gives twice counts two things; the outlet and a
    speaker are set against each other only where both tell the same in like words.
    """
    if a.speaker == b.speaker:
        return False
    if a.speaker is None or b.speaker is None:
        return _told_by_the_outlet(a, b, near)
    named = a.when.names, b.when.names
    if all(named) and named[0].isdisjoint(named[1]):
        return False
    if a.fate is None or a.fate != b.fate:  # one sentence has two counts of two things
        stated = bool(a.things) or a.people
        return stated and a.sentence != b.sentence and near.of(a, b) >= SAME_CLAIM
    beside = abs(a.sentence - b.sentence) <= SIDE_BY_SIDE and named[0] == named[1]
    return beside or near.of(a, b) >= SAME_MATTER


def _told_by_the_outlet(a: Figure, b: Figure, near: Nearness) -> bool:
    """Whether somebody tells on a page what the outlet tells there too, in like words and of
    like meaning, in two sentences.
    """
    alike = a.sentence != b.sentence and near.of(a, b) >= SAME_CLAIM
    return alike and near.in_meaning(a, b) >= TOLD_ALIKE


def replaced_by(figures: Sequence[Figure]) -> Iterator[tuple[Figure, Figure]]:
    """Figures that a page itself takes back, each with the one that stands for it now.

    The newer one stands in the same sentence or in one beside it, counts the same, and is not
    said to be replaced: "was initially put at 12, but police later said 15".
    """
    for place, old in enumerate(figures):
        if not is_replaced(old) or (old.quantity.unit is not None and AGE not in old.things):
            continue  # a price that "went up from $4" has changed, and was no error
        after = (f for f in figures[place + 1 : place + 3] if f.sentence - old.sentence <= 1)
        before = (f for f in figures[max(place - 2, 0) : place] if old.sentence - f.sentence == 1)
        beside = (f for f in (*after, *before) if _takes_back(f, old))
        if (new := next(beside, None)) is not None:
            yield old, new


def _takes_back(new: Figure, old: Figure) -> bool:
    """Whether a figure beside one that is taken back stands for it now: it counts the same, or
    the latter of the two names nothing else.
    """
    if is_replaced(new) or new.value == old.value or new.quantity.unit != old.quantity.unit:
        return False
    latter = max(new, old, key=lambda f: f.span)
    one_fate = new.fate == old.fate or not (new.fate and old.fate)
    return _of_one_sort(new, old) or (latter.bare and one_fate)


def why_not_comparable(a: Figure, b: Figure) -> tuple[str, ...]:
    """What in the words may tell two counts apart, in plain English."""
    return tuple(reason for reason, holds in _reasons(a, b) if holds)


def _reasons(a: Figure, b: Figure) -> Iterator[tuple[str, bool]]:
    quantities = a.quantity, b.quantity
    yield "one is a vague word", any(q.vague for q in quantities)
    yield "one is approximate", any(q.approximate for q in quantities)
    bound = disagree(*quantities) == "partly"
    lower = any(q.high is None for q in quantities)
    yield "one is a lower bound, far below the other", bound and lower
    yield "one is an upper bound, far above the other", bound and not lower
    yield "one is far above the other", far_apart(*quantities)
    of_one = (a.fate is None) != (b.fate is None)
    yield "what befell those counted is said of one alone", of_one
    said = {(f.quantity.of or "").lower() for f in (a, b)} - PRONOUNS
    yield f"they count {' and '.join(sorted(said))}", a.people and len(said) > 1
    yield "what is counted is named beside one alone", a.bare != b.bare and a.fate is None
    days = days_apart(a, b)
    yield f"their pages lie {in_days(days or 0)} apart", bool(days)
    yield "a count may have gone on after it was given", may_go_on(a) or may_go_on(b)
    names = a.article.id != b.article.id and _other_names(a, b)
    yield "the names beside them are others", names


def _other_names(a: Figure, b: Figure) -> bool:
    if a.told is None or b.told is None:
        return False
    one, other = a.told.said.gist.names, b.told.said.gist.names
    return bool(one and other) and one.isdisjoint(other)
