"""Hands as pages have them that nobody had tuned to: what was too long, too short or misnamed."""

import pytest
from annotation_cases import said_in


def check_chain(text: str, content: str, *chain: str, outlet: str | None = None) -> None:
    (said,) = [one for one in said_in(text, outlet=outlet) if content in one.content]
    assert said.chain == chain


# ---------------------------------------------------------------- recordings


@pytest.mark.parametrize(
    ("text", "content", "chain"),
    [
        # -- somebody named who speaks elsewhere too is heard on the clip, and then no more
        (
            "The captain Tom Hill told the council that the lock leaks.\n\nThe union shared a "
            "video in which Hill called the pump a toy.\n\nHill said at a rally that he would "
            "not resign.",
            "not resign",
            ("Tom Hill say",),
        ),
        (
            "The mayor, Ines Lund, said the tram was safe.\n\nIn audio released by a driver, Lund "
            "said that it shakes.\n\nThe tram dates from 1931.\n\nNobody in Brill rides it now.\n\n"
            "Lund said that the fares would rise.",
            "fares",
            ("Ines Lund say",),
        ),
        (
            "In a clip aired by Norda TV, Piet Katz said that the mill was haunted.\n\n"
            "Katz said on Tuesday that he had been joking.",
            "joking",
            ("Piet Katz say",),
        ),
        # -- who speaks of a clip is not on it
        (
            "In a clip that Judge Hill called “a disgrace,” Eva Holm waved a hammer.",
            "disgrace",
            ("Hill say",),
        ),
        (
            "The union shared a video that Ana Reis described as “a cheap trick.”",
            "cheap",
            ("Ana Reis say",),
        ),
        (
            "Holm leaked a tape that the bishop called “an old joke.”",
            "joke",
            ("bishop say",),
        ),
        # -- whoever posts himself is the one hand
        (
            "“It leaks,” Reis said in a two-minute video she posted on Twitter.",
            "leaks",
            ("Reis post",),
        ),
        (
            "“It leaks,” Reis said in a short clip she posted on Facebook.",
            "leaks",
            ("Reis post",),
        ),
        (
            "The ferry is late, Tom Hill said in a clip he uploaded on Monday.",
            "late",
            ("Tom Hill post",),
        ),
        (
            "In an Instagram video on Friday, Eva Holm said that the pier would close.",
            "pier",
            ("Eva Holm post",),
        ),
    ],
)
def test_a_recording_is_a_hand_of_what_is_said_on_it_alone(text, content, chain):
    check_chain(text, content, *chain)


def test_who_is_known_by_a_recording_alone_is_on_it_to_the_end():
    check_chain(
        "The coastguard released a video in which a cook says that the hull is cracked.\n\n"
        "The ship is old.\n\nNobody came.\n\nThe cook said that the captain had drunk.",
        "drunk",
        "cook say",
        "coastguard release",
    )


# --------------------------------------------------------------------- posts


@pytest.mark.parametrize(
    ("text", "content", "action"),
    [
        # -- one of several
        ("In another tweet, Reis called the mayor a liar.", "liar", "Reis post"),
        (
            "In a series of posts about the ferry, the harbour master said that it leaks.",
            "leaks",
            "harbour master post",
        ),
        ("“The mill is sold,” Lund said in a string of tweets.", "mill", "Lund post"),
        # -- with it, or put on somebody's page
        (
            "With a tweet that showed a lifeboat, Tom Hill told the council that the pier rots.",
            "rots",
            "Tom Hill post",
        ),
        (
            "In a note posted to her Instagram account, the cook said that the soup was cold.",
            "soup",
            "cook post",
        ),
        (
            "In a comment posted to Facebook, Katz said that the choir would not sing.",
            "choir",
            "Katz post",
        ),
        # -- a post that speaks is its writer's, and posted
        ("Hill's tweet reads, “The lock leaks and nobody cares.”", "lock", "Hill post"),
        ("The miller's tweet says the bakery is closing.", "bakery", "miller post"),
        ("Reis' tweet said the tram was late.", "late", "Reis post"),
    ],
)
def test_what_stands_in_posts_is_posted(text, content, action):
    check_chain(text, content, action)


@pytest.mark.parametrize(
    "text",
    [
        "Eva Holm, a guard and a guest on her Twitch channel, told the Odra Post that it leaks.",
        "Tom Hill, a baker and star on TikTok, told the Odra Post that it leaks.",
        "Ana Reis, a cook and neighbour on Facebook, told the Odra Post that it leaks.",
    ],
)
def test_what_somebody_is_on_a_platform_posts_nothing(text):
    (said,) = said_in(text)
    assert [hop.split()[-1] for hop in said.chain] == ["say", "report"]


# ---------------------------------------------------------------- programmes


