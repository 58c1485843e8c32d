"""From the parts of a date expression to the days it covers: one function for each rule of the grammar."""

from __future__ import annotations

import calendar
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Literal

Direction = Literal["past", "future"]


@dataclass(frozen=True, slots=True)
class Days:
    """First and last day, both included, and the granularity: day, week, month, quarter, year (also for decades)."""

    first: date
    last: date
    granularity: str


@dataclass(frozen=True, slots=True)
class Setting:
    """What a relative expression is resolved against.

    `anchor` is the day the story was published; `direction` whether the clause looks back or ahead; `previous` the days
    the narration last named, for "the next day" and "two years later"; None where there is none. `year` is a past year
    the narration stands in ("In 2015 ... on March 3"); None for the present one.
    """

    anchor: date | None
    direction: Direction = "past"
    previous: Days | None = None
    year: int | None = None


class UnresolvedError(ValueError):
    """An expression that names no days; the message is the reason as the record states it."""


def resolve(means: str, parts: dict[str, Any], setting: Setting) -> Days:
    """The days an expression covers; raises UnresolvedError with the reason where it covers none that can be told."""
    try:
        return _RULES[means](parts, setting)
    except (ValueError, OverflowError) as error:
        if isinstance(error, UnresolvedError):
            raise
        raise UnresolvedError("impossible date") from error


def _anchor(setting: Setting) -> date:
    if setting.anchor is None:
        raise UnresolvedError("no anchor")
    return setting.anchor


def _previous(setting: Setting) -> Days:
    if setting.previous is None:
        raise UnresolvedError("no anchor")
    return setting.previous


def _one(day: date) -> Days:
    return Days(day, day, "day")


def _month(year: int, month: int) -> Days:
    return Days(date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1]), "month")


def _year(year: int) -> Days:
    return Days(date(year, 1, 1), date(year, 12, 31), "year")


def _week(day: date) -> Days:
    monday = day - timedelta(days=day.weekday())
    return Days(monday, monday + timedelta(days=6), "week")


