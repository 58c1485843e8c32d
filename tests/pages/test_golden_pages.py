"""Golden pages: each page of this folder gives the story written beside it, byte for byte."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parent))

from make_expected import expected_text, pages  # the script that writes the expected files


@pytest.mark.parametrize("path", pages(), ids=lambda path: path.name)
def test_a_golden_page_gives_its_expected_story(path: Path) -> None:
    expected = path.with_suffix(path.suffix + ".json")
    assert expected.exists(), "run tests/pages/make_expected.py and read what it writes"
    assert json.loads(expected_text(path)) == json.loads(expected.read_text(encoding="utf-8"))


def test_every_expected_file_has_its_page() -> None:
    here = Path(__file__).resolve().parent
    assert {path.name + ".json" for path in pages()} == {path.name for path in here.glob("*.json")}
