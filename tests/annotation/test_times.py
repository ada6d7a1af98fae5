"""When: each time with its EDTF and what it is counted from; what is no time."""

import dataclasses
import re
import time
from datetime import date

import pytest
from annotation_cases import article_of, fails, with_odd_letters
from hypothesis import example, given, settings
from hypothesis import strategies as st

from firsthand import annotate, data, read
from firsthand.annotation.calendar_dates import Anchor, anchor, holiday, interval, weekend
from firsthand.annotation.time_words import english
from firsthand.errors import TableError
from firsthand.types import Article
from firsthand.words import MONTHS, WEEKDAYS

WEDNESDAY = "2026-03-11"  # the day on which the invented pages are published

# EDTF, levels 0 and 1, as far as we write it (Library of Congress, 2019)
DATE = r"\d{4}(?:-(?:0[1-9]|1[0-2]|2[1-4])|-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01]))?~?"
EDTF = re.compile(
    rf"{DATE}(?:/{DATE})?|\d{{3}}X|\d{{2}}XX|\d{{4}}-\d\d-\d\dT(?:[01]\d|2[0-3]):[0-5]\d:00"
)


def annotated(text: str, published: str | None = WEDNESDAY) -> Article:
    article = read(text=text, as_body=True)
    return annotate(dataclasses.replace(article, published=published))


def times_in(
    text: str, published: str | None = WEDNESDAY
) -> list[tuple[str, str | None, str | None]]:
    article = annotated(text, published)
    return [(t.span.of(article.text), t.edtf, t.basis) for t in article.times]


def values_in(text: str, published: str | None = WEDNESDAY) -> list[str | None]:
    return [edtf for _, edtf, _ in times_in(text, published)]


# one time a passage, counted from the day of publication: text, its words, EDTF
FROM_PUBLICATION = [
    # -- weekdays go by the tense
    ("The board met on Monday.", "Monday", "2026-03-09"),
    ("The board met on Wednesday.", "Wednesday", "2026-03-11"),
    ("The board met Thursday.", "Thursday", "2026-03-05"),
    ("The board will meet on Monday.", "Monday", "2026-03-16"),
    ("The board is expected to meet on Thursday.", "Thursday", "2026-03-12"),
    ("The board plans to meet on Thursday.", "Thursday", "2026-03-12"),
    ("The board meets on Friday.", "Friday", "2026-03-13"),
    ("The board was seen in a film released on Friday.", "Friday", "2026-03-06"),
    ("The board spoke ahead of Friday's vote.", "Friday", "2026-03-13"),
    ("The lock has been shut since Friday.", "Friday", "2026-03-06"),
    ("The lock broke last Wednesday.", "last Wednesday", "2026-03-04"),
    ("The lock will open next Tuesday.", "next Tuesday", "2026-03-17"),
    ("The lock broke early on Tuesday morning.", "early on Tuesday morning", "2026-03-10"),
    # -- days
    ("The lock broke yesterday.", "yesterday", "2026-03-10"),
    ("The lock broke today.", "today", "2026-03-11"),
    ("The lock broke last night.", "last night", "2026-03-10"),
    ("The lock will open tomorrow morning.", "tomorrow morning", "2026-03-12"),
    ("The lock broke the day before yesterday.", "the day before yesterday", "2026-03-09"),
    # -- weeks, months, years, seasons
    ("The lock broke last week.", "last week", "2026-03-02/2026-03-08"),
    ("The lock broke earlier this week.", "earlier this week", "2026-03-09/2026-03-15"),
    ("The lock will open next month.", "next month", "2026-04"),
    ("The lock broke late last year.", "late last year", "2025"),
    ("The lock will open by the end of the year.", "by the end of the year", "2026"),
    ("The lock broke last summer.", "last summer", "2025-22"),
    ("The lock broke last winter.", "last winter", "2025-24"),
    ("The lock will open this fall.", "this fall", "2026-23"),
    ("The lock broke in the autumn.", "the autumn", "2025-23"),
    ("The lock broke over the weekend.", "the weekend", "2026-03-07/2026-03-08"),
    ("The lock will open this weekend.", "this weekend", "2026-03-14/2026-03-15"),
    # -- so long ago, so long from now
    ("The lock broke two weeks ago.", "two weeks ago", "2026-02-25~"),
    ("The lock broke about a month ago.", "about a month ago", "2026-02~"),
    ("The lock broke fourteen months ago.", "fourteen months ago", "2025-01~"),
    ("The lock broke twenty-five years ago.", "twenty-five years ago", "2001~"),
    ("The lock broke two days ago.", "two days ago", "2026-03-09"),
    ("The lock broke two decades ago.", "two decades ago", "2006~"),
    ("The lock will open in two weeks.", "in two weeks", "2026-03-25~"),
    ("The lock broke twice in the last seven years.", "the last seven years", "2019~/2026"),
    ("The lock broke twice in the past week.", "the past week", "2026-03-04~/2026-03-11"),
    ("The lock will hold for the next ten years.", "the next ten years", "2026/2036~"),
    # -- dates without a year
    ("The lock broke on March 3.", "March 3", "2026-03-03"),
    ("The lock broke on April 3.", "April 3", "2025-04-03"),
    ("The lock will open on 3 April.", "3 April", "2026-04-03"),
    ("The lock broke in November.", "November", "2025-11"),
    ("The lock will open in November.", "November", "2026-11"),
    ("The lock broke in late March.", "late March", "2026-03"),
    ("The lock broke on Thursday, Dec. 25.", "Thursday, Dec. 25", "2025-12-25"),
    ("The lock broke on 3-5 March.", "3-5 March", "2026-03-03/2026-03-05"),
    ("The lock broke in late May of last year.", "late May of last year", "2025-05"),
    ("The lock will open on March 3 next year.", "March 3 next year", "2027-03-03"),
    # -- holidays
    ("The lock broke on New Year's Eve.", "New Year's Eve", "2025-12-31"),
    ("The lock will open on Good Friday.", "Good Friday", "2026-04-03"),
    ("The lock broke last Thanksgiving.", "last Thanksgiving", "2025-11-27"),
    # -- with the hour
    ("The lock broke at 3:15 p.m. on Monday.", "at 3:15 p.m. on Monday", "2026-03-09T15:15:00"),
    ("The lock broke on Monday at noon.", "Monday at noon", "2026-03-09T12:00:00"),
    ("The lock will open tomorrow at 12:30 a.m.", "tomorrow at 12:30 a.m.", "2026-03-12T00:30:00"),
]


