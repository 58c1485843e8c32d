"""The sixteen event types with their modes, quad classes and scores.

Source: PLOVER codebook (Open Event Data Alliance, CC BY-SA 4.0), summary tables; the contradictions between them are
settled as docs/codebook.md says (SANCTION is material conflict; ACCUSE scores -3).
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources.abc import Traversable

from whodid.errors import BadData
from whodid.ontology.tables import number, packaged, read_rows, whole_number

EVENT_TYPES = tuple(
    """
    AGREE CONSULT SUPPORT CONCEDE COOPERATE AID RETREAT REQUEST
    ACCUSE REJECT THREATEN PROTEST SANCTION MOBILIZE COERCE ASSAULT
    """.split()
)

TypePair = tuple[str, str | None]
"""An event type with one of its modes, or with None: the type itself."""


@dataclass(frozen=True, slots=True)
class TypeRow:
    """One (type, mode) pair; `mode` None is the type itself. `quad` is 1 to 4, `score` -10 to 10."""

    event_type: str
    mode: str | None
    quad: int
    score: float
    means: str


@cache
def load_types() -> dict[TypePair, TypeRow]:
    """Every (type, mode) pair with its row, in the file's order."""
    return read_types(packaged())


def read_types(folder: Traversable) -> dict[TypePair, TypeRow]:
    """The pairs of types.tsv in a folder; raises BadData where a row is malformed or stands twice."""
    found: dict[TypePair, TypeRow] = {}
    for place, row in read_rows(folder, "types.tsv", ("event_type", "mode", "quad", "score", "means")):
        pair = row["event_type"], row["mode"] or None
        if pair in found:
            raise BadData(f"{place}: {row['event_type']} {row['mode']} stands twice")
        quad_class = whole_number(row["quad"], place, "quad")
        found[pair] = TypeRow(*pair, quad_class, number(row["score"], place, "score"), row["means"])
    return found


def quad(event_type: str) -> int:
    """The quad class: 1 verbal cooperation, 2 material cooperation, 3 verbal conflict, 4 material conflict."""
    return load_types()[event_type, None].quad


def score(event_type: str, mode: str | None) -> float:
    """The conflict-cooperation score, -10 to 10, of a type or of its mode where there is one."""
    return load_types()[event_type, mode].score
