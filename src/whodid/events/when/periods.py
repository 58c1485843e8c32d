"""Rules of the grammar for expressions of weeks, months, quarters, seasons, years and longer."""

from __future__ import annotations

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
    previous_of,
    shift_months,
    spread,
    week_of,
    year_of,
    year_told,
)


def _month(parts: dict[str, Any], setting: Setting) -> Days:
    year = year_told(parts, setting) or setting.year
    days = month_of(year, parts["month"]) if year else nearest_month(parts["month"], setting)
    return _part_of_month(days, parts.get("part"))


def _which_month(parts: dict[str, Any], setting: Setting) -> Days:
    """Strictly before this month ("last August"), of this year ("this July"), strictly after it ("next May")."""
    anchor, month = anchor_of(setting), parts["month"]
    if parts["which"] == "last":
        return month_of(anchor.year - (month >= anchor.month), month)
    if parts["which"] == "next":
        return month_of(anchor.year + (month <= anchor.month), month)
    return month_of(anchor.year, month)


def _part_of_month(days: Days, part: str | None) -> Days:
    """Early, mid and late: the first, middle and last ten days or so."""
    if part is None:
        return days
    first, last = {"early": (1, 10), "mid": (10, 20), "late": (20, days.last.day)}[part]
    return Days(days.first.replace(day=first), days.first.replace(day=last), "month")


def _half_of_month(parts: dict[str, Any], setting: Setting) -> Days:
    days = _month({key: value for key, value in parts.items() if key != "ordinal"}, setting)
    if parts["ordinal"] == 1:
        return Days(days.first, days.first.replace(day=15), "month")
    if parts["ordinal"] == 2:
        return Days(days.first.replace(day=16), days.last, "month")
    raise UnresolvedError("impossible date")


def _week_of_month(parts: dict[str, Any], setting: Setting) -> Days:
    """ "The first week of June" is its first seven days, the last week its last seven."""
    days = _month({key: value for key, value in parts.items() if key in ("month", "year")}, setting)
    if "ordinal" not in parts:
        return Days(days.last - timedelta(days=6), days.last, "week")
    first = days.first + timedelta(days=7 * (parts["ordinal"] - 1))
    return Days(first, first + timedelta(days=6), "week")


def _week_of_day(parts: dict[str, Any], setting: Setting) -> Days:
    year = year_told(parts, setting) or setting.year or nearest_month(parts["month"], setting).first.year
    return week_of(date(year, parts["month"], parts["day"]))


def _year(parts: dict[str, Any], setting: Setting) -> Days:
    return _part_of_year(year_of(parts["year"]), parts.get("part"))


def _early_date(parts: dict[str, Any], setting: Setting) -> Days:
    """A year of up to three figures, with its month and day where they are told ("30 September 420", "347 AD")."""
    year = parts["early_year"]
    if "day" in parts:
        return one(date(year, parts["month"], parts["day"]))
    return month_of(year, parts["month"]) if "month" in parts else year_of(year)


def _part_of_year(days: Days, part: str | None) -> Days:
    """Early, mid and late: the first, middle and last four months."""
    if part is None:
        return days
    year = days.first.year
    first, last = {"early": (1, 4), "mid": (5, 8), "late": (9, 12)}[part]
    return Days(date(year, first, 1), month_of(year, last).last, "year")


def _year_range(parts: dict[str, Any], setting: Setting) -> Days:
    first, last = parts["year"], parts["last_year"]
    last = first // 100 * 100 + last if last < 100 else last
    if last <= first:
        raise UnresolvedError("impossible date")
    return Days(date(first, 1, 1), date(last, 12, 31), "year")


def _relative_unit(parts: dict[str, Any], setting: Setting) -> Days:
    anchor, unit = anchor_of(setting), parts["unit"]
    step = {"last": -1, "this": 0, "next": 1}[parts["which"]] - ("before_last" in parts)
    if unit == "day":
        return one(anchor + timedelta(days=step))
    if unit in ("week", "fortnight"):
        return week_of(anchor + timedelta(days=7 * step))
    if unit == "month":
        day = shift_months(anchor, step)
        return _part_of_month(month_of(day.year, day.month), parts.get("part"))
    if unit == "year":
        return _part_of_year(year_of(anchor.year + step), parts.get("part"))
    size = {"decade": 10, "century": 100}[unit]
    first = anchor.year // size * size + step * size
    return Days(date(first, 1, 1), date(first + size - 1, 12, 31), "year")


