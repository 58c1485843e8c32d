"""Time carried on by the narration: an act told without its own date by sentences that go on from a dated one."""

from __future__ import annotations

from datetime import date

from whodid.events.clauses import children, is_noun, is_verb
from whodid.events.status import read_status
from whodid.events.when.anchors import anchor_day
from whodid.events.when.expression import DateExpression
from whodid.events.when.expressions import find_dates
from whodid.events.when.ties import choose_expression, levels_of
from whodid.events.wordlists import word_set
from whodid.model import Interval, Sentence, Story

_NEWS_DAYS = 7
"""Older days are background, and a narration in the background leaves its dates open (the seed story's coding)."""
LEAD_SENTENCES = 4
_SENTENCES_BACK = 6
"""How far a scene's day holds."""


def body(story: Story) -> list[Sentence]:
    """The sentences of the text that tell something, in order; a printed date line or a caption without a verb tells
    nothing."""
    return [one for one in story.sentences if one.field == "text" and any(is_verb(token) for token in one.tokens)]


def main_clauses(sentence: Sentence) -> list[int]:
    """The heads of the clauses that tell the news: the root, and before it what a report or a semicolon sets beside it
    ("guards fired, the daily reported")."""
    root = next((index for index, token in enumerate(sentence.tokens) if token.head == index), 0)
    beside = [i for i in children(sentence, root, "ccomp", "parataxis") if i < root and told_in_past(sentence, i)]
    return [root, *beside]


def day_of_clause(story: Story, sentence: Sentence) -> Interval | None:
    """The date that syntax ties to a main clause of the sentence."""
    expressions = find_dates(sentence, story)
    for clause in main_clauses(sentence) if expressions else []:
        chosen, _ = choose_expression(sentence, expressions, clause)
        if chosen is not None and chosen.interval is not None:
            return chosen.interval
    return None


def is_news(story: Story, interval: Interval) -> bool:
    """Whether the interval is a day of the last week before the story."""
    anchor = anchor_day(story)
    if anchor is None or interval.start != interval.end:
        return False
    return 0 <= (anchor - date.fromisoformat(interval.end)).days <= _NEWS_DAYS


# --- the sentence before ---------------------------------------------------------------------------------------------


def carried_over(story: Story, sentence: Sentence, head: int, *, back: int = _SENTENCES_BACK) -> Interval | None:
    """The day of the sentence before, where the narration goes on: same paragraph, or a pronoun as subject.

    Sentences without a date are passed over, `back` of them at most.

    Only for what the main clause tells in the past tense, without a word of another time, and only for a day of the
    news itself. Measured on the coded stories: of 17 dates so carried 11 were the coder's, 5 were left open by the
    coder, 1 was wrong.
    """
    levels = [level for level, _ in levels_of(sentence, head, None)]
    main = next((one for one in main_clauses(sentence) if one in levels and told_in_past(sentence, one)), None)
    before = next((other for other in story.sentences if other.index == sentence.index - 1), None)
    if main is None or breaks_time(sentence) or before is None or before.field != sentence.field:
        return None
    subjects = [sentence.tokens[index].text.lower() for index in children(sentence, main, "nsubj", "nsubjpass")]
    if before.paragraph != sentence.paragraph and not any(word in ("he", "she", "they", "it") for word in subjects):
        return None
    interval = day_of_clause(story, before)
    if interval is None and back and not find_dates(before, story):
        root = main_clauses(before)[0]
        interval = carried_over(story, before, root, back=back - 1) or day_of_scene(story, before, root)
    return interval if interval is not None and is_news(story, interval) else None


def told_in_past(sentence: Sentence, verb: int) -> bool:
    """Whether a verb stands in the past tense, simple, passive or progressive, and not in the pluperfect."""
    token = sentence.tokens[verb]
    if token.tag == "VBD":
        return True
    helpers = [sentence.tokens[index] for index in children(sentence, verb, "aux", "auxpass")]
    return token.tag in ("VBN", "VBG") and bool(helpers) and helpers[0].lemma == "be" and helpers[0].tag == "VBD"


def breaks_time(sentence: Sentence) -> bool:
    """Whether a word of the sentence puts it at another time than the one before ("earlier", "meanwhile")."""
    return any(token.text.lower() in word_set("dates", "time_breaks") for token in sentence.tokens)


# --- the scene -------------------------------------------------------------------------------------------------------


def day_of_scene(story: Story, sentence: Sentence, head: int) -> Interval | None:
    """The day that the sentences before (else the lead) give an act done at a scene, for another one done there.

    An older date that other paragraphs tell in between is passed over; in the same paragraph it leaves the act undated.
    """
    if not _done_at_scene(sentence, head) or breaks_time(sentence):
        return None
    pluperfect = any(token.text.lower() == "had" and token.dep == "aux" for token in sentence.tokens)
    if pluperfect or read_status(sentence, head).status != "happened":
        return None
    told = body(story)
    before = [other for other in told if other.index < sentence.index]
    lead = [other for other in told[:LEAD_SENTENCES] if other.index != sentence.index]
    for other in [*reversed(before[-_SENTENCES_BACK:]), *lead]:
        interval = _scene_day(story, other)
        if interval is not None and is_news(story, interval):
            return interval
        if interval is not None and other.paragraph == sentence.paragraph:
            return None
    return None


