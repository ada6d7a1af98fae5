"""Through which hands words reached the page: rows of passages with their hands in order."""

import dataclasses
import re

import pytest
from annotation_cases import fails, said, said_in, the_one_with

from firsthand import annotate, data, read
from firsthand.types import Outlet


@pytest.mark.parametrize(
    ("text", "content", "chain"),
    [
        # -- a recording and who let it out
        (
            "Footage released by the coastguard shows a rescued cook saying that it leaks.",
            "that it leaks",
            ("rescued cook say", "coastguard release"),
        ),
        (
            "The coastguard has released audio in which a cook says that it leaks.",
            "that it leaks",
            ("cook say", "coastguard release"),
        ),
        (
            "In a call intercepted by the border service, a gunner says that it leaks.",
            "that it leaks",
            ("gunner say", "border service intercept"),
        ),
        (
            "In a video shared by the Weirline agency, a cook says that it leaks.",
            "that it leaks",
            ("cook say", "Weirline agency share"),
        ),
        fails(
            "In a video shared by the news agency Weirline, a cook says that it leaks.",
            "that it leaks",
            ("cook say", "Weirline share"),
            why="the parser takes “Weirline, a cook” for one",
        ),
        (
            "A call intercepted by the border service and shared by the news agency Weirline has "
            "a gunner saying that it leaks.",
            "that it leaks",
            ("gunner say", "border service intercept", "Weirline share"),
        ),
        (
            "A tape leaked by the union shows a foreman saying that it leaks.",
            "that it leaks",
            ("foreman say", "union release"),
        ),
        # -- who let it out is not stated
        (
            "A video showed a cook saying that it leaks.",
            "that it leaks",
            ("cook say", "? release (lost)"),
        ),
        # -- the recording goes on being the one he is heard on
        (
            "The coastguard has released a video of a cook.\n\nIn the video, the cook says that "
            "the pump failed.\n\n“It leaks,” he added.",
            "“It leaks,”",
            ("cook say", "coastguard release"),
        ),
        # -- "the clip" is the video before; where there are two, nobody knows which
        (
            "The union released a video. In the clip, a cook said that it leaks.",
            "that it leaks",
            ("cook say", "union release"),
        ),
        (
            "The border service intercepted a call. In the recording, a gunner said that it leaks.",
            "that it leaks",
            ("gunner say", "border service intercept"),
        ),
        (
            "Video footage released by the union is old. In the clip, a cook said that it leaks.",
            "that it leaks",
            ("cook say", "union release"),
        ),
        (
            "The union released a video, the navy a film. In the clip, a cook said that it leaks.",
            "that it leaks",
            ("cook say", "? release (lost)"),
        ),
        (
            "The union released a video. In a clip, a cook said that it leaks.",
            "that it leaks",
            ("cook say", "? release (lost)"),
        ),
        (
            "The border service intercepted a call. In the letter, a gunner said that it leaks.",
            "that it leaks",
            ("gunner say",),
        ),
        # -- a pronoun is no hand: whom it means, or nobody
        (
            "The army said it had intercepted a call. In the call, a man said that it leaks.",
            "that it leaks",
            ("man say", "army intercept"),
        ),
        (
            "The army said the navy was late and it had intercepted a call. In the call, a man "
            "said that it leaks.",
            "that it leaks",
            ("man say", "? intercept"),
        ),
        (
            "He released a video in which a cook said that it leaks.",
            "that it leaks",
            ("cook say", "? release"),
        ),
        # -- a possessive stands between two parties
        (
            "“It leaks,” Ana Reis told the Norda Telegraph's Tom Hill.",
            "“It leaks,”",
            ("Ana Reis say", "Norda Telegraph report"),
        ),
        (
            "A video shared by Norda's Lock Bureau shows a cook saying that it leaks.",
            "that it leaks",
            ("cook say", "Lock Bureau share"),
        ),
        # -- as reported by, as noted in
        (
            "The lock was shut, Ana Reis said, as reported by the Harbour Gazette.",
            "The lock was shut",
            ("Ana Reis say", "Harbour Gazette report"),
        ),
        (
            "Ana Reis said that it leaks, as the Harbour Gazette first reported.",
            "that it leaks",
            ("Ana Reis say", "Harbour Gazette report"),
        ),
        (
            "“It leaks,” Ana Reis said, as told in an article by the Norda Times.",
            "“It leaks,”",
            ("Ana Reis say", "Norda Times report"),
        ),
        (
            "In a report from the Norda Times, officials say that it leaks.",
            "that it leaks",
            ("officials say", "Norda Times report"),
        ),
        (
            "“It leaks,” Ana Reis said, as quoted by the Harbour Gazette.",
            "“It leaks,”",
            ("Ana Reis say", "Harbour Gazette report"),
        ),
        # -- interviews, and told an outlet
        (
            "In an interview with Radio Norda, Ana Reis said that it leaks.",
            "that it leaks",
            ("Ana Reis say", "Radio Norda interview"),
        ),
        (
            "Speaking to Radio Norda, Ana Reis said that it leaks.",
            "that it leaks",
            ("Ana Reis say", "Radio Norda interview"),
        ),
        (
            "“It leaks,” Ana Reis told the Norda Times.",
            "“It leaks,”",
            ("Ana Reis say", "Norda Times report"),
        ),
        (
            "“It leaks,” Ana Reis told Radio Norda, the Harbour Gazette reported.",
            "“It leaks,”",
            ("Ana Reis say", "Radio Norda report", "Harbour Gazette report"),
        ),
        (
            "“It leaks,” Ana Reis told Radio Norda, as reported by the Harbour Gazette.",
            "“It leaks,”",
            ("Ana Reis say", "Radio Norda report", "Harbour Gazette report"),
        ),
        (
            "In an interview on Radio Norda, the mayor said that it leaks.",
            "that it leaks",
            ("mayor say", "Radio Norda interview"),
        ),
        (
            "In an interview on Monday with Radio Norda, the mayor said that it leaks.",
            "that it leaks",
            ("mayor say", "Radio Norda interview"),
        ),
        # -- a day is nobody, and so is a place that is no outlet
        (
            "In an interview on Friday, the mayor said that it leaks.",
            "that it leaks",
            ("mayor say",),
        ),
        ("In an interview on the Hill, Reis said that it leaks.", "that it leaks", ("Reis say",)),
        ("Ana Reis said that it leaks, as reported in March.", "that it leaks", ("Ana Reis say",)),
        # -- told somebody who is no outlet
        ("“It leaks,” Ana Reis told parliament.", "“It leaks,”", ("Ana Reis say",)),
        ("Ana Reis told her sister that it leaks.", "that it leaks", ("Ana Reis say",)),
        # -- a lost hand
        (
            "Ana Reis said the lock was shut at the time, reports.",
            "the lock was shut at the time",
            ("Ana Reis say", "? report (lost)"),
        ),
        # -- estimates
        (
            "The lock bureau estimates that forty boats are gone.",
            "that forty boats are gone",
            ("lock bureau estimate",),
        ),
        # R52: estimates of a body not named, in another's report
        (
            "In an article in the Harbour Gazette, cautious Danish estimates that over forty "
            "boats are gone.",
            "that over forty boats are gone",
            ("cautious Danish estimates estimate", "Harbour Gazette report"),
        ),
        (
            "In a report from the Norda Times, low UK estimates that forty boats are gone.",
            "that forty boats are gone",
            ("low UK estimates estimate", "Norda Times report"),
        ),
        (
            "Rough Canadian estimates that forty boats are gone were repeated on Monday.",
            "that forty boats are gone were repeated on Monday",
            ("Rough Canadian estimates estimate",),
        ),
        # -- "according to" the speaker himself is no hand
        (
            "Tom Katz rowed off. The pump never worked, according to Mr. Katz.",
            "The pump never worked",
            ("Tom Katz say",),
        ),
        (
            "Ana Reis rowed off. The pump never worked, according to Mrs. Reis.",
            "The pump never worked",
            ("Ana Reis say",),
        ),
        (
            "Pell Hadrek rowed off. The pump was old and never worked, according to Dr. Hadrek.",
            "The pump was old and never worked",
            ("Pell Hadrek say",),
        ),
        (
            "Tom Katz rowed off. The pump was old, the keeper said, according to Mr. Katz.",
            "The pump was old",
            ("keeper say", "Mr. Katz report"),
        ),
        # -- the outermost hand of what was told inside an interview
        fails(
            "In an interview with Radio Norda, Ana Reis said that it leaks, according to the "
            "Harbour Gazette.",
            "that it leaks",
            ("Ana Reis say", "Radio Norda interview", "Harbour Gazette report"),
            why="the interview is put behind the outlet that tells of it",
        ),
    ],
)
def test_the_hands_of_a_passage_in_order(text, content, chain):
    assert the_one_with(content, said_in(text)).chain == chain


