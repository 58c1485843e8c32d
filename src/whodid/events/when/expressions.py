"""The date expressions of a sentence, each with the days it covers or the reason why it covers none."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from functools import lru_cache

from whodid.events.clauses import Same
from whodid.events.when.anchors import anchor_day, find_anchor
from whodid.events.when.calendar import Days, Setting
from whodid.events.when.composing import (
    Wording,
    counted_from,
    direction_of,
    join_hours,
    join_ranges,
    make_expression,
    name_days,
    needs_narration,
    span_of,
)
from whodid.events.when.counted import find_act
from whodid.events.when.expression import DateExpression
from whodid.events.when.grammar import Match, match_expressions
from whodid.events.when.recognition import covered, is_date, read_role, top_token
from whodid.events.when.ties import choose_expression
from whodid.model import Interval, Sentence, Story

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

    Without `published` the dateline's day serves; without either, what needs one has "no anchor" for a reason.
    "On Monday" is the last Monday up to and including the anchor where its clause tells of the past, the next one where
    it looks ahead; "the next day" counts from the day the narration named before.
    """
    found = _told_in(Same(story))
    if sentence.index not in found:
        for other in story.sentences:  # what stands before is read first: a sentence asks for the days told before it
            if other.index <= sentence.index and other.index not in found:
                found[other.index] = _find(other, story)
    return list(found[sentence.index]) if sentence.index in found else _find(sentence, story)


def _find(sentence: Sentence, story: Story) -> list[DateExpression]:
    text = story.text_of(sentence.field)
    words = text[sentence.start : sentence.end]
    return _read(sentence, story, [m for m in match_expressions(words) if is_date(sentence, m, words)])


@lru_cache(maxsize=2)
def _told_in(key: Same) -> dict[int, list[DateExpression]]:
    """The expressions of a story's sentences by their index, as far as they were asked for: each is read once.

    Without it the days told before would be read anew for every sentence that counts from them, and for theirs.
    """
    return {}


def read_expression(sentence: Sentence, story: Story, start: int, end: int) -> DateExpression | None:
    """What words already known to be a date say, by offsets into the text; None where the grammar has no such shape.

    Unlike in `find_dates` a bare number or month counts here wherever it stands ("the 1998, 2003 and 2007 seasons").
    """
    words = story.text_of(sentence.field)[sentence.start : sentence.end]
    first, last = start - sentence.start, end - sentence.start
    matches = [match for match in match_expressions(words) if match.start < last and first < match.end]
    if not matches:
        matches = [match.moved(first) for match in match_expressions(words[first:last])]
    if not matches and _EARLY_YEAR.fullmatch(words[first:last]):
        matches = [Match(first, last, "early_date", {"early_year": int(words[first:last])})]
    return next(iter(_read(sentence, story, matches)), None)


def _read(sentence: Sentence, story: Story, matches: list[Match]) -> list[DateExpression]:
    text = story.text_of(sentence.field)
    words = text[sentence.start : sentence.end]
    anchor = find_anchor(story) if matches else None
    found: list[DateExpression] = []
    last: Days | None = None
    groups = list(join_ranges(words, join_hours(words, matches)))
    for n, joined in enumerate(groups):
        if n > 0 and _counted_on(words, groups[n - 1], joined):
            continue
        dated = groups[n + 1] if n + 1 < len(groups) and _counted_on(words, joined, groups[n + 1]) else []
        wording = _wording(sentence, text, [*joined, *dated])
        if wording is None:
            continue
        setting = Setting(
            anchor=anchor.day if anchor is not None else None,
            direction=wording.direction,
            previous=last or (_last_named(sentence, story) if any(map(needs_narration, joined)) else None),
            year=_year_told(sentence, story, found) if wording.direction != "future" else None,
        )
        if joined[0].means == "from_event":
            days = name_days(dated, setting, words)[0] if dated else []
            setting = replace(setting, event=days[-1] if days else _day_of_act(sentence, story, joined[0], matches))
        named, reason = name_days(joined, setting, words)
        last = named[-1] if named else last
        counted = counted_from(joined[-1], setting, anchor)
        expression = make_expression(sentence, wording, named, reason, setting.anchor, counted)
        found.append(_off_its_act(sentence, expression, joined[0]))
    return found


def _counted_on(words: str, counting: list[Match], dated: list[Match]) -> bool:
    """Whether a count stands right before its date: "on the eve of May 3", "two days after Christmas"."""
    if counting[0].means != "from_event" or dated[0].means == "from_event":
        return False
    return words[counting[-1].end : dated[0].start].strip().lower() in ("", "the")


def _off_its_act(sentence: Sentence, expression: DateExpression, match: Match) -> DateExpression:
    """An expression hung on the verb over the act it counts from: "shelled it two days after the truce was signed"."""
    act = find_act(sentence, match) if match.means == "from_event" else None
    if act is None or expression.governor != act:
        return expression
    return replace(expression, governor=sentence.tokens[act].head, names_noun=False)


def _wording(sentence: Sentence, text: str, matches: list[Match]) -> Wording | None:
    """How the matched words stand in the sentence; None where no token lies under them."""
    tokens = covered(sentence, matches[0].start, matches[-1].end)
    if not tokens:
        return None
    head = top_token(sentence, tokens)
    role = read_role(text[sentence.start : sentence.end], matches[0].start)
    span = span_of(sentence, text, matches[0].start, matches[-1].end)
    ends = matches[-1].means.startswith("end_of")
    return Wording(span, head, role, direction_of(sentence, head, role, matches), ends)


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


def _day_of_act(sentence: Sentence, story: Story, match: Match, matches: list[Match]) -> Days | None:
    """The days of the act an expression counts from: its own ("two days after the vote on Monday"), else those that an
    earlier sentence gives it, by the same word ("the vote")."""
    act = find_act(sentence, match)
    if act is None:
        return None
    others = _read(sentence, story, [other for other in matches if other.means != "from_event"])
    own = next((e.interval for e in others if e.governor == act and e.interval is not None), None)
    found = own or find_act_day(sentence, story, act)
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
    """The other year last written out among the expressions, unless it is a bound or one after it is of the present."""
    for expression in reversed(told):
        if not expression.named:
            continue
        year = date.fromisoformat(expression.named[-1].start).year
        if _writes_year(expression):
            return year if year != present and expression.role == "point" else None
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
