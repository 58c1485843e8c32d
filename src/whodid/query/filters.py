"""Which events are wanted: a filter for each option of a question, as its SQL condition and parameters.

Stands before `events.py`, which joins the conditions and asks DuckDB. Conditions speak of an event `e`, its story `s`
and, where they ask for a claim, its claim `c`, and use the macros below. Everything a user gives goes in as a
parameter, never into the SQL.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable, Sequence
from dataclasses import dataclass, fields
from typing import Any

from whodid.errors import BadInput
from whodid.ontology import load_types
from whodid.places import country_name

CODE = re.compile(r"[A-Z]{3}(\.[A-Z]{3})*")
"""What is read as an actor code, and otherwise as a name: three capitals, sectors behind points."""

MACROS = (
    # What strip_accents leaves as it is stands apart, as in the names that stories are matched by.
    "fold(words) AS replace(replace(translate(strip_accents(lower(words)), 'łøđı’', 'lodi'''), 'ß', 'ss'), 'æ', 'ae')",
    r"holds(text, words) AS regexp_matches(text, '(^|[^\pL\pN])' || regexp_escape(words) || '($|[^\pL\pN])')",
    r"holds_start(text, words) AS regexp_matches(text, '(^|[^\pL\pN])' || regexp_escape(words))",
    "in_line(items) AS ';' || array_to_string(items, ';') || ';'",
    "last_day(printed) AS left(printed || CASE length(printed) WHEN 4 THEN '-12-31' WHEN 7 THEN '-31' ELSE '' END, 10)",
)
"""Words in lower case without diacritics; whole words, or words that begin so, in a text; a list as ";a;b;"."""

SPEAKERS, SPEAKER_CODES = "string_split(c.speaker, '; ')", "string_split(c.speaker_code, '; ')"
"""A claim's speakers as lists; the table joins them."""

FIRST_DAY = "coalesce(e.happened_start, left(s.published, 10))"
LAST_DAY = "coalesce(e.happened_end, last_day(s.published))"
"""When an event stands in a list: when it happened, else when its story was printed; NULL where neither is known."""


@dataclass(frozen=True, slots=True)
class EventFilter:
    """What is asked of an event; empty fields ask nothing, the others must all hold.

    `actor` and `recipient` are codes or names, one of which must fit one party of that side: a code fits itself and the
    codes below it ("RUS" fits "RUS.GOV", not "BLR"), a name fits wherever its whole words stand in a party's name,
    without regard to capitals and diacritics. A group of states is found by its name, never by its members.
    `type` holds types or "TYPE/mode". `since` and `until` are ISO days, both included, and fit what happened at least
    partly between them; where that is open, what was printed between them. `country` is the ISO code of the place.
    Every word of `text`, or a longer one that begins so, must stand in the words that tell the event. `about` is fitted
    like `actor`, by a party of either side. `speaker` and `stance` ask for a claim: who says so, and what the claim
    does with the event; both must hold of the same claim. A speaker fits like an actor; so does, for "RUS.GOV", the
    country itself ("Russia said"), and of an accusation that only the publisher tells, who accuses.
    """

    actor: tuple[str, ...] = ()
    recipient: tuple[str, ...] = ()
    type: tuple[str, ...] = ()
    status: tuple[str, ...] = ()
    since: str | None = None
    until: str | None = None
    country: str | None = None
    text: str | None = None
    about: tuple[str, ...] = ()
    speaker: tuple[str, ...] = ()
    stance: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Condition:
    """An SQL condition and the values of its parameters, in order."""

    sql: str
    values: tuple[Any, ...] = ()


def conditions(wanted: EventFilter, *, of_claims: bool = False) -> dict[str, Condition]:
    """The condition of each field that asks something, under the field's name.

    What is asked of a claim speaks of the claim `c` itself where claims are listed, else of any claim of the event.
    """
    asked = {field.name: getattr(wanted, field.name) for field in fields(wanted)}
    found = {name: (CONDITIONS | CLAIM_CONDITIONS)[name](value) for name, value in asked.items() if value}
    if of_claims:
        return found
    return {name: _claimed(it) if name in CLAIM_CONDITIONS else it for name, it in found.items()}


def all_of(wanted: EventFilter, *, of_claims: bool = False) -> Condition:
    """All that is asked together; what is asked of a claim must hold of one claim."""
    found = conditions(wanted, of_claims=True)
    if of_claims:
        return both(list(found.values()))
    of_one = [found.pop(name) for name in CLAIM_CONDITIONS if name in found]
    return both([*found.values(), *([_claimed(both(of_one))] if of_one else [])])


def _claimed(condition: Condition) -> Condition:
    """That some claim of the event `e` holds."""
    some = f"SELECT 1 FROM claims c WHERE c.event_id = e.event_id AND c.story_id = e.story_id AND ({condition.sql})"
    return Condition(f"EXISTS ({some})", condition.values)


def both(found: Sequence[Condition]) -> Condition:
    """All of them together; without any, what holds always."""
    return _joined(" AND ", found) if found else Condition("TRUE")


def _joined(between: str, found: Sequence[Condition]) -> Condition:
    sql = between.join(f"({condition.sql})" for condition in found)
    return Condition(sql, tuple(value for condition in found for value in condition.values))


