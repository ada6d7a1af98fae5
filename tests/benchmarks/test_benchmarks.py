"""The benchmarks: their splits, their tables, what they say without data, what they call wrong."""

from __future__ import annotations

import io
import json
import sys
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from benchmarks import attribution, claims_gold, events, harness, statements, timing  # noqa: E402
from benchmarks import run as runner  # noqa: E402

TEXT = 'The dam held, Ana Reis said. "It will rain," Bo Lund warned. It was claimed that he fled.'


def spans(*words: str) -> list[list[int]]:
    return [[TEXT.index(word), TEXT.index(word) + len(word)] for word in words]


def said(source: str, cue: str, content: str) -> harness.Json:
    return {
        "source": spans(source) if source else [],
        "cue": spans(cue),
        "content": spans(content),
    }


REIS = said("Ana Reis", "said", "The dam held")
LUND = said("Bo Lund", "warned", '"It will rain,"')
NOBODY = said("", "was claimed", "that he fled")
GOLD = [{"id": "dam", "text": TEXT, "attributions": [REIS, LUND, NOBODY]}]


def scored(*found: harness.Json) -> attribution.Scored:
    return attribution.Scored(GOLD, {"dam": list(found)})


# ------------------------------------------------------------------------ splits


def test_the_lot_depends_on_seed_and_id_alone():
    ids = [f"article {number}" for number in range(50)]
    drawn = attribution.by_lot(ids, seed="a")
    assert drawn == attribution.by_lot(reversed(ids), seed="a")
    assert drawn != attribution.by_lot(ids, seed="b")
    without = [i for i in drawn if i != drawn[3]]
    assert without == attribution.by_lot(without, seed="a")


def test_the_held_articles_are_drawn_once_and_then_read(tmp_path):
    path = tmp_path / "hold.txt"
    first = attribution.hold_ids([f"id-{n}" for n in range(200)], path=path)
    assert len(first) == attribution.HOLD_SIZE
    assert attribution.hold_ids(["other"], path=path) == first


def test_the_kept_list_is_what_the_lot_gives():
    kept = attribution.HOLD_IDS.read_text(encoding="utf-8").split()
    assert len(set(kept)) == attribution.HOLD_SIZE
    train = ROOT.parent / "shared" / "data" / "polnear" / "train.jsonl"
    if not train.exists():
        pytest.skip(f"no {train}")
    ids = [article["id"] for article in harness.read_json_lines(train)]
    assert sorted(attribution.by_lot(ids, seed="firsthand hold")[: len(kept)]) == kept


def test_hold_and_train_share_nothing(tmp_path):
    held = min(attribution.HOLD_IDS.read_text(encoding="utf-8").split())
    records = [{"id": i, "text": TEXT, "attributions": []} for i in (held, "new")]
    (tmp_path / "polnear").mkdir()
    (tmp_path / "polnear" / "train.jsonl").write_text(harness.json_lines(records))
    for split, expected in (("hold", [held]), ("train", ["new"])):
        assert [a["id"] for a in attribution.read_split(tmp_path, split)] == expected


# ------------------------------------------------------------- what is right, what wrong


def test_perfect_predictions_are_right_in_every_row():
    table = attribution.compare({"ours": scored(REIS, LUND, NOBODY)})
    by_row = {row[:2]: row[2:] for row in table.rows}
    assert by_row["all", "attribution"] == ("3", "100.0", "100.0", "100.0", "100.0–100.0")
    assert by_row["direct", "content_exact"][:3] == ("1", "100.0", "100.0")
    assert by_row["indirect", "attribution"][0] == "2"


def test_every_mistake_has_its_name():
    invented = said("Ana Reis", "said", "Bo Lund warned")
    wrong_source = {**LUND, "source": spans("Ana Reis")}
    found = attribution.cases(scored(wrong_source, invented, NOBODY))
    assert found == {
        "missed": [attribution.Case(0, gold=0)],
        "spurious": [attribution.Case(0, predicted=1)],
        "wrong-source": [attribution.Case(0, gold=1, predicted=0)],
    }


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        ([NOBODY], (1, 1)),
        ([{**NOBODY, "source": spans("he")}], (0, 1)),  # a source that is not stated
        ([REIS, LUND], (0, 1)),
    ],
)
def test_contents_of_nobody_are_counted_on_their_own(found, expected):
    assert scored(*found).without_source() == expected


