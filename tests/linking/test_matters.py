"""Which figures are of one matter though their sentences differ, and which are not."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from linking_cases import conflicts, linked

from firsthand import annotate, data, read
from firsthand.linking import link
from firsthand.linking.conflicts.values import of_vague_words

FERRY = "when the ferry Alma sank off Norda"


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        # -- two speakers whom one page sets beside each other
        (
            ["The harbour board says 17 villagers were killed when the quay caved in. The sexton, "
             "Tom Katz, says 31 people have died so far."],
            [("figure", "partly", ["17", "31"])],
        ),
        # -- one speaker counts two things
        (
            ["Ana Reis said 17 villagers were killed at the quay. Ana Reis said 31 people were "
             "killed on the bank."],
            [],
        ),
        # -- of other days of the week, on one page
        (
            ["The harbour board says 17 villagers were killed on Monday. The sexton, Tom Katz, "
             "says 31 people were killed on Friday."],
            [],
        ),
        # -- what is included shares the fate of the whole
        (
            [f"Police said 62 people, 21 of them children, were killed {FERRY}.",
             f"The coastguard said 62 people including 17 children and a nun were killed {FERRY}."],
            [("figure", "yes", ["17", "21"])],
        ),
        (
            [f"Police said 62 people including 21 children were killed {FERRY}.",
             f"The coastguard said 62 people including 14 children younger than six were killed "
             f"{FERRY}."],
            [],
        ),
        # -- parts that add up on one page
        (
            [f"Police said 10 people were killed {FERRY}. Police said six people were killed on "
             "deck. Police said four people were killed in the hold.",
             f"The coastguard said six people were killed on deck {FERRY}. "
             f"The coastguard said 10 people were killed in all {FERRY}."],
            [],
        ),
        # -- more of one kind than of all cannot be; fewer can
        *(
            ([f"Police said {whole} {FERRY}.", f"The coastguard said {part} {FERRY}."], wanted)
            for whole, part, wanted in [
                ("12 people were killed", "15 sailors were killed", ("12", "15")),
                ("19 people were injured", "26 deckhands were injured", ("19", "26")),
                ("seven people drowned", "nine firemen drowned", ("seven", "nine")),
                ("21 people were arrested", "34 women were arrested", ("21", "34")),
                ("15 people were killed", "12 sailors were killed", None),
                ("21 people were arrested", "14 women were arrested", None),
                ("12 people were killed", "15 sheep were killed", None),
                ("12 people were killed", "15 sailors were injured", None),
            ]
            for wanted in [[("figure", "partly", list(wanted))] if wanted else []]
        ),
        # -- what befell those counted, in other words
        *(
            ([f"Police said {one} on the ferry Alma off Norda.",
              f"The harbour of Norda has been closed. The board says that by noon {other}."],
             [("figure", sure, values)])
            for one, other, sure, values in [
                ("12 people died", "15 people had lost their lives", "yes", ["12", "15"]),
                ("17 people died", "21 people had paid with their lives", "yes", ["17", "21"]),
                ("six people died", "divers had eight bodies", "partly", ["six", "eight"]),
                ("21 people died", "23 people had drowned", "yes", ["21", "23"]),
                ("31 fell ill", "37 people were infected", "yes", ["31", "37"]),
                ("14 people were trapped", "19 people were still stuck", "yes", ["14", "19"]),
            ]
        ),
        # -- another clause tells what befell others
        *(
            ([f"Police said {one} {FERRY}.", f"The coastguard said {other} {FERRY}."], [])
            for one, other in [
                ("seven people were killed", "a man was dead and they looked for nine more"),
                ("16 people were killed", "one sailor died while the cook went back for 21 more"),
                ("18 people were injured", "a cook was injured but the crew counted 24 in the bar"),
            ]
        ),
        # -- none, and some
        (
            [f"Police said nobody was killed {FERRY}.",
             f"The coastguard said 12 people were killed {FERRY}."],
            [("figure", "yes", ["nobody", "12"])],
        ),
        (
            [f"Police said no stokers were killed {FERRY}.",
             f"The coastguard said 12 pilots were killed {FERRY}."],
            [],
        ),
        (
            ["Boats were stolen from the mill at Tarrow. Ana Reis says the rangers have not yet "
             "found any boats.",
             "Boats were stolen from the mill at Tarrow. So far the rangers have found nine boats, "
             "all of them burned, Tom Katz said."],
            [("figure", "partly", ["not yet found any boats", "nine"])],
        ),
        (
            ["Boats were stolen from the mill at Tarrow. Ana Reis says the millers have not yet "
             "sold any boats.",
             "Boats were stolen from the mill at Tarrow. So far the rangers have found nine boats, "
             "all of them burned, Tom Katz said."],
            [],
        ),
        # -- other places
        (
            ["Police said 12 people were killed in the grain fire at Norda.",
             "Police said 15 people were killed in the grain fire at Tarrow."],
            [],
        ),
        # -- who gives both values knows both
        (
            ["The board said the Kesk works will have three turbines this year and five turbines "
             "the year after.",
             "The owners said the Kesk works will have five turbines."],
            [],
        ),
        # -- numbers that count nothing that is named
        (
            ["The clerk said the bill for the Kesk lock was carried by 107-85 in the council.",
             "The clerk said the bill for the Kesk lock was carried by 112-80 in the council."],
            [],
        ),
        # -- a part of the things is no other count of them
        (
            ["The keeper said three mules stood in the yard when the fire broke out in Tarrow.",
             "The keeper said two grey mules stood in the yard when the fire broke out in Tarrow."],
            [],
        ),
        # -- two lower bounds
        (
            [f"Police said at least 40 people were killed {FERRY}.",
             f"The coastguard said more than 50 people were killed {FERRY}."],
            [],
        ),
        (
            [f"Police said at least 40 people were killed {FERRY}.",
             f"The coastguard said more than 90 people were killed {FERRY}."],
            [("figure", "partly", ["at least 40", "more than 90"])],
        ),
        # -- a toll, however far the words stand
        (
            ["The mayor said the death toll from the storm that broke over the old grain quay in "
             "Norda has reached 14.",
             "Police said 12 people were killed in the storm that broke over the old grain quay in "
             "Norda."],
            [("figure", "yes", ["12", "14"])],
        ),
        # -- what befell them stands behind "are known": twelve dead are no 34 injured
        (
            [f"At least 12 people are known to have died {FERRY}.",
             f"Police said 34 people were injured {FERRY}."],
            [],
        ),
        (
            [f"Fourteen villagers are now believed to have been arrested {FERRY}.",
             f"Police said 34 villagers were wounded {FERRY}."],
            [],
        ),
        (
            [f"Some 12 sailors are said to have been rescued {FERRY}.",
             f"Police said 14 sailors were wounded {FERRY}."],
            [],
        ),
        (
            [f"At least 12 people are known to have died {FERRY}.",
             f"Police said nine people were killed {FERRY}."],
            [("figure", "yes", ["nine", "At least 12"])],
        ),
        # -- lives are people
        (
            ["The board said the storm at Norda quay claimed the lives of 12 people.",
             "Police said 14 people were killed in the storm at Norda quay."],
            [("figure", "yes", ["12", "14"])],
        ),
    ],
)  # fmt: skip
def test_figures_of_one_matter_conflict_and_others_do_not(texts, expected):
    assert conflicts(linked(*texts)) == expected


QUAY = "The grain quay at Norda burned on Sunday. "


def on_days(*pages: tuple[str, str]):
    articles = [
        replace(annotate(read(text=text, id=f"page {n}", as_body=True)), published=day)
        for n, (day, text) in enumerate(pages)
    ]
    return conflicts(link(articles))


@pytest.mark.parametrize(
    ("days", "compared"),
    [(("2031-05-04", "2031-05-05"), True), (("2031-05-04", "2031-05-14"), False)],
)
def test_victims_on_pages_that_lie_far_apart_are_of_two_events(days, compared):
    found = on_days(
        (days[0], "Police said 12 people were killed in the fire at the grain quay in Norda."),
        (days[1], "Police said 15 people were killed in the fire at the grain quay in Norda."),
    )
    assert bool(found) is compared


def test_one_speaker_who_counts_fewer_victims_on_a_later_day_counts_those_of_another_event():
    told = "Ana Reis said {} people were killed in the fire at the grain quay in Norda."
    assert on_days(("2031-05-04", told.format(25)), ("2031-05-05", told.format(23))) == []
    assert on_days(("2031-05-04", told.format(23)), ("2031-05-05", told.format(25))) != []


def test_what_happened_long_before_is_another_matter():
    assert (
        on_days(
            ("2031-05-04", "Police said 12 people were killed in the fire at the Norda quay."),
            ("2031-05-04", "Police said 15 people were killed in the fire at the Norda quay in "
                           "1998."),
        )
        == []
    )  # fmt: skip


def test_the_main_tolls_of_two_pages_are_compared_though_their_sentences_differ():
    found = linked(
        "Flames took the grain quay at Norda. Seven houses are gone, and the wind is rising. "
        "Eleven people lost their homes. Smoke hung over Norda and left 11 people dead, it seems.",
        "The fire at the grain quay in Norda began in a loft. Six millers of the town were killed, "
        "and a bakery burned. The mayor of Norda wept.",
    )
    assert conflicts(found) == []  # millers are not people at large
    found = linked(
        "Flames took the grain quay at Norda on Sunday. The smoke left 11 people dead.",
        "A fire at the grain quay in Norda began in a loft. Six people were killed, said Tom Katz.",
    )
    assert [values for _, _, values in conflicts(found)] == [["Six", "11"]]


def test_a_value_in_the_outlets_own_words_has_no_statement():
    found = linked(
        "Flames took the grain quay at Norda on Sunday. The smoke left 11 people dead, and Ana "
        "Reis said the wind will turn before the tide does.",
        "A fire at the grain quay in Norda began in a loft. Six people were killed, said Tom Katz.",
    )
    (conflict,) = found.conflicts
    six, eleven = (group.members[0] for group in conflict.groups)
    assert six.attribution is not None
    assert eleven.attribution is None
    assert conflict.claim in {claim.id for claim in found.claims}


def test_a_value_that_hardly_two_matters_have_is_the_same_on_a_third_page():
    found = linked(
        "The mint said the fire in its Norda store has spoiled 273 million stamps of one series.",
        "The mint said the fire in its Norda store has spoiled 291 million stamps of one series.",
        "The mint in Norda is shut after the fire. A child asked what becomes of 273 million "
        "stamps that stick together.",
    )
    pages = {m.article for c in found.conflicts for g in c.groups for m in g.members}
    assert pages == {"page 0", "page 1", "page 2"}


def test_what_one_speaker_gives_twice_on_a_page_is_one_member_in_the_quoted_words():
    found = linked(
        f"Five people were killed {FERRY}, Ana Reis said. “Five people were killed {FERRY},” Ana "
        "Reis said.",
        f"The coastguard said six people were killed {FERRY}.",
    )
    (conflict,) = found.conflicts
    (five, six) = conflict.groups
    assert len(five.members) == 1
    quoted = {a.id for a in found.articles[0].attributions if a.kind == "direct"}
    assert five.members[0].attribution in quoted
    assert len(six.members) == 1


PAGES = (
    f"Police said 12 people were killed {FERRY}. The smoke left nobody wounded.",
    f"The coastguard said 15 people were killed {FERRY}. Ana Reis blamed the harbour board.",
    f"At least 9 people were killed {FERRY}. The harbour board denied any responsibility.",
)
READ = tuple(annotate(read(text=t, id=f"page {n}", as_body=True)) for n, t in enumerate(PAGES))


@settings(max_examples=20, deadline=None)
@given(st.permutations(READ))
def test_the_order_of_pages_changes_no_conflict(articles):
    assert set(link(articles).conflicts) == set(link(READ).conflicts)


def test_members_open_the_words_of_their_value():
    texts = {article.id: article.text for article in READ}
    found = link(READ).conflicts
    assert found
    for conflict in found:
        assert conflict.kind == "figure"
        for group in conflict.groups:
            assert group.value in {m.span.of(texts[m.article]) for m in group.members}


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("A cook said dozens of crates were lost when the Alma sank.",
         "The owner said 400 crates were lost when the Alma sank.",
         [("figure", "partly", ["dozens", "400"])]),
        ("The guild said thousands of bolts were stolen from the Kesk mill in March.",
         "Police said 300 bolts were stolen from the Kesk mill in March.",
         [("figure", "partly", ["300", "thousands"])]),
        ("Thousands of lamps went out in the Tarrow tunnel, a driver said.",
         "The board said 12 lamps went out in the Tarrow tunnel.", []),  # parts differ so far
        ("A cook said dozens of crates were lost when the Alma sank.",
         "The owner said 80 crates were lost when the Alma sank.", []),
    ],
)  # fmt: skip
def test_a_vague_word_is_set_against_a_figure_out_of_its_range(one, other, expected):
    assert conflicts(linked(one, other)) == expected


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        # two that are both about
        ("The guild said about 15,000 anglers now pay dues to the Norda lake board.",
         "Nearly 16,000 anglers now pay dues to the Norda lake board, a clerk said.",
         [("figure", "partly", ["about 15,000", "Nearly 16,000"])]),
        ("The guild said about 300 anglers now pay dues to the Norda lake board.",
         "Around 340 anglers now pay dues to the Norda lake board, a clerk said.",
         [("figure", "partly", ["about 300", "Around 340"])]),
        ("The guild said about 300 anglers now pay dues to the Norda lake board.",
         "Around 305 anglers now pay dues to the Norda lake board, a clerk said.", []),
        # an upper bound far above
        ("The cook said up to 100 crates were lost when the Alma sank off Norda.",
         "The owner said 60 crates were lost when the Alma sank off Norda.",
         [("figure", "partly", ["60", "up to 100"])]),
        ("The cook said up to 100 crates were lost when the Alma sank off Norda.",
         "The owner said 95 crates were lost when the Alma sank off Norda.", []),
        # one in fewer digits
        ("The new lock at Kesk will cost the harbour board $2 billion, Reis said.",
         "The new lock at Kesk will cost the harbour board $2.07 billion, Reis said.", []),
        ("The Kesk pass road runs 180 miles to the Tarrow salt mines, a driver said.",
         "The Kesk pass road runs 181 miles to the Tarrow salt mines, a driver said.", []),
        ("The new lock at Kesk will cost the harbour board $2 billion, Reis said.",
         "The new lock at Kesk will cost the harbour board $3 billion, Reis said.",
         [("figure", "yes", ["$2 billion", "$3 billion"])]),
    ],
)  # fmt: skip
def test_what_is_about_bounded_or_rounded_differs_where_it_is_far_enough_apart(
    one, other, expected
):
    assert conflicts(linked(one, other)) == expected


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("In the Kesk guild vote Oda Renn beat Tom Katz, who came second at 27 per cent.",
         "Oda Renn beat Tom Katz in the Kesk guild vote, winning bakers by 39 per cent."),
        ("Tarrow salt prices on the Norda market fell sharply, a trader said: buyers shrugged at "
         "40 dollars.",
         "Tarrow salt prices on the Norda market fell sharply before jumping back to 62 dollars, "
         "a trader said."),
        ("The Norda hill race lasted nine hours; the crowd at Norda sang for two hours.",
         "The Norda hill race drew a crowd at Norda, and Katz slept for five hours."),
    ],
)  # fmt: skip
def test_measures_beside_other_words_are_of_two_matters(one, other):
    assert conflicts(linked(one, other)) == []


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("The pilot, Ana Reis, 41, was pulled from the lock at Norda.",
         "Divers at Norda found Reis, 43, asleep on the lock gate.",
         [("figure", "yes", ["41", "43"])]),
        ("The Alma sank off Norda on Monday. Its cook, Oda Renn, 55, swam ashore.",
         "The ferry Alma sank off Norda. Renn, 57, had worked in its galley for years.",
         [("figure", "yes", ["55", "57"])]),
        ("The pilot of the Alma, Ana Reis, 41, was pulled from the Norda lock by divers.",
         "The Alma hit the Norda lock gate on Monday. Reis, 43, had been at the wheel since dawn.",
         [("figure", "yes", ["41", "43"])]),
        ("The pilot, Ana Reis, 41, was pulled from the lock at Norda.",
         "The pilot, Leo Reis, 43, was pulled from the lock at Norda.", []),
        ("The pilot, Ana Reis, 41, was pulled from the lock at Norda.",
         "The pilot, Tom Katz, 43, was pulled from the lock at Norda.", []),
        ("The pilot, Ana Reis, 41, was pulled from the lock at Norda.",
         "Divers at Norda found Reis, 73, asleep on the lock gate.", []),
    ],
)  # fmt: skip
def test_two_ages_beside_one_name_differ_whatever_else_is_said(one, other, expected):
    assert conflicts(linked(one, other)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("At least 14 pupils died in the Kesk hall, the board said. It had initially put the "
         "toll at 19.", ["At least 14", "19"]),
        ("Nine pupils were hurt at Kesk, police said. They first reported 12.", ["Nine", "12"]),
        ("Police say 15 miners are missing at Tarrow. An earlier report spoke of 22.",
         ["15", "22"]),
    ],
)  # fmt: skip
def test_what_is_taken_back_in_the_next_sentence_is_shown_beside_what_stands(text, expected):
    ((_, _, values),) = conflicts(linked(text))
    assert values == expected


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("One docker was killed when the crane fell at Norda, police said.",
         "Two dockers were killed when the crane fell at Norda, the board said.",
         [("figure", "yes", ["One", "Two"])]),
        ("One pupil was arrested after the Kesk ferry burned, a clerk said.",
         "Three pupils were arrested after the Kesk ferry burned, police said.",
         [("figure", "yes", ["One", "Three"])]),
        ("One miner is missing in the Tarrow pit, the union said.",
         "Two miners are missing in the Tarrow pit, the owner said.",
         [("figure", "yes", ["One", "Two"])]),
        ("One crate was lost when the Alma sank off Norda, the cook said.",
         "Two crates were lost when the Alma sank off Norda, the owner said.", []),
    ],
)  # fmt: skip
def test_one_whom_something_befell_is_a_count(one, other, expected):
    assert conflicts(linked(one, other)) == expected


@pytest.mark.parametrize(
    ("one", "other", "values"),
    [
        ("Norda Ferries had $8.4 million in unsold coal stocks when the war began, its chief clerk "
         "said.",
         "When the war began Norda Ferries held $7.1 million in coal stocks, according to its "
         "chief clerk's ledger.",
         ["$7.1 million", "$8.4 million"]),
        ("The Kesk cannery lost 300 tonnes of salted herring in the flood, its foreman said.",
         "Its foreman said 420 tonnes of herring were lost at the Kesk cannery.",
         ["300 tonnes", "420 tonnes"]),
        ("The fire at Norda burned 50 hectares of young pine forest above the harbour, wardens "
         "said.",
         "Wardens said 80 hectares of forest burned above Norda harbour.",
         ["50 hectares", "80 hectares"]),
        ("The pump drew 40 litres of oil from the Alma before she sank, the cook said.",
         "Before the Alma sank the pump drew 65 litres of oil from her, the mate said.",
         ["40 litres", "65 litres"]),
    ],
)  # fmt: skip
def test_a_measure_of_stuff_is_no_part_and_its_noun_tells_the_stuff(one, other, values):
    ((_, _, found),) = conflicts(linked(one, other))
    assert found == values


@pytest.mark.parametrize(
    ("one", "other", "values"),
    [
        ("Wardens said the hiker, who slid 30 metres, has two broken ribs.",
         "Young Tom Katz slid 45 metres into the ravine at Kesk when the path gave way.",
         ["30 metres", "45 metres"]),
        ("Police said the lorry, which skidded 70 metres, had worn tyres.",
         "The brewery lorry skidded 90 metres down Tarrow hill and broke the church wall.",
         ["70 metres", "90 metres"]),
        ("Friends said the swimmer, who drifted 5 miles, was warm and well by night.",
         "Oda Renn drifted eight miles along the coast at Kesk after a wave took her from the "
         "rocks.",
         ["5 miles", "eight miles"]),
    ],
)  # fmt: skip
def test_measures_right_behind_one_word_are_of_one_matter_if_near_in_meaning(one, other, values):
    ((_, _, found),) = conflicts(linked(one, other))
    assert found == values


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Norda Mills rose 3 per cent, traders said.", "Shares in Kesk Cement rose 5 per cent."),
        ("The balloon climbed 900 metres above the fair, its pilot said.",
         "Ana Reis climbed 1,400 metres up the Alma with her dog, the Courier reports."),
        ("Pilgrims walked 20 kilometres to the shrine at Kesk, the abbot said.",
         "Oda Renn walked 30 kilometres to school as a girl, her sister said."),
    ],
)  # fmt: skip
def test_shares_and_what_is_far_in_meaning_are_of_two_matters(one, other):
    assert conflicts(linked(one, other)) == []


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("The river rose 3 metres higher than in a usual spring. The harbour board says the river "
         "rose 2 metres higher than in a usual spring.", ["2 metres", "3 metres"]),
        ("The price of bread went up 8 per cent in a year. Rain fell. Bakers say the price of "
         "bread went up 11 per cent in a year.", ["8 per cent", "11 per cent"]),
        ("The new bridge is 240 metres long and made of oak. Ana Reis, its builder, said the new "
         "oak bridge is 225 metres long.", ["225 metres", "240 metres"]),
    ],
)  # fmt: skip
def test_what_the_outlet_tells_is_held_against_a_speaker_who_tells_it_in_like_words(text, values):
    ((_, _, found),) = conflicts(linked(text))
    assert found == values


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Nine dockers were shot and killed on the Norda quay, police said.",
         "Twelve dockers were killed on the Norda quay, the union said."),
        ("Police said 14 miners were beaten and arrested after the march in Tarrow.",
         "The union said 23 miners were arrested after the march in Tarrow."),
        ("Police said six nurses were ambushed and wounded on the Kesk road.",
         "The clinic said nine nurses were wounded on the Kesk road."),
    ],
)  # fmt: skip
def test_what_befell_the_counted_may_stand_behind_and(one, other):
    ((_, comparable, _),) = conflicts(linked(one, other))
    assert comparable == "yes"  # nothing is said of one alone


@pytest.mark.parametrize(
    "row", data.table("vague_ranges", columns=("words", "low", "high", "example"))
)
def test_every_vague_word_with_a_range_is_read_as_vague_and_has_it(row):
    article = annotate(read(text=row["example"], id="page", as_body=True))
    (kept,) = article.quantities
    ranged = of_vague_words(kept, kept.span.of(article.text))
    assert kept.vague
    assert ranged is not None
    assert (ranged.low, ranged.high) == (float(row["low"]), float(row["high"]))
