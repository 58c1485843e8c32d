"""The actor tables of `data/actors/` as records: read once, on first use; everything else in this folder asks them.

Dates are ISO, as exact as known ("2013", "2013-04", "2013-04-19"); an empty one leaves that end open. `origin` says
where a row's fact comes from ("unverified" for general knowledge). How a user's own rows come over these: own.py.
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from importlib.resources.abc import Traversable
from typing import Protocol, TypeVar

from whodid.errors import BadData, MissingResource


@dataclass(frozen=True, slots=True)
class Country:
    """A state as of its years; `seats` are names that stand for its government or one branch ("Kremlin", "RUS.GOV")."""

    iso3: str
    name: str
    names: tuple[str, ...]
    demonyms: tuple[str, ...]
    capitals: tuple[str, ...]
    seats: tuple[tuple[str, str], ...]
    start: str
    end: str
    origin: str = ""


@dataclass(frozen=True, slots=True)
class SectorNoun:
    """A common noun that tells a sector: "police" COP. `kind` is office, collective, body or spokesperson.

    `sector` is "" where the noun takes the sector of what it belongs to ("spokesman", "official");
    `country_needed` is True for a noun of a state's own ("parliament"), which without one stands for nobody known.
    """

    noun: str
    sector: str
    kind: str
    country_needed: bool


@dataclass(frozen=True, slots=True)
class StateGroup:
    """A named group of states; `members_noun` are the words it calls its members by."""

    id: str
    name: str
    aliases: tuple[str, ...]
    code: str
    members_noun: tuple[str, ...]
    origin: str = ""


@dataclass(frozen=True, slots=True)
class Membership:
    """One spell of one state in one group; `status` is member, suspended, observer..."""

    group: str
    iso3: str
    status: str
    start: str
    end: str


@dataclass(frozen=True, slots=True)
class Organisation:
    """An organisation, party, armed group, agency or company; several rows of one id are spells with other codes."""

    id: str
    name: str
    aliases: tuple[str, ...]
    code: str
    kind: str
    start: str
    end: str
    origin: str = ""


@dataclass(frozen=True, slots=True)
class Person:
    """One spell of one person in one office; `status` says recognised, disputed or claimed; `gender` m, f or ""."""

    id: str
    name: str
    aliases: tuple[str, ...]
    code: str
    office: str
    start: str
    end: str
    status: str
    gender: str
    origin: str = ""


@dataclass(frozen=True, slots=True)
class Homonym:
    """A country's name that is also something else, and the words that tell so when they stand in the story."""

    name: str
    iso3: str
    code: str
    cues: tuple[str, ...]
    origin: str = ""


@dataclass(frozen=True, slots=True)
class OwnRows:
    """Which rows are a user's: a hash of the files they came from, and the file and id of each."""

    digest: str
    ids: frozenset[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Tables:
    """All actor tables; the dictionaries keep the order of the files.

    `regions` gives the states of "latin american"; `given_names` m or f for those given to one gender almost always;
    `acts` gives the verbs (lemmas) that an act's noun takes up ("the withdrawal": withdraw, pull); `own` says which
    rows are a user's (None: all are ours).
    """

    countries: dict[str, tuple[Country, ...]]
    nouns: dict[str, SectorNoun]
    groups: dict[str, StateGroup]
    memberships: dict[str, tuple[Membership, ...]]
    organisations: dict[str, tuple[Organisation, ...]]
    persons: dict[str, tuple[Person, ...]]
    homonyms: dict[str, Homonym]
    regions: dict[str, frozenset[str]]
    given_names: dict[str, str]
    acts: dict[str, frozenset[str]]
    own: OwnRows | None = None


class _Spell(Protocol):
    @property
    def start(self) -> str: ...
    @property
    def end(self) -> str: ...


Spell = TypeVar("Spell", bound=_Spell)
Row = TypeVar("Row")


def holds_on(spell: _Spell, day: str) -> bool:
    """Whether `day` (ISO) lies in the spell, both ends included, each as exact as it is given."""
    return (not spell.start or spell.start <= day[: len(spell.start)]) and (
        not spell.end or day[: len(spell.end)] <= spell.end
    )


def as_of(spells: tuple[Spell, ...], day: str | None) -> tuple[Spell, ...]:
    """The spells that hold on `day`; none where `day` is not known."""
    return tuple(spell for spell in spells if day and holds_on(spell, day))


@lru_cache(maxsize=1)
def load_tables() -> Tables:
    """The tables shipped with whodid, read once; raises MissingResource or BadData naming file and line."""
    return read_tables(resources.files("whodid") / "data" / "actors")


def read_tables(folder: Traversable) -> Tables:
    """The tables in `folder`; raises MissingResource for an absent file, BadData for a malformed row."""
    return _tables(lambda name, make: _read(folder / name, make))


def tables_of(rows: Mapping[str, Iterable[dict[str, str]]]) -> Tables:
    """Tables of rows that have been checked, by the names of their files; a file that is absent is an empty table."""
    return _tables(lambda name, make: map(make, rows.get(name, ())))


class _Reader(Protocol):
    """Gives the rows of the file `name`, each made into a record."""

    def __call__(self, name: str, make: Callable[[dict[str, str]], Row], /) -> Iterable[Row]: ...


def _tables(rows: _Reader) -> Tables:
    return Tables(
        countries=_grouped(rows("countries.tsv", _country), lambda row: row.iso3),
        nouns={row.noun: row for name in ("heads.tsv", "nouns.tsv") for row in rows(name, _noun)},
        groups={row.id: row for row in rows("groups.tsv", _group)},
        memberships=_grouped(rows("memberships.tsv", _membership), lambda row: row.group),
        organisations=_grouped(rows("organisations.tsv", _organisation), lambda row: row.id),
        persons=_grouped(rows("persons.tsv", _person), lambda row: row.id),
        homonyms={row.name: row for row in rows("homonyms.tsv", _homonym)},
        regions=dict(rows("regions.tsv", _region)),
        given_names=dict(rows("given_names.tsv", _given_name)),
        acts=dict(rows("acts.tsv", _act)),
    )


def _read(path: Traversable, make: Callable[[dict[str, str]], Row]) -> Iterator[Row]:
    if not path.is_file():
        raise MissingResource(f"the actor table {path.name} is absent from {path}; reinstall whodid")
    with path.open(encoding="utf-8") as lines:
        for number, row in enumerate(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE), start=2):
            try:
                yield make({key: value.strip() for key, value in row.items()})
            except (KeyError, ValueError, AttributeError, TypeError) as error:
                raise BadData(f"{path.name}, line {number}: {error!r} in {row}") from error


