"""Pages of invented words, for measuring growth: any number of them, the same every time.

    python -m benchmarks.generated 1000 > pages.jsonl

A seeded grammar strings invented words, as common and as rare as words are in news, into
sentences about invented matters; pages of one matter share its names, place, day and figures.
``DUPLICATES`` of the pages copy an earlier page: a third of those whole, with a few words
changed, two thirds a part of it (a fifth to a half) in words of their own. Pages also share what
news pages do without copying: the trade's phrases, and lines that every page of a site has.
Nothing of it is anybody's text.

``like_news=True`` makes pages for all of linking: the words are as common as the shipped table
says they are in English news, with invented ones among them; matters belong to topics; a third
of the sentences are what one of the topic's people says; a quarter hold a figure.
"""

from __future__ import annotations

import itertools
import json
import math
import random
import re
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from firsthand.linking.stories.profiles import telling_words
from firsthand.types import Article, Attribution, Block, Hop, Outlet, Quantity, Span, Spans, Speaker

DUPLICATES = 0.2
WHOLE = 1 / 3  # of the duplicates
MATTER = 5  # pages about one matter, on average
SENTENCES = (14, 34)
VOCABULARY = 40_000
OUTLETS = 400
REACH = 2_000  # pages back from which a page copies
# Of pages like news:
UNLISTED = 0.04  # of the words are invented
OF_THE_MATTER, OF_THE_TOPIC = 0.08, 0.05  # of the words belong to it
MATTERS = 40  # of one topic, on average: 200 pages
PEOPLE = 8  # who speak on one topic
SPOKEN = 1 / 3  # of the sentences
FIGURES = 1 / 4  # of the sentences

Sort = Literal["whole", "part"]

_ONSETS = "b br d dr f fl g gr h j k kl l m n p pl r s sk st t tr v w z".split()
_VOWELS = "a e i o u ai ea oa ou".split()
_CODAS = "b d g k l ll m n nd nt p r rk rn rt s ss st t th x".split()
# Sentences: C is an invented word; the others stand as they are.
_FRAMES = tuple(
    frame.split()
    for frame in (
        "the C C was C by a C of the C near C",
        "in C the C has C its C since the C of the C C",
        "a C of C C to the C after the C had C",
        "there were no C in the C and the C C was C again",
        "many C have C that the C will C before the C",
        "it was the C C in the C of C to C a C C",
        "C and C were C at the C while C C the C C",
        "for years the C of C had C with the C C about its C",
    )
)
_PHRASES = (
    "at the end of the day",
    "for the first time in more than a decade",
    "did not immediately respond to a request for comment",
    "on condition of anonymity because they were not allowed to speak to the press",
    "according to people who know the matter",
)


@dataclass(frozen=True, slots=True)
class Generated:
    """A page with what is known of it: the matter, and what it was copied from, and how."""

    article: Article
    matter: int
    copied_from: str | None = None
    how: Sort | None = None


@dataclass(frozen=True, slots=True)
class _Matter:
    number: int
    place: str
    speaker: str
    figure: int
    claims: tuple[str, ...]  # the same claim in other words
    quotation: str
    day: int
    about: tuple[str, ...] = ()
    topic: _Topic | None = None  # of pages like news


@dataclass(frozen=True, slots=True)
class _Topic:
    about: tuple[str, ...]
    people: tuple[str, ...]


def generate(count: int, *, seed: int = 6, like_news: bool = False) -> Iterator[Generated]:
    """``count`` pages; the first pages of a longer run are those of a shorter one."""
    chance = random.Random(seed)
    words = _vocabulary(chance)
    if like_news:
        words = _listed(words)
    topics: list[_Topic] = []
    sites = [_site(words, chance) for _ in range(OUTLETS)]
    recent: list[tuple[str, list[str], _Matter]] = []
    open_matters: list[_Matter] = []
    for number in range(count):
        if not open_matters or chance.random() < 1 / MATTER:
            matter = _matter(number, words, chance)
            if like_news:
                matter = _on_a_topic(matter, topics, words, chance)
            open_matters = [*open_matters[-20:], matter]
        copied = chance.choice(recent) if recent and chance.random() < DUPLICATES else None
        matter = copied[2] if copied else chance.choice(open_matters)
        sentences, how = _sentences(matter, copied[1] if copied else None, words, chance)
        name = f"page-{number:06}"
        article = _article(name, chance.choice(sites), matter, sentences, chance)
        recent = [*recent, (name, sentences, matter)] if number < REACH else recent
        if number >= REACH:
            recent[number % REACH] = (name, sentences, matter)
        yield Generated(article, matter.number, copied[0] if copied else None, how)


