"""Writes the expected story beside every page of this folder: run it after a change of the readers, read the diff.

python tests/pages/make_expected.py
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from whodid.ingest import read_paths, read_story
from whodid.model import Page

HERE = Path(__file__).resolve().parent
LAYERS = ("sentences", "quotations", "mentions", "events", "claims", "relations", "refused")


def pages() -> list[Path]:
    """The golden pages, sorted."""
    return sorted([*HERE.glob("*.txt"), *HERE.glob("*.html")])


def expected_of(path: Path) -> dict[str, Any]:
    """The story of a page as its expected file holds it: without layers and without where the page lies."""
    page = next(read_paths([str(path)]))
    assert isinstance(page, Page), page
    row = read_story(page).to_dict()
    return {key: value for key, value in row.items() if key not in (*LAYERS, "origin")}


def expected_text(path: Path) -> str:
    """The expected file of a page, as it is written."""
    return json.dumps(expected_of(path), ensure_ascii=False, indent=1) + "\n"


if __name__ == "__main__":
    for path in pages():
        path.with_suffix(path.suffix + ".json").write_text(expected_text(path), encoding="utf-8")
