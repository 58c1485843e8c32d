"""What a user may want to think over in a folder of own actors whose rows are right: warnings, never errors."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from whodid.actors.checks import FORMS, Row
from whodid.actors.names import fold
from whodid.actors.own import NAMED, OwnActors, id_of
from whodid.actors.tables import Tables, listed
from whodid.actors.wordlists import classes_of


@dataclass(frozen=True, slots=True)
class Doubt:
    """One warning: `kind` is overlap, common word, open term or replaced."""

    kind: str
    file: str
    line: int
    column: str
    message: str

    def __str__(self) -> str:
        return f"{self.file}, line {self.line}, {self.column}: {self.message}"


@dataclass(frozen=True, slots=True)
class _Bearer:
    """A row that goes by a name: `line` in the user's file, None for one of ours."""

    file: str
    id: str
    name: str
    code: str
    start: str
    end: str
    line: int | None = None

    @property
    def words(self) -> str:
        """Who that is and when, for a message."""
        term = f", {self.start or '…'} to {self.end or 'now'}" if self.start or self.end else ""
        place = f"{self.file}, line {self.line}" if self.line else f"shipped {self.file}"
        return f"{self.name} ({self.code}{term}; {place})"


def find_doubts(own: OwnActors, shipped: Tables, today: date) -> list[Doubt]:
    """The warnings about the user's rows, by file and line; their rows have been found right."""
    found = [*_replaced(own, shipped), *_overlaps(own, shipped), *_common(own, shipped), *_open_terms(own, today)]
    return sorted(found, key=lambda doubt: (doubt.file, doubt.line))


def _replaced(own: OwnActors, shipped: Tables) -> Iterator[Doubt]:
    """Our rows that are gone because the user has some of that id: whoever adds a term may mean to keep the others."""
    counts = {
        "countries.tsv": {id: len(rows) for id, rows in shipped.countries.items()},
        "persons.tsv": {id: len(rows) for id, rows in shipped.persons.items()},
        "organisations.tsv": {id: len(rows) for id, rows in shipped.organisations.items()},
        "groups.tsv": dict.fromkeys(shipped.groups, 1),
    }
    for file, its_counts in counts.items():
        first = {id_of(file, row): row for row in reversed(own.rows.get(file, ()))}
        for id, row in first.items():
            if number := its_counts.get(id):
                mine = sum(id_of(file, other) == id for other in own.rows[file])
                message = f"{id!r} is in our tables: {_rows(mine)} of yours in the place of {_rows(number)} of ours"
                yield Doubt("replaced", file, row.line, FORMS[file].id[0], message)


def _rows(number: int) -> str:
    return f"{number} row{'s' * (number != 1)}"


def _overlaps(own: OwnActors, shipped: Tables) -> Iterator[Doubt]:
    """Names that stand for two codes at one time, so that nothing but the order of the rows tells them apart."""
    bearers: defaultdict[str, list[_Bearer]] = defaultdict(list)
    for name, bearer in _shipped_names(shipped, own.ids):
        bearers[_key(name)].append(bearer)
    for file in (*NAMED, "countries.tsv"):
        for row in own.rows.get(file, ()):
            told: set[tuple[str, str, str]] = set()
            bearer = _own_bearer(file, row)
            for column, name in _names(file, row):
                for other in bearers[_key(name)]:
                    mark = (other.file, other.id, other.code)
                    if other.code != bearer.code and mark not in told and _at_one_time(bearer, other):
                        told.add(mark)
                        message = f"{name!r} is {bearer.words} and {other.words} at one time: {_outcome(bearer, other)}"
                        yield Doubt("overlap", file, row.line, column, message)
            for _, name in _names(file, row):
                bearers[_key(name)].append(bearer)


def _outcome(one: _Bearer, other: _Bearer) -> str:
    if (one.file, one.id) == (other.file, other.id):
        return "where a story names no office, the first of them is taken"
    return "a story may leave the name open, or mean the other one"


