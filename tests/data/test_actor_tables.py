"""The actor tables: every row well formed, every code known, every date a date, and some facts they must agree with."""

from __future__ import annotations

import csv
import re
from collections import Counter
from importlib import resources

import pytest

from whodid.actors.checks import FORMS, Known, check_files

Row = dict[str, str]

COLUMNS = {
    "countries": "iso3 cow name names demonyms capitals seats from to note origin",
    "nouns": "noun sector kind country_needed",
    "groups": "id name aliases code members_noun note origin",
    "memberships": "group iso3 status from to origin",
    "organisations": "id name aliases code kind from to state_run origin",
    "persons": "id name aliases code office from to status gender origin",
}
FACTS = {"REIGN", "us_executive", "world-leaders-2021"}


def lines_of(table: str) -> list[str]:
    path = resources.files("whodid") / "data" / "actors" / f"{table}.tsv"
    return path.read_text(encoding="utf-8").split("\n")


def rows_of(table: str) -> list[Row]:
    return list(csv.DictReader(lines_of(table), delimiter="\t", quoting=csv.QUOTE_NONE))


COUNTRIES = {row["iso3"] for row in rows_of("countries")}


def holds_on(row: Row, day: str) -> bool:
    return row["from"] <= day[: len(row["from"])] and (not row["to"] or day[: len(row["to"])] <= row["to"])


def members_on(group: str, day: str) -> set[str]:
    spells = [row for row in rows_of("memberships") if row["group"] == group and row["status"] == "member"]
    return {row["iso3"] for row in spells if holds_on(row, day)}


def codes_of(table: str, key: str, day: str) -> set[str]:
    return {row["code"] for row in rows_of(table) if row["id"] == key and holds_on(row, day)}


@pytest.mark.parametrize("table", COLUMNS)
def test_every_row_has_every_column_and_no_stray_blank(table: str) -> None:
    header, *lines = lines_of(table)
    assert header.split("\t") == COLUMNS[table].split()
    assert lines.pop() == ""
    for number, line in enumerate(lines, start=2):
        cells = line.split("\t")
        assert len(cells) == len(COLUMNS[table].split()), (number, line)
        for cell in cells:
            assert cell == cell.strip() and '"' not in cell, (number, line)
            alternatives = cell.split("|")
            assert cell == "" or all(part and part == part.strip() for part in alternatives), (number, line)


def test_the_tables_pass_the_checks_that_a_users_own_must_pass() -> None:
    """Dates, codes, kinds, statuses, groups and countries named, no row twice, one name and gender for an id."""
    files = {name: ("\n".join(lines_of(name.removesuffix(".tsv")))).encode() for name in FORMS}
    _, problems = check_files(files, Known(frozenset(), frozenset()))
    assert [str(problem) for problem in problems] == []


def test_seats_of_government_are_name_and_code() -> None:
    for row in rows_of("countries"):
        for seat in filter(None, row["seats"].split("|")):
            name, _, code = seat.rpartition(":")
            assert name and code.startswith(row["iso3"]), seat


def test_every_country_has_its_own_name_among_its_names() -> None:
    for row in rows_of("countries"):
        assert row["name"] in row["names"].split("|")
        assert re.fullmatch("[A-Z]{3}", row["iso3"]) and re.fullmatch(r"\d*", row["cow"]), row


def test_only_congo_names_two_countries() -> None:
    """A name of two states would be settled by the order of rows; the note of both must warn of it."""
    counts = Counter(name for row in rows_of("countries") for name in row["names"].split("|"))
    assert {name for name, count in counts.items() if count > 1} == {"Congo"}
    ambiguous = {row["iso3"] for row in rows_of("countries") if row["note"].startswith("ambiguous")}
    assert {"GEO", "JOR", "TCD", "GIN", "NER", "COD", "COG", "KOR", "PRK"} <= ambiguous


def test_todays_members_of_the_united_nations_are_193() -> None:
    today = members_on("UN", "2020-01-01")
    assert len(today) == 193
    assert today <= COUNTRIES and not today & {"TWN", "KOS", "PSE", "VAT", "HKG"}
    assert {"SUN", "YUG", "CSK", "DDR", "VDR", "YMD", "SCG"} <= COUNTRIES


