"""Who stands behind a source: names, descriptions, pronouns, and nobody."""

import pytest
from annotation_cases import said_in, the_one_with

from firsthand import annotate, data, read
from firsthand.annotation.name_parts import name_parts
from firsthand.types import NameParts, Speaker


def speakers_of(text: str) -> tuple[Speaker, ...]:
    return annotate(read(text=text, as_body=True)).speakers


def speaker_of_last(text: str) -> str | None:
    return said_in(text)[-1].speaker


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        # -- he, she, they, it: who spoke last, or the subject
        ("Ana Reis said the lock was shut. She added that it leaks.", "Ana Reis"),
        ("“It is shut,” said Ana Reis.\n\n“It leaks,” she added.", "Ana Reis"),
        ("The keeper rowed all night. “It leaks,” he said.", "keeper"),
        ("Two divers said the hull was torn. They added that it leaks.", "Two divers"),
        ("The harbour board said the lock was shut. It added that it leaks.", "harbour board"),
        # -- gender
        ("The widow met the fireman at noon. She said that it leaks.", "widow"),
        ("The widow met the fireman at noon. He said that it leaks.", "fireman"),
        ("Mr Katz met Mrs Reis at noon. She said that it leaks.", "Reis"),
        ("Mr Katz met Mrs Reis at noon. He said that it leaks.", "Katz"),
        ("Tom Katz met Ana Reis at noon. She said that it leaks.", "Ana Reis"),
        # -- a participle belongs to who speaks, not to the thing it hangs on
        ("Ana Reis said the attack served the rich, adding that nobody had listened.", "Ana Reis"),
        ("Tom Katz told the court the flood was a sign, declaring that it leaks.", "Tom Katz"),
        ("The mayor said the storm was a gift, warning that the wall was weak.", "mayor"),
        # -- a new subject takes over
        ("“It is shut,” said Ana Reis.\n\nTom Katz rowed off. “It leaks,” he said.", "Tom Katz"),
        # -- the last who spoke, whatever is known of those before
        ("Igor Katz said it was shut. Pavel Norr said it was old. He said that it leaks.",
         "Pavel Norr"),
        ("Mr Katz said it was shut. The keeper said it was old. “It leaks,” he said.", "keeper"),
        ("Ana Reis said it was shut. Clara Velk said it was old. “It leaks,” she said.",
         "Clara Velk"),
        # -- a known gender decides between two who are equally near
        ("The crowd cheered Tom Katz and the keeper. “It leaks,” he said.", "Tom Katz"),
        # -- who is spoken of in the words is not who speaks them
        ("Ana Reis met the keeper. “Clara Velk lied to us,” she said.", "Ana Reis"),
        ("Ana Reis rowed off. Clara Velk lied about the pump, she said.", "Ana Reis"),
        ("The keeper said that Tom Katz lied. He added that it leaks.", "keeper"),
        ("Mr Smith rowed off. “The man lied to us,” the man said.", "man"),
        # -- a trade that the table does not know
        ("The tinsmith said it was shut. He added that it leaks.", "tinsmith"),
        ("The lockman said it was shut. He added that it leaks.", "lockman"),
        # -- what no blank divides is one word
        ("Ban Oru-hai said that it leaks.", "Ban Oru-hai"),
        ("Jean-Luc Perrin said it was shut. Perrin added that it leaks.", "Jean-Luc Perrin"),
        # -- a first name alone is the one person's who has it
        ("Ana Reis left on Friday. Ana said that it leaks.", "Ana Reis"),
        ("Ana Reis met Ana Velk at noon. Ana said that it leaks.", "Ana"),
        # -- of two of one surname the one whom the article has called by it alone
        ("Tom Katz said it was shut. Katz left. His sister Vera Katz stayed. Katz said that it "
         "leaks.", "Tom Katz"),
        ("Tom Katz met Vera Katz. Then Tom Katz said it was shut. Katz added that it leaks.",
         "Tom Katz"),
        # -- a body is called by what it is, if no other has spoken
        ("The Lock Bureau said it was shut. The agency added that it leaks.", "Lock Bureau"),
        ("The Lock Bureau said it was shut. The Port Authority said it was old. The agency added "
         "that it leaks.", "agency"),
        ("The Commissioner's Office said it was shut. The firm added that it leaks.", "firm"),
        ("Dredgix said it was shut. The company added that it leaks.", "Dredgix"),
        ("The Courier said it was shut. The company added that it leaks.", "company"),
        ("The Norda Observatory for Rivers said it was shut. The Odra-based observatory added "
         "that it leaks.", "Norda Observatory for Rivers"),
        # -- the tail of a body's name, and its nation
        ("The Department of the Harbour said that it leaks.", "Department of the Harbour"),
        ("The Ministry of Health and Social Care said that it leaks.",
         "Ministry of Health and Social Care"),
        ("The Norda Party of Canals said that it leaks.", "Norda Party of Canals"),
        ("The Bank of Norda met in May. The Bank said that it leaks.", "Bank of Norda"),
        ("The Department of the Harbour said it was shut. The department added that it leaks.",
         "Department of the Harbour"),
        ("The Department of the Harbour said it was shut. The Department of Justice said that it "
         "leaks.", "Department of Justice"),
        ("The Ministry of Defence of Norda said it was shut. Norda said that it leaks.", "Norda"),
        ("The Danish Refugee Council said that it leaks.", "Danish Refugee Council"),
        ("The Danish Lock Ministry said it was shut. The Polish Lock Ministry said that it leaks.",
         "Polish Lock Ministry"),
        ("The Danish Lock Ministry said it was shut. The Lock Ministry said that it leaks.",
         "Danish Lock Ministry"),
        ("Ana Reis of the Lamp Party said that it leaks.", "Ana Reis"),
        ("The Secretary of the Lamp Party said that it leaks.", "Secretary of the Lamp Party"),
        ("The Council of Ministers, which met on Monday, said that it leaks.",
         "Council of Ministers"),
        # -- several who speak together are named together
        ("Keld and NORDO say that it leaks.", "Keld and NORDO"),
        ("Norda and Odria said in a joint statement that it leaks.", "Norda and Odria"),
        ("Both Liberals and Greens have said that it leaks.", "Liberals and Greens"),
        ("Lock Minister Ana Reis and Mayor Tom Katz said that it leaks.",
         "Ana Reis and Tom Katz"),
        ("Ana Reis, Tom Katz and the keeper said that it leaks.",
         "Ana Reis, Tom Katz and the keeper"),
        ("Ana Reis, along with driver Tom Katz, said that it leaks.", "Ana Reis and Tom Katz"),
        ("Tom Katz, together with his brother, said that it leaks.", "Tom Katz and his brother"),
        ("The Ministry of Health and the Lock Bureau said that it leaks.",
         "Ministry of Health and Lock Bureau"),
        ("A cook and a diver said that it leaks.", "cook and a diver"),
        ("Ana Reis and Tom Katz, both of Norda, said that it leaks.", "Ana Reis and Tom Katz"),
        ("Tom Katz met Ana Reis. Katz and Reis said that it leaks.", "Tom Katz and Ana Reis"),
        # -- he is the one he is elsewhere; they are all of them
        ("Bishop Tom Katz left. He and other bishops said that it leaks.",
         "Tom Katz and other bishops"),
        ("Ana Reis and her team said it was shut. They added that it leaks.",
         "Ana Reis and her team"),
        # -- each alone is no more the pair
        ("Keld and NORDO say it is shut. NORDO said that it leaks.", "NORDO"),
        ("Ana Reis, along with driver Tom Katz, said it was shut. Katz said that it leaks.",
         "Tom Katz"),
        ("A cook and a diver said it was shut. The cook added that it leaks.", "cook"),
        ("Ana Reis and Tom Katz said it was shut. She added that it leaks.", "Ana Reis"),
        # -- one body, one person of two offices, one of two, and a tail that both have
        ("Salt and Light says that it leaks.", "Salt and Light"),
        ("The founder and chairman said that it leaks.", "founder and chairman"),
        ("The Norda and Kesk police said that it leaks.", "Norda and Kesk police"),
        ("Ana Reis of Norda and Kesk said that it leaks.", "Ana Reis"),
        ("Bakers and millers in other towns said that it leaks.",
         "Bakers and millers in other towns"),
        # -- some of those who have a name
        ("Some Democrats said that it leaks.", "Some Democrats"),
        ("Many Poles said that it leaks.", "Many Poles"),
        ("The Democrats said it was shut. Most Democrats say that it leaks.", "Most Democrats"),
        ("A poll says that about 6 in 10 Canadians think that it leaks.",
         "about 6 in 10 Canadians"),
        ("The Democrats said that it leaks.", "Democrats"),
        ("Norda Pump Group said it was shut. The organization added that it leaks.",
         "Norda Pump Group"),
        ("Odra Timber Group said it was shut. The company added that it leaks.",
         "Odra Timber Group"),
        ("Velk Motor Group said it was shut. The firm added that it leaks.", "Velk Motor Group"),
        # -- titles and offices are no part of a name; the full name may stand anywhere
        ("Energy Minister Dr Maris Velk said that it leaks.", "Maris Velk"),
        ("The tanker was under PM Arseny Velkov that year. Velkov said that it leaks.",
         "Arseny Velkov"),
        ("The chief left Harbour-Pumps in May. In June HP said that it leaks.", "Harbour-Pumps"),
        # -- a name with 's in it
        ("The People's Militia said that it leaks.", "People's Militia"),
        ("The Mayor's Office said that it leaks.", "Mayor's Office"),
        # -- two of one surname: the title, the office or the gender decides
        ("Tom Smith said it was shut. Ann Smith said it was old. Mrs Smith said that it leaks.",
         "Ann Smith"),
        ("Mayor Tom Smith said it was shut. Judge Ann Smith said it was old. Mayor Smith said "
         "that it leaks.", "Tom Smith"),
        ("Tom Smith said it was shut. Ann Smith said it was old. Tom Smith said that it leaks.",
         "Tom Smith"),
        ("Minister Ana Reis said it was shut. Minister Reis added that it leaks.", "Ana Reis"),
        # -- an office that ends in "of"
        ("Secretary of State Ana Reis said that it leaks.", "Ana Reis"),
        # -- "another", "separate": a new one
        ("A diver said it was shut. Another man said so too. “It leaks,” he added.", "Another man"),
        (
            "A diver says in a video that it was shut. A separate video showed a cook saying "
            "that it was old. “It leaks,” he said.",
            "cook",
        ),
        # -- a surname after the full name, a name after an office
        ("Ana Reis said the lock was shut. “It leaks,” Reis added.", "Ana Reis"),
        ("Ana Reis said the lock was shut. “It leaks,” Mrs Reis added.", "Ana Reis"),
        ("Energy Minister Maris Velk rowed off. “It leaks,” Velk said.", "Maris Velk"),
        ("The National Lock Bureau said it was shut. The Bureau added that it leaks.",
         "National Lock Bureau"),
        ("The National Lock Bureau said it was shut. The NLB added that it leaks.",
         "National Lock Bureau"),
        ("The National Lock Bureau met at noon. The Bureau said that it leaks.",
         "National Lock Bureau"),
        ("The Lock Bureau, a watchdog, said it was shut. The Port Authority, a regulator, said it "
         "was old. The watchdog added that it leaks.", "Lock Bureau"),
        # -- apposition
        ("The firm knew. Its spokesman, Tom Hill, said that it leaks.", "Tom Hill"),
        ("Its spokesman, Tom Hill, said it was shut. “It leaks,” Hill said.", "Tom Hill"),
        ("Ana Reis, the keeper of the lock, said that it leaks.", "Ana Reis"),
        ("The keeper, who asked not to be named, said that it leaks.", "keeper"),
        ("Katz's eldest granddaughter, Ana Katz also wrote to him, saying that it leaks.",
         "Ana Katz"),
        ("Norda's first teacher, Clara Velk later rowed off, adding that it leaks.", "Clara Velk"),
        ("The old keeper, Pavel Norr also rowed off, saying that it leaks.", "Pavel Norr"),
        # -- one person under several descriptions
        ("A captured gunner said it was shut. The captive said that it leaks.", "captured gunner"),
        ("A detained pilot said it was shut. “It leaks,” the detainee said.", "detained pilot"),
        ("A rescued cook said it was shut. The cook added that it leaks.", "rescued cook"),
        ("A rescued cook said it was shut. The man added that it leaks.", "rescued cook"),
        # -- who, that
        ("Villagers who say that it leaks rowed off.", "Villagers"),
        ("Pell Hadrek, an engineer at the Inspectorate who says that it leaks, rowed off.",
         "Pell Hadrek"),
        ("Ana Reis, who rowed off and who says that it leaks, was tired.", "Ana Reis"),
        ("The keeper who left in May and who claims that it leaks is ill.", "keeper"),
        ("Two divers who swam there, and who said that it leaks, rowed off.", "Two divers"),
        ("A clerk at the harbour board who says that it leaks rowed off.",
         "clerk at the harbour board"),
        # -- a blank is a blank, be it one that does not break, a thin one, or two
        ("The\u00a0leader of\u00a0Norda's Lamp party also said that it leaks.",
         "leader of Norda's Lamp party"),
        ("While a\u2009spokesman for\u202fMayor Ivo Marr said that it leaks, nobody left.",
         "spokesman for Mayor Ivo Marr"),
        ("A\u00a0cook of\u00a0the ferry said that it leaks.", "cook of the ferry"),
        ("Ana\u00a0 Reis said that it leaks.", "Ana Reis"),
        ("Ana Reis was among those who said that it leaks.", "Ana Reis"),
        ("Dredgix was among those who said that it leaks.", "Dredgix"),
        ("The keeper is one of the few who said that it leaks.", "keeper"),
        ("Gov. Tom Katz, a Democrat who once bragged that it leaks, rowed off.", "Tom Katz"),
        ("Ana Reis, an angry Liberal who says that it leaks, rowed off.", "Ana Reis"),
        ("Pell Hadrek, a Republican who has said that it leaks, rowed off.", "Pell Hadrek"),
        ("Ana Reis is a teacher who has said that it leaks.", "Ana Reis"),
        ("Tom Katz is a keeper, miser and liar who has said that it leaks.", "Tom Katz"),
        ("Clara Velk was the clerk who said that it leaks.", "Clara Velk"),
        # -- documents and bodies
        ("A letter from the board says that it leaks.", "board"),
        ("Police said that it leaks.", "Police"),
    ],
)  # fmt: skip
def test_the_last_words_belong_to(text, speaker):
    assert speaker_of_last(text) == speaker


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        # -- a title before the name
        ("Chancellor Ana Reis rowed off. The chancellor said that it leaks.", "Ana Reis"),
        ("President Tom Katz rowed off. “It leaks,” the president said.", "Tom Katz"),
        ("Prime Minister Pavel Norr rowed off. The prime minister said that it leaks.",
         "Pavel Norr"),
        ("Pope Leonard rowed off. “It leaks,” the pope said.", "Pope Leonard"),
        ("Opposition leader Ana Reis rowed off. The opposition leader said that it leaks.",
         "Ana Reis"),
        ("Mayor Tom Katz's plan was old. “It leaks,” the mayor said.", "Tom Katz"),
        # -- a short title, and the seat in its bracket
        ("Gov. Tom Katz rowed off. The governor said that it leaks.", "Tom Katz"),
        ("Sen. Ana Reis (D-N.D.) rowed off. The North Dakota senator said that it leaks.",
         "Ana Reis"),
        ("Dr. Clara Velk rowed off. The doctor said that it leaks.", "Clara Velk"),
        # -- an apposition, "is", "who is"
        ("Ana Reis, the mayor of Norda, rowed off. The mayor said that it leaks.", "Ana Reis"),
        ("Ana Reis, who is mayor of Norda, rowed off. The mayor said that it leaks.", "Ana Reis"),
        ("Ana Reis is a teacher at Norda. The teacher said that it leaks.", "Ana Reis"),
        # -- he who is described so is "he" after it
        ("President Tom Katz rowed off. “It is shut,” the president said. He added that it leaks.",
         "Tom Katz"),
        # -- of two the one whom the words tell
        ("President Ana Reis met former President Tom Katz. The former president said that it "
         "leaks.", "Tom Katz"),
        ("President Ana Reis met Vice President Tom Katz. The president said that it leaks.",
         "Ana Reis"),
        ("Russian President Tom Katz met President Ana Reis. The Russian president said that it "
         "leaks.", "Tom Katz"),
        ("Ana Reis, the mayor of Norda, met Tom Katz, the mayor of Brill. The mayor of Brill said "
         "that it leaks.", "Tom Katz"),
        # -- "the mayor" before the name is no other mayor
        ("The mayor was late. Mayor Ana Reis rowed off. The mayor said that it leaks.",
         "Ana Reis"),
    ],
)  # fmt: skip
def test_a_bare_title_means_the_one_person_who_is_named_with_it(text, speaker):
    assert speaker_of_last(text) == speaker


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Mayor Ana Reis met Mayor Tom Katz. The mayor said that it leaks.", "mayor"),
        ("Ana Reis, the mayor of Norda, met Tom Katz, the mayor of Brill. The mayor said that it "
         "leaks.", "mayor"),
        ("Ana Reis, the mayor of Norda, rowed off. The mayor of Brill said that it leaks.",
         "mayor of Brill"),
        ("Ana Reis, the mayor of Norda, rowed off. The deputy mayor said that it leaks.",
         "deputy mayor"),
        ("Attorney General Tom Katz rowed off. The general said that it leaks.", "general"),
        ("President Tom Katz rowed off. The former president said that it leaks.",
         "former president"),
        ("Sen. Ana Reis (D-Maine) rowed off. The Texas senator said that it leaks.",
         "Texas senator"),
        ("Mayor Tom Katz rowed off. A mayor said it was shut. The mayor said that it leaks.",
         "mayor"),
        ("The mayor said that it leaks. Mayor Ana Reis rowed off.", "mayor"),
        ("“Mayor Ana Reis lied to us,” the mayor said.", "mayor"),
        ("Ana Reis is not the mayor. The mayor said that it leaks.", "mayor"),
        ("Mayor Ana Reis rowed off. The mayor who left in May said that it leaks.", "mayor"),
    ],
)  # fmt: skip
def test_of_two_who_may_have_the_title_nobody_is_meant(text, speaker):
    assert speaker_of_last(text) == speaker


