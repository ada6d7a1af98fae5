"""The hands that a sentence names around its cue: "as reported by", "told the Courier"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from firsthand import data
from firsthand.annotation.attributions import Found
from firsthand.annotation.clauses import says_when_or_why
from firsthand.annotation.drafts import LOST_CARRIER
from firsthand.annotation.hands import Hand, is_an_outlet, is_no_party, names_a_medium, party_of
from firsthand.annotation.parsing import Paragraph, words_as_written
from firsthand.annotation.sources import is_passive
from firsthand.annotation.spans import holds
from firsthand.types import Span

if TYPE_CHECKING:
    from spacy.tokens import Token

TELLING = frozenset(("tell", "inform", "assure"))
REPORTS = frozenset(("report", "reports", "reported"))
# "Is said to have told", "was quoted as telling": somebody handed it on.
PASSED_TO = frozenset("report say rumor rumour quote".split())
PASSED_AS = frozenset("quote cite report".split())
STORIES = frozenset(("account", "article", "dispatch", "story"))
CONCEDING = frozenset(("although", "though"))  # "told Norda TV it held, THOUGH she added that …"
THE_PAPER = frozenset("magazine newspaper paper".split())
LONGEST_NAME = 60  # code points
# "in an interview with “Low Water Today,” she said"
TITLE = re.compile(r"[“\"‘']\s?([A-Z0-9][^“”\"‘]{1,40}?)\s?[.,]?\s?[”\"’']")
ON_A_STATION = re.compile(r"\s?on ([A-Z]\w*(?: [A-Z]\w*){0,2})")  # "“Low Water” on CBS"
# "on Norda TV's “Low Water”": whose the programme is
STATIONS_TITLE = re.compile(
    r"((?:the )?[A-Z][\w.&-]*(?: [\w.&-]+){0,3})[’'] ?s\s?"
    r"[“\"‘'](?: ?[A-Z][^“”\"‘]{1,50}?)[.,]?\s?[”\"’']"
)
CLOSED = re.compile(r"[.!?][”\"]\s+(?=[A-Z])")
ENDED = re.compile(r"[.!?…:;][”\"’')\]]*\s+\Z|\n\s*\Z")
STOP = re.compile(r"[.!?…:;][”\"’')\]]*\s+|\n\s*")
FULL_STOP = re.compile(r"[.!?](?:\s|$)")
IN_TITLES = frozenset("a an and at by for from in of on the to with &".split())


@dataclass(frozen=True)
class Carrier:
    """A phrase with a party in it: what stands before the party, what must follow, and which
    outlets alone may stand there (``outlets_only`` of the table).
    """

    before: re.Pattern[str]
    after: re.Pattern[str]
    action: str
    evidence: str | None
    outlets: str

    @property
    def must_be_outlet(self) -> bool:
        return self.outlets != "no"


@cache
def known_carriers() -> tuple[Carrier, ...]:
    """The rows of ``carriers.csv``.

    Raises:
        TableError: a pattern is no regular expression, or has no ``{party}``.
    """
    rows = data.table("carriers", columns=("pattern", "action", "evidence", "outlets_only"))
    return tuple(_carrier(row) for row in rows)


def _carrier(row: dict[str, str]) -> Carrier:
    with data.reading_row("carriers", row["pattern"]):
        before, after = (re.compile(p, re.IGNORECASE) for p in row["pattern"].split("{party}"))
    return Carrier(
        before=before,
        after=after,
        action=row["action"],
        evidence=row["evidence"] or None,
        outlets=row["outlets_only"],
    )


def carried(found: Found, quoted: list[Span], text: str) -> Iterator[Hand]:
    """The carrier phrases in the sentence of the cue, outside the content's quotations."""
    cue = found.draft.cue_token
    if cue is None:
        return
    paragraph = found.draft.paragraph
    sentence = paragraph.span(cue.sent[0], cue.sent[-1])
    for hand, match in _phrases(paragraph, _widened(sentence, found, text), quoted, text):
        if _is_who_speaks(hand, found) or _is_of_another_clause(hand, found, cue):
            continue
        if _is_beyond_a_stop(hand, found, text):
            continue
        if not _is_told_by_another(match, found, cue):
            yield hand


def _phrases(
    paragraph: Paragraph, where: Span, quoted: Sequence[Span], text: str
) -> Iterator[tuple[Hand, re.Match[str]]]:
    """The carrier phrases in a stretch of the view, outside quotations."""
    for carrier in known_carriers():
        for match in carrier.before.finditer(text, where.start, where.end):
            hand = _hand(paragraph, carrier, match, text)
            if hand is not None and not any(q.covers(hand.span) for q in quoted):
                yield hand, match


def asked_or_on_air(
    paragraph: Paragraph, sentence: Span, quoted: Sequence[Span], text: str
) -> list[Hand]:
    """The hands of a sentence that tells where somebody was asked or heard: "in an interview
    with Radio Norda", "speaking on Channel Nine".
    """
    found = (hand for hand, _ in _phrases(paragraph, sentence, quoted, text))
    return [hand for hand in found if hand.action in ("interview", "broadcast")]