@pytest.mark.parametrize(("text", "words", "edtf"), FROM_PUBLICATION)
def test_a_time_is_counted_from_the_day_of_publication(text, words, edtf):
    assert times_in(text) == [(words, edtf, "published")]


@pytest.mark.parametrize(("text", "words"), [(text, words) for text, words, _ in FROM_PUBLICATION])
def test_without_a_day_of_publication_it_has_no_value(text, words):
    assert times_in(text, None) == [(words, None, None)]


ABSOLUTE = [
    ("The lock broke on March 3, 2019.", "March 3, 2019", "2019-03-03"),
    ("The lock broke on Sunday, Mar. 3, 2019.", "Sunday, Mar. 3, 2019", "2019-03-03"),
    ("The lock broke on the 3rd of March 2019.", "3rd of March 2019", "2019-03-03"),
    ("The lock broke on 2019-03-03.", "2019-03-03", "2019-03-03"),
    ("The lock broke on 23/3/2019.", "23/3/2019", "2019-03-23"),
    ("The lock broke on 3/3/2019.", "3/3/2019", "2019-03-03"),
    ("The lock broke in March 2019.", "March 2019", "2019-03"),
    ("The lock broke in early 2019.", "early 2019", "2019"),
    ("The 2019 flood broke the lock.", "2019", "2019"),
    ("The lock broke in the summer of 2019.", "the summer of 2019", "2019-22"),
    ("It broke in the third quarter of 2019.", "the third quarter of 2019", "2019-07/2019-09"),
    ("The lock was built in the 1990s.", "the 1990s", "199X"),
    ("The lock was built in the mid-’80s.", "the mid-’80s", "198X"),
    ("The lock was built in the early 2000s.", "the early 2000s", "200X"),
    ("The lock was built in the 1800s.", "the 1800s", "18XX"),
    ("The lock was built in the nineteenth century.", "the nineteenth century", "18XX"),
    ("The lock was shut from 2010 to 2012.", "2010 to 2012", "2010/2012"),
    ("It was shut between May 2010 and June 2012.", "May 2010 and June 2012", "2010-05/2012-06"),
    ("The lock was shut in 2014-15.", "2014-15", "2014/2015"),
    ("The lock was shut from March 3 to April 4, 2019.", "March 3 to April 4, 2019",
     "2019-03-03/2019-04-04"),
    ("The lock broke three days before Christmas 2019.", "three days before Christmas 2019",
     "2019-12-22"),
    ("The lock broke at noon on March 3, 2019.", "at noon on March 3, 2019", "2019-03-03T12:00:00"),
    ("The lock was rebuilt after 9/11.", "9/11", "2001-09-11"),
]  # fmt: skip


