"""The table of media: no outlet under two names, codes that are codes, and names that the actor tables agree with."""

from __future__ import annotations

import csv
from importlib import resources

import pytest

from whodid.media import find_outlet, load_media, load_outlets, outlet_of_host

DATA = resources.files("whodid") / "data"


def rows_of(name: str) -> list[dict[str, str]]:
    lines = (DATA / name).read_text(encoding="utf-8").splitlines()
    return list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))


def test_there_are_enough_agencies_and_each_has_a_country() -> None:
    agencies = [outlet for outlet in load_media() if outlet.kind == "agency"]
    codes = {row["iso3"] for row in rows_of("actors/countries.tsv")}
    assert len(agencies) >= 140
    assert all(outlet.wire and outlet.state_run is not None for outlet in agencies)
    assert {outlet.country for outlet in load_media()} <= codes | {None}
    assert all(outlet.country for outlet in agencies)


def test_no_outlet_stands_under_two_names() -> None:
    """`load_outlets` refuses a name of two; two names that differ in case or marks would be one outlet twice."""
    names: dict[str, set[str]] = {}
    for spelt, outlet in load_outlets().items():
        names.setdefault("".join(char for char in spelt.casefold() if char.isalnum()), set()).add(outlet.name)
    assert {name: found for name, found in names.items() if len(found) > 1} == {}


def test_the_actor_tables_agree_on_an_outlets_country_and_owner() -> None:
    """organisations.tsv may prefer another of the names ("Agence France-Presse" to "AFP")."""
    rows = {row["name"]: row for row in rows_of("actors/organisations.tsv") if row["code"].endswith(".JRN")}
    for outlet in load_media():
        for name in outlet.names:
            if name in rows and outlet.country:
                assert rows[name]["code"] == f"{outlet.country}.JRN", (outlet.name, rows[name])
                assert not rows[name]["state_run"] or (rows[name]["state_run"] == "yes") == outlet.state_run, outlet


@pytest.mark.parametrize(
    ("host", "name"),
    [
        ("en.yna.co.kr", "Yonhap"),
        ("tass.com", "TASS"),
        ("hosted.ap.org", "Associated Press"),
        ("strelsau.example", None),
    ],
)
def test_a_host_is_an_outlets_own(host: str, name: str | None) -> None:
    outlet = outlet_of_host(host)
    assert (outlet.name if outlet else None) == name


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("Tasnim News Agency", "Tasnim"),
        ("the DPA", "dpa"),
        ("Anadolu news agency", "Anadolu"),
        ("Ma’an", "Ma'an"),
        ("VNA", "Vietnam News Agency"),
        ("Interfax-Ukraine", "Interfax-Ukraine"),
    ],
)
def test_an_agency_has_one_name_whatever_it_is_called(words: str, name: str) -> None:
    outlet = find_outlet(words)
    assert outlet is not None and outlet.name == name
