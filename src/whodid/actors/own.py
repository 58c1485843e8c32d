"""A user's own actors: a folder with some of the tables, whose rows come over ours.

A user's rows of an id take the place of all our rows of that id; of a group's members, for that group and state; of a
noun, for that noun. What else we have stays. Nothing of a folder is used where any of its rows is wrong.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from whodid.actors.checks import FORMS, Known, Problem, Row, check_files
from whodid.actors.tables import Membership, OwnRows, Tables, listed, load_tables, tables_of
from whodid.errors import BadInput

WORDS = "words.tsv"
NAMED = ("persons.tsv", "organisations.tsv", "groups.tsv")
"""Tables whose rows go by names that a story may have for other things, too."""


@dataclass(frozen=True, slots=True)
class OwnActors:
    """A folder as read: the rows of each file, what is wrong with them, and a hash of the files' contents."""

    folder: Path
    digest: str
    rows: dict[str, tuple[Row, ...]]
    problems: tuple[Problem, ...]

    @property
    def ids(self) -> frozenset[tuple[str, str]]:
        """The file and the id of each row; an id of several columns is joined by blanks."""
        return frozenset((name, id_of(name, row)) for name, rows in self.rows.items() for row in rows)

    @property
    def names(self) -> frozenset[str]:
        """What its persons, organisations and groups go by."""
        cells = [row.cells for name in NAMED for row in self.rows.get(name, ())]
        return frozenset(name for row in cells for name in (row["name"], *listed(row["aliases"])))


def actor_tables(folder: str | Path | None = None) -> Tables:
    """The tables shipped with whodid, and over them the rows of a folder of the user's own.

    Raises BadInput, naming every problem of every file with its line and column.
    """
    if not folder:
        return load_tables()
    own = read_own(Path(folder))
    refuse_problems(own)
    return merged(load_tables(), own)


def refuse_problems(own: OwnActors) -> None:
    """Raise BadInput with every problem there is, if there is any."""
    if own.problems:
        files = len({problem.file for problem in own.problems})
        number = f"{len(own.problems)} problem{'s' * (len(own.problems) > 1)} in {files} file{'s' * (files > 1)}"
        lines = [f"{number}, so nothing of this folder is used:", *map(str, own.problems)]
        raise BadInput("\n".join(lines), where=str(own.folder), reason="bad_actors")


def read_own(folder: Path) -> OwnActors:
    """The tables in the folder, with everything that is wrong with them; raises BadInput where it is no such folder."""
    if not folder.is_dir():
        wrong = "this is a file" if folder.exists() else "there is no such folder"
        raise BadInput(f"{wrong}; expected a folder with {_names()}", where=str(folder), reason="bad_actors")
    entries = sorted(entry for entry in folder.iterdir() if not _is_passed_over(entry.name))
    problems = [_foreign(entry) for entry in entries if entry.name not in FORMS or not entry.is_file()]
    files = {}
    for entry in entries:
        if entry.name in FORMS and entry.is_file():
            try:
                files[entry.name] = entry.read_bytes()
            except OSError as error:
                right = "expected a file that may be read"
                problems.append(Problem(entry.name, None, None, f"cannot be read ({error.strerror})", right))
    if not files and not problems:
        raise BadInput(f"no table here; expected one or more of {_names()}", where=str(folder), reason="bad_actors")
    shipped = load_tables()
    rows, found = check_files(files, Known(frozenset(shipped.countries), frozenset(shipped.groups)))
    return OwnActors(folder, _digest(files), rows, (*problems, *found))


def merged(shipped: Tables, own: OwnActors) -> Tables:
    """Our tables with the rows of the folder over them; those rows have been found right."""
    mine = tables_of({name: [row.cells for row in rows] for name, rows in own.rows.items()})
    return replace(
        shipped,
        countries=shipped.countries | mine.countries,
        nouns=shipped.nouns | mine.nouns,
        groups=shipped.groups | mine.groups,
        memberships=shipped.memberships | _members(shipped.memberships, mine.memberships),
        organisations=shipped.organisations | mine.organisations,
        persons=shipped.persons | mine.persons,
        homonyms=shipped.homonyms | mine.homonyms,
        regions=shipped.regions | mine.regions,
        given_names=shipped.given_names | mine.given_names,
        acts=shipped.acts | mine.acts,
        own=OwnRows(own.digest, own.ids),
    )


def id_of(name: str, row: Row) -> str:
    """What a row is about, in one string: its id, or "EU BEL" for a member."""
    return " ".join(row.cells[column] for column in FORMS[name].id)


def _members(
    shipped: Mapping[str, tuple[Membership, ...]], mine: Mapping[str, tuple[Membership, ...]]
) -> dict[str, tuple[Membership, ...]]:
    """The members of each group that the user's rows name: ours for every state that they leave alone, then theirs."""
    found = {}
    for group, rows in mine.items():
        states = {row.iso3 for row in rows}
        found[group] = (*(row for row in shipped.get(group, ()) if row.iso3 not in states), *rows)
    return found


def _is_passed_over(name: str) -> bool:
    return name.startswith(".") or name.lower().partition(".")[0] == "readme"


def _foreign(entry: Path) -> Problem:
    """What to do with something in the folder that is no table."""
    if entry.name == WORDS:
        right = "its classes of words are part of the rules: take it out"
    else:
        right = f"expected only {_names()}, a README and hidden files"
    return Problem(entry.name, None, None, "is no table of actors that can be added to", right)


def _names() -> str:
    return ", ".join(FORMS)


def _digest(files: Mapping[str, bytes]) -> str:
    """A hash of the names and contents of the tables, whatever the folder is called and wherever it is."""
    whole = hashlib.blake2b(digest_size=8)
    for name, content in sorted(files.items()):
        for part in (name.encode(), content):
            whole.update(len(part).to_bytes(8, "big") + part)
    return whole.hexdigest()
