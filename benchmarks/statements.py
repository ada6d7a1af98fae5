"""What a statement carries: speakers, long chains, stance, polarity, quantities, times, places.

Measured on sentences that we drew by lot and labelled by reading before the code was written
(``labels/``; how, says its README). The first halves are for development; every look at the
second ones is set down.
"""

from __future__ import annotations

import json
import math
import sys
from argparse import Namespace
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.harness import (
    FIRSTHAND,
    HERE,
    Json,
    Section,
    SkippedError,
    Table,
    json_lines,
    note_reading,
    read_json_lines,
    run,
)

LABELS = HERE / "labels"
SETS = ("speakers", "chains", "stance", "quantities", "times", "places")
LIKE = 0.3  # of the code points of two contents, for them to be one
NEAR_KM = 60.0

Pair = tuple[int, int]


@dataclass
class Tally:
    """Right ones, found ones and labelled ones; and a line about each that is wrong."""

    right: int = 0
    found: int = 0
    labelled: int = 0
    wrong: list[str] = field(default_factory=list)

    @property
    def f1(self) -> float:
        both = self.found + self.labelled
        return 200 * self.right / both if both else math.nan


def benchmark(options: Namespace) -> Section:
    """Read every page that has a label and compare what is said of the labelled sentences."""
    half = options.half
    labels = {name: _labels(name, half) for name in options.sets}
    pages = dict(_pages(options.data))
    wanted = {(row["corpus"], row["id"]) for rows in labels.values() for row in rows}
    if missing := wanted - pages.keys():
        raise SkippedError(f"{len(missing)} labelled pages are not in {options.data}")
    read = _traced({key: pages[key] for key in wanted})
    rows: list[tuple[str, ...]] = []
    for name in options.sets:
        for what, tally in SCORED[name](labels[name], read):
            figures = (str(tally.right), str(tally.found), str(tally.labelled), f"{tally.f1:.1f}")
            rows.append((f"{name}: {what}", *figures))
            if half == "second":
                note_reading(f"labels, {name}, second half: {what}", f"{tally.f1:.1f}", "–")
            elif options.wrong:
                print(*tally.wrong, sep="\n", file=sys.stderr)
    table = Table(("", "right", "found", "labelled", "F1"), tuple(rows))
    note = (
        "Found: what Firsthand says of the labelled sentences; of speakers, chains and stance"
        " the labelled attributions that it has."
    )
    return Section(f"statements, {half} halves", f"{len(wanted)} pages", (table, note))


def _labels(name: str, half: str) -> list[Json]:
    rows = read_json_lines(LABELS / f"{name}.jsonl")
    return [row for row in rows if half == "both" or row["half"] == half]


def _pages(data: Path) -> Iterator[tuple[tuple[str, str], Json]]:
    """The pages of the three corpora by corpus and id, as ``firsthand trace -`` takes them."""
    for corpus, file in (
        ("polnear", "polnear/train"),
        ("giveme5w1h", "stories/giveme5w1h"),
        ("war", "war/ukraine_2014"),
    ):
        for page in read_json_lines(data / f"{file}.jsonl"):
            text = page["text"] if "text" in page else "\n".join(page["sentences"])
            told = {"id": f"{corpus}/{page['id']}", "text": text, "published": page.get("date")}
            yield (corpus, page["id"]), told


def _traced(pages: dict[tuple[str, str], Json]) -> dict[tuple[str, str], Json]:
    lines = json_lines(pages[key] for key in sorted(pages))
    tracing = json.loads(
        run((*FIRSTHAND, "trace", "-", "--json", "--jobs", "2"), stdin=lines).output
    )
    found = {article["id"]: article for article in tracing["articles"]}
    return {key: found[page["id"]] for key, page in pages.items() if page["id"] in found}


# ----------------------------------------------------------------- attributions


def _speakers(rows: Sequence[Json], read: dict[tuple[str, str], Json]) -> Scores:
    tally = Tally()
    for row, article in _with_articles(rows, read):
        tally.labelled += 1
        one = _by_source(article, row)
        if one is None:
            tally.wrong.append(_line("speaker: no attribution", article, row["sentence"]))
            continue
        tally.found += 1
        speaker = next((s for s in article["speakers"] if s["id"] == one["speaker"]), None)
        if _is_speaker(speaker, row["speaker"], article["text"]):
            tally.right += 1
        else:
            named = speaker and (speaker["name"] or speaker["description"])
            gold = _words(article, row["speaker"])
            told = f"speaker: {_words(article, row['source'])!r} is {gold!r}, not {named!r}"
            tally.wrong.append(_line(told, article, row["sentence"]))
    yield "who it is", tally
    yield "of those found", Tally(tally.right, tally.found, tally.found)


