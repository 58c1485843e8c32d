"""From the matches of the grammar to expressions: ranges joined, days named, bounds drawn, what they hang on found."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from whodid.events.clauses import is_noun
from whodid.events.when.anchors import Anchor
from whodid.events.when.calendar import Days, Direction, Setting, UnresolvedError, year_of
from whodid.events.when.expression import DateExpression
from whodid.events.when.grammar import Match
from whodid.events.when.recognition import above_infinitive, find_governor, read_direction, word_before
from whodid.events.when.resolving import resolve
from whodid.model import Interval, Sentence, Span

FROM_NARRATION = frozenset(
    {
        "time_of_day",
        "hours_from",
        "within_hours",
        "within_unit",
        "within_units",
        "that_week",
        "following_week",
        "previous_week",
        "that_month",
        "following_month",
        "previous_month",
        "that_year",
        "following_year",
        "previous_year",
        "following_day",
        "previous_day",
        "same_day",
    }
)
"""Rules that count from the days the narration named last."""

_WHOLE = frozenset({"eleventh_of_september", "before_our_era", "other_calendar"})


@dataclass(frozen=True, slots=True)
class Wording:
    """How an expression stands in its sentence: its words, its top token, its role, and which way its clause looks.

    `ends` is True for the end of a span, which is itself the bound ("before the end of March" still allows its 30th).
    """

    span: Span
    head: int
    role: str
    direction: Direction
    ends: bool = False


def needs_narration(match: Match) -> bool:
    """Whether the words count from what was named before them ("the next day", "the following Monday", "later")."""
    return (
        match.means in FROM_NARRATION
        or match.parts.get("which_day") in ("the following", "the previous")
        or match.parts.get("direction") in ("later", "earlier")
    )


def counted_from(match: Match, setting: Setting, anchor: Anchor | None) -> str:
    """What the words count from, in words for a reader: nothing, the narration, an act, the day of writing."""
    if match.means == "from_event":
        return f"counted from the act it names{_day(setting.event)}"
    if needs_narration(match) and setting.previous is not None:
        return f"counted from the days named last{_day(setting.previous)}"
    if {"year", "early_year", "decade", "tenth", "century"} & match.parts.keys() or match.means in _WHOLE:
        return "written out"
    if setting.year is not None and "month" in match.parts and "which" not in match.parts:
        return f"in the year the narration stands in, {setting.year}"
    if anchor is None:
        return "with nothing to count from"
    looking = {"past": "looking back", "future": "looking ahead", "near": "the nearest"}[setting.direction]
    return f"counted from {anchor.basis}, {anchor.day}, {looking}"


def _day(days: Days | None) -> str:
    if days is None:
        return ""
    return f", {days.first}" if days.first == days.last else f", {days.first} to {days.last}"


def direction_of(sentence: Sentence, head: int, role: str, matches: list[Match]) -> Direction:
    """Which way the words look; a day or month that names a noun ("the May 3 rally") is the nearer one."""
    governor, names_noun = find_governor(sentence, head)
    if names_noun and matches[-1].means in ("month_day", "month"):
        return "near"
    return read_direction(sentence, head, role, governor)


def span_of(sentence: Sentence, text: str, start: int, end: int) -> Span:
    """The words between two offsets of the sentence."""
    first, last = sentence.start + start, sentence.start + end
    return Span(first, last, text[first:last], sentence.field)


def join_hours(words: str, matches: list[Match]) -> list[Match]:
    """The matches, but a time of day that stands beside its day made one with it: "at dawn on Thursday"."""
    joined: list[Match] = []
    for match in matches:
        before = joined[-1] if joined else None
        if before is not None and _beside(words, before, match):
            joined[-1] = _as_one(before, match)
        else:
            joined.append(match)
    return joined


def _beside(words: str, left: Match, right: Match) -> bool:
    """Whether one of two matches is a time of day, the other names its day, and nothing is told in between."""
    if (left.means == "time_of_day") == (right.means == "time_of_day"):
        return False
    between = words[left.end : right.start].lower().replace(",", " ").split()
    return all(word in ("on", "of", "the", "in", "at", "early", "late") for word in between)


def _as_one(left: Match, right: Match) -> Match:
    day, hour = (right, left) if left.means == "time_of_day" else (left, right)
    told = {"hour": hour.parts["hour"]} if "hour" in hour.parts else {}
    return Match(left.start, right.end, day.means, {**day.parts, **told})


def join_ranges(words: str, matches: list[Match]) -> Iterator[list[Match]]:
    """Matches one by one, but two together where they are ends of a range: "from Monday to Wednesday"."""
    waiting = list(matches)
    while waiting:
        first = waiting.pop(0)
        if waiting and _is_range(words, first, waiting[0]):
            yield [first, waiting.pop(0)]
        else:
            yield [first]


def _is_range(words: str, first: Match, second: Match) -> bool:
    if first.means.startswith("vague") or second.means.startswith("vague"):
        return False
    between = words[first.end : second.start].strip().lower()
    opener = word_before(words, first.start)
    if first.means == second.means == "weekday" and between == "and" and opener != "between":
        return bool((first.parts["weekday"] + 1) % 7 == second.parts["weekday"])  # "on Saturday and Sunday"
    return (
        (opener == "from" and between in ("to", "through", "until", "till", "-", "–"))
        or (opener == "between" and between == "and")
        or between in ("–", "through")
    )


def name_days(matches: list[Match], setting: Setting, words: str) -> tuple[list[Days], str | None]:
    """The days each written date names, or none with the reason; a range begins on the last such day before its end."""
    try:
        days = [resolve(matches[-1].means, matches[-1].parts, setting)]
        if matches[-1].means == "year_range":
            days = [year_of(days[0].first.year), year_of(days[0].last.year)]
        if len(matches) == 2:
            before = Setting(days[0].last, "past", setting.previous)
            days.insert(0, resolve(matches[0].means, matches[0].parts, before))
    except UnresolvedError as error:
        return [], f"{error}: {words[matches[0].start : matches[-1].end]}"
    if days[-1].last < days[0].first:
        return [], f"impossible date: {words[matches[0].start : matches[-1].end]}"
    return days, None


def make_expression(
    sentence: Sentence, wording: Wording, named: list[Days], reason: str | None, day: date | None, counted: str
) -> DateExpression:
    """The expression with its interval as far as `named` and its role allow; `day` is that of writing."""
    role, span = wording.role, wording.span
    governor, names_noun = find_governor(sentence, wording.head)
    if named and day and named[-1].last < day and not names_noun and sentence.tokens[governor].tag == "VB":
        governor = above_infinitive(sentence, governor)  # "blocked its plan to join at a summit in 2008"
    if names_noun or (role == "from" and is_noun(sentence.tokens[governor])):
        role = "point"  # "Monday's attack", "a letter from Friday"
    basis = span.text if role == "point" else f"{role} {span.text}"
    days: Days | None = None
    if named:
        whole = Days(named[0].first, named[-1].last, named[-1].granularity)
        days, reason = _bounded(whole, role if len(named) == 1 else "point", wording, day, basis)
    return DateExpression(
        span=span,
        interval=_interval(days, basis, span) if days else None,
        granularity=days.granularity if days else _vagueness(reason),
        reason=reason,
        head=wording.head,
        role=role,
        governor=governor,
        names_noun=names_noun,
        named=tuple(_interval(part, basis, span) for part in named),
        counted=counted,
    )


def _vagueness(reason: str | None) -> str | None:
    """The granularity of vague words ("vague-past", "vague-future"); None where none or another reason is given."""
    name = (reason or "").split(":")[0]
    return name if name.startswith("vague-") else None


def _interval(days: Days, basis: str, span: Span) -> Interval:
    return Interval(days.first.isoformat(), days.last.isoformat(), days.granularity, basis, span)


def _bounded(
    days: Days, role: str, wording: Wording, anchor: date | None, basis: str
) -> tuple[Days | None, str | None]:
    """The days of a bound: "since Tuesday" runs to the anchor, "by Friday" from it, as "before Friday" does of what is
    to come; what was "before Friday" covers no days."""
    if role == "since" or (role == "from" and wording.direction == "past"):
        if anchor is not None and anchor >= days.first:
            return Days(days.first, max(anchor, days.first), days.granularity), None
        return days, None
    if role in ("until", "by"):
        if anchor is not None and anchor <= days.last:
            return Days(anchor, days.last, days.granularity), None
        return None, f"only its end is told: {basis}"
    if role == "before" and wording.direction == "future" and anchor is not None and anchor < days.last:
        last = days.last if wording.ends else days.first - timedelta(days=1)
        if anchor <= last:
            return Days(anchor, last, days.granularity), None
    if role in ("before", "after"):
        return None, f"only a bound is told: {basis}"
    return days, None
