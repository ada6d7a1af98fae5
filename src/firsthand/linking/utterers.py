"""Who two statements rest on: the same named one, one body, or nobody we could tell.

Names are compared within the pages at hand only. One who is only described is never the
same as another by description alone: he may share a body ("police"), and that is all.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Hashable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache

from firsthand import data
from firsthand.types import Article, Attribution, Decision, Hop, Speaker
from firsthand.words import WORD, name_key

SMALL = frozenset("the a an of for from in at on by to and s his her its their".split())
LONGEST_MENTION = 200  # code points; longer ones tell a story
RELATIVE = frozenset("who whom whose which that when where while".split())
FEWEST_OF_A_NAME = 2  # words
# Where one is sent to is not for whom he speaks: "the Norda ambassador to Ostrel".
SENT = re.compile(
    r"\b((?i:ambassador|consul|emissary|envoy))\s+(?:to|in|at|for)\s+(?:the\s+)?"
    r"[A-Z][\w.'’-]*(?:\s+[A-Z][\w.'’-]*)*"
)
RELEASED = frozenset("release conference briefing statement".split())  # of "news" and "press"


@dataclass(frozen=True, slots=True)
class Ruled:
    """What people decided about one who speaks.

    ``one`` stands for all who are one with him, ``also`` are those; ``apart`` are those whom
    he is not, by what stands for them. ``joined_by`` is the decision that made them one.
    """

    one: tuple[str, str]
    also: tuple[Utterer, ...] = ()
    apart: Mapping[tuple[str, str], Decision] = field(default_factory=dict)
    joined_by: Decision | None = None


@dataclass(frozen=True, slots=True)
class Utterer:
    """Who stands at the beginning of a statement's chain.

    ``named``: he has a name of his own. ``words`` are those of the name or description, in
    lower case, ``about`` those of the description too; ``party`` his identity where a table
    knows him.
    ``person``: a person, not a body. ``page`` and ``speaker`` are where he was met. ``ruled``
    is what people decided about him.
    """

    page: str
    speaker: str | None
    name: str
    words: tuple[str, ...]
    named: bool
    person: bool
    party: str | None = None
    about: tuple[str, ...] = ()
    ruled: Ruled | None = None

    @property
    def described(self) -> tuple[str, ...]:
        """What is told of him beside his own name; a body's name tells what it is."""
        if not (self.named and self.person):
            return self.about
        return tuple(word for word in self.about if word not in self.words)


def identity_of(utterer: Utterer) -> tuple[str, str]:
    """His page, and his id there, else his name: what a decision is tied to."""
    return utterer.page, utterer.speaker or name_key(utterer.name)


def utterer_of(article: Article, attribution: Attribution) -> Utterer | None:
    """Who uttered it; None where the chain identifies nobody (origin not stated)."""
    hop = next((hop for hop in attribution.chain if hop.party and not _is_nobody(hop.party)), None)
    speaker = article.speaker_of(attribution)
    if hop is None:
        return None
    if speaker is not None and attribution.chain[0] is hop:
        return speaking(article, speaker)
    return _handing(article, hop)


@cache
def offices() -> frozenset[str]:
    """Nouns for who speaks for a body, in lower case."""
    return frozenset(row["word"] for row in data.table("offices", columns=("word", "example")))


def _is_nobody(name: str) -> bool:
    """Whether a party is a number at most: "many", "some others"."""
    words = words_of_name(name)
    return bool(words) and all("nobody" in body_words().get(word, ()) for word in words)


@cache
def body_words() -> dict[str, tuple[str, ...]]:
    """The sorts of words for bodies, by the words of ``body_words.csv``."""
    rows = data.table("body_words", columns=("word", "sorts", "example"))
    return {row["word"]: data.words(row["sorts"]) for row in rows}


def speaking(article: Article, speaker: Speaker) -> Utterer:
    """A speaker as one who may stand at the beginning of a chain."""
    called = speaker.name or speaker.description or ""
    within = None if speaker.named or speaker.kind != "person" else _name_within(called)
    name = within or called
    return Utterer(
        page=article.id,
        speaker=speaker.id,
        name=name,
        words=words_of_name(name),
        named=speaker.named or within is not None,
        person=speaker.kind == "person",
        party=speaker.party_id,
        about=words_of_name(
            SENT.sub(r"\1", f"{called}, {speaker.description or ''}, {_apposed(article, speaker)}")
        ),
    )


def _apposed(article: Article, speaker: Speaker) -> str:
    """What the page says of somebody beside the name, where it says most: "Ana Reis, a spokeswoman
    for the harbour board". What he does ("who fled") is left out.
    """
    if not speaker.named:
        return ""
    told = (span.of(article.text) for span in speaker.mentions)
    fullest = max((text for text in told if len(text) <= LONGEST_MENTION), key=len, default="")
    parts = (part.split() for part in fullest.split(",")[1:])
    return " ".join(" ".join(part) for part in parts if part and part[0].lower() not in RELATIVE)


def _name_within(description: str) -> str | None:
    """The name of a person at the beginning or end of a description that was not told from it:
    "Bao Lin Katz head of the harbour board", "board chairman and director Tom Katz".
    """
    words = description.split()
    own = [w[:1].isupper() and w.isalpha() and w.lower() not in offices() for w in words]
    first = own.index(False) if False in own else 0
    last = len(own) - own[::-1].index(False) if False in own else 0
    if first >= FEWEST_OF_A_NAME and words[first].lower() in offices():
        return " ".join(words[:first])
    if len(words) - last >= FEWEST_OF_A_NAME and words[last - 1].lower() in offices():
        return " ".join(words[last:])
    return None


