"""How a content is meant: polarity and modality of invented sentences, and the stance of cues.

R21, R41 and R90 of the row list stand here with three passages each and more.
"""

import itertools

import pytest
from annotation_cases import with_odd_letters
from hypothesis import example, given, settings
from hypothesis import strategies as st

from firsthand import annotate, data, read
from firsthand.annotation.attributions import found_in
from firsthand.annotation.cue_tenor import _rows
from firsthand.annotation.cues import english, lemma
from firsthand.annotation.parsing import model, one_article, parse
from firsthand.annotation.quotations import find_quotations
from firsthand.annotation.tenor import TenorReader
from firsthand.errors import TableError


def meant_in(text: str) -> list[tuple[str | None, str | None]]:
    """Polarity and modality of what is said in a text, the outermost only."""
    found = annotate(read(text=text, as_body=True)).attributions
    return [(a.polarity, a.modality) for a in found if a.nested_in is None]


# fmt: off
FACTS = [
    ("Ana Reis said the lock held.", "affirmed"),
    ("Ana Reis said the lock did not hold.", "negated"),
    ("Ana Reis said the lock didn't hold.", "negated"),
    ("Ana Reis said the lock hadn’t held.", "negated"),
    ("Ana Reis said the lock never held.", "negated"),
    ("Ana Reis said nobody was hurt.", "negated"),
    ("Ana Reis said no one was hurt.", "negated"),
    ("Ana Reis said there was no evidence of a leak.", "negated"),
    ("Ana Reis said the divers found no leak.", "negated"),
    ("Ana Reis said none of the boats had sailed.", "negated"),
    ("Ana Reis said the lock is no longer safe.", "negated"),
    ("Ana Reis said neither boat had sailed.", "negated"),
    ("Ana Reis said not all of the crew had slept.", "negated"),
    ("Ana Reis said nothing was lost.", "negated"),
    ("Ana Reis said the crew was not only tired but hungry.", "affirmed"),
    ("Ana Reis said the wall did not only leak but fell.", "affirmed"),
    ("Ana Reis said no fewer than nine boats sank.", "affirmed"),
    ("Ana Reis said the flood left nothing but the wall.", "affirmed"),
    ("Ana Reis said there was no doubt that the wall leaked.", "affirmed"),
    ("Ana Reis said the crew, which had no oars, left the pier.", "affirmed"),
    ("Ana Reis said the crew was left with no oars.", "affirmed"),
    ("Ana Reis said the crew left without a pilot.", "affirmed"),
    ("Ana Reis said the crew left because the wall did not hold.", "affirmed"),
    ("Ana Reis said the crew that did not sleep was sent home.", "affirmed"),
    ("Ana Reis said it was not true that the wall leaked.", "negated"),
    ("Ana Reis said she did not think that the wall leaked.", "negated"),
    ("“I don't think that the wall leaked,” Ana Reis said.", "negated"),
    ("“We're not sure how much it leaked,” Ana Reis said.", "negated"),
    ("Ana Reis does not believe that the wall leaked.", "negated"),
    ("Ana Reis denied that the wall leaked.", "negated"),
    ("Ana Reis denied selling the lock.", "negated"),
    ("Ana Reis does not deny that the wall leaked.", "affirmed"),
    ("Ana Reis never denied selling the lock.", "affirmed"),
    ("It is hard to deny that the pier was built too low.", "affirmed"),
    ("There is no denying that the mill lost money.", "affirmed"),
    ("Few would deny that the dam was old.", "affirmed"),
    ("Ana Reis denied that the wall had not held.", "affirmed"),
    ("The board rejected that the lock was sold.", "negated"),
    ("The board disputes that the lock was sold.", "negated"),
    ("Divers ruled out that the hull was torn.", "negated"),
    ("The keeper doubts that the crew slept.", "negated"),
    ("The owner denied any involvement in the sale.", "negated"),
    ("Ana Reis said the owner continued to deny the sale.", "affirmed"),
    ("Ana Reis said she could not sleep.", "negated"),
    ("Ana Reis said she could hear the water.", "affirmed"),
    ("Ana Reis said the crew had to leave.", "affirmed"),
    ("Ana Reis said the crew sails even if it rains.", "affirmed"),
    ("Ana Reis said the man looked as if he had slept.", "affirmed"),
    ("Ana Reis said the man who asked if it leaked was gone.", "affirmed"),
    ("The clerk said people who lost their homes were paid.", "affirmed"),
    ("The mayor called the plan “unfair and cruel”.", "affirmed"),
    ("The mayor called the plan unfair.", "affirmed"),
    ("The union accused the owner of lying.", "affirmed"),
    ("The cook claims to own the boat.", "affirmed"),
    ("The owner is alleged to have sold the lock.", "affirmed"),
    ("The owner is said to be ill.", "affirmed"),
    ("Managers are reportedly looking for a buyer.", "affirmed"),
    ("Managers are reportedly not looking for a buyer.", "negated"),
    ("The crew is said not to have noticed.", "negated"),
    ("According to the board, the wall does not leak.", "negated"),
    ("“Sorry, but the boat is no longer here,” the clerk said.", "negated"),
    ("“I must say it surprised me,” the clerk said.", "affirmed"),
    ("The keeper described how the lock broke.", "affirmed"),
    ("The keeper explained why nobody came.", "negated"),
    ("The mayor accepted neither the plan nor the price, the clerk said.", "negated"),
    ("The pilots couldn't just row back, a neighbour said.", "negated"),
    ("The gate wasn't shut, according to the board.", "negated"),
    ("His claim that the gate was not shut was read aloud.", "negated"),
    ("The mayor said the deal was not signed, and the lock will close.", "negated"),
    ("Police said they found no sign that the door was forced.", "negated"),
    ("Police said the man had not been charged.", "negated"),
    ("Police said perhaps nine men had died.", "affirmed"),
    ("Police said the man is wanted for theft.", "affirmed"),
    ("Police said the case had been closed, but no charges were brought.", "affirmed"),
    ("The union rejected reports that the lock was sold.", "negated"),
    ("The clerk said they had no idea who opened the gate.", "negated"),
    ("The clerk said it was unclear who opened the gate.", "affirmed"),
    ("“I know it is not over,” the clerk said.", "negated"),
    ("“I know it's over,” the clerk said.", "affirmed"),
    ("“I would say it was old,” the clerk said.", "affirmed"),
    ("“You can't just sell it,” the clerk said.", "negated"),
    ("“No, it was not old,” the clerk said.", "negated"),
    ("“Not one of us slept,” the clerk said.", "negated"),
    ("“Nobody told us anything,” the clerk said.", "negated"),
    ("“I never said that the wall was safe,” the clerk said.", "negated"),
    ("“It is not that the wall was weak,” the clerk said.", "negated"),
    ("The clerk told reporters that there were no plans to sell.", "negated"),
    ("The clerk insisted the plan was not dead.", "negated"),
    ("The clerk admitted that the board had not looked.", "negated"),
    ("The inquiry found no evidence that the gate was forced.", "negated"),
    ("Police said they could not confirm that the man was dead.", "negated"),
    ("The clerk said the crew can row.", "affirmed"),
    ("The clerk said he hadn't been asked if he would sell.", "negated"),
    ("“Nor did the crew leave the pier,” the clerk said.", "negated"),
    ("Police found evidence that the gate was forced.", "affirmed"),
    ("“There is no room on the boat, no room at all,” the clerk said.", "negated"),
    ("“I don’t think that it’s a good time for us to sail,” the clerk said.", "negated"),
    ("Police said he has yet to be charged.", "negated"),
    ("“No matter how they painted it, the mast is rotten,” the joiner said.", "affirmed"),
    ("The joiner said the mast creaks no matter which way it leans.", "affirmed"),
    ("The joiner said it was no small matter.", "negated"),
    ("The cook said it was no coincidence that the kettle was cold.", "affirmed"),
    ("“It is no coincidence that both ferries were late,” a baker said.", "affirmed"),
    ("A baker said it was no coincidence that the oven was sold twice.", "affirmed"),
    ("“The rope had snapped, that was the whole trouble,” the keeper said.", "affirmed"),
    ("“The kiln did not crack, that is the good news,” the potter said.", "negated"),
    ("“This isn't our bread, it is their bread,” the baker said.", "negated"),
    ("“The kiln cracked, the glaze did not run,” the potter said.", "affirmed"),
    ("The lamp has made it possible for boats to enter, the keeper said.", "affirmed"),
    ("The potter said the glaze made it possible to fire the cups twice.", "affirmed"),
    ("A new kiln has made it possible to work at night, the potter said.", "affirmed"),
    ("The clerk said the rope is typically not cut as soon as a boat arrives.", "negated"),
    ("The clerk said the cups are sold as soon as the kiln is cold.", "affirmed"),
    ("The clerk said guests pay as soon as they sit down.", "affirmed"),
    ("The keeper said the nets come as fees set under the harbour law are rising.", "affirmed"),
    ("The clerk said the barn that stands there under the code is empty.", "affirmed"),
    ("The clerk said the tax levied under the statute is old.", "affirmed"),
    ("The kettle is seen to be leaking.", "affirmed"),
    ("The people said No, the mate said.", "affirmed"),
    ("The guests voted No, the mate said.", "affirmed"),
    ("The glaze is perceived to be cracking.", "affirmed"),
    ("The goats were seen to limp.", "affirmed"),
    ("Odek said she could not.", "negated"),
    ("The clerk said he did not.", "negated"),
]

