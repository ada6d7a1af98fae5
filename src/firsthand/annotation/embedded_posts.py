"""Posts that a page shows whole: "It held. — Ana Reis (@anareis) 3 May 2021".

Pages that embed a post keep its words and its signature in one line of text, without quotation
marks and without a verb: name, handle and mostly a date behind a dash. Whoever signs says it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from firsthand.annotation.drafts import Draft
from firsthand.annotation.parsing import Paragraph
from firsthand.annotation.spans import Stretches, holds, joined
from firsthand.types import Span
from firsthand.words import WORD

LONGEST = 400  # code points; a longer line is no post alone
FEWEST_WORDS = 2
SIGNATURE = re.compile(
    r"\s[-–—]{1,2} ?(?P<name>[^\n()@—–]{2,50}?) ?(?P<handle>\(@\w+\))"
    r"(?:,? (?:[A-Z][a-z]+\.? \d{1,2}, \d{4}|\d{1,2} [A-Z][a-z]+\.?,? \d{4}))?\s*$"
)
LINKS = re.compile(r"(?:\s*(?:https?://\S+|pic\.twitter\.com/\S+))+\s*$")


def embedded_posts(paragraphs: Sequence[Paragraph], text: str) -> Iterator[Draft]:
    """Find the posts of the body; their cue is the handle, and no word of the parse heads it."""
    for paragraph in paragraphs:
        if paragraph.end - paragraph.start > LONGEST:
            continue
        signed = SIGNATURE.search(text, paragraph.start, paragraph.end)
        if signed is None:
            continue
        links = LINKS.search(text, paragraph.start, signed.start())
        said = Span(paragraph.start, links.start() if links else signed.start())
        if len(WORD.findall(said.of(text))) < FEWEST_WORDS:
            continue
        name = Span(*signed.span("name"))
        yield Draft(
            source=(name,),
            cue=(Span(*signed.span("handle")),),
            content=(said,),
            paragraph=paragraph,
            source_token=next(reversed(paragraph.tokens_under(name)), None),
        )


def is_post(draft: Draft) -> bool:
    """Whether a draft is a post that the page shows whole: a handle is its cue."""
    written = "".join(token.text for token in draft.tokens(draft.cue))
    return draft.cue_token is None and written.startswith("(@")


def with_posts(drafts: Sequence[Draft], posts: Iterable[Draft]) -> list[Draft]:
    """The drafts and the posts, without what is made of a post's signature.

    What a post tells of others stays within it; words that a paragraph before gives to somebody
    ("He wrote:") are not found twice.
    """
    signed = {post.paragraph.start: post for post in posts}
    kept = [
        draft
        for draft in drafts
        if (post := signed.get(draft.paragraph.start)) is None
        or holds(post.content, (*draft.cue, *draft.content))
    ]
    told = [draft.content for draft in kept if draft.paragraph.start not in signed]
    taken = Stretches(joined(span for content in told for span in content))
    new = [p for p in signed.values() if not any(taken.overlapping(s) for s in p.content)]
    return [*kept, *new]
