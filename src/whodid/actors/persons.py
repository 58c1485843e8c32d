"""Who a personal name stands for on the story's day: the words around it first, then the dated table, then the rest."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from whodid.actors.names import fold
from whodid.actors.sectors import Owner, SectorPhrase, code_of
from whodid.actors.tables import Person, Tables, as_of
from whodid.actors.titles import Naming
from whodid.model import Actor

STILL_CALLED_SO = 31
"""Days after the end of an office in which its holder is still coded by it."""


@dataclass(frozen=True, slots=True)
class Bearer:
    """A person as far as known: the actor, the gender (m, f or ""), and the table id (None: not in the table)."""

    actor: Actor
    gender: str
    id: str | None


def resolve_person(
    naming: Naming,
    tables: Tables,
    day: str | None,
    country: str | None,
    earlier: Owner | None = None,
    *,
    settled: bool = False,
) -> Bearer | None:
    """The bearer of a name on `day`, by the role in the words, else the dated table, else an undated alias.

    For titles without a country, `earlier` is whose that office was said to be before ("Chad's president"), and
    `country` the story's main one, to which with `settled` every title belongs that names no other. None where the
    words tell nothing and the table knows nobody, or several it cannot choose among.
    """
    role_owner = _role_owner(naming)
    id = _choose(naming, tables, day, role_owner, country)
    rows = tables.persons.get(id, ()) if id else ()
    given = fold(naming.text)[0].lower().split()[0]
    gender = naming.gender or (rows[0].gender if rows else tables.given_names.get(given, ""))
    name = rows[0].name if rows else naming.text
    if naming.roles and (role_owner or not rows):
        home = country if settled or any(_at_home(role, naming) for role in naming.roles) else None
        actor = _by_role(name, naming, role_owner or earlier, rows, day, home)
        return Bearer(actor, gender, id)
    if naming.owner and naming.owner.kind != "city" and not rows:  # somebody of Oakland does not speak for a state
        code = naming.owner.code
        return Bearer(Actor(name, code, f"title grammar: of {naming.owner.words}"), gender, None)
    if rows:
        return Bearer(_by_table(name, rows, day, naming), gender, id)
    return None


def same_name(text: str, name: str) -> bool:
    """Whether `text` can be a form of `name`: its last word is in it, and no given name speaks against it."""
    said, known = _parts(text), _parts(name)
    if not said or not known or said[-1] not in known:
        return False
    if len(said) == 1 or len(known) == 1:
        return True
    return any(word in known[:-1] or (word[0] == known[0][0] and len(word) == 1) for word in said[:-1])


def _parts(name: str) -> list[str]:
    return [
        part for part in fold(name)[0].lower().replace("-", " ").replace(".", " ").split() if part not in ("al", "el")
    ]


def may_be(text: str, person: Person) -> bool:
    """Whether a name as written can be the person's; with a given name, only if one of the full names has it."""
    names = [person.name, *person.aliases]
    full = [name for name in names if len(_parts(name)) > 1]
    return any(same_name(text, name) for name in (full if len(_parts(text)) > 1 and full else names))


def _role_owner(naming: Naming) -> Owner | None:
    """What the roles, or the "of ..." behind the name, say the person belongs to; an organisation before a country."""
    owners = [role.owner for role in naming.roles if role.owner]
    if naming.owner:
        owners.append(naming.owner)
    bodies = [owner for owner in owners if owner.kind not in ("city", "country", "person")]
    return next(iter(bodies or owners), None)


def _choose(naming: Naming, tables: Tables, day: str | None, owner: Owner | None, country: str | None) -> str | None:
    """The one table person the name can be; None where nobody fits or several do equally."""
    fitting = [id for id in naming.ids if may_be(naming.text, tables.persons[id][0])]
    if naming.gender:
        fitting = [id for id in fitting if tables.persons[id][0].gender in (naming.gender, "")]
    if owner and len(owner.code.split(".")[0]) == 3:
        land = owner.code.split(".")[0]
        fitting = [id for id in fitting if any(row.code.split(".")[0] == land for row in tables.persons[id])] or (
            [] if naming.roles and naming.first == naming.last and land not in _WIDE else fitting
        )
    if len(fitting) > 1:
        now = [id for id in fitting if _serves(tables.persons[id], day)]
        former = any(role.former for role in naming.roles)
        fitting = ([id for id in fitting if id not in now] if former else now) or fitting
    if len(fitting) > 1 and country:
        home = [id for id in fitting if any(row.code.split(".")[0] == country for row in tables.persons[id])]
        fitting = home or fitting
    if len(fitting) > 1:
        heads = [id for id in fitting if any(_is_head(row) for row in as_of(tables.persons[id], day))]
        fitting = heads or fitting
    return fitting[0] if len(fitting) == 1 else None


