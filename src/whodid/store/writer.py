"""Writing a batch exactly once: details first, then the story rows that make them visible, in one Delta commit.

Two things keep it so. A batch is named by its content, and that name is a Delta application transaction in each
table, so a batch that is half there is completed, not doubled. And each commit of story rows raises the version of
one further transaction, so of two writers that read the same table only one commits; the other reads again.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from deltalake import DeltaTable, Transaction
from deltalake.exceptions import CommitFailedError, DeltaError

from whodid import __version__
from whodid.errors import StoreConflict
from whodid.model import Quarantine, Story, content_id
from whodid.store.layout import DETAILS, Row, quarantine_row, story_row
from whodid.store.tables import Tables

ATTEMPTS = 20
"""Times a commit is tried against other writers, each time after reading what they wrote."""

WRITER = "whodid"
"""The application transaction that every commit of story or quarantine rows raises by one."""


@dataclass(slots=True)
class _Seen:
    """A table as last opened, and the ids it then held."""

    table: DeltaTable
    version: int
    ids: set[str]


class Writer:
    """Writes into one store; remembers the ids it has seen, so that they are read again only after other writers."""

    def __init__(self, tables: Tables) -> None:
        self.tables = tables
        self._seen: dict[str, _Seen] = {}

    def add_stories(self, stories: Sequence[Story]) -> set[str]:
        """Write the stories that the store lacks, and give their ids."""
        by_id = {story.id: story for story in stories}

        def details(rows: list[Row], batch: str) -> None:
            self.write_details([by_id[row["id"]] for row in rows], batch)

        return self._add_new("story", list(by_id), lambda key: story_row(by_id[key]), first=details)

    def add_quarantines(self, failed: Sequence[Quarantine]) -> set[str]:
        """Write the failures that the store lacks, and give their ids."""
        by_id = {row.id: row for row in failed}
        return self._add_new("quarantine", list(by_id), lambda key: quarantine_row(by_id[key]))

    def write_details(self, stories: Sequence[Story], batch: str) -> None:
        """Append the stories' mentions, events, claims, relations and refusals, invisible until story rows follow."""
        for name, rows_of in DETAILS.items():
            rows = [{**row, "batch": batch} for story in stories for row in rows_of(story)]
            if rows:
                self._write_batch(name, rows, batch)

    def _write_batch(self, name: str, rows: list[Row], batch: str) -> None:
        """Append the rows of a batch to a table, unless it has them from an earlier try or another writer."""
        for _ in range(ATTEMPTS):
            table = self.tables.open(name)
            if table.transaction_version(batch) is not None:
                return
            try:
                self._commit(table, name, rows, [Transaction(batch, 1)])
                return
            except CommitFailedError:
                continue  # another writer came first, perhaps with this very batch
        raise self._beaten()

    def write_run(self, row: Row) -> None:
        """Append a row to the log of runs."""
        self.tables.append(self.tables.open("run"), "run", [row], [])

    def _add_new(
        self,
        name: str,
        ids: Sequence[str],
        row_of: Callable[[str], Row],
        first: Callable[[list[Row], str], None] | None = None,
    ) -> set[str]:
        """Write the rows of the ids that the table lacks, after `first` wrote what belongs to them; gives those ids."""
        for _ in range(ATTEMPTS):
            seen = self._look(name)
            new = [row_of(key) for key in ids if key not in seen.ids]
            if not new:
                return set()
            batch = content_id(__version__, *(row.get("record", row["id"]) for row in new))
            if first:
                first(new, batch)
            version = (seen.table.transaction_version(WRITER) or 0) + 1
            new = [{**row, "batch": batch} for row in new]
            try:
                self._commit(seen.table, name, new, [Transaction(batch, 1), Transaction(WRITER, version)])
            except CommitFailedError:
                continue  # another writer came first: look again at what is there by now
            added = {row["id"] for row in new}
            seen.ids |= added
            seen.version = seen.table.version()
            return added
        raise self._beaten()

    def _beaten(self) -> StoreConflict:
        return StoreConflict(f"{self.tables.path}: other writers came first {ATTEMPTS} times; run it again")

    def _commit(self, table: DeltaTable, name: str, rows: list[Row], transactions: list[Transaction]) -> None:
        """Append; an error is none where the batch, the first of the transactions, is there all the same.

        A commit may have gone through before its error: the table is asked, the rows are never written again blindly.
        Raises CommitFailedError where another writer came first, StoreConflict where the folder cannot be written.
        """
        try:
            self.tables.append(table, name, rows, transactions)
        except CommitFailedError:
            raise
        except (DeltaError, OSError) as error:
            if self.tables.open(name).transaction_version(transactions[0].app_id) is None:
                raise StoreConflict(f"{self.tables.path}: nothing was written to {name} ({error})") from error

    def _look(self, name: str) -> _Seen:
        """The table as it is now, with its ids."""
        table = self.tables.open(name)
        seen = self._seen.get(name)
        if seen is None or seen.version != table.version():
            ids = {row["id"] for row in self.tables.read(name, f"SELECT id FROM {name}")}
            seen = _Seen(table, table.version(), ids)
            self._seen[name] = seen
        seen.table = table
        return seen
