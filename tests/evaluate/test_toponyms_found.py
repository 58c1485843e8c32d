"""Places beside gold: toponyms paired by their words, distances, and figures that are the scorer's."""

from __future__ import annotations

import importlib.util
import json
import os
from pathlib import Path
from typing import Any

import pytest

from whodid.evaluate.places import distance, evaluate_places, pair_up
from whodid.places import ResolvedToponym
from whodid.places.toponyms import Toponym

SCORER = Path(os.environ.get("WHODID_SHARED", "")) / "gold" / "score.py"

ARTICLES: list[tuple[str, list[tuple[str, float, float, str]]]] = [
    (
        "Gunmen held the bridge at Goma while talks went on in Kigali. Bunia was calm.",
        [("Goma", -1.68, 29.22, "COD"), ("Kigali", -1.95, 30.06, "Rwanda"), ("Bunia", 1.57, 30.25, "COD")],
    ),
    ("The minister flew to Birmingham.", [("Birmingham", 33.52, -86.8, "United States")]),
    ("Nobody was hurt in Zzyzx, and Oslo was calm.", [("Zzyzx", 35.14, -116.1, "United States")]),
]


def gold_file(folder: Path) -> Path:
    rows = []
    for number, (text, names) in enumerate(ARTICLES):
        toponyms = [
            {"start": text.index(name), "end": text.index(name) + len(name), "lat": lat, "lon": lon, "country": country}
            for name, lat, lon, country in names
        ]
        rows.append({"id": f"LGL-{number}", "text": text, "toponyms": toponyms})
    path = folder / "gold.jsonl"
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return path


def found(start: int, end: int) -> ResolvedToponym:
    return ResolvedToponym(Toponym(start, end, "x", "text", 0, 0, 0, False), None, None, None, "test")


def test_a_degree_on_the_equator() -> None:
    assert distance((0, 0), (0, 1)) == pytest.approx(111.2, abs=0.1)
    assert distance((10, 179.5), (10, -179.5)) == pytest.approx(109.5, abs=0.5)


def test_one_name_found_answers_for_one_of_the_gold() -> None:
    gold = [{"start": 0, "end": 5}, {"start": 6, "end": 9}]
    pairs = list(pair_up(gold, [found(0, 9), found(20, 25)]))
    assert [(pair.gold is not None, pair.found is not None) for pair in pairs] == [
        (True, True),
        (True, False),
        (False, True),
    ]


def test_figures_errors_and_predictions(tmp_path: Path) -> None:
    outcome = evaluate_places(gold_file(tmp_path))
    assert outcome.figures["articles"] == 3
    assert outcome.figures["found: recall"] >= 0.6
    assert [row["id"] for row in outcome.predictions] == ["LGL-0", "LGL-1", "LGL-2"]
    goma = outcome.predictions[0]["toponyms"][0]
    assert goma["country"] == "COD" and goma["precision"] == "city"
    wrong = {answer.gold: answer.given for answer in outcome.answers if not answer.right and answer.gold}
    assert wrong["Birmingham (33.5, -86.8)"] == "Birmingham, England, GBR"


def test_the_same_error_twice_is_counted_together(tmp_path: Path) -> None:
    text = "The minister flew to Birmingham. He left Birmingham on Sunday."
    starts = [text.index("Birmingham"), text.rindex("Birmingham")]
    toponyms = [{"start": at, "end": at + 10, "lat": 33.52, "lon": -86.8} for at in starts]
    path = tmp_path / "gold.jsonl"
    path.write_text(json.dumps({"id": "1", "text": text, "toponyms": toponyms}) + "\n", encoding="utf-8")
    outcome = evaluate_places(path)
    assert [(answer.given, answer.times) for answer in outcome.answers] == [("Birmingham, England, GBR", 2)]


def test_the_figures_are_those_of_the_scorer(tmp_path: Path) -> None:
    if not SCORER.is_file():
        pytest.skip("no $WHODID_SHARED with gold/score.py here: the figures were not held against the scorer's")
    spec = importlib.util.spec_from_file_location("score", SCORER)
    assert spec is not None and spec.loader is not None
    score: Any = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(score)
    path = gold_file(tmp_path)
    outcome = evaluate_places(path)
    gold = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    theirs = score.geo(gold, list(outcome.predictions))["all"]
    ours = outcome.figures
    assert round(float(ours["found: F1"]), 4) == theirs["mention"]["F1"]
    assert round(float(ours["within 161 km, of those found"]), 4) == theirs["acc161_of_matched"]
    assert round(float(ours["within 161 km, of the gold"]), 4) == theirs["acc161_of_gold"]
    assert round(float(ours["country right, of those with one"]), 4) == theirs["country_acc"]
