"""Bodies of HTML pages as `ingest` reads them, in the form the page scorer compares with known bodies."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

from whodid.errors import BadInput
from whodid.ingest import read_paths
from whodid.ingest.webpage import read_webpage
from whodid.model import Quarantine


def evaluate_pages(gold: Path) -> Iterator[dict[str, str]]:
    """A row {"id", "body"} for each page of a gold file of JSON lines, in order; the body is "" where none was read.

    A gold row names its page in `html`, relative to the gold file. Raises BadInput where a row has no id or page.
    """
    with gold.open(encoding="utf-8") as lines:
        for number, line in enumerate(lines, start=1):
            if not line.strip():
                continue
            row = json.loads(line)
            if not {"id", "html"} <= row.keys():
                message = f"found the keys {', '.join(row)}, expected 'id' and 'html' among them"
                raise BadInput(message, where=f"{gold}, line {number}", reason="bad_gold")
            yield {"id": row["id"], "body": body_of(gold.parent / row["html"])}


def body_of(path: Path) -> str:
    """The text read from the HTML page in a file, whatever its language; "" where none is found.

    `read_story` would refuse the pages that are not English; how well bodies are found is asked of all of them.
    """
    page = next(read_paths([str(path)]))
    if isinstance(page, Quarantine):
        return ""
    try:
        return "\n\n".join(read_webpage(page).paragraphs)
    except BadInput:
        return ""
