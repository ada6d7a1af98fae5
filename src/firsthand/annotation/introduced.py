"""What a page says a hand is, beside its name: "the exiled NEWS SERVICE Lockview".

The name is whom the hand is known by; what else the words say of it is kept for the reader, who
may never have heard of it.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from firsthand.annotation.class_names import media_nouns
from firsthand.annotation.hands import Hand
from firsthand.annotation.mentions import is_person
from firsthand.annotation.nouns import kind_of_noun
from firsthand.annotation.parsing import Paragraph, paragraph_at, words_as_written
from firsthand.types import Span

if TYPE_CHECKING:
    from spacy.tokens import Token

ARTICLES = frozenset(("a", "an", "the"))
DESCRIBING = frozenset(("ADJ", "NOUN", "NUM", "PROPN"))
ENDS_IT = frozenset(("acl", "punct", "relcl"))
FARTHEST = 3  # words on, of what stands behind a name: "the Weirline NEWS AGENCY"


def said_to_be(hand: Hand, paragraphs: Sequence[Paragraph], text: str) -> str | None:
    """What the words of a hand call it beside its name, without the article: before the name,
    behind it, or behind a comma; None where they only name it, or do not name it.
    """
    paragraph = paragraph_at(paragraphs, hand.span.start)
    if paragraph is None or not hand.named or not hand.party:
        return None
    # the parser may leave out the name behind a description: "by the news service LOCKVIEW"
    at = text.find(hand.party, hand.span.start, hand.span.end + 1 + len(hand.party))
    if at < 0:
        return None
    name = paragraph.tokens_under(Span(at, at + len(hand.party)))
    words = _before(name[0]) or _behind(name[-1]) or _apposed(name[-1]) if name else []
    return words_as_written(words) or None


def _before(first: Token) -> list[Token]:
    """ "The EXILED KESK NEWS SERVICE Lockview": what ends in a common noun beside the name."""
    words: list[Token] = []
    for token in reversed(first.doc[first.sent.start : first.i]):
        if token.pos_ not in DESCRIBING and token.tag_ != "VBN" and token.text != "-":
            break
        words.insert(0, token)
    return words if words and _is_common(words[-1]) and _is_somebody(words[-1]) else []


def _behind(last: Token) -> list[Token]:
    """ "The Weirline NEWS AGENCY": common nouns of which the name is a part."""
    noun = last.head
    if last.dep_ != "compound" or not last.i < noun.i <= last.i + FARTHEST:
        return []
    words = list(last.doc[last.i + 1 : noun.i + 1])
    own = all(map(_is_common, words)) and _is_somebody(noun)
    return words if own and not is_person(noun) else []  # "Courier REPORTER Tom Hill"


def _apposed(last: Token) -> list[Token]:
    """ "Lockview, AN EXILED NEWS SITE": what is set behind the name and a comma."""
    for child in last.rights:
        first = child.left_edge
        comma = first.i > 0 and first.nbor(-1).text == "," and first.i == last.i + 2
        if child.dep_ != "appos" or not comma or not _is_somebody(child):
            continue
        added = {t.i for c in child.rights if c.dep_ in ENDS_IT for t in c.subtree}
        words = [t for t in child.subtree if t.i not in added]
        words = words[words[0].lower_ in ARTICLES :]
        return words if words[-1].i - words[0].i == len(words) - 1 else []
    return []


def _is_somebody(noun: Token) -> bool:
    """Whether a noun says what somebody is: a medium, a body, a group or a person."""
    told = media_nouns().get(str(noun.lemma_).lower()) or kind_of_noun(noun)
    return noun.pos_ != "PROPN" and told not in (None, "document")


def _is_common(word: Token) -> bool:
    return word.pos_ == "NOUN" and word.is_lower
