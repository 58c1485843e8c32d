"""Numbers that make the classifier's probabilities mean something, fitted on predicates it never saw."""

from __future__ import annotations

import math
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from classifier.instances import NONE, TYPES, UNKNOWN, Instance
from classifier.parsed import Parsed, moved, parse, touch
from classifier.split import Split
from whodid.evaluate.stories import best_pairs, fits, read_stories
from whodid.events import make_event_stage
from whodid.events.candidates import spans_of, story_candidates
from whodid.events.classifier import Classifier, Verdict
from whodid.events.decisions import Sides
from whodid.events.judging import SIDE_SIGNS, SIGNS, Decision, decide, side_signs, signs
from whodid.events.lexicon import load_lexicon
from whodid.formats.coded import coded_event
from whodid.model import Event
from whodid.pipeline import CHAIN, Coder, load

BINS = 10
DEFAULT, LOWEST, HIGHEST = 0.6, 0.6, 0.8
"""The threshold of a type with too few candidates to tell, and the range that the others are kept in. Sentences of the
corpus tell an act far more often than news does: below .6 whole stories lose more in precision than they gain."""

ENOUGH = 12
"""Candidates of a type from which on its own threshold is fitted."""


@dataclass(frozen=True, slots=True)
class Judged:
    """A candidate's verdict beside what the labels say (a class of `TYPES`)."""

    instance: Instance
    verdict: Verdict

    @property
    def gold(self) -> str:
        """The labelled class: a type or "NONE"."""
        return TYPES[self.instance.type]


def judge_all(instances: Sequence[Instance], classifier: Classifier) -> list[Judged]:
    """Every instance that has a class, judged by the classifier as it ships."""
    from whodid.events.candidates import Spans

    return [
        Judged(one, classifier.judge(one.text, Spans(one.actors, one.recipients, one.triggers)))
        for one in instances
        if one.type != UNKNOWN
    ]


def fit_temperature(judged: Sequence[Judged]) -> float:
    """The temperature that makes the probabilities most likely (Guo et al. 2017), by a search over 0.5 to 3.

    `judged` must come from a classifier of temperature 1.
    """

    def loss(temperature: float) -> float:
        total = 0.0
        for one in judged:
            cooled = {name: math.log(max(value, 1e-6)) / temperature for name, value in one.verdict.types.items()}
            highest = max(cooled.values())
            total -= cooled[one.gold] - highest - math.log(sum(math.exp(v - highest) for v in cooled.values()))
        return total

    return min((round(0.5 + 0.05 * i, 2) for i in range(51)), key=loss)


def expected_calibration_error(judged: Sequence[Judged]) -> float:
    """Mean distance of confidence and accuracy over ten bins of confidence, weighted by size; 0 is perfect."""
    sure = np.array([max(one.verdict.types.values()) for one in judged])
    right = np.array([one.verdict.best == one.gold for one in judged], dtype=float)
    which = np.minimum((sure * BINS).astype(int), BINS - 1)
    gaps = [
        abs(sure[which == i].mean() - right[which == i].mean()) * (which == i).mean()
        for i in range(BINS)
        if (which == i).any()
    ]
    return float(sum(gaps))


def per_class(judged: Sequence[Judged]) -> dict[str, float]:
    """F1 of each class, "NONE" included."""
    found = {}
    for name in TYPES:
        both = sum(one.gold == name == one.verdict.best for one in judged)
        all_told = sum(one.gold == name for one in judged) + sum(one.verdict.best == name for one in judged)
        found[name] = 2 * both / all_told if all_told else 0.0
    return found


def macro(figures: dict[str, float]) -> float:
    """The mean over classes."""
    return sum(figures.values()) / len(figures)


def fit_thresholds(judged: Sequence[Judged]) -> dict[str, float]:
    """For each type the probability from which on a candidate without a pattern is coded: the best F1 of the type."""
    found = {}
    for name in TYPES:
        if name == NONE:
            continue
        mine = sorted(
            ((one.verdict.types[name], one.gold == name) for one in judged if one.verdict.act == name), reverse=True
        )
        wanted = sum(one.gold == name for one in judged)
        found[name] = _best_cut(mine, wanted) if wanted >= ENOUGH else DEFAULT
    return found


def _best_cut(ranked: Sequence[tuple[float, bool]], wanted: int) -> float:
    best, cut, hits = -1.0, DEFAULT, 0
    for number, (value, right) in enumerate(ranked, 1):
        hits += right
        score = 2 * hits / (number + wanted)
        if score > best:
            best, cut = score, value
    return round(min(HIGHEST, max(LOWEST, (cut + 0.5) / 2)), 3)