def test_gains_and_losses_are_told_apart():
    old, new = scored(REIS, NOBODY), scored(LUND, NOBODY, said("he", "fled", "It was claimed"))
    assert attribution.changes(old, new) == {
        "gained": [attribution.Case(0, 1, 0)],
        "lost": [attribution.Case(0, 0)],
    }
    assert attribution.count_changes(old, new).rows == (
        ("all", "1", "1", "0", "1"),
        ("direct", "1", "0", "0", "0"),
        ("mixed", "0", "0", "0", "0"),
        ("indirect", "0", "1", "0", "1"),
    )


def test_predictions_for_unknown_articles_are_refused():
    with pytest.raises(ValueError, match="not in gold"):
        _ = attribution.Scored(GOLD, {"other": []}).sides


def test_a_shown_case_is_its_sentence_with_the_roles_marked():
    console = Console(file=io.StringIO(), width=200)
    ours = scored(REIS)
    missed = attribution.cases(ours)["missed"]
    attribution.show(ours, missed, kind="missed", number=0, console=console)
    shown = console.file.getvalue()
    assert '  gold   [T "It will rain,"] [S Bo Lund] [C warned].' in shown
    assert "  gold   It [C was claimed] [T that he fled]." in shown
    assert "2 of 2 missed" in shown
    assert "The dam held" not in shown


# ------------------------------------------------------------------------- results

FACTS = harness.Provenance("2026-01-02", "abc1234+changes", "python benchmarks/run.py", "a machine")


def section(name: str, figure: str) -> harness.Section:
    table = harness.Table(("what", "%"), (("hops", figure),))
    return harness.Section(name, "an invented split", (table, "A note."))


def test_writing_a_section_again_keeps_the_others(tmp_path):
    path = tmp_path / "RESULTS.md"
    for name, figure in (("first", "11.1"), ("second", "22.2"), ("first", "33.3")):
        harness.write_section(section(name, figure), FACTS, path=path)
    written = path.read_text(encoding="utf-8")
    assert written.startswith("# Results\n")
    assert written.index("## first") < written.index("33.3") < written.index("## second")
    assert "22.2" in written
    assert "11.1" not in written
    assert written.count("- commit: abc1234+changes") == 2
    assert written.count("# Results\n") == 1


def test_writing_the_same_section_twice_changes_nothing(tmp_path):
    path = tmp_path / "RESULTS.md"
    harness.write_section(section("only", "1.0"), FACTS, path=path)
    before = path.read_text(encoding="utf-8")
    harness.write_section(section("only", "1.0"), FACTS, path=path)
    assert path.read_text(encoding="utf-8") == before


def test_a_table_lines_up():
    lines = str(harness.Table(("what", "%"), (("hops", "9.5"), ("statements", "10.0")))).split("\n")
    assert lines[2:] == ["| hops       |  9.5 |", "| statements | 10.0 |"]
    assert len(set(map(len, lines))) == 1


def test_every_look_at_the_kept_data_is_a_line(tmp_path):
    path = tmp_path / "READINGS.md"
    harness.note_reading("dev", "50.0", "45.0–55.0", path=path)
    harness.note_reading("dev", "51.0", "46.0–56.0", path=path)
    lines = path.read_text(encoding="utf-8").splitlines()
    assert [line.split(" | ")[-2] for line in lines[-2:]] == ["50.0", "51.0"]
    assert path.read_text(encoding="utf-8").startswith(harness.READINGS_HEAD)


# ------------------------------------------------------------- without data, and at the edge


@pytest.mark.parametrize(
    "name", ["attribution", "claims_gold", "cleaning", "coldstart", "events", "speed"]
)
def test_a_benchmark_without_data_is_skipped_with_the_reason(name, tmp_path, capsys):
    assert runner.main([name, "--data", str(tmp_path / "data")]) == 0
    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith(f"{name}: skipped: no {tmp_path}")


@pytest.mark.parametrize("look", [["--show", "missed"], ["--gains", "old.jsonl"]])
def test_sentences_of_dev_are_not_shown(look, capsys):
    assert runner.main(["attribution", "--split", "dev", *look]) == 0
    assert "skipped: dev is for its figures alone" in capsys.readouterr().err


def test_sentences_of_dev_are_not_shown_under_another_name_either(tmp_path, capsys):
    (tmp_path / "polnear").mkdir()
    for name in ("polnear/dev.jsonl", "renamed.jsonl"):
        (tmp_path / name).write_text(harness.json_lines(GOLD), encoding="utf-8")
    gold = str(tmp_path / "renamed.jsonl")
    asked = ["attribution", "--data", str(tmp_path), "--gold", gold, "--show", "missed"]
    assert runner.main(asked) == 0
    assert "skipped: dev is for its figures alone" in capsys.readouterr().err


