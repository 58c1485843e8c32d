"""Triples: each actor with each recipient, those who meet both ways round, groups by their sure members."""

from __future__ import annotations

import json
from pathlib import Path

from whodid.evaluate.triples import evaluate_triples, gold_triples, letters, story_of, triples_of
from whodid.model import Actor, Event, Group, Party, Span
from whodid.pipeline import load

SPAN = Span(0, 1, "x")


def party(code: str, group: Group | None = None) -> Party:
    return Party(None, Actor(None, code, "test", group=group))


def event(event_type: str, actors: tuple[Party, ...], recipients: tuple[Party, ...] = (), cameo: str = "111") -> Event:
    return Event("e", event_type, None, actors, recipients, SPAN, (SPAN,), "", 0, cameo=cameo)


def test_each_with_each() -> None:
    found = triples_of(event("ACCUSE", (party("PER.GOV"), party("CHL")), (party("FJI"),)), "cameo")
    assert found == [("PER", "11", "FJI"), ("CHL", "11", "FJI")]


def test_nobody_received() -> None:
    assert triples_of(event("PROTEST", (party("PER.CVL"),), cameo="141"), "plover") == [("PER", "PROTEST", "---")]


def test_those_who_meet_both_ways() -> None:
    found = triples_of(event("CONSULT", (party("PER"), party("FJI")), cameo="040"), "cameo")
    assert found == [("PER", "04", "FJI"), ("FJI", "04", "PER")]


def test_a_group_by_its_members_only_where_they_are_sure() -> None:
    sure = Group("Baltic states", "all", members=("EST", "LVA", "LTU"))
    possible = Group("Baltic states", "most", members=("EST", "LVA", "LTU"))
    assert len(triples_of(event("ACCUSE", (party("IGO", sure),), (party("FJI"),)), "cameo")) == 3
    assert triples_of(event("ACCUSE", (party("IGO", possible),), (party("FJI"),)), "cameo") == [("IGO", "11", "FJI")]


def test_unknown_actors_are_nobody() -> None:
    assert [letters(code) for code in ("UNK", "UAF", "", "UNO", "PER.GOV")] == ["---", "---", "---", "IGO", "PER"]


def test_both_forms_of_gold_are_read() -> None:
    assert gold_triples({"events": [["PERGOV", "FJI", "1121"]]}, "cameo") == {("PER", "11", "FJI")}
    assert gold_triples({"triples": [["PER", "ACCUSE", "FJI"]]}, "plover") == {("PER", "ACCUSE", "FJI")}


def test_the_date_of_a_row_is_the_day_of_its_story() -> None:
    assert story_of("1", "x", "20080804").published == "2008-08-04"
    assert story_of("1", "x", "080804").published is None


def test_a_sentence_goes_the_whole_road(tmp_path: Path) -> None:
    path = tmp_path / "gold.jsonl"
    rows = [
        {"id": "1", "text": "Peru accused Fiji of theft.", "date": "20200101", "events": [["PER", "FJI", "112"]]},
        {"id": "2", "text": "Rain fell in Peru.", "date": "20200101", "events": []},
    ]
    path.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    outcome = evaluate_triples(path, load())
    assert outcome.figures["triples F1"] == 1.0
    assert outcome.predictions == ({"id": "1", "events": [["PER", "11", "FJI"]]}, {"id": "2", "events": []})