def _grouped(rows: Iterable[Row], key: Callable[[Row], str]) -> dict[str, tuple[Row, ...]]:
    found: dict[str, list[Row]] = {}
    for row in rows:
        found.setdefault(key(row), []).append(row)
    return {name: tuple(rows) for name, rows in found.items()}


def listed(cell: str) -> tuple[str, ...]:
    """The parts of a cell that holds several ("Kabul|Kandahar"), without empty ones."""
    return tuple(part.strip() for part in cell.split("|") if part.strip())


def _country(row: dict[str, str]) -> Country:
    seats = []
    for seat in listed(row["seats"]):
        name, _, code = seat.rpartition(":")
        if not name:
            raise ValueError(f"seat {seat!r} is not NAME:CODE")
        seats.append((name, code))
    names, demonyms, capitals = listed(row["names"]), listed(row["demonyms"]), listed(row["capitals"])
    return Country(
        row["iso3"], row["name"], names, demonyms, capitals, tuple(seats), row["from"], row["to"], row["origin"]
    )  # fmt: skip


def _noun(row: dict[str, str]) -> SectorNoun:
    needed = row["country_needed"].lower() in ("yes", "true", "1", "y")
    return SectorNoun(row["noun"].lower(), row["sector"], row["kind"], needed)


def _group(row: dict[str, str]) -> StateGroup:
    members_noun = listed(row["members_noun"])
    return StateGroup(row["id"], row["name"], listed(row["aliases"]), row["code"], members_noun, row["origin"])


def _membership(row: dict[str, str]) -> Membership:
    return Membership(row["group"], row["iso3"], row["status"], row["from"], row["to"])


def _organisation(row: dict[str, str]) -> Organisation:
    return Organisation(
        row["id"], row["name"], listed(row["aliases"]), row["code"], row["kind"], row["from"], row["to"], row["origin"]
    )


def _person(row: dict[str, str]) -> Person:
    return Person(
        row["id"], row["name"], listed(row["aliases"]), row["code"], row["office"], row["from"], row["to"],
        row["status"], row["gender"], row["origin"],
    )  # fmt: skip


def _homonym(row: dict[str, str]) -> Homonym:
    return Homonym(row["name"], row["iso3"], row["code"], listed(row["cues"]), row["origin"])


def _region(row: dict[str, str]) -> tuple[str, frozenset[str]]:
    return row["region"].lower(), frozenset(listed(row["iso3"]))


def _given_name(row: dict[str, str]) -> tuple[str, str]:
    return row["name"].lower(), row["gender"]


def _act(row: dict[str, str]) -> tuple[str, frozenset[str]]:
    return row["noun"], frozenset(listed(row["verbs"]))
