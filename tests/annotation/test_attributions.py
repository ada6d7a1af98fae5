"""Who is said to have said what: rows of invented sentences, each with what comes out."""

import dataclasses
import itertools

import pytest
from annotation_cases import article_of, fails, said, said_in, the_one_with, with_odd_letters
from hypothesis import example, given, settings
from hypothesis import strategies as st

from firsthand import annotate, find_attributions, read
from firsthand.errors import LanguageError
from firsthand.types import Span

# text, source, cue, content, kind
ROWS = [
    # -- quotations: the cue behind, before, in the middle
    ("“It held,” said Ana Reis.", "Ana Reis", "said", "“It held,”", "direct"),
    ("“It held,” Ana Reis said.", "Ana Reis", "said", "“It held,”", "direct"),
    ("“Has it held?” asked the mate.", "the mate", "asked", "“Has it held?”", "direct"),
    ("“It broke!” shouted one of them.", "one of them", "shouted", "“It broke!”", "direct"),
    ("Ana Reis said, “It held.”", "Ana Reis", "said", "“It held.”", "direct"),
    ("Ana Reis said: “It held.”", "Ana Reis", "said", "“It held.”", "direct"),
    ("He added: “Nobody slept.”", "He", "added", "“Nobody slept.”", "direct"),
    (
        "“It held,” Ana Reis said, “and nobody slept.”",
        "Ana Reis",
        "said",
        "“It held,” … “and nobody slept.”",
        "direct",
    ),
    (
        "“The lock,” the keeper recalled, “made no sound.” Then he left.",
        "the keeper",
        "recalled",
        "“The lock,” … “made no sound.”",
        "direct",
    ),
    # -- every style of marks
    ('"It held," said Ana Reis.', "Ana Reis", "said", '"It held,"', "direct"),
    ("‘It held,’ said Ana Reis.", "Ana Reis", "said", "‘It held,’", "direct"),
    ("'It hasn't held,' said Ana Reis.", "Ana Reis", "said", "'It hasn't held,'", "direct"),
    ("''It held,'' said Ana Reis.", "Ana Reis", "said", "''It held,''", "direct"),
    ("«It held,» said Ana Reis.", "Ana Reis", "said", "«It held,»", "direct"),
    ("„It held,“ said Ana Reis.", "Ana Reis", "said", "„It held,“", "direct"),
    # -- indirect: the cue before, behind, in the middle
    ("Ana Reis said that the lock held.", "Ana Reis", "said", "that the lock held", "indirect"),
    ("Ana Reis said the lock held.", "Ana Reis", "said", "the lock held", "indirect"),
    ("The lock was shut, Ana Reis said.", "Ana Reis", "said", "The lock was shut", "indirect"),
    ("The lock was shut, said Ana Reis.", "Ana Reis", "said", "The lock was shut", "indirect"),
    ("The lock held, said Ana Reis.", "Ana Reis", "said", "The lock held", "indirect"),
    ("The lock, Ana Reis said, had held.", "Ana Reis", "said", "The lock … had held", "indirect"),
    (
        "Rowing through the night, the crew reached the far pier at dawn, she says.",
        "she",
        "says",
        "Rowing through the night, the crew reached the far pier at dawn",
        "indirect",
    ),
    (
        "After dark the crew left the boat and walked to the lock, he claims.",
        "he",
        "claims",
        "After dark the crew left the boat and walked to the lock",
        "indirect",
    ),
    ("The board denied that it had known.", "The board", "denied", "that it had known", "indirect"),
    ("The board promised to pay the crew.", "The board", "promised", "to pay the crew", "indirect"),
    (
        "The keeper described how the lock broke.",
        "The keeper",
        "described",
        "how the lock broke",
        "indirect",
    ),
    (
        "The board warned residents that the lock was weak.",
        "The board",
        "warned",
        "that the lock was weak",
        "indirect",
    ),
    (
        "The keeper told his sister that the lock was weak.",
        "The keeper",
        "told",
        "that the lock was weak",
        "indirect",
    ),
    (
        "Ana Reis did not say whether the lock had held.",
        "Ana Reis",
        "did not say",
        "whether the lock had held",
        "indirect",
    ),
    # -- according to
    (
        "According to Ana Reis, the lock held.",
        "Ana Reis",
        "According to",
        "the lock held",
        "indirect",
    ),
    (
        "The lock held, according to the harbour board.",
        "the harbour board",
        "according to",
        "The lock held",
        "indirect",
    ),
    (
        "The lock, according to Ana Reis, had held.",
        "Ana Reis",
        "according to",
        "The lock … had held",
        "indirect",
    ),
    # -- mixed
    (
        "Ana Reis said the lock was “finished” and old.",
        "Ana Reis",
        "said",
        "the lock was “finished” and old",
        "mixed",
    ),
    (
        "Ana Reis said the lock was “finished” and had to go.",
        "Ana Reis",
        "said",
        "the lock was “finished” and had to go",
        "mixed",
    ),
    (
        "The mate told the board that the crew had ‘no oars at all’.",
        "The mate",
        "told",
        "that the crew had ‘no oars at all’",
        "mixed",
    ),
    (
        "The crew was “dead tired”, the mate said.",
        "the mate",
        "said",
        "The crew was “dead tired”",
        "mixed",
    ),
    # -- nobody is stated
    ("It was claimed that the lock held.", "", "was claimed", "that the lock held", "indirect"),
    ("It is alleged that the board knew.", "", "is alleged", "that the board knew", "indirect"),
    ("It was reported that a boat sank.", "", "was reported", "that a boat sank", "indirect"),
    ("The lock is said to leak.", "", "is said", "The lock … to leak", "indirect"),
    ("The lock reportedly held.", "", "reportedly", "The lock … held", "indirect"),
    ("The mate allegedly slept.", "", "allegedly", "The mate … slept", "indirect"),
    ("The mate was seemingly asleep.", "", "seemingly", "The mate was … asleep", "indirect"),
    # -- a passive with its agent
    (
        "It was claimed by the board that the lock held.",
        "the board",
        "was claimed",
        "that the lock held",
        "indirect",
    ),
    fails(
        "The lock was declared safe by the board.",
        "the board",
        "was declared",
        "The lock … safe",
        "indirect",
        why="no frame reads the adjective of “declared safe”",
    ),
    # -- a participle, a second verb, a relative clause
    (
        "Pointing at the lock, the keeper said it had held.",
        "the keeper",
        "said",
        "it had held",
        "indirect",
    ),
    (
        "The keeper shrugged and said that it had held.",
        "The keeper",
        "said",
        "that it had held",
        "indirect",
    ),
    fails("A letter saying that it had held lay there.", "A letter", "saying", "that it had held",
          "indirect", why="the tagger runs on into the verb of the sentence"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "source", "cue", "content", "kind"), ROWS)