@pytest.mark.parametrize(
    ("text", "hand"),
    [
        # -- as they are printed
        (
            "In an appearance on “ Kesk and Friends ” on Monday , Reis said that it leaks .",
            "Kesk and Friends broadcast",
        ),
        ("“It leaks,” Reis told “Wind & Water.” Nobody answered.", "Wind & Water report"),
        (
            "In an interview with “ Brill at Noon , ” Lund said that it leaks .",
            "Brill at Noon interview",
        ),
        # -- on air, by the programme or by the station it is on
        ("“It leaks,” Hill said Monday on “Norda and Friends.”", "Norda and Friends broadcast"),
        ("“ It leaks , ” Hill said on “ Face the Water ” on CBS .", "CBS broadcast"),
        ("It leaks, Lund argued on “Low Water Today.”", "Low Water Today broadcast"),
        ("On “Brill at Dawn” on Monday, Lund said that it leaks.", "Brill at Dawn broadcast"),
    ],
)
def test_a_programme_is_a_hand_by_its_title(text, hand):
    assert [one.chain[1:] for one in said_in(text) if "leaks" in one.content] == [(hand,)]


@pytest.mark.parametrize(
    ("text", "hand"),
    [
        # -- behind the name of who speaks and what he is
        (
            "“It leaks,” said Tom Hill, a spokesman for the harbour board, on Norda Television.",
            "Norda Television broadcast",
        ),
        ("“It leaks,” said Ana Reis, the mayor of Brill, on CNN.", "CNN broadcast"),
        ("“It leaks,” said the miller, a father of two, on state television.", "state television"),
        # -- a station by its name alone
        ("“It leaks,” Reis said on the Delta television station.", "Delta broadcast"),
        ("Reis told NORDA-TV that it leaks.", "NORDA-TV report"),
        ("Hill told the local radio station WTAQ that it leaks.", "WTAQ report"),
        # -- who asked, before the name of the reporter
        ("“It leaks,” Reis told the Kesk Post's Ana Lund.", "Kesk Post report"),
        (
            "“ It leaks , ” Katz told The Odra Post 's Eva Holm .",
            "Odra Post report",
        ),
        (
            "Hill told the Brill Post's Tom Katz on Monday that it leaks.",
            "Brill Post report",
        ),
    ],
)
def test_a_medium_is_named_as_it_is_called(text, hand):
    (said,) = [one for one in said_in(text) if "leaks" in one.content]
    assert len(said.chain) == 2
    assert said.chain[1].startswith(hand)


@pytest.mark.parametrize(
    ("text", "hand"),
    [
        (
            "According to the Kesk Post, nobody asked.\n\n“It leaks,” Reis told the Post.",
            "Kesk Post report",
        ),
        (
            "The Odra Times printed a map. In an interview with the Times, Hill said it leaks.",
            "Odra Times interview",
        ),
        (
            "According to the Odra Courier, nobody came. It leaks, the cook told the Courier.",
            "Odra Courier report",
        ),
    ],
)
def test_a_paper_is_called_by_its_last_word_and_named_in_full(text, hand):
    (said,) = [one for one in said_in(text) if "leaks" in one.content]
    assert said.chain[1:] == (hand,)


def test_of_two_papers_with_one_last_word_none_is_meant():
    (said,) = [
        one
        for one in said_in(
            "The Kesk Post and the Brill Post wrote of it. It leaks, Hill told the Post."
        )
        if "leaks" in one.content
    ]
    assert said.chain == ("Hill say", "Post report")


@pytest.mark.parametrize(
    "text",
    [
        "“It is old,” Reis told Norda News. During an appearance on “Brill Live,” Reis said that "
        "it leaks.",
        "Hill told Norda News that it was old.\n\nOn “Low Water Today,” Hill said that it leaks.",
        "“It is old,” Katz told Norda News.\n\n“It leaks,” Katz said on “Norda and Friends.”",
    ],
)
def test_a_programme_of_whom_the_pages_own_outlet_asked_is_its_own(text):
    for outlet, hops in (("Norda News", 1), ("Kesk Post", 2)):
        (said,) = [one for one in said_in(text, outlet=outlet) if "leaks" in one.content]
        assert len(said.chain) == hops


# ------------------------------------------------- written, sent, told besides


