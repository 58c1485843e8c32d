"""What the files of actor tables must be: for each its columns, for each column what a cell may hold.

The same checks hold for the tables that ship (in the tests) and for a folder of a user's own (before any row of it is
used). They never stop at the first fault: everything that is wrong is told at once, by file, line and column.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from difflib import get_close_matches
from functools import cache
from typing import NamedTuple

from whodid.actors.tables import listed
from whodid.ontology.tables import packaged, read_rows


@dataclass(frozen=True, slots=True)
class Problem:
    """One fault of a file: `line` counts from 1 (None: the whole file), `column` is None for the whole line."""

    file: str
    line: int | None
    column: str | None
    wrong: str
    right: str

    def __str__(self) -> str:
        place = self.file + (f", line {self.line}" if self.line else "") + (f", {self.column}" if self.column else "")
        return f"{place}: {self.wrong}; {self.right}"


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a file: its number, from 1, and its cells by column; columns that may be left out are there as ""."""

    line: int
    cells: dict[str, str]


@dataclass(frozen=True, slots=True)
class Known:
    """What a cell may name: the countries and the groups of states there are (None: they are not known)."""

    countries: frozenset[str] | None
    groups: frozenset[str] | None


class Fault(NamedTuple):
    """What is wrong with a cell, and what would be right."""

    wrong: str
    right: str


Check = Callable[[str, Known], Fault | None]
"""What a cell may hold; gives what is wrong with it."""

PERSON_STATUSES = ("recognised", "disputed", "claimed")
MEMBER_STATUSES = ("member", "observer", "suspended", "signatory", "associate")
GENDERS = ("m", "f")
NOUN_KINDS = ("office", "collective", "body", "spokesperson")
ORGANISATION_KINDS = tuple(
    "igo ministry government parliament court army police intelligence party armed_group union church ngo company "
    "agency media".split()
)

CODE_FORM = "expected COUNTRY[.SECTOR[.SECTOR]], such as KEN.GOV"


def anything(cell: str, known: Known) -> Fault | None:
    """Words of any kind, or none."""
    return Fault(f"{cell!r} has a quotation mark", "expected the words without it") if '"' in cell else None


def filled(cell: str, known: Known) -> Fault | None:
    """Words."""
    return anything(cell, known) if cell else Fault("is empty", "expected words")


def one_of(values: tuple[str, ...], *, empty: bool = False) -> Check:
    """One of these values; with `empty`, or none."""

    def check(cell: str, known: Known) -> Fault | None:
        if cell in values or (empty and not cell):
            return None
        wrong = f"{cell!r} is not known here" if cell else "is empty"
        return Fault(wrong, f"expected {_alternatives(values)}{', or nothing' if empty else ''}{_near(cell, values)}")

    return check


def day(cell: str, known: Known) -> Fault | None:
    """A date, as exact as known, or none."""
    if not cell or (re.fullmatch(r"\d{4}(-\d\d){0,2}", cell, re.ASCII) and _exists(cell)):
        return None
    return Fault(f"{cell!r} is no date", "expected YYYY, YYYY-MM or YYYY-MM-DD, or nothing where it is open")


def _exists(written: str) -> bool:
    try:
        date.fromisoformat(written + "-01-01"[len(written) - 4 :])
    except ValueError:
        return False
    return True


def code(cell: str, known: Known) -> Fault | None:
    """An actor code."""
    country_code, *parts = cell.split(".")
    if not cell:
        return Fault("is empty", CODE_FORM)
    if len(parts) > 2:
        return Fault(f"{cell!r} has {len(parts)} sectors", CODE_FORM)
    return _together([country_or_wide(country_code, known), *map(_unknown_sector, parts)], cell)


def country_or_wide(cell: str, known: Known) -> Fault | None:
    """A country's code, or what stands for one where there is no country."""
    if cell in wide_codes():
        return None
    fault = country(cell, known)
    return fault and Fault(fault.wrong, f"{fault.right}, or one of {' '.join(sorted(wide_codes()))}")


