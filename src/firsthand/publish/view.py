"""A tracing with its look-ups, for the account and for ``--explain``."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from firsthand.publish.phrases import flat, offsets
from firsthand.publish.standing import (
    NOBODYS_WORD,
    OWN_WORDS,
    conflicts_by_claim,
    fullest_first,
    is_shared,
    most_shared_first,
    name_in_words,
    undecided_by_claim,
)
from firsthand.publish.terminal import HEAD, Line, line
from firsthand.types import (
    Article,
    Attribution,
    Claim,
    ConflictMember,
    Copy,
    EventUse,
    Harm,
    Party,
    Span,
    Statement,
    Story,
    Tracing,
    Undecided,
)


@dataclass(frozen=True)
class View:
    """A tracing with its look-ups."""

    tracing: Tracing

    @cached_property
    def numbers(self) -> Mapping[str, int]:
        """The articles' numbers, from 1, in their order."""
        return {article.id: n for n, article in enumerate(self.tracing.articles, 1)}

    @cached_property
    def articles(self) -> Mapping[str, Article]:
        """The articles by id."""
        return {article.id: article for article in self.tracing.articles}

    @cached_property
    def parties(self) -> Mapping[str, Party]:
        """The parties by id."""
        return {party.id: party for party in self.tracing.parties}

    @cached_property
    def claims(self) -> Mapping[str, Claim]:
        """The claims by id."""
        return {claim.id: claim for claim in self.tracing.claims}

    @cached_property
    def stories(self) -> Mapping[str, Story]:
        """The stories by id."""
        return {story.id: story for story in self.tracing.stories}

    @cached_property
    def on_page(self) -> Mapping[tuple[str, str], Sequence[Statement]]:
        """The statements of each claim on each page, by the claim's id and the article's."""
        found: dict[tuple[str, str], list[Statement]] = {}
        for claim in self.tracing.claims:
            for statement in claim.statements:
                found.setdefault((claim.id, statement.article), []).append(statement)
        return found

    @cached_property
    def shared_claims(self) -> tuple[Claim, ...]:
        """The claims that several pages or several origins stand behind, fullest first."""
        return tuple(fullest_first(filter(is_shared, self.tracing.claims)))

    @cached_property
    def conflicts(self) -> Mapping[str, tuple[int, ...]]:
        """For each claim's id the places of its conflicts in the tracing."""
        return conflicts_by_claim(self.tracing.claims, self.tracing.conflicts)

    @cached_property
    def undecided(self) -> Mapping[str, tuple[tuple[Undecided, Statement], ...]]:
        """For each claim's id the pairs that may say the same, with the statement of the other."""
        return undecided_by_claim(self.tracing.claims, self.tracing.undecided)

    @cached_property
    def copies(self) -> tuple[Copy, ...]:
        """The copies, those that share most words first."""
        return most_shared_first(self.tracing.copies)

    @cached_property
    def attributions(self) -> Mapping[Statement, Attribution]:
        """The attributions by the statement that each is."""
        return {
            Statement(article.id, attribution.id): attribution
            for article in self.tracing.articles
            for attribution in article.attributions
        }

    def where(self, article: str, spans: Iterable[Span]) -> str:
        """``article 2 [804–1016]``; the id of an article that is not among those read."""
        if article not in self.numbers:
            return f"article {flat(article)} {offsets(spans)}"
        return f"article {self.numbers[article]} {offsets(spans)}"

    def where_of(self, statement: Statement) -> str:
        """Where a statement stands, with its id."""
        said = self.attributions.get(statement)
        spans = said.content if said else ()
        return f"{self.where(statement.article, spans)} {flat(statement.attribution)}"

    def who(self, statement: Statement) -> str:
        """Whom a statement is by; its id where it is not among those read."""
        said = self.attributions.get(statement)
        if said is None:
            return flat(statement.attribution)
        if said.own_voice:
            return "the outlet's own voice"
        return flat(self.articles[statement.article].who_said(said))

    def who_gives(self, member: ConflictMember) -> str:
        """Whom a value of a conflict is by; of what is no statement, the outlet."""
        return OWN_WORDS if member.statement is None else self.who(member.statement)

    def who_names(self, use: EventUse) -> str:
        """Whose word a name of an event is."""
        article = self.articles.get(use.article)
        if article is None:
            return flat(use.article)
        if use.caller is not None:
            return flat(use.caller.of(article.text))
        who = self.who(Statement(use.article, use.attribution)) if use.attribution else ""
        return name_in_words(use.whose, who)

    def whose_words(self, article: Article, harm: Harm) -> str:
        """Whose words a harm is told in."""
        said = self.attributions.get(Statement(article.id, harm.attribution or ""))
        if said is None or not said.source:
            return NOBODYS_WORD if harm.quoted else OWN_WORDS
        return name_in_words("speaker" if harm.quoted else "paraphrase", article.who_said(said))

    def outlet(self, article: str) -> str:
        """Who publishes a page, as far as a name is known."""
        known = self.articles.get(article)
        return flat((known and known.outlet.name) or "outlet unknown")


def section(title: str) -> Iterator[Line]:
    """An empty line and a heading."""
    yield line()
    yield line((title, HEAD))
