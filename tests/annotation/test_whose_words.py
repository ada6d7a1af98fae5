"""Whose the words are where the cue has no subject of its own, and what is nobody's words."""

import pytest
from annotation_cases import said_in, the_one_with
from test_tenor import meant_in

from firsthand import data
from firsthand.annotation.cues import is_of_kind
from firsthand.annotation.parsing import model


# fmt: off
@pytest.mark.parametrize(
    ("text", "content", "speaker"),
    [
        # -- a participle belongs to the clause, not to whom the clause speaks with
        ("Tom Harl went to the square after supper with the council saying: “Nobody closes our "
         "school.”", "“Nobody closes our school.”", "Tom Harl"),
        ("Two dozen tenants came, according to Mr. Dunn, banging pans on his stairs "
         "and claiming that Mr. Dunn had sold their piano.",
         "that Mr. Dunn had sold their piano", "Two dozen tenants"),
        ("Besides insisting that the mill was sound, Tarrow promised a new wheel.",
         "that the mill was sound", "Tarrow"),
        ("Besides claiming that the bells were safe, Ana Reis offered to ring them.",
         "that the bells were safe", "Ana Reis"),
        ("Once fearful of selling the orchard, the sisters have leased out their cellar.",
         "selling the orchard", "sisters"),
        # near misses: a participle of the noun before it
        ("A letter from the guild said the mill was shut, adding that it leaks.", "that it leaks",
         "letter from the guild"),
        ("The choir is tired, with tenors saying that the hall was cold.",
         "that the hall was cold", "tenors"),
        ("Tom Harl met the council, saying that the dam was full.", "that the dam was full",
         "Tom Harl"),
        # -- whom one is accused of saying it, or brought to
        ("Police accused Velk of saying that the dam was his.", "that the dam was his", "Velk"),
        ("Dunn thanked Clara Velk for saying that the dam was safe.", "that the dam was safe",
         "Clara Velk"),
        ("The keeper said Reis persuaded the owner to promise a new pump.", "a new pump", "owner"),
    ],
)
def test_a_participle_or_an_infinitive_is_its_logical_subjects(text, content, speaker):
    assert the_one_with(content, said_in(text)).speaker == speaker


@pytest.mark.parametrize(
    ("text", "source", "cue", "content"),
    [
        ("The rain went on. Berg called on singers to announce their songs "
         "for the fair in March.", "Berg", "called on",
         "singers to announce their songs for the fair in March"),
        ("Berg called on farmers to state their losses.", "Berg", "called on",
         "farmers to state their losses"),
        ("The governor called on the bakers to announce their prices by noon.", "The governor",
         "called on", "the bakers to announce their prices by noon"),
        ("The guild pressed the board to announce a date for the fair.", "The guild", "pressed",
         "the board to announce a date for the fair"),
        ("The chief urged the bakers to declare their stocks of flour.", "The chief", "urged",
         "the bakers to declare their stocks of flour"),
        ("The union wants the firm to acknowledge that the wall was weak.", "The union", "wants",
         "the firm to acknowledge that the wall was weak"),
        # near misses: who does it himself
        ("Reis used the fair to announce that the mill would close.", "Reis",
         "used the fair to announce", "that the mill would close"),
        ("Reis took the stage to declare that the mill was safe.", "Reis",
         "took the stage to declare", "that the mill was safe"),
        ("It took two days for the warden to say that the pump leaked.", "the warden", "to say",
         "that the pump leaked"),
    ],
)
def test_what_somebody_is_asked_to_say_is_the_words_of_who_asks_alone(text, source, cue, content):
    (one,) = said_in(text)
    assert (one.source, one.cue, one.content) == (source, cue, content)


