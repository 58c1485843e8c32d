"""The day a story was written on, from which "today" and "on Monday" count: by dateline, stamp and their zones."""

from __future__ import annotations

import csv
from datetime import date, datetime, timedelta, timezone
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from whodid.errors import BadData
from whodid.media import load_outlets
from whodid.model import Story

_HELD_DAYS = 14
"""Days for which a filed story may wait for print; a dateline older than that is another story's, or misread."""


class Anchor(NamedTuple):
    """The day a story counts from, and what it is: publication, a dateline, or either in the zone of its place."""

    day: date
    basis: str


def find_anchor(story: Story) -> Anchor | None:
    """The day the story was written on; None where neither publication nor dateline has a day.

    A day in the dateline is the reporter's own and holds before that of publication, where it is at most two weeks
    older: copy that is printed a day later still says "today". A stamp with hour and zone is moved to the zone of the
    dateline's country, else the publisher's, where that makes it another day whichever zone of that country is meant.
    The day of an update is no anchor.
    """
    published = _day(story.published)
    filed = _day(story.dateline.date) if story.dateline else None
    if filed is not None and (published is None or -1 <= (published - filed).days <= _HELD_DAYS):
        return Anchor(filed, "the dateline’s day")
    if published is None:
        return None
    return _moved(story) or Anchor(published, "the day of publication")


def anchor_day(story: Story) -> date | None:
    """The day relative expressions count from; None where there is none."""
    anchor = find_anchor(story)
    return anchor.day if anchor is not None else None


def _day(stamp: str | None) -> date | None:
    try:
        return date.fromisoformat(stamp[:10]) if stamp else None
    except ValueError:
        return None


def _moved(story: Story) -> Anchor | None:
    """The day of publication where the story was written, where that is another than the stamp's."""
    try:
        stamp = datetime.fromisoformat(story.published or "")
    except ValueError:
        return None
    where = _country(story)
    if stamp.tzinfo is None or where is None or where[0] not in load_zones():
        return None
    days = {stamp.astimezone(timezone(offset)).date() for offset in load_zones()[where[0]]}
    if len(days) > 1 or days == {stamp.date()}:
        return None
    return Anchor(days.pop(), f"the day of publication by the clocks of {where[1]}")


def _country(story: Story) -> tuple[str, str] | None:
    """The country the story was written in, and by what it is known: its dateline, else its publisher."""
    if story.dateline and story.dateline.country:
        return story.dateline.country, story.dateline.name
    outlet = load_outlets().get(story.publisher or "")
    return (outlet.country, outlet.name) if outlet and outlet.country else None


@cache
def load_zones() -> dict[str, tuple[timedelta, timedelta]]:
    """By ISO 3166-1 alpha-3 code of a country the least and most offset from UTC of its clocks, summer time included.

    Raises BadData, naming the line, for a row that breaks the form. Source: the tz database of IANA.
    """
    text = (files("whodid") / "data" / "events" / "zones.tsv").read_text(encoding="utf-8")
    zones = {}
    for number, row in enumerate(csv.DictReader(text.splitlines(), delimiter="\t"), start=2):
        try:
            zones[row["country"]] = (_offset(row["least"]), _offset(row["most"]))
        except (KeyError, ValueError) as error:
            raise BadData(f"data/events/zones.tsv, line {number}: {error}; expected +HH:MM") from error
    return zones


def _offset(words: str) -> timedelta:
    sign = {"+": 1, "-": -1}[words[0]]
    hours, minutes = words[1:].split(":")
    return sign * timedelta(hours=int(hours), minutes=int(minutes))
