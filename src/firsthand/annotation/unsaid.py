"""What a cue tells that nobody has said: asked for, still to be said, asked about, done, or so
only by the look of it.

The grammar of a cue tells most of it; what only the tagger takes for a cue is asked as a draft.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from firsthand.annotation.clauses import helpers, is_infinitive, negators
from firsthand.annotation.cues import english, is_of_kind, lemma
from firsthand.annotation.drafts import Draft
from firsthand.annotation.mentions import can_speak
from firsthand.annotation.quotations import MARK, is_marked
from firsthand.annotation.sources import SUBJECTS, doer_of, first_clause

if TYPE_CHECKING:
    from spacy.tokens import Token

CLAUSES = frozenset(("ccomp", "pcomp"))
NAMED = frozenset(("oprd", "ccomp", "xcomp", "appos", "acomp"))
SEEMING = frozenset(("appear", "seem"))
# Words that a clause of what is told begins with.
TOLD_BY = frozenset(("how", "that", "what", "why"))
THREATENING = frozenset(("promise", "threaten"))  # "the strike threatens to sink the fair"
# What a resolve is about, where no clause tells what is so: "decided TO leave", "AGAINST leaving".
DEEDS_BEGIN = frozenset(("against", "to", "whether"))


def is_asked(cue: Token) -> bool:
    """Whether somebody is only asked to say it: "urged residents TO DECLARE their losses"."""
    verb = first_clause(cue)
    above = verb.head
    asked = verb.dep_ in ("xcomp", "ccomp", "advcl") and is_infinitive(verb)
    if not asked or not is_of_kind(above, "directs") or above.i == verb.i:
        return False
    own = any(child.dep_ in SUBJECTS for child in verb.children)
    return own or doer_of(cue) is not None


def is_to_be_said(cue: Token) -> bool:
    """Whether it is yet to be said: "has YET TO SAY whether", "has not YET SAID whether"."""
    words = [cue.head, *cue.head.children] if cue.dep_ == "xcomp" else list(cue.children)
    yet = any(word.lower_ == "yet" and word.i < cue.i for word in words)
    open_ = is_infinitive(cue) or any(child.dep_ == "neg" for child in cue.children)
    return yet and open_ and english().is_saying(cue)


def is_wished_of(cue: Token) -> bool:
    """Whether it is only thought of: "the best would be FOR the board TO ASK". What it "took
    a year" for somebody to say was said.
    """
    if not is_infinitive(cue) or lemma(cue.head) == "take":
        return False
    if any(child.dep_ == "mark" and child.lower_ == "for" for child in cue.children):
        return True
    before = (child for child in cue.head.children if child.dep_ == "prep")
    return any(p.lower_ == "for" and p.right_edge.i == cue.left_edge.i - 1 for p in before)


def is_asked_whether(cue: Token) -> bool:
    """Whether the sentence asks if somebody says or thinks it: "Does he THINK that we sleep?"."""
    opener = next(iter(helpers(cue)), None)
    who = next((child for child in cue.children if child.dep_ in SUBJECTS), None)
    if opener is None or who is None or not opener.i < who.i < cue.i:
        return False
    asking = any(word.tag_ in ("WP", "WRB", "WDT", "WP$") for word in cue.lefts)
    return not asking and "?" in (word.text for word in cue.sent)


def is_unsaid(draft: Draft, text: str) -> bool:
    """Whether the tagger's draft holds nobody's words: silence, a deed, a look, or a mere link."""
    words = draft.tokens(draft.cue)
    return (
        any(is_to_be_said(word) for word in words if word.pos_ == "VERB")
        or _is_impression(words)
        or _only_goes_on(draft)
        or _is_asked_what(draft, text)
        or _is_to_come(draft)
        or _is_brought_about(draft, text)
        or _is_resolve(draft, text)
        or _is_topic(draft, text)
        or _is_of_nobody_named(draft)
        or _is_link(draft, words)
        or _is_no_answer(draft, words, text)
        or _is_summons(draft, text)
        or _is_alleged_deed(draft)
        or _is_refusal(draft)
    )


def _is_impression(words: Sequence[Token]) -> bool:
    """Whether something only looks so to the page itself: "the wall SEEMS to leak"; not who
    "seemed to SUGGEST" it, nor to whom it "seems TO HER" so.
    """
    seems = next((word for word in words if lemma(word) in SEEMING), None)
    if seems is None or any(english().is_speech(word) for word in words if word.i != seems.i):
        return False
    to = (child for child in seems.children if child.dep_ == "prep" and child.lower_ == "to")
    return not any(below.dep_ == "pobj" for prep in to for below in prep.children)


def _only_goes_on(draft: Draft) -> bool:
    """Whether the words only lead on to what follows: "THAT SAID, the gate may hold"."""
    cue, source = draft.cue_token, draft.source_token
    if cue is None or source is None or source.lower_ not in ("that", "this"):
        return False
    said = cue.tag_ in ("VBD", "VBN") and source.i + 1 == cue.i
    # not of "a note that said, …"
    return (
        said
        and source.i == source.sent.start
        and cue.i + 1 < len(cue.doc)
        and cue.nbor(1).text == ","
    )


def _is_asked_what(draft: Draft, text: str) -> bool:
    """Whether the sentence asks what somebody says: "WHAT does the guild have TO SAY about it?"."""
    cue = draft.cue_token
    if cue is None or is_marked(draft.content, text):
        return False
    asked = any(word.tag_ == "WP" and word.dep_ == "dobj" for word in (*cue.lefts, *cue.head.lefts))
    told = any(word.pos_ in ("VERB", "AUX") for word in draft.tokens(draft.content))
    return asked and not told and "?" in (word.text for word in cue.sent)


def _is_to_come(draft: Draft) -> bool:
    """Whether a thing only goes on to do something: "the STALEMATE threatened to sink the bill"."""
    cue, source = draft.cue_token, draft.source_token
    if cue is None or source is None or lemma(cue) not in THREATENING:
        return False
    done = any(child.dep_ == "xcomp" for child in cue.children)
    return done and source.pos_ == "NOUN" and not can_speak(source)


def _is_brought_about(draft: Draft, text: str) -> bool:
    """Whether somebody only brings another to something: "the flood PROMPTED the cook to accuse
    him", "rules ALLOW boats to pass"; not "convinced the board that it leaks".
    """
    cue, words = draft.cue_token, draft.tokens(draft.content)
    if cue is None or not is_of_kind(cue, "brings") or not words:
        return False
    return words[0].lower_ not in TOLD_BY and MARK.match(text, draft.content[0].start) is None


def _is_resolve(draft: Draft, text: str) -> bool:
    """Whether somebody does or will do a thing and tells nothing: "decided TO LEAVE", "refused TO
    PAY"; not "decided that the bridge was unsafe".
    """
    cue, words = draft.cue_token, draft.tokens(draft.content)
    if cue is None or not is_of_kind(cue, "resolves") or is_marked(draft.content, text):
        return False
    first = next((word for word in words if word.dep_ != "neg"), None)
    return first is not None and first.lower_ in DEEDS_BEGIN


def _is_topic(draft: Draft, text: str) -> bool:
    """Whether a thing is only spoken of, and what of it is not told: "talked about THE RIVER"."""
    cue, words = draft.cue_token, draft.tokens(draft.content)
    if cue is None or not is_of_kind(cue, "treats") or is_marked(draft.content, text):
        return False
    beyond = draft.content[-1].end > draft.paragraph.end
    return not beyond and not any(word.pos_ in ("VERB", "AUX") for word in words)


def _is_of_nobody_named(draft: Draft) -> bool:
    """Whether a passive tells of nobody who says it: what one is ASKED, by whom is not told, and
    what a thing is KNOWN as or for.
    """
    cue = draft.cue_token
    if cue is None or draft.source or cue.tag_ != "VBN":
        return False
    label = any(child.dep_ == "prep" and child.lower_ in ("as", "for") for child in cue.children)
    return lemma(cue) == "ask" or (lemma(cue) == "know" and label)


def _is_link(draft: Draft, words: Sequence[Token]) -> bool:
    """Whether the cue is an "in view of", which nobody says; "in the view of the board" has an
    article.
    """
    kinds = [word.pos_ for word in words]
    return not draft.source and kinds in (["ADP", "NOUN"], ["ADP", "NOUN", "ADP"])


def _is_no_answer(draft: Draft, words: Sequence[Token], text: str) -> bool:
    """Whether somebody is silent: "did not respond to letters"; not "did not reply that"."""
    verb = next((word for word in words if is_of_kind(word, "answers")), None)
    if verb is None or not negators(verb) or is_marked(draft.content, text):
        return False
    return not any(child.dep_ in ("ccomp", "parataxis") for child in verb.children)


def _is_refusal(draft: Draft) -> bool:
    """Whether somebody only keeps silent: "declined TO GIVE HER AGE", "declined TO COMMENT"; not
    "declined to say whether the gate held", which tells what was asked.
    """
    cue, words = draft.cue_token, draft.tokens(draft.content)
    if cue is None or lemma(cue) != "decline" or not words or words[0].tag_ != "TO":
        return False
    return not any(word.dep_ in CLAUSES for word in words)


def _is_summons(draft: Draft, text: str) -> bool:
    """Whether somebody is called and called nothing: "called the plumber", "called a vote"."""
    cue = draft.cue_token
    if cue is None or not is_of_kind(cue, "names") or is_marked(draft.content, text):
        return False
    called = [child for child in cue.children if child.dep_ == "dobj" and child.i > cue.i]
    more = any(child.dep_ in NAMED or child.lower_ == "as" for child in cue.rights)
    if len(called) != 1 or more or _goes_on(draft):
        return False
    whole = {token.i for token in (*called[0].subtree, *_circumstances(cue))}
    inside = [token for token in draft.tokens(draft.content) if not token.is_punct]
    if any(_opens_a_name(token) for token in inside[1:]):
        return False
    return called[0] in inside and all(token.i in whole for token in inside)


def _opens_a_name(word: Token) -> bool:
    """Whether a second phrase begins behind a noun: "called the decision A MISTAKE"; the parser
    may hang it elsewhere.
    """
    return word.pos_ in ("DET", "ADJ") and word.nbor(-1).pos_ in ("NOUN", "PROPN", "PRON")


def _circumstances(cue: Token) -> list[Token]:
    return [t for c in cue.rights if c.dep_ in ("advcl", "prep") for t in c.subtree]


def _goes_on(draft: Draft) -> bool:
    """Whether a quotation mark or an adjective stands right behind the content, which the tagger
    cut: "called the plan | “vile”".
    """
    words = draft.tokens(draft.content)
    if not words or words[-1].i + 1 >= len(words[-1].doc):
        return False
    after = words[-1].nbor()
    return after.pos_ == "ADJ" or MARK.match(after.text) is not None


def _is_alleged_deed(draft: Draft) -> bool:
    """Whether the cue is what somebody is accused of, and no utterance: "accused them of SEEKING
    to leave".
    """
    cue = draft.cue_token
    if cue is None or cue.dep_ != "pcomp" or english().is_saying(cue):
        return False
    return cue.head.lower_ in ("of", "for") and is_of_kind(cue.head.head, "blames")
