"""Makes the generated pages of docs/ from the data files: `make docs`; with --check it only says which are stale."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

from whodid.ontology import Ontology, find_faults, load_ontology
from whodid.ontology.entries import whole_book

DOCS = Path(__file__).parent.parent / "docs"

Entry = dict[str, Any]

OPENING = """\
# The codebook

<!-- Made by tools/build_docs.py from src/whodid/data/ontology/: change those files, then run `make docs`. -->

What whodid codes: PLOVER 2.0, sixteen types of event with their modes, contexts and sectors, and CAMEO beside it.
`whodid codebook NAME` shows any part of this page on the terminal, `whodid codebook --json` all of it as JSON.

Types, modes, contexts, sectors, scores and the CAMEO numbers are facts of the PLOVER codebook (Open Event Data
Alliance, CC BY-SA 4.0), of its CAMEO table of 2021 and of the CAMEO code list. Definitions, rules, labels and cues are
in words of our own; the marks of the cross-walk are our judgement.

A mode is always read with its type: `restrict` is one thing under THREATEN and another under COERCE.
"""

CROSS_WALK = """\
## CAMEO, and the cross-walk

Each link is marked:

| link | means |
| --- | --- |
| exact | both mean the same |
| broader | what it leads to takes in more: detail is lost |
| uncertain | the likeliest of several: the text decides |
| none | leads nowhere, with the reason |

