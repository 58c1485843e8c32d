"""docs/codebook.md is what the data files make of it, and nothing in them is left out."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from whodid.ontology import load_ontology

ROOT = Path(__file__).parent.parent.parent
PAGE = (ROOT / "docs" / "codebook.md").read_text("utf-8")
BOOK = load_ontology()


def build_docs(*arguments: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(path for path in sys.path if path)}
    command = [sys.executable, str(ROOT / "tools" / "build_docs.py"), *arguments]
    return subprocess.run(command, env=environment, capture_output=True, text=True)


def test_the_generated_pages_are_not_stale() -> None:
    """Fails where the data changed and `make docs` was not run."""
    ended = build_docs("--check")
    assert (ended.returncode, ended.stdout, ended.stderr) == (0, "", "")


def test_wrong_usage_is_told() -> None:
    ended = build_docs("--chekc")
    assert ended.returncode == 2
    assert "usage" in ended.stderr


@pytest.mark.parametrize("event_type", list(BOOK.rules))
def test_every_type_has_a_section_with_its_modes_and_rules(event_type: str) -> None:
    section = PAGE.split(f"\n### {event_type}\n")[1].split("\n### ")[0]
    rules = BOOK.rules[event_type]
    assert rules.definition in section
    for (name, mode), row in BOOK.types.items():
        if name == event_type and mode:
            assert f"| `{mode}` | {row.score:g} | {row.means} |" in section
    for rule in rules.decide:
        assert rule.when in section


def test_every_context_sector_code_and_settlement_is_on_the_page() -> None:
    rows = [
        *(f"| `{context.name}` | {context.means} |" for context in BOOK.contexts),
        *(f"| `{sector.code}` | {sector.kind} | {sector.name} | {sector.means} |" for sector in BOOK.sectors),
        *(f"| `{code}` | {label} |" for code, label in BOOK.cameo.items()),
        *(f"| {settlement.about} | {settlement.says} | {settlement.settled} |" for settlement in BOOK.settlements),
    ]
    assert [row for row in rows if row not in PAGE] == []


def test_tables_are_whole() -> None:
    """Each row of a table has as many cells as its header."""
    header = 0
    for line in PAGE.splitlines():
        if not line.startswith("|"):
            header = 0
            continue
        header = header or line.count(" |")
        assert line.count(" |") == header, line