@pytest.mark.parametrize("published", [WEDNESDAY, None])
@pytest.mark.parametrize(("text", "words", "edtf"), ABSOLUTE)
def test_a_time_that_its_words_settle_needs_no_other(text, words, edtf, published):
    assert times_in(text, published) == [(words, edtf, "absolute")]


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("He was held on Monday night. The next morning he was freed.",
         [("2026-03-09", "published"), ("2026-03-10", "text")]),
        ("He was held on March 3, 2009. On March 5 he was freed. Two years later he died.",
         [("2009-03-03", "absolute"), ("2009-03-05", "text"), ("2011~", "text")]),
        ("The wall fell in 2012. That year it rained.", [("2012", "absolute"), ("2012", "text")]),
        ("The wall fell yesterday, during the evening.",
         [("2026-03-10", "published"), ("2026-03-10", "text")]),
        ("It fell at 3 p.m. on Monday and was up at 5 p.m.",
         [("2026-03-09T15:00:00", "published"), ("2026-03-09T17:00:00", "text")]),
        # -- "today" in a quotation is the day on which it was said
        ("“The wall fell today,” Ana Reis said on Monday.",
         [("2026-03-09", "text"), ("2026-03-09", "published")]),
        ("“The wall fell yesterday,” Ana Reis said on Monday.",
         [("2026-03-08", "text"), ("2026-03-09", "published")]),
        ("“The wall fell today,” Ana Reis said.", [(None, None)]),
        ("“The wall fell this week,” Ana Reis said.", [("2026-03-09/2026-03-15", "published")]),
        # -- what is told later in full
        ("The wall fell on May 4. A year before May 4, 2021, it stood.",
         [("2021-05-04", "text"), ("2020~", "absolute")]),
    ],
)  # fmt: skip
def test_a_time_rests_on_another_of_the_article(text, values):
    assert [(edtf, basis) for _, edtf, basis in times_in(text)] == values


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("ODRA, April 28, 2014 (Norda News) — The board met on Monday.", ["2014-04-28"] * 2),
        ("ODRA, April 28 (Norda News) — The board met on Monday.\n\nIt had last met on April 17, "
         "2014.", ["2014-04-28", "2014-04-28", "2014-04-17"]),
        ("Leaflets were out on 26 April, for a vote on 11 May 2014.", ["2014-04-26", "2014-05-11"]),
        ("Leaflets were out on 26 April. The vote of 11 May 2014 was long.",
         [None, "2014-05-11"]),
        ("ODRA, April 28 (Norda News) — The board met on Monday.", [None, None]),
        ("ODRA, April 28 (Norda News) — The board met on Monday.\n\nIt was founded on May 1, 1907, "
         "and rebuilt on June 3, 1950.", [None, None, "1907-05-01", "1950-06-03"]),
        ("The tower burned on Friday, May 9, 2014. Nobody slept on Friday.",
         ["2014-05-09", "2014-05-09"]),
    ],
)  # fmt: skip
def test_a_page_without_a_date_counts_from_its_dateline_or_a_full_date(text, values):
    assert values_in(text, None) == values


@pytest.mark.parametrize(
    "text",
    [
        "The guard stood there for three years.",
        "The guard, 39, is a 20-year-old man.",
        "The board meets every Friday.",
        "The board meets on Fridays and each June.",
        "The board has 2000 members and owes $2014.",
        "It moved 2,014 tons in 1,998 carts.",
        "Election 2016 was bitter.",
        "The keeper may march, she said.",
        "Tessa May met April Reis.",
        "He reads the Sunday Times and USA Today.",
        "Shops fear Black Friday.",
        "She is in her sixties.",
        "A few weeks after he left, the wall fell.",
        "They lit the Christmas tree.",
        "It had stood in two weeks.",
        "The summer camp was shut, and the fall of the wall was loud.",
        "Joe's call was at number 1984-55.",
        "It grew year after year.",
    ],
)
def test_durations_ages_frequencies_and_names_are_no_times(text):
    assert times_in(text) == []


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The lock broke on 4/5/2019.", "4/5/2019"),
        ("The lock broke on February 30, 2019.", "February 30, 2019"),
        ("The lock broke years later.", "years later"),
        ("The lock had broken a few weeks earlier.", "a few weeks earlier"),
        ("“Today,” she said, “it broke.”", "Today"),
        ("The lock broke years ago.", "years ago"),
        ("The lock broke a few weeks ago.", "a few weeks ago"),
        ("The lock broke twice in recent weeks.", "recent weeks"),
        ("The lock was recently mended.", "recently"),
        ("The lock was open at the time.", "at the time"),
        ("The lock broke at 3 p.m.", "at 3 p.m."),
        ("The lock broke three days later.", "three days later"),
    ],
)
def test_a_time_that_the_words_do_not_settle_is_listed_without_a_value(text, words):
    assert times_in(text) == [(words, None, None)]