def test_a_sentence_says_who_said_what(text, source, cue, content, kind):
    found = the_one_with(content, said_in(text))
    assert (found.source, found.cue, found.kind) == (source, cue, kind)
    assert len(said_in(text)) == 1


# text, then source, cue and content of each attribution in it
READ_WHOLE = [
    # -- who stands behind a noun: the subject of a verb that only lends itself to it
    (
        "Katz disputed claims that the gate had failed.",
        ("Katz", "disputed", "claims that the gate had failed"),
        ("", "claims", "that the gate had failed"),
    ),
    (
        "The council investigated complaints that the lock leaked.",
        ("", "complaints", "that the lock leaked"),
    ),
    (
        "The board made a claim that the gate had failed.",
        ("The board", "claim", "that the gate had failed"),
    ),
    # -- who seemed to say it is taken to have said it
    (
        "The mayor seemed to suggest that the mill was shut.",
        ("The mayor", "seemed to suggest", "that the mill was shut"),
    ),
    (
        "The clerk appeared to confirm that the boat had sailed.",
        ("The clerk", "appeared to confirm", "that the boat had sailed"),
    ),
    # -- somebody is quoted as saying: that is one attribution, and theirs
    (
        "Norda quoted a source as saying that the gate was shut.",
        ("a source", "quoted … as saying", "that the gate was shut"),
    ),
    (
        "The clerk cited a diver as warning that the hull was torn.",
        ("a diver", "cited … as warning", "that the hull was torn"),
    ),
    (
        "Radio Norda quoted the keeper as saying: “The gate was shut.”",
        ("the keeper", "quoted … as saying", "“The gate was shut.”"),
    ),
    (
        "The keeper was quoted as saying that the gate was shut.",
        ("The keeper", "was quoted as saying", "that the gate was shut"),
    ),
    (
        "A cook quoted by Norda as saying the hull was torn has gone.",
        ("A cook", "quoted … as saying", "the hull was torn"),
    ),
    # -- a share of people is people, a mere share is nobody
    ("51 percent of voters said they would pay.",
     ("51 percent of voters", "said", "they would pay")),
    (
        "Nearly 70 percent of the rowers said the pier was rotten.",
        ("Nearly 70 percent of the rowers", "said", "the pier was rotten"),
    ),
    ("The crew was 100 percent told to stay.", ("", "told", "to stay")),
    # -- a question before a sentence that says something else
    (
        "He recited the words: “Who let it out?” Katz said Tuesday that he kept it.",
        ("Katz", "said", "that he kept it"),
    ),
    (
        "He read out the notice: “Who rang the bell?” Ana Reis said that she had heard it.",
        ("He", "read out", "“Who rang the bell?”"),
        ("Ana Reis", "said", "that she had heard it"),
    ),
    ("“Who let it out?” Katz asked.", ("Katz", "asked", "“Who let it out?”")),
    # -- a hedge on what somebody says is no second attribution
    (
        "The lock will reportedly close, according to the Courier.",
        ("the Courier", "according to", "The lock will reportedly close"),
    ),
    (
        "According to the mate, the lamp allegedly broke.",
        ("the mate", "According to", "the lamp allegedly broke"),
    ),
    (
        "The mate said the lamp had reportedly been sold.",
        ("The mate", "said", "the lamp had reportedly been sold"),
    ),
    # -- an age or an office between the name and its verb
    (
        "As a part of the plea, Rolf Lehl Tarz, 44, said that he sold the lamp.",
        ("Rolf Lehl Tarz, 44", "said", "that he sold the lamp"),
    ),
    (
        "As a part of his plea, Rolf Petr Tarn, 44, said that he sold lamps to 100 people.",
        ("Rolf Petr Tarn, 44", "said", "that he sold lamps to 100 people"),
    ),
    (
        "In a statement to the Norda Courier, its chief engineer, Ana Reis, said that the lock "
        "leaked.",
        ("its chief engineer, Ana Reis", "said", "that the lock leaked"),
    ),
    # -- who will not say says so
    (
        "The mate would not say whether the lamp was sold.",
        ("The mate", "would not say", "whether the lamp was sold"),
    ),
]  # fmt: skip


