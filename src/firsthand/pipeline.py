"""The main job: intake → cleaning → annotation → linking → a ``Tracing``.

Nothing is decided here but the order, what is passed on, and what becomes a failure.
"""

from __future__ import annotations

import dataclasses
import functools
import hashlib
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from typing import BinaryIO, Literal

from firsthand.annotation import annotate
from firsthand.cleaning import (
    ASIDE_ABOVE,
    GREY_ABOVE,
    clean,
    decided_blocks,
    edtf_date,
    find_outlet,
    weigh_block_decisions,
    weigh_repetition,
)
from firsthand.cleaning.text.plain import split
from firsthand.errors import FirsthandError, LanguageError
from firsthand.intake import captures, read_decisions
from firsthand.parallel import in_order
from firsthand.types import OF_ONE_SPOT, Article, Block, Capture, Decision, Failure, Tracing

Progress = Callable[[str], None]
Page = Capture | Article | Failure  # what may come in; an article has been cleaned


@dataclasses.dataclass(frozen=True, slots=True)
class Cleaning:
    """How a run cleans: what is set aside, what is shown grey, whether all is kept."""

    aside_above: float = ASIDE_ABOVE
    grey_above: float = GREY_ABOVE
    keep_furniture: bool = False


@dataclasses.dataclass(frozen=True, slots=True)
class Traced:
    """What became of one capture: an article, a failure, or both.

    Both where the page could be read but not annotated: it is shown, and nothing is
    claimed of it.
    """

    article: Article | None = None
    failure: Failure | None = None

    @property
    def place(self) -> str:
        """Where the capture came from."""
        if self.article is not None:
            return self.article.inputs[0]
        return self.failure.input if self.failure is not None else ""


def trace(
    sources: Iterable[str],
    *,
    aside_above: float = ASIDE_ABOVE,
    grey_above: float = GREY_ABOVE,
    keep_furniture: bool = False,
    allow_private: bool = False,
    decisions: str | Iterable[Decision] = (),
    jobs: int = 1,
    stdin: BinaryIO | None = None,
    progress: Progress | None = None,
) -> Tracing:
    """Read pages and say who said what on them, and through which hands it reached the page.

    ``sources`` are files, folders, ``http(s)`` addresses, or ``-`` for standard input; a
    single string is one source. Furniture whose certainty is over ``aside_above`` is set
    aside, over ``grey_above`` dimmed; ``keep_furniture`` reads it as body. Addresses that
    lead into private networks are refused unless ``allow_private``. ``decisions`` of people,
    or the path of a file of them, win over all that we make of the pages; what became of each
    stands in the tracing. ``jobs`` processes share the work. ``progress`` is told the place of
    each page as it is done.

    Nothing is raised for bad input: each input that cannot be done, and each decision that
    cannot be obeyed, is a ``Failure`` of the tracing, and the rest is done.

    Raises:
        IntakeError: the file of decisions cannot be read; nothing has been done.
    """
    found = captures(
        [sources] if isinstance(sources, str) else sources,
        allow_private=allow_private,
        stdin=stdin,
    )
    return trace_pages(
        found,
        cleaning=Cleaning(aside_above, grey_above, keep_furniture),
        decisions=decisions,
        jobs=jobs,
        progress=progress,
    )


def trace_pages(
    pages: Iterable[Page],
    *,
    cleaning: Cleaning | None = None,
    decisions: str | Iterable[Decision] = (),
    jobs: int = 1,
    progress: Progress | None = None,
) -> Tracing:
    """``trace`` on pages in hand: captures, and articles that have been cleaned already.

    The blocks of an article stay as they are, but for what people decided of them.

    Raises:
        IntakeError: the file of decisions cannot be read; nothing has been done.
    """
    ruled = _Ruled(decisions)
    cleaning = cleaning or Cleaning()
    once = _Once()
    articles: list[Article] = []
    failures: list[Failure] = []
    cleaned = in_order(
        functools.partial(_clean_ruled, cleaning=cleaning),
        ruled.beside(once.filter(pages)),
        jobs=jobs,
    )
    weighed = _weighed(list(cleaned), cleaning, ruled, as_given=once.cleaned)
    for traced in in_order(_annotate_one, weighed, jobs=jobs):
        if traced.article is not None:
            articles.append(traced.article)
        if traced.failure is not None:
            failures.append(traced.failure)
        if progress is not None:
            progress(traced.place)
    from firsthand.linking import link  # brings numpy: who asks for help does not pay for it

    linked = link([once.with_all_inputs(article) for article in articles], ruled.decisions)
    outcomes = ruled.outcomes(linked.articles, linked.decisions)
    return Tracing(
        articles=linked.articles,
        failures=(
            *once.for_all_inputs(failures),
            *ruled.failures,
            *filter(None, map(_failure_of_decision, outcomes)),
        ),
        parties=linked.parties,
        claims=linked.claims,
        undecided=linked.undecided,
        conflicts=linked.conflicts,
        findings=linked.findings,
        stories=linked.stories,
        copies=linked.copies,
        decisions=outcomes,
    )


