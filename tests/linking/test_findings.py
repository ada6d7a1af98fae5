"""Checkable oddities: each rule on invented passages, and on as many that only look like it.

R26, R66, R68, R70, R71, R73 and R74 of ``docs/reference/rows.md``; the row's id stands in the
test's id.
"""

import dataclasses
import functools
import re
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from firsthand import annotate, data, read
from firsthand.errors import TableError
from firsthand.linking import link
from firsthand.linking.findings import checks, find_findings
from firsthand.linking.findings.calibres import weapons
from firsthand.linking.findings.limits import limits
from firsthand.types import Article, Finding, Outlet, Quantity, Span

# Neither rule nor name in it: makes an invented page long enough to miss something in.
FILLER = """The lane runs along the water and has two shops. Children play there in summer, and a
ferry leaves every hour. In winter the lane is quiet. There is a bench under an old tree, and a
bakery that opens early. The tide comes up to the wall twice a day. Nets dry on a fence beside a
shed. A dog sleeps on the step of the second shop until noon, and gulls walk up and down in front of
it. The paint of the fence is blue. A clock over the door has stopped at six. On clear days one
sees the hills across the bay, and on others only fog and the lamp at the end of the pier. Boats lie
upside down on the shingle. Somebody sweeps the lane each evening.""".replace("\n", " ")


@functools.cache
def page(
    text: str,
    *,
    id: str = "page",
    title: str | None = None,
    published: str | None = None,
    outlet: str | None = None,
) -> Article:
    article = read(text=text, id=id, title=title, as_body=True)
    article = dataclasses.replace(article, published=published, outlet=Outlet(name=outlet))
    return annotate(article)


def findings(article: Article, rule: str) -> list[Finding]:
    return list(find_findings([article], rules=[rule]))


def words(article: Article, finding: Finding) -> list[str]:
    return [span.of(article.text) for span in finding.spans]


