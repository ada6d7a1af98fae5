"""Where words were spoken: an interview that goes on, and how a sentence names who asked."""

import pytest
from annotation_cases import said_in

from firsthand import annotate, read


def check_hands(text: str, content: str, *hands: str) -> None:
    (said,) = [one for one in said_in(text) if content in one.content]
    assert said.chain[1:] == hands


@pytest.mark.parametrize(
    ("text", "content", "hand"),
    [
        (
            "In an interview with Radio Norda, Eva Holm blamed the ferry company for the fire. "
            "“The doors were chained,” she said.",
            "chained",
            "Radio Norda interview",
        ),
        (
            "Appearing on Kesk News, the coach Jon Wells called the pitch a swamp.\n"
            "“A goat would refuse to graze there,” Wells added.",
            "goat",
            "Kesk News broadcast",
        ),
        (
            "“Our bees are dying,” Ines Lund told the Odra Post in an interview.\n"
            "The orchard dates from 1911.\nLund argued that the sprays were to blame.",
            "sprays",
            "Odra Post report",
        ),
    ],
)
def test_an_interview_goes_on_with_its_speaker(text, content, hand):
    check_hands(text, content, hand)


def test_the_hand_of_an_interview_that_goes_on_is_inferred():
    article = annotate(
        read(text="Speaking on Radio Norda, Holm blamed the crew. “They slept,” she said.")
    )
    assert [one.chain[-1].basis for one in article.attributions] == ["stated", "inferred"]


def test_what_another_paper_passes_on_of_an_interview_went_through_both():
    text = (
        "Speaking on Radio Norda, Holm blamed the crew. “They slept,” she said, as reported by "
        "the Kesk Post. “All of them,” she added."
    )
    _, passed_on, last = annotate(read(text=text)).attributions
    hands = [(hop.party, hop.basis) for hop in passed_on.chain[1:]]
    assert hands == [("Radio Norda", "inferred"), ("Kesk Post", "stated")]
    assert [hop.party for hop in last.chain[1:]] == ["Radio Norda", "Kesk Post"]


@pytest.mark.parametrize(
    ("between", "words"),
    [
        ("", "“They slept,” Holm said, as reported by the Kesk Post."),  # told apart by name
        ("", "“They slept,” she said on Friday, as reported by the Kesk Post."),
        ("", "“They slept,” she told the harbour board, according to the Kesk Post."),
        ("", "“They slept,” she said at a rally, as reported by the Kesk Post."),
        ("", "“They slept,” she told the Kesk Post."),
        ("", "“They slept,” she wrote, as reported by the Kesk Post."),
        (
            "“It was dark,” said Tom Pell.\n",
            "“They slept,” she said, as reported by the Kesk Post.",
        ),
        ("The ship is old.\nIt is rusty.\n", "“They slept,” she said, according to the Kesk Post."),
    ],
)
def test_an_interview_goes_on_in_another_paper_only_where_nothing_turns_elsewhere(between, words):
    text = f"Speaking on Radio Norda, Eva Holm blamed the crew.\n{between}{words}"
    (said,) = [one for one in said_in(text) if "slept" in one.content]
    assert said.chain == ("Eva Holm say", "Kesk Post report")


@pytest.mark.parametrize(
    ("text", "content", "hand"),
    [
        (
            "Holm grew tearful during an interview with the Kesk Gazette.\n"
            "“My brother built that tower,” Holm said.",
            "tower",
            "Kesk Gazette interview",
        ),
        (
            "Jon Wells spoke to Radio Norda for an hour. “My knees are gone,” Wells said.",
            "knees",
            "Radio Norda interview",
        ),
        (
            "After the race Pia Moll was asked by the Odra Courier. “I fell asleep,” she said.",
            "asleep",
            "Odra Courier interview",
        ),
    ],
)
def test_a_sentence_before_the_words_tells_who_asked(text, content, hand):
    check_hands(text, content, hand)


@pytest.mark.parametrize(
    ("text", "content", "hand"),
    [
        (
            "On Kesk News, Holm asked the minister about the levy. "
            "Tom Katz answered that the levy would stay.",
            "stay",
            "Kesk News broadcast",
        ),
        (
            "Speaking on Radio Norda, Wells accused the referee of greed.\n"
            "“I never took a coin,” replied Pell.",
            "coin",
            "Radio Norda broadcast",
        ),
        (
            "In an interview with the Odra Post, Lund demanded an apology.\n"
            "Holm responded that she owed nobody a word.",
            "owed nobody",
            "Odra Post interview",
        ),
    ],
)
def test_who_answers_is_heard_there_too(text, content, hand):
    check_hands(text, content, hand)


