"""Who publishes the page: what we are told, the page's metadata, its address, its furniture."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from urllib.parse import urlsplit

from firsthand import data
from firsthand.data import OutletRow
from firsthand.types import Block, Outlet, Span
from firsthand.words import name_key

# Where a site speaks of itself, and an outlet of the table needs no frame around its name.
SELF_KINDS = ("newsletter", "vote", "account", "share", "campaign")
# Furniture that names other people: comments ("The Conversation (0)"), related links, tags.
OTHERS_KINDS = (
    *("related", "comments", "source-footer", "caption", "byline", "dateline", "tags", "section"),
)
# Shares of a frame's weight, for names that the table does not know: one that sounds like an
# outlet's, one in capitals, and one that may as well be a person's ("Lucy Nicholson").
SOUNDS_RIGHT, IN_CAPITALS, LIKE_A_PERSON = 0.8, 0.6, 0.55
MERELY_NAMED = 0.5  # an outlet of the table in a prompt of the site, outside every frame
NO_SOURCES = ("part of a site", "pronoun or page", "small print", "day or time")
SURE_ENOUGH = 0.45
CLEAR_LEAD = 0.15  # over the next outlet that furniture names; else we are torn
_SAME = str.maketrans({"’": "'", "‘": "'", "\xa0": " ", "\n": " ", "\r": " ", "\t": " "})
_BLANKS_AND_BULLETS = " •‣▪▫◦●○■□▸►➤·∙*>»-–—"
_NOT_IN_NAMES = (
    "a|an|the|in|on|at|to|for|from|by|with|and|or|as|our|your|my|this|that|these|us|you|we|is"
    "|here|newsletters?|apps?|inbox|all|rights|reserved|journalism|rankings?"
)
_TOKEN = rf"(?!(?i:{_NOT_IN_NAMES})\b)[A-ZÀ-ÞА-Я0-9](?:[\w&/]|(?!'s\b)[.'-](?=\w))*"
_CAPITALS = rf"{_TOKEN}(?: (?:(?:of|de|du|la|le|der|die|das|do|da|&) )?{_TOKEN}){{0,4}}"


def find_outlet(
    *,
    given: str | None,
    sitename: str | None,
    url: str | None,
    text: str,
    blocks: tuple[Block, ...],
) -> Outlet:
    """The outlet on the best basis there is: given, metadata, url, furniture, or unknown.

    ``owner`` is what ``outlets.csv`` says and else None. ``span`` is where furniture
    names the outlet.
    """
    if given and given.strip():
        return _named(given, basis_is_given=True)
    row = _by_url(url)
    cleaned = (sitename or "").strip().lstrip("@")
    if host_of(cleaned):  # "https://www.odra.example" is an address and no name
        row, cleaned = row or _by_url(cleaned), ""
    # "NYTimes": a site name that the table does not know says less than an address it knows.
    if cleaned and (row is None or find_row(cleaned)):
        return _named(cleaned, basis_is_given=False)
    if row:
        return Outlet(row.name, row.owner, "url")
    return _in_furniture(text, blocks) or Outlet()


def find_row(name: str) -> OutletRow | None:
    """The row of ``outlets.csv`` that a name, an alias or a domain belongs to."""
    return _by_name().get(name_key(name)) or _by_url(f"//{name.strip()}")


def names_an_outlet(words: str) -> bool:
    """Whether the words name an outlet or agency of the table."""
    return _names().search(words) is not None


def _named(name: str, *, basis_is_given: bool) -> Outlet:
    row = find_row(name)
    return Outlet(
        row.name if row else name.strip(),
        row.owner if row else None,
        "given" if basis_is_given else "metadata",
    )


def host_of(url: str | None) -> str:
    """The host of an address in lower case; empty where there is none."""
    try:
        return (urlsplit(url or "").hostname or "").lower()
    except ValueError:  # "http://[": not an address
        return ""


def _by_url(url: str | None) -> OutletRow | None:
    parts = host_of(url).split(".")
    candidates = (".".join(parts[i:]) for i in range(len(parts) - 1))
    return next((_by_domain()[c] for c in candidates if c in _by_domain()), None)


# ------------------------------------------------------ what furniture tells


@dataclass(frozen=True, slots=True)
class Frame:
    """One row of ``outlet_frames.csv``: words around a name that tell whose name it is.

    ``tells`` is self (the site's own name), holder (its own, but an agency's there is the
    agency's), masthead (the same, on top of the page alone), other (somebody else's) or
    original (whose page this one copies). ``takes`` says which names it believes: any,
    outlet (sounds like one), paper (sounds like one, and not like the name of a newsletter),
    known (stands in ``outlets.csv``) or source (all but words for pages). ``weight`` is
    how telling it is, 0 to 1. ``kinds`` are the furniture it may stand in; none: any that
    speaks of the site, as ``*`` does beside kinds that do not.
    """

    tells: str
    pattern: re.Pattern[str]
    takes: str
    weight: float
    kinds: tuple[str, ...]
    example: str
    name: str


@dataclass(frozen=True, slots=True)
class Telling:
    """One place where furniture names somebody; ``row`` None: ``outlets.csv`` has no such."""

    name: str
    row: OutletRow | None
    span: Span
    weight: float


@cache
def frames() -> tuple[Frame, ...]:
    """The rows of ``outlet_frames.csv``.

    Raises:
        TableError: a pattern is no regular expression, a weight no number.
    """
    columns = ("tells", "pattern", "takes", "weight", "kinds", "example", "name")
    return tuple(_frame(row) for row in data.table("outlet_frames", columns=columns))


def original_outlet(text: str, block: Block) -> Telling | None:
    """Whom a source footer names as the publisher of the page it copies, or None."""
    found = (
        t for frame in frames() if frame.tells == "original" for t in _told(frame, text, block)
    )
    return next(found, None)


def _in_furniture(text: str, blocks: tuple[Block, ...]) -> Outlet | None:
    """The outlet that the site's own words name most tellingly; None where it is torn."""
    told = [t for block in blocks if block.role == "furniture" for t in _told_of_self(text, block)]
    known = [t for t in told if t.row and t.weight > MERELY_NAMED]
    votes = _votes(known or told)
    ranked = sorted(votes, key=_sureness, reverse=True)
    if not ranked or _sureness(ranked[0]) < SURE_ENOUGH:
        return None
    if len(ranked) > 1 and _sureness(ranked[0]) - _sureness(ranked[1]) < CLEAR_LEAD:
        return None
    fullest = ranked[0][0].name
    best = max((t for t in ranked[0] if t.name == fullest), key=lambda t: t.weight)
    return Outlet(best.name, best.row.owner if best.row else None, "furniture", best.span)


