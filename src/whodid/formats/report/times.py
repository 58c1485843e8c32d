"""When: every event at its place on one time axis, by the day it happened or apart from that the day it was told."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from whodid.formats.report.markup import as_date

MOST_COLUMNS = 64
"""Above this the next coarser column is taken; at 1,000 pixels a column keeps room for a bar to be clicked."""

MARGIN_DAYS = 92
"""How far before the first and after the last published story the axis reaches at least, where events lie there."""

LONGEST_EXACT = 31
"""Days up to which an event's interval helps to set the axis: "next year" must not add a year of empty columns."""


@dataclass(slots=True)
class Columns:
    """The axis: consecutive columns as (first day, last day), all of one `unit`."""

    unit: str
    spans: list[tuple[date, date]]

    def find(self, day: date) -> int | None:
        """The column of a day; None outside the axis."""
        for index, (start, end) in enumerate(self.spans):
            if start <= day <= end:
                return index
        return None


@dataclass(slots=True)
class Times:
    """Events on the axis, each once, under a key that says where and on which ground.

    "h4" happened in column 4 (from 0), "r4" was reported there, "l2" happened within the third of the `long`
    intervals, "before" and "after" lie outside the axis, "unknown" has no date at all. `keys` gives the key of a
    (story number, event number), both from 1; `events` the events of a key.
    """

    columns: Columns
    keys: dict[tuple[int, int], str] = field(default_factory=dict)
    events: dict[str, list[dict[str, Any]]] = field(default_factory=dict)
    long: list[tuple[date, date]] = field(default_factory=list)


def place_in_time(coded: Sequence[dict[str, Any]]) -> Times:
    """Every event of the stories at its place on an axis that fits them."""
    published = [_published(story) for story in coded]
    dated = [(at, _happened(event)) for at, one in enumerate(coded) for event in one.get("events") or ()]
    intervals = [interval for _, interval in dated if interval]
    reported = [day for at, interval in dated if interval is None and (day := published[at])]
    times = Times(_axis(intervals, reported, [day for day in published if day]))
    times.long = sorted({interval for interval in intervals if _is_long(times.columns, interval)})
    for at, one in enumerate(coded):
        for number, event in enumerate(one.get("events") or (), start=1):
            key = _key(times, _happened(event), published[at])
            times.keys[at + 1, number] = key
            times.events.setdefault(key, []).append(event)
    return times


def _published(coded: dict[str, Any]) -> date | None:
    return as_date((coded.get("story") or {}).get("published"))


def _happened(event: dict[str, Any]) -> tuple[date, date] | None:
    happened = event.get("happened") or {}
    start, end = as_date(happened.get("start")), as_date(happened.get("end"))
    return (start, end) if start and end and start <= end else None


def _axis(intervals: list[tuple[date, date]], reported: list[date], published: list[date]) -> Columns:
    """Columns from the first to the last event; old background and far plans beyond the news' own time stay outside."""
    exact = [(start, end) for start, end in intervals if (end - start).days <= LONGEST_EXACT]
    days = [day for interval in exact for day in interval] + reported
    if not days:
        days = [day for interval in intervals for day in interval]
    if not days:
        return Columns("day", [])
    first, last = min(days), max(days)
    if published:
        margin = timedelta(max(MARGIN_DAYS, (max(published) - min(published)).days // 2))
        near = [day for day in days if _less(min(published), margin) <= day <= _more(max(published), margin)]
        first, last = (min(near), max(near)) if near else (min(published), max(published))
    for unit, (floor, following) in UNITS.items():
        spans = _spans(floor(first), last, following)
        if len(spans) <= MOST_COLUMNS:
            return Columns(unit, spans)
    return Columns(unit, spans)


def _less(day: date, margin: timedelta) -> date:
    return day - margin if (day - date.min) > margin else date.min


def _more(day: date, margin: timedelta) -> date:
    return day + margin if (date.max - day) > margin else date.max


def _spans(start: date, last: date, following: Callable[[date], date]) -> list[tuple[date, date]]:
    spans = []
    while start <= last:
        after = following(start)
        spans.append((start, after - timedelta(1)))
        if len(spans) > 3 * MOST_COLUMNS:  # far too many: a coarser unit is going to be tried
            break
        start = after
    return spans


def _months_on(months: int) -> Callable[[date], date]:
    def following(day: date) -> date:
        count = day.year * 12 + day.month - 1 + months
        return date(min(count // 12, date.max.year), count % 12 + 1, 1) if count // 12 <= date.max.year else date.max

    return following


UNITS: dict[str, tuple[Callable[[date], date], Callable[[date], date]]] = {
    "day": (lambda day: day, lambda day: day + timedelta(1)),
    "week": (lambda day: day - timedelta(day.weekday()), lambda day: day + timedelta(7)),
    "month": (lambda day: day.replace(day=1), _months_on(1)),
    "quarter": (lambda day: date(day.year, (day.month - 1) // 3 * 3 + 1, 1), _months_on(3)),
    "year": (lambda day: date(day.year, 1, 1), _months_on(12)),
    "decade": (lambda day: date(max(day.year // 10 * 10, 1), 1, 1), _months_on(120)),
}
"""Units of a column, finest first: the first day of a day's column, and the first day of the next column."""


def _is_long(columns: Columns, interval: tuple[date, date]) -> bool:
    """Whether an interval lies on the axis and over more than one column."""
    if not columns.spans or interval[1] < columns.spans[0][0] or interval[0] > columns.spans[-1][1]:
        return False
    return columns.find(interval[0]) != columns.find(interval[1])


def _key(times: Times, interval: tuple[date, date] | None, published: date | None) -> str:
    if interval is None:
        column = times.columns.find(published) if published else None
        return "unknown" if column is None else f"r{column}"
    if interval in times.long:
        return f"l{times.long.index(interval)}"
    column = times.columns.find(interval[0])
    if column is None:
        return "before" if interval[0] < times.columns.spans[0][0] else "after"
    return f"h{column}"
