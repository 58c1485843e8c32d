"""Whether an event is background: older than the news its story tells, or told as background to it.

Evidence in order: the event's own date; the tense and words of its clause (pluperfect, "previously", "decades of"); and
the stretch of text it stands in, for an old date at the head of a paragraph governs what is told after it until the
news resumes.
"""

from __future__ import annotations

import re
from datetime import date

from whodid.events.clauses import ancestors, children, first_conjunct, governing_verb, is_noun, subtree
from whodid.events.when import DateExpression, find_dates
from whodid.events.when.anchors import anchor_day
from whodid.events.wordlists import load_lists, word_set
from whodid.model import Interval, Sentence, Story

OLD_DAYS = 28
"""Days before publication from which a dated event is background: "a month or more" (GUIDE of the coded stories)."""
_FORWARD_DAYS = 90
_YEAR = 366


def read_history(story: Story, sentence: Sentence, head: int, interval: Interval | None) -> tuple[bool, str | None]:
    """Whether the event at token `head` is background to the news, and why (None where it is news).

    `interval` is the event's own date, None where the text states none. Without a day of publication only words and
    tense can tell.
    """
    anchor = anchor_day(story)
    if interval is not None and anchor is not None:
        if is_old(interval, anchor) and not _works_ahead(sentence, interval, anchor):
            return True, f"older than the news: {interval.basis}"
        if not is_old(interval, anchor):
            return False, None
    reason = _told_as_background(sentence, head) or _in_old_stretch(story, sentence)
    if reason is None and not _names_recent_day(story, sentence, anchor):
        reason = _pluperfect(sentence, head) or _standing(sentence, head)
    return reason is not None, reason


def is_old(interval: Interval, anchor: date) -> bool:
    """Whether the days end a month or more before the anchor, or are a month (or more) before the anchor's month.

    What runs up to the anchor ("since 2014", "over the last four years") is old where it began over a year before.
    """
    start, end = date.fromisoformat(interval.start), date.fromisoformat(interval.end)
    if end == anchor and (anchor - start).days > _YEAR:
        return True
    if interval.granularity in ("month", "quarter", "year"):
        return end < anchor.replace(day=1)
    return (anchor - end).days >= OLD_DAYS


def _works_ahead(sentence: Sentence, interval: Interval, anchor: date) -> bool:
    """Whether the act prepares what is still to come: "in April both navies prepared the joint drill"."""
    recent = (anchor - date.fromisoformat(interval.end)).days <= _FORWARD_DAYS
    return recent and any(token.lemma.lower() in word_set("history", "forward") for token in sentence.tokens)


# --- the event's own clause ------------------------------------------------------------------------------------------


def _told_as_background(sentence: Sentence, head: int) -> str | None:
    for index in [head, *children(sentence, head, "amod", "compound", "advmod", "prep", "poss")]:
        lemma = sentence.tokens[index].lemma.lower()
        if sentence.tokens[index].dep == "advmod" and lemma in word_set("history", "adverbs"):
            return f"told as background: {sentence.tokens[index].text}"
        if index != head and is_noun(sentence.tokens[head]):
            words = "".join(sentence.tokens[part].text.lower() for part in subtree(sentence, index))  # "long-running"
            if {lemma, words} & word_set("history", "adjectives"):
                return f"told as background: {words}"
    return _span_of_time(sentence, head) or _phrase(sentence, head)


def _span_of_time(sentence: Sentence, head: int) -> str | None:
    """A span of time or a remembrance over the act: "decades of conflict", "the anniversary of the raid"."""
    if not is_noun(sentence.tokens[head]):
        return None
    for above in list(ancestors(sentence, head))[:2]:
        lemma = sentence.tokens[above].lemma.lower()
        if lemma in word_set("history", "nouns") or (
            lemma in word_set("history", "spans") and sentence.tokens[above].tag == "NNS"
        ):
            return f"told as background: {sentence.tokens[above].text}"
    return None


def _phrase(sentence: Sentence, head: int) -> str | None:
    """A phrase of long standing in the event's own clause ("have met numerous times", "over the years")."""
    verb = governing_verb(sentence, head)
    clause = subtree(sentence, verb if verb is not None else head)
    words = " ".join(sentence.tokens[index].text.lower() for index in clause)
    for phrase in load_lists("history")["phrases"]:
        if re.search(rf"\b{phrase}\b", words):
            return f"told as background: {phrase}"
    return None


