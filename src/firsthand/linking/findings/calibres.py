"""A calibre told of a weapon that has another (``weapons.csv``).

Only where the sentence ties the two: "5.62mm rounds used in AK-74s", "the AK-74 fires 5.62mm
rounds". Two things that merely stand in one sentence are left alone.
"""

from __future__ import annotations

import bisect
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from firsthand import data
from firsthand.linking.findings.pages import Page, Sentence, any_of, number, words_for
from firsthand.types import Finding

SAME_MM = 0.02
MOST_BETWEEN = 8  # words between a calibre and its weapon
MOST_LETTERS = 90  # between the two

_CALIBRE = re.compile(
    r"(?<![\w.,])(?P<mm>\d{1,3}(?:\.\d{1,2})?)(?:[ \xa0-]?mm\b|[ \xa0-]millimet(?:re|er)s?\b"
    r"|[x×]\d{2,3}(?:[ \xa0-]?mm|R)?\b"
    r"|(?<=\.\d\d)(?= (?:rounds?|bullets?|ammunition|ammo|cartridges?)\b))"
)
_TOKEN = re.compile(r"[\w-]+|[’']s\b|\(|[^\w\s]")


@dataclass(frozen=True, slots=True)
class Weapon:
    """A row of ``weapons.csv``; ``calibres_mm`` are the nominal ones of ``calibres``."""

    name: str
    calibres: tuple[str, ...]
    calibres_mm: tuple[float, ...]
    source: str
    date: str

    @property
    def reference(self) -> str:
        has = ", ".join(self.calibres)
        return f"weapons.csv: {self.name} has {has} (source: {self.source}, {self.date})"


@cache
def weapons() -> dict[str, Weapon]:
    """The weapons of ``weapons.csv`` by each form of their names, without hyphens and blanks.

    Raises:
        TableError: a calibre that does not begin with a number.
    """
    found = {}
    for row in data.table("weapons", columns=("weapon", "forms", "calibres", "example")):
        calibres = data.words(row["calibres"])
        with data.reading_row("weapons", row["weapon"]):
            mm = tuple(float(re.split(r"[ ×]", calibre)[0]) for calibre in calibres)
        weapon = Weapon(row["weapon"], calibres, mm, row["source"], row["date"])
        found.update(dict.fromkeys(map(_key, (row["weapon"], *data.words(row["forms"]))), weapon))
    return found


def of_other_weapons(page: Page) -> Iterator[Finding]:
    """Calibres that the weapon beside them does not have."""
    for sentence in page.sentences:
        calibres = list(_CALIBRE.finditer(sentence.text))
        if not calibres or any_of("calibre guard").search(sentence.text):
            continue
        named = list(_names().finditer(sentence.text))
        starts, ends = [name.start() for name in named], [name.end() for name in named]
        for calibre in calibres:
            first = bisect.bisect_left(ends, calibre.start() - MOST_LETTERS)
            after = bisect.bisect_right(starts, calibre.end() + MOST_LETTERS)
            for name in named[first:after]:
                yield from _told(page, sentence, calibre, name)


def _told(
    page: Page, sentence: Sentence, calibre: re.Match[str], name: re.Match[str]
) -> Iterator[Finding]:
    weapon, mm = weapons()[_key(name["name"])], number(calibre["mm"])
    if any(abs(mm - known) <= SAME_MM for known in weapon.calibres_mm):
        return
    if not _tied(sentence.text, calibre, name):
        return
    at = sentence.part(calibre.start(), calibre.end())
    spans = tuple(sorted((at, sentence.part(name.start(), name.end()))))
    yield Finding(
        "calibre", page.article.id, spans, _message(page, weapon, mm, at.start), weapon.reference
    )


def _message(page: Page, weapon: Weapon, mm: float, place: int) -> str:
    known = sorted({c for w in weapons().values() for c in w.calibres_mm})
    nearest = sorted(known, key=lambda c: (abs(c - mm), c))[:2]
    near = " and ".join(f"{c:g} mm" for c in nearest)
    nowhere = "" if abs(nearest[0] - mm) <= SAME_MM else "; no weapon of the table has it"
    has = " or ".join(weapon.calibres)
    return (
        f"{mm:g} mm does not match the reference: {weapon.name} has {has}{nowhere}; nearest known "
        f"calibres {near}; possible transmission error; {page.whose(place)}"
    )


def _tied(text: str, calibre: re.Match[str], name: re.Match[str]) -> bool:
    if calibre.end() <= name.start():
        between = _tokens(text[calibre.end() : name.start()])
        if between is None:
            return False
        ammunition = [token for token in between if token in words_for("ammunition")]
        links = [token for token in between if token in words_for("calibre to weapon")]
        fillers = words_for("ammunition") | words_for("calibre to weapon") | words_for("between")
        return (bool(links) or not ammunition) and all(
            token in fillers or token[:1].isupper() for token in between
        )
    between = _tokens(text[name.end() : calibre.start()]) if name.end() <= calibre.start() else None
    if not between:
        return False
    fillers = words_for("weapon to calibre") | words_for("between") | words_for("gun")
    return not words_for("weapon to calibre").isdisjoint(between) and all(
        token in fillers for token in between
    )


def _tokens(between: str) -> list[str] | None:
    if len(between) > MOST_LETTERS:
        return None
    tokens = _TOKEN.findall(between.replace("’", "'"))
    if len(tokens) > MOST_BETWEEN:
        return None
    return [token if token[:1].isupper() else token.lower() for token in tokens]


@cache
def _names() -> re.Pattern[str]:
    forms = sorted(
        {
            form
            for row in data.table("weapons", columns=("weapon", "forms", "calibres", "example"))
            for form in (row["weapon"], *data.words(row["forms"]))
        },
        key=lambda f: (-len(f), f),
    )
    loose = (re.escape(form).replace(r"\-", "[-‑– ]?").replace(r"\ ", "[- \xa0]") for form in forms)
    return re.compile(rf"(?<![\w-])(?P<name>{'|'.join(loose)})s?(?![\w-])")


def _key(name: str) -> str:
    return re.sub(r"[-‑– \xa0]", "", name)
