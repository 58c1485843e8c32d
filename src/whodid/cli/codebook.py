"""`whodid codebook`: what a code means, when it is coded, and what CAMEO has for it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

import click

from whodid.cli.options import json_option, print_json

if TYPE_CHECKING:
    from rich.console import Console

Entry = dict[str, Any]
Field = tuple[str, str]

LINKS = {
    "exact": "=",
    "broader": "<",
    "uncertain": "~",
    "none": "-",
}
"""Signs before a code: the same, one that takes in more, the likeliest of several, nothing."""

LEGEND = "= exact, < to a broader code, ~ uncertain: the text decides"


@click.command(short_help="Look up an event type, mode, context, sector or CAMEO code.")
@click.argument("name", metavar="[NAME]...", nargs=-1)
@json_option
def codebook(name: tuple[str, ...], as_json: bool) -> None:
    """Look up NAME in the codebook: its meaning, the rules of decision, and the cross-walk to and from CAMEO.

    NAME is an event type (ASSAULT), a mode (drone, or COERCE arrest), a context (asylum), a sector (GOV) or a CAMEO
    code (0841). Without NAME all types, contexts and sectors are listed; with --json that is the whole codebook.
    """
    from whodid.ontology import load_ontology
    from whodid.ontology.entries import look_up, whole_book

    book = load_ontology()
    if name:
        entries = look_up(" ".join(name), book)
        print_json(entries) if as_json else print_entries(entries)
        return
    whole = whole_book(book)
    print_json(whole) if as_json else print_overview(whole)


def print_entries(entries: Iterable[Entry]) -> None:
    """Each entry with its heading and fields, as wide as the terminal."""
    from rich.padding import Padding
    from rich.text import Text

    from whodid.cli.screen import field_table, screen

    console, linked = screen(), False
    for entry in entries:
        title, fields = FIELDS[entry["kind"]](entry)
        linked = linked or any(row["link"] != "none" for key in LINKED for row in entry.get(key, ()) if "link" in row)
        console.print(Text(title, style="bold cyan"))
        console.print(Padding(field_table(fields), (0, 0, 0, 2)))
        console.print()
    if linked:
        console.print(Text(LEGEND, style="dim"))


LINKED = ("cameo", "from_cameo", "plover", "from_plover")
"""Keys of an entry that hold links."""


def type_fields(entry: Entry) -> tuple[str, list[Field]]:
    """A type's heading and fields."""
    needed = "needed" if entry["recipient_required"] else "not always there"
    return entry["event_type"], [
        ("means", entry["definition"]),
        ("actor", entry["actor"]),
        ("recipient", f"{entry['recipient']} ({needed})"),
        ("class", f"{entry['quad']['number']}, {entry['quad']['name']}; score {entry['score']:g}"),
        *(
            (label, f"{row['mode']} ({row['score']:g}): {row['means']}")
            for label, row in labelled("modes", entry["modes"])
        ),
        *decisions(entry),
        *((label, reduction(row)) for label, row in labelled("tense", entry["reductions"])),
        *cameo_fields(entry),
    ]


def mode_fields(entry: Entry) -> tuple[str, list[Field]]:
    """A mode's heading and fields."""
    return f"{entry['event_type']} / {entry['mode']}", [
        ("means", entry["means"]),
        ("class", f"{entry['quad']['number']}, {entry['quad']['name']}; score {entry['score']:g}"),
        *decisions(entry),
        *cameo_fields(entry),
    ]


def context_fields(entry: Entry) -> tuple[str, list[Field]]:
    """A context's heading and fields."""
    codes = [f"{row['code']} {row['label']}" for row in entry["from_cameo"]]
    return f"{entry['context']} (context)", [
        ("means", entry["means"]),
        ("words", ", ".join(entry["cues"])),
        *labelled("from CAMEO", codes),
    ]


def sector_fields(entry: Entry) -> tuple[str, list[Field]]:
    """A sector's heading and fields."""
    what = "in a country's place" if entry["group"] == "supranational" else "sector"
    return f"{entry['sector']} ({what}): {entry['name']}", [("means", entry["means"]), ("group", entry["group"])]


