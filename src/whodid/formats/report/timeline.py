"""The timeline: events by the day they happened, and apart from them those that are only known to have been reported.

Three panels share one time axis and are never added up: above it events whose own date falls into one column, in the
middle those whose date is an interval longer than a column, below it events without a date of their own, counted at
their story's publication.
"""

from __future__ import annotations

from datetime import date

from whodid.formats.report.markup import MONTHS, Html, counted, join, say_range, tag
from whodid.formats.report.times import Times
from whodid.formats.report.words import took_place

MOST_LANES = 6
"""Rows of the middle panel; further intervals are counted in words."""

WIDTH, LEFT, RIGHT, TOP_HEIGHT, LOW_HEIGHT, AXIS, LANE = 1000.0, 34.0, 26.0, 132.0, 84.0, 40.0, 11.0


def draw_timeline(times: Times) -> Html:
    """The timeline as a figure: drawing, caption, and the same figures as a table."""
    spans = times.columns.spans
    if not spans:
        return Html("")
    step = (WIDTH - LEFT - RIGHT) / len(spans)
    up = {i: times.events[f"h{i}"] for i in range(len(spans)) if f"h{i}" in times.events}
    down = {i: times.events[f"r{i}"] for i in range(len(spans)) if f"r{i}" in times.events}
    most_up, most_down = (max(map(len, panel.values()), default=0) for panel in (up, down))
    unit = min(15.0, (TOP_HEIGHT - 14) / max(most_up, 1), (LOW_HEIGHT - 10) / max(most_down, 1))
    lanes, left_over = _lanes(times)
    high = max(most_up * unit, 24.0) + 20
    axis_at = high + len(lanes) * LANE + (6 if lanes else 0)
    low = axis_at + AXIS
    height = low + max(most_down * unit, 14.0) + 22
    parts = [
        tag("text", "happened", x=LEFT, y=11, class_="panel"),
        _line(high, "base"),
        *(_bar(times, f"h{i}", _x(i, step), high, step, unit, up=True) for i in up),
        *_draw_lanes(times, lanes, high + 6, step),
        *_ticks(spans, step, high, axis_at),
        _line(low, "base"),
        *(_bar(times, f"r{i}", _x(i, step), low, step, unit, up=False) for i in down),
        tag("text", "reported, the text gives no date", x=LEFT, y=_round(height - 5), class_="panel"),
        *_scale(most_up, high, -unit),
        *_scale(most_down, low, unit),
    ]
    drawing = tag("svg", *parts, viewBox=f"0 0 {WIDTH:.0f} {height:.0f}", role="group", aria_label="Timeline of events")
    return tag(
        "figure",
        tag("div", drawing, class_="wide", tabindex="0", role="region", aria_label="Timeline, scrolls sideways"),
        tag("figcaption", _caption(times, left_over)),
        _table(times),
        class_="timeline",
    )


def _round(value: float) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".")


def _x(index: int, step: float) -> float:
    return LEFT + index * step


def _line(y: float, name: str) -> Html:
    return tag("line", x1=LEFT, x2=_round(WIDTH - RIGHT), y1=_round(y), y2=_round(y), class_=name)


def _bar(times: Times, key: str, x: float, base: float, step: float, unit: float, *, up: bool) -> Html:
    """One column's events stacked by quad class, verbal cooperation nearest the axis; what did not happen outermost."""
    events = times.events[key]
    wide = min(step * 0.82, 22.0)
    x += (step - wide) / 2
    stacks = [(f"q{quad}", sum((e.get("quad") or 0) == quad and took_place(e) for e in events)) for quad in range(5)]
    stacks.append(("hollow", sum(not took_place(event) for event in events)))
    parts, at = [tag("title", title_of(times, key))], 0.0
    for name, number in stacks:
        if not number:
            continue
        tall = number * unit
        y = base - at - tall if up else base + at
        gap = min(1.0, tall / 3)
        parts.append(
            tag("rect", x=_round(x), y=_round(y), width=_round(wide), height=_round(tall - gap), class_=name, rx="1")
        )
        at += tall
    reach = max(at, 12)
    parts.append(
        tag(
            "rect", x=_round(x - (step - wide) / 2), width=_round(step), height=_round(reach), class_="catch",
            y=_round(base - reach if up else base),
        )
    )  # fmt: skip
    return tag("g", *parts, class_="column" if up else "column reported", data_set=f"time={key}")


def _lanes(times: Times) -> tuple[list[list[int]], int]:
    """The long intervals as rows without overlap, and how many found no row."""
    lanes: list[list[int]] = []
    left_over = 0
    for index, (start, _) in enumerate(times.long):
        free = next((lane for lane in lanes if times.long[lane[-1]][1] < start), None)
        if free is not None:
            free.append(index)
        elif len(lanes) < MOST_LANES:
            lanes.append([index])
        else:
            left_over += 1
    return lanes, left_over


