"""The date expressions of a sentence, each with the days it covers or the reason why it covers none."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from whodid.events.clauses import ancestors, children, governing_verb, is_noun
from whodid.events.status import read_status
from whodid.events.when.calendar import Days, Direction, Setting, UnresolvedError, resolve
from whodid.events.when.grammar import Match, match_expressions
from whodid.events.wordlists import load_lists, word_set
from whodid.model import Interval, Sentence, Span, Story, Token

_BEFORE_NOUN = ("poss", "compound", "nmod", "nummod", "amod")
_FROM_NARRATION = frozenset({"following_day", "previous_day", "same_day", "that_year", "following_year"})
_SENTENCES_BACK = 8


@dataclass(frozen=True, slots=True)
class DateExpression:
    """Words that say when. `interval` is None with a `reason`; `head` is the index of the expression's top token.

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


def find_dates(sentence: Sentence, story: Story) -> list[DateExpression]:
    """The date expressions of the sentence in order of the text, resolved against the story's day of publication.

    Without `published` the dateline's day serves; without either, expressions that need one have the reason "no anchor".
    "On Monday" is the last Monday up to and including the anchor where its clause tells of the past, the next one where
    it looks ahead; "the next day" counts from the day the narration named before.
    """
    text = story.title if sentence.field == "title" else story.text
    words = text[sentence.start : sentence.end]
    found: list[DateExpression] = []
    last: Days | None = None
    for match in _joined(words, [m for m in match_expressions(words) if _is_date(sentence, m, words)]):
        tokens = _covered(sentence, match[0].start, match[-1].end)
        if not tokens:
            continue
        head = _top(sentence, tokens)
        role = _role(words, match[0].start)
        direction = _direction(sentence, head, role)
        previous = last
        if previous is None and any(_needs_narration(part) for part in match):
            previous = _last_named(sentence, story)
        days, reason = _days(match, Setting(anchor_day(story), direction, previous), words)
        last = days or last
        span = _span(sentence, text, match[0].start, match[-1].end)
        found.append(_expression(sentence, story, span, days, reason, head, role, direction))
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
        match.means in _FROM_NARRATION or "which_day" in match.parts or match.parts.get("direction") in ("on", "back")
    )


def _last_named(sentence: Sentence, story: Story) -> Days | None:
    """The days the text before the sentence named last, at most a few sentences back."""
    before = [other for other in story.sentences if other.field == sentence.field and other.end <= sentence.start]
    for other in reversed(before[-_SENTENCES_BACK:]):
        for expression in reversed(find_dates(other, story)):
            if expression.interval is not None:
                interval = expression.interval
                return Days(date.fromisoformat(interval.start), date.fromisoformat(interval.end), interval.granularity)
    return None


def _span(sentence: Sentence, text: str, start: int, end: int) -> Span:
    first, last = sentence.start + start, sentence.start + end
    return Span(first, last, text[first:last], sentence.field)


# --- which matches are dates -----------------------------------------------------------------------------------------


def _is_date(sentence: Sentence, match: Match, words: str) -> bool:
    if match.means == "month" and set(match.parts) == {"month"}:
        return _is_month(sentence, match, words)
    if match.means == "year" and "part" not in match.parts:
        return _is_year(sentence, match, words)
    if match.means == "year_range":
        return match.parts["last_year"] > match.parts["year"] or match.parts["last_year"] < 100
    if match.means == "weekday":
        return all(token.tag not in ("VB", "VBD") for token in _tokens(sentence, match))
    return True


def _tokens(sentence: Sentence, match: Match) -> list[Token]:
    return [sentence.tokens[index] for index in _covered(sentence, match.start, match.end)]


def _is_month(sentence: Sentence, match: Match, words: str) -> bool:
    """A bare month, not the verb "may" or a person called April: a name form, and a time word before it or a date by name."""
    tokens = _tokens(sentence, match)
    if not tokens or not tokens[-1].tag.startswith("NNP") or tokens[-1].entity == "PERSON":
        return False
    opened = _word_before(words, match.start) in word_set("dates", "year_openers")
    return opened or tokens[-1].entity == "DATE" or words[match.end : match.end + 2] in ("'s", "’s")


def _is_year(sentence: Sentence, match: Match, words: str) -> bool:
    """A bare number that is a year: after a time word, named a date by the parser, in brackets, or before one thing."""
    tokens = _covered(sentence, match.start, match.end)
    if not tokens:
        return False
    token = sentence.tokens[tokens[-1]]
    follower = sentence.tokens[tokens[-1] + 1 : tokens[-1] + 2]
    if follower and follower[0].tag in ("NNS", "NNPS") and token.entity != "DATE":
        return False
    if _word_before(words, match.start) in word_set("dates", "year_openers") or token.entity == "DATE":
        return token.entity not in ("MONEY", "QUANTITY", "PERCENT")
    bracketed = words[: match.start].rstrip().endswith(("(", "[")) or words[match.end :].lstrip().startswith((")", "]"))
    return bracketed or (token.dep in _BEFORE_NOUN and bool(follower) and follower[0].tag in ("NN", "NNP"))


def _word_before(words: str, start: int) -> str:
    before = re.findall(r"[\w’']+", words[max(0, start - 20) : start])
    return before[-1].lower() if before else ""