MISREAD = {
    "The crew was 100 percent told to stay.": "the cue is “was 100 percent told”",
    "The council investigated complaints that the lock leaked.": "“investigated” is taken for a"
    " cue",
    "The board made a claim that the gate had failed.": "the cue is “made a claim”, as the corpus"
    " has it",
    "He recited the words: “Who let it out?” Katz said Tuesday that he kept it.": "“recited the"
    " words” is a cue now",
    "He read out the notice: “Who rang the bell?” Ana Reis said that she had heard it.": "the cue"
    " is “read out the notice”",
}


def _read_whole():
    for text, *found in READ_WHOLE:
        yield fails(text, found, why=MISREAD[text]) if text in MISREAD else (text, found)


@pytest.mark.parametrize(("text", "expected"), list(_read_whole()))
def test_these_attributions_and_no_others_are_found(text, expected):
    assert [(one.source, one.cue, one.content) for one in said_in(text)] == expected


@pytest.mark.parametrize(
    "text",
    [
        "Nobody said that the lock held.",
        "No one at the board said the lock held.",
        "None of the guards said that the gate was open.",
        "Neither of them told us that the gate was open.",
        "The lock was opened at noon and closed at dusk.",
        "The boat, known as Petrel, was built in 1968.",
        "The hinge was reported twice.",
        # deeds, and no speech
        "Rebels attacked the airport.",
        "Gunmen attacked the bridge for an hour.",
        "Soldiers defended the bridge.",
        "The soldiers see the river.",
        "Shepherds saw a fire across the valley.",
        "Gulls see the nets from far above.",
        "The guild is looking for a cheaper harbour.",
        # -- what only a reader can do
        "In the drawing you can see how the gate leaks.",
        "You can decide whether the lamp goes out at night.",
        "You will know when the kiln is hot.",
        # -- silence
        "The cook, who declined to give her age, left the pier.",
        "The harbour master declined to comment on the fire.",
        "Two of the divers declined to be photographed.",
        "The board did not respond to the Courier’s letters.",
        "Velk did not reply to the guild’s questions.",
        "Ana Reis has not answered the crew's letters.",
        # -- what the page itself takes to be so
        "The gate appeared to fail.",
        "The crew seemed to sleep.",
        "The lamp appears to have been sold.",
        "It seems that the bakers have left.",
        # -- a resolve
        "Karl Moss decided not to sell his share of the mill.",
        "The divers refused to go down a third time.",
        "Her son had opted to repair the organ by himself.",
        # -- what somebody only spoke of
        "Eva Holm talked about her years on the river.",
        "The guild discussed the price of rye.",
        "The potter never mentioned the second kiln.",
        # -- what nobody named asks, or calls it
        "The captain was asked which boat he had sold first.",
        "Asked if the bread was stale, the baker shrugged.",
        "Reis was asked to name the thief.",
        "The firm is best known for making bells.",
        "Karl Moss was known as a man who paid on time.",
        "The town is known for its bakers who never sleep.",
        # -- what is handed on, and what for
        "The tape was also seized by the harbour police, who aired it to highlight how bad the"
        " pay was.",
        "The clip was handed to the union, which published it to show how the guards behaved.",
        "The recording was obtained by the Norda Bureau, who released it to underline what the"
        " crews had suffered.",
        "The clerk answered the telephone.",
        fails("Police charged the crowd.", why="one may charge that something is so"),
        "The crew backed the boat.",
        # nobody has said it yet
        "If he says the gate is shut, the crew will row home.",
        "Unless the board says the pier is safe, nobody will row.",
        "The keeper may say the gate is shut.",
        "The keeper would say that the gate is shut.",
        # a word that a hyphen ties to another is no cue
        "A self-declared “King Of The Pier” rowed off.",
        "The so-called: “Big Bell Of Norda” was sold.",
        "He rowed to the so-called, “Big Bell” pier.",
    ],
)
def test_where_nothing_is_said_nothing_is_found(text):
    assert said_in(text) == ()


def test_no_speaker_is_guessed_where_the_text_states_nobody():
    found = said_in("Ana Reis left the pier. It is alleged that the board knew.")
    assert the_one_with("that the board knew", found).speaker is None
    assert the_one_with("that the board knew", found).chain == ()


# ------------------------------------------------------------ over paragraphs


def test_a_quotation_over_paragraphs_is_one_content_of_one_speaker():
    (one,) = said_in(
        'Ana Reis said: "The lock jammed.\n\n"Then the lamps went out.\n\n"We rowed by ear."'
    )
    assert one.content == '"The lock jammed. … "Then the lamps went out. … "We rowed by ear."'
    assert one.speaker == "Ana Reis"


