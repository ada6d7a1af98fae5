"""What a figure counts: the noun after it, after "of", or the subject of its change."""

from __future__ import annotations

from itertools import takewhile
from typing import TYPE_CHECKING

from firsthand.annotation.figures import NOUN_OR, Figure, Reader
from firsthand.annotation.measures import HYPHENS, QUOTES

if TYPE_CHECKING:
    from spacy.tokens import Token

AGES = frozenset(("age", "ages", "aged"))
# Where years are served, whatever the parse hangs "in" on: "punished by two years in prison".
SERVED_IN = frozenset("prison jail custody detention captivity office exile".split())
# What changes by a percentage that is its object: "the boats gained 12 percent".
MAY_CHANGE_BY = frozenset("gain lose add shed drop exceed reach top hit average".split())
# How far a sum or share has come, and nothing that it is counted in: "past the $40 mark".
NOT_COUNTED = frozenset(("mark", "threshold", "barrier"))
# After "in", what was measured and nothing that is counted: "two minutes in length".
NOT_IN = frozenset("length duration width height depth size age value total all return".split())
FURTHEST = 8  # how many words from a number the noun it counts may stand
# Between an owner's "'s" and what is owned: "the guild's forty old row boats".
OWNED = frozenset(("ADJ", "NOUN", "NUM", "PROPN"))
# Dependencies by which a number or measure hangs on the noun after it.
TO_THE_NOUN = frozenset(
    ("nummod", "quantmod", "compound", "nmod", "amod", "npadvmod", "poss", "predet")
)


def counted(reader: Reader, figure: Figure) -> str | None:
    """The noun that is counted, with its closest modifiers, as it stands; None: not said."""
    low, high = figure.number[0], figure.end if figure.unit else figure.number[1]
    tokens = [t for t in reader.tokens(low, high) if t.is_alpha or t.like_num or t.text == "%"]
    if not tokens or figure.unit == "times" or figure.scored:
        return None  # "three times as fast", "a 5-4 vote"
    within = NOUN_OR.match(reader.text, figure.number[1])
    if figure.unit is None and within and within.end() <= figure.end:  # "40 boats or more"
        return within[0].strip()
    last = tokens[-1]
    if figure.vague and last.lower_ == "of":  # "a lot of"
        return _noun_of(last)
    if last.tag_ == "RBS":  # "MOST painted boats": the parse takes it for "the most painted"
        noun = last.head.head
        return _words_of(reader, list(last.doc[last.i + 1 : noun.i + 1]))
    return (
        _noun_after(reader, figure, last)
        or _noun_within(last)
        or _money_in(figure, last)
        or _what_changed(figure, last)
    )


def _noun_of(of: Token) -> str | None:
    """The noun behind the "of" that is a part of the figure: "A LOT OF the old BOATS"."""
    nouns = (c for c in of.children if c.dep_ == "pobj" and c.i - of.i <= FURTHEST)
    noun = next(nouns, None)
    return _of_what(noun) if noun is not None and noun.pos_ in ("NOUN", "PROPN") else None


def _of_what(noun: Token) -> str:
    """The noun behind "of"; of an owner what he owns: "of Reis's BOATS"."""
    after = noun.doc[noun.i + 1 : noun.i + 1 + FURTHEST]
    if not after or after[0].tag_ != "POS":
        return _phrase(noun)
    described = takewhile(lambda t: t.pos_ in OWNED or t.tag_ in ("VBN", "VBG"), after[1:])
    owned = [token for token in described if token.pos_ == "NOUN"]
    return owned[-1].text if owned else _phrase(noun)