def country(cell: str, known: Known) -> Fault | None:
    """The code of a country of the tables."""
    if known.countries is None or cell in known.countries:
        return None
    near = f"; did you mean {cell.upper()}?" if cell.upper() in known.countries else ""
    return Fault(f"{cell!r} is no country", f"expected three letters of ISO 3166-1, such as KEN{near}")


def new_country(cell: str, known: Known) -> Fault | None:
    """The code of a country, of these tables or not."""
    if re.fullmatch("[A-Z]{3}", cell) and cell not in wide_codes():
        return None
    return Fault(f"{cell!r} is no country's code", "expected three capital letters, such as KEN")


def countries(cell: str, known: Known) -> Fault | None:
    """Codes of countries, one at least."""
    if not listed(cell):
        return Fault("is empty", "expected codes of countries, such as KEN|UGA")
    return _together([country(part, known) for part in listed(cell)], cell)


def group(cell: str, known: Known) -> Fault | None:
    """The id of a group of states."""
    if known.groups is None or cell in known.groups:
        return None
    near = _near(cell, sorted(known.groups))
    return Fault(f"{cell!r} is no group", f"expected an id of groups.tsv, ours or yours{near}")


def sectors(cell: str, known: Known) -> Fault | None:
    """Sectors, or none where a noun takes that of what it belongs to."""
    return _together(map(_unknown_sector, cell.split(".")), cell) if cell else None


def seats(cell: str, known: Known) -> Fault | None:
    """Names that stand for a government or a branch of it, each with its code."""
    named = Fault("a seat has no code", "expected NAME:CODE, such as Kremlin:RUS.GOV")
    parts = [part.rpartition(":") for part in listed(cell)]
    return _together([anything(cell, known), *(code(tag, known) if name else named for name, _, tag in parts)], cell)


def _together(faults: Iterable[Fault | None], cell: str) -> Fault | None:
    """Several faults of one cell as one, which names the cell."""
    there = list(dict.fromkeys(fault for fault in faults if fault))
    if not there:
        return None
    wrong = " and ".join(fault.wrong for fault in there)
    return Fault(
        wrong if wrong.startswith(repr(cell)) else f"{cell!r}: {wrong}", "; ".join(fault.right for fault in there)
    )


def _unknown_sector(part: str) -> Fault | None:
    if part in sector_codes():
        return None
    near = _near(part, sorted(sector_codes()))
    return Fault(f"{part!r} is no sector", f"expected one of {' '.join(sorted(sector_codes()))}{near}")


def _alternatives(values: tuple[str, ...]) -> str:
    return " or ".join(filter(None, (", ".join(values[:-1]), values[-1])))


def _near(cell: str, values: Iterable[str]) -> str:
    spelled = {value.lower(): value for value in values}
    near = get_close_matches(cell.lower(), spelled, n=1)
    return f"; did you mean {spelled[near[0]]}?" if near else ""


@cache
def _codes(*, wide: bool) -> frozenset[str]:
    rows = read_rows(packaged(), "sectors.tsv", ("code", "kind", "name", "means"))
    return frozenset(row["code"] for _, row in rows if (row["kind"] == "supranational") is wide)


def sector_codes() -> frozenset[str]:
    """The sectors that an actor code may end in."""
    return _codes(wide=False)


def wide_codes() -> frozenset[str]:
    """What stands in the place of a country where there is none: IGO, NGO..."""
    return _codes(wide=True)


@dataclass(frozen=True, slots=True)
class Form:
    """What a file holds: its columns with their checks, and how its rows belong together.

    Rows of one `id` are one thing, and agree in the columns of `same`; no two rows have the same `key`. The columns of
    `spare` may be left out: nothing but the person who reads the file needs them.
    """

    columns: Mapping[str, Check]
    id: tuple[str, ...]
    key: tuple[str, ...]
    same: tuple[str, ...] = ()
    spare: Mapping[str, Check] = field(default_factory=lambda: {"origin": anything})

    @property
    def checks(self) -> dict[str, Check]:
        """The check of each column there may be."""
        return {**self.columns, **self.spare}


