"""The steps of spaCy's English pipeline over the paragraphs of an article, in its own order.

What comes out is what ``Language.pipe`` gives, tag for tag and entity for entity. But three steps
hold it up that need not, a third of its time together: its transition systems let go of Python's
lock and ask for it again at every move that they consider, its ruler tries nearly two hundred
patterns on every word, and its lemmatiser looks words up in lists.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

BATCH = 256  # texts, as spaCy takes them by default
ALIKE = 64  # of them are parsed at a time, those of like length together
SEEN_ALONE = frozenset(("ORTH", "LOWER", "TAG", "DEP", "IS_SPACE"))  # what a token has by itself
MOST_REMEMBERED = 20_000  # sorts of tokens, some 5 MB

BEGINS = "begins"

Match = tuple[int, int, int, int]  # the rule's number and name, the first token, and the one after
Said = tuple[list[tuple[int, int]], bool]  # the rules of one token, and whether one of more begins


def take_steps(nlp: Language, texts: Iterable[str], *, without: Collection[str] = ()) -> list[Doc]:
    """The texts as every step of the pipeline has read them, but for the steps left out."""
    from spacy.pipeline import AttributeRuler
    from spacy.pipeline.transition_parser import Parser

    docs = [nlp.make_doc(text) for text in texts]
    pipeline: Sequence[tuple[str, Any]] = nlp.pipeline
    for name, step in pipeline:
        if name in without:
            continue
        if isinstance(step, Parser):
            _parse(step, docs)
        elif isinstance(step, AttributeRuler) and (rules := _rules(step)) is not None:
            rules.obey(docs)
        else:
            docs = list(step.pipe(docs, batch_size=BATCH))
    return docs


def with_quick_lemmas(nlp: Language) -> Language:
    """The pipeline, whose lemmatiser looks words up in sets and no longer in lists."""
    lemmatizer: Any = nlp.get_pipe("lemmatizer")
    known = lemmatizer.lookups.get_table("lemma_index")
    for word_class in list(known):
        known[word_class] = frozenset(known[word_class])
    return nlp


# ------------------------------------------------------------------- parser, entity recogniser


def _parse(step: Any, docs: Sequence[Doc]) -> None:
    for batch in _by(docs, BATCH):
        for alike in _by(sorted(batch, key=len), ALIKE):
            step.set_annotations(alike, _parsed(step, alike))


def _parsed(step: Any, docs: Sequence[Doc]) -> list[Any]:
    """The likeliest move of each text's parse, again and again to its end.

    ``Parser.greedy_parse`` does this without Python's lock, and takes the lock for a moment at
    every move that it considers, 74 a word for entities.
    """
    states: list[Any] = step.moves.init_batch(docs)
    going = [state for state in states if not state.is_final()]
    if not going:
        return states
    network = step.model.predict(docs)
    while going:
        going = step.transition_states(going, network.predict(going))
    network.clear_memory()
    return states


def _by(docs: Sequence[Doc], size: int) -> Iterator[Sequence[Doc]]:
    for start in range(0, len(docs), size):
        yield docs[start : start + size]


# ----------------------------------------------------------------------------- attribute ruler


class _Rules:
    """The patterns of an attribute ruler. What those of one token say of a token hangs on a few
    of its attributes, and is worked out once for all tokens that have the same. The few of more
    tokens are tried only on texts that hold a token which could be the first of one.
    """

    def __init__(self, ruler: Any, asked: Collection[str]) -> None:
        from spacy.matcher import Matcher

        self._ruler = ruler
        self._asked: list[int | str] = [*sorted(asked)]
        self._of_one, self._of_more = Matcher(ruler.vocab), Matcher(ruler.vocab)
        for number, rule in enumerate(ruler.patterns):
            for pattern in rule["patterns"]:
                if len(pattern) == 1:
                    self._of_one.add(str(number), [pattern])
                else:
                    self._of_more.add(str(number), [pattern])
                    self._of_one.add(BEGINS, [pattern[:1]])
        self._number = {ruler.vocab.strings[str(n)]: n for n in range(len(ruler.attrs))}
        self._begins: int = ruler.vocab.strings[BEGINS]
        self._known: dict[tuple[int, ...], Said] = {}

    def obey(self, docs: Sequence[Doc]) -> None:
        """Let the ruler set what its rules say of the texts."""
        for doc in docs:
            self._ruler.set_annotations(doc, self.matches(doc))

    def matches(self, doc: Doc) -> list[Match]:
        """What ``AttributeRuler.match`` gives: later rules come later, and so win."""
        found: list[Match] = []
        begins = False
        for at, sort in enumerate(map(tuple, doc.to_array(self._asked).tolist())):
            known = self._known.get(sort) or self._learn(sort, doc, at)
            begins = begins or known[1]
            found += [(number, name, at, at + 1) for number, name in known[0]]
        if begins:
            for name, start, end in self._of_more(doc, allow_missing=True):
                found.append((self._number[name], name, start, end))
        return sorted(found)

    def _learn(self, sort: tuple[int, ...], doc: Doc, at: int) -> Said:
        if len(self._known) >= MOST_REMEMBERED:  # words without end in a long run
            self._known.clear()
        names = [name for name, *_ in self._of_one(doc[at : at + 1], allow_missing=True)]
        rules = [(self._number[name], name) for name in names if name != self._begins]
        self._known[sort] = rules, self._begins in names
        return self._known[sort]


@cache
def _rules(ruler: Any) -> _Rules | None:
    """Read once for each ruler; None where its patterns ask for what no token has by itself."""
    patterns = [pattern for rule in ruler.patterns for pattern in rule["patterns"]]
    asked = {attribute for first, *_ in patterns for attribute in first}
    return _Rules(ruler, asked) if asked <= SEEN_ALONE else None
