"""The grammar of date expressions as data: every row means a rule, and the short cuts of matching lose nothing."""

from __future__ import annotations

import pytest
from case_tables import load_cases

from whodid.events.when import grammar
from whodid.events.when.calendar import Setting, UnresolvedError
from whodid.events.when.gates import first_letters, gates_of, words_of
from whodid.events.when.grammar import match_expressions
from whodid.events.when.resolving import has_rule, resolve
from whodid.events.wordlists import load_lists

WORDS = {"unit": ["day", "week"], "number": ["a", "two", "\\d+"]}


@pytest.mark.parametrize("means", sorted({row["means"] for row in load_lists("dates")["expressions"]}))
def test_every_pattern_means_a_rule(means: str) -> None:
    assert has_rule(means)


@pytest.mark.parametrize("case", load_cases("dates"), ids=lambda case: case["text"][:60])
def test_no_pattern_is_passed_over_that_would_match(case: dict[str, str]) -> None:
    """Whatever a pattern reads at a place where a word begins, it was allowed to read: by its letters and its gates."""
    text = case["text"].lower()
    words, starts = words_of(text), grammar._starts(text)
    for pattern in grammar._patterns():
        for letter, places in starts.items():
            if any(pattern.read.match(text, place) for place in places):
                assert letter in pattern.letters, pattern.means
                assert not any(gate.isdisjoint(words) for gate in pattern.gates), pattern.means


@pytest.mark.parametrize(
    ("pattern", "gates"),
    [
        ("{number} {unit}s? ago", [{"ago"}, {"day", "week"}, {"a", "two", "0"}]),
        ("(?:late )?yesterday(?:['’]s)?", [{"yesterday"}]),
        ("last night|tonight", [{"last", "tonight"}]),
        ("hours? later", [{"hour"}, {"later"}]),
        ("(?:maybe)?", []),
    ],
)
def test_gates_are_the_words_a_pattern_cannot_do_without(pattern: str, gates: list[set[str]]) -> None:
    assert sorted(map(sorted, gates_of(pattern, WORDS))) == sorted(map(sorted, gates))


def test_first_letters_pass_over_what_may_be_left_out() -> None:
    assert first_letters("(?:late |early )?{unit}", WORDS) == {"l", "e", "d", "w"}
    assert first_letters("{number} {unit}", WORDS) == {"a", "t", "0"}


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        ("30 February 2020", "impossible date"),
        ("29 February 2021", "impossible date"),
        ("2021-13-05", "impossible date"),
        ("2999-01-05", "far in the future"),
        ("3021-01-05", "far in the future"),
        ("03/04/2020", "ambiguous: day and month could be exchanged"),
        ("9 Shawwal", "other calendar"),
        ("AH 1442", "other calendar"),
        ("Heisei 30", "other calendar"),
        ("Easter", "movable feast"),
        ("300 BCE", "before our era"),
        ("recently", "vague-past"),
        ("in the near future", "vague-future"),
    ],
)
def test_what_names_no_day_is_refused_with_its_reason(words: str, reason: str) -> None:
    (match,) = match_expressions(words)
    with pytest.raises(UnresolvedError, match=f"^{reason}$"):
        resolve(match.means, match.parts, Setting(None))


@pytest.mark.parametrize("words", ["There would be 150 of them", "he led 300 men", "300 soldiers", "a tir of drums"])
def test_other_calendars_and_early_years_are_not_read_into_numbers(words: str) -> None:
    assert match_expressions(words) == ()


def test_a_letter_that_grows_in_lower_case_shifts_nothing() -> None:
    (match,) = match_expressions("İzmir fell on 9 June 2021")
    assert (match.start, match.end) == (14, 25)