def read(
    *,
    text: str | None = None,
    html: str | None = None,
    id: str | None = None,
    url: str | None = None,
    title: str | None = None,
    published: str | None = None,
    outlet: str | None = None,
    as_body: bool = False,
) -> Article:
    """Clean a text or page in hand; give either ``text`` or ``html``.

    ``as_body=True`` takes every line of a text as journalism: nothing is set aside, and nothing
    is read from the lines (dates, bylines, credits) but what you give.

    >>> read(text="He fled, police said.").body.text
    'He fled, police said.'

    Raises:
        ValueError: neither text nor html, or both.
        CleaningError: there is no article text in it.
    """
    page = text if text is not None else html
    if page is None or (text is not None and html is not None):
        raise ValueError("give either text or html")
    content = page.encode("utf-8", "surrogatepass")
    form: Literal["text", "html"] = "html" if text is None else "text"
    identity = id or "sha256:" + hashlib.sha256(content).hexdigest()
    capture = Capture(
        place="text in hand",
        id=identity,
        content=content,
        form=form,
        charset="utf-8",
        url=url,
        title=title,
        published=published,
        outlet=outlet,
    )
    if as_body and text is not None:
        blocks = tuple(Block(p.span.start, p.span.end, "body") for p in split(text))
        return Article(
            id=identity,
            inputs=(capture.place,),
            url=url,
            title=title,
            published=edtf_date(published),
            outlet=find_outlet(given=outlet, sitename=None, url=url, text=text, blocks=()),
            text=text,
            blocks=blocks,
        )
    return clean(capture)


class _Ruled:
    """What people decided: which of it is about a page's blocks, and what became of all.

    Raises:
        IntakeError: the file of decisions cannot be read.
    """

    def __init__(self, given: str | Iterable[Decision]) -> None:
        found = list(read_decisions(given) if isinstance(given, str) else given)
        self.decisions = tuple(one for one in found if isinstance(one, Decision))
        self.failures = tuple(one for one in found if isinstance(one, Failure))
        blocks = [one for one in self.decisions if one.kind in OF_ONE_SPOT]
        self.of_blocks: Mapping[str, Sequence[Decision]] = _by_article(blocks)

    def beside(self, found: Iterable[Page]) -> Iterator[tuple[Page, Sequence[Decision]]]:
        """Each page with what was decided about its blocks."""
        for one in found:
            yield one, () if isinstance(one, Failure) else self.of_blocks.get(one.id, ())

    def outcomes(
        self, articles: Sequence[Article], linked: Sequence[Decision]
    ) -> tuple[Decision, ...]:
        """What became of every decision, in the order of the file."""
        texts = {article.id: article.text for article in articles}
        of_blocks = {
            id(decision): outcome
            for article, decisions in self.of_blocks.items()
            for decision, outcome in zip(
                decisions, _of_blocks(article, texts, decisions), strict=True
            )
        }
        others = iter(linked)
        return tuple(
            of_blocks[id(one)] if one.kind in OF_ONE_SPOT else next(others)
            for one in self.decisions
        )


def _by_article(decisions: Iterable[Decision]) -> dict[str, list[Decision]]:
    found: dict[str, list[Decision]] = defaultdict(list)
    for decision in decisions:
        found[decision.a.article].append(decision)
    return dict(found)


def _of_blocks(
    article: str, texts: Mapping[str, str], decisions: Sequence[Decision]
) -> list[Decision]:
    if article in texts:
        return weigh_block_decisions(texts[article], decisions)
    return [one.settled("elsewhere", one.a.elsewhere) for one in decisions]


NOT_OBEYED = {
    "not-found": "it is left out; decide anew on the words that are there",
    "contested": "decide once more: the latest wins",
}


def _failure_of_decision(decision: Decision) -> Failure | None:
    """A decision that should have been obeyed and is not."""
    if decision.became not in NOT_OBEYED:
        return None
    what = f"{decision.by}'s {decision.kind}: {decision.why}"
    return Failure(decision.input, what, NOT_OBEYED[decision.became])


