"""Blame and what denies it, and statements one of which denies the other."""

import pytest
from linking_cases import linked


def denials(*texts: str) -> list[list[str]]:
    """The words of both sides of each denial."""
    found = linked(*texts)
    pages = {article.id: article.text for article in found.articles}
    return [
        [m.span.of(pages[m.article]) for group in c.groups for m in group.members]
        for c in found.conflicts
        if c.kind == "negation"
    ]


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        # -- right behind the accusation
        (
            ["The miners blamed the pit board for the flood, but Norda Hydro rejects every such "
             "accusation."],
            [["blamed the pit board for the flood, but Norda Hydro rejects every such "
              "accusation.", "Norda Hydro rejects every such accusation."]],
        ),
        (
            ["Ana Reis blamed the flood on the pit board. The company firmly dismissed any "
             "blame."],
            [["blamed the flood on the pit board.",
              "The company firmly dismissed any blame."]],
        ),
        # -- further on, of one in like words
        (
            ["The Nordan crews deny any involvement in the raid. Rain fell on the harbour all "
             "night. The mills stood still, and the children were sent home. Tom Katz says he "
             "believes Norda was behind the raid."],
            [["he believes Norda was behind the raid.",
              "The Nordan crews deny any involvement in the raid."]],
        ),
        (
            ["Shopkeepers accuse the pit board which rejects all blame."],
            [],  # the accusation is inside the words before "which": nothing stands by itself
        ),
        # -- other denials and other blame
        (["Ana Reis denied the request. The board dismissed the plan for a new lock."], []),
        (["The pit board denied responsibility for the flood. Rain fell on the harbour."], []),
        (["Ana Reis blamed the pit board. Rain fell all night. The mills stood still. The mayor "
          "of Tarrow denied any involvement in the sale of the lock."], []),
        # -- a claim of responsibility, and none
        (
            ["There was no immediate claim of responsibility for the blast at Norda lock.",
             "A band called the Night Oars claimed responsibility for the blast at Norda lock."],
            [["A band called the Night Oars claimed responsibility for the blast at Norda lock.",
              "no immediate claim of responsibility for the blast at Norda lock."]],
        ),
    ],
)  # fmt: skip
def test_a_denial_stands_beside_the_blame_that_it_answers(texts, expected):
    assert denials(*texts) == expected


@pytest.mark.parametrize(
    "texts",
    [
        # one speaker, who says one thing twice
        ["Ana Reis said the lock was closed before the storm. Later Reis said the lock was not "
         "closed before the storm."],
        # what stands inside another's words
        ["Ana Reis doubts that the keeper said the lock was not closed before the storm."],
        # few words in common
        ["The board said the lock was closed before the storm.",
         "The keeper said the storm was not a strong one."],
        # what is to come
        ["The board said the lock will be closed before the storm.",
         "The keeper said the lock will not be closed before the storm."],
    ],
)  # fmt: skip
def test_what_is_no_denial_of_a_fact_by_another_is_not_shown(texts):
    assert denials(*texts) == []


def test_two_speakers_of_one_page_may_deny_each_other():
    assert denials(
        "Ana Reis said the lock was closed before the storm. Tom Katz said the lock was not closed "
        "before the storm."
    ) == [["the lock was closed before the storm", "the lock was not closed before the storm"]]