@pytest.mark.parametrize(
    ("text", "hands"),
    [
        # -- a medium that is told, or one of its journalists; an audience is no hand
        ("“It held,” Ana Reis told WKRD.", ["WKRD report"]),
        ("The gate held, Ana Reis told PKR television.", ["PKR report"]),
        ("Ana Reis explained to lockside.com that the gate held.", ["lockside.com report"]),
        ("Witnesses told local television that the gate held.", ["local television report"]),
        ("A welder told a reporter that the gate held.", ["reporter report"]),
        ("The gate held, Ana Reis told reporters on Monday.", []),
        ("Ana Reis told Congress that the gate held.", []),
        ("Ana Reis told her sister that the gate held.", []),
        (
            "A welder who talked to the Polish broadcaster t-vk said the gate held.",
            ["t-vk report"],
        ),
        # -- what carries words, and who gave it out
        (
            "Tarrow said in a statement released by the Harbour Board that the gate held.",
            ["Harbour Board release"],
        ),
        (
            "In a long interview that the Odra Post published, Reis said the gate held.",
            ["Odra Post publish"],
        ),
        (
            "Reis said on Friday's edition of Radio Norda's “Harbour Hour” that the gate held.",
            ["Radio Norda broadcast"],
        ),
        (
            "In a television interview with Radio Norda's Ana Hill, Reis said the gate held.",
            ["Radio Norda interview"],
        ),
        # -- one act of a hand is one hop, whatever the verb
        (
            "In a video shared by Kesk Harbour Police, a cook says the lamp leaks.",
            ["Kesk Harbour Police share"],
        ),
        (
            "In a recording obtained by the Odra Post, a cook says the lamp leaks.",
            ["Odra Post share"],
        ),
        (
            "In a clip broadcast by Radio Norda, a cook says the lamp leaks.",
            ["Radio Norda broadcast"],
        ),
        ("The lamp leaks, a cook says in footage aired by Radio Norda.", ["Radio Norda broadcast"]),
        # -- whose words another quotes
        ("The gate held, according to a dock worker cited by AFP.", ["AFP report"]),
        ("Reis, quoted by the Courier, said the gate held.", ["Courier report"]),
        (
            "The Tarnfeed news agency quoted Ana Reis as saying that the gate held.",
            ["Tarnfeed report"],
        ),
        ("The gate held, Reis said, according to AP reports.", ["AP report"]),
        (
            "Jon Wells said in a letter, according to the Courier, that the gate held.",
            ["Courier report"],
        ),
        # -- one hand, though it is named twice
        ("The gate held, according to the KPNX channel.", []),
    ],
)
def test_the_media_that_words_went_through(text, hands):
    (one,) = said_in(text)
    assert list(one.chain[1:]) == hands


