"""Who to whom: a table of sides, with the number of events in each direction and the mean of their scores as colour."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from whodid.formats.report.markup import Html, counted, tag
from whodid.formats.report.words import dyads, has_speaker, side, took_place

MOST_SIDES = 20
"""Rows and columns at most; the others are gathered in one. A wider table is read by nobody."""

OTHERS = "others"


@dataclass(frozen=True, slots=True)
class Matrix:
    """Sides in order of how many events they are in, and the told-as-facts events of each (who, to whom)."""

    rows: tuple[str, ...]
    columns: tuple[str, ...]
    cells: dict[tuple[str, str], list[dict[str, Any]]]
    names: dict[str, str]

    def keys(self, event: dict[str, Any]) -> list[str]:
        """The cells an event is counted in, as filter keys."""
        if not took_place(event):
            return []
        return list(dict.fromkeys(key(*self._gather(pair)) for pair in dyads(event)))

    def _gather(self, pair: tuple[str, str]) -> tuple[str, str]:
        who, whom = pair
        return (who if who in self.rows else OTHERS), (whom if whom in self.columns else OTHERS)


def key(who: str, whom: str) -> str:
    """A cell's name in filters."""
    return f"{who} → {whom}"


def count_dyads(coded: Sequence[dict[str, Any]]) -> Matrix:
    """The matrix of the stories' events that are told as facts; planned, hypothetical and denied ones are left out."""
    events = [event for one in coded for event in one.get("events") or () if took_place(event)]
    given = Counter(who for event in events for who in {who for who, _ in dyads(event)})
    taken = Counter(whom for event in events for whom in {whom for _, whom in dyads(event)})
    both = given + taken
    empty = Matrix(_foremost(given, both), _foremost(taken, both), {}, _names(coded))
    cells: defaultdict[tuple[str, str], list[dict[str, Any]]] = defaultdict(list)
    for event in events:
        for pair in dict.fromkeys(map(empty._gather, dyads(event))):
            cells[pair].append(event)
    return Matrix(empty.rows, empty.columns, dict(cells), empty.names)


def _foremost(sides: Counter[str], weight: Counter[str]) -> tuple[str, ...]:
    return tuple(sorted(sides, key=lambda name: (-weight[name], name))[:MOST_SIDES])


def _names(coded: Sequence[dict[str, Any]]) -> dict[str, str]:
    """What a bare country code is called in these stories, by the name it most often resolved to."""
    found: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for one in coded:
        for event in one.get("events") or ():
            for party in [*(event.get("actors") or ()), *(event.get("recipients") or ())]:
                if party.get("name") and party.get("code") == side(party):
                    found[side(party)][str(party["name"])] += 1
    return {code: min(names, key=lambda name: (-names[name], name)) for code, names in found.items()}


def draw_matrix(matrix: Matrix) -> Html:
    """The matrix as a table whose cells are buttons; nothing where no event has two sides."""
    if not matrix.cells:
        return Html("")
    rows = [*matrix.rows, *([OTHERS] if any(who == OTHERS for who, _ in matrix.cells) else [])]
    columns = [*matrix.columns, *([OTHERS] if any(whom == OTHERS for _, whom in matrix.cells) else [])]
    corner = tag("th", "who ↓  to whom →", class_="corner", scope="col")
    head = tag("tr", corner, *(_side(matrix, whom, "col") for whom in columns))
    body = [tag("tr", _side(matrix, who, "row"), *(_cell(matrix, who, whom) for whom in columns)) for who in rows]
    table = tag("table", tag("thead", head), tag("tbody", *body), class_="matrix")
    wide = tag("div", table, class_="wide", tabindex="0", role="region", aria_label="Who to whom, scrolls sideways")
    return tag("div", wide, _key_to_colours(), class_="dyads")


def _key_to_colours() -> Html:
    scale = [tag("i", class_="good" if mean > 0 else "bad", style=_strength(mean)) for mean in (-10, -6, -2, 2, 6, 10)]
    note = (
        "Each number counts the events that one side did to another, told as facts. Planned, hypothetical and denied "
        "events are left out; acts done together count both ways. Sides are countries by their code, groups and "
        "organisations by name."
    )
    low, high = (tag("span", end, class_="end") for end in ("conflict", "cooperation"))
    return tag("div", tag("p", "mean score ", low, *scale, high), tag("p", note), class_="note")


def _strength(mean: float) -> str:
    """How strongly a mean score (-10 to 10) is coloured, as a style."""
    return f"--a:{0.08 + 0.62 * min(abs(mean), 10) / 10:.2f}"


def _side(matrix: Matrix, name: str, scope: str) -> Html:
    return tag("th", tag("span", tag("bdi", name)), scope=scope, title=matrix.names.get(name, name))


def _cell(matrix: Matrix, who: str, whom: str) -> Html:
    events = matrix.cells.get((who, whom))
    if not events:
        return tag("td", class_="same" if who == whom else None)
    mean = sum(float(event.get("score") or 0) for event in events) / len(events)
    said = sum(map(has_speaker, events))
    title = f"{key(who, whom)}: {counted(len(events), 'event')}, mean score {mean:+.1f}"
    if said:
        title += f", {said:,} on a speaker’s word"
    button = tag("button", f"{len(events):,}", type="button", data_set=f"dyad={key(who, whom)}", aria_label=title)
    colour = "good" if mean > 0 else "bad" if mean < 0 else None
    return tag("td", button, class_=colour, style=_strength(mean), title=title)