def test_nouns_are_written_small() -> None:
    assert [row for row in rows_of("nouns") if row["noun"] != row["noun"].lower()] == []


@pytest.mark.parametrize(
    ("noun", "sector"),
    [
        ("foreign minister", "GOV"),
        ("parliament speaker", "LEG"),
        ("supreme court", "JUD"),
        ("opposition leader", "OPP"),
        ("opposition lawmakers", "OPP.LEG"),
        ("riot police", "COP"),
        ("troops", "MIL"),
        ("protesters", "CVL"),
        ("gunmen", "UAF"),
        ("suicide bomber", "UAF"),
        ("rebels", "REB"),
        ("spokesman", ""),
        ("former president", "ELI"),
    ],
)
def test_a_noun_tells_its_sector(noun: str, sector: str) -> None:
    assert {row["sector"] for row in rows_of("nouns") if row["noun"] == noun} == {sector}


def test_nobody_is_member_and_suspended_at_once() -> None:
    spells = rows_of("memberships")
    for row in (row for row in spells if row["status"] == "suspended"):
        same = [one for one in spells if (one["group"], one["iso3"]) == (row["group"], row["iso3"]) and one is not row]
        assert not [one for one in same if one["status"] == "member" and one["from"] == row["from"]], row


@pytest.mark.parametrize(
    ("group", "day", "count"),
    [
        ("EU", "1980-06-01", 9),
        ("EU", "2014-06-01", 28),
        ("EU", "2020-01-15", 28),
        ("EU", "2020-02-15", 27),
        ("NATO", "1962-10-22", 15),
        ("NATO", "2014-06-01", 28),
        ("NATO", "2019-01-23", 29),
        ("NATO", "2024-06-01", 32),
        ("WARSAW_PACT", "1968-08-20", 8),
        ("ASEAN", "2010-01-01", 10),
        ("GCC", "1990-08-02", 6),
        ("G7", "2020-01-01", 7),
        ("G8", "2010-01-01", 8),
        ("OPEC", "2020-06-01", 13),
        ("AU", "2019-01-01", 55),
        ("COE", "2019-01-01", 47),
        ("ECOWAS", "2014-06-01", 15),
        ("SADC", "2019-01-01", 16),
        ("SCO", "2018-01-01", 8),
        ("BALTIC", "2019-01-01", 3),
        ("VISEGRAD", "1992-01-01", 3),
        ("VISEGRAD", "2019-01-01", 4),
    ],
)
def test_a_group_has_as_many_members_as_it_had_that_day(group: str, day: str, count: int) -> None:
    assert len(members_on(group, day)) == count, sorted(members_on(group, day))


def test_the_lima_group_of_january_2019() -> None:
    members = "ARG BRA CAN CHL COL CRI GTM GUY HND LCA MEX PAN PER PRY"
    assert members_on("LIMA_GROUP", "2019-01-23") == set(members.split())


@pytest.mark.parametrize("year", range(1990, 2027))
def test_the_security_council_has_fifteen_members_with_the_permanent_five(year: int) -> None:
    council = members_on("UNSC", f"{year}-07-01")
    assert len(council) == 15
    assert {"USA", "GBR", "FRA", "CHN", "SUN" if year < 1992 else "RUS"} <= council


@pytest.mark.parametrize(
    ("organisation", "day", "code"),
    [
        ("taliban", "2015-01-01", "AFG.REB"),
        ("taliban", "2022-01-01", "AFG.GOV"),
        ("african-national-congress", "1985-01-01", "ZAF.OPP"),
        ("african-national-congress", "1995-01-01", "ZAF.PTY"),
        ("rossiya-24", "2019-09-23", "RUS.JRN"),
        ("tass", "2019-09-23", "RUS.JRN"),
        ("united-nations", "2000-01-01", "UNO"),
        ("european-union", "2000-01-01", "EUR"),
    ],
)
def test_an_organisation_has_the_code_of_its_day(organisation: str, day: str, code: str) -> None:
    assert codes_of("organisations", organisation, day) == {code}