def test_a_file_of_gold_is_scored_under_its_own_name(tmp_path, capsys):
    (tmp_path / "mine.jsonl").write_text(harness.json_lines(GOLD), encoding="utf-8")
    found = [{"id": "dam", "attributions": [REIS, LUND, NOBODY]}]
    (tmp_path / "found.jsonl").write_text(harness.json_lines(found), encoding="utf-8")
    asked = ["attribution", "--data", str(tmp_path), "--gold", str(tmp_path / "mine.jsonl")]
    asked += ["--predictions", str(tmp_path / "found.jsonl"), "--no-peer"]
    assert runner.main(asked) == 0
    out = capsys.readouterr().out
    assert "## attribution, mine.jsonl" in out
    assert "100.0–100.0" in out


@pytest.mark.parametrize("wrong", [["nothing"], ["--show", "all"], ["--show", "missed", "many"]])
def test_wrong_use_is_refused(wrong):
    with pytest.raises(SystemExit) as stopped:
        runner.parser().parse_args(wrong)
    assert stopped.value.code == 2


def test_a_program_is_measured_with_what_it_printed():
    done = harness.run((sys.executable, "-c", "print(input() * 2)"), stdin='{"a": 1}\n')
    assert done.output == '{"a": 1}{"a": 1}\n'
    assert done.wall_s > 0
    assert 1 < done.peak_rss_mib < 1000


@pytest.mark.parametrize("code", ["1 / 0", "raise SystemExit(2)", "pass"])
def test_a_program_that_fails_is_no_measurement(code):
    with pytest.raises(harness.BrokenRunError):
        harness.run((sys.executable, "-c", code))


# --------------------------------------------------------------------------- peers


def test_textacy_refuses_a_paragraph_and_not_its_neighbours():
    pytest.importorskip("textacy")
    text = '"The old bridge will not hold," the mayor said.\nHe said "no and left.\n'
    records = harness.run(
        (*harness.PEERS, "textacy", "paragraph"),
        stdin=harness.json_lines([{"id": "bridge", "text": text}]),
    ).records()
    assert (records[0]["refused"], records[0]["units"]) == (1, 2)
    (found,) = records[0]["attributions"]
    assert [text[s:e] for s, e in found["content"]] == ['"The old bridge will not hold,"']
    assert [text[s:e] for s, e in found["cue"]] == ["said"]
    assert [text[s:e] for s, e in found["source"]] == ["mayor"]


# ---------------------------------------------------------------------- statements

PAGE = ("war", "weir")
WEIR = "Ana Reis told the Post what Tom Katz had told Bo Lund: 40 of the 50 bolts held."
PEOPLE = ("Ana Reis", "Tom Katz", "Bo Lund", "the Post")


def at(words: str) -> tuple[int, int]:
    return WEIR.index(words), WEIR.index(words) + len(words)


def span(words: str) -> harness.Json:
    start, end = at(words)
    return {"start": start, "end": end, "exact": words}


def weir(**found) -> dict[tuple[str, str], harness.Json]:
    """The page as traced: nothing is found on it but this."""
    return {PAGE: statements.nothing_on({"id": "war/weir", "text": WEIR}) | found}


def label(**told) -> harness.Json:
    return {"corpus": "war", "id": "weir", "sentence": (0, len(WEIR)), **told}


def with_chain(*parties: str) -> dict[tuple[str, str], harness.Json]:
    chain = [{"party": party, "action": "say"} for party in parties]
    return weir(attributions=[{"content": [span("40 of the 50 bolts held")], "chain": chain}])


def chain_label(*parties: str) -> harness.Json:
    hops = [{"party": at(party), "mention": at(party), "action": "say"} for party in parties]
    return label(content=at("40 of the 50 bolts held"), chain=hops)


def counted(name: str, row: harness.Json, read) -> dict[str, tuple[int, int, int]]:
    tallies = statements.SCORED[name]([row], read)
    return {what: (tally.right, tally.found, tally.labelled) for what, tally in tallies}


def test_one_hop_stands_for_one_labelled_hop():
    both = chain_label("Ana Reis", "Ana Reis")
    assert counted("chains", both, with_chain("Ana Reis")) == {
        "right parties in order": (0, 1, 1),
        "hops": (1, 1, 2),
    }
    one = chain_label("Ana Reis")
    assert counted("chains", one, with_chain("Ana Reis", "Ana Reis"))["hops"] == (1, 2, 1)


