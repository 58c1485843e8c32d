"""A folder of the user's own actors: how its rows come over ours, and what is said of a folder that is wrong."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from whodid.actors import actor_tables, load_tables
from whodid.actors.doubts import find_doubts
from whodid.actors.names import NameIndex
from whodid.actors.own import read_own
from whodid.actors.readings import find_readings, near_names
from whodid.actors.tables import as_of
from whodid.errors import BadInput
from whodid.formats import coded_story, json_line
from whodid.model import Page, Story
from whodid.pipeline import code_pages, load
from whodid.settings import Settings

PERSONS = "id name aliases code office from to status gender origin"
ORGANISATIONS = "id name aliases code kind from to origin"
TODAY = date(2024, 2, 29)

Write = Callable[..., Path]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Writes a table of the user's own, its cells between commas, and gives the folder."""

    def table(name: str, columns: str, *rows: str) -> Path:
        folder = tmp_path / "own"
        folder.mkdir(exist_ok=True)
        lines = ["\t".join(columns.split()), *("\t".join(cell.strip() for cell in row.split(",")) for row in rows)]
        (folder / name).write_text("\n".join(lines) + "\n", encoding="utf-8")
        return folder

    return table


def problems(folder: Path) -> list[str]:
    return [str(problem) for problem in read_own(folder).problems]


def test_a_new_person_stands_beside_ours(write: Write) -> None:
    folder = write("persons.tsv", PERSONS, "orla-fenn, Orla Fenn, Fenn, NOR.GOV, minister, 2019, , recognised, f, ours")
    tables = actor_tables(folder)
    (fenn,) = tables.persons["orla-fenn"]
    assert (fenn.code, fenn.aliases, fenn.origin) == ("NOR.GOV", ("Fenn",), "ours")
    assert set(tables.persons) == {*load_tables().persons, "orla-fenn"}
    assert tables.organisations == load_tables().organisations
    assert actor_tables() is load_tables()


def test_rows_of_an_id_replace_all_our_rows_of_it(write: Write) -> None:
    assert len(load_tables().persons["boris-johnson"]) > 1
    row = "boris-johnson, Boris Johnson, Johnson, GBR.JRN, columnist, 2023, , recognised, m,"
    tables = actor_tables(write("persons.tsv", PERSONS, row))
    assert [person.office for person in tables.persons["boris-johnson"]] == ["columnist"]


def test_members_are_replaced_by_group_and_state(write: Write) -> None:
    tables = actor_tables(write("memberships.tsv", "group iso3 status from to", "EU, GBR, member, 1973, 1975"))
    today = {row.iso3 for row in as_of(tables.memberships["EU"], "2000-01-01")}
    before = {row.iso3 for row in as_of(load_tables().memberships["EU"], "2000-01-01")}
    assert before - today == {"GBR"} and not today - before
    assert tables.memberships["NATO"] == load_tables().memberships["NATO"]


def test_nouns_are_replaced_by_the_noun_and_heads_are_nouns(write: Write) -> None:
    write("nouns.tsv", "noun sector kind country_needed", "rebels, PRM, collective, no")
    folder = write("heads.tsv", "noun sector kind country_needed origin", "quartermaster, , office, no, mine")
    tables = actor_tables(folder)
    assert tables.nouns["rebels"].sector == "PRM"
    assert tables.nouns["quartermaster"].sector == ""
    assert tables.nouns["police"] == load_tables().nouns["police"]


