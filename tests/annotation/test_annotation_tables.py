"""The rows of the row list that this form claims, each on three invented passages; the tables.

``docs/reference/rows.md`` says what each row is; the row's id stands in the test's id.
"""

import csv
import io

import pytest
from annotation_cases import article_of, fails, said, said_in, the_one_with

from firsthand import annotate, data
from firsthand.annotation.carriers import known_carriers
from firsthand.annotation.cues import english, lemma, recording_nouns
from firsthand.annotation.frames import PREPOSITIONS
from firsthand.annotation.parsing import model
from firsthand.errors import TableError

PROMPT = "Sign up to our free harbour letter here"


def check(text, content, *, all_said=None, **expected):
    """One passage: the attribution with ``content`` is as expected; ``all_said`` is how many."""
    parts = text.split("\n\n")
    found = said(article_of(*parts, aside=(PROMPT,))) if PROMPT in parts else said_in(text)
    one = the_one_with(content, found)
    assert {key: getattr(one, key) for key in expected} == expected
    assert all_said in (None, len(found))


# (row, text, content, what else must hold)
ROWS = [
    # R19: the carrier's name was a link and is lost
    *(
        ("R19", text, content, {"chain": (f"{who} say", "? report (lost)"), "all_said": 1})
        for text, content, who in (
            (
                "The keeper said the lock was shut at the time of the breach, reports.",
                "the lock was shut at the time of the breach",
                "keeper",
            ),
            (
                "A rescued cook said the crew had left the pier before dawn, reports.",
                "the crew had left the pier before dawn",
                "rescued cook",
            ),
            (
                "Two divers claimed that nobody had looked at the hull, reports.",
                "that nobody had looked at the hull",
                "Two divers",
            ),
        )
    ),
    # R20: the cue follows the whole sentence
    (
        "R20",
        "A rescued cook was brought ashore on Monday.\n\nThe master grabbed the lamp, ran up the "
        "stairs and steered the boat away from the rocks, he claims.",
        "The master grabbed the lamp, ran up the stairs and steered the boat away from the rocks",
        {"source": "he", "cue": "claims", "stance": "distancing", "kind": "indirect"},
    ),
    (
        "R20",
        "Ana Reis was the last to leave.\n\nThe water took the lower street and then came back for "
        "the church, she says.",
        "The water took the lower street and then came back for the church",
        {"source": "she", "cue": "says", "speaker": "Ana Reis"},
    ),
    (
        "R20",
        "Two divers searched the hull.\n\nAfter an hour the lamps went out and the line was cut, "
        "they allege.",
        "After an hour the lamps went out and the line was cut",
        {"source": "they", "cue": "allege", "speaker": "Two divers"},
    ),
    # R21: how the cue stands to the content
    ("R21", "A gunner claims that the pier is mined.", "that the pier is mined",
     {"stance": "distancing"}),
    ("R21", "The keeper further alleged that the lock was sold.", "that the lock was sold",
     {"stance": "distancing"}),
    ("R21", "The keeper revealed that the lock was sold.", "that the lock was sold",
     {"stance": "endorsing"}),
    # R22: a hedge without any source
    ("R22", "Managers are reportedly looking for a buyer.", "Managers are … looking for a buyer",
     {"source": "", "speaker": None, "chain": (), "hedged": True}),
    ("R22", "The crew was apparently ready to row.", "The crew was … ready to row",
     {"source": "", "speaker": None, "chain": (), "hedged": True}),
    ("R22", "The guards were seemingly glad to go home.", "The guards were … glad to go home",
     {"source": "", "speaker": None, "chain": (), "hedged": True}),
    # R23: a release verb wraps a say verb
    ("R23", "The coastguard has released footage of a captured gunner saying the pier was mined.",
     "the pier was mined", {"chain": ("captured gunner say", "coastguard release"), "all_said": 1}),
    ("R23", "The union leaked a recording of a foreman admitting that nobody had looked.",
     "that nobody had looked", {"chain": ("foreman say", "union release"), "all_said": 1}),
    ("R23", "The lock bureau has published a video in which a diver claims the hull was torn.",
     "the hull was torn", {"chain": ("diver say", "lock bureau publish"), "all_said": 1}),
    # R24: one speaker, many descriptions
    ("R24", "A captured gunner said the pier was mined.\n\nThe captive said he had counted the "
     "mines.\n\n“It was dark,” the gunner said.", "“It was dark,”", {"speaker": "captured gunner"}),
    ("R24", "A rescued cook said the pump had failed.\n\nThe man said the radio was dead.\n\n"
     "“It was dark,” the cook said.", "“It was dark,”", {"speaker": "rescued cook"}),
    ("R24", "A detained pilot said he had been warned.\n\nThe detainee said the lamp was out.\n\n"
     "“It was dark,” the pilot said.", "“It was dark,”", {"speaker": "detained pilot"}),
    # R25: a second unnamed man is not the first
    ("R25", "A captured gunner said the pier was mined.\n\nDays before, a separate video showed "
     "a diver saying the hull was torn.\n\nHe added: “It was dark.”", "“It was dark.”",
     {"speaker": "diver"}),
    ("R25", "A rescued cook said the pump had failed.\n\nIn a separate clip, another man said the "
     "radio was dead.\n\nHe added: “It was dark.”", "“It was dark.”", {"speaker": "another man"}),
    ("R25", "A farmer said the weir had burst.\n\nA second video showed a woman saying the church "
     "was gone.\n\nShe added: “It was dark.”", "“It was dark.”", {"speaker": "woman"}),
    # R28: a colon introduces direct speech
    ("R28", "The keeper rowed off. He said: “Then the lock broke.”", "“Then the lock broke.”",
     {"kind": "direct", "cue": "said", "speaker": "keeper"}),
    ("R28", "The gunner said: \"I crawled to the boat and hid.\"",
     "\"I crawled to the boat and hid.\"",
     {"kind": "direct", "cue": "said", "speaker": "gunner"}),
    ("R28", "Ana Reis replied: 'Nobody asked us.'", "'Nobody asked us.'",
     {"kind": "direct", "cue": "replied", "speaker": "Ana Reis"}),
    # R29: a participle says what it is about
    ("R29", "Speaking about the two boats they had lost, the master said: “They were old.”",
     "“They were old.”", {"speaker": "master", "cue": "said", "all_said": 1}),
    ("R29", "Talking about his crew, the foreman said it had slept for an hour.",
     "it had slept for an hour", {"speaker": "foreman", "cue": "said", "all_said": 1}),
    ("R29", "Describing the night, Ana Reis said: “It was dark.”", "“It was dark.”",
     {"speaker": "Ana Reis", "cue": "said", "all_said": 1}),
    # R30: paragraphs of one quotation carry no cue
    ("R30", "The gunner said: \"We rowed.\n\n\"In an hour they saw us.\n\n\"Then we ran.\"",
     "\"We rowed. … \"In an hour they saw us. … \"Then we ran.\"",
     {"speaker": "gunner", "all_said": 1}),
    ("R30", "“The lock jammed,” said Ana Reis. “We waited.\n\n“Nobody came to the pier.”",
     "“We waited. … “Nobody came to the pier.”",
     {"speaker": "Ana Reis", "all_said": 2}),
    ("R30", "The keeper told us how it began:\n\n‘The dog barked.\n\n‘Then the water came.’",
     "‘The dog barked. … ‘Then the water came.’", {"speaker": "keeper"}),
    # R31: a paragraph left open because the next goes on behind a prompt
    ("R31", f"The cook said: “No one sleeps here.\n\n{PROMPT}\n\n“No one eats.”",
     "“No one sleeps here. … “No one eats.”", {"speaker": "cook", "all_said": 1}),
    ("R31", f"Ana Reis said: \"We wrote twice.\n\n{PROMPT}\n\n\"Nobody wrote back,\" she said.",
     "\"We wrote twice. … \"Nobody wrote back,\"", {"speaker": "Ana Reis"}),
    ("R31", f"The foreman replied: ‘I waited. It was late.\n\n{PROMPT}\n\n‘So I left.’",
     "‘I waited. It was late. … ‘So I left.’", {"speaker": "foreman", "all_said": 1}),
    # R32: a quotation within a quotation
    ("R32", "“The master was shouting ‘row for the pier’ and we rowed,” the cook said.",
     "‘row for the pier’", {"chain": ("master say", "cook say")}),
    ("R32", "\"My sister told me 'it will not hold' last year,\" said Ana Reis.",
     "'it will not hold'", {"chain": ("My sister say", "Ana Reis say")}),
    ("R32", "The union released a video of a cook, who said: “The foreman yelled ‘leave it’.”",
     "‘leave it’", {"speaker": "foreman", "within": "“The foreman yelled ‘leave it’.”"}),
    # R33: an editor's word in brackets that do not match
    ("R33", "The gunner said: \"Then your [Norda[ crews came.\"",
     "\"Then your [Norda[ crews came.\"", {"flags": ("editor-inserted",), "kind": "direct"}),
    ("R33", "“We left it [the lock] open,” said Ana Reis.", "“We left it [the lock] open,”",
     {"flags": ("editor-inserted",), "kind": "direct"}),
    ("R33", "The cook said: “They [the guards[ ran, and he [the master] stayed.”",
     "“They [the guards[ ran, and he [the master] stayed.”",
     {"flags": ("editor-inserted",), "kind": "direct"}),
    # R35: somebody was ordered to, and nobody is said to have ordered it
    ("R35", "“Every pilot was told to wait at the upper lock,” the cook said.",
     "to wait at the upper lock",
     {"source": "", "speaker": None, "addressee": "Every pilot", "cue": "was told",
      "chain": ("? say", "cook say"),
      "within": "“Every pilot was told to wait at the upper lock,”"}),
    ("R35", "Ana Reis said that the divers had been ordered to leave the hull alone.",
     "to leave the hull alone",
     {"source": "", "speaker": None, "addressee": "the divers", "cue": "had been ordered",
      "chain": ("? say", "Ana Reis say"), "all_said": 2}),
    ("R35", "A rescued farmer said: “The drivers were instructed to say the gate was shut.”",
     "to say the gate was shut",
     {"source": "", "speaker": None, "addressee": "The drivers",
      "chain": ("? say", "rescued farmer say")}),
    # R36: a promise or a threat, told by somebody else
    ("R36", "“They're threatening eight weeks in the hold,” a deckhand said in a video.",
     "eight weeks in the hold",
     {"source": "They", "speaker": None,
      "chain": ("? say", "deckhand say", "? release (lost)")}),
    ("R36", "“They threatened us with the cells if we rowed,” said Tom Katz.",
     "the cells if we rowed",
     {"source": "They", "addressee": "us", "chain": ("? say", "Tom Katz say")}),
    ("R36", "The coastguard released a tape of a gunner, who said: “We were promised new boots.”",
     "new boots",
     {"source": "", "addressee": "We", "within": "“We were promised new boots.”",
      "chain": ("? say", "gunner say", "coastguard release")}),
    # R37: words that reach the page in translation
    ("R37", "Ana Reis said through an interpreter that the weir had burst.\n\n“We ran,” she said.",
     "“We ran,”", {"flags": ("translated",), "speaker": "Ana Reis"}),
    ("R37", "The clip has subtitles, and in the translation a cook can be heard with his wife.\n\n"
     "The cook told her that the boat was gone.", "that the boat was gone",
     {"flags": ("translated",), "speaker": "cook"}),
    ("R37", "“The pier is lost,” the keeper wrote in Portuguese.", "“The pier is lost,”",
     {"flags": ("translated",), "speaker": "keeper"}),
    # R38: an overheard call: who is told is known
    ("R38", "In a call intercepted by the border service, the gunner told his mum he was cold.",
     "he was cold", {"addressee": "his mum", "flags": ("intercepted",), "speaker": "gunner"}),
    ("R38", "In an intercepted call, a cook explained to his wife that the boat was gone.",
     "that the boat was gone",
     {"addressee": "his wife", "flags": ("intercepted",), "speaker": "cook"}),
    ("R38", "A recording intercepted by the navy has a pilot telling his brother that he will run.",
     "that he will run",
     {"addressee": "his brother", "flags": ("intercepted",), "speaker": "pilot"}),
    # R39: fragments inside a paraphrase
    ("R39", "The cook said they loaded “some old boxes, the red ones” before dawn.",
     "they loaded “some old boxes, the red ones” before dawn", {"kind": "mixed"}),
    ("R39", "The gunner claimed that others \"already did this.\"",
     "that others \"already did this.\"", {"kind": "mixed"}),
    ("R39", "Ana Reis said the hinge was ‘cracked from end to end’ when she saw it.",
     "the hinge was ‘cracked from end to end’ when she saw it", {"kind": "mixed"}),
    # R45: what is done by speaking
    ("R45", "A captured pilot apologises for Norda's part in it.", "Norda's part in it",
     {"source": "A captured pilot", "cue": "apologises for", "speaker": "captured pilot"}),
    ("R45", "The bishop was filmed railing against the ferry tax.", "the ferry tax",
     {"source": "The bishop", "speaker": "bishop", "kind": "indirect"}),
    ("R45", "Ana Reis calls the sale of the lock a theft.", "the sale of the lock a theft",
     {"source": "Ana Reis", "cue": "calls", "speaker": "Ana Reis"}),
    # R43: two attributions on one quotation are one, with two hands
    ("R43", "“It was a drill,” Tom Katz said, as told in an article by the Norda Times.",
     "“It was a drill,”",
     {"chain": ("Tom Katz say", "Norda Times report"), "cue": "said", "within": None}),
    ("R43", "“I am sorry,” said the pilot, as reported in the Harbour Gazette.", "“I am sorry,”",
     {"chain": ("pilot say", "Harbour Gazette report"), "cue": "said", "all_said": 1}),
    ("R43", "“I ran,” the gunner told Radio Norda, as reported by the Harbour Gazette.", "“I ran,”",
     {"chain": ("gunner say", "Radio Norda report", "Harbour Gazette report"), "all_said": 1}),
    # R58: verbs of handing on, and what each does
    ("R58", "In a letter reprinted by the Harbour Gazette, Ana Reis said that it leaks.",
     "that it leaks", {"chain": ("Ana Reis say", "Harbour Gazette publish")}),
    ("R58", "The navy put out a tape in which a gunner says that the pier was mined.",
     "that the pier was mined", {"chain": ("gunner say", "navy release"), "all_said": 1}),
    ("R58", "A call intercepted by the navy and relayed by Norda News has a cook saying it leaks.",
     "it leaks", {"chain": ("cook say", "navy intercept", "Norda News share")}),
    # R50: a recording through three hands, told in one sentence and in several
    ("R50", "An intercepted recording shared by the news service Weirline tells how cold it is.\n\n"
     "The recording had been intercepted by the Norda Security Office, who broadcast it.\n\n"
     "In the recording, as reported by the Harbour Gazette, the gunner told his wife that the boat "
     "had no oars.", "that the boat had no oars",
     {"chain": ("gunner say", "Norda Security Office intercept", "Weirline share",
                "Harbour Gazette report")}),
    ("R50", "A phone call intercepted by the border guard and published by the Kesk Post has gone "
     "round the world. In the recording, according to Radio Norda, a pilot tells his brother that "
     "he will run.", "that he will run",
     {"chain": ("pilot say", "border guard intercept", "Kesk Post publish", "Radio Norda report")}),
    ("R50", "The army intercepted a call, which the agency Weirline shared. As reported by the "
     "Kesk Post, a guard said in the call that the bread was gone.", "that the bread was gone",
     {"chain": ("guard say", "army intercept", "Weirline share", "Kesk Post report")}),
    # R53: an interview that another paper quotes in the next sentence
    ("R53", "In a talk with Weirline News Agency, the rower Tom Katz regretted the night.\n\n"
     "“I am sorry for my crew,” he said, as quoted in an article by the Norda Times.",
     "“I am sorry for my crew,”",
     {"chain": ("Tom Katz say", "Weirline News Agency interview", "Norda Times report")}),
    ("R53", "In an interview with Radio Kesk, Ana Reis admitted that the lock was left open. \"I "
     "slept through the bell,\" she added, as told in a story from the Harbour Gazette.",
     "\"I slept through the bell,\"",
     {"chain": ("Ana Reis say", "Radio Kesk interview", "Harbour Gazette report")}),
    ("R53", "Speaking to Channel Nine, the pilot Lena Hart said the ferry had no brakes.\n\n"
     "“We steered with a rope,” she said, according to the Kesk Post.",
     "“We steered with a rope,”",
     {"chain": ("Lena Hart say", "Channel Nine interview", "Kesk Post report")}),
    # R92: the news turns to an earlier recording: nobody and no hand is carried over
    ("R92", "The coastguard released footage of a captured gunner saying the pier was mined.\n\n"
     "It comes only weeks after footage emerged of a cook shouting at a guard.\n\nThe cook said "
     "that the pump had failed.", "that the pump had failed",
     {"speaker": "cook", "chain": ("cook say", "? release (lost)")}),
    ("R92", "In a leaked tape a foreman said the hinge was cracked.\n\nThe leak follows a second "
     "recording, of a quarrel at the lock.\n\n“Nobody cared,” he said.", "“Nobody cared,”",
     {"speaker": None, "chain": ()}),
    ("R92", "In an interview with Radio Norda, Ana Reis said the weir had burst.\n\nIt comes after "
     "another clip appeared online of a burning mill.\n\n“We ran,” she said.", "“We ran,”",
     {"chain": ("Ana Reis say",)}),
]  # fmt: skip


