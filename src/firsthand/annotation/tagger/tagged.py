"""What the tagger gives."""

from __future__ import annotations

from dataclasses import dataclass

from firsthand.types import Spans


@dataclass(frozen=True, slots=True)
class Tagged:
    """One attribution in code points of the view; ``certainty`` (0 to 1) is that of its cue."""

    source: Spans
    cue: Spans
    content: Spans
    certainty: float