# (rule, text, the words that its one finding opens, words of its message)
FOUND = [
    # R70
    ("calibre", "The crew had loaded 6.54mm rounds into their AK-74s.", ["6.54mm", "AK-74s"],
     "AK-74 has 5.45×39 mm"),
    ("calibre", "Kesk rangers carry the M16, which fires 7.26 mm rounds.", ["M16", "7.26 mm"],
     "M16 has 5.56×45 mm"),
    ("calibre", "They dug up 127mm shells for D-30 howitzers.", ["127mm", "D-30 howitzers"],
     "D-30 howitzer has 122 mm"),
    ("calibre", "“We found a 5.54mm AK-74 in the boat,” the ranger said.", ["5.54mm", "AK-74"],
     "inside quotation marks"),
    ("calibre", "The ranger said that they had found a 5.54mm AK-74.", ["5.54mm", "AK-74"],
     "the page's words for what somebody said"),
    ("calibre", "A 5.54mm AK-74 lay in the boat.", ["5.54mm", "AK-74"], "the page's own words"),
    # limits
    ("impossible-value", "A quake of magnitude 13.2 shook the Kesk valley at dawn.",
     ["quake of magnitude 13.2"], "measured had magnitude 9.5"),
    ("impossible-value", "Some 130 percent of registered voters chose the new mayor.",
     ["130 percent of registered voters"], "at most 100"),
    ("impossible-value", "The van hit a wall, and its 171-year-old driver walked away unhurt.",
     ["171-year-old driver"], "122 years"),
    # dates
    ("no-such-date", "The lock opened on 31 June 2019.", ["31 June 2019"], "June has 30 days"),
    ("no-such-date", "The last boat left on February 29, 2015, and sank.", ["February 29, 2015"],
     "February 2015 has 28 days"),
    ("no-such-date", "They will meet again by 31st of November.", ["31st of November"], "30 days"),
    ("wrong-weekday", "The lock opened on Thursday, 3 May 2022.", ["Thursday, 3 May 2022"],
     "is a Tuesday, not a Thursday"),
    ("wrong-weekday", "The pier burned down on Friday, March 11, 2019.",
     ["Friday, March 11, 2019"], "is a Monday, not a Friday"),
    ("wrong-weekday", "Kesk votes again on Sunday the 8th of October 2021.",
     ["Sunday the 8th of October 2021"], "is a Friday, not a Sunday"),
    # parts and wholes
    ("part-exceeds-whole", "In the end 14 of the 11 members of the board voted for the lock.",
     ["14 of the 11"], "14 cannot be a part of 11"),
    ("part-exceeds-whole", "Rescuers said 30 out of 25 people were found.", ["30 out of 25"], "25"),
    ("part-exceeds-whole", "The storm damaged 210 of the town’s 180 houses and 40 of the 35 boats.",
     ["40 of the 35"], "40"),
    # populations
    ("more-than-population", "About 70 million people live in Ghana, the atlas says.",
     ["About 70 million people live in Ghana"], "more people than Ghana has"),
    ("more-than-population", "The flood left 9 million people homeless in Iceland.",
     ["9 million people homeless in Iceland"], "Iceland"),
    ("more-than-population", "By dawn 80 million people were displaced in Cuba.",
     ["80 million people were displaced in Cuba"], "Cuba"),
    # R71
    ("dead-exceed-those-who-fought",
     "The quake left 5,000 people dead, which is more than the number of American soldiers who "
     "served in Vietnam.",
     ["5,000", "more than the number of American soldiers who served in Vietnam."],
     "at least 2,500,000"),
    ("dead-exceed-those-who-fought",
     "At least 400 miners have died in the shafts of Kesk. The figure surpasses all British troops "
     "sent to the Falklands in 1982.",
     ["At least 400", "surpasses all British troops sent to the Falklands in 1982."],
     "“killed” may have been meant"),
    ("dead-exceed-those-who-fought",
     "Some 20,000 Norda guards were killed within a month. That toll is higher than the total of "
     "Soviet soldiers who were deployed in Afghanistan.",
     ["Some 20,000",
      "higher than the total of Soviet soldiers who were deployed in Afghanistan."],
     "at least 600,000"),
    # R74
    ("unnamed-others", "The bleak recording and several others reached us at noon.",
     ["The bleak recording and several others"], "no second recording"),
    ("unnamed-others", "That shaky clip and dozens of others are proof, it is felt in Kesk.",
     ["That shaky clip and dozens of others"], "no second clip"),
    ("unnamed-others", "A secret memo and many more like it lie in the town hall.",
     ["A secret memo and many more like it"], "no second memo"),
    # R74: none of the several is named
    ("none-is-named", "Several studies have shown that nets of hemp last longer, and that is that.",
     ["Several studies"], "several studies are cited, and this page names none"),
    ("none-is-named", "Recent polls suggest that the mayor will lose.", ["Recent polls"], "none"),
    ("none-is-named", "Recent polls suggest that the mayor will lose. “We will see,” Ana Reis said "
     "in an interview with Radio Norda.", ["Recent polls"], "none"),
    ("none-is-named", "The ferry was late again, according to media reports.", ["media reports"],
     "media reports are cited"),
    # R66
    ("cause-only-in-paraphrase", "A freed baker said his brother was shot after hoisting a banned "
     "flag on the mill.\n\nThe baker said: “They noticed that we were feeding the strikers and "
     "they shot my brother.”",
     ["hoisting a banned flag on the mill", "that we were feeding the strikers"],
     "which no quoted words here support"),
    ("cause-only-in-paraphrase", "Ana Reis claimed that her cook had been sacked for stealing "
     "silver spoons.\n\n“The manager fired him because he spoke to the union men,” Reis said.",
     ["stealing silver spoons", "he spoke to the union men"], "the quoted words give another"),
    ("cause-only-in-paraphrase", "The ferryman said he was arrested after insulting the harbour "
     "master.\n\n“A guard saw me carrying the boys across, and they arrested me at once,” the "
     "ferryman said.",
     ["insulting the harbour master", "me carrying the boys across"], "paraphrase"),
    # R68
    ("two-ranks", "Captain Ana Reis led the crew ashore at dawn, and Major Reis was the first to "
     "speak.", ["Captain Ana Reis", "Major Reis"], "called captain here and major there"),
    ("two-ranks", "A captured Kesk soldier said he was beaten and another sergeant was shot.",
     ["another sergeant", "soldier"], "makes a sergeant of whoever stands beside"),
    ("two-ranks", "A captured soldier from Kesk claims he was beaten and another captain was "
     "drowned.\n\nThe soldier said: “My captain was a good man.”",
     ["another captain", "soldier"], "speaks of “My captain”"),
    # R73
    ("generalised-from-one-recording",
     "Several guards are reportedly selling their boots for bread.\n\nThe Kesk Security Office "
     "released a recording of a captured guard. In the recording, the guard said he had sold his "
     "boots for two loaves of bread.",
     None, "generalised from 1 recording"),
    ("generalised-from-one-recording",
     "Many nurses are apparently sleeping in their cars outside the clinic.\n\nIn a video released "
     "by the union, a nurse said she had been sleeping in her car for a month.",
     None, "1 recording"),
    ("generalised-from-one-recording",
     "Some Norda sailors are allegedly hiding in the cellars to miss the ship.\n\nThe Vestan navy "
     "intercepted a call. In the call, a sailor told his sister that they were hiding in cellars "
     "until the ship had left.",
     None, "1 recording"),
]  # fmt: skip


