"""Whose hands words went through, by how a sentence puts it: passages with their chains."""

import pytest
from annotation_cases import said_in, the_one_with

from firsthand import annotate, data, read


def check_chain(text: str, content: str, *chain: str) -> None:
    assert the_one_with(content, said_in(text)).chain == chain


@pytest.mark.parametrize(
    ("text", "content", "speaker", "medium"),
    [
        (
            "The Weirline news agency quoted a foreman at the mill saying the wheel stood.",
            "the wheel stood",
            "foreman at the mill",
            "Weirline",
        ),
        (
            "The Norda Gazette has quoted a lawyer for the bakers saying the ovens were cold.",
            "the ovens were cold",
            "lawyer for the bakers",
            "Norda Gazette",
        ),
        (
            "Radio Norda quoted a guard at the quarry saying that the rope was old.",
            "that the rope was old",
            "guard at the quarry",
            "Radio Norda",
        ),
    ],
)
def test_whom_a_medium_quotes_saying_it_speaks_and_the_medium_hands_on(
    text, content, speaker, medium
):
    check_chain(text, content, f"{speaker} say", f"{medium} report")
    assert len(said_in(text)) == 1, "that somebody is quoted says nothing"


@pytest.mark.parametrize(
    ("text", "hand"),
    [
        # -- the name between whose a medium is and what it is
        (
            "Lund was quoted by Norda's Weirline news agency as saying it was shut.",
            "Weirline report",
        ),
        ("“It is shut,” Lund told Odra's Zeiger newspaper.", "Zeiger report"),
        ("Lund told Odra's Lockside magazine that it was shut.", "Lockside report"),
        # -- a station that is told apart, whatever it is called
        (
            "Speaking to state television on Monday, Lund said it was shut.",
            "state television interview",
        ),
        ("Lund said on Russian television that it was shut.", "Russian television broadcast"),
        ("Speaking on state TV, Lund said it was shut.", "state TV broadcast"),
        ("During an appearance on Radio Norda, Lund said it was shut.", "Radio Norda broadcast"),
        # -- "The" of a title
        ("“It is shut,” Lund told The Lantern on Monday.", "Lantern report"),
        ("“It is shut,” Lund told The Spindle in May.", "Spindle report"),
        ("The owner of the mill told The Anvil that it was shut.", "Anvil report"),
        # -- who saw what somebody wrote
        ("In a letter to the mayor seen by Reuters, Lund said it was shut.", "Reuters report"),
        ("Lund said in a note reviewed by the Odra Post that it was shut.", "Odra Post report"),
        ("In an order examined by Norda News, Lund said it was shut.", "Norda News report"),
    ],
)
def test_a_medium_is_a_hand_whatever_stands_beside_its_name(text, hand):
    assert hand in {hop for one in said_in(text) for hop in one.chain}


@pytest.mark.parametrize(
    "text",
    [
        "Lund said on television that it was shut.",
        "Lund said on TV that it was shut.",
        "Lund said on the radio that it was shut.",
        "Speaking on condition of anonymity, Lund said it was shut.",
        "Lund told the Lanterns that it was shut.",
        "Lund told The Senate that it was shut.",
        "Lund told The Hague that it was shut.",
        "In a mill foreseen by planners, Lund said it was shut.",
    ],
)
def test_what_names_no_medium_is_no_hand(text):
    assert all(len(one.chain) == 1 for one in said_in(text))


@pytest.mark.parametrize(
    ("text", "content", "chain"),
    [
        # -- another was told
        (
            "Mayor Tom Hill told the Odra Post that the mill paid, while the miller Ana Reis also "
            "said that it starved.",
            "that it starved",
            ("Ana Reis say",),
        ),
        (
            "Clerk Eva Holm told Reuters last week that she would stay, but the baker Tom Katz "
            "said that she had left.",
            "that she had left",
            ("Tom Katz say",),
        ),
        (
            "Lund told Norda News it was open, and the warden Ana Reis said it was shut.",
            "it was shut",
            ("Ana Reis say",),
        ),
        # -- something was let out or said on air after or because somebody spoke
        (
            "Tom Hill resigned in a letter released by the guild, a day after Ana Reis said she "
            "was leaving.",
            "she was leaving",
            ("Ana Reis say",),
        ),
        (
            "Tom Hill wept in an interview with Radio Norda after Ana Reis said she was leaving.",
            "she was leaving",
            ("Ana Reis say",),
        ),
        (
            "Tom Hill wept in a video shared by the union because Ana Reis said she was leaving.",
            "she was leaving",
            ("Ana Reis say",),
        ),
    ],
)
def test_a_hand_of_another_clause_is_no_hand_of_these_words(text, content, chain):
    check_chain(text, content, *chain)


