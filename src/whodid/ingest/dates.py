"""Reads dates as pages print them ("7March 2018 - 09:40", "Sept. 23, 2019, 11:18 a.m. GMT") into ISO 8601.

Only absolute dates with a full year: what "Monday" means is for later stages. An order of day and month that cannot be
told ("03/04/2019") gives no date but a reason. A printed offset or a zone that names one offset only is kept.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import cache

from whodid.ingest.knowledge import load_yaml

FIRST_YEAR, LAST_YEAR = 1800, 2199
"""Years read as years of the common era; 1398 on an Iranian page is not one of them."""

LONGEST_DATE = 120
"""Characters of a line that are searched for a date; printed dates with weekday, time and zone stay well below it."""


@dataclass(frozen=True, slots=True)
class PrintedDate:
    """A date found in a line: `iso` as exact as printed, or None with the `reason`.

    `rest` is what the line holds beside date, weekday, time and zone; "" where the line is a date and nothing else.
    """

    iso: str | None
    reason: str | None
    rest: str


@cache
def _months() -> dict[str, int]:
    return {word: int(number) for number, words in load_yaml("dates.yaml")["months"].items() for word in words}


def _alternatives(words: list[str]) -> str:
    return "|".join(sorted((re.escape(word) for word in words), key=len, reverse=True))


@cache
def _date_pattern() -> re.Pattern[str]:
    month = rf"(?:{_alternatives(list(_months()))})\b\.?"
    day = r"\d{1,2}(?:st|nd|rd|th)?"
    gap = r"[\s,./-]*"
    return re.compile(
        rf"""(?<![\d.:/])(?:
            (?P<y1>\d{{4}})(?P<s1>[-/.])(?P<m1>\d{{1,2}})(?P=s1)(?P<d1>\d{{1,2}})
          | (?P<a2>\d{{1,2}})(?P<s2>[-/.])(?P<b2>\d{{1,2}})(?P=s2)(?P<y2>\d{{4}}|\d\d)
          | (?P<d3>{day})(?:{gap}|\s+of\s+)(?P<m3>{month}){gap}(?P<y3>\d{{4}})
          | (?P<m4>(?<![a-z]){month}){gap}(?P<d4>{day})(?:\s*,\s*|\s+|-)(?P<y4>\d{{4}})
          | (?P<y5>\d{{4}}){gap}(?P<m5>{month}){gap}(?P<d5>{day})
          | (?P<y6>(?:19|20)\d\d)(?P<m6>[01]\d)(?P<d6>[0-3]\d)
        )(?!\d)""",
        re.I | re.X,
    )


@cache
def _time_pattern() -> re.Pattern[str]:
    return re.compile(
        r"""(?<![\d./:-])(?:
            (?P<h1>\d{1,2})\s*[:.h]\s*(?P<min1>\d\d)(?::(?P<sec>\d\d)(?:[.,]\d{1,9})?)?\s*(?P<half1>[ap]\.?\s?m\b\.?)?
          | (?P<h2>\d{1,2})\s*(?P<half2>[ap]\.?\s?m\b\.?)
          | (?P<h3>[0-2]\d)(?P<min3>[0-5]\d)(?=\s*(?:hrs|hours|gmt|utc)\b)
        )(?![\d/])""",
        re.I | re.X,
    )


@cache
def _zone_pattern() -> re.Pattern[str]:
    known = load_yaml("dates.yaml")
    names = _alternatives([*known["zones"], *known["unclear_zones"]])
    return re.compile(
        rf"[\s(,]*(?:(?:gmt|utc)\s*(?P<hours>[+-]\s?\d{{1,2}})(?::?(?P<minutes>\d\d))?\b"
        rf"|(?P<offset>[+-]\d\d):?(?P<offset_minutes>\d\d)\b|(?P<name>{names})(?![a-z]))\)?",
        re.I,
    )


@cache
def _beside_pattern() -> re.Pattern[str]:
    """Words and marks that may stand beside a date and a time without meaning anything else."""
    known = load_yaml("dates.yaml")
    return re.compile(rf"(?<![a-z])(?:{_alternatives([*known['weekdays'], *known['fillers']])})(?![a-z])\.?", re.I)


def find_date(line: str) -> PrintedDate | None:
    """The first date of a line with its time of day and zone, or None where it prints no full date.

    >>> find_date("7March 2018 - 09:40").iso
    '2018-03-07T09:40'
    >>> find_date("03/04/2019").reason
    "day and month cannot be told apart in '03/04/2019'"
    """
    line = line[:LONGEST_DATE]
    found = _date_pattern().search(line)
    if found is None:
        return None
    before, after = line[: found.start()], line[found.end() :]
    day, reason = _day_of(found)
    tail = re.sub(r"^[T\s]+", "", after)  # "2019-09-23T11:18": the T is no word of its own
    clock, tail = _clock(tail)
    if clock is None:
        clock, before = _clock(before)
    rest = _beside_pattern().sub(" ", before + " " + tail).strip(" ,.|-–—()[]:;•·/\t")
    return PrintedDate(None if day is None else day + (f"T{clock}" if clock else ""), reason, rest)


def read_date(text: str) -> PrintedDate | None:
    """The date of a text that is a date and nothing else (weekday, time, zone and filler words aside), else None."""
    if len(text) > LONGEST_DATE:
        return None
    found = find_date(text)
    return found if found is not None and not found.rest else None


def _day_of(found: re.Match[str]) -> tuple[str | None, str | None]:
    """The ISO day of a matched date, or None with the reason."""
    got = {key: value for key, value in found.groupdict().items() if value}
    if "a2" in got:
        return _numeric_day(found.group(), int(got["a2"]), int(got["b2"]), got["y2"], got["s2"])
    form = next(key[1:] for key in got if key[0] == "y")
    month_words = got[f"m{form}"].casefold().strip(" .")
    month = int(month_words) if month_words.isdigit() else _months()[month_words]
    day = int(re.match(r"\d+", got[f"d{form}"]).group())  # type: ignore[union-attr]
    return _checked(found.group(), int(got[f"y{form}"]), month, day)


def _numeric_day(words: str, first: int, second: int, year: str, mark: str) -> tuple[str | None, str | None]:
    if len(year) == 2:
        return None, f"the year has two digits in {words!r}"
    if mark == "." or first > 12 or first == second:  # points are used only where the day comes first
        return _checked(words, int(year), second, first)
    if second > 12:
        return _checked(words, int(year), first, second)
    return None, f"day and month cannot be told apart in {words!r}"


def _checked(words: str, year: int, month: int, day: int) -> tuple[str | None, str | None]:
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return None, f"{words!r} has the year {year}, not one of the common era that news pages print"
    try:
        return date(year, month, day).isoformat(), None
    except ValueError:
        return None, f"{words!r} is no day of the calendar"


def _clock(text: str) -> tuple[str | None, str]:
    """The time of day in `text` with its offset ("11:18+00:00"), None without, and the text around it."""
    found = _time_pattern().search(text)
    if found is None:
        return None, text
    got = found.groupdict()
    hour = int(got["h1"] or got["h2"] or got["h3"])
    minute = int(got["min1"] or got["min3"] or 0)
    half = (got["half1"] or got["half2"] or "").casefold()[:1]
    if half and not 1 <= hour <= 12 and not (half == "p" and 12 < hour < 24):
        return None, text
    if half and hour <= 12:
        hour = hour % 12 + (12 if half == "p" else 0)
    if hour > 23 or minute > 59:
        return None, text
    clock = f"{hour:02d}:{minute:02d}" + (f":{got['sec']}" if got["sec"] else "")
    zone = _zone_pattern().match(text, found.end())
    end = zone.end() if zone else found.end()
    return clock + (_offset(zone) if zone else ""), text[: found.start()] + " " + text[end:]


def _offset(zone: re.Match[str]) -> str:
    """The offset of a matched zone as "+03:30"; "" where its name does not settle it (IST: India, Ireland, Israel)."""
    if zone["hours"]:
        hours = int(zone["hours"].replace(" ", ""))
        return f"{'-' if hours < 0 else '+'}{abs(hours):02d}:{zone['minutes'] or '00'}"
    if zone["offset"]:
        return f"{zone['offset']}:{zone['offset_minutes']}"
    return str(load_yaml("dates.yaml")["zones"].get(zone["name"].casefold(), ""))
