"""HTML that is escaped unless it says otherwise: the tags, dates and codes the report's other files write with.

News text is hostile input here: it may hold tags, script ends, control characters or marks that turn the direction of
writing around. Whatever is not `Html` is escaped, and names that stand inside a line are isolated with <bdi>.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable
from datetime import date
from typing import Any

MONTHS = (
    "January February March April May June July August September October November December"  # fixed: no locale
).split()

UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
"""Characters HTML or UTF-8 cannot hold; carriage returns are handled apart (see `escape`)."""


DIRECTION = re.compile("[\u202a-\u202e\u2066-\u2069]")
"""Characters that turn the direction of writing around; in a name they are shown, for there they only deceive."""


class Html(str):
    """A string that is HTML already; only `tag`, `escape` and `join` make one."""

    __slots__ = ()


def escape(value: object) -> Html:
    """`value` as text in HTML or an attribute; unprintable characters become U+FFFD, None the empty string.

    A carriage return becomes a space, because HTML parsers rewrite it: the number of characters stays what it was.
    """
    if isinstance(value, Html):
        return value
    if value is None:
        return Html("")
    text = UNPRINTABLE.sub("\ufffd", str(value)).replace("\r", " ")
    return Html(html.escape(text))


def tag(name: str, /, *children: object, **attributes: object) -> Html:
    """One element. Children that are not `Html` are escaped; attributes that are None or False are left out.

    `class_` and `for_` lose the underscore, other underscores become hyphens.

    >>> tag("b", "1 < 2", class_="x", data_e=3)
    '<b class="x" data-e="3">1 &lt; 2</b>'
    """
    if name == "input":  # HTML's only element here that has no end
        return Html(f"<input{_attributes(attributes)}>")
    inner = "".join(map(escape, children))
    return Html(f"<{name}{_attributes(attributes)}>{inner}</{name}>")


def _attributes(attributes: dict[str, object]) -> str:
    written = []
    for key, value in attributes.items():
        if value is None or value is False:
            continue
        name = key.rstrip("_").replace("_", "-")
        written.append(f" {name}" if value is True else f' {name}="{escape(value)}"')
    return "".join(written)


def join(parts: Iterable[object], between: str = "") -> Html:
    """The parts one after another, escaped where they are not `Html`; `between` is escaped too."""
    return Html(escape(between).join(map(escape, parts)))


def isolated(text: object, **attributes: object) -> Html:
    """A name or a few words inside a line, kept from turning the rest of the line around."""
    if not isinstance(text, Html):
        text = DIRECTION.sub(lambda mark: f"⟨U+{ord(mark[0]):04X}⟩", str(text))
    return tag("bdi", text, **attributes)


def quoted(text: object) -> Html:
    """Words of a story, in quotation marks."""
    return join([Html("“"), isolated(text), Html("”")])


def code(text: object, **attributes: object) -> Html:
    """A code ("VEN.GOV"), set in the code face."""
    return tag("code", text, **attributes)


def counted(number: int, one: str, many: str | None = None) -> str:
    """A number with its noun.

    >>> counted(1, "story", "stories"), counted(1200, "event")
    ('1 story', '1,200 events')
    """
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def as_date(iso: Any) -> date | None:
    """The day of an ISO date or date-time ("2019", "2019-07" and "2019-07-03T10:00" too); None where it is none."""
    if not isinstance(iso, str):
        return None
    found = re.match(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?", iso)
    if not found:
        return None
    try:
        return date(int(found[1]), int(found[2] or 1), int(found[3] or 1))
    except ValueError:
        return None


def say_day(day: date) -> str:
    """A day in words: "3 July 2019"."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def say_moment(iso: Any) -> Html:
    """An ISO date or date-time of a page in words, as exact as it was given; as it stands where it is no date."""
    day = as_date(iso)
    if day is None:
        return escape(iso)
    depth = len(re.match(r"\d{4}(-\d\d)?(-\d\d)?", iso)[0])  # type: ignore[index]  # as_date matched already
    words = {4: str(day.year), 7: f"{MONTHS[day.month - 1]} {day.year}"}.get(depth, say_day(day))
    clock = re.search(r"T(\d\d:\d\d)", iso)
    return tag("time", words + (f", {clock[1]}" if clock else ""), datetime=iso)


def say_interval(interval: dict[str, Any]) -> str:
    """When an event happened, in words, as exact as the text has it.

    >>> say_interval({"start": "2019-07-01", "end": "2019-07-31", "granularity": "month"})
    'July 2019'
    """
    start, end = as_date(interval.get("start")), as_date(interval.get("end"))
    if start is None or end is None:
        return f"{interval.get('start')} – {interval.get('end')}"
    if start == end:
        return say_day(start)
    granularity = interval.get("granularity")
    if granularity == "month" and (start.year, start.month) == (end.year, end.month):
        return f"{MONTHS[start.month - 1]} {start.year}"
    if granularity == "year" and start.year == end.year:
        return str(start.year)
    return say_range(start, end)


def say_range(start: date, end: date) -> str:
    """Two days and what lies between, without saying month or year twice.

    >>> say_range(date(2019, 7, 1), date(2019, 7, 7)), say_range(date(2019, 7, 30), date(2019, 8, 2))
    ('1–7 July 2019', '30 July – 2 August 2019')
    """
    if start == end:
        return say_day(start)
    if (start.year, start.month) == (end.year, end.month):
        return f"{start.day}–{say_day(end)}"
    if start.year == end.year:
        return f"{start.day} {MONTHS[start.month - 1]} – {say_day(end)}"
    return f"{say_day(start)} – {say_day(end)}"
