import pytest

from firsthand import data
from firsthand.cleaning import furniture, outlets
from firsthand.errors import TableError
from firsthand.words import normal

KINDS = {
    *("newsletter", "related", "tags", "vote", "campaign", "account", "comments"),
    *("source-footer", "section", "caption", "share", "credit", "dateline", "byline"),
    *("body", None),
}
JOURNALISM = (
    "The lower bridge fell at four in the morning.",
    "Reuters reported on Monday that both gates had been open.",
    "According to the Kyiv Independent, the order was given by telephone.",
    '"I saw it myself," a neighbour told the BBC.',
    "He signed up to the fire brigade at the age of sixteen.",
    "Read by millions, her diary of the flood became a film.",
    "The company shares its profits with the town.",
    "In a report from the Valley Post, engineers put the damage at 40 million.",
    "Agence France-Presse could not verify the footage.",
    "Sport has been played on the meadow since 1890.",
    "Follow the river south and you come to the second dam.",
    "Support for the mayor has fallen since the flood.",
    "Join the two banks again, the families ask.",
    "The photo was taken by a soldier on the bridge.",
    "Next, the engineers will look at the third gate.",
    "It was first published in a journal and then denied.",
)


@pytest.mark.parametrize("rule", furniture.rules(), ids=lambda rule: rule.example)
def test_every_furniture_row_matches_its_own_example(rule):
    words = normal(rule.example)
    tried = rule.pattern.search if rule.kind == "body" else rule.pattern.match
    assert tried(words)
    assert rule.kind in KINDS
    assert 0 < rule.certainty <= 1
    assert rule.reason


def test_every_kind_of_the_design_has_a_row():
    assert {rule.kind for rule in furniture.rules()} == KINDS


@pytest.mark.parametrize("words", JOURNALISM)
def test_no_furniture_row_takes_a_sentence_of_journalism(words):
    assert furniture.label(words) is None


@pytest.mark.parametrize("row", data.outlets(), ids=lambda row: row.name)
def test_every_outlet_is_found_by_its_name_its_aliases_and_its_domains(row):
    assert row.domains
    assert row.kind in {"newspaper", "agency", "broadcaster", "site", "magazine"}
    for name in (row.name, *row.aliases, *row.domains):
        assert outlets.find_row(name) is row


def test_no_two_outlets_share_a_name_or_a_domain():
    rows = [{n.lower() for n in (r.name, *r.aliases, *r.domains)} for r in data.outlets()]
    names = [name for row in rows for name in row]
    assert {name for name in names if names.count(name) > 1} == set()


def test_a_pattern_that_is_no_pattern_is_reported(tmp_path, monkeypatch):
    columns = "kind,pattern,certainty,reason,example,source,date\n"
    (tmp_path / "furniture.csv").write_text(f"{columns}vote,(,0.9,why,ex,me,2026-11-21\n")
    monkeypatch.setenv("FIRSTHAND_DATA", str(tmp_path))
    furniture.rules.cache_clear()
    try:
        with pytest.raises(TableError, match=r"furniture\.csv"):
            furniture.rules()
    finally:
        furniture.rules.cache_clear()