def test_a_quotation_that_furniture_interrupts_is_one_content_whose_spans_leave_it_out():
    prompt = "Sign up to our free harbour letter here"
    article = article_of(
        "The keeper replied: “The lock jammed. I waited.",
        prompt,
        "“Nobody came. So I left.”",
        aside=(prompt,),
    )
    (found,) = find_attributions(article)
    assert [span.of(article.text) for span in found.content] == [
        "“The lock jammed. I waited.",
        "“Nobody came. So I left.”",
    ]


def test_furniture_is_never_a_content_or_a_source():
    related = "• Union says pilots will strike on Monday"
    found = said(article_of("The lock was shut, said Ana Reis.", related, aside=(related,)))
    assert [one.source for one in found] == ["Ana Reis"]


@pytest.mark.parametrize(
    ("text", "speaker", "said"),
    [
        (
            "“The lock jammed,” said Ana Reis.\n\n“Then the lamps went out.”",
            "Ana Reis",
            ["“The lock jammed,”", "“Then the lamps went out.”"],
        ),
        (
            '"We sold the mill in May," the miller told the Courier. "Nobody else would have it."',
            "miller",
            ['"We sold the mill in May,"', '"Nobody else would have it."'],
        ),
        (
            "‘Row for the pier,’ Karl Moss shouted. ‘It is on fire! Leave the nets.’",
            "Karl Moss",
            ["‘Row for the pier,’", "‘It is on fire! Leave the nets.’"],
        ),
        (
            "“The ovens are cold,” wrote Eva Holm. “We wait.\n\n“Nobody has paid.”",
            "Eva Holm",
            ["“The ovens are cold,”", "“We wait. … “Nobody has paid.”"],
        ),
    ],
)
def test_what_is_quoted_anew_behind_the_sentence_of_its_cue_is_a_statement_of_its_own(
    text, speaker, said
):
    found = said_in(text)
    assert [one.content for one in found] == said
    assert {one.speaker for one in found} == {speaker}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("“The lock,” Ana Reis said, “jammed at noon.”", "“The lock,” … “jammed at noon.”"),
        ("“It sank,” the cook said, “and we swam.”", "“It sank,” … “and we swam.”"),
        (
            "Eva Holm wrote: “The ovens are cold.\n\n“Nobody has paid.”",
            "“The ovens are cold. … “Nobody has paid.”",
        ),
    ],
)
def test_a_sentence_that_its_cue_interrupts_and_a_quotation_over_paragraphs_stay_one(text, said):
    (one,) = said_in(text)
    assert one.content == said


@pytest.mark.parametrize(
    ("line", "who", "said"),
    [
        (
            "Bread for all at the mill again! Come early. — Ana Reis (@anareis) June 14, 2019",
            "Ana Reis",
            "Bread for all at the mill again! Come early.",
        ),
        (
            "The weir holds for now https://odra.example/x1 - Odra Canal Board (@odracanal)",
            "Odra Canal Board",
            "The weir holds for now",
        ),
        (
            "Nobody has paid us since May. pic.twitter.com/ab12 – Karl Moss (@moss_k) 3 May 2021",
            "Karl Moss",
            "Nobody has paid us since May.",
        ),
    ],
)
def test_a_post_that_the_page_shows_whole_is_said_by_who_signs_it(line, who, said):
    (one,) = said_in(f"The pier was shut on Monday.\n\n{line}\n\nIt rained at dusk.")
    assert (one.content, one.speaker, one.kind) == (said, who, "direct")
    assert one.chain == (f"{who} post",)


def test_what_a_post_tells_of_others_stays_within_it():
    found = said_in("The mayor told me it will not hold. — Ana Reis (@anareis) May 3, 2021")
    inner = the_one_with("it will not hold", found)
    assert inner.chain == ("mayor say", "Ana Reis post")
    assert inner.within == "The mayor told me it will not hold."


def test_a_post_that_the_paragraph_before_leads_to_is_found_once():
    found = said_in("The mayor wrote:\n\nIt will not hold! — Pavel Norr (@norr) May 3, 2021")
    assert len(found) == 1


@pytest.mark.parametrize(
    ("text", "source"),
    [
        (
            "“The permit was void,” Judge Ana Reis, of Odra, wrote. “It ends in May.”",
            "Judge Ana Reis, of Odra",
        ),
        ("“Nobody paid,” the Odra Courier, a weekly, reported.", "the Odra Courier, a weekly"),
        ("“We bake at night,” J. T. Holm, the baker, writes. She is 80.", "J. T. Holm, the baker"),
    ],
)
def test_who_is_named_with_an_office_before_wrote_is_not_lost(text, source):
    assert {one.source for one in said_in(text)} == {source}


def test_the_verb_of_a_carrier_whose_name_is_lost_is_no_cue_behind_a_quotation():
    (one,) = said_in("“The permit was void,” Ana Reis, the judge, said, reports.")
    assert one.cue == "said"
    assert one.chain == ("Ana Reis say", "? report (lost)")


@pytest.mark.parametrize(
    "said_so",
    [
        "said Ana Reis.",
        "said Ana Reis, who was there that night.",
        "Ana Reis, 41, said as the rain set in.",
        "said Ana Reis.\n\n",
    ],
)
def test_the_rest_of_its_sentence_does_not_end_a_run_of_quotations(said_so):
    found = said_in(f"“The lock jammed,” {said_so} “Then the lamps went out.”")
    assert [one.content for one in found] == ["“The lock jammed,”", "“Then the lamps went out.”"]
    assert {one.speaker for one in found} == {"Ana Reis"}