def _clean_ruled(item: tuple[Page, Sequence[Decision]], *, cleaning: Cleaning) -> Article | Failure:
    found, decisions = item
    if isinstance(found, Article):
        return _with_blocks_decided(found, decisions)
    return clean_one(found, cleaning=cleaning, decisions=decisions)


def clean_one(
    found: Capture | Failure, *, cleaning: Cleaning, decisions: Sequence[Decision] = ()
) -> Article | Failure:
    """One capture through cleaning; a failure of intake is passed on."""
    if isinstance(found, Failure):
        return found
    try:
        return clean(
            found,
            aside_above=cleaning.aside_above,
            grey_above=cleaning.grey_above,
            keep_furniture=cleaning.keep_furniture,
            decisions=decisions,
        )
    except FirsthandError as error:
        return failure_of(found.place, error)


def _weighed(
    cleaned: list[Article | Failure],
    cleaning: Cleaning,
    ruled: _Ruled,
    *,
    as_given: Set[str],
) -> list[Article | Failure]:
    """The pages of the run, once it is known what they repeat of one another.

    What people decided of their blocks wins over that, too. Articles ``as_given``, by their
    ids, are left as they are.
    """
    ours = [page for page in cleaned if isinstance(page, Article) and page.id not in as_given]
    if cleaning.keep_furniture or not ours:
        return cleaned
    weighed = {
        page.id: _with_blocks_decided(page, ruled.of_blocks.get(page.id, ()))
        for page in weigh_repetition(
            ours, aside_above=cleaning.aside_above, grey_above=cleaning.grey_above
        )
    }
    return [weighed.get(page.id, page) if isinstance(page, Article) else page for page in cleaned]


def _with_blocks_decided(article: Article, decisions: Sequence[Decision]) -> Article:
    if not decisions:
        return article
    blocks = decided_blocks(article.blocks, article.text, decisions)
    return dataclasses.replace(article, blocks=blocks)


def _annotate_one(page: Article | Failure) -> Traced:
    if isinstance(page, Failure):
        return Traced(failure=page)
    place = page.inputs[0]
    try:
        return Traced(annotate(page))
    except LanguageError as error:
        return Traced(page, failure_of(place, error))
    except FirsthandError as error:
        return Traced(failure=failure_of(place, error))


def failure_of(place: str, error: FirsthandError) -> Failure:
    """Set an error down as what became of one input."""
    return Failure(place, error.what, error.next)


def id_taken(place: str, identity: str, *, first: str) -> Failure:
    """The failure of a page whose id the ``first`` place gave to another text."""
    what = f"the id {identity!r} already stands for another text ({first})"
    return Failure(place, what, "give it an id of its own")


def _place_and_content(page: Capture | Article) -> tuple[str, bytes]:
    if isinstance(page, Article):
        return page.inputs[0], page.text.encode("utf-8", "surrogatepass")
    return page.place, page.content


class _Once:
    """Keeps each article once: the same bytes from two places are one article.

    An id that comes again with other bytes is a failure: two articles of one id could not
    be told apart afterwards.
    """

    def __init__(self) -> None:
        self._digests: dict[str, bytes] = {}
        self._places: dict[str, list[str]] = {}
        self.cleaned: set[str] = set()  # the ids of those that came as articles

    def filter(self, found: Iterable[Page]) -> Iterator[Page]:
        for item in found:
            if isinstance(item, Failure):
                yield item
                continue
            place, content = _place_and_content(item)
            digest = hashlib.sha256(content).digest()
            known = self._digests.setdefault(item.id, digest)
            places = self._places.setdefault(item.id, [])
            if known != digest:
                yield id_taken(place, item.id, first=places[0])
                continue
            places.append(place)
            if len(places) == 1:
                if isinstance(item, Article):
                    self.cleaned.add(item.id)
                yield item

    def with_all_inputs(self, article: Article) -> Article:
        return dataclasses.replace(article, inputs=tuple(self._places[article.id]))

    def for_all_inputs(self, failures: Iterable[Failure]) -> Iterator[Failure]:
        """The failures, and the same of every other place that gave the same bytes."""
        others = {places[0]: places[1:] for places in self._places.values()}
        for failure in failures:
            for place in dict.fromkeys((failure.input, *others.get(failure.input, ()))):
                yield dataclasses.replace(failure, input=place)
