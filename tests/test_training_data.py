"""PolNeAR's own files become JSON lines; an invented corpus in their form."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

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