def _noun_after(reader: Reader, figure: Figure, last: Token) -> str | None:
    node = last
    while node.dep_ in TO_THE_NOUN and node.head.i > node.i and node.head.i - last.i <= FURTHEST:
        node = node.head
    if node is last or node.pos_ not in ("NOUN", "PROPN"):
        return _noun_beside(reader, figure, last)
    if figure.kind == "part" and node.i == last.i + 1 and node.tag_ == "NN":
        return None  # "one in five say": a noun to the parse alone
    node = _whole_word(node)
    if figure.unit and node.lower_ in NOT_COUNTED:
        return None
    dated = node.ent_type_ in ("DATE", "TIME") and node.lower_ not in AGES
    if dated or node.text == "%" or _describes(node):
        return None  # "won 5-4 Monday", "two crew-led boats"
    words = [t for t in last.doc[last.i + 1 : node.i + 1] if t.idx >= figure.end]
    if words and words[0].pos_ == "ADP":
        return None  # "most of the boats": the parse hung "most" on the boats
    if len(words) > 1 and words[0].tag_ == "HYPH" and words[1].pos_ == "NOUN":
        words = words[1:2]  # "a five-member board": members
    if figure.unit is None and node.tag_ == "NN":
        words = _up_to_owners(words)
    numbers = [n for n, t in enumerate(words) if t.like_num]
    return _words_of(reader, words[numbers[-1] + 1 :] if numbers else words)


def _up_to_owners(words: list[Token]) -> list[Token]:
    """The words up to owners in the plural: of "the two GUILDS' work" the guilds are counted;
    asked only where what they own is in the singular: "two women's guilds" are guilds.
    """
    for at, token in enumerate(words):
        ends = token.tag_ == "POS" or token.text in ("'", "’")
        if at and ends and words[at - 1].tag_ in ("NNS", "NNPS"):
            return words[:at]
    return words


def _whole_word(noun: Token) -> Token:
    """The last token of the word the noun is in: the "defendants" of "co-defendants"."""
    while noun.i + 2 < len(noun.doc):
        hyphen, after = noun.nbor(1), noun.nbor(2)
        glued = not noun.whitespace_ and not hyphen.whitespace_
        if not glued or hyphen.text not in HYPHENS or after.pos_ not in ("NOUN", "PROPN"):
            break
        noun = after
    return noun


def _describes(noun: Token) -> bool:
    """Whether a hyphen ties the noun to a word that makes it a description: "crew-led"."""
    if noun.i + 2 >= len(noun.doc):
        return False
    hyphen, after = noun.nbor(1), noun.nbor(2)
    return not noun.whitespace_ and hyphen.text in HYPHENS and after.pos_ in ("ADJ", "VERB", "ADP")


def _noun_beside(reader: Reader, figure: Figure, last: Token) -> str | None:
    """The noun right after a plain number, where the parse hangs the number elsewhere."""
    if (
        figure.unit not in (None, "share" if figure.vague else None)
        or not reader.text[figure.end : figure.end + 1].isspace()
    ):
        return None
    words: list[Token] = []
    for token in last.doc[last.i + 1 : last.i + FURTHEST]:
        if token.idx < figure.end:
            continue
        if figure.vague and not words and token.tag_ == "PRP$":
            continue  # "all your boats"
        described = token.tag_ in ("VBN", "VBG") and not words and _a_noun_follows(token)
        if described:
            words.append(token)
            continue
        if token.pos_ not in ("ADJ", "NOUN", "PROPN") or (
            words and token.pos_ == "ADJ" and words[-1].pos_ != "ADJ"
        ):
            break
        words.append(token)
    if not words or words[-1].pos_ == "ADJ" or _describes(words[-1]):
        return None
    return _words_of(reader, words)


def _a_noun_follows(participle: Token) -> bool:
    """Whether a participle describes the plural after it: "40 painted boats"."""
    after = participle.nbor(1) if participle.i + 1 < len(participle.doc) else None
    return after is not None and after.tag_ in ("NNS", "NNPS")


