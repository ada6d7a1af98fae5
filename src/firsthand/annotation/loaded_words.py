"""Words of the outlet's own that judge what they tell: "the GRIM intercept", "SADLY".

They are shown as the outlet's wording and left out where claims are compared. How many
there are says nothing about a page: there is no score.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from firsthand import data
from firsthand.annotation.attributions import Found
from firsthand.annotation.parsing import Paragraph
from firsthand.annotation.quotations import Quotation
from firsthand.annotation.spans import Stretches, joined
from firsthand.types import BodyView, Note

MESSAGE = "the outlet's own word, which judges"
MORE_THAN_SAID = frozenset(("even",))  # before a cue: "He EVEN added"


def find_loaded_words(
    view: BodyView,
    paragraphs: Sequence[Paragraph],
    quotations: Sequence[Quotation],
    found: Sequence[Found],
) -> Iterator[Note]:
    """A note for each word of ``loaded_words.csv`` outside quotation marks, in reading order.

    Also in what somebody is said to have said in other words: those are the outlet's.
    """
    quoted = Stretches(piece for q in quotations if q.depth == 0 for piece in q.pieces)
    cues = Stretches(joined(span for f in found for span in f.draft.cue))
    loaded = data.loaded_words() | MORE_THAN_SAID
    for paragraph in paragraphs:
        for token in paragraph.doc:
            word = token.lower_
            if word not in loaded:
                continue
            at = paragraph.span(token, token)
            # "Laughably," at the head of a sentence is no name, whatever the parser says.
            is_name = token.pos_ == "PROPN" and not word.endswith("ly")
            no_cue = word in MORE_THAN_SAID and not cues.overlapping(at)
            if is_name or no_cue or quoted.overlapping(at):
                continue
            for piece in view.spans(at.start, at.end)[:1]:
                yield Note("loaded-word", piece, MESSAGE)