def _is_speaker(speaker: Json | None, gold: Sequence[int] | None, text: str) -> bool:
    if speaker is None or gold is None:
        return speaker is None and gold is None
    if any(_overlap((m["start"], m["end"]), gold) for m in speaker["mentions"]):
        return True
    name = (speaker["name"] or speaker["description"] or "").lower()
    return bool(name) and name == " ".join(text[slice(*gold)].lower().split())


def _chains(rows: Sequence[Json], read: dict[tuple[str, str], Json]) -> Scores:
    exact, hops = Tally(), Tally()
    for row, article in _with_articles(rows, read):
        gold = row["chain"]
        exact.labelled += 1
        hops.labelled += len(gold)
        one = _by_content(article, row["content"])
        if one is None:
            exact.wrong.append(_line("chain: no attribution", article, row["sentence"]))
            continue
        chain = one["chain"]
        exact.found += 1
        hops.found += len(chain)
        same = [[_is_party(hop, told, article) for told in gold] for hop in chain]
        hops.right += sum(map(any, zip(*same, strict=True))) if same else 0
        if len(chain) == len(gold) and all(same[n][n] for n in range(len(gold))):
            exact.right += 1
        else:
            ours = " > ".join(f"{h['party']} {h['action']}" for h in chain)
            theirs = " > ".join(f"{_words(article, h['party'])} {h['action']}" for h in gold)
            told = f"chain: {theirs!r}, not {ours!r}"
            exact.wrong.append(_line(told, article, row["sentence"]))
    yield "right parties in order", exact
    yield "hops", hops


def _is_party(hop: Json, told: Json, article: Json) -> bool:
    name = " ".join((hop["party"] or "").lower().split())
    words = [
        " ".join((_words(article, told[key]) or "").lower().split()) for key in ("party", "mention")
    ]
    if name and any(name == w or f" {name} " in f" {w} " or f" {w} " in f" {name} " for w in words):
        return True
    mentions = [
        (m["start"], m["end"])
        for speaker in article["speakers"]
        if name
        and name in ((speaker["name"] or "").lower(), (speaker["description"] or "").lower())
        for m in speaker["mentions"]
    ]
    return any(_overlap(m, told[key]) for m in mentions for key in ("party", "mention"))


def _stance(rows: Sequence[Json], read: dict[tuple[str, str], Json]) -> Scores:
    tallies = {key: Tally() for key in ("stance", "polarity", "modality")}
    both = Tally()
    for row, article in _with_articles(rows, read):
        one = _by_content(article, row["content"]) or _by_source(article, row)
        for tally in (both, *tallies.values()):
            tally.labelled += one is not None
            tally.found += one is not None
        if one is None:
            continue
        for key, tally in tallies.items():
            if one[key] == row[key]:
                tally.right += 1
            else:
                told = f"{key}: {row[key]}, not {one[key]}: {_words(article, row['cue'])}"
                tally.wrong.append(_line(told, article, row["sentence"]))
        both.right += one["stance"] == row["stance"] and one["polarity"] == row["polarity"]
    yield "stance and polarity", both
    yield from tallies.items()


def _by_source(article: Json, row: Json) -> Json | None:
    """The attribution with the labelled source, of several the one with the labelled cue."""
    fitting = [
        one
        for one in article["attributions"]
        if row["source"] and any(_overlap(_pair(s), row["source"]) for s in one["source"])
    ]
    cued = [one for one in fitting if any(_overlap(_pair(s), row["cue"]) for s in one["cue"])]
    return (cued or fitting or [None])[0]


def _by_content(article: Json, content: Sequence[int]) -> Json | None:
    """The attribution whose content is most like the labelled one."""
    gold = set(range(*content))

    def likeness(one: Json) -> float:
        ours = {n for s in one["content"] for n in range(s["start"], s["end"])}
        return len(gold & ours) / len(gold | ours)

    best = max(article["attributions"], key=likeness, default=None)
    return best if best is not None and likeness(best) >= LIKE else None