@pytest.mark.parametrize(
    ("text", "outlet", "hands"),
    [
        ("The gate held, Ana Reis said. - REUTERS", "Odra Post", ["Reuters report"]),
        ("The gate held, Ana Reis said. - REUTERS", None, ["Reuters report"]),
        ("The gate held, Ana Reis said. - REUTERS", "Reuters", []),
        ("Gate held AFP Friday 6 May 2016 The gate held, Reis said.", "Odra Post", ["AFP report"]),
        # a dateline names who wrote the page, on the agency's own pages too
        ("ODRA, May 3 (AP) - The gate held, Reis said.", "Post", []),
        ("ODRA, May 3 (AP) - The gate held, Ana Reis said.", None, []),
        ("The gate held, Ana Reis told AFP. (AFP)", "Odra Post", ["AFP report"]),
        ("The gate held, an AFP correspondent said. (AFP)", "Odra Post", []),
        ("The gate held. - REUTERS", "Odra Post", []),
    ],
)
def test_an_agency_that_the_page_credits_is_the_last_hand_of_what_somebody_says(
    text, outlet, hands
):
    article = dataclasses.replace(read(text=text), outlet=Outlet(name=outlet))
    last = [one for one in said(article) if "held" in one.content]
    assert [list(one.chain[1:]) for one in last] == [hands] * len(last)


def test_a_credit_opens_the_words_that_name_the_agency():
    text = "The gate held, Ana Reis said. - REUTERS"
    (one,) = annotate(read(text=text)).attributions
    assert one.chain[-1].span.of(text) == "REUTERS"


@pytest.mark.parametrize(
    ("text", "party"),
    [
        ("A police statement said the gate held.", "police"),
        ("The gate held, according to a news release from the Harbour Board.", "Harbour Board"),
        ("The union's report says the gate held.", "union"),
        ("The report says the gate held.", "report"),
        # the words of one name are no two parties
        ("The Kesk Papers say the gate held.", "Kesk Papers"),
        ("The Hadrek Report said the gate held.", "Hadrek Report"),
        ("The Odra Log says the gate held.", "Odra Log"),
    ],
)
def test_behind_a_document_stands_whose_it_is(text, party):
    (one,) = said_in(text)
    assert one.chain[0] == f"{party} publish"


@pytest.mark.parametrize(
    ("text", "party"),
    [
        ("The Odra Post reported that the gate held.", "Odra Post report"),
        ("The Kesk Daily Wire wrote that the gate held.", "Kesk Daily Wire say"),
        ("The gate held, the Weir Post reported.", "Weir Post report"),
    ],
)
def test_an_outlet_that_speaks_is_called_by_its_whole_name(text, party):
    assert said_in(text)[0].chain == (party,)


@pytest.mark.parametrize(
    ("text", "chain"),
    [
        ("Norda and Kesk told the Odra Post that it leaks.",
         ("Norda and Kesk say", "Odra Post report")),
        ("Ana Reis and Tom Katz said that it leaks.", ("Ana Reis and Tom Katz say",)),
        ("It leaks, according to Norda and the divers.", ("Norda and the divers say",)),
    ],
)  # fmt: skip
def test_several_who_speak_together_are_one_hand(text, chain):
    assert said_in(text)[-1].chain == chain


def test_a_hand_has_the_tail_of_its_name():
    (one,) = said_in(
        "Footage released by the Committee of the Blue Lamp shows a cook saying that it leaks."
    )
    assert one.chain == ("cook say", "Committee of the Blue Lamp release")


@pytest.mark.parametrize(
    ("text", "outlet"),
    [
        ("“It leaks,” Ana Reis told the Norda Times.", "Norda Times"),
        ("“It leaks,” Ana Reis told the Norda Times.", "The Norda Times"),
        ("“It leaks,” Ana Reis told the Courier.", "The Averil Courier"),
        ("In an interview with Radio Norda, Ana Reis said “it leaks badly”.", "Radio Norda"),
    ],
)
def test_the_pages_own_outlet_is_never_a_hop(text, outlet):
    assert [one.chain for one in said_in(text, outlet=outlet)] == [("Ana Reis say",)]
    assert len(said_in(text)[0].chain) == 2, "it would be a hop on another page"


def test_a_video_somebody_speaks_of_is_no_hand_of_his_words():
    found = said_in(
        "The coastguard has released a video of the wreck. Ana Reis said that the video was old."
    )
    assert the_one_with("that the video was old", found).chain == ("Ana Reis say",)


def test_a_second_recording_has_its_own_hands():
    found = said_in(
        "The coastguard has released a video of a cook saying that it leaks.\n\n"
        "A separate video, shared by the union, shows a diver saying that it is shut."
    )
    assert the_one_with("that it leaks", found).chain == ("cook say", "coastguard release")
    assert the_one_with("that it is shut", found).chain == ("diver say", "union share")


def test_words_of_nobody_have_no_hands():
    assert said_in("It is alleged that it leaks.")[0].chain == ()
    assert said_in("The lock reportedly leaks.")[0].chain == ()


def test_an_intercepted_call_marks_its_words():
    (one,) = said_in("In a call intercepted by the border service, a cook says that it leaks.")
    assert one.flags == ("intercepted",)
    assert said_in("In a call, a cook says that it leaks.")[0].flags == ()


@pytest.mark.parametrize(
    "text",
    [
        "An intercepted call revealed that the boats had sailed.",
        "A recorded call confirmed that the gate leaks.",
        "The tapped call says that the pilots were paid.",
    ],
)
def test_a_call_that_speaks_itself_is_not_handed_on_by_itself(text):
    assert [hop.evidence for hop in annotate(read(text=text)).attributions[0].chain] == [None]


def test_a_hop_opens_the_words_it_rests_on_and_says_what_was_handed_on():
    text = "The coastguard has released footage of a cook saying that it leaks."
    (one,) = annotate(read(text=text, as_body=True)).attributions
    utterer, releaser = one.chain
    assert utterer.span.of(text) == "a cook"
    assert "coastguard has released" in releaser.span.of(text)
    assert (releaser.evidence, releaser.basis, releaser.named) == ("footage", "stated", False)