def test_a_title_of_a_place_does_not_reach_far_without_the_place():
    idle = "\n\n".join(["The lock was built of oak."] * 5)
    begins = f"Russian President Tom Katz rowed off.\n\n{idle}\n\n"
    assert speaker_of_last(f"{begins}The president said that it leaks.") == "president"
    assert speaker_of_last(f"{begins}The Russian president said that it leaks.") == "Tom Katz"


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("A Norda teacher said that it leaks. The swimming teacher, Ana Reis, rowed off, saying "
         "it was old.", "Ana Reis"),
        ("One parent said that it leaks. The parent, Tom Katz, told us it was old.", "Tom Katz"),
        ("A tired pilot said that it leaks. The pilot, Clara Velk, said it was old.",
         "Clara Velk"),
        # another's name
        ("A pilot said that it leaks. Another pilot said it was shut. The pilot, Clara Velk, said "
         "it was old.", "pilot"),
        ("A pilot said that it leaks. Its pilot, Clara Velk, said it was old.", "pilot"),
        ("A pilot said that it leaks. The keeper, Clara Velk, said it was old.", "pilot"),
        ("A fireman said that it leaks. The fireman, Tom Katz, met the fireman, Pavel Norr, who "
         "said it was old.", "fireman"),
    ],
)  # fmt: skip
def test_somebody_described_is_who_the_same_description_names_later(text, speaker):
    assert said_in(text)[0].speaker == speaker


