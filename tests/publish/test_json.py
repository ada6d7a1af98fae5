"""The JSON of a tracing: the schema's shape, the types' names, the article's very words."""

import dataclasses
import json
import types
from collections.abc import Iterator
from typing import Any, Literal, get_args, get_origin, get_type_hints

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from firsthand import __version__
from firsthand.data import text as data_file
from firsthand.publish.json import dumps, to_json
from firsthand.types import (
    Article,
    Attribution,
    Block,
    Change,
    Claim,
    Conflict,
    ConflictGroup,
    ConflictMember,
    Copy,
    Death,
    Decision,
    Event,
    EventName,
    EventUse,
    Failure,
    Finding,
    Harm,
    Hop,
    LevelCount,
    Merge,
    Naming,
    Note,
    Origins,
    Outlet,
    Party,
    Passage,
    Place,
    Quantity,
    Republication,
    Rivals,
    Span,
    Speaker,
    Split,
    Spot,
    Statement,
    Story,
    Time,
    Tracing,
)

SCHEMA = json.loads(data_file("trace.schema.json"))
VALID = Draft202012Validator(SCHEMA)

TEXT = """Silo wall gave way

At least 12 bags burst in Ostrel on Monday, foreman Ilva Renn told the harbour office.

Sign up to our bulletin

Renn reportedly said: "The clerk shouted 'run'." The silo had been full.
Source: Read Full Article"""

OTHER = "The clerk shouted, h/t The Quay"


def span(words: str) -> Span:
    start = TEXT.index(words)
    return Span(start, start + len(words))


EVENT = Event(
    "v1",
    "war",
    "war in Orn",
    (
        EventName("war", (EventUse("art 1", Span(0, 4), "outlet"),)),
        EventName("conflict", (EventUse("art 1", Span(5, 7), "caller", None, Span(0, 4)),)),
    ),
)


def full_tracing() -> Tracing:
    """One value of every type, every field filled."""
    renn = Speaker(
        "s1", "Ilva Renn", "foreman", True, "person", (span("foreman Ilva Renn"),), "p1", ("flag",)
    )
    told = Attribution(
        "a1",
        "mixed",
        (span("foreman Ilva Renn"),),
        (span("told"),),
        (span("At least 12 bags burst"), span("in Ostrel on Monday")),
        speaker="s1",
        addressee=span("the harbour office"),
        stance="distancing",
        hedged=True,
        polarity="negated",
        modality="conditional",
        flags=("translated",),
        chain=(
            Hop(1, "Ilva Renn", "say", "p1", True, "interview", span("told"), "stated"),
            Hop(2, None, "report", basis="lost"),
        ),
        claim="c1",
    )
    shout = Attribution(
        "a2", "direct", (span("The clerk"),), (span("shouted"),), (span("'run'"),), nested_in="a1"
    )
    own = Attribution(
        "a3", "indirect", (), (), (span("The silo had been full."),), own_voice=True, claim="c1"
    )
    article = Article(
        "art 1",
        ("in/page.txt", "in/copy.txt"),
        TEXT,
        (
            Block(0, 20, "title", reason="first line"),
            Block(20, len(TEXT), "furniture", "newsletter", 0.75, "aside", "asks to sign up"),
        ),
        url="https://example.org/silo",
        title="Silo wall gave way",
        byline="Pell Oster",
        published="2031-05",
        language="en",
        section="Harbour",
        publisher_tags=("silo",),
        agency="Tarn Press",
        outlet=Outlet("The Quay", "Quay Group", "furniture", span("our bulletin")),
        republication=Republication("furniture", span("Source: Read Full Article")),
        notes=(Note("lost-link", span("Read Full Article"), "the link is lost"),),
        attributions=(told, shout, own),
        speakers=(renn,),
        quantities=(Quantity(span("At least 12 bags"), 12, None, "bags", "bags", True, False),),
        times=(Time(span("Monday"), "2031-05-05", "published"),),
        places=(Place(span("Ostrel"), "Ostrel", 1.5, -2.5, "town"),),
        harms=(Harm(span("Monday"), "death", "kill", None, span("Ostrel"), "a1", True),),
        deaths=(Death(span("Ostrel"), (0,)),),
    )
    one, two = Statement("art 1", "a1"), Statement("art 1", "a3")
    level = LevelCount(1, 2, 1)
    claim = Claim(
        "c1",
        "Bags burst",
        (one, two),
        Origins(1, 2, 1, level, level, level, level, ((one,), (two,))),
        Rivals(1, 1),
        (Merge("m1", one, two, "same-utterer", "sure", "rule", (("art 1", span("Renn")),), "why"),),
        (Split("p1", one, two, "split", "Pell Oster", (("art 1", span("Renn")),), "why"),),
    )
    member = ConflictMember("art 1", "a1", span("12"))
    other = Article("art 2", ("in/other.txt",), OTHER, (Block(0, len(OTHER), "body"),))
    copied = Passage(
        "quotation",
        (span("The clerk shouted 'run'"),),
        (Span(0, 19),),
        3,
        (Change("words", span("'run'"), Span(18, 18)),),
    )
    copy = Copy(
        "k1",
        "art 1",
        "art 2",
        (copied,),
        0.25,
        1.0,
        "a-to-b",
        "credit",
        (("art 2", Span(20, 31)),),
        "why",
    )
    return Tracing(
        (article, other),
        (Failure("in/empty.txt", "holds no words", "check the file"),),
        (Party("p1", "Ilva Renn", ("Renn",), "person", "nobody", "the silo's owner", "table"),),
        (claim,),
        (
            Conflict(
                "c1", "figure", (ConflictGroup("12", 12, 12, "bags", (member,)),), "partly", "why"
            ),
        ),
        (Finding("impossible", "art 1", (span("12"),), "look", "row 3"),),
        (Story("st1", "The silo", ("art 1",), "same place", (), (EVENT,)),),
        (copy,),
        (
            Decision(
                "split",
                Spot("art 1", 0, 4, "Silo"),
                Spot("art 2", 0, 3, "The"),
                "Pell Oster",
                "2031-05-05T09:00:00Z",
                "two rooms",
                "d.jsonl:1",
                "overruled",
                "why",
                (one, two),
            ),
        ),
    )