def test_a_hand_of_a_sentence_before_is_inferred_and_says_so():
    text = (
        "The coastguard has released a video in which a cook says that it leaks.\n\n"
        "“It is old,” the cook added."
    )
    last = annotate(read(text=text, as_body=True)).attributions[-1]
    assert [(hop.party, hop.basis) for hop in last.chain] == [
        ("cook", "stated"),
        ("coastguard", "inferred"),
    ]


@pytest.mark.parametrize(
    ("text", "source", "hands"),
    [
        # -- the words, who says them, and behind both who passes them on
        (
            "“The weir is ours now,” the farmers said, The Odra Star reported.",
            "the farmers",
            "Odra Star",
        ),
        ("“It is ours,” Lund said, the agency Norpress reported Friday.", "Lund", "Norpress"),
        ("“ It is ours , ” the men said , The Odra Sun reported .", "the men", "Odra Sun"),
        (
            "“Nobody need praise the bread,” Lund said, according to former baker Tom Hill.",
            "Lund",
            "Tom Hill",
        ),
        ("“It is dear,” Eva Holm said, according to The Guardian.", "Eva Holm", "Guardian"),
        ("“It is dear,” Reis told the guild, according to the Odra Post.", "Reis", "Odra Post"),
        # -- and where more words follow
        ("“It is dear,” Reis said, according to The Guardian. “We bake.”", "Reis", "Guardian"),
        (
            "“ The weir is ours now , ” the farmers said , The Odra Star reported . "
            "“ It is here . ”",
            "the farmers",
            "Odra Star",
        ),
        # -- whom a medium quotes
        (
            "The kiln had burst at dawn, a senior official was quoted by Norpress as saying.",
            "a senior official",
            "Norpress",
        ),
        (
            "The kiln had burst at dawn, a baker, Piet Lund, was quoted by the Courier as saying.",
            "a baker, Piet Lund",
            "Courier",
        ),
        (
            "Norpress quoted harbour guards as putting the loss at five boats.",
            "harbour guards",
            "Norpress",
        ),
        (
            "“Five boats were lost,” Lund was quoted as saying by Al Norda TV channel.",
            "Lund",
            "Al Norda TV",
        ),
    ],
)
def test_who_speaks_is_not_who_passes_it_on(text, source, hands):
    found = said_in(text)
    assert found
    for one in found:
        assert (one.source, [hop.rpartition(" ")[0] for hop in one.chain[1:]]) == (source, [hands])


@pytest.mark.parametrize(
    "text",
    [
        "The letters of two millers, among them a woman cited by Odra Gazeta, have been lost.",
        "The ages of three divers, among them a woman quoted by the Courier, are not known.",
        "The songs of the sailors, also those of a cook cited by Norpress, have been printed.",
    ],
)
def test_whose_words_a_medium_cites_says_nothing_by_being_named(text):
    assert not [one for one in said_in(text) if "cited" in one.cue or "quoted" in one.cue]


@pytest.mark.parametrize(
    ("text", "hand"),
    [
        # -- behind the words, with a day and with what the medium is
        ("Lund said that the mill was sold, Interfax reported Friday.", "Interfax report"),
        ("Lund said that it was shut, the Odra Star wrote on Monday.", "Odra Star report"),
        (
            "Lund said that it was shut, the Norda agency RIA Novosti reported.",
            "RIA Novosti report",
        ),
        ("Lund denied selling the old mill, as later reported by The Guardian.", "Guardian report"),
        (
            "“I beg the bakers for patience,” said Lund, as quoted by the NORA newswire, adding "
            "that the mills should obey.",
            "NORA report",
        ),
        ("The mill is shut, Lund said, as the Courier has noted.", "Courier report"),
        # -- on air
        ("“Do we need it?” Lund asked on CNN.", "CNN broadcast"),
        ("“We need it,” Lund said on KBTV of the flour bill.", "KBTV broadcast"),
        ("As Lund said on NBC, “it is dear”.", "NBC broadcast"),
        ("On Sky Sunday, Lund urged bakers to stay calm.", "Sky broadcast"),
        ("Lund said on Radio Norda that the mill is shut.", "Radio Norda broadcast"),
        # -- aired or printed
        ("“It is dear,” Lund said in remarks aired on Norda TV.", "Norda TV broadcast"),
        (
            "“It is dear,” Lund said in comments broadcast on Norwegian television.",
            "Norwegian television broadcast",
        ),
        (
            "Lund said in an interview published in the Odra media that it was shut.",
            "Odra media publish",
        ),
        # -- a station's programme, a local station, an interview with a station's name before it
        ("“It is dear,” Lund said on Norda TV's “Low Water with Eva Holm.”", "Norda TV broadcast"),
        ("Sunday on Norda TV’s “Low Water,” Lund said it was dear.", "Norda TV broadcast"),
        ("“It is dear,” Lund told ABC's Low Water.", "ABC report"),
        ("“It is dear,” Lund told Fox 35 in Odra.", "Fox 35 report"),
        ("Lund told Fox that the mill was sold.", "Fox report"),
        ("“It is dear,” Lund told bakers in an MSNBC interview.", "MSNBC interview"),
        ("In a Sky interview on Monday, Lund said that it was dear.", "Sky interview"),
        ("“It is dear,” said Lund, head of the bakers, reports USA Today.", "USA Today report"),
        # -- who asks for a medium, by the page
        (
            "The radio host Eva Holm asked him.\n\n“It is dear,” Lund told Holm.",
            "Eva Holm report",
        ),
        ("Eva Holm, a reporter, asked.\n\n“It is dear,” Lund told Eva Holm.", "Eva Holm report"),
        ("“It is dear,” Lund told host Eva Holm.", "Eva Holm report"),
        ("Lund told the NBC hosts that it was dear.", "NBC report"),
        # -- a talk, a call and a statement that a medium was given
        ("Sitting down with Norda TV's “Low Water,” Lund said it was dear.", "Norda TV interview"),
        ("“It is dear,” Lund said during his call to ABC’s “Low Water.”", "ABC interview"),
        (
            "In a letter shared only with CBS News, the guild cited a lack of flour.",
            "CBS News report",
        ),
        # -- through somebody
        ("Lund said through his lawyer that it was dear.", "his lawyer share"),
        ("“It is dear,” Lund said in a letter through an aide.", "aide share"),
        (
            "Lund told aides that it was dear, according to someone in the hall.",
            "someone in the hall say",
        ),
        # -- somebody handed it on who is not named
        ("Lund is reported to have told the bakers that it was dear.", "? report (lost)"),
        ("Lund was quoted as saying that it was dear.", "? report (lost)"),
        ("Lund has reportedly promised that it will be sold.", "? report (lost)"),
        # -- told, with the day or the programme
        ("“It is dear,” Lund told Radio Norda Sunday.", "Radio Norda report"),
        ("“It is dear,” Lund told CNN Monday night.", "CNN report"),
        ("“It is dear,” Lund told NBC's “Today” show.", "NBC report"),
        ("“It is dear,” Lund told CNN's morning show.", "CNN report"),
        ("Lund told the Times of India that the mill was sold.", "Times of India report"),
        # -- confirmed to
        ("Harbour sources confirmed the loss to Interfax and TASS.", "Interfax report"),
        ("Lund confirmed the sale of the mill to Radio Norda.", "Radio Norda report"),
        ("Two bakers described the fire to the Harbour Gazette.", "Harbour Gazette report"),
    ],
)
def test_a_medium_is_a_hand_however_the_sentence_names_it(text, hand):
    found = said_in(text)
    assert hand in {hop for one in found for hop in one.chain}


