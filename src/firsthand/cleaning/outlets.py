"""Who publishes the page: what we are told, the page's metadata, its address, its furniture."""

from __future__ import annotations

import re
from functools import cache
from urllib.parse import urlsplit

from firsthand import data
from firsthand.data import OutletRow
from firsthand.types import Block, Outlet, Span
from firsthand.words import name_key

# Where a site speaks of itself, the most telling first. Comments ("The Conversation (0)"),
# related links, tags, captions and source footers name other people.
SELF_KINDS = ("newsletter", "vote", "account", "share", "campaign")


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


def _by_url(url: str | None) -> OutletRow | None:
    try:
        host = urlsplit(url or "").hostname or ""
    except ValueError:  # "http://[": not an address
        return None
    parts = host.lower().split(".")
    candidates = (".".join(parts[i:]) for i in range(len(parts) - 1))
    return next((_by_domain()[c] for c in candidates if c in _by_domain()), None)


def _in_furniture(text: str, blocks: tuple[Block, ...]) -> Outlet | None:
    for kind in SELF_KINDS:
        for block in blocks:
            if block.role != "furniture" or block.kind != kind:
                continue
            if found := _names().search(text, block.start, block.end):
                row = _by_name()[name_key(found.group(1))]
                at = found.start(1) + (4 if found.group(1).startswith("the ") else 0)
                return Outlet(row.name, row.owner, "furniture", Span(at, found.end(1)))
    return None


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