@pytest.mark.parametrize(
    ("published", "values"),
    [
        ("2026", ["2025", None, None]),
        ("2026-03", ["2025", "2026-02", None]),
        ("2026-03-11T17:05:00+02:00", ["2025", "2026-02", "2026-03-10"]),
        ("2026-22", ["2025", None, None]),
        ("2026-02-31", ["2025", "2026-01", None]),
        ("last Tuesday", [None, None, None]),
        ("0000-00-00", [None, None, None]),
        ("", [None, None, None]),
    ],
)
def test_a_vague_date_of_publication_settles_what_is_as_vague(published, values):
    assert values_in("It fell last year, last month and yesterday.", published) == values


# what the tense of the time's own verb tells, and what it does not: text, its words, EDTF
BY_TENSE = [
    # -- "to be done" lies ahead
    ("The list is expected to be printed on Friday.", "Friday", "2026-03-13"),
    ("The bell, to be hung on Friday, is new.", "Friday", "2026-03-13"),
    ("The papers are supposed to be opened by April 9.", "April 9", "2026-04-09"),
    ("The bell is said to have been hung on Friday.", "Friday", "2026-03-06"),
    ("The bell was hung on Friday.", "Friday", "2026-03-06"),
    # -- so does what somebody is asked to do
    ("Let's mend the roof in October.", "October", "2026-10"),
    ("Bring your own bread in October.", "October", "2026-10"),
    ("Sail with us on Friday.", "Friday", "2026-03-13"),
    ("They brought their own bread in October.", "October", "2025-10"),
    # -- and what is headed into; since then it is behind
    ("Headed into Friday's exam, the class is calm.", "Friday", "2026-03-13"),
    ("Since his fall from the roof in May, the roofer has rested.", "May", "2025-05"),
    ("The guild holds fairs, including one in November for bakers.", "November", "2025-11"),
    # -- the time of a noun, and of what was to be done, may be on the other side of its verb
    ("The bakers praised her in a letter about the April 2 fair.", "April 2", "2026-04-02"),
    ("The keeper asked to sing on April 17.", "April 17", "2026-04-17"),
    ("The choir tuned its bells for a wedding on April 17.", "April 17", "2026-04-17"),
    ("He wrote that the ice would hold on March 4.", "March 4", "2026-03-04"),
    ("The choir sang on April 17.", "April 17", "2025-04-17"),
    ("The choir hopes to sing abroad in January.", "January", "2027-01"),
    # -- a weekday tells the year of its date
    ("The march will begin on Saturday, March 7.", "Saturday, March 7", "2026-03-07"),
    # -- stretches and ends of the week and the year
    ("They will sail on the coming weekend.", "the coming weekend", "2026-03-14/2026-03-15"),
    ("They met on Memorial Day weekend.", "Memorial Day weekend", "2025-05-24/2025-05-26"),
    ("They met on Labor Day weekend.", "Labor Day weekend", "2025-08-30/2025-09-01"),
    ("It grew in the first quarter of last year.", "the first quarter of last year",
     "2025-01/2025-03"),
    ("It will grow in the second half of this year.", "the second half of this year",
     "2026-07/2026-12"),
    ("It will grow in the first half of next year.", "the first half of next year",
     "2027-01/2027-06"),
    ("The board met on 12 and 13 June.", "12 and 13 June", "2025-06-12/2025-06-13"),
    ("The mill had been shut in May.", "May", "2025-05"),
    ("He said that last year's fair was dull.", "last year", "2025"),
    ("He spent this last year in the mill.", "this last year", "2025~/2026"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "words", "edtf"), BY_TENSE)
