"""What is said to have happened when, beside when it was published."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firsthand.publish.edtf import days_of, in_words
from firsthand.publish.timeline import MOST_DATES, Names, draw_timeline, timeline_of
from firsthand.types import Article, Attribution, Span, Statement, Time

NOBODY = Names({}, {})


@pytest.mark.parametrize(
    ("edtf", "first", "last", "words"),
    [
        ("2031-05-17", date(2031, 5, 17), date(2031, 5, 17), "17 May 2031"),
        ("2031-05-17T02:40:00Z", date(2031, 5, 17), date(2031, 5, 17), "17 May 2031"),
        ("2031-05", date(2031, 5, 1), date(2031, 5, 31), "May 2031"),
        ("2032-02", date(2032, 2, 1), date(2032, 2, 29), "February 2032"),
        ("2031", date(2031, 1, 1), date(2031, 12, 31), "2031"),
        ("2031~", date(2031, 1, 1), date(2031, 12, 31), "about 2031"),
        ("2031-24", date(2031, 12, 1), date(2032, 2, 29), "winter 2031"),
        ("199X", date(1990, 1, 1), date(1999, 12, 31), "1990s"),
        ("18XX", date(1800, 1, 1), date(1899, 12, 31), "1800s"),
        ("2031-05-16/2031-05-22", date(2031, 5, 16), date(2031, 5, 22), "16 to 22 May 2031"),
        ("2031-12/2032-01", date(2031, 12, 1), date(2032, 1, 31), "December 2031 to January 2032"),
        ("../2031-05", date(2031, 5, 1), date(2031, 5, 31), "until May 2031"),
        ("2031-05/..", date(2031, 5, 1), date(2031, 5, 31), "from May 2031"),
    ],
)
def test_a_date_has_its_first_and_last_day_and_words(edtf, first, last, words):
    assert days_of(edtf) == (first, last)
    assert in_words(edtf) == words


@pytest.mark.parametrize(
    "edtf", [None, "", "soon", "2031-13", "2031-02-30", "/", "..", "2032/2031", "1/2/3", "XXXX"]
)
def test_what_is_no_date_is_none(edtf):
    assert days_of(edtf) is None


@given(st.text(st.sampled_from("0123456789-/.~?X TZ:"), max_size=24))
def test_any_letters_are_a_date_or_none(edtf):
    days = days_of(edtf)
    assert days is None or days[0] <= days[1]
    in_words(edtf)


def page(text: str, *statements: str, published: str | None = None, **times: str) -> Article:
    """``times`` maps a word of the text to its EDTF date."""

    def at(words: str) -> Span:
        return Span(text.index(words), text.index(words) + len(words))

    return Article(
        text[:4],
        ("x",),
        text,
        (),
        published=published,
        attributions=tuple(
            Attribution(f"a{n}", "indirect", (), (), (at(words),))
            for n, words in enumerate(statements)
        ),
        times=tuple(Time(at(word), edtf or None) for word, edtf in times.items()),
    )


def test_a_time_belongs_to_the_innermost_statement_that_holds_it():
    text = "He said she swore the mast fell on Friday."
    whole, inner = text[8:], "the mast fell on Friday"
    (day,) = timeline_of([page(text, whole, inner, Friday="2031-05-16")]).dates
    assert [claimed.statement for claimed in day.claimed] == [Statement("He s", "a1")]
    assert day.claimed[0].words == "Friday"


def test_a_time_that_no_statement_holds_is_on_no_timeline():
    timeline = timeline_of([page("It fell on Friday, she said.", Friday="2031-05-16")])
    assert timeline.dates == ()
    assert timeline.undated == 0


def test_dates_run_down_and_pages_stand_beside_what_they_tell():
    text = "The mast fell on Friday and had leaned since March"
    told = page(text, text, published="2031-05-17", Friday="2031-05-16", March="2031-03")
    dates = timeline_of([told]).dates
    assert [day.words for day in dates] == ["March 2031", "16 May 2031", "17 May 2031"]
    assert [day.published for day in dates] == [(), (), (told.id,)]


def test_what_has_no_date_is_counted_and_drawn_nowhere():
    text = "The mast fell on Friday"
    timeline = timeline_of([page(text, text, Friday="")])
    assert (timeline.undated, timeline.unpublished) == (1, 1)


def test_a_long_silence_is_told():
    text = "It leaned in 2019 and fell in 2031"
    picture = draw_timeline(
        timeline_of([page(text, text, **{"2019": "2019", "2031": "2031"})]), NOBODY, key="k"
    )
    assert "11 years later" in picture.svg


def test_of_many_dates_the_picture_says_how_many_more_there_are():
    days = [f"20{n:02}" for n in range(10, 60)]
    text = " ".join(days)
    timeline = timeline_of([page(text, text, **{day: day for day in days})])
    assert len(timeline.dates) == 50
    svg = draw_timeline(timeline, NOBODY, key="k").svg
    assert f"and {50 - MOST_DATES} dates more, in the table" in svg