@pytest.mark.parametrize(
    ("text", "content", "speaker"),
    [
        # the marks are not repeated at each paragraph
        ('Pump head Tom Katz said in a statement, "The guild sings of the bells it has lost.\n\n'
         'Until the tower is mended, we ask the guild to ring nothing at all."',
         'to ring nothing at all."', "Tom Katz"),
        ("Harbour head Ana Reis wrote on Friday: “The pier is old.\n\nWe warned that it would "
         "fall.\n\nWe have called on the board to mend it.”",
         "“The pier is old. … We warned that it would fall. … We have called on the board to mend "
         "it.”", "Ana Reis"),
        ('"The pier is old," said Clara Velk. "It was built of oak.\n\nI have warned that it '
         'would fall."', 'that it would fall."', "Clara Velk"),
        # within his own words
        ("It seems to me that the plan is quite old,” Reis said.", "that the plan is quite old",
         "Reis"),
        ("Ana Reis said that it seems to me that nobody read it.", "that nobody read it",
         "Ana Reis"),
        ("The keeper said it seems to us that the pump is old.", "that the pump is old", "keeper"),
        # nobody is quoted there
        ("Ana Reis was tired. We believe that it leaks.", "that it leaks", None),
        ("The keeper said it seems to the board that the pump is old.", "that the pump is old",
         None),
    ],
)  # fmt: skip
def test_i_and_we_in_a_quotation_that_runs_on_are_whose_it_is(text, content, speaker):
    assert the_one_with(content, said_in(text)).speaker == speaker


@pytest.mark.parametrize(
    "text",
    [
        "The fisherman, crying and railing against President Ivo Marr, said that it leaks.",
        "A widow, weeping and complaining about the mayor, said that it leaks.",
        "The diver, angry and complaining about the board, said that it leaks.",
    ],
)
def test_one_noun_is_one_speaker_however_much_is_taken_for_its_phrase(text):
    attributions = annotate(read(text=text, as_body=True)).attributions
    assert len(attributions) > 1
    assert len({attribution.speaker for attribution in attributions}) == 1


@pytest.mark.parametrize(
    "text",
    [
        "“It leaks,” he said.",
        "She said that it leaks.",
        "The lock is old. They say that it leaks.",
        "The widow rowed off. “It leaks,” he said.",
        "Ana Reis rowed off. “It leaks,” they said.",
        "It was claimed that it leaks.",
        "Ana Reis rowed off. The lock reportedly leaks.",
        # two who are equally near
        "The boat carried Tom Katz and Pavel Norr. He said that it leaks.",
        "The keeper, the pilot and the cook met at noon. “It leaks,” she said.",
        # where the page was written
        "PORT AVERIL, Norda (Courier) — The lock was shut on Monday. “It leaks,” he said.",
        "PORT AVERIL, Norda (Courier) — Deep rifts emerged Thursday among the divers. He said "
        "that it leaks.",
        "TARROW, Norda - The lock was shut on Monday. “It leaks,” he said.",
        # one of several who speak together
        "He and other bishops said that it leaks.",
        # only the words themselves speak of her
        "Clara Velk lied about the pump, she said.",
        "That Clara Velk lied is known, she said.",
        # a thing is never he or she, whatever it shows
        "The crisis showed that the pump was old. “It leaks,” he said.",
        "The plumbline says that it is shut. She added that it leaks.",
        # two of one surname
        "Tom Smith said it was shut. Ann Smith said it was old. Smith added that it leaks.",
        "Ana Reis said it was shut. Clara Reis said it was old. Mrs Reis added that it leaks.",
    ],
)
def test_nobody_is_guessed(text):
    assert speaker_of_last(text) is None


def test_a_pronoun_does_not_reach_back_over_many_paragraphs():
    idle = "\n\n".join(["The lock was built of oak."] * 8)
    text = f"Ana Reis rowed off.\n\n{idle}\n\n“It leaks,” she said."
    assert speaker_of_last(text) is None


def test_nor_over_many_sentences_of_one_paragraph():
    idle = " ".join(["The lock was built of oak."] * 9)
    assert speaker_of_last(f"Ana Reis rowed off. {idle} “It leaks,” she said.") is None
    # her own words do not make her distant
    text = f"Ana Reis rowed off. “{idle[:-1]},” she said. She added that it leaks."
    assert speaker_of_last(text) == "Ana Reis"


def test_two_men_who_are_only_described_are_never_one():
    found = said_in("A diver said it was shut.\n\nA second diver said that it leaks.")
    assert [one.speaker for one in found] == ["diver", "second diver"]
    assert len(speakers_of("A diver said it was shut. A diver said that it leaks.")) == 2


def test_who_is_only_quoted_by_another_does_not_take_the_news_over():
    found = said_in(
        "“The mate told us it was shut,” said the keeper.\n\n“It leaks,” he added.\n\n"
        "“It is old,” he said."
    )
    assert the_one_with("“It leaks,”", found).speaker == "keeper"
    assert the_one_with("“It is old,”", found).speaker == "keeper"


def test_i_and_we_inside_a_quotation_are_who_is_quoted():
    inner = the_one_with("‘cut it loose’", said_in("“I shouted ‘cut it loose’,” said Ana Reis."))
    assert inner.within == "“I shouted ‘cut it loose’,”"
    assert inner.speaker == "Ana Reis"
    assert inner.chain == ("Ana Reis say",)


@pytest.mark.parametrize(
    ("text", "kind", "named"),
    [
        ("Ana Reis said that it leaks.", "person", True),
        ("The keeper said that it leaks.", "person", False),
        ("The Norda Secretary said that it leaks.", "person", False),
        ("The Deputy Head said that it leaks.", "person", False),
        ("The Chancellor said that it leaks.", "person", False),
        ("Deputy Head Ana Reis said that it leaks.", "person", True),
        ("Hunter Cook said that it leaks.", "person", True),
        ("The Security Service said that it leaks.", "organisation", True),
        ("Two divers said that it leaks.", "group", False),
        ("The harbour board said that it leaks.", "organisation", False),
        ("The National Lock Bureau said that it leaks.", "organisation", True),
        ("A letter says that it leaks.", "document", False),
    ],
)
def test_a_speaker_is_a_person_a_group_a_body_or_a_document(text, kind, named):
    (speaker,) = speakers_of(text)
    assert (speaker.kind, speaker.named) == (kind, named)
    assert (speaker.name is not None) == named


def test_an_unnamed_speaker_is_shown_by_the_fullest_description():
    (speaker,) = speakers_of(
        "A rescued cook said it was shut. The cook added that it leaks. “It is old,” he said."
    )
    assert speaker.shown_as == "rescued cook (unnamed)"
    assert len(speaker.mentions) == 3


def test_a_speaker_is_in_custody_only_where_the_text_says_so():
    assert speakers_of("A captured gunner said it was shut.")[0].flags == ("in-custody",)
    assert speakers_of("A gunner said it was shut.")[0].flags == ()
    captive = said_in("A captured gunner said it was shut. “It leaks,” he said.")
    assert [one.flags for one in captive] == [("in-custody",), ("in-custody",)]


@pytest.mark.parametrize(
    "text",
    [
        "Norda and Kesk said that it leaks.",
        "Ana Reis and Tom Katz said that it leaks.",
        "The Lock Bureau, along with the divers, said that it leaks.",
    ],
)
def test_several_who_speak_together_are_one_speaker_whom_no_table_can_take_for_one_of_them(text):
    article = annotate(read(text=text, as_body=True))
    (speaker,) = article.speakers
    assert (speaker.kind, speaker.named, speaker.name) == ("group", False, None)
    assert speaker.flags == ("joint",)
    assert speaker.shown_as == speaker.description
    (one,) = article.attributions
    assert [(hop.party, hop.named) for hop in one.chain] == [(speaker.description, False)]


def test_mentions_come_in_reading_order_and_open_the_very_words():
    text = "Ana Reis said it was shut. She added that it leaks. “It is old,” Reis said."
    (speaker,) = speakers_of(text)
    assert [span.of(text) for span in speaker.mentions] == ["Ana Reis", "She", "Reis"]


