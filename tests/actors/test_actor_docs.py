"""The page about actors names every table and every kind of mention there is."""

from __future__ import annotations

from importlib import resources
from pathlib import Path

from reading import cases, read

PAGE = (Path(__file__).parents[2] / "docs" / "actors.md").read_text("utf-8")


def test_every_table_is_on_the_page() -> None:
    tables = [path.name for path in (resources.files("whodid") / "data" / "actors").iterdir()]
    assert [name for name in tables if name.endswith(".tsv") and f"`{name}`" not in PAGE] == []


def test_every_kind_of_mention_is_on_the_page() -> None:
    kinds = {mention.kind for case in cases("actors_mentions.tsv") for mention in read(case["text"]).mentions}
    assert kinds and [kind for kind in sorted(kinds) if f"| `{kind}` |" not in PAGE] == []