def _party(names: str, codes: str) -> Callable[[Sequence[str]], Condition]:
    """One of the codes or names on one side of the event."""

    def one(value: str) -> Condition:
        words = " ".join(value.split())
        if not CODE.fullmatch(words):
            return Condition(f"holds(fold(in_line({names})), fold(?))", (words,))
        # "OAS" is read as a code, but may be a name as well: then in capitals, or "BEN" would find Ben Bella.
        sql = f"contains(in_line({codes}), ?) OR contains(in_line({codes}), ?) OR holds(in_line({names}), ?)"
        return Condition(sql, (f";{words};", f";{words}.", words))

    return lambda values: _joined(" OR ", [one(value) for value in values])


def _about(values: Sequence[str]) -> Condition:
    return _joined(" OR ", [CONDITIONS[name](values) for name in ("actor", "recipient")])


def _speaker(values: Sequence[str]) -> Condition:
    """One of the codes or names among the speakers of a claim, or who accuses on the publisher's word alone."""
    accuses = _says("e.actors", "e.actor_codes", values)
    alone = Condition(f"e.event_type = 'ACCUSE' AND c.speaker IS NULL AND ({accuses.sql})", accuses.values)
    return _joined(" OR ", [_says(SPEAKERS, SPEAKER_CODES, values), alone])


def _says(names: str, codes: str, values: Sequence[str]) -> Condition:
    """A party as elsewhere, or the country itself for its government: "Russia said" is said by "RUS.GOV"."""
    found = [_party(names, codes)(values)]
    for value in values:
        country, _, sector = value.partition(".")
        name = country_name(country) if sector == "GOV" else None
        if name is not None:
            sql = f"contains(in_line({codes}), ?) AND contains(in_line({names}), ?)"
            found.append(Condition(sql, (f";{country};", f";{name};")))
    return _joined(" OR ", found)


def _stances(values: Sequence[str]) -> Condition:
    return Condition(f"c.stance IN ({', '.join('?' for _ in values)})", tuple(values))


def _types(values: Sequence[str]) -> Condition:
    def one(value: str) -> Condition:
        event_type, _, mode = value.partition("/")
        sql = "e.event_type = ?" + (" AND e.mode = ?" if mode else "")
        return Condition(sql, (event_type, mode) if mode else (event_type,))

    return _joined(" OR ", [one(value) for value in values])


def _statuses(values: Sequence[str]) -> Condition:
    return Condition(f"e.status IN ({', '.join('?' for _ in values)})", tuple(values))


def _words(text: str) -> Condition:
    told = "holds_start(fold(array_to_string(e.evidence, ' ')), fold(?))"
    return both([Condition(told, (word,)) for word in text.split()])


CONDITIONS: dict[str, Callable[[Any], Condition]] = {
    "actor": _party("e.actors", "e.actor_codes"),
    "recipient": _party("e.recipients", "e.recipient_codes"),
    "type": _types,
    "status": _statuses,
    "since": lambda day: Condition(f"{LAST_DAY} >= ?", (day,)),
    "until": lambda day: Condition(f"{FIRST_DAY} <= ?", (day,)),
    "country": lambda code: Condition("e.place_country = ?", (code,)),
    "text": _words,
    "about": _about,
}
"""The maker of each field's condition on an event."""

CLAIM_CONDITIONS: dict[str, Callable[[Any], Condition]] = {"speaker": _speaker, "stance": _stances}
"""The maker of each field's condition on a claim `c` of the event."""


def known_type(words: str) -> str:
    """A type or "TYPE/mode" as the ontology writes it; raises BadInput, naming what there is."""
    given_type, _, given_mode = words.partition("/")
    event_type, mode = given_type.strip().upper(), given_mode.strip().lower()
    modes = [row.mode for row in load_types().values() if row.event_type == event_type]
    if not modes:
        names = ", ".join(dict.fromkeys(row.event_type for row in load_types().values()))
        raise BadInput(f"no event type {words!r}; there are {names}", reason="bad_type")
    if mode and mode not in modes:
        names = ", ".join(filter(None, modes)) or "none"
        raise BadInput(f"{event_type} has no mode {mode!r}; its modes: {names}", reason="bad_type")
    return f"{event_type}/{mode}" if mode else event_type


def days_of(words: str) -> tuple[str, str]:
    """First and last ISO day of a year, month or day ("1962", "1962-10", "1962-10-23"); raises BadInput.

    >>> days_of("1962-02")
    ('1962-02-01', '1962-02-28')
    """
    parts = re.fullmatch(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?", words.strip(), re.ASCII)
    year, month, day = (int(part) if part else None for part in parts.groups()) if parts else (None, None, None)
    first, last = (1, 12) if month is None else (month, month)
    if not year or not 1 <= first <= 12 or not 1 <= (day if day is not None else 1) <= monthrange(year, first)[1]:
        raise BadInput(f"{words!r} is no date; give YYYY, YYYY-MM or YYYY-MM-DD", reason="bad_date")
    return f"{year:04}-{first:02}-{day or 1:02}", f"{year:04}-{last:02}-{day or monthrange(year, last)[1]:02}"
