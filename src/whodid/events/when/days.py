"""Rules of the grammar for expressions of a day: dates, weekdays, "yesterday", "the next day", times of day."""

from __future__ import annotations

import calendar
from datetime import date, timedelta
from typing import Any

from whodid.events.when.calendar import (
    Days,
    Rule,
    Setting,
    UnresolvedError,
    anchor_of,
    count_of,
    month_of,
    move,
    nearest_month,
    one,
    previous_day_of,
    previous_of,
    spread,
    week_of,
    year_told,
)


def _iso_day(parts: dict[str, Any], setting: Setting) -> Days:
    return one(date(parts["year"], parts["month_number"], parts["day"]))


def _american_date(parts: dict[str, Any], setting: Setting) -> Days:
    first, second = parts["first"], parts["second"]
    if first <= 12 and second <= 12 and first != second:
        raise UnresolvedError("ambiguous: day and month could be exchanged")
    month, day = (first, second) if first <= 12 else (second, first)
    return one(date(parts["year"], month, day))


def _eleventh_of_september(parts: dict[str, Any], setting: Setting) -> Days:
    return one(date(2001, 9, 11))


def _month_day(parts: dict[str, Any], setting: Setting) -> Days:
    month, day = parts["month"], parts["day"]
    if not 1 <= day <= 31:
        raise UnresolvedError("impossible date")
    year = year_told(parts, setting) or setting.year
    return one(date(year, month, day) if year else _nearest_day(month, day, setting))


def _nearest_day(month: int, day: int, setting: Setting) -> date:
    """The latest such day not after the anchor, or the next one where the clause looks ahead, or the nearer of both.

    A day after the anchor is allowed looking back: a story filed late in one zone names the next day of another.
    A 29 February is looked for in the leap years around.
    """
    anchor = anchor_of(setting)
    reach = 8 if (month, day) == (2, 29) else 1
    days = []
    for year in range(anchor.year - reach, anchor.year + reach + 1):
        if day <= calendar.monthrange(year, month)[1]:
            days.append(date(year, month, day))
    if not days:
        raise UnresolvedError("impossible date")
    if setting.direction == "near":
        return min(days, key=lambda found: abs((found - anchor).days))
    if setting.direction == "future":
        return min(found for found in days if found >= anchor)
    return max(found for found in days if found <= anchor + timedelta(days=1))


def _day_range(parts: dict[str, Any], setting: Setting) -> Days:
    first = _month_day({**parts, "day": parts["day"]}, setting).first
    last = date(first.year, parts["month"], parts["last_day"])
    if last < first:
        raise UnresolvedError("impossible date")
    return Days(first, last, "day")


def _day_of_month(parts: dict[str, Any], setting: Setting) -> Days:
    """The 14th of this month or the last, looking ahead of this month or the next; or as told ("of next month")."""
    anchor, day = anchor_of(setting), parts["day"]
    steps = [{"last": -1, "this": 0, "next": 1}[parts["which"]]] if "which" in parts else [0]
    if "which" not in parts and setting.direction == "past" and day > anchor.day:
        steps = [-1]
    if "which" not in parts and setting.direction == "future" and day < anchor.day:
        steps = [1]
    month = move(anchor.replace(day=1), "month", steps[0])
    return one(month.replace(day=day))


def _fixed_day(parts: dict[str, Any], setting: Setting) -> Days:
    month, day = (int(part) for part in parts["fixed"].split("-"))
    return _month_day({**parts, "month": month, "day": day}, setting)


def _weekday(parts: dict[str, Any], setting: Setting) -> Days:
    anchor, weekday = anchor_of(setting), parts["weekday"]
    if "which" in parts:
        shift = {"last": -7, "this": 0, "next": 7}[parts["which"]]
        return one(week_of(anchor).first + timedelta(days=weekday + shift))
    which = parts.get("which_day")
    back = (anchor.weekday() - weekday) % 7
    if which in ("the following", "the previous"):
        base = previous_of(setting).first
        step = 1 if which == "the following" else -1
        return one(base + timedelta(days=step * (((weekday - base.weekday()) * step) % 7 or 7)))
    if which in ("last", "this past"):
        return one(anchor - timedelta(days=back or 7))
    if which in ("next", "this coming"):
        return one(anchor + timedelta(days=-back % 7 or 7))
    if which == "this" and setting.direction == "past":
        return one(week_of(anchor).first + timedelta(days=weekday))
    if setting.direction == "future":
        return one(anchor + timedelta(days=-back % 7))
    return one(anchor - timedelta(days=back))


def _weekday_ago(parts: dict[str, Any], setting: Setting) -> Days:
    day = _weekday({"weekday": parts["weekday"]}, Setting(setting.anchor)).first
    return one(day - timedelta(days=7))


def _weekdays_ago(parts: dict[str, Any], setting: Setting) -> Days:
    """ "Two Fridays ago": the second Friday before the anchor."""
    last = _weekday({"weekday": parts["weekday"], "which_day": "last"}, setting).first
    return one(last - timedelta(days=7 * (count_of(parts) - 1)))


def _weekday_ahead(parts: dict[str, Any], setting: Setting) -> Days:
    """ "A week from Friday": so many weeks after the next Friday."""
    day = _weekday({"weekday": parts["weekday"], "which_day": "next"}, setting).first
    return one(day + timedelta(days=7 * count_of(parts)))


