"""Pattern and classifier weighed against each other: what a candidate is coded as, how surely, or why it is not."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from whodid.events.candidates import Candidate
from whodid.events.classifier import NONE, Verdict
from whodid.events.decisions import UNSTATED_ACTOR_TYPES, Sides
from whodid.events.parties import country

PATTERN_FALLS = 0.04
"""Probability of a pattern's type below which the classifier's own reading takes its place."""

TAKES_OVER = 0.1
"""Probability that the classifier's own reading must have to take a pattern's place; below it there is no act."""

NO_ACT = 0.98
"""Probability of NONE from which on a candidate is refused although a pattern fits it."""

SWAP = 0.9
"""Probability of the reversed direction from which on sides that no pattern gave are swapped."""

REPORTING = frozenset(
    """say tell add state deny claim report note confirm admit announce declare insist explain argue believe recall
    reveal disclose describe mention repeat reiterate write tweet post""".split()
)
"""Verbs that report: what they bring may be a deed, they themselves are words."""

WORDS = frozenset({"ACCUSE", "REJECT", "REQUEST", "THREATEN", "AGREE", "SUPPORT", "CONCEDE", "CONSULT"})
"""Types that can be done by saying something."""

NEEDS_RECIPIENT = frozenset({"COOPERATE", "AID", "SANCTION", "SUPPORT", "ACCUSE", "THREATEN"})
"""Types that are not coded from the frame alone without anybody who receives the act."""


@dataclass(frozen=True, slots=True)
class Decision:
    """How a candidate is coded: type, mode, CAMEO code, sides, calibrated confidence, and whether both readers agree.

    `cameo` is the pattern's, "" where none decided. `agree` is None where no pattern fits. `steps` say it in words, for
    `explain`.
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
        if verdict.types[event_type] < TAKES_OVER:
            return "no act, says the classifier"
    kept = event_type == pattern.event_type
    mode = pattern.mode if kept and pattern.mode else verdict.mode_of(event_type)
    cameo = pattern.cameo if kept else ""
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
    if candidate.frame.lemma in REPORTING and event_type not in WORDS:
        return "no act"  # "said it did not strike": the deed is a candidate of its own
    if not any(party.actor.code != "UNK" for party in sides.actors) and event_type not in UNSTATED_ACTOR_TYPES:
        return "no actor"
    mode = verdict.mode_of(event_type)
    if (event_type, mode) == ("SANCTION", "withdraw"):  # who recalls his own envoy does nothing to the envoy
        homes = {country(party) for party in sides.actors}
        sides = replace(sides, recipients=tuple(one for one in sides.recipients if country(one) not in homes))
    if not sides.recipients and event_type in NEEDS_RECIPIENT:
        return "no recipient"
    steps = ["no pattern fits", _said(verdict, version)]
    if verdict.reversed >= SWAP and sides.recipients:
        sides = replace(sides, actors=sides.recipients, recipients=sides.actors)
        steps.append(f"sides swapped: reversed {verdict.reversed:.2f}")
    if event_type == "CONSULT" and mode != "visit":
        sides = replace(sides, actors=(*sides.actors, *sides.recipients), recipients=())
    return Decision(
        event_type,
        mode,
        "",
        sides,
        confidence_of(verdict, event_type, sides, facts, agree=None),
        None,
        tuple(steps),
    )


def by_pattern(candidate: Candidate) -> Decision | str:
    """The decision by the pattern alone, with no confidence at all; "no act" where none fits."""
    if candidate.match is None:
        return "no act"
    pattern = candidate.match.pattern
    step = f"pattern {pattern.place}: {pattern.text}"
    return Decision(pattern.event_type, pattern.mode, pattern.cameo, candidate.sides, 0.0, None, (step,))


def _said(verdict: Verdict, version: str) -> str:
    ranked = sorted(verdict.types.items(), key=lambda item: -item[1])[:2]
    return f"classifier {version}: " + ", ".join(f"{name} {value:.2f}" for name, value in ranked)


def confidence_of(
    verdict: Verdict, event_type: str, sides: Sides, facts: Mapping[str, object], *, agree: bool | None
) -> float:
    """The probability, 0 to 1, that type and both sides are right.

    Two logistic models, one upon the other, whose weights stand in the model's facts (`tools/classifier/calibration.py`
    fits them): that the type is right, fitted on corpus sentences the model never saw; and, from that and from how the
    sides were resolved, that all is right, fitted on the blind stories and the chronicle (`tests/quality`).
    """
    told = _weighed(facts["confidence"], SIGNS, signs(verdict, event_type, agree))
    return round(_weighed(facts["sides"], SIDE_SIGNS, side_signs(told, sides, agree)), 2)


def _weighed(weights: object, names: Sequence[str], values: Sequence[float]) -> float:
    assert isinstance(weights, dict), "the model's facts give the weights by name"
    return logistic(sum(weights[name] * value for name, value in zip(names, values, strict=True)))


SIGNS = ("bias", "odds", "pattern", "agree")
"""What the chance that the type is right is computed from, by name."""


def signs(verdict: Verdict, event_type: str, agree: bool | None) -> list[float]:
    """The values of `SIGNS` for a coded candidate; `odds` are the log odds of its type in the right direction."""
    right = min(max(verdict.types[event_type] * (1 - verdict.reversed), 1e-4), 1 - 1e-4)
    return [1.0, math.log(right / (1 - right)), float(agree is not None), float(agree is True)]


SIDE_SIGNS = ("bias", "told", "pattern", "agree", "unknown", "reference", "no recipient")
"""What the chance that type and sides are right is computed from, by name."""


def side_signs(told: float, sides: Sides, agree: bool | None) -> list[float]:
    """The values of `SIDE_SIGNS` for a coded candidate; `told` is the chance that its type is right, as log odds."""
    parties = (*sides.actors, *sides.recipients)
    told = min(max(told, 1e-3), 1 - 1e-3)
    return [
        1.0,
        math.log(told / (1 - told)),
        float(agree is not None),
        float(agree is True),
        float(any(party.actor.code.startswith(("UNK", "UAF")) for party in parties)),
        float(any("pronoun" in party.actor.basis for party in parties)),
        float(not sides.recipients),
    ]


def logistic(value: float) -> float:
    """The probability of log odds."""
    return 1.0 / (1.0 + math.exp(-value))
