"""Fits the weights of the confidence anew, for the model that ships, and writes them into its facts.

    python tools/fit_confidence.py

The network stays as it is: its weights, temperature, thresholds and figures. To be run when the rules around it (names,
patterns, sides) have changed so much that `confidence` no longer means what it says.
"""

from __future__ import annotations

import json
from pathlib import Path

from classifier.calibration import TOLD_ALONE, fit_confidence, fit_sides
from classifier.parsed import parse
from classifier.split import split

from corpus import read_corpus
from whodid.events.classifier import Classifier, read_classifier
from whodid.events.judging import SIGNS

ROOT = Path(__file__).parent.parent
MODEL = ROOT / "src" / "whodid" / "data" / "model"


def main() -> None:
    """Fit the chance of the right type first, then, with it in place, that of the right sides."""
    facts = json.loads((MODEL / "events.json").read_text(encoding="utf-8"))

    def now() -> Classifier:
        (MODEL / "events.json").write_text(json.dumps(facts, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
        return read_classifier(MODEL)

    facts |= {"confidence": dict.fromkeys(SIGNS, 0.0), "sides": TOLD_ALONE}
    parts = split(read_corpus(ROOT / "corpus"))
    facts["confidence"] = fit_confidence(list(parse([*parts.calibrate, *parts.test])), now())
    facts["sides"] = fit_sides(now())
    now()
    print(json.dumps({"confidence": facts["confidence"], "sides": facts["sides"]}, indent=1))


if __name__ == "__main__":
    main()