def _with_numbers():
    count: dict[str, int] = {}
    for row, text, content, expected in ROWS:
        count[row] = count.get(row, 0) + 1
        yield pytest.param(text, content, expected, id=f"{row}-{count[row]}")


@pytest.mark.parametrize(("text", "content", "expected"), list(_with_numbers()))
def test_a_row_of_the_list_holds_on_an_invented_passage(text, content, expected):
    check(text, content, **expected)


def test_each_row_of_the_list_stands_on_three_passages():
    rows = [row for row, *_ in ROWS]
    assert {row: rows.count(row) for row in rows} == dict.fromkeys(rows, 3)


# ----------------------------------------------------------------- the tables


MISREAD = {
    "caption": "the tagger puts the picture that is captioned among what is said of it",
    "broadcast": "the parser takes “the master broadcast” for a noun phrase",
    "text": "the parser takes “texted” for something else than a form of “text”",
}


def _verbs_of_speech():
    for row in data.table("speech", columns=("lemma", "example")):
        yield fails(row, why=MISREAD[row["lemma"]]) if row["lemma"] in MISREAD else row


@pytest.mark.parametrize("row", list(_verbs_of_speech()), ids=lambda row: row["lemma"])
def test_every_verb_of_speech_introduces_the_quotation_of_its_example(row):
    (found,) = [one for one in said_in(row["example"]) if one.within is None]
    cues = [t for t in model()(row["example"]) if t.text in found.cue.split()]
    assert row["lemma"] in [lemma(token) for token in cues]
    assert found.kind == "direct"


