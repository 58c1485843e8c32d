"""What a table name means in this story on its day: its actor, and what it makes of a phrase it stands in."""

from __future__ import annotations

import re
from dataclasses import dataclass

from whodid.actors.drafts import Being
from whodid.actors.names import NameHit
from whodid.actors.sectors import Owner
from whodid.actors.tables import Country, Homonym, Organisation, Tables, as_of, holds_on
from whodid.model import Actor, Story


@dataclass(frozen=True, slots=True)
class Meaning:
    """The actor a name stands for and the owner it makes in a phrase; both None, with a reason, where not clear."""

    actor: Actor | None
    owner: Owner | None
    being: Being
    reason: str | None = None


def meaning_of(hit: NameHit, story: Story, tables: Tables, day: str | None) -> Meaning:
    """What `hit` means; the more particular reading first: seat, organisation, group, country, capital, person."""
    for code in hit.only("seat"):
        country = _country_name(tables, code.split(".")[0])
        return Meaning(
            Actor(hit.text, code, f"seat of {country}: {hit.text}"), Owner(code, hit.text, hit.first, "seat"), "body"
        )
    if hit.only("country") or (hit.only("demonym", "capital") and not hit.only("organisation")):
        return _country(hit, story, tables, day)
    if hit.only("organisation"):
        return _organisation(hit, tables, day)
    for id in hit.only("group"):
        group = tables.groups[id]
        actor = Actor(group.name, group.code, "table: group of states")
        return Meaning(actor, Owner(group.code, hit.text, hit.first, "group"), "body")
    return _person_owner(hit, tables, day)


def _country(hit: NameHit, story: Story, tables: Tables, day: str | None) -> Meaning:
    codes = list(dict.fromkeys(hit.only("country", "demonym", "capital")))
    homonym = tables.homonyms.get(hit.text)
    if (
        homonym
        and not _named_otherwise(tables, homonym.iso3, hit.text, story)
        and (meaning := _other_meaning(hit, homonym, story, tables))
    ):
        return meaning
    if len(codes) > 1:
        codes = [code for code in codes if _holds(tables, code, day)] or codes
    if len(codes) > 1:
        text = f"{story.title} {story.text}"
        codes = [code for code in codes if _told_apart(tables, code, hit.text, text)] or codes
    if len(codes) > 1:
        return Meaning(None, None, "country", f"several countries of this name: {', '.join(codes)}")
    code = codes[0]
    name = _country_name(tables, code)
    kind = next(entry.kind for entry in hit.entries if entry.id == code)
    basis = {"country": "table: country", "demonym": f"demonym: {hit.text}", "capital": "capital"}[kind]
    if kind == "capital":
        basis = f"capital: {hit.text} for {name}"
    return Meaning(
        Actor(name, code, basis),
        Owner(code, hit.text, hit.first, "country"),
        "place" if kind == "capital" else "country",
    )


def _other_meaning(hit: NameHit, homonym: Homonym, story: Story, tables: Tables) -> Meaning | None:
    """The other meaning of a name such as Georgia, where the story has a word that tells it; None for the country."""
    cue = next((cue for cue in homonym.cues if cue in story.text or cue in story.title), None)
    if cue is None:
        return None
    name = _country_name(tables, homonym.code)
    actor = Actor(name, homonym.code, f"{hit.text} of {name}: {cue!r} in the story")
    return Meaning(actor, Owner(homonym.code, hit.text, hit.first, "country"), "place")


def _named_otherwise(tables: Tables, iso3: str, name: str, story: Story) -> bool:
    """Whether the story speaks of the country by another word of its own: a demonym, its capital."""
    others = {word for row in tables.countries.get(iso3, ()) for word in (*row.demonyms, *row.capitals) if word != name}
    return any(re.search(rf"\b{re.escape(word)}\b", f"{story.title} {story.text}") for word in others)


def _told_apart(tables: Tables, code: str, name: str, text: str) -> bool:
    """Whether another name of the country, one that is its own, stands in the text."""
    rows = tables.countries[code]
    others = {other for row in rows for other in (*row.names, *row.capitals) if other != name}
    return any(other in text for other in others)


def _holds(tables: Tables, code: str, day: str | None) -> bool:
    return day is None or any(holds_on(row, day) for row in tables.countries[code])


def _country_name(tables: Tables, code: str) -> str:
    rows: tuple[Country, ...] = tables.countries.get(code, ())
    return rows[0].name if rows else code


def _organisation(hit: NameHit, tables: Tables, day: str | None) -> Meaning:
    ids = list(hit.only("organisation"))
    now = [id for id in ids if as_of(tables.organisations[id], day)]
    ids = now or ids
    if len({tables.organisations[id][0].code for id in ids}) > 1:
        return Meaning(None, None, "body", f"several organisations of this name: {', '.join(ids)}")
    rows: tuple[Organisation, ...] = tables.organisations[ids[0]]
    held = as_of(rows, day)
    row = held[0] if held else rows[-1]
    basis = f"dated table: {row.kind}" if held and (row.start or row.end) else f"table: {row.kind}"
    return Meaning(Actor(row.name, row.code, basis), Owner(row.code, hit.text, hit.first, "organisation"), "body")


def _person_owner(hit: NameHit, tables: Tables, day: str | None) -> Meaning:
    """A person inside a phrase ("the Trump administration") makes it his country's."""
    lands = {
        row.code.split(".")[0]
        for id in hit.only("person")
        for row in (as_of(tables.persons[id], day) or tables.persons[id])[:1]
    }
    if len(lands) != 1:
        return Meaning(None, None, "person", "several persons of this name")
    return Meaning(None, Owner(lands.pop(), hit.text, hit.first, "person"), "person")
