"""Date expressions of which the day, month or year is known: how often the same is read.

A gold row has `id`, `sentence`, `expression` (words of the sentence) and `value` (YYYY, YYYY-MM, YYYY-MM-DD; another
form or null is answered and not judged), with `doc_date` (an ISO day, what relative expressions count from) and `doc`
where they are known. Rows of one `doc` that follow each other are read as one text, as "two years later" counts from
what stands before.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import Any

from whodid.errors import BadInput
from whodid.evaluate.gold import read_gold
from whodid.evaluate.measures import Answer, Outcome, by_class
from whodid.events.when import DateExpression, find_dates, read_expression
from whodid.language import make_sentence_stage
from whodid.model import Interval, Story, content_id

_VALUE = re.compile(r"\d{4}(-\d\d(-\d\d)?)?")
_LENGTHS = {"exact": 10, "year_month": 7, "year": 4}
_GRANULARITY = {4: "year", 7: "month", 10: "day"}


@dataclass(frozen=True, slots=True)
class _Asked:
    """A gold row, and where its expression stands in the text of its document."""

    row: dict[str, Any]
    start: int
    end: int


def evaluate_dates(gold: Path, *, advance: Callable[[], None] = lambda: None) -> Outcome:
    """The outcome over a gold file of date expressions: all of them, those without a year, and those of news."""
    split = make_sentence_stage()
    judged: list[tuple[dict[str, Any], str | None]] = []
    predictions: list[dict[str, Any]] = []
    rows = read_gold(gold, "id", "sentence", "expression", "value")
    for document, asked in groupby(rows, key=lambda row: (row.get("doc") or row["id"], row.get("doc_date"))):
        text, places = _as_text(list(asked))
        story = split(Story(content_id("document", *map(str, document)), title="", text=text, published=document[1]))
        for place in places:
            value = read_value(story, place.start, place.end)
            predictions.append({"id": place.row["id"], "value": value})
            if _VALUE.fullmatch(place.row["value"] or ""):
                judged.append((place.row, value))
            advance()
    answers = tuple(_answer(row, value) for row, value in judged)
    return Outcome("dates", dict(_figures(judged)), by_class(answers), answers, tuple(predictions))


def read_value(story: Story, start: int, end: int) -> str | None:
    """What the words of the text from `start` to `end` say when, as YYYY, YYYY-MM or YYYY-MM-DD; None for other spans
    of time, or where no date is read."""
    sentence = next((one for one in story.sentences if one.start < end and start < one.end), None)
    if sentence is None:
        return None
    found = [one for one in find_dates(sentence, story) if one.span.start < end and start < one.span.end]
    expression = max(found, key=lambda one: min(one.span.end, end) - max(one.span.start, start), default=None)
    if expression is None:
        expression = read_expression(sentence, story, start, end)
    return None if expression is None else _value(_named(expression, start))


def _named(expression: DateExpression, start: int) -> Interval | None:
    """The days that the words name; of a range its end, where the words asked for begin within it."""
    if not expression.named:
        return None
    return expression.named[0 if start <= expression.span.start else -1]


def _value(interval: Interval | None) -> str | None:
    if interval is None:
        return None
    length = {"day": 10, "month": 7, "year": 4}.get(interval.granularity, 0)
    return interval.start[:length] if length and interval.start[:length] == interval.end[:length] else None


def _as_text(rows: Sequence[dict[str, Any]]) -> tuple[str, list[_Asked]]:
    """The sentences of a document as one paragraph, each once, and where in them each row's expression stands.

    An expression that several rows ask for in one sentence is taken at its first place, then at its second.
    """
    text, places, sentence, seen = "", [], None, 0
    for row in rows:
        if row["sentence"] != sentence:
            sentence, seen = row["sentence"], len(text) + bool(text)
            text = f"{text} {sentence}" if text else sentence
            taken: dict[str, int] = {}
        pattern = re.compile(r"\s*".join(map(re.escape, row["expression"].split())))
        hit = pattern.search(text, taken.get(row["expression"], seen)) or pattern.search(text, seen)
        if hit is None:
            raise BadInput(f"{row['expression']!r} is not in the sentence", where=str(row["id"]), reason="bad_gold")
        taken[row["expression"]] = hit.end()
        places.append(_Asked(row, hit.start(), hit.end()))
    return text, places


def _answer(row: dict[str, Any], value: str | None) -> Answer:
    words = f"[{row['expression']}] {row['value']}, given {value}: {row['sentence']}"
    gold, given = (_GRANULARITY.get(len(one or ""), "") for one in (row["value"], value))
    return Answer(str(row["id"]), gold, given, row["value"] == value, None, words)


def _figures(judged: Sequence[tuple[dict[str, Any], str | None]]) -> Iterator[tuple[str, float | int | str]]:
    subsets: dict[str, Callable[[dict[str, Any]], bool]] = {
        "all": lambda row: True,
        "no_year_in_expression": lambda row: not re.search(r"\d{4}", row["expression"]),
        "news": lambda row: re.match(r"GUM_(news|interview)", str(row["id"])) is not None,
    }
    for name, keeps in subsets.items():
        chosen = [(row["value"], value or "") for row, value in judged if keeps(row)]
        yield f"{name}: rows", len(chosen)
        for measure, length in _LENGTHS.items():
            right = sum(known[:length] == value[:length] for known, value in chosen)
            yield f"{name}: {measure}", right / max(len(chosen), 1)
        yield f"{name}: given", sum(bool(value) for _, value in chosen)