def test_the_tense_places_a_time_on_its_side_of_the_day_of_publication(text, words, edtf):
    assert times_in(text) == [(words, edtf, "published")]


@pytest.mark.parametrize(
    ("published", "text", "edtf"),
    [
        ("2026-07-27", "The choir was asked for songs for the Nov. 5 fair.", "2026-11-05"),
        ("2026-07-27", "The bakers wrote a song about the November fair.", "2026-11"),
        ("2026-04-15", "She was barred from the July fair.", "2026-07"),
        ("2026-11-27", "It was told of in a book on the March fire.", "2026-03"),
        ("2026-07-27", "The choir sang in November.", "2025-11"),
    ],
)
def test_the_date_of_an_event_is_of_the_year_of_publication(published, text, edtf):
    assert values_in(text, published) == [edtf]


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("In 2014, the ferry sank in May.", ["2014", "2014-05"]),
        ("But in 2014, hens were dear, and by June nobody kept any.", ["2014", "2014-06"]),
        ("In October 2012 the mill closed, and in March it burned.", ["2012-10", "2013-03"]),
        ("In 2012, the mill stood still, and this May it burned.", ["2012", "2026-05"]),
        ("In 2012 the mill stood still, and in May it will close.", ["2012", "2026-05"]),
        ("In 2012 the mill stood still. In January it burned.", ["2012", "2026-01"]),
        ("She wed in June 2004 and was widowed in August of that year.", ["2004-06", "2004-08"]),
        ("It was built in 1953. The mill burned that July.", ["1953", "1953-07"]),
        ("The mill burned that July.", [None]),
        ("He came back that Friday.", [None]),
        ("The mill is larger today than it was that year.", ["2026-03-11", None]),
        ("The storm of May 3, 2009, took the roof. It rained in for the next four weeks.",
         ["2009-05-03", "2009-05-03/2009-05-31~"]),
        ("It rained in through the roof for the next four weeks.", [None]),
        ("He wrote it in the last two weeks of the strike.", [None]),
        ("He wrote it in the past two weeks of rain.", ["2026-02-25~/2026-03-11"]),
        ("He has not sailed since 9/11. What he saw on Sept. 11 he never told.",
         ["2001-09-11", None]),
        ("It fell on May 3, 2009, and on May 3, 2012. On May 3 they ring the bell.",
         ["2009-05-03", "2012-05-03", None]),
        ("The board met on 3 and 29 June.", [None]),
    ],
)  # fmt: skip
def test_a_year_is_that_of_the_sentence_or_of_what_was_told(text, values):
    assert values_in(text) == values


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The lock broke on March 3 , 2019 .", ["March 3 , 2019"]),
        ("The lock broke on Sunday , March 3 , 2019 .", ["Sunday , March 3 , 2019"]),
        ("They met on New Year 's Eve 2019 .", ["New Year 's Eve 2019"]),
        ("They met on Valentine ’s Day , 2019 .", ["Valentine ’s Day , 2019"]),
        ("The guild read the Weavers' 2012 list and Reis's 2013 one.", ["2012", "2013"]),
        ("He read Ana Reis’s 2012 book.", ["2012"]),
        ("He read the Bakers Guild's 2012 list.", ["2012"]),
    ],
)
def test_blanks_before_marks_and_owners_before_a_year_hide_no_time(text, words):
    found = times_in(text)
    assert [told for told, *_ in found] == words
    assert all(edtf for _, edtf, _ in found)


@pytest.mark.parametrize(
    "text",
    [
        # -- the year of a law, a programme's name, how long and how often
        "The judge read the Wreck Act of 1964 aloud.",
        "The host of ''Today,'' a baker, left.",
        "He has knitted for decades now.",
        "They will row it twice in one day.",
        # -- a clause tells which time is meant
        "Nobody had seen it at the time the bridge was built.",
        "It was not locked at the time they left.",
        "He left on the same day that the bridge fell.",
        "It rains in a year when no one sows.",
        # -- looking back
        "That would be the town's first fair in 40 years.",
        "It could be the worst flood in 30 years.",
        "The guild will hold its first fair in ten years.",
        # -- names and set phrases
        "He heard it on Radio Right Now.",
        "They sang “Come Right Now” at the fair.",
        "Still, at the end of the day, bread counts.",
    ],
)
def test_what_a_clause_or_a_name_tells_is_no_time(text):
    assert times_in(text) == []


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("He was asleep at the time, she said.", None),
        ("The first train will leave in two weeks.", "2026-03-25~"),
        ("He has been quiet recently as the mill grew.", None),
        ("It was mended at the end of the year.", "2026"),
    ],
)
def test_what_looks_like_such_a_clause_is_a_time(text, edtf):
    assert values_in(text) == [edtf]


