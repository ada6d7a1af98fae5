"""Which names are places, how exact they are, and where they lie."""

import gzip

import pytest
from annotation_cases import article_of, fails, with_odd_letters
from hypothesis import given, settings
from hypothesis import strategies as st

from firsthand import annotate, data, read
from firsthand.annotation import gazetteer
from firsthand.errors import TableError
from firsthand.types import Place


def places_of(text: str) -> tuple[Place, ...]:
    return annotate(read(text=text, as_body=True)).places


def in_words(text: str) -> list[tuple[str, str | None]]:
    return [(place.span.of(text), place.precision) for place in places_of(text)]


def pin(text: str) -> tuple[int, int] | None:
    """The pin of the last place, in whole degrees; None where it has none."""
    last = places_of(text)[-1]
    return None if last.lat is None or last.lon is None else (round(last.lat), round(last.lon))


@pytest.mark.parametrize(
    ("text", "places"),
    [
        # -- R79: the town, not the hall in it; the region word keeps its precision, no pin
        ("She was taken to a barracks in Poltava, which is in central Ukraine.",
         [("Poltava", "city"), ("Ukraine", "country")]),
        ("Divers slept behind a shed in Rostock. Ferries leave Western Europe at noon.",
         [("Rostock", "city"), ("Western Europe", "region")]),
        ("The train stopped at Bergen Station and crossed the Black Sea coast near Varna.",
         [("Bergen Station", "site"), ("Black Sea", "water"), ("Varna", "city")]),
        # -- what kind of place
        ("Farmers in northern Alabama sold their barns.", [("Alabama", "admin")]),
        ("They sailed across the Caspian Sea.", [("Caspian Sea", "water")]),
        ("Shells fell on the Luhansk region.", [("Luhansk", "admin")]),
        ("Turnout was low in the Lviv (3 percent), Rivne (4 percent) and Sumy (5 percent) regions.",
         [("Lviv", "admin"), ("Rivne", "admin"), ("Sumy", "admin")]),
        ("They met at the Maritime Museum in Oslo.",
         [("Maritime Museum", "site"), ("Oslo", "city")]),
        # -- one place in two parts
        ("A barn burned in Columbus, Ohio.", [("Columbus, Ohio", "city")]),
        ("A barn burned in Dublin, Ga., on Monday.", [("Dublin, Ga.", "city")]),
        ("A barn burned in Aurora, CO.", [("Aurora, CO", "city")]),
        ("OSLO, Norway (Agency) — A barn burned at noon.", [("OSLO, Norway", "city")]),
        ("He lives in Paris, London and Berlin.",
         [("Paris", "city"), ("London", "city"), ("Berlin", "city")]),
        # -- those who act are none
        ("Moscow said that the bridge was closed.", []),
        ("Russia annexed Crimea.", [("Crimea", "admin")]),
        ("The council imposed sanctions against Norway.", []),
        ("They want unification with Moldova.", []),
        ("Envoys praised Japan's cabinet.", []),
        ("US officials met at noon.", []),
        ("He took part in a pro-Russia rally in Odesa.", [("Odesa", "city")]),
        ("Senator Ana Reis (R-Texas) left at noon.", []),
        ("The crowd in Minsk shouted “Belarus!”", [("Minsk", "city")]),
        # -- but they are where something is, happens, comes from, goes to
        ("Grain comes from Ukraine.", [("Ukraine", "country")]),
        ("He fled to Norway.", [("Norway", "country")]),
        ("Ukraine's capital is quiet.", [("Ukraine", "country")]),
        ("She watched the Iowa caucuses on a train.", [("Iowa", "admin")]),
        ("The firm is Geneva-based.", [("Geneva", "city")]),
        # -- names of other things
        ("He wrote about the Vietnam War.", []),
        ("She edits the Boston Globe.", []),
        ("They studied the Panama Papers.", []),
        ("He serves on the Business Council of British Columbia.", []),
        ("Operation Norway Shield began at noon.", []),
        ("Norwegian guards slept in Bergen.", [("Bergen", "city")]),
        ("The probe flew to Mars.", []),
    ],
)  # fmt: skip
def test_places_in_a_sentence(text, places):
    assert in_words(text) == places


