"""Copying between pages: what is shared, which way it went, what changed, and what is no copy."""

import dataclasses

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from firsthand import data, read
from firsthand.linking.copies import CopiedWords, find_copies
from firsthand.linking.copies.changes import hedges
from firsthand.linking.copies.directions import find_credits
from firsthand.types import Article, Copy, Outlet, Republication, Span
from firsthand.words import WORD

DAM = (
    "Engineers at the Kesk dam found a crack nine metres long in the eastern wall on Tuesday, "
    "and twelve villages below it were told to leave before nightfall."
)
OWN = (
    "Our reporter walked along the valley road, where shopkeepers were stacking sandbags and "
    "a school bus had been left in a ditch with its doors open.",
    "The province has promised blankets. It has not said how many, nor who will bring them to "
    "the camps on the far bank of the Odra.",
    "At the market a fiddler played for a handful of children while their parents argued about "
    "petrol, and somebody sold lanterns at three times the price.",
    "Records in the land office show that the wall was last inspected eleven winters ago by a "
    "firm that has since been wound up.",
)


def page(text: str, id: str, **known: str | None) -> Article:
    outlet = known.pop("outlet", None)
    article = read(text=text, id=id, as_body=True)
    return dataclasses.replace(article, outlet=Outlet(outlet, basis="given"), **known)


def copies(*texts: str) -> tuple[Copy, ...]:
    return find_copies([page(text, f"page {n}") for n, text in enumerate(texts)])


def words_of(article: Article, spans: tuple[Span, ...]) -> str:
    return " … ".join(span.of(article.text) for span in spans)


# ------------------------------------------------------------------ what is shared


def test_a_passage_in_other_surroundings_is_found_with_its_very_words():
    a = page(f"{OWN[0]}\n\n{DAM}\n\n{OWN[1]}", "a")
    b = page(f"{OWN[2]}\n\n{OWN[3]} {DAM}", "b")
    (copy,) = find_copies([a, b])
    (passage,) = copy.shared
    assert passage.sort == "passage"
    assert words_of(a, passage.a) == words_of(b, passage.b) == DAM.rstrip(".")
    assert passage.words == len(DAM.split())
    assert 0.2 < copy.share_a < 0.5 > copy.share_b
    assert copy.direction is copy.basis is None
    assert "nothing tells which was first" in copy.reason


@pytest.mark.parametrize(
    ("text", "other"),
    [
        ("", ""),
        (OWN[0], OWN[1]),
        # a phrase of the trade
        (f"{OWN[0]} At the end of the day it was for them.", f"{OWN[1]} At the end of the day."),
        # words that many quote
        (f"{OWN[0]} He spoke of “peace”.", f"{OWN[1]} She spoke of “peace”."),
        ("“It was what it was,” he said.", "“It was what it was,” said Ana Reis."),
    ],
)
def test_pages_that_share_only_what_all_share_are_no_copies(text, other):
    assert copies(text, other) == ()


@pytest.mark.parametrize(
    ("one", "other", "shared"),
    [
        (
            "“The turbines will stand still until Friday,” Reis said.",
            "Reis told the council that “the turbines will stand still until Friday”.",
            "The turbines will stand still until Friday",
        ),
        (
            '"The turbines will stand still until Friday," Reis said.',
            "‘The turbines will stand still until Friday’, said Reis.",
            "The turbines will stand still until Friday",
        ),
        # quoted on one page only: no shared quotation, and too short for a passage
        (
            "“The turbines will stand still until Friday,” Reis said.",
            "Reis said the turbines will stand still until Friday.",
            None,
        ),
    ],
)
def test_a_quotation_that_two_pages_have_is_told_from_a_copied_passage(one, other, shared):
    a, b = page(f"{OWN[0]} {one}", "a"), page(f"{OWN[1]} {other}", "b")
    found = find_copies([a, b])
    if shared is None:
        assert found == ()
        return
    (passage,) = found[0].shared
    assert passage.sort == "quotation"
    assert words_of(a, passage.a) == shared
    assert "both may have it from who spoke" in found[0].reason


def test_set_aside_furniture_is_not_read_and_cuts_a_passage_into_spans():
    prompt = "Sign up for our newsletter and never miss a story from the valley again today"
    a, b = page(f"{OWN[0]}\n\n{prompt}", "a"), page(f"{OWN[1]}\n\n{prompt}", "b")
    assert len(find_copies([a, b])) == 1

    def aside(article):
        blocks = (*article.blocks[:-1], dataclasses.replace(article.blocks[-1], shown="aside"))
        return dataclasses.replace(article, blocks=blocks)

    assert find_copies([aside(a), aside(b)]) == ()
    half = len(DAM) // 2
    half = DAM.index(" ", half)
    text = f"{DAM[:half]}\n{prompt}\n{DAM[half + 1 :]}"
    broken = read(text=text, id="c", as_body=True)
    blocks = tuple(
        dataclasses.replace(b, shown="aside") if b.span.of(text).startswith(prompt) else b
        for b in broken.blocks
    )
    (copy,) = find_copies([dataclasses.replace(broken, blocks=blocks), page(DAM, "d")])
    assert [len(copy.shared[0].a), len(copy.shared[0].b)] == [2, 1]
    assert prompt not in " ".join(span.of(text) for span in copy.shared[0].a)
    assert copy.share_a == copy.share_b == 1


