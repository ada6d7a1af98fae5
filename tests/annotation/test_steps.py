"""spaCy's steps, taken one by one, say of every word what its own pipe says."""

from __future__ import annotations

import pytest
import spacy

from firsthand.annotation.parsing import MODEL, model
from firsthand.annotation.steps import take_steps

SENTENCES = (
    "There is a leak, said Ana Reis, who has run the mill at Norda since 1994.",
    "We're gonna fix it, she ain't going and y'all know why.",
    "Let's see: they've got ta pay $3.5 million by 12 May 2031, or c'm on!",
    "“The keepers' geese flew,” the Harbour Board told Tolm Radio on Tuesday.",
    "   ",
    "No",
    "What the surveyors saw, none of whom would be named, was worse than the mayors feared.",
    "Something that everybody wanted, but nobody's got, is better than the best of these.",
)
SAID = ("text", "tag_", "pos_", "lemma_", "dep_", "ent_type_", "ent_iob_", "is_sent_start")


@pytest.fixture(scope="module")
def as_it_comes() -> spacy.language.Language:
    return spacy.load(MODEL)


@pytest.mark.parametrize("without", [(), ("ner",)])
@pytest.mark.parametrize(
    "texts",
    [
        pytest.param(SENTENCES, id="sentences"),
        pytest.param([" ".join(SENTENCES[:n]) for n in range(1, 8)] * 40, id="more than a batch"),
        pytest.param([" "], id="a blank"),
        pytest.param([], id="nothing"),
    ],
)
def test_every_word_is_read_as_by_the_pipe(as_it_comes, texts, without):
    theirs = as_it_comes.pipe(texts, disable=without)
    ours = take_steps(model(), texts, without=without)
    assert [_said(doc) for doc in ours] == [_said(doc) for doc in theirs]


def test_a_ruler_that_asks_for_more_than_a_token_tells_by_itself_is_obeyed():
    nlp = spacy.blank("en")
    ruler = nlp.add_pipe("attribute_ruler")
    ruler.add([[{"LOWER": "very", "OP": "+"}, {"LOWER": "old"}]], {"LEMMA": "ancient"}, index=-1)
    (doc,) = take_steps(nlp, ["a very very old mill"])
    assert [token.lemma_ for token in doc][3] == "ancient"


def _said(doc):
    words = ([getattr(token, name) for name in SAID] for token in doc)
    return [(*word, str(t.morph), t.head.i) for word, t in zip(words, doc, strict=True)]
