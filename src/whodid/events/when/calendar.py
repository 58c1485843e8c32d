"""Days and spans of days, and what a relative expression is resolved against; below all rules of the grammar."""

from __future__ import annotations

import calendar
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Literal

Direction = Literal["past", "future", "near"]
"""Whether a day before or after the story is meant; "near" where the words leave that open and the nearer one is."""


@dataclass(frozen=True, slots=True)
class Days:
    """First and last day, both included, and the granularity: instant (a day with the hour told), day, week, month,
    quarter, year (also for decades)."""

    first: date
    last: date
    granularity: str


@dataclass(frozen=True, slots=True)
class Setting:
    """What a relative expression is resolved against.

    `anchor` is the day the story was written; `direction` whether the clause looks back or ahead; `previous` the days
    the narration last named, for "the next day" and "two years later"; `event` the days of the act that the expression
    itself names, for "two days after the vote"; None where there is none. `year` is a past year the narration stands in
    ("In 2015 ... on March 3"); None for the present one.
    """

    anchor: date | None
    direction: Direction = "past"
    previous: Days | None = None
    year: int | None = None
    event: Days | None = None


Rule = Callable[[dict[str, Any], Setting], Days]
"""From the parts of an expression to its days; raises UnresolvedError with the reason where it names none."""


class UnresolvedError(ValueError):
    """An expression that names no days; the message is the reason as the record states it."""


def anchor_of(setting: Setting) -> date:
    """The day the story was written; raises UnresolvedError where it is not known."""
    if setting.anchor is None:
        raise UnresolvedError("no anchor")
    return setting.anchor


def previous_of(setting: Setting) -> Days:
    """The days the narration last named; raises UnresolvedError where it has named none."""
    if setting.previous is None:
        raise UnresolvedError("no anchor")
    return setting.previous


def previous_day_of(setting: Setting) -> Days:
    """The same where they are days, for "the next day"; raises UnresolvedError where they are longer spans."""
    previous = previous_of(setting)
    if previous.granularity not in ("day", "instant"):
        raise UnresolvedError("no anchor")
    return previous


def one(day: date) -> Days:
    """A single day."""
    return Days(day, day, "day")


def week_of(day: date) -> Days:
    """The week a day lies in, Monday to Sunday."""
    monday = day - timedelta(days=day.weekday())
    return Days(monday, monday + timedelta(days=6), "week")


def month_of(year: int, month: int) -> Days:
    """A month, first to last day."""
    return Days(date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1]), "month")


def year_of(year: int) -> Days:
    """A year, first to last day."""
    return Days(date(year, 1, 1), date(year, 12, 31), "year")


def shift_months(day: date, months: int) -> date:
    """The same day `months` later (or earlier); the month's last day where it has no such day."""
    count = day.year * 12 + day.month - 1 + months
    year, month = divmod(count, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def move(day: date, unit: str, count: int) -> date:
    """The day `count` units later (or earlier)."""
    if unit in ("day", "week", "fortnight"):
        return day + timedelta(days=count * {"day": 1, "week": 7, "fortnight": 14}[unit])
    return shift_months(day, count * {"month": 1, "quarter": 3, "year": 12, "decade": 120, "century": 1200}[unit])


def spread(day: date, unit: str) -> Days:
    """The span of a unit that the day lies in; a day for days, the year for decades and centuries."""
    if unit == "day":
        return one(day)
    if unit in ("week", "fortnight"):
        return week_of(day)
    return month_of(day.year, day.month) if unit == "month" else year_of(day.year)


def count_of(parts: dict[str, Any]) -> int:
    """The number an expression counts by; 1 where it names only the unit ("a week ago", "the past month")."""
    return int(parts.get("number", parts.get("digits", 1)))


def year_told(parts: dict[str, Any], setting: Setting) -> int | None:
    """The year that the expression itself tells ("2019", "last year"); None where it tells none."""
    if "year" in parts:
        return int(parts["year"])
    if "which" in parts:
        return anchor_of(setting).year + {"last": -1, "this": 0, "next": 1}[parts["which"]]
    return None


def nearest_month(month: int, setting: Setting) -> Days:
    """The latest such month not after the anchor's, or the next one where the clause looks ahead."""
    anchor = anchor_of(setting)
    if setting.direction == "near":
        return min((month_of(anchor.year + step, month) for step in (-1, 0, 1)), key=lambda days: _months(days, anchor))
    if setting.direction == "future":
        return month_of(anchor.year + (month < anchor.month), month)
    return month_of(anchor.year - (month > anchor.month), month)


def _months(days: Days, anchor: date) -> int:
    return abs((days.first.year - anchor.year) * 12 + days.first.month - anchor.month)
