"""`whodid codebook` finds whatever has a name in the ontology, fits 80 columns, and tells what is near a wrong name."""

from __future__ import annotations

import json
from typing import Any

import pytest

from whodid.cli.command import run
from whodid.errors import BadInput
from whodid.ontology import EVENT_TYPES, load_ontology
from whodid.ontology.entries import look_up, whole_book

BOOK = load_ontology()


@pytest.fixture(autouse=True)
def narrow(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "80")


def found(words: str) -> list[str]:
    """Kind and name of each entry."""
    keys = {"type": ("event_type",), "mode": ("event_type", "mode"), "context": ("context",), "sector": ("sector",)}
    return [
        " ".join([entry["kind"], *(entry[key] for key in keys.get(entry["kind"], ("code",)))])
        for entry in look_up(words, BOOK)
    ]


@pytest.mark.parametrize(
    "words, expected",
    [
        ("ASSAULT", ["type ASSAULT"]),
        ("assault", ["type ASSAULT"]),
        ("arrest", ["mode THREATEN arrest", "mode COERCE arrest"]),
        ("COERCE arrest", ["mode COERCE arrest"]),
        ("coerce/arrest", ["mode COERCE arrest"]),
        ("COERCE:arrest", ["mode COERCE arrest"]),
        ("cyber", ["mode COERCE cyber", "context cyber"]),
        ("martial-law", ["mode COERCE martial-law"]),
        ("asylum", ["context asylum"]),
        ("gov", ["sector GOV"]),
        ("IMG", ["sector IMG"]),
        ("14", ["cameo 14"]),
        ("0841", ["cameo 0841"]),
    ],
)
def test_names_and_what_they_find(words: str, expected: list[str]) -> None:
    assert found(words) == expected


@pytest.mark.parametrize(
    "words, near",
    [
        ("assualt", "ASSAULT"),
        ("human_right", "human_rights"),
        ("coerce arest", "COERCE arrest"),
        ("xyzzy", "lists all"),
    ],
)
def test_a_name_that_fits_nothing_is_told_with_those_near_it(words: str, near: str) -> None:
    with pytest.raises(BadInput, match="no type, mode, CAMEO code, context or sector is called") as raised:
        look_up(words, BOOK)
    assert near in str(raised.value)
    assert raised.value.reason == "not_found"


def test_an_unknown_name_ends_with_3_and_prints_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["codebook", "FIGHTING"]) == 3
    printed = capsys.readouterr()
    assert printed.out == ""
    assert "'FIGHTING'" in printed.err


ALL_NAMES = [
    *EVENT_TYPES,
    *(f"{event_type} {mode}" for event_type, mode in BOOK.types if mode),
    *(context.name for context in BOOK.contexts),
    *(sector.code for sector in BOOK.sectors),
]


def test_every_entry_is_printed_within_80_columns(capsys: pytest.CaptureFixture[str]) -> None:
    for name in [*ALL_NAMES, *(code for code in BOOK.cameo)]:
        assert run(["codebook", *name.split()]) == 0
        out = capsys.readouterr().out
        assert name.split()[-1] in out
        assert max(map(len, out.splitlines())) <= 80, name
        assert "\x1b" not in out


def test_a_type_is_printed_with_its_modes_rules_and_codes(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["codebook", "RETREAT"]) == 0
    out = capsys.readouterr().out
    for words in ("score 6.5", "withdraw (8)", "→ RETREAT release", "future RETREAT → CONCEDE", "< 080", "= exact"):
        assert words in out


def test_a_mode_of_two_types_is_printed_for_both(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["codebook", "restrict"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert "THREATEN / restrict" in lines and "COERCE / restrict" in lines


def test_without_a_name_all_types_contexts_and_sectors_are_listed(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["codebook"]) == 0
    out = capsys.readouterr().out
    assert max(map(len, out.splitlines())) <= 80
    for name in (*EVENT_TYPES, "crowd-control", "illegal_drugs", "JRN", "MNC"):
        assert name in out


def in_json(capsys: pytest.CaptureFixture[str], *arguments: str) -> Any:
    assert run(["codebook", *arguments, "--json"]) == 0
    return json.loads(capsys.readouterr().out)


def test_json_of_a_name_is_a_list_of_entries(capsys: pytest.CaptureFixture[str]) -> None:
    (entry,) = in_json(capsys, "143")
    assert entry["label"] == BOOK.cameo["143"]
    assert entry["children"] == ["1431", "1432", "1433", "1434"]
    assert [(link["mode"], link["link"]) for link in entry["plover"]] == [
        ("strike", "uncertain"),
        ("boycott", "uncertain"),
    ]
    assert {link["link"] for link in entry["from_plover"]} == {"broader"}


def test_json_without_a_name_is_the_whole_book(capsys: pytest.CaptureFixture[str]) -> None:
    whole = in_json(capsys)
    assert whole == json.loads(json.dumps(whole_book(BOOK)))
    assert {key: len(rows) for key, rows in whole.items() if key in {"types", "contexts", "sectors", "cameo"}} == {
        "types": 16,
        "contexts": 37,
        "sectors": 32,
        "cameo": 318,
    }
    assert sum(len(entry["modes"]) for entry in whole["types"]) == 67
