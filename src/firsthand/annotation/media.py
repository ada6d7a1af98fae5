"""The media that a sentence names as those whom somebody told or through whom he spoke, read
from the parse: "told PKR television", "in an interview that the Courier published".

A medium that is told, or one of its journalists, is a hand; reporters at large, an audience
and a platform are none.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from firsthand import data
from firsthand.annotation.attributions import Found
from firsthand.annotation.citing import CITING, is_with_reference_to
from firsthand.annotation.class_names import media_nouns
from firsthand.annotation.clauses import behind_the_verb, up_to_its_clause
from firsthand.annotation.drafts import Draft
from firsthand.annotation.handing_on import LEAKED, leaked_to, verbs_on, where_printed
from firsthand.annotation.hands import (
    IT,
    Hand,
    behind_by,
    carrier_nouns,
    handed_on,
    is_local_station,
    is_no_party,
    is_short_for_news,
    is_titled,
    names_a_medium,
    party_of,
    what_carries,
    without_day,
)
from firsthand.annotation.nouns import kind_of_noun
from firsthand.annotation.parsing import words_as_written
from firsthand.annotation.sources import QUOTING, quoted_as, source_phrase
from firsthand.annotation.spans import holds
from firsthand.annotation.writings import called_alike
from firsthand.words import normal

if TYPE_CHECKING:
    from spacy.tokens import Token

TELLING = frozenset("tell inform assure remind".split())
CONFIRMING = frozenset("announce confirm describe detail explain".split())
SPEAKING = frozenset("speak talk".split())
SHOWS = frozenset(("podcast", "show"))
PROGRAMMES = frozenset(("program", "programme"))  # of a party or for housing as often as on air
STATIONS = frozenset("broadcaster channel radio station television tv".split())
OWNERS = frozenset("government local public regional state".split())
THROUGH = frozenset("in on during from at".split())
WORKING_FOR = frozenset("of for at from with".split())
BESIDE = frozenset("with to for by on in of".split())  # between a carrier noun and its medium
SENT = frozenset("comment email letter message remark statement".split())
HEARERS = frozenset("audience listener reader viewer".split())
AUDIENCE = frozenset(("press",))  # "speaking with the press": who hears it is no hand
TRANSLATING = frozenset(("interpreter", "translator"))
TAIL = 12  # code points that may follow the phrase: "… with Radio Norda today"


def through_media(found: Found, asking: Mapping[str, str]) -> Iterator[Hand]:
    """The hands that the grammar of the cue's sentence puts the words through, outside the
    content itself; ``asking`` are those who ask for a medium, full names by surname.
    """
    draft = found.draft
    stated = (*_told(draft, asking), *_on_air(draft), *_carried(draft), *_quoted_by(draft))
    for hand in (*stated, *_through_somebody(draft)):
        if not holds(draft.content, (hand.span,)) or _ends_a_thing(found):
            yield hand
    yield from _at_the_end(found)


def _ends_a_thing(found: Found) -> bool:
    """Whether what is said is a thing, and a hand behind it stands within nobody's words:
    "confirmed the loss to NORDA NEWS".
    """
    draft = found.draft
    words = draft.tokens(draft.content)
    return found.attribution.kind == "indirect" and not any(
        t.pos_ in ("VERB", "AUX") for t in words
    )


def _through_somebody(draft: Draft) -> Iterator[Hand]:
    """ "said THROUGH HIS LAWYER", "via a spokeswoman": who hands on what the speaker says."""
    cue = draft.cue_token
    below = cue.subtree if cue is not None and cue.pos_ == "VERB" else ()
    for prep in below:
        if prep.lower_ not in ("through", "via") or prep.dep_ != "prep":
            continue
        if prep.head.i > prep.i and prep.head != cue:
            continue
        for person in (c for c in prep.children if c.dep_ == "pobj" and c.pos_ == "NOUN"):
            hands_on = kind_of_noun(person) == "person" and person.lemma_ not in TRANSLATING
            if hands_on and cue in (prep.head, prep.head.head, prep.head.head.head):
                words = source_phrase(person, prep)
                yield from _hand(draft, words, person, "share", None)


# ------------------------------------------------------------------------ told


def _told(draft: Draft, asking: Mapping[str, str]) -> Iterator[Hand]:
    """ "told PKR television", "explained to the Courier", "who spoke with the channel Norda"."""
    cue, source = draft.cue_token, draft.source_token
    verbs = [cue] if cue is not None and cue.pos_ == "VERB" and cue.lower_ != "according" else []
    if cue is not None and cue.dep_ == "advcl" and cue.tag_ == "VBG":
        verbs.append(cue.head)  # "SPOKE to the Courier about the flood, saying that …"
    if source is not None:
        verbs += [c for c in source.children if c.dep_ == "relcl" and c.lemma_ in SPEAKING]
    asked = [*_speaking_beside(cue)]
    for verb in (*verbs, *asked):
        for listener in (*_listeners(verb), *_confirmed_to(verb)):
            told = medium_behind(listener) or _whose_programme(listener)
            words = source_phrase(told, verb)
            if told != listener:
                words = [t for t in words if t.dep_ != "case"]
            action = "interview" if verb in asked else "report"
            name = asking.get(normal(told.text))
            called = normal(words_as_written(words))
            if is_medium(words, told) or is_titled(words, told):
                yield from _hand(draft, words, told, action, "interview")
            elif name and called in (name.split()[-1], name):
                span = draft.paragraph.token_span(words)
                yield Hand(name, True, action, "interview", span)


def _speaking_beside(cue: Token | None) -> Iterator[Token]:
    """The participle that says where one spoke: "SPEAKING to state television, Reis said"."""
    for child in cue.children if cue is not None else ():
        if child.dep_ == "advcl" and child.tag_ == "VBG" and child.lemma_ in (*SPEAKING, "appear"):
            yield child


def _listeners(verb: Token) -> Iterator[Token]:
    for child in verb.children:
        if child.dep_ in ("dobj", "dative") and verb.lemma_ in TELLING and child.pos_ != "ADP":
            yield child
        elif child.lower_ in ("to", "with") and child.dep_ in ("prep", "dative"):
            yield from (below for below in child.children if below.dep_ == "pobj")


def _confirmed_to(verb: Token) -> Iterator[Token]:
    """ "confirmed the loss TO NORDA NEWS": the parser hangs it on what is confirmed."""
    things = (c for c in verb.children if c.dep_ == "dobj" and verb.lemma_ in CONFIRMING)
    for prep in (p for thing in things for p in thing.children if p.lower_ == "to"):
        yield from (below for below in prep.children if below.dep_ == "pobj")


def _whose_programme(told: Token) -> Token:
    """Whose a programme is that somebody told: "told NBC's 'Today'", "told NBC's morning show"."""
    owner = next((c for c in told.children if c.dep_ == "poss" and c.pos_ == "PROPN"), None)
    marked = any(c.is_quote or c.text in "'‘’" for c in told.children if c.is_punct)
    if owner is not None and told.pos_ == "PROPN" and names_a_medium(owner.text):
        return owner  # "told ABC's This Week"
    shown = carrier_nouns().get(str(told.lemma_).lower(), ("", ""))[0] == "broadcast"
    return owner if owner is not None and (marked or shown) else told


def medium_behind(told: Token) -> Token | None:
    """For whom one who is told works: "told Tom Hill of RADIO NORDA", "told Tom Hill, a host
    at RADIO NORDA". None where what stands behind the name is no medium.
    """
    if told.lemma_ in HEARERS:  # "explained to LISTENERS OF RADIO NORDA"
        behind = (b for p in told.children if p.lower_ == "of" for b in p.children)
        return next((b for b in behind if is_medium(source_phrase(b, b.head), b)), None)
    if told.pos_ != "PROPN":
        return None
    jobs = (c for c in told.children if c.dep_ == "appos")
    jobs = (c for c in jobs if media_nouns().get(str(c.lemma_).lower()) == "person")
    for prep in (p for one in (told, *jobs) for p in one.children if p.lower_ in WORKING_FOR):
        for below in prep.children:
            name = party_of(source_phrase(below, prep), below)[0]
            if below.dep_ == "pobj" and below.pos_ == "PROPN" and names_a_medium(name):
                return below
    return None


def _on_air(draft: Draft) -> Iterator[Hand]:
    """ "said ON KBTV", "ON SKY SUNDAY, Reis urged", "said ON STATE TELEVISION": a medium by its
    name or by whose station it is; else it is a place, a day or a matter.
    """
    cue = draft.cue_token
    verbs = (cue, *_speaking_beside(cue)) if cue is not None else ()
    below = (p for verb in verbs for p in verb.children if p.dep_ == "prep")
    for prep in (*below, *_behind_the_name(cue)):
        titled = prep.i + 1 < len(prep.doc) and prep.nbor().is_quote
        if prep.lower_ != "on" or titled:
            continue  # "said on “Norda and Friends”" is a title, and no Norda
        station = next((c for c in prep.children if _is_somebodys_station(c)), None)
        if station is not None:
            words = source_phrase(station, prep)
            yield from _hand(draft, words, station, "broadcast", "recording")
            continue
        words = _name_after(prep)
        if words:
            words, head = without_day(words, words[-1])
            name = party_of(words, head)[0]
            on_the_air = head.lower_ in STATIONS and len(words) == 1  # "said on TV" is nobody's
            if not on_the_air and (is_short_for_news(name) or names_a_medium(name)):
                yield from _hand(draft, words, head, "broadcast", "recording")


def _behind_the_name(cue: Token | None) -> Iterator[Token]:
    """What the parser hangs on who speaks, behind what he is, and belongs to the verb: "said Tom
    Hill, a guard at the lock, ON NORDA TELEVISION"; "a host on Norda News" is what he is.
    """
    subjects = (c for c in cue.children if c.dep_ == "nsubj" and c.i > cue.i) if cue else ()
    for subject in subjects:
        for one in subject.subtree:
            after_comma = one.dep_ == "prep" and one.i > subject.i and one.nbor(-1).text == ","
            if after_comma and (one.head == subject or one.head.dep_ in ("appos", "relcl", "prep")):
                yield one


def _is_somebodys_station(word: Token) -> bool:
    """Whether a station is told apart: "STATE television", "RUSSIAN TV", "DELTA 24 radio", "the
    station DELTA 24".
    """
    before = [c for c in word.children if c.i < word.i or (c.dep_ == "appos" and c.i == word.i + 1)]
    whose = (c.pos_ == "PROPN" or c.ent_type_ in ("NORP", "GPE") for c in before)
    kept = (c.lower_ in OWNERS or c.lower_.endswith("-run") for c in before)
    return word.dep_ == "pobj" and word.lower_ in STATIONS and (any(whose) or any(kept))


def _name_after(prep: Token) -> list[Token]:
    """The name that a preposition governs, or that the parser takes for a day behind it."""
    below = next((c for c in prep.children if c.dep_ == "pobj"), None)
    if below is not None:
        named = [t for t in source_phrase(below, prep) if t.i <= below.i]
        return named if below.pos_ == "PROPN" else []
    run = itertools.takewhile(lambda t: t.pos_ == "PROPN", prep.doc[prep.i + 1 :])
    return list(run)


# --------------------------------------------------------------------- carried


def _carried(draft: Draft) -> Iterator[Hand]:
    """ "in an interview published by the Courier", "on Radio Norda's broadcast"."""
    cue = draft.cue_token
    if cue is None:
        return
    for noun in cue.sent:
        kind = carrier_nouns().get(what_carries(noun))
        speaks = noun == draft.source_token and noun.dep_ == "nsubj"
        if kind is None or not (speaks or _carries(noun, cue)):
            continue
        action, evidence = kind
        for party, verb in _makers(noun):
            if speaks and (verb is None or not is_medium(source_phrase(party, noun), party)):
                continue  # "a report RELEASED BY THE BOARD" is the board's own
            words = [t for t in source_phrase(party, noun) if t.dep_ != "case"]
            if words and words[0].i and words[0].nbor(-1).is_quote:
                continue  # a title, which ``carriers`` reads to its end
            if verb is not None:
                did = "report" if verb.lower_ in LEAKED else handed_on(verb) or action
                yield from _hand(draft, words, party, did, evidence)
            elif _made_it(noun, party, action, words, draft.source_token):
                yield from _hand(draft, words, party, action, evidence)
            elif (
                called_alike(noun.lemma_) in SENT
                and party.head.lower_ == "to"
                and is_medium(words, party)
            ):
                yield from _hand(draft, words, party, "report", "interview")


def _made_it(
    noun: Token, party: Token, action: str, words: list[Token], speaker: Token | None
) -> bool:
    """Whether who stands beside what carries words asked or aired them, without a verb."""
    if action == "broadcast" and _hosts(noun, party, speaker):
        return True
    return action != "release" and (is_medium(words, party) or _is_asked_by(noun, party))


def _hosts(noun: Token, party: Token, speaker: Token | None) -> bool:
    """Whether a name is whose programme it is: "on EVA HOLM'S radio show"; one's own is no hand."""
    whose = party.dep_ == "poss" and party.pos_ == "PROPN" and party.ent_type_ in ("", "PERSON")
    aired = (
        noun.lemma_ in SHOWS or _is_aired(noun)
    ) and noun.head.lower_ == "on"  # not "at Holm's fashion show"
    return whose and aired and (speaker is None or party.text != speaker.text)


