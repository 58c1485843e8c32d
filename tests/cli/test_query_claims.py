"""`whodid query --claims`: from real text to who claims what and who denies it, at every width."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from rich.cells import cell_len

import whodid as wd
from whodid.cli.command import run
from whodid.cli.query import STANCES
from whodid.query import CLAIM_ROW
from whodid.store import Store

TEXT = """MOSCOW, July 2 (AFP) - Foreign ministry spokeswoman Maria Zakharova told AFP that Ukraine had killed
civilians in Donetsk. Kyiv denied the claim.

Ukraine accused Russia on Friday of shelling a hospital in Mariupol. The Kremlin denied the accusation."""


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("claims") / "store"
    story = wd.Story("war", "Charge against charge", TEXT, publisher="The Courier", published="2022-07-05")
    Store.create(path).add([wd.load()(story)])
    return path


ASKED = ["--claims", "--speaker", "RUS.GOV", "--about", "UKR", "--since", "2022", "--until", "2022"]


def test_what_a_government_claimed_and_who_denied_it(store: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["query", str(store), *ASKED, "--json"]) == 0
    rows = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert all(list(row) == list(CLAIM_ROW) for row in rows)
    claimed = next(row for row in rows if row["speaker"] == "Maria Zakharova")
    assert (claimed["event_type"], claimed["actors"], claimed["stance"]) == ("ASSAULT", ["Ukraine"], "asserts")
    assert claimed["words"] == "that Ukraine had killed\ncivilians in Donetsk"
    (denial,) = claimed["denials"]
    assert (denial["speaker"], denial["words"]) == ("Ukraine", "Kyiv denied the claim")
    assert [row["words"] for row in rows if row["stance"] == "denies"] == ["The Kremlin denied the accusation"]


@pytest.mark.parametrize("width", [70, 80, 119, 120, 160])
def test_the_list_fits_the_terminal(
    store: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, width: int
) -> None:
    monkeypatch.setenv("COLUMNS", str(width))
    assert run(["query", str(store), *ASKED]) == 0
    printed = capsys.readouterr()
    lines = printed.out.splitlines()
    assert max(map(cell_len, lines)) <= width
    assert "2 claims; " in printed.err
    whole = "\n".join(lines)
    for words in ("Zakharova", "asserts", "denies", "↳ denied by Ukraine (UKR): “Kyiv denied", "ASSAULT", "UKR"):
        assert words in whole


def test_show_explain_and_the_report_name_who_denies(
    store: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "160")
    events = next(Store.open(store).stories()).events
    accusation = next(event for event in events if event.event_type == "ACCUSE")
    for command in ("show", "explain"):
        assert run([command, accusation.id, "--store", str(store)]) == 0
        assert "Kremlin (RUS.GOV): “The Kremlin denied the accusation”" in capsys.readouterr().out
    assert run(["show", accusation.id, "--store", str(store), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["denials"][0]["denies"] == [accusation.id]
    page = tmp_path / "report.html"
    assert run(["report", str(store), "-o", str(page)]) == 0
    html = page.read_text("utf-8")
    assert "denied by " in html
    assert "The Kremlin denied the accusation" in html


def test_where_no_claim_fits_it_is_said_why(store: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["query", str(store), "--claims", "--speaker", "Zakharrova", "--stance", "denies"]) == 3
    printed = capsys.readouterr()
    assert printed.out == ""
    assert "no claim fits all of this" in printed.err
    assert "--speaker Zakharrova: 0 by itself; near it: Maria Zakharova" in printed.err
    assert run(["query", str(store), "--stance", "doubts"]) == 2


def test_events_are_listed_by_who_denies_them(store: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["query", str(store), "--speaker", "UKR", "--stance", "denies", "--json"]) == 0
    (row,) = map(json.loads, capsys.readouterr().out.splitlines())
    assert (row["denied_by"], row["speaker"]) == ("Ukraine", "Maria Zakharova; Ukraine")


def test_the_stances_are_those_of_the_cues() -> None:
    from whodid.attribution.lexicon import STANCES as KNOWN

    assert set(STANCES) == KNOWN