@pytest.mark.parametrize(
    "row",
    data.table("speech_acts", columns=("lemma", "frame", "example")),
    ids=lambda r: r["lemma"],
)
def test_every_speech_act_is_the_cue_of_its_example(row):
    (found,) = said_in(row["example"])
    (verb,) = [t for t in model()(row["example"]) if t.text == found.cue.split()[0]]
    assert row["lemma"].split()[0] == lemma(verb)
    assert found.speaker is not None


@pytest.mark.parametrize(
    "row", data.table("hop_verbs", columns=("lemma", "action", "example")), ids=lambda r: r["lemma"]
)
def test_every_hop_verb_is_of_an_action_that_chains_know(row):
    actions = "record intercept release share broadcast translate interview report publish post"
    assert row["action"] in actions.split()


@pytest.mark.parametrize(
    "row", data.table("stances", columns=("lemma", "stance", "example")), ids=lambda r: r["lemma"]
)
def test_every_stance_word_is_found_in_its_example(row):
    token = next((t for t in model()(row["example"]) if english().stance([t]) != "neutral"), None)
    assert token is not None
    assert english().stance([token]) == row["stance"]


def test_every_frame_of_the_cue_table_is_one_that_the_grammar_reads():
    rows = data.table("cues", columns=("lemma", "pos", "frame"))
    frames = {"clause", "infinitive", "object", "subject", *(f"{word}-" for word in PREPOSITIONS)}
    assert rows
    assert {row["frame"] for row in rows} <= frames
    assert {row["pos"] for row in rows} <= {"verb", "noun"}
    assert len({(row["lemma"], row["pos"], row["frame"]) for row in rows}) == len(rows)


