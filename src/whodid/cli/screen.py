"""Stories and events as text on a terminal, made from the JSON of a coded story; nothing here reads a record.

Fits the width of the terminal (80 columns where there is none); colours only on a terminal, never with NO_COLOR.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Any

from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

Json = dict[str, Any]

UNPRINTABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
"""Controls that could move the cursor, colour the terminal or turn the line around, and halves of surrogate pairs."""

DASH = "–"
KNOWN = {"type": 11, "when": 10, "status": 12}
"""Columns of the event table whose words have a known longest length (long modes are folded)."""

SHARES = {"who": 5, "where": 2, "according": 3}
"""How the rest of the width is shared out."""

TELLINGS_SHOWN = 3

QUOTES = " \"'“”‘’«»,"
"""What is taken off words that are set between quotation marks again."""


class Screen(Console):
    """A console on stdout that leaves a closed pipe to the command line."""

    def on_broken_pipe(self) -> None:
        """Raise the error again: rich would end the process with code 1."""
        raise BrokenPipeError


def screen() -> Screen:
    """The terminal, or whatever stdout is."""
    return Screen(highlight=False, markup=False, emoji=False, soft_wrap=False)


def printable(text: str) -> str:
    """The text as a terminal may get it: no control characters of a page's own, white space as single blanks."""
    return " ".join(UNPRINTABLE.sub("\ufffd", text).split())


def print_story(console: Console, coded: Json, *, ids: bool = False) -> None:
    """A story's heading and a table of its events, their words beneath; with `ids` each event's id too."""
    console.print(heading(coded["story"]))
    if coded["events"]:
        console.print(event_table(coded["events"], console.width, ids=ids))
    else:
        console.print(Padding(Text(no_event(coded)), (0, 0, 0, 2)))
    console.print()


def no_event(coded: Json) -> str:
    """That there is no event, and the commonest reasons."""
    reasons: dict[str, int] = {}
    for refusal in coded["refused"]:
        reasons[refusal["reason"]] = reasons.get(refusal["reason"], 0) + 1
    common = sorted(reasons.items(), key=lambda item: (-item[1], item[0]))[:3]
    return "no event" + "".join(f"; {printable(reason)} ({number})" for reason, number in common)


def heading(story: Json) -> Text:
    """Title, then where and when it was printed, and its id."""
    dateline = story["dateline"]
    filed = f"filed from {dateline['name']}" if dateline else None
    relays = f"relays {', '.join(story['relays'])}" if story["relays"] else None
    facts = [story["publisher"], story["published"], filed, relays, story["id"]]
    text = Text(printable(story["title"]) or "(no title)", style="bold")
    text.append("\n" + " · ".join(printable(fact) for fact in facts if fact), style="not bold dim")
    return text


def heading_line(story: Json) -> str:
    """The story in one line."""
    facts = [story["title"], story["publisher"], story["published"], story["id"]]
    return " · ".join(printable(fact) for fact in facts if fact)


def event_table(events: Iterable[Json], width: int, *, ids: bool = False) -> Group:
    """A line of columns for each event, and its words over the full width beneath."""
    widths = column_widths(width)
    lines: list[RenderableType] = [
        _columns(widths, ["TYPE", "WHO → WHOM", "WHEN", "WHERE", "STATUS", "ACCORDING TO"], style="dim")
    ]
    for event in events:
        cells = [
            type_words(event, " "),
            who_whom(event),
            when(event) or DASH,
            where(event) or DASH,
            status_words(event),
            according_to(event) or DASH,
        ]
        lines.append(_columns(widths, cells))
        lines.append(Padding(evidence(event, ids=ids), (0, 0, 0, 2)))
    return Group(*lines)


def column_widths(width: int) -> list[int]:
    """The widths of the six columns, a blank between two; at least readable where the terminal is very narrow."""
    rest = max(width - sum(KNOWN.values()) - 5, 24)
    who = rest * SHARES["who"] // 10
    place = rest * SHARES["where"] // 10
    return [KNOWN["type"], who, KNOWN["when"], place, KNOWN["status"], rest - who - place]


def _columns(widths: list[int], cells: list[str], style: str = "") -> Table:
    table = Table.grid(padding=(0, 1, 0, 0), pad_edge=False)
    for place, width in enumerate(widths):
        table.add_column(width=width, overflow="fold", style=style or ("bold cyan" if place == 0 else ""))
    table.add_row(*(Text(cell) for cell in cells))
    return table


def type_words(event: Json, between: str) -> str:
    """The event type and, where it has one, its mode."""
    return f"{event['event_type']}{between}{event['mode']}" if event["mode"] else str(event["event_type"])


def who_whom(event: Json) -> str:
    """Actors → recipients, each with its code; without recipients the actors alone."""
    actors, recipients = (", ".join(map(party, event[side])) for side in ("actors", "recipients"))
    return f"{actors or DASH} → {recipients}" if recipients else actors or DASH


def party(row: Json) -> str:
    """An actor or recipient by name (a group as the text puts it), with its code."""
    group = row["group"]
    if group:
        without = f" except {', '.join(group['except'])}" if group["except"] else ""
        return printable(f"{group['quantifier']} {group['name']}{without}")
    name = row["name"] or (f"“{row['text']}”" if row["text"] else DASH)
    return printable(f"{name} ({row['code']})")


