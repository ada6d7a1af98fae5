"""Headlines that say more than their text: as fact what it only attributes, or of somebody else."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from functools import cache

from firsthand import data
from firsthand.linking.findings.pages import (
    Page,
    Sentence,
    any_of,
    stem,
    stems,
    words_for,
)
from firsthand.linking.gists import STOP_WORDS
from firsthand.linking.meaning import meaning_of
from firsthand.types import Attribution, Finding, Span
from firsthand.words import WORD, normal

FEWEST_WORDS = 4  # of content, in a headline that can be compared
MOST_IN_CONTENT = 0.55  # share of the headline's content words that one statement must hold
MOST_IN_OWN_VOICE = 0.4  # share of them that a sentence of the page's own may hold
FEWEST_ONLY_TOLD = 3  # content words that the page never says itself
LEAST_ONLY_TOLD = 0.4  # share of them
SAME_MEANING = 0.46  # likeness of a sentence and a headline from which they say the same
WORDS_OF_WHO_ACTS = 3  # at the start of a headline
FIRST_LINES = 3  # sentences, among which the headline may stand again
SHORTEST_BODY = 120  # words; of a stub nobody can say whom the text lacks
SHORTEST_REPORT = 25  # words, in which the page might say something itself
SHORTEST_NAME = 4  # letters: "May", "Mr"
SMALL_WORDS = 3  # content words in small letters, by which a headline is in sentence case

_QUOTED = re.compile(r"[“”\"„«»]|(?<!\w)[‘']|[’'](?!\w)")
_TELLS = re.compile(r"[:?|]|\s[-–—]\s|…|\.\.\.")
_CAPITAL = r"[A-Z][a-zà-ÿ]+(?:-[A-Z][a-z]+)*"
_FULL_NAME = re.compile(rf"\b(?P<first>[A-Z][a-zà-ÿ]+)\s(?P<surname>{_CAPITAL})\b")
_OFFICE_NAME = re.compile(rf"\b(?P<office>[A-Za-z]+)\s(?P<surname>{_CAPITAL})\b")
_TAIL = re.compile(r"\s(?:\||[-–—]|::|»)\s.*$")
# "She talked to reporters about the flood": a topic, and no statement.
_A_TOPIC = re.compile(r"\b(?:about|on|over|of|regarding|concerning)\s{1,3}\Z")
LONGEST_TOPIC = 13  # characters of such a word and three blanks
INCOMPLETE = frozenset(("paywall", "live-blog", "gallery"))


def without_attribution(page: Page) -> Iterator[Finding]:
    """A headline that states as fact what the body has only as somebody's word.

    One statement holds most of the headline's content words; no sentence of the page's own
    holds two fifths of them; three of them, and two fifths, the page never says itself; and
    nothing in the headline tells whose word it is (a mark, a verb of saying, a hedge, the
    speaker's name). A sentence of its own that means the same in other words says it, too.
    """
    title = page.article.title
    if title is None or not _states_as_fact(title) or not _has(page, SHORTEST_REPORT):
        return
    gist = stems(title)
    if len(gist) < FEWEST_WORDS:
        return
    told = [a for a in page.article.attributions if _holds(page, a, gist)]
    if not told or any(_is_no_drop(page, a, gist) for a in told):
        return
    own_words = list(_own_words(page))
    own = [stems(words) for words in own_words]
    said_itself = frozenset().union(*own) & gist
    if any(len(words & gist) >= MOST_IN_OWN_VOICE * len(gist) for words in own):
        return
    if len(gist - said_itself) < max(FEWEST_ONLY_TOLD, LEAST_ONLY_TOLD * len(gist)):
        return
    if not any(_means(words, title) for words in own_words):
        yield _dropped(page, title, told)


def _means(words: str, title: str) -> bool:
    """Whether a sentence of the page's own says what the headline says, in other words."""
    return bool(words.strip()) and float(meaning_of(words) @ meaning_of(title)) >= SAME_MEANING


def _states_as_fact(title: str) -> bool:
    plain = normal(title)
    if _QUOTED.search(title) or _TELLS.search(title) or any_of("headline hedge").search(plain):
        return False
    return not any(word in _says() for word in WORD.findall(plain.lower()))


@cache
def _says() -> frozenset[str]:
    """Every form of the verbs that tell whose word it is, regular ones by rule."""
    lemmas = {row["lemma"] for row in data.table("speech", columns=("lemma", "example"))}
    lemmas |= {
        row["lemma"] for row in data.table("stances", columns=("lemma", "pos", "stance", "example"))
    }
    lemmas = {lemma for lemma in lemmas if lemma.isalpha()} | words_for("headline verb")
    return frozenset(form for lemma in lemmas for form in _forms(lemma))


def _forms(lemma: str) -> tuple[str, ...]:
    base = lemma.removesuffix("e")
    soft = re.sub("y$", "i", lemma)
    double = lemma + lemma[-1]
    return (
        lemma, f"{lemma}s", f"{soft}es", f"{base}ed", f"{soft}ed", f"{base}ing", f"{double}ed",
        f"{double}ing",
    )  # fmt: skip


def _has(page: Page, words: int) -> bool:
    """Whether a page is whole, and has that many words."""
    if any(note.kind in INCOMPLETE for note in page.article.notes):
        return False
    return sum(len(sentence.text.split()) for sentence in page.sentences) >= words


def _content(page: Page, attribution: Attribution) -> str:
    words = (span.of(page.text) for span in attribution.content)
    return " ".join(part for part in words if part.strip() != page.article.title)


def _holds(page: Page, attribution: Attribution, gist: frozenset[str]) -> bool:
    nobodys = not attribution.source and not attribution.hedged  # "reportedly" is a word of doubt
    if not attribution.cue or nobodys or attribution.own_voice:
        return False
    if attribution.polarity == "negated" or attribution.nested_in is not None:
        return False
    at = attribution.content[0].start
    if _A_TOPIC.search(page.text, max(at - LONGEST_TOPIC, 0), at):
        return False
    return len(stems(_content(page, attribution)) & gist) >= MOST_IN_CONTENT * len(gist)


def _is_no_drop(page: Page, attribution: Attribution, gist: frozenset[str]) -> bool:
    """Whether a statement makes a fact of what it says, or the headline has whose word it is.

    "The mayor announced that the pool is closed" closes it. What the outlet's own reporter
    saw is the outlet's word.
    """
    cue = " ".join(span.of(page.text) for span in attribution.cue)
    if not stems(cue).isdisjoint(stems(" ".join(words_for("performs")))):
        return True
    return _named_in(page, attribution, gist)


def _named_in(page: Page, attribution: Attribution, gist: frozenset[str]) -> bool:
    """Whether the headline names or describes the one who says it, their body or country."""
    speaker = page.article.speaker_of(attribution)
    mentions = speaker.mentions if speaker else ()
    spans = (*attribution.source, *mentions)
    chain = " ".join(hop.party or "" for hop in attribution.chain)
    source = " ".join((*(span.of(page.text) for span in spans), chain))
    if any_of("own reporter").search(source):
        return True
    # "Norda sinks a Vestan ship, the Vestan navy said": only whoever acts may vouch for it
    acting = stems(" ".join((page.article.title or "").split()[:WORDS_OF_WHO_ACTS]))
    return any(_is_there(word, acting if word in _same_place() else gist) for word in stems(source))


def _own_words(page: Page) -> Iterator[str]:
    """Each sentence without what in it is somebody's word; the headline itself is none."""
    for number, sentence in enumerate(page.sentences):
        others = (a for a in page.attributions.get(number, ()) if not a.own_voice)
        spans = [span for attribution in others for span in attribution.content]
        if number < FIRST_LINES and stems(sentence.text) == stems(page.article.title or ""):
            continue  # many pages have the headline again above their text
        yield _without(page, sentence, spans)


def _without(page: Page, sentence: Sentence, spans: Iterable[Span]) -> str:
    parts, at = [], sentence.span.start
    for span in sorted(spans):
        parts.append(page.text[at : max(min(span.start, sentence.span.end), at)])
        at = max(at, min(span.end, sentence.span.end))
    parts.append(page.text[at : sentence.span.end])
    return " ".join(parts)


def _dropped(page: Page, title: str, told: list[Attribution]) -> Finding:
    first = told[0]
    whose = f"as somebody's word ({page.article.who_said(first)})"
    if not first.source:
        whose = "with a word of doubt, and nobody stated"
    message = (
        f"the headline states as fact what the text has only {whose}: no sentence of the page's "
        "own says it"
    )
    spans = tuple(sorted({*_title_spans(page, title), *first.content, *first.source}))
    return Finding("headline-drops-attribution", page.article.id, spans, message, None)


def _title_spans(page: Page, title: str) -> tuple[Span, ...]:
    """Where the headline stands in the text, if it does: metadata may have it alone."""
    at = page.text.find(title)
    return (Span(at, at + len(title)),) if at >= 0 else ()


# ------------------------------------------------------------------ who is not there


def of_somebody_else(page: Page) -> Iterator[Finding]:
    """A headline with the name of a person whom the text never mentions.

    A person is a first name of ``first_names.csv`` with the name after it, or, in a headline
    in sentence case, a noun of ``speaker_nouns.csv`` with the name after it ("mayor Velk").
    No word of the name may stand in the text. Left alone are stubs, whose words or work the
    page is ("Ana Reis: …", "Ana Reis’s speech"), and places: "an Ohio zoo" may be in a city
    of Ohio that the text names.
    """
    title = page.article.title
    if title is None or not _has(page, SHORTEST_BODY) or any_of("own words").search(title):
        return
    here = frozenset(stem(word) for word in page.body_words)
    names = [name for name in _names(title) if not _is_mentioned(name, here)]
    if names:
        message = f"the headline names {' and '.join(names)}; the text never does"
        spans = _title_spans(page, title)
        yield Finding("headline-names-nobody-here", page.article.id, spans, message, None)


def _is_mentioned(name: str, here: frozenset[str]) -> bool:
    words = WORD.findall(name)
    if any(word.lower() in words_for("no name") or stem(word) in _same_place() for word in words):
        return True
    return any(_is_there(word, here) for word in words)


def _names(title: str) -> list[str]:
    plain = _TAIL.sub("", title)
    found = [
        match[0]
        for match in _FULL_NAME.finditer(plain)
        if match["first"] in _first_names() and _is_surname(plain, match)
    ]
    if _is_in_sentence_case(plain):
        after = _OFFICE_NAME.finditer(plain)
        found += [
            m["surname"]
            for m in after
            if m["office"].lower() in data.speaker_nouns("person") and _is_surname(plain, m)
        ]
    full = {name.split()[-1] for name in found if " " in name}
    return [name for name in dict.fromkeys(found) if name not in full]


def _is_in_sentence_case(title: str) -> bool:
    words = [word[0] for word in WORD.finditer(title)][1:]
    content = [word for word in words if len(word) >= SHORTEST_NAME]
    small = sum(word[:1].islower() for word in content)
    return small >= SMALL_WORDS and small > len(content) / 2


def _is_surname(title: str, found: re.Match[str]) -> bool:
    surname = found["surname"].lower()
    return (
        len(surname) >= SHORTEST_NAME
        and surname not in STOP_WORDS
        and surname not in _says()
        and not title.startswith((":", "’", "'"), found.end())
    )


def _is_there(name: str, here: Collection[str]) -> bool:
    """Whether a name, or another word for the same place, is among stems."""
    mine = _same_place().get(stem(name), frozenset((stem(name),)))
    return any(word in here for word in mine) or any(
        min(len(word), len(other)) >= SHORTEST_NAME
        and (other.startswith(word) or word.startswith(other))
        for word in mine
        for other in here
    )


@cache
def _first_names() -> frozenset[str]:
    return frozenset(row["name"] for row in data.table("first_names", columns=("name", "gender")))


@cache
def _same_place() -> dict[str, frozenset[str]]:
    """The stems of one word that may stand for one country or place, by each of them."""
    columns = ("name", "aliases", "precision", "country", "division", "demonyms")
    groups: dict[str, set[str]] = {}
    for row in data.table("place_names", columns=columns):
        names = (row["name"], *data.words(row["aliases"]), *data.words(row["demonyms"]))
        words = {stem(name) for name in names if name.isalpha()}
        for word in words:
            groups.setdefault(word, set()).update(words)
    return {word: frozenset(words) for word, words in groups.items()}