def _serves(rows: Sequence[Person], day: str | None) -> bool:
    """Whether somebody holds an office on the day; being a former official is none."""
    return any(not row.code.endswith(".ELI") for row in as_of(tuple(rows), day))


HEADS = frozenset({"president", "prime minister", "chancellor", "king", "supreme leader", "emperor", "sultan", "emir"})


def _is_head(row: Person) -> bool:
    """Whether the office is that of a head of state or government: of two Castros the president is meant."""
    return row.office.lower() in HEADS


_WIDE = frozenset({"IGO", "UNO", "EUR", "NGO", "ISM", "IMG", "MNC"})


def _by_role(
    name: str, naming: Naming, owner: Owner | None, rows: Sequence[Person], day: str | None, home: str | None
) -> Actor:
    office = " and ".join(dict.fromkeys(_title(role) for role in naming.roles))
    sectors = [sector for role in naming.roles for sector in role.sectors]
    if "OPP" in sectors:
        sectors = ["OPP", *[sector for sector in sectors if sector not in ("OPP", "GOV")]]
    held = as_of(tuple(rows), day)
    basis = f"title grammar: {office}"
    if owner is None:
        owner_code = home if not any(role.foreign for role in naming.roles) else None
        basis += f"; story's country: {home}" if owner_code else ""
    else:
        owner_code = owner.code
        basis += f" of {owner.words}"
    if any(role.former for role in naming.roles):
        if held:
            return _of_row(name, held[0], "dated table")
        sectors = ["ELI"]
    code = code_of(owner_code, sectors)
    row = _row_fitting(held, code, office)
    if row and row.status == "claimed":
        return _of_row(name, _unclaimed(held) or row, f"{basis}; dated table")
    status = row.status if row else None
    return Actor(name, code, basis, office, status)


def _title(role: SectorPhrase) -> str:
    """The office of one of those who share it: "presidents" is "president"."""
    return role.title.removesuffix("s") if role.plural and not role.title.endswith("ss") else role.title


def _at_home(role: SectorPhrase, naming: Naming) -> bool:
    """Whether a role without a country is one of the story's: a title right before the name, or "the ..."."""
    return role.domestic and not role.foreign and (role.definite or role.last < naming.first)


def _row_fitting(held: Sequence[Person], code: str, office: str) -> Person | None:
    land = code.split(".")[0]
    same = [row for row in held if row.code.split(".")[0] == land]
    return next((row for row in same if row.office and row.office.lower() in office), same[0] if same else None)


def _foremost(rows: Sequence[Person]) -> Person:
    """Of several offices on a day the one the news means: none that is only claimed, and one of government first."""
    real = [row for row in rows if row.status != "claimed"] or list(rows)
    return next((row for row in real if row.code.split(".")[1:2] == ["GOV"]), real[0])


def _unclaimed(rows: Sequence[Person]) -> Person | None:
    return next((row for row in rows if row.status != "claimed"), None)


def _by_table(name: str, rows: Sequence[Person], day: str | None, naming: Naming) -> Actor:
    """The person's office on the day; without one, what the title before the name and the last office tell."""
    held = as_of(tuple(rows), day)
    said = " ".join(role.title for role in naming.roles)
    if held:
        row = next((row for row in held if row.office and row.office.lower() in said), _foremost(held))
        if row.status == "claimed":
            row = _unclaimed(held) or row
        return _of_row(name, row, f"dated table: {row.office} on {day}" if row.office else f"dated table on {day}")
    if day is None:
        return _of_row(name, rows[-1], "undated alias: story without a date")
    past = [row for row in rows if row.end and row.end < day[: len(row.end)]]
    last = (past or list(rows))[-1]
    country = last.code.split(".")[0]
    sectors = [sector for role in naming.roles if not role.former for sector in role.sectors]
    if sectors:
        return Actor(name, code_of(country, sectors), f"title grammar: {said}; table: {country}", said)
    if not past:
        return Actor(name, country, "undated alias: no office yet on the story's day")
    if _just_ended(last, day):
        return _of_row(name, last, f"dated table: {last.office} until {last.end}")
    *_, sector = last.code.split(".")
    code = f"{country}.ELI" if sector in ("GOV", "LEG", "MIL", "JUD") else last.code
    return Actor(name, code, f"dated table: {last.office} until {last.end}", f"former {last.office}")


def _just_ended(row: Person, day: str) -> bool:
    """Whether an office ended so shortly before `day` that the news still calls its holder by it (killed, say)."""
    if len(row.end) < 10:
        return False
    return 0 <= (date.fromisoformat(day) - date.fromisoformat(row.end)).days <= STILL_CALLED_SO


def _of_row(name: str, row: Person, basis: str) -> Actor:
    return Actor(name, row.code, basis, row.office or None, row.status or None)
