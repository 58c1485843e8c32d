"""The date expressions of a sentence, each with the days it covers or the reason why it covers none."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from whodid.events.clauses import is_noun
from whodid.events.when.calendar import Days, Direction, Setting, UnresolvedError, year_of
from whodid.events.when.counted import find_act
from whodid.events.when.expression import DateExpression
from whodid.events.when.grammar import Match, match_expressions
from whodid.events.when.recognition import (
    above_infinitive,
    covered,
    find_governor,
    is_date,
    read_direction,
    read_role,
    top_token,
    word_before,
)
from whodid.events.when.resolving import resolve
from whodid.events.when.ties import choose_expression
from whodid.model import Interval, Sentence, Span, Story

_FROM_NARRATION = frozenset(
    {
        "time_of_day",
        "hours_from",
        "within_units",
        "that_week",
        "following_week",
        "previous_week",
        "that_month",
        "following_day",
        "previous_day",
        "same_day",
        "that_year",
        "following_year",
        "previous_year",
        "following_month",
        "previous_month",
    }
)
_SENTENCES_BACK = 8
_EARLY_YEAR = re.compile(r"[1-9]\d\d")
_LONG_AGO = 50
"""Years before the story from which a narration is no longer of the living present: a month without its year told
further on in the paragraph is of that time. For a nearer year only the next sentence is, and only where the year opens
its own: "the archive, set up in 1999, was closed. In March ..." means this year's March."""
_OPENING = 12
"""Characters before a year within which it opens its sentence ("Early in ")."""


def find_dates(sentence: Sentence, story: Story) -> list[DateExpression]:
    """The date expressions of the sentence in order of the text, resolved against the story's day of publication.

    Without `published` the dateline's day serves; without either, what needs one has the reason "no anchor".
    "On Monday" is the last Monday up to and including the anchor where its clause tells of the past, the next one where
    it looks ahead; "the next day" counts from the day the narration named before.
    """
    text = story.title if sentence.field == "title" else story.text
    words = text[sentence.start : sentence.end]
    return _read(sentence, story, [m for m in match_expressions(words) if is_date(sentence, m, words)])


def read_expression(sentence: Sentence, story: Story, start: int, end: int) -> DateExpression | None:
    """What words already known to be a date say, by offsets into the text; None where the grammar has no such shape.

    Unlike in `find_dates` a bare number or month counts here wherever it stands ("the 1998, 2003 and 2007 seasons").
    """
    words = (story.title if sentence.field == "title" else story.text)[sentence.start : sentence.end]
    first, last = start - sentence.start, end - sentence.start
    matches = [match for match in match_expressions(words) if match.start < last and first < match.end]
    if not matches:
        matches = [match.moved(first) for match in match_expressions(words[first:last])]
    if not matches and _EARLY_YEAR.fullmatch(words[first:last]):
        matches = [Match(first, last, "early_date", {"early_year": int(words[first:last])})]
    return next(iter(_read(sentence, story, matches)), None)


def _read(sentence: Sentence, story: Story, matches: list[Match]) -> list[DateExpression]:
    text = story.title if sentence.field == "title" else story.text
    words = text[sentence.start : sentence.end]
    found: list[DateExpression] = []
    last: Days | None = None
    for joined in _joined(words, matches):
        tokens = covered(sentence, joined[0].start, joined[-1].end)
        if not tokens:
            continue
        head = top_token(sentence, tokens)
        role = read_role(words, joined[0].start)
        direction = _direction(sentence, head, role, joined)
        previous = last
        if previous is None and any(_needs_narration(match) for match in joined):
            previous = _last_named(sentence, story)
        year = _year_told(sentence, story, found) if direction != "future" else None
        event = _day_of_act(sentence, story, joined[0]) if joined[0].means == "from_event" else None
        named, reason = _named_days(joined, Setting(anchor_day(story), direction, previous, year, event), words)
        last = named[-1] if named else last
        span = _span(sentence, text, joined[0].start, joined[-1].end)
        found.append(_expression(sentence, story, span, named, reason, head, role, direction))
    return found


def anchor_day(story: Story) -> date | None:
    """The day relative expressions count from: published, else the dateline's; None where neither is a day."""
    for stamp in (story.published, story.dateline.date if story.dateline else None):
        if stamp:
            try:
                return date.fromisoformat(stamp[:10])
            except ValueError:
                continue
    return None