# ------------------------------------------------------------------- words


class _Words:
    """Invented words, of which the n-th is n times rarer than the first."""

    def __init__(self, words: Sequence[str], weights: Sequence[float] = ()) -> None:
        self.words = words
        weights = weights or [1 / (n + 8) for n in range(len(words))]
        self._cumulated = list(itertools.accumulate(weights))

    def draw(self, chance: random.Random, count: int) -> list[str]:
        return chance.choices(self.words, cum_weights=self._cumulated, k=count)


def _vocabulary(chance: random.Random) -> _Words:
    found: dict[str, None] = {}
    while len(found) < VOCABULARY:
        syllables = chance.choices((1, 2, 3), weights=(1, 4, 3))[0]
        found.setdefault("".join(_syllable(chance) for _ in range(syllables)))
    return _Words(list(found))


def _listed(invented: _Words) -> _Words:
    """The words of the shipped table, as common as it says, and invented ones."""
    telling = telling_words()
    listed = sorted(telling, key=lambda word: (telling[word], word))
    common = [math.exp(-telling[word]) for word in listed]
    rare = UNLISTED * sum(common) / len(invented.words)
    words = dict(zip(listed, common, strict=True))
    words.update({word: rare for word in invented.words if word not in words})
    return _Words(list(words), list(words.values()))


def _syllable(chance: random.Random) -> str:
    return chance.choice(_ONSETS) + chance.choice(_VOWELS) + chance.choice(_CODAS)


def _sentence(words: _Words, chance: random.Random, matter: _Matter) -> str:
    frame = chance.choice(_FRAMES)
    if matter.topic:  # in news a sentence has twice as many words
        frame = [*frame, "while", *chance.choice(_FRAMES)]
        return _like_news(frame, matter, matter.topic, words, chance)
    drawn = iter(words.draw(chance, len(frame)))
    said = " ".join(next(drawn) if word == "C" else word for word in frame)
    if chance.random() < 0.08:
        said += " " + chance.choice(_PHRASES)
    return said[0].upper() + said[1:] + "."


def _like_news(
    frame: Sequence[str], matter: _Matter, topic: _Topic, words: _Words, chance: random.Random
) -> str:
    """A sentence that may hold words of its matter and topic, a figure and who says it."""
    drawn = words.draw(chance, len(frame))
    for place in range(len(drawn)):
        lot = chance.random()
        if lot < OF_THE_MATTER + OF_THE_TOPIC:
            drawn[place] = chance.choice(matter.about if lot < OF_THE_MATTER else topic.about)
    said = " ".join(own if word == "C" else word for own, word in zip(drawn, frame, strict=True))
    if chance.random() < FIGURES:
        said += f" and {chance.randrange(2, 400)} {chance.choice(matter.about)}"
    if chance.random() < SPOKEN:
        return f"{chance.choice(topic.people)} said {said}."
    return said[0].upper() + said[1:] + "."


# ----------------------------------------------------------------- matters


def _on_a_topic(
    matter: _Matter, topics: list[_Topic], words: _Words, chance: random.Random
) -> _Matter:
    """The matter as one of a topic; ``topics`` are those that are open."""
    if not topics or chance.random() < 1 / MATTERS:
        rare = [word.title() for word in chance.sample(words.words[1_000:], 2 * PEOPLE)]
        people = tuple(f"{a} {b}" for a, b in zip(rare[::2], rare[1::2], strict=True))
        topics[:] = [*topics[-9:], _Topic(tuple(words.draw(chance, 60)), people)]
    about = (matter.place, *words.draw(chance, 12), *chance.sample(words.words[1_000:], 8))
    return replace(matter, about=about, topic=chance.choice(topics))