def _words_of(reader: Reader, words: list[Token]) -> str | None:
    """The words as they stand; None where they are a unit or marks part them."""
    while words and (not words[0].is_alpha or words[0].tag_ in ("DT", "PRP$")):
        words = words[1:]  # "half the crew": crew
    while len(words) > 1 and words[-1].lower_ in AGES:
        words = words[:-1]  # "40 children ages 3 to 9"
    if not words or words[-1].lower_ in reader.tables.units["after"]:
        return None
    if any(t.is_punct and t.text not in HYPHENS and t.text not in QUOTES for t in words):
        return None
    last = words[-1]
    return _as_it_stands(reader.text[words[0].idx : last.idx + len(last)])


def _noun_within(last: Token) -> str | None:
    """The noun after "of": "tons of grain"; a bare one after "in": "years in prison"."""
    after = last.nbor(1) if last.i + 1 < len(last.doc) else None
    if after is not None and after.text in QUOTES and after.i + 1 < len(after.doc):
        after = after.nbor(1)  # "“thousands” of boats"
    if after is None or after.lower_ not in ("of", "in"):
        return None
    served = any(noun.lower_ in SERVED_IN for noun in after.children)
    if after.head == last or after.lower_ == "of" or served:
        for noun in after.children:
            if noun.dep_ != "pobj" or noun.i - after.i > FURTHEST or noun.like_num:
                continue
            if noun.lower_ in NOT_IN:
                return None  # "two minutes in length"
            bare = not any(c.dep_ in ("det", "poss", "nummod") for c in noun.children)
            if after.lower_ == "of" or (bare and noun.pos_ == "NOUN" and not noun.ent_type_):
                return _of_what(noun)
    return None


def _money_in(figure: Figure, last: Token) -> str | None:
    """What a sum consists of, where the parse hangs "in" on the verb: "raised $40 in new dues"."""
    after = last.nbor(1) if last.i + 1 < len(last.doc) else None
    if after is None or after.lower_ != "in" or not (figure.unit or "").isupper():
        return None
    noun = next((c for c in after.children if c.dep_ == "pobj" and c.i - after.i <= FURTHEST), None)
    if noun is None or noun.tag_ != "NNS" or noun.ent_type_:
        return None
    bare = not any(c.dep_ in ("det", "poss", "nummod") for c in noun.children)
    return _phrase(noun) if bare else None


def _what_changed(figure: Figure, last: Token) -> str | None:
    """What a percentage is told of by its verb: "the price fell 12 percent"."""
    if figure.unit != "percent" or last.dep_ not in ("npadvmod", "dobj", "attr"):
        return None
    if last.head.pos_ not in ("VERB", "AUX"):
        return None
    if last.dep_ == "dobj" and last.head.lemma_ not in MAY_CHANGE_BY:
        return None  # "the party won 12 percent": of what it does not say
    verb = last.head
    if verb.dep_ == "xcomp":  # "the price SEEMS to have fallen 12 percent"
        verb = verb.head
    subject = next((c for c in verb.children if c.dep_ in ("nsubj", "nsubjpass")), None)
    if subject is None or subject.pos_ == "PRON":
        return None
    named = subject.pos_ == "PROPN" and last.dep_ == "dobj"  # "Norda hit 12 percent"
    return None if named else _phrase(subject)


def _phrase(noun: Token) -> str:
    """The noun with the modifiers right before it, and the participle after "those"."""
    first, noun = noun, _whole_word(noun)
    if first.lower_ == "those" and noun.i + 1 < len(noun.doc) and noun.nbor(1).tag_ == "VBN":
        noun = noun.nbor(1)  # "those asked"
    for child in reversed(list(first.lefts)):
        if child.dep_ not in ("compound", "amod", "nmod") or child.right_edge.i + 1 != first.i:
            break
        if child.like_num or child.left_edge.lower_ in ("many", "few", "several"):
            break
        first = child.left_edge if first.i - child.left_edge.i <= 4 else child
    return _as_it_stands(str(noun.doc[first.i : noun.i + 1].text))


def _as_it_stands(words: str) -> str:
    return " ".join(words.split()).strip(QUOTES)
