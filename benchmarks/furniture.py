"""Which lines of plain text are the site: cross-validated on zyte lines, and on our own labels.

The zyte lines are labelled by their overlap with a gold body, so a part of what is counted
against us is noise of the labels. The folds keep each page whole, and the model of a fold
has not seen the page in any order. Our own lines come from pages that no model saw.
"""

from __future__ import annotations

import csv
from argparse import Namespace
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from benchmarks.harness import (
    FIRSTHAND,
    Section,
    Table,
    json_lines,
    needed,
    needs_package,
    read_json_lines,
    run,
)
from firsthand.annotation import find_attributions
from firsthand.cleaning import ASIDE_ABOVE, GREY_ABOVE, furniture
from firsthand.cleaning.draft import EVEN
from firsthand.cleaning.furniture import Label
from firsthand.cleaning.text import plain
from firsthand.cleaning.text.labeller import Model
from firsthand.data import table
from firsthand.pipeline import read
from firsthand.types import Article, Block, Span

FOLDS = 8
MOST_LOST = 0.03  # of the content lines: the default bound
PAGES_READ = 50  # for the attributions that come out of furniture
HERE = Path(__file__).parent
OWN_LINES = HERE / "furniture_lines.jsonl"  # 303 lines, labelled before the labeller was made
OWN_PAGES = HERE / "furniture_pages.jsonl"  # all lines of the pages that they are from
SEED_LINES = HERE / "seed_lines.jsonl"
DATA = "FIRSTHAND_DATA"
FIGURES = (  # the columns of ``figures``
    *("F1", "at", "recall", "lost", "recall, lost ≤ 3 %", "at "),
    *(f"recall / lost at {bound}" for bound in (GREY_ABOVE, ASIDE_ABOVE)),
)

Scored = tuple[float, bool]  # how sure a line is furniture (0 to 1), and whether it is
Judge = Callable[[Sequence[plain.Piece]], list[float]]


def benchmark(options: Namespace) -> Section:
    """Train once for each fold and once more on what ships; a quarter of an hour."""
    needs_package("scikit-learn")
    data = options.data
    for folder in ("furniture", "extraction", "stories", "war", "polnear"):
        needed(data / folder)
    tables = (
        zyte_lines(data, say=options.say),
        own_lines(data),
        kinds(data),
        seeds(data.parent / "seeds"),
        out_of_furniture(data),
    )
    note = (
        "zyte lines: mixed lines left out, headlines and standfirsts are content; a line counts"
        " as set aside when it is furniture surer than the bound. Our own lines and pages were"
        " read by us (one reader a page; 303 lines by a second one, who agreed on 95 %) and were"
        " never trained on."
    )
    return Section("furniture", "zyte lines, giveme5w1h, war articles, seeds", (*tables, note))


# -------------------------------------------------------------- zyte lines


def zyte_lines(data: Path, *, say: Callable[[str], None]) -> Table:
    """Cross-validated by page, beside C4's rules and our table of phrasings alone."""
    from training.labelled_pages import zyte_pages

    rows = [
        ("C4's line rules", *figures(score(zyte_pages(data), lambda fold: by_c4))),
        ("table of phrasings", *figures(score(zyte_pages(data), lambda fold: by_rules))),
    ]
    models: dict[int, Model] = {}
    for name, ordered in (("firsthand", False), ("firsthand, reading order", True)):

        def judge(fold: int) -> Judge:
            if fold not in models:
                say(f"furniture: fold {fold + 1} of {FOLDS}")
                models[fold] = fold_model(data, fold)
            return lambda pieces: by_model(pieces, models[fold])

        pages = zyte_pages(data, in_reading_order=ordered)
        rows.append((name, *figures(score(pages, judge))))
    return Table(("zyte lines", *FIGURES), tuple(rows))


def fold_model(data: Path, fold: int) -> Model:
    from training.labeller import fit, training_pages

    pages = {page: i % FOLDS for i, page in enumerate(zyte_ids(data))}
    return fit(training_pages(data, leave_out=lambda page: pages.get(page.group) == fold))


def zyte_ids(data: Path) -> list[str]:
    rows = read_json_lines(data / "furniture" / "zyte_lines.jsonl")
    return list(dict.fromkeys(row["page"] for row in rows))


def score(pages: Iterator[Any], judge: Callable[[int], Judge]) -> list[Scored]:
    scored: list[Scored] = []
    for number, page in enumerate(pages):
        lines = [" ".join(line.split()) for line in page.lines]
        pieces = plain.split("\n\n".join(lines))
        sure = judge(number % FOLDS)(pieces)
        scored += [
            (s, truth) for s, truth in zip(sure, page.furniture, strict=True) if truth is not None
        ]
    return scored