def _told_of_self(text: str, block: Block) -> list[Telling]:
    if block.kind in OTHERS_KINDS and not any(block.kind in frame.kinds for frame in frames()):
        return []
    others = [t.span for f in frames() if f.tells == "other" for t in _told(f, text, block)]
    framed = [
        telling
        for frame in frames()
        if frame.tells in _told_by(block)
        for telling in _told(frame, text, block)
        if not (frame.tells != "self" and _is_agency(telling))
    ]
    seen = framed or _merely_named(text, block)
    return [t for t in seen if not any(t.span.overlaps(other) for other in others)]


def _told_by(block: Block) -> tuple[str, ...]:
    """Which frames count in a block: furniture of no kind may be a headline or a menu."""
    if block.kind is None:
        return ("holder",)
    return ("self", "holder", "masthead") if block.start == 0 else ("self", "holder")


def _told(frame: Frame, text: str, block: Block) -> Iterator[Telling]:
    anywhere = not frame.kinds or "*" in frame.kinds
    if block.kind not in frame.kinds and not (anywhere and block.kind not in OTHERS_KINDS):
        return
    words = block.span.of(text).translate(_SAME)
    lead = len(words) - len(words.lstrip(_BLANKS_AND_BULLETS))
    for found in frame.pattern.finditer(words.rstrip()[lead:]):
        start = block.start + lead + found.start("name")
        span = Span(start, start + len(found["name"]))
        name = span.of(text)
        row = known_as(name)
        if row or _believed(name, frame.takes):
            weight = frame.weight * (1.0 if row else _share(name))
            yield Telling(row.name if row else " ".join(name.split()), row, span, weight)


def _merely_named(text: str, block: Block) -> list[Telling]:
    """The one outlet of the table that a prompt of the site names outside every frame."""
    if block.kind not in SELF_KINDS:
        return []
    named = [
        Telling(row.name, row, Span(at, found.end(1)), MERELY_NAMED)
        for found in _names().finditer(text, block.start, block.end)
        if (row := _by_name()[name_key(found.group(1))]).kind != "agency"
        for at in [found.start(1) + (4 if found.group(1).startswith("the ") else 0)]
    ]
    return named[:1] if len({t.name for t in named}) == 1 else []


def known_as(name: str) -> OutletRow | None:
    """The row of a name, or of the name before a part of its site: "BBC Sport"."""
    parts = name.split()
    for end in range(len(parts), 0, -1):
        row = find_row(" ".join(parts[:end]))
        if row and all(_word(part) in _site_words() for part in parts[end:]):
            return row
    return None