def _from_previous(unit: str, offset: int) -> Rule:
    """The week, month or year that the narration named last, or one before or after it."""
    return lambda parts, setting: spread(move(previous_of(setting).first, unit, offset), unit)


def _within_unit(parts: dict[str, Any], setting: Setting) -> Days:
    """ "Earlier in the month": of the month that the narration stands in, else of the present one."""
    base = setting.previous.first if setting.previous is not None else anchor_of(setting)
    return spread(base, parts["ending"])


def _edge_of_unit(month: int, part: str, week: slice) -> Rule:
    """The first or last `month` of a year, the early or late `part` of a month, two of the days of a `week`."""

    def edge(parts: dict[str, Any], setting: Setting) -> Days:
        days = _relative_unit({"unit": parts["ending"], "which": parts.get("which", "this")}, setting)
        if parts["ending"] == "year":
            return month_of(days.first.year, month)
        if parts["ending"] == "month":
            return _part_of_month(days, part)
        first, last = [days.first + timedelta(days=n) for n in range(7)][week]
        return Days(first, last, "day")

    return edge


def _named_part(part: str) -> Rule:
    return lambda parts, setting: _month({**parts, "part": part}, setting)


def _month_of_year(month: int) -> Rule:
    return lambda parts, setting: month_of(parts["year"], month)


def _past_units(parts: dict[str, Any], setting: Setting) -> Days:
    anchor = anchor_of(setting)
    return Days(move(anchor, parts["unit"], -count_of(parts)), anchor, _unit_name(parts["unit"]))


def _coming_units(parts: dict[str, Any], setting: Setting) -> Days:
    anchor = anchor_of(setting)
    return Days(anchor, move(anchor, parts["unit"], count_of(parts)), _unit_name(parts["unit"]))


def _within_units(parts: dict[str, Any], setting: Setting) -> Days:
    """ "Within two weeks": ahead from the day of writing; looking back from the day the narration named last."""
    if setting.direction == "future":
        return _coming_units(parts, setting)
    base = previous_of(setting)
    return Days(base.first, move(base.last, parts["unit"], count_of(parts)), _unit_name(parts["unit"]))


def _unit_name(unit: str) -> str:
    return {"fortnight": "week", "decade": "year", "century": "year"}.get(unit, unit)


def _shifted(parts: dict[str, Any], setting: Setting) -> Days:
    """As exact as its unit: "ago" counts from the anchor, "later" from the days last named, "earlier" from either."""
    unit, direction = parts["unit"], parts["direction"]
    if direction == "later" or (direction == "earlier" and setting.previous is not None):
        previous = previous_of(setting)
        if previous.granularity not in ("day", "instant") and unit in ("day", "week", "fortnight"):
            raise UnresolvedError("no anchor")
        base = previous.first
    else:
        base = anchor_of(setting)
    sign = 1 if direction == "later" else -1
    day = move(base, unit, sign * count_of(parts))
    if "half_more" in parts:
        day += timedelta(days=sign * {"week": 3, "month": 15, "year": 182}.get(unit, 0))
    if "to_the_day" in parts or (unit in ("week", "fortnight") and direction != "back"):
        return one(day)
    return spread(day, unit)


def _ahead(parts: dict[str, Any], setting: Setting) -> Days:
    """ "In three weeks": as exact as its unit."""
    return spread(move(anchor_of(setting), parts["unit"], count_of(parts)), parts["unit"])


def _quarter(parts: dict[str, Any], setting: Setting) -> Days:
    number = int(parts["quarter_number"] if "quarter_number" in parts else parts["ordinal"])
    year = year_told(parts, setting)
    if year is None:
        anchor = anchor_of(setting)
        year = anchor.year - (number * 3 - 2 > anchor.month)
    return Days(date(year, number * 3 - 2, 1), month_of(year, number * 3).last, "quarter")