def _pluperfect(sentence: Sentence, head: int) -> str | None:
    """A main or relative clause in the pluperfect; in reported speech it is only the past of what was said."""
    verb = governing_verb(sentence, head)
    if verb is None:
        return None
    base = first_conjunct(sentence, verb)
    had = [
        index
        for index in [*children(sentence, verb, "aux"), *children(sentence, base, "aux")]
        if sentence.tokens[index].lemma.lower() == "have" and sentence.tokens[index].tag == "VBD"
    ]
    if had and sentence.tokens[base].dep in ("ROOT", "relcl"):
        return f"told as background: {sentence.tokens[had[0]].text} {sentence.tokens[verb].text}"
    return None


def _standing(sentence: Sentence, head: int) -> str | None:
    """A present perfect joined to a lasting state: "the port is disputed and the council has accused both sides"."""
    verb = governing_verb(sentence, head)
    if verb is None or sentence.tokens[verb].dep != "conj" or sentence.tokens[verb].tag != "VBN":
        return None
    have = [index for index in children(sentence, verb, "aux") if sentence.tokens[index].tag in ("VBZ", "VBP")]
    base = first_conjunct(sentence, verb)
    tags = {sentence.tokens[index].tag for index in [base, *children(sentence, base, "auxpass")]}
    if have and tags & {"VBZ", "VBP"}:
        return f"told beside a lasting state: {sentence.tokens[have[0]].text} {sentence.tokens[verb].text}"
    return None


def _names_recent_day(story: Story, sentence: Sentence, anchor: date | None) -> bool:
    if anchor is None:
        return False
    dated = [e.interval for e in find_dates(sentence, story) if e.interval is not None]
    return any(not is_old(interval, anchor) for interval in dated)


# --- the stretch of text ---------------------------------------------------------------------------------------------


def _in_old_stretch(story: Story, sentence: Sentence) -> str | None:
    """The old date that governs the sentence: of its own main clause, or of sentences before it."""
    anchor = anchor_day(story)
    if sentence.field != "text" or anchor is None:
        return None
    governing: str | None = None
    for other in _stretch(story, sentence):
        governing = _date_over(story, other, anchor, governing)
    return f"goes on from: {governing}" if governing else None


def _stretch(story: Story, sentence: Sentence) -> list[Sentence]:
    """The sentences of the text that run up to this one without a break: its paragraph, and those it goes on from."""
    stretch = [sentence]
    before = [other for other in story.sentences if other.field == "text" and other.index < sentence.index]
    for other in reversed(before):
        if other.paragraph != stretch[0].paragraph and not _goes_on(story, stretch[0]):
            break
        stretch.insert(0, other)
    return stretch


def _date_over(story: Story, sentence: Sentence, anchor: date, governing: str | None) -> str | None:
    """The old date in force after `sentence`: its own, none where it tells of the present, else the one before."""
    dated = [e for e in find_dates(sentence, story) if e.interval is not None and not e.names_noun]
    for expression in dated:
        if expression.interval is None or expression.interval.end == anchor.isoformat():
            continue
        if _opens(sentence, expression):
            if not is_old(expression.interval, anchor):
                return None
            return None if _works_ahead(sentence, expression.interval, anchor) else expression.interval.basis
    if any(e.interval is not None and not is_old(e.interval, anchor) for e in dated):
        return None
    if any(token.text.lower() in word_set("history", "resume") for token in sentence.tokens):
        return None
    root = next((token for index, token in enumerate(sentence.tokens) if token.head == index), None)
    return governing if root is not None and root.tag in ("VBD", "VBN") else None


def _opens(sentence: Sentence, expression: DateExpression) -> bool:
    """Whether the expression dates the sentence's main clause (or its first clause)."""
    governor = sentence.tokens[expression.governor]
    return governor.head == expression.governor or governor.dep in ("conj", "ccomp") or expression.head < 4


def _goes_on(story: Story, sentence: Sentence) -> bool:
    """Whether a paragraph that opens with this sentence goes on with what was told before it."""
    words = story.text[sentence.start : sentence.end].lower()
    lists = load_lists("history")
    return any(re.search(rf"\b{link}\b", words[:60]) for link in [*lists["links"], *lists["anaphors"]])
