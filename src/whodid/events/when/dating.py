"""The date of one event: the expression that syntax ties to it, or that the discourse carries over to it."""

from __future__ import annotations

from typing import NamedTuple

from whodid.events.clauses import ancestors, children
from whodid.events.when.counted import act_before, count_back, counted_act
from whodid.events.when.expression import DateExpression
from whodid.events.when.expressions import days_of, find_act_day, find_dates
from whodid.events.when.narration import (
    body,
    carried_over,
    day_of_scene,
    main_clauses,
    named_day,
    told_after,
    told_by_next,
    told_in_past,
    told_on_from_lead,
)
from whodid.events.when.ties import choose_expression, levels_of, tied_to
from whodid.events.wordlists import word_set
from whodid.model import Interval, Quotation, Sentence, Span, Story

NONE_STATED = "none stated"


class Dating(NamedTuple):
    """When an event happened: the interval, or None with the reason; and the steps of the decision, for `explain`."""

    interval: Interval | None
    reason: str | None
    steps: tuple[str, ...] = ()


def date_event(
    story: Story, sentence: Sentence, head: int, *, event_type: str | None = None, quoted_said: bool | None = None
) -> Dating:
    """The date of the event whose head is token `head`: interval or None, the reason where None, and the steps.

    An expression dates the event where it hangs on the event's clause, or on one the event shares its time with. The
    date of a reporting verb ("said on Monday") is the saying's own, and the event's only where the event is what the
    words themselves do ("I thank ...", said on Monday; a type of speech, by what is said in the present or of the
    future): `quoted_said` forces that reading on or off, None decides by the words and `event_type`. A headline has the
    date of the lead; an act told on in the narration that of the sentences before it. Nothing found is "none stated",
    never the day of publication.
    """
    if sentence.field == "title":
        return _as_the_lead(story, sentence, head, event_type)
    if quoted_said is None and _speaks(sentence, head, event_type):
        quoted_said = True
    expressions = find_dates(sentence, story)
    chosen, how = choose_expression(sentence, expressions, head, quoted_said)
    if chosen is not None and (chosen.interval is not None or not _open(chosen)):
        return Dating(chosen.interval, chosen.reason, (_step(chosen, how),))
    if chosen is None:
        ahead = _planned(sentence, head, expressions)
        if ahead is not None:
            return Dating(ahead.interval, None, (_step(ahead, "what is planned"),))
    found = _counted(story, sentence, head, expressions) or _from_narration(
        story, sentence, head, expressions, quoted_said
    )
    if found is not None:
        return found
    return Dating(None, chosen.reason if chosen is not None else NONE_STATED)


def date_saying(story: Story, quotation: Quotation) -> Interval | None:
    """When it was said, where the reporting clause itself says so ("told reporters on Monday"); else None, no guess."""
    cue = quotation.cue
    sentence = next((s for s in story.sentences if cue and s.field == cue.field and s.start <= cue.start < s.end), None)
    if cue is None or sentence is None or sentence.field == "title":
        return None
    head = next((index for index, token in enumerate(sentence.tokens) if token.start == cue.start), None)
    outside = [
        expression
        for expression in find_dates(sentence, story)
        if not any(span.start <= expression.span.start < span.end for span in quotation.content)
    ]
    chosen = tied_to(sentence, outside, head, head) if head is not None else None
    return chosen.interval if chosen is not None and not chosen.names_noun else None


def _planned(sentence: Sentence, head: int, expressions: list[DateExpression]) -> DateExpression | None:
    """The date of what a present verb of planning plans: "the forum plans to meet on 26 April"."""
    token = sentence.tokens[head]
    if token.lemma.lower() not in word_set("dates", "planning") or token.tag not in ("VBZ", "VBP"):
        return None
    for clause in children(sentence, head, "xcomp"):
        chosen = tied_to(sentence, expressions, clause, clause)
        if chosen is not None and chosen.interval is not None:
            return chosen
    return None


def _open(expression: DateExpression) -> bool:
    """Whether the words only lack what they count from, so that the narration may still tell the day."""
    return (expression.reason or "").startswith("no ")


def _speaks(sentence: Sentence, head: int, event_type: str | None) -> bool:
    """Whether the event is done by saying what its clause tells: a type of speech, told in the present or future.

    "The envoy said his country has no plans to talk" rejects the talks when he says so; "said it had rejected them"
    does not.
    """
    if event_type is None or event_type not in word_set("dates", "speech_types"):
        return False
    clause = next((i for i in [head, *ancestors(sentence, head)] if sentence.tokens[i].dep == "ccomp"), None)
    if clause is None or head not in (clause, *children(sentence, clause, "xcomp")):
        return False
    tensed = [sentence.tokens[i] for i in [*children(sentence, clause, "aux"), clause]]
    return tensed[0].tag in ("VBZ", "VBP", "MD")


