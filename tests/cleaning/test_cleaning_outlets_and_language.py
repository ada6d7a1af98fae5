import pytest
from cleaning_cases import STORY, read, story_with


def check_outlet(article, name, owner, basis, words=None):
    outlet = article.outlet
    assert (outlet.name, outlet.owner, outlet.basis) == (name, owner, basis)
    assert (outlet.span and outlet.span.of(article.text)) == words


def test_the_outlet_that_is_given_wins():
    article = read(story_with(), outlet="www.theguardian.com", url="https://www.bbc.co.uk/1")
    check_outlet(article, "The Guardian", "Scott Trust", "given")


def test_a_given_outlet_that_no_table_knows_keeps_its_name_and_has_no_owner():
    check_outlet(read(story_with(), outlet="Odra Courier"), "Odra Courier", None, "given")


def test_a_site_name_in_the_metadata_wins_over_the_address():
    page = "".join(f"<p>{words}</p>" for words in STORY)
    head = "<head><meta property='og:site_name' content='The Mirror'></head>"
    article = read(f"<html>{head}<body>{page}</body>", form="html", url="https://dw.com/a")
    check_outlet(article, "Daily Mirror", "Reach plc", "metadata")


def test_an_address_the_table_knows_wins_over_a_site_name_it_does_not():
    page = "".join(f"<p>{words}</p>" for words in STORY)
    head = "<head><meta property='og:site_name' content='MirrorOnline News UK'></head>"
    article = read(
        f"<html>{head}<body>{page}</body>", form="html", url="https://www.mirror.co.uk/1"
    )
    check_outlet(article, "Daily Mirror", "Reach plc", "url")


@pytest.mark.parametrize(
    ("url", "name"),
    [
        ("https://www.reuters.com/world/a", "Reuters"),
        ("http://edition.cnn.com/a", "CNN"),
        ("https://news.bbc.co.uk/1", "BBC"),
        ("https://notreuters.com/a", None),
        ("https://reuters.com.evil.example/a", None),
        ("http://[broken", None),
        (None, None),
    ],
)
def test_an_address_tells_the_outlet_by_its_domain(url, name):
    outlet = read(story_with(), url=url).outlet
    assert (outlet.name, outlet.basis) == (name, "url" if name else "unknown")


@pytest.mark.parametrize(
    ("line", "name", "words"),
    [
        ("Sign up to the Daily Star’s newsletter", "Daily Star", "Daily Star"),
        ("Subscribe to our daily Indy100 newsletter", "indy100", "Indy100"),
        ("Follow BBC News on Twitter", "BBC", "BBC News"),
        ("Sign up to the Odra Courier's newsletter", "Odra Courier", "Odra Courier"),
    ],
)
def test_a_prompt_of_the_site_tells_the_outlet_where_it_names_one(line, name, words):
    article = read(story_with(line))
    assert article.outlet.name == name
    assert (article.outlet.span and article.outlet.span.of(article.text)) == words


@pytest.mark.parametrize(
    "line",
    [
        "The Conversation (0)",
        "Read more: Reuters opens an office in Odra",
        "This article was originally published in the Guardian.",
        "Photograph: Ana Reis/Reuters",
        "The BBC has seen the letter, the mayor said.",
    ],
)
def test_others_whom_the_page_names_are_not_its_outlet(line):
    assert read(story_with(line)).outlet.name is None


@pytest.mark.parametrize(
    ("text", "language"),
    [
        # said again and again, which makes the identifier unsure
        ("A comporta cedeu de madrugada e ninguém ficou ferido na aldeia de baixo. " * 100, "pt"),
        ("De dijk brak in de nacht en niemand raakte gewond in het lage dorp. " * 60, "nl"),
        # full of names of other languages
        (
            "Ana Reis and José Núñez of Vila Nova de Baixo told the Câmara that it was late. " * 4,
            "en",
        ),
        (" ".join(STORY), "en"),
        ("He fled, police said.", None),
        ("Ana Reis\n\nTom Katz\n\nOdra", None),
        (
            "Der Fluss stieg in einer Nacht um zwei Meter und riss die untere Brücke mit sich. "
            "Niemand wurde verletzt, sagte die Ingenieurin, und die Schule nahm Familien auf.",
            "de",
        ),
        (
            "За одну ночь река поднялась на два метра и унесла нижний мост. Никто не пострадал, "
            "сказала инженер, а школа приняла сорок семей из старого города на берегу реки.",
            "ru",
        ),
        (
            "河水一夜之间上涨了两米，冲走了下面的桥。工程师说没有人受伤，学校接待了四十个来自老城区的家庭。"
            "居民已经被疏散到附近的学校，救援人员仍在搜寻失踪的一名男子，市长说闸门没有承受住压力。",
            "zh",
        ),
    ],
)
def test_a_language_is_told_where_there_is_enough_to_tell(text, language):
    assert read(text).language == language
