"""Small phrases that the account, the list of blocks and the evidence page share."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from firsthand.types import Article, Block, Hop, Outlet, Party, Span

AROUND_CHARACTERS = 48
FIRST_WORDS = 10  # how many words stand for a passage that is only pointed at

_BASES = {
    "given": "as given",
    "metadata": "from the page's metadata",
    "url": "from the URL",
    "furniture": "from the site's furniture",
    "unknown": "basis unknown",
}


def offsets(spans: Iterable[Span]) -> str:
    """Where spans stand: ``[804–1016]``, code points, end excluded; empty for none."""
    shown = ", ".join(f"{span.start}–{span.end}" for span in spans)
    return f"[{shown}]" if shown else ""


def count(number: int, one: str, many: str = "") -> str:
    """A number and what is counted; ``many`` is ``one`` with an s unless given.

    >>> count(1, "page"), count(2, "page"), count(2, "party", "parties")
    ('1 page', '2 pages', '2 parties')
    """
    return f"{number} {one if number == 1 else many or one + 's'}"


def percent(share: float) -> str:
    """A share from 0 to 1 in whole percent; what is not all or nothing never reads as such.

    >>> percent(0.85), percent(0.0), percent(0.002), percent(0.997), percent(1.0)
    ('85%', '0%', '<1%', '>99%', '100%')
    """
    if 0 < share < 0.01:
        return "<1%"
    return ">99%" if 0.99 < share < 1 else f"{share:.0%}"


def flat(text: str) -> str:
    """Words for one line: the page's line breaks become spaces."""
    return " ".join(text.split())


def words_at(article: Article, spans: Iterable[Span]) -> str:
    """The words at some spans, on one line; " … " stands between two."""
    return " … ".join(flat(span.of(article.text)) for span in spans)


def first_words(text: str) -> str:
    """The first words of a passage, and … where more follow."""
    words = text.split()
    return " ".join(words[:FIRST_WORDS]) + (" …" if len(words) > FIRST_WORDS else "")


def cut(text: str, room: int) -> str:
    """A text on one line of at most ``room`` letters; … stands for what is left out.

    >>> cut("the upper gate", 8)
    'the upp…'
    """
    line = flat(text)
    return line if len(line) <= room else line[: max(room - 1, 0)].rstrip() + "…"


def words_around(span: Span, text: str) -> tuple[str, str]:
    """The words before and after a span, on its line, for one that tells little alone.

    >>> words_around(Span(9, 11), "Of these 12 stayed.\\nThe others left.")
    ('Of these ', ' stayed.')
    """
    before = text[max(span.start - AROUND_CHARACTERS, 0) : span.start]
    after = text[span.end : span.end + AROUND_CHARACTERS]
    cut_before, cut_after = len(before) < span.start, span.end + len(after) < len(text)
    if (line := before.rpartition("\n"))[1]:
        before, cut_before = line[2], False
    if (line := after.partition("\n"))[1]:
        after, cut_after = line[0], False
    if cut_before:
        before = f"… {before.partition(' ')[2]}"
    return before, f"{after.rpartition(' ')[0]} …" if cut_after else after


def outlet_and_basis(outlet: Outlet) -> str:
    """An outlet's name, on what basis we say so and where that stands, and its owner."""
    if outlet.name is None:
        return "unknown"
    owner = f", owned by {flat(outlet.owner)}" if outlet.owner else ""
    where = f" {offsets((outlet.span,))}" if outlet.span else ""
    return f"{flat(outlet.name)} ({basis_in_words(outlet.basis)}{where}{owner})"


def basis_in_words(basis: str) -> str:
    """On what we say a thing of a page; a basis that is no single word stands as it is."""
    return _BASES.get(basis, flat(basis))


# ------------------------------------------------------------------------ blocks


def kind_of(block: Block) -> str:
    """What a block is called among those set aside: its kind, else its role."""
    return block.kind or block.role


def kinds_counted(blocks: Iterable[Block]) -> str:
    """How many blocks of each kind, most first: ``4 tags, 1 newsletter``; empty for none."""
    kinds = Counter(map(kind_of, blocks))
    return ", ".join(f"{number} {kind}" for kind, number in kinds.most_common())


def share_of_text(blocks: Iterable[Block], article: Article) -> float:
    """Which share of the article's code points, 0 to 1, the blocks hold."""
    return sum(block.end - block.start for block in blocks) / max(len(article.text), 1)


def is_not_plain_body(block: Block) -> bool:
    """Whether a reader of the journalism misses this block, or should know what it is."""
    return block.role in ("furniture", "caption") or block.shown != "body"


def cautions(chain: Sequence[Hop], parties: Mapping[str, Party]) -> list[str]:
    """What to bear in mind of the hands of a statement, each once: which take part in a conflict.

    It says nothing about whether the statement is true.
    """
    known = (parties[hop.party_id] for hop in chain if hop.party_id and hop.party_id in parties)
    return list(dict.fromkeys(caution(party) for party in known if party.party_to_conflict))


def caution(party: Party) -> str:
    """``Harbour Guard is a party to the war of the locks``"""
    return f"{flat(party.name)} is a party to the {flat(party.party_to_conflict or '')}"
