"""The date of one event: the expression that syntax ties to it, or that the discourse carries over to it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from whodid.events.clauses import ancestors, children, has_subject, is_noun, is_verb
from whodid.events.when.expressions import DateExpression, anchor_day, find_dates
from whodid.events.wordlists import word_set
from whodid.model import Interval, Sentence, Story

NONE_STATED = "none stated"
_ARGUMENTS = (
    "dobj",
    "pobj",
    "prep",
    "attr",
    "dative",
    "agent",
    "nsubj",
    "nsubjpass",
    "npadvmod",
    "advmod",
    "oprd",
    "acomp",
)


def date_event(
    story: Story, sentence: Sentence, head: int, *, quoted_said: bool | None = None
) -> tuple[Interval | None, str | None, tuple[str, ...]]:
    """The date of the event whose head is token `head`: interval or None, the reason where None, and the steps.

    An expression dates the event where it hangs on the event's clause, or on one the event shares its time with. The
    date of a reporting verb ("said on Monday") is the saying's own, and the event's only where the event is what the
    words themselves do ("I thank ...", said on Monday): `quoted_said` forces that reading on or off, None decides by
    the words. A headline has the date of the lead. Nothing found is "none stated", never the day of publication.
    """
    if sentence.field == "title":
        return _as_the_lead(story, sentence, head)
    expressions = find_dates(sentence, story)
    for level, how in _levels(sentence, head, quoted_said):
        chosen = _tied_to(sentence, expressions, level, head)
        if chosen is not None:
            step = f"date {chosen.span.text!r}: {how}"
            return chosen.interval, chosen.reason, (step,)
    carried = None if expressions else _carried_over(story, sentence, head)
    if carried is not None:
        return carried, None, (f"date {carried.basis!r}: carried over from the sentence before",)
    return None, NONE_STATED, ()


def _as_the_lead(story: Story, sentence: Sentence, head: int) -> tuple[Interval | None, str | None, tuple[str, ...]]:
    """The date the lead gives the same act (same lemma in its first paragraph), else the lead's main clause."""
    body = [other for other in story.sentences if other.field == "text" and any(is_verb(t) for t in other.tokens)]
    if not body:
        return None, NONE_STATED, ()
    lemma = sentence.tokens[head].lemma.lower()
    lead = [other for other in body if other.paragraph == body[0].paragraph]
    for other in lead:
        for index, token in enumerate(other.tokens):
            if token.lemma.lower() == lemma:
                interval, reason, steps = date_event(story, other, index)
                if interval is not None:
                    return interval, reason, (*steps, "the lead tells the same act")
    interval, reason, steps = date_event(story, body[0], _root(body[0]))
    return interval, reason, (*steps, "headline: date of the lead") if interval else ()


# --- time carried on by the narration --------------------------------------------------------------------------------

_NEWS_DAYS = 7
"""Older days are background, and a narration in the background leaves its dates open (the seed story's coding)."""


def _carried_over(story: Story, sentence: Sentence, head: int) -> Interval | None:
    """The day of the sentence before, where the narration goes on: same paragraph, or a pronoun as subject.

    Only for what the main clause tells in the simple past, without a word of another time, and only for a day of the
    news itself. Measured on the coded stories: of 17 dates so carried 11 were the coder's, 5 were left open by the
    coder, 1 was wrong.
    """
    root = _root(sentence)
    verb = sentence.tokens[root]
    if verb.tag != "VBD" or root not in [level for level, _ in _levels(sentence, head, None)]:
        return None
    if any(token.text.lower() in word_set("dates", "time_breaks") for token in sentence.tokens):
        return None
    before = next((other for other in story.sentences if other.index == sentence.index - 1), None)
    if before is None or before.field != sentence.field:
        return None
    subjects = [sentence.tokens[index].text.lower() for index in children(sentence, root, "nsubj", "nsubjpass")]
    if before.paragraph != sentence.paragraph and not any(word in ("he", "she", "they", "it") for word in subjects):
        return None
    interval, _, _ = date_event(story, before, _root(before))
    return interval if interval is not None and _is_news(story, interval) else None


def _is_news(story: Story, interval: Interval) -> bool:
    anchor = anchor_day(story)
    if anchor is None or interval.start != interval.end:
        return False
    return 0 <= (anchor - date.fromisoformat(interval.end)).days <= _NEWS_DAYS


def _root(sentence: Sentence) -> int:
    return next((index for index, token in enumerate(sentence.tokens) if token.head == index), 0)


# --- clauses an event shares its time with ---------------------------------------------------------------------------


