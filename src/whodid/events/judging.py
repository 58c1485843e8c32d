"""Pattern and classifier weighed against each other: what a candidate is coded as, how surely, or why it is not."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, replace

from whodid.events.candidates import Candidate
from whodid.events.classifier import NONE, Verdict
from whodid.events.decisions import UNSTATED_ACTOR_TYPES, Sides
from whodid.ontology import cameo_of

PATTERN_FALLS = 0.04
"""Probability of a pattern's type below which the classifier's own reading takes its place."""

NO_ACT = 0.93
"""Probability of NONE from which on a candidate is refused although a pattern fits it."""

SWAP = 0.9
"""Probability of the reversed direction from which on sides that no pattern gave are swapped."""

NEEDS_RECIPIENT = frozenset({"COOPERATE", "AID", "SANCTION", "SUPPORT", "ACCUSE", "THREATEN"})
"""Types that are not coded from the frame alone without anybody who receives the act."""


@dataclass(frozen=True, slots=True)
class Decision:
    """How a candidate is coded: type, mode, CAMEO code, sides, calibrated confidence, and whether both readers agree.

    `agree` is None where no pattern fits. `steps` say it in words, for `explain`.
    """

    event_type: str
    mode: str | None
    cameo: str
    sides: Sides
    confidence: float
    agree: bool | None
    steps: tuple[str, ...]


def decide(candidate: Candidate, verdict: Verdict, facts: Mapping[str, object], version: str) -> Decision | str:
    """The decision on a candidate, or the countable reason why it is no act."""
    if candidate.match is not None:
        return _with_pattern(candidate, verdict, facts, version)
    return _without_pattern(candidate, verdict, facts, version)


def _with_pattern(candidate: Candidate, verdict: Verdict, facts: Mapping[str, object], version: str) -> Decision | str:
    assert candidate.match is not None, "the caller looked"
    pattern = candidate.match.pattern
    if verdict.types[NONE] >= NO_ACT:
        return "no act, says the classifier"
    event_type = pattern.event_type
    if verdict.types[event_type] < PATTERN_FALLS and verdict.act != event_type:
        event_type = verdict.act
    kept = event_type == pattern.event_type
    mode = pattern.mode if kept and pattern.mode else verdict.mode_of(event_type)
    cameo = pattern.cameo if kept and pattern.cameo else cameo_of(event_type, mode).cameo
    agree = verdict.best == pattern.event_type
    return Decision(
        event_type,
        mode,
        cameo,
        candidate.sides,
        confidence_of(verdict, event_type, candidate.sides, facts, agree=agree),
        agree,
        (f"pattern {pattern.place}: {pattern.text}", _said(verdict, version)),
    )


def _without_pattern(
    candidate: Candidate, verdict: Verdict, facts: Mapping[str, object], version: str
) -> Decision | str:
    event_type, sides = verdict.act, candidate.sides
    thresholds = facts["thresholds"]
    assert isinstance(thresholds, dict), "the model's facts give a threshold for each type"
    if verdict.best == NONE or verdict.types[event_type] < thresholds[event_type]:
        return "no act"
    if not any(party.actor.code != "UNK" for party in sides.actors) and event_type not in UNSTATED_ACTOR_TYPES:
        return "no actor"
    if not sides.recipients and event_type in NEEDS_RECIPIENT:
        return "no recipient"
    steps = ["no pattern fits", _said(verdict, version)]
    if verdict.reversed >= SWAP and sides.recipients:
        sides = replace(sides, actors=sides.recipients, recipients=sides.actors)
        steps.append(f"sides swapped: reversed {verdict.reversed:.2f}")
    mode = verdict.mode_of(event_type)
    if event_type == "CONSULT" and mode != "visit":
        sides = replace(sides, actors=(*sides.actors, *sides.recipients), recipients=())
    return Decision(
        event_type,
        mode,
        cameo_of(event_type, mode).cameo,
        sides,
        confidence_of(verdict, event_type, sides, facts, agree=None),
        None,
        tuple(steps),
    )


def _said(verdict: Verdict, version: str) -> str:
    ranked = sorted(verdict.types.items(), key=lambda item: -item[1])[:2]
    return f"classifier {version}: " + ", ".join(f"{name} {value:.2f}" for name, value in ranked)


def confidence_of(
    verdict: Verdict, event_type: str, sides: Sides, facts: Mapping[str, object], *, agree: bool | None
) -> float:
    """The probability, 0 to 1, that type and both sides are right, as fitted on sentences the model never saw.

    A logistic model over the classifier's log odds of the type, whether a pattern fits and agrees, and whether each
    side is somebody known; its weights stand in the model's facts (`tools/classifier/calibration.py` fits them).
    """
    weights = facts["confidence"]
    assert isinstance(weights, dict), "the model's facts give the weights by name"
    return round(logistic(sum(weights[name] * value for name, value in signs(verdict, event_type, sides, agree))), 2)


def signs(verdict: Verdict, event_type: str, sides: Sides, agree: bool | None) -> list[tuple[str, float]]:
    """What the confidence is computed from, by name: numbers, each with a weight of its own."""
    right = min(max(verdict.types[event_type] * (1 - verdict.reversed), 1e-4), 1 - 1e-4)
    return [
        ("bias", 1.0),
        ("odds", math.log(right / (1 - right))),
        ("pattern", float(agree is not None)),
        ("agree", float(agree is True)),
        ("unknown actor", float(any(party.actor.code in {"UNK", "UAF"} for party in sides.actors))),
        ("by way of", float(any("by way of" in party.actor.basis for party in (*sides.actors, *sides.recipients)))),
        (
            "reference",
            float(any("pronoun" in party.actor.basis for party in (*sides.actors, *sides.recipients))),
        ),
        ("no recipient", float(not sides.recipients)),
    ]


def logistic(value: float) -> float:
    """The probability of log odds."""
    return 1.0 / (1.0 + math.exp(-value))
