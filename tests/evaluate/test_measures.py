"""Figures of an evaluation on small numbers that can be worked out by hand."""

from __future__ import annotations

import xml.etree.ElementTree as ElementTree

import pytest

from whodid.evaluate.measures import Answer, by_class, calibration_error, confusion, macro_f1, risk_coverage
from whodid.evaluate.pictures import confusion_picture, risk_picture

ANSWERS = (
    Answer("1", "AID", "AID", True, 0.9),
    Answer("2", "AID", "AGREE", False, 0.8),
    Answer("3", "AGREE", "AGREE", True, 0.7),
    Answer("4", "AGREE", "", False),
    Answer("5", "", "AID", False, 0.2),
)


def test_classes() -> None:
    agree, aid = by_class(ANSWERS)
    assert (agree.name, agree.right, agree.given, agree.gold) == ("AGREE", 1, 2, 2)
    assert (aid.name, aid.precision, aid.recall, aid.f1) == ("AID", 0.5, 0.5, 0.5)
    assert macro_f1([agree, aid]) == 0.5


def test_a_class_that_nobody_gave_counts_as_zero() -> None:
    (only,) = by_class([Answer("1", "AID", "", False)])
    assert (only.precision, only.recall, only.f1) == (0.0, 0.0, 0.0)
    assert macro_f1([]) == 0.0


def test_perfect_confidence_has_no_error() -> None:
    assert calibration_error([Answer("1", "a", "a", True, 1.0), Answer("2", "a", "b", False, 0.0)]) == 0.0


def test_calibration_error_is_the_mean_gap() -> None:
    # one bin (0.9): two answers, one right: gap |1.8 - 1| / 2
    found = calibration_error([Answer("1", "a", "a", True, 0.9), Answer("2", "a", "b", False, 0.9)])
    assert found == pytest.approx(0.4)
    assert calibration_error([Answer("1", "a", "", False)]) == 0.0


def test_the_surest_answers_come_first_in_the_risk_curve() -> None:
    points = risk_coverage(ANSWERS)
    assert points == [(0.25, 0.0), (0.5, 0.5), (0.75, pytest.approx(1 / 3)), (1.0, 0.5)]


def test_answers_of_one_confidence_are_one_point() -> None:
    assert risk_coverage([Answer("1", "a", "a", True, 0.5), Answer("2", "a", "b", False, 0.5)]) == [(1.0, 0.5)]


def test_confusion_counts_what_was_missed_and_what_was_too_much() -> None:
    assert confusion(ANSWERS)["AGREE", ""] == confusion(ANSWERS)["", "AID"] == 1


@pytest.mark.parametrize("picture", [confusion_picture, risk_picture])
def test_pictures_are_well_formed_and_escape_their_title(picture: object) -> None:
    assert callable(picture)
    root = ElementTree.fromstring(picture(ANSWERS, "<a & b>"))
    assert root.tag == "{http://www.w3.org/2000/svg}svg"
    assert "<a & b>" in "".join(root.itertext())