def _is_aired(noun: Token) -> bool:
    """Whether a programme is one on air: "TV programme", and not "housing programme"."""
    before = {child.lower_ for child in noun.children}
    return noun.lemma_ in PROGRAMMES and not before.isdisjoint(("news", "radio", "talk", *STATIONS))


def _is_asked_by(noun: Token, party: Token) -> bool:
    """Whether a name is with whom an interview is: "in an interview with Ana Reis"."""
    prep = party.head
    return (
        noun.lemma_ == "interview"
        and party.pos_ == "PROPN"
        and prep.head == noun
        and prep.lower_ in ("with", "to", "for", "by")
    )


def _at_the_end(found: Found) -> Iterator[Hand]:
    """ "He said the gate held on a Radio Norda broadcast": on air one says, and holds nothing.

    Only behind words that are no quotation's, and only where a medium made what it was on.
    """
    draft = found.draft
    cue, last = draft.cue_token, draft.content[-1]
    if cue is None or found.attribution.kind == "direct":
        return
    for noun in draft.paragraph.tokens_under(last):
        kind = carrier_nouns().get(str(noun.lemma_).lower()) if noun.pos_ == "NOUN" else None
        if kind is None or kind[0] not in ("interview", "broadcast") or noun.dep_ != "pobj":
            continue
        phrase = draft.paragraph.token_span([t for t in noun.head.subtree if not t.is_punct])
        if noun.head.lower_ not in THROUGH or phrase.end < last.end - TAIL or noun.i < cue.i:
            continue
        for party, verb in _makers(noun):
            words = [t for t in source_phrase(party, noun) if t.dep_ != "case"]
            if verb is None and is_medium(words, party):
                yield from _hand(draft, words, party, *kind)