def _draw_lanes(times: Times, lanes: list[list[int]], top: float, step: float) -> list[Html]:
    parts = []
    last = len(times.columns.spans) - 1
    for row, lane in enumerate(lanes):
        for index in lane:
            start, end = times.long[index]
            first, final = times.columns.find(start), times.columns.find(end)
            x = _x(first or 0, step) + 2
            width = _x((last if final is None else final) + 1, step) - 2 - x
            y = top + row * LANE
            parts.append(
                tag(
                    "g", tag("title", title_of(times, f"l{index}")),
                    tag("rect", x=_round(x), y=_round(y + 2), width=_round(width), height="4", rx="2", class_="long"),
                    tag("rect", x=_round(x), y=_round(y - 2), width=_round(width), height=_round(LANE), class_="catch"),
                    class_="column", data_set=f"time=l{index}",
                )
            )  # fmt: skip
    return parts


def _ticks(spans: list[tuple[date, date]], step: float, top: float, base: float) -> list[Html]:
    """Labels of a few columns between the panels, the year under the first of each year."""
    parts = []
    shown_year = None
    for index in _labelled(spans):
        start, end = spans[index]
        x = _round(_x(index, step) + (step / 2 if start == end else 1))
        label, below = _label(start, end), str(start.year) if start.year != shown_year else ""
        parts.append(tag("line", x1=x, x2=x, y1=_round(top), y2=_round(base + 5), class_="tick"))
        parts.append(tag("text", label, x=x, y=_round(base + 15), dx="3", class_="tick"))
        if below and label != below:
            parts.append(tag("text", below, x=x, y=_round(base + 26), dx="3", class_="tick year"))
        shown_year = start.year
    return parts


def _labelled(spans: list[tuple[date, date]]) -> list[int]:
    """The columns that get a label: round years, halves or quarters if these are few, else about every tenth."""
    days = (spans[0][1] - spans[0][0]).days
    if 300 < days < 400:
        for years in (1, 5, 10):
            found = [index for index, (start, _) in enumerate(spans) if start.year % years == 0]
            if 4 <= len(found) <= 14:
                return found
    if 20 < days < 100:
        for months in ((1,), (1, 7), (1, 4, 7, 10)):
            found = [index for index, (start, _) in enumerate(spans) if start.month in months]
            if 4 <= len(found) <= 14:
                return found
    return list(range(0, len(spans), max(1, -(-len(spans) // 10))))


def _label(start: date, end: date) -> str:
    days = (end - start).days
    if days > 300:
        return str(start.year)
    if days > 20:
        return MONTHS[start.month - 1][:3]
    return f"{start.day} {MONTHS[start.month - 1][:3]}"


def _scale(most: int, base: float, unit: float) -> list[Html]:
    if not most:
        return []
    y = base + most * unit
    return [
        tag("line", x1=LEFT - 4, x2=LEFT, y1=_round(y), y2=_round(y), class_="tick"),
        tag("text", most, x=LEFT - 7, y=_round(y + 4), text_anchor="end", class_="tick"),
    ]


def title_of(times: Times, key: str) -> str:
    """What a place on the axis holds, in words: "3 events, 1–7 July 2019"."""
    number = counted(len(times.events.get(key, ())), "event")
    if key in ("before", "after"):
        return f"{number} {'earlier' if key == 'before' else 'later'} than the axis"
    if key == "unknown":
        return f"{number} without any date"
    if key.startswith("l"):
        start, end = times.long[int(key[1:])]
        return f"{number} within {say_range(start, end)}"
    words = say_range(*times.columns.spans[int(key[1:])])
    return f"{number} happened {words}" if key.startswith("h") else f"{number} without a date, reported {words}"


def _caption(times: Times, left_over: int) -> Html:
    parts: list[object] = [
        f"A column is a {times.columns.unit}. ",
        "Solid: happened then, by the story’s own words. Thin lines: some time within. "
        "Pale, below: the story gives no date, counted where it was published. "
        "Outlined: planned, hypothetical or denied.",
    ]
    if left_over:
        parts.append(f" {counted(left_over, 'long interval')} not drawn.")
    for key in ("before", "after", "unknown"):
        if key in times.events:
            parts += [" ", tag("button", title_of(times, key), type="button", data_set=f"time={key}"), "."]
    return join(parts)


def _table(times: Times) -> Html:
    """The figures of the drawing for those who cannot see it."""
    rows = []
    for key in sorted(times.events, key=lambda key: ("hlr".find(key[0]), int(key[1:]) if key[1:].isdigit() else -1)):
        if key[0] in "hlr":
            kind = {"h": "happened", "l": "happened within", "r": "reported"}[key[0]]
            span = times.long[int(key[1:])] if key[0] == "l" else times.columns.spans[int(key[1:])]
            number = len(times.events[key])
            rows.append(tag("tr", tag("th", say_range(*span), scope="row"), tag("td", kind), tag("td", f"{number:,}")))
    head = tag("tr", *(tag("th", name, scope="col") for name in ("Time", "Basis", "Events")))
    table = tag("table", tag("thead", head), tag("tbody", *rows))
    return tag("details", tag("summary", "The timeline as a table"), table, class_="as-table")