@pytest.mark.parametrize(
    ("text", "content", "speaker"),
    [
        ("Velk was told that the pump had failed.", "that the pump had failed", None),
        ("The farmers were warned that the river would rise.", "that the river would rise", None),
        ("Dunn spoke of the broken organ. “Often,” he said when asked by a pupil "
         "if he still plays it.", "if he still plays it", "pupil"),
        ("Asked by the Courier if he thought that the hall was "
         "small, Tom Dorn said: “It is.”", "if he thought that the hall was small",
         "Courier"),
        ("The old drawing in the hall shows a bell said to be from "
         "Odra.", "a bell … to be from Odra", None),
        ("Guards found a cart thought to belong to the miller.",
         "a cart … to belong to the miller", None),
        ("Sailors filmed a ship said to be on fire.", "a ship … to be on fire", None),
        ("The recipe was declared stolen by the US and Peru.", "The recipe", "US and Peru"),
        ("The contest was declared unlawful by the US and the guild.", "The contest",
         "US and the guild"),
        ("The US said that it leaks.", "that it leaks", "US"),
        # near misses
        ("Okell was asked by a pupil whether the mill would close.",
         "whether the mill would close", "pupil"),
        ("The clerk was quoted as saying that the safe was empty.", "that the safe was empty",
         "clerk"),
        ("The clerk was convinced that the safe was empty.", "that the safe was empty", "clerk"),
    ],
)
def test_who_is_asked_told_or_spoken_of_does_not_speak(text, content, speaker):
    assert the_one_with(content, said_in(text)).speaker == speaker


@pytest.mark.parametrize(
    "text",
    [
        "Tom Velk runs the dam.\n\n“Okell was never here,” Velk said.\n\nOkell could not find the "
        "gate on a map, he said.",
        "Tom Velk runs the mill. Dunn left it after a quarrel.\n\n“Dunn owes us for flour,” Velk "
        "said.\n\nDunn might pay before the winter comes, he noted.",
        "Tom Velk met the baker at noon. “The baker lied to us,” Velk said. The baker had never "
        "paid his rent, he added.",
    ],
)
def test_a_tag_after_words_about_a_rival_is_of_who_is_still_speaking(text):
    assert said_in(text)[-1].speaker == "Tom Velk"


@pytest.mark.parametrize(
    "text",
    [
        "Tom Katz rowed off. He said that Katz lied about the pump.",
        "Tom Katz left Odra in May. He told us that the crew had seen Tom Katz at noon.",
        "The mayor praised Tom Katz. Tom Katz wept. He claimed that nobody knew Katz.",
    ],
)
def test_who_says_that_somebody_did_it_is_not_that_somebody(text):
    assert said_in(text)[-1].speaker != "Tom Katz"


def test_where_nobody_else_is_speaking_one_may_be_named_in_ones_own_words():
    text = "Tom Katz left Odra in May. Katz had never seen the boat, he said."
    assert said_in(text)[-1].speaker == "Tom Katz"


@pytest.mark.parametrize(
    "text",
    [
        "Tom Dahl spoke. “Is he so vain that he thinks we forgot the flood?” Dahl said.",
        "Tom Dahl spoke on Monday. “It is sad that he thinks we forgot the flood,” Dahl said.",
        "Tom Dahl was tired. “He says we forgot the flood,” Dahl told the crowd.",
    ],
)
def test_who_is_quoted_does_not_call_himself_he(text):
    inner = [one for one in said_in(text) if one.within]
    assert inner
    assert {one.speaker for one in inner} == {None}