@pytest.mark.parametrize(
    "text",
    [
        "On Odra Bridge, Lund urged bakers to stay calm.",
        "On Lunden Sunday, Lund urged bakers to stay calm.",
        "On Monday, Lund urged bakers to stay calm.",
        "Lund said in an interview published in May that it was shut.",
        "Eva Holm baked.\n\n“It is dear,” Lund told Holm.",
        "“It is dear,” Lund told NBC's lawyer.",
        "Lund said that the mill was sold, his aide reported Friday.",
        "“It is dear,” Lund said through tears.",
        "Lund said that she rowed through the guards.",
        "Lund said through an interpreter that it was dear.",
        "“It is open,” a spokesman told a news conference.",
        "“It is open,” a spokesman told a weekly press briefing.",
        "“It is open,” a spokesman told a daily staff meeting.",
    ],
)
def test_a_place_a_day_and_a_venue_are_no_hands(text):
    assert all(len(one.chain) == 1 for one in said_in(text))


def test_who_reportedly_left_has_not_reportedly_said_it():
    found = said_in("Lund, who had reportedly left, said that it was dear.")
    assert the_one_with("that it was dear", found).chain == ("Lund say",)


def test_what_a_medium_says_is_reportedly_so_went_through_no_other_hand():
    found = said_in("The mill will reportedly be sold, according to the Kesk Herald.")
    assert all("? report (lost)" not in one.chain for one in found)


@pytest.mark.parametrize(
    ("text", "outlet"),
    [
        ("“It is dear,” Lund told CNN.", "CNN (Online News)"),
        ("“It is dear,” Lund told Norda TV.", "Norda TV (Web)"),
        ("“It is dear,” Lund told CBS News on Monday.", "CBS News (Online)"),
        ("“It is dear,” Lund told ABC.", "ABC News"),
        ("In an interview on Fox News Sunday, Lund said that it was dear.", "Fox News"),
        ("“It is dear,” Lund said in an interview with ABC News anchor Eva Holm.", "ABC News"),
        ("“It is dear,” Lund told Norda TV chief anchor Eva Holm.", "Norda TV"),
        ("“It is dear,” Lund told CNN's Eva Holm on Monday.", "CNN (Online News)"),
    ],
)
def test_the_pages_own_outlet_is_no_hand_under_a_longer_name(text, outlet):
    (one,) = said_in(text, outlet=outlet)
    assert one.chain == ("Lund say",)
    assert len(said_in(text)[0].chain) == 2, "it would be a hop on another page"


@pytest.mark.parametrize(
    ("text", "outlet", "hand"),
    [
        ("Lund told the Times of India that it was dear.", "The Times", "Times of India report"),
        ("“It is dear,” Lund told ABC News.", "ABC (Australia)", "ABC News report"),
        ("“It is dear,” Lund told Kesk TV anchor Eva Holm.", "Norda TV", "Kesk TV report"),
        ("“It is dear,” Lund told the Odra Star.", "The Star", "Odra Star report"),
    ],
)
def test_another_outlet_of_a_like_name_is_a_hand(text, outlet, hand):
    (one,) = said_in(text, outlet=outlet)
    assert one.chain == ("Lund say", hand)


def test_what_the_pages_own_outlet_tells_of_others_goes_through_no_hand():
    found = said_in("As the Odra Wire reported, Lund has said it was dear.", outlet="The Odra Wire")
    assert the_one_with("it was dear", found).chain == ("Lund say",)


@pytest.mark.parametrize(
    ("text", "action"),
    [
        ("“It is dear,” wrote the mill on its Facebook page.", "post"),
        ("“It is dear,” the mill wrote on Facebook.", "post"),
        ("The mill said on Twitter that it was dear.", "post"),
        ("The mill said on X that it was dear.", "post"),
        ("In a tweet on Monday, the mill said that it was dear.", "post"),
        ("“It is dear,” the mill said in a Telegram post.", "post"),
        ("The mill said that the photo on Facebook was dear.", "say"),
        ("The mill said on Monday that it was dear.", "say"),
        ("The mill said in a letter that it was dear.", "say"),
    ],
)
def test_what_is_said_on_a_platform_is_posted(text, action):
    (one,) = said_in(text)
    assert one.chain == (f"mill {action}",)