POSSIBLE = [
    ("Divers did not rule out that the hull was torn.", "affirmed"),
    ("Ana Reis said the lock may have held.", "affirmed"),
    ("Ana Reis said two men may have been killed.", "affirmed"),
    ("Ana Reis said the lock might not hold.", "negated"),
    ("Ana Reis said the wall could fall.", "affirmed"),
    ("Ana Reis said the boat could have been stolen.", "affirmed"),
    ("Ana Reis said the wall is likely to fall.", "affirmed"),
    ("Ana Reis said perhaps the wall has leaked.", "affirmed"),
    ("Ana Reis said the crew was probably asleep.", "affirmed"),
    ("Ana Reis said it was possible that the crew slept.", "affirmed"),
    ("Ana Reis said the crew must have slept.", "affirmed"),
    ("Police suspect that the line was cut.", "affirmed"),
    ("Maybe the wall leaked, the keeper said.", "affirmed"),
    ("Police said the men are likely to have been killed.", "affirmed"),
    ("The mayor believes the wall might not be safe.", "negated"),
    ("She suggested the town might move.", "affirmed"),
    ("The clerk said the wall is not likely to fall.", "negated"),
    ("The clerk said the wall is unlikely to fall.", "negated"),
    ("He said he couldn't have known.", "negated"),
    ("Odek said the guild might.", "affirmed"),
    ("The clerk said it was possible that the kiln was lit.", "affirmed"),
]