def _needs_narration(match: Match) -> bool:
    return (
        match.means in _FROM_NARRATION
        or "which_day" in match.parts
        or match.parts.get("direction") in ("later", "earlier")
    )


def _last_named(sentence: Sentence, story: Story) -> Days | None:
    """The days of the last sentence before that names any, at most a few back: those of a clause before a noun's."""
    before = [other for other in story.sentences if other.field == sentence.field and other.end <= sentence.start]
    for other in reversed(before[-_SENTENCES_BACK:]):
        named = [e for e in reversed(find_dates(other, story)) if e.interval is not None]
        chosen = next((e for e in named if not e.names_noun), named[0] if named else None)
        if chosen is not None and chosen.interval is not None:
            return days_of(chosen.interval)
    return None


def days_of(interval: Interval) -> Days:
    """The days of a record's interval."""
    return Days(date.fromisoformat(interval.start), date.fromisoformat(interval.end), interval.granularity)


def _day_of_act(sentence: Sentence, story: Story, match: Match) -> Days | None:
    """The days that an earlier sentence gives the act an expression counts from, by the same word ("the vote")."""
    act = find_act(sentence, match)
    found = find_act_day(sentence, story, act) if act is not None else None
    return days_of(found) if found is not None else None


def find_act_day(sentence: Sentence, story: Story, act: int) -> Interval | None:
    """The days that an earlier sentence gives an act named again, by the same word ("the vote"); None for no such."""
    lemma = sentence.tokens[act].lemma.lower()
    for other in reversed([s for s in story.sentences if s.field == sentence.field and s.index < sentence.index]):
        for index, token in enumerate(other.tokens):
            if token.lemma.lower() == lemma:
                chosen, _ = choose_expression(other, find_dates(other, story), index)
                if chosen is not None and chosen.interval is not None:
                    return chosen.interval
    return None


def _year_told(sentence: Sentence, story: Story, before: list[DateExpression]) -> int | None:
    """The other year the narration stands in: the last one written out before, in this sentence or its paragraph.

    What counts from the day of publication ("today", "on Monday") brings the narration back to the present.
    """
    anchor = anchor_day(story)
    if anchor is None:
        return None
    if before:
        return _narrated_year(before, anchor.year)
    near = _told_in_paragraph(sentence, story, back=1)
    if near and _opens(near[0], story):
        return _narrated_year(near, anchor.year)
    year = _narrated_year(_told_in_paragraph(sentence, story, back=_SENTENCES_BACK), anchor.year)
    return year if year is not None and anchor.year - year >= _LONG_AGO else None


def _narrated_year(told: list[DateExpression], present: int) -> int | None:
    """The other year last written out among the expressions, unless one after it is a bound or of the present."""
    for expression in reversed(told):
        if expression.role != "point" or not expression.named:
            return None
        year = date.fromisoformat(expression.named[-1].start).year
        if _writes_year(expression):
            return year if year != present else None
        if present - 1 <= year <= present:
            return None
    return None


def _opens(expression: DateExpression, story: Story) -> bool:
    """Whether the words open their sentence, and so set the time of what follows ("In 2015, the coalition ...")."""
    start = expression.span.start
    home = next((s for s in story.sentences if s.field == expression.span.field and s.start <= start < s.end), None)
    return home is not None and start - home.start <= _OPENING


def _told_in_paragraph(sentence: Sentence, story: Story, *, back: int) -> list[DateExpression]:
    """The expressions of so many sentences before in the paragraph, from the last year written; none without one."""
    before = [
        other
        for other in story.sentences
        if other.field == sentence.field and other.paragraph == sentence.paragraph and other.index < sentence.index
    ][-back:]
    words = getattr(story, sentence.field)
    written = [
        i
        for i, one in enumerate(before)
        if any("year" in match.parts for match in match_expressions(words[one.start : one.end]))
    ]
    return [expression for one in before[written[-1] :] for expression in find_dates(one, story)] if written else []


def _writes_year(expression: DateExpression) -> bool:
    return bool(expression.named) and expression.named[-1].start[:4] in expression.span.text