def test_every_table_can_be_added_to(write: Write) -> None:
    countries = "iso3 name names demonyms capitals seats from to"
    write("countries.tsv", countries, "ZZY, Freedonia, Freedonia, Freedonian, Fredville, Rufus Hall:ZZY.GOV, 1933,")
    write("groups.tsv", "id name aliases code members_noun", "DUCK, Duck Pact, Pact of the Duck, IGO, Duck states")
    write("memberships.tsv", "group iso3 status from to", "DUCK, ZZY, member, 1933,")
    write("organisations.tsv", ORGANISATIONS, "ducks, Duck Front, DF, ZZY.REB, armed_group, , ,")
    write("homonyms.tsv", "name iso3 code cues", "Freedonia, ZZY, USA, Freedonia County")
    write("regions.tsv", "region iso3", "freedonian and american, ZZY|USA")
    write("given_names.tsv", "name gender", "Rufustina, f")
    folder = write("acts.tsv", "noun verbs", "duckery, duck|dive")
    (folder / "README.md").write_text("what this is")
    (folder / ".hidden").write_text("x")
    tables = actor_tables(folder)
    assert tables.countries["ZZY"][0].seats == (("Rufus Hall", "ZZY.GOV"),)
    assert tables.memberships["DUCK"][0].iso3 == "ZZY"
    assert tables.homonyms["Freedonia"].code == "USA"
    assert tables.regions["freedonian and american"] == {"ZZY", "USA"}
    assert tables.given_names["rufustina"] == "f"
    assert tables.acts["duckery"] == {"duck", "dive"}
    assert {hit.entries[0].id for hit in NameIndex(tables).find("Freedonia and the Duck Front")} == {"ZZY", "ducks"}


def test_the_digest_is_that_of_the_contents(write: Write, tmp_path: Path) -> None:
    row = "orla-fenn, Orla Fenn, Fenn, NOR.GOV, minister, 2019, , recognised, f, ours"
    folder = write("persons.tsv", PERSONS, row)
    first = read_own(folder).digest
    (folder / "README").write_text("not a table")
    moved = folder.rename(tmp_path / "elsewhere")
    assert read_own(moved).digest == first
    assert read_own(write("persons.tsv", PERSONS, row.replace("2019", "2020"))).digest != first


GOOD = "a, Ann Lee, , NOR.GOV, minister, 2019, , recognised, f, x"


@pytest.mark.parametrize(
    ("row", "told"),
    [
        ("a, , , NOR.GOV, mayor, 2019, , recognised, f, x", "name: is empty"),
        (", Ann Lee, , NOR.GOV, minister, 2019, , recognised, f, x", "id: is empty"),
        ("a, Ann Lee, , , minister, 2019, , recognised, f, x", "code: is empty; expected COUNTRY[.SECTOR[.SECTOR]]"),
        ("a, Ann Lee, , nor, minister, 2019, , recognised, f, x", "code: 'nor' is no country; .* did you mean NOR?"),
        ("a, Ann Lee, , QQQ.GOV, minister, 2019, , recognised, f, x", "'QQQ' is no country; .* IGO"),
        ("a, Ann Lee, , NOR.GVO, minister, 2019, , recognised, f, x", "'GVO' is no sector; .* did you mean GOV?"),
        ("a, Ann Lee, , QQQ.GVO, minister, 2019, , recognised, f, x", "'QQQ' is no country and 'GVO' is no sector"),
        ("a, Ann Lee, , NOR.OPP.LEG.GOV, minister, 2019, , recognised, f, x", "has 3 sectors"),
        ("a, Ann Lee, , NOR, minister, 2019-13, , recognised, f, x", "from: '2019-13' is no date; expected YYYY"),
        ("a, Ann Lee, , NOR, minister, 2019-02-30, , recognised, f, x", "from: '2019-02-30' is no date"),
        ("a, Ann Lee, , NOR, minister, 19, , recognised, f, x", "from: '19' is no date"),
        ("a, Ann Lee, , NOR, minister, 2019-05, 2018, recognised, f, x", "to: 2018 is before from, 2019-05"),
        ("a, Ann Lee, , NOR, minister, 2019, , recognized, f, x", "status: .* did you mean recognised?"),
        ("a, Ann Lee, , NOR, minister, 2019, , recognised, female, x", "gender: 'female' .* m or f, or nothing"),
        ('a, "Ann Lee", , NOR, minister, 2019, , recognised, f, x', "name: .* has a quotation mark"),
        ("a, Ann Lee, , NOR, minister", "5 cells under 10 columns, the first without one is from"),
        (f"{GOOD}, y", "11 cells under 10 columns, beyond it: 'y'"),
        (GOOD, "a, minister, NOR.GOV, 2019 stands in line 2 already"),
        ("a, Anna Lee, , NOR, mayor, 2019, , recognised, f, x", "name: 'Anna Lee', but 'Ann Lee' in line 2"),
    ],
)
def test_a_bad_row_is_told_by_file_line_and_column(write: Write, row: str, told: str) -> None:
    (problem,) = problems(write("persons.tsv", PERSONS, GOOD, row))
    assert problem.startswith("persons.tsv, line 3")
    for part in told.split(" .* "):
        assert part in problem


