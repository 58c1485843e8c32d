"""Predicates of which it is known whether they happened: how often the status rules say so.

A gold row has `id`, `sentence`, `pred_span` ([start, end], characters into the sentence) and `label` (yes, no); any
predicate, not only events.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from whodid.errors import BadInput
from whodid.evaluate.gold import read_gold
from whodid.evaluate.measures import Answer, Outcome, by_class, macro_f1
from whodid.events.status import read_status
from whodid.language import make_sentence_stage
from whodid.model import Sentence, Story, content_id

REAL = frozenset({"happened", "ongoing"})
"""Statuses of what is so; all others say that it is not, or not yet."""


def evaluate_factuality(gold: Path, *, advance: Callable[[], None] = lambda: None) -> Outcome:
    """The outcome over a gold file of predicates; a sentence that stands in several rows in a row is parsed once."""
    split = make_sentence_stage()
    story = Story("", title="", text="")
    answers: list[Answer] = []
    predictions: list[dict[str, Any]] = []
    for row in read_gold(gold, "id", "sentence", "pred_span", "label"):
        if row["sentence"] != story.text:
            story = split(Story(content_id("sentence", row["sentence"]), title="", text=row["sentence"]))
        sentence, head = _predicate(story, row)
        reading = read_status(sentence, head)
        said = "yes" if reading.status in REAL else "no"
        words = f"[{row['sentence'][slice(*row['pred_span'])]}] {reading.status}: {row['sentence']}"
        answers.append(Answer(str(row["id"]), row["label"], said, said == row["label"], None, words))
        predictions.append({"id": row["id"], "label": said, "factual": 1.0 if said == "yes" else -1.0})
        advance()
    classes = by_class(answers)
    figures: dict[str, float | int | str] = {
        "predicates": len(answers),
        "accuracy": sum(one.right for one in answers) / max(len(answers), 1),
        "macro-F1": macro_f1(classes),
    }
    return Outcome("factuality", figures, classes, tuple(answers), tuple(predictions))


def _predicate(story: Story, row: dict[str, Any]) -> tuple[Sentence, int]:
    """The sentence and token that the predicate's span meets; raises BadInput where there is none."""
    start, end = row["pred_span"]
    for sentence in story.sentences:
        for i, token in enumerate(sentence.tokens):
            if token.start < end and start < token.end:
                return sentence, i
    raise BadInput(f"no word at {start} to {end} of {row['sentence']!r}", where=str(row["id"]), reason="bad_gold")