def _matter(number: int, words: _Words, chance: random.Random) -> _Matter:
    rare = chance.sample(words.words[1_000:], 12)
    figure = chance.randrange(3, 900)
    place = rare[0].title()
    return _Matter(
        number=number,
        place=place,
        speaker=f"{rare[1].title()} {rare[2].title()}",
        figure=figure,
        claims=(
            f"{figure} {rare[3]} were {rare[4]} in {place}",
            f"in {place} {figure} {rare[3]} had been {rare[4]} by then",
            f"the {rare[3]} {rare[4]} at {place} are {figure}",
        ),
        quotation=f"We will {rare[6]} the {rare[7]} of {rare[8]} until it {rare[9]} no {rare[11]}",
        day=1 + number % 28,
    )


def _said(matter: _Matter, chance: random.Random) -> list[str]:
    """The matter's claim and quotation, each on some of its pages."""
    said = []
    if chance.random() < 0.8:
        said.append(f"{matter.speaker} said {chance.choice(matter.claims)}.")
    if chance.random() < 0.3:
        said.append(f"“{matter.quotation},” {matter.speaker} said.")
    return said


# ------------------------------------------------------------------- pages


def _sentences(
    matter: _Matter, copied: list[str] | None, words: _Words, chance: random.Random
) -> tuple[list[str], Sort | None]:
    if copied and chance.random() < WHOLE:
        return [_edited(sentence, words, chance) for sentence in copied], "whole"
    own = [_sentence(words, chance, matter) for _ in range(chance.randint(*SENTENCES))]
    if not copied:
        said = _said(matter, chance)
        for sentence in said:
            own.insert(chance.randrange(len(own)), sentence)
        return own, None
    share = chance.uniform(0.2, 0.5)
    taken = max(2, round(len(own) * share))
    first = chance.randrange(max(1, len(copied) - taken + 1))
    part = [_edited(sentence, words, chance) for sentence in copied[first : first + taken]]
    at = chance.randrange(len(own) - taken + 1) if len(own) > taken else 0
    return own[:at] + part + own[at + len(part) :], "part"


def _edited(sentence: str, words: _Words, chance: random.Random) -> str:
    """The sentence, one word in every fifth sentence another."""
    if chance.random() > 0.2:
        return sentence
    said = sentence.split(" ")
    said[chance.randrange(len(said) - 1)] = words.draw(chance, 1)[0]
    return " ".join(said)


@dataclass(frozen=True, slots=True)
class _Site:
    name: str
    line: str


def _site(words: _Words, chance: random.Random) -> _Site:
    name = f"The {' '.join(word.title() for word in chance.sample(words.words, 2))} Post"
    return _Site(name, " ".join(("Follow", name, "for", *words.draw(chance, 9))))


def _article(
    name: str, site: _Site, matter: _Matter, sentences: list[str], chance: random.Random
) -> Article:
    """The page with its statements, as tracing would leave it; about a third have no date."""
    paragraphs = [" ".join(sentences[at : at + 3]) for at in range(0, len(sentences), 3)]
    text = "\n\n".join([*paragraphs, site.line])
    body = len(text) - len(site.line)
    places = _places_of((*sentences, site.line), text)
    read = _read_statements if matter.topic else _statements
    attributions, speakers = read(name, text, matter, places)
    return Article(
        id=name,
        inputs=(f"{name}.txt",),
        text=text,
        blocks=(Block(0, body, "body"), Block(body, len(text), "body")),
        title=sentences[0].rstrip("."),
        published=f"2031-{1 + matter.number // 28 % 12:02}-{matter.day:02}"
        if chance.random() > 0.33
        else None,
        language="en",
        outlet=Outlet(site.name, basis="given"),
        attributions=attributions,
        speakers=speakers,
        quantities=_read_quantities(text) if matter.topic else _quantities(text, matter),
        sentences=places,
    )