def _own_bearer(file: str, row: Row) -> _Bearer:
    cells = row.cells
    code = cells.get("code") or cells["iso3"]
    return _Bearer(file, id_of(file, row), cells["name"], code, cells.get("from", ""), cells.get("to", ""), row.line)


def _names(file: str, row: Row) -> dict[tuple[str, str], None]:
    """The names of a row, each once, with the column it stands in."""
    columns = ("name", "names", "demonyms", "capitals") if file == "countries.tsv" else ("name", "aliases")
    found: dict[tuple[str, str], None] = {}
    seen: set[str] = set()
    for column in columns:
        for name in (row.cells[column],) if column == "name" else listed(row.cells[column]):
            if name not in seen:
                found[column, name] = None
                seen.add(name)
    return found


def _shipped_names(tables: Tables, replaced: frozenset[tuple[str, str]]) -> Iterator[tuple[str, _Bearer]]:
    """The names of our rows, but for those that the user's replace."""
    for iso3, countries in tables.countries.items():
        for land in countries if ("countries.tsv", iso3) not in replaced else ():
            bearer = _Bearer("countries.tsv", iso3, land.name, iso3, land.start, land.end)
            yield from ((name, bearer) for name in (land.name, *land.names, *land.demonyms, *land.capitals))
            for seat, code in land.seats:
                yield seat, _Bearer("countries.tsv", iso3, f"{seat}, of {land.name}", code, land.start, land.end)
    for group in tables.groups.values():
        if ("groups.tsv", group.id) not in replaced:
            bearer = _Bearer("groups.tsv", group.id, group.name, group.code, "", "")
            yield from ((name, bearer) for name in (group.name, *group.aliases))
    for file, things in (("organisations.tsv", tables.organisations), ("persons.tsv", tables.persons)):
        for id, rows in things.items():
            for row in rows if (file, id) not in replaced else ():
                bearer = _Bearer(file, id, row.name, row.code, row.start, row.end)
                yield from ((name, bearer) for name in (row.name, *row.aliases))


def _key(name: str) -> str:
    """A name as the coder compares it: capitals count, diacritics and a lower-case article do not."""
    return fold(name)[0].removeprefix("the ")


def _at_one_time(one: _Bearer, other: _Bearer) -> bool:
    return _begins_by(one.start, other.end) and _begins_by(other.start, one.end)


def _begins_by(start: str, end: str) -> bool:
    """Whether a term that begins at `start` has begun by `end`, as far as both are exact."""
    exact = min(len(start), len(end))
    return start[:exact] <= end[:exact]


def _common(own: OwnActors, shipped: Tables) -> Iterator[Doubt]:
    """Names of one word that is a word of the language, too: it begins sentences, and then looks like the name."""
    for file in NAMED:
        for row in own.rows.get(file, ()):
            for column, name in _names(file, row):
                if kind := _common_kind(name, shipped):
                    message = f"{name!r} is also {kind}: a longer name alone is safer, unless stories say only this one"
                    yield Doubt("common word", file, row.line, column, message)


def _common_kind(name: str, tables: Tables) -> str | None:
    word = fold(name)[0]
    if " " in word or (word.isupper() and len(word) > 1):
        return None
    word = word.lower()
    if noun := tables.nouns.get(word):
        return f"a noun that tells a sector ({noun.sector or 'of what it belongs to'})"
    if word in tables.given_names:
        return "a given name"
    return "a common English word" if classes_of(word) else None


def _open_terms(own: OwnActors, today: date) -> Iterator[Doubt]:
    """Offices without an end that began more than a year ago: they may have ended since."""
    for row in own.rows.get("persons.tsv", ()):
        start, end = row.cells["from"], row.cells["to"]
        if start and not end and start < _a_year_before(today)[: len(start)]:
            message = f"{row.cells['name']}, {row.cells['office'] or row.cells['code']}, began {start} and is open: "
            yield Doubt("open term", "persons.tsv", row.line, "to", message + "confirm that it has not ended")


def _a_year_before(today: date) -> str:
    leap_day = (today.month, today.day) == (2, 29)
    return (today.replace(year=today.year - 1, day=28) if leap_day else today.replace(year=today.year - 1)).isoformat()