# ------------------------------------------------------------- parts of a content


def _quantities(rows: Sequence[Json], read: dict[tuple[str, str], Json]) -> Scores:
    def same(ours: Json, gold: Json) -> bool:
        keys = ("low", "high", "unit")
        return all(_same_value(ours[key], gold[key]) for key in keys)

    def of(ours: Json, gold: Json) -> bool:
        return same(ours, gold) and all(ours[k] == gold[k] for k in ("approximate", "vague"))

    yield "value and unit", _matched("quantities", rows, read, same)
    yield "and approximate, vague", _matched("quantities", rows, read, of)
    yield "span", _matched("quantities", rows, read, lambda ours, gold: True)


def _same_value(ours: object, gold: object) -> bool:
    if isinstance(ours, int | float) and isinstance(gold, int | float):
        return math.isclose(ours, gold, rel_tol=0.01)
    return ours == gold


def _times(rows: Sequence[Json], read: dict[tuple[str, str], Json]) -> Scores:
    yield "EDTF", _matched("times", rows, read, lambda ours, gold: ours["edtf"] == gold["edtf"])
    yield "span", _matched("times", rows, read, lambda ours, gold: True)


def _places(rows: Sequence[Json], read: dict[tuple[str, str], Json]) -> Scores:
    def pinned(ours: Json, gold: Json) -> bool:
        if ours["precision"] != gold["precision"]:
            return False
        if gold["lat"] is None or ours["lat"] is None:
            return True
        return _km(ours["lat"], ours["lon"], gold["lat"], gold["lon"]) < NEAR_KM

    yield "name, precision and pin", _matched("places", rows, read, pinned)
    yield "name", _matched("places", rows, read, lambda ours, gold: True)


def _km(lat: float, lon: float, other_lat: float, other_lon: float) -> float:
    """The distance on a ball (haversine)."""
    a, b = math.radians(lat), math.radians(other_lat)
    half = math.sin((b - a) / 2) ** 2
    half += math.cos(a) * math.cos(b) * math.sin(math.radians(other_lon - lon) / 2) ** 2
    return 2 * 6371 * math.asin(math.sqrt(half))


def _matched(
    kind: str,
    rows: Sequence[Json],
    read: dict[tuple[str, str], Json],
    same: Callable[[Json, Json], bool],
) -> Tally:
    """One for one by overlap; right where ``same`` says so."""
    tally = Tally()
    for row, article in _with_articles(rows, read):
        ours = [one for one in article[kind] if _overlap(_pair(one["span"]), row["sentence"])]
        tally.found += len(ours)
        tally.labelled += len(row[kind])
        for gold in row[kind]:
            met = [one for one in ours if _overlap(_pair(one["span"]), gold["span"])]
            if met:
                ours.remove(met[0])
            if met and same(met[0], gold):
                tally.right += 1
                continue
            said = {k: v for k, v in met[0].items() if k != "span"} if met else None
            wanted = {k: v for k, v in gold.items() if k != "span"}
            told = f"{kind}: {_words(article, gold['span'])!r} is {wanted}, not {said}"
            tally.wrong.append(_line(told, article, row["sentence"]))
        for one in ours:
            told = f"{kind}: {one['span']['exact']!r} is none"
            tally.wrong.append(_line(told, article, row["sentence"]))
    return tally


# ------------------------------------------------------------------------ small


def _with_articles(
    rows: Iterable[Json], read: dict[tuple[str, str], Json]
) -> Iterator[tuple[Json, Json]]:
    for row in rows:
        if article := read.get((row["corpus"], row["id"])):
            yield row, article


def _pair(span: Json) -> Pair:
    return span["start"], span["end"]


def _overlap(one: Sequence[int], other: Sequence[int]) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def _words(article: Json, span: Sequence[int] | None) -> str | None:
    return None if span is None else str(article["text"][slice(*span)])


def _line(told: str, article: Json, sentence: Sequence[int]) -> str:
    words = " ".join(article["text"][slice(*sentence)].split())
    return f"{told}\n    {article['id']} {sentence}: {words}"


Scores = Iterator[tuple[str, Tally]]
SCORED: dict[str, Callable[[Sequence[Json], dict[tuple[str, str], Json]], Scores]] = {
    "speakers": _speakers,
    "chains": _chains,
    "stance": _stance,
    "quantities": _quantities,
    "times": _times,
    "places": _places,
}
