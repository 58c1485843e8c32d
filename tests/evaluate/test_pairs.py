"""Pairs: marks are read from the sentence, and roots are compared by type or by CAMEO."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from whodid.errors import BadInput
from whodid.evaluate.pairs import evaluate_pairs, read_pair

ROWS = (
    ("a", "<s>Peru</s> accused <t>Fiji</t> of dumping waste in its waters.", "ACCUSE"),
    ("b", "<s>Gunmen</s> killed <t>three soldiers</t> near the northern town of Gao on Friday.", "ASSAULT"),
    ("c", "<s>Norway</s> has withdrawn its troops from <t>Mali</t>.", "YIELD"),
    ("d", "Two men were arrested by <s>riot police</s>.", "COERCE"),
)


def write(path: Path, rows: object) -> Path:
    assert isinstance(rows, tuple)
    lines = [json.dumps({"id": id, "marked": marked, "root": root}) for id, marked, root in rows]
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


def test_marks_become_offsets() -> None:
    pair = read_pair({"id": 1, "marked": "On Monday <s>Peru</s> met <t>Fiji</t>.", "root": "CONSULT"})
    assert pair.sentence == "On Monday Peru met Fiji."
    assert pair.actor is not None and pair.recipient is not None
    assert [pair.sentence[slice(*side)] for side in (pair.actor, pair.recipient)] == ["Peru", "Fiji"]


def test_a_side_may_be_missing() -> None:
    assert read_pair({"id": 1, "marked": "<s>Peru</s> left.", "root": "YIELD"}).recipient is None


def test_an_open_mark_is_refused_with_its_row() -> None:
    with pytest.raises(BadInput, match="not closed"):
        read_pair({"id": 7, "marked": "<s>Peru left.", "root": "YIELD"})


def test_plain_sentences_are_answered(tmp_path: Path) -> None:
    outcome = evaluate_pairs(write(tmp_path / "gold.jsonl", ROWS), codes="plover")
    assert [answer.given for answer in outcome.answers] == ["ACCUSE", "ASSAULT", "YIELD", "COERCE"]
    assert outcome.figures["macro-F1"] == outcome.figures["accuracy"] == 1.0
    assert outcome.predictions[0] == {"id": "a", "root": "ACCUSE"}
    assert all(answer.confidence is not None and 0 <= answer.confidence <= 1 for answer in outcome.answers)


def test_a_verdict_of_guilty_is_an_accusation_by_its_cameo_root(tmp_path: Path) -> None:
    """CAMEO 116 stands under 11; PLOVER's manual has SANCTION convict (docs/codebook.md, settlements)."""
    rows = (
        ("a", "<s>A court in Lima</s> found <t>the former mayor</t> guilty and sentenced him to six years.", "ACCUSE"),
    )
    gold = write(tmp_path / "gold.jsonl", rows)
    assert [evaluate_pairs(gold, codes=codes).answers[0].given for codes in ("plover", "cameo")] == [
        "SANCTION",
        "ACCUSE",
    ]


def test_a_broken_row_is_named_by_its_line(tmp_path: Path) -> None:
    path = write(tmp_path / "gold.jsonl", ROWS[:1])
    path.write_text(path.read_text("utf-8") + '\n{"id": 3}', encoding="utf-8")
    with pytest.raises(BadInput, match="marked, root") as error:
        evaluate_pairs(path)
    assert error.value.where == f"{path}, line 2"