_SPELL: dict[str, Check] = {"from": day, "to": day}
_NOUN: dict[str, Check] = {
    "noun": filled,
    "sector": sectors,
    "kind": one_of(NOUN_KINDS),
    "country_needed": one_of(("yes", "no")),
}

FORMS: dict[str, Form] = {
    "countries.tsv": Form(
        {"iso3": new_country, "name": filled, "names": filled, "demonyms": anything, "capitals": anything}
        | {"seats": seats, **_SPELL},
        id=("iso3",),
        key=("iso3", "from"),
        same=("name",),
        spare={"cow": anything, "note": anything, "origin": anything},
    ),
    "persons.tsv": Form(
        {"id": filled, "name": filled, "aliases": anything, "code": code, "office": anything, **_SPELL}
        | {"status": one_of(PERSON_STATUSES), "gender": one_of(GENDERS, empty=True)},
        id=("id",),
        key=("id", "office", "code", "from"),
        same=("name", "gender"),
    ),
    "organisations.tsv": Form(
        {"id": filled, "name": filled, "aliases": anything, "code": code, "kind": one_of(ORGANISATION_KINDS), **_SPELL},
        id=("id",),
        key=("id", "from"),
        same=("name",),
        spare={"state_run": one_of(("yes", "no"), empty=True), "origin": anything},
    ),
    "groups.tsv": Form(
        {"id": filled, "name": filled, "aliases": anything, "code": code, "members_noun": anything},
        id=("id",),
        key=("id",),
        spare={"note": anything, "origin": anything},
    ),
    "memberships.tsv": Form(
        {"group": group, "iso3": country, "status": one_of(MEMBER_STATUSES), **_SPELL},
        id=("group", "iso3"),
        key=("group", "iso3", "status", "from"),
    ),
    "nouns.tsv": Form(_NOUN, id=("noun",), key=("noun",)),
    "heads.tsv": Form(_NOUN, id=("noun",), key=("noun",)),
    "homonyms.tsv": Form({"name": filled, "iso3": country, "code": code, "cues": filled}, id=("name",), key=("name",)),
    "regions.tsv": Form({"region": filled, "iso3": countries}, id=("region",), key=("region",)),
    "given_names.tsv": Form({"name": filled, "gender": one_of(GENDERS)}, id=("name",), key=("name",)),
    "acts.tsv": Form({"noun": filled, "verbs": filled}, id=("noun",), key=("noun",)),
}
"""Each table that a user may add rows to. `words.tsv` is none: its classes are part of the rules."""


def check_files(files: Mapping[str, bytes], known: Known) -> tuple[dict[str, tuple[Row, ...]], list[Problem]]:
    """The rows of each file, and everything that is wrong with any of them, by file and line.

    `files` are the contents by names of FORMS; `known` is what there is beside them. The rows are right only where
    there is no problem at all.
    """
    rows: dict[str, tuple[Row, ...]] = {}
    problems: list[Problem] = []
    for name in sorted(files):
        try:
            rows[name], found = _rows_of(name, _lines(name, files[name]))
        except _Unreadable as unreadable:
            found = list(unreadable.problems)
        problems += found
    known = _with_own(known, rows, unread=set(files) - set(rows))
    for name, its_rows in rows.items():
        problems += _row_problems(name, its_rows, known)
    problems.sort(key=lambda problem: (problem.file, problem.line or 0))
    return rows, problems


class _Unreadable(Exception):
    """A file whose rows cannot be told, with the reasons."""

    def __init__(self, *problems: Problem) -> None:
        self.problems = problems


