"""Numbers that make the classifier's probabilities mean something, fitted on predicates it never saw."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from classifier.instances import NONE, TYPES, UNKNOWN, Instance
from classifier.parsed import Parsed, instance_of, moved
from whodid.events.candidates import candidate_of, spans_of
from whodid.events.classifier import Classifier, Verdict
from whodid.events.frames import frames
from whodid.events.judging import SIGNS, Decision, decide, signs
from whodid.events.lexicon import load_lexicon

BINS = 10
DEFAULT, LOWEST, HIGHEST = 0.5, 0.35, 0.8
"""The threshold of a type with too few candidates to tell, and the range that the others are kept in."""

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
    return round(min(HIGHEST, max(LOWEST, (cut + DEFAULT) / 2)), 3)


def fit_confidence(parses: Sequence[Parsed], classifier: Classifier) -> dict[str, float]:
    """Weights of `whodid.events.judging.confidence_of`: is a coded candidate right in type and both sides?"""
    rows, right = [], []
    for parsed in parses:
        for decision, verdict, fits in coded_candidates(parsed, classifier):
            rows.append(signs(verdict, decision.event_type, decision.sides, decision.agree))
            right.append(fits)
    weights = logistic_regression(np.array(rows), np.array(right, dtype=float))
    return {name: round(float(weight), 4) for name, weight in zip(SIGNS, weights, strict=True)}


def coded_candidates(parsed: Parsed, classifier: Classifier) -> list[tuple[Decision, Verdict, bool]]:
    """What the coder would code in a labelled sentence, with the verdict, and whether the labels say the same."""
    found = []
    lexicon = load_lexicon()
    for tree, parties in parsed.trees():
        for frame in frames(tree):
            candidate = candidate_of(tree, frame, parties, lexicon, classifier.known)
            if candidate is None or candidate.refused is not None:
                continue
            spans = spans_of(candidate, tree)
            sentence = parsed.labelled.text[tree.sentence.start : tree.sentence.end]
            verdict = classifier.judge(sentence, spans)
            decision = decide(candidate, verdict, classifier.facts, classifier.version)
            if isinstance(decision, str):
                continue
            real = instance_of(parsed.labelled, moved(spans, tree.sentence.start))
            found.append((decision, verdict, TYPES[real.type] == decision.event_type and real.direction == 0))
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
