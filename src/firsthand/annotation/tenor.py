"""How a content is meant: said to be so or not to be so, as fact, plan, rule or possibility."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from firsthand.annotation.clauses import (
    VERBS,
    asks_whether,
    clause_of_a_noun,
    complement,
    helpers,
    is_finite,
    is_infinitive,
    is_past,
    is_perfect,
    modal,
    negators,
    no_of,
    predicate,
    stated,
    subject,
    words,
)
from firsthand.annotation.cue_tenor import ASKING, EVIDENCE, CueReading, read_cue
from firsthand.annotation.cues import lemma
from firsthand.annotation.drafts import Draft
from firsthand.annotation.modality import (
    ahead,
    is_anybody,
    is_imagined,
    is_law,
    is_no_doubt,
    is_opinion,
    is_rule,
    is_speaking,
    is_told_to,
    is_wished,
    likes,
    opens_a_condition,
    performed,
    required,
    says_may,
    wanted,
)
from firsthand.annotation.parsing import Paragraph, paragraph_at
from firsthand.types import Modality, Polarity, Spans

if TYPE_CHECKING:
    from spacy.tokens import Token

DEEPEST = 4  # opinions below opinions: "we think it is clear that he believes that …"
FARTHEST = 12  # steps from a condition up to the predicate that hangs on it
WOULD = frozenset(("would", "'d", "’d"))
DOUBLE_MARKS = frozenset(("“", "”", '"', "''", "``"))
SINGLE_MARKS = frozenset(("‘", "'"))
QUESTION_TAGS = frozenset(("WRB", "WP", "WP$", "WDT"))

Sign = tuple[Modality, list["Token"]]  # a modality, and the words that it rests on


@dataclass(frozen=True, slots=True)
class Tenor:
    """How a content is meant; None where its words do not settle it.

    ``words`` are the stretches of the body view that decide, in reading order.
    """

    polarity: Polarity | None = None
    modality: Modality | None = None
    words: Spans = ()


UNSETTLED = Tenor()


class TenorReader:
    """Reads the tenor of the contents of one article."""

    def __init__(self, paragraphs: Sequence[Paragraph]) -> None:
        self._paragraphs = paragraphs
        self._of_doc = {id(paragraph.doc): paragraph for paragraph in paragraphs}

    def read(self, draft: Draft) -> Tenor:
        """The polarity and modality of the content's first main clause, as the speaker has it.

        Polarity is turned by the cue ("denied that"), by a negated opinion ("I do not think
        that") and by the predicate ("did not", "nobody was"); two turns cancel each other.
        Modality is read from the strongest sign: counterfactual ("would have held"), then a
        condition, a rule, a possibility, what is to come, else fact.

        Both stay None where nothing is settled: the content's first sentence has no verb and
        its cue says nothing of things ("praised the plan"), it is a question, or the cue says
        that something was not said ("would not say whether", "did not confirm that").

        Source: the scheme is ours; the ways of negation follow Huddleston and Pullum, The
        Cambridge Grammar of the English Language (2002), chapter 9.
        """
        content = self._first_sentence(draft.content)
        cue = read_cue(draft)
        if not content or cue.is_silent or _is_asked(content, cue):
            return UNSETTLED
        noun, main = _main_clause(content, cue)
        if main is None:
            return self._of_a_thing(content, cue)
        if asks_whether(main) or _asks_what(content, main):
            return UNSETTLED
        reading = _Reading(content, cue, main)
        modality, why = reading.modality()
        return self._tenor([*cue.turns, *noun, *reading.turns], modality, why)

    def _of_a_thing(self, content: Sequence[Token], cue: CueReading) -> Tenor:
        """What the cue tells of a content without a verb: "denied involvement", "called for
        calm", "called it unfair".
        """
        if not_to := _not_to(content):
            return self._tenor([*cue.turns, *not_to], cue.tenor.infinitive or "future", ())
        if cue.tenor.thing is None and not cue.tenor.negates:
            return UNSETTLED
        inside = {token.i for token in content}
        top = next((t for t in content if t.head.i not in inside or t.head == t), content[0])
        named = any(t.lower_ in ("a", "an", "the") for t in top.children)  # 'a "no" vote'
        own = [t for t in top.children if t.i in inside and t.lower_ in words("never")]
        hangs = [t for t in content if cue.tenor.thing == "future" and opens_a_condition(t)][:1]
        return self._tenor(
            [*cue.turns, *([] if named else own)],
            "conditional" if hangs else cue.tenor.thing,
            hangs,
        )

    def _tenor(
        self, turns: Sequence[Token], modality: Modality | None, why: Sequence[Token]
    ) -> Tenor:
        polarity: Polarity = "negated" if len(turns) % 2 else "affirmed"
        spans = {self._of_doc[id(token.doc)].span(token, token) for token in (*turns, *why)}
        return Tenor(polarity, modality, tuple(sorted(spans)))

    def _first_sentence(self, content: Spans) -> list[Token]:
        """The words of the content that stand in the sentence of its first word."""
        paragraph = paragraph_at(self._paragraphs, content[0].start)
        if paragraph is None:
            return []
        found: list[Token] = []
        for span in content:
            if span.start >= paragraph.end:
                break
            for token in paragraph.tokens_under(span):
                if token.is_sent_start and any(t.is_alpha for t in found):
                    return found
                found.append(token)
        return found


def _is_asked(content: Sequence[Token], cue: CueReading) -> bool:
    """Whether the sentence is asked and not said: "Has it held?", "asked WHY it was open"."""
    first = next((token for token in content if token.is_alpha), content[0])
    told = cue.asks and (first.tag_ in QUESTION_TAGS or first.lower_ in ("if", "whether"))
    about = any(  # "asked about rowing"
        t.lower_ == "about" and lemma(t.head) in ASKING for t in (*cue.words, *content)
    )
    return (
        told
        or about
        or _ends_in_a_question(content)
        or any(token.lower_ == "?" for token in content[-3:])
    )


def _ends_in_a_question(content: Sequence[Token]) -> bool:
    """Whether a mark of a question follows what opens as one: "WHY is the pier shut" before ?."""
    first = next((token for token in content if token.is_alpha), content[0])
    last = content[-1]
    after = last.nbor(1) if last.i + 1 < len(last.doc) else last
    return after.lower_ == "?" and first.tag_ in QUESTION_TAGS and first.lower_ != "that"


def _asks_what(content: Sequence[Token], main: Token) -> bool:
    """Whether what is said is a question told of what is open: "WHAT the plan MAY be"; not "how
    it held", which held.
    """
    first = next((token for token in content if token.is_alpha), content[0])
    asked = first.tag_ in QUESTION_TAGS and first.lower_ not in ("why", "that")
    near = main in (first.head, first.head.head)
    return asked and near and main.dep_ in ("ccomp", "pcomp") and modal(main) is not None


def _not_to(content: Sequence[Token]) -> list[Token]:
    """The "not" of an infinitive whose verb is left out: "decided NOT TO after the flood"."""
    opens = [token.lower_ for token in content[:2]] == ["not", "to"]
    return [content[0]] if opens else []


def _main_clause(content: Sequence[Token], cue: CueReading) -> tuple[Sequence[Token], Token | None]:
    """The predicate that is said, and the "no" before it; None: there is none.

    A noun's clause is said where the noun is evidence, or where the cue denies it: "found NO
    evidence that the gate was FORCED", "denied reports that it LEAKED".
    """
    main = predicate(content)
    about = clause_of_a_noun(content) if main is None else None
    if about is not None and (cue.tenor.negates or lemma(about[0]) in EVIDENCE):
        return [*no_of(about[0])], about[1]
    return (), main


class _Reading:
    """A content read from its first predicate down to the one that it is about.

    ``turns`` are the words that each turn what is said into its contrary.
    """

    def __init__(self, content: Sequence[Token], cue: CueReading, main: Token) -> None:
        self.turns: list[Token] = []
        self._content = content
        self._inside = {token.i for token in content}
        self._cue = cue
        self._main = main
        self._path = [main]
        self._is_past = cue.is_past
        self._descend()
        self._take_the_infinitive()
        self.turns += [t for t in _not_to(content) if t not in self.turns]

    def _descend(self) -> None:
        """Go from an opinion to what it is about: "I do not think THAT IT LEAKS".

        A negated opinion that is not meant of what it is about ("I am not sure that") is the
        statement itself.
        """
        for _ in range(DEEPEST):
            verb = self._path[-1]
            nots = negators(verb)
            self.turns += nots
            raises = not nots or not words("raises-not").isdisjoint(stated(verb))
            below = complement(verb)
            if below is None or below.i not in self._inside or asks_whether(below):
                return
            if not (raises and is_opinion(verb)):
                return
            self._is_past = self._is_past if is_no_doubt(verb) else is_past(verb)
            if is_speaking(verb):  # "I must say it leaks": nothing hangs on the "must"
                self._path.clear()
            self._path.append(below)

    def _take_the_infinitive(self) -> None:
        """ "Plans NOT to leave" and "is likely NOT to leave" negate what is planned or likely, "it
        is vital that he NOT leave" what has to be; what "has YET to be sold" is not sold.
        """
        last = self._path[-1]
        below = complement(last)
        if below is not None and required(last) and below.i in self._inside:
            self.turns += [t for t in negators(below) if t not in self.turns]
            return
        if below is None or is_finite(below):
            return
        yet = [child for child in last.children if child.lower_ == "yet"]
        if yet and is_infinitive(below) and lemma(last) in ("have", "be"):
            self.turns += yet[:1]
            self._path = [below]
        elif performed(last) or not (
            words("future") | words("possible") | words("raises-not")
        ).isdisjoint(stated(last)):
            self.turns += [t for t in negators(below) if t not in self.turns]
            self._path.append(below)

    def modality(self) -> Sign:
        """The modality, and the words that it rests on: the strongest sign, else fact."""
        return (
            self._counterfactual()
            or self._conditional()
            or self._generic()
            or self._possible()
            or self._would()
            or self._future()
            or self._by_the_cue()
        )

    def _counterfactual(self) -> Sign | None:
        """ "Would have held", "could have held but", "wish it had held"."""
        for verb in self._path:
            helper = modal(verb)
            if helper is None or not is_perfect(verb):
                continue
            if helper.lower_ in WOULD | {"should", "ought"}:
                return "counterfactual", [helper, verb]
            unreal = [*self._conditions(), *(c for c in verb.children if c.lower_ == "but")]
            if helper.lower_ in ("could", "might") and unreal:
                return "counterfactual", [helper, verb, unreal[0]]
        return self._wished()

    def _wished(self) -> Sign | None:
        """ "She wishes it HAD HELD": what is wished in the past is not so."""
        last = self._path[-1]
        wish = next((t for t in (*self._cue.words, *self._path) if lemma(t) == "wish"), None)
        below = complement(last) if wish == last else last
        if wish is None or below is None or not (is_finite(below) and is_past(below)):
            return None
        return "counterfactual", [wish, below]

    def _conditional(self) -> Sign | None:
        found = self._conditions()
        return ("conditional", found[:1]) if found else None

    def _conditions(self) -> list[Token]:
        return [t for t in self._content if opens_a_condition(t) and self._hangs_on(t)]

    def _hangs_on(self, mark: Token) -> bool:
        """Whether the condition is one of the predicate and of no clause within it."""
        at = mark if mark.dep_ in ("advcl", "prep") else mark.head
        if at in self._path:
            return mark.lower_ == "long"  # "as long as": the word hangs on the predicate itself
        first = next((token for token in self._content if token.is_alpha), None)
        if mark == first and mark.lower_ in ("if", "unless"):  # it opens all that is said
            return True
        for _ in range(FARTHEST):
            if at in self._path or at.head.i not in self._inside or at.head == at:
                return True
            if at.dep_ in ("relcl", "conj", "parataxis") or (at.dep_ == "ccomp" and is_finite(at)):
                return False
            at = at.head
        return False

    def _generic(self) -> Sign | None:
        """A rule: anybody's present ("people who refuse can face"), what "under the law" is."""
        last = self._path[-1]
        who = subject(last)
        if who is None or not is_rule(last):
            return None
        law = next((t for t in self._content if is_law(t) and self._is_beside(t)), None)
        if law is not None and who.pos_ not in ("PRON", "PROPN"):
            return "generic", [law]
        return ("generic", [who]) if is_anybody(who) else None

    def _is_beside(self, noun: Token) -> bool:
        """Whether a noun stands with the predicate and in no clause within it: not "the fees SET
        under the law".
        """
        for _ in range(FARTHEST):
            if noun.pos_ in VERBS:
                break
            noun = noun.head
        return noun in self._path

    def _possible(self) -> Sign | None:
        for verb in self._path:
            helper = modal(verb)
            if helper is not None and says_may(helper, verb):
                return "possible", [helper]
        found = [t for t in self._content if t.lower_ in words("possible") and self._weakens(t)]
        return ("possible", found[:1]) if found else None

    def _weakens(self, word: Token) -> bool:
        """Whether a "likely" or "perhaps" is one of the predicate: not of "perhaps nine men"."""
        if word.doc[min(word.i + 1, len(word.doc) - 1)].like_num or word.dep_ == "amod":
            return False
        if word.lower_ == "possible" and lemma(word.head) == "make":  # "made it POSSIBLE to row"
            return False
        opens = word == self._content[0] or word.head.i not in self._inside
        return word.head in self._path or (opens and word.dep_ == "advmod")

    def _would(self) -> Sign | None:
        """ "Would" is to come, seen from the past, or open, where it is only imagined."""
        for verb in self._path:
            helper = modal(verb)
            if helper is None or helper.lower_ not in WOULD:
                continue
            told = self._is_past and not self._is_quoted(helper) and not is_imagined(verb)
            promised = self._cue.tenor.clause == "future"
            return ("future" if told or promised or likes(verb) else "conditional"), [helper]
        return None

    def _is_quoted(self, word: Token) -> bool:
        """Whether the word stands in quotation marks that the content opens before it."""
        before = [t.text for t in self._content if t.i < word.i]
        doubles = sum(text in DOUBLE_MARKS for text in before)
        return doubles % 2 == 1 or (bool(before) and before[0] in SINGLE_MARKS)

    def _future(self) -> Sign | None:
        for verb in self._path:
            helper = modal(verb)
            will = helper if helper is not None and helper.lower_ in words("future-modal") else None
            order = performed(verb) or is_wished(verb) or is_told_to(verb)
            sign = will or wanted(verb) or required(verb) or order or ahead(verb)
            if sign is not None:
                return "future", [sign]
        return None

    def _is_an_order(self) -> bool:
        """Whether a bare verb opens the quotation: "“ROW for the pier,” the sign says"."""
        first = next((token for token in self._content if token.is_alpha), None)
        bare = first == self._main and first.tag_ == "VB" and not helpers(first)
        return bare and self._content[0].text in DOUBLE_MARKS | SINGLE_MARKS

    def _by_the_cue(self) -> Sign:
        """What the cue says of a clause in the present or of an infinitive; else fact."""
        main, tenor = self._main, self._cue.tenor
        kind = tenor.infinitive
        if tenor.clause == "possible":
            kind = "possible"
        elif is_finite(main) or (subject(main) is not None and not is_infinitive(main)):
            kind = None if is_past(main) else tenor.clause
        elif is_infinitive(main):
            kind = "fact" if is_perfect(main) else tenor.infinitive or "future"
        elif self._is_an_order():
            kind = "future"
        return kind or "fact", [*self._cue.words[:1]] if kind else []