TO_COME = [
    ("Ana Reis said the crew will row at dawn.", "affirmed"),
    ("Ana Reis said the crew won't row at dawn.", "negated"),
    ("Ana Reis said the crew would row at dawn.", "affirmed"),
    ("Ana Reis said the crew is going to row at dawn.", "affirmed"),
    ("Ana Reis said the crew is not going to row.", "negated"),
    ("Ana Reis said the wall should be mended.", "affirmed"),
    ("Ana Reis said the wall must not be mended.", "negated"),
    ("Ana Reis said the crew has to leave.", "affirmed"),
    ("Ana Reis said the crew does not have to leave.", "negated"),
    ("Ana Reis said the crew wants to leave.", "affirmed"),
    ("Ana Reis said the crew did not want to leave.", "negated"),
    ("Ana Reis said the boat is expected to sail.", "affirmed"),
    ("Ana Reis said the boat was due to sail.", "affirmed"),
    ("The board promised to pay the crew.", "affirmed"),
    ("The board promised not to sell the lock.", "negated"),
    ("The board vowed that it would pay.", "affirmed"),
    ("The master ordered the crew to leave the boat.", "affirmed"),
    ("The mayor urged people not to panic.", "negated"),
    ("The union demanded that the board resign.", "affirmed"),
    ("The union called for a new inquiry.", "affirmed"),
    ("The board plans to sell the lock.", "affirmed"),
    ("The board does not plan to sell the lock.", "negated"),
    ("The board vowed not to pay the crew.", "negated"),
    ("We hope that the rain ends, Ana Reis said.", "affirmed"),
    ("Ana Reis hopes that the rain ends.", "affirmed"),
    ("“We are confident that the wall will hold,” Ana Reis said.", "affirmed"),
    ("Ana Reis said she was convinced the wall would hold.", "affirmed"),
    ("“Leave the boat now,” the master said.", "affirmed"),
    ("“Don't touch the rope,” the master said.", "negated"),
    ("“Let's go home,” the cook said.", "affirmed"),
    ("The clerk said the boat leaves the pier tomorrow.", "affirmed"),
    ("The clerk said the crew is leaving next week.", "affirmed"),
    ("According to the board, the lock would open in May.", "affirmed"),
    ("There is no question that the wall has to be mended, the clerk said.", "affirmed"),
    ("The mayor said it was never his plan to sell.", "negated"),
    ("“They don't want to work on the lock,” she said.", "negated"),
    ("The mayor said: “We will not pay. It is over.”", "negated"),
    ("Police said no charges would be brought.", "negated"),
    ("The union promised reforms.", "affirmed"),
    ("The clerk said she hoped to see it.", "affirmed"),
    ("The clerk said she hoped nobody would drown.", "negated"),
    ("“I would like to see the log,” the clerk said.", "affirmed"),
    ("“We must not forget them,” the clerk said.", "negated"),
    ("The board is not expected to vote.", "negated"),
    ("The clerk warned against closing the lock.", "negated"),
    ("He said he had planned to sell.", "affirmed"),
    ("The clerk said it will take weeks, if not months.", "affirmed"),
    ("The clerk said it would not be able to pay.", "negated"),
    ("The keeper suggested the guild move to the old pier.", "affirmed"),
    ("The potter suggested that the kiln be moved.", "affirmed"),
    ("The carter suggested painting the mast.", "affirmed"),
    ("Ana Reis insisted that she be paid at once.", "affirmed"),
    ("The potter insisted that the kiln not be moved.", "negated"),
    ("“We call on all sailors to join us in mending the pier,” the guild wrote.", "affirmed"),
    ("“We urge everybody not to panic,” the mayor said.", "negated"),
    ("“I ask the guests to leave their boots here,” the baker said.", "affirmed"),
    ("“We demand that the baker be paid,” the guild said.", "affirmed"),
    ("The guild left the talks, saying the sale would hurt the town.", "affirmed"),
    ("The baker wrote to the guild, adding that she would close the shop.", "affirmed"),
    ("The potter waved at us, shouting that the kiln would not burst.", "negated"),
    ("The joiner said a decision would not be made before June.", "negated"),
    ("The mayor said a vigil would be held on Friday.", "affirmed"),
    ("The baker said a second oven would be lit on Tuesday.", "affirmed"),
    ("The clerk said some grain plans would not pay.", "negated"),
    ("The baker hopes the new oven would help her.", "affirmed"),
    ("The owner vows that a new kiln would be built.", "affirmed"),
    ("The potter promises that this would never be sold.", "negated"),
    ("The guild decided against selling the lock.", "negated"),
    ("The guild argued against a sale of the lock.", "negated"),
    ("The doctor cautioned against eating the bread.", "negated"),
    ("“Carry the oar,” the sign on the pier says.", "affirmed"),
    ("A board is plain: ''Wash the cups that the guests leave,'' the note says.", "affirmed"),
    ("It hangs there: ''Bring the bread that Odek bakes,'' the sign reads.", "affirmed"),
    ("The clerk said the feed plans would be sold in spring.", "affirmed"),
    ("The clerk said pension plans would cost the guild little.", "affirmed"),
    ("The mate said he would.", "affirmed"),
    ("The mayor says she will.", "affirmed"),
    ("The baker said her brother should.", "affirmed"),
]

