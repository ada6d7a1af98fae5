"""Who is told to have harmed whom, for the account."""

from __future__ import annotations

from collections.abc import Iterator

from firsthand.publish.phrases import count, flat, offsets
from firsthand.publish.terminal import Line, line, quiet
from firsthand.publish.view import View
from firsthand.types import Article, Harm, Span

MOST_HARMS = 12
NOBODY = "(nobody named)"


def harms_of(article: Article, view: View) -> Iterator[Line]:
    """Each harm in the order told: who did it, to whom, and whose words they are."""
    if not article.harms:
        return
    yield line("told to have been harmed, in the order told:", depth=1)
    for harm in article.harms[:MOST_HARMS]:
        told = f"{in_words(harm, article)} · {view.whose_words(article, harm)}"
        yield line(told, quiet(offsets((harm.span,))), depth=2)
    if (more := len(article.harms) - MOST_HARMS) > 0:
        yield line(f"and {count(more, 'more harm')}: --json has all", depth=2)
    if article.deaths:
        yield line(f"deaths told: {' · '.join(_deaths(article, view))}", depth=1)


def _deaths(article: Article, view: View) -> Iterator[str]:
    """Each of the dead, with whose words tell it: ``the cook (2 times: the outlet's own words,
    Ana Reis)``.
    """
    for death in article.deaths[:MOST_HARMS]:
        told = [harm for n, harm in enumerate(article.harms) if n in death.harms]
        whose = dict.fromkeys(view.whose_words(article, harm) for harm in told)
        often = f"{len(told)} times: " if len(told) > 1 else ""
        yield f"{flat(death.who.of(article.text))} ({often}{', '.join(whose)})"
    if (more := len(article.deaths) - MOST_HARMS) > 0:
        yield f"and {more} more"


def in_words(harm: Harm, article: Article) -> str:
    """``my forces → me: attack (shoot)``; never the other way round."""
    done = harm.verb if harm.verb == harm.kind else f"{harm.kind} ({flat(harm.verb)})"
    return f"{_who(harm.by, article)} → {_who(harm.to, article)}: {done}"


def _who(span: Span | None, article: Article) -> str:
    return NOBODY if span is None else flat(span.of(article.text))
