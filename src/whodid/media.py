"""Agencies, outlets and platforms under all their names: data/media/; below the stages, for relays and media alike.

An agency that a story names hands on what it tells (a relay); an outlet relays what it reports and is the medium of who
speaks in it; a platform is only a medium; an organ is the voice of a state or party, a speaker of its own.
"""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

from whodid.errors import BadData

KINDS = ("agency", "outlet", "platform", "organ")


@dataclass(frozen=True, slots=True)
class Outlet:
    """One outlet under the name in our output; `names` are all it goes by in print, that one first.

    `wire` is True where others print its copy; `country` (ISO 3166-1 alpha-3) is None for a platform or a name borne
    in several; `state_run` None where that is not known; `hosts` are the hosts of its own site.
    """

    name: str
    kind: str
    wire: bool
    names: tuple[str, ...]
    country: str | None = None
    state_run: bool | None = None
    hosts: tuple[str, ...] = ()


@cache
def load_media() -> tuple[Outlet, ...]:
    """All outlets in the order of the file. Raises BadData, naming the line, for a row that breaks the form."""
    text = (files("whodid") / "data" / "media" / "media.tsv").read_text(encoding="utf-8")
    rows = csv.DictReader(text.splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE)
    return tuple(_outlet(row, number) for number, row in enumerate(rows, start=2))


@cache
def load_outlets() -> dict[str, Outlet]:
    """The outlets by each of their names as printed. Raises BadData where two share one."""
    outlets: dict[str, Outlet] = {}
    for outlet in load_media():
        for name in outlet.names:
            for spelt in (name, name.replace("'", "’")):
                if outlets.setdefault(spelt, outlet) is not outlet:
                    shared = f"{name!r} names {outlets[spelt].name!r} and {outlet.name!r}"
                    raise BadData(f"data/media/media.tsv: {shared}; an alias names one outlet")
    return outlets


def find_outlet(words: str) -> Outlet | None:
    """The outlet named earliest in `words` (the longest name where two begin together), or None.

    >>> find_outlet("the Tass news agency").name
    'TASS'
    """
    match = _outlet_pattern().search(words)
    return load_outlets()[match.group()] if match else None


@lru_cache(maxsize=1024)
def outlet_of_host(host: str) -> Outlet | None:
    """The outlet whose own site a host is ("en.yna.co.kr" is Yonhap's), else None."""
    for outlet in load_media():
        if any(host == own or host.endswith(f".{own}") for own in outlet.hosts):
            return outlet
    return None


def _outlet(row: dict[str, str], number: int) -> Outlet:
    place = f"data/media/media.tsv, line {number}"
    if None in row or None in row.values():
        raise BadData(f"{place}: as many cells as the header expected")
    if not row["name"] or row["kind"] not in KINDS:
        raise BadData(f"{place}: a name and one of the kinds {', '.join(KINDS)} expected, found {row}")
    if row["wire"] not in ("yes", "no") or row["state_run"] not in ("yes", "no", ""):
        raise BadData(f"{place}: 'wire' and 'state_run' are yes or no, found {row}")
    return Outlet(
        name=row["name"],
        kind=row["kind"],
        wire=row["wire"] == "yes",
        names=(row["name"], *_listed(row["aliases"])),
        country=row["country"] or None,
        state_run=row["state_run"] == "yes" if row["state_run"] else None,
        hosts=_listed(row["hosts"]),
    )


def _listed(cell: str) -> tuple[str, ...]:
    return tuple(part for part in cell.split("|") if part)


@cache
def _outlet_pattern() -> re.Pattern[str]:
    names = sorted(load_outlets(), key=lambda name: (-len(name), name))
    return re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, names))})(?![\w-])")
