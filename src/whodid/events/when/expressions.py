"""The date expressions of a sentence, each with the days it covers or the reason why it covers none."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from whodid.events.clauses import is_noun
from whodid.events.when.calendar import Days, Direction, Setting, UnresolvedError, resolve
from whodid.events.when.grammar import Match, match_expressions
from whodid.events.when.recognition import (
    covered,
    find_governor,
    is_date,
    read_direction,
    read_role,
    top_token,
    word_before,
)
from whodid.model import Interval, Sentence, Span, Story

_FROM_NARRATION = frozenset(
    {
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


@dataclass(frozen=True, slots=True)
class DateExpression:
    """Words that say when: the days an event they date can have. `interval` is None with a `reason`.

    `named` are the days the words themselves name: one interval, two for a range, none where they name none.
    `head` is the index of the expression's top token.
    `role` is point, since, until, by, before, after or from: a bound is no date of an event. `governor` is the index of
    the token the expression modifies; `names_noun` is True where it stands before a noun ("Monday's attack", "the 1967
    war") and so dates that noun only.
    """

    span: Span
    interval: Interval | None
    granularity: str | None
    reason: str | None
    head: int
    role: str
    governor: int
    names_noun: bool
    named: tuple[Interval, ...] = ()


def find_dates(sentence: Sentence, story: Story) -> list[DateExpression]:
    """The date expressions of the sentence in order of the text, resolved against the story's day of publication.

    Without `published` the dateline's day serves; without either, what needs one has the reason "no anchor".
    "On Monday" is the last Monday up to and including the anchor where its clause tells of the past, the next one where
    it looks ahead; "the next day" counts from the day the narration named before.
    """
    text = story.title if sentence.field == "title" else story.text
    words = text[sentence.start : sentence.end]
    found: list[DateExpression] = []
    last: Days | None = None
    for matches in _joined(words, [m for m in match_expressions(words) if is_date(sentence, m, words)]):
        tokens = covered(sentence, matches[0].start, matches[-1].end)
        if not tokens:
            continue
        head = top_token(sentence, tokens)
        role = read_role(words, matches[0].start)
        direction = read_direction(sentence, head, role)
        previous = last
        if previous is None and any(_needs_narration(match) for match in matches):
            previous = _last_named(sentence, story)
        year = _year_told(sentence, story, found) if direction == "past" else None
        named, reason = _named_days(matches, Setting(anchor_day(story), direction, previous, year), words)
        last = named[-1] if named else last
        span = _span(sentence, text, matches[0].start, matches[-1].end)
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
    """The days the text before the sentence named last for a clause, at most a few sentences back; else for a noun."""
    before = [other for other in story.sentences if other.field == sentence.field and other.end <= sentence.start]
    named = [
        expression
        for other in reversed(before[-_SENTENCES_BACK:])
        for expression in reversed(find_dates(other, story))
        if expression.interval is not None
    ]
    chosen = next((e for e in named if not e.names_noun), named[0] if named else None)
    if chosen is None or chosen.interval is None:
        return None
    interval = chosen.interval
    return Days(date.fromisoformat(interval.start), date.fromisoformat(interval.end), interval.granularity)


def _year_told(sentence: Sentence, story: Story, before: list[DateExpression]) -> int | None:
    """The past year the narration stands in: written out in this sentence, or in the one before in its paragraph."""
    anchor = anchor_day(story)
    written = [e for e in before if _writes_year(e)]
    if not before and sentence.index > 0:
        last = next((s for s in story.sentences if s.index == sentence.index - 1), None)
        if last is not None and last.field == sentence.field and last.paragraph == sentence.paragraph:
            words = getattr(story, last.field)[last.start : last.end]
            if any("year" in match.parts for match in match_expressions(words)):
                written = [e for e in find_dates(last, story)[-1:] if _writes_year(e)]
    if not written or written[-1].role != "point" or anchor is None:
        return None
    year = date.fromisoformat(written[-1].named[-1].start).year
    return year if year < anchor.year else None


def _writes_year(expression: DateExpression) -> bool:
    return bool(expression.named) and expression.named[-1].start[:4] in expression.span.text


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
        if len(matches) == 2:
            before = Setting(days[0].last, "past", setting.previous)
            days.insert(0, resolve(matches[0].means, matches[0].parts, before))
    except UnresolvedError as error:
        reason = str(error)
        if reason.startswith(("vague", "impossible", "ambiguous")):
            return [], f"{reason}: {words[matches[0].start : matches[-1].end]}"
        return [], reason
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
    if names_noun or (role == "from" and is_noun(sentence.tokens[governor])):
        role = "point"  # "Monday's attack", "a letter from Friday"
    basis = span.text if role == "point" else f"{role} {span.text}"
    days: Days | None = None
    if named:
        whole = Days(named[0].first, named[-1].last, named[-1].granularity)
        days, reason = _bounded(whole, role if len(named) == 1 else "point", direction, anchor_day(story), basis)
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
    """The days of a bound: "since Tuesday" runs to the anchor, "by Friday" from it; "before Friday" covers no days."""
    if role == "since" or (role == "from" and direction == "past"):
        if anchor is not None and anchor >= days.first:
            return Days(days.first, max(anchor, days.first), days.granularity), None
        return days, None
    if role in ("until", "by"):
        if anchor is not None and anchor <= days.last:
            return Days(anchor, days.last, days.granularity), None
        return None, f"only its end is told: {basis}"
    if role in ("before", "after"):
        return None, f"only a bound is told: {basis}"
    return days, None