def _carries(noun: Token, cue: Token) -> bool:
    """Whether the cue's clause stands on what the noun names: "said IN AN INTERVIEW", "AN
    INTERVIEW in which he said".
    """
    above = {token.i for token in up_to_its_clause(cue)}
    clause = next((t for t in (cue, *cue.ancestors) if t.dep_ == "relcl"), None)
    if clause is not None and noun.i < clause.left_edge.i:
        # "in which", wherever the parser hangs the clause: the nearest thing that carries words
        within = clause.left_edge.lower_ in THROUGH or clause.left_edge.lower_ == "where"
        between = (t for t in cue.doc[noun.i + 1 : clause.left_edge.i])
        if within and not any(str(t.lemma_).lower() in carrier_nouns() for t in between):
            return True
    if _is_asked_in(noun, cue):
        return True
    if noun.dep_ != "pobj" or noun.head.lower_ not in THROUGH:
        return False
    governor = behind_the_verb(noun.head.head, cue)
    return governor.i in above or governor.i == cue.i


def _is_asked_in(noun: Token, cue: Token) -> bool:
    """ "an interview with BAKERS who said that …"."""
    prep = cue.head.head if cue.dep_ == "relcl" and cue.head.dep_ == "pobj" else None
    return prep is not None and prep.lower_ == "with" and noun in (prep.head, prep.head.head)