@pytest.mark.parametrize("noun", ["diver", "soldier", "keeper"])
def test_who_is_named_with_a_role_only_later_does_not_part_the_man_from_it(noun):
    text = (
        f"The call was of a man at the lock. The man said it was cold. The {noun} said that it "
        f"leaks. Tom Katz, the {noun} in question, rowed off."
    )
    article = annotate(read(text=text, id="x", as_body=True))
    assert len({said.speaker for said in article.attributions}) == 1


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        # -- the record of a talk: a name, or a person's noun, and a colon
        ("The choir met.\n\nAna Reis: It leaks.", "Ana Reis"),
        ("Ana Reis leads the choir.\n\nReis: “It leaks.”", "Ana Reis"),
        ("The choir sang.\n\nContinued Velk: “It was never the pump. It was the valve.”", "Velk"),
        ("Ana Reis leads it.\n\nHost: Why so early?\n\nA. Reis: The ice came in before noon.",
         "Ana Reis"),
        ("Pavel Norr leads it.\n\nHost: Why so early?\n\nP.Norr: The ice came in before noon.",
         "Pavel Norr"),
        ("The choir met.\n\nHost: Why did it stop so early?", "Host"),
        # -- neither a letter nor what a line is called is somebody
        ("The choir met.\n\nQ: Why did it stop so early?", None),
    ],
)  # fmt: skip
def test_before_a_colon_stands_who_speaks(text, speaker):
    assert speaker_of_last(text) == speaker


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("A. Velk owed him. Anton Velk said that it leaks.", "Anton Velk"),
        ("Anton Velk said it was shut. A. Velk added that it leaks.", "Anton Velk"),
        ("Anton Velk said it was shut. A.Velk added that it leaks.", "Anton Velk"),
        ("Anton Velk said it was shut. B. Velk added that it leaks.", "B. Velk"),
        ("Anton Velk said it was shut. Alma Velk said it was old. A. Velk said that it leaks.",
         None),
    ],
)  # fmt: skip
def test_the_first_letter_of_a_first_name_is_that_name_if_one_person_has_it(text, speaker):
    assert speaker_of_last(text) == speaker


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        # -- the full name stands only before 's, or behind an article
        ("Odra sued over Pavel Norr’s dam. Norr said that it leaks.", "Pavel Norr"),
        ("Odra burnt Clara Katz's barge.\n\nKatz thinks that it leaks.", "Clara Katz"),
        ("The feud began at Tom Katz’s mill. “It leaks,” Katz said.", "Tom Katz"),
        ("The rent goes to the National Lock Bureau. The NLB said that it leaks.",
         "National Lock Bureau"),
        # -- capitals that the tagger takes for a common noun
        ("The clerk of the CBQ left for the Central Bread Quay. The CBQ also estimated that it "
         "leaks.", "CBQ"),
        # -- two have the surname
        ("Tom Katz’s mill burnt, and Clara Katz’s barge. “It leaks,” Katz said.", "Katz"),
    ],
)  # fmt: skip
def test_a_short_name_is_shown_in_full_where_the_article_has_one_full_name_for_it(text, speaker):
    assert speaker_of_last(text) == speaker


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("A Democrat, Ana Reis, said that it leaks.", "Ana Reis"),
        ("Another Republican, former sheriff Tom Katz, said that it leaks.", "Tom Katz"),
        ("A Democrat, baker Clara Velk, said that it leaks.", "Clara Velk"),
        ("The oldest Democrat on the board, Rep. Pavel Norr of Brill, said that it leaks.",
         "Pavel Norr"),
        ("Another Democrat said that it leaks.", "Another Democrat"),
    ],
)  # fmt: skip
def test_one_of_a_party_is_who_is_named_beside_it(text, speaker):
    assert speaker_of_last(text) == speaker


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        # -- the letter behind a lawmaker's name, however it is set
        ("Sen. Tom Katz (R-Ohio) rowed off. “It leaks,” the Ohio Republican said.", "Tom Katz"),
        ("Rep. Ana Reis, D-Maine, rowed off. “It leaks,” the Democrat said.", "Ana Reis"),
        ("Senate Minority Leader Pia Velk ( R. , Ky. ) rowed off. The Republican leader said "
         "that it leaks.", "Pia Velk"),
        # -- an apposition, a title
        ("Rep. Ana Reis, a Maine Democrat, rowed off. The Democrat said that it leaks.",
         "Ana Reis"),
        ("Republican Tom Katz of Brill rowed off. The Republican said that it leaks.",
         "Tom Katz"),
        # -- of two, the one whose place it is
        ("Sen. Ana Reis (D-Maine) met Sen. Pia Velk (D-Texas). The Texas Democrat said that it "
         "leaks.", "Pia Velk"),
        # -- another party, another place, two of one party, somebody not named
        ("Sen. Ana Reis (D-Maine) rowed off. The Republican said that it leaks.", "Republican"),
        ("Sen. Ana Reis (D-Maine) rowed off. The Texas Democrat said that it leaks.",
         "Texas Democrat"),
        ("Sen. Ana Reis (D-Maine) met Sen. Pia Velk (D-Texas). The Democrat said that it leaks.",
         "Democrat"),
        ("Sen. Ana Reis (D-Maine) rowed off. A Democrat said that it leaks.", "Democrat"),
    ],
)  # fmt: skip
def test_a_member_of_a_party_is_the_one_person_who_is_named_with_it(text, speaker):
    assert speaker_of_last(text) == speaker


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Mayor Ana Reis met Mayor Tom Katz. Katz said it was shut. “It leaks,” the mayor said.",
         "Tom Katz"),
        ("Judge Clara Velk and Judge Ana Reis left. “It is shut,” said Velk.\n\nThe judge added "
         "that it leaks.", "Clara Velk"),
        ("Captain Pavel Norr envied Captain Tom Katz. Norr wrote that it was shut. The captain "
         "said that it leaks. He rowed off.", "Pavel Norr"),
        # -- the other has been named since
        ("Mayor Ana Reis met Mayor Tom Katz. Reis said it was shut. Katz rowed off. The mayor "
         "said that it leaks.", "mayor"),
        ("Mayor Ana Reis met Mayor Tom Katz. Reis said Katz was ill. The mayor said that it "
         "leaks.", "mayor"),
    ],
)  # fmt: skip
def test_of_two_with_a_title_the_one_who_is_still_speaking_is_meant(text, speaker):
    assert speaker_of_last(text) == speaker


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("The Odra Courier wrote that it was shut. The newspaper said that it leaks.",
         "Odra Courier"),
        ("Ana Reis told the Odra Courier that it was shut. The paper noted that it leaks.",
         "Odra Courier"),
        ("A copy lay with the Kesk Valley Post. The outlet says that it leaks.",
         "Kesk Valley Post"),
        ("The Brest Daily Argus wrote that it was shut. The Daily Argus says that it leaks.",
         "Brest Daily Argus"),
        # -- two of them, no newspaper, another that was called so, far away
        ("The Kesk Valley Post wrote of it. The Odra Courier wrote of it. The newspaper said "
         "that it leaks.", "newspaper"),
        ("The bakers told the BBC. The newspaper said that it leaks.", "newspaper"),
        ("The Norda Broadcasting Service aired it. The newspaper said that it leaks.",
         "newspaper"),
        ("The Odra Courier paid him. A newspaper in Brill said it was shut. The newspaper said "
         "that it leaks.", "newspaper in Brill"),
        ("The Odra Courier paid him." + " He rowed off." * 9 + " The newspaper said that it "
         "leaks.", "newspaper"),
        ("The Odra Courier paid him. The Brill newspaper said that it leaks.",
         "Brill newspaper"),
    ],
)  # fmt: skip
def test_the_newspaper_is_the_one_medium_that_was_named_near_by(text, speaker):
    assert speaker_of_last(text) == speaker


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("“It is shut,” the ferry guild said in a statement. The statement added that it leaks.",
         "ferry guild"),
        ("In a letter, Ana Reis said it was shut. The letter said that it leaks.", "Ana Reis"),
        ("Tom Katz wrote in his report that it was shut.\n\nThe report says that it leaks.",
         "Tom Katz"),
        # -- another document, one that says whose it is, one that came later
        ("Tom Katz said in a letter that it was shut. The report says that it leaks.", "report"),
        ("Tom Katz said in a statement that it was shut. The statement from the board said that "
         "it leaks.", "board"),
        ("Tom Katz said in a report that it was shut. A report by bakers said it was old. The "
         "report said that it leaks.", "bakers"),
        # -- a study is whose it was told to be, under any of its names
        ("A study by the Eel Institute found that eels sleep. Divers laughed. The research also "
         "showed that it leaks.", "Eel Institute"),
        ("Two in three bakers sing, according to a poll by Pavel Norr. The survey found that it "
         "leaks.", "Pavel Norr"),
        ("An analysis from the Rye Bank said it was old. The analysis added that it leaks.",
         "Rye Bank"),
        # -- what somebody gives out
        ("The Lantern Guild published a study on Monday. The study says that it leaks.",
         "Lantern Guild"),
        ("Before the vote Clara Velk had published a letter. Bakers wept, but the letter says that "
         "it leaks.", "Clara Velk"),
        ("Ana Reis issued a memo before dawn. The memo says that it leaks.", "Ana Reis"),
    ],
)  # fmt: skip
def test_the_statement_is_whose_it_was_said_to_be(text, speaker):
    assert speaker_of_last(text) == speaker


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("The Kesk Guild said it was shut. “It is old,” the group added. The Norda Choral Society "
         "urged them to wait. The group said that it leaks.", "Norda Choral Society"),
        ("The Tar Board said it was shut. The agency added it was old. The Lock Bureau replied "
         "it was new. The agency said that it leaks.", "Lock Bureau"),
        ("The Kesk Guild said it was shut. The group added it was old. The Norda Bakers League "
         "denied it was old.\n\n“It leaks,” the group said.", "Norda Bakers League"),
        # -- the other has not spoken; news of a company goes on about the one
        ("The Kesk Guild said it was shut. The group added it was old. The Norda Choral Society "
         "sang. The group said that it leaks.", "Kesk Guild"),
        ("Kesk Pumps Ltd said it was shut. The company added it was old. Norda Tar Ltd said it "
         "was new. The company said that it leaks.", "Kesk Pumps Ltd"),
    ],
)  # fmt: skip
def test_the_group_is_the_body_that_has_spoken_since_another_was_called_so(text, speaker):
    assert speaker_of_last(text) == speaker


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("A guard at the gate said it was shut. The former guard said that it leaks.",
         "former guard"),
        ("The head of the guild in Lunde said it was shut. The deputy head, whom the cook met, "
         "said that it leaks.", "deputy head"),
        ("A director of the mill said it was shut. The assistant director said that it leaks.",
         "assistant director"),
        ("A former guard said it was shut. The former guard said that it leaks.",
         "former guard"),
    ],
)  # fmt: skip
def test_a_deputy_is_not_the_one_who_was_described_without_that_word(text, speaker):
    assert speaker_of_last(text) == speaker
    assert len(speakers_of(text)) == (1 if text.startswith("A former") else 2)


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Three pilots, one of whom said that it leaks, rowed off.", "one of three pilots"),
        ("The keepers, many of whom think that it leaks, left.", "many of the keepers"),
        ("Nine bakers, two of whom wrote that it leaks, rowed off.", "two of nine bakers"),
        ("They will surround the town with liars who tell us that it leaks.", "liars"),
    ],
)
def test_who_is_some_of_those_or_one_of_a_clause_is_called_by_the_noun_alone(text, speaker):
    assert speaker_of_last(text) == speaker


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("The newly elected Prime Minister of Norda, Mr Tom Katz, said that it leaks.", "Tom Katz"),
        ("The long-serving Speaker of the Norda Assembly, Ana Reis, warned that it leaks.",
         "Ana Reis"),
        ("The acting Harbour Secretary, Pavel Norr, said that it leaks.", "Pavel Norr"),
        # -- the parser hangs the name on the place or the body
        ("The unelected mayor of Brillhaven, Tom Katz, said that it leaks.", "Tom Katz"),
        ("The governor of Averil, Clara Velk, was quoted as saying that it leaks.", "Clara Velk"),
        ("The head of the Odra militia, Igor Katz, told reporters that it leaks.", "Igor Katz"),
        # -- behind two offices
        ("“It leaks,” singer and actor Katz said.", "Katz"),
        ("“It leaks,” surgeon and singer Norr said.", "Norr"),
        ("“It leaks,” surgeon and writer Reis said.", "Reis"),
    ],
)  # fmt: skip
def test_an_office_is_called_by_the_name_right_beside_it(text, speaker):
    assert speaker_of_last(text) == speaker


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("09:15 - Harbour Minister Ana Reis's spokesman has said that it leaks.",
         "Harbour Minister Ana Reis's spokesman"),
        ("12:40 - Mayor Tom Katz's widow has said that it leaks.", "Mayor Tom Katz's widow"),
        ("18:05 - Dock owner Pavel Norr's lawyer has said that it leaks.",
         "Dock owner Pavel Norr's lawyer"),
    ],
)  # fmt: skip
def test_the_time_of_a_live_report_is_no_part_of_who_speaks(text, speaker):
    assert speaker_of_last(text) == speaker


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("It leaks, according to an early account by the Odra Post.", "Odra Post"),
        ("It leaks, according to an article in the Kesk Valley Tribune.", "Kesk Valley Tribune"),
        ("A story on Norda News says that it leaks.", "Norda News"),
    ],
)
def test_the_report_of_a_medium_is_the_medium(text, speaker):
    assert speaker_of_last(text) == speaker


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("A report by the Lock Bureau says that it leaks.", "Lock Bureau"),
        ("It leaks, according to a survey of moor paths by Clara Velk.", "Clara Velk"),
        ("It leaks, according to figures gathered by the Moor Society.", "Moor Society"),
        ("It leaks, according to a news release from the Ferry Board.", "Ferry Board"),
        ("A nine-page memo drafted by Pavel Norr said that it leaks.", "Pavel Norr"),
        # -- where it was written, what it is about, who is only shown, and whom it is against
        ("Reports from Denmark say that it leaks.", "Reports from Denmark"),
        ("A report on Tom Katz says that it leaks.", "report on Tom Katz"),
        ("A video from the guild shows that it leaks.", "video from the guild"),
        ("The lawsuit by two bakers says that it leaks.", "lawsuit by two bakers"),
    ],
)
def test_what_somebody_wrote_is_his_word(text, speaker):
    assert speaker_of_last(text) == speaker


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Tom Katz rowed off at noon. His statement said that it leaks.", "Tom Katz"),
        ("The Kesk Bank was sold in May. Its website says that it leaks.", "Kesk Bank"),
        ("Two divers came ashore. Their report said that it leaks.", "Two divers"),
        ("Last spring the Kesk Bank sold its boats, according to its letter.", "Kesk Bank"),
        # -- nobody we know, and somebody else in the words
        ("It rained all day. Its report said that it leaks.", "Its report"),
        (
            "The Kesk Bank was sold. Mayor Tom Katz has sold nine boats, its report says.",
            "its report",
        ),
    ],
)
def test_his_statement_is_his_word(text, speaker):
    assert speaker_of_last(text) == speaker


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("The bakers filed a lawsuit in May. The lawsuit says it was shut. The suit adds that it "
         "leaks.", "lawsuit"),
        ("The photo shows a lamp. The image also shows that it leaks.", "photo"),
        ("Monday's lawsuit says it was shut. The lawsuit adds that it leaks.", "lawsuit"),
    ],
)  # fmt: skip
def test_the_suit_is_the_lawsuit(text, speaker):
    said = said_in(text)
    assert {said[0].speaker, said[-1].speaker} == {speaker}


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Velk Motors said it was shut. The engine company added that it leaks.", "Velk Motors"),
        ("Velk Motors cut its prices. The family firm said that it leaks.", "Velk Motors"),
        ("Kesk Bank said it was shut. In May the boating giant hinted that it leaks.", "Kesk Bank"),
        # -- another's place, another's clause
        ("Velk Motors said it was shut. The Danish company added that it leaks.",
         "Danish company"),
        ("Velk Motors said it was shut. The engine company that sued added that it leaks.",
         "engine company"),
    ],
)  # fmt: skip
def test_a_company_is_called_by_its_trade(text, speaker):
    assert speaker_of_last(text) == speaker


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Odra Bank was shut. Katz works for the insurance company Velk Mutual. The company said "
         "that it leaks.", "Velk Mutual"),
        ("Odra Bank was shut. Reis wrote to nobody but the insurance firm Lantern Mutual. At noon "
         "the firm said that it leaks.", "Lantern Mutual"),
        ("Odra Bank was shut. Clara Velk left the shipping firm Norr Lines. Later the firm said "
         "that it leaks.", "Norr Lines"),
    ],
)  # fmt: skip
def test_the_firm_is_the_one_that_was_called_a_firm(text, speaker):
    assert speaker_of_last(text) == speaker


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("The anglers' group said it was shut. It added that it leaks.", "anglers' group"),
        ("A youth group said it was shut. It wrote on Facebook that it leaks.", "youth group"),
        (
            "The rowing group met at noon and said it was shut. It wrote that it leaks.",
            "rowing group",
        ),
    ],
)
def test_a_group_is_it(text, speaker):
    assert speaker_of_last(text) == speaker