@pytest.mark.parametrize(
    ("text", "party"),
    [
        (
            "A poll conducted by the Odra Institute this year showed that rye sells.",
            "Odra Institute",
        ),
        ("A study published by the bakers' guild found that rye sells.", "bakers' guild"),
        ("A survey carried out by the Harbour Board says that rye sells.", "Harbour Board"),
        ("A recording published by two anglers on a site showed two boats.", "two anglers"),
        ("A report seen by the Harbour Board says that rye sells.", "report"),
        ("A video clip published in May showed two boats.", "video clip"),
    ],
)
def test_behind_a_poll_or_a_video_stands_who_made_it(text, party):
    (one,) = said_in(text)
    assert one.chain[0] == f"{party} publish"


@pytest.mark.parametrize(
    ("text", "hands"),
    [
        ('" It leaks , " Reis told co-host Clara Marr - Dahl .', ["Reis", "Clara Marr"]),
        ('" There \'s no gate , " Tom told co-host Clara Katz - Velk .', ["Tom", "Clara Katz"]),
        ('" No gate is left , " Tom told co-host Clara Reis - Diaz .', ["Tom", "Clara Reis"]),
    ],
)
def test_a_name_with_a_loose_hyphen_is_read_without_a_crash(text, hands):
    (said,) = annotate(read(text=text, id="x", as_body=True)).attributions
    assert [hop.party for hop in said.chain] == hands


@pytest.mark.parametrize(
    ("text", "content", "chain"),
    [
        # -- whom a medium cites speaks, and the medium hands on
        (
            "The ferry ran aground, Norda News reported, citing the Harbour Board.",
            "The ferry ran aground",
            ("Harbour Board say", "Norda News report"),
        ),
        (
            "Citing two pilots, the Kesk Gazette wrote that the buoy had drifted.",
            "that the buoy had drifted",
            ("two pilots say", "Kesk Gazette report"),
        ),
        (
            "According to Interfax, citing the Dyke Office, the nets were torn.",
            "the nets were torn",
            ("Dyke Office say", "Interfax report"),
        ),
        (
            "Norda News reports that the bridge has sunk, quoting local residents.",
            "that the bridge has sunk",
            ("local residents say", "Norda News report"),
        ),
        # -- a paper says what it is cited for, and two outlets that cite it have one origin
        (
            "The ferry ran aground, Norda News reported, citing an internal log.",
            "The ferry ran aground",
            ("internal log publish", "Norda News report"),
        ),
        (
            "The Harbour Gazette, citing leaked emails, reported that the pilot had sold the boat.",
            "that the pilot had sold the boat",
            ("leaked emails publish", "Harbour Gazette report"),
        ),
        # -- what is no speaker is not cited as one, nor is whom another may cite
        (
            "The ferry must stay in port, Norda News reported, citing the Harbour Act.",
            "The ferry must stay in port",
            ("Norda News report",),
        ),
        (
            "Norda News reported that the pilot retired, citing her doctor.",
            "that the pilot retired",
            ("Norda News report",),
        ),
        (
            "The pilot said the ferry would stay, citing the engineers.",
            "the ferry would stay",
            ("pilot say",),
        ),
    ],
)
def test_whom_a_medium_cites_speaks_and_the_medium_hands_on(text, content, chain):
    assert the_one_with(content, said_in(text)).chain == chain


@pytest.mark.parametrize(
    ("text", "hands"),
    [
        # -- who works for a medium is told for it
        ("“It drips,” Ana Lund told Norda News host Tom Hill.", ["Norda News"]),
        ("“It drips,” Ana Lund told CNN Senior Harbour Correspondent Eva Holm.", ["CNN"]),
        ("“It drips,” Ana Lund told Tom Hill of Norda News in April.", ["Norda News"]),
        ("“It drips,” Ana Lund told Eva Holm, a reporter for the Kesk Gazette.", ["Kesk Gazette"]),
        ("“It drips,” Ana Lund told Tom Hill of the harbour office.", []),
        ("“It drips,” Ana Lund told Tom Hill, a baker at the mill.", []),
        # -- on air, asked, in print, and first reported
        ("Appearing on Norda News, Ana Lund said the roof drips.", ["Norda News"]),
        ("Ana Lund said in an appearance on CNN that the roof drips.", ["CNN"]),
        ("Speaking on Radio Kesk, Ana Lund said the roof drips.", ["Radio Kesk"]),
        ("Appearing on stage, Ana Lund said the roof drips.", []),
        ("A tiler, contacted on Monday by Reuters, said the roof drips.", ["Reuters"]),
        ("Reached by the Kesk Gazette, Ana Lund said the roof drips.", ["Kesk Gazette"]),
        ("Asked briefly by Norda News, Ana Lund said the roof drips.", ["Norda News"]),
        ("Contacted by the Harbour Board, Ana Lund said the roof drips.", []),
        ("Ana Lund wrote in the Kesk Gazette that the roof drips.", ["Kesk Gazette"]),
        ("In an op-ed in the Kesk Gazette, Ana Lund said the roof drips.", ["Kesk Gazette"]),
        ("In a column on Norda News, Ana Lund wrote that the roof drips.", ["Norda News"]),
        ("Ana Lund wrote in May that the roof drips.", []),
        ("As Kesk Gazette columnist Ana Lund wrote, the roof drips.", []),
        (
            "In her letter, first reported by the Kesk Gazette, Ana Lund said the roof drips.",
            ["Kesk Gazette"],
        ),
        # -- a paper's whole name, and one hand under two of its names
        ("In an interview with USA Today, Ana Lund said the roof drips.", ["USA Today"]),
        (
            "Ana Lund told the Kesk Gazette that the roof drips, the Gazette reported Monday.",
            ["Kesk Gazette"],
        ),
        (
            "In a wide-ranging telephone interview with Norda News, Lund said the roof drips.",
            ["Norda News"],
        ),
        (
            "Bakers said the roof “was beyond any repair,” the Kesk Gazette reported.",
            ["Kesk Gazette"],
        ),
    ],
)
def test_a_medium_that_asked_aired_or_printed_it_is_a_hand(text, hands):
    found = said_in(text)
    drips = [one for one in found if "drips" in one.content or "repair" in one.content]
    assert [hop.rsplit(" ", 1)[0] for hop in drips[0].chain[1:]] == hands