def spans_in(value: Any) -> Iterator[dict[str, Any]]:
    if isinstance(value, dict):
        if value.keys() == {"start", "end", "exact"}:
            yield value
        value = list(value.values())
    if isinstance(value, list):
        for item in value:
            yield from spans_in(item)


# ------------------------------------------------------------------ the schema


def test_the_schema_is_itself_valid():
    Draft202012Validator.check_schema(SCHEMA)


def test_every_object_of_the_schema_is_closed_and_wants_every_key():
    for shape in (SCHEMA, *SCHEMA["$defs"].values()):
        assert shape["additionalProperties"] is False
        assert shape["required"] == list(shape["properties"])
        assert shape["description"]


def test_a_tracing_with_every_type_filled_validates():
    VALID.validate(to_json(full_tracing()))


def test_an_empty_tracing_has_every_key():
    assert to_json(Tracing()) == {
        "firsthand": __version__,
        **{
            key: []
            for key in (
                "failures",
                "parties",
                "articles",
                "copies",
                "claims",
                "undecided",
                "conflicts",
                "findings",
                "stories",
                "decisions",
            )
        },
    }


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("source", [{"start": 0, "end": 4, "exact": "Silo"}]),
        ("cue", [{"start": 0, "end": 4, "exact": "Silo"}]),
        ("speaker", "s1"),
        ("content", []),
        ("stance", "hostile"),
        ("rating", 5),
    ],
)
def test_the_schema_refuses_an_own_voice_statement_with(key, value):
    whole = to_json(full_tracing())
    own = whole["articles"][0]["attributions"][2]
    own[key] = value
    assert list(VALID.iter_errors(whole))


def test_the_schema_refuses_a_missing_key():
    whole = to_json(full_tracing())
    del whole["articles"][0]["attributions"][0]["addressee"]
    assert list(VALID.iter_errors(whole))


# ---------------------------------------------------------- types and schema agree


def dataclasses_under(hint: Any) -> Iterator[type]:
    for inner in get_args(hint):
        yield from dataclasses_under(inner)
    if dataclasses.is_dataclass(hint) and isinstance(hint, type):
        yield hint
        for inner in get_type_hints(hint).values():
            yield from dataclasses_under(inner)