def _handing(article: Article, hop: Hop) -> Utterer:
    name = hop.party or ""
    words = words_of_name(name)
    return Utterer(article.id, None, name, words, hop.named, False, hop.party_id, words)


def words_of_name(name: str) -> tuple[str, ...]:
    return tuple(w.lower() for w in WORD.findall(name) if w.lower() not in SMALL)


def same(a: Utterer, b: Utterer) -> bool:
    """Whether two are one: by what people decided, else one speaker of a page, one known party,
    or one name.

    Who is like one is like all whom people made one with him. A surname is the full name's
    where it is written alone ("Reis", "Ana Reis"); an acronym is the name's whose first letters
    it holds.
    """
    if joined_by(a, b) is not None:
        return True
    if are_apart(a, b):
        return False
    if a.ruled is None and b.ruled is None:
        return _alike(a, b)
    return any(_alike(one, other) for one in _also(a) for other in _also(b))


def _also(utterer: Utterer) -> tuple[Utterer, ...]:
    """All whom people made one with him, himself among them."""
    return (utterer.ruled.also if utterer.ruled else ()) or (utterer,)


def are_apart(a: Utterer, b: Utterer) -> bool:
    """Whether people told the two apart."""
    return a.ruled is not None and b.ruled is not None and b.ruled.one in a.ruled.apart


def joined_by(a: Utterer, b: Utterer) -> Decision | None:
    """The decision by which people made the two one, or None: they did not."""
    if a.ruled is None or b.ruled is None or a.ruled.one != b.ruled.one:
        return None
    return a.ruled.joined_by


def _alike(a: Utterer, b: Utterer) -> bool:
    if a.page == b.page and a.speaker is not None and b.speaker is not None:
        return a.speaker == b.speaker or (a.named and b.named and _words_alike(a, b))
    if a.party is not None and b.party is not None:
        return a.party == b.party
    return a.named and b.named and _one_name(a, b)


def _one_name(a: Utterer, b: Utterer) -> bool:
    if _words_alike(a, b):
        return True
    # By different words first: a name may say one twice ("Baden Baden").
    short, long = sorted((a.words, b.words), key=lambda words: (len(set(words)), len(words)))
    if a.person or b.person:
        ends = (long[0], long[-1]) if len(short) == 1 else long[-1:]  # "Bao" may be "Bao Lin"
        return bool(short) and short[-1] in ends and set(short) <= set(long)
    return is_acronym(short, long) or (len(short) > 1 and set(short) <= set(long))


def _words_alike(a: Utterer, b: Utterer) -> bool:
    return a.words == b.words if a.words else name_key(a.name) == name_key(b.name)


def is_acronym(short: tuple[str, ...], long: tuple[str, ...]) -> bool:
    letters = "".join(word[0] for word in long)
    return len(short) == 1 and len(long) > 1 and len(short[0]) > 1 and short[0] == letters


class Met:
    """The utterers met so far, each once, filed by all that makes two of them ``same``.

    Asking costs those that share a name's word, not all that were met.
    """

    def __init__(self) -> None:
        self._met: list[Utterer] = []
        self._filed: dict[Hashable, list[int]] = defaultdict(list)

    def number_of(self, utterer: Utterer) -> int:
        """The number of the first one met that is the same; a new one gets the next."""
        near = sorted({n for key in _asked(utterer) for n in self._filed.get(key, ())})
        found = next((n for n in near if same(self._met[n], utterer)), None)
        if found is not None:
            return found
        self._met.append(utterer)
        for key in _keys(utterer):
            self._filed[key].append(len(self._met) - 1)
        return len(self._met) - 1


def _keys(utterer: Utterer) -> Iterator[Hashable]:
    """What one is filed by, and all whom people made one with him."""
    if utterer.ruled is not None:
        yield "ruled", utterer.ruled.one
    for one in _also(utterer):
        yield from _own_keys(one)


def _own_keys(utterer: Utterer) -> Iterator[Hashable]:
    if utterer.speaker is not None:
        yield "speaker", utterer.page, utterer.speaker
    if utterer.party is not None:
        yield "party", utterer.party
    if utterer.named:
        yield "name", name_key(utterer.name)
        yield "initials", "".join(word[0] for word in utterer.words)
        yield from (("word", word) for word in set(utterer.words))


def _asked(utterer: Utterer) -> Iterator[Hashable]:
    """What one that is the same is filed by; a name of many words is met under each of them."""
    yield from _keys(utterer)
    for one in _also(utterer):
        if one.named and len(one.words) == 1:
            yield "initials", one.words[0]
        if one.named and len(one.words) > 1:
            yield "word", "".join(word[0] for word in one.words)


def is_medium(utterer: Utterer) -> bool:
    """Whether an outlet or agency is all that is stated: it may relay somebody else.

    "Agency" alone may be any body's: "Norda News Agency" is a medium, a space agency is none. A
    news conference is none.
    """
    if data.outlet_named(utterer.name) is not None:
        return True
    words = [word for word in utterer.words if word != "agency"]
    return RELEASED.isdisjoint(words) and data.sounds_like_an_outlet(" ".join(words))