@pytest.mark.parametrize(
    "text",
    [
        # -- it is still to be said
        "The choir has yet to say whether the tenor may stay.",
        "The board has not yet said whether the mill will close.",
        "The council has yet to announce whether the fair will be held.",
        # -- it is only thought of
        "The wisest would have been for the cook to ask the gardener about the mushrooms.",
        "The simplest way would be for the warden to ask the bakers for their keys.",
        # -- silence
        "Velk did not respond to three postcards.",
        "Dorn did not respond to the invitation.",
        "The firm did not reply to letters.",
        # -- deeds
        "Dunn called the plumber.",
        "Dahl called his brother.",
        "The mayor called an election for May.",
        "The senate passed a law that bans boats on the pond.",
        "The guild supports a reform that the bakers drew up.",
        "The guild resisted a tax that had been raised twice.",
        "The showroom features a lamp that costs a fortune.",
        "The soldiers retook a bridge that had fallen in May.",
        "Reis knew both of the men who sank the barge.",
        "The Kesk Bank offers a loan that never has to be repaid.",
        # -- what somebody is, and what is only done
        "Her aunt was supportive of a plan that would move the mill.",
        "Voters were unhappy with a ruling that shut the mill.",
        "The club is aimed at keeping boys off the quay.",
        "The inspectors focused on mending the weir.",
        # -- what somebody only brings about
        "The by-law allows owners to moor boats that are empty.",
        "The board will allow clerks, not just judges, to decide who may fish.",
        "The rain forced the mill to close for a week.",
        # -- words that lead on, and what is to come
        "That said, the gate may hold.",
        "That said, few bakers would miss the fair.",
        "The stalemate threatened to sink the bill.",
        "The frost promises to spoil the harvest.",
        # -- a mere link
        "In view of the weather that has kept us in, and given the “wet shoes”, the walk "
        "will be made shorter.",
        "In view of the fact that the mill is shut, the fair was moved.",
        "In view of the storm that has torn the roof, the school is shut.",
    ],
)
def test_silence_deeds_and_hypotheses_are_nobodys_words(text):
    assert said_in(text) == ()


@pytest.mark.parametrize(
    ("text", "contents"),
    [
        ("Norda has accused Tarrow of secretly trying to spoil the harvest fair.",
         ["Tarrow of secretly trying to spoil the harvest fair"]),
        ("Norda accused Tarrow of seeking to weaken the harbour treaty.",
         ["Tarrow of seeking to weaken the harbour treaty"]),
        ("Reis urged the mayor to call an early meeting with the gardeners.",
         ["the mayor to call an early meeting with the gardeners"]),
        ("Tarrow was accused of seeking to sell the mill.", ["seeking to sell the mill"]),
        ("Ana Reis left. Norda accused her of hoping that the dam would break.",
         ["her of hoping that the dam would break"]),
        ("“Does he think that the bakers are fools?” Karl Dahl asked of Moss.",
         ["“Does he think that the bakers are fools?”"]),
        # near misses: what a paper or a recording tells by what it does
        ("The recordings paint a portrait of a mayor who sold the mill.",
         ["a portrait of a mayor who sold the mill"]),
        ("The report lays bare a scheme that had paid two mayors.",
         ["a scheme that had paid two mayors"]),
        ("The letters laid out a plan that would sell the mill.",
         ["a plan that would sell the mill"]),
        # near misses: who judges a thing, what tells by a noun, who is barred, who threatens
        ("Reis rejected allegations that had been made in May.",
         ["allegations that had been made in May"]),
        ("Katz was critical of a plan that would move the mill.",
         ["a plan that would move the mill"]),
        ("The mayor blasted a ruling that shut the mill.", ["a ruling that shut the mill"]),
        ("Divers found no evidence that a gate was forced.", ["that a gate was forced"]),
        ("The auditors found a web of loans that could be traced to the mayor.",
         ["a web of loans that could be traced to the mayor"]),
        ("The court barred the crew from rowing at night.", ["the crew from rowing at night"]),
        ("Reis threatened to sink the bill.", ["to sink the bill"]),
        ("The lamp was replaced at noon by a note that said, “Sorry, we are out of oil.”",
         ["“Sorry, we are out of oil.”"]),
        ("Ana Reis convinced the board that the gate leaks.", ["that the gate leaks"]),
        ("Mayor Tom Katz met the bakers again, prompting a guild to accuse him of “selling” the "
         "bread.", ["him of “selling” the bread"]),
        # near misses: who is called something, and who answers
        ("Dahl called the mill a disgrace.", ["the mill a disgrace"]),
        ("Two tenants called the plan to paint the stairs a dear but cheerful idea.",
         ["the plan to paint the stairs a dear but cheerful idea"]),
        ("Dahl called the mill's closure vile.", ["the mill's closure vile"]),
        ("Velk responded that the mill was safe.", ["that the mill was safe"]),
    ],
)
def test_what_is_alleged_or_asked_is_told_once(text, contents):
    assert [one.content for one in said_in(text)] == contents


