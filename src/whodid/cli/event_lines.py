"""Events of many stories as a list on a terminal: a line each, or two where it is narrow, shortened to its width.

Made from flat rows and the JSON of their stories, as `screen.py` is from one story; nothing here reads a record.
Names are shortened first: codes, quantifiers, exceptions and what a speaker does with an event stay whole as long as
anything does.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from rich.cells import cell_len, set_cell_size
from rich.console import Console
from rich.text import Text

from whodid.cli.screen import DASH, printable, status_words, type_words
from whodid.places import find_place

Json = dict[str, Any]

ONE_LINE = 120
"""From this width on an event takes one line: names and codes of both sides still stand beside all the rest."""

QUAD_STYLES = {1: "cyan", 2: "bright_blue", 3: "yellow", 4: "red"}
"""Colours of the quad classes, near the report's: words and deeds of cooperation, words and deeds of conflict."""

HEADINGS = ("WHEN", "TYPE", "WHO → WHOM", "STATUS", "ACCORDING TO", "PUBLISHER", "EVENT")
STYLES = ("", "", "", "", "", "dim", "dim")

SHARES = {2: 0.6, 4: 0.22, 5: 0.18}
"""The columns that share what the others leave, where there is not enough for all of them."""

ROOMY = 150
TYPE_CUT = 17
"""Below ROOMY columns type and mode are cut to this: "ACCUSE disapprove" stays whole, a few rarer ones do not."""

WHEN_WIDTH = 19
"""The longest "reported" day."""

INDENT = 11
"""Where the second line begins on a narrow terminal: under what it belongs to, right of the days."""

LEAST_NAME = 5
"""Cells below which a name says nothing any more, and is left out for its code."""

LEAST_VOICE = 12
"""Cells that a voice has on any terminal."""

LEAST_ACCORDING = 19
"""Cells of the column of voices, where they need as many: "Paki… threatens +1" fits, so that an allegation has both its
name and its word in any list of one line an event."""

KEPT_APART = ("alleges", "denies")
"""What must not be left out of a list: such a voice comes before those that a narrow list only counts."""

EXCEPTIONS_SHOWN = 3

ARTICLE = re.compile(r"^(?:the|an?) ", re.IGNORECASE)
"""What a name that must be cut can do without."""


@dataclass(frozen=True, slots=True)
class Label:
    """Words of which only `name`, the middle, is shortened: "most " + "NATO members" + " except GRC".

    `brief` stands for all of it where there is room for nothing else. `known_by` says what of the name is kept: its
    "start", its "end" (of persons, for the last name), or for all of it the "code" (of states).
    """

    before: str
    name: str
    after: str
    brief: str
    known_by: Literal["start", "end", "code"] = "start"

    def __str__(self) -> str:
        """All of it."""
        return f"{self.before}{self.name}{self.after}"

    def within(self, room: int, *, whole: bool) -> str:
        """The words, the name in `room` cells; a last name stays `whole` even where it is longer."""
        if self.known_by == "code":
            return self.brief
        return f"{self.before}{self._name_within(room, whole)}{self.after}"

    def _name_within(self, room: int, whole: bool) -> str:
        if cell_len(self.name) <= room:
            return self.name
        if self.known_by == "start":
            return cut(ARTICLE.sub("", self.name), room)
        last = self.name.split()[-1]
        return f"…{last}" if whole or cell_len(last) < room else cut(last, room)


@dataclass(frozen=True, slots=True)
class EventLine:
    """What the list says about one event."""

    when: str
    type: str
    quad: int
    sides: tuple[tuple[Label, ...], ...]
    status: str
    voices: tuple[Label, ...]
    publisher: str
    id: str

    def who_whom(self, width: int) -> str:
        """Actors → recipients; without recipients the actors alone."""
        return fit(self.sides, width) or DASH

    def according_to(self, width: int) -> str:
        """The nearest voice of each claim; never empty."""
        return fit((self.voices,), width)


def event_line(row: Json, coded: Json, *, id_length: int) -> EventLine:
    """The line of a flat row, whose event stands in the coded story."""
    event = next(event for event in coded["events"] if event["id"] == row["event_id"])
    claims = [claim for claim in coded["claims"] if claim["event"] == event["id"] and claim["chain"]]
    claims.sort(key=lambda claim: claim["stance"] not in KEPT_APART)
    nobody = _label(row["according_to"])
    return EventLine(
        when=when(row),
        type=type_words(event, " "),
        quad=event["quad"],
        sides=tuple(tuple(map(_party, event[side])) for side in ("actors", "recipients") if event[side]),
        status=status(event),
        voices=tuple(dict.fromkeys(map(_voice, claims))) or (nobody,),
        publisher=printable(row["publisher"] or DASH),
        id=row["event_id"][:id_length],
    )


