"""Weighs the places a story's names may stand for against one another: places of one story mostly lie together.

Each candidate begins with what it counts for by itself. Then, in rounds, it gains from every other name of the story by
how likely that name's places are and how near they lie: in the same division, within some hundred kilometres, or at
least in the same country.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from whodid.places.gazetteer import GazetteerPlace

Floats = NDArray[np.float64]

ROUNDS = 3
GAIN = 4.0
"""What company counts for against being well known; so is each number below: chosen on the development articles."""
SAME_DIVISION, SAME_COUNTRY, NEAR, NEAR_KM = 1.2, 0.2, 1.0, 60.0
TOLD = 1.5
ENOUGH = 4.0
_KM_A_DEGREE = 111.2


@dataclass(frozen=True, slots=True)
class Weighed:
    """A candidate with what it counts for by itself (`prior`) and in its company (`score`).

    `company` is how well it goes with the story's other names, from 0 to 1 for each, summed.
    """

    place: GazetteerPlace
    prior: float
    score: float
    company: float


def weigh(
    groups: Mapping[str, Sequence[tuple[GazetteerPlace, float]]], told: Mapping[str, float]
) -> dict[str, list[Weighed]]:
    """For each name its candidates, the best first.

    `told` are countries that the story speaks of otherwise, with a weight from 0 to 1.
    """
    names = [name for name, found in groups.items() if found]
    places = [place for name in names for place, _ in groups[name]]
    if not places:
        return {}
    starts = np.cumsum([0, *(len(groups[name]) for name in names[:-1])])
    group_of = np.repeat(np.arange(len(names)), [len(groups[name]) for name in names])
    priors = np.array([prior for name in names for _, prior in groups[name]])
    priors_told = priors + np.array([TOLD * told.get(place.country or "", 0.0) for place in places])
    nearness = _nearness(places, group_of)
    scores, company = priors_told, np.zeros(len(places))
    for _ in range(ROUNDS):
        likely = _likelihoods(scores, starts, group_of)
        company = np.maximum.reduceat(nearness * likely, starts, axis=1).sum(axis=1)
        scores = priors_told + GAIN * np.log1p(np.minimum(company, ENOUGH))
    rows = zip(places, priors.tolist(), scores.tolist(), company.tolist(), strict=True)
    weighed = [Weighed(*row) for row in rows]
    bounds = [*starts.tolist(), len(places)]
    return {
        name: sorted(weighed[bounds[at] : bounds[at + 1]], key=lambda one: (-one.score, one.place.row))
        for at, name in enumerate(names)
    }


def _likelihoods(scores: Floats, starts: NDArray[np.intp], group_of: NDArray[np.intp]) -> Floats:
    """(candidates,): the share of each in its name, by the powers of e of the scores."""
    powers = np.exp(scores - np.maximum.reduceat(scores, starts)[group_of])
    return np.asarray(powers / np.add.reduceat(powers, starts)[group_of])


def _nearness(places: Sequence[GazetteerPlace], group_of: NDArray[np.intp]) -> Floats:
    """(candidates, candidates): how well two places go together, from 0 to 1; 0 for two places of one name."""
    latitude = np.array([np.nan if place.latitude is None else place.latitude for place in places])
    longitude = np.array([np.nan if place.longitude is None else place.longitude for place in places])
    is_town = np.array([place.precision in ("city", "county") for place in places])
    home = np.array([place.row if place.precision == "division" else place.division_row for place in places])
    codes = {code: number for number, code in enumerate(sorted({place.country or "" for place in places}), start=1)}
    country = np.array([codes[place.country] if place.country else -1 for place in places])
    km = _distances(latitude, longitude)
    near = np.where(is_town[:, None] & is_town[None, :], np.exp(-np.nan_to_num(km, nan=1e5) / NEAR_KM), 0.0)
    same_division = (home[:, None] == home[None, :]) & (home[:, None] >= 0)
    same_country = (country[:, None] == country[None, :]) & (country[:, None] > 0)
    together = np.maximum(SAME_DIVISION * same_division, SAME_COUNTRY * same_country) + NEAR * near
    return np.where(group_of[:, None] == group_of[None, :], 0.0, together)


def _distances(latitude: Floats, longitude: Floats) -> Floats:
    """Kilometres between all pairs, good to some per cent within a few hundred kilometres."""
    north = latitude[:, None] - latitude[None, :]
    east = np.abs(longitude[:, None] - longitude[None, :])
    east = np.minimum(east, 360.0 - east) * np.cos(np.radians((latitude[:, None] + latitude[None, :]) / 2))
    return np.asarray(np.hypot(north, east) * _KM_A_DEGREE)