@pytest.mark.parametrize(
    ("text", "places"),
    [
        # -- what the words around it say, whatever the recogniser takes it for
        ("The ferry calls at the port in the Latvian capital of Riga.", [("Riga", "city")]),
        ("Bees were found in the village of Ormelund.", [("Ormelund", "city")]),
        ("He mends clocks in a town of Serbia, the town of Ravnik.",
         [("Serbia", "country"), ("Ravnik", "city")]),
        ("KRESNO, Norway (Agency) - A barn burned at noon.", [("KRESNO, Norway", "city")]),
        ("A choir sang after the 2009 Benghazi fire.", [("Benghazi", "city")]),
        # -- a hall is where something is, where the words before it say so
        ("Cooks queued inside the Harbor Regional Center.",
         [("Harbor Regional Center", "site")]),
        ("She weighed moths at Corvin University.", [("Corvin University", "site")]),
        ("They walked back to Shannon Airport.", [("Shannon Airport", "site")]),
        ("The Corvin Center sued a baker.", []),
        ("Two sat in the Lower House.", []),
        # -- a town and the state that it lies in, known there or not
        ("A mill burned in Hereford, Ariz., on Monday.", [("Hereford, Ariz.", "city")]),
        ("A mill burned in Fulton County, Ohio.", [("Fulton County", "admin"), ("Ohio", "admin")]),
        ("He sold kites in Oslo, Georgia, Texas and Ohio.",
         [("Oslo", "city"), ("Georgia", "admin"), ("Texas", "admin"), ("Ohio", "admin")]),
        # -- those who act, are dealt with, are spoken to
        ("The envoy accused Norway of hiding the bill.", []),
        ("The envoy shunned Norway for a year.", []),
        ("Ministers view Norway as a rival.", []),
        ("The singer lashed out at Norway.", []),
        ("The farmers rely on Norway for salt.", []),
        ("The envoy is soft on Norway.", []),
        ("He had kind words for Washington.", []),
        ("It is a blow for the White House.", []),
        ("They held a dialogue with Donetsk and Lviv.", []),
        ("Norway's central bank raised the rate.", []),
        ("Norway's coast is long.", [("Norway", "country")]),
        ("The skipper pointed at Norway from the deck.", []),
        ("He looked at Norway from the deck.", [("Norway", "country")]),
        ("Thank you, Norway!", []),
        ("They will not forget you, Norway.", []),
        ("She left you in Norway.", [("Norway", "country")]),
        # -- things that are called like places
        ("Nurses fear the Delta variant.", []),
        ("She works for the State Department in Oslo.", [("Oslo", "city")]),
        ("He writes for New York magazine.", []),
        ("Photo: Agency/Norway. The barn burned.", []),
    ],
)  # fmt: skip
def test_places_by_how_the_phrase_is_built(text, places):
    assert in_words(text) == places


