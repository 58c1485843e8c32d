"""Days counted from an act: "two days after the vote" for what is dated so, and for the vote itself."""

from __future__ import annotations

from whodid.events.clauses import ancestors, children, first_conjunct, is_noun, is_verb
from whodid.events.when.calendar import Days, count_of, move, one
from whodid.events.when.grammar import Match, match_expressions
from whodid.events.when.recognition import covered
from whodid.model import Sentence

_WORDS_ON = 6
"""Words after "two days after" within which the act is named ("the surprise vote in the lower house")."""


def find_act(sentence: Sentence, match: Match) -> int | None:
    """The token of the act that an expression counts from; None where no noun or verb follows closely."""
    tokens = covered(sentence, match.start, match.end)
    if not tokens:
        return None
    last = tokens[-1]
    opened = children(sentence, last, "pcomp", "pobj")
    if opened:
        return opened[0]
    if sentence.tokens[last].dep == "mark":
        return sentence.tokens[last].head
    following = range(last + 1, min(last + 1 + _WORDS_ON, len(sentence.tokens)))
    return next((i for i in following if is_noun(sentence.tokens[i]) or is_verb(sentence.tokens[i])), None)


def act_before(sentence: Sentence, head: int) -> int | None:
    """The act after which the event is told to be done ("following the vote"), where that hangs on its verb."""
    for preposition in children(sentence, head, "prep"):
        if sentence.tokens[preposition].text.lower() in ("after", "following"):
            named = children(sentence, preposition, "pobj")
            if named:
                return named[0]
    return None


def counted_act(sentence: Sentence, text: str, head: int) -> tuple[Match, int] | None:
    """Where the event at `head` is what another act is counted from: the expression, and that other act's token.

    "They freed him on Thursday, six days after abducting him" counts the freeing from the abducting, so that its day
    tells the day of the abducting.
    """
    for match in match_expressions(text[sentence.start : sentence.end]):
        if match.means != "from_event":
            continue
        act = find_act(sentence, match)
        if act is not None and act in (head, first_conjunct(sentence, head)):
            other = _counted_on(sentence, match, act)
            if other is not None:
                return match, other
    return None


def _counted_on(sentence: Sentence, match: Match, act: int) -> int | None:
    """The verb whose time the expression tells by the act: the nearest above both."""
    inside = {act, *covered(sentence, match.start, match.end)}
    for above in ancestors(sentence, act):
        if above not in inside and is_verb(sentence.tokens[above]):
            return above
    return None


def count_back(match: Match, days: Days) -> Days | None:
    """The day of the act, from the day of what is counted from it; None where it is counted in longer units."""
    unit = match.parts.get("unit", "day")
    if days.first != days.last or unit not in ("day", "week", "fortnight"):
        return None
    sign = -1 if match.parts.get("side", "before") == "after" else 1
    return one(move(days.first, unit, sign * count_of(match.parts)))
