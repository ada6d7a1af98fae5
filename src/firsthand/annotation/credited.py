"""Who is credited right behind a sentence: "Ana Reis says it leaks. [Reuters]", "… (AP)"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from firsthand import data
from firsthand.annotation.attributions import Found
from firsthand.annotation.hands import Hand
from firsthand.types import Span

# Behind the end of a sentence, in brackets of its own and nothing else in them; with a dash behind
# it is what the next item begins with: "(Reuters) - The dam fell".
CREDIT = re.compile(
    r"""(?P<stop>[.!?…]?)["”’»']{0,2}[ \t\u00a0]?
    (?: \( (?P<via>via\s)? (?P<round>[^()\n]{2,40}) \)
      | \[ (?:via\s)? (?P<square>[^\[\]\n]{2,40}) \] )
    (?! [ \t]*[-–—] )""",
    re.VERBOSE,
)
FARTHEST = 60  # code points back from the end of the sentence


def credited(found: Found, text: str) -> Iterator[Hand]:
    """The outlet or agency that stands in brackets behind the sentence of the words.

    Only one that the table of outlets has: "(Ohio)" and "[sic]" credit nobody. In round brackets
    without "via" an agency alone: "the Odra Rowing Club (CBC)", "King (Independent)".
    """
    draft = found.draft
    if draft.cue_token is None or found.attribution.nested_in is not None:
        return
    sentence = draft.cue_token.sent
    end = draft.paragraph.start + sentence[-1].idx + len(sentence[-1])
    last = max(end, draft.content[-1].end)
    for at in range(last, max(last - FARTHEST, draft.start), -1):
        match = CREDIT.match(text, at) if at == last or text[at : at + 1] in " .([" else None
        if match is None or match.end() < last - 1:  # "… (AP)."
            continue
        group = "round" if match["round"] else "square"
        name = match[group].strip().rstrip(".")
        row = data.outlet_named(name)
        plain = group == "round" and not (match["stop"] or match["via"])
        span = Span(match.start(group), match.start(group) + len(name))
        own = any(span.overlaps(piece) for piece in draft.source)
        if row is not None and not own and (not plain or row.kind == "agency"):
            yield Hand(name, True, "report", "report", span)
        return
