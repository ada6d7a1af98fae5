"""Comparisons that cannot be right: parts and wholes, people and populations, dead and living."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from firsthand import data
from firsthand.linking.findings.pages import Page, any_of, figure, number, words_for
from firsthand.types import Finding, Quantity, Span

MANY_TIMES = 3.0  # an "over 7,000" is thought to be at most three times that
NEARLY = 1.1  # a number and one that it is said to exceed, with both rounded
POPULATION_MARGIN = 1.5  # populations grow, and people are counted twice

_COUNTED = re.compile(r"\s(?:[a-z-]+\s){0,2}?(?P<noun>[a-z]+)(?P<owns>[’']s?\b|s[’'])?")
_COMPARED = re.compile(
    r"\b(?:exceed(?:s|ed|ing)?|surpass(?:es|ed|ing)?|overtak(?:es|en|ing)|overtook|outnumber(?:s|ed)?"
    r"|topp?(?:s|ed)|outstrip(?:s|ped)?|(?:more|higher|larger|bigger|greater) than|above)\b",
    re.IGNORECASE,
)
_ALL_WHO = re.compile(
    r"\b(?:who|that|which)?\s?(?:had\s|have\s|were\s|was\s|ever\s|actually\s)*"
    r"(?:fought|served|deployed|sent|took part|saw (?:service|action)|did tours)\b"
)
_BACK = re.compile(
    r"^\W*(?:(?:that|this|the|such an?)\s(?:\w+\s){0,2}?"
    r"(?:number|figure|toll|total|tally|count|estimate)"
    r"|that|this|it|(?:such )?losses)\b",
    re.IGNORECASE,
)


# ------------------------------------------------------------- parts and wholes


def of_part_and_whole(page: Page) -> Iterator[Finding]:
    """ "12 of the 10 members": more of them than there are."""
    for sentence in page.sentences:
        for found in _part_of_whole().finditer(sentence.text):
            part, whole = _value(found["part"]), _value(found["whole"])
            if not part > whole > 1 or not _counts(sentence.text[found.end() :]):
                continue
            span = sentence.part(*found.span())
            message = (
                f"{figure(part)} cannot be a part of {figure(whole)}; {page.whose(span.start)}"
            )
            yield Finding("part-exceeds-whole", page.article.id, (span,), message, "arithmetic")


@cache
def _number_words() -> dict[str, float]:
    rows = data.table("time_words", columns=("word", "kind", "value"))
    return {row["word"].lower(): float(row["value"]) for row in rows if row["kind"] == "number"}


@cache
def _part_of_whole() -> re.Pattern[str]:
    words = "|".join(sorted(_number_words(), key=len, reverse=True))
    one = rf"(?P<{{}}>\d{{{{1,3}}}}(?:,\d{{{{3}}}})+|\d+|{words})"
    return re.compile(
        rf"(?<![\w$£€.,-]){one.format('part')}\s(?:out\s)?of\s(?:the\s|these\s|those\s|its\s|their\s"
        rf"|all\s|our\s)?{one.format('whole')}(?![\w%.,-])",
        re.IGNORECASE,
    )


def _value(words: str) -> float:
    known = _number_words().get(words.lower())
    return number(words) if known is None else known


def _plain(quantity: Quantity) -> bool:
    return quantity.unit is None and not quantity.vague and quantity.low is not None


def _counts(after: str) -> bool:
    """Whether a whole is counted in what a part is: "of the 10 members", not "of the 10 teams'"."""
    found = _COUNTED.match(after)
    if found is None or not words_for("magnitude").isdisjoint(found[0].split()):
        return False
    nouns = words_for("counted") | data.speaker_nouns("person")
    for word in found[0].split():
        bare = word.rstrip("’'")
        if word.endswith(("’", "'", "’s", "'s")):
            return False
        if bare in nouns or bare.removesuffix("s") in nouns or re.sub("ies$", "y", bare) in nouns:
            return not re.match(r"[’']", after[found.end() :])
    return False


# ------------------------------------------------------------------ populations


@cache
def _populations() -> dict[str, tuple[str, float, str]]:
    """The countries of ``populations.csv`` by name: country, people, reference."""
    found = {}
    for row in data.table("populations", columns=("country", "forms", "people")):
        with data.reading_row("populations", row["country"]):
            people = float(row["people"])
        reference = (
            f"populations.csv: {row['country']} has {people:,.0f} people "
            f"(source: {row['source']}, {row['date']})"
        )
        for name in (row["country"], *data.words(row["forms"])):
            found[name] = (row["country"], people, reference)
    return found


@cache
def _in_country() -> re.Pattern[str]:
    names = "|".join(map(re.escape, sorted(_populations(), key=lambda n: (-len(n), n))))
    return re.compile(
        r"\s(?:people|residents|inhabitants|citizens|civilians|soldiers|troops|children|adults|women"
        r"|men)\s(?:(?:have|had|has|were|are|been|now|already|who)\s){0,3}"
        r"(?:live|lived|living|died|dead|killed|displaced|wounded|injured|infected|homeless)?\s?"
        rf"in\s(?:the\s)?(?P<country>{names})(?=[.,;!?]|$|\s(?:and|as|so|by|on|since|today|now)\b)"
    )


def with_population(page: Page) -> Iterator[Finding]:
    """More people in a country than the country has."""
    for place, quantities in page.quantities.items():
        sentence = page.sentences[place]
        for quantity in quantities:
            found = _in_country().match(page.text, quantity.span.end, sentence.span.end)
            if found is None or not _plain(quantity) or sentence.is_doubted:
                continue
            country, people, reference = _populations()[found["country"]]
            if quantity.low is not None and quantity.low > POPULATION_MARGIN * people:
                message = (
                    f"{figure(quantity.low)} are more people than {country} has "
                    f"({figure(people)}); {page.whose(quantity.span.start)}"
                )
                span = Span(quantity.span.start, found.end())
                yield Finding("more-than-population", page.article.id, (span,), message, reference)


# ---------------------------------------------------------------- dead and living


@dataclass(frozen=True, slots=True)
class War:
    """A row of ``wars.csv``: how many of whose troops served in a war, and how many died."""

    war: str
    forms: re.Pattern[str]
    troops: re.Pattern[str]
    served_least: float
    died: float | None
    reference: str


@cache
def _wars() -> tuple[War, ...]:
    columns = ("war", "forms", "whose", "troops", "served_least", "died", "example")
    return tuple(_war(row) for row in data.table("wars", columns=columns))


def _war(row: dict[str, str]) -> War:
    with data.reading_row("wars", row["war"]):
        served, died = number(row["served_least"]), number(row["died"]) if row["died"] else None
        forms = _any_form(data.words(row["forms"]))
        troops = _any_form(data.words(row["troops"]))
    lost = f", {died:,.0f} of them died" if died else ""
    reference = (
        f"wars.csv: {row['war']}, {row['whose']}: at least {served:,.0f} served{lost} "
        f"(source: {row['source']}, {row['date']})"
    )
    return War(f"{row['war']} ({row['whose']})", forms, troops, served, died, reference)


def _any_form(forms: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, forms))})(?!\w)")


def of_dead_and_those_who_fought(page: Page) -> Iterator[Finding]:
    """A number of dead said to be more than all who fought in a war that the table knows.

    The number stands before the comparison, or in the sentence before, where the comparison
    begins by pointing back ("That number has exceeded …").
    """
    for place, sentence in enumerate(page.sentences):
        compared = _COMPARED.search(sentence.text)
        if compared is None or any_of("denied comparison").search(
            sentence.text[: compared.start()]
        ):
            continue
        tail = sentence.text[compared.end() :]
        who = _ALL_WHO.search(tail)
        if who is None or any_of("death").search(tail):
            continue
        wars = [war for war in _wars() if war.forms.search(tail) and war.troops.search(tail)]
        dead = _dead_before(page, place, compared.start())
        if not wars or dead is None:
            continue
        war = max(wars, key=lambda row: row.served_least)
        if _most(dead) < war.served_least:
            span = sentence.part(compared.start(), len(sentence.text))
            spans = tuple(sorted((dead.span, span)))
            message = _too_few(page, dead, wars, war, span.start)
            yield Finding(
                "dead-exceed-those-who-fought", page.article.id, spans, message,
                "; ".join(row.reference for row in wars),
            )  # fmt: skip


def _dead_before(page: Page, place: int, before: int) -> Quantity | None:
    """The number of dead that a comparison starts from."""
    sentence = page.sentences[place]
    limit = sentence.span.start + before
    here = [q for q in page.quantities.get(place, ()) if q.span.end <= limit and _of_people(q)]
    if here:
        return here[-1] if any_of("death").search(sentence.text[:before]) else None
    if place == 0 or not _BACK.match(sentence.text):
        return None
    earlier = page.sentences[place - 1].text
    back = [q for q in page.quantities.get(place - 1, ()) if _of_people(q)]
    return back[0] if len(back) == 1 and any_of("death").search(earlier) else None


def _of_people(quantity: Quantity) -> bool:
    return _plain(quantity) and (quantity.low or 0) > 1


def _most(quantity: Quantity) -> float:
    if quantity.high is not None:
        return quantity.high
    return MANY_TIMES * (quantity.low or 0)


def _too_few(page: Page, dead: Quantity, wars: list[War], war: War, place: int) -> str:
    died = sum(row.died for row in wars if row.died is not None)
    nearer = (
        f"; it fits those who died there ({figure(died)}): “killed” may have been meant"
        if died and all(row.died is not None for row in wars) and died <= NEARLY * (dead.low or 0)
        else ""
    )
    return (
        f"implausible as worded: {dead.span.of(page.text)} dead cannot be more than all who "
        f"fought, at least {figure(war.served_least)} ({war.war}){nearer}; {page.whose(place)}"
    )