# each rule on three passages or more, and on what it must leave alone
@pytest.mark.parametrize(
    ("text", "places"),
    [
        # -- who is accredited or dealt with acts; who lives there, and what lies between, is there
        ("The Norwegian ambassador to Chile skates, and an envoy to Kenya knits.", []),
        ("It brought a new warmth between Norway and its neighbours.", []),
        ("There is no quarrel between us and our oldest friend, the state of Norway.", []),
        ("The people of Norway knit. So do the people of Oregon.",
         [("Norway", "country"), ("Oregon", "admin")]),
        ("A bus runs between Norway and Sweden.", [("Norway", "country"), ("Sweden", "country")]),
        ("Skaters queue at the Norway-Sweden border.",
         [("Norway", "country"), ("Sweden", "country")]),
        # -- whose words a state behind a county is part of
        ("Linn County, Oregon, has picked two bakers.", []),
        ("Bakers in Linn County, Oregon, were glad.",
         [("Linn County", "admin"), ("Oregon", "admin")]),
        # -- at a site somebody is told it, or lashed out at
        ("“It held,” she told Norr at the White House.", [("White House", "site")]),
        ("She lashed out at Norway.", []),
        ("They left the sledges on the Capitol steps.", [("Capitol", "site")]),
        ("Geese walked along the Promenade des Cygnes.", [("Promenade des Cygnes", "site")]),
        ("They knitted for weeks before the Iowa Caucus.", [("Iowa", "admin")]),
        ("Friends in the West and bakers in the South agree.",
         [("West", "region"), ("South", "region")]),
        # -- a list of those who act has no places; where something is, it has
        ("The towns that sued the dam's owner include Toledo and Dayton.", []),
        ("The countries suing the shipyard include Norway, Latvia and Ghana.", []),
        ("Among his guests were envoys of a pact grouping Norway, Iceland and Estonia.", []),
        ("The members of the choir league include Norway and Latvia.", []),
        ("Cities such as Toledo and Dayton want a refund, the clerk said.", []),
        ("States including Ohio and Utah have sued the mill.", []),
        ("The tour includes Norway and Latvia.", [("Norway", "country"), ("Latvia", "country")]),
        ("The states hit by the hail include Ohio and Utah.",
         [("Ohio", "admin"), ("Utah", "admin")]),
        # -- "the state of …" acts where the state does
        ("The baker filed a suit against the state of Utah.", []),
        ("The mill sued the city of Toledo over a fence.", []),
        ("A guild of weavers won its case against the city of Dayton.", []),
        ("The letter was a threat to the state of Ohio.", []),
        ("She paints barns in the state of Ohio.", [("Ohio", "admin")]),
        ("She moved to the city of Toledo.", [("Toledo", "city")]),
        # -- whom one deals with, or compares with
        ("The guild appeased Norway for years.", []),
        ("He assisted Latvia with the dam.", []),
        ("She withdrew Norway from the pact.", []),
        ("He is loyal to Norway.", []),
        ("The farmers are grateful to Latvia.", []),
        ("The app is similar to Quorvo in many ways.", []),
        ("The hut is close to Norway.", [("Norway", "country")]),
        ("Drummers fought on Norway's side.", []),
        ("Most of the cooks stood on Latvia's side.", []),
        ("The scouts were surely on Ghana's side.", []),
        ("They put sanctions on Norway.", []),
        ("The bakers kept putting pressure on Ghana.", []),
        ("The crews have pinned the fault on Latvia.", []),
        ("Snow fell on Norway.", [("Norway", "country")]),
        ("Their oldest ally is Norway.", []),
        ("Their sworn enemy is Latvia.", []),
        ("Her closest friend is Ghana.", []),
        ("Chicago and Boston are party to the lawsuit.", []),
        ("Seattle is a member of the league.", []),
        ("Boston is an ally of the bakers.", []),
        ("Chicago is home to a choir.", [("Chicago", "city")]),
        # -- what is told about, or likened, is no place for that
        ("A report on Velk Tower burned.", []),
        ("He reads papers on Trevik Tower every day.", []),
        ("He wrote an article on Ostrava Field.", []),
        ("Their tool is akin to Velkoria.", []),
        ("It is inferior to Brandova.", []),
        # -- states in a list: the second is not where the first lies
        ("Their bees come from Virginia, Washington and Ohio.",
         [("Virginia", "admin"), ("Washington", "admin"), ("Ohio", "admin")]),
        ("Her bees come from Texas, New York and Ohio.",
         [("Texas", "admin"), ("New York", "admin"), ("Ohio", "admin")]),
        ("Crews patched roofs in Georgia, Washington and Utah.",
         [("Georgia", "admin"), ("Washington", "admin"), ("Utah", "admin")]),
        ("He baked in New York, Chicago and Ohio.",
         [("New York", "city"), ("Chicago", "city"), ("Ohio", "admin")]),
        ("A mill burned in Aberdeen, Washington.", [("Aberdeen, Washington", "city")]),
        # -- letters are no town that is called like them
        ("The lab lifts its mirrors to LEO in a crate.", []),
        ("Her film is stored in a VHS box near MONA.", []),
        ("The bakers sold shares to LIMA, a fund.", []),
        # -- a direction that is part of the name
        ("She sang in the East Room of the palace.", [("East Room", "site")]),
        ("They queued at the North Gate until noon.", [("North Gate", "site")]),
        ("He waited outside the West Tower of the abbey.", [("West Tower", "site")]),
        # -- the noun behind says which
        ("The cook fled to Borno state with a goat.", [("Borno", "admin")]),
        ("Two wells dried up in Kano state.", [("Kano", "admin")]),
        ("She moved to Washington state in May.", [("Washington", "admin")]),
        ("He sells looms in the Baltic states.", [("Baltic states", "region")]),
        ("Storks nest across the Baltic states.", [("Baltic states", "region")]),
        ("Trains from the Baltic states were late.", [("Baltic states", "region")]),
        # -- a lawmaker's party and state
        ("The bill of Sen. Ida Katz , D - Maine , failed.", []),
        ("The pages of Sen. Ida Katz , R - Utah , burned.", []),
        ("Fans of Ana Norr ( R - Maine ) left.", []),
        # -- before and behind a noun for a place
        ("The ministers dined in the Niger capital Niamey.",
         [("Niger", "country"), ("Niamey", "city")]),
        ("The drummers live near the Chadian capital N'Djamena.", [("N'Djamena", "city")]),
        ("The well lies close to the Cameroon border.", [("Cameroon", "country")]),
        ("She crossed the Chad border.", [("Chad", "country")]),
        ("The Cameroon coast is long.", [("Cameroon", "country")]),
        ("The Norwegians of Latvia held a fair.", [("Latvia", "country")]),
        ("Songs of the Armenians of Syria were sung.", [("Syria", "country")]),
        ("The Greeks of Egypt opened a school.", [("Egypt", "country")]),
        # -- datelines with another dash, and what one boards for a place
        ("OSLO ― A barn burned at noon.", [("OSLO", "city")]),
        ("RIGA ― The choir sang until dawn.", [("RIGA", "city")]),
        ("LIMA ― A ferry sank.", [("LIMA", "city")]),
        ("Ana Reis boarded a flight for Kiev.", [("Kiev", "city")]),
        ("The cooks took a train for Riga.", [("Riga", "city")]),
        ("They missed the last bus for Lima.", [("Lima", "city")]),
        # -- a hall with the name of somebody who speaks
        ("Ana Norr pays rent at Norr Tower. “It is cheap,” Norr said.", [("Norr Tower", "site")]),
        ("Tom Katz opened a show at Katz Hall. Katz told us that it leaks.",
         [("Katz Hall", "site")]),
        ("Ida Reis slept at Reis Lodge. “I snore,” Reis said.", [("Reis Lodge", "site")]),
    ],
)  # fmt: skip
def test_who_acts_and_where_in_other_builds(text, places):
    assert in_words(text) == places


