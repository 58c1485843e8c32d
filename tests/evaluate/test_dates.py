"""`evaluate_dates` on rows written here: values as a scorer reads them, and nothing guessed."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from whodid.errors import BadInput
from whodid.evaluate.dates import evaluate_dates


def write(path: Path, *rows: dict[str, object]) -> Path:
    lines = [json.dumps({"id": f"d{i}", **row}) for i, row in enumerate(rows)]
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


def row(sentence: str, expression: str, value: str | None, doc_date: str | None = "2021-06-14") -> dict[str, object]:
    return {"sentence": sentence, "expression": expression, "value": value, "doc_date": doc_date}


def test_days_months_and_years_are_answered_and_judged(tmp_path: Path) -> None:
    gold = write(
        tmp_path / "gold.jsonl",
        row("The ferry sank on Friday.", "Friday", "2021-06-11"),
        row("The mine was shut in May.", "May", "2021-05"),
        row("The bridge was built three years ago.", "three years ago", "2018"),
    )
    outcome = evaluate_dates(gold)
    assert [one["value"] for one in outcome.predictions] == ["2021-06-11", "2021-05", "2018"]
    assert outcome.figures["all: exact"] == outcome.figures["no_year_in_expression: exact"] == 1.0
    assert [(one.name, one.right) for one in outcome.classes] == [("day", 1), ("month", 1), ("year", 1)]


def test_other_spans_are_no_value_and_not_judged(tmp_path: Path) -> None:
    gold = write(tmp_path / "gold.jsonl", row("The club grew in the 1990s.", "the 1990s", None))
    outcome = evaluate_dates(gold)
    assert outcome.predictions == ({"id": "d0", "value": None},)
    assert outcome.figures["all: rows"] == 0


def test_without_a_day_to_count_from_nothing_is_answered(tmp_path: Path) -> None:
    gold = write(tmp_path / "gold.jsonl", row("The ferry sank yesterday.", "yesterday", "2021-06-13", None))
    outcome = evaluate_dates(gold)
    assert outcome.predictions[0]["value"] is None
    assert outcome.figures["all: exact"] == 0.0


def test_each_end_of_a_range_has_its_own_year(tmp_path: Path) -> None:
    sentence = "She ran the theatre (1904 – 11)."
    gold = write(tmp_path / "gold.jsonl", row(sentence, "1904", "1904"), row(sentence, "11", "1911"))
    assert [one["value"] for one in evaluate_dates(gold).predictions] == ["1904", "1911"]


def test_rows_of_a_document_are_one_text(tmp_path: Path) -> None:
    gold = write(
        tmp_path / "gold.jsonl",
        {**row("The fleet left port on 4 May 1806.", "4 May 1806", "1806-05-04"), "doc": "log"},
        {**row("Two years later it was sold.", "Two years later", "1808"), "doc": "log"},
        {**row("Two years later it was sold.", "Two years later", "1808"), "doc": "other"},
    )
    assert [one["value"] for one in evaluate_dates(gold).predictions] == ["1806-05-04", "1808", None]


def test_an_expression_that_is_not_there_is_refused_with_its_row(tmp_path: Path) -> None:
    gold = write(tmp_path / "gold.jsonl", row("The ferry sank.", "Friday", "2021-06-11"))
    with pytest.raises(BadInput, match="'Friday' is not in the sentence"):
        evaluate_dates(gold)