CONDITIONAL = [
    ("Ana Reis said the wall will hold if the rain ends.", "affirmed"),
    ("Ana Reis said that if the rain ends, the wall will hold.", "affirmed"),
    ("If the rain ends, the wall will hold, Ana Reis said.", "affirmed"),
    ("Ana Reis said the wall will not hold unless the rain ends.", "negated"),
    ("Ana Reis said the wall holds, assuming the rain ends.", "affirmed"),
    ("“I would sell it,” the owner said.", "affirmed"),
    ("The owner says he would sell it.", "affirmed"),
    ("Ana Reis said such a sale would be a mistake.", "affirmed"),
    ("Ana Reis said closing the lock would hurt the town.", "affirmed"),
    ("Ana Reis said it would be wrong to close the lock.", "affirmed"),
    ("Ana Reis wrote that, if elected, she would close the lock.", "affirmed"),
    ("Ana Reis sent a letter saying, if elected mayor, she would close the lock.", "affirmed"),
    ("The clerk warned that the wall could fall if it rains.", "affirmed"),
    ("The clerk said should the pump fail, the town will be lost.", "affirmed"),
    ("The clerk said the town will be lost as long as it rains.", "affirmed"),
    ("The clerk said the plan would close the lock.", "affirmed"),
    ("“We would lose our pilot, that is the trouble with it,” the keeper said.", "affirmed"),
    ("“I would sell the kiln, that is my answer,” the potter said.", "affirmed"),
    ("The keeper said that in that case nobody would want to row.", "negated"),
    ("The potter said the cups would otherwise crack.", "affirmed"),
    ("The baker said that in such a case she would close the shop.", "affirmed"),
    ("The owner threatened a strike if the crew did not row.", "affirmed"),
    ("The guild promised a reward if the bell is found.", "affirmed"),
    ("The board offered a rise if the crew returned.", "affirmed"),
]

