"""The sixteen event types with their modes, quad classes and scores.

Source: PLOVER codebook (Open Event Data Alliance, CC BY-SA 4.0), summary tables; the contradictions between them are
settled as docs/codebook.md says (SANCTION is material conflict; ACCUSE scores -3).
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

EVENT_TYPES = tuple(
    """
    AGREE CONSULT SUPPORT CONCEDE COOPERATE AID RETREAT REQUEST
    ACCUSE REJECT THREATEN PROTEST SANCTION MOBILIZE COERCE ASSAULT
    """.split()
)


@dataclass(frozen=True, slots=True)
class TypeRow:
    """One (type, mode) pair; `mode` None is the type itself. `quad` is 1 to 4, `score` -10 to 10."""

    event_type: str
    mode: str | None
    quad: int
    score: float
    means: str


@cache
def load_types() -> dict[tuple[str, str | None], TypeRow]:
    """Every (type, mode) pair with its row, in the file's order."""
    text = files("whodid").joinpath("data/ontology/types.tsv").read_text(encoding="utf-8")
    rows = csv.DictReader(text.splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE)
    found = [
        TypeRow(row["event_type"], row["mode"] or None, int(row["quad"]), float(row["score"]), row["means"])
        for row in rows
    ]
    return {(row.event_type, row.mode): row for row in found}


def quad(event_type: str) -> int:
    """The quad class: 1 verbal cooperation, 2 material cooperation, 3 verbal conflict, 4 material conflict."""
    return load_types()[event_type, None].quad


def score(event_type: str, mode: str | None) -> float:
    """The conflict-cooperation score, -10 to 10, of a type or of its mode where there is one."""
    return load_types()[event_type, mode].score
