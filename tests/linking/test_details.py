"""Two times, and two words in one quotation: what pages that say the same do not agree on."""

from dataclasses import replace

import pytest
from linking_cases import conflicts, linked

from firsthand import annotate, read
from firsthand.linking import link
from firsthand.types import Conflict


def linked_on(*pages: tuple[str, str]) -> tuple[Conflict, ...]:
    """Pages of a day each, linked."""
    return link(
        [
            annotate(replace(read(text=text, id=f"page {n}", as_body=True), published=day or None))
            for n, (day, text) in enumerate(pages)
        ]
    ).conflicts


@pytest.mark.parametrize(
    ("pages", "expected"),
    [
        (
            [("2026-03-04", "The Norda harbour board bought two dredgers from the Kesk shipyard "
              "in 2019."),
             ("2026-03-05", "In 2021 the harbour board of Norda bought two dredgers from the "
              "shipyard at Kesk.")],
            ["2019", "2021"],
        ),
        (
            [("2026-03-04", "The surgeon Oda Renn resigned from the Tarrow hospital in January "
              "over its unpaid nurses."),
             ("2026-03-04", "Oda Renn, a surgeon, resigned from the hospital at Tarrow in February "
              "over unpaid nurses.")],
            ["January", "February"],
        ),
        (
            [("2026-03-04", "A barge loaded with lime hit the swing bridge at Norda on Monday."),
             ("2026-03-05", "A barge loaded with lime hit the Norda swing bridge on Tuesday.")],
            ["Monday", "Tuesday"],
        ),
        (
            [("", "A barge loaded with lime hit the swing bridge at Norda late on Monday."),
             ("", "A barge loaded with lime hit the Norda swing bridge early on Tuesday.")],
            ["late on Monday", "early on Tuesday"],
        ),
        (
            [("2026-03-04", "The roof of the Kesk grain hall fell in at 4.20 a.m., firemen said."),
             ("2026-03-04", "Firemen said the roof of the grain hall at Kesk fell in at 4:20 "
              "p.m.")],
            ["at 4.20 a.m.", "at 4:20 p.m."],
        ),
    ],
)  # fmt: skip
def test_two_times_in_sentences_that_are_alike_are_a_detail(pages, expected):
    (found,) = linked_on(*pages)
    assert (found.kind, found.comparable) == ("detail", "partly")
    assert [group.value for group in found.groups] == expected
    assert "two occasions" in found.why


@pytest.mark.parametrize(
    "pages",
    [
        # one time in two forms, and one day of the week
        [("2026-03-04", "The roof of the Kesk grain market fell in at 4.20 a.m., firemen said."),
         ("2026-03-04", "Firemen said the roof of the grain market at Kesk fell in at 4:20 am.")],
        [("2026-03-04", "A barge loaded with lime hit the swing bridge at Norda on Monday."),
         ("2026-03-12", "A barge loaded with lime hit the Norda swing bridge on Monday.")],
        # a month, and a day in it
        [("2026-03-04", "The surgeon Oda Renn resigned from the Tarrow hospital in January over "
          "its unpaid nurses."),
         ("2026-03-04", "Oda Renn, a surgeon, resigned from the hospital at Tarrow on January 12 "
          "over unpaid nurses.")],
        # what is about rules nothing out
        [("2026-03-04", "The Norda harbour board bought two dredgers from the Kesk shipyard six "
          "years ago."),
         ("2026-03-05", "In 2019 the harbour board of Norda bought two dredgers from the shipyard "
          "at Kesk.")],
        # since when
        [("2026-03-04", "The Norda lake board said its water sank to 12 feet on March 3."),
         ("2026-03-04", "The water sank to 12 feet, the Norda lake board said, the lowest since "
          "January 9.")],
        # every year
        [("2025-06-03", "The Tarrow rowing festival opened on Tuesday with a race of nine boats."),
         ("2026-06-05", "The rowing festival of Tarrow opened on Friday with a race of nine "
          "boats.")],
        # two matters
        [("2026-03-04", "The Norda harbour board bought two dredgers from the Kesk shipyard in "
          "2019."),
         ("2026-03-05", "The harbour board of Norda was founded by three pilots in 1921.")],
        # -- the same words on pages of two months
        [("2025-12-30", "A second ferry will carry the Tarrow pilgrims to the Alma shrine later "
          "this year."),
         ("2026-01-03", "A second ferry will carry the Tarrow pilgrims to the Alma shrine later "
          "this year.")],
        [("2026-03-30", "The Kesk shipyard will launch its third icebreaker for the Norda harbour "
          "board next month."),
         ("2026-04-03", "The Kesk shipyard will launch its third icebreaker for the Norda harbour "
          "board next month.")],
        [("2025-12-30", "The surgeon Oda Renn will open a hospital for dockers in Tarrow next "
          "year, her guild said."),
         ("2026-01-03", "The surgeon Oda Renn will open a hospital for dockers in Tarrow next "
          "year, her guild said.")],
    ],
)  # fmt: skip
def test_times_that_may_both_be_are_no_detail(pages):
    assert linked_on(*pages) == ()


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("“We told the board that we never wanted this lock rebuilt in stone,” Oda Renn said.",
         "“We told the board that they never wanted this lock rebuilt in stone,” Oda Renn said.",
         ["we", "they"]),
        ("“The pumps had been dry since the winter and the miners knew all of it,” Reis said.",
         "“The pumps had been dry since the winter and the owners knew all of it,” Reis said.",
         ["miners", "owners"]),
        ("“A ferry this old is a coffin with a painted funnel on it,” the pilot told us.",
         "The pilot said: “A ferry this old is a coffin with a broken funnel on it.”",
         ["painted", "broken"]),
    ],
)  # fmt: skip
def test_one_quotation_with_two_words_is_a_detail(one, other, expected):
    assert conflicts(linked(one, other)) == [("detail", "partly", expected)]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("“The harbour pumps had been dry since the winter and the miners knew it,” Reis said.",
         "“The harbor pumps had been dry since the winter and the miners knew it,” Reis said."),
        ("“We told the board that we never wanted this lock rebuilt in stone,” Oda Renn said.",
         "“We told the board that [they] never wanted this lock rebuilt in stone,” Oda Renn said."),
        ("“A ferry this old is a coffin with a painted funnel on it,” the pilot told us.",
         "The pilot said: “A ferry this old is a coffin with a painted funnel at it.”"),
        ("“A ferry this old is a coffin with a painted funnel on it,” the pilot told us.",
         "The pilot said a ferry this old was a coffin with a broken funnel on it."),
    ],
)  # fmt: skip
def test_other_spellings_little_words_and_editors_words_are_no_detail(one, other):
    assert conflicts(linked(one, other)) == []


@pytest.mark.parametrize(
    ("one", "other", "values"),
    [
        ("On March 3 the Norda lake sank to 12 feet, the board said.",
         "The Norda lake sank to 15 feet, the lowest since January 9, the board said.",
         ["12 feet", "15 feet"]),
        ("On March 3 the guild of Tarrow had 140 members, a clerk said.",
         "The guild of Tarrow had 160 members, the most since January 9, a clerk said.",
         ["140", "160"]),
        ("The Kesk mill cut its price to 300 dollars on March 3, a clerk said.",
         "The Kesk mill cut its price to 340 dollars, the lowest since January 9, a clerk said.",
         ["300 dollars", "340 dollars"]),
    ],
)  # fmt: skip
def test_since_when_is_not_the_day_of_a_figure(one, other, values):
    (found,) = linked_on(("2026-03-04", one), ("2026-03-04", other))
    assert [group.value for group in found.groups] == values