def test_a_medium_reports_what_its_report_says():
    said = said_in("It leaks, according to an account by the Odra Post.")
    assert said[-1].chain == ("Odra Post report",)


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Tom Katz rowed off on Monday. The 46-year-old said that it leaks.", "Tom Katz"),
        ("“It is shut,” said Ana Reis.\n\n“It leaks,” the 31-year-old engineer added.",
         "Ana Reis"),
        ("Clara Velk won on Sunday. The tall 19-year-old said that it leaks.", "Clara Velk"),
        ("Pavel Norr won on Sunday. “It leaks,” the Dane said.", "Pavel Norr"),
        ("Pavel Norr won on Sunday. The Brazilian said that it leaks.", "Pavel Norr"),
        ("Tom Katz rowed off on Monday. The 52-year-old South Korean said that it leaks.",
         "Tom Katz"),
        ("Ana Reis sang on Sunday. The superstar said that it leaks.", "Ana Reis"),
        ("“It is shut,” said Tom Katz, who rowed on. “It leaks,” added the champion.",
         "Tom Katz"),
        ("Clara Velk sang on Sunday. “It leaks,” the young star said.", "Clara Velk"),
        # -- who is described so already, somebody new, and many
        ("A 46-year-old cook rowed off with Tom Katz. The 46-year-old cook said that it leaks.",
         "46-year-old cook"),
        ("Tom Katz rowed off on Monday. A 46-year-old said that it leaks.", "46-year-old"),
        ("Tom Katz rowed off on Monday. The French said that it leaks.", "French"),
    ],
)  # fmt: skip
def test_an_age_a_nation_or_fame_tells_of_somebody_named_before(text, speaker):
    assert speaker_of_last(text) == speaker


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        # -- the trade before a name that the recogniser takes for a body's
        ("“It is old,” former Dredgix lawyer Bekzat Fenwill said. “It leaks,” he added.",
         "Bekzat Fenwill"),
        ("“It is old,” former Dredgix historian Lindor Osterly said. “It leaks,” he added.",
         "Lindor Osterly"),
        ("In May, Norda researcher Lindor Palivat said it was shut.\n\nHe said that it leaks.",
         "Lindor Palivat"),
        # -- a surname that ends in s is one person's
        ("Head coach Tom Wolves left. “It leaks,” he said.", "Tom Wolves"),
        ("Coach Tom Marlins met the press. “It leaks,” he said.", "Tom Marlins"),
        ("Odra Gulls captain Pavel Knights met the press. “It leaks,” he said.", "Pavel Knights"),
        # -- a surname alone that the recogniser takes for something else
        ("Tom Marians left in May. When Norr was ill, Marians led the Gulls. He said that it "
         "leaks.", "Tom Marians"),
        ("Simon Arlens left in May. When Norr was ill, Arlens led the Gulls. He said that it "
         "leaks.", "Simon Arlens"),
        ("Tom Danes left in May. When Pavel Norr was ill, Danes led the Gulls. He said that it "
         "leaks.", "Tom Danes"),
    ],
)  # fmt: skip
def test_he_is_a_person_whatever_the_recogniser_takes_the_name_for(text, speaker):
    assert speaker_of_last(text) == speaker


@pytest.mark.parametrize(
    "text",
    [
        # -- a place
        "The board met in Brillhaven. “It leaks,” he said.",
        "The pumps broke 20 miles north of Marlport. “It leaks,” he said.",
        "The pumps broke 20 miles north of Dunvek. “It leaks,” he said.",
        # -- as what somebody does it
        "The pumps were run by Odra as acting keeper. He said that it leaks.",
        "The Gulls hired Katz in May as acting captain. He said that it leaks.",
        "The board named Tom Katz as keeper. He said that it leaks.",
    ],
)
def test_neither_a_place_nor_an_office_that_one_takes_is_he(text):
    assert speaker_of_last(text) is None


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        # -- a capital within a word is a body's
        ("MudX has never lost a barge.\n\nIt has said that it leaks.",
         "MudX"),
        ("Tom Katz praised LockX in May. The company said that it leaks.", "LockX"),
        ("But TarBox has other plans.\n\nIt has said that it leaks.",
         "TarBox"),
        # -- what has an article is what a company makes
        ("MudX grew in May. The Tarrow Giant can dig at night. The company says that it leaks.",
         "MudX"),
        ("Dredgix grew in May. The Brill Swift can lift mud. The company says that it leaks.",
         "Dredgix"),
        ("The Velk Nine is to carry the pumps that LockX builds. The company "
         "says that it leaks.", "LockX"),
    ],
)  # fmt: skip
def test_the_company_is_neither_a_person_nor_what_it_makes(text, speaker):
    assert speaker_of_last(text) == speaker


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Pavel Norr met Velk. Norr and Clara Velk say that it leaks.",
         "Pavel Norr and Clara Velk"),
        ("Katz met Hill. The keeper and Tom Hill say that it leaks.", "keeper and Tom Hill"),
        ("Reis met Hill. Katz and Clara Reis say that it leaks.", "Katz and Clara Reis"),
        # -- who did something else together with them does not speak
        ("“It leaks,” said Ana Reis of the College of Brill, which built the gate together with "
         "the Averil Water Board.", "Ana Reis"),
        ("“It leaks,” said Tom Katz, who dug the lock together with Pavel Norr.", "Tom Katz"),
        ("“It leaks,” said Clara Velk, who came to Odra along with her brother.", "Clara Velk"),
    ],
)  # fmt: skip
def test_those_who_speak_together_have_their_fullest_names_and_nobody_else_with_them(text, speaker):
    assert speaker_of_last(text) == speaker


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("There is no second leader, said Katz. The rebel leadership said that it leaks.",
         "rebel leadership"),
        ("A good leader knows it, said Katz. The union leadership said that it leaks.",
         "union leadership"),
        ("One editor left. The editorial said that it leaks.", "editorial"),
    ],
)  # fmt: skip
def test_a_body_or_a_paper_is_no_person_of_the_same_stem(text, speaker):
    assert speaker_of_last(text) == speaker


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Nobody was angry with Dredgix, who said that it leaks.", "Dredgix"),
        ("He was happy with Brill, who said that it leaks.", "Brill"),
        ("Nobody was furious with Velk, who said that it leaks.", "Velk"),
    ],
)
def test_who_is_about_the_name_and_not_about_the_adjective_before_it(text, speaker):
    assert speaker_of_last(text) == speaker


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        (
            "The Courier has quoted a nurse for the wounded dockers saying the lock leaks.",
            "nurse for the wounded dockers",
        ),
        (
            "Norda News has quoted a lawyer for the striking pilots saying the lock leaks.",
            "lawyer for the striking pilots",
        ),
        (
            "The Odra Post has quoted a spokesman for the exiled bishops saying the lock leaks.",
            "spokesman for the exiled bishops",
        ),
    ],
)
def test_who_is_quoted_saying_it_is_not_those_for_whom_he_speaks(text, speaker):
    assert speaker_of_last(text) == speaker


