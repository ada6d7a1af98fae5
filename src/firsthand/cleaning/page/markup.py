"""What the mark-up around a piece of a page says of its kind.

Site builders name what they build: ``class="related-articles"``, ``<nav>``,
``itemprop="datePublished"``. The names are in ``data/markup_kinds.csv``. An element that
one of them fits is a *mark*; a piece of text stands within a chain of marks, and
``kind_of`` asks the nearest. A mark says what the site calls a thing, not whether it is
journalism: an element that holds much of the article is no furniture, whatever its name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Literal

from firsthand.cleaning.furniture import Label
from firsthand.data import reading_row, table

Where = Literal["name", "tag", "role", "rel", "itemprop"]

SURE = 0.8  # a mark without a kind that is less sure gives way to the kinds around it
# What stands inside another box of the site: the date of a comment belongs to the comment.
DETAILS = {"byline", "dateline", "caption", "share", "tags", "section", "vote"}
NO_FURNITURE = {"body", "post", "article"}  # a post is one of a live blog
BOXES = {"comments", "related", "newsletter"}
WHOLE_PAGE = {"html", "body", "main"}  # their names speak of the page, or of its state
# Elements whose label for the blind names a region; a link's repeats what it leads to.
REGIONS = {"nav", "section", "aside", "div", "ul", "ol", "form", "footer", "header", "button"}
DATA = frozenset(
    "data-" + name
    for name in """component component-name testid test-id test qa module module-name widget
    widget-type widget_type block block-name region gu-name hook""".split()
)
LONGEST_NAME = 60  # code points; longer values are settings, not names
WORD_START, WORD_END = "(?:^|-)", "(?:-|$)"  # patterns are whole words of a name
_STATE = re.compile(r"^(?:no|not|has|is|hide|hidden|show|with|without|js|ng|can|enable)-")
_TAXONOMY = re.compile(r"^(?:category|tag|format|post-format|topic|author)-")
_POST = re.compile(r"\b(?:hentry|type-\w+|status-publish)\b")  # WordPress names a post's terms
_CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
_NO_LETTER = re.compile(r"[^a-z0-9]+")


@dataclass(frozen=True, slots=True)
class Rule:
    """One row of the table.

    ``kind`` None is furniture without a name; those of ``NO_FURNITURE`` hold the words of
    articles.
    """

    kind: str | None
    where: str
    pattern: re.Pattern[str]
    certainty: float
    reason: str
    example: str


@dataclass(frozen=True, slots=True, eq=False)
class Mark:
    """An element whose mark-up says what it holds, and the marks around it."""

    label: Label
    above: Mark | None
    depth: int

    @property
    def is_body(self) -> bool:
        """Whether the mark-up says that the article's own words stand here."""
        return self.label.kind in NO_FURNITURE


@cache
def rules() -> tuple[Rule, ...]:
    """The rows of ``markup_kinds.csv``.

    Raises:
        TableError: a pattern is no regular expression, a certainty no number.
    """
    columns = ("kind", "where", "pattern", "certainty", "reason", "example")
    return tuple(_rule(row) for row in table("markup_kinds", columns=columns))


def mark(tag: str, attributes: Mapping[str, str], above: Mark | None) -> Mark | None:
    """The mark that an element makes within those above it; ``above`` where it makes none."""
    if tag in WHOLE_PAGE:
        return above
    label = label_of(
        tag,
        attributes.get("class", ""),
        attributes.get("id", ""),
        attributes.get("role", ""),
        attributes.get("itemprop", ""),
        attributes.get("rel", ""),
        attributes.get("aria-label", "") if tag in REGIONS else "",
        "" if DATA.isdisjoint(attributes) else _data(attributes),
    )
    return above if label is None else Mark(label, above, above.depth + 1 if above else 1)