def test_what_may_be_a_deed_is_a_cue_only_where_it_is_mostly_speech():
    speech = {row["lemma"] for row in data.table("speech", columns=("lemma",))}
    rows = data.table("cues", columns=("lemma", "pos", "frame", "share"))
    doubtful = [
        row
        for row in rows
        if row["pos"] == "verb"
        and row["frame"] not in ("clause", "infinitive")
        and row["lemma"] not in speech
    ]
    assert doubtful
    assert [row for row in doubtful if float(row["share"]) < 0.5] == []


def test_every_carrier_phrase_has_one_place_for_a_party_and_stands_in_its_example():
    rows = data.table("carriers", columns=("pattern", "action", "example"))
    for row, carrier in zip(rows, known_carriers(), strict=True):
        assert row["pattern"].count("{party}") == 1
        assert carrier.before.search(row["example"]), row["example"]


def test_every_recording_noun_is_one_word_of_a_known_kind():
    kinds = {"footage", "intercept", "recording", "call", "document", "post"}
    assert set(recording_nouns().values()) <= kinds
    assert all(noun == noun.lower().strip() for noun in recording_nouns())


def test_every_writing_stands_in_its_example():
    rows = data.table("writings", columns=("noun", "whose", "like", "example"))
    assert {row["whose"] for row in rows} == {"maker", "itself"}
    assert [row for row in rows if row["noun"] not in row["example"]] == []
    assert {row["like"] for row in rows} - {""} <= {row["noun"] for row in rows}