def test_what_a_relative_clause_tells_was_not_said_on_the_air_of_the_main_one():
    text = "Appearing on Norda News, Lund spoke of a letter in which she had said that it drips."
    assert the_one_with("that it drips", said_in(text)).chain == ("Lund say",)


@pytest.mark.parametrize(
    ("text", "party"),
    [
        ("The dam will hold, according to data released by the Dyke Office.", "Dyke Office"),
        (
            "The dam will hold, according to excerpts of the log released by the Dyke Office.",
            "Dyke Office",
        ),
        ("The dam will hold, according to a forecast by the Harbour Board.", "Harbour Board"),
        ("The dam will hold, according to early results.", "early results"),
    ],
)
def test_behind_figures_that_speak_stands_who_gave_them_out(text, party):
    (one,) = said_in(text)
    assert one.chain == (f"{party} publish",)


def test_who_made_an_estimate_has_estimated():
    (one,) = said_in("The dam will hold, according to rough estimates from the Harbour Board.")
    assert one.chain == ("Harbour Board estimate",)


def test_people_who_are_called_figures_are_no_document():
    (one,) = said_in("Some guild figures said that the dam will hold.")
    assert one.chain == ("Some guild figures say",)


@pytest.mark.parametrize(
    ("text", "content", "chain"),
    [
        ("Kesk has denounced a court ruling declaring that the ban was void.",
         "that the ban was void",
         ("court publish",)),
        ("Ana Reis criticised a report saying that the gate leaks.", "that the gate leaks",
         ("report publish",)),
        ("The bakers welcomed a study saying that bread is good for divers.",
         "that bread is good for divers",
         ("study publish",)),
        # near misses: who cites a report hands it on, and so does who says that somebody said it
        ("Ana Reis cited a report saying that the gate leaks.", "that the gate leaks",
         ("report publish", "Ana Reis report")),
        ("Ana Reis said that Tom Katz had warned that the gate leaks.",
         "that the gate leaks",
         ("Tom Katz say", "Ana Reis say")),
    ],
)  # fmt: skip
def test_who_judges_what_another_says_hands_nothing_on(text, content, chain):
    assert the_one_with(content, said_in(text)).chain == chain


HOP_VERBS = data.table("hop_verbs", columns=("lemma", "action", "example"))
PAST = {"broadcast": "broadcast", "rebroadcast": "rebroadcast", "put out": "put out",
        "let out": "let out", "hand over": "handed over", "pass on": "passed on",
        "bring out": "brought out", "make public": "made public", "put online": "put online",
        "run": "run", "wiretap": "wiretapped"}  # fmt: skip
# "carried", "divulged", "relayed" and the others as they are written
Y = re.compile("(?<=[^aeiou])y$")


def participle(verb):
    """The past participle of a verb of the table."""
    regular = verb + "d" if verb.endswith("e") else Y.sub("i", verb) + "ed"
    return PAST.get(verb) or regular


@pytest.mark.parametrize("row", HOP_VERBS, ids=lambda row: row["lemma"])
def test_every_verb_of_handing_on_makes_a_hand(row):
    done = participle(row["lemma"])
    text = f"A tape that was {done} by the Lock Bureau has a cook saying that it leaks."
    assert the_one_with("that it leaks", said_in(text)).chain == (
        "cook say",
        f"Lock Bureau {row['action']}",
    )


@pytest.mark.parametrize(
    ("text", "chain"),
    [
        (
            "A neighbour recorded the owner admitting that it leaks.",
            ("owner say", "neighbour record"),
        ),
        ("The crew taped the pilot saying that it leaks.", ("pilot say", "crew record")),
        (
            "Two divers caught the keeper on tape admitting that it leaks.",
            ("keeper say", "Two divers record"),
        ),
        (
            "A deckhand was filmed by a passer-by admitting that it leaks.",
            ("deckhand say", "passer-by record"),
        ),
        ("The mayor was filmed saying that it leaks.", ("mayor say", "? record (lost)")),
        # -- what is recorded is no speaker, and nobody records by catching
        ("Ana Reis recorded a song, saying that it leaks.", ("Ana Reis say",)),
        ("The navy captured a gunner saying that it leaks.", ("gunner say",)),
        ("Tom Katz filmed himself saying that it leaks.", ("Tom Katz say",)),
    ],
)
def test_who_is_recorded_speaks_and_who_records_is_a_hand(text, chain):
    assert the_one_with("that it leaks", said_in(text)).chain == chain


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("footage", "In a video posted by the union, a cook says that it leaks."),
        ("footage", "A neighbour filmed the owner admitting that it leaks."),
        ("footage", "The port released footage of a pilot saying that it leaks."),
        ("recording", "In audio published by the port, a pilot says that it leaks."),
        ("recording", "The union leaked a tape of a foreman admitting that it leaks."),
        ("recording", "In a voicemail shared by his sister, a cook says that it leaks."),
        ("call", "In a phone call shared by activists, a gunner says that it leaks."),
        ("call", "The union leaked a call in which a foreman admits that it leaks."),
        ("call", "In a conversation recorded by the bureau, a mate says that it leaks."),
        ("intercept", "In a call intercepted by the border service, a gunner says that it leaks."),
        ("intercept", "An intercepted call put out by the navy has a gunner saying that it leaks."),
        ("intercept", "In an intercept published by the port, a pilot says that it leaks."),
        ("document", "In a letter leaked by the union, the owner says that it leaks."),
        ("document", "In a transcript released by the port, a pilot says that it leaks."),
        ("document", "A memo declassified by the navy has a cook saying that it leaks."),
        ("interview", "In conversation with Radio Norda, Ana Reis said that it leaks."),
        ("interview", "In an interview with the Harbour Gazette, Tom Katz said that it leaks."),
        ("interview", "The cook told Kesk News that it leaks."),
        ("report", "A report by the lock bureau says that it leaks."),
        ("report", "In a report from the Harbour Gazette, Ana Reis said that it leaks."),
        ("report", "The cook said that it leaks, as reported by the Norda Times."),
        ("translation", "In a translation published by the ministry, a gunner says that it leaks."),
        ("translation", "In an audio translation shared by the navy, a cook says that it leaks."),
        ("translation", "A translation by the institute says that it leaks."),
        ("estimate", "The bureau estimates that it leaks."),
        ("estimate", "An estimate by the bureau says that it leaks."),
        ("estimate", "The keeper estimated that it leaks."),
    ],
)  # fmt: skip
def test_a_hop_tells_what_kind_of_evidence_it_hands_on(kind, text):
    found = annotate(read(text=text, as_body=True)).attributions
    (one,) = [a for a in found if text[a.content[0].start :].startswith("that it leaks")]
    assert [hop.evidence for hop in one.chain if hop.evidence] == [kind]