@pytest.mark.parametrize(
    "row",
    [
        "a, Ann Lee, , NOR, minister, 2019-05, 2019, recognised, f, x",
        "a, Ann Lee, , NOR, minister, 2019-05-01, 2019-05-01, recognised, , x",
        "a, Ann Lee, , NGO, , , , claimed, m,",
        "a, Ann Lee, Lee | Annie | , NOR.OPP.LEG, minister, 2020-02-29, , disputed, f, x",
    ],
)
def test_a_good_row_is_not_found_fault_with(write: Write, row: str) -> None:
    assert problems(write("persons.tsv", PERSONS, row)) == []


@pytest.mark.parametrize(
    ("name", "columns", "row", "told"),
    [
        ("organisations.tsv", ORGANISATIONS, "a, Alpha, , NOR.BUS, firm, , ,", "kind: 'firm' is not known here"),
        ("memberships.tsv", "group iso3 status from to", "UE, NOR, member, ,", "group: 'UE' is no group"),
        ("memberships.tsv", "group iso3 status from to", "EU, NGO, member, ,", "iso3: 'NGO' is no country"),
        ("memberships.tsv", "group iso3 status from to", "EU, NOR, joined, ,", "status: 'joined'"),
        ("nouns.tsv", "noun sector kind country_needed", "gang, CRM, group, no", "kind: 'group'"),
        ("nouns.tsv", "noun sector kind country_needed", "gang, CRM, collective, maybe", "country_needed: 'maybe'"),
        ("regions.tsv", "region iso3", "nordic, NOR|SVE", "iso3: 'NOR|SVE': 'SVE' is no country"),
        ("homonyms.tsv", "name iso3 code cues", "Norway, NOR, USA,", "cues: is empty"),
        ("given_names.tsv", "name gender", "Kim,", "gender: is empty"),
        (
            "countries.tsv",
            "iso3 name names demonyms capitals seats from to",
            "zzy, F, F, , , Hall, ,",
            "iso3: 'zzy' is no country's code",
        ),
    ],
)
def test_every_table_has_its_checks(write: Write, name: str, columns: str, row: str, told: str) -> None:
    assert any(problem.startswith(f"{name}, line 2, {told}") for problem in problems(write(name, columns, row)))


def test_a_header_is_told_column_by_column(write: Write) -> None:
    columns = PERSONS.replace("office", "job").replace("status ", "").replace("gender", "gender gender")
    told = problems(write("persons.tsv", columns, "no, row, is, looked, at, under, a, wrong, header, x, y"))
    assert [problem.split(";")[0] for problem in told] == [
        "persons.tsv, line 1, job: is no column of this table",
        "persons.tsv, line 1, gender: stands 2 times",
        "persons.tsv, line 1, office: this column is missing",
        "persons.tsv, line 1, status: this column is missing",
    ]
    (only,) = problems(write("persons.tsv", "orla Orla_Fenn NOR.GOV"))
    assert "the line names no column" in only


def test_what_is_not_utf_8_is_told_by_its_byte(write: Write) -> None:
    folder = write("persons.tsv", PERSONS, GOOD)
    content = (folder / "persons.tsv").read_bytes()
    (folder / "persons.tsv").write_bytes(content + "b\tJosé".encode("latin-1"))
    assert problems(folder) == [
        f"persons.tsv, line 3: byte {len(content) + 5} is 0xe9, which is not UTF-8; "
        "save the file as UTF-8, tab-separated"
    ]


