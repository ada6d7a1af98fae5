"""PolNeAR's own files become JSON lines, and those lessons; an invented corpus in their form."""

import json
import random
import subprocess
import sys
from pathlib import Path

import pytest

from firsthand.annotation.tagger import model
from firsthand.annotation.tagger.decoding import ROLES

sys.path.insert(0, str(Path(__file__).parents[1]))

TEXT = "The dam\r\nAna Reis said “the gate broke”, and nobody “knew it”.\r\nIt held, he said.\r\n"
ANN = (
    "T1\tSource 9 17\tAna Reis\n"
    "T2\tCue 18 22\tsaid\n"
    "T3\tContent 23 39;52 61\t“the gate broke” “knew it”\n"
    "T4\tAttribution 18 22\tsaid\n"
    "E1\tAttribution:T4 Content:T3 Cue:T2 Source:T1\n"
    "T5\tCue 74 81\the said\n"
    "T6\tAttribution 74 81\the said\n"
    "E2\tAttribution:T6 Cue:T5\n"
)


@pytest.fixture
def corpus(tmp_path):
    folder = tmp_path / "data" / "train"
    (folder / "text").mkdir(parents=True)
    (folder / "attributions").mkdir()
    (folder / "text" / "courier_2021-05-03_the-dam.txt").write_bytes(TEXT.encode())
    for annotator, ann in (("b2", ""), ("a1", ANN)):
        path = folder / "attributions" / f"courier_2021-05-03_the-dam_{annotator}.ann"
        path.write_text(ann, encoding="utf-8")
    return tmp_path


def test_the_corpus_becomes_json_lines(corpus):
    done = subprocess.run(
        [sys.executable, "-m", "training.polnear", str(corpus), "train"],
        cwd=Path(__file__).parents[1],
        capture_output=True,
        text=True,
        check=True,
    )
    (article,) = map(json.loads, done.stdout.splitlines())
    assert article["text"] == TEXT
    assert article["annotators"] == ["a1", "b2"]
    (found,) = article["attributions"]
    words = {role: [TEXT[s:e] for s, e in found[role]] for role in ("source", "cue", "content")}
    assert words == {
        "source": ["Ana Reis"],
        "cue": ["said"],
        "content": ["“the gate broke”", "“knew it”"],
    }
    assert "left out: E2" in done.stderr


# ------------------------------------------------------------- what the tagger learns from

SAID = "Ana Reis said the gate broke.\n\nIt held, the board said.\n"


def spans(*words: str) -> list[list[int]]:
    return [[SAID.index(word), SAID.index(word) + len(word)] for word in words]


ARTICLE = {
    "id": "dam",
    "text": SAID,
    "attributions": [
        {
            "source": spans("Ana Reis"),
            "cue": spans("said"),
            "content": spans("the gate broke"),
        }
    ],
}


def test_an_article_becomes_a_lesson_whose_pieces_have_the_gold_roles():
    from training.tagger import dataset

    one = dataset.lesson(ARTICLE, model.load(Path(model.__file__).parent).tokenizer)
    (anchor,) = one.anchors
    roles = anchor.roles.argmax(-1)
    for role in ("source", "cue", "content"):
        numbers = [n + anchor.low for n in range(len(roles)) if ROLES[roles[n]] == role]
        words = SAID[one.pieces.starts[numbers[0]] : one.pieces.ends[numbers[-1]]]
        assert [words] == [SAID[s:e] for s, e in ARTICLE["attributions"][0][role]]
    assert one.tags.sum() == len(one.pieces)
    windows = [(one, start, end) for start, end in dataset.cuts(one.pieces, 8, random.Random(1))]
    assert sum(end - start for _, start, end in windows) == len(one.pieces)
    assert dataset.batch(windows).roles.shape[0] == 1


def test_training_measures_as_the_benchmark_does():
    pytest.importorskip("torch")
    from benchmarks.attribution import Scored
    from training.tagger.train import figures

    told = figures(Scored([ARTICLE], {"dam": ARTICLE["attributions"]}))
    assert (told["P"], told["R"], told["attribution"]) == (100.0, 100.0, 100.0)
    told = figures(Scored([ARTICLE], {}))
    assert (told["P"], told["R"], told["content_words"]) == (0.0, 0.0, 0.0)


INVENTED = Path(__file__).parents[1] / "training" / "invented_claims.jsonl"


@pytest.mark.parametrize("line", INVENTED.read_text(encoding="utf-8").splitlines()[::10])
def test_an_invented_story_holds_together(line):
    story = json.loads(line)
    units, pages = story["units"], {unit["page"] for unit in story["units"]}
    same = {frozenset((a, b)) for g in story["groups"] for a in g for b in g if a != b}
    other = [*story["near"], *(c[:2] for c in story["conflicts"] if c[2] == "negation")]

    assert len(pages) > 1
    assert all(unit["words"] for unit in units)
    assert {n for pair in (*same, *other) for n in pair} <= set(range(len(units)))
    assert not same & {frozenset(pair) for pair in other}


def test_a_long_story_is_learnt_in_parts_that_hold_each_of_its_units_once():
    torch = pytest.importorskip("torch", reason="torch is for training only")
    from training.meaning.stories import AT_ONCE, Story, in_parts

    units = tuple(f"unit {n}" for n in range(AT_ONCE * 2 + 3))
    pairs = torch.arange(float(len(units) ** 2)).reshape(len(units), -1)
    parts = in_parts([Story(units, pairs, pairs)], random.Random(1))

    assert sorted(unit for part in parts for unit in part.units) == sorted(units)
    assert max(len(part.units) for part in parts) <= AT_ONCE
    for part in parts:
        numbers = [units.index(unit) for unit in part.units]
        assert part.same.tolist() == [[pairs[a, b] for b in numbers] for a in numbers]
        assert numbers == sorted(numbers)  # what is compared lies below the diagonal


def test_mpnet_tells_near_distances_one_by_one_and_far_ones_as_one_on_either_side():
    torch = pytest.importorskip("torch", reason="torch is for training only")
    pytest.importorskip("onnx", reason="onnx is for training only")
    from training.meaning.readers import _distance

    before, after = (_distance(sign * torch.arange(300)).tolist() for sign in (-1, 1))
    assert before[:8] == list(range(8))
    assert before == sorted(before)
    assert set(before[128:]) == {15}
    assert after[1:] == [n + 16 for n in before[1:]]