def by_model(pieces: Sequence[plain.Piece], model: Model | None = None) -> list[float]:
    """How sure the product is of each piece, with this model instead of the shipped one."""
    ruled = plain.label(pieces)
    labels, doubts = plain.with_guesses(pieces, ruled, plain.guess(pieces, ruled, model=model))
    return [_sure(found, doubt) for found, doubt in zip(labels, doubts, strict=True)]


def by_rules(pieces: Sequence[plain.Piece]) -> list[float]:
    return [_sure(found, 0.0) for found in plain.label(pieces)]


def by_c4(pieces: Sequence[plain.Piece]) -> list[float]:
    """C4 keeps a line of three words or more that ends in a stop (Raffel et al. 2020)."""
    return [float(not _c4_keeps(piece.words)) for piece in pieces]


def _c4_keeps(line: str) -> bool:
    ends = line.endswith((".", "!", "?", '"', "”")) and not line.endswith("...")
    return ends and len(line.split()) >= 3 and "javascript" not in line.lower()


def _sure(found: Label | None, doubt: float) -> float:
    return found.certainty if found else min(doubt, EVEN)


def figures(scored: Sequence[Scored]) -> tuple[str, ...]:
    """Best F1, its threshold, recall and loss; recall at the bound; both at our defaults."""
    bounds = sorted({round(s, 2) for s, _ in scored})
    best = max((f1(scored, bound), bound) for bound in bounds)
    kept = [bound for bound in bounds if lost(scored, bound) <= MOST_LOST]
    bound = min(kept, default=None)
    at_bound = ("–", "–") if bound is None else (f"{recall(scored, bound):.3f}", f"> {bound:.2f}")
    return (
        *(f"{best[0]:.3f}", f"> {best[1]:.2f}"),
        *(f"{recall(scored, best[1]):.3f}", f"{lost(scored, best[1]):.3f}"),
        *at_bound,
        *(f"{recall(scored, b):.3f} / {lost(scored, b):.3f}" for b in (GREY_ABOVE, ASIDE_ABOVE)),
    )


def f1(scored: Sequence[Scored], bound: float) -> float:
    right = sum(truth and s > bound for s, truth in scored)
    return 2 * right / (sum(s > bound for s, _ in scored) + sum(truth for _, truth in scored))


def recall(scored: Sequence[Scored], bound: float) -> float:
    """The share of furniture lines that are surer than the bound."""
    return sum(truth and s > bound for s, truth in scored) / sum(truth for _, truth in scored)


def lost(scored: Sequence[Scored], bound: float) -> float:
    """The share of content lines that are taken for furniture surer than the bound."""
    return sum(not truth and s > bound for s, truth in scored) / sum(
        not truth for _, truth in scored
    )


# ---------------------------------------------------------------- our labels


def own_lines(data: Path) -> Table:
    """All lines of the pages that we labelled and trained nothing on."""
    from training.labelled_pages import read_pages

    rows = []
    for name in ("giveme5w1h", "ukraine_2014"):
        pages = [p for p in read_pages(data, OWN_PAGES) if p.source == name]
        for judge, way in ((by_rules, "table of phrasings"), (by_model, "firsthand")):
            scored = score(iter(pages), lambda fold, judge=judge: judge)  # type: ignore[misc]
            rows.append((f"{name}, {len(pages)} pages: {way}", *figures(scored)))
    return Table(("our labels", *FIGURES), tuple(rows))


def kinds(data: Path) -> Table:
    """Of our 303 lines: how often role and kind are right, kind by kind."""
    texts = page_texts(data)
    tried: dict[str, Counter[str]] = defaultdict(Counter)
    for row in read_json_lines(OWN_LINES):
        said = said_of(texts[row["id"]], row["start"])
        wanted = row["label"]
        if wanted == "mixed":
            continue
        tried[wanted]["lines"] += 1
        tried[wanted]["right"] += said == wanted
        tried[said]["said"] += 1
        tried[wanted]["aside"] += said not in ("body", "title")
    rows = [
        (kind, *(str(tried[kind][key]) for key in ("lines", "aside", "right", "said")))
        for kind in sorted(tried, key=lambda kind: -tried[kind]["lines"])
    ]
    total = [
        str(sum(count[key] for count in tried.values())) for key in ("lines", "aside", "right")
    ]
    return Table(
        ("kind", "lines", "set aside or grey", "kind right", "said to be so"),
        (*rows, ("all", *total, "")),
    )


