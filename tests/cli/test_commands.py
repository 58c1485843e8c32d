"""The commands over a store that is there: what they print where, and how they end."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from pathlib import Path

import click
import pytest
from finished_stories import finished_story, quiet_story

from whodid import __version__
from whodid.cli.command import Failure, exit_code, run, whodid
from whodid.errors import BadData, BadInput, MissingResource, StoreConflict
from whodid.formats import coded_story
from whodid.store import Store

EVENT = finished_story(1).events[1]


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    path = tmp_path / "store"
    Store.create(path).add([finished_story(1), finished_story(2), quiet_story()])
    monkeypatch.setenv("WHODID_STORE", str(path))
    monkeypatch.setenv("COLUMNS", "80")
    return path


def command_paths(group: click.Group = whodid) -> list[list[str]]:
    paths = []
    for name, command in group.commands.items():
        paths.append([name])
        if isinstance(command, click.Group):
            paths += [[name, *below] for below in command_paths(command)]
    return paths


@pytest.mark.parametrize("path", [[], *command_paths()], ids=" ".join)
def test_every_command_has_help(path: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert run([*path, "--help"]) == 0
    out = capsys.readouterr().out
    assert out.startswith(f"Usage: {' '.join(['whodid', *path])} ")
    assert "--help" in out


def test_the_version_is_that_of_the_package(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["--version"]) == 0
    assert __version__ in capsys.readouterr().out


def test_help_loads_neither_parser_nor_store() -> None:
    """Help must be there at once; half a second leaves room for a busy machine, the libraries alone take longer."""
    seen = "import sys; sys.argv=['whodid','--help']; import whodid.cli; whodid.cli.main()"
    heavy = "spacy deltalake duckdb rich trafilatura whodid.pipeline"
    check = f"import sys, atexit; atexit.register(lambda: print([m for m in '{heavy}'.split() if m in sys.modules]))\n"
    start = time.perf_counter()
    ended = subprocess.run([sys.executable, "-c", check + seen], env=environment(), capture_output=True, text=True)
    assert time.perf_counter() - start < 0.5
    assert ended.stdout.splitlines()[-1] == "[]"


def environment(**more: str) -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": os.pathsep.join(path for path in sys.path if path), **more}


def test_a_story_is_shown_within_the_width_of_the_terminal(store: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["show", "40001"]) == 0
    printed = capsys.readouterr()
    lines = printed.out.splitlines()
    assert max(map(len, lines)) <= 80
    assert "\x1b" not in printed.out
    assert "Norway expels two diplomats of Belarus" in lines[0]
    for words in (
        "SANCTION",
        "Norway (NOR)",
        "2021-03-02",
        "happened",
        "Ingrid Vale",
        "“Norway expelled two diplomats”",
    ):
        assert words in printed.out
    assert EVENT.id in printed.out
    assert printed.err == ""


def test_a_story_and_an_event_are_shown_as_json(store: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["show", finished_story(1).id[:12], "--json"]) == 0
    coded = json.loads(capsys.readouterr().out)
    assert coded == coded_story(finished_story(1))
    assert run(["show", EVENT.id, "--json", "--store", str(store)]) == 0
    assert json.loads(capsys.readouterr().out) == coded["events"][1]


def test_an_event_is_shown_with_whoever_alleges_it(store: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["show", EVENT.id]) == 0
    out = " ".join(capsys.readouterr().out.split())
    assert "Ingrid Vale alleges · Radio Fjord · NTB · The Fjord Courier" in out
    assert "open: none stated" in out


def test_an_explanation_has_every_part(store: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["explain", finished_story(1).events[0].id]) == 0
    out = capsys.readouterr().out
    for words in ("ACTOR expel RECIPIENT", "past tense", "table row", "on Tuesday", "└── expelled", "nsubj", "asserts"):
        assert words in out
    assert run(["explain", EVENT.id]) == 0
    assert "told already" in capsys.readouterr().out
    assert run(["explain", EVENT.id, "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["pattern"] == EVENT.pattern


def test_what_is_not_there_ends_with_3_and_names_what_is(store: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for command in ("show", "explain"):
        assert run([command, "zzzz"]) == 3
        printed = capsys.readouterr()
        assert printed.out == ""
        assert "'zzzz'" in printed.err and "near it: " in printed.err
        assert "Traceback" not in printed.err


def test_an_id_that_fits_several_ends_with_2(store: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["show", ""]) == 2
    assert "give more of it" in capsys.readouterr().err


def test_a_wrong_store_ends_with_2(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["show", "a", "--store", str(tmp_path / "nowhere")]) == 2
    assert "there is no store here" in capsys.readouterr().err
    assert run(["explain", "a", "--store", str(tmp_path)]) == 2
    assert "is no store" in capsys.readouterr().err


@pytest.mark.parametrize(
    "arguments", [["fly"], ["show"], ["code"], ["code", "a", "--json", "--table"], ["code", "--no"]]
)
def test_wrong_usage_ends_with_2(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert run(arguments) == 2
    assert capsys.readouterr().out == ""


@pytest.mark.parametrize("given", ["text", "=body", "text="])
def test_a_column_is_named_as_field_and_column(given: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["code", "a.jsonl", "--column", given]) == 2
    assert "text=body" in capsys.readouterr().err


def test_events_are_exported_by_the_ending_of_the_file(store: Path, tmp_path: Path) -> None:
    for name in ("jsonl", "csv", "parquet"):
        assert run(["export", str(store), "-o", str(tmp_path / f"events.{name}")]) == 0
    assert len((tmp_path / "events.jsonl").read_text("utf-8").splitlines()) == 6
    assert (tmp_path / "events.parquet").read_bytes()[:4] == b"PAR1"
    assert run(["export", str(store), "-o", str(tmp_path / "events.txt")]) == 2
    assert run(["export", str(store), "-o", str(tmp_path / "events.txt"), "--format", "csv"]) == 0


def test_an_export_of_nothing_ends_with_3(tmp_path: Path) -> None:
    Store.create(tmp_path / "empty")
    assert run(["export", str(tmp_path / "empty"), "-o", str(tmp_path / "events.csv")]) == 3


def test_a_closed_pipe_is_quiet(store: Path) -> None:
    """`whodid … | head -1` on output longer than a pipe holds."""
    long = finished_story(3, events=finished_story(3).events * 400)
    Store.open(store).add([long])
    command = f'"{sys.executable}" -m whodid show 40003 | head -1; echo "${{PIPESTATUS[0]}}"'
    ended = subprocess.run(["bash", "-c", command], env=environment(), capture_output=True, text=True, check=True)
    assert ended.stderr == ""
    assert ended.stdout.splitlines() == ["Norway expels two diplomats of Belarus", "0"]
    as_json = command.replace("40003", "40003 --json")
    ended = subprocess.run(["bash", "-c", as_json], env=environment(), capture_output=True, text=True, check=True)
    assert (ended.stdout.splitlines(), ended.stderr) == (["{", "0"], "")


def test_colour_only_where_asked_and_never_with_no_color(store: Path) -> None:
    command = [sys.executable, "-m", "whodid", "show", "40001"]
    coloured = subprocess.run(command, env=environment(FORCE_COLOR="1"), capture_output=True, text=True, check=True)
    plain = subprocess.run(command, env=environment(FORCE_COLOR="1", NO_COLOR="1"), capture_output=True, text=True)
    assert "\x1b[36m" in coloured.stdout or "\x1b[1;36m" in coloured.stdout
    assert "36m" not in plain.stdout


def test_a_page_cannot_write_control_characters_to_the_terminal(
    store: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    Store.open(store).add([finished_story(9, title="red \x1b[31m alarm\x07 \u202etxet")])
    assert run(["show", "40009"]) == 0
    out = capsys.readouterr().out
    assert not {"\x1b", "\x07", "\u202e"} & set(out)


def test_each_error_has_its_exit_code() -> None:
    assert exit_code(BadInput("x", reason="not_found")) == 3
    assert exit_code(BadInput("x")) == exit_code(StoreConflict("x")) == 2
    assert exit_code(MissingResource("x")) == exit_code(BadData("x")) == 1
    assert Failure(BadInput("what", where="there")).format_message() == "there: what"
