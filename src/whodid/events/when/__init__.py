"""When an event happened: date expressions found and resolved, and an event given the one its syntax ties it to."""

from whodid.events.when.dating import NONE_STATED, date_event, date_saying
from whodid.events.when.expression import DateExpression
from whodid.events.when.expressions import find_dates, read_expression

__all__ = ["NONE_STATED", "DateExpression", "date_event", "date_saying", "find_dates", "read_expression"]
