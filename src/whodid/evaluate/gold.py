"""Files of known answers: JSON lines, read with an error that names file and line."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from whodid.errors import BadInput


def read_gold(path: Path, *needed: str) -> Iterator[dict[str, Any]]:
    """The rows of a gold file, in order; blank lines are passed over.

    Raises BadInput, naming file and line, where a line is no JSON object or lacks one of the `needed` keys.
    """
    with path.open(encoding="utf-8") as lines:
        for number, line in enumerate(lines, start=1):
            if line.strip():
                yield _row(line, f"{path}, line {number}", needed)


def _row(line: str, where: str, needed: tuple[str, ...]) -> dict[str, Any]:
    try:
        row = json.loads(line)
    except ValueError as error:
        raise BadInput(f"not readable as JSON ({error})", where=where, reason="bad_gold") from error
    if not isinstance(row, dict) or not set(needed) <= row.keys():
        have = ", ".join(row) if isinstance(row, dict) else type(row).__name__
        raise BadInput(f"found {have}, expected the keys {', '.join(needed)}", where=where, reason="bad_gold")
    return row
