"""Reads the tables of cases of the attribution stages, and codes a text with the real parser."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path

from whodid.attribution import make_quotation_stage
from whodid.language import make_sentence_stage
from whodid.model import Story

CASES = Path(__file__).parents[1] / "cases"


def read_rows(name: str) -> list[dict[str, str]]:
    """The rows of a table of cases by column name; `\\n` in a cell is a line break."""
    lines = [line for line in (CASES / name).read_text(encoding="utf-8").splitlines() if line and line[0] != "#"]
    columns = lines[0].split("\t")
    return [
        dict(zip(columns, (cell.replace("\\n", "\n") for cell in line.split("\t")), strict=True)) for line in lines[1:]
    ]


def with_quotations(text: str, *, title: str = "", **layers: object) -> Story:
    """A story of that text with its sentences and quotations."""
    story = Story(id="case", title=title, text=text, **layers)  # type: ignore[arg-type]
    return _quotation_stage()(_sentence_stage()(story))


@cache
def _sentence_stage() -> Callable[[Story], Story]:
    return make_sentence_stage()


@cache
def _quotation_stage() -> Callable[[Story], Story]:
    return make_quotation_stage()
