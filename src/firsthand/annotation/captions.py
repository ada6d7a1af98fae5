"""Who is said to have said what in the captions of a page.

A caption stands apart from the article: whom it quotes may be on another page's video. So its
statements are kept apart as well, with speakers of their own, and no count of the body's knows
them.
"""

from __future__ import annotations

import dataclasses

from firsthand.annotation.attributions import found_in
from firsthand.annotation.parsing import parse
from firsthand.annotation.quotations import find_quotations
from firsthand.annotation.speakers import find_speakers
from firsthand.types import Article, Captioned


def find_captioned(article: Article) -> tuple[Captioned, ...]:
    """What the captions say somebody said, in reading order. A speaker is whom the captions alone
    tell of; a pronoun in them means nobody of the article.
    """
    captions = [block for block in article.blocks if block.role == "caption"]
    if not captions:
        return ()
    blocks = tuple(dataclasses.replace(b, role="body", shown="body") for b in captions)
    apart = dataclasses.replace(article, blocks=blocks)
    view = apart.read_body()
    paragraphs, quotations = parse(view), find_quotations(view)
    found = found_in(apart, view, paragraphs, quotations)
    speakers, speaker_of = find_speakers(found, paragraphs, quotations, view)
    by_id = {speaker.id: speaker for speaker in speakers}
    return tuple(
        Captioned(
            kind=f.attribution.kind,
            source=f.attribution.source,
            cue=f.attribution.cue,
            content=f.attribution.content,
            speaker=by_id[speaker_of[f.attribution.id]].shown_as
            if f.attribution.id in speaker_of
            else None,
        )
        for f in found
    )
