"""Whether two versions of the code link the same pages to the very same JSON.

    git archive COMMIT src | tar -x -C /tmp/before
    python benchmarks/same_links.py /tmp/before/src          # against this checkout

For changes that are to make linking quicker and nothing else. Generated pages of both kinds
are linked, with bad ones among them, and the shipped examples are traced, by each version in
a process of its own; the outputs are compared byte by byte. Exit status 1: they differ.
"""

from __future__ import annotations

import argparse
import dataclasses
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

if __package__ in (None, ""):  # run as a file: its folder's parent holds the package
    sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks.generated import generate
from benchmarks.harness import ONE_THREAD, ROOT
from firsthand.linking import link
from firsthand.pipeline import trace
from firsthand.publish.json import dumps
from firsthand.types import Article, Tracing


def main() -> int:
    """Compare, or print what this version makes of one case (``--one``)."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("before", type=Path, help="the other version's src folder")
    parser.add_argument("--pages", nargs="+", type=int, default=(60, 300), metavar="N")
    parser.add_argument("--one", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.one:
        print(_linked(options.one))
        return 0
    cases = ["examples", *(f"{kind}:{n}" for n in options.pages for kind in ("news", "invented"))]
    differing = [case for case in cases if not _is_same(case, options.before)]
    return 1 if differing else 0


def _is_same(case: str, before: Path) -> bool:
    old, new = (_output(case, src) for src in (before, ROOT / "src"))
    where = next((n for n, (a, b) in enumerate(zip(old, new, strict=False)) if a != b), None)
    at = "" if old == new else f", first at byte {where}: {old[where:][:200]!r}"
    print(f"{case}: {len(old):,} and {len(new):,} bytes, {'same' if old == new else 'OTHER'}{at}")
    return old == new


def _output(case: str, src: Path) -> bytes:
    command = (sys.executable, str(Path(__file__).resolve()), "--one", case, str(src))
    path = os.pathsep.join((str(src), str(ROOT)))
    env = {**os.environ, **ONE_THREAD, "PYTHONPATH": path}
    return subprocess.run(command, env=env, check=True, stdout=subprocess.PIPE).stdout


def _linked(case: str) -> str:
    kind, _, size = case.partition(":")
    if kind == "examples":
        return dumps(trace([str(ROOT / "examples")]))
    made = [page.article for page in generate(int(size), like_news=kind == "news")]
    linked = link([*made, *_odd(made[:5])])
    return dumps(Tracing(**{f.name: getattr(linked, f.name) for f in dataclasses.fields(linked)}))


def _odd(articles: list[Article]) -> Iterator[Article]:
    """The same texts again under other ids, from the future, and without a sentence."""
    for number, article in enumerate(articles):
        yield dataclasses.replace(article, id=f"again-{number}", published=None)
        yield dataclasses.replace(article, id=f"ahead-{number}", published="2999-01-01")
        yield dataclasses.replace(article, id=f"bare-{number}", sentences=(), title=None)


if __name__ == "__main__":
    sys.exit(main())
