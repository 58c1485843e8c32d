"""The words of a story with the evidence marked in them: spans cut into pieces that never overlap.

Evidence may overlap (a headline that tells two events, an event inside another's clause), HTML elements may not. So a
field is cut at every boundary of every span, and each piece says to which events it belongs, and as what.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

from whodid.formats.report.markup import Html, escape, join, tag

LAYERS = {
    "evidence": "e",
    "trigger": "t",
    "actor": "a",
    "recipient": "r",
    "speaker": "v",
    "happened": "w",
    "place": "p",
}
"""What a span can be for an event, with the letter of its data attribute."""

DEEDS_FIRST = (4, 2, 3, 1)
"""Which quad class colours a piece of two events first: conflict before cooperation, deeds before words."""


@dataclass(frozen=True, slots=True)
class Place:
    """Words that event number `number` (from 1, within its story) points at."""

    start: int
    end: int
    layer: str
    number: int


@dataclass(slots=True)
class Piece:
    """Consecutive characters of a field with the same marks: layer to event numbers, ascending."""

    start: int
    end: int
    numbers: dict[str, list[int]] = field(default_factory=dict)


def find_places(story: dict[str, Any], events: Sequence[dict[str, Any]], name: str) -> list[Place]:
    """Where in field `name` ("title", "text") the events point; spans whose words are not there are left out."""
    places = []
    for number, event in enumerate(events, start=1):
        for layer, span in _spans(event):
            if field_of(story, span) == name:
                places.append(Place(span["start"], span["end"], layer, number))
    return places


def _spans(event: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    for span in event.get("evidence") or ():
        yield "evidence", span
    if event.get("trigger"):
        yield "trigger", event["trigger"]
    for layer in ("actor", "recipient"):
        for party in event.get(layer + "s") or ():
            yield layer, party
    for voice in event.get("attribution") or ():
        if voice.get("role") == "speaker":
            yield "speaker", voice
    for layer in ("happened", "place"):
        if (event.get(layer) or {}).get("span"):
            yield layer, event[layer]["span"]


def field_of(story: dict[str, Any], span: dict[str, Any]) -> str | None:
    """The field in which a span's words stand at its offsets; None where they do not (an error worth showing).

    A span without a `field` is looked for in the text first, one without `text` is believed.
    """
    start, end = span.get("start"), span.get("end")
    if not isinstance(start, int) or not isinstance(end, int) or not 0 <= start < end:
        return None
    for name in (span["field"],) if span.get("field") else ("text", "title"):
        words = (story.get(name) or "")[start:end]
        if len(words) == end - start and words == (span.get("text") or words):
            return str(name)
    return None


def cut(text: str, places: Sequence[Place]) -> list[Piece]:
    """A field as consecutive pieces, each with the events that mark it; runs of line ends are pieces of their own."""
    inner = {edge for place in places for edge in (place.start, place.end)}
    lines = {edge for run in re.finditer(r"\n+", text) for edge in run.span()}
    edges = sorted({0, len(text)} | inner | lines)
    pieces = [Piece(start, end) for start, end in pairwise(edges)]
    position = {edge: index for index, edge in enumerate(edges)}
    for place in sorted(places, key=lambda place: place.number):
        for piece in pieces[position[place.start] : position[place.end]]:
            numbers = piece.numbers.setdefault(place.layer, [])
            if place.number not in numbers:
                numbers.append(place.number)
    return pieces


def mark_title(story: dict[str, Any], events: Sequence[dict[str, Any]], anchor: str) -> Html:
    """The title with its marks; `anchor` begins the ids of this story."""
    return join(join(line) for line in _lines(story, events, "title", anchor))


def mark_text(story: dict[str, Any], events: Sequence[dict[str, Any]], anchor: str) -> Html:
    """The text with its marks, a paragraph a line.

    Every character of the story is there, in order, line ends included (between the paragraphs).
    """
    parts = []
    for line in _lines(story, events, "text", anchor):
        whole = join(line)
        parts.append(whole if not whole.strip() else tag("p", whole, dir="auto"))
    return join(parts)


def _lines(story: dict[str, Any], events: Sequence[dict[str, Any]], name: str, anchor: str) -> Iterator[list[Html]]:
    """The lines of a field and the line ends between them, each as its marked pieces and the numbers after them."""
    text = story.get(name) or ""
    places = find_places(story, events, name)
    ends: dict[int, set[int]] = {}
    for place in places:
        if place.layer == "evidence":
            ends.setdefault(place.end, set()).add(place.number)
    line: list[Html] = []
    for piece in cut(text, places):
        words = text[piece.start : piece.end]
        if words.startswith("\n"):
            yield line
            yield [escape(words)]
            line = []
            continue
        line.append(_piece(words, piece.numbers, events))
        line.extend(_reference(number, anchor) for number in sorted(ends.get(piece.end, ())))
    yield line


def _piece(words: str, numbers: dict[str, list[int]], events: Sequence[dict[str, Any]]) -> Html:
    if not numbers:
        return escape(words)
    layers: dict[str, object] = {
        "data_" + LAYERS[layer]: " ".join(map(str, numbers[layer])) for layer in LAYERS if layer in numbers
    }
    if "evidence" not in numbers:
        return tag("span", words, **layers)
    return tag("mark", words, class_=_mark_class([events[number - 1] for number in numbers["evidence"]]), **layers)


def _mark_class(events: Sequence[dict[str, Any]]) -> str:
    """The colours of a piece: its quad class, a second one where events of two classes share the words."""
    present = {event.get("quad") or 0 for event in events}
    quads = [quad for quad in DEEDS_FIRST if quad in present] or [0]
    names = [f"q{quads[0]}"]
    if len(quads) > 1:
        names.append(f"and-q{quads[1]}")
    if all(event.get("status") not in ("happened", "ongoing", None) for event in events):
        names.append("unreal")
    return " ".join(names)


def _reference(number: int, anchor: str) -> Html:
    return tag("a", number, class_="ref", href=f"#{anchor}e{number}", aria_label=f"event {number}")
