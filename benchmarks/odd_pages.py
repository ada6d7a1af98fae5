"""Findings as a command: JSON lines of pages in, JSON lines of their findings out.

    python benchmarks/odd_pages.py
        {"id","text","title","published","outlet"} -> {"id","findings"}

Its own process, so that what it loads is its own.
"""

from __future__ import annotations

import io
import json
import sys

from firsthand.linking.findings import find_findings
from firsthand.pipeline import trace
from firsthand.types import Article, Finding


def main() -> None:
    tracing = trace("-", stdin=io.BytesIO(sys.stdin.buffer.read()), jobs=2)
    found: dict[str, list[Finding]] = {article.id: [] for article in tracing.articles}
    for finding in find_findings(tracing.articles, tracing.claims):
        found[finding.article].append(finding)
    for article in tracing.articles:
        line = {"id": article.id, "findings": [_told(one, article) for one in found[article.id]]}
        print(json.dumps(line))


def _told(finding: Finding, article: Article) -> dict[str, object]:
    spans = [[span.start, span.end] for span in finding.spans]
    words = [span.of(article.text) for span in finding.spans]
    return {"rule": finding.rule, "spans": spans, "words": words, "message": finding.message}


if __name__ == "__main__":
    main()
