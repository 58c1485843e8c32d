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
from whodid.events.cameo import EMBARGO, root_shares
from whodid.events.candidates import Candidate, Known, Spans, spans_of, story_candidates
from whodid.events.classifier import NONE, Verdict, load_classifier
from whodid.events.frames import Tree
from whodid.events.lexicon import Pattern, load_lexicon
from whodid.events.marking import Offsets
from whodid.model import Story
from whodid.ontology import root_type
from whodid.pipeline import load

Codes = Literal["plover", "cameo"]
YIELD = {"CONCEDE": "YIELD", "RETREAT": "YIELD"}
PATTERN_SHARE = 0.4
"""What a fitting pattern counts beside the classifier's 1: more or less changes little on the development pairs."""

_TAG = re.compile(r"</?[st]>")


@dataclass(frozen=True, slots=True)
class Pair:
    """A sentence and where its sides stand (None: not named), characters, end excluded."""

    id: str
    sentence: str
    actor: Offsets | None
    recipient: Offsets | None
    root: str


def evaluate_pairs(
    gold: Path, *, codes: Codes = "cameo", actors: Path | None = None, advance: Callable[[], None] = lambda: None
) -> Outcome:
    """The outcome over a gold file of pairs.

    `codes` says what is compared: "plover" the type as whodid codes it; "cameo" the type that stands for the root of
    its CAMEO code, which is how the known gold of this form was made (docs/evaluation.md says where the two differ).
    `actors` is a folder with the user's own.
    """
    reader, answers, predictions = Reader(actors), [], []
    for row in read_gold(gold, "id", "marked", "root"):
        pair = read_pair(row)
        given, confidence = answer(pair, reader, codes)
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


def answer(pair: Pair, reader: Reader, codes: Codes) -> tuple[str, float]:
    """The likeliest root of the pair, and its share among the acts, by the classifier and the patterns that fit."""
    spans = Spans((pair.actor,) if pair.actor else (), (pair.recipient,) if pair.recipient else (), ())
    verdict = reader.classifier.judge(pair.sentence, spans)
    shares: dict[str, float] = {}
    for name, share in _roots(verdict, pair.sentence, codes):
        shares[name] = shares.get(name, 0.0) + share
    patterns = reader.patterns(pair)
    for pattern in patterns:
        code = EMBARGO if pattern.cameo == EMBARGO else pattern.cameo[:2]
        root = pattern.event_type if codes == "plover" else plover_name(code)
        name = YIELD.get(root, root)
        shares[name] = shares.get(name, 0.0) + PATTERN_SHARE / len(patterns)
    best = max(shares, key=lambda name: shares[name])
    return best, shares[best] / sum(shares.values())


class Reader:
    """What reads a pair: the classifier, and the stages that a pattern needs. Owns their loaded models."""

    def __init__(self, actors: Path | None = None) -> None:
        self.classifier = load_classifier()
        self._read = load(actors=actors, stages=("sentences", "quotations", "mentions"))

    def patterns(self, pair: Pair) -> list[Pattern]:
        """The patterns that fit a predicate of the sentence whose sides are those of the pair."""
        story = self._read(Story(id=pair.id, title="", text=pair.sentence))
        return [
            candidate.match.pattern
            for tree, candidate in story_candidates(story, load_lexicon(), Known())
            if candidate.match is not None and _same_sides(candidate, tree, pair)
        ]


def _same_sides(candidate: Candidate, tree: Tree, pair: Pair) -> bool:
    """Whether the words on the candidate's sides meet those of the pair; resolved to nobody, they still count."""
    spans, frame, start = spans_of(candidate, tree), candidate.frame, tree.sentence.start
    objects = (*frame.objects, *frame.datives, *(j for prep in frame.preps for j in prep.objects))
    actors = [(a + start, b + start) for a, b in spans.actors] or _words(tree, frame.subjects)
    recipients = [(a + start, b + start) for a, b in spans.recipients] or _words(tree, objects)
    return _meet(actors, pair.actor) and _meet(recipients, pair.recipient)


def _words(tree: Tree, heads: tuple[int, ...]) -> list[Offsets]:
    return [(tree.tokens[j].start, tree.tokens[j].end) for head in heads for j in tree.subtree(head)]


def _meet(found: list[Offsets], side: Offsets | None) -> bool:
    return side is None or any(a < side[1] and side[0] < b for a, b in found)


def _roots(verdict: Verdict, sentence: str, codes: Codes) -> Iterator[tuple[str, float]]:
    """Every root that the verdict leaves possible with its share of the probability; they add up to 1."""
    if codes == "cameo":
        for root, share in root_shares(verdict, sentence).items():
            name = plover_name(root)
            yield YIELD.get(name, name), share
        return
    acts = (1 - verdict.types[NONE]) or 1.0
    for name, value in verdict.types.items():
        if name != NONE:
            yield YIELD.get(name, name), value / acts


def plover_name(root: str) -> str:
    """The PLOVER type that gold of this form has for a CAMEO root: the table of 2021 puts embargoes under COERCE."""
    return "COERCE" if root == EMBARGO else root_type(root)