# --- place in the tree -----------------------------------------------------------------------------------------------


def _covered(sentence: Sentence, start: int, end: int) -> list[int]:
    first, last = sentence.start + start, sentence.start + end
    return [index for index, token in enumerate(sentence.tokens) if token.start < last and token.end > first]


def _top(sentence: Sentence, tokens: list[int]) -> int:
    """The token of the expression that hangs on a word outside it; the nearest to its end where there are several."""
    tops = [
        index for index in tokens if sentence.tokens[index].head not in tokens or sentence.tokens[index].head == index
    ]
    named = [
        index
        for index in tops
        if sentence.tokens[index].dep != "case" and sentence.tokens[index].tag not in ("POS", ",")
    ]
    return (named or tops or tokens)[0]


def _governor(sentence: Sentence, head: int) -> tuple[int, bool]:
    """The token that the expression with this head modifies, and whether it stands before that noun.

    Prepositions, "late" and nouns of time ("the night of", "the end of") between the two are passed over.
    """
    index = head
    before_noun = sentence.tokens[index].dep in _BEFORE_NOUN and is_noun(sentence.tokens[sentence.tokens[index].head])
    for above in ancestors(sentence, head):
        below, token = sentence.tokens[index], sentence.tokens[above]
        passes = (
            token.dep in ("prep", "agent", "pcomp")
            or token.tag in ("IN", "TO")
            or token.lemma.lower() in word_set("dates", "time_nouns")
            or (token.tag in ("RB", "RBR", "JJ") and token.lemma.lower() in word_set("dates", "time_adverbs"))
            or (token.entity in ("DATE", "TIME") and is_noun(token))
        )
        index = above
        if not passes:
            before_noun = before_noun or (below.dep in _BEFORE_NOUN and is_noun(token))
            return above, before_noun and is_noun(token)
    return index, False


def _role(words: str, start: int) -> str:
    before = " ".join(words[:start].lower().split()[-3:])
    for role, openers in load_lists("dates")["roles"].items():
        if any(
            re.search(rf"(?:^|\b){re.escape(opener)}(?: (?:early|late|the|around|about))?$", before)
            for opener in openers
        ):
            return str(role)
    return "point"


def _direction(sentence: Sentence, head: int, role: str) -> Direction:
    """Whether the clause of the expression looks ahead: by the status of its verb, or a verb of planning with "for"."""
    verb = governing_verb(sentence, sentence.tokens[head].head)
    if verb is None:
        return "past"
    opener = sentence.tokens[sentence.tokens[head].head].text.lower()
    governor = sentence.tokens[verb]
    if governor.lemma.lower() in word_set("dates", "planning") and opener in ("for", "to", "until", "from", "by"):
        return "future"
    reading = read_status(sentence, verb)
    if reading.status == "future":
        return "future"
    tensed = [sentence.tokens[index] for index in [*children(sentence, verb, "aux", "auxpass"), verb]]
    ahead = any(token.tag in ("MD", "TO") for token in tensed) and not any(
        token.text.lower() == "have" for token in tensed
    )
    if ahead or (reading.status == "hypothetical" and not any(token.tag in ("VBD", "VBN") for token in tensed)):
        return "future"
    return "future" if role == "by" and governor.tag != "VBD" else "past"


# --- from matches to expressions -------------------------------------------------------------------------------------


def _joined(words: str, matches: list[Match]) -> Iterator[list[Match]]:
    """Matches one by one, but two together where they are ends of a range: "from Monday to Wednesday"."""
    waiting = list(matches)
    while waiting:
        first = waiting.pop(0)
        if waiting and first.means != "vague" and waiting[0].means != "vague":
            between = words[first.end : waiting[0].start].strip().lower()
            opener = _word_before(words, first.start)
            if (
                (opener == "from" and between in ("to", "through", "until", "till", "-", "–"))
                or (opener == "between" and between == "and")
                or between in ("–", "through")
            ):
                yield [first, waiting.pop(0)]
                continue
        yield [first]


def _days(match: list[Match], setting: Setting, words: str) -> tuple[Days | None, str | None]:
    try:
        days = [resolve(part.means, part.parts, setting) for part in match]
    except UnresolvedError as error:
        reason = str(error)
        if reason.startswith(("vague", "impossible", "ambiguous")):
            return None, f"{reason}: {words[match[0].start : match[-1].end]}"
        return None, reason
    if len(days) == 1:
        return days[0], None
    if days[-1].last < days[0].first:
        return None, f"impossible date: {words[match[0].start : match[-1].end]}"
    return Days(days[0].first, days[-1].last, days[-1].granularity), None


def _expression(
    sentence: Sentence,
    story: Story,
    span: Span,
    days: Days | None,
    reason: str | None,
    head: int,
    role: str,
    direction: Direction,
) -> DateExpression:
    governor, names_noun = _governor(sentence, head)
    role = "point" if names_noun else role
    basis = f"{role} {span.text}" if role in ("since", "until", "by", "before", "after", "from") else span.text
    if days is not None:
        days, reason = _bounded(days, role, direction, anchor_day(story), basis)
    interval = Interval(days.first.isoformat(), days.last.isoformat(), days.granularity, basis, span) if days else None
    return DateExpression(span, interval, days.granularity if days else None, reason, head, role, governor, names_noun)


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
