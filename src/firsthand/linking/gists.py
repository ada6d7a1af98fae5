"""What a stretch of an article says, for comparing: its words, names and figures, and whether
it denies.
"""

from __future__ import annotations

import bisect
import itertools
import math
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

from firsthand import data
from firsthand.types import Article, Quantity, Spans
from firsthand.words import EDITORS_WORD, MONTHS, WEEKDAYS, WORD, normal

Value = tuple[float | None, float | None]  # low and high, as a quantity has them
AT_LARGE = 30  # sentences; as many from elsewhere are as good as none
SENTENCES_OF_AN_ARTICLE = 15
STEMS_KEPT = 100_000  # of all that a long run meets

NEGATIONS = frozenset(
    "no not never nobody none nothing neither nor without cannot denied denies deny t".split()
)

NUMBERS = frozenset(
    """two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen
    seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred
    thousand million billion dozen half""".split()
)

# Words that carry no content of their own; two statements may share any number of them.
STOP_WORDS = frozenset(
    """a about after all also an and any are as at be because been before but by can could did do
    does down for from had has have he her here him his how i if in into is it its just me more
    most my now of off on one or our out over said say says she so some than that the their
    them then there these they this those to told too under until up us very was we were what when
    where which while who whom why will with would you your

    anybody anyone anything else ever every everybody everyone everything many much nobody other
    others same somebody someone something such thing things way

    came come comes coming get gets getting give given gives go goes going gone got keep keeps
    kept know known knows let like made make makes making need needs put see seen take taken takes
    think tell want wants went""".split()
)


# Days, months and numbers are read as times and quantities.
CALENDAR = frozenset(name.lower() for name in (*WEEKDAYS, *MONTHS))
SAYS_NOTHING = STOP_WORDS | CALENDAR | NUMBERS


@dataclass(frozen=True, slots=True)
class Gist:
    """The content of a stretch of text.

    ``stems`` are its content words without their endings, each with how rare it is in news
    (``data.word_shares``); ``names`` those of them that stand with a capital where no
    sentence begins; ``pairs`` neighbouring ones; ``figures`` the values of its quantities
    and ``counted`` the stems of what they count; ``length`` its words, all counted.
    ``denies``: a word of negation stands in it.
    """

    stems: Mapping[str, float]
    names: frozenset[str]
    pairs: frozenset[tuple[str, str]]
    figures: frozenset[Value]
    counted: frozenset[str]
    denies: bool
    length: int


def gist_of(article: Article, spans: Spans) -> Gist:
    """The gist of a stretch of an article; what editors put in brackets is not read."""
    words = EDITORS_WORD.sub(" ", " ".join(span.of(article.text) for span in spans))
    return read_gist(words, quantities_in(article, spans))


def quantities_in(article: Article, spans: Spans) -> Iterator[Quantity]:
    """The quantities that stand in a stretch of an article, in reading order; vague ones are
    none.
    """
    for span in spans:
        first = bisect.bisect_left(article.quantities, span.start, key=lambda q: q.span.start)
        for quantity in itertools.islice(article.quantities, first, None):
            if quantity.span.start >= span.end:
                break
            if span.covers(quantity.span) and not quantity.vague:
                yield quantity


def is_one(quantity: Quantity) -> bool:
    """Whether it is "a" or "one", which is hardly a figure."""
    return quantity.low == quantity.high == 1


def read_gist(text: str, quantities: Iterable[Quantity] = ()) -> Gist:
    """The gist of words in hand, and of the stated ``quantities`` in them.

    >>> sorted(read_gist("The dam's gates were mended.").stems)
    ['dam', 'gate', 'mend']
    """
    words = WORD.findall(normal(text))
    own = [word for word in words if _tells(word)]
    stated = list(quantities)
    stems = [stem(word) for word in own]
    rarity = data.word_shares().rarity
    return Gist(
        stems={s: rarity(word.lower()) for s, word in zip(stems, own, strict=True)},
        names=frozenset(stem(word) for word in words[1:] if word[0].isupper() and _tells(word)),
        pairs=frozenset(itertools.pairwise(stems)),
        figures=frozenset((q.low, q.high) for q in stated if not is_one(q)),
        counted=frozenset(stem(w) for q in stated for w in WORD.findall(f"{q.unit} {q.of}")),
        denies=any(word.lower() in NEGATIONS for word in words),
        length=len(words),
    )


def _tells(word: str) -> bool:
    plain = word.lower()
    if len(word) < 2 or word[0].isdigit():
        return False
    return plain not in SAYS_NOTHING and plain not in data.loaded_words()


@lru_cache(STEMS_KEPT)
def stem(word: str) -> str:
    """A word without its ending, in lower case: "sentenced" and "sentences" are one.

    Words that news uses for one thing are one too ("dead", "killed": ``data/like_words.csv``).

    Source: Porter's English stemmer (Porter2), as snowballstemmer has it.
    """
    plain = word.lower()
    return str(_stemmer().stemWord(_like_words().get(plain, plain)))


@cache
def _like_words() -> dict[str, str]:
    rows = data.table("like_words", columns=("word", "like"))
    return {row["word"]: row["like"] for row in rows}


@cache
def _stemmer() -> Any:
    from snowballstemmer import stemmer

    return stemmer("english")


class Commonness:
    """How much a stem tells among the sentences at hand: what all are about tells little.

    News at large counts as ``AT_LARGE`` sentences, so that two sentences are enough to begin.
    """

    def __init__(self, gists: Sequence[Gist]) -> None:
        self._counts = Counter(stem for gist in gists for stem in gist.stems)
        self._sentences = len(gists) + AT_LARGE

    def weight(self, stem: str, rarity: float) -> float:
        """A natural logarithm of how many sentences there are for each that has the stem.

        ``rarity`` is the stem's in news (``Gist.stems``).
        """
        at_large = AT_LARGE * min(math.exp(1 - rarity) / SENTENCES_OF_AN_ARTICLE, 1.0)
        return math.log(self._sentences / (self._counts.get(stem, 0) + at_large))