@pytest.mark.parametrize(
    ("text", "hop"),
    [
        ("The mill burnt down, according to CNN.", "CNN report"),
        ("Local media reported that the mill burnt down.", "Local media report"),
        ("The mill burnt down, the Weirline news agency reported.", "Weirline news agency report"),
        ("The mill burnt down, according to state television.", "state television report"),
        # -- a report is its medium's
        ("According to a story in the Odra Post, the mill burnt down.", "Odra Post report"),
        ("The mill burnt down, according to an article by Norda News.", "Norda News report"),
        ("A report in the Kesk Gazette says that the mill burnt down.", "Kesk Gazette report"),
        # -- of itself a medium says; other bodies report nothing
        ("The Odra Post said that its mill burnt down.", "Odra Post say"),
        ("The European Mill Agency reported that it burnt down.", "European Mill Agency say"),
        ("A report by the Harbour Board says that the mill burnt down.", "Harbour Board publish"),
    ],
)
def test_a_medium_reports_what_it_tells_of_others(text, hop):
    (one,) = said_in(text)
    assert one.chain == (hop,)


@pytest.mark.parametrize(
    ("text", "content", "action"),
    [
        # -- a quotation that follows straight on
        (
            "Ana Reis, through Twitter, praised the bakers. “They never slept,” Reis said.",
            "“They never slept,”",
            "post",
        ),
        (
            "It opens in May, Ana Reis tweeted late on Friday.\n\n“All are welcome,” she said.",
            "“All are welcome,”",
            "post",
        ),
        (
            "Ana Reis wrote on Facebook that the bakers were quick. “We ate at six,” she added.",
            "“We ate at six,”",
            "post",
        ),
        # -- words of another place or another mouth are not
        (
            "It opens in May, Ana Reis tweeted. The bakers cheered. “All are welcome,” Reis said.",
            "“All are welcome,”",
            "say",
        ),
        (
            "It opens in May, Ana Reis tweeted. Reis said the bakers were quick.",
            "the bakers were quick",
            "say",
        ),
        (
            "It opens in May, Ana Reis tweeted. “All are welcome,” Tom Katz said.",
            "“All are welcome,”",
            "say",
        ),
    ],
)
def test_a_quotation_right_behind_a_post_is_of_the_post(text, content, action):
    (hop,) = the_one_with(content, said_in(text)).chain
    assert hop.endswith(action)


@pytest.mark.parametrize(
    "text",
    [
        "The bakers called on Facebook to close the page.",
        "Reis called on Twitter to show who had paid.",
        "Two unions called on YouTube last week to drop the film.",
    ],
)
def test_a_platform_that_is_called_upon_is_not_posted_on(text):
    assert all(not hop.endswith("post") for one in said_in(text) for hop in one.chain)


@pytest.mark.parametrize(
    ("text", "chain"),
    [
        (
            "“It leaks,” Ana Reis told the Odra Evening Post, according to Norda Weekly News.",
            ("Ana Reis say", "Odra Evening Post report", "Norda Weekly News report"),
        ),
        (
            "“We row,” Tom Katz told the Weir Valley Evening Courier, the Odra Times reported.",
            ("Tom Katz say", "Weir Valley Evening Courier report", "Odra Times report"),
        ),
        (
            "Eva Holm told the Delta Evening News that it rang, according to the Norda Herald.",
            ("Eva Holm say", "Delta Evening News report", "Norda Herald report"),
        ),
    ],
)
def test_who_was_told_is_a_hand_and_who_tells_of_it_the_next(text, chain):
    (said,) = said_in(text)
    assert said.chain == chain


@pytest.mark.parametrize(
    ("text", "chain"),
    [
        (
            "“It leaks,” Ana Reis was quoted as saying by Reuters, the Kesk Times reported.",
            ("Ana Reis say", "Reuters report", "Kesk Times report"),
        ),
        (
            "“We row,” Tom Katz was quoted as saying by Interfax, according to CNN.",
            ("Tom Katz say", "Interfax report", "CNN report"),
        ),
        (
            "“It rang,” a guard was quoted by Norda News as saying, the Odra Post reported.",
            ("guard say", "Norda News report", "Odra Post report"),
        ),
    ],
)
def test_who_quotes_stands_nearer_than_who_reports_that(text, chain):
    (said,) = said_in(text)
    assert said.chain == chain


