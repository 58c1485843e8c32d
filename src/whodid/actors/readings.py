"""Everything a name can mean in the tables, on a day or on any: a row each; and whom the resolver would take.

For a person who looks a name up, not for the coder: names are compared without capitals and diacritics, and a part of
a name will do.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from difflib import get_close_matches

from whodid.actors.names import fold
from whodid.actors.tables import Tables, holds_on
from whodid.model import Actor, Story, content_id

NEAR, CUTOFF = 5, 0.75
"""Names suggested where nothing is found, and how like the asked one they must be (difflib's ratio)."""

SENTENCE = "{} said so."
"""What the resolver is asked about a name in: nothing around it tells who is meant."""


@dataclass(frozen=True, slots=True)
class Reading:
    """One row of the tables that a name can mean; `kind` says of which sort, `what` the office, kind or sort of name.

    `exact` where the whole name was asked for, not a part of it; `holds` whether the row's dates hold on the day
    (True without one); `own` whether the row is the user's; `taken` whether the resolver takes it.
    """

    id: str
    name: str
    kind: str
    what: str
    code: str
    start: str
    end: str
    status: str
    origin: str
    own: bool
    exact: bool
    holds: bool
    taken: bool = False


@dataclass(frozen=True, slots=True)
class Choice:
    """Whom the resolver takes for `words` when a story says no more than that, and on which basis; or why nobody."""

    words: str
    actor: Actor | None
    reason: str


@dataclass(frozen=True, slots=True)
class _Named:
    """A row with one of the names it goes by."""

    form: str
    reading: Reading


def find_readings(asked: str, tables: Tables, day: str | None) -> tuple[Reading, ...]:
    """The rows that go by the name: those of the whole name first, then those that hold on `day`, as in the tables.

    Where the whole name is found, of the longer ones only persons are given: a surname is a part, "China" in "Bank of
    China" is not.
    """
    wanted = _words(asked)
    found: dict[Reading, None] = {}
    for named in _all_names(tables, day):
        if _words(named.form) == wanted:
            found.setdefault(named.reading)
    whole = bool(found)
    same = {(reading.kind, reading.id) for reading in found}
    for named in _all_names(tables, day):
        reading = replace(named.reading, exact=False)
        fits = _is_part(wanted, _words(named.form)) and (reading.kind == "person" or not whole)
        if fits and (reading.kind, reading.id) not in same:
            found.setdefault(reading)
    return tuple(sorted(found, key=lambda reading: (not reading.exact, not reading.holds)))


def choose(asked: str, tables: Tables, day: str | None, find_mentions: Callable[[Story], Story]) -> Choice:
    """Whom a story of `day` that says only "NAME said so." is taken to mean.

    The name is written as the tables have it, where they have it whole; `find_mentions` fills a story's mentions.
    """
    named = [named for named in _all_names(tables, day) if _words(named.form) == _words(asked)]
    forms = [one.form for one in named]
    words = asked if asked in forms or not forms else forms[0]
    text = SENTENCE.format(words)
    story = find_mentions(Story(content_id("find", words), "", text, published=day))
    mention = next((one for one in story.mentions if one.span.start < len(words)), None)
    if mention is None:
        return Choice(words, None, "a short name alone, of nobody in office on the day, is left a word")
    if not mention.actors:
        people = {one.reading.name for one in named if one.reading.kind == "person"}
        several = f"{len(people)} people go by it, and nothing tells which" if len(people) > 1 else None
        return Choice(words, None, several or mention.reason or "not resolved")
    return Choice(words, mention.actors[0], mention.actors[0].basis)


def mark_taken(readings: tuple[Reading, ...], choice: Choice) -> tuple[Reading, ...]:
    """The readings with the one marked that the resolver takes, where it takes a row as it stands."""
    actor = choice.actor
    for place, reading in enumerate(readings):
        if actor and _is_meant(reading, actor):
            return (*readings[:place], replace(reading, taken=True), *readings[place + 1 :])
    return readings


def _is_meant(reading: Reading, actor: Actor) -> bool:
    if reading.code != actor.code or not reading.exact:
        return False
    same_office = reading.kind != "person" or (actor.office or "") == reading.what
    return same_office and (reading.kind == "seat" or reading.name == actor.name)


def near_names(asked: str, tables: Tables) -> list[str]:
    """Names of the tables that are written much like the asked one, the likest first."""
    spelled: dict[str, str] = {}
    for named in _all_names(tables, None):
        words = _words(named.form)
        spelled.setdefault(" ".join(words), named.form)
        if named.reading.kind == "person" and words:
            spelled.setdefault(words[-1], named.reading.name)
    near = get_close_matches(" ".join(_words(asked)), spelled, n=NEAR, cutoff=CUTOFF)
    return list(dict.fromkeys(spelled[one] for one in near))


def _words(name: str) -> list[str]:
    return fold(name)[0].lower().replace("-", " ").removeprefix("the ").split()


def _is_part(wanted: list[str], words: list[str]) -> bool:
    """Whether the wanted words stand in a row among the words."""
    return any(words[at : at + len(wanted)] == wanted for at in range(len(words) - len(wanted) + 1))


def _all_names(tables: Tables, day: str | None) -> Iterator[_Named]:
    """Every name of every row."""
    yield from _country_names(tables, day)
    for group in tables.groups.values():
        row = _reading(tables, "groups.tsv", group.id, group.name, "group", "group of states", group.code)
        yield from _each((group.name, *group.aliases), replace(row, origin=group.origin))
    for organisations in tables.organisations.values():
        for body in organisations:
            row = _reading(tables, "organisations.tsv", body.id, body.name, "organisation", body.kind, body.code)
            yield from _each((body.name, *body.aliases), _dated(row, body.start, body.end, body.origin, day))
    for offices in tables.persons.values():
        for person in offices:
            row = _reading(tables, "persons.tsv", person.id, person.name, "person", person.office, person.code)
            row = _dated(replace(row, status=person.status), person.start, person.end, person.origin, day)
            yield from _each((person.name, *person.aliases), row)


def _country_names(tables: Tables, day: str | None) -> Iterator[_Named]:
    for spells in tables.countries.values():
        for country in spells:
            row = _reading(tables, "countries.tsv", country.iso3, country.name, "country", "country", country.iso3)
            row = _dated(row, country.start, country.end, country.origin, day)
            yield from _each((country.name, *country.names), row)
            yield from _each(country.demonyms, replace(row, kind="demonym", what="its people"))
            yield from _each(country.capitals, replace(row, kind="capital", what="its capital"))
            for seat, code in country.seats:
                yield _Named(seat, replace(row, name=seat, kind="seat", what=f"seat, of {country.name}", code=code))
    for homonym in tables.homonyms.values():
        what = f"where the story says {' or '.join(homonym.cues[:3])}…"
        row = _reading(tables, "homonyms.tsv", homonym.name, homonym.name, "homonym", what, homonym.code)
        yield _Named(homonym.name, replace(row, origin=homonym.origin))


def _reading(tables: Tables, file: str, id: str, name: str, kind: str, what: str, code: str) -> Reading:
    own = tables.own is not None and (file, id) in tables.own.ids
    return Reading(id, name, kind, what, code, "", "", "", "", own, exact=True, holds=True)


def _dated(reading: Reading, start: str, end: str, origin: str, day: str | None) -> Reading:
    dated = replace(reading, start=start, end=end, origin=origin)
    return replace(dated, holds=day is None or holds_on(_Term(start, end), day))


@dataclass(frozen=True, slots=True)
class _Term:
    start: str
    end: str


def _each(names: tuple[str, ...], reading: Reading) -> Iterator[_Named]:
    return (_Named(name, reading) for name in names)
