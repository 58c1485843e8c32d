"""How far a second coder agrees with the corpus: 300 pairs coded blind, from docs/codebook.md alone.

    python tools/agreement.py

`corpus/second_coder.tsv` holds the sentences as the second coder saw them, one pair marked in each, and that coder's
type, mode, status and background. Each is held against the corpus's own label of the same words. Prints the shares and
Cohen's kappa for the type, and the types most often confused.
"""

from __future__ import annotations

import csv
import sys
from collections import Counter
from pathlib import Path

from corpus import Label, Labelled, read_batch, read_corpus

CORPUS = Path(__file__).parent.parent / "corpus"
Row = dict[str, str]


def main() -> int:
    """Compare and print; exit 1 where a sentence is no longer in the corpus."""
    known = {sentence.text: sentence for sentence in read_corpus(CORPUS)}
    with (CORPUS / "second_coder.tsv").open(encoding="utf-8") as lines:
        rows = list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))
    pairs = [(label, row) for row in rows if (label := first_label(row, known)) is not None]
    for line in agreement(pairs):
        print(line)
    if len(pairs) < len(rows):
        print(f"{len(rows) - len(pairs)} of {len(rows)} pairs have changed in the corpus since and are left out")
    return 0


def first_label(row: Row, known: dict[str, Labelled]) -> Label | None:
    """The corpus's own label of the pair that the second coder saw; None where the corpus has it no more."""
    seen = next(read_batch(f"{row['sentence']}\n  = NONE | state of affairs\n", "second_coder.tsv")).labels[0]
    sentence = known.get(next(read_batch(f"{row['sentence']}\n  = NONE | sport\n", "second_coder.tsv")).text)
    labels = sentence.labels if sentence else ()
    return next((label for label in labels if _spans(label) == _spans(seen)), None)


def _spans(label: Label) -> tuple[tuple[tuple[int, int], ...], ...]:
    return label.actors, label.recipients, label.triggers


def agreement(pairs: list[tuple[Label, Row]]) -> list[str]:
    """The figures, a line each."""
    types = [(label.event_type, row["type"]) for label, row in pairs]
    alike = [(label, row) for label, row in pairs if label.event_type == row["type"] != "NONE"]
    share = sum(ours == theirs for ours, theirs in types) / len(types)
    lines = [f"{len(pairs)} pairs: type {share:.3f}, Cohen's kappa {kappa(types):.3f}"]
    for name, same in (
        ("mode", [(label.mode or "") == row["mode"] for label, row in alike]),
        ("status", [label.status == row["status"] for label, row in alike]),
        ("background", [label.historical == (row["historical"] == "yes") for label, row in alike]),
    ):
        lines.append(f"{name}, among the {len(alike)} acts of the same type: {sum(same) / len(same):.3f}")
    differ = Counter((ours, theirs) for ours, theirs in types if ours != theirs)
    lines.append("differ: " + ", ".join(f"{a}/{b} {times}" for (a, b), times in differ.most_common(8)))
    return lines


def kappa(pairs: list[tuple[str, str]]) -> float:
    """Cohen's kappa of two coders: agreement beyond chance, 1 for perfect. Source: Cohen 1960."""
    same = sum(ours == theirs for ours, theirs in pairs) / len(pairs)
    first, second = Counter(ours for ours, _ in pairs), Counter(theirs for _, theirs in pairs)
    chance = sum(first[name] * second[name] for name in first) / len(pairs) ** 2
    return (same - chance) / (1 - chance)


if __name__ == "__main__":
    sys.exit(main())
