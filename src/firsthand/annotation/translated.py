"""Which statements reach the page in translation, as far as its words say so.

Who heard or read the original is not told by that: a translator whom the page names is a
hand of the chain (``translate``), any other stays unknown.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import TYPE_CHECKING

from firsthand import data

if TYPE_CHECKING:
    from spacy.tokens import Token

    from firsthand.annotation.attributions import Found
    from firsthand.annotation.parsing import Paragraph
    from firsthand.types import Article, Speaker

ENGLISH = "en"  # what a page is in whose language is not told: no other is read

# Between a speaker and his hearers: whatever he says on that occasion came through it.
GO_BETWEEN = frozenset(("interpreter", "translator", "translation", "subtitle"))


@cache
def languages() -> dict[str, str]:
    """The code of a language by its English name, from ``languages.csv``."""
    rows = data.table("languages", columns=("name", "code", "example"))
    return {row["name"]: row["code"] for row in rows}


def find_translated(
    found: Sequence[Found],
    speakers: dict[str, Speaker],
    article: Article,
    paragraphs: Sequence[Paragraph],
) -> frozenset[str]:
    """The ids of the attributions whose words are a translation by the page's own account.

    "He said through an interpreter", "in the translation of the call", "a translated post",
    "said in Russian" on a page in another language. What the same speaker says further on is
    translated too where somebody stood between; a language holds for its own sentence alone.
    What the page does not say is not guessed from where somebody comes.
    """
    told: set[str] = set()
    since = _heard_in_translation(speakers.values(), article, paragraphs)
    for f in found:
        speaker = speakers.get(f.attribution.id)
        signs = list(_signs(f, article.language or ENGLISH))
        if speaker is not None and any(sign.lemma_.lower() in GO_BETWEEN for sign in signs):
            since[speaker.id] = min(since.get(speaker.id, f.draft.start), f.draft.start)
        if signs or (speaker is not None and since.get(speaker.id, f.draft.start) < f.draft.start):
            told.add(f.attribution.id)
    return frozenset(told)


def _heard_in_translation(
    speakers: Iterable[Speaker], article: Article, paragraphs: Sequence[Paragraph]
) -> dict[str, int]:
    """Since where in the view a speaker is heard in translation, where the page only says that
    he is: "In the translation a man can be heard with his wife."
    """
    mentioned = {mention: speaker.id for speaker in speakers for mention in speaker.mentions}
    since: dict[str, int] = {}
    for paragraph in paragraphs:
        for token in paragraph.doc:
            if token.lemma_.lower() not in GO_BETWEEN or not _tells(token, ENGLISH):
                continue
            verb = next((above for above in token.ancestors if above.pos_ == "VERB"), token)
            for child in verb.children:
                at = paragraph.span(child, child)
                if child.dep_ not in ("nsubj", "nsubjpass"):
                    continue
                here = article.body.spans(at.start, at.end)
                for mention, speaker in mentioned.items():
                    if here and mention.overlaps(here[0]):
                        since.setdefault(speaker, at.start)
    return since


def _signs(found: Found, language: str) -> Iterator[Token]:
    """The words that say of this attribution that it was translated, outside its content."""
    draft = found.draft
    cue = draft.tokens(draft.cue)
    for sentence in {token.sent.start: token.sent for token in cue}.values():
        for token in sentence:
            if not _tells(token, language) or not _belongs_to(token, cue):
                continue
            at = draft.paragraph.span(token, token)
            if not any(piece.covers(at) for piece in draft.content):
                yield token


def _tells(token: Token, language: str) -> bool:
    if token.lemma_.lower() in GO_BETWEEN:
        return token.pos_ in ("NOUN", "PROPN") and not _names_a_trade(token)
    if token.lower_ in ("translated", "subtitled"):
        # "a TRANSLATED post", "posted a statement, TRANSLATED from Arabic"; no "it translated to"
        return token.dep_ in ("amod", "acl") and not any(
            c.lower_ in ("to", "into") for c in token.children
        )
    if languages().get(token.text, language) == language:
        return False
    before = token.doc[token.i - 1] if token.i else None
    return before is not None and before.lower_ in ("in", "speaking", "speaks")


def _names_a_trade(token: Token) -> bool:
    """Whether a translator is somebody who speaks: "Ana Reis, a translator, said"."""
    return token.lemma_.lower() in ("interpreter", "translator") and token.dep_ != "pobj"


def _belongs_to(token: Token, cue: list[Token]) -> bool:
    """Whether the word hangs on the cue, or on what hangs on it, and no verb stands between."""
    for above in (token, *token.ancestors):
        if above in cue:
            return True
        if above.pos_ == "VERB" and above.dep_ not in ("advcl", "acl", "amod", "xcomp"):
            return False
    return False
