"""Writes tools/classifier/met.tsv: the candidates that the coder meets in the corpus, for training the next model.

    python tools/meet_candidates.py

To be run before `tools/train_classifier.py --write`, and at no other time: the file belongs to the model that ships.
"""

from __future__ import annotations

from pathlib import Path

from classifier.met import FILE, write_met
from classifier.parsed import parse
from classifier.split import split

from corpus import read_corpus

ROOT = Path(__file__).parent.parent


def main() -> None:
    """Parse the corpus and write the file."""
    parts = split(read_corpus(ROOT / "corpus"))
    known, candidates = write_met(list(parse(parts.train)), list(parse([*parts.calibrate, *parts.test])))
    sizes = f"{len(known.verbs)} verbs and {len(known.nouns)} nouns known, {len(known.dull)} dull"
    print(f"{candidates} candidates, {sizes}, written to {FILE.relative_to(ROOT)}")


if __name__ == "__main__":
    main()
