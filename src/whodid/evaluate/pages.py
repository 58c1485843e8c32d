"""Bodies of HTML pages as `ingest` reads them, in the form the page scorer compares with known bodies."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from whodid.errors import BadInput
from whodid.evaluate.gold import read_gold
from whodid.evaluate.measures import Outcome
from whodid.ingest import read_paths
from whodid.ingest.webpage import read_webpage
from whodid.model import Quarantine


def evaluate_pages(gold: Path, *, advance: Callable[[], None] = lambda: None) -> Outcome:
    """A row {"id", "body"} for each page of a gold file, in order; the body is "" where none was read.

    A gold row names its page in `html`, relative to the gold file. The scorer of pages judges the bodies: the figures
    here only count them. Raises BadInput where a row has no id or page.
    """
    rows = []
    for row in read_gold(gold, "id", "html"):
        rows.append({"id": row["id"], "body": body_of(gold.parent / row["html"])})
        advance()
    figures: dict[str, float | int | str] = {"pages": len(rows), "with a body": sum(bool(row["body"]) for row in rows)}
    return Outcome("pages", figures, (), (), tuple(rows))


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