def test_two_pages_of_one_outlet_may_repeat_a_line_of_theirs():
    line = "The Courier has reported from the upper valley since the first dam was built there"
    texts = (f"{OWN[0]} {line}.", f"{OWN[1]} {line}.")
    same = [page(t, f"p{n}", outlet="The Courier") for n, t in enumerate(texts)]
    two = [page(t, f"p{n}", outlet=f"The {n} Courier") for n, t in enumerate(texts)]
    assert find_copies(same) == ()
    assert len(find_copies(two)) == 1


def test_what_very_many_pages_share_is_boilerplate_unless_it_is_most_of_the_page():
    line = "Readers in Kesk can write to the valley desk by pigeon, raft or slow afternoon train"
    own = [" ".join(map(invented, range(40 * n, 40 * n + 40))) for n in range(150)]
    sites = [page(f"{invented(n)} {invented(n + 7)} {line}", f"p{n:03}") for n in range(150)]
    assert find_copies([page(f"{words} {line}", f"o{n}") for n, words in enumerate(own)]) == ()
    wire = [page(f"{DAM} {OWN[0]} {invented(n)}", f"w{n:03}") for n in range(120)]
    found = find_copies(wire)
    assert len(found) < 120 * 10
    assert linked_together(found) == {article.id for article in wire}
    assert len(find_copies(sites)) < 150 * 10


def invented(number: int) -> str:
    syllables = "ba ko du mi sel tar vun gri plo zhe".split()
    return "".join(syllables[int(digit)] for digit in f"{number:03}")


def linked_together(found: tuple[Copy, ...]) -> set[str]:
    """The pages that hang together with the first."""
    linked = {found[0].a}
    while more := {p for c in found for p in (c.a, c.b) if {c.a, c.b} & linked} - linked:
        linked |= more
    return linked


# -------------------------------------------------------------- what changed on the way


@pytest.mark.parametrize(
    ("before", "after", "kind", "one", "other"),
    [
        ("nine metres", "ninety metres", "figure", "nine", "ninety"),
        ("twelve villages", "12 villages", "figure", "twelve", "12"),
        ("found a crack", "reportedly found a crack", "hedge", "", "reportedly"),
        ("a crack", "an alleged crack", "hedge", "a", "an alleged"),
        ("were told to", "were not told to", "negation", "", "not"),
        ("crack nine", "hole nine", "words", "crack", "hole"),
        ("on Tuesday, and", "and", "words", "on Tuesday", ""),
    ],
)
def test_what_changed_inside_a_passage_is_shown_on_both_pages(before, after, kind, one, other):
    a, b = page(DAM, "a"), page(DAM.replace(before, after), "b")
    ((passage,),) = (copy.shared for copy in find_copies([a, b]))
    (change,) = passage.changes
    assert (change.kind, change.a.of(a.text), change.b.of(b.text)) == (kind, one, other)


def test_a_sentence_put_in_between_leaves_two_passages():
    (copy,) = copies(f"{DAM} {OWN[0]}", f"{DAM} {OWN[2]} {OWN[0]}")
    assert [passage.changes for passage in copy.shared] == [(), ()]


@pytest.mark.parametrize("row", data.table("hedges", columns=("word", "example")))
def test_every_hedge_of_the_table_stands_in_its_example(row):
    assert row["word"] in hedges()
    assert row["word"] in row["example"].lower().split()


# ----------------------------------------------------------------- which way it went


@pytest.mark.parametrize(
    ("a", "b", "direction", "basis"),
    [
        ({"published": "2031-05-03"}, {"published": "2031-05-04"}, "a-to-b", "dates"),
        ({"published": "2031-05-03"}, {"published": "2031-05"}, None, None),
        ({"published": "2032"}, {"published": "2031-05"}, "b-to-a", "dates"),
        ({"published": "2031-05-03"}, {"published": None}, None, None),
        # who credits the other copied, whatever the dates say
        (
            {"published": "2031-05-04", "outlet": "Kesk Valley Post"},
            {"published": "2031-05-03", "more": "h/t Kesk Valley Post", "outlet": "Odra Sun"},
            "a-to-b",
            "credit",
        ),
        ({"agency": "Reuters"}, {"outlet": "Reuters"}, "b-to-a", "credit"),
        (
            {"agency": "Reuters", "published": "2031-05-04"},
            {"agency": "Reuters", "published": "2031-05-03"},
            None,
            "agency",
        ),
        ({"republished": True}, {}, "b-to-a", "republication"),
        # of a third
        ({"republished": True, "more": "Source: Reuters"}, {}, None, "republication"),
    ],
)
def test_the_direction_rests_on_credits_then_on_dates(a, b, direction, basis):
    (copy,) = find_copies([told(id, dict(known)) for id, known in (("a", a), ("b", b))])
    assert (copy.direction, copy.basis) == (direction, basis)