@pytest.mark.parametrize(
    "text",
    [
        "“It held,” said Ana Reis. Tom Katz shook his head. “It did not hold at all.”",
        "“It held,” said Ana Reis. It was dusk.\n\n“Nobody will pay for it.”",
        "Ana Reis said: “It held,” and left. Katz sat down. “Nobody asked you.”",
    ],
)
def test_a_sentence_between_two_quotations_ends_the_run(text):
    (one,) = said_in(text)
    assert (one.source, one.content) == ("Ana Reis", "“It held,”")


def test_a_colon_at_the_end_of_a_paragraph_announces_the_quotation_of_the_next():
    (one,) = said_in("The keeper told the inquiry:\n\n“The lock jammed.”")
    assert (one.source, one.cue, one.content) == ("The keeper", "told", "“The lock jammed.”")


def test_a_forgotten_mark_costs_its_own_quotation_only():
    found = said_in(
        "“It held,” said Ana Reis.\n\nThe mate called it “a fine boat and rowed.\n\n"
        "The pier was shut.\n\n“It leaks,” said Tom Katz."
    )
    assert the_one_with("“It held,”", found).source == "Ana Reis"
    assert the_one_with("“It leaks,”", found).source == "Tom Katz"


# ------------------------------------------------------------------- nesting


@pytest.mark.parametrize(
    ("text", "inner", "outer", "chain"),
    [
        (
            "“The mate shouted ‘cut it loose’ and we cut it,” said Ana Reis.",
            "‘cut it loose’",
            "“The mate shouted ‘cut it loose’ and we cut it,”",
            ("mate say", "Ana Reis say"),
        ),
        (
            "'The keeper told us, \"the lock is shut\",' Ana Reis said.",
            '"the lock is shut"',
            "'The keeper told us, \"the lock is shut\",'",
            ("keeper say", "Ana Reis say"),
        ),
        (
            "The board said the keeper had told it that the lock was shut.",
            "that the lock was shut",
            "the keeper had told it that the lock was shut",
            ("keeper say", "board say"),
        ),
        (
            "“My brother told me the lock would hold,” said Ana Reis.",
            "the lock would hold",
            "“My brother told me the lock would hold,”",
            ("My brother say", "Ana Reis say"),
        ),
    ],
)
def test_what_is_told_inside_what_is_told_has_its_own_utterer_and_then_the_outer_chain(
    text, inner, outer, chain
):
    found = said_in(text)
    assert the_one_with(inner, found).within == outer
    assert the_one_with(inner, found).chain == chain
    assert the_one_with(outer, found).within is None
    assert the_one_with(outer, found).chain == chain[1:]


@pytest.mark.parametrize(
    ("text", "inner"),
    [
        ("“They told us ‘stay where you are’,” said Ana Reis.", "‘stay where you are’"),
        ("“They told us ‘stay where you are’ and left,” said Ana Reis.", "‘stay where you are’"),
        ("“They said that we would be paid,” said Ana Reis.", "that we would be paid"),
    ],
)
def test_an_unknown_utterer_stands_before_who_tells_of_it(text, inner):
    found = the_one_with(inner, said_in(text))
    assert found.speaker is None
    assert found.chain == ("? say", "Ana Reis say")


def test_flat_gives_the_outermost_layer_only():
    article = read(
        text="The board said the keeper had told it that the lock was shut.\n\n"
        "“The mate shouted ‘cut it loose’ and we cut it,” said Ana Reis.",
        as_body=True,
    )
    layered, flat = find_attributions(article), find_attributions(article, flat=True)
    assert [a for a in layered if a.nested_in is None] == list(flat)
    assert len(layered) == 4
    assert len(flat) == 2


@pytest.mark.parametrize(
    ("text", "content"),
    [
        (
            "The ferrymen, when asked about the missing lifeboat, often change the subject.",
            "the missing lifeboat",
        ),
        (
            "The harbour master, when questioned about the toll, says nothing for a while.",
            "the toll",
        ),
        ("The treasurer was told that the vault had stood open.", "that the vault had stood open"),
        (
            "Dask, who was accused of dealings with smugglers, left the island in spring.",
            "dealings with smugglers",
        ),
        (
            "The orchard owners were warned that the reservoir might overflow.",
            "that the reservoir might overflow",
        ),
    ],
)
def test_whoever_is_asked_told_or_accused_is_no_source_in_the_flat_layer(text, content):
    assert flat_source_of(content, text) == ()


def test_what_is_said_of_something_begins_with_it_in_the_flat_layer():
    text = "The older rowers, who seem to be drifting towards Dask, keep away from the hall."
    (found,) = find_attributions(read(text=text, as_body=True), flat=True)
    assert not found.source
    assert [span.of(text) for span in found.content] == ["who", "to be drifting towards Dask"]


@pytest.mark.parametrize(
    ("text", "content", "source"),
    [
        ("Brink was convinced that the dyke would hold.", "that the dyke would hold", "Brink"),
        ("Dask was asked by two rowers where the ferry was.", "where the ferry was", "two rowers"),
        (
            "The keepers appeared to suggest that the lamp had failed.",
            "that the lamp had failed",
            "keepers",
        ),
        ("Quill, 40, asked if the weir would hold.", "if the weir would hold", "Quill, 40"),
    ],
)
def test_whoever_is_convinced_asks_or_seems_to_say_it_stays_the_source(text, content, source):
    assert flat_source_of(content, text) == (source,)