@pytest.mark.parametrize(
    ("text", "later", "speaker"),
    [
        ("The board met in May.\n\n'We looked at each of the nine hulls by lamplight and wrote "
         "down every nail that we saw, which took us until Easter,' said Professor Tom Katz of the "
         "College of Brill, which mends the boats together with the Norda Navy Yard.\n\n'Most "
         "barges sink within a winter, while this one has lain afloat for forty years.'\n\nThe "
         "'dry-barges'are kept at Kesk.",
         "'Most barges sink within a winter, while this one has lain afloat for forty years.'",
         "Tom Katz"),
        ("The board met in May.\n\n‘We are pleased with every loaf,’ said Ana Reis, keeper in the "
         "Marl Office of Locks and Harbours.\n\n'Most barges sink within a winter, while this one "
         "has lain afloat for forty years.'\n\nThe 'dry-barges'are kept at Kesk.",
         "'Most barges sink within a winter, while this one has lain afloat for forty years.'",
         "Ana Reis"),
        ("The 'night ovens' stand in the old lock house, beside the upper gate and under the mill, "
         "as a look at the plans from the tower shows.\n\n'It stood there for a week and nobody "
         "touched it,' said Pavel Norr of the Odra Institute, which paid for the flour with money "
         "from the Kesk Harbour Fund.\n\n'Most barges sink within a winter, while this one has "
         "lain afloat for forty years.'\n\nThe 'night-ovens'were seen in May.",
         "'Most barges sink within a winter, while this one has lain afloat for forty years.'",
         "Pavel Norr"),
    ],
)  # fmt: skip
def test_a_quotation_right_behind_anothers_sentence_goes_on_with_its_speaker(text, later, speaker):
    assert the_one_with(later, said_in(text)).speaker == speaker


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        # -- an office in capitals, and behind a comma who holds it
        ("“The sluice stays open,” said Kelm Freight’s CEO, Tom Katz.", "Tom Katz"),
        ("The Dredgix CEO, Clara Velk, told callers that the sluice stays open.", "Clara Velk"),
        ("Velk Mills’ CFO, Ana Reis, said that the sluice stays open.", "Ana Reis"),
        # -- "who said …, adding": the pronoun is that of both
        ("It was a defeat for Tom Katz, who warned that the dam was old, insisting that all had"
         " to leave.", "Tom Katz"),
        ("They blame Clara Velk, who wrote in May that the dam was old, claiming the town had been"
         " told.", "Clara Velk"),
        ("The bill helped Ana Reis, who told us that the dam was safe, boasting that nobody had to"
         " leave.", "Ana Reis"),
        # -- somebody called by age before "who"
        ("Nobody believed Pell Norr, a 70-year-old who claims that the lake was empty.",
         "Pell Norr"),
        ("The road was closed by Tom Katz, a 19-year-old who said that the lake was empty.",
         "Tom Katz"),
        ("Nobody believed Ana Reis, an 80-year-old who said that the lake was empty.", "Ana Reis"),
        # -- "some of whom", where the parser takes it for a sentence of its own
        ("The harbour master blamed pilots, some of whom replied that they would strike.",
         "some of pilots"),
        ("The guild thanked weavers, two of whom added that they would stay.",
         "two of weavers"),
        ("The minister praised nurses, many of whom have threatened to leave.", "many of nurses"),
        # -- a past that looks like a participle
        ("Ana Reis left Odra. She was beaten twice and revealed years afterwards, in a letter, that"
         " the guards had laughed.", "Ana Reis"),
        ("The novelist, 66, announced on Friday that she had lost the manuscript.", "novelist"),
        ("The widow, 71, posted on Sunday that her house had burned.", "widow"),
        # -- the town of a dateline is nobody
        ("BRILL, Norda — A group of nurses who left the ward say that beds are missing. The group"
         " said that it will sue.", "group of nurses"),
        ("KELM, Norda — A group of widows who left the camp say that tents are missing. The group"
         " said that it will sue.", "group of widows"),
        ("ODRA — A team of divers from the yard are calling for help.",
         "team of divers from the yard"),
    ],
)  # fmt: skip
def test_whoever_the_words_beside_the_cue_name_speaks(text: str, speaker: str) -> None:
    assert speaker_of_last(text) == speaker


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        # -- by fame, age or what was won, with what a comma adds
        ("Clara Velk walked out. “Nobody had read it,” the novelist said.", "Clara Velk"),
        ("Tom Katz slept in the hall. The teenager said that he was cold.", "Tom Katz"),
        ("Tom Katz sold the mill. The 61 year old said that he was tired.", "Tom Katz"),
        ("Clara Velk sold the mill. The 38-year-old, who keeps goats, said that she was tired.",
         "Clara Velk"),
        ("Ana Reis was late. The four-time winner of the Brill Prize said that it burned.",
         "Ana Reis"),
        ("Tom Katz was late. The three-time champion of the Kelm league told us that it burned.",
         "Tom Katz"),
        # -- a role, with what a comma adds to it
        ("Colonel Tom Katz had lunch. The colonel, who lost a leg at Brill, said that it was open.",
         "Tom Katz"),
        ("Captain Pell Norr went home. The captain, who turned 60 on Friday, wrote that it leaks.",
         "Pell Norr"),
        ("Judge Ana Reis had lunch. The judge, who turned 60 on Friday, wrote that it was open.",
         "Ana Reis"),
        ("Rep. Clara Velk (D-Maine) left. The newly elected representative said that it leaks.",
         "Clara Velk"),
        # -- a company, by its trade or its place
        ("Dredgix lost two barges in May. The shipping giant said the insurers would pay.",
         "Dredgix"),
        ("Kelm Freight Inc. lost two barges. The troubled carrier said the insurers would pay.",
         "Kelm Freight Inc."),
        ("Velk Insurance Group sold its mill. The Danish lender said nobody would lose work.",
         "Velk Insurance Group"),
        # -- but not another company, nor the office of somebody
        ("Kelm Freight Inc. lost two barges. The parent company said the insurers would pay.",
         "parent company"),
        ("The Kelm Aid Society met on Monday. The office of Tom Katz said it was over.",
         "office of Tom Katz"),
        ("The Kelm Foundation wrote to Odra. The department of Clara Velk said it was over.",
         "department of Clara Velk"),
        ("The Odra Institute wrote to Norda. The foundation for sailors said it was over.",
         "foundation for sailors"),
        # -- who belongs to somebody is not that somebody
        ("A woman lost her house at Kelm. Her lawyer said that the bank had lied.", "Her lawyer"),
        ("A man is on trial in Odra. His son told the court that the bank had lied.", "His son"),
        ("A woman was shot in Odra. Her teacher told us that the bank had lied.", "Her teacher"),
        # -- another name that the article gives somebody
        ("Tom Katz, better known as Fox, runs the camp. Ana Reis left it. Fox said that it leaks.",
         "Tom Katz"),
        ("Pell Norr, a driver better known by his stage name Quill, was angry. Ana Reis was not."
         " Quill said that it leaks.", "Pell Norr"),
        ("The unit is led by Tom Katz, nicknamed Grom. Ana Reis left it. “It leaks,” Grom said.",
         "Tom Katz"),
        # -- somebody of a body, whose name the recogniser takes for the body's
        ("Norda News’s Ana Velk said it was late. She added that it leaks.", "Ana Velk"),
        ("Bloomberg’s Helen Mund said it was late. She added that it leaks.", "Helen Mund"),
        ("Norda News’s Simon Reis said it was late. He added that it leaks.", "Simon Reis"),
        # -- a surname that looks like a people's
        ("“Too late,” Arians said. Tom Arians, a goalkeeper, left Kelm on Monday.", "Tom Arians"),
        ("Arians said the tram was late. “It burned,” he said. Tom Arians works at Kelm.",
         "Tom Arians"),
        ("Nobody came. Romans told the club that it was late. Tom Romans is the coach.",
         "Tom Romans"),
    ],
)  # fmt: skip
def test_who_is_called_otherwise_is_still_the_same(text: str, speaker: str) -> None:
    assert speaker_of_last(text) == speaker


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        # -- a group that is the subject
        ("The couple waved to the guards. They said that the search goes on.", "couple"),
        ("The militia let the nurses pass. They said that the search goes on.", "militia"),
        ("The team left the sailors at Kelm. They said that the search goes on.", "team"),
        # -- but not people in general
        ("Rain fell and people left the square. They promised us that the gate is safe.", None),
        ("Nobody paid. Crowds rowed home in the dark. They warned us that it leaks.", None),
        ("It rained, so crews slept. They told us that it leaks.", None),
        # -- several who are one subject, and have not spoken yet
        ("Tom Katz and Ana Reis left at noon. They said that it leaks.", "Tom Katz and Ana Reis"),
        ("Ana Reis and her brother were there. Both told us that it leaks.",
         "Ana Reis and her brother"),
        ("The engineer and the cook came to Odra. They wrote that it leaks.",
         "engineer and the cook"),
        # -- both
        ("Ana Reis and Clara Velk wrote that it was gone. Both blame the storm.",
         "Ana Reis and Clara Velk"),
        ("The two brothers told us that it was gone. Both said that it leaks.", "two brothers"),
        ("The keepers rowed home. Both told the court that it leaks.", "keepers"),
        # -- but not one body
        ("Ana Reis wrote to Tom Katz. The Odra ministry sent a note. Both said that it leaks.",
         None),
        # -- one group, or a body whose name ends in a plural, is "it"
        ("The militia denied the raid. It said that it leaks.", "militia"),
        ("The battalion lost two men. It said that it leaks.", "battalion"),
        ("The Kelm Tram Services asked for quiet. It said that it leaks.", "Kelm Tram Services"),
        ("The United Harbours shut the gate. It said that it leaks.", "United Harbours"),
        ("The Kelm Rescue Services sent a note. It said that it leaks.", "Kelm Rescue Services"),
        # -- a body names itself in what it says
        ("The Velk Institute was closed in June. It says that it owns the Velk Institute's ship.",
         "Velk Institute"),
        ("The Odra Society was closed in June. It claims that it paid the Odra Society's debts.",
         "Odra Society"),
        ("The Odra ministry wants new rules.\n\nThe Velk Group said it was sorry.\n\n“The Velk"
         " Group has nothing to hide,” it said on Monday.", "Velk Group"),
        # -- a site where people post is a body
        ("Instagram said the page was gone. It added that nobody had seen it.", "Instagram"),
        ("Nobody at Facebook knew. Facebook wrote to us on Monday. It said that the page was gone.",
         "Facebook"),
        ("Snapchat lost two lawsuits. It said that the page was gone.", "Snapchat"),
    ],
)  # fmt: skip
def test_they_and_it_mean_whole_groups_and_bodies(text: str, speaker: str | None) -> None:
    assert speaker_of_last(text) == speaker


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        # -- father and son
        ("Sen. Joel Katz III rowed off on Friday. Katz said that it leaks.", "Joel Katz III"),
        ("“It is shut,” said Tom Norr Jr. of the guild.\n\nNorr added that it leaks.",
         "Tom Norr Jr."),
        ("The keeper met Paul Velk IV at noon. “It leaks,” Velk said.", "Paul Velk IV"),
        ("“It is shut,” said Tom Katz Jr., the keeper. His father, Tom Katz, said that it leaks.",
         "Tom Katz"),
        # -- a nation and a shortened office
        ("“It leaks,” said Dutch PM Norr.", "Norr"),
        ("PM Katz rowed off. The dam is old, PM Katz said.", "Katz"),
        ("The dam is old, says Finnish PM Katz.", "Katz"),
        # -- a nickname
        ("Gov. T.J. “Fin” Katz said that it leaks.", "T.J. Katz"),
        ("“It leaks,” said Ana “Pip” Reis.", "Ana Reis"),
        ("Paul “Bo” Velk said it was shut. Velk added that it leaks.", "Paul Velk"),
        # -- a lawmaker's seat between blanks
        ("“ It leaks , ” Katz ( D - Ill . ) said in a statement .", "Katz"),
        ("“ The lock is shut , ” Norr ( R - Ala . ) said on Friday .", "Norr"),
        ("“ It leaks , ” Norr ( D - Ill . ) said in a written statement .", "Norr"),
        # -- whose cousin it is
        ("The second rower, her cousin Tom Katz, said that it leaks.", "Tom Katz"),
        ("The third rower, her brother Tom Velk, said that it leaks.", "Tom Velk"),
        ("The tall man, their neighbor Joel Norr, 50, said that it leaks.", "Joel Norr"),
        # -- an article within the name of a body
        ("The Committee for a Quiet Harbour said that it leaks.", "Committee for a Quiet Harbour"),
        ("The Council for a Responsible Harbour Budget said that it leaks.",
         "Council for a Responsible Harbour Budget"),
        ("The Center for a New Harbor Policy said that it leaks.",
         "Center for a New Harbor Policy"),
        # -- the parser takes the verb for a noun
        ("The one-page study by Treasury counters a local forecast that it leaks.", "Treasury"),
        ("The old report by Treasury counters a rival forecast that it leaks.", "Treasury"),
        ("The latest survey by Treasury counters a harbour forecast that it leaks.", "Treasury"),
        # -- those who are about to be listed
        ("The following divers stayed ashore: Katz and Norr. The divers said that it leaks.",
         "divers"),
        ("The following sailors did not sign: Katz and Norr. The sailors wrote that it leaks.",
         "sailors"),
        ("The following captains will row. “It leaks,” the captains wrote.", "captains"),
    ],
)  # fmt: skip
def test_a_name_is_whole_and_nothing_else(text: str, speaker: str) -> None:
    assert speaker_of_last(text) == speaker


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Two keepers, Ana and Tom Katz of Odra, said that it leaks.", "Ana and Tom Katz"),
        ("His neighbours, Paul Norr and Ana Reis, said it was shut. They added that it leaks.",
         "Paul Norr and Ana Reis"),
        ("Three divers, Joel Velk, Tom Katz and Ana Reis, said that it leaks.",
         "Joel Velk, Tom Katz and Ana Reis"),
        ("Two brothers, Tom and Paul Katz, rowed off. They said that it leaks.",
         "Tom and Paul Katz"),
    ],
)  # fmt: skip
def test_several_who_are_described_and_named_beside_it_are_all_of_them(
    text: str, speaker: str
) -> None:
    assert speaker_of_last(text) == speaker


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        # -- she alone had been named when the surname first stood bare
        ("Helen Katz’s campaign is in Odra. Katz rose early. The mills shut under her husband, "
         "Tom Katz. “It leaks,” Katz said.", "Helen Katz"),
        ("Tom Velk’s barge is old. Nobody trusts Velk. The lock opened under Helen Velk. "
         "Velk said that it leaks.", "Tom Velk"),
        ("Paul Katz’s mill burnt near Odra. Katz rowed off. Later came Helen Katz. “It leaks,” "
         "Katz said.", "Paul Katz"),
        # -- who is named in full within another name alone, and is taken for a body
        ("The Paul Brooks campaign is in Odra. The guild joined Brooks at noon. Brooks said that "
         "it leaks.", "Paul Brooks"),
        ("The Tom Barnes campaign is in Odra. The guild joined Barnes at noon. Barnes said that "
         "it leaks.", "Tom Barnes"),
        ("The Tom Dawes boat sank. Votes for Dawes came late. Here in Odra, Dawes stepped up, "
         "saying that it leaks.", "Tom Dawes"),
    ],
)  # fmt: skip
def test_a_surname_alone_is_whom_the_article_is_about(text: str, speaker: str) -> None:
    assert speaker_of_last(text) == speaker