def told(id: str, known: dict) -> Article:
    more = known.pop("more", "Nothing more was known at noon.")
    republished = known.pop("republished", False)
    article = page(f"{DAM}\n\n{more}", id, **known)
    footer = Republication("furniture", Span(0, 5)) if republished else None
    return dataclasses.replace(article, republication=footer)


@pytest.mark.parametrize("row", data.table("credits", columns=("pattern", "example")))
def test_every_wording_of_a_credit_finds_its_example(row):
    article = page(f"{OWN[0]}\n\n{row['example']}", "a", outlet="Odra Sun")
    credits = find_credits(article, frozenset({"kesk valley post"}))
    span = credits.named["kesk valley post"]
    assert span.of(article.text).removeprefix("the ") == "Kesk Valley Post"


@pytest.mark.parametrize(
    "text",
    [
        "h/t Ana Reis",  # no outlet
        "according to the Post",  # several are called so
        "The Kesk Valley Post is read here.",  # named, not credited
        "h/t Odra Sun",  # itself
        "h/t",
    ],
)
def test_what_credits_no_other_outlet_names_none(text):
    outlets = frozenset({"kesk valley post", "odra sun", "lower odra post"})
    assert not find_credits(page(text, "a", outlet="Odra Sun"), outlets).named


# --------------------------------------------------------------------------- lookups


def test_two_statements_are_one_where_their_words_answer_to_one_another():
    a = page(f"{OWN[0]}\n\n{DAM}", "a")
    b = page(f"{DAM.replace('Tuesday', 'Monday')} {OWN[1]}", "b")
    known = CopiedWords([a, b], find_copies([a, b]))

    def spans(article, words):
        start = article.text.index(words)
        return (Span(start, start + len(words)),)

    crack, leave = "found a crack nine metres long", "twelve villages below it were told to leave"
    same = known.between("a", spans(a, crack), "b", spans(b, crack))
    assert (same.copy.a, same.share) == ("a", 1)
    assert known.between("b", spans(b, crack), "a", spans(a, crack)) == same
    # both in the passage, and not the same words
    assert known.between("a", spans(a, crack), "b", spans(b, leave)) is None
    # a changed word does not answer; most of the others do
    around = "the eastern wall on {}, and twelve"
    changed = known.between(
        "a", spans(a, around.format("Tuesday")), "b", spans(b, around.format("Monday"))
    )
    assert changed.share == pytest.approx(6 / 7)
    assert known.between("a", spans(a, OWN[0]), "b", spans(b, OWN[1])) is None
    assert known.between("a", spans(a, crack), "elsewhere", spans(b, crack)) is None
    assert known.between("a", (), "b", ()) is None


# ------------------------------------------------------------------------ properties

PIECES = st.lists(st.sampled_from([DAM, *OWN, "Nothing.", "“So be it,” he said."]), max_size=5)
PAGES = st.lists(PIECES.map(" ".join), max_size=5)


@given(PAGES, st.randoms())
@settings(max_examples=60)
def test_the_order_of_the_pages_changes_nothing(texts, chance):
    articles = [page(text, f"page {n}") for n, text in enumerate(texts)]
    found = find_copies(articles)
    chance.shuffle(articles)
    assert find_copies(articles) == found


@given(PAGES)
@settings(max_examples=60)
def test_outside_its_changes_a_passage_has_the_same_words_on_both_pages(texts):
    articles = {f"page {n}": page(text, f"page {n}") for n, text in enumerate(texts)}
    for copy in find_copies(list(articles.values())):
        assert copy.a < copy.b
        assert 0 < copy.share_a <= 1
        assert 0 < copy.share_b <= 1
        for passage in copy.shared:
            one = left(articles[copy.a], passage.a, [c.a for c in passage.changes])
            other = left(articles[copy.b], passage.b, [c.b for c in passage.changes])
            assert one == other
            assert len(one) == passage.words


def left(article: Article, spans: tuple[Span, ...], changed: list[Span]) -> list[str]:
    return [
        word.group().lower()
        for span in spans
        for word in WORD.finditer(article.text, span.start, span.end)
        if not any(c.start <= word.start() < c.end for c in changed)
    ]


@given(st.lists(st.text(max_size=80), max_size=4))
@settings(max_examples=60)
def test_any_text_is_taken(texts):
    find_copies([page(text, f"page {n}") for n, text in enumerate(texts) if text.strip()])


def test_one_page_under_ten_ids_is_ten_copies_of_one_another():
    found = copies(*[f"{DAM} {OWN[1]}"] * 10)
    assert {copy.share_a for copy in found} == {1}
    assert linked_together(found) == {f"page {n}" for n in range(10)}


def test_an_article_given_twice_is_no_copy_of_itself():
    article = page(DAM, "a")
    assert find_copies([article, article]) == ()


@pytest.mark.parametrize("text", ["drip " * 20_000, "drip drop " * 10_000, '"' * 20_000 + DAM])
def test_a_page_that_repeats_itself_takes_no_longer_than_another(text):
    assert len(copies(text + DAM, DAM + text)) == 1