@pytest.mark.parametrize(
    ("text", "cue"),
    [
        ("It is understood that the mill will close in spring.", "is understood"),
        ("It has been claimed that the choir was never paid.", "has been claimed"),
        ("It is also alleged that two lambs drowned.", "is also alleged"),
    ],
)
def test_an_it_that_means_nothing_is_no_part_of_the_cue(text, cue):
    (found,) = find_attributions(read(text=text, as_body=True))
    assert [span.of(text) for span in found.cue] == [cue]
    assert not found.source


def flat_source_of(content: str, text: str) -> tuple[str, ...]:
    """The source of the one attribution of the flat layer whose content holds these words."""
    found = find_attributions(read(text=text, as_body=True), flat=True)
    (one,) = (a for a in found if any(content in span.of(text) for span in a.content))
    return tuple(span.of(text) for span in one.source)


# ------------------------------------------------------------ what a cue does


@pytest.mark.parametrize(
    ("text", "stance"),
    [
        ("Ana Reis said the lock held.", "neutral"),
        ("Ana Reis added that the lock held.", "neutral"),
        ("Ana Reis told us the lock was shut.", "neutral"),
        ("Ana Reis claimed the lock was shut.", "distancing"),
        ("Ana Reis alleged that the lock held.", "distancing"),
        ("The lock was shut, Ana Reis claims.", "distancing"),
        ("It is alleged that the lock held.", "distancing"),
        ("Ana Reis revealed that the lock held.", "endorsing"),
        ("Ana Reis confirmed that the lock held.", "endorsing"),
        ("Ana Reis admitted the lock was shut.", "endorsing"),
    ],
)
def test_the_cue_is_neutral_or_keeps_its_distance_or_vouches(text, stance):
    assert [one.stance for one in said_in(text)] == [stance]


@pytest.mark.parametrize(
    ("text", "hedged"),
    [
        ("Ana Reis said the lock had held.", [False]),
        ("The lock reportedly held.", [True]),
        ("The lock has allegedly been sold.", [True]),
        ("The mate was apparently asleep.", [True]),
    ],
)
def test_a_hedge_word_is_marked(text, hedged):
    assert [one.hedged for one in said_in(text)] == hedged


@pytest.mark.parametrize(
    ("text", "addressee"),
    [
        ("The keeper told his sister that the lock held.", "his sister"),
        ("“It held,” the keeper told the inquiry.", "the inquiry"),
        ("The keeper reminded the crew that the lock held.", "the crew"),
        ("The keeper explained to his mother that the lock held.", "his mother"),
        ("“It held,” the keeper said to reporters.", "reporters"),
        ("The keeper said that the lock held.", None),
        ("The lock leaks, according to the keeper.", None),
        ("The keeper admitted to the theft, police said.", None),
    ],
)
def test_who_is_told_stands_beside_the_speaker(text, addressee):
    assert [one.addressee for one in said_in(text)] == [addressee]


def test_an_editors_insertion_is_marked_though_its_bracket_is_wrong():
    (one,) = said_in('The keeper said: "Then your [Norda[ crews opened it."')
    assert one.content == '"Then your [Norda[ crews opened it."'
    assert one.flags == ("editor-inserted",)
    assert said_in('The keeper said: "Then your crews opened it."')[0].flags == ()


# ------------------------------------------------- one attribution, many hands


@pytest.mark.parametrize(
    "text",
    [
        "The coastguard has released footage of a rescued cook saying the pump had failed.",
        "A video showed a rescued cook saying the pump had failed.",
        "Footage released by the coastguard shows a rescued cook saying the pump had failed.",
        "The navy published a video of a rescued cook claiming the pump had failed.",
    ],
)
def test_a_hand_around_a_say_verb_is_a_hop_and_no_second_attribution(text):
    (one,) = said_in(text)
    assert one.content == "the pump had failed"
    assert one.speaker == "rescued cook"
    assert one.chain[0] == "rescued cook say"
    assert len(one.chain) == 2


@pytest.mark.parametrize(
    ("text", "contents"),
    [
        (
            "The union published a video of a driver claiming the brakes were worn and a second"
            " van was lost on the pass.",
            ["the brakes were worn and a second van was lost on the pass"],
        ),
        (
            "The report comes after another tape showed a young nurse claiming several wards were"
            " empty – despite paying for forty extra beds in the spring.",
            ["several wards were empty – despite paying for forty extra beds in the spring"],
        ),
        (
            "It comes after separate footage showed a dock worker saying few cranes were safe –"
            " despite passing a costly inspection last month.",
            ["few cranes were safe – despite passing a costly inspection last month"],
        ),
        (
            "The ferry office has published a recording of a stoker saying the boiler leaked and"
            " two mates slept through the alarm because nobody had called them.",
            ["the boiler leaked and two mates slept through the alarm because nobody had called"
             " them"],
        ),
        (
            "The harbour police have published audio of an engineer claiming the valve was shut"
            " and that nobody checked it before the night shift began.",
            ["the valve was shut and that nobody checked it before the night shift began"],
        ),
        (
            "The coast guard released a video in which a fisherman says the boats were warned and"
            " the captains chose to stay out until the storm had passed.",
            ["the boats were warned and the captains chose to stay out until the storm had passed"],
        ),
        (
            "The port authority released a recording of a pilot saying the light was out and of a"
            " cook saying nobody had asked her.",
            ["the light was out", "nobody had asked her"],
        ),
    ],
)  # fmt: skip
def test_what_a_hand_lets_out_is_read_to_its_end_or_to_the_next_who_speaks(text, contents):
    assert [one.content for one in said_in(text)] == contents


