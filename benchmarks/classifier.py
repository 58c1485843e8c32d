"""How fast the classifier is alone: candidates of the bundled chronicle, judged one by one on one core.

python benchmarks/classifier.py [--repeat N] [--json]
"""

from __future__ import annotations

import resource
import time
from typing import Any

from road import chronicle_stories, show

from whodid.events.candidates import Spans, spans_of, story_candidates
from whodid.events.classifier import load_classifier
from whodid.events.lexicon import load_lexicon
from whodid.model import Story
from whodid.pipeline import load


def measure(repeat: int) -> dict[str, Any]:
    """The figures by name; times are wall time of this process."""
    started = time.perf_counter()
    classifier = load_classifier()
    loading = time.perf_counter() - started
    read = load(stages=("sentences", "quotations", "mentions"))
    marked: list[tuple[str, Spans]] = []
    sentences = 0
    for story in chronicle_stories():
        story = read(story)
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
    found = []
    for tree, candidate in story_candidates(story, load_lexicon(), load_classifier().known):
        if candidate.refused is None:
            sentence = tree.sentence
            words = getattr(story, sentence.field)[sentence.start : sentence.end]
            found.append((words, spans_of(candidate, tree)))
    return found


if __name__ == "__main__":
    show(measure, repeat=3, about=__doc__)
