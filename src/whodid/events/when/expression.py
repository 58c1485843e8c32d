"""What is read of a date expression: its words, its days or the reason why none, and what it hangs on."""

from __future__ import annotations

from dataclasses import dataclass

from whodid.model import Interval, Span


@dataclass(frozen=True, slots=True)
class DateExpression:
    """Words that say when: the days an event they date can have. `interval` is None with a `reason`.

    `named` are the days the words themselves name: one interval, two for a range, none where they name none.
    `head` is the index of the expression's top token.
    `role` is point, since, until, by, before, after or from: a bound is no date of an event. `governor` is the index of
    the token the expression modifies; `names_noun` is True where it stands before a noun ("Monday's attack", "the 1967
    war") and so dates that noun only. `granularity` is the interval's, else "vague-past" or "vague-future" for vague
    words. `counted` says for a reader what the words count from, and which way they look.
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
    counted: str = ""