@pytest.mark.parametrize(
    ("text", "speaker", "content"),
    [
        (
            "In the call, reported by the Harbour Gazette, the cook told his mother that the pump"
            " had failed.",
            "cook",
            "that the pump had failed",
        ),
        (
            "In his letter, reported by the Courier, the mate claimed that nobody had looked.",
            "mate",
            "that nobody had looked",
        ),
    ],
)
def test_an_outlet_in_an_aside_is_no_speaker(text, speaker, content):
    (one,) = said_in(text)
    assert (one.speaker, one.content) == (speaker, content)


# ------------------------------------------------------------------- the rest


def test_a_language_without_cue_tables_is_an_error_and_no_guess():
    article = dataclasses.replace(article_of("Die Schleuse hielt, sagte Ana Reis."), language="de")
    with pytest.raises(LanguageError, match="'de'"):
        find_attributions(article)
    with pytest.raises(LanguageError):
        annotate(article)


def test_an_id_survives_a_second_run_and_what_is_written_after_it():
    text = "“It held,” said Ana Reis."
    again = find_attributions(article_of(text))
    longer = find_attributions(article_of(text, "The pier was shut, said Tom Katz."))
    assert [a.id for a in find_attributions(article_of(text))] == [a.id for a in again]
    assert longer[0].id == again[0].id


def test_an_id_changes_with_the_spans_of_the_content_and_with_the_article():
    here = find_attributions(article_of("“It held,” said Ana Reis."))[0]
    moved = find_attributions(article_of("Then “It held,” said Ana Reis."))[0]
    elsewhere = dataclasses.replace(article_of("“It held,” said Ana Reis."), id="kesk")
    other_words = find_attributions(article_of("“It holds,” said Ana Reis."))[0]
    assert len({here.id, moved.id, find_attributions(elsewhere)[0].id, other_words.id}) == 4


def test_attributions_come_in_reading_order():
    article = article_of(
        "The lock was shut, said Ana Reis. “It leaks,” said Tom Katz.",
        "The mate denied that it leaks.",
    )
    starts = [a.content[0].start for a in find_attributions(article)]
    assert starts == sorted(starts)
    assert len(starts) == 3


# ----------------------------------------------------------------- properties

WORDS = (
    "Ana Reis Tom the a board lock held was said says told claimed reportedly that to according "
    "he she they it we footage released of saying 12 isn't nobody and who by as reported in"
).split()
MARKS = [*"“ ” ‘ ’ \" ' '' « » , . : ? ! ; – ( ) [ •".split(), "\n", "\n\n", "\r\n", "\u00a0"]
TEXTS = (
    st.lists(
        with_odd_letters(st.sampled_from(WORDS)) | st.sampled_from(MARKS), min_size=1, max_size=60
    )
    .map(" ".join)
    .filter(str.strip)
)


@settings(max_examples=150, deadline=None)
@given(TEXTS)
@example("“ said “")
@example("'''")
@example("said said said that that")
@example("“he said ‘she said “it held” to us’ then”")
def test_any_text_gives_attributions_that_hold_together(text):
    article = annotate(read(text=text, as_body=True))
    found = article.attributions
    by_id = {a.id: a for a in found}
    speakers = {s.id: s for s in article.speakers}
    assert len(by_id) == len(found)
    for one in found:
        assert one.content
        for span in (*one.source, *one.cue, *one.content, *hop_spans(one)):
            assert_opens_words(span, text)
        assert all(a.end <= b.start for a, b in itertools.pairwise(one.content))
        assert one.speaker is None or one.speaker in speakers
        assert_nesting_ends(one, by_id)
        assert [hop.seq for hop in one.chain] == list(range(1, len(one.chain) + 1))
    for speaker in article.speakers:
        assert speaker.mentions
        for span in speaker.mentions:
            assert_opens_words(span, text)


@settings(max_examples=60, deadline=None)
@given(TEXTS)
def test_flat_nests_nothing_and_says_no_words_twice(text):
    found = find_attributions(read(text=text, as_body=True), flat=True)
    said = sorted(span for one in found for span in one.content)
    assert all(a.end <= b.start for a, b in itertools.pairwise(said))
    assert {one.nested_in for one in found} <= {None}


def hop_spans(attribution) -> list[Span]:
    return [hop.span for hop in attribution.chain if hop.span is not None]


def assert_opens_words(span: Span, text: str) -> None:
    assert 0 <= span.start < span.end <= len(text)
    assert span.of(text).strip()


def assert_nesting_ends(one, by_id) -> None:
    seen = {one.id}
    while one.nested_in is not None:
        assert one.nested_in in by_id
        assert one.nested_in not in seen, "a ring of nested attributions"
        seen.add(one.nested_in)
        one = by_id[one.nested_in]