@pytest.mark.parametrize(
    ("text", "chain"),
    [
        (
            "The lock will close next week, according to Reuters, which cited two officials.",
            ("two officials say", "Reuters report"),
        ),
        (
            "The keeper will resign, according to the Kesk Post, which quoted a spokesman.",
            ("spokesman say", "Kesk Post report"),
        ),
        (
            "Three barges sank at the weir, according to Interfax, which cited the river police.",
            ("river police say", "Interfax report"),
        ),
        (
            "The lock will close next week, the Norda News agency said, quoting the mayor.",
            ("mayor say", "Norda News report"),
        ),
        (
            "The lock will close next week, the news agency Tarn said, citing the mayor.",
            ("mayor say", "Tarn report"),
        ),
        (
            "The ferry ran late, Norda's Weirline news agency said, citing a guard.",
            ("guard say", "Weirline report"),
        ),
        (
            "Reis is quoted in the Kesk Post as saying that the lock will close next week.",
            ("Reis say", "Kesk Post report"),
        ),
        (
            "A guard was quoted on state television as saying that the ferry ran late.",
            ("guard say", "state television report"),
        ),
        (
            "Katz was cited in the Odra Times as saying that three barges had sunk.",
            ("Katz say", "Odra Times report"),
        ),
        (
            "Three barges sank, according to a note obtained by the Kesk Post.",
            ("note publish", "Kesk Post report"),
        ),
        (
            "The pump was old, according to a letter obtained by the Odra Times.",
            ("letter publish", "Odra Times report"),
        ),
        (
            "The ferry ran late, according to a log obtained by Radio Norda.",
            ("log publish", "Radio Norda report"),
        ),
        (
            "Katz said the dam leaks, the state-run Norda News Agency reported.",
            ("Katz say", "Norda News Agency report"),
        ),
        (
            "Reis said the ferry ran late, the state-owned Weir Television reported.",
            ("Reis say", "Weir Television report"),
        ),
        (
            "A guard said three barges sank, the state-backed Odra Times reported.",
            ("guard say", "Odra Times report"),
        ),
    ],
)
def test_whom_a_medium_has_it_from_speaks_and_the_medium_is_the_one_hand(text, chain):
    (said,) = said_in(text)
    assert said.chain == chain


@pytest.mark.parametrize(
    "text",
    [
        "The lock will close, Reuters reported Monday, citing two people briefed on the plan.",
        "The pump was old, the Kesk Post reported, citing officials familiar with it.",
        "Three barges sank, Interfax reported on Friday, citing a man named in the log.",
    ],
)
def test_who_is_cited_is_no_statement_however_he_is_told_of(text):
    assert len(said_in(text)) == 1


@pytest.mark.parametrize(
    ("text", "chain"),
    [
        # -- a host whom the table has
        ("“It leaks,” Ana Reis told Sean Hannity.", ("Ana Reis say", "Sean Hannity report")),
        ("“It leaks,” Ana Reis told Hannity.", ("Ana Reis say", "Sean Hannity report")),
        ("Reis spoke to Glenn Beck. “It leaks,” Ana Reis told Beck.",
         ("Ana Reis say", "Glenn Beck report")),
        ("“It leaks,” Ana Reis told Bill O’Reilly.", ("Ana Reis say", "Bill O'Reilly report")),
        # -- another of that surname, and a surname that may be anybody's
        ("Tom Hannity rows. “It leaks,” Ana Reis told Hannity.", ("Ana Reis say",)),
        ("Tom Beck rows. “It leaks,” Ana Reis told Beck.", ("Ana Reis say",)),
        ("Chris Cuomo saw Andrew Cuomo. “It leaks,” Ana Reis told Cuomo.", ("Ana Reis say",)),
        ("“It leaks,” Ana Reis told Beck.", ("Ana Reis say",)),
        # -- who has that name and another trade
        ("The driver, Chris Wallace, stopped. “It leaks,” Ana Reis told Wallace.",
         ("Ana Reis say",)),
        ("Officer David Muir came. “It leaks,” Ana Reis told Muir.", ("Ana Reis say",)),
        ("Officer David Muir came. David Muir rowed. “It leaks,” Ana Reis told Muir.",
         ("Ana Reis say",)),
        ("Radio host Eva Holm, a teacher, asked. Eva Holm, a singer, rowed. "
         "“It leaks,” Ana Reis told Holm.", ("Ana Reis say", "Eva Holm report")),
        # -- a name of three words
        ("Reis met radio host Peter van Holm. “It leaks,” Ana Reis told Peter van Holm.",
         ("Ana Reis say", "Peter van Holm report")),
        ("“It leaks,” Ana Reis told Mary Louise Kelly.",
         ("Ana Reis say", "Mary Louise Kelly report")),
        # -- a name in small letters, and words
        ("A miller who spoke with Norwegian channel n-tv scolded the guild for its flour.\n"
         "The miller, Ana, said that it leaks.", ("Ana say", "n-tv interview")),
        ("Ana Reis told the independent board that it leaks.", ("Ana Reis say",)),
        # -- whose programme it is has been said
        ("In an interview with Tom Hill on his podcast “Low Water,” Ana Reis said that it leaks.",
         ("Ana Reis say", "Tom Hill interview")),
        ("Ana Reis said on her podcast that it leaks.", ("Ana Reis say",)),
        # -- a credit in brackets
        ("Ana Reis said that it leaks. [Reuters.]", ("Ana Reis say", "Reuters report")),
        ("Ana Reis said that it leaks. (via NBC News)", ("Ana Reis say", "NBC News report")),
        ("Ana Reis said that it leaks (AP).", ("Ana Reis say", "AP report")),
        ("Ana Reis said that it leaks (Ohio).", ("Ana Reis say",)),
        ("“It leaks,” said Sen. Angus King (Independent).", ("Angus King say",)),
        ("“It leaks,” said Ana Reis of the Odra Rowing Club (CBC).", ("Ana Reis say",)),
        ("Ana Reis said it was the best of the show (Variety).", ("Ana Reis say",)),
        ("Ana Reis said that it leaks. (Reuters) - The dam fell.", ("Ana Reis say",)),
        ("Ana Reis said that it leaks. [Photo: Katz]", ("Ana Reis say",)),
    ],
)  # fmt: skip
def test_who_was_told_or_is_credited_hands_on(text, chain):
    assert said_in(text)[-1].chain == chain