def _weekday_of_month(parts: dict[str, Any], setting: Setting) -> Days:
    """ "The second Tuesday of March", "the last Sunday in May"."""
    year = year_told(parts, setting) or setting.year
    month = month_of(year, parts["month"]) if year else nearest_month(parts["month"], setting)
    first = month.first + timedelta(days=(parts["weekday"] - month.first.weekday()) % 7)
    days = [first + timedelta(days=7 * week) for week in range(5)]
    within = [day for day in days if day <= month.last]
    nth = parts.get("ordinal", len(within))
    if nth > len(within):
        raise UnresolvedError("impossible date")
    return one(within[nth - 1])


def _weekend(parts: dict[str, Any], setting: Setting) -> Days:
    """The weekend of that week; without "last" or "next" the one just past (or begun), or ahead."""
    anchor = anchor_of(setting)
    saturday = week_of(anchor).first + timedelta(days=5)
    which = parts.get("which")
    if which == "last" or (which is None and setting.direction == "past" and anchor < saturday):
        saturday -= timedelta(days=7)
    if which == "next":
        saturday += timedelta(days=7)
    if "before_last" in parts:
        saturday -= timedelta(days=7 if anchor >= saturday or setting.direction == "past" else 14)
    return Days(saturday, saturday + timedelta(days=1), "day")


def _day_from_anchor(offset: int) -> Rule:
    return lambda parts, setting: one(anchor_of(setting) + timedelta(days=offset))


def _day_from_previous(offset: int) -> Rule:
    def rule(parts: dict[str, Any], setting: Setting) -> Days:
        previous = previous_day_of(setting)
        return one((previous.last if offset > 0 else previous.first) + timedelta(days=offset))

    return rule


def _time_of_day(parts: dict[str, Any], setting: Setting) -> Days:
    """A time of day without its day ("in the afternoon", "at 6 p.m.") lies on the day the narration named last."""
    previous = previous_day_of(setting)
    if previous.first != previous.last:
        raise UnresolvedError("no anchor")
    return one(previous.first)


def _hours_from(parts: dict[str, Any], setting: Setting) -> Days:
    """ "Hours later", "within hours": on the day the narration named last or the next; "hours earlier": or before."""
    previous = previous_day_of(setting)
    day = timedelta(days=1)
    if parts.get("direction") == "earlier":
        return Days(previous.first - day, previous.first, "day")
    last = previous.last + day
    if setting.direction == "past" and setting.anchor is not None and setting.anchor >= previous.last:
        last = min(last, setting.anchor)
    return Days(previous.last, last, "day")


def _past_hours(parts: dict[str, Any], setting: Setting) -> Days:
    anchor = anchor_of(setting)
    return Days(anchor - timedelta(days=-(-count_of(parts) // 24)), anchor, "day")


def _coming_hours(parts: dict[str, Any], setting: Setting) -> Days:
    anchor = anchor_of(setting)
    return Days(anchor, anchor + timedelta(days=-(-count_of(parts) // 24)), "day")


def _within_hours(parts: dict[str, Any], setting: Setting) -> Days:
    """Ahead from the day of writing; looking back from the day the narration named last."""
    if setting.direction == "future":
        return _coming_hours(parts, setting)
    previous = previous_day_of(setting)
    return Days(previous.last, previous.last + timedelta(days=-(-count_of(parts) // 24)), "day")


def _from_event(parts: dict[str, Any], setting: Setting) -> Days:
    """ "Two days after the vote", "on the eve of the vote": counted from the day of an act the story dates."""
    if setting.event is None:
        raise UnresolvedError("no day known of what it counts from")
    unit = parts.get("unit", "day")
    sign = 1 if parts.get("side", "before") == "after" else -1
    if setting.event.granularity not in ("day", "instant") and unit not in ("month", "year", "decade", "century"):
        raise UnresolvedError("no day known of what it counts from")
    day = move(setting.event.first, unit, sign * count_of(parts))
    return one(day) if unit in ("week", "fortnight") else spread(day, unit)


RULES: dict[str, Rule] = {
    "iso_day": _iso_day,
    "american_date": _american_date,
    "dotted_date": _iso_day,
    "eleventh_of_september": _eleventh_of_september,
    "month_day": _month_day,
    "day_range": _day_range,
    "day_of_month": _day_of_month,
    "fixed_day": _fixed_day,
    "weekday": _weekday,
    "weekday_ago": _weekday_ago,
    "weekdays_ago": _weekdays_ago,
    "weekday_ahead": _weekday_ahead,
    "weekday_of_month": _weekday_of_month,
    "weekend": _weekend,
    "today": _day_from_anchor(0),
    "yesterday": _day_from_anchor(-1),
    "tomorrow": _day_from_anchor(1),
    "before_yesterday": _day_from_anchor(-2),
    "after_tomorrow": _day_from_anchor(2),
    "following_day": _day_from_previous(1),
    "previous_day": _day_from_previous(-1),
    "same_day": _day_from_previous(0),
    "time_of_day": _time_of_day,
    "hours_from": _hours_from,
    "past_hours": _past_hours,
    "coming_hours": _coming_hours,
    "within_hours": _within_hours,
    "from_event": _from_event,
}