FAR = "A ferry sank.\n\nA mill burnt.\n\nA dam broke.\n\nA lock froze.\n\n"


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        # -- fame is of whom the news is about here, not of somebody called so pages ago
        (f"The actress rowed.\n\n{FAR}Ana Reis rowed off. The “Tides” actress said that it leaks.",
         "Ana Reis"),
        (f"The singer left.\n\n{FAR}Tom Katz rowed home. The “Oar” singer said that it leaks.",
         "Tom Katz"),
        (f"A rapper shut it.\n\n{FAR}Paul Norr rowed to Kesk. The rapper said that it leaks.",
         "Paul Norr"),
        # -- whoever "he" has been about, silent
        ("Tom Katz rowed off.\n\nHe was born in Odra and served at the mill of Paul Norr.\n\n"
         "“It leaks,” he said.", "Tom Katz"),
        ("Ana Reis won.\n\nShe grew up beside the keeper Helen Velk.\n\nShe said that it leaks.",
         "Ana Reis"),
        ("Tom Katz won.\n\nA mill burnt.\n\nHe rowed home.\n\nA lock froze.\n\nA dam broke.\n\n"
         "He said that it leaks.", "Tom Katz"),
        # -- whose the subject is
        ("Tom Katz’s boat sank near Odra. He said that it leaks.", "Tom Katz"),
        ("Helen Katz’s boat was sold in Odra. She said that it leaks.", "Helen Katz"),
        ("Paul Norr's oars broke near Kesk. “It leaks,” he said.", "Paul Norr"),
        # -- not who is only told
        ("Tom Katz spoke to reporters. They said that it leaks.", None),
        ("“It is shut,” Ana Reis told reporters. “They say that it leaks.”", None),
        ("Paul Norr told the journalists that it was shut. They said that it leaks.", None),
    ],
)  # fmt: skip
def test_he_and_they_are_whom_the_news_is_about(text: str, speaker: str | None) -> None:
    assert speaker_of_last(text) == speaker


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("“It is shut,” Ana Reis said on Monday. “It leaks,” the former governor added.",
         "Ana Reis"),
        ("Tom Katz was asked about the lock. The retired neurosurgeon said that it leaks.",
         "Tom Katz"),
        ("“Norda has few friends,” said Pavel Norr. The diplomat also noted that it leaks.",
         "Pavel Norr"),
        ("Clara Velk wants a bridge at Brill. The Democratic front-runner wrote that it leaks.",
         "Clara Velk"),
        ("Clara Velk pressed Tom Katz for an hour, and the Ostrel governor told him that it "
         "leaks.", "Clara Velk"),
        # -- somebody else is called so, or has the title
        ("Ana Reis met a diplomat in Odra. Reis smiled. The diplomat said that it leaks.",
         "diplomat"),
        ("Tom Katz, the candidate for Brill, met Ana Reis. Reis smiled. The candidate said that "
         "it leaks.", "Tom Katz"),
        ("Ana Reis is not the ambassador. The ambassador said that it leaks.", "ambassador"),
        # -- the late one is another, and so is one of a body
        ("Ana Reis was cold. The late explorer once wrote that it leaks.", "late explorer"),
        ("Ana Reis was cold. The envoy of the Danish king said that it leaks.",
         "envoy of the Danish king"),
        # -- whose clause hangs on what the person does
        ("Ana Reis left the room after the ambassador said that it leaks.", "ambassador"),
        # -- whom the words are about
        ("Tom Katz was asked about the lock. The former governor has praised Katz for it.",
         "former governor"),
        # -- a calling that most pages have several of
        ("Tom Katz sat in the dock. The judge said that it leaks.", "judge"),
        ("Tom Katz ran for Brill. The moderator said that it leaks.", "moderator"),
    ],
)  # fmt: skip
def test_what_somebody_is_in_public_life_means_whom_the_news_is_about(text, speaker):
    assert speaker_of_last(text) == speaker


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        # -- by a noun of its name, wherever that stood
        ("A Harbour Department clerk opened the lock. Nobody had asked her. The department said "
         "that it leaks.", "Harbour Department"),
        ("Tom Katz was told so by the Department of Locks and Weirs. He laughed. The department "
         "said that it leaks.", "Department of Locks and Weirs"),
        ("Katz lost before the Brill Supreme Court.\n\nHe wept.\n\nHe went home.\n\nHe slept.\n\n"
         "It rained.\n\nThe court said that it leaks.", "Brill Supreme Court"),
        ("Prices rose under the Velk administration. Bakers closed. The administration said that "
         "it leaks.", "Velk administration"),
        # -- by what it is, where it alone is near, or acts there, or is what the page is about
        ("Engineers worked on NORDASA's plans for a year. “It leaks,” the agency said.",
         "NORDASA"),
        ("The walls were drawn by Kesk Weir Partners for the town. The charity said that it "
         "leaks.", "Kesk Weir Partners"),
        ("A new union, Lockers Alliance, formed in May with help from Norda Motors. The group "
         "said that it leaks.", "Lockers Alliance"),
    ],
)  # fmt: skip
def test_a_body_is_called_again_by_a_noun_wherever_it_was_named(text, speaker):
    assert speaker_of_last(text) == speaker


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        # -- two that end so
        ("Katz wrote to the Harbour Department and the Lock Department. Nobody answered. The "
         "department said that it leaks.", "department"),
        # -- another of its sort
        ("Katz lost before the Brill Supreme Court. The appeals court said that it leaks.",
         "appeals court"),
        # -- two near by whose names begin alike
        ("Engineers worked on Norrtech's plans and Nauplex's plans. The charity said that it "
         "leaks.", "charity"),
        # -- nobody calls these by another noun
        ("The senator wrote to the Pentagon in May. The charity said that it leaks.", "charity"),
        ("Katz read the Odra Courier in bed. The charity said that it leaks.", "charity"),
    ],
)  # fmt: skip
def test_a_noun_that_may_mean_another_body_stays_a_description(text, speaker):
    assert speaker_of_last(text) == speaker