def _levels(sentence: Sentence, head: int, quoted_said: bool | None) -> Iterator[tuple[int, str]]:
    """The heads of the clauses whose time is the event's, nearest first, each with how it is tied to the event."""
    yield head, "its own clause"
    below = head
    for above in ancestors(sentence, head):
        how = _shares_time(sentence, below, above, quoted_said)
        if how is None:
            return
        if how:
            yield above, how
        below = above


def _shares_time(sentence: Sentence, below: int, above: int, quoted_said: bool | None) -> str | None:
    """How the clause of `above` dates what hangs on it at `below`; "" for a word to pass over, None for not at all."""
    token, over = sentence.tokens[below], sentence.tokens[above]
    lemma = over.lemma.lower()
    if token.dep == "conj":
        return "joined to it"
    if token.dep == "amod" and token.tag == "VBD":
        return "its object"  # "both navies held drills", where the parser takes the verb for an adjective
    if token.dep in ("nsubj", "nsubjpass", "csubj"):
        return None if lemma in word_set("dates", "reporting") else "its verb"
    if token.dep in ("dobj", "attr", "oprd"):
        return (
            "its verb"
            if lemma in word_set("dates", "makers") | word_set("status", "verbs", "light") or lemma == "be"
            else None
        )
    if token.dep == "pobj":
        return "" if over.text.lower() in ("in", "during", "at", "by", "with") else None
    if token.dep in ("prep", "agent", "pcomp"):
        return "the clause it is a circumstance of" if is_verb(over) else None
    if token.dep == "xcomp":
        return (
            "the verb over it"
            if any(lemma in word_set("status", "governors", kind) for kind in ("passes", "denies"))
            else None
        )
    if token.dep == "advcl":
        return _circumstance(sentence, below)
    if token.dep in ("ccomp", "parataxis") and lemma in word_set("dates", "reporting"):
        said = _does_what_it_says(sentence, below) if quoted_said is None else quoted_said
        return "said then, and done by saying" if said else None
    return None


def _circumstance(sentence: Sentence, clause: int) -> str | None:
    marks = [sentence.tokens[index].text.lower() for index in children(sentence, clause, "mark", "advmod")]
    if any(
        mark in ("after", "before", "since", "until", "once", "if", "unless", "because", "although", "though")
        for mark in marks
    ):
        return None
    if not has_subject(sentence, clause) or any(mark in ("when", "as", "while") for mark in marks):
        return "the clause it is a circumstance of"
    return None


def _does_what_it_says(sentence: Sentence, verb: int) -> bool:
    """Whether the words are themselves the act: first person, present, a verb of speaking ("we condemn", "I urge")."""
    token = sentence.tokens[verb]
    subject = [sentence.tokens[index].text.lower() for index in children(sentence, verb, "nsubj")]
    return (
        token.tag in ("VBP", "VB")
        and not children(sentence, verb, "aux", "auxpass")
        and any(word in ("i", "we") for word in subject)
        and token.lemma.lower() in word_set("status", "verbs", "acts_in_present")
    )


# --- expressions of a clause -----------------------------------------------------------------------------------------


def _tied_to(sentence: Sentence, expressions: list[DateExpression], level: int, head: int) -> DateExpression | None:
    """The expression that hangs on `level` or on its arguments; a dated one before a vague one, then the nearest."""
    tied = [e for e in expressions if _hangs_on(sentence, e, level)]
    if not tied:
        return None
    direct = [e for e in tied if e.governor == level] or tied
    return min(direct, key=lambda e: (e.interval is None, e.role != "point", abs(e.head - head)))


def _hangs_on(sentence: Sentence, expression: DateExpression, level: int) -> bool:
    if expression.governor == level:
        return True
    if expression.names_noun:
        return _names_circumstance(sentence, expression.governor, level)
    index = expression.governor
    for above in [expression.governor, *ancestors(sentence, expression.governor)]:
        if above == level:
            return True
        token = sentence.tokens[above]
        made = token.dep == "acl" and token.lemma.lower() in word_set("dates", "makers")
        beside = token.dep == "advcl" and token.head == level and _circumstance(sentence, above) is not None
        named = token.dep == "ccomp" and is_noun(token)  # "proclaimed himself president on ..."
        if token.dep not in _ARGUMENTS and not made and not beside and not named:
            return False
        if token.dep in ("nsubj", "nsubjpass") and not is_noun(token):
            return False
        index = above
    return index == level


def _names_circumstance(sentence: Sentence, noun: int, level: int) -> bool:
    """Whether the dated noun is itself when or in what the act was done: "in the 1967 war", "at Friday's session"."""
    preposition = sentence.tokens[noun].head
    if sentence.tokens[noun].dep != "pobj" or sentence.tokens[preposition].text.lower() not in ("in", "at", "during"):
        return False
    return sentence.tokens[preposition].head == level
