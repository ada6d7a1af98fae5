"""A learned reader of attributions: word pieces in, spans of who said what out.

``pieces`` cuts a text, ``model`` runs the network, ``decoding`` makes spans of its chances.
Trained by ``training/tagger``; ``docs/model-card.md`` says on what, how well, and where it
fails.
"""

from __future__ import annotations

from collections.abc import Sequence

from firsthand.annotation.quotations import Quotation
from firsthand.annotation.tagger.tagged import Tagged
from firsthand.types import BodyView

__all__ = ["Tagged", "tag"]


def tag(view: BodyView, quotations: Sequence[Quotation]) -> list[Tagged]:
    """The attributions of a body view, in the order of their cues.

    ``quotations`` are those of the view: what is quoted looks otherwise to the tagger. Spans
    count code points of ``view.text``. ``source`` is empty where the text names none.
    One layer only: nothing inside another's content. English only.

    Source of the method: a cue is the handle of its attribution, as a predicate is in
    semantic role labelling (He et al. 2017).
    """
    from firsthand.annotation.tagger import model  # numpy and onnxruntime: only who reads pays

    return model.shipped().tag(view, quotations)