def _makers(noun: Token) -> Iterator[tuple[Token, Token | None]]:
    """Whose it is, or who gave it out with the verb for that."""
    for child in noun.children:
        if child.dep_ in ("poss", "compound", "nmod") and (
            child.pos_ == "PROPN" or (child.text[0].isupper() and names_a_medium(child.text))
        ):
            yield child, None
        elif child.dep_ == "prep" and child.lower_ in BESIDE:
            for below in child.children:
                if below.dep_ == "pobj":
                    owner = next((o for o in below.children if o.dep_ == "poss"), below)
                    yield (owner if owner.pos_ == "PROPN" else below), None
    airing = [c for c in noun.children if c.dep_ == "acl" and c.tag_ == "VBG" and handed_on(c)]
    for verb in (*airing, *(verb for verb, _ in verbs_on(noun) if verb != noun.head)):
        yield from ((giver, verb) for giver in _doers(verb))
    if noun.dep_ == "dobj" and handed_on(noun.head):
        yield from ((c, noun.head) for c in noun.head.children if c.dep_ == "nsubj")


def _by(verb: Token) -> Iterator[Token]:
    return (party for child in verb.children for party in behind_by(child))


def _doers(verb: Token) -> Iterator[Token]:
    """Who does it to the noun that the verb hangs on: "an interview published by NORDA",
    "an interview that NORDA published".
    """
    yield from _by(verb)
    yield from _aired_on(verb)
    yield from (t for t in leaked_to(verb) if is_medium(source_phrase(t, t.head), t))
    subjects = (c for c in verb.children if c.dep_ == "nsubj")
    yield from (c for c in subjects if c.tag_ not in ("WDT", "WP"))