def fit_chances(facts: dict[str, Any], parts: Split, now: Callable[[], Classifier]) -> None:
    """Fit both weights of `confidence` into the facts: of the right type first, then, with it in place, of the sides.

    `now` gives the classifier with the facts as they are.
    """
    facts |= {"confidence": dict.fromkeys(SIGNS, 0.0), "sides": TOLD_ALONE}
    facts["confidence"] = fit_confidence(list(parse([*parts.calibrate, *parts.test])), now())
    facts["sides"] = fit_sides(now())


def fit_confidence(parses: Sequence[Parsed], classifier: Classifier) -> dict[str, float]:
    """Weights of `whodid.events.judging.confidence_of`: is a coded candidate of the right type?"""
    rows, right = [], []
    for parsed in parses:
        for decision, verdict, same in coded_candidates(parsed, classifier):
            rows.append(signs(verdict, decision.event_type, decision.agree))
            right.append(same)
    weights = logistic_regression(np.array(rows), np.array(right, dtype=float))
    return {name: round(float(weight), 4) for name, weight in zip(SIGNS, weights, strict=True)}


QUALITY = Path(__file__).parents[2] / "tests" / "quality"


def fit_sides(classifier: Classifier) -> dict[str, float]:
    """Weights of the chance that type and sides are right, from stories of ours with a hand reading.

    Every event coded in the two sets of blind stories counts, and those of the chronicle that its list of main events
    has (the list is not whole: of the others nobody knows). The classifier's facts must make the confidence of an event
    its chance of the right type: `TOLD_ALONE`.
    """
    coder = load()
    coder.steps[CHAIN.index("events")] = make_event_stage(classifier=classifier)
    judged = [*_blind_events(coder), *_chronicle_events(coder)]
    rows = [side_signs(event.confidence, Sides(event.actors, event.recipients), event.agree) for event, _ in judged]
    weights = logistic_regression(np.array(rows), np.array([right for _, right in judged], dtype=float))
    return {name: round(float(weight), 4) for name, weight in zip(SIDE_SIGNS, weights, strict=True)}


def _blind_events(coder: Coder) -> Iterator[tuple[Event, bool]]:
    for folder in ("blind", "blind2"):
        for known in read_stories(QUALITY / folder / "gold"):
            story = coder(known.story)
            pairs = best_pairs(fits(known, [coded_event(event, []) for event in story.events]))
            good = {j for _, j, right in pairs if right}
            for j, event in enumerate(story.events):
                yield event, j in good


def _chronicle_events(coder: Coder) -> Iterator[tuple[Event, bool]]:
    sys.path.insert(0, str(QUALITY))
    from chronicle import found_events  # type: ignore[import-not-found]

    yield from found_events(coder)


TOLD_ALONE = {name: float(name == "told") for name in SIDE_SIGNS}
"""Weights that leave the chance of the right type as it is."""


def coded_candidates(parsed: Parsed, classifier: Classifier) -> list[tuple[Decision, Verdict, bool]]:
    """What the coder would code in a labelled sentence, with the verdict, and whether the labels say the same."""
    found = []
    for tree, candidate in story_candidates(parsed.story, load_lexicon(), classifier.known):
        if candidate.refused is not None:
            continue
        spans = spans_of(candidate, tree)
        sentence = parsed.labelled.text[tree.sentence.start : tree.sentence.end]
        verdict = classifier.judge(sentence, spans)
        decision = decide(candidate, verdict, classifier.facts, classifier.version)
        if isinstance(decision, str):
            continue
        told = moved(spans, tree.sentence.start).triggers[:1]
        fits = any(
            label.event_type == decision.event_type and touch(told, label.triggers) for label in parsed.labelled.labels
        )
        found.append((decision, verdict, fits))
    return found


def logistic_regression(rows: np.ndarray, right: np.ndarray, *, ridge: float = 1.0, rounds: int = 50) -> np.ndarray:
    """Weights of a ridge logistic regression by Newton's method; `rows` (cases, signs), `right` (cases,) 0 or 1."""
    weights = np.zeros(rows.shape[1])
    for _ in range(rounds):
        chance = 1.0 / (1.0 + np.exp(-rows @ weights))
        slope = rows.T @ (right - chance) - ridge * weights
        bend = (rows * (chance * (1 - chance))[:, None]).T @ rows + ridge * np.eye(rows.shape[1])
        step = np.linalg.solve(bend, slope)
        weights += step
        if abs(step).max() < 1e-6:
            break
    return weights
