"""Whole stories coded by hand beside the same stories coded by whodid.

The gold is a folder of `ID.json` files, each `{"id", "events", "coded_until"}`, with the texts in files of the same
names one folder above; or a JSON-lines file of the texts with such a folder, `stories/gold` or `gold`, beside it.

*Found*: the type is among the accepted ones and the words touch a sentence of the gold's evidence. *Sides right*:
found, and the countries on both sides are the gold's. Recall counts the `must` events; an event
that fits a `may` event is no error and no hit. Each gold event takes one coded event; the pairing is the one with most
right in all.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

from whodid.errors import BadInput
from whodid.evaluate.gold import read_gold
from whodid.evaluate.measures import Answer, Outcome, by_class, calibration_error
from whodid.formats import coded_story
from whodid.ingest import read_story
from whodid.model import Page, Story
from whodid.pipeline import Coder

Json = dict[str, Any]
_STOP = re.compile(r"[.!?][\"”’')]*\s+(?=[A-Z“\"'(])|\n+")
MOST = 0.6
"""F1 of two sets of sides of three or more members from which on they count as the same (`TWO` for up to two)."""
TWO = 0.67


@dataclass(frozen=True, slots=True)
class GoldStory:
    """A story with its events as coded by hand; `until` is the offset up to which the text was coded."""

    story: Story
    events: tuple[Json, ...]
    until: int


def evaluate_stories(gold: Path, coder: Coder, *, advance: Callable[[], None] = lambda: None) -> Outcome:
    """The outcome over a gold of stories; predictions are the coded stories as `whodid code --json` prints them."""
    answers: list[Answer] = []
    predictions: list[Json] = []
    musts = found = sides = coded = spared_found = spared_sides = 0
    for known in read_stories(gold):
        whole = coded_story(coder(known.story))
        predictions.append(whole)
        events = [event for event in whole["events"] if _within(event, known.until)]
        pairs = best_pairs(fits(known, events))
        musts += sum(event["level"] == "must" for event in known.events)
        coded += len(events)
        for i, _, right in pairs:
            must = known.events[i]["level"] == "must"
            found, sides = found + must, sides + (must and right)
            spared_found, spared_sides = spared_found + (not must), spared_sides + (not must and right)
        answers += _answers(known, events, pairs)
        advance()
    figures: dict[str, float | int | str] = {"stories": len(predictions), "must events": musts, "coded": coded}
    figures |= _figures("found", found, coded - spared_found, musts)
    figures |= _figures("sides right", sides, coded - spared_sides, musts)
    figures["calibration error"] = calibration_error(answers)
    return Outcome("stories", figures, by_class(answers), tuple(answers), tuple(predictions))


def _figures(name: str, right: int, given: int, there: int) -> dict[str, float | int | str]:
    return {
        f"{name} P": right / given if given else 0.0,
        f"{name} R": right / there if there else 0.0,
        f"{name} F1": 2 * right / (given + there) if given + there else 0.0,
    }


def read_stories(gold: Path) -> Iterator[GoldStory]:
    """The stories of a gold, by name. Raises BadInput where a file is missing or lacks a key."""
    folder = gold if gold.is_dir() else _codings_beside(gold)
    paths = sorted(folder.glob("*.json")) if folder.is_dir() else []
    if not paths:
        message = "found no codings (*.json); expected the folder that holds them, or a JSONL file beside stories/gold"
        raise BadInput(message, where=str(folder), reason="bad_gold")
    rows = {} if gold.is_dir() else {str(row["id"]): row for row in read_gold(gold, "id", "text")}
    for path in paths:
        coding = _read(path)
        if not {"id", "events"} <= coding.keys():
            raise BadInput("expected the keys id and events", where=str(path), reason="bad_gold")
        row = rows.get(str(coding["id"])) or _read(folder.parent / path.name)
        story = read_story(Page(str(path), "row", row["text"], {**row, "id": coding["id"]}))
        yield GoldStory(story, tuple(coding["events"]), coding.get("coded_until") or len(row["text"]))


def _codings_beside(stories: Path) -> Path:
    """The folder of codings that belongs to a JSONL file of stories: `stories/gold` or `gold` beside it."""
    nested = stories.parent / "stories" / "gold"
    return nested if nested.is_dir() else stories.parent / "gold"


def _read(path: Path) -> Json:
    try:
        row = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise BadInput(f"not readable as JSON ({error})", where=str(path), reason="bad_gold") from error
    if not isinstance(row, dict):
        raise BadInput("expected a JSON object", where=str(path), reason="bad_gold")
    return row


def _within(event: Json, until: int) -> bool:
    return any(span["field"] != "text" or span["start"] < until for span in event["evidence"])


def fits(known: GoldStory, events: Sequence[Json]) -> dict[tuple[int, int], tuple[float, bool]]:
    """For each gold and coded event that may be the same: how much the pair is worth, and whether sides are right."""
    found = {}
    for i, gold in enumerate(known.events):
        places = evidence_places(known.story, gold["evidence"])
        for j, event in enumerate(events):
            if event["event_type"] in _listed(gold["event"]) and touches(event, places):
                right = sides_right(gold, event)
                must, mode = gold["level"] == "must", event["mode"] in _listed(gold.get("mode"))
                found[i, j] = 100.0 * must + 60 * right + 4 * mode + 1, right
    return found


def best_pairs(worth: dict[tuple[int, int], tuple[float, bool]]) -> list[tuple[int, int, bool]]:
    """The pairing of gold events with coded ones, each taken once, that is worth most in all.

    Every choice is tried, gold event by gold event; what is remembered is only which coded events that later ones could
    take are gone, so that events which nothing ties together do not multiply.
    """
    rows = sorted({i for i, _ in worth})
    later = [{j for i, j in worth if i in rows[k:]} for k in range(len(rows) + 1)]

    @cache
    def best(k: int, gone: frozenset[int]) -> tuple[float, tuple[tuple[int, int], ...]]:
        if k == len(rows):
            return 0.0, ()
        choices = [best(k + 1, frozenset(gone & later[k + 1]))]
        for i, j in worth:
            if i == rows[k] and j not in gone:
                value, pairs = best(k + 1, frozenset((gone | {j}) & later[k + 1]))
                choices.append((value + worth[i, j][0], ((i, j), *pairs)))
        return max(choices, key=lambda choice: choice[0])

    return [(i, j, worth[i, j][1]) for i, j in best(0, frozenset())[1]]


def _answers(known: GoldStory, events: Sequence[Json], pairs: Sequence[tuple[int, int, bool]]) -> Iterator[Answer]:
    """Each must event with what was coded for it, then what was coded beyond the gold; `may` events are left out."""
    taken, id = {i: (j, right) for i, j, right in pairs}, str(known.story.source_id)
    for i, gold in enumerate(known.events):
        if gold["level"] != "must":
            continue
        words, wanted = str(_listed(gold["evidence"])[0]), _listed(gold["event"])
        if i in taken:
            event, right = events[taken[i][0]], taken[i][1]
            yield Answer(id, event["event_type"], event["event_type"], right, event["confidence"], words)
        else:
            yield Answer(id, wanted[0], "", False, None, words)
    matched = {j for _, j, _ in pairs}
    for j, event in enumerate(events):
        if j not in matched:
            yield Answer(id, "", event["event_type"], False, event["confidence"], event["evidence"][0]["text"])


def _listed(value: Any) -> list[Any]:
    """One or several, as a list."""
    return [] if value in (None, "") else value if isinstance(value, list) else [value]


Place = tuple[str, int, int]


def evidence_places(story: Story, quotes: Iterable[str]) -> list[Place]:
    """The sentences in which the gold's words stand, as (field, start, end); the title is one sentence."""
    found: list[Place] = []
    for quote in quotes:
        hits = [match.span() for match in re.finditer(re.escape(quote), story.text)]
        found += [("text", *one) for one in _sentences(story.text) for hit in hits if _meet(one, hit)]
        if not hits and quote in story.title:
            found.append(("title", 0, len(story.title)))
    return found


