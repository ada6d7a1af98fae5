"""Which words the parser's vocabulary keeps from one article to the next."""

from __future__ import annotations

from firsthand.annotation.parsing import WORDS_KEPT, model, one_article, parse
from firsthand.pipeline import read


def test_words_of_an_ordinary_article_are_kept_while_there_is_room():
    if len(model().vocab) < WORDS_KEPT / 2:  # else others have filled it
        _parse("The quorvathine keeper fled, Ana Reis said.")
        assert "quorvathine" in model().vocab.strings


def test_words_without_end_are_forgotten_with_their_article():
    _parse(" ".join(f"tolmqx{n}" for n in range(WORDS_KEPT)))
    assert "tolmqx17" not in model().vocab.strings


def _parse(text: str) -> None:
    with one_article(text):
        parse(read(text=text, as_body=True).body, entities=False)