@pytest.mark.parametrize(
    ("text", "where"),
    [
        ("A mill burned in Hereford, Ariz.", None),  # no such town in the table, not the Texan one
        ("A mill burned in Hereford, Texas.", (35, -102)),
        ("A canal froze in London, Ontario. Skaters left London at noon.", (43, -81)),
        # the small namesake in a named state, and the large one
        ("Crews rowed in Mississippi. A regatta starts in Cleveland.", None),
        ("Crews rowed in Mississippi, Iowa and Texas. A regatta starts in Cleveland.", (42, -82)),
        ("They flew to Martha 's Vineyard.", (41, -71)),
        # some times as large as the one in a state that is named
        ("Crews rowed in Tennessee. A regatta starts in Cleveland.", None),
        ("Choirs from Tennessee, Oregon and Utah will sing in Cleveland.", None),
        ("Ferries stop in Minnesota. Dancers met in Buffalo at noon.", None),
    ],
)
def test_a_pin_is_never_that_of_a_namesake(text, where):
    assert pin(text) == where


@pytest.mark.parametrize(
    ("text", "precision"),
    [
        ("She counted the votes of the New York primary.", "admin"),
        ("She watched the Georgia caucus.", "admin"),
        ("She spent the winter in New York.", "city"),
    ],
)
def test_states_hold_primaries(text, precision):
    assert places_of(text)[0].precision == precision


@pytest.mark.parametrize(
    "war",
    ["the Vietnam War", "the Korean War", "the Iraq War", "the Gulf War", "Operation Desert Storm"],
)
def test_a_war_is_no_place(war):
    assert in_words(f"My uncle fought in {war}.") == []
    assert in_words(f"He spoke of {war} at length.") == []


@pytest.mark.parametrize(
    ("text", "where"),
    [
        ("It burned in Paris, Texas.", (34, -96)),  # the written part
        ("It burned in Paris.", (49, 2)),  # clearly the largest
        ("It burned in Kiev.", (50, 31)),
        ("It burned in Kyiv.", (50, 31)),
        ("It burned in Lvov.", (50, 24)),
        ("It burned in Kharkov.", (50, 36)),
        ("It burned in Budennovsk.", (45, 44)),
        ("She left Canada on Monday. The barn lies near London, Ontario.", (43, -81)),
        ("Canadian crews rowed in Ontario. A barn burned in Windsor.", (42, -83)),  # a named state
        ("It burned in Springfield.", None),  # too many, none clearly the largest
        ("It burned in Ukraine.", None),
        ("It burned in Texas.", None),
        ("It burned at the Harbour Museum.", None),
        ("It burned in Eastern Europe.", None),
    ],
)
def test_a_pin_where_it_is_settled(text, where):
    assert pin(text) == where


def test_spellings_have_one_name():
    names = {places_of(f"It burned in {name}.")[0].name for name in ("Kiev", "Kyiv", "KYIV")}
    assert names == {"Kyiv"}


@pytest.mark.parametrize(
    ("text", "precision"),
    [
        ("Farms in Georgia flooded. So did barns in Alabama.", "admin"),
        ("Farms in Georgia flooded. So did barns near Tbilisi.", "country"),
        ("Farms in Georgia flooded.", None),
    ],
)
def test_a_name_of_two_kinds_is_what_the_article_settles(text, precision):
    assert places_of(text)[0].precision == precision


