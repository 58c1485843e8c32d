"""Stories: which coded event is taken for which gold event, and when sides are right."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from whodid.errors import BadInput
from whodid.evaluate.stories import best_pairs, evaluate_stories, read_stories, sides_right
from whodid.pipeline import load

BLIND = Path(__file__).parents[1] / "quality" / "blind"


def gold(actor: list[dict[str, Any]], recipient: list[dict[str, Any]], **more: Any) -> dict[str, Any]:
    return {"actor": actor, "recipient": recipient, **more}


def coded(actors: list[str], recipients: list[str]) -> dict[str, Any]:
    return {"actors": [{"code": code} for code in actors], "recipients": [{"code": code} for code in recipients]}


PER, FJI, CHL = ({"code": code} for code in ("PER.GOV", "FJI", "CHL|ARG"))


@pytest.mark.parametrize(
    "known, found, right",
    [
        (gold([PER], [FJI]), coded(["PER"], ["FJI.MIL"]), True),
        (gold([PER], [FJI]), coded(["FJI"], ["PER"]), False),
        (gold([PER], [FJI], reciprocal=True), coded(["FJI"], ["PER"]), True),
        (gold([PER, FJI], []), coded(["PER"], ["FJI"]), True),
        (gold([PER], []), coded(["PER"], ["FJI"]), False),
        (gold([PER], [{**FJI, "optional": True}]), coded(["PER"], []), True),
        (gold([CHL], [FJI]), coded(["ARG"], ["FJI"]), True),
        (gold([PER], [FJI]), coded(["PER", "CHL"], ["FJI"]), False),
    ],
)
def test_sides(known: dict[str, Any], found: dict[str, Any], right: bool) -> None:
    assert sides_right(known, found) is right


def test_within_one_country_sectors_tell_the_sides_apart() -> None:
    known = gold([{"code": "PER.COP"}], [{"code": "PER.CVL"}])
    assert sides_right(known, coded(["PER.COP"], ["PER.CVL"]))
    assert not sides_right(known, coded(["PER.CVL"], ["PER.COP"]))


def test_groups_are_known_by_their_name() -> None:
    known = gold([{"text": "Arab League states", "group": "Arab League", "quantifier": "most"}], [FJI])
    same = {"actors": [{"code": None, "group": {"name": "Arab League"}}], "recipients": [{"code": "FJI"}]}
    other = {"actors": [{"code": None, "group": {"name": "NATO"}}], "recipients": [{"code": "FJI"}]}
    assert sides_right(known, same)
    assert not sides_right(known, other)


def test_the_pairing_is_the_best_in_all_not_the_best_first() -> None:
    worth = {(0, 0): (10.0, True), (0, 1): (9.0, True), (1, 0): (8.0, False)}
    assert best_pairs(worth) == [(0, 1, True), (1, 0, False)]
    assert best_pairs({}) == []


def test_a_gold_without_codings_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="no codings"):
        list(read_stories(tmp_path / "stories.jsonl"))


def test_a_story_is_coded_and_judged(tmp_path: Path) -> None:
    folder = tmp_path / "stories" / "gold"
    folder.mkdir(parents=True)
    text = "Peru accused Fiji of theft. Rain fell."
    story = {"id": "a", "title": "", "text": text, "published": "2020-01-01"}
    event = {
        "level": "must",
        "event": ["ACCUSE"],
        "evidence": ["Peru accused Fiji"],
        "actor": [PER],
        "recipient": [FJI],
    }
    (tmp_path / "stories" / "a.json").write_text(json.dumps(story), encoding="utf-8")
    (folder / "a.json").write_text(json.dumps({"id": "a", "events": [event]}), encoding="utf-8")
    outcome = evaluate_stories(folder, load())
    assert outcome.figures["found F1"] == outcome.figures["sides right F1"] == 1.0
    assert outcome.predictions[0]["story"]["source_id"] == "a"


def test_the_blind_stories_are_all_read() -> None:
    known = list(read_stories(BLIND / "gold"))
    assert len(known) == 14
    assert sum(event["level"] == "must" for one in known for event in one.events) == 220
