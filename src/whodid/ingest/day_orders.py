"""Decides which number of "07/08/1990" is the day, where something else on a copied page tells it.

A weekday beside the date, another date of the page in the same form, or the day in the dateline may tell; otherwise the
date stays open, with its reason.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from whodid.ingest.datelines import find_dateline
from whodid.ingest.dates import find_date
from whodid.ingest.draft import Draft
from whodid.ingest.lines import DATES, Labelled

FILED_BEFORE = 2
"""Days that a dateline's day may lie before the publication."""

_NUMERIC = re.compile(r"(?<![\d./-])(?P<first>\d{1,2})(?P<mark>[-/])(?P<second>\d{1,2})(?P=mark)(?P<year>\d{4})(?!\d)")
_WEEKDAY = re.compile(r"\b(mon|tue|wed|thu|fri|sat|sun)[a-z]*\b", re.I)


def settle_dates(draft: Draft, labels: Sequence[Labelled]) -> None:
    """Fill dates that were left open for their order of day and month, where the page decides it; say how in the basis.

    To be called while the dateline still stands in the paragraphs.
    """
    dates = [label for label in labels if label.name in DATES]
    for label in dates:
        readings = _readings(label.value)
        if label.name in draft.fields or len(readings) < 2:
            continue
        told = _by_weekday(label.value, readings) or _by_others(label, dates, readings) or _by_dateline(draft, readings)
        if told is not None:
            iso, reason = told
            before = f"label '{label.label}'" if label.label else "a line of its own"
            draft.fields[label.name] = iso
            draft.basis[label.name] = f"{before}; {reason}"


def _readings(value: str) -> list[str]:
    """The ISO dates a value may mean: day first, then month first; one or none where it is not open."""
    found = _NUMERIC.search(value)
    if found is None:
        return []
    readings = []
    for day, month in ((found["first"], found["second"]), (found["second"], found["first"])):
        plain = f"{found['year']}-{int(month):02d}-{int(day):02d}"
        read = find_date(value[: found.start()] + plain + value[found.end() :])
        readings += [read.iso] if read is not None and read.iso is not None else []
    return list(dict.fromkeys(readings))


def _by_weekday(value: str, readings: Sequence[str]) -> tuple[str, str] | None:
    found = _WEEKDAY.search(value)
    if found is None:
        return None
    fit = [iso for iso in readings if date.fromisoformat(iso[:10]).strftime("%a").casefold() == found[1].casefold()]
    return (fit[0], f"the weekday {found.group()!r} tells day from month") if len(fit) == 1 else None


def _by_others(label: Labelled, dates: Sequence[Labelled], readings: Sequence[str]) -> tuple[str, str] | None:
    """By the order of the page's other numeric dates: a number above 12 is a day."""
    for other in dates:
        found = _NUMERIC.search(other.value)
        if found is not None and other.value != label.value and len(_readings(other.value)) == 1:
            day_first = int(found["first"]) > 12
            return readings[0 if day_first else 1], f"{found.group()!r} on the page tells day from month"
    return None


def _by_dateline(draft: Draft, readings: Sequence[str]) -> tuple[str, str] | None:
    """By the day of the dateline, which is the publication's or just before."""
    fit = []
    for iso in readings:
        found = find_dateline(draft.paragraphs, published=iso)
        if found is not None and found.dateline.date is not None:
            days = (date.fromisoformat(iso[:10]) - date.fromisoformat(found.dateline.date)).days
            fit += [iso] if 0 <= days <= FILED_BEFORE else []
    return (fit[0], "the dateline's day tells day from month") if len(fit) == 1 else None
