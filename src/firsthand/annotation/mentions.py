"""What a noun phrase says of whom it means: its words, number, kind and gender."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Literal

from firsthand import data
from firsthand.annotation.parsing import Paragraph
from firsthand.types import Span, SpeakerKind

if TYPE_CHECKING:
    from spacy.tokens import Token

Form = Literal["pronoun", "name", "definite", "indefinite"]

HE, SHE = frozenset(("he", "him", "his", "himself")), frozenset(("she", "her", "hers", "herself"))
THEY = frozenset(("they", "them", "their", "themselves"))
FIRST_PERSON = frozenset(("i", "me", "my", "we", "us", "our", "ours", "mine", "myself"))
RELATIVE = frozenset(("who", "whom", "that", "which", "whose"))
INDEFINITE = frozenset(
    [
        "a",
        "an",
        "another",
        "one",
        "some",
        "two",
        "three",
        "four",
        "five",
        "six",
        "several",
        "many",
        "few",
        "most",
        "other",
        "others",
        "any",
        "no",
    ]
)
GENERIC = frozenset(("man", "woman", "person", "male", "female", "individual"))
TITLES_OF_MEN, TITLES_OF_WOMEN = (
    frozenset(("mr", "mr.", "sir")),
    frozenset(("mrs", "mrs.", "ms", "ms.")),
)
ENTITY_KINDS: dict[str, SpeakerKind] = {
    "PERSON": "person",
    "ORG": "organisation",
    "GPE": "organisation",  # "Washington said": a place that speaks is its government
    "NORP": "group",
    "WORK_OF_ART": "document",
}


@dataclass(frozen=True)
class Mention:
    """A noun phrase as a possible speaker; ``span`` in code points of the body view.

    ``name`` holds the words of a name without titles, ``words`` the lower-case lemmas of
    a description. ``gender`` is "male", "female" or None: not stated.
    """

    span: Span
    text: str
    head: Token
    form: Form
    name: tuple[str, ...]
    words: frozenset[str]
    kind: SpeakerKind
    plural: bool
    gender: str | None

    @property
    def noun(self) -> str:
        """The lower-case lemma of the head."""
        return str(self.head.lemma_).lower()


@cache
def _nouns() -> dict[str, tuple[SpeakerKind, str]]:
    kinds: dict[str, SpeakerKind] = {
        "person": "person",
        "group": "group",
        "organisation": "organisation",
        "document": "document",
    }
    rows = data.table("speaker_nouns", columns=("noun", "kind", "gender"))
    return {row["noun"]: (kinds[row["kind"]], row["gender"]) for row in rows}


@cache
def _first_names() -> dict[str, str]:
    return {
        row["name"]: row["gender"] for row in data.table("first_names", columns=("name", "gender"))
    }


def mention(paragraph: Paragraph, phrase: list[Token], head: Token) -> Mention:
    """Read a noun phrase. The head decides; titles and appositions help."""
    core = [t for t in phrase if t.i <= head.i] or [head]
    name = _name(core, head)
    plural = "Plur" in head.morph.get("Number", []) or head.lower_ in THEY
    return Mention(
        span=paragraph.token_span(phrase),
        text=_plain(_short(phrase, head)),
        head=head,
        form=_form(core, head, name),
        name=name,
        words=frozenset(str(t.lemma_).lower() for t in core if t.is_alpha and not t.is_stop),
        kind=_kind(head, name, plural=plural, phrase=phrase),
        plural=plural,
        gender=_gender(core, head, phrase, name),
    )


def _kind_of_noun(noun: Token) -> SpeakerKind | None:
    known = _nouns().get(str(noun.lemma_).lower())
    return known[0] if known else None


def is_person(head: Token) -> bool:
    """Whether a noun phrase means one person or several: a name, or a noun of the table."""
    if head.pos_ == "PROPN":
        return head.ent_type_ in ("", "PERSON")
    return head.pos_ == "NOUN" and _kind_of_noun(head) == "person"


def _short(phrase: list[Token], head: Token) -> list[Token]:
    """The phrase without what a comma or a clause adds to it."""
    kept = []
    for token in phrase:
        adds = token.text in ",;:(–—" or token.dep_ in ("relcl", "acl")
        if token.i > head.i and (adds or token.tag_ in ("WP", "WDT", "WP$")):
            break
        kept.append(token)
    return kept


def _plain(tokens: list[Token]) -> str:
    return "".join(token.text_with_ws for token in tokens).strip()


def _name(core: list[Token], head: Token) -> tuple[str, ...]:
    """The proper words that end in the head: "Mr. Tom Fitton" gives Tom, Fitton.

    A description takes the name that is set beside it: "its spokesman, Pell Hadrek".
    """
    if head.pos_ != "PROPN":
        beside = (t for t in head.children if t.dep_ == "appos" and t.pos_ == "PROPN")
        apposed = next(beside, None)
        return _name(list(apposed.subtree), apposed) if apposed is not None else ()
    core = [token for token in core if token.i <= head.i]
    words: list[str] = []
    for token in reversed(core):
        joins = token.lower_ in ("of", "and", "for", "the", "de", "&", "-") and words
        if token.pos_ != "PROPN" and not joins:
            break
        words.insert(0, token.text)
    while words and words[0].lower() in ("of", "and", "for", "the", "&", "-"):
        words.pop(0)
    titles = TITLES_OF_MEN | TITLES_OF_WOMEN
    words = [w for w in words if w.lower() not in titles] or [head.text]
    return tuple(_without_office(words) if head.ent_type_ == "PERSON" else words)


def _without_office(words: list[str]) -> list[str]:
    """A person's name without the office before it: "Energy Minister Maris Velk".

    First name and surname must be left: "Hunter Mallard" is a name.
    """
    offices = [n for n, w in enumerate(words[:-2]) if _nouns().get(w.lower(), ("",))[0] == "person"]
    return words[offices[-1] + 1 :] if offices else words


def _form(core: list[Token], head: Token, name: tuple[str, ...]) -> Form:
    if head.pos_ == "PRON" and head.lower_ not in INDEFINITE:
        return "pronoun"
    if name:
        return "name"
    first = core[0].lower_
    if first in INDEFINITE or core[0].pos_ == "NUM":
        return "indefinite"
    definite = first in ("the", "this", "that", "these", "those") or core[0].tag_ in ("PRP$", "POS")
    return "definite" if definite or any(t.dep_ == "poss" for t in core) else "indefinite"


def _kind(head: Token, name: tuple[str, ...], *, plural: bool, phrase: list[Token]) -> SpeakerKind:
    known = _nouns().get(str(head.lemma_).lower())
    if head.pos_ == "PRON":
        return "group" if plural else "person"
    if name:
        named = (t for t in phrase if t.text == name[-1] and t.ent_type_ in ENTITY_KINDS)
        label = next((t.ent_type_ for t in (head, *named) if t.ent_type_ in ENTITY_KINDS), "")
        # "Security Service", "its spokesman, Tom Hill": the noun tells, whatever the
        # recogniser says
        if known and (head.pos_ != "PROPN" or known[0] in ("organisation", "document")):
            return known[0]
        return ENTITY_KINDS.get(label, "organisation" if name[-1].isupper() else "person")
    if known:
        return "group" if plural and known[0] == "person" else known[0]
    # A common noun that the table does not know and that speaks is most likely a trade.
    return "group" if plural else "person"


def _gender(
    core: list[Token], head: Token, phrase: list[Token], name: tuple[str, ...]
) -> str | None:
    lower = {token.lower_ for token in core}
    if head.lower_ in HE or lower & TITLES_OF_MEN:
        return "male"
    if head.lower_ in SHE or lower & TITLES_OF_WOMEN:
        return "female"
    for token in (head, *phrase):
        gender = _nouns().get(str(token.lemma_).lower(), ("", ""))[1]
        if gender and (token.i == head.i or token.dep_ in ("appos", "compound")):
            return gender
    return _first_names().get(name[0]) if len(name) > 1 else None
