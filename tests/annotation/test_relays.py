"""Whom a medium cites, who let a paper out, where it was printed, and whose words the words are:
passages with their hands in order. Found on invented passages that were labelled by others.
"""

import pytest
from annotation_cases import said_in

from firsthand.annotation import carriers
from firsthand.errors import TableError

THAT = "that it leaks"


def innermost(text, words):
    """The attribution with the fewest words whose content has these."""
    return min((s for s in said_in(text) if words in s.content), key=lambda s: len(s.content))


def hands(text, words):
    return innermost(text, words).chain


@pytest.mark.parametrize(
    ("text", "content", "chain"),
    [
        # -- whom a medium cites before its verb
        (
            "Norda News, citing three cooks, reported that it leaks.",
            THAT,
            ("three cooks say", "Norda News report"),
        ),
        (
            "The Odra Gazette, quoting two members of the board, said that it leaks.",
            THAT,
            ("two members of the board say", "Odra Gazette report"),
        ),
        (
            "The Kesk Post, which cited two bakers, said that it leaks.",
            THAT,
            ("two bakers say", "Kesk Post report"),
        ),
        (
            "Norda News, citing two divers, was first to report that it leaks.",
            THAT,
            ("two divers say", "Norda News report"),
        ),
        # -- to whom a medium attributes it
        (
            "The mill will shut, the Odra Gazette reported on Friday, attributing the news to a "
            "clerk at the ministry.",
            "The mill will shut",
            ("clerk at the ministry say", "Odra Gazette report"),
        ),
        (
            "Two boats sank, the Kesk Post said, attributing the report to a diver.",
            "Two boats sank",
            ("diver say", "Kesk Post report"),
        ),
        (
            "The Odra Gazette reported that profits fell, attributing the decline to the mayor.",
            "profits fell",
            ("Odra Gazette report",),
        ),
        (
            "The Kesk Post, which attributed the fall to the mayor, said that it leaks.",
            THAT,
            ("Kesk Post say",),
        ),
        (
            "The mint is shut, Interfax reported with reference to the harbour board.",
            "The mint is shut",
            ("harbour board say", "Interfax report"),
        ),
        # -- whom a medium cites for what a third one says
        (
            "According to the Odra Gazette, which cited three aides, Ana Reis has warned the "
            "guild that it leaks.",
            THAT,
            ("Ana Reis say", "three aides say", "Odra Gazette report"),
        ),
        (
            "Tom Katz said that it leaks, according to the Kesk Post, which quoted two cooks.",
            THAT,
            ("Tom Katz say", "two cooks say", "Kesk Post report"),
        ),
        (
            "According to Norda News, which quoted the general last year, Reis said that it leaks.",
            THAT,
            ("Reis say", "Norda News report"),
        ),
        # -- a long name between the verb of quoting and "as saying"
        (
            "Xinhua quoted Trade Ministry spokesman Tom Katz as saying that it leaks.",
            THAT,
            ("Tom Katz say", "Xinhua report"),
        ),
        (
            "“It leaks,” Interfax quoted Harbour Board spokeswoman Ana Reis as saying on Friday.",
            "It leaks",
            ("Ana Reis say", "Interfax report"),
        ),
        (
            "The keeper had asked leave to turn back, Interfax quoted a clerk as saying.",
            "The keeper had asked leave to turn back",
            ("clerk say", "Interfax report"),
        ),
    ],
)
def test_whom_a_medium_cites_speaks_and_the_medium_passes_it_on(text, content, chain):
    assert hands(text, content) == chain


@pytest.mark.parametrize(
    "text",
    [
        "A clerk told the Odra Gazette that Ana Reis had called the plan daft.",
        "A keeper told Norda News that the mayor had called it a swindle.",
        "Two cooks told the Kesk Post that Tom Katz called the oven unsafe.",
    ],
)
def test_who_tells_that_another_called_a_thing_something_is_no_recording_of_a_call(text):
    outer, inner = said_in(text)
    assert outer.chain[0].split()[-1] == "say"
    assert inner.chain[1:] == outer.chain


