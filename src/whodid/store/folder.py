"""`Store`: a folder with a Delta table for each record type; each story goes in once, whole or not at all.

The door to the store: opening, taking in a run, giving stories and events back. How a batch is written stands in
`writer.py`, how an id is found in `finding.py`, what the columns are in `layout.py`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from arro3.core import Table

from whodid import __version__
from whodid.model import Event, Quarantine, Record, Story, content_id
from whodid.store.finding import event_ids, only, story_ids
from whodid.store.layout import Row, story_of
from whodid.store.tables import Tables, names, quoted, shown_columns, visible
from whodid.store.writer import Writer

BATCH = 100
"""Results of one commit: at a story a second, a killed run loses under two minutes of work."""

SLICE = 500
"""Records held in memory at once while all stories are read in order."""


@dataclass(frozen=True, slots=True)
class Counts(Record):
    """What became of each input of a run: `read` is the sum of the others.

    `coded` stories with an event and `no_event` without one are new in the store; a `duplicate` was there already or
    came twice; `quarantined` are failures, also those that an earlier run has met.
    """

    read: int = 0
    coded: int = 0
    no_event: int = 0
    duplicate: int = 0
    quarantined: int = 0

    def __add__(self, other: Counts) -> Counts:
        """Both together."""
        sums = {key: value + getattr(other, key) for key, value in self.to_dict().items()}
        return Counts(**sums)


@dataclass(frozen=True, slots=True)
class Found:
    """What an id stands for: a story, or an event with its story."""

    story: Story
    event: Event | None = None


class Store:
    """A store on disk. Takes no lock: many readers and writers may use one folder at a time."""

    def __init__(self, tables: Tables) -> None:
        self.tables = tables
        self.writer = Writer(tables)

    @property
    def path(self) -> Path:
        """The folder."""
        return self.tables.path

    @classmethod
    def create(cls, path: Path | str) -> Store:
        """The store in this folder, made where there is none yet.

        Raises StoreConflict where the folder holds something else, BadInput where the path is a file.
        """
        Tables(Path(path)).create()
        return cls.open(path)

    @classmethod
    def open(cls, path: Path | str) -> Store:
        """The store in this folder; raises BadInput where there is nothing, StoreConflict where it is no store."""
        tables = Tables(Path(path))
        tables.check()
        return cls(tables)

    def add(self, results: Iterable[Story | Quarantine], *, batch: int = BATCH, actors: str = "") -> Counts:
        """Take in finished stories and failures, `batch` at a commit, and say what became of each.

        `actors` is the hash of the user's own actors, which the log of runs keeps beside the version.
        A story whose id is in the store changes nothing. What was finished before an interruption is kept.
        """
        started, counts = _now(), Counts()
        waiting: list[Story | Quarantine] = []
        try:
            for result in results:
                waiting.append(result)
                if len(waiting) >= batch:
                    counts += self._commit(waiting)
                    waiting = []
        finally:
            counts += self._commit(waiting)
            self._log(started, counts, actors)
        return counts

    def stories(self, *, sentences: bool = True) -> Iterator[Story]:
        """Every story by publication and id; without `sentences` their parse is left out, which reads much faster."""
        rows = self.tables.read("story", "SELECT id FROM story ORDER BY published NULLS LAST, id")
        ids = [row["id"] for row in rows]
        for start in range(0, len(ids), SLICE):
            wanted = ids[start : start + SLICE]
            found = {story.id: story for story in self._stories(wanted, sentences=sentences)}
            yield from (found[key] for key in wanted)

    def ids(self) -> frozenset[str]:
        """The ids of all stories in the store."""
        return frozenset(row["id"] for row in self.tables.read("story", "SELECT id FROM story"))

    def story(self, prefix: str) -> Story:
        """The story with this id, unique start of an id, or number of the page's own.

        Raises BadInput (reason "not_found" or "ambiguous"), naming near ones.
        """
        return self._story(only(self.tables, story_ids(self.tables, prefix), prefix, "story"))

    def event(self, prefix: str) -> tuple[Story, Event]:
        """The story and event with this event id, or unique start of it; raises BadInput as `story` does."""
        ids = event_ids(self.tables, prefix)
        key = only(self.tables, list(ids), prefix, "event")
        story = self._story(ids[key])
        return story, next(event for event in story.events if event.id == key)

    def find(self, prefix: str) -> Found:
        """The story or event that an id stands for; raises BadInput as `story` does."""
        stories, events = story_ids(self.tables, prefix), event_ids(self.tables, prefix)
        key = only(self.tables, [*stories, *events], prefix, "story or event")
        return Found(*self.event(key)) if key in events else Found(self._story(key))

    def rows(self, name: str) -> list[Row]:
        """A table's visible rows, ordered by all columns (without the store's own: batch, record, parse)."""
        columns = names(shown_columns(name))
        return list(self.tables.read(name, f"SELECT {columns} {visible(name)} ORDER BY {columns}"))

    def table(self, name: str) -> Table:
        """A table's visible rows as Arrow, in no order; DuckDB, Polars and pandas take it as it is."""
        return self.tables.arrow(name, f"SELECT {names(shown_columns(name))} {visible(name)}")

    def _story(self, key: str) -> Story:
        return next(self._stories([key]))

    def _stories(self, ids: Sequence[str], *, sentences: bool = True) -> Iterator[Story]:
        columns = "record, parse" if sentences else "record"
        wanted = ", ".join(quoted(key) for key in ids)
        for row in self.tables.read("story", f"SELECT {columns} FROM story WHERE id IN ({wanted})"):
            yield story_of(row["record"], row.get("parse"))

    def _commit(self, results: Sequence[Story | Quarantine]) -> Counts:
        """Write what is new among the results, and count them all."""
        stories = [result for result in results if isinstance(result, Story)]
        failed = [result for result in results if isinstance(result, Quarantine)]
        added = self.writer.add_stories(stories) if stories else set()
        if failed:
            self.writer.add_quarantines(failed)
        told = {story.id for story in stories if story.events}
        return Counts(
            read=len(results),
            coded=len(added & told),
            no_event=len(added - told),
            duplicate=len(stories) - len(added),
            quarantined=len(failed),
        )

    def _log(self, started: str, counts: Counts, actors: str) -> None:
        version = f"{__version__}+actors.{actors}" if actors else __version__
        row = {"started": started, "finished": _now(), "version": version, **counts.to_dict()}
        self.writer.write_run({"id": content_id(*row.values()), **row})


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="milliseconds")