@pytest.mark.parametrize(
    "text",
    [
        "Mrs Ana Paris said that it leaks. “It is old,” Paris said. Later Tom Katz met Paris.",
        "Tom Lincoln said that it leaks. They drove to Lincoln, who was tired.",
        "Mayor Ana London opened the lock. A crowd cheered London.",
    ],
)
def test_a_person_who_is_called_like_a_place_is_none(text):
    assert in_words(text) == []


def test_a_place_over_furniture_is_left_out():
    article = article_of("It burned in Columbus,", "Sign up!", "Ohio.", aside=("Sign up!",))
    for place in annotate(article).places:
        assert "Sign" not in place.span.of(article.text)


@pytest.mark.parametrize("row", data.table("place_names", columns=("name", "precision")))
def test_every_name_of_the_table_is_found(row):
    for name in (row["name"], *data.words(row["aliases"])):
        assert row["precision"] in {entry.precision for entry in gazetteer.called(name)}


def test_every_abbreviation_is_a_part_of_a_country():
    for row in data.table("place_names", columns=("abbreviations",)):
        for short in data.words(row["abbreviations"]):
            assert {e.precision for e in gazetteer.abbreviated(short)} == {"admin"}


@pytest.mark.parametrize("row", data.table("place_words", columns=("word", "sort")))
def test_every_word_of_the_table_is_one_word_in_small_letters(row):
    assert row["word"] == row["word"].lower()
    assert len(row["word"].split()) == 1


def test_the_gazetteer_is_sorted_and_every_line_can_be_read():
    lines = data.unpacked("gazetteer.tsv.gz").splitlines()
    keys = [line.partition(b"\t")[0] for line in lines]
    assert keys == sorted(set(keys))
    for key in (keys[0], keys[1], keys[len(keys) // 2], keys[-2], keys[-1]):
        assert gazetteer._of_geonames(key.decode())
    for none in ("", "zzzzzz", "!", "aaaa nowhere"):
        assert gazetteer._of_geonames(none) == ()


def test_a_gazetteer_that_is_no_gzip_file_says_so(tmp_path, monkeypatch):
    (tmp_path / "gazetteer.tsv.gz").write_bytes(b"kesk\tKesk")
    monkeypatch.setenv("FIRSTHAND_DATA", str(tmp_path))
    with pytest.raises(TableError, match=r"gazetteer\.tsv\.gz"):
        data.unpacked("gazetteer.tsv.gz")


def test_your_own_gazetteer_is_read(tmp_path, monkeypatch):
    (tmp_path / "gazetteer.tsv.gz").write_bytes(gzip.compress(b"kesk\t|city|NO||1|2|3\n"))
    monkeypatch.setenv("FIRSTHAND_DATA", str(tmp_path))
    assert data.unpacked("gazetteer.tsv.gz").startswith(b"kesk")


@pytest.mark.parametrize(
    "text",
    [
        "KYIV KYIV KYIV.",
        "In Kyiv\x00 it burned in \x00.",
        "It burned in " + "9" * 5000 + ", " + "Ohio" * 3000 + ".",
        "In " + "Paris, " * 500 + "Texas.",
        "In " + "Ana of " * 500 + "Texas.",
        "’s ’s In’s Kyiv’s’s.",
        "-Kyiv- Kyiv-",
    ],
)
def test_odd_input_gives_a_result(text):
    check_spans(text)


PIECES = st.sampled_from(
    "In Kyiv Paris , . Texas Ohio said of the 's - region Georgia “ ” Ana \n\n ( ) Ga. at US".split(
        " "
    )
)


@settings(max_examples=40, deadline=None)
@given(st.lists(with_odd_letters(PIECES), max_size=25).map(" ".join) | st.text(max_size=80))
def test_spans_slice_back_and_never_overlap(text):
    check_spans(text)


def check_spans(text: str) -> None:
    article = read(text=f"It burned. {text}", as_body=True)
    found = annotate(article).places
    end = 0
    for place in found:
        assert end <= place.span.start < place.span.end <= len(article.text)
        end = place.span.end
        assert place.span.of(article.text).strip()
        assert place.precision in (None, *gazetteer.PRECISIONS)
        assert (place.lat is None) == (place.lon is None)


@pytest.mark.parametrize(
    ("text", "places"),
    [
        fails("It burned in Nice Ana Reis, a guard, told us.", [("Nice", "city")],
              why="a lost full stop makes one name of the place and who speaks next"),
        fails("In Luhansk guards fired at men who entered the region.", [("Luhansk", "admin")],
              why="what is called like its chief town is the town, unless the next word says so"),
    ],
)  # fmt: skip
def test_not_read_yet(text, places):
    assert in_words(text) == places
