"""The candidates that the coder met in the corpus when the model was trained, kept in a file.

Training reads them there instead of parsing anew: parser, names and patterns go on changing, and `make train` must
still give the figures of the model that ships. `tools/meet_candidates.py` writes the file for the next model: first the
known lemmas, then a line for each sentence with a candidate, its place and its candidates (`_written`), by tabs.
"""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from classifier.instances import NONE, TYPES, Instance
from classifier.parsed import Parsed, instance_of, known_lemmas, proposed
from corpus import Labelled
from whodid.events.candidates import Known, Spans

FILE = Path(__file__).parent / "met.tsv"
NON_ACTS = 0.4
"""Share of the parse's non-acts that are trained on: they outnumber the acts."""


@dataclass(frozen=True, slots=True)
class Met:
    """What the file holds: the lemmas known, and the spans of each candidate by the place of its sentence."""

    known: Known
    spans: Mapping[str, tuple[Spans, ...]]

    def instances(self, sentences: Iterable[Labelled]) -> Iterator[Instance]:
        """An instance for each candidate of the sentences, judged by their labels, in order."""
        for sentence in sentences:
            for spans in self.spans.get(sentence.place, ()):
                yield instance_of(sentence, spans)


def write_met(train: list[Parsed], held_out: list[Parsed]) -> tuple[Known, int]:
    """Write the file anew; gives the lemmas known, from the sentences of `train` alone, and the number of candidates.

    Of the non-acts of `train` a share is kept (`NON_ACTS`).
    """
    known = known_lemmas(train)
    chance = random.Random(7)
    rows: dict[str, list[str]] = {}
    for parsed, share in (*((one, NON_ACTS) for one in train), *((one, 1.0) for one in held_out)):
        for _, spans, _ in proposed(parsed, known):
            act = instance_of(parsed.labelled, spans).type != TYPES.index(NONE)
            if act or chance.random() < share:
                rows.setdefault(parsed.labelled.place, []).append(_written(spans))
    head = [f"# {name}: {' '.join(sorted(getattr(known, name)))}" for name in ("verbs", "nouns", "dull")]
    lines = [*head, *("\t".join((place, *candidates)) for place, candidates in rows.items())]
    FILE.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return known, sum(map(len, rows.values()))


def read_met() -> Met:
    """The file's content."""
    lines = FILE.read_text(encoding="utf-8").splitlines()
    sets = dict(line[2:].split(": ", 1) for line in lines if line.startswith("# "))
    rows = (line.split("\t") for line in lines[len(sets) :])
    known = Known(*(frozenset(sets[name].split()) for name in ("verbs", "nouns", "dull")))
    return Met(known, {place: tuple(map(_read, candidates)) for place, *candidates in rows})


def _written(spans: Spans) -> str:
    """ "0-4,9-12;20-25;13-19": actors, recipients, triggers, each span by its characters, end excluded."""
    parts = (spans.actors, spans.recipients, spans.triggers)
    return ";".join(",".join(f"{start}-{end}" for start, end in part) for part in parts)


def _read(cell: str) -> Spans:
    pairs = ([span.split("-") for span in part.split(",") if span] for part in cell.split(";"))
    return Spans(*(tuple((int(start), int(end)) for start, end in part) for part in pairs))