def when(row: Json) -> str:
    """When it happened, as exactly as the text says; else the day it was reported, and called so."""
    start, end, length = row["happened_start"], row["happened_end"], row["happened_granularity"]
    if start is None:
        return f"reported {row['published'][:10]}" if row["published"] else "undated"
    if length == "week":
        return f"week of {start}"
    # "By the end of 1994" is told by the year, but begins with the story and is no year.
    if length == "year" and (start[5:], end[:4], end[5:]) == ("01-01", start[:4], "12-31"):
        return str(start[:4])
    if length == "month" and start[8:] == "01" and start[:7] == end[:7]:
        return str(start[:7])
    if start == end:
        return str(start)
    # Both days in full are wider than the column: the last leaves out the year that the first has named.
    return f"{start}/{end[5:]}" if start[:4] == end[:4] else f"{start[:7]}/{end[:7]}"


def status(event: Json) -> str:
    """The status; "past" for what happened and is told as background, the commonest of the two together."""
    return "past" if event["historical"] and event["status"] == "happened" else status_words(event)


def _party(row: Json) -> Label:
    group, code = row["group"], printable(row["code"] or "")
    if group:
        excluded = [printable(name) for name in group["except"]]
        more = f" and {len(excluded) - EXCEPTIONS_SHOWN} more" if len(excluded) > EXCEPTIONS_SHOWN else ""
        without = f" except {', '.join(excluded[:EXCEPTIONS_SHOWN])}{more}" if excluded else ""
        name = printable(group["name"])
        return Label(f"{printable(group['quantifier'])} ", name, without, name)
    if row["name"]:
        return Label("", printable(row["name"]), f" ({code})", code, _known_by(row))
    return Label("“", printable(row["text"]), f"” ({code})", code) if row["text"] else Label("", "", code, code)


def _known_by(row: Json) -> Literal["start", "end", "code"]:
    """A state is known by its code; a head of its own ("Khomeini (IRN)") is not, and has no office for certain."""
    place = find_place(row["name"])
    if place and place.precision == "country" and place.country == row["code"]:
        return "code"
    return "end" if row["office"] else "start"


def _voice(claim: Json) -> Label:
    """The nearest voice of a claim, and what it does with the event; plain assertion goes without saying."""
    stance = "" if claim["stance"] == "asserts" else f" {printable(claim['stance'])}"
    return _label(claim["chain"][0]["name"], stance)


def _label(name: str, after: str = "") -> Label:
    return Label("", printable(name), after, printable(name) + after)


def cut(text: str, width: int) -> str:
    """The text, its end replaced by "…" where it is wider than `width` cells."""
    if cell_len(text) <= width:
        return text
    return set_cell_size(text, max(width - 1, 0)).rstrip(" ,") + "…"


def fit(sides: Sequence[Sequence[Label]], width: int) -> str:
    """The labels of each side, the sides joined by an arrow, in `width` cells.

    Where they are too wide, states are left with their codes and names are cut, the longest first; where that is not
    enough, only the first of each side and a number is left, then persons' last names are cut too, then all are codes.
    """
    text = _joined([[str(label) for label in side] for side in sides])
    if cell_len(text) <= width:
        return text
    longest = max((cell_len(label.name) for side in sides for label in side), default=0)
    for most, whole in ((None, True), (1, True), (1, False)):
        for room in range(longest, LEAST_NAME - 1, -1):
            text = _joined([[label.within(room, whole=whole) for label in side] for side in sides], most)
            if cell_len(text) <= width:
                return text
    if all(label.brief == str(label) for side in sides for label in side):  # no codes: rather a letter than no stance
        for room in range(LEAST_NAME - 1, 0, -1):
            text = _joined([[label.within(room, whole=False) for label in side] for side in sides], 1)
            if cell_len(text) <= width:
                return text
    return cut(_joined([[label.brief for label in side] for side in sides], 1), width)


def _joined(sides: Sequence[Sequence[str]], most: int | None = None) -> str:
    return " → ".join(_some(side, len(side) if most is None else most) for side in sides)


