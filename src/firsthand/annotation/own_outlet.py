"""Whether a party is the page's own outlet, which is never a hand: by its name, by a short or
longer form of it, or as one of its own reporters.
"""

from __future__ import annotations

import re

from firsthand import data
from firsthand.annotation.class_names import media_nouns
from firsthand.annotation.hands import Hand
from firsthand.annotation.interviewers import known_interviewers

ADDED = re.compile(r"\s*\([^()]*\)\s*$")  # "Norda TV (Online News)"
TITLE = 3  # words at most between an outlet and what its reporter is: "Norda chief news anchor"


def is_own(hand: Hand, outlet: str | None, text: str) -> bool:
    """Whether a hand is the page's outlet or works for it: "told Norda TV anchor Tom Hill"."""
    if _is_this_one(hand.party or ""):
        return True
    known = known_interviewers().get(hand.party or "")
    theirs = known is not None and is_same(known.medium or None, outlet)
    return theirs or is_same(hand.party, outlet) or _works_for(outlet, hand.span.of(text))


def _is_this_one(party: str) -> bool:
    """Whether a page speaks of its own: "told THIS NEWSPAPER"."""
    words = party.lower().split()
    return len(words) > 1 and words[0] == "this" and media_nouns().get(words[-1]) is not None


def is_same(party: str | None, outlet: str | None) -> bool:
    """Whether a party is an outlet, also by the short name that it gives itself, with the
    programme behind its name, or by another name of the table: "AP" is the Associated Press.

    What a catalogue adds to an outlet's name in brackets is none of it, unless the table has
    it so: "ABC (Australia)".
    """
    if party is None or outlet is None:
        return False
    outlet = _plain(outlet)
    words, own = _words(party), _words(outlet)
    words = [word for word in words if media_nouns().get(word) != "person"]  # its reporter
    known, ours = data.outlet_named(party), data.outlet_named(outlet)
    if known is not None and ours is not None:
        return known == ours
    if not words or not own:
        return False
    if "".join(words) == "".join(own):
        return True  # "HuffPost" is "huff-post"
    return words == own[-len(words) :] or _is_short(words, own) or _is_programme(words, own, outlet)


def _plain(outlet: str) -> str:
    return outlet if data.outlet_named(outlet) else ADDED.sub("", outlet) or outlet


def _words(name: str) -> list[str]:
    words = re.findall(r"\w+", name.lower())
    return words[1:] if len(words) > 1 and words[0] == "the" else words


def _is_short(words: list[str], own: list[str]) -> bool:
    """Whether a name is the outlet's without the "News" at its end: "NBC" for "NBC News"."""
    return own[len(words) :] == ["news"] and words == own[: len(words)]


def _is_programme(words: list[str], own: list[str], outlet: str) -> bool:
    """Whether a name is a broadcaster's with that of a programme behind it: "Fox News Sunday"."""
    row = data.outlet_named(outlet)
    return row is not None and row.kind == "broadcaster" and words[: len(own)] == own


def _works_for(outlet: str | None, phrase: str) -> bool:
    """Whether a phrase calls somebody the outlet's: "NORDA TV anchor Tom Hill"."""
    own = _words(_plain(outlet)) if outlet else []
    words = re.findall(r"\w+", phrase.lower())
    starts = (n for n in range(len(words)) if own and words[n : n + len(own)] == own)
    return any(
        media_nouns().get(word) == "person"
        for n in starts
        for word in words[n + len(own) : n + len(own) + TITLE + 1]
    )
