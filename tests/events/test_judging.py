"""Pattern and classifier weighed: who decides when, what is refused, and what the confidence hangs on."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from whodid.events.candidates import Candidate
from whodid.events.classifier import Verdict
from whodid.events.decisions import Sides
from whodid.events.frames import Frame
from whodid.events.judging import SIDE_SIGNS, SIGNS, Decision, by_pattern, decide
from whodid.events.lexicon import compile_pattern
from whodid.events.matching import Match
from whodid.model import Actor, Party
from whodid.ontology import EVENT_TYPES, load_types

FRAME = Frame(head=1, lemma="rap", verbal=True)
PERU, FIJI = (Party(None, Actor(name, code, "table: country")) for name, code in (("Peru", "PER"), ("Fiji", "FJI")))
NOBODY = Party(None, Actor(None, "UNK", "doer not stated"))
SIDES = Sides((PERU,), (FIJI,))
FACTS: dict[str, Any] = {
    "thresholds": dict.fromkeys(EVENT_TYPES, 0.5),
    "confidence": dict(zip(SIGNS, (0.0, 1.0, 0.0, 1.0), strict=True)),
    "sides": dict(zip(SIDE_SIGNS, (0.0, 1.0, 0.0, 0.0, -1.0, -1.0, -1.0), strict=True)),
}


def verdict(
    reversed: float = 0.0,
    modes: dict[tuple[str, str | None], float] | None = None,
    roots: dict[str, float] | None = None,
    **types: float,
) -> Verdict:
    rest = (1 - sum(types.values())) / (17 - len(types))
    every = {name: types.get(name, rest) for name in (*EVENT_TYPES, "NONE")}
    even = {pair: 1 / len(load_types()) for pair in load_types()}
    return Verdict(every, even | (modes or {}), roots or {"NONE": 1.0}, {"happened": 1.0}, reversed)


def bare(sides: Sides = SIDES) -> Candidate:
    return Candidate(FRAME, sides)


def matched(event_type: str = "ACCUSE", mode: str = "disapprove") -> Candidate:
    row = {"mode": mode, "cameo": "111", "pattern": "ACTOR rap RECIPIENT", "example": "", "expected": ""}
    pattern = compile_pattern(event_type, row, "test.tsv:1")
    return Candidate(FRAME, SIDES, Match(pattern, FRAME))


def coded(candidate: Candidate, said: Verdict) -> Decision:
    decision = decide(candidate, said, FACTS, "test")
    assert isinstance(decision, Decision), decision
    return decision


def test_pattern_and_classifier_agree() -> None:
    decision = coded(matched(), verdict(ACCUSE=0.9))
    assert (decision.event_type, decision.mode, decision.agree) == ("ACCUSE", "disapprove", True)


def test_a_pattern_stands_against_a_wavering_classifier_and_is_flagged() -> None:
    decision = coded(matched(), verdict(ACCUSE=0.3, REQUEST=0.6))
    assert (decision.event_type, decision.agree) == ("ACCUSE", False)


def test_a_sure_classifier_overrules_the_pattern() -> None:
    decision = coded(matched(), verdict(ACCUSE=0.001, REQUEST=0.95))
    assert (decision.event_type, decision.agree) == ("REQUEST", False)
    assert decision.cameo == ""


def test_a_sure_none_refuses_what_a_pattern_fits() -> None:
    assert decide(matched(), verdict(NONE=0.99), FACTS, "test") == "no act, says the classifier"


def test_without_a_pattern_the_threshold_decides() -> None:
    assert coded(bare(), verdict(ASSAULT=0.6)).event_type == "ASSAULT"
    assert decide(bare(), verdict(ASSAULT=0.4, COERCE=0.3), FACTS, "test") == "no act"
    assert decide(bare(), verdict(NONE=0.5, ASSAULT=0.45), FACTS, "test") == "no act"


def test_agreement_raises_confidence_and_reversal_lowers_it() -> None:
    said = verdict(ACCUSE=0.8)
    assert coded(matched(), said).confidence > coded(bare(), said).confidence
    assert coded(bare(), replace(said, reversed=0.6)).confidence < coded(bare(), said).confidence


def test_reversed_sides_are_swapped_where_no_pattern_gave_them() -> None:
    decision = coded(bare(), verdict(ASSAULT=0.9, reversed=0.95))
    assert (decision.sides.actors, decision.sides.recipients) == ((FIJI,), (PERU,))


def test_those_who_meet_are_all_actors() -> None:
    assert len(coded(bare(), verdict(CONSULT=0.9)).sides.actors) == 2


def test_a_visit_has_a_guest_and_a_host() -> None:
    decision = coded(bare(), verdict(CONSULT=0.9, modes={("CONSULT", "visit"): 0.5}))
    assert (decision.mode, decision.sides) == ("visit", SIDES)


@pytest.mark.parametrize("event_type, reason", [("AID", "no recipient"), ("SANCTION", "no recipient")])
def test_types_that_need_a_recipient_are_refused_without(event_type: str, reason: str) -> None:
    assert decide(bare(Sides((PERU,))), verdict(**{event_type: 0.9}), FACTS, "test") == reason


def test_an_unstated_doer_may_have_struck_but_not_spoken() -> None:
    unknown = bare(Sides((NOBODY,), (FIJI,)))
    assert coded(unknown, verdict(ASSAULT=0.9)).event_type == "ASSAULT"
    assert decide(unknown, verdict(REQUEST=0.9), FACTS, "test") == "no actor"


def test_the_pattern_alone_decides_without_a_classifier() -> None:
    decision = by_pattern(matched())
    assert isinstance(decision, Decision)
    assert (decision.event_type, decision.confidence, decision.agree) == ("ACCUSE", 0.0, None)
    assert by_pattern(bare()) == "no act"