@pytest.mark.parametrize(
    ("several", "one"),
    [
        (
            "Both ropes were new that week. At no time did the ferry drift into the lower gate.",
            "the ferry did not drift into the lower gate",
        ),
        (
            "The ropes were not old. The ferry drifted into the lower gate.",
            "the ferry drifted into the lower gate",
        ),
    ],
)
def test_a_sentence_that_denies_is_read_by_itself(several, one):
    """What stands beside it neither denies it nor affirms it."""
    assert denials(f"The keeper said: “{several}”", f"The keeper said {one}.") == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # -- what stands before, in its sentence or in the one before
        (
            "Ana Reis said that the keeper slept through the storm. Tom Katz denied the claim.",
            ["that the keeper slept through the storm", "Tom Katz denied the claim."],
        ),
        (
            "The union claims the sluice was left open, but the pit board disputes that.",
            ["the sluice was left open", "the pit board disputes that."],
        ),
        (
            "Reis alleged that the ferry carried no lamps. The harbour office rejected those "
            "accusations.",
            ["that the ferry carried no lamps", "The harbour office rejected those accusations."],
        ),
        # -- what calls it untrue
        (
            "Tom Katz said the bakery had sold stale bread for a year. “That is a lie,” Ana Reis "
            "said.",
            ["the bakery had sold stale bread for a year",
             "“That is a lie,” Ana Reis said."],
        ),
        (
            "The union says the pit board hid the letters. The mayor called the claim baseless.",
            ["the pit board hid the letters", "The mayor called the claim baseless."],
        ),
        (
            "Reis said the mill was sold in secret. Katz said this was simply untrue.",
            ["the mill was sold in secret", "Katz said this was simply untrue."],
        ),
        # -- the end of a sentence that denies its beginning
        (
            "The union says the pit board bought the silence of a witness, a claim the board "
            "denies.",
            ["the pit board bought the silence of a witness", "a claim the board denies."],
        ),
        (
            "Norda says Tarrow is arming the river bands, charges it has denied.",
            ["Tarrow is arming the river bands", "charges it has denied."],
        ),
        (
            "Reis said the clinic had turned away two children, an allegation rejected by the "
            "clinic.",
            ["the clinic had turned away two children", "an allegation rejected by the clinic."],
        ),
        # -- the claim of another, told in the denial
        (
            "The harbour office rejected Nordan accusations that its pilots had cut the buoys.",
            ["its pilots had cut the buoys",
             "The harbour office rejected Nordan accusations"],
        ),
        (
            "Tom Katz contradicted the mayor's claim that the well is clean.",
            ["the well is clean", "Tom Katz contradicted the mayor's claim"],
        ),
        (
            "Ana Reis called Katz's allegation that she had sold the seed false.",
            ["she had sold the seed", "Ana Reis called Katz's allegation"],
        ),
    ],
)  # fmt: skip
def test_a_denial_answers_what_it_points_at(text, expected):
    assert expected in denials(text)