def _is_who_speaks(hand: Hand, found: Found) -> bool:
    """Whether the phrase names the speaker himself: "as COURIER COLUMNIST ANA REIS wrote"."""
    head = found.draft.source_token
    return head is not None and hand.span.covers(found.draft.paragraph.span(head, head))


def _is_beyond_a_stop(hand: Hand, found: Found, text: str) -> bool:
    """Whether a quotation ends a sentence between what is said and the hand, where the parser has
    seen no end: "…, she said it “held.” Reis told THE COURIER that …".
    """
    last = max(found.draft.content[-1].end, found.draft.cue[-1].end)
    return CLOSED.search(text, last - 3, hand.span.start) is not None


def _is_of_another_clause(hand: Hand, found: Found, cue: Token) -> bool:
    """Whether somebody is on air or asked in the main clause, and the cue stands in a relative
    one: "appearing on Norda TV, Reis spoke of a letter in which she had said that …". So with
    a clause that says when or why: "Katz told Norda TV of it after Reis had said that …".
    """
    if hand.evidence not in ("interview", "recording"):
        return False
    paragraph = found.draft.paragraph
    first = paragraph.tokens_under(hand.span)[0]
    for above in (first, *first.ancestors):  # "Reis, WHO once WENT on Norda TV, told the inquiry"
        if hand.action == "broadcast" and above.dep_ == "relcl" and cue not in above.subtree:
            return True
    clause = next((t for t in (cue, *cue.ancestors) if t.dep_ == "relcl"), None)
    if clause is not None and hand.span.end <= paragraph.span(clause.left_edge, clause).start:
        return clause.left_edge.lower_ != "where"  # "in an interview, WHERE he said"
    when = next((t for t in (cue, *cue.ancestors) if says_when_or_why(t)), None)
    if when is not None and any(c.lower_ in CONCEDING for c in when.children):
        return False
    return when is not None and not paragraph.token_span([*when.subtree]).covers(hand.span)


def _is_told_by_another(match: re.Match[str], found: Found, cue: Token) -> bool:
    """Whether the verb of the phrase has a subject that is somebody else by name: "Katz TOLD
    THE COURIER that it held, while Reis also said that it leaked".
    """
    paragraph, speaker = found.draft.paragraph, found.draft.source_token
    words = paragraph.tokens_under(Span(match.start(), match.end()))
    verb = words[0] if words and words[0].pos_ == "VERB" else cue
    teller = next((c for c in verb.children if c.dep_ == "nsubj"), None)
    if teller is None and verb.tag_ == "VBG" and verb.dep_ == "advcl":
        teller = next((c for c in verb.head.children if c.dep_ == "nsubj"), None)
    if _is_told_besides(verb, cue):
        return True
    if speaker is None or teller is None or verb == cue or teller == speaker:
        return False
    named = teller.pos_ in ("NOUN", "PROPN") and speaker.pos_ in ("NOUN", "PROPN")
    return named and teller.lower_ != speaker.lower_


def _is_told_besides(verb: Token, cue: Token) -> bool:
    """Whether the verb tells something else behind the cue: "He praised the crew, but TOLD THE
    COURIER that the lock leaks" puts no praise through the Courier.
    """
    return verb.lemma_ in TELLING and verb.i > cue.i and verb in cue.conjuncts


def _widened(sentence: Span, found: Found, text: str) -> Span:
    """The sentence, and what follows a quotation on to the next full stop; from the full stop
    before it, where the parser divides a sentence ("Sunday on Norda TV’s | “Low Water,” …").
    """
    paragraph = found.draft.paragraph
    low = min(sentence.start, *(span.start for span in found.draft.cue))
    if low > paragraph.start and not ENDED.search(text, paragraph.start, low):
        ends = [stop.end() for stop in STOP.finditer(text, paragraph.start, low)]
        low = max(ends, default=paragraph.start)
    stop = FULL_STOP.search(text, sentence.end - 1, paragraph.end)
    return Span(max(low, paragraph.start), stop.end() if stop else paragraph.end)


def _hand(paragraph: Paragraph, carrier: Carrier, match: re.Match[str], text: str) -> Hand | None:
    if carrier.evidence in ("interview", "recording"):
        owned = STATIONS_TITLE.match(text, match.end(), paragraph.end)
        if owned is not None and names_a_medium(owned.group(1)):
            name, span = owned.group(1).removeprefix("the "), Span(match.start(), owned.end())
            return Hand(name, True, carrier.action, carrier.evidence, span)
        titled = TITLE.match(text, match.end(), paragraph.end)
        goes_on = titled is not None and carrier.after.match(text, titled.end())
        if titled is not None and goes_on and _is_a_title(titled.group(1)):
            aired = ON_A_STATION.match(text, titled.end(), paragraph.end)
            if aired is not None and names_a_medium(aired.group(1)):
                titled = aired
            span = Span(match.start(), titled.end())
            return Hand(titled.group(1), True, carrier.action, carrier.evidence, span)
    chunk = _chunk_at(paragraph, match.end())
    if chunk is None:
        return None
    name, named = party_of(chunk, chunk[-1])
    words = name.islower() and name.replace(" ", "").isalpha()  # "told the independent board"
    # "sure": not "said in Tribune Square"
    is_one = is_an_outlet if carrier.outlets == "sure" else data.sounds_like_an_outlet
    is_outlet = is_one(name) and not words
    the_paper = carrier.outlets == "paper" and _is_the_paper(chunk)
    if not (named or the_paper):
        return None
    if not (is_outlet or the_paper) and (carrier.must_be_outlet or is_no_party(chunk[-1])):
        return None
    last = _end_of_name(chunk[-1])
    end = paragraph.start + last.idx + len(last)
    follows = carrier.after.match(text, end)
    if follows is None:
        return None
    if the_paper:
        span = paragraph.token_span(chunk)  # which ``points_back`` reads
        return Hand(name, False, carrier.action, carrier.evidence, span)
    return Hand(name, named, carrier.action, carrier.evidence, Span(match.start(), follows.end()))