def _which_quarter(parts: dict[str, Any], setting: Setting) -> Days:
    anchor = anchor_of(setting)
    first = anchor.replace(month=(anchor.month - 1) // 3 * 3 + 1, day=1)
    first = shift_months(first, 3 * {"last": -1, "this": 0, "next": 1}[parts["which"]])
    return Days(first, _month_after(first, 2), "quarter")


def _half(parts: dict[str, Any], setting: Setting) -> Days:
    year, number = year_told(parts, setting) or anchor_of(setting).year, parts["ordinal"]
    if number > 2:
        raise UnresolvedError("impossible date")
    return Days(date(year, number * 6 - 5, 1), month_of(year, number * 6).last, "quarter")


def _season(parts: dict[str, Any], setting: Setting) -> Days:
    """Seasons of the northern half of the earth, by whole months; a winter ends in the year after."""
    if "year" in parts:
        first = date(parts["year"], parts["season"], 1)
    else:
        first = _season_near(parts["season"], parts.get("which"), setting)
    if "part" in parts:
        first = shift_months(first, {"early": 0, "mid": 1, "late": 2}[parts["part"]])
        return month_of(first.year, first.month)
    return Days(first, _month_after(first, 2), "quarter")


def _season_near(month: int, which: str | None, setting: Setting) -> date:
    """The first day of the season that the anchor has behind it, stands in or has before it."""
    anchor = anchor_of(setting)
    firsts = [date(year, month, 1) for year in range(anchor.year - 2, anchor.year + 3)]
    if which == "last":
        return max(first for first in firsts if _month_after(first, 2) < anchor)
    if which == "next":
        return min(first for first in firsts if first > anchor)
    if which == "this":
        running = [first for first in firsts if first <= anchor <= _month_after(first, 2)]
        return running[0] if running else date(anchor.year, month, 1)
    if setting.direction == "future":
        return min(first for first in firsts if _month_after(first, 2) >= anchor)
    return max(first for first in firsts if first <= anchor)


def _month_after(day: date, months: int) -> date:
    """The last day of the month so many months later."""
    later = shift_months(day, months)
    return month_of(later.year, later.month).last


def _decade(parts: dict[str, Any], setting: Setting) -> Days:
    """A decade; early, mid and late are its first, middle and last four years (years 0-3, 3-6, 6-9)."""
    first, last = {"early": (0, 3), "mid": (3, 6), "late": (6, 9)}.get(parts.get("part", ""), (0, 9))
    return Days(date(parts["decade"] + first, 1, 1), date(parts["decade"] + last, 12, 31), "year")


def _named_decade(parts: dict[str, Any], setting: Setting) -> Days:
    return _decade({**parts, "decade": 1900 + parts["tenth"]}, setting)


def _century(parts: dict[str, Any], setting: Setting) -> Days:
    first = (parts["century"] - 1) * 100
    return Days(date(max(first, 1), 1, 1), date(first + 99, 12, 31), "year")


RULES: dict[str, Rule] = {
    "month": _month,
    "which_month": _which_month,
    "half_of_month": _half_of_month,
    "week_of_month": _week_of_month,
    "week_of_day": _week_of_day,
    "end_of_month": _named_part("late"),
    "start_of_month": _named_part("early"),
    "middle_of_month": _named_part("mid"),
    "relative_unit": _relative_unit,
    "that_week": _from_previous("week", 0),
    "following_week": _from_previous("week", 1),
    "previous_week": _from_previous("week", -1),
    "that_month": _from_previous("month", 0),
    "following_month": _from_previous("month", 1),
    "previous_month": _from_previous("month", -1),
    "that_year": _from_previous("year", 0),
    "following_year": _from_previous("year", 1),
    "previous_year": _from_previous("year", -1),
    "within_unit": _within_unit,
    "end_of_unit": _edge_of_unit(12, "late", slice(-2, None)),
    "start_of_unit": _edge_of_unit(1, "early", slice(2)),
    "end_of_year": _month_of_year(12),
    "start_of_year": _month_of_year(1),
    "past_units": _past_units,
    "coming_units": _coming_units,
    "within_units": _within_units,
    "shifted": _shifted,
    "ahead": _ahead,
    "quarter": _quarter,
    "which_quarter": _which_quarter,
    "half": _half,
    "season": _season,
    "decade": _decade,
    "named_decade": _named_decade,
    "century": _century,
    "year_range": _year_range,
    "year": _year,
    "early_date": _early_date,
}
