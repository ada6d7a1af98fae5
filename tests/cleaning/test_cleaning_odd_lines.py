"""Lines that only the rest of their page gives away: captions without a stop, galleries, rows."""

import pytest
from tests.cleaning.cleaning_cases import block_of, read, story_with

from firsthand import annotate

PARAGRAPHS = (
    "The river rose two metres in one night and carried away the lower bridge of the town.",
    "Nobody was hurt, and the school took in forty families from the old quarter by the mill.",
    "The mayor of Odra asked for boats, and three villages upstream sent theirs before noon.",
    "By evening the water stood at the steps of the town hall, where it had stood in 1954.",
    "Engineers opened both gates at dawn, and the lake above the dam began to fall at last.",
    "Schools stay shut until Monday, and the trains turn back at the station of Lower Marsk.",
)


def page_with(*lines: str, after: int = 3) -> str:
    return "\n\n".join((*PARAGRAPHS[:after], *lines, *PARAGRAPHS[after:]))


@pytest.mark.parametrize(
    "line",
    [
        "Keepers insisted the hinge was sound when they walked the wall in spring",
        "The gate seen from the north. Divers say that its lower half is still in the silt",
        "Divers learn to hear the cracks in old dams",
    ],
)
def test_a_line_without_a_stop_among_paragraphs_that_have_one_is_not_read_as_speech(line):
    article = read(page_with(line))

    block = block_of(article, line)
    assert (block.role, block.shown) == ("caption", "grey")
    assert "no full stop" in block.reason
    read_out = [span for a in annotate(article).attributions for span in a.content]
    assert not any(span.overlaps(block.span) for span in read_out)


@pytest.mark.parametrize(
    "line",
    [
        "The hinge was sound when the wall was last walked in spring, the keeper Ana Reis said",
        "There was nothing left to open after the second wave, according to the harbour board",
        "Reuters reported that the dam had been walked in spring and found without a crack",
        "But the keepers had said for years that the hinge would not outlive another winter",
        "14 March: the board orders a walk of the wall and of both gates before the thaw",
        "- the board has never walked the wall in winter, nor has it asked anybody to do so",
        "We have walked the wall and we are coming home — Dam Keepers (@odradam) March 3, 2031",
    ],
)
def test_a_line_that_lost_its_stop_stays_body_where_it_speaks_goes_on_or_is_listed(line):
    assert block_of(read(page_with(line)), line[:30]).shown == "body"


def test_a_text_that_has_no_stops_is_read_without_them():
    lines = [paragraph.rstrip(".") for paragraph in PARAGRAPHS]

    assert {block.shown for block in read("\n\n".join(lines)).blocks} == {"body"}


def test_the_last_line_of_a_text_that_was_cut_off_is_body():
    cut = "The board will say on Friday whether the keepers were told of the crack and when the"

    assert block_of(read("\n\n".join((*PARAGRAPHS, cut))), "The board will").shown == "body"


@pytest.mark.parametrize("title", ["Odra dam in pictures", "The Harbour of Marsk at 300"])
def test_lines_that_all_begin_with_one_title_are_pictures_of_a_gallery(title):
    told = (
        "First Stones The wall was begun in a dry year. It shows what could be had by hand.",
        "Keepers' House Two families lived here. They said that one hears the water all night.",
        "North Gate The hinge is older than the wall. Nobody could tell who had made it.",
        "After the Flood What is left was painted red. The mill would like to have it back.",
    )
    pictures = [f"{title} {words}" for words in told]
    article = read(page_with(*pictures))

    blocks = [block_of(article, picture) for picture in pictures]
    assert {(b.role, b.shown) for b in blocks} == {("caption", "aside")}
    assert blocks[0].reason == f'one picture of a gallery: 4 lines begin "{title}"'
    assert [note.kind for note in article.notes if note.kind == "gallery"]


def test_paragraphs_that_begin_alike_are_an_article_that_repeats_itself():
    alike = [
        f"The board of Odra {did} in spring, and {then} before the water came."
        for did, then in (
            ("walked the wall", "found a crack"),
            ("wrote to the ministry", "had no answer"),
            ("shut the north gate", "opened it again"),
            ("sold the old boats", "bought no new ones"),
        )
    ]

    assert {block_of(read(page_with(*alike)), line).shown for line in alike} == {"body"}


def test_headlines_in_a_row_behind_kickers_in_capitals_are_related():
    row = (
        "GATE OF WRATH Keeper sings to his hinge every night WALL OF SHAME"
        " How the old stones came to be sold Are you dry? DAM BUSTERS Which minister"
        " forgot his boots at the thaw?"
    )
    block = block_of(read(page_with(row)), "GATE OF WRATH")

    assert (block.kind, block.shown) == ("related", "aside")


def test_names_in_capitals_do_not_make_a_row_of_headlines():
    line = (
        "ANA REIS of the ODRA DAM BOARD met TOM KATZ on Monday. She had asked for it in a"
        " letter. He said that THE NORTH GATE was not his to open, and left without a word."
    )

    assert block_of(read(page_with(line)), "ANA REIS").shown == "body"


def test_titles_with_what_they_are_about_at_the_foot_are_related():
    foot = (
        "Life under the wall: Three families on a winter that would not end.",
        "At the fair, boats are growing wheels: Just don't expect them to float.",
    )
    article = read("\n\n".join((*PARAGRAPHS, *foot)))

    assert [block_of(article, line).kind for line in foot] == ["related", "related"]


def test_answers_with_the_name_before_them_are_the_article():
    talk = (
        "Ana Maria Reis: Nobody asked the keepers before the gates were sold.",
        "Tom Peter Katz: The board did ask, and the letter is in the archive.",
    )
    page = "\n\n".join((PARAGRAPHS[0], talk[0], *PARAGRAPHS[1:], *talk))

    assert {b.shown for b in read(page).blocks} == {"body"}


@pytest.mark.parametrize("heading", ["Read more:", "Also read:", "See also:"])
def test_headlines_under_a_pointer_that_names_none_are_what_it_points_to(heading):
    lines = (heading, "Why the ferrymen of Odra paint their boats twice a year", "Boats for all")
    article = read(story_with(*lines, after=3))

    assert [block_of(article, line).kind for line in lines] == ["related"] * 3
