"""How fast the classifier is alone: candidates of the bundled chronicle, judged one by one on one core.

    python benchmarks/classifier.py [--repeat N] [--json]
"""

from __future__ import annotations

import argparse
import json
import resource
import sys
import time
from typing import Any

from road import chronicle_stories

from whodid.events.candidates import Spans, candidate_of, spans_of
from whodid.events.classifier import load_classifier
from whodid.events.frames import Tree, frames
from whodid.events.lexicon import load_lexicon
from whodid.events.parties import Parties
from whodid.model import Story
from whodid.registry import STAGES


def main() -> None:
    """Measure and print."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--repeat", type=int, default=3, help="times every candidate is judged (default 3)")
    options.add_argument("--json", action="store_true", help="print the figures as JSON")
    given = options.parse_args()
    figures = measure(given.repeat)
    if given.json:
        print(json.dumps(figures, indent=1))
        return
    for name, value in figures.items():
        print(f"{name:34} {value}")


def measure(repeat: int) -> dict[str, Any]:
    """The figures by name; times are wall time of this process."""
    started = time.perf_counter()
    classifier = load_classifier()
    loading = time.perf_counter() - started
    steps = [STAGES[name].make() for name in ("sentences", "quotations", "mentions")]
    marked: list[tuple[str, Spans]] = []
    sentences = 0
    for story in chronicle_stories():
        for step in steps:
            story = step(story)
        sentences += len(story.sentences)
        marked += candidates(story)
    for words, spans in marked[:50]:  # warm up
        classifier.judge(words, spans)
    started = time.perf_counter()
    for _ in range(repeat):
        for words, spans in marked:
            classifier.judge(words, spans)
    spent = time.perf_counter() - started
    return {
        "model": classifier.version,
        "loading, seconds": round(loading, 2),
        "candidates": len(marked),
        "candidates a sentence": round(len(marked) / sentences, 2),
        "candidates a second, one core": round(repeat * len(marked) / spent, 1),
        "peak memory, MB": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024),
    }


def candidates(story: Story) -> list[tuple[str, Spans]]:
    """Every candidate of a story with mentions, as the classifier is asked about it."""
    lexicon, known = load_lexicon(), load_classifier().known
    found = []
    for sentence in story.sentences:
        here = [mention for mention in story.mentions if mention.sentence == sentence.index]
        tree = Tree(sentence, frozenset(mention.head for mention in here if mention.actors))
        parties = Parties(tree, here)
        words = getattr(story, sentence.field)[sentence.start : sentence.end]
        for frame in frames(tree):
            candidate = candidate_of(tree, frame, parties, lexicon, known)
            if candidate is not None and candidate.refused is None:
                found.append((words, spans_of(candidate, tree)))
    return found


if __name__ == "__main__":
    sys.exit(main())