COUNTERFACTUAL = [
    ("“If it was not for the lamp, we would have hit the pier,” the cook said.", "affirmed"),
    ("The cook said the wall would have held.", "affirmed"),
    ("The cook said the crew would not have slept.", "negated"),
    ("The cook said the master could have turned back but rowed on.", "affirmed"),
    ("The cook said the crew could have been saved if the siren had sounded.", "affirmed"),
    ("The cook said the board should have closed the lock.", "affirmed"),
    ("“I wish we had turned back,” the cook said.", "affirmed"),
    ("The cook wishes the crew had turned back.", "affirmed"),
    ("The clerk said without the pump the town would have drowned.", "affirmed"),
    ("“Had the pump worked, the town would have been saved,” the clerk said.", "affirmed"),
]

RULES = [
    ("The cook said captains who leave their boats can lose a month of pay.", "affirmed"),
    ("The cook said anyone who enters the port must show a pass.", "affirmed"),
    ("The cook said those who refuse face a fine.", "affirmed"),
    ("The clerk said that under the law a boat may not enter at night.", "negated"),
    ("The clerk said that boats must by law carry lamps.", "affirmed"),
    ("The clerk said whoever refuses faces a fine.", "affirmed"),
    ("The clerk said anyone caught in the port can be fined.", "affirmed"),
]

UNSETTLED = [
    "Ana Reis did not say whether the lock had held.",
    "Ana Reis declined to say whether the lock had held.",
    "“Has the lock held?” asked the mate.",
    "Ana Reis asked whether the lock had held.",
    "Ana Reis asked if the lock had held.",
    "The clerk asked why the gate was open.",
    "The form asks where each sailor was born.",
    "The guild asked how many boats had sunk.",
    "Asked by a pupil if the bread was stale, the baker shrugged.",
    "The potter wondered who had lit the kiln.",
    "The board praised the plan.",
    "Police could not confirm that the man was dead.",
    "The mayor would not say why the gate was open.",
]
# fmt: on


def test_what_is_quoted_before_and_behind_a_cue_is_meant_each_on_its_own():
    found = meant_in("“It held,” said Ana Reis. “Nobody slept.”")
    assert found == [("affirmed", "fact"), ("negated", "fact")]


@pytest.mark.parametrize(
    ("modality", "text", "polarity"),
    [
        (modality, *row)
        for modality, rows in {
            "fact": FACTS,
            "possible": POSSIBLE,
            "future": TO_COME,
            "conditional": CONDITIONAL,
            "counterfactual": COUNTERFACTUAL,
            "generic": RULES,
        }.items()
        for row in rows
    ],
)
def test_how_a_content_is_meant(modality, text, polarity):
    assert meant_in(text) == [(polarity, modality)]


@pytest.mark.parametrize("text", UNSETTLED)
def test_what_the_words_do_not_settle_stays_open(text):
    assert meant_in(text) == [(None, None)]


# fmt: off
OF_THE_ROW_LIST = [
    # R21: how the cue stands to the content
    ("R21", "The union accused the owner of hiding the log.", {"stance": "distancing"}),
    ("R21", "The master boasted that he never slept.", {"stance": "distancing"}),
    ("R21", "Her allegation that the lock was sold was read aloud.", {"stance": "distancing"}),
    ("R21", "Ana Reis pointed out that the lock was sold.", {"stance": "endorsing"}),
    ("R21", "The mayor made it clear that the lock was sold.", {"stance": "endorsing"}),
    ("R21", "His admission that the lock was sold was read aloud.", {"stance": "endorsing"}),
    ("R21", "The mayor insisted that the lock was not sold.", {"stance": "neutral"}),
    ("R21", "The pilot warned that the lock was weak.", {"stance": "neutral"}),
    ("R21", "Police did not confirm that the lock was sold.", {"stance": "neutral"}),
    # R41: a general rule told as part of a claim
    ("R41", "In the call, he said captains who leave the boat can lose a month of pay.",
     {"modality": "generic", "polarity": "affirmed"}),
    ("R41", "A cook told us that anyone who leaves the camp loses his pay.",
     {"modality": "generic", "polarity": "affirmed"}),
    ("R41", "According to the clerk, under the harbour law a captain may not leave his boat.",
     {"modality": "generic", "polarity": "negated"}),
    # R90: what would have been and what is not
    ("R90", "“If it hadn't been for that rope, the tide would have had us,” the gunner said.",
     {"modality": "counterfactual", "polarity": "affirmed"}),
    ("R90", "The keeper couldn't simply sell it, the cook's brother said.",
     {"modality": "fact", "polarity": "negated"}),
    ("R90", "“We don't want to paint the pier,” said one of the crew.",
     {"modality": "future", "polarity": "negated"}),
    ("R90", "The diver said without the rope he would have drowned.",
     {"modality": "counterfactual", "polarity": "affirmed"}),
    ("R90", "The board denied that anyone had been sent to the lock.",
     {"modality": "fact", "polarity": "negated"}),
    ("R90", "The bureau said two keepers may have been killed.",
     {"modality": "possible", "polarity": "affirmed"}),
]
# fmt: on