def _sentences(text: str) -> list[tuple[int, int]]:
    ends = [0, *(stop.end() for stop in _STOP.finditer(text)), len(text)]
    return list(pairwise(ends))


def _meet(left: tuple[int, int], right: tuple[int, int]) -> bool:
    return left[0] < right[1] and right[0] < left[1]


def touches(event: Json, places: Sequence[Place]) -> bool:
    """Whether the event's evidence meets one of the places (field, start, end)."""
    return any(
        span["field"] == field and _meet((span["start"], span["end"]), (start, end))
        for span in event["evidence"]
        for field, start, end in places
    )


def sides_right(gold: Json, event: Json) -> bool:
    """Whether both sides are the gold's by country; exchanged, where the gold says so or lists all as actors."""
    actors, recipients = _members(gold, "actor"), _members(gold, "recipient")
    given = event["actors"], event["recipients"]
    if _side(actors, given[0]) and _side(recipients, given[1]):
        both = _lands(actors) & _lands(recipients)
        return not both or _sectors(actors, recipients, *given) >= _sectors(actors, recipients, *reversed(given))
    together = [*actors, *recipients]
    if not (gold.get("reciprocal") or (not recipients and len(actors) > 1)):
        return False
    everyone = [*given[0], *given[1]]
    met = sum(any(_same(member, one) for one in everyone) for member in together)
    return len(together) > 1 and met >= 2 and _side(together, everyone)