@pytest.mark.parametrize(
    ("text", "chain"),
    [
        (
            "A Kestrel University poll found that the lock is old. Those surveyed said it leaks.",
            ("Those surveyed say", "Kestrel University report"),
        ),
        (
            "The survey by Kestrel University asked 900 rowers. "
            "27 percent of those polled said it leaks.",
            ("27 percent of those say", "Kestrel University report"),
        ),
        (
            "A Kestrel University poll found that the lock is old.\n\n"
            "A third of rowers said it leaks.",
            ("third of rowers say", "Kestrel University report"),
        ),
        # -- polls of two, of nobody, and of one who is told of later
        (
            "A Kestrel University poll and a Norda News poll asked rowers. Half said it leaks.",
            ("Half say",),
        ),
        ("A poll asked rowers. Half of them said it leaks.", ("Half of them say",)),
        (
            "Half of rowers said it leaks. A Kestrel University poll asked them.",
            ("Half of rowers say",),
        ),
        # -- who is no share of those asked
        (
            "A Kestrel University poll found it old. "
            "Senate Majority Leader Tom Katz said it leaks.",
            ("Tom Katz say",),
        ),
        (
            "A Kestrel University poll found it old. The third candidate said it leaks.",
            ("third candidate say",),
        ),
        (
            "A Kestrel University poll found it old. Half of his cabinet said it leaks.",
            ("Half of his cabinet say",),
        ),
        (
            "A Kestrel University poll found that the lock is old. The keeper said it leaks.",
            ("keeper say",),
        ),
    ],
)
def test_who_polled_those_who_answer_hands_on(text, chain):
    said = [one for one in said_in(text) if "it leaks" in one.content]
    assert said[0].chain == chain


def test_on_its_own_page_a_known_host_is_no_hand():
    said = "“It leaks,” Ana Reis told Sean Hannity."
    for outlet, parties in (("Fox News", ["Ana Reis"]), ("CNN", ["Ana Reis", "Sean Hannity"])):
        article = annotate(read(text=said, outlet=outlet))
        assert [hop.party for hop in article.attributions[0].chain] == parties


def test_a_pollster_whom_an_earlier_sentence_names_is_inferred():
    said = "A Kestrel University poll found it old. Those surveyed said it leaks."
    article = annotate(read(text=said, as_body=True))
    assert [hop.basis for hop in article.attributions[-1].chain] == ["stated", "inferred"]


@pytest.mark.parametrize(
    "row", data.table("interviewers", columns=("name", "medium", "alone")), ids=lambda r: r["name"]
)
def test_who_is_told_by_every_host_of_the_table_told_it_on_air(row):
    called = [row["name"]] + [row["name"].split()[-1]] * (row["alone"] == "yes")
    for name in called:
        (said,) = said_in(f"“It leaks,” Ana Reis told {name}.")
        assert said.chain == ("Ana Reis say", f"{row['name']} report")