def said_of(text: str, start: int) -> str:
    """What the product says of the line that starts here: body, title, or a kind."""
    article = _cleaned(text)
    block = next(b for b in article.blocks if b.start <= start < b.end)
    if block.role == "title" or block.shown == "body":
        return "title" if block.role == "title" else "body"
    return block.kind or "notice"


_ARTICLES: dict[str, Article] = {}


def _cleaned(text: str) -> Article:
    if text not in _ARTICLES:
        _ARTICLES[text] = read(text=text)
    return _ARTICLES[text]


def page_texts(data: Path) -> dict[str, str]:
    from training.labelled_pages import war_text

    texts = {r["id"]: r["text"] for r in read_json_lines(data / "stories" / "giveme5w1h.jsonl")}
    war = read_json_lines(data / "war" / "ukraine_2014.jsonl")
    return texts | {row["id"]: war_text(row) for row in war}


# -------------------------------------------------------------------- seeds


def seeds(folder: Path) -> Table:
    """Both seeds, as they are and with every row taken out that hits a line of theirs."""
    lines = {row["id"]: dict(row["lines"]) for row in read_json_lines(SEED_LINES)}
    texts = {i: needed(folder / f"{i}.txt").read_text(encoding="utf-8") for i in lines}
    with TemporaryDirectory() as tables:
        hit = write_rows_that_miss(texts.values(), Path(tables) / "furniture.csv")
        rows = [
            ("as shipped", *seed_figures(texts, lines, env={})),
            (f"without the {hit} rows that hit", *seed_figures(texts, lines, env={DATA: tables})),
        ]
    return Table(("both seeds", "furniture set aside", "kind right", "body set aside"), tuple(rows))


def seed_figures(
    texts: dict[str, str], lines: dict[str, dict[int, str]], *, env: dict[str, str]
) -> tuple[str, str, str]:
    records = json_lines([{"id": i, "text": text} for i, text in texts.items()])
    found = kinded = taken = 0
    for record in run((*FIRSTHAND, "clean"), stdin=records, env=env).records():
        for block in record["blocks"]:
            kind = lines[record["id"]].get(block["start"])
            aside = block["role"] != "title" and block["shown"] != "body"
            found += aside and kind is not None
            kinded += aside and kind is not None and block["kind"] == kind
            taken += aside and kind is None
    total = sum(map(len, lines.values()))
    return f"{found} of {total}", f"{kinded} of {total}", str(taken)


def write_rows_that_miss(texts: Iterable[str], path: Path) -> int:
    """The table of phrasings without the rows that hit a sentence of these texts; how many do."""
    pieces = [piece.words for text in texts for piece in plain.split(text)]
    sentences = [s for words in pieces for s in furniture.sentences(words)]
    rules = furniture.rules()
    hits = [r.kind != "body" and any(map(r.pattern.match, sentences)) for r in rules]
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, [*furniture.COLUMNS, "source", "date"])
        writer.writeheader()
        for row, is_hit in zip(table("furniture", columns=furniture.COLUMNS), hits, strict=True):
            if not is_hit:
                writer.writerow({key: row[key] for key in writer.fieldnames})
    return sum(hits)


# ----------------------------------------------------- out of furniture


def out_of_furniture(data: Path) -> Table:
    """Attributions that stand in lines which are furniture, on pages that no model saw."""
    texts = page_texts(data)
    pages = [r for r in read_json_lines(OWN_PAGES) if r["set"] == "giveme5w1h"][:PAGES_READ]
    ways: tuple[tuple[str, Callable[[str], Article]], ...] = (
        ("nothing set aside", lambda text: read(text=text, as_body=True)),
        ("table of phrasings", _by_rules_alone),
        ("firsthand", lambda text: read(text=text)),
    )
    rows = []
    for name, reader in ways:
        inside = whole = 0
        for page in pages:
            site = [Span(s, e) for s, e, kind in page["lines"] if _is_site(kind)]
            found = find_attributions(reader(texts[page["id"]]))
            whole += len(found)
            inside += sum(any(c.overlaps(s) for c in a.content for s in site) for a in found)
        rows.append((name, str(inside), str(whole)))
    return Table(
        (f"{len(pages)} raw pages", "attributions out of furniture", "of all"), tuple(rows)
    )


def _is_site(kind: str) -> bool:
    return kind not in ("title", "body") and not kind.endswith("?") and not kind.startswith("mixed")


def _by_rules_alone(text: str) -> Article:
    pieces = plain.split(text)
    sure = by_rules(pieces)
    blocks = tuple(
        Block(p.span.start, p.span.end, "body", shown="aside" if s > GREY_ABOVE else "body")
        for p, s in zip(pieces, sure, strict=True)
    )
    return Article(id="page", inputs=("page",), text=text, blocks=blocks)