def test_a_users_table_stands_instead_of_the_shipped_one(tmp_path, monkeypatch):
    text = "The keeper swore that the lock was shut."
    assert [one.stance for one in said_in(text)] == ["neutral"]
    shipped = data.table("stances", columns=("lemma", "stance", "example"))
    with (tmp_path / "stances.csv").open("w", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, shipped[0].keys())
        writer.writeheader()
        writer.writerow({**shipped[0], "lemma": "swear", "pos": "", "stance": "distancing"})
    monkeypatch.setenv("FIRSTHAND_DATA", str(tmp_path))
    english.cache_clear()
    try:
        found = annotate(article_of(text)).attributions
    finally:
        monkeypatch.undo()
        english.cache_clear()
    assert [one.stance for one in found] == ["distancing"]


def test_a_table_without_source_and_date_is_refused(tmp_path, monkeypatch):
    header = io.StringIO()
    csv.writer(header).writerow(["lemma", "stance", "example", "source", "date"])
    (tmp_path / "stances.csv").write_text(header.getvalue() + "moot,distancing,x,,2026-01-01\n")
    monkeypatch.setenv("FIRSTHAND_DATA", str(tmp_path))
    with pytest.raises(TableError, match="without source or date"):
        data.table("stances", columns=("lemma", "stance"))