def _aired_on(verb: Token) -> Iterator[Token]:
    """Where it was aired or printed: "aired ON NORDA TELEVISION", "published IN LOCAL MEDIA"."""
    for where in where_printed(verb):
        if where.lower_ == "media" or is_medium(source_phrase(where, where.head), where):
            yield where


# ---------------------------------------------------------------------- quoted


def _quoted_by(draft: Draft) -> Iterator[Hand]:
    """ "Norda quoted Reis as saying", "a guard quoted by Norda", "a source cited by Norda",
    "Norda quoted a guard saying".
    """
    cue, source = draft.cue_token, draft.source_token
    quoting = quoted_as(cue) if cue is not None else None
    if cue is not None and source is not None and quoting is None and cue.tag_ == "VBG":
        is_quoted = source.dep_ in ("dobj", "nsubj") and source.head.lemma_ in QUOTING
        quoting = source.head if is_quoted else None
    if cue is not None and quoting is None and cue.lemma_ in CITING:
        quoting = cue
    verbs = [quoting] if quoting is not None else []
    if cue is not None and source is not None and is_with_reference_to(cue, source):
        verbs.append(cue)
    if source is not None:
        verbs += [c for c in source.children if c.dep_ == "acl" and c.lemma_ in QUOTING]
    for verb in verbs:
        subjects = [c for c in verb.children if c.dep_ == "nsubj"] or [*_who_cites(draft, verb)]
        others = (subject for subject in subjects if subject != source)
        for party in (*_by(verb), *_by_behind_saying(verb), *others, *_quoted_in(verb)):
            party = verb.head if party.lower_ == "which" and verb.dep_ == "relcl" else party
            if party.lower_ == IT:  # the medium that the sentence before tells of
                yield Hand(IT, False, "report", "report", draft.paragraph.span(party, party))
            words = source_phrase(party, verb)
            yield from _hand(draft, words, party, "report", "report")


def _quoted_in(verb: Token) -> Iterator[Token]:
    """ "was quoted IN THE COURIER as saying", "was cited ON STATE TELEVISION"."""
    if any(child.dep_ == "nsubj" for child in verb.children):
        return  # "in a statement shared with the Courier, she cited …"
    preps = (child for child in verb.children if child.lower_ in ("in", "on"))
    for below in (t for prep in preps for t in prep.children if t.dep_ == "pobj"):
        if is_medium(source_phrase(below, verb), below) or _is_somebodys_station(below):
            yield below