def test_a_chain_without_hops_has_none_right():
    assert counted("chains", chain_label("Ana Reis", "the Post"), with_chain()) == {
        "right parties in order": (0, 1, 1),
        "hops": (0, 0, 2),
    }


@given(st.lists(st.sampled_from(PEOPLE)), st.lists(st.sampled_from(PEOPLE)))
def test_right_hops_are_those_that_both_sides_have(gold, found):
    hops = counted("chains", chain_label(*gold), with_chain(*found))["hops"]
    assert hops == ((Counter(gold) & Counter(found)).total(), len(found), len(gold))


def figure(words: str, low: float) -> harness.Json:
    told = {"low": low, "high": low, "unit": None, "approximate": False, "vague": False}
    return {"span": at(words), **told}


def test_one_figure_stands_for_one_labelled_figure_and_is_told_once():
    row = label(quantities=[figure("40", 40), figure("50 bolts", 50)])
    ours = {**figure("50", 40), "span": span("40 of the 50")}
    read = weir(quantities=[ours])
    assert counted("quantities", row, read) == {
        "value and unit": (1, 1, 2),
        "and approximate, vague": (1, 1, 2),
        "span": (1, 1, 2),
    }
    wrong = [
        line for _, tally in statements.SCORED["quantities"]([row], read) for line in tally.wrong
    ]
    assert [line.split(" is ")[0] for line in wrong] == ["quantities: '50 bolts'"]


@given(st.lists(st.sampled_from(["40", "50", "40 of the 50", "50 bolts"])), st.integers(0, 4))
def test_no_more_is_right_than_found_or_labelled(words, cut):
    row = label(quantities=[figure(w, 40) for w in words[:cut]])
    read = weir(quantities=[{**figure(w, 40), "span": span(w)} for w in words[cut:]])
    for right, found, labelled in counted("quantities", row, read).values():
        assert right <= min(found, labelled)
        assert (found, labelled) == (len(words[cut:]), len(words[:cut]))


def test_what_is_labelled_on_a_page_that_failed_is_missed():
    assert statements.traced({PAGE: {"id": "war/weir", "text": "…"}}) == {}
    nothing = weir()
    rows = {
        "speakers": label(source=at("Ana Reis"), cue=at("told"), speaker=at("Ana Reis")),
        "chains": chain_label("Ana Reis", "the Post"),
        "quantities": label(quantities=[figure("40", 40), figure("50", 50)]),
        "times": label(times=[{"span": at("held"), "edtf": None}]),
        "places": label(places=[{"span": at("Post"), "precision": "city", "lat": 1, "lon": 2}]),
    }
    missed = {name: counted(name, row, nothing) for name, row in rows.items()}
    assert missed["speakers"]["who it is"] == missed["places"]["name"] == (0, 0, 1)
    assert missed["chains"]["hops"] == missed["quantities"]["span"] == (0, 0, 2)
    assert missed["times"]["EDTF"] == (0, 0, 1)


def test_of_stance_is_said_how_many_attributions_were_found():
    row = label(
        source=at("Ana Reis"), cue=at("told"), content=at("40 of the 50 bolts held"),
        stance="neutral", polarity="affirmed", modality="fact",
    )  # fmt: skip
    told = counted("stance", row, weir())
    assert told["attributions found"] == (0, 0, 1)
    assert told["polarity"] == told["stance and polarity"] == (0, 0, 0)


# --------------------------------------------------------------------- claims and speed


def test_events_kept_for_checking_are_not_opened(tmp_path):
    (tmp_path / "gold").mkdir()
    (tmp_path / "gold" / "05.json").write_text("{ broken")
    (tmp_path / "gold" / "06.json").write_text('{"event": "ferry"}')
    article = {"event": "ferry", "id": "a", "text": TEXT}
    (tmp_path / "articles.json").write_text(json.dumps([[{"event": "kept"}], [article]]))
    gold, groups = claims_gold.read_events(tmp_path, 6, 6)
    assert list(gold) == list(groups) == ["ferry"]
    assert groups["ferry"] == [article]


