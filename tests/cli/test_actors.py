"""`whodid actors` and `--actors`, run as a user runs them: real tables, real parser, real store."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from rich.cells import cell_len
from running import coded_alike_by_all_workers

from whodid.actors.own import read_own
from whodid.cli.command import run
from whodid.store import Store

PAGE = """Tide minister warns Belarus

OSLO (Reuters) - Orla Fenn accused Belarus on Tuesday. Fenn praised Japan.

Publish Date: 2021-03-02
"""
OTHER = """Salt front named

OSLO (Reuters) - Andrew Brisk accused Belarus of piracy on Tuesday. Brisk praised Japan, and Reuters asked him why.

Publish Date: 2021-03-03
"""
HEADER = "id\tname\taliases\tcode\toffice\tfrom\tto\tstatus\tgender\torigin\n"
FENN = "orla-fenn\tOrla Fenn\tFenn\tNOR.GOV\tminister of tides\t2019\t2023\trecognised\tf\tcourse notes\n"


@pytest.fixture
def own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with one person, beside a folder with two pages; the working folder is above both."""
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.chdir(tmp_path)
    for name, content in (("pages/fenn.txt", PAGE), ("pages/brisk.txt", OTHER), ("own/persons.tsv", HEADER + FENN)):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(content, encoding="utf-8")
    return Path("own")


def answer(capsys: pytest.CaptureFixture[str], *arguments: str) -> Any:
    assert run([*arguments, "--json"]) == 0
    return json.loads(capsys.readouterr().out)


def test_coding_with_own_actors_gives_the_same_bytes_whatever_the_workers(own: Path) -> None:
    coded = coded_alike_by_all_workers("pages", "--actors", str(own))
    assert {story["story"]["basis"]["actors"] for story in coded} == {f"own tables {read_own(own).digest}"}
    parties = [party for story in coded for event in story["events"] for party in event["actors"]]
    assert ("Orla Fenn", "NOR.GOV") in {(party["name"], party["code"]) for party in parties}


