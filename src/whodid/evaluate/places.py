"""Articles with known place names: how many are found, and how many are put where they lie.

A gold row has `id`, `text` and `toponyms`, each with `start`, `end` (characters into the text, end excluded), `lat` and
`lon` in degrees, and where known `country` (a name or ISO 3166-1 alpha-3). Metonyms count as toponyms, so every
place name is predicted here, those inside the names of bodies too, whatever an event does with it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from math import asin, cos, radians, sin, sqrt
from pathlib import Path
from typing import Any

from whodid.evaluate.gold import read_gold
from whodid.evaluate.measures import Answer, ClassFigures, Outcome
from whodid.model import Story, content_id
from whodid.pipeline import load
from whodid.places import resolve_toponyms
from whodid.places.gazetteer import places_named
from whodid.places.resolution import ResolvedToponym

NEAR_KM = 161.0
"""A hundred miles: how far off a place may be and still count as right, as in the literature on toponyms."""
_EARTH_KM = 6371.0
_UNKNOWN = "not known"


@dataclass(frozen=True, slots=True)
class _Pair:
    """A toponym of the gold with the one found at its words; either is None where the other stands alone."""

    gold: dict[str, Any] | None
    found: ResolvedToponym | None

    @property
    def kilometres(self) -> float | None:
        """How far apart both are; None where one has no point."""
        point = point_of(self.found) if self.found is not None else None
        if self.gold is None or point is None:
            return None
        return distance((self.gold["lat"], self.gold["lon"]), point)

    @property
    def right(self) -> bool:
        """Whether both are within NEAR_KM."""
        return self.kilometres is not None and self.kilometres <= NEAR_KM


def evaluate_places(gold: Path, *, advance: Callable[[], None] = lambda: None) -> Outcome:
    """The outcome over a gold file of articles: toponyms found, put within 161 km, and in the right country."""
    read = load(stages=("sentences",))
    pairs: list[tuple[dict[str, Any], _Pair]] = []
    predictions: list[dict[str, Any]] = []
    for row in read_gold(gold, "id", "text", "toponyms"):
        story = read(Story(content_id("article", row["id"]), title="", text=row["text"], source_id=str(row["id"])))
        found = resolve_toponyms(story)
        pairs += [(row, pair) for pair in pair_up(row["toponyms"], found)]
        predictions.append({"id": row["id"], "toponyms": [_as_row(one) for one in found]})
        advance()
    answers = _together(_answer(row, pair) for row, pair in pairs)
    only = [pair for _, pair in pairs]
    figures: dict[str, float | int | str] = {"articles": len(predictions), **dict(_figures(only))}
    return Outcome("places", figures, _by_precision(only), answers, tuple(predictions))


def pair_up(known: Sequence[dict[str, Any]], found: Sequence[ResolvedToponym]) -> Iterator[_Pair]:
    """Each toponym of the gold with the first one found that shares a character; then what is left of those found."""
    used: set[int] = set()
    for one in known:
        at = next(
            (
                number
                for number, other in enumerate(found)
                if number not in used and other.toponym.start < one["end"] and one["start"] < other.toponym.end
            ),
            None,
        )
        if at is not None:
            used.add(at)
        yield _Pair(one, found[at] if at is not None else None)
    yield from (_Pair(None, other) for number, other in enumerate(found) if number not in used)


def point_of(one: ResolvedToponym) -> tuple[float, float] | None:
    """The point of the place, else that of the area the story sets it in: about where; None where neither is known."""
    for place in (one.place, one.area):
        if place is not None and place.latitude is not None and place.longitude is not None:
            return place.latitude, place.longitude
    return None


def distance(left: tuple[float, float], right: tuple[float, float]) -> float:
    """Kilometres along the earth's surface between two points in degrees."""
    a, b, c, d = (radians(value) for value in (*left, *right))
    half = sin((c - a) / 2) ** 2 + cos(a) * cos(c) * sin((d - b) / 2) ** 2
    return 2 * _EARTH_KM * asin(min(1.0, sqrt(half)))


