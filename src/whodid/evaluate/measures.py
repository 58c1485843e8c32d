"""Figures from answers beside gold: per class, over all, and how far confidence can be trusted."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

BINS = 10


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer beside the gold. `gold` or `given` is "" where one side has nothing.

    `confidence` (0 to 1) is None where nothing was given. `words` are the words it is about; `id` names the row.
    `times` is how often the same answer was given to the same gold, where an evaluation counts such together.
    """

    id: str
    gold: str
    given: str
    right: bool
    confidence: float | None = None
    words: str = ""
    times: int = 1


@dataclass(frozen=True, slots=True)
class ClassFigures:
    """Precision, recall and F1 of one class, 0 to 1 (0 where nothing is there to divide by), with its counts."""

    name: str
    right: int
    given: int
    gold: int

    @property
    def precision(self) -> float:
        """Share of what was given that is right."""
        return self.right / self.given if self.given else 0.0

    @property
    def recall(self) -> float:
        """Share of the gold that was found."""
        return self.right / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        """The harmonic mean of both."""
        return 2 * self.right / (self.given + self.gold) if self.given + self.gold else 0.0


@dataclass(frozen=True, slots=True)
class Outcome:
    """What an evaluation found: figures over all by name, a row a class, every answer, and what a scorer would read."""

    task: str
    figures: dict[str, float | int | str]
    classes: tuple[ClassFigures, ...]
    answers: tuple[Answer, ...]
    predictions: tuple[dict[str, Any], ...] = field(default=(), repr=False)


def by_class(answers: Iterable[Answer]) -> tuple[ClassFigures, ...]:
    """The figures of each class of the gold or the answers, by name."""
    given = list(answers)
    names = sorted({name for answer in given for name in (answer.gold, answer.given) if name})
    return tuple(
        ClassFigures(
            name,
            right=sum(answer.right and answer.gold == name for answer in given),
            given=sum(answer.given == name for answer in given),
            gold=sum(answer.gold == name for answer in given),
        )
        for name in names
    )


def macro_f1(classes: Iterable[ClassFigures]) -> float:
    """The mean F1 over the classes that the gold has; 0 where it has none."""
    there = [one.f1 for one in classes if one.gold]
    return sum(there) / len(there) if there else 0.0


def calibration_error(answers: Iterable[Answer]) -> float:
    """Expected calibration error: the mean distance of confidence and share right, over ten bins of equal width.

    Answers without a confidence do not count; 0 where none has one. Source: Naeini et al. 2015.
    """
    sure = [(answer.confidence, answer.right) for answer in answers if answer.confidence is not None]
    bins: list[list[tuple[float, bool]]] = [[] for _ in range(BINS)]
    for confidence, right in sure:
        bins[min(int(confidence * BINS), BINS - 1)].append((confidence, right))
    gaps = [abs(sum(c for c, _ in one) - sum(r for _, r in one)) for one in bins]
    return sum(gaps) / len(sure) if sure else 0.0


def risk_coverage(answers: Iterable[Answer]) -> list[tuple[float, float]]:
    """Points (coverage, risk): of the most confident share of the answers, the share that is wrong; both 0 to 1."""
    sure = sorted(
        ((answer.confidence, answer.right) for answer in answers if answer.confidence is not None),
        key=lambda pair: -pair[0],
    )
    points, wrong = [], 0
    for number, (confidence, right) in enumerate(sure, start=1):
        wrong += not right
        if number == len(sure) or sure[number][0] < confidence:
            points.append((number / len(sure), wrong / number))
    return points


def confusion(answers: Sequence[Answer]) -> dict[tuple[str, str], int]:
    """How often each class of the gold was answered with each; "" stands for nothing."""
    found: dict[tuple[str, str], int] = {}
    for answer in answers:
        found[answer.gold, answer.given] = found.get((answer.gold, answer.given), 0) + 1
    return found
