"""Every data file is named in SOURCES.md, and every table and mapping is well formed."""

from __future__ import annotations

import re
from fnmatch import fnmatchcase
from importlib import resources
from pathlib import Path

import pytest
import yaml

DATA = Path(str(resources.files("whodid") / "data"))
FILES = sorted(path for path in DATA.rglob("*") if path.is_file() and "__pycache__" not in path.parts)
NAMES = [path.relative_to(DATA).as_posix() for path in FILES]
SUFFIXES = {".tsv", ".yaml", ".txt", ".md", ".onnx", ".json", ".npy"}


def named_files() -> set[str]:
    """The files that SOURCES.md names: the first cell of each table's rows, in the folder of the heading above."""
    found: set[str] = set()
    folder = ""
    for line in (DATA / "SOURCES.md").read_text(encoding="utf-8").splitlines():
        if heading := re.fullmatch(r"## ([\w/]+/)", line):
            folder = heading[1]
        elif row := re.match(r"\| `([^`]+)` \| +([^|]*[^| ])", line):
            found.add(folder + row[1])
    return found


@pytest.mark.parametrize("name", [name for name in NAMES if name != "SOURCES.md"])
def test_every_file_is_named_with_what_it_is(name: str) -> None:
    assert any(fnmatchcase(name, named) for named in named_files()), f"{name} has no row in SOURCES.md"


def test_no_file_is_named_that_is_not_there() -> None:
    assert {named for named in named_files() if not any(fnmatchcase(name, named) for name in NAMES)} == set()


def test_data_is_text_in_few_formats_and_no_file_is_empty() -> None:
    assert {path.suffix for path in FILES} <= SUFFIXES
    assert [path.name for path in FILES if path.stat().st_size == 0] == []


@pytest.mark.parametrize("name", [name for name in NAMES if not name.endswith((".onnx", ".npy"))])
def test_text_is_utf_8_with_plain_line_ends(name: str) -> None:
    text = (DATA / name).read_bytes().decode("utf-8")
    assert "\r" not in text and "\ufeff" not in text and "\u00a0" not in text
    assert text.endswith("\n") and text.strip()


@pytest.mark.parametrize("name", [name for name in NAMES if name.endswith(".tsv")])
def test_a_table_has_as_many_cells_in_every_row(name: str) -> None:
    lines = (DATA / name).read_text(encoding="utf-8").splitlines()
    rows = [(number, line.split("\t")) for number, line in enumerate(lines, 1) if line and not line.startswith("#")]
    assert len(rows) > 1, "a header and a row at least"
    width = len(rows[0][1])
    assert [(number, cells) for number, cells in rows if len(cells) != width] == []
    assert [(number, cells) for number, cells in rows if any(cell != cell.strip() for cell in cells)] == []


@pytest.mark.parametrize("name", [name for name in NAMES if name.endswith(".yaml")])
def test_a_mapping_reads_and_holds_something(name: str) -> None:
    found = yaml.load((DATA / name).read_text(encoding="utf-8"), Loader=yaml.BaseLoader)
    assert isinstance(found, dict | list) and found
    assert_no_empty_key(found)


def assert_no_empty_key(value: object) -> None:
    if isinstance(value, dict):
        for key, below in value.items():
            assert key.strip(), value
            assert_no_empty_key(below)
    elif isinstance(value, list):
        for below in value:
            assert_no_empty_key(below)