# ------------------------------------------------------------------------ the rows

ROWS = [
    # R77: with and without a year, and counted from publication; furniture stays out
    ("R77", "The cook fled from Averil on February 24.", "2022-03-17", ["2022-02-24"]),
    ("R77", "Around a month ago the cook fled, and in the three weeks since the war began he has "
            "not slept.", "2022-03-17", ["2022-02~", "2022-02-24~/2022-03-17"]),
    ("R77", "The cook fled on February 24, only days after the war began.", None, [None]),
    # R78: a stretch of time ahead, in somebody's account: from what, is not told
    ("R78", "“In about 20 minutes the boat will come,” the cook said.", WEDNESDAY, [None]),
    ("R78", "“Then they told us: in two hours you will row,” the cook said.", WEDNESDAY, [None]),
    ("R78", "“They will be here in ten minutes,” the cook said.", WEDNESDAY, [None]),
]  # fmt: skip


@pytest.mark.parametrize(("row", "text", "published", "values"), ROWS)
def test_a_row_of_the_list_holds_on_an_invented_passage(row, text, published, values):
    assert values_in(text, published) == values


def test_a_year_of_the_furniture_is_not_read():
    aside = "Sign up to our letter, founded in 2015"
    article = article_of("The lock broke in 2019.", aside, "It was mended in 2020.", aside=(aside,))
    assert [t.edtf for t in annotate(article).times] == ["2019", "2020"]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (
            "“The pump stopped. In about 20 minutes the hold was full,” the cook said.",
            "In about 20 minutes",
        ),
        ("“They opened the gate. Ten minutes later it sank,” said Ana Reis.", "Ten minutes later"),
        (
            "The gunner said: “We rowed to the pier. And in around two hours they saw us.”",
            "in around two hours",
        ),
        ("“We shut the lock. Three days later it burst,” the keeper said.", "Three days later"),
    ],
)
def test_a_stretch_of_time_in_an_account_counts_from_what_was_told_before(text, words):
    assert times_in(text) == [(words, None, "account")]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        # -- the first that the speaker tells, or outside his words
        ("“In about ten minutes they came,” the keeper said.", []),
        ("The lock broke. In ten minutes it was mended, Ana Reis said.", []),
        # -- how long it took
        ("“We left. The crew emptied the boat in two hours,” the keeper said.", []),
        ("“We voted. In ten years they built nothing,” the keeper said.", []),
        # -- ahead of him, and from a day that he told
        ("“We rowed. In two hours the boat will be here,” he said.", [("In two hours", None)]),
        (
            "“It burst on March 3, 2019. Two days later the lock burst,” the keeper said.",
            [("March 3, 2019", "absolute"), ("Two days later", "text")],
        ),
    ],
)
def test_what_counts_from_nothing_in_an_account_is_not_so_told(text, found):
    assert [(words, basis) for words, _, basis in times_in(text)] == found


# ---------------------------------------------------------------------- the tables


@pytest.mark.parametrize("row", data.table("time_words", columns=("word", "kind", "example")))
def test_each_word_is_read_in_its_example(row):
    found = times_in(row["example"])
    if row["kind"] in ("name", "counted"):
        assert found == []
    elif row["kind"] == "vague":
        assert [(edtf, basis) for _, edtf, basis in found] == [(None, None)]
    elif row["kind"] == "some":
        assert [words.lower() for words, *_ in found] == [f"{row['word']} years ago"]
    else:
        words, edtf, _ = found[-1]
        assert row["word"].lower().removesuffix("y") in words.lower()
        assert edtf is not None


@pytest.mark.parametrize("row", data.table("holidays", columns=("names", "rule", "example")))
def test_each_holiday_is_read_in_its_example(row):
    year = (
        2001 if row["rule"].startswith("2001") else 1944 if row["rule"].startswith("1944") else 2019
    )
    assert values_in(row["example"]) == [str(holiday(row["rule"], year))]