@pytest.mark.parametrize(("row", "text", "expected"), OF_THE_ROW_LIST)
def test_the_rows_of_the_row_list(row, text, expected):
    (found,) = annotate(read(text=text, as_body=True)).attributions
    assert {key: getattr(found, key) for key in expected} == expected


def test_a_nested_statement_has_its_own_tenor():
    text = "Ana Reis said the keeper had told her that the lock would not open."
    outer, inner = annotate(read(text=text, as_body=True)).attributions
    assert (outer.polarity, outer.modality) == ("affirmed", "fact")
    assert (inner.polarity, inner.modality) == ("negated", "future")


def test_the_first_main_clause_decides():
    said = "“The lock had held all night. Nobody slept,” Ana Reis said."
    assert meant_in(said) == [("affirmed", "fact")]
    joined = "Ana Reis said the lock had held and that nobody would pay."
    assert meant_in(joined)[0] == ("affirmed", "fact")


def test_a_quotation_in_another_paragraph_than_its_cue_is_read_where_it_stands():
    text = "The keeper told us how it began:\n\n“The dog did not bark.”"
    assert ("negated", "fact") in meant_in(text)


def test_the_words_that_decide_are_told():
    article = read(text="Ana Reis denied that the crew would sleep.", as_body=True)
    view = article.body
    with one_article():
        paragraphs, quotations = parse(view), find_quotations(view)
        (found,) = found_in(article, view, paragraphs, quotations)
        tenor = TenorReader(paragraphs).read(found.draft)
    assert [span.of(view.text) for span in tenor.words] == ["denied", "would"]


# ---------------------------------------------------------------- the tables

SIGNS = {
    "possible-modal": "possible",
    "possible": "possible",
    "future-modal": "future",
    "future": "future",
    "ahead": "future",
    "performed": "future",
    "required": "future",
    "condition": "conditional",
    "imagined": "conditional",
    "anybody": "generic",
    "law": "generic",
}
TURNS = ("never", "raises-not")
PLAIN = ("opinion", "not-only", "no-doubt", "hard-to", "hardly")
WORDS = data.table("tenor_words", columns=("word", "kind", "example"))
CUES = data.table("cue_tenor", columns=("lemma", "polarity", "infinitive", "clause", "thing"))


MISREAD = {"assuming": "the tagger leaves the word out of what is said"}


def _words():
    for row in WORDS:
        why = MISREAD.get(row["word"])
        marks = [pytest.mark.xfail(strict=True, reason=why)] if why else []
        yield pytest.param(row, id=f"{row['kind']}-{row['word']}", marks=marks)


@pytest.mark.parametrize("row", list(_words()))
def test_every_word_does_in_its_example_what_its_kind_says(row):
    assert row["kind"] in {*SIGNS, *TURNS, *PLAIN}
    tokens = model()(row["example"])
    assert row["word"] in {t.lower_ for t in tokens} | {lemma(t) for t in tokens}
    ((polarity, modality),) = meant_in(row["example"])
    assert modality == SIGNS.get(row["kind"], modality)
    turned = row["kind"] in TURNS or row["example"].count("n't ") or "not enter" in row["example"]
    assert polarity == ("negated" if turned or row["word"] == "unlikely" else "affirmed") or (
        row["kind"] in ("law", "future-modal")
    )


@pytest.mark.parametrize("row", CUES, ids=lambda row: row["lemma"])
def test_every_cue_that_is_found_in_its_example_tells_what_its_row_says(row):
    tokens = [lemma(token) for token in model()(row["example"])]
    assert set(row["lemma"].split()) <= set(tokens)
    for one in annotate(read(text=row["example"], as_body=True)).attributions:
        cue = [lemma(t) for span in one.cue for t in model()(span.of(row["example"]))]
        if row["lemma"].split()[0] in cue:
            assert one.polarity == (row["polarity"] or "affirmed")
            told = {row[column] or None for column in ("infinitive", "clause", "thing")}
            assert one.modality in told | {"fact"}