@pytest.mark.parametrize(
    "text",
    [
        "Ana Reis said that it leaks.",
        "A cook wrote to his wife that it leaks.",
        "The Lock Bureau announced that it leaks.",
    ],
)
def test_what_somebody_only_asserts_is_of_no_kind_of_evidence(text):
    (one,) = annotate(read(text=text, as_body=True)).attributions
    assert [hop.evidence for hop in one.chain] == [None]


@pytest.mark.parametrize(
    ("text", "party", "description"),
    [
        (
            "A call shared by the Northern Kesk news service Lockview shows a gunner saying that "
            "the pier was mined.",
            "Lockview",
            "Northern Kesk news service",
        ),
        (
            "A tape released by Torvanet, an exiled Kesk news site, has a cook saying that the "
            "pump failed.",
            "Torvanet",
            "exiled Kesk news site",
        ),
        (
            "“It leaks,” the pilot told the independent Norda newspaper Odra Blick.",
            "Odra Blick",
            "independent Norda newspaper",
        ),
        (
            "In a video shared by the Weirline news agency, a cook says that it leaks.",
            "Weirline",
            "news agency",
        ),
        # -- the parser takes the name for the subject of what follows
        (
            "A call shared by the northern radio station Torvanet shed doubt on the tale. In the "
            "call, a cook says that it leaks.",
            "Torvanet",
            "northern radio station",
        ),
        # -- a name alone, who works there, and a hand without a name
        ("“It leaks,” Reis told the Courier.", "Courier", None),
        ("“It leaks,” Reis told Courier reporter Tom Hill.", "Courier", None),
        ("In a call intercepted by the border service, a gunner says that it leaks.",
         "border service", None),
    ],
)  # fmt: skip
def test_what_the_page_says_a_hand_is_is_kept_beside_its_name(text, party, description):
    (one,) = annotate(read(text=text, as_body=True)).attributions
    assert [(hop.party, hop.description) for hop in one.chain[1:]] == [(party, description)]


# ----------------------------------------------------------- spoken in custody (R56)


@pytest.mark.parametrize(
    "text",
    [
        "The coastguard let out footage of a captured gunner saying that the pier was mined."
        "\n\n“It was dark,” the captive added.",
        "In a video posted by the Kesk militia, a detained pilot said that the lamp was out.",
        "The Norda Security Service published a recording of a prisoner who says that no guard "
        "slept.",
        # -- the page names who seized him
        "A captured gunner, seized by the Kesk union in May, said in a video released by the union "
        "that the pier was mined.",
    ],
)
def test_what_a_captive_says_on_a_recording_of_his_captors_says_so(text):
    flags = ("in-custody", "in-custody-of-releaser")
    assert {one.flags for one in said_in(text)} == {flags}


@pytest.mark.parametrize(
    ("text", "flags"),
    [
        # -- who let it out holds nobody
        ("The Harbour Gazette published a video of a captured gunner saying that it leaks.",
         ("in-custody",)),
        ("The Army Times published a video of a captured gunner saying that it leaks.",
         ("in-custody",)),
        # -- others hold him
        ("A captured gunner, seized by the Kesk rebels in May, said in a video released by the "
         "navy that the pier was mined.", ("in-custody",)),
        # -- nobody knows who let it out, or there is no recording
        ("A video showed a captured gunner saying that it leaks.", ("in-custody",)),
        ("A captured gunner told the police that it leaks.", ("in-custody",)),
        # -- he is no captive
        ("The navy released a video of a cook saying that it leaks.", ()),
        ("The police released a video of a detaining officer saying that it leaks.", ()),
        ("The police released a video of a keeper of captured dogs saying that it leaks.", ()),
    ],
)  # fmt: skip
def test_who_is_no_captive_of_the_releaser_is_not_said_to_be(text, flags):
    assert {one.flags for one in said_in(text)} == {flags}


@pytest.mark.parametrize(
    "row", data.table("custodians", columns=("words", "example")), ids=lambda row: row["words"]
)
def test_every_body_that_holds_people_does_so_in_its_example(row):
    released = row["example"].replace("a video of", "footage of").removesuffix(".")
    (one,) = said_in(f"{released} saying that it leaks.")
    assert "in-custody-of-releaser" in one.flags
