"""Floors under the classifier as it ships: unseen predicates of the corpus, and sentences that tell no act."""

from __future__ import annotations

import hashlib
import json
import sys
from functools import cache
from importlib.resources import files
from pathlib import Path

import pytest

from whodid.model import Event, Story
from whodid.pipeline import load

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT / "tools"))

from classifier.calibration import Judged, expected_calibration_error, judge_all, macro, per_class  # noqa: E402
from classifier.instances import instances  # noqa: E402
from classifier.split import split  # noqa: E402

from corpus import read_corpus  # noqa: E402
from whodid.events.classifier import load_classifier  # noqa: E402

MODEL = files("whodid").joinpath("data/model")
MACRO_F1, CALIBRATION = 0.76, 0.06
"""A little below and above what was seen (docs/evaluation.md)."""

EVENTS_PER_100 = 2.0
"""Events coded in a hundred sentences without any political act, at most."""


@cache
def judged() -> list[Judged]:
    return judge_all(list(instances(split(read_corpus(ROOT / "corpus")).test)), load_classifier())


@cache
def coded_without_an_act() -> tuple[int, list[tuple[str, Event]]]:
    """How many sentences there are, and what is coded in them."""
    coder, number, events = load(), 0, []
    for path in sorted((ROOT / "tests/quality/no_act").glob("*.txt")):
        for line in path.read_text("utf-8").splitlines():
            if line and not line.startswith("#"):
                number += 1
                events += [(line, event) for event in coder(Story(id="s", title="", text=line)).events]
    return number, events


def test_unseen_predicates() -> None:
    figures = per_class(judged())
    assert macro(figures) >= MACRO_F1, figures


def test_probabilities_mean_what_they_say() -> None:
    assert expected_calibration_error(judged()) <= CALIBRATION


def test_sentences_without_an_act_stay_empty() -> None:
    number, events = coded_without_an_act()
    assert number == 2000
    assert 100 * len(events) / number <= EVENTS_PER_100, [(line, event.event_type) for line, event in events]


def test_the_model_is_the_one_its_facts_and_card_describe() -> None:
    facts = json.loads(MODEL.joinpath("events.json").read_text("utf-8"))
    data = MODEL.joinpath("events.onnx").read_bytes()
    assert hashlib.sha256(data).hexdigest() == facts["hash"]
    assert len(data) <= 25_000_000
    card = MODEL.joinpath("CARD.md").read_text("utf-8")
    assert facts["hash"] in card and facts["version"] in card


@pytest.mark.parametrize("head", ["type", "mode", "root", "status", "direction"])
def test_every_head_names_its_classes(head: str) -> None:
    names = load_classifier().facts["heads"][head]
    assert len(names) == {"type": 17, "mode": 84, "root": 20, "status": 5, "direction": 2}[head]
