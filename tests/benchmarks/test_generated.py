"""The generated pages: the same every time, with the copies they say they have."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from xml.etree import ElementTree

import pytest

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from benchmarks.generated import DUPLICATES, generate  # noqa: E402

from benchmarks import checkthat, copies, growth, harness  # noqa: E402
from firsthand.linking.copies import find_copies  # noqa: E402

MADE = list(generate(300))


def test_the_first_pages_of_a_longer_run_are_those_of_a_shorter_one():
    assert list(generate(100)) == MADE[:100]
    assert [p.article.text for p in generate(20, seed=7)] != [p.article.text for p in MADE[:20]]


def test_a_fifth_of_the_pages_are_copies_of_earlier_ones():
    copied = [page for page in MADE if page.copied_from]
    assert len(copied) / len(MADE) == pytest.approx(DUPLICATES, abs=0.07)
    assert all(page.copied_from < page.article.id for page in copied)
    assert {page.how for page in copied} == {"whole", "part"}


def test_every_statement_and_figure_opens_its_words():
    for article in (page.article for page in MADE):
        for said in article.attributions:
            assert [span.of(article.text) for span in said.cue] == ["said"]
            assert said.source[0].of(article.text) == article.speakers[0].name
        for figure in article.quantities:
            assert float(figure.span.of(article.text)) == figure.low
    assert sum(bool(page.article.attributions) for page in MADE) > len(MADE) / 2


def test_every_copy_that_was_made_is_found():
    found = {(copy.a, copy.b) for copy in find_copies([page.article for page in MADE])}
    assert {(p.copied_from, p.article.id) for p in MADE if p.copied_from} <= found


def test_the_benchmark_of_copies_prints_what_was_found():
    section = copies.benchmark(argparse.Namespace(pages=[60], say=print))
    wanted = [sum(p.how == how for p in MADE[:60]) for how in ("whole", "part")]
    (row,) = section.parts[0].rows
    assert row[0] == "60"
    assert row[7:9] == tuple(f"{n}/{n}" for n in wanted)


# -------------------------------------------------------------------- like news


def test_pages_like_news_say_who_said_what():
    made = [page.article for page in generate(60, like_news=True)]
    assert [page.article for page in generate(9, like_news=True)] == made[:9]
    for article in made:
        names = {speaker.id: speaker.name for speaker in article.speakers}
        for said in article.attributions:
            assert [span.of(article.text) for span in said.cue] == ["said"]
            assert said.source[0].of(article.text) == names[said.speaker]
        for figure in article.quantities:
            assert float(figure.span.of(article.text)) == figure.low
    assert sum(len(article.attributions) for article in made) / len(made) > 5


def test_the_sentences_of_a_page_are_all_it_says():
    for article in (page.article for page in (*MADE[:20], *generate(20, like_news=True))):
        said = " ".join(span.of(article.text) for (span,) in article.sentences)
        assert said.split() == article.text.split()


def test_the_benchmark_of_growth_tells_each_size_and_draws_a_chart():
    told: list[str] = []
    section = growth.benchmark(argparse.Namespace(pages=[10, 30], write=False, say=told.append))
    assert [row[0] for row in section.parts[0].rows] == ["10", "30"]
    assert len(told) == 2
    measured = [{"pages": n, "cpu_s": n / 100, "peak_rss_mib": 90.0 + n} for n in (100, 10_000)]
    drawn = ElementTree.fromstring(growth.chart(measured))
    words = [text.text for text in drawn.iter("{http://www.w3.org/2000/svg}text")]
    assert {"CPU seconds", "peak memory, MiB", "10,000", "4 GB", "1.0", "100"} <= set(words)


# ----------------------------------------------------------------------- checkthat


@pytest.mark.parametrize(
    ("ranked", "gold", "score"),
    [
        (["1", "2"], ["1"], 1),
        (["2", "1"], ["1"], 1 / 2),
        (["2", "1", "3"], ["1", "3"], (1 / 2 + 2 / 3) / 2),
        (["2", "3", "4", "5", "6", "1"], ["1"], 0),
        ([], ["1"], 0),
    ],
)
def test_average_precision_counts_the_first_five(ranked, gold, score):
    assert checkthat.average_precision(ranked, gold) == pytest.approx(score)


def test_checkthat_ranks_invented_claims(tmp_path):
    pytest.importorskip("sklearn")
    folder = tmp_path / "claims" / "checkthat2020"
    folder.mkdir(parents=True)
    claims = [
        {"": "7", "vclaim": "A wolf was filmed in Kesk station.", "title": "Wolf at Kesk?"},
        {"": "8", "vclaim": "Ostrel's water turned blue.", "title": "Blue water in Ostrel?"},
    ]
    posts = [
        {"id": "1", "tweet": "blue tap water in #Ostrel", "verified_claim_ids": ["8"]},
        {"id": "2", "tweet": "a wolf takes the train", "verified_claim_ids": ["7"]},
    ]
    (folder / "verified_claims.jsonl").write_text(harness.json_lines(claims))
    (folder / "dev.jsonl").write_text(harness.json_lines(posts))
    section = checkthat.benchmark(argparse.Namespace(data=tmp_path, part="dev"))
    assert section.parts[0].rows[-1][:2] == ("firsthand", "1.000")


def test_checkthat_without_data_says_so(tmp_path):
    with pytest.raises(harness.SkippedError, match="no "):
        checkthat.benchmark(argparse.Namespace(data=tmp_path, part="dev"))
