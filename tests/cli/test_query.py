"""`whodid query`: what the list of events looks like at several widths, and how the command ends."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any, get_args

import pytest
from finished_stories import failure, finished_story, quiet_story
from rich.cells import cell_len

from whodid.cli.command import run
from whodid.cli.event_lines import QUAD_STYLES, Label, event_line, fit, when
from whodid.cli.query import PIPED_WIDTH, STATUSES
from whodid.formats import coded_story
from whodid.model import Interval, Status, Story
from whodid.query import FLAT_COLUMNS
from whodid.store import Store
from whodid.store.layout import event_rows

EXPELLED, BEATEN, BACKED = finished_story(1).events


def long_story() -> Story:
    """A story with long names on both sides, background, and a long publisher."""
    story = finished_story(7, publisher="The Northern Lights Morning and Evening Intelligencer")
    vale = story.claims[1].chain[0]
    minister = replace(EXPELLED.actors[0], actor=replace(EXPELLED.actors[0].actor, name="Wilhelmina van der Burgh"))
    person = replace(minister, actor=replace(minister.actor, code="NLD.GOV", office="foreign minister"))
    event = replace(
        story.events[0],
        actors=(person,),
        recipients=(*BEATEN.recipients, *BACKED.actors),
        historical=True,
        happened=Interval("2019-12-30", "2020-01-05", "week", "that week"),
    )
    claim = replace(story.claims[0], stance="alleges", chain=(vale, *story.claims[0].chain))
    return replace(story, events=(event,), claims=(claim,))


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    path = tmp_path / "store"
    Store.create(path).add([finished_story(1), long_story(), quiet_story(), failure()])
    monkeypatch.setenv("COLUMNS", "160")
    return path


def lines_of(capsys: pytest.CaptureFixture[str], *arguments: str | Path) -> list[str]:
    assert run(["query", *map(str, arguments)]) == 0
    return capsys.readouterr().out.splitlines()


def test_an_event_takes_a_line(store: Path, capsys: pytest.CaptureFixture[str]) -> None:
    heading, first, *rest = lines_of(capsys, store)
    assert heading.split() == "WHEN TYPE WHO → WHOM STATUS ACCORDING TO PUBLISHER EVENT".split()
    assert first.startswith("week of 2019-12-30 ")
    beaten = next(line for line in rest if "ASSAULT beat" in line)
    assert beaten.startswith("reported 2021-03-02 ")
    for words in ("Belarus (BLR) → “three clerks” (NOR.CVL)", "happened", "Ingrid Vale alleges", BEATEN.id[:6]):
        assert words in beaten
    assert any(line.startswith("2021-03-02 ") and "SANCTION expel" in line for line in rest)
    assert len(rest) == 3


def test_a_group_has_its_quantifier_and_exceptions(store: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _, line = lines_of(capsys, store, "--actor", "nordic COUNTRIES")
    assert "most Nordic countries except ISL → Norway (NOR)" in line


@pytest.mark.parametrize("width", [60, 80, 100, 119, 120, 140, 160, 240])
def test_the_list_fits_the_terminal(
    store: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, width: int
) -> None:
    """Whatever is cut: no line is wider, every event keeps type, day, id and whoever alleges it."""
    monkeypatch.setenv("COLUMNS", str(width))
    lines = lines_of(capsys, store)
    assert max(map(cell_len, lines)) <= width
    assert len(lines) == (5 if width >= 120 else 10)
    whole = "\n".join(lines)
    assert whole.count("alleges") == 2
    assert whole.count("reported 2021-03-02") == 2
    for event in finished_story(1).events:
        assert event.id[:6] in whole
        assert event.event_type in whole


@pytest.mark.parametrize("country", ["NOR", "nor", "Norway"])
def test_on_a_narrow_terminal_the_voice_stands_beneath(
    store: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, country: str
) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    lines = lines_of(capsys, store, "--type", "assault", "--country", country)
    assert lines[2].startswith("reported 2021-03-02 ASSAULT beat Belarus (BLR) →")
    assert lines[3].strip().startswith("happened · according to Ingrid Vale alleges · in The")
    assert lines[3].endswith(BEATEN.id[:6])
    [*_, last] = lines_of(capsys, store, "--type", "SUPPORT")
    assert last.count("The Fjord Courier") == 1  # it is the voice, and is not named again as publisher


def test_in_a_pipe_a_line_is_an_event(store: Path) -> None:
    environment = {name: value for name, value in os.environ.items() if name != "COLUMNS"}
    command = [sys.executable, "-m", "whodid", "query", str(store)]
    environment["PYTHONPATH"] = os.pathsep.join(path for path in sys.path if path)
    ended = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
    lines = ended.stdout.splitlines()
    assert len(lines) == 5
    assert 120 < max(map(cell_len, lines)) <= PIPED_WIDTH
    assert "\x1b" not in ended.stdout


def test_the_quad_class_has_a_colour_unless_no_color_is_set(store: Path) -> None:
    path = os.pathsep.join(path for path in sys.path if path)
    command = [sys.executable, "-m", "whodid", "query", str(store), "--type", "ASSAULT"]
    environment = {**os.environ, "PYTHONPATH": path, "FORCE_COLOR": "1", "COLUMNS": "120"}
    coloured = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
    assert "\x1b[31mASSAULT beat" in coloured.stdout
    plain = subprocess.run(command, env={**environment, "NO_COLOR": "1"}, capture_output=True, text=True, check=True)
    assert "\x1b[31m" not in plain.stdout
    assert set(QUAD_STYLES) == {1, 2, 3, 4}


def test_json_gives_the_flat_rows(store: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rows = [json.loads(line) for line in lines_of(capsys, store, "--json", "--actor", "BLR")]
    assert [row["event_id"] for row in rows] == [BEATEN.id]
    assert list(rows[0]) == list(FLAT_COLUMNS)
    assert (rows[0]["according_to"], rows[0]["stance"]) == ("Ingrid Vale", "alleges")


def test_the_limit_is_told(store: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["query", str(store), "--limit", "2"]) == 0
    printed = capsys.readouterr()
    assert len(printed.out.splitlines()) == 3
    assert printed.err.startswith("the first 2 of 4 events; ")
    assert f"whodid explain EVENT --store {store}" in printed.err


def test_the_id_printed_is_one_that_explain_takes(store: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for line in lines_of(capsys, store)[1:]:
        assert run(["explain", line.split()[-1], "--store", str(store)]) == 0


def test_the_store_is_named_as_elsewhere(
    store: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    expected = lines_of(capsys, store)
    assert lines_of(capsys, "--store", store) == expected
    assert lines_of(capsys, store, "--store", store) == expected
    monkeypatch.setenv("WHODID_STORE", str(store))
    assert lines_of(capsys) == expected
    assert run(["query", str(tmp_path / "nowhere")]) == 2  # the argument wins over the variable
    assert "there is no store here" in capsys.readouterr().err
    assert run(["query", str(store), "--store", str(tmp_path)]) == 2
    assert "name one of them" in capsys.readouterr().err


def test_where_nothing_fits_it_is_said_why(store: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["query", str(store), "--actor", "Belaruss", "--actor", "Narnia", "--type", "SUPPORT"]) == 3
    printed = capsys.readouterr()
    assert printed.out == ""
    assert printed.err.splitlines() == [
        "no event fits all of this (the store holds 4):",
        "  --actor Belaruss --actor Narnia: 0 by itself; near it: Belarus",
        "  --type SUPPORT: 1 by itself",
    ]
    assert run(["query", str(store), "--since", "2030", "--json"]) == 3
    assert "--since 2030-01-01: 0 by itself" in capsys.readouterr().err


def test_an_empty_store_says_how_to_fill_it(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    Store.create(tmp_path / "empty")
    assert run(["query", str(tmp_path / "empty"), "--actor", "NOR"]) == 3
    assert "whodid code PATH --store" in capsys.readouterr().err


@pytest.mark.parametrize(
    "option, value, named",
    [
        ("--type", "BLAME", "SANCTION"),
        ("--type", "SUPPORT/allege", "no mode"),
        ("--status", "perhaps", "hypothetical"),
        ("--since", "last year", "YYYY-MM-DD"),
        ("--until", "2020-02-30", "YYYY-MM-DD"),
        ("--country", "Narnia", "three letters"),
        ("--actor", " ", "expected words"),
        ("--text", "...", "expected words"),
        ("--limit", "0", "x>=1"),
    ],
)
def test_a_wrong_value_is_wrong_usage(
    store: Path, capsys: pytest.CaptureFixture[str], option: str, value: str, named: str
) -> None:
    assert run(["query", str(store), option, value]) == 2
    printed = capsys.readouterr()
    assert printed.out == ""
    assert named in printed.err


def test_the_statuses_are_those_of_the_model() -> None:
    assert get_args(Status) == STATUSES


def test_a_page_cannot_write_control_characters_into_the_list(store: Path, capsys: pytest.CaptureFixture[str]) -> None:
    bad = "red\x1b[31m\x07\u202e"
    event = replace(
        EXPELLED, id="e0" * 8, actors=(replace(EXPELLED.actors[0], actor=replace(EXPELLED.actors[0].actor, name=bad)),)
    )
    Store.open(store).add([replace(finished_story(9, publisher=bad), events=(event,))])
    assert not {"\x1b", "\x07", "\u202e"} & set("".join(lines_of(capsys, store)))


WHEN = [
    (("2021-03-02", "2021-03-02", "day"), "2021-03-02"),
    (("1989-06-03", "1989-06-04", "day"), "1989-06-03/06-04"),
    (("1956-10-29", "1956-11-04", "week"), "week of 1956-10-29"),
    (("1956-07-01", "1956-07-31", "month"), "1956-07"),
    (("1956-07-05", "1956-09-30", "month"), "1956-07-05/09-30"),
    (("1975-01-01", "1975-12-31", "year"), "1975"),
    (("1980-01-01", "1989-12-31", "year"), "1980-01/1989-12"),
    (("1956-07-01", "1956-09-30", "quarter"), "1956-07-01/09-30"),
]


@pytest.mark.parametrize("happened, words", WHEN)
def test_a_day_is_printed_as_exactly_as_it_is_known(happened: tuple[str, str, str], words: str) -> None:
    start, end, granularity = happened
    row = {"happened_start": start, "happened_end": end, "happened_granularity": granularity, "published": "2021-03-02"}
    assert when(row) == words


@pytest.mark.parametrize("published, words", [("1956-11-01T05:30:00+00:00", "reported 1956-11-01"), (None, "undated")])
def test_where_the_day_is_open_the_report_is_not_taken_for_it(published: str | None, words: str) -> None:
    row = {"happened_start": None, "happened_end": None, "happened_granularity": None, "published": published}
    assert when(row) == words


MINISTER = Label("", "Wilhelmina van der Burgh", " (NLD.GOV)", "NLD.GOV", "end")
POLAND = Label("", "Poland", " (POL)", "POL", "code")
NORDIC = Label("most ", "Nordic countries", " except ISL", "Nordic countries")
CROWD = Label("“", "the people of the lower town", "” (NOR.CVL)", "NOR.CVL")

FITTED: list[tuple[Any, int, str]] = [
    (((MINISTER,), (POLAND,)), 60, "Wilhelmina van der Burgh (NLD.GOV) → Poland (POL)"),
    (((MINISTER,), (POLAND,)), 40, "Wilhelmina van der Burgh (NLD.GOV) → POL"),
    (((MINISTER,), (POLAND,)), 30, "…Burgh (NLD.GOV) → POL"),
    (((MINISTER,), (POLAND,)), 13, "NLD.GOV → POL"),
    (((MINISTER,), (POLAND,)), 9, "NLD.GOV…"),
    (((NORDIC,), (POLAND,)), 36, "most Nordic countr… except ISL → POL"),
    (((CROWD,),), 30, "“people of the low…” (NOR.CVL)"),
    (((POLAND, MINISTER), (CROWD,)), 43, "POL, …Burgh (NLD.GOV) → “people…” (NOR.CVL)"),
    (((POLAND, MINISTER), (CROWD,)), 40, "POL +1 → “people of the lowe…” (NOR.CVL)"),
    (((),), 10, ""),
]


@pytest.mark.parametrize("sides, width, words", FITTED)
def test_names_are_cut_before_codes_quantifiers_and_exceptions(sides: Any, width: int, words: str) -> None:
    assert fit(sides, width) == words
    assert cell_len(words) <= width


def test_an_event_without_claims_is_according_to_its_publisher() -> None:
    story = replace(finished_story(1), claims=())
    row = {**event_rows(story)[1], "published": story.published}
    line = event_line(row, coded_story(story), id_length=8)
    assert line.according_to(40) == "The Fjord Courier"
    assert line.id == BEATEN.id[:8]


def test_a_report_has_the_title_asked_for_and_what_could_not_be_coded(
    store: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    page = tmp_path / "report.html"
    assert run(["report", str(store), "-o", str(page), "--title", "North & east"]) == 0
    assert "3 stories in" in capsys.readouterr().err
    html = page.read_text("utf-8")
    assert "<title>North &amp; east</title>" in html
    assert "fjord/broken-1.html" in html