@pytest.mark.parametrize(
    ("text", "chain"),
    [
        (
            "In a letter to the mayor, made public Friday by the dike board, Reis wrote that it "
            "leaks.",
            ("Reis say", "dike board release"),
        ),
        (
            "In the clip, filmed at a picnic and first published by Norda News, Katz can be heard "
            "saying that it leaks.",
            ("Katz say", "Norda News publish"),
        ),
        (
            "“That it leaks,” a cook can be heard saying in a recording put online by the union.",
            ("cook say", "union publish"),
        ),
        (
            "“That it leaks,” a cook tells the clerk on one of six recordings released by the "
            "county.",
            ("cook say", "county release"),
        ),
        (
            "“That it leaks,” the cook wrote in a diary that the Odra Museum has now put online.",
            ("cook say", "Odra Museum publish"),
        ),
        (
            "“That it leaks,” Ana Reis said, according to a transcript provided by the court.",
            ("Ana Reis say", "court release"),
        ),
        (
            "A letter by six cooks, printed in the Odra Gazette, argues that it leaks.",
            ("six cooks publish", "Odra Gazette publish"),
        ),
        (
            "A letter from two keepers, published in the Kesk Post, says that it leaks.",
            ("two keepers publish", "Kesk Post publish"),
        ),
        (
            "Katz says in a call wiretapped by the police and printed in the Odra Gazette that it "
            "leaks.",
            ("Katz say", "police intercept", "Odra Gazette publish"),
        ),
    ],
)
def test_who_let_a_paper_or_a_recording_out(text, chain):
    assert hands(text, "hat it leaks") == chain


@pytest.mark.parametrize(
    ("text", "chain"),
    [
        ("In a leaked memo, Ana Reis warns that it leaks.", ("Ana Reis say", "? release (lost)")),
        ("A leaked letter from Katz says that it leaks.", ("Katz publish", "? release (lost)")),
        (
            "In a leaked email, the cook wrote that it leaks.",
            ("cook say", "? release (lost)"),
        ),
        (
            "In a memo leaked to the Odra Gazette, Katz warned that it leaks.",
            ("Katz say", "Odra Gazette report"),
        ),
        (
            "A report leaked to the Kesk Post says that it leaks.",
            ("report publish", "Kesk Post report"),
        ),
        # who speaks for himself needs nobody who let him out
        ("Leaked documents show that it leaks.", ("Leaked documents publish",)),
        ("Footage from the lock shows that it leaks.", ("Footage from the lock publish",)),
    ],
)
def test_a_leak_that_nobody_is_named_for_is_a_lost_hand(text, chain):
    assert hands(text, THAT) == chain


@pytest.mark.parametrize(
    ("text", "chain"),
    [
        ("Per the Odra Gazette, Ana Reis said that it leaks.", "Odra Gazette report"),
        ("Ana Reis went on Norda News and claimed that it leaks.", "Norda News broadcast"),
        ("In a sit-down with Norda News, Reis said that it leaks.", "Norda News interview"),
        ("Over at the Kesk Post, Reis writes that it leaks.", "Kesk Post report"),
        ("The writer Ana Reis reported in the Kesk Post that it leaks.", "Kesk Post report"),
        ("Stopped by Norda News, Ana Reis said that it leaks.", "Norda News interview"),
        ("Ana Reis told listeners of Radio Norda that it leaks.", "Radio Norda report"),
        ("Ana Reis explained to readers of the Kesk Post that it leaks.", "Kesk Post report"),
        ("Ana Reis said on Tom Hill's radio show that it leaks.", "Tom Hill broadcast"),
        ("Ana Reis said on Tom Carver's podcast that it leaks.", "Tom Carver broadcast"),
        ("Ana Reis told local station KVAR that it leaks.", "KVAR report"),
        ("Ana Reis told CKTV that it leaks.", "CKTV report"),
        ("Ana Reis told WQTV that it leaks.", "WQTV report"),
        ("“That it leaks,” Ana Reis said on the radio station Delta.", "Delta broadcast"),
        ("Through her lawyer, Ana Reis said that it leaks.", "her lawyer share"),
        ("Through a spokesman, Ana Reis said that it leaks.", "spokesman share"),
        ("In a sermon aired by Radio Norda, Ana Reis said that it leaks.", "Radio Norda broadcast"),
        ("In a speech aired by Norda News, Ana Reis said that it leaks.", "Norda News broadcast"),
        ("Ana Reis said that it leaks, as relayed by the Kesk Post.", "Kesk Post report"),
    ],
)
def test_more_ways_in_which_news_says_through_whom(text, chain):
    assert hands(text, "hat it leaks")[1:] == (chain,)


