"""The pages about the command line and the data name everything there is, and nothing that is not."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import click
import pytest
from finished_stories import denied_story, finished_story

from whodid.cli.command import whodid
from whodid.formats import coded_story
from whodid.query import CLAIM_ROW, FLAT_COLUMNS
from whodid.store import EVENT_COLUMNS, TABLES
from whodid.store.layout import DETAILS

DOCS = Path(__file__).parent.parent / "docs"


def commands(group: click.Group = whodid, path: str = "whodid") -> Iterator[tuple[str, click.Command]]:
    for name, command in group.commands.items():
        if isinstance(command, click.Group):
            yield from commands(command, f"{path} {name}")
        else:
            yield f"{path} {name}", command


def section(page: str, heading: str) -> str:
    """The lines of a page from a heading to the next of its level or above."""
    level = heading.split()[0]
    begin = page.index(f"\n{heading}\n") + len(heading) + 2
    end = re.search(rf"\n#{{1,{len(level)}}} ", page[begin:])
    return page[begin : begin + end.start()] if end else page[begin:]


def first_cells(text: str) -> set[str]:
    """What stands in code quotes in the first cell of a table's rows."""
    found: set[str] = set()
    for line in text.splitlines():
        if line.startswith("| `"):
            found.update(re.findall(r"`([^`]+)`", line.split("|")[1]))
    return found


@pytest.mark.parametrize("path, command", list(commands()), ids=lambda value: value if isinstance(value, str) else "")
def test_every_command_and_option_is_on_the_page(path: str, command: click.Command) -> None:
    page = (DOCS / "cli.md").read_text("utf-8")
    assert f"    {path} " in page
    part = section(page, "## " + " ".join(path.split()[:2]))
    if path == "whodid explain":  # "The options are those of `show`."
        part += section(page, "## whodid show")
    for parameter in command.params:
        words = parameter.opts if isinstance(parameter, click.Option) else [parameter.metavar or ""]
        for word in words:
            assert word in part, f"{path}: {word}"


def test_the_page_names_no_option_that_is_not_there() -> None:
    page = (DOCS / "cli.md").read_text("utf-8")
    known = {word for _, command in commands() for parameter in command.params for word in parameter.opts}
    named = set(re.findall(r"(?<![\w-])--[a-z][a-z-]+", page))
    assert named <= known | {"--help", "--version"}


def test_every_key_of_the_json_is_in_the_dictionary() -> None:
    page = (DOCS / "data-dictionary.md").read_text("utf-8")
    coded = coded_story(finished_story())
    for name in ("story", "events", "claims", "relations", "refused", "quotations"):
        rows = coded[name] if isinstance(coded[name], list) else [coded[name]]
        part = section(page, f"### {name}").split("\nAn **actor")[0]
        assert first_cells(part) == set(rows[0]), name
    party = section(page, "### events").split("An **actor")[1].split("A **voice**")[0]
    assert first_cells(party) == set(coded["events"][0]["actors"][0])
    voice, denial = section(page, "### events").split("A **voice**")[1].split("A **denial**")
    assert first_cells(denial) == set(coded_story(denied_story())["events"][1]["denials"][0])
    assert first_cells(voice) == set(coded["events"][1]["attribution"][0])


def test_every_key_of_a_claims_row_is_in_the_dictionary() -> None:
    page = (DOCS / "data-dictionary.md").read_text("utf-8")
    assert first_cells(section(page, "## Rows of claims")) == set(CLAIM_ROW)


@pytest.mark.parametrize("key", ["happened", "place", "numbers", "group", "dateline"])
def test_nested_keys_are_named_beside_their_parent(key: str) -> None:
    coded = coded_story(finished_story())
    events = coded["events"]
    nested = {
        "happened": events[0]["happened"],
        "place": events[1]["place"],
        "numbers": events[1]["numbers"][0],
        "group": events[2]["actors"][0]["group"],
        "dateline": coded["story"]["dateline"],
    }[key]
    page = (DOCS / "data-dictionary.md").read_text("utf-8")
    line = next(line for line in page.splitlines() if line.startswith(f"| `{key}` |"))
    assert set(nested) <= set(re.findall(r"`([^`]+)`", line))


def test_every_flat_column_is_in_the_dictionary() -> None:
    page = (DOCS / "data-dictionary.md").read_text("utf-8")
    assert first_cells(section(page, "## Flat events")) == set(FLAT_COLUMNS)


@pytest.mark.parametrize("name", TABLES)
def test_every_table_and_column_is_in_the_dictionary(name: str) -> None:
    part = section((DOCS / "data-dictionary.md").read_text("utf-8"), "## Tables of a store")
    named: set[str] = set()
    for line in part.splitlines():
        cells = [cell.strip() for cell in line.split("|")]
        if len(cells) > 4 and cells[1] == f"`{name}`":
            named.update(re.findall(r"`([^`]+)`", cells[2]))
    assert f"| `{name}` | " in part
    if name == "event":
        assert set(TABLES[name]) == {*EVENT_COLUMNS, "batch"}
        return
    assert named | ({"story_id", "batch"} if name in DETAILS else set()) == set(TABLES[name])
