"""The date of one event: the expression that syntax ties to it, or that the discourse carries over to it."""

from __future__ import annotations

from datetime import date

from whodid.events.clauses import children, is_verb
from whodid.events.status import read_status
from whodid.events.when.expressions import DateExpression, anchor_day, find_dates
from whodid.events.when.ties import levels_of, tied_to
from whodid.events.wordlists import word_set
from whodid.model import Interval, Quotation, Sentence, Story

NONE_STATED = "none stated"
_NEWS_DAYS = 7
"""Older days are background, and a narration in the background leaves its dates open (the seed story's coding)."""
_LEAD_SENTENCES = 4
_SENTENCES_BACK = 6
"""How far a scene's day holds, and how far into the text the headline's act is looked for."""


def date_event(
    story: Story, sentence: Sentence, head: int, *, quoted_said: bool | None = None
) -> tuple[Interval | None, str | None, tuple[str, ...]]:
    """The date of the event whose head is token `head`: interval or None, the reason where None, and the steps.

    An expression dates the event where it hangs on the event's clause, or on one the event shares its time with. The
    date of a reporting verb ("said on Monday") is the saying's own, and the event's only where the event is what the
    words themselves do ("I thank ...", said on Monday): `quoted_said` forces that reading on or off, None decides by
    the words. A headline has the date of the lead; an act told on in the narration that of the sentence before it.
    Nothing found is "none stated", never the day of publication.
    """
    if sentence.field == "title":
        return _as_the_lead(story, sentence, head)
    expressions = find_dates(sentence, story)
    chosen, how = _tied(sentence, expressions, head, quoted_said)
    if chosen is not None:
        return chosen.interval, chosen.reason, (f"date {chosen.span.text!r}: {how}",)
    if not expressions:
        carried, how = _carried_over(story, sentence, head), "carried over from the sentence before"
        if carried is None:
            carried, how = _day_of_scene(story, sentence, head), "day of the scene"
        if carried is not None:
            return carried, None, (f"date {carried.basis!r}: {how}",)
    return None, NONE_STATED, ()


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


def _tied(
    sentence: Sentence, expressions: list[DateExpression], head: int, quoted_said: bool | None = None
) -> tuple[DateExpression | None, str]:
    """The expression tied to the event by syntax, and how; None where none is."""
    for level, how in levels_of(sentence, head, quoted_said):
        chosen = tied_to(sentence, expressions, level, head)
        if chosen is not None:
            return chosen, how
    return None, ""


def _as_the_lead(story: Story, sentence: Sentence, head: int) -> tuple[Interval | None, str | None, tuple[str, ...]]:
    """The date that the first sentences give the same act (same lemma), else the date of the lead's main clause."""
    body = [other for other in story.sentences if other.field == "text" and any(is_verb(t) for t in other.tokens)]
    lemma = sentence.tokens[head].lemma.lower()
    for other in body[:_SENTENCES_BACK]:
        for index, token in enumerate(other.tokens):
            if token.lemma.lower() == lemma:
                interval, reason, steps = date_event(story, other, index)
                if interval is not None:
                    return interval, reason, (*steps, "the lead tells the same act")
    if not body:
        return None, NONE_STATED, ()
    interval, reason, steps = date_event(story, body[0], _root(body[0]))
    return (interval, reason, (*steps, "headline: date of the lead")) if interval else (None, NONE_STATED, ())


# --- time carried on by the narration --------------------------------------------------------------------------------


def _carried_over(story: Story, sentence: Sentence, head: int) -> Interval | None:
    """The day of the sentence before, where the narration goes on: same paragraph, or a pronoun as subject.

    Only for what the main clause tells in the simple past, without a word of another time, and only for a day of the
    news itself. Measured on the coded stories: of 17 dates so carried 11 were the coder's, 5 were left open by the
    coder, 1 was wrong.
    """
    root = _root(sentence)
    if sentence.tokens[root].tag != "VBD" or root not in [level for level, _ in levels_of(sentence, head, None)]:
        return None
    before = next((other for other in story.sentences if other.index == sentence.index - 1), None)
    if _breaks_time(sentence) or before is None or before.field != sentence.field:
        return None
    subjects = [sentence.tokens[index].text.lower() for index in children(sentence, root, "nsubj", "nsubjpass")]
    if before.paragraph != sentence.paragraph and not any(word in ("he", "she", "they", "it") for word in subjects):
        return None
    interval, _, _ = date_event(story, before, _root(before))
    return interval if interval is not None and _is_news(story, interval) else None


def _day_of_scene(story: Story, sentence: Sentence, head: int) -> Interval | None:
    """The day that the sentences before (else the lead) give an act done at a scene, for another one done there.

    An older date that other paragraphs tell in between is passed over; in the same paragraph it leaves the act undated.
    """
    if not _done_at_scene(sentence, head) or _breaks_time(sentence):
        return None
    pluperfect = any(token.text.lower() == "had" and token.dep == "aux" for token in sentence.tokens)
    if pluperfect or read_status(sentence, head).status != "happened":
        return None
    body = [other for other in story.sentences if other.field == "text" and any(is_verb(t) for t in other.tokens)]
    before = [other for other in body if other.index < sentence.index]
    lead = [other for other in body[:_LEAD_SENTENCES] if other.index != sentence.index]
    for other in [*reversed(before[-_SENTENCES_BACK:]), *lead]:
        interval = _scene_day(story, other)
        if interval is not None and _is_news(story, interval):
            return interval
        if interval is not None and other.paragraph == sentence.paragraph:
            return None
    return None


def _done_at_scene(sentence: Sentence, head: int) -> bool:
    """Whether the act is one done at a scene ("clashed", "led a raid"); an attribute ("captured men") is none."""
    acts = word_set("where", "local_acts")
    if sentence.tokens[head].dep == "amod":
        return False
    objects = (
        children(sentence, head, "dobj") if sentence.tokens[head].lemma.lower() in word_set("dates", "makers") else []
    )
    return any(sentence.tokens[index].lemma.lower() in acts for index in [head, *objects])


def _scene_day(story: Story, sentence: Sentence) -> Interval | None:
    """The date that syntax ties to an act done at a scene in the sentence, or to its main clause."""
    expressions = find_dates(sentence, story)
    acts = [
        index for index, token in enumerate(sentence.tokens) if token.lemma.lower() in word_set("where", "local_acts")
    ]
    for index in [*acts, _root(sentence)] if expressions else []:
        chosen, _ = _tied(sentence, expressions, index)
        if chosen is not None and chosen.interval is not None and not chosen.names_noun:
            return chosen.interval
    return None


def _breaks_time(sentence: Sentence) -> bool:
    return any(token.text.lower() in word_set("dates", "time_breaks") for token in sentence.tokens)


def _is_news(story: Story, interval: Interval) -> bool:
    anchor = anchor_day(story)
    if anchor is None or interval.start != interval.end:
        return False
    return 0 <= (anchor - date.fromisoformat(interval.end)).days <= _NEWS_DAYS


def _root(sentence: Sentence) -> int:
    return next((index for index, token in enumerate(sentence.tokens) if token.head == index), 0)
