"""Fits the weights of the confidence anew, for the model that ships, and writes them into its facts.

    python tools/fit_confidence.py

The network stays as it is: its weights, temperature, thresholds and figures. To be run when the rules around it (names,
patterns, sides) have changed so much that `confidence` no longer means what it says.
"""

from __future__ import annotations

import json
from pathlib import Path

from classifier.calibration import fit_chances
from classifier.split import split

from corpus import read_corpus
from whodid.events.classifier import Classifier, read_classifier

ROOT = Path(__file__).parent.parent
MODEL = ROOT / "src" / "whodid" / "data" / "model"


def main() -> None:
    """Fit the weights and write them."""
    facts = json.loads((MODEL / "events.json").read_text(encoding="utf-8"))

    def now() -> Classifier:
        (MODEL / "events.json").write_text(json.dumps(facts, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
        return read_classifier(MODEL)

    fit_chances(facts, split(read_corpus(ROOT / "corpus")), now)
    now()
    print(json.dumps({"confidence": facts["confidence"], "sides": facts["sides"]}, indent=1))


if __name__ == "__main__":
    main()
