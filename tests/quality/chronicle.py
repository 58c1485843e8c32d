"""How much of the chronicle's blind reading the coder finds: counts, with the misses by name.

python tests/quality/chronicle.py        prints the figures and every event that was missed
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from whodid.ingest import read_paths
from whodid.model import Event, Page, Party, Story
from whodid.pipeline import Coder, load

CHRONICLE = Path(__file__).parents[2] / "examples" / "chronicle"
EXPECTED = Path(__file__).with_name("chronicle_expected.jsonl")


@dataclass
class Agreement:
    """Of `expected` events, how many have a coded event of the same type at the same words (`found`), how many of
    those the right countries on both sides (`sided`), and of those the right status, day (where one is expected)."""

    expected: int = 0
    found: int = 0
    sided: int = 0
    status: int = 0
    dated: int = 0
    datable: int = 0
    coded: int = 0
    misses: list[str] = field(default_factory=list)


def code_chronicle(coder: Coder | None = None) -> dict[str, Story]:
    """The coded stories by the key of the expectations: the file, and for a feed its line ("feed.jsonl:3")."""
    coder = coder or load()
    stories = {}
    for page in read_paths([str(CHRONICLE)]):
        assert isinstance(page, Page), page
        stories[_key(page.origin)] = coder(page)
    return stories


def found_events(coder: Coder) -> Iterator[tuple[Event, bool]]:
    """Every event of the right type at the right words that the coder finds, and whether its sides are right too."""
    stories = code_chronicle(coder)
    for key, wanted in _wanted():
        for event in {event.id: event for event in _at_words(stories[key], wanted["words"])}.values():
            if event.event_type == wanted["event_type"]:
                yield event, _sides_fit(event, wanted)


def _wanted() -> Iterator[tuple[str, dict[str, Any]]]:
    """The key of each expected event's story, and the event."""
    for line in EXPECTED.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        key = row["file"] + (f":{row['line']}" if row.get("line") else "")
        for wanted in row["events"]:
            yield key, wanted


def _key(origin: str) -> str:
    name, _, line = origin.partition(", line ")
    return Path(name).relative_to(CHRONICLE).as_posix() + (f":{line}" if line else "")


def compare(stories: dict[str, Story]) -> Agreement:
    """The stories held against the expectations."""
    result = Agreement(coded=sum(len(story.events) for story in stories.values()))
    for key, wanted in _wanted():
        _count(result, stories[key], wanted, key)
    return result


def _count(result: Agreement, story: Story, wanted: dict[str, Any], key: str) -> None:
    result.expected += 1
    near = [event for event in _at_words(story, wanted["words"]) if event.event_type == wanted["event_type"]]
    if not near:
        result.misses.append(f"{key}: {wanted['event_type']} {wanted['words'][:110]}")
        return
    result.found += 1
    sided = [event for event in near if _sides_fit(event, wanted)]
    if not sided:
        got = "; ".join(f"{_codes(event.actors)} > {_codes(event.recipients)}" for event in near)
        result.misses.append(
            f"{key}: sides of {wanted['event_type']}: wanted {wanted['actors']} > {wanted['recipients']}, "
            f"got {got} | {wanted['words'][:90]}"
        )
        return
    result.sided += 1
    result.status += any(event.status == wanted["status"] for event in sided)
    if wanted["date"]:
        result.datable += 1
        result.dated += any(_day_fits(event, wanted["date"]) for event in sided)


def _at_words(story: Story, words: str) -> Iterator[Event]:
    """Events whose evidence touches the sentences that hold the words."""
    pattern = re.compile(r"\s+".join(map(re.escape, words.split())))
    for name in ("text", "title"):
        for match in pattern.finditer(getattr(story, name)):
            held = [
                (sentence.start, sentence.end)
                for sentence in story.sentences
                if sentence.field == name and sentence.start < match.end() and match.start() < sentence.end
            ]
            for event in story.events:
                if any(
                    span.field == name and span.start < end and start < span.end
                    for span in event.evidence
                    for start, end in held
                ):
                    yield event


def _sides_fit(event: Event, wanted: dict[str, Any]) -> bool:
    actors, recipients = set(_codes(event.actors)), set(_codes(event.recipients))
    want_actors, want_recipients = wanted["actors"], wanted["recipients"]
    if _side_fits(want_actors, actors) and _side_fits(want_recipients, recipients):
        return True
    both = actors | recipients
    return not want_recipients and len(want_actors) > 1 and _side_fits(want_actors, both)


def _side_fits(wanted: list[str], got: set[str]) -> bool:
    """Every wanted member is there, by country or group, and nothing else is."""
    accepted = [{_land(code) for code in member.split("|")} for member in wanted]
    return all(codes & got for codes in accepted) and all(any(code in codes for codes in accepted) for code in got)


def _land(code: str) -> str:
    if code.startswith("GROUP:"):
        return code.split(":")[1].lower()
    return code.split(".")[0]


def _codes(parties: tuple[Party, ...]) -> list[str]:
    return [
        party.actor.group.name.lower() if party.actor.group else party.actor.code.split(".")[0] for party in parties
    ]


def _day_fits(event: Event, wanted: str) -> bool:
    if event.happened is None:
        return False
    return any(event.happened.start.startswith(day) and event.happened.end.startswith(day) for day in wanted.split("|"))


if __name__ == "__main__":
    agreement = compare(code_chronicle())
    for miss in agreement.misses:
        print(miss)
    print({name: value for name, value in vars(agreement).items() if name != "misses"})
