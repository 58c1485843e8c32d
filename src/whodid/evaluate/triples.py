"""Sentences with known triples (actor, event, recipient): how many of them the whole road finds.

A gold row has `id`, `text` (or `sentence`), `date` (YYYYMMDD) where known, and `events`, each [actor, recipient, CAMEO
code] with actors whose first three letters are a country, or `triples`, each [actor, event type, recipient] of PLOVER.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

from whodid.evaluate.gold import read_gold
from whodid.evaluate.measures import Answer, Outcome, by_class
from whodid.evaluate.pairs import Codes
from whodid.model import Event, Party, Story, content_id
from whodid.ontology import plover_of
from whodid.pipeline import Coder

Triple = tuple[str, str, str]
"""Actor, two-digit CAMEO root or PLOVER type, recipient; actors by three letters, "---" where absent or unknown."""

TOGETHER = {"CONSULT", "AGREE", "COOPERATE"}
"""Types whose actors, where there is no recipient, act upon one another."""


def evaluate_triples(
    gold: Path, coder: Coder, *, codes: Codes = "cameo", advance: Callable[[], None] = lambda: None
) -> Outcome:
    """The outcome over a gold file of triples; each sentence is coded as a story of its own."""
    answers: list[Answer] = []
    predictions: list[dict[str, Any]] = []
    for row in read_gold(gold, "id"):
        words = row.get("text") or row.get("sentence") or ""
        story = coder(story_of(str(row["id"]), words, str(row.get("date") or "")))
        found = {triple: event for event in story.events for triple in triples_of(event, codes)}
        wanted = gold_triples(row, codes)
        answers += [
            Answer(str(row["id"]), triple[1], triple[1] if triple in found else "", triple in found, None, words)
            for triple in sorted(wanted)
        ]
        answers += [
            Answer(str(row["id"]), "", triple[1], False, event.confidence, words)
            for triple, event in sorted(found.items(), key=lambda item: item[0])
            if triple not in wanted
        ]
        predictions.append({"id": row["id"], "events": [list(triple) for triple in sorted(found)]})
        advance()
    right = sum(one.right for one in answers)
    given, there = sum(bool(one.given) for one in answers), sum(bool(one.gold) for one in answers)
    figures: dict[str, float | int | str] = {
        "rows": len(predictions),
        "triples P": right / given if given else 0.0,
        "triples R": right / there if there else 0.0,
        "triples F1": 2 * right / (given + there) if given + there else 0.0,
    }
    return Outcome("triples", figures, by_class(answers), tuple(answers), tuple(predictions))


def story_of(id: str, text: str, date: str) -> Story:
    """A story that is one sentence, published on the given day (YYYYMMDD; other forms tell nothing)."""
    whole = re.fullmatch(r"(\d{4})(\d{2})(\d{2})", date)
    return Story(
        id=content_id("sentence", id, text),
        title="",
        text=text,
        source_id=id,
        published="-".join(whole.groups()) if whole else None,
    )


def gold_triples(row: dict[str, Any], codes: Codes) -> set[Triple]:
    """The triples of a gold row in either of its two forms."""
    if "triples" in row:
        return {(letters(actor), event, letters(recipient)) for actor, event, recipient in row["triples"]}
    rows = row.get("events") or []
    return {(letters(actor), _told(str(code), codes), letters(recipient)) for actor, recipient, code in rows}


def _told(code: str, codes: Codes) -> str:
    """The root of a CAMEO code, or the type that it likeliest stands for; a statement (01) stands for none."""
    return code[:2] if codes == "cameo" else plover_of(code)[0].event_type or "---"


def triples_of(event: Event, codes: Codes) -> list[Triple]:
    """An event's triples: each actor with each recipient; of those who meet or agree, each with each, both ways."""
    code = (event.cameo or "")[:2] if codes == "cameo" else event.event_type
    actors, recipients = _sides(event.actors), _sides(event.recipients)
    if event.event_type in TOGETHER and len(actors) > 1 and not recipients:
        return [(left, code, right) for left in actors for right in actors if left != right]
    return [(actor, code, recipient) for actor in actors for recipient in recipients or ["---"]]


def _sides(parties: tuple[Party, ...]) -> list[str]:
    """Three letters of each party; of a group of states those of its sure members."""
    found: list[str] = []
    for party in parties:
        group = party.actor.group
        codes = group.members if group is not None and group.quantifier == "all" else (party.actor.code,)
        found += [letters(code) for code in codes]
    return list(dict.fromkeys(found))


def letters(code: str) -> str:
    """The first three letters of an actor's code; "---" for nobody and those unknown; CAMEO has IGO for UN and EU."""
    three = code[:3]
    return "---" if three in {"", "UNK", "UAF"} else "IGO" if three in {"UNO", "EUR"} else three