def test_what_spreadsheets_and_windows_write_is_read(write: Write) -> None:
    folder = write("persons.tsv", PERSONS, GOOD, ", , , , , , , , ,", "b, Bo Lee, , NOR, , , , claimed, m, x")
    text = (folder / "persons.tsv").read_text("utf-8")
    (folder / "persons.tsv").write_bytes(b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode())
    own = read_own(folder)
    assert own.problems == ()
    assert [row.line for row in own.rows["persons.tsv"]] == [2, 4]


def test_all_problems_of_all_files_are_told_together_and_nothing_is_used(write: Write) -> None:
    write("persons.tsv", PERSONS, GOOD, "b, , , QQQ, , 2019-13, , king, x, x")
    write("organisations.tsv", ORGANISATIONS, "c, C, , NOR, firm, , ,")
    folder = write("words.tsv", "class word value", "he, xe, ")
    (folder / "notes.docx").write_text("x")
    (folder / "old").mkdir()
    with pytest.raises(BadInput) as caught:
        actor_tables(folder)
    first, *lines = str(caught.value).splitlines()
    assert first == f"{folder}: 9 problems in 5 files, so nothing of this folder is used:"
    assert len(lines) == 9
    assert [line.split(":")[0] for line in lines[:3]] == ["notes.docx", "old", "words.tsv"]
    assert caught.value.reason == "bad_actors"
    assert "a" not in load_tables().persons


def test_members_of_a_group_that_cannot_be_read_are_not_found_fault_with(write: Write) -> None:
    write("groups.tsv", "id name", "DUCK, Duck Pact")
    folder = write("memberships.tsv", "group iso3 status from to", "DUCK, NOR, member, 1933,")
    assert {problem.split(",")[0] for problem in problems(folder)} == {"groups.tsv"}


def test_a_folder_without_tables_says_what_is_expected(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match=r"no table here; expected one or more of countries\.tsv, persons\.tsv"):
        read_own(tmp_path)
    with pytest.raises(BadInput, match="there is no such folder"):
        read_own(tmp_path / "nowhere")


def doubts(folder: Path) -> list[tuple[str, int, str, str]]:
    own = read_own(folder)
    assert own.problems == ()
    return [(one.kind, one.line, one.column, one.message) for one in find_doubts(own, load_tables(), TODAY)]


@pytest.mark.parametrize(
    ("row", "kind", "words"),
    [
        ("x, Xan Biden, Biden, NOR.BUS, , 2022, 2023, recognised, m, x", "overlap", "shipped persons.tsv"),
        ("x, Xan Biden, Biden, NOR.BUS, , 1900, 1901, recognised, m, x", "", ""),
        ("x, Xan Biden, Biden, USA.GOV, , 2022, 2023, recognised, m, x", "", ""),
        ("x, Xan Vroom, Oslo, SWE.BUS, , 2022, 2023, recognised, m, x", "overlap", "shipped countries.tsv"),
        ("x, Xan Vroom, Lake, NOR.BUS, , 2022, 2023, recognised, m, x", "common word", "common English word"),
        ("x, Xan Vroom, Anna, NOR.BUS, , 2022, 2023, recognised, m, x", "common word", "given name"),
        ("x, Xan Vroom, Police, NOR.BUS, , 2022, 2023, recognised, m, x", "common word", "sector (COP)"),
        ("x, Xan Vroom, Vroom, NOR.BUS, , 2023-02-27, , recognised, m, x", "open term", "confirm"),
        ("x, Xan Vroom, Vroom, NOR.BUS, , 2022, , recognised, m, x", "open term", "confirm"),
        ("x, Xan Vroom, Vroom, NOR.BUS, , 2023-02-28, , recognised, m, x", "", ""),
        ("x, Xan Vroom, Vroom, NOR.BUS, , 2023, , recognised, m, x", "", ""),
        ("boris-johnson, Boris Johnson, , GBR.JRN, , 2023, , recognised, m, x", "replaced", "1 row of yours"),
    ],
)
def test_what_is_worth_a_thought_is_a_warning(write: Write, row: str, kind: str, words: str) -> None:
    found = doubts(write("persons.tsv", PERSONS, row))
    assert [one[0] for one in found] == ([kind] if kind else [])
    assert all(one[1] == 2 and words in one[3] for one in found)


