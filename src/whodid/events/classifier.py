"""The classifier: one small encoder that says of a marked candidate what act it tells, or that it tells none.

The model is ours (`data/model/`: int8 ONNX, its word pieces, and `events.json` with all that is not weights), trained
by `tools/train_classifier.py` on `corpus/` alone; `data/model/CARD.md` says how good it is and where it fails.
Candidates are read one at a time: the numbers of one never depend on what else is in a story.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import as_file, files
from pathlib import Path
from typing import Any

import numpy as np

from whodid.errors import MissingResource
from whodid.events.candidates import Known, Spans
from whodid.events.marking import mark

NONE = "NONE"
SLOW_FUSIONS = ["SkipLayerNormFusion"]
"""Rewritings of the graph that onnxruntime is told to leave out: its fused kernel takes a quarter more of the time on a
CPU than the plain ones (1.84 ms a candidate of 38 pieces against 2.51)."""

HEADS = ["type", "mode", "root", "status", "direction"]


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the classifier says of one candidate; all numbers are probabilities, 0 to 1.

    `types` gives each of the sixteen event types and "NONE", adding up to 1; `modes` each mode of each type, given the
    type (mode None: none fits); `roots` each two-digit CAMEO root, "163" (embargoes) apart, and "NONE"; `statuses` each
    status; `reversed` that the sides stand the wrong way round.
    """

    types: Mapping[str, float]
    modes: Mapping[tuple[str, str | None], float]
    roots: Mapping[str, float]
    statuses: Mapping[str, float]
    reversed: float

    @property
    def best(self) -> str:
        """The likeliest class, which may be "NONE"."""
        return max(self.types, key=lambda name: self.types[name])

    @property
    def act(self) -> str:
        """The likeliest of the sixteen types, however unlikely any act is."""
        return max((name for name in self.types if name != NONE), key=lambda name: self.types[name])

    def mode_of(self, event_type: str) -> str | None:
        """The likeliest mode of a type, None where none fits best."""
        modes = {mode: value for (name, mode), value in self.modes.items() if name == event_type}
        return max(modes, key=lambda mode: modes[mode]) if modes else None


class Classifier:
    """The loaded model. Owns the onnxruntime session and the tokenizer; safe to use for any number of stories."""

    def __init__(self, session: Any, tokenizer: Any, facts: Mapping[str, Any]) -> None:
        self._session, self._tokenizer = session, _Remembering(tokenizer)
        self.version: str = facts["version"]
        self.known = Known(**{kind: frozenset(lemmas) for kind, lemmas in facts["known"].items()})
        self.facts = facts
        self._types: list[str] = facts["heads"]["type"]
        self._modes = [(name, mode or None) for name, mode in facts["heads"]["mode"]]
        self._cooling = 1.0 / float(facts["temperature"])

    def judge(self, sentence: str, spans: Spans) -> Verdict:
        """The verdict on a candidate whose words are `spans` of `sentence`."""
        marked = mark(
            sentence, self._tokenizer, actors=spans.actors, recipients=spans.recipients, triggers=spans.triggers
        )
        given = {
            "tokens": np.array([marked.pieces], dtype=np.int64),
            "marks": np.array([marked.marks], dtype=np.int64),
        }
        types, modes, roots, statuses, direction = self._session.run(HEADS, given)
        return Verdict(
            dict(zip(self._types, softmax(types[0] * self._cooling), strict=True)),
            dict(zip(self._modes, softmax(modes[0]), strict=True)),
            dict(zip(self.facts["heads"]["root"], softmax(roots[0]), strict=True)),
            dict(zip(self.facts["heads"]["status"], softmax(statuses[0]), strict=True)),
            softmax(direction[0])[1],
        )


class _Remembering:
    """A tokenizer that keeps its last answers: the candidates of one sentence ask for the same word pieces."""

    def __init__(self, tokenizer: Any) -> None:
        self.encode = lru_cache(maxsize=8)(tokenizer.encode)


def softmax(logits: Any) -> list[float]:
    """Probabilities of a row of logits, six decimals: enough to tell, few enough to be the same on any machine."""
    powers = np.exp(logits.astype(np.float64) - logits.max())
    found: list[float] = (powers / powers.sum()).round(6).tolist()
    return found


@cache
def load_classifier() -> Classifier:
    """The classifier that ships with the package, loaded once a process.

    Raises MissingResource where the package was installed without its model.
    """
    folder = files("whodid").joinpath("data/model")
    if not folder.joinpath("events.onnx").is_file():
        raise MissingResource("the model data/model/events.onnx is missing; reinstall whodid, or make it: make train")
    with as_file(folder) as path:
        return read_classifier(path)


def read_classifier(folder: Path) -> Classifier:
    """The classifier in a folder: `events.onnx`, `vocabulary.txt`, `events.json`."""
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1  # workers are processes; one core each
    options.log_severity_level = 3
    session = onnxruntime.InferenceSession(
        str(folder / "events.onnx"), options, providers=["CPUExecutionProvider"], disabled_optimizers=SLOW_FUSIONS
    )
    facts = json.loads((folder / "events.json").read_text(encoding="utf-8"))
    return Classifier(session, read_tokenizer(folder / "vocabulary.txt"), facts)


def read_tokenizer(vocabulary: Path) -> Any:
    """The splitter into word pieces, small letters, as the pretrained encoder was made with (BERT, uncased)."""
    from tokenizers import Tokenizer
    from tokenizers.models import WordPiece
    from tokenizers.normalizers import BertNormalizer
    from tokenizers.pre_tokenizers import BertPreTokenizer

    tokenizer = Tokenizer(WordPiece.from_file(str(vocabulary), unk_token="[UNK]"))
    tokenizer.normalizer = BertNormalizer(lowercase=True)
    tokenizer.pre_tokenizer = BertPreTokenizer()
    return tokenizer
