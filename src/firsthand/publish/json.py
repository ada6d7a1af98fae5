"""A tracing as JSON, in the shape that ``data/trace.schema.json`` holds."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import fields
from typing import Any

from firsthand.publish.standing import conflicts_by_claim, undecided_by_claim
from firsthand.types import (
    Article,
    Attribution,
    Claim,
    Conflict,
    Copy,
    Event,
    Finding,
    Merge,
    Origins,
    Span,
    Split,
    Story,
    Tracing,
)
from firsthand.version import __version__

# Characters that are legal in JSON and yet harm who prints or stores it: the C1 controls and
# bidirectional overrides drive terminals, the line separators end a line for some readers, and
# lone surrogates are not UTF-8. The escape says the same thing.
_RISKY = re.compile("[\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\ud800-\udfff]")


def to_json(tracing: Tracing) -> dict[str, Any]:
    """The tracing as plain dicts, lists, strings, numbers and None, ready for ``json``.

    Every key of the schema is present; what nobody found or counted is an empty list or
    None. A span becomes ``{"start", "end", "exact"}``: code points of that article's text,
    end excluded, and the words there. Infinite bounds of figures become None.

    Raises:
        KeyError: a copy, merge, conflict or finding names an article that is not there (a bug).
    """
    texts = {article.id: article.text for article in tracing.articles}
    return {
        "firsthand": __version__,
        "failures": _plain(tracing.failures),
        "parties": _plain(tracing.parties),
        "articles": [_article(article) for article in tracing.articles],
        "copies": [_copy(copy, texts) for copy in tracing.copies],
        "claims": [_claim(claim, texts) for claim in tracing.claims],
        "undecided": _plain(tracing.undecided),
        "conflicts": [_conflict(conflict, texts) for conflict in tracing.conflicts],
        "findings": [_finding(finding, texts) for finding in tracing.findings],
        "stories": [_story(story, texts) for story in tracing.stories],
        "decisions": _plain(tracing.decisions),
    }


def claim_lines(tracing: Tracing) -> Iterator[dict[str, Any]]:
    """Each claim as ``to_json`` has it, with all that it takes to stand alone on a line.

    A statement holds what its attribution says too: ``article``, ``attribution`` (its id), and
    the keys of an attribution but for ``id`` and ``claim``, with the speaker in place of a
    speaker's id. ``undecided`` are the pairs, and ``conflicts`` those, that a statement of the
    claim is in, whole.

    Raises:
        KeyError: a statement or conflict names an article that is not there (a bug).
    """
    texts = {article.id: article.text for article in tracing.articles}
    told = {(a.id, said.id): (a, said) for a in tracing.articles for said in a.attributions}
    places = conflicts_by_claim(tracing.claims, tracing.conflicts)
    undecided = undecided_by_claim(tracing.claims, tracing.undecided)
    for claim in tracing.claims:
        yield {
            **_claim(claim, texts),
            "statements": [_told(*told[s.article, s.attribution]) for s in claim.statements],
            "undecided": _plain(tuple(pair for pair, _ in undecided.get(claim.id, ()))),
            "conflicts": [_conflict(tracing.conflicts[n], texts) for n in places.get(claim.id, ())],
        }


def dumps(tracing: Tracing) -> str:
    """``to_json`` as one line of text that any UTF-8 file or terminal can take.

    Letters of every script stand as they are. Control characters, bidirectional overrides and
    lone surrogates are ``\\u`` escapes, which a JSON reader turns back into the very characters.
    """
    return as_line(to_json(tracing))


def as_line(value: Any) -> str:
    """Plain dicts, lists and the like as one line of JSON, with the same escapes as ``dumps``."""
    line = json.dumps(value, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    return _RISKY.sub(lambda found: f"\\u{ord(found[0]):04x}", line)


def _plain(value: Any, text: str = "") -> Any:
    """Any value of ``types``: its fields become keys, its spans open words of ``text``."""
    match value:
        case Span():
            return {"start": value.start, "end": value.end, "exact": value.of(text)}
        case tuple():
            return [_plain(item, text) for item in value]
        case float() if not math.isfinite(value):
            return None
        case None | bool() | int() | float() | str():
            return value
        case _:
            return {f.name: _plain(getattr(value, f.name), text) for f in fields(value)}


def _article(article: Article) -> dict[str, Any]:
    found: dict[str, Any] = _plain(article, article.text)
    # People read the head of an article before its text.
    read = ("text", "blocks", "links", "notes")
    told = ("attributions", "speakers", "quantities", "times", "places", "harms", "deaths")
    late = (*read, *told, "captions", "sides")
    left_out = (*late, "sentences", "namings")  # for linking; who reads the JSON has the text
    return {k: v for k, v in found.items() if k not in left_out} | {k: found[k] for k in late}


def _copy(copy: Copy, texts: Mapping[str, str]) -> dict[str, Any]:
    found: dict[str, Any] = _plain(copy)
    for passage, shown in zip(copy.shared, found["shared"], strict=True):
        for side, text in (("a", texts[copy.a]), ("b", texts[copy.b])):
            shown[side] = _plain(getattr(passage, side), text)
            for change, shown_change in zip(passage.changes, shown["changes"], strict=True):
                shown_change[side] = _plain(getattr(change, side), text)
    return found | {"spans": _placed(copy.spans, texts)}


def _placed(spans: Sequence[tuple[str, Span]], texts: Mapping[str, str]) -> list[dict[str, Any]]:
    """Spans of several articles, each with its article."""
    return [{"article": where, "span": _plain(span, texts[where])} for where, span in spans]


def _claim(claim: Claim, texts: Mapping[str, str]) -> dict[str, Any]:
    return {
        "id": claim.id,
        "text": claim.text,
        "statements": _plain(claim.statements),
        "origins": claim.origins and _origins(claim.origins),
        "rivals": _plain(claim.rivals),
        "merges": [_merge(merge, texts) for merge in claim.merges],
        "splits": [_merge(split, texts) for split in claim.splits],
    }


def _told(article: Article, said: Attribution) -> dict[str, Any]:
    """A statement with what its attribution says, and its speaker as the article has him."""
    found: dict[str, Any] = _plain(said, article.text)
    left = {key: value for key, value in found.items() if key not in ("id", "claim")}
    whole = left | {"speaker": _plain(article.speaker_of(said), article.text)}
    return {"article": article.id, "attribution": said.id, **whole}


def _origins(origins: Origins) -> dict[str, Any]:
    found: dict[str, Any] = _plain(origins)
    levels = {level: found.pop(level) for level in ("utterer", "releaser", "outlet", "owner")}
    return {**found, "levels": levels}


def _merge(merge: Merge | Split, texts: Mapping[str, str]) -> dict[str, Any]:
    found = {f.name: _plain(getattr(merge, f.name)) for f in fields(merge)}
    return found | {"spans": _placed(merge.spans, texts)}


def _conflict(conflict: Conflict, texts: Mapping[str, str]) -> dict[str, Any]:
    found: dict[str, Any] = {"id": conflict.id} | _plain(conflict)
    for group, shown in zip(conflict.groups, found["groups"], strict=True):
        shown["members"] = [_plain(member, texts[member.article]) for member in group.members]
    return found


def _finding(finding: Finding, texts: Mapping[str, str]) -> dict[str, Any]:
    found: dict[str, Any] = _plain(finding, texts[finding.article])
    return found


def _story(story: Story, texts: Mapping[str, str]) -> dict[str, Any]:
    found = {f.name: _plain(getattr(story, f.name)) for f in fields(story) if f.name != "events"}
    return found | {"events": [_event(event, texts) for event in story.events]}


def _event(event: Event, texts: Mapping[str, str]) -> dict[str, Any]:
    names = [
        {"name": name.name, "uses": [_plain(use, texts[use.article]) for use in name.uses]}
        for name in event.names
    ]
    return {"id": event.id, "kind": event.kind, "title": event.title, "names": names}