Where a code has several links, the likeliest stands first. An exact link is exact in both directions, and a code that
PLOVER leads to always leads back; a checker holds this.
"""


def codebook_page(book: Ontology) -> str:
    """docs/codebook.md: types, contexts, sectors, tenses, contradictions, and the cross-walk both ways."""
    whole = whole_book(book)
    parts = [
        OPENING,
        *_types(whole),
        *_contexts(whole["contexts"]),
        *_sectors(whole["sectors"]),
        *_tenses(whole),
        *_settlements(whole["settlements"]),
        CROSS_WALK,
        *_to_plover(whole["cameo"]),
        *_to_cameo(whole["types"], book),
    ]
    return "\n".join(part.rstrip("\n") + "\n" for part in parts)


def _types(whole: dict[str, list[Entry]]) -> list[str]:
    classes = table(
        ("class", "name", "what it holds", "types"),
        (
            (
                f"{quad['number']}",
                quad["name"],
                quad["means"],
                ", ".join(row["event_type"] for row in whole["types"] if row["quad"]["number"] == quad["number"]),
            )
            for quad in whole["quads"]
        ),
    )
    scores = (
        "Scores run from -10 (conflict) to 10 (cooperation). Where a mode is coded, its score stands for the type's."
    )
    return ["## Event types\n", classes, scores, *(part for entry in whole["types"] for part in _type(entry))]


def _type(entry: Entry) -> list[str]:
    needed = "always needed" if entry["recipient_required"] else "not always there"
    facts = (
        f"- actor: {entry['actor']}\n"
        f"- recipient ({needed}): {entry['recipient']}\n"
        f"- quad class {entry['quad']['number']} ({entry['quad']['name']}), score {entry['score']:g}"
    )
    parts = [f"### {entry['event_type']}\n", entry["definition"], facts]
    if entry["modes"]:
        parts.append(
            table(
                ("mode", "score", "means"),
                ((f"`{row['mode']}`", f"{row['score']:g}", row["means"]) for row in entry["modes"]),
            )
        )
    rules = ((row["when"], code_words(row["then"]), row["note"]) for row in entry["decide"])
    return [*parts, table(("where", "code", "note"), rules)]


def _contexts(entries: Iterable[Entry]) -> list[str]:
    rows = ((f"`{entry['context']}`", entry["means"], ", ".join(entry["cues"])) for entry in entries)
    lead = "What an event, of any type, is about; it may have several. The cues are words that speak for a context."
    return ["## Contexts\n", lead, table(("context", "means", "cues"), rows)]


def _sectors(entries: Iterable[Entry]) -> list[str]:
    lead = (
        "An actor's code is its country with up to two sectors (`VEN.OPP.LEG`). Where there is no country, one of the "
        "supranational codes stands in its place; an actor wholly unknown is `UNK`."
    )
    rows = ((f"`{entry['sector']}`", entry["group"], entry["name"], entry["means"]) for entry in entries)
    return ["## Sectors and supranational codes\n", lead, table(("code", "group", "name", "means"), rows)]


def _tenses(whole: dict[str, list[Entry]]) -> list[str]:
    auxiliary = table(
        ("auxiliary mode", "held in", "means"),
        ((row["name"], f"`{row['field']}` = `{row['value']}`", row["means"]) for row in whole["auxiliary_modes"]),
    )
    reductions = table(
        ("of status", "the type", "becomes", "because"),
        (
            (row["status"], f"`{row['event_type']}`", code_words(pair(row["becomes"], row["mode"])), row["why"])
            for row in whole["reductions"]
        ),
    )
    lead = (
        "PLOVER's auxiliary modes are fields of an event here. Where a plain type says the same, it is coded instead."
    )
    return ["## Tense, doubt and denial\n", lead, auxiliary, reductions]


def _settlements(entries: Iterable[Entry]) -> list[str]:
    rows = ((entry["about"], entry["says"], entry["settled"]) for entry in entries)
    lead = "The codebook and its tables contradict one another in places. What whodid does:"
    return ["## Contradictions, and how they are settled\n", lead, table(("about", "what they say", "settled"), rows)]


def _to_plover(entries: Iterable[Entry]) -> list[str]:
    rows = [
        (
            f"`{entry['code']}`" if position == 0 else "",
            entry["label"] if position == 0 else "",
            code_words(pair(link["event_type"], link["mode"])),
            ", ".join(link["contexts"]),
            link["link"],
            link["note"],
        )
        for entry in entries
        for position, link in enumerate(entry["plover"])
    ]
    return ["### From CAMEO to PLOVER\n", table(("code", "label", "PLOVER", "contexts", "link", "note"), rows)]


def _to_cameo(entries: Iterable[Entry], book: Ontology) -> list[str]:
    names = {event_type["event_type"] for event_type in entries}
    rows = (
        (
            code_words(pair(link.event_type, link.mode)),
            ", ".join(link.contexts),
            f"`{link.cameo}`",
            book.cameo[link.cameo],
            link.certainty,
            link.note,
        )
        for link in book.to_cameo
        if link.event_type in names
    )
    lead = "A row with a context holds where the event has that context and no other that leads elsewhere."
    header = ("PLOVER", "context", "code", "label", "link", "note")
    return ["### From PLOVER to CAMEO\n", lead, table(header, rows)]


def pair(event_type: str | None, mode: str | None) -> str:
    """Type and mode in words; nothing where there is no type."""
    return " ".join(filter(None, (event_type, mode))) or "nothing"


def code_words(words: str) -> str:
    """A type and mode in code quotes; "nothing" without them."""
    return words if words == "nothing" else f"`{words}`"


def table(header: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A Markdown table; a column that is empty throughout is left out."""
    lines = list(rows)
    kept = [column for column in range(len(header)) if any(row[column] for row in lines)]
    written = [[header[column] for column in kept], ["---"] * len(kept), *([row[i] for i in kept] for row in lines)]
    return "\n".join("| " + " | ".join(cells) + " |" for cells in written)


PAGES: dict[str, Callable[[], str]] = {"codebook.md": lambda: codebook_page(load_ontology())}
"""Each generated page with what makes it."""


def main(arguments: Sequence[str]) -> int:
    """Write the pages, or with --check only compare: 0 all well, 1 stale pages or faulty data, 2 wrong usage."""
    if list(arguments) not in ([], ["--check"]):
        print("usage: build_docs.py [--check]", file=sys.stderr)
        return 2
    if faults := find_faults(load_ontology()):
        print("\n".join(["data/ontology contradicts itself:", *faults]), file=sys.stderr)
        return 1
    stale = [name for name, make in PAGES.items() if _text(DOCS / name) != make()]
    for name in stale:
        if arguments:
            print(f"docs/{name} is stale: run `make docs`", file=sys.stderr)
        else:
            (DOCS / name).write_text(PAGES[name](), encoding="utf-8")
            print(f"docs/{name}", file=sys.stderr)
    return 1 if stale and arguments else 0


def _text(path: Path) -> str | None:
    return path.read_text(encoding="utf-8") if path.exists() else None


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