# --- what is not tied to the act itself ------------------------------------------------------------------------------


def _counted(story: Story, sentence: Sentence, head: int, expressions: list[DateExpression]) -> Dating | None:
    """The day of an act that another one is counted from: "freed on Thursday, six days after they took him"."""
    text = story.text
    counted = counted_act(sentence, text, head)
    if counted is None:
        return None
    match, other = counted
    chosen, _ = choose_expression(sentence, expressions, other)
    if chosen is None or chosen.interval is None:
        return None
    days = count_back(match, days_of(chosen.interval))
    if days is None:
        return None
    first, last = sentence.start + match.start, sentence.start + match.end
    words = text[first:last]
    basis = f"{chosen.span.text}, {words}"
    interval = Interval(
        days.first.isoformat(), days.last.isoformat(), days.granularity, basis, Span(first, last, words, "text")
    )
    return Dating(interval, None, (f"date {basis!r}: counted from {sentence.tokens[other].text!r}",))


def _from_narration(
    story: Story, sentence: Sentence, head: int, expressions: list[DateExpression], quoted_said: bool | None
) -> Dating | None:
    """The day that the narration gives an act without its own words: sentence before, scene, lead."""
    if _came_before(sentence, head):
        return None
    if not expressions:
        carried = carried_over(story, sentence, head)
        if carried is not None:
            return _carried(carried, "carried over from the sentence before")
        carried = day_of_scene(story, sentence, head)
        if carried is not None:
            return _carried(carried, "day of the scene")
        carried = told_by_next(story, sentence)
        if carried is not None:
            return _carried(carried, "the lead, told on with its day")
    carried = named_day(story, sentence, head)
    if carried is not None:
        return _carried(carried, "the act named by its day elsewhere")
    carried = _after_act(story, sentence, head, quoted_said)
    if carried is not None:
        return _carried(carried, "done after it, and before the story was written")
    carried = told_on_from_lead(story, sentence, head, quoted_said)
    return _carried(carried, "told on from the lead, on the day of writing") if carried is not None else None


def _came_before(sentence: Sentence, head: int) -> bool:
    """Whether the act is what another one follows: "the raid follows *attacks* on the port"."""
    tops = [index for index in (head, *ancestors(sentence, head)) if sentence.tokens[index].dep == "dobj"]
    return any(sentence.tokens[sentence.tokens[top].head].lemma.lower() == "follow" for top in tops)


def _after_act(story: Story, sentence: Sentence, head: int, quoted_said: bool | None) -> Interval | None:
    """The days of what is told to be done after an act that an earlier sentence dates ("following the vote")."""
    for level, _ in levels_of(sentence, head, quoted_said):
        act = act_before(sentence, level)
        day = find_act_day(sentence, story, act) if act is not None else None
        if day is not None and told_in_past(sentence, level):
            return told_after(story, day)
    return None


def _carried(interval: Interval, how: str) -> Dating:
    return Dating(interval, None, (f"date {interval.basis!r}: {how}",))


def _step(expression: DateExpression, how: str) -> str:
    return f"date {expression.span.text!r}: {how}; {expression.counted}"


def _as_the_lead(story: Story, sentence: Sentence, head: int, event_type: str | None) -> Dating:
    """The date that the text gives the same act (same lemma), else the date of the lead's main clause."""
    told = body(story)
    lemma = sentence.tokens[head].lemma.lower()
    for other in told:
        for index, token in enumerate(other.tokens):
            if token.lemma.lower() == lemma:
                found = date_event(story, other, index, event_type=event_type)
                if found.interval is not None:
                    return _of_the_lead(found, "the same act in the text")
    if not told:
        return Dating(None, NONE_STATED)
    for clause in reversed(main_clauses(told[0])):
        found = date_event(story, told[0], clause)
        if found.interval is not None:
            return _of_the_lead(found, "the lead's main clause")
    return Dating(None, NONE_STATED)


def _of_the_lead(found: Dating, how: str) -> Dating:
    """The date of a headline; its steps say whose it is: "date 'Monday': the same act in the text, its own clause"."""
    return found._replace(steps=tuple(step.replace("': ", f"': {how}, ", 1) for step in found.steps))