def kind_of(piece: Mark | None, *, body: frozenset[Mark] = frozenset()) -> Label | None:
    """What the marks around a piece say it is; None where they say nothing.

    The nearest mark wins, a box of the site over the details in it. Marks in ``body``
    hold the article and say nothing; one that calls itself the article's body ends the
    search, and so does a post that is quoted from elsewhere.
    """
    weak: Label | None = None
    best: Label | None = None
    for found in upwards(piece):
        if found.label.kind == "embed":
            break
        if found in body:
            if found.is_body:
                break
            continue
        if found.is_body:  # a teaser's body, in a box of other articles
            continue
        label = found.label
        if label.kind is None and label.certainty < SURE:
            weak = weak or label
        elif best is None:
            best = label
        elif best.kind in DETAILS and label.kind in BOXES:
            return label
    return best or weak


def common(first: Mark | None, second: Mark | None) -> Mark | None:
    """The nearest mark around both: where a piece stands whose words stand in two."""
    while first is not second:
        if first is None or second is None:
            return None
        if first.depth == second.depth and first.label.kind == second.label.kind:
            return first  # two tags side by side
        if first.depth >= second.depth:
            first = first.above
        else:
            second = second.above
    return first


def upwards(piece: Mark | None) -> Iterator[Mark]:
    """The marks around a piece, the nearest first."""
    while piece is not None:
        yield piece
        piece = piece.above


# ------------------------------------------------------------- one element


@lru_cache(maxsize=20_000)
def label_of(
    tag: str, names: str, id: str, role: str, itemprop: str, rel: str, aria: str, data: str
) -> Label | None:
    """The surest thing that an element's tag and attributes say of what it holds."""
    found = [_by_word("tag", tag)]
    found += [_by_word("role", word) for word in role.split()]
    found += [_by_word("itemprop", word) for word in itemprop.split()]
    found += [_by_word("rel", word) for word in rel.split()]
    post = _POST.search(names)
    for name in (*names.split(), *id.split(), *data.split("\t"), aria):
        plain = _plain(name)
        if plain and not (post and _TAXONOMY.match(plain)):
            found.append(_by_name(plain))
    return max(filter(None, found), key=lambda label: label.certainty, default=None)


@lru_cache(maxsize=20_000)
def _plain(name: str) -> str:
    """A name in small letters and hyphens; empty for none, or for a state of the element."""
    if not name or len(name) > LONGEST_NAME:
        return ""
    plain = _NO_LETTER.sub("-", _CAMEL.sub("-", name).lower()).strip("-")
    return "" if _STATE.match(plain) else plain


@lru_cache(maxsize=20_000)
def _by_name(name: str) -> Label | None:
    if not _any_name().search(name):
        return None
    best = next(rule for rule in _name_rules() if rule.pattern.search(name))
    return Label(best.kind, best.certainty, f'the page marks it as {best.reason}: "{name}"')


@lru_cache(maxsize=1000)
def _by_word(where: Where, word: str) -> Label | None:
    for rule in rules():
        if rule.where == where and rule.pattern.fullmatch(word):
            said = f"<{word}>" if where == "tag" else f'"{word}"'
            return Label(rule.kind, rule.certainty, f"the page marks it as {rule.reason}: {said}")
    return None


def _data(attributes: Mapping[str, str]) -> str:
    return "\t".join(value for key, value in attributes.items() if key in DATA)


@cache
def _name_rules() -> list[Rule]:
    """The rules for names, the surest first."""
    return sorted((r for r in rules() if r.where == "name"), key=lambda rule: -rule.certainty)


@cache
def _any_name() -> re.Pattern[str]:
    """All names at once, to be done quickly with those that say nothing."""
    each = (rule.pattern.pattern for rule in _name_rules())
    inner = (words.removeprefix(WORD_START).removesuffix(WORD_END) for words in each)
    return re.compile(f"{WORD_START}(?:{'|'.join(inner)}){WORD_END}")


def _rule(row: dict[str, str]) -> Rule:
    pattern = f"(?:{row['pattern']})"
    if row["where"] == "name":
        pattern = f"{WORD_START}{pattern}{WORD_END}"
    with reading_row("markup_kinds", row["pattern"]):
        compiled, certainty = re.compile(pattern), float(row["certainty"])
    kind = row["kind"] or None
    return Rule(kind, row["where"], compiled, certainty, row["reason"], row["example"])