@pytest.mark.parametrize(("rule", "text", "opens", "says"), FOUND)
def test_a_rule_finds_its_oddity_and_opens_its_words(rule, text, opens, says):
    article = page(text)
    found = findings(article, rule)
    assert len(found) == 1, found
    assert opens is None or words(article, found[0]) == opens
    assert says in found[0].message


NOT_FOUND = [
    ("calibre", "They loaded 5.45mm rounds into their AK-74s."),
    ("calibre", "Police seized 9mm rounds, an AK-74 and a flag."),
    ("calibre", "These 5.56mm rounds do not fit the AK-74."),
    ("calibre", "Unlike the 7.62 mm rounds of the rangers, the AK-74 takes small ones."),
    ("calibre", "The AK-74 stood beside a 120mm mortar."),
    ("impossible-value", "A quake of magnitude 6.1 shook the Kesk valley at dawn."),
    ("impossible-value", "No quake of magnitude 13 could ever happen, she said."),
    ("impossible-value", "Profits were 130 percent of those of last year."),
    ("impossible-value", "The 171-year-old lighthouse was repaired."),
    ("no-such-date", "The lock opened on 31 May 2019."),
    ("no-such-date", "The last boat left on February 29, 2016."),
    ("no-such-date", "In June 31 boats sank off Kesk."),
    ("no-such-date", "They may 31 times a day lift the lock."),
    ("wrong-weekday", "The lock opened on Tuesday, 3 May 2022."),
    ("wrong-weekday", "They met on Saturday and Sunday, May 7 and 8, 2022."),
    ("wrong-weekday", "The lock opened on Thursday, 3 May."),
    ("part-exceeds-whole", "In the end 9 of the 11 members voted for the lock."),
    ("part-exceeds-whole", "Some 12 of the two teams’ players are ill."),
    ("part-exceeds-whole", "They sold 40 of the 3 million printed, 9 of the 7-metre ones."),
    ("part-exceeds-whole", "They asked 40 of the 3 thousand people there."),
    ("part-exceeds-whole", "About 300 of the 12th brigade are ill."),
    ("more-than-population", "About 12 million people live in Ghana’s south, the atlas says."),
    ("more-than-population", "Some 300 million people were infected in the world."),
    ("more-than-population", "If 70 million people live in Ghana, the atlas is wrong."),
    ("dead-exceed-those-who-fought",
     "The quake left 5,000 people dead, more than the number of American soldiers who died in "
     "Afghanistan."),
    ("dead-exceed-those-who-fought",
     "At least 60,000 workers have died. The figure surpasses all British troops sent to the "
     "Falklands in 1982."),
    ("dead-exceed-those-who-fought",
     "Some 20,000 sheep were sold. That number is higher than the total of Soviet soldiers "
     "deployed in Afghanistan."),
    ("dead-exceed-those-who-fought",
     "At least 400 miners have died. The figure does not exceed that of the British troops who "
     "fought in the Falklands."),
    ("unnamed-others", "The recording and several others came; a second recording is longer."),
    ("unnamed-others", "The boat and many others reached us at noon."),
    ("unnamed-others", "That shaky clip shows a boat. Two earlier videos show the boat, and this "
     "clip and many others are proof."),
    ("none-is-named", "Several studies have shown that nets of hemp last longer. A study by Kesk "
     "College was the first."),
    ("none-is-named", "Recent polls by Norda Survey suggest that the mayor will lose."),
    (
        "none-is-named",
        "Polls suggest that the ferry will close. Half of the rowers want it shut, according to a"
        " survey by Ana Reis.",
    ),
    (
        "none-is-named",
        "Studies show that wet oars split. Tom Katz has seen it in research at the lock.",
    ),
    (
        "none-is-named",
        "Surveys suggest that few like the toll. A poll of the guild found the same.",
    ),
    ("none-is-named", "The ferry was late, according to media reports. The Norda Herald reported "
     "that it had been late all week."),
    ("cause-only-in-paraphrase", "A freed baker said his brother was shot after hoisting a banned "
     "flag.\n\nThe baker said: “He hoisted the flag. They noticed that we were feeding the "
     "strikers and they shot him.”"),  # the quoted words have it, too
    ("cause-only-in-paraphrase", "A freed baker said his brother was shot after hoisting a banned "
     "flag.\n\nThe baker said: “It was a terrible night.”"),  # no other cause
    ("cause-only-in-paraphrase", "A freed baker said his brother was shot after hoisting a banned "
     "flag.\n\nThe mayor said: “They noticed that we were feeding the strikers and they shot a "
     "boy.”"),  # another speaker
    ("cause-only-in-paraphrase", "A freed baker said his brother was shot after hoisting a banned "
     "flag.\n\nThe baker said: “They noticed that we were feeding the strikers and they arrested "
     "me.”"),  # another deed
    ("cause-only-in-paraphrase", "Ana Reis claimed that her cook had been sacked for stealing "
     "silver spoons.\n\n“The manager fired him because he took the silver,” Reis said."),
    ("cause-only-in-paraphrase", "The ferryman said he was arrested after dark.\n\n“A guard saw "
     "me carrying the boys across, and they arrested me at once,” the ferryman said."),
    ("two-ranks", "Captain Ana Reis led the crew, and Capt. Reis spoke first."),
    ("two-ranks", "Lieutenant Colonel Ana Reis led the crew, and Colonel Reis spoke first."),
    ("two-ranks", "Captain Ana Reis led the crew. Reis was promoted, and Major Reis came back."),
    ("two-ranks", "Captain Ana Reis led the crew, and Major Tom Reis spoke first."),
    ("two-ranks", "Attorney General Reis led the talks, and Captain Reis spoke first."),
    ("two-ranks", "A lieutenant fell. The soldier said he ran and another lieutenant was shot."),
    ("two-ranks", "A captured sergeant said he was beaten and another sergeant was shot."),
    ("two-ranks", "A cook said he was beaten and another sergeant was shot."),
    ("generalised-from-one-recording",
     "Several guards are selling their boots for bread.\n\nThe Kesk Security Office released a "
     "recording of a captured guard. In the recording, the guard said he had sold his boots for "
     "two loaves of bread."),
    ("generalised-from-one-recording",
     "Many nurses are apparently sleeping in their cars outside the clinic.\n\nIn a video released "
     "by the union, a nurse said she had been sleeping in her car for a month. The mayor said that "
     "nurses were sleeping in cars and tents."),
    ("generalised-from-one-recording",
     "Some sailors are allegedly hiding in cellars to miss the ship, the navy said.\n\nIn a call a "
     "sailor told his sister that they were hiding in cellars until the ship had left."),
]  # fmt: skip