@pytest.mark.parametrize(
    "text",
    [
        "Karl Moss sang for an hour without mentioning that the dam had leaked.",
        "The board closed the inquiry without saying who paid for the boat.",
        "Velk left the hall without admitting that the keys were lost.",
    ],
)
def test_what_one_left_unsaid_is_not_said(text):
    assert meant_in(text) == [(None, None)]
# fmt: on


KINDS = data.table("verb_kinds", columns=("verb", "kind", "example"))


@pytest.mark.parametrize("row", KINDS, ids=lambda row: f"{row['kind']}-{row['verb']}")
def test_a_verb_tells_in_its_example_whose_words_they_are(row):
    (verb,) = [t for t in model()(row["example"]) if is_of_kind(t, row["kind"])]
    assert verb.pos_ == "VERB"
    found = said_in(row["example"])
    if row["kind"] in ("answers", "looks", "names", "resolves", "treats"):
        assert found == ()
    cook = {one.content for one in found if one.source == "the cook" and one.cue != "take"}
    assert not cook or row["kind"] in ("brings", "blames")


@pytest.mark.parametrize(
    "text",
    [
        "Residents were urged by Ana Berg to declare their losses.",
        "The bakers were ordered by the mayor to announce that the mill was shut.",
        "The cook had been told by the clerk to say that the lamp was out.",
    ],
)
def test_who_was_asked_to_say_it_has_not_said_it(text):
    assert {one.speaker for one in said_in(text)} <= {"Ana Berg", "mayor", "clerk", None}


@pytest.mark.parametrize(
    "text",
    [
        "On Monday, Berg called on residents to declare their losses.",
        "On Friday Clara Berg called on the bakers to announce their prices by noon.",
        "On Sunday Ana Berg called on farmers to state their losses.",
    ],
)
def test_a_day_is_nobody_who_is_asked(text):
    (one,) = said_in(text)
    assert one.source.endswith("Berg")
    assert one.content.startswith(("residents", "the bakers", "farmers"))


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Odd tales were conveyed to the keepers as to who sank the barge.", None),
        ("Two versions were passed to the bakers as to who lit the stove.", None),
        ("Three stories were conveyed to the clerks about who hid the keys.", None),
        ("The keepers conveyed odd tales to the cook about who sank the barge.", "keepers"),
    ],
)
def test_to_whom_a_passive_tells_it_does_not_speak(text, speaker):
    assert said_in(text)[-1].speaker == speaker


@pytest.mark.parametrize(
    "text",
    [
        "Ana Reis said the ferrymen decided to sell the barge.",
        "Karl Moss told the Courier that his brother blamed the storm.",
        "The keeper said the guild had praised the bakers.",
    ],
)
def test_what_others_do_or_wish_within_somebodys_words_is_no_statement_of_theirs(text):
    assert len(said_in(text)) == 1


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("Ana Reis said the clerk claims that the roof leaks.", "that the roof leaks"),
        ("“My sister told me it would rain,” Karl Moss said.", "it would rain"),
        ("The keeper said the guild believed the boat was lost.", "the boat was lost"),
    ],
)
def test_what_others_hold_to_be_so_within_somebodys_words_is_theirs(text, content):
    assert the_one_with(content, said_in(text)).within is not None
