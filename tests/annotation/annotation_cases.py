"""What an invented passage is read as, in words: the questions the annotation tests ask."""

from __future__ import annotations

import dataclasses
import functools
from dataclasses import dataclass

import pytest
from hypothesis import strategies as st

from firsthand import annotate, read
from firsthand.types import Article, Attribution, Block, Outlet, Span


@dataclass(frozen=True)
class Said:
    """One attribution in words; several spans are joined by " … ".

    ``within`` is the content of the attribution it is nested in. A hop reads "Ana Reis
    say", an unnamed hand "? report", a lost one "? report (lost)".
    """

    source: str
    cue: str
    content: str
    kind: str
    speaker: str | None
    chain: tuple[str, ...]
    within: str | None
    addressee: str | None
    stance: str
    hedged: bool
    flags: tuple[str, ...]


@functools.cache
def said_in(text: str, *, outlet: str | None = None) -> tuple[Said, ...]:
    """Who is said to have said what in a text whose every line is journalism."""
    article = read(text=text, as_body=True)
    return said(dataclasses.replace(article, outlet=Outlet(name=outlet)))


def said(article: Article) -> tuple[Said, ...]:
    """Who is said to have said what in an article that is not annotated yet."""
    article = annotate(article)
    content = {a.id: words(article, a.content) for a in article.attributions}
    return tuple(
        Said(
            source=words(article, a.source),
            cue=words(article, a.cue),
            content=content[a.id],
            kind=a.kind,
            speaker=speaker_of(article, a),
            chain=tuple(
                f"{hop.party or '?'} {hop.action}" + (" (lost)" if hop.basis == "lost" else "")
                for hop in a.chain
            ),
            within=content[a.nested_in] if a.nested_in else None,
            addressee=a.addressee.of(article.text) if a.addressee else None,
            stance=a.stance,
            hedged=a.hedged,
            flags=a.flags,
        )
        for a in article.attributions
    )


def words(article: Article, spans: tuple[Span, ...]) -> str:
    return " … ".join(span.of(article.text) for span in spans)


def speaker_of(article: Article, attribution: Attribution) -> str | None:
    """The name, else the description, of the speaker; None where nobody is resolved."""
    found = [s for s in article.speakers if s.id == attribution.speaker]
    return (found[0].name or found[0].description) if found else None


def the_one_with(content: str, found: tuple[Said, ...]) -> Said:
    """The attribution with just this content."""
    same = [one for one in found if one.content == content]
    assert len(same) == 1, f"{content!r} is not among {[one.content for one in found]}"
    return same[0]


def article_of(*parts: str, aside: tuple[str, ...] = (), **more) -> Article:
    """An article of paragraphs; those that are also in ``aside`` are furniture set aside."""
    text, blocks = "", []
    for part in parts:
        start = len(text)
        text += part + "\n\n"
        if part in aside:
            blocks.append(Block(start, len(text), "furniture", "newsletter", shown="aside"))
        else:
            blocks.append(Block(start, len(text), "body"))
    return Article(id="odra", inputs=("desk/odra",), text=text, blocks=tuple(blocks), **more)


def with_odd_letters(words: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    """The words, some with a letter that is "s", "i" or "k" for ``re.IGNORECASE`` alone."""
    odd = (("", ""), ("s", "ſ"), ("i", "İ"), ("i", "ı"), ("k", "\u212a"))
    return st.builds(str.translate, words, st.sampled_from([str.maketrans(*two) for two in odd]))


def fails(*row, why: str):
    """A row that is right and that our reading does not reach yet; a mend is noticed."""
    return pytest.param(*row, marks=pytest.mark.xfail(reason=why, strict=True))
