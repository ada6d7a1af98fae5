"""Growth of linking: time and memory at several numbers of pages, and what one page more costs.

    python benchmarks/run.py growth --pages 100 1000 10000 50000 --write

A large size takes hours; it may be measured by itself, and shown with the others afterwards:

    python benchmarks/growth.py 50000 > found/50000.json
    python benchmarks/growth.py chart found/*.json      # the table, and the chart of all

What linking took is told on standard error before one page more is asked about.
"""

from __future__ import annotations

import json
import math
import resource
import sys
import time
from argparse import Namespace
from collections.abc import Sequence
from pathlib import Path

if __package__ in (None, ""):  # run as a file: its folder's parent holds the package
    sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks.generated import DUPLICATES, generate
from benchmarks.harness import HERE, ONE_THREAD, ROOT, Json, Section, Table, run
from firsthand.linking import begin, link, link_more
from firsthand.linking.stories import kin_and_stories
from firsthand.types import Article

SIZES = (100, 1_000, 10_000)  # 50,000 only where asked for
CHART = ROOT / "docs" / "pictures" / "growth.svg"
NOT_ASKED = "–"  # a run that was ended once its pages were linked
ASKED = 5  # pages that come one by one; the middle cost is told
COLUMNS = (
    "pages",
    "statements",
    "CPU s",
    "ms a page",
    "peak RSS, MiB",
    "of it pages",
    "claims",
    "of several",
    "largest kin",
    "one page more, s",
    "its kin",
)


def benchmark(options: Namespace) -> Section:
    """Each size in a process of its own."""
    found = []
    for size in options.pages or SIZES:
        command = (sys.executable, str(HERE / "growth.py"), str(size))
        found.append(json.loads(run(command, env=ONE_THREAD).output))
        options.say(f"growth: {size:,} pages: {found[-1]['cpu_s']:.0f} CPU s")
    if options.write:
        CHART.write_text(chart(found), encoding="utf-8")
    return Section("growth", "generated", (_table(found), NOTE))


NOTE = (
    f"Generated pages like news (`benchmarks/generated.py`, seed 6), traced as they are made:"
    f" about 26 sentences and 9 statements a page; {DUPLICATES:.0%} copy an earlier page, a"
    " third of those whole. `firsthand.linking.link` in one process on one thread: parties,"
    " copies, kin, claims, origins, conflicts, findings, stories. Making the pages is not"
    " counted, loading the tables is. One page more: what `link_more` takes for a page, the"
    f" middle one of the last {ASKED}, where all before it are linked; the commands link all."
)


def _table(found: Sequence[Json]) -> Table:
    return Table(COLUMNS, tuple(map(_row, found)))


def _row(found: Json) -> tuple[str, ...]:
    return (
        f"{found['pages']:,}",
        f"{found['statements']:,}",
        f"{found['cpu_s']:.1f}",
        f"{1000 * found['cpu_s'] / found['pages']:.1f}",
        f"{found['peak_rss_mib']:,.0f}",
        f"{found['pages_mib']:,.0f}",
        f"{found['claims']:,}",
        f"{found['shared_claims']:,}",
        f"{found['largest_kin']:,}" if "largest_kin" in found else NOT_ASKED,
        f"{found['one_more_s']:.2f}" if "one_more_s" in found else NOT_ASKED,
        f"{found['its_kin']:,}" if "its_kin" in found else NOT_ASKED,
    )


def measure(size: int) -> Json:
    """Link so many pages in this process."""
    articles = [page.article for page in generate(size, like_news=True)]
    before = _peak_mib()
    wall, cpu = time.perf_counter(), time.process_time()
    linked = link(articles)
    found = {
        "pages": size,
        "wall_s": time.perf_counter() - wall,
        "cpu_s": time.process_time() - cpu,
        "pages_mib": before,
        "peak_rss_mib": _peak_mib(),
        "statements": sum(len(article.attributions) for article in linked.articles),
        "claims": len(linked.claims),
        "shared_claims": sum(len(claim.statements) > 1 for claim in linked.claims),
        "conflicts": len(linked.conflicts),
        "copies": len(linked.copies),
        "stories": len(linked.stories),
    }
    print(json.dumps(found), file=sys.stderr, flush=True)
    del linked
    return {**found, **_one_more(articles)}