# fmt: off
@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("The mayor apologised for the flood in Odra.", "the flood in Odra"),
        ("The ferry line apologised that its boats were late.", "that its boats were late"),
        ("The foreman apologised for the torn net.", "the torn net"),
        ("The farmers railed against the new toll.", "the new toll"),
        ("Ana Reis railed against the sale of the mill.", "the sale of the mill"),
        ("The keeper called the dredging a betrayal of Norda.", "the dredging a betrayal of Norda"),
        ("The captain called his owner a coward.", "his owner a coward"),
        ("A pilot in Kesk calls the blockade a crime.", "the blockade a crime"),
        ("The premier promised to rebuild the weir by May.", "to rebuild the weir by May"),
        ("The union promised that nobody would lose a bunk.", "that nobody would lose a bunk"),
        ("The bureau promises to dredge the pond.", "to dredge the pond"),
        ("The admiral ordered the crews to leave the pier.", "the crews to leave the pier"),
        ("The board ordered that the pumps be stopped.", "that the pumps be stopped"),
        ("The navy ordered a halt to fishing in the strait.", "a halt to fishing in the strait"),
        ("The cook described how she had hidden in the mill.", "how she had hidden in the mill"),
        ("Tom Katz described how the weir had burst.", "how the weir had burst"),
        ("A diver described how the hull was torn.", "how the hull was torn"),
    ],
)
def test_a_speech_act_attributes_as_a_verb_of_saying_does(text, content):
    (one,) = said_in(text)
    assert one.content == content
    assert one.source == text[: len(one.source)]
    assert one.speaker is not None


@pytest.mark.parametrize(
    "text",
    [
        "“We were never told to row,” the cook said.",
        "“If we are ordered to row, we will stay,” the cook said.",
        "“If you were a clerk and were told to row, you rowed,” the cook said.",
        "“We may be told to row,” said Ana Reis.",
        "“I promised him a boat,” the pilot said.",
        "“The storm threatened to sink us,” the pilot said.",
        "“They ordered a boat and two oars,” the pilot said.",
        "“It was promised to a sister of mine,” the keeper said.",
        "“They want to threaten us with the cells,” the keeper said.",
        "“The two crews had been sworn enemies,” the keeper said.",
    ],
)
def test_what_was_not_ordered_or_promised_by_another_is_no_statement_of_his(text):
    assert len(said_in(text)) == 1
# fmt: on


@pytest.mark.parametrize(
    ("text", "source", "addressee"),
    [
        ("“We were told by the mayor to row,” the cook said.", "the mayor", "We"),
        ("“The guards ordered us to row,” said Tom Katz.", "The guards", "us"),
        ("“The bureau assured us that the dam held,” he said.", "The bureau", "us"),
    ],
)
def test_who_ordered_it_is_whom_the_teller_names(text, source, addressee):
    (inner,) = [one for one in said_in(text) if one.within]
    assert (inner.source, inner.addressee) == (source, addressee)


def test_who_says_the_quotation_orders_nothing_in_it():
    (inner,) = [
        one
        for one in said_in("“They brought us here, told us to say that the weir holds,” he said.")
        if one.within
    ]
    assert (inner.source, inner.content) == ("", "to say that the weir holds")


def test_who_speaks_in_a_video_hands_no_video_on():
    outer, _ = said_in("“The mate says that it leaks,” a cook said in a video.")
    assert (outer.source, outer.content) == ("a cook", "“The mate says that it leaks,”")


def test_what_a_hand_hands_on_is_said_once():
    (one,) = said_in("The Courier reposted a clip in which a cook said that it leaks.")
    assert (one.source, one.content) == ("a cook", "that it leaks")


# ----------------------------------------------------------------- fresh pages


def test_whoever_is_accused_does_not_speak_nor_does_who_elected_him():
    [found] = said_in("Dask, elected by Kesk voters, is accused of breaking the pact.")
    assert (found.source, found.speaker) == ("", None)


def test_a_quotation_before_its_tag_is_kept_where_another_follows_the_carrier():
    text = (
        "Reis blasted the sale. “In one week, the board has shut the ‘old’ gate and cut off the "
        "mill,” Reis said, Norda News reported. “Now they refuse to open it, and so "
        "they hurt bakers by withholding flour.”"
    )
    found = [one for one in said_in(text) if one.kind == "direct"]
    assert [one.content[:8] for one in found] == ["“In one ", "“Now the"]
    assert {one.chain for one in found} == {("Reis say", "Norda News report")}


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("Reis said that the guild felt the plans misjudged it.", "the plans misjudged it"),
        ("Katz testified that Norr admitted taking the flour.", "taking the flour"),
        ("Katz said that Norr conceded on Monday that the oven leaked.", "that the oven leaked"),
    ],
)
def test_what_others_admit_deny_or_feel_is_read_within_anothers_words(text, content):
    within = [one for one in said_in(text) if one.within is not None]
    assert [one.content for one in within] == [content]


@pytest.mark.parametrize(
    "text",
    [
        "What does the Lock Bureau have to say of the toll?",
        "What did Reis say about the toll?",
        "Tales of the flood, which are dubbed the Weir Files, have since been printed by guilds.",
    ],
)
def test_what_the_page_asks_or_what_is_printed_is_nobodys_statement(text):
    assert said_in(text) == ()
