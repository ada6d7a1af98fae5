"""Pages that are no plain articles: labelled or said, nothing lost, in bounded time.

Each goes through the doors that people use: ``read``, ``firsthand clean``, ``trace``.
"""

import json
import time

import pytest
from cleaning_cases import STORY, block_of, check_blocks_hold_every_character_once
from click.testing import CliRunner

from firsthand import data
from firsthand.cleaning import clean
from firsthand.cli import cli
from firsthand.errors import CleaningError
from firsthand.pipeline import read
from firsthand.types import Capture

FURNITURE = "Sign up to our newsletter\n\nShare this article\n\n© 2021 Odra Courier\n"
LIST = """Four things the flood took

1. The lower bridge
It fell at four in the morning.

2. The mill
It had stood since 1890.

3. The boats
All nine of them.

4. The school roof
Nobody was inside.
"""
BULLETS = """The river took much in one night, and the town has counted it:

• The lower bridge
• Nine boats
• The roof of the school
• Half of the mill
"""
POEM = """The river came by night
and took the bridge away,
and nobody had light
or breath enough to pray

The mill went after it
The boats went one by one
and where the fire was lit
the water made it run
"""
TABS = "Town\tHouses\tFamilies\nOdra\t40\t31\nKesk\t7\t5\nVosk\t12\t9\n"
PIPES = "| Town | Houses |\n|------|--------|\n| Odra | 40 |\n| Kesk | 7 |\n"
COLUMNS = (
    "Town        Houses   Families\nOdra            40         31\nKesk             7          5\n"
)
ARABIC = """ارتفع النهر مترين في ليلة واحدة وجرف الجسر السفلي في المدينة القديمة.

وقالت المهندسة آنا ريس إن البوابتين فتحتا في أسرع وقت ممكن بعد منتصف الليل.

ولم يصب أحد بأذى واستقبلت المدرسة أربعين عائلة من البلدة القديمة حتى الصباح.
"""
HEBREW = """הנהר עלה שני מטרים בלילה אחד וסחף את הגשר התחתון של העיר העתיקה.

המהנדסת אנה רייס אמרה כי שני השערים נפתחו מהר ככל האפשר לאחר חצות הלילה.

איש לא נפגע ובית הספר קלט ארבעים משפחות מן העיר העתיקה עד הבוקר.
"""
ENGLISH = " ".join(STORY)
PORTUGUESE = (
    "O rio subiu dois metros numa só noite e levou a ponte de baixo, disse a engenheira Ana "
    "Reis, e ninguém ficou ferido na cidade velha."
)
PART = "\n".join(f"<p>{words}</p>" for words in STORY)
MARKDOWN = """# Lower bridge falls in the night

The river **rose** two metres, [police said](https://odra.example/1).

> We opened both gates, said Ana Reis.

- bread for the school
- soup for the town hall

## What next

Nobody knows when the gates will close.
"""
PAGES = {
    "list": LIST,
    "bullets": BULLETS,
    "poem": POEM,
    "tabs": TABS,
    "pipes": "\n\n".join((*STORY, PIPES)),
    "columns": "\n\n".join((*STORY, COLUMNS)),
    "arabic": ARABIC,
    "hebrew": HEBREW,
    "two languages": "\n\n".join((ENGLISH, PORTUGUESE, ENGLISH)),
    "mark-up": "\n\n".join((*STORY, "<p>It&nbsp;rained.</p>")),
    "markdown": MARKDOWN,
    "one line": "The river rose and the gate fell, he said. " * 1112,
}


def command(*arguments, given=b""):
    """A command in this process: its exit code, standard output and standard error."""
    ended = CliRunner().invoke(cli, arguments, input=given)
    if ended.exception and not isinstance(ended.exception, SystemExit):
        raise ended.exception
    return ended.exit_code, ended.stdout, ended.stderr


def noted(article, kind):
    return [n.span.of(article.text) for n in article.notes if n.kind == kind]


def written(path, content):
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return str(path)


# ------------------------------------------------------------- every such page


@pytest.mark.parametrize("page", PAGES.values(), ids=PAGES)
def test_nothing_of_a_strange_page_is_lost_through_any_door(page, tmp_path):
    article = read(text=page)
    assert article.text == page
    check_blocks_hold_every_character_once(article)

    line = json.dumps({"id": "a", "text": page}).encode()
    code, out, trouble = command("clean", "-", given=line)
    assert (code, trouble) == (0, "")
    record = json.loads(out)
    assert record["text"] == page
    assert "".join(page[b["start"] : b["end"]] for b in record["blocks"]) == page

    code, out, _ = command("trace", "--json", written(tmp_path / "page.txt", page))
    assert code in (0, 1)  # 1: no cue tables for the language
    assert json.loads(out)["articles"][0]["text"] == page