def _members(gold: Json, side: str) -> list[Json]:
    return gold.get(side) or []


def _side(wanted: Sequence[Json], given: Sequence[Json]) -> bool:
    """Whether a side is the gold's: one member exactly, more of them by the F1 of both sets."""
    needed = [member for member in wanted if not member.get("optional")]
    if not wanted or not given:
        return not given and not needed
    good = sum(any(_same(member, one) for member in wanted) for one in given)
    met = sum(any(_same(member, one) for one in given) for member in needed)
    if len(wanted) == 1:
        return good == len(given) and (met > 0 or not needed)
    precision, recall = good / len(given), met / len(needed) if needed else 1.0
    f1 = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
    return f1 > (TWO if len(needed) <= 2 else MOST)


def _same(member: Json, given: Json) -> bool:
    """Whether two members are of one country, or name one group of states."""
    if member.get("group") and given.get("group"):
        named = _group_words(member)
        return not named or bool(named & _group_words(given))
    return bool(_lands([member]) & _lands([given]))


def _group_words(member: Json) -> set[str]:
    """Words by which a group is known: of its name and of the text, without those that all groups share."""
    group = member["group"]
    name = group if isinstance(group, str) else group.get("name") or ""
    words = {word.lower().rstrip("s") for word in re.findall(r"\w{2,}", f"{name} {member.get('text') or ''}")}
    initials = "".join(word[0] for word in re.findall(r"\b[A-Z]\w*", name)).lower()
    common = {"the", "state", "countrie", "member", "nation", "some", "most", "all", "and", "of"}
    return (words | ({initials} if len(initials) > 1 else set())) - common


def _codes(member: Json) -> set[str]:
    """Full codes that are accepted: a bar parts alternatives, what stands in brackets may be missing."""
    found = set()
    for code in (member.get("code") or "").split("|"):
        found |= {re.sub(r"\[.*?\]", "", code).rstrip("."), re.sub(r"[\[\]]", "", code)}
    return found - {""}


def _lands(members: Iterable[Json]) -> set[str]:
    return {code.split(".")[0] for member in members for code in _codes(member)}


def _sectors(actors: Sequence[Json], recipients: Sequence[Json], left: Sequence[Json], right: Sequence[Json]) -> int:
    """How many sectors agree side by side: which way round is meant where one country stands on both."""

    def of(members: Iterable[Json]) -> set[str]:
        return {sector for member in members for code in _codes(member) for sector in code.split(".")[1:]}

    return len(of(actors) & of(left)) + len(of(recipients) & of(right))
