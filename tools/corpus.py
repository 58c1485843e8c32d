"""The corpus as records: parses the marked sentences of corpus/*/*.txt (form: corpus/README.md)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from whodid.errors import BadData
from whodid.ontology import load_types

STATUSES = ("happened", "ongoing", "future", "hypothetical", "negated")
REASONS = frozenset(
    (
        "state of affairs",
        "speech without an act",
        "economy",
        "sport",
        "weather",
        "accident",
        "biography",
        "metaphor",
        "no act between them",
        "wrong pair",
        "reversed direction",
        "culture",
        "science",
    )
)
_MARK = re.compile(r"\[((?:[ART]\d?)+) ([^\[\]]+)\]")
_PART = re.compile(r"([ART])(\d?)")


@dataclass(frozen=True)
class Label:
    """One event of a sentence; spans are (start, end) into the sentence's text. `event_type` "NONE": no event."""

    event_type: str
    mode: str | None
    status: str | None
    historical: bool
    reason: str | None
    actors: tuple[tuple[int, int], ...]
    recipients: tuple[tuple[int, int], ...]
    triggers: tuple[tuple[int, int], ...]


@dataclass(frozen=True)
class Labelled:
    """One sentence without its marks, its labels, and where it stands ("corpus/sanction/wire.txt:12")."""

    text: str
    labels: tuple[Label, ...]
    place: str


def read_corpus(folder: Path, faults: list[str] | None = None) -> Iterator[Labelled]:
    """Every sentence of every batch, files by name, in order.

    A malformed sentence raises BadData with file and line; with `faults` it is left out, and the message put there.
    """
    for path in sorted(folder.glob("*/*.txt")):
        yield from read_batch(path.read_text(encoding="utf-8"), path.relative_to(folder.parent).as_posix(), faults)


def read_batch(text: str, name: str, faults: list[str] | None = None) -> Iterator[Labelled]:
    """The sentences of one batch; malformed ones as `read_corpus` has it."""
    marked, place, labels = "", "", []
    for number, line in enumerate([*text.splitlines(), ""], 1):
        if line.startswith("#"):
            continue
        if line.startswith("  ="):
            labels.append((line[3:].strip(), f"{name}:{number}"))
        elif line.strip():
            if marked:
                _complain(f"{name}:{number}: a second sentence before a blank line; end the one above first", faults)
            marked, place = line.strip(), f"{name}:{number}"
        elif marked:
            try:
                yield _sentence(marked, labels, place)
            except BadData as error:
                _complain(str(error), faults)
            marked, labels = "", []


def _complain(message: str, faults: list[str] | None) -> None:
    if faults is None:
        raise BadData(message)
    faults.append(message)


def _sentence(marked: str, labels: list[tuple[str, str]], place: str) -> Labelled:
    if not labels:
        raise BadData(f"{place}: no label; expected a line such as '  = SANCTION discontinue | happened'")
    text, spans = _unmark(marked, place)
    return Labelled(text, tuple(_label(words, where, spans) for words, where in labels), place)


def _unmark(marked: str, place: str) -> tuple[str, list[tuple[str, str, int, int]]]:
    """The text without marks, and (part, number, start, end) for each part a mark plays."""
    text, at, spans = "", 0, []
    for mark in _MARK.finditer(marked):
        text += marked[at : mark.start()]
        start = len(text)
        text += mark.group(2)
        spans += [(part, number, start, len(text)) for part, number in _PART.findall(mark.group(1))]
        at = mark.end()
    text += marked[at:]
    if "[" in text or "]" in text:
        raise BadData(f"{place}: a bracket that is no mark in {text!r}; marks read [A words], [R1A2 words]")
    return text, spans


def _label(words: str, place: str, spans: list[tuple[str, str, int, int]]) -> Label:
    cells = [cell.strip() for cell in words.split("|")]
    head = cells[0].split()
    number = head.pop(0) if head and head[0].isdigit() else ""
    if not head:
        raise BadData(f"{place}: no type in {words!r}")
    event_type, mode = head[0], " ".join(head[1:]) or None
    mine = {part: tuple((a, b) for p, n, a, b in spans if p == part and n == number) for part in "ART"}
    if event_type == "NONE":
        reason = cells[1] if len(cells) > 1 else ""
        if reason not in REASONS:
            raise BadData(f"{place}: reason {reason!r}; known: {', '.join(sorted(REASONS))}")
        return Label("NONE", None, None, False, reason, mine["A"], mine["R"], mine["T"])
    if (event_type, mode) not in load_types():
        raise BadData(f"{place}: unknown type and mode {event_type} {mode or ''}")
    status = cells[1] if len(cells) > 1 else ""
    if status not in STATUSES:
        raise BadData(f"{place}: status {status!r}; known: {', '.join(STATUSES)}")
    if not mine["T"] or not (mine["A"] or mine["R"]):
        raise BadData(f"{place}: event {number or 1} of {event_type} lacks a trigger or both sides")
    historical = "historical" in cells[2:]
    return Label(event_type, mode, status, historical, None, mine["A"], mine["R"], mine["T"])