def test_a_page_of_furniture_alone_is_one_clear_line(tmp_path):
    said = f"no article text among {len(FURNITURE)} characters; try --keep-furniture"
    with pytest.raises(CleaningError, match=said):
        read(text=FURNITURE)
    path = written(tmp_path / "site.txt", FURNITURE)
    code, out, trouble = command("trace", "--json", path)
    assert (code, trouble) == (1, f"firsthand: {path}: {said}\n")
    assert json.loads(out)["articles"] == []
    line = json.dumps({"id": "a", "text": FURNITURE}).encode()
    code, out, trouble = command("clean", "-", given=line)
    assert (code, out) == (1, "")
    assert trouble.count("\n") == 1
    assert said in trouble


# ------------------------------------------------------- lists, poems, tables


@pytest.mark.parametrize("page", [LIST, BULLETS])
def test_the_items_of_a_list_article_stay_body(page):
    article = read(text=page)
    items = [line for line in page.splitlines() if line.startswith(("1", "2", "3", "4", "•"))]
    assert len(items) == 4
    assert {block_of(article, item).role for item in items} == {"body"}


def test_the_verses_of_a_poem_stay_body_and_none_becomes_the_title():
    article = read(text=POEM)
    assert article.title is None
    assert [b.role for b in article.blocks] == ["body"] * 8


def test_a_heading_over_a_poem_may_be_its_title_and_no_verse_is():
    article = read(text=f"The Lower Bridge\n\n{POEM}")
    assert article.title in (None, "The Lower Bridge")
    assert [b.role for b in article.blocks[1:]] == ["body"] * 8


@pytest.mark.parametrize("table", [TABS, PIPES, COLUMNS])
def test_the_rows_of_a_table_stay_body_as_they_are(table):
    article = read(text="\n\n".join((*STORY, table)))
    assert article.body.text.endswith(table)
    alone = read(text=table)
    assert alone.body.text == table
    assert alone.title is None


def test_one_line_of_ten_thousand_words_is_read_in_bounded_time(tmp_path):
    line = PAGES["one line"]
    assert len(line.split()) > 10_000
    read(text=ENGLISH)  # what is loaded once is not the line's
    started = time.process_time()
    assert [b.role for b in read(text=line).blocks] == ["body"]
    assert time.process_time() - started < 2


def test_notes_are_found_in_time_that_grows_with_the_page():
    parts = ("here (", "[Odra[", "&amp;", "don?t", "the the", "â€™", "link ", "read the a b ")
    for part in parts:
        started = time.process_time()
        read(text=f"{ENGLISH}\n\n{part * (400_000 // len(part))}")
        assert time.process_time() - started < 10


# ------------------------------------------------------------------ languages


@pytest.mark.parametrize(("page", "language"), [(ARABIC, "ar"), (HEBREW, "he")])
def test_a_page_from_right_to_left_says_its_language(page, language, tmp_path):
    article = read(text=page)
    assert article.language == language
    assert [b.role for b in article.blocks] == ["body"] * 3
    path = written(tmp_path / "page.txt", page)
    code, out, trouble = command("trace", "--json", path)
    assert code == 1
    assert trouble.startswith(f"firsthand: {path}: the article is in {language!r}; ")
    assert trouble.count("\n") == 1
    assert json.loads(out)["articles"][0]["language"] == language


@pytest.mark.parametrize(
    ("paragraphs", "language", "other", "spans"),
    [
        ((ENGLISH, PORTUGUESE, ENGLISH), "en", "pt", [PORTUGUESE]),
        ((PORTUGUESE, ENGLISH, ENGLISH), "en", "pt", [PORTUGUESE]),
        ((ENGLISH, *[PORTUGUESE] * 4), "pt", "en", [ENGLISH]),
        ((PORTUGUESE, ENGLISH, ENGLISH, PORTUGUESE), "en", "pt", [PORTUGUESE, PORTUGUESE]),
        (
            (ENGLISH, ENGLISH, PORTUGUESE, "Vão voltar.", PORTUGUESE),
            "en",
            "pt",
            [f"{PORTUGUESE}\n\nVão voltar.\n\n{PORTUGUESE}"],
        ),
    ],
)
def test_a_page_in_two_languages_is_in_that_of_most_words_and_says_the_other(
    paragraphs, language, other, spans
):
    article = read(text="\n\n".join(paragraphs))
    assert article.language == language
    notes = [n for n in article.notes if n.kind == "other-language"]
    assert [n.span.of(article.text).strip() for n in notes] == spans
    assert {n.message for n in notes} == {f"in {other!r}, while most of the page is not"}


