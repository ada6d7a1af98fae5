"""What a statement carries: speakers, long chains, stance, polarity, quantities, times, places.

Measured on sentences that we drew by lot and labelled by reading (``labels/``; how, says its
README): the first and the second halves before the code was written, the third and the fourth
after the second had been looked at once. The first and the third are for development; every look
at the second and the fourth is set down.
"""

from __future__ import annotations

import json
import math
import sys
from argparse import Namespace
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
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
from benchmarks.scorers import attributions as scorer

LABELS = HERE / "labels"
SETS = ("speakers", "chains", "stance", "quantities", "times", "places")
READ_FOR_FIGURES = ("second", "fourth")
LIKE = 0.3  # of the code points of two contents, for them to be one
NEAR_KM = 60.0

Pair = tuple[int, int]
Key = tuple[str, str]  # of a page: its corpus and its id
Same = Callable[[Json, Json], bool]  # ours and the labelled one
ASKING = ("interview", "report", "broadcast")  # what a medium does, and who works for it
PARTS = ("attributions", "speakers", "quantities", "times", "places")


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
    """Read every page that has a label and compare what is said of the labelled sentences.

    On a page that could not be traced nothing is found: all that is labelled there is missed.
    """
    half = options.half
    labels = {name: _labels(name, half) for name in options.sets}
    every = [row for rows in labels.values() for row in rows]
    pages = labelled_pages(every, _pages(options.data), options.data)
    read = traced(pages)
    articles = {key: read.get(key) or nothing_on(page) for key, page in pages.items()}
    rows: list[tuple[str, ...]] = []
    for name in options.sets:
        for what, tally in SCORED[name](labels[name], articles):
            figures = (str(tally.right), str(tally.found), str(tally.labelled), f"{tally.f1:.1f}")
            rows.append((f"{name}: {what}", *figures))
            if half in READ_FOR_FIGURES:
                note_reading(f"labels, {name}, {half} half: {what}", f"{tally.f1:.1f}", "–")
            elif options.wrong and tally.wrong:
                print(*tally.wrong, sep="\n", file=sys.stderr)
    table = Table(("", "right", "found", "labelled", "F1"), tuple(rows))
    failed = len(pages) - len(read)
    parts = (table, NOTE, *((_said_of_failed(failed),) if failed else ()))
    return Section(f"statements, {half} halves", f"{len(pages)} pages", parts)


NOTE = (
    "Found: what Firsthand says of the labelled sentences; of speakers and chains the labelled"
    " attributions that it has. Stance, polarity and modality are figures of the attributions"
    ' found alone: the row "attributions found" says how many of how many. A pin counts as'
    " right where ours or the label has none. Every hop and every part of a content is paired"
    " with one labelled one at most."
)


def _said_of_failed(pages: int) -> str:
    return f"{pages} pages could not be traced; what is labelled on them counts as missed."


def _labels(name: str, half: str) -> list[Json]:
    rows = read_json_lines(LABELS / f"{name}.jsonl")
    return [row for row in rows if half == "both" or row["half"] == half]


def _pages(data: Path) -> Iterator[tuple[Key, Json]]:
    """The pages of the four corpora by corpus and id, as ``firsthand trace -`` takes them."""
    from training.labelled_pages import war_text  # lxml comes with it, see harness.py
    from training.tagger.teachers import text_of

    for corpus, file in (
        ("polnear", "polnear/train"),
        ("giveme5w1h", "stories/giveme5w1h"),
        ("war", "war/ukraine_2014"),
        ("pac", "stories/pac"),
    ):
        text_from = war_text if corpus == "war" else text_of
        for page in read_json_lines(data / f"{file}.jsonl"):
            text = text_from(page)
            told = {"id": f"{corpus}/{page['id']}", "text": text, "published": page.get("date")}
            yield (corpus, page["id"]), told


def labelled_pages(
    labels: Iterable[Json], pages: Iterable[tuple[Key, Json]], data: Path
) -> dict[Key, Json]:
    """Of the pages those that have a label, by corpus and id.

    Raises:
        SkippedError: a labelled page is not among them.
    """
    wanted = {(row["corpus"], row["id"]) for row in labels}
    found = {key: page for key, page in pages if key in wanted}
    if missing := wanted - found.keys():
        raise SkippedError(f"{len(missing)} labelled pages are not in {data}")
    return found


