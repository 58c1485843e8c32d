"""From a match of the grammar to its days: the rule it names, or the reason why it names none."""

from __future__ import annotations

from typing import Any

from whodid.events.when import days, periods
from whodid.events.when.calendar import Days, Rule, Setting, UnresolvedError

_FAR_YEARS = 100
"""Years after the story from which a date is no plan of anybody's but a slip, or a film."""
_THIS_AGE = 2000
"""The year that stands for the story's where that is not known."""

_REFUSED = {
    "vague_past": "vague-past",
    "vague_future": "vague-future",
    "other_calendar": "other calendar",
    "before_our_era": "before our era",
    "movable_feast": "movable feast",
}
"""Shapes that are read and never turned into days, with the reason as the record states it."""

_RULES: dict[str, Rule] = {**days.RULES, **periods.RULES}


def resolve(means: str, parts: dict[str, Any], setting: Setting) -> Days:
    """The days an expression covers; raises UnresolvedError with the reason where it covers none that can be told."""
    if means == "vague":
        means = "vague_future" if setting.direction == "future" else "vague_past"
    if means in _REFUSED:
        raise UnresolvedError(_REFUSED[means])
    try:
        found = _RULES[means](parts, setting)
    except (ValueError, OverflowError) as error:
        if isinstance(error, UnresolvedError):
            raise
        raise UnresolvedError("impossible date") from error
    if found.first.year > (setting.anchor.year if setting.anchor else _THIS_AGE) + _FAR_YEARS:
        raise UnresolvedError("far in the future")
    return Days(found.first, found.last, "instant") if "hour" in parts and found.first == found.last else found


def has_rule(means: str) -> bool:
    """Whether a pattern of the grammar may mean this."""
    return means in _RULES or means in _REFUSED or means == "vague"