@pytest.mark.parametrize(
    "paragraph",
    [
        "José Núñez, Ana Reis, Tom Katz, Vosk, Odra, Kesk, Norda, São Brás, Vila Nova, Tolm, "
        "Lidia, Brandt, Wilma, João, Inês, Rui, Câmara, Averil, Delta, Baixo, Ribeira",
        '"Não sei," she said. "I do not know what the word is for it, and who would have told me '
        'what was in the water that night?"',
        "Odra 3, Kesk 1; Vosk 2, Norda 2; Tolm 0, Lidia 4; Averil 1, Delta 1; Ribeira 5, Baixo 0",
    ],
)
def test_names_and_single_words_are_no_other_language(paragraph):
    article = read(text="\n\n".join((ENGLISH, paragraph, ENGLISH)))
    assert (article.language, noted(article, "other-language")) == ("en", [])


# -------------------------------------------------------------------- mark-up


@pytest.mark.parametrize(
    "page",
    [
        f"<!DOCTYPE html><html><body>{PART}</body></html>",
        f"<div class='story'>\n{PART}\n</div>\n",
        PART,
        "<br>".join(STORY).join(("<div>", "</div>")),
    ],
)
def test_html_in_a_text_file_is_read_as_html(page, tmp_path):
    code, out, _ = command("trace", "--json", written(tmp_path / "page.txt", page))
    assert code == 0
    (article,) = json.loads(out)["articles"]
    assert "<" not in article["text"]
    assert STORY[0] in article["text"]


@pytest.mark.parametrize(
    "page",
    [
        "\n\n".join((*STORY, "The tag <p> opens a paragraph.")),
        "<p> is a tag that opens a paragraph, and </p> closes it.\n\n" + ENGLISH,
        "<b>Ana Reis</b> says that she saw nothing.\n\n" + ENGLISH,
    ],
)
def test_a_text_with_scraps_of_mark_up_stays_text_and_says_so(page, tmp_path):
    code, out, _ = command("trace", "--json", written(tmp_path / "page.txt", page))
    assert code == 0
    (article,) = json.loads(out)["articles"]
    assert article["text"] == page
    notes = [n for n in article["notes"] if n["kind"] == "copy-quality"]
    assert notes
    assert all(n["span"]["exact"].startswith("<") for n in notes)


def test_a_text_in_hand_that_is_html_says_so_and_is_not_repaired():
    article = read(text=PART)
    assert article.text == PART
    assert noted(article, "copy-quality")[:2] == ["<p>", "</p>"]


def test_markdown_stays_as_it_is_and_its_heading_is_the_title():
    article = read(text=MARKDOWN)
    assert article.title == "Lower bridge falls in the night"
    assert "**rose** two metres, [police said](https://odra.example/1)" in article.body.text
    assert {b.role for b in article.blocks[1:]} == {"body"}
    assert article.notes == ()


# ------------------------------------------------------------------ no pages


@pytest.mark.parametrize("row", data.signatures(), ids=lambda row: row.what)
def test_what_is_no_page_is_known_by_its_first_bytes_at_every_door(row, tmp_path):
    content = b" " * row.at + row.example.encode().decode("unicode_escape").encode("latin-1")
    assert data.no_page(content) is row
    path = written(tmp_path / "page.txt", content)
    code, _, trouble = command("trace", "--json", path)
    assert code == 1
    assert f"{row.what}, not a page" in trouble
    with pytest.raises(CleaningError) as refused:
        clean(Capture("here", "a", content, "text"))
    assert str(refused.value).startswith(f"{row.what}, not a page")


@pytest.mark.parametrize(
    "text",
    ["PKs and Rars were found.", "ID3 tags name a song.", "The ftyp box", "BZh was his name.", ""],
)
def test_a_text_that_begins_like_a_format_may_be_a_page(text):
    assert data.no_page(text.encode()) is None