def traced(pages: dict[Key, Json]) -> dict[Key, Json]:
    """The articles by page, as ``trace --json`` has them; none for a page that failed."""
    lines = json_lines(pages[key] for key in sorted(pages))
    tracing = json.loads(
        run((*FIRSTHAND, "trace", "-", "--json", "--jobs", "2"), stdin=lines).output
    )
    found = {article["id"]: article for article in tracing["articles"]}
    return {key: found[page["id"]] for key, page in pages.items() if page["id"] in found}


def nothing_on(page: Json) -> Json:
    """A page that could not be traced, as an article on which nothing was found."""
    return {"id": page["id"], "text": page["text"], **{part: [] for part in PARTS}}


# ----------------------------------------------------------------- attributions


def _speakers(rows: Sequence[Json], read: dict[Key, Json]) -> Scores:
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


def _chains(rows: Sequence[Json], read: dict[Key, Json]) -> Scores:
    exact, hops = Tally(), Tally()
    for row, article in _with_articles(rows, read):
        gold = row["chain"]
        exact.labelled += 1
        hops.labelled += len(gold)
        one = _by_content(article, row["content"], row["sentence"])
        if one is None:
            exact.wrong.append(_line("chain: no attribution", article, row["sentence"]))
            continue
        chain = one["chain"]
        exact.found += 1
        hops.found += len(chain)
        same = partial(_is_party, article=article)
        hops.right += len(scorer.best_matching(gold, chain, same))
        if len(chain) == len(gold) and all(map(same, gold, chain)):
            exact.right += 1
        else:
            ours = " > ".join(f"{h['party']} {h['action']}" for h in chain)
            theirs = " > ".join(f"{_words(article, h['party'])} {h['action']}" for h in gold)
            told = f"chain: {theirs!r}, not {ours!r}"
            exact.wrong.append(_line(told, article, row["sentence"]))
    yield "right parties in order", exact
    yield "hops", hops


def _is_party(told: Json, hop: Json, article: Json) -> bool:
    """Whether a hop's party is the labelled one, by its name or by a mention of it.

    A hand that the page leaves unnamed is right where the hop has no party either. A journalist
    who is told or who asks stands for his medium, as the labels have it: there the words decide.
    """
    if told["party"] is None:
        return hop["party"] is None
    asked = told["action"] in ASKING and hop["action"] in ASKING and hop["span"] is not None
    if asked and told["mention"] and _overlap(_pair(hop["span"]), told["mention"]):
        return True
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


def _stance(rows: Sequence[Json], read: dict[Key, Json]) -> Scores:
    tallies = {key: Tally() for key in ("stance", "polarity", "modality")}
    both, found = Tally(), Tally()
    for row, article in _with_articles(rows, read):
        one = _by_content(article, row["content"], row["sentence"]) or _by_source(article, row)
        found.labelled += 1
        found.found += one is not None
        found.right += one is not None
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
    yield "attributions found", found
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


def _by_content(article: Json, content: Sequence[int], sentence: Sequence[int]) -> Json | None:
    """The attribution whose content is most like the labelled one. Of a labelled content that lies
    in its sentence the readers marked no more, where the quotation begins before it or goes on:
    there ours counts within the sentence alone.
    """
    gold = set(range(*content))
    within = set(range(*sentence))
    seen = within if gold <= within else None

    def likeness(one: Json, *, whole: bool = False) -> float:
        ours = {n for s in one["content"] for n in range(s["start"], s["end"])}
        if seen is not None and not whole:
            ours &= seen
        return len(gold & ours) / len(gold | ours)

    def both(one: Json) -> tuple[float, float]:
        return likeness(one), likeness(one, whole=True)

    best = max(article["attributions"], key=both, default=None)
    return best if best is not None and likeness(best) >= LIKE else None


# ------------------------------------------------------------- parts of a content


