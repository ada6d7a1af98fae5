"""Which words were posted: "tweeted", "wrote on Facebook", and the quotation that follows on."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from typing import TYPE_CHECKING

from firsthand.annotation.attributions import Found
from firsthand.annotation.drafts import Draft
from firsthand.annotation.embedded_posts import is_post
from firsthand.annotation.mentions import platforms
from firsthand.annotation.parsing import Paragraph
from firsthand.annotation.spans import holds
from firsthand.types import Speaker

if TYPE_CHECKING:
    from spacy.tokens import Token

POSTING = frozenset(("tweet", "post", "retweet"))
CALLING = frozenset(("call",))
POSTS = frozenset(("post", "tweet", "thread"))
THROUGH = frozenset(("on", "in", "via", "over", "through", "with"))
SEVERAL = frozenset("barrage couple flurry handful number pair series slew string".split())
OWN_WORDS = frozenset("apology comment letter message note remark statement".split())
UPLOADING = frozenset(("post", "tweet", "upload"))


def posted(
    found: Sequence[Found], speakers: dict[str, Speaker], paragraphs: Sequence[Paragraph]
) -> frozenset[str]:
    """The ids of the attributions whose words were posted.

    So were those that the same speaker is quoted with in the very next sentence: "Reis praised
    the crew on Facebook. “They were quick,” she said." What is told of him there may be from
    anywhere.
    """
    after = {one.start: two.start for one, two in itertools.pairwise(paragraphs)}
    on: set[str] = set()
    before: Found | None = None
    for f in found:
        identity = f.attribution.id
        speaker = speakers.get(identity)
        if _is_posted(f.draft):
            on.add(identity)
        elif before is not None and before.attribution.id in on and speaker is not None:
            same = speakers.get(before.attribution.id) == speaker
            if same and f.attribution.kind == "direct" and _follows(before.draft, f.draft, after):
                on.add(identity)
        before = f if f.attribution.nested_in is None else before
    return frozenset(on)


def _follows(before: Draft, draft: Draft, after: dict[int, int]) -> bool:
    """Whether a content begins in the sentence of the words before, or in the one behind it."""
    words, cue = draft.paragraph.tokens_under(draft.content[0]), before.cue_token
    if not words or cue is None:
        return False
    begins, ends = words[0].sent.start, cue.sent.end
    if draft.paragraph.start == before.paragraph.start:
        return bool(cue.sent.start <= begins <= ends)
    last = all(t.is_space for t in cue.doc[ends:])
    return last and begins == 0 and after.get(before.paragraph.start) == draft.paragraph.start


def _is_posted(draft: Draft) -> bool:
    """Whether the words were posted: "tweeted", "wrote ON FACEBOOK", "said IN A POST"; or are a
    post that the page shows whole.
    """
    cue, content = draft.cue_token, draft.content
    if cue is None:
        return is_post(draft)
    words = draft.tokens((*draft.cue, *draft.source))
    beside = {id(t): t for word in (cue, *words) for t in word.children}.values()
    return cue.lemma_ in POSTING or any(
        below.dep_ == "pobj" and _is_posted_in(below, prep, cue)
        for prep in beside
        if prep.lower_ in THROUGH
        and not holds(content, (draft.paragraph.span(prep, prep),))
        and not _tells_who_he_is(prep, draft)
        for below in prep.children
    )


def _is_posted_in(word: Token, prep: Token, cue: Token) -> bool:
    """Whether what is said "in X", "on X", "with X" is posted: in a post or several ("in a series
    of tweets"), on a platform, in what the speaker posted ("in a video SHE POSTED").
    """
    if cue.lemma_ in CALLING and prep.lower_ != "in":
        return False  # "called ON FACEBOOK to close the page": that is who should
    if word.lemma_ in SEVERAL:
        posts = (t for of in word.children if of.lower_ == "of" for t in of.children)
        return any(t.lemma_ in POSTS or _is_on_a_platform(t) for t in posts if t.pos_ == "NOUN")
    if prep.lower_ == "with":
        return word.lemma_ in POSTS
    return word.lemma_ in POSTS or _is_on_a_platform(word) or _is_posted_by_himself(word)


def _tells_who_he_is(prep: Token, draft: Draft) -> bool:
    """Whether a phrase is a part of what somebody is: "a co-host ON HIS YOUTUBE CHANNEL"."""
    what = prep.head
    within = any(t == what for t in draft.tokens(draft.source))
    return within and what.dep_ in ("appos", "conj") and prep.nbor(-1).text != ","


def _is_posted_by_himself(word: Token) -> bool:
    """Whether somebody posted what he is heard or read in: "a video SHE POSTED", "a statement
    POSTED TO HIS FACEBOOK PAGE". Who posted "a video posted on X" may be anybody.
    """
    behind = [t.lower_ for t in word.doc[word.i + 1 : word.i + 2]]
    if behind in (["he"], ["she"]) and word.nbor(1).head.lemma_ in UPLOADING:
        return True  # "a clip SHE POSTED on X", wherever the parse hangs it
    for clause in (c for c in word.children if c.lemma_ in UPLOADING):
        subjects = (t for t in clause.children if t.dep_ == "nsubj")
        if clause.dep_ == "relcl" and any(t.lower_ in ("he", "she") for t in subjects):
            return True
        where = (t for p in clause.children if p.dep_ == "prep" for t in p.children)
        if clause.dep_ == "acl" and word.lemma_ in OWN_WORDS and any(map(_is_on_a_platform, where)):
            return True
    return False


def _is_on_a_platform(word: Token) -> bool:
    """Whether a word names a platform or something on it: "X", "her Facebook page"."""
    own = [c for c in word.children if c.dep_ in ("compound", "nmod", "poss") and c.i < word.i]
    named = [t for t in (word, *own) if t.is_title or t.is_upper or t.pos_ == "PROPN"]
    return any(t.lower_ in platforms() for t in named)