def _places_of(sentences: Sequence[str], text: str) -> tuple[Spans, ...]:
    """Where the sentences of a page stand in its text, in their order."""
    found: list[Spans] = []
    at = 0
    for sentence in sentences:
        at = text.index(sentence, at)
        found.append((Span(at, at + len(sentence)),))
        at += len(sentence)
    return tuple(found)


def _statements(
    name: str, text: str, matter: _Matter, _: Sequence[Spans]
) -> tuple[tuple[Attribution, ...], tuple[Speaker, ...]]:
    found = []
    mentions = []
    told = [(claim, True) for claim in matter.claims]
    for content, before in (*told, (f"“{matter.quotation},”", False)):
        start = text.find(content)
        whole = f"{matter.speaker} said {content}" if before else f"{content} {matter.speaker} said"
        at = text.find(whole)
        if start < 0 or at < 0:  # the page has not got it, or a word of it was changed
            continue
        source = text.index(matter.speaker, at)
        cue = text.index("said", source)
        speaker = Span(source, source + len(matter.speaker))
        mentions.append(speaker)
        found.append(
            Attribution(
                id=f"{name}:{start}",
                kind="indirect" if before else "direct",
                source=(speaker,),
                cue=(Span(cue, cue + 4),),
                content=(Span(start, start + len(content)),),
                speaker="s1",
                polarity="affirmed",
                modality="fact",
                chain=(Hop(1, matter.speaker, "say", named=True, span=speaker),),
            )
        )
    speakers = (Speaker("s1", matter.speaker, None, True, "person", tuple(mentions)),)
    return tuple(found), speakers if found else ()


_SAID = re.compile(r"(?P<who>[A-Z]\w+ [A-Z]\w+) (?P<cue>said) (?P<what>[^.]+)\.")
_QUOTED = re.compile(r"(?P<what>“[^”]+”) (?P<who>[A-Z]\w+ [A-Z]\w+) (?P<cue>said)\.")


def _read_statements(
    name: str, text: str, matter: _Matter, places: Sequence[Spans]
) -> tuple[tuple[Attribution, ...], tuple[Speaker, ...]]:
    """Every sentence that says who says it, and all who do."""
    found: list[Attribution] = []
    mentions: dict[str, list[Span]] = {}
    for (place,) in places:
        for kind, pattern in (("indirect", _SAID), ("direct", _QUOTED)):
            if said := pattern.fullmatch(text, place.start, place.end):
                speaker = Span(*said.span("who"))
                mentions.setdefault(said["who"], []).append(speaker)
                number = list(mentions).index(said["who"])
                found.append(
                    Attribution(
                        id=f"{name}:{place.start}",
                        kind="direct" if kind == "direct" else "indirect",
                        source=(speaker,),
                        cue=(Span(*said.span("cue")),),
                        content=(Span(*said.span("what")),),
                        speaker=f"s{number}",
                        polarity="affirmed",
                        modality="fact",
                        chain=(Hop(1, said["who"], "say", named=True, span=speaker),),
                    )
                )
    speakers = tuple(
        Speaker(f"s{number}", who, None, True, "person", tuple(spans))
        for number, (who, spans) in enumerate(mentions.items())
    )
    return tuple(found), speakers


def _read_quantities(text: str) -> tuple[Quantity, ...]:
    found = re.finditer(r"\b(\d+) (\w+)", text)
    return tuple(Quantity(Span(*m.span(1)), float(m[1]), float(m[1]), of=m[2]) for m in found)


def _quantities(text: str, matter: _Matter) -> tuple[Quantity, ...]:
    figure = str(matter.figure)
    at = next(
        (text.find(claim) + claim.index(figure) for claim in matter.claims if claim in text), -1
    )
    if at < 0:
        return ()
    value = float(matter.figure)
    return (Quantity(Span(at, at + len(figure)), value, value),)


def main() -> None:
    """Print pages as JSON lines that ``firsthand trace -`` reads."""
    for made in generate(int(sys.argv[1])):
        page = made.article
        told = {
            "id": page.id,
            "text": page.text,
            "title": page.title,
            "url": page.url,
            "published": page.published,
            "outlet": page.outlet.name,
        }
        print(json.dumps({key: value for key, value in told.items() if value}))


if __name__ == "__main__":
    main()
