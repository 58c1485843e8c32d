"""The actor tables: what ships is well formed, and a broken row is named by file and line."""

from __future__ import annotations

import shutil
from importlib import resources
from pathlib import Path

import pytest

from whodid.actors.tables import Membership, as_of, holds_on, load_tables, read_tables
from whodid.actors.wordlists import words_of
from whodid.errors import BadData, MissingResource


@pytest.fixture
def copied(tmp_path: Path) -> Path:
    """A copy of the shipped tables that a test may break."""
    folder = tmp_path / "actors"
    with resources.as_file(resources.files("whodid") / "data" / "actors") as shipped:
        shutil.copytree(shipped, folder)
    return folder


@pytest.mark.parametrize(
    ("start", "end", "day", "holds"),
    [
        ("2013", "2015", "2015-12-31", True),
        ("2013", "2015", "2016-01-01", False),
        ("2013-04", "", "2013-04-01", True),
        ("2013-04", "", "2013-03-31", False),
        ("", "2013-04-19", "2013-04-19", True),
        ("", "", "1901-01-01", True),
    ],
)
def test_a_spell_holds_as_exactly_as_it_is_dated(start: str, end: str, day: str, holds: bool) -> None:
    assert holds_on(Membership("G", "TCD", "member", start, end), day) is holds


def test_no_spell_holds_on_an_unknown_day() -> None:
    assert as_of((Membership("G", "TCD", "member", "", ""),), None) == ()


def test_codes_of_seats_groups_and_organisations_begin_with_a_country_or_a_wide_code() -> None:
    tables = load_tables()
    known = set(tables.countries) | {"IGO", "UNO", "EUR", "NGO", "ISM", "IMG", "MNC", "UNK"}
    codes = [code for rows in tables.countries.values() for row in rows for _, code in row.seats]
    codes += [row.code for rows in tables.organisations.values() for row in rows]
    codes += [row.code for rows in tables.persons.values() for row in rows]
    codes += [group.code for group in tables.groups.values()]
    assert [code for code in codes if code.split(".")[0] not in known] == []


def test_members_regions_and_homonyms_name_known_countries() -> None:
    tables = load_tables()
    members = {row.iso3 for rows in tables.memberships.values() for row in rows}
    regions = {iso3 for states in tables.regions.values() for iso3 in states}
    homonyms = {code for row in tables.homonyms.values() for code in (row.iso3, row.code)}
    assert (members | regions | homonyms) - set(tables.countries) == set()
    assert set(tables.memberships) <= set(tables.groups)


def test_a_malformed_row_is_named_by_file_and_line(copied: Path) -> None:
    with (copied / "countries.tsv").open("a", encoding="utf-8") as lines:
        lines.write("XXX\t\tNowhere\n")
    number = len((copied / "countries.tsv").read_text(encoding="utf-8").splitlines())
    with pytest.raises(BadData, match=rf"countries\.tsv, line {number}"):
        read_tables(copied)


def test_an_absent_table_says_which_and_what_to_do(copied: Path) -> None:
    (copied / "groups.tsv").unlink()
    with pytest.raises(MissingResource, match=r"groups\.tsv .* reinstall"):
        read_tables(copied)


def test_an_unknown_word_class_is_refused() -> None:
    with pytest.raises(BadData, match="no class 'quantity'"):
        words_of("quantity")