# namings are for linking; who reads the JSON has the events
TYPES = sorted({*dataclasses_under(Tracing)} - {Naming}, key=lambda kind: kind.__name__)


def shape_of(kind: type) -> dict[str, Any]:
    if kind is Tracing:
        return SCHEMA
    return SCHEMA["$defs"][kind.__name__[0].lower() + kind.__name__[1:]]


@pytest.mark.parametrize("kind", TYPES, ids=lambda kind: kind.__name__)
def test_fields_of_the_type_are_keys_of_the_schema(kind):
    fields = {field.name for field in dataclasses.fields(kind)}
    if kind is Tracing:
        fields |= {"firsthand"}
    if kind is Span:
        fields |= {"exact"}
    if kind is Conflict:
        fields |= {"id"}
    if kind is Article:
        fields -= {"sentences", "namings"}  # for linking; who reads the JSON has the text
    if kind is Origins:
        fields = fields - {"utterer", "releaser", "outlet", "owner"} | {"levels"}
    assert set(shape_of(kind)["properties"]) == fields


def literals() -> Iterator[Any]:
    for kind in TYPES:
        for name, hint in get_type_hints(kind).items():
            for inner in (hint, *get_args(hint)):
                if get_origin(inner) is Literal:
                    yield pytest.param(kind, name, get_args(inner), id=f"{kind.__name__}.{name}")


@pytest.mark.parametrize(("kind", "name", "choices"), [*literals()])
def test_choices_of_the_type_are_choices_of_the_schema(kind, name, choices):
    enum = shape_of(kind)["properties"][name]["enum"]
    assert [choice for choice in enum if choice is not None] == list(choices)


@pytest.mark.parametrize("kind", TYPES, ids=lambda kind: kind.__name__)
def test_what_may_be_none_in_the_type_may_be_null_in_the_schema_and_nothing_else(kind):
    for name, hint in get_type_hints(kind).items():
        if name not in shape_of(kind)["properties"]:
            continue
        shape = shape_of(kind)["properties"][name]
        may_be_none = type(None) in get_args(hint)
        nullable = Draft202012Validator({**shape, "$defs": SCHEMA["$defs"]}).is_valid(None)
        assert nullable == may_be_none, f"{kind.__name__}.{name}"


# ------------------------------------------------------------------- the words


def test_origins_stand_by_level_and_uncounted_ones_are_null():
    counted, uncounted = full_tracing().claims[0], Claim("c2", "…", ())
    given_both = to_json(dataclasses.replace(full_tracing(), claims=(counted, uncounted)))
    first, second = (claim["origins"] for claim in given_both["claims"])
    assert first["levels"]["releaser"] == {"min": 1, "max": 2, "unknown": 1}
    assert second is None


def test_spans_of_merges_conflicts_and_findings_open_words_of_their_own_article():
    whole = to_json(full_tracing())
    assert whole["claims"][0]["merges"][0]["spans"][0]["span"]["exact"] == "Renn"
    assert whole["conflicts"][0]["groups"][0]["members"][0]["span"]["exact"] == "12"
    assert whole["findings"][0]["spans"][0]["exact"] == "12"


def test_spans_of_copies_open_words_of_the_article_each_belongs_to():
    (copy,) = to_json(full_tracing())["copies"]
    (passage,) = copy["shared"]
    assert [passage[side][0]["exact"] for side in ("a", "b")] == [
        "The clerk shouted 'run'",
        "The clerk shouted, ",
    ]
    assert [passage["changes"][0][side]["exact"] for side in ("a", "b")] == ["'run'", ""]
    assert copy["spans"] == [
        {"article": "art 2", "span": {"start": 20, "end": 31, "exact": "/t The Quay"}}
    ]


def test_a_bound_without_end_is_null():
    article = Article("a", ("a",), "many", (), quantities=(Quantity(Span(0, 4), 2, float("inf")),))
    assert to_json(Tracing((article,)))["articles"][0]["quantities"][0]["high"] is None