@pytest.mark.parametrize(
    "text",
    [
        "Ana Reis said at Tom Hill's fashion show that it leaks.",
        "Ana Reis said on her own show that it leaks.",
        "Ana Reis said in the paper that it leaks.",
        "On Tom Hill's housing programme, Ana Reis said that it leaks.",
        "In a letter to the school, run by the Catholic church, Ana Reis said that it leaks.",
        "In a note to the bakery, acquired by Marlow Holdings, Ana Reis said that it leaks.",
        "Ana Reis said in Tribune Square that it leaks.",
        "Ana Reis, who once went on Radio Norda, told the inquiry that it leaks.",
        "In the e-mail, printed on yellow paper, Ana Reis said that it leaks.",
        "Ana Reis told the CFPB that it leaks.",
        "In a call to the station, Ana Reis said that it leaks.",
    ],
)
def test_what_only_looks_like_a_programme_or_a_medium_is_no_hand(text):
    assert hands(text, "it leaks") == ("Ana Reis say",)


@pytest.mark.parametrize(
    "text",
    [
        "“It leaks,” Ana Reis told this newspaper.",
        "In a chat with this magazine, Ana Reis said that it leaks.",
        "Ana Reis told this website that it leaks.",
    ],
)
def test_this_newspaper_is_the_page_s_own(text):
    assert hands(text, "t leaks") == ("Ana Reis say",)


@pytest.mark.parametrize(
    ("text", "content", "source"),
    [
        # who is only known to have said it says it
        ("“It leaks,” the mayor is reported to have told her crew.", "It leaks", "the mayor"),
        ("“It leaks,” Ana Reis is reported to have told the cooks.", "It leaks", "Ana Reis"),
        ("“It leaks,” a cook can be heard saying.", "It leaks", "a cook"),
        # whom a paper was shown to, or by whom it was let out, does not speak
        (
            "A note shown to the Odra Gazette by a former cook concluded that it leaks.",
            THAT,
            "A note shown to the Odra Gazette by a former cook",
        ),
        (
            "Emails stolen from the guild and posted by WikiLeaks show that it leaks.",
            THAT,
            "Emails stolen from the guild and posted by WikiLeaks",
        ),
        # behind a clause stands who speaks
        (
            "Looking back on the talks in an interview with the Odra Gazette, Tom Katz, then the "
            "envoy, recalled that it leaks.",
            THAT,
            "Tom Katz, then the envoy",
        ),
        # who goes on behind a medium that passes him on
        (
            "The stop was short, deputy energy minister Tom Katz said, the Interfax news agency "
            "reported, adding that it leaks.",
            THAT,
            "deputy energy minister Tom Katz",
        ),
    ],
)
def test_who_is_the_source(text, content, source):
    assert innermost(text, content).source == source


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("The plaintiff, Odra County, said it burned. It said that it leaks.", "Odra County"),
        ("The donor, Norda Bank, said it burned. It said that it leaks.", "Norda Bank"),
        ("Jane Monk said it burned. She said that it leaks.", "Jane Monk"),
        ("Vince Cable said that it leaks.", "Vince Cable"),
    ],
)
def test_a_noun_that_may_be_a_body_or_a_surname_takes_nobody_s_words(text, speaker):
    said = innermost(text, THAT)
    assert (said.speaker, said.chain) == (speaker, (f"{speaker} say",))


def test_an_e_mail_in_capitals_is_one_word_too():
    assert hands("The E-MAIL said that it leaks.", THAT) == ("E-MAIL publish",)