def _shift_months(day: date, months: int) -> date:
    """The same day `months` later (or earlier); the month's last day where it has no such day."""
    count = day.year * 12 + day.month - 1 + months
    year, month = divmod(count, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


# --- days ------------------------------------------------------------------------------------------------------------


def _iso_day(parts: dict[str, Any], setting: Setting) -> Days:
    return _one(date(parts["year"], parts["month_number"], parts["day"]))


def _american_date(parts: dict[str, Any], setting: Setting) -> Days:
    first, second = parts["first"], parts["second"]
    if first <= 12 and second <= 12 and first != second:
        raise UnresolvedError("ambiguous: day and month could be exchanged")
    month, day = (first, second) if first <= 12 else (second, first)
    return _one(date(parts["year"], month, day))


def _eleventh_of_september(parts: dict[str, Any], setting: Setting) -> Days:
    return _one(date(2001, 9, 11))


def _year_of(parts: dict[str, Any], setting: Setting) -> int | None:
    if "year" in parts:
        return int(parts["year"])
    if "which" in parts:
        return _anchor(setting).year + {"last": -1, "this": 0, "next": 1}[parts["which"]]
    return None


def _month_day(parts: dict[str, Any], setting: Setting) -> Days:
    month, day = parts["month"], parts["day"]
    if not 1 <= day <= 31:
        raise UnresolvedError("impossible date")
    year = _year_of(parts, setting) or setting.year
    return _one(date(year, month, day) if year else _nearest_day(month, day, setting))


def _nearest_day(month: int, day: int, setting: Setting) -> date:
    """The latest such day not after the anchor, or the next one where the clause looks ahead.

    A day after the anchor is allowed looking back: a story filed late in one zone names the next day of another.
    A 29 February is looked for in the leap years around.
    """
    anchor = _anchor(setting)
    days = []
    for year in range(anchor.year - 8, anchor.year + 9):
        if day <= calendar.monthrange(year, month)[1]:
            days.append(date(year, month, day))
    if not days:
        raise UnresolvedError("impossible date")
    if setting.direction == "future":
        return min(found for found in days if found >= anchor)
    return max(found for found in days if found <= anchor + timedelta(days=1))


def _day_range(parts: dict[str, Any], setting: Setting) -> Days:
    first = _month_day({**parts, "day": parts["day"]}, setting).first
    last = date(first.year, parts["month"], parts["last_day"])
    if last < first:
        raise UnresolvedError("impossible date")
    return Days(first, last, "day")


def _fixed_day(parts: dict[str, Any], setting: Setting) -> Days:
    month, day = (int(part) for part in parts["fixed"].split("-"))
    return _month_day({**parts, "month": month, "day": day}, setting)


def _weekday(parts: dict[str, Any], setting: Setting) -> Days:
    anchor, weekday = _anchor(setting), parts["weekday"]
    if "which" in parts:
        shift = {"last": -7, "this": 0, "next": 7}[parts["which"]]
        return _one(_week(anchor).first + timedelta(days=weekday + shift))
    which = parts.get("which_day")
    back = (anchor.weekday() - weekday) % 7
    if which in ("the following", "the previous"):
        base = _previous(setting).first
        step = 1 if which == "the following" else -1
        return _one(base + timedelta(days=step * (((weekday - base.weekday()) * step) % 7 or 7)))
    if which in ("last", "this past"):
        return _one(anchor - timedelta(days=back or 7))
    if which in ("next", "this coming"):
        return _one(anchor + timedelta(days=-back % 7 or 7))
    if which == "this" and setting.direction == "past":
        return _one(_week(anchor).first + timedelta(days=weekday))
    if setting.direction == "future":
        return _one(anchor + timedelta(days=-back % 7))
    return _one(anchor - timedelta(days=back))


def _weekday_ago(parts: dict[str, Any], setting: Setting) -> Days:
    day = _weekday({"weekday": parts["weekday"]}, setting).first
    return _one(day - timedelta(days=7))


def _weekend(parts: dict[str, Any], setting: Setting) -> Days:
    """The weekend of that week; without "last" or "next" the one just past (or begun), or ahead."""
    anchor = _anchor(setting)
    saturday = _week(anchor).first + timedelta(days=5)
    which = parts.get("which")
    if which == "last" or (which is None and setting.direction == "past" and anchor < saturday):
        saturday -= timedelta(days=7)
    if which == "next":
        saturday += timedelta(days=7)
    return Days(saturday, saturday + timedelta(days=1), "day")


def _day_from_anchor(offset: int) -> Callable[[dict[str, Any], Setting], Days]:
    return lambda parts, setting: _one(_anchor(setting) + timedelta(days=offset))


def _day_from_previous(offset: int) -> Callable[[dict[str, Any], Setting], Days]:
    def rule(parts: dict[str, Any], setting: Setting) -> Days:
        previous = _previous(setting)
        if previous.granularity != "day":
            raise UnresolvedError("no anchor")
        return _one((previous.last if offset > 0 else previous.first) + timedelta(days=offset))

    return rule


# --- weeks, months, years --------------------------------------------------------------------------------------------


def _month_rule(parts: dict[str, Any], setting: Setting) -> Days:
    month = parts["month"]
    year = _year_of(parts, setting) or setting.year
    days = _month(year, month) if year else _nearest_month(month, setting)
    return _part_of_month(days, parts.get("part"))


def _which_month(parts: dict[str, Any], setting: Setting) -> Days:
    """Strictly before this month ("last August"), of this year ("this July"), strictly after it ("next May")."""
    anchor, month = _anchor(setting), parts["month"]
    if parts["which"] == "last":
        return _month(anchor.year - (month >= anchor.month), month)
    if parts["which"] == "next":
        return _month(anchor.year + (month <= anchor.month), month)
    return _month(anchor.year, month)


def _nearest_month(month: int, setting: Setting) -> Days:
    anchor = _anchor(setting)
    if setting.direction == "future":
        return _month(anchor.year + (month < anchor.month), month)
    return _month(anchor.year - (month > anchor.month), month)


def _part_of_month(days: Days, part: str | None) -> Days:
    """Early, mid and late: the first, middle and last ten days or so."""
    if part is None:
        return days
    first, last = {"early": (1, 10), "mid": (10, 20), "late": (20, days.last.day)}[part]
    return Days(days.first.replace(day=first), days.first.replace(day=last), "month")


def _year_rule(parts: dict[str, Any], setting: Setting) -> Days:
    return _part_of_year(_year(parts["year"]), parts.get("part"))


def _part_of_year(days: Days, part: str | None) -> Days:
    """Early, mid and late: the first, middle and last four months."""
    if part is None:
        return days
    year = days.first.year
    first, last = {"early": (1, 4), "mid": (5, 8), "late": (9, 12)}[part]
    return Days(date(year, first, 1), _month(year, last).last, "year")


def _year_range(parts: dict[str, Any], setting: Setting) -> Days:
    first, last = parts["year"], parts["last_year"]
    last = first // 100 * 100 + last if last < 100 else last
    if last <= first:
        raise UnresolvedError("impossible date")
    return Days(date(first, 1, 1), date(last, 12, 31), "year")


def _relative_unit(parts: dict[str, Any], setting: Setting) -> Days:
    anchor, unit = _anchor(setting), parts["unit"]
    step = {"last": -1, "this": 0, "next": 1}[parts["which"]]
    if unit == "day":
        return _one(anchor + timedelta(days=step))
    if unit in ("week", "fortnight"):
        return _week(anchor + timedelta(days=7 * step))
    if unit == "month":
        day = _shift_months(anchor, step)
        return _part_of_month(_month(day.year, day.month), parts.get("part"))
    if unit == "year":
        return _part_of_year(_year(anchor.year + step), parts.get("part"))
    size = {"decade": 10, "century": 100}[unit]
    first = anchor.year // size * size + step * size
    return Days(date(first, 1, 1), date(first + size - 1, 12, 31), "year")


def _year_from_previous(offset: int) -> Callable[[dict[str, Any], Setting], Days]:
    return lambda parts, setting: _year(_previous(setting).first.year + offset)


def _month_from_previous(offset: int) -> Callable[[dict[str, Any], Setting], Days]:
    def rule(parts: dict[str, Any], setting: Setting) -> Days:
        day = _shift_months(_previous(setting).first, offset)
        return _month(day.year, day.month)

    return rule


def _end_of_unit(parts: dict[str, Any], setting: Setting) -> Days:
    """The last month of a year, the last ten days of a month, the last two days of a week."""
    days = _relative_unit({"unit": parts["ending"], "which": parts.get("which", "this")}, setting)
    if parts["ending"] == "year":
        return _month(days.last.year, 12)
    if parts["ending"] == "month":
        return _part_of_month(days, "late")
    return Days(days.last - timedelta(days=1), days.last, "day")


def _end_of_year(parts: dict[str, Any], setting: Setting) -> Days:
    return _month(parts["year"], 12)


def _count(parts: dict[str, Any]) -> int:
    return int(parts.get("number", parts.get("digits", 0)))


def _move(day: date, unit: str, count: int) -> date:
    if unit in ("day", "week", "fortnight"):
        return day + timedelta(days=count * {"day": 1, "week": 7, "fortnight": 14}[unit])
    return _shift_months(day, count * {"month": 1, "year": 12, "decade": 120, "century": 1200}[unit])


def _past_units(parts: dict[str, Any], setting: Setting) -> Days:
    anchor = _anchor(setting)
    return Days(_move(anchor, parts["unit"], -_count(parts)), anchor, _unit_name(parts["unit"]))


def _coming_units(parts: dict[str, Any], setting: Setting) -> Days:
    anchor = _anchor(setting)
    return Days(anchor, _move(anchor, parts["unit"], _count(parts)), _unit_name(parts["unit"]))


def _unit_name(unit: str) -> str:
    return {"fortnight": "week", "decade": "year", "century": "year"}.get(unit, unit)


def _shifted(parts: dict[str, Any], setting: Setting) -> Days:
    """As exact as its unit: "ago" counts from the anchor, "later" from the days last named, "earlier" from either."""
    unit, direction = parts["unit"], parts["direction"]
    if direction == "later" or (direction == "earlier" and setting.previous is not None):
        previous = _previous(setting)
        if previous.granularity != "day" and unit in ("day", "week", "fortnight"):
            raise UnresolvedError("no anchor")
        base = previous.first
    else:
        base = _anchor(setting)
    sign = 1 if direction == "later" else -1
    day = _move(base, unit, sign * _count(parts))
    if "half_more" in parts:
        day += timedelta(days=sign * {"week": 3, "month": 15, "year": 182}.get(unit, 0))
    if unit in ("day", "week", "fortnight"):
        return _week(day) if unit != "day" and direction == "back" else _one(day)
    return _month(day.year, day.month) if unit == "month" else _year(day.year)


def _quarter(parts: dict[str, Any], setting: Setting) -> Days:
    number = int(parts["quarter_number"] if "quarter_number" in parts else parts["ordinal"])
    year = _year_of(parts, setting)
    if year is None:
        anchor = _anchor(setting)
        year = anchor.year - (number * 3 - 2 > anchor.month)
    return Days(date(year, number * 3 - 2, 1), _month(year, number * 3).last, "quarter")


def _half(parts: dict[str, Any], setting: Setting) -> Days:
    year, number = _year_of(parts, setting), parts["ordinal"]
    if year is None or number > 2:
        raise UnresolvedError("impossible date")
    return Days(date(year, number * 6 - 5, 1), _month(year, number * 6).last, "quarter")


def _season(parts: dict[str, Any], setting: Setting) -> Days:
    """Seasons of the northern half of the earth, by whole months; a winter ends in the year after."""
    start = parts["season"]
    year = parts.get("year")
    if year is None:
        anchor = _anchor(setting)
        year = anchor.year + {"last": -1, "next": 1}.get(parts["which"], 0)
        if parts["which"] == "last" and start < anchor.month - 2:
            year += 1
    return Days(date(year, start, 1), _month_after(year, start, 2), "quarter")


def _month_after(year: int, month: int, months: int) -> date:
    day = _shift_months(date(year, month, 1), months)
    return _month(day.year, day.month).last


def _decade(parts: dict[str, Any], setting: Setting) -> Days:
    return Days(date(parts["decade"], 1, 1), date(parts["decade"] + 9, 12, 31), "year")


def _named_decade(parts: dict[str, Any], setting: Setting) -> Days:
    return _decade({"decade": 1900 + parts["tenth"]}, setting)


def _century(parts: dict[str, Any], setting: Setting) -> Days:
    first = (parts["century"] - 1) * 100
    return Days(date(max(first, 1), 1, 1), date(first + 99, 12, 31), "year")


def _vague(parts: dict[str, Any], setting: Setting) -> Days:
    raise UnresolvedError("vague")


_RULES: dict[str, Callable[[dict[str, Any], Setting], Days]] = {
    "iso_day": _iso_day,
    "american_date": _american_date,
    "dotted_date": _iso_day,
    "eleventh_of_september": _eleventh_of_september,
    "month_day": _month_day,
    "day_range": _day_range,
    "fixed_day": _fixed_day,
    "weekday": _weekday,
    "weekday_ago": _weekday_ago,
    "weekend": _weekend,
    "today": _day_from_anchor(0),
    "yesterday": _day_from_anchor(-1),
    "tomorrow": _day_from_anchor(1),
    "before_yesterday": _day_from_anchor(-2),
    "after_tomorrow": _day_from_anchor(2),
    "following_day": _day_from_previous(1),
    "previous_day": _day_from_previous(-1),
    "same_day": _day_from_previous(0),
    "month": _month_rule,
    "which_month": _which_month,
    "relative_unit": _relative_unit,
    "that_year": _year_from_previous(0),
    "following_year": _year_from_previous(1),
    "previous_year": _year_from_previous(-1),
    "following_month": _month_from_previous(1),
    "previous_month": _month_from_previous(-1),
    "end_of_unit": _end_of_unit,
    "end_of_year": _end_of_year,
    "past_units": _past_units,
    "coming_units": _coming_units,
    "shifted": _shifted,
    "quarter": _quarter,
    "half": _half,
    "season": _season,
    "decade": _decade,
    "named_decade": _named_decade,
    "century": _century,
    "year_range": _year_range,
    "year": _year_rule,
    "vague": _vague,
}
