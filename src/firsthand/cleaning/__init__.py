"""Cleaning: a capture becomes an article whose every code point is in a labelled block.

decoding      bytes → text
text/         plain text → blocks with roles
page/         HTML → text, blocks with roles, what the page says of itself
furniture     one block → what site furniture it is by its wording, and why
decided       what people decided to be furniture or body → blocks
repetition    the pages of a run → lines that unlike pages repeat are the site's
language      the language of the body
outlets       who publishes the page; agencies: which agency it credits
notes         what a reader should know: lost links, garbled copy, a lost original
dates         dates as EDTF
draft         what ``text`` and ``page`` hand to ``clean``
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Sequence

from firsthand.cleaning.agencies import credited_in
from firsthand.cleaning.dates import edtf_date
from firsthand.cleaning.decided import decided_blocks, weigh_block_decisions
from firsthand.cleaning.decoding import decode
from firsthand.cleaning.draft import ASIDE_ABOVE, GREY_ABOVE, Draft, show
from firsthand.cleaning.language import read_languages
from firsthand.cleaning.notes import find_notes, find_republication
from firsthand.cleaning.outlets import find_outlet
from firsthand.cleaning.repetition import weigh_repetition
from firsthand.cleaning.text.plain import read_plain
from firsthand.data import no_page
from firsthand.errors import CleaningError
from firsthand.types import Article, Capture, Decision

__all__ = [
    "ASIDE_ABOVE",
    "GREY_ABOVE",
    "clean",
    "decided_blocks",
    "edtf_date",
    "find_outlet",
    "weigh_block_decisions",
    "weigh_repetition",
]

LONGEST_BODY = 1_000_000  # code points; spaCy refuses more
CREDITS = frozenset(("credit", "byline", "dateline"))
LONGEST_RUN = 1_000_000  # code points without a space: no language is written so
MOST_CONTROLS = 0.02  # of all code points; text of any script has next to none
_CONTROL = re.compile("[\x00-\x08\x0e-\x1f\x7f]")


def clean(
    capture: Capture,
    *,
    aside_above: float = ASIDE_ABOVE,
    grey_above: float = GREY_ABOVE,
    keep_furniture: bool = False,
    decisions: Sequence[Decision] = (),
) -> Article:
    """Turn what a place gave into an article with labelled blocks.

    Goes in: one capture, and two certainties (0 to 1): furniture we are surer of than
    ``aside_above`` is set aside, than ``grey_above`` shown grey, else it stays body.
    ``keep_furniture`` shows every block as body. ``decisions`` of people about blocks of this
    article win over all of it.
    Comes out: an article whose blocks partition its text. Title, byline, date, language,
    section and outlet stay None or unknown where the page does not say them.

    Raises:
        CleaningError: no article text, binary data, or more text than can be read.
    """
    decoded = decode(capture.content, charset=capture.charset, html=capture.form == "html")
    _refuse_binary(capture.content, decoded.text)
    draft = _read(capture, decoded.text)
    shown = tuple(
        show(b, aside_above=aside_above, grey_above=grey_above, keep=keep_furniture)
        for b in draft.blocks
    )
    shown = decided_blocks(shown, draft.text, decisions, keep_furniture=keep_furniture)
    draft = dataclasses.replace(draft, blocks=shown)
    article = _article(capture, draft)
    _refuse_unreadable(article, kept=keep_furniture)
    languages = read_languages(article.body)
    return dataclasses.replace(
        article,
        language=languages.main,
        notes=find_notes(article, decoded, languages),
    )


def _read(capture: Capture, text: str) -> Draft:
    if capture.form == "text":
        return read_plain(text, title=capture.title)
    from firsthand.cleaning.page.html import read_html  # plain text must not pay for trafilatura

    return read_html(text, url=capture.url, title=capture.title)


def _article(capture: Capture, draft: Draft) -> Article:
    url = capture.url or draft.url
    credited = credited_in(draft.text)
    if credited and not _may_credit(draft, credited[1].start):
        credited = None  # a teaser's agency, or a picture's
    agency = draft.agency or (credited[0] if credited else None)
    return Article(
        id=capture.id,
        inputs=(capture.place,),
        url=url,
        title=draft.title,
        byline=draft.byline,
        published=edtf_date(capture.published) or edtf_date(draft.published),
        modified=edtf_date(draft.modified),
        section=draft.section,
        publisher_tags=draft.publisher_tags,
        agency=agency,
        agency_span=credited[1] if credited and credited[0] == agency else None,
        outlet=find_outlet(
            given=capture.outlet,
            sitename=draft.sitename,
            url=url,
            text=draft.text,
            blocks=draft.blocks,
        ),
        republication=find_republication(draft, url=capture.url),
        text=draft.text,
        blocks=draft.blocks,
        links=draft.links,
        notes=draft.notes,
    )


def _may_credit(draft: Draft, at: int) -> bool:
    block = next(block for block in draft.blocks if block.start <= at < block.end)
    return block.role in ("title", "body") or block.kind in CREDITS


# ------------------------------------------------------------------ refusals


def _refuse_binary(content: bytes, text: str) -> None:
    if found := no_page(content):
        raise CleaningError(f"{found.what}, not a page", next=found.next)
    if len(_CONTROL.findall(text)) > MOST_CONTROLS * len(text):
        raise CleaningError(
            f"binary data, {len(content):,} bytes, and no text", next="extract its text first"
        )


def _refuse_unreadable(article: Article, *, kept: bool) -> None:
    body, text = article.body, article.text
    longest = max(map(len, text.split()), default=0)
    if longest >= LONGEST_RUN:
        raise CleaningError(
            f"a run of {longest:,} characters without a space", next="check what was read"
        )
    if len(body.text) > LONGEST_BODY:
        raise CleaningError(
            f"{len(body.text):,} characters of body, more than {LONGEST_BODY:,}",
            next="split it into articles",
        )
    told_in_captions = any(note.kind == "gallery" for note in article.notes)
    if not any(c.isalnum() for c in body.text) and not told_in_captions:
        helps = not kept and any(c.isalnum() for c in text)
        raise CleaningError(
            f"no article text among {len(text):,} characters",
            next="try --keep-furniture" if helps else "check what was read",
        )
