"""What people decided to be the site or the journalism, which wins over what we make of it.

A decision is about words, not about our blocks: a block that it cuts is divided. The later of
two that overlap and differ wins where they overlap; two of one moment that do are both left out.
"""

from __future__ import annotations

import dataclasses
from collections import defaultdict
from collections.abc import Iterator, Sequence

from firsthand.types import CONTESTED, OF_ONE_SPOT, Block, Decision, Role

NOBODY = -1


def decided_blocks(
    blocks: Sequence[Block],
    text: str,
    decisions: Sequence[Decision],
    *,
    keep_furniture: bool = False,
) -> tuple[Block, ...]:
    """The blocks as people decided; doing it twice changes nothing more.

    ``decisions`` are those of this article; what is not about blocks, or no longer stands
    there, is passed over. Furniture that people decided is set aside whatever the thresholds
    say, unless ``keep_furniture``. Blanks and marks between a decision's words and the end of a
    block go with the words.
    """
    standing = [d for d in decisions if d.kind in OF_ONE_SPOT and d.a.stands_in(text)]
    if not standing:
        return tuple(blocks)
    owner = _owners(standing, len(text))
    return tuple(
        piece
        for block in blocks
        for piece in _pieces(block, text, owner, standing, keep=keep_furniture)
    )


def weigh_block_decisions(text: str, decisions: Sequence[Decision]) -> list[Decision]:
    """What became of decisions about blocks of one article with this text, in their order."""
    standing = [d for d in decisions if d.a.stands_in(text)]
    contested = _contested(standing)
    owner = _owners(standing, len(text))
    number = {id(decision): n for n, decision in enumerate(standing)}
    return [
        _became(decision, number.get(id(decision)), contested, owner, standing)
        for decision in decisions
    ]


def _became(
    decision: Decision,
    number: int | None,
    contested: frozenset[int],
    owner: Sequence[int],
    standing: Sequence[Decision],
) -> Decision:
    spot = decision.a
    if number is None:
        return decision.settled("not-found", spot.gone)
    if number in contested:
        return decision.settled("contested", CONTESTED)
    rulers = {n: standing[n] for n in set(owner[spot.start : spot.end]) if n != NOBODY}
    if any(ruler.kind == decision.kind for ruler in rulers.values()):
        return decision.settled("obeyed")
    others = ", ".join(sorted(f"{d.by} ({d.input})" for d in rulers.values()))
    why = f"decided otherwise later by {others}" if others else "it was contested later"
    return decision.settled("overruled", why)


def _owners(standing: Sequence[Decision], length: int) -> list[int]:
    """For each code point the place of the decision that rules there, or ``NOBODY``."""
    contested = _contested(standing)
    owner = [NOBODY] * length
    # Of one moment the contested ones come first: they take nothing from what is not contested.
    ranked = sorted(
        range(len(standing)), key=lambda n: _rank(standing[n], is_contested=n in contested)
    )
    for number in ranked:
        spot = standing[number].a
        ruler = NOBODY if number in contested else number
        owner[spot.start : spot.end] = [ruler] * (spot.end - spot.start)
    return owner


def _rank(decision: Decision, *, is_contested: bool) -> tuple[float, bool, str, str, int, int]:
    """The latest last; those of one moment in an order that the file has no say in."""
    spot, said = decision.a, (decision.by, decision.reason or "")
    return decision.moment.timestamp(), not is_contested, *said, spot.start, spot.end


def _contested(standing: Sequence[Decision]) -> frozenset[int]:
    """The places of decisions of one moment that overlap and differ."""
    moments: dict[float, list[int]] = defaultdict(list)
    for number, decision in enumerate(standing):
        moments[decision.moment.timestamp()].append(number)
    found: set[int] = set()
    for numbers in moments.values():
        if len({standing[n].kind for n in numbers}) > 1:
            found.update(_overlapping(numbers, standing))
    return frozenset(found)


def _overlapping(numbers: Sequence[int], standing: Sequence[Decision]) -> Iterator[int]:
    """Those that share a code point with one of the other kind."""
    length = max(standing[n].a.end for n in numbers)
    taken = {kind: bytearray(length) for kind in OF_ONE_SPOT}
    for n in numbers:
        spot = standing[n].a
        taken[standing[n].kind][spot.start : spot.end] = b"\1" * (spot.end - spot.start)
    for n in numbers:
        spot = standing[n].a
        (other,) = set(OF_ONE_SPOT) - {standing[n].kind}
        if 1 in taken[other][spot.start : spot.end]:
            yield n


# ------------------------------------------------------------------- blocks


def _pieces(
    block: Block, text: str, owner: Sequence[int], standing: Sequence[Decision], *, keep: bool
) -> Iterator[Block]:
    """A block in parts: what people decided, and what is left of it as it was."""
    runs = [
        (start, end, standing[n] if n != NOBODY else None)
        for start, end, n in _whole_words(block, text, _runs(block, owner))
    ]
    for start, end, decision in runs:
        part = dataclasses.replace(block, start=start, end=end)
        yield part if decision is None else _decided(part, decision, keep=keep)


def _runs(block: Block, owner: Sequence[int]) -> list[tuple[int, int, int]]:
    found: list[tuple[int, int, int]] = []
    for at in range(block.start, block.end):
        if found and found[-1][2] == owner[at]:
            found[-1] = (found[-1][0], at + 1, owner[at])
        else:
            found.append((at, at + 1, owner[at]))
    return found


def _whole_words(
    block: Block, text: str, runs: Sequence[tuple[int, int, int]]
) -> list[tuple[int, int, int]]:
    """The runs, each that holds no letter or digit put to the one before, else the one after."""
    kept: list[tuple[int, int, int]] = []
    begin = block.start
    for _, end, ruler in runs:
        if any(c.isalnum() for c in text[begin:end]) or len(runs) == 1:
            if kept and kept[-1][2] == ruler:
                kept[-1] = (kept[-1][0], end, ruler)
            else:
                kept.append((begin, end, ruler))
            begin = end
        elif kept:
            kept[-1] = (kept[-1][0], end, kept[-1][2])
            begin = end
    if begin < block.end:  # not a letter in all the block: one part, as its first words are
        kept.append((begin, block.end, next((r for *_, r in runs if r != NOBODY), NOBODY)))
    for n in range(1, len(kept)):  # blanks go with what stands before them
        start, end, ruler = kept[n]
        blanks = len(text[start:end]) - len(text[start:end].lstrip())
        kept[n - 1] = (kept[n - 1][0], start + blanks, kept[n - 1][2])
        kept[n] = (start + blanks, end, ruler)
    return kept


def _decided(block: Block, decision: Decision, *, keep: bool) -> Block:
    role: Role = "furniture" if decision.kind == "furniture" else "body"
    why = f": {decision.reason}" if decision.reason else ""
    return dataclasses.replace(
        block,
        role=role,
        kind=block.kind if role == "furniture" else None,
        certainty=1.0,
        shown="body" if role != "furniture" or keep else "aside",
        reason=f"decided by {decision.by}{why}",
    )