def test_a_store_keeps_which_actors_it_was_coded_with(own: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WHODID_ACTORS", str(own))
    assert run(["code", "pages", "--store", "news"]) == 0
    digest = read_own(own).digest
    store = Store.open("news")
    (log,) = store.rows("run")
    assert log["version"].endswith(f"+actors.{digest}")
    assert {story.basis["actors"] for story in store.stories()} == {f"own tables {digest}"}


def test_bad_actors_end_a_run_with_2_before_anything_is_made(own: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with (own / "persons.tsv").open("a", encoding="utf-8") as file:
        file.write("b\t\t\tQQQ\t\t2019-13\t\tking\tm\t\n")
    (own / "stray.txt").write_text("x")
    assert run(["code", "pages", "--store", "news", "--actors", str(own)]) == 2
    printed = capsys.readouterr()
    assert printed.out == "" and not Path("news").exists()
    first, *lines = printed.err.splitlines()
    assert first == "whodid: own: 5 problems in 2 files, so nothing of this folder is used:"
    columns = [f"persons.tsv, line 3, {column}" for column in ("name", "code", "from", "status")]
    assert [line.split(":")[0] for line in lines] == ["stray.txt", *columns]
    assert run(["actors", "find", "Fenn", "--actors", str(own)]) == 2
    assert run(["evaluate", "triples", "pages/fenn.txt", "--actors", str(own)]) == 2


def test_evaluate_takes_own_actors(own: Path, capsys: pytest.CaptureFixture[str]) -> None:
    row = {"id": "1", "text": "Orla Fenn accused Belarus.", "date": "2021-03-02", "events": [["NOR.GOV", "BLR", "112"]]}
    Path("gold.jsonl").write_text(json.dumps(row) + "\n", encoding="utf-8")
    with_own = answer(capsys, "evaluate", "triples", "gold.jsonl", "--actors", str(own))
    without = answer(capsys, "evaluate", "triples", "gold.jsonl")
    assert with_own["figures"] != without["figures"]
    assert run(["evaluate", "pages", "gold.jsonl", "--actors", str(own)]) == 2


def test_a_name_is_found_with_what_the_resolver_takes(capsys: pytest.CaptureFixture[str]) -> None:
    found = answer(capsys, "actors", "find", "guaido", "--as-of", "2019-02-01")
    (taken,) = [row for row in found["readings"] if row["taken"]]
    assert (taken["name"], taken["code"], taken["holds"]) == ("Juan Guaidó", "VEN.OPP.LEG", True)
    assert (found["taken"]["name"], found["taken"]["code"]) == ("Juan Guaidó", "VEN.OPP.LEG")
    assert found["why"].startswith("dated table: ")
    later = answer(capsys, "actors", "find", "Boris", "Johnson", "--as-of", "1995-01-01")
    assert not any(row["holds"] for row in later["readings"])
    assert later["taken"]["code"] == "GBR"


def test_nobody_is_taken_where_several_go_by_the_name(capsys: pytest.CaptureFixture[str]) -> None:
    found = answer(capsys, "actors", "find", "Kennedy")
    assert found["taken"] is None
    assert "people go by it, and nothing tells which" in found["why"]
    assert len({row["name"] for row in found["readings"] if row["exact"]}) > 1


def test_what_is_found_fits_the_terminal_and_says_what_is_unverified(
    own: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["actors", "find", "Johnson", "--as-of", "2019-09-23"]) == 0
    out = capsys.readouterr().out
    assert max(map(cell_len, out.splitlines())) <= 80 and "\x1b" not in out
    assert "→ Boris Johnson" in out and "unverified" in out
    assert "at other times than 2019-09-23:" in out
    assert "“Johnson said so.”, 2019-09-23: taken for Boris Johnson (GBR.GOV)" in " ".join(out.split())
    assert run(["actors", "find", "fenn", "--actors", str(own)]) == 0
    assert "origin: course notes · your own row" in capsys.readouterr().out


def test_a_name_nobody_has_ends_with_3_and_near_ones(own: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["actors", "find", "Orla", "Fen", "--actors", str(own)]) == 3
    printed = capsys.readouterr()
    assert printed.out == "" and "'Orla Fen'" in printed.err and "near it: Orla Fenn" in printed.err
    assert run(["actors", "find", "Orla Fenn"]) == 3


def test_a_day_is_a_whole_day(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["actors", "find", "Fenn", "--as-of", "2019-02-30"]) == 2
    assert "expected YYYY-MM-DD" in capsys.readouterr().err


def test_a_folder_is_checked_for_problems(own: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (own / "persons.tsv").write_text(HEADER + FENN + FENN.replace("2019", "20190"), encoding="utf-8")
    assert run(["actors", "check", str(own)]) == 2
    printed = capsys.readouterr()
    (line,) = printed.out.splitlines()
    assert line.startswith("problem: persons.tsv, line 3, from: '20190' is no date; expected YYYY")
    assert printed.err.startswith("1 problem: nothing of own is used")
    assert run(["actors", "check", str(own), "--json"]) == 2
    checked = json.loads(capsys.readouterr().out)
    assert [(row["line"], row["column"]) for row in checked["problems"]] == [(3, "from")]
    assert run(["actors", "check", "nowhere"]) == 2
    assert "there is no such folder" in capsys.readouterr().err


def test_a_folder_is_checked_for_what_is_worth_a_thought(own: Path, capsys: pytest.CaptureFixture[str]) -> None:
    checked = answer(capsys, "actors", "check", str(own))
    assert (checked["rows"], checked["problems"], checked["warnings"]) == ({"persons.tsv": 1}, [], [])
    (own / "persons.tsv").write_text(HEADER + FENN.replace("2023", "").replace("\tFenn\t", "\tFenn|Lake\t"), "utf-8")
    assert run(["actors", "check", str(own)]) == 0
    printed = capsys.readouterr()
    assert [line.split(":")[0] for line in printed.out.splitlines()] == ["common word", "open term"]
    assert "all is right: 1 row in 1 file, 2 warnings" in printed.err


def test_names_nobody_is_known_by_are_rows_to_fill(own: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["code", "pages", "--store", "news"]) == 0
    capsys.readouterr()
    rows = {row["name"]: row for row in answer(capsys, "actors", "missing", "news")}
    brisk = rows["Andrew Brisk"]
    assert (brisk["kind"], brisk["times"], brisk["stories"], brisk["file"]) == ("person", 2, 1, "persons.tsv")
    assert brisk["aliases"] == ["Brisk"] and len(brisk["examples"]) == 2
    assert list(brisk["row"]) == HEADER.split()
    assert (brisk["row"]["id"], brisk["row"]["aliases"], brisk["row"]["code"]) == ("andrew-brisk", "Brisk", "")
    assert run(["actors", "missing", "news", "--limit", "1"]) == 0
    printed = capsys.readouterr()
    assert HEADER.rstrip("\n") in printed.out.splitlines()
    assert printed.err.startswith("the first 1 of ")
    left = answer(capsys, "actors", "missing", "news", "--actors", str(own))
    assert {row["name"] for row in left} == set(rows) - {"Orla Fenn"}


def test_an_empty_store_misses_nobody(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    Store.create(tmp_path / "empty")
    assert run(["actors", "missing", str(tmp_path / "empty")]) == 3
    assert capsys.readouterr().out == ""
    assert run(["actors", "missing", str(tmp_path / "nowhere")]) == 2