ODD = "a\x00b\x1b[2Jc\x9bd\u202ee\u2028f\ud800g\ufeffh🦆é\\ud800 </script>"


def test_dumps_is_utf8_and_reads_back_the_same_with_odd_characters():
    tracing = Tracing((Article("a", ("a",), ODD, (), title=ODD),))
    line = dumps(tracing)
    assert json.loads(line.encode("utf-8")) == to_json(tracing)
    assert "🦆é" in line


@pytest.mark.parametrize("risky", ["\x1b", "\x9b", "\u202e", "\u2066", "\u2028", "\x7f"])
def test_dumps_never_hands_a_terminal_what_could_drive_it(risky):
    assert risky not in dumps(Tracing((Article("a", ("a",), f"one{risky}two", ()),)))


# ---------------------------------------------------------------- random tracings

words = st.text(max_size=8)
maybe = st.none() | words


@st.composite
def articles(draw: st.DrawFn, number: int) -> Article:
    text = draw(st.text(st.characters(exclude_categories=()), min_size=1, max_size=40))
    # A high and a low surrogate side by side are one character to any JSON reader.
    text = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    cuts = st.integers(0, len(text))
    one = st.tuples(cuts, cuts).map(lambda ends: Span(min(ends), max(ends)))
    some = st.lists(one, max_size=3).map(tuple)
    fill = {Span: one, tuple[Span, ...]: some, str: words, float: st.floats(allow_nan=True)}

    def any_of(kind: type, **fixed: Any) -> st.SearchStrategy[Any]:
        hints = get_type_hints(kind)
        return st.builds(
            kind, **{n: fixed[n] if n in fixed else strategy(h) for n, h in hints.items()}
        )

    def strategy(hint: Any) -> st.SearchStrategy[Any]:
        if hint in fill:
            return fill[hint]
        if get_origin(hint) is types.UnionType:
            return st.one_of(*map(strategy, get_args(hint)))
        if get_origin(hint) is tuple:
            return st.lists(strategy(get_args(hint)[0]), max_size=2).map(tuple)
        if dataclasses.is_dataclass(hint):
            return any_of(hint)
        return st.from_type(hint)

    hops = any_of(Hop, seq=st.integers(1, 9), action=st.sampled_from(("say", "release", "publish")))
    statement = any_of(
        Attribution,
        content=st.lists(one, min_size=1, max_size=3).map(tuple),
        own_voice=st.just(False),
        chain=st.lists(hops, max_size=2).map(tuple),
    )
    own = statement.map(
        lambda a: dataclasses.replace(a, own_voice=True, source=(), cue=(), chain=(), speaker=None)
    )
    low = st.none() | st.floats(-90, 90)
    return draw(
        any_of(
            Article,
            id=st.just(f"article {number}"),
            inputs=st.lists(words, min_size=1, max_size=2).map(tuple),
            text=st.just(text),
            blocks=st.just((Block(0, len(text), "body"),)),
            attributions=st.lists(statement | own, max_size=3).map(tuple),
            places=st.lists(any_of(Place, lat=low, lon=low), max_size=2).map(tuple),
        )
    )


@st.composite
def tracings(draw: st.DrawFn) -> Tracing:
    read = [draw(articles(number)) for number in range(draw(st.integers(0, 2)))]
    failures = draw(st.lists(st.builds(Failure, words, words, words), max_size=2))
    findings = [
        Finding("rule", a.id, found.content, "look") for a in read for found in a.attributions
    ]
    return Tracing(tuple(read), tuple(failures), findings=tuple(findings))


@settings(max_examples=40, deadline=None)
@given(tracings())
def test_any_tracing_validates(tracing):
    VALID.validate(to_json(tracing))


@settings(max_examples=40, deadline=None)
@given(tracings())
def test_every_span_of_any_tracing_slices_back(tracing):
    for shown in to_json(tracing)["articles"]:
        for found in spans_in(shown):
            assert shown["text"][found["start"] : found["end"]] == found["exact"]


@settings(max_examples=40, deadline=None)
@given(tracings())
def test_any_tracing_is_written_as_utf8_and_reads_back_the_same(tracing):
    assert json.loads(dumps(tracing).encode("utf-8")) == to_json(tracing)
