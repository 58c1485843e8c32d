"""The words the report uses for codes, and small questions asked of an event that several of its views share."""

from __future__ import annotations

from typing import Any

QUADS = {1: "Verbal cooperation", 2: "Material cooperation", 3: "Verbal conflict", 4: "Material conflict"}

STATUSES = {
    "happened": "happened",
    "ongoing": "ongoing",
    "future": "planned or promised",
    "hypothetical": "hypothetical",
    "negated": "said not to have happened",
}

UNPLACED = frozenset({"IGO", "UNO", "EUR", "NGO", "ISM", "IMG", "MNC"})
"""First parts of actor codes that name a kind of organisation, not a country: there the name says more."""

TWO_SIDED = frozenset({"AGREE", "CONSULT", "COOPERATE", "ASSAULT", "SUPPORT", "RETREAT"})
"""Types in which several actors without a recipient did it with one another (a meeting, a clash, a pact)."""


def took_place(event: dict[str, Any]) -> bool:
    """Whether the event is told as a fact, be it a past or a present one: not planned, imagined or denied."""
    return event.get("status") in ("happened", "ongoing")


def has_speaker(event: dict[str, Any]) -> bool:
    """Whether somebody vouches for the event before the publisher does: it stands on that speaker's word."""
    return any(voice.get("role") == "speaker" for voice in event.get("attribution") or ())


def needs_review(event: dict[str, Any]) -> bool:
    """Whether model and pattern were both asked and did not agree."""
    return (event.get("decided_by") or {}).get("agree") is False


def side(party: dict[str, Any]) -> str:
    """What a party is counted under: its group's name, the country of its code, or its name where it has no country.

    >>> side({"name": "Nicolás Maduro", "code": "VEN.GOV"}), side({"name": "Arab League", "code": "IGO"})
    ('VEN', 'Arab League')
    """
    group = party.get("group")
    if group and group.get("name"):
        return str(group["name"])
    country = str(party.get("code") or "UNK").split(".")[0]
    if country in UNPLACED and party.get("name"):
        return str(party["name"])
    return country


def sides(event: dict[str, Any], role: str) -> list[str]:
    """The different sides among the "actors" or "recipients" of an event, in order."""
    return list(dict.fromkeys(side(party) for party in event.get(role) or ()))


def acted_together(event: dict[str, Any]) -> bool:
    """Whether the actors did it with one another: two who demand something without saying of whom did not."""
    return event.get("event_type") in TWO_SIDED and len(event.get("actors") or ()) > 1 and not event.get("recipients")


def dyads(event: dict[str, Any]) -> list[tuple[str, str]]:
    """The pairs (who, to whom) of an event; an act done together pairs each actor with each other, both ways."""
    actors, recipients = sides(event, "actors"), sides(event, "recipients")
    if acted_together(event):
        return [(one, other) for one in actors for other in actors if one != other]
    return [(actor, recipient) for actor in actors for recipient in recipients]