@pytest.mark.parametrize(
    ("rule", "year", "day"),
    [
        ("easter", 2019, "2019-04-21"),
        ("easter", 2038, "2038-04-25"),
        ("easter+1", 2016, "2016-03-28"),
        ("11 thursday 4", 2016, "2016-11-24"),
        ("05 monday -1", 2016, "2016-05-30"),
        ("02-29", 2019, "None"),
    ],
)
def test_a_rule_gives_the_day_of_a_year(rule, year, day):
    assert str(holiday(rule, year)) == day


@pytest.mark.parametrize("rule", ["someday", "11 thorsday 4", "13-40-1-2"])
def test_a_rule_that_is_none_is_named_with_its_table(rule, tmp_path, monkeypatch):
    (tmp_path / "holidays.csv").write_text(
        f"names,rule,example,source,date\nX,{rule},e,me,2026-11-22\n"
    )
    monkeypatch.setenv("FIRSTHAND_DATA", str(tmp_path))
    with pytest.raises(TableError, match=r"holidays\.csv"):
        english.__wrapped__()


def test_the_calendar_has_ends():
    assert anchor("9999-12-31", "published") == Anchor(9999, 12, date(9999, 12, 31), "published")
    assert weekend(date(9999, 12, 31)) is None
    assert interval("2019", None) is None
    assert interval("2019", "2018") is None
    assert (
        values_in("It will fall tomorrow, next week and in 90 years.", "9999-12-31") == [None] * 3
    )
    assert values_in("It fell yesterday, last week and 90 years ago.", "0001-01-01") == [None] * 3


# ------------------------------------------------------------------------ bad input


@pytest.mark.parametrize(
    "text",
    [
        "",
        "\x00\x00 Monday \x00",
        "IT FELL ON MONDAY, MARCH 3, 2019, AT 3 P.M.",
        "99999999999999999999 years ago, on March 99999999999, 99999999999999.",
        "In 9,999 years, 9999 centuries ago, the last 9,999 decades.",
        "٣ مارس ٢٠١٩ and the ³rd of March ²⁰¹⁹",
        "between and to from, Monday",
        "early late mid early late 2014-2015-2016-2017",
        "The gate broke on March 3, 2019 noon noon.",
        "3 March 2019 noon at 3 p.m. noon",
    ],
)
def test_bad_input_gives_times_whose_spans_slice_back(text):
    check(annotated(text))


def check(article: Article) -> None:
    last = 0
    for one in article.times:
        assert last <= one.span.start < one.span.end <= len(article.text)
        assert (one.edtf is None) == (one.basis is None)
        assert one.basis in ("absolute", "published", "text", None)
        assert one.edtf is None or EDTF.fullmatch(one.edtf), one.edtf
        last = one.span.end


def test_lone_surrogates_do_not_stop_the_words_from_being_read():
    told = list(english().told_in("It fell \ud800 on Monday \udfff."))
    assert [one.form for one in told] == ["weekday"]


def test_capitals_are_read_too():
    assert values_in("IT FELL ON MONDAY, MARCH 4, 2019.") == ["2019-03-04"]


@pytest.mark.parametrize(
    ("text", "words", "edtf"),
    [
        ("The lock broke fıve mİnuteſ ago.", "fıve mİnuteſ ago", "2026-03-11~"),
        ("The lock broke two wee\u212as ago.", "two wee\u212as ago", "2026-02-25~"),
        ("The lock broke on Frİday.", "Frİday", "2026-03-06"),
        ("The lock was built in the ſıxteenth century.", "the ſıxteenth century", "15XX"),
        ("The lock broke on Eaſter Sunday 2024.", "Eaſter Sunday 2024", "2024-03-31"),
    ],
)
def test_odd_letters_that_match_in_spite_of_case_are_read_as_what_they_match(text, words, edtf):
    assert [found[:2] for found in times_in(text)] == [(words, edtf)]


WORDS = st.sampled_from(
    """on in the last next this two 3 31 12 2019 1990s ago Monday March May early week year day
    weeks years later before after since Christmas noon p.m. at to and – - / , . " ” “ today
    tomorrow night morning summer of century 19th weekend 9/11 will met \n \x00 few Friday
    that same first quarter 0 99 2019-02-30 30/2/2019 at 25:61""".split(" ")
)
PHRASES = st.sampled_from(
    ["five minutes ago", "last Friday", "the sixth century", "Easter Sunday", "in six weeks"]
)