def _figures(pairs: Sequence[_Pair]) -> Iterator[tuple[str, float]]:
    matched = [pair for pair in pairs if pair.gold is not None and pair.found is not None]
    gold = sum(pair.gold is not None for pair in pairs)
    given = sum(pair.found is not None for pair in pairs)
    yield "found: precision", len(matched) / (given or 1)
    yield "found: recall", len(matched) / (gold or 1)
    yield "found: F1", 2 * len(matched) / (gold + given or 1)
    yield "within 161 km, of those found", sum(pair.right for pair in matched) / (len(matched) or 1)
    yield "within 161 km, of the gold", sum(pair.right for pair in matched) / (gold or 1)
    countries = [
        (_code(str(pair.gold["country"])), _country(pair.found))
        for pair in matched
        if pair.gold is not None and pair.found is not None and pair.gold.get("country") and _country(pair.found)
    ]
    yield "country right, of those with one", sum(one == other for one, other in countries) / (len(countries) or 1)


def _by_precision(pairs: Sequence[_Pair]) -> tuple[ClassFigures, ...]:
    """For each kind of place it was taken for: how many, how many at a toponym of the gold, how many within 161 km."""
    kinds = sorted({_kind(pair.found) for pair in pairs if pair.found is not None})
    return tuple(
        ClassFigures(
            kind,
            right=sum(pair.right for pair in pairs if pair.found is not None and _kind(pair.found) == kind),
            given=sum(pair.found is not None and _kind(pair.found) == kind for pair in pairs),
            gold=sum(pair.gold is not None and pair.found is not None and _kind(pair.found) == kind for pair in pairs),
        )
        for kind in kinds
    )


def _kind(one: ResolvedToponym) -> str:
    return one.place.precision if one.place is not None else _UNKNOWN


def _together(answers: Iterable[Answer]) -> tuple[Answer, ...]:
    """The answers with the same wrong ones to the same gold counted together, under the first one's words."""
    found: dict[tuple[str, str], Answer] = {}
    right = []
    for answer in answers:
        if answer.right:
            right.append(answer)
            continue
        known = found.get((answer.gold, answer.given))
        found[answer.gold, answer.given] = replace(known, times=known.times + 1) if known else answer
    return (*right, *found.values())


def _answer(row: dict[str, Any], pair: _Pair) -> Answer:
    start, end = (
        (pair.gold["start"], pair.gold["end"])
        if pair.gold is not None
        else (pair.found.toponym.start, pair.found.toponym.end)
        if pair.found is not None
        else (0, 0)
    )
    words = " ".join(row["text"][max(0, start - 50) : end + 30].split())
    gold = f"{row['text'][start:end]} ({pair.gold['lat']:.1f}, {pair.gold['lon']:.1f})" if pair.gold is not None else ""
    return Answer(str(row["id"]), gold, _named(pair.found), pair.right, None, words)


def _named(one: ResolvedToponym | None) -> str:
    if one is None:
        return ""
    if one.place is None:
        return f"{one.toponym.text}, {one.reason}"
    return ", ".join(filter(None, (one.place.name, one.place.division, one.place.country)))


def _as_row(one: ResolvedToponym) -> dict[str, Any]:
    point = point_of(one)
    return {
        "start": one.toponym.start,
        "end": one.toponym.end,
        "lat": point[0] if point else None,
        "lon": point[1] if point else None,
        "country": _country(one),
        "geonames_id": one.place.id if one.place is not None else None,
        "precision": _kind(one),
    }


def _country(one: ResolvedToponym | None) -> str | None:
    if one is None:
        return None
    place = one.place or one.area
    return place.country if place is not None else None


def _code(name: str) -> str:
    """The ISO code of a country the gold gives by name or code."""
    states = (place.country for place in places_named(name) if place.precision == "country")
    return next((code for code in states if code), name.upper())
