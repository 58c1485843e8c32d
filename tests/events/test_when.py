"""Dates: the table of cases with the real parser, the grammar's words, the calendar's edges."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import date, timedelta

import pytest
from case_tables import find_word, load_cases, story_of
from hypothesis import given
from hypothesis import strategies as st

from whodid.events.when import DateExpression, date_event, expressions, find_dates
from whodid.events.when.calendar import Setting, UnresolvedError
from whodid.events.when.grammar import match_expressions
from whodid.events.when.resolving import resolve
from whodid.model import Dateline, Interval, Sentence, Story
from whodid.pipeline import load

DAYS = st.dates(min_value=date(1900, 1, 1), max_value=date(2100, 1, 1))


def _written(interval: Interval | None, reason: str | None) -> str:
    if interval is None:
        return f"none: {reason}"
    days = interval.start if interval.start == interval.end else f"{interval.start}..{interval.end}"
    return f"{days} {interval.granularity}"


@pytest.mark.parametrize("case", load_cases("dates"), ids=lambda case: f"{case['event']}: {case['text'][:60]}")
def test_event_has_the_date_its_sentence_gives(case: dict[str, str]) -> None:
    story = story_of(case["text"], published=case["published"])
    sentence, head = find_word(story, case["event"])
    interval, reason, _ = date_event(story, sentence, head)
    assert _written(interval, reason) == case["date"]


def test_headline_takes_the_date_the_lead_gives_the_same_act() -> None:
    story = story_of("The council lifted the embargo on Friday.", "Council lifts embargo", "2021-06-14")
    sentence, head = find_word(story, "lifts")
    interval, _, steps = date_event(story, sentence, head)
    assert interval is not None and interval.start == "2021-06-11"
    assert any("the same act in the text, its own clause" in step for step in steps)


def test_headline_over_an_undated_lead_has_no_date() -> None:
    story = story_of("The council lifted the embargo.", "Council lifts embargo", "2021-06-14")
    sentence, head = find_word(story, "lifts")
    assert date_event(story, sentence, head)[:2] == (None, "none stated")


def test_date_of_saying_is_the_events_only_when_asked_for() -> None:
    story = story_of("The minister said on Monday that gunmen had abducted two priests.", published="2021-06-14")
    sentence, head = find_word(story, "abducted")
    assert date_event(story, sentence, head)[0] is None
    interval, _, _ = date_event(story, sentence, head, quoted_said=True)
    assert interval is not None and interval.start == "2021-06-14"


def test_dateline_serves_as_anchor_where_no_day_of_publication_is_known() -> None:
    story = replace(story_of("Guards fired on the crowd on Sunday."), dateline=Dateline("Strelsau", date="2021-06-14"))
    sentence, head = find_word(story, "fired")
    interval, _, _ = date_event(story, sentence, head)
    assert interval is not None and interval.start == "2021-06-13"


def test_day_carried_over_from_the_sentence_before_is_named_as_such() -> None:
    story = story_of("The premier met union leaders on Saturday. He urged them to wait.", published="2021-06-14")
    sentence, head = find_word(story, "urged")
    _, _, steps = date_event(story, sentence, head)
    assert steps == ("date 'Saturday': carried over from the sentence before",)


def test_expression_keeps_its_words_and_place() -> None:
    story = story_of("On the night of May 30, gunboats opened fire.", published="2021-06-14")
    (expression,) = find_dates(story.sentences[0], story)
    assert story.text[expression.span.start : expression.span.end] == expression.span.text == "May 30"
    assert story.sentences[0].tokens[expression.governor].text == "opened"


def test_bounds_name_days_but_date_no_event() -> None:
    story = story_of("The rebels left before Friday.", published="2021-06-14")
    (expression,) = find_dates(story.sentences[0], story)
    assert expression.role == "before"
    assert expression.interval is None and expression.reason == "only a bound is told: before Friday"
    assert [interval.start for interval in expression.named] == ["2021-06-11"]


@pytest.mark.parametrize(
    ("words", "means"),
    [
        ("on 3 July 2019 in", "month_day"),
        ("in the coming weeks and months,", "vague_future"),
        ("the second half of 2020", "half"),
        ("in the late 1980s", "decade"),
        ("the 19th century", "century"),
        ("two and a half years ago", "shifted"),
        ("the day before yesterday", "before_yesterday"),
    ],
)
def test_grammar_knows(words: str, means: str) -> None:
    assert [match.means for match in match_expressions(words)] == [means]


@pytest.mark.parametrize("words", ["the army may march on", "at 10:45", "$2019", "1,945 men", "page 12"])
def test_grammar_takes_no_other_words_for_dates(words: str) -> None:
    assert match_expressions(words) == ()


@given(anchor=DAYS, weekday=st.integers(0, 6))
def test_weekday_lies_within_a_week_of_the_anchor_on_the_side_the_clause_looks(anchor: date, weekday: int) -> None:
    past = resolve("weekday", {"weekday": weekday}, Setting(anchor, "past")).first
    ahead = resolve("weekday", {"weekday": weekday}, Setting(anchor, "future")).first
    assert past.weekday() == ahead.weekday() == weekday
    assert anchor - timedelta(days=7) < past <= anchor <= ahead < anchor + timedelta(days=7)


@given(anchor=DAYS, month=st.integers(1, 12))
def test_month_looking_back_never_begins_after_the_anchor(anchor: date, month: int) -> None:
    days = resolve("month", {"month": month}, Setting(anchor, "past"))
    assert days.first <= anchor and (anchor - days.first).days < 367
    assert days.first.month == days.last.month == month


@given(anchor=DAYS, month=st.integers(1, 12), day=st.integers(-3, 40))
def test_day_of_a_month_is_found_or_refused_as_impossible(anchor: date, month: int, day: int) -> None:
    try:
        found = resolve("month_day", {"month": month, "day": day}, Setting(anchor, "past")).first
    except UnresolvedError as error:
        assert str(error) == "impossible date"
        assert not (1 <= day <= 28)
    else:
        assert (found.month, found.day) == (month, day)
        assert found <= anchor + timedelta(days=1)


def test_act_at_a_scene_has_the_day_the_narration_gives_the_scene() -> None:
    text = "Guards fired on the crowd on Sunday. The premier leads a weak cabinet. Strikers burned two buses."
    story = story_of(text, published="2021-06-14")
    interval, _, steps = date_event(story, *find_word(story, "burned"))
    assert interval is not None and interval.start == "2021-06-13"
    assert steps == ("date 'Sunday': day of the scene",)
    assert date_event(story, *find_word(story, "leads"))[0] is None


def test_each_sentence_is_read_for_its_dates_once(monkeypatch: pytest.MonkeyPatch) -> None:
    text = " ".join(
        f"Belo joined the army in {1950 + i}. In the afternoon police arrested {i} men." for i in range(2, 30)
    )
    asked: list[int] = []
    read = expressions._find

    def counted(sentence: Sentence, story: Story) -> list[DateExpression]:
        asked.append(sentence.index)
        return read(sentence, story)

    monkeypatch.setattr(expressions, "_find", counted)
    story = load()(Story("bio", "", text, published="2021-06-14"))
    assert len(story.sentences) == 56
    assert max(Counter(asked[: len(story.sentences)]).values()) == 1
    assert len(asked) == len(set(asked))


@pytest.mark.parametrize(
    "text", ["Rome attacked a town in 1 AD.", "Israel accused Syria of looting a 1st century church."]
)
def test_the_first_years_end_no_story(text: str) -> None:
    assert load()(Story("rome", "", text, published="2021-06-14")).sentences


def test_a_paragraph_of_many_sentences_is_read() -> None:
    story = load()(Story("long", "", " ".join(["Police arrested ten men."] * 400), published="2021-06-14"))
    assert len(story.sentences) == 400