def _quantities(rows: Sequence[Json], read: dict[Key, Json]) -> Scores:
    def same(ours: Json, gold: Json) -> bool:
        keys = ("low", "high", "unit")
        return all(_same_value(ours[key], gold[key]) for key in keys)

    def of(ours: Json, gold: Json) -> bool:
        return same(ours, gold) and all(ours[k] == gold[k] for k in ("approximate", "vague"))

    measures = {"value and unit": same, "and approximate, vague": of, "span": _any}
    yield from _matched("quantities", rows, read, measures)


def _same_value(ours: object, gold: object) -> bool:
    if isinstance(ours, int | float) and isinstance(gold, int | float):
        return math.isclose(ours, gold, rel_tol=0.01)
    return ours == gold


def _times(rows: Sequence[Json], read: dict[Key, Json]) -> Scores:
    def edtf(ours: Json, gold: Json) -> bool:
        return bool(ours["edtf"] == gold["edtf"])

    yield from _matched("times", rows, read, {"EDTF": edtf, "span": _any})


def _places(rows: Sequence[Json], read: dict[Key, Json]) -> Scores:
    def pinned(ours: Json, gold: Json) -> bool:
        if ours["precision"] != gold["precision"]:
            return False
        if gold["lat"] is None or ours["lat"] is None:
            return True
        return _km(ours["lat"], ours["lon"], gold["lat"], gold["lon"]) < NEAR_KM

    measures = {"name, precision and pin": pinned, "name": _any}
    yield from _matched("places", rows, read, measures)


def _any(ours: Json, gold: Json) -> bool:
    """What overlaps is right by its span."""
    return True


def _km(lat: float, lon: float, other_lat: float, other_lon: float) -> float:
    """The distance on a ball (haversine)."""
    a, b = math.radians(lat), math.radians(other_lat)
    half = math.sin((b - a) / 2) ** 2
    half += math.cos(a) * math.cos(b) * math.sin(math.radians(other_lon - lon) / 2) ** 2
    return 2 * 6371 * math.asin(math.sqrt(half))


def _matched(
    kind: str,
    rows: Sequence[Json],
    read: dict[Key, Json],
    measures: Mapping[str, Same],
) -> Scores:
    """One for one by overlap, and a tally for each measure that says what is right.

    What is wrong by any of them is told once, in the first tally.
    """
    tallies = {name: Tally() for name in measures}
    first = next(iter(tallies.values()))
    for row, article in _with_articles(rows, read):
        ours = [one for one in article[kind] if _overlap(_pair(one["span"]), row["sentence"])]
        for tally in tallies.values():
            tally.found += len(ours)
            tally.labelled += len(row[kind])
        wrong = []
        for gold, one in _one_for_one(row[kind], ours):
            right = [gold and one and same(one, gold) for same in measures.values()]
            for tally, is_right in zip(tallies.values(), right, strict=True):
                tally.right += bool(is_right)
            if not all(right):
                wrong.append(_told(kind, gold, one, article))
        first.wrong += [_line(told, article, row["sentence"]) for told in wrong]
    yield from tallies.items()


def _one_for_one(golds: Sequence[Json], ours: Sequence[Json]) -> Iterator[tuple[Json, Json]]:
    """Each labelled one with the first of ours that overlaps and is free; an empty side: none."""
    left = list(ours)
    for gold in golds:
        one = next((one for one in left if _overlap(_pair(one["span"]), gold["span"])), {})
        left = [other for other in left if other is not one]
        yield gold, one
    yield from (({}, one) for one in left)


def _told(kind: str, gold: Json, one: Json, article: Json) -> str:
    """What was wanted and what was said instead."""
    if not gold:
        return f"{kind}: {one['span']['exact']!r} is none"
    wanted, said = ({k: v for k, v in side.items() if k != "span"} for side in (gold, one))
    return f"{kind}: {_words(article, gold['span'])!r} is {wanted}, not {said or None}"


# ------------------------------------------------------------------------ small


def _with_articles(rows: Iterable[Json], read: dict[Key, Json]) -> Iterator[tuple[Json, Json]]:
    return ((row, read[row["corpus"], row["id"]]) for row in rows)


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
SCORED: dict[str, Callable[[Sequence[Json], dict[Key, Json]], Scores]] = {
    "speakers": _speakers,
    "chains": _chains,
    "stance": _stance,
    "quantities": _quantities,
    "times": _times,
    "places": _places,
}