def test_the_sides_of_a_case_in_court_are_nobody_whom_a_pronoun_means():
    text = "Clara Velk wept. A year later, Kesk v. Norr was overturned. She said that it leaks."
    assert speaker_of_last(text) == "Clara Velk"


def test_a_paper_that_speaks_of_its_writer_by_name_is_not_him():
    text = "“The dam was old,” Tom Katz said in a book. The book accuses Katz of sleeping."
    assert speaker_of_last(text) == "book"


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("“It is shut,” Tom Katz said in a statement. “It leaks,” the statement said. “Katz was "
         "asleep.”", "Tom Katz"),
        ("“It is shut,” Ana Reis said in a letter. “It leaks,” the letter read. “Reis was never "
         "told.”", "Ana Reis"),
    ],
)  # fmt: skip
def test_one_paper_that_is_quoted_twice_is_one_speaker(text, speaker):
    assert speaker_of_last(text) == speaker


# ------------------------------------------------- named after the description (R42)


def _people(text):
    """Each speaker: the name, the words for him in reading order, the parts of the name."""
    article = annotate(read(text=text, as_body=True))
    return {
        s.name or s.description: ([m.of(text) for m in s.mentions], s.name_parts)
        for s in article.speakers
    }


@pytest.mark.parametrize(
    ("text", "name", "before", "parts"),
    [
        (
            "In a tapped call a gunner told his wife that he was cold.\n\nThe tape was aired days "
            "after footage surfaced of a gunner in tears on the pier.\n\nIn conversation with the "
            "Weirline agency, Reis Tomas Ilyich, the gunner in question, apologised for the raid. "
            "“I am sorry,” Reis said.",
            "Reis Tomas Ilyich",
            ["a gunner", "Reis Tomas Ilyich, the gunner in question", "Reis"],
            NameParts(family="Reis", given="Tomas", patronymic="Ilyich"),
        ),
        (
            "A keeper says the lock was sold.\n\nA video emerged of a pilot shouting at a guard."
            "\n\nAnna Petrovna Katz, the pilot in question, told Radio Norda that she had slept."
            "\n\n“Nobody asked me,” Anna Petrovna said.",
            "Anna Petrovna Katz",
            ["a pilot", "Anna Petrovna Katz, the pilot in question", "Anna Petrovna"],
            NameParts(family="Katz", given="Anna", patronymic="Petrovna"),
        ),
        (
            "On Monday a clip appeared of a rower in tears on the quay.\n\nLena Hart, the rower "
            "in the clip, said that the pump had failed. “We lost all of it,” she said.",
            "Lena Hart",
            ["a rower", "Lena Hart, the rower in the clip", "she"],
            None,
        ),
    ],
)
def test_who_is_named_after_a_description_is_who_was_described(text, name, before, parts):
    assert _people(text)[name] == (before, parts)


def test_the_one_in_question_is_not_the_one_of_the_recording_before():
    text = (
        "In an intercepted call, a gunner said that the pier was mined.\n\nThe call comes days "
        "after footage surfaced of a gunner weeping on the quay.\n\nTom Katz, the gunner in "
        "question, said that he was sorry."
    )
    assert [one.speaker for one in said_in(text)] == ["gunner", "Tom Katz"]


@pytest.mark.parametrize(
    "text",
    [
        # -- nothing behind the name points back
        "A diver said that the hull was torn.\n\nTom Katz, the diver, said that it was not.",
        # -- nobody was called so
        "A diver said that the hull was torn.\n\nTom Katz, the cook in question, denied it.",
        # -- he of the clip is not he of the call
        "In a call a diver said it leaks.\n\nTom Katz, the diver in the clip, said that it holds.",
        # -- another already has the name
        "A diver, Jon Pell, said it leaks.\n\nTom Katz, the diver in question, said it holds.",
        # -- she is no he
        "A woman said it leaks.\n\nMr Tom Katz, the woman in question, said it holds.",
    ],
)
def test_a_name_that_does_not_point_back_joins_nobody(text):
    first, last = said_in(text)
    assert first.speaker != last.speaker


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        (("Reis", "Anna", "Petrovna"), ("Reis", "Anna", "Petrovna")),
        (("Anna", "Petrovna", "Reis"), ("Reis", "Anna", "Petrovna")),
        (("Moroz", "Viktor", "Ivanovych"), ("Moroz", "Viktor", "Ivanovych")),
        # -- the order of English: a family name may end so too
        (("Joan", "Marie", "Blagovich"), None),
        (("Anna", "Petrovich", "Reis"), None),
        (("Roman", "Abramovich"), None),
        (("Ana", "Maria", "Reis"), None),
        (("Reis",), None),
    ],
)
def test_a_patronymic_tells_the_parts_of_a_name(name, parts):
    found = name_parts(name)
    assert (found and (found.family, found.given, found.patronymic)) == parts


def test_the_family_name_alone_is_his_whose_name_begins_with_it():
    text = (
        "Moroz Viktor Ivanovych said that it leaks. “It is old,” Moroz said. Viktor Ivanovych left."
    )
    assert [one.speaker for one in said_in(text)] == ["Moroz Viktor Ivanovych"] * 2


@pytest.mark.parametrize(
    "row",
    data.table("patronymics", columns=("ending", "gender", "example")),
    ids=lambda r: r["ending"],
)
def test_every_ending_of_a_patronymic_tells_the_parts_of_its_example(row):
    found = name_parts(row["example"].split())
    assert found is not None
    assert found.patronymic.lower().endswith(row["ending"])


@pytest.mark.parametrize(
    ("between", "speaker"),
    [
        # -- somebody is on the other recording: he may be meant, so nobody is carried over
        ("It comes days after footage surfaced of a man in tears on the quay.", None),
        ("The call comes after another tape, which showed a diver weeping.", None),
        # -- nobody is on it, and she is named
        ("It comes after another film showed a burning mill.", "Ana Reis"),
        # -- no other recording
        ("It comes after the tape was released.", "Ana Reis"),
        ("It comes a day after a mill burnt down.", "Ana Reis"),
        ("She spoke of a separate video of a man in tears.", "Ana Reis"),
    ],
)
def test_nobody_is_carried_over_to_another_recording_with_people_on_it(between, speaker):
    text = f"Ana Reis said that the lock was shut.\n\n{between}\n\n“It leaks,” she said."
    assert speaker_of_last(text) == speaker


def test_who_has_no_name_is_carried_over_to_no_other_recording():
    text = "A diver said it was shut.\n\nA separate video showed a fire.\n\n“It leaks,” he said."
    assert speaker_of_last(text) is None
    assert speaker_of_last(text.replace("A separate", "The")) == "diver"


def test_who_is_called_by_the_same_noun_is_come_back_to_behind_another_recording():
    text = (
        "A diver said it was shut.\n\nA separate video showed a fire.\n\nThe diver said it leaks."
    )
    assert speaker_of_last(text) == "diver"


# ----------------------------------------------------------------- fresh pages


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Ana O’Hollin said that it leaks. O’Hollin slept.", "Ana O’Hollin"),
        ("The boat builder Tom D’Arzo said that it leaks.", "Tom D’Arzo"),
        ("The weavers’ chief, Lena O’Brack, said that it leaks.", "Lena O’Brack"),
    ],
)
def test_a_name_with_a_curled_mark_is_one_name_in_the_pages_letters(text, name):
    [speaker] = annotate(read(text=text, as_body=True)).speakers
    assert speaker.name == name


def test_vice_president_and_editor_before_a_name_are_one_persons_offices():
    text = "Norda News Vice President and Managing Editor Tom Katz said that it leaks."
    [speaker] = annotate(read(text=text, as_body=True)).speakers
    assert speaker.name == "Tom Katz"


def test_a_name_in_capitals_before_a_colon_speaks():
    text = "TOM TAPPER: It is shut, they say.\n\nTOM KATZ: Yes, it is shut."
    found = [one for one in said_in(text) if one.within is None]
    assert [one.speaker for one in found] == ["TOM TAPPER", "TOM KATZ"]