def _direction(sentence: Sentence, head: int, role: str, matches: list[Match]) -> Direction:
    """Which way the words look; a day or month that names a noun ("the May 3 rally") is the nearer one."""
    if matches[-1].means in ("month_day", "month") and find_governor(sentence, head)[1]:
        return "near"
    return read_direction(sentence, head, role)


def _span(sentence: Sentence, text: str, start: int, end: int) -> Span:
    first, last = sentence.start + start, sentence.start + end
    return Span(first, last, text[first:last], sentence.field)


# --- from matches to expressions -------------------------------------------------------------------------------------


def _joined(words: str, matches: list[Match]) -> Iterator[list[Match]]:
    """Matches one by one, but two together where they are ends of a range: "from Monday to Wednesday"."""
    waiting = list(matches)
    while waiting:
        first = waiting.pop(0)
        if waiting and first.means != "vague" and waiting[0].means != "vague":
            between = words[first.end : waiting[0].start].strip().lower()
            opener = word_before(words, first.start)
            if (
                (opener == "from" and between in ("to", "through", "until", "till", "-", "–"))
                or (opener == "between" and between == "and")
                or between in ("–", "through")
            ):
                yield [first, waiting.pop(0)]
                continue
        yield [first]


def _named_days(matches: list[Match], setting: Setting, words: str) -> tuple[list[Days], str | None]:
    """The days each written date names, or none with the reason; a range begins on the last such day before its end."""
    try:
        days = [resolve(matches[-1].means, matches[-1].parts, setting)]
        if matches[-1].means == "year_range":
            days = [year_of(days[0].first.year), year_of(days[0].last.year)]
        if len(matches) == 2:
            before = Setting(days[0].last, "past", setting.previous)
            days.insert(0, resolve(matches[0].means, matches[0].parts, before))
    except UnresolvedError as error:
        reason = str(error)
        if reason.startswith("no "):  # no anchor, no day known
            return [], reason
        return [], f"{reason}: {words[matches[0].start : matches[-1].end]}"
    if days[-1].last < days[0].first:
        return [], f"impossible date: {words[matches[0].start : matches[-1].end]}"
    return days, None


def _expression(
    sentence: Sentence,
    story: Story,
    span: Span,
    named: list[Days],
    reason: str | None,
    head: int,
    role: str,
    direction: Direction,
) -> DateExpression:
    governor, names_noun = find_governor(sentence, head)
    anchor = anchor_day(story)
    if named and anchor and named[-1].last < anchor and not names_noun and sentence.tokens[governor].tag == "VB":
        governor = above_infinitive(sentence, governor)  # "blocked its plan to join at a summit in 2008"
    if names_noun or (role == "from" and is_noun(sentence.tokens[governor])):
        role = "point"  # "Monday's attack", "a letter from Friday"
    basis = span.text if role == "point" else f"{role} {span.text}"
    days: Days | None = None
    if named:
        whole = Days(named[0].first, named[-1].last, named[-1].granularity)
        days, reason = _bounded(whole, role if len(named) == 1 else "point", direction, anchor, basis)
    return DateExpression(
        span=span,
        interval=_interval(days, basis, span) if days else None,
        granularity=days.granularity if days else None,
        reason=reason,
        head=head,
        role=role,
        governor=governor,
        names_noun=names_noun,
        named=tuple(_interval(part, basis, span) for part in named),
    )


def _interval(days: Days, basis: str, span: Span) -> Interval:
    return Interval(days.first.isoformat(), days.last.isoformat(), days.granularity, basis, span)


def _bounded(
    days: Days, role: str, direction: Direction, anchor: date | None, basis: str
) -> tuple[Days | None, str | None]:
    """The days of a bound: "since Tuesday" runs to the anchor, "by Friday" from it, as "before Friday" does of what is
    to come; what was "before Friday" covers no days."""
    if role == "since" or (role == "from" and direction == "past"):
        if anchor is not None and anchor >= days.first:
            return Days(days.first, max(anchor, days.first), days.granularity), None
        return days, None
    if role in ("until", "by"):
        if anchor is not None and anchor <= days.last:
            return Days(anchor, days.last, days.granularity), None
        return None, f"only its end is told: {basis}"
    if role == "before" and direction == "future" and anchor is not None and anchor < days.last:
        return Days(anchor, days.last, days.granularity), None
    if role in ("before", "after"):
        return None, f"only a bound is told: {basis}"
    return days, None