@pytest.mark.parametrize(
    ("column", "value"), [("polarity", "denied"), ("clause", "conditional"), ("thing", "soon")]
)
def test_a_cue_table_with_an_unknown_value_is_refused(tmp_path, monkeypatch, column, value):
    columns = ["lemma", "polarity", "infinitive", "clause", "thing", "denied", "example"]
    row = dict.fromkeys(columns, "") | {"lemma": "moot", "source": "x", "date": "2026-01-01"}
    row[column] = value
    table = f"{','.join(row)}\n{','.join(row.values())}\n"
    (tmp_path / "cue_tenor.csv").write_text(table, encoding="utf-8")
    monkeypatch.setenv("FIRSTHAND_DATA", str(tmp_path))
    _rows.cache_clear()
    try:
        with pytest.raises(TableError, match=value):
            _rows()
    finally:
        _rows.cache_clear()


@pytest.mark.parametrize(
    ("text", "stance"),
    [
        ("She claimed it leaked.", "distancing"),
        ("She pointed out that it leaked.", "endorsing"),
        ("She pointed at it.", "neutral"),
        ("She did not confirm it.", "neutral"),
        ("The show said so.", "neutral"),
        ("She argued that it leaked.", "neutral"),
        ("She refused to recognize the flag.", "neutral"),
        ("She tried to prove that it leaked.", "neutral"),
        ("She struggled to explain why it leaked.", "neutral"),
        ("She might learn that it leaked.", "neutral"),
        ("She found herself at sea.", "neutral"),
        ("The crew found themselves alone.", "neutral"),
        ("She can confirm that it leaked.", "endorsing"),
        ("She wanted to point out that it leaked.", "endorsing"),
    ],
)
def test_a_cue_of_several_words_needs_them_all_and_a_noun_is_no_verb(text, stance):
    assert english().stance(list(model()(text))) == stance


# ------------------------------------------------------- what fresh pages were misread in

# fmt: off
MENDED = [
    # -- a cue that bars, or that stands for what nobody wants
    ("The court barred the crew from rowing at night.", ("negated", "future")),
    ("The harbour board prohibited barges from entering.", ("negated", "future")),
    ("A new by-law would prohibit owners from renting out the sheds.", ("negated", "future")),
    ("The bakers were reluctant to lower their prices.", ("negated", "future")),
    ("The smith was unwilling to shoe the mare.", ("negated", "future")),
    ("The widow was reluctant to sell the orchard.", ("negated", "future")),
    # -- who pleads guilty tells what was so
    ("Bo Marsh pleaded guilty to two counts of theft.", ("affirmed", "fact")),
    ("The baker pleaded guilty in March to selling stale bread.", ("affirmed", "fact")),
    ("A shepherd has pleaded guilty to setting the barn on fire.", ("affirmed", "fact")),
    # -- what has to be is to come
    ("“It is vital that the miller mend the wheel,” Ana Reis said.", ("affirmed", "future")),
    ("The vet said it was essential that every calf be weighed.", ("affirmed", "future")),
    ("“It's important that the choir not sing on Sunday,” the vicar wrote.",
     ("negated", "future")),
    ("The vet said it was important that the calves were weighed.", ("affirmed", "fact")),
    # -- "not" that is far from its verb
    ("The smith signed at Easter, having told us at Lent that he was “not really there yet.”",
     ("negated", "fact")),
    ("The tailor wrote to the bakers that he was “not fully there yet.”",
     ("negated", "fact")),
    ("The tailor told us that he was “not quite ready yet.”", ("negated", "fact")),
    ("The vicar has pledged not to after the storm.", ("negated", "future")),
    ("The cobbler had promised not to before the fair.", ("negated", "future")),
    ("The widow agreed not to since the frost.", ("negated", "future")),
    # -- who pushes back
    ("The guild pushed back on the idea that the mill leaks.", ("negated", None)),
    ("The board pushed back against claims that it had slept.", ("negated", "fact")),
    ("The baker pushed back at the notion that rye is dear.", ("negated", "fact")),
    # -- "not" that sets one thing against another, or is a part of the subject
    ("Bo Marsh praised the mill as a 'bread oven, not cake oven.'", (None, None)),
    ("“For bakers not to be willing to bake in the square is like joining the strike,” Ana Reis "
     "said.", ("affirmed", "fact")),
    ("“Not to mend the oven is like burning money,” the baker said.", ("affirmed", "fact")),
    ("“For me not to be rowing there is like being ill,” Bo Marsh said.", ("affirmed", "fact")),
    # -- a condition that opens all that is said, and a "providing" that is none
    ("“If you think rye is dear and you are still buying cake, you are mad,” she said.",
     ("affirmed", "conditional")),
    ("“If you suppose the bell is cracked and the choir is still going to sing, you are "
     "mistaken,” the vicar said.", ("affirmed", "conditional")),
    ("The vicar said that nine nuns are in the hall, providing soup and singing.",
     ("affirmed", "fact")),
    ("Ana Reis said four vets were on the farm, providing help around the barn.",
     ("affirmed", "fact")),
    ("The clerk said that his men were at the mill, providing light for the smiths.",
     ("affirmed", "fact")),
    # -- "would" behind what has been said is to come
    ("The baker has said he would open a shop.", ("affirmed", "future")),
    ("The smiths have insisted that they would strike.", ("affirmed", "future")),
    ("Ana Reis has told the guild that she would sell the mill.", ("affirmed", "future")),
    ("The vicar calmed the choir by saying they would sing again.", ("affirmed", "future")),
    ("Bo Marsh cheered the choir by telling it the hall would be heated.",
     ("affirmed", "future")),
    ("The widow left after telling the clerk that she would sell the orchard.",
     ("affirmed", "future")),
    # -- what is asked or open
    ("A customer asked the tailor about selling the shop.", (None, None)),
    ("The clerk asked about closing the mill.", (None, None)),
    ("The bakers disagree on what the fee will be.", (None, None)),
    ("The smiths are divided on how the prize might be shared.", (None, None)),
    ("It is hard to predict how the judges might vote.", (None, None)),
    # -- who is unable to tell says nothing
    ("The clerk was unable to say that the bridge was shut.", (None, None)),
    ("Two aides were unable to confirm that the calf was sold.", (None, None)),
    ("The vicar is unwilling to confirm that the bell cracked.", (None, None)),
]
# fmt: on