def test_labels_of_events_stand_for_the_words_at_their_offsets(tmp_path, monkeypatch):
    weir = "The weir held, the warden said."
    corpora = {
        "stories/giveme5w1h": {"id": "p1", "text": weir, "source": "Kesk Post", "title": "Weir"},
        "stories/pac": {"id": "p3", "sentences": ["Nothing."]},
        "war/ukraine_2014": {"id": "p2", "sentences": ["Rain fell.", "Nobody saw the weir hold."]},
    }
    for name, page in corpora.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / f"{name}.jsonl").write_text(json.dumps(page))
    told = {"id": "s1", "page": "A", "content": [0, 13], "source": [15, 25], "cue": None}
    row = {
        "event": "weir",
        "pages": {"A": "p1", "B": "p2"},
        "statements": [told | {"speaker": "the warden", "chain": []}],
        "claims": [{"id": "c1", "statements": ["s1"], "origins": [1, 2, 0]}],
        "conflicts": [{"kind": "negation", "a": ["A", 4, 13], "b": ["B", 12, 36]}],
    }
    labels = tmp_path / "events.jsonl"
    rows = (row | {"part": "built on"}, row | {"event": "other", "part": "kept"})
    labels.write_text("".join(json.dumps(one) + "\n" for one in rows))
    monkeypatch.setattr(events, "LABELS", labels)
    gold, groups = events.read_labelled(tmp_path, events.BUILT_ON)
    assert list(gold) == list(groups) == ["weir"]
    (statement,) = gold["weir"]["statements"]
    assert (statement["article"], statement["content"]) == ("p1", "The weir held")
    assert (statement["source"], statement["cue"]) == ("the warden", None)
    assert gold["weir"]["claims"][0]["origins"] == {"min": 1, "max": 2, "not_stated": 0}
    assert gold["weir"]["conflicts"][0]["a"]["exact"] == "weir held"
    assert gold["weir"]["conflicts"][0]["b"] == {
        "article": "p2",
        "exact": "Nobody saw the weir hold",
    }
    assert list(events.read_labelled(tmp_path, events.KEPT)[0]) == ["other"]


def test_what_is_not_linked_yet_is_not_measured():
    report: Any = {
        measure: {key: 50.0 for _, m, key in claims_gold.SHOWN if m == measure}
        for measure in {measure for _, measure, _ in claims_gold.SHOWN}
    }
    report["origins"]["baseline"] = {"exact": 10.0}
    report["origins"]["rules_given_gold"] = {"one": 60.0, "speakers": 70.0}
    report["speakers"]["agree"] = None
    shown = dict(claims_gold.pooled(report, linked=False).rows)
    assert shown["statements, F1"] == "50.0"
    assert shown["speakers of matched statements agree"] == "not measured"
    assert shown["claims, B-cubed F1"] == shown["conflicts, recall"] == "not measured"
    linked = dict(claims_gold.pooled(report, linked=True).rows)
    assert linked["conflicts, recall"] == "50.0"
    assert linked["origins by counting outlets, exact"] == "10.0"


def test_cpu_seconds_are_those_of_the_program():
    idle = (sys.executable, "-c", "import time; time.sleep(0.3); print(1)")
    busy = (sys.executable, "-c", "print(sum(range(20_000_000)))")
    assert timing.cpu_s(idle, []) < timing.cpu_s(busy, [])


TWENTY = [{"id": str(number), "text": "It held."} for number in range(20)]
# It stays a second, so that its memory can be read.
SAYS_ALL = (
    "import sys, time; print(sys.stdin.read().strip(), flush=True); time.sleep(1);"
    " raise SystemExit({status})"
)


@pytest.mark.parametrize("status", [0, 1])
def test_a_long_run_may_have_an_article_that_fails(status):
    command = (sys.executable, "-c", SAYS_ALL.format(status=status))
    seconds, memory = timing.long_run(command, TWENTY)
    assert [mark for mark, *_ in memory] == [1, 4, 10, 19]
    assert seconds > 0
    assert all(0 < largest <= together for _, largest, together in memory)


@pytest.mark.parametrize("program", [SAYS_ALL.format(status=2), "1 / 0", "pass"])
def test_a_long_run_that_breaks_off_is_no_measurement(program):
    with pytest.raises(harness.BrokenRunError, match="marks"):
        timing.long_run((sys.executable, "-c", program), TWENTY)


@pytest.mark.parametrize("number", ["0", "-3", "many"])
def test_a_long_run_takes_a_number_of_articles(number):
    with pytest.raises(SystemExit) as stopped:
        runner.parser().parse_args(["bulk", "--articles", number])
    assert stopped.value.code == 2
