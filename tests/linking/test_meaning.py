"""What statements mean: those that say the same are nearer than others on their matter."""

import numpy as np
import pytest

from firsthand.linking.meaning import meaning_of


@pytest.mark.parametrize(
    ("told", "again", "other"),
    [
        (
            "Ana Reis said: the ferry went down within minutes",
            "the boat sank in a very short time",
            "Ana Reis said: the ferry was built in Norda",
        ),
        (
            "police said: the mine's owner has been arrested",
            "officers detained the man who owns the pit, a witness said",
            "police said: the mine's owner has been generous",
        ),
        (
            "a spokesman said: the firm dismissed the engineer in May",
            "the company fired its engineer last spring, a source told the Courier",
            "a spokesman said: the firm praised the engineer in May",
        ),
        (
            "the mayor declined: to give the names of the missing",
            "the mayor would not say who was missing",
            "the mayor asked: to be given the names of the streets",
        ),
    ],
)
def test_what_says_the_same_is_nearer_than_another_thing_on_the_matter(told, again, other):
    one = meaning_of(told)
    assert one @ meaning_of(again) > one @ meaning_of(other)


@pytest.mark.parametrize(
    "text", ["", " ", "•", "half a \ud83d pair", "mud " * 10_000, "Вода ушла."]
)
def test_any_text_has_a_vector_of_length_one(text):
    vector = meaning_of(text)
    assert vector.shape == (384,)
    assert np.linalg.norm(vector) == pytest.approx(1, abs=1e-4)


def test_what_was_read_cannot_be_changed_by_who_asked():
    with pytest.raises(ValueError, match="read-only"):
        meaning_of("the weir broke")[0] = 0