@pytest.mark.parametrize(
    ("text", "content", "hand"),
    [
        # -- a piece for a paper, and what is said in it later
        ("Ana Reis wrote in an NBC op-ed last spring that it leaks.", "leaks", "NBC report"),
        (
            "In an op-ed published in USA Today, Hill claimed that it leaks.",
            "leaks",
            "USA Today publish",
        ),
        (
            "In a column for the Kesk Post, Lund wrote that the mill was sold. Nobody answered."
            "\n\nIn the column, Lund said that it leaks.",
            "leaks",
            "Kesk Post report",
        ),
        # -- what was sent to a medium
        (
            "“It leaks,” the guild said in a statement received by the Odra News Agency.",
            "leaks",
            "Odra News Agency report",
        ),
        (
            "In a letter received by the Harbour Post, the cook wrote that it leaks.",
            "leaks",
            "Harbour Post report",
        ),
        (
            "It leaks, Katz wrote in an email received by Norda News.",
            "leaks",
            "Norda News report",
        ),
        # -- a medium's story
        (
            "“It leaks,” Hill said, according to an Associated Press account.",
            "leaks",
            "Associated Press report",
        ),
        ("“It leaks,” Reis said, according to a Kesk Times article.", "leaks", "Kesk Times report"),
        (
            "“It leaks,” the cook said, according to a Norda News story.",
            "leaks",
            "Norda News report",
        ),
        # -- who goes on with what he told
        (
            "“It is old,” Reis told the Odra Courier. “It leaks,” she continued.",
            "leaks",
            "Odra Courier report",
        ),
        ("“It is old,” Katz told CNN. “It leaks,” he added.", "leaks", "CNN report"),
        (
            "“It is old,” the cook told Norda News.\n\n“It leaks,” she went on.",
            "leaks",
            "Norda News report",
        ),
    ],
)
def test_what_a_medium_was_given_went_through_its_hands(text, content, hand):
    (said,) = [one for one in said_in(text) if content in one.content]
    assert said.chain[1:] == (hand,)


@pytest.mark.parametrize(
    ("text", "content"),
    [
        # -- what somebody told a medium besides
        ("Lund endorsed Hill, but told the Odra Courier on Monday that the lock leaks.", "Hill"),
        ("Reis said the mill was sold, but told CNN that nobody had asked her.", "mill"),
        ("Lund blamed the rain and told Norda News that the roof would hold.", "rain"),
        # -- an audience, and a report of the medium itself
        ("While he spoke with the press outside Brill, Hill said that it leaks.", "leaks"),
        ("Speaking to the press, the cook said that it leaks.", "leaks"),
        ("Ana Reis, who talked to the press in Brill, said that it leaks.", "leaks"),
        ("It leaks , according to a March report in The Odra Times .", "leaks"),
        ("It leaks , according to a June report in The Kesk Times .", "leaks"),
        ("It leaks, according to a May report in the Odra Times.", "leaks"),
    ],
)
def test_what_went_through_no_mediums_hands_has_no_second_hop(text, content):
    (said,) = [one for one in said_in(text) if content in one.content and one.within is None]
    assert len(said.chain) <= 1


# -------------------------------------------------------------- who says it


@pytest.mark.parametrize(
    ("text", "party"),
    [
        # -- a poll of a paper whose name is a paper's word, or of two
        ("Half of them would leave, according to a Kesk Post poll.", "Kesk Post publish"),
        (
            "According to a Norda News/Kesk Post poll released Sunday, half of them would leave.",
            "Norda News/Kesk Post publish",
        ),
        (
            "A Washington Post survey found that half of them would leave.",
            "Washington Post publish",
        ),
        # -- the poll that comes next
        (
            "A Kestrel poll found that few had stayed. The survey found that half of them would "
            "leave.",
            "Kestrel publish",
        ),
        (
            "A police report said that few had stayed. The report said that half of them would "
            "leave.",
            "police publish",
        ),
        (
            "The council’s report said that few had stayed. It said that half of them would leave.",
            "council publish",
        ),
        # -- reports of a country are nobody's
        ("Half of them would leave, US reports say.", "US reports publish"),
        ("UK reports say that half of them would leave.", "UK reports publish"),
        ("Half of them would leave, Russia reports say.", "Russia reports publish"),
        # -- who reports: a portal, and who works for a paper
        ("Half of them would leave, a local news portal OdraNews reported.", "OdraNews report"),
        (
            "As the Courier's Ana Reis has reported, half of them would leave.",
            "Ana Reis report",
        ),
        (
            "Norda News columnist Tom Hill first reported that half of them would leave.",
            "Tom Hill report",
        ),
    ],
)
def test_behind_a_report_stands_whose_it_is(text, party):
    (said,) = [one for one in said_in(text) if "half of them" in one.content.lower()]
    assert said.chain == (party,)


@pytest.mark.parametrize(
    ("text", "outlet"),
    [
        ("The Kesk Courier has reported that it leaks.", "Kesk Courier"),
        ("It leaks, Norda News reported last month.", "Norda News"),
        ("It leaks, the Brill Gazette reported.", "The Brill Gazette"),
    ],
)
def test_what_the_pages_own_outlet_has_reported_is_its_own_voice(text, outlet):
    check_chain(text, "leaks", outlet=outlet)


@pytest.mark.parametrize(
    ("text", "outlet"),
    [
        ("“It leaks,” Reis told the Harbour Post.", "harbourpost"),
        ("“It leaks,” Reis told Kesk News.", "kesknews"),
        ("“It leaks,” Reis told BuzzFeed News.", "buzz-feed-news"),
    ],
)
def test_an_outlet_is_the_same_however_its_name_is_parted(text, outlet):
    check_chain(text, "leaks", "Reis say", outlet=outlet)