def _one_more(articles: Sequence[Article]) -> Json:
    """What one page more costs, and how large its kin is: the middle one of the last pages."""
    ongoing = begin(articles[:-ASKED])
    asked = []
    for article in articles[-ASKED:]:
        cpu = time.process_time()
        ongoing = link_more(ongoing, article)
        asked.append((time.process_time() - cpu, article.id))
    kin, _ = kin_and_stories(articles)
    sizes = {one: len(group) for group in kin for one in group}
    cost, page = sorted(asked)[len(asked) // 2]
    return {"one_more_s": cost, "its_kin": sizes[page], "largest_kin": max(map(len, kin))}


def _peak_mib() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


# ----------------------------------------------------------------- the chart

_WIDTH, _HEIGHT = 300, 220  # of a panel
_LEFT, _TOP = 64, 44


def chart(found: Sequence[Json]) -> str:
    """Time and memory by pages as an SVG, both axes logarithmic; a thin line grows as pages do."""
    panels = (
        ("CPU seconds", [f["cpu_s"] for f in found], ""),
        ("peak memory, MiB", [f["peak_rss_mib"] for f in found], "4 GB"),
    )
    sizes = [f["pages"] for f in found]
    drawn = [_panel(n, *panel, sizes) for n, panel in enumerate(panels)]
    width = 2 * (_WIDTH + _LEFT) + 40
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {_HEIGHT + 100}"'
        ' font-family="sans-serif" font-size="12" role="img">\n'
        "<title>Linking: CPU seconds and peak memory by number of pages</title>\n"
        f'<rect width="100%" height="100%" fill="white"/>\n{"".join(drawn)}</svg>\n'
    )


def _panel(
    number: int, title: str, values: Sequence[float], limit: str, sizes: Sequence[int]
) -> str:
    left = _LEFT + number * (_WIDTH + _LEFT)
    most = 4096.0 if limit else max(values)
    low, high = math.floor(math.log10(min(values))), math.ceil(math.log10(most))
    first, last = math.floor(math.log10(min(sizes))), math.ceil(math.log10(max(sizes)))

    def place(pages: float, value: float) -> tuple[float, float]:
        x = left + _WIDTH * (math.log10(pages) - first) / max(last - first, 1)
        y = _TOP + _HEIGHT * (high - math.log10(value)) / max(high - low, 1)
        return round(x, 1), round(y, 1)

    parts = [_text(left, 24, title, anchor="start", weight="bold")]
    for power in range(low, high + 1):
        _, y = place(10**first, 10.0**power)
        parts += [_line((left, y), (left + _WIDTH, y), "#ddd"), _text(left - 6, y + 4, _of(power))]
    for power in range(first, last + 1):
        x, y = place(10.0**power, 10.0**low)
        parts += [_line((x, _TOP), (x, y), "#ddd"), _text(x, y + 18, _of(power), anchor="middle")]
    parts.append(_text(left + _WIDTH / 2, _TOP + _HEIGHT + 38, "pages", anchor="middle"))
    if limit:
        _, y = place(1, most)
        parts.append(_line((left, y), (left + _WIDTH, y), "#b00"))
        parts.append(_text(left + 4, y + 14, limit, anchor="start"))
    points = [place(*point) for point in zip(sizes, values, strict=True)]
    if not limit and len(sizes) > 1:
        linear = place(sizes[-1], values[0] * sizes[-1] / sizes[0])
        parts.append(_line(points[0], linear, "#999"))
    joined = " ".join(f"{x},{y}" for x, y in points)
    parts.append(f'<polyline points="{joined}" fill="none" stroke="#136" stroke-width="2"/>\n')
    for (x, y), value in zip(points, values, strict=True):
        parts.append(f'<circle cx="{x}" cy="{y}" r="3.5" fill="#136"/>\n')
        parts.append(_text(x - 6, y - 8, f"{value:,.0f}" if value >= 10 else f"{value:.1f}"))
    return "".join(parts)


def _of(power: int) -> str:
    return f"{10**power:,}" if power >= 0 else f"{10.0**power:g}"


def _line(start: tuple[float, float], end: tuple[float, float], colour: str) -> str:
    (x, y), (to_x, to_y) = start, end
    return f'<line x1="{x}" y1="{y}" x2="{to_x}" y2="{to_y}" stroke="{colour}"/>\n'


def _text(x: float, y: float, words: str, *, anchor: str = "end", weight: str = "normal") -> str:
    return f'<text x="{x}" y="{y}" text-anchor="{anchor}" font-weight="{weight}">{words}</text>\n'


if __name__ == "__main__":
    if sys.argv[1] == "chart":
        shown = [json.loads(Path(name).read_text("utf-8")) for name in sys.argv[2:]]
        shown.sort(key=lambda one: int(one["pages"]))
        CHART.write_text(chart(shown), encoding="utf-8")
        print(_table(shown))
    else:
        print(json.dumps(measure(int(sys.argv[1]))))
