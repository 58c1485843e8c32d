"""Sentences with one known attribution: how much of the speaker's and of the said words is found.

A gold row has `id`, `sentence`, `speaker` (words, or None) and `content` (words).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

from whodid.evaluate.gold import read_gold
from whodid.evaluate.measures import Answer, Outcome
from whodid.model import Quotation, Story, content_id
from whodid.pipeline import load

CLOSE = 0.5
"""Share of words that must agree for an attribution to count as found among the errors listed."""


def evaluate_attributions(gold: Path, *, advance: Callable[[], None] = lambda: None) -> Outcome:
    """The outcome over a gold file of sentences: the mean share of words that agree, of content and of speaker."""
    read = load(stages=("sentences", "quotations"))
    answers: list[Answer] = []
    predictions: list[dict[str, Any]] = []
    contents: list[float] = []
    speakers: list[float] = []
    for row in read_gold(gold, "id", "sentence", "content"):
        story = read(Story(content_id("sentence", row["id"]), title="", text=row["sentence"]))
        found = _longest(story.quotations)
        content = " ".join(span.text for span in found.content) if found else ""
        speaker = found.speaker.text if found and found.speaker else None
        contents.append(agreement(row["content"], content))
        if row.get("speaker"):
            speakers.append(agreement(row["speaker"], speaker or ""))
        right = contents[-1] >= CLOSE
        answers.append(Answer(str(row["id"]), "said", "said" if found else "", right, None, row["sentence"]))
        predictions.append({"id": row["id"], "speaker": speaker, "content": content})
        advance()
    figures: dict[str, float | int | str] = {
        "sentences": len(predictions),
        "content, words that agree": sum(contents) / max(len(contents), 1),
        "speaker, words that agree": sum(speakers) / max(len(speakers), 1),
    }
    return Outcome("attributions", figures, (), tuple(answers), tuple(predictions))


def _longest(quotations: tuple[Quotation, ...]) -> Quotation | None:
    """The quotation with most words: the one that a sentence with several is likeliest about."""
    return max(quotations, key=lambda one: sum(len(span.text) for span in one.content), default=None)


def agreement(one: str, other: str) -> float:
    """The F1 of two texts as bags of words, 0 to 1; 1 where both are empty."""
    left, right = (Counter(re.findall(r"\w+", text.lower())) for text in (one, other))
    if not left and not right:
        return 1.0
    return 2 * sum((left & right).values()) / (sum(left.values()) + sum(right.values()))