# Asked below, of pages with a title, with a date, or of several pages.
OF_TITLES_DATES_AND_RUNS = {
    "headline-drops-attribution",
    "headline-names-nobody-here",
    "date-after-publication",
    "cited-source-lacks-figure",
}


@pytest.mark.parametrize(("rule", "text"), NOT_FOUND)
def test_what_only_looks_like_an_oddity_gives_nothing(rule, text):
    assert findings(page(text), rule) == []


# ---------------------------------------------------------------- beside a date


@pytest.mark.parametrize(
    ("text", "published", "opens"),
    [
        ("The keeper died on 4 June 2030.", "2030-05-20", ["4 June 2030"]),
        ("The lock collapsed on June 14, 2030, and nobody saw it.", "2030-06-02T10:00:00Z",
         ["June 14, 2030"]),
        ("Two men were arrested on Sunday, 9 June 2030.", "2030-06-01", ["Sunday, 9 June 2030"]),
        ("The keeper died on 4 June 2030.", "2030-06-04", None),
        ("The keeper died on 4 June 2030.", None, None),
        ("The bridge will be opened on 4 June 2030.", "2030-05-20", None),
        ("The trial is due on 4 June 2030.", "2030-05-20", None),
    ],
)  # fmt: skip
def test_what_is_told_as_done_lies_not_ahead_of_the_page(text, published, opens):
    article = page(text, published=published)
    found = findings(article, "date-after-publication")
    assert [words(article, one) for one in found] == ([opens] if opens else [])