@settings(max_examples=60, deadline=None)
@given(
    words=st.lists(with_odd_letters(WORDS | PHRASES), max_size=30),
    published=st.sampled_from([None, WEDNESDAY, "0001-01-01"]),
)
@example(words=["9999", "to", "2019"], published="9999-12-31")
def test_any_words_give_edtf_and_spans_that_never_overlap(words, published):
    check(annotated(" ".join(words), published))


@settings(max_examples=40, deadline=None)
@given(text=st.text(max_size=80))
def test_any_text_gives_a_result(text):
    check(annotated(text))


@pytest.mark.parametrize(
    "text",
    [
        "1999 " * 10_000,
        "the " * 20_000 + "week",
        "early in on of " * 5_000,
        "Monday, " * 10_000,
        "March 3–" * 10_000,
        "in the last two " * 5_000,
        "9/11/" * 10_000,
        " " * 50_000 + "ago",
    ],
    ids=lambda text: text[:10],
)
def test_reading_the_words_takes_time_in_proportion(text):
    english()
    started = time.perf_counter()
    list(english().told_in(text))
    assert time.perf_counter() - started < 3


@pytest.mark.parametrize(
    ("text", "value"),
    [
        fails("The rally on Monday will be told of for years.", "2026-03-09",
              why="a noun's time goes by the sentence's verb"),
        fails("Friday's vote was feared by the board before it came.", "2026-03-13",
              why="only words right before the time say that it lies ahead"),
    ],
)  # fmt: skip
def test_what_the_tense_does_not_tell(text, value):
    assert values_in(text)[0] == value


@pytest.mark.parametrize(
    ("kind", "names", "first"), [("weekday", WEEKDAYS, 0), ("month", MONTHS, 1)]
)
def test_the_table_counts_days_and_months_as_the_calendar_does(kind, names, first):
    rows = data.table("time_words", columns=("word", "kind", "value"))
    told = {row["word"]: int(row["value"]) for row in rows if row["kind"] == kind}
    assert told == {name: number for number, name in enumerate(names, first)}


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("The lock broke last week.", "2026-03-09/2026-03-15"),
        ("A storm shut the ferry last week, the skipper said.", "2026-03-09/2026-03-15"),
        ("Bakers in Oslo met late last week.", "2026-03-09/2026-03-15"),
        ("The board will meet this week.", "2026-03-16/2026-03-22"),
        ("The mill reopens this week.", "2026-03-16/2026-03-22"),
        ("The clerk printed the list for this week's fair.", None),
        ("The bells broke this week.", "2026-03-09/2026-03-15"),
        ("The skipper fell ill earlier this week.", "2026-03-09/2026-03-15"),
        ("The board will meet next week.", "2026-03-16/2026-03-22"),
    ],
)
def test_a_week_told_on_a_sunday(text, edtf):
    assert values_in(text, "2026-03-15") == [edtf]


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        # -- an "if" looks ahead
        ("The vicar wants candles because if there is a storm on Friday the lamps go out.",
         ["2026-03-13"]),
        ("They will sue if he skips the hearing on Thursday.", ["2026-03-12"]),
        ("The bakers gain if the guild wins Friday's vote.", ["2026-03-13"]),
        # -- "ago" in a quotation counts from when it was said
        ("“It rained five minutes ago,” Ana Reis said.", [None]),
        ("“We lost the key three days ago,” the cook said.", [None]),
        ("“He left ten hours ago,” the cook told us.", [None]),
        ("“The roof fell two days ago,” Ida Norr said on Tuesday.", ["2026-03-08", "2026-03-10"]),
        ("“They sold it two weeks ago,” Ida Norr said.", ["2026-02-25~"]),
        # -- a participle does not say on which side of now its date lies, nor does "is"
        ("The baker, seeking a seat in the vote on March 24, spoke.", [None]),
        ("Seeking a win in the cup March 29, the crew faced the cook.", [None]),
        ("It is 12 degrees warmer in February.", [None]),
        # -- what is compared with
        ("Sales were lower in February than March.", ["2026-02", "2026-03"]),
        ("Rents rose in January compared with March.", ["2026-01", "2026-03"]),
        ("The mill ground more flour than March.", ["2026-03"]),
    ],
)  # fmt: skip
def test_times_by_what_is_around_them(text, edtf):
    assert values_in(text) == edtf


@pytest.mark.parametrize("place", ["ODRA", "KRESNO, Norway", "LIMA"])
def test_a_dateline_ends_with_any_dash(place):
    assert values_in(f"{place}, April 28, 2014 ― The lock broke today.", None)[-1] == "2014-04-28"