def _done_at_scene(sentence: Sentence, head: int) -> bool:
    """Whether the act is one done at a scene ("clashed", "led a raid"); an attribute ("captured men") is
    none, nor what somebody is accused of."""
    acts = word_set("where", "local_acts")
    token = sentence.tokens[head]
    if token.dep == "amod" or (token.dep == "pcomp" and sentence.tokens[token.head].text.lower() in ("of", "for")):
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
    for index in [*acts, *main_clauses(sentence)] if expressions else []:
        chosen, _ = choose_expression(sentence, expressions, index)
        if chosen is not None and chosen.interval is not None and not chosen.names_noun and chosen.role != "by":
            return chosen.interval
    return None


# --- the lead --------------------------------------------------------------------------------------------------------


def told_on_from_lead(story: Story, sentence: Sentence, head: int, quoted_said: bool | None = None) -> Interval | None:
    """The day of the lead, where it is the day the story was written and the narration goes on from it unbroken.

    What is told after an act of that very day, and in the story, was done in between: on that day. So only for main
    clauses in the past tense, and only until a sentence names another day of the past.
    """
    anchor, told = anchor_day(story), body(story)
    if anchor is None or sentence.field != "text" or sentence not in told:
        return None
    levels = [level for level, _ in levels_of(sentence, head, quoted_said)]
    main = next((one for one in main_clauses(sentence) if one in levels and told_in_past(sentence, one)), None)
    if main is None or read_status(sentence, main).status not in ("happened", "negated"):
        return None
    day = _lead_day(story, told[0], anchor)
    passed = told[1 : told.index(sentence) + 1]
    if day is None or any(_names_other_day(story, other, anchor) for other in passed) or _looks_back(sentence):
        return None
    return day


def _lead_day(story: Story, lead: Sentence, anchor: date) -> Interval | None:
    """The day the lead tells its news of, where that is the day the story was written."""
    days = [
        expression.interval
        for expression in find_dates(lead, story)
        if expression.interval and not expression.names_noun and expression.role == "point"
    ]
    recent = [day for day in days if is_news(story, day)]
    return recent[0] if recent and all(day.start == anchor.isoformat() for day in recent) else None


def _names_other_day(story: Story, sentence: Sentence, anchor: date) -> bool:
    """Whether the sentence tells of another time that is past, but in passing ("he had met them on Thursday")."""
    return any(
        expression.interval is not None
        and expression.interval.end < anchor.isoformat()
        and not expression.names_noun
        and not _in_pluperfect(sentence, expression)
        for expression in find_dates(sentence, story)
    )


def _in_pluperfect(sentence: Sentence, expression: DateExpression) -> bool:
    helpers = children(sentence, expression.governor, "aux")
    return any(sentence.tokens[index].text.lower() in ("had", "having") for index in helpers)


def _looks_back(sentence: Sentence) -> bool:
    return any(
        token.text.lower() in word_set("dates", "looking_back") and token.dep == "advmod" for token in sentence.tokens
    )


# --- told before its day is ------------------------------------------------------------------------------------------


def told_by_next(story: Story, sentence: Sentence) -> Interval | None:
    """The day of the second sentence, for a lead without any: a lead says what, the sentence after it when."""
    told = body(story)
    if len(told) < 2 or told[0] != sentence or find_dates(sentence, story):
        return None
    interval = day_of_clause(story, told[1])
    return interval if interval is not None and is_news(story, interval) else None


def named_day(story: Story, sentence: Sentence, head: int) -> Interval | None:
    """The day by which the story names the act elsewhere ("held drills", later "Monday's drills"); None for several."""
    makes = sentence.tokens[head].lemma.lower() in word_set("dates", "makers")
    nouns = [head] if is_noun(sentence.tokens[head]) else children(sentence, head, "dobj") if makes else []
    lemmas = {sentence.tokens[index].lemma.lower() for index in nouns}
    days = {
        (e.interval.start, e.interval.end): e.interval
        for other in story.sentences
        for e in find_dates(other, story)
        if e.interval and e.names_noun and other.tokens[e.governor].lemma.lower() in lemmas
    }
    return next(iter(days.values())) if len(days) == 1 else None


# --- what is done after a named act ----------------------------------------------------------------------------------


def told_after(story: Story, act: Interval) -> Interval | None:
    """The days left for what was done after an act and stands in the story: where they are at most two."""
    anchor = anchor_day(story)
    if anchor is None or act.start != act.end:
        return None
    left = (anchor - date.fromisoformat(act.end)).days
    if left not in (0, 1):
        return None
    return Interval(act.end, anchor.isoformat(), "day", act.basis, act.span)