def _who_cites(draft: Draft, verb: Token) -> Iterator[Token]:
    """Which medium's participle it is, where somebody is cited: "it leaks, NORDA NEWS reported,
    citing Reis", "according to NORDA NEWS, citing Reis".
    """
    source = draft.source_token
    if verb.tag_ != "VBG" or source is None or verb not in (source.head, source.head.head):
        return
    for above in verb.ancestors:
        subjects = [c for c in above.children if c.dep_ == "nsubj"]
        according = [p for p in (above, *above.children) if p.lower_ == "according"]
        told = [b for p in according for to in p.children for b in to.children]
        for party in (above, *told, *subjects):
            words = source_phrase(party, above)
            if party.pos_ == "PROPN" and names_a_medium(party_of(words, party)[0]):
                yield party
                return
            named = any(t.pos_ == "PROPN" for t in words)  # "NORDA'S WEIRLINE news agency"
            if party.pos_ == "NOUN" and named and is_medium(words, party):
                yield party
                return


def _by_behind_saying(verb: Token) -> Iterator[Token]:
    """ "was quoted as saying BY NORDA": the parser hangs it on the saying."""
    as_ = (child for child in verb.children if child.lower_ == "as")
    for saying in (below for prep in as_ for below in prep.children if below.dep_ == "pcomp"):
        yield from _by(saying)


# ----------------------------------------------------------------------- media


def is_medium(words: list[Token], head: Token) -> bool:
    """Whether a phrase names or describes a medium or one of its journalists; several of them
    only by whose they are: "told reporters" is no hand.
    """
    words, head = without_day(words, head)
    sort = media_nouns().get(str(head.lemma_).lower())
    if head.lower_ in AUDIENCE:
        return False
    if is_local_station(head.text):
        return True
    if "Plur" in head.morph.get("Number", []) and head.pos_ == "NOUN":
        return sort == "person" and names_a_medium(_whose_they_are(words, head))
    if sort is not None:
        return True
    before = [t for t in words if t.i < head.i]
    works = any(media_nouns().get(t.text) == "person" for t in before)  # "host Eva Holm"
    kind = any(media_nouns().get(t.lower_) == "medium" for t in before)
    named = head.pos_ == "PROPN" and (works or kind)
    names = (t for t in words if t.pos_ == "PROPN" and t.i <= head.i and not _owns(t, head))
    known = any(data.outlet_named(t.text) for t in names)
    short = len(words) == 1 and is_short_for_news(head.text)
    if named or known or short or names_a_medium(head.text) or _local_station(head):
        return True
    name, is_name = party_of(words, head)
    # "a news conference", "a press briefing": what a description has before its noun is no medium
    return names_a_medium(name if is_name else head.text)


def _whose_they_are(words: list[Token], head: Token) -> str:
    """The name before several who work for a medium: "the NBC hosts"; nothing for one of them."""
    if "Plur" not in head.morph.get("Number", []) or head.pos_ != "NOUN":
        return ""
    return words_as_written([t for t in words if t.i < head.i and t.pos_ == "PROPN"])


def _owns(word: Token, head: Token) -> bool:
    """Whether a name only says whose a thing or a person is: "told NBC's lawyer"."""
    return word.dep_ == "poss" and word.head == head and head.pos_ == "NOUN"


def _local_station(head: Token) -> str | None:
    """A network's station with the channel behind its name: "Fox 35"."""
    channel = head.nbor().text if head.i + 1 < len(head.doc) else ""
    both = f"{head.text} {channel}"
    return both if channel.isdigit() and is_local_station(both) else None


def _hand(
    draft: Draft, words: list[Token], head: Token, action: str, evidence: str | None
) -> Iterator[Hand]:
    """The hand, unless a pronoun, a date or a figure stands where its party should."""
    words, head = without_day(words, head)
    if words and not is_no_party(head) and head.pos_ != "PRON":
        name, named = party_of(words, head)
        whose = _whose_they_are(words, head)
        name, named = (whose, True) if whose else (_local_station(head) or name, named)
        yield Hand(name, named, action, evidence, draft.paragraph.token_span(words))
