"""What a date and a type may look like, and that what a user gives never becomes SQL."""

from __future__ import annotations

import pytest

from whodid.errors import BadInput
from whodid.query import EventFilter, days_of, known_type
from whodid.query.filters import conditions

DAYS = [
    ("1962", "1962-01-01", "1962-12-31"),
    ("1962-10", "1962-10-01", "1962-10-31"),
    ("1962-02", "1962-02-01", "1962-02-28"),
    ("1964-02", "1964-02-01", "1964-02-29"),
    (" 1962-10-23 ", "1962-10-23", "1962-10-23"),
]


@pytest.mark.parametrize("words, first, last", DAYS)
def test_a_year_month_or_day_has_a_first_and_a_last_day(words: str, first: str, last: str) -> None:
    assert days_of(words) == (first, last)


@pytest.mark.parametrize(
    "words", ["", "62", "1962-13", "1962-00", "1962-02-29", "1962-10-00", "0000", "yesterday", "1962-1", "１９６２"]
)
def test_what_is_no_date_is_said_so(words: str) -> None:
    with pytest.raises(BadInput, match="YYYY-MM-DD"):
        days_of(words)


@pytest.mark.parametrize(
    "words, known",
    [
        ("ACCUSE", "ACCUSE"),
        ("accuse", "ACCUSE"),
        ("accuse/Allege", "ACCUSE/allege"),
        ("Retreat / resign", "RETREAT/resign"),
    ],
)
def test_a_type_is_known_in_any_case(words: str, known: str) -> None:
    assert known_type(words) == known


@pytest.mark.parametrize("words, named", [("BLAME", "SANCTION"), ("ACCUSE/resign", "allege"), ("", "ASSAULT")])
def test_an_unknown_type_or_mode_is_told_what_there_is(words: str, named: str) -> None:
    with pytest.raises(BadInput, match=named):
        known_type(words)


def test_only_what_is_asked_is_a_condition() -> None:
    assert conditions(EventFilter()) == {}
    assert set(conditions(EventFilter(actor=("NOR",), since="2021-03-01"))) == {"actor", "since"}


def test_what_a_user_gives_is_a_parameter() -> None:
    quote = "x' OR 1 = 1 --"
    asked = EventFilter((quote,), (quote,), (quote,), (quote,), *[quote] * 4, (quote,), (quote,), (quote,))
    for condition in conditions(asked).values():
        assert "1 = 1" not in condition.sql
        assert condition.sql.count("?") == len(condition.values)