def test_an_alias_means_one_organisation_on_any_one_day() -> None:
    owners: dict[str, set[str]] = {}
    for row in rows_of("organisations"):
        for name in [row["name"], *filter(None, row["aliases"].split("|"))]:
            owners.setdefault(name, set()).add(row["id"])
    assert {name: ids for name, ids in owners.items() if len(ids) > 1} == {}


def test_persons_have_a_status_a_gender_and_an_origin() -> None:
    for row in rows_of("persons"):
        assert row["status"] in {"recognised", "disputed", "claimed"}, row
        assert row["gender"] in {"m", "f"}, row
        assert row["office"] and row["from"], row
        assert row["origin"] == "unverified" or set(row["origin"].split("|")) <= FACTS, row


@pytest.mark.parametrize(
    ("person", "day", "office", "status"),
    [
        ("nicolas-maduro", "2018-05-01", "president", "recognised"),
        ("nicolas-maduro", "2019-09-23", "president", "disputed"),
        ("juan-guaido", "2019-01-10", "opposition leader and parliament speaker", "recognised"),
        ("juan-guaido", "2019-01-23", "interim president", "claimed"),
        ("vladimir-putin", "2010-01-01", "prime minister", "recognised"),
        ("vladimir-putin", "2019-09-23", "president", "recognised"),
        ("dmitry-peskov", "2019-09-23", "presidential spokesman", "recognised"),
        ("sergei-ryabkov", "2019-07-21", "deputy foreign minister", "recognised"),
        ("john-f-kennedy", "1962-10-22", "president", "recognised"),
        ("nikita-khrushchev", "1962-10-22", "leader", "recognised"),
        ("anwar-sadat", "1978-09-17", "president", "recognised"),
        ("menachem-begin", "1978-09-17", "prime minister", "recognised"),
        ("mo-mowlam", "1998-04-10", "northern ireland secretary", "recognised"),
        ("hans-modrow", "1989-12-01", "prime minister", "recognised"),
        ("kofi-annan", "2003-03-20", "secretary-general", "recognised"),
    ],
)
def test_a_person_holds_the_office_of_the_day(person: str, day: str, office: str, status: str) -> None:
    held = {(row["office"], row["status"]) for row in rows_of("persons") if row["id"] == person and holds_on(row, day)}
    assert (office, status) in held


@pytest.mark.parametrize(
    ("country", "office", "day", "name"),
    [
        ("USA", "president", "2001-09-11", "George W. Bush"),
        ("GBR", "prime minister", "1982-04-02", "Margaret Thatcher"),
        ("FRA", "president", "1995-12-14", "Jacques Chirac"),
        ("DEU", "chancellor", "1990-10-03", "Helmut Kohl"),
        ("ISR", "prime minister", "2021-12-01", "Naftali Bennett"),
        ("ZAF", "president", "1994-06-01", "Nelson Mandela"),
        ("UKR", "president", "2022-02-24", "Volodymyr Zelensky"),
    ],
)
def test_one_person_at_a_time_heads_a_state(country: str, office: str, day: str, name: str) -> None:
    rows = [row for row in rows_of("persons") if row["code"] == f"{country}.GOV" and row["office"] == office]
    assert [row["name"] for row in rows if holds_on(row, day)] == [name]


def test_names_with_accents_are_found_without_them() -> None:
    guaido = next(row for row in rows_of("persons") if row["id"] == "juan-guaido")
    assert {"Juan Guaido", "Guaidó", "Guaido"} <= set(guaido["aliases"].split("|"))


def test_no_person_or_organisation_is_called_like_a_country_or_its_people() -> None:
    """Luís Montenegro and Patricia Scotland go by their full names only."""
    columns = ("names", "demonyms", "capitals")
    taken = {name for row in rows_of("countries") for column in columns for name in row[column].split("|") if name}
    for row in rows_of("persons") + rows_of("organisations"):
        assert not ({row["name"], *row["aliases"].split("|")} & taken), row


def test_the_tables_stay_small() -> None:
    assert sum(len("\n".join(lines_of(table)).encode()) for table in COLUMNS) < 1_000_000
