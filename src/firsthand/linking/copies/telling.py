"""Copies in one plain sentence."""

from __future__ import annotations

import dataclasses

from firsthand.types import Article, Copy


def reason(copy: Copy, a: Article, b: Article) -> Copy:
    """The copy with what is shared, how much of each page, and who copied, in a sentence."""
    words = sum(passage.words for passage in copy.shared)
    one, other = _names(a, b)
    told = f"{one} and {other} share {_things(copy)} ({words} words; "
    told += f"{copy.share_a:.0%} of the one, {copy.share_b:.0%} of the other)"
    return dataclasses.replace(copy, reason=f"{told}; {_direction(copy, one, other)}.")


def _things(copy: Copy) -> str:
    quotations = sum(passage.sort == "quotation" for passage in copy.shared)
    counts = ((len(copy.shared) - quotations, "passage"), (quotations, "quotation"))
    return " and ".join(f"{n} {what}{'s' * (n > 1)}" for n, what in counts if n)


def _direction(copy: Copy, one: str, other: str) -> str:
    if copy.basis == "agency":
        return "both credit one agency, so neither need have copied the other"
    if copy.direction is None:
        if copy.basis == "republication":
            return "one says that it is a republication, of a third page"
        if all(passage.sort == "quotation" for passage in copy.shared):
            return "both may have it from who spoke"
        return "nothing tells which was first"
    first, later = (one, other) if copy.direction == "a-to-b" else (other, one)
    match copy.basis:
        case "credit":
            return f"{later} names {first} as its source"
        case "republication":
            return f"{later} says that it is a republication"
        case _:
            return f"{first} was published earlier"


def _names(a: Article, b: Article) -> tuple[str, str]:
    """What a reader calls the pages: their outlets, else titles, else ids; never one name."""
    for one, other in ((a.outlet.name, b.outlet.name), (_title(a), _title(b))):
        if one and other and one != other:
            return one, other
    return a.id, b.id


def _title(article: Article) -> str | None:
    return f"“{article.title}”" if article.title else None
