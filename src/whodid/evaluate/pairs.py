"""Sentences with one pair of sides marked: which act does the sentence tell between them?

A gold row has `id`, `sentence`, `marked` (the sentence with <s>actor</s> and <t>recipient</t>), and `root`, a PLOVER
type, or YIELD for CONCEDE and RETREAT together. Every row tells an act, so the likeliest one is given however
unlikely; its probability is the confidence.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from whodid.errors import BadInput
from whodid.evaluate.gold import read_gold
from whodid.evaluate.measures import Answer, Outcome, by_class, calibration_error, macro_f1
from whodid.events.candidates import Spans
from whodid.events.classifier import NONE, Classifier, Verdict, load_classifier
from whodid.events.marking import Offsets
from whodid.ontology import root_type

Codes = Literal["plover", "cameo"]
YIELD = {"CONCEDE": "YIELD", "RETREAT": "YIELD"}
_TAG = re.compile(r"</?[st]>")


@dataclass(frozen=True, slots=True)
class Pair:
    """A sentence and where its sides stand (None: not named), characters, end excluded."""

    id: str
    sentence: str
    actor: Offsets | None
    recipient: Offsets | None
    root: str


def evaluate_pairs(gold: Path, *, codes: Codes = "cameo", advance: Callable[[], None] = lambda: None) -> Outcome:
    """The outcome over a gold file of pairs.

    `codes` says what is compared: "plover" the type as whodid codes it; "cameo" the type that stands for the root of
    its CAMEO code, which is how the known gold of this form was made (docs/evaluation.md says where the two differ).
    """
    classifier, answers, predictions = load_classifier(), [], []
    for row in read_gold(gold, "id", "marked", "root"):
        pair = read_pair(row)
        given, confidence = answer(pair, classifier, codes)
        wanted = YIELD.get(pair.root, pair.root)
        answers.append(Answer(pair.id, wanted, given, given == wanted, confidence, row["marked"]))
        predictions.append({"id": pair.id, "root": given})
        advance()
    classes = by_class(answers)
    figures: dict[str, float | int | str] = {
        "rows": len(answers),
        "accuracy": sum(one.right for one in answers) / len(answers) if answers else 0.0,
        "macro-F1": macro_f1(classes),
        "calibration error": calibration_error(answers),
    }
    return Outcome("pairs", figures, classes, tuple(answers), tuple(predictions))


def read_pair(row: dict[str, Any]) -> Pair:
    """The pair of a gold row; raises BadInput where a mark is not closed."""
    text, at, ends = "", 0, dict[str, list[int]]()
    for tag in _TAG.finditer(row["marked"]):
        text += row["marked"][at : tag.start()]
        ends.setdefault(tag.group().strip("</>"), []).append(len(text))
        at = tag.end()
    text += row["marked"][at:]
    if any(len(places) % 2 for places in ends.values()):
        raise BadInput(f"a mark is not closed in {row['marked']!r}", where=str(row["id"]), reason="bad_gold")
    sides = {side: (places[0], places[1]) for side, places in ends.items()}
    return Pair(str(row["id"]), text, sides.get("s"), sides.get("t"), row["root"])


def answer(pair: Pair, classifier: Classifier, codes: Codes) -> tuple[str, float]:
    """The likeliest root of the pair, and its probability among the acts."""
    spans = Spans((pair.actor,) if pair.actor else (), (pair.recipient,) if pair.recipient else (), ())
    verdict = classifier.judge(pair.sentence, spans)
    shares: dict[str, float] = {}
    for name, share in _roots(verdict, codes):
        shares[name] = shares.get(name, 0.0) + share
    best = max(shares, key=lambda name: shares[name])
    return best, shares[best]


def _roots(verdict: Verdict, codes: Codes) -> Iterator[tuple[str, float]]:
    """Every root that the verdict leaves possible with its share of the probability; they add up to 1."""
    said = verdict.types if codes == "plover" else verdict.roots
    acts = sum(value for name, value in said.items() if name != NONE) or 1.0
    for name, value in said.items():
        if name != NONE:
            root = name if codes == "plover" else plover_name(name)
            yield YIELD.get(root, root), value / acts


def plover_name(root: str) -> str:
    """The PLOVER type that gold of this form has for a CAMEO root: the table of 2021 puts embargoes under COERCE."""
    return "COERCE" if root == "163" else root_type(root)
