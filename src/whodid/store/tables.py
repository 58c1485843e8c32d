"""The Delta tables of one folder: opened, read by SQL, appended to. Knows files and versions, not what rows mean."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from arro3.core import Table
from deltalake import CommitProperties, DeltaTable, QueryBuilder, Transaction, WriterProperties, write_deltalake
from deltalake.exceptions import DeltaError

from whodid.errors import BadInput, StoreConflict
from whodid.store.arrow import arrow_schema, arrow_table
from whodid.store.layout import DETAILS, LAYOUT, TABLES, Row

UNSHOWN = ("batch", "record", "parse")
"""Columns that serve the store itself."""


class Tables:
    """The tables in one folder; keeps nothing open, so every read sees the newest commit."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def create(self) -> None:
        """Make every table that is missing; raises StoreConflict where the folder holds anything else."""
        if self.path.exists() and not self.path.is_dir():
            raise BadInput("this is a file; a store is a folder", where=str(self.path), reason="bad_store")
        self.path.mkdir(parents=True, exist_ok=True)
        foreign = sorted(entry.name for entry in self.path.iterdir() if entry.name not in TABLES)
        if foreign:
            raise StoreConflict(f"{self.path} is no store: it holds {foreign[0]!r}. Name a new or an empty folder.")
        for name, columns in TABLES.items():
            schema = arrow_schema(columns)
            DeltaTable.create(str(self.path / name), schema, mode="ignore", name=name, description=LAYOUT)

    def check(self) -> None:
        """Raise BadInput where there is nothing, StoreConflict where it is no store or one of another layout."""
        if not self.path.exists():
            message = f"there is no store here; `whodid code PATH --store {self.path}` makes one"
            raise BadInput(message, where=str(self.path), reason="no_store")
        for name in TABLES:
            if not DeltaTable.is_deltatable(str(self.path / name)):
                raise StoreConflict(f"{self.path} is no store: it has no table {name!r}")
        layout = self.open("story").metadata().description
        if layout != LAYOUT:
            raise StoreConflict(f"{self.path} was written as {layout!r}, this version reads {LAYOUT!r}: code it anew")

    def open(self, name: str) -> DeltaTable:
        """The table at its newest version."""
        try:
            return DeltaTable(str(self.path / name))
        except DeltaError as error:
            raise StoreConflict(f"{self.path}: table {name!r} cannot be read ({error})") from error

    def append(self, table: DeltaTable, name: str, rows: list[Row], transactions: list[Transaction]) -> None:
        """Commit the rows in one piece; raises CommitFailedError where another writer raised a same transaction."""
        write_deltalake(
            table,
            arrow_table(rows, TABLES[name]),
            mode="append",
            writer_properties=WriterProperties(compression="ZSTD"),
            commit_properties=CommitProperties(app_transactions=transactions) if transactions else None,
        )

    def arrow(self, name: str, sql: str) -> Table:
        """What the query gives, read from `name` and, where that is a table of details, from `story`."""
        query = QueryBuilder()
        # Story first: details are written before their story row, so whatever it shows is there when they are opened.
        for each in ("story", name) if name in DETAILS else (name,):
            query.register(each, self.open(each))
        return Table.from_arrow(query.execute(sql))

    def read(self, name: str, sql: str) -> Iterator[Row]:
        """The rows of `arrow`, one dictionary each."""
        for batch in self.arrow(name, sql).to_batches():
            columns = {column: batch.column(column).to_pylist() for column in batch.schema.names}
            for place in range(batch.num_rows):
                yield {column: values[place] for column, values in columns.items()}


def visible(name: str) -> str:
    """The FROM of a table: rows of details count only where a story row names their batch."""
    if name not in DETAILS:
        return f"FROM {name}"
    return f"FROM {name} LEFT SEMI JOIN story ON {name}.story_id = story.id AND {name}.batch = story.batch"


def shown_columns(name: str) -> list[str]:
    """The columns of a table that say something about a story."""
    return [column for column in TABLES[name] if column not in UNSHOWN]


def names(columns: Iterable[str]) -> str:
    """The columns as SQL names them."""
    return ", ".join(f'"{column}"' for column in columns)


def quoted(text: str) -> str:
    """The text as an SQL literal (the query builder takes no parameters)."""
    return "'" + text.replace("'", "''") + "'"