@pytest.mark.parametrize(
    "text",
    [
        "A navy account concluded that the mayor would stay.",
        "A navy tally concluded that the mayor would stay.",
        "A navy brief concluded that the mayor would stay.",
    ],
)
def test_a_thing_that_no_table_knows_is_nobody_who_is_told_of_in_its_own_words(text):
    assert said_in(text)[0].speaker not in ("mayor", "the mayor")


def test_what_somebody_does_on_the_day_of_an_interview_was_not_said_in_it():
    text = (
        "In an interview with Radio Norda on Monday, Ana Reis said that it leaks. Reis resigned on "
        "Monday, saying that it burned."
    )
    assert said_in(text)[-1].chain == ("Ana Reis say",)


def test_what_another_tells_a_medium_behind_a_full_stop_is_no_hand_of_the_first_words():
    text = (
        "In a piece for the Kesk Post, Ana Reis argued that it had “leaked for years.” Reis went "
        "further in an appearance on Norda News, where she said that it burned."
    )
    first, second = said_in(text)
    assert first.chain == ("Ana Reis say", "Kesk Post report")
    assert second.chain == ("Ana Reis say", "Norda News broadcast")


def test_whom_another_tells_in_a_clause_of_his_own_is_no_hand():
    text = (
        "The Odra Gazette reported that it leaks, though a clerk disputed that, telling Radio "
        "Norda that “nothing dripped”."
    )
    assert hands(text, THAT) == ("Odra Gazette report",)


@pytest.mark.parametrize(
    ("text", "chain"),
    [
        (
            "In a survey carried out by Kestrel Research, 61 per cent of bakers said that it "
            "leaks.",
            ("61 per cent of bakers say", "Kestrel Research report"),
        ),
        (
            "A poll by Weir Research came out. Some 40 per cent of cooks said that it leaks.",
            ("40 per cent of cooks say", "Weir Research report"),
        ),
    ],
)
def test_per_cent_of_those_asked_are_a_share_of_a_poll_in_two_words_too(text, chain):
    assert hands(text, THAT)[1:] == chain[1:]


@pytest.mark.parametrize(
    ("text", "content", "source"),
    [
        (
            "On the call, the mayor derided the list as “a shopping list,” three aides told CNN.",
            "the list as “a shopping list",
            "the mayor",
        ),
        (
            "Katz said the mayor had dismissed the plan as “a whim” on Friday.",
            "the plan as “a whim”",
            "the mayor",
        ),
        (
            "The clerk told Norda News that Reis described the mint as “a barn”.",
            "the mint as “a barn”",
            "Reis",
        ),
    ],
)
def test_what_another_calls_a_thing_in_marks_is_a_statement_within_what_is_told(
    text, content, source
):
    outer, inner = said_in(text)
    assert content in inner.content
    assert (inner.source, inner.within) == (source, outer.content)


@pytest.mark.parametrize(
    "text",
    [
        "Ana Reis recalled it Sunday on Radio Norda. “It leaks,” she said. On Sunday, she also "
        "said that it burned.",
        "Tom Katz said on Norda News on Friday that it leaks. On Friday he said that it burned.",
        "In a chat with Radio Norda on Monday, Ana Reis said that it leaks. On Monday she said "
        "that it burned.",
    ],
)
def test_the_day_of_an_interview_is_no_other_occasion(text):
    first, *_, last = said_in(text)
    assert last.chain[1:] == first.chain[1:] != ()


