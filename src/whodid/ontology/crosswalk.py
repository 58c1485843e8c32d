"""CAMEO codes, and the cross-walk between them and PLOVER, each way with how sure a link is."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources.abc import Traversable
from typing import Literal, get_args

from whodid.errors import BadData
from whodid.ontology.tables import packaged, read_rows
from whodid.ontology.types import TypePair

Certainty = Literal["exact", "broader", "uncertain", "none"]
"""How a link is to be taken.

exact: both mean the same; broader: whatever it leads to takes in more, so detail is lost; uncertain: the likeliest of
several, the text decides; none: leads nowhere.
"""


@dataclass(frozen=True, slots=True)
class Link:
    """A CAMEO code and a PLOVER type with mode and contexts; which of them leads to the other is said by its table.

    `event_type` None is a code that PLOVER has nothing for. `swapped`: CAMEO's actor is PLOVER's recipient.
    """

    cameo: str
    event_type: str | None
    mode: str | None
    contexts: tuple[str, ...]
    certainty: Certainty
    swapped: bool = False
    note: str = ""


def parent(code: str) -> str | None:
    """The CAMEO code one level above ("1031" -> "103" -> "10"), None for a root."""
    return code[:-1] if len(code) > 2 else None


@cache
def load_cameo() -> dict[str, str]:
    """Every CAMEO code with its label, roots included, in order."""
    return read_cameo(packaged())


@cache
def load_links() -> tuple[tuple[Link, ...], tuple[Link, ...]]:
    """All links from CAMEO to PLOVER, and all from PLOVER to CAMEO, in the files' order."""
    return read_links_to_plover(packaged()), read_links_to_cameo(packaged())


def plover_of(code: str) -> tuple[Link, ...]:
    """What PLOVER has for a CAMEO code, the likeliest first; KeyError where there is no such code.

    >>> [(link.event_type, link.mode, link.certainty) for link in plover_of("141")]
    [('PROTEST', 'demo', 'exact')]
    """
    return links_by_code()[code]


def cameo_of(event_type: str, mode: str | None = None, contexts: Iterable[str] = ()) -> Link:
    """The CAMEO code for a type and mode, with how sure it is; KeyError where there is no such pair.

    A context leads to a deeper code only where it is the only one that does: hand those of the event itself, not of the
    whole story.

    >>> cameo_of("AID", None, ["asylum"]).cameo, cameo_of("AID", None, ["asylum", "military"]).cameo
    ('075', '070')
    """
    return nearest_code(links_by_pair(), (event_type, mode), contexts)


def root_type(code: str) -> str:
    """The event type that stands for the two-digit root of a CAMEO code, whatever its deeper codes mean.

    It may differ from what `plover_of` gives for the code itself, where a settlement moved a code to another type.

    >>> root_type("116"), plover_of("116")[0].event_type
    ('ACCUSE', 'SANCTION')
    """
    found = plover_of(code[:2])[0].event_type
    assert found is not None, "every root from 02 on has a type"
    return found


def nearest_code(
    by_pair: Mapping[TypePair, Mapping[str | None, Link]], pair: TypePair, contexts: Iterable[str]
) -> Link:
    """The link of a pair for the one context that has a link of its own, else the pair's general link."""
    links = by_pair[pair]
    deeper = {link.cameo: link for context in contexts if (link := links.get(context)) is not None}
    return next(iter(deeper.values())) if len(deeper) == 1 else links[None]


@cache
def links_by_code() -> dict[str, tuple[Link, ...]]:
    """The links from CAMEO to PLOVER by code."""
    return group_by_code(load_links()[0])


@cache
def links_by_pair() -> dict[TypePair, dict[str | None, Link]]:
    """The links from PLOVER to CAMEO by type and mode, then by context, None for the general one."""
    return group_by_pair(load_links()[1])


def group_by_code(links: Iterable[Link]) -> dict[str, tuple[Link, ...]]:
    """Links under their CAMEO codes, in order."""
    found: dict[str, tuple[Link, ...]] = {}
    for link in links:
        found[link.cameo] = (*found.get(link.cameo, ()), link)
    return found


def group_by_pair(links: Iterable[Link]) -> dict[TypePair, dict[str | None, Link]]:
    """Links under their type and mode, then under their context, None for the general one."""
    found: dict[TypePair, dict[str | None, Link]] = {}
    for link in links:
        if link.event_type is not None:
            found.setdefault((link.event_type, link.mode), {})[next(iter(link.contexts), None)] = link
    return found


def read_cameo(folder: Traversable) -> dict[str, str]:
    """The codes of cameo.tsv in a folder with their labels; raises BadData where a code stands twice."""
    found: dict[str, str] = {}
    for place, row in read_rows(folder, "cameo.tsv", ("code", "label")):
        if row["code"] in found:
            raise BadData(f"{place}: CAMEO {row['code']} stands twice")
        found[row["code"]] = row["label"]
    return found


def read_links_to_plover(folder: Traversable) -> tuple[Link, ...]:
    """The rows of cameo_to_plover.tsv in a folder; several rows of a code stand likeliest first."""
    columns = ("cameo", "event_type", "mode", "contexts", "link", "sides", "note")
    return tuple(
        Link(
            row["cameo"],
            row["event_type"] or None,
            row["mode"] or None,
            tuple(context for context in row["contexts"].split("|") if context),
            _certainty(row["link"], place),
            _swapped(row["sides"], place),
            row["note"],
        )
        for place, row in read_rows(folder, "cameo_to_plover.tsv", columns)
    )


def read_links_to_cameo(folder: Traversable) -> tuple[Link, ...]:
    """The rows of plover_to_cameo.tsv in a folder: one for each type, mode and context."""
    columns = ("event_type", "mode", "context", "cameo", "link", "note")
    return tuple(
        Link(
            row["cameo"],
            row["event_type"],
            row["mode"] or None,
            (row["context"],) if row["context"] else (),
            _certainty(row["link"], place),
            note=row["note"],
        )
        for place, row in read_rows(folder, "plover_to_cameo.tsv", columns)
    )


def _certainty(cell: str, place: str) -> Certainty:
    for certainty in get_args(Certainty):
        if cell == certainty:
            return cell  # type: ignore[return-value]  # narrowed by the comparison
    raise BadData(f"{place}: link is {cell!r}, expected one of {', '.join(get_args(Certainty))}")


def _swapped(cell: str, place: str) -> bool:
    if cell not in {"", "swapped"}:
        raise BadData(f"{place}: sides is {cell!r}, expected 'swapped' or nothing")
    return cell == "swapped"