@pytest.mark.parametrize(
    ("text", "published", "found"),
    [
        ("The lock opened on Thursday, 4 May.", "2022-05-09", 0),  # 2023 has it
        ("The lock opened on Monday, 4 May.", "2022-05-09", 1),
        ("The lock opened on Monday, 4 May.", "not a date", 0),
    ],
)
def test_without_a_year_no_year_near_the_page_may_have_the_weekday(text, published, found):
    assert len(findings(page(text, published=published), "wrong-weekday")) == found


# --------------------------------------------------------------------- headlines


# (headline, text, who is in the message; None: nothing)
HEADLINES = [
    ("Rusted hinge broke Kesk lock gate",
     f"A rusted hinge broke the gate of the Kesk lock, inspector Ana Reis said on Monday. {FILLER}",
     "Ana Reis"),
    ("Smugglers hid gold bars under ferry deck",
     f"Customs officers said that smugglers had hidden gold bars under a ferry’s deck. {FILLER}",
     "Customs officers"),
    ("Norda jets bombed Vestan grain silos",
     f"Norda jets bombed grain silos in Vesta, a farmers’ union claimed. {FILLER}", "union"),
    # says whose word it is
    ("Rusted hinge broke Kesk lock gate, inspector says",
     f"A rusted hinge broke the gate of the Kesk lock, inspector Ana Reis said on Monday. {FILLER}",
     None),
    ("Inspector: Rusted hinge broke Kesk lock gate",
     f"A rusted hinge broke the gate of the Kesk lock, inspector Ana Reis said on Monday. {FILLER}",
     None),
    ("Rusted hinge ‘broke Kesk lock gate’",
     f"A rusted hinge broke the gate of the Kesk lock, inspector Ana Reis said on Monday. {FILLER}",
     None),
    ("Smugglers allegedly hid gold bars under ferry deck",
     f"Customs officers said that smugglers had hidden gold bars under a ferry’s deck. {FILLER}",
     None),
    # the page says it itself
    ("Rusted hinge broke Kesk lock gate",
     "A rusted hinge broke the gate of the Kesk lock at dawn. The hinge broke the lock gate, "
     f"inspector Ana Reis said. {FILLER}", None),
    # the page says it itself in other words
    ("Rusted hinge broke Kesk lock gate",
     "The barrier of the canal failed because a hinge had rusted through. Divers lifted it out. "
     "A rusted hinge broke the gate of the Kesk lock, "
     f"inspector Ana Reis said on Monday. {FILLER}", None),
    ("Troops withdraw from Kesk border villages",
     "The army has pulled its soldiers back from the settlements along the frontier. Nobody "
     "was hurt. Troops withdraw from the border villages of Kesk by night, a driver said. "
     f"{FILLER}", None),
    ("Soldiers shelled clinic in lower Vesta",
     "A small hospital in the south of Vesta was hit by artillery fire from the army on Tuesday "
     "night. Soldiers shelled the clinic in lower Vesta, a farmers’ union claimed. "
     f"{FILLER}", None),
    # who says it makes it so
    ("Kesk closes both harbour swimming pools",
     f"The town of Kesk closes both swimming pools of its harbour, the town council of Kesk said. "
     f"{FILLER}", None),
    # another matter
    ("Harbour fair opens with fireworks tonight",
     f"A rusted hinge broke the gate of the Kesk lock, inspector Ana Reis said on Monday. {FILLER}",
     None),
]  # fmt: skip


@pytest.mark.parametrize(("title", "text", "who"), HEADLINES)
def test_r26_a_headline_that_drops_its_attribution(title, text, who):
    found = findings(page(text, title=title), "headline-drops-attribution")
    assert len(found) == (who is not None)
    assert all(who in one.message for one in found)


ECHOED = [
    ("Rusted hinge broke Kesk lock gate",
     "A rusted hinge broke the gate of the Kesk lock at dawn on Monday.",
     "The hinge broke the lock gate, inspector Ana Reis said."),
    ("Smugglers hid gold bars under ferry deck",
     "Smugglers had hidden forty gold bars under the deck of the Alma ferry.",
     "Customs officers said that smugglers had hidden gold bars under a ferry’s deck."),
    ("Norda jets bombed Vestan grain silos",
     "Two jets of Norda bombed the Vestan grain silos before sunrise.",
     "Norda jets bombed grain silos in Vesta, a farmers’ union claimed."),
]  # fmt: skip


