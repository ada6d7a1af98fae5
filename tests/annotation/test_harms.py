"""Who is told to have harmed whom, in the order told."""

import pytest

from firsthand import annotate, data, read
from firsthand.types import Article

Told = tuple[str | None, str | None, str]


def harms_in(text: str) -> list[Told]:
    """Who did it, to whom, and what, in the order told."""
    article = annotate(read(text=text, as_body=True))
    return [(_words(h.by, article), _words(h.to, article), h.kind) for h in article.harms]


def _words(span: object, article: Article) -> str | None:
    return None if span is None else span.of(article.text)  # type: ignore[attr-defined]


# ------------------------------------------------------------------------- R67


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "The stoker said: “The border guards fired at our passengers. Then our own crew began "
            "to shoot at the cook, and the cook was killed.”",
            [
                ("The border guards", "our passengers", "attack"),
                ("our own crew", "the cook", "attack"),
                (None, "the cook", "death"),
            ],
        ),
        (
            "Rebels ambushed a patrol at dawn, a nurse said. Hours later soldiers shot two "
            "teachers dead and wounded a nurse.",
            [
                ("Rebels", "a patrol", "attack"),
                ("soldiers", "two teachers", "death"),
                ("soldiers", "a nurse", "hurt"),
            ],
        ),
        (
            "“They opened fire on us from the mill,” the ferryman said. A deckhand was shot by "
            "his comrades the same night, and a boy was stabbed to death.",
            [
                ("They", "us", "attack"),
                ("his comrades", "A deckhand", "attack"),
                (None, "a boy", "death"),
            ],
        ),
    ],
)
def test_r67_each_harm_keeps_who_did_it_and_to_whom_in_the_order_told(text, told):
    assert harms_in(text) == told


def test_whose_words_tell_a_harm_is_kept():
    article = annotate(
        read(text="“My men shot me,” the cook said. He said they had shot a boy. A girl died.")
    )
    by = {a.id: article.who_said(a) for a in article.attributions}
    assert [(by.get(h.attribution or "", "outlet"), h.quoted) for h in article.harms] == [
        ("cook (unnamed)", True),
        ("cook (unnamed)", False),
        ("outlet", False),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "The guards were ordered to shoot the cook.",  # not done
        "If it were not for the wall, they would have killed the cook.",
        "Nobody shot the cook.",
        "The guards did not shoot the cook.",
        "The guards threatened to kill the cook.",
        "The guards may have killed the cook.",
        "She feared that the guards would shoot the cook.",
        "The cook nearly died.",
        "It is not known how many died.",
        "The council killed the bill, and a studio shot the film.",  # to nobody
        "The pipes burst and the engine died.",
    ],
)
def test_what_was_not_done_or_was_done_to_nobody_is_no_harm(text):
    assert harms_in(text) == []


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("The cook died, but the teacher did too.", [(None, "The cook"), (None, "the teacher")]),
        ("The fire killed three people.", [(None, "three people")]),  # a fire is nobody
        ("KESK - Two guards were shot.", [(None, "Two guards")]),
        ("The gunman who shot the cook fled.", [("The gunman", "the cook")]),
        ("A cook was shot and killed by police.", [("police", "A cook")]),
    ],
)
def test_how_it_is_built(text, told):
    assert [(by, to) for by, to, _ in harms_in(text)] == told


# ------------------------------------------------------------------------- R68


def deaths_in(text: str) -> list[tuple[str, int, list[str]]]:
    """The words for each of the dead, how often that is told, and by whom."""
    article = annotate(read(text=text, as_body=True))
    by = {a.id: article.who_said(a) for a in article.attributions}
    return [
        (
            death.who.of(article.text),
            len(death.harms),
            [by.get(article.harms[n].attribution or "", "outlet") for n in death.harms],
        )
        for death in article.deaths
    ]


@pytest.mark.parametrize(
    ("text", "dead"),
    [
        (
            "Another corporal was shot dead at the mill. “The corporal was killed first, and the "
            "cook died with him,” the gunner said.",
            [
                ("Another corporal", 2, ["outlet", "gunner (unnamed)"]),
                ("the cook", 1, ["gunner (unnamed)"]),
            ],
        ),
        (
            "Ana Reis said guards had killed a nurse. Police said the nurse was killed by a mob.",
            [("a nurse", 2, ["Ana Reis", "Police (unnamed)"])],
        ),
        (
            "Sergeant Tom Katz died at Kesk. A boy was killed as well. “Katz was killed by his "
            "comrades,” a cook said. “She died too.”",
            [
                ("Sergeant Tom Katz", 2, ["outlet", "cook (unnamed)"]),
                ("A boy", 1, ["outlet"]),
                ("She", 1, ["cook (unnamed)"]),
            ],
        ),
    ],
)
def test_r68_each_of_the_dead_stands_once_with_who_tells_it(text, dead):
    assert deaths_in(text) == dead


@pytest.mark.parametrize(
    "text",
    [
        "A boy was killed at noon. A boy was killed at dusk.",  # two
        "Two guards were killed in Norda. Two guards were killed in Kesk.",
        "He died at noon. He died at dusk.",
    ],
)
def test_who_may_be_two_is_not_made_one(text):
    assert len(deaths_in(text)) == 2


HARMS = data.table("harms", columns=("verb", "harm", "frame", "example"))


@pytest.mark.parametrize("row", HARMS, ids=lambda row: f"{row['verb']} {row['frame']}")
def test_each_row_of_the_table_is_found_in_its_example(row):
    ((_, _, kind),) = harms_in(f"{row['example']}.")
    assert kind == (row["harm"] or "attack")