def test_own_terms_that_overlap_each_other_are_told_once(write: Write) -> None:
    row = "x, Xan Vroom, Vroom, NOR.{}, , {}, recognised, m, x"
    rows = row.format("GOV", "2019, 2021"), row.format("BUS", "2021, 2022"), row.format("OPP", "2023, 2023")
    ((kind, line, column, message),) = doubts(write("persons.tsv", PERSONS, *rows))
    assert (kind, line, column) == ("overlap", 3, "name")
    assert "the first of them is taken" in message


@pytest.mark.parametrize("asked", ["Guaidó", "guaido", "JUAN GUAIDÓ", "juan guaido"])
def test_a_name_is_found_without_capitals_and_diacritics(asked: str) -> None:
    first, *others = find_readings(asked, load_tables(), "2018-05-01")
    assert (first.name, first.start, first.holds, first.exact) == ("Juan Guaidó", "2016-01-05", True, True)
    assert others and not any(other.holds for other in others)


def test_a_surname_is_found_behind_the_whole_name_and_a_word_of_a_body_is_not() -> None:
    readings = find_readings("Georgia", load_tables(), None)
    assert {reading.kind for reading in readings} >= {"country", "homonym"}
    assert "organisation" not in {reading.kind for reading in readings}
    part = find_readings("Sirleaf", load_tables(), None)
    assert [reading.name for reading in part] == ["Ellen Johnson Sirleaf"]


def test_a_name_nobody_has_brings_near_ones() -> None:
    assert find_readings("Obmaa", load_tables(), None) == ()
    assert near_names("Obmaa", load_tables()) == ["Barack Obama"]
    assert "Vladimir Putin" in near_names("Vladimir Puttin", load_tables())
    assert near_names("Xqzzw", load_tables()) == []


NEWS = "OSLO (NTB) - Orla Fenn thanked Japan on Tuesday. The Duck Front attacked Norway, NTB said."


def test_own_actors_are_coded_and_the_story_says_whose_tables_they_are(write: Write) -> None:
    write("organisations.tsv", ORGANISATIONS, "ducks, Duck Front, DF, SWE.REB, armed_group, , ,")
    folder = write("persons.tsv", PERSONS, "orla-fenn, Orla Fenn, Fenn, NOR.GOV, minister, 2019, , recognised, f, x")
    pages = [Page("one", "text", NEWS), Page("two", "text", NEWS.replace("Japan", "Kenya"))]
    lines = {}
    for workers in (1, 2):
        results = list(code_pages(pages, Settings(workers=workers, actors=str(folder))))
        lines[workers] = [json_line(coded_story(result)) for result in results if isinstance(result, Story)]
    assert lines[1] == lines[2] and len(lines[1]) == 2
    story = load(actors=folder)(NEWS)
    codes = {party.actor.code for event in story.events for party in event.actors}
    assert {"NOR.GOV", "SWE.REB"} <= codes
    assert story.basis["actors"] == f"own tables {read_own(folder).digest}"
    assert coded_story(story)["story"]["basis"]["actors"] == story.basis["actors"]
    plain = load()(NEWS)
    assert "actors" not in plain.basis
    assert "SWE.REB" not in {party.actor.code for event in plain.events for party in event.actors}


@pytest.mark.parametrize("workers", [1, 2])
def test_a_bad_folder_ends_a_run_before_its_first_page(write: Write, workers: int) -> None:
    folder = write("persons.tsv", PERSONS, "a, , , NOR, , , , claimed, m, x")
    with pytest.raises(BadInput, match=r"persons\.tsv, line 2, name: is empty"):
        list(code_pages([Page("one", "text", NEWS)], Settings(workers=workers, actors=str(folder))))