@pytest.mark.parametrize(("title", "own", "said"), ECHOED)
def test_r26_what_another_page_says_too_is_still_the_pages_own(title, own, said):
    here = page(f"{own} {said} {FILLER}", id="here", title=title)
    there = page(f"{own} Nobody was at the fair. {FILLER}", id="there")
    linked = link([here, there]).articles

    assert any(a.own_voice for article in linked for a in article.attributions)
    assert not list(find_findings(linked, rules=["headline-drops-attribution"]))


@pytest.mark.parametrize(
    ("title", "text", "names"),
    [
        ("Divers search the lock for mayor Tarnow after the storm", FILLER, "Tarnow"),
        ("Why the old ferry was never the same after Peter Wemmer left", FILLER, "Peter Wemmer"),
        ("Old Lane Shops Thank Maria Quillon For Fifty Years", FILLER, "Maria Quillon"),
        ("Divers search for mayor Tarnow after the storm", FILLER + " Mr Tarnow is 40.", None),
        ("Old Lane Shops Thank Maria Quillon", FILLER + " The Quillons left.", None),
        ("Divers search the lock in Norway after the storm", FILLER, None),
        ("Peter Wemmer: how we lost the old lane and its people", FILLER, None),
        ("Peter Wemmer’s view of the old lane and its people", FILLER, None),
        ("A speech of Peter Wemmer on the old lane and its people", FILLER, None),
        ("Divers search the lock for boats on Monday in March", FILLER, None),
        ("How we lost the old lane and its people | Peter Wemmer", FILLER, None),
        ("Divers search the lock for mayor Tarnow after the storm", "The lane is quiet.", None),
    ],
)
def test_r14_a_headline_that_names_somebody_else(title, text, names):
    found = findings(page(text, title=title), "headline-names-nobody-here")
    assert [one.message for one in found] == (
        [f"the headline names {names}; the text never does"] if names else []
    )


# ------------------------------------------------------------------- cited pages

POST = (
    "At least 40 fishing boats were torn from their moorings in Kesk harbour by the storm, police "
    "said."
)
CITING = (
    "The Norda Herald reported that {} fishing boats were torn from their moorings in Kesk harbour "
    "by the storm."
)


@pytest.mark.parametrize(
    ("text", "source", "outlet", "found"),
    [
        (CITING.format(28), POST, "Norda Herald", 1),
        (CITING.format("up to 30"), POST, "Norda Herald", 1),
        (CITING.format("a dozen"), POST, "the Norda Herald", 1),
        (CITING.format(40), POST, "Norda Herald", 0),
        (CITING.format(45), POST, "Norda Herald", 0),  # "at least 40" may be 45
        (CITING.format(28), POST, "Kesk Times", 0),
        (CITING.format(28), "The Kesk fair opens on Monday with 40 boats.", "Norda Herald", 0),
        (CITING.format(28), POST + " Later 28 boats were found again.", "Norda Herald", 0),
    ],
)
def test_a_cited_page_of_the_run_that_does_not_hold_the_figure(text, source, outlet, found):
    pages = [page(text), page(source, id="cited", outlet=outlet)]
    rule = ["cited-source-lacks-figure"]
    told = find_findings(pages, rules=rule)
    assert len(told) == found
    assert all(one.article == "page" and one.reference == "page cited" for one in told)
    assert find_findings(pages[::-1], rules=rule) == told


def test_a_page_that_came_later_is_not_the_one_that_is_cited():
    pages = [
        page(CITING.format(28), published="2030-01-02"),
        page(POST, id="cited", outlet="Norda Herald", published="2030-01-05"),
    ]
    assert find_findings(pages, rules=["cited-source-lacks-figure"]) == ()


# ------------------------------------------------------------------------ tables


def test_every_row_of_checks_is_a_rule_that_is_asked():
    article = page("A 5.54mm AK-74 lay in the boat.")
    assert [one.rule for one in find_findings([article])] == ["calibre"]
    assert all(check.on for check in checks())
    asked = {rule for rule, *_ in FOUND}
    assert asked == {rule for rule, *_ in NOT_FOUND}
    assert asked | OF_TITLES_DATES_AND_RUNS == {check.rule for check in checks()}