def _some(words: Sequence[str], most: int) -> str:
    """The first of them, and how many more there are."""
    more = f" +{len(words) - most}" if len(words) > most else ""
    return ", ".join(words[:most]) + more


class EventList:
    """The list on one terminal: keeps its columns from the first lines on, and says once what they are."""

    def __init__(self, console: Console) -> None:
        self.console = console
        self.widths: list[int] = []

    def print(self, lines: Sequence[EventLine]) -> None:
        """Print some lines more; the first of them settle the widths of the columns."""
        narrow = self.console.width < ONE_LINE
        if not self.widths and lines:
            self.widths = column_widths(lines, self.console.width)
            self._print_headings(narrow)
        for line in lines:
            self._print_two(line) if narrow else self._print_one(line)

    def _print_headings(self, narrow: bool) -> None:
        if narrow:
            self._print_columns(HEADINGS[:3], ["dim"] * 3)
            self._put(Text(" " * INDENT + " · ".join(HEADINGS[3:]).lower(), style="dim"))
        else:
            self._print_columns(HEADINGS, ["dim"] * len(HEADINGS))

    def _print_one(self, line: EventLine) -> None:
        who, according = line.who_whom(self.widths[2]), line.according_to(self.widths[4])
        cells = (line.when, line.type, who, line.status, according, line.publisher, line.id)
        self._print_columns(cells, _styles(line))

    def _print_two(self, line: EventLine) -> None:
        rest = self.console.width - sum(self.widths[:2]) - 2
        self._print_columns((line.when, line.type, line.who_whom(rest)), _styles(line))
        self._put(Text(" " * INDENT + self._vouched(line), style="dim"))

    def _vouched(self, line: EventLine) -> str:
        """Status, voice, publisher (unless it is the voice) and id in a line; the publisher is cut before the voice."""
        room = self.console.width - INDENT - len(f"{line.status} · according to  · {line.id}")
        # Rather a line too long for a very narrow terminal than an event without whoever vouches for it.
        according = line.according_to(max(room, LEAST_VOICE))
        left = room - cell_len(according) - len(" · in ")
        if according == line.publisher or left < LEAST_NAME:
            return f"{line.status} · according to {according} · {line.id}"
        return f"{line.status} · according to {according} · in {cut(line.publisher, left)} · {line.id}"

    def _print_columns(self, cells: Iterable[str], styles: Sequence[str]) -> None:
        text = Text()
        for place, (cell, style) in enumerate(zip(cells, styles, strict=False)):
            width = self.widths[place] if place < len(self.widths) else 0
            shown = cut(cell, width)
            text.append(shown, style=style).append(" " * (width - cell_len(shown) + 1))
        text.rstrip()
        self._put(text)

    def _put(self, text: Text) -> None:
        # The lines fit already; rich would fold one that a very narrow terminal cannot hold.
        self.console.print(text, soft_wrap=True)


def _styles(line: EventLine) -> list[str]:
    """The style of each column of a line."""
    reported = not line.when[:1].isdigit() and not line.when.startswith("week")
    return ["dim" if reported else "", QUAD_STYLES.get(line.quad, ""), *STYLES[2:]]


def column_widths(lines: Sequence[EventLine], width: int) -> list[int]:
    """The width of each column, a blank between two: what its widest cell needs, or its share of what is left."""
    wide = 10_000
    columns = zip(
        *(
            (line.when, line.type, line.who_whom(wide), line.status, line.according_to(wide), line.publisher, line.id)
            for line in lines
        ),
        strict=True,
    )
    needs = [max(map(cell_len, (heading, *cells))) for heading, cells in zip(HEADINGS, columns, strict=True)]
    if width < ONE_LINE:
        kind = min(needs[1], TYPE_CUT)
        return [WHEN_WIDTH, kind, max(width - WHEN_WIDTH - kind - 2, 1)]
    rest = width - sum(needs) - len(needs) + 1
    if rest >= 0:
        return needs
    if width < ROOMY:
        needs[1] = min(needs[1], TYPE_CUT)
    rest = width - sum(need for place, need in enumerate(needs) if place not in SHARES) - len(needs) + 1
    least = min(needs[4], LEAST_ACCORDING)
    for place, share in SHARES.items():
        needs[place] = max(min(needs[place], int(rest * share)), least if place == 4 else 0)
    # What the others do not need, who and whom get.
    needs[2] += rest - sum(needs[place] for place in SHARES)
    return needs