def cameo_fields_of_code(entry: Entry) -> tuple[str, list[Field]]:
    """A CAMEO code's heading and fields."""
    return f"CAMEO {entry['code']}: {entry['label']}", [
        ("above", entry["parent"] or ""),
        ("beneath", ", ".join(entry["children"])),
        *labelled("to PLOVER", [plover_words(row) for row in entry["plover"]]),
        *labelled("from PLOVER", [plover_words(row) for row in entry["from_plover"]]),
    ]


FIELDS = {
    "type": type_fields,
    "mode": mode_fields,
    "context": context_fields,
    "sector": sector_fields,
    "cameo": cameo_fields_of_code,
}
"""What makes heading and fields of each kind of entry."""


def labelled(label: str, values: Iterable[Any]) -> list[tuple[str, Any]]:
    """The label beside the first value, a blank beside the others."""
    return [(label if position == 0 else " ", value) for position, value in enumerate(values)]


def decisions(entry: Entry) -> list[Field]:
    """The rules of decision, each in a line."""
    rules = [f"{row['when']} → {row['then']}" + (f" ({row['note']})" if row["note"] else "") for row in entry["decide"]]
    return labelled("decide", rules)


def reduction(row: Entry) -> str:
    """A reduction in a line: "future AID → AGREE: help still ahead ..."."""
    becomes = " ".join(filter(None, (row["becomes"], row["mode"])))
    return f"{row['status']} {row['event_type']} → {becomes}: {row['why']}"


def cameo_fields(entry: Entry) -> list[Field]:
    """The CAMEO codes that a type or mode leads to, and those that lead to it."""
    return [
        *labelled("to CAMEO", [cameo_words(row) for row in entry["cameo"]]),
        *labelled("from CAMEO", [cameo_words(row) for row in entry["from_cameo"]]),
    ]


def cameo_words(row: Entry) -> str:
    """A link with its code, label, contexts and note."""
    contexts = f" [{', '.join(row['contexts'])}]" if row["contexts"] else ""
    return f"{LINKS[row['link']]} {row['code']} {row['label']}{contexts}" + (f" ({row['note']})" if row["note"] else "")


def plover_words(row: Entry) -> str:
    """A link with its type, mode, contexts and note."""
    name = " ".join(filter(None, (row["event_type"], row["mode"]))) or "nothing"
    contexts = f" [{', '.join(row['contexts'])}]" if row["contexts"] else ""
    return f"{LINKS[row['link']]} {name}{contexts}" + (f" ({row['note']})" if row["note"] else "")


def print_overview(whole: dict[str, list[Entry]]) -> None:
    """All types with their modes, by quad class, then contexts and sectors by name."""
    from rich.text import Text

    from whodid.cli.screen import screen

    console = screen()
    for quad in whole["quads"]:
        rows = [
            (
                entry["event_type"],
                f"{entry['score']:g}",
                ", ".join(row["mode"] for row in entry["modes"]) or "(no mode)",
            )
            for entry in whole["types"]
            if entry["quad"]["number"] == quad["number"]
        ]
        _print_part(console, f"{quad['number']} {quad['name']}: {quad['means']}", rows)
    contexts = ", ".join(entry["context"] for entry in whole["contexts"])
    _print_part(console, "contexts", [(contexts,)])
    for title, supranational in (("sectors", False), ("in a country's place", True)):
        sectors = [
            (entry["sector"], entry["name"])
            for entry in whole["sectors"]
            if (entry["group"] == "supranational") == supranational
        ]
        _print_part(console, title, sectors)
    roots = [(entry["code"], entry["label"]) for entry in whole["cameo"] if entry["parent"] is None]
    _print_part(console, "CAMEO roots", roots)
    console.print(Text("whodid codebook NAME tells more of each", style="dim"))


def _print_part(console: Console, title: str, rows: Iterable[tuple[str, ...]]) -> None:
    """A heading and rows of cells beneath, the last cell folded to the width."""
    from rich.padding import Padding
    from rich.table import Table
    from rich.text import Text

    lines = list(rows)
    table = Table.grid(padding=(0, 2, 0, 0))
    for position in range(len(lines[0])):
        last = position == len(lines[0]) - 1
        table.add_column(ratio=1 if last else None, no_wrap=not last)
    for row in lines:
        table.add_row(*(Text(cell) for cell in row))
    console.print(Text(title, style="bold"))
    console.print(Padding(table, (0, 0, 1, 2)))