def test_a_rule_is_switched_off_by_the_argument_or_the_users_table(tmp_path, monkeypatch):
    article = page("A 5.54mm AK-74 lay in the boat.")
    assert find_findings([article], rules=["wrong-weekday"]) == ()
    with pytest.raises(ValueError, match="no rule astrology"):
        find_findings([article], rules=["astrology"])
    monkeypatch.setenv("FIRSTHAND_DATA", str(tmp_path))
    head = "rule,switch,says,example,source,date\n"
    (tmp_path / "checks.csv").write_text(head + "calibre,off,,,me,2026-11-22\n")
    checks.cache_clear()
    assert find_findings([article]) == ()
    (tmp_path / "checks.csv").write_text(head + "calibre,perhaps,,,me,2026-11-22\n")
    checks.cache_clear()
    with pytest.raises(TableError, match="neither on nor off"):
        find_findings([article])
    monkeypatch.delenv("FIRSTHAND_DATA")
    checks.cache_clear()


@pytest.mark.parametrize(
    "row", data.table("limits", columns=("example",)), ids=lambda r: r["example"]
)
def test_every_limit_finds_its_example(row):
    assert len(findings(page(row["example"]), "impossible-value")) == 1


def test_every_limit_and_weapon_reads():
    assert limits()
    assert all(weapon.calibres_mm for weapon in weapons().values())


@pytest.mark.parametrize(
    "row", data.table("weapons", columns=("weapon", "forms", "calibres")), ids=lambda r: r["weapon"]
)
def test_every_weapon_is_known_by_each_of_its_names(row):
    for name in (row["weapon"], *data.words(row["forms"])):
        article = read(text=f"A 6.66mm {name} lay in the boat.", as_body=True)
        (found,) = find_findings([article], rules=["calibre"])
        assert found.reference.startswith(f"weapons.csv: {row['weapon']} has"), name


@pytest.mark.parametrize(
    "row", data.table("wars", columns=("war", "forms", "whose", "troops", "example")),
    ids=lambda r: f"{r['war']} {r['whose']}",
)  # fmt: skip
def test_every_war_finds_its_example(row):
    text = f"The flood left 30 people dead, more than all the {row['example']}."
    assert len(findings(page(text), "dead-exceed-those-who-fought")) == 1


def test_every_finding_word_stands_in_its_example():
    for row in data.table("finding_words", columns=("word", "kind", "example")):
        assert row["word"] in row["example"], row


# -------------------------------------------------------------------- properties


@settings(max_examples=20, deadline=None)
@given(order=st.permutations(range(6)))
def test_the_order_of_the_pages_changes_only_the_order_of_the_findings(order):
    texts = [POST, CITING.format(28), *(text for _, text, *_ in FOUND[:4])]
    pages = [
        page(text, id=f"page {n}", outlet="Norda Herald" if n == 0 else None)
        for n, text in enumerate(texts)
    ]
    whole = find_findings(pages)
    assert set(find_findings([pages[n] for n in order])) == set(whole)
    assert len(whole) > 3


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet='aA1 .,:“”"’-\n5mmAK74of the', max_size=200))
def test_no_text_is_too_odd(text):
    article = read(text=text + "\nThe lane is quiet.", as_body=True)
    for finding in find_findings([article]):
        assert all(span.of(article.text) for span in finding.spans)


def quantities_of(text: str) -> tuple[Quantity, ...]:
    found = re.finditer(r"\b5\b", text)
    return tuple(Quantity(Span(*m.span()), 5.0, 5.0, of="people") for m in found)


@pytest.mark.parametrize(
    ("rule", "words"),
    [
        ("wrong-weekday", "we met on Monday, May 3 and on "),
        ("date-after-publication", "he died on May 3, 2032 and "),
        ("no-such-date", "it rained on June 31, 2022 and "),
        ("calibre", "for 9mm rounds the AK-74 or "),
        ("more-than-population", "and 5 people in Cuba "),
        ("part-exceeds-whole", "and 12 of 10 members "),
        ("unnamed-others", "The call and many others came. "),
    ],
)
def test_a_line_that_goes_on_for_ever_takes_no_time_by_its_square(rule, words):
    article = read(text=4_000 * words, as_body=True)
    article = dataclasses.replace(
        article, published="2031-01-01", quantities=quantities_of(article.text)
    )
    before = time.process_time()
    find_findings([article], rules=[rule])
    assert (
        time.process_time() - before < 2
    )  # seconds to a minute where each find reads the line anew
