"""Every count, amount, measure, share, duration and age of the body, with its bounds.

The figures are found with their units (``figures.py``), joined to ranges and given their bounds
(``bounds.py``); what is none is left out (``no_figures.py``), and ``counted.py`` says what the
others count. What is not settled stays None: "hundreds" has no bounds.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from firsthand.annotation.bounds import as_age, with_bounds, with_ranges
from firsthand.annotation.counted import counted
from firsthand.annotation.figures import Figure, Reader, find_figures
from firsthand.annotation.measures import english
from firsthand.annotation.no_figures import is_none, is_score
from firsthand.annotation.parsing import Paragraph
from firsthand.types import BodyView, Quantity


def find_quantities(view: BodyView, paragraphs: Sequence[Paragraph]) -> tuple[Quantity, ...]:
    """The quantities of the body in reading order; none overlap.

    ``low`` and ``high`` are in ``unit``, None where the words give no such bound; both are for
    an exact figure the same. Left out: dates, years, clock times, ordinals, numbers in names,
    and what stands across set-aside furniture.
    """
    return tuple(
        quantity for paragraph in paragraphs for quantity in _of_paragraph(view, paragraph)
    )


def _of_paragraph(view: BodyView, paragraph: Paragraph) -> Iterator[Quantity]:
    reader = Reader(view.text[paragraph.start : paragraph.end], paragraph, english())
    end = 0
    for figure in _bounded(reader, with_ranges(reader, find_figures(reader))):
        spans = view.spans(paragraph.start + figure.start, paragraph.start + figure.end)
        if len(spans) != 1 or figure.start < end:
            continue
        end = figure.end
        yield Quantity(
            span=spans[0],
            low=figure.low,
            high=figure.high,
            unit=figure.unit,
            of="age" if figure.age else figure.of or counted(reader, figure),
            approximate=figure.about,
            vague=figure.vague,
        )


def _bounded(reader: Reader, figures: list[Figure]) -> Iterator[Figure]:
    """The figures with their bounds, without those that are names, years or counters."""
    for number, figure in enumerate(figures):
        pair = (*figures[max(0, number - 1) : number], *figures[number + 1 : number + 2])
        if figure.vague or figure.age:
            yield figure
            continue
        bounded = with_bounds(reader, figure)
        bounded = as_age(reader, bounded)
        scored = any(is_score(reader.text, figure, f) for f in pair)
        bounded = replace(bounded, scored=scored)
        if not is_none(reader, bounded):
            yield bounded