@pytest.mark.parametrize(("text", "expected"), MENDED)
def test_what_was_misread_on_fresh_pages_is_read(text, expected):
    assert meant_in(text)[0] == expected


@pytest.mark.parametrize(
    ("text", "stance"),
    [
        ("The baker falsely said that the oven was new.", "distancing"),
        ("Critics have wrongly argued that the bridge sways.", "distancing"),
        ("The vet incorrectly told the farmer that the calf was ill.", "distancing"),
        ("The clerk was unable to explain the fee.", "neutral"),
        ("Two smiths were unable to confirm that the forge was shut.", "neutral"),
        ("The widow is reluctant to admit that the orchard was sold.", "neutral"),
        ("The smiths confirmed that the forge was shut.", "endorsing"),
    ],
)
def test_who_says_it_falsely_is_kept_at_a_distance_and_who_cannot_tell_vouches_for_nothing(
    text, stance
):
    assert {one.stance for one in annotate(read(text=text, as_body=True)).attributions} == {stance}


# ---------------------------------------------------------------- bad input


@pytest.mark.parametrize(
    "text",
    [
        "ANA REIS SAID THE LOCK DID NOT HOLD.",
        "Ana Reis said \x00 it did not\x00 hold.",
        "Ana Reis said no " + "9" * 400 + " boats sank.",
        "“?” she said. “Not,” she said. “No,” he said. “If,” he said.",
        "Not. Never. Nobody said that nobody said that nobody said it.",
        "She said “" + "not " * 400 + "”.",
        "if " * 300 + "she said it held.",
    ],
)
def test_broken_text_is_read_without_harm(text):
    for found in annotate(read(text=text, as_body=True)).attributions:
        assert found.polarity in ("affirmed", "negated", None)
        assert (found.polarity is None) <= (found.modality is None)


PIECES = [
    "Ana Reis said ",
    "“",
    "”",
    "not ",
    "no ",
    "if ",
    "it would ",
    "have held",
    ", ",
    ". ",
    "?",
]


MORE_PIECES = ["denied that ", "nobody ", "\n\n", "9 ", "may "]


@given(st.lists(with_odd_letters(st.sampled_from([*PIECES, *MORE_PIECES]))))
@example([])
@settings(max_examples=60, deadline=None)
def test_any_words_give_a_tenor_whose_words_slice_back_and_never_overlap(parts):
    text = "".join(parts) + "\nAna Reis said it held."
    article = read(text=text, as_body=True)
    view = article.body
    with one_article():
        paragraphs, quotations = parse(view), find_quotations(view)
        reader = TenorReader(paragraphs)
        for found in found_in(article, view, paragraphs, quotations):
            spans = reader.read(found.draft).words
            assert all(span.of(view.text).strip() for span in spans)
            assert list(spans) == sorted(set(spans))
            assert all(a.end <= b.start for a, b in itertools.pairwise(spans))


def test_a_very_long_sentence_is_read_in_seconds():
    text = "Ana Reis said " + " and ".join(["the lock did not hold if it rained"] * 400) + "."
    assert annotate(read(text=text, as_body=True)).attributions
