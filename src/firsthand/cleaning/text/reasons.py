"""Why the labeller takes a line for furniture, in words for people."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence

MOST_REASONS = 2
LEAST_SHARE = 0.1  # of the vote; less is no reason
FEW_WORDS = 8
SHOWN_WORDS = 2
LONGEST_SHOWN = 24  # code points of a word of the site that is shown

Looks = Mapping[str, float]
Phrase = Callable[[Looks], str | None]

# The columns that a reason rests on, and what it says, or None where it does not hold.
REASONS: tuple[tuple[str, Phrase], ...] = (
    (
        "hint-2 hint-1 hint+1 hint+2 hints_around rule-2 rule-1 rule+1 rule+2 around_rule",
        lambda look: "stands among lines that read like the site's own",
    ),
    ("chars words sentences word_length", lambda look: _length(look)),
    ("stop", lambda look: None if look["stop"] else "no full stop at its end"),
    (
        "function capitals upper commas",
        lambda look: None if look["stop"] else "reads like a heading or an entry of a list",
    ),
    (
        "known known_names",
        lambda look: "the article speaks of little in it" if look["known"] < 0.4 else None,
    ),
    ("from_paragraph below above", lambda look: _place(look)),
    (
        "words-2 words-1 words+1 words+2 function-2 function-1 function+1 function+2"
        " stop-2 stop-1 stop+1 stop+2 around_words around_stop",
        lambda look: "stands among short lines" if look["around_stop"] < 0.5 else None,
    ),
    (
        "repeated same_start same_end",
        lambda look: "begins or ends like other lines of the page" if _is_like(look) else None,
    ),
    ("copied", lambda look: "repeats words of the article" if look["copied"] > 0.5 else None),
    (
        "you we request requests exclamation question",
        lambda look: "speaks to the reader" if look["you"] + look["requests"] > 0 else None,
    ),
    ("date", lambda look: "gives a date or a time" if look["date"] else None),
    ("address", lambda look: "holds an address" if look["address"] else None),
    ("dividers", lambda look: "bars or arrows divide it" if look["dividers"] else None),
    (
        "in_brackets ends_in_brackets",
        lambda look: "ends in brackets, as credits do" if look["ends_in_brackets"] else None,
    ),
)


def in_words(looks: Looks, shares: Looks, weighty: Sequence[str]) -> tuple[str, ...]:
    """The weightiest reasons, at most ``MOST_REASONS``.

    ``shares`` is how much each look spoke for furniture; ``weighty`` are the words of the
    line, the most telling first.
    """
    found: dict[str, float] = defaultdict(float)
    if (words := _words_of_the_site(weighty)) is not None:
        found[words] = shares["hint"]
    for columns, phrase in REASONS:
        if (said := phrase(looks)) is not None:
            found[said] += sum(shares[column] for column in columns.split())
    best = sorted(found, key=lambda said: -found[said])
    return tuple(said for said in best[:MOST_REASONS] if found[said] >= LEAST_SHARE)


def _words_of_the_site(weighty: Sequence[str]) -> str | None:
    shown = [f'"{w}"' for w in weighty if w.isalpha() and len(w) <= LONGEST_SHOWN][:SHOWN_WORDS]
    return f"words that sites use: {', '.join(shown)}" if shown else None


def _length(look: Looks) -> str | None:
    words = round(math.expm1(look["words"]))
    return f"only {words} words" if 1 < words <= FEW_WORDS else "one word" if words == 1 else None


def _place(look: Looks) -> str | None:
    if look["below"] > 0:
        return "stands below the last paragraph"
    if look["above"] > 0:
        return "stands above the first paragraph"
    return "stands apart from the paragraphs" if look["from_paragraph"] > 2 else None


def _is_like(look: Looks) -> bool:
    return max(look["repeated"], look["same_start"], look["same_end"]) > 1