@pytest.mark.parametrize(
    ("text", "words", "chain"),
    [
        # "it" is the one medium that the words before tell of
        (
            "The Interfax news agency had another account. It quoted a cook as saying that it "
            "leaks.",
            THAT,
            ("cook say", "Interfax report"),
        ),
        (
            "Norda News has the story. It cited two cooks as saying that it leaks.",
            THAT,
            ("two cooks say", "Norda News report"),
        ),
        (
            "Norda News and the Kesk Post have the story. It quoted a cook as saying that it "
            "leaks.",
            THAT,
            ("cook say",),
        ),
        (
            "The lawsuit accuses the Odra Gazette of libel. It cites Ana Reis as saying that it "
            "leaks.",
            THAT,
            ("Ana Reis say",),
        ),
        # so is the paper somebody writes to
        (
            "The Odra Gazette asked the guild. In a statement to the newspaper, Ana Reis said "
            "that it leaks.",
            THAT,
            ("Ana Reis say", "Odra Gazette report"),
        ),
        (
            "The Kesk Post has the plan. In an email to the newspaper, Tom Katz wrote that it "
            "leaks.",
            THAT,
            ("Tom Katz say", "Kesk Post report"),
        ),
        # shares in words
        (
            "A poll by Weir Research came out. Nearly six in ten cooks said that it leaks.",
            THAT,
            ("Nearly six in ten cooks say", "Weir Research report"),
        ),
        (
            "In a poll by Weir Research, one in five bakers said that it leaks.",
            THAT,
            ("one in five bakers say", "Weir Research report"),
        ),
        # a copy of it
        (
            "The complaint, a copy of which was obtained by the Odra Gazette, alleges that it "
            "leaks.",
            THAT,
            ("complaint publish", "Odra Gazette report"),
        ),
        (
            "The report, a copy of which was seen by the Kesk Post, says that it leaks.",
            THAT,
            ("report publish", "Kesk Post report"),
        ),
        # an e-mail is one word
        (
            "“It leaks,” Katz wrote in an e-mail made public by the union.",
            "It leaks",
            ("Katz say", "union release"),
        ),
        ("The e-mails show that it leaks.", THAT, ("e-mails publish",)),
    ],
)
def test_what_points_back_at_a_medium_or_a_paper(text, words, chain):
    assert hands(text, words) == chain


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        (
            "Tom Hill, a lawyer for Ana Reis, spoke on Monday. He said his client believed that it "
            "leaks.",
            "Ana Reis",
        ),
        (
            "Tom Katz's lawyer, Eva Holm, said that her client denied that it leaks.",
            "Tom Katz",
        ),
        (
            "A lawyer representing Tom Velk spoke. His client said that it leaks.",
            "Tom Velk",
        ),
        # several, and whoever else has clients
        (
            "A lawyer for Tom Velk spoke. His clients said that it leaks.",
            "His clients",
        ),
        (
            "Tom Velk's lawyer spoke. The accountant said his client believed that it leaks.",
            "his client",
        ),
        (
            "Bo Lund, a lawyer, came. Tom Velk's lawyer said his client believed that it leaks.",
            "his client",
        ),
        (
            "Ana Reis's lawyer, Tom Hill, spoke. Hill said that his client believed that it leaks.",
            "Ana Reis",
        ),
        (
            "Ana Reis's lawyer spoke. The banker Tom Katz said his client believed that it leaks.",
            "his client",
        ),
        # of two who have lawyers it may be either
        (
            "Ana Reis's lawyer came, and so did an attorney for Tom Katz. The attorney said his "
            "client believed that it leaks.",
            "his client",
        ),
    ],
)
def test_his_client_is_whom_a_lawyer_speaks_for(text, speaker):
    assert innermost(text, THAT).speaker == speaker


def test_a_row_of_carriers_without_a_party_is_told_in_one_line(monkeypatch, tmp_path):
    (tmp_path / "carriers.csv").write_text(
        "pattern,action,evidence,outlets_only,example,source,date\n"
        "told him,report,report,no,told him,ours,2031-01-01\n"
    )
    monkeypatch.setenv("FIRSTHAND_DATA", str(tmp_path))
    carriers.known_carriers.cache_clear()
    try:
        with pytest.raises(TableError, match="told him"):
            said_in("“That is a row apart,” Ana Reis told the Odra Gazette.")
    finally:
        monkeypatch.undo()
        carriers.known_carriers.cache_clear()


@pytest.mark.parametrize(
    "text",
    [
        "After Tom Katz said she would quit, the Odra Gazette reported that she had stayed, adding "
        "that it leaks.",
        "While Tom Katz said he was ill, Norda News reported that he had left, adding that it "
        "leaks.",
    ],
)
def test_what_a_medium_adds_to_its_own_report_is_not_of_who_spoke_before(text):
    assert innermost(text, THAT).speaker in ("Odra Gazette", "Norda News")
