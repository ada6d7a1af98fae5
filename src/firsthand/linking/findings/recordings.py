"""More evidence told than the page has: one recording as many cases, "and many others"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from firsthand import data
from firsthand.linking.findings.pages import Page, Sentence, any_of, stems, words_for
from firsthand.linking.statements import words_of
from firsthand.types import Attribution, Finding

FEWEST_SHARED = 2  # content words of a general sentence and of a statement on it
RECORDED = frozenset(("footage", "recording", "call", "intercept"))
_SEVERAL = re.compile(
    r"\b(?:some|many|several|numerous|countless|most|scores of|dozens of|hundreds of|more and more"
    r"|increasing numbers of|growing numbers of|cases of|instances of)\s(?:of\sthe\s)?"
    r"(?:[\w’'-]+\s){0,3}[\w’'-]+\b",
    re.IGNORECASE,
)
_OTHERS = re.compile(
    r"\b(?:the|this|that|a|an|one)\s(?:[\w-]+\s){0,3}?(?P<noun>[a-z]+)\s"
    r"and\s(?:many|several|numerous|countless|dozens of|scores of|hundreds of|plenty of)\s"
    r"(?:others like it|more like it|others|more)\b",
    re.IGNORECASE,
)


# -------------------------------------------------------------- one told as many


def told_as_many(page: Page) -> Iterator[Finding]:
    """ "Some soldiers are reportedly …" where all that is told of it is one recording.

    The sentence is hedged and names nobody as its source; every statement on the page that
    shares two content words with it has one recording among its hands, and all of them one
    speaker.
    """
    for place, sentence in enumerate(page.sentences):
        several = _SEVERAL.search(sentence.text)
        if several is None or not any_of("hedge").search(sentence.text):
            continue
        if not _is_people(several[0]) or not _is_nobodys(page, place):
            continue
        about = _about(page, sentence)
        if not about or not _is_one_recording(about):
            continue
        said = about[0]
        message = (
            f"told of several, and generalised from 1 recording: all {len(about)} statements of "
            f"this page that are on it come from one speaker ({page.article.who_said(said)})"
        )
        if len(about) == 1:
            message = (
                "told of several, and generalised from 1 recording: the one statement of this "
                f"page that is on it comes from it ({page.article.who_said(said)})"
            )
        spans = tuple(sorted({sentence.part(*several.span()), *said.content}))
        yield Finding("generalised-from-one-recording", page.article.id, spans, message, None)


def _is_nobodys(page: Page, place: int) -> bool:
    """Whether no statement of a sentence has somebody behind it."""
    return all(not a.source and a.speaker is None for a in page.attributions.get(place, ()))


@cache
def _people() -> frozenset[str]:
    return data.speaker_nouns("person", "group") | words_for("people")


def _is_people(words: str) -> bool:
    """Whether several people are told of: a plural among the nouns of ``speaker_nouns.csv``."""
    return any(
        (word.endswith(("s", "men", "women", "people")) and bool({word, word[:-1]} & _people()))
        or word in ("men", "women", "people")
        for word in words.lower().split()
    )


def _about(page: Page, sentence: Sentence) -> list[Attribution]:
    gist = frozenset(word for word in stems(sentence.text) if word not in _places())
    return [
        attribution
        for attribution in page.article.attributions
        if (attribution.source or attribution.speaker)
        and not _is_recording(page, attribution)
        and not any(span.overlaps(sentence.span) for span in attribution.content)
        and attribution.nested_in is None
        and len(stems(words_of(page.article, attribution)) & gist) >= FEWEST_SHARED
    ]


@cache
def _places() -> frozenset[str]:
    """Stems of the names of places: a page about a country has it in every sentence."""
    columns = ("name", "aliases", "precision", "country", "division", "demonyms")
    rows = data.table("place_names", columns=columns)
    cells = (cell for row in rows for cell in (row["name"], row["aliases"], row["demonyms"]))
    return frozenset(word for cell in cells for word in stems(cell))


def _is_recording(page: Page, attribution: Attribution) -> bool:
    """Whether a recording stands as the source itself: "the call shed light on …"."""
    nouns = {row["noun"] for row in _recordings()}
    speaker = page.article.speaker_of(attribution)
    described = (speaker.description or "").lower().split() if speaker else []
    return bool(described) and described[-1].removesuffix("s") in nouns


@cache
def _recordings() -> tuple[dict[str, str], ...]:
    return data.table("recordings", columns=("noun", "evidence", "group", "example"))


def _is_one_recording(about: list[Attribution]) -> bool:
    speakers = {attribution.speaker for attribution in about}
    recorded = all(any(hop.evidence in RECORDED for hop in a.chain) for a in about)
    return recorded and len(speakers) == 1 and None not in speakers


# ------------------------------------------------------------------- and others


def and_many_others(page: Page) -> Iterator[Finding]:
    """ "The call and many others", where the page names no second item of that kind."""
    has_another: dict[frozenset[str], bool] = {}
    for sentence in page.sentences:
        for found in _OTHERS.finditer(sentence.text):
            kinds = _kinds(found["noun"].lower())
            if kinds is None or sentence.is_doubted:
                continue
            if kinds not in has_another:
                has_another[kinds] = any(_another(kinds).search(s.text) for s in page.sentences)
            if has_another[kinds]:
                continue
            noun = found["noun"].lower()
            message = f"“and … others” names no second {noun}: this page has one"
            at = sentence.part(*found.span())
            yield Finding("unnamed-others", page.article.id, (at,), message, "recordings.csv")


def _kinds(noun: str) -> frozenset[str] | None:
    """The nouns of ``recordings.csv`` that may mean one thing with a noun; None: it has it not."""
    rows = _recordings()
    mine = next((row for row in rows if row["noun"] == noun), None)
    if mine is None:
        return None
    same = (row["noun"] for row in rows if row["group"] and row["group"] == mine["group"])
    return frozenset((noun, *same))


@cache
def _another(nouns: frozenset[str]) -> re.Pattern[str]:
    """Words by which a page has a second item: another one, two of them, a plural."""
    kinds = "|".join(sorted(nouns))
    return re.compile(
        r"\b(?:another|second|third|fourth|separate|other|earlier|previous|later|different|two"
        rf"|three|four|five|six|seven|eight|nine|ten|\d+)\s(?:[\w-]+\s){{0,3}}?(?:{kinds})s?\b"
        rf"|\b(?:{kinds})s\b",
        re.IGNORECASE,
    )


# --------------------------------------------------------- several, and none named


def of_which_none_is_named(page: Page) -> Iterator[Finding]:
    """ "Studies show …" on a page that has not one study.

    The source is a bare plural of evidence, without a name; its sentence has no link; and the
    noun, or one like it, stands nowhere else on the page, in singular or plural, nor does the
    page name a medium where reports are told of.
    """
    for attribution in page.article.attributions:
        source = " ".join(span.of(page.text) for span in attribution.source)
        found = _BARE_PLURAL.fullmatch(source)
        noun = found["noun"].lower() if found else ""
        if found is None or noun not in words_for("plural evidence"):
            continue
        if _count(page, noun) > 1 or _is_linked(page, attribution) or _names_one(page, attribution):
            continue
        message = f"{source.lower()} are cited, and this page names none"
        yield Finding("none-is-named", page.article.id, attribution.source, message, None)


ASKED_OR_AIRED = frozenset(("interview", "recording"))
_BARE_PLURAL = re.compile(
    r"(?:(?:multiple|several|numerous|various|many|some|countless|recent|most|news|media|press|local"
    r"|unconfirmed|online|new|scientific|academic|public|national|opinion)\s){0,3}(?P<noun>[a-z]+)",
    re.IGNORECASE,
)


# What may be one thing to a page: who asks people makes a poll or a survey.
_LIKE_NOUNS = {"polls": r"|surveys?", "surveys": r"|polls?", "studies": "|research"}


def _count(page: Page, noun: str) -> int:
    """How often a noun, or one like it, stands on the page, in singular or plural."""
    one = noun.removesuffix("ies") + "y" if noun.endswith("ies") else noun.removesuffix("s")
    words = re.compile(rf"\b(?:{one}|{noun}{_LIKE_NOUNS.get(noun, '')})\b", re.IGNORECASE)
    return sum(len(words.findall(sentence.text)) for sentence in page.sentences)


def _is_linked(page: Page, attribution: Attribution) -> bool:
    number = page.number_at(attribution.source[0].start)
    here = page.sentences[number].span if number is not None else attribution.source[0]
    return any(link.span.overlaps(here) for link in page.article.links)


def _names_one(page: Page, attribution: Attribution) -> bool:
    """Whether a medium is named in any chain of the page but as who asked or aired somebody, or a
    name follows the plural.
    """
    hops = [hop for a in page.article.attributions for hop in a.chain]
    parties = {hop.party for hop in hops if hop.party and hop.evidence not in ASKED_OR_AIRED}
    if any(data.sounds_like_an_outlet(party) for party in parties):
        return True
    end = attribution.source[-1].end
    return _A_NAME_BEHIND.match(page.text[end : end + 60]) is not None


_A_NAME_BEHIND = re.compile(
    r"[\s,(–—-]{1,3}(?:conducted\s|published\s|released\s)?"
    r"(?:by|from|of|for|including|such as|like|in)\s(?:[a-z]+\s){0,3}[A-Z]"
)