def when(event: Json) -> str:
    """The day, month or year it happened, or the first and last day; "" where the text leaves it open."""
    happened = event["happened"]
    if not happened:
        return ""
    length = {"instant": 10, "day": 10, "month": 7, "year": 4}.get(happened["granularity"], 0)
    start, end = str(happened["start"]), str(happened["end"])
    return start[:length] if length and start[:length] == end[:length] else f"{start} to {end}"


def where(event: Json) -> str:
    """The place and its country; "" where the text leaves it open."""
    place = event["place"]
    if not place:
        return ""
    return printable(f"{place['name']} ({place['country']})" if place["country"] else place["name"])


def status_words(event: Json) -> str:
    """The status, and whether it is background."""
    return f"{event['status']} (past)" if event["historical"] else str(event["status"])


def according_to(event: Json) -> str:
    """The voices, nearest first, each speaker with what it does with the event."""
    voices = []
    for voice in event["attribution"]:
        stance = voice.get("stance")
        voices.append(printable(f"{voice['name']} {stance}" if stance else voice["name"]))
    return " · ".join(voices)


def denied_by(denial: Json) -> str:
    """Who denies the event, with the code of each speaker, and in which words."""
    speakers = [voice for voice in denial["chain"] if voice["role"] == "speaker"]
    names = ", ".join(f"{row['name']} ({row['code']})" if row["code"] else row["name"] for row in speakers)
    words = f": “{denial['words']['text'].strip(QUOTES)}”" if denial["words"] else ""
    return printable(f"{names}{words}")


def evidence(event: Json, *, ids: bool = False) -> Text:
    """The words of each telling, a line each."""
    words = [f"“{printable(span['text'])}”" for span in event["evidence"][:TELLINGS_SHOWN]]
    more = len(event["evidence"]) - TELLINGS_SHOWN
    if more > 0:
        words.append(f"and {more} more")
    text = Text("\n".join(words), style="italic")
    if ids:
        text.append(f"\n{event['id']}", style="not italic dim")
    return text


def print_event(console: Console, story: Json, event: Json) -> None:
    """One event with all its fields, and the heading of its story."""
    console.print(Text(type_words(event, " / "), style="bold cyan"))
    console.print(Padding(field_table(event_fields(story, event)), (0, 0, 0, 2)))


def event_fields(story: Json, event: Json) -> list[tuple[str, str]]:
    """The fields of an event as (name, words), what is open with its reason."""
    sides = [(side.removesuffix("s"), resolution(row)) for side in ("actors", "recipients") for row in event[side]]
    numbers = [("number", f"{row['kind']}: {row['words']}") for row in event["numbers"]]
    words = [(f"words ({span['field']} {span['start']}–{span['end']})", span["text"]) for span in event["evidence"]]
    status = status_words(event) + (f", for “{event['status_words']}”" if event["status_words"] else "")
    codes = [f"CAMEO {event['cameo']}" if event["cameo"] else "", f"quad {event['quad']}", f"score {event['score']:g}"]
    return [
        *sides,
        ("when", open_or(when(event), event["happened"], event["happened_reason"])),
        ("where", open_or(where(event), event["place"], event["place_reason"])),
        ("status", status),
        ("according to", according_to(event) or "nobody is named"),
        *(("denied by", denied_by(denial)) for denial in event["denials"]),
        *numbers,
        *words,
        ("trigger", event["trigger"]["text"]),
        ("pattern", event["decided_by"]["pattern"]),
        ("contexts", ", ".join(event["contexts"])),
        ("codes", ", ".join(filter(None, codes))),
        ("confidence", f"{event['confidence']:.2f}"),
        ("event", event["id"]),
        ("story", f"{story['id']} {story['title']}"),
    ]


def open_or(words: str, known: Json | None, reason: str | None) -> str:
    """What is known and by which words, or why it is not."""
    if known is None:
        return f"open: {reason}" if reason else "open"
    return f"{words} (by “{known['basis']}”)"


def resolution(row: Json) -> str:
    """Who an actor or recipient is, by which words, and on which basis."""
    words = f"“{row['text']}” is " if row["text"] and row["text"] != row["name"] else ""
    office = f", {row['office']}" if row["office"] else ""
    standing = f" ({row['office_status']})" if row["office_status"] else ""
    return f"{words}{party(row)}{office}{standing}; {row['basis']}"


def field_table(fields: Iterable[tuple[str, str]]) -> Table:
    """Names and words in two columns; empty ones are left out."""
    table = Table.grid(padding=(0, 2, 0, 0))
    table.add_column(style="dim")
    table.add_column(overflow="fold", ratio=1)
    for name, words in fields:
        if words:
            table.add_row(Text(name), Text(printable(words)))
    return table


def print_checks(console: Console, checks: Sequence[tuple[str, bool, str, str | None]]) -> None:
    """What `doctor` found: name, whether it is right, what was found; then the commands that mend the rest."""
    table = Table.grid(padding=(0, 2, 0, 0))
    table.add_column()
    table.add_column()
    table.add_column(overflow="fold", ratio=1)
    for name, ok, found, _ in checks:
        verdict = Text("ok", style="green") if ok else Text("MISSING", style="bold red")
        table.add_row(verdict, Text(name), Text(printable(found)))
    console.print(table)
    for name, ok, _, mend in checks:
        if not ok and mend:
            # Never wrapped: a command is there to be copied.
            console.print(Text(f"to mend {name}: {mend}", style="bold"), soft_wrap=True)
