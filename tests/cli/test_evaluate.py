"""`whodid evaluate`: figures on stdout, predictions and pictures in files, errors with their words."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from whodid.cli.command import run

ROW = {"id": "a", "marked": "<s>Peru</s> accused <t>Fiji</t> of theft.", "root": "AID"}


@pytest.fixture
def gold(tmp_path: Path) -> Path:
    path = tmp_path / "gold.jsonl"
    path.write_text(json.dumps(ROW), encoding="utf-8")
    return path


def test_figures_classes_and_errors(gold: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["evaluate", "pairs", str(gold)]) == 0
    shown = capsys.readouterr().out
    assert "macro-F1" in shown
    assert "a: gold AID, given ACCUSE" in shown
    assert ROW["marked"] in shown


def test_json(gold: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["evaluate", "pairs", str(gold), "--json", "--errors", "0"]) == 0
    whole = json.loads(capsys.readouterr().out)
    assert (whole["task"], whole["figures"]["rows"], whole["errors"]) == ("pairs", 1, [])
    assert {row["name"] for row in whole["classes"]} == {"AID", "ACCUSE"}


def test_files(gold: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.jsonl"
    pictures = [tmp_path / "confusion.svg", tmp_path / "risk.svg"]
    options = ["--predictions", str(out), "--confusion", str(pictures[0]), "--risk", str(pictures[1])]
    assert run(["evaluate", "pairs", str(gold), *options]) == 0
    assert json.loads(out.read_text("utf-8")) == {"id": "a", "root": "ACCUSE"}
    assert all(path.read_text("utf-8").startswith("<svg") for path in pictures)


def test_wrong_task_and_missing_folder(gold: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["evaluate", "weather", str(gold)]) == 2
    assert run(["evaluate", "pairs", str(gold), "--predictions", str(gold.parent / "no" / "out.jsonl")]) == 2
    assert "there is no folder" in capsys.readouterr().err


def test_nothing_to_judge_is_exit_3(tmp_path: Path) -> None:
    empty = tmp_path / "gold.jsonl"
    empty.write_text("\n", encoding="utf-8")
    assert run(["evaluate", "pairs", str(empty)]) == 3