def _is_the_paper(chunk: Sequence[Token]) -> bool:
    """Whether a phrase points back at a medium: "in an email to THE PAPER"."""
    bare = len(chunk) == 2 and chunk[0].lower_ == "the" and chunk[1].pos_ == "NOUN"
    return bare and chunk[1].lower_ in THE_PAPER


def _is_a_title(words: str) -> bool:
    """Whether words between quotation marks are written as a programme's name is."""
    return all(word in IN_TITLES or not word[0].islower() for word in words.split())


def _end_of_name(head: Token) -> Token:
    """The last word of the name behind a description: "the Norda agency RIA NOVOSTI"."""
    last = head
    while head.pos_ == "NOUN" and last.i + 1 < len(head.doc) and last.nbor().pos_ == "PROPN":
        last = last.nbor()
    return last


def _chunk_at(paragraph: Paragraph, at: int) -> list[Token] | None:
    """The noun phrase that begins at a place of the view, without a "reports" or a "story" at its
    end, which the parser may take for its head: "AP reports", "a Norda News story".
    """
    for chunk in paragraph.noun_chunks:
        if paragraph.start + chunk.start_char == at:
            phrase = list(chunk)
            return phrase[:-1] if _ends_in_what_it_tells(phrase) else phrase
    words: list[Token] = []
    for token in paragraph.tokens_under(Span(at, min(at + LONGEST_NAME, paragraph.end))):
        if token.lower_ in REPORTS and words:
            return words
        if token.is_punct and words and data.outlet_named(words_as_written(words)):
            return words  # "reports USA Today.": a day to the parser
        if token.pos_ not in ("DET", "PROPN", "NOUN", "ADJ"):
            return None
        words.append(token)
    return None


def _ends_in_what_it_tells(words: list[Token]) -> bool:
    """Whether the last word of a phrase is no part of the name before it: "AP REPORTS", "a
    Weirline News ACCOUNT".
    """
    story = len(words) > 2 and words[-1].lower_ in STORIES and words[-2].pos_ == "PROPN"
    return story or (len(words) > 1 and words[-1].lower_ in REPORTS)


def lost(found: Found, text: str) -> Iterator[Hand]:
    """ "…, reports.": the carrier's name was a link, and the link is gone."""
    cue = found.draft.cue_token
    if cue is None:
        return
    sentence = found.draft.paragraph.span(cue.sent[0], cue.sent[-1])
    match = LOST_CARRIER.search(sentence.of(text).rstrip())
    if match is None or found.draft.cue[0].overlaps(
        Span(sentence.start + match.start(), sentence.start + match.end())
    ):
        return
    start = sentence.start + match.start(1)
    yield Hand(None, False, "report", "report", Span(start, start + len(match.group(1))), "lost")


def retold(found: Found) -> Iterator[Hand]:
    """ "The board IS REPORTED to have told …", "WAS QUOTED as saying", "REPORTEDLY told": by whom
    is not told.
    """
    cue = found.draft.cue_token
    word = (_handed_on(cue) or _reportedly(cue)) if cue is not None else None
    if word is None or any(child.dep_ == "agent" for child in word.children):
        return
    span = found.draft.paragraph.span(word, word)
    if holds(found.draft.content, (span,)):
        return  # "according to the Courier, it will REPORTEDLY be sold"
    yield Hand(None, False, "report", "report", span, "lost")


def _handed_on(cue: Token) -> Token | None:
    """The passive verb by which a speech act is only known, or None."""
    verb = cue.head.head if cue.dep_ == "pcomp" and cue.head.lower_ == "as" else cue.head
    have_said = cue.dep_ == "xcomp" and any(child.lower_ == "to" for child in cue.children)
    passes = PASSED_AS if verb is not cue.head else PASSED_TO if have_said else frozenset()
    return verb if is_passive(verb) and verb.lemma_ in passes else None


def _reportedly(cue: Token) -> Token | None:
    """The adverb that makes a report of somebody's speaking: "he REPORTEDLY promised …"."""
    if cue.pos_ != "VERB":
        return None
    above = {cue.i, *(token.i for token in cue.ancestors)}
    before = cue.doc[cue.sent.start : cue.i + 2]
    return next((t for t in before if t.lower_ == "reportedly" and t.head.i in above), None)
