"""What written numbers come to: "71", "1,200", "twenty-six", "two dozen", "3.5 million"."""

from __future__ import annotations

import re

from whodid.events.wordlists import load_lists

_FIGURES = re.compile(r"\d{1,3}(?:,\d{3})+|\d+(?:\.\d+)?")


def read_number(words: str) -> int | None:
    """The whole number that `words` write; None where they write none ("dozens", "several", "3.7").

    >>> read_number("twenty-six"), read_number("1.5 million"), read_number("dozens")
    (26, 1500000, None)
    """
    lists = load_lists("counts")
    units: dict[str, int] = lists["numerals"]
    multipliers: dict[str, int] = lists["multipliers"]
    total, group, seen = 0.0, 0.0, False
    for word in words.lower().replace("-", " ").split():
        if _FIGURES.fullmatch(word):
            group += float(word.replace(",", ""))
        elif word == "dozen":
            group = (group or 1) * units["dozen"]
        elif word in units:
            group += units[word]
        elif word in multipliers:
            group = (group or 1) * multipliers[word]
            if multipliers[word] > 100:
                total, group = total + group, 0.0
        elif word != "and" and not (word in ("a", "half") and not seen):
            return None
        seen = seen or word != "and"
    value = total + group
    return int(value) if seen and value and value == int(value) else None