def _believed(name: str, takes: str) -> bool:
    """Whether a name that no table knows reads like an outlet's in a frame that ``takes`` it."""
    parts = [_word(part) for part in name.split()]
    own = [part for part in parts if part not in _site_words() and not part.isdigit()]
    if takes == "source":
        return any(_site_words().get(part) not in NO_SOURCES for part in own or parts)
    if takes == "known" or not own or _is_company(parts) or all(len(p) < 2 for p in own):
        return False
    if any(_site_words().get(part) == "platform or picture library" for part in parts):
        return False  # "the Odra Farmer YouTube channel"
    if takes == "any":
        return _sounds_right(name) or not _is_person(name)
    if takes == "outlet":
        return _sounds_right(name)
    papers = [part for part in parts if data.sounds_like_an_outlet(part)]
    return bool(papers) and any(part not in papers for part in own)


def _share(name: str) -> float:
    if _sounds_right(name):
        return SOUNDS_RIGHT
    parts = [_word(part) for part in name.split()]
    may_be = len(parts) in (2, 3) and not any(part in _site_words() for part in parts)
    return LIKE_A_PERSON if may_be else IN_CAPITALS


def _sounds_right(name: str) -> bool:
    """Whether a name has a word that outlets' names have, or is a domain ("Odra.example")."""
    return data.sounds_like_an_outlet(name) or re.search(r"\w\.[a-z]{2,7}$", name) is not None


def _is_agency(telling: Telling) -> bool:
    kind = telling.row.kind if telling.row else ""
    return kind == "agency" or "agency" in telling.name.lower().split()


def _is_person(name: str) -> bool:
    parts = name.split()
    return len(parts) in (2, 3) and parts[0] in _first_names()


def _is_company(parts: list[str]) -> bool:
    return _site_words().get(parts[-1]) == "company"


def _votes(told: Sequence[Telling]) -> list[list[Telling]]:
    """What was told, by outlet, the fullest name first.

    "The Courier" is the Odra Courier where that is named, too.
    """
    votes: dict[str, list[Telling]] = {}
    for telling in sorted(told, key=lambda t: (-len(t.name), t.span)):
        key = name_key(telling.name)
        whole = next((k for k in votes if f" {k} ".endswith(f" {key} ")), key)
        votes.setdefault(whole, []).append(telling)
    return list(votes.values())


def _sureness(told: Sequence[Telling]) -> float:
    """How surely the site is called so: each telling adds to what the others leave open."""
    return 1 - math.prod(1 - telling.weight for telling in told)


def _frame(row: dict[str, str]) -> Frame:
    with data.reading_row("outlet_frames", row["pattern"]):
        pattern = re.compile(row["pattern"].replace("{name}", _any_name()), re.IGNORECASE)
        weight = float(row["weight"])
    kinds = data.words(row["kinds"])
    return Frame(row["tells"], pattern, row["takes"], weight, kinds, row["example"], row["name"])


def _word(part: str) -> str:
    return part.lower().strip(".,:;")


# -------------------------------------------------------------------- tables


@cache
def _any_name() -> str:
    """A name by its capitals; the few of the table that begin small, by their letters."""
    names = (name for row in data.outlets() for name in (row.name, *row.aliases))
    small = "|".join(sorted((re.escape(n) for n in names if n[0].islower()), reverse=True))
    return rf"(?P<name>\b(?>(?-i:{_CAPITALS}){'|' if small else ''}{small})(?!\w))"


@cache
def _site_words() -> dict[str, str]:
    return {row["word"]: row["sort"] for row in data.table("site_words", columns=("word", "sort"))}


@cache
def _first_names() -> frozenset[str]:
    return frozenset(row["name"] for row in data.table("first_names", columns=("name",)))


@cache
def _by_name() -> dict[str, OutletRow]:
    # Names stand before aliases: what one outlet is called wins over another's nickname.
    rows = data.outlets()
    named = {name_key(alias): row for row in rows for alias in row.aliases}
    return named | {name_key(row.name): row for row in rows}


@cache
def _by_domain() -> dict[str, OutletRow]:
    return {domain.lower(): row for row in data.outlets() for domain in row.domains}


@cache
def _names() -> re.Pattern[str]:
    names = {name for row in data.outlets() for name in (row.name, *row.aliases)}
    longest_first = sorted(names, key=lambda name: (-len(name), name))
    spelt = (re.sub(r"^The(?:\\)? ", "[Tt]he ", re.escape(n)) for n in longest_first)
    return re.compile(rf"(?<![\w-])({'|'.join(spelt)})(?![\w-])")
