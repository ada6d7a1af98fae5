"""What stands above the articles in the account: shared claims, what differs, findings,
copies, stories.

The main question comes first: of each claim that several pages tell, how many origins stand
behind it, which statements they are, and why some are one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from firsthand.publish.phrases import count, first_words, flat, words_around, words_at
from firsthand.publish.standing import (
    Standing,
    alone_by_why,
    kind_in_words,
    level_in_words,
    levels_of,
    origins_in_words,
    range_in_words,
    rivals_in_words,
    standing_of,
    told_in_words,
    update_in_words,
)
from firsthand.publish.statements import WHO, hand_in_words
from firsthand.publish.terminal import Line, line, quiet
from firsthand.publish.view import View, section
from firsthand.types import (
    Change,
    Claim,
    Conflict,
    ConflictGroup,
    Copy,
    Event,
    EventName,
    Merge,
    Passage,
    Span,
    Statement,
    Story,
    Undecided,
)

# So many are printed; of the others it is said how many there are and where they stand.
MOST_CLAIMS = 12
MOST_STATEMENTS = 8
MOST_MERGES = 6
MOST_UNDECIDED = 2
MOST_CONFLICTS = 12
MOST_FINDINGS = 20
MOST_COPIES = 12
MOST_RELATED = 6
MOST_PASSAGES = 3
MOST_CHANGES = 5
MOST_MEMBERS = 5
MOST_EVENTS = 8
MOST_OTHERS = 4  # origins that may be one with an origin

ALL = "--json has all"


def told_above(view: View) -> Iterator[Line]:
    """All sections above the articles; one with nothing in it is not there."""
    yield from _shared_claims(view)
    yield from _conflicts(view)
    yield from _findings(view)
    yield from _copies(view)
    yield from _stories(view)
    yield from _events(view)


def _more(number: int, what: str, where: str, *, depth: int) -> Iterator[Line]:
    if number > 0:
        yield line(f"and {number} more {what}: {where}", depth=depth)


# ------------------------------------------------------------------------ claims


def _shared_claims(view: View) -> Iterator[Line]:
    claims = view.shared_claims
    if claims:
        title = "with more than one page or more than one origin behind it"
        yield from section(f"{count(len(claims), 'claim')} {title}, fullest first")
    for claim in claims[:MOST_CLAIMS]:
        yield from claim_lines(claim, view)
    where = f"each stands under its articles; --explain ID prints one, {ALL}"
    yield from _more(len(claims) - MOST_CLAIMS, "claims", where, depth=1)


def claim_lines(claim: Claim, view: View) -> Iterator[Line]:
    """A claim with its count, its statements by origin, its merges, and what differs in it."""
    yield line()
    yield line((flat(claim.text), WHO), quiet(claim.id), depth=1)
    yield line((origins_in_words(claim.origins), WHO), f"; {told_in_words(claim)}", depth=2)
    if rivals := rivals_in_words(claim):
        yield line(rivals, depth=2)
    yield from _levels(claim)
    yield from _by_origin(claim, view)
    yield from _merges(claim, view)
    yield from _undecided(claim, view)
    for number in view.conflicts.get(claim.id, ()):
        yield line(f"differs: {_values(view.tracing.conflicts[number])}, see below", depth=2)


def _levels(claim: Claim) -> Iterator[Line]:
    if claim.origins is not None:
        levels = levels_of(claim.origins)
        shown = ", ".join(f"{name} {level_in_words(level)}" for name, level in levels)
        yield line(f"by level: {shown}", depth=2)


def _by_origin(claim: Claim, view: View) -> Iterator[Line]:
    """Every statement under its origin, as many as fit, those of nobody last."""
    standing = standing_of(claim)
    told = list(labelled(standing, counted=claim.origins is not None))
    for label, statement in told[:MOST_STATEMENTS]:
        yield line(f"{label}: ", *_told(statement, view), depth=2)
    where = f"--explain {claim.id} prints all"
    yield from _more(len(told) - MOST_STATEMENTS, "statements", where, depth=2)


def labelled(standing: Standing, *, counted: bool) -> Iterator[tuple[str, Statement]]:
    """Each statement with the name of what stands behind it."""
    for number, group in enumerate(standing.origins):
        others = standing.others(number)
        maybe = f" (perhaps one with {_some(others)})" if others else ""
        for statement in group:
            yield f"origin {number + 1}{maybe}", statement
    for statement in standing.nobody:
        yield "origin not stated" if counted else "not counted yet", statement


def _some(others: Sequence[int]) -> str:
    shown = ", ".join(str(number + 1) for number in others[:MOST_OTHERS])
    more = len(others) - MOST_OTHERS
    return shown + (f" and {more} more" if more > 0 else "")


def _told(statement: Statement, view: View) -> Iterator[str | tuple[str, str]]:
    """Who says it, through which hands, on which page, and how it begins."""
    said = view.attributions.get(statement)
    if said is None:
        yield view.who(statement)
        return
    unsaid = ", asserted without attribution" if said.own_voice else ""
    later = " → ".join(hand_in_words(hop, first=False) for hop in said.chain[1:])
    hands = f" · through {later}" if later else ""
    words = first_words(words_at(view.articles[statement.article], said.content))
    yield (view.who(statement), WHO)
    yield f"{unsaid} · {view.outlet(statement.article)}{hands}: {words}"
    yield quiet(view.where_of(statement))


def _merges(claim: Claim, view: View) -> Iterator[Line]:
    for merge in claim.merges[:MOST_MERGES]:
        yield merge_line(merge, view)
    where = f"--explain {claim.id} prints all"
    yield from _more(len(claim.merges) - MOST_MERGES, "merges", where, depth=2)


def _undecided(claim: Claim, view: View) -> Iterator[Line]:
    pairs = view.undecided.get(claim.id, ())
    for pair, other in pairs[:MOST_UNDECIDED]:
        yield undecided_line(pair, other, view)
    where = f"--explain {claim.id} prints all"
    yield from _more(len(pairs) - MOST_UNDECIDED, "that may say the same", where, depth=2)


def undecided_line(pair: Undecided, other: Statement, view: View, *, depth: int = 2) -> Line:
    """A statement of another claim that may say the same, and the chance that it does."""
    may = f"may say the same, counted apart (chance {pair.chance:.2f}): "
    return line(may, *_told(other, view), depth=depth)


def merge_line(merge: Merge, view: View, *, depth: int = 2) -> Line:
    """Which two share an origin, how sure, by which rule, decided by whom, and why."""
    by = f"{merge.certainty} merge by {merge.rule} ({merge.decided_by})"
    where = f"{view.where_of(merge.a)} with {view.where_of(merge.b)}"
    return line(f"{flat(by)}: {flat(merge.reason)}", quiet(f"{where} {merge.id}"), depth=depth)


# --------------------------------------------------------------------- conflicts


def _conflicts(view: View) -> Iterator[Line]:
    conflicts = view.tracing.conflicts
    if conflicts:
        yield from section("figures and details that differ")
    for conflict in conflicts[:MOST_CONFLICTS]:
        yield from conflict_lines(conflict, view)
    yield from _more(len(conflicts) - MOST_CONFLICTS, "that differ", ALL, depth=1)


def conflict_lines(conflict: Conflict, view: View) -> Iterator[Line]:
    """The values, the range, who says which, and why they are perhaps not comparable."""
    claim = view.claims.get(conflict.claim or "")
    of_claim = f" · {flat(claim.text)}" if claim else ""
    kind = ", ".join(filter(None, (kind_in_words(conflict), range_in_words(conflict))))
    where = quiet(conflict.claim or "in no claim")
    yield line((_values(conflict), WHO), f" ({kind}){of_claim}", where, depth=1)
    for group in conflict.groups:
        yield from _members(group, view)
    why = f": {flat(conflict.why)}" if conflict.why else ""
    if conflict.comparable == "partly":
        yield line(f"perhaps not comparable{why}", depth=2)
    elif why:
        yield line(f"comparable{why}", depth=2)
    if update := update_in_words(conflict):
        yield line(update, depth=2)


def _values(conflict: Conflict) -> str:
    return " or ".join(flat(group.value) for group in conflict.groups)


def _members(group: ConflictGroup, view: View) -> Iterator[Line]:
    """Who gives a value, each place once: a quotation in a quotation has it twice."""
    places: dict[tuple[str, int, int], list[str]] = {}
    for member in group.members:
        who = view.who_gives(member)
        place = (member.article, member.span.start, member.span.end)
        places.setdefault(place, []).append(who)
    spans = {(m.article, m.span.start, m.span.end): m.span for m in group.members}
    for place, names in list(places.items())[:MOST_MEMBERS]:
        told = f"{', within it '.join(dict.fromkeys(names))} · {view.outlet(place[0])}"
        words = _in_place(place[0], spans[place], view)
        where = quiet(view.where(place[0], (spans[place],)))
        yield line(f"{flat(group.value)}: {told}: {words}", where, depth=2)
    yield from _more(len(places) - MOST_MEMBERS, f"say {flat(group.value)}", ALL, depth=2)


def _in_place(article: str, span: Span, view: View) -> str:
    """The words with those around them: a figure alone says little."""
    if article not in view.articles:
        return ""
    text = view.articles[article].text
    before, after = words_around(span, text)
    return flat(f"{before}{span.of(text)}{after}")


# ------------------------------------------------------------ findings, stories


def _findings(view: View) -> Iterator[Line]:
    findings = view.tracing.findings
    if findings:
        yield from section("things to look at")
    for finding in findings[:MOST_FINDINGS]:
        where = view.where(finding.article, finding.spans)
        reference = f" (see {flat(finding.reference)})" if finding.reference else ""
        yield line(f"{finding.rule}: {flat(finding.message)}{reference}", quiet(where), depth=1)
        if finding.article in view.articles:
            yield line(words_at(view.articles[finding.article], finding.spans), depth=2)
    yield from _more(len(findings) - MOST_FINDINGS, "things", ALL, depth=1)


def _stories(view: View) -> Iterator[Line]:
    """The stories of several articles or with related ones, then those tied to no other."""
    stories = view.tracing.stories
    if len(view.tracing.articles) < 2:  # nothing to be tied to
        return
    yield from section("stories")
    for story in stories:
        if len(story.articles) > 1 or story.related:
            told = f"{flat(story.title)}: {_numbered_articles(story.articles, view)}"
            yield line((told, WHO), quiet(story.id), depth=1)
            yield line(flat(story.why), depth=2)
            yield from _related(story, view)
    for why, articles in alone_by_why(stories):
        ordered = sorted(articles, key=lambda one: view.numbers.get(one, len(view.numbers) + 1))
        yield line(f"tied to no other: {_numbered_articles(ordered, view)}", depth=1)
        yield line(flat(why), depth=2)


def _events(view: View) -> Iterator[Line]:
    """The events that pages of one story call by several names, and who uses which."""
    events = [event for story in view.tracing.stories for event in story.events]
    if events:
        yield from section("one event, several names")
    for event in events[:MOST_EVENTS]:
        yield from _event(event, view)
    yield from _more(len(events) - MOST_EVENTS, "events", ALL, depth=1)


def _event(event: Event, view: View) -> Iterator[Line]:
    names = " or ".join(f"“{flat(name.name)}”" for name in event.names)
    yield line((names, WHO), f" ({event.kind}: {flat(event.title)})", quiet(event.id), depth=1)
    for name in event.names:
        yield from _name(name, view)


def _name(name: EventName, view: View) -> Iterator[Line]:
    for use in name.uses[:MOST_MEMBERS]:
        told = f"{flat(name.name)}: {view.who_names(use)} · {view.outlet(use.article)}"
        where = quiet(view.where(use.article, (use.span,)))
        yield line(f"{told}: {_in_place(use.article, use.span, view)}", where, depth=2)
    yield from _more(len(name.uses) - MOST_MEMBERS, f"times “{flat(name.name)}”", ALL, depth=2)


def _related(story: Story, view: View) -> Iterator[Line]:
    for related in story.related[:MOST_RELATED]:
        told = f"related by {related.by} to {_which(related.story, view)}: {flat(related.why)}"
        yield line(told, quiet(related.story), depth=2)
    yield from _more(len(story.related) - MOST_RELATED, "related stories", ALL, depth=2)


def _which(identity: str, view: View) -> str:
    story = view.stories.get(identity)
    if story is None:
        return "a story that is not here"
    return f"“{flat(story.title)}” ({_numbered_articles(story.articles, view)})"


def _numbered_articles(articles: Sequence[str], view: View) -> str:
    return f"article{'s' * (len(articles) > 1)} {_numbered(articles, view)}"


def _numbered(articles: Iterable[str], view: View) -> str:
    return ", ".join(str(view.numbers.get(one, flat(one))) for one in articles)


# ------------------------------------------------------------------------ copies


def _copies(view: View) -> Iterator[Line]:
    """The words that pages share, most first, which way they went, and what changed."""
    copies = view.copies
    if copies:
        yield from section("words that pages share")
    for copy in copies[:MOST_COPIES]:
        yield line((flat(copy.reason), WHO), quiet(_both(copy, view)), depth=1)
        for passage in copy.shared[:MOST_PASSAGES]:
            yield from _passage(passage, copy, view)
        yield from _more(len(copy.shared) - MOST_PASSAGES, "passages", ALL, depth=2)
        for where, span in copy.spans:
            words = words_at(view.articles[where], (span,)) if where in view.articles else ""
            yield line(f"credit: “{words}”", quiet(view.where(where, (span,))), depth=2)
    yield from _more(len(copies) - MOST_COPIES, "pairs of pages", ALL, depth=1)


def _both(copy: Copy, view: View) -> str:
    return f"article {_numbered((copy.a,), view)} with article {_numbered((copy.b,), view)}"


def _passage(passage: Passage, copy: Copy, view: View) -> Iterator[Line]:
    there = view.articles.get(copy.a)
    words = first_words(words_at(there, passage.a)) if there else ""
    where = f"{view.where(copy.a, passage.a)} with {view.where(copy.b, passage.b)}"
    shared = f"{passage.sort}, {count(passage.words, 'word')}: {words}"
    yield line(shared, quiet(where), depth=2)
    for change in passage.changes[:MOST_CHANGES]:
        yield _change(change, copy, view)
    yield from _more(len(passage.changes) - MOST_CHANGES, "changes", ALL, depth=3)


def _change(change: Change, copy: Copy, view: View) -> Line:
    sides = ((copy.a, change.a), (copy.b, change.b))
    told = [
        flat(span.of(view.articles[where].text)) if where in view.articles else ""
        for where, span in sides
    ]
    words = " against ".join(f"“{one}”" if one else "nothing" for one in told)
    where = " with ".join(view.where(where, (span,)) for where, span in sides)
    return line(f"differs ({change.kind}): {words}", quiet(where), depth=3)