def _lines(name: str, content: bytes) -> list[str]:
    """The lines of a file, whatever ends them; a byte order mark is passed over."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        wrong = f"byte {error.start} is {content[error.start]:#04x}, which is not UTF-8"
        raise _Unreadable(Problem(name, line, None, wrong, "save the file as UTF-8, tab-separated")) from error
    return re.split("\r\n|\r|\n", text)


def _rows_of(name: str, lines: list[str]) -> tuple[tuple[Row, ...], list[Problem]]:
    """The rows under the header; raises _Unreadable where the header is not what it must be."""
    header, problems = [cell.strip() for cell in lines[0].split("\t")], []
    if faults := list(_header_problems(name, header)):
        raise _Unreadable(*faults)
    rows = []
    for number, line in enumerate(lines[1:], start=2):
        cells = [cell.strip() for cell in line.split("\t")]
        if not any(cells):
            continue
        if len(cells) != len(header):
            few = len(cells) < len(header)
            where = f"the first without one is {header[len(cells)]}" if few else f"beyond it: {cells[len(header)]!r}"
            wrong = f"{len(cells)} cells under {len(header)} columns, {where}"
            problems.append(Problem(name, number, None, wrong, "expected a cell for each column, empty ones too"))
            continue
        rows.append(Row(number, dict.fromkeys(FORMS[name].checks, "") | dict(zip(header, cells, strict=True))))
    return tuple(rows), problems


def _header_problems(name: str, header: list[str]) -> Iterator[Problem]:
    form = FORMS[name]
    expected = f"expected {' '.join(form.columns)}, separated by tabs, and perhaps {' '.join(form.spare)}"
    if not set(header) & set(form.columns):
        yield Problem(name, 1, None, f"the line names no column: {' '.join(header)!r}", expected)
        return
    for column in dict.fromkeys(header):
        if column not in form.checks:
            yield Problem(name, 1, column or "column without a name", "is no column of this table", expected)
        elif header.count(column) > 1:
            yield Problem(name, 1, column, f"stands {header.count(column)} times", "expected it once")
    for column in form.columns:
        if column not in header:
            yield Problem(name, 1, column, "this column is missing", expected)


def _with_own(known: Known, rows: Mapping[str, tuple[Row, ...]], unread: set[str]) -> Known:
    """What there is with these rows; not known where the file that would say it could not be read."""

    def more(there: frozenset[str] | None, name: str, column: str) -> frozenset[str] | None:
        if there is None or name in unread:
            return None
        return there | {row.cells[column] for row in rows.get(name, ())}

    return Known(more(known.countries, "countries.tsv", "iso3"), more(known.groups, "groups.tsv", "id"))


def _row_problems(name: str, rows: tuple[Row, ...], known: Known) -> Iterator[Problem]:
    form = FORMS[name]
    first: dict[tuple[str, ...], Row] = {}
    keys: dict[tuple[str, ...], int] = {}
    for row in rows:
        faults = {column: check(row.cells[column], known) for column, check in form.checks.items()}
        yield from (Problem(name, row.line, column, *fault) for column, fault in faults.items() if fault)
        yield from _order_problems(name, row, known)
        its_id, key = (tuple(row.cells[column] for column in columns) for columns in (form.id, form.key))
        if key in keys:
            wrong = f"{', '.join(filter(None, key))} stands in line {keys[key]} already"
            yield Problem(name, row.line, None, wrong, f"expected another {' or '.join(form.key)}, or one line")
        keys.setdefault(key, row.line)
        one = first.setdefault(its_id, row)
        for column in form.same:
            if row.cells[column] != one.cells[column] and not faults[column]:
                wrong = f"{row.cells[column]!r}, but {one.cells[column]!r} in line {one.line} of the same {form.id[0]}"
                yield Problem(name, row.line, column, wrong, "expected one and the same for all of its terms")


def _order_problems(name: str, row: Row, known: Known) -> Iterator[Problem]:
    """A term that ends before it begins, as far as both dates are exact."""
    start, end = row.cells.get("from", ""), row.cells.get("to", "")
    if not (start and end) or day(start, known) or day(end, known):
        return
    exact = min(len(start), len(end))
    if end[:exact] < start[:exact]:
        yield Problem(name, row.line, "to", f"{end} is before from, {start}", "expected the same day or a later one")