@pytest.mark.parametrize(
    "text",
    [
        "Ana Reis said that the keeper slept. Tom Katz did not deny the claim.",
        "Ana Reis said that the keeper slept. The board neither confirmed nor denied the report.",
        "Prosecutors said that the keeper took the money. A judge dismissed the charges.",
        "Ana Reis said that the keeper slept. Katz denied the request.",
        "Ana Reis said that she wanted a second trial, which the judge denied.",
        "Ana Reis said that the keeper wore a wig. These were false teeth.",
        "Ana Reis said that the keeper slept. Reis denied the rumours.",
        "Ana Reis blamed the pit board for the flood. The board has not denied responsibility.",
        # a denial that goes on
        "The mayor dismissed talk of a strike at the mill. “That is a lie,” Katz said.",
        "The board denied rumours of a sale of the harbour. “This is nonsense. We are mending the "
        "quay,” its clerk said.",
        "The guild rejected reports of a quarrel over the bread ovens. “Those are lies,” Ana Reis "
        "said.",
    ],
)
def test_what_denies_no_claim_of_another_answers_nothing(text):
    assert denials(text) == []


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        (
            ["The pit board denied that its divers had opened the sluice gate. Rain fell all "
             "night. Ana Reis said divers opened the sluice gate on Monday."],
            ["divers opened the sluice gate on Monday",
             "that its divers had opened the sluice gate"],
        ),
        (
            ["The Courier reports that Reis met the smugglers at the old quarry.",
             "Ana Reis denied having ever met smugglers at the quarry."],
            ["that Reis met the smugglers at the old quarry",
             "having ever met smugglers at the quarry"],
        ),
        (
            ["Tom Katz said the mayor owned shares in the Norda cannery. Rain fell all night. The "
             "mayor denied any ownership of shares in the cannery."],
            ["the mayor owned shares in the Norda cannery",
             "any ownership of shares in the cannery"],
        ),
        # -- what another claims, told in the denial
        (
            ["The mayor called Katz's claim that the mill poisoned the well baseless.",
             "Tom Katz says the mill has poisoned the well."],
            ["the mill has poisoned the well",
             "The mayor called Katz's claim that the mill poisoned the well"],
        ),
        (
            ["The harbour office branded Reis's allegation that its pilots had cut the buoys a "
             "lie.", "Ana Reis said harbour pilots cut the buoys on Sunday."],
            ["harbour pilots cut the buoys on Sunday",
             "The harbour office branded Reis's allegation that its pilots had cut the buoys"],
        ),
        (
            ["The guild called Lund's accusation that it sold rotten seed “completely false”.",
             "Ida Lund says the guild sold rotten seed to widows."],
            ["the guild sold rotten seed to widows",
             "The guild called Lund's accusation that it sold rotten seed"],
        ),
        # -- what the outlet says itself
        (
            ["The pit board denied that its divers had opened the sluice gate. Rain fell all "
             "night. Divers had opened the sluice gate at dawn."],
            ["Divers had opened the sluice gate at dawn.",
             "that its divers had opened the sluice gate"],
        ),
        (
            ["The company denied having dumped ash in the river at Kesk. Tarrow is a small town. "
             "For nine years the company dumped its ash in the river at Kesk."],
            ["For nine years the company dumped its ash in the river at Kesk.",
             "having dumped ash in the river at Kesk"],
        ),
        (
            ["The guild denied having paid the three judges of the bread contest.",
             "Snow fell. The guild had paid the judges of the bread contest in silver spoons, and "
             "two of them had cousins in it."],
            ["The guild had paid the judges of the bread contest in silver spoons, and two of "
             "them had cousins in it.",
             "having paid the three judges of the bread contest"],
        ),
        # -- a pronoun for whom the denial names
        (
            ["The warden denied that the prisoner Oda Renn, 41, had been starved, saying the "
             "kitchen was open. But her sister said: “She was locked up, beaten and starved.”"],
            ["“She was locked up, beaten and starved.”",
             "that the prisoner Oda Renn, 41, had been starved"],
        ),
        (
            ["The general disputed reports that the reporter Tom Katz had been whipped. His "
             "brother said: “He was chained to a wall and whipped.”"],
            ["“He was chained to a wall and whipped.”",
             "reports that the reporter Tom Katz had been whipped"],
        ),
        (
            ["The school denied that the pupil Ida Lund had been expelled. Her father wrote: "
             "“They shouted at her. She was expelled.”"],
            ["“They shouted at her. She was expelled.”",
             "that the pupil Ida Lund had been expelled"],
        ),
    ],
)  # fmt: skip
def test_a_denial_is_held_against_those_who_tell_what_it_denies(texts, expected):
    assert expected in denials(*texts)


@pytest.mark.parametrize(
    "texts",
    [
        # what is kept from somebody
        ["The board denied the widow a seat on the sluice boat. Ana Reis said the widow had a "
         "seat on the sluice boat."],
        # one speaker
        ["Ana Reis denied that divers opened the sluice gate. Reis said the sluice gate was "
         "opened by divers from Norda."],
        # another who denies it
        ["The board denied that divers opened the sluice gate. Ana Reis said no divers had opened "
         "the sluice gate."],
        # what is only asked or looked for
        ["Nurses searched for signs that the mill had poisoned the well.",
         "The mill denied that it had poisoned the well."],
        ["Ana Reis asked the court whether the harbour pilots had cut the buoys. The pilots "
         "denied that they had cut the buoys."],
        ["Reporters sought evidence that divers opened the sluice gate. The board denied that "
         "divers opened the sluice gate."],
        # what is told of another matter
        ["The board denied that divers opened the sluice gate. Ana Reis said the divers had "
         "slept in a tent."],
    ],
)  # fmt: skip
def test_what_tells_something_else_is_not_denied(texts):
    assert denials(*texts) == []