@pytest.mark.parametrize(
    ("text", "content"),
    [
        # -- somebody else is quoted in between
        (
            "In an interview with Radio Norda, Holm blamed the crew.\n“We saw no smoke,” said "
            "Tom Pell, a passenger.\n“The doors were chained,” Holm said.",
            "chained",
        ),
        # -- another day, another place to speak, another listener
        (
            "In an interview with Radio Norda, Holm blamed the crew. "
            "On Tuesday, she said that the doors were chained.",
            "chained",
        ),
        (
            "In an interview with Radio Norda, Holm blamed the crew. "
            "At a rally, she said the doors were chained.",
            "chained",
        ),
        (
            "In an interview with Radio Norda, Holm blamed the crew. "
            "She told a judge that the doors were chained.",
            "chained",
        ),
        # -- whom one told a thing may have had that alone
        ("Holm told Radio Norda that she left. “The doors were chained,” she said.", "chained"),
        # -- a caption tells of another hour
        (
            "Eva Holm smiles during an interview with Radio Norda.\n"
            "“The doors were chained,” Holm said.",
            "chained",
        ),
    ],
)
def test_an_interview_ends_where_the_text_turns_elsewhere(text, content):
    check_hands(text, content)


@pytest.mark.parametrize(
    ("text", "content", "hand"),
    [
        (
            "The tram tipped over, the Odra Courier reported on Friday. A conductor told the "
            "paper that the rails had sunk.",
            "rails",
            "Odra Courier report",
        ),
        (
            "The vault was empty, according to the Kesk Gazette.\n"
            "“I lost the key,” the sexton told the newspaper.",
            "key",
            "Kesk Gazette report",
        ),
        (
            "The Odra Examiner published photographs of the barn. “Rats ate the wires,” a farmer "
            "told the publication.",
            "Rats",
            "Odra Examiner report",
        ),
    ],
)
def test_the_paper_is_the_one_that_was_named(text, content, hand):
    check_hands(text, content, hand)


def test_of_two_papers_none_is_the_paper():
    text = "The Odra Courier and the Odra Examiner came. A farmer told the paper that rats came."
    check_hands(text, "rats came", "paper report")


@pytest.mark.parametrize(
    "text",
    [
        "Eels are rare, the Norda Institute of River Life said in May, according to NIRL.",
        "The Kesk Union of Bridge Engineers (KUBE) met again. The bridges are rotten, according "
        "to KUBE.",
        "The League of Odra Ferry Owners warned that the docks were too short, LOFO reported.",
    ],
)
def test_a_body_and_its_initials_are_one_hand(text):
    (said,) = said_in(text)
    assert len(said.chain) == 1


@pytest.mark.parametrize(
    ("text", "hand"),
    [
        (
            "In an interview with “90 Hours,” Eva Holm said the ferry should never sail again.",
            "90 Hours interview",
        ),
        (
            'Appearing on "Breakfast with Norda," Jon Wells said the pitch was a swamp.',
            "Breakfast with Norda broadcast",
        ),
        (
            "Speaking on “The Long Hour,” Lund insisted that the bees were poisoned.",
            "The Long Hour broadcast",
        ),
    ],
)
def test_a_programme_is_named_between_quotation_marks(text, hand):
    assert said_in(text)[-1].chain[1:] == (hand,)


@pytest.mark.parametrize(
    ("text", "hand"),
    [
        (
            "Flour will cost more by spring, according to bakers surveyed by Grainline.",
            "Grainline report",
        ),
        ("Traders polled by Marketmill said copper would fall.", "Marketmill report"),
        ("Most voters polled by Kesk Opinion said they would stay at home.", "Kesk Opinion report"),
    ],
)
def test_who_polls_people_hands_on_what_they_say(text, hand):
    assert hand in said_in(text)[0].chain


@pytest.mark.parametrize(
    ("text", "hand"),
    [
        (
            "In a clip captured by Ines Lund, the skater Jon Wells warns of thin ice.",
            "Ines Lund record",
        ),
        (
            "“Nobody pays,” said Ana Reis in an email leaked by the Bakers Union to its members.",
            "Bakers Union release",
        ),
        (
            "“Nobody pays,” said the baker Ana Reis in a memo obtained by the Kesk Gazette.",
            "Kesk Gazette share",
        ),
    ],
)
def test_a_phrase_behind_the_name_of_the_speaker_tells_where_it_was_said(text, hand):
    assert said_in(text)[0].chain[1:] == (hand,)


@pytest.mark.parametrize(
    ("text", "hand"),
    [
        (
            "Holm told the official Tarnfeed News Agency that the tower leaned.",
            "Tarnfeed News Agency report",
        ),
        ("The barn burned, a farmer told the liberal Kesk Gazette.", "Kesk Gazette report"),
        ("Wells told the popular Odra Herald that his knees were gone.", "Odra Herald report"),
    ],
)
def test_what_is_said_of_a_medium_is_no_part_of_its_name(text, hand):
    assert said_in(text)[0].chain[1:] == (hand,)


@pytest.mark.parametrize(
    ("text", "content", "hand"),
    [
        (
            "Holm spoke to the Odra Courier before the trial, insisting the doors were chained.",
            "doors",
            "Odra Courier report",
        ),
        (
            "Lund complained to the Kesk Gazette about sprays, warning that the bees were dying.",
            "bees",
            "Kesk Gazette report",
        ),
        (
            "The bakers told Radio Norda about the strike, although they admitted few had joined.",
            "few had joined",
            "Radio Norda report",
        ),
        (
            "Tom Pell told Kesk News how he fled, although he insisted the gate had been open.",
            "the gate",
            "Kesk News report",
        ),
    ],
)
def test_who_is_told_a_thing_is_told_what_the_sentence_adds(text, content, hand):
    check_hands(text, content, hand)
